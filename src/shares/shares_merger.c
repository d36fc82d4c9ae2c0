/*
 * shares_merger.c
 *	  Mergers of entities, guideline screens, and common owners.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/guideline.h"
#include "math/merger.h"
#include "sql/names.h"
#include "sql/result.h"
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

/*
 * Reads a map from entities to owners; without owners all entities merge into
 * the first.
 */
static void
OwnersFromArguments(Owners *owners, FunctionCallInfo fcinfo, int arg,
					const SumsView *view)
{
	char	  **entity;
	char	  **owner;
	int			n = NamesFromArray(PG_GETARG_DATUM(arg), view, &entity);

	if (PG_ARGISNULL(arg + 1))
	{
		char	   *first = NULL;

		owner = (char **) palloc(Max(n, 1) * sizeof(char *));
		for (int i = 0; i < n && first == NULL; i++)
			first = entity[i];
		for (int i = 0; i < n; i++)
			owner[i] = first;
	}
	else
		NamesCheckLengths("entities", n, "owners",
						  NamesFromArray(PG_GETARG_DATUM(arg + 1), view, &owner));
	OwnersOpen(owners, entity, owner, n, PG_ARGISNULL(arg + 1));
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
	OwnersFromArguments(&owners, fcinfo, 1, &view);
	sums = SumsCreate(NOUN_SHARES, view.bytes, NULL, 0);
	for (uint32 i = 0; i < view.n; i++)
	{
		int			n = ViewParts(&view, i, &cursor, parts);

		sums = SharesAddParts(sums, OwnersFind(&owners, SharesKeyName(&view, i)),
							  parts, n);
	}
	sums = SharesAddParts(sums, NULL, parts, SharesNullParts(&view, parts));
	if (view.has_null)
		sums->flags |= SUMS_FLAG_NULL;
	PG_RETURN_DATUM(SharesStore(sums));
}

/* The entities that merge, those of one owner next to each other. */
static void
MergerGroupsOpen(MergerGroups *groups, const Shares *shares,
				 const Owners *owners)
{
	MergerRow  *rows = (MergerRow *)
		palloc(Max(shares->market.n, 1) * sizeof(MergerRow));
	int		   *group = (int *) palloc(Max(shares->market.n, 1) * sizeof(int));
	double	   *value = (double *)
		palloc(Max(shares->market.n, 1) * sizeof(double));
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

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 3);
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	OwnersFromArguments(&owners, fcinfo, 1, &shares.view);
	MergerGroupsOpen(&groups, &shares, &owners);
	if (!MergerDelta(&shares.market, &groups, &effect))
		PG_RETURN_NULL();
	ResultAddNumber(&row, true, effect.pre * scale);
	ResultAddNumber(&row, true, effect.delta * scale);
	ResultAddNumber(&row, true, effect.post * scale);
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
		ThresholdAdd(&row, rule->post_at_least);
		ThresholdAdd(&row, rule->post_above);
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
ScreenCheck(double post, double delta, bool has_share, double share)
{
	if (!(post > 1 && post <= 10000 * (1 + 1e-9)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("post must be an hhi in points, above 1 and at most 10000"),
				 errdetail("Value is %.15g.", post),
				 errhint("Use merger_effect(..., scale => 10000).")));
	if (!(delta >= -1e-9 && delta <= post))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("delta must be in points, from 0 to post"),
				 errdetail("Value is %.15g, post is %.15g.", delta, post),
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
	double		post;
	double		delta;
	bool		has_share = !PG_ARGISNULL(2);
	double		share = has_share ? PG_GETARG_FLOAT8(2) : 0;
	char	   *regime;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	post = PG_GETARG_FLOAT8(0);
	delta = PG_GETARG_FLOAT8(1);
	regime = text_to_cstring(PG_GETARG_TEXT_PP(3));
	ScreenCheck(post, delta, has_share, share);
	rule = GuidelineScreen(regime, post, delta, has_share, share);
	if (rule == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("regime \"%s\" does not exist", regime),
				 errhint("merger_guidelines() lists the regimes.")));
	PG_RETURN_TEXT_P(cstring_to_text(rule->label));
}

/* Firms times owners of a question, 8 or 16 bytes each. */
#define HOLDINGS_MAX	20000000

/* What one owner holds in one firm. */
typedef struct HoldingRow
{
	const char *firm;
	char	   *owner;
	double		stake;
	double		control;
} HoldingRow;

/* Orders rows by firm and owner, and so that the order given is not seen. */
static int
CompareHoldingRows(const void *a, const void *b)
{
	const HoldingRow *x = (const HoldingRow *) a;
	const HoldingRow *y = (const HoldingRow *) b;
	int			cmp = strcmp(x->firm, y->firm);

	CHECK_FOR_INTERRUPTS();
	if (cmp == 0)
		cmp = strcmp(x->owner, y->owner);
	if (cmp == 0)
		cmp = x->stake < y->stake ? -1 : x->stake > y->stake;
	return cmp != 0 ? cmp :
		x->control < y->control ? -1 : x->control > y->control;
}

/* Refuses a holding that is not a part of a firm. */
static void
HoldingRowCheck(const HoldingRow *row)
{
	if (!(row->stake >= 0 && row->stake <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("ownership must be between 0 and 1"),
				 errdetail("That of \"%s\" in \"%s\" is %.15g.",
						   row->owner, row->firm, row->stake),
				 errhint("Write 0.05 for five percent.")));
	if (!(row->control >= 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("control must be at least 0"),
				 errdetail("That of \"%s\" in \"%s\" is %.15g.",
						   row->owner, row->firm, row->control)));
}

/*
 * Reads the holdings in arguments 1 to 4, in the order of firms; returns their
 * number.  Rows with a NULL, and those of other firms, are left out.
 */
static int
HoldingRowsRead(FunctionCallInfo fcinfo, const SumsView *view,
				const Names *market, HoldingRow **rows)
{
	char	  **firm;
	char	  **owner;
	double	   *stake;
	double	   *control = NULL;
	int			given = NamesFromArray(PG_GETARG_DATUM(1), view, &firm);
	int			n = 0;

	NamesCheckLengths("firms", given, "owners",
					  NamesFromArray(PG_GETARG_DATUM(2), NULL, &owner));
	NamesCheckLengths("firms", given, "ownership",
					  NumbersFromArray(PG_GETARG_DATUM(3), "ownership",
									   &stake));
	if (!PG_ARGISNULL(4))
		NamesCheckLengths("firms", given, "control",
						  NumbersFromArray(PG_GETARG_DATUM(4), "control",
										   &control));
	*rows = (HoldingRow *) palloc(Max(given, 1) * sizeof(HoldingRow));
	for (int i = 0; i < given; i++)
	{
		HoldingRow *row = &(*rows)[n];

		if (firm[i] == NULL || owner[i] == NULL || isnan(stake[i]))
			continue;
		row->firm = firm[i];
		row->owner = owner[i];
		row->stake = stake[i];
		row->control = control == NULL || isnan(control[i]) ?
			stake[i] : control[i];
		HoldingRowCheck(row);
		n += NamesFind(market, firm[i]) != NULL;
	}
	qsort(*rows, n, sizeof(HoldingRow), CompareHoldingRows);
	return n;
}

/* A matrix of zeros, with a bound on its size. */
static double *
HoldingMatrix(int nfirms, int nowners)
{
	if ((int64) nfirms * nowners > HOLDINGS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many firms and owners"),
				 errdetail("%d firms times %d owners is more than %d.",
						   nfirms, nowners, HOLDINGS_MAX),
				 errhint("Leave out small holdings.")));
	return (double *)
		palloc_extended(Max((Size) nfirms * nowners, 1) * sizeof(double),
						MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Numbers the distinct names by place; returns how many there are. */
static int
NumberNames(const Names *names, int *number)
{
	int			n = 0;

	for (int i = 0; i < names->n; i++)
	{
		n += i == 0 || strcmp(names->entry[i].name,
							  names->entry[i - 1].name) != 0;
		number[names->entry[i].place] = n - 1;
	}
	return n;
}

/*
 * Lays out the holdings of the firms that have any; firms gets those firms,
 * with the total of the whole market.  Rows that repeat a holding add up.
 */
static void
HoldingsOpen(Holdings *holdings, Market *firms, FunctionCallInfo fcinfo,
			 const Shares *shares)
{
	int			n = shares->market.n;
	char	  **name = (char **) palloc(Max(n, 1) * sizeof(char *));
	double	   *value = (double *) palloc(Max(n, 1) * sizeof(double));
	double	   *ownership;
	double	   *control = NULL;
	int		   *number;
	Names		names;
	HoldingRow *rows;

	for (int i = 0; i < n; i++)
		name[i] = SharesKeyName(&shares->view, shares->key[i]);
	NamesOpen(&names, name, n);
	n = HoldingRowsRead(fcinfo, &shares->view, &names, &rows);

	firms->n = 0;
	firms->value = value;
	firms->total = shares->market.total;
	name = (char **) palloc(Max(n, 1) * sizeof(char *));
	number = (int *) palloc(Max(n, 1) * sizeof(int));
	for (int i = 0; i < n; i++)
	{
		name[i] = rows[i].owner;
		if (i == 0 || strcmp(rows[i].firm, rows[i - 1].firm) != 0)
			value[firms->n++] =
				shares->market.value[NamesFind(&names, rows[i].firm)->place];
	}
	NamesOpen(&names, name, n);
	holdings->nfirms = firms->n;
	holdings->nowners = NumberNames(&names, number);
	holdings->ownership = ownership =
		HoldingMatrix(holdings->nfirms, holdings->nowners);
	if (!PG_ARGISNULL(4))
		control = HoldingMatrix(holdings->nfirms, holdings->nowners);
	holdings->control = control;
	for (int i = 0, firm = 0; i < n; i++)
	{
		Size		at;

		firm += i > 0 && strcmp(rows[i].firm, rows[i - 1].firm) != 0;
		at = (Size) firm * holdings->nowners + number[i];
		ownership[at] += rows[i].stake;
		if (control != NULL)
			control[at] += rows[i].control;
	}
}

/* The modified hhi: firms with common owners compete less. */
PG_FUNCTION_INFO_V1(shares_mhhi);
Datum
shares_mhhi(PG_FUNCTION_ARGS)
{
	ResultRow	row = {0};
	Shares		shares;
	Market		firms;
	Holdings	holdings;
	double		hhi;
	FSum		delta;
	int		   *owner;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) ||
		PG_ARGISNULL(3))
		PG_RETURN_NULL();
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	HoldingsOpen(&holdings, &firms, fcinfo, &shares);
	if (!ConcentrationHhi(&shares.market, &hhi))
		PG_RETURN_NULL();
	/* firms without recorded owners add nothing */
	owner = (int *) palloc(Max(holdings.nowners, 1) * sizeof(int));
	FSumInit(&delta);
	for (int j = 0; j < firms.n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		FSumAdd(&delta, MergerCommonDelta(&firms, &holdings, j, owner));
	}
	ResultAddNumber(&row, true, hhi);
	ResultAddNumber(&row, true, hhi + FSumValue(&delta));
	ResultAddNumber(&row, true, FSumValue(&delta));
	return ResultReturn(fcinfo, &row);
}
