/*
 * shares_merger.c
 *	  Mergers of entities, guideline screens, and common owners.
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

/* Firms times owners of a question, 8 or 16 bytes each. */
#define HOLDINGS_MAX	20000000

/* The arguments of mhhi. */
static const JsonForm ownership_form = {
	"ownership", "the owners of each firm",
	"Write {\"firm\": {\"owner\": 0.05}} for five percent."
};
static const JsonForm control_form = {
	"control", "the owners of each firm",
	"Write {\"firm\": {\"owner\": 0.1}} where it differs from the interest."
};

/* What one owner holds in one firm; NaN for what is not given. */
typedef struct Holding
{
	const char *firm;
	const char *owner;
	double		stake;
	double		control;
} Holding;

typedef struct HoldingRows
{
	int			n;
	int			room;
	Holding    *row;
} HoldingRows;

/* Orders rows by firm and owner. */
static int
CompareHoldings(const void *a, const void *b)
{
	const Holding *x = (const Holding *) a;
	const Holding *y = (const Holding *) b;
	int			cmp = strcmp(x->firm, y->firm);

	CHECK_FOR_INTERRUPTS();
	return cmp != 0 ? cmp : strcmp(x->owner, y->owner);
}

/* Adds what is known of a holding. */
static void
HoldingAdd(HoldingRows *rows, Holding holding)
{
	if (rows->n == rows->room)
	{
		rows->room *= 2;
		rows->row = repalloc_array(rows->row, Holding, rows->room);
	}
	rows->row[rows->n++] = holding;
}

/* Reads one number by firm and owner, into stakes or else into control. */
static void
HoldingsRead(HoldingRows *rows, Jsonb *json, const JsonForm *form,
			 const SumsView *view, bool stakes)
{
	JsonbIterator *firms = JsonOpenObject(form, json);
	JsonbValue	key;
	JsonbValue	value;

	while (JsonNext(&firms, &key, &value))
	{
		char	   *firm = JsonName(&key, view);
		JsonForm	of_firm = {NULL, "a number for each owner", form->hint};
		Numbers		owners;

		if (value.type == jbvNull)
			continue;
		if (value.type != jbvBinary ||
			!JsonContainerIsObject(value.val.binary.data))
			JsonError(form, firm, &value);
		of_firm.name = psprintf("%s of \"%s\"", form->name, firm);
		NumbersOpen(&owners, JsonbValueToJsonb(&value), &of_firm, NULL);
		for (int i = 0; i < owners.n; i++)
		{
			double		number = owners.entry[i].number;

			if (!isnan(number))
				HoldingAdd(rows, (Holding) {firm, owners.entry[i].name,
											stakes ? number : NAN,
											stakes ? NAN : number});
		}
	}
}

/* Refuses a firm whose owners hold more than all of it. */
static void
HoldingsCheck(const HoldingRows *rows)
{
	for (int i = 0; i < rows->n;)
	{
		const char *firm = rows->row[i].firm;
		double		held = 0;

		for (; i < rows->n && strcmp(rows->row[i].firm, firm) == 0; i++)
			held += rows->row[i].stake;
		if (held > 1 + 1e-9)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("owners of a firm must not hold more than all of it"),
					 errdetail("Those of \"%s\" hold %.15g.", firm, held),
					 errhint("Write 0.05 for five percent.")));
	}
}

/* Refuses a firm that comes twice, in two spellings of its number. */
static void
HoldingsCheckOnce(const Holding *before, const Holding *now)
{
	const JsonForm *form = isnan(now->stake) ? &control_form : &ownership_form;

	if (isnan(before->stake) == isnan(now->stake))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("entity \"%s\" comes twice in %s", now->firm,
						form->name),
				 errhint("%s", form->hint)));
}

/*
 * Makes one row of a holding from what is said of it, in the order of firms:
 * no interest is 0, and control that is not given is the interest.
 */
static void
HoldingsJoin(HoldingRows *rows)
{
	int			n = 0;

	qsort(rows->row, rows->n, sizeof(Holding), CompareHoldings);
	for (int i = 0; i < rows->n; i++)
	{
		Holding    *row = &rows->row[i];
		Holding    *last = n > 0 ? &rows->row[n - 1] : NULL;

		if (last == NULL || CompareHoldings(last, row) != 0)
		{
			rows->row[n++] = *row;
			continue;
		}
		HoldingsCheckOnce(last, row);
		if (isnan(row->stake))
			last->control = row->control;
		else
			last->stake = row->stake;
	}
	rows->n = n;
	for (int i = 0; i < n; i++)
	{
		Holding    *row = &rows->row[i];

		if (isnan(row->stake))
			row->stake = 0;
		if (isnan(row->control))
			row->control = row->stake;
	}
	HoldingsCheck(rows);
}

/* Reads the holdings of the arguments ownership and control. */
static void
HoldingsFromArguments(HoldingRows *rows, FunctionCallInfo fcinfo,
					  const SumsView *view)
{
	rows->n = 0;
	rows->room = 64;
	rows->row = palloc_array(Holding, rows->room);
	HoldingsRead(rows, PG_GETARG_JSONB_P(1), &ownership_form, view, true);
	if (!PG_ARGISNULL(2))
		HoldingsRead(rows, PG_GETARG_JSONB_P(2), &control_form, view, false);
	HoldingsJoin(rows);
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

/* Leaves out the holdings in other markets' firms. */
static void
HoldingsOfMarket(HoldingRows *rows, const Names *market)
{
	int			n = 0;

	for (int i = 0; i < rows->n; i++)
		if (NamesFind(market, rows->row[i].firm) != NULL)
			rows->row[n++] = rows->row[i];
	rows->n = n;
}

/* Fills the matrices from the rows; owner numbers the owner of each. */
static void
HoldingsFill(Holdings *holdings, const HoldingRows *rows, const int *owner)
{
	double	   *ownership = HoldingMatrix(holdings->nfirms, holdings->nowners);
	double	   *control = HoldingMatrix(holdings->nfirms, holdings->nowners);

	for (int i = 0, firm = 0; i < rows->n; i++)
	{
		Size		at;

		firm += i > 0 && strcmp(rows->row[i].firm, rows->row[i - 1].firm) != 0;
		at = (Size) firm * holdings->nowners + owner[i];
		ownership[at] = rows->row[i].stake;
		control[at] = rows->row[i].control;
	}
	holdings->ownership = ownership;
	holdings->control = control;
}

/*
 * Lays out the holdings of the firms that have any; firms gets those firms,
 * with the total of the whole market.
 */
static void
HoldingsOpen(Holdings *holdings, Market *firms, FunctionCallInfo fcinfo,
			 const Shares *shares)
{
	int			n = shares->market.n;
	char	  **name = palloc_array(char *, n);
	double	   *value = palloc_array(double, n);
	int		   *number;
	Names		names;
	HoldingRows rows;

	HoldingsFromArguments(&rows, fcinfo, &shares->view);
	for (int i = 0; i < n; i++)
		name[i] = SharesKeyName(&shares->view, shares->key[i]);
	NamesOpen(&names, name, n);
	HoldingsOfMarket(&rows, &names);

	firms->n = 0;
	firms->value = value;
	firms->total = shares->market.total;
	name = palloc_array(char *, rows.n);
	number = palloc_array(int, rows.n);
	for (int i = 0; i < rows.n; i++)
	{
		name[i] = unconstify(char *, rows.row[i].owner);
		if (i == 0 || strcmp(rows.row[i].firm, rows.row[i - 1].firm) != 0)
			value[firms->n++] =
				shares->market.value[NamesFind(&names, rows.row[i].firm)->place];
	}
	NamesOpen(&names, name, rows.n);
	holdings->nfirms = firms->n;
	holdings->nowners = NumberNames(&names, number);
	HoldingsFill(holdings, &rows, number);
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
	double		scale;
	double		hhi;
	FSum		delta;
	int		   *owner;
	bool		known = true;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 3);
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	HoldingsOpen(&holdings, &firms, fcinfo, &shares);
	if (!ConcentrationHhi(&shares.market, &hhi))
		PG_RETURN_NULL();
	/* firms without recorded owners add nothing */
	owner = (int *) palloc(Max(holdings.nowners, 1) * sizeof(int));
	FSumInit(&delta);
	for (int j = 0; j < firms.n && known; j++)
	{
		double		of_firm;

		CHECK_FOR_INTERRUPTS();
		known = MergerCommonDelta(&firms, &holdings, j, owner, &of_firm);
		if (known)
			FSumAdd(&delta, of_firm);
	}
	ResultAddNumber(&row, true, hhi * scale);
	ResultAddNumber(&row, known, (hhi + FSumValue(&delta)) * scale);
	ResultAddNumber(&row, known, FSumValue(&delta) * scale);
	return ResultReturn(fcinfo, &row);
}
