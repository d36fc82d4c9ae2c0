/*
 * series.h
 *	  A trade_series as plain arrays over a window of calendar periods.
 */
#ifndef RAREEARTH_SERIES_H
#define RAREEARTH_SERIES_H

#include "rareearth.h"
#include "calendar.h"
#include "series_window.h"
#include "view.h"

/* A hole of more periods than this is a mistake in the dates. */
#define SERIES_MAX_WINDOW	10000000

extern void SeriesViewOpen(SumsView *view, Datum datum);
extern void SeriesWindowOpen(SeriesWindow *window, const SumsView *view,
							 int64 from, int64 to);

extern SeriesGaps SeriesGapsArgument(FunctionCallInfo fcinfo, int arg);
extern void SeriesFillGaps(SeriesWindow *window, SeriesGaps gaps,
						   Frequency frequency);

/* Two series over one window of periods. */
typedef struct SeriesPair
{
	Frequency	frequency;
	SumsView	view[2];
	SeriesWindow window[2];
} SeriesPair;

extern void SeriesPairOpen(SeriesPair *pair, Datum a, Datum b);

/* Building a stored value from answers. */
extern KeyedSums *SeriesCreate(Frequency frequency);
extern KeyedSums *SeriesPut(KeyedSums *sums, int64 index, double value);
extern Datum SeriesStore(KeyedSums *sums);

#endif							/* RAREEARTH_SERIES_H */
