/*
 * sums_table.c
 *	  The keyed sums: the table of entries and its growth.
 *
 * Cache misses, not arithmetic, are what a table of many keys costs: a key is
 * looked for where its sum stands, so finding and adding is one of them, and
 * where a table is large a batch of keys first asks for all of their places.
 * Tables are gone through in the order of their hashes, so that what is copied
 * or merged goes to the next table in the order of its memory too.
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
#include "common/hashfn.h"
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

#define SUMS_FEWEST			16		/* entries there is room for, if any */
#define SUMS_SMALL_TABLE	2048	/* entries below which four times are made */
#define SUMS_LARGE_TABLE	65536	/* and from which at most a quarter more */
#define SUMS_SMALL_KEYS		8192	/* key bytes there is room for at once */
#define SUMS_NEAR			16384	/* entries that caches hold during a batch */

SumsSeeds	sums_seeds;

/* What a function that works for every kind of state is compiled for. */
#define SUMS_KIND			(SUMS_FLAG_BYTES | SUMS_FLAG_WIDE)
/* What a state can be reshaped for. */
#define SUMS_SHAPE_FLAGS	(SUMS_FLAG_DENSE | SUMS_FLAG_ORDERED | SUMS_FLAG_WIDE)

/* Where the table of a state is, looked up once for many keys. */
typedef struct SumsTable
{
	char	   *entries;
	const char *keybytes;
	uint32		places;
} SumsTable;

static inline SumsTable
SumsTableOf(const KeyedSums *sums)
{
	SumsTable	table = {SumsEntries(sums), SumsKeyBytes(sums), SumsPlaces(sums)};

	return table;
}

/* The first place of a hash, and the one that follows a place. */
static inline uint32
SumsFirstPlace(SumsTable table, uint32 hash)
{
	return (uint32) (((uint64) hash * table.places) >> 32);
}

static inline uint32
SumsNextPlace(SumsTable table, uint32 place)
{
	return place + 1 == table.places ? 0 : place + 1;
}

/* The bits of the hash of a byte key that stand beside its offset. */
static inline int64
SumsTag(int64 hash)
{
	return hash & ((1 << SUMS_TAG_BITS) - 1);
}

/* Bytes of a state of this shape; 64 bits hold any sum of 32-bit shapes. */
uint64
SumsSize(const SumsShape *shape, uint32 paramsize)
{
	return sizeof(KeyedSums) + SUMS_ALIGN(paramsize) +
		SUMS_ALIGN((uint64) shape->maxpending * SumsPendingSize(shape->flags)) +
		(uint64) SumsPlacesFor(shape->maxentries, shape->flags) *
		SumsEntrySize(shape->flags) +
		(uint64) shape->maxresiduals * sizeof(SumsResidual) +
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
 * The shape that takes the least room: that of states which are sent.  Residuals
 * name places, so entries that have some stay at theirs.
 */
SumsShape
SumsLeastShape(const KeyedSums *sums)
{
	SumsShape	shape = {sums->npending, sums->nentries, 0,
		SUMS_ALIGN(sums->keybytes), SUMS_ALIGN(sums->pendingbytes),
		(sums->flags & SUMS_SHAPE_FLAGS) | SUMS_FLAG_DENSE};

	return sums->nresiduals == 0 ? shape : SumsShapeOf(sums);
}

/* Bytes of a state in that shape. */
uint64
SumsLeastSize(const KeyedSums *sums)
{
	SumsShape	shape = SumsLeastShape(sums);

	return SumsSize(&shape, sums->paramsize);
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

/* Can keys be looked up?  A state that has lain in a table may be another server's. */
static inline bool
SumsIsTable(const KeyedSums *sums)
{
	return !SumsIsDense(sums) && sums->maxentries > 0 &&
		likely(sums->seeds == sums_seeds.mark);
}

/* Does the entry carry this key? */
static pg_attribute_always_inline bool
SumsHasKey(SumsTable table, const SumsEntry *entry, const Incoming *in,
		   bool bytes)
{
	const char *key;
	uint32		len;

	if (!bytes)
		return entry->key == in->key.number;
	if (SumsTag(entry->key ^ in->hash) != 0)
		return false;
	key = SumsLoadBytes(table.keybytes + (entry->key >> SUMS_TAG_BITS), &len);
	return len == in->len && SumsSameBytes(key, in->key.bytes, len);
}

/* Looks for a key: its place, or the free one where it belongs. */
static pg_attribute_always_inline bool
SumsSeek(SumsTable table, const Incoming *in, uint8 kind, uint32 *place)
{
	const bool	bytes = (kind & SUMS_FLAG_BYTES) != 0;
	const bool	wide = (kind & SUMS_FLAG_WIDE) != 0;

	for (*place = SumsFirstPlace(table, in->hash);;
		 *place = SumsNextPlace(table, *place))
	{
		SumsEntry	entry = SumsLoadEntry(table.entries, *place, wide);

		if (SumsIsFree(&entry))
			return false;
		if (SumsHasKey(table, &entry, in, bytes))
			return true;
	}
}

/* The place of a key that is there. */
uint32
SumsFind(const KeyedSums *sums, const Incoming *in)
{
	uint32		place;

	(void) SumsSeek(SumsTableOf(sums), in, sums->flags, &place);
	return place;
}

/* Is the key among the entries? */
bool
SumsKnows(const KeyedSums *sums, const Incoming *in)
{
	uint32		place;

	return SumsIsTable(sums) && SumsSeek(SumsTableOf(sums), in, sums->flags, &place);
}

/* Copies the entries of a state into another, which has another shape. */
static void
SumsPlaceEntries(KeyedSums *sums, const KeyedSums *old)
{
	SumsTable	table = SumsTableOf(sums);
	bool		wide = SumsIsWide(sums);
	uint32		next = 0;
	SumsEntry	entry;

	if (!SumsIsDense(sums))
	{
		memset(table.entries, 0xff, table.places * SumsEntrySize(sums->flags));
		sums->seeds = sums_seeds.mark;
	}
	for (uint32 at = 0; SumsEntryFrom(old, &at, &entry); at++)
	{
		uint32		place = next++;

		if (!SumsIsDense(sums))
		{
			Incoming	in;
			SumsEntry	other;

			SumsSendEntry(&in, old, &entry);
			place = SumsFirstPlace(table, in.hash);
			while (other = SumsLoadEntry(table.entries, place, wide), !SumsIsFree(&other))
				place = SumsNextPlace(table, place);
			if (SumsHasBytes(sums))
				entry.key += SumsTag(in.hash) - SumsTag(entry.key);
		}
		SumsStoreEntry(table.entries, place, &entry, wide);
	}
}

/* Residuals of a state whose entries had other places in an older one find them. */
static void
SumsPlaceResiduals(KeyedSums *sums, const KeyedSums *old)
{
	SumsResidual *residuals = SumsResiduals(sums);

	for (uint32 i = 0; i < sums->nresiduals; i++)
		if (residuals[i].entry != SUMS_NO_ENTRY)
		{
			SumsEntry	entry = SumsEntryAt(old, residuals[i].entry);
			Incoming	in;

			SumsSendEntry(&in, old, &entry);
			residuals[i].entry = SumsFind(sums, &in);
		}
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

/* Writes the state in another shape, which has room for what it holds. */
void
SumsReshapeInto(KeyedSums *sums, const KeyedSums *old, SumsShape shape)
{
	memcpy(sums, old, sizeof(KeyedSums));
	SET_VARSIZE(sums, SumsSize(&shape, old->paramsize));
	sums->flags = (sums->flags & ~SUMS_SHAPE_FLAGS) | shape.flags;
	sums->maxpending = shape.maxpending;
	sums->maxentries = shape.maxentries;
	sums->maxresiduals = shape.maxresiduals;
	sums->maxkeybytes = shape.maxkeybytes;
	sums->maxpendingbytes = shape.maxpendingbytes;
	memcpy(SumsParamBytes(sums), SumsParamBytes(old), SUMS_ALIGN(old->paramsize));
	memcpy(SumsResiduals(sums), SumsResiduals(old),
		   (Size) old->nresiduals * sizeof(SumsResidual));
	memcpy(SumsKeyBytes(sums), SumsKeyBytes(old), old->keybytes);
	memcpy(SumsPendingBytes(sums), SumsPendingBytes(old), old->pendingbytes);
	if (SumsIsWide(sums) == SumsIsWide(old))
		memcpy(SumsPendingRows(sums), SumsPendingRows(old),
			   old->npending * SumsPendingSize(old->flags));
	else
		for (uint32 i = 0; i < old->npending; i++)
			((SumsRow *) SumsPendingRows(sums))[i] = SumsPendingAt(old, i);
	if (SumsPlaces(sums) == SumsPlaces(old) &&
		shape.flags == (old->flags & SUMS_SHAPE_FLAGS) &&
		(SumsIsDense(old) || SumsIsTable(old)))
		memcpy(SumsEntries(sums), SumsEntries(old),
			   SumsPlaces(old) * SumsEntrySize(old->flags));
	else
	{
		SumsPlaceEntries(sums, old);
		if (!SumsIsDense(sums))
			SumsPlaceResiduals(sums, old);
	}
}

/* A copy of the state in another shape, in the current memory context. */
KeyedSums *
SumsReshape(const KeyedSums *old, SumsShape shape)
{
	uint64		size = SumsSize(&shape, old->paramsize);
	KeyedSums  *sums;

	if (size > SUMS_MAX_SIZE)
		SumsTooLarge(old, &shape);
	sums = SumsAlloc((Size) size);
	SumsReshapeInto(sums, old, shape);
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

	shape.maxpending = (spec.bytes ? room / 2 : room) / sizeof(SumsNarrowPending);
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
	if (2 * (kept + wanted) <= sums->maxresiduals)
		return sums;
	shape.maxresiduals = 2 * Max(sums->maxresiduals, kept + wanted);
	return SumsReshape(sums, shape);
}

/* Puts a key that is not there, with its sum, at the free place where it belongs. */
static pg_attribute_always_inline SumsNeed
SumsAppend(KeyedSums *sums, SumsTable table, uint32 place, const Incoming *in,
		   uint8 kind)
{
	const bool	bytes = (kind & SUMS_FLAG_BYTES) != 0;
	const bool	wide = (kind & SUMS_FLAG_WIDE) != 0;
	SumsEntry	entry = {in->hi, in->lo, in->key.number};

	if (sums->nentries == sums->maxentries)
		return SUMS_NEED_ENTRIES;
	if (bytes)
		entry.key = ((int64) sums->keybytes << SUMS_TAG_BITS) + SumsTag(in->hash);
	if (bytes && sums->maxkeybytes - sums->keybytes < SumsStoredLength(in->len))
		return SUMS_NEED_KEY_BYTES;
	if (!wide && unlikely((int32) entry.key != entry.key || (float) in->lo != in->lo))
		return SUMS_NEED_WIDE;
	if (bytes)
	{
		SumsStoreBytes(SumsKeyBytes(sums) + sums->keybytes, in->key.bytes, in->len);
		sums->keybytes += SumsStoredLength(in->len);
	}
	SumsStoreEntry(table.entries, place, &entry, wide);
	sums->nentries++;
	return SUMS_NEED_NOTHING;
}

/* Asks for all that a batch will meet: its places, and the bytes of keys there. */
static pg_attribute_always_inline void
SumsPrefetch(SumsTable table, const Incoming *in, uint32 n, bool bytes, bool wide)
{
	Size		size = wide ? sizeof(SumsEntry) : sizeof(SumsNarrowEntry);

	for (uint32 i = 0; i < n; i++)
		__builtin_prefetch(table.entries +
						   SumsFirstPlace(table, in[i].hash) * size, 1);
	for (uint32 i = 0; bytes && i < n; i++)
	{
		SumsEntry	entry = SumsLoadEntry(table.entries,
										  SumsFirstPlace(table, in[i].hash), wide);

		if (!SumsIsFree(&entry) && SumsTag(entry.key ^ in[i].hash) == 0)
			__builtin_prefetch(table.keybytes + (entry.key >> SUMS_TAG_BITS), 0);
	}
}

/* Adds a batch until something is short; returns how many were taken. */
static pg_attribute_always_inline uint32
SumsAbsorbKind(KeyedSums *sums, const Incoming *in, uint32 n, SumsNeed *need,
			   uint8 kind)
{
	const bool	bytes = (kind & SUMS_FLAG_BYTES) != 0;
	const bool	wide = (kind & SUMS_FLAG_WIDE) != 0;
	const bool	level = (sums->flags & SUMS_FLAG_LEVEL) != 0;
	SumsTable	table = SumsTableOf(sums);

	if (sums->nentries > SUMS_NEAR)
		SumsPrefetch(table, in, n, bytes, wide);
	for (uint32 i = 0; i < n; i++)
	{
		uint32		place;

		if (!SumsSeek(table, &in[i], kind, &place))
			*need = SumsAppend(sums, table, place, &in[i], kind);
		else if (!level)
			*need = SumsEntryAdd(sums, table.entries, place, in[i].hi, in[i].lo, wide);
		else if (SumsLoadEntry(table.entries, place, wide).hi != in[i].hi)
			*need = SUMS_NEED_ONE_LEVEL;
		if (unlikely(*need != SUMS_NEED_NOTHING))
			return i;
	}
	return n;
}

/* The same, compiled for each kind of state. */
uint32
SumsAbsorb(KeyedSums *sums, const Incoming *in, uint32 n, SumsNeed *need)
{
	if (!SumsIsTable(sums))
	{
		*need = sums->maxentries > 0 ? SUMS_NEED_TABLE : SUMS_NEED_ENTRIES;
		return 0;
	}
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
 * Gives a shape room for so many entries and key bytes, and an eighth to spare;
 * less and less of it where that would be too large.
 */
void
SumsShapeFor(SumsShape *shape, uint32 paramsize, uint64 entries, uint64 keybytes)
{
	uint32		part = 8;

	do
	{
		shape->maxentries = (uint32) Min(entries + entries / part, PG_UINT32_MAX);
		shape->maxkeybytes = SumsByteCapacity(keybytes + keybytes / part);
		part *= 2;
	} while (SumsSize(shape, paramsize) > SUMS_MAX_SIZE && part != 0);
}

/*
 * The shape of a state that is short of entries or of key bytes, or whose
 * entries must become a table: for a batch of which so many keys were looked
 * up, fresh ones among them, and so many are left.
 */
SumsShape
SumsLargerShape(const KeyedSums *sums, SumsNeed need, const Incoming *in,
				uint32 done, uint32 fresh, uint32 left)
{
	SumsShape	shape = SumsShapeOf(sums);
	uint32		rows;

	shape.flags &= ~(SUMS_FLAG_DENSE | SUMS_FLAG_ORDERED);
	if (need == SUMS_NEED_TABLE)
	{
		SumsShapeFor(&shape, sums->paramsize, shape.maxentries, shape.maxkeybytes);
		return shape;
	}
	if (need == SUMS_NEED_ENTRIES)
		shape.maxentries = SumsRoomFor(sums, done, fresh, left);
	if (SumsHasBytes(sums))
		shape.maxkeybytes = Max(shape.maxkeybytes,
								SumsRoomForBytes(sums, in, shape.maxentries));
	if (SumsSize(&shape, sums->paramsize) > SUMS_MAX_SIZE)
		SumsShapeFor(&shape, sums->paramsize, (uint64) sums->nentries + 1,
					 SumsHasBytes(sums) ?
					 (uint64) sums->keybytes + SumsStoredLength(in->len) : 0);
	/* The more entries a fold runs over, the more rows share its misses. */
	rows = Min(shape.maxentries / 2, SUMS_MAX_PENDING);
	if (shape.maxpending >= SUMS_BATCH && shape.maxpending < rows)
	{
		uint64		bytes = (uint64) shape.maxpendingbytes * rows / shape.maxpending;

		shape.maxpendingbytes = Max(shape.maxpendingbytes,
									SumsByteCapacity(Min(bytes, SUMS_MAX_PENDING_BYTES)));
		shape.maxpending = rows;
	}
	return shape;
}

/* The shape of a copy that keys can be looked up in. */
SumsShape
SumsTableShape(const KeyedSums *sums)
{
	return SumsIsDense(sums) ?
		SumsLargerShape(sums, SUMS_NEED_TABLE, NULL, 0, 0, 0) : SumsShapeOf(sums);
}

/* The state, or a copy of it, in which keys can be looked up if there are any. */
KeyedSums *
SumsAsTable(KeyedSums *sums)
{
	return SumsIsTable(sums) || sums->nentries == 0 ? sums :
		SumsReshape(sums, SumsTableShape(sums));
}

/* Gives a state what it is short of; see SumsLargerShape. */
KeyedSums *
SumsGrowFor(KeyedSums *sums, SumsNeed need, const Incoming *in, uint32 done,
			uint32 fresh, uint32 left)
{
	if (need == SUMS_NEED_ONE_LEVEL)
		KindOf(sums)->second_level(in->key.number,
								   SumsEntryAt(sums, SumsFind(sums, in)).hi,
								   in->hi);
	if (need == SUMS_NEED_RESIDUALS)
		return SumsCompactResiduals(sums, 4);
	if (need == SUMS_NEED_WIDE)
		return SumsWiden(sums);
	return SumsReshape(sums, SumsLargerShape(sums, need, in, done, fresh, left));
}

/*
 * Adds a whole batch, growing as needed.  The state that the caller was given
 * stays, since it is somebody else's; one that came between goes.
 */
KeyedSums *
SumsAbsorbAll(KeyedSums *sums, const Incoming *in, uint32 n, const KeyedSums *given)
{
	for (;;)
	{
		KeyedSums  *old = sums;
		uint32		before = sums->nentries;
		SumsNeed	need = SUMS_NEED_NOTHING;
		uint32		done = SumsAbsorb(sums, in, n, &need);

		in += done;
		n -= done;
		if (n == 0)
			return sums;
		CHECK_FOR_INTERRUPTS();
		sums = SumsGrowFor(sums, need, in, done, sums->nentries - before, n);
		SumsForget(old, sums, given);
	}
}
