/*
 * figures.h
 *	  Keys of rows of trade: a period, what the figure is, and of which item.
 *
 * A key is a pair: the first part the period in the order of bytes and a
 * letter for the figure, the second the item.  In order of keys each period
 * is a run, and in it each figure.
 */
#ifndef RAREEARTH_FIGURES_H
#define RAREEARTH_FIGURES_H

#include "keyed/pair.h"

#define FIGURE_PERIOD_SIZE	4
#define FIGURE_SIZE		(FIGURE_PERIOD_SIZE + 1)

#define FIGURE_QUANTITY	'q'
#define FIGURE_UNKNOWN	'u'		/* value that no item has; its key has none */
#define FIGURE_VALUE	'v'		/* of rows with a quantity */
#define FIGURE_UNWEIGHED	'w'		/* value of an item's rows without one */

/* Keys of a view, from at up to end, that are one figure of many items. */
typedef struct FigureRun
{
	const SumsView *view;
	uint32		at;
	uint32		end;
	uint32		skip;			/* bytes of a key before the item */
} FigureRun;

extern KeyedSums *FigureAdd(KeyedSums *sums, int32 period, char figure,
							const text *item, double value);
extern int32 FigurePeriod(Pair pair);
extern bool FiguresAreValid(const SumsView *view, const char *letters,
							int32 least, int32 most);
extern char *FigureItem(const SumsView *view, uint32 i, uint32 skip);
extern FigureRun FigureRunOpen(const SumsView *view, uint32 *at,
							   int32 period, char figure);
extern bool FigureRunsNext(FigureRun *run, int n, double *figure,
						   FigureRun *item);

#endif							/* RAREEARTH_FIGURES_H */
