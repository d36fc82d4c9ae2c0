/*
 * series_recovery.h
 *	  A question about recovery as a caller asks it: in dates and words.
 */
#ifndef RAREEARTH_SERIES_RECOVERY_H
#define RAREEARTH_SERIES_RECOVERY_H

#include "rareearth.h"

#include "utils/date.h"
#include "utils/jsonb.h"

#include "math/recovery.h"
#include "series/series.h"

/*
 * Kept in aggregate states and compared by bytes, so it holds no pointers and
 * is zeroed before it is filled.
 */
typedef struct RecoveryRequest
{
	int32		baseline;
	int32		k;
	int32		gap;
	int32		sustain;
	int32		gaps;
	int32		years;
	int32		pool_jan_feb;
	int32		frequency;		/* FREQUENCY_UNSET when not given */
	int32		has_observed_until;
	DateADT		shock;
	DateADT		observed_until;
	int32		unused;
	double		threshold;
} RecoveryRequest;

extern const RecoveryRequest *RecoveryRequestCached(FunctionCallInfo fcinfo,
													DateADT shock,
													const Jsonb *options,
													uint32 *mark);

pg_noreturn extern void RecoveryShockNullError(void);

/* Of the kind of state that keeps a request. */
extern bool RecoveryParamsAreValid(const void *params);
extern char *RecoveryParamsText(const void *params);

/* A series, the question put to it, and the answer. */
typedef struct RecoveryAnswer
{
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	RecoveryParams params;
	RecoveryArrays arrays;
	RecoveryReport report;
} RecoveryAnswer;

/* Arguments that recovery and its kin share come first; others follow. */
#define RECOVERY_SHARED_ARGUMENTS	11

extern bool RecoveryAnswerFromArguments(FunctionCallInfo fcinfo,
										RecoveryAnswer *answer);

#endif							/* RAREEARTH_SERIES_RECOVERY_H */
