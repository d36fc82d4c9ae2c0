/*
 * view.c
 *	  One way to read the keyed sums, stored or still being aggregated.
 *
 * Aggregates and accessors share their C functions: both open a view.  A
 * state is never changed by reading it, since several aggregates may share
 * one and a window goes on adding to it; pending rows are folded in a copy.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"

#include "keyed/mismatch.h"
#include "keyed/sums_table.h"
#include "keyed/view.h"
#include "keyed/wire.h"

/* Places for each key up to which numbers are placed instead of sorted. */
#define VIEW_DENSE		4
#define VIEW_DENSE_DAYS	16		/* of days: the first ones of years */
/* Places that may be so many more than keys. */
#define VIEW_PLACES		(4 * 1024 * 1024)
/* Keys from which on memory goes back as soon as it is not needed. */
#define VIEW_LARGE		65536

/* What is sorted: the entries of a state or, without one, the keys of a view. */
typedef struct SortSource
{
	const SumsView *view;
	const KeyedSums *sums;
} SortSource;

/* A key to sort, and its place there. */
typedef struct SortItem
{
	uint64		rank;			/* number, or first 8 bytes, as unsigned */
	uint32		place;
} SortItem;

static inline int
SortByNumber(const SortItem *a, const SortItem *b)
{
	return a->rank < b->rank ? -1 : a->rank > b->rank;
}

/* The bytes of the key at a place. */
static inline const char *
SortBytes(const SortSource *source, uint32 place, uint32 *len)
{
	SumsEntry	entry;

	if (source->sums == NULL)
	{
		*len = source->view->keylen[place];
		return source->view->key[place];
	}
	entry = SumsEntryAt(source->sums, place);
	return SumsEntryBytes(source->sums, &entry, len);
}

/* Compares bytes behind equal first eight; shorter keys come first. */
static int
SortByBytes(const SortItem *a, const SortItem *b, const SortSource *source)
{
	const char *key_a;
	const char *key_b;
	uint32		len_a;
	uint32		len_b;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	key_a = SortBytes(source, a->place, &len_a);
	key_b = SortBytes(source, b->place, &len_b);
	return SumsCompareBytes(key_a, len_a, key_b, len_b);
}

#define ST_SORT sort_by_number
#define ST_ELEMENT_TYPE SortItem
#define ST_COMPARE(a, b) SortByNumber(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

#define ST_SORT sort_by_bytes
#define ST_ELEMENT_TYPE SortItem
#define ST_COMPARE(a, b, source) SortByBytes(a, b, source)
#define ST_COMPARE_ARG_TYPE const SortSource
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* Gives back what a large view needs no longer. */
static inline void
ViewForget(const SumsView *view, void *array)
{
	if (view->n >= VIEW_LARGE)
		pfree(array);
}

/* The rank of the key at a place. */
static inline uint64
SortRank(const SortSource *source, uint32 place)
{
	uint64		prefix = 0;
	uint32		len;
	const char *key;

	if (!source->view->bytes)
		return (uint64) (source->sums == NULL ? source->view->number[place] :
						 SumsEntryAt(source->sums, place).key) ^ (UINT64CONST(1) << 63);
	key = SortBytes(source, place, &len);
	memcpy(&prefix, key, Min(len, 8));
	return pg_ntoh64(prefix);
}

/*
 * The places of keys in their order: numbers ascending, byte strings by bytes.
 * It stands where the items were.
 */
static uint32 *
SortOrder(const SortSource *source)
{
	uint32		n = source->view->n;
	SortItem   *items = palloc_array(SortItem, n);
	uint32	   *order = (uint32 *) items;
	uint32		place = 0;
	SumsEntry	entry;

	for (uint32 i = 0; i < n; i++, place++)
	{
		/* a table has free places between */
		if (source->sums != NULL)
			(void) SumsEntryFrom(source->sums, &place, &entry);
		items[i].place = place;
		items[i].rank = SortRank(source, place);
	}
	if (source->view->bytes)
		sort_by_bytes(items, n, source);
	else
		sort_by_number(items, n);
	for (uint32 i = 0; i < n; i++)
		order[i] = items[i].place;
	return n < VIEW_LARGE ? order : repalloc(order, n * sizeof(uint32));
}

/* A copy of an array of elements of this size, in another order. */
static pg_attribute_always_inline void *
ViewPermute(const SumsView *view, const void *array, Size size,
			const uint32 *order)
{
	char	   *permuted = palloc(view->n * size);

	for (uint32 i = 0; i < view->n; i++)
		memcpy(permuted + i * size, (const char *) array + order[i] * size, size);
	return permuted;
}

/* Orders residuals by key, NULL last, larger components first. */
static int
CompareResiduals(const void *a, const void *b)
{
	const SumsResidual *x = (const SumsResidual *) a;
	const SumsResidual *y = (const SumsResidual *) b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	if (fabs(x->value) != fabs(y->value))
		return fabs(x->value) > fabs(y->value) ? -1 : 1;
	return 0;
}

/* Gives residuals the ranks of their keys in place of places, and puts them in order. */
static void
ViewRankResiduals(SumsResidual *residuals, uint32 n, const uint32 *rank)
{
	for (uint32 i = 0; i < n; i++)
		if (residuals[i].entry != SUMS_NO_ENTRY)
			residuals[i].entry = rank[residuals[i].entry];
	qsort(residuals, n, sizeof(SumsResidual), CompareResiduals);
}

/* Sorts a view whose keys have changed. */
void
ViewSort(SumsView *view)
{
	SortSource	source = {.view = view};
	uint32	   *order = SortOrder(&source);
	uint32	   *rank;

	view->hi = ViewPermute(view, view->hi, sizeof(double), order);
	if (view->lo != NULL)
		view->lo = ViewPermute(view, view->lo, sizeof(double), order);
	if (view->bytes)
	{
		view->key = ViewPermute(view, view->key, sizeof(const char *), order);
		view->keylen = ViewPermute(view, view->keylen, sizeof(uint32), order);
	}
	else
		view->number = ViewPermute(view, view->number, sizeof(int64), order);
	if (view->nresiduals > 0)
	{
		rank = palloc_array(uint32, view->n);
		for (uint32 i = 0; i < view->n; i++)
			rank[order[i]] = i;
		ViewRankResiduals(view->residuals, view->nresiduals, rank);
	}
	ViewForget(view, order);
}

/*
 * The residuals of a state with the ranks of keys in place of places: those in
 * an order, or without one as they stand.
 */
static SumsResidual *
ViewCopyResiduals(const KeyedSums *sums, const uint32 *order)
{
	SumsResidual *residuals = palloc_array(SumsResidual, sums->nresiduals);
	uint32	   *rank = palloc_array(uint32, SumsEnd(sums));
	uint32		i = 0;
	SumsEntry	entry;

	memcpy(residuals, SumsResiduals(sums), sums->nresiduals * sizeof(SumsResidual));
	if (order != NULL)
		for (; i < sums->nentries; i++)
			rank[order[i]] = i;
	else
		for (uint32 place = 0; SumsEntryFrom(sums, &place, &entry); place++)
			rank[place] = i++;
	ViewRankResiduals(residuals, sums->nresiduals, rank);
	pfree(rank);
	return residuals;
}

/*
 * Replaces the residuals of a state by the components beyond the second; false
 * when those of the rows without a key are told to be out of range.
 */
static bool
ViewSettleResiduals(SumsView *view, const KeyedSums *sums, const uint32 *order,
					struct Node *context)
{
	SumsResidual *raw;
	uint32		n = sums->nresiduals;
	uint32		start = 0;

	view->nresiduals = 0;
	if (n == 0)
		return true;
	raw = ViewCopyResiduals(sums, order);
	view->residuals = palloc_array(SumsResidual, n + FSUM_MAX_PARTS);
	while (start < n)
	{
		uint32		entry = raw[start].entry;
		FSum		sum;
		double		parts[FSUM_MAX_PARTS];
		int			nparts;
		int			first = 0;

		FSumInit(&sum);
		if (entry != SUMS_NO_ENTRY)
		{
			FSumAdd(&sum, view->hi[entry]);
			FSumAdd(&sum, view->lo[entry]);
		}
		for (; start < n && raw[start].entry == entry; start++)
			FSumAdd(&sum, raw[start].value);
		if (!isfinite(sum.hi))
		{
			if (entry != SUMS_NO_ENTRY)
				continue;		/* reported with the key's sum */
			errsave(context,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("total of unattributed rows is out of range")));
			return false;
		}
		nparts = FSumCanonical(&sum, parts);
		if (entry != SUMS_NO_ENTRY)
		{
			view->hi[entry] = nparts > 0 ? parts[0] : 0;
			if (nparts > 1 || view->lo[entry] != 0)
				view->lo[entry] = nparts > 1 ? parts[1] : 0;
			first = 2;
		}
		for (int i = first; i < nparts; i++)
		{
			view->residuals[view->nresiduals].entry = entry;
			view->residuals[view->nresiduals].unused = 0;
			view->residuals[view->nresiduals++].value = parts[i];
		}
	}
	return true;
}

/* Names key i for an error message. */
static char *
ViewKeyName(const SumsView *view, uint32 i, const StateKind *kind)
{
	if (kind->key_text != NULL)
		return kind->key_text(view, i);
	if (view->names != NULL)
		return pnstrdup(view->names[view->number[i]].bytes,
						view->names[view->number[i]].len);
	if (!view->bytes)
		return psprintf(INT64_FORMAT, view->number[i]);
	return pnstrdup(view->key[i], view->keylen[i]);
}

/* The smallest and the largest key of a state with number keys. */
static void
ViewKeyRange(const KeyedSums *sums, int64 *least, int64 *most)
{
	SumsEntry	entry;

	*least = PG_INT64_MAX;
	*most = PG_INT64_MIN;
	for (uint32 place = 0; SumsEntryFrom(sums, &place, &entry); place++)
	{
		*least = Min(*least, entry.key);
		*most = Max(*most, entry.key);
	}
	for (uint32 i = 0; i < sums->npending; i++)
	{
		int64		key = SumsPendingAt(sums, i).key;

		*least = Min(*least, key);
		*most = Max(*most, key);
	}
}

/* Is this key's place free, or its own?  The place is taken. */
static inline bool
ViewTakePlace(int64 *place, int64 distance)
{
	bool		fits = *place == 0 || *place == distance + 1;

	*place = distance + 1;
	return fits;
}

/*
 * Adds all sums up at the places of their keys, so many numbers a place; false
 * where keys share a place, two components do not hold a sum or a day has two
 * levels.
 */
static bool
ViewPlaceAll(const KeyedSums *sums, int64 least, uint32 width, double *hi,
			 double *lo, int64 *number)
{
	bool		level = (sums->flags & SUMS_FLAG_LEVEL) != 0;
	double		left = 0;
	SumsEntry	entry;

	for (uint32 at = 0; SumsEntryFrom(sums, &at, &entry); at++)
	{
		uint32		distance = (uint32) (entry.key - least);
		uint32		place = distance / width;

		if (!ViewTakePlace(&number[place], distance))
			return false;
		hi[place] = entry.hi;
		lo[place] = entry.lo;
	}
	for (uint32 i = 0; i < sums->npending; i++)
	{
		SumsRow row = SumsPendingAt(sums, i);
		uint32		distance = (uint32) (row.key - least);
		uint32		place = distance / width;
		bool		fresh = number[place] == 0;

		if (!ViewTakePlace(&number[place], distance))
			return false;
		if (!level)
			left += fabs(FSumTwoSum(&lo[place],
									FSumTwoSum(&hi[place], row.value)));
		else if (fresh)
			hi[place] = row.value;
		else if (hi[place] != row.value)
			return false;
	}
	return left == 0;
}

/* Moves what stands at the places together; false if a sum is out of range. */
static bool
ViewGatherPlaces(SumsView *view, int64 least, Size places, double *hi,
				 double *lo, int64 *number)
{
	double		left = 0;
	uint32		n = 0;

	for (Size place = 0; place < places; place++)
	{
		double		sum = hi[place];
		double		rest = FSumTwoSum(&sum, lo[place]);

		if (number[place] == 0)
			continue;
		if (!isfinite(sum))
			return false;
		hi[n] = sum;
		lo[n] = rest;
		left += fabs(rest);
		number[n++] = least + number[place] - 1;
	}
	/* where there are no second components their room, the last, goes back */
	if (left == 0 && n >= VIEW_LARGE)
	{
		hi = repalloc(hi, places * 2 * sizeof(double));
		number = (int64 *) (hi + places);
	}
	view->n = n;
	view->hi = hi;
	view->lo = left == 0 ? NULL : lo;
	view->number = number;
	return true;
}

/*
 * Opens a view of a state whose keys are range or less above the least one:
 * entries and pending rows are added up at the place of their key, which needs
 * no fold and no sort.  A place takes in so many numbers.  False, and the view
 * is not opened, where that is not possible or keys lie too far apart: the more
 * of them, the closer, lest places take more memory than the state.
 */
static bool
ViewOpenPlaced(SumsView *view, const KeyedSums *sums, int64 least,
			   uint64 range, uint32 width)
{
	uint64		keys = (uint64) sums->nentries + sums->npending;
	uint64		most = keys * (KindOf(sums)->keys == KEY_PERIOD ? VIEW_DENSE_DAYS : VIEW_DENSE);
	Size		places;
	double	   *hi;
	double	   *lo;
	int64	   *number;			/* 0, or distance from the least key + 1 */

	most = Min(most, Max(VIEW_PLACES, keys + keys / 8));
	/* the range of two keys may be all that 64 bits count: add one after */
	if (range / width >= Min(most, MaxAllocSize / (3 * sizeof(double))))
		return false;
	places = range / width + 1;
	hi = palloc0_array(double, places * 3);
	number = (int64 *) (hi + places);
	lo = (double *) (number + places);
	if (ViewPlaceAll(sums, least, width, hi, lo, number) &&
		ViewGatherPlaces(view, least, places, hi, lo, number))
		return true;
	pfree(hi);
	return false;
}

/*
 * Opens a view of a state whose keys are numbers at even distances, such as
 * the days of a series, if it can.  The first days of months, and the last,
 * lie 28 days apart or more, those of weeks seven; entities are numbered
 * without a break or by chance.  Entries that need not be in order are read
 * as they stand.
 */
static bool
ViewOpenDense(SumsView *view, const KeyedSums *sums, int options)
{
	int64		least;
	int64		most;
	uint64		range;

	if (view->bytes || sums->nresiduals > 0 ||
		sums->nentries + sums->npending == 0)
		return false;
	if (sums->nentries > 0 && (options & VIEW_SORTED) == 0)
		return false;
	ViewKeyRange(sums, &least, &most);
	range = (uint64) most - (uint64) least;
	if (KindOf(sums)->keys == KEY_PERIOD &&
		(ViewOpenPlaced(view, sums, least, range, 28) ||
		 ViewOpenPlaced(view, sums, least, range, 7)))
		return true;
	return ViewOpenPlaced(view, sums, least, range, 1);
}

/*
 * Opens a view of a state that is one row with a name, which many a group is;
 * that of a number is opened as dense.
 */
static bool
ViewOpenRow(SumsView *view, const KeyedSums *sums)
{
	SumsRow		row;

	if (!view->bytes || sums->nentries > 0 || sums->npending != 1 ||
		sums->nresiduals > 0)
		return false;
	row = SumsPendingAt(sums, 0);
	view->n = 1;
	view->hi = palloc_object(double);
	view->hi[0] = row.value + 0.0;
	view->key = palloc_object(const char *);
	view->keylen = palloc_object(uint32);
	view->key[0] = SumsLoadBytes(SumsPendingBytes(sums) + row.key, view->keylen);
	return true;
}

/*
 * Makes the arrays for the entries of a state, and one element more; those of
 * names if they are asked for.
 */
static void
ViewMakeArrays(SumsView *view, const KeyedSums *sums, int options)
{
	uint32		n = sums->nentries + 1;
	uint32		place = 0;
	SumsEntry	entry = {0};

	view->hi = palloc_array(double, n);
	/* second components are seldom, and where they are many worth a look */
	if (sums->nentries >= VIEW_LARGE && sums->nresiduals == 0)
		while (SumsEntryFrom(sums, &place, &entry) && entry.lo == 0)
			place++;
	if (place < SumsEnd(sums))
		view->lo = palloc_array(double, n);
	if (!view->bytes)
		view->number = palloc_array(int64, n);
	else if ((options & VIEW_UNNAMED) == 0)
	{
		view->key = palloc_array(const char *, n);
		view->keylen = palloc_array(uint32, n);
	}
}

/* Puts the entry at a place into the arrays; false, and i is free, if there is none. */
static pg_attribute_always_inline bool
ViewPutEntry(SumsView *view, uint32 i, const KeyedSums *sums, uint32 place,
			 bool wide)
{
	SumsEntry	entry = SumsLoadEntry(SumsEntries(sums), place, wide);
	bool		taken = !SumsIsFree(&entry);
	double		lo;

	if (!view->bytes)
		view->number[i] = entry.key;
	else if (taken && view->key != NULL)
		view->key[i] = SumsEntryBytes(sums, &entry, &view->keylen[i]);
	lo = FSumTwoSum(&entry.hi, entry.lo);
	view->hi[i] = entry.hi;
	if (view->lo != NULL)
		view->lo[i] = lo;
	return taken;
}

/*
 * Fills the arrays with the entries of a state as they stand.  A free place is
 * written over by the next one: that asks for one element more, but for no
 * guess, which would be wrong for each third.
 */
static void
ViewTakeEntries(SumsView *view, const KeyedSums *sums)
{
	uint32		end = SumsEnd(sums);
	bool		wide = SumsIsWide(sums);
	uint32		i = 0;

	for (uint32 place = 0; place < end; place++)
	{
		if (view->key != NULL)
			SumsKeyAhead(sums, place);
		i += ViewPutEntry(view, i, sums, place, wide);
	}
}

/* The same in an order. */
static void
ViewTakeInOrder(SumsView *view, const KeyedSums *sums, const uint32 *order)
{
	const char *entries = SumsEntries(sums);
	Size		size = SumsEntrySize(sums->flags);
	bool		wide = SumsIsWide(sums);

	for (uint32 i = 0; i < view->n; i++)
	{
		if (i + SUMS_AHEAD < view->n)
			__builtin_prefetch(entries + order[i + SUMS_AHEAD] * size);
		(void) ViewPutEntry(view, i, sums, order[i], wide);
	}
}

/* Is a sum among them that an error may name? */
static bool
ViewAsksForNames(const SumsView *view)
{
	bool		all = true;

	for (uint32 i = 0; i < view->n; i++)
		all &= view->hi[i] >= 0 && view->hi[i] <= DBL_MAX;
	return !all;
}

/* Refuses sums that double cannot hold; second components may all be zero. */
static bool
ViewCheckSums(SumsView *view, const StateKind *kind, struct Node *context)
{
	bool		any_lo = false;

	for (uint32 i = 0; i < view->n; i++)
		if (unlikely(!isfinite(view->hi[i])))
		{
			errsave(context,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("total of %s is out of range",
							kind->stored ? NounTypeName(kind->noun) : kind->name),
					 errdetail("The values of key \"%s\" add up to more than a double can hold.",
							   ViewKeyName(view, i, kind))));
			return false;
		}
	if (view->lo == NULL)
		return true;
	for (uint32 i = 0; i < view->n; i++)
		any_lo |= view->lo[i] != 0;
	if (!any_lo)
	{
		ViewForget(view, view->lo);
		view->lo = NULL;
	}
	return true;
}

/*
 * Opens a view of an aggregate state; false when a total is out of range and
 * the context took the error.
 */
bool
ViewOpenStateSafe(SumsView *view, KeyedSums *sums, int options,
				  struct Node *context)
{
	const StateKind *kind = KindOf(sums);
	const KeyName *names = (options & VIEW_NAMED) != 0 ? view->names : NULL;
	SortSource	source = {view, NULL};
	uint32	   *order = NULL;

	SumsAssertValid(sums);
	memset(view, 0, sizeof(SumsView));
	view->names = names;
	view->noun = kind->noun;
	view->bytes = SumsHasBytes(sums);
	view->has_null = (sums->flags & SUMS_FLAG_NULL) != 0;
	view->meaning = sums->meaning;
	if (ViewOpenDense(view, sums, options) || ViewOpenRow(view, sums))
		return true;
	if (sums->npending > 0)
		sums = SumsSettledCopy(sums);
	view->n = sums->nentries;
	source.sums = sums;
	if ((options & VIEW_SORTED) != 0 && !SumsIsOrdered(sums))
		order = SortOrder(&source);
	ViewMakeArrays(view, sums, options);
	if (order == NULL)
		ViewTakeEntries(view, sums);
	else
		ViewTakeInOrder(view, sums, order);
	if (!ViewSettleResiduals(view, sums, order, context))
		return false;
	if (view->bytes && view->key == NULL && ViewAsksForNames(view))
		return ViewOpenStateSafe(view, sums, options & ~VIEW_UNNAMED, context);
	return ViewCheckSums(view, kind, context);
}

/* Is this datum an aggregate state, not a stored value? */
bool
IsState(const void *value)
{
	const KeyedSums *sums = (const KeyedSums *) value;

	return !VARATT_IS_EXTENDED(value) &&
		VARSIZE(value) >= sizeof(KeyedSums) && sums->magic == SUMS_MAGIC;
}

/*
 * Opens a view of a stored value of the noun, or of a state that answers its
 * questions.
 */
void
ViewOpen(SumsView *view, Datum datum, Noun noun, int options)
{
	struct varlena *value = (struct varlena *) SumsOfDatum(datum);

	if (IsState(value))
	{
		KeyedSums  *sums = (KeyedSums *) value;

		if (!KindOf(sums)->stored || KindOf(sums)->noun != noun)
			StateMismatch(NounTypeName(noun), sums);
		ViewOpenState(view, sums, options);
		return;
	}
	value = PG_DETOAST_DATUM_PACKED(datum);
	WireRead(view, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), noun);
}
