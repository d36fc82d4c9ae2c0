/*
 * series_algebra.c
 *	  trade_series made from trade_series: arithmetic, slices, growth, running
 *	  totals, means, coarser frequencies, links; and rows about gaps and
 *	  seasons.
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
	sums = SeriesCreate(pair.meaning);
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

/* A series and a number, in the order of the arguments. */
static Datum
OperateNumber(FunctionCallInfo fcinfo, SeriesOperator op, int series)
{
	SumsView	view;
	KeyedSums  *sums;
	PeriodTotal total[2];
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
	sums = SeriesCreate(view.meaning);
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

/* Reads an optional date as a period. */
static int64
PeriodArgument(FunctionCallInfo fcinfo, int arg, const char *name,
			   Frequency frequency, int64 otherwise)
{
	if (PG_ARGISNULL(arg))
		return otherwise;
	CalendarCheckDate(PG_GETARG_DATEADT(arg), name);
	return CalendarIndex(PG_GETARG_DATEADT(arg), frequency);
}

/* Reads a span of periods, both ends included. */
static void
SpanArguments(FunctionCallInfo fcinfo, int arg, Frequency frequency,
			  int64 *since, int64 *until)
{
	*since = PeriodArgument(fcinfo, arg, "since", frequency, PG_INT64_MIN);
	*until = PeriodArgument(fcinfo, arg + 1, "until", frequency, PG_INT64_MAX);
	if (*since > *until)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("since must not be later than until"),
				 errdetail("since is %s, until is %s.",
						   CalendarDateText(PG_GETARG_DATEADT(arg)),
						   CalendarDateText(PG_GETARG_DATEADT(arg + 1)))));
}

/* (s, since, until) */
PG_FUNCTION_INFO_V1(series_slice);
Datum
series_slice(PG_FUNCTION_ARGS)
{
	SumsView	view;
	KeyedSums  *sums;
	uint32		cursor = 0;
	int64		since;
	int64		until;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	SpanArguments(fcinfo, 1, view.meaning.unit, &since, &until);
	sums = SeriesCreate(view.meaning);
	for (uint32 i = 0; i < view.n; i++)
	{
		int64		first = SeriesSpanFirst(view.number[i]);
		int64		last = SeriesSpanLast(view.number[i]);
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
											  view.meaning.unit)),
					 errhint("Cut before or after it, or share it out with spread_combined().")));
		sums = PutTotal(sums, view.number[i], &total, 1);
	}
	return SeriesStore(sums);
}

/* A series over its window, and room for a series of the same periods. */
typedef struct SlotQuestion
{
	Frequency	frequency;
	SumsView	view;
	SeriesWindow window;
	SeriesSlots out;
} SlotQuestion;

static void
SlotOpen(SlotQuestion *question, Datum series, SeriesGaps gaps)
{
	Size		n;

	SeriesViewOpen(&question->view, series);
	question->frequency = question->view.meaning.unit;
	SeriesWindowOpen(&question->window, &question->view, 1, 0);
	SeriesFillGaps(&question->window, gaps, question->frequency);
	n = Max(question->window.n, 1);
	question->out.value = (double *) palloc0(n * sizeof(double));
	question->out.seen = (bool *) palloc0(n * sizeof(bool));
}

/* The slots that are known as a stored value. */
static Datum
SlotStore(const SlotQuestion *question)
{
	KeyedSums  *sums = SeriesCreate(question->view.meaning);

	for (int i = 0; i < question->window.n; i++)
		if (question->out.seen[i])
			sums = SeriesPut(sums, question->window.first + i,
							 question->out.value[i]);
	return SeriesStore(sums);
}

/* Refuses a question that this frequency has no answer to. */
pg_noreturn static void
FrequencyError(const char *function, const char *needed, Frequency frequency)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s needs a series by %s", function, needed),
			 errdetail("The series is by %s.", CalendarName(frequency))));
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
	return SlotStore(&question);
}

PG_FUNCTION_INFO_V1(series_year_on_year);
Datum
series_year_on_year(PG_FUNCTION_ARGS)
{
	SlotQuestion question;

	SlotOpen(&question, PG_GETARG_DATUM(0), SERIES_GAPS_MISSING);
	if (question.window.periods_per_year > SERIES_PER_YEAR_MONTH)
		FrequencyError("year_on_year", "month, quarter or year",
					   question.frequency);
	AlgebraGrowth(&question.window, question.window.periods_per_year,
				  &question.out);
	return SlotStore(&question);
}

PG_FUNCTION_INFO_V1(series_month_on_month);
Datum
series_month_on_month(PG_FUNCTION_ARGS)
{
	SlotQuestion question;

	SlotOpen(&question, PG_GETARG_DATUM(0), SERIES_GAPS_MISSING);
	if (question.frequency != FREQUENCY_MONTH)
		FrequencyError("month_on_month", "month", question.frequency);
	AlgebraGrowth(&question.window, 1, &question.out);
	return SlotStore(&question);
}

/* (s, by_year, gaps) */
PG_FUNCTION_INFO_V1(series_cumulative);
Datum
series_cumulative(PG_FUNCTION_ARGS)
{
	SlotQuestion question;
	const SeriesWindow *window = &question.window;
	bool		by_year = PG_GETARG_BOOL(1);
	bool	   *restart;
	KeyedSums  *sums;
	FSum		sum;
	uint32		next = 0;
	uint32		cursor = 0;

	SlotOpen(&question, PG_GETARG_DATUM(0), SeriesGapsArgument(fcinfo, 2));
	if (by_year && question.window.periods_per_year > SERIES_PER_YEAR_MONTH)
		FrequencyError("cumulative by year", "month, quarter or year",
					   question.frequency);
	restart = (bool *) palloc0(Max(window->n, 1) * sizeof(bool));
	AlgebraCumulative(window, by_year, question.out.seen, restart);
	sums = SeriesCreate(question.view.meaning);
	FSumInit(&sum);
	for (int i = 0; i < window->n; i++)
	{
		PeriodTotal total;

		if (restart[i])
			FSumInit(&sum);
		if (next < question.view.n &&
			question.view.number[next] == window->first + i)
		{
			total.n = ViewParts(&question.view, next++, &cursor, total.part);
			for (int part = 0; part < total.n; part++)
				FSumAdd(&sum, total.part[part]);
		}
		if (!question.out.seen[i])
			continue;
		total.n = FSumCanonical(&sum, total.part);
		sums = PutTotal(sums, window->first + i, &total, 1);
		if (total.n == 0)		/* a zero is a total too */
			sums = SeriesPut(sums, window->first + i, 0);
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
	return SlotStore(&question);
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
	SpanArguments(fcinfo, 1, question.frequency, &since, &until);
	if (PG_ARGISNULL(2))
		until = since;
	if (question.window.n == 0 ||
		!AlgebraMean(&question.window, since - question.window.first,
					 until - question.window.first + 1, &mean) || mean <= 0)
		PG_RETURN_NULL();
	for (int i = 0; i < question.window.n; i++)
	{
		question.out.seen[i] = question.window.seen[i];
		question.out.value[i] = question.window.value[i] / mean * base;
	}
	return SlotStore(&question);
}

typedef enum ResampleMethod
{
	RESAMPLE_SUM,
	RESAMPLE_LAST,
	RESAMPLE_MEAN
} ResampleMethod;

static ResampleMethod
ResampleMethodArgument(FunctionCallInfo fcinfo, int arg)
{
	static const char *const names[] = {"sum", "last", "mean"};
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));

	for (int i = 0; i < (int) lengthof(names); i++)
		if (strcmp(word, names[i]) == 0)
			return (ResampleMethod) i;
	ArgumentWordError("method", word,
					  "sum for flows, last for closing levels, "
					  "mean for averages");
}

/* Does a whole number of periods of one frequency make one of the other? */
static bool
FrequencyNests(Frequency fine, Frequency coarse)
{
	return fine <= coarse &&
		(fine != FREQUENCY_WEEK || coarse == FREQUENCY_WEEK);
}

/* A series to be put into coarser periods. */
typedef struct Resampling
{
	SumsView	view;
	uint32		single;			/* keys of single periods */
	Frequency	fine;
	Frequency	coarse;
	SeriesWindow window;
	bool	   *wide;			/* slots of a total of several coarse periods */
	bool		partial;		/* incomplete periods are wanted too */
} Resampling;

/* The coarse period that holds a fine one. */
static int64
CoarseOf(const Resampling *r, int64 period)
{
	return CalendarIndex(CalendarDate(period, r->fine), r->coarse);
}

/* The first fine period of a coarse one. */
static int64
CoarseStart(const Resampling *r, int64 index)
{
	return CalendarIndex(CalendarDate(index, r->coarse), r->fine);
}

/*
 * Lays the series out.  Periods inside a combined one count as seen where one
 * coarse period holds them all; a total that cuts a coarse period is refused.
 */
static void
ResampleOpen(Resampling *r, Datum series, SeriesGaps gaps)
{
	SumsView	narrow;
	int64		first = 1;
	int64		last = 0;
	bool	   *seen;

	r->single = SeriesViewOpenAll(&r->view, series);
	r->fine = r->view.meaning.unit;
	if (!FrequencyNests(r->fine, r->coarse))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot resample by %s to %s",
						CalendarName(r->fine), CalendarName(r->coarse)),
				 errdetail("A %s is not made of whole periods of that frequency.",
						   CalendarName(r->coarse)),
				 errhint("Build the series again from its rows: series_agg(period, value, frequency).")));
	for (uint32 i = r->single; i < r->view.n; i++)
	{
		bool		none = i == r->single;

		first = none ? SeriesSpanFirst(r->view.number[i]) :
			Min(first, SeriesSpanFirst(r->view.number[i]));
		last = none ? SeriesSpanLast(r->view.number[i]) :
			Max(last, SeriesSpanLast(r->view.number[i]));
	}
	narrow = r->view;
	narrow.n = r->single;
	SeriesWindowOpen(&r->window, &narrow, first, last);
	seen = (bool *) palloc0(Max(r->window.n, 1) * sizeof(bool));
	memcpy(seen, r->window.seen, r->window.n * sizeof(bool));
	r->wide = (bool *) palloc0(Max(r->window.n, 1) * sizeof(bool));
	for (uint32 i = r->single; i < r->view.n; i++)
	{
		int64		from = SeriesSpanFirst(r->view.number[i]);
		int64		to = SeriesSpanLast(r->view.number[i]) + 1;
		bool		wide = CoarseOf(r, from) != CoarseOf(r, to - 1);

		if (wide && (CoarseStart(r, CoarseOf(r, from)) != from ||
					 CoarseStart(r, CoarseOf(r, to)) != to))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("combined period does not fit into periods of frequency %s",
							CalendarName(r->coarse)),
					 errdetail("The total of %s covers part of one.",
							   SeriesSpanText(r->view.number[i], r->fine)),
					 errhint("Share it out with spread_combined().")));
		for (int64 slot = from; slot < to; slot++)
		{
			seen[slot - r->window.first] = true;
			r->wide[slot - r->window.first] = wide;
		}
	}
	r->window.seen = seen;
	SeriesFillGaps(&r->window, gaps, r->fine);
}

/* How much of a coarse period is seen; true when it may have an answer. */
static bool
CoarseSeen(const Resampling *r, int64 index, FSum *sum, int *n, double *last,
		   bool *has_last)
{
	int64		start = CoarseStart(r, index);
	int64		stop = CoarseStart(r, index + 1);
	int64		end = r->window.first + r->window.n;

	FSumInit(sum);
	*n = 0;
	*has_last = stop <= end && r->window.seen[stop - 1 - r->window.first];
	for (int64 i = Max(start, r->window.first); i < stop && i < end; i++)
	{
		if (!r->window.seen[i - r->window.first])
			continue;
		(*n)++;
		*last = r->window.value[i - r->window.first];
		FSumAdd(sum, *last);
	}
	return *n > 0 && (r->partial || *n == stop - start);
}

/* (s, frequency, method, gaps, partial) */
PG_FUNCTION_INFO_V1(series_resample);
Datum
series_resample(PG_FUNCTION_ARGS)
{
	Resampling	r;
	ResampleMethod method = ResampleMethodArgument(fcinfo, 2);
	SeriesGaps	gaps = SeriesGapsArgument(fcinfo, 3);
	KeyedSums  *sums;
	FSum		sum;
	uint32		cursor = 0;
	double		last = 0;
	bool		has_last;
	bool		complete = false;
	int64		before = PG_INT64_MIN;
	int			n;

	r.coarse = CalendarFromText(PG_GETARG_TEXT_PP(1));
	r.partial = PG_GETARG_BOOL(4);
	if (method != RESAMPLE_SUM)
		SeriesViewOpen(&r.view, PG_GETARG_DATUM(0));	/* refuses combined */
	ResampleOpen(&r, PG_GETARG_DATUM(0), gaps);
	sums = SeriesCreate(SeriesMeaning(r.coarse, r.view.meaning.measure,
									  r.view.meaning.year_start));

	for (int64 i = 0; i < r.window.n;)
	{
		int64		index = CoarseOf(&r, r.window.first + i);

		CHECK_FOR_INTERRUPTS();
		complete = CoarseSeen(&r, index, &sum, &n, &last, &has_last);
		if (r.wide[i] || n == 0)
			;					/* told below, or nothing to tell */
		else if (method == RESAMPLE_LAST && (has_last || r.partial))
			sums = SeriesPut(sums, index, last);
		else if (method == RESAMPLE_MEAN && complete)
			sums = SeriesPut(sums, index, FSumValue(&sum) / n);
		else if (method == RESAMPLE_SUM && complete)
			sums = SeriesPut(sums, index, 0);	/* components follow */
		i = CoarseStart(&r, index + 1) - r.window.first;
	}
	/* the components of totals, so that coarser totals are exact too */
	for (uint32 i = 0; method == RESAMPLE_SUM && i < r.view.n; i++)
	{
		int64		from = CoarseOf(&r, SeriesSpanFirst(r.view.number[i]));
		int64		to = CoarseOf(&r, SeriesSpanLast(r.view.number[i]));
		PeriodTotal total;

		CHECK_FOR_INTERRUPTS();
		total.n = ViewParts(&r.view, i, &cursor, total.part);
		if (from != before)
			complete = CoarseSeen(&r, from, &sum, &n, &last, &has_last);
		before = from;
		if (from < to || complete)
			sums = PutTotal(sums, SeriesSpanKey(from, to - from + 1), &total,
							1);
	}
	return SeriesStore(sums);
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
	int64		overlap;
	int			from = -1;
	double		factor;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	SeriesJoinOpen(&pair, fcinfo, 0, names, 2);
	overlap = PeriodArgument(fcinfo, 2, "overlap", pair.frequency,
							 PG_INT64_MIN);
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
		if (i < from && old->seen[i])
			sums = SeriesPut(sums, old->first + i, old->value[i] * factor);
		else if (i >= from && new->seen[i])
			sums = SeriesPut(sums, old->first + i, new->value[i]);
	}
	PG_RETURN_DATUM(SeriesStore(sums));
}

/* Rows of holes: (s, observed_until) */
PG_FUNCTION_INFO_V1(series_gaps);
Datum
series_gaps(PG_FUNCTION_ARGS)
{
	SumsView	view;
	SeriesWindow window;
	Frequency	frequency;
	int64		until;
	int			start = -1;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	frequency = view.meaning.unit;
	if (view.n == 0)
		return (Datum) 0;
	until = PeriodArgument(fcinfo, 1, "observed_until", frequency,
						   view.number[view.n - 1]);
	SeriesWindowOpen(&window, &view, view.number[0],
					 Max(until, view.number[0]));
	for (int i = 0; i <= window.n; i++)
	{
		if (i < window.n && !window.seen[i])
		{
			start = start < 0 ? i : start;
			continue;
		}
		if (start >= 0)
		{
			ResultAddDate(&row, true, CalendarDate(window.first + start,
												   frequency));
			ResultAddDate(&row, true, CalendarDate(window.first + i - 1,
												   frequency));
			ResultAddInteger(&row, true, i - start);
			ResultStore(fcinfo, &row);
		}
		start = -1;
	}
	return (Datum) 0;
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
	if (question.frequency != FREQUENCY_MONTH &&
		question.frequency != FREQUENCY_QUARTER)
		FrequencyError("seasonal_index", "month or quarter",
					   question.frequency);
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
