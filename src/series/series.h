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

/* A century of days; a longer window is a mistake in the dates. */
#define SERIES_MAX_WINDOW	36600

/* A set of measures. */
#define MEASURE_BIT(measure)	(1 << (measure))
#define MEASURES_ADDED	(MEASURE_BIT(MEASURE_FLOW) | MEASURE_BIT(MEASURE_CHANGE))
#define MEASURES_PRICED	(MEASURE_BIT(MEASURE_FLOW) | MEASURE_BIT(MEASURE_LEVEL))

#define SERIES_LEVELS_HINT \
	"Levels are not added up. Ask for one of them by value_at(s, day), or for their mean by resample(s, 'year', 'mean')."
#define SERIES_MEASURE_HINT \
	"Flows come from series_agg, levels from levels_agg, changes from backlog_agg."

/*
 * How the periods of a series are numbered when it is laid out.  Those of the
 * calendar have the number that is their key.  Trading days are the days that
 * have a figure, numbered from 0, so that neighbours differ by 1.
 */
typedef struct SeriesPeriods
{
	Calendar	calendar;
	const int64 *day;			/* trading days in order, else NULL */
	int64		ndays;
} SeriesPeriods;

/* Are the periods the days that have a figure? */
static inline bool
SeriesPeriodsAreTradingDays(const SeriesPeriods *periods)
{
	return periods->calendar.frequency == FREQUENCY_TRADING_DAY;
}

/* The key of a period under which its figure is stored. */
static inline int64
SeriesPeriodKey(const SeriesPeriods *periods, int64 period)
{
	if (!SeriesPeriodsAreTradingDays(periods))
		return period;
	Assert(period >= 0 && period < periods->ndays);
	return periods->day[period];
}

/* The first day of a period. */
static inline DateADT
SeriesPeriodDate(const SeriesPeriods *periods, int64 period)
{
	return CalendarDate(SeriesPeriodKey(periods, period), periods->calendar);
}

extern SeriesPeriods SeriesPeriodsOf(const SumsView *view);
extern int64 SeriesPeriodFrom(const SeriesPeriods *periods, DateADT date);
extern int64 SeriesPeriodUntil(const SeriesPeriods *periods, DateADT date);
extern bool SeriesPeriodAsOf(const SeriesPeriods *periods, DateADT date,
							 int64 *period);

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
extern uint32 SeriesViewFinish(SumsView *view);
extern void SeriesRequireSingle(const SumsView *view, uint32 single);
extern bool SeriesSpansOverlap(const SumsView *view, int64 *a, int64 *b);
extern KeyedSums *SeriesMergeSpans(const SumsView *view);
extern void SeriesCheckWindow(const SeriesPeriods *periods, int64 first,
							  int64 last);
extern void SeriesWindowOpen(SeriesWindow *window, const SumsView *view,
							 int64 from, int64 to);
extern void SeriesWindowOpenObserved(SeriesWindow *window,
									 const SumsView *view,
									 SeriesObserved observed, int64 period);
extern void SeriesWindowOpenOver(SeriesWindow *window, const SumsView *view,
								 const SeriesPeriods *periods, int64 first,
								 int64 last);

extern DateADT SeriesDateArgument(FunctionCallInfo fcinfo, int arg,
								  const char *name);
extern void SeriesSinceUntil(FunctionCallInfo fcinfo, int arg,
							 const SeriesPeriods *periods, int64 *since,
							 int64 *until);

/* The meaning of a series whose figures are of another measure. */
static inline ValueMeaning
SeriesMeasured(ValueMeaning meaning, Measure measure)
{
	meaning.measure = (uint8) measure;
	return meaning;
}

/* Building a stored value from answers. */
extern KeyedSums *SeriesCreate(ValueMeaning meaning);
extern KeyedSums *SeriesPut(KeyedSums *sums, int64 key, double value);
extern Datum SeriesStore(KeyedSums *sums);

/* Of its kinds of state. */
extern bool SeriesKeysAreValid(const SumsView *view, const void *params);
extern char *SeriesKeyText(const SumsView *view, uint32 i);

/* series_agg.c */
extern void SeriesCheckSpan(DateADT start, DateADT end, Calendar calendar);
pg_noreturn extern void SeriesFrequencyNullError(void);

/* series_dates.c */
extern bool DatesParamsAreValid(const void *params);
extern char *DatesParamsText(const void *params);
extern bool DatesKeysAreValid(const SumsView *view, const void *params);
extern char *DatesKeyText(const SumsView *view, uint32 i);
extern bool SpansKeysAreValid(const SumsView *view, const void *params);
extern char *SpansKeyText(const SumsView *view, uint32 i);
extern bool RecoveryKeysAreValid(const SumsView *view, const void *params);

/* series_facts.c */
extern bool FactsKeysAreValid(const SumsView *view, const void *params);
extern char *FactsKeyText(const SumsView *view, uint32 i);

/* series_levels.c */
extern void SeriesViewOpenLevels(SumsView *view, FunctionCallInfo fcinfo);
extern bool LevelsParamsAreValid(const void *params);
extern char *LevelsParamsText(const void *params);
extern bool LevelsFiledParamsAreValid(const void *params);
extern char *LevelsFiledParamsText(const void *params);
extern bool LevelsKeysAreValid(const SumsView *view, const void *params);
pg_noreturn extern void LevelsSecondError(int64 day, double a, double b);

/* series_reconcile.c */
extern bool ReconcileParamsAreValid(const void *params);
extern char *ReconcileParamsText(const void *params);

/* The text form, as functions of SQL. */
extern PGDLLEXPORT Datum series_in(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum series_out(PG_FUNCTION_ARGS);

#endif							/* RAREEARTH_SERIES_H */
