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

#include "datatype/timestamp.h"
#include "utils/builtins.h"

#include "keyed/agg.h"
#include "sql/argument.h"
#include "series/series.h"
#include "keyed/wire.h"
#include "sql/numeric_value.h"

/* What a second level in one period means. */
typedef enum LevelDuplicate
{
	LEVEL_DUPLICATE_ERROR,
	LEVEL_DUPLICATE_LAST		/* the latest day of the period counts */
} LevelDuplicate;

/* Parameters in the state, compared by bytes. */
typedef struct LevelParams
{
	int32		frequency;
	int32		year_start;
	int32		duplicate;
} LevelParams;

/* A number for each of the few parameters, as SumsHasParams asks for. */
static inline uint32
LevelParamsMark(const LevelParams *params)
{
	return 1 + params->duplicate +
		2 * (params->year_start + MONTHS_PER_YEAR * params->frequency);
}

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

/*
 * (period, level [, frequency [, on_duplicate [, year_start]]]) with the period
 * as a date.
 */
static Datum
LevelAdd(FunctionCallInfo fcinfo, DateADT date)
{
	KeyedSums  *sums = AggOwnState(fcinfo);
	Calendar	calendar = CalendarArguments(fcinfo, 3, 5);
	LevelParams params = {calendar.frequency, calendar.year_start,
	LEVEL_DUPLICATE_ERROR};
	double		level = PG_GETARG_FLOAT8(2) + 0.0;	/* no negative zero */

	CalendarCheckDate(date, "period");
	if (!isfinite(level))
		AggValueError(NOUN_SERIES, level, CalendarDateText(date));
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		params.duplicate = LevelDuplicateFromText(PG_GETARG_TEXT_PP(4));
	if (sums == NULL)
		sums = SumsCreate(NOUN_LEVELS, false, &params, sizeof(params));
	AggCheckState(sums, NOUN_LEVELS, false);
	if (!SumsHasParams(sums, &params, sizeof(params), LevelParamsMark(&params)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("frequency, on_duplicate and year_start must be the same for all rows of a group")));
	PG_RETURN_POINTER(SumsAddNumber(sums, date, level));
}

PG_FUNCTION_INFO_V1(levels_agg_trans_date);
Datum
levels_agg_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return LevelAdd(fcinfo, PG_GETARG_DATEADT(1));
}

NUMERIC_VALUES(levels_agg_trans_date, 2, 1);

PG_FUNCTION_INFO_V1(levels_agg_trans_timestamp);
Datum
levels_agg_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return LevelAdd(fcinfo, CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)));
}

NUMERIC_VALUES(levels_agg_trans_timestamp, 2, 1);

/* The parameters of a state; it may have come from outside. */
static LevelParams
LevelReadParams(const KeyedSums *state)
{
	LevelParams params;

	if (state->paramsize != sizeof(params))
		elog(ERROR, "state of levels_agg is damaged");
	memcpy(&params, SumsParams(state), sizeof(params));
	if (params.frequency < FREQUENCY_UNSET ||
		params.frequency > FREQUENCY_LAST || params.year_start < 1 ||
		params.year_start > MONTHS_PER_YEAR)
		elog(ERROR, "state of levels_agg is damaged");
	return params;
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

/* Opens the series that the state in argument 0 tells. */
void
SeriesViewOpenLevels(SumsView *view, FunctionCallInfo fcinfo)
{
	LevelParams params;
	Calendar	calendar;
	int64	   *period;
	uint32		n = 0;

	ViewOpen(view, PG_GETARG_DATUM(0), NOUN_LEVELS, VIEW_SORTED);
	params = LevelReadParams(AggStateArgument(fcinfo, 0));
	calendar.frequency = (Frequency) params.frequency;
	calendar.year_start = (uint8) params.year_start;
	if (calendar.frequency == FREQUENCY_UNSET)
		calendar = CalendarFind(view->number, view->n);
	period = (int64 *) palloc(Max(view->n, 1) * sizeof(int64));
	memcpy(period, view->number, view->n * sizeof(int64));
	CalendarIndexSorted(period, view->n, calendar);
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
	view->noun = NOUN_SERIES;
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
