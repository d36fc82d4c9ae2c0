/*
 * series_recovery.h
 *	  A question about recovery put to a series.
 */
#ifndef RAREEARTH_SERIES_RECOVERY_H
#define RAREEARTH_SERIES_RECOVERY_H

#include "rareearth.h"

#include "series/recovery_request.h"
#include "series/series.h"
#include "sql/result.h"

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

extern bool RecoveryAnswerFromOptions(FunctionCallInfo fcinfo,
									  double threshold,
									  RecoveryAnswer *answer);
pg_noreturn extern void RecoveryReportError(const RecoveryAnswer *answer,
											RecoveryError error, int64 period);
extern void RecoveryAddPeriod(ResultRow *row, bool known,
							  const RecoveryAnswer *answer, int64 period);

#endif							/* RAREEARTH_SERIES_RECOVERY_H */
