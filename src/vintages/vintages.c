/*
 * vintages.c
 *	  trade_vintages: reading a value, and making a series of some of it.
 *
 * The keys of a value are in order of what they are told for, then of the day
 * on which they were known.  So the releases of a period stand together, from
 * start to VintagesEnd(start), the first figure first.
 *
 * Changes of a level, such as what entries of a register do to a backlog, add
 * up: each release of a day is all that was entered by then.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/datetime.h"

#include "kinds.h"
#include "keyed/wire.h"
#include "sql/calendar.h"
#include "vintages/vintages.h"

#define FIRST_DATE	(DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE)

/* Refuses a date that no key has room for. */
void
VintageCheckDate(DateADT date, const char *what)
{
	CalendarCheckDate(date, what);
	if (date >= VINTAGE_REACH)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s of trade_vintages is out of range", what),
				 errdetail("It is %s, the last day is %s.",
						   CalendarDateText(date),
						   CalendarDateText((DateADT) VINTAGE_REACH - 1)),
				 errhint("Look for a mistyped date.")));
}

/* A figure in words: "2025-04-01 known on 2025-05-20". */
const char *
VintageText(int64 key, Calendar calendar)
{
	return psprintf("%s known on %s",
					SeriesSpanText(VintageSpan(key), calendar),
					CalendarDateText(VintageKnown(key)));
}

/* Is this a key of periods, and of a day, that have dates? */
static bool
VintageKeyIsValid(int64 key, Calendar calendar)
{
	return key >= 0 && VintageKnown(key) >= FIRST_DATE &&
		SeriesSpanIsValid(VintageSpan(key), calendar) &&
		CalendarDate(SeriesSpanLast(VintageSpan(key)), calendar) < VINTAGE_REACH;
}

/* How many keys are told for single periods; these come first. */
static uint32
VintagesSingle(const SumsView *view)
{
	uint32		single = view->n;

	while (single > 0 && SeriesSpanLength(VintageSpan(view->number[single - 1])) != 1)
		single--;
	return single;
}

/* Do all keys mean something? */
bool
VintagesHaveDates(const SumsView *view)
{
	Calendar	calendar = CalendarOf(view->meaning);
	uint32		single = VintagesSingle(view);
	int64		fault = 0;		/* below zero where a key or a day is too early */
	bool		valid;

	for (uint32 i = 0; i < view->n; i++)
		fault |= view->number[i] |
			((view->number[i] & VINTAGE_MASK) - (FIRST_DATE + VINTAGE_REACH));
	valid = fault >= 0;
	/* periods ascend, so the first and the last speak for all single ones */
	if (single > 0)
		valid = valid && VintageKeyIsValid(view->number[0], calendar) &&
			VintageKeyIsValid(view->number[single - 1], calendar);
	for (uint32 i = single; i < view->n && valid; i++)
		valid = VintageKeyIsValid(view->number[i], calendar);
	return valid;
}

/* The place behind the last release of what stands at start. */
uint32
VintagesEnd(const SumsView *view, uint32 start)
{
	uint32		end = start + 1;

	while (end < view->n &&
		   VintageSameSpan(view->number[end], view->number[start]))
		end++;
	return end;
}

/* Makes each change all that was told by then. */
static void
VintagesAddUp(SumsView *view)
{
	KeyedSums  *sums = VintagesCreate(view->meaning);
	uint32		cursor = 0;
	FSum		sum;

	for (uint32 i = 0; i < view->n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			n = ViewParts(view, i, &cursor, parts);

		CHECK_FOR_INTERRUPTS();
		if (i == 0 || !VintageSameSpan(view->number[i], view->number[i - 1]))
			FSumInit(&sum);
		for (int part = 0; part < n; part++)
			FSumAdd(&sum, parts[part]);
		n = FSumCanonical(&sum, parts);
		sums = SumsAddNumber(sums, view->number[i], 0);
		for (int part = 0; part < n; part++)
			sums = SumsAddNumber(sums, view->number[i], parts[part]);
	}
	ViewOpenState(view, sums, VIEW_SORTED);
}

/* Opens a stored value, or a state of rollup, as it is. */
void
VintagesOpenStored(SumsView *view, Datum datum)
{
	ViewOpen(view, datum, NOUN_VINTAGES, VIEW_SORTED);
	if (!VintagesHaveDates(view))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("corrupt %s value", NounTypeName(NOUN_VINTAGES)),
				 errdetail("A key is no period of frequency %s, or no day.",
						   CalendarName(view->meaning.unit)),
				 errhint("Build the summary again from its rows.")));
}

/* Opens the figures of a value, each as it was known on its day. */
void
VintagesOpen(SumsView *view, Datum datum)
{
	VintagesOpenStored(view, datum);
	if (view->meaning.measure == MEASURE_CHANGE)
		VintagesAddUp(view);
}

/* Orders keys by the day known, then by their first period. */
static int
CompareDaysKnown(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;
	int64		first = SeriesSpanFirst(VintageSpan(x));
	int64		other = SeriesSpanFirst(VintageSpan(y));

	if (VintageKnown(x) != VintageKnown(y))
		return VintageKnown(x) < VintageKnown(y) ? -1 : 1;
	return (first > other) - (first < other);
}

/* Do two figures known on one day share a period? */
static bool
VintagesFindOverlap(const SumsView *view, VintageFault *fault)
{
	int64	   *key = palloc_array(int64, view->n);
	uint32		furthest = 0;	/* of its day */

	memcpy(key, view->number, view->n * sizeof(int64));
	qsort(key, view->n, sizeof(int64), CompareDaysKnown);
	for (uint32 i = 1; i < view->n; i++)
	{
		bool		same_day = VintageKnown(key[i]) == VintageKnown(key[furthest]);
		int64		last = SeriesSpanLast(VintageSpan(key[furthest]));

		if (same_day && last >= SeriesSpanFirst(VintageSpan(key[i])))
		{
			*fault = (VintageFault) {key[furthest], key[i]};
			return true;
		}
		furthest = i;
	}
	pfree(key);
	return false;
}

/* Is there a figure known before its period, or two of one day that overlap? */
bool
VintagesFindFault(const SumsView *view, VintageFault *fault)
{
	Calendar	calendar = CalendarOf(view->meaning);

	for (uint32 i = 0; i < view->n; i++)
	{
		int64		key = view->number[i];

		/* the first figure of each period speaks for all */
		if (i > 0 && VintageSameSpan(key, view->number[i - 1]))
			continue;
		if (VintageKnown(key) >=
			CalendarDate(SeriesSpanFirst(VintageSpan(key)), calendar))
			continue;
		*fault = (VintageFault) {key, key};
		return true;
	}
	return VintagesSingle(view) < view->n && VintagesFindOverlap(view, fault);
}

/* What is wrong, as a sentence. */
const char *
VintageFaultText(VintageFault fault, ValueMeaning meaning)
{
	Calendar	calendar = CalendarOf(meaning);

	if (fault.a == fault.b)
		return psprintf("The figure of %s is before its %s has begun.",
						VintageText(fault.a, calendar), CalendarName(calendar.frequency));
	return psprintf("%s and %s, both known on %s, share a %s.",
					SeriesSpanText(VintageSpan(fault.a), calendar),
					SeriesSpanText(VintageSpan(fault.b), calendar),
					CalendarDateText(VintageKnown(fault.a)),
					CalendarName(calendar.frequency));
}

/* Refuses figures of rows, or of values added up, that cannot be. */
void
VintagesCheck(const SumsView *view)
{
	VintageFault fault;

	if (!VintagesHaveDates(view))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period of trade_vintages is out of range"),
				 errdetail("A period of frequency %s has no first day that a date can be.",
						   CalendarName(view->meaning.unit)),
				 errhint("Look for a mistyped date.")));
	if (!VintagesFindFault(view, &fault))
		return;
	if (fault.a == fault.b)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("known_on must not be before its period"),
				 errdetail_internal("%s", VintageFaultText(fault, view->meaning)),
				 errhint("A forecast is no release. Give the period first, the day on which its figure was known last.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("combined periods overlap"),
			 errdetail_internal("%s", VintageFaultText(fault, view->meaning)),
			 errhint("Of one release each period may be told once: take figures that contain each other apart with reconcile_agg() or from_year_to_date() before.")));
}

/* A choice of releases and the day of each, to put in order. */
typedef struct PlacedDay
{
	uint32		place;			/* in the view */
	DateADT		known;
} PlacedDay;

/* Orders releases by the day known, the oldest first. */
static int
ComparePlacedDays(const void *a, const void *b)
{
	const PlacedDay *x = (const PlacedDay *) a;
	const PlacedDay *y = (const PlacedDay *) b;

	if (x->known != y->known)
		return x->known < y->known ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Orders places. */
static int
ComparePlaces(const void *a, const void *b)
{
	uint32		x = *(const uint32 *) a;
	uint32		y = *(const uint32 *) b;

	return (x > y) - (x < y);
}

/* Takes the periods of a key where all of them are free. */
static bool
TakePeriods(bool *taken, int64 first, int64 last)
{
	for (int64 slot = first; slot <= last; slot++)
		if (taken[slot])
			return false;
	for (int64 slot = first; slot <= last; slot++)
		taken[slot] = true;
	return true;
}

/*
 * Of chosen releases that share periods keeps those known last, or first;
 * returns how many are left, in order of their places.
 */
static uint32
VintagesSettle(const SumsView *view, uint32 *place, uint32 n, bool newest)
{
	SeriesPeriods periods = {CalendarOf(view->meaning), NULL, 0};
	PlacedDay  *days = palloc_array(PlacedDay, n);
	int64		first = PG_INT64_MAX;
	int64		last = PG_INT64_MIN;
	uint32		kept = 0;
	bool	   *taken;

	for (uint32 i = 0; i < n; i++)
	{
		int64		key = view->number[place[i]];

		days[i] = (PlacedDay) {place[i], VintageKnown(key)};
		first = Min(first, SeriesSpanFirst(VintageSpan(key)));
		last = Max(last, SeriesSpanLast(VintageSpan(key)));
	}
	SeriesCheckWindow(&periods, first, last);
	taken = palloc0_array(bool, last - first + 1);
	qsort(days, n, sizeof(PlacedDay), ComparePlacedDays);
	for (uint32 i = 0; i < n; i++)
	{
		uint32		at = days[newest ? n - 1 - i : i].place;
		int64		span = VintageSpan(view->number[at]);

		CHECK_FOR_INTERRUPTS();
		if (TakePeriods(taken, SeriesSpanFirst(span) - first,
						SeriesSpanLast(span) - first))
			place[kept++] = at;
	}
	qsort(place, kept, sizeof(uint32), ComparePlaces);
	return kept;
}

/* Keeps the residuals of chosen keys, which are numbered anew. */
static void
VintagesKeepResiduals(SumsView *view, const uint32 *place, uint32 n)
{
	uint32		kept = 0;
	uint32		chosen = 0;

	for (uint32 i = 0; i < view->nresiduals; i++)
	{
		SumsResidual residual = view->residuals[i];

		while (chosen < n && place[chosen] < residual.entry)
			chosen++;
		if (chosen == n || place[chosen] != residual.entry)
			continue;
		residual.entry = chosen;
		view->residuals[kept++] = residual;
	}
	view->nresiduals = kept;
}

/*
 * The series of n releases at ascending places, one of each key.  Where totals
 * of several periods share one with others, what was known last stands, or
 * first.
 */
Datum
VintagesSeries(const SumsView *view, uint32 *place, uint32 n, bool newest)
{
	SumsView	series = *view;

	if (n > 0 && SeriesSpanLength(VintageSpan(view->number[place[n - 1]])) != 1)
		n = VintagesSettle(view, place, n, newest);
	VintagesKeepResiduals(&series, place, n);
	for (uint32 i = 0; i < n; i++)
	{
		series.number[i] = VintageSpan(view->number[place[i]]);
		series.hi[i] = view->hi[place[i]];
		if (view->lo != NULL)
			series.lo[i] = view->lo[place[i]];
	}
	series.n = n;
	series.noun = NOUN_SERIES;
	return PointerGetDatum(WireWrite(&series));
}

/* An empty state to put figures into. */
KeyedSums *
VintagesCreate(ValueMeaning meaning)
{
	return SumsCreate((StateSpec) {.kind = KIND_VINTAGES, .meaning = meaning});
}

/* Are these keys of a value? */
bool
VintagesKeysAreValid(const SumsView *view, const void *params)
{
	VintageFault fault;

	if (view->meaning.unit == FREQUENCY_UNSET)
		return false;
	for (uint32 i = 0; i < view->n; i++)
		if (!VintageKeyIsValid(view->number[i], CalendarOf(view->meaning)))
			return false;
	return !VintagesFindFault(view, &fault);
}

/* The figure of key i in words. */
char *
VintagesKeyText(const SumsView *view, uint32 i)
{
	return (char *) VintageText(view->number[i], CalendarOf(view->meaning));
}

/* Are these keys days, of figures for several of them or for one? */
bool
VintagesSpanKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
		if (!VintageKeyIsValid(view->number[i], CalendarBy(FREQUENCY_DAY)))
			return false;
	return view->meaning.unit != FREQUENCY_UNSET;
}

/* Are these keys days, each with a figure for one? */
bool
VintagesDayKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
		if (!VintageKeyIsValid(view->number[i], CalendarBy(FREQUENCY_DAY)) ||
			SeriesSpanLength(VintageSpan(view->number[i])) != 1)
			return false;
	return true;
}

/* The figure of key i, told for days, in words. */
char *
VintagesDayKeyText(const SumsView *view, uint32 i)
{
	return (char *) VintageText(view->number[i], CalendarBy(FREQUENCY_DAY));
}
