/*
 * sums.c
 *	  The keyed sums: building, folding, merging and growing.
 *
 * Rows are appended to a buffer and folded into the entries in batches of
 * 256.  A batch first computes all hashes and prefetches the index slots,
 * then prefetches the entries they name, then adds: its cache misses overlap
 * instead of adding up, and cache misses, not arithmetic, are what a table of
 * millions of keys costs.  The buffer grows with the entries, from a few rows
 * to 1024: more would share the cost of a fold among more rows, but memory that
 * many groups touch for the first time costs more than that saves.
 *
 * Whatever is full makes the fold stop where it is; the caller replaces the
 * state by a larger one and goes on.  There is one such place, SumsAbsorbAll.
 *
 * Text keys are compared by bytes, never by collation: what is stored must
 * not change its order or its equality when the operating system's locale
 * data change.  (A nondeterministic collation would call two spellings equal;
 * to count them as one, fold them in the query, for example with lower().)
 */
#include "rareearth.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

#include "sums.h"

#define SUMS_SMALL			128		/* first size of a state, bytes */
#define SUMS_CACHE_LINE		64
#define SUMS_WARM_SHARE		16		/* rows that a fold of all entries pays for */
#define SUMS_INDEX_BITS		26		/* entry number; the rest is hash */
#define SUMS_INDEX_MASK		((1U << SUMS_INDEX_BITS) - 1)
#define SUMS_FEWEST			16		/* entries there is room for, if any */
#define SUMS_SMALL_TABLE	2048	/* entries below which four times are made */
#define SUMS_LARGE_TABLE	65536	/* and from which at most a quarter more */
#define SUMS_SMALL_KEYS		8192	/* key bytes there is room for at once */

/* What a function that works for every kind of state is compiled for. */
#define SUMS_KIND			(SUMS_FLAG_BYTES | SUMS_FLAG_WIDE)
/* What a state can be reshaped for. */
#define SUMS_SHAPE_FLAGS	(SUMS_FLAG_NO_INDEX | SUMS_FLAG_WIDE)

/* What a state is short of. */
typedef enum SumsNeed
{
	SUMS_NEED_NOTHING,
	SUMS_NEED_INDEX,
	SUMS_NEED_ENTRIES,
	SUMS_NEED_KEY_BYTES,
	SUMS_NEED_RESIDUALS,
	SUMS_NEED_WIDE
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

static inline uint32
SumsHashNumber(int64 key)
{
	uint64		h = (uint64) key;

	h ^= h >> 32;
	h *= UINT64CONST(0x9e3779b97f4a7c15);
	return (uint32) (h >> 32);
}

static inline uint32
SumsHashBytes(const char *key, uint32 len)
{
	return hash_bytes((const unsigned char *) key, (int) len);
}

/* First index slot of a hash. */
static inline uint32
SumsSlot(uint32 hash, uint32 nslots)
{
	return (uint32) (((uint64) hash * nslots) >> 32);
}

/* The bits of the hash that an index slot keeps. */
static inline uint32
SumsTag(uint32 hash)
{
	return hash << SUMS_INDEX_BITS;
}

static inline uint32
SumsStoredLength(uint32 len)
{
	return len + (len < 255 ? 1 : 1 + sizeof(uint32));
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

/* Bytes of a state of this shape; 64 bits hold any sum of 32-bit shapes. */
static uint64
SumsSize(const SumsShape *shape, uint32 paramsize)
{
	return sizeof(KeyedSums) + SUMS_ALIGN(paramsize) +
		SUMS_ALIGN((uint64) shape->maxpending * SumsPendingSize(shape->flags)) +
		(uint64) shape->maxentries * SumsEntrySize(shape->flags) +
		(uint64) shape->maxresiduals * sizeof(SumsResidual) +
		SUMS_ALIGN((uint64) SumsSlotsFor(shape->maxentries, shape->flags) *
				   sizeof(uint32)) +
		(uint64) shape->maxkeybytes + (uint64) shape->maxpendingbytes;
}

static SumsShape
SumsShapeOf(const KeyedSums *sums)
{
	SumsShape	shape = {sums->maxpending, sums->maxentries,
		sums->maxresiduals, sums->maxkeybytes, sums->maxpendingbytes,
		sums->flags & SUMS_SHAPE_FLAGS};

	return shape;
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

/* Enters all entries into an empty index. */
static void
SumsBuildIndex(KeyedSums *sums)
{
	uint32		nslots = SumsSlots(sums);
	uint32	   *index = SumsIndex(sums);

	if (nslots == 0)
		return;
	memset(index, 0, (Size) nslots * sizeof(uint32));
	for (uint32 i = 0; i < sums->nentries; i++)
	{
		SumsEntry	entry = SumsEntryAt(sums, i);
		uint32		hash = SumsEntryHash(sums, &entry);
		uint32		slot = SumsSlot(hash, nslots);

		while (index[slot] != 0)
			slot = slot + 1 == nslots ? 0 : slot + 1;
		index[slot] = (i + 1) | SumsTag(hash);
	}
}

/* Copies entries and pending rows into a state that is wide for the first time. */
static void
SumsWidenInto(KeyedSums *sums, const KeyedSums *old)
{
	SumsEntry  *entries = (SumsEntry *) SumsEntries(sums);
	SumsPending *rows = (SumsPending *) SumsPendingRows(sums);
	uint32		extent = SumsPendingExtent(old);

	for (uint32 i = 0; i < old->nentries; i++)
		entries[i] = SumsEntryAt(old, i);
	for (uint32 slot = 0; slot < extent; slot++)
		rows[slot] = SumsPendingAt(old, slot);
}

/*
 * A copy of the state in another shape, in the current memory context.  The
 * shape has room for what the state holds.
 */
static KeyedSums *
SumsReshape(const KeyedSums *old, SumsShape shape)
{
	uint64		size = SumsSize(&shape, old->paramsize);
	KeyedSums  *sums;

	if (size > MaxAllocSize || shape.maxentries >= SUMS_INDEX_MASK)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s state would exceed 1 GB",
						NounTypeName((Noun) old->noun)),
				 errdetail("The group holds %u distinct keys and %u rows not yet added to them.",
						   old->nentries, old->npending),
				 errhint("Group by more columns, store one summary per part and combine the answers, or shorten the keys.")));

	sums = (KeyedSums *) palloc((Size) size);
	memcpy(sums, old, sizeof(KeyedSums));
	SET_VARSIZE(sums, (Size) size);
	sums->flags = (sums->flags & ~SUMS_SHAPE_FLAGS) | shape.flags;
	sums->maxpending = shape.maxpending;
	sums->maxentries = shape.maxentries;
	sums->maxresiduals = shape.maxresiduals;
	sums->maxkeybytes = shape.maxkeybytes;
	sums->maxpendingbytes = shape.maxpendingbytes;
	memcpy(SumsParams(sums), SumsParams(old), SUMS_ALIGN(old->paramsize));
	if (SumsIsWide(sums) == SumsIsWide(old))
	{
		memcpy(SumsPendingRows(sums), SumsPendingRows(old),
			   SumsPendingExtent(old) * SumsPendingSize(old->flags));
		memcpy(SumsEntries(sums), SumsEntries(old),
			   old->nentries * SumsEntrySize(old->flags));
	}
	else
		SumsWidenInto(sums, old);
	memcpy(SumsResiduals(sums), SumsResiduals(old),
		   (Size) old->nresiduals * sizeof(SumsResidual));
	memcpy(SumsKeyBytes(sums), SumsKeyBytes(old), old->keybytes);
	memcpy(SumsPendingBytes(sums), SumsPendingBytes(old), old->pendingbytes);
	if (SumsSlots(old) == SumsSlots(sums))
		memcpy(SumsIndex(sums), SumsIndex(old),
			   (Size) SumsSlots(sums) * sizeof(uint32));
	else
		SumsBuildIndex(sums);
	return sums;
}

/* An empty state for a noun, with room for a few rows. */
KeyedSums *
SumsCreate(Noun noun, bool bytes, const void *params, uint32 paramsize)
{
	SumsShape	shape = {0};
	uint32		head = sizeof(KeyedSums) + SUMS_ALIGN(paramsize);
	uint32		size = Max(SUMS_SMALL, pg_nextpower2_32(head + 40));
	uint32		room = size - head;
	KeyedSums  *sums;

	shape.maxpending = SumsPendingCapacity((bytes ? room / 2 : room) /
										   sizeof(SumsNarrowPending));
	shape.maxpendingbytes = room -
		SUMS_ALIGN(shape.maxpending * sizeof(SumsNarrowPending));
	shape.maxpendingbytes -= shape.maxpendingbytes % 8;

	sums = (KeyedSums *) palloc0(size);
	SET_VARSIZE(sums, SumsSize(&shape, paramsize));
	sums->magic = SUMS_MAGIC;
	sums->noun = (uint8) noun;
	sums->flags = bytes ? SUMS_FLAG_BYTES : 0;
	sums->maxpending = shape.maxpending;
	sums->maxpendingbytes = shape.maxpendingbytes;
	sums->paramsize = (uint16) paramsize;
	if (paramsize > 0)
		memcpy(SumsParams(sums), params, paramsize);
	return sums;
}

/* A copy with the same shape. */
KeyedSums *
SumsCopy(const KeyedSums *sums)
{
	return SumsReshape(sums, SumsShapeOf(sums));
}

/* Orders residuals by entry. */
static int
SumsCompareResiduals(const void *a, const void *b)
{
	uint32		x = ((const SumsResidual *) a)->entry;
	uint32		y = ((const SumsResidual *) b)->entry;

	return x < y ? -1 : x > y;
}

/* Makes room for residuals: merges those of one entry, then grows. */
KeyedSums *
SumsCompactResiduals(KeyedSums *sums, uint32 wanted)
{
	SumsShape	shape = SumsShapeOf(sums);
	SumsResidual *residuals = SumsResiduals(sums);
	uint32		kept = 0;
	uint32		start = 0;

	qsort(residuals, sums->nresiduals, sizeof(SumsResidual),
		  SumsCompareResiduals);
	while (start < sums->nresiduals)
	{
		uint32		entry = residuals[start].entry;
		double		parts[FSUM_MAX_PARTS];
		FSum		sum;
		int			n;

		FSumInit(&sum);
		for (; start < sums->nresiduals && residuals[start].entry == entry;
			 start++)
			FSumAdd(&sum, residuals[start].value);
		if (isfinite(sum.hi))
			n = FSumCanonical(&sum, parts);
		else
		{
			parts[0] = sum.hi;	/* whoever reads the sum will say so */
			n = 1;
		}
		for (int i = 0; i < n; i++)
		{
			residuals[kept].entry = entry;
			residuals[kept].value = parts[i];
			kept++;
		}
	}
	sums->nresiduals = kept;
	if (kept + wanted <= sums->maxresiduals / 2 ||
		kept + wanted < 2)
		return sums;
	shape.maxresiduals = Max(2, sums->maxresiduals * 2);
	while (shape.maxresiduals < kept + wanted)
		shape.maxresiduals *= 2;
	return SumsReshape(sums, shape);
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
	if (wide)
	{
		((SumsEntry *) entries)[number].hi = entry.hi;
		((SumsEntry *) entries)[number].lo = entry.lo;
	}
	else
	{
		((SumsNarrowEntry *) entries)[number].hi = entry.hi;
		((SumsNarrowEntry *) entries)[number].lo = (float) entry.lo;
	}
	return SUMS_NEED_NOTHING;
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

/* Where the table of a state is, looked up once for many keys. */
typedef struct SumsTable
{
	uint32		nslots;
	uint32	   *index;
	char	   *entries;
} SumsTable;

static inline SumsTable
SumsTableOf(const KeyedSums *sums)
{
	SumsTable	table = {SumsSlots(sums), SumsIndex(sums), SumsEntries(sums)};

	return table;
}

/*
 * Finds the entry of a key or appends it with a sum of zero.  SUMS_NO_ENTRY
 * when there is no room to append; *need says what is short.
 */
static pg_attribute_always_inline uint32
SumsFindOrAppend(KeyedSums *sums, SumsTable table, const Incoming *in,
				 uint8 kind, SumsNeed *need)
{
	const bool	bytes = (kind & SUMS_FLAG_BYTES) != 0;
	const bool	wide = (kind & SUMS_FLAG_WIDE) != 0;
	uint32		nslots = table.nslots;
	uint32	   *index = table.index;
	uint32		tag = SumsTag(in->hash);
	uint32		slot;
	SumsEntry	entry;

	for (slot = SumsSlot(in->hash, nslots); index[slot] != 0;
		 slot = slot + 1 == nslots ? 0 : slot + 1)
	{
		uint32		found = index[slot];

		if ((found & ~SUMS_INDEX_MASK) == tag)
		{
			found = (found & SUMS_INDEX_MASK) - 1;
			entry = SumsLoadEntry(table.entries, found, wide);
			if (SumsEntryMatches(sums, &entry, in, bytes))
				return found;
		}
	}

	entry.key = bytes ? sums->keybytes : in->key.number;
	if (sums->nentries == sums->maxentries)
		*need = SUMS_NEED_ENTRIES;
	else if (bytes &&
			 sums->maxkeybytes - sums->keybytes < SumsStoredLength(in->len))
		*need = SUMS_NEED_KEY_BYTES;
	else if (!wide && unlikely((int32) entry.key != entry.key))
		*need = SUMS_NEED_WIDE;
	else
	{
		entry.hi = 0;
		entry.lo = 0;
		if (wide)
			((SumsEntry *) table.entries)[sums->nentries] = entry;
		else
		{
			SumsNarrowEntry *narrow =
				(SumsNarrowEntry *) table.entries + sums->nentries;

			narrow->hi = 0;
			narrow->lo = 0;
			narrow->key = (int32) entry.key;
		}
		if (bytes)
		{
			SumsStoreBytes(SumsKeyBytes(sums) + sums->keybytes,
						   in->key.bytes, in->len);
			sums->keybytes += SumsStoredLength(in->len);
		}
		index[slot] = (sums->nentries + 1) | tag;
		return sums->nentries++;
	}
	return SUMS_NO_ENTRY;
}

/* Adds a batch until something is short; returns how many were taken. */
static pg_attribute_always_inline uint32
SumsAbsorbKind(KeyedSums *sums, const Incoming *in, uint32 n, SumsNeed *need,
			   uint8 kind)
{
	const bool	wide = (kind & SUMS_FLAG_WIDE) != 0;
	SumsTable	table = SumsTableOf(sums);

	if (table.nslots == 0)
	{
		*need = sums->maxentries > sums->nentries ? SUMS_NEED_INDEX :
			SUMS_NEED_ENTRIES;
		return 0;
	}
	for (uint32 i = 0; i < n; i++)
		__builtin_prefetch(&table.index[SumsSlot(in[i].hash, table.nslots)], 0);
	for (uint32 i = 0; i < n; i++)
	{
		uint32		found = table.index[SumsSlot(in[i].hash, table.nslots)];

		if (found != 0)
			__builtin_prefetch(table.entries +
							   ((found & SUMS_INDEX_MASK) - 1) *
							   (wide ? sizeof(SumsEntry) : sizeof(SumsNarrowEntry)), 1);
	}
	for (uint32 i = 0; i < n; i++)
	{
		uint32		number = SumsFindOrAppend(sums, table, &in[i], kind, need);

		if (unlikely(number == SUMS_NO_ENTRY))
			return i;
		*need = SumsEntryAdd(sums, table.entries, number, in[i].hi, in[i].lo,
							 wide);
		if (unlikely(*need != SUMS_NEED_NOTHING))
			return i;
	}
	return n;
}

/* The same, compiled for each kind of state. */
static uint32
SumsAbsorb(KeyedSums *sums, const Incoming *in, uint32 n, SumsNeed *need)
{
	switch (sums->flags & SUMS_KIND)
	{
		case 0:
			return SumsAbsorbKind(sums, in, n, need, 0);
		case SUMS_FLAG_WIDE:
			return SumsAbsorbKind(sums, in, n, need, SUMS_FLAG_WIDE);
		case SUMS_FLAG_BYTES:
			return SumsAbsorbKind(sums, in, n, need, SUMS_FLAG_BYTES);
		default:
			return SumsAbsorbKind(sums, in, n, need, SUMS_KIND);
	}
}

/* The same state with wide entries and rows. */
static KeyedSums *
SumsWiden(const KeyedSums *sums)
{
	SumsShape	shape = SumsShapeOf(sums);

	shape.flags |= SUMS_FLAG_WIDE;
	return SumsReshape(sums, shape);
}

/*
 * Room for how many entries?  Of a batch so far, done keys were looked up, new
 * ones among them, and left are to come.  The share of known keys tells how
 * many keys there are, as marked fish that are caught again tell of a lake: it
 * is the share that the entries are of all.  So a table of few keys grows in
 * few steps to little more than it needs; one of ever new keys by the most, and
 * one whose new keys are rare among many frequent ones by the least.
 */
static uint32
SumsRoomFor(const KeyedSums *sums, uint32 done, uint32 fresh, uint32 left)
{
	uint64		room = sums->maxentries;
	uint64		least = room + room / 4;
	uint64		most = room < SUMS_SMALL_TABLE ? room * 4 :
		room < SUMS_LARGE_TABLE ? room * 2 : least;
	uint64		expected = (uint64) sums->nentries * (done + 2) / (done - fresh + 1);

	room = Min(Max(expected + expected / 16, least), most);
	/* what is left of the batch is as new as what came */
	if (done > 0)
		room = Max(room, sums->nentries + (uint64) left * fresh / done);
	return (uint32) Max(room, SUMS_FEWEST);
}

/*
 * Room for how many key bytes, so many entries being there?  As many as keys of
 * the same length need: a long one among short ones gets what it needs, not
 * the same for each that may come.
 */
static uint32
SumsRoomForBytes(const KeyedSums *sums, const Incoming *in, uint32 entries)
{
	uint64		need = (uint64) sums->keybytes + SumsStoredLength(in->len);
	uint64		each = need / (sums->nentries + 1) + 1;
	uint64		most = Max(need * 4, SUMS_SMALL_KEYS);

	return SumsByteCapacity(Max(Min(entries * each, most), need + need / 8));
}

/*
 * Gives a state what it is short of: by a batch of which so many keys were
 * looked up, fresh ones among them, and so many are left.
 */
static KeyedSums *
SumsGrowFor(KeyedSums *sums, SumsNeed need, const Incoming *in, uint32 done,
			uint32 fresh, uint32 left)
{
	SumsShape	shape = SumsShapeOf(sums);

	if (need == SUMS_NEED_RESIDUALS)
		return SumsCompactResiduals(sums, 4);
	if (need == SUMS_NEED_WIDE)
		return SumsWiden(sums);
	shape.flags &= ~SUMS_FLAG_NO_INDEX;
	if (need == SUMS_NEED_INDEX)
		return SumsReshape(sums, shape);
	if (need == SUMS_NEED_ENTRIES)
		shape.maxentries = SumsRoomFor(sums, done, fresh, left);
	if (SumsHasBytes(sums))
		shape.maxkeybytes = Max(shape.maxkeybytes,
								SumsRoomForBytes(sums, in, shape.maxentries));
	/* The more entries a fold runs over, the more rows share its misses. */
	if (shape.maxpending >= SUMS_BATCH && shape.maxpending < SUMS_MAX_PENDING &&
		shape.maxentries / 2 > shape.maxpending)
	{
		uint32		rows = SumsPendingCapacity(Min(shape.maxentries / 2,
												   SUMS_MAX_PENDING));

		shape.maxpendingbytes = SumsByteCapacity((uint64) shape.maxpendingbytes *
												 rows / shape.maxpending);
		shape.maxpending = rows;
	}
	return SumsReshape(sums, shape);
}

/* Adds a whole batch, growing as needed. */
static KeyedSums *
SumsAbsorbAll(KeyedSums *sums, const Incoming *in, uint32 n)
{
	for (;;)
	{
		uint32		before = sums->nentries;
		SumsNeed	need = SUMS_NEED_NOTHING;
		uint32		done = SumsAbsorb(sums, in, n, &need);

		in += done;
		n -= done;
		if (n == 0)
			return sums;
		CHECK_FOR_INTERRUPTS();
		sums = SumsGrowFor(sums, need, in, done, sums->nentries - before, n);
	}
}

/* Reads one byte of each cache line of a range. */
static void
SumsTouch(const void *from, const void *to)
{
	for (const volatile char *at = from; at < (const char *) to;
		 at += SUMS_CACHE_LINE)
		(void) *at;
}

/*
 * Brings the whole table near the processor.  A fold of many rows meets many
 * of its cache lines, and memory that is read in order comes many times faster
 * than by single lines, asked for ahead or not.
 */
static void
SumsWarm(const KeyedSums *sums)
{
	SumsTouch(SumsEntries(sums), SumsEntries(sums) +
			  sums->nentries * SumsEntrySize(sums->flags));
	SumsTouch(SumsIndex(sums), SumsKeyBytes(sums) + sums->keybytes);
}

/* Prepares n pending rows of a state, from a slot on, for the entries. */
static void
SumsPrepare(Incoming *in, const KeyedSums *from, uint32 start, uint32 n)
{
	const char *bytes = SumsPendingBytes(from);
	bool		has_bytes = SumsHasBytes(from);

	for (uint32 i = 0; i < n; i++)
	{
		SumsPending row = SumsPendingAt(from, start + i);

		in[i].hi = row.value;
		in[i].lo = 0;
		if (has_bytes)
		{
			in[i].key.bytes = SumsLoadBytes(bytes + row.key, &in[i].len);
			in[i].hash = SumsHashBytes(in[i].key.bytes, in[i].len);
		}
		else
		{
			in[i].hash = SumsHashNumber(row.key);
			in[i].key.number = row.key;
		}
	}
}

/* Folds pending rows [start, end) of "from", a state or an older copy of it. */
static KeyedSums *
SumsFoldRange(KeyedSums *sums, const KeyedSums *from, uint32 start, uint32 end)
{
	Incoming	in[SUMS_BATCH];

	for (; start < end; start += SUMS_BATCH)
	{
		uint32		n = Min(end - start, SUMS_BATCH);

		SumsPrepare(in, from, start, n);
		sums = SumsAbsorbAll(sums, in, n);
	}
	return sums;
}

/*
 * Folds the pending rows of "from" into the entries of "into"; the two may
 * be one state, whose rows stay where they are until the caller returns.
 */
static KeyedSums *
SumsFoldRows(KeyedSums *into, const KeyedSums *from)
{
	uint32		newest = SumsNewest(from->npending);
	uint32		extent = SumsPendingExtent(from);

	if (from->npending >= into->nentries / SUMS_WARM_SHARE)
		SumsWarm(into);
	if (into == from)
	{
		into->npending = 0;
		into->pendingbytes = 0;
	}
	into = SumsFoldRange(into, from, 0, newest);
	return SumsFoldRange(into, from, SUMS_NEWEST, extent);
}

/* Folds the pending rows; afterwards every row is in the entries. */
KeyedSums *
SumsFold(KeyedSums *sums)
{
	return sums->npending == 0 ? sums : SumsFoldRows(sums, sums);
}

/* Takes its value from the pending row in a slot. */
static inline void
SumsForgetPending(KeyedSums *sums, uint32 slot)
{
	char	   *rows = SumsPendingRows(sums);

	if (SumsIsWide(sums))
		((SumsPending *) rows)[slot].value = 0;
	else
		((SumsNarrowPending *) rows)[slot].value = 0;
}

/* Adds pending rows [start, end) as far as there is room; did all fit? */
static bool
SumsSettleRange(KeyedSums *sums, uint32 start, uint32 end)
{
	Incoming	in[SUMS_BATCH];

	for (; start < end; start += SUMS_BATCH)
	{
		uint32		n = Min(end - start, SUMS_BATCH);
		SumsNeed	need = SUMS_NEED_NOTHING;
		uint32		done;

		SumsPrepare(in, sums, start, n);
		done = SumsAbsorb(sums, in, n, &need);
		/* what has been added must not be added once more */
		for (uint32 i = 0; i < done; i++)
			SumsForgetPending(sums, start + i);
		if (done < n)
			return false;
	}
	return true;
}

/*
 * Folds the pending rows in place if there is room for them.  What the state
 * says does not change, so a final function may do this to a state that other
 * final functions share, as numeric_avg may carry in its accumulator.
 */
void
SumsSettle(KeyedSums *sums)
{
	if (sums->npending == 0)
		return;
	SumsWarm(sums);
	if (SumsSettleRange(sums, 0, SumsNewest(sums->npending)) &&
		SumsSettleRange(sums, SUMS_NEWEST, SumsPendingExtent(sums)))
	{
		sums->npending = 0;
		sums->pendingbytes = 0;
	}
}

/*
 * Room for one more pending row: a larger buffer while the group is small,
 * a fold once the buffer has its full size.
 */
KeyedSums *
SumsMakeRoom(KeyedSums *sums, uint32 keylen)
{
	bool		rows_full = sums->npending == sums->maxpending;
	uint32		need = SumsStoredLength(keylen);
	Size		rowsize = SumsPendingSize(sums->flags);
	SumsShape	shape;
	uint64		size;

	if (sums->maxpending >= SUMS_BATCH && sums->npending > 0)
	{
		sums = SumsFold(sums);
		rows_full = false;
		if (!SumsHasBytes(sums) || need <= sums->maxpendingbytes)
			return sums;
	}

	shape = SumsShapeOf(sums);
	size = SumsSize(&shape, sums->paramsize);
	size = Max(size, SUMS_SMALL);
	if (sums->nentries == 0)
	{
		/* Spend the doubled state on rows, and on key bytes by their use. */
		uint64		target = pg_nextpower2_64(size + SUMS_NEWEST * rowsize);
		uint64		extra = target - SumsSize(&shape, sums->paramsize);

		if (SumsHasBytes(sums))
		{
			uint32		each = sums->npending == 0 ? need :
				(sums->pendingbytes + need) / (sums->npending + 1) + 1;
			uint64		rows = (shape.maxpending * rowsize +
								shape.maxpendingbytes + extra -
								SUMS_ALIGN(1)) / (rowsize + each);
			uint64		bytes = Max(Min(rows, SUMS_BATCH) * each,
									(uint64) sums->pendingbytes + need);

			rows = Max(rows, sums->npending + SUMS_NEWEST);
			rows = SumsPendingCapacity(Min(rows, SUMS_BATCH));
			shape.maxpending = Max(shape.maxpending, (uint32) rows);
			shape.maxpendingbytes = SumsByteCapacity(bytes);
		}
		else
			shape.maxpending =
				SumsPendingCapacity(Min(shape.maxpending +
										extra / rowsize, SUMS_BATCH));
	}
	else
	{
		/* A state that has only entries, as after a merge. */
		if (rows_full)
			shape.maxpending = Min(Max(shape.maxpending * 2, 16),
								   SUMS_MAX_PENDING);
		if (SumsHasBytes(sums))
			shape.maxpendingbytes =
				SumsByteCapacity(Max((uint64) shape.maxpending * 16,
									 (uint64) sums->pendingbytes + need));
	}
	return SumsReshape(sums, shape);
}

/* Adds a pending row in the form that the state has. */
static inline void
SumsPushPending(KeyedSums *sums, int64 key, double value)
{
	if (SumsIsWide(sums))
	{
		SumsPending *row = SumsNextPending(sums, sizeof(SumsPending));

		row->value = value;
		row->key = key;
	}
	else
	{
		SumsNarrowPending *row = SumsNextPending(sums, sizeof(SumsNarrowPending));

		row->value = value;
		row->key = (int32) key;
	}
}

/* Adds a row whose key is a byte string.  The caller has checked the value. */
KeyedSums *
SumsAddBytes(KeyedSums *sums, const char *key, uint32 len, double value)
{
	uint32		need = SumsStoredLength(len);

	if (unlikely(sums->npending == sums->maxpending ||
				 sums->maxpendingbytes - sums->pendingbytes < need))
	{
		sums = SumsMakeRoom(sums, len);
		if (sums->maxpendingbytes - sums->pendingbytes < need)
			sums = SumsMakeRoom(sums, len);
	}
	SumsPushPending(sums, sums->pendingbytes, value);
	SumsStoreBytes(SumsPendingBytes(sums) + sums->pendingbytes, key, len);
	sums->pendingbytes += need;
	__builtin_prefetch(SumsPendingBytes(sums) + sums->pendingbytes + SUMS_CACHE_LINE, 1);
	return sums;
}

/* Adds a row with a number that does not fit a narrow one, or to a wide state. */
KeyedSums *
SumsAddWide(KeyedSums *sums, int64 key, double value)
{
	if (!SumsIsWide(sums))
		sums = SumsWiden(sums);
	SumsPushPending(sums, key, value);
	return sums;
}

/* Adds a row whose key is NULL. */
KeyedSums *
SumsAddNull(KeyedSums *sums, double value)
{
	sums->flags |= SUMS_FLAG_NULL;
	if (sums->nresiduals == sums->maxresiduals)
		sums = SumsCompactResiduals(sums, 2);
	SumsPushResidual(sums, SUMS_NO_ENTRY, value);
	return sums;
}

/* An entry of a state, prepared for the entries of another. */
static inline Incoming
SumsIncoming(const KeyedSums *from, uint32 number)
{
	SumsEntry	entry = SumsEntryAt(from, number);
	Incoming	in = {.hi = entry.hi, .lo = entry.lo};

	in.hash = SumsEntryHash(from, &entry);
	if (SumsHasBytes(from))
		in.key.bytes = SumsEntryBytes(from, &entry, &in.len);
	else
		in.key.number = entry.key;
	return in;
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
			in[i] = SumsIncoming(other, start + i);
		sums = SumsAbsorbAll(sums, in, n);
	}
	for (uint32 i = 0; i < other->nresiduals; i++)
	{
		if (residuals[i].entry == SUMS_NO_ENTRY)
			sums = SumsAddNull(sums, residuals[i].value);
		else
		{
			in[0] = SumsIncoming(other, residuals[i].entry);
			in[0].hi = residuals[i].value;
			in[0].lo = 0;
			sums = SumsAbsorbAll(sums, in, 1);
		}
	}
	if (other->npending > 0)
		sums = SumsFoldRows(sums, other);
	return sums;
}

/* Makes room for keys that are to come. */
KeyedSums *
SumsReserve(KeyedSums *sums, uint32 nentries, uint64 keybytes)
{
	SumsShape	shape = SumsShapeOf(sums);

	shape.maxentries = Max(shape.maxentries, sums->nentries + nentries);
	shape.maxkeybytes = Max(shape.maxkeybytes,
							SumsByteCapacity(sums->keybytes + keybytes));
	return SumsReshape(sums, shape);
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
	SumsEntry  *wide_entries;
	SumsNarrowEntry *entries;

	for (uint32 i = 0; i < n; i++)
		narrow &= (numbers[i] == (int32) numbers[i]) &
			(lo == NULL || (float) lo[i] == lo[i]);
	shape.flags = SUMS_FLAG_NO_INDEX | (narrow ? 0 : SUMS_FLAG_WIDE);
	shape.maxpending = 0;
	shape.maxpendingbytes = 0;
	shape.maxentries = n + room;
	sums = SumsReshape(sums, shape);
	entries = (SumsNarrowEntry *) SumsEntries(sums);
	wide_entries = (SumsEntry *) SumsEntries(sums);
	for (uint32 i = 0; i < n; i++)
	{
		double		low = lo == NULL ? 0 : lo[i];

		if (narrow)
		{
			entries[i].hi = hi[i];
			entries[i].lo = (float) low;
			entries[i].key = (int32) numbers[i];
		}
		else
		{
			wide_entries[i].hi = hi[i];
			wide_entries[i].lo = low;
			wide_entries[i].key = numbers[i];
		}
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
		if (SumsLoadEntry(entries, next + i, wide).key != numbers[i] ||
			SumsEntryAdd(sums, entries, next + i, hi[i],
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
		place = SumsFindOrAppend(sums, SumsTableOf(sums), &in, sums->flags, &need);
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
