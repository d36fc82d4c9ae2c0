/*
 * shares_agg.c
 *	  Transition functions over (entity, value) rows, and rollup.
 *
 * shares_agg, hhi and market_indices have the same transition function, so
 * the executor runs it once for all of them in a query.
 */
#include "rareearth.h"

#include <math.h>

#include "mb/pg_wchar.h"

#include "utils/builtins.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/queue.h"
#include "keyed/sums.h"
#include "keyed/view.h"
#include "shares/shares.h"
#include "keyed/wire.h"
#include "sql/row_types.h"

/* Reports a value that cannot be added up, with its entity. */
pg_noreturn static void
SharesValueError(FunctionCallInfo fcinfo, bool bytes, double value)
{
	AggValueError(NOUN_SHARES, value, PG_ARGISNULL(1) ? NULL :
				  bytes ? text_to_cstring(PG_GETARG_TEXT_PP(1)) :
				  psprintf(INT64_FORMAT, PG_GETARG_INT64(1)));
}

/* Adds the value of a row to its entity, a text or a bigint. */
static pg_attribute_always_inline Datum
SharesPut(FunctionCallInfo fcinfo, KeyedSums *sums, bool bytes, double value)
{
	text	   *entity;

	if (unlikely(PG_ARGISNULL(1)))
		return AggReturn(fcinfo, SumsAddNull(sums, value));
	if (!bytes)
		return AggReturn(fcinfo, SumsAddNumber(sums, PG_GETARG_INT64(1), value));
	entity = PG_GETARG_TEXT_PP(1);
	return AggReturn(fcinfo, SumsAddBytes(sums, VARDATA_ANY(entity),
										  VARSIZE_ANY_EXHDR(entity), value));
}

/* (entity, value): adds a row to the state that spec asks for. */
static pg_attribute_always_inline Datum
SharesAdd(FunctionCallInfo fcinfo, StateSpec spec)
{
	double		value;

	if (PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	value = PG_GETARG_FLOAT8(2);
	if (unlikely(!isfinite(value)))
		SharesValueError(fcinfo, spec.bytes, value);
	return SharesPut(fcinfo, AggStateFor(fcinfo, spec), spec.bytes, value);
}

PG_FUNCTION_INFO_V1(shares_agg_trans_text);
Datum
shares_agg_trans_text(PG_FUNCTION_ARGS)
{
	return SharesAdd(fcinfo, (StateSpec) {.kind = KIND_SHARES, .bytes = true});
}

NUMERIC_VALUES(shares_agg_trans_text, 2, 1);

PG_FUNCTION_INFO_V1(shares_agg_trans_bigint);
Datum
shares_agg_trans_bigint(PG_FUNCTION_ARGS)
{
	return SharesAdd(fcinfo, (StateSpec) {.kind = KIND_SHARES});
}

NUMERIC_VALUES(shares_agg_trans_bigint, 2, 1);

/*
 * Moving frames: a row that leaves is taken away exactly, by adding its
 * negative.  The state counts the rows.  When none is left, or most of what
 * the state holds belongs to rows that have left, NULL makes PostgreSQL start
 * anew with the rows of the frame.
 */
static Datum
SharesMove(FunctionCallInfo fcinfo, bool bytes, int direction)
{
	StateSpec	spec = {.kind = KIND_SHARES, .bytes = bytes};
	KeyedSums  *sums = AggStateFor(fcinfo, spec);
	double		value;

	if (PG_ARGISNULL(2))
		PG_RETURN_POINTER(sums);
	value = PG_GETARG_FLOAT8(2);
	if (unlikely(!isfinite(value)))
		SharesValueError(fcinfo, bytes, value);
	if (!SumsMoveRow(sums, direction))
		PG_RETURN_NULL();
	return SharesPut(fcinfo, sums, bytes, value * direction);
}

PG_FUNCTION_INFO_V1(shares_enter_text);
Datum
shares_enter_text(PG_FUNCTION_ARGS)
{
	return SharesMove(fcinfo, true, 1);
}

NUMERIC_VALUES(shares_enter_text, 2, 1);

PG_FUNCTION_INFO_V1(shares_leave_text);
Datum
shares_leave_text(PG_FUNCTION_ARGS)
{
	return SharesMove(fcinfo, true, -1);
}

NUMERIC_VALUES(shares_leave_text, 2, 1);

PG_FUNCTION_INFO_V1(shares_enter_bigint);
Datum
shares_enter_bigint(PG_FUNCTION_ARGS)
{
	return SharesMove(fcinfo, false, 1);
}

NUMERIC_VALUES(shares_enter_bigint, 2, 1);

PG_FUNCTION_INFO_V1(shares_leave_bigint);
Datum
shares_leave_bigint(PG_FUNCTION_ARGS)
{
	return SharesMove(fcinfo, false, -1);
}

NUMERIC_VALUES(shares_leave_bigint, 2, 1);

PG_FUNCTION_INFO_V1(shares_rollup_trans);
Datum
shares_rollup_trans(PG_FUNCTION_ARGS)
{
	return AggRollup(fcinfo, KIND_SHARES);
}

/* (entity, value, scale): hhi with a scale, which the state keeps. */
static Datum
SharesAddScaled(FunctionCallInfo fcinfo, bool bytes)
{
	double		scale;

	if (PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("scale must not be null"),
				 errhint("Use 1 for shares of 1, 10000 for antitrust points.")));
	scale = SharesCheckScale(PG_GETARG_FLOAT8(3));
	return SharesAdd(fcinfo, (StateSpec) {.kind = KIND_HHI, .bytes = bytes,
					 .params = &scale});
}

PG_FUNCTION_INFO_V1(hhi_trans_text);
Datum
hhi_trans_text(PG_FUNCTION_ARGS)
{
	return SharesAddScaled(fcinfo, true);
}

NUMERIC_VALUES(hhi_trans_text, 2, 1);

PG_FUNCTION_INFO_V1(hhi_trans_bigint);
Datum
hhi_trans_bigint(PG_FUNCTION_ARGS)
{
	return SharesAddScaled(fcinfo, false);
}

NUMERIC_VALUES(hhi_trans_bigint, 2, 1);

/* Checks that byte keys from outside are text; the server says what is not. */
bool
SharesKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; view->bytes && i < view->n; i++)
		(void) pg_verifymbstr(view->key[i], (int) view->keylen[i], false);
	return true;
}

/* Is the scale of a state one that an argument can be? */
bool
SharesScaleIsValid(const void *params)
{
	double		scale = *(const double *) params;

	return scale > 0 && isfinite(scale);
}

/* The scale as text. */
char *
SharesScaleText(const void *params)
{
	return psprintf("%.15g", *(const double *) params);
}

/* Turns a state into a stored value; the final function of the builders. */
PG_FUNCTION_INFO_V1(shares_agg_final);
Datum
shares_agg_final(PG_FUNCTION_ARGS)
{
	SumsView	view;

	AggSettle(fcinfo);
	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, VIEW_SORTED);
	PG_RETURN_POINTER(WireWrite(&view));
}

/* Moving frames of rollup. */
PG_FUNCTION_INFO_V1(shares_rollup_enter);
Datum
shares_rollup_enter(PG_FUNCTION_ARGS)
{
	return QueueEnter(fcinfo, KIND_SHARES);
}

PG_FUNCTION_INFO_V1(shares_rollup_leave);
Datum
shares_rollup_leave(PG_FUNCTION_ARGS)
{
	return QueueLeave(fcinfo);
}

PG_FUNCTION_INFO_V1(shares_rollup_frame);
Datum
shares_rollup_frame(PG_FUNCTION_ARGS)
{
	return QueueAnswer(fcinfo, shares_agg_final);
}
