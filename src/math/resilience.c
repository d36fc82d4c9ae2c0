/*
 * resilience.c
 *	  Measures beside the time to recovery.
 *
 * The resilience index is that of Zobel 2010.  The exponential return is
 * fitted in logarithms through the trough, which is taken as known; the limits
 * of its forecast are those of the rate (Student's t), carried through the
 * monotone function rate -> time.  Where the limits of the rate reach zero the
 * data do not exclude "never", and there is no upper limit.
 * This file knows nothing of PostgreSQL.
 */
#include <math.h>
#include <stddef.h>

#include "math/fsum.h"
#include "math/near.h"
#include "math/recovery.h"
#include "math/resilience.h"
#include "math/student.h"

/* Mean of what is seen in [lo, hi), cut to [0, n); returns how many. */
static int
ResilienceMean(const double *value, const bool *seen, int64_t n, int64_t lo,
			   int64_t hi, double *mean)
{
	FSum		sum;
	int			m = 0;

	FSumInit(&sum);
	for (int64_t i = lo < 0 ? 0 : lo; i < hi && i < n; i++)
	{
		if (!seen[i])
			continue;
		FSumAdd(&sum, value[i]);
		m++;
	}
	*mean = m > 0 ? FSumValue(&sum) / m : 0;
	return m;
}

/*
 * The mean of the periods before the shock against that of the baseline
 * periods before them, and what the former hold above it.  Slots that are not
 * seen count nowhere.
 */
void
ResilienceFrontload(const double *value, const bool *seen, int64_t n,
					int64_t shock, int periods, int baseline_periods,
					Frontload *result)
{
	int64_t		start = shock - periods;
	double		late;
	double		early;
	int			m = ResilienceMean(value, seen, n, start, shock, &late);

	result->observations = m;
	result->baseline_observations =
		ResilienceMean(value, seen, n, start - baseline_periods, start,
					   &early);
	result->has_excess = m > 0 && result->baseline_observations > 0;
	result->has_ratio = result->has_excess && early > 0;
	result->excess = result->has_excess ? m * (late - early) : 0;
	result->ratio = result->has_ratio ? late / early : 0;
}

/*
 * Zobel's index: 1 less the triangle of lost performance as a part of the
 * horizon.  False when an argument is outside its range.
 */
bool
ResilienceIndex(double loss, double time, double horizon, double *index)
{
	if (!(loss >= 0 && loss <= 1) || !(time >= 0 && time <= horizon) ||
		!(horizon > 0) || isinf(horizon))
		return false;
	*index = 1 - loss * (time / horizon) / 2;
	return true;
}

/*
 * The stock with which nobody who needs the baseline runs out between the
 * shock and the slot "last": the largest of the running sums of shortfalls, a
 * surplus counted.  A slot without a ratio ends what is known.
 */
void
ResilienceBridge(const RecoveryArrays *arrays, int shock, int last,
				 BridgingStock *bridge)
{
	FSum		periods;
	FSum		units;

	*bridge = (BridgingStock)
	{
		.known = arrays->has_ratio[shock]
	};
	FSumInit(&periods);
	FSumInit(&units);
	bridge->until = shock - 1;
	for (int i = shock; i <= last && arrays->has_ratio[i]; i++)
	{
		FSumAdd(&periods, 1);
		FSumAdd(&periods, -arrays->ratio[i]);
		FSumAdd(&units, arrays->baseline[i]);
		FSumAdd(&units, -arrays->value[i]);
		bridge->until = i;
		if (!LevelAbove(FSumValue(&periods), bridge->stock) ||
			FSumValue(&periods) <= NEAR_LEVELS)
			continue;
		bridge->stock = FSumValue(&periods);
		bridge->units = FSumValue(&units);
		bridge->worst = i;
	}
	bridge->covered = bridge->until == last;
}

/* The slots of a return that the fit uses, and what it needs of them. */
typedef struct ReturnPoints
{
	const double *ratio;
	const bool *has_ratio;
	double		depth;			/* above zero */
	int			end;			/* the first slot back at 1, or behind the last */
	double		sum_tt;
} ReturnPoints;

/* The logarithm of the shortfall in a slot, as a part of the depth. */
static double
ReturnShortfall(const ReturnPoints *points, int t)
{
	return log((1 - points->ratio[t]) / points->depth);
}

/*
 * Fits the rate by least squares of the shortfalls on t through the origin;
 * without a point there is none.
 */
static void
ReturnFitRate(ReturnPoints *points, int n, ExpRecovery *fit)
{
	FSum		sum_tt;
	FSum		sum_ty;
	int			t = 1;

	FSumInit(&sum_tt);
	FSumInit(&sum_ty);
	for (; t < n; t++)
	{
		if (!points->has_ratio[t])
			continue;
		if (RatioAtLeast(points->ratio[t], 1))
			break;
		FSumAdd(&sum_tt, (double) t * t);
		FSumAdd(&sum_ty, t * ReturnShortfall(points, t));
		fit->n++;
	}
	points->end = t;
	points->sum_tt = FSumValue(&sum_tt);
	fit->has_rate = fit->n > 0;
	if (fit->has_rate)
		fit->rate = -FSumValue(&sum_ty) / points->sum_tt;
}

/* How far the limits of the rate lie from it; there are two points or more. */
static double
ReturnRateMargin(const ReturnPoints *points, const ExpRecovery *fit,
				 double conf_level)
{
	FSum		sum_ee;

	FSumInit(&sum_ee);
	for (int t = 1; t < points->end; t++)
	{
		double		e;

		if (!points->has_ratio[t])
			continue;
		e = ReturnShortfall(points, t) + fit->rate * t;
		FSumAdd(&sum_ee, e * e);
	}
	return StudentQuantile(0.5 + conf_level / 2, fit->n - 1) *
		sqrt(FSumValue(&sum_ee) / (fit->n - 1) / points->sum_tt);
}

/*
 * Fits 1 - D * exp(-rate * t) to ratios whose first slot is the trough, by
 * least squares of ln((1 - q) / D) on t through the origin, up to the first
 * ratio at or above 1.
 */
void
ResilienceFitReturn(const double *ratio, const bool *has_ratio, int n,
					double threshold, double conf_level, ExpRecovery *fit)
{
	ReturnPoints points = {.ratio = ratio, .has_ratio = has_ratio};
	double		distance;
	double		margin;

	*fit = (ExpRecovery)
	{
		0
	};
	if (n == 0 || !has_ratio[0] || RatioAtLeast(ratio[0], 1))
		return;
	points.depth = 1 - ratio[0];
	ReturnFitRate(&points, n, fit);
	if (fit->rate <= 0)
		return;
	fit->half_life = log(2) / fit->rate;
	fit->has_half_life = isfinite(fit->half_life);
	if (threshold >= 1 || !fit->has_half_life)
		return;
	distance = fmax(log(points.depth / (1 - threshold)), 0);
	fit->projected = distance / fit->rate;
	fit->has_projected = isfinite(fit->projected);
	if (fit->n < 2 || !fit->has_projected)
		return;
	margin = ReturnRateMargin(&points, fit, conf_level);
	fit->lower = distance / (fit->rate + margin);
	fit->has_lower = isfinite(fit->lower);
	fit->upper = distance / (fit->rate - margin);
	fit->has_upper = fit->rate > margin && isfinite(fit->upper);
}

/* The mean of what is seen, or of its logarithms. */
EffectStatus
ResilienceEffectMean(const double *value, const bool *seen, int64_t n, bool logs,
					 double *mean)
{
	FSum		sum;
	int64_t		m = 0;

	FSumInit(&sum);
	for (int64_t i = 0; i < n; i++)
	{
		if (!seen[i])
			continue;
		if (logs && value[i] <= 0)
			return EFFECT_NONPOSITIVE;
		FSumAdd(&sum, logs ? log(value[i]) : value[i]);
		m++;
	}
	if (m == 0)
		return EFFECT_NO_DATA;
	*mean = FSumValue(&sum) / m;
	return isfinite(*mean) ? EFFECT_OK : EFFECT_OVERFLOW;
}
