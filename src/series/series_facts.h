/*
 * series_facts.h
 *	  What a source filed for a span of days, and when.
 *
 * A fact may be filed again, repeated or restated.  The state keeps every fact
 * once, as the key of a row: what was filed is no sum.  The one filed last
 * counts.
 */
#ifndef RAREEARTH_SERIES_FACTS_H
#define RAREEARTH_SERIES_FACTS_H

#include "rareearth.h"
#include "keyed/agg.h"
#include "sql/fiscal.h"

/* What is the same for all facts of a group; compared by bytes, no padding. */
typedef struct FactsParams
{
	double		tolerance;
	int32		snap;
	uint8		frequency;
	uint8		year_start;
	uint8		duplicate;		/* a LevelDuplicate */
	uint8		unused;
} FactsParams;

StaticAssertDecl(sizeof(FactsParams) == 16, "FactsParams has no padding");

typedef struct SeriesFact
{
	int64		key;			/* of what it is told for, when placed */
	DateADT		start;
	DateADT		end;
	DateADT		filed;			/* DATEVAL_NOBEGIN where it is not known */
	double		value;
} SeriesFact;

static inline Calendar
FactsCalendar(const FactsParams *params)
{
	Calendar	calendar = {(Frequency) params->frequency, params->year_start};

	return calendar;
}

extern DateADT SeriesFactFiled(FunctionCallInfo fcinfo, int arg);
extern KeyedSums *SeriesFactAdd(KeyedSums *sums, const SeriesFact *fact);
extern SeriesFact *SeriesFactsRead(const SumsView *view);
extern uint32 SeriesFactsChoose(SeriesFact *facts, uint32 n, const char *what,
								Calendar calendar);

#endif							/* RAREEARTH_SERIES_FACTS_H */
