/*
 * price_index.h
 *	  Bilateral index numbers of prices and quantities over items.
 *
 * Plain arithmetic without PostgreSQL.  All that the indices need of a list
 * of items are the sums below; each item adds its terms to them, so they can
 * be formed in any order and merged.
 */
#ifndef RAREEARTH_PRICE_INDEX_H
#define RAREEARTH_PRICE_INDEX_H

#include <stdbool.h>

/*
 * An item in the base period 0 and the later period 1.  Prices and quantities
 * are finite and not negative; those of a period are known or not.  Items
 * known in both periods are matched, and only they enter the indices.
 */
typedef struct PriceItem
{
	bool		known[2];
	double		price[2];
	double		quantity[2];
} PriceItem;

/* p0q1 is the price of period 0 times the quantity of period 1, summed. */
typedef enum PriceSum
{
	SUM_P0Q0,
	SUM_P1Q0,
	SUM_P0Q1,
	SUM_P1Q1,
	SUM_PRICE_LOG0,				/* p0q0 ln(p1 / p0) */
	SUM_PRICE_LOG1,				/* p1q1 ln(p1 / p0) */
	SUM_QUANTITY_LOG0,			/* p0q0 ln(q1 / q0) */
	SUM_QUANTITY_LOG1,			/* p1q1 ln(q1 / q0) */
	SUM_MATCHED,				/* number of matched items */
	SUM_ITEMS_BEFORE,			/* of items known in period 0 */
	SUM_ITEMS_AFTER,
	SUM_VALUE_BEFORE,			/* value of all items in period 0 */
	SUM_VALUE_AFTER,
	SUM_NO_PRICE,				/* matched items with a price of zero */
	SUM_NO_QUANTITY,			/* matched items with a quantity of zero */
	PRICE_SUMS
} PriceSum;

typedef enum PriceMethod
{
	PRICE_LASPEYRES,
	PRICE_PAASCHE,
	PRICE_FISHER,
	PRICE_TORNQVIST,
	PRICE_METHODS
} PriceMethod;

/* An index of prices, or with exchanged roles of quantities. */
typedef enum PriceSubject
{
	PRICE_OF_PRICES,
	PRICE_OF_QUANTITIES,
	PRICE_SUBJECTS
} PriceSubject;

extern void PriceItemTerms(const PriceItem *item, double term[PRICE_SUMS]);
extern bool PriceIndex(const double sum[PRICE_SUMS], PriceSubject subject,
					   PriceMethod method, double *result);
extern bool PriceCoverage(const double sum[PRICE_SUMS], int period,
						  double *result);

#endif							/* RAREEARTH_PRICE_INDEX_H */
