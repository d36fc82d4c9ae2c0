/*
 * markets_io.c
 *	  Text and binary input and output of markets.
 *
 * Names of groups and of entities leave and arrive in the encoding of the
 * client, and stand in the order of its bytes, as those of market_shares do.
 */
#include "rareearth.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "keyed/wire.h"
#include "shares/shares.h"
#include "sql/groups_text.h"

PG_FUNCTION_INFO_V1(markets_in);
Datum
markets_in(PG_FUNCTION_ARGS)
{
	return GroupsTextIn(fcinfo, NOUN_MARKETS, shares_in);
}

PG_FUNCTION_INFO_V1(markets_out);
Datum
markets_out(PG_FUNCTION_ARGS)
{
	return GroupsTextOut(fcinfo, NOUN_MARKETS, shares_out);
}

/* Brings all names into another encoding and all into its order. */
static void
MarketsConvert(StoredGroups *stored, NameConverter convert)
{
	GroupsConvertNames(stored, convert);
	for (uint32 i = 0; i < stored->n; i++)
	{
		SumsView	view;

		CHECK_FOR_INTERRUPTS();
		StoredGroupView(&view, stored, i);
		if (SharesConvertNames(&view, convert))
		{
			struct varlena *value = WireWrite(&view);

			stored->group[i].value = VARDATA(value);
			stored->group[i].len = VARSIZE(value) - VARHDRSZ;
		}
	}
	GroupsReorder(stored);
}

PG_FUNCTION_INFO_V1(markets_send);
Datum
markets_send(PG_FUNCTION_ARGS)
{
	StoredGroups stored;

	if (pg_get_client_encoding() == GetDatabaseEncoding())
		PG_RETURN_BYTEA_P(PG_GETARG_BYTEA_P_COPY(0));
	StoredGroupsOpen(&stored, PG_GETARG_DATUM(0), NOUN_MARKETS);
	MarketsConvert(&stored, pg_server_to_client);
	PG_RETURN_BYTEA_P(StoredGroupsWrite(&stored));
}

PG_FUNCTION_INFO_V1(markets_recv);
Datum
markets_recv(PG_FUNCTION_ARGS)
{
	StoredGroups stored;

	GroupsReceive(fcinfo, &stored, NOUN_MARKETS);
	MarketsConvert(&stored, pg_client_to_server);
	PG_RETURN_POINTER(StoredGroupsWrite(&stored));
}

PG_FUNCTION_INFO_V1(markets_summary);
Datum
markets_summary(PG_FUNCTION_ARGS)
{
	return GroupsSummary(fcinfo, NOUN_MARKETS);
}
