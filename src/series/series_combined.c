/*
 * series_combined.c
 *	  Totals that cover several periods: listing them, sharing them out, and
 *	  taking figures that contain each other apart.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "math/near.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "series/series.h"

/* A key and its place in a view. */
typedef struct PlacedKey
{
	int64		first;
	int64		last;
	uint32		place;
} PlacedKey;

static int
ComparePlacedKeys(const void *a, const void *b)
{
	int64		x = ((const PlacedKey *) a)->first;
	int64		y = ((const PlacedKey *) b)->first;

	return (x > y) - (x < y);
}

/*
 * The keys from a first one on, in order of time.  Trading days are numbered by
 * their place.
 */
static PlacedKey *
KeysInTime(const SumsView *view, uint32 from)
{
	uint32		n = view->n - from;
	PlacedKey  *keys = palloc_array(PlacedKey, n);

	for (uint32 i = 0; i < n; i++)
	{
		keys[i].first = SeriesSpanFirst(view->number[from + i]);
		keys[i].last = SeriesSpanLast(view->number[from + i]);
		keys[i].place = from + i;
	}
	qsort(keys, n, sizeof(PlacedKey), ComparePlacedKeys);
	for (uint32 i = 0; i < n && view->meaning.unit == FREQUENCY_TRADING_DAY; i++)
		keys[i].first = keys[i].last = i;
	return keys;
}

/* Rows of totals that cover several periods, in order of time. */
PG_FUNCTION_INFO_V1(series_combined_periods);
Datum
series_combined_periods(PG_FUNCTION_ARGS)
{
	SumsView	view;
	ResultRow	row = {0};
	PlacedKey  *keys;
	uint32		single;

	InitMaterializedSRF(fcinfo, 0);
	single = SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	keys = KeysInTime(&view, single);
	for (uint32 i = 0; i < view.n - single; i++)
	{
		Calendar	calendar = CalendarOf(view.meaning);

		ResultAddDate(&row, true, CalendarDate(keys[i].first, calendar));
		ResultAddDate(&row, true, CalendarDate(keys[i].last, calendar));
		ResultAddInteger(&row, true, (int32) (keys[i].last - keys[i].first + 1));
		ResultAddNumber(&row, true, view.hi[keys[i].place]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/*
 * The total of the periods from first to last, where keys cover them without
 * a rest; false if they do not.  Keys stand in order of time.
 */
static bool
SpanTotal(const SumsView *view, const PlacedKey *keys, int64 first,
		  int64 last, double *total)
{
	uint32		low = 0;
	uint32		high = view->n;
	FSum		sum;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (keys[middle].first < first)
			low = middle + 1;
		else
			high = middle;
	}
	FSumInit(&sum);
	for (; low < view->n && keys[low].first == first; low++)
	{
		FSumAdd(&sum, view->hi[keys[low].place]);
		if (view->lo != NULL)
			FSumAdd(&sum, view->lo[keys[low].place]);
		first = keys[low].last + 1;
		if (first > last)
			break;
	}
	*total = FSumValue(&sum);
	return first == last + 1;
}

/* Adds the row of a comparison, where both totals are known. */
static void
AddComparison(FunctionCallInfo fcinfo, const SumsView *view,
			  const PlacedKey *keys, int64 first, int64 last, int lag)
{
	SeriesPeriods periods = SeriesPeriodsOf(view);
	ResultRow	row = {0};
	double		value;
	double		before;

	if (!SpanTotal(view, keys, first, last, &value) ||
		!SpanTotal(view, keys, first - lag, last - lag, &before))
		return;
	ResultAddDate(&row, true, SeriesPeriodDate(&periods, first));
	ResultAddDate(&row, true, SeriesPeriodDate(&periods, last));
	ResultAddNumber(&row, true, value);
	ResultAddNumber(&row, true, before);
	ResultAddNumber(&row, before > 0, before > 0 ? value / before - 1 : 0);
	ResultStore(fcinfo, &row);
}

/* Do the keys tell exactly these periods as one total? */
static bool
IsOneKey(const SumsView *view, const PlacedKey *keys, int64 first, int64 last)
{
	PlacedKey	wanted = {first, last, 0};
	const PlacedKey *found = (const PlacedKey *)
		bsearch(&wanted, keys, view->n, sizeof(PlacedKey), ComparePlacedKeys);

	return found != NULL && found->last == last;
}

/*
 * Rows that compare totals with those lag periods before.  What one side
 * tells together is compared together: the total of this side, or the sum of
 * its parts, with the total of the other.  (s, lag)
 */
PG_FUNCTION_INFO_V1(series_comparisons);
Datum
series_comparisons(PG_FUNCTION_ARGS)
{
	SumsView	view;
	PlacedKey  *keys;
	int			lag;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	lag = PG_ARGISNULL(1) ?
		CalendarYearPeriods(view.meaning.unit, "comparisons with a year before",
							"Give a lag in periods.") :
		ArgumentCount(fcinfo, 1, "lag", 1, SERIES_MAX_WINDOW);
	keys = KeysInTime(&view, 0);
	for (uint32 i = 0, j = 0; i < view.n || j < view.n;)
	{
		CHECK_FOR_INTERRUPTS();
		if (i < view.n &&
			(j == view.n || keys[i].first <= keys[j].first + lag))
		{
			AddComparison(fcinfo, &view, keys, keys[i].first, keys[i].last,
						  lag);
			i++;
			continue;
		}
		/* told together before, told apart now */
		if (keys[j].first < keys[j].last &&
			!IsOneKey(&view, keys, keys[j].first + lag, keys[j].last + lag))
			AddComparison(fcinfo, &view, keys, keys[j].first + lag,
						  keys[j].last + lag, lag);
		j++;
	}
	return (Datum) 0;
}

/* Weights of the periods of a combined one: equal, or their days. */
static double
SpreadWeight(int64 period, Calendar calendar, bool days)
{
	if (!days)
		return 1;
	return CalendarDate(period + 1, calendar) -
		CalendarDate(period, calendar);
}

/*
 * Shares a total out over its periods.  The last one takes what the rounded
 * others leave, to the last bit, so that the total is kept.
 */
static KeyedSums *
SpreadTotal(KeyedSums *sums, int64 key, const double *parts, int nparts,
			bool days)
{
	Calendar	calendar = CalendarOf(sums->meaning);
	int64		last = SeriesSpanLast(key);
	double		all = 0;

	if (SeriesSpanLength(key) > SERIES_MAX_WINDOW)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("trade_series cannot span more than %d periods",
						SERIES_MAX_WINDOW),
				 errdetail("The total of %s covers " INT64_FORMAT ".",
						   SeriesSpanText(key, calendar),
						   SeriesSpanLength(key)),
				 errhint("Look for a mistyped date, or use a coarser frequency.")));
	for (int64 i = SeriesSpanFirst(key); i <= last; i++)
		all += SpreadWeight(i, calendar, days);
	for (int64 i = SeriesSpanFirst(key); i < last; i++)
	{
		double		share = parts[0] / all * SpreadWeight(i, calendar, days);

		CHECK_FOR_INTERRUPTS();
		sums = SeriesPut(sums, i, share);
		sums = SeriesPut(sums, last, -share);
	}
	for (int part = 0; part < nparts; part++)
		sums = SeriesPut(sums, last, parts[part]);
	return sums;
}

/* (s, method) */
PG_FUNCTION_INFO_V1(series_spread_combined);
Datum
series_spread_combined(PG_FUNCTION_ARGS)
{
	char	   *method = text_to_cstring(PG_GETARG_TEXT_PP(1));
	bool		days = strcmp(method, "days") == 0;
	bool		none = strcmp(method, "none") == 0;
	SumsView	view;
	KeyedSums  *sums;
	uint32		single;
	uint32		cursor = 0;

	if (!days && !none && strcmp(method, "even") != 0)
		ArgumentWordError("method", method, "even, days or none");
	single = SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	sums = SeriesCreate(view.meaning);
	for (uint32 i = 0; i < view.n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&view, i, &cursor, parts);

		if (i >= single && !none)
			sums = SpreadTotal(sums, view.number[i], parts, nparts, days);
		for (int part = 0; i < single && part < nparts; part++)
			sums = SeriesPut(sums, view.number[i], parts[part]);
	}
	PG_RETURN_DATUM(SeriesStore(sums));
}

/* Puts a figure less the one before it in the same run. */
static KeyedSums *
PutDifference(KeyedSums *sums, int64 key, const double *parts, int nparts,
			  const double *before, int nbefore)
{
	for (int part = 0; part < nparts; part++)
		sums = SeriesPut(sums, key, parts[part]);
	for (int part = 0; part < nbefore; part++)
		sums = SeriesPut(sums, key, -before[part]);
	return sums;
}

/* Refuses a running total that falls where it was not said how it runs. */
static void
CheckRunning(const SumsView *view, uint32 i)
{
	Calendar	calendar = CalendarOf(view->meaning);

	if (LevelAbove(view->hi[i - 1], view->hi[i]))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("running total falls within its year"),
				 errdetail("It is %.15g at %s and %.15g at %s.", view->hi[i - 1],
						   CalendarDateText(CalendarDate(view->number[i - 1], calendar)),
						   view->hi[i],
						   CalendarDateText(CalendarDate(view->number[i], calendar))),
				 errhint("Use restart => 'half' where it starts again with each half-year, restart => 'year' where the fall is a correction or a loss. Business years take year_start.")));
}

/* How many periods a running total runs through, p being those of a year. */
static int
RestartArgument(FunctionCallInfo fcinfo, int arg, int p)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));

	if (strcmp(word, "year") == 0)
		return p;
	if (strcmp(word, "half") != 0)
		ArgumentWordError("restart", word, "year or half");
	if (p == 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("restart \"half\" needs a series by month or quarter"),
				 errdetail("The series is by year.")));
	return p / 2;
}

/*
 * Year-to-date figures to those of their periods, by difference: a figure
 * less the one before it in the same year.  Where figures between are missing
 * the difference covers several periods.  (s, year_start, restart)
 */
PG_FUNCTION_INFO_V1(series_from_year_to_date);
Datum
series_from_year_to_date(PG_FUNCTION_ARGS)
{
	SumsView	view;
	KeyedSums  *sums;
	uint32		cursor = 0;
	int			p;
	int			offset;
	double		before[FSUM_MAX_PARTS];
	int			nbefore = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	SeriesRequireMeasure(&view, MEASURES_PRICED, "argument of from_year_to_date",
						 SERIES_MEASURE_HINT);
	p = CalendarPeriodsPerYear(view.meaning.unit);
	offset = CalendarYearOffset(fcinfo, 1, CalendarOf(view.meaning),
								"from_year_to_date");
	if (!PG_ARGISNULL(2))
		p = RestartArgument(fcinfo, 2, p);
	sums = SeriesCreate(SeriesMeasured(view.meaning, MEASURE_FLOW));
	for (uint32 i = 0; i < view.n; i++)
	{
		int64		period = view.number[i];
		int64		from = period - ((period - offset) % p + p) % p;
		int64		key;
		bool		still = false;
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&view, i, &cursor, parts);

		if (i > 0 && view.number[i - 1] >= from)
		{
			if (PG_ARGISNULL(2))
				CheckRunning(&view, i);
			from = view.number[i - 1] + 1;
			still = LevelsNear(view.hi[i], view.hi[i - 1]);
		}
		else
			nbefore = 0;
		/* where it stands still there was nothing, not what rounding leaves */
		key = SeriesSpanKey(from, period - from + 1);
		sums = still ? SeriesPut(sums, key, 0) :
			PutDifference(sums, key, parts, nparts, before, nbefore);
		memcpy(before, parts, nparts * sizeof(double));
		nbefore = nparts;
	}
	PG_RETURN_DATUM(SeriesStore(sums));
}
