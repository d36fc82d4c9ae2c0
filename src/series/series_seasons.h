/*
 * series_seasons.h
 *	  What the calendar does to months and quarters.
 */
#ifndef RAREEARTH_SERIES_SEASONS_H
#define RAREEARTH_SERIES_SEASONS_H

#include "rareearth.h"

#include "series/series.h"

extern void SeriesPoolJanFeb(SumsView *view, uint32 single);

#endif							/* RAREEARTH_SERIES_SEASONS_H */
