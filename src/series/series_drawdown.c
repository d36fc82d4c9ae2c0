/*
 * series_drawdown.c
 *	  drawdown, drawdowns, buildups and the final function of
 *	  inventory_drawdown.
 */
#include "rareearth.h"

#include "math/drawdown.h"
#include "sql/result.h"
#include "series/series_gaps.h"

/* A level laid out by period, and how to read its holes. */
typedef struct DrawdownQuestion
{
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	SeriesGaps	gaps;
} DrawdownQuestion;

/* Lays the level out. */
static void
DrawdownLayOut(DrawdownQuestion *level)
{
	level->periods = SeriesPeriodsOf(&level->view);
	SeriesWindowOpen(&level->window, &level->view, 1, 0);
}

/*
 * Opens the level in argument 0 with the gaps of argument 1.  A price may have
 * been built as a flow; a change is no level.
 */
static void
DrawdownOpen(DrawdownQuestion *level, FunctionCallInfo fcinfo)
{
	level->gaps = SeriesGapsArgument(fcinfo, 1);
	SeriesViewOpen(&level->view, PG_GETARG_DATUM(0));
	SeriesRequireMeasure(&level->view, MEASURES_PRICED, "level",
						 "A change becomes a level by cumulative(s).");
	if (level->gaps == SERIES_GAPS_ZERO)
		SeriesRequireZeros(&level->view);
	DrawdownLayOut(level);
}

/* Reports what the arithmetic could not do. */
static void
DrawdownCheck(const DrawdownQuestion *level, DrawdownError error,
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
DrawdownAddPeriod(ResultRow *row, bool known, const DrawdownQuestion *level,
				  int64 period)
{
	ResultAddDate(row, known, !known ? 0 :
				  SeriesPeriodDate(&level->periods, period));
}

/* The columns of drawdown_report, in order. */
static Datum
DrawdownReturn(FunctionCallInfo fcinfo, const DrawdownQuestion *level)
{
	DrawdownSummary s;
	ResultRow	row = {0};
	int64_t		period = 0;

	DrawdownCheck(level, DrawdownSummarize(&level->window, level->gaps, &s,
										   &period), &period);
	ResultAddWord(&row, true, CalendarName(level->view.meaning.unit));
	ResultAddNumber(&row, s.has_levels, s.max_drawdown);
	DrawdownAddPeriod(&row, s.has_deepest, level, s.deepest.start);
	DrawdownAddPeriod(&row, s.has_deepest, level, s.deepest.turn);
	DrawdownAddPeriod(&row, s.deepest.closed, level, s.deepest.end);
	ResultAddNumber(&row, s.has_deepest, s.deepest.start_value);
	ResultAddNumber(&row, s.has_deepest, s.deepest.turn_value);
	ResultAddInteger(&row, s.has_deepest, s.deepest.start_to_turn);
	ResultAddInteger(&row, s.deepest.closed, s.deepest.length);
	ResultAddNumber(&row, s.has_levels, s.current_drawdown);
	ResultAddNumber(&row, s.has_levels, s.mean_drawdown);
	ResultAddNumber(&row, s.has_levels, s.ulcer_index);
	ResultAddNumber(&row, s.has_levels, s.pain_index);
	ResultAddNumber(&row, s.has_levels, s.underwater_share);
	ResultAddInteger(&row, true, s.episodes);
	ResultAddNumber(&row, s.has_max_buildup, s.max_buildup);
	ResultAddNumber(&row, s.has_levels, s.max_buildup_abs);
	DrawdownAddPeriod(&row, s.has_largest, level, s.largest.start);
	DrawdownAddPeriod(&row, s.has_largest, level, s.largest.turn);
	DrawdownAddPeriod(&row, s.largest.closed, level, s.largest.end);
	ResultAddNumber(&row, s.has_largest, s.largest.start_value);
	ResultAddNumber(&row, s.has_largest, s.largest.turn_value);
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(series_drawdown);
Datum
series_drawdown(PG_FUNCTION_ARGS)
{
	DrawdownQuestion level;

	DrawdownOpen(&level, fcinfo);
	return DrawdownReturn(fcinfo, &level);
}

/* The final function of inventory_drawdown, over the state of levels_agg. */
PG_FUNCTION_INFO_V1(series_inventory_drawdown_final);
Datum
series_inventory_drawdown_final(PG_FUNCTION_ARGS)
{
	DrawdownQuestion level = {.gaps = SERIES_GAPS_MISSING};

	SeriesViewOpenLevels(&level.view, fcinfo);
	DrawdownLayOut(&level);
	return DrawdownReturn(fcinfo, &level);
}

/* Where the rows of episodes go. */
typedef struct DrawdownRows
{
	const DrawdownQuestion *level;
	FunctionCallInfo fcinfo;
} DrawdownRows;

/* Adds the row of one episode; both functions have the same columns. */
static void
DrawdownAddRow(const DrawdownEpisode *e, void *arg)
{
	const DrawdownRows *rows = (const DrawdownRows *) arg;
	ResultRow	row = {0};

	DrawdownAddPeriod(&row, true, rows->level, e->start);
	DrawdownAddPeriod(&row, true, rows->level, e->turn);
	DrawdownAddPeriod(&row, e->closed, rows->level, e->end);
	ResultAddNumber(&row, true, e->start_value);
	ResultAddNumber(&row, true, e->turn_value);
	ResultAddNumber(&row, e->has_size, e->size);
	ResultAddNumber(&row, true, e->size_abs);
	ResultAddInteger(&row, true, e->start_to_turn);
	ResultAddInteger(&row, e->closed, e->length);
	ResultAddInteger(&row, e->closed, e->turn_to_end);
	ResultStore(rows->fcinfo, &row);
}

/* Rows of all episodes of one kind. */
static Datum
DrawdownSet(FunctionCallInfo fcinfo, DrawdownKind kind)
{
	DrawdownQuestion level;
	DrawdownRows rows;
	int64_t		period = 0;

	InitMaterializedSRF(fcinfo, 0);
	DrawdownOpen(&level, fcinfo);
	rows.level = &level;
	rows.fcinfo = fcinfo;
	DrawdownCheck(&level, DrawdownWalk(&level.window, level.gaps, kind,
									   DrawdownAddRow, &rows, &period), &period);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(series_drawdowns);
Datum
series_drawdowns(PG_FUNCTION_ARGS)
{
	return DrawdownSet(fcinfo, DRAWDOWN_FALL);
}

PG_FUNCTION_INFO_V1(series_buildups);
Datum
series_buildups(PG_FUNCTION_ARGS)
{
	return DrawdownSet(fcinfo, DRAWDOWN_RISE);
}
