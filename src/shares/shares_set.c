/*
 * shares_set.c
 *	  New market_shares from given ones: sum, difference, scale, choice.
 *
 * All are exact where float8 allows it: the components of a total are added,
 * negated or multiplied without rounding (a product is kept with its error,
 * which is lost only where it is smaller than the least float8).
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"

#include "kinds.h"
#include "sql/result.h"
#include "sql/argument.h"
#include "sql/names.h"
#include "shares/shares.h"
#include "keyed/wire.h"

/* Reports a total that float8 cannot hold, of an entity or of none. */
pg_noreturn static void
SharesOutOfRange(const char *name)
{
	ResultRangeError("total of market_shares", name == NULL ? NULL :
					 psprintf("The total of entity \"%s\" is more than a double can hold.",
							  name));
}

/* Adds the components of a total under a name, or as unattributed. */
KeyedSums *
SharesAddParts(KeyedSums *sums, const char *name, const double *parts,
			   int nparts)
{
	int64		number = 0;

	CHECK_FOR_INTERRUPTS();
	if (name != NULL && !SumsHasBytes(sums))
		number = NameNumber(name);
	for (int i = 0; i < nparts; i++)
	{
		if (!isfinite(parts[i]))
			SharesOutOfRange(name);
		if (name == NULL)
			sums = SumsAddNull(sums, parts[i]);
		else if (SumsHasBytes(sums))
			sums = SumsAddBytes(sums, name, (uint32) strlen(name), parts[i]);
		else
			sums = SumsAddNumber(sums, number, parts[i]);
	}
	return sums;
}

/* Multiplies components, keeping each error; returns how many there are. */
static int
ScaleParts(const double *parts, int nparts, double factor, double *scaled)
{
	int			n = 0;

	for (int i = 0; i < nparts; i++)
	{
		double		product = parts[i] * factor;

		scaled[n++] = product;
		if (isfinite(product))
			scaled[n++] = fma(parts[i], factor, -product);
	}
	return n;
}

/* The components of the total without an entity, from where the keys end. */
int
SharesNullParts(const SumsView *view, double *parts)
{
	int			n = 0;

	for (uint32 i = 0; i < view->nresiduals && n < FSUM_MAX_PARTS; i++)
		if (view->residuals[i].entry == SUMS_NO_ENTRY)
			parts[n++] = view->residuals[i].value;
	return n;
}

/* Adds components to a key that the view has. */
static KeyedSums *
SharesAddKey(KeyedSums *sums, const SumsView *view, uint32 i,
			 const double *parts, int nparts)
{
	CHECK_FOR_INTERRUPTS();
	for (int part = 0; part < nparts; part++)
		if (!isfinite(parts[part]))
			SharesOutOfRange(SharesKeyName(view, i));
	return SumsAddKey(sums, view->bytes ? 0 : view->number[i],
					  view->bytes ? view->key[i] : NULL,
					  view->bytes ? view->keylen[i] : 0, parts, nparts);
}

/* Adds all of a value, times a factor, to a state. */
static KeyedSums *
SharesAddView(KeyedSums *sums, const SumsView *view, double factor)
{
	double		parts[FSUM_MAX_PARTS];
	double		scaled[2 * FSUM_MAX_PARTS];
	uint32		cursor = 0;
	int			n;

	for (uint32 i = 0; i < view->n; i++)
	{
		n = ScaleParts(parts, ViewParts(view, i, &cursor, parts), factor,
					   scaled);
		sums = SharesAddKey(sums, view, i, scaled, n);
	}
	n = ScaleParts(parts, SharesNullParts(view, parts), factor, scaled);
	sums = SharesAddParts(sums, NULL, scaled, n);
	if (view->has_null)
		SumsMarkNull(sums);
	return sums;
}

/* The stored value of a state. */
Datum
SharesStore(KeyedSums *sums)
{
	SumsView	view;

	ViewOpenState(&view, sums, VIEW_SORTED);
	return PointerGetDatum(WireWrite(&view));
}

/* Reports text entities met with bigint entities. */
void
SharesKeysDiffer(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot combine market_shares of text entities with market_shares of bigint entities"),
			 errhint("Build both with the same type of entity, for example shares_agg(entity::text, value).")));
}

/* Refuses two values whose entities have different types. */
void
SharesCheckAlike(const SumsView *a, const SumsView *b)
{
	if (a->bytes != b->bytes)
		SharesKeysDiffer();
}

/* An empty market of text or of bigint entities, to add to. */
KeyedSums *
SharesCreate(bool bytes)
{
	return SumsCreate((StateSpec) {.kind = KIND_SHARES, .bytes = bytes});
}

/* The first value and factor times the second. */
static Datum
SharesCombine(FunctionCallInfo fcinfo, double factor)
{
	SumsView	a;
	SumsView	b;
	KeyedSums  *sums;

	ViewOpen(&a, PG_GETARG_DATUM(0), NOUN_SHARES, 0);
	ViewOpen(&b, PG_GETARG_DATUM(1), NOUN_SHARES, 0);
	SharesCheckAlike(&a, &b);
	sums = SharesAddView(SharesCreate(a.bytes), &a, 1);
	return SharesStore(SharesAddView(sums, &b, factor));
}

PG_FUNCTION_INFO_V1(shares_add);
Datum
shares_add(PG_FUNCTION_ARGS)
{
	return SharesCombine(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(shares_subtract);
Datum
shares_subtract(PG_FUNCTION_ARGS)
{
	return SharesCombine(fcinfo, -1);
}

/* Every total of the argument shares times the argument number. */
static Datum
SharesMultiply(FunctionCallInfo fcinfo, int shares, int number)
{
	double		factor = ArgumentValue(fcinfo, number, "factor", ARGUMENT_ANY);
	SumsView	view;

	ViewOpen(&view, PG_GETARG_DATUM(shares), NOUN_SHARES, 0);
	return SharesStore(SharesAddView(SharesCreate(view.bytes),
									 &view, factor));
}

PG_FUNCTION_INFO_V1(shares_multiply);
Datum
shares_multiply(PG_FUNCTION_ARGS)
{
	return SharesMultiply(fcinfo, 0, 1);
}

PG_FUNCTION_INFO_V1(shares_number_multiply);
Datum
shares_number_multiply(PG_FUNCTION_ARGS)
{
	return SharesMultiply(fcinfo, 1, 0);
}

/* Whether the entities that are not chosen stay as unattributed rows. */
static bool
OthersStay(const text *others)
{
	char	   *name = text_to_cstring(others);

	if (strcmp(name, "unattributed") == 0)
		return true;
	if (strcmp(name, "dropped") == 0)
		return false;
	ArgumentWordError("others", name, "unattributed or dropped");
}

/* A value with the entities that are in names. */
static Datum
SharesKeep(const SumsView *view, const Names *names, bool others_stay)
{
	KeyedSums  *sums = SharesCreate(view->bytes);
	double		parts[FSUM_MAX_PARTS];
	uint32		cursor = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		int			n = ViewParts(view, i, &cursor, parts);

		if (NamesFind(names, SharesKeyName(view, i)) != NULL)
			sums = SharesAddKey(sums, view, i, parts, n);
		else if (others_stay)
			sums = SharesAddParts(sums, NULL, parts, n);
	}
	sums = SharesAddParts(sums, NULL, parts, SharesNullParts(view, parts));
	if (view->has_null)
		SumsMarkNull(sums);
	return SharesStore(sums);
}

PG_FUNCTION_INFO_V1(shares_keep_entities);
Datum
shares_keep_entities(PG_FUNCTION_ARGS)
{
	bool		others_stay = OthersStay(PG_GETARG_TEXT_PP(2));
	SumsView	view;
	Names		names;
	char	  **array;
	int			n;

	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, 0);
	n = NamesFromArray(PG_GETARG_DATUM(1), &view, &array);
	NamesOpen(&names, array, n);
	return SharesKeep(&view, &names, others_stay);
}

/* The same with entities written as an array. */
PG_FUNCTION_INFO_V1(shares_keep_entities_text);
Datum
shares_keep_entities_text(PG_FUNCTION_ARGS)
{
	fcinfo->args[1].value = NamesFromText(PG_GETARG_TEXT_PP(1));
	return shares_keep_entities(fcinfo);
}
