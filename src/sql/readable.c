/*
 * readable.c
 *	  Numbers as a person reads them: rounded(answer, digits).
 *
 * A number keeps so many digits, and those before its point at least.  What is
 * rounded is the nearest double of such a number, which PostgreSQL writes
 * with these digits and no more.
 */
#include "rareearth.h"

#include <math.h>

#include "access/htup_details.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "sql/argument.h"
#include "sql/readable.h"
#include "sql/text_io.h"

#define READABLE_WHOLE		1e15	/* from here on a double has no more to round */

/* The number rounded to its first digits, never before its point. */
double
ReadableRound(double value, int digits)
{
	double		size = fabs(value);
	char	   *text;

	if (!(size > 0 && size < READABLE_WHOLE))
		return value;
	if (size >= pow(10, digits - 1))
		return round(value);
	text = psprintf("%.*e", digits - 1, value);
	value = DatumGetFloat8(DirectFunctionCall1(float8in, CStringGetDatum(text)));
	pfree(text);
	return value;
}

/* Appends a number in a few digits. */
void
ReadablePutNumber(StringInfo buf, double value)
{
	TextPutDouble(buf, ReadableRound(value, READABLE_DIGITS));
}

/* Appends a part of 1 as percent. */
void
ReadablePutPercent(StringInfo buf, double part)
{
	appendStringInfo(buf, "%.1f %%", 100 * part);
}

/* Appends a name, cut if it is long. */
void
ReadablePutName(StringInfo buf, const char *name)
{
	int			len = strlen(name);
	int			kept = pg_mbcharcliplen(name, len, READABLE_NAME);

	appendBinaryStringInfo(buf, name, kept);
	if (kept < len)
		appendStringInfoString(buf, "...");
}

/* A row with its numbers rounded; other columns are as they were. */
static Datum
ReadableRow(HeapTupleHeader header, int digits)
{
	TupleDesc	desc = lookup_rowtype_tupdesc(HeapTupleHeaderGetTypeId(header),
											  HeapTupleHeaderGetTypMod(header));
	Datum	   *values = palloc_array(Datum, desc->natts);
	bool	   *nulls = palloc_array(bool, desc->natts);
	HeapTupleData tuple = {0};
	HeapTuple	answer;

	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	tuple.t_data = header;
	heap_deform_tuple(&tuple, desc, values, nulls);
	for (int i = 0; i < desc->natts; i++)
		if (TupleDescAttr(desc, i)->atttypid == FLOAT8OID && !nulls[i])
			values[i] = Float8GetDatum(ReadableRound(DatumGetFloat8(values[i]),
													 digits));
	answer = heap_form_tuple(desc, values, nulls);
	ReleaseTupleDesc(desc);
	return HeapTupleGetDatum(answer);
}

/* rounded(answer, digits): of a number, or of all numbers in a row */
PG_FUNCTION_INFO_V1(readable_rounded);
Datum
readable_rounded(PG_FUNCTION_ARGS)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, 0);
	int			digits = ArgumentCount(fcinfo, 1, "digits", 1, READABLE_MOST);

	if (type == FLOAT8OID)
		PG_RETURN_FLOAT8(ReadableRound(PG_GETARG_FLOAT8(0), digits));
	if (!OidIsValid(type) || !type_is_rowtype(type))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("rounded takes a double precision or a row"),
				 errdetail("The argument is of type %s.", OidIsValid(type) ?
						   format_type_be(type) : "unknown"),
				 errhint("Use round(x, 2) for numeric, round(x::numeric, 2) for places after the point.")));
	PG_RETURN_DATUM(ReadableRow(PG_GETARG_HEAPTUPLEHEADER(0), digits));
}
