/*
 * numeric_digits.c
 *	  Numerics as doubles, read from their digits where that is exact.
 *
 * The cast of PostgreSQL writes the digits out and reads the text, which takes
 * longer than all else that a row costs.  Where the digits make a whole number
 * up to 2^53, and the power of ten beside it is up to 10^22, both are doubles;
 * one multiplication or division rounds once, as the cast does (Clinger 1990,
 * "How to read floating point numbers accurately", section 5).  All else is
 * left to the cast, with its errors.
 *
 * The layout is private to the server's numeric.c, but it is that of the disk,
 * which pg_upgrade keeps, and 15 to 19 have the same.  Behind the length of the
 * varlena, in the byte order of the machine, stand 16 bits whose two highest
 * tell the form:
 *
 *		00 -, 01 -	positive, negative: 16 bits of weight follow
 *		10 -		bit 13 is the sign, bits 6 to 0 are the weight
 *		11 -		NaN and the infinities
 *
 * then digits of 16 bits to base 10000, of which the first counts 10000^weight;
 * a weight is a number in two's complement.  The other bits say how many
 * decimals are shown, and all digits are.
 */
#include "sql/numeric_digits.h"

#include <float.h>

#include "utils/fmgrprotos.h"

#define DIGITS_FORM			0xC000	/* of the header */
#define DIGITS_NEGATIVE		0x4000
#define DIGITS_SHORT		0x8000
#define DIGITS_SPECIAL		0xC000
#define DIGITS_SHORT_SIGN	0x2000
#define DIGITS_SHORT_WEIGHT	0x007F
#define DIGITS_WEIGHT_SIGN	0x0040

#define DIGITS_BASE			10000
#define DIGITS_DECIMALS		4		/* of a digit */
#define DIGITS_WHOLE		(UINT64CONST(1) << DBL_MANT_DIG)
#define DIGITS_POWER		22		/* 10^22 is a double, 10^23 is none */

StaticAssertDecl(DBL_MANT_DIG == 53, "2^53 and 10^22 must be doubles");
StaticAssertDecl(VARHDRSZ == 4 && VARHDRSZ_SHORT == 1, "lengths of varlenas");
/* what another digit is added to is a tenth of that at most */
StaticAssertDecl(DIGITS_WHOLE < PG_UINT64_MAX / 1000, "whole numbers need room");

static const double power_of_ten[DIGITS_POWER + 1] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
};

/* Does this server have the layout above? */
typedef enum DigitsLayout
{
	DIGITS_UNKNOWN,
	DIGITS_AS_WRITTEN,
	DIGITS_OTHER
} DigitsLayout;

static DigitsLayout digits_layout = DIGITS_UNKNOWN;

/* 16 bits that may stand at an odd address. */
static inline uint16
DigitAt(const char *at)
{
	uint16		digit;

	memcpy(&digit, at, sizeof(digit));
	return digit;
}

/* n digits, the last of which counts 10^exponent; false if one operation is not enough. */
static inline bool
DigitsValue(const char *digits, uint32 n, int exponent, double *value)
{
	uint64		whole = 0;

	for (uint32 i = 0; i < n; i++)
	{
		/* another digit is too much, even where it ends in zeros */
		if (whole > DIGITS_WHOLE / 10)
			return false;
		whole = whole * DIGITS_BASE + DigitAt(digits + i * sizeof(uint16));
	}
	for (; whole > DIGITS_WHOLE && whole % 10 == 0; exponent++)
		whole /= 10;
	if (whole > DIGITS_WHOLE || abs(exponent) > DIGITS_POWER)
		return false;
	*value = exponent < 0 ? (double) whole / power_of_ten[-exponent] :
		(double) whole * power_of_ten[exponent];
	return true;
}

/* The value of a numeric as the cast gives it; false if its digits do not tell. */
static inline bool
DigitsRead(const struct varlena *numeric, double *value)
{
	const char *at = VARDATA_ANY(numeric);
	uint32		size = VARSIZE_ANY_EXHDR(numeric);
	uint16		header;
	bool		negative;
	int			weight;
	uint32		n;

	if (size < sizeof(uint16) || size % sizeof(uint16) != 0)
		return false;
	header = DigitAt(at);
	n = size / sizeof(uint16) - 1;
	at += sizeof(uint16);
	if ((header & DIGITS_FORM) == DIGITS_SHORT)
	{
		negative = (header & DIGITS_SHORT_SIGN) != 0;
		weight = (int) ((header & DIGITS_SHORT_WEIGHT) ^ DIGITS_WEIGHT_SIGN) -
			DIGITS_WEIGHT_SIGN;
	}
	else
	{
		if ((header & DIGITS_FORM) == DIGITS_SPECIAL || n == 0)
			return false;
		negative = (header & DIGITS_FORM) == DIGITS_NEGATIVE;
		weight = (int16) DigitAt(at);
		n--;
		at += sizeof(uint16);
	}
	if (!DigitsValue(at, n, (weight - (int) n + 1) * DIGITS_DECIMALS, value))
		return false;
	if (negative)
		*value = -*value;
	return true;
}

/* A numeric as double by the cast. */
static double
DigitsCast(Datum numeric)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, numeric));
}

/*
 * Compares with the cast, once a process, what tells each part of the layout:
 * signs, forms, weights of both signs, zeros before, between and behind.
 */
static void
DigitsCheckLayout(void)
{
	static const char *const known[] = {
		"0", "1", "-1", "0.5", "-12345.678", "10000", "10000000.0000001",
		"1234.5678", "-0.00000123", "9007199254740992", "1e22", "-1.5e-15",
		"1.25000000000000000000000000000000000000000000000000000000000000000000",
		"-1.25000000000000000000000000000000000000000000000000000000000000000000"
	};
	bool		same = true;

	for (size_t i = 0; i < lengthof(known); i++)
	{
		Datum		numeric = DirectFunctionCall3(numeric_in, CStringGetDatum(known[i]),
												  ObjectIdGetDatum(InvalidOid),
												  Int32GetDatum(-1));
		double		cast = DigitsCast(numeric);
		double		value = 0;

		same &= DigitsRead((struct varlena *) DatumGetPointer(numeric), &value) &&
			value == cast;
	}
	digits_layout = same ? DIGITS_AS_WRITTEN : DIGITS_OTHER;
	if (!same)
		ereport(LOG,
				(errmsg("this server does not keep numerics as rareearth expects"),
				 errdetail("They are cast to double precision one by one, which takes longer.")));
}

/* A numeric as double: the bits, and the errors, of PostgreSQL's cast. */
double
NumericValue(Datum numeric)
{
	const struct varlena *value = (struct varlena *) DatumGetPointer(numeric);
	double		result;

	if (unlikely(digits_layout == DIGITS_UNKNOWN))
		DigitsCheckLayout();
	if (likely(NUMERIC_LAYOUT_IS_KNOWN && digits_layout == DIGITS_AS_WRITTEN &&
			   (!VARATT_IS_EXTENDED(value) || VARATT_IS_SHORT(value)) &&
			   DigitsRead(value, &result)))
		return result;
	return DigitsCast(numeric);
}
