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
		palloc_extended((Size) nfirms * nowners * sizeof(double),
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

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 3);
	SharesOpen(&shares, PG_GETARG_DATUM(0), SHARES_KEYS);
	HoldingsOpen(&holdings, &firms, fcinfo, &shares);
	if (!ConcentrationHhi(&shares.market, &hhi))
		PG_RETURN_NULL();
	/* firms without recorded owners add nothing */
	owner = palloc_array(int, holdings.nowners);
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
