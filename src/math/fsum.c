/*
 * fsum.c
 *	  Exact sums of doubles: what two components do not hold, arrays, and the
 *	  canonical form.
 */
#include "math/fsum.h"

#include <string.h>

/* Adds x to the parts p[0..n), which do not overlap; returns the new n. */
static int
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
static int
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
static double
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

/* Adds to the rest of a sum what hi and lo do not hold. */
void
FSumAddRest(FSum *sum, double left)
{
	if (sum->nrest == FSUM_MAX_PARTS)
		sum->nrest = FSumCompress(sum->rest, sum->nrest);
	sum->nrest = FSumGrow(sum->rest, sum->nrest, left);
}

/* Two doubles that are worked on at once (gcc and clang). */
typedef double FSumPair __attribute__((vector_size(16)));

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
void
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

/* FSumCanonical of a finite sum that has a rest. */
int
FSumCanonicalRest(const FSum *sum, double *out)
{
	double		parts[FSUM_ROOM];
	int			n = 0;
	int			nout = 0;

	for (int i = 0; i < sum->nrest; i++)
		n = FSumGrow(parts, n, sum->rest[i]);
	n = FSumGrow(parts, n, sum->lo);
	n = FSumGrow(parts, n, sum->hi);
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
