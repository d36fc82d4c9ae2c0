/*
 * sums_merge.c
 *	  The keyed sums: taking over and adding other states and stored values.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "sums_table.h"

/* An entry of a state, prepared for the entries of another. */
static inline Incoming
SumsEntryIncoming(const KeyedSums *from, uint32 number)
{
	SumsEntry	entry = SumsEntryAt(from, number);

	return SumsIncoming(SumsHasBytes(from), SumsKeyBytes(from), entry.key,
						entry.hi, entry.lo);
}

/* Adds all of another state of the same noun and kind of key. */
KeyedSums *
SumsMerge(KeyedSums *sums, const KeyedSums *other)
{
	const SumsResidual *residuals = SumsResiduals(other);
	Incoming	in[SUMS_BATCH];

	sums->flags |= other->flags & SUMS_FLAG_NULL;
	for (uint32 start = 0; start < other->nentries; start += SUMS_BATCH)
	{
		uint32		n = Min(other->nentries - start, SUMS_BATCH);

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < n; i++)
			in[i] = SumsEntryIncoming(other, start + i);
		sums = SumsAbsorbAll(sums, in, n);
	}
	for (uint32 i = 0; i < other->nresiduals; i++)
	{
		if (residuals[i].entry == SUMS_NO_ENTRY)
			sums = SumsAddNull(sums, residuals[i].value);
		else
		{
			in[0] = SumsEntryIncoming(other, residuals[i].entry);
			in[0].hi = residuals[i].value;
			in[0].lo = 0;
			sums = SumsAbsorbAll(sums, in, 1);
		}
	}
	if (other->npending > 0)
		sums = SumsFoldRows(sums, other);
	return sums;
}

/*
 * An empty state of number keys becomes one that holds the sums of a stored
 * value, with room for more.  Its index is built when a key is looked up:
 * merging values with the same keys does not.
 */
KeyedSums *
SumsFromRun(KeyedSums *sums, const int64 *numbers, const double *hi,
			const double *lo, uint32 n, uint32 room)
{
	SumsShape	shape = SumsShapeOf(sums);
	bool		narrow = true;

	for (uint32 i = 0; i < n; i++)
		narrow &= (numbers[i] == (int32) numbers[i]) &
			(lo == NULL || (float) lo[i] == lo[i]);
	shape.flags = SUMS_FLAG_NO_INDEX | (narrow ? 0 : SUMS_FLAG_WIDE);
	shape.maxpending = 0;
	shape.maxpendingbytes = 0;
	shape.maxentries = n + room;
	sums = SumsReshape(sums, shape);
	for (uint32 i = 0; i < n; i++)
	{
		SumsEntry	entry = {hi[i], lo == NULL ? 0 : lo[i], numbers[i]};

		SumsStoreEntry(SumsEntries(sums), i, &entry, !narrow);
	}
	sums->nentries = n;
	return sums;
}

/* How many of the keys, in order, an ordered state lacks from an entry on. */
static uint32
SumsCountFresh(const KeyedSums *sums, uint32 at, const int64 *numbers, uint32 n)
{
	uint32		known = 0;
	uint32		i = 0;

	/* no branch to guess: which side is behind is as good as random */
	while (i < n && at < sums->nentries)
	{
		int64		key = SumsEntryAt(sums, at).key;

		known += key == numbers[i];
		at += key <= numbers[i];
		i += numbers[i] <= key;
	}
	return n - known;
}

/* Makes place for the fresh ones of the keys, from the last entry on. */
static pg_attribute_always_inline void
SumsInsertKind(KeyedSums *sums, const int64 *numbers, uint32 n, uint32 fresh,
			   bool wide)
{
	char	   *entries = SumsEntries(sums);
	uint32		from = sums->nentries;

	sums->nentries += fresh;
	while (fresh > 0)
	{
		SumsEntry	entry = {0, 0, numbers[n - 1]};

		if (from > 0)
		{
			SumsEntry	last = SumsLoadEntry(entries, from - 1, wide);

			if (last.key >= entry.key)
			{
				n -= last.key == entry.key;
				SumsStoreEntry(entries, from + fresh - 1, &last, wide);
				from--;
				continue;
			}
		}
		SumsStoreEntry(entries, from + fresh - 1, &entry, wide);
		fresh--;
		n--;
	}
}

/*
 * Gives an ordered state an entry of zero for each key that it lacks from the
 * entry "next" on, at the place of the key, so that SumsAddRun finds all.  A
 * state whose sums have remainders stays as it is.
 */
KeyedSums *
SumsInsertKeys(KeyedSums *sums, uint32 next, const int64 *numbers, uint32 n)
{
	uint32		fresh = SumsCountFresh(sums, next, numbers, n);
	uint64		entries = (uint64) sums->nentries + fresh;
	SumsShape	shape = SumsShapeOf(sums);

	for (uint32 i = 0; i < sums->nresiduals; i++)
		if (SumsResiduals(sums)[i].entry != SUMS_NO_ENTRY)
			return sums;
	if (fresh == 0)
		return sums;
	if (numbers[0] != (int32) numbers[0] || numbers[n - 1] != (int32) numbers[n - 1])
		shape.flags |= SUMS_FLAG_WIDE;
	if (entries > shape.maxentries)
		shape.maxentries = (uint32) Min(entries + entries / 8, PG_UINT32_MAX);
	if (shape.maxentries != sums->maxentries || shape.flags != (sums->flags & shape.flags))
		sums = SumsReshape(sums, shape);
	if (SumsIsWide(sums))
		SumsInsertKind(sums, numbers, n, fresh, true);
	else
		SumsInsertKind(sums, numbers, n, fresh, false);
	return sums;
}

/*
 * Adds sums to the entries from *next on while these carry the given keys, in
 * an ordered state with others between them; returns how many did.  This is
 * how stored values are merged: side by side, without a hash.  lo may be NULL.
 */
static pg_attribute_always_inline uint32
SumsAddRunKind(KeyedSums *sums, uint32 *next, const int64 *numbers,
			   const double *hi, const double *lo, uint32 n, bool ordered,
			   bool wide)
{
	char	   *entries = SumsEntries(sums);
	uint32		end = sums->nentries;
	uint32		at = *next;
	uint32		i;

	for (i = 0; i < n && at < end; i++, at++)
	{
		SumsEntry	entry = SumsLoadEntry(entries, at, wide);
		double		left;
		double		left2;

		while (ordered && entry.key < numbers[i] && at + 1 < end)
			entry = SumsLoadEntry(entries, ++at, wide);
		if (entry.key != numbers[i])
			break;
		/* both components side by side, then what the first leaves */
		left = FSumTwoSum(&entry.hi, hi[i]);
		left2 = lo == NULL ? 0 : FSumTwoSum(&entry.lo, lo[i]);
		left = FSumTwoSum(&entry.lo, left);
		if (likely(left == 0 && left2 == 0 && (wide || (float) entry.lo == entry.lo)))
			SumsStoreEntry(entries, at, &entry, wide);
		else if (SumsEntryAdd(sums, entries, at, hi[i],
							  lo == NULL ? 0 : lo[i], wide) != SUMS_NEED_NOTHING)
			break;
	}
	*next = at;
	return i;
}

/* The same, compiled for each kind of state. */
uint32
SumsAddRun(KeyedSums *sums, uint32 *next, const int64 *numbers,
		   const double *hi, const double *lo, uint32 n, bool ordered)
{
	if (SumsIsWide(sums))
		return ordered ?
			SumsAddRunKind(sums, next, numbers, hi, lo, n, true, true) :
			SumsAddRunKind(sums, next, numbers, hi, lo, n, false, true);
	return ordered ?
		SumsAddRunKind(sums, next, numbers, hi, lo, n, true, false) :
		SumsAddRunKind(sums, next, numbers, hi, lo, n, false, false);
}

/* Does entry "place" exist and carry the key? */
static inline bool
SumsHasKeyAt(const KeyedSums *sums, uint32 place, const Incoming *in)
{
	SumsEntry	entry;

	if (place >= sums->nentries)
		return false;
	entry = SumsEntryAt(sums, place);
	return SumsEntryMatches(sums, &entry, in, SumsHasBytes(sums));
}

/*
 * Adds one key of a stored value, whose keys come sorted.  When values with
 * much the same keys are merged, the wanted entry is the one behind the last:
 * *next remembers it, and no hash is needed.
 */
KeyedSums *
SumsAddSorted(KeyedSums *sums, uint32 *next, int64 number, const char *bytes,
			  uint32 len, const double *parts, int nparts)
{
	bool		has_bytes = SumsHasBytes(sums);
	Incoming	in = {.len = len};
	uint32		place = *next;
	int			used = 0;
	SumsNeed	need;

	if (has_bytes)
		in.key.bytes = bytes;
	else
		in.key.number = number;
	if (!SumsHasKeyAt(sums, place, &in))
	{
		in.hash = has_bytes ? SumsHashBytes(bytes, len) : SumsHashNumber(number);
		in.hi = nparts > 0 ? parts[used++] : 0;
		in.lo = nparts > 1 ? parts[used++] : 0;
		sums = SumsAbsorbAll(sums, &in, 1);
		place = SumsFind(sums, &in);
	}
	while (used < nparts)
	{
		need = SumsEntryAdd(sums, SumsEntries(sums), place, parts[used],
							used + 1 < nparts ? parts[used + 1] : 0,
							SumsIsWide(sums));
		if (need == SUMS_NEED_NOTHING)
			used += 2;
		else
			sums = SumsGrowFor(sums, need, &in, 0, 0, 0);
	}
	*next = place + 1;
	return sums;
}
