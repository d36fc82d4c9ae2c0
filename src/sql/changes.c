/*
 * changes.c
 *	  What became of a value: new, gone, revised, by how much.
 */
#include "rareearth.h"

#include "math/near.h"
#include "sql/argument.h"
#include "sql/changes.h"

/* The most that two values may differ by and be the same, in their unit. */
double
ChangeTolerance(FunctionCallInfo fcinfo, int arg)
{
	return ArgumentValue(fcinfo, arg, "tolerance", ARGUMENT_NOT_NEGATIVE);
}

/*
 * Is one side unknown, or do both differ by more than the tolerance, and not
 * only by rounding?
 */
bool
ChangeIsOne(const ValueChange *change, double tolerance)
{
	double		size = fmax(fabs(change->before), fabs(change->after));

	if (!change->was || !change->is)
		return change->was != change->is;
	/* measured by the values, since what they differ by may be near zero */
	return !LevelsNear(change->before, change->after) &&
		LevelAbove(size + fabs(change->change), size + tolerance);
}

/* Adds the word for a change. */
void
ChangeAddKind(ResultRow *row, const ValueChange *change)
{
	ResultAddWord(row, true, !change->was ? "new" : !change->is ? "gone" :
				  "revised");
}

/* Adds value_before, value_after, change and relative_change. */
void
ChangeAdd(ResultRow *row, const ValueChange *change)
{
	bool		both = change->was && change->is;
	bool		relative = both && change->before != 0;

	ResultAddNumber(row, change->was, change->before);
	ResultAddNumber(row, change->is, change->after);
	ResultAddNumber(row, both, change->change);
	ResultAddNumber(row, relative, relative ? change->change / change->before : 0);
}
