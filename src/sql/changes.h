/*
 * changes.h
 *	  What became of a value: the columns that all comparisons of two states
 *	  of knowledge have.
 */
#ifndef RAREEARTH_CHANGES_H
#define RAREEARTH_CHANGES_H

#include "rareearth.h"

#include "sql/result.h"

/* A value before and after, each known or not. */
typedef struct ValueChange
{
	bool		was;
	bool		is;
	double		before;
	double		after;
	double		change;			/* from exact sums, rounded once */
} ValueChange;

extern double ChangeTolerance(FunctionCallInfo fcinfo, int arg);
extern bool ChangeIsOne(const ValueChange *change, double tolerance);
extern void ChangeAddKind(ResultRow *row, const ValueChange *change);
extern void ChangeAdd(ResultRow *row, const ValueChange *change);

#endif							/* RAREEARTH_CHANGES_H */
