/*
 * calendar.c
 *	  Calendar periods: a date to the index of its period and back.
 *
 * A period index counts periods, so durations are differences: days since
 * 2000-01-01, weeks since the Monday 2000-01-03, year * 12 + month - 1,
 * year * 4 + quarter - 1, or the year.
 */
#include "rareearth.h"

#include "utils/builtins.h"
#include "miscadmin.h"
#include "utils/datetime.h"

#include "keyed/meaning.h"
#include "sql/calendar.h"

#define FIRST_MONDAY	2		/* 2000-01-03 */

/* Periods in a year, by code of the frequency. */
static const int periods_per_year[] = {0, 365, 52, 12, 4, 1, 252};

/* The name of a frequency. */
const char *
CalendarName(Frequency frequency)
{
	return FrequencyName(frequency);
}

/* Periods in a year; 365, 52 and 252 for days, weeks and trading days. */
int
CalendarPeriodsPerYear(Frequency frequency)
{
	return periods_per_year[frequency];
}

/* Finds a frequency by name. */
bool
CalendarFromName(const char *name, int len, Frequency *frequency)
{
	for (int f = FREQUENCY_DAY; f <= FREQUENCY_LAST; f++)
		if ((int) strlen(FrequencyName(f)) == len &&
			memcmp(FrequencyName(f), name, len) == 0)
		{
			*frequency = (Frequency) f;
			return true;
		}
	return false;
}

/* Finds a frequency by name or says what is allowed. */
Frequency
CalendarFromText(const text *name)
{
	Frequency	frequency;

	if (!CalendarFromName(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name),
						  &frequency))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("frequency \"%s\" does not exist",
						text_to_cstring(name)),
				 errhint("Use day, week, month, quarter, year or trading_day.")));
	return frequency;
}

/* Refuses dates that have no period. */
void
CalendarCheckDate(DateADT date, const char *what)
{
	if (DATE_NOT_FINITE(date))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be finite", what),
				 errdetail("Date is %s.",
						   DATE_IS_NOBEGIN(date) ? "-infinity" : "infinity"),
				 errhint("Where a date may be unknown, NULL stands for it.")));
}

static inline int64
FloorDivide(int64 a, int64 b)
{
	int64		q = a / b;

	return a % b < 0 ? q - 1 : q;
}

/* The index of the month, quarter or year of a day in it. */
static inline int64
CalendarMonthIndex(int year, int month, Frequency frequency)
{
	if (frequency == FREQUENCY_MONTH)
		return (int64) year * 12 + month - 1;
	if (frequency == FREQUENCY_QUARTER)
		return (int64) year * 4 + (month - 1) / 3;
	return year;
}

/* The index of the period that holds a date. */
int64
CalendarIndex(DateADT date, Frequency frequency)
{
	int			year;
	int			month;
	int			day;

	switch (frequency)
	{
		case FREQUENCY_UNSET:
		case FREQUENCY_DAY:
		case FREQUENCY_TRADING_DAY:
			return date;
		case FREQUENCY_WEEK:
			return FloorDivide((int64) date - FIRST_MONDAY, 7);
		default:
			break;
	}
	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return CalendarMonthIndex(year, month, frequency);
}

/* The first day of a period. */
DateADT
CalendarDate(int64 index, Frequency frequency)
{
	int64		year;
	int			month;

	switch (frequency)
	{
		case FREQUENCY_UNSET:
		case FREQUENCY_DAY:
		case FREQUENCY_TRADING_DAY:
			return (DateADT) index;
		case FREQUENCY_WEEK:
			return (DateADT) (index * 7 + FIRST_MONDAY);
		case FREQUENCY_MONTH:
			year = FloorDivide(index, 12);
			month = (int) (index - year * 12) + 1;
			break;
		case FREQUENCY_QUARTER:
			year = FloorDivide(index, 4);
			month = (int) (index - year * 4) * 3 + 1;
			break;
		default:
			year = index;
			month = 1;
	}
	return (DateADT) (date2j((int) year, month, 1) - POSTGRES_EPOCH_JDATE);
}

/* Is this the index of a period that date can express? */
bool
CalendarIndexIsValid(int64 index, Frequency frequency)
{
	static const int days[] = {1, 1, 7, 31, 92, 366, 1};
	int64		low;
	int64		high;

	/* one period inside the limits of date, so that its first day exists */
	low = CalendarIndex((DateADT) (DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE +
								   days[frequency]), frequency);
	high = CalendarIndex((DateADT) (DATE_END_JULIAN - POSTGRES_EPOCH_JDATE -
									days[frequency]), frequency);
	return index >= low && index <= high;
}

/* The day of a timestamp without time zone. */
DateADT
CalendarDateFromTimestamp(Timestamp timestamp)
{
	if (TIMESTAMP_NOT_FINITE(timestamp))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("period must be finite"),
				 errdetail("Timestamp is %s.",
						   TIMESTAMP_IS_NOBEGIN(timestamp) ? "-infinity" : "infinity"),
				 errhint("Where a date may be unknown, NULL stands for it.")));
	return (DateADT) FloorDivide(timestamp, USECS_PER_DAY);
}

/* A day that goes on to later ones, month by month while they are near. */
typedef struct CalendarWalk
{
	int64		date;
	int			year;
	int			month;
	int			day;
	const int  *month_days;		/* of the months of this year */
} CalendarWalk;

/* Days over which steps by months are quicker than a fresh start. */
#define CALENDAR_NEAR	100

/* Starts on a day. */
static inline void
CalendarWalkStart(CalendarWalk *walk, int64 date)
{
	walk->date = date;
	j2date((int) (date + POSTGRES_EPOCH_JDATE), &walk->year, &walk->month,
		   &walk->day);
	walk->month_days = day_tab[isleap(walk->year)];
}

/* Goes on to a day that is no earlier. */
static inline void
CalendarWalkTo(CalendarWalk *walk, int64 date)
{
	if (date - walk->date > CALENDAR_NEAR)
	{
		CalendarWalkStart(walk, date);
		return;
	}
	walk->day += (int) (date - walk->date);
	walk->date = date;
	while (walk->day > walk->month_days[walk->month - 1])
	{
		walk->day -= walk->month_days[walk->month - 1];
		if (++walk->month > MONTHS_PER_YEAR)
		{
			walk->month = 1;
			walk->year++;
			walk->month_days = day_tab[isleap(walk->year)];
		}
	}
}

/*
 * The frequency of sorted, distinct days.
 *
 * Dates that are not all the first, or all the last, day of a month are days,
 * or weeks when they stand on one weekday with three weeks in a row.  Other
 * dates are months, unless they are the days of three or more quarters (or
 * years) in a row without a hole: a few months that happen to lie a quarter
 * apart must not be read as quarters.
 */
Frequency
CalendarFind(const int64 *days, uint32 n)
{
	bool		first = true;
	bool		last = true;
	bool		weeks = n >= 3;
	bool		quarters = n >= 3;
	bool		years = n >= 3;
	int64		before = 0;
	CalendarWalk walk;

	if (n > 0)
		CalendarWalkStart(&walk, days[0]);
	for (uint32 i = 0; i < n; i++)
	{
		int64		index;

		CalendarWalkTo(&walk, days[i]);
		first = first && walk.day == 1;
		last = last && walk.day == walk.month_days[walk.month - 1];
		index = CalendarMonthIndex(walk.year, walk.month, FREQUENCY_MONTH);
		if (i > 0)
		{
			weeks = weeks && days[i] - days[i - 1] == 7;
			quarters = quarters && index - before == 3;
			years = years && index - before == 12;
		}
		before = index;
		if (!first && !last && !weeks)
			return FREQUENCY_DAY;
	}
	if (first || last)
	{
		/* calendar quarters start in January, and end in March */
		quarters = quarters && FloorDivide(before, 3) * 3 == (first ? before : before - 2);
		return years ? FREQUENCY_YEAR : quarters ? FREQUENCY_QUARTER :
			FREQUENCY_MONTH;
	}
	return weeks ? FREQUENCY_WEEK : FREQUENCY_DAY;
}

/* Replaces sorted days by the indexes of their periods. */
void
CalendarIndexSorted(int64 *days, uint32 n, Frequency frequency)
{
	CalendarWalk walk;

	if (frequency < FREQUENCY_MONTH || frequency == FREQUENCY_TRADING_DAY)
	{
		for (uint32 i = 0; i < n; i++)
			days[i] = CalendarIndex((DateADT) days[i], frequency);
		return;
	}
	if (n > 0)
		CalendarWalkStart(&walk, days[0]);
	for (uint32 i = 0; i < n; i++)
	{
		CalendarWalkTo(&walk, days[i]);
		days[i] = CalendarMonthIndex(walk.year, walk.month, frequency);
	}
}

/* A date as ISO text, whatever DateStyle says. */
const char *
CalendarDateText(DateADT date)
{
	struct pg_tm tm;
	char	   *text = palloc(MAXDATELEN + 1);

	j2date(date + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	EncodeDateOnly(&tm, USE_ISO_DATES, text);
	return text;
}

/*
 * Reads a date as CalendarDateText writes it.  Other forms, which date_in
 * would read by the clock or by DateStyle, are refused: values must not mean
 * another day tomorrow.
 */
bool
CalendarDateFromText(char *text, DateADT *date)
{
	size_t		year = strspn(text, "0123456789");
	const char *rest = text + year;

	if (year < 4 || year > 7 || rest[0] != '-' ||
		strspn(rest + 1, "0123456789") != 2 || rest[3] != '-' ||
		strspn(rest + 4, "0123456789") != 2 ||
		(rest[6] != '\0' && strcmp(rest + 6, " BC") != 0))
		return false;
	*date = DatumGetDateADT(DirectFunctionCall1(date_in,
												CStringGetDatum(text)));
	return true;
}
