/*
 * series_shocks.c
 *	  shocks, shock_history: found without a date; recovery_test,
 *	  recovery_placebos: a date among the dates before it.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "math/shock.h"
#include "series/series_gaps.h"
#include "series/series_recovery.h"
#include "sql/argument.h"
#include "sql/options.h"
#include "sql/result.h"

/* A question about shocks as a caller asks it. */
typedef struct ShockRequest
{
	ShockParams params;
	int			gaps;
	SeriesObserved observed;	/* in days */
} ShockRequest;

static const char *
DirectionWord(int place)
{
	return place < SHOCK_DIRECTION_COUNT ?
		ShockDirectionName((ShockDirection) place) : NULL;
}

static const char *
ShockGapsWord(int place)
{
	return place < SERIES_GAPS_COUNT ?
		SeriesGapsName((SeriesGaps) place) : NULL;
}

#define PLACE(field) offsetof(ShockRequest, field)

/* In the order of the arguments of shocks. */
static const Option shock_options[] = {
	{"k", OPTION_COUNT, PLACE(params.k), 12, .least = 1},
	{"z", OPTION_NUMBER, PLACE(params.z), 3.5, .range = ARGUMENT_NOT_NEGATIVE},
	{"min_fall", OPTION_NUMBER, PLACE(params.min_fall), 0.2,
	.range = ARGUMENT_NOT_NEGATIVE},
	{"threshold", OPTION_NUMBER, PLACE(params.threshold), 0.9,
	.must = "be greater than zero and at most 10", .above = 0,
	.most = RECOVERY_MAX_THRESHOLD,
	.hint = "Write 0.9 for 90 percent of the baseline."},
	{"sustain", OPTION_COUNT, PLACE(params.sustain), 1, .least = 1},
	{"min_history", OPTION_COUNT, PLACE(params.min_history), 12, .least = 1},
	{"direction", OPTION_WORD, PLACE(params.direction), SHOCK_FALL,
	.word = DirectionWord},
	{"gaps", OPTION_WORD, PLACE(gaps), SERIES_GAPS_MISSING,
	.word = ShockGapsWord},
	{"observed_until", OPTION_DATE, PLACE(observed.until),
	.may_be_null = true},
	{"observed_from", OPTION_DATE, PLACE(observed.from), .may_be_null = true}
};

static const OptionTable shock_table = {
	"option of shocks", "Give the options by name.",
	shock_options, lengthof(shock_options)
};

/* A series that is scanned. */
typedef struct ShockAnswer
{
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	ShockRequest request;
	ShockScan	scan;
} ShockAnswer;

/* Refuses a part of the baseline that no fall can be. */
static void
ShockCheckFall(const ShockParams *params)
{
	double		most = params->direction == SHOCK_FALL ? 1 : 10;

	if (params->min_fall > most)
		ArgumentRangeError(params->min_fall, "min_fall",
						   params->direction == SHOCK_FALL ?
						   "be between 0 and 1" :
						   "be between 0 and 10 for a rise", NULL,
						   "Write 0.2 for 20 percent of the baseline.");
}

/* Opens (s, k, z, ...); false when the series is NULL. */
static bool
ShockOpen(ShockAnswer *answer, FunctionCallInfo fcinfo)
{
	SeriesObserved observed;

	memset(&answer->request, 0, sizeof(ShockRequest));
	if (PG_ARGISNULL(0))
		return false;
	OptionsInit(&shock_table, &answer->request);
	OptionsFromArguments(&shock_table, fcinfo, 1, &answer->request);
	ShockCheckFall(&answer->request.params);
	SeriesCheckObserved(answer->request.observed);
	SeriesViewOpen(&answer->view, PG_GETARG_DATUM(0));
	answer->periods = SeriesPeriodsOf(&answer->view);
	observed = SeriesObservedPeriods(&answer->periods,
									 answer->request.observed);
	if (answer->view.n == 0 && observed.until == SERIES_NO_PERIOD &&
		observed.from == SERIES_NO_PERIOD)
		SeriesWindowOpen(&answer->window, &answer->view, 1, 0);
	else
		SeriesWindowOpenObserved(&answer->window, &answer->view, observed,
								 answer->view.n > 0 ? answer->view.number[0] :
								 Max(observed.until, observed.from));
	SeriesFillObserved(&answer->window, &answer->view, &answer->periods,
					   (SeriesGaps) answer->request.gaps, observed);
	ShockScanStart(&answer->scan, &answer->window, &answer->request.params,
				   palloc_array(double, 3 * (Size) Max(answer->window.n, 1)));
	return true;
}

/* Finds the next shock; false at the end. */
static bool
ShockNext(ShockAnswer *answer, Shock *shock)
{
	ShockStep	step = ShockScanNext(&answer->scan, shock);

	CHECK_FOR_INTERRUPTS();
	if (step == SHOCK_OVERFLOW)
		ResultRangeError("shocks of trade_series", NULL);
	return step == SHOCK_FOUND;
}

/* Adds the first day of the period of a slot. */
static void
ShockAddPeriod(ResultRow *row, bool known, const ShockAnswer *answer, int slot)
{
	ResultAddDate(row, known, !known ? 0 :
				  SeriesPeriodDate(&answer->periods,
								   answer->window.first + slot));
}

/* Rows of shocks: (s, k, z, min_fall, ...) */
PG_FUNCTION_INFO_V1(series_shocks);
Datum
series_shocks(PG_FUNCTION_ARGS)
{
	ShockAnswer answer;
	Shock		shock;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!ShockOpen(&answer, fcinfo))
		return (Datum) 0;
	while (ShockNext(&answer, &shock))
	{
		ShockAddPeriod(&row, true, &answer, shock.start);
		ShockAddPeriod(&row, true, &answer, shock.trough);
		ShockAddPeriod(&row, shock.recovered, &answer, shock.recovery);
		ResultAddWord(&row, true, shock.recovered ? "recovered" : "censored");
		ResultAddNumber(&row, true, shock.baseline);
		ResultAddNumber(&row, true, shock.depth);
		ResultAddNumber(&row, shock.has_z, shock.z);
		ResultAddInteger(&row, true, shock.periods);
		ResultAddNumber(&row, true, shock.loss);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* What a scan could see: (s, k, z, min_fall, ...) */
PG_FUNCTION_INFO_V1(series_shock_history);
Datum
series_shock_history(PG_FUNCTION_ARGS)
{
	ShockAnswer answer;
	Shock		shock;
	int			n = 0;
	ResultRow	row = {0};

	if (!ShockOpen(&answer, fcinfo))
		PG_RETURN_NULL();
	while (ShockNext(&answer, &shock))
		n++;
	ResultAddWord(&row, true, n > 0 ? "shocks" :
				  answer.scan.tested > 0 ? "calm" : "too_short");
	ResultAddWord(&row, true, CalendarName(answer.view.meaning.unit));
	ResultAddInteger(&row, true, answer.scan.periods);
	ResultAddInteger(&row, true, answer.scan.nratios);
	ResultAddInteger(&row, true, answer.scan.tested);
	ResultAddInteger(&row, true, n);
	return ResultReturn(fcinfo, &row);
}

/* A date, and what it is asked. */
typedef struct TestAnswer
{
	RecoveryAnswer recovery;
	BaselineSlots slots;
	ShockQuestion question;
} TestAnswer;

/* The statistic that an argument names. */
static ShockStatistic
TestStatistic(FunctionCallInfo fcinfo, int arg)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));

	for (int i = 0; i < SHOCK_STATISTIC_COUNT; i++)
		if (strcmp(word, ShockStatisticName((ShockStatistic) i)) == 0)
			return (ShockStatistic) i;
	ArgumentWordError("statistic", word, "depth or loss");
}

/* Opens (s, shock, options, horizon, statistic); false when it is NULL. */
static bool
TestOpen(TestAnswer *answer, FunctionCallInfo fcinfo)
{
	const RecoveryArrays *arrays = &answer->recovery.arrays;
	ShockQuestion *question = &answer->question;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(3) || PG_ARGISNULL(4))
		return false;
	memset(question, 0, sizeof(*question));
	question->horizon = ArgumentCount(fcinfo, 3, "horizon", 1, PG_INT32_MAX);
	question->statistic = TestStatistic(fcinfo, 4);
	if (!RecoveryAnswerFromOptions(fcinfo, 1, &answer->recovery))
		return false;
	/* the baselines and ratios have been used: they are room for points */
	answer->slots = (BaselineSlots) {arrays->value, arrays->seen,
	arrays->ratio, arrays->baseline};
	question->window = &answer->recovery.window;
	question->params = &answer->recovery.params;
	question->slots = &answer->slots;
	return true;
}

/* Asks a slot; false when the answer is not known. */
static bool
TestMeasure(TestAnswer *answer, int slot, bool whole, double *value)
{
	int64		error_period = 0;
	bool		known;
	RecoveryError error = ShockMeasure(&answer->question, slot, whole, &known,
									   value, &error_period);

	if (error != RECOVERY_OK)
		RecoveryReportError(&answer->recovery, error, error_period);
	return known;
}

/*
 * The statistic of the next placebo from *slot on, which stays behind at it;
 * false at the end.
 */
static bool
TestNextPlacebo(TestAnswer *answer, int *slot, double *value)
{
	int			end = ShockPlaceboEnd(&answer->question);

	for (; *slot < end; (*slot)++)
	{
		CHECK_FOR_INTERRUPTS();
		if (TestMeasure(answer, *slot, true, value))
			return true;
	}
	return false;
}

/* (s, shock, options, horizon, statistic) */
PG_FUNCTION_INFO_V1(series_recovery_test);
Datum
series_recovery_test(PG_FUNCTION_ARGS)
{
	TestAnswer	answer;
	ShockTest	test = {0};
	double	   *placebo;
	double		statistic = 0;
	int			n = 0;
	bool		known;
	ResultRow	row = {0};

	if (!TestOpen(&answer, fcinfo))
		PG_RETURN_NULL();
	known = TestMeasure(&answer, (int) (answer.recovery.params.shock -
										answer.recovery.window.first), false,
						&statistic);
	if (known)
	{
		placebo = palloc_array(double, answer.recovery.window.n);
		for (int slot = 0; TestNextPlacebo(&answer, &slot, &placebo[n]); slot++)
			n++;
		ShockCompare(statistic, placebo, n, &test);
	}
	ResultAddNumber(&row, known, statistic);
	ResultAddNumber(&row, known, test.p_value);
	ResultAddInteger(&row, known, test.placebos);
	ResultAddInteger(&row, known, test.more_extreme);
	ResultAddNumber(&row, n > 0, test.median);
	ResultAddNumber(&row, n > 0, test.extreme);
	return ResultReturn(fcinfo, &row);
}

/* Rows of placebos: (s, shock, options, horizon, statistic) */
PG_FUNCTION_INFO_V1(series_recovery_placebos);
Datum
series_recovery_placebos(PG_FUNCTION_ARGS)
{
	TestAnswer	answer;
	double		value;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!TestOpen(&answer, fcinfo))
		return (Datum) 0;
	for (int slot = 0; TestNextPlacebo(&answer, &slot, &value); slot++)
	{
		RecoveryAddPeriod(&row, true, &answer.recovery,
						  answer.recovery.window.first + slot);
		ResultAddNumber(&row, true, value);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}
