/*
 * simplex.h
 *	  Weights that are not negative and add up to 1, such that a mix of paths
 *	  comes as near to another path as can be.  See simplex.c.
 */
#ifndef RAREEARTH_SIMPLEX_H
#define RAREEARTH_SIMPLEX_H

#include <stdbool.h>

#define SIMPLEX_MAX_PATHS	201	/* one of them is the target */

/* A number as the sum of two doubles. */
typedef struct SimplexPair
{
	double		hi;
	double		lo;
} SimplexPair;

/* Inner products of paths, and room for a fit: arrays the caller supplies. */
typedef struct SimplexPaths
{
	int			n;				/* paths */
	int			length;			/* periods of each */
	const double *path;			/* n times length numbers */
	SimplexPair *product;		/* n * n */
	SimplexPair *matrix;		/* n * n: of the differences from a target */
	double	   *factor;			/* n * n: a triangular one of what is in use */
} SimplexPaths;

/* What a fit found. */
typedef struct SimplexFit
{
	double		weight[SIMPLEX_MAX_PATHS];	/* by path; 0 of the target */
	int			used;			/* weights above zero */
	double		slack;			/* by how much the conditions of Kuhn and
								 * Tucker fail, as a part of the largest
								 * square of a distance */
} SimplexFit;

extern bool SimplexOpen(SimplexPaths *paths);
extern bool SimplexFitTo(const SimplexPaths *paths, int target,
						 const bool *excluded, SimplexFit *fit);

#endif							/* RAREEARTH_SIMPLEX_H */
