/*
 * groups_agg.h
 *	  What the aggregates over groups share.
 */
#ifndef RAREEARTH_GROUPS_AGG_H
#define RAREEARTH_GROUPS_AGG_H

#include "rareearth.h"

#include "utils/date.h"

#include "keyed/groups.h"

/* What a call of a transition function keeps: the types of its arguments. */
typedef struct GroupCall
{
	GroupSpec	spec;			/* its meaning is for each row to say */
	int			first;			/* argument behind the columns of the group */
	Oid			type[FUNC_MAX_ARGS];
} GroupCall;

extern const GroupCall *GroupCallOpen(FunctionCallInfo fcinfo, uint8 kind,
									  int others);
extern GroupedSums *GroupsForState(FunctionCallInfo fcinfo, const GroupSpec *spec);
pg_noreturn extern void GroupDayError(void);
extern Datum GroupsRollup(FunctionCallInfo fcinfo, Noun noun);

/* The same for every row but the first of a call. */
static inline const GroupCall *
GroupCallOf(FunctionCallInfo fcinfo, uint8 kind, int others)
{
	if (likely(fcinfo->flinfo->fn_extra != NULL))
		return (const GroupCall *) fcinfo->flinfo->fn_extra;
	return GroupCallOpen(fcinfo, kind, others);
}

/* The state to change, made for the first row. */
static inline GroupedSums *
GroupsFor(FunctionCallInfo fcinfo, const GroupSpec *spec)
{
	if (likely(!PG_ARGISNULL(0) &&
			   VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0))))
	{
		GroupedSums *groups = (GroupedSums *) DatumGetEOHP(PG_GETARG_DATUM(0));

		if (likely(memcmp(&groups->spec, spec, sizeof(GroupSpec)) == 0))
			return groups;
	}
	return GroupsForState(fcinfo, spec);
}

/* The group that a row belongs to. */
static inline SumsGroup *
GroupOfRow(GroupedSums *groups, FunctionCallInfo fcinfo, const GroupCall *call)
{
	GroupKey	key = {0};

	for (int c = 0; c < call->first - 1; c++)
	{
		int			arg = 1 + c;

		if (unlikely(PG_ARGISNULL(arg)))
			key.nulls |= 1U << c;
		else if (call->spec.column[c] == GROUP_BIGINT)
			key.part[c] = PG_GETARG_INT64(arg);
		else if (call->spec.column[c] == GROUP_DATE)
		{
			key.part[c] = PG_GETARG_DATEADT(arg);
			if (unlikely(DATE_NOT_FINITE(key.part[c])))
				GroupDayError();
		}
		else
		{
			text	   *name = PG_GETARG_TEXT_PP(arg);

			key.part[c] = GroupsName(groups, NAMES_OF_GROUPS, VARDATA_ANY(name),
									 VARSIZE_ANY_EXHDR(name));
		}
	}
	return GroupsAt(groups, &key);
}

static inline Datum
GroupsReturn(GroupedSums *groups)
{
	return EOHPGetRWDatum(&groups->header);
}

/* Leaves the state as it is, for a row that does not count. */
static inline Datum
GroupsSkip(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

#endif							/* RAREEARTH_GROUPS_AGG_H */
