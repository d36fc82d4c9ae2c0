/*
 * vintages_io.c
 *	  Text and binary input and output of trade_vintages.
 *
 *	  {"type": "trade_vintages", "frequency": "month",
 *	   "releases": {"2025-04-01": {"2025-05-20": 2626, "2025-06-20": 2627}},
 *	   "combined": {"2025-01-01/2025-02-01": {"2025-03-20": 9000}}}
 *
 * The figures of a period stand under the days on which they were known.  The
 * members "measure" and "year_start" are those of trade_series.
 */
#include "rareearth.h"

#include "keyed/wire.h"
#include "series/series_text.h"
#include "sql/calendar.h"
#include "sql/text_io.h"
#include "vintages/vintages.h"

/* Refuses a date in text that no key has room for. */
static bool
TextInReach(const TextInput *in, DateADT date)
{
	return date < VINTAGE_REACH ||
		TextError(in, psprintf("%s is out of range, the last day is %s.",
							   CalendarDateText(date),
							   CalendarDateText((DateADT) VINTAGE_REACH - 1)));
}

/* Reads what a member is told for. */
static bool
TextPeriods(const TextInput *in, SeriesTextKey read, char *text,
			Calendar calendar, int64 *span)
{
	if (!read(in, text, calendar, span) ||
		!TextInReach(in, CalendarDate(SeriesSpanLast(*span), calendar)))
		return false;
	return SeriesSpanLength(*span) <= VINTAGE_MAX_LENGTH ||
		TextError(in, psprintf("\"%s\" covers more than %d periods.", text,
							   (int) VINTAGE_MAX_LENGTH));
}

/* Reads the day on which a figure was known. */
static bool
TextKnown(const TextInput *in, char *text, DateADT *known)
{
	if (!CalendarIsDateText(text))
		return TextError(in, psprintf("\"%s\" is not a date like 2025-05-20.",
									  text));
	return CalendarDateFromText(text, known, in->context) &&
		TextInReach(in, *known);
}

/* Reads the figures of one member; NULL if they are none. */
static KeyedSums *
TextReleases(const TextInput *in, JsonbValue *object, KeyedSums *sums,
			 int64 span)
{
	JsonbValue	value;
	JsonbValue	key;
	JsonbIterator *it;
	JsonbIteratorToken token;

	if (object->type != jbvBinary || !JsonContainerIsObject(object->val.binary.data))
	{
		TextError(in, "Expected an object of figures by the day known.");
		return NULL;
	}
	it = JsonbIteratorInit(object->val.binary.data);
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		double		parts[FSUM_MAX_PARTS];
		DateADT		known;
		int			n;

		if (token != WJB_KEY)
			continue;
		if (!TextKnown(in, pnstrdup(key.val.string.val, key.val.string.len),
					   &known))
			return NULL;
		(void) JsonbIteratorNext(&it, &value, true);
		n = TextParts(in, &value, parts);
		if (n == 0)
			return NULL;
		for (int i = 0; i < n; i++)
			sums = SumsAddNumber(sums, VintageKey(span, known), parts[i]);
	}
	return sums;
}

/* Reads the members of an object of periods; NULL if they are none. */
static KeyedSums *
TextVintages(const TextInput *in, const char *name, SeriesTextKey read,
			 KeyedSums *sums)
{
	JsonbValue	value;
	JsonbValue	key;
	JsonbIterator *it;
	JsonbIteratorToken token;

	if (!TextObject(in, name, &value))
		return NULL;
	it = JsonbIteratorInit(value.val.binary.data);
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		int64		span;

		if (token != WJB_KEY)
			continue;
		if (!TextPeriods(in, read,
						 pnstrdup(key.val.string.val, key.val.string.len),
						 CalendarOf(sums->meaning), &span))
			return NULL;
		(void) JsonbIteratorNext(&it, &value, true);
		sums = TextReleases(in, &value, sums, span);
		if (sums == NULL)
			return NULL;
	}
	return sums;
}

/* Reads all figures; NULL if they make no value. */
static KeyedSums *
TextAll(const TextInput *in)
{
	JsonbValue	value;
	ValueMeaning meaning;
	KeyedSums  *sums;

	if (!SeriesTextMeaning(in, &meaning))
		return NULL;
	sums = TextVintages(in, "releases", SeriesTextPeriod,
						VintagesCreate(meaning));
	if (sums == NULL || !TextMember(in, "combined", &value))
		return sums;
	return TextVintages(in, "combined", SeriesTextSpan, sums);
}

PG_FUNCTION_INFO_V1(vintages_in);
Datum
vintages_in(PG_FUNCTION_ARGS)
{
	TextInput	in;
	KeyedSums  *sums;
	SumsView	view;
	VintageFault fault;

	if (!TextOpen(&in, fcinfo, NOUN_VINTAGES) ||
		(sums = TextAll(&in)) == NULL ||
		!ViewOpenStateSafe(&view, sums, VIEW_SORTED, in.context))
		PG_RETURN_NULL();
	if (VintagesFindFault(&view, &fault))
	{
		TextError(&in, VintageFaultText(fault, view.meaning));
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(WireWrite(&view));
}

PG_FUNCTION_INFO_V1(vintages_out);
Datum
vintages_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	SumsView	view;
	uint32		cursor = 0;
	bool		combined = false;

	VintagesOpenStored(&view, PG_GETARG_DATUM(0));
	initStringInfo(&buf);
	SeriesPutMeaning(&buf, NOUN_VINTAGES, view.meaning);
	appendStringInfoString(&buf, ", \"releases\": {");
	for (uint32 i = 0; i < view.n; i++)
	{
		int64		span = VintageSpan(view.number[i]);
		bool		begins = i == 0 ||
			!VintageSameSpan(view.number[i], view.number[i - 1]);

		if (begins && i > 0)
			appendStringInfoChar(&buf, '}');
		if (SeriesSpanLength(span) != 1 && !combined)
			appendStringInfoString(&buf, "}, \"combined\": {");
		else if (begins && i > 0)
			appendStringInfoString(&buf, ", ");
		combined = SeriesSpanLength(span) != 1;
		if (begins)
			appendStringInfo(&buf, "\"%s\": {",
							 SeriesSpanText(span, CalendarOf(view.meaning)));
		appendStringInfo(&buf, "%s\"%s\": ", begins ? "" : ", ",
						 CalendarDateText(VintageKnown(view.number[i])));
		TextPutSum(&buf, &view, i, &cursor);
	}
	appendStringInfoString(&buf, view.n > 0 ? "}}}" : "}}");
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(vintages_recv);
Datum
vintages_recv(PG_FUNCTION_ARGS)
{
	SumsView	view;
	struct varlena *value = ValueReceive(fcinfo, NOUN_VINTAGES, &view);
	VintageFault fault;

	if (!VintagesHaveDates(&view))
		WireRefuse(NOUN_VINTAGES, true,
				   psprintf("A key is no period of frequency %s, or no day.",
							CalendarName(view.meaning.unit)));
	if (VintagesFindFault(&view, &fault))
		WireRefuse(NOUN_VINTAGES, true,
				   VintageFaultText(fault, view.meaning));
	PG_RETURN_POINTER(value);
}
