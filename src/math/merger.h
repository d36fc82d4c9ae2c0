/*
 * merger.h
 *	  What a merger, or common owners, add to the hhi.
 */
#ifndef RAREEARTH_MERGER_H
#define RAREEARTH_MERGER_H

#include <stdbool.h>

#include "math/concentration.h"

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
	double		before;			/* hhi */
	double		after;
	double		delta;
	double		merged_share;	/* of the largest group */
} MergerEffect;

/*
 * Holdings of nowners owners in nfirms firms.  The holding of owner i in firm
 * j is ownership[j * nowners + i]: financial interest, and control.  None is
 * negative; all are finite.
 */
typedef struct Holdings
{
	int			nfirms;
	int			nowners;
	const double *ownership;
	const double *control;
} Holdings;

extern bool MergerDelta(const Market *m, const MergerGroups *groups,
						MergerEffect *effect);

/*
 * What firm j adds to the difference between the modified hhi and the plain
 * one (O'Brien and Salop 2000); entity j of the market is firm j of the
 * holdings.  Firms without holdings add nothing and may be left out; false
 * where those who control a firm have no interest in it, which is 1/0.
 */
extern bool MergerCommonDelta(const Market *m, const Holdings *holdings,
							  int j, int *owner, double *result);

#endif							/* RAREEARTH_MERGER_H */
