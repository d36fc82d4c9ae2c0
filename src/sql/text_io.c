/*
 * text_io.c
 *	  The JSON text form that all nouns share.
 *
 * A sum is written as a number when one double holds it exactly, and as an
 * array of numbers that add up to it otherwise, so that the text form loses
 * nothing.  Reading is left to jsonb; since adding is exact, any numbers that
 * add up to a sum give the same value.
 *
 * What reads text returns false, or NULL, where it told an error that the
 * context of the call takes; else the error is raised.  Limits of memory and
 * of size are raised always.
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "sql/text_io.h"
#include "keyed/wire.h"

/* Appends the shortest text that reads back as the same double. */
void
TextPutDouble(StringInfo buf, double value)
{
	char		text[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value + 0.0, text);
	appendStringInfoString(buf, text);
}

/* Appends the exact sum of key i; SUMS_NO_ENTRY means rows without a key. */
void
TextPutSum(StringInfo buf, const SumsView *view, uint32 i, uint32 *cursor)
{
	double		parts[FSUM_MAX_PARTS];
	int			n = 0;

	CHECK_FOR_INTERRUPTS();
	if (i != SUMS_NO_ENTRY)
		n = ViewParts(view, i, cursor, parts);
	else
		while (*cursor < view->nresiduals && n < FSUM_MAX_PARTS)
			parts[n++] = view->residuals[(*cursor)++].value;
	if (n == 0)
		parts[n++] = 0;
	if (n == 1)
	{
		TextPutDouble(buf, parts[0]);
		return;
	}
	for (int c = 0; c < n; c++)
	{
		appendStringInfoString(buf, c == 0 ? "[" : ", ");
		TextPutDouble(buf, parts[c]);
	}
	appendStringInfoChar(buf, ']');
}

/* Reports text that is not a value of the noun's type; false. */
bool
TextError(const TextInput *in, const char *detail)
{
	errsave(in->context,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"",
					NounTypeName(in->noun), in->input),
			 errdetail_internal("%s", detail)));
	return false;
}

/* Finds a member of an object; the value is untouched when there is none. */
bool
TextFind(JsonbContainer *object, const char *name, JsonbValue *value)
{
	JsonbValue	key;
	JsonbValue *found;

	key.type = jbvString;
	key.val.string.val = (char *) name;
	key.val.string.len = (int) strlen(name);
	found = findJsonbValueFromContainer(object, JB_FOBJECT, &key);
	if (found != NULL)
		*value = *found;
	return found != NULL;
}

/* Finds a member of the outermost object. */
bool
TextMember(const TextInput *in, const char *name, JsonbValue *value)
{
	return TextFind(&in->json->root, name, value);
}

/* Finds a member that must be an object. */
bool
TextObject(const TextInput *in, const char *name, JsonbValue *value)
{
	return (TextMember(in, name, value) && value->type == jbvBinary &&
			JsonContainerIsObject(value->val.binary.data)) ||
		TextError(in, psprintf("Expected a member \"%s\" that is an object.",
							   name));
}

/* Is this string that word? */
bool
TextIsWord(const JsonbValue *value, const char *word)
{
	return value->type == jbvString &&
		value->val.string.len == (int) strlen(word) &&
		memcmp(value->val.string.val, word, value->val.string.len) == 0;
}

/* Reads the argument as a JSON object that names the noun's type. */
bool
TextOpen(TextInput *in, FunctionCallInfo fcinfo, Noun noun)
{
	const char *type = NounTypeName(noun);
	JsonbValue	value;
	Datum		json;

	in->noun = noun;
	in->input = PG_GETARG_CSTRING(0);
	in->context = fcinfo->context;
	if (!DirectInputFunctionCallSafe(jsonb_in, PG_GETARG_CSTRING(0), JSONBOID,
									 -1, in->context, &json))
		return false;
	in->json = DatumGetJsonbP(json);
	if (!JB_ROOT_IS_OBJECT(in->json))
		return TextError(in, "Expected a JSON object.");
	return (TextMember(in, "type", &value) && TextIsWord(&value, type)) ||
		TextError(in, psprintf("Expected a member \"type\" with the value \"%s\".",
							   type));
}

/* Reads a JSON number as a double. */
bool
TextNumber(const TextInput *in, const JsonbValue *value, double *number)
{
	Datum		text;
	Datum		read;

	if (value->type != jbvNumeric)
		return TextError(in, "Expected a number.");
	text = DirectFunctionCall1(numeric_out,
							   NumericGetDatum(value->val.numeric));
	if (!DirectInputFunctionCallSafe(float8in, DatumGetCString(text),
									 FLOAT8OID, -1, in->context, &read))
		return false;
	*number = DatumGetFloat8(read);
	return true;
}

/* Reads a sum, one number or an array of numbers to add; 0 if it is none. */
int
TextParts(const TextInput *in, const JsonbValue *value, double *parts)
{
	JsonbIterator *it;
	JsonbValue	item;
	JsonbIteratorToken token;
	int			n = 0;

	CHECK_FOR_INTERRUPTS();
	if (value->type == jbvNumeric)
		return TextNumber(in, value, parts);
	if (value->type != jbvBinary ||
		!JsonContainerIsArray(value->val.binary.data))
		return TextError(in, "Expected a number, or an array of numbers that add up to it.");
	it = JsonbIteratorInit(value->val.binary.data);
	while ((token = JsonbIteratorNext(&it, &item, true)) != WJB_DONE)
	{
		if (token != WJB_ELEM)
			continue;
		if (n == FSUM_MAX_PARTS)
			return TextError(in, psprintf("A sum has at most %d components.",
										  FSUM_MAX_PARTS));
		if (!TextNumber(in, &item, &parts[n++]))
			return 0;
	}
	return n > 0 ? n :
		TextError(in, "An array must hold at least one number.");
}

/* Reads and checks the bytes of a value that came from outside. */
struct varlena *
ValueReceive(FunctionCallInfo fcinfo, Noun noun, SumsView *view)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			len = buf->len - buf->cursor;

	return WireCheck(view, pq_getmsgbytes(buf, len), len, noun);
}

/* The bytes of a stored value, which hold no text, as the wire has them. */
PG_FUNCTION_INFO_V1(value_send);
Datum
value_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(PG_GETARG_BYTEA_P_COPY(0));
}
