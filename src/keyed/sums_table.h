/*
 * sums_table.h
 *	  The inside of the keyed sums, for src/keyed alone.
 *
 * The regions of a state, each aligned to 8 bytes:
 *
 *	  header | pending rows | params | entries | residuals |
 *	  key bytes | pending key bytes
 *
 * Invariants, which SumsAssertValid checks:
 *	- keys are int64 or byte strings, as the kind of the state has it;
 *	- entries are a hash table with open addressing: an entry stands at the
 *	  place of its hash or, where that is taken, at the next free one.  At most
 *	  three quarters of the places are in use; the sum at a free one is a NaN
 *	  that no arithmetic makes.  With SUMS_FLAG_DENSE they stand one behind the
 *	  other, which takes no more room than it must; with SUMS_FLAG_ORDERED,
 *	  too, in the order of their keys: merging stored values asks for that;
 *	- no two entries have the same key;
 *	- the sum of an entry is hi + lo + its residuals, exactly; with
 *	  SUMS_FLAG_LEVEL it is the one value that all rows of the key have;
 *	- a residual names the place of its entry; those at SUMS_NO_ENTRY belong to
 *	  rows whose key is NULL;
 *	- pending rows are not yet in entries; their order does not matter;
 *	- entries and pending rows are narrow until SUMS_FLAG_WIDE: most keys are
 *	  numbers of 32 bits (that of a byte string always is, up to 32 MB of them),
 *	  most lo have few digits, and what takes a third less memory is a third
 *	  sooner there.
 */
#ifndef RAREEARTH_SUMS_TABLE_H
#define RAREEARTH_SUMS_TABLE_H

#include "rareearth.h"

#include "utils/memutils.h"

#include "keyed/sums.h"

#define SUMS_MAGIC			0x5EA7		/* tells a state from a stored value */
#define SUMS_SMALL			128		/* first size of a state, bytes */
#define SUMS_BATCH			256		/* rows whose cache misses overlap */
#define SUMS_MAX_PENDING	1024	/* rows kept before a fold, at most */
#define SUMS_MAX_PENDING_BYTES	65536	/* and their key bytes, or one key */
#define SUMS_FLAG_NULL		0x02		/* rows with a NULL key were seen */
#define SUMS_FLAG_ORDERED	0x04		/* entries stand in order, and dense */
#define SUMS_FLAG_LEVEL		0x10		/* a key has one value, never added to */
#define SUMS_FLAG_DENSE		0x40		/* no free places, none was looked up */
/* bytes of a state, which lies behind the header of an object */
#define SUMS_MAX_SIZE		(MaxAllocSize - offsetof(ExpandedSums, sums))
#define SUMS_AHEAD			16			/* places for which keys are asked for */
#define SUMS_TAG_BITS		6			/* of the hash, beside an offset */
#define SUMS_ALIGN(x)		TYPEALIGN(8, x)

/*
 * An entry.  Its key, and that of a pending row, which is a SumsRow, is the
 * number, or says where length and bytes stand: that of an entry is their offset
 * in the key bytes with some bits of their hash below, which tell most other keys
 * apart without a look at them; that of a row their offset in the pending ones.
 */
typedef struct SumsEntry
{
	double		hi;
	double		lo;
	int64		key;
} SumsEntry;

/* The same as most states keep it. */
typedef struct SumsNarrowEntry
{
	double		hi;
	float		lo;
	int32		key;
} SumsNarrowEntry;

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
	SUMS_NEED_TABLE,			/* entries are ordered, or another server's */
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

/* The places for entries of a capacity, three quarters of which are for use. */
static inline uint32
SumsPlacesFor(uint32 maxentries, uint8 flags)
{
	return maxentries == 0 || (flags & SUMS_FLAG_DENSE) != 0 ? maxentries :
		maxentries + maxentries / 3 + 2;
}

static inline uint32
SumsPlaces(const KeyedSums *sums)
{
	return SumsPlacesFor(sums->maxentries, sums->flags);
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
	return (flags & SUMS_FLAG_WIDE) != 0 ? sizeof(SumsRow) :
		sizeof(SumsNarrowPending);
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
		(SumsEntries(sums) + SumsPlaces(sums) * SumsEntrySize(sums->flags));
}

static inline char *
SumsKeyBytes(const KeyedSums *sums)
{
	return (char *) (SumsResiduals(sums) + sums->maxresiduals);
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
	return SumsLoadBytes(SumsKeyBytes(sums) + (entry->key >> SUMS_TAG_BITS), len);
}

/* Are there no free places between entries? */
static inline bool
SumsIsDense(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_DENSE) != 0;
}

/* Do the keys stand in order? */
static inline bool
SumsIsOrdered(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_ORDERED) != 0;
}

static inline bool
SumsIsWide(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_WIDE) != 0;
}

/* The entry at a place of an array in either form. */
static pg_attribute_always_inline SumsEntry
SumsLoadEntry(const char *entries, uint32 place, bool wide)
{
	const SumsNarrowEntry *narrow = (const SumsNarrowEntry *) entries + place;
	SumsEntry	entry;

	if (wide)
		return ((const SumsEntry *) entries)[place];
	entry.hi = narrow->hi;
	entry.lo = narrow->lo;
	entry.key = narrow->key;
	return entry;
}

/* Is a place free?  Its bytes are all ones, which no sum has. */
static inline bool
SumsIsFree(const SumsEntry *entry)
{
	uint64		bits;

	memcpy(&bits, &entry->hi, sizeof(bits));
	return bits == PG_UINT64_MAX;
}

/* Stores it again; a narrow one must be known to fit. */
static pg_attribute_always_inline void
SumsStoreEntry(char *entries, uint32 place, const SumsEntry *entry, bool wide)
{
	SumsNarrowEntry *narrow = (SumsNarrowEntry *) entries + place;

	if (wide)
	{
		((SumsEntry *) entries)[place] = *entry;
		return;
	}
	narrow->hi = entry->hi;
	narrow->lo = (float) entry->lo;
	narrow->key = (int32) entry->key;
}

/* The entry at a place that is taken. */
static inline SumsEntry
SumsEntryAt(const KeyedSums *sums, uint32 place)
{
	return SumsLoadEntry(SumsEntries(sums), place, SumsIsWide(sums));
}

/* Behind the last place that an entry may have. */
static inline uint32
SumsEnd(const KeyedSums *sums)
{
	return SumsIsDense(sums) ? sums->nentries : SumsPlaces(sums);
}

/*
 * Asks for the key of the entry some places on: who goes through a table meets
 * the bytes of its keys in no order.  (What only prefetches is pure to gcc, which
 * drops the call unless it is always inlined.)
 */
static pg_attribute_always_inline void
SumsKeyAhead(const KeyedSums *sums, uint32 place)
{
	if (SumsHasBytes(sums) && place + SUMS_AHEAD < SumsEnd(sums))
		__builtin_prefetch(SumsKeyBytes(sums) +
						   (SumsEntryAt(sums, place + SUMS_AHEAD).key >> SUMS_TAG_BITS));
}

/*
 * Goes through the entries in the order of their places: the first at *place or
 * behind it, which *place then is.
 */
static pg_attribute_always_inline bool
SumsEntryFrom(const KeyedSums *sums, uint32 *place, SumsEntry *entry)
{
	for (; *place < SumsEnd(sums); ++*place)
	{
		SumsKeyAhead(sums, *place);
		*entry = SumsEntryAt(sums, *place);
		if (!SumsIsFree(entry))
			return true;
	}
	return false;
}

/* Pending row i. */
static inline SumsRow
SumsPendingAt(const KeyedSums *sums, uint32 i)
{
	const char *rows = SumsPendingRows(sums);
	const SumsNarrowPending *narrow = (const SumsNarrowPending *) rows + i;
	SumsRow row;

	if (SumsIsWide(sums))
		return ((const SumsRow *) rows)[i];
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
	uint32		mark;			/* of these, in the header of a state */
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

/* The bytes of a short key, up to 8, in one word. */
static inline uint64
SumsWord(const char *bytes, uint32 len)
{
	uint32		first = 0;
	uint32		last = 0;

	if (len >= sizeof(uint32))
	{
		memcpy(&first, bytes, sizeof(uint32));
		memcpy(&last, bytes + len - sizeof(uint32), sizeof(uint32));
	}
	else if (len > 0)
	{
		first = (uint8) bytes[0];
		last = (uint32) (uint8) bytes[len / 2] << 8 | (uint8) bytes[len - 1];
	}
	return (uint64) first << 32 | last;
}

/* Are these the same bytes?  Short ones, as most names are, take no call. */
static inline bool
SumsSameBytes(const char *a, const char *b, uint32 len)
{
	uint64		first[2];
	uint64		last[2];

	if (len <= sizeof(uint64))
		return SumsWord(a, len) == SumsWord(b, len);
	if (len > 2 * sizeof(uint64))
		return memcmp(a, b, len) == 0;
	memcpy(&first[0], a, sizeof(uint64));
	memcpy(&first[1], b, sizeof(uint64));
	memcpy(&last[0], a + len - sizeof(uint64), sizeof(uint64));
	memcpy(&last[1], b + len - sizeof(uint64), sizeof(uint64));
	return first[0] == first[1] && last[0] == last[1];
}

/*
 * The product of two words in one: the upper half of its 128 bits on the lower.
 * What a bit of one does to it depends on all of the other.
 */
static inline uint64
SumsMix(uint64 a, uint64 b)
{
#ifdef HAVE_INT128
	uint128		product = (uint128) a * b;

	return (uint64) product ^ (uint64) (product >> 64);
#else
	uint64		low = (a & PG_UINT32_MAX) * (b & PG_UINT32_MAX);
	uint64		middle = (a >> 32) * (b & PG_UINT32_MAX) + (low >> 32);
	uint64		other = (a & PG_UINT32_MAX) * (b >> 32) + (middle & PG_UINT32_MAX);

	return (a * b) ^ ((a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32));
#endif
}

/*
 * The hash of a byte key, eight bytes at a time, of which the last may come twice.
 * It starts from secrets, and each step multiplies with one: what a byte does to
 * the next step nobody can know, nor make up for by another byte.
 */
static inline uint32
SumsHashBytes(const char *bytes, uint32 len)
{
	const char *end = bytes + len;
	uint64		hash = sums_seeds.bytes + len;
	uint64		word;

	for (; end - bytes > (int) sizeof(word); bytes += sizeof(word))
	{
		memcpy(&word, bytes, sizeof(word));
		hash = SumsMix(hash ^ word, sums_seeds.factor);
	}
	if (len > sizeof(word))
		memcpy(&word, end - sizeof(word), sizeof(word));
	else
		word = SumsWord(bytes, len);
	hash = SumsMix(hash ^ word, sums_seeds.factor);
	return (uint32) (SumsMix(hash, sums_seeds.number | 1) >> 32);
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

/* Rounds a number of key bytes; more than SumsReshape refuses says no more. */
static inline uint32
SumsByteCapacity(uint64 bytes)
{
	return (uint32) SUMS_ALIGN(Min(bytes, MaxAllocSize));
}

/* The hash of a key on its way. */
static inline uint32
SumsHash(const Incoming *in, bool bytes)
{
	return bytes ? SumsHashBytes(in->key.bytes, in->len) :
		SumsHashNumber(in->key.number);
}

/*
 * Sends a key, its bytes at the given place, on its way with a sum.  It is put
 * together where it will be read: one that is returned would be copied, and the
 * copy would wait until all of its parts are there.
 */
static inline void
SumsSend(Incoming *in, bool has_bytes, const char *bytes, int64 number,
		 double hi, double lo)
{
	in->hi = hi;
	in->lo = lo;
	in->len = 0;
	if (has_bytes)
		in->key.bytes = SumsLoadBytes(bytes, &in->len);
	else
		in->key.number = number;
	in->hash = SumsHash(in, has_bytes);
}

/* Sends an entry of a state on its way into another. */
static pg_attribute_always_inline void
SumsSendEntry(Incoming *in, const KeyedSums *from, const SumsEntry *entry)
{
	SumsSend(in, SumsHasBytes(from),
			 SumsKeyBytes(from) + (entry->key >> SUMS_TAG_BITS), entry->key,
			 entry->hi, entry->lo);
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
 * Adds hi + lo to an entry: both components side by side, then what the first
 * leaves.  What two doubles cannot hold becomes a residual.  Nothing is changed
 * unless SUMS_NEED_NOTHING is returned.
 */
static pg_attribute_always_inline SumsNeed
SumsEntryAdd(KeyedSums *sums, char *entries, uint32 place, double hi,
			 double lo, bool wide)
{
	SumsEntry	entry = SumsLoadEntry(entries, place, wide);
	double		left = FSumTwoSum(&entry.hi, hi);
	double		left2 = FSumTwoSum(&entry.lo, lo);

	left = FSumTwoSum(&entry.lo, left);
	if (!wide && unlikely((float) entry.lo != entry.lo))
		return SUMS_NEED_WIDE;
	if (unlikely(left != 0 || left2 != 0) && isfinite(entry.hi))
	{
		if (sums->maxresiduals - sums->nresiduals < 2)
			return SUMS_NEED_RESIDUALS;
		if (left != 0)
			SumsPushResidual(sums, place, left);
		if (left2 != 0)
			SumsPushResidual(sums, place, left2);
	}
	SumsStoreEntry(entries, place, &entry, wide);
	return SUMS_NEED_NOTHING;
}

extern uint64 SumsSize(const SumsShape *shape, uint32 paramsize);
extern SumsShape SumsShapeOf(const KeyedSums *sums);
extern void SumsShapeFor(SumsShape *shape, uint32 paramsize, uint64 entries,
						 uint64 keybytes);
extern SumsShape SumsLeastShape(const KeyedSums *sums);
extern uint64 SumsLeastSize(const KeyedSums *sums);
extern KeyedSums *SumsReshape(const KeyedSums *old, SumsShape shape);
extern void SumsReshapeInto(KeyedSums *sums, const KeyedSums *old, SumsShape shape);
extern SumsShape SumsLargerShape(const KeyedSums *sums, SumsNeed need,
								 const Incoming *in, uint32 done, uint32 fresh,
								 uint32 left);
extern SumsShape SumsTableShape(const KeyedSums *sums);
extern KeyedSums *SumsAsTable(KeyedSums *sums);
extern KeyedSums *SumsWiden(const KeyedSums *sums);
extern KeyedSums *SumsCompactResiduals(KeyedSums *sums, uint32 wanted);
extern uint32 SumsAbsorb(KeyedSums *sums, const Incoming *in, uint32 n,
						 SumsNeed *need);
extern KeyedSums *SumsAbsorbAll(KeyedSums *sums, const Incoming *in, uint32 n,
								const KeyedSums *given);
extern KeyedSums *SumsGrowFor(KeyedSums *sums, SumsNeed need,
							  const Incoming *in, uint32 done, uint32 fresh,
							  uint32 left);
extern uint32 SumsFind(const KeyedSums *sums, const Incoming *in);
extern bool SumsKnows(const KeyedSums *sums, const Incoming *in);

/*
 * Gives back a state that another took the place of, unless it is the one that
 * the caller was given: that is somebody else's.
 */
static inline void
SumsForget(KeyedSums *old, const KeyedSums *now, const KeyedSums *given)
{
	if (old != now && old != given)
		SumsFree(old);
}

/* sums_rows.c */
extern char *SumsPlaceBytes(KeyedSums **sums, uint32 len, double value);
extern KeyedSums *SumsSettledCopy(const KeyedSums *sums);
extern KeyedSums *SumsFold(KeyedSums *sums);
extern KeyedSums *SumsFoldRows(KeyedSums *given, const KeyedSums *from);

/* sums_merge.c */
extern bool SumsIsMergeable(const KeyedSums *sums);
extern KeyedSums *SumsMergeRun(KeyedSums *sums, const SumsRun *run);

#endif							/* RAREEARTH_SUMS_TABLE_H */
