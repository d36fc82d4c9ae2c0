/*
 * shock.h
 *	  Shocks that are found without a date, and how unusual one is among the
 *	  dates before it.  See shock.c.
 */
#ifndef RAREEARTH_SHOCK_H
#define RAREEARTH_SHOCK_H

#include "math/baseline.h"
#include "math/fsum.h"
#include "math/series_window.h"

typedef enum ShockDirection
{
	SHOCK_FALL,
	SHOCK_RISE
} ShockDirection;

#define SHOCK_DIRECTION_COUNT	2

/* Whoever calls has checked the ranges. */
typedef struct ShockParams
{
	int			k;				/* calm values in a baseline; from 1 */
	int			sustain;		/* periods to stay at the threshold; from 1 */
	int			min_history;	/* calm ratios before the first test; from 1 */
	ShockDirection direction;
	double		z;				/* at least so many deviations, from 0 */
	double		min_fall;		/* and such a part of the baseline, from 0 */
	double		threshold;		/* above 0 */
} ShockParams;

/* An episode; slots of the window. */
typedef struct Shock
{
	int			start;
	int			trough;
	int			recovery;		/* where there is one */
	int			periods;		/* to the recovery, or to the last one seen */
	bool		recovered;
	bool		has_z;
	double		z;
	double		baseline;
	double		depth;
	double		loss;			/* in periods of the baseline */
} Shock;

/* A walk over a window: what was calm so far. */
typedef struct ShockScan
{
	const SeriesWindow *window;
	const ShockParams *params;
	double	   *calm;			/* values in their order; room for n */
	double	   *ratio;			/* of calm values; room for n: the first nsorted
								 * are sorted logarithms, the others wait */
	double	   *waiting;		/* room for n */
	int			ncalm;
	int			nratios;
	int			nsorted;
	int			next;			/* slot */
	int			periods;		/* seen so far */
	int			tested;			/* of these compared with the history */
	FSum		sum;			/* of the last k calm values */
} ShockScan;

typedef enum ShockStep
{
	SHOCK_FOUND,
	SHOCK_END,
	SHOCK_OVERFLOW
} ShockStep;

extern void ShockScanStart(ShockScan *scan, const SeriesWindow *window,
						   const ShockParams *params, double *room);
extern ShockStep ShockScanNext(ShockScan *scan, Shock *shock);
extern const char *ShockDirectionName(ShockDirection direction);

typedef enum ShockStatistic
{
	SHOCK_DEPTH,
	SHOCK_LOSS
} ShockStatistic;

#define SHOCK_STATISTIC_COUNT	2

/*
 * A question about dates: what is measured over how many periods.  The sum of
 * a window that is a mean moves with the dates asked.
 */
typedef struct ShockQuestion
{
	const SeriesWindow *window;
	const RecoveryParams *params;	/* whose shock is the date asked about */
	const BaselineSlots *slots;	/* prepared */
	int			horizon;		/* periods; from 1 */
	ShockStatistic statistic;
	int			from;			/* slots whose values are summed */
	int			to;
	int			nsummed;
	FSum		sum;
} ShockQuestion;

typedef struct ShockTest
{
	double		p_value;
	double		median;			/* of the placebos, where there are any */
	double		extreme;
	int			placebos;
	int			more_extreme;
} ShockTest;

extern RecoveryError ShockMeasure(ShockQuestion *question, int slot,
								  bool whole, bool *known, double *value,
								  int64_t *error_period);
extern int	ShockPlaceboEnd(const ShockQuestion *question);
extern void ShockCompare(double statistic, double *placebo, int n,
						 ShockTest *test);
extern const char *ShockStatisticName(ShockStatistic statistic);

#endif							/* RAREEARTH_SHOCK_H */
