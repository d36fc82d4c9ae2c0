/*
 * numeric_value.c
 *	  Rows whose values are numeric, as tables of customs and accounts have
 *	  them.
 *
 * The arguments are copied with their numbers read, never changed in place:
 * in a direct call constants are set once for all rows.
 */
#include "sql/numeric_value.h"

#include "utils/fmgrprotos.h"

/* A numeric as double, as the cast of PostgreSQL reads it and with its errors. */
double
NumericValue(Datum numeric)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, numeric));
}

/* What function returns with n arguments from first on read as double. */
Datum
NumericValueCall(FunctionCallInfo fcinfo, PGFunction function, int first, int n)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	Datum		result;

	memcpy(call, fcinfo, SizeForFunctionCallInfo(fcinfo->nargs));
	for (int arg = first; arg < first + n; arg++)
		if (!call->args[arg].isnull)
			call->args[arg].value = Float8GetDatum(NumericValue(call->args[arg].value));
	call->isnull = false;
	result = function(call);
	fcinfo->isnull = call->isnull;
	return result;
}
