/*
 * vintages.h
 *	  trade_vintages: what was told for each period, and when.
 */
#ifndef RAREEARTH_VINTAGES_H
#define RAREEARTH_VINTAGES_H

#include "rareearth.h"
#include "keyed/view.h"
#include "series/series.h"
#include "vintages/vintage_key.h"

/* Two figures of one day that share a period, or one known too early. */
typedef struct VintageFault
{
	int64		a;
	int64		b;				/* the same key twice: known too early */
} VintageFault;

extern void VintagesOpenStored(SumsView *view, Datum datum);
extern void VintagesOpen(SumsView *view, Datum datum);
extern bool VintagesHaveDates(const SumsView *view);
extern uint32 VintagesEnd(const SumsView *view, uint32 start);
extern Datum VintagesSeries(const SumsView *view, uint32 *place, uint32 n,
							bool newest);

extern bool VintagesFindFault(const SumsView *view, VintageFault *fault);
extern const char *VintageFaultText(VintageFault fault, ValueMeaning meaning);
extern void VintagesCheck(const SumsView *view);
extern void VintageCheckDate(DateADT date, const char *what);
extern const char *VintageText(int64 key, Calendar calendar);

/* Building a stored value. */
extern KeyedSums *VintagesCreate(ValueMeaning meaning);

/* Of its kinds of state. */
extern bool VintagesKeysAreValid(const SumsView *view, const void *params);
extern char *VintagesKeyText(const SumsView *view, uint32 i);
extern bool VintagesDayKeysAreValid(const SumsView *view, const void *params);
extern char *VintagesDayKeyText(const SumsView *view, uint32 i);
pg_noreturn extern void VintagesSecondError(int64 key, double a, double b);
extern bool VintagesSpanKeysAreValid(const SumsView *view, const void *params);

#endif							/* RAREEARTH_VINTAGES_H */
