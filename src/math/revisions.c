/*
 * revisions.c
 *	  How far first figures lie from the last ones, and when they settle.
 *
 * The figures are those of the R package reviser: revisions are last figures
 * less earlier ones, noise to signal is their standard deviation over that of
 * the last figures.  Settling is that of the R package epiprocess: the first
 * release from which on all lie within a part of the last one.
 */
#include "math/revisions.h"

#include <math.h>
#include <stdlib.h>

#include "math/fsum.h"
#include "math/near.h"

/* Does a figure lie within a part of the last one? */
static bool
IsSettled(double value, double last, double within)
{
	double		size = fabs(last);

	/* measured by the figures, since what they differ by may be near zero */
	return LevelAtLeast(size + within * size,
						size + fabs(LevelDifference(value, last)));
}

/* The first of n releases from which on all lie within a part of the last. */
int
ReleaseSettled(const double *value, int n, double within)
{
	int			settled = n - 1;

	while (settled > 0 && IsSettled(value[settled - 1], value[n - 1], within))
		settled--;
	return settled;
}

/* The mean of n values, n above 0. */
static double
Mean(const double *values, int n)
{
	FSum		sum;

	FSumInit(&sum);
	FSumAddArray(&sum, values, n);
	return FSumMean(&sum, n);
}

/* The standard deviation of n values with this mean, n above 1. */
static double
StandardDeviation(const double *values, int n, double mean)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < n; i++)
	{
		double		away = values[i] - mean;

		FSumAdd(&sum, away * away);
	}
	return sqrt(FSumValue(&sum) / (n - 1));
}

static int
CompareDoubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/* When all periods settle: the median, and the last. */
static void
FindSettling(const Releases *releases, double within, double *work,
			 RevisionStats *stats)
{
	int			n = releases->n;

	for (int i = 0; i < n; i++)
	{
		int			start = releases->start[i];
		int			settled = ReleaseSettled(releases->value + start,
											 releases->start[i + 1] - start,
											 within);

		work[i] = releases->days[start + settled];
	}
	if (n == 0)
		return;
	qsort(work, n, sizeof(double), CompareDoubles);
	stats->settled_median = (work[(n - 1) / 2] + work[n / 2]) / 2;
	stats->settled_max = (int32_t) work[n - 1];
}

/* Sums revisions and last figures of n periods up. */
static void
FindSize(const double *revision, double *last, int n, RevisionStats *stats)
{
	FSum		sum;

	stats->least = stats->greatest = revision[0];
	FSumInit(&sum);
	for (int i = 0; i < n; i++)
	{
		stats->revised += revision[i] != 0;
		stats->least = fmin(stats->least, revision[i]);
		stats->greatest = fmax(stats->greatest, revision[i]);
		FSumAdd(&sum, fabs(revision[i]));
	}
	stats->bias = Mean(revision, n);
	stats->mean_absolute = FSumMean(&sum, n);
	stats->has_std_dev = n > 1;
	if (n > 1)
	{
		double		signal = StandardDeviation(last, n, Mean(last, n));

		stats->std_dev = StandardDeviation(revision, n, stats->bias);
		stats->has_noise = signal > 0;
		if (signal > 0)
			stats->noise_to_signal = stats->std_dev / signal;
	}
}

/*
 * How the last figures differ from those of a release, 0 being the first, over
 * the periods that have it; and when all periods settle.  work has room for
 * twice as many numbers as there are periods.
 */
void
RevisionStatsFind(const Releases *releases, int release, double within,
				  double *work, RevisionStats *stats)
{
	double	   *revision = work;
	double	   *last = work + releases->n;
	int			n = 0;

	*stats = (RevisionStats) {0};
	FindSettling(releases, within, work, stats);
	for (int i = 0; i < releases->n; i++)
	{
		int			start = releases->start[i];
		int			end = releases->start[i + 1];

		if (release >= end - start)
			continue;
		last[n] = releases->value[end - 1];
		revision[n] = LevelDifference(last[n], releases->value[start + release]);
		n++;
	}
	stats->periods = n;
	if (n > 0)
		FindSize(revision, last, n, stats);
}
