/*
 * price_index_agg.c
 *	  Index numbers of prices and quantities as aggregates.
 *
 * For rows that hold an item in both periods, the keys of the state are the
 * numbers of the sums that the indices need (PriceSum).  For rows that hold an
 * item in one period they are those of figures.h: quantities, the one sum of
 * what cannot be priced, and values.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "keyed/keys.h"
#include "math/price_index.h"
#include "sql/row_types.h"
#include "sql/result.h"
#include "shares/shares.h"
#include "trade/baskets.h"
#include "trade/trade.h"

/* The columns of price_report, in order. */
enum
{
	COLUMN_INDICES = PRICE_SUBJECTS * PRICE_METHODS,
	COLUMN_MATCHED = COLUMN_INDICES,
	COLUMN_ITEMS_BEFORE,
	COLUMN_ITEMS_AFTER,
	COLUMN_COVERAGE_BEFORE,
	COLUMN_COVERAGE_AFTER,
	REPORT_COLUMNS
};

/* Indices between two periods, or along a chain; NaN stands for NULL. */
typedef struct PriceReport
{
	double		column[REPORT_COLUMNS];
} PriceReport;

/* A price or quantity of a row that holds both periods. */
static double
PriceArgument(FunctionCallInfo fcinfo, int arg)
{
	static const char *const name[] = {
		"price_before", "quantity_before", "price_after", "quantity_after"
	};
	double		value = PG_GETARG_FLOAT8(arg);

	ArgumentCheck(value, name[arg - 1], ARGUMENT_NOT_NEGATIVE, NULL);
	return value;
}

/* (price_before, quantity_before, price_after, quantity_after) */
PG_FUNCTION_INFO_V1(price_indices_trans_pair);
Datum
price_indices_trans_pair(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums = AggStateFor(fcinfo, (StateSpec) {.kind = KIND_PRICES});
	PriceItem	item;
	double		term[PRICE_SUMS];

	for (int period = 0; period < 2; period++)
	{
		int			arg = 1 + 2 * period;

		item.price[period] = PG_ARGISNULL(arg) ? 0 :
			PriceArgument(fcinfo, arg);
		item.quantity[period] = PG_ARGISNULL(arg + 1) ? 0 :
			PriceArgument(fcinfo, arg + 1);
		item.known[period] = !PG_ARGISNULL(arg) && !PG_ARGISNULL(arg + 1);
	}
	PriceItemTerms(&item, term);
	for (int i = 0; i < PRICE_SUMS; i++)
	{
		if (!isfinite(term[i]))
			ResultRangeError("index of prices or quantities", NULL);
		if (term[i] != 0)
			sums = SumsAddNumber(sums, i, term[i]);
	}
	PG_RETURN_POINTER(sums);
}

NUMERIC_VALUES(price_indices_trans_pair, 1, 4);

/* (item, value, quantity, after): a NULL value or after skips the row. */
PG_FUNCTION_INFO_V1(price_indices_trans_side);
Datum
price_indices_trans_side(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2) || PG_ARGISNULL(4))
		return AggSkip(fcinfo);
	return BasketAddRow(fcinfo, (StateSpec) {.kind = KIND_PRICES, .bytes = true},
						PG_GETARG_BOOL(4) ? 1 : 0, 1);
}

INTEGER_NAME(price_indices_trans_side, 1);
NUMERIC_VALUES(price_indices_trans_side, 2, 2);
NUMERIC_VALUES(price_indices_trans_side_bigint, 2, 2);

/* (period, item, value, quantity): a NULL period or value skips the row. */
PG_FUNCTION_INFO_V1(price_indices_chained_trans);
Datum
price_indices_chained_trans(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	CalendarCheckDate(PG_GETARG_DATEADT(1), "period");
	return BasketAddRow(fcinfo, (StateSpec) {.kind = KIND_PRICE_CHAIN, .bytes = true},
						PG_GETARG_DATEADT(1), 2);
}

INTEGER_NAME(price_indices_chained_trans, 2);
NUMERIC_VALUES(price_indices_chained_trans, 3, 2);
NUMERIC_VALUES(price_indices_chained_trans_bigint, 3, 2);

/* Are the keys of a state those of price_indices, in either form? */
bool
PriceKeysAreValid(const SumsView *view, const void *params)
{
	if (view->bytes)
		return FiguresAreValid(view, PRICE_FIGURES, 0, 1);
	return view->n == 0 || (view->number[0] >= 0 &&
							view->number[view->n - 1] < PRICE_SUMS);
}

/* Are the keys of a state those of price_indices_chained? */
bool
PriceChainKeysAreValid(const SumsView *view, const void *params)
{
	return BasketDaysAreValid(view);
}

/* Reports rows of both periods met with rows of one. */
void
PriceKeysDiffer(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot combine rows of both periods with rows of one period"),
			 errhint("Call price_indices with the same arguments for all rows of a group.")));
}

/* The sums between the two periods of a state of figures. */
static void
PriceSumsOfFigures(const SumsView *view, double total[PRICE_SUMS])
{
	Basket		basket[2];
	uint32		at = 0;

	for (int period = 0; period < 2; period++)
	{
		memset(&basket[period], 0, sizeof(Basket));
		basket[period].skip = FIGURE_SIZE;
		if (at < view->n &&
			FigurePeriod(PairRead(view, at, FIGURE_SIZE)) == period)
			at = BasketRead(&basket[period], view, at);
	}
	BasketsCompare(&basket[0], &basket[1], total);
}

/* All indices from the sums. */
static void
ReportFill(PriceReport *report, const double total[PRICE_SUMS])
{
	double	   *column = report->column;

	for (int i = 0; i < COLUMN_INDICES; i++)
		if (!PriceIndex(total, (PriceSubject) (i / PRICE_METHODS),
						(PriceMethod) (i % PRICE_METHODS), &column[i]))
			column[i] = NAN;
		else if (!isfinite(column[i]))
			ResultRangeError("index of prices or quantities", NULL);
	column[COLUMN_MATCHED] = total[SUM_MATCHED];
	column[COLUMN_ITEMS_BEFORE] = total[SUM_ITEMS_BEFORE];
	column[COLUMN_ITEMS_AFTER] = total[SUM_ITEMS_AFTER];
	for (int period = 0; period < 2; period++)
		if (!PriceCoverage(total, period, &column[COLUMN_COVERAGE_BEFORE + period]))
			column[COLUMN_COVERAGE_BEFORE + period] = NAN;
}

/* The report as a row. */
static Datum
ReportRow(FunctionCallInfo fcinfo, const PriceReport *report)
{
	ResultRow	row = {0};

	for (int i = 0; i < REPORT_COLUMNS; i++)
	{
		double		number = report->column[i];

		if (i >= COLUMN_MATCHED && i <= COLUMN_ITEMS_AFTER)
			ResultAddCount(&row, !isnan(number), (int64) number);
		else
			ResultAddNumber(&row, !isnan(number), number);
	}
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(price_indices_final);
Datum
price_indices_final(PG_FUNCTION_ARGS)
{
	double		total[PRICE_SUMS] = {0};
	PriceReport	report;
	SumsView	view;

	(void) AggOpen(&view, fcinfo, KIND_PRICES, VIEW_SORTED);
	if (view.bytes)
		PriceSumsOfFigures(&view, total);
	else
		for (uint32 i = 0; i < view.n; i++)
			total[view.number[i]] = view.hi[i];
	ReportFill(&report, total);
	return ReportRow(fcinfo, &report);
}

/* Adds a link to a chain: indices multiply, the weakest coverage counts. */
static void
ReportChain(PriceReport *chain, const PriceReport *link)
{
	for (int i = 0; i < COLUMN_INDICES; i++)
	{
		chain->column[i] *= link->column[i];
		if (isinf(chain->column[i]))
			ResultRangeError("index of prices or quantities", NULL);
	}
	for (int i = COLUMN_COVERAGE_BEFORE; i <= COLUMN_COVERAGE_AFTER; i++)
		if (isnan(chain->column[i]) || isnan(link->column[i]))
			chain->column[i] = NAN;
		else
			chain->column[i] = Min(chain->column[i], link->column[i]);
	chain->column[COLUMN_MATCHED] = Min(chain->column[COLUMN_MATCHED],
										link->column[COLUMN_MATCHED]);
	chain->column[COLUMN_ITEMS_AFTER] = link->column[COLUMN_ITEMS_AFTER];
}

/* The links between neighbouring periods, multiplied. */
PG_FUNCTION_INFO_V1(price_indices_chained_final);
Datum
price_indices_chained_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	Basket		basket[2];
	PriceReport	chain;
	uint32		at = 0;
	int			links = 0;

	(void) AggOpen(&view, fcinfo, KIND_PRICE_CHAIN, VIEW_SORTED);
	if (view.n == 0)
		PG_RETURN_NULL();
	at = BasketRead(&basket[0], &view, at);
	for (; at < view.n; links++)
	{
		double		total[PRICE_SUMS];
		PriceReport	link;

		at = BasketRead(&basket[1], &view, at);
		BasketsCompare(&basket[0], &basket[1], total);
		ReportFill(&link, total);
		if (links == 0)
			chain = link;
		else
			ReportChain(&chain, &link);
		pfree(basket[0].item);
		basket[0] = basket[1];
	}
	if (links == 0)
		PG_RETURN_NULL();
	return ReportRow(fcinfo, &chain);
}

/* (values_before, quantities_before, values_after, quantities_after) by item. */
PG_FUNCTION_INFO_V1(shares_price_indices);
Datum
shares_price_indices(PG_FUNCTION_ARGS)
{
	SumsView	view[4];
	const SumsView *items = NULL;	/* the first with any */
	Basket		basket[2];
	double		total[PRICE_SUMS];
	PriceReport	report;

	for (int i = 0; i < 4; i++)
	{
		ViewOpen(&view[i], PG_GETARG_DATUM(i), NOUN_SHARES, VIEW_SORTED);
		if (items == NULL && view[i].n > 0)
			items = &view[i];
		if (view[i].n > 0)
			SharesCheckAlike(items, &view[i]);
	}
	for (int period = 0; period < 2; period++)
	{
		SumsView   *values = &view[2 * period];
		SumsView   *quantities = &view[2 * period + 1];

		BasketAddUnpriced(&basket[period], ViewNullTotal(values));
		BasketFill(&basket[period], values, 0, values->n, quantities, 0,
				   quantities->n, 0);
	}
	BasketsCompare(&basket[0], &basket[1], total);
	ReportFill(&report, total);
	return ReportRow(fcinfo, &report);
}

/* The keys of a chain of given links. */
enum
{
	CHAIN_LOG,					/* logarithms of the links */
	CHAIN_ZERO,					/* links that are zero */
	CHAIN_BROKEN				/* links that are NULL */
};

PG_FUNCTION_INFO_V1(chained_index_trans);
Datum
chained_index_trans(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums = AggStateFor(fcinfo,
								   (StateSpec) {.kind = KIND_CHAINED_INDEX});
	double		link;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(SumsAddNumber(sums, CHAIN_BROKEN, 1));
	link = PG_GETARG_FLOAT8(1);
	ArgumentCheck(link, "link of a chained index", ARGUMENT_NOT_NEGATIVE,
				  NULL);
	if (link == 0)
		PG_RETURN_POINTER(SumsAddNumber(sums, CHAIN_ZERO, 1));
	PG_RETURN_POINTER(SumsAddNumber(sums, CHAIN_LOG, log(link)));
}

/* Are the keys of a state those of chained_index? */
bool
ChainedIndexKeysAreValid(const SumsView *view, const void *params)
{
	return view->n == 0 || (view->number[0] >= CHAIN_LOG &&
							view->number[view->n - 1] <= CHAIN_BROKEN);
}

PG_FUNCTION_INFO_V1(chained_index_final);
Datum
chained_index_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	bool		zero = false;
	double		result = 1;

	(void) AggOpen(&view, fcinfo, KIND_CHAINED_INDEX, 0);
	for (uint32 i = 0; i < view.n; i++)
	{
		if (view.number[i] == CHAIN_BROKEN)
			PG_RETURN_NULL();
		if (view.number[i] == CHAIN_ZERO)
			zero = true;
		else
			result = exp(view.hi[i]);
	}
	if (zero)
		PG_RETURN_FLOAT8(0);
	if (isinf(result))
		ResultRangeError("index of prices or quantities", NULL);
	PG_RETURN_FLOAT8(result);
}
