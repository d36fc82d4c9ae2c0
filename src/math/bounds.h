/*
 * bounds.h
 *	  The least and the greatest hhi that partial knowledge allows.
 */
#ifndef RAREEARTH_BOUNDS_H
#define RAREEARTH_BOUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include "math/concentration.h"

typedef enum BoundsStatus
{
	BOUNDS_OK,
	BOUNDS_UNDEFINED,			/* the market total is 0: NULL */
	BOUNDS_INFEASIBLE,			/* no market fits what is given */
	BOUNDS_BAD_TOTAL,			/* total is negative or not finite */
	BOUNDS_BAD_COUNT,			/* fringe count is negative */
	BOUNDS_BAD_MAX,				/* fringe maximum is not above 0 */
	BOUNDS_BAD_MIN,				/* fringe minimum is negative, or above max */
	BOUNDS_BAD_K,				/* k is below 1 */
	BOUNDS_BAD_CR,				/* ratio is not above 0, or above 1 */
	BOUNDS_BAD_N				/* n is below k */
} BoundsStatus;

/* What is known of the entities that are not listed (the fringe). */
typedef struct BoundsFringe
{
	bool		has_count;
	int64_t		count;			/* exactly so many */
	bool		has_max;
	double		max;			/* none is larger */
	double		min;			/* none is smaller; 0 for no floor */
} BoundsFringe;

typedef struct HhiBounds
{
	double		lower;
	double		upper;
	bool		lower_attained;
	bool		upper_attained;
	double		coverage;		/* listed share of the total, or the ratio */
} HhiBounds;

/*
 * Bounds from the entities listed in known (its total is not used, n may be 0)
 * and the total of the whole market.
 */
extern BoundsStatus HhiBoundsKnown(const Market *known, double total,
								   const BoundsFringe *fringe,
								   HhiBounds *bounds);

/* Bounds when only the share of the k largest is known, and n if has_n. */
extern BoundsStatus HhiBoundsRatio(int64_t k, double ratio,
								   bool has_n, int64_t n,
								   HhiBounds *bounds);

#endif							/* RAREEARTH_BOUNDS_H */
