/*
 * spells_strata.c
 *	  Aggregates over spells of groups in strata: logrank_stratified, logrank
 *	  with a weight, hazard_ratio.
 *
 * A key is the name of a stratum, that of a group, and a spell as spells_agg
 * keeps it.  The groups of a ratio are named "a" and "b".
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/pair.h"
#include "sql/argument.h"
#include "sql/row_types.h"
#include "spells/spells_curve.h"
#include "spells/spells_hazard.h"

/* A name, not terminated. */
typedef struct PartName
{
	const char *at;
	uint32		len;
} PartName;

/* By bytes. */
static int
CompareNames(const void *a, const void *b)
{
	const PartName *x = a;
	const PartName *y = b;

	return SumsCompareBytes(x->at, x->len, y->at, y->len);
}

/* Is every key of a state two names and a spell whose duration is known? */
bool
StrataKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
	{
		TextPair	pair;

		if (!PairIsOfTexts(view, i))
			return false;
		pair = PairReadTexts(view, i);
		if (!SpellsKeyIsValid(pair.rest, pair.restlen, view->hi[i]) ||
			!SpellIsExact(SpellsRead(pair.rest, pair.restlen)))
			return false;
	}
	return true;
}

/* The stratum, the group and the duration of key i. */
char *
StrataKeyText(const SumsView *view, uint32 i)
{
	TextPair	pair = PairReadTexts(view, i);

	return psprintf("%s, %s: %.15g", pair.texts.first, pair.texts.second,
					SpellsDuration(pair.rest));
}

/* Are parameters those that arguments can be? */
bool
StrataParamsAreValid(const void *params)
{
	const CompareParams *p = params;

	return isfinite(p->rho) && p->rho >= 0 && !signbit(p->rho) &&
		p->conf_level > 0 && p->conf_level < 1 && p->ties >= 0 &&
		p->ties < HAZARD_TIES_COUNT && p->unused == 0;
}

/* The parameters as text. */
char *
StrataParamsText(const void *params)
{
	const CompareParams *p = params;

	return psprintf("%.15g, %.15g and %s", p->rho, p->conf_level,
					HazardTiesName((HazardTies) p->ties));
}

/* Adds the spells of argument "arg" to a group of a stratum. */
static Datum
StrataAdd(FunctionCallInfo fcinfo, PartName stratum, PartName group, int arg,
		  const char *what, const CompareParams *params)
{
	StateSpec	spec = {.kind = KIND_STRATA, .bytes = true, .params = params};
	SumsView	view;
	uint32		cursor = 0;
	KeyedSums  *sums;

	SpellsViewOpen(&view, PG_GETARG_DATUM(arg));
	SpellsRequireExact(SpellsExtra(&view), what);
	spec.meaning = view.meaning;
	sums = AggStateFor(fcinfo, spec);
	for (uint32 i = 0; i < view.n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&view, i, &cursor, parts);
		Spell		spell = SpellsRead(view.key[i], view.keylen[i]);
		char		key[SPELLS_LONG_KEY_SIZE];
		TextPair	pair = {{stratum.at, stratum.len, group.at, group.len}, key, 0};

		/* every way to end is an end */
		if (spell.outcome != SPELLS_RUNNING)
			spell.outcome = SPELLS_ENDED;
		pair.restlen = SpellsKeyOf(key, spell);
		for (int k = 0; k < nparts; k++)
			sums = PairAddTexts(sums, pair, parts[k]);
	}
	PG_RETURN_POINTER(sums);
}

/* A name in an argument. */
static PartName
PartNameArgument(FunctionCallInfo fcinfo, int arg)
{
	const text *name = PG_GETARG_TEXT_PP(arg);

	return (PartName) {VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)};
}

/* (group, spells, rho): a NULL group or spells skips the row. */
PG_FUNCTION_INFO_V1(spells_logrank_trans_rho);
Datum
spells_logrank_trans_rho(PG_FUNCTION_ARGS)
{
	CompareParams params = {.conf_level = DEFAULT_LEVEL};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	params.rho = RhoArgument(fcinfo, 3) + 0.0;
	return StrataAdd(fcinfo, (PartName) {"", 0}, PartNameArgument(fcinfo, 1), 2,
					 "logrank", &params);
}

INTEGER_NAME(spells_logrank_trans_rho, 1);

/* (stratum, group, spells [, rho]): a NULL in the first three skips the row. */
PG_FUNCTION_INFO_V1(logrank_stratified_trans);
Datum
logrank_stratified_trans(PG_FUNCTION_ARGS)
{
	CompareParams params = {.conf_level = DEFAULT_LEVEL};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	if (PG_NARGS() > 4)
		params.rho = RhoArgument(fcinfo, 4) + 0.0;
	return StrataAdd(fcinfo, PartNameArgument(fcinfo, 1), PartNameArgument(fcinfo, 2),
					 3, "logrank_stratified", &params);
}

/*
 * (stratum, in_a, spells [, ties, conf_level]): a NULL in the first three
 * skips the row.
 */
PG_FUNCTION_INFO_V1(hazard_ratio_trans);
Datum
hazard_ratio_trans(PG_FUNCTION_ARGS)
{
	CompareParams params = {.conf_level = DEFAULT_LEVEL};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	if (PG_NARGS() > 4)
	{
		if (PG_ARGISNULL(4) || PG_ARGISNULL(5))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not be null", PG_ARGISNULL(4) ?
							"ties" : "conf_level"),
					 errhint("Leave both out for 'efron' and 0.95.")));
		params.ties = HazardTiesArgument(fcinfo, 4);
		params.conf_level = ArgumentConfLevel(fcinfo, 5);
	}
	return StrataAdd(fcinfo, PartNameArgument(fcinfo, 1),
					 (PartName) {PG_GETARG_BOOL(2) ? "a" : "b", 1}, 3,
					 "hazard_ratio", &params);
}

/* The distinct groups of a state, sorted; returns their number. */
static int
StrataGroups(const SumsView *view, PartName **groups)
{
	PartName	   *names = palloc_array(PartName, (Size) view->n + 1);
	int			n = 0;
	int			distinct = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		Pair		texts = PairReadTexts(view, i).texts;
		PartName		name = {texts.second, texts.secondlen};

		/* spells of one group are neighbours */
		if (n == 0 || CompareNames(&names[n - 1], &name) != 0)
			names[n++] = name;
	}
	qsort(names, n, sizeof(PartName), CompareNames);
	for (int i = 0; i < n; i++)
		if (distinct == 0 || CompareNames(&names[distinct - 1], &names[i]) != 0)
			names[distinct++] = names[i];
	*groups = names;
	return distinct;
}

/* Reads all spells of a state; the groups are numbered by name. */
static GroupSpell *
StrataSpells(const SumsView *view, const PartName *groups, int ngroups)
{
	GroupSpell *spells = palloc_array(GroupSpell, (Size) view->n + 1);
	int			stratum = 0;
	Pair		before = {0};

	for (uint32 i = 0; i < view->n; i++)
	{
		TextPair	pair = PairReadTexts(view, i);
		PartName		name = {pair.texts.second, pair.texts.secondlen};
		const PartName *found = bsearch(&name, groups, ngroups, sizeof(PartName),
									CompareNames);

		CHECK_FOR_INTERRUPTS();
		if (i > 0 && !PairSameFirst(pair.texts, before))
			stratum++;
		before = pair.texts;
		GroupSpellFill(&spells[i], pair.rest, pair.restlen, view->hi[i]);
		spells[i].stratum = stratum;
		spells[i].group = (int) (found - groups);
	}
	return spells;
}

/* The final function of logrank_stratified, and of logrank with rho. */
PG_FUNCTION_INFO_V1(logrank_stratified_final);
Datum
logrank_stratified_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	const CompareParams *params = AggOpen(&view, fcinfo, KIND_STRATA,
										  VIEW_SORTED);
	Comparison	comparison = {0};
	PartName	   *groups;
	int			n = StrataGroups(&view, &groups);

	CompareCheckGroups(n);
	CompareGroups(&comparison, n, StrataSpells(&view, groups, n), view.n,
				  params->rho);
	return LogrankRow(fcinfo, &comparison);
}

/* The final function of hazard_ratio. */
PG_FUNCTION_INFO_V1(hazard_ratio_final);
Datum
hazard_ratio_final(PG_FUNCTION_ARGS)
{
	static const PartName groups[] = {{"a", 1}, {"b", 1}};
	SumsView	view;
	const CompareParams *params = AggOpen(&view, fcinfo, KIND_STRATA,
										  VIEW_SORTED);

	for (uint32 i = 0; i < view.n; i++)
	{
		Pair		texts = PairReadTexts(&view, i).texts;
		PartName		name = {texts.second, texts.secondlen};

		if (bsearch(&name, groups, 2, sizeof(PartName), CompareNames) == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("hazard_ratio compares two groups, \"a\" and \"b\""),
					 errdetail("The state holds a group \"%s\".", texts.second)));
	}
	return HazardRow(fcinfo, StrataSpells(&view, groups, 2), view.n, params);
}
