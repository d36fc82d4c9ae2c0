/*
 * bounds.c
 *	  The least and the greatest hhi that partial knowledge allows.
 *
 * A sum of squares is Schur-convex: it is least when the unknown mass is
 * spread evenly and greatest when it is piled up as far as the limits let it
 * (Marshall, Olkin and Arnold 2011, chapter 3; Kvalseth 2018).  So both bounds
 * have closed forms.  Everything is computed in shares of the market total.
 *
 * Figures typed in decimal do not add up to the last bit, so limits that are
 * met within BOUNDS_SLACK of the market are taken as met.
 */
#include <math.h>

#include "math/bounds.h"
#include "math/fsum.h"

#define BOUNDS_SLACK	1e-12

/* The fringe in shares of the market. */
typedef struct FringeShares
{
	double		mass;			/* all of the fringe together */
	double		count;
	double		min;
	double		max;
} FringeShares;

/* Largest whole number not above x, forgiving rounding. */
static double
FloorSlack(double x)
{
	return floor(x * (1 + BOUNDS_SLACK) + BOUNDS_SLACK);
}

/* Smallest whole number not below x, forgiving rounding. */
static double
CeilSlack(double x)
{
	return ceil(x * (1 - BOUNDS_SLACK) - BOUNDS_SLACK);
}

/* Whether count entities between min and max can hold the mass. */
static bool
FringeFits(const FringeShares *f)
{
	return f->count * f->min <= f->mass + BOUNDS_SLACK &&
		f->mass <= f->count * f->max + BOUNDS_SLACK;
}

/*
 * Greatest sum of squares of the fringe: as many as possible at the maximum,
 * the others at the minimum, and one in between for what is left.
 */
static double
FringeMaxSquares(const FringeShares *f)
{
	double		span = f->max - f->min;
	double		full = f->count;
	double		low;
	double		rest;

	if (span > 0)
		full = FloorSlack((f->mass - f->count * f->min) / span);
	if (full >= f->count)
		return f->mass * (f->mass / f->count);
	if (full < 0)
		full = 0;
	low = f->count - full - 1;
	rest = f->mass - full * f->max - low * f->min;
	rest = rest < f->min ? f->min : rest;
	return full * f->max * f->max + low * f->min * f->min + rest * rest;
}

/* Says which parameter of the fringe is wrong, if one is. */
static BoundsStatus
FringeCheck(double total, const BoundsFringe *fringe)
{
	if (!(total >= 0) || isinf(total))
		return BOUNDS_BAD_TOTAL;
	if (fringe->has_count && fringe->count < 0)
		return BOUNDS_BAD_COUNT;
	if (fringe->has_max && (!(fringe->max > 0) || isinf(fringe->max)))
		return BOUNDS_BAD_MAX;
	if (!(fringe->min >= 0) || isinf(fringe->min) ||
		(fringe->has_max && fringe->min > fringe->max))
		return BOUNDS_BAD_MIN;
	return BOUNDS_OK;
}

/* What the listed entities leave of the total, which may be below 0. */
static double
UnlistedMass(const Market *known, double total)
{
	FSum		left;

	FSumInit(&left);
	FSumAdd(&left, total);
	for (int i = 0; i < known->n; i++)
		FSumAdd(&left, -known->value[i]);
	return FSumValue(&left);
}

/* What the listed entities hold of the total, as a share. */
static double
ListedShare(const Market *known, double total)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < known->n; i++)
		FSumAdd(&sum, known->value[i]);
	return FSumValue(&sum) / total;
}

/* Sum of the squares of the listed entities' shares of the total. */
static double
ListedSquares(const Market *known, double total)
{
	Market		listed = {known->n, known->value, total};
	double		squares;

	return ConcentrationHhi(&listed, &squares) ? squares : 0;
}

/*
 * Adds the fringe to bounds that hold the squares of the listed entities.
 * Without a count the least hhi has the most entities the floor allows, and
 * without a floor either, ever more of them: a limit that no market reaches.
 * The greatest hhi has the fewest the cap allows.
 */
static BoundsStatus
FringeAdd(FringeShares *f, bool has_count, HhiBounds *bounds)
{
	double		most = f->count;

	/* Counts take half of the slack that FringeFits allows. */
	if (!has_count)
	{
		f->count = ceil((f->mass - BOUNDS_SLACK / 2) / f->max);
		if (f->count < 1)
			f->count = 1;
		if (f->min > 0)
		{
			most = floor((f->mass + BOUNDS_SLACK / 2) / f->min);
			if (most < f->count)
				return BOUNDS_INFEASIBLE;
		}
	}
	if (!FringeFits(f))
		return BOUNDS_INFEASIBLE;

	bounds->upper += FringeMaxSquares(f);
	if (has_count || f->min > 0)
		bounds->lower += f->mass * (f->mass / most);
	else
		bounds->lower_attained = false;
	if (bounds->upper < bounds->lower)
		bounds->upper = bounds->lower;
	return BOUNDS_OK;
}

/* Bounds from the entities listed and the total of the market. */
BoundsStatus
HhiBoundsKnown(const Market *known, double total,
			   const BoundsFringe *fringe, HhiBounds *bounds)
{
	BoundsStatus status = FringeCheck(total, fringe);
	FringeShares f;

	if (status != BOUNDS_OK)
		return status;
	if (total == 0)
		return known->n == 0 ? BOUNDS_UNDEFINED : BOUNDS_INFEASIBLE;

	f.mass = UnlistedMass(known, total) / total;
	if (!(f.mass >= -BOUNDS_SLACK))
		return BOUNDS_INFEASIBLE;
	if (f.mass < BOUNDS_SLACK)
		f.mass = 0;
	f.count = fringe->has_count ? (double) fringe->count : 0;
	f.min = fringe->min / total;
	f.max = fringe->has_max ? fringe->max / total : f.mass;
	/* No one in the fringe is larger than all of it. */
	if (f.max > f.mass)
		f.max = f.mass;

	bounds->coverage = f.mass > 0 ? ListedShare(known, total) : 1;
	bounds->lower = bounds->upper = ListedSquares(known, total);
	bounds->lower_attained = bounds->upper_attained = true;
	if (f.mass > 0)
		return FringeAdd(&f, fringe->has_count, bounds);
	if (fringe->has_count && f.count * f.min > BOUNDS_SLACK)
		return BOUNDS_INFEASIBLE;
	return BOUNDS_OK;
}

/*
 * Greatest hhi when k - 1 of the k largest hold t each, the first the rest of
 * the ratio, and the others are filled up to t as far as their mass goes.
 */
static double
RatioSquares(double k, double ratio, double t)
{
	double		rest = 1 - ratio;
	double		first = ratio - (k - 1) * t;
	double		full = t > 0 ? FloorSlack(rest / t) : 0;
	double		filled = isinf(full) ? rest : full * t;
	double		last = rest - filled;

	if (last < 0)
		last = 0;
	return first * first + (k - 1) * t * t + filled * t + last * last;
}

/*
 * Greatest hhi given the ratio.  Between two values of t at which the number
 * of full entities steps, the hhi is convex in t, and over those values it is
 * convex too, so only the ends can be greatest: the largest t, the step next
 * to it, and the smallest t (0 when n is unknown).
 */
static double
RatioUpper(double k, double ratio, bool has_n, double n)
{
	double		rest = 1 - ratio;
	double		most = ratio / k;
	double		upper = RatioSquares(k, ratio, most);
	double		steps = CeilSlack(rest / most);
	double		other;

	if (rest == 0)
		return 1;
	steps = steps < 1 ? 1 : steps;
	/* of a ratio near 0, so many steps that they cannot be told apart */
	if (!isinf(steps))
		other = RatioSquares(k, ratio, fmin(most, rest / steps));
	else
		other = upper;
	upper = other > upper ? other : upper;
	other = ratio * ratio;
	if (has_n)
		other = RatioSquares(k, ratio, fmin(most, rest / (n - k)));
	return other > upper ? other : upper;
}

/* Bounds when only the share of the k largest is known. */
BoundsStatus
HhiBoundsRatio(int64_t k, double ratio, bool has_n, int64_t n,
			   HhiBounds *bounds)
{
	double		rest = 1 - ratio;
	double		others = has_n ? (double) (n - k) : 0;
	double		spread = 0;

	if (k < 1)
		return BOUNDS_BAD_K;
	if (!(ratio > 0 && ratio <= 1))
		return BOUNDS_BAD_CR;
	if (has_n && n < k)
		return BOUNDS_BAD_N;
	if (has_n && rest > others * (ratio / k) + BOUNDS_SLACK)
		return BOUNDS_INFEASIBLE;

	/* A ratio of 1 but for rounding: no entity is left for the rest. */
	if (has_n && n == k)
	{
		ratio = 1;
		rest = 0;
	}
	if (rest > 0 && has_n)
		spread = rest * (rest / others);
	bounds->coverage = ratio;
	bounds->lower = ratio * (ratio / k) + spread;
	bounds->upper = RatioUpper((double) k, ratio, has_n, (double) n);
	if (bounds->upper < bounds->lower)
		bounds->upper = bounds->lower;
	bounds->lower_attained = has_n || rest == 0;
	/* Only t = 0 is out of reach, and it is used for C^2 without n. */
	bounds->upper_attained =
		(k == 1 && rest == 0) || (rest > 0 && has_n) ||
		(rest > 0 && bounds->upper > ratio * ratio);
	return BOUNDS_OK;
}
