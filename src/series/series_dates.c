/*
 * series_dates.c
 *	  States over dates and spans: which periods the days that they keep stand
 *	  for.
 */
#include "rareearth.h"

#include "kinds.h"
#include "series/series.h"
#include "series/series_dates.h"

/*
 * Does a state keep dates as days?  Weeks stand in no doubt unless a snap is
 * said; what lies out of reach is no date of trade.
 */
static bool
SeriesKeepsDay(DateADT date, Frequency frequency, int snap)
{
	return frequency >= (snap == SNAP_NONE ? FREQUENCY_MONTH : FREQUENCY_WEEK) &&
		frequency <= FREQUENCY_YEAR &&
		date > -SERIES_DAY_REACH && date < SERIES_DAY_REACH;
}

/* The key of the period that holds a day; others stay. */
static int64
DayToPeriod(int64 key, const void *calendar)
{
	if (!SeriesKeyIsDay(key))
		return key;
	return CalendarIndex(SeriesKeyDay(key), *(const Calendar *) calendar);
}

/*
 * The key of a date while its state is not plain.  It becomes so when a date
 * is not alike the newest one; then rows not yet added up take their periods,
 * and what stays behind as a day finds its own in the end.
 */
int64
SeriesFirstDateKey(KeyedSums *sums, DateADT date, Calendar calendar, int snap)
{
	int64		newest;

	if (!SeriesKeepsDay(date, calendar.frequency, snap))
	{
		if (snap != SNAP_NONE)
			return FiscalPeriod(date, calendar, snap);
		sums->plain = 1;
		return CalendarIndex(date, calendar);
	}
	if (snap != SNAP_NONE || !SumsNewestKey(sums, &newest) ||
		(SeriesKeyIsDay(newest) && FiscalAlike(SeriesKeyDay(newest), date)))
		return SERIES_DAY_KEY + date;
	sums->plain = 1;
	SumsMapRows(sums, DayToPeriod, &calendar);
	return CalendarIndex(date, calendar);
}

/* Reports two dates that end one period. */
pg_noreturn static void
DatesShareError(DateADT a, DateADT b, Calendar calendar, int64 period)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("two dates end the same %s", CalendarText(calendar)),
			 errdetail("%s and %s are ends of the %s of %s.",
					   CalendarDateText(a), CalendarDateText(b),
					   CalendarName(calendar.frequency),
					   CalendarDateText(CalendarDate(period, calendar))),
			 errhint("Give a smaller snap or a finer frequency, whose totals resample() adds up.")));
}

/* Replaces days by the periods that they end. */
static void
DatesSnap(int64 *days, uint32 n, Calendar calendar, int snap)
{
	int64		before = 0;

	for (uint32 i = 0; i < n; i++)
	{
		int64		period = FiscalPeriod((DateADT) days[i], calendar, snap);

		if (i > 0 && period == days[i - 1])
			DatesShareError((DateADT) before, (DateADT) days[i], calendar, period);
		before = days[i];
		days[i] = period;
	}
}

/* Adds up the sums of keys that have become equal, and sorts them. */
static void
ViewAddUp(SumsView *view)
{
	KeyedSums  *sums = SeriesCreate(view->meaning);
	uint32		cursor = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(view, i, &cursor, parts);

		sums = SeriesPut(sums, view->number[i], 0);
		for (int part = 0; part < nparts; part++)
			sums = SeriesPut(sums, view->number[i], parts[part]);
	}
	ViewOpenState(view, sums, VIEW_SORTED);
}

/* Replaces the days of a sorted view, which stand behind the periods. */
static void
ViewPlaceDays(SumsView *view, int snap)
{
	Calendar	calendar = CalendarOf(view->meaning);
	uint32		periods = view->n;
	uint32		i;

	while (periods > 0 && SeriesKeyIsDay(view->number[periods - 1]))
		view->number[--periods] -= SERIES_DAY_KEY;
	if (periods == view->n)
		return;
	if (snap != SNAP_NONE)
		DatesSnap(view->number + periods, view->n - periods, calendar, snap);
	else
	{
		if (periods == 0)
			FiscalCheckDays(view->number, view->n, calendar);
		CalendarIndexSorted(view->number + periods, view->n - periods, calendar);
	}
	for (i = 1; i < view->n && view->number[i] > view->number[i - 1]; i++)
		;
	if (i < view->n)
		ViewAddUp(view);
}

/*
 * Makes an opened, sorted view of a state over dates one of a series; returns
 * how many keys are single periods.
 */
uint32
SeriesViewFinishDates(SumsView *view, int snap)
{
	ViewPlaceDays(view, snap);
	return SeriesViewFinish(view);
}

/* A span of days and the periods that it covers. */
typedef struct PlacedSpan
{
	int64		periods;
	int64		days;
} PlacedSpan;

static int
ComparePlacedSpans(const void *a, const void *b)
{
	const PlacedSpan *x = (const PlacedSpan *) a;
	const PlacedSpan *y = (const PlacedSpan *) b;

	if (x->periods != y->periods)
		return x->periods < y->periods ? -1 : 1;
	return (x->days > y->days) - (x->days < y->days);
}

/* Refuses spans of different days that were moved to the same periods. */
static void
SpansCheckApart(PlacedSpan *spans, uint32 n, Calendar calendar)
{
	qsort(spans, n, sizeof(PlacedSpan), ComparePlacedSpans);
	for (uint32 i = 1; i < n; i++)
		if (spans[i].periods == spans[i - 1].periods)
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("two spans cover the same periods"),
					 errdetail("%s and %s both stand for %s.",
							   SeriesSpanText(spans[i - 1].days,
											  CalendarBy(FREQUENCY_DAY)),
							   SeriesSpanText(spans[i].days,
											  CalendarBy(FREQUENCY_DAY)),
							   SeriesSpanText(spans[i].periods, calendar)),
					 errhint("Leave one of them out, or give a smaller snap.")));
}

/* The same for a state over spans, whose keys are spans of days. */
uint32
SeriesViewFinishSpans(SumsView *view, int snap)
{
	Calendar	calendar = CalendarOf(view->meaning);
	PlacedSpan *spans = palloc_array(PlacedSpan, view->n);

	for (uint32 i = 0; i < view->n; i++)
	{
		spans[i].days = view->number[i];
		view->number[i] = FiscalSpanKey((DateADT) SeriesSpanFirst(view->number[i]),
										(DateADT) SeriesSpanLast(view->number[i]),
										calendar, snap);
		spans[i].periods = view->number[i];
	}
	if (snap > 0)
		SpansCheckApart(spans, view->n, calendar);
	ViewAddUp(view);
	return SeriesViewFinish(view);
}

/* Is the snap of a state one that an argument can be? */
bool
DatesParamsAreValid(const void *params)
{
	return FiscalSnapIsValid(*(const int32 *) params, CalendarBy(FREQUENCY_YEAR));
}

/* The snap as text. */
char *
DatesParamsText(const void *params)
{
	int32		snap = *(const int32 *) params;

	return snap == SNAP_NONE ? pstrdup("none") : psprintf("%d", snap);
}

/* Is every key a day, or a period, given what snap says? */
static bool
KeysAreOfDates(const SumsView *view, int snap)
{
	bool		valid = FiscalSnapIsValid(snap, CalendarOf(view->meaning));

	for (uint32 i = 0; i < view->n && valid; i++)
	{
		int64		key = view->number[i];

		valid = SeriesSpanLength(key) == 1 &&
			(SeriesKeyIsDay(key) ?
			 SeriesKeepsDay(SeriesKeyDay(key), view->meaning.unit, snap) :
			 SeriesSpanIsValid(key, CalendarOf(view->meaning)));
	}
	return valid;
}

bool
DatesKeysAreValid(const SumsView *view, const void *params)
{
	return KeysAreOfDates(view, *(const int32 *) params);
}

bool
RecoveryKeysAreValid(const SumsView *view, const void *params)
{
	return KeysAreOfDates(view, SNAP_NONE);
}

/* Is every key a span of days? */
bool
SpansKeysAreValid(const SumsView *view, const void *params)
{
	bool		valid = view->meaning.unit != FREQUENCY_UNSET &&
		FiscalSnapIsValid(*(const int32 *) params, CalendarOf(view->meaning));

	for (uint32 i = 0; i < view->n && valid; i++)
		valid = SeriesSpanIsValid(view->number[i], CalendarBy(FREQUENCY_DAY)) &&
			(SeriesSpanLength(view->number[i]) == 1 ||
			 view->meaning.unit != FREQUENCY_TRADING_DAY);
	return valid;
}

/* The days of key i. */
char *
SpansKeyText(const SumsView *view, uint32 i)
{
	return (char *) SeriesSpanText(view->number[i], CalendarBy(FREQUENCY_DAY));
}

/* The period of key i, or its day. */
char *
DatesKeyText(const SumsView *view, uint32 i)
{
	if (SeriesKeyIsDay(view->number[i]))
		return (char *) CalendarDateText(SeriesKeyDay(view->number[i]));
	return SeriesKeyText(view, i);
}
