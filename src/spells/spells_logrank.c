/*
 * spells_logrank.c
 *	  Do the spells of several groups end at one pace?  Log-rank test.
 *
 * The keys of the aggregates are pairs: the name of a group, and a spell as
 * spells_agg keeps it.  The
 * functions take one spells value a group.  Both become an array of spells with
 * a group number.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/array.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/pair.h"
#include "sql/names.h"
#include "sql/result.h"
#include "sql/row_types.h"
#include "spells/spells_compare.h"
#include "spells/spells_curve.h"

/* The columns of logrank_report, in order. */
Datum
LogrankRow(FunctionCallInfo fcinfo, const Comparison *table)
{
	ResultRow	row = {0};

	ResultAddNumber(&row, table->has_test, table->chi_square);
	ResultAddInteger(&row, true, table->df);
	ResultAddNumber(&row, table->has_test,
					SurvivalChiSquareTail(table->chi_square, table->df));
	ResultAddInteger(&row, true, table->logrank.ngroups);
	return ResultReturn(fcinfo, &row);
}

/* Is every key of a state the name of a group and a spell? */
bool
LogrankKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
	{
		Pair		pair;

		if (!PairIsOfText(view, i))
			return false;
		pair = PairReadText(view, i);
		if (!SpellsKeyIsValid(pair.second, pair.secondlen, view->hi[i]) ||
			!SpellIsExact(SpellsRead(pair.second, pair.secondlen)))
			return false;
	}
	return true;
}

/* The group and the duration of key i. */
char *
LogrankKeyText(const SumsView *view, uint32 i)
{
	Pair		pair = PairReadText(view, i);

	return psprintf("%s: %.15g", pair.first, SpellsDuration(pair.second));
}

/* The final function of the aggregates; the spells of a group are neighbours. */
PG_FUNCTION_INFO_V1(spells_logrank_final);
Datum
spells_logrank_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	Comparison	table = {0};
	GroupSpell *spells;
	int			groups = 0;
	Pair		before;

	(void) AggOpen(&view, fcinfo, KIND_LOGRANK, VIEW_SORTED);
	spells = palloc_array(GroupSpell, view.n);
	for (uint32 i = 0; i < view.n; i++)
	{
		Pair		pair = PairReadText(&view, i);

		if (i == 0 || !PairSameFirst(pair, before))
			groups++;
		before = pair;
		GroupSpellFill(&spells[i], pair.second, pair.secondlen, view.hi[i]);
		spells[i].group = groups - 1;
	}
	CompareGroups(&table, groups, spells, view.n, 0);
	return LogrankRow(fcinfo, &table);
}

/* The state of an aggregate of logrank over durations in this unit. */
static KeyedSums *
LogrankState(FunctionCallInfo fcinfo, Frequency unit)
{
	return AggStateFor(fcinfo, (StateSpec) {.kind = KIND_LOGRANK, .bytes = true,
					   .meaning = SpellsMeaning(unit)});
}

/* Adds so many of a spell to a group. */
static KeyedSums *
LogrankPut(KeyedSums *sums, const text *group, Spell spell, double count)
{
	char		key[SPELLS_LONG_KEY_SIZE];
	uint32		len = SpellsKeyOf(key, spell);

	return PairAddText(sums, (Pair) {VARDATA_ANY(group), VARSIZE_ANY_EXHDR(group),
					   key, len}, count);
}

/* Adds one spell to the group that argument 1 names. */
static Datum
LogrankAdd(FunctionCallInfo fcinfo, double duration, bool has_ended,
		   Frequency unit)
{
	Spell		spell = {duration, 0, SPELL_PLAIN,
	has_ended ? SPELLS_ENDED : SPELLS_RUNNING};

	PG_RETURN_POINTER(LogrankPut(LogrankState(fcinfo, unit),
								 PG_GETARG_TEXT_PP(1), spell, 1));
}

/* (group, duration, ended): a NULL in any skips the row. */
PG_FUNCTION_INFO_V1(spells_logrank_trans);
Datum
spells_logrank_trans(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	SpellsCheckDuration(PG_GETARG_FLOAT8(2));
	return LogrankAdd(fcinfo, PG_GETARG_FLOAT8(2), PG_GETARG_BOOL(3),
					  FREQUENCY_UNSET);
}

INTEGER_NAME(spells_logrank_trans, 1);

/* (group, started, ended, observed_until): duration in days. */
PG_FUNCTION_INFO_V1(spells_logrank_trans_dates);
Datum
spells_logrank_trans_dates(PG_FUNCTION_ARGS)
{
	double		duration;
	bool		has_ended;

	if (PG_ARGISNULL(1) || !SpellsAsOf(fcinfo, 2, &duration, &has_ended))
		return AggSkip(fcinfo);
	return LogrankAdd(fcinfo, duration, has_ended, FREQUENCY_DAY);
}

INTEGER_NAME(spells_logrank_trans_dates, 1);

/* (group, spells): a NULL in either skips the row. */
PG_FUNCTION_INFO_V1(spells_logrank_trans_spells);
Datum
spells_logrank_trans_spells(PG_FUNCTION_ARGS)
{
	SumsView	view;
	uint32		cursor = 0;
	KeyedSums  *sums;
	text	   *group;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	group = PG_GETARG_TEXT_PP(1);
	SpellsViewOpen(&view, PG_GETARG_DATUM(2));
	SpellsRequireExact(SpellsExtra(&view), "logrank");
	sums = LogrankState(fcinfo, view.meaning.unit);
	for (uint32 i = 0; i < view.n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&view, i, &cursor, parts);
		Spell		spell = SpellsRead(view.key[i], view.keylen[i]);

		/* every way to end is an end */
		if (spell.outcome != SPELLS_RUNNING)
			spell.outcome = SPELLS_ENDED;
		for (int k = 0; k < nparts; k++)
			sums = LogrankPut(sums, group, spell, parts[k]);
	}
	PG_RETURN_POINTER(sums);
}

INTEGER_NAME(spells_logrank_trans_spells, 1);

/* Compares the members of an array of spells; a NULL is an empty group. */
static void
LogrankOpenArray(Comparison *table, ArrayType *array, double rho)
{
	Datum	   *members;
	bool	   *nulls;
	int			groups;
	SumsView   *views;
	GroupSpell *spells;
	Size		n = 0;
	int			given = -1;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT,
					  &members, &nulls, &groups);
	CompareCheckGroups(groups);
	views = palloc0_array(SumsView, groups + 1);
	for (int g = 0; g < groups; g++)
	{
		if (nulls[g])
			continue;
		SpellsViewOpen(&views[g], members[g]);
		SpellsRequireExact(SpellsExtra(&views[g]), "logrank");
		if (given >= 0)
			MeaningCheckAlike(NOUN_SPELLS, views[given].meaning,
							  views[g].meaning);
		given = g;
		n += views[g].n;
	}
	spells = palloc_array(GroupSpell, n + 1);
	n = 0;
	for (int g = 0; g < groups; g++)
	{
		for (uint32 i = 0; i < views[g].n; i++)
		{
			GroupSpellFill(&spells[n], views[g].key[i], views[g].keylen[i],
						   views[g].hi[i]);
			spells[n++].group = g;
		}
	}
	CompareGroups(table, groups, spells, n, rho);
}

/* (VARIADIC spells[]) */
PG_FUNCTION_INFO_V1(spells_logrank);
Datum
spells_logrank(PG_FUNCTION_ARGS)
{
	Comparison	table = {0};

	LogrankOpenArray(&table, PG_GETARG_ARRAYTYPE_P(0), 0);
	return LogrankRow(fcinfo, &table);
}

/* (spells[], rho): durations weigh by survival before them. */
PG_FUNCTION_INFO_V1(spells_logrank_rho);
Datum
spells_logrank_rho(PG_FUNCTION_ARGS)
{
	Comparison	table = {0};

	LogrankOpenArray(&table, PG_GETARG_ARRAYTYPE_P(0), RhoArgument(fcinfo, 1));
	return LogrankRow(fcinfo, &table);
}

/* (names text[], spells[]): rows of what was observed and expected. */
PG_FUNCTION_INFO_V1(spells_logrank_groups);
Datum
spells_logrank_groups(PG_FUNCTION_ARGS)
{
	Comparison	table = {0};
	ResultRow	row = {0};
	Datum	   *members;
	bool	   *nulls;
	int			n;

	InitMaterializedSRF(fcinfo, 0);
	LogrankOpenArray(&table, PG_GETARG_ARRAYTYPE_P(1), 0);
	n = NamesAsTexts(PG_GETARG_ARRAYTYPE_P(0), &members, &nulls);
	if (n != table.logrank.ngroups)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("names and groups must be of equal number"),
				 errdetail("There are %d names and %d groups.", n,
						   table.logrank.ngroups)));
	for (int g = 0; g < n; g++)
	{
		ResultAdd(&row, !nulls[g], TEXTOID, members[g]);
		ResultAddNumber(&row, true, table.spells[g]);
		ResultAddNumber(&row, true, table.logrank.observed[g]);
		ResultAddNumber(&row, true, table.logrank.expected[g]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* The same with names written as an array. */
PG_FUNCTION_INFO_V1(spells_logrank_groups_text);
Datum
spells_logrank_groups_text(PG_FUNCTION_ARGS)
{
	fcinfo->args[0].value = NamesFromText(PG_GETARG_TEXT_PP(0));
	return spells_logrank_groups(fcinfo);
}
