/*
 * hhi_range.h
 *	  The least and the greatest hhi of values that are known as ranges.
 */
#ifndef RAREEARTH_HHI_RANGE_H
#define RAREEARTH_HHI_RANGE_H

#include <stdbool.h>

/* What an entity has at least and at most; 0 <= low <= high, finite. */
typedef struct ValueRange
{
	double		low;
	double		high;
} ValueRange;

typedef struct HhiRange
{
	double		lower;
	double		upper;
	bool		upper_exact;	/* no market of these ranges is above it */
} HhiRange;

/*
 * Sorts and scales the ranges; false where none reaches above zero.  scratch
 * must hold 2 n numbers.
 */
extern bool HhiRangeOf(ValueRange *range, int n, double *scratch,
					   HhiRange *result);

#endif							/* RAREEARTH_HHI_RANGE_H */
