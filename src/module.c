/*
 * module.c
 *	  The module itself: magic block, version, names of the nouns.
 */
#include "rareearth.h"

#include "utils/builtins.h"

RAREEARTH_MODULE_MAGIC("rareearth", EXTVERSION);

/*
 * A block that malloc of the GNU C library, once it has been freed, takes as
 * the measure of what to keep in its heap: just below the largest, 32 MB.
 */
#define LARGE_BLOCK		((Size) 32 * 1024 * 1024 - 64 * 1024)

/*
 * The states of many groups grow side by side, beyond 128 kB each.  Up to the
 * largest block freed so far, malloc serves such blocks from its heap, where
 * memory given back is at hand for the next state; above it each one is mapped
 * anew, and every page of it is a page fault.  So a block is freed here; its
 * pages are never touched.  Settings of the administrator (mallopt, tunables)
 * switch this rule of malloc off and go before.
 */
PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	pfree(palloc(LARGE_BLOCK));
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
