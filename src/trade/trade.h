/*
 * trade.h
 *	  What the kinds of state over trade rows have of their own.
 */
#ifndef RAREEARTH_TRADE_H
#define RAREEARTH_TRADE_H

#include "keyed/view.h"

/* price_index_agg.c */
extern bool PriceKeysAreValid(const SumsView *view, const void *params);
extern bool PriceChainKeysAreValid(const SumsView *view, const void *params);
extern bool ChainedIndexKeysAreValid(const SumsView *view, const void *params);
pg_noreturn extern void PriceKeysDiffer(void);

/* baskets.c */
extern char *PriceKeyText(const SumsView *view, uint32 i);

/* price_geks.c */
extern bool GeksParamsAreValid(const void *params);
extern char *GeksParamsText(const void *params);
extern bool GeksKeysAreValid(const SumsView *view, const void *params);

/* unit_value_agg.c */
extern bool UnitValueKeysAreValid(const SumsView *view, const void *params);

/* margins_agg.c */
extern bool MarginKeysAreValid(const SumsView *view, const void *params);

/* exposure_agg.c */
extern bool ExposureKeysAreValid(const SumsView *view, const void *params);
extern char *ExposureKeyText(const SumsView *view, uint32 i);

#endif							/* RAREEARTH_TRADE_H */
