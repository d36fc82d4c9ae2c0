/*
 * module.c
 *	  The module itself: magic block, version, names of the nouns.
 */
#include "rareearth.h"

#include "utils/builtins.h"

#define RAREEARTH_VERSION	"1.0"

RAREEARTH_MODULE_MAGIC("rareearth", RAREEARTH_VERSION);

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
		case NOUN_LEVELS:
			return "levels";
	}
	return "keyed_sums";
}

/* The version of the library, to compare across the nodes of a cluster. */
PG_FUNCTION_INFO_V1(rareearth_version);
Datum
rareearth_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(RAREEARTH_VERSION));
}
