/*
 * series_window.h
 *	  A series as plain arrays: one slot for every calendar period.
 *
 * Slot i is the period with index first + i.  Periods without an observation
 * keep their slot (seen[i] is false and value[i] means nothing), so distances
 * between slots are durations in calendar periods.
 *
 * A month has the index year * 12 + month - 1, so index % 12 == 0 is January; a
 * quarter with index % 4 == 0 is the first of its business year.  Trading days
 * are numbered by their place among the days that have a figure: there are no
 * holes between them, and a distance counts observations.  This file knows nothing of PostgreSQL.
 */
#ifndef RAREEARTH_SERIES_WINDOW_H
#define RAREEARTH_SERIES_WINDOW_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Frequencies finer than the month have no same period a year before. */
#define SERIES_PER_YEAR_MONTH	12

/* The values are finite: whoever fills a window sees to that. */
typedef struct SeriesWindow
{
	int64_t		first;			/* period index of slot 0 */
	int			n;				/* slots; 0 for an empty window */
	const double *value;
	const bool *seen;
	int			periods_per_year;	/* 1, 4, 12; 52 weeks, 365 days, 252
									 * trading days */
} SeriesWindow;

/* What a period without an observation, inside the observed span, means. */
typedef enum SeriesGaps
{
	SERIES_GAPS_MISSING,		/* unknown: counts nowhere */
	SERIES_GAPS_ZERO,			/* nothing happened: the value is 0 */
	SERIES_GAPS_ERROR
} SeriesGaps;

#define SERIES_GAPS_COUNT	3

/* The SQL word for a way to treat gaps. */
static inline const char *
SeriesGapsName(SeriesGaps gaps)
{
	static const char *const names[SERIES_GAPS_COUNT] = {
		"missing", "zero", "error"
	};

	return names[gaps];
}

/* Finds the way to treat gaps with this SQL word; false if there is none. */
static inline bool
SeriesGapsFromName(const char *name, SeriesGaps *gaps)
{
	for (int i = 0; i < SERIES_GAPS_COUNT; i++)
	{
		if (strcmp(name, SeriesGapsName((SeriesGaps) i)) == 0)
		{
			*gaps = (SeriesGaps) i;
			return true;
		}
	}
	return false;
}

/* Finds the first and last observed slots; false if nothing is observed. */
static inline bool
SeriesWindowSpan(const SeriesWindow *window, int *lo, int *hi)
{
	*lo = 0;
	while (*lo < window->n && !window->seen[*lo])
		(*lo)++;
	if (*lo == window->n)
		return false;
	*hi = window->n - 1;
	while (!window->seen[*hi])
		(*hi)--;
	return true;
}

#endif							/* RAREEARTH_SERIES_WINDOW_H */
