/*
 * exposure_agg.c
 *	  Exposure of a sector to exports, as an aggregate over firms.
 *
 * The keys of the state are pairs: a firm, and a letter for what is summed.  In
 * order of keys the exports of a firm stand before its revenue.  What is summed
 * over all firms has an empty name.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/pair.h"
#include "math/near.h"
#include "sql/argument.h"
#include "sql/row_types.h"
#include "sql/result.h"
#include "trade/trade.h"

/* What is summed: exports and revenue by firm, the others over all firms. */
#define SUM_EXPORTS			'e'
#define SUM_REVENUE			'r'
#define SUM_AT_RISK			'a'		/* exports times fall */
#define SUM_UNSEEN			'u'		/* revenue whose exports are unknown */
#define SUM_UNSEEN_AT_RISK	'w'		/* at most, if all of it is exported */

/* The sums over all firms. */
typedef struct Exposure
{
	int64		firms;
	int64		active;			/* firms with revenue */
	FSum		exports;
	FSum		revenue;
	FSum		shares;
	double		largest;
	double		at_risk;
	double		unseen;
	double		unseen_at_risk;
} Exposure;

/* The fall that a row assumes; without one all exports are lost. */
static double
ExposureFall(FunctionCallInfo fcinfo)
{
	if (PG_NARGS() <= 4)
		return 1;
	if (PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("fall must not be null")));
	return ArgumentValue(fcinfo, 4, "fall", ARGUMENT_FRACTION);
}

/* Adds to one of the sums, by firm unless that is NULL. */
static KeyedSums *
ExposureAdd(KeyedSums *sums, char what, const text *firm, double value)
{
	Pair		pair = {"", 0, &what, 1};

	if (firm != NULL)
	{
		pair.first = VARDATA_ANY(firm);
		pair.firstlen = VARSIZE_ANY_EXHDR(firm);
	}
	return PairAddText(sums, pair, value);
}

/*
 * (firm, revenue, export_revenue [, fall]): a NULL firm or revenue skips the
 * row.
 */
PG_FUNCTION_INFO_V1(weighted_exposure_trans);
Datum
weighted_exposure_trans(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	text	   *firm;
	double		revenue;
	double		exports;
	double		fall;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return AggSkip(fcinfo);
	revenue = ArgumentValue(fcinfo, 2, "revenue", ARGUMENT_ANY);
	fall = ExposureFall(fcinfo);
	sums = AggStateFor(fcinfo, (StateSpec) {.kind = KIND_EXPOSURE, .bytes = true});
	if (PG_ARGISNULL(3))
	{
		sums = ExposureAdd(sums, SUM_UNSEEN, NULL, revenue);
		PG_RETURN_POINTER(ExposureAdd(sums, SUM_UNSEEN_AT_RISK, NULL,
									  revenue * fall));
	}
	exports = ArgumentValue(fcinfo, 3, "export revenue", ARGUMENT_ANY);
	firm = PG_GETARG_TEXT_PP(1);
	sums = ExposureAdd(sums, SUM_REVENUE, firm, revenue);
	sums = ExposureAdd(sums, SUM_EXPORTS, firm, exports);
	PG_RETURN_POINTER(ExposureAdd(sums, SUM_AT_RISK, NULL, exports * fall));
}

INTEGER_NAME(weighted_exposure_trans, 1);
NUMERIC_VALUES(weighted_exposure_trans, 2, 2);
NUMERIC_VALUES(weighted_exposure_trans_bigint, 2, 2);

/* Whose figures they are, for a message. */
static char *
ExposureName(const char *firm, uint32 len)
{
	if (firm == NULL)
		return pstrdup("Rows without exports");
	return psprintf("Firm \"%.*s\"", (int) len, firm);
}

/* Refuses figures that no firm can have. */
static void
ExposureCheck(const char *firm, uint32 len, double revenue, double exports)
{
	if (revenue < 0 || exports < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("revenue and export revenue must not be negative"),
				 errdetail("%s: revenue %.15g, export revenue %.15g.",
						   ExposureName(firm, len), revenue, exports)));
	if (LevelAbove(exports, revenue))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("export revenue must not be greater than revenue"),
				 errdetail("%s: revenue %.15g, export revenue %.15g.",
						   ExposureName(firm, len), revenue, exports),
				 errhint("Check that both are of the same period, currency and unit.")));
}

/* Adds a firm to the sums over all. */
static void
ExposureCount(Exposure *exposure, const char *firm, uint32 len,
			  double revenue, double exports)
{
	ExposureCheck(firm, len, revenue, exports);
	FSumAdd(&exposure->revenue, revenue);
	FSumAdd(&exposure->exports, exports);
	exposure->firms++;
	if (revenue > 0)
	{
		double		share = Min(exports / revenue, 1);

		exposure->active++;
		FSumAdd(&exposure->shares, share);
		exposure->largest = Max(exposure->largest, share);
	}
}

/* What key i sums up, or zero where it is no such pair. */
static char
ExposureWhat(const SumsView *view, uint32 i)
{
	Pair		pair;

	if (i >= view->n || !PairIsOfText(view, i))
		return '\0';
	pair = PairReadText(view, i);
	return pair.secondlen == 1 ? *pair.second : '\0';
}

/* Has every firm of a state exports and a revenue, and nothing else a firm? */
bool
ExposureKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
		switch (ExposureWhat(view, i))
		{
			case SUM_EXPORTS:
				if (ExposureWhat(view, i + 1) != SUM_REVENUE ||
					!PairSameFirst(PairReadText(view, i),
								   PairReadText(view, i + 1)))
					return false;
				i++;
				break;
			case SUM_AT_RISK:
			case SUM_UNSEEN:
			case SUM_UNSEEN_AT_RISK:
				if (PairReadText(view, i).firstlen > 0)
					return false;
				break;
			default:
				return false;
		}
	return true;
}

/* The firm of key i. */
char *
ExposureKeyText(const SumsView *view, uint32 i)
{
	return pstrdup(PairReadText(view, i).first);
}

/* Reads the sums. */
static void
ExposureRead(Exposure *exposure, const SumsView *view)
{
	for (uint32 i = 0; i < view->n; i++)
	{
		Pair		pair = PairReadText(view, i);

		CHECK_FOR_INTERRUPTS();
		switch (*pair.second)
		{
			case SUM_EXPORTS:	/* the revenue comes next */
				ExposureCount(exposure, pair.first, pair.firstlen,
							  view->hi[i + 1], view->hi[i]);
				i++;
				break;
			case SUM_AT_RISK:
				exposure->at_risk = view->hi[i];
				break;
			case SUM_UNSEEN:
				ExposureCheck(NULL, 0, view->hi[i], 0);
				exposure->unseen = view->hi[i];
				break;
			case SUM_UNSEEN_AT_RISK:
				exposure->unseen_at_risk = view->hi[i];
				break;
		}
	}
}

/* The columns of exposure_report, in order; no rows give counts of zero. */
PG_FUNCTION_INFO_V1(weighted_exposure_final);
Datum
weighted_exposure_final(PG_FUNCTION_ARGS)
{
	ResultRow	row = {0};
	Exposure	exposure;
	double		revenue;
	double		exports;
	double		all;

	memset(&exposure, 0, sizeof(exposure));
	if (!PG_ARGISNULL(0))
	{
		SumsView	view;

		(void) AggOpen(&view, fcinfo, KIND_EXPOSURE, VIEW_SORTED);
		ExposureRead(&exposure, &view);
	}
	revenue = FSumValue(&exposure.revenue);
	exports = FSumValue(&exposure.exports);
	all = revenue + exposure.unseen;
	if (!isfinite(all) || !isfinite(exposure.at_risk + exposure.unseen_at_risk))
		ResultRangeError("total revenue", NULL);

	ResultAddNumber(&row, revenue > 0, Min(exports / revenue, 1));
	ResultAddNumber(&row, exposure.active > 0,
					FSumValue(&exposure.shares) / exposure.active);
	ResultAddNumber(&row, exposure.active > 0, exposure.largest);
	ResultAddNumber(&row, true, exposure.at_risk);
	ResultAddNumber(&row, revenue > 0, exposure.at_risk / revenue);
	ResultAddCount(&row, true, exposure.firms);
	ResultAddNumber(&row, true, revenue);
	ResultAddNumber(&row, true, exports);
	ResultAddNumber(&row, all > 0, revenue / all);
	ResultAddNumber(&row, all > 0, Min(exports / all, 1));
	ResultAddNumber(&row, all > 0, Min((exports + exposure.unseen) / all, 1));
	ResultAddNumber(&row, true, exposure.at_risk + exposure.unseen_at_risk);
	return ResultReturn(fcinfo, &row);
}
