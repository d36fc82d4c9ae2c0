/*
 * series_resilience.c
 *	  frontload, resilience, recovery_forecast, and effects against a control.
 */
#include "rareearth.h"

#include <math.h>

#include "utils/builtins.h"

#include "sql/argument.h"
#include "math/near.h"
#include "math/resilience.h"
#include "sql/result.h"
#include "series/series_gaps.h"
#include "series/series_join.h"
#include "series/series_recovery.h"

/* The threshold of a forecast that is given none: the model never reaches 1. */
#define FORECAST_THRESHOLD	0.95

/* (s, shock, periods, baseline_periods, gaps, observed_until, observed_from) */
PG_FUNCTION_INFO_V1(series_frontload);
Datum
series_frontload(PG_FUNCTION_ARGS)
{
	SumsView	view;
	SeriesPeriods asked;
	SeriesObserved observed;
	SeriesWindow window;
	Frontload	result;
	int			periods;
	int			before;
	int64		start;
	ResultRow	row = {0};

	for (int i = 0; i < 5; i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	periods = ArgumentCount(fcinfo, 2, "periods", 1, PG_INT32_MAX);
	before = ArgumentCount(fcinfo, 3, "baseline_periods", 1, PG_INT32_MAX);
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	asked = SeriesPeriodsOf(&view);
	start = SeriesPeriodFrom(&asked, SeriesDateArgument(fcinfo, 1, "shock"));
	observed = SeriesObservedArguments(fcinfo, 5, &asked);
	SeriesWindowOpenObserved(&window, &view, observed, view.n > 0 ?
							 view.number[0] : start);
	SeriesFillObserved(&window, &view, &asked, SeriesGapsArgument(fcinfo, 4),
					   observed);
	ResilienceFrontload(window.value, window.seen, window.n,
						start - window.first, periods, before, &result);
	if ((result.has_ratio && !isfinite(result.ratio)) ||
		(result.has_excess && !isfinite(result.excess)))
		ResultRangeError("frontload of trade_series", NULL);
	ResultAddNumber(&row, result.has_ratio, result.ratio);
	ResultAddNumber(&row, result.has_excess, result.excess);
	ResultAddInteger(&row, true, result.observations);
	ResultAddInteger(&row, true, result.baseline_observations);
	ResultAddNumber(&row, true,
					(double) result.baseline_observations / before);
	return ResultReturn(fcinfo, &row);
}

/* What resilience tells beside the report of recovery. */
typedef struct Resilience
{
	double		crossing;		/* periods until the threshold is touched */
	double		area;
	double		index;
	bool		has_crossing;
	bool		has_index;
} Resilience;

/* Measures an answer that has a depth; a horizon of 0 is none. */
static void
ResilienceMeasure(const RecoveryAnswer *answer, double horizon, Resilience *m)
{
	const RecoveryReport *r = &answer->report;
	int64		first = answer->window.first;
	const double *ratio = answer->arrays.ratio;
	const bool *has = answer->arrays.has_ratio;
	int			shock = (int) (answer->params.shock - first);
	int			end = r->has_recovery ?
		(int) (r->recovery - first) + 1 : answer->window.n;
	int			breach = r->has_first_breach ?
		(int) (r->first_breach - first) : shock;

	m->area = RecoveryLossArea(ratio + shock, has + shock, end - shock);
	m->has_crossing = RecoveryInterpolated(ratio + breach, has + breach,
										   answer->window.n - breach,
										   answer->params.threshold,
										   &m->crossing);
	/* counted from the shock, like every other time */
	m->crossing = r->has_first_breach ? breach - shock + m->crossing : 0;
	m->has_index = r->has_time_to_recovery && r->depth >= 0 &&
		ResilienceIndex(r->depth, r->time_to_recovery, horizon, &m->index);
}

/* (s, shock, options, horizon) */
PG_FUNCTION_INFO_V1(series_resilience);
Datum
series_resilience(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	const RecoveryReport *r = &answer.report;
	Resilience	m = {0};
	ResultRow	row = {0};
	double		horizon;

	if (!RecoveryAnswerFromOptions(fcinfo, 1, &answer))
		PG_RETURN_NULL();
	horizon = PG_ARGISNULL(3) ? 0 :
		ArgumentCount(fcinfo, 3, "horizon", 1, PG_INT32_MAX);
	if (r->has_depth)
		ResilienceMeasure(&answer, horizon, &m);
	ResultAddWord(&row, true, RecoveryStatusName(r->status));
	ResultAddWord(&row, true, CalendarName(answer.view.meaning.unit));
	ResultAddNumber(&row, m.has_crossing, m.crossing);
	/* the sum stops before the recovery, the area reaches it */
	ResultAddNumber(&row, r->has_depth, r->loss_baseline_periods);
	ResultAddNumber(&row, r->has_depth, m.area);
	ResultAddNumber(&row, r->has_depth, r->loss_coverage);
	ResultAddNumber(&row, m.has_index, m.index);
	return ResultReturn(fcinfo, &row);
}

/* (s, shock, options) */
PG_FUNCTION_INFO_V1(series_bridging_stock);
Datum
series_bridging_stock(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	const RecoveryReport *r = &answer.report;
	BridgingStock bridge = {0};
	bool		known;
	bool		short_of;
	ResultRow	row = {0};

	if (!RecoveryAnswerFromOptions(fcinfo, 1, &answer))
		PG_RETURN_NULL();
	if (r->has_depth)
		ResilienceBridge(&answer.arrays,
						 (int) (answer.params.shock - answer.window.first),
						 (int) (r->latest_period - answer.window.first),
						 &bridge);
	known = r->has_depth && bridge.known;
	short_of = known && bridge.stock > 0;
	if (!isfinite(bridge.stock) || !isfinite(bridge.units))
		ResultRangeError("bridging_stock", NULL);
	ResultAddNumber(&row, known, bridge.stock);
	ResultAddNumber(&row, known, bridge.units);
	RecoveryAddPeriod(&row, short_of, &answer,
					  answer.window.first + bridge.worst);
	RecoveryAddPeriod(&row, known, &answer, answer.params.shock);
	RecoveryAddPeriod(&row, known, &answer,
					  answer.window.first + bridge.until);
	ResultAddTruth(&row, r->has_depth, bridge.covered);
	return ResultReturn(fcinfo, &row);
}

/*
 * Adds the first period that lies so many periods after the trough; NULL when
 * it is not known or beyond the calendar.  Trading days to come are not known.
 */
static void
ForecastAddDate(ResultRow *row, bool known, const RecoveryAnswer *answer,
				double periods)
{
	int64		index = answer->report.trough;
	Calendar	calendar = answer->periods.calendar;

	known = known && periods < 1e9 &&
		calendar.frequency != FREQUENCY_TRADING_DAY;
	if (known)
		index += (int64) TimeCeil(periods);
	RecoveryAddPeriod(row, known && CalendarIndexIsValid(index, calendar),
					  answer, index);
}

/* (s, shock, options, conf_level) */
PG_FUNCTION_INFO_V1(series_recovery_forecast);
Datum
series_recovery_forecast(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	const RecoveryReport *r = &answer.report;
	ResultRow	row = {0};
	ExpRecovery fit = {0};
	double		conf_level;
	int			latest = 0;
	bool		censored;
	bool		open;

	if (PG_ARGISNULL(3) ||
		!RecoveryAnswerFromOptions(fcinfo, FORECAST_THRESHOLD, &answer))
		PG_RETURN_NULL();
	conf_level = ArgumentConfLevel(fcinfo, 3);
	censored = r->status == RECOVERY_CENSORED;
	if (censored)
	{
		int			trough = (int) (r->trough - answer.window.first);

		latest = (int) (r->latest_period - r->trough);
		ResilienceFitReturn(answer.arrays.ratio + trough,
							answer.arrays.has_ratio + trough, latest + 1,
							answer.params.threshold, conf_level, &fit);
	}
	/* a date that has passed without recovery is refuted, not a forecast */
	open = fit.has_projected && TimeCeil(fit.projected) > latest;
	ResultAddWord(&row, true, RecoveryStatusName(r->status));
	ResultAddWord(&row, true, CalendarName(answer.view.meaning.unit));
	ForecastAddDate(&row, open, &answer, fit.projected);
	ForecastAddDate(&row, open && fit.has_lower, &answer,
					Max(fit.lower, latest + 1));
	ForecastAddDate(&row, open && fit.has_upper, &answer, fit.upper);
	RecoveryAddPeriod(&row, r->has_depth, &answer, r->trough);
	RecoveryAddPeriod(&row, r->has_depth, &answer, r->latest_period);
	ResultAddInteger(&row, censored, fit.n);
	ResultAddNumber(&row, fit.has_rate, fit.rate);
	ResultAddNumber(&row, fit.has_half_life, fit.half_life);
	ResultAddNumber(&row, open, fit.projected);
	ResultAddNumber(&row, open && fit.has_lower, fit.lower);
	ResultAddNumber(&row, open && fit.has_upper, fit.upper);
	return ResultReturn(fcinfo, &row);
}

/*
 * Two series over the periods that both have, and the slots of the k periods
 * that end gap before the shock: [from, to), and of the shock, which may lie
 * outside: start.
 */
typedef struct EffectPair
{
	SeriesJoin	join;
	bool	   *both;
	int64		from;
	int64		to;
	int64		start;
} EffectPair;

/* Opens (treated, other, shock, k, gap). */
static void
EffectPairOpen(EffectPair *pair, FunctionCallInfo fcinfo,
			   const char *const *names)
{
	DateADT		shock = PG_GETARG_DATEADT(2);
	int			k = ArgumentCount(fcinfo, 3, "k", 1, PG_INT32_MAX);
	int			gap = ArgumentCount(fcinfo, 4, "gap", 0, PG_INT32_MAX);
	SeriesJoin *join = &pair->join;

	CalendarCheckDate(shock, "shock");
	SeriesJoinOpen(join, fcinfo, 0, names, 2);
	SeriesJoinKeepCommon(join);
	pair->start = SeriesPeriodFrom(&join->periods, shock) - join->first;
	pair->to = Min(Max(pair->start - gap, 0), join->n);
	pair->from = Min(Max(pair->start - gap - (int64) k, 0), pair->to);
	pair->both = palloc0_array(bool, join->n);
	for (int i = 0; i < join->n; i++)
		pair->both[i] = join->window[0].seen[i] && join->window[1].seen[i];
}

/* The mean of one series in [from, to); false when there is none. */
static bool
EffectMean(const EffectPair *pair, int series, int64 from, int64 to,
		   bool logs, double *mean)
{
	switch (ResilienceEffectMean(pair->join.window[series].value + from,
								 pair->both + from, to - from, logs, mean))
	{
		case EFFECT_OK:
			return true;
		case EFFECT_NO_DATA:
			return false;
		case EFFECT_NONPOSITIVE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("difference_in_differences in logarithms needs values greater than zero"),
					 errdetail("A value of the group \"%s %s\" is not.",
							   pair->join.name[series],
							   from < pair->start ? "before" : "after"),
					 errhint("Use log => false.")));
			break;
		case EFFECT_OVERFLOW:
			ResultRangeError("difference_in_differences", NULL);
	}
	return false;
}

/* How many periods of [from, to) both series have. */
static int
EffectCount(const EffectPair *pair, int64 from, int64 to)
{
	int			n = 0;

	for (int64 i = from; i < to; i++)
		n += pair->both[i];
	return n;
}

/* (treated, control, shock, k, gap, periods, log) */
PG_FUNCTION_INFO_V1(series_difference_in_differences);
Datum
series_difference_in_differences(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"treated", "control"};
	bool		logs = PG_GETARG_BOOL(6);
	EffectPair	pair;
	int64		start;
	int64		end;
	double		change[2];
	double		effect = 0;
	bool		known = true;
	ResultRow	row = {0};

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 5)
			PG_RETURN_NULL();
	EffectPairOpen(&pair, fcinfo, names);
	end = pair.join.n;
	if (!PG_ARGISNULL(5))
		end = Min(end, pair.start + ArgumentCount(fcinfo, 5, "periods", 1,
												  PG_INT32_MAX));
	start = Min(Max(pair.start, 0), pair.join.n);
	end = Max(end, start);
	for (int i = 0; i < 2; i++)
	{
		double		before = 0;
		double		after = 0;

		known &= EffectMean(&pair, i, pair.from, pair.to, logs, &before);
		known &= EffectMean(&pair, i, start, end, logs, &after);
		change[i] = after - before;
	}
	if (known)
		effect = change[0] - change[1];
	if (!isfinite(effect) || (logs && !isfinite(expm1(effect))))
		ResultRangeError("difference_in_differences", NULL);
	ResultAddNumber(&row, known, effect);
	ResultAddNumber(&row, known && logs, expm1(effect));
	ResultAddInteger(&row, true, EffectCount(&pair, pair.from, pair.to));
	ResultAddInteger(&row, true, EffectCount(&pair, start, end));
	return ResultReturn(fcinfo, &row);
}

/* (treated, donor, shock, k, gap) */
PG_FUNCTION_INFO_V1(series_counterfactual);
Datum
series_counterfactual(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"treated", "donor"};
	EffectPair	pair;
	const SeriesWindow *donor = &pair.join.window[1];
	double		mean[2];
	KeyedSums  *sums;

	EffectPairOpen(&pair, fcinfo, names);
	for (int i = 0; i < 2; i++)
		if (ResilienceEffectMean(pair.join.window[i].value + pair.from,
								 pair.both + pair.from, pair.to - pair.from,
								 false, &mean[i]) != EFFECT_OK)
			PG_RETURN_NULL();
	if (mean[1] <= 0)
		PG_RETURN_NULL();
	sums = SeriesCreate(pair.join.meaning);
	for (int i = 0; i < donor->n; i++)
		if (donor->seen[i])
			sums = SeriesPut(sums, SeriesPeriodKey(&pair.join.periods,
												   donor->first + i),
							 donor->value[i] * (mean[0] / mean[1]));
	PG_RETURN_DATUM(SeriesStore(sums));
}
