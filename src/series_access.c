/*
 * series_access.c
 *	  Questions to trade_series about its periods and totals.
 */
#include "rareearth.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "series.h"

/* Rows of period and total. */
PG_FUNCTION_INFO_V1(series_observations);
Datum
series_observations(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SumsView	view;

	InitMaterializedSRF(fcinfo, 0);
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	for (uint32 i = 0; i < view.n; i++)
	{
		Datum		values[2];
		bool		nulls[2] = {false};

		values[0] = DateADTGetDatum(CalendarDate(view.number[i],
												 (Frequency) view.frequency));
		values[1] = Float8GetDatum(view.hi[i]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(series_frequency);
Datum
series_frequency(PG_FUNCTION_ARGS)
{
	SumsView	view;

	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	PG_RETURN_TEXT_P(cstring_to_text(CalendarName((Frequency) view.frequency)));
}

PG_FUNCTION_INFO_V1(series_first_period);
Datum
series_first_period(PG_FUNCTION_ARGS)
{
	SumsView	view;

	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	if (view.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(CalendarDate(view.number[0],
								   (Frequency) view.frequency));
}

PG_FUNCTION_INFO_V1(series_last_period);
Datum
series_last_period(PG_FUNCTION_ARGS)
{
	SumsView	view;

	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	if (view.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(CalendarDate(view.number[view.n - 1],
								   (Frequency) view.frequency));
}

PG_FUNCTION_INFO_V1(series_num_observations);
Datum
series_num_observations(PG_FUNCTION_ARGS)
{
	SumsView	view;

	if (PG_ARGISNULL(0))
		PG_RETURN_INT64(0);
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	PG_RETURN_INT64(view.n);
}

PG_FUNCTION_INFO_V1(series_total);
Datum
series_total(PG_FUNCTION_ARGS)
{
	SumsView	view;

	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	PG_RETURN_FLOAT8(ViewTotal(&view));
}

/* The total of the period that holds a date. */
PG_FUNCTION_INFO_V1(series_value_at);
Datum
series_value_at(PG_FUNCTION_ARGS)
{
	DateADT		date = PG_GETARG_DATEADT(1);
	SumsView	view;
	int64		wanted;
	uint32		low = 0;
	uint32		high;

	CalendarCheckDate(date, "period");
	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	wanted = CalendarIndex(date, (Frequency) view.frequency);
	high = view.n;
	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (view.number[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == view.n || view.number[low] != wanted)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(view.hi[low]);
}
