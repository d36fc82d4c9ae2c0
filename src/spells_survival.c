/*
 * spells_survival.c
 *	  How long it takes: questions to spells that count those still running.
 *
 * The arithmetic is in survival.c.  A question reads its spells as steps, one
 * for each distinct duration; median_duration also serves as the final function
 * of the aggregates of that name.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "spells.h"
#include "survival.h"

#define DEFAULT_LEVEL	0.95
#define DEFAULT_LIMITS	SURVIVAL_LIMITS_LOG

/* Spells by duration, shortest first. */
typedef struct SurvivalTable
{
	SurvivalStep *steps;
	int			n;
	double	   *outcome_events; /* ended with the outcome that was asked for */
} SurvivalTable;

/* Reads spells as steps; of the events, those with an outcome also apart. */
static void
SurvivalOpen(SurvivalTable *table, Datum datum, int outcome, double level,
			 SurvivalLimits limits)
{
	SumsView	view;
	SurvivalStep *step = NULL;

	SpellsViewOpen(&view, datum);
	table->n = 0;
	table->steps = palloc0_array(SurvivalStep, Max(view.n, 1));
	table->outcome_events = palloc0_array(double, Max(view.n, 1));
	for (uint32 i = 0; i < view.n; i++)
	{
		double		duration = SpellsDuration(view.key[i]);
		uint8		found = SpellsOutcome(view.key[i]);

		if (view.hi[i] == 0)
			continue;
		if (step == NULL || step->duration != duration)
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
	for (int i = 0; i < table->n; i++)
	{
		step = &table->steps[i];
		SpellsCheckTotal(step->at_risk);
		/* counts near the smallest of all doubles */
		SpellsCheckTotal(step->hazard_std_err);
		SpellsCheckTotal(step->std_err);
	}
}

/* The argument that is the probability of the limits. */
static double
SurvivalLevel(FunctionCallInfo fcinfo, int arg)
{
	double		level = PG_GETARG_FLOAT8(arg);

	if (!(level > 0 && level < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level must be between 0 and 1"),
				 errdetail("Value is %g.", level),
				 errhint("Write 0.95 for limits of 95 percent.")));
	return level;
}

/* The argument that names the kind of limits. */
static SurvivalLimits
SurvivalLimitsArgument(FunctionCallInfo fcinfo, int arg)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	SurvivalLimits limits;

	if (!SurvivalLimitsFromName(word, &limits))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("limits \"%s\" does not exist", word),
				 errhint("Use plain, log or log-log.")));
	return limits;
}

/* Adds a row to the result of a function that returns a set. */
static void
SurvivalAddRow(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	CHECK_FOR_INTERRUPTS();
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* The Kaplan-Meier curve: (spells, level, limits) */
PG_FUNCTION_INFO_V1(spells_survival);
Datum
spells_survival(PG_FUNCTION_ARGS)
{
	SurvivalTable table;

	InitMaterializedSRF(fcinfo, 0);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED,
				 SurvivalLevel(fcinfo, 1), SurvivalLimitsArgument(fcinfo, 2));
	for (int i = 0; i < table.n; i++)
	{
		const SurvivalStep *step = &table.steps[i];
		Datum		values[8];
		bool		nulls[8] = {false};

		values[0] = Float8GetDatum(step->duration);
		values[1] = Float8GetDatum(step->at_risk);
		values[2] = Float8GetDatum(step->events);
		values[3] = Float8GetDatum(step->censored);
		values[4] = Float8GetDatum(step->survival);
		nulls[5] = nulls[6] = nulls[7] = !step->has_limits;
		values[5] = Float8GetDatum(step->std_err);
		values[6] = Float8GetDatum(step->lower);
		values[7] = Float8GetDatum(step->upper);
		SurvivalAddRow(fcinfo, values, nulls);
	}
	return (Datum) 0;
}

/* The Nelson-Aalen estimate. */
PG_FUNCTION_INFO_V1(spells_cumulative_hazard);
Datum
spells_cumulative_hazard(PG_FUNCTION_ARGS)
{
	SurvivalTable table;

	InitMaterializedSRF(fcinfo, 0);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	for (int i = 0; i < table.n; i++)
	{
		const SurvivalStep *step = &table.steps[i];
		Datum		values[5];
		bool		nulls[5] = {false};

		values[0] = Float8GetDatum(step->duration);
		values[1] = Float8GetDatum(step->at_risk);
		values[2] = Float8GetDatum(step->events);
		values[3] = Float8GetDatum(step->hazard);
		values[4] = Float8GetDatum(step->hazard_std_err);
		SurvivalAddRow(fcinfo, values, nulls);
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

	SpellsCheckOutcome(outcome, SPELLS_ENDED);
	InitMaterializedSRF(fcinfo, 0);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), outcome, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	incidence = palloc_array(double, Max(table.n, 1));
	std_err = palloc_array(double, Max(table.n, 1));
	SurvivalIncidence(table.steps, table.n, table.outcome_events, incidence,
					  std_err);
	for (int i = 0; i < table.n; i++)
	{
		const SurvivalStep *step = &table.steps[i];
		Datum		values[6];
		bool		nulls[6] = {false};

		values[0] = Float8GetDatum(step->duration);
		values[1] = Float8GetDatum(step->at_risk);
		values[2] = Float8GetDatum(table.outcome_events[i]);
		values[3] = Float8GetDatum(incidence[i]);
		SpellsCheckTotal(std_err[i]);
		values[4] = Float8GetDatum(std_err[i]);
		values[5] = Float8GetDatum(step->survival);
		SurvivalAddRow(fcinfo, values, nulls);
	}
	return (Datum) 0;
}

/* Forms the one row of a function that returns columns. */
static Datum
SurvivalRow(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc	desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values,
											 nulls));
}

/* (spells, fraction, level, limits) */
PG_FUNCTION_INFO_V1(spells_quantile_duration);
Datum
spells_quantile_duration(PG_FUNCTION_ARGS)
{
	double		fraction = PG_GETARG_FLOAT8(1);
	SurvivalTable table;
	SurvivalQuantile q;
	Datum		values[3];
	bool		nulls[3];

	if (!(fraction > 0 && fraction < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fraction must be between 0 and 1"),
				 errdetail("Value is %g.", fraction),
				 errhint("Write 0.5 for the median, 0.9 for the time by which nine of ten have ended.")));
	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED,
				 SurvivalLevel(fcinfo, 2), SurvivalLimitsArgument(fcinfo, 3));
	q = SurvivalQuantileOf(table.steps, table.n, fraction);
	nulls[0] = !q.has_duration;
	nulls[1] = !q.has_lower;
	nulls[2] = !q.has_upper;
	values[0] = Float8GetDatum(q.duration);
	values[1] = Float8GetDatum(q.lower);
	values[2] = Float8GetDatum(q.upper);
	return SurvivalRow(fcinfo, values, nulls);
}

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

/* Refuses a point on the axis of durations that is none. */
static double
SurvivalDuration(FunctionCallInfo fcinfo, int arg, const char *name)
{
	double		duration = PG_GETARG_FLOAT8(arg);

	if (!(duration >= 0) || isinf(duration))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be zero or more and finite", name),
				 errdetail("Value is %g.", duration)));
	return duration;
}

/* (spells, tau) */
PG_FUNCTION_INFO_V1(spells_restricted_mean);
Datum
spells_restricted_mean(PG_FUNCTION_ARGS)
{
	double		tau = SurvivalDuration(fcinfo, 1, "tau");
	SurvivalTable table;
	double		mean;
	double		std_err;
	Datum		values[2];
	bool		nulls[2];

	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	nulls[0] = nulls[1] = !SurvivalRestrictedMean(table.steps, table.n, tau,
												  &mean, &std_err);
	values[0] = nulls[0] ? (Datum) 0 : Float8GetDatum(mean);
	values[1] = nulls[0] ? (Datum) 0 : Float8GetDatum(std_err);
	return SurvivalRow(fcinfo, values, nulls);
}

/* The curve at one duration: (spells, duration) */
PG_FUNCTION_INFO_V1(spells_survival_at);
Datum
spells_survival_at(PG_FUNCTION_ARGS)
{
	double		duration = SurvivalDuration(fcinfo, 1, "duration");
	SurvivalTable table;
	double		survival;

	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	if (!SurvivalAt(table.steps, table.n, duration, &survival))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(survival);
}
