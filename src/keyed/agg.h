/*
 * agg.h
 *	  What the transition functions of all nouns share.
 */
#ifndef RAREEARTH_AGG_H
#define RAREEARTH_AGG_H

#include "rareearth.h"

#include "nodes/execnodes.h"

#include "keyed/sums.h"

extern KeyedSums *AggStateArgument(FunctionCallInfo fcinfo, int arg);
extern void AggSettle(FunctionCallInfo fcinfo);
extern KeyedSums *AggRollup(FunctionCallInfo fcinfo, Noun noun);
pg_noreturn extern void AggValueError(Noun noun, double value, const char *key);
pg_noreturn extern void AggStateError(const KeyedSums *sums, Noun noun);

/*
 * The state to change: argument 0, or NULL for a group's first row.  Inside
 * an aggregate it is ours; in a direct call it may lie in a table, so we
 * work on a copy.
 */
static inline KeyedSums *
AggOwnState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return NULL;
	/* what AggCheckCallContext asks first, without its call for every row */
	if (likely(fcinfo->context != NULL && IsA(fcinfo->context, AggState)) ||
		AggCheckCallContext(fcinfo, NULL))
		return (KeyedSums *) PG_GETARG_POINTER(0);
	return SumsCopy(AggStateArgument(fcinfo, 0));
}

/*
 * Adding to a state relies on its kind of key.  Only a direct call, or an
 * aggregate with a foreign initial state, can bring another one.
 */
static inline void
AggCheckState(const KeyedSums *sums, Noun noun, bool bytes)
{
	if (unlikely(sums->noun != (uint8) noun || SumsHasBytes(sums) != bytes))
		AggStateError(sums, noun);
}

/* Returns a state, or NULL while no row has counted. */
static inline Datum
AggReturn(FunctionCallInfo fcinfo, KeyedSums *sums)
{
	if (sums == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sums);
}

#endif							/* RAREEARTH_AGG_H */
