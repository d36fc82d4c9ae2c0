/*
 * kinds.c
 *	  The table of the kinds of aggregate states.
 *
 * A new aggregate whose state is laid out as no other is one row here.  What a
 * row points to lives with the noun.  The comment of a row says what a key is;
 * docs/architecture.md has the table in words.
 */
#include "rareearth.h"

#include "kinds.h"
#include "series/series.h"
#include "series/series_facts.h"
#include "series/series_recovery.h"
#include "shares/shares.h"
#include "spells/spells.h"
#include "trade/trade.h"
#include "vintages/vintages.h"

const StateKind StateKinds[] = {
	[KIND_NONE] = {
		.name = "no aggregate"
	},
	/* entity */
	[KIND_SHARES] = {
		.name = "shares_agg", .noun = NOUN_SHARES, .stored = true,
		.keys = KEY_EITHER, .keys_differ = SharesKeysDiffer,
		.keys_valid = SharesKeysAreValid
	},
	/* entity */
	[KIND_HHI] = {
		.name = "hhi", .noun = NOUN_SHARES, .stored = true,
		.keys = KEY_EITHER, .keys_differ = SharesKeysDiffer,
		.keys_valid = SharesKeysAreValid,
		.paramsize = sizeof(double), .params = "scale",
		.hint = "Give one scale, or add what it depends on to GROUP BY.",
		.params_valid = SharesScaleIsValid, .params_text = SharesScaleText
	},
	/* period, or how many follow it and their first */
	[KIND_SERIES] = {
		.name = "rollup", .noun = NOUN_SERIES, .stored = true,
		.keys = KEY_PERIOD,
		.keys_valid = SeriesKeysAreValid, .key_text = SeriesKeyText
	},
	/* day */
	[KIND_SERIES_DATES] = {
		.name = "series_agg", .noun = NOUN_SERIES,
		.keys = KEY_PERIOD,
		.keys_valid = DatesKeysAreValid, .key_text = DatesKeyText,
		.paramsize = sizeof(int32), .params = "snap",
		.hint = "Give one snap, or add what it depends on to GROUP BY.",
		.params_valid = DatesParamsAreValid, .params_text = DatesParamsText
	},
	/* how many days follow, and the first */
	[KIND_SERIES_SPANS] = {
		.name = "series_agg over spans", .noun = NOUN_SERIES,
		.keys = KEY_PERIOD,
		.keys_valid = SpansKeysAreValid, .key_text = SpansKeyText,
		.paramsize = sizeof(int32), .params = "snap",
		.hint = "Give one snap, or add what it depends on to GROUP BY.",
		.params_valid = DatesParamsAreValid, .params_text = DatesParamsText
	},
	/* day */
	[KIND_RECOVERY] = {
		.name = "export_recovery", .noun = NOUN_SERIES,
		.keys = KEY_PERIOD,
		.keys_valid = RecoveryKeysAreValid, .key_text = DatesKeyText,
		.paramsize = sizeof(RecoveryRequest), .params = "shock and options",
		.hint = "Add the shock date to GROUP BY.",
		.params_valid = RecoveryParamsAreValid, .params_text = RecoveryParamsText
	},
	/* first and last day, day of filing, value */
	[KIND_RECONCILE] = {
		.name = "reconcile_agg",
		.keys = KEY_BYTES,
		.keys_valid = FactsKeysAreValid, .key_text = FactsKeyText,
		.paramsize = sizeof(FactsParams), .params = "frequency, tolerance and snap",
		.hint = "Give one of each, or add what they depend on to GROUP BY.",
		.params_valid = ReconcileParamsAreValid, .params_text = ReconcileParamsText
	},
	/* day, which has one level, never added to */
	[KIND_LEVELS] = {
		.name = "levels_agg", .noun = NOUN_SERIES,
		.keys = KEY_PERIOD, .second_level = LevelsSecondError,
		.keys_valid = LevelsKeysAreValid,
		.paramsize = 2 * sizeof(int32), .params = "on_duplicate and snap",
		.hint = "Give one of each, or add what they depend on to GROUP BY.",
		.params_valid = LevelsParamsAreValid, .params_text = LevelsParamsText
	},
	/* first and last day, day of filing, value */
	[KIND_LEVELS_FILED] = {
		.name = "levels_agg with filed",
		.keys = KEY_BYTES,
		.keys_valid = FactsKeysAreValid, .key_text = FactsKeyText,
		.paramsize = sizeof(FactsParams), .params = "on_duplicate, snap and frequency",
		.hint = "Give one of each, or add what they depend on to GROUP BY.",
		.params_valid = LevelsFiledParamsAreValid, .params_text = LevelsFiledParamsText
	},
	/* day, whose sum is a change */
	[KIND_BACKLOG] = {
		.name = "backlog_agg", .noun = NOUN_SERIES, .stored = true,
		.keys = KEY_PERIOD,
		.keys_valid = SeriesKeysAreValid, .key_text = SeriesKeyText
	},
	/* day of the window; the one behind it holds the arrivals */
	[KIND_BACKLOG_STATS] = {
		.name = "backlog_stats", .noun = NOUN_SERIES,
		.keys = KEY_PERIOD,
		.keys_valid = BacklogKeysAreValid, .key_text = SeriesKeyText,
		.paramsize = 2 * sizeof(DateADT), .params = "since and until",
		.hint = "Add the window to GROUP BY.",
		.params_valid = BacklogParamsAreValid, .params_text = BacklogParamsText
	},
	/* duration and outcome, and what else is known */
	[KIND_SPELLS] = {
		.name = "spells_agg", .noun = NOUN_SPELLS, .stored = true,
		.keys = KEY_BYTES,
		.keys_valid = SpellsKeysAreValid, .key_text = SpellsKeyText
	},
	/* outcome, with a duration of zero */
	[KIND_APPROVAL] = {
		.name = "approval_rate", .noun = NOUN_SPELLS,
		.keys = KEY_BYTES,
		.keys_valid = ApprovalKeysAreValid, .key_text = SpellsKeyText
	},
	/* pair: group, then as spells have it */
	[KIND_LOGRANK] = {
		.name = "logrank", .noun = NOUN_SPELLS,
		.keys = KEY_BYTES,
		.keys_valid = LogrankKeysAreValid, .key_text = LogrankKeyText
	},
	/* pair: stratum, then group, then as spells have it */
	[KIND_STRATA] = {
		.name = "logrank_stratified", .noun = NOUN_SPELLS,
		.keys = KEY_BYTES,
		.keys_valid = StrataKeysAreValid, .key_text = StrataKeyText,
		.paramsize = 24, .params = "rho, conf_level and ties",
		.hint = "Give one of each, or add what they depend on to GROUP BY.",
		.params_valid = StrataParamsAreValid, .params_text = StrataParamsText
	},
	/* number of a sum (PriceSum), or pair: period and figure, then item */
	[KIND_PRICES] = {
		.name = "price_indices",
		.keys = KEY_EITHER, .keys_differ = PriceKeysDiffer,
		.keys_valid = PriceKeysAreValid, .key_text = PriceKeyText
	},
	/* pair: period and figure, then item */
	[KIND_PRICE_CHAIN] = {
		.name = "price_indices_chained",
		.keys = KEY_BYTES,
		.keys_valid = PriceChainKeysAreValid, .key_text = PriceKeyText
	},
	/* logarithm, zero or broken */
	[KIND_CHAINED_INDEX] = {
		.name = "chained_index",
		.keys = KEY_NUMBER,
		.keys_valid = ChainedIndexKeysAreValid
	},
	/* pair: firm, then what is summed */
	[KIND_EXPOSURE] = {
		.name = "weighted_exposure",
		.keys = KEY_BYTES,
		.keys_valid = ExposureKeysAreValid, .key_text = ExposureKeyText
	},
	/* pair: period and figure, then entity */
	[KIND_MARGINS] = {
		.name = "trade_margins",
		.keys = KEY_BYTES,
		.keys_valid = MarginKeysAreValid, .key_text = PriceKeyText
	},
	/* pair: period and figure, then item */
	[KIND_PRICE_GEKS] = {
		.name = "price_geks",
		.keys = KEY_BYTES,
		.keys_valid = GeksKeysAreValid, .key_text = PriceKeyText,
		.paramsize = 3 * sizeof(int32), .params = "method, window_size and splice",
		.hint = "Give one of each, or add what they depend on to GROUP BY.",
		.params_valid = GeksParamsAreValid, .params_text = GeksParamsText
	},
	/* bits of a unit value, whose sum counts rows */
	[KIND_UNIT_VALUES] = {
		.name = "unit_value_screen",
		.keys = KEY_NUMBER,
		.keys_valid = UnitValueKeysAreValid
	},
	/* number of periods, the first of them, day known */
	[KIND_VINTAGES] = {
		.name = "rollup", .noun = NOUN_VINTAGES, .stored = true,
		.keys = KEY_NUMBER,
		.keys_valid = VintagesKeysAreValid, .key_text = VintagesKeyText
	},
	/* day, day known */
	[KIND_VINTAGES_DATES] = {
		.name = "vintages_agg", .noun = NOUN_VINTAGES,
		.keys = KEY_NUMBER,
		.keys_valid = VintagesDayKeysAreValid, .key_text = VintagesDayKeyText
	},
	/* number of days, the first of them, day known */
	[KIND_VINTAGES_SPANS] = {
		.name = "vintages_agg over spans", .noun = NOUN_VINTAGES,
		.keys = KEY_NUMBER,
		.keys_valid = VintagesSpanKeysAreValid, .key_text = VintagesDayKeyText
	},
	/* day and day known, which have one level, never added to */
	[KIND_VINTAGES_LEVELS] = {
		.name = "level_vintages_agg", .noun = NOUN_VINTAGES,
		.keys = KEY_NUMBER, .second_level = VintagesSecondError,
		.keys_valid = VintagesDayKeysAreValid, .key_text = VintagesDayKeyText
	}
};

const int	StateKindCount = lengthof(StateKinds);

/* Values of many groups. */
const GroupedKind GroupedKinds[] = {
	{NOUN_MARKETS, KIND_SHARES},
	{NOUN_PANEL, KIND_SERIES}
};

const int	GroupedKindCount = lengthof(GroupedKinds);

/* The kind of the state of each group, or KIND_NONE where there are no groups. */
uint8
GroupedKindOf(Noun noun)
{
	for (int i = 0; i < GroupedKindCount; i++)
		if (GroupedKinds[i].noun == noun)
			return GroupedKinds[i].kind;
	return KIND_NONE;
}
