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
#include "spells/spells_curve.h"
#include "keyed/wire.h"

/* Refuses spells of which some have no known duration. */
void
SpellsRequireExact(uint8 extra, const char *what)
{
	if (extra & WIRE_EXTRA_INTERVAL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s needs durations that are known", what),
				 errdetail("Some of the spells ended between two durations."),
				 errhint("survival, median_duration, quantile_duration, survival_at and restricted_mean take them.")));
}

/* Refuses spells of which some entered late and some ended in an interval. */
static void
SurvivalCheckExtra(uint8 extra)
{
	if (extra == WIRE_EXTRAS)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("spells with intervals and spells with delayed entry have no common curve"),
				 errdetail("Some ended between two durations and some were seen only from some time on; their estimate need not be unique."),
				 errhint("Ask each kind for itself, or leave out the spells that entered late.")));
}

/* The step at which a spell of this entry is at risk first, at most its own. */
static int
SurvivalEntryStep(const SurvivalTable *table, double entered, int own)
{
	int			low = 0;
	int			high = own;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (TimeAfter(table->steps[middle].duration, entered))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/*
 * Reads spells as steps; of the events, those with an outcome also apart.
 * Durations that tie with the shortest of a step are in it.
 */
static void
SurvivalRead(SurvivalTable *table, const SumsView *view, int outcome)
{
	SurvivalStep *step = NULL;

	for (uint32 i = 0; i < view->n; i++)
	{
		Spell		spell = SpellsRead(view->key[i], view->keylen[i]);
		double		count = view->hi[i];

		if (count == 0)
			continue;
		if (step == NULL || !TimesNear(step->duration, spell.duration))
		{
			step = &table->steps[table->n++];
			step->duration = spell.duration;
		}
		if (spell.outcome == SPELLS_RUNNING)
			step->censored += count;
		else
			step->events += count;
		if (spell.outcome == outcome)
			table->outcome_events[table->n - 1] += count;
		if (spell.form == SPELL_ENTRY)
			table->steps[SurvivalEntryStep(table, spell.second,
										   table->n - 1)].entered += count;
	}
}

/* The curve of spells; of the events, those with an outcome also apart. */
void
SurvivalOpen(SurvivalTable *table, Datum datum, int outcome, double level,
			 SurvivalLimits limits)
{
	SumsView	view;
	uint8		extra;

	SpellsViewOpen(&view, datum);
	extra = SpellsExtra(&view);
	SurvivalCheckExtra(extra);
	table->n = 0;
	table->intervals = (extra & WIRE_EXTRA_INTERVAL) != 0;
	table->steps = palloc0_array(SurvivalStep, (Size) view.n + 1);
	table->outcome_events = palloc0_array(double, view.n);
	if (table->intervals)
	{
		Npmle		fit;

		SpellsFit(&fit, &view);
		SurvivalOfCells(table->steps, &table->n, fit.cells, fit.mass, fit.n);
		return;
	}
	SurvivalRead(table, &view, outcome);
	SurvivalCurve(table->steps, table->n, level, limits);
	if (table->n > 0)
		SpellsCheckTotal(table->steps[0].at_risk);
}

/* Warns of a curve that is not known from some duration on. */
static void
SurvivalWarn(const SurvivalTable *table)
{
	for (int i = 0; i < table->n; i++)
	{
		if (table->steps[i].has_survival)
			continue;
		ereport(WARNING,
				(errmsg("survival is not known from duration %.15g on",
						table->steps[i].duration),
				 errdetail("All spells at risk ended then, and others were watched only later."),
				 errhint("Leave out the shortest spells: ask how long those last that have lasted so long already.")));
		return;
	}
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
	SurvivalWarn(&table);
	for (int i = 0; i < table.n; i++)
	{
		const SurvivalStep *step = &table.steps[i];
		bool		counted = !table.intervals;

		CHECK_FOR_INTERRUPTS();
		ResultAddNumber(&row, true, step->duration);
		ResultAddNumber(&row, counted, step->at_risk);
		ResultAddNumber(&row, counted, step->events);
		ResultAddNumber(&row, counted, step->censored);
		ResultAddNumber(&row, step->has_survival, step->survival);
		ResultAddNumber(&row, step->has_limits, step->std_err);
		ResultAddNumber(&row, step->has_limits, step->lower);
		ResultAddNumber(&row, step->has_limits, step->upper);
		ResultAddNumber(&row, counted, step->hazard);
		ResultAddNumber(&row, counted, step->hazard_std_err);
		ResultAddNumber(&row, !step->from_zero, step->earliest);
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
	SpellsRequireExact(table.intervals ? WIRE_EXTRA_INTERVAL : 0,
					   "cumulative_incidence");
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
		ResultAddNumber(&row, step->has_survival, incidence[i]);
		ResultAddNumber(&row, step->has_survival, std_err[i]);
		ResultAddNumber(&row, step->has_survival, step->survival);
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
	ResultAddNumber(&row, q.has_estimate && TimesNear(q.earliest, q.latest),
					q.latest);
	ResultAddNumber(&row, q.has_lower, q.lower);
	ResultAddNumber(&row, q.has_upper, q.upper);
	ResultAddNumber(&row, q.has_estimate, q.earliest);
	ResultAddNumber(&row, q.has_estimate, q.latest);
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
	if (!q.has_estimate || !TimesNear(q.earliest, q.latest))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(q.latest);
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
	double		least;
	double		std_err;
	bool		known;

	(void) ArgumentNumber(fcinfo, 1, "tau", ARGUMENT_NOT_NEGATIVE, &tau);
	SurvivalOpen(&table, PG_GETARG_DATUM(0), SPELLS_ENDED, DEFAULT_LEVEL,
				 DEFAULT_LIMITS);
	known = SurvivalRestrictedMean(table.steps, table.n, tau, &mean, &std_err);
	least = known && table.intervals ?
		SurvivalLeastMean(table.steps, table.n, tau) : mean;
	ResultAddNumber(&row, known && TimesNear(least, mean), mean);
	ResultAddNumber(&row, known && !table.intervals, std_err);
	ResultAddNumber(&row, known, least);
	ResultAddNumber(&row, known, mean);
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
