/*
 * sums_merge.c
 *	  The keyed sums: taking over and adding other states and stored values.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "keyed/sums_table.h"

#define SUMS_FEW_OTHERS	8		/* entries for each that an alike run lacks, at most */
#define SUMS_FRESH		(1U << 31)	/* of a place: the key is not there yet */
#define SUMS_SAMPLES	128			/* keys of another state that are looked up first */

/* Sends an entry of another state, whose numbers may be places of names. */
static pg_attribute_always_inline void
SumsSendOther(Incoming *in, const KeyedSums *other, SumsEntry entry,
			  const uint32 *places)
{
	if (places != NULL)
		entry.key = places[entry.key];
	SumsSendEntry(in, other, &entry);
}

/*
 * Makes room for what a large state will bring.  Its entries stand in the order
 * of their hashes, and come in it: of a table too small for all of them the first
 * would crowd the front, and each look far for a free place.  So a few, from all
 * over the state, are looked up first: the share of these that is fresh is that
 * of all.
 */
static KeyedSums *
SumsRoomForState(KeyedSums *given, const KeyedSums *other, const uint32 *places)
{
	KeyedSums  *sums = given;
	KeyedSums  *table;
	SumsShape	shape;
	uint32		step = Max(SumsEnd(other) / SUMS_SAMPLES, SUMS_SAMPLES);
	uint32		looked = 0;
	uint32		fresh = 0;
	uint64		entries;
	SumsEntry	entry;
	Incoming	in;

	if (other->nentries < SUMS_BATCH)
		return sums;
	sums = table = SumsAsTable(sums);
	for (uint32 place = 0; SumsEntryFrom(other, &place, &entry); place += step)
	{
		SumsSendOther(&in, other, entry, places);
		fresh += !SumsKnows(sums, &in);
		looked++;
	}
	entries = sums->nentries + (uint64) other->nentries * fresh / looked;
	if (entries <= sums->maxentries)
		return sums;
	shape = SumsShapeOf(sums);
	SumsShapeFor(&shape, sums->paramsize, entries,
				 sums->keybytes + (uint64) other->keybytes * fresh / looked);
	/* what is only expected to be too large is not refused */
	if (SumsSize(&shape, sums->paramsize) <= SUMS_MAX_SIZE)
		sums = SumsReshape(sums, shape);
	SumsForget(table, sums, given);
	return sums;
}

/*
 * Adds all of another state of the same noun and kind of key.  Numbers may be
 * places of names there, which have other places here: then no row is pending.
 */
KeyedSums *
SumsMerge(KeyedSums *given, const KeyedSums *other, const uint32 *places)
{
	KeyedSums  *sums = SumsRoomForState(given, other, places);
	const SumsResidual *residuals = SumsResiduals(other);
	Incoming	in[SUMS_BATCH];
	SumsEntry	entry;
	uint32		n = 0;

	SumsAssertValid(other);
	sums->flags |= other->flags & SUMS_FLAG_NULL;
	for (uint32 place = 0; SumsEntryFrom(other, &place, &entry); place++)
	{
		SumsSendOther(&in[n++], other, entry, places);
		if (n == SUMS_BATCH)
		{
			CHECK_FOR_INTERRUPTS();
			sums = SumsAbsorbAll(sums, in, n, given);
			n = 0;
		}
	}
	sums = SumsAbsorbAll(sums, in, n, given);
	for (uint32 i = 0; i < other->nresiduals; i++)
	{
		if (residuals[i].entry == SUMS_NO_ENTRY)
			sums = SumsAddNull(sums, residuals[i].value);
		else
		{
			entry = SumsEntryAt(other, residuals[i].entry);
			entry.hi = residuals[i].value;
			entry.lo = 0;
			SumsSendOther(&in[0], other, entry, places);
			sums = SumsAbsorbAll(sums, in, 1, given);
		}
	}
	if (other->npending > 0)
	{
		KeyedSums  *old = sums;

		sums = SumsFoldRows(sums, other);
		SumsForget(old, sums, given);
	}
	SumsAssertValid(sums);
	return sums;
}

/* Puts key i of a run into an entry; the caller has made sure of the room. */
static pg_attribute_always_inline void
SumsTakeKey(KeyedSums *sums, SumsEntry *entry, const SumsRun *run, uint32 i,
			bool bytes)
{
	if (!bytes)
	{
		entry->key = run->number[i];
		return;
	}
	entry->key = (int64) sums->keybytes << SUMS_TAG_BITS;
	SumsStoreBytes(SumsKeyBytes(sums) + sums->keybytes, run->key[i],
				   run->keylen[i]);
	sums->keybytes += SumsStoredLength(run->keylen[i]);
}

/* Order of this key of an entry and key i of a run; most are the same. */
static pg_attribute_always_inline int
SumsCompareKey(const char *keybytes, int64 key, const SumsRun *run, uint32 i,
			   bool bytes)
{
	const char *name;
	uint32		len;

	if (!bytes)
		return (key > run->number[i]) - (key < run->number[i]);
	name = SumsLoadBytes(keybytes + (key >> SUMS_TAG_BITS), &len);
	if (len == run->keylen[i] && SumsSameBytes(name, run->key[i], len))
		return 0;
	return SumsCompareBytes(name, len, run->key[i], run->keylen[i]);
}

/*
 * Adds a run from i on as long as an entry is there for each key, from *at on;
 * returns where it stopped.
 */
static pg_attribute_always_inline uint32
SumsAddKnown(KeyedSums *sums, const SumsRun *run, uint32 i, uint32 *at,
			 SumsNeed *need, bool bytes, bool wide)
{
	char	   *entries = SumsEntries(sums);
	const char *keybytes = SumsKeyBytes(sums);

	for (; i < run->n && *at < sums->nentries; ++*at)
	{
		int			cmp = SumsCompareKey(keybytes, SumsLoadEntry(entries, *at, wide).key,
										 run, i, bytes);

		if (likely(cmp == 0))
		{
			*need = SumsEntryAdd(sums, entries, *at, run->hi[i],
								 run->lo == NULL ? 0 : run->lo[i], wide);
			if (unlikely(*need != SUMS_NEED_NOTHING))
				break;
			i++;
		}
		else if (cmp > 0)
			break;
	}
	return i;
}

/*
 * Finds the places of a run from key i on in an ordered state, from the entry at
 * on: for each key its entry or, marked as fresh, the one that it belongs
 * before.  Returns how many are fresh.
 */
static pg_attribute_always_inline uint32
SumsPlaceRun(const KeyedSums *sums, const SumsRun *run, uint32 i, uint32 at,
			 uint32 *places, bool bytes)
{
	const char *entries = SumsEntries(sums);
	const char *keybytes = SumsKeyBytes(sums);
	bool		wide = SumsIsWide(sums);
	uint32		fresh = run->n - i;

	while (i < run->n && at < sums->nentries)
	{
		int			cmp = SumsCompareKey(keybytes, SumsLoadEntry(entries, at, wide).key,
										 run, i, bytes);

		places[i] = at | (cmp != 0 ? SUMS_FRESH : 0);
		fresh -= cmp == 0;
		at += cmp <= 0;
		i += cmp >= 0;
	}
	for (; i < run->n; i++)
		places[i] = at | SUMS_FRESH;
	return fresh;
}

/*
 * Makes entries of zero for the fresh keys of a run, the last one first; then
 * the places are the entries of all of its keys.
 */
static void
SumsInsertFresh(KeyedSums *sums, const SumsRun *run, uint32 *places,
				uint32 fresh)
{
	Size		size = SumsEntrySize(sums->flags);
	char	   *entries = SumsEntries(sums);
	uint32		from = sums->nentries;

	sums->nentries += fresh;
	for (uint32 i = run->n; fresh > 0; i--)
	{
		uint32		place = places[i - 1] & ~SUMS_FRESH;
		SumsEntry	entry = {0};

		if (places[i - 1] != place)
		{
			memmove(entries + (place + fresh) * size, entries + place * size,
					(from - place) * size);
			from = place;
			fresh--;
			SumsTakeKey(sums, &entry, run, i - 1, SumsHasBytes(sums));
			SumsStoreEntry(entries, place + fresh, &entry, SumsIsWide(sums));
		}
		places[i - 1] = place + fresh;
	}
}

/* Adds a run from i on at its places until something is short; returns where. */
static pg_attribute_always_inline uint32
SumsAddPlaced(KeyedSums *sums, const SumsRun *run, const uint32 *places,
			  uint32 i, SumsNeed *need, bool wide)
{
	char	   *entries = SumsEntries(sums);

	for (; i < run->n; i++)
	{
		*need = SumsEntryAdd(sums, entries, places[i], run->hi[i],
							 run->lo == NULL ? 0 : run->lo[i], wide);
		if (unlikely(*need != SUMS_NEED_NOTHING))
			break;
	}
	return i;
}

/*
 * Makes room for the fresh keys of a run, in order.  Their entries become a table
 * when a key is looked up: merging values with the same keys does not.
 */
static KeyedSums *
SumsRoomForRun(KeyedSums *sums, const SumsRun *run, uint32 first,
			   const uint32 *places, uint32 fresh)
{
	SumsShape	shape = SumsShapeOf(sums);
	uint64		entries = (uint64) sums->nentries + fresh;
	uint64		keybytes = sums->keybytes;

	if (run->key != NULL)
		for (uint32 i = first; i < run->n; i++)
			keybytes += (places[i] & SUMS_FRESH) == 0 ? 0 :
				SumsStoredLength(run->keylen[i]);
	shape.flags |= SUMS_FLAG_DENSE | SUMS_FLAG_ORDERED;
	if (run->key == NULL ? run->number[0] != (int32) run->number[0] ||
		run->number[run->n - 1] != (int32) run->number[run->n - 1] :
		keybytes > (PG_INT32_MAX >> SUMS_TAG_BITS))
		shape.flags |= SUMS_FLAG_WIDE;
	if (entries <= sums->maxentries && keybytes <= sums->maxkeybytes &&
		shape.flags == (sums->flags & shape.flags))
		return sums;
	if (sums->npending == 0)
		shape.maxpending = shape.maxpendingbytes = 0;
	SumsShapeFor(&shape, sums->paramsize, entries, keybytes);
	return SumsReshape(sums, shape);
}

/* Can the state take in a run by order?  Remainders stay where they are. */
bool
SumsIsMergeable(const KeyedSums *sums)
{
	if (!SumsIsOrdered(sums) && sums->nentries + sums->npending > 0)
		return false;
	for (uint32 i = 0; i < sums->nresiduals; i++)
		if (SumsResiduals(sums)[i].entry != SUMS_NO_ENTRY)
			return false;
	return true;
}

/*
 * Adds what the state knows of a run that is much like it, up to the first key
 * that it does not have; returns where that is, and the entry behind.
 */
static uint32
SumsMergeKnown(KeyedSums **sums, const SumsRun *run, uint32 *at)
{
	uint32		i = 0;

	*at = 0;
	if (run->n < (*sums)->nentries - (*sums)->nentries / SUMS_FEW_OTHERS)
		return 0;
	for (;;)
	{
		SumsNeed	need = SUMS_NEED_NOTHING;
		bool		wide = SumsIsWide(*sums);

		if (SumsHasBytes(*sums))
			i = SumsAddKnown(*sums, run, i, at, &need, true, wide);
		else if (wide)
			i = SumsAddKnown(*sums, run, i, at, &need, false, true);
		else
			i = SumsAddKnown(*sums, run, i, at, &need, false, false);
		if (need == SUMS_NEED_NOTHING)
			return i;
		*sums = SumsGrowFor(*sums, need, NULL, 0, 0, 0);
	}
}

/*
 * Adds a run to a mergeable state: from the first key that is not known on, each
 * gets its place, those that the state lacks one between the others; then all
 * is added.
 */
KeyedSums *
SumsMergeRun(KeyedSums *sums, const SumsRun *run)
{
	uint32		at;
	uint32		i = SumsMergeKnown(&sums, run, &at);
	uint32	   *places;
	uint32		fresh;

	SumsAssertValid(sums);
	CHECK_FOR_INTERRUPTS();
	if (i == run->n)
		return sums;
	places = palloc_array(uint32, run->n);
	fresh = SumsHasBytes(sums) ? SumsPlaceRun(sums, run, i, at, places, true) :
		SumsPlaceRun(sums, run, i, at, places, false);
	CHECK_FOR_INTERRUPTS();
	sums = SumsRoomForRun(sums, run, i, places, fresh);
	SumsInsertFresh(sums, run, places, fresh);
	CHECK_FOR_INTERRUPTS();
	for (;;)
	{
		SumsNeed	need = SUMS_NEED_NOTHING;

		i = SumsIsWide(sums) ?
			SumsAddPlaced(sums, run, places, i, &need, true) :
			SumsAddPlaced(sums, run, places, i, &need, false);
		if (i == run->n)
			break;
		sums = SumsGrowFor(sums, need, NULL, 0, 0, 0);
	}
	pfree(places);
	SumsAssertValid(sums);
	return sums;
}

/* Adds components to one key; none is a sum of zero. */
KeyedSums *
SumsAddKey(KeyedSums *given, int64 number, const char *bytes, uint32 len,
		   const double *parts, int nparts)
{
	KeyedSums  *sums = given;
	Incoming	in = {.len = len};
	int			used = 0;

	if (SumsHasBytes(sums))
		in.key.bytes = bytes;
	else
		in.key.number = number;
	in.hash = SumsHash(&in, SumsHasBytes(sums));
	do
	{
		in.hi = used < nparts ? parts[used] : 0;
		in.lo = used + 1 < nparts ? parts[used + 1] : 0;
		sums = SumsAbsorbAll(sums, &in, 1, given);
		used += 2;
	} while (used < nparts);
	return sums;
}
