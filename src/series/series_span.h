/*
 * series_span.h
 *	  The keys of a trade_series: one period, or several that share a total.
 *
 * A figure may cover several periods: January and February together, a
 * quarter among months.  Its key is a pair of numbers: how many periods follow
 * the first one, and the number of that first one.  So a single period's key is its number, keys of single periods
 * come before all others, and sums, merging and the stored format know nothing
 * of it.  Numbers of periods fit: dates lie within 2^31 days of 2000-01-01.
 */
#ifndef RAREEARTH_SERIES_SPAN_H
#define RAREEARTH_SERIES_SPAN_H

#include "rareearth.h"
#include "keyed/pair.h"
#include "sql/calendar.h"

/* The key of so many periods from a first one. */
static inline int64
SeriesSpanKey(int64 first, int64 length)
{
	return PairOfNumbers(length - 1, first);
}

/* How many periods a key covers; not above zero when the key is no key. */
static inline int64
SeriesSpanLength(int64 key)
{
	return PairFirstNumber(key) + 1;
}

/* The number of a key's first period. */
static inline int64
SeriesSpanFirst(int64 key)
{
	return PairSecondNumber(key);
}

static inline int64
SeriesSpanLast(int64 key)
{
	return SeriesSpanFirst(key) + SeriesSpanLength(key) - 1;
}

/*
 * Does every period of this key have a date?  Which trading days lie between
 * two of them no key can tell, so a key is one of them.
 */
static inline bool
SeriesSpanIsValid(int64 key, Calendar calendar)
{
	return SeriesSpanLength(key) >= 1 &&
		(SeriesSpanLength(key) == 1 ||
		 calendar.frequency != FREQUENCY_TRADING_DAY) &&
		CalendarIndexIsValid(SeriesSpanFirst(key), calendar) &&
		CalendarIndexIsValid(SeriesSpanLast(key), calendar);
}

extern const char *SeriesSpanText(int64 key, Calendar calendar);

#endif							/* RAREEARTH_SERIES_SPAN_H */
