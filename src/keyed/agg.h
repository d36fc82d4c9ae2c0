/*
 * agg.h
 *	  What the transition functions of all nouns share.
 */
#ifndef RAREEARTH_AGG_H
#define RAREEARTH_AGG_H

#include "rareearth.h"

#include "nodes/execnodes.h"

#include "keyed/mismatch.h"
#include "keyed/sums.h"
#include "keyed/view.h"

extern KeyedSums *AggStateArgument(FunctionCallInfo fcinfo, int arg);
extern void AggSettle(FunctionCallInfo fcinfo);
extern const void *AggOpen(SumsView *view, FunctionCallInfo fcinfo,
						   uint8 kind, int options);
extern char *StateTextOut(bytea *bytes);
extern void StateTextIn(StringInfo buf, char *line);
extern Datum AggHandOver(FunctionCallInfo fcinfo, KeyedSums *sums);
extern Datum AggRollup(FunctionCallInfo fcinfo, uint8 kind);
extern void AggCheckStored(const KeyedSums *sums, Datum value, uint8 kind);
extern KeyedSums *AggAddStored(KeyedSums *sums, Datum value, uint8 kind);
pg_noreturn extern void AggValueError(Noun noun, double value, const char *key);

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
		return SumsOfDatum(PG_GETARG_DATUM(0));
	return SumsCopy(AggStateArgument(fcinfo, 0));
}

/* Is a state of another kind, with other keys or of other meaning? */
static pg_attribute_always_inline bool
AggDiffers(const KeyedSums *sums, StateSpec spec)
{
	return sums->kind != spec.kind || SumsHasBytes(sums) != spec.bytes ||
		memcmp(&sums->meaning, &spec.meaning, sizeof(ValueMeaning)) != 0;
}

/*
 * The state that a row is added to, made for the first one.  Its kind and its
 * parameters are those of the row: a query with other options in one group is
 * the one way to differ; a direct call, or an aggregate with a foreign initial
 * state, can bring a state of another kind.
 */
static pg_attribute_always_inline KeyedSums *
AggStateFor(FunctionCallInfo fcinfo, StateSpec spec)
{
	KeyedSums  *sums = AggOwnState(fcinfo);

	if (unlikely(sums == NULL))
		return SumsCreate(spec);
	SumsAssertRow(sums);
	if (unlikely(AggDiffers(sums, spec) ||
				 (spec.params != NULL &&
				  !SumsMatchParams(sums, spec.params, spec.mark))))
		StateRefuse(sums, spec);
	return sums;
}

/* The state after a row: the one that was given, or another in its place. */
static inline Datum
AggReturn(FunctionCallInfo fcinfo, KeyedSums *sums)
{
	Datum		given = PG_GETARG_DATUM(0);

	if (likely(!PG_ARGISNULL(0) && sums == SumsOfDatum(given)))
		return given;
	if (unlikely(VARSIZE(sums) >= SUMS_EXPANDED))
		return AggHandOver(fcinfo, sums);
	return PointerGetDatum(sums);
}

/* Leaves the state as it is, for a row that does not count. */
static inline Datum
AggSkip(FunctionCallInfo fcinfo)
{
	KeyedSums  *sums = AggOwnState(fcinfo);

	if (sums == NULL)
		PG_RETURN_NULL();
	return AggReturn(fcinfo, sums);
}

#endif							/* RAREEARTH_AGG_H */
