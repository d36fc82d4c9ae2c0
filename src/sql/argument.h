/*
 * argument.h
 *	  Numbers among the arguments of an SQL function, checked by name.
 */
#ifndef RAREEARTH_ARGUMENT_H
#define RAREEARTH_ARGUMENT_H

#include "rareearth.h"


/* Where a number may lie; infinity and NaN it may never be. */
typedef enum ArgumentRange
{
	ARGUMENT_ANY,
	ARGUMENT_NOT_NEGATIVE,
	ARGUMENT_POSITIVE,
	ARGUMENT_FRACTION			/* 0 to 1 */
} ArgumentRange;

pg_noreturn extern void ArgumentRangeError(double value, const char *name,
										   const char *must,
										   const char *where,
										   const char *hint);
extern bool ArgumentIsInRange(double value, ArgumentRange range);
extern void ArgumentCheck(double value, const char *name, ArgumentRange range,
						  const char *where);
extern bool ArgumentNumber(FunctionCallInfo fcinfo, int arg, const char *name,
						   ArgumentRange range, double *value);
extern double ArgumentValue(FunctionCallInfo fcinfo, int arg,
							const char *name, ArgumentRange range);
extern double ArgumentOpenFraction(FunctionCallInfo fcinfo, int arg,
								   const char *name, const char *hint);
extern double ArgumentConfLevel(FunctionCallInfo fcinfo, int arg);
extern int	ArgumentNumbers(FunctionCallInfo fcinfo, int arg,
							const char *name, ArgumentRange range,
							double **values, bool **seen);
extern int	ArgumentCount(FunctionCallInfo fcinfo, int arg, const char *name,
						  int least, int most);
pg_noreturn extern void ArgumentWordError(const char *name, const char *word,
										  const char *allowed);

#endif							/* RAREEARTH_ARGUMENT_H */
