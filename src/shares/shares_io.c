/*
 * shares_io.c
 *	  Text and binary input and output of market_shares.
 *
 *	  {"type": "market_shares", "entity": "text",
 *	   "totals": {"JL MAG": 12.5, "Yunsheng": [0.1, 2.7e-18]},
 *	   "unattributed": 3}
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/json.h"

#include "shares/shares.h"
#include "sql/text_io.h"
#include "keyed/wire.h"

/* Adds one member of "totals"; NULL if it is none. */
static KeyedSums *
SharesInAdd(const TextInput *in, KeyedSums *sums, const JsonbValue *key,
			const JsonbValue *value)
{
	double		parts[FSUM_MAX_PARTS];
	int			n = TextParts(in, value, parts);
	char	   *name = pnstrdup(key->val.string.val, key->val.string.len);
	Datum		number = 0;

	if (n == 0 ||
		(!SumsHasBytes(sums) &&
		 !DirectInputFunctionCallSafe(int8in, name, INT8OID, -1, in->context,
									  &number)))
		return NULL;
	for (int i = 0; i < n; i++)
		sums = SumsHasBytes(sums) ?
			SumsAddBytes(sums, name, key->val.string.len, parts[i]) :
			SumsAddNumber(sums, DatumGetInt64(number), parts[i]);
	return sums;
}

/* Reads "totals" into an empty state; NULL if they are none. */
static KeyedSums *
SharesInTotals(const TextInput *in, KeyedSums *sums)
{
	JsonbValue	value;
	JsonbValue	key;
	JsonbIterator *it;
	JsonbIteratorToken token;

	if (!TextObject(in, "totals", &value))
		return NULL;
	it = JsonbIteratorInit(value.val.binary.data);
	while (sums != NULL &&
		   (token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
		if (token == WJB_KEY)
		{
			(void) JsonbIteratorNext(&it, &value, true);
			sums = SharesInAdd(in, sums, &key, &value);
		}
	return sums;
}

/* Adds what rows without an entity have, if any; NULL if it is no sum. */
static KeyedSums *
SharesInUnattributed(const TextInput *in, KeyedSums *sums)
{
	JsonbValue	value;
	double		parts[FSUM_MAX_PARTS];
	int			n;

	if (!TextMember(in, "unattributed", &value))
		return sums;
	n = TextParts(in, &value, parts);
	if (n == 0)
		return NULL;
	for (int i = 0; i < n; i++)
		sums = SumsAddNull(sums, parts[i]);
	return sums;
}

PG_FUNCTION_INFO_V1(shares_in);
Datum
shares_in(PG_FUNCTION_ARGS)
{
	TextInput	in;
	JsonbValue	value;
	KeyedSums  *sums;
	SumsView	view;
	bool		text;

	if (!TextOpen(&in, fcinfo, NOUN_SHARES))
		PG_RETURN_NULL();
	text = TextMember(&in, "entity", &value) && TextIsWord(&value, "text");
	if (!text && !(TextMember(&in, "entity", &value) &&
				   TextIsWord(&value, "bigint")))
	{
		TextError(&in, "Expected a member \"entity\" with the value \"text\" or \"bigint\".");
		PG_RETURN_NULL();
	}
	sums = SharesInTotals(&in, SharesCreate(text));
	if (sums != NULL)
		sums = SharesInUnattributed(&in, sums);
	if (sums == NULL ||
		!ViewOpenStateSafe(&view, sums, VIEW_SORTED, in.context))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(WireWrite(&view));
}

PG_FUNCTION_INFO_V1(shares_out);
Datum
shares_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	SumsView	view;
	uint32		cursor = 0;

	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, VIEW_SORTED);
	initStringInfo(&buf);
	appendStringInfo(&buf, "{\"type\": \"market_shares\", \"entity\": \"%s\", \"totals\": {",
					 view.bytes ? "text" : "bigint");
	for (uint32 i = 0; i < view.n; i++)
	{
		if (i > 0)
			appendStringInfoString(&buf, ", ");
		if (view.bytes)
		{
			char	   *name = pnstrdup(view.key[i], view.keylen[i]);

			escape_json(&buf, name);
			pfree(name);
		}
		else
			appendStringInfo(&buf, "\"" INT64_FORMAT "\"", view.number[i]);
		appendStringInfoString(&buf, ": ");
		TextPutSum(&buf, &view, i, &cursor);
	}
	appendStringInfoChar(&buf, '}');
	if (view.has_null)
	{
		appendStringInfoString(&buf, ", \"unattributed\": ");
		TextPutSum(&buf, &view, SUMS_NO_ENTRY, &cursor);
	}
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(shares_recv);
Datum
shares_recv(PG_FUNCTION_ARGS)
{
	SumsView	view;

	PG_RETURN_POINTER(ValueReceive(fcinfo, NOUN_SHARES, &view));
}
