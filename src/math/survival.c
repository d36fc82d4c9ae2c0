/*
 * survival.c
 *	  How long things last when some have not ended: product-limit curves and
 *	  what is read off them.
 *
 * At a duration t, n spells are at risk (they lasted t or longer, so one that
 * is censored at t counts, and were watched before t), d of them end.
 *
 *	survival	product of 1 - d/n			Kaplan and Meier 1958
 *	its error	survival * sigma,
 *				sigma^2 = sum d/(n(n-d))	Greenwood 1926
 *	limits		plain, log and log-log		Borgan and Liestol 1990
 *	median		Brookmeyer and Crowley 1982 for its limits
 *	hazard		sum d/n, variance sum d/n^2	Nelson 1972, Aalen 1978
 *	incidence	sum S(before t) d_k/n		Aalen and Johansen 1978
 *	log-rank	Mantel 1966; weights S(before t)^rho Harrington and Fleming 1982
 *
 * Counts are taken up from the longest duration to the shortest, so that n is
 * never smaller than d, also where weights are not whole.
 *
 * This file knows nothing of PostgreSQL.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "math/fsum.h"
#include "math/near.h"
#include "math/survival.h"

/* Survival this close to a quantile is at it: sqrt of the unit roundoff. */
#define SURVIVAL_TOLERANCE	1.4901161193847656e-8

static const char *const limits_names[SURVIVAL_LIMITS_COUNT] = {
	"plain", "log", "log-log"
};

/* Finds the kind of limits with this SQL word; false if there is none. */
bool
SurvivalLimitsFromName(const char *name, SurvivalLimits *limits)
{
	for (int i = 0; i < SURVIVAL_LIMITS_COUNT; i++)
	{
		if (strcmp(name, limits_names[i]) == 0)
		{
			*limits = (SurvivalLimits) i;
			return true;
		}
	}
	return false;
}

/*
 * The z for which a standard normal lies within -z..z with probability level,
 * 0 < level < 1.  Newton's method on erfc, which is convex above zero: the
 * steps from zero only rise, and stop when rounding does.
 */
double
SurvivalNormalLimit(double level)
{
	const double slope = 0.79788456080286535588;	/* sqrt(2 / pi) */
	double		outside = 1 - level;
	double		z = 0;

	for (int i = 0; i < 200; i++)
	{
		double		next = z + (erfc(z * M_SQRT1_2) - outside) /
			(slope * exp(-z * z / 2));

		if (!(next > z))
			break;
		z = next;
	}
	return z;
}

/* Is this term too small to change the sum? */
static bool
IsNegligible(double term, double sum)
{
	return fabs(term) <= fabs(sum) * (DBL_EPSILON / 4);
}

/* P(a, x), the regularised incomplete gamma function, by its power series. */
static double
GammaSeries(double a, double x)
{
	double		term = 1 / a;
	double		sum = term;

	for (int i = 1; i < 100000 && !IsNegligible(term, sum); i++)
	{
		term *= x / (a + i);
		sum += term;
	}
	return sum * exp(a * log(x) - x - lgamma(a));
}

/*
 * Q(a, x) = 1 - P(a, x) for x > a + 1, by Legendre's continued fraction, from
 * the back.  At x = a + 1, where it is slowest, 65 terms give all digits for
 * every a from 1/2 to 500.
 */
static double
GammaFraction(double a, double x)
{
	int			terms = 200;
	double		fraction = x - a + 2 * terms + 1;

	for (int i = terms; i > 0; i--)
		fraction = x - a + 2 * i - 1 - i * (i - a) / fraction;
	return exp(a * log(x) - x - lgamma(a)) / fraction;
}

/* The probability that a chi-square of df degrees of freedom exceeds x. */
double
SurvivalChiSquareTail(double x, int df)
{
	double		a = df / 2.0;

	x /= 2;
	if (!(x > 0))
		return 1;
	return x < a + 1 ? 1 - GammaSeries(a, x) : GammaFraction(a, x);
}

/* Keeps a limit inside 0..1. */
static double
Clip(double p)
{
	return p < 0 ? 0 : p > 1 ? 1 : p;
}

/* Sets the limits of a step; sigma is the error of the log of survival. */
static void
StepLimits(SurvivalStep *step, double sigma, double z, SurvivalLimits limits)
{
	double		s = step->survival;
	double		margin = z * sigma;

	step->lower = step->upper = s;
	if (sigma == 0)
		return;					/* nothing has ended yet */
	switch (limits)
	{
		case SURVIVAL_LIMITS_PLAIN:
			step->lower = Clip(s - s * margin);
			step->upper = Clip(s + s * margin);
			break;
		case SURVIVAL_LIMITS_LOG:
			step->lower = Clip(s * exp(-margin));
			step->upper = Clip(s * exp(margin));
			break;
		case SURVIVAL_LIMITS_LOG_LOG:
			margin /= log(s);	/* below zero */
			step->lower = Clip(pow(s, exp(-margin)));
			step->upper = Clip(pow(s, exp(margin)));
			break;
	}
}

/*
 * Fills in how many are at risk, from the longest duration on; false where
 * none enters late.  Exact sums leave nothing of those who left.
 */
static bool
SurvivalAtRisk(SurvivalStep *steps, int n)
{
	FSum		at_risk;
	bool		late = false;

	FSumInit(&at_risk);
	for (int i = n - 1; i >= 0; i--)
	{
		double		here = steps[i].events + steps[i].censored;

		FSumAdd(&at_risk, steps[i].events);
		FSumAdd(&at_risk, steps[i].censored);
		steps[i].at_risk = fmax(FSumValue(&at_risk), here);
		FSumAdd(&at_risk, -steps[i].entered);
		late |= steps[i].entered > 0;
	}
	return late;
}

/* Fills in the curves of the steps. */
void
SurvivalCurve(SurvivalStep *steps, int n, double level, SurvivalLimits limits)
{
	double		z = SurvivalNormalLimit(level);
	double		survival = 1;
	double		greenwood = 0;
	double		hazard = 0;
	double		hazard_variance = 0;
	bool		late = SurvivalAtRisk(steps, n);
	bool		known = true;

	for (int i = 0; i < n; i++)
	{
		SurvivalStep *step = &steps[i];
		double		left = step->at_risk - step->events;

		/* zero now would be zero for ever, whoever is watched later */
		if (late && i < n - 1 && LevelAtLeast(step->events, step->at_risk))
			known = false;
		survival *= 1 - step->events / step->at_risk;
		hazard += step->events / step->at_risk;
		hazard_variance += step->events / step->at_risk / step->at_risk;
		if (left > 0)
			greenwood += step->events / step->at_risk / left;
		step->earliest = step->duration;
		step->has_survival = known;
		step->survival = known ? survival : 0;
		step->hazard = hazard;
		step->hazard_std_err = sqrt(hazard_variance);
		step->has_limits = known && survival > 0;
		if (step->has_limits)
		{
			step->std_err = survival * sqrt(greenwood);
			StepLimits(step, sqrt(greenwood), z, limits);
		}
	}
}

/*
 * Makes steps of the cells with mass; n becomes their number, at most one more
 * than the cells.  Mass without a right end is left over: a last step says how
 * far that is known.
 */
void
SurvivalOfCells(SurvivalStep *steps, int *n, const NpmleCell *cells,
				const double *mass, int ncells)
{
	double		survival = 0;
	int			count = 0;

	for (int j = ncells - 1; j >= 0; j--)
	{
		SurvivalStep *step = &steps[count];

		if (mass[j] == 0)
			continue;
		memset(step, 0, sizeof(*step));
		step->has_survival = true;
		step->survival = survival;
		survival += mass[j];
		step->earliest = cells[j].left;
		step->from_zero = cells[j].closed && cells[j].right > cells[j].left;
		step->duration = cells[j].right;
		if (isinf(step->duration))
		{
			step->duration = step->earliest;
			step->survival = survival;
		}
		/* what is left over begins where the step before it ended */
		if (count == 1 && steps[0].survival > 0 &&
			steps[0].duration == step->duration)
			steps[0] = *step;
		else
			count++;
	}
	for (int i = 0; i < count / 2; i++)
	{
		SurvivalStep step = steps[i];

		steps[i] = steps[count - 1 - i];
		steps[count - 1 - i] = step;
	}
	*n = count;
}

/* Which curve of the steps a quantile is read off. */
typedef enum SurvivalLine
{
	LINE_SURVIVAL,
	LINE_LOWER,
	LINE_UPPER
} SurvivalLine;

/* The height of a curve at a step; false where it has none. */
static bool
LineAt(const SurvivalStep *step, SurvivalLine line, double *height)
{
	*height = line == LINE_SURVIVAL ? step->survival :
		line == LINE_LOWER ? step->lower : step->upper;
	return line == LINE_SURVIVAL ? step->has_survival : step->has_limits;
}

/*
 * The first duration at which a curve is at or below target, or the earliest
 * and the latest it may be.  If it lies on the target and falls later, the
 * middle of the flat stretch, as the median of an even number of values; if
 * nothing lowers it, the left end.
 */
static bool
LineReach(const SurvivalStep *steps, int n, SurvivalLine line, double target,
		  double *earliest, double *latest)
{
	double		reached = -1;
	double		height;

	for (int i = 0; i < n; i++)
	{
		if (!LineAt(&steps[i], line, &height))
			continue;
		if (reached >= 0)
		{
			if (height >= reached)
				continue;
			*latest += (steps[i].duration - *latest) / 2;
			*earliest += (steps[i].earliest - *earliest) / 2;
			return true;
		}
		if (height >= target + SURVIVAL_TOLERANCE)
			continue;
		*latest = steps[i].duration;
		*earliest = steps[i].earliest;
		reached = height;
		if (fabs(height - target) >= SURVIVAL_TOLERANCE)
			return true;
	}
	return reached >= 0;
}

/* The duration by which a fraction has ended, 0 < fraction < 1, with limits. */
SurvivalQuantile
SurvivalQuantileOf(const SurvivalStep *steps, int n, double fraction)
{
	SurvivalQuantile q;
	double		same;

	memset(&q, 0, sizeof(q));
	q.has_estimate = LineReach(steps, n, LINE_SURVIVAL, 1 - fraction,
							   &q.earliest, &q.latest);
	q.has_lower = LineReach(steps, n, LINE_LOWER, 1 - fraction, &same, &q.lower);
	q.has_upper = LineReach(steps, n, LINE_UPPER, 1 - fraction, &same, &q.upper);
	return q;
}

/* Does a duration lie inside a step, where the curve is not known? */
static bool
StepHolds(const SurvivalStep *step, double duration)
{
	return !TimeAfter(step->earliest, duration) &&
		TimeAfter(step->duration, duration) &&
		(step->from_zero || TimeAfter(duration, step->earliest));
}

/*
 * The curve at a duration; false beyond the longest one while some survive,
 * where nothing is known, and between the ends of a step.
 */
bool
SurvivalAt(const SurvivalStep *steps, int n, double duration, double *survival)
{
	int			low = 0;
	int			high = n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (!TimeAfter(steps[middle].duration, duration))
			low = middle + 1;
		else
			high = middle;
	}
	*survival = low == 0 ? 1 : steps[low - 1].survival;
	if (n == 0 || (low > 0 && !steps[low - 1].has_survival))
		return false;
	if (low < n)
		return !StepHolds(&steps[low], duration);
	return *survival == 0 || !TimeAfter(duration, steps[n - 1].duration);
}

/* Is the curve not known up to tau? */
static bool
SurvivalEndsBefore(const SurvivalStep *steps, int n, double tau)
{
	if (n == 0 || (steps[n - 1].survival > 0 &&
				   TimeAfter(tau, steps[n - 1].duration)))
		return true;
	for (int i = n - 1; i >= 0 && !steps[i].has_survival; i--)
		if (TimeAfter(tau, steps[i].duration))
			return true;
	return false;
}

/*
 * The mean of durations cut off at tau: the area under the curve, and its
 * error.  False where the curve ends above zero before tau.  Where ends are
 * only known between two durations, as if all came as late as may be.
 */
bool
SurvivalRestrictedMean(const SurvivalStep *steps, int n, double tau,
					   double *mean, double *std_err)
{
	double		area = 0;		/* from the step at hand to tau */
	double		variance = 0;	/* in units of tau squared, which may overflow */
	double		end = tau;

	if (SurvivalEndsBefore(steps, n, tau))
		return false;
	for (int i = n - 1; i >= 0; i--)
	{
		const SurvivalStep *step = &steps[i];
		double		left = step->at_risk - step->events;

		if (step->duration >= tau)
			continue;
		area += step->survival * (end - step->duration);
		if (left > 0)
			variance += (area / tau) * (area / tau) *
				(step->events / step->at_risk / left);
		end = step->duration;
	}
	*mean = area + end;
	*std_err = tau > 0 ? tau * sqrt(variance) : 0;
	return true;
}

/* The same mean as if all ends came as early as may be. */
double
SurvivalLeastMean(const SurvivalStep *steps, int n, double tau)
{
	double		area = 0;
	double		end = tau;

	for (int i = n - 1; i >= 0; i--)
	{
		if (steps[i].earliest >= tau)
			continue;
		area += steps[i].survival * (end - steps[i].earliest);
		end = steps[i].earliest;
	}
	return area + end;
}

/*
 * The probability of having ended in one way by each duration, while the other
 * ways compete, and its error; events are those of this way.
 *
 * The variances of survival S and incidence F and their covariance are carried
 * from step to step: S(1 - a) and F + S b with a = d/n and b = d_k/n, whose
 * own variances are those of multinomial shares (Aalen and Johansen 1978).
 */
void
SurvivalIncidence(const SurvivalStep *steps, int n, const double *events,
				  double *incidence, double *std_err)
{
	double		survival = 1;
	double		sum = 0;
	double		survival_variance = 0;
	double		variance = 0;
	double		covariance = 0;

	for (int i = 0; i < n; i++)
	{
		double		at_risk = steps[i].at_risk;
		double		ended = steps[i].events / at_risk;
		double		ours = events[i] / at_risk;
		double		noise = survival * survival / at_risk;

		sum += survival * ours;
		variance += 2 * ours * covariance + ours * ours * survival_variance +
			noise * ours * (1 - ours);
		covariance = (1 - ended) *
			(covariance + ours * survival_variance - noise * ours);
		survival_variance = (1 - ended) *
			((1 - ended) * survival_variance + noise * ended);
		incidence[i] = sum;
		std_err[i] = sqrt(variance > 0 ? variance : 0);
		survival = steps[i].survival;
	}
}

/*
 * Adds to the covariances of group g what has passed since they were added to
 * last: its number at risk was the same all the time.
 */
static void
LogrankCount(Logrank *logrank, int g)
{
	double	   *row = logrank->covariance + (size_t) g * logrank->ngroups;
	TwoSum	   *counted = logrank->counted + (size_t) g * logrank->ngroups;

	for (int h = 0; h <= g; h++)
	{
		double		passed = logrank->passed[h].hi;
		double		rest = FSumTwoSum(&passed, -counted[h].hi);

		row[h] -= logrank->at_risk[g] *
			(passed + (rest + (logrank->passed[h].lo - counted[h].lo)));
		counted[h] = logrank->passed[h];
	}
}

/* Changes how many of group g are at risk. */
static void
LogrankMove(Logrank *logrank, int g, double events, double censored,
			double entered)
{
	LogrankCount(logrank, g);
	FSumAdd(&logrank->present[g], -entered);
	FSumAdd(&logrank->present[g], events);
	FSumAdd(&logrank->present[g], censored);
	logrank->at_risk[g] = fmax(FSumValue(&logrank->present[g]),
							   events + censored);
}

/*
 * Takes one duration into a comparison, the longest first: what happened then
 * in each group, and who, at risk later, was not watched yet.  The duration has
 * a weight.  The products of numbers at risk, which make the covariance, are
 * added up where one of them changes, not at each duration.
 */
void
LogrankStep(Logrank *logrank, const double *events, const double *censored,
			const double *entered, double weight)
{
	int			groups = logrank->ngroups;
	double		n = 0;
	double		d = 0;
	double		factor;

	for (int g = 0; g < groups; g++)
	{
		if (events[g] + censored[g] + entered[g] > 0)
			LogrankMove(logrank, g, events[g], censored[g], entered[g]);
		logrank->observed[g] += weight * events[g];
		n += logrank->at_risk[g];
		d += events[g];
	}
	if (!(d > 0))
		return;
	for (int g = 0; g < groups; g++)
		logrank->expected[g] += weight * d * (logrank->at_risk[g] / n);
	if (!(n > 1))
		return;
	/* hypergeometric, given how many end and how many are at risk */
	factor = weight * weight * d * ((n - d) / (n - 1));
	for (int g = 0; g < groups; g++)
	{
		double		share = logrank->at_risk[g] / n;
		TwoSum	   *passed = &logrank->passed[g];

		logrank->covariance[(size_t) g * groups + g] += factor * share;
		passed->lo += FSumTwoSum(&passed->hi, factor / n * share);
	}
}

/* Ends a stratum: what follows is another one. */
void
LogrankLeave(Logrank *logrank)
{
	size_t		groups = (size_t) logrank->ngroups;

	for (int g = 0; g < logrank->ngroups; g++)
		LogrankCount(logrank, g);
	for (int g = 0; g < logrank->ngroups; g++)
		FSumInit(&logrank->present[g]);
	memset(logrank->at_risk, 0, groups * sizeof(double));
	memset(logrank->passed, 0, groups * sizeof(TwoSum));
	memset(logrank->counted, 0, groups * groups * sizeof(TwoSum));
}

/*
 * The statistic x' V^- x with x = observed - expected, V their covariance; its
 * degrees of freedom are the rank of V.  Rows of V add up to zero, so the last
 * group that can be compared always drops out, as do groups that no event
 * bears on.  Every stratum has been left.  False when nothing can be compared.  Uses up the covariance.
 */
bool
LogrankFinish(Logrank *logrank, double *chi_square, int *df)
{
	int			groups = logrank->ngroups;
	double	   *v = logrank->covariance;
	double	   *x = logrank->at_risk;	/* no longer needed */

	*chi_square = 0;
	*df = 0;
	for (int g = 0; g < groups; g++)
		x[g] = logrank->observed[g] - logrank->expected[g];
	/* LDL' in the lower triangle, leaving out rows that depend on others */
	for (int g = 0; g < groups; g++)
	{
		double	   *row = v + (size_t) g * groups;
		double		variance = row[g];

		for (int h = 0; h < g; h++)
		{
			double	   *other = v + (size_t) h * groups;
			double		ratio;

			if (other[h] == 0)
			{
				row[h] = 0;
				continue;
			}
			for (int k = 0; k < h; k++)
				row[h] -= row[k] * other[k] * v[(size_t) k * groups + k];
			ratio = row[h] / other[h];
			row[h] = ratio;
			row[g] -= ratio * ratio * other[h];
			x[g] -= ratio * x[h];
		}
		if (row[g] <= variance * 1e-10)
		{
			row[g] = 0;
			continue;
		}
		*chi_square += x[g] * x[g] / row[g];
		(*df)++;
	}
	return *df > 0;
}
