/*
 * series_agg.c
 *	  Transition functions over (period, value) rows, and rollup.
 *
 * Which period a date stands for, and which frequency they have where none is
 * given, is told by all dates of a group (series_dates.h).  export_recovery
 * keeps its shock and options in the parameters of the state, so that its final
 * function needs nothing else and partial states of different questions cannot
 * be mixed.
 */
#include "rareearth.h"

#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/queue.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "series/series.h"
#include "series/series_dates.h"
#include "series/series_facts.h"
#include "series/series_recovery.h"
#include "keyed/wire.h"
#include "sql/row_types.h"

/* Reports a value that cannot be added up, with its period. */
static void
SeriesValueError(double value, DateADT date)
{
	AggValueError(NOUN_SERIES, value, CalendarDateText(date));
}

/* Adds the value of a date to the state over dates that spec asks for. */
static pg_attribute_always_inline Datum
SeriesAdd(FunctionCallInfo fcinfo, DateADT date, double value, StateSpec spec,
		  int snap)
{
	KeyedSums  *sums;

	if (unlikely(DATE_NOT_FINITE(date)))
		CalendarCheckDate(date, "period");
	if (unlikely(!isfinite(value)))
		SeriesValueError(value, date);
	sums = AggStateFor(fcinfo, spec);
	PG_RETURN_POINTER(SumsAddNumber(sums,
									SeriesDateKey(sums, date,
												  CalendarOf(spec.meaning), snap),
									value));
}

/* The meaning of flows by the periods that two arguments tell. */
static inline ValueMeaning
SeriesFlowArguments(FunctionCallInfo fcinfo, int frequency, int year_start)
{
	Calendar	calendar = CalendarArguments(fcinfo, frequency, year_start);

	return SeriesMeaning(calendar.frequency, MEASURE_FLOW, calendar.year_start);
}

/*
 * (period, value [, frequency [, year_start [, snap]]]) with the period as a
 * date.
 */
static inline Datum
SeriesAddPeriod(FunctionCallInfo fcinfo, DateADT date)
{
	StateSpec	spec = {.kind = KIND_SERIES_DATES,
	.meaning = SeriesFlowArguments(fcinfo, 3, 4)};
	int32		snap = FiscalSnap(fcinfo, 5, CalendarOf(spec.meaning));

	spec.params = &snap;
	spec.mark = (uint32) (snap - SNAP_NONE + 1);
	return SeriesAdd(fcinfo, date, PG_GETARG_FLOAT8(2), spec, snap);
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

/* Refuses days that are not the first and the last of what a figure covers. */
void
SeriesCheckSpan(DateADT start, DateADT end, Calendar calendar)
{
	if (end < start)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("period_end must not be before period_start"),
				 errdetail("period_start is %s, period_end is %s.",
						   CalendarDateText(start), CalendarDateText(end))));
	if (end > start && calendar.frequency == FREQUENCY_TRADING_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a figure cannot cover several trading days"),
				 errdetail("Which days there are from %s to %s is not known.",
						   CalendarDateText(start), CalendarDateText(end)),
				 errhint("Use 'day', or a coarser frequency.")));
}

/* Reads the first and the last day of what a figure covers. */
static void
SeriesSpanArguments(FunctionCallInfo fcinfo, Calendar calendar, DateADT *start,
					DateADT *end)
{
	*start = PG_GETARG_DATEADT(1);
	*end = PG_GETARG_DATEADT(2);
	CalendarCheckDate(*start, "period_start");
	CalendarCheckDate(*end, "period_end");
	SeriesCheckSpan(*start, *end, calendar);
}

/* Reports a span of periods of which nothing says what they are. */
void
SeriesFrequencyNullError(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("frequency must not be null"),
			 errhint("Say what the start and the end are periods of: 'month'.")));
}

/* The meaning of flows that have a start and an end, and their finite value. */
static ValueMeaning
SeriesSpanMeaning(FunctionCallInfo fcinfo, int year_start)
{
	if (PG_ARGISNULL(4))
		SeriesFrequencyNullError();
	if (!isfinite(PG_GETARG_FLOAT8(3)))
		SeriesValueError(PG_GETARG_FLOAT8(3), PG_GETARG_DATEADT(1));
	return SeriesFlowArguments(fcinfo, 4, year_start);
}

/*
 * (period_start, period_end, value, frequency [, year_start [, snap]]): the
 * state keeps days; which periods they are is told when all are known.
 */
PG_FUNCTION_INFO_V1(series_agg_trans_span);
Datum
series_agg_trans_span(PG_FUNCTION_ARGS)
{
	StateSpec	spec = {.kind = KIND_SERIES_SPANS};
	int32		snap;
	DateADT		start;
	DateADT		end;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	spec.meaning = SeriesSpanMeaning(fcinfo, 5);
	SeriesSpanArguments(fcinfo, CalendarOf(spec.meaning), &start, &end);
	snap = FiscalSnap(fcinfo, 6, CalendarOf(spec.meaning));
	spec.params = &snap;
	PG_RETURN_POINTER(SumsAddNumber(AggStateFor(fcinfo, spec),
									SeriesSpanKey(start, (int64) end - start + 1),
									PG_GETARG_FLOAT8(3)));
}

NUMERIC_VALUES(series_agg_trans_span, 3, 1);

/*
 * (period_start, period_end, value, frequency [, tolerance [, year_start [, snap
 * [, filed]]]]): the state keeps the facts as they were filed.
 */
PG_FUNCTION_INFO_V1(series_reconcile_trans);
Datum
series_reconcile_trans(PG_FUNCTION_ARGS)
{
	FactsParams params = {0};
	StateSpec	spec = {.kind = KIND_RECONCILE, .bytes = true, .params = &params};
	SeriesFact	fact;
	Calendar	calendar;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	calendar = CalendarOf(SeriesSpanMeaning(fcinfo, 6));
	SeriesSpanArguments(fcinfo, calendar, &fact.start, &fact.end);
	if (PG_NARGS() > 5)
		(void) ArgumentNumber(fcinfo, 5, "tolerance", ARGUMENT_NOT_NEGATIVE,
							  &params.tolerance);
	params.snap = FiscalSnap(fcinfo, 7, calendar);
	params.frequency = (uint8) calendar.frequency;
	params.year_start = calendar.year_start;
	fact.filed = SeriesFactFiled(fcinfo, 8);
	fact.value = PG_GETARG_FLOAT8(3);
	PG_RETURN_POINTER(SeriesFactAdd(AggStateFor(fcinfo, spec), &fact));
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
	return SeriesAdd(fcinfo, date, PG_GETARG_FLOAT8(2), spec, SNAP_NONE);
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

/*
 * Opens the state in argument 0, over dates, over spans or of a series; returns
 * how many keys are single periods.
 */
static uint32
SeriesViewOpenRows(SumsView *view, FunctionCallInfo fcinfo)
{
	switch (AggStateArgument(fcinfo, 0)->kind)
	{
		case KIND_SERIES_DATES:
			return SeriesViewFinishDates(view, *(const int32 *)
										 AggOpen(view, fcinfo, KIND_SERIES_DATES,
												 VIEW_SORTED));
		case KIND_SERIES_SPANS:
			return SeriesViewFinishSpans(view, *(const int32 *)
										 AggOpen(view, fcinfo, KIND_SERIES_SPANS,
												 VIEW_SORTED));
		default:
			return SeriesViewOpenAll(view, PG_GETARG_DATUM(0));
	}
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
	if (SeriesViewOpenRows(&view, fcinfo) < view.n &&
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

/* Moving frames of rollup. */
PG_FUNCTION_INFO_V1(series_rollup_enter);
Datum
series_rollup_enter(PG_FUNCTION_ARGS)
{
	return QueueEnter(fcinfo, KIND_SERIES);
}

PG_FUNCTION_INFO_V1(series_rollup_leave);
Datum
series_rollup_leave(PG_FUNCTION_ARGS)
{
	return QueueLeave(fcinfo);
}

PG_FUNCTION_INFO_V1(series_rollup_frame);
Datum
series_rollup_frame(PG_FUNCTION_ARGS)
{
	return QueueAnswer(fcinfo, series_rollup_final);
}
