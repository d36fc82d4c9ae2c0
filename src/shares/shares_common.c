/*
 * shares_common.c
 *	  The hhi of a market whose firms have common owners.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/merger.h"
#include "sql/names.h"
#include "sql/result.h"
#include "shares/shares.h"

/* The arguments of mhhi. */
static const JsonForm ownership_form = {
	"ownership", "the owners of each firm",
	"Write {\"firm\": {\"owner\": 0.05}} for five percent."
};
static const JsonForm control_form = {
	"control", "the owners of each firm",
	"Write {\"firm\": {\"owner\": 0.1}} where it differs from the interest."
};

/* What is said of a holding; NaN for what is not given. */
typedef struct HoldingRow
{
	const char *firm;
	const char *owner;
	double		stake;
	double		control;
} HoldingRow;

typedef struct HoldingRows
{
	int			n;
	int			room;
	HoldingRow    *row;
} HoldingRows;

/* Orders rows by firm and owner. */
static int
CompareHoldings(const void *a, const void *b)
{
	const HoldingRow *x = (const HoldingRow *) a;
	const HoldingRow *y = (const HoldingRow *) b;
	int			cmp = strcmp(x->firm, y->firm);

	CHECK_FOR_INTERRUPTS();
	return cmp != 0 ? cmp : strcmp(x->owner, y->owner);
}

/* Adds what is known of a holding. */
static void
HoldingAdd(HoldingRows *rows, HoldingRow holding)
{
	if (rows->n == rows->room)
	{
		rows->room *= 2;
		rows->row = repalloc_array(rows->row, HoldingRow, rows->room);
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
				HoldingAdd(rows, (HoldingRow) {firm, owners.entry[i].name,
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
HoldingsCheckOnce(const HoldingRow *before, const HoldingRow *now)
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

	qsort(rows->row, rows->n, sizeof(HoldingRow), CompareHoldings);
	for (int i = 0; i < rows->n; i++)
	{
		HoldingRow    *row = &rows->row[i];
		HoldingRow    *last = n > 0 ? &rows->row[n - 1] : NULL;

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
		HoldingRow    *row = &rows->row[i];

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
	rows->row = palloc_array(HoldingRow, rows->room);
	HoldingsRead(rows, PG_GETARG_JSONB_P(1), &ownership_form, view, true);
	if (!PG_ARGISNULL(2))
		HoldingsRead(rows, PG_GETARG_JSONB_P(2), &control_form, view, false);
	HoldingsJoin(rows);
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

/* Numbers the firms of the holdings, and gives their shares to firms. */
static void
HoldingsNumberFirms(Holding *holding, Market *firms, const HoldingRows *rows,
					const Names *market, const Shares *shares)
{
	double	   *value = palloc_array(double, shares->market.n);

	firms->n = 0;
	firms->value = value;
	firms->total = shares->market.total;
	for (int i = 0; i < rows->n; i++)
	{
		const HoldingRow *row = &rows->row[i];

		if (i == 0 || strcmp(row->firm, row[-1].firm) != 0)
			value[firms->n++] =
				shares->market.value[NamesFind(market, row->firm)->place];
		holding[i] = (Holding) {firms->n - 1, 0, row->stake, row->control};
	}
}

/* Numbers the owners of the holdings. */
static void
HoldingsNumberOwners(Holdings *holdings, Holding *holding,
					 const HoldingRows *rows)
{
	char	  **name = palloc_array(char *, rows->n);
	int		   *by_owner = palloc_array(int, rows->n);
	Names		names;
	int			owner = -1;

	for (int i = 0; i < rows->n; i++)
		name[i] = unconstify(char *, rows->row[i].owner);
	NamesOpen(&names, name, rows->n);
	for (int i = 0; i < names.n; i++)
	{
		owner += i == 0 || strcmp(names.entry[i].name,
								  names.entry[i - 1].name) != 0;
		by_owner[i] = names.entry[i].place;
		holding[by_owner[i]].owner = owner;
	}
	holdings->by_owner = by_owner;
	holdings->held = palloc_array(double, owner + 1);
	holdings->held_rest = palloc_array(double, owner + 1);
}

/*
 * Reads the holdings in firms of the market; firms gets those firms, with the
 * total of the whole market.
 */
static void
HoldingsOpen(Holdings *holdings, Market *firms, FunctionCallInfo fcinfo,
			 const Shares *shares)
{
	int			n = shares->market.n;
	char	  **name = palloc_array(char *, n);
	Holding    *holding;
	Names		names;
	HoldingRows rows;

	HoldingsFromArguments(&rows, fcinfo, &shares->view);
	for (int i = 0; i < n; i++)
		name[i] = SharesKeyName(&shares->view, shares->key[i]);
	NamesOpen(&names, name, n);
	HoldingsOfMarket(&rows, &names);
	holding = palloc_array(Holding, rows.n);
	HoldingsNumberFirms(holding, firms, &rows, &names, shares);
	HoldingsNumberOwners(holdings, holding, &rows);
	holdings->n = rows.n;
	holdings->row = holding;
	for (int i = 0; i < rows.n;)
	{
		CHECK_FOR_INTERRUPTS();
		i = MergerHeld(firms, holdings, i);
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
	double		scale;
	double		hhi;
	FSum		delta;
	bool		known = true;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 3);
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	HoldingsOpen(&holdings, &firms, fcinfo, &shares);
	if (!ConcentrationHhi(&shares.market, &hhi))
		PG_RETURN_NULL();
	/* firms without recorded owners add nothing */
	FSumInit(&delta);
	for (int i = 0; i < holdings.n && known;)
	{
		double		of_firm;

		CHECK_FOR_INTERRUPTS();
		i = MergerCommonDelta(&firms, &holdings, i, &of_firm, &known);
		FSumAdd(&delta, of_firm);
	}
	ResultAddNumber(&row, true, hhi * scale);
	ResultAddNumber(&row, known, (hhi + FSumValue(&delta)) * scale);
	ResultAddNumber(&row, known, FSumValue(&delta) * scale);
	return ResultReturn(fcinfo, &row);
}
