/*
 * series_drawdown.c
 *	  drawdown, drawdowns, buildups and the final function of
 *	  inventory_drawdown.
 */
#include "rareearth.h"

#include "math/drawdown.h"
#include "sql/result.h"
#include "series/series.h"

/* A level laid out by period, and how to read its holes. */
typedef struct LevelQuestion
{
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	SeriesGaps	gaps;
} LevelQuestion;

/* Lays the level out. */
static void
LevelLayOut(LevelQuestion *level)
{
	level->periods = SeriesPeriodsOf(&level->view);
	SeriesWindowOpen(&level->window, &level->view, 1, 0);
}

/*
 * Opens the level in argument 0 with the gaps of argument 1.  A price may have
 * been built as a flow; a change is no level.
 */
static void
LevelOpen(LevelQuestion *level, FunctionCallInfo fcinfo)
{
	level->gaps = SeriesGapsArgument(fcinfo, 1);
	SeriesViewOpen(&level->view, PG_GETARG_DATUM(0));
	SeriesRequireMeasure(&level->view, MEASURES_PRICED, "level",
						 "A change becomes a level by cumulative(s).");
	LevelLayOut(level);
}

/* Reports what the arithmetic could not do. */
static void
LevelCheck(const LevelQuestion *level, DrawdownError error,
		   const int64_t *error_period)
{
	int64		period = *error_period;
	const SeriesPeriods *periods = &level->periods;

	if (error == DRAWDOWN_NEGATIVE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level must not be negative"),
				 errdetail("The level of %s is %.15g.",
						   CalendarDateText(SeriesPeriodDate(periods, period)),
						   level->window.value[period - level->window.first]),
				 errhint("Drawdowns are of levels, such as stocks or prices, not of changes.")));
	if (error == DRAWDOWN_GAP)
		SeriesGapError(periods, period,
					   "Use gaps => 'missing' to go on from the last level seen.");
	if (error == DRAWDOWN_OVERFLOW)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("relative rise of a level is out of range"),
				 errdetail("It rises to the level of %s.",
						   CalendarDateText(SeriesPeriodDate(periods, period))),
				 errhint("Set levels that are zero but for rounding to zero.")));
}

/* Adds the first day of a period. */
static void
LevelAddPeriod(ResultRow *row, bool known, const LevelQuestion *level,
			   int64 period)
{
	ResultAddDate(row, known, !known ? 0 :
				  SeriesPeriodDate(&level->periods, period));
}

/* The columns of drawdown_report, in order. */
static Datum
LevelDrawdown(FunctionCallInfo fcinfo, const LevelQuestion *level)
{
	DrawdownSummary s;
	ResultRow	row = {0};
	int64_t		period = 0;

	LevelCheck(level, DrawdownSummarize(&level->window, level->gaps, &s,
										&period), &period);
	ResultAddWord(&row, true, CalendarName(level->view.meaning.unit));
	ResultAddNumber(&row, s.has_levels, s.max_drawdown);
	LevelAddPeriod(&row, s.has_deepest, level, s.deepest.start);
	ResultAddNumber(&row, s.has_deepest, s.deepest.start_value);
	LevelAddPeriod(&row, s.has_deepest, level, s.deepest.turn);
	ResultAddNumber(&row, s.has_deepest, s.deepest.turn_value);
	LevelAddPeriod(&row, s.has_deepest && s.deepest.closed, level,
				   s.deepest.end);
	ResultAddNumber(&row, s.has_levels, s.current_drawdown);
	ResultAddNumber(&row, s.has_levels, s.avg_drawdown);
	ResultAddNumber(&row, s.has_levels, s.ulcer_index);
	ResultAddNumber(&row, s.has_levels, s.pain_index);
	ResultAddNumber(&row, s.has_levels, s.underwater_share);
	ResultAddInteger(&row, true, s.episodes);
	ResultAddNumber(&row, s.has_levels, s.max_buildup);
	ResultAddNumber(&row, s.has_levels && s.has_max_buildup_rel,
					s.max_buildup_rel);
	LevelAddPeriod(&row, s.has_largest, level, s.largest.start);
	LevelAddPeriod(&row, s.has_largest, level, s.largest.turn);
	LevelAddPeriod(&row, s.has_largest && s.largest.closed, level,
				   s.largest.end);
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(series_drawdown);
Datum
series_drawdown(PG_FUNCTION_ARGS)
{
	LevelQuestion level;

	LevelOpen(&level, fcinfo);
	return LevelDrawdown(fcinfo, &level);
}

/* The final function of inventory_drawdown, over the state of levels_agg. */
PG_FUNCTION_INFO_V1(series_inventory_drawdown_final);
Datum
series_inventory_drawdown_final(PG_FUNCTION_ARGS)
{
	LevelQuestion level = {.gaps = SERIES_GAPS_MISSING};

	SeriesViewOpenLevels(&level.view, fcinfo);
	LevelLayOut(&level);
	return LevelDrawdown(fcinfo, &level);
}

/* Where the rows of episodes go. */
typedef struct EpisodeRows
{
	const LevelQuestion *level;
	FunctionCallInfo fcinfo;
} EpisodeRows;

/* Adds the row of one episode; both functions have the same columns. */
static void
EpisodeAddRow(const DrawdownEpisode *e, void *arg)
{
	const EpisodeRows *rows = (const EpisodeRows *) arg;
	ResultRow	row = {0};

	LevelAddPeriod(&row, true, rows->level, e->start);
	LevelAddPeriod(&row, true, rows->level, e->turn);
	LevelAddPeriod(&row, e->closed, rows->level, e->end);
	ResultAddNumber(&row, true, e->start_value);
	ResultAddNumber(&row, true, e->turn_value);
	ResultAddNumber(&row, true, e->size);
	ResultAddNumber(&row, e->has_size_rel, e->size_rel);
	ResultAddInteger(&row, true, e->start_to_turn);
	ResultAddInteger(&row, e->closed, e->turn_to_end);
	ResultAddInteger(&row, e->closed, e->length);
	ResultStore(rows->fcinfo, &row);
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
	rows.fcinfo = fcinfo;
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
