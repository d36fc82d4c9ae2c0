/*
 * numeric_value.h
 *	  Rows whose values are numeric, as tables of customs and accounts have
 *	  them.
 */
#ifndef RAREEARTH_NUMERIC_VALUE_H
#define RAREEARTH_NUMERIC_VALUE_H

#include "rareearth.h"

extern double NumericValue(Datum numeric);
extern Datum NumericValueCall(FunctionCallInfo fcinfo, PGFunction function,
							  int first, int n);

/*
 * Makes <function>_numeric(), which is function() over rows whose n arguments
 * from first on are numeric instead of double precision.  A cast in SQL would
 * do the same; the overload is there so that reading numeric has one place.
 */
#define NUMERIC_VALUES(function, first, n) \
	extern PGDLLEXPORT Datum function##_numeric(PG_FUNCTION_ARGS); \
	Datum \
	function##_numeric(PG_FUNCTION_ARGS) \
	{ \
		return NumericValueCall(fcinfo, function, first, n); \
	} \
	PG_FUNCTION_INFO_V1(function##_numeric)

#endif							/* RAREEARTH_NUMERIC_VALUE_H */
