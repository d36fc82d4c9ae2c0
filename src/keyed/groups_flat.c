/*
 * groups_flat.c
 *	  Keyed sums by group: the flat form, between processes of one server.
 *
 *	  header | lengths and bytes of names, of keys and of groups | groups |
 *	  state of each group
 *
 * Each part is aligned to 8 bytes.  States are dense: a table of a third more
 * places would go through a queue, and twice through memory, for nothing.
 */
#include "rareearth.h"

#include "utils/memutils.h"

#include "keyed/groups.h"
#include "keyed/sums_table.h"

#define FLAT_MAGIC	0x5EA8

typedef struct FlatGroups
{
	int32		vl_len_;		/* varlena header, do not touch directly */
	uint16		magic;
	uint16		unused;
	GroupSpec	spec;
	uint32		n;
	uint32		nnames[NAMINGS];
	uint32		namebytes[NAMINGS];
	uint32		unused2;
} FlatGroups;

typedef struct FlatGroup
{
	int64		part[GROUPS_MAX_COLUMNS];
	uint32		nulls;
	uint32		unused;
} FlatGroup;

static uint64
FlatNameBytes(const GroupNames *names)
{
	uint64		bytes = 0;

	for (uint32 i = 0; i < names->n; i++)
		bytes += names->name[i].len;
	return bytes;
}

static uint64
FlatNamesSize(uint64 n, uint64 bytes)
{
	return SUMS_ALIGN(n * sizeof(uint32) + bytes);
}

/* The size of the flat form, in which all rows are added up. */
static Size
GroupsFlatSize(ExpandedObjectHeader *header)
{
	GroupedSums *groups = (GroupedSums *) header;
	uint64		size = sizeof(FlatGroups) + groups->n * sizeof(FlatGroup);
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "rareearth groups flattened",
												  ALLOCSET_DEFAULT_SIZES);

	for (int naming = 0; naming < NAMINGS; naming++)
		size += FlatNamesSize(groups->names[naming].n,
							  FlatNameBytes(&groups->names[naming]));
	for (uint32 i = 0; i < groups->n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(scratch);

		if (groups->group[i].npending > 0)
			(void) GroupSettle(groups, &groups->group[i]);
		MemoryContextSwitchTo(caller);
		MemoryContextReset(scratch);
		size += SUMS_ALIGN(SumsLeastSize(groups->group[i].sums));
	}
	MemoryContextDelete(scratch);
	if (size > MaxAllocSize)
		GroupsTooLarge(&groups->spec, groups->n);
	groups->flat_size = (Size) size;
	return (Size) size;
}

/* Writes names; returns where they end. */
static char *
FlatWriteNames(char *at, const GroupNames *names)
{
	uint32	   *len = (uint32 *) at;
	char	   *bytes = at + names->n * sizeof(uint32);

	for (uint32 i = 0; i < names->n; i++)
	{
		len[i] = names->name[i].len;
		memcpy(bytes, names->name[i].bytes, len[i]);
		bytes += len[i];
	}
	return at + SUMS_ALIGN(bytes - at);
}

static void
GroupsFlatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const GroupedSums *groups = (const GroupedSums *) header;
	FlatGroups *flat = (FlatGroups *) result;
	char	   *at = (char *) (flat + 1);
	FlatGroup  *group;

	Assert(size == groups->flat_size);
	memset(flat, 0, sizeof(FlatGroups));
	SET_VARSIZE(flat, size);
	flat->magic = FLAT_MAGIC;
	flat->spec = groups->spec;
	flat->n = groups->n;
	for (int naming = 0; naming < NAMINGS; naming++)
	{
		flat->nnames[naming] = groups->names[naming].n;
		flat->namebytes[naming] = (uint32) FlatNameBytes(&groups->names[naming]);
		at = FlatWriteNames(at, &groups->names[naming]);
	}
	group = (FlatGroup *) at;
	at = (char *) (group + groups->n);
	for (uint32 i = 0; i < groups->n; i++)
	{
		const SumsGroup *from = &groups->group[i];

		memcpy(group[i].part, from->part, sizeof(from->part));
		group[i].nulls = from->nulls;
		group[i].unused = 0;
		SumsReshapeInto((KeyedSums *) at, from->sums, SumsLeastShape(from->sums));
		at += SUMS_ALIGN(VARSIZE(at));
	}
}

const ExpandedObjectMethods GroupsMethods = {GroupsFlatSize, GroupsFlatten};

/* Lets names point into a flat form; returns where they end. */
static const char *
FlatOpenNames(GroupNames *names, const char *at, uint32 n, uint32 total)
{
	const uint32 *len = (const uint32 *) at;
	const char *bytes = at + n * sizeof(uint32);

	names->n = n;
	names->name = palloc0_array(KeyName, n);
	for (uint32 i = 0; i < n; i++)
	{
		names->name[i].bytes = bytes;
		names->name[i].len = len[i];
		bytes += len[i];
	}
	return at + FlatNamesSize(n, total);
}

/* Opens a state to be read, in memory or flat. */
GroupedSums *
GroupsOpen(Datum datum)
{
	const FlatGroups *flat = (const FlatGroups *) DatumGetPointer(datum);
	const FlatGroup *group;
	GroupedSums *groups;
	const char *at;

	if (VARATT_IS_EXTERNAL_EXPANDED(flat) &&
		DatumGetEOHP(datum)->eoh_methods == &GroupsMethods)
		return (GroupedSums *) DatumGetEOHP(datum);
	if (VARATT_IS_EXTENDED(flat) || VARSIZE(flat) < sizeof(FlatGroups) ||
		flat->magic != FLAT_MAGIC)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("argument is not an aggregate state of groups")));
	groups = palloc0(sizeof(GroupedSums));
	groups->spec = flat->spec;
	groups->n = flat->n;
	groups->group = palloc0_array(SumsGroup, flat->n);
	at = (const char *) (flat + 1);
	for (int naming = 0; naming < NAMINGS; naming++)
		at = FlatOpenNames(&groups->names[naming], at, flat->nnames[naming],
						   flat->namebytes[naming]);
	group = (const FlatGroup *) at;
	at = (const char *) (group + flat->n);
	for (uint32 i = 0; i < flat->n; i++)
	{
		memcpy(groups->group[i].part, group[i].part, sizeof(group[i].part));
		groups->group[i].nulls = group[i].nulls;
		groups->group[i].sums = (KeyedSums *) unconstify(char *, at);
		at += SUMS_ALIGN(VARSIZE(at));
	}
	return groups;
}
