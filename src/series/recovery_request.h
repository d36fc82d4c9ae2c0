/*
 * recovery_request.h
 *	  A question about recovery as a caller asks it: in dates and words.
 */
#ifndef RAREEARTH_RECOVERY_REQUEST_H
#define RAREEARTH_RECOVERY_REQUEST_H

#include "rareearth.h"

#include "utils/date.h"
#include "utils/jsonb.h"

#include "math/recovery.h"
#include "sql/calendar.h"

/*
 * The parameters of the arithmetic, with days in place of periods: those are
 * known when the frequency of the series is.  Kept in aggregate states and
 * compared by bytes, so it holds no pointers and no holes.
 */
typedef struct RecoveryRequest
{
	RecoveryParams params;
	int			frequency;		/* FREQUENCY_UNSET when not given */
	int			year_start;		/* of quarters and years to build */
} RecoveryRequest;

StaticAssertDecl(sizeof(RecoveryRequest) == 10 * sizeof(int) + 4 * sizeof(double),
				 "a RecoveryRequest has no padding");

extern void RecoveryRequestInit(RecoveryRequest *request, DateADT shock);
extern Calendar RecoveryRequestCalendar(const RecoveryRequest *request);
extern void RecoveryRequestFromJson(RecoveryRequest *request,
									const Jsonb *options);
extern void RecoveryRequestFromArguments(RecoveryRequest *request,
										 FunctionCallInfo fcinfo, int first);
extern const RecoveryRequest *RecoveryRequestCached(FunctionCallInfo fcinfo,
													DateADT shock,
													const Jsonb *options,
													uint32 *mark);

/* Of the kind of state that keeps a request. */
extern bool RecoveryParamsAreValid(const void *params);
extern char *RecoveryParamsText(const void *params);

pg_noreturn extern void RecoveryShockNullError(void);
pg_noreturn extern void RecoveryOptionsNullError(void);

#endif							/* RAREEARTH_RECOVERY_REQUEST_H */
