/*
 * result.c
 *	  Rows of results on their way out of a function.
 */
#include "rareearth.h"

#include "access/htup_details.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"
#include "utils/typcache.h"

#include "sql/result.h"

/* What this call keeps for the next one, empty at first. */
CallMemory *
CallMemoryOf(FunctionCallInfo fcinfo)
{
	FmgrInfo   *function = fcinfo->flinfo;

	if (unlikely(function->fn_extra == NULL))
		function->fn_extra = MemoryContextAllocZero(function->fn_mcxt,
													sizeof(CallMemory));
	return (CallMemory *) function->fn_extra;
}

/* Refuses a result that no double can hold; the detail may be NULL. */
void
ResultRangeError(const char *what, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s is out of range", what),
			 detail == NULL ? 0 : errdetail_internal("%s", detail),
			 errhint("Scale the values, for example to tonnes.")));
}

/* Refuses a row type that cannot take the row. */
pg_noreturn static void
ResultTypeError(FunctionCallInfo fcinfo, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("row type of %s does not fit this rareearth library",
					format_procedure(fcinfo->flinfo->fn_oid)),
			 errdetail_internal("%s", detail),
			 errhint("Undo the ALTER TYPE; after an update of rareearth, reconnect and run ALTER EXTENSION rareearth UPDATE.")));
}

/* Checks that the row type has each column that the row fills. */
static void
ResultCheckType(FunctionCallInfo fcinfo, const ResultRow *row, TupleDesc desc)
{
	if (desc->natts < row->n)
		ResultTypeError(fcinfo, psprintf("It has %d columns, the library fills %d.",
										 desc->natts, row->n));
	if (desc->natts > RESULT_MAX_COLUMNS)
		ResultTypeError(fcinfo, psprintf("It has %d columns, the library knows at most %d.",
										 desc->natts, RESULT_MAX_COLUMNS));
	for (int i = 0; i < row->n; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);

		if (column->attisdropped)
			ResultTypeError(fcinfo, psprintf("Its column %d was dropped.", i + 1));
		if (column->atttypid != row->type[i])
			ResultTypeError(fcinfo, psprintf("Its column \"%s\" is %s, the library gives %s.",
											 NameStr(column->attname),
											 format_type_be(column->atttypid),
											 format_type_be(row->type[i])));
	}
}

/* Columns that the library does not know are NULL. */
static void
ResultFillUp(ResultRow *row, TupleDesc desc)
{
	for (int i = row->n; i < desc->natts; i++)
		row->nulls[i] = true;
}

/* The number of a column of a row type that is an argument. */
int
ResultFindColumn(TupleDesc desc, const char *name)
{
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);

		if (!column->attisdropped && strcmp(NameStr(column->attname), name) == 0)
			return i + 1;
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("row type %s has no column \"%s\"",
					format_type_be(desc->tdtypeid), name),
			 errhint("After an update of rareearth, run ALTER EXTENSION rareearth UPDATE.")));
}

/*
 * Returns the row from a function of one row.  Looking its columns up
 * takes longer than many an answer, so they are kept from call to call.
 */
Datum
ResultReturn(FunctionCallInfo fcinfo, ResultRow *row)
{
	CallMemory *memory = CallMemoryOf(fcinfo);

	if (memory->row == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		TupleDesc	desc;

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		ResultCheckType(fcinfo, row, desc);
		memory->row = BlessTupleDesc(desc);
		MemoryContextSwitchTo(caller);
	}
	ResultFillUp(row, memory->row);
	return HeapTupleGetDatum(heap_form_tuple(memory->row, row->values,
											 row->nulls));
}

/* The row as a value of a row type. */
Datum
ResultDatum(FunctionCallInfo fcinfo, ResultRow *row, TupleDesc desc)
{
	ResultCheckType(fcinfo, row, desc);
	ResultFillUp(row, desc);
	return HeapTupleGetDatum(heap_form_tuple(desc, row->values, row->nulls));
}

/* The row type whose array a function is declared to return. */
TupleDesc
ResultElement(FunctionCallInfo fcinfo, Oid *element)
{
	*element = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	return lookup_rowtype_tupdesc_copy(*element, -1);
}

/*
 * Adds the row to those that a function returns as an array, NULL before the
 * first.
 */
ArrayBuildState *
ResultCollect(FunctionCallInfo fcinfo, ArrayBuildState *rows, ResultRow *row)
{
	CallMemory *memory = CallMemoryOf(fcinfo);
	Oid			type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));

	if (memory->row == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		TupleDesc	desc;

		if (!OidIsValid(type))
			elog(ERROR, "return type must be an array of rows");
		desc = lookup_rowtype_tupdesc_copy(type, -1);
		ResultCheckType(fcinfo, row, desc);
		memory->row = desc;
		MemoryContextSwitchTo(caller);
	}
	ResultFillUp(row, memory->row);
	return accumArrayResult(rows,
							HeapTupleGetDatum(heap_form_tuple(memory->row,
															  row->values,
															  row->nulls)),
							false, type, CurrentMemoryContext);
}

/* The rows as an array. */
Datum
ResultCollected(ArrayBuildState *rows)
{
	return makeArrayResult(rows, CurrentMemoryContext);
}

/* Stores the row of a set, frees what it owns and starts the next one. */
void
ResultStore(FunctionCallInfo fcinfo, ResultRow *row)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	CHECK_FOR_INTERRUPTS();
	if (!row->checked)
		ResultCheckType(fcinfo, row, rsinfo->setDesc);
	row->checked = true;
	ResultFillUp(row, rsinfo->setDesc);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row->values,
						 row->nulls);
	for (int i = 0; row->owned != 0; i++, row->owned >>= 1)
		if ((row->owned & 1) != 0)
			pfree(DatumGetPointer(row->values[i]));
	row->n = 0;
}
