/*
 * result.h
 *	  A row of results, filled column by column from the left.
 */
#ifndef RAREEARTH_RESULT_H
#define RAREEARTH_RESULT_H

#include "rareearth.h"

#include <math.h>

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/float.h"

#define RESULT_MAX_COLUMNS	24

typedef struct ResultRow
{
	int			n;
	uint32		words;			/* bit of each column that ResultAddWord made */
	Datum		values[RESULT_MAX_COLUMNS];
	bool		nulls[RESULT_MAX_COLUMNS];
} ResultRow;

/* Returns a number that is to leave a function: finite, and 0 for -0. */
static inline double
ResultNumber(double value)
{
	if (unlikely(!isfinite(value)))
		float_overflow_error();
	return value + 0.0;
}

/* Sets the next column, to NULL when it is not known. */
static inline void
ResultAdd(ResultRow *row, bool known, Datum datum)
{
	Assert(row->n < RESULT_MAX_COLUMNS);
	row->values[row->n] = known ? datum : (Datum) 0;
	row->nulls[row->n++] = !known;
}

static inline void
ResultAddNumber(ResultRow *row, bool known, double value)
{
	ResultAdd(row, known, Float8GetDatum(known ? ResultNumber(value) : 0));
}

static inline void
ResultAddDate(ResultRow *row, bool known, DateADT date)
{
	ResultAdd(row, known, DateADTGetDatum(date));
}

static inline void
ResultAddWord(ResultRow *row, bool known, const char *word)
{
	row->words |= (uint32) known << row->n;
	ResultAdd(row, known, known ? CStringGetTextDatum(word) : (Datum) 0);
}

/*
 * Returns the row from a function with OUT columns.  Looking its columns up
 * takes longer than many an answer, so they are kept from call to call.
 */
static inline Datum
ResultReturn(FunctionCallInfo fcinfo, ResultRow *row)
{
	FmgrInfo   *function = fcinfo->flinfo;

	if (function->fn_extra == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(function->fn_mcxt);
		TupleDesc	desc;

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		function->fn_extra = BlessTupleDesc(desc);
		MemoryContextSwitchTo(caller);
	}
	return HeapTupleGetDatum(heap_form_tuple((TupleDesc) function->fn_extra,
											 row->values, row->nulls));
}

/* Stores the row of a set, frees its words and starts the next one. */
static inline void
ResultStore(FunctionCallInfo fcinfo, ResultRow *row)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	CHECK_FOR_INTERRUPTS();
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row->values,
						 row->nulls);
	for (int i = 0; row->words != 0; i++, row->words >>= 1)
		if ((row->words & 1) != 0)
			pfree(DatumGetPointer(row->values[i]));
	row->n = 0;
}

#endif							/* RAREEARTH_RESULT_H */
