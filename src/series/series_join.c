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

/* How to bring series of two calendars together. */
static const char *
SeriesJoinHint(Calendar a, Calendar b)
{
	Frequency	coarser = CalendarCoarser(a.frequency, b.frequency);

	if (a.frequency != b.frequency)
		return psprintf("Bring the finer one to the coarser frequency: resample(s, '%s') adds flows up and takes the last of levels.",
						CalendarName(coarser));
	return psprintf("Give both the same year_start: when building, or %sby resample(s, '%s', year_start => %d).",
					CalendarNests(b, a) ? "" : "from months ",
					CalendarName(coarser), a.year_start);
}

/* Refuses a series that counts other periods than those before it. */
static void
SeriesJoinPeriods(const SeriesJoin *join, int i)
{
	Calendar	calendar = CalendarOf(join->view[i].meaning);

	for (int j = 0; j < i; j++)
	{
		Calendar	before = CalendarOf(join->view[j].meaning);

		if (join->given[j] && !CalendarsEqual(before, calendar))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s and %s must have the same periods",
							join->name[j], join->name[i]),
					 errdetail("One is by %s, the other by %s.",
							   CalendarText(before), CalendarText(calendar)),
					 errhint("%s", SeriesJoinHint(before, calendar))));
	}
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

/* Opens the views, and returns how many series are given. */
static int
SeriesJoinOpenViews(SeriesJoin *join, FunctionCallInfo fcinfo, int arg,
					const char *const *names, int ends, SumsView *keys)
{
	int			ngiven = 0;

	for (int i = 0; i < join->nseries; i++)
	{
		SumsView   *view = &join->view[i];

		join->name[i] = names[i];
		join->given[i] = !PG_ARGISNULL(arg + i);
		if (!join->given[i])
			continue;
		if (i == ends)
			*keys = SeriesJoinOpenEnds(view, PG_GETARG_DATUM(arg + i));
		else
			SeriesViewOpen(view, PG_GETARG_DATUM(arg + i));
		SeriesJoinPeriods(join, i);
		if (ngiven++ == 0)
			join->meaning = view->meaning;
	}
	return ngiven;
}

static int
CompareDays(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return (x > y) - (x < y);
}

/* The days on which any of the series has a figure. */
static void
SeriesJoinTradingDays(SeriesJoin *join)
{
	int64	   *day;
	int64		n = 0;
	int64		kept = 0;

	for (int i = 0; i < join->nseries; i++)
		n += join->view[i].n;
	day = palloc_array(int64, n);
	n = 0;
	for (int i = 0; i < join->nseries; i++)
		for (uint32 j = 0; j < join->view[i].n; j++)
			day[n++] = join->view[i].number[j];
	qsort(day, n, sizeof(int64), CompareDays);
	for (int64 i = 0; i < n; i++)
		if (kept == 0 || day[kept - 1] != day[i])
			day[kept++] = day[i];
	join->periods.day = day;
	join->periods.ndays = kept;
}

/* The first and the last period of any series; false if there is none. */
static bool
SeriesJoinSpan(const SeriesJoin *join, int64 *first, int64 *last)
{
	*first = PG_INT64_MAX;
	*last = PG_INT64_MIN;
	for (int i = 0; i < join->nseries; i++)
	{
		const SumsView *view = &join->view[i];

		if (view->n == 0)
			continue;
		*first = Min(*first, view->number[0]);
		*last = Max(*last, view->number[view->n - 1]);
	}
	if (*first > *last)
		return false;
	if (SeriesPeriodsAreTradingDays(&join->periods))
	{
		*first = 0;
		*last = join->periods.ndays - 1;
	}
	return true;
}

/*
 * Opens the series in arguments arg, arg + 1 and so on; NULL is not given.
 * The one numbered "ends", if not -1, may hold totals of several periods.
 */
void
SeriesJoinOpenWithEnds(SeriesJoin *join, FunctionCallInfo fcinfo, int arg,
					   const char *const *names, int nseries, int ends)
{
	int64		first;
	int64		last;
	SumsView	keys = {0};

	Assert(nseries <= SERIES_JOIN_MAX);
	memset(join, 0, sizeof(*join));
	join->nseries = nseries;
	if (SeriesJoinOpenViews(join, fcinfo, arg, names, ends, &keys) == 0)
		return;
	join->periods.calendar = CalendarOf(join->meaning);
	if (SeriesPeriodsAreTradingDays(&join->periods))
		SeriesJoinTradingDays(join);
	if (!SeriesJoinSpan(join, &first, &last))
		return;					/* nothing is observed */
	for (int i = 0; i < nseries; i++)
		SeriesWindowOpenOver(&join->window[i], &join->view[i], &join->periods,
							 first, last);
	join->first = first;
	join->n = join->window[0].n;
	if (ends < 0)
		return;
	join->length = palloc_array(int, join->n);
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

/*
 * Keeps, of trading days, those on which every series has a figure, so that
 * periods can be counted on all of them alike.
 */
void
SeriesJoinKeepCommon(SeriesJoin *join)
{
	int64	   *day;
	int			kept = 0;

	if (!SeriesPeriodsAreTradingDays(&join->periods) || join->n == 0)
		return;
	day = palloc_array(int64, join->n);
	for (int slot = 0; slot < join->n; slot++)
	{
		bool		common = true;

		for (int i = 0; i < join->nseries; i++)
			common = common && (!join->given[i] || join->window[i].seen[slot]);
		if (!common)
			continue;
		for (int i = 0; i < join->nseries; i++)
		{
			((double *) join->window[i].value)[kept] =
				join->window[i].value[slot];
			((bool *) join->window[i].seen)[kept] = join->given[i];
		}
		day[kept++] = join->periods.day[slot];
	}
	join->periods.day = day;
	join->periods.ndays = join->n = kept;
	for (int i = 0; i < join->nseries; i++)
		join->window[i].n = kept;
}

/* Refuses a series whose figures are none of these measures. */
void
SeriesJoinRequireMeasure(const SeriesJoin *join, int series, int measures)
{
	if (join->given[series])
		SeriesRequireMeasure(&join->view[series], measures, join->name[series],
							 SERIES_MEASURE_HINT);
}

/* Refuses two series of different measures. */
void
SeriesJoinRequireAlike(const SeriesJoin *join, int a, int b)
{
	Measure		left = (Measure) join->view[a].meaning.measure;
	Measure		right = (Measure) join->view[b].meaning.measure;

	if (left != right)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s and %s must have the same measure", join->name[a],
						join->name[b]),
				 errdetail("One holds %ss, the other %ss.", MeasureName(left),
						   MeasureName(right)),
				 errhint(SERIES_MEASURE_HINT)));
}

/* Refuses values of a series out of their range. */
void
SeriesJoinCheck(const SeriesJoin *join, int series, ArgumentRange range)
{
	const SumsView *view = &join->view[series];

	for (uint32 i = 0; i < view->n; i++)
		if (range == ARGUMENT_POSITIVE ? view->hi[i] <= 0 : view->hi[i] < 0)
			ArgumentCheck(view->hi[i], join->name[series], range,
						  SeriesSpanText(view->number[i],
										 CalendarOf(view->meaning)));
}

/*
 * The first day of a slot's period; slot n is the one after the last, which
 * trading days do not have.
 */
DateADT
SeriesJoinDate(const SeriesJoin *join, int slot)
{
	return SeriesPeriodDate(&join->periods, join->first + slot);
}

const char *
SeriesJoinDateText(const SeriesJoin *join, int slot)
{
	return CalendarDateText(SeriesJoinDate(join, slot));
}
