/*
 * geks.c
 *	  Index numbers of many periods that do not depend on a chain (GEKS).
 *
 * Gini 1931, Elteto and Koves 1964, Szulc 1964: the index from period 0 to t
 * is the geometric mean, over all periods j, of the index from 0 to j times
 * that from j to t.  Ivancic, Diewert and Fox 2011 roll a window over the
 * periods, so that what was published stays.
 */
#include <math.h>

#include "math/fsum.h"
#include "math/geks.h"

/*
 * The index between two periods of a window: the mean over all periods whose
 * comparisons with both are defined, NaN where there are none.
 */
double
GeksBetween(const double *pair, int n, int from, int to)
{
	FSum		sum;
	int			known = 0;

	FSumInit(&sum);
	for (int j = 0; j < n; j++)
	{
		double		first = pair[from * n + j];
		double		second = pair[j * n + to];

		if (isnan(first) || isnan(second))
			continue;
		FSumAdd(&sum, first);
		FSumAdd(&sum, second);
		known++;
	}
	return known > 0 ? FSumMean(&sum, known) : NAN;
}

/*
 * The index of the last period of a window of n, of whose others published
 * holds what was told of them.
 */
double
GeksLink(GeksSplice splice, const double *published, const double *pair, int n)
{
	int			overlap = n - 1;
	int			from = splice == SPLICE_MOVEMENT ? overlap - 1 :
		splice == SPLICE_HALF ? overlap / 2 : 0;
	int			end = splice == SPLICE_MEAN ? overlap : from + 1;
	FSum		sum;
	int			known = 0;

	FSumInit(&sum);
	for (int i = from; i < end; i++)
	{
		double		link = GeksBetween(pair, n, i, overlap);

		if (isnan(published[i]) || isnan(link))
			continue;
		FSumAdd(&sum, published[i]);
		FSumAdd(&sum, link);
		known++;
	}
	return known > 0 ? FSumMean(&sum, known) : NAN;
}
