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

#include "sql/numeric_digits.h"

/* An integer written out, on the stack; a text to who reads it. */
typedef struct IntegerName
{
	int32		header;			/* of a varlena */
	char		digits[MAXINT8LEN + 1];
} IntegerName;

#define ROW_MAX_NUMERIC	4		/* numeric values of a row */

extern Datum IntegerNameText(IntegerName *name, int64 number);

/*
 * function() over n arguments from first on that are numeric.  Their doubles
 * stand in their place during the call, then they are put back: in a direct call
 * constants are set once for all rows.
 */
static pg_attribute_always_inline Datum
RowOfNumeric(FunctionCallInfo fcinfo, PGFunction function, int first, int n)
{
	Datum		own[ROW_MAX_NUMERIC];
	Datum		result;

	for (int i = 0; i < n; i++)
	{
		NullableDatum *arg = &fcinfo->args[first + i];

		own[i] = arg->value;
		if (!arg->isnull)
			arg->value = Float8GetDatum(NumericValue(own[i]));
	}
	result = function(fcinfo);
	for (int i = 0; i < n; i++)
		fcinfo->args[first + i].value = own[i];
	return result;
}

/* function() over a name that is a bigint, in the same way. */
static inline Datum
RowOfBigint(FunctionCallInfo fcinfo, PGFunction function, int arg)
{
	Datum		own = fcinfo->args[arg].value;
	IntegerName name;
	Datum		result;

	if (!fcinfo->args[arg].isnull)
		fcinfo->args[arg].value = IntegerNameText(&name, DatumGetInt64(own));
	result = function(fcinfo);
	fcinfo->args[arg].value = own;
	return result;
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
