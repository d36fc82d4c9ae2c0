/*
 * sums.h
 *	  The keyed sums: key -> exact sum, the state of every aggregate.
 *
 * One flat value without pointers, changed in place and replaced by a larger
 * copy when it is full.  Its regions, each aligned to 8 bytes:
 *
 *	  header | params | pending rows | entries | residuals | index |
 *	  key bytes | pending key bytes
 *
 * Invariants:
 *	- keys are int64 (KEYS_NUMBER) or byte strings (KEYS_BYTES);
 *	- entries stand in order of arrival, no two have the same key;
 *	- the sum of an entry is hi + lo + its residuals, exactly;
 *	- residuals of entry SUMS_NO_ENTRY belong to rows whose key is NULL;
 *	- index slots hold 0 or (entry number + 1) with six bits of its hash on
 *	  top; at most three quarters are in use.  With SUMS_FLAG_NO_INDEX there
 *	  are none: merging values with the same keys asks for none;
 *	- pending rows are not yet in entries; their order does not matter.  The
 *	  newest, up to eight, stand first, beside the header, so that adding a row
 *	  touches one page of memory; the others are parked behind slot eight.
 *
 * The state is an in-memory form: it travels between processes of one server
 * as it is, and leaves the server only in the format of wire.c.
 */
#ifndef RAREEARTH_SUMS_H
#define RAREEARTH_SUMS_H

#include "rareearth.h"
#include "fsum.h"

#define SUMS_MAGIC			0x5EA7		/* tells a state from a stored value */
#define SUMS_NO_ENTRY		PG_UINT32_MAX
#define SUMS_BATCH			256		/* rows whose cache misses overlap */
#define SUMS_MAX_PENDING	512		/* rows kept before a fold, at most */
#define SUMS_NEWEST			8		/* pending rows that stand first */
#define SUMS_FLAG_BYTES		0x01		/* keys are byte strings */
#define SUMS_FLAG_NULL		0x02		/* rows with a NULL key were seen */
#define SUMS_FLAG_NO_INDEX	0x04		/* no key was looked up yet */

typedef struct KeyedSums
{
	int32		vl_len_;		/* varlena header, do not touch directly */
	uint16		magic;
	uint8		noun;
	uint8		flags;
	uint32		npending;
	uint32		maxpending;
	uint32		paramsize;		/* bytes of caller's parameters */
	uint8		frequency;		/* series only */
	uint8		unused[3];
	uint32		nentries;
	uint32		maxentries;
	uint32		nresiduals;
	uint32		maxresiduals;
	uint32		keybytes;		/* used bytes of entry keys */
	uint32		maxkeybytes;
	uint32		pendingbytes;	/* used bytes of pending keys */
	uint32		maxpendingbytes;
	int64		rows;			/* in a moving frame; else 0 */
} KeyedSums;

typedef union SumsKey
{
	int64		number;
	struct
	{
		uint32		hash;
		uint32		offset;		/* of length and bytes in the key bytes */
	}			bytes;
} SumsKey;

typedef struct SumsEntry
{
	double		hi;
	double		lo;
	SumsKey		key;
} SumsEntry;

typedef struct SumsPending
{
	SumsKey		key;			/* offset is into the pending key bytes */
	double		value;
} SumsPending;

typedef struct SumsResidual
{
	uint32		entry;
	uint32		unused;
	double		value;
} SumsResidual;

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

#define SUMS_ALIGN(x)	TYPEALIGN(8, x)

static inline char *
SumsParams(const KeyedSums *sums)
{
	return (char *) sums + SUMS_ALIGN(sizeof(KeyedSums));
}

static inline SumsPending *
SumsPendingRows(const KeyedSums *sums)
{
	return (SumsPending *) (SumsParams(sums) + SUMS_ALIGN(sums->paramsize));
}

static inline SumsEntry *
SumsEntries(const KeyedSums *sums)
{
	return (SumsEntry *) (SumsPendingRows(sums) + sums->maxpending);
}

static inline SumsResidual *
SumsResiduals(const KeyedSums *sums)
{
	return (SumsResidual *) (SumsEntries(sums) + sums->maxentries);
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
	return SumsLoadBytes(SumsKeyBytes(sums) + entry->key.bytes.offset, len);
}

static inline bool
SumsHasBytes(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_BYTES) != 0;
}

extern KeyedSums *SumsCreate(Noun noun, bool bytes, const void *params,
							 uint32 paramsize);
extern KeyedSums *SumsCopy(const KeyedSums *sums);
extern KeyedSums *SumsMakeRoom(KeyedSums *sums, uint32 keylen);
extern KeyedSums *SumsFold(KeyedSums *sums);
extern void SumsSettle(KeyedSums *sums);
extern KeyedSums *SumsMerge(KeyedSums *sums, const KeyedSums *other);
extern KeyedSums *SumsAddNull(KeyedSums *sums, double value);
extern KeyedSums *SumsAddBytes(KeyedSums *sums, const char *key, uint32 len,
							   double value);
extern KeyedSums *SumsReserve(KeyedSums *sums, uint32 nentries, uint64 keybytes);
extern uint32 SumsAddRun(KeyedSums *sums, uint32 next, const int64 *numbers,
						 const double *hi, const double *lo, uint32 n);
extern KeyedSums *SumsFromRun(KeyedSums *sums, const int64 *numbers,
							  const double *hi, const double *lo, uint32 n,
							  uint32 room);
extern KeyedSums *SumsAddSorted(KeyedSums *sums, uint32 *next, SumsKey key,
								const char *bytes, uint32 len,
								const double *parts, int nparts);
extern KeyedSums *SumsCompactResiduals(KeyedSums *sums, uint32 wanted);

/*
 * The place of the next pending row; the caller has made sure of room for it.
 * maxpending is a multiple of SUMS_NEWEST, or less than that.
 */
static inline SumsPending *
SumsNextPending(KeyedSums *sums)
{
	SumsPending *rows = SumsPendingRows(sums);
	uint32		n = sums->npending++;
	uint32		place = n % SUMS_NEWEST;

	if (place == 0 && n > 0)
		memcpy(rows + n, rows, SUMS_NEWEST * sizeof(SumsPending));
	else if (place == 2)
	{
		/* where the rows will be parked in a moment */
		const char *park = (const char *) (rows + n - 2 + SUMS_NEWEST);

		__builtin_prefetch(park, 1);
		__builtin_prefetch(park + SUMS_NEWEST * sizeof(SumsPending) / 2, 1);
		__builtin_prefetch(park + SUMS_NEWEST * sizeof(SumsPending) - 1, 1);
	}
	return rows + place;
}

/* Adds a row whose key is a number.  The caller has checked the value. */
static inline KeyedSums *
SumsAddNumber(KeyedSums *sums, int64 key, double value)
{
	SumsPending *row;

	if (unlikely(sums->npending == sums->maxpending))
		sums = SumsMakeRoom(sums, 0);
	row = SumsNextPending(sums);
	row->key.number = key;
	row->value = value;
	return sums;
}

#endif							/* RAREEARTH_SUMS_H */
