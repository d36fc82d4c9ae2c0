/*
 * fiscal.h
 *	  Dates that end business periods, and the calendar periods they stand for.
 */
#ifndef RAREEARTH_FISCAL_H
#define RAREEARTH_FISCAL_H

#include "rareearth.h"

#include "fmgr.h"

#include "sql/calendar.h"

/* Nothing is said of how far an end may be from that of a period. */
#define SNAP_NONE	(-1)

extern int	FiscalSnapArgument(FunctionCallInfo fcinfo, int arg,
							   Calendar calendar);
extern bool FiscalSnapIsValid(int snap, Calendar calendar);
extern int64 FiscalPeriod(DateADT end, Calendar calendar, int snap);
extern void FiscalSpan(DateADT start, DateADT end, Calendar calendar, int snap,
					   int64 *first, int64 *last);
extern bool FiscalAlike(DateADT a, DateADT b);
extern void FiscalCheckDays(const int64 *days, uint32 n, Calendar calendar);

/* The snap that an argument says, which may be missing, or SNAP_NONE. */
static inline int
FiscalSnap(FunctionCallInfo fcinfo, int arg, Calendar calendar)
{
	if (likely(PG_NARGS() <= arg) || PG_ARGISNULL(arg))
		return SNAP_NONE;
	return FiscalSnapArgument(fcinfo, arg, calendar);
}

#endif							/* RAREEARTH_FISCAL_H */
