/*
 * shares_changes.c
 *	  What changed between two states of a market.
 *
 * Totals are compared, not shares: a market that was loaded again and has one
 * row more has one change, though all shares are others.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "miscadmin.h"

#include "keyed/keys.h"
#include "sql/changes.h"
#include "shares/shares.h"

/* Adds the row of an entity, where something changed; NULL is the unattributed. */
static void
AddEntity(FunctionCallInfo fcinfo, ResultRow *row, const char *entity,
		  const ValueChange *change, double tolerance)
{
	if (!ChangeIsOne(change, tolerance))
		return;
	ResultAddWord(row, entity != NULL, entity);
	ChangeAddKind(row, change);
	ChangeAdd(row, change);
	ResultStore(fcinfo, row);
}

/* The sum of rows without an entity before and after. */
static ValueChange
UnattributedChange(const SumsView view[2])
{
	ValueChange change = {.was = view[0].has_null, .is = view[1].has_null};

	if (change.was)
		change.before = ViewNullTotal(&view[0]);
	if (change.is)
		change.after = ViewNullTotal(&view[1]);
	change.change = ViewDifference(&view[1], SUMS_NO_ENTRY, &view[0],
								   SUMS_NO_ENTRY);
	return change;
}

/* Opens both sides, of which one may be no market yet, or no more. */
static void
MarketsOpen(SumsView view[2], FunctionCallInfo fcinfo)
{
	memset(view, 0, 2 * sizeof(SumsView));
	for (int side = 0; side < 2; side++)
		if (!PG_ARGISNULL(side))
			ViewOpen(&view[side], PG_GETARG_DATUM(side), NOUN_SHARES, VIEW_SORTED);
	if (view[0].n > 0 && view[1].n > 0)
		SharesCheckAlike(&view[0], &view[1]);
}

/* Rows of what changed from one state of a market to another: (old, new, tolerance) */
PG_FUNCTION_INFO_V1(shares_shares_changes);
Datum
shares_shares_changes(PG_FUNCTION_ARGS)
{
	SumsView	view[2];
	ResultRow	row = {0};
	ValueChange change;
	double		tolerance;
	uint32		i = 0;
	uint32		j = 0;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(2))
		return (Datum) 0;
	tolerance = ChangeTolerance(fcinfo, 2);
	MarketsOpen(view, fcinfo);
	while (i < view[0].n || j < view[1].n)
	{
		int			cmp = i == view[0].n ? 1 : j == view[1].n ? -1 :
			KeysCompare(&view[0], i, &view[1], j, 0);
		char	   *entity = cmp <= 0 ? SharesKeyName(&view[0], i) :
			SharesKeyName(&view[1], j);

		CHECK_FOR_INTERRUPTS();
		memset(&change, 0, sizeof(change));
		change.was = cmp <= 0;
		change.is = cmp >= 0;
		if (cmp == 0)
			change.change = ViewDifference(&view[1], j, &view[0], i);
		if (change.was)
			change.before = view[0].hi[i++];
		if (change.is)
			change.after = view[1].hi[j++];
		AddEntity(fcinfo, &row, entity, &change, tolerance);
		pfree(entity);
	}
	change = UnattributedChange(view);
	AddEntity(fcinfo, &row, NULL, &change, tolerance);
	return (Datum) 0;
}
