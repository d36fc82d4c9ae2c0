/*
 * series_join.h
 *	  Several trade_series laid out over one calendar.
 */
#ifndef RAREEARTH_SERIES_JOIN_H
#define RAREEARTH_SERIES_JOIN_H

#include "rareearth.h"

#include "sql/argument.h"
#include "series/series.h"

#define SERIES_JOIN_MAX		4

/*
 * The windows have the same first period and the same number of slots.  A
 * series that is not given has a window in which nothing is seen.  Trading
 * days are those on which any of the series has a figure.
 */
typedef struct SeriesJoin
{
	int			nseries;
	ValueMeaning meaning;		/* of the first that is given */
	SeriesPeriods periods;
	int64		first;			/* period index of slot 0 */
	int			n;				/* slots; 0 when nothing is observed */
	const char *name[SERIES_JOIN_MAX];
	bool		given[SERIES_JOIN_MAX];
	SumsView	view[SERIES_JOIN_MAX];
	SeriesWindow window[SERIES_JOIN_MAX];
	int		   *length;			/* opened with ends: periods that the total
								 * which ends in this slot covers */
} SeriesJoin;

extern void SeriesJoinOpen(SeriesJoin *join, FunctionCallInfo fcinfo, int arg,
						   const char *const *names, int nseries);
extern void SeriesJoinOpenWithEnds(SeriesJoin *join, FunctionCallInfo fcinfo,
								   int arg, const char *const *names,
								   int nseries, int ends);
extern void SeriesJoinKeepCommon(SeriesJoin *join);
extern void SeriesJoinRequireMeasure(const SeriesJoin *join, int series,
									 int measures);
extern void SeriesJoinRequireAlike(const SeriesJoin *join, int a, int b);
extern void SeriesJoinCheck(const SeriesJoin *join, int series,
							ArgumentRange range);
extern DateADT SeriesJoinDate(const SeriesJoin *join, int slot);
extern const char *SeriesJoinDateText(const SeriesJoin *join, int slot);

#endif							/* RAREEARTH_SERIES_JOIN_H */
