/*
 * series_join.c
 *	  Several trade_series laid out over one calendar.
 *
 * Periods meet by their calendar index, never by their place in the row of
 * observations, so a hole in one series cannot shift it against another.
 */
#include "rareearth.h"

#include "sql/argument.h"
#include "series/series_join.h"
#include "series/series_span.h"

/* Refuses series that count different periods. */
static void
SeriesJoinFrequency(SeriesJoin *join, int i)
{
	Frequency	frequency = join->view[i].meaning.unit;

	for (int j = 0; j < i; j++)
		if (join->given[j] && join->frequency != frequency)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s and %s must have the same frequency",
							join->name[j], join->name[i]),
					 errdetail("One has %s, the other %s.",
							   CalendarName(join->frequency),
							   CalendarName(frequency)),
					 errhint("Bring the finer one to the coarser frequency: resample(s, '%s') for flows, which adds them up, resample(s, '%s', 'last') for levels such as stocks and prices.",
							 CalendarName(Max(join->frequency, frequency)),
							 CalendarName(Max(join->frequency, frequency)))));
	join->frequency = frequency;
}

/*
 * Opens a series whose totals of several periods stand at the last of them,
 * and returns its keys, which say how many these are.
 */
static SumsView
SeriesJoinOpenEnds(SumsView *view, Datum datum)
{
	uint32		single = SeriesViewOpenAll(view, datum);
	SumsView	keys = *view;

	if (single < view->n)
	{
		KeyedSums  *sums = SeriesCreate(view->meaning);

		for (uint32 i = 0; i < keys.n; i++)
			sums = SeriesPut(sums, SeriesSpanLast(keys.number[i]), keys.hi[i]);
		ViewOpenState(view, sums, VIEW_SORTED);
	}
	return keys;
}

/*
 * Opens the series in arguments arg, arg + 1 and so on; NULL is not given.
 * The one numbered "ends", if not -1, may hold totals of several periods.
 */
void
SeriesJoinOpenWithEnds(SeriesJoin *join, FunctionCallInfo fcinfo, int arg,
					   const char *const *names, int nseries, int ends)
{
	int64		first = PG_INT64_MAX;
	int64		last = PG_INT64_MIN;
	int			ngiven = 0;
	SumsView	keys = {0};

	Assert(nseries <= SERIES_JOIN_MAX);
	memset(join, 0, sizeof(*join));
	join->nseries = nseries;
	for (int i = 0; i < nseries; i++)
	{
		SumsView   *view = &join->view[i];

		join->name[i] = names[i];
		join->given[i] = !PG_ARGISNULL(arg + i);
		if (!join->given[i])
			continue;
		if (i == ends)
			keys = SeriesJoinOpenEnds(view, PG_GETARG_DATUM(arg + i));
		else
			SeriesViewOpen(view, PG_GETARG_DATUM(arg + i));
		SeriesJoinFrequency(join, i);
		if (ngiven++ == 0)
			join->meaning = view->meaning;
		if (view->n == 0)
			continue;
		first = Min(first, view->number[0]);
		last = Max(last, view->number[view->n - 1]);
	}
	if (first > last)
		return;					/* nothing is observed */
	for (int i = 0; i < nseries; i++)
		SeriesWindowOpen(&join->window[i], &join->view[i], first, last);
	join->first = first;
	join->n = join->window[0].n;
	if (ends < 0)
		return;
	join->length = (int *) palloc(join->n * sizeof(int));
	for (int i = 0; i < join->n; i++)
		join->length[i] = 1;
	for (uint32 i = 0; i < keys.n; i++)
		join->length[SeriesSpanLast(keys.number[i]) - first] =
			(int) SeriesSpanLength(keys.number[i]);
}

void
SeriesJoinOpen(SeriesJoin *join, FunctionCallInfo fcinfo, int arg,
			   const char *const *names, int nseries)
{
	SeriesJoinOpenWithEnds(join, fcinfo, arg, names, nseries, -1);
}

/* Refuses values of a series out of their range. */
void
SeriesJoinCheck(const SeriesJoin *join, int series, ArgumentRange range)
{
	const SumsView *view = &join->view[series];

	for (uint32 i = 0; i < view->n; i++)
		if (range == ARGUMENT_POSITIVE ? view->hi[i] <= 0 : view->hi[i] < 0)
			ArgumentCheck(view->hi[i], join->name[series], range,
						  CalendarDateText(CalendarDate(view->number[i],
														join->frequency)));
}

/* The first day of a slot's period; slot n is the one after the last. */
DateADT
SeriesJoinDate(const SeriesJoin *join, int slot)
{
	return CalendarDate(join->first + slot, join->frequency);
}

const char *
SeriesJoinDateText(const SeriesJoin *join, int slot)
{
	return CalendarDateText(SeriesJoinDate(join, slot));
}
