/*
 * columns.c
 *	  Plain arrays over the keys of a value: components and totals.
 */
#include "rareearth.h"

#include <math.h>

#include "keyed/columns.h"

/*
 * The canonical components of key i, in parts; returns their number.  Keys
 * are asked for in order, *cursor starts at 0.
 */
int
ViewParts(const SumsView *view, uint32 i, uint32 *cursor, double *parts)
{
	int			n = 0;

	parts[n++] = view->hi[i];
	if (view->lo != NULL && view->lo[i] != 0)
		parts[n++] = view->lo[i];
	while (*cursor < view->nresiduals && view->residuals[*cursor].entry == i &&
		   n < FSUM_MAX_PARTS)
		parts[n++] = view->residuals[(*cursor)++].value;
	return n;
}

/* Adds the residuals of all keys, or of NULL keys, to a sum. */
static double
ViewAddResiduals(const SumsView *view, FSum *sum, bool null_keys)
{
	double		value;

	for (uint32 i = 0; i < view->nresiduals; i++)
		if ((view->residuals[i].entry == SUMS_NO_ENTRY) == null_keys)
			FSumAdd(sum, view->residuals[i].value);
	value = FSumValue(sum);
	if (!isfinite(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("total of %s is out of range",
						NounTypeName(view->noun))));
	return value;
}

/* The exact sum over all keys, rounded once; NULL keys are left out. */
double
ViewTotal(const SumsView *view)
{
	FSum		sum;

	FSumInit(&sum);
	FSumAddArray(&sum, view->hi, (int) view->n);
	if (view->lo != NULL)
		FSumAddArray(&sum, view->lo, (int) view->n);
	return ViewAddResiduals(view, &sum, false);
}

/* The exact sum of rows whose key is NULL, rounded once. */
double
ViewNullTotal(const SumsView *view)
{
	FSum		sum;

	FSumInit(&sum);
	return ViewAddResiduals(view, &sum, true);
}
