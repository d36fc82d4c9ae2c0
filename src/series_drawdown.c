/*
 * series_drawdown.c
 *	  drawdown, drawdowns, buildups and the final function of
 *	  inventory_drawdown.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "drawdown.h"
#include "series.h"

/* A level laid out by period, and how to read its holes. */
typedef struct LevelQuestion
{
	SumsView	view;
	SeriesWindow window;
	SeriesGaps	gaps;
} LevelQuestion;

/* Opens the level in argument 0 with the gaps of argument 1. */
static void
LevelOpen(LevelQuestion *level, FunctionCallInfo fcinfo)
{
	level->gaps = SERIES_GAPS_MISSING;
	if (PG_NARGS() > 1)
	{
		char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(1));

		if (!SeriesGapsFromName(word, &level->gaps))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("gaps \"%s\" does not exist", word),
					 errhint("Use missing, zero or error.")));
	}
	SeriesViewOpen(&level->view, PG_GETARG_DATUM(0));
	SeriesWindowOpen(&level->window, &level->view, 1, 0);
}

/* Reports what the arithmetic could not do. */
static void
LevelCheck(const LevelQuestion *level, DrawdownError error,
		   const int64_t *error_period)
{
	int64		period = *error_period;
	Frequency	frequency = (Frequency) level->view.frequency;

	if (error == DRAWDOWN_NEGATIVE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level must not be negative"),
				 errdetail("The level of %s is %g.",
						   CalendarDateText(CalendarDate(period, frequency)),
						   level->window.value[period - level->window.first]),
				 errhint("Drawdowns are of levels, such as stocks or prices, not of changes.")));
	if (error == DRAWDOWN_GAP)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("trade_series has no value for a period"),
				 errdetail("The %s of %s is missing.",
						   CalendarName(frequency),
						   CalendarDateText(CalendarDate(period, frequency))),
				 errhint("Use gaps => 'missing' to go on from the last level seen.")));
}

static Datum
LevelPeriod(const LevelQuestion *level, int64 period)
{
	return DateADTGetDatum(CalendarDate(period,
										(Frequency) level->view.frequency));
}

/* The columns of drawdown_report, in order. */
PG_FUNCTION_INFO_V1(series_drawdown);
Datum
series_drawdown(PG_FUNCTION_ARGS)
{
	enum
	{
		FREQUENCY, MAX_DRAWDOWN, PEAK, PEAK_VALUE, TROUGH, TROUGH_VALUE,
		RECOVERY, CURRENT_DRAWDOWN, AVG_DRAWDOWN, ULCER_INDEX, PAIN_INDEX,
		UNDERWATER_SHARE, EPISODES, MAX_BUILDUP, MAX_BUILDUP_REL,
		BUILDUP_TROUGH, BUILDUP_PEAK, BUILDUP_CLEARED, COLUMNS
	};
	LevelQuestion level;
	DrawdownSummary s;
	TupleDesc	desc;
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS];
	int64_t		period = 0;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	LevelOpen(&level, fcinfo);
	LevelCheck(&level, DrawdownSummarize(&level.window, level.gaps, &s,
										 &period), &period);
	memset(nulls, true, sizeof(nulls));

#define PUT(column, known, datum) \
	do { \
		if (known) \
		{ \
			values[column] = datum; \
			nulls[column] = false; \
		} \
	} while (0)

	PUT(FREQUENCY, true,
		CStringGetTextDatum(CalendarName((Frequency) level.view.frequency)));
	PUT(MAX_DRAWDOWN, s.has_levels, Float8GetDatum(s.max_drawdown));
	PUT(PEAK, s.has_deepest, LevelPeriod(&level, s.deepest.start));
	PUT(PEAK_VALUE, s.has_deepest, Float8GetDatum(s.deepest.start_value));
	PUT(TROUGH, s.has_deepest, LevelPeriod(&level, s.deepest.turn));
	PUT(TROUGH_VALUE, s.has_deepest, Float8GetDatum(s.deepest.turn_value));
	PUT(RECOVERY, s.has_deepest && s.deepest.closed,
		LevelPeriod(&level, s.deepest.end));
	PUT(CURRENT_DRAWDOWN, s.has_levels, Float8GetDatum(s.current_drawdown));
	PUT(AVG_DRAWDOWN, s.has_levels, Float8GetDatum(s.avg_drawdown));
	PUT(ULCER_INDEX, s.has_levels, Float8GetDatum(s.ulcer_index));
	PUT(PAIN_INDEX, s.has_levels, Float8GetDatum(s.pain_index));
	PUT(UNDERWATER_SHARE, s.has_levels, Float8GetDatum(s.underwater_share));
	PUT(EPISODES, true, Int32GetDatum(s.episodes));
	PUT(MAX_BUILDUP, s.has_levels, Float8GetDatum(s.max_buildup));
	PUT(MAX_BUILDUP_REL, s.has_levels && s.has_max_buildup_rel,
		Float8GetDatum(s.max_buildup_rel));
	PUT(BUILDUP_TROUGH, s.has_largest, LevelPeriod(&level, s.largest.start));
	PUT(BUILDUP_PEAK, s.has_largest, LevelPeriod(&level, s.largest.turn));
	PUT(BUILDUP_CLEARED, s.has_largest && s.largest.closed,
		LevelPeriod(&level, s.largest.end));
#undef PUT
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values,
											 nulls));
}

/* Where the rows of episodes go. */
typedef struct EpisodeRows
{
	const LevelQuestion *level;
	ReturnSetInfo *rsinfo;
} EpisodeRows;

/* Adds the row of one episode; both functions have the same columns. */
static void
EpisodeAddRow(const DrawdownEpisode *e, void *arg)
{
	const EpisodeRows *rows = (const EpisodeRows *) arg;
	Datum		values[10];
	bool		nulls[10] = {false};

	values[0] = LevelPeriod(rows->level, e->start);
	values[1] = LevelPeriod(rows->level, e->turn);
	nulls[2] = nulls[8] = nulls[9] = !e->closed;
	values[2] = e->closed ? LevelPeriod(rows->level, e->end) : (Datum) 0;
	values[3] = Float8GetDatum(e->start_value);
	values[4] = Float8GetDatum(e->turn_value);
	values[5] = Float8GetDatum(e->size);
	nulls[6] = !e->has_size_rel;
	values[6] = Float8GetDatum(e->size_rel);
	values[7] = Int32GetDatum(e->start_to_turn);
	values[8] = Int32GetDatum(e->turn_to_end);
	values[9] = Int32GetDatum(e->length);
	tuplestore_putvalues(rows->rsinfo->setResult, rows->rsinfo->setDesc,
						 values, nulls);
}

/* Rows of all episodes of one kind. */
static Datum
EpisodeSet(FunctionCallInfo fcinfo, DrawdownKind kind)
{
	LevelQuestion level;
	EpisodeRows rows;
	int64_t		period = 0;

	InitMaterializedSRF(fcinfo, 0);
	LevelOpen(&level, fcinfo);
	rows.level = &level;
	rows.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	LevelCheck(&level, DrawdownWalk(&level.window, level.gaps, kind,
									EpisodeAddRow, &rows, &period), &period);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(series_drawdowns);
Datum
series_drawdowns(PG_FUNCTION_ARGS)
{
	return EpisodeSet(fcinfo, DRAWDOWN_FALL);
}

PG_FUNCTION_INFO_V1(series_buildups);
Datum
series_buildups(PG_FUNCTION_ARGS)
{
	return EpisodeSet(fcinfo, DRAWDOWN_RISE);
}
