/*
 * wire_read.c
 *	  The one stored format: reading a value, and checking one from outside.
 *
 * A stored value holds exactly the bytes that the send function sends, in
 * network order and in one canonical form, so equal content is equal bytes.
 * docs/format.md shows them.  Reading never trusts a count before the bytes
 * it announces are known to be there.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"

#include "keyed/sums.h"
#include "keyed/wire.h"

#define WIRE_BLOCK		8		/* elements of a loop of known length */

#define WIRE_EXPONENT			UINT64CONST(0x7ff0000000000000)	/* of a double */
#define WIRE_LEAST_EXPONENT		UINT64CONST(0x0010000000000000)

#define WIRE_NOT_IN_ORDER	"The keys do not ascend."
#define WIRE_NOT_CANONICAL	"The value is not in canonical form."

/* A position in bytes that may be too few. */
typedef struct WireReader
{
	const char *at;
	const char *end;
	Noun		noun;
	bool		outside;		/* the bytes come from outside the server */
	uint8		flags;
	uint32		keysize;
} WireReader;

/*
 * Reports bytes that cannot be a value of the noun's type, from outside the
 * server or stored in it.
 */
void
WireRefuse(Noun noun, bool outside, const char *detail)
{
	if (outside)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid external \"%s\" value", NounTypeName(noun)),
				 errdetail_internal("%s", detail)));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("corrupt %s value", NounTypeName(noun)),
			 errdetail_internal("%s", detail),
			 errhint("Build the summary again from its rows.")));
}

pg_noreturn static void
WireError(const WireReader *reader, const char *detail)
{
	WireRefuse(reader->noun, reader->outside, detail);
}

/* Reports a value that a later version wrote. */
pg_noreturn static void
WireLaterError(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("%s is not supported", what),
			 errhint("Install a newer rareearth library on this server.")));
}

/* Makes sure that the announced bytes are there. */
static void
WireNeed(const WireReader *reader, uint64 bytes, const char *what)
{
	Size		left = reader->end - reader->at;

	if (bytes > left)
		WireError(reader, psprintf("%s need " UINT64_FORMAT
								   " bytes, but only %zu follow.",
								   what, bytes, left));
}

static inline uint8
WireByte(WireReader *reader)
{
	return (uint8) *reader->at++;
}

static inline uint32
WireInt(WireReader *reader)
{
	uint32		x;

	memcpy(&x, reader->at, sizeof(x));
	reader->at += sizeof(x);
	return pg_ntoh32(x);
}

static inline double
WireDouble(WireReader *reader)
{
	uint64		x;
	double		d;

	memcpy(&x, reader->at, sizeof(x));
	reader->at += sizeof(x);
	x = pg_ntoh64(x);
	memcpy(&d, &x, sizeof(d));
	return d;
}

/*
 * The signed integer of the width bytes at a place.  Eight bytes are read,
 * those before belong to the header at least.
 */
static inline int64
WireSigned(const char *at, uint8 width)
{
	uint64		x;

	memcpy(&x, at + width - sizeof(x), sizeof(x));
	return (int64) (pg_ntoh64(x) << (64 - 8 * width)) >> (64 - 8 * width);
}

/* The same of an unsigned one. */
static inline uint64
WireUnsigned(const char *at, uint8 width)
{
	uint64		x;

	memcpy(&x, at + width - sizeof(x), sizeof(x));
	return pg_ntoh64(x) << (64 - 8 * width) >> (64 - 8 * width);
}

/* Reads n doubles into a new array. */
static double *
WireDoubles(WireReader *reader, uint32 n, const char *what)
{
	double	   *out;
	uint64		carry = 0;		/* into the sign, where an exponent is all ones */

	WireNeed(reader, (uint64) n * sizeof(double), what);
	out = palloc_array(double, n);
	for (uint32 i = 0; i < n; i++)
	{
		uint64		bits;

		memcpy(&bits, reader->at + i * sizeof(bits), sizeof(bits));
		bits = pg_ntoh64(bits);
		memcpy(&out[i], &bits, sizeof(bits));
		carry |= (bits & WIRE_EXPONENT) + WIRE_LEAST_EXPONENT;
	}
	if (carry >> 63 != 0)
		WireError(reader, psprintf("%s are not all finite.", what));
	reader->at += (Size) n * sizeof(double);
	return out;
}

/*
 * Reads n integers of one width into a new array.  Room and zeros up to a
 * whole block let loops over blocks become vector instructions.
 */
static pg_attribute_always_inline double *
WireFixed(WireReader *reader, uint32 n, uint8 width)
{
	double	   *out = palloc_array(double, TYPEALIGN(WIRE_BLOCK, (Size) n));
	const char *at = reader->at;

	for (uint32 i = 0; i < n; i++, at += width)
		out[i] = (double) WireSigned(at, width);
	for (uint32 i = n; i % WIRE_BLOCK != 0; i++)
		out[i] = 0;
	reader->at = at;
	return out;
}

/* Reads a width and n integers of it. */
static double *
WireIntegers(WireReader *reader, uint32 n, const char *what)
{
	uint8		width = WireByte(reader);

	if (width < 1 || width > WIRE_MAX_WIDTH)
		WireError(reader, psprintf("%s have a width of %d, expected 1 to %d.",
								   what, width, WIRE_MAX_WIDTH));
	WireNeed(reader, (uint64) n * width, what);
	/* a loop for each width of everyday data */
	switch (width)
	{
		case 1:
			return WireFixed(reader, n, 1);
		case 2:
			return WireFixed(reader, n, 2);
		case 3:
			return WireFixed(reader, n, 3);
		case 4:
			return WireFixed(reader, n, 4);
		default:
			return WireFixed(reader, n, width);
	}
}

/* Reads sums that are stored as decimals. */
static double *
WireDecimals(WireReader *reader, uint32 n)
{
	double	   *out;
	double		power;
	uint8		scale;

	WireNeed(reader, WIRE_DECIMAL_HEADER, "Sums");
	scale = WireByte(reader);
	if (scale > WIRE_MAX_SCALE)
		WireError(reader, psprintf("Sums have %d decimals, expected 0 to %d.",
								   scale, WIRE_MAX_SCALE));
	out = WireIntegers(reader, n, "Sums");
	power = WirePower[scale];
	if (scale > 0)
		for (double *block = out; block < out + n; block += WIRE_BLOCK)
			for (int i = 0; i < WIRE_BLOCK; i++)
				block[i] /= power;
	return out;
}

/* Reads second components that are stored as multiples of a unit. */
static double *
WireUnits(WireReader *reader, uint32 n)
{
	double	   *out;
	double		unit;
	int			exponent;

	WireNeed(reader, WIRE_UNITS_HEADER, "Second components");
	exponent = (int) WireSigned(reader->at, sizeof(int16));
	reader->at += sizeof(int16);
	/* the largest multiple of this width is finite */
	if (exponent < -1074 || exponent > 1024 - 8 * (uint8) *reader->at)
		WireError(reader, psprintf("Second components are multiples of 2^%d.",
								   exponent));
	out = WireIntegers(reader, n, "Second components");
	unit = ldexp(1, exponent);
	for (double *block = out; block < out + n; block += WIRE_BLOCK)
		for (int i = 0; i < WIRE_BLOCK; i++)
			block[i] *= unit;
	return out;
}

/* Turns decimals and what they lack into sums and second components. */
static void
WireNormalize(double *pg_restrict hi, double *pg_restrict lo, uint32 n)
{
	for (uint32 start = 0; start < n; start += WIRE_BLOCK)
	{
		for (int i = 0; i < WIRE_BLOCK; i++)
		{
			double		sum = hi[i];

			lo[i] = FSumTwoSum(&sum, lo[i]);
			hi[i] = sum;
		}
		hi += WIRE_BLOCK;
		lo += WIRE_BLOCK;
	}
}

/* Reads sums and second components. */
static void
WireReadSums(WireReader *reader, SumsView *view)
{
	uint32		n = view->n;

	view->hi = reader->flags & WIRE_FLAG_DECIMAL ? WireDecimals(reader, n) :
		WireDoubles(reader, n, "Sums");
	if (reader->flags & WIRE_FLAG_LO)
		view->lo = WireDoubles(reader, n, "Second components");
	if (reader->flags & WIRE_FLAG_UNITS)
		view->lo = WireUnits(reader, n);
	if ((reader->flags & WIRE_FLAG_DECIMAL) && view->lo != NULL)
		WireNormalize(view->hi, view->lo, n);
}

/* Reads number keys that are stored as a base and a set of bits. */
static void
WireReadDense(WireReader *reader, SumsView *view)
{
	uint32		n = view->n;
	uint32		found = 0;
	uint64		base;
	int64	   *out = view->number;
	const char *end = reader->at + reader->keysize;

	if (reader->keysize < sizeof(base) || reader->keysize % sizeof(base) != 0)
		WireError(reader, psprintf("A set of keys has %u bytes.",
								   reader->keysize));
	base = WireUnsigned(reader->at, sizeof(base));
	reader->at += sizeof(base);
	if (reader->at == end)
		for (; found < n; found++)
			out[found] = (int64) (base + found);
	for (; reader->at < end; reader->at += sizeof(uint64), base += 64)
	{
		uint64		word = WireUnsigned(reader->at, sizeof(word));

		if ((uint32) pg_popcount64(word) > n - found)
			WireError(reader, psprintf("A set holds more than %u keys.", n));
		/* entities are numbered without a break, or nearly so */
		if (word == PG_UINT64_MAX)
		{
			for (int bit = 0; bit < 64; bit++)
				out[found + bit] = (int64) (base + bit);
			found += 64;
			continue;
		}
		for (; word != 0; word &= word - 1)
			out[found++] = (int64) (base + pg_rightmost_one_pos64(word));
	}
	if (found != n)
		WireError(reader, psprintf("A set holds %u keys, expected %u.",
								   found, n));
}

/*
 * Reads n number keys as differences of one width to a base; false if the
 * differences do not ascend.
 */
static pg_attribute_always_inline bool
WireReadWidth(const char *at, int64 *out, uint32 n, uint64 base, uint8 width)
{
	uint64		before = WireUnsigned(at, width);
	bool		descends = false;

	out[0] = (int64) (base + before);
	for (uint32 i = 1; i < n; i++)
	{
		uint64		delta = WireUnsigned(at + (Size) i * width, width);

		out[i] = (int64) (base + delta);
		descends |= delta <= before;
		before = delta;
	}
	return !descends;
}

/* Reads number keys that are stored as a base, a width and differences. */
static void
WireReadDifferences(WireReader *reader, SumsView *view)
{
	uint32		n = view->n;
	uint64		base;
	uint8		width;
	bool		ascends;

	WireNeed(reader, WIRE_NUMBERS, "Keys");
	base = WireUnsigned(reader->at, sizeof(base));
	reader->at += sizeof(base);
	width = WireByte(reader);
	if (width != 0 && width != 1 && width != 2 && width != 4 && width != 8)
		WireError(reader, psprintf("Key width is %d, expected 0, 1, 2, 4 or 8.",
								   width));
	if (reader->keysize != WIRE_NUMBERS + (uint64) n * width)
		WireError(reader, psprintf("Header announces %u bytes of keys, but %u keys of %d bytes follow.",
								   reader->keysize, n, width));
	view->number[0] = (int64) base;
	if (width == 0)
		ascends = n == 1;
	else if (width == 1)
		ascends = WireReadWidth(reader->at, view->number, n, base, 1);
	else if (width == 2)
		ascends = WireReadWidth(reader->at, view->number, n, base, 2);
	else if (width == 4)
		ascends = WireReadWidth(reader->at, view->number, n, base, 4);
	else
		ascends = WireReadWidth(reader->at, view->number, n, base, width);
	reader->at += (Size) n * width;
	if (!ascends)
		WireError(reader, WIRE_NOT_IN_ORDER);
}

/*
 * Reads number keys, which ascend: what opens a series lays its periods out
 * from the first to the last.
 */
static void
WireReadNumbers(WireReader *reader, SumsView *view)
{
	view->number = palloc_array(int64, view->n);
	if (view->n == 0)
	{
		if (reader->keysize != 0)
			WireError(reader, "A value without keys announces key bytes.");
		return;
	}
	if (reader->flags & WIRE_FLAG_DENSE)
		WireReadDense(reader, view);
	else
		WireReadDifferences(reader, view);
	/* from the base on they may pass the largest number there is */
	if (view->number[view->n - 1] < view->number[0])
		WireError(reader, WIRE_NOT_IN_ORDER);
}

/* Reads the length of a byte key, of which there are bytes up to an end. */
static uint32
WireReadLength(WireReader *reader, const char *end, uint32 i)
{
	uint32		len = 0;
	bool		complete = reader->at < end;

	if (complete)
		len = WireByte(reader);
	if (complete && len == 255)
	{
		complete = end - reader->at >= (ptrdiff_t) sizeof(uint32);
		if (complete)
			len = WireInt(reader);
	}
	if (!complete)
		WireError(reader, psprintf("Key bytes end before key %u.", i + 1));
	if (len > (Size) (end - reader->at))
		WireError(reader, psprintf("Key %u announces %u bytes, but only %zu follow.",
								   i + 1, len, (Size) (end - reader->at)));
	return len;
}

/* Reads byte keys: each a length and its bytes. */
static void
WireReadBytes(WireReader *reader, SumsView *view)
{
	const char *end = reader->at + reader->keysize;
	const char **key = palloc_array(const char *, view->n);
	uint32	   *keylen = palloc_array(uint32, view->n);

	for (uint32 i = 0; i < view->n; i++)
	{
		/* most names are short, and are not the last ones */
		if (likely(end - reader->at > PG_UINT8_MAX && (uint8) *reader->at < PG_UINT8_MAX))
			keylen[i] = WireByte(reader);
		else
			keylen[i] = WireReadLength(reader, end, i);
		key[i] = reader->at;
		reader->at += keylen[i];
	}
	view->key = key;
	view->keylen = keylen;
	if (reader->at != end)
		WireError(reader, psprintf("%zu bytes remain after the last key.",
								   (Size) (end - reader->at)));
}

/* Reads what a value means; bytes of later versions are refused. */
static void
WireReadMeaning(WireReader *reader, SumsView *view)
{
	const char *fault;
	uint8		reserved;

	memcpy(&view->meaning, reader->at, sizeof(ValueMeaning));
	reader->at += sizeof(ValueMeaning);
	reserved = WireByte(reader);
	if (reader->noun == NOUN_SPELLS && view->meaning.extra <= WIRE_EXTRAS)
	{
		/* values of either kind merge, so it is no part of their meaning */
		view->extra = view->meaning.extra;
		view->meaning.extra = 0;
	}
	fault = MeaningFault(reader->noun, view->meaning);
	if (fault == NULL && reserved != 0)
		fault = psprintf("Byte 7 is %d, expected 0.", reserved);
	if (fault != NULL)
		WireError(reader, psprintf("%s Versions before 1.0 wrote another header.",
								   fault));
}

/* Reads the header: what follows, and what it means. */
static void
WireReadHeader(WireReader *reader, SumsView *view)
{
	uint8		format;
	uint8		flags;

	WireNeed(reader, WIRE_HEADER, "Headers");
	format = WireByte(reader);
	if (format > WIRE_FORMAT && format < WIRE_FORMATS)
		WireLaterError(psprintf("%s format %d", NounTypeName(reader->noun),
								format));
	if (format != WIRE_FORMAT)
		WireError(reader, psprintf("Format is %d, expected %d.",
								   format, WIRE_FORMAT));
	if (WireByte(reader) != (uint8) reader->noun)
		WireError(reader, "The bytes belong to another type.");
	flags = reader->flags = WireByte(reader);
	if ((flags & ~WIRE_FLAGS) != 0)
		WireError(reader, psprintf("Flags are 0x%02x, allowed are 0x%02x.",
								   flags, WIRE_FLAGS));
	view->bytes = (flags & WIRE_FLAG_BYTES) != 0;
	view->has_null = (flags & WIRE_FLAG_NULL) != 0;
	if (((flags & WIRE_FLAG_DENSE) && view->bytes) ||
		((flags & WIRE_FLAG_LO) &&
		 (flags & (WIRE_FLAG_DECIMAL | WIRE_FLAG_UNITS))) ||
		(NounHasPeriods(reader->noun) && view->bytes) ||
		(reader->noun == NOUN_SPELLS && !view->bytes) ||
		(reader->noun != NOUN_SHARES && view->has_null))
		WireError(reader, psprintf("Flags 0x%02x do not go with this type.",
								   flags));
	WireReadMeaning(reader, view);
	view->n = WireInt(reader);
	reader->keysize = WireInt(reader);
	if (view->n > WIRE_MAX_KEYS)
		WireError(reader, psprintf("Header announces %u keys, more than there can be.",
								   view->n));
	WireNeed(reader, (uint64) reader->keysize + (uint64) view->n *
			 (flags & WIRE_FLAG_DECIMAL ? 1 : sizeof(double)),
			 "Keys and sums");
}

/* Reads components beyond the second, and the sum of rows without a key. */
static void
WireReadRest(WireReader *reader, SumsView *view)
{
	uint32		nrest = 0;
	uint8		nnull = 0;
	SumsResidual *rest;

	if (reader->flags & WIRE_FLAG_REST)
	{
		WireNeed(reader, sizeof(uint32), "Further components");
		nrest = WireInt(reader);
		WireNeed(reader, (uint64) nrest * WIRE_REST, "Further components");
	}
	view->residuals = rest = palloc0_array(SumsResidual, nrest + PG_UINT8_MAX);
	for (; nrest > 0; nrest--, rest++)
	{
		rest->entry = WireInt(reader);
		rest->value = WireDouble(reader);
		if (rest->entry >= view->n)
			WireError(reader, "A component belongs to no key.");
		if (rest > view->residuals && rest->entry < rest[-1].entry)
			WireError(reader, "Further components do not stand in the order of keys.");
	}
	if (view->has_null)
	{
		WireNeed(reader, sizeof(nnull), "Sums of unattributed rows");
		nnull = WireByte(reader);
		WireNeed(reader, nnull * sizeof(double), "Sums of unattributed rows");
	}
	for (; nnull > 0; nnull--, rest++)
	{
		rest->entry = SUMS_NO_ENTRY;
		rest->value = WireDouble(reader);
	}
	view->nresiduals = rest - view->residuals;
	for (uint32 i = 0; i < view->nresiduals; i++)
		if (!isfinite(view->residuals[i].value))
			WireError(reader, "Further components are not all finite.");
}

/* Reads a value into a view; what it announces must be there, no more. */
static void
WireParse(WireReader *reader, SumsView *view)
{
	memset(view, 0, sizeof(SumsView));
	view->noun = reader->noun;
	WireReadHeader(reader, view);
	if (view->bytes)
		WireReadBytes(reader, view);
	else
		WireReadNumbers(reader, view);
	WireReadSums(reader, view);
	if (reader->flags & (WIRE_FLAG_REST | WIRE_FLAG_NULL))
		WireReadRest(reader, view);
	if (reader->at != reader->end)
		WireError(reader, psprintf("%zu bytes remain after the last sum.",
								   (Size) (reader->end - reader->at)));
}

/* Checks that byte keys ascend. */
void
WireCheckOrder(const SumsView *view, bool outside)
{
	for (uint32 i = 1; i < view->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (SumsCompareBytes(view->key[i - 1], view->keylen[i - 1],
							 view->key[i], view->keylen[i]) >= 0)
			WireRefuse(view->noun, outside, WIRE_NOT_IN_ORDER);
	}
}

/* Are these the components of a sum, as the canonical form has them? */
static bool
WireIsCanonical(const double *parts, int n)
{
	FSum		sum;
	double		again[FSUM_MAX_PARTS];

	FSumInit(&sum);
	for (int i = 0; i < n; i++)
	{
		if (!isfinite(parts[i]) || parts[i] == 0)
			return false;
		FSumAdd(&sum, parts[i]);
	}
	return isfinite(sum.hi) && FSumCanonical(&sum, again) == n &&
		memcmp(again, parts, n * sizeof(double)) == 0;
}

/*
 * Checks every sum: it is zero, or its components are canonical.  Further ones
 * stand behind a second one, in the order of keys.
 */
static void
WireCheckSums(const WireReader *reader, const SumsView *view)
{
	double		parts[FSUM_MAX_PARTS];
	uint32		cursor = 0;
	int			n;

	for (uint32 i = 0; i < view->n; i++)
	{
		bool		two = view->lo != NULL && view->lo[i] != 0;

		CHECK_FOR_INTERRUPTS();
		n = ViewParts(view, i, &cursor, parts);
		if ((n > 1 && !two) ||
			((n > 1 || parts[0] != 0) && !WireIsCanonical(parts, n)))
			WireError(reader, WIRE_NOT_CANONICAL);
	}
	for (n = 0; cursor < view->nresiduals && n < FSUM_MAX_PARTS &&
		 view->residuals[cursor].entry == SUMS_NO_ENTRY; cursor++)
		parts[n++] = view->residuals[cursor].value;
	if (cursor < view->nresiduals || !WireIsCanonical(parts, n))
		WireError(reader, WIRE_NOT_CANONICAL);
}

/*
 * Reads a stored value.  The order of byte keys, by which nothing is laid out,
 * and that its sums are the canonical ones is trusted.
 */
void
WireRead(SumsView *view, const char *data, Size len, Noun noun)
{
	WireReader	reader = {.at = data,.end = data + len,.noun = noun};

	WireParse(&reader, view);
}

/*
 * Reads a value from outside; returns the value to store.  Only the bytes that
 * WireWrite writes for its content are accepted.
 */
struct varlena *
WireCheck(SumsView *view, const char *data, Size len, Noun noun)
{
	WireReader	reader = {.at = data,.end = data + len,.noun = noun,.outside = true};
	struct varlena *value;

	WireParse(&reader, view);
	if (view->bytes)
		WireCheckOrder(view, true);
	WireCheckSums(&reader, view);
	value = WireWrite(view);
	if (VARSIZE(value) != VARHDRSZ + len ||
		memcmp(VARDATA(value), data, len) != 0)
		WireError(&reader, WIRE_NOT_CANONICAL);
	return value;
}
