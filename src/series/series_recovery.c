/*
 * series_recovery.c
 *	  recovery, recovery_path and the final function of export_recovery.
 */
#include "rareearth.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "math/student.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "sql/result.h"
#include "series/series_dates.h"
#include "series/series_gaps.h"
#include "series/series_recovery.h"
#include "series/series_seasons.h"

/*
 * The parameters of the arithmetic, for a series of these periods.  A shock on
 * a day without trade starts with the first trading day after it.
 */
static RecoveryParams
RecoveryParamsOf(const RecoveryRequest *request, const SeriesPeriods *periods)
{
	RecoveryParams params = request->params;

	params.shock = SeriesPeriodFrom(periods, (DateADT) params.shock);
	params.observed = SeriesObservedPeriods(periods, params.observed);
	return params;
}

/* Names a period in a message. */
static const char *
RecoveryPeriodText(int64 period, const SeriesPeriods *periods)
{
	return CalendarDateText(SeriesPeriodDate(periods, period));
}

/* Reports what the arithmetic could not do. */
void
RecoveryReportError(const RecoveryAnswer *answer, RecoveryError error,
					int64 period)
{
	const SeriesPeriods *periods = &answer->periods;
	Frequency	frequency = periods->calendar.frequency;

	switch (error)
	{
		case RECOVERY_GAP:
			SeriesGapError(periods, period, SERIES_GAP_HINT);
			break;
		case RECOVERY_NONPOSITIVE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("baseline \"%s\" needs values greater than zero",
							RecoveryBaselineName(answer->params.baseline)),
					 errdetail("The value of %s is not.",
							   RecoveryPeriodText(period, periods)),
					 errhint("Use baseline => '%s'.",
							 answer->params.baseline == RECOVERY_SEASONAL ?
							 "yoy_mean" : "linear")));
			break;
		case RECOVERY_YOY_FREQUENCY:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("baseline \"%s\" needs months, quarters or years",
							RecoveryBaselineName(answer->params.baseline)),
					 errdetail("The series is by %s.", CalendarName(frequency)),
					 errhint("Build the series by month: series_agg(period, value, 'month').")));
			break;
		case RECOVERY_POOL_FREQUENCY:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("pool_jan_feb needs a series by month"),
					 errdetail("The series is by %s.", CalendarName(frequency))));
			break;
		case RECOVERY_OVERFLOW:
			ResultRangeError("recovery of trade_series", NULL);
			break;
		default:
			elog(ERROR, "recovery failed with code %d", (int) error);
	}
}

/* Refuses options that ask for other periods than the series has. */
static void
RecoveryCheckCalendar(const RecoveryRequest *request, const SumsView *view)
{
	Calendar	asked = RecoveryRequestCalendar(request);
	Calendar	given = CalendarOf(view->meaning);

	if (asked.frequency != FREQUENCY_UNSET && !CalendarsEqual(asked, given))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("options must be of the frequency of the series"),
				 errdetail("They are by %s, the series is by %s.",
						   CalendarText(asked), CalendarText(given)),
				 errhint("Leave the frequency out, or make coarser periods by resample(s, 'quarter').")));
}

/* Puts a request to the series of an opened view. */
static void
RecoveryOpen(RecoveryAnswer *answer, uint32 single,
			 const RecoveryRequest *request)
{
	Size		n;
	RecoveryError error;

	RecoveryCheckCalendar(request, &answer->view);
	if (request->params.gaps == SERIES_GAPS_ZERO)
		SeriesRequireZeros(&answer->view);
	if (request->params.pool_jan_feb)
		SeriesPoolJanFeb(&answer->view, single);
	else
		SeriesRequireSingle(&answer->view, single);
	answer->periods = SeriesPeriodsOf(&answer->view);
	answer->params = RecoveryParamsOf(request, &answer->periods);
	SeriesWindowOpenObserved(&answer->window, &answer->view,
							 answer->params.observed, answer->params.shock);
	n = answer->window.n;
	answer->arrays.value = palloc_array(double, 3 * n);
	answer->arrays.baseline = answer->arrays.value + n;
	answer->arrays.ratio = answer->arrays.baseline + n;
	answer->arrays.seen = palloc_array(bool, 3 * n);
	answer->arrays.has_baseline = answer->arrays.seen + n;
	answer->arrays.has_ratio = answer->arrays.has_baseline + n;
	error = RecoveryCompute(&answer->window, &answer->params, &answer->arrays,
							&answer->report);
	if (error != RECOVERY_OK)
		RecoveryReportError(answer, error, answer->report.error_period);
}

/* Reads (s, shock, ...) into a request; false when the answer is NULL. */
static bool
RecoveryRequestOpen(FunctionCallInfo fcinfo, RecoveryRequest *request)
{
	if (PG_ARGISNULL(0))
		return false;
	if (PG_ARGISNULL(1))
		RecoveryShockNullError();
	RecoveryRequestInit(request, PG_GETARG_DATEADT(1));
	return true;
}

/*
 * Puts the question (s, shock, options jsonb, ...); false when the answer is
 * NULL.  The threshold is that of options which give none.
 */
bool
RecoveryAnswerFromOptions(FunctionCallInfo fcinfo, double threshold,
						  RecoveryAnswer *answer)
{
	RecoveryRequest request;

	if (!RecoveryRequestOpen(fcinfo, &request))
		return false;
	if (PG_ARGISNULL(2))
		RecoveryOptionsNullError();
	request.params.threshold = threshold;
	RecoveryRequestFromJson(&request, PG_GETARG_JSONB_P(2));
	RecoveryOpen(answer, SeriesViewOpenAll(&answer->view, PG_GETARG_DATUM(0)),
				 &request);
	return true;
}

/* Adds the first day of a period. */
void
RecoveryAddPeriod(ResultRow *row, bool known, const RecoveryAnswer *answer,
				  int64 period)
{
	ResultAddDate(row, known,
				  known ? SeriesPeriodDate(&answer->periods, period) : 0);
}

/* The row of an answer: the columns of recovery_report, in order. */
static Datum
RecoveryReturn(FunctionCallInfo fcinfo, const RecoveryAnswer *answer)
{
	const RecoveryReport *r = &answer->report;
	ResultRow	row = {0};

	ResultAddWord(&row, true, RecoveryStatusName(r->status));
	ResultAddWord(&row, true, CalendarName(answer->view.meaning.unit));
	ResultAddNumber(&row, r->has_baseline, r->baseline);
	ResultAddInteger(&row, true, r->baseline_observations);
	ResultAddNumber(&row, true, r->baseline_coverage);
	ResultAddNumber(&row, r->has_depth, r->depth);
	RecoveryAddPeriod(&row, r->has_depth, answer, r->trough);
	RecoveryAddPeriod(&row, r->has_recovery, answer, r->recovery);
	ResultAddInteger(&row, r->has_depth, r->time_to_trough);
	ResultAddInteger(&row, r->has_time_to_half_recovery, r->time_to_half_recovery);
	ResultAddInteger(&row, r->has_time_to_recovery, r->time_to_recovery);
	ResultAddInteger(&row, r->has_censored_after, r->censored_after);
	ResultAddTruth(&row, r->has_depth, r->pending);
	ResultAddTruth(&row, r->has_recovery, r->relapsed);
	RecoveryAddPeriod(&row, r->has_depth, answer, r->earliest_period);
	RecoveryAddPeriod(&row, r->has_depth, answer, r->latest_period);
	ResultAddNumber(&row, r->has_depth, r->latest_ratio);
	ResultAddNumber(&row, r->has_rebound_ratio, r->rebound_ratio);
	ResultAddNumber(&row, r->has_recovery, r->recovery_rate);
	ResultAddNumber(&row, r->has_depth, r->cumulative_loss);
	ResultAddNumber(&row, r->has_depth, r->loss_baseline_periods);
	ResultAddNumber(&row, r->has_depth, r->loss_coverage);
	ResultAddNumber(&row, r->fit.freedom > 0 && isfinite(r->fit.sigma),
					r->fit.sigma);
	ResultAddInteger(&row, r->has_depth, r->time_at_least);
	ResultAddTruth(&row, r->has_depth, r->exact);
	return ResultReturn(fcinfo, &row);
}

/* recovery(s, shock, baseline, k, ...): the options by name */
PG_FUNCTION_INFO_V1(series_recovery);
Datum
series_recovery(PG_FUNCTION_ARGS)
{
	RecoveryRequest request;
	RecoveryAnswer answer;

	if (!RecoveryRequestOpen(fcinfo, &request))
		PG_RETURN_NULL();
	RecoveryRequestFromArguments(&request, fcinfo, 2);
	RecoveryOpen(&answer, SeriesViewOpenAll(&answer.view, PG_GETARG_DATUM(0)),
				 &request);
	return RecoveryReturn(fcinfo, &answer);
}

/* recovery(s, shock, options): the options as one value */
PG_FUNCTION_INFO_V1(series_recovery_of_options);
Datum
series_recovery_of_options(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;

	if (!RecoveryAnswerFromOptions(fcinfo, 1, &answer))
		PG_RETURN_NULL();
	return RecoveryReturn(fcinfo, &answer);
}

/* The final function of export_recovery. */
PG_FUNCTION_INFO_V1(series_export_recovery_final);
Datum
series_export_recovery_final(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	const RecoveryRequest *request = AggOpen(&answer.view, fcinfo,
											 KIND_RECOVERY, VIEW_SORTED);

	RecoveryOpen(&answer, SeriesViewFinishDates(&answer.view, SNAP_NONE), request);
	return RecoveryReturn(fcinfo, &answer);
}

/*
 * How many standard errors wide the band is on each side, by conf_level, the
 * argument behind the options; 0 when there is no band.  An older SQL
 * definition has no such argument.
 */
static double
RecoveryBandQuantile(FunctionCallInfo fcinfo, const RecoveryAnswer *answer)
{
	const Baseline *fit = &answer->report.fit;
	double		conf_level;

	if (PG_NARGS() < 4 || PG_ARGISNULL(3))
		return 0;
	conf_level = ArgumentConfLevel(fcinfo, 3);
	return fit->freedom > 0 ?
		StudentQuantile(0.5 + conf_level / 2, fit->freedom) : 0;
}

/* Rows of periods with baseline, ratio, phase and band, to plot. */
PG_FUNCTION_INFO_V1(series_recovery_path);
Datum
series_recovery_path(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	RecoveryPhase *phase;
	ResultRow	row = {0};
	double		quantile = 0;

	InitMaterializedSRF(fcinfo, 0);
	if (!RecoveryAnswerFromOptions(fcinfo, 1, &answer))
		return (Datum) 0;
	quantile = RecoveryBandQuantile(fcinfo, &answer);
	phase = palloc0_array(RecoveryPhase, answer.window.n);
	RecoveryPath(&answer.window, &answer.params, &answer.arrays,
				 &answer.report, phase);
	for (int i = 0; i < answer.window.n; i++)
	{
		const RecoveryArrays *a = &answer.arrays;
		double		low;
		double		high;
		bool		band = quantile > 0 && phase[i] != RECOVERY_BEFORE &&
			BaselineBand(&answer.report.fit, i, quantile, &low, &high);

		RecoveryAddPeriod(&row, true, &answer, answer.window.first + i);
		ResultAddNumber(&row, a->seen[i], a->value[i]);
		ResultAddNumber(&row, a->has_baseline[i], a->baseline[i]);
		ResultAddNumber(&row, a->has_ratio[i], a->ratio[i]);
		ResultAddWord(&row, true, RecoveryPhaseName(phase[i]));
		ResultAddNumber(&row, band, band ? low : 0);
		ResultAddNumber(&row, band, band ? high : 0);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}
