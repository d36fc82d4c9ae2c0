/*
 * shares_agg.c
 *	  Transition functions over (entity, value) rows, and rollup.
 *
 * shares_agg, hhi and market_indices have the same transition function, so
 * the executor runs it once for all of them in a query.
 */
#include "rareearth.h"

#include "utils/builtins.h"

#include "agg.h"
#include "sums.h"

/* The part of a transition that does not depend on the kind of entity. */
static inline KeyedSums *
SharesBegin(FunctionCallInfo fcinfo, bool bytes)
{
	KeyedSums  *sums = AggOwnState(fcinfo);

	if (unlikely(sums == NULL))
		return SumsCreate(NOUN_SHARES, bytes, NULL, 0);
	AggCheckState(sums, NOUN_SHARES, bytes);
	return sums;
}

PG_FUNCTION_INFO_V1(shares_agg_trans_text);
Datum
shares_agg_trans_text(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	text	   *entity;
	double		value;

	if (PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	value = PG_GETARG_FLOAT8(2);
	if (unlikely(!isfinite(value)))
		AggValueError(NOUN_SHARES, value, PG_ARGISNULL(1) ? NULL :
					  text_to_cstring(PG_GETARG_TEXT_PP(1)));
	sums = SharesBegin(fcinfo, true);
	if (unlikely(PG_ARGISNULL(1)))
		PG_RETURN_POINTER(SumsAddNull(sums, value));
	entity = PG_GETARG_TEXT_PP(1);
	PG_RETURN_POINTER(SumsAddBytes(sums, VARDATA_ANY(entity),
								   VARSIZE_ANY_EXHDR(entity), value));
}

PG_FUNCTION_INFO_V1(shares_agg_trans_bigint);
Datum
shares_agg_trans_bigint(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	double		value;

	if (PG_ARGISNULL(2))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	value = PG_GETARG_FLOAT8(2);
	if (unlikely(!isfinite(value)))
		AggValueError(NOUN_SHARES, value, PG_ARGISNULL(1) ? NULL :
					  psprintf(INT64_FORMAT, PG_GETARG_INT64(1)));
	sums = SharesBegin(fcinfo, false);
	if (unlikely(PG_ARGISNULL(1)))
		PG_RETURN_POINTER(SumsAddNull(sums, value));
	PG_RETURN_POINTER(SumsAddNumber(sums, PG_GETARG_INT64(1), value));
}

PG_FUNCTION_INFO_V1(shares_rollup_trans);
Datum
shares_rollup_trans(PG_FUNCTION_ARGS)
{
	return AggReturn(fcinfo, AggRollup(fcinfo, NOUN_SHARES));
}
