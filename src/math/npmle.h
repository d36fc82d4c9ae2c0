/*
 * npmle.h
 *	  How long things last when of some only is known between which two
 *	  durations they ended: the nonparametric maximum likelihood estimate.
 *
 * See npmle.c for the method.
 */
#ifndef RAREEARTH_NPMLE_H
#define RAREEARTH_NPMLE_H

#include <stdbool.h>

/* The Kuhn-Tucker conditions hold to this part of the weight. */
#define NPMLE_TOLERANCE		1e-10

/* Doubles of room that n spells need. */
#define NPMLE_ROOM(n)		(15 * ((size_t) (n) + 1))

/*
 * What is known of a spell: it ended in (left, right], or in [left, right]
 * where closed.  One that ended at t has left = right = t, closed; right is
 * infinite for one that was running at left.  Weights are above zero.
 */
typedef struct NpmleSpell
{
	double		left;
	double		right;
	double		weight;
	bool		closed;
	int			first;			/* the cells inside it; set by NpmleStart */
	int			last;
} NpmleSpell;

/* Where mass may lie: in (left, right], or [left, right] where closed. */
typedef struct NpmleCell
{
	double		left;
	double		right;
	bool		closed;
} NpmleCell;

/* One end of a spell; for NpmleStart. */
typedef struct NpmleEnd
{
	double		at;
	int			kind;
} NpmleEnd;

typedef enum NpmleState
{
	NPMLE_RUNNING,				/* call NpmleImprove again */
	NPMLE_DONE,
	NPMLE_STUCK					/* violation stays above the tolerance */
} NpmleState;

/*
 * An estimate in progress.  The caller supplies spells, two ends a spell, one
 * cell a spell, room of NPMLE_ROOM doubles, nspells, and what is to be called
 * now and then in long work, or NULL; the rest starts at zero.
 */
typedef struct Npmle
{
	int			nspells;		/* NpmleStart merges those with the same cells */
	NpmleSpell *spells;
	NpmleEnd   *ends;
	NpmleCell  *cells;
	double	   *room;
	void		(*check) (void);

	int			n;				/* cells, by left */
	double		total;			/* weight of all spells */
	double	   *mass;			/* of each cell: the estimate */
	double	   *excess;			/* of each cell: Kuhn-Tucker sum less 1 */
	double		log_likelihood;
	double		violation;		/* of the Kuhn-Tucker conditions */
	int			iterations;

	/* working arrays, in room */
	double	   *prefix_hi;
	double	   *prefix_lo;
	double	   *direction;
	double	   *curvature;
	double	   *residual;
	double	   *conjugate;
	double	   *product;
	double	   *trial;
	double	   *probability;	/* of each spell */
	double	   *row;			/* of each spell */
	double	   *factor;			/* of each spell */
	double		best;			/* least violation so far */
	int			since_best;
} Npmle;

extern void NpmleStart(Npmle *fit);
extern NpmleState NpmleImprove(Npmle *fit);

#endif							/* RAREEARTH_NPMLE_H */
