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
#include "math/near.h"
#include "sql/names.h"
#include "sql/result.h"
#include "sql/row_types.h"
#include "spells/spells.h"
#include "math/survival.h"

/* What is kept for each two of this many groups takes six megabytes. */
#define LOGRANK_MAX_GROUPS	500

/* Spells of one duration in one group. */
typedef struct GroupSpell
{
	double		duration;
	double		count;
	int			group;
	bool		ended;
} GroupSpell;

/* The shortest first. */
static inline int
CompareGroupSpells(const GroupSpell *a, const GroupSpell *b)
{
	return a->duration < b->duration ? -1 : a->duration > b->duration;
}

#define ST_SORT sort_group_spells
#define ST_ELEMENT_TYPE GroupSpell
#define ST_COMPARE(a, b) CompareGroupSpells(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* A comparison and the number of spells in each group. */
typedef struct LogrankTable
{
	Logrank		logrank;
	double	   *spells;
	double		chi_square;
	int			df;
	bool		has_test;		/* has chi_square */
} LogrankTable;

/* Refuses more groups than the covariance has room for. */
static void
LogrankCheckGroups(Size groups)
{
	if (groups > LOGRANK_MAX_GROUPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("logrank cannot compare more than %d groups",
						LOGRANK_MAX_GROUPS),
				 errdetail("There are %zu.", groups),
				 errhint("Compare coarser groups.")));
}

/* Sorts the spells and gives those that tie the shortest of their durations. */
static void
GroupSpellsSort(GroupSpell *spells, Size n)
{
	sort_group_spells(spells, n);
	for (Size i = 1; i < n; i++)
		if (TimesNear(spells[i].duration, spells[i - 1].duration))
			spells[i].duration = spells[i - 1].duration;
}

/* Compares the groups, from the longest duration on; sorts the spells. */
static void
LogrankCompare(LogrankTable *table, int groups, GroupSpell *spells, Size n)
{
	double	   *events;
	double	   *censored;
	double		total = 0;

	LogrankCheckGroups(groups);
	for (Size i = 0; i < n; i++)
		total += spells[i].count;
	SpellsCheckTotal(total);
	table->logrank.ngroups = groups;
	table->logrank.at_risk = palloc0_array(double, groups + 1);
	table->logrank.observed = palloc0_array(double, groups + 1);
	table->logrank.expected = palloc0_array(double, groups + 1);
	table->logrank.covariance = palloc0_array(double, groups * groups + 1);
	table->logrank.passed = palloc0_array(TwoSum, groups + 1);
	table->logrank.counted = palloc0_array(TwoSum, groups * groups + 1);
	table->spells = palloc0_array(double, groups + 1);
	events = palloc_array(double, groups + 1);
	censored = palloc_array(double, groups + 1);
	GroupSpellsSort(spells, n);
	for (Size i = n; i > 0;)
	{
		double		duration = spells[i - 1].duration;

		CHECK_FOR_INTERRUPTS();
		memset(events, 0, groups * sizeof(double));
		memset(censored, 0, groups * sizeof(double));
		for (; i > 0 && spells[i - 1].duration == duration; i--)
		{
			const GroupSpell *spell = &spells[i - 1];
			double	   *counts = spell->ended ? events : censored;

			counts[spell->group] += spell->count;
			table->spells[spell->group] += spell->count;
		}
		LogrankStep(&table->logrank, events, censored);
	}
	table->has_test = LogrankFinish(&table->logrank, &table->chi_square,
									&table->df);
}

/* The columns of logrank_report, in order. */
static Datum
LogrankRow(FunctionCallInfo fcinfo, const LogrankTable *table)
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
		if (pair.secondlen != SPELLS_KEY_SIZE ||
			!SpellsKeyIsValid(pair.second, view->hi[i]))
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

/* Fills a spell, but for its group, from a key and its count. */
static void
GroupSpellFill(GroupSpell *spell, const char *key, double count)
{
	spell->duration = SpellsDuration(key);
	spell->ended = SpellsOutcome(key) != SPELLS_RUNNING;
	spell->count = count;
}

/* The final function of the aggregates; the spells of a group are neighbours. */
PG_FUNCTION_INFO_V1(spells_logrank_final);
Datum
spells_logrank_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	LogrankTable table;
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
		GroupSpellFill(&spells[i], pair.second, view.hi[i]);
		spells[i].group = groups - 1;
	}
	LogrankCompare(&table, groups, spells, view.n);
	return LogrankRow(fcinfo, &table);
}

/* The state of an aggregate of logrank over durations in this unit. */
static KeyedSums *
LogrankState(FunctionCallInfo fcinfo, Frequency unit)
{
	return AggStateFor(fcinfo, (StateSpec) {.kind = KIND_LOGRANK, .bytes = true,
					   .meaning = SpellsMeaning(unit)});
}

/* Adds so many spells of one duration to a group. */
static KeyedSums *
LogrankPut(KeyedSums *sums, const text *group, double duration, bool has_ended,
		   double count)
{
	char		spell[SPELLS_KEY_SIZE];

	SpellsKey(spell, duration, has_ended ? SPELLS_ENDED : SPELLS_RUNNING);
	return PairAddText(sums, (Pair) {VARDATA_ANY(group), VARSIZE_ANY_EXHDR(group),
					   spell, SPELLS_KEY_SIZE}, count);
}

/* Adds one spell to the group that argument 1 names. */
static Datum
LogrankAdd(FunctionCallInfo fcinfo, double duration, bool has_ended,
		   Frequency unit)
{
	PG_RETURN_POINTER(LogrankPut(LogrankState(fcinfo, unit),
								 PG_GETARG_TEXT_PP(1), duration, has_ended, 1));
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
	sums = LogrankState(fcinfo, view.meaning.unit);
	for (uint32 i = 0; i < view.n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&view, i, &cursor, parts);

		/* every way to end is an end */
		for (int k = 0; k < nparts; k++)
			sums = LogrankPut(sums, group,
							  SpellsDuration(view.key[i]),
							  SpellsOutcome(view.key[i]) != SPELLS_RUNNING,
							  parts[k]);
	}
	PG_RETURN_POINTER(sums);
}

INTEGER_NAME(spells_logrank_trans_spells, 1);

/* Compares the members of an array of spells; a NULL is an empty group. */
static void
LogrankOpenArray(LogrankTable *table, ArrayType *array)
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
	LogrankCheckGroups(groups);
	views = palloc0_array(SumsView, groups + 1);
	for (int g = 0; g < groups; g++)
	{
		if (nulls[g])
			continue;
		SpellsViewOpen(&views[g], members[g]);
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
			GroupSpellFill(&spells[n], views[g].key[i], views[g].hi[i]);
			spells[n++].group = g;
		}
	}
	LogrankCompare(table, groups, spells, n);
}

/* (VARIADIC spells[]) */
PG_FUNCTION_INFO_V1(spells_logrank);
Datum
spells_logrank(PG_FUNCTION_ARGS)
{
	LogrankTable table;

	LogrankOpenArray(&table, PG_GETARG_ARRAYTYPE_P(0));
	return LogrankRow(fcinfo, &table);
}

/* (names text[], spells[]): rows of what was observed and expected. */
PG_FUNCTION_INFO_V1(spells_logrank_groups);
Datum
spells_logrank_groups(PG_FUNCTION_ARGS)
{
	LogrankTable table;
	ResultRow	row = {0};
	Datum	   *members;
	bool	   *nulls;
	int			n;

	InitMaterializedSRF(fcinfo, 0);
	LogrankOpenArray(&table, PG_GETARG_ARRAYTYPE_P(1));
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
