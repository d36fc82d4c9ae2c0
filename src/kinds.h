/*
 * kinds.h
 *	  The kinds of aggregate states; kinds.c says what each is.
 */
#ifndef RAREEARTH_KINDS_H
#define RAREEARTH_KINDS_H

#include "keyed/kind.h"

/*
 * Aggregates that may share a state share a kind.  The numbers stand in states
 * that travel between servers, so a new kind goes to the end.
 */
typedef enum KindId
{
	KIND_NONE,
	KIND_SHARES,				/* shares_agg, hhi, market_indices, hhi_bounds, rollup */
	KIND_HHI,					/* hhi with a scale */
	KIND_SERIES,				/* rollup */
	KIND_RECOVERY,				/* export_recovery */
	KIND_RECONCILE,				/* reconcile_agg */
	KIND_LEVELS,				/* levels_agg, inventory_drawdown */
	KIND_BACKLOG,				/* backlog_agg */
	KIND_BACKLOG_STATS,			/* backlog_stats */
	KIND_SPELLS,				/* spells_agg, median_duration, rollup */
	KIND_APPROVAL,				/* approval_rate */
	KIND_LOGRANK,				/* logrank */
	KIND_PRICES,				/* price_indices */
	KIND_PRICE_CHAIN,			/* price_indices_chained */
	KIND_CHAINED_INDEX,			/* chained_index */
	KIND_EXPOSURE,				/* weighted_exposure */
	KIND_SERIES_DATES,			/* series_agg over dates */
	KIND_SERIES_SPANS,			/* series_agg over starts and ends */
	KIND_STRATA,				/* logrank_stratified, logrank with rho, hazard_ratio */
	KIND_LEVELS_FILED,			/* levels_agg with the day of filing */
	KIND_MARGINS,				/* trade_margins */
	KIND_PRICE_GEKS,				/* price_geks */
	KIND_UNIT_VALUES,			/* unit_value_screen */
	KIND_VINTAGES,				/* backlog_vintages_agg, rollup */
	KIND_VINTAGES_DATES,		/* vintages_agg over dates */
	KIND_VINTAGES_SPANS,		/* vintages_agg over starts and ends */
	KIND_VINTAGES_LEVELS		/* level_vintages_agg */
} KindId;

#endif							/* RAREEARTH_KINDS_H */
