/*
 * sums.c
 *	  The keyed sums: building, folding, merging and growing.
 *
 * Rows are appended to a buffer and folded into the entries in batches of
 * 256.  A batch first computes all hashes and prefetches the index slots,
 * then prefetches the entries they name, then adds: its cache misses overlap
 * instead of adding up, and cache misses, not arithmetic, are what a table of
 * millions of keys costs.  The buffer grows with the entries, from a few rows
 * to 512: more would share the cost of a fold among more rows, but memory that
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
#define SUMS_DOUBLE_BELOW	512		/* entries: double below, half above */
#define SUMS_HALF_BELOW		65536	/* and a quarter from here on */

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
	uint8		flags;			/* SUMS_FLAG_NO_INDEX or 0 */
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
	return SUMS_ALIGN(sizeof(KeyedSums)) + SUMS_ALIGN(paramsize) +
		(uint64) shape->maxpending * sizeof(SumsPending) +
		(uint64) shape->maxentries * sizeof(SumsEntry) +
		(uint64) shape->maxresiduals * sizeof(SumsResidual) +
		SUMS_ALIGN((uint64) SumsSlotsFor(shape->maxentries,
												   shape->flags) *
				   sizeof(uint32)) +
		(uint64) shape->maxkeybytes + (uint64) shape->maxpendingbytes;
}

static SumsShape
SumsShapeOf(const KeyedSums *sums)
{
	SumsShape	shape = {sums->maxpending, sums->maxentries,
		sums->maxresiduals, sums->maxkeybytes, sums->maxpendingbytes,
		sums->flags & SUMS_FLAG_NO_INDEX};

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

/* Enters all entries into an empty index. */
static void
SumsBuildIndex(KeyedSums *sums)
{
	uint32		nslots = SumsSlots(sums);
	uint32	   *index = SumsIndex(sums);
	SumsEntry  *entries = SumsEntries(sums);
	bool		bytes = SumsHasBytes(sums);

	if (nslots == 0)
		return;
	memset(index, 0, (Size) nslots * sizeof(uint32));
	for (uint32 i = 0; i < sums->nentries; i++)
	{
		uint32		hash = bytes ? entries[i].key.bytes.hash :
			SumsHashNumber(entries[i].key.number);
		uint32		slot = SumsSlot(hash, nslots);

		while (index[slot] != 0)
			slot = slot + 1 == nslots ? 0 : slot + 1;
		index[slot] = (i + 1) | SumsTag(hash);
	}
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
	sums->flags = (sums->flags & ~SUMS_FLAG_NO_INDEX) | shape.flags;
	sums->maxpending = shape.maxpending;
	sums->maxentries = shape.maxentries;
	sums->maxresiduals = shape.maxresiduals;
	sums->maxkeybytes = shape.maxkeybytes;
	sums->maxpendingbytes = shape.maxpendingbytes;
	memset((char *) sums + sizeof(KeyedSums), 0,
		   SUMS_ALIGN(sizeof(KeyedSums)) - sizeof(KeyedSums));
	memcpy(SumsParams(sums), SumsParams(old), SUMS_ALIGN(old->paramsize));
	memcpy(SumsPendingRows(sums), SumsPendingRows(old),
		   SumsPendingExtent(old) * sizeof(SumsPending));
	memcpy(SumsEntries(sums), SumsEntries(old),
		   (Size) old->nentries * sizeof(SumsEntry));
	memcpy(SumsResiduals(sums), SumsResiduals(old),
		   (Size) old->nresiduals * sizeof(SumsResidual));
	if (SumsSlots(old) == SumsSlots(sums))
		memcpy(SumsIndex(sums), SumsIndex(old),
			   (Size) SumsSlots(sums) * sizeof(uint32));
	else
		SumsBuildIndex(sums);
	memcpy(SumsKeyBytes(sums), SumsKeyBytes(old), old->keybytes);
	memcpy(SumsPendingBytes(sums), SumsPendingBytes(old), old->pendingbytes);
	return sums;
}

/* An empty state for a noun, with room for a few rows. */
KeyedSums *
SumsCreate(Noun noun, bool bytes, const void *params, uint32 paramsize)
{
	SumsShape	shape = {0};
	uint32		head = SUMS_ALIGN(sizeof(KeyedSums)) + SUMS_ALIGN(paramsize);
	uint32		size = Max(SUMS_SMALL, pg_nextpower2_32(head + 40));
	uint32		room = size - head;
	KeyedSums  *sums;

	shape.maxpending = SumsPendingCapacity((bytes ? room / 2 : room) /
										   sizeof(SumsPending));
	shape.maxpendingbytes = room - shape.maxpending * sizeof(SumsPending);
	shape.maxpendingbytes -= shape.maxpendingbytes % 8;

	sums = (KeyedSums *) palloc0(size);
	SET_VARSIZE(sums, SumsSize(&shape, paramsize));
	sums->magic = SUMS_MAGIC;
	sums->noun = (uint8) noun;
	sums->flags = bytes ? SUMS_FLAG_BYTES : 0;
	sums->maxpending = shape.maxpending;
	sums->maxpendingbytes = shape.maxpendingbytes;
	sums->paramsize = paramsize;
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

/* The next capacity of entries: the larger, the less room to spare. */
static uint32
SumsNextCapacity(uint32 capacity, uint32 smallest)
{
	if (capacity < smallest)
		return smallest;
	if (capacity < SUMS_DOUBLE_BELOW)
		return capacity * 2;
	return capacity + capacity / (capacity < SUMS_HALF_BELOW ? 2 : 4);
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
 * False, and nothing is changed, when there is no room for residuals.
 */
static pg_attribute_always_inline bool
SumsEntryAdd(KeyedSums *sums, SumsEntry *entry, uint32 number, double hi,
			 double lo)
{
	double		newhi = entry->hi;
	double		newlo = entry->lo;
	double		left = FSumTwoSum(&newlo, FSumTwoSum(&newhi, hi));
	double		left2 = 0;

	if (lo != 0)
		left2 = FSumTwoSum(&newlo, FSumTwoSum(&newhi, lo));
	if (unlikely(left != 0 || left2 != 0) && isfinite(newhi))
	{
		if (sums->maxresiduals - sums->nresiduals < 2)
			return false;
		if (left != 0)
			SumsPushResidual(sums, number, left);
		if (left2 != 0)
			SumsPushResidual(sums, number, left2);
	}
	entry->hi = newhi;
	entry->lo = newlo;
	return true;
}

/* Does the entry carry this key? */
static pg_attribute_always_inline bool
SumsEntryMatches(const KeyedSums *sums, const SumsEntry *entry,
				 const Incoming *in, bool bytes)
{
	const char *key;
	uint32		len;

	if (!bytes)
		return entry->key.number == in->key.number;
	if (entry->key.bytes.hash != in->hash)
		return false;
	key = SumsEntryBytes(sums, entry, &len);
	return len == in->len && memcmp(key, in->key.bytes, len) == 0;
}

/* Where the table of a state is, looked up once for many keys. */
typedef struct SumsTable
{
	uint32		nslots;
	uint32	   *index;
	SumsEntry  *entries;
} SumsTable;

static inline SumsTable
SumsTableOf(const KeyedSums *sums)
{
	SumsTable	table = {SumsSlots(sums), SumsIndex(sums), SumsEntries(sums)};

	return table;
}

/*
 * Finds the entry of a key or appends it with a sum of zero.  Returns
 * SUMS_NO_ENTRY when there is no room to append.
 */
static pg_attribute_always_inline uint32
SumsFindOrAppend(KeyedSums *sums, SumsTable table, const Incoming *in,
				 bool bytes)
{
	uint32		nslots = table.nslots;
	uint32	   *index = table.index;
	SumsEntry  *entries = table.entries;
	uint32		tag = SumsTag(in->hash);
	uint32		slot;
	SumsEntry  *entry;

	if (unlikely(nslots == 0))
		return SUMS_NO_ENTRY;
	for (slot = SumsSlot(in->hash, nslots); index[slot] != 0;
		 slot = slot + 1 == nslots ? 0 : slot + 1)
	{
		uint32		found = index[slot];

		if ((found & ~SUMS_INDEX_MASK) == tag)
		{
			found = (found & SUMS_INDEX_MASK) - 1;
			if (SumsEntryMatches(sums, &entries[found], in, bytes))
				return found;
		}
	}

	if (sums->nentries == sums->maxentries)
		return SUMS_NO_ENTRY;
	entry = &entries[sums->nentries];
	entry->hi = 0;
	entry->lo = 0;
	if (bytes)
	{
		if (sums->maxkeybytes - sums->keybytes < SumsStoredLength(in->len))
			return SUMS_NO_ENTRY;
		entry->key.bytes.hash = in->hash;
		entry->key.bytes.offset = sums->keybytes;
		SumsStoreBytes(SumsKeyBytes(sums) + sums->keybytes,
					   in->key.bytes, in->len);
		sums->keybytes += SumsStoredLength(in->len);
	}
	else
		entry->key.number = in->key.number;
	index[slot] = (sums->nentries + 1) | tag;
	return sums->nentries++;
}

/* Adds a batch until something is full; returns how many were taken. */
static pg_attribute_always_inline uint32
SumsAbsorb(KeyedSums *sums, const Incoming *in, uint32 n, bool bytes)
{
	SumsTable	table = SumsTableOf(sums);

	if (table.nslots == 0)
		return 0;
	for (uint32 i = 0; i < n; i++)
		__builtin_prefetch(&table.index[SumsSlot(in[i].hash, table.nslots)], 0);
	for (uint32 i = 0; i < n; i++)
	{
		uint32		found = table.index[SumsSlot(in[i].hash, table.nslots)];

		if (found != 0)
			__builtin_prefetch(&table.entries[(found & SUMS_INDEX_MASK) - 1], 1);
	}
	for (uint32 i = 0; i < n; i++)
	{
		uint32		number;

		number = SumsFindOrAppend(sums, table, &in[i], bytes);
		if (unlikely(number == SUMS_NO_ENTRY) ||
			unlikely(!SumsEntryAdd(sums, &table.entries[number], number,
								   in[i].hi, in[i].lo)))
			return i;
	}
	return n;
}

/*
 * Makes whatever stopped SumsAbsorb larger; "expected" is how many of the
 * keys to come are likely to be new.
 */
static KeyedSums *
SumsGrowFor(KeyedSums *sums, const Incoming *in, uint32 expected)
{
	SumsShape	shape = SumsShapeOf(sums);

	shape.flags = 0;
	if ((sums->flags & SUMS_FLAG_NO_INDEX) &&
		sums->nentries < sums->maxentries)
		return SumsReshape(sums, shape);
	if (SumsHasBytes(sums) &&
		sums->maxkeybytes - sums->keybytes < SumsStoredLength(in->len))
	{
		uint64		want = sums->maxkeybytes < (1 << 20) ?
			(uint64) sums->maxkeybytes * 2 :
			(uint64) sums->maxkeybytes + sums->maxkeybytes / 8;

		want = Max(want, 256);
		/* long keys: room for those to come at once, not key by key */
		want = Max(want, (uint64) sums->keybytes +
				   (uint64) SumsStoredLength(in->len) * Max(expected, 1));
		shape.maxkeybytes = SumsByteCapacity(want);
		if (sums->nentries < sums->maxentries)
			return SumsReshape(sums, shape);
	}
	if (sums->nentries < sums->maxentries)
		return SumsCompactResiduals(sums, 4);
	shape.maxentries = Max(SumsNextCapacity(sums->maxentries, 16),
						   sums->nentries + expected);
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
		uint32		done = SumsHasBytes(sums) ?
			SumsAbsorb(sums, in, n, true) : SumsAbsorb(sums, in, n, false);

		in += done;
		n -= done;
		if (n == 0)
			return sums;
		CHECK_FOR_INTERRUPTS();
		/* what is to come is as new as what came */
		sums = SumsGrowFor(sums, in, done == 0 ? 0 :
						   (uint32) ((uint64) n * (sums->nentries - before) / done));
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
	SumsTouch(SumsEntries(sums), SumsEntries(sums) + sums->nentries);
	SumsTouch(SumsIndex(sums), SumsKeyBytes(sums) + sums->keybytes);
}

/* Prepares n pending rows of a state, from row start on, for the entries. */
static void
SumsPrepare(Incoming *in, const KeyedSums *from, uint32 start, uint32 n)
{
	const SumsPending *rows = SumsPendingRows(from) + start;
	const char *bytes = SumsPendingBytes(from);
	bool		has_bytes = SumsHasBytes(from);

	for (uint32 i = 0; i < n; i++)
	{
		in[i].hi = rows[i].value;
		in[i].lo = 0;
		if (has_bytes)
		{
			in[i].hash = rows[i].key.bytes.hash;
			in[i].key.bytes = SumsLoadBytes(bytes + rows[i].key.bytes.offset,
											&in[i].len);
		}
		else
		{
			in[i].hash = SumsHashNumber(rows[i].key.number);
			in[i].key.number = rows[i].key.number;
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

/* Adds pending rows [start, end) as far as there is room; did all fit? */
static bool
SumsSettleRange(KeyedSums *sums, uint32 start, uint32 end)
{
	Incoming	in[SUMS_BATCH];

	for (; start < end; start += SUMS_BATCH)
	{
		uint32		n = Min(end - start, SUMS_BATCH);
		uint32		done;

		SumsPrepare(in, sums, start, n);
		done = SumsHasBytes(sums) ?
			SumsAbsorb(sums, in, n, true) : SumsAbsorb(sums, in, n, false);
		/* what has been added must not be added once more */
		for (uint32 i = 0; i < done; i++)
			SumsPendingRows(sums)[start + i].value = 0;
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
		uint64		target = pg_nextpower2_64(size +
											  SUMS_NEWEST * sizeof(SumsPending));
		uint64		extra = target - SumsSize(&shape, sums->paramsize);

		if (SumsHasBytes(sums))
		{
			uint32		each = sums->npending == 0 ? need :
				(sums->pendingbytes + need) / (sums->npending + 1) + 1;
			uint64		rows = (shape.maxpending * sizeof(SumsPending) +
								shape.maxpendingbytes + extra) /
				(sizeof(SumsPending) + each);
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
										extra / sizeof(SumsPending), SUMS_BATCH));
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

/* Adds a row whose key is a byte string.  The caller has checked the value. */
KeyedSums *
SumsAddBytes(KeyedSums *sums, const char *key, uint32 len, double value)
{
	uint32		need = SumsStoredLength(len);
	SumsPending *row;

	if (unlikely(sums->npending == sums->maxpending ||
				 sums->maxpendingbytes - sums->pendingbytes < need))
	{
		sums = SumsMakeRoom(sums, len);
		if (sums->maxpendingbytes - sums->pendingbytes < need)
			sums = SumsMakeRoom(sums, len);
	}
	row = SumsNextPending(sums);
	row->key.bytes.hash = SumsHashBytes(key, len);
	row->key.bytes.offset = sums->pendingbytes;
	row->value = value;
	SumsStoreBytes(SumsPendingBytes(sums) + sums->pendingbytes, key, len);
	sums->pendingbytes += need;
	__builtin_prefetch(SumsPendingBytes(sums) + sums->pendingbytes + SUMS_CACHE_LINE, 1);
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

/* Adds all of another state of the same noun and kind of key. */
KeyedSums *
SumsMerge(KeyedSums *sums, const KeyedSums *other)
{
	const SumsEntry *entries = SumsEntries(other);
	const SumsResidual *residuals = SumsResiduals(other);
	Incoming	in[SUMS_BATCH];
	bool		bytes = SumsHasBytes(other);

	sums->flags |= other->flags & SUMS_FLAG_NULL;
	for (uint32 start = 0; start < other->nentries; start += SUMS_BATCH)
	{
		uint32		n = Min(other->nentries - start, SUMS_BATCH);

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < n; i++)
		{
			const SumsEntry *entry = &entries[start + i];

			in[i].hi = entry->hi;
			in[i].lo = entry->lo;
			if (bytes)
			{
				in[i].hash = entry->key.bytes.hash;
				in[i].key.bytes = SumsEntryBytes(other, entry, &in[i].len);
			}
			else
			{
				in[i].hash = SumsHashNumber(entry->key.number);
				in[i].key.number = entry->key.number;
			}
		}
		sums = SumsAbsorbAll(sums, in, n);
	}
	for (uint32 i = 0; i < other->nresiduals; i++)
	{
		if (residuals[i].entry == SUMS_NO_ENTRY)
			sums = SumsAddNull(sums, residuals[i].value);
		else
		{
			const SumsEntry *entry = &entries[residuals[i].entry];

			in[0].hi = residuals[i].value;
			in[0].lo = 0;
			in[0].key.number = entry->key.number;
			in[0].hash = SumsHashNumber(entry->key.number);
			if (bytes)
			{
				in[0].hash = entry->key.bytes.hash;
				in[0].key.bytes = SumsEntryBytes(other, entry, &in[0].len);
			}
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
	SumsEntry  *entries;

	shape.flags = SUMS_FLAG_NO_INDEX;
	shape.maxpending = 0;
	shape.maxpendingbytes = 0;
	shape.maxentries = n + room;
	sums = SumsReshape(sums, shape);
	entries = SumsEntries(sums);
	for (uint32 i = 0; i < n; i++)
	{
		entries[i].hi = hi[i];
		entries[i].lo = lo == NULL ? 0 : lo[i];
		entries[i].key.number = numbers[i];
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
uint32
SumsAddRun(KeyedSums *sums, uint32 next, const int64 *numbers,
		   const double *hi, const double *lo, uint32 n)
{
	SumsEntry  *entries = SumsEntries(sums) + next;

	n = Min(n, sums->nentries - next);
	for (uint32 i = 0; i < n; i++)
	{
		SumsEntry  *entry = &entries[i];
		double		newhi = entry->hi;
		double		newlo = entry->lo;
		double		left;
		double		left2;

		if (entry->key.number != numbers[i])
			return i;
		/* both pairs side by side, then what the first leaves */
		left = FSumTwoSum(&newhi, hi[i]);
		left2 = lo == NULL ? 0 : FSumTwoSum(&newlo, lo[i]);
		left = FSumTwoSum(&newlo, left);
		if (unlikely(left != 0 || left2 != 0))
		{
			if (!SumsEntryAdd(sums, entry, next + i, hi[i],
							  lo == NULL ? 0 : lo[i]))
				return i;
			continue;
		}
		entry->hi = newhi;
		entry->lo = newlo;
	}
	return n;
}

/*
 * Adds one key of a stored value, whose keys come sorted.  When values with
 * much the same keys are merged, the wanted entry is the one behind the last:
 * *next remembers it, and no hash is needed.
 */
KeyedSums *
SumsAddSorted(KeyedSums *sums, uint32 *next, SumsKey key, const char *bytes,
			  uint32 len, const double *parts, int nparts)
{
	bool		has_bytes = SumsHasBytes(sums);
	Incoming	in;
	int			used = Min(nparts, 2);

	in.hi = nparts > 0 ? parts[0] : 0;
	in.lo = nparts > 1 ? parts[1] : 0;
	if (*next < sums->nentries)
	{
		SumsEntry  *entry = SumsEntries(sums) + *next;
		bool		same;

		if (has_bytes)
		{
			uint32		have;
			const char *at = SumsEntryBytes(sums, entry, &have);

			same = have == len && memcmp(at, bytes, len) == 0;
		}
		else
			same = entry->key.number == key.number;
		if (same && SumsEntryAdd(sums, entry, *next, in.hi, in.lo))
			goto added;
	}
	if (has_bytes)
	{
		in.key.bytes = bytes;
		in.len = len;
		in.hash = SumsHashBytes(bytes, len);
	}
	else
	{
		in.key.number = key.number;
		in.hash = SumsHashNumber(key.number);
	}
	sums = SumsAbsorbAll(sums, &in, 1);
	*next = has_bytes ? SumsFindOrAppend(sums, SumsTableOf(sums), &in, true) :
		SumsFindOrAppend(sums, SumsTableOf(sums), &in, false);
added:
	for (; used < nparts; used++)
	{
		while (!SumsEntryAdd(sums, SumsEntries(sums) + *next, *next, parts[used], 0))
			sums = SumsCompactResiduals(sums, 4);
	}
	(*next)++;
	return sums;
}
