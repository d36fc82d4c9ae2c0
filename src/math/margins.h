/*
 * margins.h
 *	  What a change of trade consists of: entry, exit, prices, quantities.
 *
 * Plain arithmetic without PostgreSQL.  Entities are added one by one, in any
 * order: the sums are exact.
 */
#ifndef RAREEARTH_MARGINS_H
#define RAREEARTH_MARGINS_H

#include <stdbool.h>
#include <stdint.h>

#include "math/fsum.h"

/*
 * Who is traded with, in the period before, 0, and after, 1: the value of rows
 * with a quantity, that quantity, and the value of rows without.  None is
 * negative, and a quantity of zero is one that nobody knows.
 */
typedef struct MarginEntity
{
	double		value[2];
	double		quantity[2];
	double		unweighed[2];
} MarginEntity;

/* The parts of a change, in the order in which they add up to it. */
typedef enum MarginPart
{
	MARGIN_ENTRY,
	MARGIN_EXIT,
	MARGIN_PRICE,
	MARGIN_QUANTITY,
	MARGIN_UNPRICED,
	MARGIN_PARTS
} MarginPart;

/* What an entity adds to the change. */
typedef enum MarginKind
{
	MARGIN_ABSENT,				/* traded in neither period */
	MARGIN_ENTERED,
	MARGIN_EXITED,
	MARGIN_PRICED,				/* stayed, with a price in both periods */
	MARGIN_STAYED,				/* stayed, without */
	MARGIN_KINDS
} MarginKind;

/* One entity, taken apart. */
typedef struct MarginSplit
{
	MarginKind	kind;
	double		before;
	double		after;
	double		price;			/* of MARGIN_PRICED, else 0 */
	double		quantity;
} MarginSplit;

typedef struct MarginSums
{
	FSum		part[MARGIN_PARTS];
	FSum		change;
	FSum		before;
	FSum		after;
	int64_t		count[MARGIN_KINDS];
} MarginSums;

typedef struct Margins
{
	double		change;
	double		part[MARGIN_PARTS];
	double		before;
	double		after;
	double		mean;			/* of both totals, above zero */
} Margins;

extern MarginSplit MarginOf(const MarginEntity *entity);
extern void MarginsInit(MarginSums *sums);
extern void MarginsAdd(MarginSums *sums, const MarginEntity *entity);
extern void MarginsAddUnattributed(MarginSums *sums, double before,
								   double after);
extern bool MarginsOf(const MarginSums *sums, Margins *margins);

#endif							/* RAREEARTH_MARGINS_H */
