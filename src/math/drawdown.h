/*
 * drawdown.h
 *	  Falls of a level below its peak, and rises above its trough.
 *
 * See drawdown.c for what an episode is.
 */
#ifndef RAREEARTH_DRAWDOWN_H
#define RAREEARTH_DRAWDOWN_H

#include "math/series_window.h"

typedef enum DrawdownKind
{
	DRAWDOWN_FALL,				/* drawdown: peak, trough, recovery */
	DRAWDOWN_RISE				/* build-up: trough, peak, cleared */
} DrawdownKind;

typedef enum DrawdownError
{
	DRAWDOWN_OK,
	DRAWDOWN_GAP,				/* a hole, and gaps is "error" */
	DRAWDOWN_NEGATIVE,			/* a level below zero */
	DRAWDOWN_OVERFLOW			/* a relative rise beyond a double */
} DrawdownError;

/*
 * One episode, with period indexes.  A drawdown starts at its peak and turns
 * at its trough; a build-up starts at its trough and turns at its peak.
 */
typedef struct DrawdownEpisode
{
	int64_t		start;			/* last period at the level it leaves */
	int64_t		turn;			/* first period at the far end */
	int64_t		end;			/* first period back, if closed */
	bool		closed;			/* has end, turn_to_end and length */
	double		start_value;
	double		turn_value;
	double		size;			/* depth or rise / start_value, if has_size */
	double		size_abs;		/* in units of the level, positive */
	bool		has_size;		/* false for a rise from zero */
	int			start_to_turn;	/* calendar periods */
	int			turn_to_end;
	int			length;			/* start to end */
} DrawdownEpisode;

/* Receives episodes in the order of time. */
typedef void (*DrawdownCallback) (const DrawdownEpisode *episode, void *arg);

/*
 * The indexes of a whole series.  Without observations has_levels is false
 * and everything but "episodes", which is 0, is null.
 */
typedef struct DrawdownSummary
{
	bool		has_levels;
	double		max_drawdown;	/* share of the running peak, 0 if no fall */
	double		current_drawdown;
	double		mean_drawdown;	/* mean depth of episodes, 0 if none */
	double		ulcer_index;
	double		pain_index;
	double		underwater_share;	/* of the observed periods */
	int			episodes;

	bool		has_deepest;
	DrawdownEpisode deepest;	/* largest depth, first on ties */

	double		max_buildup;	/* largest relative rise, 0 if no rise */
	double		max_buildup_abs;	/* largest rise, 0 if none */
	bool		has_max_buildup;	/* false if every rise is from zero */
	bool		has_largest;
	DrawdownEpisode largest;	/* largest size_abs, first on ties */
} DrawdownSummary;

extern DrawdownError DrawdownWalk(const SeriesWindow *window, SeriesGaps gaps,
								  DrawdownKind kind,
								  DrawdownCallback callback, void *arg,
								  int64_t *error_period);
extern DrawdownError DrawdownSummarize(const SeriesWindow *window,
									   SeriesGaps gaps,
									   DrawdownSummary *summary,
									   int64_t *error_period);

#endif							/* RAREEARTH_DRAWDOWN_H */
