/*
 * series_dates.h
 *	  The keys of states over dates, and over spans from one to another: days,
 *	  until all are known.
 *
 * Which period a date stands for is told by all dates of a group (fiscal.h).
 * So a state over dates keeps days while each is alike the one before.  As soon
 * as one is not, the state is plain, and keeps the periods that hold them,
 * which are few.  Which rows met which does not matter in the end: a state has
 * keys that are periods only if two of its days are not alike, and then all
 * count where they lie.
 *
 * The key of a day stands out of reach of the numbers of weeks, months, quarters
 * and years, within 32 bits.
 */
#ifndef RAREEARTH_SERIES_DATES_H
#define RAREEARTH_SERIES_DATES_H

#include "rareearth.h"
#include "keyed/agg.h"
#include "series/series_span.h"
#include "sql/fiscal.h"

#define SERIES_DAY_KEY		(INT64CONST(1) << 30)
#define SERIES_DAY_REACH	(INT64CONST(1) << 28)	/* 700,000 years */

/* Is this the key of a day, not of a period? */
static inline bool
SeriesKeyIsDay(int64 key)
{
	return key >= SERIES_DAY_KEY - SERIES_DAY_REACH &&
		key < SERIES_DAY_KEY + SERIES_DAY_REACH;
}

static inline DateADT
SeriesKeyDay(int64 key)
{
	return (DateADT) (key - SERIES_DAY_KEY);
}

extern int64 SeriesFirstDateKey(KeyedSums *sums, DateADT date,
								Calendar calendar, int snap);
extern uint32 SeriesViewFinishDates(SumsView *view, int snap);
extern uint32 SeriesViewFinishSpans(SumsView *view, int snap);

/* The key of the periods that a span of days stands for. */
static inline int64
FiscalSpanKey(DateADT start, DateADT end, Calendar calendar, int snap)
{
	int64		first;
	int64		last;

	FiscalSpan(start, end, calendar, snap, &first, &last);
	return SeriesSpanKey(first, last - first + 1);
}

/* The key under which a state keeps a date, given what snap says of it. */
static pg_attribute_always_inline int64
SeriesDateKey(KeyedSums *sums, DateADT date, Calendar calendar, int snap)
{
	if (likely(sums->plain))
		return CalendarIndex(date, calendar);
	return SeriesFirstDateKey(sums, date, calendar, snap);
}

#endif							/* RAREEARTH_SERIES_DATES_H */
