/*
 * geks.h
 *	  Index numbers of many periods that do not depend on a chain (GEKS).
 *
 * All indices here are logarithms; NaN is one that is not defined.
 */
#ifndef RAREEARTH_GEKS_H
#define RAREEARTH_GEKS_H

#include <stdbool.h>

#define GEKS_MIN_WINDOW		2
#define GEKS_MAX_WINDOW		1000	/* periods that are compared with each other */

/* How the next period is linked to those that were published. */
typedef enum GeksSplice
{
	SPLICE_MEAN,				/* the mean over all periods of the overlap */
	SPLICE_MOVEMENT,			/* over its last period */
	SPLICE_WINDOW,				/* over its first */
	SPLICE_HALF,				/* over the one in the middle */
	SPLICES
} GeksSplice;

/*
 * pair[i * n + j] is the index from period i to period j of a window of n, the
 * opposite of that from j to i.
 */
extern double GeksBetween(const double *pair, int n, int from, int to);
extern double GeksLink(GeksSplice splice, const double *published,
					   const double *pair, int n);

#endif							/* RAREEARTH_GEKS_H */
