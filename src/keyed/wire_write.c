/*
 * wire_write.c
 *	  The one stored format: writing a value.
 *
 * Each array of a value has a plain form and, from WIRE_COMPACT_FROM keys on,
 * forms that need fewer bytes.  The smallest is written, the plain one when
 * equal, so that equal content is equal bytes.  docs/format.md shows them.
 */
#include "rareearth.h"

#include <math.h>

#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"

#include "math/fsum.h"
#include "keyed/wire.h"

#define WIRE_MAX_WHOLE		9007199254740992.0	/* 2^53 */
#define WIRE_NEAR			0x1p-50 /* from a sum to its decimal */

const double WirePower[WIRE_MAX_SCALE + 1] =
{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

/* How the arrays of a value are stored. */
typedef struct WireShape
{
	uint8		flags;
	uint8		key_width;		/* of differences of number keys */
	uint64		key_size;
	int			scale;			/* sums are wholes of 10^-scale */
	uint8		sum_width;
	int			unit;			/* rest in wholes of 2^unit */
	uint8		rest_width;
	uint64		sum_size;		/* of sums and rest */
	uint32		nrest;			/* components beyond the second */
	uint8		nnull;			/* components of the sum of NULL keys */
} WireShape;

/* The bytes that hold integers from low to high, at least one. */
static uint8
WireWidth(double low, double high)
{
	uint8		width = 1;
	double		limit = 128;

	for (; width < 8 && (low < -limit || high >= limit); limit *= 256)
		width++;
	return width;
}

/* The exponent of the lowest bit of a double that is not zero. */
static inline int
WireLowestBit(double d)
{
	uint64		bits;
	uint64		mantissa;
	int			exponent;

	memcpy(&bits, &d, sizeof(bits));
	exponent = (int) (bits >> 52) & 0x7ff;
	mantissa = bits & ((UINT64CONST(1) << 52) - 1);
	if (exponent > 0)
		mantissa |= UINT64CONST(1) << 52;
	else
		exponent = 1;
	return exponent - 1075 + pg_rightmost_one_pos64(mantissa);
}

/* Values that are to be stored as multiples of a power of two: the largest such. */
typedef struct WireUnits
{
	int			unit;			/* its exponent; WIRE_NO_UNIT when all are zero */
	double		low;
	double		high;
} WireUnits;

#define WIRE_NO_UNIT		PG_INT16_MAX

static inline void
WireMeasure(WireUnits *units, double value)
{
	if (value == 0)
		return;
	units->unit = Min(units->unit, WireLowestBit(value));
	units->low = Min(units->low, value);
	units->high = Max(units->high, value);
}

/* The width of the multiples. */
static uint8
WireUnitsWidth(const WireUnits *units)
{
	double		step = ldexp(1, units->unit);

	return WireWidth(units->low / step, units->high / step);
}

/*
 * Splits the sum hi + lo into a decimal and what it lacks to the sum.  False
 * if reading the two would not give hi and lo, or if hi is no such decimal.
 */
static inline bool
WireDecimal(double hi, double lo, int scale, double *whole, double *rest)
{
	double		base;
	double		back;

	*whole = rint(hi * WirePower[scale]);
	base = back = *whole / WirePower[scale];
	*rest = (hi - base) + lo;
	return fabs(*whole) <= WIRE_MAX_WHOLE &&
		fabs(hi - base) <= Max(fabs(hi), 1) * WIRE_NEAR &&
		FSumTwoSum(&back, *rest) == lo && back == hi;
}

/* The second component of a sum. */
static inline double
WireLo(const SumsView *view, uint32 i)
{
	return view->lo == NULL ? 0 : view->lo[i];
}

/* The decimals that sums have at a scale, and what these lack to the sums. */
typedef struct WireDecimals
{
	double		low;
	double		high;
	WireUnits	rest;
} WireDecimals;

static const WireDecimals wire_no_decimals = {.rest.unit = WIRE_NO_UNIT};

/* Takes the decimal of a sum in; false if it has none at that scale. */
static inline bool
WireTakeDecimal(WireDecimals *decimals, const SumsView *view, uint32 i, int scale)
{
	double		whole;
	double		rest;

	if (!WireDecimal(view->hi[i], WireLo(view, i), scale, &whole, &rest))
		return false;
	decimals->low = Min(decimals->low, whole);
	decimals->high = Max(decimals->high, whole);
	WireMeasure(&decimals->rest, rest);
	return true;
}

/*
 * Finds the least scale at which all sums are decimals, and these.  False when
 * there is none.  Those before the sum that asked for the scale are tried again.
 */
static bool
WireFindDecimals(const SumsView *view, int *scale, WireDecimals *decimals)
{
	uint32		again = 0;

	*scale = 0;
	*decimals = wire_no_decimals;
	for (uint32 i = 0; i < view->n; i++)
		while (!WireTakeDecimal(decimals, view, i, *scale))
		{
			if (++*scale > WIRE_MAX_SCALE)
				return false;
			*decimals = wire_no_decimals;
			again = i;
		}
	for (uint32 i = 0; i < again; i++)
		if (!WireTakeDecimal(decimals, view, i, *scale))
			return false;
	return true;
}

/* Stores sums as decimals and what these lack; false where that is impossible. */
static bool
WireShapeDecimals(const SumsView *view, WireShape *shape)
{
	WireDecimals decimals;

	if (!WireFindDecimals(view, &shape->scale, &decimals))
		return false;
	shape->sum_width = WireWidth(decimals.low, decimals.high);
	if (shape->sum_width > WIRE_MAX_WIDTH)
		return false;
	shape->flags &= ~(WIRE_FLAG_LO | WIRE_FLAG_UNITS);
	shape->flags |= WIRE_FLAG_DECIMAL;
	shape->sum_size = WIRE_DECIMAL_HEADER + (uint64) view->n * shape->sum_width;
	if (decimals.rest.unit == WIRE_NO_UNIT)
		return true;
	shape->flags |= WIRE_FLAG_UNITS;
	shape->unit = decimals.rest.unit;
	shape->rest_width = WireUnitsWidth(&decimals.rest);
	shape->sum_size += WIRE_UNITS_HEADER + (uint64) view->n * shape->rest_width;
	return shape->rest_width <= WIRE_MAX_WIDTH;
}

/* Decides how sums and second components are stored. */
static void
WireShapeSums(const SumsView *view, WireShape *shape)
{
	uint32		n = view->n;
	WireUnits	units = {.unit = WIRE_NO_UNIT};
	bool		any_lo;
	WireShape	decimal;

	if (view->lo != NULL)
		for (uint32 i = 0; i < n; i++)
			WireMeasure(&units, view->lo[i]);
	any_lo = units.unit != WIRE_NO_UNIT;
	shape->sum_size = (uint64) n * sizeof(double) * (any_lo ? 2 : 1);
	if (any_lo)
		shape->flags |= WIRE_FLAG_LO;
	if (n < WIRE_COMPACT_FROM || (view->bytes && !any_lo))
		return;

	decimal = *shape;
	shape->unit = units.unit;
	shape->rest_width = any_lo ? WireUnitsWidth(&units) : 0;
	if (any_lo && shape->rest_width <= WIRE_MAX_WIDTH)
	{
		shape->flags ^= WIRE_FLAG_LO | WIRE_FLAG_UNITS;
		shape->sum_size = (uint64) n * (sizeof(double) + shape->rest_width) +
			WIRE_UNITS_HEADER;
	}
	if (WireShapeDecimals(view, &decimal) &&
		decimal.sum_size < shape->sum_size)
		*shape = decimal;
}

/* Decides how keys are stored. */
static void
WireShapeKeys(const SumsView *view, WireShape *shape)
{
	uint64		span;
	uint64		bits;

	if (view->bytes)
	{
		shape->flags |= WIRE_FLAG_BYTES;
		for (uint32 i = 0; i < view->n; i++)
			shape->key_size += view->keylen[i] +
				(view->keylen[i] < 255 ? 1 : 5);
		return;
	}
	if (view->n == 0)
		return;
	span = (uint64) view->number[view->n - 1] - (uint64) view->number[0];
	shape->key_width = span == 0 ? 0 : span <= 0xff ? 1 : span <= 0xffff ? 2 :
		span <= 0xffffffff ? 4 : 8;
	shape->key_size = WIRE_NUMBERS + (uint64) view->n * shape->key_width;
	if (view->n < WIRE_COMPACT_FROM)
		return;
	bits = span == view->n - 1 ? 0 : (span / 64 + 1) * sizeof(uint64);
	if (sizeof(uint64) + bits >= shape->key_size)
		return;
	shape->flags |= WIRE_FLAG_DENSE;
	shape->key_size = sizeof(uint64) + bits;
}

/* Writes an integer of four bytes. */
static inline char *
WirePutInt(char *at, uint32 x)
{
	x = pg_hton32(x);
	memcpy(at, &x, sizeof(x));
	return at + sizeof(x);
}

/* Writes a double. */
static inline char *
WirePutDouble(char *at, double d)
{
	uint64		x;

	d += 0.0;					/* no negative zero */
	memcpy(&x, &d, sizeof(x));
	x = pg_hton64(x);
	memcpy(at, &x, sizeof(x));
	return at + sizeof(x);
}

/* Writes the low bytes of an integer. */
static inline char *
WirePutWidth(char *at, uint64 x, uint8 width)
{
	for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
		*at++ = (char) (x >> shift);
	return at;
}

/* Writes number keys as differences to the first, or as a set of bits. */
static char *
WirePutNumbers(char *at, const SumsView *view, const WireShape *shape)
{
	uint64		base;
	uint64		word = 0;
	uint64		bits = 0;

	if (view->n == 0)
		return at;
	base = (uint64) view->number[0];
	at = WirePutWidth(at, base, sizeof(base));
	if (shape->flags & WIRE_FLAG_DENSE)
	{
		if (shape->key_size == sizeof(base))
			return at;
		for (uint32 i = 0; i < view->n; i++)
		{
			uint64		delta = (uint64) view->number[i] - base;

			for (; word < delta / 64; word++)
			{
				at = WirePutWidth(at, bits, sizeof(bits));
				bits = 0;
			}
			bits |= UINT64CONST(1) << delta % 64;
		}
		return WirePutWidth(at, bits, sizeof(bits));
	}
	*at++ = (char) shape->key_width;
	for (uint32 i = 0; i < view->n; i++)
		at = WirePutWidth(at, (uint64) view->number[i] - base,
						  shape->key_width);
	return at;
}

/* Writes byte keys, each behind its length. */
static char *
WirePutBytes(char *at, const SumsView *view)
{
	for (uint32 i = 0; i < view->n; i++)
	{
		if (view->keylen[i] < 255)
			*at++ = (char) view->keylen[i];
		else
		{
			*at++ = (char) 255;
			at = WirePutInt(at, view->keylen[i]);
		}
		memcpy(at, view->key[i], view->keylen[i]);
		at += view->keylen[i];
	}
	return at;
}

/* What is stored beside a sum, found again: an array would be as large as the sums. */
static inline double
WireRest(const SumsView *view, const WireShape *shape, uint32 i)
{
	double		whole;
	double		rest;

	if ((shape->flags & WIRE_FLAG_DECIMAL) == 0)
		return WireLo(view, i);
	(void) WireDecimal(view->hi[i], WireLo(view, i), shape->scale, &whole, &rest);
	return rest;
}

/* Writes the sums and what is stored beside them. */
static char *
WirePutSums(char *at, const SumsView *view, const WireShape *shape)
{
	if (shape->flags & WIRE_FLAG_DECIMAL)
	{
		*at++ = (char) shape->scale;
		*at++ = (char) shape->sum_width;
		for (uint32 i = 0; i < view->n; i++)
			at = WirePutWidth(at, (uint64) (int64)
							  rint(view->hi[i] * WirePower[shape->scale]),
							  shape->sum_width);
	}
	else
		for (uint32 i = 0; i < view->n; i++)
			at = WirePutDouble(at, view->hi[i]);
	if (shape->flags & WIRE_FLAG_UNITS)
	{
		double		unit = ldexp(1, shape->unit);

		at = WirePutWidth(at, (uint64) (int64) shape->unit, sizeof(int16));
		*at++ = (char) shape->rest_width;
		for (uint32 i = 0; i < view->n; i++)
			at = WirePutWidth(at, (uint64) (int64) (WireRest(view, shape, i) / unit),
							  shape->rest_width);
	}
	else if (shape->flags & WIRE_FLAG_LO)
		for (uint32 i = 0; i < view->n; i++)
			at = WirePutDouble(at, view->lo[i]);
	return at;
}

/* Counts the components beyond the second, and those of NULL keys. */
static void
WireShapeRest(const SumsView *view, WireShape *shape)
{
	while (shape->nrest < view->nresiduals &&
		   view->residuals[shape->nrest].entry != SUMS_NO_ENTRY)
		shape->nrest++;
	shape->nnull = view->nresiduals - shape->nrest;
	if (shape->nrest > 0)
		shape->flags |= WIRE_FLAG_REST;
	if (view->has_null)
		shape->flags |= WIRE_FLAG_NULL;
}

/* Writes components beyond the second, and the sum of NULL keys. */
static char *
WirePutRest(char *at, const SumsView *view, const WireShape *shape)
{
	if (shape->nrest > 0)
		at = WirePutInt(at, shape->nrest);
	for (uint32 i = 0; i < shape->nrest; i++)
	{
		at = WirePutInt(at, view->residuals[i].entry);
		at = WirePutDouble(at, view->residuals[i].value);
	}
	if (!view->has_null)
		return at;
	*at++ = (char) shape->nnull;
	for (uint32 i = shape->nrest; i < view->nresiduals; i++)
		at = WirePutDouble(at, view->residuals[i].value);
	return at;
}

/* Writes the header. */
static char *
WirePutHeader(char *at, const SumsView *view, const WireShape *shape)
{
	*at++ = WIRE_FORMAT;
	*at++ = (char) view->noun;
	*at++ = (char) shape->flags;
	memcpy(at, &view->meaning, sizeof(ValueMeaning));
	at[offsetof(ValueMeaning, extra)] |= (char) view->extra;
	at += sizeof(ValueMeaning);
	*at++ = 0;
	at = WirePutInt(at, view->n);
	return WirePutInt(at, (uint32) shape->key_size);
}

/* Writes a view with sorted keys as a stored value. */
struct varlena *
WireWrite(const SumsView *view)
{
	WireShape	shape = {0};
	uint64		size;
	struct varlena *result;
	char	   *at;

	WireShapeRest(view, &shape);
	WireShapeKeys(view, &shape);
	WireShapeSums(view, &shape);
	size = VARHDRSZ + WIRE_HEADER + shape.key_size + shape.sum_size +
		(shape.nrest > 0 ? sizeof(uint32) + (uint64) shape.nrest * WIRE_REST : 0) +
		(view->has_null ? 1 + shape.nnull * sizeof(double) : 0);
	if (size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s value would exceed 1 GB",
						NounTypeName(view->noun)),
				 errdetail("It holds %u keys.", view->n),
				 errhint("Build one summary per part and combine the answers.")));

	result = (struct varlena *) palloc((Size) size);
	SET_VARSIZE(result, (Size) size);
	at = WirePutHeader(VARDATA(result), view, &shape);
	at = view->bytes ? WirePutBytes(at, view) :
		WirePutNumbers(at, view, &shape);
	at = WirePutSums(at, view, &shape);
	at = WirePutRest(at, view, &shape);
	Assert(at == (char *) result + size);
	return result;
}
