/*
 * series_combined.c
 *	  Totals that cover several periods: listing them, sharing them out, and
 *	  taking figures that contain each other apart.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "argument.h"
#include "series.h"

/* A combined key and its place in a view. */
typedef struct CombinedKey
{
	int64		first;
	uint32		place;
} CombinedKey;

static int
CompareCombinedKeys(const void *a, const void *b)
{
	int64		x = ((const CombinedKey *) a)->first;
	int64		y = ((const CombinedKey *) b)->first;

	return (x > y) - (x < y);
}

/* Rows of totals that cover several periods, in order of time. */
PG_FUNCTION_INFO_V1(series_combined_periods);
Datum
series_combined_periods(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SumsView	view;
	Frequency	frequency;
	CombinedKey *keys;
	uint32		single;
	uint32		n;

	InitMaterializedSRF(fcinfo, 0);
	single = SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	frequency = (Frequency) view.frequency;
	n = view.n - single;
	keys = (CombinedKey *) palloc(Max(n, 1) * sizeof(CombinedKey));
	for (uint32 i = 0; i < n; i++)
	{
		keys[i].first = SeriesSpanFirst(view.number[single + i]);
		keys[i].place = single + i;
	}
	qsort(keys, n, sizeof(CombinedKey), CompareCombinedKeys);
	for (uint32 i = 0; i < n; i++)
	{
		int64		key = view.number[keys[i].place];
		Datum		values[4];
		bool		nulls[4] = {false};

		values[0] = DateADTGetDatum(CalendarDate(keys[i].first, frequency));
		values[1] = DateADTGetDatum(CalendarDate(SeriesSpanLast(key),
												 frequency));
		values[2] = Int32GetDatum((int32) SeriesSpanLength(key));
		values[3] = Float8GetDatum(view.hi[keys[i].place]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* Weights of the periods of a combined one: equal, or their days. */
static double
SpreadWeight(int64 period, Frequency frequency, bool days)
{
	if (!days)
		return 1;
	return CalendarDate(period + 1, frequency) -
		CalendarDate(period, frequency);
}

/*
 * Shares a total out over its periods.  The last one takes what the rounded
 * others leave, to the last bit, so that the total is kept.
 */
static KeyedSums *
SpreadTotal(KeyedSums *sums, int64 key, const double *parts, int nparts,
			bool days)
{
	Frequency	frequency = (Frequency) sums->frequency;
	int64		last = SeriesSpanLast(key);
	double		all = 0;

	if (SeriesSpanLength(key) > SERIES_MAX_WINDOW)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("trade_series cannot span more than %d periods",
						SERIES_MAX_WINDOW),
				 errdetail("The total of %s covers " INT64_FORMAT ".",
						   SeriesSpanText(key, frequency),
						   SeriesSpanLength(key)),
				 errhint("Look for a mistyped date, or use a coarser frequency.")));
	for (int64 i = SeriesSpanFirst(key); i <= last; i++)
		all += SpreadWeight(i, frequency, days);
	for (int64 i = SeriesSpanFirst(key); i < last; i++)
	{
		double		share = parts[0] / all * SpreadWeight(i, frequency, days);

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
	sums = SeriesCreate((Frequency) view.frequency);
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

/*
 * Year-to-date figures to those of their periods, by difference: a figure
 * less the one before it in the same year.  Where figures between are missing
 * the difference covers several periods.  (s, year_start)
 */
PG_FUNCTION_INFO_V1(series_from_year_to_date);
Datum
series_from_year_to_date(PG_FUNCTION_ARGS)
{
	int			year_start = ArgumentCount(fcinfo, 1, "year_start", 1, 12);
	SumsView	view;
	Frequency	frequency;
	KeyedSums  *sums;
	uint32		cursor = 0;
	int64		p;
	int64		offset;
	double		before[FSUM_MAX_PARTS];
	int			nbefore = 0;

	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	frequency = (Frequency) view.frequency;
	p = CalendarPeriodsPerYear(frequency);
	if (p > SERIES_PER_YEAR_MONTH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("from_year_to_date needs a series by month, quarter or year"),
				 errdetail("The series is by %s.", CalendarName(frequency))));
	if ((year_start - 1) % (12 / p) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("year_start must be the first month of a %s",
						CalendarName(frequency)),
				 errdetail("Month is %d.", year_start)));
	offset = (year_start - 1) / (12 / p);
	sums = SeriesCreate(frequency);
	for (uint32 i = 0; i < view.n; i++)
	{
		int64		period = view.number[i];
		int64		start = period - ((period - offset) % p + p) % p;
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&view, i, &cursor, parts);
		int64		from = start;

		if (i > 0 && view.number[i - 1] >= start)
			from = view.number[i - 1] + 1;
		else
			nbefore = 0;
		for (int part = 0; part < nparts; part++)
			sums = SeriesPut(sums, SeriesSpanKey(from, period - from + 1),
							 parts[part]);
		for (int part = 0; part < nbefore; part++)
			sums = SeriesPut(sums, SeriesSpanKey(from, period - from + 1),
							 -before[part]);
		memcpy(before, parts, nparts * sizeof(double));
		nbefore = nparts;
	}
	PG_RETURN_DATUM(SeriesStore(sums));
}
