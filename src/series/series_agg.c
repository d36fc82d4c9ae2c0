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

/* Reports a value that cannot be added up, with its period. */
static void
SeriesValueError(double value, DateADT date)
{
	AggValueError(NOUN_SERIES, value, CalendarDateText(date));
}

/* Refuses rows of another frequency than those before. */
static inline void
SeriesCheckFrequency(const KeyedSums *sums, Frequency frequency)
{
	if (unlikely(sums->meaning.unit != (uint8) frequency))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("frequency must be the same for all rows of a group"),
				 errdetail("One row has %s, another %s.",
						   CalendarName(Min(sums->meaning.unit, frequency)),
						   CalendarName(Max(sums->meaning.unit, frequency)))));
}

/* Adds a row; the state may be NULL. */
static inline KeyedSums *
SeriesAdd(KeyedSums *sums, DateADT date, double value, Frequency frequency,
		  const void *params, uint32 paramsize)
{
	if (unlikely(DATE_NOT_FINITE(date)))
		CalendarCheckDate(date, "period");
	if (unlikely(!isfinite(value)))
		SeriesValueError(value, date);
	if (unlikely(sums == NULL))
	{
		sums = SumsCreate(NOUN_SERIES, false, params, paramsize);
		sums->meaning = SeriesMeaning(frequency, MEASURE_FLOW, 1);
	}
	AggCheckState(sums, NOUN_SERIES, false);
	SeriesCheckFrequency(sums, frequency);
	return SumsAddNumber(sums, CalendarIndex(date, frequency), value);
}

/* The frequency argument, or "to be found" when there is none. */
static inline Frequency
SeriesFrequencyArgument(FunctionCallInfo fcinfo, int arg)
{
	if (PG_NARGS() <= arg || PG_ARGISNULL(arg))
		return FREQUENCY_UNSET;
	return CalendarFromText(PG_GETARG_TEXT_PP(arg));
}

/* (period date, value [, frequency]) */
PG_FUNCTION_INFO_V1(series_agg_trans_date);
Datum
series_agg_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	PG_RETURN_POINTER(SeriesAdd(AggOwnState(fcinfo), PG_GETARG_DATEADT(1),
								PG_GETARG_FLOAT8(2),
								SeriesFrequencyArgument(fcinfo, 3), NULL, 0));
}

/*
 * (period_start, period_end, value, frequency [, tolerance]); the tolerance,
 * given or not, is kept in the state when there may be one.
 */
static Datum
SeriesSpanAdd(FunctionCallInfo fcinfo, bool has_tolerance)
{
	KeyedSums  *sums = AggOwnState(fcinfo);
	uint32		paramsize = has_tolerance ? sizeof(double) : 0;
	double		tolerance = 0;
	Frequency	frequency;
	DateADT		start;
	DateADT		end;
	double		value;
	int64		first;
	int64		last;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggReturn(fcinfo, sums);
	if (PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("frequency must not be null"),
				 errhint("Say what the start and the end are periods of: 'month'.")));
	frequency = CalendarFromText(PG_GETARG_TEXT_PP(4));
	start = PG_GETARG_DATEADT(1);
	end = PG_GETARG_DATEADT(2);
	value = PG_GETARG_FLOAT8(3);
	CalendarCheckDate(start, "period_start");
	CalendarCheckDate(end, "period_end");
	if (!isfinite(value))
		SeriesValueError(value, start);
	first = CalendarIndex(start, frequency);
	last = CalendarIndex(end, frequency);
	if (last < first)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("period_end must not be before period_start"),
				 errdetail("period_start is %s, period_end is %s.",
						   CalendarDateText(start), CalendarDateText(end))));
	if (PG_NARGS() > 5)
		(void) ArgumentNumber(fcinfo, 5, "tolerance", ARGUMENT_NOT_NEGATIVE,
							  &tolerance);
	if (sums == NULL)
	{
		sums = SumsCreate(NOUN_SERIES, false, &tolerance, paramsize);
		sums->meaning = SeriesMeaning(frequency, MEASURE_FLOW, 1);
	}
	AggCheckState(sums, NOUN_SERIES, false);
	SeriesCheckFrequency(sums, frequency);
	if (!SumsHasParams(sums, &tolerance, paramsize, 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("tolerance must be the same for all rows of a group")));
	PG_RETURN_POINTER(SumsAddNumber(sums,
									SeriesSpanKey(first, last - first + 1),
									value));
}

PG_FUNCTION_INFO_V1(series_agg_trans_span);
Datum
series_agg_trans_span(PG_FUNCTION_ARGS)
{
	return SeriesSpanAdd(fcinfo, false);
}

PG_FUNCTION_INFO_V1(series_reconcile_trans);
Datum
series_reconcile_trans(PG_FUNCTION_ARGS)
{
	return SeriesSpanAdd(fcinfo, true);
}

/* (period timestamp, value [, frequency]) */
PG_FUNCTION_INFO_V1(series_agg_trans_timestamp);
Datum
series_agg_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	PG_RETURN_POINTER(SeriesAdd(AggOwnState(fcinfo),
								CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)),
								PG_GETARG_FLOAT8(2),
								SeriesFrequencyArgument(fcinfo, 3), NULL, 0));
}

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
								(Frequency) request->frequency,
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

PG_FUNCTION_INFO_V1(series_recovery_trans_timestamp);
Datum
series_recovery_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return SeriesRecoveryAdd(fcinfo,
							 CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)));
}

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
						   SeriesSpanText(a, view.meaning.unit),
						   SeriesSpanText(b, view.meaning.unit),
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
