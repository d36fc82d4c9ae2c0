/*
 * series_seasons.c
 *	  trade_series without what the calendar does to them: January and
 *	  February pooled, seasons taken out.
 */
#include "rareearth.h"

#include <math.h>

#include "math/baseline.h"
#include "series/series_gaps.h"
#include "series/series_seasons.h"
#include "series/series_span.h"

/*
 * Prepares a series whose January and February will be pooled.  A figure for
 * both months is their sum, and all that pooling asks for: halves stand for
 * the months.  Other combined periods are refused.
 */
void
SeriesPoolJanFeb(SumsView *view, uint32 single)
{
	KeyedSums  *sums;

	if (single == view->n)
		return;
	if (view->meaning.unit != FREQUENCY_MONTH)
		SeriesRequireSingle(view, single);	/* reports what it holds */
	sums = SeriesCreate(view->meaning);
	for (uint32 i = 0; i < view->n; i++)
	{
		int64		first = SeriesSpanFirst(view->number[i]);

		if (i < single)
			sums = SeriesPut(sums, first, view->hi[i]);
		else if (SeriesSpanLength(view->number[i]) == 2 && first % 12 == 0)
		{
			sums = SeriesPut(sums, first, view->hi[i] / 2);
			sums = SeriesPut(sums, first + 1, view->hi[i] / 2);
		}
		else
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("trade_series holds combined periods"),
					 errdetail("pool_jan_feb can use January with February; %s is not.",
							   SeriesSpanText(view->number[i],
											  CalendarBy(FREQUENCY_MONTH))),
					 errhint("Say what its periods are: spread_combined(s, 'even') shares it out, spread_combined(s, 'none') leaves them missing.")));
	}
	ViewOpenState(view, sums, VIEW_SORTED);
}

/* The slots that are seen, as a series of the meaning of another. */
static Datum
SeasonsStore(const SumsView *view, const SeriesWindow *window,
			 const double *value, const bool *seen)
{
	KeyedSums  *sums = SeriesCreate(view->meaning);

	for (int i = 0; i < window->n; i++)
		if (seen[i])
			sums = SeriesPut(sums, window->first + i, value[i]);
	return SeriesStore(sums);
}

/* (s) */
PG_FUNCTION_INFO_V1(series_pool_jan_feb);
Datum
series_pool_jan_feb(PG_FUNCTION_ARGS)
{
	SumsView	view;
	SeriesWindow window;
	uint32		single = SeriesViewOpenAll(&view, PG_GETARG_DATUM(0));

	if (view.meaning.unit != FREQUENCY_MONTH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("pool_jan_feb needs a series by month"),
				 errdetail("The series is by %s.",
						   CalendarName(view.meaning.unit))));
	SeriesPoolJanFeb(&view, single);
	SeriesWindowOpen(&window, &view, 1, 0);
	/* the arrays are ours: just laid out */
	BaselinePoolJanFeb(&window, (double *) window.value, (bool *) window.seen);
	return SeasonsStore(&view, &window, window.value, window.seen);
}

/* Refuses a value that has no logarithm. */
static void
SeasonsCheck(const SumsView *view, const SeriesWindow *window)
{
	for (int i = 0; i < window->n; i++)
		if (window->seen[i] && window->value[i] <= 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("seasonally_adjusted needs values greater than zero"),
					 errdetail("The value of %s is not.",
							   CalendarDateText(CalendarDate(window->first + i,
															 CalendarOf(view->meaning)))),
					 errhint("Slice the series to the periods with trade, or look at seasonal_index(s).")));
}

/* (s) */
PG_FUNCTION_INFO_V1(series_seasonally_adjusted);
Datum
series_seasonally_adjusted(PG_FUNCTION_ARGS)
{
	SumsView	view;
	SeriesWindow window;
	RecoveryParams params = {.baseline = RECOVERY_SEASONAL};
	BaselineSlots slots;
	Baseline	fit;
	int64		unused;

	SeriesViewOpen(&view, PG_GETARG_DATUM(0));
	if (view.meaning.unit != FREQUENCY_MONTH &&
		view.meaning.unit != FREQUENCY_QUARTER)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("seasonally_adjusted needs a series by month or quarter"),
				 errdetail("The series is by %s.",
						   CalendarName(view.meaning.unit))));
	SeriesWindowOpen(&window, &view, 1, 0);
	SeasonsCheck(&view, &window);
	slots.value = (double *) window.value;	/* just laid out, ours */
	slots.seen = (bool *) window.seen;
	slots.x = palloc_array(double, 2 * (Size) window.n);
	slots.y = slots.x + window.n;
	params.k = Max(window.n, 1);
	(void) BaselineFit(&fit, &window, &params, window.first + window.n,
					   &slots, &unused);
	for (int i = 0; i < window.n; i++)
	{
		double		factor;

		if (!BaselineSeasonFactor(&fit, i, &factor))
			PG_RETURN_NULL();
		slots.value[i] /= factor;
	}
	if (window.n == 0)
		PG_RETURN_NULL();
	return SeasonsStore(&view, &window, slots.value, slots.seen);
}
