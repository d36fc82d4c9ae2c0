/*
 * student.c
 *	  Student's t.
 *
 * The tail is an incomplete beta function, by its continued fraction, and the
 * quantile is found by halving an interval.  This file knows nothing of
 * PostgreSQL.
 */
#include <math.h>

#include "math/student.h"

/*
 * Continued fraction of the incomplete beta function (Lentz's method), for
 * x < (a + 1) / (a + b + 2); see Abramowitz and Stegun 1964, 26.5.8.
 */
static double
StudentBetaFraction(double a, double b, double x)
{
	const double tiny = 1e-300;
	double		c = 1;
	double		d = 1 - (a + b) * x / (a + 1);
	double		h;

	if (fabs(d) < tiny)
		d = tiny;
	d = 1 / d;
	h = d;
	for (int m = 1; m <= 1000; m++)
	{
		double		even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double		odd = -(a + m) * (a + b + m) * x /
			((a + 2 * m) * (a + 2 * m + 1));
		double		step;

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		h *= d * c;
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return h;
}

/* Probability that Student's t exceeds t >= 0. */
double
StudentTail(double t, double df)
{
	double		x = df / (df + t * t);
	double		a = df / 2;
	double		front = exp(lgamma(a + 0.5) - lgamma(a) - lgamma(0.5) +
							a * log(x) + 0.5 * log1p(-x));

	if (t == 0)
		return 0.5;
	if (x < (a + 1) / (a + 2.5))
		return front * StudentBetaFraction(a, 0.5, x) / a / 2;
	return (1 - front * StudentBetaFraction(0.5, a, 1 - x) / 0.5) / 2;
}

/* The quantile p of Student's t with df degrees of freedom, 0.5 < p < 1. */
double
StudentQuantile(double p, double df)
{
	double		low = 0;
	double		high = 1;

	while (StudentTail(high, df) > 1 - p && high < 1e300)
		high *= 2;
	for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
	{
		double		middle = low + (high - low) / 2;

		if (StudentTail(middle, df) > 1 - p)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}
