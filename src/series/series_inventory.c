/*
 * series_inventory.c
 *	  Questions about stocks and flows that are given as trade_series.
 */
#include "rareearth.h"

#include <float.h>

#include "miscadmin.h"

#include "sql/argument.h"
#include "math/inventory.h"
#include "math/near.h"
#include "sql/result.h"
#include "series/series_gaps.h"
#include "series/series_join.h"

/* Means over more periods than this are no recent ones. */
#define TRAILING_MAX_PERIODS	10000
#define TRAILING_SCALE			0x1p-14

/* The method named by a text argument. */
static InventoryMethod
InventoryMethodArgument(FunctionCallInfo fcinfo, int arg)
{
	InventoryMethod method;
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));

	if (!InventoryMethodFromName(word, &method))
		ArgumentWordError("method", word, "average, closing or opening");
	return method;
}

/* The value of a series in a slot; false when it was not seen. */
static inline bool
JoinValue(const SeriesJoin *join, int series, int slot, double *value)
{
	const SeriesWindow *window = &join->window[series];

	*value = 0;
	if (slot < 0 || slot >= join->n || !window->seen[slot])
		return false;
	*value = window->value[slot];
	return true;
}

/* Reports a period without a value where gaps are errors. */
static void
JoinGapError(const SeriesJoin *join, int series, int slot)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("%s has no value for a period", join->name[series]),
			 errdetail("The %s of %s is missing.",
					   CalendarName(join->periods.calendar.frequency),
					   SeriesJoinDateText(join, slot)),
			 errhint("Use gaps => 'missing' where it is not known, 'zero' where there was none.")));
}

/*
 * Treats the periods without a value from lo to hi as gaps says: zero fills
 * them in, error refuses them.  The arrays of the window are our own.
 */
static void
JoinFillGaps(SeriesJoin *join, int series, int lo, int hi, SeriesGaps gaps)
{
	SeriesWindow *window = &join->window[series];

	for (int i = lo; i <= hi && gaps != SERIES_GAPS_MISSING; i++)
	{
		if (window->seen[i])
			continue;
		if (gaps == SERIES_GAPS_ERROR)
			JoinGapError(join, series, i);
		((double *) window->value)[i] = 0;
		((bool *) window->seen)[i] = true;
	}
}

/* Refuses trading days, which have no length and no year. */
static void
JoinRequireCalendar(const SeriesJoin *join, const char *function)
{
	if (SeriesPeriodsAreTradingDays(&join->periods))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s needs periods of the calendar", function),
				 errdetail("The series are by trading_day."),
				 errhint("Make months of them by resample(s, 'month').")));
}

/* How days_inventory was asked. */
typedef struct DaysQuestion
{
	SeriesJoin	join;			/* inventory, cost of sales */
	InventoryMethod method;
	double		days;			/* of a period; 0: those of the calendar */
	double		annual_days;	/* alike */
} DaysQuestion;

/* The days of the year in which the period in a slot begins. */
static double
DaysOfYear(const DaysQuestion *q, int slot)
{
	return q->annual_days > 0 ? q->annual_days :
		CalendarYearDays(SeriesJoinDate(&q->join, slot),
						 q->join.periods.calendar);
}

/* What is known of the period in a slot. */
static InventoryPeriod
DaysPeriod(const DaysQuestion *q, int slot)
{
	int			length = q->join.length[slot];
	InventoryPeriod p;

	p.has_opening = JoinValue(&q->join, 0, slot - length, &p.opening);
	p.has_closing = JoinValue(&q->join, 0, slot, &p.closing);
	p.has_cost = JoinValue(&q->join, 1, slot, &p.cost_of_sales);
	p.days = q->days > 0 ? q->days * length :
		SeriesJoinDate(&q->join, slot + 1) -
		SeriesJoinDate(&q->join, slot + 1 - length);
	return p;
}

/* Opens (inventory, cost_of_sales, method, days, annual_days). */
static bool
DaysOpen(DaysQuestion *q, FunctionCallInfo fcinfo)
{
	static const char *const names[] = {"inventory", "cost_of_sales"};

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return false;
	(void) ArgumentNumber(fcinfo, 4, "annual_days", ARGUMENT_POSITIVE,
						  &q->annual_days);
	q->method = InventoryMethodArgument(fcinfo, 2);
	(void) ArgumentNumber(fcinfo, 3, "days", ARGUMENT_POSITIVE, &q->days);
	SeriesJoinOpenWithEnds(&q->join, fcinfo, 0, names, 2, 1);
	SeriesJoinRequireMeasure(&q->join, 0, MEASURE_BIT(MEASURE_LEVEL));
	SeriesJoinRequireMeasure(&q->join, 1, MEASURE_BIT(MEASURE_FLOW));
	JoinRequireCalendar(&q->join, "days_inventory");
	SeriesJoinCheck(&q->join, 0, ARGUMENT_NOT_NEGATIVE);
	SeriesJoinCheck(&q->join, 1, ARGUMENT_NOT_NEGATIVE);
	return true;
}

/* days_inventory(inventory, cost_of_sales, method, days, annual_days) */
PG_FUNCTION_INFO_V1(series_days_inventory);
Datum
series_days_inventory(PG_FUNCTION_ARGS)
{
	DaysQuestion q;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!DaysOpen(&q, fcinfo))
		return (Datum) 0;
	for (int i = 0; i < q.join.n; i++)
	{
		InventoryPeriod p = DaysPeriod(&q, i);
		double		days = 0;
		double		turnover = 0;
		bool		has_days = InventoryDays(&p, q.method, &days);
		bool		has_turnover = InventoryTurnover(&p, q.method,
													 DaysOfYear(&q, i), &turnover);

		CHECK_FOR_INTERRUPTS();
		if (!p.has_closing && !p.has_cost)
			continue;
		ResultAddDate(&row, true, SeriesJoinDate(&q.join, i));
		ResultAddNumber(&row, true, p.days);
		ResultAddNumber(&row, p.has_opening, p.opening);
		ResultAddNumber(&row, p.has_closing, p.closing);
		ResultAddNumber(&row, p.has_cost, p.cost_of_sales);
		ResultAddNumber(&row, has_days, days);
		ResultAddNumber(&row, has_turnover, turnover);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* How inventory_signal was asked. */
typedef struct SignalQuestion
{
	SeriesJoin	join;			/* inventory, sales */
	int			lag;
	InventoryBase base;
} SignalQuestion;

/*
 * The growth of a series over lag periods, or over the mean of the values lag
 * and twice as many before; false without a start above zero.
 */
static bool
SignalGrowth(const SignalQuestion *q, int series, int slot, double *growth)
{
	double		before;
	double		earlier;
	double		after;

	if (!JoinValue(&q->join, series, slot - q->lag, &before) ||
		!JoinValue(&q->join, series, slot, &after))
		return false;
	if (q->base == INVENTORY_TWO_YEAR)
	{
		if (!JoinValue(&q->join, series, slot - 2 * q->lag, &earlier))
			return false;
		/* halves first: their sum cannot leave the range of double */
		before = before / 2 + earlier / 2;
	}
	return InventoryGrowth(before, after, growth);
}

/* The lag of argument 2, by default a year, and the base of argument 3. */
static void
SignalArguments(SignalQuestion *q, FunctionCallInfo fcinfo)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(3));

	if (!InventoryBaseFromName(word, &q->base))
		ArgumentWordError("base", word, "one_year or two_year");
	q->lag = PG_ARGISNULL(2) ?
		CalendarYearPeriods(q->join.periods.calendar.frequency,
							"inventory_signal over a year",
							"Give a lag in periods.") :
		ArgumentCount(fcinfo, 2, "lag", 1, SERIES_MAX_WINDOW);
}

/* inventory_signal(inventory, sales, lag, base) */
PG_FUNCTION_INFO_V1(series_inventory_signal);
Datum
series_inventory_signal(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"inventory", "sales"};
	SignalQuestion q;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return (Datum) 0;
	SeriesJoinOpen(&q.join, fcinfo, 0, names, 2);
	SeriesJoinRequireMeasure(&q.join, 0, MEASURE_BIT(MEASURE_LEVEL));
	SeriesJoinRequireMeasure(&q.join, 1, MEASURE_BIT(MEASURE_FLOW));
	SeriesJoinCheck(&q.join, 0, ARGUMENT_NOT_NEGATIVE);
	SeriesJoinCheck(&q.join, 1, ARGUMENT_NOT_NEGATIVE);
	SeriesJoinKeepCommon(&q.join);
	SignalArguments(&q, fcinfo);
	for (int i = q.lag; i < q.join.n; i++)
	{
		double		inventory = 0;
		double		sales = 0;
		bool		has_inventory = SignalGrowth(&q, 0, i, &inventory);
		bool		has_sales = SignalGrowth(&q, 1, i, &sales);

		CHECK_FOR_INTERRUPTS();
		if (!has_inventory && !has_sales)
			continue;
		ResultAddDate(&row, true, SeriesJoinDate(&q.join, i));
		ResultAddNumber(&row, has_inventory, inventory);
		ResultAddNumber(&row, has_sales, sales);
		ResultAddNumber(&row, has_inventory && has_sales, inventory - sales);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* The demand of (stock, demand), with what finding a cover asks for. */
static InventoryDemand
CoverDemand(const SeriesJoin *join)
{
	InventoryDemand demand = {
		.n = join->n,
		.value = join->window[1].value,
		.seen = join->window[1].seen
	};

	demand.sum = palloc_array(double, join->n);
	demand.rest = palloc_array(double, join->n);
	demand.end = palloc_array(int, join->n);
	InventoryDemandOpen(&demand);
	return demand;
}

/* Opens (stock, demand) for the questions about cover. */
static void
CoverOpen(SeriesJoin *join, FunctionCallInfo fcinfo, SeriesGaps gaps)
{
	static const char *const names[] = {"stock", "demand"};
	int			lo;
	int			hi;

	SeriesJoinOpen(join, fcinfo, 0, names, 2);
	SeriesJoinRequireMeasure(join, 0, MEASURE_BIT(MEASURE_LEVEL));
	SeriesJoinRequireMeasure(join, 1, MEASURE_BIT(MEASURE_FLOW));
	SeriesJoinCheck(join, 0, ARGUMENT_NOT_NEGATIVE);
	SeriesJoinCheck(join, 1, ARGUMENT_NOT_NEGATIVE);
	if (join->n > 0 && SeriesWindowSpan(&join->window[1], &lo, &hi))
		JoinFillGaps(join, 1, lo, hi, gaps);
}

/* stock_cover(stock, demand, gaps): cover by the demand that came after */
PG_FUNCTION_INFO_V1(series_stock_cover);
Datum
series_stock_cover(PG_FUNCTION_ARGS)
{
	SeriesJoin	join;
	InventoryDemand demand;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	CoverOpen(&join, fcinfo, SeriesGapsArgument(fcinfo, 2));
	demand = CoverDemand(&join);
	for (int i = 0; i < join.n; i++)
	{
		double		stock;
		double		periods;
		bool		exhausted;

		CHECK_FOR_INTERRUPTS();
		if (!JoinValue(&join, 0, i, &stock))
			continue;
		exhausted = InventoryForwardCover(stock, &demand, i + 1, &periods);
		ResultAddDate(&row, true, SeriesJoinDate(&join, i));
		ResultAddNumber(&row, true, stock);
		ResultAddNumber(&row, true, periods);
		ResultAddTruth(&row, true, exhausted);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/*
 * The latest demands, of those seen.  Their sum is exact, so one that leaves
 * takes nothing else along; scaled, no sum of TRAILING_MAX_PERIODS of them
 * leaves the range of its terms.
 */
typedef struct LatestDemand
{
	FSum		sum;
	double		scale;			/* a power of two */
	int			seen;
} LatestDemand;

static LatestDemand
LatestDemandOpen(const SeriesJoin *join)
{
	LatestDemand latest = {.scale = 1};
	double		demand;

	for (int i = 0; i < join->n; i++)
		if (JoinValue(join, 1, i, &demand) && demand > DBL_MAX * TRAILING_SCALE)
			latest.scale = TRAILING_SCALE;
	return latest;
}

/* The demand of a slot comes (1) or goes (-1). */
static void
LatestDemandMove(LatestDemand *latest, const SeriesJoin *join, int slot,
				 int direction)
{
	double		demand;

	if (!JoinValue(join, 1, slot, &demand))
		return;
	FSumAdd(&latest->sum, direction * latest->scale * demand);
	latest->seen += direction;
}

/* trailing_cover(stock, demand, k, gaps): cover by the demand before */
PG_FUNCTION_INFO_V1(series_trailing_cover);
Datum
series_trailing_cover(PG_FUNCTION_ARGS)
{
	int			k = ArgumentCount(fcinfo, 2, "k", 1, TRAILING_MAX_PERIODS);
	SeriesJoin	join;
	LatestDemand latest;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	CoverOpen(&join, fcinfo, SeriesGapsArgument(fcinfo, 3));
	latest = LatestDemandOpen(&join);
	for (int i = 0; i < join.n; i++)
	{
		double		stock;
		double		demand;
		double		mean;
		bool		has_demand = JoinValue(&join, 1, i, &demand);

		CHECK_FOR_INTERRUPTS();
		LatestDemandMove(&latest, &join, i, 1);
		LatestDemandMove(&latest, &join, i - k, -1);
		if (!JoinValue(&join, 0, i, &stock))
			continue;
		mean = latest.seen > 0 ?
			FSumMean(&latest.sum, latest.seen) / latest.scale : 0;
		ResultAddDate(&row, true, SeriesJoinDate(&join, i));
		ResultAddNumber(&row, true, stock);
		ResultAddNumber(&row, mean > 0, stock / mean);
		ResultAddNumber(&row, latest.seen > 0, mean);
		ResultAddInteger(&row, true, latest.seen);
		ResultAddNumber(&row, has_demand && mean > 0, demand / mean);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* The flows of stock_path, in the order of its arguments. */
static const char *const flow_names[] = {
	"production", "imports", "exports", "consumption"
};
static const double flow_signs[] = {1, 1, -1, -1};

/* A stock, and the largest amount that went into it. */
typedef struct Stock
{
	FSum		sum;
	double		size;
} Stock;

static void
StockAdd(Stock *stock, double amount)
{
	FSumAdd(&stock->sum, amount);
	stock->size = fmax(stock->size, fabs(amount));
}

/* What is in stock; zero where only the rounding of its flows is left. */
static double
StockLevel(const Stock *stock)
{
	return LevelOfSum(FSumValue(&stock->sum), stock->size);
}

/*
 * Adds the flows of a slot to a stock and to a change from zero; false when
 * one of them is missing.  A series that is not given is no such flow.
 */
static bool
FlowsAdd(const SeriesJoin *join, int slot, Stock *stock, Stock *change)
{
	bool		seen = true;

	memset(change, 0, sizeof(*change));
	for (int s = 0; s < join->nseries; s++)
	{
		double		flow;

		if (!join->given[s])
			continue;
		seen &= JoinValue(join, s, slot, &flow);
		StockAdd(change, flow_signs[s] * flow);
		StockAdd(stock, flow_signs[s] * flow);
	}
	return seen;
}

/*
 * Treats the holes of a flow.  Before its first and after its last total it is
 * not known, so zero fills none there, but an error tells of them.
 */
static void
FlowFillGaps(SeriesJoin *join, int series, SeriesGaps gaps)
{
	int			lo;
	int			hi;

	if (gaps == SERIES_GAPS_ERROR)
		JoinFillGaps(join, series, 0, join->n - 1, gaps);
	else if (SeriesWindowSpan(&join->window[series], &lo, &hi))
		JoinFillGaps(join, series, lo, hi, gaps);
}

/* stock_path(opening, production, imports, exports, consumption, gaps) */
PG_FUNCTION_INFO_V1(series_stock_path);
Datum
series_stock_path(PG_FUNCTION_ARGS)
{
	SeriesJoin	join;
	double		opening;
	bool		known;
	Stock		stock = {0};
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	known = ArgumentNumber(fcinfo, 0, "opening", ARGUMENT_NOT_NEGATIVE,
						   &opening);
	StockAdd(&stock, opening);
	if (PG_ARGISNULL(5))
		return (Datum) 0;
	SeriesJoinOpen(&join, fcinfo, 1, flow_names, lengthof(flow_names));
	for (int s = 0; s < join.nseries; s++)
		SeriesJoinRequireMeasure(&join, s, MEASURE_BIT(MEASURE_FLOW));
	for (int s = 0; s < join.nseries && join.n > 0; s++)
		if (join.given[s])
			FlowFillGaps(&join, s, SeriesGapsArgument(fcinfo, 5));
	for (int i = 0; i < join.n; i++)
	{
		Stock		change;
		bool		seen = FlowsAdd(&join, i, &stock, &change);
		double		level = StockLevel(&stock);

		CHECK_FOR_INTERRUPTS();
		/* once a change is unknown, so is the stock from then on */
		known &= seen;
		ResultAddDate(&row, true, SeriesJoinDate(&join, i));
		ResultAddNumber(&row, seen, StockLevel(&change));
		ResultAddNumber(&row, known, level);
		ResultAddWord(&row, true, !known ? "unknown" :
					  level < 0 ? "negative" : "ok");
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}
