/*
 * spells_io.c
 *	  Text and binary input and output of spells.
 *
 *	  {"type": "spells",
 *	   "spells": [{"duration": 9, "outcome": 1, "count": 2}]}
 *
 * A member "unit", where it is known, says what durations count: "day".
 * Outcome 0 is a spell that was still running when it was last seen.  A member
 * "not_before" says that a spell ended after that, and by its duration; null
 * that it may have lasted no time at all.  A member "entered" says how long it
 * had lasted when watching began.
 */
#include "rareearth.h"

#include <math.h>

#include "math/near.h"
#include "sql/calendar.h"
#include "kinds.h"
#include "spells/spells.h"
#include "sql/text_io.h"
#include "keyed/wire.h"

/* Reports key i of a view. */
void
SpellsCorrupt(uint32 i)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("corrupt spells value"),
			 errdetail("Spell %u has no valid duration or count, or is not in order.", i + 1),
			 errhint("Build the summary again from its rows.")));
}

/* Can the second number of a spell be that? */
static bool
SpellSecondIsValid(Spell spell)
{
	if (!isfinite(spell.second) || signbit(spell.second))
		return false;
	switch (spell.form)
	{
		case SPELL_PLAIN:
			return true;
		case SPELL_INTERVAL:
			return spell.outcome != SPELLS_RUNNING &&
				spell.second < spell.duration;
		case SPELL_ENTRY:
			return spell.second > 0 && TimeAfter(spell.duration, spell.second);
		case SPELL_FROM_ZERO:
			return spell.outcome != SPELLS_RUNNING && spell.second == 0 &&
				spell.duration > 0;
	}
	return false;
}

/* Has a key a possible duration, and this count of it? */
bool
SpellsKeyIsValid(const char *key, uint32 len, double count)
{
	Spell		spell;

	if (len != SPELLS_KEY_SIZE &&
		(len != SPELLS_LONG_KEY_SIZE || key[9] == SPELL_PLAIN))
		return false;
	spell = SpellsRead(key, len);
	return isfinite(spell.duration) && !signbit(spell.duration) &&
		count >= 0 && SpellSecondIsValid(spell);
}

/* What the header of a value says of its keys. */
uint8
SpellsExtra(const SumsView *view)
{
	uint8		extra = 0;

	for (uint32 i = 0; i < view->n; i++)
		if (view->keylen[i] != SPELLS_KEY_SIZE)
			extra |= view->key[i][9] == SPELL_ENTRY ? WIRE_EXTRA_ENTRY :
				WIRE_EXTRA_INTERVAL;
	return extra;
}

/* Is every key of a state one of spells? */
bool
SpellsKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
		if (!SpellsKeyIsValid(view->key[i], view->keylen[i], view->hi[i]))
			return false;
	return true;
}

/* The duration of key i. */
char *
SpellsKeyText(const SumsView *view, uint32 i)
{
	return psprintf("%.15g", SpellsDuration(view->key[i]));
}

/* Does a key come before another one? */
static bool
SpellsKeyIsBefore(const SumsView *view, uint32 i, uint32 j)
{
	return SumsCompareBytes(view->key[i], view->keylen[i],
							view->key[j], view->keylen[j]) < 0;
}

/* Opens a view and checks its keys. */
void
SpellsViewOpen(SumsView *view, Datum datum)
{
	ViewOpen(view, datum, NOUN_SPELLS, VIEW_SORTED);
	for (uint32 i = 0; i < view->n; i++)
		if (!SpellsKeyIsValid(view->key[i], view->keylen[i], view->hi[i]) ||
			(i > 0 && !SpellsKeyIsBefore(view, i - 1, i)))
			SpellsCorrupt(i);
}

/* Reads what durations count. */
static bool
TextUnit(const TextInput *in, ValueMeaning *meaning)
{
	JsonbValue	value;
	Frequency	unit = FREQUENCY_UNSET;

	if (TextMember(in, "unit", &value) &&
		(value.type != jbvString ||
		 !CalendarFromName(value.val.string.val, value.val.string.len, &unit)))
		return TextError(in, "A member \"unit\" is day, week, month, quarter, year or trading_day.");
	*meaning = SpellsMeaning(unit);
	return true;
}

/* Finds a member of one of "spells". */
static bool
TextSpellMember(const TextInput *in, const JsonbValue *spell,
				const char *name, JsonbValue *value)
{
	return (spell->type == jbvBinary &&
			JsonContainerIsObject(spell->val.binary.data) &&
			TextFind(spell->val.binary.data, name, value)) ||
		TextError(in, "Expected spells with a \"duration\", an \"outcome\" and a \"count\".");
}

/* Reads a number of one of "spells". */
static bool
TextSpellNumber(const TextInput *in, const JsonbValue *spell,
				const char *name, double *number)
{
	JsonbValue	value;

	return TextSpellMember(in, spell, name, &value) &&
		TextNumber(in, &value, number);
}

/*
 * Reads what else is said of one of "spells", which has at most one of
 * "not_before" and "entered".
 */
static bool
TextSpellSecond(const TextInput *in, const JsonbValue *item, Spell *spell)
{
	JsonbContainer *members = item->val.binary.data;
	JsonbValue	before;
	JsonbValue	entered;
	bool		has_before = TextFind(members, "not_before", &before);
	bool		has_entered = TextFind(members, "entered", &entered);

	spell->form = has_before ? SPELL_INTERVAL :
		has_entered ? SPELL_ENTRY : SPELL_PLAIN;
	if (has_before && before.type == jbvNull)
		spell->form = SPELL_FROM_ZERO;
	else if ((has_before && !TextNumber(in, &before, &spell->second)) ||
			 (has_entered && !TextNumber(in, &entered, &spell->second)))
		return false;
	if ((has_before && has_entered) || spell->second < 0)
		return TextError(in, "A spell has a \"not_before\" or an \"entered\", a number of zero or more.");
	/* an interval without a width is a duration */
	if (spell->form == SPELL_INTERVAL && spell->second == spell->duration &&
		spell->outcome != SPELLS_RUNNING)
		spell->form = SPELL_PLAIN;
	if (spell->form == SPELL_ENTRY && spell->second == 0)
		spell->form = SPELL_PLAIN;
	return true;
}

/* Reads one of "spells" into a key; 0 if it is none, else the key's length. */
static uint32
TextSpell(const TextInput *in, const JsonbValue *item, char *key)
{
	Spell		spell = {0};
	double		outcome;
	uint32		len;

	if (!TextSpellNumber(in, item, "duration", &spell.duration) ||
		!TextSpellNumber(in, item, "outcome", &outcome))
		return 0;
	if (spell.duration < 0 || outcome < 0 || outcome > SPELLS_MAX_OUTCOME ||
		outcome != floor(outcome))
	{
		TextError(in, "A duration must be zero or more, an outcome a whole number from 0 to 255.");
		return 0;
	}
	spell.outcome = (uint8) outcome;
	if (!TextSpellSecond(in, item, &spell))
		return 0;
	len = SpellsKeyOf(key, spell);
	if (!SpellsKeyIsValid(key, len, 0))
	{
		TextError(in, "A \"not_before\" belongs to a spell that ended, and is less than its duration; \"entered\" is less than the duration.");
		return 0;
	}
	return len;
}

/* Adds one of "spells"; NULL if it is none. */
static KeyedSums *
SpellsInAdd(const TextInput *in, KeyedSums *sums, const JsonbValue *item)
{
	JsonbValue	count;
	char		key[SPELLS_LONG_KEY_SIZE];
	double		parts[FSUM_MAX_PARTS];
	uint32		len = TextSpell(in, item, key);
	int			n;

	if (len == 0 || !TextSpellMember(in, item, "count", &count))
		return NULL;
	n = TextParts(in, &count, parts);
	if (n == 0)
		return NULL;
	for (int i = 0; i < n; i++)
		sums = SumsAddBytes(sums, key, len, parts[i]);
	return sums;
}

/* Reads "spells" into an empty state; NULL if they are none. */
static KeyedSums *
SpellsInAll(const TextInput *in, KeyedSums *sums)
{
	JsonbValue	value;
	JsonbValue	item;
	JsonbIterator *it;
	JsonbIteratorToken token;

	if (!TextMember(in, "spells", &value) || value.type != jbvBinary ||
		!JsonContainerIsArray(value.val.binary.data))
	{
		TextError(in, "Expected a member \"spells\" that is an array.");
		return NULL;
	}
	it = JsonbIteratorInit(value.val.binary.data);
	while (sums != NULL &&
		   (token = JsonbIteratorNext(&it, &item, true)) != WJB_DONE)
		if (token == WJB_ELEM)
			sums = SpellsInAdd(in, sums, &item);
	return sums;
}

PG_FUNCTION_INFO_V1(spells_in);
Datum
spells_in(PG_FUNCTION_ARGS)
{
	TextInput	in;
	StateSpec	spec = {.kind = KIND_SPELLS, .bytes = true};
	KeyedSums  *sums;
	SumsView	view;

	if (!TextOpen(&in, fcinfo, NOUN_SPELLS) ||
		!TextUnit(&in, &spec.meaning) ||
		(sums = SpellsInAll(&in, SumsCreate(spec))) == NULL ||
		!ViewOpenStateSafe(&view, sums, VIEW_SORTED, in.context))
		PG_RETURN_NULL();
	for (uint32 i = 0; i < view.n; i++)
		if (view.hi[i] < 0)
		{
			TextError(&in, "A count must not be negative.");
			PG_RETURN_NULL();
		}
	view.extra = SpellsExtra(&view);
	PG_RETURN_POINTER(WireWrite(&view));
}

/* Writes a spell up to its count. */
static void
TextPutSpell(StringInfo buf, Spell spell)
{
	appendStringInfoString(buf, "{\"duration\": ");
	TextPutDouble(buf, spell.duration);
	appendStringInfo(buf, ", \"outcome\": %d", spell.outcome);
	if (spell.form == SPELL_FROM_ZERO)
		appendStringInfoString(buf, ", \"not_before\": null");
	else if (spell.form != SPELL_PLAIN)
	{
		appendStringInfo(buf, ", \"%s\": ", spell.form == SPELL_ENTRY ?
						 "entered" : "not_before");
		TextPutDouble(buf, spell.second);
	}
	appendStringInfoString(buf, ", \"count\": ");
}

PG_FUNCTION_INFO_V1(spells_out);
Datum
spells_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	SumsView	view;
	uint32		cursor = 0;

	SpellsViewOpen(&view, PG_GETARG_DATUM(0));
	initStringInfo(&buf);
	appendStringInfoString(&buf, "{\"type\": \"spells\"");
	if (view.meaning.unit != FREQUENCY_UNSET)
		appendStringInfo(&buf, ", \"unit\": \"%s\"",
						 CalendarName(view.meaning.unit));
	appendStringInfoString(&buf, ", \"spells\": [");
	for (uint32 i = 0; i < view.n; i++)
	{
		appendStringInfoString(&buf, i > 0 ? ", " : "");
		TextPutSpell(&buf, SpellsRead(view.key[i], view.keylen[i]));
		TextPutSum(&buf, &view, i, &cursor);
		appendStringInfoChar(&buf, '}');
	}
	appendStringInfoString(&buf, "]}");
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(spells_recv);
Datum
spells_recv(PG_FUNCTION_ARGS)
{
	SumsView	view;
	struct varlena *value = ValueReceive(fcinfo, NOUN_SPELLS, &view);

	if (!SpellsKeysAreValid(&view, NULL))
		WireRefuse(NOUN_SPELLS, true,
				   "A spell has no valid duration or count.");
	if (view.extra != SpellsExtra(&view))
		WireRefuse(NOUN_SPELLS, true,
				   "Byte 6 does not say what the spells hold.");
	PG_RETURN_POINTER(value);
}
