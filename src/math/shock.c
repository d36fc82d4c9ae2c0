/*
 * shock.c
 *	  Shocks that are found without a date, and how unusual one is.
 *
 * The scan walks over the periods.  A period is calm until k calm values and
 * min_history calm ratios exist; the ratio of a period is its value over the
 * mean of the last k calm ones.  From then on its logarithm is compared with
 * those of the calm so far by the modified z of Iglewicz and Hoaglin 1993:
 * the distance from their median in units of 1.4826 times the median
 * absolute deviation.  A shock ends where the series is back; its periods
 * never enter the calm, so that one shock does not hide the next.
 *
 * The test asks at every earlier date what is asked at the shock: the share
 * of dates that are as extreme is its p-value (placebo in time; Andrews 2003,
 * Chernozhukov, Wuethrich and Zhu 2021).  Nothing is drawn at random.
 *
 * A fall is measured by 1 - q, a rise by q - 1, with q the ratio: all else is
 * the same for both.  This file knows nothing of PostgreSQL.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/near.h"
#include "math/shock.h"

/* Makes a median absolute deviation a standard deviation, for a normal one. */
#define SHOCK_MAD_SCALE	1.4826

static const char *const direction_names[SHOCK_DIRECTION_COUNT] = {
	"fall", "rise"
};

static const char *const statistic_names[SHOCK_STATISTIC_COUNT] = {
	"depth", "loss"
};

/* The SQL word for a direction. */
const char *
ShockDirectionName(ShockDirection direction)
{
	return direction_names[direction];
}

/* The SQL word for a statistic. */
const char *
ShockStatisticName(ShockStatistic statistic)
{
	return statistic_names[statistic];
}

/* Starts at the first slot; room holds three numbers a slot. */
void
ShockScanStart(ShockScan *scan, const SeriesWindow *window,
			   const ShockParams *params, double *room)
{
	memset(scan, 0, sizeof(*scan));
	scan->window = window;
	scan->params = params;
	scan->calm = room;
	scan->ratio = room + window->n;
	scan->waiting = scan->ratio + window->n;
	FSumInit(&scan->sum);
}

/*
 * A value over its baseline; 1 where only rounding tells them apart, which is
 * looked at where it may be.
 */
static inline double
ShockRatio(double value, double base)
{
	double		ratio = value / base;

	return fabs(ratio - 1) < 1e-9 && LevelsNear(value, base) ? 1 : ratio;
}

/* How far a ratio lies on the side that is asked for. */
static double
ShockDistance(const ShockScan *scan, double ratio)
{
	return scan->params->direction == SHOCK_FALL ? 1 - ratio : ratio - 1;
}

/* The mean of the last k calm values; false while they are too few. */
static bool
ShockBaseline(const ShockScan *scan, double *base)
{
	if (scan->ncalm < scan->params->k)
		return false;
	*base = FSumMean(&scan->sum, scan->params->k);
	return true;
}

/* Order of doubles, for qsort. */
static int
ShockCompareDoubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/*
 * Puts the logarithms of the ratios that wait in their places: only a period
 * that may be a shock asks for them.  They are sorted by themselves, and
 * merged from the end.
 */
static void
ShockSort(ShockScan *scan)
{
	double	   *x = scan->ratio;
	double	   *waiting = scan->waiting;
	int			n = scan->nratios - scan->nsorted;
	int			left = scan->nsorted - 1;
	int			to = scan->nratios - 1;

	for (int i = 0; i < n; i++)
	{
		double		l = log(x[scan->nsorted + i]);
		int			j = i;

		for (; n <= 32 && j > 0 && waiting[j - 1] > l; j--)
			waiting[j] = waiting[j - 1];
		waiting[j] = l;
	}
	if (n > 32)
		qsort(waiting, (size_t) n, sizeof(double), ShockCompareDoubles);
	while (n > 0)
	{
		if (left >= 0 && x[left] > waiting[n - 1])
			x[to--] = x[left--];
		else
			x[to--] = waiting[--n];
	}
	scan->nsorted = scan->nratios;
}

/* Takes a value for calm, and its ratio where it has a logarithm. */
static void
ShockKeepCalm(ShockScan *scan, double value, double ratio)
{
	int			k = scan->params->k;

	if (isnormal(ratio) && ratio > 0)
		scan->ratio[scan->nratios++] = ratio;
	FSumAdd(&scan->sum, value);
	if (scan->ncalm >= k)
		FSumAdd(&scan->sum, -scan->calm[scan->ncalm - k]);
	scan->calm[scan->ncalm++] = value;
}

/* The median of sorted numbers; n >= 1. */
static double
ShockMedian(const double *sorted, int n)
{
	return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

/*
 * The distance from the median that has k others of sorted[0..n) below it.
 * Distances grow on both sides of it, to the right from sorted[split] on, so
 * it is found by halving the part that the right side has in the first k + 1.
 */
static double
ShockDistanceOf(const double *sorted, int n, int split, double median, int k)
{
	int			low = k + 1 - split > 0 ? k + 1 - split : 0;
	int			high = k + 1 < n - split ? k + 1 : n - split;
	double		distance = 0;

	while (low < high)
	{
		int			right = low + (high - low) / 2;

		/* does the right side have more than this among them? */
		if (sorted[split + right] - median <
			median - sorted[split - (k + 1 - right)])
			low = right + 1;
		else
			high = right;
	}
	if (low > 0)
		distance = sorted[split + low - 1] - median;
	if (low <= k && median - sorted[split - (k + 1 - low)] > distance)
		distance = median - sorted[split - (k + 1 - low)];
	return distance;
}

/* The median distance of sorted numbers from their median. */
static double
ShockDeviation(const double *sorted, int n, double median)
{
	int			split = n / 2;	/* those from here on are not below it */
	double		upper = ShockDistanceOf(sorted, n, split, median, n / 2);

	return n % 2 == 1 ? upper :
		(ShockDistanceOf(sorted, n, split, median, n / 2 - 1) + upper) / 2;
}

/*
 * Does a shock start here?  A deviation that only rounding leaves is none, and
 * a value without a logarithm has no z: then min_fall alone decides.
 */
static bool
ShockStarts(ShockScan *scan, double ratio, Shock *shock)
{
	const ShockParams *params = scan->params;
	double		median;
	double		deviation;

	shock->has_z = false;
	if (!RatioAtLeast(ShockDistance(scan, ratio), params->min_fall))
		return false;
	ShockSort(scan);
	median = ShockMedian(scan->ratio, scan->nsorted);
	deviation = SHOCK_MAD_SCALE *
		ShockDeviation(scan->ratio, scan->nsorted, median);
	if (ratio <= 0 || deviation <= NEAR_LEVELS)
		return true;
	shock->z = (log(ratio) - median) / deviation;
	shock->has_z = isfinite(shock->z);
	return !shock->has_z ||
		RatioAtLeast(params->direction == SHOCK_FALL ? -shock->z : shock->z,
					 params->z);
}

/*
 * Follows a shock from its start to the first of "sustain" periods in a row
 * at which the series is back, or to the end.  A hole breaks a run.
 */
static ShockStep
ShockFollow(const ShockScan *scan, int start, double base, Shock *shock)
{
	const SeriesWindow *window = scan->window;
	double		back = 1 - scan->params->threshold;
	int			run = 0;
	int			last = start;
	FSum		loss;

	shock->start = shock->trough = start;
	shock->baseline = base;
	shock->recovered = false;
	for (int i = start + 1; i < window->n && !shock->recovered; i++)
	{
		if (!window->seen[i])
		{
			run = 0;
			continue;
		}
		last = i;
		run = RatioAtLeast(back, ShockDistance(scan, ShockRatio(window->value[i],
																base))) ? run + 1 : 0;
		shock->recovered = run == scan->params->sustain;
	}
	shock->recovery = last - run + 1;
	shock->periods = shock->recovered ? shock->recovery - start :
		last - start + 1;
	FSumInit(&loss);
	shock->depth = ShockDistance(scan, ShockRatio(window->value[start], base));
	for (int i = start; i < start + shock->periods; i++)
	{
		double		distance = ShockDistance(scan, ShockRatio(window->value[i],
															  base));

		if (!window->seen[i])
			continue;
		if (distance > 0)
			FSumAdd(&loss, distance);
		if (RatioAtLeast(shock->depth, distance))
			continue;
		shock->depth = distance;
		shock->trough = i;
	}
	shock->loss = FSumValue(&loss);
	return isfinite(shock->depth) && isfinite(shock->loss) ? SHOCK_FOUND :
		SHOCK_OVERFLOW;
}

/*
 * Finds the next shock.  The period of its recovery is calm again, and is not
 * itself tested.
 */
ShockStep
ShockScanNext(ShockScan *scan, Shock *shock)
{
	const SeriesWindow *window = scan->window;
	ShockStep	step;

	for (; scan->next < window->n; scan->next++)
	{
		double		value = window->value[scan->next];
		double		base = 0;
		double		ratio = 0;

		if (!window->seen[scan->next])
			continue;
		scan->periods++;
		if (ShockBaseline(scan, &base) && base > 0)
			ratio = ShockRatio(value, base);
		if (!isfinite(base) || !isfinite(ratio))
			return SHOCK_OVERFLOW;
		if (base > 0 && scan->nratios >= scan->params->min_history)
		{
			scan->tested++;
			if (ShockStarts(scan, ratio, shock))
			{
				step = ShockFollow(scan, scan->next, base, shock);
				for (int i = 1; i <= shock->periods - !shock->recovered; i++)
					scan->periods += window->seen[scan->next + i];
				scan->next += shock->periods;
				if (shock->recovered)
				{
					value = window->value[scan->next++];
					ShockKeepCalm(scan, value, ShockRatio(value, base));
				}
				return step;
			}
		}
		ShockKeepCalm(scan, value, ratio);
	}
	return SHOCK_END;
}

/*
 * The mean of the window before a slot, when all of it is seen.  Sums are
 * exact, so what has left the window leaves no trace.
 */
static bool
ShockWindowMean(ShockQuestion *question, int slot, double *mean)
{
	const BaselineSlots *slots = question->slots;
	int			to = slot - question->params->gap;
	int			from = to - question->params->k;

	if (to < question->params->k)
		return false;
	if (question->to == 0)
	{
		FSumInit(&question->sum);
		question->from = question->to = from;
	}
	for (; question->to < to; question->to++)
	{
		if (!slots->seen[question->to])
			continue;
		FSumAdd(&question->sum, slots->value[question->to]);
		question->nsummed++;
	}
	for (; question->from < from; question->from++)
	{
		if (!slots->seen[question->from])
			continue;
		FSumAdd(&question->sum, -slots->value[question->from]);
		question->nsummed--;
	}
	*mean = FSumMean(&question->sum, question->params->k);
	return question->nsummed == question->params->k;
}

/* The baseline before a slot; "whole": of a window seen as a whole. */
static RecoveryError
ShockFit(ShockQuestion *question, int slot, bool whole, Baseline *fit,
		 bool *known, int64_t *error_period)
{
	RecoveryError error;

	if (whole && question->params->baseline == RECOVERY_MEAN)
	{
		fit->kind = RECOVERY_MEAN;
		fit->seasons = 1;
		fit->slope = 0;
		fit->season[0].n = question->params->k;
		*known = ShockWindowMean(question, slot, &fit->season[0].y);
		return RECOVERY_OK;
	}
	error = BaselineFit(fit, question->window, question->params,
						question->window->first + slot, question->slots,
						error_period);
	*known = !whole || fit->coverage >= 1;
	return error;
}

/*
 * What is asked of a date, the first of "horizon" periods that must all be
 * seen: the depth of the deepest or the sum of the shortfalls, against the
 * baseline before it.  "whole" asks for a window that is seen as a whole;
 * such questions go forward in time.
 */
RecoveryError
ShockMeasure(ShockQuestion *question, int slot, bool whole, bool *known,
			 double *value, int64_t *error_period)
{
	const BaselineSlots *slots = question->slots;
	Baseline	fit;
	RecoveryError error;
	double		deepest = -INFINITY;
	double		base = 0;
	FSum		loss;

	*known = false;
	if (question->horizon > question->window->n - slot)
		return RECOVERY_OK;
	for (int i = slot; i < slot + question->horizon; i++)
		if (!slots->seen[i])
			return RECOVERY_OK;
	error = ShockFit(question, slot, whole, &fit, known, error_period);
	if (error != RECOVERY_OK || !*known)
		return error;
	*known = false;
	FSumInit(&loss);
	for (int i = slot; i < slot + question->horizon; i++)
	{
		double		shortfall;

		/* a level is the same everywhere */
		if ((i == slot || fit.slope != 0 || fit.seasons > 1) &&
			!BaselineAt(&fit, i, &base))
			return RECOVERY_OK;
		if (base <= 0)
			return RECOVERY_OK;
		shortfall = 1 - ShockRatio(slots->value[i], base);
		if (!isfinite(base) || !isfinite(shortfall))
			return RECOVERY_OVERFLOW;
		deepest = shortfall > deepest ? shortfall : deepest;
		if (shortfall > 0 && question->statistic == SHOCK_LOSS)
			FSumAdd(&loss, shortfall);
	}
	*value = question->statistic == SHOCK_DEPTH ? deepest : FSumValue(&loss);
	*known = true;
	return isfinite(*value) ? RECOVERY_OK : RECOVERY_OVERFLOW;
}

/* Placebos are the slots before this one: their horizon ends before the gap. */
int
ShockPlaceboEnd(const ShockQuestion *question)
{
	int64_t		end = question->params->shock - question->params->gap -
		question->window->first - question->horizon + 1;

	return end < 0 ? 0 : end > question->window->n ? question->window->n :
		(int) end;
}

/* Compares a statistic with n placebos, whose order it changes. */
void
ShockCompare(double statistic, double *placebo, int n, ShockTest *test)
{
	double		apart = statistic - 1e-9 * fmax(1, fabs(statistic));

	memset(test, 0, sizeof(*test));
	test->placebos = n;
	for (int i = 0; i < n; i++)
	{
		test->more_extreme += placebo[i] > apart &&
			RatioAtLeast(placebo[i], statistic);
		if (i == 0 || placebo[i] > test->extreme)
			test->extreme = placebo[i];
	}
	test->p_value = (1.0 + test->more_extreme) / (1.0 + n);
	if (n > 0)
		test->median = BaselineMedian(placebo, n);
}
