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

/*
 * Adds sums to entries next, next + 1 and so on while these carry the given
 * keys; returns how many did.  This is how a stored value with much the same
 * keys as those before is merged: side by side, without a hash.  lo may be
 * NULL.
 */
static pg_attribute_always_inline uint32
SumsAddRunKind(KeyedSums *sums, uint32 next, const int64 *numbers,
			   const double *hi, const double *lo, uint32 n, bool wide)
{
	char	   *entries = SumsEntries(sums);

	n = Min(n, sums->nentries - next);
	for (uint32 i = 0; i < n; i++)
	{
		SumsEntry	entry = SumsLoadEntry(entries, next + i, wide);
		double		left;
		double		left2;

		if (entry.key != numbers[i])
			return i;
		/* both components side by side, then what the first leaves */
		left = FSumTwoSum(&entry.hi, hi[i]);
		left2 = lo == NULL ? 0 : FSumTwoSum(&entry.lo, lo[i]);
		left = FSumTwoSum(&entry.lo, left);
		if (likely(left == 0 && left2 == 0 && (wide || (float) entry.lo == entry.lo)))
			SumsStoreEntry(entries, next + i, &entry, wide);
		else if (SumsEntryAdd(sums, entries, next + i, hi[i],
							  lo == NULL ? 0 : lo[i], wide) != SUMS_NEED_NOTHING)
			return i;
	}
	return n;
}

uint32
SumsAddRun(KeyedSums *sums, uint32 next, const int64 *numbers,
		   const double *hi, const double *lo, uint32 n)
{
	if (SumsIsWide(sums))
		return SumsAddRunKind(sums, next, numbers, hi, lo, n, true);
	return SumsAddRunKind(sums, next, numbers, hi, lo, n, false);
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
