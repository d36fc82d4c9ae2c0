/*
 * merger.c
 *	  What a merger, or common owners, add to the hhi.
 *
 * Results do not depend on the order of firms, owners or groups: every sum is
 * exact.
 */
#include <stddef.h>

#include "math/fsum.h"
#include "math/merger.h"

/*
 * Adds one group, from row start on, to the sum of delta; returns the first
 * row of the next group and the share of this one.  The square of a sum less
 * the squares is what each part has in the others, which loses no digits when
 * one part is nearly all.
 */
static int
MergerAddGroup(const Market *m, const MergerGroups *g, int start,
			   FSum *delta, double *share)
{
	FSum		value;
	int			i;

	FSumInit(&value);
	for (i = start; i < g->n && g->group[i] == g->group[start]; i++)
		FSumAdd(&value, g->value[i]);
	*share = FSumValue(&value) / m->total;
	for (int j = start; j < i; j++)
	{
		FSum		others = value;

		FSumAdd(&others, -g->value[j]);
		FSumAdd(delta, g->value[j] / m->total *
				(FSumValue(&others) / m->total));
	}
	return i;
}

/* Hhi before and after each group of entities becomes one. */
bool
MergerDelta(const Market *m, const MergerGroups *groups, MergerEffect *effect)
{
	FSum		delta;
	int			i = 0;

	if (!ConcentrationHhi(m, &effect->before))
		return false;
	FSumInit(&delta);
	effect->merged_share = 0;
	while (i < groups->n)
	{
		double		share;

		i = MergerAddGroup(m, groups, i, &delta, &share);
		if (share > effect->merged_share)
			effect->merged_share = share;
	}
	effect->delta = FSumValue(&delta);
	effect->after = effect->before + effect->delta;
	return true;
}

/* The control of firm j, and the n owners who have any. */
typedef struct Controllers
{
	const double *control;
	const int  *owner;
	int			n;
} Controllers;

/* Interest that the controllers of a firm hold in firm k. */
static double
ControlledInterest(const Holdings *h, const Controllers *c, int k)
{
	const double *interest = h->ownership + (size_t) k * h->nowners;
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < c->n; i++)
		FSumAdd(&sum, c->control[c->owner[i]] * interest[c->owner[i]]);
	return FSumValue(&sum);
}

/*
 * Terms of firm j in the modified hhi.  The manager of firm j weighs the
 * owners by their control of j, so the denominator belongs to j.  A firm
 * without recorded owners counts as independent.  owner is room for the
 * numbers of all owners: most firms have few of them.
 */
bool
MergerCommonDelta(const Market *m, const Holdings *holdings, int j,
				  int *owner, double *result)
{
	Controllers c = {holdings->control + (size_t) j * holdings->nowners,
	owner, 0};
	double		share = m->value[j] / m->total;
	double		own;
	FSum		delta;

	for (int i = 0; i < holdings->nowners; i++)
		if (c.control[i] != 0)
			owner[c.n++] = i;
	own = ControlledInterest(holdings, &c, j);
	*result = 0;
	if (own == 0)
		return c.n == 0;
	FSumInit(&delta);
	for (int k = 0; k < m->n; k++)
		if (k != j)
			FSumAdd(&delta, share * (m->value[k] / m->total) *
					(ControlledInterest(holdings, &c, k) / own));
	*result = FSumValue(&delta);
	return true;
}
