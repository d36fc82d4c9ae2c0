/*
 * sums_check.c
 *	  The keyed sums: the invariants of sums_table.h as assertions.
 *
 * Compiled only with USE_ASSERT_CHECKING, as CONTRIBUTING.md says how.
 */
#include "rareearth.h"

#include "keyed/sums_table.h"

#ifdef USE_ASSERT_CHECKING

#define CHECK_SMALL		64		/* rows and entries that are checked for each row */

/* Is the header that of a state of its kind, and of its size? */
static void
CheckHeader(const KeyedSums *sums)
{
	const StateKind *kind = KindOf(sums);
	SumsShape	shape = SumsShapeOf(sums);

	Assert(sums->magic == SUMS_MAGIC);
	Assert(sums->kind > 0 && sums->kind < StateKindCount);
	Assert(kind->keys == KEY_EITHER || SumsHasBytes(sums) == (kind->keys == KEY_BYTES));
	Assert(((sums->flags & SUMS_FLAG_LEVEL) != 0) == (kind->second_level != NULL));
	Assert((sums->flags & ~(SUMS_FLAG_BYTES | SUMS_FLAG_NULL | SUMS_FLAG_NO_INDEX |
							SUMS_FLAG_WIDE | SUMS_FLAG_LEVEL)) == 0);
	Assert(sums->paramsize == kind->paramsize);
	Assert(kind->params_valid == NULL || kind->params_valid(SumsParams(sums)));
	Assert(VARSIZE(sums) == SumsSize(&shape, sums->paramsize));
	Assert(sums->nentries <= sums->maxentries);
	Assert(sums->nresiduals <= sums->maxresiduals);
	Assert(sums->keybytes <= sums->maxkeybytes);
	Assert(sums->pendingbytes <= sums->maxpendingbytes);
	Assert(sums->npending <= sums->maxpending);
	Assert(sums->maxpending < SUMS_NEWEST || sums->maxpending % SUMS_NEWEST == 0);
	Assert(SumsPendingExtent(sums) <= sums->maxpending);
	Assert(sums->maxkeybytes % 8 == 0 && sums->maxpendingbytes % 8 == 0);
}

/* The bytes that a stored key takes, all of which lie before the end. */
static uint32
CheckStoredKey(const char *bytes, int64 offset, uint32 end)
{
	const char *at;
	uint32		len;

	Assert(offset >= 0 && offset < end);
	at = SumsLoadBytes(bytes + offset, &len);
	Assert((uint64) (at - bytes) + len <= end);
	return SumsStoredLength(len);
}

/* Do the keys of entries fill the key bytes, each of them once? */
static void
CheckEntries(const KeyedSums *sums)
{
	uint32		used = 0;

	for (uint32 i = 0; i < sums->nentries; i++)
	{
		SumsEntry	entry = SumsEntryAt(sums, i);

		Assert((sums->flags & SUMS_FLAG_LEVEL) == 0 || entry.lo == 0);
		if (SumsHasBytes(sums))
			used += CheckStoredKey(SumsKeyBytes(sums), entry.key, sums->keybytes);
	}
	Assert(used == sums->keybytes);
	for (uint32 i = 0; i < sums->nresiduals; i++)
	{
		uint32		entry = SumsResiduals(sums)[i].entry;

		Assert(entry == SUMS_NO_ENTRY ? (sums->flags & SUMS_FLAG_NULL) != 0 :
			   entry < sums->nentries && (sums->flags & SUMS_FLAG_LEVEL) == 0);
	}
}

/* Do the keys ascend? */
static void
CheckOrder(const KeyedSums *sums)
{
	for (uint32 i = 1; i < sums->nentries; i++)
	{
		SumsEntry	a = SumsEntryAt(sums, i - 1);
		SumsEntry	b = SumsEntryAt(sums, i);

		if (SumsHasBytes(sums))
		{
			uint32		alen;
			uint32		blen;
			const char *akey = SumsEntryBytes(sums, &a, &alen);
			const char *bkey = SumsEntryBytes(sums, &b, &blen);

			Assert(SumsCompareBytes(akey, alen, bkey, blen) < 0);
		}
		else
			Assert(a.key < b.key);
	}
}

/*
 * Does the index find every entry, and nothing else?  So no key stands twice.
 * One of another server is built anew when a key is looked up.
 */
static void
CheckIndex(const KeyedSums *sums)
{
	uint32		used = 0;

	if (SumsSlots(sums) > 0 &&
		SumsIndex(sums)[SumsSlots(sums)] != sums_seeds.mark)
		return;
	for (uint32 slot = 0; slot < SumsSlots(sums); slot++)
		used += SumsIndex(sums)[slot] != 0;
	Assert(used == sums->nentries);
	Assert((uint64) used * 4 <= (uint64) SumsSlots(sums) * 3);
	for (uint32 i = 0; i < sums->nentries; i++)
	{
		SumsEntry	entry = SumsEntryAt(sums, i);
		Incoming	in = SumsIncoming(SumsHasBytes(sums), SumsKeyBytes(sums),
									  entry.key, 0, 0);

		Assert(SumsFind((KeyedSums *) sums, &in) == i);
	}
}

/* Do the keys of pending rows lie in their bytes? */
static void
CheckPending(const KeyedSums *sums)
{
	if (!SumsHasBytes(sums))
		return;
	for (uint32 i = 0; i < sums->npending; i++)
		(void) CheckStoredKey(SumsPendingBytes(sums),
							  SumsPendingAt(sums, SumsPendingSlot(i, sums->npending)).key,
							  sums->pendingbytes);
}

/* Checks a state from end to end. */
void
SumsAssertValid(const KeyedSums *sums)
{
	CheckHeader(sums);
	CheckEntries(sums);
	CheckPending(sums);
	if (SumsIsOrdered(sums))
		CheckOrder(sums);
	else
		CheckIndex(sums);
}

/*
 * Checks a state to which a row is added: from end to end while it is small,
 * and after each fold.
 */
void
SumsAssertRow(const KeyedSums *sums)
{
	if (sums->nentries + sums->npending <= CHECK_SMALL || sums->npending <= 1)
		SumsAssertValid(sums);
	else
		CheckHeader(sums);
}

#endif							/* USE_ASSERT_CHECKING */
