/*
 * hhi_range.c
 *	  The least and the greatest hhi of values that are known as ranges.
 *
 * With S the sum of the values and Q that of their squares, hhi = Q / S^2 is
 * at most h where sqrt(Q) <= sqrt(h) S: the markets that reach it are a
 * convex set.  So one market is the least, and the greatest is a vertex, each
 * value at one of its ends.
 *
 * Least: raising a value lowers the hhi as long as it is below x = Q / S, so
 * every value is as near to x as its range allows.  f(x) = sum of v (v - x)
 * over these values never rises, its zero is x, and between two neighbouring
 * ends of ranges it is a straight line.
 *
 * Greatest: with h the hhi of some vertex, another one has more where
 * Q - h S^2 > 0.  As -h S^2 <= x^2 / h - 2 x S for any x, it is at most
 * x^2 / h + sum of (v^2 - 2 x v), which is largest with those at their high
 * end whose midpoint is above x.  At the x that makes it least, a value that
 * goes to its other end costs 2 |midpoint - x| (high - low).  What costs more
 * than the bound has to spare is where it is in every better vertex; the
 * others are tried out, those with equal ranges by their number.
 */
#include <math.h>
#include <stdlib.h>

#include "math/fsum.h"
#include "math/hhi_range.h"

#define RANGE_FREE		20		/* ranges whose ends are tried out, at most */
#define RANGE_TRIES		(1 << RANGE_FREE)
#define RANGE_SLACK		1e-12	/* of the squares: less is rounding */

/* Ranges that are equal and may be at either end. */
typedef struct FreeRange
{
	ValueRange	range;
	int			count;
	int			high;			/* how many are at their high end */
	double		sum;			/* with all ranges before it */
	double		squares;
} FreeRange;

/* Orders ranges by midpoint, the larger first, then by width. */
static int
CompareRanges(const void *a, const void *b)
{
	const ValueRange *x = (const ValueRange *) a;
	const ValueRange *y = (const ValueRange *) b;
	double		mid_x = x->low + x->high;
	double		mid_y = y->low + y->high;

	if (mid_x != mid_y)
		return mid_x > mid_y ? -1 : 1;
	return x->high > y->high ? -1 : x->high < y->high;
}

static int
CompareEnds(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return x < y ? -1 : x > y;
}

/* The value of a range that is nearest to x. */
static double
RangeNearest(const ValueRange *range, double x)
{
	return x < range->low ? range->low : x > range->high ? range->high : x;
}

/* f(x), the sum of v (v - x) over the values nearest to x. */
static double
RangeExcess(const ValueRange *range, int n, double x)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < n; i++)
	{
		double		v = RangeNearest(&range[i], x);

		FSumAdd(&sum, v * (v - x));
	}
	return FSumValue(&sum);
}

/* The x between two neighbouring ends at which f is zero. */
static double
RangeZero(const ValueRange *range, int n, double end, double next)
{
	FSum		sum;
	FSum		squares;
	double		x;

	FSumInit(&sum);
	FSumInit(&squares);
	for (int i = 0; i < n; i++)
		if (range[i].low > end || range[i].high <= end)
		{
			double		v = range[i].low > end ? range[i].low : range[i].high;

			FSumAdd(&sum, v);
			FSumAdd(&squares, v * v);
		}
	if (!(FSumValue(&sum) > 0))
		return end;				/* f is zero all along */
	x = FSumValue(&squares) / FSumValue(&sum);
	return x < end ? end : x > next ? next : x;
}

/* The least hhi; end has room for the ends of all ranges. */
static double
RangeLeast(const ValueRange *range, int n, double *end)
{
	int			low = 0;		/* f is not below zero at the first end */
	int			high = 2 * n;
	double		x;
	FSum		sum;
	FSum		squares;

	for (int i = 0; i < n; i++)
	{
		end[2 * i] = range[i].low;
		end[2 * i + 1] = range[i].high;
	}
	qsort(end, 2 * n, sizeof(double), CompareEnds);
	while (high - low > 1)
	{
		int			middle = low + (high - low) / 2;

		if (RangeExcess(range, n, end[middle]) >= 0)
			low = middle;
		else
			high = middle;
	}
	x = RangeZero(range, n, end[low], high < 2 * n ? end[high] : end[low]);
	FSumInit(&sum);
	FSumInit(&squares);
	for (int i = 0; i < n; i++)
	{
		double		v = RangeNearest(&range[i], x);

		FSumAdd(&sum, v);
		FSumAdd(&squares, v * v);
	}
	return FSumValue(&squares) / FSumValue(&sum) / FSumValue(&sum);
}

/* The sums of the vertex with the first k ranges high, the others low. */
typedef struct VertexSums
{
	FSum		sum;
	FSum		squares;
} VertexSums;

/* Starts with all ranges low. */
static void
VertexStart(VertexSums *vertex, const ValueRange *range, int n)
{
	FSumInit(&vertex->sum);
	FSumInit(&vertex->squares);
	for (int i = 0; i < n; i++)
	{
		FSumAdd(&vertex->sum, range[i].low);
		FSumAdd(&vertex->squares, range[i].low * range[i].low);
	}
}

/* Raises a range to its high end. */
static void
VertexRaise(VertexSums *vertex, const ValueRange *range)
{
	FSumAdd(&vertex->sum, range->high);
	FSumAdd(&vertex->sum, -range->low);
	FSumAdd(&vertex->squares, range->high * range->high);
	FSumAdd(&vertex->squares, -(range->low * range->low));
}

/* The hhi of a vertex, 0 of the one that is nothing. */
static double
VertexHhi(const VertexSums *vertex)
{
	double		sum = FSumValue(&vertex->sum);

	return sum > 0 ? FSumValue(&vertex->squares) / sum / sum : 0;
}

/* The greatest hhi of vertices whose high ranges have the largest midpoints. */
static double
RangeSplitMost(const ValueRange *range, int n)
{
	VertexSums	vertex;
	double		most;

	VertexStart(&vertex, range, n);
	most = VertexHhi(&vertex);
	for (int i = 0; i < n; i++)
	{
		VertexRaise(&vertex, &range[i]);
		most = fmax(most, VertexHhi(&vertex));
	}
	return most;
}

/*
 * How far Q - h S^2 can be above zero at most, 0 where only by rounding, and
 * the x that says so, between the midpoints of what is high and what is low.
 */
static double
RangeSpare(const ValueRange *range, int n, double h, double *where)
{
	VertexSums	vertex;
	double		least = INFINITY;
	double		slack = 0;

	VertexStart(&vertex, range, n);
	for (int k = 0; k <= n; k++)
	{
		double		above = k == 0 ? INFINITY :
		(range[k - 1].low + range[k - 1].high) / 2;
		double		below = k == n ? 0 : (range[k].low + range[k].high) / 2;
		double		sum = FSumValue(&vertex.sum);
		double		squares = FSumValue(&vertex.squares);
		double		x = fmin(fmax(h * sum, below), above);
		double		spare = x * x / h + squares - 2 * x * sum;

		if (spare < least)
		{
			least = spare;
			slack = RANGE_SLACK * squares;
			*where = x;
		}
		if (k < n)
			VertexRaise(&vertex, &range[k]);
	}
	return least <= slack ? 0 : least + slack;
}

/* What a range pays for its other end. */
static double
RangeCost(const ValueRange *range, double x)
{
	return fabs(range->low + range->high - 2 * x) * (range->high - range->low);
}

/*
 * Gathers the ranges that may be at either end, the equal ones together;
 * false where their vertices are too many.
 */
static bool
RangeGatherFree(const ValueRange *range, int n, double x, double spare,
				FreeRange *free_range, int *nfree)
{
	double		tries = 1;

	*nfree = 0;
	for (int i = 0; i < n; i++)
	{
		FreeRange  *last = *nfree > 0 ? &free_range[*nfree - 1] : NULL;

		if (range[i].low == range[i].high || RangeCost(&range[i], x) > spare)
			continue;
		if (last != NULL && last->range.low == range[i].low &&
			last->range.high == range[i].high)
		{
			tries = tries / (last->count + 1) * (last->count + 2);
			last->count++;
		}
		else if (*nfree < RANGE_FREE)
		{
			free_range[(*nfree)++] = (FreeRange) {range[i], 1, 0, 0, 0};
			tries *= 2;
		}
		else
			return false;
	}
	return tries <= RANGE_TRIES;
}

/* The sums up to a free range, from those up to the one before. */
static void
FreeSums(FreeRange *free_range, double sum, double squares)
{
	int			high = free_range->high;
	int			low = free_range->count - high;
	ValueRange	range = free_range->range;

	free_range->sum = sum + high * range.high + low * range.low;
	free_range->squares = squares + high * range.high * range.high +
		low * range.low * range.low;
}

/* The greatest hhi of the vertices that free ranges can make; fixed is all else. */
static double
RangeTryAll(FreeRange *free_range, int nfree, const VertexSums *fixed)
{
	double		sum = FSumValue(&fixed->sum);
	double		squares = FSumValue(&fixed->squares);
	double		most = 0;
	int			at = 0;

	for (;;)
	{
		const FreeRange *last = &free_range[nfree - 1];

		for (; at < nfree; at++)
			FreeSums(&free_range[at],
					 at == 0 ? sum : free_range[at - 1].sum,
					 at == 0 ? squares : free_range[at - 1].squares);
		if (last->sum > 0)
			most = fmax(most, last->squares / last->sum / last->sum);
		for (at = nfree - 1; at >= 0; at--)
		{
			if (++free_range[at].high <= free_range[at].count)
				break;
			free_range[at].high = 0;
		}
		if (at < 0)
			return most;
	}
}

/* The greatest hhi. */
static void
RangeMost(const ValueRange *range, int n, HhiRange *result)
{
	FreeRange	free_range[RANGE_FREE];
	VertexSums	fixed;
	double		x = 0;
	double		spare;
	int			nfree = 0;

	result->upper = RangeSplitMost(range, n);
	spare = RangeSpare(range, n, result->upper, &x);
	result->upper_exact = spare == 0 ||
		RangeGatherFree(range, n, x, spare, free_range, &nfree);
	if (spare == 0 || !result->upper_exact || nfree == 0)
		return;
	FSumInit(&fixed.sum);
	FSumInit(&fixed.squares);
	for (int i = 0; i < n; i++)
		if (range[i].low == range[i].high ||
			RangeCost(&range[i], x) > spare)
		{
			bool		high = range[i].low + range[i].high > 2 * x;
			double		v = high ? range[i].high : range[i].low;

			FSumAdd(&fixed.sum, v);
			FSumAdd(&fixed.squares, v * v);
		}
	result->upper = fmax(result->upper, RangeTryAll(free_range, nfree, &fixed));
}

bool
HhiRangeOf(ValueRange *range, int n, double *scratch, HhiRange *result)
{
	double		most = 0;
	int			exponent;

	for (int i = 0; i < n; i++)
		most = fmax(most, range[i].high);
	if (!(most > 0))
		return false;
	/* squares of numbers up to 1; a power of two rounds nothing */
	(void) frexp(most, &exponent);
	for (int i = 0; i < n; i++)
	{
		range[i].low = ldexp(range[i].low, -exponent);
		range[i].high = ldexp(range[i].high, -exponent);
	}
	qsort(range, n, sizeof(ValueRange), CompareRanges);
	result->lower = RangeLeast(range, n, scratch);
	RangeMost(range, n, result);
	if (result->upper < result->lower)
		result->upper = result->lower;
	return true;
}
