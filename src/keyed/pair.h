/*
 * pair.h
 *	  Keys of two parts, in the order of the first part, then of the second.
 *
 * Two numbers share an int64: the first, of 32 bits, stands above the second, a
 * signed number of 32 bits.  Of two byte strings the first either has one
 * length in all keys of a kind, or is a text; a text ends with a zero byte,
 * which no text contains and which comes before all others.
 *
 * A text stands in as many keys as there are second parts, or first ones, so
 * its length is limited: what a state takes is then a matter of its rows.
 */
#ifndef RAREEARTH_PAIR_H
#define RAREEARTH_PAIR_H

#include "keyed/view.h"

#define PAIR_MAX_TEXT	4000	/* bytes */

/* The key of two numbers of 32 bits. */
static inline int64
PairOfNumbers(int64 first, int64 second)
{
	return (int64) (((uint64) first << 32) + (uint64) second);
}

static inline int64
PairFirstNumber(int64 key)
{
	return (int64) ((uint64) key + (UINT64CONST(1) << 31)) >> 32;
}

static inline int64
PairSecondNumber(int64 key)
{
	return (int32) (uint32) (uint64) key;
}

/* The parts of a byte key, where they stand. */
typedef struct Pair
{
	const char *first;
	uint32		firstlen;
	const char *second;
	uint32		secondlen;
} Pair;

/* Do two keys have the same first part? */
static inline bool
PairSameFirst(Pair a, Pair b)
{
	return a.firstlen == b.firstlen && memcmp(a.first, b.first, a.firstlen) == 0;
}

/* A key of two texts and what follows them. */
typedef struct TextPair
{
	Pair		texts;
	const char *rest;
	uint32		restlen;
} TextPair;

extern KeyedSums *PairAdd(KeyedSums *sums, Pair pair, double value);
extern KeyedSums *PairAddTexts(KeyedSums *sums, TextPair pair, double value);
extern TextPair PairReadTexts(const SumsView *view, uint32 i);
extern bool PairIsOfTexts(const SumsView *view, uint32 i);
extern KeyedSums *PairAddText(KeyedSums *sums, Pair pair, double value);
extern Pair PairRead(const SumsView *view, uint32 i, uint32 firstlen);
extern Pair PairReadText(const SumsView *view, uint32 i);
extern bool PairIsOfText(const SumsView *view, uint32 i);

#endif							/* RAREEARTH_PAIR_H */
