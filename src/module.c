/*
 * module.c
 *	  The module itself: magic block, version, names of the nouns.
 */
#include "rareearth.h"

#include "utils/builtins.h"
#include "utils/guc.h"

#include "keyed/groups.h"
#include "keyed/sums.h"

RAREEARTH_MODULE_MAGIC("rareearth", EXTVERSION);

/* When the library is loaded. */
void
_PG_init(void)
{
	SumsChooseSeeds();
	DefineCustomIntVariable("rareearth.group_memory",
							"Memory that one aggregate over groups may take.",
							"Beyond it markets_agg and panel_agg end with an error that says to use GROUP BY.",
							&groups_memory, 1023, 1, 1023, PGC_USERSET, GUC_UNIT_MB,
							NULL, NULL, NULL);
	MarkGUCPrefixReserved("rareearth");
}

/* The SQL type of a noun, as error messages name it. */
const char *
NounTypeName(Noun noun)
{
	switch (noun)
	{
		case NOUN_SHARES:
			return "market_shares";
		case NOUN_SERIES:
			return "trade_series";
		case NOUN_SPELLS:
			return "spells";
		case NOUN_MARKETS:
			return "markets";
		case NOUN_PANEL:
			return "trade_panel";
		case NOUN_VINTAGES:
			return "trade_vintages";
		case NOUN_NONE:
			break;
	}
	return "keyed_sums";
}

/* The version of the library, that of rareearth.control, to compare across the nodes of a cluster. */
PG_FUNCTION_INFO_V1(rareearth_version);
Datum
rareearth_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(EXTVERSION));
}
