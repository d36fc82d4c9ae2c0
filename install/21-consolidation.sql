-- Consolidation: further indices, bounds, mergers, change and dependence of market_shares.

-- Indices of a stored value.

CREATE FUNCTION hill_number(m market_shares, q double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hill_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hill_number(market_shares, double precision) IS
'Hill number of order q >= 0, or infinity: numbers equivalent of Hannah and Kay (1977), n to 1. q 0 counts firms, 1 is exp(entropy), 2 is 1/HHI, infinity is 1/cr1.';

CREATE FUNCTION gini(m market_shares, unbiased boolean DEFAULT false) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_gini' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gini(market_shares, boolean) IS
'Gini coefficient among the entities present, 0 to 1 - 1/n; unbiased => true multiplies with n/(n - 1), NULL for a single firm.';

CREATE FUNCTION dominance_threshold(m market_shares, gamma double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_threshold' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dominance_threshold(market_shares, double precision) IS
'Share from which the largest firm dominates: (1 - gamma (s1^2 - s2^2))/2 (Melnik, Shy and Stenbacka 2008). gamma must not be negative; NULL for an empty market.';

CREATE FUNCTION share_of(m market_shares, entity text) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_share_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share_of(market_shares, text) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE FUNCTION share_of(m market_shares, entity bigint) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_share_of_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share_of(market_shares, bigint) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE TYPE entities_report AS (
    entity text,
    value double precision,
    share double precision
);
COMMENT ON TYPE entities_report IS 'One entity of a market; returned by entities.';
COMMENT ON COLUMN entities_report.entity IS 'its name, of a number its digits';
COMMENT ON COLUMN entities_report.value IS 'its total, above zero';
COMMENT ON COLUMN entities_report.share IS 'its share of the attributed total, 0..1';

CREATE FUNCTION entities(m market_shares) RETURNS SETOF entities_report
AS 'MODULE_PATHNAME', 'shares_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION entities(market_shares) IS
'One row for each entity with a total above zero, to join with a table of firms.';

-- Bounds of the HHI when a part of the market is not seen.

CREATE TYPE hhi_bounds_report AS (
    lower double precision,
    upper double precision,
    lower_attained boolean,
    upper_attained boolean,
    coverage double precision
);
COMMENT ON TYPE hhi_bounds_report IS 'Least and greatest HHI of a market seen in part; returned by hhi_bounds and hhi_bounds_from_ratio.';
COMMENT ON COLUMN hhi_bounds_report.lower IS 'least HHI that fits what is known';
COMMENT ON COLUMN hhi_bounds_report.upper IS 'greatest HHI that fits what is known';
COMMENT ON COLUMN hhi_bounds_report.lower_attained IS 'a market reaches the least, it is not only a limit';
COMMENT ON COLUMN hhi_bounds_report.upper_attained IS 'a market reaches the greatest, it is not only a limit';
COMMENT ON COLUMN hhi_bounds_report.coverage IS 'known part of the market total, 0..1';

CREATE FUNCTION hhi_bounds(m market_shares, market_total double precision DEFAULT NULL, fringe_count bigint DEFAULT NULL,
    fringe_max double precision DEFAULT NULL, fringe_min double precision DEFAULT 0, known_are_largest boolean DEFAULT false, scale double precision DEFAULT 1) RETURNS hhi_bounds_report
AS 'MODULE_PATHNAME', 'shares_hhi_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_bounds(market_shares, double precision, bigint, double precision, double precision, boolean, double precision) IS
'Least and greatest HHI of a market seen in part. The unseen fringe is market_total less the known entities (default: the unattributed rows); fringe_count is its exact number of entities, fringe_max and fringe_min the largest and smallest one can be. attained says whether a market reaches the bound. NULL for an empty market without a total; knowledge that no market fits is an error.';

CREATE FUNCTION hhi_bounds_from_ratio(k bigint, ratio double precision, n bigint DEFAULT NULL, scale double precision DEFAULT 1) RETURNS hhi_bounds_report
AS 'MODULE_PATHNAME', 'shares_hhi_bounds_from_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_bounds_from_ratio(bigint, double precision, bigint, double precision) IS
'Least and greatest HHI when only the share of the k largest entities is known, and perhaps their number n. NULL without k or ratio; k from 1, ratio above 0 to 1, n from k, else an error.';

CREATE TYPE hhi_range_report AS (
    lower double precision,
    upper double precision,
    lower_exact boolean,
    upper_exact boolean
);
COMMENT ON TYPE hhi_range_report IS 'Least and greatest HHI of values that are known as ranges; returned by hhi_range.';
COMMENT ON COLUMN hhi_range_report.lower IS 'least HHI of any values in the ranges, times scale';
COMMENT ON COLUMN hhi_range_report.upper IS 'greatest HHI of any values in the ranges, times scale';
COMMENT ON COLUMN hhi_range_report.lower_exact IS 'true: no values in the ranges give less';
COMMENT ON COLUMN hhi_range_report.upper_exact IS 'no values in the ranges give more; false where upper is reached, but too many ranges would have to be tried out to tell';

CREATE FUNCTION hhi_range(low market_shares, high market_shares, scale double precision DEFAULT 1) RETURNS hhi_range_report
AS 'MODULE_PATHNAME', 'shares_hhi_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_range(market_shares, market_shares, double precision) IS
'Least and greatest HHI where each entity has at least what low and at most what high says; one that low does not have has at least 0. Rows without an entity are left out, as by hhi. NULL where nobody can have anything; a low end above the high one is an error that names the entity.';

-- Mergers, owners, guidelines.

CREATE FUNCTION merge_entities(m market_shares, owners jsonb) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_merge_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION merge_entities(market_shares, jsonb) IS
'The market with each entity under its owner. owners is {"entity": "owner"}, {"owner": ["entity", "entity"]}, or ["entity", "entity"] for entities that become one under the name of the first. Owners of owners are followed; cycles and an entity with two owners are errors; a null and entities that are not in the market do nothing.';

CREATE TYPE merger_effect_report AS (
    hhi_before double precision,
    hhi_after double precision,
    delta double precision,
    merged_share double precision
);
COMMENT ON TYPE merger_effect_report IS 'What mergers do to the HHI; returned by merger_effect.';
COMMENT ON COLUMN merger_effect_report.hhi_before IS 'HHI of the entities, times scale';
COMMENT ON COLUMN merger_effect_report.hhi_after IS 'HHI of the owners, times scale';
COMMENT ON COLUMN merger_effect_report.delta IS 'their difference: over merging groups, (sum of s)^2 - sum of s^2, times scale';
COMMENT ON COLUMN merger_effect_report.merged_share IS 'share of the largest merged firm, 0..1; 0 when none merges';

CREATE FUNCTION merger_effect(m market_shares, owners jsonb, scale double precision DEFAULT 1) RETURNS merger_effect_report
AS 'MODULE_PATHNAME', 'shares_merger_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION merger_effect(market_shares, jsonb, double precision) IS
'HHI before and after each entity joins its owner; owners as for merge_entities, ["a", "b"] for two that become one. scale => 10000 gives antitrust points. NULL for an empty market, and for NULL owners.';

CREATE TYPE merger_guidelines_report AS (
    regime text,
    rule integer,
    hhi_after_at_least double precision,
    hhi_after_above double precision,
    delta_at_least double precision,
    delta_above double precision,
    merged_share_above double precision,
    label text,
    source text
);
COMMENT ON TYPE merger_guidelines_report IS 'One rule of a merger guideline; returned by merger_guidelines. A threshold that a rule does not have is NULL.';
COMMENT ON COLUMN merger_guidelines_report.regime IS 'the guideline: us2023, us2010, us1992, eu2004';
COMMENT ON COLUMN merger_guidelines_report.rule IS 'its number within the guideline; the first that is met decides';
COMMENT ON COLUMN merger_guidelines_report.hhi_after_at_least IS 'least HHI after the merger, in points';
COMMENT ON COLUMN merger_guidelines_report.hhi_after_above IS 'HHI that the one after the merger must exceed, in points';
COMMENT ON COLUMN merger_guidelines_report.delta_at_least IS 'least change of the HHI, in points';
COMMENT ON COLUMN merger_guidelines_report.delta_above IS 'change of the HHI that must be exceeded, in points';
COMMENT ON COLUMN merger_guidelines_report.merged_share_above IS 'share that the merged firm must exceed, 0..1';
COMMENT ON COLUMN merger_guidelines_report.label IS 'what the guideline says of such a merger';
COMMENT ON COLUMN merger_guidelines_report.source IS 'where the rule is published';

CREATE FUNCTION merger_guidelines() RETURNS SETOF merger_guidelines_report
AS 'MODULE_PATHNAME', 'shares_merger_guidelines' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 14;
COMMENT ON FUNCTION merger_guidelines() IS
'Thresholds of merger guidelines: HHI in points after the merger, its change, share of the merged firm. Within a regime the first rule whose thresholds are all met gives the label.';

CREATE FUNCTION merger_screen(hhi_after double precision, delta double precision, merged_share double precision DEFAULT NULL, regime text DEFAULT 'us2023') RETURNS text
AS 'MODULE_PATHNAME', 'shares_merger_screen' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION merger_screen(double precision, double precision, double precision, text) IS
'What a guideline says of a merger: the label of the first rule of merger_guidelines() that is met; hhi_after and delta are HHI points, merged_share is 0..1. A regime that is not among them is an error.';

CREATE TYPE mhhi_report AS (
    hhi double precision,
    modified_hhi double precision,
    delta double precision
);
COMMENT ON TYPE mhhi_report IS 'HHI modified for common owners, all times scale; returned by mhhi.';
COMMENT ON COLUMN mhhi_report.hhi IS 'HHI of the market, as if owners were not there';
COMMENT ON COLUMN mhhi_report.modified_hhi IS 'modified HHI (MHHI); NULL where those who control a firm have no interest in it';
COMMENT ON COLUMN mhhi_report.delta IS 'what common owners add: modified_hhi - hhi (MHHI delta)';

CREATE FUNCTION mhhi(m market_shares, ownership jsonb, control jsonb DEFAULT NULL, scale double precision DEFAULT 1) RETURNS mhhi_report
AS 'MODULE_PATHNAME', 'shares_mhhi' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mhhi(market_shares, jsonb, jsonb, double precision) IS
'Modified HHI under common ownership (O''Brien and Salop 2000). ownership is {"firm": {"owner": interest}}, 0..1 and at most 1 for all owners of a firm; control, in the same form, where it differs from the interest. Firms without recorded owners are independent; a null is not recorded. scale => 10000 gives points. NULL for an empty market.';

-- Change between two dates.

CREATE FUNCTION instability(before market_shares, after market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_instability' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION instability(market_shares, market_shares) IS
'Sum of the absolute changes in share, 0 to 2; an absent entity has share 0 (Hymer and Pashigian 1962). NULL when a market is empty.';

CREATE TYPE consolidation_report AS (
    hhi_before double precision,
    hhi_after double precision,
    delta double precision,
    merger double precision,
    exit double precision,
    entry double precision,
    displacement double precision,
    share_shift double precision
);
COMMENT ON TYPE consolidation_report IS 'The change of the HHI between two dates and its parts, all times scale; returned by consolidation.';
COMMENT ON COLUMN consolidation_report.hhi_before IS 'HHI of the entities before';
COMMENT ON COLUMN consolidation_report.hhi_after IS 'HHI of the owners after';
COMMENT ON COLUMN consolidation_report.delta IS 'hhi_after - hhi_before, the sum of the parts';
COMMENT ON COLUMN consolidation_report.merger IS 'entities of before that belong together after, at their shares of before';
COMMENT ON COLUMN consolidation_report.exit IS 'owners that are gone, zero or less';
COMMENT ON COLUMN consolidation_report.entry IS 'owners that are new, zero or more';
COMMENT ON COLUMN consolidation_report.displacement IS 'what the survivors won from, or lost to, those who came and went';
COMMENT ON COLUMN consolidation_report.share_shift IS 'what the survivors won from each other';

CREATE FUNCTION consolidation(before market_shares, after market_shares, owners jsonb DEFAULT NULL, scale double precision DEFAULT 1) RETURNS consolidation_report
AS 'MODULE_PATHNAME', 'shares_consolidation' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION consolidation(market_shares, market_shares, jsonb, double precision) IS
'The change in HHI and its parts, which add up: mergers, exit, entry, what the survivors won from or lost to others (displacement) and from each other (share_shift). owners, as for merge_entities, say who owns whom after the mergers. NULL when a market is empty.';

CREATE TYPE entity_changes_report AS (
    entity text,
    status text,
    entities_before integer,
    value_before double precision,
    value_after double precision,
    share_before double precision,
    share_after double precision,
    share_change double precision
);
COMMENT ON TYPE entity_changes_report IS 'One owner at two dates; returned by entity_changes.';
COMMENT ON COLUMN entity_changes_report.entity IS 'the owner, or an entity that nobody owns';
COMMENT ON COLUMN entity_changes_report.status IS 'entrant, exit or survivor';
COMMENT ON COLUMN entity_changes_report.entities_before IS 'entities of before that it joins';
COMMENT ON COLUMN entity_changes_report.value_before IS 'total before, in units of the value; 0 for an entrant';
COMMENT ON COLUMN entity_changes_report.value_after IS 'total after; 0 for an exit';
COMMENT ON COLUMN entity_changes_report.share_before IS 'share before, 0..1';
COMMENT ON COLUMN entity_changes_report.share_after IS 'share after, 0..1';
COMMENT ON COLUMN entity_changes_report.share_change IS 'share_after - share_before';

CREATE FUNCTION entity_changes(before market_shares, after market_shares, owners jsonb DEFAULT NULL) RETURNS SETOF entity_changes_report
AS 'MODULE_PATHNAME', 'shares_entity_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION entity_changes(market_shares, market_shares, jsonb) IS
'One row for each owner of either date: entrant, exit or survivor, with how many entities it joins, values and shares. owners as for merge_entities.';

-- Dependence between countries.

CREATE FUNCTION hhi_weighted(m market_shares, weights jsonb, trade jsonb DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_weighted(market_shares, jsonb, jsonb) IS
'Sum of share^2 * weight * trade, the HHI_WGI,t of the EU for weights 2 (2.5 - estimate), held to 0..10, of the Worldwide Governance Indicators (-2.5 to 2.5, high is good). weights and trade are {"entity": number}, from 0. NULL when an entity of the market has no weight or a null; no trade parameter counts as 1.';

CREATE FUNCTION eu_supply_risk(hhi_global double precision, hhi_eu double precision, import_reliance double precision, eol_rir double precision, si_sr double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'eu_supply_risk' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION eu_supply_risk(double precision, double precision, double precision, double precision, double precision) IS
'EU supply risk: (hhi_global * IR/2 + hhi_eu * (1 - IR/2)) * (1 - EoL_RIR) * SI_SR. With one mix NULL the other counts alone, which is the formula of 2010 and 2014; with both NULL the risk is NULL.';

CREATE FUNCTION import_reliance(production double precision, imports double precision, exports double precision, stock_build double precision DEFAULT 0) RETURNS double precision
AS 'MODULE_PATHNAME', 'import_reliance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION import_reliance(double precision, double precision, double precision, double precision) IS
'Net import reliance of the USGS: (M - X - stock_build)/(P + M - X - stock_build), held to 0..1; stock_build below 0 is drawn from stocks. NULL without apparent consumption.';

CREATE TYPE eu_dependency_report AS (
    cdi1 double precision,
    cdi2 double precision,
    cdi3 double precision,
    dependent boolean
);
COMMENT ON TYPE eu_dependency_report IS 'Customs indicators (core dependency indicators) of SWD(2021) 352; returned by eu_dependency.';
COMMENT ON COLUMN eu_dependency_report.cdi1 IS 'HHI of the suppliers outside the EU; NULL without any';
COMMENT ON COLUMN eu_dependency_report.cdi2 IS 'imports from outside the EU over all imports, 0..1; NULL without imports';
COMMENT ON COLUMN eu_dependency_report.cdi3 IS 'imports from outside the EU over the exports given, all of the EU, within it too, as a stand-in for what it makes; NULL without exports';
COMMENT ON COLUMN eu_dependency_report.dependent IS 'cdi1 above 0.4, cdi2 above 0.5 and cdi3 above 1';

CREATE FUNCTION eu_dependency(suppliers market_shares, intra_imports double precision, exports double precision) RETURNS eu_dependency_report
AS 'MODULE_PATHNAME', 'shares_eu_dependency' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION eu_dependency(market_shares, double precision, double precision) IS
'Customs indicators of SWD(2021) 352: HHI of suppliers outside the EU, their part of all imports, their imports over exports; dependent when above 0.4, 0.5 and 1. Suppliers of unknown country count in the last two; NULL suppliers (no rows) are no imports.';

CREATE FUNCTION geopolrisk(production market_shares, imports market_shares, domestic_production double precision, weights jsonb) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_geopolrisk' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION geopolrisk(market_shares, market_shares, double precision, jsonb) IS
'GeoPolRisk: HHI of world production times the weighted part of imports in domestic production and imports (Koyamparambath et al. 2024). weights are {"country": number}. NULL when an import has no origin or its origin no weight; NULL imports (no rows) are none.';

CREATE TYPE supply_without_report AS (
    removed text[],
    supply_left double precision,
    demand_left double precision,
    cover_all double precision,
    cover_rest double precision,
    next_hhi double precision,
    unknown_origin double precision
);
COMMENT ON TYPE supply_without_report IS 'How far supply goes without some suppliers; returned by supply_without.';
COMMENT ON COLUMN supply_without_report.removed IS 'who is left out, in the order of names';
COMMENT ON COLUMN supply_without_report.supply_left IS 'supply of the others, with supply of unknown origin';
COMMENT ON COLUMN supply_without_report.demand_left IS 'demand of the others, with demand of nobody in particular; NULL without demand';
COMMENT ON COLUMN supply_without_report.cover_all IS 'supply_left / all demand; NULL where there is none';
COMMENT ON COLUMN supply_without_report.cover_rest IS 'supply_left / demand_left; NULL where there is none';
COMMENT ON COLUMN supply_without_report.next_hhi IS 'HHI of the suppliers left, 0..1; NULL without any, or where the origin of some supply is not known';
COMMENT ON COLUMN supply_without_report.unknown_origin IS 'supply of unknown origin, which counts as left';

CREATE FUNCTION supply_without(supply market_shares, demand market_shares DEFAULT NULL, entities text[] DEFAULT NULL) RETURNS supply_without_report
AS 'MODULE_PATHNAME', 'shares_supply_without' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION supply_without(market_shares, market_shares, text[]) IS
'Supply without the largest supplier (N-1), or without the entities named, against all demand and against the demand of the others, for who no longer supplies no longer asks either. Several largest are an error unless named; names without supply do nothing. NULL without supply.';

CREATE FUNCTION supply_without(supply market_shares, demand market_shares, entities bigint[]) RETURNS supply_without_report
AS 'MODULE_PATHNAME', 'shares_supply_without' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION supply_without(market_shares, market_shares, bigint[]) IS
'The same with entities that are numbers.';

-- A list in quotes is of neither type, so it is read as text is.
CREATE FUNCTION supply_without(supply market_shares, demand market_shares, entities text) RETURNS supply_without_report
AS 'MODULE_PATHNAME', 'shares_supply_without_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION supply_without(market_shares, market_shares, text) IS
'The same with entities written as an array, ''{CN,US}''.';

-- New values from given ones.

CREATE FUNCTION market_shares_add(market_shares, market_shares) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_add(market_shares, market_shares) IS
'internal: implements + of market_shares';

CREATE FUNCTION market_shares_subtract(market_shares, market_shares) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_subtract(market_shares, market_shares) IS
'internal: implements - of market_shares';

CREATE FUNCTION market_shares_multiply(market_shares, double precision) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_multiply(market_shares, double precision) IS
'internal: implements * of market_shares';

CREATE FUNCTION market_shares_multiply(double precision, market_shares) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_number_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_multiply(double precision, market_shares) IS
'internal: implements * of market_shares';

CREATE OPERATOR + (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (market_shares, market_shares) IS 'totals added up, entity by entity';

CREATE OPERATOR - (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_subtract
);
COMMENT ON OPERATOR - (market_shares, market_shares) IS 'totals less a correction, entity by entity';

CREATE OPERATOR * (
    LEFTARG = market_shares, RIGHTARG = double precision, FUNCTION = market_shares_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (market_shares, double precision) IS 'every total times a factor';

CREATE OPERATOR * (
    LEFTARG = double precision, RIGHTARG = market_shares, FUNCTION = market_shares_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (double precision, market_shares) IS 'every total times a factor';

CREATE FUNCTION keep_entities(m market_shares, entities text[], others text DEFAULT 'unattributed') RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_keep_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keep_entities(market_shares, text[], text) IS
'The market with these entities only; the others stay as unattributed rows, or are dropped with others => ''dropped''. Names that the market does not have do nothing.';

CREATE FUNCTION keep_entities(m market_shares, entities bigint[], others text DEFAULT 'unattributed') RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_keep_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keep_entities(market_shares, bigint[], text) IS
'The same with entities that are numbers.';

-- A list in quotes is of neither type, so it is read as text is.
CREATE FUNCTION keep_entities(m market_shares, entities text, others text DEFAULT 'unattributed') RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_keep_entities_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keep_entities(market_shares, text, text) IS
'The same with entities written as an array, ''{CN,US}''.';
