/*
 * groups_wire.h
 *	  The stored format of a value of many groups.
 */
#ifndef RAREEARTH_GROUPS_WIRE_H
#define RAREEARTH_GROUPS_WIRE_H

#include "rareearth.h"

#include "keyed/groups.h"

/* A column of a group. */
typedef struct StoredColumn
{
	bool		isnull;
	uint32		len;			/* of a text */
	const char *bytes;
	int64		number;			/* of a bigint or a date */
} StoredColumn;

typedef struct StoredGroup
{
	StoredColumn column[GROUPS_MAX_COLUMNS];
	const char *value;			/* a stored value, without varlena header */
	uint32		len;
} StoredGroup;

/* A value of many groups, opened. */
typedef struct StoredGroups
{
	Noun		noun;
	uint8		column[GROUPS_MAX_COLUMNS]; /* GroupType */
	uint32		n;
	StoredGroup *group;
} StoredGroups;

/* The noun of the value of each group. */
static inline Noun
GroupNoun(Noun noun)
{
	return StateKinds[GroupedKindOf(noun)].noun;
}

extern const char *GroupTypeName(uint8 type);
extern void StoredGroupsOpen(StoredGroups *stored, Datum datum, Noun noun);
extern void StoredGroupsCheck(StoredGroups *stored, const char *data, Size len,
							  Noun noun);
extern void StoredGroupView(SumsView *view, const StoredGroups *stored, uint32 i);
extern bool StoredGroupsSort(StoredGroups *stored);
extern struct varlena *StoredGroupsWrite(const StoredGroups *stored);
extern const char *StoredGroupFault(const StoredGroups *stored, uint32 i);
extern bool StoredGroupsAlike(const StoredGroups *stored);
extern int	StoredGroupsCompare(const StoredGroups *stored, uint32 a, uint32 b);
extern StoredGroup GroupStored(const GroupedSums *groups, uint32 i);
extern GroupSpec GroupsSpecOf(const StoredGroups *stored);
extern void GroupsAddStored(GroupedSums *groups, const StoredGroups *stored);
extern struct varlena *GroupsWrite(GroupedSums *groups);

#endif							/* RAREEARTH_GROUPS_WIRE_H */
