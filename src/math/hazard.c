/*
 * hazard.c
 *	  How much faster one group ends than another: the ratio of hazards.
 *
 * Cox's partial likelihood with the group as the only covariate.  Only numbers
 * matter then: at a duration with d ends, n_a and n_b at risk and d_a of the
 * ends in a, with r the ratio,
 *
 *	  d_a ln r - sum over k = 0 .. d - 1 of
 *		  ln(r (n_a - f d_a) + n_b - f d_b),	f = k/d		Efron 1977
 *											f = 0		Breslow 1974
 *
 * is added up over durations and strata.  It is concave in ln r, and has its
 * greatest value at a finite one if some end in b comes while a is at risk, and
 * some end in a while b is.
 *
 * This file knows nothing of PostgreSQL.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "math/fsum.h"
#include "math/hazard.h"

#define HAZARD_ROUNDS		200
#define HAZARD_LOOK			65536	/* terms between looks for a cancel */

static const char *const ties_names[HAZARD_TIES_COUNT] = {"efron", "breslow"};

/* Finds the way to treat ties with this SQL word; false if there is none. */
bool
HazardTiesFromName(const char *name, HazardTies *ties)
{
	for (int i = 0; i < HAZARD_TIES_COUNT; i++)
	{
		if (strcmp(name, ties_names[i]) == 0)
		{
			*ties = (HazardTies) i;
			return true;
		}
	}
	return false;
}

/* The SQL word for a way to treat ties. */
const char *
HazardTiesName(HazardTies ties)
{
	return ties_names[ties];
}

/* First and second derivative of the likelihood, the latter with its sign off. */
typedef struct HazardSlope
{
	FSum		score;
	FSum		information;
} HazardSlope;

/* Adds so many terms with this probability that the next end is in a. */
static void
HazardAdd(HazardSlope *slope, double a, double b, double times)
{
	double		p = a / (a + b);

	FSumAdd(&slope->score, -times * p);
	FSumAdd(&slope->information, times * p * (b / (a + b)));
}

/* Adds one duration. */
static void
HazardAddStep(HazardSlope *slope, const HazardStep *step, HazardTies ties,
			  double ratio, void (*check) (void))
{
	double		d = step->events_a + step->events_b;

	FSumAdd(&slope->score, step->events_a);
	if (ties == HAZARD_BRESLOW)
	{
		HazardAdd(slope, ratio * step->risk_a, step->risk_b, d);
		return;
	}
	for (double k = 0; k < d; k++)
	{
		double		f = k / d;

		if (check != NULL && fmod(k, HAZARD_LOOK) == HAZARD_LOOK - 1)
			check();
		HazardAdd(slope, ratio * (step->risk_a - f * step->events_a),
				  step->risk_b - f * step->events_b, 1);
	}
}

/* Has the likelihood its greatest value at a finite ratio? */
static bool
HazardIsFinite(const HazardStep *steps, int n)
{
	bool		up = false;
	bool		down = false;

	for (int i = 0; i < n; i++)
	{
		up |= steps[i].events_a > 0 && steps[i].risk_b > 0;
		down |= steps[i].events_b > 0 && steps[i].risk_a > 0;
	}
	return up && down;
}

/*
 * The ratio by Newton's method, kept between what is known to be too low and
 * too high; false where it is zero, infinite or not to be told.
 */
bool
HazardRatioOf(const HazardStep *steps, int n, HazardTies ties,
			  void (*check) (void), HazardRatio *result)
{
	double		low = -700;
	double		high = 700;
	double		beta = 0;

	if (!HazardIsFinite(steps, n))
		return false;
	for (int round = 0; round < HAZARD_ROUNDS; round++)
	{
		HazardSlope slope;
		double		score;
		double		information;
		double		next;

		FSumInit(&slope.score);
		FSumInit(&slope.information);
		for (int i = 0; i < n; i++)
			HazardAddStep(&slope, &steps[i], ties, exp(beta), check);
		score = FSumValue(&slope.score);
		information = FSumValue(&slope.information);
		result->log_ratio = beta;
		result->std_err = 1 / sqrt(information);
		if (score > 0)
			low = beta;
		else
			high = beta;
		next = beta + score / information;
		if (!(next > low && next < high))
			next = low + (high - low) / 2;
		if (score == 0 ||
			fabs(next - beta) <= 4 * DBL_EPSILON * fmax(1, fabs(beta)))
			break;
		beta = next;
	}
	return isfinite(result->std_err);
}
