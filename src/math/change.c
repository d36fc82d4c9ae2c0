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
	bool		any0 = false;
	bool		any1 = false;

	for (int i = 0; i < change->n && !(any0 && any1); i++)
	{
		any0 = any0 || change->share0[i] > 0;
		any1 = any1 || change->share1[i] > 0;
	}
	return any0 && any1;
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
		FSumAdd(&moved, fabs(change->share1[i] - change->share0[i]));
	*result = FSumValue(&moved);
	return true;
}

/* The sums over owners from which the parts are made. */
typedef struct ChangeSums
{
	FSum		before;
	FSum		after;
	FSum		total;
	FSum		merger;
	FSum		exit;
	FSum		entry;
	FSum		mass0;			/* shares of owners present at both dates */
	FSum		mass1;
	FSum		squares0;		/* and the squares of those shares */
	FSum		squares1;
} ChangeSums;

/* Starts all sums empty. */
static void
ChangeSumsInit(ChangeSums *sums)
{
	FSumInit(&sums->before);
	FSumInit(&sums->after);
	FSumInit(&sums->total);
	FSumInit(&sums->merger);
	FSumInit(&sums->exit);
	FSumInit(&sums->entry);
	FSumInit(&sums->mass0);
	FSumInit(&sums->mass1);
	FSumInit(&sums->squares0);
	FSumInit(&sums->squares1);
}

/* Files one owner's shares under exit, entry or staying. */
static void
ChangeAddOwner(ChangeSums *sums, double owner0, double owner1)
{
	FSumAdd(&sums->merger, owner0 * owner0);
	FSumAdd(&sums->after, owner1 * owner1);
	FSumAdd(&sums->total, owner1 * owner1);
	if (owner1 == 0)
		FSumAdd(&sums->exit, -(owner0 * owner0));
	else if (owner0 == 0)
		FSumAdd(&sums->entry, owner1 * owner1);
	else
	{
		FSumAdd(&sums->mass0, owner0);
		FSumAdd(&sums->mass1, owner1);
		FSumAdd(&sums->squares0, owner0 * owner0);
		FSumAdd(&sums->squares1, owner1 * owner1);
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
		FSum		owner0;
		FSum		owner1;

		FSumInit(&owner0);
		FSumInit(&owner1);
		for (; i < change->n && change->group[i] == group; i++)
		{
			double		square = change->share0[i] * change->share0[i];

			FSumAdd(&owner0, change->share0[i]);
			FSumAdd(&owner1, change->share1[i]);
			FSumAdd(&sums->before, square);
			FSumAdd(&sums->merger, -square);
			FSumAdd(&sums->total, -square);
		}
		ChangeAddOwner(sums, FSumValue(&owner0), FSumValue(&owner1));
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
	double		mass0;
	double		mass1;

	if (!ChangeDefined(change))
		return false;
	ChangeSumsFill(change, &sums);
	mass0 = FSumValue(&sums.mass0);
	mass1 = FSumValue(&sums.mass1);
	result->before = FSumValue(&sums.before);
	result->after = FSumValue(&sums.after);
	result->total = FSumValue(&sums.total);
	result->merger = FSumValue(&sums.merger);
	result->exit = FSumValue(&sums.exit);
	result->entry = FSumValue(&sums.entry);
	result->displacement = 0;
	result->share_shift = 0;
	if (mass0 > 0 && mass1 > 0)
	{
		double		within0 = FSumValue(&sums.squares0) / mass0 / mass0;
		double		within1 = FSumValue(&sums.squares1) / mass1 / mass1;

		result->displacement = (mass1 - mass0) * (mass1 + mass0) *
			((within0 + within1) / 2);
		result->share_shift = (within1 - within0) *
			((mass0 * mass0 + mass1 * mass1) / 2);
	}
	return true;
}
