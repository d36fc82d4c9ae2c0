/*
 * series_resample.c
 *	  A trade_series by coarser periods.
 *
 * What a coarse period is worth follows from what the figures measure: flows
 * and changes add up, of levels the last one holds.  A coarse period that is
 * not seen in full stays missing.  Trading days are all there, whatever days
 * exchanges are open.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "sql/argument.h"
#include "series/series_gaps.h"

typedef enum ResampleMethod
{
	RESAMPLE_SUM,
	RESAMPLE_LAST,
	RESAMPLE_MEAN,
	RESAMPLE_FIRST
} ResampleMethod;

/* The method in an argument; NULL is what the measure asks for. */
static ResampleMethod
ResampleMethodArgument(FunctionCallInfo fcinfo, int arg, Measure measure)
{
	static const char *const names[] = {"sum", "last", "mean", "first"};
	char	   *word;

	if (PG_ARGISNULL(arg))
		return measure == MEASURE_LEVEL ? RESAMPLE_LAST : RESAMPLE_SUM;
	word = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	for (int i = 0; i < (int) lengthof(names); i++)
		if (strcmp(word, names[i]) == 0)
			return (ResampleMethod) i;
	ArgumentWordError("method", word,
					  "sum for flows, last for closing levels, "
					  "mean for averages, first for opening levels");
}

/* What the answers measure; a level that is added up is no level. */
static Measure
ResampleMeasure(ResampleMethod method, Measure measure)
{
	if (method != RESAMPLE_SUM)
		return MEASURE_LEVEL;
	return measure == MEASURE_LEVEL ? MEASURE_FLOW : measure;
}

/* A series to be put into coarser periods. */
typedef struct Resampling
{
	SumsView	view;
	uint32		single;			/* keys of single periods */
	SeriesPeriods fine;
	Calendar	coarse;
	SeriesWindow window;
	bool	   *wide;			/* slots of a total of several coarse periods */
	ResampleMethod method;
	bool		partial;		/* incomplete periods are wanted too */
} Resampling;

/* The coarse period that holds a fine one. */
static int64
CoarseOf(const Resampling *r, int64 period)
{
	return CalendarIndex(SeriesPeriodDate(&r->fine, period), r->coarse);
}

/* The first fine period of a coarse one. */
static int64
CoarseStart(const Resampling *r, int64 index)
{
	return SeriesPeriodFrom(&r->fine, CalendarDate(index, r->coarse));
}

/* Reads the coarse calendar: the year of the series, or of an argument. */
static Calendar
CoarseArguments(FunctionCallInfo fcinfo, const SumsView *view)
{
	Calendar	coarse = CalendarArguments(fcinfo, 1, 5);

	if (PG_ARGISNULL(5) && FrequencyHasYears(coarse.frequency))
		coarse.year_start = view->meaning.year_start;
	if (!CalendarNests(CalendarOf(view->meaning), coarse))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot resample by %s to %s",
						CalendarText(CalendarOf(view->meaning)),
						CalendarText(coarse)),
				 errdetail("A %s is not made of whole periods of that frequency.",
						   CalendarText(coarse)),
				 errhint("Build the series again from its rows: series_agg(period, value, frequency).")));
	return coarse;
}

/* The slots from the first to the last period of a total of several. */
static void
ResampleCombined(Resampling *r, int64 key, bool *seen)
{
	int64		from = SeriesSpanFirst(key);
	int64		to = SeriesSpanLast(key) + 1;
	bool		wide = CoarseOf(r, from) != CoarseOf(r, to - 1);

	if (wide && (CoarseStart(r, CoarseOf(r, from)) != from ||
				 CoarseStart(r, CoarseOf(r, to)) != to))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("combined period does not fit into periods of frequency %s",
						CalendarText(r->coarse)),
				 errdetail("The total of %s covers part of one.",
						   SeriesSpanText(key, r->fine.calendar)),
				 errhint("Share it out with spread_combined().")));
	for (int64 slot = from; slot < to; slot++)
	{
		seen[slot - r->window.first] = true;
		r->wide[slot - r->window.first] = wide;
	}
}

/*
 * Lays the series out.  Periods inside a combined one count as seen where one
 * coarse period holds them all; a total that cuts a coarse period is refused.
 */
static void
ResampleLayOut(Resampling *r, SeriesGaps gaps)
{
	SumsView	narrow = r->view;
	int64		first = PG_INT64_MAX;
	int64		last = PG_INT64_MIN;
	bool	   *seen;

	for (uint32 i = r->single; i < r->view.n; i++)
	{
		first = Min(first, SeriesSpanFirst(r->view.number[i]));
		last = Max(last, SeriesSpanLast(r->view.number[i]));
	}
	narrow.n = r->single;
	SeriesWindowOpen(&r->window, &narrow, first, last);
	seen = palloc0_array(bool, r->window.n);
	memcpy(seen, r->window.seen, r->window.n * sizeof(bool));
	r->wide = palloc0_array(bool, r->window.n);
	for (uint32 i = r->single; i < r->view.n; i++)
		ResampleCombined(r, r->view.number[i], seen);
	r->window.seen = seen;
	SeriesFillGaps(&r->window, &r->view, &r->fine, gaps);
}

/* What is seen of a coarse period. */
typedef struct CoarsePeriod
{
	int			n;				/* fine periods seen */
	bool		complete;		/* all of them, or as many as are asked for */
	bool		has_first;		/* its first fine period, or the first seen */
	bool		has_last;
	double		first;
	double		last;
	FSum		sum;
} CoarsePeriod;

static void
CoarseSee(const Resampling *r, int64 index, CoarsePeriod *coarse)
{
	int64		start = CoarseStart(r, index);
	int64		stop = CoarseStart(r, index + 1);
	int64		end = r->window.first + r->window.n;
	const bool *seen = r->window.seen;

	memset(coarse, 0, sizeof(*coarse));
	FSumInit(&coarse->sum);
	for (int64 i = Max(start, r->window.first); i < stop && i < end; i++)
	{
		if (!seen[i - r->window.first])
			continue;
		coarse->last = r->window.value[i - r->window.first];
		if (coarse->n++ == 0)
			coarse->first = coarse->last;
		FSumAdd(&coarse->sum, coarse->last);
	}
	if (coarse->n == 0)
		return;
	coarse->complete = r->partial || coarse->n == stop - start;
	coarse->has_first = r->partial ||
		(start >= r->window.first && seen[start - r->window.first]);
	coarse->has_last = r->partial ||
		(stop <= end && seen[stop - 1 - r->window.first]);
}

/* The figure of a coarse period; false if it stays missing. */
static bool
CoarseAnswer(const Resampling *r, CoarsePeriod *coarse, double *answer)
{
	switch (r->method)
	{
		case RESAMPLE_SUM:
			*answer = 0;		/* components follow */
			return coarse->complete;
		case RESAMPLE_MEAN:
			if (coarse->complete)
				*answer = FSumValue(&coarse->sum) / coarse->n;
			return coarse->complete;
		case RESAMPLE_LAST:
			*answer = coarse->last;
			return coarse->has_last;
		case RESAMPLE_FIRST:
			*answer = coarse->first;
			return coarse->has_first;
	}
	return false;
}

/* Puts the figures of coarse periods that no wider total holds. */
static KeyedSums *
ResamplePeriods(const Resampling *r, KeyedSums *sums)
{
	for (int64 i = 0; i < r->window.n;)
	{
		int64		index = CoarseOf(r, r->window.first + i);
		CoarsePeriod coarse;
		double		answer;

		CHECK_FOR_INTERRUPTS();
		CoarseSee(r, index, &coarse);
		if (!r->wide[i] && CoarseAnswer(r, &coarse, &answer))
			sums = SeriesPut(sums, index, answer);
		i = CoarseStart(r, index + 1) - r->window.first;
	}
	return sums;
}

/* Adds the components of totals, so that coarser totals are exact too. */
static KeyedSums *
ResampleComponents(const Resampling *r, KeyedSums *sums)
{
	uint32		cursor = 0;
	int64		before = PG_INT64_MIN;
	CoarsePeriod coarse = {0};

	for (uint32 i = 0; i < r->view.n; i++)
	{
		int64		key = r->view.number[i];
		Calendar	fine = r->fine.calendar;
		int64		from = CalendarIndex(CalendarDate(SeriesSpanFirst(key), fine),
										 r->coarse);
		int64		to = CalendarIndex(CalendarDate(SeriesSpanLast(key), fine),
									   r->coarse);
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&r->view, i, &cursor, parts);

		CHECK_FOR_INTERRUPTS();
		if (from != before)
			CoarseSee(r, from, &coarse);
		before = from;
		if (from == to && !coarse.complete)
			continue;
		for (int part = 0; part < nparts; part++)
			sums = SeriesPut(sums, SeriesSpanKey(from, to - from + 1),
							 parts[part]);
	}
	return sums;
}

/* (s, frequency, method, gaps, partial, year_start) */
PG_FUNCTION_INFO_V1(series_resample);
Datum
series_resample(PG_FUNCTION_ARGS)
{
	Resampling	r;
	Measure		measure;
	KeyedSums  *sums;

	for (int i = 0; i < 5; i++)
		if (i != 2 && PG_ARGISNULL(i))
			PG_RETURN_NULL();
	r.single = SeriesViewOpenAll(&r.view, PG_GETARG_DATUM(0));
	measure = (Measure) r.view.meaning.measure;
	r.method = ResampleMethodArgument(fcinfo, 2, measure);
	r.partial = PG_GETARG_BOOL(4);
	if (r.method != RESAMPLE_SUM)
		SeriesRequireSingle(&r.view, r.single);
	r.coarse = CoarseArguments(fcinfo, &r.view);
	r.fine = SeriesPeriodsOf(&r.view);
	ResampleLayOut(&r, SeriesGapsArgument(fcinfo, 3));
	sums = SeriesCreate(SeriesMeaning(r.coarse.frequency,
									  ResampleMeasure(r.method, measure),
									  r.coarse.year_start));
	sums = ResamplePeriods(&r, sums);
	if (r.method == RESAMPLE_SUM)
		sums = ResampleComponents(&r, sums);
	return SeriesStore(sums);
}
