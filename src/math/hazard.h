/*
 * hazard.h
 *	  How much faster one group ends than another: the ratio of hazards.
 *
 * See hazard.c for the formulas.
 */
#ifndef RAREEARTH_HAZARD_H
#define RAREEARTH_HAZARD_H

#include <stdbool.h>

/* How ends at one duration are ordered among themselves. */
typedef enum HazardTies
{
	HAZARD_EFRON,
	HAZARD_BRESLOW
} HazardTies;

#define HAZARD_TIES_COUNT	2

/* One duration of a stratum: who is at risk, and who ends, in groups a and b. */
typedef struct HazardStep
{
	double		risk_a;
	double		risk_b;
	double		events_a;
	double		events_b;
} HazardStep;

/* The logarithm of the hazard of a over that of b, and its error. */
typedef struct HazardRatio
{
	double		log_ratio;
	double		std_err;
} HazardRatio;

extern bool HazardTiesFromName(const char *name, HazardTies *ties);
extern const char *HazardTiesName(HazardTies ties);
extern bool HazardRatioOf(const HazardStep *steps, int n, HazardTies ties,
						  void (*check) (void), HazardRatio *result);

#endif							/* RAREEARTH_HAZARD_H */
