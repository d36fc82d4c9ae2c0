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
#include "math/near.h"
#include "math/supply_risk.h"

static const JsonForm weights_form = {
	"weights", "a number for each entity",
	"Write {\"CHN\": 5.7, \"USA\": 2.4}; an estimate of governance has the weight 2 * (2.5 - estimate)."
};
static const JsonForm trade_form = {
	"trade", "a number for each entity",
	"Write {\"CHN\": 1.1} for export restrictions; what is left out counts as 1."
};

/* The number that a map has for each entity of a market, or other. */
static double *
EntityNumbers(const Shares *shares, Jsonb *json, const JsonForm *form,
			  double other)
{
	double	   *result = palloc_array(double, shares->market.n);
	Numbers		numbers;

	NumbersOpen(&numbers, json, form, &shares->view);
	for (int i = 0; i < shares->market.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		result[i] = NumbersFind(&numbers, SharesKeyName(&shares->view,
														shares->key[i]));
		if (isnan(result[i]))
			result[i] = other;
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

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	weight = EntityNumbers(&shares, PG_GETARG_JSONB_P(1), &weights_form, NAN);
	if (!PG_ARGISNULL(2))
		trade = EntityNumbers(&shares, PG_GETARG_JSONB_P(2), &trade_form, 1);
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

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	domestic = ArgumentValue(fcinfo, 2, "domestic_production",
							 ARGUMENT_NOT_NEGATIVE);
	SharesOpen(&production, PG_GETARG_DATUM(0), 0);
	ImportsOpen(&imports, fcinfo, 1);
	weight = EntityNumbers(&imports, PG_GETARG_JSONB_P(3), &weights_form, NAN);
	/* imports of unknown origin have no weight */
	if (SharesUnseen(&imports.view) > 0 ||
		!ConcentrationHhi(&production.market, &hhi) ||
		!GeoPolRisk(hhi, &imports.market, weight, domestic, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(result));
}

/* The place of the largest supplier; refuses to choose between equal ones. */
static int
LargestOf(const Shares *shares)
{
	int			largest = 0;

	for (int i = 1; i < shares->market.n; i++)
		if (shares->market.value[i] > shares->market.value[largest])
			largest = i;
	for (int i = 0; i < shares->market.n; i++)
		if (i != largest && LevelsNear(shares->market.value[i],
									   shares->market.value[largest]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("more than one entity is the largest"),
					 errdetail("Entities \"%s\" and \"%s\" have total %.15g.",
							   SharesKeyName(&shares->view, shares->key[Min(i, largest)]),
							   SharesKeyName(&shares->view, shares->key[Max(i, largest)]),
							   shares->market.value[largest]),
					 errhint("Name those to remove, for example entities => ARRAY['CN'].")));
	return largest;
}

/* Who is removed: those that are named, or the largest. */
static void
RemovedOpen(Names *removed, FunctionCallInfo fcinfo, int arg,
			const Shares *supply)
{
	char	  **array;
	int			n = 1;

	if (!PG_ARGISNULL(arg))
		n = NamesFromArray(PG_GETARG_DATUM(arg), &supply->view, &array);
	else
	{
		array = palloc_array(char *, 1);
		array[0] = SharesKeyName(&supply->view,
								 supply->key[LargestOf(supply)]);
	}
	NamesOpen(removed, array, n);
}

/* Names in order, each once, as an array. */
static Datum
NamesArray(const Names *names)
{
	Datum	   *text = palloc_array(Datum, names->n);
	int			n = 0;

	for (int i = 0; i < names->n; i++)
		if (i == 0 || strcmp(names->entry[i].name, names->entry[i - 1].name) != 0)
			text[n++] = CStringGetTextDatum(names->entry[i].name);
	return PointerGetDatum(construct_array(text, n, TEXTOID, -1, false,
										   TYPALIGN_INT));
}

/* Leaves the entities with these names out of a market. */
static void
SharesRemove(Shares *shares, const Names *removed)
{
	double	   *value = palloc_array(double, shares->market.n);
	int			n = 0;
	FSum		total;

	FSumInit(&total);
	for (int i = 0; i < shares->market.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (NamesFind(removed, SharesKeyName(&shares->view, shares->key[i])))
			continue;
		value[n++] = shares->market.value[i];
		FSumAdd(&total, shares->market.value[i]);
	}
	shares->market = (Market) {n, value, FSumValue(&total)};
}

/* All of a market, with rows of nobody in particular. */
static double
SharesAll(const Shares *shares)
{
	double		all = shares->market.total + SharesUnseen(&shares->view);

	if (isinf(all))
		ResultRangeError("total of market_shares", NULL);
	return all;
}

/*
 * (supply, demand, entities): how far supply goes without the largest, or
 * those named, whose own demand is gone too.
 */
PG_FUNCTION_INFO_V1(shares_supply_without);
Datum
shares_supply_without(PG_FUNCTION_ARGS)
{
	bool		has_demand = !PG_ARGISNULL(1);
	double		demand[2];		/* all, and of the others */
	ResultRow	row = {0};
	Shares		supply;
	Shares		users;
	Names		removed;
	SupplyCover cover;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	SharesOpen(&supply, PG_GETARG_DATUM(0), SHARES_KEYS);
	ImportsOpen(&users, fcinfo, 1);
	if (supply.market.n > 0 && users.market.n > 0)
		SharesCheckAlike(&supply.view, &users.view);
	if (SharesAll(&supply) == 0 ||
		(PG_ARGISNULL(2) && supply.market.n == 0))
		PG_RETURN_NULL();
	RemovedOpen(&removed, fcinfo, 2, &supply);
	demand[0] = SharesAll(&users);
	SharesRemove(&supply, &removed);
	SharesRemove(&users, &removed);
	demand[1] = SharesAll(&users);
	SupplyWithout(&supply.market, SharesUnseen(&supply.view),
				  has_demand ? demand : NULL, &cover);
	ResultAdd(&row, true, TEXTARRAYOID, NamesArray(&removed));
	ResultAddNumber(&row, true, SharesAll(&supply));
	ResultAddNumber(&row, has_demand, demand[1]);
	ResultAddNumber(&row, cover.has_all, cover.all);
	ResultAddNumber(&row, cover.has_rest, cover.rest);
	ResultAddNumber(&row, cover.has_hhi, cover.hhi);
	ResultAddNumber(&row, true, SharesUnseen(&supply.view));
	return ResultReturn(fcinfo, &row);
}

/* The same with entities written as an array. */
PG_FUNCTION_INFO_V1(shares_supply_without_text);
Datum
shares_supply_without_text(PG_FUNCTION_ARGS)
{
	if (!PG_ARGISNULL(2))
		fcinfo->args[2].value = NamesFromText(PG_GETARG_TEXT_PP(2));
	return shares_supply_without(fcinfo);
}
