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
 * contraction (-ffp-contract=off) and without -ffast-math.
 */
#ifndef RAREEARTH_FSUM_H
#define RAREEARTH_FSUM_H

#include <math.h>
#include <string.h>

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

/* Two doubles that are worked on at once (gcc and clang). */
typedef double FSumPair __attribute__((vector_size(16)));

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

/* Adds x to the parts p[0..n), which do not overlap; returns the new n. */
static inline int
FSumGrow(double *p, int n, double x)
{
	int			kept = 0;

	for (int i = 0; i < n; i++)
	{
		double		small;

		if (fabs(x) < fabs(p[i]))
		{
			double		swap = x;

			x = p[i];
			p[i] = swap;
		}
		small = FSumTwoSum(&x, p[i]);
		if (small != 0)
			p[kept++] = small;
	}
	if (x != 0)
		p[kept++] = x;
	return kept;
}

/*
 * Rewrites the parts p[0..n) so that each is at most half a unit in the last
 * place of the next (Shewchuk 1997, Compress, first pass); returns the new n,
 * at most 41.
 */
static inline int
FSumCompress(double *p, int n)
{
	double		top = 0;
	int			bottom = n;

	for (int i = n - 1; i >= 0; i--)
	{
		double		small = FSumTwoSum(&top, p[i]);

		if (small != 0)
		{
			p[--bottom] = top;
			top = small;
		}
	}
	if (top != 0)
		p[--bottom] = top;
	for (int i = bottom; i < n; i++)
		p[i - bottom] = p[i];
	return n - bottom;
}

/* Correctly rounded sum of parts that do not overlap, smallest first. */
static inline double
FSumRound(const double *p, int n)
{
	double		hi = 0;
	double		lo = 0;

	if (n == 0)
		return 0;
	hi = p[--n];
	while (n > 0)
	{
		lo = FSumTwoSum(&hi, p[--n]);
		if (lo != 0)
			break;
	}
	/* A tie was broken without looking at what is below it: look. */
	if (n > 0 && ((lo < 0 && p[n - 1] < 0) || (lo > 0 && p[n - 1] > 0)))
	{
		double		twice = lo * 2;
		double		next = hi + twice;

		if (next - hi == twice)
			hi = next;
	}
	return hi;
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
	{
		if (sum->nrest == FSUM_MAX_PARTS)
			sum->nrest = FSumCompress(sum->rest, sum->nrest);
		sum->nrest = FSumGrow(sum->rest, sum->nrest, left);
	}
}

/* Adds two values to two sums; what hi and lo do not hold remains. */
static inline FSumPair
FSumPairAdd(FSumPair *hi, FSumPair *lo, const double *x)
{
	FSumPair	values;
	FSumPair	a = *hi;
	FSumPair	s;
	FSumPair	b;
	FSumPair	error;

	memcpy(&values, x, sizeof(values));
	s = a + values;
	b = s - a;
	error = (a - (s - b)) + (values - b);
	*hi = s;
	a = *lo;
	s = a + error;
	b = s - a;
	*lo = s;
	return (a - (s - b)) + (error - b);
}

/*
 * Adds n values, as FSumAdd would one by one: the sum is exact, so it does not
 * matter that four sums are made and then added.
 */
static inline void
FSumAddArray(FSum *sum, const double *values, int n)
{
	const FSum	before = *sum;
	FSumPair	hi[2] = {{0, 0}, {0, 0}};
	FSumPair	lo[2] = {{0, 0}, {0, 0}};
	int			i = 0;

	for (; i + 4 <= n; i += 4)
	{
		FSumPair	left = FSumPairAdd(&hi[0], &lo[0], values + i);
		FSumPair	left2 = FSumPairAdd(&hi[1], &lo[1], values + i + 2);

		if (left[0] != 0 || left[1] != 0 || left2[0] != 0 || left2[1] != 0)
		{
			FSumAdd(sum, left[0]);
			FSumAdd(sum, left[1]);
			FSumAdd(sum, left2[0]);
			FSumAdd(sum, left2[1]);
		}
	}
	for (int j = 0; j < 4; j++)
	{
		FSumAdd(sum, hi[j / 2][j % 2]);
		FSumAdd(sum, lo[j / 2][j % 2]);
	}
	if (!isfinite(sum->hi))
	{
		/* a sum of some may leave the range where that of all does not */
		*sum = before;
		i = 0;
	}
	for (; i < n; i++)
		FSumAdd(sum, values[i]);
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
	double		lo = sum->lo;
	double		parts[FSUM_ROOM];
	int			n = 0;
	int			nout = 0;

	if (!isfinite(hi))
	{
		out[0] = hi;
		return 1;
	}
	if (sum->nrest == 0)
	{
		lo = FSumTwoSum(&hi, lo);
		if (!isfinite(hi))
			lo = 0;
		if (hi != 0)
			out[nout++] = hi;
		if (lo != 0)
			out[nout++] = lo;
		return nout;
	}
	for (int i = 0; i < sum->nrest; i++)
		n = FSumGrow(parts, n, sum->rest[i]);
	n = FSumGrow(parts, n, lo);
	n = FSumGrow(parts, n, hi);
	if (n > 0 && isfinite(parts[n - 1]))
		n = FSumCompress(parts, n);
	if (n > 0 && !isfinite(parts[n - 1]))
	{
		/* the parts are in range, their sum is not */
		out[0] = parts[n - 1];
		return 1;
	}
	while (n > 0 && nout < FSUM_MAX_PARTS)
	{
		double		rounded = FSumRound(parts, n);

		out[nout++] = rounded;
		n = FSumGrow(parts, n, -rounded);
	}
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

#endif							/* RAREEARTH_FSUM_H */
