/*
 * series_access.c
 *	  Questions to trade_series about its periods and totals.
 */
#include "rareearth.h"

#include "lib/stringinfo.h"

#include "sql/readable.h"
#include "sql/result.h"
#include "series/series.h"

/* Rows of period and total. */
PG_FUNCTION_INFO_V1(series_observations);
Datum
series_observations(PG_FUNCTION_ARGS)
{
	SumsView	view;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	for (uint32 i = 0; i < view.n; i++)
	{
		ResultAddDate(&row, true, CalendarDate(view.number[i],
											   CalendarOf(view.meaning)));
		ResultAddNumber(&row, true, view.hi[i]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(series_frequency);
Datum
series_frequency(PG_FUNCTION_ARGS)
{
	SumsView	view;

	(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	PG_RETURN_TEXT_P(cstring_to_text(CalendarName(view.meaning.unit)));
}

/*
 * The first day of the first or of the last period; keys of several periods
 * come last, whatever they cover.
 */
static Datum
SeriesEnd(FunctionCallInfo fcinfo, bool is_last)
{
	SumsView	view;
	int64		end;

	(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	if (view.n == 0)
		PG_RETURN_NULL();
	end = SeriesSpanFirst(view.number[0]);
	for (uint32 i = 0; i < view.n; i++)
		end = is_last ? Max(end, SeriesSpanLast(view.number[i])) :
			Min(end, SeriesSpanFirst(view.number[i]));
	PG_RETURN_DATEADT(CalendarDate(end, CalendarOf(view.meaning)));
}

PG_FUNCTION_INFO_V1(series_first_period);
Datum
series_first_period(PG_FUNCTION_ARGS)
{
	return SeriesEnd(fcinfo, false);
}

PG_FUNCTION_INFO_V1(series_last_period);
Datum
series_last_period(PG_FUNCTION_ARGS)
{
	return SeriesEnd(fcinfo, true);
}

PG_FUNCTION_INFO_V1(series_num_observations);
Datum
series_num_observations(PG_FUNCTION_ARGS)
{
	SumsView	view;

	if (PG_ARGISNULL(0))
		PG_RETURN_INT64(0);
	PG_RETURN_INT64(SeriesViewOpenAll(&view, PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(series_total);
Datum
series_total(PG_FUNCTION_ARGS)
{
	SumsView	view;

	(void) SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	SeriesRequireMeasure(&view, MEASURES_ADDED, "argument of total",
						 SERIES_LEVELS_HINT);
	PG_RETURN_FLOAT8(ViewTotal(&view));
}

/*
 * The figure of the period that holds a date.  A level holds on until the next
 * one is known, so between two trading days it is that of the day before.
 */
PG_FUNCTION_INFO_V1(series_value_at);
Datum
series_value_at(PG_FUNCTION_ARGS)
{
	DateADT		date = PG_GETARG_DATEADT(1);
	SumsView	view;
	SeriesPeriods periods;
	int64		wanted;
	uint32		low = 0;
	uint32		high;
	uint32		single;

	CalendarCheckDate(date, "period");
	single = SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	periods = SeriesPeriodsOf(&view);
	wanted = CalendarIndex(date, periods.calendar);
	if (SeriesPeriodsAreTradingDays(&periods) &&
		view.meaning.measure == MEASURE_LEVEL)
	{
		if (!SeriesPeriodAsOf(&periods, date, &wanted))
			PG_RETURN_NULL();
		PG_RETURN_FLOAT8(view.hi[wanted]);
	}
	high = single;
	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (view.number[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == single || view.number[low] != wanted)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(view.hi[low]);
}

/* Where a series lies, and what it holds, for a person. */
typedef struct SeriesExtent
{
	int64		first;
	int64		last;
	int64		covered;		/* periods that a key covers */
	double		least;			/* of single periods */
	double		most;
} SeriesExtent;

static SeriesExtent
SeriesExtentOf(const SumsView *view, uint32 single)
{
	SeriesExtent e = {.first = SeriesSpanFirst(view->number[0]),
		.last = SeriesSpanLast(view->number[0]), .least = view->hi[0],
		.most = view->hi[0]
	};

	for (uint32 i = 0; i < view->n; i++)
	{
		int64		first = SeriesSpanFirst(view->number[i]);
		int64		last = SeriesSpanLast(view->number[i]);

		e.first = Min(e.first, first);
		e.last = Max(e.last, last);
		e.covered += last - first + 1;
		if (i < single)
		{
			e.least = Min(e.least, view->hi[i]);
			e.most = Max(e.most, view->hi[i]);
		}
	}
	return e;
}

/* Appends the first days, counts and sizes of a series that has figures. */
static void
SeriesPutExtent(StringInfo buf, const SumsView *view, uint32 single)
{
	SeriesExtent e = SeriesExtentOf(view, single);
	Calendar	calendar = CalendarOf(view->meaning);
	int64		missing = e.last - e.first + 1 - e.covered;

	appendStringInfo(buf, ", %s to ",
					 CalendarDateText(CalendarDate(e.first, calendar)));
	appendStringInfoString(buf,
						   CalendarDateText(CalendarDate(e.last, calendar)));
	if (single > 0)
	{
		appendStringInfoString(buf, ", from ");
		ReadablePutNumber(buf, e.least);
		appendStringInfoString(buf, " to ");
		ReadablePutNumber(buf, e.most);
	}
	if (view->n > single)
		appendStringInfo(buf, "; %u total%s of several periods",
						 view->n - single, view->n - single == 1 ? "" : "s");
	if (missing > 0 && calendar.frequency != FREQUENCY_TRADING_DAY &&
		view->meaning.measure != MEASURE_CHANGE)
		appendStringInfo(buf, "; " INT64_FORMAT " missing", missing);
}

/* summary(trade_series): one line for a person */
PG_FUNCTION_INFO_V1(series_summary);
Datum
series_summary(PG_FUNCTION_ARGS)
{
	SumsView	view;
	uint32		single = SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "trade_series by %s, %u %s%s",
					 CalendarName(view.meaning.unit), single,
					 MeasureName(view.meaning.measure), single == 1 ? "" : "s");
	if (view.n > 0)
		SeriesPutExtent(&buf, &view, single);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}
