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

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"

#include "keyed/sums.h"
#include "keyed/wire.h"

#define WIRE_BLOCK		8		/* elements of a loop of known length */

/* A position in bytes that may be too few. */
typedef struct WireReader
{
	const char *at;
	const char *end;
	Noun		noun;
	bool		strict;			/* input from outside: check everything */
} WireReader;

/* Reports bytes that cannot be a value of the noun's type. */
pg_noreturn static void WireError(const WireReader *reader, const char *detail);

static void
WireError(const WireReader *reader, const char *detail)
{
	if (reader->strict)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid external \"%s\" value",
						NounTypeName(reader->noun)),
				 errdetail_internal("%s", detail)));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("corrupt %s value", NounTypeName(reader->noun)),
			 errdetail_internal("%s", detail),
			 errhint("Build the summary again from its rows.")));
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

/* Reads n doubles into a new array. */
static double *
WireDoubles(WireReader *reader, uint32 n, const char *what)
{
	double	   *out;

	WireNeed(reader, (uint64) n * sizeof(double), what);
	out = (double *) palloc(Max(n, 1) * sizeof(double));
	for (uint32 i = 0; i < n; i++)
	{
		uint64		bits;

		memcpy(&bits, reader->at + i * sizeof(bits), sizeof(bits));
		bits = pg_ntoh64(bits);
		memcpy(&out[i], &bits, sizeof(bits));
	}
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
	double	   *out = (double *)
		palloc(TYPEALIGN(WIRE_BLOCK, Max((Size) n, 1)) * sizeof(double));
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
	if (exponent < -1074 || exponent > 1023)
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
WireReadSums(WireReader *reader, SumsView *view, uint8 flags)
{
	uint32		n = view->n;

	view->hi = flags & WIRE_FLAG_DECIMAL ? WireDecimals(reader, n) :
		WireDoubles(reader, n, "Sums");
	if (flags & WIRE_FLAG_LO)
		view->lo = WireDoubles(reader, n, "Second components");
	if (flags & WIRE_FLAG_UNITS)
		view->lo = WireUnits(reader, n);
	if ((flags & WIRE_FLAG_DECIMAL) && view->lo != NULL)
		WireNormalize(view->hi, view->lo, n);
}

/* Reads number keys that are stored as a base and a set of bits. */
static void
WireReadDense(WireReader *reader, SumsView *view, uint32 keysize)
{
	uint32		n = view->n;
	uint32		found = 0;
	uint64		base;
	int64	   *out = view->number;

	if (keysize < sizeof(base) || keysize % sizeof(base) != 0)
		WireError(reader, psprintf("A set of keys has %u bytes.", keysize));
	base = (uint64) WireSigned(reader->at, sizeof(base));
	reader->at += sizeof(base);
	if (keysize == sizeof(base))
	{
		for (uint32 i = 0; i < n; i++)
			out[i] = (int64) (base + i);
		return;
	}
	for (const char *end = reader->at + keysize - sizeof(base);
		 reader->at < end; reader->at += sizeof(uint64), base += 64)
	{
		uint64		word = (uint64) WireSigned(reader->at, sizeof(word));
		uint32		bits = (uint32) pg_popcount64(word);

		if (bits > n - found)
			WireError(reader, psprintf("A set holds more than %u keys.", n));
		for (; word != 0; word &= word - 1)
			out[found++] = (int64) (base + pg_rightmost_one_pos64(word));
	}
	if (found != n)
		WireError(reader, psprintf("A set holds %u keys, expected %u.",
								   found, n));
}

/* Checks that number keys ascend. */
static void
WireCheckNumbers(const WireReader *reader, const SumsView *view)
{
	for (uint32 i = 1; i < view->n; i++)
		if (view->number[i] <= view->number[i - 1])
			WireError(reader, psprintf("Key %u does not follow key %u in order.",
									   i + 1, i));
}

/* Reads number keys: a base and deltas of one width, ascending. */
static void
WireReadNumbers(WireReader *reader, SumsView *view, uint32 keysize)
{
	uint64		base;
	uint64		delta = 0;
	uint8		width;
	int64	   *out = view->number;

	if (view->n == 0)
	{
		if (keysize != 0)
			WireError(reader, "A value without keys announces key bytes.");
		return;
	}
	WireNeed(reader, WIRE_NUMBERS, "Keys");
	base = (uint64) WireSigned(reader->at, sizeof(base));
	reader->at += sizeof(base);
	width = WireByte(reader);
	if (width != 0 && width != 1 && width != 2 && width != 4 && width != 8)
		WireError(reader, psprintf("Key width is %d, expected 0, 1, 2, 4 or 8.",
								   width));
	if ((uint64) keysize != WIRE_NUMBERS + (uint64) view->n * width)
		WireError(reader, psprintf("Header announces %u bytes of keys, but %u keys of %d bytes follow.",
								   keysize, view->n, width));
	if (width == 2)				/* by far the most common */
		for (uint32 i = 0; i < view->n; i++)
		{
			uint16		two;

			memcpy(&two, reader->at + i * sizeof(two), sizeof(two));
			delta = pg_ntoh16(two);
			out[i] = (int64) (base + delta);
		}
	else
		for (uint32 i = 0; i < view->n; i++)
		{
			delta = 0;
			for (int b = 0; b < width; b++)
				delta = delta << 8 |
					(uint8) reader->at[(Size) i * width + b];
			out[i] = (int64) (base + delta);
		}
	reader->at += (Size) view->n * width;
	if (reader->strict)
	{
		uint8		least = delta == 0 ? 0 : delta <= 0xff ? 1 :
			delta <= 0xffff ? 2 : delta <= 0xffffffff ? 4 : 8;

		if (out[0] != (int64) base || width != least)
			WireError(reader, "Keys are not stored in their shortest form.");
	}
}

/* Reads byte keys: each a length and its bytes, ascending. */
static void
WireReadBytes(WireReader *reader, SumsView *view, uint32 keysize)
{
	const char *end = reader->at + keysize;

	view->key = (const char **) palloc(Max(view->n, 1) * sizeof(char *));
	view->keylen = (uint32 *) palloc(Max(view->n, 1) * sizeof(uint32));
	for (uint32 i = 0; i < view->n; i++)
	{
		uint32		len;

		if (reader->at >= end)
			WireError(reader, psprintf("Key bytes end before key %u.", i + 1));
		len = WireByte(reader);
		if (len == 255)
		{
			if (end - reader->at < (ptrdiff_t) sizeof(uint32))
				WireError(reader, psprintf("Key bytes end before key %u.",
										   i + 1));
			len = WireInt(reader);
			if (len < 255)
				WireError(reader, "Keys are not stored in their shortest form.");
		}
		if ((uint64) len > (uint64) (end - reader->at))
			WireError(reader, psprintf("Key %u announces %u bytes, but only %zu follow.",
									   i + 1, len, (Size) (end - reader->at)));
		view->key[i] = reader->at;
		view->keylen[i] = len;
		reader->at += len;
		if (reader->strict)
		{
			if (i > 0 && SumsCompareBytes(view->key[i - 1], view->keylen[i - 1],
										  view->key[i], len) >= 0)
				WireError(reader, psprintf("Key %u does not follow key %u in order.",
										   i + 1, i));
			if (reader->noun == NOUN_SHARES)
				(void) pg_verifymbstr(view->key[i], (int) len, false);
		}
	}
	if (reader->at != end)
		WireError(reader, psprintf("%zu bytes remain after the last key.",
								   (Size) (end - reader->at)));
}

/* Do these components stand as the canonical form has them? */
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

/* Checks every sum of a view that was read from outside. */
static void
WireCheckSums(const WireReader *reader, SumsView *view, uint8 flags,
			  uint32 nrest)
{
	bool		has_lo = view->lo != NULL;
	uint32		cursor = 0;
	bool		any_lo = false;
	double		parts[FSUM_MAX_PARTS];

	for (uint32 i = 0; i < nrest; i++)
		if (view->residuals[i].entry >= view->n ||
			(i > 0 && view->residuals[i].entry < view->residuals[i - 1].entry))
			WireError(reader, "Further components are not in the order of keys.");
	for (uint32 i = 0; i < view->n; i++)
	{
		int			n = 0;

		CHECK_FOR_INTERRUPTS();
		if (view->hi[i] == 0)
		{
			/* a sum of zero, stored as plus zero and nothing more */
			if (signbit(view->hi[i]) || (has_lo && (view->lo[i] != 0)) ||
				(cursor < nrest && view->residuals[cursor].entry == i))
				WireError(reader, psprintf("Sum %u is not in canonical form.",
										   i + 1));
			if (has_lo && signbit(view->lo[i]))
				WireError(reader, psprintf("Sum %u is not in canonical form.",
										   i + 1));
			continue;
		}
		parts[n++] = view->hi[i];
		if (has_lo && view->lo[i] != 0)
		{
			parts[n++] = view->lo[i];
			any_lo = true;
		}
		else if (has_lo && signbit(view->lo[i]))
			n = FSUM_MAX_PARTS;
		while (cursor < nrest && view->residuals[cursor].entry == i &&
			   n >= 2 && n < FSUM_MAX_PARTS)
			parts[n++] = view->residuals[cursor++].value;
		if (n >= FSUM_MAX_PARTS || !WireIsCanonical(parts, n))
			WireError(reader, psprintf("Sum %u is not in canonical form.",
									   i + 1));
	}
	if (cursor != nrest || ((flags & WIRE_FLAG_REST) != 0 && nrest == 0) ||
		((flags & WIRE_FLAG_LO) != 0 && !any_lo))
		WireError(reader, "Components are not stored in their shortest form.");
}

/* Reads a value into a view; strict reading also checks what it means. */
static void
WireParse(SumsView *view, const char *data, Size len, Noun noun, bool strict)
{
	WireReader	reader = {data, data + len, noun, strict};
	uint8		version;
	const char *fault;
	uint8		flags;
	uint32		keysize;
	uint32		nrest = 0;
	uint8		nnull = 0;

	memset(view, 0, sizeof(SumsView));
	view->noun = noun;
	WireNeed(&reader, WIRE_HEADER, "Header");
	version = WireByte(&reader);
	if (version != WIRE_FORMAT)
	{
		if (version > WIRE_FORMAT && version < 32)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("%s format %d is not supported",
							NounTypeName(noun), version),
					 errhint("Install a newer rareearth library on this server.")));
		WireError(&reader, psprintf("Format is %d, expected %d.",
									version, WIRE_FORMAT));
	}
	if (WireByte(&reader) != (uint8) noun)
		WireError(&reader, "The bytes belong to another type.");
	flags = WireByte(&reader);
	memcpy(&view->meaning, reader.at, sizeof(ValueMeaning));
	reader.at += sizeof(ValueMeaning);
	if ((flags & ~WIRE_FLAGS) != 0)
		WireError(&reader, psprintf("Flags are 0x%02x, allowed are 0x%02x.",
									flags, WIRE_FLAGS));
	view->bytes = (flags & WIRE_FLAG_BYTES) != 0;
	view->has_null = (flags & WIRE_FLAG_NULL) != 0;
	fault = MeaningFault(noun, view->meaning);
	if (fault != NULL)
		WireError(&reader, fault);
	if (WireByte(&reader) != 0)
		WireError(&reader, "Byte 7 is reserved.");
	if (((flags & WIRE_FLAG_DENSE) && view->bytes) ||
		((flags & WIRE_FLAG_LO) &&
		 (flags & (WIRE_FLAG_DECIMAL | WIRE_FLAG_UNITS))) ||
		(noun == NOUN_SERIES && view->bytes) ||
		(noun == NOUN_SPELLS && !view->bytes) ||
		(noun != NOUN_SHARES && view->has_null))
		WireError(&reader, psprintf("Flags 0x%02x do not go with this type.",
									flags));

	view->n = WireInt(&reader);
	keysize = WireInt(&reader);
	if ((flags & WIRE_FLAG_DECIMAL) && view->n > WIRE_MAX_KEYS)
		WireError(&reader, psprintf("Header announces %u keys, more than there can be.",
									view->n));
	WireNeed(&reader, (uint64) keysize + (uint64) view->n *
			 (flags & WIRE_FLAG_DECIMAL ? 1 : sizeof(double)),
			 "Keys and sums");
	if (view->bytes)
		WireReadBytes(&reader, view, keysize);
	else
	{
		view->number = (int64 *) palloc(Max(view->n, 1) * sizeof(int64));
		if (flags & WIRE_FLAG_DENSE)
			WireReadDense(&reader, view, keysize);
		else
			WireReadNumbers(&reader, view, keysize);
		if (strict)
			WireCheckNumbers(&reader, view);
	}
	WireReadSums(&reader, view, flags);
	if (flags & WIRE_FLAG_REST)
	{
		WireNeed(&reader, sizeof(uint32), "Further components");
		nrest = WireInt(&reader);
		WireNeed(&reader, (uint64) nrest * 12, "Further components");
	}
	if (view->has_null)
	{
		const char *count = reader.at + (Size) nrest * 12;

		if (count >= reader.end)
			WireError(&reader, "The sum of unattributed rows is missing.");
		nnull = (uint8) *count;
	}
	if (nrest + nnull > 0)
		view->residuals = (SumsResidual *)
			palloc0(((Size) nrest + nnull) * sizeof(SumsResidual));
	for (uint32 i = 0; i < nrest; i++)
	{
		view->residuals[i].entry = WireInt(&reader);
		view->residuals[i].value = WireDouble(&reader);
		if (view->residuals[i].entry >= view->n)
			WireError(&reader, "A component belongs to no key.");
	}
	if (view->has_null)
		reader.at++;
	WireNeed(&reader, (uint64) nnull * sizeof(double),
			 "The sum of unattributed rows");
	for (uint32 i = 0; i < nnull; i++)
	{
		view->residuals[nrest + i].entry = SUMS_NO_ENTRY;
		view->residuals[nrest + i].value = WireDouble(&reader);
	}
	view->nresiduals = nrest + nnull;
	if (reader.at != reader.end)
		WireError(&reader, psprintf("%zu bytes remain after the last sum.",
									(Size) (reader.end - reader.at)));
	if (strict)
	{
		double		parts[256];

		WireCheckSums(&reader, view, flags, nrest);
		for (uint32 i = 0; i < nnull; i++)
			parts[i] = view->residuals[nrest + i].value;
		if (nnull >= FSUM_MAX_PARTS || !WireIsCanonical(parts, nnull))
			WireError(&reader, "The sum of unattributed rows is not in canonical form.");
	}
}

/* Reads a stored value; its structure is checked, its order trusted. */
void
WireRead(SumsView *view, const char *data, Size len, Noun noun)
{
	WireParse(view, data, len, noun, false);
}

/*
 * Checks bytes from outside to the last bit; returns the value as it is stored
 * now.  What an older library sent may lack the shorter forms.
 */
struct varlena *
WireCheck(SumsView *view, const char *data, Size len, Noun noun)
{
	WireReader	reader = {data, data + len, noun, true};
	struct varlena *value;

	WireParse(view, data, len, noun, true);
	value = WireWrite(view);
	if ((data[2] & WIRE_FLAGS_COMPACT) != 0 &&
		(VARSIZE(value) != VARHDRSZ + len ||
		 memcmp(VARDATA(value), data, len) != 0))
		WireError(&reader, "The value is not stored in its shortest form.");
	return value;
}
