/*
 * fsum.h
 *	  Exact sums of doubles.
 *
 * A sum is kept as an unevaluated sum of doubles (Shewchuk 1997, "Adaptive
 * precision floating-point arithmetic", section 2).  Adding a value uses the
 * error-free transformation TwoSum (Knuth 1969), so nothing is rounded away
 * and the result cannot depend on the order of the values.  Two components
 * hold nearly every real sum; what they cannot hold goes to "rest".
 *
 * The canonical form of an exact sum is unique: component 1 is the correctly
 * rounded sum, component 2 the correctly rounded remainder, and so on until
 * nothing remains.
 *
 * This file knows nothing of PostgreSQL.  It must be compiled without
 * contraction (-ffp-contract=off) and without -ffast-math, where doubles are
 * computed as doubles: an error-free transformation is none otherwise.
 */
#ifndef RAREEARTH_FSUM_H
#define RAREEARTH_FSUM_H

#include <float.h>
#include <math.h>

#if FLT_EVAL_METHOD < 0 || FLT_EVAL_METHOD == 2
#error "double is computed in excess precision; on x86 give -msse2 -mfpmath=sse"
#endif
#ifdef __FAST_MATH__
#error "exact sums need the arithmetic of IEEE 754; leave -ffast-math out"
#endif

/*
 * Doubles span 2^-1074 to 2^1024, so at most 2098 / 53 + 1 = 40 canonical
 * components.  While values are added, components that do not overlap may be
 * as short as one bit, so their number has no such bound: FSumAdd compresses
 * them when the list is full.  Room for two more while a value is added.
 */
#define FSUM_MAX_PARTS	42
#define FSUM_ROOM		(FSUM_MAX_PARTS + 4)

typedef struct FSum
{
	double		hi;
	double		lo;
	int			nrest;
	double		rest[FSUM_MAX_PARTS];
} FSum;

extern void FSumAddRest(FSum *sum, double left);
extern void FSumAddArray(FSum *sum, const double *values, int n);
extern int	FSumCanonicalRest(const FSum *sum, double *out);

/* Adds x to *sum and returns the rounding error, exactly. */
static inline double
FSumTwoSum(double *sum, double x)
{
	double		a = *sum;
	double		s = a + x;
	double		b = s - a;

	*sum = s;
	return (a - (s - b)) + (x - b);
}

/* Starts an empty sum. */
static inline void
FSumInit(FSum *sum)
{
	sum->hi = 0;
	sum->lo = 0;
	sum->nrest = 0;
}

/*
 * Adds one value; exact unless the sum itself leaves the range of double.
 * Then hi is no longer finite and stays so: the reader of the sum must check.
 */
static inline void
FSumAdd(FSum *sum, double x)
{
	double		left = FSumTwoSum(&sum->lo, FSumTwoSum(&sum->hi, x));

	if (left != 0 && isfinite(sum->hi))
		FSumAddRest(sum, left);
}

/*
 * Writes the canonical components, largest first, and returns their number
 * (0 for a sum of zero).  A sum that is out of range has one, which is not
 * finite.  out must hold FSUM_MAX_PARTS values.
 */
static inline int
FSumCanonical(const FSum *sum, double *out)
{
	double		hi = sum->hi;
	double		lo;
	int			nout = 0;

	if (!isfinite(hi))
	{
		out[0] = hi;
		return 1;
	}
	if (sum->nrest > 0)
		return FSumCanonicalRest(sum, out);
	lo = FSumTwoSum(&hi, sum->lo);
	if (!isfinite(hi))
		lo = 0;
	if (hi != 0)
		out[nout++] = hi;
	if (lo != 0)
		out[nout++] = lo;
	return nout;
}

/* The sum, rounded once. */
static inline double
FSumValue(const FSum *sum)
{
	double		out[FSUM_MAX_PARTS];

	if (sum->nrest == 0 && isfinite(sum->hi))
		return sum->hi + sum->lo;
	return FSumCanonical(sum, out) > 0 ? out[0] : 0;
}

/* The mean of n values from their exact sum: that of equal ones is what they are. */
static inline double
FSumMean(const FSum *sum, int n)
{
	double		parts[FSUM_MAX_PARTS];
	int			nparts = FSumCanonical(sum, parts);
	double		mean = nparts > 0 ? parts[0] / n : 0;
	double		rest = nparts > 0 ? fma(-mean, n, parts[0]) : 0;

	return mean + (rest + (nparts > 1 ? parts[1] : 0)) / n;
}

#endif							/* RAREEARTH_FSUM_H */
