-- Consolidation: further indices, bounds, mergers, change and dependence of market_shares.

-- Indices of a stored value.

CREATE FUNCTION relative_entropy(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_relative_entropy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relative_entropy(market_shares) IS
'Pielou''s evenness: Shannon entropy over its largest value ln(n), 0..1; NULL for a single firm (0/0).';

CREATE FUNCTION theil(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_theil' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil(market_shares) IS
'Theil index ln(n) - entropy: 0 when all are equal, towards ln(n) as one takes all (Theil 1967). NULL for an empty market.';

CREATE FUNCTION hill_number(m market_shares, q double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hill_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hill_number(market_shares, double precision) IS
'Hill number of order q >= 0, or infinity: numbers equivalent of Hannah and Kay (1977), n to 1. q 0 counts firms, 1 is exp(entropy), 2 is 1/HHI, infinity is 1/cr1.';

CREATE FUNCTION rosenbluth(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_rosenbluth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rosenbluth(market_shares) IS
'Rosenbluth (Hall-Tideman) index 1/(2 * sum of rank * share - 1), 1/n to 1; the largest has rank 1.';

CREATE FUNCTION horvath(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_horvath' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION horvath(market_shares) IS
'Horvath comprehensive concentration index: largest share + sum of s^2 (2 - s) of the others, to 1 (Horvath 1970).';

CREATE FUNCTION gini(m market_shares, unbiased boolean DEFAULT false) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_gini' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gini(market_shares, boolean) IS
'Gini coefficient among the entities present, 0 to 1 - 1/n; unbiased => true multiplies with n/(n - 1), NULL for a single firm.';

CREATE FUNCTION dominance_kwoka(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_kwoka' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dominance_kwoka(market_shares) IS
'Kwoka dominance: squared gaps between neighbours in rank, 0..1; 1 for a single firm (Kwoka 1977).';

CREATE FUNCTION dominance_garcia_alba(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_garcia_alba' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dominance_garcia_alba(market_shares) IS
'Garcia Alba dominance: HHI of the contributions to the HHI, 1/n to 1 (Garcia Alba 1994).';

CREATE FUNCTION stenbacka(m market_shares, gamma double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_stenbacka' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION stenbacka(market_shares, double precision) IS
'Share from which the largest firm dominates: (1 - gamma (s1^2 - s2^2))/2 (Melnik, Shy and Stenbacka 2008). gamma must not be negative; NULL for an empty market.';

CREATE FUNCTION share_of(m market_shares, entity text) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_share_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share_of(market_shares, text) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE FUNCTION share_of(m market_shares, entity bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN share_of(m, entity::text);
COMMENT ON FUNCTION share_of(market_shares, bigint) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE FUNCTION entities(m market_shares, OUT entity text, OUT value double precision, OUT share double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'shares_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION entities(market_shares) IS
'One row for each entity with a total above zero, to join with a table of firms.';

-- One-step aggregates: the same state, another final function.

-- Bounds of the HHI when a part of the market is not seen.

CREATE TYPE hhi_range AS (
    lower double precision,
    upper double precision,
    lower_attained boolean,
    upper_attained boolean,
    coverage double precision
);
COMMENT ON TYPE hhi_range IS 'Least and greatest HHI of a market seen in part; returned by hhi_bounds and hhi_bounds_cr.';
COMMENT ON COLUMN hhi_range.lower IS 'least HHI that fits what is known';
COMMENT ON COLUMN hhi_range.upper IS 'greatest HHI that fits what is known';
COMMENT ON COLUMN hhi_range.lower_attained IS 'a market reaches the least, it is not only a limit';
COMMENT ON COLUMN hhi_range.upper_attained IS 'a market reaches the greatest, it is not only a limit';
COMMENT ON COLUMN hhi_range.coverage IS 'known part of the market total, 0..1';

CREATE FUNCTION hhi_bounds(m market_shares, market_total double precision DEFAULT NULL, fringe_count bigint DEFAULT NULL,
    fringe_max double precision DEFAULT NULL, fringe_min double precision DEFAULT 0, known_are_largest boolean DEFAULT false, scale double precision DEFAULT 1) RETURNS hhi_range
AS 'MODULE_PATHNAME', 'shares_hhi_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_bounds(market_shares, double precision, bigint, double precision, double precision, boolean, double precision) IS
'Least and greatest HHI of a market seen in part. The unseen fringe is market_total less the known entities (default: the unattributed rows); fringe_count is its exact number of entities, fringe_max and fringe_min the largest and smallest one can be. attained says whether a market reaches the bound. NULL for an empty market without a total; knowledge that no market fits is an error.';

CREATE FUNCTION hhi_bounds_cr(k bigint, ratio double precision, n bigint DEFAULT NULL, scale double precision DEFAULT 1) RETURNS hhi_range
AS 'MODULE_PATHNAME', 'shares_hhi_bounds_cr' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_bounds_cr(bigint, double precision, bigint, double precision) IS
'Least and greatest HHI when only the share of the k largest entities is known, and perhaps their number n. NULL without k or ratio; k from 1, ratio above 0 to 1, n from k, else an error.';

-- Mergers, owners, guidelines.

CREATE FUNCTION merge_entities(m market_shares, entities text[], owners text[]) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_merge_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION merge_entities(market_shares, text[], text[]) IS
'The market with each entity under its owner; owners of owners are followed. Cycles and an entity with two owners are errors; entities that are not in the market and pairs with a NULL do nothing.';

CREATE FUNCTION merge_entities(m market_shares, entities text[], owner text) RETURNS market_shares
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN merge_entities(m, entities, array_fill(owner, ARRAY[cardinality(entities)]));
COMMENT ON FUNCTION merge_entities(market_shares, text[], text) IS
'The market with all these entities under one owner.';

CREATE FUNCTION merge_entities(m market_shares, owners jsonb) RETURNS market_shares
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT merge_entities(m, coalesce(array_agg(key), '{}'), coalesce(array_agg(value), '{}')) FROM jsonb_each_text(owners));
COMMENT ON FUNCTION merge_entities(market_shares, jsonb) IS
'The market with each entity under its owner; owners is an object {"entity": "owner"}.';

CREATE FUNCTION merger_effect(m market_shares, entities text[], owners text[] DEFAULT NULL, scale double precision DEFAULT 1,
    OUT pre double precision, OUT delta double precision, OUT post double precision, OUT merged_share double precision) RETURNS record
AS 'MODULE_PATHNAME', 'shares_merger_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION merger_effect(market_shares, text[], text[], double precision) IS
'HHI before and after these entities become one, or each joins its owner where owners are given; merged_share is that of the largest merged firm, 0..1. scale => 10000 gives antitrust points. NULL for an empty market.';

CREATE FUNCTION merger_guidelines(OUT regime text, OUT rule integer, OUT post_at_least double precision, OUT post_above double precision,
    OUT delta_at_least double precision, OUT delta_above double precision, OUT share_above double precision, OUT label text, OUT source text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'shares_merger_guidelines' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 14;
COMMENT ON FUNCTION merger_guidelines() IS
'Thresholds of merger guidelines: HHI in points after the merger, its change, share of the merged firm. Within a regime the first rule whose thresholds are all met gives the label.';

CREATE FUNCTION merger_screen(post double precision, delta double precision, merged_share double precision DEFAULT NULL, regime text DEFAULT 'us2023') RETURNS text
AS 'MODULE_PATHNAME', 'shares_merger_screen' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION merger_screen(double precision, double precision, double precision, text) IS
'What a guideline says of a merger: the label of the first rule of merger_guidelines() that is met; post and delta are HHI points, merged_share is 0..1. A regime that is not among them is an error.';

CREATE FUNCTION mhhi(m market_shares, firms text[], owners text[], ownership double precision[], control double precision[] DEFAULT NULL,
    OUT hhi double precision, OUT mhhi double precision, OUT mhhi_delta double precision) RETURNS record
AS 'MODULE_PATHNAME', 'shares_mhhi' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mhhi(market_shares, text[], text[], double precision[], double precision[]) IS
'Modified HHI under common ownership (O''Brien and Salop 2000). One array element a holding: the firm, its owner, the financial interest 0..1, and the control where it differs. Firms without recorded owners are independent.';

-- Change between two dates.

CREATE FUNCTION instability(before market_shares, after market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_instability' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION instability(market_shares, market_shares) IS
'Sum of the absolute changes in share, 0 to 2; an absent entity has share 0 (Hymer and Pashigian 1962). NULL when a market is empty.';

CREATE FUNCTION consolidation(before market_shares, after market_shares, entities text[] DEFAULT NULL, owners text[] DEFAULT NULL, scale double precision DEFAULT 1,
    OUT hhi_before double precision, OUT hhi_after double precision, OUT total double precision, OUT merger double precision, OUT exit double precision, OUT entry double precision,
    OUT displacement double precision, OUT share_shift double precision) RETURNS record
AS 'MODULE_PATHNAME', 'shares_consolidation' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION consolidation(market_shares, market_shares, text[], text[], double precision) IS
'The change in HHI and its parts, which add up: mergers, exit, entry, what the survivors won from or lost to others (displacement) and from each other (share_shift). entities and owners say who owns whom after the mergers. NULL when a market is empty.';

CREATE FUNCTION entity_changes(before market_shares, after market_shares, entities text[] DEFAULT NULL, owners text[] DEFAULT NULL,
    OUT entity text, OUT status text, OUT entities_before integer, OUT value_before double precision, OUT value_after double precision,
    OUT share_before double precision, OUT share_after double precision, OUT share_change double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'shares_entity_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION entity_changes(market_shares, market_shares, text[], text[]) IS
'One row for each owner of either date: entrant, exit or survivor, with how many entities it joins, values and shares.';

-- Dependence between countries.

CREATE FUNCTION wgi_scale(estimate double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'wgi_scale' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wgi_scale(double precision) IS
'Worldwide Governance Indicators estimate (-2.5 to 2.5, high is good) as the EU weight 2 (2.5 - estimate), held to 0..10, high is bad.';

CREATE FUNCTION hhi_weighted(m market_shares, entities text[], weights double precision[], trade double precision[] DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_weighted(market_shares, text[], double precision[], double precision[]) IS
'Sum of share^2 * weight * trade, the HHI_WGI,t of the EU for weights of wgi_scale. NULL when an entity of the market has no weight; no trade parameter counts as 1.';

CREATE FUNCTION hhi_weighted(m market_shares, weights jsonb, trade jsonb DEFAULT NULL) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT hhi_weighted(m, coalesce(array_agg(key), '{}'), coalesce(array_agg(value::double precision), '{}'),
                            coalesce(array_agg((trade ->> key)::double precision), '{}')) FROM jsonb_each_text(weights));
COMMENT ON FUNCTION hhi_weighted(market_shares, jsonb, jsonb) IS
'Sum of share^2 * weight * trade; weights and trade are objects {"entity": number}. NULL when an entity of the market has no weight; no trade parameter counts as 1.';

CREATE FUNCTION eu_supply_risk(hhi_global double precision, hhi_eu double precision, import_reliance double precision, eol_rir double precision, si_sr double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'eu_supply_risk' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION eu_supply_risk(double precision, double precision, double precision, double precision, double precision) IS
'EU supply risk since 2017: (hhi_global * IR/2 + hhi_eu * (1 - IR/2)) * (1 - EoL_RIR) * SI_SR. With one mix NULL the other counts alone; with both NULL the risk is NULL.';

CREATE FUNCTION eu_supply_risk_2010(hhi double precision, substitutability double precision, recycling double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'eu_supply_risk_2010' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION eu_supply_risk_2010(double precision, double precision, double precision) IS
'EU supply risk of 2010 and 2014: substitutability * (1 - recycling) * governance-weighted HHI, the first two 0..1.';

CREATE FUNCTION import_reliance(production double precision, imports double precision, exports double precision, stock_build double precision DEFAULT 0) RETURNS double precision
AS 'MODULE_PATHNAME', 'import_reliance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION import_reliance(double precision, double precision, double precision, double precision) IS
'Net imports over apparent consumption, (M - X)/(P + M - X - stock_build), held to 0..1; NULL without consumption.';

CREATE FUNCTION eu_dependency(suppliers market_shares, intra_imports double precision, exports double precision,
    OUT cdi1 double precision, OUT cdi2 double precision, OUT cdi3 double precision, OUT dependent boolean) RETURNS record
AS 'MODULE_PATHNAME', 'shares_eu_dependency' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION eu_dependency(market_shares, double precision, double precision) IS
'Customs indicators of SWD(2021) 352: HHI of suppliers outside the EU, their part of all imports, their imports over exports; dependent when above 0.4, 0.5 and 1. Suppliers of unknown country count in the last two; NULL suppliers (no rows) are no imports.';

CREATE FUNCTION geopolrisk(production market_shares, imports market_shares, domestic_production double precision, entities text[], weights double precision[]) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_geopolrisk' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION geopolrisk(market_shares, market_shares, double precision, text[], double precision[]) IS
'HHI of world production times the weighted part of imports in domestic production and imports (Koyamparambath et al. 2024). NULL when an import has no origin or its origin no weight; NULL imports (no rows) are none.';

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
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN market_shares_multiply($2, $1);
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

CREATE FUNCTION keep_large(m market_shares, min_share double precision, others text DEFAULT 'unattributed') RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_keep_large' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keep_large(market_shares, double precision, text) IS
'The market with the entities of at least this share (0..1) only; the others stay as unattributed rows, or are dropped with others => ''dropped''.';
