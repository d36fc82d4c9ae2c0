/*
 * series_gaps.c
 *	  Periods without a total: rows of them, and a series that has none.
 *
 * A period without a row is unknown, or one without trade; only the source
 * can tell.  Where it was complete is said in a question by gaps, with
 * observed_from and observed_until, or once for all questions by complete().
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "sql/argument.h"
#include "sql/result.h"
#include "series/series_gaps.h"

/* Lays a series out at least over a period, and over what was observed. */
void
SeriesWindowOpenObserved(SeriesWindow *window, const SumsView *view,
						 SeriesObserved observed, int64 period)
{
	/* a period that is not given comes before all others */
	SeriesWindowOpen(window, view,
					 observed.from == SERIES_NO_PERIOD ? period :
					 Min(observed.from, period),
					 Max(observed.until, period));
}

/* Refuses a series in which a period without a row is not zero. */
void
SeriesRequireZeros(const SumsView *view)
{
	SeriesRequireMeasure(view, MEASURES_ADDED, "series to fill with zeros",
						 "A level that no row tells is not known. Leave gaps at 'missing', or enter the levels that are zero.");
}

/* Refuses an observed window, given in days, that ends before it begins. */
void
SeriesCheckObserved(SeriesObserved days)
{
	if (days.until != SERIES_NO_PERIOD && days.until < days.from)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("observed_until must not be before observed_from"),
				 errdetail("It is %s, observed_from is %s.",
						   CalendarDateText((DateADT) days.until),
						   CalendarDateText((DateADT) days.from)),
				 errhint("Give the first and the last day of what the source has in full.")));
}

/* An observed window that is given in days as one of periods. */
SeriesObserved
SeriesObservedPeriods(const SeriesPeriods *periods, SeriesObserved days)
{
	SeriesObserved observed = days;

	if (days.from != SERIES_NO_PERIOD)
		observed.from = SeriesPeriodFrom(periods, (DateADT) days.from);
	if (days.until != SERIES_NO_PERIOD)
		observed.until = SeriesPeriodUntil(periods, (DateADT) days.until);
	return observed;
}

/* Reads observed_until and observed_from, arguments arg and arg + 1. */
SeriesObserved
SeriesObservedArguments(FunctionCallInfo fcinfo, int arg,
						const SeriesPeriods *periods)
{
	SeriesObserved days = SERIES_OBSERVED_ROWS;

	if (!PG_ARGISNULL(arg))
		days.until = SeriesDateArgument(fcinfo, arg, "observed_until");
	if (!PG_ARGISNULL(arg + 1))
		days.from = SeriesDateArgument(fcinfo, arg + 1, "observed_from");
	SeriesCheckObserved(days);
	return SeriesObservedPeriods(periods, days);
}

/* The way to treat gaps that an argument names. */
SeriesGaps
SeriesGapsArgument(FunctionCallInfo fcinfo, int arg)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	SeriesGaps	gaps;

	if (!SeriesGapsFromName(word, &gaps))
		ArgumentWordError("gaps", word, "missing, zero or error");
	return gaps;
}

/* Reports a hole that the caller says must not be. */
void
SeriesGapError(const SeriesPeriods *periods, int64 period, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("trade_series has no value for a period"),
			 errdetail("The %s of %s is missing.",
					   CalendarName(periods->calendar.frequency),
					   CalendarDateText(SeriesPeriodDate(periods, period))),
			 errhint("%s", hint)));
}

/* Settles the holes of an observed window. */
void
SeriesFillObserved(SeriesWindow *window, const SumsView *view,
				   const SeriesPeriods *periods, SeriesGaps gaps,
				   SeriesObserved observed)
{
	bool	   *seen = palloc_array(bool, window->n);
	int			gap;

	if (gaps == SERIES_GAPS_ZERO)
		SeriesRequireZeros(view);
	memcpy(seen, window->seen, window->n * sizeof(bool));
	gap = SeriesWindowSettle(window, gaps, observed, seen);
	if (gap >= 0)
		SeriesGapError(periods, window->first + gap, SERIES_GAP_HINT);
	window->seen = seen;
}

/* Settles the holes between the first and the last observation. */
void
SeriesFillGaps(SeriesWindow *window, const SumsView *view,
			   const SeriesPeriods *periods, SeriesGaps gaps)
{
	if (gaps != SERIES_GAPS_MISSING)
		SeriesFillObserved(window, view, periods, gaps, SERIES_OBSERVED_ROWS);
}

/* Rows of holes: (s, observed_until, observed_from) */
PG_FUNCTION_INFO_V1(series_missing_periods);
Datum
series_missing_periods(PG_FUNCTION_ARGS)
{
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	SeriesObserved observed;
	int			start = -1;
	int			lo;
	int			hi;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	periods = SeriesPeriodsOf(&view);
	observed = SeriesObservedArguments(fcinfo, 1, &periods);
	SeriesWindowOpenObserved(&window, &view, observed, view.n > 0 ?
							 view.number[0] : observed.until);
	if (!SeriesWindowObserved(&window, observed, &lo, &hi))
		return (Datum) 0;
	for (int i = lo; i <= hi + 1; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i <= hi && !window.seen[i])
		{
			start = start < 0 ? i : start;
			continue;
		}
		if (start >= 0)
		{
			ResultAddDate(&row, true, SeriesPeriodDate(&periods,
													   window.first + start));
			ResultAddDate(&row, true, SeriesPeriodDate(&periods,
													   window.first + i - 1));
			ResultAddInteger(&row, true, i - start);
			ResultStore(fcinfo, &row);
		}
		start = -1;
	}
	return (Datum) 0;
}

/* Refuses a series that has no holes, or holes that are not zero. */
static void
CompleteCheck(const SumsView *view, const SeriesPeriods *periods)
{
	SeriesRequireZeros(view);
	if (SeriesPeriodsAreTradingDays(periods))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("complete needs periods of the calendar"),
				 errdetail("The series is by trading_day."),
				 errhint("Trading days have no holes. Days without trade are zero in a series by day: series_agg(day, value, 'day').")));
}

/* The first and last period of all keys, where an end is open. */
static void
CompleteSpan(const SumsView *view, int64 *first, int64 *last)
{
	int64		least = PG_INT64_MAX;
	int64		most = PG_INT64_MIN;

	for (uint32 i = 0; i < view->n; i++)
	{
		least = Min(least, SeriesSpanFirst(view->number[i]));
		most = Max(most, SeriesSpanLast(view->number[i]));
	}
	if (*first == PG_INT64_MIN)
		*first = least;
	if (*last == PG_INT64_MAX)
		*last = most;
}

/* Which of the periods from first on, n of them, have no total? */
static bool *
CompleteHoles(const SumsView *view, int64 first, int n)
{
	bool	   *hole = palloc_array(bool, n);

	memset(hole, true, n);
	for (uint32 i = 0; i < view->n; i++)
	{
		int64		from = SeriesSpanFirst(view->number[i]) - first;
		int64		to = SeriesSpanLast(view->number[i]) - first;

		CHECK_FOR_INTERRUPTS();
		for (int64 slot = Max(from, 0); slot <= Min(to, n - 1); slot++)
			hole[slot] = false;
	}
	return hole;
}

/* All totals of a view, to the last bit. */
static KeyedSums *
CompleteCopy(const SumsView *view)
{
	KeyedSums  *sums = SeriesCreate(view->meaning);
	double		parts[FSUM_MAX_PARTS];
	uint32		cursor = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		int			n = ViewParts(view, i, &cursor, parts);

		for (int part = 0; part < n; part++)
			sums = SeriesPut(sums, view->number[i], parts[part]);
	}
	return sums;
}

/* (s, since, until) */
PG_FUNCTION_INFO_V1(series_complete);
Datum
series_complete(PG_FUNCTION_ARGS)
{
	SumsView	view;
	SeriesPeriods periods;
	KeyedSums  *sums;
	int64		first;
	int64		last;
	bool	   *hole;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	periods = SeriesPeriodsOf(&view);
	CompleteCheck(&view, &periods);
	SeriesSinceUntil(fcinfo, 1, &periods, &first, &last);
	CompleteSpan(&view, &first, &last);
	sums = CompleteCopy(&view);
	if (first > last)
		PG_RETURN_DATUM(SeriesStore(sums));
	SeriesCheckWindow(&periods, first, last);
	hole = CompleteHoles(&view, first, (int) (last - first + 1));
	for (int64 period = first; period <= last; period++)
		if (hole[period - first])
			sums = SeriesPut(sums, period, 0);
	PG_RETURN_DATUM(SeriesStore(sums));
}
