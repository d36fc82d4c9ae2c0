/*
 * owners.c
 *	  Who owns whom, as callers say it in JSON.
 *
 * {"entity": "owner"} puts an entity under its owner, {"owner": ["entity"]}
 * several at once, and ["entity", "entity"] makes them one under the name of
 * the first.  Owners of owners are followed to the top.
 */
#include "rareearth.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"

#include "shares/owners.h"

/* So many links of a cycle are told. */
#define OWNERS_LINKS_TOLD	8

static const JsonForm owners_form = {
	"owners", "names of entities",
	"Write {\"entity\": \"owner\"}, {\"owner\": [\"entity\", \"entity\"]}, or [\"entity\", \"entity\"] for entities that become one."
};

/* Adds a pair, unless either is not known. */
static void
OwnersAdd(Owners *owners, const char *entity, const char *owner)
{
	if (entity == NULL || owner == NULL)
		return;
	if (owners->n == owners->room)
	{
		owners->room *= 2;
		owners->pair = repalloc_array(owners->pair, OwnerPair, owners->room);
	}
	owners->pair[owners->n].entity = entity;
	owners->pair[owners->n++].owner = owner;
}

/* A name, NULL for a null; anything else is an error. */
static char *
OwnersName(JsonbValue *value, const SumsView *view, const char *member)
{
	char	   *name = JsonName(value, view);

	if (name == NULL && value->type != jbvNull)
		JsonError(&owners_form, member, value);
	return name;
}

/* Adds the elements of an array; the first is the owner where it is NULL. */
static void
OwnersAddArray(Owners *owners, JsonbContainer *array, const SumsView *view,
			   const char *owner)
{
	const char *member = owner;
	JsonbIterator *elements = JsonbIteratorInit(array);
	JsonbValue	key;
	JsonbValue	value;

	JsonbIteratorNext(&elements, &value, true);
	while (JsonNext(&elements, &key, &value))
	{
		char	   *name = OwnersName(&value, view, member);

		if (owner == NULL)
			owner = name;
		OwnersAdd(owners, name, owner);
	}
}

/* Reads the pairs as they stand there. */
static void
OwnersRead(Owners *owners, Jsonb *json, const SumsView *view)
{
	JsonbIterator *members;
	JsonbValue	key;
	JsonbValue	value;

	if (JB_ROOT_IS_ARRAY(json) && !JB_ROOT_IS_SCALAR(json))
	{
		OwnersAddArray(owners, &json->root, view, NULL);
		return;
	}
	members = JsonOpenObject(&owners_form, json);
	while (JsonNext(&members, &key, &value))
	{
		char	   *name = JsonName(&key, view);

		if (value.type == jbvBinary &&
			JsonContainerIsArray(value.val.binary.data))
			OwnersAddArray(owners, value.val.binary.data, view, name);
		else
			OwnersAdd(owners, name, OwnersName(&value, view, name));
	}
}

/* Orders pairs by entity, then by owner. */
static int
CompareOwnerPairs(const void *a, const void *b)
{
	const OwnerPair *x = (const OwnerPair *) a;
	const OwnerPair *y = (const OwnerPair *) b;
	int			cmp = strcmp(x->entity, y->entity);

	CHECK_FOR_INTERRUPTS();
	return cmp != 0 ? cmp : strcmp(x->owner, y->owner);
}

/* Sorts the pairs, keeps each once, and none of an entity with itself. */
static void
OwnersSort(Owners *owners)
{
	OwnerPair  *pair = owners->pair;
	int			n = 0;

	qsort(pair, owners->n, sizeof(OwnerPair), CompareOwnerPairs);
	for (int i = 0; i < owners->n; i++)
	{
		if (i > 0 && strcmp(pair[i - 1].entity, pair[i].entity) == 0 &&
			strcmp(pair[i - 1].owner, pair[i].owner) != 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("entity has two owners"),
					 errdetail("Entity \"%s\" belongs to \"%s\" and to \"%s\".",
							   pair[i].entity, pair[i - 1].owner, pair[i].owner),
					 errhint("Filter the owners to those of one date.")));
	}
	for (int i = 0; i < owners->n; i++)
		if (strcmp(pair[i].entity, pair[i].owner) != 0 &&
			(n == 0 || strcmp(pair[n - 1].entity, pair[i].entity) != 0))
			pair[n++] = pair[i];
	owners->n = n;
}

/* The number of the pair of an entity, or -1. */
static int
OwnersPair(const Owners *owners, const char *entity)
{
	int			low = 0;
	int			high = owners->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		int			cmp = strcmp(owners->pair[middle].entity, entity);

		if (cmp == 0)
			return middle;
		if (cmp < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}

/* Reports a cycle that goes through pair i. */
pg_noreturn static void
OwnersCycleError(const Owners *owners, const int *next, int i)
{
	StringInfoData links;
	int			told = 0;
	int			at = i;

	initStringInfo(&links);
	do
	{
		appendStringInfo(&links, told == 0 ? "\"%s\" belongs to \"%s\"" :
						 ", \"%s\" to \"%s\"", owners->pair[at].entity,
						 owners->pair[at].owner);
		at = next[at];
	} while (++told < OWNERS_LINKS_TOLD && at != i);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("owners form a cycle"),
			 errdetail("%s%s.", links.data, at == i ? "" : ", and so on"),
			 errhint("Leave out the owner of the one at the top.")));
}

/*
 * Gives each entity the owner at the end of its chain.  What a walk up a chain
 * has found is kept for all that it passed, so every pair is walked once.
 */
static void
OwnersFollow(Owners *owners)
{
	int		   *next = palloc_array(int, owners->n);	/* -1 at the end */
	int		   *walk = palloc0_array(int, owners->n);	/* last to come by */

	for (int i = 0; i < owners->n; i++)
		next[i] = OwnersPair(owners, owners->pair[i].owner);
	for (int i = 0; i < owners->n; i++)
	{
		int			end = i;

		CHECK_FOR_INTERRUPTS();
		for (; next[end] >= 0; end = next[end])
		{
			if (walk[end] == i + 1)
				OwnersCycleError(owners, next, end);
			walk[end] = i + 1;
		}
		for (int at = i, after; next[at] >= 0; at = after)
		{
			after = next[at];
			owners->pair[at].owner = owners->pair[end].owner;
			next[at] = -1;
		}
	}
}

/* Reads owners; names are those of a view. */
void
OwnersOpen(Owners *owners, Jsonb *json, const SumsView *view)
{
	char	  **top;

	owners->n = 0;
	owners->room = 64;
	owners->pair = palloc_array(OwnerPair, owners->room);
	OwnersRead(owners, json, view);
	OwnersSort(owners);
	OwnersFollow(owners);
	top = palloc_array(char *, owners->n);
	for (int i = 0; i < owners->n; i++)
		top[i] = unconstify(char *, owners->pair[i].owner);
	NamesOpen(&owners->names, top, owners->n);
}

/* The owner of an entity, itself if nobody owns it. */
const char *
OwnersFind(const Owners *owners, const char *entity)
{
	int			i = OwnersPair(owners, entity);

	return i < 0 ? entity : owners->pair[i].owner;
}

/* The same for an entity that owns or is owned, NULL for all others. */
const char *
OwnersMerging(const Owners *owners, const char *entity)
{
	int			i = OwnersPair(owners, entity);

	if (i >= 0)
		return owners->pair[i].owner;
	return NamesFind(&owners->names, entity) != NULL ? entity : NULL;
}
