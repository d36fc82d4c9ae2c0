/*
 * algebra.c
 *	  Series made from series: growth, running totals, means, seasons.
 *
 * What is not known stays not known: a running total ends at a hole, a mean
 * needs as many observations as asked for.  Running sums are exact, so what
 * leaves a moving window leaves no trace.  This file knows nothing of
 * PostgreSQL.
 */
#include <math.h>

#include "math/algebra.h"
#include "math/fsum.h"

/* The place of a slot in its year, 0 for the first. */
static int
SeasonOf(const SeriesWindow *window, int64_t slot)
{
	int64_t		p = window->periods_per_year;

	return (int) (((window->first + slot) % p + p) % p);
}

/* Change against the value lag slots before, as a part of that value. */
void
AlgebraGrowth(const SeriesWindow *window, int lag, SeriesSlots *out)
{
	for (int i = 0; i < window->n; i++)
	{
		out->seen[i] = i >= lag && window->seen[i] && window->seen[i - lag] &&
			window->value[i - lag] > 0;
		if (out->seen[i])
			out->value[i] = window->value[i] / window->value[i - lag] - 1;
	}
}

/*
 * Where running totals are known, from the first observation or in each year,
 * and where they start again.  From a hole on the total is not known, until the
 * next year where years count.  These start year_offset periods into the year
 * of the index.
 */
void
AlgebraCumulative(const SeriesWindow *window, bool by_year, int year_offset,
				  bool *known, bool *restart)
{
	bool		still = false;
	bool		started = false;

	for (int i = 0; i < window->n; i++)
	{
		restart[i] = by_year ? SeasonOf(window, i) == year_offset :
			!started && window->seen[i];
		if (restart[i])
			still = started = true;
		still = still && window->seen[i];
		known[i] = still;
	}
}

/* Means of the last k slots, where at least "least" of them are seen. */
void
AlgebraMovingMean(const SeriesWindow *window, int k, int least,
				  SeriesSlots *out)
{
	int			m = 0;
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < window->n; i++)
	{
		if (window->seen[i])
		{
			FSumAdd(&sum, window->value[i]);
			m++;
		}
		if (i >= k && window->seen[i - k])
		{
			FSumAdd(&sum, -window->value[i - k]);
			m--;
		}
		out->seen[i] = m >= least && i >= k - 1;
		if (out->seen[i])
			out->value[i] = FSumValue(&sum) / m;
	}
}

/* Mean of the slots [from, to); false unless all are seen, and some are. */
bool
AlgebraMean(const SeriesWindow *window, int64_t from, int64_t to,
			double *mean)
{
	FSum		sum;

	if (from < 0 || from >= to || to > window->n)
		return false;
	FSumInit(&sum);
	for (int64_t i = from; i < to; i++)
	{
		if (!window->seen[i])
			return false;
		FSumAdd(&sum, window->value[i]);
	}
	*mean = FSumValue(&sum) / (to - from);
	return true;
}

/* The mean of a whole year around a slot, half of both ends; false if none. */
static bool
CentredMean(const SeriesWindow *window, int slot, double *mean)
{
	int			half = window->periods_per_year / 2;
	FSum		sum;

	if (slot < half || slot + half >= window->n)
		return false;
	FSumInit(&sum);
	for (int i = slot - half; i <= slot + half; i++)
	{
		double		weight = i == slot - half || i == slot + half ? 0.5 : 1;

		if (!window->seen[i])
			return false;
		FSumAdd(&sum, weight * window->value[i]);
	}
	*mean = FSumValue(&sum) / window->periods_per_year;
	return true;
}

/*
 * The seasonal index by ratios to the centred moving average of a year: the
 * mean ratio of each season, scaled so that the mean of the index is 1.  Years
 * have an even number of periods.
 */
void
AlgebraSeasons(const SeriesWindow *window, SeasonalIndex *seasons)
{
	int			p = window->periods_per_year;
	FSum		sum[SERIES_PER_YEAR_MONTH];
	FSum		total;
	double		mean;

	for (int season = 0; season < p; season++)
	{
		FSumInit(&sum[season]);
		seasons->years[season] = 0;
	}
	for (int i = 0; i < window->n; i++)
	{
		int			season = SeasonOf(window, i);

		if (!CentredMean(window, i, &mean) || mean <= 0)
			continue;
		FSumAdd(&sum[season], window->value[i] / mean);
		seasons->years[season]++;
	}
	seasons->known = true;
	FSumInit(&total);
	for (int season = 0; season < p; season++)
	{
		if (seasons->years[season] == 0)
		{
			seasons->known = false;
			return;
		}
		seasons->index[season] = FSumValue(&sum[season]) /
			seasons->years[season];
		FSumAdd(&total, seasons->index[season]);
	}
	mean = FSumValue(&total) / p;
	seasons->known = mean > 0;
	for (int season = 0; season < p && seasons->known; season++)
		seasons->index[season] /= mean;
}
