/*
 * calendar.h
 *	  Calendar periods: a date to the index of its period and back.
 */
#ifndef RAREEARTH_CALENDAR_H
#define RAREEARTH_CALENDAR_H

#include "rareearth.h"

#include "utils/date.h"
#include "utils/timestamp.h"

#include "keyed/meaning.h"

/* The periods of a series; quarters and years are those of a business year. */
typedef struct Calendar
{
	Frequency	frequency;
	uint8		year_start;		/* first month of the year, 1 to 12 */
} Calendar;

/* A calendar whose years start in January. */
static inline Calendar
CalendarBy(Frequency frequency)
{
	Calendar	calendar = {frequency, 1};

	return calendar;
}

/* The calendar of a trade_series. */
static inline Calendar
CalendarOf(ValueMeaning meaning)
{
	Calendar	calendar = {(Frequency) meaning.unit, meaning.year_start};

	return calendar;
}

static inline bool
CalendarsEqual(Calendar a, Calendar b)
{
	return a.frequency == b.frequency && a.year_start == b.year_start;
}

extern const char *CalendarName(Frequency frequency);
extern const char *CalendarText(Calendar calendar);
extern bool CalendarFromName(const char *name, int len, Frequency *frequency);
extern Frequency CalendarFromText(const text *name);
extern bool CalendarNests(Calendar fine, Calendar coarse);
extern Frequency CalendarCoarser(Frequency a, Frequency b);
extern int64 CalendarIndex(DateADT date, Calendar calendar);
extern void CalendarIndexSorted(int64 *days, uint32 n, Calendar calendar);
extern DateADT CalendarDate(int64 index, Calendar calendar);
extern bool CalendarIndexIsValid(int64 index, Calendar calendar);
extern Calendar CalendarFind(const int64 *days, uint32 n);
extern int	CalendarPeriodsPerYear(Frequency frequency);
extern int	CalendarYearPeriods(Frequency frequency, const char *question,
								const char *hint);
extern int	CalendarYearDays(DateADT day, Calendar calendar);
extern void CalendarCheckYear(Calendar calendar);
extern Calendar CalendarArguments(FunctionCallInfo fcinfo, int frequency,
								  int year_start);
extern int	CalendarYearOffset(FunctionCallInfo fcinfo, int arg,
							   Calendar calendar, const char *function);
extern DateADT CalendarDateFromTimestamp(Timestamp timestamp);
extern const char *CalendarDateText(DateADT date);
extern bool CalendarIsDateText(const char *text);
extern bool CalendarDateFromText(char *text, DateADT *date,
								 struct Node *context);
extern void CalendarCheckDate(DateADT date, const char *what);
extern void CalendarCheckSpan(DateADT since, DateADT until, Calendar calendar);

#endif							/* RAREEARTH_CALENDAR_H */
