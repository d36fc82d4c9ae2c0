/*
 * spells_survival.c
 *	  How long it takes: questions to spells that count those still running.
 *
 * The arithmetic is in survival.c.  A question reads its spells as steps, one
 * for each distinct duration; median_duration also serves as the final function
 * of the aggregates of that name.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/near.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "spells/spells.h"
#include "math/survival.h"

#define DEFAULT_LEVEL	0.95
#define DEFAULT_LIMITS	SURVIVAL_LIMITS_LOG

/* Spells by duration, shortest first. */
typedef struct SurvivalTable
{
	SurvivalStep *steps;
	int			n;
	double	   *outcome_events; /* ended with the outcome that was asked for */
} SurvivalTable;

/*
 * Reads spells as steps; of the events, those with an outcome also apart.
 * Durations that tie with the shortest of a step are in it.
 */
static void
SurvivalOpen(SurvivalTable *table, Datum datum, int outcome, double level,
			 SurvivalLimits limits)
{
	SumsView	view;
	SurvivalStep *step = NULL;

	SpellsViewOpen(&view, datum);
	table->n = 0;
	table->steps = palloc0_array(SurvivalStep, view.n);
	table->outcome_events = palloc0_array(double, view.n);
	for (uint32 i = 0; i < view.n; i++)
	{
		double		duration = SpellsDuration(view.key[i]);
		uint8		found = SpellsOutcome(view.key[i]);

		if (view.hi[i] == 0)
			continue;
		if (step == NULL || !TimesNear(step->duration, duration))
		{
			step = &table->steps[table->n++];
			step->duration = duration;
		}
		if (found == SPELLS_RUNNING)
			step->censored += view.hi[i];
		else
			step->events += view.hi[i];
		if (found == outcome)
			table->outcome_events[table->n - 1] += view.hi[i];
	}
	SurvivalCurve(table->steps, table->n, level, limits);
	if (table->n > 0)
		SpellsCheckTotal(table->steps[0].at_risk);
}

/* The argument that names the kind of limits. */
static SurvivalLimits
SurvivalLimitsArgument(FunctionCallInfo fcinfo, int arg)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	SurvivalLimits limits;

	if (!SurvivalLimitsFromName(word, &limits))
		ArgumentWordError("limits", word, "plain, log or log-log");
	return limits;
}

/* The Kaplan-Meier and Nelson-Aalen estimates: (spells, level, limits) */
PG_FUNCTION_INFO_V1(spells_survival);
Datum
spells_survival(PG_FUNCTION_ARGS)
{
	SurvivalTable table;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED,
				 ArgumentConfLevel(fcinfo, 1),
				 SurvivalLimitsArgument(fcinfo, 2));
	for (int i = 0; i < table.n; i++)
	{
		const SurvivalStep *step = &table.steps[i];

		CHECK_FOR_INTERRUPTS();
		ResultAddNumber(&row, true, step->duration);
		ResultAddNumber(&row, true, step->at_risk);
		ResultAddNumber(&row, true, step->events);
		ResultAddNumber(&row, true, step->censored);
		ResultAddNumber(&row, true, step->survival);
		ResultAddNumber(&row, step->has_limits, step->std_err);
		ResultAddNumber(&row, step->has_limits, step->lower);
		ResultAddNumber(&row, step->has_limits, step->upper);
		ResultAddNumber(&row, true, step->hazard);
		ResultAddNumber(&row, true, step->hazard_std_err);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* The Aalen-Johansen estimate of one outcome: (spells, outcome) */
PG_FUNCTION_INFO_V1(spells_cumulative_incidence);
Datum
spells_cumulative_incidence(PG_FUNCTION_ARGS)
{
	int32		outcome = PG_GETARG_INT32(1);
	SurvivalTable table;
	double	   *incidence;
	double	   *std_err;
	ResultRow	row = {0};

	SpellsCheckOutcome(outcome);
	InitMaterializedSRF(fcinfo, 0);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), outcome, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	incidence = palloc_array(double, table.n);
	std_err = palloc_array(double, table.n);
	SurvivalIncidence(table.steps, table.n, table.outcome_events, incidence,
					  std_err);
	for (int i = 0; i < table.n; i++)
	{
		const SurvivalStep *step = &table.steps[i];

		CHECK_FOR_INTERRUPTS();
		ResultAddNumber(&row, true, step->duration);
		ResultAddNumber(&row, true, step->at_risk);
		ResultAddNumber(&row, true, table.outcome_events[i]);
		ResultAddNumber(&row, true, incidence[i]);
		ResultAddNumber(&row, true, std_err[i]);
		ResultAddNumber(&row, true, step->survival);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* (spells, fraction, level, limits) */
PG_FUNCTION_INFO_V1(spells_quantile_duration);
Datum
spells_quantile_duration(PG_FUNCTION_ARGS)
{
	double		fraction = ArgumentOpenFraction(fcinfo, 1, "fraction",
												"Write 0.5 for the median, 0.9 for the time by which nine of ten have ended.");
	SurvivalTable table;
	SurvivalQuantile q;
	ResultRow	row = {0};

	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED,
				 ArgumentConfLevel(fcinfo, 2),
				 SurvivalLimitsArgument(fcinfo, 3));
	q = SurvivalQuantileOf(table.steps, table.n, fraction);
	ResultAddNumber(&row, q.has_duration, q.duration);
	ResultAddNumber(&row, q.has_lower, q.lower);
	ResultAddNumber(&row, q.has_upper, q.upper);
	return ResultReturn(fcinfo, &row);
}

/* (spells), or a state */
PG_FUNCTION_INFO_V1(spells_median_duration);
Datum
spells_median_duration(PG_FUNCTION_ARGS)
{
	SurvivalTable table;
	SurvivalQuantile q;

	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	q = SurvivalQuantileOf(table.steps, table.n, 0.5);
	if (!q.has_duration)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(q.duration);
}

/* (spells, tau) */
PG_FUNCTION_INFO_V1(spells_restricted_mean);
Datum
spells_restricted_mean(PG_FUNCTION_ARGS)
{
	SurvivalTable table;
	ResultRow	row = {0};
	double		tau;
	double		mean;
	double		std_err;
	bool		known;

	(void) ArgumentNumber(fcinfo, 1, "tau", ARGUMENT_NOT_NEGATIVE, &tau);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	known = SurvivalRestrictedMean(table.steps, table.n, tau, &mean, &std_err);
	ResultAddNumber(&row, known, known ? mean : 0);
	ResultAddNumber(&row, known, known ? std_err : 0);
	return ResultReturn(fcinfo, &row);
}

/* The curve at one duration: (spells, duration) */
PG_FUNCTION_INFO_V1(spells_survival_at);
Datum
spells_survival_at(PG_FUNCTION_ARGS)
{
	SurvivalTable table;
	double		duration;
	double		survival;

	(void) ArgumentNumber(fcinfo, 1, "duration", ARGUMENT_NOT_NEGATIVE,
						  &duration);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	if (!SurvivalAt(table.steps, table.n, duration, &survival))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(survival);
}
