/*
 * queue.h
 *	  Moving frames of stored values, for rollup as a window.  See queue.c.
 */
#ifndef RAREEARTH_QUEUE_H
#define RAREEARTH_QUEUE_H

#include "rareearth.h"

extern Datum QueueEnter(FunctionCallInfo fcinfo, uint8 kind);
extern Datum QueueLeave(FunctionCallInfo fcinfo);
extern Datum QueueAnswer(FunctionCallInfo fcinfo, PGFunction final);

#endif							/* RAREEARTH_QUEUE_H */
