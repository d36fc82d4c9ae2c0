/*
 * groups_agg.c
 *	  Rows, combining, rolling up and sending of aggregates over groups.
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"

#include "keyed/agg.h"
#include "keyed/groups_agg.h"
#include "keyed/groups_wire.h"
#include "keyed/meaning.h"
#include "keyed/wire.h"

#define GROUPED_FORMAT	1
#define GROUPED_HEADER	4			/* format, encoding, 0, 0 */

/* The type of a column by that of an argument. */
static uint8
GroupTypeOf(Oid type)
{
	switch (type)
	{
		case TEXTOID:
			return GROUP_TEXT;
		case INT8OID:
			return GROUP_BIGINT;
		case DATEOID:
			return GROUP_DATE;
		default:
			elog(ERROR, "rows cannot be grouped by type %u", type);
	}
}

/*
 * Finds out what a transition function is declared over: state, one or two
 * columns of the group, key, value and so many others.  Its declaration tells
 * it, not the query, which a cluster does not pass on.
 */
const GroupCall *
GroupCallOpen(FunctionCallInfo fcinfo, uint8 kind, int others)
{
	FmgrInfo   *function = fcinfo->flinfo;
	GroupCall  *call = MemoryContextAllocZero(function->fn_mcxt, sizeof(GroupCall));
	Oid		   *types;
	int			n;

	(void) get_func_signature(function->fn_oid, &types, &n);
	call->first = n - 2 - others;
	if (call->first < 2 || call->first > 1 + GROUPS_MAX_COLUMNS)
		elog(ERROR, "function %u is none of groups", function->fn_oid);
	memcpy(call->type, types, n * sizeof(Oid));
	call->spec.kind = kind;
	call->spec.names = types[call->first] == TEXTOID;
	for (int c = 0; c < call->first - 1; c++)
		call->spec.column[c] = GroupTypeOf(types[1 + c]);
	function->fn_extra = call;
	return call;
}

/* What rows are grouped by, in words. */
static const char *
GroupColumnsText(const GroupSpec *spec)
{
	return spec->column[1] == GROUP_NONE ? GroupTypeName(spec->column[0]) :
		psprintf("%s and %s", GroupTypeName(spec->column[0]),
				 GroupTypeName(spec->column[1]));
}

/* Refuses to add up what is grouped, or counted, in two ways. */
static void
GroupsCheckAlike(const GroupSpec *a, const GroupSpec *b)
{
	const StateKind *kind = &StateKinds[a->kind];
	int			order = memcmp(a->column, b->column, sizeof(a->column));

	if (a->kind != b->kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("state of groups of %s expected, found one of %s",
						NounTypeName(StateKinds[b->kind].noun),
						NounTypeName(kind->noun))));
	if (order != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot combine values that are grouped by different types"),
				 errdetail("One is grouped by %s, another by %s.",
						   GroupColumnsText(order < 0 ? a : b),
						   GroupColumnsText(order < 0 ? b : a)),
				 errhint("Build both from columns of the same types, in the same order.")));
	if (a->names != b->names)
		kind->keys_differ();
	MeaningCheckAlike(kind->noun, a->meaning, b->meaning);
}

/* The state in argument 0, in memory; made for the first row. */
GroupedSums *
GroupsForState(FunctionCallInfo fcinfo, const GroupSpec *spec)
{
	GroupedSums *given = NULL;
	GroupedSums *groups;
	MemoryContext context;

	if (!PG_ARGISNULL(0))
	{
		given = GroupsOpen(PG_GETARG_DATUM(0));
		GroupsCheckAlike(&given->spec, spec);
	}
	if (!AggCheckCallContext(fcinfo, &context))
		context = CurrentMemoryContext;
	groups = GroupsCreate(*spec, context);
	if (given != NULL)
		GroupsMerge(groups, given);
	return groups;
}

/* Refuses a date of a group that is none. */
void
GroupDayError(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("date of a group must be finite"),
			 errhint("Filter such rows, or put NULL in place of infinity: rows without a date are a group.")));
}

/* The transition function of rollup. */
Datum
GroupsRollup(FunctionCallInfo fcinfo, Noun noun)
{
	StoredGroups stored;
	GroupedSums *groups;
	GroupSpec	spec;

	if (PG_ARGISNULL(1))
		return GroupsSkip(fcinfo);
	StoredGroupsOpen(&stored, PG_GETARG_DATUM(1), noun);
	spec = GroupsSpecOf(&stored);
	groups = GroupsFor(fcinfo, &spec);
	GroupsAddStored(groups, &stored);
	return GroupsReturn(groups);
}

/* Combines two states; the combine function of every aggregate over groups. */
PG_FUNCTION_INFO_V1(groups_combine);
Datum
groups_combine(PG_FUNCTION_ARGS)
{
	GroupedSums *other;
	GroupedSums *groups;

	if (PG_ARGISNULL(1))
		return GroupsSkip(fcinfo);
	other = GroupsOpen(PG_GETARG_DATUM(1));
	groups = GroupsFor(fcinfo, &other->spec);
	GroupsMerge(groups, other);
	return GroupsReturn(groups);
}

/* The stored value of a state; the final function of the builders. */
PG_FUNCTION_INFO_V1(groups_final);
Datum
groups_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(GroupsWrite(GroupsOpen(PG_GETARG_DATUM(0))));
}

/* A state as it leaves the server: format, encoding, and its stored value. */
static bytea *
GroupedWrite(Datum state)
{
	struct varlena *value = GroupsWrite(GroupsOpen(state));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, GROUPED_FORMAT);
	pq_sendbyte(&buf, GetDatabaseEncoding());
	pq_sendint16(&buf, 0);
	pq_sendbytes(&buf, VARDATA(value), VARSIZE(value) - VARHDRSZ);
	return pq_endtypsend(&buf);
}

pg_noreturn static void
GroupedError(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid external \"%s\" value", "grouped_sums"),
			 errdetail_internal("%s", detail)));
}

/* Are all names in a value text of this database? */
static void
GroupedCheckNames(const StoredGroups *stored)
{
	const StateKind *kind = &StateKinds[GroupedKindOf(stored->noun)];

	for (uint32 i = 0; i < stored->n; i++)
	{
		SumsView	view;

		for (int c = 0; c < GROUPS_MAX_COLUMNS; c++)
			if (stored->column[c] == GROUP_TEXT && !stored->group[i].column[c].isnull)
				(void) pg_verifymbstr(stored->group[i].column[c].bytes,
									  (int) stored->group[i].column[c].len, false);
		StoredGroupView(&view, stored, i);
		if (kind->keys_valid != NULL && !kind->keys_valid(&view, NULL))
			GroupedError(psprintf("Its keys are not those of %s.", kind->name));
	}
}

/* Reads what GroupedWrite wrote. */
static Datum
GroupedRead(StringInfo buf)
{
	int			len = buf->len - buf->cursor - GROUPED_HEADER;
	const char *header;
	const char *data;
	StoredGroups stored;
	GroupedSums *groups;

	if (len < 0)
		GroupedError(psprintf("Headers need %d bytes, but only %d follow.",
							  GROUPED_HEADER, len + GROUPED_HEADER));
	header = pq_getmsgbytes(buf, GROUPED_HEADER);
	data = pq_getmsgbytes(buf, len);
	if (header[0] != GROUPED_FORMAT || header[2] != 0 || header[3] != 0)
		GroupedError(psprintf("Format is %d, expected %d; two bytes behind the encoding are 0.",
							  header[0], GROUPED_FORMAT));
	if (header[1] != GetDatabaseEncoding())
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate states do not pass between databases of different encodings"),
				 errhint("Send summaries, such as markets, in place of states.")));
	if (len < 2 || GroupedKindOf((Noun) data[1]) == 0)
		GroupedError("It holds no value of groups.");
	StoredGroupsCheck(&stored, data, len, (Noun) data[1]);
	GroupedCheckNames(&stored);
	groups = GroupsCreate(GroupsSpecOf(&stored), CurrentMemoryContext);
	GroupsAddStored(groups, &stored);
	return GroupsReturn(groups);
}

PG_FUNCTION_INFO_V1(groups_send);
Datum
groups_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(GroupedWrite(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(groups_recv);
Datum
groups_recv(PG_FUNCTION_ARGS)
{
	return GroupedRead((StringInfo) PG_GETARG_POINTER(0));
}

PG_FUNCTION_INFO_V1(groups_out);
Datum
groups_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(StateTextOut(GroupedWrite(PG_GETARG_DATUM(0))));
}

PG_FUNCTION_INFO_V1(groups_in);
Datum
groups_in(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	StateTextIn(&buf, PG_GETARG_CSTRING(0));
	return GroupedRead(&buf);
}
