/*
 * spells_agg.c
 *	  Transition functions over spells, rollup, and the counts of spells.
 *
 * Dates are read as of a day: what was decided later is still pending then,
 * what was started later does not exist.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/queue.h"
#include "math/near.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "sql/readable.h"
#include "sql/result.h"
#include "spells/spells.h"
#include "keyed/wire.h"

/* Refuses what cannot be a duration; name is that of the argument. */
void
SpellsCheckNumber(double number, const char *name)
{
	if (!isfinite(number))
		AggValueError(NOUN_SPELLS, number, name);
	if (number < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative", name),
				 errdetail("Value is %.15g.", number),
				 errhint("Check the order of start and end.")));
}

void
SpellsCheckDuration(double duration)
{
	SpellsCheckNumber(duration, "duration");
}

/* Refuses what cannot be a way to end. */
void
SpellsCheckOutcome(int32 outcome)
{
	if (outcome < SPELLS_ENDED || outcome > SPELLS_MAX_OUTCOME)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outcome must be between %d and %d", SPELLS_ENDED,
						SPELLS_MAX_OUTCOME),
				 errdetail("Value is %d.", outcome),
				 errhint("Number the ways to end from 1; a spell that has not ended has none.")));
}

/* Adds so many of a spell, whose duration counts this unit. */
KeyedSums *
SpellsAddTo(FunctionCallInfo fcinfo, Spell spell, Frequency unit, double count)
{
	StateSpec	spec = {.kind = KIND_SPELLS, .bytes = true,
	.meaning = SpellsMeaning(unit)};
	char		key[SPELLS_LONG_KEY_SIZE];
	uint32		len = SpellsKeyOf(key, spell);

	return SumsAddBytes(AggStateFor(fcinfo, spec), key, len, count);
}

/* Adds one spell whose duration is known, or that is still running. */
static Datum
SpellsAdd(FunctionCallInfo fcinfo, double duration, int32 outcome,
		  Frequency unit)
{
	Spell		spell = {duration, 0, SPELL_PLAIN, (uint8) outcome};

	SpellsCheckDuration(duration);
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, spell, unit, 1));
}

/* The unit that an argument says durations count, where there is one. */
Frequency
SpellsUnit(FunctionCallInfo fcinfo, int arg)
{
	text	   *name;
	Frequency	unit;

	if (PG_NARGS() <= arg)
		return FREQUENCY_UNSET;
	if (PG_ARGISNULL(arg))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("unit must not be null"),
				 errhint("Leave it out where the unit of durations is not known.")));
	name = PG_GETARG_TEXT_PP(arg);
	if (!CalendarFromName(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), &unit))
		ArgumentWordError("unit", text_to_cstring(name),
						  "day, week, month, quarter, year or trading_day");
	return unit;
}

/* (duration, ended boolean [, unit]): a NULL duration or ended skips the row. */
PG_FUNCTION_INFO_V1(spells_agg_trans_ended);
Datum
spells_agg_trans_ended(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	return SpellsAdd(fcinfo, PG_GETARG_FLOAT8(1),
					 PG_GETARG_BOOL(2) ? SPELLS_ENDED : SPELLS_RUNNING,
					 SpellsUnit(fcinfo, 3));
}

/*
 * The end of a spell and the way it ended come together: an end without an
 * outcome is one of unknown kind, an outcome without an end one of unknown
 * time.  name is that of the outcome, spell tells which one it is.
 */
void
SpellsEndError(bool has_ended, const char *name, const char *spell)
{
	if (has_ended)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be null where a spell has ended", name),
				 errdetail_internal("%s", spell),
				 errhint("Leave such rows out, or give unknown outcomes a number of their own.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be null where a spell has no end", name),
			 errdetail_internal("%s", spell),
			 errhint("A case that is still pending has neither an end nor an outcome.")));
}

/*
 * (duration, ended, outcome integer [, unit]): a NULL duration or ended skips
 * the row.
 */
PG_FUNCTION_INFO_V1(spells_agg_trans_outcome);
Datum
spells_agg_trans_outcome(PG_FUNCTION_ARGS)
{
	int32		outcome = SPELLS_RUNNING;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	if (PG_GETARG_BOOL(2) == PG_ARGISNULL(3))
		SpellsEndError(PG_GETARG_BOOL(2), "outcome",
					   psprintf("Its duration is %.15g.",
								PG_GETARG_FLOAT8(1)));
	if (!PG_ARGISNULL(3))
	{
		outcome = PG_GETARG_INT32(3);
		SpellsCheckOutcome(outcome);
	}
	return SpellsAdd(fcinfo, PG_GETARG_FLOAT8(1), outcome,
					 SpellsUnit(fcinfo, 4));
}

/* Refuses a spell that ends before it starts. */
void
SpellsCheckDates(DateADT started, DateADT ended)
{
	CalendarCheckDate(started, "start of a spell");
	CalendarCheckDate(ended, "end of a spell");
	if (ended < started)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("spell must not end before it starts"),
				 errdetail("It starts %s and ends %s.",
						   CalendarDateText(started),
						   CalendarDateText(ended))));
}

/*
 * What is known of a spell with the dates in three arguments, from "first" on:
 * started, ended, observed_until.  One that ended later, or has not ended, was
 * running when last seen; its duration in days goes until then.  False for one
 * that started later: it does not exist yet; and where a date that is needed
 * is NULL.
 */
bool
SpellsAsOf(FunctionCallInfo fcinfo, int first, double *duration,
		   bool *has_ended)
{
	DateADT		started;
	DateADT		until;

	if (PG_ARGISNULL(first) || PG_ARGISNULL(first + 2))
		return false;
	started = PG_GETARG_DATEADT(first);
	until = PG_GETARG_DATEADT(first + 2);
	CalendarCheckDate(started, "start of a spell");
	CalendarCheckDate(until, "observed_until");
	*has_ended = false;
	if (!PG_ARGISNULL(first + 1))
	{
		DateADT		ended = PG_GETARG_DATEADT(first + 1);

		SpellsCheckDates(started, ended);
		*has_ended = ended <= until;
		if (*has_ended)
			until = ended;
	}
	*duration = (double) until - started;
	return started <= until;
}

/* (started, ended, observed_until): duration in days. */
PG_FUNCTION_INFO_V1(spells_agg_trans_dates);
Datum
spells_agg_trans_dates(PG_FUNCTION_ARGS)
{
	double		duration;
	bool		has_ended;

	if (!SpellsAsOf(fcinfo, 1, &duration, &has_ended))
		return AggSkip(fcinfo);
	return SpellsAdd(fcinfo, duration,
					 has_ended ? SPELLS_ENDED : SPELLS_RUNNING, FREQUENCY_DAY);
}

/*
 * Checks that the end of a spell and the way it ended come together: arguments
 * 1 to 3 as for SpellsAsOf, argument 4, of this name, is the way.
 */
void
SpellsCheckEnd(FunctionCallInfo fcinfo, const char *name)
{
	if (!PG_ARGISNULL(2) && PG_ARGISNULL(4))
		SpellsEndError(true, name,
					   psprintf("It starts %s and ends %s.",
								CalendarDateText(PG_GETARG_DATEADT(1)),
								CalendarDateText(PG_GETARG_DATEADT(2))));
	if (PG_ARGISNULL(2) && !PG_ARGISNULL(4))
		SpellsEndError(false, name,
					   psprintf("It starts %s.",
								CalendarDateText(PG_GETARG_DATEADT(1))));
}

/* (started, ended, observed_until, outcome integer) */
PG_FUNCTION_INFO_V1(spells_agg_trans_dates_outcome);
Datum
spells_agg_trans_dates_outcome(PG_FUNCTION_ARGS)
{
	int32		outcome = SPELLS_RUNNING;
	double		duration;
	bool		has_ended;
	bool		exists;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	exists = SpellsAsOf(fcinfo, 1, &duration, &has_ended);
	SpellsCheckEnd(fcinfo, "outcome");
	if (!PG_ARGISNULL(4))
	{
		outcome = PG_GETARG_INT32(4);
		SpellsCheckOutcome(outcome);
	}
	if (!exists)
		return AggSkip(fcinfo);
	return SpellsAdd(fcinfo, duration, has_ended ? outcome : SPELLS_RUNNING,
					 FREQUENCY_DAY);
}

/* Turns a state into a stored value. */
PG_FUNCTION_INFO_V1(spells_agg_final);
Datum
spells_agg_final(PG_FUNCTION_ARGS)
{
	SumsView	view;

	SpellsViewOpen(&view, PG_GETARG_DATUM(0));
	view.extra = SpellsExtra(&view);
	PG_RETURN_POINTER(WireWrite(&view));
}

PG_FUNCTION_INFO_V1(spells_rollup_trans);
Datum
spells_rollup_trans(PG_FUNCTION_ARGS)
{
	return AggRollup(fcinfo, KIND_SPELLS);
}

/* Refuses what was computed from counts of spells and double cannot hold. */
void
SpellsCheckTotal(double total)
{
	if (!isfinite(total))
		ResultRangeError("total of spells", NULL);
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
	SpellsCheckTotal(FSumValue(&sum));
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

/* summary(spells): one line for a person */
PG_FUNCTION_INFO_V1(spells_summary);
Datum
spells_summary(PG_FUNCTION_ARGS)
{
	double		all = SpellsCount(fcinfo, false);
	double		ended = SpellsCount(fcinfo, true);
	SumsView	view;
	StringInfoData buf;

	SpellsViewOpen(&view, PG_GETARG_DATUM(0));
	initStringInfo(&buf);
	appendStringInfoString(&buf, "spells");
	if (view.meaning.unit != FREQUENCY_UNSET)
		appendStringInfo(&buf, " by %s", CalendarName(view.meaning.unit));
	appendStringInfoString(&buf, ": ");
	ReadablePutNumber(&buf, ended);
	appendStringInfoString(&buf, " ended, ");
	ReadablePutNumber(&buf, all - ended);
	appendStringInfoString(&buf, " running");
	if (view.n > 0)
	{
		appendStringInfoString(&buf, ", after ");
		ReadablePutNumber(&buf, SpellsDuration(view.key[0]));
		appendStringInfoString(&buf, " to ");
		ReadablePutNumber(&buf, SpellsDuration(view.key[view.n - 1]));
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}

/* What durations count; NULL where nobody has said. */
PG_FUNCTION_INFO_V1(spells_unit);
Datum
spells_unit(PG_FUNCTION_ARGS)
{
	SumsView	view;

	SpellsViewOpen(&view, PG_GETARG_DATUM(0));
	if (view.meaning.unit == FREQUENCY_UNSET)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(CalendarName(view.meaning.unit)));
}

/* How many spells of one duration ended in each way; none is not there. */
typedef struct OutcomeCounts
{
	double		count[SPELLS_MAX_OUTCOME + 1];
	bool		seen[SPELLS_MAX_OUTCOME + 1];
} OutcomeCounts;

/*
 * Counts the spells without a second number that tie with spell i; returns the
 * one behind all that tie.
 */
static uint32
OutcomesOf(const SumsView *view, uint32 i, OutcomeCounts *outcomes)
{
	double		duration = SpellsDuration(view->key[i]);

	memset(outcomes, 0, sizeof(*outcomes));
	for (; i < view->n && TimesNear(SpellsDuration(view->key[i]), duration); i++)
	{
		uint8		outcome = SpellsOutcome(view->key[i]);

		if (view->keylen[i] != SPELLS_KEY_SIZE)
			continue;
		outcomes->count[outcome] += view->hi[i];
		outcomes->seen[outcome] = true;
	}
	return i;
}

/* Stores a row of durations_report. */
static void
DurationsStore(FunctionCallInfo fcinfo, ResultRow *row, Spell spell,
			   double count)
{
	ResultAddNumber(row, true, spell.duration);
	ResultAddInteger(row, true, spell.outcome);
	ResultAddNumber(row, true, count);
	ResultAddNumber(row, spell.form != SPELL_FROM_ZERO,
					spell.form == SPELL_INTERVAL ? spell.second : spell.duration);
	ResultAddNumber(row, spell.form == SPELL_ENTRY, spell.second);
	ResultStore(fcinfo, row);
}

/* Rows of distinct durations and outcomes with their count. */
PG_FUNCTION_INFO_V1(spells_durations);
Datum
spells_durations(PG_FUNCTION_ARGS)
{
	SumsView	view;
	OutcomeCounts outcomes;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	SpellsViewOpen(&view, PG_GETARG_DATUM(0));
	for (uint32 i = 0, next; i < view.n; i = next)
	{
		double		duration = SpellsDuration(view.key[i]);

		CHECK_FOR_INTERRUPTS();
		next = OutcomesOf(&view, i, &outcomes);
		for (int outcome = 0; outcome <= SPELLS_MAX_OUTCOME; outcome++)
			if (outcomes.seen[outcome])
				DurationsStore(fcinfo, &row, (Spell) {duration, 0, SPELL_PLAIN,
							   (uint8) outcome}, outcomes.count[outcome]);
		for (uint32 k = i; k < next; k++)
			if (view.keylen[k] != SPELLS_KEY_SIZE)
				DurationsStore(fcinfo, &row,
							   SpellsRead(view.key[k], view.keylen[k]),
							   view.hi[k]);
	}
	return (Datum) 0;
}

/* Moving frames of rollup. */
PG_FUNCTION_INFO_V1(spells_rollup_enter);
Datum
spells_rollup_enter(PG_FUNCTION_ARGS)
{
	return QueueEnter(fcinfo, KIND_SPELLS);
}

PG_FUNCTION_INFO_V1(spells_rollup_leave);
Datum
spells_rollup_leave(PG_FUNCTION_ARGS)
{
	return QueueLeave(fcinfo);
}

PG_FUNCTION_INFO_V1(spells_rollup_frame);
Datum
spells_rollup_frame(PG_FUNCTION_ARGS)
{
	return QueueAnswer(fcinfo, spells_agg_final);
}
