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
#define CHECK_LARGE		16384	/* entries that are checked after each fold */

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
	Assert((sums->flags & ~(SUMS_FLAG_BYTES | SUMS_FLAG_NULL | SUMS_FLAG_DENSE |
							SUMS_FLAG_ORDERED | SUMS_FLAG_WIDE | SUMS_FLAG_LEVEL)) == 0);
	Assert(!SumsIsOrdered(sums) || SumsIsDense(sums));
	Assert(sums->paramsize == kind->paramsize);
	Assert(kind->params_valid == NULL || kind->params_valid(SumsParams(sums)));
	Assert(VARSIZE(sums) == SumsSize(&shape, sums->paramsize));
	Assert(sums->nentries <= sums->maxentries);
	Assert(sums->nresiduals <= sums->maxresiduals);
	Assert(sums->keybytes <= sums->maxkeybytes);
	Assert(sums->pendingbytes <= sums->maxpendingbytes);
	Assert(sums->npending <= sums->maxpending);
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

/* Are there as many entries as the header says, whose keys fill the key bytes? */
static void
CheckEntries(const KeyedSums *sums)
{
	uint32		n = 0;
	uint32		used = 0;
	SumsEntry	entry;

	for (uint32 place = 0; SumsEntryFrom(sums, &place, &entry); place++)
	{
		n++;
		Assert((sums->flags & SUMS_FLAG_LEVEL) == 0 || entry.lo == 0);
		if (SumsHasBytes(sums))
			used += CheckStoredKey(SumsKeyBytes(sums), entry.key >> SUMS_TAG_BITS,
								   sums->keybytes);
	}
	Assert(n == sums->nentries);
	Assert(used == sums->keybytes);
}

/* Does each residual belong to an entry that can have some? */
static void
CheckResiduals(const KeyedSums *sums)
{
	for (uint32 i = 0; i < sums->nresiduals; i++)
	{
		uint32		place = SumsResiduals(sums)[i].entry;
		SumsEntry	entry;

		if (place == SUMS_NO_ENTRY)
		{
			Assert((sums->flags & SUMS_FLAG_NULL) != 0);
			continue;
		}
		Assert((sums->flags & SUMS_FLAG_LEVEL) == 0);
		Assert(place < SumsEnd(sums));
		entry = SumsEntryAt(sums, place);
		Assert(!SumsIsFree(&entry));
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
		Incoming	x;
		Incoming	y;

		SumsSendEntry(&x, sums, &a);
		SumsSendEntry(&y, sums, &b);
		Assert(SumsHasBytes(sums) ?
			   SumsCompareBytes(x.key.bytes, x.len, y.key.bytes, y.len) < 0 :
			   a.key < b.key);
	}
}

/*
 * Is every key found at its place?  So none stands twice.  A table of another
 * server is placed anew when a key is looked up.
 */
static void
CheckPlaces(const KeyedSums *sums)
{
	SumsEntry	entry;

	Assert((uint64) sums->nentries * 4 <= (uint64) SumsPlaces(sums) * 3);
	if (sums->maxentries == 0 || sums->seeds != sums_seeds.mark)
		return;
	for (uint32 place = 0; SumsEntryFrom(sums, &place, &entry); place++)
	{
		Incoming	in;

		SumsSendEntry(&in, sums, &entry);
		Assert(SumsFind(sums, &in) == place);
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
							  SumsPendingAt(sums, i).key, sums->pendingbytes);
}

/* Checks a state from end to end. */
void
SumsAssertValid(const KeyedSums *sums)
{
	CheckHeader(sums);
	CheckEntries(sums);
	CheckResiduals(sums);
	CheckPending(sums);
	if (SumsIsOrdered(sums))
		CheckOrder(sums);
	if (!SumsIsDense(sums))
		CheckPlaces(sums);
}

/*
 * Checks a state to which a row is added: from end to end while it is small,
 * after each fold until it is large, from when on it is checked where it is
 * combined and finished.
 */
void
SumsAssertRow(const KeyedSums *sums)
{
	if (sums->nentries + sums->npending <= CHECK_SMALL ||
		(sums->npending <= 1 && sums->nentries <= CHECK_LARGE))
		SumsAssertValid(sums);
	else
		CheckHeader(sums);
}

#endif							/* USE_ASSERT_CHECKING */
