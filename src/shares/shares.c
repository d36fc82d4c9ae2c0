/*
 * shares.c
 *	  A market as plain arrays, from a stored value or a state.
 *
 * Here the rules of a market are enforced once: an entity whose total is zero
 * is not in it, and a total below zero is an error (negative rows are legal,
 * since corrections and returns come as such).
 */
#include "rareearth.h"

#include "shares/shares.h"
#include "sql/names.h"

/* The name of key i as text. */
char *
SharesKeyName(const SumsView *view, uint32 i)
{
	if (!view->bytes)
		return psprintf(INT64_FORMAT, view->number[i]);
	return pnstrdup(view->key[i], view->keylen[i]);
}

/*
 * Finds the key of a stored value with a name, false when no row has brought
 * it: those keys are in order.
 */
bool
SharesFindKey(const SumsView *view, const char *name, uint32 *key)
{
	uint32		len = (uint32) strlen(name);
	int64		number = view->bytes ? 0 : NameNumber(name);
	uint32		high = view->n;

	*key = 0;
	while (*key < high)
	{
		uint32		middle = *key + (high - *key) / 2;
		int			cmp = view->bytes ?
			SumsCompareBytes(view->key[middle], view->keylen[middle], name, len) :
			view->number[middle] < number ? -1 : view->number[middle] > number;

		if (cmp == 0)
		{
			*key = middle;
			return true;
		}
		if (cmp < 0)
			*key = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* Opens a market; datum is a market_shares value or an aggregate state. */
void
SharesOpen(Shares *shares, Datum datum, int options)
{
	ViewOpen(&shares->view, datum, NOUN_SHARES, options & (VIEW_SORTED | VIEW_UNNAMED));
	SharesOfView(shares, options);
}

/* Opens a market whose view is open. */
void
SharesOfView(Shares *shares, int options)
{
	SumsView   *view = &shares->view;
	double	   *value;
	int			n = 0;

	value = palloc_array(double, view->n);
	shares->key = options & SHARES_KEYS ?
		palloc_array(uint32, view->n) : NULL;
	for (uint32 i = 0; i < view->n; i++)
	{
		if (unlikely(view->hi[i] < 0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("total of an entity must not be negative"),
					 errdetail("Entity \"%s\" has total %.15g.",
							   SharesKeyName(view, i), view->hi[i]),
					 errhint("Corrections may be negative rows, but not exceed what they correct; check the sign of the values or the grouping.")));
		if (view->hi[i] == 0)
			continue;
		if (shares->key != NULL)
			shares->key[n] = i;
		value[n++] = view->hi[i];
	}
	if (options & SHARES_DESCENDING)
		ConcentrationSort(value, n);
	shares->market.n = n;
	shares->market.value = value;
	shares->market.total = ViewTotal(view);
}
