/*
 * price_index_agg.c
 *	  Index numbers of prices and quantities as aggregates.
 *
 * The state is keyed_sums of one of two kinds.  For rows that hold an item in
 * both periods, keys are the numbers of the sums that the indices need
 * (PriceSum).  For rows that hold an item in one period, keys are text:
 *
 *	  period (8 hexadecimal digits) | kind | item
 *
 * where the kind is "v" for the value and "q" for the quantity of an item, and
 * "u" without an item for value whose item or quantity is unknown.  In order
 * of keys each period is a run, and so are the items of each kind.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "keyed/agg.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "keyed/keys.h"
#include "math/price_index.h"
#include "sql/numeric_value.h"
#include "sql/result.h"
#include "shares/shares.h"

#define PERIOD_DIGITS	8
#define ITEM_OFFSET		(PERIOD_DIGITS + 1)

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

/* The state to add to. */
static KeyedSums *
PriceState(FunctionCallInfo fcinfo, bool bytes)
{
	KeyedSums  *sums = AggOwnState(fcinfo);

	if (sums == NULL)
		return SumsCreate(NOUN_SHARES, bytes, NULL, 0);
	AggCheckState(sums, NOUN_SHARES, bytes);
	return sums;
}

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

/* Reports figures whose product or sum no double can hold. */
pg_noreturn static void
PriceRangeError(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("index of prices or quantities is out of range"),
			 errhint("Use larger units, for example tonnes for kilograms.")));
}

/* (price_before, quantity_before, price_after, quantity_after) */
PG_FUNCTION_INFO_V1(price_indices_trans_pair);
Datum
price_indices_trans_pair(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums = PriceState(fcinfo, false);
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
			PriceRangeError();
		if (term[i] != 0)
			sums = SumsAddNumber(sums, i, term[i]);
	}
	PG_RETURN_POINTER(sums);
}

NUMERIC_VALUES(price_indices_trans_pair, 1, 4);

/* Adds a figure of one kind of an item, given as text or NULL, to a period. */
static KeyedSums *
PriceAddFigure(KeyedSums *sums, uint32 period, char kind, const text *item,
			   double figure)
{
	char		small[128];
	uint32		len = ITEM_OFFSET + (item ? VARSIZE_ANY_EXHDR(item) : 0);
	char	   *key = len < sizeof(small) ? small : palloc(len + 1);

	snprintf(key, ITEM_OFFSET + 1, "%08x%c", period, kind);
	if (item != NULL)
		memcpy(key + ITEM_OFFSET, VARDATA_ANY(item), len - ITEM_OFFSET);
	sums = SumsAddBytes(sums, key, len, figure);
	if (key != small)
		pfree(key);
	return sums;
}

/*
 * Adds a row that holds an item in one period.  A value without a quantity,
 * or without an item, cannot be priced, but is counted.  Negative figures are
 * corrections.
 */
static Datum
PriceAddFigures(FunctionCallInfo fcinfo, uint32 period, int itemarg,
				int valuearg, int quantityarg)
{
	KeyedSums  *sums = PriceState(fcinfo, true);
	double		value = ArgumentValue(fcinfo, valuearg, "value",
									  ARGUMENT_ANY);
	text	   *item;

	if (PG_ARGISNULL(quantityarg) || PG_ARGISNULL(itemarg))
		PG_RETURN_POINTER(PriceAddFigure(sums, period, 'u', NULL, value));
	item = PG_GETARG_TEXT_PP(itemarg);
	sums = PriceAddFigure(sums, period, 'v', item, value);
	PG_RETURN_POINTER(PriceAddFigure(sums, period, 'q', item,
									 ArgumentValue(fcinfo, quantityarg,
												   "quantity",
												   ARGUMENT_ANY)));
}

/* (item, value, quantity, after): a NULL value or after skips the row. */
PG_FUNCTION_INFO_V1(price_indices_trans_side);
Datum
price_indices_trans_side(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2) || PG_ARGISNULL(4))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	return PriceAddFigures(fcinfo, PG_GETARG_BOOL(4) ? 1 : 0, 1, 2, 3);
}

NUMERIC_VALUES(price_indices_trans_side, 2, 2);

/* (period, item, value, quantity): a NULL period or value skips the row. */
PG_FUNCTION_INFO_V1(price_indices_chained_trans);
Datum
price_indices_chained_trans(PG_FUNCTION_ARGS)
{
	DateADT		period;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	period = PG_GETARG_DATEADT(1);
	CalendarCheckDate(period, "period");
	/* so that the order of keys is that of dates */
	return PriceAddFigures(fcinfo, (uint32) period ^ 0x80000000, 2, 3, 4);
}

NUMERIC_VALUES(price_indices_chained_trans, 3, 2);

/* Reports a state that no aggregate of this file has made. */
pg_noreturn static void
PriceStateError(void)
{
	elog(ERROR, "the state is not one of a price index");
}

/* Adds an item to a basket, or its value to what has no price. */
static void
BasketAdd(Basket *basket, uint32 key, double value, double quantity)
{
	if (value < 0 || quantity < 0)
	{
		const SumsView *view = basket->view;
		char	   *name = view->bytes ?
		pnstrdup(view->key[key] + basket->skip, view->keylen[key] - basket->skip) :
		psprintf(INT64_FORMAT, view->number[key]);

		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total of an item must not be negative"),
				 errdetail("Item \"%s\" has value %.15g and quantity %.15g in one period.",
						   name, value, quantity),
				 errhint("Corrections may be negative rows, but not exceed what they correct.")));
	}
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
static void
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
static void
BasketFill(Basket *basket, const SumsView *values, uint32 v, uint32 vend,
		   const SumsView *quantities, uint32 q, uint32 qend, uint32 skip)
{
	basket->view = values;
	basket->skip = skip;
	basket->n = 0;
	basket->item = (PricedItem *)
		palloc(Max(vend - v, 1) * sizeof(PricedItem));
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

/* The first key, from at on, that does not start with these bytes. */
static uint32
RunEnd(const SumsView *view, uint32 at, const char *start, uint32 len)
{
	while (at < view->n && memcmp(view->key[at], start, len) == 0)
		at++;
	return at;
}

/* Reads the basket of the period of key "at"; returns where the next starts. */
static uint32
BasketRead(Basket *basket, const SumsView *view, uint32 at)
{
	char		start[ITEM_OFFSET];
	uint32		end[3];

	memcpy(start, view->key[at], PERIOD_DIGITS);
	for (int kind = 0; kind < 3; kind++)
	{
		start[PERIOD_DIGITS] = "quv"[kind];
		end[kind] = RunEnd(view, kind > 0 ? end[kind - 1] : at, start,
						   ITEM_OFFSET);
	}
	if (end[2] == at || end[1] - end[0] > 1)
		PriceStateError();
	BasketAddUnpriced(basket, end[1] > end[0] ? view->hi[end[0]] : 0);
	BasketFill(basket, view, end[1], end[2], view, at, end[0], ITEM_OFFSET);
	return end[2];
}

/* Opens a state whose keys are texts. */
static void
PriceOpenFigures(SumsView *view, KeyedSums *sums)
{
	ViewOpenState(view, sums, VIEW_SORTED);
	for (uint32 i = 0; i < view->n; i++)
		if (view->keylen[i] < ITEM_OFFSET)
			PriceStateError();
}

/* The sums over the items of two baskets. */
static void
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
			PriceRangeError();
	}
}

/* The sums of a state of either kind, between its two periods. */
static void
PriceSumsOfState(KeyedSums *sums, double total[PRICE_SUMS])
{
	SumsView	view;
	Basket		basket[2];
	uint32		at = 0;

	if (sums->noun != NOUN_SHARES)
		PriceStateError();
	if (SumsHasBytes(sums))
	{
		PriceOpenFigures(&view, sums);
		for (int period = 0; period < 2; period++)
		{
			memset(&basket[period], 0, sizeof(Basket));
			basket[period].skip = ITEM_OFFSET;
			if (at < view.n &&
				view.key[at][PERIOD_DIGITS - 1] == "01"[period])
				at = BasketRead(&basket[period], &view, at);
		}
		if (at != view.n)
			PriceStateError();
		BasketsCompare(&basket[0], &basket[1], total);
		return;
	}
	memset(total, 0, PRICE_SUMS * sizeof(double));
	ViewOpenState(&view, sums, 0);
	for (uint32 i = 0; i < view.n; i++)
	{
		if (view.number[i] < 0 || view.number[i] >= PRICE_SUMS)
			PriceStateError();
		total[view.number[i]] = view.hi[i];
	}
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
			PriceRangeError();
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
	double		total[PRICE_SUMS];
	PriceReport	report;

	PriceSumsOfState(AggStateArgument(fcinfo, 0), total);
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
			PriceRangeError();
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
	KeyedSums  *sums = AggStateArgument(fcinfo, 0);
	SumsView	view;
	Basket		basket[2];
	PriceReport	chain;
	uint32		at = 0;
	int			links = 0;

	if (sums->noun != NOUN_SHARES || !SumsHasBytes(sums))
		PriceStateError();
	PriceOpenFigures(&view, sums);
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
	KeyedSums  *sums = AggOwnState(fcinfo);
	double		link;

	if (sums == NULL)
		sums = SumsCreate(NOUN_SHARES, false, NULL, 0);
	AggCheckState(sums, NOUN_SHARES, false);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(SumsAddNumber(sums, CHAIN_BROKEN, 1));
	link = PG_GETARG_FLOAT8(1);
	ArgumentCheck(link, "link of a chained index", ARGUMENT_NOT_NEGATIVE,
				  NULL);
	if (link == 0)
		PG_RETURN_POINTER(SumsAddNumber(sums, CHAIN_ZERO, 1));
	PG_RETURN_POINTER(SumsAddNumber(sums, CHAIN_LOG, log(link)));
}

PG_FUNCTION_INFO_V1(chained_index_final);
Datum
chained_index_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	bool		zero = false;
	double		result = 1;

	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, 0);
	if (view.bytes)
		PriceStateError();
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
		PriceRangeError();
	PG_RETURN_FLOAT8(result);
}
