/*
 * algebra.h
 *	  Series made from series: growth, running totals, means, seasons.
 *
 * Answers go to arrays of one slot for each slot of the window.  A slot whose
 * answer is not known is not seen.  See algebra.c.
 */
#ifndef RAREEARTH_ALGEBRA_H
#define RAREEARTH_ALGEBRA_H

#include "math/series_window.h"

typedef struct SeriesSlots
{
	double	   *value;
	bool	   *seen;
} SeriesSlots;

/* The mean season: index 1 is the mean of the year. */
typedef struct SeasonalIndex
{
	double		index[SERIES_PER_YEAR_MONTH];
	int			years[SERIES_PER_YEAR_MONTH];	/* ratios behind it */
	bool		known;			/* every season has a ratio */
} SeasonalIndex;

extern void AlgebraGrowth(const SeriesWindow *window, int lag,
						  SeriesSlots *out);
extern void AlgebraCumulative(const SeriesWindow *window, bool by_year,
							  int year_offset, bool *known, bool *restart);
extern void AlgebraMovingMean(const SeriesWindow *window, int k, int least,
							  SeriesSlots *out);
extern bool AlgebraMean(const SeriesWindow *window, int64_t from, int64_t to,
						double *mean);
extern void AlgebraSeasons(const SeriesWindow *window, SeasonalIndex *seasons);

#endif							/* RAREEARTH_ALGEBRA_H */
