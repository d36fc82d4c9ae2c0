/*
 * margins_agg.c
 *	  What a change of trade consists of, over rows of trade and over four
 *	  stored markets.
 *
 * Either way the figures of an entity stand in six runs, three a period: its
 * quantity, the value of rows with a quantity and that of rows without, which
 * stored markets cannot tell apart.
 */
#include "rareearth.h"

#include <math.h>

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/keys.h"
#include "math/margins.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "sql/row_types.h"
#include "shares/shares.h"
#include "trade/figures.h"
#include "trade/trade.h"

#define MARGIN_FIGURES	"quvw"

/* The runs of a period, in order of their keys. */
enum
{
	RUN_QUANTITY,
	RUN_VALUE,
	RUN_UNWEIGHED,
	RUNS_OF_PERIOD,
	RUNS = 2 * RUNS_OF_PERIOD
};

/* Both periods of trade. */
typedef struct MarginTrade
{
	FigureRun	run[RUNS];
	double		unknown[2];		/* value of nobody in particular */
} MarginTrade;

/*
 * (entity, value, quantity, after): a NULL value or after skips the row.  A
 * quantity that is NULL or zero is one that nobody knows.
 */
PG_FUNCTION_INFO_V1(trade_margins_trans);
Datum
trade_margins_trans(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	double		value;
	double		quantity;
	int32		period;
	text	   *entity;

	if (PG_ARGISNULL(2) || PG_ARGISNULL(4))
		return AggSkip(fcinfo);
	value = ArgumentValue(fcinfo, 2, "value", ARGUMENT_ANY);
	quantity = PG_ARGISNULL(3) ? 0 :
		ArgumentValue(fcinfo, 3, "quantity", ARGUMENT_ANY);
	period = PG_GETARG_BOOL(4) ? 1 : 0;
	sums = AggStateFor(fcinfo, (StateSpec) {.kind = KIND_MARGINS,
					   .bytes = true});
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(FigureAdd(sums, period, FIGURE_UNKNOWN, NULL,
									value));
	entity = PG_GETARG_TEXT_PP(1);
	if (quantity == 0)
		PG_RETURN_POINTER(FigureAdd(sums, period, FIGURE_UNWEIGHED, entity,
									value));
	sums = FigureAdd(sums, period, FIGURE_VALUE, entity, value);
	PG_RETURN_POINTER(FigureAdd(sums, period, FIGURE_QUANTITY, entity,
								quantity));
}

INTEGER_NAME(trade_margins_trans, 1);
NUMERIC_VALUES(trade_margins_trans, 2, 2);
NUMERIC_VALUES(trade_margins_trans_bigint, 2, 2);

/* Are the keys of a state those of trade_margins? */
bool
MarginKeysAreValid(const SumsView *view, const void *params)
{
	return FiguresAreValid(view, MARGIN_FIGURES, 0, 1);
}

/* Refuses value below zero that nobody in particular has. */
static void
MarginCheckUnknown(double value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total of unattributed rows must not be negative"),
				 errdetail("Rows without an entity add up to %.15g in one period.",
						   value)));
}

/* Reads the trade of a state. */
static void
MarginTradeOfState(MarginTrade *trade, const SumsView *view)
{
	uint32		at = 0;

	for (int period = 0; period < 2; period++)
	{
		FigureRun  *run = &trade->run[period * RUNS_OF_PERIOD];
		FigureRun	unknown;

		run[RUN_QUANTITY] = FigureRunOpen(view, &at, period, FIGURE_QUANTITY);
		unknown = FigureRunOpen(view, &at, period, FIGURE_UNKNOWN);
		run[RUN_VALUE] = FigureRunOpen(view, &at, period, FIGURE_VALUE);
		run[RUN_UNWEIGHED] = FigureRunOpen(view, &at, period,
										   FIGURE_UNWEIGHED);
		trade->unknown[period] = unknown.at < unknown.end ?
			view->hi[unknown.at] : 0;
		MarginCheckUnknown(trade->unknown[period]);
	}
}

/*
 * Reads the trade of four markets: values and quantities before, values and
 * quantities after.  One that is NULL, of an aggregate without rows, is empty;
 * false where both values are.
 */
static bool
MarginTradeOfMarkets(MarginTrade *trade, FunctionCallInfo fcinfo)
{
	SumsView   *view = palloc0_array(SumsView, 4);
	const SumsView *known = NULL;	/* the first with any entity */

	if (PG_ARGISNULL(0) && PG_ARGISNULL(2))
		return false;
	memset(trade, 0, sizeof(MarginTrade));
	for (int i = 0; i < 4; i++)
	{
		FigureRun  *run = &trade->run[(i / 2) * RUNS_OF_PERIOD +
									  (i % 2 == 0 ? RUN_VALUE : RUN_QUANTITY)];

		if (PG_ARGISNULL(i))
			continue;
		ViewOpen(&view[i], PG_GETARG_DATUM(i), NOUN_SHARES, VIEW_SORTED);
		if (known == NULL && view[i].n > 0)
			known = &view[i];
		if (view[i].n > 0)
			SharesCheckAlike(known, &view[i]);
		*run = (FigureRun) {&view[i], 0, view[i].n, 0};
		if (i % 2 == 0)
		{
			trade->unknown[i / 2] = ViewNullTotal(&view[i]);
			MarginCheckUnknown(trade->unknown[i / 2]);
		}
	}
	return true;
}

/* Reads the next entity of either period; item is where its name stands. */
static bool
MarginTradeNext(MarginTrade *trade, MarginEntity *entity, FigureRun *item)
{
	double		figure[RUNS];

	if (!FigureRunsNext(trade->run, RUNS, figure, item))
		return false;
	for (int period = 0; period < 2; period++)
	{
		const double *of = &figure[period * RUNS_OF_PERIOD];

		entity->quantity[period] = of[RUN_QUANTITY];
		entity->value[period] = of[RUN_VALUE];
		entity->unweighed[period] = of[RUN_UNWEIGHED];
		if (of[RUN_QUANTITY] < 0 || of[RUN_VALUE] < 0 ||
			of[RUN_VALUE] + of[RUN_UNWEIGHED] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("total of an entity must not be negative"),
					 errdetail("Entity \"%s\" has value %.15g, of which %.15g with a quantity, and quantity %.15g in one period.",
							   FigureItem(item->view, item->at, item->skip),
							   of[RUN_VALUE] + of[RUN_UNWEIGHED],
							   of[RUN_VALUE], of[RUN_QUANTITY]),
					 errhint("Corrections may be negative rows, but not exceed what they correct.")));
	}
	return true;
}

/* The parts of the change, as a row; NULL without trade. */
static Datum
MarginsReport(FunctionCallInfo fcinfo, MarginTrade *trade)
{
	ResultRow	row = {0};
	MarginEntity entity;
	FigureRun	item;
	MarginSums	sums;
	Margins		margins;

	MarginsInit(&sums);
	while (MarginTradeNext(trade, &entity, &item))
		MarginsAdd(&sums, &entity);
	MarginsAddUnattributed(&sums, trade->unknown[0], trade->unknown[1]);
	if (!MarginsOf(&sums, &margins))
		PG_RETURN_NULL();
	for (int i = 0; i < MARGIN_PARTS; i++)
		if (!isfinite(margins.part[i]) || !isfinite(margins.change))
			ResultRangeError("change of trade", NULL);
	ResultAddNumber(&row, true, margins.change);
	for (int i = 0; i < MARGIN_PARTS; i++)
		ResultAddNumber(&row, true, margins.part[i]);
	ResultAddCount(&row, true, sums.count[MARGIN_ENTERED]);
	ResultAddCount(&row, true, sums.count[MARGIN_EXITED]);
	ResultAddCount(&row, true, sums.count[MARGIN_PRICED] +
				   sums.count[MARGIN_STAYED]);
	ResultAddNumber(&row, true, margins.change / margins.mean);
	for (int i = 0; i < MARGIN_PARTS; i++)
		ResultAddNumber(&row, true, margins.part[i] / margins.mean);
	ResultAddNumber(&row, true, margins.before);
	ResultAddNumber(&row, true, margins.after);
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(trade_margins_final);
Datum
trade_margins_final(PG_FUNCTION_ARGS)
{
	MarginTrade trade;
	SumsView	view;

	(void) AggOpen(&view, fcinfo, KIND_MARGINS, VIEW_SORTED);
	MarginTradeOfState(&trade, &view);
	return MarginsReport(fcinfo, &trade);
}

/* (values_before, quantities_before, values_after, quantities_after) */
PG_FUNCTION_INFO_V1(shares_trade_margins);
Datum
shares_trade_margins(PG_FUNCTION_ARGS)
{
	MarginTrade trade;

	if (!MarginTradeOfMarkets(&trade, fcinfo))
		PG_RETURN_NULL();
	return MarginsReport(fcinfo, &trade);
}

/* Stores what one entity, or value of nobody in particular, has changed. */
static void
MarginRowStore(FunctionCallInfo fcinfo, ResultRow *row, const char *entity,
			   const char *kind, const MarginSplit *split, double mean)
{
	bool		priced = split->kind == MARGIN_PRICED;

	if (!isfinite(split->price) || !isfinite(split->quantity))
		ResultRangeError("change of trade", NULL);
	ResultAddWord(row, entity != NULL, entity);
	ResultAddWord(row, true, kind);
	ResultAddNumber(row, true, split->before);
	ResultAddNumber(row, true, split->after);
	ResultAddNumber(row, priced, split->price);
	ResultAddNumber(row, priced, split->quantity);
	ResultAddNumber(row, true, (split->after - split->before) / mean);
	ResultStore(fcinfo, row);
}

/* The mean of the totals of both periods. */
static double
MarginTradeMean(MarginTrade trade)
{
	MarginSums	sums;
	Margins		margins;
	MarginEntity entity;
	FigureRun	item;

	MarginsInit(&sums);
	while (MarginTradeNext(&trade, &entity, &item))
		MarginsAdd(&sums, &entity);
	MarginsAddUnattributed(&sums, trade.unknown[0], trade.unknown[1]);
	(void) MarginsOf(&sums, &margins);
	return margins.mean;
}

/* One row for each entity of either period, then what nobody has. */
PG_FUNCTION_INFO_V1(shares_margin_rows);
Datum
shares_margin_rows(PG_FUNCTION_ARGS)
{
	static const char *const kind_name[MARGIN_KINDS] = {
		[MARGIN_ENTERED] = "entry",
		[MARGIN_EXITED] = "exit",
		[MARGIN_PRICED] = "priced",
		[MARGIN_STAYED] = "unpriced"
	};
	ResultRow	row = {0};
	MarginTrade trade;
	MarginEntity entity;
	FigureRun	item;
	double		mean;

	InitMaterializedSRF(fcinfo, 0);
	if (!MarginTradeOfMarkets(&trade, fcinfo))
		return (Datum) 0;
	mean = MarginTradeMean(trade);
	while (MarginTradeNext(&trade, &entity, &item))
	{
		MarginSplit split = MarginOf(&entity);

		if (split.kind != MARGIN_ABSENT)
			MarginRowStore(fcinfo, &row,
						   FigureItem(item.view, item.at, item.skip),
						   kind_name[split.kind], &split, mean);
	}
	if (trade.unknown[0] > 0 || trade.unknown[1] > 0)
	{
		MarginSplit split = {MARGIN_STAYED, trade.unknown[0],
		trade.unknown[1], 0, 0};

		MarginRowStore(fcinfo, &row, NULL, kind_name[split.kind], &split, mean);
	}
	return (Datum) 0;
}

/* Reports an entity that the reference does not trade in. */
pg_noreturn static void
ReferenceError(const SumsView *view, uint32 key)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("entity \"%s\" is not in the reference",
					FigureItem(view, key, 0)),
			 errhint("The reference, such as the trade of the world, must hold everything that x does; keep_entities(x, ...) leaves entities out.")));
}

/* A market with its keys; none where an aggregate had no rows. */
static void
ExtensiveOpen(Shares *shares, FunctionCallInfo fcinfo, int arg)
{
	memset(shares, 0, sizeof(Shares));
	if (!PG_ARGISNULL(arg))
		SharesOpen(shares, PG_GETARG_DATUM(arg), VIEW_SORTED | SHARES_KEYS);
}

/*
 * How much of the reference's trade is in what x trades in, and how much of
 * that x has (Hummels and Klenow 2005).
 */
PG_FUNCTION_INFO_V1(shares_extensive_margin);
Datum
shares_extensive_margin(PG_FUNCTION_ARGS)
{
	ResultRow	row = {0};
	Shares		x;
	Shares		reference;
	FSum		common;
	int			at = 0;

	ExtensiveOpen(&x, fcinfo, 0);
	ExtensiveOpen(&reference, fcinfo, 1);
	if (PG_ARGISNULL(1) || (reference.market.n == 0 && x.market.n == 0))
		PG_RETURN_NULL();
	if (x.market.n > 0 && reference.market.n > 0)
		SharesCheckAlike(&x.view, &reference.view);
	FSumInit(&common);
	for (int i = 0; i < x.market.n; i++)
	{
		int			cmp = 1;

		for (; at < reference.market.n; at++)
		{
			cmp = KeysCompare(&x.view, x.key[i], &reference.view,
							  reference.key[at], 0);
			if (cmp <= 0)
				break;
		}
		if (cmp != 0)
			ReferenceError(&x.view, x.key[i]);
		FSumAdd(&common, reference.market.value[at]);
	}
	ResultAddNumber(&row, true, FSumValue(&common) / reference.market.total);
	ResultAddNumber(&row, x.market.n > 0,
					x.market.total / FSumValue(&common));
	ResultAddNumber(&row, true, x.market.n == 0 ? 0 :
					x.market.total / reference.market.total);
	return ResultReturn(fcinfo, &row);
}
