/*
 * kind.h
 *	  What a state is: the descriptor that every kind of state has.
 *
 * All states are keyed sums of one SQL type.  What their keys and parameters
 * are is said once, in a row of the table StateKinds (kinds.c), and checked
 * where a state is opened: for a row, to combine, to finish, to receive.
 */
#ifndef RAREEARTH_KIND_H
#define RAREEARTH_KIND_H

#include "rareearth.h"
#include "keyed/meaning.h"

struct KeyedSums;
struct SumsView;

/* The keys that a state may have. */
typedef enum KeyType
{
	KEY_NUMBER,
	KEY_PERIOD,					/* numbers of days or of periods */
	KEY_BYTES,
	KEY_EITHER					/* numbers or bytes, as the first row has it */
} KeyType;

typedef struct StateKind
{
	const char *name;			/* the aggregate, for messages */
	Noun		noun;			/* whose keys and meaning it has, if any's */
	bool		stored;			/* is one of its values: answers its questions */
	KeyType		keys;
	uint16		paramsize;		/* bytes of parameters, without padding */
	const char *params;			/* what they are, for messages */
	const char *hint;			/* what to do where rows disagree on them */

	/* may be NULL where there is nothing to check or to say */
	bool		(*params_valid) (const void *params);
	char	   *(*params_text) (const void *params);
	bool		(*keys_valid) (const struct SumsView *view, const void *params);
	char	   *(*key_text) (const struct SumsView *view, uint32 i);
	void		(*keys_differ) (void);	/* reports numbers met with bytes */
	/* where a key has one value, never added to: reports a second one */
	void		(*second_level) (int64 key, double a, double b);
} StateKind;

/* What a row, or another state, asks of the state it is added to. */
typedef struct StateSpec
{
	uint8		kind;			/* place in StateKinds */
	bool		bytes;			/* keys are byte strings */
	ValueMeaning meaning;
	uint32		mark;			/* of the parameters, see SumsMatchParams */
	const void *params;			/* NULL when the kind has none */
} StateSpec;

extern const StateKind StateKinds[];
extern const int StateKindCount;

/* A value of many groups, and the kind of the state of each. */
typedef struct GroupedKind
{
	Noun		noun;
	uint8		kind;
} GroupedKind;

extern const GroupedKind GroupedKinds[];
extern const int GroupedKindCount;

extern uint8 GroupedKindOf(Noun noun);

#endif							/* RAREEARTH_KIND_H */
