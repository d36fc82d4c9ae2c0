/*
 * calendar.h
 *	  Calendar periods: a date to the index of its period and back.
 */
#ifndef RAREEARTH_CALENDAR_H
#define RAREEARTH_CALENDAR_H

#include "rareearth.h"

#include "utils/date.h"
#include "utils/timestamp.h"

extern const char *CalendarName(Frequency frequency);
extern bool CalendarFromName(const char *name, int len, Frequency *frequency);
extern Frequency CalendarFromText(const text *name);
extern int64 CalendarIndex(DateADT date, Frequency frequency);
extern void CalendarIndexSorted(int64 *days, uint32 n, Frequency frequency);
extern DateADT CalendarDate(int64 index, Frequency frequency);
extern bool CalendarIndexIsValid(int64 index, Frequency frequency);
extern Frequency CalendarFind(const int64 *days, uint32 n);
extern int	CalendarPeriodsPerYear(Frequency frequency);
extern DateADT CalendarDateFromTimestamp(Timestamp timestamp);
extern const char *CalendarDateText(DateADT date);
extern bool CalendarDateFromText(char *text, DateADT *date);
extern void CalendarCheckDate(DateADT date, const char *what);

#endif							/* RAREEARTH_CALENDAR_H */
