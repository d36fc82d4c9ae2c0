/*
 * vintages_access.c
 *	  Questions to trade_vintages: what was known on a day, what was told
 *	  first, what was revised, and by how much.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/revisions.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "sql/changes.h"
#include "sql/result.h"
#include "vintages/vintages.h"

/*
 * The series of what was known by a day: of each period the latest release up
 * to it.  Where totals of several periods share one with others, the latest of
 * them stands.  (v, day)
 */
PG_FUNCTION_INFO_V1(vintages_as_of);
Datum
vintages_as_of(PG_FUNCTION_ARGS)
{
	DateADT		day = PG_GETARG_DATEADT(1);
	SumsView	view;
	uint32	   *place;
	uint32		n = 0;
	int64		chosen = -1;	/* what the last place is told for */

	VintagesOpen(&view, PG_GETARG_DATUM(0));
	place = palloc_array(uint32, view.n);
	for (uint32 i = 0; i < view.n; i++)
	{
		int64		key = view.number[i];

		if (VintageKnown(key) > day)
			continue;
		/* a later release takes the place of the one before */
		n -= key >> VINTAGE_BITS == chosen;
		place[n++] = i;
		chosen = key >> VINTAGE_BITS;
	}
	PG_RETURN_DATUM(VintagesSeries(&view, place, n, true));
}

/*
 * The series of the n-th releases, 0 being the first figure of each period.
 * Where totals of several periods share one with others, the earliest of them
 * stands.  (v, n)
 */
PG_FUNCTION_INFO_V1(vintages_release);
Datum
vintages_release(PG_FUNCTION_ARGS)
{
	uint32		wanted = ArgumentCount(fcinfo, 1, "n", 0, PG_INT32_MAX);
	SumsView	view;
	uint32	   *place;
	uint32		n = 0;
	uint32		end;

	VintagesOpen(&view, PG_GETARG_DATUM(0));
	place = palloc_array(uint32, view.n);
	for (uint32 start = 0; start < view.n; start = end)
	{
		end = VintagesEnd(&view, start);
		if (wanted < end - start)
			place[n++] = start + wanted;
	}
	PG_RETURN_DATUM(VintagesSeries(&view, place, n, false));
}

/* Starts a row with what a key is told for, which release it is, and its day. */
static void
AddRelease(ResultRow *row, int64 key, uint32 number, Calendar calendar)
{
	int64		span = VintageSpan(key);

	ResultAddDate(row, true, CalendarDate(SeriesSpanFirst(span), calendar));
	ResultAddDate(row, true, CalendarDate(SeriesSpanLast(span), calendar));
	ResultAddInteger(row, true, (int32) number);
	ResultAddDate(row, true, VintageKnown(key));
}

/* Rows of all releases: (v) */
PG_FUNCTION_INFO_V1(vintages_releases);
Datum
vintages_releases(PG_FUNCTION_ARGS)
{
	SumsView	view;
	ResultRow	row = {0};
	uint32		start = 0;

	InitMaterializedSRF(fcinfo, 0);
	VintagesOpen(&view, PG_GETARG_DATUM(0));
	for (uint32 i = 0; i < view.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!VintageSameSpan(view.number[start], view.number[i]))
			start = i;
		AddRelease(&row, view.number[i], i - start, CalendarOf(view.meaning));
		ResultAddNumber(&row, true, view.hi[i]);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* The day after which revisions count. */
static DateADT
SinceArgument(FunctionCallInfo fcinfo, int arg)
{
	return PG_ARGISNULL(arg) ? DATEVAL_NOBEGIN :
		SeriesDateArgument(fcinfo, arg, "since");
}

/*
 * Rows of figures that were new, or other than before, after a day: (v, since)
 */
PG_FUNCTION_INFO_V1(vintages_revisions);
Datum
vintages_revisions(PG_FUNCTION_ARGS)
{
	SumsView	view;
	ResultRow	row = {0};
	DateADT		since;
	uint32		start = 0;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	since = SinceArgument(fcinfo, 1);
	VintagesOpen(&view, PG_GETARG_DATUM(0));
	for (uint32 i = 0; i < view.n; i++)
	{
		bool		revised = i > 0 &&
			VintageSameSpan(view.number[start], view.number[i]);
		ValueChange change = {.was = revised, .is = true, .after = view.hi[i]};

		CHECK_FOR_INTERRUPTS();
		if (revised)
		{
			change.before = view.hi[i - 1];
			change.change = ViewDifference(&view, i, &view, i - 1);
		}
		else
			start = i;
		if (VintageKnown(view.number[i]) <= since || !ChangeIsOne(&change, 0))
			continue;
		AddRelease(&row, view.number[i], i - start, CalendarOf(view.meaning));
		ChangeAdd(&row, &change);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* Lays the releases of all periods out as plain arrays. */
static void
ReleasesOpen(Releases *releases, const SumsView *view)
{
	Calendar	calendar = CalendarOf(view->meaning);
	int		   *start = palloc_array(int, view->n + 1);
	int32	   *days = palloc_array(int32, view->n);
	DateADT		last = 0;

	releases->n = 0;
	for (uint32 i = 0; i < view->n; i++)
	{
		int64		key = view->number[i];

		if (i == 0 || !VintageSameSpan(key, view->number[i - 1]))
		{
			CHECK_FOR_INTERRUPTS();
			start[releases->n++] = (int) i;
			last = CalendarDate(SeriesSpanLast(VintageSpan(key)) + 1, calendar) - 1;
		}
		days[i] = VintageKnown(key) - last;
	}
	start[releases->n] = (int) view->n;
	releases->start = start;
	releases->value = view->hi;
	releases->days = days;
}

/* (v, release, within) */
PG_FUNCTION_INFO_V1(vintages_revision_stats);
Datum
vintages_revision_stats(PG_FUNCTION_ARGS)
{
	int			release = ArgumentCount(fcinfo, 1, "release", 0, PG_INT32_MAX);
	double		within = ArgumentValue(fcinfo, 2, "within",
									   ARGUMENT_NOT_NEGATIVE);
	SumsView	view;
	Releases	releases;
	RevisionStats stats;
	ResultRow	row = {0};

	VintagesOpen(&view, PG_GETARG_DATUM(0));
	ReleasesOpen(&releases, &view);
	RevisionStatsFind(&releases, release, within,
					  palloc_array(double, 2 * (Size) releases.n), &stats);
	ResultAddInteger(&row, true, stats.periods);
	ResultAddInteger(&row, true, stats.revised);
	ResultAddNumber(&row, stats.periods > 0, stats.bias);
	ResultAddNumber(&row, stats.periods > 0, stats.mean_absolute);
	ResultAddNumber(&row, stats.has_std_dev, stats.std_dev);
	ResultAddNumber(&row, stats.periods > 0, stats.least);
	ResultAddNumber(&row, stats.periods > 0, stats.greatest);
	ResultAddNumber(&row, stats.has_noise, stats.noise_to_signal);
	ResultAddNumber(&row, releases.n > 0, stats.settled_median);
	ResultAddInteger(&row, releases.n > 0, stats.settled_max);
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(vintages_frequency);
Datum
vintages_frequency(PG_FUNCTION_ARGS)
{
	SumsView	view;

	VintagesOpenStored(&view, PG_GETARG_DATUM(0));
	PG_RETURN_TEXT_P(cstring_to_text(CalendarName(view.meaning.unit)));
}

/* The first and the last day on which something was known; there is a figure. */
static void
VintagesKnown(const SumsView *view, DateADT *first, DateADT *last)
{
	*first = *last = VintageKnown(view->number[0]);
	for (uint32 i = 1; i < view->n; i++)
	{
		*first = Min(*first, VintageKnown(view->number[i]));
		*last = Max(*last, VintageKnown(view->number[i]));
	}
}

/* The first of these days, or the last. */
static Datum
VintagesKnownDay(FunctionCallInfo fcinfo, bool is_last)
{
	SumsView	view;
	DateADT		first;
	DateADT		last;

	VintagesOpenStored(&view, PG_GETARG_DATUM(0));
	if (view.n == 0)
		PG_RETURN_NULL();
	VintagesKnown(&view, &first, &last);
	PG_RETURN_DATEADT(is_last ? last : first);
}

PG_FUNCTION_INFO_V1(vintages_first_known);
Datum
vintages_first_known(PG_FUNCTION_ARGS)
{
	return VintagesKnownDay(fcinfo, false);
}

PG_FUNCTION_INFO_V1(vintages_last_known);
Datum
vintages_last_known(PG_FUNCTION_ARGS)
{
	return VintagesKnownDay(fcinfo, true);
}

PG_FUNCTION_INFO_V1(vintages_num_releases);
Datum
vintages_num_releases(PG_FUNCTION_ARGS)
{
	SumsView	view;

	if (PG_ARGISNULL(0))
		PG_RETURN_INT64(0);
	VintagesOpenStored(&view, PG_GETARG_DATUM(0));
	PG_RETURN_INT64(view.n);
}

/* summary(trade_vintages): one line for a person */
PG_FUNCTION_INFO_V1(vintages_summary);
Datum
vintages_summary(PG_FUNCTION_ARGS)
{
	SumsView	view;
	Calendar	calendar;
	StringInfoData buf;
	uint32		told = 0;		/* what there are figures for */
	int64		first = PG_INT64_MAX;
	int64		last = PG_INT64_MIN;
	DateADT		first_known;
	DateADT		last_known;

	VintagesOpenStored(&view, PG_GETARG_DATUM(0));
	calendar = CalendarOf(view.meaning);
	for (uint32 i = 0; i < view.n; i = VintagesEnd(&view, i))
	{
		int64		span = VintageSpan(view.number[i]);

		told++;
		first = Min(first, SeriesSpanFirst(span));
		last = Max(last, SeriesSpanLast(span));
	}
	initStringInfo(&buf);
	appendStringInfo(&buf, "trade_vintages by %s, %u %s%s",
					 CalendarName(view.meaning.unit), told,
					 MeasureName(view.meaning.measure), told == 1 ? "" : "s");
	if (view.n > 0)
	{
		VintagesKnown(&view, &first_known, &last_known);
		appendStringInfo(&buf, ", %s to ",
						 CalendarDateText(CalendarDate(first, calendar)));
		appendStringInfo(&buf, "%s; %u release%s",
						 CalendarDateText(CalendarDate(last, calendar)),
						 view.n, view.n == 1 ? "" : "s");
		appendStringInfo(&buf, ", known from %s to ", CalendarDateText(first_known));
		appendStringInfoString(&buf, CalendarDateText(last_known));
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}
