/*
 * names.c
 *	  Arrays of names and numbers that callers pass; finding names.
 *
 * Maps come as parallel arrays, since array_agg makes them from any table of
 * firms, owners, holdings or weights.  Markets of bigint entities are named by
 * their numbers as text.
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "sql/names.h"

/*
 * The elements of a text array as names, NULL for a null; returns their
 * number.  For a view of bigint keys a name is brought to the form it has
 * there.
 */
int
NamesFromArray(Datum array, const SumsView *view, char ***names)
{
	Datum	   *datums;
	bool	   *nulls;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(array), TEXTOID, -1, false,
					  TYPALIGN_INT, &datums, &nulls, &n);
	*names = (char **) palloc(Max(n, 1) * sizeof(char *));
	for (int i = 0; i < n; i++)
	{
		char	   *name = nulls[i] ? NULL : TextDatumGetCString(datums[i]);

		if (name != NULL && view != NULL && !view->bytes)
			name = psprintf(INT64_FORMAT,
							DatumGetInt64(DirectFunctionCall1(int8in,
															  CStringGetDatum(name))));
		(*names)[i] = name;
	}
	return n;
}

/* The elements of a float8 array, NaN for a null; returns their number. */
int
NumbersFromArray(Datum array, const char *what, double **numbers)
{
	Datum	   *datums;
	bool	   *nulls;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(array), FLOAT8OID, sizeof(double),
					  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &datums, &nulls, &n);
	*numbers = (double *) palloc(Max(n, 1) * sizeof(double));
	for (int i = 0; i < n; i++)
	{
		(*numbers)[i] = nulls[i] ? NAN : DatumGetFloat8(datums[i]);
		if (!nulls[i] && !isfinite((*numbers)[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must be finite", what),
					 errdetail("Element %d is %.15g.", i + 1, (*numbers)[i]),
					 errhint("Use NULL for a number that is not known.")));
	}
	return n;
}

/* Refuses arrays that do not go side by side. */
void
NamesCheckLengths(const char *what, int n, const char *other, int nother)
{
	if (n != nother)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s and %s must have the same number of elements",
						what, other),
				 errdetail("They have %d and %d.", n, nother),
				 errhint("Build both with array_agg from the same rows.")));
}

/* Orders entries by name, then by place. */
static int
CompareEntries(const void *a, const void *b)
{
	const NameEntry *x = (const NameEntry *) a;
	const NameEntry *y = (const NameEntry *) b;
	int			cmp = strcmp(x->name, y->name);

	CHECK_FOR_INTERRUPTS();
	return cmp != 0 ? cmp : x->place < y->place ? -1 : x->place > y->place;
}

/* Prepares an array of names for NamesFind; NULLs are left out. */
void
NamesOpen(Names *names, char **array, int n)
{
	names->n = 0;
	names->entry = (NameEntry *) palloc(Max(n, 1) * sizeof(NameEntry));
	for (int i = 0; i < n; i++)
		if (array[i] != NULL)
		{
			names->entry[names->n].name = array[i];
			names->entry[names->n++].place = i;
		}
	qsort(names->entry, names->n, sizeof(NameEntry), CompareEntries);
}

/* The first entry of a name, which others of it follow; NULL without one. */
const NameEntry *
NamesFind(const Names *names, const char *name)
{
	int			low = 0;
	int			high = names->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (strcmp(names->entry[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < names->n && strcmp(names->entry[low].name, name) == 0 ?
		&names->entry[low] : NULL;
}

/* The pair of an entity, or NULL. */
static const OwnerPair *
OwnersPair(const Owners *owners, const char *entity)
{
	int			low = 0;
	int			high = owners->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		int			cmp = strcmp(owners->pair[middle].entity, entity);

		if (cmp == 0)
			return &owners->pair[middle];
		if (cmp < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Follows the owners of an entity up to one that nobody owns. */
static const char *
OwnersLast(const Owners *owners, const OwnerPair *pair)
{
	const OwnerPair *next = pair;

	for (int steps = 0; steps < owners->n; steps++)
	{
		const char *owner = next->owner;

		CHECK_FOR_INTERRUPTS();
		next = OwnersPair(owners, owner);
		if (next == NULL || strcmp(next->owner, owner) == 0)
			return owner;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("owners form a cycle"),
			 errdetail("The owners of \"%s\", from \"%s\" on, lead back to one of them.",
					   pair->entity, pair->owner),
			 errhint("Name for each entity the owner at the top, or leave the top out.")));
}

/*
 * Makes a map from each entity to its owner at the top.  Pairs with a NULL are
 * left out, and so are entities that own themselves, unless alone says that
 * those are groups of one; an entity may come again with the same owner only.
 */
void
OwnersOpen(Owners *owners, char **entity, char **owner, int n, bool alone)
{
	Names		names;
	char	  **top;

	NamesOpen(&names, entity, n);
	owners->n = 0;
	owners->pair = (OwnerPair *) palloc(Max(n, 1) * sizeof(OwnerPair));
	for (int i = 0; i < names.n; i++)
	{
		OwnerPair	pair = {names.entry[i].name, owner[names.entry[i].place]};
		OwnerPair  *before = owners->n > 0 ?
			&owners->pair[owners->n - 1] : NULL;

		if (pair.owner == NULL)
			continue;
		if (before == NULL || strcmp(before->entity, pair.entity) != 0)
			owners->pair[owners->n++] = pair;
		else if (strcmp(before->owner, pair.owner) != 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("entity has two owners"),
					 errdetail("Entity \"%s\" belongs to \"%s\" and to \"%s\".",
							   pair.entity, before->owner, pair.owner),
					 errhint("Filter the owners to those of one date.")));
	}

	n = 0;
	for (int i = 0; i < owners->n; i++)
		if (alone || strcmp(owners->pair[i].entity, owners->pair[i].owner) != 0)
			owners->pair[n++] = owners->pair[i];
	owners->n = n;

	top = (char **) palloc(Max(n, 1) * sizeof(char *));
	for (int i = 0; i < n; i++)
		top[i] = (char *) OwnersLast(owners, &owners->pair[i]);
	for (int i = 0; i < n; i++)
		owners->pair[i].owner = top[i];
	NamesOpen(&owners->names, top, n);
}

/* The owner of an entity, itself if nobody owns it. */
const char *
OwnersFind(const Owners *owners, const char *entity)
{
	const OwnerPair *pair = OwnersPair(owners, entity);

	return pair == NULL ? entity : pair->owner;
}

/* The same for an entity that owns or is owned, NULL for all others. */
const char *
OwnersMerging(const Owners *owners, const char *entity)
{
	const OwnerPair *pair = OwnersPair(owners, entity);

	if (pair != NULL)
		return pair->owner;
	return NamesFind(&owners->names, entity) != NULL ? entity : NULL;
}
