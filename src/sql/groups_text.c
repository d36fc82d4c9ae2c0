/*
 * groups_text.c
 *	  The text and binary form of a value of many groups.
 *
 *	  {"type": "markets", "groups": ["text", "date"], "members":
 *	   [{"group": ["NdFeB", "2025-01-01"], "value": {...}},
 *	    {"group": ["NdFeB", null], "value": {...}}]}
 *
 * where a value is the text form of the value of one group.
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/memutils.h"

#include "sql/calendar.h"
#include "sql/groups_result.h"
#include "sql/groups_text.h"
#include "sql/readable.h"
#include "sql/text_io.h"

/* A JSON text as a string of its own. */
static char *
JsonWord(const JsonbValue *value)
{
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/* Reads a column of a group; false when it is none. */
static bool
GroupInColumn(const TextInput *in, const JsonbValue *value, uint8 type,
			  StoredColumn *column)
{
	Datum		number;
	DateADT		date;
	char	   *text;

	memset(column, 0, sizeof(StoredColumn));
	column->isnull = value->type == jbvNull;
	if (column->isnull)
		return true;
	if (value->type != (type == GROUP_BIGINT ? jbvNumeric : jbvString))
		return TextError(in, psprintf("Expected a %s, or null, as column of a group.",
									  GroupTypeName(type)));
	switch (type)
	{
		case GROUP_BIGINT:
			text = DatumGetCString(DirectFunctionCall1(numeric_out,
													   NumericGetDatum(value->val.numeric)));
			if (!DirectInputFunctionCallSafe(int8in, text, INT8OID, -1,
											 in->context, &number))
				return false;
			column->number = DatumGetInt64(number);
			return true;
		case GROUP_DATE:
			text = JsonWord(value);
			if (!CalendarIsDateText(text))
				return TextError(in, psprintf("\"%s\" is not a date as YYYY-MM-DD.", text));
			if (!CalendarDateFromText(text, &date, in->context))
				return false;
			column->number = date;
			return true;
		default:
			column->bytes = JsonWord(value);
			column->len = value->val.string.len;
			return true;
	}
}

/* The number of elements of a JSON array, or -1 for something else. */
static int
JsonLength(const JsonbValue *value)
{
	return value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data) ?
		(int) JsonContainerSize(value->val.binary.data) : -1;
}

/* Reads the types of the columns of groups. */
static bool
GroupsInTypes(const TextInput *in, StoredGroups *stored)
{
	JsonbValue	value;
	int			n = TextMember(in, "groups", &value) ? JsonLength(&value) : -1;
	bool		known = n == 1 || n == GROUPS_MAX_COLUMNS;

	for (int c = 0; known && c < n; c++)
	{
		JsonbValue *name = getIthJsonbValueFromContainer(value.val.binary.data, c);

		for (uint8 type = GROUP_TEXT; type <= GROUP_LAST; type++)
			if (TextIsWord(name, GroupTypeName(type)))
				stored->column[c] = type;
		known = stored->column[c] != GROUP_NONE;
	}
	return known ||
		TextError(in, "Expected a member \"groups\" with an array of one or two of \"text\", \"bigint\" and \"date\".");
}

/* Reads a group and its value; false when they are none. */
static bool
GroupsInMember(const TextInput *in, const StoredGroups *stored,
			   const JsonbValue *member, PGFunction value_in, StoredGroup *group)
{
	int			columns = stored->column[1] == GROUP_NONE ? 1 : GROUPS_MAX_COLUMNS;
	JsonbContainer *object = member->val.binary.data;
	JsonbValue	value;
	Datum		datum;

	if (member->type != jbvBinary || !JsonContainerIsObject(object) ||
		!TextFind(object, "group", &value) || JsonLength(&value) != columns)
		return TextError(in, psprintf("Expected members of the form {\"group\": [...], \"value\": {...}}, with %d in each group.",
									  columns));
	for (int c = 0; c < columns; c++)
		if (!GroupInColumn(in, getIthJsonbValueFromContainer(value.val.binary.data, c),
						   stored->column[c], &group->column[c]))
			return false;
	if (!TextFind(object, "value", &value) || value.type != jbvBinary)
		return TextError(in, psprintf("Expected a member \"value\" that is a %s.",
									  NounTypeName(GroupNoun(in->noun))));
	if (!DirectInputFunctionCallSafe(value_in,
									 JsonbToCString(NULL, value.val.binary.data,
													value.val.binary.len),
									 InvalidOid, -1, in->context, &datum))
		return false;
	group->value = VARDATA_ANY(DatumGetPointer(datum));
	group->len = VARSIZE_ANY_EXHDR(DatumGetPointer(datum));
	return true;
}

/* Reads the text form; each value is read by a function of its type. */
Datum
GroupsTextIn(FunctionCallInfo fcinfo, Noun noun, PGFunction value_in)
{
	StoredGroups stored = {.noun = noun};
	JsonbValue	members;
	TextInput	in;
	const char *fault;
	int			n;

	if (!TextOpen(&in, fcinfo, noun) || !GroupsInTypes(&in, &stored))
		PG_RETURN_NULL();
	n = TextMember(&in, "members", &members) ? JsonLength(&members) : -1;
	if (n < 1)
	{
		TextError(&in, "Expected a member \"members\" with an array of at least one group.");
		PG_RETURN_NULL();
	}
	stored.group = palloc0_array(StoredGroup, n);
	for (stored.n = 0; stored.n < (uint32) n; stored.n++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!GroupsInMember(&in, &stored,
							getIthJsonbValueFromContainer(members.val.binary.data, stored.n),
							value_in, &stored.group[stored.n]) ||
			((fault = StoredGroupFault(&stored, stored.n)) != NULL &&
			 !TextError(&in, fault)))
			PG_RETURN_NULL();
	}
	if (!StoredGroupsSort(&stored))
	{
		TextError(&in, "A group comes twice.");
		PG_RETURN_NULL();
	}
	if (!StoredGroupsAlike(&stored))
	{
		TextError(&in, "Values of groups differ in type or meaning.");
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(StoredGroupsWrite(&stored));
}

/* Appends the columns of a group. */
static void
GroupOut(StringInfo buf, const StoredGroups *stored, const StoredGroup *group)
{
	for (int c = 0; c < GROUPS_MAX_COLUMNS && stored->column[c] != GROUP_NONE; c++)
	{
		const char *text = GroupColumnText(&group->column[c], stored->column[c]);

		if (c > 0)
			appendStringInfoString(buf, ", ");
		if (text == NULL)
			appendStringInfoString(buf, "null");
		else if (stored->column[c] == GROUP_BIGINT)
			appendStringInfoString(buf, text);
		else
			escape_json(buf, text);
	}
}

/* Writes the text form; each value is written by a function of its type. */
Datum
GroupsTextOut(FunctionCallInfo fcinfo, Noun noun, PGFunction value_out)
{
	StringInfoData buf;
	StoredGroups stored;

	StoredGroupsOpen(&stored, PG_GETARG_DATUM(0), noun);
	initStringInfo(&buf);
	appendStringInfo(&buf, "{\"type\": \"%s\", \"groups\": [\"%s\"", NounTypeName(noun),
					 GroupTypeName(stored.column[0]));
	if (stored.column[1] != GROUP_NONE)
		appendStringInfo(&buf, ", \"%s\"", GroupTypeName(stored.column[1]));
	appendStringInfoString(&buf, "], \"members\": [");
	for (uint32 i = 0; i < stored.n; i++)
	{
		struct varlena *value = palloc(VARHDRSZ + stored.group[i].len);
		char	   *text;

		CHECK_FOR_INTERRUPTS();
		SET_VARSIZE(value, VARHDRSZ + stored.group[i].len);
		memcpy(VARDATA(value), stored.group[i].value, stored.group[i].len);
		appendStringInfoString(&buf, i > 0 ? ", {\"group\": [" : "{\"group\": [");
		GroupOut(&buf, &stored, &stored.group[i]);
		text = DatumGetCString(DirectFunctionCall1(value_out, PointerGetDatum(value)));
		appendStringInfo(&buf, "], \"value\": %s}", text);
		pfree(text);
		pfree(value);
	}
	appendStringInfoString(&buf, "]}");
	PG_RETURN_CSTRING(buf.data);
}

/* Brings groups into the order of their names in the encoding they have now. */
void
GroupsReorder(StoredGroups *stored)
{
	if (!StoredGroupsSort(stored))
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("two groups have the same name in the other encoding"),
				 errdetail("The database has encoding %s, the client %s.",
						   GetDatabaseEncodingName(), pg_get_client_encoding_name()),
				 errhint("Use the text form, or the encoding of the database in the client.")));
}

/* Brings the names of groups into another encoding. */
void
GroupsConvertNames(StoredGroups *stored, NameConverter convert)
{
	for (uint32 i = 0; i < stored->n; i++)
		for (int c = 0; c < GROUPS_MAX_COLUMNS; c++)
		{
			StoredColumn *column = &stored->group[i].column[c];
			char	   *name;

			if (stored->column[c] != GROUP_TEXT || column->isnull)
				continue;
			CHECK_FOR_INTERRUPTS();
			name = convert(column->bytes, (int) column->len);
			if (name == column->bytes)
				continue;
			column->bytes = name;
			column->len = (uint32) strlen(name);
		}
}

/* Reads and checks the bytes of a value that came from outside. */
void
GroupsReceive(FunctionCallInfo fcinfo, StoredGroups *stored, Noun noun)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			len = buf->len - buf->cursor;

	StoredGroupsCheck(stored, pq_getmsgbytes(buf, len), len, noun);
}

/* Appends the columns of a group. */
static void
GroupPutColumns(StringInfo buf, const StoredGroups *stored, uint32 i)
{
	for (int c = 0; c < GROUPS_MAX_COLUMNS && stored->column[c] != GROUP_NONE; c++)
	{
		const char *text = GroupColumnText(&stored->group[i].column[c],
										   stored->column[c]);

		appendStringInfoString(buf, c == 0 ? "(" : ", ");
		ReadablePutName(buf, text == NULL ? "NULL" : text);
	}
	appendStringInfoChar(buf, ')');
}

/* One line for a person: how many groups, the first and the last. */
Datum
GroupsSummary(FunctionCallInfo fcinfo, Noun noun)
{
	StoredGroups stored;
	StringInfoData buf;

	StoredGroupsOpen(&stored, PG_GETARG_DATUM(0), noun);
	initStringInfo(&buf);
	appendStringInfo(&buf, "%s of %u group%s", NounTypeName(noun), stored.n,
					 stored.n == 1 ? "" : "s");
	if (stored.n > 0)
	{
		appendStringInfoString(&buf, ": ");
		GroupPutColumns(&buf, &stored, 0);
	}
	if (stored.n > 1)
	{
		appendStringInfoString(&buf, " to ");
		GroupPutColumns(&buf, &stored, stored.n - 1);
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}
