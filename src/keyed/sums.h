/*
 * sums.h
 *	  The keyed sums: key -> exact sum, the state of every aggregate.
 *
 * One flat value without pointers, changed in place and replaced by a larger
 * copy when it is full.  Its regions, each aligned to 8 bytes:
 *
 *	  header | pending rows | params | entries | residuals | index |
 *	  key bytes | pending key bytes
 *
 * Invariants:
 *	- keys are int64 (KEYS_NUMBER) or byte strings (KEYS_BYTES);
 *	- no two entries have the same key; they stand in order of arrival, or of
 *	  their keys with SUMS_FLAG_NO_INDEX;
 *	- the sum of an entry is hi + lo + its residuals, exactly; with
 *	  SUMS_FLAG_LEVEL it is the one value that all rows of the key have;
 *	- residuals of entry SUMS_NO_ENTRY belong to rows whose key is NULL;
 *	- index slots hold 0 or (entry number + 1) with six bits of its hash on
 *	  top; at most three quarters are in use.  With SUMS_FLAG_NO_INDEX there
 *	  are none, and the keys stand in order: merging stored values asks for none;
 *	- pending rows are not yet in entries; their order does not matter.  The
 *	  newest, up to eight, stand first, beside the header, so that adding a row
 *	  touches one page of memory; the others are parked behind slot eight;
 *	- entries and pending rows are narrow until SUMS_FLAG_WIDE: most keys are
 *	  numbers of 32 bits (the offset of a byte string always is), most lo have
 *	  few digits, and what takes a third less memory is a third sooner there.
 *
 * The state is an in-memory form: it travels between processes of one server
 * as it is, and leaves the server only in the format of wire.c.
 */
#ifndef RAREEARTH_SUMS_H
#define RAREEARTH_SUMS_H

#include "rareearth.h"
#include "keyed/kind.h"
#include "math/fsum.h"

#define SUMS_MAGIC			0x5EA7		/* tells a state from a stored value */
#define SUMS_NO_ENTRY		PG_UINT32_MAX
#define SUMS_BATCH			256		/* rows whose cache misses overlap */
#define SUMS_MAX_PENDING	1024	/* rows kept before a fold, at most */
#define SUMS_MAX_PENDING_BYTES	65536	/* and their key bytes, or one key */
#define SUMS_NEWEST			8		/* pending rows that stand first */
#define SUMS_FLAG_BYTES		0x01		/* keys are byte strings */
#define SUMS_FLAG_NULL		0x02		/* rows with a NULL key were seen */
#define SUMS_FLAG_NO_INDEX	0x04		/* keys stand in order, none was looked up */
#define SUMS_FLAG_WIDE		0x08		/* a key or lo did not fit into 32 bits */
#define SUMS_FLAG_LEVEL		0x10		/* a key has one value, never added to */

typedef struct KeyedSums
{
	int32		vl_len_;		/* varlena header, do not touch directly */
	uint16		magic;
	uint16		paramsize;		/* bytes of the kind's parameters */
	uint32		nentries;
	uint32		maxentries;
	uint32		nresiduals;
	uint32		maxresiduals;
	uint32		keybytes;		/* used bytes of entry keys */
	uint32		maxkeybytes;
	uint32		pendingbytes;	/* used bytes of pending keys */
	uint32		maxpendingbytes;
	int64		rows;			/* in a moving frame; else 0 */
	/* what every row asks for stands last, beside the newest rows */
	uint32		mark;			/* of the parameters compared last, or 0 */
	uint8		kind;			/* place in StateKinds */
	uint8		flags;
	uint16		unused;
	ValueMeaning meaning;		/* unit unset: to be found from the days */
	uint16		npending;
	uint16		maxpending;
} KeyedSums;

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

typedef struct SumsResidual
{
	uint32		entry;
	uint32		unused;
	double		value;
} SumsResidual;

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

#define SUMS_ALIGN(x)	TYPEALIGN(8, x)

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

static inline char *
SumsParams(const KeyedSums *sums)
{
	return SumsPendingRows(sums) +
		SUMS_ALIGN(sums->maxpending * SumsPendingSize(sums->flags));
}

static inline char *
SumsEntries(const KeyedSums *sums)
{
	return SumsParams(sums) + SUMS_ALIGN(sums->paramsize);
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

static inline char *
SumsKeyBytes(const KeyedSums *sums)
{
	return (char *) SumsIndex(sums) +
		SUMS_ALIGN((Size) SumsSlots(sums) * sizeof(uint32));
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

/* The order of byte keys: by bytes, the shorter one first. */
static inline int
SumsCompareBytes(const char *a, uint32 alen, const char *b, uint32 blen)
{
	int			cmp = memcmp(a, b, Min(alen, blen));

	return cmp != 0 ? cmp : (alen > blen) - (alen < blen);
}

/* The bytes of an entry's key. */
static inline const char *
SumsEntryBytes(const KeyedSums *sums, const SumsEntry *entry, uint32 *len)
{
	return SumsLoadBytes(SumsKeyBytes(sums) + entry->key, len);
}

static inline bool
SumsHasBytes(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_BYTES) != 0;
}

/*
 * Does the state have these parameters?  A mark, unique to them in this
 * process, spares comparing them for each row; 0 is none.
 */
static inline bool
SumsMatchParams(KeyedSums *sums, const void *params, uint32 mark)
{
	if (likely(mark != 0 && sums->mark == mark))
		return true;
	if (memcmp(SumsParams(sums), params, sums->paramsize) != 0)
		return false;
	sums->mark = mark;
	return true;
}

/* What the state asks of another one that is added to it. */
static inline StateSpec
SumsSpecOf(const KeyedSums *sums)
{
	StateSpec	spec = {.kind = sums->kind, .bytes = SumsHasBytes(sums),
	.meaning = sums->meaning, .params = SumsParams(sums)};

	return spec;
}

/* Rows with a NULL key were seen, if only such as add nothing. */
static inline void
SumsMarkNull(KeyedSums *sums)
{
	sums->flags |= SUMS_FLAG_NULL;
}

/* Has the state seen no row? */
static inline bool
SumsIsEmpty(const KeyedSums *sums)
{
	return sums->nentries == 0 && sums->npending == 0 &&
		(sums->flags & SUMS_FLAG_NULL) == 0;
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

/* sums.c */
extern KeyedSums *SumsCreate(StateSpec spec);
extern KeyedSums *SumsCopy(const KeyedSums *sums);

/* sums_rows.c */
extern KeyedSums *SumsAddBytes(KeyedSums *sums, const char *key, uint32 len,
							   double value);
extern KeyedSums *SumsAddWide(KeyedSums *sums, int64 key, double value);
extern KeyedSums *SumsAddNull(KeyedSums *sums, double value);
extern KeyedSums *SumsMakeRoom(KeyedSums *sums, uint32 keylen);
extern KeyedSums *SumsFold(KeyedSums *sums);
extern void SumsSettle(KeyedSums *sums);

/* sums_merge.c */
extern KeyedSums *SumsMerge(KeyedSums *sums, const KeyedSums *other);
extern KeyedSums *SumsFromRun(KeyedSums *sums, const SumsRun *run);
extern uint32 SumsAddRun(KeyedSums *sums, uint32 *next, const SumsRun *run,
						 bool skip);
extern bool SumsIsMergeable(const KeyedSums *sums);
extern KeyedSums *SumsMergeRun(KeyedSums *sums, uint32 next, const SumsRun *run);
extern KeyedSums *SumsAddSorted(KeyedSums *sums, uint32 *next, int64 number,
								const char *bytes, uint32 len,
								const double *parts, int nparts);

/*
 * The place of the next pending row, which takes size bytes; the caller has
 * made sure of room for it.  maxpending is a multiple of SUMS_NEWEST, or less
 * than that.
 */
static pg_attribute_always_inline void *
SumsNextPending(KeyedSums *sums, Size size)
{
	char	   *rows = SumsPendingRows(sums);
	uint32		n = sums->npending++;
	uint32		place = n % SUMS_NEWEST;

	if (place == 0 && n > 0)
		memcpy(rows + n * size, rows, SUMS_NEWEST * size);
	else if (place == 2)
	{
		/* where the rows will be parked in a moment */
		const char *park = rows + (n - 2 + SUMS_NEWEST) * size;

		__builtin_prefetch(park, 1);
		__builtin_prefetch(park + SUMS_NEWEST * size / 2, 1);
		__builtin_prefetch(park + SUMS_NEWEST * size - 1, 1);
	}
	return rows + place * size;
}

/* Adds a row whose key is a number.  The caller has checked the value. */
static inline KeyedSums *
SumsAddNumber(KeyedSums *sums, int64 key, double value)
{
	SumsNarrowPending *row;

	if (unlikely(sums->npending == sums->maxpending))
		sums = SumsMakeRoom(sums, 0);
	if (unlikely(SumsIsWide(sums) || key != (int32) key))
		return SumsAddWide(sums, key, value);
	row = (SumsNarrowPending *) SumsNextPending(sums, sizeof(SumsNarrowPending));
	row->value = value;
	row->key = (int32) key;
	return sums;
}

#endif							/* RAREEARTH_SUMS_H */
