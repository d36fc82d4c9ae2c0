/*
 * series_synthetic.c
 *	  synthetic_control and what stands behind it: weights, path, placebos.
 *
 * Donors are sorted by name, so that no order of theirs can be seen.  Periods
 * are those that every series has; of the periods from the shock on a donor
 * must have all that the treated series has.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"

#include "math/near.h"
#include "math/synthetic.h"
#include "series/series_gaps.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "sql/names.h"
#include "sql/result.h"

/* More periods than this in a window, or after the shock, are refused. */
#define SYNTHETIC_MAX_PERIODS	600

typedef enum SyntheticPhase
{
	SYNTHETIC_BEFORE,			/* the mix is fitted to it */
	SYNTHETIC_GAP,
	SYNTHETIC_AFTER
} SyntheticPhase;

static const char *const phase_names[] = {"before", "gap", "after"};

/* A question, its series by period, and the panel of what counts. */
typedef struct SyntheticQuestion
{
	int			n;				/* series; the treated one first */
	const char *name[SIMPLEX_MAX_PATHS];
	SumsView	view[SIMPLEX_MAX_PATHS];
	uint32		at[SIMPLEX_MAX_PATHS];	/* keys read so far */
	SeriesPeriods periods;
	int64		start;			/* of the shock */
	int			k;
	int			gap;
	int64		end;			/* behind the last period that counts */
	int			min_periods;
	int			nrows;			/* periods that all series have, in order */
	int64	   *period;
	SyntheticPhase *phase;
	double	   *value;			/* nrows times n */
	SyntheticPanel panel;
} SyntheticQuestion;

/* Reads (names, donors) into the question, sorted by name. */
static void
SyntheticOpenDonors(SyntheticQuestion *q, ArrayType *names, ArrayType *donors)
{
	Datum	   *texts;
	Datum	   *members;
	bool	   *no_name;
	bool	   *no_member;
	char	  **array;
	Names		sorted;
	int			n = NamesAsTexts(names, &texts, &no_name);
	int			m;

	deconstruct_array(donors, ARR_ELEMTYPE(donors), -1, false, TYPALIGN_INT,
					  &members, &no_member, &m);
	if (n != m)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("names and donors must be alike in number"),
				 errdetail("There are %d names and %d donors.", n, m),
				 errhint("Build both from the same rows: array_agg(name ORDER BY name), array_agg(s ORDER BY name).")));
	if (n >= SIMPLEX_MAX_PATHS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("synthetic_control takes at most %d donors",
						SIMPLEX_MAX_PATHS - 1),
				 errdetail("There are %d.", n),
				 errhint("Leave out those that the shock may have hit, and those unlike the treated series.")));
	array = palloc_array(char *, Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		if (no_name[i] || no_member[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not hold null",
							no_name[i] ? "names" : "donors"),
					 errdetail("Element %d is null.", i + 1),
					 errhint("Leave the donor out: array_agg(...) FILTER (WHERE s IS NOT NULL).")));
		array[i] = TextDatumGetCString(texts[i]);
	}
	NamesOpen(&sorted, array, n);
	for (int i = 0; i < n; i++)
	{
		q->name[i + 1] = sorted.entry[i].name;
		if (i > 0 && strcmp(q->name[i], q->name[i + 1]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("names must differ"),
					 errdetail("\"%s\" stands there twice.", q->name[i])));
		SeriesViewOpen(&q->view[i + 1], members[sorted.entry[i].place]);
	}
	q->n = n + 1;
}

/* Refuses donors that count other periods than the treated series. */
static void
SyntheticCheckPeriods(const SyntheticQuestion *q)
{
	Calendar	treated = CalendarOf(q->view[0].meaning);

	for (int i = 1; i < q->n; i++)
	{
		Calendar	donor = CalendarOf(q->view[i].meaning);

		if (!CalendarsEqual(treated, donor))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("treated and donor \"%s\" must have the same periods",
							q->name[i]),
					 errdetail("One is by %s, the other by %s.",
							   CalendarText(treated), CalendarText(donor)),
					 errhint("Bring the finer one to the coarser frequency by resample(s, '%s').",
							 CalendarName(CalendarCoarser(treated.frequency,
														  donor.frequency)))));
	}
}

/* Keeps, of trading days, those on which every series has a figure. */
static void
SyntheticKeepCommonDays(SyntheticQuestion *q)
{
	int64	   *day;
	int64		n = 0;

	if (!SeriesPeriodsAreTradingDays(&q->periods))
		return;
	day = palloc_array(int64, Max(q->view[0].n, 1));
	for (uint32 j = 0; j < q->view[0].n; j++)
	{
		bool		common = true;

		for (int i = 1; i < q->n && common; i++)
		{
			const SumsView *view = &q->view[i];
			uint32	   *at = &q->at[i];

			while (*at < view->n && view->number[*at] < q->view[0].number[j])
				(*at)++;
			common = *at < view->n && view->number[*at] == q->view[0].number[j];
		}
		if (common)
			day[n++] = q->view[0].number[j];
	}
	memset(q->at, 0, sizeof(q->at));
	q->periods.day = day;
	q->periods.ndays = n;
}

/* The value of a series in a period; false if it has none.  Periods ascend. */
static bool
SyntheticValue(SyntheticQuestion *q, int series, int64 key, double *value)
{
	const SumsView *view = &q->view[series];
	uint32	   *at = &q->at[series];

	while (*at < view->n && view->number[*at] < key)
		(*at)++;
	if (*at == view->n || view->number[*at] != key)
		return false;
	*value = view->hi[*at];
	return true;
}

/* Reports a donor that lacks a period from the shock on. */
pg_noreturn static void
SyntheticHoleError(const SyntheticQuestion *q, int series, int64 period)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("donor \"%s\" has no value for a period after the shock",
					q->name[series]),
			 errdetail("The %s of %s is missing.",
					   CalendarName(q->periods.calendar.frequency),
					   CalendarDateText(SeriesPeriodDate(&q->periods, period))),
			 errhint("Leave the donor out, give periods => n to end before, or complete(s, ...) where no row is no trade.")));
}

/* Reads a period; false when some series lacks it, an error after the shock. */
static bool
SyntheticReadPeriod(SyntheticQuestion *q, int64 period, double *value)
{
	int64		key = SeriesPeriodKey(&q->periods, period);

	for (int i = 0; i < q->n; i++)
	{
		if (SyntheticValue(q, i, key, &value[i]))
			continue;
		if (i > 0 && period >= q->start)
			SyntheticHoleError(q, i, period);
		return false;
	}
	return true;
}

/* Refuses more periods than a fit can use. */
static void
SyntheticCheckLength(const char *what, int64 n, const char *hint)
{
	if (n > SYNTHETIC_MAX_PERIODS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s must not be more than %d periods", what,
						SYNTHETIC_MAX_PERIODS),
				 errdetail("There are " INT64_FORMAT ".", n),
				 errhint("%s", hint)));
}

/* Reads the periods from the window to the last that count. */
static void
SyntheticReadPeriods(SyntheticQuestion *q)
{
	int64		from = q->start - q->gap - q->k;
	int64		first = SeriesPeriodsAreTradingDays(&q->periods) ? 0 :
		q->view[0].n > 0 ? q->view[0].number[0] : q->start;
	int64		end = SeriesPeriodsAreTradingDays(&q->periods) ?
		q->periods.ndays : q->view[0].n > 0 ?
		q->view[0].number[q->view[0].n - 1] + 1 : q->start;
	int64		most;

	from = Max(from, first);
	end = Min(end, q->end);
	SyntheticCheckLength("what comes after the shock", end - Max(q->start, from),
						 "Give periods => n, or use a coarser frequency.");
	most = Max(end - from, 0);
	q->period = palloc_array(int64, most + 1);
	q->phase = palloc_array(SyntheticPhase, most + 1);
	q->value = palloc_array(double, (Size) (most + 1) * q->n);
	for (int64 period = from; period < end; period++)
	{
		CHECK_FOR_INTERRUPTS();
		/* the gap may lie years before the shock: it is read but not used */
		if (!SyntheticReadPeriod(q, period, q->value + (Size) q->nrows * q->n))
			continue;
		q->period[q->nrows] = period;
		q->phase[q->nrows++] = period >= q->start ? SYNTHETIC_AFTER :
			period >= q->start - q->gap ? SYNTHETIC_GAP : SYNTHETIC_BEFORE;
	}
}

/* Fills the panel with the periods that count: before, then after. */
static void
SyntheticFillPanel(SyntheticQuestion *q, bool scale)
{
	SyntheticPanel *panel = &q->panel;
	Size		n = q->n;
	Size		length;
	double	   *value;
	int			t = 0;

	panel->n = q->n;
	panel->scale = scale;
	for (int row = 0; row < q->nrows; row++)
	{
		panel->before += q->phase[row] == SYNTHETIC_BEFORE;
		panel->after += q->phase[row] == SYNTHETIC_AFTER;
	}
	length = panel->before + panel->after;
	value = palloc_array(double, n * length + 1);
	for (int row = 0; row < q->nrows; row++)
	{
		if (q->phase[row] == SYNTHETIC_GAP)
			continue;
		for (Size i = 0; i < n; i++)
			value[i * length + t] = q->value[row * n + i];
		t++;
	}
	panel->value = value;
	panel->level = palloc_array(double, n);
	panel->path = palloc_array(double, n * panel->before + 1);
	panel->paths.product = palloc_array(SimplexPair, n * n);
	panel->paths.matrix = palloc_array(SimplexPair, n * n);
	panel->paths.factor = palloc_array(double, n * n);
}

/* Reports what the arithmetic could not do. */
static void
SyntheticCheck(const SyntheticQuestion *q, SyntheticStatus status, int series)
{
	switch (status)
	{
		case SYNTHETIC_OK:
			break;
		case SYNTHETIC_LEVEL:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 series == 0 ?
					 errmsg("treated must have a mean above zero before the shock") :
					 errmsg("donor \"%s\" must have a mean above zero before the shock",
							q->name[series]),
					 errdetail("Its mean over %d periods is %.17g.",
							   q->panel.before, q->panel.level[series]),
					 errhint("Leave it out, or mix the values as they are: scale => false.")));
			break;
		case SYNTHETIC_OVERFLOW:
			ResultRangeError("synthetic_control", NULL);
			break;
		case SYNTHETIC_NO_END:
			elog(ERROR, "synthetic_control found no weights");
	}
}

/*
 * Opens (treated, names, donors, shock, k, gap, periods, scale); false when
 * there is nothing to fit.
 */
static bool
SyntheticOpenQuestion(SyntheticQuestion *q, FunctionCallInfo fcinfo)
{
	DateADT		shock;
	SyntheticStatus status;
	int			series;

	memset(q, 0, sizeof(*q));
	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 1 && i != 2 && i != 3 && i != 6)
			return false;
	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("shock must not be null"),
				 errhint("Give the date from which the control can bite.")));
	shock = SeriesDateArgument(fcinfo, 3, "shock");
	q->k = ArgumentCount(fcinfo, 4, "k", 1, SYNTHETIC_MAX_PERIODS);
	q->gap = ArgumentCount(fcinfo, 5, "gap", 0, SERIES_MAX_WINDOW);
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
		SyntheticOpenDonors(q, PG_GETARG_ARRAYTYPE_P(1),
							PG_GETARG_ARRAYTYPE_P(2));
	if (q->n < 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("synthetic_control needs donors"),
				 errhint("Give series that the shock did not hit: array_agg(name ORDER BY name), array_agg(s ORDER BY name).")));
	SeriesViewOpen(&q->view[0], PG_GETARG_DATUM(0));
	SyntheticCheckPeriods(q);
	q->periods = SeriesPeriodsOf(&q->view[0]);
	SyntheticKeepCommonDays(q);
	q->start = SeriesPeriodFrom(&q->periods, shock);
	q->end = PG_ARGISNULL(6) ? PG_INT64_MAX :
		q->start + ArgumentCount(fcinfo, 6, "periods", 1, PG_INT32_MAX);
	SyntheticReadPeriods(q);
	SyntheticFillPanel(q, PG_GETARG_BOOL(7));
	if (q->panel.before < 2)
		return false;
	status = SyntheticOpen(&q->panel, &series);
	SyntheticCheck(q, status, series);
	return true;
}

/* Asks a series of the panel. */
static void
SyntheticAnswerOf(const SyntheticQuestion *q, int target,
				  SyntheticAnswer *answer)
{
	CHECK_FOR_INTERRUPTS();
	SyntheticCheck(q, SyntheticAsk(&q->panel, target, answer), target);
}

/* How many donors leave as much as the treated series, of how many. */
static void
SyntheticPlacebos(const SyntheticQuestion *q, const SyntheticAnswer *treated,
				  int *placebos, int *more)
{
	SyntheticAnswer answer;

	*placebos = *more = 0;
	for (int i = 1; i < q->n && q->n > 2; i++)
	{
		SyntheticAnswerOf(q, i, &answer);
		*placebos += answer.has_ratio;
		*more += answer.has_ratio && RatioAtLeast(answer.ratio, treated->ratio);
	}
}

/* (treated, names, donors, shock, k, gap, periods, scale, min_periods) */
PG_FUNCTION_INFO_V1(series_synthetic_control);
Datum
series_synthetic_control(PG_FUNCTION_ARGS)
{
	SyntheticQuestion *q = palloc_object(SyntheticQuestion);
	SyntheticAnswer a = {0};
	bool		known = SyntheticOpenQuestion(q, fcinfo);
	bool		tested;
	int			least;
	int			placebos = 0;
	int			more = 0;
	ResultRow	row = {0};

	if (!known && q->period == NULL)
		PG_RETURN_NULL();
	least = ArgumentCount(fcinfo, 8, "min_periods", 2, PG_INT32_MAX);
	if (known)
		SyntheticAnswerOf(q, 0, &a);
	tested = a.has_ratio && q->panel.before >= least;
	if (tested)
		SyntheticPlacebos(q, &a, &placebos, &more);
	ResultAddNumber(&row, a.has_post, a.effect);
	ResultAddNumber(&row, a.has_post && a.expected > 0,
					a.expected > 0 ? a.effect / a.expected : 0);
	ResultAddNumber(&row, known, a.pre_rmspe);
	ResultAddNumber(&row, a.has_post, a.post_rmspe);
	ResultAddNumber(&row, a.has_ratio, a.ratio);
	ResultAddNumber(&row, tested, (1.0 + more) / (1.0 + placebos));
	ResultAddInteger(&row, tested, placebos);
	ResultAddInteger(&row, known, a.fit.used);
	ResultAddNumber(&row, known, known ?
					SyntheticEffectiveDonors(&q->panel, &a.fit) : 0);
	ResultAddInteger(&row, true, q->panel.before);
	ResultAddInteger(&row, true, q->panel.after);
	return ResultReturn(fcinfo, &row);
}

/* Rows of donors: (treated, names, donors, shock, k, gap, periods, scale) */
PG_FUNCTION_INFO_V1(series_synthetic_weights);
Datum
series_synthetic_weights(PG_FUNCTION_ARGS)
{
	SyntheticQuestion *q = palloc_object(SyntheticQuestion);
	SyntheticAnswer a;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!SyntheticOpenQuestion(q, fcinfo))
		return (Datum) 0;
	SyntheticAnswerOf(q, 0, &a);
	for (int i = 1; i < q->n; i++)
	{
		ResultAddWord(&row, true, q->name[i]);
		ResultAddNumber(&row, true, a.fit.weight[i]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* Rows of periods: (treated, names, donors, shock, k, gap, periods, scale) */
PG_FUNCTION_INFO_V1(series_synthetic_path);
Datum
series_synthetic_path(PG_FUNCTION_ARGS)
{
	SyntheticQuestion *q = palloc_object(SyntheticQuestion);
	SyntheticAnswer a;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!SyntheticOpenQuestion(q, fcinfo))
		return (Datum) 0;
	SyntheticAnswerOf(q, 0, &a);
	for (int i = 0; i < q->nrows; i++)
	{
		const double *value = q->value + (Size) i * q->n;
		double		mix = SyntheticMix(&q->panel, 0, &a.fit, value, 1);

		ResultAddDate(&row, true, SeriesPeriodDate(&q->periods, q->period[i]));
		ResultAddNumber(&row, true, value[0]);
		ResultAddNumber(&row, true, mix);
		ResultAddNumber(&row, true, value[0] - mix);
		ResultAddWord(&row, true, phase_names[q->phase[i]]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* Rows of donors asked the same: (treated, names, donors, shock, ...) */
PG_FUNCTION_INFO_V1(series_synthetic_placebos);
Datum
series_synthetic_placebos(PG_FUNCTION_ARGS)
{
	SyntheticQuestion *q = palloc_object(SyntheticQuestion);
	SyntheticAnswer a;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!SyntheticOpenQuestion(q, fcinfo))
		return (Datum) 0;
	for (int i = 1; i < q->n && q->n > 2; i++)
	{
		SyntheticAnswerOf(q, i, &a);
		ResultAddWord(&row, true, q->name[i]);
		ResultAddNumber(&row, a.has_post, a.effect);
		ResultAddNumber(&row, a.has_post && a.expected > 0,
						a.expected > 0 ? a.effect / a.expected : 0);
		ResultAddNumber(&row, true, a.pre_rmspe);
		ResultAddNumber(&row, a.has_post, a.post_rmspe);
		ResultAddNumber(&row, a.has_ratio, a.ratio);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}
