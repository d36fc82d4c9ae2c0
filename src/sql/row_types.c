/*
 * row_types.c
 *	  Columns of other types than the transition functions read.
 */
#include "sql/row_types.h"

/* The digits of an integer as text, which lasts as long as name. */
Datum
IntegerNameText(IntegerName *name, int64 number)
{
	int			length = pg_lltoa(number, name->digits);

	SET_VARSIZE(name, VARHDRSZ + length);
	return PointerGetDatum(name);
}
