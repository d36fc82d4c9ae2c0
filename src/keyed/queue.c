/*
 * queue.c
 *	  Moving frames of stored values, for rollup as a window.
 *
 * A value that leaves a frame cannot be taken away: what is left would not
 * know whether a total of zero had rows.  So the sums of a frame are kept as a
 * queue of two stacks, of which nothing is ever taken away but whole sums:
 *
 *		values leave  <-  out: sums of the oldest value on, of the next one
 *						  on, ... up to the value that came last of these
 *					  <-  in: the values that came since, and their sum
 *
 * The answer adds the sum of all in "out" and that of "in".  When "out" is used
 * up, the values of "in" become its sums, the last one first.  Every value is
 * so added twice and answered once, however long the frame is.  PostgreSQL
 * lets rows leave in the order in which they came.
 *
 * The sums of "out" take memory for each value of the frame.  Where they would
 * take more than work_mem, the frame is added up anew for each row instead.
 */
#include "rareearth.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "keyed/agg.h"
#include "keyed/queue.h"
#include "keyed/sums_table.h"

#define QUEUE_FIRST_SIZE	16	/* values that a new queue has room for */

typedef struct Queue
{
	MemoryContext context;		/* lives as long as the partition's frames */
	MemoryContext scratch;		/* for one sum on its way */
	uint8		kind;
	Datum	   *in;				/* in order of arrival */
	uint32		nin;
	uint32		maxin;
	KeyedSums  *in_sum;			/* NULL while there are none */
	KeyedSums **out;			/* the sum of all is the last */
	uint32		nout;
} Queue;

/* Makes an empty queue. */
static Queue *
QueueCreate(MemoryContext context, uint8 kind)
{
	Queue	   *queue = MemoryContextAllocZero(context, sizeof(Queue));

	queue->context = context;
	queue->scratch = AllocSetContextCreate(context, "rareearth frame",
										   ALLOCSET_DEFAULT_SIZES);
	queue->kind = kind;
	queue->maxin = QUEUE_FIRST_SIZE;
	queue->in = MemoryContextAlloc(context, queue->maxin * sizeof(Datum));
	return queue;
}

/* The queue in argument 0, or NULL. */
static Queue *
QueueArgument(FunctionCallInfo fcinfo, MemoryContext *context)
{
	if (!AggCheckCallContext(fcinfo, context))
		elog(ERROR, "%s called in non-aggregate context", __func__);
	return PG_ARGISNULL(0) ? NULL : (Queue *) PG_GETARG_POINTER(0);
}

/* Copies a sum to where the queue lives. */
static KeyedSums *
QueueKeep(const Queue *queue, const KeyedSums *sums)
{
	MemoryContext before = MemoryContextSwitchTo(queue->context);
	KeyedSums  *kept = SumsCopy(sums);

	MemoryContextSwitchTo(before);
	return kept;
}

/* Adds a value behind the others. */
static void
QueuePush(Queue *queue, Datum value)
{
	MemoryContext before = MemoryContextSwitchTo(queue->context);

	if (queue->nin == queue->maxin)
	{
		queue->maxin *= 2;
		queue->in = repalloc_huge(queue->in, queue->maxin * sizeof(Datum));
	}
	queue->in[queue->nin++] = PointerGetDatum(PG_DETOAST_DATUM_COPY(value));
	MemoryContextSwitchTo(before);
}

/* A value enters the frame, in the kind of state that values become. */
Datum
QueueEnter(FunctionCallInfo fcinfo, uint8 kind)
{
	MemoryContext context;
	MemoryContext before;
	Queue	   *queue = QueueArgument(fcinfo, &context);
	KeyedSums  *sums;

	if (queue == NULL)
		queue = QueueCreate(context, kind);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(queue);
	QueuePush(queue, PG_GETARG_DATUM(1));
	before = MemoryContextSwitchTo(queue->scratch);
	if (queue->in_sum == NULL && queue->nout > 0)
		AggCheckStored(queue->out[0], queue->in[queue->nin - 1], kind);
	sums = AggAddStored(queue->in_sum, queue->in[queue->nin - 1], kind);
	MemoryContextSwitchTo(before);
	if (sums != queue->in_sum)
	{
		if (queue->in_sum != NULL)
			SumsFree(queue->in_sum);
		queue->in_sum = QueueKeep(queue, sums);
	}
	MemoryContextReset(queue->scratch);
	PG_RETURN_POINTER(queue);
}

/* Turns the values that came into the sums that leave. */
static void
QueueTurn(Queue *queue)
{
	const KeyedSums *behind = NULL;

	queue->out = MemoryContextAllocHuge(queue->context,
										queue->nin * sizeof(KeyedSums *));
	while (queue->nin > 0)
	{
		Datum		value = queue->in[--queue->nin];
		MemoryContext before = MemoryContextSwitchTo(queue->scratch);
		KeyedSums  *sums = behind == NULL ? NULL : SumsCopy(behind);

		CHECK_FOR_INTERRUPTS();
		sums = AggAddStored(sums, value, queue->kind);
		MemoryContextSwitchTo(before);
		behind = queue->out[queue->nout++] = QueueKeep(queue, sums);
		MemoryContextReset(queue->scratch);
		pfree(DatumGetPointer(value));
	}
	SumsFree(queue->in_sum);
	queue->in_sum = NULL;
}

/* Would the sums of the values that came take more than work_mem? */
static bool
QueueIsTooLarge(const Queue *queue)
{
	return (double) queue->nin * VARSIZE(queue->in_sum) / 2 >
		(double) work_mem * 1024;
}

/* The oldest value leaves; NULL makes PostgreSQL start anew with the frame. */
Datum
QueueLeave(FunctionCallInfo fcinfo)
{
	MemoryContext context;
	Queue	   *queue = QueueArgument(fcinfo, &context);

	if (queue == NULL)
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(queue);
	if (queue->nout == 0)
	{
		if (queue->nin == 0 || QueueIsTooLarge(queue))
			PG_RETURN_NULL();
		if (queue->out != NULL)
			pfree(queue->out);
		QueueTurn(queue);
	}
	SumsFree(queue->out[--queue->nout]);
	PG_RETURN_POINTER(queue);
}

/* What final, the final function of the aggregate, makes of the frame. */
Datum
QueueAnswer(FunctionCallInfo fcinfo, PGFunction final)
{
	MemoryContext context;
	Queue	   *queue = QueueArgument(fcinfo, &context);
	KeyedSums  *sums;

	if (queue == NULL || (queue->nout == 0 && queue->nin == 0))
		PG_RETURN_NULL();
	if (queue->nout == 0)
		sums = queue->in_sum;
	else
	{
		sums = queue->out[queue->nout - 1];
		if (queue->nin > 0)
			sums = SumsMerge(SumsCopy(sums), queue->in_sum, NULL);
	}
	return DirectFunctionCall1(final, PointerGetDatum(sums));
}
