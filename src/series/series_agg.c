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

#include "kinds.h"
#include "keyed/agg.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "series/series.h"
#include "series/series_recovery.h"
#include "keyed/wire.h"
#include "sql/row_types.h"

/* Reports a value that cannot be added up, with its period. */
static void
SeriesValueError(double value, DateADT date)
{
	AggValueError(NOUN_SERIES, value, CalendarDateText(date));
}

/* Adds the value of a date to the state that spec asks for. */
static pg_attribute_always_inline Datum
SeriesAdd(FunctionCallInfo fcinfo, DateADT date, double value, StateSpec spec)
{
	if (unlikely(DATE_NOT_FINITE(date)))
		CalendarCheckDate(date, "period");
	if (unlikely(!isfinite(value)))
		SeriesValueError(value, date);
	PG_RETURN_POINTER(SumsAddNumber(AggStateFor(fcinfo, spec),
									CalendarIndex(date, CalendarOf(spec.meaning)),
									value));
}

/* The meaning of flows by the periods that two arguments tell. */
static inline ValueMeaning
SeriesFlowArguments(FunctionCallInfo fcinfo, int frequency, int year_start)
{
	Calendar	calendar = CalendarArguments(fcinfo, frequency, year_start);

	return SeriesMeaning(calendar.frequency, MEASURE_FLOW, calendar.year_start);
}

/* (period, value [, frequency [, year_start]]) with the period as a date. */
static inline Datum
SeriesAddPeriod(FunctionCallInfo fcinfo, DateADT date)
{
	return SeriesAdd(fcinfo, date, PG_GETARG_FLOAT8(2), (StateSpec) {
		.kind = KIND_SERIES, .meaning = SeriesFlowArguments(fcinfo, 3, 4)
	});
}

PG_FUNCTION_INFO_V1(series_agg_trans_date);
Datum
series_agg_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	return SeriesAddPeriod(fcinfo, PG_GETARG_DATEADT(1));
}

PG_FUNCTION_INFO_V1(series_agg_trans_timestamp);
Datum
series_agg_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	return SeriesAddPeriod(fcinfo,
						   CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)));
}

NUMERIC_VALUES(series_agg_trans_date, 2, 1);
NUMERIC_VALUES(series_agg_trans_timestamp, 2, 1);

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
 * (period_start, period_end, value, frequency ... year_start): adds a row to a
 * state of a kind, with these parameters or none.
 */
static Datum
SeriesSpanAdd(FunctionCallInfo fcinfo, KindId kind, int year_start,
			  const void *params)
{
	StateSpec	spec = {.kind = kind, .params = params};
	double		value;
	int64		key;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	if (PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("frequency must not be null"),
				 errhint("Say what the start and the end are periods of: 'month'.")));
	spec.meaning = SeriesFlowArguments(fcinfo, 4, year_start);
	key = SeriesSpanArguments(fcinfo, CalendarOf(spec.meaning));
	value = PG_GETARG_FLOAT8(3);
	if (!isfinite(value))
		SeriesValueError(value, PG_GETARG_DATEADT(1));
	PG_RETURN_POINTER(SumsAddNumber(AggStateFor(fcinfo, spec), key, value));
}

/* (period_start, period_end, value, frequency [, year_start]) */
PG_FUNCTION_INFO_V1(series_agg_trans_span);
Datum
series_agg_trans_span(PG_FUNCTION_ARGS)
{
	return SeriesSpanAdd(fcinfo, KIND_SERIES, 5, NULL);
}

NUMERIC_VALUES(series_agg_trans_span, 3, 1);

/*
 * (period_start, period_end, value, frequency [, tolerance [, year_start]]):
 * the state keeps the tolerance, given or not.
 */
PG_FUNCTION_INFO_V1(series_reconcile_trans);
Datum
series_reconcile_trans(PG_FUNCTION_ARGS)
{
	double		tolerance = 0;

	if (PG_NARGS() > 5)
		(void) ArgumentNumber(fcinfo, 5, "tolerance", ARGUMENT_NOT_NEGATIVE,
							  &tolerance);
	return SeriesSpanAdd(fcinfo, KIND_RECONCILE, 6, &tolerance);
}

NUMERIC_VALUES(series_reconcile_trans, 3, 1);

/* (period, value, shock [, options]) with the period as a date. */
static Datum
SeriesRecoveryAdd(FunctionCallInfo fcinfo, DateADT date)
{
	StateSpec	spec = {.kind = KIND_RECOVERY};
	const RecoveryRequest *request;
	const Jsonb *options = NULL;

	if (PG_ARGISNULL(3))
		RecoveryShockNullError();
	if (PG_NARGS() > 4)
	{
		if (PG_ARGISNULL(4))
			RecoveryOptionsNullError();
		options = PG_GETARG_JSONB_P(4);
	}
	request = RecoveryRequestCached(fcinfo, PG_GETARG_DATEADT(3), options,
									&spec.mark);
	spec.params = request;
	spec.meaning = SeriesMeaning(request->frequency, MEASURE_FLOW,
								 request->year_start);
	return SeriesAdd(fcinfo, date, PG_GETARG_FLOAT8(2), spec);
}

PG_FUNCTION_INFO_V1(series_recovery_trans_date);
Datum
series_recovery_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	return SeriesRecoveryAdd(fcinfo, PG_GETARG_DATEADT(1));
}

NUMERIC_VALUES(series_recovery_trans_date, 2, 1);

PG_FUNCTION_INFO_V1(series_recovery_trans_timestamp);
Datum
series_recovery_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	return SeriesRecoveryAdd(fcinfo,
							 CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)));
}

NUMERIC_VALUES(series_recovery_trans_timestamp, 2, 1);

PG_FUNCTION_INFO_V1(series_rollup_trans);
Datum
series_rollup_trans(PG_FUNCTION_ARGS)
{
	return AggRollup(fcinfo, KIND_SERIES);
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
