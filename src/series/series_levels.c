/*
 * series_levels.c
 *	  The state of levels_agg and inventory_drawdown: levels such as stocks, one
 *	  a period, never added up.
 *
 * The state keeps one level for each day.  A row that repeats it is the same
 * level again, another one is an error as soon as the two meet; that two days
 * lie in one period shows when all rows are known.  So states merge in any
 * order.
 */
#include "rareearth.h"

#include <math.h>

#include "utils/builtins.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "sql/argument.h"
#include "series/series.h"
#include "series/series_facts.h"
#include "keyed/wire.h"
#include "sql/row_types.h"

/* What a second level in one period means. */
typedef enum LevelDuplicate
{
	LEVEL_DUPLICATE_ERROR,
	LEVEL_DUPLICATE_LAST		/* the latest day of the period counts */
} LevelDuplicate;

/* Finds the answer by its name or says what is allowed. */
static LevelDuplicate
LevelDuplicateFromText(const text *name)
{
	char	   *word = text_to_cstring(name);

	if (strcmp(word, "error") == 0)
		return LEVEL_DUPLICATE_ERROR;
	if (strcmp(word, "last") == 0)
		return LEVEL_DUPLICATE_LAST;
	ArgumentWordError("on_duplicate", word,
					  "error, or last for the latest day of a period");
}

/* Of all rows of a group; compared by bytes. */
typedef struct LevelsParams
{
	int32		snap;
	int32		duplicate;		/* a LevelDuplicate */
} LevelsParams;

/* A number of their own for the few parameters that there can be, not 0. */
static inline uint32
LevelsMark(LevelsParams params)
{
	return 1 + 2 * (uint32) (params.snap - SNAP_NONE) + (uint32) params.duplicate;
}

/* Adds a level that was filed on a day, and may have been before. */
static Datum
LevelAddFiled(FunctionCallInfo fcinfo, DateADT date, double level,
			  Calendar calendar, LevelsParams params)
{
	FactsParams facts = {.snap = params.snap,
		.frequency = (uint8) calendar.frequency,
		.year_start = calendar.year_start,
	.duplicate = (uint8) params.duplicate};
	StateSpec	spec = {.kind = KIND_LEVELS_FILED, .bytes = true, .params = &facts};
	SeriesFact	fact = {0, date, date, SeriesFactFiled(fcinfo, 7), level};

	PG_RETURN_POINTER(SeriesFactAdd(AggStateFor(fcinfo, spec), &fact));
}

/*
 * (period, level [, frequency [, on_duplicate [, year_start [, snap
 * [, filed]]]]]) with the period as a date.
 */
static Datum
LevelAdd(FunctionCallInfo fcinfo, DateADT date)
{
	Calendar	calendar = CalendarArguments(fcinfo, 3, 5);
	LevelsParams params = {FiscalSnap(fcinfo, 6, calendar), LEVEL_DUPLICATE_ERROR};
	double		level = PG_GETARG_FLOAT8(2) + 0.0;	/* no negative zero */
	StateSpec	spec = {.kind = KIND_LEVELS, .params = &params};

	CalendarCheckDate(date, "period");
	if (!isfinite(level))
		AggValueError(NOUN_SERIES, level, CalendarDateText(date));
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		params.duplicate = LevelDuplicateFromText(PG_GETARG_TEXT_PP(4));
	if (PG_NARGS() > 7)
		return LevelAddFiled(fcinfo, date, level, calendar, params);
	spec.mark = LevelsMark(params);
	spec.meaning = SeriesMeaning(calendar.frequency, MEASURE_LEVEL,
								 calendar.year_start);
	PG_RETURN_POINTER(SumsAddNumber(AggStateFor(fcinfo, spec), date, level));
}

PG_FUNCTION_INFO_V1(levels_agg_trans_date);
Datum
levels_agg_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	return LevelAdd(fcinfo, PG_GETARG_DATEADT(1));
}

NUMERIC_VALUES(levels_agg_trans_date, 2, 1);

PG_FUNCTION_INFO_V1(levels_agg_trans_timestamp);
Datum
levels_agg_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	return LevelAdd(fcinfo, CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)));
}

NUMERIC_VALUES(levels_agg_trans_timestamp, 2, 1);

/* Are the parameters of a state those that arguments can be? */
bool
LevelsParamsAreValid(const void *params)
{
	const LevelsParams *levels = (const LevelsParams *) params;

	return levels->duplicate >= 0 && levels->duplicate <= LEVEL_DUPLICATE_LAST &&
		FiscalSnapIsValid(levels->snap, CalendarBy(FREQUENCY_YEAR));
}

/* Those as text. */
static char *
LevelsAnswerText(int duplicate, int snap)
{
	const char *word = duplicate == LEVEL_DUPLICATE_LAST ? "last" : "error";

	return snap == SNAP_NONE ? pstrdup(word) : psprintf("%s, snap %d", word, snap);
}

char *
LevelsParamsText(const void *params)
{
	const LevelsParams *levels = (const LevelsParams *) params;

	return LevelsAnswerText(levels->duplicate, levels->snap);
}

/* The same of a state whose levels were filed. */
bool
LevelsFiledParamsAreValid(const void *params)
{
	const FactsParams *facts = (const FactsParams *) params;

	return facts->tolerance == 0 && !signbit(facts->tolerance) &&
		facts->duplicate <= LEVEL_DUPLICATE_LAST && facts->unused == 0 &&
		facts->frequency <= FREQUENCY_LAST &&
		facts->year_start >= 1 && facts->year_start <= MONTHS_PER_YEAR &&
		(facts->year_start == 1 || FrequencyHasYears(facts->frequency)) &&
		FiscalSnapIsValid(facts->snap, FactsCalendar(facts));
}

char *
LevelsFiledParamsText(const void *params)
{
	const FactsParams *facts = (const FactsParams *) params;

	return psprintf("%s, frequency %s", LevelsAnswerText(facts->duplicate, facts->snap),
					facts->frequency == FREQUENCY_UNSET ? "to be found" :
					CalendarText(FactsCalendar(facts)));
}

/* Has every day of a state one level? */
bool
LevelsKeysAreValid(const SumsView *view, const void *params)
{
	bool		valid = view->lo == NULL && view->nresiduals == 0;

	for (uint32 i = 0; i < view->n && valid; i++)
		valid = IS_VALID_DATE(view->number[i]);
	return valid;
}

/* Refuses a second level of a day. */
void
LevelsSecondError(int64 day, double a, double b)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("period has more than one level"),
			 errdetail("%s has %.15g and %.15g.", CalendarDateText((DateADT) day),
					   Min(a, b), Max(a, b)),
			 errhint("Levels are not added up. Give the day on which each was filed, behind snap, to take the one filed last; add those of several companies with rollup() of one series each.")));
}

/* Reports two days of one period. */
pg_noreturn static void
LevelPeriodError(const SumsView *view, uint32 i, int64 period,
				 Calendar calendar)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("period has more than one level"),
			 errdetail("The %s of %s has %.15g on %s and %.15g on %s.",
					   CalendarName(calendar.frequency),
					   CalendarDateText(CalendarDate(period, calendar)),
					   view->hi[i], CalendarDateText((DateADT) view->number[i]),
					   view->hi[i + 1],
					   CalendarDateText((DateADT) view->number[i + 1])),
			 errhint("Give 'last' as on_duplicate, behind the frequency, to take the latest day.")));
}

/* Opens the days of the state in argument 0, and says how they are to be read. */
static LevelsParams
LevelsOpenDays(SumsView *view, FunctionCallInfo fcinfo)
{
	const FactsParams *params;
	SeriesFact *facts;

	if (AggStateArgument(fcinfo, 0)->kind != KIND_LEVELS_FILED)
		return *(const LevelsParams *) AggOpen(view, fcinfo, KIND_LEVELS,
											   VIEW_SORTED);
	params = AggOpen(view, fcinfo, KIND_LEVELS_FILED, VIEW_SORTED);
	facts = SeriesFactsRead(view);
	for (uint32 i = 0; i < view->n; i++)
		facts[i].key = facts[i].start;
	view->n = SeriesFactsChoose(facts, view->n, "level", CalendarBy(FREQUENCY_DAY));
	view->number = palloc_array(int64, view->n);
	for (uint32 i = 0; i < view->n; i++)
	{
		view->number[i] = facts[i].key;
		view->hi[i] = facts[i].value;
	}
	view->noun = NOUN_SERIES;
	view->bytes = false;
	view->meaning.unit = params->frequency;
	view->meaning.year_start = params->year_start;
	return (LevelsParams) {params->snap, params->duplicate};
}

/* The periods of sorted days. */
static int64 *
LevelPeriods(const SumsView *view, Calendar calendar, int snap)
{
	int64	   *period = palloc_array(int64, view->n);

	memcpy(period, view->number, view->n * sizeof(int64));
	if (snap == SNAP_NONE)
	{
		FiscalCheckDays(period, view->n, calendar);
		CalendarIndexSorted(period, view->n, calendar);
	}
	for (uint32 i = 0; i < view->n && snap != SNAP_NONE; i++)
		period[i] = FiscalPeriod((DateADT) period[i], calendar, snap);
	return period;
}

/* Opens the series that the state in argument 0 tells. */
void
SeriesViewOpenLevels(SumsView *view, FunctionCallInfo fcinfo)
{
	LevelsParams params = LevelsOpenDays(view, fcinfo);
	Calendar	calendar = CalendarOf(view->meaning);
	int64	   *period;
	uint32		n = 0;

	if (calendar.frequency == FREQUENCY_UNSET)
		calendar = CalendarFind(view->number, view->n);
	period = LevelPeriods(view, calendar, params.snap);
	for (uint32 i = 0; i < view->n; i++)
	{
		if (i + 1 < view->n && period[i] == period[i + 1])
		{
			if (params.duplicate != LEVEL_DUPLICATE_LAST)
				LevelPeriodError(view, i, period[i], calendar);
			continue;
		}
		period[n] = period[i];
		view->hi[n++] = view->hi[i];
	}
	view->n = n;
	view->number = period;
	view->meaning = SeriesMeaning(calendar.frequency, MEASURE_LEVEL,
								  calendar.year_start);
}

PG_FUNCTION_INFO_V1(levels_agg_final);
Datum
levels_agg_final(PG_FUNCTION_ARGS)
{
	SumsView	view;

	SeriesViewOpenLevels(&view, fcinfo);
	PG_RETURN_POINTER(WireWrite(&view));
}
