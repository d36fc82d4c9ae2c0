/*
 * margins.c
 *	  What a change of trade consists of: entry, exit, prices, quantities.
 *
 * Of those who stay, prices and quantities are told apart as in Bennet 1920:
 * with p and q the price and quantity of an entity, and 0 and 1 the periods,
 * (q0 + q1) / 2 (p1 - p0) + (p0 + p1) / 2 (q1 - q0) = p1 q1 - p0 q0.  The
 * second is taken as what the first leaves of the change of value, so the
 * exact sums of the parts add up to the exact change.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "math/margins.h"

/* A part may be moved by so much of itself so that the parts add up. */
#define MARGIN_MOVE		1e-13

/* Is a price known in this period? */
static bool
MarginHasPrice(const MarginEntity *entity, int period)
{
	return entity->value[period] > 0 && entity->quantity[period] > 0;
}

/* Bennet's part of prices. */
static double
MarginPrice(const MarginEntity *entity)
{
	return (entity->quantity[0] / 2 + entity->quantity[1] / 2) *
		(entity->value[1] / entity->quantity[1] -
		 entity->value[0] / entity->quantity[0]);
}

/* One entity, taken apart. */
MarginSplit
MarginOf(const MarginEntity *entity)
{
	MarginSplit split = {MARGIN_ABSENT, 0, 0, 0, 0};

	split.before = entity->value[0] + entity->unweighed[0];
	split.after = entity->value[1] + entity->unweighed[1];
	if (split.before > 0 && split.after > 0)
		split.kind = MarginHasPrice(entity, 0) && MarginHasPrice(entity, 1) ?
			MARGIN_PRICED : MARGIN_STAYED;
	else if (split.after > 0)
		split.kind = MARGIN_ENTERED;
	else if (split.before > 0)
		split.kind = MARGIN_EXITED;
	if (split.kind == MARGIN_PRICED)
	{
		split.price = MarginPrice(entity);
		split.quantity = entity->value[1] - entity->value[0] - split.price;
	}
	return split;
}

/* Starts all sums empty. */
void
MarginsInit(MarginSums *sums)
{
	memset(sums, 0, sizeof(MarginSums));
	for (int i = 0; i < MARGIN_PARTS; i++)
		FSumInit(&sums->part[i]);
	FSumInit(&sums->change);
	FSumInit(&sums->before);
	FSumInit(&sums->after);
}

/* Adds values of both periods to the totals, and their change to a part. */
static void
MarginsAddValues(MarginSums *sums, MarginPart part, double before,
				 double after)
{
	FSumAdd(&sums->before, before);
	FSumAdd(&sums->after, after);
	FSumAdd(&sums->change, after);
	FSumAdd(&sums->change, -before);
	FSumAdd(&sums->part[part], after);
	FSumAdd(&sums->part[part], -before);
}

/* Adds an entity to the part that its kind has. */
void
MarginsAdd(MarginSums *sums, const MarginEntity *entity)
{
	static const MarginPart part_of[MARGIN_KINDS] = {
		[MARGIN_ABSENT] = MARGIN_UNPRICED,	/* all zero */
		[MARGIN_ENTERED] = MARGIN_ENTRY,
		[MARGIN_EXITED] = MARGIN_EXIT,
		[MARGIN_PRICED] = MARGIN_QUANTITY,	/* less what prices make */
		[MARGIN_STAYED] = MARGIN_UNPRICED
	};
	MarginSplit split = MarginOf(entity);
	MarginPart	part = part_of[split.kind];
	MarginPart	unweighed = split.kind == MARGIN_PRICED ? MARGIN_UNPRICED : part;

	sums->count[split.kind]++;
	MarginsAddValues(sums, part, entity->value[0], entity->value[1]);
	MarginsAddValues(sums, unweighed, entity->unweighed[0],
					 entity->unweighed[1]);
	FSumAdd(&sums->part[MARGIN_PRICE], split.price);
	FSumAdd(&sums->part[MARGIN_QUANTITY], -split.price);
}

/* Adds the value of rows of nobody in particular. */
void
MarginsAddUnattributed(MarginSums *sums, double before, double after)
{
	MarginsAddValues(sums, MARGIN_UNPRICED, before, after);
}

/* The parts added as a reader adds them, from the first to the last. */
static double
PartsAdded(const double part[MARGIN_PARTS])
{
	double		sum = part[0];

	for (int i = 1; i < MARGIN_PARTS; i++)
		sum += part[i];
	return sum;
}

/* Is a number where it was, but for its last bits? */
static bool
HardlyMoved(double before, double after)
{
	return fabs(after - before) <= MARGIN_MOVE * fabs(before);
}

/*
 * Each part is rounded, and so is each step of adding them up.  Where the
 * last bits differ from the change, the part of prices is rounded to what the
 * steps can hold and that of quantities to the rest; where that would move a
 * part, or is not enough, as between large parts that nearly cancel out, the
 * change gives way: it is what its parts add up to.
 */
static void
MarginsSettle(Margins *margins)
{
	double		part[MARGIN_PARTS];
	double		most = 0;
	double		grain;
	FSum		rest;

	if (PartsAdded(margins->part) == margins->change)
		return;
	memcpy(part, margins->part, sizeof(part));
	for (int i = 0; i < MARGIN_PARTS; i++)
		most += fabs(part[i]);
	grain = ldexp(DBL_EPSILON, ilogb(most));
	if (grain > 0)
		part[MARGIN_PRICE] = rint(part[MARGIN_PRICE] / grain) * grain;
	FSumInit(&rest);
	FSumAdd(&rest, margins->change);
	for (int i = 0; i < MARGIN_PARTS; i++)
		if (i != MARGIN_QUANTITY)
			FSumAdd(&rest, -part[i]);
	part[MARGIN_QUANTITY] = FSumValue(&rest);
	if (PartsAdded(part) == margins->change &&
		HardlyMoved(margins->part[MARGIN_PRICE], part[MARGIN_PRICE]) &&
		HardlyMoved(margins->part[MARGIN_QUANTITY], part[MARGIN_QUANTITY]))
		memcpy(margins->part, part, sizeof(part));
	else
		margins->change = PartsAdded(margins->part);
}

/* The parts of the change, which may be out of range; false without trade. */
bool
MarginsOf(const MarginSums *sums, Margins *margins)
{
	margins->before = FSumValue(&sums->before);
	margins->after = FSumValue(&sums->after);
	margins->mean = margins->before / 2 + margins->after / 2;
	margins->change = FSumValue(&sums->change);
	for (int i = 0; i < MARGIN_PARTS; i++)
		margins->part[i] = FSumValue(&sums->part[i]);
	if (isfinite(PartsAdded(margins->part)))
		MarginsSettle(margins);
	return margins->mean > 0;
}
