/*
 * trade_statistics.c
 *	  Statistics of trade and exposure over single figures, and the similarity
 *	  of two markets.
 *
 * Amounts are finite and not negative, shares lie between 0 and 1; a ratio
 * whose denominator is zero is NULL.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"

#include "sql/argument.h"
#include "keyed/keys.h"
#include "math/near.h"
#include "sql/result.h"
#include "shares/shares.h"

/* A row of float8 columns; NaN stands for NULL. */
static Datum
NumbersRow(FunctionCallInfo fcinfo, const double *number, int n)
{
	ResultRow	row = {0};

	for (int i = 0; i < n; i++)
		ResultAddNumber(&row, !isnan(number[i]), number[i]);
	return ResultReturn(fcinfo, &row);
}

/* a / b, NULL at b = 0; too large a result is an error. */
static Datum
Ratio(FunctionCallInfo fcinfo, double a, double b)
{
	if (b == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(float8_div(a, b));
}

PG_FUNCTION_INFO_V1(unit_value);
Datum
unit_value(PG_FUNCTION_ARGS)
{
	double		value = ArgumentValue(fcinfo, 0, "value",
									  ARGUMENT_NOT_NEGATIVE);

	return Ratio(fcinfo, value, ArgumentValue(fcinfo, 1, "quantity",
											  ARGUMENT_NOT_NEGATIVE));
}

PG_FUNCTION_INFO_V1(export_share);
Datum
export_share(PG_FUNCTION_ARGS)
{
	double		exports = ArgumentValue(fcinfo, 0, "export revenue",
										ARGUMENT_NOT_NEGATIVE);
	double		revenue = ArgumentValue(fcinfo, 1, "revenue",
										ARGUMENT_NOT_NEGATIVE);

	if (LevelAbove(exports, revenue))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("export revenue must not be greater than revenue"),
				 errdetail("Export revenue is %.15g, revenue is %.15g.", exports,
						   revenue),
				 errhint("Check that both are of the same period, currency and unit.")));
	return Ratio(fcinfo, Min(exports, revenue), revenue);
}

PG_FUNCTION_INFO_V1(revenue_at_risk);
Datum
revenue_at_risk(PG_FUNCTION_ARGS)
{
	double		revenue = ArgumentValue(fcinfo, 0, "revenue",
										ARGUMENT_NOT_NEGATIVE);
	double		share = ArgumentValue(fcinfo, 1, "export_share",
									  ARGUMENT_FRACTION);

	PG_RETURN_FLOAT8(revenue * share * ArgumentValue(fcinfo, 2, "fall",
													 ARGUMENT_FRACTION));
}

/* The arguments after the revenue are two ranges of shares. */
PG_FUNCTION_INFO_V1(revenue_at_risk_range);
Datum
revenue_at_risk_range(PG_FUNCTION_ARGS)
{
	static const char *const name[] = {
		"revenue", "share_low", "share_high", "fall_low", "fall_high"
	};
	double		number[2];
	double		share[5];

	share[0] = ArgumentValue(fcinfo, 0, name[0], ARGUMENT_NOT_NEGATIVE);
	for (int i = 1; i < 5; i++)
		share[i] = ArgumentValue(fcinfo, i, name[i], ARGUMENT_FRACTION);
	for (int i = 1; i < 5; i += 2)
		if (share[i] > share[i + 1])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must not be greater than %s", name[i], name[i + 1]),
					 errdetail("They are %.15g and %.15g.", share[i], share[i + 1])));
	number[0] = share[0] * share[1] * share[3];
	number[1] = share[0] * share[2] * share[4];
	return NumbersRow(fcinfo, number, 2);
}

/*
 * Importer's figure against exporter's, after taking transport and insurance
 * off the former: gap, log ratio, and gap in terms of the mean of both.
 */
PG_FUNCTION_INFO_V1(mirror_gap);
Datum
mirror_gap(PG_FUNCTION_ARGS)
{
	enum
	{
		FOB_IMPORT, GAP, LOG_RATIO, ASYMMETRY, COLUMNS
	};
	double		imported = ArgumentValue(fcinfo, 0, "import_cif",
										 ARGUMENT_NOT_NEGATIVE);
	double		exported = ArgumentValue(fcinfo, 1, "export_fob",
										 ARGUMENT_NOT_NEGATIVE);
	double		margin = ArgumentValue(fcinfo, 2, "cif_margin",
									   ARGUMENT_FRACTION);
	double		number[COLUMNS];
	double		mean;

	number[FOB_IMPORT] = imported / (1 + margin);
	number[GAP] = number[FOB_IMPORT] - exported;
	number[LOG_RATIO] = number[FOB_IMPORT] > 0 && exported > 0 ?
		log(number[FOB_IMPORT]) - log(exported) : NAN;
	mean = number[FOB_IMPORT] / 2 + exported / 2;
	number[ASYMMETRY] = mean > 0 ? number[GAP] / mean : NAN;
	return NumbersRow(fcinfo, number, COLUMNS);
}

/*
 * Revealed comparative advantage R: the share of a product in the exports of a
 * country over that in the world's, or its symmetric form (R - 1) / (R + 1).
 */
PG_FUNCTION_INFO_V1(balassa_rca);
Datum
balassa_rca(PG_FUNCTION_ARGS)
{
	static const char *const name[] = {
		"country_product", "country_total", "world_product", "world_total"
	};
	double		exports[4];
	double		own;
	double		world;

	for (int i = 0; i < 4; i++)
		exports[i] = ArgumentValue(fcinfo, i, name[i], ARGUMENT_NOT_NEGATIVE);
	if (exports[1] == 0 || exports[2] == 0 || exports[3] == 0)
		PG_RETURN_NULL();
	own = float8_div(exports[0], exports[1]);
	world = float8_div(exports[2], exports[3]);
	if (PG_GETARG_BOOL(4))
		return Ratio(fcinfo, own - world, float8_pl(own, world));
	return Ratio(fcinfo, own, world);
}

/*
 * The most that can have gone by way of a hub: what direct trade lost, but no
 * more than what the hub took in and passed on in addition.
 */
PG_FUNCTION_INFO_V1(reroute);
Datum
reroute(PG_FUNCTION_ARGS)
{
	enum
	{
		LOST, HUB_IN, HUB_OUT, REROUTED, SHARE, COLUMNS
	};
	static const char *const name[] = {
		"direct_before", "direct_after", "hub_in_before", "hub_in_after",
		"hub_out_before", "hub_out_after"
	};
	double		amount[6];
	double		number[COLUMNS];

	for (int i = 0; i < 6; i++)
		amount[i] = ArgumentValue(fcinfo, i, name[i], ARGUMENT_NOT_NEGATIVE);
	number[LOST] = Max(amount[0] - amount[1], 0);
	number[HUB_IN] = Max(amount[3] - amount[2], 0);
	number[HUB_OUT] = Max(amount[5] - amount[4], 0);
	number[REROUTED] = Min(number[LOST], Min(number[HUB_IN], number[HUB_OUT]));
	number[SHARE] = number[LOST] > 0 ? number[REROUTED] / number[LOST] : NAN;
	return NumbersRow(fcinfo, number, COLUMNS);
}

/* Sum of the smaller share of each entity (Finger and Kreinin 1979). */
PG_FUNCTION_INFO_V1(shares_finger_kreinin);
Datum
shares_finger_kreinin(PG_FUNCTION_ARGS)
{
	Shares		a;
	Shares		b;
	FSum		sum;
	int			i = 0;
	int			j = 0;

	SharesOpen(&a, PG_GETARG_DATUM(0), VIEW_SORTED | SHARES_KEYS);
	SharesOpen(&b, PG_GETARG_DATUM(1), VIEW_SORTED | SHARES_KEYS);
	if (a.market.n == 0 || b.market.n == 0)
		PG_RETURN_NULL();
	SharesCheckAlike(&a.view, &b.view);
	FSumInit(&sum);
	while (i < a.market.n && j < b.market.n)
	{
		int			cmp = KeysCompare(&a.view, a.key[i],
									  &b.view, b.key[j], 0);

		CHECK_FOR_INTERRUPTS();
		if (cmp == 0)
			FSumAdd(&sum, Min(a.market.value[i] / a.market.total,
							  b.market.value[j] / b.market.total));
		i += cmp <= 0;
		j += cmp >= 0;
	}
	PG_RETURN_FLOAT8(Min(FSumValue(&sum), 1));
}
