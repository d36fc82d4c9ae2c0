/*
 * shares_io.c
 *	  Text and binary input and output of market_shares.
 *
 *	  {"type": "market_shares", "entity": "text",
 *	   "totals": {"JL MAG": 12.5, "Yunsheng": [0.1, 2.7e-18]},
 *	   "unattributed": 3}
 */
#include "rareearth.h"

#include "utils/builtins.h"
#include "utils/json.h"

#include "shares/shares.h"
#include "sql/text_io.h"
#include "keyed/wire.h"

/* Adds one member of "totals". */
static KeyedSums *
SharesInAdd(const TextInput *in, KeyedSums *sums, const JsonbValue *key,
			const JsonbValue *value)
{
	double		parts[FSUM_MAX_PARTS];
	int			n = TextParts(in, value, parts, FSUM_MAX_PARTS);
	char	   *name = pnstrdup(key->val.string.val, key->val.string.len);

	for (int i = 0; i < n; i++)
	{
		if (SumsHasBytes(sums))
			sums = SumsAddBytes(sums, name, key->val.string.len, parts[i]);
		else
			sums = SumsAddNumber(sums, DatumGetInt64(DirectFunctionCall1(int8in,
																		 CStringGetDatum(name))),
								 parts[i]);
	}
	return sums;
}

PG_FUNCTION_INFO_V1(shares_in);
Datum
shares_in(PG_FUNCTION_ARGS)
{
	TextInput	in;
	JsonbValue	value;
	JsonbValue	key;
	JsonbIterator *it;
	JsonbIteratorToken token;
	KeyedSums  *sums;
	SumsView	view;
	double		parts[FSUM_MAX_PARTS];
	bool		text;

	TextOpen(&in, fcinfo, NOUN_SHARES);
	text = TextMember(&in, "entity", &value) && TextIsWord(&value, "text");
	if (!text && !(TextMember(&in, "entity", &value) &&
				   TextIsWord(&value, "bigint")))
		TextError(&in, "Expected a member \"entity\" with the value \"text\" or \"bigint\".");
	sums = SharesCreate(text);

	if (!TextObject(&in, "totals", &value))
		TextError(&in, "Expected a member \"totals\" that is an object.");
	it = JsonbIteratorInit(value.val.binary.data);
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
		if (token == WJB_KEY)
		{
			(void) JsonbIteratorNext(&it, &value, true);
			sums = SharesInAdd(&in, sums, &key, &value);
		}
	if (TextMember(&in, "unattributed", &value))
	{
		int			n = TextParts(&in, &value, parts, FSUM_MAX_PARTS);

		for (int i = 0; i < n; i++)
			sums = SumsAddNull(sums, parts[i]);
	}
	ViewOpenState(&view, sums, VIEW_SORTED);
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
