/*
 * series_dates.h
 *	  The keys of states over dates, and over spans from one to another: days,
 *	  until all are known.
 *
 * Which period a date stands for is told by all dates of a group (fiscal.h).
 * So a state over dates keeps days while each is alike the one before; as soon as one
 * is not, it keeps the periods that hold them, which are few.  Which rows met
 * which does not matter in the end: a state has keys that are periods only if
 * two of its days are not alike, and then all count where they lie.
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

/*
 * Does a state keep dates as days?  Weeks stand in no doubt unless a snap is
 * said; what lies out of reach is no date of trade.
 */
static inline bool
SeriesKeepsDay(DateADT date, Frequency frequency, int snap)
{
	return frequency >= (snap == SNAP_NONE ? FREQUENCY_MONTH : FREQUENCY_WEEK) &&
		frequency <= FREQUENCY_YEAR &&
		date > -SERIES_DAY_REACH && date < SERIES_DAY_REACH;
}

extern int64 SeriesDayToPeriod(int64 key, const void *calendar);
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
	int64		newest;

	if (unlikely(!SeriesKeepsDay(date, calendar.frequency, snap)))
		return snap == SNAP_NONE ? CalendarIndex(date, calendar) :
			FiscalPeriod(date, calendar, snap);
	if (snap != SNAP_NONE || !SumsNewestKey(sums, &newest))
		return SERIES_DAY_KEY + date;
	if (likely(!SeriesKeyIsDay(newest)))
		return CalendarIndex(date, calendar);
	if (SeriesKeyDay(newest) == date || FiscalAlike(SeriesKeyDay(newest), date))
		return SERIES_DAY_KEY + date;
	SumsMapRows(sums, SeriesDayToPeriod, &calendar);
	return CalendarIndex(date, calendar);
}

#endif							/* RAREEARTH_SERIES_DATES_H */
