/*
 * unit_value.c
 *	  Unit values that are off: kilograms or tonnes?
 *
 * The median and the median distance to it stay where they are while most
 * rows are right (Hampel 1974); times 1.4826 the distance is a standard
 * deviation of normal data, and 3.5 of them are the limit of Iglewicz and
 * Hoaglin 1993.  Everything is measured in logarithms, as prices differ by
 * factors.
 */
#include <math.h>
#include <stdlib.h>

#include "math/unit_value.h"

#define SCORE_UNIT		1.4826
#define SCORE_LIMIT		3.5
#define RATIO_LIMIT		5		/* and by so much at least */
#define FACTOR_LIMIT	0.2		/* how far a power of ten may be missed */
#define LOG_NEAR		1e-12	/* logarithms that only rounding tells apart */

static int
CompareDistances(const void *a, const void *b)
{
	double		x = ((const UnitValue *) a)->distance;
	double		y = ((const UnitValue *) b)->distance;

	return x < y ? -1 : x > y;
}

/* The place of the row with this number, counted from 0, in order of rows. */
static int
PlaceOfRow(const UnitValue *value, double row)
{
	int			i = 0;

	for (; row >= value[i].rows; i++)
		row -= value[i].rows;
	return i;
}

/* The distance of two logarithms. */
static double
LogDistance(double a, double b)
{
	double		distance = fabs(a - b);

	return distance <= LOG_NEAR ? 0 : distance;
}

bool
UnitValuesScreen(UnitValue *value, int n, double rows,
				 UnitValueScreen *result)
{
	double		low = floor((rows - 1) / 2);	/* the two rows in the middle */
	double		high = floor(rows / 2);
	int			below;
	int			above;
	double		median;

	if (rows < UNIT_VALUE_LEAST)
		return false;
	for (int i = 0; i < n; i++)
		value[i].log = log(value[i].value);
	below = PlaceOfRow(value, low);
	above = PlaceOfRow(value, high);
	median = (value[below].log + value[above].log) / 2;
	result->median = below == above ? value[below].value : exp(median);
	for (int i = 0; i < n; i++)
		value[i].distance = LogDistance(value[i].log, median);
	qsort(value, n, sizeof(UnitValue), CompareDistances);
	result->mad = (value[PlaceOfRow(value, low)].distance +
				   value[PlaceOfRow(value, high)].distance) / 2;
	result->suspects = 0;
	for (int i = n - 1; i >= 0 && result->mad > 0; i--)
	{
		if (value[i].distance <= SCORE_LIMIT * SCORE_UNIT * result->mad ||
			value[i].distance <= log(RATIO_LIMIT) + LOG_NEAR)
			break;
		result->suspects += value[i].rows;
	}
	return true;
}

UnitValueScore
UnitValueScoreOf(double unit_value, double median, double mad)
{
	UnitValueScore score = {false, 0, unit_value / median, false, 0};
	double		difference = log(unit_value) - log(median);
	double		power = round(-difference / log(10));
	bool		same = LogDistance(difference, 0) == 0;

	score.has_z = same || mad > 0;
	if (!same && mad > 0)
		score.z = difference / (SCORE_UNIT * mad);
	score.factor = pow(10, power);
	score.has_factor = power != 0 &&
		fabs(1 / (score.ratio * score.factor) - 1) <= FACTOR_LIMIT + LOG_NEAR;
	return score;
}
