/*
 * merger.h
 *	  What a merger, or common owners, add to the hhi.
 */
#ifndef RAREEARTH_MERGER_H
#define RAREEARTH_MERGER_H

#include <stdbool.h>

#include "concentration.h"

/*
 * Who merges with whom: n entities, those of one group next to each other.
 * Entities that merge with no one are left out, or form a group of one.  An
 * entity the market does not have is given the value 0.
 */
typedef struct MergerGroups
{
	int			n;
	const int  *group;
	const double *value;
} MergerGroups;

typedef struct MergerEffect
{
	double		pre;
	double		delta;
	double		post;
	double		merged_share;	/* of the largest group */
} MergerEffect;

/*
 * Holdings of nowners owners in nfirms firms.  The holding of owner i in firm
 * j is ownership[j * nowners + i]: financial interest, and control, which is
 * NULL where it equals the interest.  None is negative; all are finite.
 */
typedef struct Holdings
{
	int			nfirms;
	int			nowners;
	const double *ownership;
	const double *control;
} Holdings;

typedef struct CommonOwnership
{
	double		hhi;
	double		mhhi;
	double		mhhi_delta;
} CommonOwnership;

extern bool MergerDelta(const Market *m, const MergerGroups *groups,
						MergerEffect *effect);

/*
 * What firm j adds to the difference between the modified and the plain hhi;
 * entity j of the market is firm j of the holdings.
 */
extern double MergerCommonDelta(const Market *m, const Holdings *holdings,
								int j);

/* Entity j of the market is firm j of the holdings (m->n = nfirms). */
extern bool MergerMhhi(const Market *m, const Holdings *holdings,
					   CommonOwnership *result);

#endif							/* RAREEARTH_MERGER_H */
