/*
 * spells.h
 *	  The key of spells: a duration and how it ended.
 *
 * A key is nine bytes: the duration as a big-endian double, which for values
 * of zero and above sorts as bytes do, and the outcome.
 */
#ifndef RAREEARTH_SPELLS_H
#define RAREEARTH_SPELLS_H

#include "rareearth.h"

#include <math.h>

#include "port/pg_bswap.h"
#include "utils/date.h"

#include "keyed/view.h"

#define SPELLS_KEY_SIZE		9
#define SPELLS_RUNNING		0	/* outcome of a spell that has not ended */
#define SPELLS_ENDED		1
#define SPELLS_MAX_OUTCOME	255

/* Writes a key. */
static inline void
SpellsKey(char *key, double duration, uint8 outcome)
{
	uint64		bits;

	duration += 0.0;			/* no negative zero */
	memcpy(&bits, &duration, sizeof(bits));
	bits = pg_hton64(bits);
	memcpy(key, &bits, sizeof(bits));
	key[8] = (char) outcome;
}

/* Reads the duration of a key. */
static inline double
SpellsDuration(const char *key)
{
	uint64		bits;
	double		duration;

	memcpy(&bits, key, sizeof(bits));
	bits = pg_ntoh64(bits);
	memcpy(&duration, &bits, sizeof(duration));
	return duration;
}

/* Reads the outcome of a key. */
static inline uint8
SpellsOutcome(const char *key)
{
	return (uint8) key[8];
}

/* Does a key come before another one? */
static inline bool
SpellsKeyIsBefore(const char *a, const char *b)
{
	double		x = SpellsDuration(a);
	double		y = SpellsDuration(b);

	return x < y || (x == y && SpellsOutcome(a) < SpellsOutcome(b));
}

/* Has a key a possible duration, and this count of it? */
static inline bool
SpellsKeyIsValid(const char *key, double count)
{
	double		duration = SpellsDuration(key);

	return isfinite(duration) && !signbit(duration) && count >= 0;
}

pg_noreturn extern void SpellsCorrupt(uint32 i);
extern void SpellsViewOpen(SumsView *view, Datum datum);
extern void SpellsCheckDuration(double duration);
extern void SpellsCheckOutcome(int32 outcome);
extern void SpellsCheckTotal(double total);
extern void SpellsCheckDates(DateADT started, DateADT ended);
extern void SpellsCheckEnd(FunctionCallInfo fcinfo, const char *name);
extern bool SpellsAsOf(FunctionCallInfo fcinfo, int first, double *duration,
					   bool *has_ended);

/* Of its kinds of state. */
extern bool SpellsKeysAreValid(const SumsView *view, const void *params);
extern char *SpellsKeyText(const SumsView *view, uint32 i);
extern bool LogrankKeysAreValid(const SumsView *view, const void *params);
extern char *LogrankKeyText(const SumsView *view, uint32 i);
extern bool ApprovalKeysAreValid(const SumsView *view, const void *params);
extern bool BacklogParamsAreValid(const void *params);
extern char *BacklogParamsText(const void *params);
extern bool BacklogKeysAreValid(const SumsView *view, const void *params);

#endif							/* RAREEARTH_SPELLS_H */
