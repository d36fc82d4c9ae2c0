/*
 * simplex.c
 *	  Weights that are not negative and add up to 1, nearest to a path.
 *
 * With weights w that add up to 1, the distance of a target y from the mix
 * X w is that of the origin from the mix of the differences x_j - y: the
 * nearest point of a polytope to the origin (Wolfe 1976, "Finding the nearest
 * point in a polytope").  His method is an active set that ends after
 * finitely many steps: the nearest point of the plane through the points in
 * use is found by solving H v = 1, w = v / sum v, with H their inner
 * products; a point beyond the supporting plane comes into use, and one whose
 * weight would be negative leaves it.
 *
 * Points may coincide or lie in one plane, and then many weights are as near.
 * A ridge of 1e-12 times the trace is added to H: of these it takes the ones
 * with the least sum of squares, so that equal donors have equal weights.
 * To tell them apart through so small a ridge takes more than a double: inner
 * products are kept as pairs of doubles (TwoSum of Knuth 1969, products by
 * fma), a solution is mended until its rest, in pairs, vanishes, and the last
 * look at the conditions of Kuhn and Tucker is in pairs too.
 *
 * Nothing here depends on the order of the caller's rows: paths come sorted
 * by name.  This file knows nothing of PostgreSQL.
 */
#include <math.h>
#include <string.h>

#include "math/simplex.h"

#define SIMPLEX_RIDGE	1e-12	/* of the trace */
#define SIMPLEX_COARSE	1e-13	/* of the largest square, in doubles */
#define SIMPLEX_FINE	1e-15	/* in pairs: below the ridge by 200 points */
#define SIMPLEX_LEAST	1e-9	/* a smaller weight is one of the ridge */

/* A fit under way. */
typedef struct SimplexWork
{
	const SimplexPaths *paths;
	double	   *factor;			/* Cholesky factor of the points in use */
	const SimplexPair *matrix;
	int			n;
	int			candidates[SIMPLEX_MAX_PATHS];
	int			ncandidates;
	bool		blocked[SIMPLEX_MAX_PATHS];	/* tried, and no better */
	bool		active[SIMPLEX_MAX_PATHS];
	int			used[SIMPLEX_MAX_PATHS];	/* points in use, in the order in
											 * which they came */
	int			nused;
	double		weight[SIMPLEX_MAX_PATHS];	/* of used */
	double		next[SIMPLEX_MAX_PATHS];	/* of used, in the plane */
	double		ridge;
	double		scale;			/* the largest square of a distance */
} SimplexWork;

/* a + b */
static inline SimplexPair
PairAdd(SimplexPair a, SimplexPair b)
{
	double		s = a.hi + b.hi;
	double		t = s - a.hi;
	double		e = (a.hi - (s - t)) + (b.hi - t);
	SimplexPair sum;

	e += a.lo + b.lo;
	sum.hi = s + e;
	sum.lo = e - (sum.hi - s);
	return sum;
}

/* a * b */
static inline SimplexPair
PairProduct(double a, double b)
{
	SimplexPair product = {a * b, 0};

	product.lo = fma(a, b, -product.hi);
	return product;
}

static inline SimplexPair
PairNegate(SimplexPair a)
{
	SimplexPair negative = {-a.hi, -a.lo};

	return negative;
}

/* The element of the matrix of two points. */
static inline const SimplexPair *
SimplexElement(const SimplexWork *work, int a, int b)
{
	return &work->matrix[a * work->n + b];
}

/* Fills in the inner products of all paths; false if one is out of range. */
bool
SimplexOpen(SimplexPaths *paths)
{
	for (int a = 0; a < paths->n; a++)
	{
		const double *x = paths->path + (long) a * paths->length;

		for (int b = 0; b <= a; b++)
		{
			const double *y = paths->path + (long) b * paths->length;
			SimplexPair sum = {0, 0};

			for (int t = 0; t < paths->length; t++)
				sum = PairAdd(sum, PairProduct(x[t], y[t]));
			if (!isfinite(sum.hi) || !isfinite(sum.lo))
				return false;
			paths->product[a * paths->n + b] = sum;
			paths->product[b * paths->n + a] = sum;
		}
	}
	return true;
}

/* Inner products of the differences of all candidates from the target. */
static void
SimplexDifferences(SimplexWork *work, int target)
{
	const SimplexPaths *paths = work->paths;
	const SimplexPair *product = paths->product;
	int			n = work->n;
	double		trace = 0;

	work->scale = 0;
	for (int i = 0; i < work->ncandidates; i++)
	{
		int			a = work->candidates[i];

		for (int j = 0; j <= i; j++)
		{
			int			b = work->candidates[j];
			SimplexPair x = PairAdd(product[a * n + b],
									product[target * n + target]);

			x = PairAdd(x, PairNegate(product[a * n + target]));
			x = PairAdd(x, PairNegate(product[b * n + target]));
			paths->matrix[a * n + b] = x;
			paths->matrix[b * n + a] = x;
		}
		trace += fabs(paths->matrix[a * n + a].hi);
		work->scale = fmax(work->scale, fabs(paths->matrix[a * n + a].hi));
	}
	work->ridge = SIMPLEX_RIDGE * trace;
}

/* Adds to the factor the rows of the points in use from one on. */
static void
SimplexFactor(SimplexWork *work, int from)
{
	int			n = work->n;
	double	   *l = work->factor;

	for (int i = from; i < work->nused; i++)
	{
		double		square = SimplexElement(work, work->used[i],
											work->used[i])->hi + work->ridge;

		for (int j = 0; j < i; j++)
		{
			double		x = SimplexElement(work, work->used[i],
										   work->used[j])->hi;

			for (int k = 0; k < j; k++)
				x -= l[i * n + k] * l[j * n + k];
			l[i * n + j] = x / l[j * n + j];
			square -= l[i * n + j] * l[i * n + j];
		}
		/* not below a part of the ridge, whatever rounding makes of it */
		l[i * n + i] = sqrt(fmax(square, work->ridge / 16));
	}
}

/* Solves (H + ridge) x = b for the points in use; b becomes x. */
static void
SimplexSolve(const SimplexWork *work, double *b)
{
	int			n = work->n;
	const double *l = work->factor;

	for (int i = 0; i < work->nused; i++)
	{
		for (int k = 0; k < i; k++)
			b[i] -= l[i * n + k] * b[k];
		b[i] /= l[i * n + i];
	}
	for (int i = work->nused - 1; i >= 0; i--)
	{
		for (int k = i + 1; k < work->nused; k++)
			b[i] -= l[k * n + i] * b[k];
		b[i] /= l[i * n + i];
	}
}

/* (H w) of a point, in pairs, for weights of the points in use. */
static SimplexPair
SimplexGradient(const SimplexWork *work, int point, const double *weight)
{
	SimplexPair sum = {0, 0};

	for (int k = 0; k < work->nused; k++)
	{
		const SimplexPair *h = SimplexElement(work, point, work->used[k]);
		SimplexPair product = PairProduct(h->hi, weight[k]);

		product.lo += h->lo * weight[k];
		sum = PairAdd(sum, product);
		if (point == work->used[k])
			sum = PairAdd(sum, PairProduct(work->ridge, weight[k]));
	}
	return sum;
}

/*
 * The weights of the nearest point in the plane of the points in use, mended
 * by what they leave over when asked.
 */
static void
SimplexPlane(SimplexWork *work, bool mended)
{
	double		rest[SIMPLEX_MAX_PATHS];
	double	   *v = work->next;
	double		sum = 0;
	double		before = INFINITY;

	for (int i = 0; i < work->nused; i++)
		v[i] = 1;
	SimplexSolve(work, v);
	for (int round = 0; mended && round < 40; round++)
	{
		double		most = 0;
		double		change = 0;

		for (int i = 0; i < work->nused; i++)
		{
			SimplexPair one = {1, 0};
			SimplexPair left = PairAdd(one, PairNegate(SimplexGradient(work, work->used[i], v)));

			rest[i] = left.hi;
		}
		SimplexSolve(work, rest);
		for (int i = 0; i < work->nused; i++)
		{
			most = fmax(most, fabs(v[i]));
			change = fmax(change, fabs(rest[i]));
		}
		if (change >= before)
			break;
		before = change;
		for (int i = 0; i < work->nused; i++)
			v[i] += rest[i];
		if (change <= 1e-16 * most)
			break;
	}
	for (int i = 0; i < work->nused; i++)
		sum += v[i];
	for (int i = 0; i < work->nused; i++)
		v[i] /= sum;
}

/* Takes a point out of use. */
static void
SimplexDrop(SimplexWork *work, int place)
{
	work->active[work->used[place]] = false;
	work->nused--;
	for (int i = place; i < work->nused; i++)
	{
		work->used[i] = work->used[i + 1];
		work->weight[i] = work->weight[i + 1];
	}
	SimplexFactor(work, place);
}

/*
 * Goes from the present weights towards those in the plane, as far as none is
 * negative, and drops the point that stops it; until the plane is reached.
 */
static void
SimplexDescend(SimplexWork *work, bool mended)
{
	for (;;)
	{
		double		step = 1;
		int			stop = -1;

		SimplexPlane(work, mended);
		for (int i = 0; i < work->nused; i++)
		{
			double		part;

			if (work->next[i] > 0)
				continue;
			part = work->weight[i] / (work->weight[i] - work->next[i]);
			if (!(part > 0))
				part = 0;
			if (stop < 0 || part < step)
			{
				step = part;
				stop = i;
			}
		}
		if (stop < 0)
			break;
		for (int i = 0; i < work->nused; i++)
			work->weight[i] += step * (work->next[i] - work->weight[i]);
		SimplexDrop(work, stop);
	}
	memcpy(work->weight, work->next, sizeof(double) * (size_t) work->nused);
}

/*
 * The point that lies furthest beyond the supporting plane, and by how much;
 * -1 if none does by more than the tolerance.
 */
static int
SimplexBeyond(const SimplexWork *work, bool fine, double *most)
{
	SimplexPair level = {0, 0};
	int			found = -1;

	for (int i = 0; i < work->nused; i++)
	{
		SimplexPair g = SimplexGradient(work, work->used[i], work->weight);
		SimplexPair product = PairProduct(g.hi, work->weight[i]);

		product.lo += g.lo * work->weight[i];
		level = PairAdd(level, product);
	}
	*most = (fine ? SIMPLEX_FINE : SIMPLEX_COARSE) * work->scale;
	for (int i = 0; i < work->ncandidates; i++)
	{
		int			point = work->candidates[i];
		double		beyond;

		if (work->active[point] || work->blocked[point])
			continue;
		if (fine)
			beyond = PairAdd(level, PairNegate(SimplexGradient(work, point,
															   work->weight))).hi;
		else
		{
			beyond = level.hi;
			for (int k = 0; k < work->nused; k++)
				beyond -= SimplexElement(work, point, work->used[k])->hi *
					work->weight[k];
		}
		if (beyond > *most)
		{
			*most = beyond;
			found = point;
		}
	}
	return found;
}

/* Starts with the point nearest to the origin. */
static void
SimplexStart(SimplexWork *work)
{
	int			nearest = work->candidates[0];

	for (int i = 1; i < work->ncandidates; i++)
		if (SimplexElement(work, work->candidates[i], work->candidates[i])->hi <
			SimplexElement(work, nearest, nearest)->hi)
			nearest = work->candidates[i];
	work->used[0] = nearest;
	work->active[nearest] = true;
	work->weight[0] = 1;
	work->nused = 1;
	SimplexFactor(work, 0);
}

/*
 * Brings points into use until none lies beyond; false if that does not end.
 * A point that comes and goes at once is no better, and is not tried again
 * before another one has come.
 */
static bool
SimplexSearch(SimplexWork *work)
{
	bool		fine = false;

	for (int tries = 0; tries < 100 * work->ncandidates + 100; tries++)
	{
		double		beyond;
		int			point = SimplexBeyond(work, fine, &beyond);

		if (point < 0 && fine)
			return true;
		if (point < 0)
		{
			fine = true;
			SimplexDescend(work, true);
			continue;
		}
		work->used[work->nused] = point;
		work->weight[work->nused] = 0;
		work->active[point] = true;
		SimplexFactor(work, work->nused++);
		SimplexDescend(work, fine);
		if (work->active[point])
			memset(work->blocked, 0, sizeof(work->blocked));
		else
			work->blocked[point] = true;
	}
	return false;
}

/* Leaves out the weights that only the ridge gives. */
static void
SimplexTidy(SimplexWork *work)
{
	int			before = work->nused;

	for (int i = work->nused - 1; i >= 0; i--)
		if (work->weight[i] < SIMPLEX_LEAST)
			SimplexDrop(work, i);
	if (work->nused < before)
		SimplexDescend(work, true);
}

/* Paths that are alike share what they have together, which the ridge alone
 * settles only as far as a double tells. */
static void
SimplexShare(const SimplexWork *work, SimplexFit *fit)
{
	const SimplexPaths *paths = work->paths;
	size_t		size = (size_t) paths->length * sizeof(double);
	bool		done[SIMPLEX_MAX_PATHS] = {false};
	int			alike[SIMPLEX_MAX_PATHS];

	for (int i = 0; i < work->ncandidates; i++)
	{
		const double *path = paths->path + (size_t) work->candidates[i] * paths->length;
		double		sum = 0;
		int			n = 0;

		for (int j = i; j < work->ncandidates; j++)
		{
			int			other = work->candidates[j];

			if (done[other] ||
				memcmp(path, paths->path + (size_t) other * paths->length, size) != 0)
				continue;
			done[other] = true;
			alike[n++] = other;
			sum += fit->weight[other];
		}
		for (int j = 0; n > 1 && j < n; j++)
			fit->weight[alike[j]] = sum / n;
	}
	fit->used = 0;
	for (int i = 0; i < work->ncandidates; i++)
		fit->used += fit->weight[work->candidates[i]] > 0;
}

/*
 * Fits weights of all paths but the target and those excluded (NULL: none) to
 * the target; false if there is none, or no end is found.
 */
bool
SimplexFitTo(const SimplexPaths *paths, int target, const bool *excluded,
			 SimplexFit *fit)
{
	SimplexWork work = {.paths = paths,.factor = paths->factor,
		.matrix = paths->matrix,.n = paths->n};
	double		beyond;

	memset(fit, 0, sizeof(*fit));
	for (int i = 0; i < paths->n; i++)
		if (i != target && (excluded == NULL || !excluded[i]))
			work.candidates[work.ncandidates++] = i;
	if (work.ncandidates == 0)
		return false;
	SimplexDifferences(&work, target);
	if (work.scale == 0)
	{
		/* every path is the target */
		for (int i = 0; i < work.ncandidates; i++)
			fit->weight[work.candidates[i]] = 1.0 / work.ncandidates;
		fit->used = work.ncandidates;
		return true;
	}
	SimplexStart(&work);
	if (!SimplexSearch(&work))
		return false;
	memset(work.blocked, 0, sizeof(work.blocked));
	if (SimplexBeyond(&work, true, &beyond) >= 0)
		fit->slack = beyond / work.scale;
	SimplexTidy(&work);
	for (int i = 0; i < work.nused; i++)
		fit->weight[work.used[i]] = work.weight[i];
	SimplexShare(&work, fit);
	return true;
}
