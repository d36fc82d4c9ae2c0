/*
 * shares_bounds.c
 *	  The least and the greatest hhi of a market that is seen in part, or whose
 *	  values are known as ranges.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "keyed/keys.h"
#include "math/bounds.h"
#include "math/hhi_range.h"
#include "math/near.h"
#include "sql/result.h"
#include "shares/shares.h"

/* What a status of the arithmetic means to the caller. */
typedef struct BoundsMessage
{
	BoundsStatus status;
	const char *message;
	const char *hint;
} BoundsMessage;

static const BoundsMessage bounds_messages[] = {
	{BOUNDS_INFEASIBLE, "no market fits what is known",
	"Check that the market total and the bounds of the fringe are in the unit of the values."},
	{BOUNDS_BAD_TOTAL, "market total must be finite and at least zero",
	"Give the total in the unit of the values, or leave it out to use the attributed and the unattributed rows."},
	{BOUNDS_BAD_COUNT, "fringe count must be at least zero",
	"Leave it out if it is not known."},
	{BOUNDS_BAD_MAX, "fringe maximum must be finite and greater than zero",
	"Leave it out if it is not known."},
	{BOUNDS_BAD_MIN, "fringe minimum must be from zero to the fringe maximum",
	"Leave it out if it is not known."},
	{BOUNDS_BAD_K, "k must be at least 1",
	"Use 4 for the share of the four largest."},
	{BOUNDS_BAD_CR, "ratio must be above 0 and at most 1",
	"Write 0.52 for 52 percent."},
	{BOUNDS_BAD_N, "n must be at least k",
	"Leave it out if it is not known."},
};

/* Raises the error of a status; detail says the values. */
static void
BoundsError(BoundsStatus status, const char *detail)
{
	for (int i = 0; i < (int) lengthof(bounds_messages); i++)
		if (bounds_messages[i].status == status)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s", bounds_messages[i].message),
					 errdetail("%s", detail),
					 errhint("%s", bounds_messages[i].hint)));
	elog(ERROR, "unknown status %d of bounds", (int) status);
}

/* Returns bounds as a row. */
static Datum
BoundsReturn(FunctionCallInfo fcinfo, const HhiBounds *bounds, double scale)
{
	ResultRow	row = {0};

	ResultAddNumber(&row, true, bounds->lower * scale);
	ResultAddNumber(&row, true, bounds->upper * scale);
	ResultAddTruth(&row, true, bounds->lower_attained);
	ResultAddTruth(&row, true, bounds->upper_attained);
	ResultAddNumber(&row, true, bounds->coverage);
	return ResultReturn(fcinfo, &row);
}

/*
 * The total of a market: what the caller says, which must have room for the
 * unattributed rows, or all rows.
 */
static double
BoundsTotal(const Shares *shares, bool given, double total)
{
	double		unseen = SharesUnseen(&shares->view);

	if (!given)
		return shares->market.total + unseen;
	if (LevelAbove(shares->market.total + unseen, total))
		BoundsError(BOUNDS_INFEASIBLE,
					psprintf("Rows with an entity add up to %.15g, rows without to %.15g, and the market total is %.15g.",
							 shares->market.total, unseen, total));
	return total;
}

/* What the arguments say of the entities that are not known. */
static void
BoundsFringeOpen(BoundsFringe *fringe, FunctionCallInfo fcinfo,
				 const Market *known)
{
	fringe->has_count = !PG_ARGISNULL(2);
	if (fringe->has_count)
		fringe->count = PG_GETARG_INT64(2);
	fringe->has_max = !PG_ARGISNULL(3);
	if (fringe->has_max)
		fringe->max = PG_GETARG_FLOAT8(3);
	if (!PG_ARGISNULL(4))
		fringe->min = PG_GETARG_FLOAT8(4);
	if (!PG_ARGISNULL(5) && PG_GETARG_BOOL(5))
		for (int i = 0; i < known->n; i++)
			if (!fringe->has_max || known->value[i] < fringe->max)
			{
				fringe->has_max = true;
				fringe->max = known->value[i];
			}
}

/* Bounds from known entities, the total, and what is known of the others. */
static Datum
SharesBounds(FunctionCallInfo fcinfo, const Shares *shares, double total,
			 const BoundsFringe *fringe, double scale)
{
	HhiBounds	bounds;
	BoundsStatus status;

	status = HhiBoundsKnown(&shares->market, total, fringe, &bounds);
	if (status == BOUNDS_UNDEFINED)
		PG_RETURN_NULL();
	if (status != BOUNDS_OK)
		BoundsError(status,
					psprintf("%d entities hold %.15g of %.15g; the fringe has count %s, maximum %s, minimum %.15g.",
							 shares->market.n, shares->market.total, total,
							 fringe->has_count ? psprintf(INT64_FORMAT, fringe->count) : "unknown",
							 fringe->has_max ? psprintf("%.15g", fringe->max) : "unknown",
							 fringe->min));
	return BoundsReturn(fcinfo, &bounds, scale);
}

PG_FUNCTION_INFO_V1(shares_hhi_bounds);
Datum
shares_hhi_bounds(PG_FUNCTION_ARGS)
{
	bool		given = !PG_ARGISNULL(1);
	double		scale;
	BoundsFringe fringe = {0};
	Shares		shares;

	if (PG_ARGISNULL(6))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 6);
	/* no row at all: nothing is listed, and all of a given total is unseen */
	memset(&shares, 0, sizeof(shares));
	if (!PG_ARGISNULL(0))
		SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	else if (!given)
		PG_RETURN_NULL();
	BoundsFringeOpen(&fringe, fcinfo, &shares.market);
	return SharesBounds(fcinfo, &shares,
						BoundsTotal(&shares, given,
									given ? PG_GETARG_FLOAT8(1) : 0),
						&fringe, scale);
}

/* The final function: nothing is known of the unattributed rows. */
PG_FUNCTION_INFO_V1(shares_hhi_bounds_final);
Datum
shares_hhi_bounds_final(PG_FUNCTION_ARGS)
{
	BoundsFringe fringe = {0};
	Shares		shares;

	SharesOpen(&shares, PG_GETARG_DATUM(0), 0);
	return SharesBounds(fcinfo, &shares, BoundsTotal(&shares, false, 0),
						&fringe, 1);
}

/* Bounds when only the share of the k largest is known. */
PG_FUNCTION_INFO_V1(shares_hhi_bounds_from_ratio);
Datum
shares_hhi_bounds_from_ratio(PG_FUNCTION_ARGS)
{
	int64		k;
	double		ratio;
	bool		has_n = !PG_ARGISNULL(2);
	int64		n = has_n ? PG_GETARG_INT64(2) : 0;
	double		scale;
	HhiBounds	bounds;
	BoundsStatus status;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	scale = SharesScale(fcinfo, 3);
	k = PG_GETARG_INT64(0);
	ratio = PG_GETARG_FLOAT8(1);
	status = HhiBoundsRatio(k, ratio, has_n, n, &bounds);
	if (status != BOUNDS_OK)
		BoundsError(status,
					psprintf("The " INT64_FORMAT " largest hold %.15g, the number of all is %s.",
							 k, ratio,
							 has_n ? psprintf(INT64_FORMAT, n) : "unknown"));
	return BoundsReturn(fcinfo, &bounds, scale);
}

/* Refuses a range that is upside down. */
pg_noreturn static void
RangeError(const char *entity, double low, double high)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("low end of a range must not be above its high end"),
			 errdetail("Entity \"%s\" has %.15g to %.15g.", entity, low, high),
			 errhint("Give low first; an entity that is known exactly has the same value in both.")));
}

/* What an entity has at least and at most, the same where only rounding differs. */
static ValueRange
RangeOf(const Shares *high, int i, double low)
{
	double		most = high->market.value[i];

	if (LevelAbove(low, most))
		RangeError(SharesKeyName(&high->view, high->key[i]), low, most);
	return (ValueRange) {Min(low, most), most};
}

/* The ranges of all entities that can be above zero. */
static ValueRange *
RangesOpen(const Shares *low, const Shares *high)
{
	ValueRange *range = palloc_array(ValueRange, high->market.n);
	int			at = 0;

	for (int i = 0; i < high->market.n; i++)
	{
		int			cmp = at == low->market.n ? 1 :
			KeysCompare(&low->view, low->key[at], &high->view, high->key[i], 0);

		CHECK_FOR_INTERRUPTS();
		if (cmp < 0)
			break;
		range[i] = RangeOf(high, i, cmp == 0 ? low->market.value[at++] : 0);
	}
	if (at < low->market.n)
		RangeError(SharesKeyName(&low->view, low->key[at]),
				   low->market.value[at], 0);
	return range;
}

/* (low, high, scale): rows without an entity are left out, as hhi does. */
PG_FUNCTION_INFO_V1(shares_hhi_range);
Datum
shares_hhi_range(PG_FUNCTION_ARGS)
{
	double		scale = SharesScale(fcinfo, 2);
	ResultRow	row = {0};
	Shares		low;
	Shares		high;
	HhiRange	range;

	SharesOpen(&low, PG_GETARG_DATUM(0), VIEW_SORTED | SHARES_KEYS);
	SharesOpen(&high, PG_GETARG_DATUM(1), VIEW_SORTED | SHARES_KEYS);
	if (low.market.n > 0 && high.market.n > 0)
		SharesCheckAlike(&low.view, &high.view);
	if (!HhiRangeOf(RangesOpen(&low, &high), high.market.n,
					palloc_array(double, 2 * high.market.n), &range))
		PG_RETURN_NULL();
	ResultAddNumber(&row, true, range.lower * scale);
	ResultAddNumber(&row, true, range.upper * scale);
	ResultAddTruth(&row, true, true);
	ResultAddTruth(&row, true, range.upper_exact);
	return ResultReturn(fcinfo, &row);
}
