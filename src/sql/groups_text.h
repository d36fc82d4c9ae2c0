/*
 * groups_text.h
 *	  The text and binary form of a value of many groups.
 */
#ifndef RAREEARTH_GROUPS_TEXT_H
#define RAREEARTH_GROUPS_TEXT_H

#include "rareearth.h"

#include "keyed/groups_wire.h"

typedef char *(*NameConverter) (const char *s, int len);

extern Datum GroupsTextIn(FunctionCallInfo fcinfo, Noun noun, PGFunction value_in);
extern Datum GroupsTextOut(FunctionCallInfo fcinfo, Noun noun, PGFunction value_out);
extern void GroupsReorder(StoredGroups *stored);
extern void GroupsConvertNames(StoredGroups *stored, NameConverter convert);
extern void GroupsReceive(FunctionCallInfo fcinfo, StoredGroups *stored, Noun noun);
extern Datum GroupsSummary(FunctionCallInfo fcinfo, Noun noun);

#endif							/* RAREEARTH_GROUPS_TEXT_H */
