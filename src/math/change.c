/*
 * change.c
 *	  The change of a market between two dates.
 *
 * Sums are exact, so results do not depend on the order of the entities, nor
 * on that of the owners.
 */
#include <math.h>

#include "math/change.h"
#include "math/fsum.h"

/* Whether both dates have anyone in the market. */
static bool
ChangeDefined(const MarketChange *change)
{
	bool		any_before = false;
	bool		any_after = false;

	for (int i = 0; i < change->n && !(any_before && any_after); i++)
	{
		any_before = any_before || change->before[i] > 0;
		any_after = any_after || change->after[i] > 0;
	}
	return any_before && any_after;
}

/* Sum of the absolute changes of share, 0..2 (Hymer and Pashigian 1962). */
bool
ChangeInstability(const MarketChange *change, double *result)
{
	FSum		moved;

	if (!ChangeDefined(change))
		return false;
	FSumInit(&moved);
	for (int i = 0; i < change->n; i++)
		FSumAdd(&moved, fabs(change->after[i] - change->before[i]));
	*result = FSumValue(&moved);
	return true;
}

/* The sums over owners from which the parts are made. */
typedef struct ChangeSums
{
	FSum		before;
	FSum		after;
	FSum		delta;
	FSum		merger;
	FSum		exit;
	FSum		entry;
	FSum		mass_before;	/* shares of owners present at both dates */
	FSum		mass_after;
	FSum		squares_before; /* and the squares of those shares */
	FSum		squares_after;
} ChangeSums;

/* Starts all sums empty. */
static void
ChangeSumsInit(ChangeSums *sums)
{
	FSumInit(&sums->before);
	FSumInit(&sums->after);
	FSumInit(&sums->delta);
	FSumInit(&sums->merger);
	FSumInit(&sums->exit);
	FSumInit(&sums->entry);
	FSumInit(&sums->mass_before);
	FSumInit(&sums->mass_after);
	FSumInit(&sums->squares_before);
	FSumInit(&sums->squares_after);
}

/* Files one owner's shares under exit, entry or staying. */
static void
ChangeAddOwner(ChangeSums *sums, double owner_before, double owner_after)
{
	FSumAdd(&sums->merger, owner_before * owner_before);
	FSumAdd(&sums->after, owner_after * owner_after);
	FSumAdd(&sums->delta, owner_after * owner_after);
	if (owner_after == 0)
		FSumAdd(&sums->exit, -(owner_before * owner_before));
	else if (owner_before == 0)
		FSumAdd(&sums->entry, owner_after * owner_after);
	else
	{
		FSumAdd(&sums->mass_before, owner_before);
		FSumAdd(&sums->mass_after, owner_after);
		FSumAdd(&sums->squares_before, owner_before * owner_before);
		FSumAdd(&sums->squares_after, owner_after * owner_after);
	}
}

/* Fills the sums from the rows, owner by owner. */
static void
ChangeSumsFill(const MarketChange *change, ChangeSums *sums)
{
	ChangeSumsInit(sums);
	for (int i = 0; i < change->n;)
	{
		int			group = change->group[i];
		FSum		owner_before;
		FSum		owner_after;

		FSumInit(&owner_before);
		FSumInit(&owner_after);
		for (; i < change->n && change->group[i] == group; i++)
		{
			double		square = change->before[i] * change->before[i];

			FSumAdd(&owner_before, change->before[i]);
			FSumAdd(&owner_after, change->after[i]);
			FSumAdd(&sums->before, square);
			FSumAdd(&sums->merger, -square);
			FSumAdd(&sums->delta, -square);
		}
		ChangeAddOwner(sums, FSumValue(&owner_before), FSumValue(&owner_after));
	}
}

/*
 * Splits the change in hhi.  With c the mass of the owners that stay and w the
 * hhi among them, their part of the hhi is c^2 w, and
 * c1^2 w1 - c0^2 w0 = (c1^2 - c0^2)(w0 + w1)/2 + (w1 - w0)(c0^2 + c1^2)/2:
 * what they won from or lost to others, and what they won from each other.
 */
bool
ChangeDecompose(const MarketChange *change, HhiChange *result)
{
	ChangeSums	sums;
	double		mass_before;
	double		mass_after;

	if (!ChangeDefined(change))
		return false;
	ChangeSumsFill(change, &sums);
	mass_before = FSumValue(&sums.mass_before);
	mass_after = FSumValue(&sums.mass_after);
	result->before = FSumValue(&sums.before);
	result->after = FSumValue(&sums.after);
	result->delta = FSumValue(&sums.delta);
	result->merger = FSumValue(&sums.merger);
	result->exit = FSumValue(&sums.exit);
	result->entry = FSumValue(&sums.entry);
	result->displacement = 0;
	result->share_shift = 0;
	if (mass_before > 0 && mass_after > 0)
	{
		double		within_before = FSumValue(&sums.squares_before) / mass_before / mass_before;
		double		within_after = FSumValue(&sums.squares_after) / mass_after / mass_after;

		result->displacement = (mass_after - mass_before) * (mass_after + mass_before) *
			((within_before + within_after) / 2);
		result->share_shift = (within_after - within_before) *
			((mass_before * mass_before + mass_after * mass_after) / 2);
	}
	return true;
}
