/*
 * recovery.c
 *	  How far a series fell after a shock, and when it came back.
 *
 * RecoveryCompute works in passes over the window, each linear in its length:
 *
 *	  prepare	copy the series, fill its gaps, pool (baseline.c)
 *	  fit		fit the baseline to the periods before the shock (baseline.c)
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

static const char *const status_names[RECOVERY_STATUS_COUNT] = {
	"recovered", "censored", "not_affected", "no_baseline", "no_post_data"
};

static const char *const phase_names[RECOVERY_PHASE_COUNT] = {
	"before", "holding", "loss", "pending", "recovered", "relapse", "missing"
};

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

/*
 * Fills the arrays of baselines and ratios.  A value has no ratio where its
 * baseline is not positive: a trend may reach zero.
 */
static RecoveryError
RecoveryFillRatios(const Baseline *fit, const SeriesWindow *window, int shock,
				   const RecoveryArrays *arrays)
{
	bool		calendar = fit->kind == RECOVERY_YOY ||
		fit->kind == RECOVERY_YOY_MEAN;

	for (int i = 0; i < window->n; i++)
	{
		double		base = 0;
		bool		wanted = i >= shock || !calendar;
		bool		has = wanted && BaselineAt(fit, i, &base);

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

/* The last slot known to be below the threshold; there was a breach by then. */
static int
RecoveryLastBelow(const RecoveryParams *params, const RecoveryArrays *arrays,
				  int last)
{
	while (!arrays->has_ratio[last] ||
		   RatioAtLeast(arrays->ratio[last], params->threshold))
		last--;
	return last;
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
	report->time_at_least = RecoveryLastBelow(params, arrays, back - 1) - shock;
	report->exact = report->time_at_least == back - 1 - shock;
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
	int			last = RecoveryLastBelow(params, arrays, latest);

	report->status = RECOVERY_CENSORED;
	report->censored_after = last - shock;
	report->has_censored_after = true;
	report->time_at_least = report->censored_after;
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
		report->exact = first == shock;
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
	int			shock = BaselineSlot(window, params->shock);
	int64_t		slot = params->shock - window->first;
	const BaselineSlots slots = {arrays->value, arrays->seen, arrays->ratio,
	arrays->baseline};
	Baseline   *fit = &report->fit;
	RecoveryError error;

	memset(report, 0, sizeof(*report));
	report->status = RECOVERY_NO_BASELINE;
	/* the ratios and baselines, not filled yet, are room for points */
	error = BaselinePrepare(window, params, &slots, &report->error_period);
	if (error == RECOVERY_OK)
		error = BaselineFit(fit, window, params, params->shock, &slots,
							&report->error_period);
	if (error == RECOVERY_OK)
		error = RecoveryFillRatios(fit, window, shock, arrays);
	if (error != RECOVERY_OK)
		return error;

	BaselineSpread(fit, window, params, params->shock, &slots);
	report->baseline_observations = BaselineObservations(fit, slot);
	report->baseline_coverage = fit->coverage;
	report->has_baseline = BaselineAt(fit, slot, &report->baseline);
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
