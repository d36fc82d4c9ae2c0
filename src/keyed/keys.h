/*
 * keys.h
 *	  Order of keys of two views, to walk through both in step.
 */
#ifndef RAREEARTH_KEYS_H
#define RAREEARTH_KEYS_H

#include "keyed/view.h"

/*
 * Order of key i of one view and key j of another, both of the same kind, as
 * VIEW_SORTED sorts them.  The first skip bytes of byte keys do not count.
 */
static inline int
KeysCompare(const SumsView *a, uint32 i, const SumsView *b, uint32 j,
			uint32 skip)
{
	if (!a->bytes)
		return a->number[i] < b->number[j] ? -1 : a->number[i] > b->number[j];
	return SumsCompareBytes(a->key[i] + skip, a->keylen[i] - skip,
							b->key[j] + skip, b->keylen[j] - skip);
}

#endif							/* RAREEARTH_KEYS_H */
