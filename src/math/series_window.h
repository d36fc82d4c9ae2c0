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
	*hi = window->n - 1;
	while (*lo < window->n && !window->seen[*lo])
		(*lo)++;
	if (*lo == window->n)
		return false;
	while (!window->seen[*hi])
		(*hi)--;
	return true;
}

#define SERIES_NO_PERIOD	INT64_MIN	/* one that is not given */

/*
 * The periods of which the source tells everything: what has no row there is a
 * hole that can be settled, what lies outside is not known.  An end that is
 * not given is the first or last observation.
 */
typedef struct SeriesObserved
{
	int64_t		until;
	int64_t		from;
} SeriesObserved;

#define SERIES_OBSERVED_ROWS \
	((SeriesObserved) {SERIES_NO_PERIOD, SERIES_NO_PERIOD})

/* The slots of an observed window, within those of the series. */
static inline bool
SeriesWindowObserved(const SeriesWindow *window, SeriesObserved observed,
					 int *lo, int *hi)
{
	bool		seen = SeriesWindowSpan(window, lo, hi);
	int64_t		from = observed.from - window->first;
	int64_t		until = observed.until - window->first;

	if (observed.from != SERIES_NO_PERIOD)
		*lo = from < 0 ? 0 : from > window->n ? window->n : (int) from;
	else if (!seen)
		return false;
	if (observed.until != SERIES_NO_PERIOD)
		*hi = until < 0 ? -1 : until >= window->n ? window->n - 1 : (int) until;
	else if (!seen)
		return false;
	return true;
}

/*
 * Settles the holes of an observed window in seen, a copy of that of the
 * series, whose values are 0 where nothing was seen.  Returns the slot of a
 * hole that must not be, or -1.
 */
static inline int
SeriesWindowSettle(const SeriesWindow *window, SeriesGaps gaps,
				   SeriesObserved observed, bool *seen)
{
	int			lo;
	int			hi;

	if (gaps == SERIES_GAPS_MISSING ||
		!SeriesWindowObserved(window, observed, &lo, &hi))
		return -1;
	for (int i = lo; i <= hi; i++)
	{
		if (!seen[i] && gaps == SERIES_GAPS_ERROR)
			return i;
		seen[i] = true;
	}
	return -1;
}

#endif							/* RAREEARTH_SERIES_WINDOW_H */
