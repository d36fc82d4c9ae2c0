/*
 * shares_merger.c
 *	  Mergers of entities, and what guidelines say of them.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/guideline.h"
#include "math/merger.h"
#include "sql/result.h"
#include "shares/owners.h"
#include "shares/shares.h"

/* An entity in the market, or not (value 0), and the group it merges into. */
typedef struct MergerRow
{
	const char *owner;
	double		value;
} MergerRow;

/* Orders rows by owner. */
static int
CompareMergerRows(const void *a, const void *b)
{
	CHECK_FOR_INTERRUPTS();
	return strcmp(((const MergerRow *) a)->owner,
				  ((const MergerRow *) b)->owner);
}

/* Writes a value with each entity under its owner. */
PG_FUNCTION_INFO_V1(shares_merge_entities);
Datum
shares_merge_entities(PG_FUNCTION_ARGS)
{
	SumsView	view;
	Owners		owners;
	KeyedSums  *sums;
	double		parts[FSUM_MAX_PARTS];
	uint32		cursor = 0;

	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, 0);
	OwnersOpen(&owners, PG_GETARG_JSONB_P(1), &view);
	sums = SharesCreate(view.bytes);
	for (uint32 i = 0; i < view.n; i++)
	{
		int			n = ViewParts(&view, i, &cursor, parts);

		sums = SharesAddParts(sums, OwnersFind(&owners, SharesKeyName(&view, i)),
							  parts, n);
	}
	sums = SharesAddParts(sums, NULL, parts, SharesNullParts(&view, parts));
	if (view.has_null)
		SumsMarkNull(sums);
	PG_RETURN_DATUM(SharesStore(sums));
}

/* The entities that merge, those of one owner next to each other. */
static void
MergerGroupsOpen(MergerGroups *groups, const Shares *shares,
				 const Owners *owners)
{
	MergerRow  *rows = palloc_array(MergerRow, shares->market.n);
	int		   *group = palloc_array(int, shares->market.n);
	double	   *value = palloc_array(double, shares->market.n);
	int			n = 0;

	for (int i = 0; i < shares->market.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		rows[n].owner = OwnersMerging(owners, SharesKeyName(&shares->view,
															shares->key[i]));
		rows[n].value = shares->market.value[i];
		if (rows[n].owner != NULL)
			n++;
	}
	qsort(rows, n, sizeof(MergerRow), CompareMergerRows);
	for (int i = 0; i < n; i++)
	{
		group[i] = i == 0 ? 0 : group[i - 1] +
			(strcmp(rows[i].owner, rows[i - 1].owner) != 0);
		value[i] = rows[i].value;
	}
	groups->n = n;
	groups->group = group;
	groups->value = value;
}

/* The hhi before and after mergers. */
PG_FUNCTION_INFO_V1(shares_merger_effect);
Datum
shares_merger_effect(PG_FUNCTION_ARGS)
{
	double		scale;
	ResultRow	row = {0};
	Shares		shares;
	Owners		owners;
	MergerGroups groups;
	MergerEffect effect;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 2);
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	OwnersOpen(&owners, PG_GETARG_JSONB_P(1), &shares.view);
	MergerGroupsOpen(&groups, &shares, &owners);
	if (!MergerDelta(&shares.market, &groups, &effect))
		PG_RETURN_NULL();
	ResultAddNumber(&row, true, effect.before * scale);
	ResultAddNumber(&row, true, effect.after * scale);
	ResultAddNumber(&row, true, effect.delta * scale);
	ResultAddNumber(&row, true, effect.merged_share);
	return ResultReturn(fcinfo, &row);
}

/* Adds a threshold, NULL where there is none. */
static void
ThresholdAdd(ResultRow *row, double threshold)
{
	ResultAddNumber(row, threshold != GUIDELINE_ANY, threshold);
}

/* The thresholds of all guidelines, one row a rule. */
PG_FUNCTION_INFO_V1(shares_merger_guidelines);
Datum
shares_merger_guidelines(PG_FUNCTION_ARGS)
{
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < guideline_rule_count; i++)
	{
		const GuidelineRule *rule = &guideline_rules[i];

		ResultAddWord(&row, true, rule->regime);
		ResultAddInteger(&row, true, rule->rule);
		ThresholdAdd(&row, rule->after_at_least);
		ThresholdAdd(&row, rule->after_above);
		ThresholdAdd(&row, rule->delta_at_least);
		ThresholdAdd(&row, rule->delta_above);
		ThresholdAdd(&row, rule->share_above);
		ResultAddWord(&row, true, rule->label);
		ResultAddWord(&row, true, rule->source);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* Refuses what cannot be the effect of a merger in points. */
static void
ScreenCheck(double after, double delta, bool has_share, double share)
{
	if (!(after > 1 && after <= 10000 * (1 + 1e-9)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("hhi_after must be in points, above 1 and at most 10000"),
				 errdetail("Value is %.15g.", after),
				 errhint("Use merger_effect(..., scale => 10000).")));
	if (!(delta >= -1e-9 && delta <= after))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("delta must be in points, from 0 to hhi_after"),
				 errdetail("Value is %.15g, hhi_after is %.15g.", delta, after),
				 errhint("Use merger_effect(..., scale => 10000).")));
	if (has_share && !(share >= 0 && share <= 1 + 1e-9))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("merged_share must be between 0 and 1"),
				 errdetail("Value is %.15g.", share),
				 errhint("Write 0.3 for 30 percent.")));
}

/* The label of the rule that decides. */
PG_FUNCTION_INFO_V1(shares_merger_screen);
Datum
shares_merger_screen(PG_FUNCTION_ARGS)
{
	const GuidelineRule *rule;
	double		after;
	double		delta;
	bool		has_share = !PG_ARGISNULL(2);
	double		share = has_share ? PG_GETARG_FLOAT8(2) : 0;
	char	   *regime;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	after = PG_GETARG_FLOAT8(0);
	delta = PG_GETARG_FLOAT8(1);
	regime = text_to_cstring(PG_GETARG_TEXT_PP(3));
	ScreenCheck(after, delta, has_share, share);
	rule = GuidelineScreen(regime, after, delta, has_share, share);
	if (rule == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("regime \"%s\" does not exist", regime),
				 errhint("merger_guidelines() lists the regimes.")));
	PG_RETURN_TEXT_P(cstring_to_text(rule->label));
}
