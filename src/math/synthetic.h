/*
 * synthetic.h
 *	  What a series would have been, as a mix of others.  See synthetic.c.
 */
#ifndef RAREEARTH_SYNTHETIC_H
#define RAREEARTH_SYNTHETIC_H

#include <stdbool.h>

#include "math/simplex.h"

/*
 * Series over the same periods: first those before the shock to which the mix
 * is fitted, then those from the shock on.  Series 0 is the treated one.
 */
typedef struct SyntheticPanel
{
	int			n;				/* series; from 2 to SIMPLEX_MAX_PATHS */
	int			before;			/* periods; from 2 */
	int			after;
	bool		scale;			/* each series over its mean before */
	const double *value;		/* n times (before + after) numbers */
	double	   *level;			/* room for n: what a series is divided by */
	double	   *path;			/* room for n * before */
	SimplexPaths paths;			/* room; see there */
} SyntheticPanel;

/* A series against the mix of the others. */
typedef struct SyntheticAnswer
{
	SimplexFit	fit;
	double		pre_rmspe;		/* these in units of the series */
	double		post_rmspe;
	double		effect;			/* mean of series - mix, from the shock on */
	double		expected;		/* mean of the mix, from the shock on */
	double		ratio;			/* post_rmspe / pre_rmspe */
	bool		has_post;
	bool		has_ratio;
} SyntheticAnswer;

typedef enum SyntheticStatus
{
	SYNTHETIC_OK,
	SYNTHETIC_LEVEL,			/* the mean of a series is not above zero */
	SYNTHETIC_OVERFLOW,
	SYNTHETIC_NO_END			/* of the search: cannot happen */
} SyntheticStatus;

extern SyntheticStatus SyntheticOpen(SyntheticPanel *panel, int *series);
extern SyntheticStatus SyntheticAsk(const SyntheticPanel *panel, int target,
									SyntheticAnswer *answer);
extern double SyntheticMix(const SyntheticPanel *panel, int target,
						   const SimplexFit *fit, const double *value,
						   long stride);
extern double SyntheticEffectiveDonors(const SyntheticPanel *panel,
									   const SimplexFit *fit);

#endif							/* RAREEARTH_SYNTHETIC_H */
