/*
 * baseline.c
 *	  What a series would have been.
 *
 * Two kinds of fit fill one structure.  Those that follow the calendar (yoy,
 * yoy_mean) have a level for each season, from the last years before the
 * shock.  The others are fitted to the k periods that end gap before it: a
 * level (mean, median), or a line by least squares, in logarithms or not,
 * and with a level for each season (seasonal), whose slope is that of the
 * distances from the means of the seasons: the same as with a dummy for each
 * (Frisch and Waugh 1933).
 *
 * The band is that of a new observation: the variance of what is left, times
 * 1 and the leverage of the period.  It takes errors of neighbouring periods
 * for independent.  This file knows nothing of PostgreSQL.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/baseline.h"
#include "math/near.h"

static const char *const baseline_names[RECOVERY_BASELINE_COUNT] = {
	"mean", "median", "yoy", "yoy_mean", "linear", "loglinear", "seasonal"
};

/* The SQL word for a kind of baseline. */
const char *
RecoveryBaselineName(RecoveryBaseline baseline)
{
	return baseline_names[baseline];
}

/* Does it take the same period of years before? */
static bool
BaselineFollowsCalendar(RecoveryBaseline kind)
{
	return kind == RECOVERY_YOY || kind == RECOVERY_YOY_MEAN;
}

/* Does it need years that line up? */
bool
BaselineFollowsYears(RecoveryBaseline kind)
{
	return BaselineFollowsCalendar(kind) || kind == RECOVERY_SEASONAL;
}

/* Is it fitted in logarithms? */
bool
BaselineHasLogs(RecoveryBaseline kind)
{
	return kind == RECOVERY_LOGLINEAR || kind == RECOVERY_SEASONAL;
}

/* Does it have a slope? */
static bool
BaselineHasTrend(RecoveryBaseline kind)
{
	return kind == RECOVERY_LINEAR || BaselineHasLogs(kind);
}

/* The slot of a period, forced into [0, n]: every slot before it is earlier. */
int
BaselineSlot(const SeriesWindow *window, int64_t period)
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
void
BaselinePoolJanFeb(const SeriesWindow *window, double *value, bool *seen)
{
	/* Only the remainder matters; it is never negative this way. */
	int			month = (int) (((window->first % 12) + 12) % 12);

	for (int i = 0; i < window->n; i++, month = (month + 1) % 12)
	{
		if (month == 1 && i == 0)
			seen[i] = false;
		if (month != 0)
			continue;
		if (i + 1 < window->n && seen[i] && seen[i + 1])
		{
			/* Halves first: the sum could overflow. */
			double		mean = value[i] / 2 + value[i + 1] / 2;

			value[i] = mean;
			value[i + 1] = mean;
		}
		else
		{
			seen[i] = false;
			if (i + 1 < window->n)
				seen[i + 1] = false;
		}
	}
}

/*
 * Copies the series and settles its gaps.  Gaps are settled before January
 * and February are pooled, so that with gaps => zero a February that carries
 * both months is split in half, as it should be.
 */
RecoveryError
BaselinePrepare(const SeriesWindow *window, const RecoveryParams *params,
				const BaselineSlots *slots, int64_t *error_period)
{
	int			gap;

	if (BaselineFollowsYears(params->baseline) &&
		window->periods_per_year > SERIES_PER_YEAR_MONTH)
		return RECOVERY_YOY_FREQUENCY;
	if (params->pool_jan_feb &&
		window->periods_per_year != SERIES_PER_YEAR_MONTH)
		return RECOVERY_POOL_FREQUENCY;
	for (int i = 0; i < window->n; i++)
	{
		slots->seen[i] = window->seen[i];
		slots->value[i] = window->seen[i] ? window->value[i] : 0;
	}
	gap = SeriesWindowSettle(window, params->gaps, params->observed,
							 slots->seen);
	if (gap >= 0)
	{
		*error_period = window->first + gap;
		return RECOVERY_GAP;
	}
	if (params->pool_jan_feb)
		BaselinePoolJanFeb(window, slots->value, slots->seen);
	return RECOVERY_OK;
}

/* Order of doubles, for qsort. */
static int
BaselineCompareDoubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/*
 * Moves the number that is at a place when x[0..n) is sorted to this place,
 * with none above it before and none below it behind (Hoare 1961).  Where
 * that takes long, the numbers are sorted.
 */
static void
BaselineSelect(double *x, int n, int place)
{
	int			low = 0;
	int			high = n - 1;

	for (int tries = 0; low < high; tries++)
	{
		double		pivot = x[low + (high - low) / 2];
		int			i = low;
		int			j = high;

		if (tries > 100)
		{
			qsort(x + low, (size_t) (high - low + 1), sizeof(double),
				  BaselineCompareDoubles);
			return;
		}
		while (i <= j)
		{
			while (x[i] < pivot)
				i++;
			while (x[j] > pivot)
				j--;
			if (i <= j)
			{
				double		swap = x[i];

				x[i++] = x[j];
				x[j--] = swap;
			}
		}
		if (place <= j)
			high = j;
		else if (place >= i)
			low = i;
		else
			return;
	}
}

/* The median of x[0..n), whose order it changes; n >= 1. */
double
BaselineMedian(double *x, int n)
{
	double		below;

	BaselineSelect(x, n, n / 2);
	if (n % 2 == 1)
		return x[n / 2];
	below = x[0];
	for (int i = 1; i < n / 2; i++)
		below = fmax(below, x[i]);
	return below / 2 + x[n / 2] / 2;
}

/*
 * The logarithm of value / scale, both above zero, and back.  The quotient is
 * exact where both are equal; one that leaves the range is a difference.
 */
double
BaselineToLog(double value, double scale)
{
	double		quotient = value / scale;

	return isnormal(quotient) ? log(quotient) : log(value) - log(scale);
}

static double
BaselineFromLog(double logarithm, double scale)
{
	double		quotient = exp(logarithm);

	return isnormal(quotient) ? scale * quotient :
		exp(logarithm + log(scale));
}

/* The season of a slot, which may lie outside the window. */
static int
BaselineSeasonOf(const Baseline *fit, int64_t slot)
{
	return fit->seasons == 1 ? 0 :
		(int) ((slot % fit->seasons + fit->seasons) % fit->seasons);
}

/* The means of a season's points; none where it has fewer than two. */
static bool
BaselineCenter(Baseline *fit, int season, const BaselineSlots *slots, int m)
{
	BaselineSeason *center = &fit->season[season];
	FSum		sum_x;
	FSum		sum_y;
	int			n = 0;

	FSumInit(&sum_x);
	FSumInit(&sum_y);
	for (int i = 0; i < m; i++)
	{
		if (BaselineSeasonOf(fit, (int64_t) slots->x[i]) != season)
			continue;
		FSumAdd(&sum_x, slots->x[i]);
		FSumAdd(&sum_y, slots->y[i]);
		n++;
	}
	if (n < 2)
		return false;
	center->x = FSumMean(&sum_x, n);
	center->y = FSumMean(&sum_y, n);
	center->n = n;
	return true;
}

/*
 * Fits a line by least squares to m points, with a level of its own in each
 * season.  Distances from the means are summed, not raw squares, so nothing
 * cancels.  A season that was seen once has no line, and then none has.
 */
static void
BaselineFitLine(Baseline *fit, const BaselineSlots *slots, int m)
{
	FSum		sum_xx;
	FSum		sum_xy;

	for (int season = 0; season < fit->seasons; season++)
	{
		if (!BaselineCenter(fit, season, slots, m))
		{
			memset(fit->season, 0, sizeof(fit->season));
			return;
		}
	}
	FSumInit(&sum_xx);
	FSumInit(&sum_xy);
	for (int i = 0; i < m; i++)
	{
		const BaselineSeason *center =
			&fit->season[BaselineSeasonOf(fit, (int64_t) slots->x[i])];
		double		dx = slots->x[i] - center->x;

		FSumAdd(&sum_xx, dx * dx);
		FSumAdd(&sum_xy, dx * (slots->y[i] - center->y));
	}
	fit->sum_xx = FSumValue(&sum_xx);
	fit->slope = FSumValue(&sum_xy) / fit->sum_xx;
}

/*
 * Fits a level or a line to the slots [lo, hi).
 */
static RecoveryError
BaselineFitWindow(Baseline *fit, const SeriesWindow *window,
				  const RecoveryParams *params, int lo, int hi,
				  const BaselineSlots *slots, int64_t *error_period)
{
	bool		logs = BaselineHasLogs(fit->kind);
	int			m = 0;
	FSum		sum;

	FSumInit(&sum);
	for (int i = lo; i < hi; i++)
	{
		double		value = slots->value[i];

		if (!slots->seen[i])
			continue;
		if (logs && value <= 0)
		{
			*error_period = window->first + i;
			return RECOVERY_NONPOSITIVE;
		}
		if (m == 0)
			fit->scale = value;
		slots->x[m] = i;
		slots->y[m] = logs ? BaselineToLog(value, fit->scale) : value;
		if (fit->kind == RECOVERY_MEAN)
			FSumAdd(&sum, value);
		m++;
	}
	fit->observations = m;
	fit->coverage = (double) m / params->k;
	if (BaselineHasTrend(fit->kind))
		BaselineFitLine(fit, slots, m);
	else if (m > 0)
	{
		fit->season[0].n = m;
		fit->season[0].y = fit->kind == RECOVERY_MEDIAN ?
			BaselineMedian(slots->y, m) : FSumMean(&sum, m);
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
BaselineFitYears(Baseline *fit, const SeriesWindow *window,
				 const RecoveryParams *params, int64_t end,
				 const BaselineSlots *slots)
{
	int			p = window->periods_per_year;
	int			years = fit->kind == RECOVERY_YOY ? 1 : params->years;
	int64_t		known = 0;

	for (int back = 1; back <= p; back++)
	{
		/* slot may lie outside the window on either side */
		int64_t		slot = end - back;
		BaselineSeason *season = &fit->season[BaselineSeasonOf(fit, slot)];
		int			m = 0;
		FSum		sum;

		FSumInit(&sum);
		for (int year = 0; year < years && slot >= 0; year++, slot -= p)
		{
			if (slot >= window->n || !slots->seen[slot])
				continue;
			FSumAdd(&sum, slots->value[slot]);
			m++;
		}
		season->n = m;
		if (m > 0)
			season->y = FSumMean(&sum, m);
		known += m;
	}
	fit->coverage = (double) known / ((double) p * years);
}

/* Fits the baseline that the parameters ask for, before a shock. */
RecoveryError
BaselineFit(Baseline *fit, const SeriesWindow *window,
			const RecoveryParams *params, int64_t shock,
			const BaselineSlots *slots, int64_t *error_period)
{
	int64_t		end = shock - params->gap;

	memset(fit, 0, sizeof(*fit));
	fit->kind = params->baseline;
	fit->seasons = BaselineFollowsYears(fit->kind) ?
		window->periods_per_year : 1;
	if (BaselineFollowsCalendar(fit->kind))
	{
		BaselineFitYears(fit, window, params, end - window->first, slots);
		return RECOVERY_OK;
	}
	return BaselineFitWindow(fit, window, params,
							 BaselineSlot(window, end - params->k),
							 BaselineSlot(window, end), slots, error_period);
}

/* How many observations the baseline at a slot rests on. */
int
BaselineObservations(const Baseline *fit, int64_t slot)
{
	return BaselineFollowsCalendar(fit->kind) ?
		fit->season[BaselineSeasonOf(fit, slot)].n : fit->observations;
}

/* The line at a slot, in logarithms where it is fitted so. */
static double
BaselineLine(const Baseline *fit, const BaselineSeason *season, int64_t slot)
{
	double		change;

	if (fit->slope == 0)
		return season->y;
	/* a trend that reaches zero is there, whatever rounding leaves */
	change = fit->slope * ((double) slot - season->x);
	return LevelOfSum(season->y + change, fabs(change));
}

/* The baseline at a slot, which may lie outside the window; false if none. */
bool
BaselineAt(const Baseline *fit, int64_t slot, double *value)
{
	const BaselineSeason *season = &fit->season[BaselineSeasonOf(fit, slot)];

	*value = BaselineLine(fit, season, slot);
	if (season->n > 0 && BaselineHasLogs(fit->kind))
		*value = BaselineFromLog(*value, fit->scale);
	return season->n > 0;
}

/*
 * By which factor the season of a slot lies above the trend, 1 in the
 * geometric mean of the seasons; false if there is none.
 */
bool
BaselineSeasonFactor(const Baseline *fit, int64_t slot, double *factor)
{
	int			own = BaselineSeasonOf(fit, slot);
	double		level = 0;
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < fit->seasons; i++)
	{
		double		at = fit->season[i].y - fit->slope * fit->season[i].x;

		FSumAdd(&sum, at);
		if (i == own)
			level = at;
	}
	*factor = exp(level - FSumMean(&sum, fit->seasons));
	return fit->season[own].n > 0 && isnormal(*factor);
}

/*
 * Measures how far the window lies from its baseline: sigma and its degrees of
 * freedom, of what is fitted by least squares.
 */
void
BaselineSpread(Baseline *fit, const SeriesWindow *window,
			   const RecoveryParams *params, int64_t shock,
			   const BaselineSlots *slots)
{
	bool		logs = BaselineHasLogs(fit->kind);
	int			hi = BaselineSlot(window, shock - params->gap);
	FSum		sum;

	if (fit->season[0].n == 0 || BaselineFollowsCalendar(fit->kind) ||
		fit->kind == RECOVERY_MEDIAN)
		return;
	fit->freedom = fit->observations - fit->seasons -
		BaselineHasTrend(fit->kind);
	FSumInit(&sum);
	for (int i = BaselineSlot(window, shock - params->gap - params->k); i < hi; i++)
	{
		double		line;
		double		y = slots->value[i];

		if (!slots->seen[i])
			continue;
		line = BaselineLine(fit, &fit->season[BaselineSeasonOf(fit, i)], i);
		if (logs)
			y = BaselineToLog(y, fit->scale);
		if (logs ? !RatiosNear(y, line) : !LevelsNear(y, line))
			FSumAdd(&sum, (y - line) * (y - line));
	}
	if (fit->freedom > 0)
		fit->sigma = sqrt(FSumValue(&sum) / fit->freedom);
}

/*
 * The band in which a new observation would lie: quantile is that of
 * Student's t with the degrees of freedom.  False where there is none.
 */
bool
BaselineBand(const Baseline *fit, int64_t slot, double quantile, double *low,
			 double *high)
{
	const BaselineSeason *season = &fit->season[BaselineSeasonOf(fit, slot)];
	double		line = BaselineLine(fit, season, slot);
	double		dx = (double) slot - season->x;
	double		margin;

	if (season->n == 0 || fit->freedom <= 0)
		return false;
	margin = 1 + 1.0 / season->n;
	if (fit->sum_xx > 0)
		margin += dx * dx / fit->sum_xx;
	margin = quantile * fit->sigma * sqrt(margin);
	*low = line - margin;
	*high = line + margin;
	if (BaselineHasLogs(fit->kind))
	{
		*low = BaselineFromLog(*low, fit->scale);
		*high = BaselineFromLog(*high, fit->scale);
	}
	return isfinite(*low) && isfinite(*high);
}
