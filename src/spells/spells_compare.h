/*
 * spells_compare.h
 *	  Spells of several groups, in strata, side by side.
 */
#ifndef RAREEARTH_SPELLS_COMPARE_H
#define RAREEARTH_SPELLS_COMPARE_H

#include "rareearth.h"

#include "math/hazard.h"
#include "math/survival.h"
#include "spells/spells.h"

/* Spells of one duration in one group of a stratum. */
typedef struct GroupSpell
{
	double		duration;
	double		entered;		/* duration at which watching began, if late */
	double		count;
	int			stratum;
	int			group;
	bool		late;
	bool		ended;
} GroupSpell;

/* A comparison and the number of spells in each group. */
typedef struct Comparison
{
	Logrank		logrank;
	double	   *spells;
	double		chi_square;
	int			df;
	bool		has_test;		/* has chi_square */
	HazardStep *steps;			/* of two groups: one for each duration */
	int			nsteps;
} Comparison;

/* What an aggregate over groups in strata is asked. */
typedef struct CompareParams
{
	double		rho;
	double		conf_level;
	int32		ties;			/* HazardTies */
	int32		unused;
} CompareParams;

StaticAssertDecl(sizeof(CompareParams) == 24,
				 "CompareParams must have no padding");

extern void CompareCheckGroups(Size groups);
extern void GroupSpellFill(GroupSpell *spell, const char *key, uint32 len,
						   double count);
extern void CompareGroups(Comparison *comparison, int groups,
						  GroupSpell *spells, Size n, double rho);
extern Datum LogrankRow(FunctionCallInfo fcinfo, const Comparison *comparison);
extern double RhoArgument(FunctionCallInfo fcinfo, int arg);

#endif							/* RAREEARTH_SPELLS_COMPARE_H */
