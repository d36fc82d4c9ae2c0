/*
 * spells_logrank.c
 *	  Do the spells of several groups end at one pace?  Log-rank test.
 *
 * The aggregates keep what spells_agg keeps, with the name of the group behind
 * the nine bytes of the key, so their states merge as all others do.  The
 * functions take one spells value a group.  Both become an array of spells with
 * a group number.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/array.h"

#include "keyed/agg.h"
#include "sql/result.h"
#include "spells/spells.h"
#include "math/survival.h"

/* The covariance of this many groups takes two megabytes. */
#define LOGRANK_MAX_GROUPS	500

/* Spells of one duration in one group. */
typedef struct GroupSpell
{
	double		duration;
	double		count;
	int			group;
	bool		ended;
} GroupSpell;

/* The longest first. */
static inline int
CompareGroupSpells(const GroupSpell *a, const GroupSpell *b)
{
	return a->duration > b->duration ? -1 : a->duration < b->duration;
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

/* Compares the groups; sorts the spells. */
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
	table->spells = palloc0_array(double, groups + 1);
	events = palloc_array(double, groups + 1);
	censored = palloc_array(double, groups + 1);
	sort_group_spells(spells, n);
	for (Size i = 0; i < n;)
	{
		double		duration = spells[i].duration;

		CHECK_FOR_INTERRUPTS();
		memset(events, 0, groups * sizeof(double));
		memset(censored, 0, groups * sizeof(double));
		for (; i < n && spells[i].duration == duration; i++)
		{
			double	   *counts = spells[i].ended ? events : censored;

			counts[spells[i].group] += spells[i].count;
			table->spells[spells[i].group] += spells[i].count;
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

/* A name of a group, somewhere in a view. */
typedef struct GroupName
{
	const char *bytes;
	uint32		len;
} GroupName;

static int
CompareGroupNames(const void *a, const void *b)
{
	const GroupName *x = (const GroupName *) a;
	const GroupName *y = (const GroupName *) b;

	return SumsCompareBytes(x->bytes, x->len, y->bytes, y->len);
}

/* The final function of the aggregates. */
PG_FUNCTION_INFO_V1(spells_logrank_final);
Datum
spells_logrank_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	LogrankTable table;
	GroupName  *names;
	GroupSpell *spells;
	Size		groups = 0;

	ViewOpenState(&view, AggStateArgument(fcinfo, 0), VIEW_SORTED);
	if (view.noun != NOUN_SPELLS)
		AggStateError(AggStateArgument(fcinfo, 0), NOUN_SPELLS);
	names = palloc_array(GroupName, Max(view.n, 1));
	for (uint32 i = 0; i < view.n; i++)
	{
		if (view.keylen[i] < SPELLS_KEY_SIZE || !SpellsKeyIsValid(&view, i))
			SpellsCorrupt(i);
		names[i].bytes = view.key[i] + SPELLS_KEY_SIZE;
		names[i].len = view.keylen[i] - SPELLS_KEY_SIZE;
	}
	qsort(names, view.n, sizeof(GroupName), CompareGroupNames);
	for (uint32 i = 0; i < view.n; i++)
		if (groups == 0 || CompareGroupNames(&names[groups - 1], &names[i]) != 0)
			names[groups++] = names[i];
	LogrankCheckGroups(groups);
	spells = palloc_array(GroupSpell, Max(view.n, 1));
	for (uint32 i = 0; i < view.n; i++)
	{
		GroupName	name = {view.key[i] + SPELLS_KEY_SIZE,
		view.keylen[i] - SPELLS_KEY_SIZE};
		GroupName  *found = (GroupName *) bsearch(&name, names, groups,
												  sizeof(GroupName),
												  CompareGroupNames);

		spells[i].duration = SpellsDuration(view.key[i]);
		spells[i].ended = SpellsOutcome(view.key[i]) != SPELLS_RUNNING;
		spells[i].count = view.hi[i];
		spells[i].group = (int) (found - names);
	}
	LogrankCompare(&table, (int) groups, spells, view.n);
	return LogrankRow(fcinfo, &table);
}

/* The state of an aggregate of logrank over durations in this unit. */
static KeyedSums *
LogrankState(FunctionCallInfo fcinfo, Frequency unit)
{
	KeyedSums  *sums = AggOwnState(fcinfo);

	if (sums == NULL)
	{
		sums = SumsCreate(NOUN_SPELLS, true, NULL, 0);
		sums->meaning = SpellsMeaning(unit);
	}
	AggCheckState(sums, NOUN_SPELLS, true);
	MeaningCheckAlike(NOUN_SPELLS, sums->meaning, SpellsMeaning(unit));
	return sums;
}

/* Room for a key that ends in the name of a group; the name is in place. */
static char *
LogrankKey(const text *name, uint32 *len)
{
	uint32		size = VARSIZE_ANY_EXHDR(name);
	char	   *key = palloc(SPELLS_KEY_SIZE + size);

	memcpy(key + SPELLS_KEY_SIZE, VARDATA_ANY(name), size);
	*len = SPELLS_KEY_SIZE + size;
	return key;
}

/* Adds one spell to the group that argument 1 names. */
static Datum
LogrankAdd(FunctionCallInfo fcinfo, double duration, bool has_ended,
		   Frequency unit)
{
	uint32		len;
	char	   *key = LogrankKey(PG_GETARG_TEXT_PP(1), &len);
	KeyedSums  *sums;

	SpellsKey(key, duration, has_ended ? SPELLS_ENDED : SPELLS_RUNNING);
	sums = SumsAddBytes(LogrankState(fcinfo, unit), key, len, 1);
	pfree(key);
	PG_RETURN_POINTER(sums);
}

/* (group, duration, ended): a NULL in any skips the row. */
PG_FUNCTION_INFO_V1(spells_logrank_trans);
Datum
spells_logrank_trans(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	SpellsCheckDuration(PG_GETARG_FLOAT8(2));
	return LogrankAdd(fcinfo, PG_GETARG_FLOAT8(2), PG_GETARG_BOOL(3),
					  FREQUENCY_UNSET);
}

/* (group, started, ended, observed_until): duration in days. */
PG_FUNCTION_INFO_V1(spells_logrank_trans_dates);
Datum
spells_logrank_trans_dates(PG_FUNCTION_ARGS)
{
	double		duration;
	bool		has_ended;

	if (PG_ARGISNULL(1) || !SpellsAsOf(fcinfo, 2, &duration, &has_ended))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return LogrankAdd(fcinfo, duration, has_ended, FREQUENCY_DAY);
}

/* (group, spells): a NULL in either skips the row. */
PG_FUNCTION_INFO_V1(spells_logrank_trans_spells);
Datum
spells_logrank_trans_spells(PG_FUNCTION_ARGS)
{
	SumsView	view;
	char	   *key;
	uint32		len;
	uint32		cursor = 0;
	KeyedSums  *sums;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	SpellsViewOpen(&view, PG_GETARG_DATUM(2));
	key = LogrankKey(PG_GETARG_TEXT_PP(1), &len);
	sums = LogrankState(fcinfo, view.meaning.unit);
	for (uint32 i = 0; i < view.n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&view, i, &cursor, parts);

		/* every way to end is an end */
		SpellsKey(key, SpellsDuration(view.key[i]),
				  SpellsOutcome(view.key[i]) == SPELLS_RUNNING ?
				  SPELLS_RUNNING : SPELLS_ENDED);
		for (int k = 0; k < nparts; k++)
			sums = SumsAddBytes(sums, key, len, parts[k]);
	}
	pfree(key);
	PG_RETURN_POINTER(sums);
}

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
			spells[n].duration = SpellsDuration(views[g].key[i]);
			spells[n].ended = SpellsOutcome(views[g].key[i]) != SPELLS_RUNNING;
			spells[n].count = views[g].hi[i];
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
	ArrayType  *names = PG_GETARG_ARRAYTYPE_P(0);
	LogrankTable table;
	ResultRow	row = {0};
	Datum	   *members;
	bool	   *nulls;
	int			n;

	InitMaterializedSRF(fcinfo, 0);
	LogrankOpenArray(&table, PG_GETARG_ARRAYTYPE_P(1));
	deconstruct_array(names, ARR_ELEMTYPE(names), -1, false, TYPALIGN_INT,
					  &members, &nulls, &n);
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
