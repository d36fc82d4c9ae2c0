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
			 errdetail("Spell %u has no valid duration or count.", i + 1)));
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
	{
		if (view->keylen[i] != SPELLS_KEY_SIZE ||
			!SpellsKeyIsValid(view->key[i], view->hi[i]))
			SpellsCorrupt(i);
	}
}

/* Reads what durations count. */
static ValueMeaning
TextUnit(const TextInput *in)
{
	JsonbValue	value;
	Frequency	unit = FREQUENCY_UNSET;

	if (TextMember(in, "unit", &value) &&
		(value.type != jbvString ||
		 !CalendarFromName(value.val.string.val, value.val.string.len, &unit)))
		TextError(in, "A member \"unit\" is day, week, month, quarter, year or trading_day.");
	return SpellsMeaning(unit);
}

/* Adds one member of "spells". */
static KeyedSums *
SpellsInAdd(const TextInput *in, KeyedSums *sums, const JsonbValue *spell)
{
	JsonbContainer *object = spell->val.binary.data;
	JsonbValue	value;
	char		key[SPELLS_KEY_SIZE];
	double		parts[FSUM_MAX_PARTS];
	double		duration;
	double		outcome;
	int			n;

	if (spell->type != jbvBinary || !JsonContainerIsObject(object) ||
		!TextFind(object, "duration", &value))
		TextError(in, "Expected spells with a \"duration\", an \"outcome\" and a \"count\".");
	duration = TextNumber(in, &value);
	if (!TextFind(object, "outcome", &value))
		TextError(in, "Expected an \"outcome\".");
	outcome = TextNumber(in, &value);
	if (!TextFind(object, "count", &value))
		TextError(in, "Expected a \"count\".");
	if (duration < 0 || outcome < 0 || outcome > SPELLS_MAX_OUTCOME ||
		outcome != floor(outcome))
		TextError(in, "A duration must be zero or more, an outcome a whole number from 0 to 255.");
	SpellsKey(key, duration, (uint8) outcome);
	n = TextParts(in, &value, parts, FSUM_MAX_PARTS);
	for (int i = 0; i < n; i++)
		sums = SumsAddBytes(sums, key, SPELLS_KEY_SIZE, parts[i]);
	return sums;
}

PG_FUNCTION_INFO_V1(spells_in);
Datum
spells_in(PG_FUNCTION_ARGS)
{
	TextInput	in;
	JsonbValue	value;
	JsonbValue	item;
	JsonbIterator *it;
	JsonbIteratorToken token;
	KeyedSums  *sums;
	SumsView	view;

	TextOpen(&in, fcinfo, NOUN_SPELLS);
	if (!TextMember(&in, "spells", &value) || value.type != jbvBinary ||
		!JsonContainerIsArray(value.val.binary.data))
		TextError(&in, "Expected a member \"spells\" that is an array.");
	sums = SumsCreate((StateSpec) {.kind = KIND_SPELLS, .bytes = true,
					  .meaning = TextUnit(&in)});
	it = JsonbIteratorInit(value.val.binary.data);
	while ((token = JsonbIteratorNext(&it, &item, true)) != WJB_DONE)
		if (token == WJB_ELEM)
			sums = SpellsInAdd(&in, sums, &item);
	ViewOpenState(&view, sums, VIEW_SORTED);
	for (uint32 i = 0; i < view.n; i++)
		if (view.hi[i] < 0)
			TextError(&in, "A count must not be negative.");
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
