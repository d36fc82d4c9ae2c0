/*
 * series_resilience.c
 *	  frontload, resilience, recovery_forecast, effects against a control, and
 *	  the same measures over plain arrays.
 */
#include "rareearth.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "resilience.h"
#include "series.h"
#include "series_recovery.h"

/* An array argument as plain arrays; a NULL element is not seen. */
typedef struct ArrayValues
{
	double	   *value;
	bool	   *seen;
	int			n;
} ArrayValues;

/* Reads an array argument; its values must be finite. */
static void
ArrayOpen(ArrayValues *array, FunctionCallInfo fcinfo, int arg,
		  const char *name)
{
	Datum	   *datums;
	bool	   *nulls;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(arg), FLOAT8OID, sizeof(float8),
					  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &datums, &nulls,
					  &array->n);
	array->value = (double *) palloc0(Max(array->n, 1) * sizeof(double));
	array->seen = (bool *) palloc0(Max(array->n, 1) * sizeof(bool));
	for (int i = 0; i < array->n; i++)
	{
		if (nulls[i])
			continue;
		array->value[i] = DatumGetFloat8(datums[i]);
		array->seen[i] = true;
		if (!isfinite(array->value[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("values of \"%s\" must be finite", name),
					 errdetail("Element %d is %g.", i + 1, array->value[i]),
					 errhint("Use NULL for a period that is not known.")));
	}
}

/* Returns a row of the columns that are known. */
static Datum
RowReturn(FunctionCallInfo fcinfo, Datum *values, const bool *known)
{
	TupleDesc	desc;
	bool		nulls[16];

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	Assert(desc->natts <= (int) lengthof(nulls));
	for (int i = 0; i < desc->natts; i++)
		nulls[i] = !known[i];
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values,
											 nulls));
}

/* Refuses a count below its least value. */
static int
CountArgument(FunctionCallInfo fcinfo, int arg, const char *name, int least)
{
	int			value = PG_GETARG_INT32(arg);

	if (value < least)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be at least %d", name, least),
				 errdetail("Value is %d.", value)));
	return value;
}

/* A threshold in (0, infinity). */
static double
ThresholdArgument(FunctionCallInfo fcinfo, int arg)
{
	double		threshold = PG_GETARG_FLOAT8(arg);

	if (!(threshold > 0) || isinf(threshold))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("threshold must be greater than zero and finite"),
				 errdetail("Value is %g.", threshold),
				 errhint("Write 0.9 for 90 percent of the baseline.")));
	return threshold;
}

/* A confidence level in (0, 1). */
static double
ConfLevelArgument(FunctionCallInfo fcinfo, int arg)
{
	double		level = PG_GETARG_FLOAT8(arg);

	if (!(level > 0 && level < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("conf_level must be between 0 and 1"),
				 errdetail("Value is %g.", level),
				 errhint("Write 0.95 for 95 percent.")));
	return level;
}

/* (s, shock, k, h, gaps) */
PG_FUNCTION_INFO_V1(series_frontload);
Datum
series_frontload(PG_FUNCTION_ARGS)
{
	DateADT		shock = PG_GETARG_DATEADT(1);
	int			k = CountArgument(fcinfo, 2, "k", 1);
	int			h = CountArgument(fcinfo, 3, "h", 1);
	SeriesGaps	gaps = SeriesGapsArgument(fcinfo, 4);
	SumsView	view;
	SeriesWindow window;
	Frontload	result;
	Datum		values[2];
	bool		known[2];

	CalendarCheckDate(shock, "shock");
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	SeriesWindowOpen(&window, &view, 1, 0);
	SeriesFillGaps(&window, gaps, (Frequency) view.frequency);
	FrontloadCompute(window.value, window.seen, window.n,
					 CalendarIndex(shock, (Frequency) view.frequency) -
					 window.first, k, h, &result);
	if ((result.has_ratio && !isfinite(result.ratio)) ||
		(result.has_excess && !isfinite(result.excess)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("frontload of trade_series is out of range"),
				 errhint("Scale the values, for example to tonnes.")));
	values[0] = Float8GetDatum(result.ratio);
	known[0] = result.has_ratio;
	values[1] = Float8GetDatum(result.excess);
	known[1] = result.has_excess;
	return RowReturn(fcinfo, values, known);
}

/* (ratio, threshold) */
PG_FUNCTION_INFO_V1(recovery_interpolated);
Datum
recovery_interpolated(PG_FUNCTION_ARGS)
{
	double		threshold = ThresholdArgument(fcinfo, 1);
	ArrayValues ratio;
	double		crossing;

	ArrayOpen(&ratio, fcinfo, 0, "ratio");
	if (!RecoveryInterpolated(ratio.value, ratio.seen, ratio.n, threshold,
							  &crossing))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(crossing);
}

/* (ratio, method) */
PG_FUNCTION_INFO_V1(resilience_loss);
Datum
resilience_loss(PG_FUNCTION_ARGS)
{
	char	   *method = text_to_cstring(PG_GETARG_TEXT_PP(1));
	ArrayValues ratio;
	double		loss;

	ArrayOpen(&ratio, fcinfo, 0, "ratio");
	if (ratio.n == 0)
		PG_RETURN_NULL();
	if (strcmp(method, "discrete") == 0)
		loss = RecoveryLossDiscrete(ratio.value, ratio.seen, ratio.n);
	else if (strcmp(method, "continuous") == 0)
		loss = RecoveryLossContinuous(ratio.value, ratio.seen, ratio.n);
	else
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("method \"%s\" does not exist", method),
				 errhint("Use discrete for flows, continuous for levels.")));
	if (!isfinite(loss))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("resilience loss is out of range")));
	PG_RETURN_FLOAT8(loss);
}

/* (loss, recovery_time, horizon) */
PG_FUNCTION_INFO_V1(zobel);
Datum
zobel(PG_FUNCTION_ARGS)
{
	double		loss = PG_GETARG_FLOAT8(0);
	double		time = PG_GETARG_FLOAT8(1);
	double		horizon = PG_GETARG_FLOAT8(2);
	double		index;

	if (!ZobelIndex(loss, time, horizon, &index))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("zobel needs a loss from 0 to 1 and a recovery time from 0 to the horizon"),
				 errdetail("Loss is %g, recovery time %g, horizon %g.",
						   loss, time, horizon),
				 errhint("Write 0.75 for a loss of 75 percent, and choose a horizon beyond the recovery.")));
	PG_RETURN_FLOAT8(index);
}

/* (ratio, threshold, conf_level) */
PG_FUNCTION_INFO_V1(exp_recovery);
Datum
exp_recovery(PG_FUNCTION_ARGS)
{
	double		threshold = ThresholdArgument(fcinfo, 1);
	double		conf_level = ConfLevelArgument(fcinfo, 2);
	ArrayValues ratio;
	ExpRecovery fit;
	Datum		values[6];
	bool		known[6];

	ArrayOpen(&ratio, fcinfo, 0, "ratio");
	ExpRecoveryFit(ratio.value, ratio.seen, ratio.n, threshold, conf_level,
				   &fit);
	values[0] = Int32GetDatum(fit.n);
	known[0] = true;
	values[1] = Float8GetDatum(fit.rate);
	known[1] = fit.has_rate;
	values[2] = Float8GetDatum(fit.half_life);
	known[2] = fit.has_half_life;
	values[3] = Float8GetDatum(fit.projected);
	known[3] = fit.has_projected;
	values[4] = Float8GetDatum(fit.lower);
	known[4] = fit.has_lower;
	values[5] = Float8GetDatum(fit.upper);
	known[5] = fit.has_upper;
	return RowReturn(fcinfo, values, known);
}

/* (arguments of recovery, horizon) */
PG_FUNCTION_INFO_V1(series_resilience);
Datum
series_resilience(PG_FUNCTION_ARGS)
{
	enum
	{
		STATUS, INTERPOLATED, LOSS_DISCRETE, LOSS_CONTINUOUS, ZOBEL, COLUMNS
	};
	RecoveryAnswer answer;
	const RecoveryReport *r = &answer.report;
	Datum		values[COLUMNS] = {0};
	bool		known[COLUMNS] = {false};
	double		horizon;
	double		result;

	if (!RecoveryAnswerFromArguments(fcinfo, &answer))
		PG_RETURN_NULL();
	horizon = PG_ARGISNULL(RECOVERY_SHARED_ARGUMENTS) ? 0 :
		CountArgument(fcinfo, RECOVERY_SHARED_ARGUMENTS, "horizon", 1);
	values[STATUS] = CStringGetTextDatum(RecoveryStatusName(r->status));
	known[STATUS] = true;
	if (r->has_depth)
	{
		int			shock = (int) (answer.params.shock - answer.window.first);
		int			end = r->has_recovery ?
			(int) (r->recovery - answer.window.first) + 1 : answer.window.n;
		int			breach = r->has_first_breach ?
			(int) (r->first_breach - answer.window.first) : shock;
		const double *ratio = answer.arrays.ratio;
		const bool *has = answer.arrays.has_ratio;

		known[LOSS_DISCRETE] = known[LOSS_CONTINUOUS] = true;
		values[LOSS_DISCRETE] =
			Float8GetDatum(RecoveryLossDiscrete(ratio + shock, has + shock,
												end - shock));
		values[LOSS_CONTINUOUS] =
			Float8GetDatum(RecoveryLossContinuous(ratio + shock, has + shock,
												  end - shock));
		if (RecoveryInterpolated(ratio + breach, has + breach,
								 answer.window.n - breach,
								 answer.params.threshold, &result))
		{
			/* counted from the shock, like every other time */
			values[INTERPOLATED] = Float8GetDatum(r->has_first_breach ?
												  breach - shock + result : 0);
			known[INTERPOLATED] = true;
		}
		if (r->has_time_to_recovery && r->depth >= 0 &&
			ZobelIndex(r->depth, r->time_to_recovery, horizon, &result))
		{
			values[ZOBEL] = Float8GetDatum(result);
			known[ZOBEL] = true;
		}
	}
	return RowReturn(fcinfo, values, known);
}

/* The first period that lies so many periods after another; false if none. */
static bool
PeriodAfter(int64 from, double periods, Frequency frequency, DateADT *date)
{
	int64		index;

	if (periods > 1e9)
		return false;
	/* a hair above a whole number is rounding, not another period */
	index = from + (int64) ceil(periods - 1e-9);
	if (!CalendarIndexIsValid(index, frequency))
		return false;
	*date = CalendarDate(index, frequency);
	return true;
}

/* (arguments of recovery, conf_level) */
PG_FUNCTION_INFO_V1(series_recovery_forecast);
Datum
series_recovery_forecast(PG_FUNCTION_ARGS)
{
	enum
	{
		STATUS, TROUGH, LATEST_PERIOD, POINTS, RATE, HALF_LIFE, PROJECTED,
		FORECAST, FORECAST_LOWER, FORECAST_UPPER, COLUMNS
	};
	RecoveryAnswer answer;
	const RecoveryReport *r = &answer.report;
	Datum		values[COLUMNS] = {0};
	bool		known[COLUMNS] = {false};
	double		conf_level;
	int			trough;
	int			latest;
	ExpRecovery fit;
	DateADT		date;

	if (!RecoveryAnswerFromArguments(fcinfo, &answer))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(RECOVERY_SHARED_ARGUMENTS))
		PG_RETURN_NULL();
	conf_level = ConfLevelArgument(fcinfo, RECOVERY_SHARED_ARGUMENTS);
	values[STATUS] = CStringGetTextDatum(RecoveryStatusName(r->status));
	known[STATUS] = true;
	if (!r->has_depth)
		return RowReturn(fcinfo, values, known);

	values[TROUGH] = DateADTGetDatum(CalendarDate(r->trough, answer.frequency));
	values[LATEST_PERIOD] =
		DateADTGetDatum(CalendarDate(r->latest_period, answer.frequency));
	known[TROUGH] = known[LATEST_PERIOD] = true;
	if (r->status != RECOVERY_CENSORED)
		return RowReturn(fcinfo, values, known);

	trough = (int) (r->trough - answer.window.first);
	latest = (int) (r->latest_period - r->trough);
	ExpRecoveryFit(answer.arrays.ratio + trough,
				   answer.arrays.has_ratio + trough, latest + 1,
				   answer.params.threshold, conf_level, &fit);
	values[POINTS] = Int32GetDatum(fit.n);
	known[POINTS] = true;
	values[RATE] = Float8GetDatum(fit.rate);
	known[RATE] = fit.has_rate;
	values[HALF_LIFE] = Float8GetDatum(fit.half_life);
	known[HALF_LIFE] = fit.has_half_life;

	/* a date that has passed without recovery is refuted, not a forecast */
	if (!fit.has_projected || ceil(fit.projected - 1e-9) <= latest)
		return RowReturn(fcinfo, values, known);
	values[PROJECTED] = Float8GetDatum(fit.projected);
	known[PROJECTED] = true;
	if (PeriodAfter(r->trough, fit.projected, answer.frequency, &date))
	{
		values[FORECAST] = DateADTGetDatum(date);
		known[FORECAST] = true;
	}
	if (fit.has_lower &&
		PeriodAfter(r->trough, Max(fit.lower, latest + 1), answer.frequency,
					&date))
	{
		values[FORECAST_LOWER] = DateADTGetDatum(date);
		known[FORECAST_LOWER] = true;
	}
	if (fit.has_upper &&
		PeriodAfter(r->trough, fit.upper, answer.frequency, &date))
	{
		values[FORECAST_UPPER] = DateADTGetDatum(date);
		known[FORECAST_UPPER] = true;
	}
	return RowReturn(fcinfo, values, known);
}

/* Four groups of values: treated and control, before and after. */
typedef struct EffectGroups
{
	const double *value[4];
	const bool *seen[4];
	int64		n[4];
} EffectGroups;

/* The difference in differences of four means, in known[0..1]; else NULL. */
static void
EffectCompute(const EffectGroups *groups, bool logs, Datum *values,
			  bool *known)
{
	static const char *const names[] = {
		"treated before", "treated after", "control before", "control after"
	};
	double		mean[4];
	double		att;

	known[0] = known[1] = false;
	for (int i = 0; i < 4; i++)
		switch (EffectMean(groups->value[i], groups->seen[i], groups->n[i],
						   logs, &mean[i]))
		{
			case EFFECT_OK:
				break;
			case EFFECT_NO_DATA:
				return;
			case EFFECT_NONPOSITIVE:
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("did in logarithms needs values greater than zero"),
						 errdetail("A value of the group \"%s\" is not.",
								   names[i]),
						 errhint("Use log => false.")));
				break;
			case EFFECT_OVERFLOW:
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("did is out of range"),
						 errhint("Scale the values, for example to tonnes.")));
		}
	att = (mean[1] - mean[0]) - (mean[3] - mean[2]);
	if (!isfinite(att) || (logs && !isfinite(expm1(att))))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("did is out of range"),
				 errhint("Scale the values, for example to tonnes.")));
	values[0] = Float8GetDatum(att);
	known[0] = true;
	values[1] = Float8GetDatum(expm1(att));
	known[1] = logs;
}

/* (treated_pre, treated_post, control_pre, control_post, log) */
PG_FUNCTION_INFO_V1(did_arrays);
Datum
did_arrays(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		"treated_pre", "treated_post", "control_pre", "control_post"
	};
	EffectGroups groups;
	Datum		values[2] = {0};
	bool		known[2];

	for (int i = 0; i < 4; i++)
	{
		ArrayValues array;

		ArrayOpen(&array, fcinfo, i, names[i]);
		groups.value[i] = array.value;
		groups.seen[i] = array.seen;
		groups.n[i] = array.n;
	}
	EffectCompute(&groups, PG_GETARG_BOOL(4), values, known);
	return RowReturn(fcinfo, values, known);
}

/*
 * Two series over the periods that both have, and the slots of the k periods
 * that end gap before the shock: [*from, *to), and of the shock: *start.
 */
static void
EffectPairOpen(SeriesPair *pair, FunctionCallInfo fcinfo, int64 *from,
			   int64 *to, int64 *start)
{
	DateADT		shock = PG_GETARG_DATEADT(2);
	int			k = CountArgument(fcinfo, 3, "k", 1);
	int			gap = CountArgument(fcinfo, 4, "gap", 0);
	int			n;

	CalendarCheckDate(shock, "shock");
	SeriesPairOpen(pair, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1));
	n = pair->window[0].n;
	*start = CalendarIndex(shock, pair->frequency) - pair->window[0].first;
	*to = Min(Max(*start - gap, 0), n);
	*from = Max(*start - gap - (int64) k, 0);
	*from = Min(*from, *to);
	*start = Min(Max(*start, 0), n);
}

/* (treated, control, shock, k, gap, periods, log) */
PG_FUNCTION_INFO_V1(series_did);
Datum
series_did(PG_FUNCTION_ARGS)
{
	SeriesPair	pair;
	EffectGroups groups;
	Datum		values[4] = {0};
	bool		known[4] = {false};
	bool	   *both;
	int64		from;
	int64		to;
	int64		start;
	int64		end;
	int32		counts[2] = {0, 0};

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 5)
			PG_RETURN_NULL();
	EffectPairOpen(&pair, fcinfo, &from, &to, &start);
	end = pair.window[0].n;
	if (!PG_ARGISNULL(5))
		end = Min(end, start + CountArgument(fcinfo, 5, "periods", 1));
	both = (bool *) palloc0(Max(pair.window[0].n, 1) * sizeof(bool));
	for (int i = 0; i < pair.window[0].n; i++)
		both[i] = pair.window[0].seen[i] && pair.window[1].seen[i];
	for (int i = 0; i < 2; i++)
	{
		groups.value[2 * i] = pair.window[i].value + from;
		groups.seen[2 * i] = both + from;
		groups.n[2 * i] = to - from;
		groups.value[2 * i + 1] = pair.window[i].value + start;
		groups.seen[2 * i + 1] = both + start;
		groups.n[2 * i + 1] = end - start;
	}
	for (int64 i = from; i < to; i++)
		counts[0] += both[i];
	for (int64 i = start; i < end; i++)
		counts[1] += both[i];
	EffectCompute(&groups, PG_GETARG_BOOL(6), values, known);
	values[2] = Int32GetDatum(counts[0]);
	values[3] = Int32GetDatum(counts[1]);
	known[2] = known[3] = true;
	return RowReturn(fcinfo, values, known);
}

/* (treated, donor, shock, k, gap) */
PG_FUNCTION_INFO_V1(series_counterfactual);
Datum
series_counterfactual(PG_FUNCTION_ARGS)
{
	SeriesPair	pair;
	const SeriesWindow *donor = &pair.window[1];
	bool	   *both;
	double		mean[2];
	int64		from;
	int64		to;
	int64		start;
	KeyedSums  *sums;

	EffectPairOpen(&pair, fcinfo, &from, &to, &start);
	both = (bool *) palloc0(Max(donor->n, 1) * sizeof(bool));
	for (int64 i = from; i < to; i++)
		both[i] = pair.window[0].seen[i] && donor->seen[i];
	for (int i = 0; i < 2; i++)
		if (EffectMean(pair.window[i].value + from, both + from, to - from,
					   false, &mean[i]) != EFFECT_OK)
			PG_RETURN_NULL();
	if (mean[1] <= 0)
		PG_RETURN_NULL();
	sums = SeriesCreate(pair.frequency);
	for (int i = 0; i < donor->n; i++)
		if (donor->seen[i])
			sums = SeriesPut(sums, donor->first + i,
							 donor->value[i] * (mean[0] / mean[1]));
	PG_RETURN_DATUM(SeriesStore(sums));
}
