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
 * What one owner has in one firm: financial interest, and control.  None is
 * negative; all are finite.
 */
typedef struct Holding
{
	int			firm;
	int			owner;
	double		interest;
	double		control;
} Holding;

/*
 * Holdings in the order of firms, and their places in the order of owners.
 * Of each owner, filled by MergerHeld: his interests times the shares of the
 * firms, in two components.
 */
typedef struct Holdings
{
	int			n;
	const Holding *row;
	const int  *by_owner;
	double	   *held;
	double	   *held_rest;
} Holdings;

extern bool MergerDelta(const Market *m, const MergerGroups *groups,
						MergerEffect *effect);

/* Adds up what one owner has, from by_owner[i] on; returns where the next starts. */
extern int	MergerHeld(const Market *m, const Holdings *holdings, int i);

/*
 * What a firm, whose holdings start at row i, adds to the difference between
 * the modified hhi and the plain one (O'Brien and Salop 2000); entity j of the
 * market is firm j of the holdings.  Firms without holdings add nothing.
 * Returns where the next firm starts; *known is false where those who control
 * a firm have no interest in it, which is 1/0.
 */
extern int	MergerCommonDelta(const Market *m, const Holdings *holdings, int i,
							  double *result, bool *known);

#endif							/* RAREEARTH_MERGER_H */
