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

const char *const PriceMethodName[PRICE_METHODS] = {
	"laspeyres", "paasche", "fisher", "tornqvist"
};

/* What one item adds to each sum. */
void
PriceItemTerms(const PriceItem *item, double term[PRICE_SUMS])
{
	double		value0 = item->known[0] ?
		item->price[0] * item->quantity[0] : 0;
	double		value1 = item->known[1] ?
		item->price[1] * item->quantity[1] : 0;

	memset(term, 0, PRICE_SUMS * sizeof(double));
	term[SUM_ITEMS0] = item->known[0];
	term[SUM_ITEMS1] = item->known[1];
	term[SUM_VALUE0] = value0;
	term[SUM_VALUE1] = value1;
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
static PriceStatus
PriceRatio(double a, double b, double *result)
{
	if (b == 0)
		return PRICE_UNDEFINED;
	*result = a / b;
	return PRICE_DEFINED;
}

/* Geometric mean of the relatives, weighted by the mean of both shares. */
static PriceStatus
PriceTornqvist(const double sum[PRICE_SUMS], PriceSubject subject,
			   double *result)
{
	bool		prices = subject == PRICE_OF_PRICES;

	if (sum[prices ? SUM_NO_PRICE : SUM_NO_QUANTITY] > 0)
		return PRICE_NOT_POSITIVE;
	if (sum[SUM_P0Q0] == 0 || sum[SUM_P1Q1] == 0)
		return PRICE_UNDEFINED;
	*result = exp(sum[prices ? SUM_PRICE_LOG0 : SUM_QUANTITY_LOG0] /
				  sum[SUM_P0Q0] / 2 +
				  sum[prices ? SUM_PRICE_LOG1 : SUM_QUANTITY_LOG1] /
				  sum[SUM_P1Q1] / 2);
	return PRICE_DEFINED;
}

/* One index from the sums. */
PriceStatus
PriceIndex(const double sum[PRICE_SUMS], PriceSubject subject,
		   PriceMethod method, double *result)
{
	bool		prices = subject == PRICE_OF_PRICES;
	double		laspeyres = 0;
	double		paasche = 0;
	PriceStatus status = PRICE_DEFINED;

	if (method == PRICE_TORNQVIST)
		return PriceTornqvist(sum, subject, result);
	if (method != PRICE_PAASCHE)
		status = PriceRatio(sum[prices ? SUM_P1Q0 : SUM_P0Q1], sum[SUM_P0Q0],
							&laspeyres);
	if (method != PRICE_LASPEYRES && status == PRICE_DEFINED)
		status = PriceRatio(sum[SUM_P1Q1], sum[prices ? SUM_P0Q1 : SUM_P1Q0],
							&paasche);
	*result = method == PRICE_LASPEYRES ? laspeyres :
		method == PRICE_PAASCHE ? paasche : sqrt(laspeyres * paasche);
	return status;
}

/* Part of the value of a period that matched items have. */
bool
PriceCoverage(const double sum[PRICE_SUMS], int period, double *result)
{
	double		all = sum[period == 0 ? SUM_VALUE0 : SUM_VALUE1];

	if (!(all > 0))
		return false;
	*result = sum[period == 0 ? SUM_P0Q0 : SUM_P1Q1] / all;
	return true;
}
