/*
 * fiscal.c
 *	  Dates that end business periods, and the calendar periods they stand for.
 *
 * A filer whose quarters have thirteen weeks ends one on 2 April 2023 and means
 * January to March.  How many days an end may lie from that of the period it
 * stands for, the snap, is for the caller to say; less than half of a period,
 * so that figures that follow each other never stand for the same one.
 *
 * Where nothing is said a date is a day, and stands for the period that holds
 * it.  Days that cannot be meant so are refused: the ends of whole weeks that
 * leave the calendar, and years that end in another month.
 */
#include "rareearth.h"

#include "utils/datetime.h"

#include "sql/argument.h"
#include "sql/fiscal.h"

#define FISCAL_EDGE		10		/* days after a period that may end it */
#define FISCAL_ENOUGH	2		/* periods of weeks that chance does not make */

/* What is usual of each frequency. */
static const struct
{
	int			snap;			/* the most: less than half of a period */
	int			weeks;			/* of a business period */
	int			most_weeks;
	uint32		enough;			/* of those that show a calendar of weeks */
	bool		late;			/* may all of them end in the next period? */
}			fiscal[] =
{
	[FREQUENCY_DAY] = {.snap = 0},
	[FREQUENCY_WEEK] = {.snap = 3},
	[FREQUENCY_MONTH] = {13, 4, 5, FISCAL_ENOUGH, false},
	[FREQUENCY_QUARTER] = {44, 12, 14, FISCAL_ENOUGH, true},
	[FREQUENCY_YEAR] = {182, 52, 53, 1, true},
	[FREQUENCY_TRADING_DAY] = {.snap = 0}
};

/* The snap that an argument says. */
int
FiscalSnapArgument(FunctionCallInfo fcinfo, int arg, Calendar calendar)
{
	if (calendar.frequency == FREQUENCY_UNSET)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("snap needs a frequency"),
				 errhint("Say what the dates are ends of: 'quarter'.")));
	return ArgumentCount(fcinfo, arg, "snap", 0,
						 fiscal[calendar.frequency].snap);
}

/* Could a snap from outside have been said? */
bool
FiscalSnapIsValid(int snap, Calendar calendar)
{
	return snap == SNAP_NONE ||
		(snap >= 0 && calendar.frequency != FREQUENCY_UNSET &&
		 snap <= fiscal[calendar.frequency].snap);
}

/* The last day of a period. */
static inline DateADT
LastDay(int64 period, Calendar calendar)
{
	return CalendarDate(period + 1, calendar) - 1;
}

/* The period that ends within snap days of a date; says how near one does. */
static bool
NearestEnd(DateADT date, Calendar calendar, int snap, int64 *period, int *days)
{
	int64		holds = CalendarIndex(date, calendar);
	int			to_end = LastDay(holds, calendar) - date;
	int			from_end = date - LastDay(holds - 1, calendar);

	*days = Min(to_end, from_end);
	*period = to_end < from_end ? holds : holds - 1;
	return *days <= snap;
}

/*
 * The period that a business period stands for, by its last day: the one that
 * ends within snap days, or else the one that holds the month that does.
 */
int64
FiscalPeriod(DateADT end, Calendar calendar, int snap)
{
	Calendar	month = CalendarBy(FREQUENCY_MONTH);
	bool		years = FrequencyHasYears(calendar.frequency);
	int64		period;
	int			days;

	if (NearestEnd(end, calendar, snap, &period, &days))
		return period;
	if (years && NearestEnd(end, month, Min(snap, fiscal[FREQUENCY_MONTH].snap),
							&period, &days))
		return CalendarIndex(CalendarDate(period, month), calendar);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("date is not the end of a %s",
					years ? "month" : CalendarText(calendar)),
			 errdetail("%s is %d %s from the nearest one, snap is %d.",
					   CalendarDateText(end), days, days == 1 ? "day" : "days",
					   snap),
			 errhint("Give as snap how many days the end of a business period may lie from that of the calendar, such as 10 for years of 52 or 53 weeks.")));
}

/* Refuses a span that one end of lies inside a period. */
pg_noreturn static void
SpanInsideError(DateADT start, DateADT end, bool at_start, Calendar calendar)
{
	int64		period = CalendarIndex(at_start ? start : end, calendar);

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s lies inside a %s", at_start ? "period_start" : "period_end",
					CalendarText(calendar)),
			 errdetail("The figure is of %s to %s; that %s is %s to %s.",
					   CalendarDateText(start), CalendarDateText(end),
					   CalendarName(calendar.frequency),
					   CalendarDateText(CalendarDate(period, calendar)),
					   CalendarDateText(LastDay(period, calendar))),
			 errhint("Give the first and the last day of what the figure covers; for business years give year_start. Where they end near a month, give as snap by how many days, such as 10 for years of 52 or 53 weeks.")));
}

/*
 * The periods that a span covers, each end being that of a period within snap
 * days.  Where no snap is said a month may be named by its first day, and so
 * may any single period.
 */
void
FiscalSpan(DateADT start, DateADT end, Calendar calendar, int snap,
		   int64 *first, int64 *last)
{
	int			days;

	if (!NearestEnd(start - 1, calendar, Max(snap, 0), first, &days))
		SpanInsideError(start, end, true, calendar);
	(*first)++;
	*last = CalendarIndex(end, calendar);
	if (snap != SNAP_NONE || CalendarDate(*last, calendar) != end ||
		(calendar.frequency != FREQUENCY_MONTH && end != start))
	{
		if (!NearestEnd(end, calendar, Max(snap, 0), last, &days))
			SpanInsideError(start, end, false, calendar);
	}
	if (*last < *first)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("figure covers less than a %s", CalendarText(calendar)),
				 errdetail("It is of %s to %s, snap is %d.",
						   CalendarDateText(start), CalendarDateText(end), snap),
				 errhint("Use a finer frequency, or a smaller snap.")));
}

/* The month that ends with a date, 1 to 12, or 0. */
static int
MonthEnded(DateADT date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + 1 + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return day != 1 ? 0 : month == 1 ? MONTHS_PER_YEAR : month - 1;
}

/*
 * May two dates be ends of the periods of one business calendar: of one weekday,
 * or the last days of the same month?  Days of which none is alike another's
 * are days, and need not be kept apart.
 */
bool
FiscalAlike(DateADT a, DateADT b)
{
	return (a - b) % 7 == 0 || (MonthEnded(a) != 0 && MonthEnded(a) == MonthEnded(b));
}

/* Reports days that are ends of business periods. */
pg_noreturn static void
FiscalDaysError(Calendar calendar, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("dates end business periods, not a %s of the calendar",
					CalendarText(calendar)),
			 errdetail_internal("%s", detail),
			 errhint("Name the period that each stands for by fiscal_period(date, '%s', 10), or give snap. Where the dates are days within periods, give date_trunc('month', date)::date.",
					 CalendarName(calendar.frequency))));
}

/* Do all days end the same month, one each year, and not the year? */
static void
CheckYearEnds(const int64 *days, uint32 n, Calendar calendar)
{
	int			month = MonthEnded((DateADT) days[0]);

	if (calendar.frequency != FREQUENCY_YEAR || n < 2 || month == 0 ||
		month % MONTHS_PER_YEAR + 1 == calendar.year_start)
		return;
	for (uint32 i = 1; i < n; i++)
		if (MonthEnded((DateADT) days[i]) != month ||
			CalendarIndex((DateADT) days[i], calendar) !=
			CalendarIndex((DateADT) days[i - 1], calendar) + 1)
			return;
	FiscalDaysError(calendar,
					psprintf("%s ends a year that starts in month %d: give that as year_start.",
							 CalendarDateText((DateADT) days[0]),
							 month % MONTHS_PER_YEAR + 1));
}

/* Is a date nearer to the end of the period before than to any other? */
static bool
EndsBefore(DateADT date, Calendar calendar)
{
	return date - CalendarDate(CalendarIndex(date, calendar), calendar) < FISCAL_EDGE;
}

/* Have all dates one day of the month, as dates that name periods do? */
static bool
SameDayOfMonth(const int64 *days, uint32 n)
{
	int			year;
	int			month;
	int			day;
	int			first;

	j2date((int) days[0] + POSTGRES_EPOCH_JDATE, &year, &month, &first);
	for (uint32 i = 1; i < n; i++)
	{
		j2date((int) days[i] + POSTGRES_EPOCH_JDATE, &year, &month, &day);
		if (day != first)
			return false;
	}
	return true;
}

/* Refuses two of a calendar of weeks that lie where the next period does not. */
static void
CheckStep(DateADT a, DateADT b, Calendar calendar)
{
	int64		step = CalendarIndex(b, calendar) - CalendarIndex(a, calendar);

	if (step == 1)
		return;
	FiscalDaysError(calendar,
					psprintf("%s and %s, %d weeks apart, %s a %s.",
							 CalendarDateText(a), CalendarDateText(b),
							 (b - a) / 7, step == 0 ? "share" : "leave out",
							 CalendarText(calendar)));
}

/* Reports the first date that lies in the first days of a period, if one does. */
static void
CheckEdges(const int64 *days, uint32 n, Calendar calendar)
{
	for (uint32 i = 0; i < n; i++)
		if (EndsBefore((DateADT) days[i], calendar))
			FiscalDaysError(calendar,
							psprintf("All dates are whole weeks apart, and %s lies in the first days of a %s.",
									 CalendarDateText((DateADT) days[i]),
									 CalendarText(calendar)));
}

/* How many days follow the one before after so many weeks? */
static uint32
CountPeriods(const int64 *days, uint32 n, int weeks, int most)
{
	uint32		count = 0;

	for (uint32 i = 1; i < n; i++)
		count += days[i] - days[i - 1] >= weeks * 7 &&
			days[i] - days[i - 1] <= most * 7;
	return count;
}

/*
 * Refuses the ends of periods of so many weeks: two that follow each other lie
 * in one calendar period, or leave one out; or all follow each other, and one
 * lies in the first days of a period, whose predecessor it ends.
 */
static void
CheckWholePeriods(const int64 *days, uint32 n, Calendar calendar)
{
	int			most = fiscal[calendar.frequency].most_weeks;
	uint32		count = CountPeriods(days, n, fiscal[calendar.frequency].weeks,
									 most);

	if (count < fiscal[calendar.frequency].enough)
		return;
	for (uint32 i = 1; i < n; i++)
		if (days[i] - days[i - 1] <= most * 7)
			CheckStep((DateADT) days[i - 1], (DateADT) days[i], calendar);
	if (fiscal[calendar.frequency].late && count == n - 1 &&
		count >= FISCAL_ENOUGH)
		CheckEdges(days, n, calendar);
}

/*
 * Refuses the ends of shorter periods, at most one of which is missing in a
 * row, where one lies in the first days of a period, which it is no part of.
 * Meetings on the first Monday of each month are none.
 */
static void
CheckPartPeriods(const int64 *days, uint32 n, Calendar calendar, int weeks,
				 int most)
{
	Calendar	month = CalendarBy(FREQUENCY_MONTH);
	bool		apart = weeks > fiscal[FREQUENCY_MONTH].weeks;
	uint32		count = CountPeriods(days, n, weeks, most);

	if (count < FISCAL_ENOUGH ||
		count + CountPeriods(days, n, 2 * weeks, 2 * most) < n - 1)
		return;
	for (uint32 i = 1; i < n && !apart; i++)
		apart = days[i] - days[i - 1] <= most * 7 &&
			CalendarIndex((DateADT) days[i], month) !=
			CalendarIndex((DateADT) days[i - 1], month) + 1;
	if (apart)
		CheckEdges(days, n, calendar);
}

/* Refuses sorted, distinct days that end business periods of whole weeks. */
static void
CheckWeekEnds(const int64 *days, uint32 n, Calendar calendar)
{
	static const int parts[][2] = {{4, 5}, {12, 14}, {26, 27}};
	int			weeks = fiscal[calendar.frequency].weeks;
	int64		least = PG_INT64_MAX;

	/* most dates are told by the first two; what asks the calendar comes after */
	for (uint32 i = 1; i < n; i++)
	{
		if ((days[i] - days[i - 1]) % 7 != 0)
			return;
		least = Min(least, days[i] - days[i - 1]);
	}
	if (SameDayOfMonth(days, n))
		return;
	if (least >= weeks * 7)
		CheckWholePeriods(days, n, calendar);
	for (int i = 0; i < (int) lengthof(parts) && parts[i][0] < weeks; i++)
		CheckPartPeriods(days, n, calendar, parts[i][0], parts[i][1]);
}

/* Refuses sorted, distinct days that cannot be meant as days. */
void
FiscalCheckDays(const int64 *days, uint32 n, Calendar calendar)
{
	if (n == 0 || fiscal[calendar.frequency].weeks == 0)
		return;
	CheckYearEnds(days, n, calendar);
	CheckWeekEnds(days, n, calendar);
}

/* The first day of the period that a business period stands for. */
PG_FUNCTION_INFO_V1(calendar_fiscal_period);
Datum
calendar_fiscal_period(PG_FUNCTION_ARGS)
{
	Calendar	calendar = CalendarArguments(fcinfo, 1, 3);
	int			snap = FiscalSnap(fcinfo, 2, calendar);
	int64		period;

	CalendarCheckDate(PG_GETARG_DATEADT(0), "period_end");
	period = FiscalPeriod(PG_GETARG_DATEADT(0), calendar, snap);
	if (!CalendarIndexIsValid(period, calendar))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period_end is out of range"),
				 errdetail("It is %s.",
						   CalendarDateText(PG_GETARG_DATEADT(0)))));
	PG_RETURN_DATEADT(CalendarDate(period, calendar));
}
