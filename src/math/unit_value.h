/*
 * unit_value.h
 *	  Unit values that are off: kilograms or tonnes?
 */
#ifndef RAREEARTH_UNIT_VALUE_H
#define RAREEARTH_UNIT_VALUE_H

#include <stdbool.h>

/* So many rows tell a median from which one can be off. */
#define UNIT_VALUE_LEAST	3

/* A unit value above zero, and how many rows have it; room for what follows. */
typedef struct UnitValue
{
	double		value;
	double		rows;
	double		log;
	double		distance;
} UnitValue;

typedef struct UnitValueScreen
{
	double		median;			/* in units of value per quantity */
	double		mad;			/* median distance to it, of logarithms */
	double		suspects;
} UnitValueScreen;

typedef struct UnitValueScore
{
	bool		has_z;
	double		z;
	double		ratio;			/* to the median */
	bool		has_factor;
	double		factor;			/* the power of ten that would bring it back */
} UnitValueScore;

/* Unit values in ascending order; sorts them anew.  False of too few rows. */
extern bool UnitValuesScreen(UnitValue *value, int n, double rows,
							 UnitValueScreen *result);

/* A unit value and a median above zero; mad is not negative. */
extern UnitValueScore UnitValueScoreOf(double unit_value, double median,
									   double mad);

#endif							/* RAREEARTH_UNIT_VALUE_H */
