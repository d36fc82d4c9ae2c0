/*
 * npmle.c
 *	  How long things last when of some only is known between which two
 *	  durations they ended: the nonparametric maximum likelihood estimate.
 *
 * Mass can only lie in the innermost intervals: from a left end to a right
 * one, with no other end between (Peto 1973, Turnbull 1976).  At equal numbers
 * the order of ends is: left end that counts itself, right end, left end that
 * does not.  These cells stand in order, and each spell holds a run of them, so
 * what sums over spells or cells is a difference of running sums.
 *
 * With p the masses, P_i the mass inside spell i and W all weight,
 *
 *	  sum w_i ln P_i - W (sum p - 1)
 *
 * is greatest where sum of w_i / P_i over the spells that hold a cell is W for
 * every cell with mass, and at most W for all (Kuhn and Tucker).  At first p is
 * improved by self-consistency (Turnbull's EM), then by Newton steps on the
 * cells that have mass or want some, cut off at zero (Bertsekas 1982); their
 * equations are solved by conjugate gradients.  Sums are compensated, and
 * everything goes in the order of cells: the same spells give the same bits.
 *
 * The masses are unique.  Where all cells of two estimates have mass, the
 * spells that end with a cell weigh, each by w_i / P_i, as much as those that
 * start behind it; a change of p that keeps all P_i would have to keep the
 * running sums along a chain of spells, which so leads from the first cell to
 * the last.
 *
 * This file knows nothing of PostgreSQL.
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/fsum.h"
#include "math/npmle.h"

#define NPMLE_EM_STEPS		40		/* before the first Newton step */
#define NPMLE_EM_BATCH		20		/* in one call */
#define NPMLE_MOST			1000	/* iterations, then it is stuck */
#define NPMLE_PATIENCE		6		/* iterations that do not improve */
#define NPMLE_FINE			1e-14	/* no need to improve on this */
#define NPMLE_CG_MOST		300		/* steps of one system of equations */
#define NPMLE_HALVINGS		40

/* Kinds of ends, in their order at equal numbers. */
enum
{
	END_LEFT_CLOSED,
	END_RIGHT,
	END_LEFT_OPEN
};

/* The order of ends, for qsort. */
static int
NpmleCompareEnds(const void *a, const void *b)
{
	const NpmleEnd *x = a;
	const NpmleEnd *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->kind - y->kind;
}

/* The order of spells by the cells they hold, for qsort. */
static int
NpmleCompareSpells(const void *a, const void *b)
{
	const NpmleSpell *x = a;
	const NpmleSpell *y = b;

	if (x->first != y->first)
		return x->first - y->first;
	if (x->last != y->last)
		return x->last - y->last;
	return x->weight < y->weight ? -1 : x->weight > y->weight;
}

/* The left end of a spell. */
static NpmleEnd
NpmleLeft(const NpmleSpell *spell)
{
	NpmleEnd	end = {spell->left,
	spell->closed ? END_LEFT_CLOSED : END_LEFT_OPEN};

	return end;
}

/* Lets whoever waits end the work. */
static void
NpmleCheck(const Npmle *fit)
{
	if (fit->check != NULL)
		fit->check();
}

/* Finds the cells. */
static void
NpmleFindCells(Npmle *fit)
{
	int			nends = 0;

	for (int i = 0; i < fit->nspells; i++)
	{
		fit->ends[nends++] = NpmleLeft(&fit->spells[i]);
		fit->ends[nends].at = fit->spells[i].right;
		fit->ends[nends++].kind = END_RIGHT;
	}
	qsort(fit->ends, (size_t) nends, sizeof(NpmleEnd), NpmleCompareEnds);
	fit->n = 0;
	for (int i = 1; i < nends; i++)
	{
		const NpmleEnd *left = &fit->ends[i - 1];

		if (left->kind == END_RIGHT || fit->ends[i].kind != END_RIGHT)
			continue;
		fit->cells[fit->n].left = left->at;
		fit->cells[fit->n].closed = left->kind == END_LEFT_CLOSED;
		fit->cells[fit->n++].right = fit->ends[i].at;
	}
}

/* Finds the run of cells inside a spell; there is one at least. */
static void
NpmleFindRun(const Npmle *fit, NpmleSpell *spell)
{
	NpmleEnd	left = NpmleLeft(spell);
	int			low = 0;
	int			high = fit->n - 1;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		const NpmleCell *cell = &fit->cells[middle];
		NpmleEnd	end = {cell->left,
		cell->closed ? END_LEFT_CLOSED : END_LEFT_OPEN};

		if (NpmleCompareEnds(&end, &left) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	spell->first = low;
	high = fit->n - 1;
	while (low < high)
	{
		int			middle = high - (high - low) / 2;

		if (fit->cells[middle].right > spell->right)
			high = middle - 1;
		else
			low = middle;
	}
	spell->last = low;
}

/* Makes spells that hold the same cells one. */
static void
NpmleMerge(Npmle *fit)
{
	NpmleSpell *spells = fit->spells;
	int			n = 0;
	int			start = 0;

	qsort(spells, (size_t) fit->nspells, sizeof(NpmleSpell),
		  NpmleCompareSpells);
	while (start < fit->nspells)
	{
		NpmleSpell	merged = spells[start];
		FSum		weight;

		FSumInit(&weight);
		for (; start < fit->nspells && spells[start].first == merged.first &&
			 spells[start].last == merged.last; start++)
			FSumAdd(&weight, spells[start].weight);
		merged.weight = FSumValue(&weight);
		spells[n++] = merged;
	}
	fit->nspells = n;
}

/* Starts with equal masses. */
void
NpmleStart(Npmle *fit)
{
	double	  **arrays[] = {
		&fit->mass, &fit->excess, &fit->direction, &fit->curvature,
		&fit->residual, &fit->conjugate, &fit->product, &fit->trial,
		&fit->probability, &fit->row, &fit->factor,
		&fit->prefix_hi, &fit->prefix_lo
	};
	size_t		stride = (size_t) fit->nspells + 1;
	FSum		total;

	for (size_t i = 0; i < sizeof(arrays) / sizeof(arrays[0]); i++)
		*arrays[i] = fit->room + i * stride;
	NpmleFindCells(fit);
	for (int i = 0; i < fit->nspells; i++)
	{
		NpmleCheck(fit);
		NpmleFindRun(fit, &fit->spells[i]);
	}
	NpmleMerge(fit);
	NpmleCheck(fit);
	FSumInit(&total);
	for (int i = 0; i < fit->nspells; i++)
		FSumAdd(&total, fit->spells[i].weight);
	fit->total = FSumValue(&total);
	for (int j = 0; j < fit->n; j++)
		fit->mass[j] = 1.0 / fit->n;
	fit->iterations = 0;
	fit->best = INFINITY;
	fit->since_best = 0;
}

/* Adds up for each spell what is given for the cells in it. */
static void
NpmleOverCells(const Npmle *fit, const double *cell, double *row)
{
	double	   *hi = fit->prefix_hi;
	double	   *lo = fit->prefix_lo;

	hi[0] = lo[0] = 0;
	for (int j = 0; j < fit->n; j++)
	{
		hi[j + 1] = hi[j];
		lo[j + 1] = lo[j] + FSumTwoSum(&hi[j + 1], cell[j]);
	}
	for (int i = 0; i < fit->nspells; i++)
	{
		int			from = fit->spells[i].first;
		int			to = fit->spells[i].last + 1;

		row[i] = (hi[to] - hi[from]) + (lo[to] - lo[from]);
	}
}

/* Adds up for each cell what is given for the spells that hold it. */
static void
NpmleOverSpells(const Npmle *fit, const double *row, double *cell)
{
	double	   *hi = fit->prefix_hi;
	double	   *lo = fit->prefix_lo;
	double		sum = 0;
	double		rest = 0;

	memset(hi, 0, ((size_t) fit->n + 1) * sizeof(double));
	memset(lo, 0, ((size_t) fit->n + 1) * sizeof(double));
	for (int i = 0; i < fit->nspells; i++)
	{
		int			from = fit->spells[i].first;
		int			to = fit->spells[i].last + 1;

		lo[from] += FSumTwoSum(&hi[from], row[i]);
		lo[to] += FSumTwoSum(&hi[to], -row[i]);
	}
	for (int j = 0; j < fit->n; j++)
	{
		rest += FSumTwoSum(&sum, hi[j]) + lo[j];
		cell[j] = sum + rest;
	}
}

/*
 * The logarithm of the likelihood of masses, less what they are above one;
 * fills in probability.  Minus infinity where a spell has none.
 */
static double
NpmleValue(const Npmle *fit, const double *mass)
{
	double		value = 0;
	double		rest = 0;
	double		all = 0;
	double		all_rest = 0;

	NpmleOverCells(fit, mass, fit->probability);
	for (int i = 0; i < fit->nspells; i++)
	{
		if (!(fit->probability[i] > 0))
			return -INFINITY;
		rest += FSumTwoSum(&value, fit->spells[i].weight *
						   log(fit->probability[i]));
	}
	for (int j = 0; j < fit->n; j++)
		all_rest += FSumTwoSum(&all, mass[j]);
	return value + (rest - fit->total * ((all - 1) + all_rest));
}

/* Fills in excess and violation, for the probabilities at hand. */
static void
NpmleJudge(Npmle *fit)
{
	fit->violation = 0;
	for (int i = 0; i < fit->nspells; i++)
		fit->row[i] = fit->spells[i].weight / fit->probability[i];
	NpmleOverSpells(fit, fit->row, fit->excess);
	for (int j = 0; j < fit->n; j++)
	{
		double		excess = fit->excess[j] / fit->total - 1;

		fit->excess[j] = excess;
		if (fit->mass[j] == 0 && excess < 0)
			continue;
		fit->violation = fmax(fit->violation, fabs(excess));
	}
}

/* Fills in the second derivatives: of each spell, and the diagonal. */
static void
NpmleCurve(Npmle *fit)
{
	for (int i = 0; i < fit->nspells; i++)
		fit->factor[i] = fit->spells[i].weight / fit->total /
			fit->probability[i] / fit->probability[i];
	NpmleOverSpells(fit, fit->factor, fit->curvature);
}

/* The second derivatives times a vector that is zero in cells at rest. */
static void
NpmleMultiply(Npmle *fit, const double *vector, double *product)
{
	NpmleOverCells(fit, vector, fit->row);
	for (int i = 0; i < fit->nspells; i++)
		fit->row[i] *= fit->factor[i];
	NpmleOverSpells(fit, fit->row, product);
}

/* The scalar product of two vectors. */
static double
NpmleDot(const double *a, const double *b, int n)
{
	double		sum = 0;
	double		rest = 0;

	for (int j = 0; j < n; j++)
		rest += FSumTwoSum(&sum, a[j] * b[j]);
	return sum + rest;
}

/* Is a cell at rest: without mass, or about to be, and wanting none? */
static bool
NpmleAtRest(const Npmle *fit, int j, double near)
{
	return fit->excess[j] < 0 && fit->mass[j] <= near;
}

/*
 * The Newton direction in the cells that are not at rest, by conjugate
 * gradients over the diagonal; those at rest go to zero.
 */
static void
NpmleSolve(Npmle *fit, double near)
{
	int			n = fit->n;
	double	   *x = fit->direction;
	double	   *r = fit->residual;
	double	   *p = fit->conjugate;
	double	   *q = fit->product;
	double		rho;
	double		start;
	double		enough;

	for (int j = 0; j < n; j++)
	{
		bool		rests = NpmleAtRest(fit, j, near);

		x[j] = 0;
		r[j] = rests ? 0 : fit->excess[j];
		p[j] = rests ? 0 : r[j] / fit->curvature[j];
	}
	rho = start = NpmleDot(r, p, n);
	/* no closer than the step is worth: far from the end a rough one will do */
	enough = start * pow(fmin(0.1, fit->violation), 2);
	for (int step = 0; step < NPMLE_CG_MOST && rho > enough; step++)
	{
		double		curve;
		double		alpha;
		double		next;

		NpmleCheck(fit);
		NpmleMultiply(fit, p, q);
		curve = NpmleDot(p, q, n);
		if (!(curve > DBL_EPSILON * NpmleDot(p, p, n)))
			break;
		alpha = rho / curve;
		for (int j = 0; j < n; j++)
		{
			if (NpmleAtRest(fit, j, near))
				continue;
			x[j] += alpha * p[j];
			r[j] -= alpha * q[j];
			/* q is free for what the diagonal makes of the residual */
			q[j] = r[j] / fit->curvature[j];
		}
		next = 0;
		for (int j = 0; j < n; j++)
			if (!NpmleAtRest(fit, j, near))
				next += r[j] * q[j];
		for (int j = 0; j < n; j++)
			if (!NpmleAtRest(fit, j, near))
				p[j] = q[j] + next / rho * p[j];
		rho = next;
	}
	for (int j = 0; j < n; j++)
		if (NpmleAtRest(fit, j, near))
			x[j] = -fit->mass[j];
}

/* Goes along the direction as far as the likelihood grows; false if nowhere. */
static bool
NpmleWalk(Npmle *fit, double value)
{
	double		alpha = 1;

	for (int i = 0; i < NPMLE_HALVINGS; i++, alpha /= 2)
	{
		double		gain = 0;

		for (int j = 0; j < fit->n; j++)
		{
			double		to = fit->mass[j] + alpha * fit->direction[j];

			fit->trial[j] = to > 0 ? to : 0;
			gain += (fit->trial[j] - fit->mass[j]) * fit->excess[j];
		}
		gain *= fit->total;
		/* what rounding hides is taken on trust: the violation tells */
		if (NpmleValue(fit, fit->trial) - value >=
			fmin(1e-4 * gain, 0) + 1e-4 * fmax(gain, 0) -
			1e-13 * (fabs(value) + fit->total))
		{
			memcpy(fit->mass, fit->trial, (size_t) fit->n * sizeof(double));
			return true;
		}
	}
	return false;
}

/* One Newton step. */
static bool
NpmleNewton(Npmle *fit, double value)
{
	double		near = 0;

	/* how far a plain step would go tells what is about to be at rest */
	for (int j = 0; j < fit->n; j++)
	{
		double		to = fit->mass[j] * (1 + fit->excess[j]);

		near = fmax(near, fabs(to - fit->mass[j]));
	}
	near = fmin(near, 1e-3 / fit->n);
	NpmleCurve(fit);
	NpmleSolve(fit, near);
	return NpmleWalk(fit, value);
}

/* Some steps of self-consistency. */
static double
NpmleSteps(Npmle *fit, double value, int steps)
{
	for (int i = 0; i < steps; i++)
	{
		for (int j = 0; j < fit->n; j++)
			fit->mass[j] *= 1 + fit->excess[j];
		value = NpmleValue(fit, fit->mass);
		NpmleJudge(fit);
	}
	return value;
}

/* Makes the masses add up to one. */
static void
NpmleNormalize(Npmle *fit)
{
	double		all = 0;
	double		rest = 0;

	for (int j = 0; j < fit->n; j++)
		rest += FSumTwoSum(&all, fit->mass[j]);
	for (int j = 0; j < fit->n; j++)
		fit->mass[j] /= all + rest;
	fit->log_likelihood = NpmleValue(fit, fit->mass);
	NpmleJudge(fit);
}

/* Improves the masses by one batch of work. */
NpmleState
NpmleImprove(Npmle *fit)
{
	double		value = NpmleValue(fit, fit->mass);

	NpmleJudge(fit);
	fit->iterations++;
	if (fit->violation < fit->best / 2)
	{
		fit->best = fit->violation;
		fit->since_best = 0;
	}
	else
		fit->since_best++;
	if (!isfinite(value))
	{
		/* what rounding leaves of some probability is nothing */
		fit->violation = INFINITY;
		return NPMLE_STUCK;
	}
	if (fit->violation <= NPMLE_FINE || fit->iterations > NPMLE_MOST ||
		(fit->violation <= NPMLE_TOLERANCE / 10 &&
		 fit->since_best > NPMLE_PATIENCE))
	{
		NpmleNormalize(fit);
		return fit->violation <= NPMLE_TOLERANCE ? NPMLE_DONE : NPMLE_STUCK;
	}
	if (fit->iterations * NPMLE_EM_BATCH <= NPMLE_EM_STEPS)
		(void) NpmleSteps(fit, value, NPMLE_EM_BATCH);
	else if (!NpmleNewton(fit, value))
	{
		(void) NpmleValue(fit, fit->mass);
		NpmleJudge(fit);
		(void) NpmleSteps(fit, value, NPMLE_EM_BATCH);
	}
	return NPMLE_RUNNING;
}
