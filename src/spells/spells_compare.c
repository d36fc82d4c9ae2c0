/*
 * spells_compare.c
 *	  Spells of several groups, in strata, side by side.
 *
 * All spells become one array, in the order of strata and durations, which is
 * walked stratum by stratum from the longest duration on.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/near.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "spells/spells_compare.h"

/* What is kept for each two of this many groups takes six megabytes. */
#define LOGRANK_MAX_GROUPS	500

/* By stratum, the shortest first. */
static inline int
CompareGroupSpells(const GroupSpell *a, const GroupSpell *b)
{
	if (a->stratum != b->stratum)
		return a->stratum < b->stratum ? -1 : 1;
	return a->duration < b->duration ? -1 : a->duration > b->duration;
}

#define ST_SORT sort_group_spells
#define ST_ELEMENT_TYPE GroupSpell
#define ST_COMPARE(a, b) CompareGroupSpells(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* By the duration at which watching began. */
static inline int
CompareGroupEntries(const GroupSpell *a, const GroupSpell *b)
{
	return a->entered < b->entered ? -1 : a->entered > b->entered;
}

#define ST_SORT sort_group_entries
#define ST_ELEMENT_TYPE GroupSpell
#define ST_COMPARE(a, b) CompareGroupEntries(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* Spells of one stratum, and what is needed while they are walked. */
typedef struct Stratum
{
	const GroupSpell *spells;	/* by duration */
	Size		n;
	GroupSpell *entries;		/* those that entered late, by entry */
	Size		nentries;
	SurvivalStep *steps;		/* of all groups, for weights; or NULL */
	int			nsteps;
	double	   *events;			/* of each group, at one duration */
	double	   *censored;
	double	   *entered;
} Stratum;

/* Refuses more groups than the covariance has room for. */
void
CompareCheckGroups(Size groups)
{
	if (groups > LOGRANK_MAX_GROUPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("logrank cannot compare more than %d groups",
						LOGRANK_MAX_GROUPS),
				 errdetail("There are %zu.", groups),
				 errhint("Compare coarser groups.")));
}

/* The argument that is the power of survival by which a duration weighs. */
double
RhoArgument(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("rho must not be null"),
				 errhint("0 is the log-rank test, 1 weighs early ends more.")));
	return ArgumentValue(fcinfo, arg, "rho", ARGUMENT_NOT_NEGATIVE);
}

/* Fills a spell, but for its group and stratum, from a key and its count. */
void
GroupSpellFill(GroupSpell *spell, const char *key, uint32 len, double count)
{
	Spell		read = SpellsRead(key, len);

	memset(spell, 0, sizeof(*spell));
	spell->duration = read.duration;
	spell->late = read.form == SPELL_ENTRY;
	spell->entered = read.second;
	spell->ended = read.outcome != SPELLS_RUNNING;
	spell->count = count;
}

/*
 * Sorts the spells and gives those that tie the shortest of their durations.
 * A spell enters before its duration, whatever that has become.
 */
static void
GroupSpellsSort(GroupSpell *spells, Size n)
{
	sort_group_spells(spells, n);
	for (Size i = 1; i < n; i++)
		if (spells[i].stratum == spells[i - 1].stratum &&
			TimesNear(spells[i].duration, spells[i - 1].duration))
			spells[i].duration = spells[i - 1].duration;
	for (Size i = 0; i < n; i++)
	{
		double		duration = spells[i].duration;

		if (spells[i].late && !TimeAfter(duration, spells[i].entered))
			spells[i].entered = duration - 4 * NEAR_TIMES * fmax(1, duration);
	}
}

/* Finds those that entered late. */
static void
StratumEntries(Stratum *stratum)
{
	stratum->nentries = 0;
	for (Size i = 0; i < stratum->n; i++)
		stratum->nentries += stratum->spells[i].late;
	stratum->entries = palloc_array(GroupSpell, stratum->nentries + 1);
	stratum->nentries = 0;
	for (Size i = 0; i < stratum->n; i++)
		if (stratum->spells[i].late)
			stratum->entries[stratum->nentries++] = stratum->spells[i];
	sort_group_entries(stratum->entries, stratum->nentries);
}

/* The survival of all groups together. */
static void
StratumCurve(Stratum *stratum)
{
	SurvivalStep *steps = palloc0_array(SurvivalStep, stratum->n);
	int			n = 0;
	Size		entry = 0;

	for (Size i = 0; i < stratum->n; i++)
	{
		const GroupSpell *spell = &stratum->spells[i];

		if (spell->count == 0)
			continue;
		if (n == 0 || steps[n - 1].duration != spell->duration)
		{
			steps[n].duration = spell->duration;
			/* those at risk here for the first time */
			for (; entry < stratum->nentries &&
				 TimeAfter(spell->duration, stratum->entries[entry].entered);
				 entry++)
				steps[n].entered += stratum->entries[entry].count;
			n++;
		}
		if (spell->ended)
			steps[n - 1].events += spell->count;
		else
			steps[n - 1].censored += spell->count;
	}
	SurvivalCurve(steps, n, 0.95, SURVIVAL_LIMITS_PLAIN);
	stratum->steps = steps;
	stratum->nsteps = n;
}

/*
 * The weight of a duration: survival of all before it, to the power rho.  False
 * where that is not known.
 */
static bool
StratumWeight(Stratum *stratum, double duration, double rho, double *weight)
{
	*weight = 1;
	if (rho == 0)
		return true;
	while (stratum->nsteps > 0 &&
		   stratum->steps[stratum->nsteps - 1].duration >= duration)
		stratum->nsteps--;
	if (stratum->nsteps > 0)
	{
		const SurvivalStep *before = &stratum->steps[stratum->nsteps - 1];

		*weight = pow(before->survival, rho);
		return before->has_survival;
	}
	return true;
}

/* Takes those out that were not watched yet at a duration. */
static void
StratumEntered(Stratum *stratum, double duration)
{
	while (stratum->nentries > 0)
	{
		const GroupSpell *spell = &stratum->entries[stratum->nentries - 1];

		if (TimeAfter(duration, spell->entered))
			break;
		stratum->entered[spell->group] += spell->count;
		stratum->nentries--;
	}
}

/* Keeps what two groups have at a duration. */
static void
CompareKeep(Comparison *comparison, const Stratum *stratum)
{
	HazardStep *step;

	if (comparison->steps == NULL ||
		stratum->events[0] + stratum->events[1] == 0)
		return;
	step = &comparison->steps[comparison->nsteps++];
	step->risk_a = comparison->logrank.at_risk[0];
	step->risk_b = comparison->logrank.at_risk[1];
	step->events_a = stratum->events[0];
	step->events_b = stratum->events[1];
}

/* Compares the groups of a stratum; false where weights are not known. */
static bool
CompareStratum(Comparison *comparison, Stratum *stratum, double rho)
{
	Size		size = comparison->logrank.ngroups * sizeof(double);
	bool		known = true;

	StratumEntries(stratum);
	if (rho != 0)
		StratumCurve(stratum);
	for (Size i = stratum->n; i > 0;)
	{
		double		duration = stratum->spells[i - 1].duration;
		double		weight;

		CHECK_FOR_INTERRUPTS();
		memset(stratum->events, 0, size);
		memset(stratum->censored, 0, size);
		memset(stratum->entered, 0, size);
		for (; i > 0 && stratum->spells[i - 1].duration == duration; i--)
		{
			const GroupSpell *spell = &stratum->spells[i - 1];
			double	   *counts = spell->ended ? stratum->events : stratum->censored;

			counts[spell->group] += spell->count;
			comparison->spells[spell->group] += spell->count;
		}
		StratumEntered(stratum, duration);
		known &= StratumWeight(stratum, duration, rho, &weight);
		LogrankStep(&comparison->logrank, stratum->events, stratum->censored,
					stratum->entered, weight);
		CompareKeep(comparison, stratum);
	}
	LogrankLeave(&comparison->logrank);
	return known;
}

/* Gives a comparison room for so many groups. */
static void
CompareRoom(Comparison *comparison, int groups)
{
	Logrank    *logrank = &comparison->logrank;

	logrank->ngroups = groups;
	logrank->present = palloc0_array(FSum, groups + 1);
	logrank->at_risk = palloc0_array(double, groups + 1);
	logrank->observed = palloc0_array(double, groups + 1);
	logrank->expected = palloc0_array(double, groups + 1);
	logrank->covariance = palloc0_array(double, groups * groups + 1);
	logrank->passed = palloc0_array(TwoSum, groups + 1);
	logrank->counted = palloc0_array(TwoSum, groups * groups + 1);
	comparison->spells = palloc0_array(double, groups + 1);
}

/* Compares the groups, each stratum for itself; sorts the spells. */
void
CompareGroups(Comparison *comparison, int groups, GroupSpell *spells, Size n,
			  double rho)
{
	Stratum		stratum = {0};
	double		total = 0;
	bool		known = true;

	CompareCheckGroups(groups);
	for (Size i = 0; i < n; i++)
		total += spells[i].count;
	SpellsCheckTotal(total);
	CompareRoom(comparison, groups);
	stratum.events = palloc_array(double, groups + 1);
	stratum.censored = palloc_array(double, groups + 1);
	stratum.entered = palloc_array(double, groups + 1);
	GroupSpellsSort(spells, n);
	for (Size i = 0; i < n; i += stratum.n)
	{
		stratum.spells = spells + i;
		for (stratum.n = 1; i + stratum.n < n &&
			 spells[i + stratum.n].stratum == spells[i].stratum; stratum.n++)
			;
		known &= CompareStratum(comparison, &stratum, rho);
	}
	comparison->has_test = LogrankFinish(&comparison->logrank,
										 &comparison->chi_square,
										 &comparison->df) && known;
}
