/*
 * spells_agg.c
 *	  Transition functions over spells, rollup, and the counts of spells.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "agg.h"
#include "calendar.h"
#include "spells.h"

/* Adds one spell. */
static Datum
SpellsAdd(FunctionCallInfo fcinfo, double duration, int32 outcome)
{
	KeyedSums  *sums = AggOwnState(fcinfo);
	char		key[SPELLS_KEY_SIZE];

	if (!isfinite(duration))
		AggValueError(NOUN_SPELLS, duration, "duration");
	if (duration < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("duration must not be negative"),
				 errdetail("Value is %g.", duration),
				 errhint("Check the order of start and end.")));
	if (outcome < 0 || outcome > SPELLS_MAX_OUTCOME)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outcome must be between 0 and %d", SPELLS_MAX_OUTCOME),
				 errdetail("Value is %d.", outcome),
				 errhint("Use 0 for a spell that has not ended, 1 and up for the ways to end.")));
	if (sums == NULL)
		sums = SumsCreate(NOUN_SPELLS, true, NULL, 0);
	AggCheckState(sums, NOUN_SPELLS, true);
	SpellsKey(key, duration, (uint8) outcome);
	PG_RETURN_POINTER(SumsAddBytes(sums, key, SPELLS_KEY_SIZE, 1));
}

/* (duration, ended boolean): a NULL in either skips the row. */
PG_FUNCTION_INFO_V1(spells_agg_trans_ended);
Datum
spells_agg_trans_ended(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return SpellsAdd(fcinfo, PG_GETARG_FLOAT8(1),
					 PG_GETARG_BOOL(2) ? SPELLS_ENDED : SPELLS_RUNNING);
}

/* (duration, outcome integer): a NULL in either skips the row. */
PG_FUNCTION_INFO_V1(spells_agg_trans_outcome);
Datum
spells_agg_trans_outcome(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return SpellsAdd(fcinfo, PG_GETARG_FLOAT8(1), PG_GETARG_INT32(2));
}

/*
 * (started, ended, observed_until): duration in days.  A spell that ended
 * after observed_until, or has not ended, was running when last seen; one
 * that started later does not exist yet.
 */
PG_FUNCTION_INFO_V1(spells_agg_trans_dates);
Datum
spells_agg_trans_dates(PG_FUNCTION_ARGS)
{
	DateADT		started;
	DateADT		until;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	started = PG_GETARG_DATEADT(1);
	until = PG_GETARG_DATEADT(3);
	CalendarCheckDate(started, "start of a spell");
	CalendarCheckDate(until, "observed_until");
	if (!PG_ARGISNULL(2))
	{
		DateADT		ended = PG_GETARG_DATEADT(2);

		CalendarCheckDate(ended, "end of a spell");
		if (ended < started)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("spell must not end before it starts"),
					 errdetail("It starts %s and ends %s.",
							   CalendarDateText(started),
							   CalendarDateText(ended))));
		if (ended <= until)
			return SpellsAdd(fcinfo, (double) ended - started, SPELLS_ENDED);
	}
	if (started > until)
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return SpellsAdd(fcinfo, (double) until - started, SPELLS_RUNNING);
}

PG_FUNCTION_INFO_V1(spells_rollup_trans);
Datum
spells_rollup_trans(PG_FUNCTION_ARGS)
{
	return AggReturn(fcinfo, AggRollup(fcinfo, NOUN_SPELLS));
}

/* Counts spells, all or only those that have ended. */
static double
SpellsCount(FunctionCallInfo fcinfo, bool ended)
{
	SumsView	view;
	FSum		sum;

	FSumInit(&sum);
	if (PG_ARGISNULL(0))
		return 0;
	SpellsViewOpen(&view, PG_GETARG_DATUM(0));
	for (uint32 i = 0; i < view.n; i++)
		if (!ended || SpellsOutcome(view.key[i]) != SPELLS_RUNNING)
			FSumAdd(&sum, view.hi[i]);
	return FSumValue(&sum);
}

PG_FUNCTION_INFO_V1(spells_num_spells);
Datum
spells_num_spells(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(SpellsCount(fcinfo, false));
}

PG_FUNCTION_INFO_V1(spells_num_ended);
Datum
spells_num_ended(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(SpellsCount(fcinfo, true));
}

/* Rows of distinct durations and outcomes with their count. */
PG_FUNCTION_INFO_V1(spells_durations);
Datum
spells_durations(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SumsView	view;

	InitMaterializedSRF(fcinfo, 0);
	SpellsViewOpen(&view, PG_GETARG_DATUM(0));
	for (uint32 i = 0; i < view.n; i++)
	{
		Datum		values[3];
		bool		nulls[3] = {false};

		values[0] = Float8GetDatum(SpellsDuration(view.key[i]));
		values[1] = Int32GetDatum(SpellsOutcome(view.key[i]));
		values[2] = Float8GetDatum(view.hi[i]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
