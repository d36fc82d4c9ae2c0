/*
 * shares_access.c
 *	  Questions to market_shares, and the final functions of hhi and
 *	  market_indices.
 *
 * docs/architecture.md says how to add an index.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "math/near.h"
#include "sql/argument.h"
#include "sql/readable.h"
#include "sql/result.h"
#include "sql/row_types.h"
#include "shares/shares.h"

#define SUMMARY_SHOWN		3		/* entities that summary names */

typedef bool (*IndexFunction) (const Market *market, double *result);

/* Answers an index, or NULL where it is not defined. */
static Datum
SharesIndex(FunctionCallInfo fcinfo, int options, IndexFunction function)
{
	Shares		shares;
	double		result;

	SharesOpen(&shares, PG_GETARG_DATUM(0), options | VIEW_UNNAMED);
	if (!function(&shares.market, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ResultNumber(result));
}

/* The SQL functions of indices without a parameter: shares_theil and so on. */
#define SHARES_NO_INDEX(name, function, sorted)
#define SHARES_INDEX(name, function, sorted) \
	PG_FUNCTION_INFO_V1(shares_##name); \
	Datum \
	shares_##name(PG_FUNCTION_ARGS) \
	{ \
		return SharesIndex(fcinfo, (sorted) ? SHARES_DESCENDING : 0, function); \
	}
CONCENTRATION_REPORT(SHARES_NO_INDEX, SHARES_INDEX)

/* Returns a factor that an index is multiplied with. */
double
SharesCheckScale(double scale)
{
	if (!(scale > 0) || isinf(scale))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scale must be greater than zero"),
				 errdetail("Value is %.15g.", scale),
				 errhint("Use 1 for shares of 1, 10000 for antitrust points.")));
	return scale;
}

/* Reads such a factor, which is not NULL. */
double
SharesScale(FunctionCallInfo fcinfo, int arg)
{
	return SharesCheckScale(PG_GETARG_FLOAT8(arg));
}

/* The hhi times scale, NULL for an empty market. */
static Datum
SharesHhi(FunctionCallInfo fcinfo, double scale)
{
	Shares		shares;
	double		result;

	SharesOpen(&shares, PG_GETARG_DATUM(0), VIEW_UNNAMED);
	if (!ConcentrationHhi(&shares.market, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result * scale);
}

PG_FUNCTION_INFO_V1(shares_hhi);
Datum
shares_hhi(PG_FUNCTION_ARGS)
{
	return SharesHhi(fcinfo, SharesScale(fcinfo, 1));
}

/* The final function; the state of hhi(entity, value, scale) has a scale. */
PG_FUNCTION_INFO_V1(shares_hhi_final);
Datum
shares_hhi_final(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums = AggStateArgument(fcinfo, 0);
	double		scale = 1;

	if (sums->kind == KIND_HHI)
		memcpy(&scale, SumsParams(sums), sizeof(double));
	AggSettle(fcinfo);
	return SharesHhi(fcinfo, SharesCheckScale(scale));
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
				 errdetail("Value is %.15g.", base),
				 errhint("Use exp(1) for nats, 2 for bits.")));
	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	if (!ConcentrationEntropy(&shares.market, &result))
		PG_RETURN_NULL();
	/* exp(1) as SQL has it need not have a logarithm of exactly 1 */
	PG_RETURN_FLOAT8(fabs(log(base) - 1) < 1e-15 ? result : result / log(base));
}

PG_FUNCTION_INFO_V1(shares_hill_number);
Datum
shares_hill_number(PG_FUNCTION_ARGS)
{
	double		q = PG_GETARG_FLOAT8(1);
	Shares		shares;
	double		result;

	if (!(q >= 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("q must be at least 0"),
				 errdetail("Value is %.15g.", q),
				 errhint("Use 0 to count firms, 1 for entropy, 2 for the hhi, 'Infinity' for the largest alone.")));
	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	if (!ConcentrationHill(&shares.market, q, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

PG_FUNCTION_INFO_V1(shares_gini);
Datum
shares_gini(PG_FUNCTION_ARGS)
{
	return SharesIndex(fcinfo, SHARES_DESCENDING, PG_GETARG_BOOL(1) ?
					   ConcentrationGiniUnbiased : ConcentrationGini);
}

PG_FUNCTION_INFO_V1(shares_dominance_threshold);
Datum
shares_dominance_threshold(PG_FUNCTION_ARGS)
{
	double		gamma = PG_GETARG_FLOAT8(1);
	Shares		shares;
	double		result;

	if (!(gamma >= 0) || isinf(gamma))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("gamma must be at least 0"),
				 errdetail("Value is %.15g.", gamma),
				 errhint("Use 1 unless barriers to entry say otherwise.")));
	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	if (!ConcentrationDominanceThreshold(&shares.market, gamma, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

/* Share of one entity: 0 for one the market does not have. */
PG_FUNCTION_INFO_V1(shares_share_of);
Datum
shares_share_of(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Shares		shares;
	uint32		key;

	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	if (shares.market.n == 0)
		PG_RETURN_NULL();
	if (!SharesFindKey(&shares.view, name, &key))
		PG_RETURN_FLOAT8(0);
	PG_RETURN_FLOAT8(shares.view.hi[key] / shares.market.total);
}
INTEGER_NAME(shares_share_of, 1);

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

/* The sum of rows whose entity is NULL, which must not be negative. */
double
SharesUnseen(const SumsView *view)
{
	double		unseen = ViewNullTotal(view);

	if (unseen < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total of unattributed rows must not be negative"),
				 errdetail("Rows whose entity is NULL add up to %.15g.", unseen)));
	return unseen;
}

/* The unattributed part of all that was counted; false when undefined. */
static bool
SharesUnattributedShare(const Shares *shares, double *result)
{
	double		unseen = SharesUnseen(&shares->view);
	double		all = shares->market.total + unseen;

	if (isinf(all))
		ResultRangeError("total of market_shares",
						 psprintf("Entities add up to %.15g, unattributed rows to %.15g.",
								  shares->market.total, unseen));
	if (!(all > 0))
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

#define REPORT_COLUMN(name, function, sorted) \
	ResultAddNumber(row, !isnan(report.name), report.name);

/* Fills the columns of market_report, in order; values are in descending order. */
void
SharesReport(const Shares *shares, ResultRow *row)
{
	MarketReport report;
	double		unseen = 0;
	bool		known_unseen;

	ConcentrationReport(&shares->market, &report);
	/* rows without an entity keep no index from being told */
	known_unseen = ViewNullTotal(&shares->view) >= 0 &&
		SharesUnattributedShare(shares, &unseen);
	ResultAddCount(row, true, shares->market.n);
	ResultAddNumber(row, true, shares->market.total);
	ResultAddNumber(row, known_unseen, 1 - unseen);
	CONCENTRATION_REPORT(REPORT_COLUMN, REPORT_COLUMN)
}

static Datum
SharesMarketIndices(FunctionCallInfo fcinfo)
{
	Shares		shares;
	ResultRow	row = {0};

	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_DESCENDING | VIEW_UNNAMED);
	SharesReport(&shares, &row);
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(shares_market_indices);
Datum
shares_market_indices(PG_FUNCTION_ARGS)
{
	return SharesMarketIndices(fcinfo);
}

/* The final function: NULL where no row of a moving frame has a value. */
PG_FUNCTION_INFO_V1(shares_market_indices_final);
Datum
shares_market_indices_final(PG_FUNCTION_ARGS)
{
	AggSettle(fcinfo);
	if (SumsIsEmpty(AggStateArgument(fcinfo, 0)))
		PG_RETURN_NULL();
	return SharesMarketIndices(fcinfo);
}

/* An entity with its total, and the total that it shares with others. */
typedef struct Ranked
{
	double		level;
	double		value;
	uint32		key;
} Ranked;

/* Larger levels first; ties in the order of entities. */
static int
CompareRanked(const Ranked *x, const Ranked *y)
{
	if (x->level != y->level)
		return x->level > y->level ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

#define ST_SORT sort_ranked
#define ST_ELEMENT_TYPE Ranked
#define ST_COMPARE(a, b) CompareRanked(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* Ranks the entities; totals that only rounding tells apart are one level. */
static Ranked *
SharesRank(const Shares *shares)
{
	int			n = shares->market.n;
	Ranked	   *ranked = palloc_array(Ranked, n);

	for (int i = 0; i < n; i++)
	{
		ranked[i].level = ranked[i].value = shares->market.value[i];
		ranked[i].key = shares->key[i];
	}
	sort_ranked(ranked, n);
	for (int i = 1; i < n; i++)
		if (LevelsNear(ranked[i].level, ranked[i - 1].level))
			ranked[i].level = ranked[i - 1].level;
	sort_ranked(ranked, n);
	return ranked;
}

/*
 * Rows of the n largest entities.  Equal totals share the smaller rank, and
 * "tied" counts them, also those that are left out.
 */
PG_FUNCTION_INFO_V1(shares_top);
Datum
shares_top(PG_FUNCTION_ARGS)
{
	int			wanted = ArgumentCount(fcinfo, 1, "n", 1, PG_INT32_MAX);
	Shares		shares;
	Ranked	   *ranked;
	int			rank = 1;
	int			tied = 0;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	SharesOpen(&shares, PG_GETARG_DATUM(0), VIEW_SORTED | SHARES_KEYS);
	ranked = SharesRank(&shares);
	for (int i = 0; i < shares.market.n && i < wanted; i++)
	{
		char	   *name;

		if (i == 0 || ranked[i].level < ranked[i - 1].level)
		{
			rank = i + 1;
			for (tied = 1; i + tied < shares.market.n; tied++)
				if (ranked[i + tied].level < ranked[i].level)
					break;
		}
		name = SharesKeyName(&shares.view, ranked[i].key);
		ResultAddInteger(&row, true, rank);
		ResultAddWord(&row, true, name);
		ResultAddNumber(&row, true, ranked[i].value);
		ResultAddNumber(&row, true, ranked[i].value / shares.market.total);
		ResultAddInteger(&row, true, tied);
		ResultStore(fcinfo, &row);
		pfree(name);
	}
	return (Datum) 0;
}

/* Appends the largest entities and what is behind them. */
static void
SharesPutLargest(StringInfo buf, const Shares *shares)
{
	Ranked	   *ranked = SharesRank(shares);
	int			n = shares->market.n;
	int			shown = Min(n, SUMMARY_SHOWN);
	double		rest = 1;

	for (int i = 0; i < shown; i++)
	{
		double		share = ranked[i].value / shares->market.total;

		appendStringInfoString(buf, i == 0 ? ": " : ", ");
		ReadablePutName(buf, SharesKeyName(&shares->view, ranked[i].key));
		appendStringInfoChar(buf, ' ');
		ReadablePutPercent(buf, share);
		rest -= share;
	}
	if (n > shown)
	{
		appendStringInfo(buf, ", %d other%s ", n - shown,
						 n - shown == 1 ? "" : "s");
		ReadablePutPercent(buf, Max(rest, 0));
	}
}

/* summary(market_shares): one line for a person */
PG_FUNCTION_INFO_V1(shares_summary);
Datum
shares_summary(PG_FUNCTION_ARGS)
{
	Shares		shares;
	double		unseen;
	StringInfoData buf;

	SharesOpen(&shares, PG_GETARG_DATUM(0), VIEW_SORTED | SHARES_KEYS);
	unseen = SharesUnseen(&shares.view);
	initStringInfo(&buf);
	appendStringInfo(&buf, "market_shares of %d %s", shares.market.n,
					 shares.market.n == 1 ? "entity" : "entities");
	if (shares.market.n > 0)
	{
		appendStringInfoString(&buf, ", total ");
		ReadablePutNumber(&buf, shares.market.total);
		SharesPutLargest(&buf, &shares);
	}
	if (unseen != 0)
	{
		appendStringInfoString(&buf, "; unattributed ");
		ReadablePutNumber(&buf, unseen);
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}

/* One row for each entity, in the order of keys. */
PG_FUNCTION_INFO_V1(shares_entities);
Datum
shares_entities(PG_FUNCTION_ARGS)
{
	Shares		shares;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	SharesOpen(&shares, PG_GETARG_DATUM(0), VIEW_SORTED | SHARES_KEYS);
	for (int i = 0; i < shares.market.n; i++)
	{
		const double value = shares.market.value[i];
		char	   *name = SharesKeyName(&shares.view, shares.key[i]);

		ResultAddWord(&row, true, name);
		ResultAddNumber(&row, true, value);
		ResultAddNumber(&row, true, value / shares.market.total);
		ResultStore(fcinfo, &row);
		pfree(name);
	}
	return (Datum) 0;
}
