/*
 * inventory_scalars.c
 *	  Questions about stocks and flows that are given as numbers.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "sql/argument.h"
#include "math/inventory.h"
#include "series/inventory_arguments.h"
#include "sql/result.h"

/* A projection of more months than this is a mistake. */
#define PROJECTION_MAX_MONTHS	1200

/* The method named by a text argument. */
InventoryMethod
InventoryMethodArgument(FunctionCallInfo fcinfo, int arg)
{
	InventoryMethod method;
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));

	if (!InventoryMethodFromName(word, &method))
		ArgumentWordError("method", word, "average, closing or opening");
	return method;
}

/* Reads (opening, closing, cost_of_sales, days); false without days. */
static bool
InventoryPeriodArguments(FunctionCallInfo fcinfo, InventoryPeriod *period)
{
	period->has_opening = ArgumentNumber(fcinfo, 0, "opening",
										 ARGUMENT_NOT_NEGATIVE,
										 &period->opening);
	period->has_closing = ArgumentNumber(fcinfo, 1, "closing",
										 ARGUMENT_NOT_NEGATIVE,
										 &period->closing);
	period->has_cost = ArgumentNumber(fcinfo, 2, "cost_of_sales",
									  ARGUMENT_NOT_NEGATIVE,
									  &period->cost_of_sales);
	return ArgumentNumber(fcinfo, 3, "days", ARGUMENT_POSITIVE,
						  &period->days);
}

/* days_inventory(opening, closing, cost_of_sales, days, method) */
PG_FUNCTION_INFO_V1(days_inventory);
Datum
days_inventory(PG_FUNCTION_ARGS)
{
	InventoryPeriod period;
	double		days;

	if (!InventoryPeriodArguments(fcinfo, &period) || PG_ARGISNULL(4) ||
		!InventoryDays(&period, InventoryMethodArgument(fcinfo, 4), &days))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(days));
}

/*
 * inventory_turnover(opening, closing, cost_of_sales, days, annual_days,
 * method)
 */
PG_FUNCTION_INFO_V1(inventory_turnover);
Datum
inventory_turnover(PG_FUNCTION_ARGS)
{
	InventoryPeriod period;
	double		annual_days;
	double		turnover;

	if (!InventoryPeriodArguments(fcinfo, &period) ||
		!ArgumentNumber(fcinfo, 4, "annual_days", ARGUMENT_POSITIVE,
						&annual_days) ||
		PG_ARGISNULL(5) ||
		!InventoryTurnover(&period, InventoryMethodArgument(fcinfo, 5),
						   annual_days, &turnover))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(turnover));
}

/*
 * inventory_signal(inventory_before, inventory_after, sales_before,
 * sales_after)
 */
PG_FUNCTION_INFO_V1(inventory_signal);
Datum
inventory_signal(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		"inventory_before", "inventory_after", "sales_before", "sales_after"
	};
	double		v[4];
	double		signal;

	for (int i = 0; i < 4; i++)
		ArgumentNumber(fcinfo, i, names[i], ARGUMENT_NOT_NEGATIVE, &v[i]);
	if (!InventorySignal(v[0], v[1], v[2], v[3], &signal))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(signal));
}

/* finished_goods_share(finished, total) */
PG_FUNCTION_INFO_V1(finished_goods_share);
Datum
finished_goods_share(PG_FUNCTION_ARGS)
{
	double		finished;
	double		total;

	ArgumentNumber(fcinfo, 0, "finished", ARGUMENT_NOT_NEGATIVE, &finished);
	ArgumentNumber(fcinfo, 1, "total", ARGUMENT_NOT_NEGATIVE, &total);
	if (finished > total)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("finished must not be greater than total"),
				 errdetail("Finished goods are %.15g, the total is %.15g.",
						   finished, total),
				 errhint("The total is all of the inventory, finished goods included.")));
	if (total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(finished / total));
}

/* writedown(quantity, unit_cost, unit_nrv) */
PG_FUNCTION_INFO_V1(writedown);
Datum
writedown(PG_FUNCTION_ARGS)
{
	double		quantity;
	double		cost;
	double		nrv;
	double		unit_loss;
	ResultRow	row = {0};

	ArgumentNumber(fcinfo, 0, "quantity", ARGUMENT_NOT_NEGATIVE, &quantity);
	ArgumentNumber(fcinfo, 1, "unit_cost", ARGUMENT_NOT_NEGATIVE, &cost);
	ArgumentNumber(fcinfo, 2, "unit_nrv", ARGUMENT_NOT_NEGATIVE, &nrv);
	unit_loss = Max(0, cost - nrv);
	ResultAddNumber(&row, true, unit_loss * quantity);
	ResultAddNumber(&row, quantity > 0 && cost > 0, unit_loss / cost);
	return ResultReturn(fcinfo, &row);
}

/* Demand by period, with what finding a cover asks for. */
InventoryDemand
DemandFromArrays(const double *value, const bool *seen, int n)
{
	Size		slots = Max(n, 1);
	InventoryDemand demand = {.n = n, .value = value, .seen = seen};

	demand.sum = (double *) palloc(slots * sizeof(double));
	demand.rest = (double *) palloc(slots * sizeof(double));
	demand.end = (int *) palloc(slots * sizeof(int));
	InventoryDemandOpen(&demand);
	return demand;
}

/* forward_cover(stock, demand) */
PG_FUNCTION_INFO_V1(forward_cover);
Datum
forward_cover(PG_FUNCTION_ARGS)
{
	double		stock;
	double	   *values;
	bool	   *seen;
	int			n;
	InventoryDemand demand;
	double		periods;
	bool		exhausted;
	ResultRow	row = {0};

	ArgumentNumber(fcinfo, 0, "stock", ARGUMENT_NOT_NEGATIVE, &stock);
	n = ArgumentNumbers(fcinfo, 1, "demand", ARGUMENT_NOT_NEGATIVE, &values,
						&seen);
	demand = DemandFromArrays(values, seen, n);
	exhausted = InventoryForwardCover(stock, &demand, 0, &periods);
	ResultAddNumber(&row, true, periods);
	ResultAddTruth(&row, true, exhausted);
	return ResultReturn(fcinfo, &row);
}

/* clearance_time(stock, outflow, inflow, target) */
PG_FUNCTION_INFO_V1(clearance_time);
Datum
clearance_time(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		"stock", "outflow", "inflow", "target"
	};
	double		v[4];
	double		periods;

	for (int i = 0; i < 4; i++)
		ArgumentNumber(fcinfo, i, names[i], ARGUMENT_NOT_NEGATIVE, &v[i]);
	if (!InventoryClearanceTime(v[0], v[1], v[2], v[3], &periods))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(periods));
}

/*
 * clearance(stock, exports, domestic_sales, production, tailored_share,
 * tailored_export_share, tailored_production_share, target)
 */
PG_FUNCTION_INFO_V1(clearance);
Datum
clearance(PG_FUNCTION_ARGS)
{
	ClearanceInput input;
	Clearance	c;
	ResultRow	row = {0};

	ArgumentNumber(fcinfo, 0, "stock", ARGUMENT_NOT_NEGATIVE, &input.stock);
	ArgumentNumber(fcinfo, 1, "exports", ARGUMENT_NOT_NEGATIVE,
				   &input.exports);
	ArgumentNumber(fcinfo, 2, "domestic_sales", ARGUMENT_NOT_NEGATIVE,
				   &input.domestic_sales);
	ArgumentNumber(fcinfo, 3, "production", ARGUMENT_NOT_NEGATIVE,
				   &input.production);
	ArgumentNumber(fcinfo, 4, "tailored_share", ARGUMENT_FRACTION,
				   &input.tailored_share);
	ArgumentNumber(fcinfo, 5, "tailored_export_share", ARGUMENT_FRACTION,
				   &input.tailored_export_share);
	ArgumentNumber(fcinfo, 6, "tailored_production_share", ARGUMENT_FRACTION,
				   &input.tailored_production_share);
	ArgumentNumber(fcinfo, 7, "target", ARGUMENT_NOT_NEGATIVE, &input.target);
	InventoryClearance(&input, &c);
	ResultAddNumber(&row, true, c.tailored_stock);
	ResultAddNumber(&row, true, c.standard_stock);
	ResultAddNumber(&row, c.has_tailored_time, c.tailored_time);
	ResultAddNumber(&row, c.has_standard_time, c.standard_time);
	ResultAddNumber(&row, c.has_time, c.time);
	ResultAddNumber(&row, c.has_pooled_time, c.pooled_time);
	ResultAddWord(&row, true, ClearanceLimitName(c.limit));
	return ResultReturn(fcinfo, &row);
}

/* A number of a projection, in the order of the arguments. */
typedef struct ProjectionArgument
{
	const char *name;
	ArgumentRange range;
	size_t		offset;			/* in ProjectionInput */
} ProjectionArgument;

#define PROJECTION_ARGUMENT(name, range) \
	{#name, range, offsetof(ProjectionInput, name)}

static const ProjectionArgument projection_arguments[] = {
	PROJECTION_ARGUMENT(stock, ARGUMENT_NOT_NEGATIVE),
	PROJECTION_ARGUMENT(production, ARGUMENT_NOT_NEGATIVE),
	PROJECTION_ARGUMENT(domestic_demand, ARGUMENT_NOT_NEGATIVE),
	PROJECTION_ARGUMENT(exports, ARGUMENT_NOT_NEGATIVE),
	PROJECTION_ARGUMENT(imports, ARGUMENT_NOT_NEGATIVE),
	PROJECTION_ARGUMENT(production_cut, ARGUMENT_FRACTION),
	PROJECTION_ARGUMENT(small_share, ARGUMENT_FRACTION),
	PROJECTION_ARGUMENT(small_cut, ARGUMENT_FRACTION),
	PROJECTION_ARGUMENT(domestic_growth, ARGUMENT_ANY),
	PROJECTION_ARGUMENT(ev_share, ARGUMENT_FRACTION),
	PROJECTION_ARGUMENT(ev_cut, ARGUMENT_FRACTION),
	PROJECTION_ARGUMENT(ev_growth, ARGUMENT_ANY),
	PROJECTION_ARGUMENT(export_start, ARGUMENT_NOT_NEGATIVE),
	PROJECTION_ARGUMENT(export_recovery, ARGUMENT_ANY),
	PROJECTION_ARGUMENT(export_ceiling, ARGUMENT_NOT_NEGATIVE),
	PROJECTION_ARGUMENT(tailored_share, ARGUMENT_FRACTION),
	PROJECTION_ARGUMENT(tailored_export_share, ARGUMENT_FRACTION),
	PROJECTION_ARGUMENT(tailored_production_share, ARGUMENT_FRACTION),
};

#define PROJECTION_NUMBERS	lengthof(projection_arguments)
#define PROJECTION_PATH		(PROJECTION_NUMBERS)
#define PROJECTION_MONTHS	(PROJECTION_NUMBERS + 1)
#define PROJECTION_START	(PROJECTION_NUMBERS + 2)

/* Refuses a growth that would turn demand negative. */
static void
ProjectionGrowthCheck(double growth, const char *name)
{
	if (growth <= -1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be greater than -1", name),
				 errdetail("Value is %.15g.", growth),
				 errhint("Write -0.01 for a fall of 1 percent a month.")));
}

/* Reads the assumptions; false when one of them is NULL. */
static bool
ProjectionArguments(FunctionCallInfo fcinfo, ProjectionInput *input)
{
	bool		known = true;

	memset(input, 0, sizeof(*input));
	for (int i = 0; i < (int) PROJECTION_NUMBERS; i++)
	{
		const ProjectionArgument *a = &projection_arguments[i];

		if (!ArgumentNumber(fcinfo, i, a->name, a->range,
							(double *) ((char *) input + a->offset)))
			known = false;
	}
	if (!known || PG_ARGISNULL(PROJECTION_MONTHS))
		return false;
	ProjectionGrowthCheck(input->domestic_growth, "domestic_growth");
	ProjectionGrowthCheck(input->ev_growth, "ev_growth");
	if (input->export_start > input->export_ceiling)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("export_start must not be greater than export_ceiling"),
				 errdetail("It is %.15g, the ceiling is %.15g.",
						   input->export_start, input->export_ceiling)));
	input->months = ArgumentCount(fcinfo, PROJECTION_MONTHS, "months", 1,
								  PROJECTION_MAX_MONTHS);
	if (!PG_ARGISNULL(PROJECTION_PATH))
	{
		double	   *path;

		input->npath = ArgumentNumbers(fcinfo, PROJECTION_PATH, "export_path",
									   ARGUMENT_NOT_NEGATIVE, &path, NULL);
		input->export_path = path;
	}
	return true;
}

/* inventory_projection(stock, production, ...): one row a month */
PG_FUNCTION_INFO_V1(inventory_projection);
Datum
inventory_projection(PG_FUNCTION_ARGS)
{
	ProjectionInput input;
	ProjectionMonth m;
	bool		dated = !PG_ARGISNULL(PROJECTION_START);
	int64		first = 0;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!ProjectionArguments(fcinfo, &input))
		return (Datum) 0;
	if (dated)
	{
		DateADT		start = PG_GETARG_DATEADT(PROJECTION_START);

		CalendarCheckDate(start, "start");
		first = CalendarIndex(start, CalendarBy(FREQUENCY_MONTH));
		if (!CalendarIndexIsValid(first + input.months,
								  CalendarBy(FREQUENCY_MONTH)))
			ereport(ERROR,
					(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
					 errmsg("months after start are out of range")));
	}
	for (int i = 0; i < input.months; i++)
	{
		if (i == 0)
			ProjectionFirst(&input, &m);
		else
			ProjectionNext(&input, &m);
		ResultAddInteger(&row, true, m.month);
		ResultAddDate(&row, dated, dated ?
					  CalendarDate(first + i, CalendarBy(FREQUENCY_MONTH)) : 0);
		ResultAddNumber(&row, true, m.opening);
		ResultAddNumber(&row, true, m.production);
		ResultAddNumber(&row, true, m.imports);
		ResultAddNumber(&row, true, m.exports);
		ResultAddNumber(&row, true, m.domestic_sales);
		ResultAddNumber(&row, true, m.unmet);
		ResultAddNumber(&row, true, m.stock - m.opening);
		ResultAddNumber(&row, true, m.stock);
		ResultAddNumber(&row, true, m.tailored_stock);
		ResultAddNumber(&row, true, m.standard_stock);
		ResultAddNumber(&row, true, m.export_level);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}
