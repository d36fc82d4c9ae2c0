/*
 * baskets.h
 *	  The items with a price in one period, of states over rows of trade.
 */
#ifndef RAREEARTH_BASKETS_H
#define RAREEARTH_BASKETS_H

#include "keyed/agg.h"
#include "math/price_index.h"
#include "trade/figures.h"

/* The figures kept: what has no price is not kept by item. */
#define PRICE_FIGURES	"quv"

/* An item with a price; key is its place in the view of values. */
typedef struct PricedItem
{
	uint32		key;
	double		price;
	double		quantity;
} PricedItem;

/* The items of one period, in order of keys. */
typedef struct Basket
{
	const SumsView *view;		/* holds their keys */
	uint32		skip;			/* bytes of a key before the item */
	uint32		n;
	PricedItem *item;
	double		unpriced;		/* value of what has no price */
} Basket;

extern Datum BasketAddRow(FunctionCallInfo fcinfo, StateSpec spec,
						  int32 period, int first);
extern bool BasketDaysAreValid(const SumsView *view);
extern void BasketAddUnpriced(Basket *basket, double value);
extern void BasketFill(Basket *basket, const SumsView *values, uint32 v,
					   uint32 vend, const SumsView *quantities, uint32 q,
					   uint32 qend, uint32 skip);
extern uint32 BasketRead(Basket *basket, const SumsView *view, uint32 at);
extern void BasketsCompare(const Basket *basket0, const Basket *basket1,
						   double total[PRICE_SUMS]);

#endif							/* RAREEARTH_BASKETS_H */
