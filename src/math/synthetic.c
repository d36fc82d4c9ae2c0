/*
 * synthetic.c
 *	  What a series would have been, as a mix of others.
 *
 * The synthetic control of Abadie, Diamond and Hainmueller 2010, fitted to the
 * path of the outcome alone: weights that are not negative and add up to 1,
 * nearest to the series before the shock.  Each series is divided by its mean
 * before the shock, since levels of trade differ by orders of magnitude, and
 * the mix is scaled back (the indexed form of Ferman and Pinto 2021).
 *
 * A placebo asks a donor what was asked of the treated series, with the other
 * donors: the treated one is no donor of anybody.  This file knows nothing of
 * PostgreSQL.
 */
#include <math.h>
#include <string.h>

#include "math/fsum.h"
#include "math/synthetic.h"

/* A fit this close to a series, as a part of its mean, leaves nothing. */
#define SYNTHETIC_EXACT	1e-9

/* The mean of the periods before the shock. */
static double
SyntheticMeanBefore(const SyntheticPanel *panel, int series)
{
	const double *value = panel->value +
		(long) series * (panel->before + panel->after);
	FSum		sum;

	FSumInit(&sum);
	for (int t = 0; t < panel->before; t++)
		FSumAdd(&sum, value[t]);
	return FSumMean(&sum, panel->before);
}

/*
 * Prepares the paths.  On SYNTHETIC_LEVEL *series is the one that cannot be
 * scaled.
 */
SyntheticStatus
SyntheticOpen(SyntheticPanel *panel, int *series)
{
	long		length = panel->before + panel->after;

	for (int i = 0; i < panel->n; i++)
	{
		panel->level[i] = 1;
		*series = i;
		if (panel->scale)
			panel->level[i] = SyntheticMeanBefore(panel, i);
		if (!isfinite(panel->level[i]))
			return SYNTHETIC_OVERFLOW;
		if (panel->level[i] <= 0)
			return SYNTHETIC_LEVEL;
		for (int t = 0; t < panel->before; t++)
			panel->path[(long) i * panel->before + t] =
				panel->value[i * length + t] / panel->level[i];
	}
	panel->paths.n = panel->n;
	panel->paths.length = panel->before;
	panel->paths.path = panel->path;
	return SimplexOpen(&panel->paths) ? SYNTHETIC_OK : SYNTHETIC_OVERFLOW;
}

/*
 * The mix that stands for a target in a period: value is that of series 0,
 * those of the others follow at a distance of stride.
 */
double
SyntheticMix(const SyntheticPanel *panel, int target, const SimplexFit *fit,
			 const double *value, long stride)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < panel->n; i++)
		if (fit->weight[i] > 0)
			FSumAdd(&sum, fit->weight[i] * (value[i * stride] / panel->level[i]));
	return FSumValue(&sum) * panel->level[target];
}

/* The root mean square of what n periods leave, and their means. */
static double
SyntheticRest(const SyntheticPanel *panel, int target, const SimplexFit *fit,
			  int from, int n, double *gap, double *mix)
{
	long		length = panel->before + panel->after;
	FSum		squares;
	FSum		gaps;
	FSum		mixes;

	FSumInit(&squares);
	FSumInit(&gaps);
	FSumInit(&mixes);
	for (int t = from; t < from + n; t++)
	{
		double		expected = SyntheticMix(panel, target, fit,
											panel->value + t, length);
		double		left = panel->value[target * length + t] - expected;

		FSumAdd(&squares, left * left);
		FSumAdd(&gaps, left);
		FSumAdd(&mixes, expected);
	}
	*gap = FSumMean(&gaps, n);
	*mix = FSumMean(&mixes, n);
	return sqrt(FSumValue(&squares) / n);
}

/* Fits the donors to a series, and measures what they leave. */
SyntheticStatus
SyntheticAsk(const SyntheticPanel *panel, int target, SyntheticAnswer *answer)
{
	bool		excluded[SIMPLEX_MAX_PATHS] = {true};
	double		unused;

	memset(answer, 0, sizeof(*answer));
	if (!SimplexFitTo(&panel->paths, target, excluded, &answer->fit))
		return SYNTHETIC_NO_END;
	answer->pre_rmspe = SyntheticRest(panel, target, &answer->fit, 0,
									  panel->before, &unused, &unused);
	answer->has_post = panel->after > 0;
	if (answer->has_post)
		answer->post_rmspe = SyntheticRest(panel, target, &answer->fit,
										   panel->before, panel->after,
										   &answer->effect,
										   &answer->expected);
	if (!isfinite(answer->pre_rmspe) || !isfinite(answer->post_rmspe))
		return SYNTHETIC_OVERFLOW;
	answer->has_ratio = answer->has_post && answer->pre_rmspe >
		SYNTHETIC_EXACT * fabs(SyntheticMeanBefore(panel, target));
	if (answer->has_ratio)
		answer->ratio = answer->post_rmspe / answer->pre_rmspe;
	return SYNTHETIC_OK;
}

/* Of how many donors of equal weight the mix is worth: 1 / sum of squares. */
double
SyntheticEffectiveDonors(const SyntheticPanel *panel, const SimplexFit *fit)
{
	FSum		squares;

	FSumInit(&squares);
	for (int i = 0; i < panel->n; i++)
		FSumAdd(&squares, fit->weight[i] * fit->weight[i]);
	return 1 / FSumValue(&squares);
}
