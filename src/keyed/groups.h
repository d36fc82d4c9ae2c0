/*
 * groups.h
 *	  Keyed sums by group: one state for all groups of a query.
 *
 * GROUP BY looks the group of every row up in a table of the server, which
 * takes longer than adding the value up.  Here the table is ours: the columns
 * that rows are grouped by are arguments of the aggregate.  Each group has a
 * state of its own, as if GROUP BY had made it, so the answers have the same
 * bits.
 *
 * In memory it is an expanded object, which PostgreSQL changes in place from
 * row to row and flattens where it leaves the process; the flat form, as that
 * of keyed sums, has no pointers.  Names stand once for all groups: those of
 * entities are numbers in the states, those of groups in the keys.
 */
#ifndef RAREEARTH_GROUPS_H
#define RAREEARTH_GROUPS_H

#include "rareearth.h"

#include "utils/expandeddatum.h"

#include "keyed/columns.h"
#include "keyed/sums.h"

#define GROUPS_MAX_COLUMNS	2
#define GROUP_AHEAD			6		/* rows prepared for behind the newest */

/* What a column holds that rows are grouped by; part of the format. */
typedef enum GroupType
{
	GROUP_NONE = 0,				/* there is no second column */
	GROUP_TEXT = 1,
	GROUP_BIGINT = 2,
	GROUP_DATE = 3
} GroupType;

#define GROUP_LAST	GROUP_DATE

/* What all groups of a state have alike. */
typedef struct GroupSpec
{
	uint8		kind;			/* of the state of each group */
	uint8		names;			/* its keys are names, else numbers */
	uint8		column[GROUPS_MAX_COLUMNS]; /* GroupType */
	ValueMeaning meaning;
} GroupSpec;

/* The columns of a group: numbers, days, or places in the names of groups. */
typedef struct GroupKey
{
	int64		part[GROUPS_MAX_COLUMNS];	/* 0 where it is NULL */
	uint32		nulls;			/* bit of each column that is NULL */
} GroupKey;

typedef struct SumsGroup
{
	int64		part[GROUPS_MAX_COLUMNS];
	uint32		nulls;
	uint32		hash;
	uint32		npending;
	uint32		maxpending;
	SumsRow    *pending;		/* rows not yet in the sums */
	KeyedSums  *sums;			/* NULL before there are any */
} SumsGroup;

/* The names of entities, and those of groups. */
typedef enum GroupNaming
{
	NAMES_OF_KEYS,
	NAMES_OF_GROUPS,
	NAMINGS
} GroupNaming;

/*
 * Places + 1 of what was put in, by the upper bits of its hash; half of them or
 * more are free.
 */
typedef struct GroupSlots
{
	uint32	   *slot;
	uint32		n;				/* a power of two, or 0 */
	int			shift;			/* of a hash, to its slot */
} GroupSlots;

typedef struct GroupNames
{
	KeyName    *name;
	uint32		n;
	uint32		max;
	GroupSlots	slots;
	char	   *room;			/* for bytes of names to come */
	Size		left;
} GroupNames;

typedef struct GroupedSums
{
	ExpandedObjectHeader header;
	GroupSpec	spec;
	SumsGroup  *group;			/* in order of arrival */
	uint32		n;
	uint32		max;
	GroupSlots	slots;
	GroupNames	names[NAMINGS];
	Size		flat_size;		/* told last, for who flattens next */
} GroupedSums;

extern int	groups_memory;		/* setting, in MB */

/* groups.c */
extern GroupedSums *GroupsCreate(GroupSpec spec, MemoryContext parent);
extern SumsGroup *GroupsAt(GroupedSums *groups, const GroupKey *key);
extern uint32 GroupsName(GroupedSums *groups, GroupNaming naming,
						 const char *bytes, uint32 len);
extern void GroupMakeRoom(GroupedSums *groups, SumsGroup *group);
extern void GroupAddNull(GroupedSums *groups, SumsGroup *group, double value);
extern KeyedSums *GroupSettle(GroupedSums *groups, SumsGroup *group);
extern void GroupsMerge(GroupedSums *groups, GroupedSums *other);
extern void GroupsAddView(GroupedSums *groups, const GroupKey *key,
						  const SumsView *view);
extern uint32 *GroupsInOrder(const GroupedSums *groups);
extern void GroupsView(GroupedSums *groups, uint32 i, SumsView *view,
					   int options);
pg_noreturn extern void GroupsTooLarge(const GroupSpec *spec, uint32 n);

/* groups_flat.c */
extern const ExpandedObjectMethods GroupsMethods;
extern GroupedSums *GroupsOpen(Datum datum);

/* Adds a row to a group. */
static inline void
GroupAddNumber(GroupedSums *groups, SumsGroup *group, int64 key, double value)
{
	SumsRow    *row;

	if (unlikely(group->npending == group->maxpending))
		GroupMakeRoom(groups, group);
	row = &group->pending[group->npending++];
	/* where the rows will stand in a moment */
	__builtin_prefetch(row + GROUP_AHEAD, 1);
	row->value = value;
	row->key = key;
}

#endif							/* RAREEARTH_GROUPS_H */
