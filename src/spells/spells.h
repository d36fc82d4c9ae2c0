/*
 * spells.h
 *	  The key of spells: a duration and how it ended.
 *
 * A key is nine bytes: the duration as a big-endian double, which for values
 * of zero and above sorts as bytes do, and the outcome.  Where more is to be
 * said of a spell nine bytes follow: what the second number is, and that number:
 *
 *	  SPELL_INTERVAL	it ended after that number, at its duration at the latest
 *	  SPELL_ENTRY		it is seen only since it had lasted that long
 *	  SPELL_FROM_ZERO	zero: it ended at its duration at the latest, and may
 *						have lasted no time at all
 */
#ifndef RAREEARTH_SPELLS_H
#define RAREEARTH_SPELLS_H

#include "rareearth.h"

#include <math.h>

#include "port/pg_bswap.h"
#include "utils/date.h"

#include "keyed/view.h"

#define SPELLS_KEY_SIZE		9
#define SPELLS_LONG_KEY_SIZE	18
#define SPELLS_RUNNING		0	/* outcome of a spell that has not ended */
#define SPELLS_ENDED		1
#define SPELLS_MAX_OUTCOME	255

/* What the second number of a spell is. */
typedef enum SpellForm
{
	SPELL_PLAIN,				/* there is none */
	SPELL_INTERVAL,
	SPELL_ENTRY,
	SPELL_FROM_ZERO
} SpellForm;

/* What a key says. */
typedef struct Spell
{
	double		duration;
	double		second;
	SpellForm	form;
	uint8		outcome;
} Spell;

/* Writes a double so that bytes sort as values of zero and above do. */
static inline void
SpellsPutDouble(char *at, double d)
{
	uint64		bits;

	d += 0.0;					/* no negative zero */
	memcpy(&bits, &d, sizeof(bits));
	bits = pg_hton64(bits);
	memcpy(at, &bits, sizeof(bits));
}

static inline double
SpellsGetDouble(const char *at)
{
	uint64		bits;
	double		d;

	memcpy(&bits, at, sizeof(bits));
	bits = pg_ntoh64(bits);
	memcpy(&d, &bits, sizeof(d));
	return d;
}

/* Writes a key without a second number. */
static inline void
SpellsKey(char *key, double duration, uint8 outcome)
{
	SpellsPutDouble(key, duration);
	key[8] = (char) outcome;
}

/* Writes a key into SPELLS_LONG_KEY_SIZE bytes and returns its length. */
static inline uint32
SpellsKeyOf(char *key, Spell spell)
{
	SpellsKey(key, spell.duration, spell.outcome);
	if (spell.form == SPELL_PLAIN)
		return SPELLS_KEY_SIZE;
	key[9] = (char) spell.form;
	SpellsPutDouble(key + 10, spell.second);
	return SPELLS_LONG_KEY_SIZE;
}

/* Reads the duration of a key. */
static inline double
SpellsDuration(const char *key)
{
	return SpellsGetDouble(key);
}

/* Reads the outcome of a key. */
static inline uint8
SpellsOutcome(const char *key)
{
	return (uint8) key[8];
}

/* Reads all of a key of this length. */
static inline Spell
SpellsRead(const char *key, uint32 len)
{
	Spell		spell = {SpellsDuration(key), 0, SPELL_PLAIN, SpellsOutcome(key)};

	if (len != SPELLS_KEY_SIZE)
	{
		spell.form = (SpellForm) (uint8) key[9];
		spell.second = SpellsGetDouble(key + 10);
	}
	return spell;
}

/* Is the duration of a spell known, or known so far? */
static inline bool
SpellIsExact(Spell spell)
{
	return spell.form == SPELL_PLAIN || spell.form == SPELL_ENTRY;
}

pg_noreturn extern void SpellsCorrupt(uint32 i);
extern bool SpellsKeyIsValid(const char *key, uint32 len, double count);
extern uint8 SpellsExtra(const SumsView *view);
extern void SpellsViewOpen(SumsView *view, Datum datum);
extern void SpellsCheckNumber(double number, const char *name);
extern void SpellsCheckDuration(double duration);
extern void SpellsCheckOutcome(int32 outcome);
extern void SpellsCheckTotal(double total);
extern void SpellsCheckDates(DateADT started, DateADT ended);
pg_noreturn extern void SpellsEndError(bool has_ended, const char *name,
									   const char *spell);
extern Frequency SpellsUnit(FunctionCallInfo fcinfo, int arg);
extern KeyedSums *SpellsAddTo(FunctionCallInfo fcinfo, Spell spell,
							  Frequency unit, double count);
extern void SpellsCheckEnd(FunctionCallInfo fcinfo, const char *name);
extern bool SpellsAsOf(FunctionCallInfo fcinfo, int first, double *duration,
					   bool *has_ended);

/* Of its kinds of state. */
extern bool SpellsKeysAreValid(const SumsView *view, const void *params);
extern char *SpellsKeyText(const SumsView *view, uint32 i);
extern bool LogrankKeysAreValid(const SumsView *view, const void *params);
extern char *LogrankKeyText(const SumsView *view, uint32 i);
extern bool StrataKeysAreValid(const SumsView *view, const void *params);
extern char *StrataKeyText(const SumsView *view, uint32 i);
extern bool StrataParamsAreValid(const void *params);
extern char *StrataParamsText(const void *params);
extern bool ApprovalKeysAreValid(const SumsView *view, const void *params);
extern bool BacklogParamsAreValid(const void *params);
extern char *BacklogParamsText(const void *params);
extern bool BacklogKeysAreValid(const SumsView *view, const void *params);

#endif							/* RAREEARTH_SPELLS_H */
