/*
 * calendar.c
 *	  Calendar periods: a date to the index of its period and back.
 *
 * A period index counts periods, so durations are differences: days since
 * 2000-01-01, weeks since the Monday 2000-01-03, or months since January of
 * the year 0.  Quarters and years count threes and twelves of months from the
 * first month of the business year on, so that a year has the number of the
 * calendar year in which it starts, and the quarters 4 * year to 4 * year + 3.
 *
 * Trading days are keyed by their day.  Which of them follow each other only
 * the series knows (SeriesPeriods).
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "keyed/meaning.h"
#include "sql/argument.h"
#include "sql/calendar.h"

#define FIRST_MONDAY	2		/* 2000-01-03 */

/* Frequencies by code. */
static const struct
{
	int			rank;			/* finer ones first */
	int			periods_per_year;
	int			days;			/* in the longest period */
}			calendars[] =
{
	{0, 0, 1}, {0, 365, 1}, {2, 52, 7}, {3, 12, 31}, {4, 4, 92}, {5, 1, 366},
	{1, 252, 1}
};

/* The name of a frequency. */
const char *
CalendarName(Frequency frequency)
{
	return FrequencyName(frequency);
}

/* Periods in a year; 365 and 52 for days and weeks, some 252 trading days. */
int
CalendarPeriodsPerYear(Frequency frequency)
{
	return calendars[frequency].periods_per_year;
}

/*
 * Periods in a year, for a question that compares years; a year has no whole
 * number of weeks, and not always as many days.
 */
int
CalendarYearPeriods(Frequency frequency, const char *question, const char *hint)
{
	int			periods = CalendarPeriodsPerYear(frequency);

	if (periods > MONTHS_PER_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s needs a series by month, quarter or year", question),
				 errdetail("The series is by %s.", CalendarName(frequency)),
				 hint == NULL ? 0 : errhint("%s", hint)));
	return periods;
}

/* The coarser one of two frequencies. */
Frequency
CalendarCoarser(Frequency a, Frequency b)
{
	return calendars[a].rank > calendars[b].rank ? a : b;
}

/* Does a whole number of periods of one calendar make one of the other? */
bool
CalendarNests(Calendar fine, Calendar coarse)
{
	int			months;

	if (calendars[fine.frequency].rank > calendars[coarse.frequency].rank)
		return false;
	if (fine.frequency == FREQUENCY_WEEK)
		return coarse.frequency == FREQUENCY_WEEK;
	if (!FrequencyHasYears(fine.frequency))
		return true;
	months = fine.frequency == FREQUENCY_QUARTER ? 3 : 12;
	return (fine.year_start - coarse.year_start) % months == 0;
}

/* The periods of a calendar in words: "year from July". */
const char *
CalendarText(Calendar calendar)
{
	return MeaningPeriods(calendar.frequency, calendar.year_start);
}

/*
 * Finds a frequency by name.  Aggregates ask for every row, so the length of
 * the name says which one it can be; week and year alone share theirs.
 */
bool
CalendarFromName(const char *name, int len, Frequency *frequency)
{
	static const uint8 by_length[] = {
		[3] = FREQUENCY_DAY, [4] = FREQUENCY_WEEK, [5] = FREQUENCY_MONTH,
		[7] = FREQUENCY_QUARTER, [11] = FREQUENCY_TRADING_DAY
	};

	if (len >= (int) lengthof(by_length) || by_length[len] == FREQUENCY_UNSET)
		return false;
	*frequency = (Frequency) by_length[len];
	if (len == 4 && name[0] == 'y')
		*frequency = FREQUENCY_YEAR;
	return memcmp(name, FrequencyName(*frequency), len) == 0;
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

/* Is there an argument, and one that is not NULL? */
static inline bool
ArgumentGiven(FunctionCallInfo fcinfo, int arg)
{
	return PG_NARGS() > arg && !PG_ARGISNULL(arg);
}

/* Refuses a first month of the year for periods that know no year. */
void
CalendarCheckYear(Calendar calendar)
{
	if (calendar.year_start != 1 && !FrequencyHasYears(calendar.frequency))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("year_start needs periods by quarter or year"),
				 errdetail("They are by %s.", CalendarName(calendar.frequency)),
				 errhint("Give the frequency 'quarter' or 'year', or year_start to resample, cumulative or from_year_to_date, which make years of months.")));
}

/*
 * The calendar that a frequency and the first month of the year say.  Either
 * may be left out: the frequency is to be found then, the year is January's.
 */
Calendar
CalendarArguments(FunctionCallInfo fcinfo, int frequency, int year_start)
{
	Calendar	calendar = CalendarBy(FREQUENCY_UNSET);

	if (ArgumentGiven(fcinfo, frequency))
		calendar.frequency = CalendarFromText(PG_GETARG_TEXT_PP(frequency));
	if (!ArgumentGiven(fcinfo, year_start))
		return calendar;
	calendar.year_start = (uint8) ArgumentCount(fcinfo, year_start, "year_start",
												1, MONTHS_PER_YEAR);
	CalendarCheckYear(calendar);
	return calendar;
}

/*
 * How many periods after the first of the calendar's year a year starts, by
 * the argument year_start; NULL is the year of the calendar.
 */
int
CalendarYearOffset(FunctionCallInfo fcinfo, int arg, Calendar calendar,
				   const char *function)
{
	int			periods = CalendarYearPeriods(calendar.frequency, function, NULL);
	int			months;

	if (PG_ARGISNULL(arg))
		return 0;
	months = ArgumentCount(fcinfo, arg, "year_start", 1, MONTHS_PER_YEAR) -
		calendar.year_start;
	if (months % (MONTHS_PER_YEAR / periods) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("year_start must be the first month of a %s",
						CalendarText(calendar)),
				 errdetail("Month is %d.", months + calendar.year_start)));
	return (months + MONTHS_PER_YEAR) % MONTHS_PER_YEAR /
		(MONTHS_PER_YEAR / periods);
}

/* The days of the year in which a day lies: 365 or 366. */
int
CalendarYearDays(DateADT day, Calendar calendar)
{
	Calendar	years = {FREQUENCY_YEAR, calendar.year_start};
	int64		year = CalendarIndex(day, years);

	return CalendarDate(year + 1, years) - CalendarDate(year, years);
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
CalendarMonthIndex(int year, int month, Calendar calendar)
{
	int64		index = (int64) year * 12 + month - 1;

	if (calendar.frequency == FREQUENCY_MONTH)
		return index;
	index -= calendar.year_start - 1;
	return FloorDivide(index, calendar.frequency == FREQUENCY_QUARTER ? 3 : 12);
}

/* The index of the period that holds a date. */
int64
CalendarIndex(DateADT date, Calendar calendar)
{
	int			year;
	int			month;
	int			day;

	switch (calendar.frequency)
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
	return CalendarMonthIndex(year, month, calendar);
}

/* Refuses a span that ends in a period before the one it starts in. */
void
CalendarCheckSpan(DateADT since, DateADT until, Calendar calendar)
{
	CalendarCheckDate(since, "since");
	CalendarCheckDate(until, "until");
	if (CalendarIndex(until, calendar) < CalendarIndex(since, calendar))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("until must not be before since"),
				 errdetail("It is %s, since is %s.",
						   CalendarDateText(until), CalendarDateText(since)),
				 errhint("Both belong to the span.")));
}

/* The first day of a period. */
DateADT
CalendarDate(int64 index, Calendar calendar)
{
	int64		month = index;
	int64		year;

	switch (calendar.frequency)
	{
		case FREQUENCY_UNSET:
		case FREQUENCY_DAY:
		case FREQUENCY_TRADING_DAY:
			return (DateADT) index;
		case FREQUENCY_WEEK:
			return (DateADT) (index * 7 + FIRST_MONDAY);
		case FREQUENCY_MONTH:
			break;
		case FREQUENCY_QUARTER:
			month = index * 3 + calendar.year_start - 1;
			break;
		case FREQUENCY_YEAR:
			month = index * 12 + calendar.year_start - 1;
			break;
	}
	year = FloorDivide(month, 12);
	return (DateADT) (date2j((int) year, (int) (month - year * 12) + 1, 1) -
					  POSTGRES_EPOCH_JDATE);
}

/* Is this the index of a period that date can express? */
bool
CalendarIndexIsValid(int64 index, Calendar calendar)
{
	int			days = calendars[calendar.frequency].days;
	int64		low;
	int64		high;

	/* one period inside the limits of date, so that its first day exists */
	low = CalendarIndex((DateADT) (DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE +
								   days), calendar);
	high = CalendarIndex((DateADT) (DATE_END_JULIAN - POSTGRES_EPOCH_JDATE -
									days), calendar);
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
 * The calendar of sorted, distinct days.
 *
 * Dates that are not all the first, or all the last, day of a month are days,
 * or weeks when they stand on one weekday with three weeks in a row.  Other
 * dates are months, unless they are the days of three or more quarters (or
 * years) in a row without a hole: a few months that happen to lie a quarter
 * apart must not be read as quarters.  Years start in the month of their first
 * days, or in the one after their last.
 */
Calendar
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
		index = CalendarMonthIndex(walk.year, walk.month,
								   CalendarBy(FREQUENCY_MONTH));
		if (i > 0)
		{
			weeks = weeks && days[i] - days[i - 1] == 7;
			quarters = quarters && index - before == 3;
			years = years && index - before == 12;
		}
		before = index;
		if (!first && !last && !weeks)
			return CalendarBy(FREQUENCY_DAY);
	}
	if (!first && !last)
		return CalendarBy(weeks ? FREQUENCY_WEEK : FREQUENCY_DAY);
	if (years)
	{
		Calendar	found = {FREQUENCY_YEAR, first ? walk.month : walk.month % 12 + 1};

		return found;
	}
	/* calendar quarters start in January, and end in March */
	quarters = quarters && FloorDivide(before, 3) * 3 == (first ? before : before - 2);
	return CalendarBy(quarters ? FREQUENCY_QUARTER : FREQUENCY_MONTH);
}

/* Replaces sorted days by the indexes of their periods. */
void
CalendarIndexSorted(int64 *days, uint32 n, Calendar calendar)
{
	CalendarWalk walk;

	if (calendars[calendar.frequency].rank < calendars[FREQUENCY_MONTH].rank)
	{
		for (uint32 i = 0; i < n; i++)
			days[i] = CalendarIndex((DateADT) days[i], calendar);
		return;
	}
	if (n > 0)
		CalendarWalkStart(&walk, days[0]);
	for (uint32 i = 0; i < n; i++)
	{
		CalendarWalkTo(&walk, days[i]);
		days[i] = CalendarMonthIndex(walk.year, walk.month, calendar);
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
 * Is this a date as CalendarDateText writes it?  Other forms, which date_in
 * would read by the clock or by DateStyle, are refused: values must not mean
 * another day tomorrow.
 */
bool
CalendarIsDateText(const char *text)
{
	size_t		year = strspn(text, "0123456789");
	const char *rest = text + year;

	return year >= 4 && year <= 7 && rest[0] == '-' &&
		strspn(rest + 1, "0123456789") == 2 && rest[3] == '-' &&
		strspn(rest + 4, "0123456789") == 2 &&
		(rest[6] == '\0' || strcmp(rest + 6, " BC") == 0);
}

/* Reads such a date; false when the context took the error. */
bool
CalendarDateFromText(char *text, DateADT *date, struct Node *context)
{
	Datum		read;

	if (!DirectInputFunctionCallSafe(date_in, text, DATEOID, -1, context,
									 &read))
		return false;
	*date = DatumGetDateADT(read);
	return true;
}
