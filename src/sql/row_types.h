/*
 * row_types.h
 *	  Columns of other types than the transition functions read: numeric
 *	  values, as tables of customs and accounts have them, and integers that
 *	  stand where a name does.
 *
 * A cast in SQL would do the same.  The overloads are there so that reading
 * these types has one place each, which may know a shorter way.
 */
#ifndef RAREEARTH_ROW_TYPES_H
#define RAREEARTH_ROW_TYPES_H

#include "rareearth.h"

#include "utils/builtins.h"

/* An integer written out, on the stack; a text to who reads it. */
typedef struct IntegerName
{
	int32		header;			/* of a varlena */
	char		digits[MAXINT8LEN + 1];
} IntegerName;

extern double NumericValue(Datum numeric);
extern Datum IntegerNameText(IntegerName *name, int64 number);

/*
 * A call with the same arguments.  They are copied, never changed in place:
 * in a direct call constants are set once for all rows.
 */
static inline void
RowCopy(FunctionCallInfo call, FunctionCallInfo fcinfo)
{
	InitFunctionCallInfoData(*call, fcinfo->flinfo, fcinfo->nargs,
							 fcinfo->fncollation, fcinfo->context,
							 fcinfo->resultinfo);
	for (int arg = 0; arg < fcinfo->nargs; arg++)
		call->args[arg] = fcinfo->args[arg];
}

/* What function returns to the call made from fcinfo. */
static inline Datum
RowCall(FunctionCallInfo fcinfo, PGFunction function, FunctionCallInfo call)
{
	Datum		result = function(call);

	fcinfo->isnull = call->isnull;
	return result;
}

/* function() over n arguments from first on that are numeric. */
static inline Datum
RowOfNumeric(FunctionCallInfo fcinfo, PGFunction function, int first, int n)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);

	RowCopy(call, fcinfo);
	for (int arg = first; arg < first + n; arg++)
		if (!call->args[arg].isnull)
			call->args[arg].value = Float8GetDatum(NumericValue(call->args[arg].value));
	return RowCall(fcinfo, function, call);
}

/* function() over a name that is a bigint. */
static inline Datum
RowOfBigint(FunctionCallInfo fcinfo, PGFunction function, int arg)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	IntegerName name;

	RowCopy(call, fcinfo);
	if (!call->args[arg].isnull)
		call->args[arg].value = IntegerNameText(&name, PG_GETARG_INT64(arg));
	return RowCall(fcinfo, function, call);
}

/* Makes <function>_numeric(): function() with n numeric values from first on. */
#define NUMERIC_VALUES(function, first, n) \
	extern PGDLLEXPORT Datum function##_numeric(PG_FUNCTION_ARGS); \
	Datum \
	function##_numeric(PG_FUNCTION_ARGS) \
	{ \
		return RowOfNumeric(fcinfo, function, first, n); \
	} \
	PG_FUNCTION_INFO_V1(function##_numeric)

/* Makes <function>_bigint(): function() with an integer as name. */
#define INTEGER_NAME(function, arg) \
	extern PGDLLEXPORT Datum function##_bigint(PG_FUNCTION_ARGS); \
	Datum \
	function##_bigint(PG_FUNCTION_ARGS) \
	{ \
		return RowOfBigint(fcinfo, function, arg); \
	} \
	PG_FUNCTION_INFO_V1(function##_bigint)

#endif							/* RAREEARTH_ROW_TYPES_H */
