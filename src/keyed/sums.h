/*
 * sums.h
 *	  The keyed sums: key -> exact sum, the state of every aggregate.
 *
 * One flat value without pointers, changed in place and replaced by a larger
 * copy when it is full.  Whoever adds to it goes on with what the call returns.
 * Its kind says what the keys are.  The inside is sums_table.h, for src/keyed
 * alone.
 *
 * The state is an in-memory form: it travels between processes of one server
 * as it is, and leaves the server only in the format of wire.c.
 */
#ifndef RAREEARTH_SUMS_H
#define RAREEARTH_SUMS_H

#include "rareearth.h"

#include "utils/expandeddatum.h"

#include "keyed/kind.h"
#include "math/fsum.h"

#define SUMS_NO_ENTRY		PG_UINT32_MAX	/* of rows whose key is NULL */
#define SUMS_CACHE_LINE		64
#define SUMS_EXPANDED		32768	/* bytes of a state that is made as an expanded object */
#define SUMS_FLAG_BYTES		0x01		/* keys are byte strings */
#define SUMS_FLAG_WIDE		0x08		/* a key or lo did not fit into 32 bits */

typedef struct KeyedSums
{
	int32		vl_len_;		/* varlena header, do not touch directly */
	uint16		magic;
	uint16		paramsize;		/* bytes of the kind's parameters */
	/* what every row asks for stands first */
	uint32		mark;			/* of the parameters compared last, or 0 */
	uint8		kind;			/* place in StateKinds */
	uint8		flags;			/* SUMS_FLAG_BYTES, and those of sums_table.h */
	uint16		plain;			/* of a state over dates: they are days */
	ValueMeaning meaning;		/* unit unset: to be found from the days */
	uint16		npending;
	uint16		maxpending;
	uint32		nentries;
	uint32		maxentries;
	uint32		nresiduals;
	uint32		maxresiduals;
	uint32		keybytes;		/* used bytes of entry keys */
	uint32		maxkeybytes;
	uint32		pendingbytes;	/* used bytes of pending keys */
	uint32		maxpendingbytes;
	uint32		rows;			/* in a moving frame; else 0 */
	uint32		seeds;			/* mark of those that entries were placed by */
} KeyedSums;

/*
 * A large state.  PostgreSQL takes it over without a copy of its own, and what
 * leaves the process is made by our methods: no larger than the entries.
 */
typedef struct ExpandedSums
{
	ExpandedObjectHeader header;
	KeyedSums	sums;			/* with all its regions */
} ExpandedSums;

/* A component of a sum beyond the second. */
typedef struct SumsResidual
{
	uint32		entry;
	uint32		unused;
	double		value;
} SumsResidual;

/* A row whose key is a number. */
typedef struct SumsRow
{
	double		value;
	int64		key;
} SumsRow;

/* A row that is not yet added to its entry, as most states keep it. */
typedef struct SumsNarrowPending
{
	double		value;
	int32		key;
} pg_attribute_packed() SumsNarrowPending;

/* The order of byte keys: by bytes, the shorter one first. */
static inline int
SumsCompareBytes(const char *a, uint32 alen, const char *b, uint32 blen)
{
	int			cmp = memcmp(a, b, Min(alen, blen));

	return cmp != 0 ? cmp : (alen > blen) - (alen < blen);
}

static inline bool
SumsHasBytes(const KeyedSums *sums)
{
	return (sums->flags & SUMS_FLAG_BYTES) != 0;
}

/* The kind of a state; damaged bytes are of kind 0, which is none. */
static inline const StateKind *
KindOf(const KeyedSums *sums)
{
	return &StateKinds[sums->kind < StateKindCount ? sums->kind : 0];
}

/* The state that a datum is; once a row, so DatumGetEOHP is written out. */
static inline KeyedSums *
SumsOfDatum(Datum datum)
{
	const char *given = DatumGetPointer(datum);
	varatt_expanded to;

	if (likely(!VARATT_IS_EXTERNAL_EXPANDED(given)))
		return (KeyedSums *) given;
	memcpy(&to, VARDATA_EXTERNAL(given), sizeof(to));
	return &((ExpandedSums *) to.eohptr)->sums;
}

/* sums_table.c */
extern void SumsChooseSeeds(void);
extern KeyedSums *SumsCreate(StateSpec spec);
extern KeyedSums *SumsCopy(const KeyedSums *sums);
extern char *SumsParams(const KeyedSums *sums);
extern bool SumsSameParams(KeyedSums *sums, const void *params, uint32 mark);
extern StateSpec SumsSpecOf(const KeyedSums *sums);
extern bool SumsIsEmpty(const KeyedSums *sums);

/* sums_rows.c */
extern KeyedSums *SumsAddRows(KeyedSums *given, const SumsRow *rows, uint32 n);
extern KeyedSums *SumsAddNumberSlowly(KeyedSums *sums, int64 key, double value);
extern KeyedSums *SumsAddBytes(KeyedSums *sums, const char *key, uint32 len,
							   double value);
extern KeyedSums *SumsAddNull(KeyedSums *sums, double value);
extern void SumsMarkNull(KeyedSums *sums);
extern bool SumsMoveRow(KeyedSums *sums, int direction);
extern void SumsSettle(KeyedSums *sums);
extern bool SumsNewestKey(const KeyedSums *sums, int64 *key);
extern void SumsMapRows(KeyedSums *sums, int64 (*map) (int64 key, const void *arg),
						const void *arg);

/* sums_memory.c */
extern KeyedSums *SumsAlloc(Size size);
extern void SumsFree(KeyedSums *sums);
extern Datum SumsHandOver(KeyedSums *sums, MemoryContext parent);

/* sums_merge.c */
extern KeyedSums *SumsMerge(KeyedSums *given, const KeyedSums *other,
							const uint32 *places);
extern KeyedSums *SumsAddKey(KeyedSums *sums, int64 number, const char *bytes,
							 uint32 len, const double *parts, int nparts);

/* sums_check.c */
#ifdef USE_ASSERT_CHECKING
extern void SumsAssertValid(const KeyedSums *sums);
extern void SumsAssertRow(const KeyedSums *sums);
#else
#define SumsAssertValid(sums)	((void) 0)
#define SumsAssertRow(sums)		((void) 0)
#endif

/*
 * Does the state have these parameters?  A mark, unique to them in this
 * process, spares comparing them for each row; 0 is none.
 */
static inline bool
SumsMatchParams(KeyedSums *sums, const void *params, uint32 mark)
{
	return likely(mark != 0 && sums->mark == mark) ||
		SumsSameParams(sums, params, mark);
}

/* The pending rows, narrow or wide, behind the header. */
static inline char *
SumsPendingRows(const KeyedSums *sums)
{
	return (char *) sums + sizeof(KeyedSums);
}

/*
 * Asks for the place of rows to come: by then the state has left the nearest
 * caches, and a write that waits holds up all that follows.
 */
static pg_attribute_always_inline void
SumsRowAhead(const KeyedSums *sums)
{
	__builtin_prefetch((SumsNarrowPending *) SumsPendingRows(sums) + sums->npending +
					   SUMS_CACHE_LINE / sizeof(SumsNarrowPending), 1);
}

/* Adds a row whose key is a number.  The caller has checked the value. */
static inline KeyedSums *
SumsAddNumber(KeyedSums *sums, int64 key, double value)
{
	SumsNarrowPending *row = (SumsNarrowPending *) SumsPendingRows(sums) + sums->npending;

	if (unlikely(sums->npending == sums->maxpending || key != (int32) key ||
				 (sums->flags & SUMS_FLAG_WIDE) != 0))
		return SumsAddNumberSlowly(sums, key, value);
	sums->npending++;
	row->value = value;
	row->key = (int32) key;
	SumsRowAhead(sums);
	SumsAssertRow(sums);
	return sums;
}

#endif							/* RAREEARTH_SUMS_H */
