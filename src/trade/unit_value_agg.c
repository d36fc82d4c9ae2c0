/*
 * unit_value_agg.c
 *	  Unit values that are off, as an aggregate over rows, and the score of one.
 *
 * A key of the state is a unit value, its bits as an integer, which for doubles
 * above zero have their order; its sum counts the rows.  So states merge, and
 * medians are exact.
 */
#include "rareearth.h"

#include <float.h>
#include <math.h>

#include "miscadmin.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "math/unit_value.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "sql/row_types.h"
#include "trade/trade.h"

/* A double above zero as a key, and back. */
static int64
KeyOfUnitValue(double unit_value)
{
	int64		key;

	memcpy(&key, &unit_value, sizeof(key));
	return key;
}

static double
UnitValueOfKey(int64 key)
{
	double		unit_value;

	memcpy(&unit_value, &key, sizeof(unit_value));
	return unit_value;
}

/* value / quantity, both above zero. */
static double
UnitValueOf(double value, double quantity)
{
	double		unit_value = value / quantity;

	if (isinf(unit_value) || unit_value == 0)
		ResultRangeError("unit value",
						 psprintf("Value is %.15g, quantity %.15g.", value, quantity));
	return unit_value;
}

/*
 * (value, quantity): a row where one of them is NULL, zero or negative has no
 * unit value.
 */
PG_FUNCTION_INFO_V1(unit_value_screen_trans);
Datum
unit_value_screen_trans(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	double		value;
	double		quantity;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	value = ArgumentValue(fcinfo, 1, "value", ARGUMENT_ANY);
	quantity = ArgumentValue(fcinfo, 2, "quantity", ARGUMENT_ANY);
	if (value <= 0 || quantity <= 0)
		return AggSkip(fcinfo);
	sums = AggStateFor(fcinfo, (StateSpec) {.kind = KIND_UNIT_VALUES});
	PG_RETURN_POINTER(SumsAddNumber(sums,
									KeyOfUnitValue(UnitValueOf(value, quantity)),
									1));
}

NUMERIC_VALUES(unit_value_screen_trans, 1, 2);

/* Are the keys of a state unit values, and its sums counts of rows? */
bool
UnitValueKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
		if (view->number[i] <= 0 ||
			view->number[i] > KeyOfUnitValue(DBL_MAX) ||
			view->hi[i] < 1 || view->hi[i] != floor(view->hi[i]) ||
			view->hi[i] > 9007199254740992.0)
			return false;
	return view->lo == NULL;
}

/* The columns of unit_value_screen_report, in order; no rows are none. */
PG_FUNCTION_INFO_V1(unit_value_screen_final);
Datum
unit_value_screen_final(PG_FUNCTION_ARGS)
{
	ResultRow	row = {0};
	UnitValueScreen screen = {0};
	UnitValue  *value;
	SumsView	view = {0};
	double		rows = 0;
	bool		known;

	if (!PG_ARGISNULL(0))
		(void) AggOpen(&view, fcinfo, KIND_UNIT_VALUES, VIEW_SORTED);
	value = palloc_array(UnitValue, view.n);
	for (uint32 i = 0; i < view.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		value[i] = (UnitValue) {UnitValueOfKey(view.number[i]), view.hi[i], 0, 0};
		rows += view.hi[i];
	}
	known = UnitValuesScreen(value, (int) view.n, rows, &screen);
	ResultAddCount(&row, true, (int64) rows);
	ResultAddNumber(&row, known, screen.median);
	ResultAddNumber(&row, known, screen.mad);
	ResultAddCount(&row, known, (int64) screen.suspects);
	return ResultReturn(fcinfo, &row);
}

/* (value, quantity, median, mad): how far one row is off. */
PG_FUNCTION_INFO_V1(unit_value_score);
Datum
unit_value_score(PG_FUNCTION_ARGS)
{
	double		value = ArgumentValue(fcinfo, 0, "value", ARGUMENT_ANY);
	double		quantity = ArgumentValue(fcinfo, 1, "quantity", ARGUMENT_ANY);
	double		median = ArgumentValue(fcinfo, 2, "median", ARGUMENT_POSITIVE);
	double		mad = ArgumentValue(fcinfo, 3, "mad", ARGUMENT_NOT_NEGATIVE);
	ResultRow	row = {0};
	UnitValueScore score;

	if (value <= 0 || quantity <= 0)
		PG_RETURN_NULL();
	score = UnitValueScoreOf(UnitValueOf(value, quantity), median, mad);
	ResultAddNumber(&row, score.has_z, score.z);
	ResultAddNumber(&row, true, score.ratio);
	ResultAddNumber(&row, score.has_factor, score.factor);
	return ResultReturn(fcinfo, &row);
}
