/*
 * series_recovery.c
 *	  recovery, recovery_path, recovery_options and the final function of
 *	  export_recovery.
 *
 * Arguments reach the arithmetic of recovery.c as a RecoveryRequest: dates and
 * words as the caller gave them.  Dates become periods only when the frequency
 * of the series is known.
 */
#include "rareearth.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/numeric.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "sql/result.h"
#include "series/series.h"
#include "series/series_recovery.h"
#include "sql/text_io.h"

/* Options that were parsed for the last row, kept for the next. */
typedef struct RequestCache
{
	RecoveryRequest request;
	uint32		mark;			/* unique to it in this process, not 0 */
	Size		size;			/* of the options below, 0 when none */
	char		options[FLEXIBLE_ARRAY_MEMBER];
} RequestCache;

static void
RequestSetBaseline(RecoveryRequest *request, const char *word)
{
	RecoveryBaseline baseline;

	if (!RecoveryBaselineFromName(word, &baseline))
		ArgumentWordError("baseline", word,
						  "mean, median, yoy, yoy_mean, linear or loglinear");
	request->baseline = baseline;
}

static void
RequestSetGaps(RecoveryRequest *request, const char *word)
{
	SeriesGaps	gaps;

	if (!SeriesGapsFromName(word, &gaps))
		ArgumentWordError("gaps", word, "missing, zero or error");
	request->gaps = gaps;
}

static void
RequestSetObservedUntil(RecoveryRequest *request, DateADT date)
{
	CalendarCheckDate(date, "observed_until");
	request->observed_until = date;
	request->has_observed_until = true;
}

static void
RequestSetShock(RecoveryRequest *request, DateADT shock)
{
	CalendarCheckDate(shock, "shock");
	request->shock = shock;
}

/* A request with every option at its default. */
static void
RequestInit(RecoveryRequest *request, DateADT shock)
{
	RecoveryParams params;

	RecoveryParamsInit(&params, 0);
	memset(request, 0, sizeof(RecoveryRequest));
	request->baseline = params.baseline;
	request->k = params.k;
	request->gap = params.gap;
	request->threshold = params.threshold;
	request->sustain = params.sustain;
	request->gaps = params.gaps;
	request->years = params.years;
	request->pool_jan_feb = params.pool_jan_feb;
	RequestSetShock(request, shock);
}

/*
 * The parameters of the arithmetic, for a series of these periods.  A shock on
 * a day without trade starts with the first trading day after it.
 */
static RecoveryParams
RequestParams(const RecoveryRequest *request, const SeriesPeriods *periods)
{
	RecoveryParams params;

	RecoveryParamsInit(&params, SeriesPeriodFrom(periods, request->shock));
	params.baseline = (RecoveryBaseline) request->baseline;
	params.k = request->k;
	params.gap = request->gap;
	params.threshold = request->threshold;
	params.sustain = request->sustain;
	params.gaps = (SeriesGaps) request->gaps;
	params.years = request->years;
	params.pool_jan_feb = request->pool_jan_feb != 0;
	params.has_observed_until = request->has_observed_until != 0;
	if (params.has_observed_until)
		params.observed_until = SeriesPeriodUntil(periods,
												  request->observed_until);
	return params;
}

/* Reports that the shock is missing; it has no default. */
void
RecoveryShockNullError(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("shock must not be null"),
			 errhint("Give the date from which the control can bite.")));
}

/* Reports a threshold that all ratios are at, or percent of the baseline. */
static void
RecoveryThresholdError(double threshold)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("threshold must be greater than zero and at most %d",
					RECOVERY_MAX_THRESHOLD),
			 errdetail("Value is %.15g.", threshold),
			 errhint("Write 0.9 for 90 percent of the baseline.")));
}

/* Refuses options out of range, with the value met. */
static void
RequestCheck(const RecoveryRequest *request)
{
	SeriesPeriods days = {CalendarBy(FREQUENCY_DAY), NULL, 0};
	RecoveryParams params;
	RecoveryParam wrong;

	params = RequestParams(request, &days);
	wrong = RecoveryParamsCheck(&params);
	switch (wrong)
	{
		case RECOVERY_PARAM_NONE:
			return;
		case RECOVERY_PARAM_THRESHOLD:
			RecoveryThresholdError(request->threshold);
			break;
		case RECOVERY_PARAM_GAP:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("gap must be zero or more"),
					 errdetail("Value is %d.", request->gap)));
			break;
		default:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must be at least 1", RecoveryParamName(wrong)),
					 errdetail("Value is %d.",
							   wrong == RECOVERY_PARAM_K ? request->k :
							   wrong == RECOVERY_PARAM_SUSTAIN ? request->sustain :
							   request->years)));
	}
}

/* Could a request from outside have been made here? */
bool
RecoveryParamsAreValid(const void *state_params)
{
	const RecoveryRequest *request = state_params;
	SeriesPeriods days = {CalendarBy(FREQUENCY_DAY), NULL, 0};
	RecoveryParams params;

	if (request->baseline < 0 || request->baseline >= RECOVERY_BASELINE_COUNT ||
		request->gaps < 0 || request->gaps >= SERIES_GAPS_COUNT ||
		request->frequency < 0 || request->frequency > FREQUENCY_LAST ||
		!IS_VALID_DATE(request->shock) ||
		!IS_VALID_DATE(request->observed_until))
		return false;
	params = RequestParams(request, &days);
	return RecoveryParamsCheck(&params) == RECOVERY_PARAM_NONE;
}

/* The shock, and the options that are not at their defaults, as text. */
char *
RecoveryParamsText(const void *state_params)
{
	const RecoveryRequest *request = state_params;
	RecoveryRequest usual;
	StringInfoData text;

	RequestInit(&usual, request->shock);
	initStringInfo(&text);
	appendStringInfo(&text, "shock %s", CalendarDateText(request->shock));
	if (request->baseline != usual.baseline)
		appendStringInfo(&text, ", baseline %s",
						 RecoveryBaselineName((RecoveryBaseline) request->baseline));
	if (request->k != usual.k)
		appendStringInfo(&text, ", k %d", request->k);
	if (request->gap != usual.gap)
		appendStringInfo(&text, ", gap %d", request->gap);
	if (request->threshold != usual.threshold)
		appendStringInfo(&text, ", threshold %.15g", request->threshold);
	if (request->sustain != usual.sustain)
		appendStringInfo(&text, ", sustain %d", request->sustain);
	if (request->gaps != usual.gaps)
		appendStringInfo(&text, ", gaps %s",
						 SeriesGapsName((SeriesGaps) request->gaps));
	if (request->years != usual.years)
		appendStringInfo(&text, ", years %d", request->years);
	if (request->pool_jan_feb != usual.pool_jan_feb)
		appendStringInfoString(&text, ", pool_jan_feb");
	if (request->has_observed_until)
		appendStringInfo(&text, ", observed_until %s",
						 CalendarDateText(request->observed_until));
	if (request->frequency != usual.frequency)
		appendStringInfo(&text, ", frequency %s",
						 CalendarName((Frequency) request->frequency));
	return text.data;
}

/* The text of a JSON string, or NULL for any other value. */
static char *
OptionString(const JsonbValue *value)
{
	if (value->type != jbvString)
		return NULL;
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/* The options by name; NULL is the default of those from observed_until on. */
static const char *const option_names[] = {
	"baseline", "k", "gap", "threshold", "sustain", "gaps", "years",
	"pool_jan_feb", "observed_until", "frequency"
};

#define OPTION_OBSERVED_UNTIL	8

/* Refuses a name that no option has. */
static void
OptionCheckName(const char *name)
{
	StringInfoData names;

	for (int i = 0; i < (int) lengthof(option_names); i++)
		if (strcmp(name, option_names[i]) == 0)
			return;
	initStringInfo(&names);
	for (int i = 0; i < (int) lengthof(option_names); i++)
		appendStringInfo(&names, "%s%s", i == 0 ? "" : ", ", option_names[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("recovery option \"%s\" does not exist", name),
			 errdetail("Options are %s.", names.data),
			 errhint("Build the options with recovery_options().")));
}

/* Sets one option from its JSON member; returns what the value must be instead. */
static const char *
RequestSetOption(RecoveryRequest *request, const char *name,
				 const JsonbValue *value)
{
	static const struct
	{
		const char *name;
		size_t		offset;
	}			integers[] =
	{
		{"k", offsetof(RecoveryRequest, k)},
		{"gap", offsetof(RecoveryRequest, gap)},
		{"sustain", offsetof(RecoveryRequest, sustain)},
		{"years", offsetof(RecoveryRequest, years)}
	};
	char	   *string = OptionString(value);

	if (value->type == jbvNull)
		return NULL;
	for (int i = 0; i < (int) lengthof(integers); i++)
		if (strcmp(name, integers[i].name) == 0)
		{
			double		number;

			if (value->type != jbvNumeric)
				return "a whole number";
			number = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
														NumericGetDatum(value->val.numeric)));
			if (number != rint(number))
				return "a whole number";
			if (!FLOAT8_FITS_IN_INT32(number))
				return "a whole number of 32 bits";
			*(int32 *) ((char *) request + integers[i].offset) = (int32) number;
			return NULL;
		}
	if (strcmp(name, "threshold") == 0)
	{
		if (value->type != jbvNumeric)
			return "a number";
		request->threshold =
			DatumGetFloat8(DirectFunctionCall1(numeric_float8,
											   NumericGetDatum(value->val.numeric)));
		return NULL;
	}
	if (strcmp(name, "pool_jan_feb") == 0)
	{
		if (value->type != jbvBool)
			return "true or false";
		request->pool_jan_feb = value->val.boolean;
		return NULL;
	}
	if (string == NULL)
		return "a string";
	if (strcmp(name, "baseline") == 0)
		RequestSetBaseline(request, string);
	else if (strcmp(name, "gaps") == 0)
		RequestSetGaps(request, string);
	else if (strcmp(name, "frequency") == 0)
		request->frequency = CalendarFromText(cstring_to_text(string));
	else
	{
		DateADT		date;

		if (!CalendarDateFromText(string, &date))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("observed_until must be a date"),
					 errdetail("Value is \"%s\".", string),
					 errhint("Build the options with recovery_options().")));
		RequestSetObservedUntil(request, date);
	}
	return NULL;
}

/* Reads options into a request. */
static void
RequestSetOptions(RecoveryRequest *request, const Jsonb *options)
{
	JsonbIterator *it = JsonbIteratorInit((JsonbContainer *) &options->root);
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	value;

	if (!JB_ROOT_IS_OBJECT(options))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("recovery options must be a JSON object"),
				 errhint("Build them with recovery_options().")));
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		char	   *name;
		const char *expected;

		if (token != WJB_KEY)
			continue;
		name = OptionString(&key);
		OptionCheckName(name);
		(void) JsonbIteratorNext(&it, &value, true);
		expected = RequestSetOption(request, name, &value);
		if (expected != NULL)
		{
			Jsonb	   *met = JsonbValueToJsonb(&value);

			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("recovery option \"%s\" must be %s", name, expected),
					 errdetail("Value is %s.",
							   JsonbToCString(NULL, &met->root, VARSIZE(met))),
					 errhint("Build the options with recovery_options().")));
		}
	}
}

/* A mark that no request had before. */
static uint32
RequestNewMark(void)
{
	static uint32 last = 0;

	if (++last == 0)
		++last;
	return last;
}

/* Reads a request, checks it, and keeps it for the rows to come. */
static RequestCache *
RequestCacheFill(FunctionCallInfo fcinfo, DateADT shock, const Jsonb *options)
{
	Size		size = options == NULL ? 0 : VARSIZE(options);
	CallMemory *memory = CallMemoryOf(fcinfo);
	RequestCache *cache = (RequestCache *) memory->own;

	if (cache != NULL)
		pfree(cache);
	memory->own = NULL;
	cache = (RequestCache *)
		MemoryContextAlloc(fcinfo->flinfo->fn_mcxt,
						   offsetof(RequestCache, options) + size);
	RequestInit(&cache->request, shock);
	if (options != NULL)
		RequestSetOptions(&cache->request, options);
	RequestCheck(&cache->request);
	cache->mark = RequestNewMark();
	cache->size = size;
	if (size > 0)
		memcpy(cache->options, options, size);
	memory->own = cache;
	return cache;
}

/*
 * A checked request and its mark, good until the next call; options equal to
 * those of the last row are not read again, even where the shock is another.
 */
const RecoveryRequest *
RecoveryRequestCached(FunctionCallInfo fcinfo, DateADT shock,
					  const Jsonb *options, uint32 *mark)
{
	RequestCache *cache = (RequestCache *) CallMemoryOf(fcinfo)->own;
	Size		size = options == NULL ? 0 : VARSIZE(options);

	if (unlikely(cache == NULL || cache->size != size ||
				 (size > 0 && memcmp(cache->options, options, size) != 0)))
		cache = RequestCacheFill(fcinfo, shock, options);
	else if (unlikely(cache->request.shock != shock))
	{
		RequestSetShock(&cache->request, shock);
		cache->mark = RequestNewMark();
	}
	*mark = cache->mark;
	return &cache->request;
}

/* Refuses NULL for an option that has a default. */
static void
OptionNullError(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s must not be null", name),
			 errhint("Leave it out to use its default.")));
}

/* Positions of the arguments that recovery and recovery_path share. */
enum
{
	ARG_SERIES, ARG_SHOCK, ARG_BASELINE, ARG_K, ARG_GAP, ARG_THRESHOLD,
	ARG_SUSTAIN, ARG_GAPS, ARG_YEARS, ARG_POOL, ARG_OBSERVED_UNTIL
};

/* Reads the arguments of recovery; false when the answer is NULL. */
static bool
RequestFromArguments(FunctionCallInfo fcinfo, RecoveryRequest *request)
{
	if (PG_ARGISNULL(ARG_SERIES))
		return false;
	if (PG_ARGISNULL(ARG_SHOCK))
		RecoveryShockNullError();
	for (int i = ARG_BASELINE; i < ARG_OBSERVED_UNTIL; i++)
		if (PG_ARGISNULL(i))
			OptionNullError(option_names[i - ARG_BASELINE]);
	RequestInit(request, PG_GETARG_DATEADT(ARG_SHOCK));
	RequestSetBaseline(request,
					   text_to_cstring(PG_GETARG_TEXT_PP(ARG_BASELINE)));
	request->k = PG_GETARG_INT32(ARG_K);
	request->gap = PG_GETARG_INT32(ARG_GAP);
	request->threshold = PG_GETARG_FLOAT8(ARG_THRESHOLD);
	request->sustain = PG_GETARG_INT32(ARG_SUSTAIN);
	RequestSetGaps(request, text_to_cstring(PG_GETARG_TEXT_PP(ARG_GAPS)));
	request->years = PG_GETARG_INT32(ARG_YEARS);
	request->pool_jan_feb = PG_GETARG_BOOL(ARG_POOL);
	if (!PG_ARGISNULL(ARG_OBSERVED_UNTIL))
		RequestSetObservedUntil(request,
								PG_GETARG_DATEADT(ARG_OBSERVED_UNTIL));
	RequestCheck(request);
	return true;
}

/* Names a period in a message. */
static const char *
PeriodName(int64 period, const SeriesPeriods *periods)
{
	return CalendarDateText(SeriesPeriodDate(periods, period));
}

/* Reports what the arithmetic could not do. */
pg_noreturn static void
AnswerError(const RecoveryAnswer *answer, RecoveryError error)
{
	int64		period = answer->report.error_period;
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
					 errmsg("baseline \"loglinear\" needs values greater than zero"),
					 errdetail("The value of %s is not.",
							   PeriodName(period, periods)),
					 errhint("Use baseline => 'linear'.")));
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

/*
 * Prepares a series whose January and February will be pooled.  A figure for
 * both months is their sum, and all that pooling asks for: halves stand for
 * the months.  Other combined periods are refused.
 */
static void
AnswerPool(SumsView *view, uint32 single)
{
	KeyedSums  *sums;

	if (single == view->n)
		return;
	if (view->meaning.unit != FREQUENCY_MONTH)
		SeriesRequireSingle(view, single);	/* reports what it holds */
	sums = SeriesCreate(view->meaning);
	for (uint32 i = 0; i < view->n; i++)
	{
		int64		first = SeriesSpanFirst(view->number[i]);

		if (i < single)
			sums = SeriesPut(sums, first, view->hi[i]);
		else if (SeriesSpanLength(view->number[i]) == 2 && first % 12 == 0)
		{
			sums = SeriesPut(sums, first, view->hi[i] / 2);
			sums = SeriesPut(sums, first + 1, view->hi[i] / 2);
		}
		else
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("trade_series holds combined periods"),
					 errdetail("pool_jan_feb can use January with February; %s is not.",
							   SeriesSpanText(view->number[i],
											  CalendarBy(FREQUENCY_MONTH))),
					 errhint("Say what its periods are: spread_combined(s, 'even') shares it out, spread_combined(s, 'none') leaves them missing.")));
	}
	ViewOpenState(view, sums, VIEW_SORTED);
}

/* Puts a request to the series of an opened view. */
static void
AnswerOpen(RecoveryAnswer *answer, uint32 single, const RecoveryRequest *request)
{
	Size		n;
	RecoveryError error;

	if (request->pool_jan_feb)
		AnswerPool(&answer->view, single);
	else
		SeriesRequireSingle(&answer->view, single);
	answer->periods = SeriesPeriodsOf(&answer->view);
	answer->params = RequestParams(request, &answer->periods);
	SeriesWindowOpen(&answer->window, &answer->view, answer->params.shock,
					 answer->params.has_observed_until ?
					 Max(answer->params.observed_until, answer->params.shock) :
					 answer->params.shock);
	n = Max(answer->window.n, 1);
	answer->arrays.value = (double *) palloc(n * sizeof(double) * 3);
	answer->arrays.baseline = answer->arrays.value + n;
	answer->arrays.ratio = answer->arrays.baseline + n;
	answer->arrays.seen = (bool *) palloc(n * sizeof(bool) * 3);
	answer->arrays.has_baseline = answer->arrays.seen + n;
	answer->arrays.has_ratio = answer->arrays.has_baseline + n;
	error = RecoveryCompute(&answer->window, &answer->params, &answer->arrays,
							&answer->report);
	if (error != RECOVERY_OK)
		AnswerError(answer, error);
}

/* Puts the question in the arguments; false when the answer is NULL. */
bool
RecoveryAnswerFromArguments(FunctionCallInfo fcinfo, RecoveryAnswer *answer)
{
	RecoveryRequest request;

	if (!RequestFromArguments(fcinfo, &request))
		return false;
	AnswerOpen(answer, SeriesViewOpenAll(&answer->view,
										 PG_GETARG_DATUM(ARG_SERIES)), &request);
	return true;
}

/* Adds the first day of a period. */
static void
AnswerAddPeriod(ResultRow *row, bool known, const RecoveryAnswer *answer,
				int64 period)
{
	ResultAddDate(row, known,
				  known ? SeriesPeriodDate(&answer->periods, period) : 0);
}

/* The row of an answer: the columns of recovery_report, in order. */
static Datum
AnswerRow(FunctionCallInfo fcinfo, const RecoveryAnswer *answer)
{
	const RecoveryReport *r = &answer->report;
	ResultRow	row = {0};

	ResultAddWord(&row, true, CalendarName(answer->view.meaning.unit));
	ResultAddWord(&row, true, RecoveryStatusName(r->status));
	ResultAddNumber(&row, r->has_baseline, r->baseline);
	ResultAddInteger(&row, true, r->baseline_observations);
	ResultAddNumber(&row, r->has_depth, r->depth);
	AnswerAddPeriod(&row, r->has_depth, answer, r->trough);
	ResultAddInteger(&row, r->has_depth, r->time_to_trough);
	AnswerAddPeriod(&row, r->has_recovery, answer, r->recovery);
	ResultAddInteger(&row, r->has_time_to_recovery, r->time_to_recovery);
	ResultAddInteger(&row, r->has_half_recovery_time, r->half_recovery_time);
	ResultAddInteger(&row, r->has_censored_at, r->censored_at);
	ResultAddTruth(&row, r->has_depth, r->pending);
	ResultAddTruth(&row, r->has_recovery, r->relapsed);
	AnswerAddPeriod(&row, r->has_depth, answer, r->first_period);
	AnswerAddPeriod(&row, r->has_depth, answer, r->latest_period);
	ResultAddNumber(&row, r->has_depth, r->latest_ratio);
	ResultAddNumber(&row, r->has_rebound_ratio, r->rebound_ratio);
	ResultAddNumber(&row, r->has_recovery, r->recovery_rate);
	ResultAddNumber(&row, r->has_depth, r->cumulative_loss);
	ResultAddNumber(&row, r->has_depth, r->loss_baseline_periods);
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(series_recovery);
Datum
series_recovery(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;

	if (!RecoveryAnswerFromArguments(fcinfo, &answer))
		PG_RETURN_NULL();
	return AnswerRow(fcinfo, &answer);
}

/* The final function of export_recovery. */
PG_FUNCTION_INFO_V1(series_export_recovery_final);
Datum
series_export_recovery_final(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	const RecoveryRequest *request = AggOpen(&answer.view, fcinfo,
											 KIND_RECOVERY, VIEW_SORTED);

	AnswerOpen(&answer, SeriesViewFinish(&answer.view), request);
	return AnswerRow(fcinfo, &answer);
}

/* Rows of periods with baseline, ratio and phase, to plot. */
PG_FUNCTION_INFO_V1(series_recovery_path);
Datum
series_recovery_path(PG_FUNCTION_ARGS)
{
	RecoveryAnswer answer;
	RecoveryPhase *phase;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!RecoveryAnswerFromArguments(fcinfo, &answer))
		return (Datum) 0;
	phase = (RecoveryPhase *)
		palloc0(Max(answer.window.n, 1) * sizeof(RecoveryPhase));
	RecoveryPath(&answer.window, &answer.params, &answer.arrays,
				 &answer.report, phase);
	for (int i = 0; i < answer.window.n; i++)
	{
		const RecoveryArrays *a = &answer.arrays;

		AnswerAddPeriod(&row, true, &answer, answer.window.first + i);
		ResultAddNumber(&row, a->seen[i], a->value[i]);
		ResultAddNumber(&row, a->has_baseline[i], a->baseline[i]);
		ResultAddNumber(&row, a->has_ratio[i], a->ratio[i]);
		ResultAddWord(&row, true, RecoveryPhaseName(phase[i]));
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/*
 * The options of export_recovery as one value: an aggregate cannot have
 * arguments with defaults, a function can.
 */
PG_FUNCTION_INFO_V1(recovery_options);
Datum
recovery_options(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	RecoveryRequest request;
	Datum		result;
	bool		first = true;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	for (int i = 0; i < (int) lengthof(option_names); i++)
	{
		if (PG_ARGISNULL(i))
		{
			if (i < OPTION_OBSERVED_UNTIL)
				OptionNullError(option_names[i]);
			continue;
		}
		appendStringInfo(&buf, "%s\"%s\": ", first ? "" : ", ",
						 option_names[i]);
		first = false;
		switch (i)
		{
			case 1:
			case 2:
			case 4:
			case 6:
				appendStringInfo(&buf, "%d", PG_GETARG_INT32(i));
				break;
			case 3:
				if (!isfinite(PG_GETARG_FLOAT8(i)))
					RecoveryThresholdError(PG_GETARG_FLOAT8(i));
				TextPutDouble(&buf, PG_GETARG_FLOAT8(i));
				break;
			case 7:
				appendStringInfoString(&buf,
									   PG_GETARG_BOOL(i) ? "true" : "false");
				break;
			case 8:
				CalendarCheckDate(PG_GETARG_DATEADT(i), "observed_until");
				escape_json(&buf, CalendarDateText(PG_GETARG_DATEADT(i)));
				break;
			default:
				escape_json(&buf, text_to_cstring(PG_GETARG_TEXT_PP(i)));
		}
	}
	appendStringInfoChar(&buf, '}');
	result = DirectFunctionCall1(jsonb_in, CStringGetDatum(buf.data));
	/* say now, not at the first row, what is wrong */
	RequestInit(&request, 0);
	RequestSetOptions(&request, DatumGetJsonbP(result));
	RequestCheck(&request);
	return result;
}
