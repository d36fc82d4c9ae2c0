/*
 * shares_risk.c
 *	  Dependence between countries: weighted concentration and supply risk.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "sql/argument.h"
#include "sql/names.h"
#include "sql/result.h"
#include "shares/shares.h"
#include "math/supply_risk.h"

PG_FUNCTION_INFO_V1(wgi_scale);
Datum
wgi_scale(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(WgiScale(ArgumentValue(fcinfo, 0, "estimate",
											ARGUMENT_ANY)));
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

	NamesCheckLengths("entities", n, what,
					  NumbersFromArray(numbers, what, &number));
	for (int i = 0; i < n; i++)
		if (number[i] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must not be negative", what),
					 errdetail("That of \"%s\" is %.15g.",
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
					 errdetail("Entity \"%s\" has %.15g and %.15g.",
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
	PG_RETURN_FLOAT8(ResultNumber(result));
}

PG_FUNCTION_INFO_V1(eu_supply_risk);
Datum
eu_supply_risk(PG_FUNCTION_ARGS)
{
	SupplyRiskInput in = {0};
	double		result;

	in.has_global = !PG_ARGISNULL(0);
	if (in.has_global)
		in.hhi_global = ArgumentValue(fcinfo, 0, "hhi_global",
									  ARGUMENT_NOT_NEGATIVE);
	in.has_eu = !PG_ARGISNULL(1);
	if (in.has_eu)
		in.hhi_eu = ArgumentValue(fcinfo, 1, "hhi_eu", ARGUMENT_NOT_NEGATIVE);
	if (PG_ARGISNULL(3) || PG_ARGISNULL(4))
		PG_RETURN_NULL();
	/* only the weight of one mix against the other */
	if (!PG_ARGISNULL(2))
		in.import_reliance = ArgumentValue(fcinfo, 2, "import_reliance",
										   ARGUMENT_FRACTION);
	else if (in.has_global && in.has_eu)
		PG_RETURN_NULL();
	in.eol_rir = ArgumentValue(fcinfo, 3, "eol_rir", ARGUMENT_FRACTION);
	in.si_sr = ArgumentValue(fcinfo, 4, "si_sr", ARGUMENT_NOT_NEGATIVE);
	if (!SupplyRiskEu(&in, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(result));
}

PG_FUNCTION_INFO_V1(eu_supply_risk_2010);
Datum
eu_supply_risk_2010(PG_FUNCTION_ARGS)
{
	double		hhi = ArgumentValue(fcinfo, 0, "hhi", ARGUMENT_NOT_NEGATIVE);
	double		substitutability = ArgumentValue(fcinfo, 1, "substitutability",
												 ARGUMENT_FRACTION);
	double		recycling = ArgumentValue(fcinfo, 2, "recycling",
										  ARGUMENT_FRACTION);

	PG_RETURN_FLOAT8(ResultNumber(substitutability * (1 - recycling) * hhi));
}

PG_FUNCTION_INFO_V1(import_reliance);
Datum
import_reliance(PG_FUNCTION_ARGS)
{
	double		result;

	if (!ImportReliance(ArgumentValue(fcinfo, 0, "production",
									  ARGUMENT_NOT_NEGATIVE),
						ArgumentValue(fcinfo, 1, "imports",
									  ARGUMENT_NOT_NEGATIVE),
						ArgumentValue(fcinfo, 2, "exports",
									  ARGUMENT_NOT_NEGATIVE),
						ArgumentValue(fcinfo, 3, "stock_build", ARGUMENT_ANY),
						&result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(result));
}

/* Opens the imports of a country: none when an aggregate had no rows. */
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
	ResultRow	row = {0};
	Shares		shares;
	EuDependency answer = {0};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	intra_imports = ArgumentValue(fcinfo, 1, "intra_imports",
								  ARGUMENT_NOT_NEGATIVE);
	exports = ArgumentValue(fcinfo, 2, "exports", ARGUMENT_NOT_NEGATIVE);
	ImportsOpen(&shares, fcinfo, 0);
	EuDependencyIndicators(&shares.market, SharesUnseen(&shares.view),
						   intra_imports, exports, &answer);
	ResultAddNumber(&row, answer.has_cdi1, answer.cdi1);
	ResultAddNumber(&row, answer.has_cdi2, answer.cdi2);
	ResultAddNumber(&row, answer.has_cdi3, answer.cdi3);
	ResultAddTruth(&row, true, answer.dependent);
	return ResultReturn(fcinfo, &row);
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
	domestic = ArgumentValue(fcinfo, 2, "domestic_production",
							 ARGUMENT_NOT_NEGATIVE);
	SharesOpen(&production, PG_GETARG_DATUM(0), 0);
	ImportsOpen(&imports, fcinfo, 1);
	weight = EntityNumbers(&imports, "weights", PG_GETARG_DATUM(3),
						   PG_GETARG_DATUM(4));
	/* imports of unknown origin have no weight */
	if (SharesUnseen(&imports.view) > 0 ||
		!ConcentrationHhi(&production.market, &hhi) ||
		!GeoPolRisk(hhi, &imports.market, weight, domestic, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(result));
}
