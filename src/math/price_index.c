/*
 * price_index.c
 *	  Bilateral index numbers of prices and quantities over items.
 *
 * Laspeyres, Paasche, Fisher and Tornqvist, as in Diewert 1976, "Exact and
 * superlative index numbers".
 */
#include <math.h>
#include <string.h>

#include "math/price_index.h"

/* What one item adds to each sum. */
void
PriceItemTerms(const PriceItem *item, double term[PRICE_SUMS])
{
	double		value0 = item->known[0] ?
		item->price[0] * item->quantity[0] : 0;
	double		value1 = item->known[1] ?
		item->price[1] * item->quantity[1] : 0;

	memset(term, 0, PRICE_SUMS * sizeof(double));
	term[SUM_ITEMS_BEFORE] = item->known[0];
	term[SUM_ITEMS_AFTER] = item->known[1];
	term[SUM_VALUE_BEFORE] = value0;
	term[SUM_VALUE_AFTER] = value1;
	if (!item->known[0] || !item->known[1])
		return;
	term[SUM_MATCHED] = 1;
	term[SUM_P0Q0] = value0;
	term[SUM_P1Q0] = item->price[1] * item->quantity[0];
	term[SUM_P0Q1] = item->price[0] * item->quantity[1];
	term[SUM_P1Q1] = value1;
	if (item->price[0] > 0 && item->price[1] > 0)
	{
		double		relative = log(item->price[1]) - log(item->price[0]);

		term[SUM_PRICE_LOG0] = value0 * relative;
		term[SUM_PRICE_LOG1] = value1 * relative;
	}
	else
		term[SUM_NO_PRICE] = 1;
	if (item->quantity[0] > 0 && item->quantity[1] > 0)
	{
		double		relative = log(item->quantity[1]) -
			log(item->quantity[0]);

		term[SUM_QUANTITY_LOG0] = value0 * relative;
		term[SUM_QUANTITY_LOG1] = value1 * relative;
	}
	else
		term[SUM_NO_QUANTITY] = 1;
}

/* a / b, where it is defined. */
static bool
PriceRatio(double a, double b, double *result)
{
	if (b == 0)
		return false;
	*result = a / b;
	return true;
}

/*
 * Geometric mean of the relatives, weighted by the mean of both shares; not
 * defined where it needs the logarithm of zero.
 */
static bool
PriceTornqvist(const double sum[PRICE_SUMS], PriceSubject subject,
			   double *result)
{
	bool		prices = subject == PRICE_OF_PRICES;

	if (sum[prices ? SUM_NO_PRICE : SUM_NO_QUANTITY] > 0 ||
		sum[SUM_P0Q0] == 0 || sum[SUM_P1Q1] == 0)
		return false;
	*result = exp(sum[prices ? SUM_PRICE_LOG0 : SUM_QUANTITY_LOG0] /
				  sum[SUM_P0Q0] / 2 +
				  sum[prices ? SUM_PRICE_LOG1 : SUM_QUANTITY_LOG1] /
				  sum[SUM_P1Q1] / 2);
	return true;
}

/* One index from the sums; false where it is not defined. */
bool
PriceIndex(const double sum[PRICE_SUMS], PriceSubject subject,
		   PriceMethod method, double *result)
{
	bool		prices = subject == PRICE_OF_PRICES;
	double		laspeyres = 0;
	double		paasche = 0;
	bool		known = true;

	if (method == PRICE_TORNQVIST)
		return PriceTornqvist(sum, subject, result);
	if (method != PRICE_PAASCHE)
		known = PriceRatio(sum[prices ? SUM_P1Q0 : SUM_P0Q1], sum[SUM_P0Q0],
						   &laspeyres);
	if (method != PRICE_LASPEYRES && known)
		known = PriceRatio(sum[SUM_P1Q1], sum[prices ? SUM_P0Q1 : SUM_P1Q0],
						   &paasche);
	*result = method == PRICE_LASPEYRES ? laspeyres :
		method == PRICE_PAASCHE ? paasche : sqrt(laspeyres * paasche);
	return known;
}

/* Part of the value of a period that matched items have. */
bool
PriceCoverage(const double sum[PRICE_SUMS], int period, double *result)
{
	double		all = sum[period == 0 ? SUM_VALUE_BEFORE : SUM_VALUE_AFTER];

	if (!(all > 0))
		return false;
	*result = sum[period == 0 ? SUM_P0Q0 : SUM_P1Q1] / all;
	return true;
}
