/*
 * sums_table.h
 *	  The inside of the keyed sums, for src/keyed alone.
 *
 * The regions of a state, each aligned to 8 bytes:
 *
 *	  header | pending rows | params | entries | residuals | index |
 *	  key bytes | pending key bytes
 *
 * Invariants, which SumsAssertValid checks:
 *	- keys are int64 or byte strings, as the kind of the state has it;
 *	- no two entries have the same key; they stand in order of arrival, or of
 *	  their keys with SUMS_FLAG_NO_INDEX;
 *	- the sum of an entry is hi + lo + its residuals, exactly; with
 *	  SUMS_FLAG_LEVEL it is the one value that all rows of the key have;
 *	- residuals of entry SUMS_NO_ENTRY belong to rows whose key is NULL;
 *	- index slots hold 0 or (entry number + 1) with six bits of its hash on
 *	  top; at most three quarters are in use.  Behind them stands the mark of
 *	  the seeds that the hashes were made with.  With SUMS_FLAG_NO_INDEX there
 *	  are none, and the keys stand in order: merging stored values asks for none;
 *	- pending rows are not yet in entries; their order does not matter.  The
 *	  newest, up to eight, stand first, beside the header, so that adding a row
 *	  touches one page of memory; the others are parked behind slot eight;
 *	- entries and pending rows are narrow until SUMS_FLAG_WIDE: most keys are
 *	  numbers of 32 bits (the offset of a byte string always is), most lo have
 *	  few digits, and what takes a third less memory is a third sooner there.
 */
#ifndef RAREEARTH_SUMS_TABLE_H
#define RAREEARTH_SUMS_TABLE_H

#include "rareearth.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "keyed/sums.h"

#define SUMS_MAGIC			0x5EA7		/* tells a state from a stored value */
#define SUMS_SMALL			128		/* first size of a state, bytes */
#define SUMS_BATCH			256		/* rows whose cache misses overlap */
#define SUMS_MAX_PENDING	1024	/* rows kept before a fold, at most */
#define SUMS_MAX_PENDING_BYTES	65536	/* and their key bytes, or one key */
#define SUMS_NEWEST			8		/* pending rows that stand first */
#define SUMS_FLAG_NULL		0x02		/* rows with a NULL key were seen */
#define SUMS_FLAG_NO_INDEX	0x04		/* keys stand in order, none was looked up */
#define SUMS_FLAG_WIDE		0x08		/* a key or lo did not fit into 32 bits */
#define SUMS_FLAG_LEVEL		0x10		/* a key has one value, never added to */
#define SUMS_ALIGN(x)		TYPEALIGN(8, x)

/*
 * An entry and a pending row.  The key is the number, or the offset of length
 * and bytes: an entry's in the key bytes, a row's in the pending key bytes.
 */
typedef struct SumsEntry
{
	double		hi;
	double		lo;
	int64		key;
} SumsEntry;

typedef struct SumsPending
{
	double		value;
	int64		key;
} SumsPending;

/* The same as most states keep them. */
typedef struct SumsNarrowEntry
{
	double		hi;
	float		lo;
	int32		key;
} SumsNarrowEntry;

typedef struct SumsNarrowPending
{
	double		value;
	int32		key;
} pg_attribute_packed() SumsNarrowPending;

/* Keys in order and their sums in two components, as a stored value has them. */
typedef struct SumsRun
{
	const int64 *number;		/* number keys, else NULL */
	const char *const *key;		/* byte keys and their lengths, else NULL */
	const uint32 *keylen;
	const double *hi;
	const double *lo;			/* NULL when all are zero */
	uint32		n;
} SumsRun;


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

/* How many of n pending rows stand first. */
static inline uint32
SumsNewest(uint32 n)
{
	return n == 0 ? 0 : (n - 1) % SUMS_NEWEST + 1;
}

/* The slot of pending row i of n. */
static inline uint32
SumsPendingSlot(uint32 i, uint32 n)
{
	uint32		newest = SumsNewest(n);

	return i < newest ? i : i - newest + SUMS_NEWEST;
}

/*
 * Number of index slots for a capacity: at most three quarters full, and none
 * until a key is looked up.
 */
static inline uint32
SumsSlotsFor(uint32 maxentries, uint8 flags)
{
	return maxentries == 0 || (flags & SUMS_FLAG_NO_INDEX) != 0 ? 0 :
		maxentries + maxentries / 3 + 2;
}

static inline uint32
SumsSlots(const KeyedSums *sums)
{
	return SumsSlotsFor(sums->maxentries, sums->flags);
}

static inline Size
SumsEntrySize(uint8 flags)
{
	return (flags & SUMS_FLAG_WIDE) != 0 ? sizeof(SumsEntry) :
		sizeof(SumsNarrowEntry);
}

static inline Size
SumsPendingSize(uint8 flags)
{
	return (flags & SUMS_FLAG_WIDE) != 0 ? sizeof(SumsPending) :
		sizeof(SumsNarrowPending);
}

static inline char *
SumsPendingRows(const KeyedSums *sums)
{
	return (char *) sums + sizeof(KeyedSums);
}

/* The parameters, as SumsParams gives them to those outside. */
static inline char *
SumsParamBytes(const KeyedSums *sums)
{
	return SumsPendingRows(sums) +
		SUMS_ALIGN(sums->maxpending * SumsPendingSize(sums->flags));
}

static inline char *
SumsEntries(const KeyedSums *sums)
{
	return SumsParamBytes(sums) + SUMS_ALIGN(sums->paramsize);
}

static inline SumsResidual *
SumsResiduals(const KeyedSums *sums)
{
	return (SumsResidual *)
		(SumsEntries(sums) + sums->maxentries * SumsEntrySize(sums->flags));
}

static inline uint32 *
SumsIndex(const KeyedSums *sums)
{
	return (uint32 *) (SumsResiduals(sums) + sums->maxresiduals);
}

/* Bytes of an index of so many slots, and of the mark behind it. */
static inline uint64
SumsIndexSize(uint32 nslots)
{
	return nslots == 0 ? 0 :
		SUMS_ALIGN(((uint64) nslots + 1) * sizeof(uint32));
}

static inline char *
SumsKeyBytes(const KeyedSums *sums)
{
	return (char *) SumsIndex(sums) + SumsIndexSize(SumsSlots(sums));
}

static inline char *
SumsPendingBytes(const KeyedSums *sums)
{
	return SumsKeyBytes(sums) + sums->maxkeybytes;
}

/* Stored lengths take one byte below 255, five otherwise. */
static inline uint32
SumsStoredLength(uint32 len)
{
	return len + (len < 255 ? 1 : 1 + sizeof(uint32));
}

static inline const char *
SumsLoadBytes(const char *at, uint32 *len)
{
	*len = (uint8) *at++;
	if (unlikely(*len == 255))
	{
		memcpy(len, at, sizeof(uint32));
		at += sizeof(uint32);
	}
	return at;
}

/* The bytes of an entry's key. */
static inline const char *
SumsEntryBytes(const KeyedSums *sums, const SumsEntry *entry, uint32 *len)
{
	return SumsLoadBytes(SumsKeyBytes(sums) + entry->key, len);
}

/* Do the keys stand in order? */
static inline bool
SumsIsOrdered(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_NO_INDEX) != 0;
}

static inline bool
SumsIsWide(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_WIDE) != 0;
}

/* Entry i of an array in either form. */
static pg_attribute_always_inline SumsEntry
SumsLoadEntry(const char *entries, uint32 i, bool wide)
{
	const SumsNarrowEntry *narrow = (const SumsNarrowEntry *) entries + i;
	SumsEntry	entry;

	if (wide)
		return ((const SumsEntry *) entries)[i];
	entry.hi = narrow->hi;
	entry.lo = narrow->lo;
	entry.key = narrow->key;
	return entry;
}

/* Stores it again; a narrow one must be known to fit. */
static pg_attribute_always_inline void
SumsStoreEntry(char *entries, uint32 i, const SumsEntry *entry, bool wide)
{
	SumsNarrowEntry *narrow = (SumsNarrowEntry *) entries + i;

	if (wide)
	{
		((SumsEntry *) entries)[i] = *entry;
		return;
	}
	narrow->hi = entry->hi;
	narrow->lo = (float) entry->lo;
	narrow->key = (int32) entry->key;
}

static inline SumsEntry
SumsEntryAt(const KeyedSums *sums, uint32 i)
{
	return SumsLoadEntry(SumsEntries(sums), i, SumsIsWide(sums));
}

/* The pending row in a slot. */
static inline SumsPending
SumsPendingAt(const KeyedSums *sums, uint32 slot)
{
	const char *rows = SumsPendingRows(sums);
	const SumsNarrowPending *narrow = (const SumsNarrowPending *) rows + slot;
	SumsPending row;

	if (SumsIsWide(sums))
		return ((const SumsPending *) rows)[slot];
	row.value = narrow->value;
	row.key = narrow->key;
	return row;
}

/*
 * What the hashes of this server start from, so that nobody can choose keys
 * that fall together.  States pass between its processes: all have the same.
 */
typedef struct SumsSeeds
{
	uint64		number;
	uint64		factor;			/* odd */
	uint64		bytes;
	uint32		mark;			/* stands behind an index that was built with these */
} SumsSeeds;

extern SumsSeeds sums_seeds;

/* Two rounds: after one, keys at some even distances stand close together. */
static inline uint32
SumsHashNumber(int64 key)
{
	uint64		h = (uint64) key ^ sums_seeds.number;

	h ^= h >> 32;
	h *= sums_seeds.factor;
	h ^= h >> 32;
	h *= UINT64CONST(0xd6e8feb86659fd93);
	return (uint32) (h >> 32);
}

static inline uint32
SumsHashBytes(const char *key, uint32 len)
{
	return (uint32) hash_bytes_extended((const unsigned char *) key, (int) len,
										sums_seeds.bytes);
}

/* Stores a length; returns where the bytes go. */
static inline char *
SumsStoreLength(char *at, uint32 len)
{
	if (likely(len < 255))
		*at++ = (char) len;
	else
	{
		*at++ = (char) 255;
		memcpy(at, &len, sizeof(uint32));
		at += sizeof(uint32);
	}
	return at;
}

/* Stores length and bytes at a place that has room for them. */
static inline void
SumsStoreBytes(char *at, const char *bytes, uint32 len)
{
	memcpy(SumsStoreLength(at, len), bytes, len);
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

/* sums_rows.c */
extern char *SumsPlaceBytes(KeyedSums **sums, uint32 len, double value);
extern KeyedSums *SumsFold(KeyedSums *sums);
extern KeyedSums *SumsFoldRows(KeyedSums *into, const KeyedSums *from);

/* sums_merge.c */
extern KeyedSums *SumsFromRun(KeyedSums *sums, const SumsRun *run);
extern uint32 SumsAddRun(KeyedSums *sums, uint32 *next, const SumsRun *run,
						 bool skip);
extern bool SumsIsMergeable(const KeyedSums *sums);
extern KeyedSums *SumsMergeRun(KeyedSums *sums, uint32 next, const SumsRun *run);

#endif							/* RAREEARTH_SUMS_TABLE_H */
