/*
 * argument.c
 *	  Numbers among the arguments of an SQL function, checked by name.
 *
 * One condition has one text, whatever function meets it: an argument that is
 * out of its range is named with the value it has, and with the period where
 * it came out of a series.
 */
#include "rareearth.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/lsyscache.h"

#include "sql/argument.h"

/* Says what is wrong with a number; where is a period, or NULL. */
void
ArgumentRangeError(double value, const char *name, const char *must,
				   const char *where, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must %s", name, must),
			 where ? errdetail("The value of %s is %.15g.", where, value) :
			 errdetail("Value is %.15g.", value),
			 hint ? errhint("%s", hint) : 0));
}

bool
ArgumentIsInRange(double value, ArgumentRange range)
{
	return isfinite(value) &&
		(range != ARGUMENT_NOT_NEGATIVE || value >= 0) &&
		(range != ARGUMENT_POSITIVE || value > 0) &&
		(range != ARGUMENT_FRACTION || (value >= 0 && value <= 1));
}

/* Refuses a number out of its range. */
void
ArgumentCheck(double value, const char *name, ArgumentRange range,
			  const char *where)
{
	if (!isfinite(value))
		ArgumentRangeError(value, name, "be finite", where,
						   "Use NULL for a number that is not known.");
	if (range == ARGUMENT_NOT_NEGATIVE && value < 0)
		ArgumentRangeError(value, name, "not be negative", where, NULL);
	if (range == ARGUMENT_POSITIVE && value <= 0)
		ArgumentRangeError(value, name, "be greater than zero", where, NULL);
	if (range == ARGUMENT_FRACTION && (value < 0 || value > 1))
		ArgumentRangeError(value, name, "be between 0 and 1", where,
						   "Write 0.15 for 15 percent.");
}

/* Reads a number; false when it is NULL. */
bool
ArgumentNumber(FunctionCallInfo fcinfo, int arg, const char *name,
			   ArgumentRange range, double *value)
{
	*value = 0;
	if (PG_ARGISNULL(arg))
		return false;
	*value = PG_GETARG_FLOAT8(arg);
	ArgumentCheck(*value, name, range, NULL);
	return true;
}

/* Reads a number that is not NULL. */
double
ArgumentValue(FunctionCallInfo fcinfo, int arg, const char *name,
			  ArgumentRange range)
{
	double		value = PG_GETARG_FLOAT8(arg);

	ArgumentCheck(value, name, range, NULL);
	return value;
}

/* Reads a fraction where 0 and 1 mean nothing; the hint is an example. */
double
ArgumentOpenFraction(FunctionCallInfo fcinfo, int arg, const char *name,
					 const char *hint)
{
	double		value = PG_GETARG_FLOAT8(arg);

	if (!(value > 0 && value < 1))
		ArgumentRangeError(value, name, "be between 0 and 1, both excluded",
						   NULL, hint);
	return value;
}

/* Reads the probability that limits hold the truth. */
double
ArgumentConfLevel(FunctionCallInfo fcinfo, int arg)
{
	return ArgumentOpenFraction(fcinfo, arg, "conf_level",
								"Write 0.95 for limits of 95 percent.");
}

/*
 * Reads an array of numbers and returns how many they are; seen, when asked
 * for, is false for NULL, else NULL is refused.
 */
int
ArgumentNumbers(FunctionCallInfo fcinfo, int arg, const char *name,
				ArgumentRange range, double **values, bool **seen)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	Datum	   *datums;
	bool	   *nulls;
	int			n;
	int16		len;
	bool		byval;
	char		align;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must have one dimension", name),
				 errdetail("It has %d.", ARR_NDIM(array))));
	get_typlenbyvalalign(FLOAT8OID, &len, &byval, &align);
	deconstruct_array(array, FLOAT8OID, len, byval, align, &datums, &nulls,
					  &n);
	*values = palloc0_array(double, n);
	if (seen != NULL)
		*seen = palloc0_array(bool, n);
	for (int i = 0; i < n; i++)
	{
		if (nulls[i] && seen == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not hold null", name),
					 errdetail("Element %d is null.", i + 1)));
		if (nulls[i])
			continue;
		(*values)[i] = DatumGetFloat8(datums[i]);
		ArgumentCheck((*values)[i], name, range, NULL);
		if (seen != NULL)
			(*seen)[i] = true;
	}
	return n;
}

/* Reads a whole number from least to most; PG_INT32_MAX is no limit. */
int
ArgumentCount(FunctionCallInfo fcinfo, int arg, const char *name, int least,
			  int most)
{
	int			value = PG_GETARG_INT32(arg);

	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 most == PG_INT32_MAX ?
				 errmsg("%s must be at least %d", name, least) :
				 errmsg("%s must be between %d and %d", name, least, most),
				 errdetail("Value is %d.", value)));
	return value;
}

/* Reports a word that names nothing. */
void
ArgumentWordError(const char *name, const char *word, const char *allowed)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s \"%s\" does not exist", name, word),
			 errhint("Use %s.", allowed)));
}
