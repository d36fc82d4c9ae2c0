/*
 * shares_access.c
 *	  Questions to market_shares; each also serves as the final function of
 *	  the aggregate of the same name.
 *
 * To add an index: its arithmetic goes to concentration.c, one line or one
 * small function here, its declaration to install/20-shares.sql, its test to
 * sql/shares.sql, its definition to docs/methods.md.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "agg.h"
#include "shares.h"

/* Defines the SQL function of an index that has no parameters. */
#define SHARES_INDEX(name, options, function) \
	PG_FUNCTION_INFO_V1(name); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		return SharesIndex(fcinfo, options, function); \
	} \
	extern int	rareearth_no_such_object	/* takes the semicolon */

typedef bool (*IndexFunction) (const Market *market, double *result);

/* Answers an index, or NULL where it is not defined. */
static Datum
SharesIndex(FunctionCallInfo fcinfo, int options, IndexFunction function)
{
	Shares		shares;
	double		result;

	AggSettle(fcinfo);
	SharesOpen(&shares, PG_GETARG_DATUM(0), options);
	if (!function(&shares.market, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

SHARES_INDEX(shares_hhi_normalized, 0, ConcentrationHhiNormalized);
SHARES_INDEX(shares_effective_firms, 0, ConcentrationEffectiveFirms);

/* Returns a factor that an index is multiplied with, 1 when not given. */
static double
SharesScale(FunctionCallInfo fcinfo, int arg)
{
	double		scale;

	if (PG_NARGS() <= arg)
		return 1;
	scale = PG_GETARG_FLOAT8(arg);
	if (!(scale > 0) || isinf(scale))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scale must be greater than zero"),
				 errdetail("Value is %g.", scale),
				 errhint("Use 1 for shares of 1, 10000 for antitrust points.")));
	return scale;
}

PG_FUNCTION_INFO_V1(shares_hhi);
Datum
shares_hhi(PG_FUNCTION_ARGS)
{
	double		scale = SharesScale(fcinfo, 1);
	Shares		shares;
	double		result;

	AggSettle(fcinfo);
	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	if (!ConcentrationHhi(&shares.market, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result * scale);
}

PG_FUNCTION_INFO_V1(shares_concentration_ratio);
Datum
shares_concentration_ratio(PG_FUNCTION_ARGS)
{
	int32		k = PG_GETARG_INT32(1);
	Shares		shares;
	double		result;

	if (k < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("k must be at least 1"),
				 errdetail("Value is %d.", k),
				 errhint("Use 4 for the share of the four largest.")));
	SharesOpen(&shares, PG_GETARG_DATUM(0),
			   k > CONCENTRATION_MAX_TOP ? SHARES_DESCENDING : 0);
	if (k > CONCENTRATION_MAX_TOP ?
		!ConcentrationRatioSorted(&shares.market, k, &result) :
		!ConcentrationRatio(&shares.market, k, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

PG_FUNCTION_INFO_V1(shares_shannon_entropy);
Datum
shares_shannon_entropy(PG_FUNCTION_ARGS)
{
	double		base = PG_GETARG_FLOAT8(1);
	Shares		shares;
	double		result;

	if (!(base > 1) || isinf(base))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base must be greater than 1"),
				 errdetail("Value is %g.", base),
				 errhint("Use exp(1) for nats, 2 for bits.")));
	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	if (!ConcentrationEntropy(&shares.market, &result))
		PG_RETURN_NULL();
	/* exp(1) as SQL has it need not have a logarithm of exactly 1 */
	PG_RETURN_FLOAT8(fabs(log(base) - 1) < 1e-15 ? result : result / log(base));
}

/* Number of entities with a total above zero; 0 when nothing was counted. */
PG_FUNCTION_INFO_V1(shares_num_entities);
Datum
shares_num_entities(PG_FUNCTION_ARGS)
{
	Shares		shares;

	if (PG_ARGISNULL(0))
		PG_RETURN_INT64(0);
	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	PG_RETURN_INT64(shares.market.n);
}

PG_FUNCTION_INFO_V1(shares_total);
Datum
shares_total(PG_FUNCTION_ARGS)
{
	SumsView	view;

	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, 0);
	PG_RETURN_FLOAT8(ViewTotal(&view));
}

PG_FUNCTION_INFO_V1(shares_unattributed);
Datum
shares_unattributed(PG_FUNCTION_ARGS)
{
	SumsView	view;

	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, 0);
	PG_RETURN_FLOAT8(ViewNullTotal(&view));
}

/* The unattributed part of all that was counted; false when undefined. */
static bool
SharesUnattributedShare(const Shares *shares, double *result)
{
	double		unseen = ViewNullTotal(&shares->view);
	double		all = shares->market.total + unseen;

	if (unseen < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total of unattributed rows must not be negative"),
				 errdetail("Rows whose entity is NULL add up to %g.", unseen)));
	if (!(all > 0) || isinf(all))
		return false;
	*result = unseen / all;
	return true;
}

PG_FUNCTION_INFO_V1(shares_coverage);
Datum
shares_coverage(PG_FUNCTION_ARGS)
{
	Shares		shares;
	double		result;

	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	if (!SharesUnattributedShare(&shares, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(1 - result);
}

/* The columns of market_panel, in order. */
PG_FUNCTION_INFO_V1(shares_market_indices);
Datum
shares_market_indices(PG_FUNCTION_ARGS)
{
	enum
	{
		HHI, HHI_NORMALIZED, EFFECTIVE_FIRMS, CR1, CR4, ENTROPY, FIRMS, TOTAL,
		UNATTRIBUTED_SHARE, COLUMNS
	};
	TupleDesc	desc;
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS] = {false};
	Shares		shares;
	MarketPanel panel;
	double		unseen;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	AggSettle(fcinfo);
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_DESCENDING);
	values[FIRMS] = Int64GetDatum(shares.market.n);
	values[TOTAL] = Float8GetDatum(shares.market.total);
	if (ConcentrationPanel(&shares.market, &panel))
	{
		values[HHI] = Float8GetDatum(panel.hhi);
		values[HHI_NORMALIZED] = Float8GetDatum(panel.hhi_normalized);
		values[EFFECTIVE_FIRMS] = Float8GetDatum(panel.effective_firms);
		values[CR1] = Float8GetDatum(panel.cr1);
		values[CR4] = Float8GetDatum(panel.cr4);
		values[ENTROPY] = Float8GetDatum(panel.entropy);
	}
	else
		memset(nulls, true, FIRMS * sizeof(bool));
	nulls[UNATTRIBUTED_SHARE] = !SharesUnattributedShare(&shares, &unseen);
	values[UNATTRIBUTED_SHARE] = Float8GetDatum(nulls[UNATTRIBUTED_SHARE] ?
												0 : unseen);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values,
											 nulls));
}

typedef struct Ranked
{
	double		value;
	uint32		key;
} Ranked;

/* Larger values first; ties in the order of entities. */
static int
CompareRanked(const void *a, const void *b)
{
	const Ranked *x = (const Ranked *) a;
	const Ranked *y = (const Ranked *) b;

	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

/* Rows of the n largest entities; equal totals share the smaller rank. */
PG_FUNCTION_INFO_V1(shares_top);
Datum
shares_top(PG_FUNCTION_ARGS)
{
	int32		wanted = PG_GETARG_INT32(1);
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Shares		shares;
	Ranked	   *ranked;
	int			rank = 1;

	if (wanted < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("n must be at least 1"),
				 errdetail("Value is %d.", wanted)));
	InitMaterializedSRF(fcinfo, 0);
	SharesOpen(&shares, PG_GETARG_DATUM(0), VIEW_SORTED | SHARES_KEYS);
	ranked = (Ranked *) palloc(Max(shares.market.n, 1) * sizeof(Ranked));
	for (int i = 0; i < shares.market.n; i++)
	{
		ranked[i].value = shares.market.value[i];
		ranked[i].key = shares.key[i];
	}
	qsort(ranked, shares.market.n, sizeof(Ranked), CompareRanked);
	for (int i = 0; i < shares.market.n && i < wanted; i++)
	{
		Datum		values[4];
		bool		nulls[4] = {false};

		if (i > 0 && ranked[i].value < ranked[i - 1].value)
			rank = i + 1;
		values[0] = Int32GetDatum(rank);
		values[1] = CStringGetTextDatum(SharesKeyName(&shares.view,
													  ranked[i].key));
		values[2] = Float8GetDatum(ranked[i].value);
		values[3] = Float8GetDatum(ranked[i].value / shares.market.total);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
