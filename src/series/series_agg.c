/*
 * series_agg.c
 *	  Transition functions over (period, value) rows, and rollup.
 *
 * Dates are keyed by the period of the given frequency, or by day when the
 * frequency is to be found.  export_recovery keeps its shock and options in
 * the parameters of the state, so that its final function needs nothing else
 * and partial states of different questions cannot be mixed.
 */
#include "rareearth.h"

#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "keyed/agg.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "series/series.h"
#include "series/series_recovery.h"
#include "keyed/wire.h"
#include "sql/numeric_value.h"

/* Reports a value that cannot be added up, with its period. */
static void
SeriesValueError(double value, DateADT date)
{
	AggValueError(NOUN_SERIES, value, CalendarDateText(date));
}

/* Refuses rows of another calendar than those before. */
static inline void
SeriesCheckCalendar(const KeyedSums *sums, Calendar calendar)
{
	Calendar	before = CalendarOf(sums->meaning);
	bool		order = before.frequency < calendar.frequency ||
		(before.frequency == calendar.frequency &&
		 before.year_start < calendar.year_start);

	/* the same text for rows in any order */
	if (unlikely(!CalendarsEqual(before, calendar)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be the same for all rows of a group",
						before.frequency != calendar.frequency ?
						"frequency" : "year_start"),
				 errdetail("One row has %s, another %s.",
						   CalendarText(order ? before : calendar),
						   CalendarText(order ? calendar : before))));
}

/* Adds a row; the state may be NULL. */
static inline KeyedSums *
SeriesAdd(KeyedSums *sums, DateADT date, double value, Calendar calendar,
		  const void *params, uint32 paramsize)
{
	if (unlikely(DATE_NOT_FINITE(date)))
		CalendarCheckDate(date, "period");
	if (unlikely(!isfinite(value)))
		SeriesValueError(value, date);
	if (unlikely(sums == NULL))
	{
		sums = SumsCreate(NOUN_SERIES, false, params, paramsize);
		sums->meaning = SeriesMeaning(calendar.frequency, MEASURE_FLOW,
									  calendar.year_start);
	}
	AggCheckState(sums, NOUN_SERIES, false);
	SeriesCheckCalendar(sums, calendar);
	return SumsAddNumber(sums, CalendarIndex(date, calendar), value);
}

/* (period date, value [, frequency [, year_start]]) */
PG_FUNCTION_INFO_V1(series_agg_trans_date);
Datum
series_agg_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	PG_RETURN_POINTER(SeriesAdd(AggOwnState(fcinfo), PG_GETARG_DATEADT(1),
								PG_GETARG_FLOAT8(2),
								CalendarArguments(fcinfo, 3, 4), NULL, 0));
}

NUMERIC_VALUES(series_agg_trans_date, 2, 1);

/* The key of the periods from one that holds a day to one that holds another. */
static int64
SeriesSpanArguments(FunctionCallInfo fcinfo, Calendar calendar)
{
	DateADT		start = PG_GETARG_DATEADT(1);
	DateADT		end = PG_GETARG_DATEADT(2);
	int64		first;
	int64		last;

	CalendarCheckDate(start, "period_start");
	CalendarCheckDate(end, "period_end");
	first = CalendarIndex(start, calendar);
	last = CalendarIndex(end, calendar);
	if (last < first)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("period_end must not be before period_start"),
				 errdetail("period_start is %s, period_end is %s.",
						   CalendarDateText(start), CalendarDateText(end))));
	if (last > first && calendar.frequency == FREQUENCY_TRADING_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a figure cannot cover several trading days"),
				 errdetail("Which days there are from %s to %s is not known.",
						   CalendarDateText(start), CalendarDateText(end)),
				 errhint("Use 'day', or a coarser frequency.")));
	return SeriesSpanKey(first, last - first + 1);
}

/*
 * (period_start, period_end, value, frequency [, tolerance] [, year_start]); a
 * tolerance, given or not, is kept in the state when there may be one.
 */
static Datum
SeriesSpanAdd(FunctionCallInfo fcinfo, bool has_tolerance)
{
	KeyedSums  *sums = AggOwnState(fcinfo);
	uint32		paramsize = has_tolerance ? sizeof(double) : 0;
	double		tolerance = 0;
	Calendar	calendar;
	int64		key;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggReturn(fcinfo, sums);
	if (PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("frequency must not be null"),
				 errhint("Say what the start and the end are periods of: 'month'.")));
	calendar = CalendarArguments(fcinfo, 4, has_tolerance ? 6 : 5);
	key = SeriesSpanArguments(fcinfo, calendar);
	if (!isfinite(PG_GETARG_FLOAT8(3)))
		SeriesValueError(PG_GETARG_FLOAT8(3), PG_GETARG_DATEADT(1));
	if (has_tolerance && PG_NARGS() > 5)
		(void) ArgumentNumber(fcinfo, 5, "tolerance", ARGUMENT_NOT_NEGATIVE,
							  &tolerance);
	if (sums == NULL)
	{
		sums = SumsCreate(NOUN_SERIES, false, &tolerance, paramsize);
		sums->meaning = SeriesMeaning(calendar.frequency, MEASURE_FLOW,
									  calendar.year_start);
	}
	AggCheckState(sums, NOUN_SERIES, false);
	SeriesCheckCalendar(sums, calendar);
	if (!SumsHasParams(sums, &tolerance, paramsize, 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("tolerance must be the same for all rows of a group")));
	PG_RETURN_POINTER(SumsAddNumber(sums, key, PG_GETARG_FLOAT8(3)));
}

PG_FUNCTION_INFO_V1(series_agg_trans_span);
Datum
series_agg_trans_span(PG_FUNCTION_ARGS)
{
	return SeriesSpanAdd(fcinfo, false);
}

NUMERIC_VALUES(series_agg_trans_span, 3, 1);

PG_FUNCTION_INFO_V1(series_reconcile_trans);
Datum
series_reconcile_trans(PG_FUNCTION_ARGS)
{
	return SeriesSpanAdd(fcinfo, true);
}

NUMERIC_VALUES(series_reconcile_trans, 3, 1);

/* (period timestamp, value [, frequency [, year_start]]) */
PG_FUNCTION_INFO_V1(series_agg_trans_timestamp);
Datum
series_agg_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	PG_RETURN_POINTER(SeriesAdd(AggOwnState(fcinfo),
								CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)),
								PG_GETARG_FLOAT8(2),
								CalendarArguments(fcinfo, 3, 4), NULL, 0));
}

NUMERIC_VALUES(series_agg_trans_timestamp, 2, 1);

/* (period, value, shock [, options]) with the period as a date. */
static Datum
SeriesRecoveryAdd(FunctionCallInfo fcinfo, DateADT date)
{
	KeyedSums  *sums = AggOwnState(fcinfo);
	const RecoveryRequest *request;
	const Jsonb *options = NULL;
	uint32		mark;

	if (PG_ARGISNULL(3))
		RecoveryShockNullError();
	if (PG_NARGS() > 4)
	{
		if (PG_ARGISNULL(4))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("options must not be null"),
					 errhint("Leave them out to use the defaults.")));
		options = PG_GETARG_JSONB_P(4);
	}
	request = RecoveryRequestCached(fcinfo, PG_GETARG_DATEADT(3), options, &mark);
	if (sums != NULL && !SumsHasParams(sums, request, sizeof(*request), mark))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("shock and options must be the same for all rows of a group"),
				 errhint("Add the shock date to GROUP BY.")));
	PG_RETURN_POINTER(SeriesAdd(sums, date, PG_GETARG_FLOAT8(2),
								CalendarBy((Frequency) request->frequency),
								request, sizeof(*request)));
}

PG_FUNCTION_INFO_V1(series_recovery_trans_date);
Datum
series_recovery_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return SeriesRecoveryAdd(fcinfo, PG_GETARG_DATEADT(1));
}

NUMERIC_VALUES(series_recovery_trans_date, 2, 1);

PG_FUNCTION_INFO_V1(series_recovery_trans_timestamp);
Datum
series_recovery_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return SeriesRecoveryAdd(fcinfo,
							 CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)));
}

NUMERIC_VALUES(series_recovery_trans_timestamp, 2, 1);

PG_FUNCTION_INFO_V1(series_rollup_trans);
Datum
series_rollup_trans(PG_FUNCTION_ARGS)
{
	return AggReturn(fcinfo, AggRollup(fcinfo, NOUN_SERIES));
}

/* The stored value, its frequency found if it was not given. */
PG_FUNCTION_INFO_V1(series_agg_final);
Datum
series_agg_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	int64		a;
	int64		b;

	AggSettle(fcinfo);
	if (SeriesViewOpenAll(&view, PG_GETARG_DATUM(0)) < view.n &&
		SeriesSpansOverlap(&view, &a, &b))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("combined periods overlap"),
				 errdetail("%s and %s share a %s.",
						   SeriesSpanText(a, CalendarOf(view.meaning)),
						   SeriesSpanText(b, CalendarOf(view.meaning)),
						   CalendarName(view.meaning.unit)),
				 errhint("Take figures of one source that contain each other apart with reconcile_agg() or from_year_to_date(). Where sources report different periods, build one series for each and add them with rollup().")));
	PG_RETURN_POINTER(WireWrite(&view));
}

/* The same for rollup, whose values may report different periods. */
PG_FUNCTION_INFO_V1(series_rollup_final);
Datum
series_rollup_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	int64		a;
	int64		b;

	AggSettle(fcinfo);
	if (SeriesViewOpenAll(&view, PG_GETARG_DATUM(0)) < view.n &&
		SeriesSpansOverlap(&view, &a, &b))
		PG_RETURN_DATUM(SeriesStore(SeriesMergeSpans(&view)));
	PG_RETURN_POINTER(WireWrite(&view));
}
