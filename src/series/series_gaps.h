/*
 * series_gaps.h
 *	  Periods without a row: unknown, or zero where the source was complete.
 */
#ifndef RAREEARTH_SERIES_GAPS_H
#define RAREEARTH_SERIES_GAPS_H

#include "rareearth.h"

#include "series/series.h"

#define SERIES_GAP_HINT \
	"Use gaps => 'zero' where no row means no trade, gaps => 'missing' where it is not known."

extern void SeriesCheckObserved(SeriesObserved days);
extern SeriesObserved SeriesObservedPeriods(const SeriesPeriods *periods,
											SeriesObserved days);
extern SeriesObserved SeriesObservedArguments(FunctionCallInfo fcinfo, int arg,
											  const SeriesPeriods *periods);
extern void SeriesWindowOpenObserved(SeriesWindow *window,
									 const SumsView *view,
									 SeriesObserved observed, int64 period);

extern SeriesGaps SeriesGapsArgument(FunctionCallInfo fcinfo, int arg);
extern void SeriesRequireZeros(const SumsView *view);
extern void SeriesFillObserved(SeriesWindow *window, const SumsView *view,
							   const SeriesPeriods *periods, SeriesGaps gaps,
							   SeriesObserved observed);
extern void SeriesFillGaps(SeriesWindow *window, const SumsView *view,
						   const SeriesPeriods *periods, SeriesGaps gaps);

pg_noreturn extern void SeriesGapError(const SeriesPeriods *periods,
									   int64 period, const char *hint);

#endif							/* RAREEARTH_SERIES_GAPS_H */
