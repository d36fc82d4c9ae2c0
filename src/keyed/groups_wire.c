/*
 * groups_wire.c
 *	  The stored format of a value of many groups.
 *
 * A header, and for each group its columns and its stored value, in the order
 * of the columns: NULL last, numbers by value, texts by bytes.  docs/format.md
 * shows the bytes.
 */
#include "rareearth.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/date.h"
#include "utils/memutils.h"

#include "keyed/groups_wire.h"
#include "keyed/sums_table.h"
#include "keyed/view.h"
#include "keyed/wire.h"

#define GROUPS_HEADER	12
#define GROUPS_LEAST	(1 + sizeof(uint32) + WIRE_HEADER)	/* bytes of a group */
#define GROUP_SPANS		"A series has totals of several periods."

static const char *const group_type_names[] = {"none", "text", "bigint", "date"};

/* A position in bytes that may be too few. */
typedef struct GroupsReader
{
	const char *at;
	const char *end;
	Noun		noun;
	bool		outside;		/* the bytes come from outside the server */
} GroupsReader;

const char *
GroupTypeName(uint8 type)
{
	return group_type_names[type];
}

pg_noreturn static void
GroupsError(const GroupsReader *reader, const char *detail)
{
	WireRefuse(reader->noun, reader->outside, detail);
}

/* So many bytes, known to be there. */
static const char *
GroupsTake(GroupsReader *reader, uint64 bytes, const char *what)
{
	const char *at = reader->at;
	Size		left = reader->end - at;

	if (bytes > left)
		GroupsError(reader, psprintf("%s need " UINT64_FORMAT
									 " bytes, but only %zu follow.",
									 what, bytes, left));
	reader->at += bytes;
	return at;
}

static uint32
GroupsTakeInt(GroupsReader *reader, const char *what)
{
	uint32		x;

	memcpy(&x, GroupsTake(reader, sizeof(x), what), sizeof(x));
	return pg_ntoh32(x);
}

/* Reads a column of a group. */
static void
GroupsReadColumn(GroupsReader *reader, uint8 type, StoredColumn *column)
{
	uint8		isnull = (uint8) *GroupsTake(reader, 1, "A column");
	uint64		number;

	memset(column, 0, sizeof(StoredColumn));
	if (isnull > 1)
		GroupsError(reader, psprintf("A column starts with %d, expected 0 or 1.",
									 isnull));
	column->isnull = isnull == 1;
	if (column->isnull)
		return;
	switch (type)
	{
		case GROUP_TEXT:
			column->len = GroupsTakeInt(reader, "The length of a text");
			column->bytes = GroupsTake(reader, column->len, "A text");
			break;
		case GROUP_DATE:
			column->number = (int32) GroupsTakeInt(reader, "A date");
			if (!IS_VALID_DATE(column->number))
				GroupsError(reader, "A date is out of range.");
			break;
		default:
			memcpy(&number, GroupsTake(reader, sizeof(number), "A bigint"),
				   sizeof(number));
			column->number = (int64) pg_ntoh64(number);
	}
}

/* Reads the header; returns the number of groups. */
static uint32
GroupsReadHeader(GroupsReader *reader, uint8 *column)
{
	const uint8 *at = (const uint8 *) GroupsTake(reader, GROUPS_HEADER - 4,
												 "The header");
	uint32		n;

	if (at[0] != WIRE_FORMAT)
		GroupsError(reader, psprintf("Format is %d, expected %d.", at[0], WIRE_FORMAT));
	if (at[1] != reader->noun)
		GroupsError(reader, psprintf("Type is %d, expected %d.", at[1], reader->noun));
	column[0] = at[2];
	column[1] = at[3];
	if (column[0] == GROUP_NONE || column[0] > GROUP_LAST || column[1] > GROUP_LAST)
		GroupsError(reader, psprintf("Types of columns are %d and %d, expected 1 to %d, and 0 to %d.",
									 column[0], column[1], GROUP_LAST, GROUP_LAST));
	if (at[4] != 0 || at[5] != 0 || at[6] != 0 || at[7] != 0)
		GroupsError(reader, "Bytes 4 to 7 must be 0.");
	n = GroupsTakeInt(reader, "The header");
	if (n == 0 || n > (Size) (reader->end - reader->at) / GROUPS_LEAST)
		GroupsError(reader, psprintf("%u groups do not stand in %zu bytes.", n,
									 (Size) (reader->end - reader->at)));
	return n;
}

/* Reads all groups, their values unopened. */
static void
GroupsReadAll(GroupsReader *reader, StoredGroups *stored)
{
	stored->noun = reader->noun;
	stored->n = GroupsReadHeader(reader, stored->column);
	if (stored->n > MaxAllocSize / sizeof(StoredGroup))
		GroupsError(reader, "There are more groups than memory for them.");
	stored->group = palloc0_array(StoredGroup, stored->n);
	for (uint32 i = 0; i < stored->n; i++)
	{
		StoredGroup *group = &stored->group[i];

		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < GROUPS_MAX_COLUMNS && stored->column[c] != GROUP_NONE; c++)
			GroupsReadColumn(reader, stored->column[c], &group->column[c]);
		group->len = GroupsTakeInt(reader, "The length of a value");
		group->value = GroupsTake(reader, group->len, "A value");
		/* what all of them must have alike stands in their headers */
		if (group->len < WIRE_HEADER)
			GroupsError(reader, "A value is too short.");
	}
	if (reader->at != reader->end)
		GroupsError(reader, "Bytes follow the last group.");
	if (!StoredGroupsAlike(stored))
		GroupsError(reader, "Values of groups differ in type or meaning.");
}

/* Are all groups of one type of names, and of one meaning? */
bool
StoredGroupsAlike(const StoredGroups *stored)
{
	const char *first = stored->group[0].value;

	for (uint32 i = 1; i < stored->n; i++)
	{
		const char *other = stored->group[i].value;

		if (((first[2] ^ other[2]) & WIRE_FLAG_BYTES) != 0 ||
			memcmp(first + 3, other + 3, sizeof(ValueMeaning)) != 0)
			return false;
	}
	return true;
}

/* Opens a stored value; the order of its groups is trusted. */
void
StoredGroupsOpen(StoredGroups *stored, Datum datum, Noun noun)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);
	GroupsReader reader = {.at = VARDATA_ANY(value), .noun = noun,
	.end = VARDATA_ANY(value) + VARSIZE_ANY_EXHDR(value)};

	GroupsReadAll(&reader, stored);
}

/* Opens the value of a group. */
void
StoredGroupView(SumsView *view, const StoredGroups *stored, uint32 i)
{
	WireRead(view, stored->group[i].value, stored->group[i].len,
			 GroupNoun(stored->noun));
}

/* Order of column c of two groups: NULL last, as ORDER BY has it. */
static int
CompareStoredColumn(const StoredColumn *a, const StoredColumn *b, uint8 type)
{
	if (a->isnull || b->isnull)
		return a->isnull - b->isnull;
	if (type == GROUP_TEXT)
		return SumsCompareBytes(a->bytes, a->len, b->bytes, b->len);
	return (a->number > b->number) - (a->number < b->number);
}

static int
CompareStored(const StoredGroup *a, const StoredGroup *b, const uint8 *column)
{
	int			cmp = CompareStoredColumn(&a->column[0], &b->column[0], column[0]);

	return cmp != 0 ? cmp :
		CompareStoredColumn(&a->column[1], &b->column[1], column[1]);
}

/* Order of two groups of a value. */
int
StoredGroupsCompare(const StoredGroups *stored, uint32 a, uint32 b)
{
	return CompareStored(&stored->group[a], &stored->group[b], stored->column);
}

#define ST_SORT sort_stored
#define ST_ELEMENT_TYPE StoredGroup
#define ST_COMPARE(a, b, column) CompareStored(a, b, column)
#define ST_COMPARE_ARG_TYPE const uint8
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/*
 * Are the periods of a series single ones?  Numbers ascend, and above those of
 * periods stand totals of several, which merging would have to take apart.
 */
static bool
GroupHasSinglePeriods(const SumsView *view, const StateKind *kind)
{
	return kind->keys != KEY_PERIOD || view->n == 0 ||
		view->number[view->n - 1] == (int32) view->number[view->n - 1];
}

/* Says what keeps a value of its type from being that of a group, or NULL. */
const char *
StoredGroupFault(const StoredGroups *stored, uint32 i)
{
	SumsView	view;

	StoredGroupView(&view, stored, i);
	return GroupHasSinglePeriods(&view, &StateKinds[GroupedKindOf(stored->noun)]) ?
		NULL : GROUP_SPANS;
}

/* Opens a value from outside; names of groups are in any encoding. */
void
StoredGroupsCheck(StoredGroups *stored, const char *data, Size len, Noun noun)
{
	GroupsReader reader = {.at = data, .end = data + len, .noun = noun, .outside = true};
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "rareearth group checked",
												  ALLOCSET_DEFAULT_SIZES);
	const StateKind *kind = &StateKinds[GroupedKindOf(noun)];

	GroupsReadAll(&reader, stored);
	for (uint32 i = 0; i < stored->n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(scratch);
		SumsView	view;

		CHECK_FOR_INTERRUPTS();
		if (i > 0 && StoredGroupsCompare(stored, i - 1, i) >= 0)
			GroupsError(&reader, "The groups do not ascend.");
		(void) WireCheck(&view, stored->group[i].value, stored->group[i].len,
						 kind->noun);
		if (!GroupHasSinglePeriods(&view, kind))
			GroupsError(&reader, GROUP_SPANS);
		/* names are for whoever knows their encoding */
		if (!view.bytes && kind->keys_valid != NULL && !kind->keys_valid(&view, NULL))
			GroupsError(&reader, psprintf("A value is not that of %s.",
										  NounTypeName(kind->noun)));
		MemoryContextSwitchTo(caller);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
}

static void
PutInt(StringInfo buf, uint32 number)
{
	uint32		x = pg_hton32(number);

	appendBinaryStringInfo(buf, (const char *) &x, sizeof(x));
}

/* Writes the header, behind room for that of a varlena. */
static void
GroupsStart(StringInfo buf, Noun noun, const uint8 *column, uint32 n)
{
	char		head[VARHDRSZ + GROUPS_HEADER - 4] = {0};

	head[VARHDRSZ] = WIRE_FORMAT;
	head[VARHDRSZ + 1] = (char) noun;
	head[VARHDRSZ + 2] = (char) column[0];
	head[VARHDRSZ + 3] = (char) column[1];
	initStringInfo(buf);
	appendBinaryStringInfo(buf, head, sizeof(head));
	PutInt(buf, n);
}

/* Writes a group. */
static void
GroupsPut(StringInfo buf, const uint8 *column, const StoredGroup *group)
{
	for (int c = 0; c < GROUPS_MAX_COLUMNS && column[c] != GROUP_NONE; c++)
	{
		const StoredColumn *part = &group->column[c];
		uint64		number = pg_hton64((uint64) part->number);

		appendStringInfoChar(buf, part->isnull ? 1 : 0);
		if (part->isnull)
			continue;
		if (column[c] == GROUP_BIGINT)
			appendBinaryStringInfo(buf, (const char *) &number, sizeof(number));
		else
			PutInt(buf, column[c] == GROUP_DATE ? (uint32) (int32) part->number : part->len);
		if (column[c] == GROUP_TEXT)
			appendBinaryStringInfo(buf, part->bytes, (int) part->len);
	}
	PutInt(buf, group->len);
	appendBinaryStringInfo(buf, group->value, (int) group->len);
}

static struct varlena *
GroupsFinish(StringInfo buf)
{
	SET_VARSIZE(buf->data, buf->len);
	return (struct varlena *) buf->data;
}

/* Brings groups in order; false where two are one. */
bool
StoredGroupsSort(StoredGroups *stored)
{
	sort_stored(stored->group, stored->n, stored->column);
	for (uint32 i = 1; i < stored->n; i++)
		if (StoredGroupsCompare(stored, i - 1, i) == 0)
			return false;
	return true;
}

/* Writes groups that are in order. */
struct varlena *
StoredGroupsWrite(const StoredGroups *stored)
{
	StringInfoData buf;

	GroupsStart(&buf, stored->noun, stored->column, stored->n);
	for (uint32 i = 0; i < stored->n; i++)
		GroupsPut(&buf, stored->column, &stored->group[i]);
	return GroupsFinish(&buf);
}

/* The columns of a group of a state. */
StoredGroup
GroupStored(const GroupedSums *groups, uint32 i)
{
	const SumsGroup *group = &groups->group[i];
	StoredGroup stored = {0};

	for (int c = 0; c < GROUPS_MAX_COLUMNS; c++)
	{
		StoredColumn *column = &stored.column[c];

		column->isnull = (group->nulls >> c & 1) != 0;
		if (!column->isnull && groups->spec.column[c] == GROUP_TEXT)
		{
			const KeyName *name = &groups->names[NAMES_OF_GROUPS].name[group->part[c]];

			column->bytes = name->bytes;
			column->len = name->len;
		}
		else
			column->number = group->part[c];
	}
	return stored;
}

/* The spec of a state that a value can be added to. */
GroupSpec
GroupsSpecOf(const StoredGroups *stored)
{
	const char *header = stored->group[0].value;
	GroupSpec	spec = {.kind = GroupedKindOf(stored->noun),
	.names = (header[2] & WIRE_FLAG_BYTES) != 0};

	memcpy(spec.column, stored->column, sizeof(spec.column));
	memcpy(&spec.meaning, header + 3, sizeof(ValueMeaning));
	return spec;
}

/* The key of a group in a state. */
static GroupKey
GroupKeyOf(GroupedSums *groups, const StoredGroup *group)
{
	GroupKey	key = {0};

	for (int c = 0; c < GROUPS_MAX_COLUMNS; c++)
	{
		const StoredColumn *column = &group->column[c];

		if (column->isnull)
			key.nulls |= 1U << c;
		else if (groups->spec.column[c] == GROUP_TEXT)
			key.part[c] = GroupsName(groups, NAMES_OF_GROUPS, column->bytes,
									 column->len);
		else
			key.part[c] = column->number;
	}
	return key;
}

/* Adds all groups of a stored value to a state. */
void
GroupsAddStored(GroupedSums *groups, const StoredGroups *stored)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "rareearth group added",
												  ALLOCSET_DEFAULT_SIZES);

	for (uint32 i = 0; i < stored->n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(scratch);
		GroupKey	key = GroupKeyOf(groups, &stored->group[i]);
		SumsView	view;

		CHECK_FOR_INTERRUPTS();
		StoredGroupView(&view, stored, i);
		GroupsAddView(groups, &key, &view);
		MemoryContextSwitchTo(caller);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
}

/* The noun of the value that a state becomes. */
static Noun
GroupsNoun(const GroupedSums *groups)
{
	for (int i = 0; i < GroupedKindCount; i++)
		if (GroupedKinds[i].kind == groups->spec.kind)
			return GroupedKinds[i].noun;
	return NOUN_NONE;
}

/* Writes a state as a stored value. */
struct varlena *
GroupsWrite(GroupedSums *groups)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "rareearth group written",
												  ALLOCSET_DEFAULT_SIZES);
	uint32	   *order = GroupsInOrder(groups);
	StringInfoData buf;

	GroupsStart(&buf, GroupsNoun(groups), groups->spec.column, groups->n);
	for (uint32 i = 0; i < groups->n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(scratch);
		StoredGroup group = GroupStored(groups, order[i]);
		struct varlena *value;
		SumsView	view;

		CHECK_FOR_INTERRUPTS();
		GroupsView(groups, order[i], &view, VIEW_SORTED);
		value = WireWrite(&view);
		group.value = VARDATA(value);
		group.len = VARSIZE(value) - VARHDRSZ;
		if ((Size) buf.len + group.len > MaxAllocSize - 1024)
			GroupsTooLarge(&groups->spec, groups->n);
		MemoryContextSwitchTo(caller);
		GroupsPut(&buf, groups->spec.column, &group);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
	return GroupsFinish(&buf);
}
