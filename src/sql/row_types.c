/*
 * row_types.c
 *	  Columns of other types than the transition functions read.
 */
#include "sql/row_types.h"

#include "utils/fmgrprotos.h"

/* A numeric as double, as the cast of PostgreSQL reads it and with its errors. */
double
NumericValue(Datum numeric)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, numeric));
}

/* The digits of an integer as text, which lasts as long as name. */
Datum
IntegerNameText(IntegerName *name, int64 number)
{
	int			length = pg_lltoa(number, name->digits);

	SET_VARSIZE(name, VARHDRSZ + length);
	return PointerGetDatum(name);
}
