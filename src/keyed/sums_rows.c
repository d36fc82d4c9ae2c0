/*
 * sums_rows.c
 *	  The keyed sums: rows on their way into the entries.
 *
 * Rows are appended to a buffer and folded into the entries in batches of
 * 256.  The buffer grows with the entries, from a few rows to 1024, or 64 kB of
 * keys: more would share the cost of a fold among more rows, but memory that
 * many groups touch for the first time costs more than that saves.
 */
#include "rareearth.h"

#include "port/pg_bitutils.h"

#include "keyed/sums_table.h"

#define SUMS_FEW			8		/* rows that a larger buffer has room for, at least */
#define SUMS_WARM_SHARE		16		/* rows that a fold of all entries pays for */
/* What a state may hold beyond its rows before a moving frame starts anew. */
#define SUMS_STALE(rows)	(4 * (rows) + 64)

/* Reads one byte of each cache line of a range. */
static void
SumsTouch(const void *from, const void *to)
{
	for (const volatile char *at = from; at < (const char *) to;
		 at += SUMS_CACHE_LINE)
		(void) *at;
}

/*
 * Brings the whole table near the processor for a fold of so many rows.  Where
 * these are many for its entries they meet many of its cache lines, and memory
 * that is read in order comes many times faster than by single lines, asked for
 * ahead or not.
 */
static void
SumsWarm(const KeyedSums *sums, uint32 rows)
{
	if (rows < sums->nentries / SUMS_WARM_SHARE)
		return;
	SumsTouch(SumsEntries(sums), SumsResiduals(sums));
	SumsTouch(SumsKeyBytes(sums), SumsKeyBytes(sums) + sums->keybytes);
}

/* Prepares n pending rows of a state, from one on, for the entries. */
static void
SumsPrepare(Incoming *in, const KeyedSums *from, uint32 start, uint32 n)
{
	const char *bytes = SumsPendingBytes(from);
	bool		has_bytes = SumsHasBytes(from);

	for (uint32 i = 0; i < n; i++)
	{
		SumsRow row = SumsPendingAt(from, start + i);

		SumsSend(&in[i], has_bytes, has_bytes ? bytes + row.key : NULL,
				 row.key, row.value, 0);
	}
}

/*
 * Folds the pending rows of "from" into the entries of "given"; the two may
 * be one state, whose rows stay where they are until the caller returns.
 */
KeyedSums *
SumsFoldRows(KeyedSums *given, const KeyedSums *from)
{
	KeyedSums  *into = given;
	uint32		end = from->npending;
	Incoming	in[SUMS_BATCH];

	SumsWarm(into, end);
	if (into == from)
	{
		into->npending = 0;
		into->pendingbytes = 0;
	}
	for (uint32 start = 0; start < end; start += SUMS_BATCH)
	{
		uint32		n = Min(end - start, SUMS_BATCH);

		SumsPrepare(in, from, start, n);
		into = SumsAbsorbAll(into, in, n, given);
	}
	return into;
}

/* Folds the pending rows; afterwards every row is in the entries. */
KeyedSums *
SumsFold(KeyedSums *sums)
{
	return sums->npending == 0 ? sums : SumsFoldRows(sums, sums);
}

/* Puts a row at a place among the pending ones, in the form that the state has. */
static inline void
SumsStorePending(KeyedSums *sums, uint32 i, int64 key, double value)
{
	char	   *rows = SumsPendingRows(sums);

	if (SumsIsWide(sums))
	{
		SumsRow *row = (SumsRow *) rows + i;

		row->value = value;
		row->key = key;
	}
	else
	{
		SumsNarrowPending *row = (SumsNarrowPending *) rows + i;

		row->value = value;
		row->key = (int32) key;
	}
}

/* Forgets the first pending rows; the others, and their bytes, move to the front. */
static void
SumsDropRows(KeyedSums *sums, uint32 done)
{
	bool		bytes = SumsHasBytes(sums);
	uint32		left = sums->npending - done;
	uint32		start = bytes && left > 0 ? (uint32) SumsPendingAt(sums, done).key :
		sums->pendingbytes;

	for (uint32 i = 0; i < left; i++)
	{
		SumsRow row = SumsPendingAt(sums, done + i);

		SumsStorePending(sums, i, row.key - (bytes ? start : 0), row.value);
	}
	sums->npending = left;
	sums->pendingbytes -= start;
	memmove(SumsPendingBytes(sums), SumsPendingBytes(sums) + start, sums->pendingbytes);
}

/*
 * Folds the pending rows in place as far as there is room for them.  What the
 * state says does not change, so a final function may do this to a state that
 * other final functions share, as numeric_avg may carry in its accumulator.
 */
void
SumsSettle(KeyedSums *sums)
{
	Incoming	in[SUMS_BATCH];
	uint32		done = 0;
	SumsNeed	need = SUMS_NEED_NOTHING;

	if (sums->maxentries == 0)
		return;
	SumsWarm(sums, sums->npending);
	while (done < sums->npending && need == SUMS_NEED_NOTHING)
	{
		uint32		n = Min(sums->npending - done, SUMS_BATCH);

		SumsPrepare(in, sums, done, n);
		done += SumsAbsorb(sums, in, n, &need);
	}
	SumsDropRows(sums, done);
	SumsAssertValid(sums);
}

/* A copy whose pending rows are folded; it has room for them from the start. */
KeyedSums *
SumsSettledCopy(const KeyedSums *sums)
{
	Incoming	in;
	KeyedSums  *copy;

	SumsPrepare(&in, sums, 0, 1);
	copy = SumsReshape(sums, SumsLargerShape(sums, SUMS_NEED_ENTRIES, &in, 0, 0,
											 sums->npending));
	return SumsFold(copy);
}

/* Is there room for one more row, with so many key bytes? */
static inline bool
SumsHasRoom(const KeyedSums *sums, uint32 need)
{
	return sums->npending < sums->maxpending &&
		need <= sums->maxpendingbytes - sums->pendingbytes;
}

/*
 * A larger buffer: spends what the state lacks to twice its size on rows, and on
 * key bytes by their use.  The key of the next row takes so many bytes.
 */
static KeyedSums *
SumsGrowBuffer(const KeyedSums *sums, uint32 need)
{
	SumsShape	shape = SumsShapeOf(sums);
	Size		rowsize = SumsPendingSize(sums->flags);
	uint64		now = VARSIZE(sums);
	uint64		extra = pg_nextpower2_64(Max(now, SUMS_SMALL) +
										 SUMS_FEW * rowsize) - now;
	uint64		rows = shape.maxpending + extra / rowsize;

	if (SumsHasBytes(sums))
	{
		uint32		each = sums->npending == 0 ? need :
			(sums->pendingbytes + need) / (sums->npending + 1) + 1;

		rows = (shape.maxpending * rowsize + shape.maxpendingbytes + extra -
				SUMS_ALIGN(1)) / (rowsize + each);
		shape.maxpendingbytes =
			SumsByteCapacity(Max(Min(rows, SUMS_BATCH) * each,
								 (uint64) sums->pendingbytes + need));
		rows = Max(rows, (uint64) sums->npending + SUMS_FEW);
	}
	shape.maxpending = Max(shape.maxpending, (uint32) Min(rows, SUMS_BATCH));
	return SumsReshape(sums, shape);
}

/*
 * Room for one more row, with so many key bytes: a larger buffer while the group
 * is small, a fold once the buffer has its full size.
 */
static KeyedSums *
SumsMakeRoom(KeyedSums *sums, uint32 need)
{
	if (sums->npending > 0 &&
		(sums->maxpending >= SUMS_BATCH ||
		 sums->pendingbytes + need > SUMS_MAX_PENDING_BYTES))
	{
		sums = SumsFold(sums);
		if (SumsHasRoom(sums, need))
			return sums;
	}
	return SumsGrowBuffer(sums, need);
}

/* The key of the newest row, or of an entry; false when there is none. */
bool
SumsNewestKey(const KeyedSums *sums, int64 *key)
{
	uint32		place = 0;
	SumsEntry	entry;

	if (likely(sums->npending > 0))
		*key = SumsPendingAt(sums, sums->npending - 1).key;
	else if (SumsEntryFrom(sums, &place, &entry))
		*key = entry.key;
	else
		return false;
	return true;
}

/* Gives all pending rows other keys, which fit where the old ones do. */
void
SumsMapRows(KeyedSums *sums, int64 (*map) (int64 key, const void *arg),
			const void *arg)
{
	for (uint32 i = 0; i < sums->npending; i++)
	{
		SumsRow row = SumsPendingAt(sums, i);

		SumsStorePending(sums, i, map(row.key, arg), row.value);
	}
}

/* The same where there is no room for the row as it is, or rows are wide. */
KeyedSums *
SumsAddNumberSlowly(KeyedSums *sums, int64 key, double value)
{
	if (unlikely(sums->npending == sums->maxpending))
		sums = SumsMakeRoom(sums, 0);
	if (unlikely(key != (int32) key) && !SumsIsWide(sums))
		sums = SumsWiden(sums);
	SumsStorePending(sums, sums->npending++, key, value);
	SumsAssertRow(sums);
	return sums;
}

/* Adds many rows at once, all of them to the entries. */
KeyedSums *
SumsAddRows(KeyedSums *given, const SumsRow *rows, uint32 n)
{
	KeyedSums  *sums = given;
	Incoming	in[SUMS_BATCH];

	SumsWarm(sums, n);
	while (n > 0)
	{
		uint32		batch = Min(n, SUMS_BATCH);

		for (uint32 i = 0; i < batch; i++)
			SumsSend(&in[i], false, NULL, rows[i].key, rows[i].value, 0);
		sums = SumsAbsorbAll(sums, in, batch, given);
		rows += batch;
		n -= batch;
	}
	SumsAssertValid(sums);
	return sums;
}

/*
 * Adds a row whose key is a byte string of this length; the caller puts the
 * bytes in the place that is returned.
 */
char *
SumsPlaceBytes(KeyedSums **state, uint32 len, double value)
{
	KeyedSums  *sums = *state;
	uint32		need = SumsStoredLength(len);
	char	   *place;

	if (unlikely(!SumsHasRoom(sums, need)))
		*state = sums = SumsMakeRoom(sums, need);
	SumsStorePending(sums, sums->npending++, sums->pendingbytes, value);
	place = SumsStoreLength(SumsPendingBytes(sums) + sums->pendingbytes, len);
	sums->pendingbytes += need;
	SumsRowAhead(sums);
	__builtin_prefetch(SumsPendingBytes(sums) + sums->pendingbytes + SUMS_CACHE_LINE, 1);
	return place;
}

/* Adds a row whose key is a byte string.  The caller has checked the value. */
KeyedSums *
SumsAddBytes(KeyedSums *sums, const char *key, uint32 len, double value)
{
	memcpy(SumsPlaceBytes(&sums, len, value), key, len);
	SumsAssertRow(sums);
	return sums;
}

/* Says that rows with a NULL key were seen, if only such as add nothing. */
void
SumsMarkNull(KeyedSums *sums)
{
	sums->flags |= SUMS_FLAG_NULL;
}

/* Adds a row whose key is NULL. */
KeyedSums *
SumsAddNull(KeyedSums *sums, double value)
{
	SumsMarkNull(sums);
	if (sums->nresiduals == sums->maxresiduals)
		sums = SumsCompactResiduals(sums, 2);
	SumsPushResidual(sums, SUMS_NO_ENTRY, value);
	SumsAssertRow(sums);
	return sums;
}

/*
 * Counts a row that enters a moving frame (1) or leaves it (-1); false where
 * the state had better be made anew: no row is left, or most of what the state
 * holds belongs to rows that have left.
 */
bool
SumsMoveRow(KeyedSums *sums, int direction)
{
	sums->rows += direction;
	return direction > 0 ||
		(sums->rows > 0 && (int64) sums->nentries <= SUMS_STALE(sums->rows));
}
