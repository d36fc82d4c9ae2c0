/*
 * result.h
 *	  A row of results, filled column by column from the left.
 *
 * The row type comes from the catalog, so it may be of another version than
 * this library: before an ALTER EXTENSION UPDATE, or after one in a session
 * that still runs the library of before.  Columns behind those that the
 * library fills are NULL; what it fills must be there, of the type it gives.
 */
#ifndef RAREEARTH_RESULT_H
#define RAREEARTH_RESULT_H

#include "rareearth.h"

#include <math.h>

#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/float.h"

#define RESULT_MAX_COLUMNS	32

/* Where a Datum is too small for 8 bytes it points to them. */
#define RESULT_NUMBERS_BY_REFERENCE	(sizeof(Datum) < sizeof(double))

typedef struct ResultRow
{
	int			n;
	uint32		owned;			/* bit of each column that ResultStore frees */
	bool		checked;		/* against the row type of a set */
	Oid			type[RESULT_MAX_COLUMNS];
	Datum		values[RESULT_MAX_COLUMNS];
	bool		nulls[RESULT_MAX_COLUMNS];
} ResultRow;

/* What a call keeps in fn_extra for the next one. */
typedef struct CallMemory
{
	TupleDesc	row;			/* the type of the rows it returns, or NULL */
	void	   *own;			/* what else the function keeps, or NULL */
} CallMemory;

extern int	ResultFindColumn(TupleDesc desc, const char *name);
extern CallMemory *CallMemoryOf(FunctionCallInfo fcinfo);
extern Datum ResultReturn(FunctionCallInfo fcinfo, ResultRow *row);
pg_noreturn extern void ResultRangeError(const char *what, const char *detail);
extern void ResultStore(FunctionCallInfo fcinfo, ResultRow *row);
extern ArrayBuildState *ResultCollect(FunctionCallInfo fcinfo,
									  ArrayBuildState *rows, ResultRow *row);
extern Datum ResultCollected(ArrayBuildState *rows);
extern Datum ResultDatum(FunctionCallInfo fcinfo, ResultRow *row, TupleDesc desc);
extern TupleDesc ResultElement(FunctionCallInfo fcinfo, Oid *element);

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
ResultAdd(ResultRow *row, bool known, Oid type, Datum datum)
{
	if (unlikely(row->n >= RESULT_MAX_COLUMNS))
		elog(ERROR, "a row of results has more than %d columns",
			 RESULT_MAX_COLUMNS);
	row->type[row->n] = type;
	row->values[row->n] = datum;
	row->nulls[row->n++] = !known;
}

static inline void
ResultAddInteger(ResultRow *row, bool known, int32 value)
{
	ResultAdd(row, known, INT4OID, known ? Int32GetDatum(value) : (Datum) 0);
}

static inline void
ResultAddTruth(ResultRow *row, bool known, bool value)
{
	ResultAdd(row, known, BOOLOID, known ? BoolGetDatum(value) : (Datum) 0);
}

static inline void
ResultAddDate(ResultRow *row, bool known, DateADT date)
{
	ResultAdd(row, known, DATEOID, known ? DateADTGetDatum(date) : (Datum) 0);
}

/* The next column points to memory that was allocated for it. */
static inline void
ResultOwnNext(ResultRow *row)
{
	row->owned |= (uint32) 1 << row->n;
}

static inline void
ResultAddNumber(ResultRow *row, bool known, double value)
{
	if (known && RESULT_NUMBERS_BY_REFERENCE)
		ResultOwnNext(row);
	ResultAdd(row, known, FLOAT8OID,
			  known ? Float8GetDatum(ResultNumber(value)) : (Datum) 0);
}

static inline void
ResultAddCount(ResultRow *row, bool known, int64 value)
{
	if (known && RESULT_NUMBERS_BY_REFERENCE)
		ResultOwnNext(row);
	ResultAdd(row, known, INT8OID, known ? Int64GetDatum(value) : (Datum) 0);
}

static inline void
ResultAddWord(ResultRow *row, bool known, const char *word)
{
	if (known)
		ResultOwnNext(row);
	ResultAdd(row, known, TEXTOID,
			  known ? CStringGetTextDatum(word) : (Datum) 0);
}

#endif							/* RAREEARTH_RESULT_H */
