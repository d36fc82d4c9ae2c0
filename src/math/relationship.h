/*
 * relationship.h
 *	  How long trade between two goes on without a break.
 */
#ifndef RAREEARTH_RELATIONSHIP_H
#define RAREEARTH_RELATIONSHIP_H

#include <stdbool.h>

#include "math/series_window.h"

/* One spell of trade, in slots of the window. */
typedef struct TradeSpell
{
	int			start;
	int			periods;		/* from the first to the last with trade */
	bool		ended;			/* does not reach the last observed period */
	bool		left_censored;	/* may have begun before the first one */
} TradeSpell;

extern int	RelationshipSpells(const SeriesWindow *window, int lo, int hi,
							   int gap, double min_value, TradeSpell *spells);

#endif							/* RAREEARTH_RELATIONSHIP_H */
