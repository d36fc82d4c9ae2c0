/*
 * recovery_request.c
 *	  A question about recovery as a caller asks it: in dates and words.
 *
 * The table below is the one description of the options of recovery: arguments
 * and JSON are read, checked and printed by it.  A new option is a field of
 * RecoveryParams, a row here, and an argument of recovery_options and recovery.
 */
#include "rareearth.h"

#include "sql/calendar.h"
#include "sql/options.h"
#include "sql/result.h"
#include "series/recovery_request.h"
#include "series/series_gaps.h"

static const char *
BaselineWord(int place)
{
	return place < RECOVERY_BASELINE_COUNT ?
		RecoveryBaselineName((RecoveryBaseline) place) : NULL;
}

static const char *
GapsWord(int place)
{
	return place < SERIES_GAPS_COUNT ?
		SeriesGapsName((SeriesGaps) place) : NULL;
}

static const char *
FrequencyWord(int place)
{
	return place <= FREQUENCY_LAST ? CalendarName((Frequency) place) : NULL;
}

#define PLACE(field) offsetof(RecoveryRequest, field)

/* In the order of the arguments of recovery_options. */
static const Option request_options[] = {
	{"baseline", OPTION_WORD, PLACE(params.baseline), RECOVERY_MEAN,
	.word = BaselineWord},
	{"k", OPTION_COUNT, PLACE(params.k), 12, .least = 1},
	{"gap", OPTION_COUNT, PLACE(params.gap), 0, .least = 0},
	{"threshold", OPTION_NUMBER, PLACE(params.threshold), 1,
	.may_be_null = true, .must = "be greater than zero and at most 10",
	.above = 0, .most = RECOVERY_MAX_THRESHOLD,
	.hint = "Write 0.9 for 90 percent of the baseline."},
	{"sustain", OPTION_COUNT, PLACE(params.sustain), 1, .least = 1},
	{"gaps", OPTION_WORD, PLACE(params.gaps), SERIES_GAPS_MISSING,
	.word = GapsWord},
	{"years", OPTION_COUNT, PLACE(params.years), 1, .least = 1},
	{"pool_jan_feb", OPTION_SWITCH, PLACE(params.pool_jan_feb), .fallback = 0},
	{"observed_until", OPTION_DATE, PLACE(params.observed.until),
	.may_be_null = true},
	{"observed_from", OPTION_DATE, PLACE(params.observed.from),
	.may_be_null = true},
	{"frequency", OPTION_WORD, PLACE(frequency), FREQUENCY_UNSET,
	.may_be_null = true, .least = FREQUENCY_DAY, .word = FrequencyWord},
	{"year_start", OPTION_COUNT, PLACE(year_start), 1, .may_be_null = true,
	.least = 1, .most = MONTHS_PER_YEAR}
};

static const OptionTable request_table = {
	"recovery option", "Build the options with recovery_options().",
	request_options, lengthof(request_options)
};

StaticAssertDecl(OPTION_NO_DATE == SERIES_NO_PERIOD,
				 "a date that is not given is a period that is not given");

/* Reports that the shock is missing; it has no default. */
void
RecoveryShockNullError(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("shock must not be null"),
			 errhint("Give the date from which the control can bite.")));
}

void
RecoveryOptionsNullError(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("options must not be null"),
			 errhint("Leave them out to use the defaults.")));
}

static void
RequestSetShock(RecoveryRequest *request, DateADT shock)
{
	CalendarCheckDate(shock, "shock");
	request->params.shock = shock;
}

/* A request with every option at its default. */
void
RecoveryRequestInit(RecoveryRequest *request, DateADT shock)
{
	memset(request, 0, sizeof(RecoveryRequest));
	OptionsInit(&request_table, request);
	RequestSetShock(request, shock);
}

/* The calendar of the series that export_recovery builds. */
Calendar
RecoveryRequestCalendar(const RecoveryRequest *request)
{
	Calendar	calendar = {(Frequency) request->frequency,
	(uint8) request->year_start};

	return calendar;
}

/* Refuses options that do not go together. */
static void
RecoveryRequestCheck(const RecoveryRequest *request)
{
	CalendarCheckYear(RecoveryRequestCalendar(request));
	SeriesCheckObserved(request->params.observed);
}

void
RecoveryRequestFromJson(RecoveryRequest *request, const Jsonb *options)
{
	OptionsFromJson(&request_table, options, request);
	RecoveryRequestCheck(request);
}

/* Reads the options from the arguments from one on. */
void
RecoveryRequestFromArguments(RecoveryRequest *request,
							 FunctionCallInfo fcinfo, int first)
{
	OptionsFromArguments(&request_table, fcinfo, first, request);
	RecoveryRequestCheck(request);
}

/* Could a request from outside have been read here? */
bool
RecoveryParamsAreValid(const void *state_params)
{
	const RecoveryRequest *request = (const RecoveryRequest *) state_params;

	return OptionsAreValid(&request_table, request) &&
		request->params.shock == (DateADT) request->params.shock &&
		IS_VALID_DATE((DateADT) request->params.shock);
}

/* The shock, and the options that are not at their defaults, as text. */
char *
RecoveryParamsText(const void *state_params)
{
	const RecoveryRequest *request = (const RecoveryRequest *) state_params;
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "shock %s",
					 CalendarDateText((DateADT) request->params.shock));
	OptionsPutUnusual(&request_table, request, &text);
	return text.data;
}

/* Options that were parsed for the last row, kept for the next. */
typedef struct RequestCache
{
	RecoveryRequest request;
	uint32		mark;			/* unique to it in this process, not 0 */
	Size		size;			/* of the options below, 0 when none */
	char		options[FLEXIBLE_ARRAY_MEMBER];
} RequestCache;

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
	RecoveryRequestInit(&cache->request, shock);
	if (options != NULL)
		RecoveryRequestFromJson(&cache->request, options);
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
	else if (unlikely(cache->request.params.shock != shock))
	{
		RequestSetShock(&cache->request, shock);
		cache->mark = RequestNewMark();
	}
	*mark = cache->mark;
	return &cache->request;
}

/*
 * The options of export_recovery as one value: an aggregate cannot have
 * arguments with defaults, a function can.
 */
PG_FUNCTION_INFO_V1(recovery_options);
Datum
recovery_options(PG_FUNCTION_ARGS)
{
	RecoveryRequest request;

	/* say now, not at the first row, what is wrong */
	RecoveryRequestInit(&request, 0);
	RecoveryRequestFromArguments(&request, fcinfo, 0);
	return OptionsToJson(&request_table, fcinfo, &request);
}
