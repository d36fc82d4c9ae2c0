/*
 * resilience.h
 *	  Measures beside the time to recovery: purchases ahead of a shock, the
 *	  resilience index, an exponential return and its forecast, and effects
 *	  measured against a control.  See resilience.c.
 */
#ifndef RAREEARTH_RESILIENCE_H
#define RAREEARTH_RESILIENCE_H

#include "math/recovery.h"
#include "math/series_window.h"

/* Purchases ahead of a shock. */
typedef struct Frontload
{
	double		ratio;
	double		excess;
	int			observations;	/* just before the shock */
	int			baseline_observations;	/* before those */
	bool		has_ratio;
	bool		has_excess;
} Frontload;

/* A path 1 - D * exp(-rate * t) fitted to ratios from the trough on. */
typedef struct ExpRecovery
{
	int			n;				/* points used */
	double		rate;
	double		half_life;
	double		projected;		/* periods from the trough to the threshold */
	double		lower;			/* limits of projected */
	double		upper;
	bool		has_rate;
	bool		has_half_life;
	bool		has_projected;
	bool		has_lower;
	bool		has_upper;
} ExpRecovery;

/* The stock that would have bridged a gap. */
typedef struct BridgingStock
{
	double		stock;			/* in periods of the baseline */
	double		units;
	int			worst;			/* slot, where stock is above zero */
	int			until;			/* last slot that counts */
	bool		known;			/* the first slot has a ratio */
	bool		covered;		/* so has every one to the last */
} BridgingStock;

typedef enum EffectStatus
{
	EFFECT_OK,
	EFFECT_NO_DATA,				/* one of the four groups is empty */
	EFFECT_NONPOSITIVE,			/* no logarithm */
	EFFECT_OVERFLOW
} EffectStatus;

extern void ResilienceFrontload(const double *value, const bool *seen,
								int64_t n, int64_t shock, int periods,
								int baseline_periods, Frontload *result);
extern void ResilienceBridge(const RecoveryArrays *arrays, int shock, int last,
							 BridgingStock *bridge);
extern bool ResilienceIndex(double loss, double time, double horizon,
							double *index);
extern void ResilienceFitReturn(const double *ratio, const bool *has_ratio,
								int n, double threshold, double conf_level,
								ExpRecovery *fit);
extern EffectStatus ResilienceEffectMean(const double *value,
										 const bool *seen, int64_t n,
										 bool logs, double *mean);

#endif							/* RAREEARTH_RESILIENCE_H */
