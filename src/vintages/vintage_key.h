/*
 * vintage_key.h
 *	  The keys of trade_vintages: what a figure is told for, and the day on
 *	  which it was known.
 *
 *		bits 46 to 62	how many periods follow the first one
 *		bits 23 to 45	number of the first period, plus 2^22
 *		bits 0 to 22	day, counted from 2000-01-01, plus 2^22
 *
 * So keys are in order of what they are told for, as those of a trade_series
 * are, and then of the day.  2^22 days reach from before the first date there
 * is to the year 13483; numbers of coarser periods are smaller.
 */
#ifndef RAREEARTH_VINTAGE_KEY_H
#define RAREEARTH_VINTAGE_KEY_H

#include "rareearth.h"
#include "series/series_span.h"

#define VINTAGE_BITS		23
#define VINTAGE_REACH		(INT64CONST(1) << (VINTAGE_BITS - 1))
#define VINTAGE_MASK		((INT64CONST(1) << VINTAGE_BITS) - 1)
#define VINTAGE_MAX_LENGTH	(INT64CONST(1) << 17)	/* periods of a figure */

/* The key of a figure for what a key of a series says, known on a day. */
static inline int64
VintageKey(int64 span, DateADT known)
{
	return (SeriesSpanLength(span) - 1) << (2 * VINTAGE_BITS) |
		(SeriesSpanFirst(span) + VINTAGE_REACH) << VINTAGE_BITS |
		(known + VINTAGE_REACH);
}

/* What a figure is told for, as a key of a series. */
static inline int64
VintageSpan(int64 key)
{
	return SeriesSpanKey((key >> VINTAGE_BITS & VINTAGE_MASK) - VINTAGE_REACH,
						 (key >> (2 * VINTAGE_BITS)) + 1);
}

static inline DateADT
VintageKnown(int64 key)
{
	return (DateADT) ((key & VINTAGE_MASK) - VINTAGE_REACH);
}

/* Are two figures told for the same? */
static inline bool
VintageSameSpan(int64 a, int64 b)
{
	return a >> VINTAGE_BITS == b >> VINTAGE_BITS;
}

#endif							/* RAREEARTH_VINTAGE_KEY_H */
