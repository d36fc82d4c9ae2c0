/*
 * series_io.c
 *	  Text and binary input and output of trade_series.
 *
 *	  {"type": "trade_series", "frequency": "month",
 *	   "totals": {"2025-04-01": 2626, "2025-05-01": 1238}}
 */
#include "rareearth.h"

#include "utils/builtins.h"

#include "calendar.h"
#include "series.h"
#include "text_io.h"
#include "wire.h"

PG_FUNCTION_INFO_V1(series_in);
Datum
series_in(PG_FUNCTION_ARGS)
{
	TextInput	in;
	JsonbValue	value;
	JsonbValue	key;
	JsonbIterator *it;
	JsonbIteratorToken token;
	KeyedSums  *sums;
	SumsView	view;
	Frequency	frequency;

	TextOpen(&in, fcinfo, NOUN_SERIES);
	if (!TextMember(&in, "frequency", &value) || value.type != jbvString ||
		!CalendarFromName(value.val.string.val, value.val.string.len,
						  &frequency))
		TextError(&in, "Expected a member \"frequency\": day, week, month, quarter or year.");
	if (!TextMember(&in, "totals", &value) || value.type != jbvBinary ||
		!JsonContainerIsObject(value.val.binary.data))
		TextError(&in, "Expected a member \"totals\" that is an object.");

	sums = SumsCreate(NOUN_SERIES, false, NULL, 0);
	sums->frequency = (uint8) frequency;
	it = JsonbIteratorInit(value.val.binary.data);
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		double		parts[FSUM_MAX_PARTS];
		DateADT		date;
		int64		index;
		int			n;

		if (token != WJB_KEY)
			continue;
		date = DatumGetDateADT(DirectFunctionCall1(date_in,
												   CStringGetDatum(pnstrdup(key.val.string.val,
																			key.val.string.len))));
		CalendarCheckDate(date, "period");
		index = CalendarIndex(date, frequency);
		if (!CalendarIndexIsValid(index, frequency) ||
			CalendarDate(index, frequency) != date)
			TextError(&in, psprintf("\"%s\" is not the first day of a %s.",
									pnstrdup(key.val.string.val,
											 key.val.string.len),
									CalendarName(frequency)));
		(void) JsonbIteratorNext(&it, &value, true);
		n = TextParts(&in, &value, parts, FSUM_MAX_PARTS);
		for (int i = 0; i < n; i++)
			sums = SumsAddNumber(sums, index, parts[i]);
	}
	ViewOpenState(&view, sums, VIEW_SORTED);
	PG_RETURN_POINTER(WireWrite(&view));
}

PG_FUNCTION_INFO_V1(series_out);
Datum
series_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	SumsView	view;
	uint32		cursor = 0;

	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	initStringInfo(&buf);
	appendStringInfo(&buf, "{\"type\": \"trade_series\", \"frequency\": \"%s\", \"totals\": {",
					 CalendarName((Frequency) view.frequency));
	for (uint32 i = 0; i < view.n; i++)
	{
		DateADT		date = CalendarDate(view.number[i],
										(Frequency) view.frequency);

		appendStringInfo(&buf, "%s\"%s\": ", i > 0 ? ", " : "",
						 CalendarDateText(date));
		TextPutSum(&buf, &view, i, &cursor);
	}
	appendStringInfoString(&buf, "}}");
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(series_recv);
Datum
series_recv(PG_FUNCTION_ARGS)
{
	struct varlena *value = ValueReceive(fcinfo, NOUN_SERIES);
	SumsView	view;

	SeriesViewOpen(&view, PointerGetDatum(value));
	PG_RETURN_POINTER(value);
}
