/*
 * markets.c
 *	  Many markets in one value: built from rows, merged, asked.
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/typcache.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/groups_agg.h"
#include "keyed/groups_wire.h"
#include "math/concentration.h"
#include "shares/shares.h"
#include "sql/groups_result.h"
#include "sql/row_types.h"

/* Reports a value that cannot be added up, with its entity. */
pg_noreturn static void
MarketsValueError(FunctionCallInfo fcinfo, int arg, bool names, double value)
{
	AggValueError(NOUN_SHARES, value, PG_ARGISNULL(arg) ? NULL :
				  names ? text_to_cstring(PG_GETARG_TEXT_PP(arg)) :
				  psprintf(INT64_FORMAT, PG_GETARG_INT64(arg)));
}

/*
 * (group_1, [group_2,] entity, value): adds a row.  One function for all types
 * of columns: the type of each is told by the declaration.
 */
PG_FUNCTION_INFO_V1(markets_trans);
Datum
markets_trans(PG_FUNCTION_ARGS)
{
	const GroupCall *call = GroupCallOf(fcinfo, KIND_SHARES, 0);
	int			entity = call->first;
	GroupedSums *groups;
	SumsGroup  *group;
	int64		key;
	double		value;

	if (PG_ARGISNULL(entity + 1))
		return GroupsSkip(fcinfo);
	value = call->type[entity + 1] == NUMERICOID ?
		NumericValue(PG_GETARG_DATUM(entity + 1)) : PG_GETARG_FLOAT8(entity + 1);
	if (unlikely(!isfinite(value)))
		MarketsValueError(fcinfo, entity, call->spec.names, value);
	groups = GroupsFor(fcinfo, &call->spec);
	group = GroupOfRow(groups, fcinfo, call);
	if (unlikely(PG_ARGISNULL(entity)))
	{
		GroupAddNull(groups, group, value);
		return GroupsReturn(groups);
	}
	if (call->spec.names)
	{
		text	   *name = PG_GETARG_TEXT_PP(entity);

		key = GroupsName(groups, NAMES_OF_KEYS, VARDATA_ANY(name),
						 VARSIZE_ANY_EXHDR(name));
	}
	else
		key = PG_GETARG_INT64(entity);
	GroupAddNumber(groups, group, key, value);
	return GroupsReturn(groups);
}

PG_FUNCTION_INFO_V1(markets_rollup_trans);
Datum
markets_rollup_trans(PG_FUNCTION_ARGS)
{
	return GroupsRollup(fcinfo, NOUN_MARKETS);
}

PG_FUNCTION_INFO_V1(market_rows);
Datum
market_rows(PG_FUNCTION_ARGS)
{
	return GroupsAnswer(fcinfo, NOUN_MARKETS, GROUPS_UNOPENED, GroupAnswerValue);
}

/* A group and its hhi. */
static void
MarketAnswerHhi(GroupAsked *asked, ResultRow *row)
{
	Shares		shares = {.view = asked->view};
	double		hhi;
	bool		known;

	SharesOfView(&shares, 0);
	known = ConcentrationHhi(&shares.market, &hhi);
	ResultAddNumber(row, known, hhi);
}

PG_FUNCTION_INFO_V1(market_hhi_rows);
Datum
market_hhi_rows(PG_FUNCTION_ARGS)
{
	return GroupsAnswer(fcinfo, NOUN_MARKETS, 0, MarketAnswerHhi);
}

PG_FUNCTION_INFO_V1(market_hhi_final);
Datum
market_hhi_final(PG_FUNCTION_ARGS)
{
	return GroupsFinalAnswer(fcinfo, 0, MarketAnswerHhi);
}

/* A group and its market_report. */
static void
MarketAnswerIndices(GroupAsked *asked, ResultRow *row)
{
	Shares		shares = {.view = asked->view};
	ResultRow	report = {0};
	TupleDesc	desc = lookup_rowtype_tupdesc(asked->type, -1);

	SharesOfView(&shares, SHARES_DESCENDING);
	SharesReport(&shares, &report);
	ResultAdd(row, true, asked->type, ResultDatum(asked->fcinfo, &report, desc));
	ReleaseTupleDesc(desc);
}

PG_FUNCTION_INFO_V1(market_indices_rows);
Datum
market_indices_rows(PG_FUNCTION_ARGS)
{
	return GroupsAnswer(fcinfo, NOUN_MARKETS, 0, MarketAnswerIndices);
}

PG_FUNCTION_INFO_V1(market_indices_rows_final);
Datum
market_indices_rows_final(PG_FUNCTION_ARGS)
{
	return GroupsFinalAnswer(fcinfo, 0, MarketAnswerIndices);
}
