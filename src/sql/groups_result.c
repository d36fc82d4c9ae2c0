/*
 * groups_result.c
 *	  One row of results for each group, from a stored value or a state.
 *
 * The columns of a group come out as text: the row types of a function are
 * fixed, and a cast in the query, group_2::date, says what no function can.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "sql/calendar.h"
#include "sql/groups_result.h"

/* A column of a group as text, NULL where it is. */
const char *
GroupColumnText(const StoredColumn *column, uint8 type)
{
	if (type == GROUP_NONE || column->isnull)
		return NULL;
	switch (type)
	{
		case GROUP_TEXT:
			return pnstrdup(column->bytes, column->len);
		case GROUP_DATE:
			return CalendarDateText((DateADT) column->number);
		default:
			return psprintf(INT64_FORMAT, column->number);
	}
}

/* Names the group of an error. */
static void
GroupErrorContext(void *arg)
{
	const char *const *text = arg;

	errcontext("group %s%s%s", text[0], text[1] == NULL ? "" : ", ",
			   text[1] == NULL ? "" : text[1]);
}

/*
 * Fills the row of a group: its columns, and the answer to its view, which is
 * that of a value or of a state.
 */
static void
GroupFill(GroupAsked *asked, const StoredGroups *stored,
		  GroupedSums *groups, uint32 i, int options, ResultRow *row,
		  GroupAnswer answer)
{
	const uint8 *column = stored != NULL ? stored->column : groups->spec.column;
	const char *quoted[GROUPS_MAX_COLUMNS] = {NULL};
	ErrorContextCallback context = {.callback = GroupErrorContext,
	.arg = (void *) quoted,.previous = error_context_stack};

	for (int c = 0; c < GROUPS_MAX_COLUMNS; c++)
	{
		const char *text = GroupColumnText(&asked->group->column[c], column[c]);

		ResultAddWord(row, text != NULL, text);
		if (column[c] != GROUP_NONE)
			quoted[c] = text == NULL ? "NULL" : psprintf("\"%s\"", text);
	}
	error_context_stack = &context;
	if (groups != NULL)
		GroupsView(groups, i, &asked->view, options);
	else if ((options & GROUPS_UNOPENED) == 0)
		StoredGroupView(&asked->view, stored, i);
	answer(asked, row);
	error_context_stack = context.previous;
}

/* A group and its value. */
void
GroupAnswerValue(GroupAsked *asked, ResultRow *row)
{
	uint32		len = asked->group->len;
	struct varlena *value = palloc(VARHDRSZ + len);

	SET_VARSIZE(value, VARHDRSZ + len);
	memcpy(VARDATA(value), asked->group->value, len);
	ResultAdd(row, true, asked->type, PointerGetDatum(value));
}

/* Answers a question to each group of the value in argument 0. */
Datum
GroupsAnswer(FunctionCallInfo fcinfo, Noun noun, int options, GroupAnswer answer)
{
	MemoryContext scratch;
	StoredGroups stored;
	ResultRow	row = {0};
	GroupAsked	asked = {.fcinfo = fcinfo};

	InitMaterializedSRF(fcinfo, 0);
	asked.type = TupleDescAttr(((ReturnSetInfo *) fcinfo->resultinfo)->setDesc,
							   GROUPS_MAX_COLUMNS)->atttypid;
	StoredGroupsOpen(&stored, PG_GETARG_DATUM(0), noun);
	scratch = AllocSetContextCreate(CurrentMemoryContext, "rareearth group",
									ALLOCSET_DEFAULT_SIZES);
	for (uint32 i = 0; i < stored.n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(scratch);

		asked.group = &stored.group[i];
		GroupFill(&asked, &stored, NULL, i, options, &row, answer);
		ResultStore(fcinfo, &row);
		MemoryContextSwitchTo(caller);
		MemoryContextReset(scratch);
	}
	return (Datum) 0;
}

/*
 * The same for the state in argument 0, as an array of rows: values of groups
 * are not made.
 */
Datum
GroupsFinalAnswer(FunctionCallInfo fcinfo, int options, GroupAnswer answer)
{
	GroupedSums *groups = GroupsOpen(PG_GETARG_DATUM(0));
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "rareearth group",
												  ALLOCSET_DEFAULT_SIZES);
	GroupAsked	asked = {.fcinfo = fcinfo};
	uint32	   *order = GroupsInOrder(groups);
	Oid			element;
	TupleDesc	desc = ResultElement(fcinfo, &element);
	ArrayBuildState *rows = NULL;

	asked.type = TupleDescAttr(desc, GROUPS_MAX_COLUMNS)->atttypid;
	for (uint32 i = 0; i < groups->n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(scratch);
		StoredGroup group = GroupStored(groups, order[i]);
		ResultRow	row = {0};
		Datum		datum;

		CHECK_FOR_INTERRUPTS();
		asked.group = &group;
		GroupFill(&asked, NULL, groups, order[i], options, &row, answer);
		datum = ResultDatum(fcinfo, &row, desc);
		MemoryContextSwitchTo(caller);
		rows = accumArrayResult(rows, datum, false, element, caller);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
	return makeArrayResult(rows, CurrentMemoryContext);
}
