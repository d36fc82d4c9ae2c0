/*
 * sums_table.h
 *	  The inside of the keyed sums: hashes, entries and what a state is short
 *	  of.  For sums.c, sums_rows.c and sums_merge.c alone.
 */
#ifndef RAREEARTH_SUMS_TABLE_H
#define RAREEARTH_SUMS_TABLE_H

#include "rareearth.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "keyed/sums.h"

#define SUMS_SMALL			128		/* first size of a state, bytes */

/* What a state is short of. */
typedef enum SumsNeed
{
	SUMS_NEED_NOTHING,
	SUMS_NEED_INDEX,
	SUMS_NEED_ENTRIES,
	SUMS_NEED_KEY_BYTES,
	SUMS_NEED_RESIDUALS,
	SUMS_NEED_WIDE,
	SUMS_NEED_ONE_LEVEL			/* a key came with another value */
} SumsNeed;

/* A key on its way into the entries, with its exact sum so far. */
typedef struct Incoming
{
	uint32		hash;
	uint32		len;
	union
	{
		int64		number;
		const char *bytes;
	}			key;
	double		hi;
	double		lo;
} Incoming;

/* The variable part of a state's shape. */
typedef struct SumsShape
{
	uint32		maxpending;
	uint32		maxentries;
	uint32		maxresiduals;
	uint32		maxkeybytes;
	uint32		maxpendingbytes;
	uint8		flags;			/* of SUMS_SHAPE_FLAGS */
} SumsShape;

/* Two rounds: after one, keys at some even distances stand close together. */
static inline uint32
SumsHashNumber(int64 key)
{
	uint64		h = (uint64) key;

	h ^= h >> 32;
	h *= UINT64CONST(0x9e3779b97f4a7c15);
	h ^= h >> 32;
	h *= UINT64CONST(0xd6e8feb86659fd93);
	return (uint32) (h >> 32);
}

static inline uint32
SumsHashBytes(const char *key, uint32 len)
{
	return hash_bytes((const unsigned char *) key, (int) len);
}

/* Stores length and bytes at a place that has room for them. */
static inline void
SumsStoreBytes(char *at, const char *bytes, uint32 len)
{
	if (likely(len < 255))
		*at++ = (char) len;
	else
	{
		*at++ = (char) 255;
		memcpy(at, &len, sizeof(uint32));
		at += sizeof(uint32);
	}
	memcpy(at, bytes, len);
}

/* Slots of pending rows in use, with the gap behind the newest. */
static inline uint32
SumsPendingExtent(const KeyedSums *sums)
{
	return sums->npending <= SUMS_NEWEST ? sums->npending :
		sums->npending - SumsNewest(sums->npending) + SUMS_NEWEST;
}

/* Rounds a number of pending rows to what SumsNextPending asks for. */
static inline uint32
SumsPendingCapacity(uint64 rows)
{
	return (uint32) (rows < SUMS_NEWEST ? rows : rows - rows % SUMS_NEWEST);
}

/* Rounds a number of key bytes; more than SumsReshape refuses says no more. */
static inline uint32
SumsByteCapacity(uint64 bytes)
{
	return (uint32) SUMS_ALIGN(Min(bytes, MaxAllocSize));
}

/* A key, its bytes among the given ones, on its way with a sum. */
static inline Incoming
SumsIncoming(bool has_bytes, const char *bytes, int64 key, double hi, double lo)
{
	Incoming	in = {.hi = hi, .lo = lo};

	if (has_bytes)
	{
		in.key.bytes = SumsLoadBytes(bytes + key, &in.len);
		in.hash = SumsHashBytes(in.key.bytes, in.len);
	}
	else
	{
		in.key.number = key;
		in.hash = SumsHashNumber(key);
	}
	return in;
}

/* The hash of an entry's key. */
static inline uint32
SumsEntryHash(const KeyedSums *sums, const SumsEntry *entry)
{
	const char *key;
	uint32		len;

	if (!SumsHasBytes(sums))
		return SumsHashNumber(entry->key);
	key = SumsEntryBytes(sums, entry, &len);
	return SumsHashBytes(key, len);
}

/* Does the entry carry this key? */
static pg_attribute_always_inline bool
SumsEntryMatches(const KeyedSums *sums, const SumsEntry *entry,
				 const Incoming *in, bool bytes)
{
	const char *key;
	uint32		len;

	if (!bytes)
		return entry->key == in->key.number;
	key = SumsEntryBytes(sums, entry, &len);
	return len == in->len && memcmp(key, in->key.bytes, len) == 0;
}

/* Appends a residual; the caller has made sure of the room. */
static inline void
SumsPushResidual(KeyedSums *sums, uint32 entry, double value)
{
	SumsResidual *residual = SumsResiduals(sums) + sums->nresiduals++;

	residual->entry = entry;
	residual->unused = 0;
	residual->value = value;
}

/*
 * Adds hi + lo to an entry; what two doubles cannot hold becomes a residual.
 * Nothing is changed unless SUMS_NEED_NOTHING is returned.
 */
static pg_attribute_always_inline SumsNeed
SumsEntryAdd(KeyedSums *sums, char *entries, uint32 number, double hi,
			 double lo, bool wide)
{
	SumsEntry	entry = SumsLoadEntry(entries, number, wide);
	double		left = FSumTwoSum(&entry.lo, FSumTwoSum(&entry.hi, hi));
	double		left2 = 0;

	if (lo != 0)
		left2 = FSumTwoSum(&entry.lo, FSumTwoSum(&entry.hi, lo));
	if (!wide && unlikely((float) entry.lo != entry.lo))
		return SUMS_NEED_WIDE;
	if (unlikely(left != 0 || left2 != 0) && isfinite(entry.hi))
	{
		if (sums->maxresiduals - sums->nresiduals < 2)
			return SUMS_NEED_RESIDUALS;
		if (left != 0)
			SumsPushResidual(sums, number, left);
		if (left2 != 0)
			SumsPushResidual(sums, number, left2);
	}
	SumsStoreEntry(entries, number, &entry, wide);
	return SUMS_NEED_NOTHING;
}

/* Gives a new entry its value; an old one must have the same. */
static pg_attribute_always_inline SumsNeed
SumsEntrySet(char *entries, uint32 number, double value, bool fresh, bool wide)
{
	SumsEntry	entry = SumsLoadEntry(entries, number, wide);

	if (!fresh)
		return entry.hi == value ? SUMS_NEED_NOTHING : SUMS_NEED_ONE_LEVEL;
	entry.hi = value;
	SumsStoreEntry(entries, number, &entry, wide);
	return SUMS_NEED_NOTHING;
}

extern uint64 SumsSize(const SumsShape *shape, uint32 paramsize);
extern SumsShape SumsShapeOf(const KeyedSums *sums);
extern KeyedSums *SumsReshape(const KeyedSums *old, SumsShape shape);
extern KeyedSums *SumsWiden(const KeyedSums *sums);
extern KeyedSums *SumsCompactResiduals(KeyedSums *sums, uint32 wanted);
extern uint32 SumsAbsorb(KeyedSums *sums, const Incoming *in, uint32 n,
						 SumsNeed *need);
extern KeyedSums *SumsAbsorbAll(KeyedSums *sums, const Incoming *in, uint32 n);
extern KeyedSums *SumsGrowFor(KeyedSums *sums, SumsNeed need,
							  const Incoming *in, uint32 done, uint32 fresh,
							  uint32 left);
extern uint32 SumsFind(KeyedSums *sums, const Incoming *in);
extern KeyedSums *SumsFoldRows(KeyedSums *into, const KeyedSums *from);

#endif							/* RAREEARTH_SUMS_TABLE_H */
