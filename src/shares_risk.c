/*
 * shares_risk.c
 *	  Dependence between countries: weighted concentration and supply risk.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "miscadmin.h"

#include "names.h"
#include "shares.h"
#include "supply_risk.h"

/* Refuses an amount that is negative or not finite. */
static double
RiskAmount(const char *what, double amount)
{
	if (!(amount >= 0) || isinf(amount))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be finite and at least 0", what),
				 errdetail("Value is %g.", amount)));
	return amount;
}

/* Refuses what is not a fraction. */
static double
RiskFraction(const char *what, double fraction)
{
	if (!(fraction >= 0 && fraction <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be between 0 and 1", what),
				 errdetail("Value is %g.", fraction),
				 errhint("Write 0.8 for 80 percent.")));
	return fraction;
}

/* Refuses an answer that float8 cannot hold. */
static double
RiskResult(double result)
{
	if (!isfinite(result))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("result is out of range")));
	return result;
}

PG_FUNCTION_INFO_V1(wgi_scale);
Datum
wgi_scale(PG_FUNCTION_ARGS)
{
	double		estimate = PG_GETARG_FLOAT8(0);

	if (!isfinite(estimate))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("governance estimate must be finite"),
				 errdetail("Value is %s.", isnan(estimate) ? "NaN" : "infinite"),
				 errhint("Use NULL for a country without an estimate.")));
	PG_RETURN_FLOAT8(WgiScale(estimate));
}

/*
 * The number that a map has for each entity of a market, NaN for none.  The
 * map is two arrays; an entity may come again with the same number only.
 */
static double *
EntityNumbers(const Shares *shares, const char *what, Datum entities,
			  Datum numbers)
{
	double	   *result = (double *)
		palloc(Max(shares->market.n, 1) * sizeof(double));
	char	  **name;
	double	   *number;
	int			n = NamesFromArray(entities, &shares->view, &name);
	Names		names;

	NamesCheckLengths("entities", n, what, NumbersFromArray(numbers, &number));
	for (int i = 0; i < n; i++)
		if (number[i] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must be at least 0", what),
					 errdetail("That of \"%s\" is %g.",
							   name[i] == NULL ? "" : name[i], number[i])));
	NamesOpen(&names, name, n);
	for (int i = 1; i < names.n; i++)
	{
		double		before = number[names.entry[i - 1].place];
		double		now = number[names.entry[i].place];

		if (strcmp(names.entry[i].name, names.entry[i - 1].name) == 0 &&
			!(before == now || (isnan(before) && isnan(now))))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("entity has two values in %s", what),
					 errdetail("Entity \"%s\" has %g and %g.",
							   names.entry[i].name, before, now),
					 errhint("Filter the %s to those of one year.", what)));
	}
	for (int i = 0; i < shares->market.n; i++)
	{
		const NameEntry *entry =
			NamesFind(&names, SharesKeyName(&shares->view, shares->key[i]));

		CHECK_FOR_INTERRUPTS();
		result[i] = entry == NULL ? NAN : number[entry->place];
	}
	return result;
}

/* The hhi with squares weighted by entity, and by trade where given. */
PG_FUNCTION_INFO_V1(shares_hhi_weighted);
Datum
shares_hhi_weighted(PG_FUNCTION_ARGS)
{
	Shares		shares;
	double	   *weight;
	double	   *trade = NULL;
	double		result;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	weight = EntityNumbers(&shares, "weights", PG_GETARG_DATUM(1),
						   PG_GETARG_DATUM(2));
	if (!PG_ARGISNULL(3))
	{
		trade = EntityNumbers(&shares, "trade", PG_GETARG_DATUM(1),
							  PG_GETARG_DATUM(3));
		for (int i = 0; i < shares.market.n; i++)
			if (isnan(trade[i]))
				trade[i] = 1;
	}
	if (!SupplyRiskHhi(&shares.market, weight, trade, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(RiskResult(result));
}

PG_FUNCTION_INFO_V1(eu_supply_risk);
Datum
eu_supply_risk(PG_FUNCTION_ARGS)
{
	SupplyRiskInput in = {0};
	double		result;

	in.has_global = !PG_ARGISNULL(0);
	if (in.has_global)
		in.hhi_global = RiskAmount("hhi_global", PG_GETARG_FLOAT8(0));
	in.has_eu = !PG_ARGISNULL(1);
	if (in.has_eu)
		in.hhi_eu = RiskAmount("hhi_eu", PG_GETARG_FLOAT8(1));
	if (PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(4))
		PG_RETURN_NULL();
	in.import_reliance = RiskFraction("import_reliance", PG_GETARG_FLOAT8(2));
	in.eol_rir = RiskFraction("eol_rir", PG_GETARG_FLOAT8(3));
	in.si_sr = RiskAmount("si_sr", PG_GETARG_FLOAT8(4));
	if (!SupplyRiskEu(&in, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(RiskResult(result));
}

PG_FUNCTION_INFO_V1(eu_supply_risk_2010);
Datum
eu_supply_risk_2010(PG_FUNCTION_ARGS)
{
	double		hhi = RiskAmount("hhi", PG_GETARG_FLOAT8(0));
	double		substitutability = RiskFraction("substitutability",
												PG_GETARG_FLOAT8(1));
	double		recycling = RiskFraction("recycling", PG_GETARG_FLOAT8(2));

	PG_RETURN_FLOAT8(RiskResult(substitutability * (1 - recycling) * hhi));
}

PG_FUNCTION_INFO_V1(import_reliance);
Datum
import_reliance(PG_FUNCTION_ARGS)
{
	double		stock_build = PG_GETARG_FLOAT8(3);
	double		result;

	if (!isfinite(stock_build))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("stock_build must be finite"),
				 errdetail("Value is %s.",
						   isnan(stock_build) ? "NaN" : "infinite")));
	if (!ImportReliance(RiskAmount("production", PG_GETARG_FLOAT8(0)),
						RiskAmount("imports", PG_GETARG_FLOAT8(1)),
						RiskAmount("exports", PG_GETARG_FLOAT8(2)),
						stock_build, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(RiskResult(result));
}

/* Opens the imports of a country; an aggregate over no rows says there are none. */
static void
ImportsOpen(Shares *imports, FunctionCallInfo fcinfo, int arg)
{
	memset(imports, 0, sizeof(*imports));
	imports->view.bytes = true;
	if (!PG_ARGISNULL(arg))
		SharesOpen(imports, PG_GETARG_DATUM(arg), SHARES_KEYS);
}

/* The customs indicators of the EU for one product. */
PG_FUNCTION_INFO_V1(shares_eu_dependency);
Datum
shares_eu_dependency(PG_FUNCTION_ARGS)
{
	double		intra_imports;
	double		exports;
	TupleDesc	desc;
	Datum		values[4];
	bool		nulls[4] = {false};
	Shares		shares;
	EuDependency answer = {0};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	intra_imports = RiskAmount("intra_imports", PG_GETARG_FLOAT8(1));
	exports = RiskAmount("exports", PG_GETARG_FLOAT8(2));
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	ImportsOpen(&shares, fcinfo, 0);
	EuDependencyIndicators(&shares.market, SharesUnseen(&shares.view),
						   intra_imports, exports, &answer);
	values[0] = Float8GetDatum(answer.cdi1);
	nulls[0] = !answer.has_cdi1;
	values[1] = Float8GetDatum(RiskResult(answer.cdi2));
	nulls[1] = !answer.has_cdi2;
	values[2] = Float8GetDatum(RiskResult(answer.cdi3));
	nulls[2] = !answer.has_cdi3;
	values[3] = BoolGetDatum(answer.dependent);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values,
											 nulls));
}

/* Geopolitical risk of one country's supply. */
PG_FUNCTION_INFO_V1(shares_geopolrisk);
Datum
shares_geopolrisk(PG_FUNCTION_ARGS)
{
	double		domestic;
	Shares		production;
	Shares		imports;
	double	   *weight;
	double		hhi;
	double		result;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3) ||
		PG_ARGISNULL(4))
		PG_RETURN_NULL();
	domestic = RiskAmount("domestic_production", PG_GETARG_FLOAT8(2));
	SharesOpen(&production, PG_GETARG_DATUM(0), 0);
	ImportsOpen(&imports, fcinfo, 1);
	weight = EntityNumbers(&imports, "weights", PG_GETARG_DATUM(3),
						   PG_GETARG_DATUM(4));
	/* imports of unknown origin have no weight */
	if (SharesUnseen(&imports.view) > 0 ||
		!ConcentrationHhi(&production.market, &hhi) ||
		!GeoPolRisk(hhi, &imports.market, weight, domestic, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(RiskResult(result));
}
