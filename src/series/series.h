/*
 * series.h
 *	  A trade_series as plain arrays over a window of calendar periods.
 */
#ifndef RAREEARTH_SERIES_H
#define RAREEARTH_SERIES_H

#include "rareearth.h"
#include "sql/calendar.h"
#include "series/series_span.h"
#include "math/series_window.h"
#include "keyed/view.h"

/* A hole of more periods than this is a mistake in the dates. */
#define SERIES_MAX_WINDOW	10000000

/* A set of measures. */
#define MEASURE_BIT(measure)	(1 << (measure))

/*
 * A question that asks for single periods opens a view by SeriesViewOpen,
 * which refuses totals of several periods.  One that can use them asks
 * SeriesViewOpenAll, which returns how many keys are single periods; they come
 * first.
 */
extern void SeriesViewOpen(SumsView *view, Datum datum);
extern void SeriesRequireMeasure(const SumsView *view, int measures,
								 const char *what, const char *hint);
extern uint32 SeriesViewOpenAll(SumsView *view, Datum datum);
extern bool SeriesSpansOverlap(const SumsView *view, int64 *a, int64 *b);
extern KeyedSums *SeriesMergeSpans(const SumsView *view);
extern void SeriesWindowOpen(SeriesWindow *window, const SumsView *view,
							 int64 from, int64 to);

extern SeriesGaps SeriesGapsArgument(FunctionCallInfo fcinfo, int arg);
extern void SeriesFillGaps(SeriesWindow *window, SeriesGaps gaps,
						   Frequency frequency);

#define SERIES_GAP_HINT \
	"Use gaps => 'zero' where no row means no trade, gaps => 'missing' where it is not known."

pg_noreturn extern void SeriesGapError(int64 period, Frequency frequency,
									   const char *hint);

/* Building a stored value from answers. */
extern KeyedSums *SeriesCreate(ValueMeaning meaning);
extern KeyedSums *SeriesPut(KeyedSums *sums, int64 key, double value);
extern Datum SeriesStore(KeyedSums *sums);

/* series_levels.c */
extern void SeriesViewOpenLevels(SumsView *view, FunctionCallInfo fcinfo);

#endif							/* RAREEARTH_SERIES_H */
