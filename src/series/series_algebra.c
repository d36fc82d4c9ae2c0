/*
 * series_algebra.c
 *	  trade_series made from trade_series: arithmetic, slices, growth, running
 *	  totals, means, links; and rows about seasons.
 *
 * Sums and differences are exact like the sums they are made from; products
 * and quotients are those of the rounded totals.
 */
#include "rareearth.h"

#include <limits.h>
#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"

#include "math/algebra.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "series/series_gaps.h"
#include "series/series_join.h"

typedef enum SeriesOperator
{
	SERIES_ADD,
	SERIES_SUBTRACT,
	SERIES_MULTIPLY,
	SERIES_DIVIDE
} SeriesOperator;

/* Components of one period's total. */
typedef struct PeriodTotal
{
	double		part[FSUM_MAX_PARTS];
	int			n;
} PeriodTotal;

/* Adds the components of a total, with a sign, to a period. */
static KeyedSums *
PutTotal(KeyedSums *sums, int64 index, const PeriodTotal *total, int sign)
{
	for (int i = 0; i < total->n; i++)
		sums = SeriesPut(sums, index, sign * total->part[i]);
	return sums;
}

/* Adds left op right to a period; a quotient by zero stays missing. */
static KeyedSums *
PutResult(KeyedSums *sums, int64 index, SeriesOperator op,
		  const PeriodTotal *left, const PeriodTotal *right)
{
	switch (op)
	{
		case SERIES_ADD:
		case SERIES_SUBTRACT:
			sums = PutTotal(sums, index, left, 1);
			return PutTotal(sums, index, right, op == SERIES_ADD ? 1 : -1);
		case SERIES_MULTIPLY:
			return SeriesPut(sums, index, left->part[0] * right->part[0]);
		case SERIES_DIVIDE:
			if (right->part[0] == 0)
				return sums;
			return SeriesPut(sums, index, left->part[0] / right->part[0]);
	}
	return sums;
}

/*
 * What products and quotients measure, by the measures of left and right.  A
 * quantity times a price is a flow, a flow by a flow is a ratio, which is not
 * added up.
 */
static const uint8 product_measures[3][3] = {
	{MEASURE_FLOW, MEASURE_FLOW, MEASURE_CHANGE},
	{MEASURE_FLOW, MEASURE_LEVEL, MEASURE_CHANGE},
	{MEASURE_CHANGE, MEASURE_CHANGE, MEASURE_CHANGE}
};

static const uint8 quotient_measures[3][3] = {
	{MEASURE_LEVEL, MEASURE_FLOW, MEASURE_LEVEL},
	{MEASURE_LEVEL, MEASURE_LEVEL, MEASURE_LEVEL},
	{MEASURE_LEVEL, MEASURE_CHANGE, MEASURE_LEVEL}
};

/* The meaning of left op right; sums and differences keep it. */
static ValueMeaning
ResultMeaning(ValueMeaning meaning, SeriesOperator op, Measure left,
			  Measure right)
{
	if (op == SERIES_MULTIPLY)
		meaning.measure = product_measures[left][right];
	else if (op == SERIES_DIVIDE)
		meaning.measure = quotient_measures[left][right];
	return meaning;
}

/* Two series, period by period, over the periods that both have. */
static Datum
OperateSeries(FunctionCallInfo fcinfo, SeriesOperator op)
{
	static const char *const names[] = {"left operand", "right operand"};
	SeriesJoin	pair;
	KeyedSums  *sums;
	uint32		at[2] = {0, 0};
	uint32		cursor[2] = {0, 0};

	SeriesJoinOpen(&pair, fcinfo, 0, names, 2);
	if (op == SERIES_ADD || op == SERIES_SUBTRACT)
		SeriesJoinRequireAlike(&pair, 0, 1);
	sums = SeriesCreate(ResultMeaning(pair.meaning, op,
									  pair.view[0].meaning.measure,
									  pair.view[1].meaning.measure));
	while (at[0] < pair.view[0].n && at[1] < pair.view[1].n)
	{
		int64		a = pair.view[0].number[at[0]];
		int64		b = pair.view[1].number[at[1]];
		PeriodTotal total[2];

		/* components must be asked for in order, wanted or not */
		for (int i = 0; i < 2; i++)
			if ((i == 0 ? a : b) == Min(a, b))
			{
				total[i].n = ViewParts(&pair.view[i], at[i], &cursor[i],
									   total[i].part);
				at[i]++;
			}
		if (a == b)
			sums = PutResult(sums, a, op, &total[0], &total[1]);
	}
	return SeriesStore(sums);
}

/* A series and a number, which scales like a level, in their order. */
static Datum
OperateNumber(FunctionCallInfo fcinfo, SeriesOperator op, int series)
{
	SumsView	view;
	KeyedSums  *sums;
	PeriodTotal total[2];
	Measure		measure[2];
	uint32		cursor = 0;
	double		number = PG_GETARG_FLOAT8(1 - series);

	ArgumentCheck(number, "number", ARGUMENT_ANY, NULL);
	if (op == SERIES_DIVIDE && series == 0 && number == 0)
		ereport(ERROR,
				(errcode(ERRCODE_DIVISION_BY_ZERO),
				 errmsg("division by zero")));
	/* what scales the parts scales their total */
	if (op == SERIES_MULTIPLY || (op == SERIES_DIVIDE && series == 0))
		(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(series));
	else
		SeriesViewOpen(&view, PG_GETARG_DATUM(series));
	measure[series] = view.meaning.measure;
	measure[1 - series] = MEASURE_LEVEL;
	sums = SeriesCreate(ResultMeaning(view.meaning, op, measure[0],
									  measure[1]));
	total[1 - series].part[0] = number;
	total[1 - series].n = 1;
	for (uint32 i = 0; i < view.n; i++)
	{
		total[series].n = ViewParts(&view, i, &cursor, total[series].part);
		sums = PutResult(sums, view.number[i], op, &total[0], &total[1]);
	}
	return SeriesStore(sums);
}

/* The three forms of an operator: two series, and a number on either side. */
#define SERIES_OPERATOR(name, op) \
PG_FUNCTION_INFO_V1(series_##name); \
Datum \
series_##name(PG_FUNCTION_ARGS) \
{ \
	return OperateSeries(fcinfo, op); \
} \
PG_FUNCTION_INFO_V1(series_##name##_number); \
Datum \
series_##name##_number(PG_FUNCTION_ARGS) \
{ \
	return OperateNumber(fcinfo, op, 0); \
} \
PG_FUNCTION_INFO_V1(series_number_##name); \
Datum \
series_number_##name(PG_FUNCTION_ARGS) \
{ \
	return OperateNumber(fcinfo, op, 1); \
} \
TAKES_THE_SEMICOLON

SERIES_OPERATOR(add, SERIES_ADD);
SERIES_OPERATOR(subtract, SERIES_SUBTRACT);
SERIES_OPERATOR(multiply, SERIES_MULTIPLY);
SERIES_OPERATOR(divide, SERIES_DIVIDE);

/* Rows of periods that only one of two series has. */
PG_FUNCTION_INFO_V1(series_unmatched);
Datum
series_unmatched(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"a", "b"};
	SeriesJoin	pair;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	SeriesJoinOpen(&pair, fcinfo, 0, names, 2);
	for (int i = 0; i < pair.n; i++)
	{
		bool		a = pair.window[0].seen[i];
		bool		b = pair.window[1].seen[i];

		if (a == b)
			continue;
		ResultAddDate(&row, true, SeriesJoinDate(&pair, i));
		ResultAddWord(&row, true, a ? "b" : "a");
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* (s, since, until) */
PG_FUNCTION_INFO_V1(series_slice);
Datum
series_slice(PG_FUNCTION_ARGS)
{
	SumsView	view;
	SeriesPeriods periods;
	KeyedSums  *sums;
	uint32		cursor = 0;
	int64		since;
	int64		until;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	periods = SeriesPeriodsOf(&view);
	SeriesSinceUntil(fcinfo, 1, &periods, &since, &until);
	sums = SeriesCreate(view.meaning);
	for (uint32 i = 0; i < view.n; i++)
	{
		bool		trading = SeriesPeriodsAreTradingDays(&periods);
		int64		first = trading ? i : SeriesSpanFirst(view.number[i]);
		int64		last = trading ? i : SeriesSpanLast(view.number[i]);
		PeriodTotal total;

		total.n = ViewParts(&view, i, &cursor, total.part);
		if (first > until || last < since)
			continue;
		if (first < since || last > until)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("slice cuts a combined period"),
					 errdetail("The total of %s lies on both sides.",
							   SeriesSpanText(view.number[i],
											  CalendarOf(view.meaning))),
					 errhint("Cut before or after it, or share it out with spread_combined().")));
		sums = PutTotal(sums, view.number[i], &total, 1);
	}
	return SeriesStore(sums);
}

/* A series over its window, and room for a series of the same periods. */
typedef struct SlotQuestion
{
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	SeriesSlots out;
} SlotQuestion;

/* Lays the series out, beside slots for the answer. */
static void
SlotOpen(SlotQuestion *question, Datum series, SeriesGaps gaps)
{
	SeriesViewOpen(&question->view, series);
	question->periods = SeriesPeriodsOf(&question->view);
	SeriesWindowOpen(&question->window, &question->view, 1, 0);
	SeriesFillGaps(&question->window, &question->view, &question->periods,
				   gaps);
	question->out.value = palloc0_array(double, question->window.n);
	question->out.seen = palloc0_array(bool, question->window.n);
}

/* The slots that are known as a stored value of some measure. */
static Datum
SlotStore(const SlotQuestion *question, Measure measure)
{
	KeyedSums  *sums = SeriesCreate(SeriesMeasured(question->view.meaning, measure));

	for (int i = 0; i < question->window.n; i++)
		if (question->out.seen[i])
			sums = SeriesPut(sums, SeriesPeriodKey(&question->periods,
												   question->window.first + i),
							 question->out.value[i]);
	return SeriesStore(sums);
}

/* (s, lag) */
PG_FUNCTION_INFO_V1(series_growth);
Datum
series_growth(PG_FUNCTION_ARGS)
{
	SlotQuestion question;
	int			lag = ArgumentCount(fcinfo, 1, "lag", 1, PG_INT32_MAX);

	SlotOpen(&question, PG_GETARG_DATUM(0), SERIES_GAPS_MISSING);
	AlgebraGrowth(&question.window, lag, &question.out);
	return SlotStore(&question, MEASURE_LEVEL);
}

PG_FUNCTION_INFO_V1(series_year_on_year);
Datum
series_year_on_year(PG_FUNCTION_ARGS)
{
	SlotQuestion question;

	SlotOpen(&question, PG_GETARG_DATUM(0), SERIES_GAPS_MISSING);
	AlgebraGrowth(&question.window,
				  CalendarYearPeriods(question.view.meaning.unit, "year_on_year",
									  "Use growth(s, lag) with a lag in periods."),
				  &question.out);
	return SlotStore(&question, MEASURE_LEVEL);
}

/* (s, by_year, gaps, year_start) */
PG_FUNCTION_INFO_V1(series_cumulative);
Datum
series_cumulative(PG_FUNCTION_ARGS)
{
	SlotQuestion question;
	const SeriesWindow *window = &question.window;
	bool		by_year;
	int			offset = 0;
	bool	   *restart;
	KeyedSums  *sums;
	FSum		sum;
	uint32		next = 0;
	uint32		cursor = 0;

	for (int i = 0; i < 3; i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	by_year = PG_GETARG_BOOL(1);
	SlotOpen(&question, PG_GETARG_DATUM(0), SeriesGapsArgument(fcinfo, 2));
	SeriesRequireMeasure(&question.view, MEASURES_ADDED, "argument of cumulative",
						 SERIES_LEVELS_HINT);
	if (by_year)
		offset = CalendarYearOffset(fcinfo, 3, question.periods.calendar,
									"cumulative by year");
	restart = palloc0_array(bool, window->n);
	AlgebraCumulative(window, by_year, offset, question.out.seen, restart);
	sums = SeriesCreate(SeriesMeasured(question.view.meaning, MEASURE_LEVEL));
	FSumInit(&sum);
	for (int i = 0; i < window->n; i++)
	{
		int64		key = SeriesPeriodKey(&question.periods, window->first + i);
		PeriodTotal total;

		if (restart[i])
			FSumInit(&sum);
		if (next < question.view.n && question.view.number[next] == key)
		{
			total.n = ViewParts(&question.view, next++, &cursor, total.part);
			for (int part = 0; part < total.n; part++)
				FSumAdd(&sum, total.part[part]);
		}
		if (!question.out.seen[i])
			continue;
		total.n = FSumCanonical(&sum, total.part);
		sums = PutTotal(sums, key, &total, 1);
		if (total.n == 0)		/* a zero is a total too */
			sums = SeriesPut(sums, key, 0);
	}
	return SeriesStore(sums);
}

/* (s, k, min_observed) */
PG_FUNCTION_INFO_V1(series_moving_mean);
Datum
series_moving_mean(PG_FUNCTION_ARGS)
{
	SlotQuestion question;
	int			k;
	int			least;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	k = ArgumentCount(fcinfo, 1, "k", 1, PG_INT32_MAX);
	least = PG_ARGISNULL(2) ? k :
		ArgumentCount(fcinfo, 2, "min_observed", 1, PG_INT32_MAX);
	if (least > k)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_observed must not be more than k"),
				 errdetail("min_observed is %d, k is %d.", least, k)));
	SlotOpen(&question, PG_GETARG_DATUM(0), SERIES_GAPS_MISSING);
	AlgebraMovingMean(&question.window, k, least, &question.out);
	return SlotStore(&question, question.view.meaning.measure);
}

/* (s, since, until, base) */
PG_FUNCTION_INFO_V1(series_rebase);
Datum
series_rebase(PG_FUNCTION_ARGS)
{
	SlotQuestion question;
	int64		since;
	int64		until;
	double		base;
	double		mean;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	(void) ArgumentNumber(fcinfo, 3, "base", ARGUMENT_POSITIVE, &base);
	SlotOpen(&question, PG_GETARG_DATUM(0), SERIES_GAPS_MISSING);
	SeriesSinceUntil(fcinfo, 1, &question.periods, &since, &until);
	if (PG_ARGISNULL(2))
	{
		if (!SeriesPeriodAsOf(&question.periods, PG_GETARG_DATEADT(1), &since))
			PG_RETURN_NULL();
		until = since;
	}
	if (question.window.n == 0 ||
		!AlgebraMean(&question.window, since - question.window.first,
					 until - question.window.first + 1, &mean) || mean <= 0)
		PG_RETURN_NULL();
	for (int i = 0; i < question.window.n; i++)
	{
		question.out.seen[i] = question.window.seen[i];
		question.out.value[i] = question.window.value[i] / mean * base;
	}
	return SlotStore(&question, MEASURE_LEVEL);
}

/* (old, new, overlap) */
PG_FUNCTION_INFO_V1(series_splice);
Datum
series_splice(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"old", "new"};
	SeriesJoin	pair;
	const SeriesWindow *old = &pair.window[0];
	const SeriesWindow *new = &pair.window[1];
	KeyedSums  *sums;
	FSum		sum[2];
	int64		overlap = PG_INT64_MIN;
	int			from = -1;
	double		factor;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	SeriesJoinOpen(&pair, fcinfo, 0, names, 2);
	SeriesJoinRequireAlike(&pair, 0, 1);
	if (!PG_ARGISNULL(2))
		overlap = SeriesPeriodUntil(&pair.periods,
									SeriesDateArgument(fcinfo, 2, "overlap"));
	FSumInit(&sum[0]);
	FSumInit(&sum[1]);
	for (int i = 0; i < old->n; i++)
	{
		if (!old->seen[i] || !new->seen[i] ||
			(overlap != PG_INT64_MIN && old->first + i != overlap))
			continue;
		FSumAdd(&sum[0], old->value[i]);
		FSumAdd(&sum[1], new->value[i]);
		if (from < 0)
			from = i;
	}
	if (from < 0 || FSumValue(&sum[0]) <= 0 || FSumValue(&sum[1]) <= 0)
		PG_RETURN_NULL();
	factor = FSumValue(&sum[1]) / FSumValue(&sum[0]);
	sums = SeriesCreate(pair.meaning);
	for (int i = 0; i < old->n; i++)
	{
		int64		key = SeriesPeriodKey(&pair.periods, old->first + i);

		if (i < from && old->seen[i])
			sums = SeriesPut(sums, key, old->value[i] * factor);
		else if (i >= from && new->seen[i])
			sums = SeriesPut(sums, key, new->value[i]);
	}
	PG_RETURN_DATUM(SeriesStore(sums));
}

/* Rows of seasons. */
PG_FUNCTION_INFO_V1(series_seasonal_index);
Datum
series_seasonal_index(PG_FUNCTION_ARGS)
{
	SlotQuestion question;
	SeasonalIndex seasons;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	SlotOpen(&question, PG_GETARG_DATUM(0), SERIES_GAPS_MISSING);
	if (question.view.meaning.unit != FREQUENCY_MONTH &&
		question.view.meaning.unit != FREQUENCY_QUARTER)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("seasonal_index needs a series by month or quarter"),
				 errdetail("The series is by %s.",
						   CalendarName(question.view.meaning.unit))));
	AlgebraSeasons(&question.window, &seasons);
	for (int i = 0; i < question.window.periods_per_year; i++)
	{
		ResultAddInteger(&row, true, i + 1);
		ResultAddNumber(&row, seasons.known && isfinite(seasons.index[i]),
						seasons.index[i]);
		ResultAddInteger(&row, true, seasons.years[i]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}
