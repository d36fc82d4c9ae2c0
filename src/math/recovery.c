/*
 * recovery.c
 *	  How far a series fell after a shock, and when it came back.
 *
 * RecoveryCompute works in passes over the window, each linear in its length:
 *
 *	  prepare	copy the series, fill its gaps, pool January and February
 *	  fit		fit the baseline to the periods before the shock
 *	  ratios	divide every value by its baseline
 *	  search	find the first breach and the sustained return
 *	  measure	trough, losses, half recovery and the rest
 *
 * "Censored" means that the series was last known to be below the threshold
 * censored_after periods after the shock.  A latest run above the threshold that
 * is shorter than "sustain" does not move that date: whether it counts is not
 * known yet, and the report says "pending".  So a report is a valid spell for
 * the Kaplan-Meier estimator.
 *
 * The ratio of restored to lost performance is that of Henry and
 * Ramirez-Marquez 2012.  This file knows nothing of PostgreSQL.
 */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/fsum.h"
#include "math/near.h"
#include "math/recovery.h"

/* The baseline as a function of the slot, after fitting. */
typedef struct RecoveryFit
{
	bool		seasonal;		/* by phase of the year; else a line */
	bool		logs;			/* the line is in logarithms */
	bool		valid;			/* enough observations for the line */
	int			observations;	/* behind the line */
	double		coverage;		/* known part of the window */
	double		center_x;		/* the line passes through this point */
	double		center_y;
	double		slope;
	double		scale;			/* logarithms are of value / scale */
	int			period;			/* phases in a year */
	double		phase_value[SERIES_PER_YEAR_MONTH];
	int			phase_observations[SERIES_PER_YEAR_MONTH];
} RecoveryFit;

static const char *const baseline_names[RECOVERY_BASELINE_COUNT] = {
	"mean", "median", "yoy", "yoy_mean", "linear", "loglinear"
};

static const char *const status_names[RECOVERY_STATUS_COUNT] = {
	"recovered", "censored", "not_affected", "no_baseline", "no_post_data"
};

static const char *const phase_names[RECOVERY_PHASE_COUNT] = {
	"before", "holding", "loss", "pending", "recovered", "relapse", "missing"
};

/* The SQL word for a kind of baseline. */
const char *
RecoveryBaselineName(RecoveryBaseline baseline)
{
	return baseline_names[baseline];
}

/* The SQL word for a status. */
const char *
RecoveryStatusName(RecoveryStatus status)
{
	return status_names[status];
}

/* The SQL word for a phase. */
const char *
RecoveryPhaseName(RecoveryPhase phase)
{
	return phase_names[phase];
}

/* The slot of a period, forced into [0, n]: every slot before it is earlier. */
static int
RecoverySlot(const SeriesWindow *window, int64_t period)
{
	if (period <= window->first)
		return 0;
	if (period - window->first >= window->n)
		return window->n;
	return (int) (period - window->first);
}

/*
 * Gives January and February of each year their mean.  Where one of the two
 * is absent both become unknown: the other may well be a cumulative figure.
 */
static void
RecoveryPoolJanFeb(const SeriesWindow *window, const RecoveryArrays *arrays)
{
	/* Only the remainder matters; it is never negative this way. */
	int			month = (int) (((window->first % 12) + 12) % 12);

	for (int i = 0; i < window->n; i++, month = (month + 1) % 12)
	{
		if (month == 1 && i == 0)
			arrays->seen[i] = false;
		if (month != 0)
			continue;
		if (i + 1 < window->n && arrays->seen[i] && arrays->seen[i + 1])
		{
			/* Halves first: the sum could overflow. */
			double		mean = arrays->value[i] / 2 +
				arrays->value[i + 1] / 2;

			arrays->value[i] = mean;
			arrays->value[i + 1] = mean;
		}
		else
		{
			arrays->seen[i] = false;
			if (i + 1 < window->n)
				arrays->seen[i + 1] = false;
		}
	}
}

/*
 * Copies the series and settles its gaps.  Gaps are settled before January
 * and February are pooled, so that with gaps => zero a February that carries
 * both months is split in half, as it should be.
 */
static RecoveryError
RecoveryPrepare(const SeriesWindow *window, const RecoveryParams *params,
				const RecoveryArrays *arrays, RecoveryReport *report)
{
	int			gap;

	for (int i = 0; i < window->n; i++)
	{
		arrays->seen[i] = window->seen[i];
		arrays->value[i] = window->seen[i] ? window->value[i] : 0;
	}
	gap = SeriesWindowSettle(window, params->gaps, params->observed,
							 arrays->seen);
	if (gap >= 0)
	{
		report->error_period = window->first + gap;
		return RECOVERY_GAP;
	}
	if (params->pool_jan_feb)
		RecoveryPoolJanFeb(window, arrays);
	return RECOVERY_OK;
}

/* Order of doubles, for qsort. */
static int
RecoveryCompareDoubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/* The median of x[0..n), which it sorts; n >= 1. */
static double
RecoveryMedian(double *x, int n)
{
	qsort(x, (size_t) n, sizeof(double), RecoveryCompareDoubles);
	if (n % 2 == 1)
		return x[n / 2];
	return x[n / 2 - 1] / 2 + x[n / 2] / 2;
}

/*
 * The mean of m values from their exact sum, which is used up.  The rounded
 * quotient is mended by what it leaves over, so the mean of equal values is
 * that value to the last bit: a series that stays at its baseline must not
 * seem to lie below it.
 */
static double
RecoveryMean(FSum *sum, int m)
{
	double		mean = FSumValue(sum) / m;
	double		product = mean * m;

	if (!isfinite(product))
		return mean;
	FSumAdd(sum, -product);
	FSumAdd(sum, -fma(mean, m, -product));
	return mean + FSumValue(sum) / m;
}

/*
 * The logarithm of value / scale, both above zero, and back.  The quotient is
 * exact where both are equal; one that leaves the range is a difference.
 */
static double
RecoveryToLog(double value, double scale)
{
	double		quotient = value / scale;

	return isnormal(quotient) ? log(quotient) : log(value) - log(scale);
}

static double
RecoveryFromLog(double logarithm, double scale)
{
	double		quotient = exp(logarithm);

	return isnormal(quotient) ? scale * quotient :
		exp(logarithm + log(scale));
}

/*
 * Fits a line by least squares to the m points (x[i], y[i]).  Distances from
 * the means are summed, not raw squares, so nothing cancels.
 */
static void
RecoveryFitLine(RecoveryFit *fit, const double *x, const double *y, int m)
{
	FSum		sum_x;
	FSum		sum_y;
	FSum		sum_xx;
	FSum		sum_xy;

	FSumInit(&sum_x);
	FSumInit(&sum_y);
	FSumInit(&sum_xx);
	FSumInit(&sum_xy);
	for (int i = 0; i < m; i++)
	{
		FSumAdd(&sum_x, x[i]);
		FSumAdd(&sum_y, y[i]);
	}
	fit->center_x = RecoveryMean(&sum_x, m);
	fit->center_y = RecoveryMean(&sum_y, m);
	for (int i = 0; i < m; i++)
	{
		double		dx = x[i] - fit->center_x;

		FSumAdd(&sum_xx, dx * dx);
		FSumAdd(&sum_xy, dx * (y[i] - fit->center_y));
	}
	fit->slope = FSumValue(&sum_xy) / FSumValue(&sum_xx);
	fit->valid = true;
}

/*
 * Fits a baseline without seasons to the slots [lo, hi).  The ratio and
 * baseline arrays, not filled yet, serve as room for the points.
 */
static RecoveryError
RecoveryFitLevel(RecoveryFit *fit, const SeriesWindow *window,
				 const RecoveryParams *params, const RecoveryArrays *arrays,
				 int lo, int hi, RecoveryReport *report)
{
	double	   *x = arrays->ratio;
	double	   *y = arrays->baseline;
	bool		trend = params->baseline == RECOVERY_LINEAR ||
		params->baseline == RECOVERY_LOGLINEAR;
	int			m = 0;
	FSum		sum;

	fit->logs = params->baseline == RECOVERY_LOGLINEAR;
	FSumInit(&sum);
	for (int i = lo; i < hi; i++)
	{
		if (!arrays->seen[i])
			continue;
		if (fit->logs && arrays->value[i] <= 0)
		{
			report->error_period = window->first + i;
			return RECOVERY_NONPOSITIVE;
		}
		if (m == 0)
			fit->scale = arrays->value[i];
		x[m] = i;
		y[m] = fit->logs ? RecoveryToLog(arrays->value[i], fit->scale) :
			arrays->value[i];
		FSumAdd(&sum, y[m]);
		m++;
	}
	fit->observations = m;
	fit->coverage = (double) m / params->k;
	if (m < (trend ? 2 : 1))
		return RECOVERY_OK;
	if (trend)
		RecoveryFitLine(fit, x, y, m);
	else
	{
		fit->center_y = params->baseline == RECOVERY_MEDIAN ?
			RecoveryMedian(y, m) : RecoveryMean(&sum, m);
		fit->valid = true;
	}
	return RECOVERY_OK;
}

/*
 * Fits a baseline by seasons.  The value a year before t is taken, or one a
 * whole number of years further back, until it precedes the slot "end".  For
 * every t from the shock on that is the last slot of its season before "end":
 * so a season has one baseline, and the cost does not grow with the years.
 */
static void
RecoveryFitSeasons(RecoveryFit *fit, const SeriesWindow *window,
				   const RecoveryParams *params, const RecoveryArrays *arrays)
{
	int			p = window->periods_per_year;
	int			years = params->baseline == RECOVERY_YOY ? 1 : params->years;
	int64_t		end = params->shock - params->gap - window->first;
	int64_t		known = 0;

	fit->seasonal = true;
	fit->period = p;
	for (int back = 1; back <= p; back++)
	{
		/* slot may lie outside the window on either side */
		int64_t		slot = end - back;
		int			phase = (int) ((slot % p + p) % p);
		int			m = 0;
		FSum		sum;

		FSumInit(&sum);
		for (int year = 0; year < years && slot >= 0; year++, slot -= p)
		{
			if (slot >= window->n || !arrays->seen[slot])
				continue;
			FSumAdd(&sum, arrays->value[slot]);
			m++;
		}
		fit->phase_observations[phase] = m;
		if (m > 0)
			fit->phase_value[phase] = RecoveryMean(&sum, m);
		known += m;
	}
	fit->coverage = (double) known / ((double) p * years);
}

/* Fits the baseline the parameters ask for. */
static RecoveryError
RecoveryFitBaseline(RecoveryFit *fit, const SeriesWindow *window,
					const RecoveryParams *params, const RecoveryArrays *arrays,
					RecoveryReport *report)
{
	int64_t		end = params->shock - params->gap;

	memset(fit, 0, sizeof(*fit));
	if (params->baseline == RECOVERY_YOY ||
		params->baseline == RECOVERY_YOY_MEAN)
	{
		RecoveryFitSeasons(fit, window, params, arrays);
		return RECOVERY_OK;
	}
	return RecoveryFitLevel(fit, window, params, arrays,
							RecoverySlot(window, end - params->k), RecoverySlot(window, end),
							report);
}

/* The phase of the year of a slot, which may lie outside the window. */
static int
RecoverySeason(const RecoveryFit *fit, int64_t slot)
{
	return (int) ((slot % fit->period + fit->period) % fit->period);
}

/* How many observations the baseline at a slot rests on. */
static int
RecoveryFitObservations(const RecoveryFit *fit, int64_t slot)
{
	return fit->seasonal ? fit->phase_observations[RecoverySeason(fit, slot)] :
		fit->observations;
}

/* The baseline at a slot, which may lie outside the window; false if none. */
static bool
RecoveryFitAt(const RecoveryFit *fit, int64_t slot, double *value)
{
	if (fit->seasonal)
	{
		*value = fit->phase_value[RecoverySeason(fit, slot)];
		return RecoveryFitObservations(fit, slot) > 0;
	}
	*value = fit->center_y;
	if (fit->slope != 0)
	{
		double		change = fit->slope * ((double) slot - fit->center_x);

		/* a trend that reaches zero is there, whatever rounding leaves */
		*value = LevelOfSum(*value + change, fabs(change));
	}
	if (fit->logs && fit->valid)
		*value = RecoveryFromLog(*value, fit->scale);
	return fit->valid;
}

/*
 * Fills the arrays of baselines and ratios.  A value has no ratio where its
 * baseline is not positive: a trend may reach zero.
 */
static RecoveryError
RecoveryFillRatios(const RecoveryFit *fit, const SeriesWindow *window, int shock,
				   const RecoveryArrays *arrays)
{
	for (int i = 0; i < window->n; i++)
	{
		double		base = 0;
		bool		wanted = i >= shock || !fit->seasonal;
		bool		has = wanted && RecoveryFitAt(fit, i, &base);

		arrays->has_baseline[i] = has && isfinite(base);
		arrays->baseline[i] = arrays->has_baseline[i] ? base : 0;
		arrays->has_ratio[i] = arrays->has_baseline[i] && base > 0 &&
			arrays->seen[i];
		arrays->ratio[i] = !arrays->has_ratio[i] ? 0 :
			LevelsNear(arrays->value[i], base) ? 1 : arrays->value[i] / base;
		if (isfinite(arrays->ratio[i]) && (!has || isfinite(base)))
			continue;
		if (i >= shock)
			return RECOVERY_OVERFLOW;
		arrays->has_ratio[i] = false;
		arrays->ratio[i] = 0;
	}
	return RECOVERY_OK;
}

/*
 * Looks for the first breach and for the first run of "sustain" periods in a
 * row, after it, at or above the threshold.  Returns the slot where that run
 * starts, or -1; *breach is -1 if there was no breach.  A period without a
 * ratio ends a run.
 */
static int
RecoverySearch(const RecoveryArrays *arrays, const RecoveryParams *params,
			   int shock, int n, int *breach)
{
	int			run = 0;

	*breach = -1;
	for (int i = shock; i < n; i++)
	{
		if (!arrays->has_ratio[i])
			run = 0;
		else if (!RatioAtLeast(arrays->ratio[i], params->threshold))
		{
			run = 0;
			if (*breach < 0)
				*breach = i;
		}
		else if (*breach >= 0 && ++run == params->sustain)
			return i - run + 1;
	}
	return -1;
}

/* The slot of the smallest ratio in [lo, hi), the first on ties, or -1. */
static int
RecoveryFindTrough(const RecoveryArrays *arrays, int lo, int hi)
{
	int			trough = -1;

	for (int i = lo; i < hi; i++)
	{
		if (arrays->has_ratio[i] &&
			(trough < 0 ||
			 !RatioAtLeast(arrays->ratio[i], arrays->ratio[trough])))
			trough = i;
	}
	return trough;
}

/*
 * Sums what is below the baseline in [lo, hi).  What is not known adds
 * nothing to it; loss_coverage tells how much is.
 */
static RecoveryError
RecoverySumLoss(const RecoveryArrays *arrays, int lo, int hi, RecoveryReport *report)
{
	FSum		loss;
	FSum		periods;
	int			known = 0;

	FSumInit(&loss);
	FSumInit(&periods);
	for (int i = lo; i < hi; i++)
	{
		known += arrays->has_ratio[i];
		if (!arrays->has_ratio[i] ||
			LevelAtLeast(arrays->value[i], arrays->baseline[i]))
			continue;
		FSumAdd(&loss, arrays->baseline[i]);
		FSumAdd(&loss, -arrays->value[i]);
		FSumAdd(&periods, 1);
		FSumAdd(&periods, -arrays->ratio[i]);
	}
	report->cumulative_loss = FSumValue(&loss);
	report->loss_baseline_periods = FSumValue(&periods);
	report->loss_coverage = (double) known / (hi - lo);
	if (!isfinite(report->cumulative_loss) ||
		!isfinite(report->loss_baseline_periods))
		return RECOVERY_OVERFLOW;
	return RECOVERY_OK;
}

/*
 * Measures the return from the trough: half recovery and rebound.  Both ask
 * how much of what was lost came back, so they are null where nothing was.
 */
static void
RecoveryMeasureRebound(const RecoveryArrays *arrays, int shock, int trough,
					   int latest, RecoveryReport *report)
{
	double		low = arrays->ratio[trough];
	double		half = low + (1 - low) / 2;

	if (RatioAtLeast(low, 1))
		return;
	report->rebound_ratio = (arrays->ratio[latest] - low) / (1 - low);
	report->has_rebound_ratio = isfinite(report->rebound_ratio);
	for (int i = trough + 1; i <= latest; i++)
	{
		if (arrays->has_ratio[i] && RatioAtLeast(arrays->ratio[i], half))
		{
			report->time_to_half_recovery = i - shock;
			report->has_time_to_half_recovery = true;
			return;
		}
	}
}

/* Fills in a recovery that starts at the slot "back". */
static void
RecoveryReportRecovered(const SeriesWindow *window, const RecoveryParams *params,
						const RecoveryArrays *arrays, int shock, int trough, int back,
						RecoveryReport *report)
{
	report->status = RECOVERY_RECOVERED;
	report->recovery = window->first + back;
	report->time_to_recovery = back - shock;
	report->has_time_to_recovery = true;
	report->has_recovery = true;
	report->recovery_rate = (arrays->ratio[back] - arrays->ratio[trough]) /
		(back - trough);
	for (int i = back; i < window->n; i++)
	{
		if (arrays->has_ratio[i] &&
			!RatioAtLeast(arrays->ratio[i], params->threshold))
			report->relapsed = true;
	}
}

/* Fills in a series that has not recovered yet. */
static void
RecoveryReportCensored(const RecoveryParams *params, const RecoveryArrays *arrays,
					   int shock, int latest, RecoveryReport *report)
{
	int			last = latest;

	/* There was a breach, so this ends. */
	while (!arrays->has_ratio[last] ||
		   RatioAtLeast(arrays->ratio[last], params->threshold))
		last--;
	report->status = RECOVERY_CENSORED;
	report->censored_after = last - shock;
	report->has_censored_after = true;
	report->pending = last < latest;
}

/* Fills the report from the ratios. */
static RecoveryError
RecoveryFillReport(const SeriesWindow *window, const RecoveryParams *params,
				   const RecoveryArrays *arrays, int shock, RecoveryReport *report)
{
	int			breach;
	int			back;
	int			end;
	int			trough;
	int			first = shock;
	int			latest = window->n - 1;

	while (latest >= shock && !arrays->has_ratio[latest])
		latest--;
	if (latest < shock)
	{
		report->status = RECOVERY_NO_POST_DATA;
		return RECOVERY_OK;
	}
	while (!arrays->has_ratio[first])
		first++;
	back = RecoverySearch(arrays, params, shock, window->n, &breach);
	end = back >= 0 ? back : latest + 1;
	trough = RecoveryFindTrough(arrays, shock, end);

	report->has_depth = true;
	report->depth = 1 - arrays->ratio[trough];
	report->trough = window->first + trough;
	report->time_to_trough = trough - shock;
	report->earliest_period = window->first + first;
	report->latest_period = window->first + latest;
	report->latest_ratio = arrays->ratio[latest];
	if (breach < 0)
	{
		report->status = RECOVERY_NOT_AFFECTED;
		report->time_to_recovery = 0;
		report->has_time_to_recovery = true;
		return RecoverySumLoss(arrays, shock, end, report);
	}
	report->first_breach = window->first + breach;
	report->has_first_breach = true;
	if (back >= 0)
		RecoveryReportRecovered(window, params, arrays, shock, trough, back, report);
	else
		RecoveryReportCensored(params, arrays, shock, latest, report);
	RecoveryMeasureRebound(arrays, shock, trough, latest, report);
	return RecoverySumLoss(arrays, shock, end, report);
}

/* Fills the report and the arrays, or says why it cannot. */
RecoveryError
RecoveryCompute(const SeriesWindow *window, const RecoveryParams *params,
				const RecoveryArrays *arrays, RecoveryReport *report)
{
	bool		seasonal = params->baseline == RECOVERY_YOY ||
		params->baseline == RECOVERY_YOY_MEAN;
	int			shock = RecoverySlot(window, params->shock);
	RecoveryFit fit;
	RecoveryError error;

	memset(report, 0, sizeof(*report));
	report->status = RECOVERY_NO_BASELINE;
	if (seasonal && window->periods_per_year > SERIES_PER_YEAR_MONTH)
		return RECOVERY_YOY_FREQUENCY;
	if (params->pool_jan_feb &&
		window->periods_per_year != SERIES_PER_YEAR_MONTH)
		return RECOVERY_POOL_FREQUENCY;

	error = RecoveryPrepare(window, params, arrays, report);
	if (error == RECOVERY_OK)
		error = RecoveryFitBaseline(&fit, window, params, arrays, report);
	if (error == RECOVERY_OK)
		error = RecoveryFillRatios(&fit, window, shock, arrays);
	if (error != RECOVERY_OK)
		return error;

	report->baseline_observations =
		RecoveryFitObservations(&fit, params->shock - window->first);
	report->baseline_coverage = fit.coverage;
	report->has_baseline = RecoveryFitAt(&fit, params->shock - window->first,
										 &report->baseline);
	if (!report->has_baseline)
	{
		report->baseline = 0;
		return RECOVERY_OK;
	}
	if (!isfinite(report->baseline))
		return RECOVERY_OVERFLOW;
	if (report->baseline <= 0)
		return RECOVERY_OK;

	/* There is a baseline, so the shock is not before the window. */
	return RecoveryFillReport(window, params, arrays, shock, report);
}

/* Says of every slot what it is, after RecoveryCompute. */
void
RecoveryPath(const SeriesWindow *window, const RecoveryParams *params,
			 const RecoveryArrays *arrays, const RecoveryReport *report,
			 RecoveryPhase *phase)
{
	for (int i = 0; i < window->n; i++)
	{
		int64_t		period = window->first + i;

		if (period < params->shock)
			phase[i] = RECOVERY_BEFORE;
		else if (!report->has_depth || !arrays->has_ratio[i])
			phase[i] = RECOVERY_MISSING;
		else if (!report->has_first_breach || period < report->first_breach)
			phase[i] = RECOVERY_HOLDING;
		else if (report->has_recovery && period >= report->recovery)
			phase[i] = RatioAtLeast(arrays->ratio[i], params->threshold) ?
				RECOVERY_BACK : RECOVERY_RELAPSE;
		else if (report->has_censored_after &&
				 period > params->shock + report->censored_after)
			phase[i] = RECOVERY_PENDING;
		else
			phase[i] = RECOVERY_LOSS;
	}
}

/*
 * Periods from slot 0 until the ratio first reaches the threshold, with a
 * fraction by linear interpolation; false if it does not.
 */
bool
RecoveryInterpolated(const double *ratio, const bool *has_ratio, int n,
					 double threshold, double *crossing)
{
	int			last = -1;

	for (int i = 0; i < n; i++)
	{
		if (!has_ratio[i])
			continue;
		if (RatioAtLeast(ratio[i], threshold))
		{
			double		left = fmin(threshold - ratio[i], 0);
			double		before;

			*crossing = i;
			if (last < 0)
				return true;
			before = threshold - ratio[last];
			*crossing = last + (i - last) * (before / (before - left));
			return true;
		}
		last = i;
	}
	return false;
}

/*
 * What was lost as the area between the path and 1, by trapezoids (for
 * levels; Bruneau et al. 2003).  Where the path crosses 1 between two periods
 * only the triangle below 1 counts.
 */
double
RecoveryLossArea(const double *ratio, const bool *has_ratio, int n)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 1; i < n; i++)
	{
		double		a = 1 - ratio[i - 1];
		double		b = 1 - ratio[i];

		if (!has_ratio[i - 1] || !has_ratio[i])
			continue;
		if (a >= 0 && b >= 0)
			FSumAdd(&sum, a / 2 + b / 2);
		else if (a > 0)
			FSumAdd(&sum, a / 2 * (a / (a - b)));
		else if (b > 0)
			FSumAdd(&sum, b / 2 * (b / (b - a)));
	}
	return FSumValue(&sum);
}
