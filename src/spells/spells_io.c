/*
 * spells_io.c
 *	  Text and binary input and output of spells.
 *
 *	  {"type": "spells",
 *	   "spells": [{"duration": 9, "outcome": 1, "count": 2}]}
 *
 * A member "unit", where it is known, says what durations count: "day".
 * Outcome 0 is a spell that was still running when it was last seen.
 */
#include "rareearth.h"

#include <math.h>

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

/* Is every key of a state one of spells? */
bool
SpellsKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
		if (view->keylen[i] != SPELLS_KEY_SIZE ||
			!SpellsKeyIsValid(view->key[i], view->hi[i]))
			return false;
	return true;
}

/* The duration of key i. */
char *
SpellsKeyText(const SumsView *view, uint32 i)
{
	return psprintf("%.15g", SpellsDuration(view->key[i]));
}

/* Opens a view and checks its keys. */
void
SpellsViewOpen(SumsView *view, Datum datum)
{
	ViewOpen(view, datum, NOUN_SPELLS, VIEW_SORTED);
	for (uint32 i = 0; i < view->n; i++)
		if (view->keylen[i] != SPELLS_KEY_SIZE ||
			!SpellsKeyIsValid(view->key[i], view->hi[i]) ||
			(i > 0 && !SpellsKeyIsBefore(view->key[i - 1], view->key[i])))
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

/* Adds one of "spells"; NULL if it is none. */
static KeyedSums *
SpellsInAdd(const TextInput *in, KeyedSums *sums, const JsonbValue *spell)
{
	JsonbValue	count;
	char		key[SPELLS_KEY_SIZE];
	double		parts[FSUM_MAX_PARTS];
	double		duration;
	double		outcome;
	int			n;

	if (!TextSpellNumber(in, spell, "duration", &duration) ||
		!TextSpellNumber(in, spell, "outcome", &outcome) ||
		!TextSpellMember(in, spell, "count", &count))
		return NULL;
	if (duration < 0 || outcome < 0 || outcome > SPELLS_MAX_OUTCOME ||
		outcome != floor(outcome))
	{
		TextError(in, "A duration must be zero or more, an outcome a whole number from 0 to 255.");
		return NULL;
	}
	SpellsKey(key, duration, (uint8) outcome);
	n = TextParts(in, &count, parts);
	if (n == 0)
		return NULL;
	for (int i = 0; i < n; i++)
		sums = SumsAddBytes(sums, key, SPELLS_KEY_SIZE, parts[i]);
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
	PG_RETURN_POINTER(WireWrite(&view));
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
		appendStringInfoString(&buf, i > 0 ? ", {\"duration\": " :
							   "{\"duration\": ");
		TextPutDouble(&buf, SpellsDuration(view.key[i]));
		appendStringInfo(&buf, ", \"outcome\": %d, \"count\": ",
						 SpellsOutcome(view.key[i]));
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
		ValueReceiveError(NOUN_SPELLS,
						  "A spell has no valid duration or count.");
	PG_RETURN_POINTER(value);
}
