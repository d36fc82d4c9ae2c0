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

int
MergerHeld(const Market *m, const Holdings *holdings, int i)
{
	int			owner = holdings->row[holdings->by_owner[i]].owner;
	double		parts[FSUM_MAX_PARTS];
	int			nparts;
	FSum		held;

	FSumInit(&held);
	for (; i < holdings->n; i++)
	{
		const Holding *row = &holdings->row[holdings->by_owner[i]];

		if (row->owner != owner)
			break;
		FSumAdd(&held, row->interest * (m->value[row->firm] / m->total));
	}
	nparts = FSumCanonical(&held, parts);
	holdings->held[owner] = nparts > 0 ? parts[0] : 0;
	holdings->held_rest[owner] = nparts > 1 ? parts[1] : 0;
	return i;
}

/*
 * The manager of a firm weighs the owners by their control of it, so the
 * denominator belongs to the firm.  A firm without recorded owners counts as
 * independent.
 */
int
MergerCommonDelta(const Market *m, const Holdings *holdings, int i,
				  double *result, bool *known)
{
	int			firm = holdings->row[i].firm;
	double		share = m->value[firm] / m->total;
	bool		controlled = false;
	FSum		own;
	FSum		others;

	FSumInit(&own);
	FSumInit(&others);
	for (; i < holdings->n && holdings->row[i].firm == firm; i++)
	{
		const Holding *row = &holdings->row[i];
		double		elsewhere = holdings->held[row->owner];
		double		rest = FSumTwoSum(&elsewhere, -(row->interest * share));

		controlled |= row->control != 0;
		FSumAdd(&own, row->control * row->interest);
		FSumAdd(&others, row->control *
				(elsewhere + (rest + holdings->held_rest[row->owner])));
	}
	*known = FSumValue(&own) != 0 || !controlled;
	*result = FSumValue(&own) == 0 ? 0 :
		share * (FSumValue(&others) / FSumValue(&own));
	return i;
}
