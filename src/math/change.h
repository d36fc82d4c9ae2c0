/*
 * change.h
 *	  The change of a market between two dates.
 */
#ifndef RAREEARTH_CHANGE_H
#define RAREEARTH_CHANGE_H

#include <stdbool.h>

/*
 * Entities of either date in n rows, with their shares before and after; an
 * entity that is absent has share 0.  For ChangeDecompose, group says who owns
 * the entity after the mergers between the dates; rows of one owner must be
 * next to each other.  ChangeInstability does not read it.
 */
typedef struct MarketChange
{
	int			n;
	const int  *group;
	const double *before;
	const double *after;
} MarketChange;

/* The hhi of both dates, and the parts of its change, which add up to delta. */
typedef struct HhiChange
{
	double		before;			/* of entities */
	double		after;			/* of owners */
	double		delta;
	double		merger;
	double		exit;
	double		entry;
	double		displacement;
	double		share_shift;
} HhiChange;

/* Both are undefined unless both dates have a share above 0. */
extern bool ChangeInstability(const MarketChange *change, double *result);
extern bool ChangeDecompose(const MarketChange *change, HhiChange *result);

#endif							/* RAREEARTH_CHANGE_H */
