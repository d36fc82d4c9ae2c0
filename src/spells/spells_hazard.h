/*
 * spells_hazard.h
 *	  The ratio of the hazards of two groups of spells.
 */
#ifndef RAREEARTH_SPELLS_HAZARD_H
#define RAREEARTH_SPELLS_HAZARD_H

#include "spells/spells_compare.h"

extern HazardTies HazardTiesArgument(FunctionCallInfo fcinfo, int arg);
extern Datum HazardRow(FunctionCallInfo fcinfo, GroupSpell *spells, Size n,
					   const CompareParams *params);

#endif							/* RAREEARTH_SPELLS_HAZARD_H */
