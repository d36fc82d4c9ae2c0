/*
 * sums_table.c
 *	  The keyed sums: the table of entries, its index and its growth.
 *
 * Where a table is large, a batch of keys first prefetches the index slots,
 * then the entries they name, then adds: its cache misses overlap instead of
 * adding up, and cache misses, not arithmetic, are what a table of millions of
 * keys costs.
 *
 * Whatever is short makes a batch stop where it is; the caller replaces the
 * state by a larger one and goes on.  There is one such place, SumsAbsorbAll.
 *
 * Text keys are compared by bytes, never by collation: what is stored must
 * not change its order or its equality when the operating system's locale
 * data change.  (A nondeterministic collation would call two spellings equal;
 * to count them as one, fold them in the query, for example with lower().)
 */
#include "rareearth.h"

#include "access/xlog.h"
#include "catalog/pg_control.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "keyed/sums_table.h"

/* Regions behind the header are aligned, and a narrow row wastes no byte. */
StaticAssertDecl(sizeof(KeyedSums) % 8 == 0, "regions must be aligned");
StaticAssertDecl(sizeof(SumsNarrowPending) == 12, "narrow rows must be packed");
StaticAssertDecl(sizeof(SumsNarrowEntry) == 16, "narrow entries have no padding");
StaticAssertDecl(sizeof(SumsEntry) == 24, "wide entries have no padding");
StaticAssertDecl(sizeof(SumsResidual) == 16, "residuals have no padding");
StaticAssertDecl(sizeof(ValueMeaning) == 4, "meanings are compared by bytes");

#define SUMS_INDEX_BITS		26		/* entry number; the rest is hash */
#define SUMS_INDEX_MASK		((1U << SUMS_INDEX_BITS) - 1)
#define SUMS_FEWEST			16		/* entries there is room for, if any */
#define SUMS_SMALL_TABLE	2048	/* entries below which four times are made */
#define SUMS_LARGE_TABLE	65536	/* and from which at most a quarter more */
#define SUMS_SMALL_KEYS		8192	/* key bytes there is room for at once */
#define SUMS_NEAR			16384	/* entries that caches hold during a batch */

SumsSeeds	sums_seeds;

/* What a function that works for every kind of state is compiled for. */
#define SUMS_KIND			(SUMS_FLAG_BYTES | SUMS_FLAG_WIDE | SUMS_FLAG_LEVEL)
/* What a state can be reshaped for. */
#define SUMS_SHAPE_FLAGS	(SUMS_FLAG_NO_INDEX | SUMS_FLAG_WIDE)

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

/* Bytes of a state of this shape; 64 bits hold any sum of 32-bit shapes. */
uint64
SumsSize(const SumsShape *shape, uint32 paramsize)
{
	return sizeof(KeyedSums) + SUMS_ALIGN(paramsize) +
		SUMS_ALIGN((uint64) shape->maxpending * SumsPendingSize(shape->flags)) +
		(uint64) shape->maxentries * SumsEntrySize(shape->flags) +
		(uint64) shape->maxresiduals * sizeof(SumsResidual) +
		SumsIndexSize(SumsSlotsFor(shape->maxentries, shape->flags)) +
		(uint64) shape->maxkeybytes + (uint64) shape->maxpendingbytes;
}

SumsShape
SumsShapeOf(const KeyedSums *sums)
{
	SumsShape	shape = {sums->maxpending, sums->maxentries,
		sums->maxresiduals, sums->maxkeybytes, sums->maxpendingbytes,
		sums->flags & SUMS_SHAPE_FLAGS};

	return shape;
}

/*
 * Takes the seeds of hashes from a secret that a cluster has from its birth on,
 * on all standbys the same.
 */
void
SumsChooseSeeds(void)
{
	const unsigned char *secret = (const unsigned char *) GetMockAuthenticationNonce();

	sums_seeds.number = hash_bytes_extended(secret, MOCK_AUTH_NONCE_LEN, 1);
	sums_seeds.factor = hash_bytes_extended(secret, MOCK_AUTH_NONCE_LEN, 2) | 1;
	sums_seeds.bytes = hash_bytes_extended(secret, MOCK_AUTH_NONCE_LEN, 3);
	sums_seeds.mark = (uint32) hash_bytes_extended(secret, MOCK_AUTH_NONCE_LEN, 4);
}

/* Was the index built with the seeds of this server?  A state may have lain in a table. */
static inline bool
SumsIndexIsOurs(const KeyedSums *sums, uint32 nslots)
{
	return likely(SumsIndex(sums)[nslots] == sums_seeds.mark);
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
	index[nslots] = sums_seeds.mark;
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

/* Refuses to give a state this shape; says what takes the room. */
pg_noreturn static void
SumsTooLarge(const KeyedSums *sums, const SumsShape *shape)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("state of %s would exceed 1 GB", KindOf(sums)->name),
			 errdetail("The group holds %u distinct keys and needs room for %u keys with %u bytes of names, and for %u rows not yet added to them with %u bytes.",
					   sums->nentries, shape->maxentries, shape->maxkeybytes,
					   shape->maxpending, shape->maxpendingbytes),
			 errhint("Group by more columns, store one summary per part and combine the answers, or shorten the keys.")));
}

/*
 * A copy of the state in another shape, in the current memory context.  The
 * shape has room for what the state holds.
 */
KeyedSums *
SumsReshape(const KeyedSums *old, SumsShape shape)
{
	uint64		size = SumsSize(&shape, old->paramsize);
	KeyedSums  *sums;

	if (size > MaxAllocSize || shape.maxentries >= SUMS_INDEX_MASK)
		SumsTooLarge(old, &shape);

	sums = (KeyedSums *) palloc((Size) size);
	memcpy(sums, old, sizeof(KeyedSums));
	SET_VARSIZE(sums, (Size) size);
	sums->flags = (sums->flags & ~SUMS_SHAPE_FLAGS) | shape.flags;
	sums->maxpending = shape.maxpending;
	sums->maxentries = shape.maxentries;
	sums->maxresiduals = shape.maxresiduals;
	sums->maxkeybytes = shape.maxkeybytes;
	sums->maxpendingbytes = shape.maxpendingbytes;
	memcpy(SumsParamBytes(sums), SumsParamBytes(old), SUMS_ALIGN(old->paramsize));
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
		memcpy(SumsIndex(sums), SumsIndex(old), SumsIndexSize(SumsSlots(sums)));
	else
		SumsBuildIndex(sums);
	return sums;
}

/* An empty state, with room for a few rows. */
KeyedSums *
SumsCreate(StateSpec spec)
{
	const StateKind *kind = &StateKinds[spec.kind];
	uint32		paramsize = kind->paramsize;
	SumsShape	shape = {0};
	uint32		head = sizeof(KeyedSums) + SUMS_ALIGN(paramsize);
	uint32		size = Max(SUMS_SMALL, pg_nextpower2_32(head + 40));
	uint32		room = size - head;
	KeyedSums  *sums;

	shape.maxpending = SumsPendingCapacity((spec.bytes ? room / 2 : room) /
										   sizeof(SumsNarrowPending));
	shape.maxpendingbytes = room -
		SUMS_ALIGN(shape.maxpending * sizeof(SumsNarrowPending));
	shape.maxpendingbytes -= shape.maxpendingbytes % 8;

	sums = (KeyedSums *) palloc0(size);
	SET_VARSIZE(sums, SumsSize(&shape, paramsize));
	sums->magic = SUMS_MAGIC;
	sums->kind = spec.kind;
	sums->meaning = spec.meaning;
	sums->flags = (spec.bytes ? SUMS_FLAG_BYTES : 0) |
		(kind->second_level != NULL ? SUMS_FLAG_LEVEL : 0);
	sums->maxpending = shape.maxpending;
	sums->maxpendingbytes = shape.maxpendingbytes;
	sums->paramsize = (uint16) paramsize;
	if (paramsize > 0)
		memcpy(SumsParamBytes(sums), spec.params, paramsize);
	return sums;
}

/* The parameters of the kind. */
char *
SumsParams(const KeyedSums *sums)
{
	return SumsParamBytes(sums);
}

/* Are these the parameters of the state?  If so it remembers the mark. */
bool
SumsSameParams(KeyedSums *sums, const void *params, uint32 mark)
{
	if (memcmp(SumsParamBytes(sums), params, sums->paramsize) != 0)
		return false;
	sums->mark = mark;
	return true;
}

/* What a state asks of another one that it is added to. */
StateSpec
SumsSpecOf(const KeyedSums *sums)
{
	StateSpec	spec = {.kind = sums->kind, .bytes = SumsHasBytes(sums),
	.meaning = sums->meaning, .params = SumsParams(sums)};

	return spec;
}

/* Has the state seen no row? */
bool
SumsIsEmpty(const KeyedSums *sums)
{
	return sums->nentries == 0 && sums->npending == 0 &&
		(sums->flags & SUMS_FLAG_NULL) == 0;
}

/* A copy with the same shape; another process may have set the mark. */
KeyedSums *
SumsCopy(const KeyedSums *sums)
{
	KeyedSums  *copy = SumsReshape(sums, SumsShapeOf(sums));

	copy->mark = 0;
	return copy;
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
		/* one that is out of range stays so, for whoever reads it to say */
		n = FSumCanonical(&sum, parts);
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
		SumsStoreEntry(table.entries, sums->nentries, &entry, wide);
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

/* The entry of a key that is there. */
uint32
SumsFind(KeyedSums *sums, const Incoming *in)
{
	SumsNeed	need;

	return SumsFindOrAppend(sums, SumsTableOf(sums), in, sums->flags, &need);
}

/*
 * Asks for all that a batch will meet: first the index slots, then the entries
 * they name.
 */
static pg_attribute_always_inline void
SumsPrefetch(SumsTable table, const Incoming *in, uint32 n, bool wide)
{
	Size		size = wide ? sizeof(SumsEntry) : sizeof(SumsNarrowEntry);

	for (uint32 i = 0; i < n; i++)
		__builtin_prefetch(&table.index[SumsSlot(in[i].hash, table.nslots)], 0);
	for (uint32 i = 0; i < n; i++)
	{
		uint32		found = table.index[SumsSlot(in[i].hash, table.nslots)];

		if (found != 0)
			__builtin_prefetch(table.entries +
							   ((found & SUMS_INDEX_MASK) - 1) * size, 1);
	}
}

/* Adds a batch until something is short; returns how many were taken. */
static pg_attribute_always_inline uint32
SumsAbsorbKind(KeyedSums *sums, const Incoming *in, uint32 n, SumsNeed *need,
			   uint8 kind)
{
	const bool	wide = (kind & SUMS_FLAG_WIDE) != 0;
	const bool	level = (kind & SUMS_FLAG_LEVEL) != 0;
	SumsTable	table = SumsTableOf(sums);

	if (table.nslots == 0)
	{
		*need = sums->maxentries > sums->nentries ? SUMS_NEED_INDEX :
			SUMS_NEED_ENTRIES;
		return 0;
	}
	if (!SumsIndexIsOurs(sums, table.nslots))
		SumsBuildIndex(sums);
	if (sums->nentries > SUMS_NEAR)
		SumsPrefetch(table, in, n, wide);
	for (uint32 i = 0; i < n; i++)
	{
		uint32		known = sums->nentries;
		uint32		number = SumsFindOrAppend(sums, table, &in[i], kind, need);

		if (unlikely(number == SUMS_NO_ENTRY))
			return i;
		*need = level ?
			SumsEntrySet(table.entries, number, in[i].hi, number == known, wide) :
			SumsEntryAdd(sums, table.entries, number, in[i].hi, in[i].lo, wide);
		if (unlikely(*need != SUMS_NEED_NOTHING))
			return i;
	}
	return n;
}

/* The same, compiled for each kind of state. */
uint32
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
		case SUMS_FLAG_LEVEL:
			return SumsAbsorbKind(sums, in, n, need, SUMS_FLAG_LEVEL);
		case SUMS_FLAG_LEVEL | SUMS_FLAG_WIDE:
			return SumsAbsorbKind(sums, in, n, need,
								  SUMS_FLAG_LEVEL | SUMS_FLAG_WIDE);
		default:
			return SumsAbsorbKind(sums, in, n, need,
								  SUMS_FLAG_BYTES | SUMS_FLAG_WIDE);
	}
}

/* The same state with wide entries and rows. */
KeyedSums *
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
KeyedSums *
SumsGrowFor(KeyedSums *sums, SumsNeed need, const Incoming *in, uint32 done,
			uint32 fresh, uint32 left)
{
	SumsShape	shape = SumsShapeOf(sums);

	if (need == SUMS_NEED_ONE_LEVEL)
		KindOf(sums)->second_level(in->key.number,
								   SumsEntryAt(sums, SumsFind(sums, in)).hi,
								   in->hi);
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
	/* less and less to spare where that would be too large */
	for (uint32 part = 8; part <= 1024 &&
		 SumsSize(&shape, sums->paramsize) > MaxAllocSize; part *= 2)
	{
		uint64		keybytes = (uint64) sums->keybytes + SumsStoredLength(in->len);

		if (need == SUMS_NEED_ENTRIES)
			shape.maxentries = sums->maxentries + sums->maxentries / part + 1;
		if (SumsHasBytes(sums))
			shape.maxkeybytes = Max(sums->maxkeybytes,
									SumsByteCapacity(keybytes + keybytes / part));
	}
	/* The more entries a fold runs over, the more rows share its misses. */
	if (shape.maxpending >= SUMS_BATCH && shape.maxpending < SUMS_MAX_PENDING &&
		shape.maxentries / 2 > shape.maxpending)
	{
		uint32		rows = SumsPendingCapacity(Min(shape.maxentries / 2,
												   SUMS_MAX_PENDING));

		shape.maxpendingbytes = Max(shape.maxpendingbytes,
									Min(SumsByteCapacity((uint64) shape.maxpendingbytes *
														 rows / shape.maxpending),
										SUMS_MAX_PENDING_BYTES));
		shape.maxpending = rows;
	}
	return SumsReshape(sums, shape);
}

/* Adds a whole batch, growing as needed. */
KeyedSums *
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
