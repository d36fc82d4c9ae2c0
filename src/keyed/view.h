/*
 * view.h
 *	  One way to read the keyed sums, stored or still being aggregated.
 */
#ifndef RAREEARTH_VIEW_H
#define RAREEARTH_VIEW_H

#include "rareearth.h"
#include "keyed/columns.h"
#include "keyed/sums.h"

#define VIEW_SORTED		0x01	/* sort the keys of a state */
#define VIEW_NAMED		0x02	/* they are places in the view's names */
#define VIEW_UNNAMED	0x04	/* sums alone, unless one is below zero or no number */

extern void ViewOpen(SumsView *view, Datum datum, Noun noun, int options);
extern bool ViewOpenStateSafe(SumsView *view, KeyedSums *sums, int options,
							  struct Node *context);
extern void ViewSort(SumsView *view);
extern bool IsState(const void *value);

/* Opens a view of an aggregate state, or raises an error. */
static inline void
ViewOpenState(SumsView *view, KeyedSums *sums, int options)
{
	(void) ViewOpenStateSafe(view, sums, options, NULL);
}

#endif							/* RAREEARTH_VIEW_H */
