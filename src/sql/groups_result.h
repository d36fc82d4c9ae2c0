/*
 * groups_result.h
 *	  One row of results for each group, from a stored value or a state.
 */
#ifndef RAREEARTH_GROUPS_RESULT_H
#define RAREEARTH_GROUPS_RESULT_H

#include "rareearth.h"

#include "keyed/groups_wire.h"
#include "sql/result.h"

#define GROUPS_UNOPENED		0x1000	/* the answer needs no view */

/* A group whose answer is asked for. */
typedef struct GroupAsked
{
	FunctionCallInfo fcinfo;
	const StoredGroup *group;	/* its value is there where no view is */
	SumsView	view;
	Oid			type;			/* of the column behind those of the group */
} GroupAsked;

/* Fills the column behind those of the group. */
typedef void (*GroupAnswer) (GroupAsked *asked, ResultRow *row);

extern const char *GroupColumnText(const StoredColumn *column, uint8 type);
extern void GroupAnswerValue(GroupAsked *asked, ResultRow *row);
extern Datum GroupsAnswer(FunctionCallInfo fcinfo, Noun noun, int options,
						  GroupAnswer answer);
extern Datum GroupsFinalAnswer(FunctionCallInfo fcinfo, int options,
							   GroupAnswer answer);

#endif							/* RAREEARTH_GROUPS_RESULT_H */
