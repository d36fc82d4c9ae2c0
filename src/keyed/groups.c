/*
 * groups.c
 *	  Keyed sums by group: finding groups and names, merging, reading.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

#include "keyed/groups.h"
#include "keyed/sums_table.h"
#include "keyed/view.h"

#define GROUPS_FEWEST		8		/* first number of groups, or of names */
#define GROUPS_NAME_ROOM	256		/* first bytes of names */
#define GROUPS_MOST_ROOM	65536	/* and how many are taken at once, at most */
#define GROUP_FEW_ROWS		4		/* first rows of a group that are kept */
#define GROUP_FOLD			64		/* from so many on they are added up */
#define GROUP_MOST_ROWS		2048	/* and kept before, at most */

int			groups_memory = 1023;

/* Refuses to hold more than is allowed. */
void
GroupsTooLarge(const GroupSpec *spec, uint32 n)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("groups of one summary would take more than %d MB",
					groups_memory),
			 errdetail_plural("It holds %u group.", "It holds %u groups.", n, n),
			 errhint("Use GROUP BY with the aggregate of one group, fewer groups at a time, or raise rareearth.group_memory, of which 1023 MB are the most.")));
}

/* Is so much memory more allowed? */
static void
GroupsAllow(const GroupedSums *groups, Size size)
{
	if (MemoryContextMemAllocated(groups->header.eoh_context, false) + size >
		(Size) groups_memory * 1024 * 1024)
		GroupsTooLarge(&groups->spec, groups->n);
}

/* Memory of the state, as far as it is allowed. */
static void *
GroupsAlloc(GroupedSums *groups, Size size)
{
	GroupsAllow(groups, size);
	return MemoryContextAlloc(groups->header.eoh_context, size);
}

/* A larger copy of an array, in place of it. */
static void *
GroupsGrow(GroupedSums *groups, void *array, Size used, Size size)
{
	void	   *larger = GroupsAlloc(groups, size);

	if (array != NULL)
	{
		memcpy(larger, array, used);
		pfree(array);
	}
	return larger;
}

/* A state without groups, that lives as long as the context. */
GroupedSums *
GroupsCreate(GroupSpec spec, MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "rareearth groups",
												  ALLOCSET_START_SMALL_SIZES);
	GroupedSums *groups = MemoryContextAllocZero(context, sizeof(GroupedSums));

	EOH_init_header(&groups->header, &GroupsMethods, context);
	groups->spec = spec;
	return groups;
}

/*
 * Twice as many slots, for n items of that size whose hash stands at an offset
 * in each.
 */
static void
SlotsGrow(GroupedSums *groups, GroupSlots *slots, const char *hashes, Size size,
		  uint32 n)
{
	uint32		nslots = slots->n == 0 ? 4 * GROUPS_FEWEST : 2 * slots->n;
	Size		bytes = (Size) nslots * sizeof(uint32);

	if (slots->slot != NULL)
		pfree(slots->slot);
	slots->slot = GroupsAlloc(groups, bytes);
	slots->n = nslots;
	slots->shift = 32 - pg_leftmost_one_pos32(nslots);
	memset(slots->slot, 0, bytes);
	for (uint32 i = 0; i < n; i++)
	{
		uint32		at = *(const uint32 *) (hashes + i * size) >> slots->shift;

		while (slots->slot[at] != 0)
			at = (at + 1) & (nslots - 1);
		slots->slot[at] = i + 1;
	}
}

/*
 * The hash of a group.  Its columns are multiplied with secrets: the upper bits
 * spread keys that are alike, and nobody can choose some that fall together.
 */
static inline uint32
GroupHash(const GroupKey *key)
{
	uint64		hash = (uint64) key->part[0] * sums_seeds.factor +
		(uint64) key->part[1] * (sums_seeds.number | 1) +
		key->nulls * sums_seeds.bytes;

	return (uint32) (hash >> 32);
}

/* Adds a group that is not there. */
static SumsGroup *
GroupsAdd(GroupedSums *groups, const GroupKey *key, uint32 hash)
{
	SumsGroup  *group;

	if (groups->n == groups->max)
	{
		uint32		max = Max(GROUPS_FEWEST, groups->max * 2);

		groups->group = GroupsGrow(groups, groups->group,
								   groups->n * sizeof(SumsGroup),
								   (Size) max * sizeof(SumsGroup));
		groups->max = max;
	}
	group = &groups->group[groups->n];
	memcpy(group->part, key->part, sizeof(group->part));
	group->nulls = key->nulls;
	group->hash = hash;
	group->npending = 0;
	group->maxpending = 0;
	group->pending = NULL;
	group->sums = NULL;
	groups->n++;
	if (groups->n > groups->slots.n / 4)
		SlotsGrow(groups, &groups->slots, (const char *) &groups->group->hash,
				  sizeof(SumsGroup), groups->n);
	else
	{
		uint32		at = hash >> groups->slots.shift;

		while (groups->slots.slot[at] != 0)
			at = (at + 1) & (groups->slots.n - 1);
		groups->slots.slot[at] = groups->n;
	}
	return group;
}

/* The group of a key, made for its first row; it moves when others are made. */
SumsGroup *
GroupsAt(GroupedSums *groups, const GroupKey *key)
{
	uint32		hash = GroupHash(key);
	uint32		mask = groups->slots.n - 1;

	if (unlikely(groups->slots.n == 0))
		return GroupsAdd(groups, key, hash);
	for (uint32 at = hash >> groups->slots.shift; groups->slots.slot[at] != 0;
		 at = (at + 1) & mask)
	{
		SumsGroup  *group = &groups->group[groups->slots.slot[at] - 1];

		if (group->hash == hash && group->part[0] == key->part[0] &&
			group->part[1] == key->part[1] && group->nulls == key->nulls)
			return group;
	}
	return GroupsAdd(groups, key, hash);
}

/* The bytes of a name, kept. */
static const char *
GroupsKeepBytes(GroupedSums *groups, GroupNames *names, const char *bytes,
				uint32 len)
{
	char	   *kept;

	/* an empty name has a place, too */
	if (names->room == NULL || names->left < len)
	{
		Size		room = Min(GROUPS_MOST_ROOM,
							   GROUPS_NAME_ROOM * ((Size) 1 << Min(names->n / 16, 8)));

		names->left = Max(room, len);
		names->room = GroupsAlloc(groups, names->left);
	}
	kept = names->room;
	if (len > 0)
		memcpy(kept, bytes, len);
	names->room += len;
	names->left -= len;
	return kept;
}

/* Adds a name that is not there. */
static uint32
NamesAdd(GroupedSums *groups, GroupNames *names, const char *bytes, uint32 len,
		 uint32 hash)
{
	KeyName  *name;

	if (names->n == names->max)
	{
		uint32		max = Max(GROUPS_FEWEST, names->max * 2);

		names->name = GroupsGrow(groups, names->name,
								 names->n * sizeof(KeyName),
								 (Size) max * sizeof(KeyName));
		names->max = max;
	}
	name = &names->name[names->n];
	name->bytes = GroupsKeepBytes(groups, names, bytes, len);
	name->len = len;
	name->hash = hash;
	names->n++;
	if (names->n > names->slots.n / 2)
		SlotsGrow(groups, &names->slots, (const char *) &names->name->hash,
				  sizeof(KeyName), names->n);
	else
	{
		uint32		at = hash >> names->slots.shift;

		while (names->slots.slot[at] != 0)
			at = (at + 1) & (names->slots.n - 1);
		names->slots.slot[at] = names->n;
	}
	return names->n - 1;
}

/* The place of a name, given to it when it comes for the first time. */
uint32
GroupsName(GroupedSums *groups, GroupNaming naming, const char *bytes,
		   uint32 len)
{
	GroupNames *names = &groups->names[naming];
	uint32		hash = SumsHashBytes(bytes, len);
	uint32		mask = names->slots.n - 1;

	if (unlikely(names->slots.n == 0))
		return NamesAdd(groups, names, bytes, len, hash);
	for (uint32 at = hash >> names->slots.shift; names->slots.slot[at] != 0;
		 at = (at + 1) & mask)
	{
		uint32		place = names->slots.slot[at] - 1;
		const KeyName *name = &names->name[place];

		if (name->hash == hash && name->len == len &&
			memcmp(name->bytes, bytes, len) == 0)
			return place;
	}
	return NamesAdd(groups, names, bytes, len, hash);
}

/*
 * The group goes on with the state that adding to it has returned.  One that
 * was made in the memory of the call is copied, as the executor copies the
 * states of GROUP BY.
 */
static void
GroupKeep(GroupedSums *groups, SumsGroup *group, KeyedSums *sums)
{
	KeyedSums  *kept;

	if (sums == group->sums)
		return;
	kept = GroupsAlloc(groups, VARSIZE(sums));
	memcpy(kept, sums, VARSIZE(sums));
	if (group->sums != NULL)
		pfree(group->sums);
	SumsFree(sums);
	group->sums = kept;
}

/* A group that has no state yet gets a copy of one, which keys can be added to. */
static void
GroupTake(GroupedSums *groups, SumsGroup *group, const KeyedSums *sums)
{
	SumsShape	shape = SumsTableShape(sums);

	group->sums = GroupsAlloc(groups, (Size) SumsSize(&shape, sums->paramsize));
	SumsReshapeInto(group->sums, sums, shape);
	group->sums->mark = 0;
}

/* The state of a group, made when it is asked for. */
static KeyedSums *
GroupSums(const GroupedSums *groups, const SumsGroup *group)
{
	StateSpec	spec = {.kind = groups->spec.kind, .meaning = groups->spec.meaning};

	return group->sums != NULL ? group->sums : SumsCreate(spec);
}

/* Adds the rows up that a group has kept; returns its state. */
KeyedSums *
GroupSettle(GroupedSums *groups, SumsGroup *group)
{
	GroupKeep(groups, group,
			  SumsAddRows(GroupSums(groups, group), group->pending, group->npending));
	group->npending = 0;
	return group->sums;
}

/*
 * Room for one more row: the rows kept are added up once they are enough to
 * share the cost of it.  The more entries that runs over, the more they are.
 */
void
GroupMakeRoom(GroupedSums *groups, SumsGroup *group)
{
	uint32		room = group->maxpending == 0 ? GROUP_FEW_ROWS : group->maxpending * 4;

	if (group->maxpending >= GROUP_FOLD)
	{
		room = group->maxpending * 2;
		if (GroupSettle(groups, group)->nentries < group->maxpending / 2 ||
			room > GROUP_MOST_ROWS)
			return;
	}
	group->pending = GroupsGrow(groups, group->pending,
								group->npending * sizeof(SumsRow),
								room * sizeof(SumsRow));
	group->maxpending = room;
}

/* Adds a row whose key is NULL. */
void
GroupAddNull(GroupedSums *groups, SumsGroup *group, double value)
{
	GroupKeep(groups, group, SumsAddNull(GroupSums(groups, group), value));
}

/* Adds all of a view; its names have these places, where it has names. */
static void
GroupAddView(GroupedSums *groups, SumsGroup *group, const SumsView *view,
			 const uint32 *places)
{
	double		parts[FSUM_MAX_PARTS];
	uint32		cursor = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		int			nparts = ViewParts(view, i, &cursor, parts);
		int64		key = places == NULL ? view->number[i] : places[i];

		for (int part = 0; part < nparts; part++)
			GroupAddNumber(groups, group, key, parts[part]);
	}
	for (; cursor < view->nresiduals; cursor++)
		GroupAddNull(groups, group, view->residuals[cursor].value);
	if (view->has_null)
		SumsMarkNull(GroupSettle(groups, group));
}

/* Adds all of a view of names or numbers to the group of a key. */
void
GroupsAddView(GroupedSums *groups, const GroupKey *key, const SumsView *view)
{
	uint32	   *places = NULL;

	if (view->bytes)
	{
		places = palloc_array(uint32, view->n);
		for (uint32 i = 0; i < view->n; i++)
			places[i] = GroupsName(groups, NAMES_OF_KEYS, view->key[i],
								   view->keylen[i]);
	}
	GroupAddView(groups, GroupsAt(groups, key), view, places);
}

/* The places here of the names there; *same when all are the same. */
static uint32 *
NamesMap(GroupedSums *groups, const GroupedSums *other, GroupNaming naming,
		 bool *same)
{
	const GroupNames *names = &other->names[naming];
	uint32	   *places = palloc_array(uint32, names->n);

	*same = true;
	for (uint32 i = 0; i < names->n; i++)
	{
		places[i] = GroupsName(groups, naming, names->name[i].bytes,
							   names->name[i].len);
		*same &= places[i] == i;
	}
	return places;
}

/* Adds the state of a group, whose keys have these places here if any. */
static void
GroupMerge(GroupedSums *groups, SumsGroup *group, const KeyedSums *sums,
		   const uint32 *places)
{
	if (places == NULL && group->sums == NULL)
		GroupTake(groups, group, sums);
	else
		GroupKeep(groups, group, SumsMerge(GroupSums(groups, group), sums, places));
}

/* Adds all of another state over the same columns. */
void
GroupsMerge(GroupedSums *groups, GroupedSums *other)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "rareearth groups merged",
												  ALLOCSET_DEFAULT_SIZES);
	bool		same_keys;
	bool		same_groups;
	uint32	   *of_keys = NamesMap(groups, other, NAMES_OF_KEYS, &same_keys);
	uint32	   *of_groups = NamesMap(groups, other, NAMES_OF_GROUPS, &same_groups);

	for (uint32 i = 0; i < other->n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(scratch);
		SumsGroup  *from = &other->group[i];
		GroupKey	key = {{from->part[0], from->part[1]}, from->nulls};

		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < GROUPS_MAX_COLUMNS; c++)
			if (other->spec.column[c] == GROUP_TEXT && (key.nulls >> c & 1) == 0)
				key.part[c] = of_groups[key.part[c]];
		if (from->npending > 0)
			(void) GroupSettle(other, from);
		GroupMerge(groups, GroupsAt(groups, &key), from->sums,
				   same_keys ? NULL : of_keys);
		MemoryContextSwitchTo(caller);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
}

/* Order of column c of two groups: NULL last, as ORDER BY has it. */
static int
CompareColumn(const GroupedSums *groups, const SumsGroup *a, const SumsGroup *b, int c)
{
	int			null_a = a->nulls >> c & 1;
	int			null_b = b->nulls >> c & 1;
	const KeyName *name = groups->names[NAMES_OF_GROUPS].name;

	if (null_a != 0 || null_b != 0)
		return null_a - null_b;
	if (groups->spec.column[c] == GROUP_TEXT)
		return SumsCompareBytes(name[a->part[c]].bytes, name[a->part[c]].len,
								name[b->part[c]].bytes, name[b->part[c]].len);
	return (a->part[c] > b->part[c]) - (a->part[c] < b->part[c]);
}

static int
CompareGroups(uint32 a, uint32 b, const GroupedSums *groups)
{
	int			cmp = CompareColumn(groups, &groups->group[a], &groups->group[b], 0);

	return cmp != 0 ? cmp :
		CompareColumn(groups, &groups->group[a], &groups->group[b], 1);
}

#define ST_SORT sort_groups
#define ST_ELEMENT_TYPE uint32
#define ST_COMPARE(a, b, groups) CompareGroups(*a, *b, groups)
#define ST_COMPARE_ARG_TYPE const GroupedSums
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* The groups in the order of their columns. */
uint32 *
GroupsInOrder(const GroupedSums *groups)
{
	uint32	   *order = palloc_array(uint32, groups->n);

	for (uint32 i = 0; i < groups->n; i++)
		order[i] = i;
	sort_groups(order, groups->n, groups);
	return order;
}

/* Opens a view of the state of a group, with the names that its keys have. */
void
GroupsView(GroupedSums *groups, uint32 i, SumsView *view, int options)
{
	const KeyName *name = groups->names[NAMES_OF_KEYS].name;
	bool		names = groups->spec.names;

	if (groups->group[i].npending > 0)
		(void) GroupSettle(groups, &groups->group[i]);
	view->names = name;
	ViewOpenState(view, groups->group[i].sums, names ? VIEW_NAMED : options);
	if (!names)
		return;
	view->names = NULL;
	view->bytes = true;
	view->key = palloc_array(const char *, view->n);
	view->keylen = palloc_array(uint32, view->n);
	for (uint32 k = 0; k < view->n; k++)
	{
		view->key[k] = name[view->number[k]].bytes;
		view->keylen[k] = name[view->number[k]].len;
	}
	view->number = NULL;
	if ((options & VIEW_SORTED) != 0)
		ViewSort(view);
}
