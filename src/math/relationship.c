/*
 * relationship.c
 *	  How long trade between two goes on without a break.
 *
 * There is trade in a period whose value is above a minimum.  Breaks of at most
 * so many periods between trade are none (Besedes and Prusa 2006, who fill one
 * year); at the end of what was observed a break is one, since nobody knows
 * whether trade comes back.  This file knows nothing of PostgreSQL.
 */
#include "math/near.h"
#include "math/relationship.h"

/*
 * Finds the spells in the slots lo to hi, all of which are known; returns how
 * many there are, at most as many as slots.
 */
int
RelationshipSpells(const SeriesWindow *window, int lo, int hi, int gap,
				   double min_value, TradeSpell *spells)
{
	int			n = 0;
	int			last = -1;		/* slot with trade */

	for (int i = lo; i <= hi; i++)
	{
		if (!LevelAbove(window->value[i], min_value))
			continue;
		if (n == 0 || i - last - 1 > gap)
		{
			spells[n].start = i;
			spells[n].ended = true;
			spells[n].left_censored = i == lo;
			n++;
		}
		spells[n - 1].periods = i - spells[n - 1].start + 1;
		last = i;
	}
	if (n > 0 && last == hi)
		spells[n - 1].ended = false;
	return n;
}
