/*
 * vintages_agg.c
 *	  Transition functions over (period, value, known_on) rows, and rollup.
 *
 * A state over rows keeps the days that it was given; which periods they stand
 * for, and which frequency they have where none is said, is told by all of
 * them, as for trade_series.  So a figure known before its period is found in
 * the end, and not by chance of the order of rows.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/wire.h"
#include "sql/calendar.h"
#include "sql/fiscal.h"
#include "sql/row_types.h"
#include "vintages/vintages.h"

/* The meaning of figures by the periods that two arguments tell. */
static ValueMeaning
VintagesMeaning(FunctionCallInfo fcinfo, int frequency, int year_start,
				Measure measure)
{
	Calendar	calendar = CalendarArguments(fcinfo, frequency, year_start);

	return SeriesMeaning(calendar.frequency, measure, calendar.year_start);
}

/* Adds a value to a key of the state that spec asks for. */
static Datum
VintagesAdd(FunctionCallInfo fcinfo, StateSpec spec, int64 key, double value)
{
	if (!isfinite(value))
		AggValueError(NOUN_VINTAGES, value,
					  VintageText(key, CalendarBy(FREQUENCY_DAY)));
	PG_RETURN_POINTER(SumsAddNumber(AggStateFor(fcinfo, spec), key, value));
}

/* (period, value, known_on [, frequency [, year_start]]) with the period as a date. */
static Datum
VintagesAddPeriod(FunctionCallInfo fcinfo, DateADT date, Measure measure)
{
	StateSpec	spec = {.kind = measure == MEASURE_LEVEL ?
	KIND_VINTAGES_LEVELS : KIND_VINTAGES_DATES};
	DateADT		known = PG_GETARG_DATEADT(3);

	VintageCheckDate(date, "period");
	VintageCheckDate(known, "known_on");
	spec.meaning = VintagesMeaning(fcinfo, 4, 5, measure);
	return VintagesAdd(fcinfo, spec, VintageKey(SeriesSpanKey(date, 1), known),
					   PG_GETARG_FLOAT8(2));
}

/* Adds a row of this measure, its period a date or a timestamp. */
static Datum
VintagesAddRow(FunctionCallInfo fcinfo, bool timestamp, Measure measure)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	return VintagesAddPeriod(fcinfo, timestamp ?
							 CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(1)) :
							 PG_GETARG_DATEADT(1), measure);
}

PG_FUNCTION_INFO_V1(vintages_agg_trans_date);
Datum
vintages_agg_trans_date(PG_FUNCTION_ARGS)
{
	return VintagesAddRow(fcinfo, false, MEASURE_FLOW);
}

PG_FUNCTION_INFO_V1(vintages_agg_trans_timestamp);
Datum
vintages_agg_trans_timestamp(PG_FUNCTION_ARGS)
{
	return VintagesAddRow(fcinfo, true, MEASURE_FLOW);
}

PG_FUNCTION_INFO_V1(vintages_levels_trans_date);
Datum
vintages_levels_trans_date(PG_FUNCTION_ARGS)
{
	return VintagesAddRow(fcinfo, false, MEASURE_LEVEL);
}

PG_FUNCTION_INFO_V1(vintages_levels_trans_timestamp);
Datum
vintages_levels_trans_timestamp(PG_FUNCTION_ARGS)
{
	return VintagesAddRow(fcinfo, true, MEASURE_LEVEL);
}

NUMERIC_VALUES(vintages_agg_trans_date, 2, 1);
NUMERIC_VALUES(vintages_agg_trans_timestamp, 2, 1);
NUMERIC_VALUES(vintages_levels_trans_date, 2, 1);
NUMERIC_VALUES(vintages_levels_trans_timestamp, 2, 1);

/* Reports two levels of one release. */
void
VintagesSecondError(int64 key, double a, double b)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("period has more than one level"),
			 errdetail("%s has %.15g and %.15g.",
					   VintageText(key, CalendarBy(FREQUENCY_DAY)), Min(a, b),
					   Max(a, b)),
			 errhint("Levels are not added up. One release tells one level of each period; add those of several companies with rollup() of one value each.")));
}

/* Refuses two days of one period in the same release of levels. */
static void
VintagesCheckLevels(const SumsView *view, const int64 *key)
{
	for (uint32 i = 1; i < view->n; i++)
		for (uint32 j = i; j > 0 && VintageSameSpan(key[j - 1], key[i]); j--)
			if (key[j - 1] == key[i])
				ereport(ERROR,
						(errcode(ERRCODE_DATA_EXCEPTION),
						 errmsg("period has more than one level"),
						 errdetail("%s and %s lie in one %s.",
								   VintageText(view->number[j - 1], CalendarBy(FREQUENCY_DAY)),
								   VintageText(view->number[i], CalendarBy(FREQUENCY_DAY)),
								   CalendarName(view->meaning.unit)),
						 errhint("Levels are not added up. Choose one day of each period, such as its last, before.")));
}

/* Refuses a span of days that no key has room for, or that is none. */
static void
VintagesCheckSpan(DateADT start, DateADT end, Calendar calendar)
{
	VintageCheckDate(start, "period_start");
	VintageCheckDate(end, "period_end");
	SeriesCheckSpan(start, end, calendar);
	if ((int64) end - start >= VINTAGE_MAX_LENGTH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a figure of trade_vintages cannot cover more than %d days",
						(int) VINTAGE_MAX_LENGTH),
				 errdetail("It is of %s to %s.", CalendarDateText(start),
						   CalendarDateText(end)),
				 errhint("Look for a mistyped date.")));
}

/* (period_start, period_end, value, known_on, frequency [, year_start]) */
PG_FUNCTION_INFO_V1(vintages_agg_trans_span);
Datum
vintages_agg_trans_span(PG_FUNCTION_ARGS)
{
	StateSpec	spec = {.kind = KIND_VINTAGES_SPANS};
	DateADT		start;
	DateADT		end;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(4))
		return AggSkip(fcinfo);
	if (PG_ARGISNULL(5))
		SeriesFrequencyNullError();
	start = PG_GETARG_DATEADT(1);
	end = PG_GETARG_DATEADT(2);
	spec.meaning = VintagesMeaning(fcinfo, 5, 6, MEASURE_FLOW);
	VintagesCheckSpan(start, end, CalendarOf(spec.meaning));
	VintageCheckDate(PG_GETARG_DATEADT(4), "known_on");
	return VintagesAdd(fcinfo, spec,
					   VintageKey(SeriesSpanKey(start, (int64) end - start + 1),
								  PG_GETARG_DATEADT(4)),
					   PG_GETARG_FLOAT8(3));
}

NUMERIC_VALUES(vintages_agg_trans_span, 3, 1);

/* Gives a view these keys; sums of keys that have become equal add up. */
static void
VintagesTakeKeys(SumsView *view, int64 *key)
{
	KeyedSums  *sums;
	uint32		cursor = 0;
	uint32		i = 1;

	while (i < view->n && key[i] > key[i - 1])
		i++;
	if (i >= view->n)
	{
		view->number = key;
		return;
	}
	if (view->meaning.measure == MEASURE_LEVEL)
		VintagesCheckLevels(view, key);
	sums = VintagesCreate(view->meaning);
	for (i = 0; i < view->n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			n = ViewParts(view, i, &cursor, parts);

		CHECK_FOR_INTERRUPTS();
		for (int part = 0; part < n; part++)
			sums = SumsAddNumber(sums, key[i], parts[part]);
	}
	ViewOpenState(view, sums, VIEW_SORTED);
}

/* The distinct days of sorted ones; returns how many there are. */
static uint32
DistinctDays(const int64 *day, uint32 n, int64 *distinct)
{
	uint32		found = 0;

	for (uint32 i = 0; i < n; i++)
		if (found == 0 || distinct[found - 1] != day[i])
			distinct[found++] = day[i];
	return found;
}

/* Opens a state over dates: days become the periods that hold them. */
static void
VintagesOpenDates(SumsView *view, FunctionCallInfo fcinfo, KindId kind)
{
	int64	   *period;
	int64	   *distinct;
	uint32		n;

	(void) AggOpen(view, fcinfo, kind, VIEW_SORTED);
	period = palloc_array(int64, view->n);
	distinct = palloc_array(int64, view->n);
	for (uint32 i = 0; i < view->n; i++)
		period[i] = SeriesSpanFirst(VintageSpan(view->number[i]));
	n = DistinctDays(period, view->n, distinct);
	if (view->meaning.unit == FREQUENCY_UNSET)
	{
		Calendar	found = CalendarFind(distinct, n);

		view->meaning = SeriesMeaning(found.frequency, view->meaning.measure,
									  found.year_start);
	}
	else
		FiscalCheckDays(distinct, n, CalendarOf(view->meaning));
	CalendarIndexSorted(period, view->n, CalendarOf(view->meaning));
	for (uint32 i = 0; i < view->n; i++)
		period[i] = VintageKey(SeriesSpanKey(period[i], 1),
							   VintageKnown(view->number[i]));
	VintagesTakeKeys(view, period);
}

/* Opens a state over spans of days: they become spans of periods. */
static void
VintagesOpenSpans(SumsView *view, FunctionCallInfo fcinfo)
{
	int64	   *key;

	(void) AggOpen(view, fcinfo, KIND_VINTAGES_SPANS, VIEW_SORTED);
	key = palloc_array(int64, view->n);
	for (uint32 i = 0; i < view->n; i++)
	{
		int64		days = VintageSpan(view->number[i]);
		int64		first;
		int64		last;

		CHECK_FOR_INTERRUPTS();
		FiscalSpan((DateADT) SeriesSpanFirst(days), (DateADT) SeriesSpanLast(days),
				   CalendarOf(view->meaning), SNAP_NONE, &first, &last);
		key[i] = VintageKey(SeriesSpanKey(first, last - first + 1),
							VintageKnown(view->number[i]));
	}
	VintagesTakeKeys(view, key);
}

/* The stored value, its frequency found if it was not given. */
PG_FUNCTION_INFO_V1(vintages_agg_final);
Datum
vintages_agg_final(PG_FUNCTION_ARGS)
{
	SumsView	view;

	AggSettle(fcinfo);
	switch (AggStateArgument(fcinfo, 0)->kind)
	{
		case KIND_VINTAGES_SPANS:
			VintagesOpenSpans(&view, fcinfo);
			break;
		case KIND_VINTAGES_LEVELS:
			VintagesOpenDates(&view, fcinfo, KIND_VINTAGES_LEVELS);
			break;
		default:
			VintagesOpenDates(&view, fcinfo, KIND_VINTAGES_DATES);
			break;
	}
	VintagesCheck(&view);
	PG_RETURN_POINTER(WireWrite(&view));
}

PG_FUNCTION_INFO_V1(vintages_rollup_trans);
Datum
vintages_rollup_trans(PG_FUNCTION_ARGS)
{
	return AggRollup(fcinfo, KIND_VINTAGES);
}

PG_FUNCTION_INFO_V1(vintages_rollup_final);
Datum
vintages_rollup_final(PG_FUNCTION_ARGS)
{
	SumsView	view;

	AggSettle(fcinfo);
	(void) AggOpen(&view, fcinfo, KIND_VINTAGES, VIEW_SORTED);
	VintagesCheck(&view);
	PG_RETURN_POINTER(WireWrite(&view));
}
