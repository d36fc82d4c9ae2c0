/*
 * spells_curve.h
 *	  The curve of survival of spells.
 */
#ifndef RAREEARTH_SPELLS_CURVE_H
#define RAREEARTH_SPELLS_CURVE_H

#include "math/survival.h"
#include "spells/spells.h"

#define DEFAULT_LEVEL	0.95
#define DEFAULT_LIMITS	SURVIVAL_LIMITS_LOG

/* Spells by duration, shortest first. */
typedef struct SurvivalTable
{
	SurvivalStep *steps;
	int			n;
	double	   *outcome_events; /* ended with the outcome that was asked for */
	bool		intervals;		/* steps come from spells_npmle.c: no counts */
} SurvivalTable;

extern void SurvivalOpen(SurvivalTable *table, Datum datum, int outcome,
						 double level, SurvivalLimits limits);
extern void SpellsFit(Npmle *fit, const SumsView *view);
extern void SpellsRequireExact(uint8 extra, const char *what);

#endif							/* RAREEARTH_SPELLS_CURVE_H */
