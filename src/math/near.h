/*
 * near.h
 *	  When are two numbers the same but for rounding?
 *
 * Sums are stored exactly; these rules hold when a question is asked.
 *
 *	levels	differ by at most 1e-12 of the larger: a stock of 3.3 / 1.1 is back
 *			at 3, and 0.1 + 0.7 uses 0.8 up.  A difference of levels, which may
 *			be near zero, is measured by what it is the difference of.
 *	ratios	the same, but below 1 by 1e-12 itself, since a ratio, a share or a
 *			return comes from a division by what it is a part of.
 *	times	differ by at most 2^-26 of the later, below 1 by 2^-26 itself.  That
 *			is the tolerance of "timefix" in R's survival (Therneau), which
 *			measures it by the mean of all times instead: one long spell
 *			among short ones would make ties of different times.  Times that
 *			tie with the shortest of a group are that one, so a group is never
 *			wider than the tolerance.
 *
 * Who asks: levels: drawdown, inventory, series_inventory (stock_path),
 * event_study and series_prices (prices), recovery (a value at its baseline),
 * series_combined (running totals), series_reconcile (figures that add up),
 * exposure_agg and trade_statistics (exports within revenue), shares_bounds,
 * revisions and changes (a figure told again, a tolerance),
 * shares_access and shares_risk (tied totals), guideline (thresholds), backlog
 * and licences (a peak, a backlog of zero), relationship (a minimum of trade);
 * ratios: recovery and resilience (threshold), event_study (returns), shock;
 * times: survival, spells_survival, spells_compare, spells_known, spells_npmle,
 * spells_agg (durations), licences (age limit), inventory (clearance),
 * series_resilience (forecasts).
 */
#ifndef RAREEARTH_NEAR_H
#define RAREEARTH_NEAR_H

#include <math.h>
#include <stdbool.h>

#define NEAR_LEVELS		1e-12
#define NEAR_TIMES		1.4901161193847656e-8	/* 2^-26 */

/* Are two levels the same? */
static inline bool
LevelsNear(double a, double b)
{
	return a == b || fabs(a - b) <= NEAR_LEVELS * fmax(fabs(a), fabs(b));
}

/* Is a level at another, or above it? */
static inline bool
LevelAtLeast(double level, double other)
{
	return level >= other || LevelsNear(level, other);
}

/* Is a level above another, and not only by rounding? */
static inline bool
LevelAbove(double level, double other)
{
	return level > other && !LevelsNear(level, other);
}

/* The difference of two levels; zero where only rounding tells them apart. */
static inline double
LevelDifference(double a, double b)
{
	return LevelsNear(a, b) ? 0 : a - b;
}

/* A sum of amounts of this size; zero where only their rounding is left. */
static inline double
LevelOfSum(double sum, double size)
{
	return fabs(sum) <= NEAR_LEVELS * size ? 0 : sum;
}

/* Are two ratios the same? */
static inline bool
RatiosNear(double a, double b)
{
	return a == b ||
		fabs(a - b) <= NEAR_LEVELS * fmax(1, fmax(fabs(a), fabs(b)));
}

/* Is a ratio at another, or above it? */
static inline bool
RatioAtLeast(double ratio, double other)
{
	return ratio >= other || RatiosNear(ratio, other);
}

/* Are two times, neither below zero, the same? */
static inline bool
TimesNear(double a, double b)
{
	return a == b || fabs(a - b) <= NEAR_TIMES * fmax(1, fmax(a, b));
}

/* Is a time after another, and not only by rounding? */
static inline bool
TimeAfter(double time, double other)
{
	return time > other && !TimesNear(time, other);
}

/* Whole periods that reach a time; a hair above a whole number is that one. */
static inline double
TimeCeil(double time)
{
	double		whole = floor(time);

	return TimesNear(time, whole) ? whole : ceil(time);
}

#endif							/* RAREEARTH_NEAR_H */
