/*
 * series.c
 *	  A trade_series as plain arrays over a window of calendar periods.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "kinds.h"
#include "sql/result.h"
#include "sql/argument.h"
#include "series/series.h"
#include "keyed/wire.h"

/* Refuses a period that has no date. */
static void
SeriesCheckPeriod(const SumsView *view, uint32 i)
{
	if (!SeriesSpanIsValid(view->number[i], CalendarOf(view->meaning)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period of trade_series is out of range"),
				 errdetail("Period number " INT64_FORMAT " of frequency %s has no date.",
						   view->number[i],
						   CalendarName(view->meaning.unit))));
}

/*
 * Refuses periods that have no date; returns how many keys are single periods.
 * Those ascend, so their first and last speak for all of them.
 */
static uint32
SeriesCheckPeriods(const SumsView *view)
{
	uint32		single = view->n;

	while (single > 0 && SeriesSpanLength(view->number[single - 1]) != 1)
		single--;
	if (single > 0)
	{
		SeriesCheckPeriod(view, 0);
		SeriesCheckPeriod(view, single - 1);
	}
	for (uint32 i = single; i < view->n; i++)
		SeriesCheckPeriod(view, i);
	return single;
}

/*
 * Makes an opened view one of a series, in order of time, and returns how many
 * of its observations are single periods.  A state whose frequency was not
 * given holds days: the frequency is found now, when all rows are known, so it
 * cannot depend on their order.
 */
uint32
SeriesViewFinish(SumsView *view)
{
	if (view->meaning.unit == FREQUENCY_UNSET)
	{
		Calendar	found = CalendarFind(view->number, view->n);

		/* distinct days that show a frequency lie in distinct periods */
		CalendarIndexSorted(view->number, view->n, found);
		view->meaning = SeriesMeaning(found.frequency, view->meaning.measure,
									  found.year_start);
	}
	return SeriesCheckPeriods(view);
}

/* Opens the observations of a stored value or of a state of series_agg. */
uint32
SeriesViewOpenAll(SumsView *view, Datum datum)
{
	ViewOpen(view, datum, NOUN_SERIES, VIEW_SORTED);
	return SeriesViewFinish(view);
}

/* Refuses totals of several periods, where so many are of single ones. */
void
SeriesRequireSingle(const SumsView *view, uint32 single)
{
	if (single < view->n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trade_series holds combined periods"),
				 errdetail("The total of %s covers %d periods of frequency %s.",
						   SeriesSpanText(view->number[single],
										  CalendarOf(view->meaning)),
						   (int) SeriesSpanLength(view->number[single]),
						   CalendarName(view->meaning.unit)),
				 errhint("Say what its periods are: spread_combined(s, 'even') shares it out, spread_combined(s, 'none') leaves them missing. January and February together suit recovery with pool_jan_feb => true.")));
}

/* Opens the observations of a series that has none but single periods. */
void
SeriesViewOpen(SumsView *view, Datum datum)
{
	SeriesRequireSingle(view, SeriesViewOpenAll(view, datum));
}

/*
 * Refuses a series of a measure that a question has no answer for; what names
 * the argument, measures is the set that is allowed.
 */
void
SeriesRequireMeasure(const SumsView *view, int measures, const char *what,
					 const char *hint)
{
	char	   *allowed = "";

	if (likely((measures & MEASURE_BIT(view->meaning.measure)) != 0))
		return;
	for (int m = 0; m <= MEASURE_LAST; m++)
		if ((measures & MEASURE_BIT(m)) != 0)
			allowed = psprintf("%s%s%ss", allowed, *allowed ? " or " : "",
							   MeasureName(m));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be a trade_series of %s", what, allowed),
			 errdetail("It holds %ss.",
					   MeasureName(view->meaning.measure)),
			 errhint("%s", hint)));
}

/* The periods of a key as text: "2025-01-01" or "2025-01-01/2025-02-01". */
const char *
SeriesSpanText(int64 key, Calendar calendar)
{
	const char *first = CalendarDateText(CalendarDate(SeriesSpanFirst(key),
													  calendar));

	if (SeriesSpanLength(key) == 1)
		return first;
	return psprintf("%s/%s", first,
					CalendarDateText(CalendarDate(SeriesSpanLast(key),
												  calendar)));
}

/* Orders keys by their first period, longer ones first. */
static int
CompareSpans(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	if (SeriesSpanFirst(x) != SeriesSpanFirst(y))
		return SeriesSpanFirst(x) < SeriesSpanFirst(y) ? -1 : 1;
	return x == y ? 0 : x > y ? -1 : 1;
}

/* The keys of a view by their first period. */
static int64 *
SpansInTime(const SumsView *view)
{
	int64	   *keys = palloc_array(int64, view->n);

	memcpy(keys, view->number, view->n * sizeof(int64));
	qsort(keys, view->n, sizeof(int64), CompareSpans);
	return keys;
}

/* Do two keys share a period?  Says which. */
bool
SeriesSpansOverlap(const SumsView *view, int64 *a, int64 *b)
{
	int64	   *keys = SpansInTime(view);

	for (uint32 i = 1; i < view->n; i++)
	{
		if (SeriesSpanLast(keys[i - 1]) < SeriesSpanFirst(keys[i]))
			continue;
		*a = keys[i - 1];
		*b = keys[i];
		return true;
	}
	return false;
}

/*
 * Merges keys that share periods into one that covers them all, with the sum
 * of their totals.  Sources that report different periods add up to a total
 * that is known for all of those periods together and for no part of them.
 * The result is the same for any order and any grouping of the sources.
 */
KeyedSums *
SeriesMergeSpans(const SumsView *view)
{
	int64	   *keys = SpansInTime(view);
	KeyedSums  *sums = SeriesCreate(view->meaning);
	uint32		nblocks = 0;
	uint32		cursor = 0;

	/* blocks replace the keys they are made of, from the left */
	for (uint32 i = 0; i < view->n; i++)
	{
		if (nblocks > 0 &&
			SeriesSpanLast(keys[nblocks - 1]) >= SeriesSpanFirst(keys[i]))
		{
			int64		first = SeriesSpanFirst(keys[nblocks - 1]);
			int64		last = Max(SeriesSpanLast(keys[nblocks - 1]),
								   SeriesSpanLast(keys[i]));

			keys[nblocks - 1] = SeriesSpanKey(first, last - first + 1);
		}
		else
			keys[nblocks++] = keys[i];
	}
	for (uint32 i = 0; i < view->n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(view, i, &cursor, parts);
		int64		first = SeriesSpanFirst(view->number[i]);
		uint32		low = 0;
		uint32		high = nblocks;

		/* the last block that starts no later */
		while (high - low > 1)
		{
			uint32		middle = low + (high - low) / 2;

			if (SeriesSpanFirst(keys[middle]) <= first)
				low = middle;
			else
				high = middle;
		}
		for (int part = 0; part < nparts; part++)
			sums = SeriesPut(sums, keys[low], parts[part]);
	}
	return sums;
}

/* How the periods of a view are numbered; the view must outlive the answer. */
SeriesPeriods
SeriesPeriodsOf(const SumsView *view)
{
	SeriesPeriods periods = {CalendarOf(view->meaning), NULL, 0};

	if (SeriesPeriodsAreTradingDays(&periods))
	{
		periods.day = view->number;
		periods.ndays = view->n;
	}
	return periods;
}

/* How many trading days lie before a day. */
static int64
TradingDaysBefore(const SeriesPeriods *periods, int64 day)
{
	int64		low = 0;
	int64		high = periods->ndays;

	while (low < high)
	{
		int64		middle = low + (high - low) / 2;

		if (periods->day[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The period that holds a date, or the first trading day from it on. */
int64
SeriesPeriodFrom(const SeriesPeriods *periods, DateADT date)
{
	if (SeriesPeriodsAreTradingDays(periods))
		return TradingDaysBefore(periods, date);
	return CalendarIndex(date, periods->calendar);
}

/* The period that holds a date, or the last trading day up to it. */
int64
SeriesPeriodUntil(const SeriesPeriods *periods, DateADT date)
{
	if (SeriesPeriodsAreTradingDays(periods))
		return TradingDaysBefore(periods, (int64) date + 1) - 1;
	return CalendarIndex(date, periods->calendar);
}

/*
 * The period whose figure holds on a date: on a day without trade that of the
 * last trading day.  False before the first and after the last of them, where
 * nothing tells what held.
 */
bool
SeriesPeriodAsOf(const SeriesPeriods *periods, DateADT date, int64 *period)
{
	*period = SeriesPeriodUntil(periods, date);
	if (!SeriesPeriodsAreTradingDays(periods))
		return true;
	return *period >= 0 && date <= periods->day[periods->ndays - 1];
}

/* Refuses a window that only a mistyped date explains. */
void
SeriesCheckWindow(const SeriesPeriods *periods, int64 first, int64 last)
{
	if (last - first >= SERIES_MAX_WINDOW)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("trade_series cannot span more than %d periods",
						SERIES_MAX_WINDOW),
				 errdetail("It spans " INT64_FORMAT " periods of frequency %s.",
						   last - first + 1,
						   CalendarName(periods->calendar.frequency)),
				 errhint("Look for a mistyped date, or use a coarser frequency.")));
}

/*
 * Lays the observations out over the periods first to last, which hold all of
 * them.
 */
void
SeriesWindowOpenOver(SeriesWindow *window, const SumsView *view,
					 const SeriesPeriods *periods, int64 first, int64 last)
{
	double	   *value;
	bool	   *seen;

	SeriesCheckWindow(periods, first, last);
	window->first = first;
	window->n = (int) (last - first + 1);
	window->periods_per_year =
		CalendarPeriodsPerYear(periods->calendar.frequency);
	value = palloc0_array(double, window->n);
	seen = palloc0_array(bool, window->n);
	for (uint32 i = 0; i < view->n; i++)
	{
		int64		slot = view->number[i];

		if (SeriesPeriodsAreTradingDays(periods))
			slot = TradingDaysBefore(periods, slot);
		value[slot - first] = view->hi[i];
		seen[slot - first] = true;
	}
	window->value = value;
	window->seen = seen;
}

/*
 * Lays the observations out over all periods from the first to the last, and
 * at least over from..to where these are given (from <= to).  There are no
 * trading days but those that have a figure.
 */
void
SeriesWindowOpen(SeriesWindow *window, const SumsView *view, int64 from,
				 int64 to)
{
	SeriesPeriods periods = SeriesPeriodsOf(view);
	bool		given = from <= to;
	int64		first = given ? from : 1;
	int64		last = given ? to : 0;

	if (SeriesPeriodsAreTradingDays(&periods))
	{
		first = 0;
		last = periods.ndays - 1;
	}
	else if (view->n > 0)
	{
		first = given ? Min(from, view->number[0]) : view->number[0];
		last = given ? Max(to, view->number[view->n - 1]) :
			view->number[view->n - 1];
	}
	SeriesWindowOpenOver(window, view, &periods, first, last);
}

/* Reads a date. */
DateADT
SeriesDateArgument(FunctionCallInfo fcinfo, int arg, const char *name)
{
	CalendarCheckDate(PG_GETARG_DATEADT(arg), name);
	return PG_GETARG_DATEADT(arg);
}

/*
 * Reads the span since to until of arguments arg and arg + 1, both ends
 * included; NULL is open.  Of trading days
 * those in the span count, so that it may be empty.
 */
void
SeriesSinceUntil(FunctionCallInfo fcinfo, int arg,
				 const SeriesPeriods *periods, int64 *since, int64 *until)
{
	*since = PG_INT64_MIN;
	*until = PG_INT64_MAX;
	if (!PG_ARGISNULL(arg))
		*since = SeriesPeriodFrom(periods,
								  SeriesDateArgument(fcinfo, arg, "since"));
	if (!PG_ARGISNULL(arg + 1))
		*until = SeriesPeriodUntil(periods,
								   SeriesDateArgument(fcinfo, arg + 1,
													  "until"));
	if (!PG_ARGISNULL(arg) && !PG_ARGISNULL(arg + 1))
		CalendarCheckSpan(PG_GETARG_DATEADT(arg), PG_GETARG_DATEADT(arg + 1),
						  periods->calendar);
}

/* An empty series of this meaning to put values into. */
KeyedSums *
SeriesCreate(ValueMeaning meaning)
{
	return SumsCreate((StateSpec) {.kind = KIND_SERIES, .meaning = meaning});
}

/* Adds a value to a key; what a double cannot hold is an error. */
KeyedSums *
SeriesPut(KeyedSums *sums, int64 key, double value)
{
	CHECK_FOR_INTERRUPTS();
	if (!isfinite(value))
		ResultRangeError("value of trade_series",
						 psprintf("The result for the %s of %s is too large.",
								  CalendarName(sums->meaning.unit),
								  SeriesSpanText(key, CalendarOf(sums->meaning))));
	return SumsAddNumber(sums, key, value);
}

/* The stored value. */
Datum
SeriesStore(KeyedSums *sums)
{
	SumsView	view;

	ViewOpenState(&view, sums, VIEW_SORTED);
	(void) SeriesCheckPeriods(&view);
	return PointerGetDatum(WireWrite(&view));
}

/* Are these keys periods, or days where the frequency is to be found? */
bool
SeriesKeysAreValid(const SumsView *view, const void *params)
{
	bool		days = view->meaning.unit == FREQUENCY_UNSET;

	for (uint32 i = 0; i < view->n; i++)
		if (!SeriesSpanIsValid(view->number[i], CalendarOf(view->meaning)) ||
			(days && SeriesSpanLength(view->number[i]) != 1))
			return false;
	return true;
}

/* The periods of key i. */
char *
SeriesKeyText(const SumsView *view, uint32 i)
{
	return (char *) SeriesSpanText(view->number[i], CalendarOf(view->meaning));
}
