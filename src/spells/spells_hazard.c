/*
 * spells_hazard.c
 *	  How much slower: the ratio of hazards of two groups of spells, and the
 *	  difference of their restricted means.
 *
 * The arithmetic is in hazard.c and survival.c.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "sql/argument.h"
#include "sql/result.h"
#include "keyed/wire.h"
#include "spells/spells_curve.h"
#include "spells/spells_hazard.h"

/* Terms of a likelihood that Efron's method adds up, at one duration. */
#define HAZARD_MAX_TIES		10000000

/* The argument that names the way to treat ties. */
HazardTies
HazardTiesArgument(FunctionCallInfo fcinfo, int arg)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	HazardTies	ties;

	if (!HazardTiesFromName(word, &ties))
		ArgumentWordError("ties", word, "efron or breslow");
	return ties;
}

/* Refuses weights, which have no order among themselves. */
static void
HazardCheckTies(const HazardStep *steps, int n)
{
	for (int i = 0; i < n; i++)
	{
		double		d = steps[i].events_a + steps[i].events_b;

		if (steps[i].events_a != floor(steps[i].events_a) ||
			steps[i].events_b != floor(steps[i].events_b) ||
			d > HAZARD_MAX_TIES)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("ties \"efron\" needs whole numbers of spells, up to %d at one duration",
							HAZARD_MAX_TIES),
					 errdetail("There are %.15g and %.15g that end together.",
							   steps[i].events_a, steps[i].events_b),
					 errhint("Use ties => 'breslow'.")));
	}
}

/* Lets the arithmetic be cancelled. */
static void
HazardCheck(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* The columns z and p_value of an estimate. */
static void
ResultAddNormal(ResultRow *row, bool known, double estimate, double std_err)
{
	double		z = known ? estimate / std_err : 0;

	ResultAddNumber(row, known, z);
	ResultAddNumber(row, known, erfc(fabs(z) * M_SQRT1_2));
}

/* The columns of hazard_ratio_report, from spells of groups 0 and 1. */
Datum
HazardRow(FunctionCallInfo fcinfo, GroupSpell *spells, Size n,
		  const CompareParams *params)
{
	Comparison	comparison = {0};
	HazardRatio ratio = {0};
	ResultRow	row = {0};
	bool		known;
	double		margin;

	comparison.steps = palloc_array(HazardStep, n + 1);
	CompareGroups(&comparison, 2, spells, n, 0);
	if (params->ties == HAZARD_EFRON)
		HazardCheckTies(comparison.steps, comparison.nsteps);
	known = HazardRatioOf(comparison.steps, comparison.nsteps,
						  (HazardTies) params->ties, HazardCheck, &ratio);
	margin = SurvivalNormalLimit(params->conf_level) * ratio.std_err;
	ResultAddNumber(&row, known, exp(ratio.log_ratio));
	ResultAddNumber(&row, known, exp(ratio.log_ratio - margin));
	ResultAddNumber(&row, known, exp(ratio.log_ratio + margin));
	ResultAddNumber(&row, known, ratio.log_ratio);
	ResultAddNumber(&row, known, ratio.std_err);
	ResultAddNormal(&row, known, ratio.log_ratio, ratio.std_err);
	ResultAddNumber(&row, comparison.has_test,
					SurvivalChiSquareTail(comparison.chi_square, comparison.df));
	return ResultReturn(fcinfo, &row);
}

/* Spells of two groups in strata, as they are read. */
typedef struct HazardInput
{
	GroupSpell *spells;
	Size		n;
	Size		room;
	ValueMeaning meaning;
	bool		any;			/* has meaning */
} HazardInput;

/* Adds the spells of a group of a stratum. */
static void
HazardAddSpells(HazardInput *input, Datum datum, int stratum, int group)
{
	SumsView	view;

	SpellsViewOpen(&view, datum);
	SpellsRequireExact(SpellsExtra(&view), "hazard_ratio");
	if (input->any)
		MeaningCheckAlike(NOUN_SPELLS, input->meaning, view.meaning);
	input->meaning = view.meaning;
	input->any = true;
	if (input->n + view.n > input->room)
	{
		input->room = 2 * (input->n + view.n);
		input->spells = repalloc_array(input->spells, GroupSpell, input->room);
	}
	for (uint32 i = 0; i < view.n; i++)
	{
		GroupSpell *spell = &input->spells[input->n++];

		GroupSpellFill(spell, view.key[i], view.keylen[i], view.hi[i]);
		spell->stratum = stratum;
		spell->group = group;
	}
}

/* The options in arguments 2 and 3. */
static CompareParams
HazardParams(FunctionCallInfo fcinfo)
{
	CompareParams params = {0};

	params.ties = HazardTiesArgument(fcinfo, 2);
	params.conf_level = ArgumentConfLevel(fcinfo, 3);
	return params;
}

/* (a spells, b spells, ties, conf_level) */
PG_FUNCTION_INFO_V1(spells_hazard_ratio);
Datum
spells_hazard_ratio(PG_FUNCTION_ARGS)
{
	CompareParams params = HazardParams(fcinfo);
	HazardInput input = {.spells = palloc_array(GroupSpell, 1),.room = 1};

	for (int group = 0; group < 2; group++)
		HazardAddSpells(&input, PG_GETARG_DATUM(group), 0, group);
	return HazardRow(fcinfo, input.spells, input.n, &params);
}

/* (a spells[], b spells[], ties, conf_level): a stratum for each two */
PG_FUNCTION_INFO_V1(spells_hazard_ratio_strata);
Datum
spells_hazard_ratio_strata(PG_FUNCTION_ARGS)
{
	CompareParams params = HazardParams(fcinfo);
	HazardInput input = {.spells = palloc_array(GroupSpell, 1),.room = 1};
	int			strata[2];

	for (int group = 0; group < 2; group++)
	{
		ArrayType  *array = PG_GETARG_ARRAYTYPE_P(group);
		Datum	   *members;
		bool	   *nulls;

		deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT,
						  &members, &nulls, &strata[group]);
		for (int i = 0; i < strata[group]; i++)
			if (!nulls[i])
				HazardAddSpells(&input, members[i], i, group);
	}
	if (strata[0] != strata[1])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a and b must be of equal number"),
				 errdetail("There are %d and %d.", strata[0], strata[1]),
				 errhint("Give both groups of each stratum at one place, NULL where one has no spells.")));
	return HazardRow(fcinfo, input.spells, input.n, &params);
}

/* A restricted mean; false where it is not known. */
static bool
MeanOf(Datum datum, double tau, double *mean, double *std_err)
{
	SurvivalTable table;

	SurvivalOpen(&table, datum, SPELLS_ENDED, DEFAULT_LEVEL, DEFAULT_LIMITS);
	SpellsRequireExact(table.intervals ? WIRE_EXTRA_INTERVAL : 0,
					   "restricted_mean_difference");
	return SurvivalRestrictedMean(table.steps, table.n, tau, mean, std_err);
}

/* (a, b, tau, conf_level) */
PG_FUNCTION_INFO_V1(spells_restricted_mean_difference);
Datum
spells_restricted_mean_difference(PG_FUNCTION_ARGS)
{
	double		level = ArgumentConfLevel(fcinfo, 3);
	double		tau;
	double		mean[2] = {0};
	double		error[2] = {0};
	double		difference;
	double		std_err;
	double		margin;
	bool		known = true;
	bool		varies;
	ResultRow	row = {0};

	(void) ArgumentNumber(fcinfo, 2, "tau", ARGUMENT_POSITIVE, &tau);
	for (int i = 0; i < 2; i++)
		known &= MeanOf(PG_GETARG_DATUM(i), tau, &mean[i], &error[i]);
	difference = mean[0] - mean[1];
	std_err = hypot(error[0], error[1]);
	varies = known && std_err > 0;
	margin = SurvivalNormalLimit(level) * std_err;
	ResultAddNumber(&row, known, difference);
	ResultAddNumber(&row, known, std_err);
	ResultAddNumber(&row, varies, difference - margin);
	ResultAddNumber(&row, varies, difference + margin);
	ResultAddNormal(&row, varies, difference, std_err);
	return ResultReturn(fcinfo, &row);
}
