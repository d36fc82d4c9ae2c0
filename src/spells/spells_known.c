/*
 * spells_known.c
 *	  Spells of which only a part is known: ended between two durations, or
 *	  seen only from some time on.
 *
 * A spell that ended by not_after and not before not_before is one whose
 * duration lies in (not_before, not_after]; where both are equal it is known,
 * and without a not_after it was still running.  A spell that is seen only
 * since it had lasted for some time, its entry, says nothing of those that
 * ended before they could be seen.
 */
#include "rareearth.h"

#include "utils/builtins.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "math/near.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "spells/spells.h"

/* The way a spell ended in an argument; none where it is running. */
static uint8
OutcomeArgument(FunctionCallInfo fcinfo, int arg, bool has_ended,
				const char *spell)
{
	if (has_ended == PG_ARGISNULL(arg))
		SpellsEndError(has_ended, "outcome", spell);
	if (!has_ended)
		return SPELLS_RUNNING;
	SpellsCheckOutcome(PG_GETARG_INT32(arg));
	return (uint8) PG_GETARG_INT32(arg);
}

/* The spell in (not_before, not_after), arguments 1 and 2. */
static Spell
IntervalArguments(FunctionCallInfo fcinfo)
{
	Spell		spell = {PG_GETARG_FLOAT8(1), 0, SPELL_PLAIN, SPELLS_RUNNING};
	double		before = spell.duration;

	SpellsCheckNumber(before, "not_before");
	if (PG_ARGISNULL(2))
		return spell;
	spell.duration = PG_GETARG_FLOAT8(2);
	spell.outcome = SPELLS_ENDED;
	SpellsCheckNumber(spell.duration, "not_after");
	if (before > spell.duration)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("not_before must not be greater than not_after"),
				 errdetail("They are %.15g and %.15g.", before, spell.duration),
				 errhint("A duration that is known is both; not_after is NULL for a spell that is still running.")));
	if (before < spell.duration)
	{
		spell.form = SPELL_INTERVAL;
		spell.second = before;
	}
	return spell;
}

/* The outcome of an interval in an argument. */
static uint8
IntervalOutcome(FunctionCallInfo fcinfo, int arg)
{
	return OutcomeArgument(fcinfo, arg, !PG_ARGISNULL(2),
						   psprintf("It has lasted %.15g at least.",
									PG_GETARG_FLOAT8(1)));
}

/* (not_before, not_after [, unit]): a NULL not_before skips the row. */
PG_FUNCTION_INFO_V1(spells_agg_trans_interval);
Datum
spells_agg_trans_interval(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return AggSkip(fcinfo);
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, IntervalArguments(fcinfo),
								  SpellsUnit(fcinfo, 3), 1));
}

/* (not_before, not_after, outcome integer [, unit]) */
PG_FUNCTION_INFO_V1(spells_agg_trans_interval_outcome);
Datum
spells_agg_trans_interval_outcome(PG_FUNCTION_ARGS)
{
	Spell		spell;

	if (PG_ARGISNULL(1))
		return AggSkip(fcinfo);
	spell = IntervalArguments(fcinfo);
	spell.outcome = IntervalOutcome(fcinfo, 3);
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, spell, SpellsUnit(fcinfo, 4), 1));
}

/*
 * (not_before, not_after, weight [, unit]): a NULL not_before or weight skips
 * the row.
 */
PG_FUNCTION_INFO_V1(weighted_spells_agg_trans);
Datum
weighted_spells_agg_trans(PG_FUNCTION_ARGS)
{
	double		weight;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	weight = ArgumentValue(fcinfo, 3, "weight", ARGUMENT_NOT_NEGATIVE);
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, IntervalArguments(fcinfo),
								  SpellsUnit(fcinfo, 4), weight));
}

/*
 * Makes a spell one that is seen only from an entry on.  It cannot have been
 * seen if it had ended by then.
 */
static void
SpellEnter(Spell *spell, double entered)
{
	SpellsCheckNumber(entered, "entered");
	SpellsCheckDuration(spell->duration);
	if (entered == 0)
		return;
	if (!TimeAfter(spell->duration, entered))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("entry of a spell must be before its end"),
				 errdetail("It enters after %.15g and lasts %.15g.", entered,
						   spell->duration),
				 errhint("A spell that had ended when watching began cannot have been seen: leave it out.")));
	spell->form = SPELL_ENTRY;
	spell->second = entered;
}

/* The spell in (entered, duration, ended), arguments 1 to 3. */
static Spell
EntryArguments(FunctionCallInfo fcinfo)
{
	Spell		spell = {PG_GETARG_FLOAT8(2), 0, SPELL_PLAIN, SPELLS_RUNNING};

	if (PG_GETARG_BOOL(3))
		spell.outcome = SPELLS_ENDED;
	SpellEnter(&spell, PG_ARGISNULL(1) ? 0 : PG_GETARG_FLOAT8(1));
	return spell;
}

/*
 * (entered, duration, ended [, unit]): a NULL duration or ended skips the row,
 * a NULL entered is one seen from its start.
 */
PG_FUNCTION_INFO_V1(spells_agg_trans_entry);
Datum
spells_agg_trans_entry(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, EntryArguments(fcinfo),
								  SpellsUnit(fcinfo, 4), 1));
}

/* (entered, duration, ended, outcome integer [, unit]) */
PG_FUNCTION_INFO_V1(spells_agg_trans_entry_outcome);
Datum
spells_agg_trans_entry_outcome(PG_FUNCTION_ARGS)
{
	Spell		spell;

	if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	spell = EntryArguments(fcinfo);
	spell.outcome = OutcomeArgument(fcinfo, 4, PG_GETARG_BOOL(3),
									psprintf("Its duration is %.15g.",
											 spell.duration));
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, spell, SpellsUnit(fcinfo, 5), 1));
}

/*
 * The spell in (started, ended, observed_until, observed_from), arguments 1
 * to 4; false for one that does not exist yet, or where a date that is needed
 * is NULL.
 */
static bool
EntryDates(FunctionCallInfo fcinfo, Spell *spell)
{
	DateADT		from;
	DateADT		started;
	bool		has_ended;

	memset(spell, 0, sizeof(*spell));
	if (!SpellsAsOf(fcinfo, 1, &spell->duration, &has_ended))
		return false;
	spell->outcome = has_ended ? SPELLS_ENDED : SPELLS_RUNNING;
	if (PG_ARGISNULL(4))
		return true;
	from = PG_GETARG_DATEADT(4);
	started = PG_GETARG_DATEADT(1);
	CalendarCheckDate(from, "observed_from");
	if (from > started && from - started >= spell->duration)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("entry of a spell must be before its end"),
				 errdetail("It starts %s, lasts %.15g days and is observed from %s.",
						   CalendarDateText(started), spell->duration,
						   CalendarDateText(from)),
				 errhint("A spell that had ended when watching began cannot have been seen: leave it out, WHERE ended > observed_from.")));
	if (from > started)
		SpellEnter(spell, (double) from - started);
	return true;
}

/* (started, ended, observed_until, observed_from): duration in days. */
PG_FUNCTION_INFO_V1(spells_agg_trans_entry_dates);
Datum
spells_agg_trans_entry_dates(PG_FUNCTION_ARGS)
{
	Spell		spell;

	if (!EntryDates(fcinfo, &spell))
		return AggSkip(fcinfo);
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, spell, FREQUENCY_DAY, 1));
}

/* (started, ended, observed_until, observed_from, outcome integer) */
PG_FUNCTION_INFO_V1(spells_agg_trans_entry_dates_outcome);
Datum
spells_agg_trans_entry_dates_outcome(PG_FUNCTION_ARGS)
{
	Spell		spell;
	uint8		outcome;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	outcome = OutcomeArgument(fcinfo, 5, !PG_ARGISNULL(2),
							  psprintf("It starts %s.",
									   CalendarDateText(PG_GETARG_DATEADT(1))));
	if (!EntryDates(fcinfo, &spell))
		return AggSkip(fcinfo);
	if (spell.outcome != SPELLS_RUNNING)
		spell.outcome = outcome;
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, spell, FREQUENCY_DAY, 1));
}
