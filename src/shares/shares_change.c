/*
 * shares_change.c
 *	  The change of a market between two dates.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/change.h"
#include "keyed/keys.h"
#include "sql/result.h"
#include "shares/owners.h"
#include "shares/shares.h"

/* An entity at one date or both. */
typedef struct ChangeRow
{
	const char *owner;
	const char *entity;
	double		value[2];		/* before and after; 0 where absent */
} ChangeRow;

/* The rows of both dates, those of one owner next to each other. */
typedef struct ChangeRows
{
	int			n;
	ChangeRow  *row;
	double		total[2];
} ChangeRows;

/* Orders rows by owner, then by entity. */
static int
CompareChangeRows(const void *a, const void *b)
{
	const ChangeRow *x = (const ChangeRow *) a;
	const ChangeRow *y = (const ChangeRow *) b;
	int			cmp = strcmp(x->owner, y->owner);

	CHECK_FOR_INTERRUPTS();
	return cmp != 0 ? cmp : strcmp(x->entity, y->entity);
}

/* Compares entity i of one market with entity j of another. */
static int
CompareEntities(const Shares *a, int i, const Shares *b, int j)
{
	return KeysCompare(&a->view, a->key[i], &b->view, b->key[j], 0);
}

/*
 * Reads two markets, and owners where json is not NULL; one row for each
 * entity of either.
 */
static void
ChangeRowsOpen(ChangeRows *rows, FunctionCallInfo fcinfo, Jsonb *json)
{
	Shares		shares[2];
	Owners		owners;
	int			at[2] = {0, 0};

	for (int date = 0; date < 2; date++)
	{
		SharesOpen(&shares[date], PG_GETARG_DATUM(date), SHARES_KEYS);
		rows->total[date] = shares[date].market.total;
	}
	SharesCheckAlike(&shares[0].view, &shares[1].view);
	owners.n = 0;
	if (json != NULL)
		OwnersOpen(&owners, json, &shares[0].view);

	rows->n = 0;
	rows->row = palloc0_array(ChangeRow,
							  shares[0].market.n + shares[1].market.n);
	/* the keys of stored values come in order */
	while (at[0] < shares[0].market.n || at[1] < shares[1].market.n)
	{
		ChangeRow  *row = &rows->row[rows->n++];
		int			cmp = at[0] == shares[0].market.n ? 1 :
			at[1] == shares[1].market.n ? -1 :
			CompareEntities(&shares[0], at[0], &shares[1], at[1]);

		CHECK_FOR_INTERRUPTS();
		for (int date = 0; date < 2; date++)
			if (date == 0 ? cmp <= 0 : cmp >= 0)
			{
				if (row->entity == NULL)
					row->entity = SharesKeyName(&shares[date].view,
												shares[date].key[at[date]]);
				row->value[date] = shares[date].market.value[at[date]++];
			}
		row->owner = OwnersFind(&owners, row->entity);
	}
	if (owners.n > 0)
		qsort(rows->row, rows->n, sizeof(ChangeRow), CompareChangeRows);
}

/* Fills the plain arrays of the arithmetic. */
static void
ChangeOpen(MarketChange *change, const ChangeRows *rows)
{
	int		   *group = palloc_array(int, rows->n);
	double	   *share[2];

	for (int date = 0; date < 2; date++)
	{
		share[date] = palloc_array(double, rows->n);
		for (int i = 0; i < rows->n; i++)
			share[date][i] = rows->row[i].value[date] == 0 ? 0 :
				rows->row[i].value[date] / rows->total[date];
	}
	for (int i = 0; i < rows->n; i++)
		group[i] = i == 0 ? 0 : group[i - 1] +
			(strcmp(rows->row[i].owner, rows->row[i - 1].owner) != 0);
	change->n = rows->n;
	change->group = group;
	change->before = share[0];
	change->after = share[1];
}

PG_FUNCTION_INFO_V1(shares_instability);
Datum
shares_instability(PG_FUNCTION_ARGS)
{
	ChangeRows	rows;
	MarketChange change;
	double		result;

	ChangeRowsOpen(&rows, fcinfo, NULL);
	ChangeOpen(&change, &rows);
	if (!ChangeInstability(&change, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

/* The parts of the change in hhi. */
PG_FUNCTION_INFO_V1(shares_consolidation);
Datum
shares_consolidation(PG_FUNCTION_ARGS)
{
	ResultRow	row = {0};
	ChangeRows	rows;
	MarketChange change;
	HhiChange	parts;
	double		scale;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 3);
	ChangeRowsOpen(&rows, fcinfo,
				   PG_ARGISNULL(2) ? NULL : PG_GETARG_JSONB_P(2));
	ChangeOpen(&change, &rows);
	if (!ChangeDecompose(&change, &parts))
		PG_RETURN_NULL();
	ResultAddNumber(&row, true, parts.before * scale);
	ResultAddNumber(&row, true, parts.after * scale);
	ResultAddNumber(&row, true, parts.delta * scale);
	ResultAddNumber(&row, true, parts.merger * scale);
	ResultAddNumber(&row, true, parts.exit * scale);
	ResultAddNumber(&row, true, parts.entry * scale);
	ResultAddNumber(&row, true, parts.displacement * scale);
	ResultAddNumber(&row, true, parts.share_shift * scale);
	return ResultReturn(fcinfo, &row);
}

/* One row for each owner: who came, who left, who stayed. */
PG_FUNCTION_INFO_V1(shares_entity_changes);
Datum
shares_entity_changes(PG_FUNCTION_ARGS)
{
	ChangeRows	rows;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	ChangeRowsOpen(&rows, fcinfo,
				   PG_ARGISNULL(2) ? NULL : PG_GETARG_JSONB_P(2));
	for (int i = 0; i < rows.n;)
	{
		const char *owner = rows.row[i].owner;
		FSum		sum[2];
		double		value[2];
		double		share[2];
		int			entities = 0;

		FSumInit(&sum[0]);
		FSumInit(&sum[1]);
		for (; i < rows.n && strcmp(rows.row[i].owner, owner) == 0; i++)
		{
			FSumAdd(&sum[0], rows.row[i].value[0]);
			FSumAdd(&sum[1], rows.row[i].value[1]);
			entities += rows.row[i].value[0] > 0;
		}
		for (int date = 0; date < 2; date++)
		{
			value[date] = FSumValue(&sum[date]);
			share[date] = value[date] == 0 ? 0 : value[date] / rows.total[date];
		}
		ResultAddWord(&row, true, owner);
		ResultAddWord(&row, true, value[0] == 0 ? "entrant" :
					  value[1] == 0 ? "exit" : "survivor");
		ResultAddInteger(&row, true, entities);
		ResultAddNumber(&row, true, value[0]);
		ResultAddNumber(&row, true, value[1]);
		ResultAddNumber(&row, true, share[0]);
		ResultAddNumber(&row, true, share[1]);
		ResultAddNumber(&row, true, share[1] - share[0]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}
