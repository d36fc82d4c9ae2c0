/*
 * shares_io.c
 *	  Text and binary input and output of market_shares.
 *
 *	  {"type": "market_shares", "entity": "text",
 *	   "totals": {"JL MAG": 12.5, "Yunsheng": [0.1, 2.7e-18]},
 *	   "unattributed": 3}
 *
 * The binary form is that of the server for a client of its encoding; names
 * leave and arrive in the encoding of the client, as those of text columns do,
 * and stand in the order of its bytes.
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
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

/* Reports two names that are one in the encoding they are to have. */
pg_noreturn static void
SharesSameNameError(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
			 errmsg("two entities have the same name in the other encoding"),
			 errdetail("The database has encoding %s, the client %s; one of the names is \"%s\".",
					   GetDatabaseEncodingName(), pg_get_client_encoding_name(), name),
			 errhint("Use the text form, or the encoding of the database in the client.")));
}

/*
 * Brings names into another encoding and then into its order; false where they
 * stay what they are.  Names that it cannot hold are the server's error.
 */
bool
SharesConvertNames(SumsView *view, char *(*convert) (const char *s, int len))
{
	bool		changed = false;

	for (uint32 i = 0; view->bytes && i < view->n; i++)
	{
		char	   *name = convert(view->key[i], (int) view->keylen[i]);

		CHECK_FOR_INTERRUPTS();
		if (name == view->key[i])
			continue;
		view->key[i] = name;
		view->keylen[i] = (uint32) strlen(name);
		changed = true;
	}
	if (!changed)
		return false;
	ViewSort(view);
	for (uint32 i = 1; i < view->n; i++)
		if (SumsCompareBytes(view->key[i - 1], view->keylen[i - 1],
							 view->key[i], view->keylen[i]) == 0)
			SharesSameNameError(convert == pg_client_to_server ? view->key[i] :
								pg_client_to_server(view->key[i], (int) view->keylen[i]));
	return true;
}

PG_FUNCTION_INFO_V1(shares_send);
Datum
shares_send(PG_FUNCTION_ARGS)
{
	SumsView	view;

	if (pg_get_client_encoding() == GetDatabaseEncoding())
		PG_RETURN_BYTEA_P(PG_GETARG_BYTEA_P_COPY(0));
	ViewOpen(&view, PG_GETARG_DATUM(0), NOUN_SHARES, VIEW_SORTED);
	if (!SharesConvertNames(&view, pg_server_to_client))
		PG_RETURN_BYTEA_P(PG_GETARG_BYTEA_P_COPY(0));
	PG_RETURN_BYTEA_P(WireWrite(&view));
}

PG_FUNCTION_INFO_V1(shares_recv);
Datum
shares_recv(PG_FUNCTION_ARGS)
{
	SumsView	view;
	struct varlena *value = ValueReceive(fcinfo, NOUN_SHARES, &view);

	if (SharesConvertNames(&view, pg_client_to_server))
		value = WireWrite(&view);
	PG_RETURN_POINTER(value);
}
