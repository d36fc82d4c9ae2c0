/*
 * series_io.c
 *	  Text and binary input and output of trade_series.
 *
 *	  {"type": "trade_series", "frequency": "month",
 *	   "measure": "level", "year_start": 7,
 *	   "totals": {"2025-04-01": 2626, "2025-05-01": 1238},
 *	   "combined": {"2025-01-01/2025-02-01": 9000}}
 *
 * Without a measure the totals are flows, without a first month years start in
 * January.
 */
#include "rareearth.h"

#include <math.h>

#include "utils/builtins.h"

#include "sql/calendar.h"
#include "series/series.h"
#include "series/series_text.h"
#include "sql/text_io.h"
#include "keyed/wire.h"

/* Reads the first day of a period. */
bool
SeriesTextPeriod(const TextInput *in, char *text, Calendar calendar,
				 int64 *index)
{
	DateADT		date;

	if (!CalendarIsDateText(text))
		return TextError(in, psprintf("\"%s\" is not a date like 2025-04-01.",
									  text));
	if (!CalendarDateFromText(text, &date, in->context))
		return false;
	*index = CalendarIndex(date, calendar);
	return (CalendarIndexIsValid(*index, calendar) &&
			CalendarDate(*index, calendar) == date) ||
		TextError(in, psprintf("\"%s\" is not the first day of a %s.", text,
							   CalendarText(calendar)));
}

/* Reads two days with a slash between them. */
bool
SeriesTextSpan(const TextInput *in, char *text, Calendar calendar, int64 *key)
{
	char	   *slash = strchr(text, '/');
	int64		first;
	int64		last;

	if (calendar.frequency == FREQUENCY_TRADING_DAY)
		return TextError(in, "Totals of several trading days are not kept.");
	if (slash == NULL)
		return TextError(in, psprintf("\"%s\" is not two days with a slash between them.",
									  text));
	*slash = '\0';
	if (!SeriesTextPeriod(in, text, calendar, &first) ||
		!SeriesTextPeriod(in, slash + 1, calendar, &last))
		return false;
	*slash = '/';
	if (last <= first)
		return TextError(in, psprintf("\"%s\" does not end after it starts.",
									  text));
	*key = SeriesSpanKey(first, last - first + 1);
	return true;
}

/* Reads the members of an object of totals; NULL if they are none. */
static KeyedSums *
TextTotals(const TextInput *in, const char *name, KeyedSums *sums)
{
	SeriesTextKey read = strcmp(name, "combined") == 0 ? SeriesTextSpan :
		SeriesTextPeriod;
	JsonbValue	value;
	JsonbValue	key;
	JsonbIterator *it;
	JsonbIteratorToken token;

	if (!TextObject(in, name, &value))
		return NULL;
	it = JsonbIteratorInit(value.val.binary.data);

	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		double		parts[FSUM_MAX_PARTS];
		int64		number;
		int			n;

		if (token != WJB_KEY)
			continue;
		if (!read(in, pnstrdup(key.val.string.val, key.val.string.len),
				  CalendarOf(sums->meaning), &number))
			return NULL;
		(void) JsonbIteratorNext(&it, &value, true);
		n = TextParts(in, &value, parts);
		if (n == 0)
			return NULL;
		for (int i = 0; i < n; i++)
			sums = SumsAddNumber(sums, number, parts[i]);
	}
	return sums;
}

/* Reads what the totals mean. */
bool
SeriesTextMeaning(const TextInput *in, ValueMeaning *meaning)
{
	JsonbValue	value;
	Frequency	frequency;
	Measure		measure = MEASURE_FLOW;
	double		month = 1;

	if (!TextMember(in, "frequency", &value) || value.type != jbvString ||
		!CalendarFromName(value.val.string.val, value.val.string.len,
						  &frequency))
		return TextError(in, "Expected a member \"frequency\": day, week, month, quarter, year or trading_day.");
	if (TextMember(in, "measure", &value) &&
		(value.type != jbvString ||
		 !MeasureFromName(value.val.string.val, value.val.string.len, &measure)))
		return TextError(in, "A member \"measure\" is flow, level or change.");
	if (TextMember(in, "year_start", &value) && !TextNumber(in, &value, &month))
		return false;
	if (month < 1 || month > 12 || month != floor(month))
		return TextError(in, "A member \"year_start\" is a month from 1 to 12.");
	if (month != 1 && !FrequencyHasYears(frequency))
		return TextError(in, psprintf("A series by %s has no \"year_start\".",
									  CalendarName(frequency)));
	*meaning = SeriesMeaning(frequency, measure, (uint8) month);
	return true;
}

/* Reads all totals; NULL if they make no series. */
static KeyedSums *
TextSeries(const TextInput *in)
{
	JsonbValue	value;
	ValueMeaning meaning;
	KeyedSums  *sums;

	if (!SeriesTextMeaning(in, &meaning))
		return NULL;
	sums = TextTotals(in, "totals", SeriesCreate(meaning));
	if (sums == NULL || !TextMember(in, "combined", &value))
		return sums;
	return TextTotals(in, "combined", sums);
}

PG_FUNCTION_INFO_V1(series_in);
Datum
series_in(PG_FUNCTION_ARGS)
{
	TextInput	in;
	KeyedSums  *sums;
	SumsView	view;
	int64		a;
	int64		b;

	if (!TextOpen(&in, fcinfo, NOUN_SERIES) ||
		(sums = TextSeries(&in)) == NULL ||
		!ViewOpenStateSafe(&view, sums, VIEW_SORTED, in.context))
		PG_RETURN_NULL();
	if (SeriesSpansOverlap(&view, &a, &b))
	{
		TextError(&in, psprintf("%s and %s share a %s.",
								SeriesSpanText(a, CalendarOf(view.meaning)),
								SeriesSpanText(b, CalendarOf(view.meaning)),
								CalendarName(view.meaning.unit)));
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(WireWrite(&view));
}

/* Writes what comes before the totals: type, frequency, meaning. */
void
SeriesPutMeaning(StringInfo buf, Noun noun, ValueMeaning meaning)
{
	appendStringInfo(buf, "{\"type\": \"%s\", \"frequency\": \"%s\"",
					 NounTypeName(noun), CalendarName(meaning.unit));
	if (meaning.measure != MEASURE_FLOW)
		appendStringInfo(buf, ", \"measure\": \"%s\"",
						 MeasureName(meaning.measure));
	if (meaning.year_start != 1)
		appendStringInfo(buf, ", \"year_start\": %d", meaning.year_start);
}

PG_FUNCTION_INFO_V1(series_out);
Datum
series_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	SumsView	view;
	uint32		cursor = 0;
	uint32		single = SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));

	initStringInfo(&buf);
	SeriesPutMeaning(&buf, NOUN_SERIES, view.meaning);
	appendStringInfoString(&buf, ", \"totals\": {");
	for (uint32 i = 0; i < view.n; i++)
	{
		if (i == single)
			appendStringInfoString(&buf, "}, \"combined\": {");
		appendStringInfo(&buf, "%s\"%s\": ", i > 0 && i != single ? ", " : "",
						 SeriesSpanText(view.number[i],
										CalendarOf(view.meaning)));
		TextPutSum(&buf, &view, i, &cursor);
	}
	appendStringInfoString(&buf, "}}");
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(series_recv);
Datum
series_recv(PG_FUNCTION_ARGS)
{
	SumsView	view;
	struct varlena *value = ValueReceive(fcinfo, NOUN_SERIES, &view);
	int64		a;
	int64		b;

	if (SeriesViewOpenAll(&view, PointerGetDatum(value)) < view.n &&
		SeriesSpansOverlap(&view, &a, &b))
		WireRefuse(NOUN_SERIES, true,
				   psprintf("%s and %s share a %s.",
							SeriesSpanText(a, CalendarOf(view.meaning)),
							SeriesSpanText(b, CalendarOf(view.meaning)),
							CalendarName(view.meaning.unit)));
	PG_RETURN_POINTER(value);
}
