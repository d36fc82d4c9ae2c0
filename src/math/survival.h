/*
 * survival.h
 *	  How long things last when some have not ended: product-limit curves and
 *	  what is read off them.
 *
 * See survival.c for the formulas.
 */
#ifndef RAREEARTH_SURVIVAL_H
#define RAREEARTH_SURVIVAL_H

#include <stdbool.h>

#include "math/fsum.h"
#include "math/npmle.h"

/* The scale on which limits of survival are symmetric. */
typedef enum SurvivalLimits
{
	SURVIVAL_LIMITS_PLAIN,
	SURVIVAL_LIMITS_LOG,
	SURVIVAL_LIMITS_LOG_LOG
} SurvivalLimits;

#define SURVIVAL_LIMITS_COUNT	3

/*
 * What happened at one duration.  The caller fills the first four in, with
 * durations that ascend, and counts of zero or more, events and censored not
 * both zero; SurvivalCurve the rest.  Where ends are only known between two
 * durations the caller fills in the curve itself: what a step falls by may
 * have ended anywhere after earliest, and at duration at the latest.
 */
typedef struct SurvivalStep
{
	double		duration;
	double		events;			/* spells that ended */
	double		censored;		/* spells seen running until here, no longer */
	double		entered;		/* of those at risk, not yet so a step before */

	double		earliest;		/* duration, where that is known */
	bool		from_zero;		/* earliest is zero, and may be the end itself */
	double		at_risk;		/* spells of this duration or longer */
	double		survival;
	bool		has_survival;	/* false once all ended while others enter */
	double		std_err;		/* of survival, if has_limits */
	double		lower;			/* limits of survival, if has_limits */
	double		upper;
	bool		has_limits;		/* false once nothing survives, or unknown */
	double		hazard;			/* cumulative hazard, and its error */
	double		hazard_std_err;
} SurvivalStep;

/*
 * Duration by which a fraction has ended, with limits; each may be unknown.
 * The estimate lies between earliest and latest, which are equal where it is
 * known.
 */
typedef struct SurvivalQuantile
{
	double		earliest;
	double		latest;
	double		lower;
	double		upper;
	bool		has_estimate;
	bool		has_lower;
	bool		has_upper;
} SurvivalQuantile;

/* A sum in two components. */
typedef struct TwoSum
{
	double		hi;
	double		lo;
} TwoSum;

/*
 * A comparison of groups in progress.  The arrays have one member a group,
 * covariance and counted have ngroups * ngroups; all start at zero.
 */
typedef struct Logrank
{
	int			ngroups;
	FSum	   *present;		/* at_risk, exactly */
	double	   *at_risk;
	double	   *observed;
	double	   *expected;
	double	   *covariance;
	TwoSum	   *passed;			/* weights of durations times at_risk */
	TwoSum	   *counted;		/* passed of each group as the row's was last added */
} Logrank;

extern bool SurvivalLimitsFromName(const char *name, SurvivalLimits *limits);
extern double SurvivalChiSquareTail(double x, int df);
extern void SurvivalCurve(SurvivalStep *steps, int n, double level,
						  SurvivalLimits limits);
extern SurvivalQuantile SurvivalQuantileOf(const SurvivalStep *steps, int n,
										   double fraction);
extern bool SurvivalAt(const SurvivalStep *steps, int n, double duration,
					   double *survival);
extern bool SurvivalRestrictedMean(const SurvivalStep *steps, int n,
								   double tau, double *mean,
								   double *std_err);
extern double SurvivalLeastMean(const SurvivalStep *steps, int n, double tau);
extern double SurvivalNormalLimit(double level);
extern void SurvivalOfCells(SurvivalStep *steps, int *n, const NpmleCell *cells,
							const double *mass, int ncells);
extern void SurvivalIncidence(const SurvivalStep *steps, int n,
							  const double *events, double *incidence,
							  double *std_err);
extern void LogrankStep(Logrank *logrank, const double *events,
						const double *censored, const double *entered,
						double weight);
extern void LogrankLeave(Logrank *logrank);
extern bool LogrankFinish(Logrank *logrank, double *chi_square, int *df);

#endif							/* RAREEARTH_SURVIVAL_H */
