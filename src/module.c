/*
 * module.c
 *	  The module itself: magic block, version, names of the nouns.
 */
#include "rareearth.h"

#include "utils/builtins.h"

#include "keyed/sums.h"

RAREEARTH_MODULE_MAGIC("rareearth", EXTVERSION);

/* When the library is loaded. */
void
_PG_init(void)
{
	SumsChooseSeeds();
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
