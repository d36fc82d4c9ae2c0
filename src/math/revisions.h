/*
 * revisions.h
 *	  How far first figures lie from the last ones, and when they settle.
 *
 * Plain arrays; this file knows nothing of PostgreSQL.
 */
#ifndef RAREEARTH_REVISIONS_H
#define RAREEARTH_REVISIONS_H

#include <stdbool.h>
#include <stdint.h>

/* The releases of n periods: those of period i from start[i] to start[i + 1]. */
typedef struct Releases
{
	int			n;
	const int  *start;
	const double *value;
	const int32_t *days;		/* from the end of the period to the release */
} Releases;

typedef struct RevisionStats
{
	int			periods;		/* that have the release asked for */
	int			revised;
	double		bias;			/* of the last figure less that release */
	double		mean_absolute;
	double		least;
	double		greatest;
	bool		has_std_dev;	/* of two periods or more */
	double		std_dev;
	bool		has_noise;
	double		noise_to_signal;
	double		settled_median; /* over all periods */
	int32_t		settled_max;
} RevisionStats;

extern int	ReleaseSettled(const double *value, int n, double within);
extern void RevisionStatsFind(const Releases *releases, int release,
							  double within, double *work,
							  RevisionStats *stats);

#endif							/* RAREEARTH_REVISIONS_H */
