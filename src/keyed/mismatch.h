/*
 * mismatch.h
 *	  Refusing a state that is something else than what it is taken for.
 */
#ifndef RAREEARTH_MISMATCH_H
#define RAREEARTH_MISMATCH_H

#include "keyed/sums.h"

pg_noreturn extern void StateMismatch(const char *expected,
									  const KeyedSums *found);
pg_noreturn extern void StateRefuse(const KeyedSums *sums, StateSpec spec);

#endif							/* RAREEARTH_MISMATCH_H */
