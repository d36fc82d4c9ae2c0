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

#endif							/* RAREEARTH_SERIES_H */
