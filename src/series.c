/*
 * series.c
 *	  A trade_series as plain arrays over a window of calendar periods.
 */
#include "rareearth.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "series.h"
#include "wire.h"

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

/* The way to treat gaps that an argument names. */
SeriesGaps
SeriesGapsArgument(FunctionCallInfo fcinfo, int arg)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	SeriesGaps	gaps;

	if (!SeriesGapsFromName(word, &gaps))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("gaps \"%s\" does not exist", word),
				 errhint("Use missing, zero or error.")));
	return gaps;
}

/* Settles the holes between the first and the last observation. */
void
SeriesFillGaps(SeriesWindow *window, SeriesGaps gaps, Frequency frequency)
{
	bool	   *seen;
	int			lo;
	int			hi;

	if (gaps == SERIES_GAPS_MISSING || !SeriesWindowSpan(window, &lo, &hi))
		return;
	seen = (bool *) palloc(window->n * sizeof(bool));
	memcpy(seen, window->seen, window->n * sizeof(bool));
	for (int i = lo; i <= hi; i++)
	{
		if (!seen[i] && gaps == SERIES_GAPS_ERROR)
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("trade_series has no value for a period"),
					 errdetail("The %s of %s is missing.",
							   CalendarName(frequency),
							   CalendarDateText(CalendarDate(window->first + i,
															 frequency))),
					 errhint("Use gaps => 'zero' where no row means no trade, gaps => 'missing' where it is not known.")));
		seen[i] = true;
	}
	window->seen = seen;
}

/* Lays two series of one frequency out over the periods of both. */
void
SeriesPairOpen(SeriesPair *pair, Datum a, Datum b)
{
	int64		first = PG_INT64_MAX;
	int64		last = PG_INT64_MIN;

	SeriesViewOpen(&pair->view[0], a);
	SeriesViewOpen(&pair->view[1], b);
	pair->frequency = (Frequency) pair->view[0].frequency;
	if (pair->view[0].frequency != pair->view[1].frequency)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trade_series must have the same frequency"),
				 errdetail("One is by %s, the other by %s.",
						   CalendarName((Frequency) pair->view[0].frequency),
						   CalendarName((Frequency) pair->view[1].frequency)),
				 errhint("Bring the finer one to the coarser frequency with resample().")));
	for (int i = 0; i < 2; i++)
	{
		const SumsView *view = &pair->view[i];

		if (view->n == 0)
			continue;
		first = Min(first, view->number[0]);
		last = Max(last, view->number[view->n - 1]);
	}
	/* two empty series: a window without slots */
	if (first > last)
	{
		first = 0;
		last = -1;
	}
	SeriesWindowOpen(&pair->window[0], &pair->view[0], first, last);
	SeriesWindowOpen(&pair->window[1], &pair->view[1], first, last);
}

/* An empty series to put values into. */
KeyedSums *
SeriesCreate(Frequency frequency)
{
	KeyedSums  *sums = SumsCreate(NOUN_SERIES, false, NULL, 0);

	sums->frequency = (uint8) frequency;
	return sums;
}

/* Adds a value to a period; what a double cannot hold is an error. */
KeyedSums *
SeriesPut(KeyedSums *sums, int64 index, double value)
{
	if (!isfinite(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value of trade_series is out of range"),
				 errdetail("The result for the %s of %s is too large.",
						   CalendarName((Frequency) sums->frequency),
						   CalendarDateText(CalendarDate(index, (Frequency) sums->frequency))),
				 errhint("Scale the values, for example to tonnes.")));
	return SumsAddNumber(sums, index, value);
}

/* The stored value. */
Datum
SeriesStore(KeyedSums *sums)
{
	SumsView	view;

	ViewOpenState(&view, sums, VIEW_SORTED);
	return PointerGetDatum(WireWrite(&view));
}
