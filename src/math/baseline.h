/*
 * baseline.h
 *	  What a series would have been: the value expected in a period, from
 *	  those of a window before it.
 *
 * The window ends gap periods before a shock.  See baseline.c.
 */
#ifndef RAREEARTH_BASELINE_H
#define RAREEARTH_BASELINE_H

#include "math/fsum.h"
#include "math/series_window.h"

typedef enum RecoveryBaseline
{
	RECOVERY_MEAN,				/* of the k periods that end gap before */
	RECOVERY_MEDIAN,
	RECOVERY_YOY,				/* same period of the last clean year */
	RECOVERY_YOY_MEAN,			/* mean of it over so many years */
	RECOVERY_LINEAR,			/* least squares, extrapolated */
	RECOVERY_LOGLINEAR,
	RECOVERY_SEASONAL			/* loglinear, with a level for each season */
} RecoveryBaseline;

#define RECOVERY_BASELINE_COUNT	7
#define RECOVERY_MAX_THRESHOLD	10	/* more is a percentage by mistake */

typedef enum RecoveryError
{
	RECOVERY_OK,
	RECOVERY_GAP,				/* hole at error_period, gaps is "error" */
	RECOVERY_NONPOSITIVE,		/* no logarithm at error_period */
	RECOVERY_YOY_FREQUENCY,		/* years of these periods do not line up */
	RECOVERY_POOL_FREQUENCY,	/* pool_jan_feb is for months */
	RECOVERY_OVERFLOW			/* result out of range; no error_period */
} RecoveryError;

/*
 * Whoever calls has checked the ranges.  The order leaves no holes: callers
 * compare parameters by bytes.
 */
typedef struct RecoveryParams
{
	RecoveryBaseline baseline;
	int			k;				/* periods in the baseline window; from 1 */
	int			gap;			/* periods left out just before the shock */
	int			sustain;		/* periods to stay at the threshold; from 1 */
	SeriesGaps	gaps;
	int			years;			/* for RECOVERY_YOY_MEAN; from 1 */
	int			pool_jan_feb;	/* 0 or 1 */
	int			unused;
	double		threshold;		/* above 0, at most RECOVERY_MAX_THRESHOLD */
	int64_t		shock;			/* first period the shock can bite */
	SeriesObserved observed;	/* periods of which the source tells all */
} RecoveryParams;

/* The line of a season passes through (x, y); there is none without n. */
typedef struct BaselineSeason
{
	double		x;
	double		y;
	int			n;				/* observations */
} BaselineSeason;

/*
 * A baseline that was fitted: in each season a line, all of one slope.  One
 * that follows the calendar (yoy, yoy_mean) is given from the shock on.
 */
typedef struct Baseline
{
	RecoveryBaseline kind;
	int			seasons;		/* 1, or the periods of a year */
	int			observations;	/* in the window */
	double		coverage;		/* known part of the window */
	double		slope;
	double		scale;			/* logarithms are of value / scale */
	double		sum_xx;			/* of distances from the x of their season */
	double		sigma;			/* standard deviation of what is left */
	int			freedom;		/* its degrees of freedom; no sigma from 0 down */
	BaselineSeason season[SERIES_PER_YEAR_MONTH];
} Baseline;

/* The series as it is used: copies of n slots, and room for n points. */
typedef struct BaselineSlots
{
	double	   *value;			/* gaps filled, January and February pooled */
	bool	   *seen;
	double	   *x;
	double	   *y;
} BaselineSlots;

extern RecoveryError BaselinePrepare(const SeriesWindow *window,
									 const RecoveryParams *params,
									 const BaselineSlots *slots,
									 int64_t *error_period);
extern RecoveryError BaselineFit(Baseline *fit, const SeriesWindow *window,
								 const RecoveryParams *params, int64_t shock,
								 const BaselineSlots *slots,
								 int64_t *error_period);
extern void BaselineSpread(Baseline *fit, const SeriesWindow *window,
						   const RecoveryParams *params, int64_t shock,
						   const BaselineSlots *slots);
extern bool BaselineFollowsYears(RecoveryBaseline kind);
extern bool BaselineHasLogs(RecoveryBaseline kind);
extern int	BaselineObservations(const Baseline *fit, int64_t slot);
extern bool BaselineAt(const Baseline *fit, int64_t slot, double *value);
extern bool BaselineBand(const Baseline *fit, int64_t slot, double quantile,
						 double *low, double *high);
extern bool BaselineSeasonFactor(const Baseline *fit, int64_t slot, double *factor);
extern void BaselinePoolJanFeb(const SeriesWindow *window, double *value,
							   bool *seen);
extern int	BaselineSlot(const SeriesWindow *window, int64_t period);
extern double BaselineMedian(double *x, int n);
extern double BaselineToLog(double value, double scale);
extern const char *RecoveryBaselineName(RecoveryBaseline baseline);

#endif							/* RAREEARTH_BASELINE_H */
