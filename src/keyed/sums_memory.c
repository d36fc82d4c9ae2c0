/*
 * sums_memory.c
 *	  The keyed sums: the memory that a state lies in.
 *
 * A large state is made as an expanded object, in a context of its own.  The
 * executor takes it over from a transition function as it is, where a flat one
 * would be copied: so two states are in memory while one grows, not three.
 */
#include "rareearth.h"

#include "keyed/sums_table.h"

/* The object that a large state lies in. */
static inline ExpandedSums *
SumsObject(KeyedSums *sums)
{
	return (ExpandedSums *) ((char *) sums - offsetof(ExpandedSums, sums));
}

/* What leaves the process: the entries, and what has no room there. */
static Size
SumsFlatSize(ExpandedObjectHeader *header)
{
	KeyedSums  *sums = &((ExpandedSums *) header)->sums;

	SumsSettle(sums);
	return SumsLeastSize(sums);
}

static void
SumsFlatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const KeyedSums *sums = &((ExpandedSums *) header)->sums;

	SumsReshapeInto((KeyedSums *) result, sums, SumsLeastShape(sums));
}

static const ExpandedObjectMethods SumsMethods = {SumsFlatSize, SumsFlatten};

/* Memory for a state of this size, in the current context or below it. */
KeyedSums *
SumsAlloc(Size size)
{
	MemoryContext context;
	ExpandedSums *object;

	if (size < SUMS_EXPANDED)
		return (KeyedSums *) palloc(size);
	context = AllocSetContextCreate(CurrentMemoryContext, "rareearth state",
									ALLOCSET_SMALL_SIZES);
	object = MemoryContextAlloc(context, offsetof(ExpandedSums, sums) + size);
	EOH_init_header(&object->header, &SumsMethods, context);
	return &object->sums;
}

/* Gives a state back that SumsAlloc made. */
void
SumsFree(KeyedSums *sums)
{
	if (VARSIZE(sums) < SUMS_EXPANDED)
		pfree(sums);
	else
		MemoryContextDelete(SumsObject(sums)->header.eoh_context);
}

/* A large state that SumsAlloc made, as what lives as long as another context. */
Datum
SumsHandOver(KeyedSums *sums, MemoryContext parent)
{
	ExpandedSums *object = SumsObject(sums);

	Assert(object->header.vl_len_ == EOH_HEADER_MAGIC);
	MemoryContextSetParent(object->header.eoh_context, parent);
	return EOHPGetRWDatum(&object->header);
}
