/*
 * series.c
 *	  A trade_series as plain arrays over a window of calendar periods.
 */
#include "rareearth.h"

#include "utils/memutils.h"

#include "series.h"

/*
 * Opens the observations of a stored value or a state, in order of time.  A
 * state whose frequency was not given holds days: the frequency is found now,
 * when all rows are known, so it cannot depend on their order.
 */
void
SeriesViewOpen(SumsView *view, Datum datum)
{
	ViewOpen(view, datum, NOUN_SERIES, VIEW_SORTED);
	if (view->frequency == FREQUENCY_FOUND)
	{
		Frequency	found = CalendarFind(view->number, view->n);

		/* distinct days that show a frequency lie in distinct periods */
		for (uint32 i = 0; i < view->n; i++)
			view->number[i] = CalendarIndex((DateADT) view->number[i], found);
		view->frequency = (uint8) found;
	}
	if (view->n > 0 &&
		(!CalendarIndexIsValid(view->number[0], (Frequency) view->frequency) ||
		 !CalendarIndexIsValid(view->number[view->n - 1],
							   (Frequency) view->frequency)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period of trade_series is out of range"),
				 errdetail("Period number " INT64_FORMAT " or " INT64_FORMAT " of frequency %s has no date.",
						   view->number[0], view->number[view->n - 1],
						   CalendarName((Frequency) view->frequency))));
}

/*
 * Lays the observations out over all periods from the first to the last, and
 * at least over from..to where these are given (from <= to).
 */
void
SeriesWindowOpen(SeriesWindow *window, const SumsView *view, int64 from,
				 int64 to)
{
	int64		first = view->n > 0 ? view->number[0] : from;
	int64		last = view->n > 0 ? view->number[view->n - 1] : to;
	double	   *value;
	bool	   *seen;

	if (from <= to)
	{
		first = Min(first, from);
		last = Max(last, to);
	}
	if (last - first >= SERIES_MAX_WINDOW)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("trade_series cannot span more than %d periods",
						SERIES_MAX_WINDOW),
				 errdetail("It spans " INT64_FORMAT " periods of frequency %s.",
						   last - first + 1,
						   CalendarName((Frequency) view->frequency)),
				 errhint("Look for a mistyped date, or use a coarser frequency.")));
	window->first = first;
	window->n = (int) (last - first + 1);
	window->periods_per_year =
		CalendarPeriodsPerYear((Frequency) view->frequency);
	value = (double *) palloc0(Max(window->n, 1) * sizeof(double));
	seen = (bool *) palloc0(Max(window->n, 1) * sizeof(bool));
	for (uint32 i = 0; i < view->n; i++)
	{
		value[view->number[i] - first] = view->hi[i];
		seen[view->number[i] - first] = true;
	}
	window->value = value;
	window->seen = seen;
}
