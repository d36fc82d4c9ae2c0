/*
 * inventory_scenarios.c
 *	  clearance and inventory_projection: what a stock would do under stated
 *	  assumptions.
 */
#include "rareearth.h"

#include <float.h>

#include "miscadmin.h"

#include "math/inventory.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "sql/options.h"
#include "sql/result.h"

/* A projection of more months than this is a mistake. */
#define PROJECTION_MAX_MONTHS	1200

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
	ResultAddNumber(&row, c.has_time, c.time);
	ResultAddWord(&row, true, ClearanceLimitName(c.limit));
	ResultAddNumber(&row, c.has_tailored_time, c.tailored_time);
	ResultAddNumber(&row, c.has_standard_time, c.standard_time);
	ResultAddNumber(&row, c.has_pooled_time, c.pooled_time);
	ResultAddNumber(&row, true, c.tailored_stock);
	ResultAddNumber(&row, true, c.standard_stock);
	return ResultReturn(fcinfo, &row);
}

/* (stock, arrivals, demand) */
PG_FUNCTION_INFO_V1(stockout);
Datum
stockout(PG_FUNCTION_ARGS)
{
	double	   *arrivals;
	Stockout	result;
	double		stock = ArgumentValue(fcinfo, 0, "stock",
									  ARGUMENT_NOT_NEGATIVE);
	int			n = ArgumentNumbers(fcinfo, 1, "arrivals",
									ARGUMENT_NOT_NEGATIVE, &arrivals, NULL);
	double		demand = ArgumentValue(fcinfo, 2, "demand", ARGUMENT_POSITIVE);
	ResultRow	row = {0};

	InventoryStockout(stock, arrivals, n, demand, &result);
	if (!isfinite(result.fill_rate))
		ResultRangeError("stockout", NULL);
	ResultAddInteger(&row, result.period > 0, result.period);
	ResultAddNumber(&row, result.period > 0, result.unmet);
	ResultAddNumber(&row, result.has_fill_rate, result.fill_rate);
	ResultAddNumber(&row, true, result.lowest);
	return ResultReturn(fcinfo, &row);
}

#define NUMBER(name) #name, OPTION_NUMBER, offsetof(ProjectionInput, name)

/* A growth that does not turn demand negative. */
#define GROWTH \
	.must = "be greater than -1", .above = -1, .most = DBL_MAX, \
	.hint = "Write -0.01 for a fall of 1 percent a month."

/* What a scenario may assume, beside the flows. */
static const Option projection_options[] = {
	{NUMBER(production_cut), 0, .range = ARGUMENT_FRACTION},
	{NUMBER(small_share), 0, .range = ARGUMENT_FRACTION},
	{NUMBER(small_cut), 0, .range = ARGUMENT_FRACTION},
	{NUMBER(domestic_growth), 0, GROWTH},
	{NUMBER(ev_share), 0, .range = ARGUMENT_FRACTION},
	{NUMBER(ev_cut), 0, .range = ARGUMENT_FRACTION},
	{NUMBER(ev_growth), 0, GROWTH},
	{NUMBER(export_start), 1, .range = ARGUMENT_NOT_NEGATIVE},
	{NUMBER(export_regain), 0, .range = ARGUMENT_ANY},
	{NUMBER(export_ceiling), 1, .range = ARGUMENT_NOT_NEGATIVE},
	{NUMBER(tailored_share), 0, .range = ARGUMENT_FRACTION},
	{NUMBER(tailored_export_share), 1, .range = ARGUMENT_FRACTION},
	{NUMBER(tailored_production_share), 0, .range = ARGUMENT_FRACTION}
};

static const OptionTable projection_table = {
	"scenario assumption",
	"Write a JSON object: '{\"production_cut\": 0.15, \"ev_share\": 0.5}'.",
	projection_options, lengthof(projection_options)
};

/* Reads (stock, production, domestic_demand, exports, imports). */
static void
ProjectionReadFlows(FunctionCallInfo fcinfo, ProjectionInput *input)
{
	ArgumentNumber(fcinfo, 0, "stock", ARGUMENT_NOT_NEGATIVE, &input->stock);
	ArgumentNumber(fcinfo, 1, "production", ARGUMENT_NOT_NEGATIVE,
				   &input->production);
	ArgumentNumber(fcinfo, 2, "domestic_demand", ARGUMENT_NOT_NEGATIVE,
				   &input->domestic_demand);
	ArgumentNumber(fcinfo, 3, "exports", ARGUMENT_NOT_NEGATIVE,
				   &input->exports);
	ArgumentNumber(fcinfo, 4, "imports", ARGUMENT_NOT_NEGATIVE,
				   &input->imports);
}

/*
 * Reads (flows, scenario, export_path, months); false when one of them is
 * NULL, but the path, which need not be given.
 */
static bool
ProjectionRead(FunctionCallInfo fcinfo, ProjectionInput *input)
{
	memset(input, 0, sizeof(*input));
	for (int i = 0; i < 8; i++)
		if (i != 6 && PG_ARGISNULL(i))
			return false;
	ProjectionReadFlows(fcinfo, input);
	OptionsInit(&projection_table, input);
	OptionsFromJson(&projection_table, PG_GETARG_JSONB_P(5), input);
	if (input->export_start > input->export_ceiling)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("export_start must not be greater than export_ceiling"),
				 errdetail("It is %.15g, the ceiling is %.15g.",
						   input->export_start, input->export_ceiling)));
	if (!PG_ARGISNULL(6))
	{
		double	   *path;

		input->npath = ArgumentNumbers(fcinfo, 6, "export_path",
									   ARGUMENT_NOT_NEGATIVE, &path, NULL);
		input->export_path = path;
	}
	input->months = ArgumentCount(fcinfo, 7, "months", 1,
								  PROJECTION_MAX_MONTHS);
	return true;
}

/* The index of the first month; all months must have a date. */
static int64
ProjectionFirstMonth(DateADT start, int months)
{
	int64		first;

	CalendarCheckDate(start, "start");
	first = CalendarIndex(start, CalendarBy(FREQUENCY_MONTH));
	if (!CalendarIndexIsValid(first + months, CalendarBy(FREQUENCY_MONTH)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("months after start are out of range")));
	return first;
}

/*
 * inventory_projection(stock, production, domestic_demand, exports, imports,
 * scenario, export_path, months, start): one row a month
 */
PG_FUNCTION_INFO_V1(inventory_projection);
Datum
inventory_projection(PG_FUNCTION_ARGS)
{
	ProjectionInput input;
	ProjectionMonth m;
	bool		dated = !PG_ARGISNULL(8);
	int64		first = 0;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!ProjectionRead(fcinfo, &input))
		return (Datum) 0;
	if (dated)
		first = ProjectionFirstMonth(PG_GETARG_DATEADT(8), input.months);
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
