/*
 * series_levels.c
 *	  The state of levels_agg and inventory_drawdown: levels such as stocks, one
 *	  a period, never added up.
 *
 * The state counts distinct pairs of day and level: a row that repeats one is
 * the same level again, two levels in one period are a question that only the
 * caller can answer.  So states merge in any order.  A key is twelve bytes:
 * the day, so that bytes sort as days do, and the level.
 */
#include "rareearth.h"

#include <math.h>

#include "port/pg_bswap.h"
#include "utils/builtins.h"

#include "agg.h"
#include "argument.h"
#include "series.h"

#define LEVEL_KEY_SIZE	12

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
	int32		duplicate;
} LevelParams;

/* A number for each of the few parameters, as SumsHasParams asks for. */
static inline uint32
LevelParamsMark(const LevelParams *params)
{
	return 1 + 2 * (params->frequency - FREQUENCY_UNSET) + params->duplicate;
}

static void
LevelKey(char *key, DateADT date, double level)
{
	uint32		day = pg_hton32((uint32) date ^ 0x80000000);
	uint64		bits;

	level += 0.0;				/* no negative zero */
	memcpy(&bits, &level, sizeof(bits));
	bits = pg_hton64(bits);
	memcpy(key, &day, sizeof(day));
	memcpy(key + sizeof(day), &bits, sizeof(bits));
}

static DateADT
LevelDate(const char *key)
{
	uint32		day;

	memcpy(&day, key, sizeof(day));
	return (DateADT) (pg_ntoh32(day) ^ 0x80000000);
}

static double
LevelValue(const char *key)
{
	uint64		bits;
	double		level;

	memcpy(&bits, key + sizeof(uint32), sizeof(bits));
	bits = pg_ntoh64(bits);
	memcpy(&level, &bits, sizeof(level));
	return level;
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

/* (period, level [, frequency [, on_duplicate]]) with the period as a date. */
static Datum
LevelAdd(FunctionCallInfo fcinfo, DateADT date)
{
	KeyedSums  *sums = AggOwnState(fcinfo);
	LevelParams params = {FREQUENCY_UNSET, LEVEL_DUPLICATE_ERROR};
	double		level = PG_GETARG_FLOAT8(2);
	char		key[LEVEL_KEY_SIZE];

	CalendarCheckDate(date, "period");
	if (!isfinite(level))
		AggValueError(NOUN_SERIES, level, CalendarDateText(date));
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
		params.frequency = CalendarFromText(PG_GETARG_TEXT_PP(3));
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		params.duplicate = LevelDuplicateFromText(PG_GETARG_TEXT_PP(4));
	if (sums == NULL)
		sums = SumsCreate(NOUN_LEVELS, true, &params, sizeof(params));
	AggCheckState(sums, NOUN_LEVELS, true);
	if (!SumsHasParams(sums, &params, sizeof(params), LevelParamsMark(&params)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("frequency and on_duplicate must be the same for all rows of a group")));
	LevelKey(key, date, level);
	PG_RETURN_POINTER(SumsAddBytes(sums, key, LEVEL_KEY_SIZE, 1));
}

PG_FUNCTION_INFO_V1(levels_agg_trans_date);
Datum
levels_agg_trans_date(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return LevelAdd(fcinfo, PG_GETARG_DATEADT(1));
}

PG_FUNCTION_INFO_V1(levels_agg_trans_timestamp);
Datum
levels_agg_trans_timestamp(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return LevelAdd(fcinfo, CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)));
}

/* The frequency of the days in a view, ordered. */
static Frequency
LevelFrequency(const SumsView *view)
{
	int64	   *days = (int64 *) palloc(Max(view->n, 1) * sizeof(int64));
	uint32		n = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		int64		day = LevelDate(view->key[i]);

		if (n == 0 || days[n - 1] != day)
			days[n++] = day;
	}
	return CalendarFind(days, n);
}

/* The series that the state in argument 0 tells, or an error. */
KeyedSums *
SeriesFromLevels(FunctionCallInfo fcinfo)
{
	KeyedSums  *state = AggStateArgument(fcinfo, 0);
	SumsView	view;
	LevelParams params;
	Frequency	frequency;
	KeyedSums  *sums;

	AggSettle(fcinfo);
	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_LEVELS, VIEW_SORTED);
	if (state->paramsize != sizeof(params) || !view.bytes)
		elog(ERROR, "state of levels_agg is damaged");
	memcpy(&params, SumsParams(state), sizeof(params));
	for (uint32 i = 0; i < view.n; i++)
		if (view.keylen[i] != LEVEL_KEY_SIZE ||
			!isfinite(LevelValue(view.key[i])) ||
			DATE_NOT_FINITE(LevelDate(view.key[i])))
			elog(ERROR, "state of levels_agg is damaged");
	if (params.frequency < FREQUENCY_UNSET || params.frequency > FREQUENCY_LAST)
		elog(ERROR, "state of levels_agg is damaged");
	frequency = params.frequency == FREQUENCY_UNSET ? LevelFrequency(&view) :
		(Frequency) params.frequency;
	sums = SeriesCreate(frequency);
	for (uint32 i = 0; i < view.n; i++)
	{
		DateADT		date = LevelDate(view.key[i]);
		int64		period = CalendarIndex(date, frequency);
		DateADT		next = i + 1 < view.n ? LevelDate(view.key[i + 1]) : date;

		if (i + 1 < view.n && CalendarIndex(next, frequency) == period)
		{
			if (next != date && params.duplicate == LEVEL_DUPLICATE_LAST)
				continue;
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("period has more than one level"),
					 errdetail("The %s of %s has %.15g on %s and %.15g on %s.",
							   CalendarName(frequency),
							   CalendarDateText(CalendarDate(period, frequency)),
							   LevelValue(view.key[i]), CalendarDateText(date),
							   LevelValue(view.key[i + 1]), CalendarDateText(next)),
					 next == date ?
					 errhint("Levels are not added up. Keep one level of a day, or add those of several companies with rollup() of one series each.") :
					 errhint("Give 'last' as on_duplicate, behind the frequency, to take the latest day.")));
		}
		sums = SeriesPut(sums, period, LevelValue(view.key[i]));
	}
	return sums;
}

PG_FUNCTION_INFO_V1(levels_agg_final);
Datum
levels_agg_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(SeriesStore(SeriesFromLevels(fcinfo)));
}
