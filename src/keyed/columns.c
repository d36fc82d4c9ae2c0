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

/* The place of the first residual of a key, or of one behind it. */
static uint32
ViewFirstResidual(const SumsView *view, uint32 i)
{
	uint32		low = 0;
	uint32		high = view->nresiduals;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (view->residuals[middle].entry < i)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Adds the exact sum of a key, times 1 or -1, to another; SUMS_NO_ENTRY is that
 * of NULL keys.
 */
void
ViewAddKey(FSum *sum, const SumsView *view, uint32 i, double sign)
{
	if (i != SUMS_NO_ENTRY)
	{
		FSumAdd(sum, sign * view->hi[i]);
		if (view->lo != NULL)
			FSumAdd(sum, sign * view->lo[i]);
	}
	for (uint32 at = ViewFirstResidual(view, i);
		 at < view->nresiduals && view->residuals[at].entry == i; at++)
		FSumAdd(sum, sign * view->residuals[at].value);
}

/* The sum of one key less that of another, rounded once. */
double
ViewDifference(const SumsView *a, uint32 i, const SumsView *b, uint32 j)
{
	FSum		sum;

	FSumInit(&sum);
	ViewAddKey(&sum, a, i, 1);
	ViewAddKey(&sum, b, j, -1);
	return FSumValue(&sum);
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
