/*
 * drawdown.c
 *	  Falls of a level below its peak, and rises above its trough.
 *
 * A drawdown starts at the last period at the running maximum before a fall,
 * turns at the first period at the lowest level after it, and ends at the
 * first period back at or above the level it started from.  An episode that
 * has not ended is open.  A build-up is the same with the levels upside down:
 * it starts at the running minimum and ends back at or below it.  So one walk
 * serves both: it looks at sign * level.
 *
 * Levels that only rounding tells apart are the same level (near.h).
 *
 * The ulcer index is that of Martin and McCann 1989, over levels: the root of
 * the mean square of the drawdown at each observed period.
 *
 * This file knows nothing of PostgreSQL.
 */
#include <math.h>
#include <string.h>

#include "math/drawdown.h"
#include "math/fsum.h"
#include "math/near.h"

/* The level in a slot of the observed span; false if it is skipped. */
static bool
DrawdownLevelAt(const SeriesWindow *window, SeriesGaps gaps, int i, double *level)
{
	*level = window->seen[i] ? window->value[i] : 0;
	return window->seen[i] || gaps == SERIES_GAPS_ZERO;
}

/* Checks that the levels are such that episodes can be told. */
static DrawdownError
DrawdownCheckLevels(const SeriesWindow *window, SeriesGaps gaps, int lo, int hi,
					int64_t *error_period)
{
	for (int i = lo; i <= hi; i++)
	{
		bool		gap = !window->seen[i] && gaps == SERIES_GAPS_ERROR;

		if (!gap && (!window->seen[i] || window->value[i] >= 0))
			continue;
		*error_period = window->first + i;
		return gap ? DRAWDOWN_GAP : DRAWDOWN_NEGATIVE;
	}
	return DRAWDOWN_OK;
}

/* Hands on the episode between three slots; an open one has no end: -1. */
static DrawdownError
DrawdownFinish(const SeriesWindow *window, int start, int turn, int end,
			   DrawdownCallback callback, void *arg, int64_t *error_period)
{
	DrawdownEpisode episode;

	memset(&episode, 0, sizeof(episode));
	episode.start = window->first + start;
	episode.turn = window->first + turn;
	episode.start_value = window->seen[start] ? window->value[start] : 0;
	episode.turn_value = window->seen[turn] ? window->value[turn] : 0;
	episode.size_abs = fabs(episode.start_value - episode.turn_value);
	episode.has_size = episode.start_value > 0;
	episode.size = episode.has_size ?
		episode.size_abs / episode.start_value : 0;
	episode.start_to_turn = turn - start;
	episode.closed = end >= 0;
	if (episode.closed)
	{
		episode.end = window->first + end;
		episode.turn_to_end = end - turn;
		episode.length = end - start;
	}
	*error_period = episode.turn;
	if (!isfinite(episode.size))
		return DRAWDOWN_OVERFLOW;
	callback(&episode, arg);
	return DRAWDOWN_OK;
}

/* Passes the episodes between two slots, of levels that were checked. */
static DrawdownError
DrawdownWalkSpan(const SeriesWindow *window, SeriesGaps gaps, int lo, int hi,
				 DrawdownKind kind, DrawdownCallback callback, void *arg,
				 int64_t *error_period)
{
	double		sign = kind == DRAWDOWN_FALL ? 1 : -1;
	double		start_level = sign * window->value[lo];
	double		turn_level = 0;
	int			start = lo;
	int			turn = -1;		/* none while no episode is open */

	for (int i = lo + 1; i <= hi; i++)
	{
		double		level;

		if (!DrawdownLevelAt(window, gaps, i, &level))
			continue;
		level *= sign;
		if (LevelAtLeast(level, start_level))
		{
			/* Back at the start, or never left it: start anew from here. */
			if (turn >= 0)
			{
				DrawdownError error = DrawdownFinish(window, start, turn, i,
													 callback, arg,
													 error_period);

				if (error != DRAWDOWN_OK)
					return error;
			}
			start = i;
			start_level = fmax(level, start_level);
			turn = -1;
		}
		else if (turn < 0 || LevelAbove(turn_level, level))
		{
			turn = i;
			turn_level = level;
		}
	}
	return turn < 0 ? DRAWDOWN_OK :
		DrawdownFinish(window, start, turn, -1, callback, arg, error_period);
}

/* Passes every episode of one kind to the callback, in order of time. */
DrawdownError
DrawdownWalk(const SeriesWindow *window, SeriesGaps gaps, DrawdownKind kind,
			 DrawdownCallback callback, void *arg, int64_t *error_period)
{
	DrawdownError error;
	int			lo;
	int			hi;

	if (!SeriesWindowSpan(window, &lo, &hi))
		return DRAWDOWN_OK;
	error = DrawdownCheckLevels(window, gaps, lo, hi, error_period);
	if (error != DRAWDOWN_OK)
		return error;
	return DrawdownWalkSpan(window, gaps, lo, hi, kind, callback, arg,
							error_period);
}

/* A summary while its episodes come in. */
typedef struct DrawdownState
{
	DrawdownSummary *summary;
	FSum		depths;
} DrawdownState;

/* Takes a drawdown into the summary.  Its peak is above its trough, so > 0. */
static void
DrawdownAddFall(const DrawdownEpisode *episode, void *arg)
{
	DrawdownState *state = (DrawdownState *) arg;
	DrawdownSummary *summary = state->summary;

	FSumAdd(&state->depths, episode->size);
	summary->episodes++;
	if (!summary->has_deepest ||
		LevelAbove(episode->size, summary->deepest.size))
	{
		summary->deepest = *episode;
		summary->has_deepest = true;
	}
}

/* Takes a build-up into the summary. */
static void
DrawdownAddRise(const DrawdownEpisode *episode, void *arg)
{
	DrawdownSummary *summary = ((DrawdownState *) arg)->summary;

	if (!summary->has_largest ||
		LevelAbove(episode->size_abs, summary->largest.size_abs))
	{
		summary->largest = *episode;
		summary->has_largest = true;
	}
	if (episode->has_size &&
		(!summary->has_max_buildup ||
		 episode->size > summary->max_buildup))
	{
		summary->max_buildup = episode->size;
		summary->has_max_buildup = true;
	}
}

/* Measures the drawdown at every observed period. */
static void
DrawdownMeasureUnderwater(const SeriesWindow *window, SeriesGaps gaps, int lo, int hi,
						  DrawdownSummary *summary)
{
	double		peak = 0;
	int			observed = 0;
	int			underwater = 0;
	FSum		sum;
	FSum		squares;

	FSumInit(&sum);
	FSumInit(&squares);
	for (int i = lo; i <= hi; i++)
	{
		double		level;
		double		below = 0;

		if (!DrawdownLevelAt(window, gaps, i, &level))
			continue;
		if (level > peak)
			peak = level;
		if (LevelAbove(peak, level))
		{
			below = (peak - level) / peak;
			underwater++;
		}
		observed++;
		FSumAdd(&sum, below);
		FSumAdd(&squares, below * below);
		summary->current_drawdown = below;
	}
	summary->pain_index = FSumValue(&sum) / observed;
	summary->ulcer_index = sqrt(FSumValue(&squares) / observed);
	summary->underwater_share = (double) underwater / observed;
}

/* Fills the summary of a series. */
DrawdownError
DrawdownSummarize(const SeriesWindow *window, SeriesGaps gaps,
				  DrawdownSummary *summary, int64_t *error_period)
{
	DrawdownState state;
	DrawdownError error;
	int			lo;
	int			hi;

	memset(summary, 0, sizeof(*summary));
	if (!SeriesWindowSpan(window, &lo, &hi))
		return DRAWDOWN_OK;
	state.summary = summary;
	FSumInit(&state.depths);
	error = DrawdownCheckLevels(window, gaps, lo, hi, error_period);
	if (error == DRAWDOWN_OK)
		error = DrawdownWalkSpan(window, gaps, lo, hi, DRAWDOWN_FALL,
								 DrawdownAddFall, &state, error_period);
	if (error == DRAWDOWN_OK)
		error = DrawdownWalkSpan(window, gaps, lo, hi, DRAWDOWN_RISE,
								 DrawdownAddRise, &state, error_period);
	if (error != DRAWDOWN_OK)
		return error;

	summary->has_levels = true;
	DrawdownMeasureUnderwater(window, gaps, lo, hi, summary);
	if (summary->has_deepest)
	{
		summary->max_drawdown = summary->deepest.size;
		summary->mean_drawdown = FSumValue(&state.depths) / summary->episodes;
	}
	if (summary->has_largest)
		summary->max_buildup_abs = summary->largest.size_abs;
	else
		summary->has_max_buildup = true;	/* no rise at all: 0 */
	return DRAWDOWN_OK;
}
