/*
 * baskets.c
 *	  The items with a price in one period, of states over rows of trade.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/date.h"

#include "keyed/keys.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "trade/baskets.h"
#include "trade/trade.h"

/*
 * Adds a row that holds an item in one period: arguments from "first" on are
 * item, value and quantity.  A value without a quantity, or without an item,
 * cannot be priced, but is counted; a quantity of zero is one that nobody
 * knows.  Negative figures are corrections.
 */
Datum
BasketAddRow(FunctionCallInfo fcinfo, StateSpec spec, int32 period, int first)
{
	double		value = ArgumentValue(fcinfo, first + 1, "value", ARGUMENT_ANY);
	double		quantity = PG_ARGISNULL(first + 2) ? 0 :
		ArgumentValue(fcinfo, first + 2, "quantity", ARGUMENT_ANY);
	KeyedSums  *sums = AggStateFor(fcinfo, spec);
	text	   *item;

	if (PG_ARGISNULL(first) || quantity == 0)
		PG_RETURN_POINTER(FigureAdd(sums, period, FIGURE_UNKNOWN, NULL,
									value));
	item = PG_GETARG_TEXT_PP(first);
	sums = FigureAdd(sums, period, FIGURE_VALUE, item, value);
	PG_RETURN_POINTER(FigureAdd(sums, period, FIGURE_QUANTITY, item,
								quantity));
}

/* Are the keys of a state figures of any days? */
bool
BasketDaysAreValid(const SumsView *view)
{
	return FiguresAreValid(view, PRICE_FIGURES,
						   DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE,
						   DATE_END_JULIAN - POSTGRES_EPOCH_JDATE - 1);
}

/* The item of key i. */
char *
PriceKeyText(const SumsView *view, uint32 i)
{
	return FigureItem(view, i, FIGURE_SIZE);
}

/* Adds an item to a basket, or its value to what has no price. */
static void
BasketAdd(Basket *basket, uint32 key, double value, double quantity)
{
	if (value < 0 || quantity < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total of an item must not be negative"),
				 errdetail("Item \"%s\" has value %.15g and quantity %.15g in one period.",
						   FigureItem(basket->view, key, basket->skip), value,
						   quantity),
				 errhint("Corrections may be negative rows, but not exceed what they correct.")));
	if (quantity == 0)
	{
		basket->unpriced += value;
		return;
	}
	basket->item[basket->n].key = key;
	basket->item[basket->n].price = value / quantity;
	basket->item[basket->n].quantity = quantity;
	basket->n++;
}

/* Takes the value of rows that cannot be priced into a basket. */
void
BasketAddUnpriced(Basket *basket, double value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total of unattributed rows must not be negative"),
				 errdetail("Rows without an item or a quantity add up to %.15g in one period.",
						   value)));
	basket->unpriced = value;
}

/* Fills a basket from keys [v, vend) of values and [q, qend) of quantities. */
void
BasketFill(Basket *basket, const SumsView *values, uint32 v, uint32 vend,
		   const SumsView *quantities, uint32 q, uint32 qend, uint32 skip)
{
	basket->view = values;
	basket->skip = skip;
	basket->n = 0;
	basket->item = palloc_array(PricedItem, vend - v);
	for (; v < vend; v++)
	{
		int			cmp = 1;

		CHECK_FOR_INTERRUPTS();
		for (; q < qend; q++)
		{
			cmp = KeysCompare(quantities, q, values, v, skip);
			if (cmp >= 0)
				break;
		}
		BasketAdd(basket, v, values->hi[v], q < qend && cmp == 0 ?
				  quantities->hi[q] : 0);
	}
}

/* Reads the basket of the period of key "at"; returns where the next starts. */
uint32
BasketRead(Basket *basket, const SumsView *view, uint32 at)
{
	int32		period = FigurePeriod(PairRead(view, at, FIGURE_SIZE));
	FigureRun	quantities = FigureRunOpen(view, &at, period, FIGURE_QUANTITY);
	FigureRun	unknown = FigureRunOpen(view, &at, period, FIGURE_UNKNOWN);
	FigureRun	values = FigureRunOpen(view, &at, period, FIGURE_VALUE);

	BasketAddUnpriced(basket, unknown.at < unknown.end ?
					  view->hi[unknown.at] : 0);
	BasketFill(basket, view, values.at, values.end, view, quantities.at,
			   quantities.end, FIGURE_SIZE);
	return at;
}

/* The sums over the items of two baskets. */
void
BasketsCompare(const Basket *basket0, const Basket *basket1,
			   double total[PRICE_SUMS])
{
	FSum		sum[PRICE_SUMS];
	uint32		i = 0;
	uint32		j = 0;

	for (int k = 0; k < PRICE_SUMS; k++)
		FSumInit(&sum[k]);
	while (i < basket0->n || j < basket1->n)
	{
		int			cmp = i == basket0->n ? 1 : j == basket1->n ? -1 :
		KeysCompare(basket0->view, basket0->item[i].key,
					basket1->view, basket1->item[j].key, basket0->skip);
		PriceItem	item = {{cmp <= 0, cmp >= 0}, {0, 0}, {0, 0}};
		double		term[PRICE_SUMS];

		CHECK_FOR_INTERRUPTS();
		if (cmp <= 0)
		{
			item.price[0] = basket0->item[i].price;
			item.quantity[0] = basket0->item[i++].quantity;
		}
		if (cmp >= 0)
		{
			item.price[1] = basket1->item[j].price;
			item.quantity[1] = basket1->item[j++].quantity;
		}
		PriceItemTerms(&item, term);
		for (int k = 0; k < PRICE_SUMS; k++)
			FSumAdd(&sum[k], term[k]);
	}
	FSumAdd(&sum[SUM_VALUE_BEFORE], basket0->unpriced);
	FSumAdd(&sum[SUM_VALUE_AFTER], basket1->unpriced);
	for (int k = 0; k < PRICE_SUMS; k++)
	{
		total[k] = FSumValue(&sum[k]);
		if (!isfinite(total[k]))
			ResultRangeError("index of prices or quantities", NULL);
	}
}
