/*
 * recovery.h
 *	  How far a series fell after a shock, and when it came back.
 *
 * Every value from the shock on is divided by its baseline; the series has
 * recovered once that ratio stays at or above a threshold.  See recovery.c.
 */
#ifndef RAREEARTH_RECOVERY_H
#define RAREEARTH_RECOVERY_H

#include "math/baseline.h"

typedef enum RecoveryStatus
{
	RECOVERY_RECOVERED,
	RECOVERY_CENSORED,			/* not yet recovered when last seen */
	RECOVERY_NOT_AFFECTED,		/* never below the threshold */
	RECOVERY_NO_BASELINE,
	RECOVERY_NO_POST_DATA
} RecoveryStatus;

#define RECOVERY_STATUS_COUNT	5

/* What a period is in the path of a recovery. */
typedef enum RecoveryPhase
{
	RECOVERY_BEFORE,			/* before the shock */
	RECOVERY_HOLDING,			/* shocked, but not yet below the threshold */
	RECOVERY_LOSS,				/* from the first breach to the recovery */
	RECOVERY_PENDING,			/* latest run is still too short to count */
	RECOVERY_BACK,				/* from the recovery on */
	RECOVERY_RELAPSE,			/* below the threshold after the recovery */
	RECOVERY_MISSING			/* after the shock, without a ratio */
} RecoveryPhase;

#define RECOVERY_PHASE_COUNT	7

/*
 * Arrays of window.n slots that the caller supplies, and what they hold after
 * RecoveryCompute: value and seen are the series as it was used (gaps filled,
 * January and February pooled).  Baselines that follow the calendar (yoy,
 * yoy_mean) are given from the shock on, the others over the whole window.
 */
typedef struct RecoveryArrays
{
	double	   *value;
	bool	   *seen;
	double	   *baseline;
	bool	   *has_baseline;
	double	   *ratio;
	bool	   *has_ratio;		/* implies seen and has_baseline */
} RecoveryArrays;

/* A field with a flag is null unless its flag is set. */
typedef struct RecoveryReport
{
	RecoveryStatus status;
	int64_t		error_period;	/* of RECOVERY_GAP, RECOVERY_NONPOSITIVE */

	double		baseline;		/* at the shock */
	int			baseline_observations;	/* that it rests on */
	double		baseline_coverage;	/* known part of its window */
	double		depth;
	int64_t		trough;			/* period index */
	int64_t		recovery;		/* period index */
	int64_t		earliest_period;	/* from the shock on, first with a ratio */
	int64_t		latest_period;	/* last with a ratio */
	int64_t		first_breach;	/* for RecoveryPath; no column */
	int			time_to_trough;
	int			time_to_recovery;
	int			time_to_half_recovery;
	int			censored_after;
	int			time_at_least;
	bool		exact;			/* nothing unseen before the recovery */
	bool		pending;
	bool		relapsed;
	double		latest_ratio;
	double		rebound_ratio;
	double		recovery_rate;
	double		cumulative_loss;
	double		loss_baseline_periods;
	double		loss_coverage;	/* known part of the periods of the loss */

	bool		has_baseline;
	bool		has_depth;		/* and trough, first, latest, pending, both losses,
								 * time_at_least, exact */
	bool		has_recovery;	/* and relapsed, recovery_rate */
	bool		has_time_to_recovery;
	bool		has_time_to_half_recovery;
	bool		has_censored_after;
	bool		has_rebound_ratio;
	bool		has_first_breach;
	Baseline	fit;			/* what the baselines come from */
} RecoveryReport;

extern RecoveryError RecoveryCompute(const SeriesWindow *window,
									 const RecoveryParams *params,
									 const RecoveryArrays *arrays,
									 RecoveryReport *report);
extern void RecoveryPath(const SeriesWindow *window,
						 const RecoveryParams *params,
						 const RecoveryArrays *arrays,
						 const RecoveryReport *report,
						 RecoveryPhase *phase);

extern bool RecoveryInterpolated(const double *ratio, const bool *has_ratio,
								 int n, double threshold, double *crossing);
extern double RecoveryLossArea(const double *ratio, const bool *has_ratio,
							   int n);

extern const char *RecoveryStatusName(RecoveryStatus status);
extern const char *RecoveryPhaseName(RecoveryPhase phase);

#endif							/* RAREEARTH_RECOVERY_H */
