/*
 * series_resilience.c
 *	  frontload, resilience, recovery_forecast, effects against a control, and
 *	  the same measures over plain arrays.
 */
#include "rareearth.h"

#include <math.h>

#include "utils/builtins.h"

#include "sql/argument.h"
#include "math/resilience.h"
#include "sql/result.h"
#include "series/series_join.h"
#include "series/series_recovery.h"

/* A threshold in (0, infinity): ratios in an array may be percent. */
static double
ThresholdArgument(FunctionCallInfo fcinfo, int arg)
{
	double		threshold = PG_GETARG_FLOAT8(arg);

	if (!(threshold > 0) || isinf(threshold))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("threshold must be greater than zero and finite"),
				 errdetail("Value is %.15g.", threshold)));
	return threshold;
}

/* (s, shock, k, h, gaps) */
PG_FUNCTION_INFO_V1(series_frontload);
Datum
series_frontload(PG_FUNCTION_ARGS)
{
	DateADT		shock = PG_GETARG_DATEADT(1);
	int			k = ArgumentCount(fcinfo, 2, "k", 1, PG_INT32_MAX);
	int			h = ArgumentCount(fcinfo, 3, "h", 1, PG_INT32_MAX);
	SeriesGaps	gaps = SeriesGapsArgument(fcinfo, 4);
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	Frontload	result;
	ResultRow	row = {0};

	CalendarCheckDate(shock, "shock");
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	SeriesWindowOpen(&window, &view, 1, 0);
	periods = SeriesPeriodsOf(&view);
	SeriesFillGaps(&window, gaps, &periods);
	FrontloadCompute(window.value, window.seen, window.n,
					 SeriesPeriodFrom(&periods, shock) - window.first, k, h,
					 &result);
	if ((result.has_ratio && !isfinite(result.ratio)) ||
		(result.has_excess && !isfinite(result.excess)))
		ResultRangeError("frontload of trade_series", NULL);
	ResultAddNumber(&row, result.has_ratio, result.ratio);
	ResultAddNumber(&row, result.has_excess, result.excess);
	return ResultReturn(fcinfo, &row);
}

/* (ratio, threshold) */
PG_FUNCTION_INFO_V1(recovery_interpolated);
Datum
recovery_interpolated(PG_FUNCTION_ARGS)
{
	double		threshold = ThresholdArgument(fcinfo, 1);
	double	   *ratio;
	bool	   *seen;
	int			n = ArgumentNumbers(fcinfo, 0, "ratio", ARGUMENT_ANY, &ratio,
									&seen);
	double		crossing;

	if (!RecoveryInterpolated(ratio, seen, n, threshold, &crossing))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(crossing);
}

/* (ratio, method) */
PG_FUNCTION_INFO_V1(resilience_loss);
Datum
resilience_loss(PG_FUNCTION_ARGS)
{
	char	   *method = text_to_cstring(PG_GETARG_TEXT_PP(1));
	double	   *ratio;
	bool	   *seen;
	int			n = ArgumentNumbers(fcinfo, 0, "ratio", ARGUMENT_ANY, &ratio,
									&seen);
	double		loss;

	if (n == 0)
		PG_RETURN_NULL();
	if (strcmp(method, "discrete") == 0)
		loss = RecoveryLossDiscrete(ratio, seen, n);
	else if (strcmp(method, "continuous") == 0)
		loss = RecoveryLossContinuous(ratio, seen, n);
	else
		ArgumentWordError("method", method,
						  "discrete for flows, continuous for levels");
	if (!isfinite(loss))
		ResultRangeError("resilience loss", NULL);
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
				 errdetail("Loss is %.15g, recovery time %.15g, horizon %.15g.",
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
	double		conf_level = ArgumentConfLevel(fcinfo, 2);
	double	   *ratio;
	bool	   *seen;
	int			n = ArgumentNumbers(fcinfo, 0, "ratio", ARGUMENT_ANY, &ratio,
									&seen);
	ExpRecovery fit;
	ResultRow	row = {0};

	ExpRecoveryFit(ratio, seen, n, threshold, conf_level, &fit);
	ResultAddInteger(&row, true, fit.n);
	ResultAddNumber(&row, fit.has_rate, fit.rate);
	ResultAddNumber(&row, fit.has_half_life, fit.half_life);
	ResultAddNumber(&row, fit.has_projected, fit.projected);
	ResultAddNumber(&row, fit.has_lower, fit.lower);
	ResultAddNumber(&row, fit.has_upper, fit.upper);
	return ResultReturn(fcinfo, &row);
}

/* (arguments of recovery, horizon) */
PG_FUNCTION_INFO_V1(series_resilience);
Datum
series_resilience(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	const RecoveryReport *r = &answer.report;
	ResultRow	row = {0};
	double		horizon;
	double		crossing = 0;
	double		loss = 0;
	double		area = 0;
	double		index = 0;
	bool		crosses = false;
	bool		has_index = false;

	if (!RecoveryAnswerFromArguments(fcinfo, &answer))
		PG_RETURN_NULL();
	horizon = PG_ARGISNULL(RECOVERY_SHARED_ARGUMENTS) ? 0 :
		ArgumentCount(fcinfo, RECOVERY_SHARED_ARGUMENTS, "horizon", 1,
					  PG_INT32_MAX);
	if (r->has_depth)
	{
		int			shock = (int) (answer.params.shock - answer.window.first);
		int			end = r->has_recovery ?
			(int) (r->recovery - answer.window.first) + 1 : answer.window.n;
		int			breach = r->has_first_breach ?
			(int) (r->first_breach - answer.window.first) : shock;
		const double *ratio = answer.arrays.ratio;
		const bool *has = answer.arrays.has_ratio;

		/* the sum stops before the recovery, the area reaches it */
		loss = r->loss_baseline_periods;
		area = RecoveryLossContinuous(ratio + shock, has + shock, end - shock);
		crosses = RecoveryInterpolated(ratio + breach, has + breach,
									   answer.window.n - breach,
									   answer.params.threshold, &crossing);
		/* counted from the shock, like every other time */
		crossing = r->has_first_breach ? breach - shock + crossing : 0;
		has_index = r->has_time_to_recovery && r->depth >= 0 &&
			ZobelIndex(r->depth, r->time_to_recovery, horizon, &index);
	}
	ResultAddWord(&row, true, RecoveryStatusName(r->status));
	ResultAddNumber(&row, crosses, crossing);
	ResultAddNumber(&row, r->has_depth, loss);
	ResultAddNumber(&row, r->has_depth, area);
	ResultAddNumber(&row, has_index, index);
	return ResultReturn(fcinfo, &row);
}

/*
 * Adds the first period that lies so many periods after another; NULL when it
 * is not known or beyond the calendar.  Trading days to come are not known.
 */
static void
AddPeriodAfter(ResultRow *row, bool known, int64 from, double periods,
			   Calendar calendar)
{
	int64		index = from;

	/* a hair above a whole number is rounding, not another period */
	if (known && periods < 1e9)
		index += (int64) ceil(periods - 1e-9);
	known = known && periods < 1e9 &&
		calendar.frequency != FREQUENCY_TRADING_DAY &&
		CalendarIndexIsValid(index, calendar);
	ResultAddDate(row, known, known ? CalendarDate(index, calendar) : 0);
}

/* (arguments of recovery, conf_level) */
PG_FUNCTION_INFO_V1(series_recovery_forecast);
Datum
series_recovery_forecast(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	const RecoveryReport *r = &answer.report;
	const SeriesPeriods *periods = &answer.periods;
	ResultRow	row = {0};
	ExpRecovery fit = {0};
	double		conf_level;
	int			latest = 0;
	bool		censored;
	bool		open;

	if (!RecoveryAnswerFromArguments(fcinfo, &answer) ||
		PG_ARGISNULL(RECOVERY_SHARED_ARGUMENTS))
		PG_RETURN_NULL();
	conf_level = ArgumentConfLevel(fcinfo, RECOVERY_SHARED_ARGUMENTS);
	censored = r->status == RECOVERY_CENSORED;
	if (censored)
	{
		int			trough = (int) (r->trough - answer.window.first);

		latest = (int) (r->latest_period - r->trough);
		ExpRecoveryFit(answer.arrays.ratio + trough,
					   answer.arrays.has_ratio + trough, latest + 1,
					   answer.params.threshold, conf_level, &fit);
	}
	/* a date that has passed without recovery is refuted, not a forecast */
	open = fit.has_projected && ceil(fit.projected - 1e-9) > latest;
	ResultAddWord(&row, true, RecoveryStatusName(r->status));
	ResultAddDate(&row, r->has_depth,
				  r->has_depth ? SeriesPeriodDate(periods, r->trough) : 0);
	ResultAddDate(&row, r->has_depth,
				  r->has_depth ? SeriesPeriodDate(periods, r->latest_period) : 0);
	ResultAddInteger(&row, censored, fit.n);
	ResultAddNumber(&row, fit.has_rate, fit.rate);
	ResultAddNumber(&row, fit.has_half_life, fit.half_life);
	ResultAddNumber(&row, open, fit.projected);
	AddPeriodAfter(&row, open, r->trough, fit.projected,
				   periods->calendar);
	AddPeriodAfter(&row, open && fit.has_lower, r->trough,
				   Max(fit.lower, latest + 1), periods->calendar);
	AddPeriodAfter(&row, open && fit.has_upper, r->trough, fit.upper,
				   periods->calendar);
	return ResultReturn(fcinfo, &row);
}

/* Four groups of values: treated and control, before and after. */
typedef struct EffectGroups
{
	const double *value[4];
	const bool *seen[4];
	int64		n[4];
} EffectGroups;

/* Adds the difference in differences of four means, and its percent. */
static void
EffectAdd(const EffectGroups *groups, bool logs, ResultRow *row)
{
	static const char *const names[] = {
		"treated before", "treated after", "control before", "control after"
	};
	double		mean[4];
	double		att;
	bool		known = true;

	for (int i = 0; i < 4; i++)
		switch (EffectMean(groups->value[i], groups->seen[i], groups->n[i],
						   logs, &mean[i]))
		{
			case EFFECT_OK:
				break;
			case EFFECT_NO_DATA:
				known = false;
				break;
			case EFFECT_NONPOSITIVE:
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("did in logarithms needs values greater than zero"),
						 errdetail("A value of the group \"%s\" is not.",
								   names[i]),
						 errhint("Use log => false.")));
				break;
			case EFFECT_OVERFLOW:
				ResultRangeError("did", NULL);
		}
	att = known ? (mean[1] - mean[0]) - (mean[3] - mean[2]) : 0;
	if (!isfinite(att) || (logs && !isfinite(expm1(att))))
		ResultRangeError("did", NULL);
	ResultAddNumber(row, known, att);
	ResultAddNumber(row, known && logs, expm1(att));
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
	ResultRow	row = {0};

	for (int i = 0; i < 4; i++)
	{
		double	   *value;
		bool	   *seen;

		groups.n[i] = ArgumentNumbers(fcinfo, i, names[i], ARGUMENT_ANY,
									  &value, &seen);
		groups.value[i] = value;
		groups.seen[i] = seen;
	}
	EffectAdd(&groups, PG_GETARG_BOOL(4), &row);
	return ResultReturn(fcinfo, &row);
}

/*
 * Two series over the periods that both have, and the slots of the k periods
 * that end gap before the shock: [*from, *to), and of the shock, which may
 * lie outside: *start.
 */
static void
EffectPairOpen(SeriesJoin *pair, FunctionCallInfo fcinfo,
			   const char *const *names, int64 *from, int64 *to,
			   int64 *start)
{
	DateADT		shock = PG_GETARG_DATEADT(2);
	int			k = ArgumentCount(fcinfo, 3, "k", 1, PG_INT32_MAX);
	int			gap = ArgumentCount(fcinfo, 4, "gap", 0, PG_INT32_MAX);
	int			n;

	CalendarCheckDate(shock, "shock");
	SeriesJoinOpen(pair, fcinfo, 0, names, 2);
	SeriesJoinKeepCommon(pair);
	n = pair->n;
	*start = SeriesPeriodFrom(&pair->periods, shock) - pair->first;
	*to = Min(Max(*start - gap, 0), n);
	*from = Max(*start - gap - (int64) k, 0);
	*from = Min(*from, *to);
}

/* (treated, control, shock, k, gap, periods, log) */
PG_FUNCTION_INFO_V1(series_did);
Datum
series_did(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"treated", "control"};
	SeriesJoin	pair;
	EffectGroups groups;
	ResultRow	row = {0};
	bool	   *both;
	int64		from;
	int64		to;
	int64		start;
	int64		end;
	int32		counts[2] = {0, 0};

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 5)
			PG_RETURN_NULL();
	EffectPairOpen(&pair, fcinfo, names, &from, &to, &start);
	end = pair.n;
	if (!PG_ARGISNULL(5))
		end = Min(end, start + ArgumentCount(fcinfo, 5, "periods", 1,
											 PG_INT32_MAX));
	start = Min(Max(start, 0), pair.n);
	end = Max(end, start);
	both = (bool *) palloc0(Max(pair.n, 1) * sizeof(bool));
	for (int i = 0; i < pair.n; i++)
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
	EffectAdd(&groups, PG_GETARG_BOOL(6), &row);
	ResultAddInteger(&row, true, counts[0]);
	ResultAddInteger(&row, true, counts[1]);
	return ResultReturn(fcinfo, &row);
}

/* (treated, donor, shock, k, gap) */
PG_FUNCTION_INFO_V1(series_counterfactual);
Datum
series_counterfactual(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"treated", "donor"};
	SeriesJoin	pair;
	const SeriesWindow *donor = &pair.window[1];
	bool	   *both;
	double		mean[2];
	int64		from;
	int64		to;
	int64		start;
	KeyedSums  *sums;

	EffectPairOpen(&pair, fcinfo, names, &from, &to, &start);
	both = (bool *) palloc0(Max(donor->n, 1) * sizeof(bool));
	for (int64 i = from; i < to; i++)
		both[i] = pair.window[0].seen[i] && donor->seen[i];
	for (int i = 0; i < 2; i++)
		if (EffectMean(pair.window[i].value + from, both + from, to - from,
					   false, &mean[i]) != EFFECT_OK)
			PG_RETURN_NULL();
	if (mean[1] <= 0)
		PG_RETURN_NULL();
	sums = SeriesCreate(pair.meaning);
	for (int i = 0; i < donor->n; i++)
		if (donor->seen[i])
			sums = SeriesPut(sums, SeriesPeriodKey(&pair.periods,
												   donor->first + i),
							 donor->value[i] * (mean[0] / mean[1]));
	PG_RETURN_DATUM(SeriesStore(sums));
}
