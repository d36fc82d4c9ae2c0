-- Consolidation: further indices, bounds, mergers, change and dependence of market_shares.

-- Indices of a stored value.

CREATE FUNCTION relative_entropy(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_relative_entropy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relative_entropy(market_shares) IS
'Shannon entropy over its largest value ln(n), 0..1; NULL for a single firm (0/0).';

CREATE FUNCTION theil(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_theil' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil(market_shares) IS
'Theil index ln(n) - entropy, 0 when all are equal, ln(n) for a monopoly among n (Theil 1967).';

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
'Share from which the largest firm dominates: (1 - gamma (s1^2 - s2^2))/2 (Melnik, Shy and Stenbacka 2008).';

CREATE FUNCTION share_of(m market_shares, entity text) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_share_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share_of(market_shares, text) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE FUNCTION share_of(m market_shares, entity bigint) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN share_of($1, $2::text);
COMMENT ON FUNCTION share_of(market_shares, bigint) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE FUNCTION entities(m market_shares, OUT entity text, OUT value double precision, OUT share double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'shares_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 100;
COMMENT ON FUNCTION entities(market_shares) IS
'One row for each entity with a total above zero, to join with a table of firms.';

-- One-step aggregates: the same state, another final function.

CREATE FUNCTION hhi_normalized_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi_normalized' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_normalized_final(keyed_sums) IS
'internal: final function of hhi_normalized';

CREATE FUNCTION effective_firms_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_effective_firms' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION effective_firms_final(keyed_sums) IS
'internal: final function of effective_firms';

CREATE FUNCTION shannon_entropy_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_shannon_entropy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION shannon_entropy_final(keyed_sums) IS
'internal: final function of shannon_entropy';

CREATE FUNCTION relative_entropy_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_relative_entropy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relative_entropy_final(keyed_sums) IS
'internal: final function of relative_entropy';

CREATE FUNCTION theil_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_theil' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil_final(keyed_sums) IS
'internal: final function of theil';

CREATE FUNCTION rosenbluth_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_rosenbluth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rosenbluth_final(keyed_sums) IS
'internal: final function of rosenbluth';

CREATE FUNCTION horvath_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_horvath' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION horvath_final(keyed_sums) IS
'internal: final function of horvath';

CREATE FUNCTION gini_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_gini' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gini_final(keyed_sums) IS
'internal: final function of gini';

CREATE FUNCTION dominance_kwoka_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_kwoka' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dominance_kwoka_final(keyed_sums) IS
'internal: final function of dominance_kwoka';

CREATE FUNCTION dominance_garcia_alba_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_garcia_alba' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dominance_garcia_alba_final(keyed_sums) IS
'internal: final function of dominance_garcia_alba';

CREATE FUNCTION hill_number_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hill_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hill_number_final(keyed_sums) IS
'internal: final function of hill_number';

CREATE FUNCTION concentration_ratio_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_concentration_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_ratio_final(keyed_sums) IS
'internal: final function of concentration_ratio';

CREATE FUNCTION shares_agg_trans(keyed_sums, text, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_text_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, text, double precision, double precision) IS
'internal: transition function of the aggregates over (entity, value, parameter)';

CREATE FUNCTION shares_agg_trans(keyed_sums, text, double precision, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_text_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, text, double precision, integer) IS
'internal: transition function of the aggregates over (entity, value, parameter)';

CREATE FUNCTION shares_agg_trans(keyed_sums, bigint, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_bigint_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, bigint, double precision, double precision) IS
'internal: transition function of the aggregates over (entity, value, parameter)';

CREATE FUNCTION shares_agg_trans(keyed_sums, bigint, double precision, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_bigint_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, bigint, double precision, integer) IS
'internal: transition function of the aggregates over (entity, value, parameter)';

CREATE AGGREGATE hhi_normalized(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hhi_normalized_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_normalized(text, double precision) IS
'(HHI - 1/n) / (1 - 1/n) of the totals by entity, 0..1; 1 for a single firm.';

CREATE AGGREGATE hhi_normalized(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hhi_normalized_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_normalized(bigint, double precision) IS
'(HHI - 1/n) / (1 - 1/n) of the totals by entity, 0..1; 1 for a single firm.';

CREATE AGGREGATE effective_firms(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = effective_firms_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE effective_firms(text, double precision) IS
'Numbers equivalent 1/HHI of the totals by entity (Adelman 1969).';

CREATE AGGREGATE effective_firms(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = effective_firms_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE effective_firms(bigint, double precision) IS
'Numbers equivalent 1/HHI of the totals by entity (Adelman 1969).';

CREATE AGGREGATE shannon_entropy(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shannon_entropy_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shannon_entropy(text, double precision) IS
'Shannon entropy of the totals by entity in nats, 0 to ln(n); high means unconcentrated.';

CREATE AGGREGATE shannon_entropy(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shannon_entropy_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shannon_entropy(bigint, double precision) IS
'Shannon entropy of the totals by entity in nats, 0 to ln(n); high means unconcentrated.';

CREATE AGGREGATE relative_entropy(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = relative_entropy_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE relative_entropy(text, double precision) IS
'Shannon entropy over ln(n), 0..1; NULL for a single firm.';

CREATE AGGREGATE relative_entropy(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = relative_entropy_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE relative_entropy(bigint, double precision) IS
'Shannon entropy over ln(n), 0..1; NULL for a single firm.';

CREATE AGGREGATE theil(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = theil_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE theil(text, double precision) IS
'Theil index ln(n) - entropy of the totals by entity, 0 to ln(n).';

CREATE AGGREGATE theil(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = theil_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE theil(bigint, double precision) IS
'Theil index ln(n) - entropy of the totals by entity, 0 to ln(n).';

CREATE AGGREGATE rosenbluth(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = rosenbluth_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rosenbluth(text, double precision) IS
'Rosenbluth (Hall-Tideman) index of the totals by entity, 1/n to 1.';

CREATE AGGREGATE rosenbluth(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = rosenbluth_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rosenbluth(bigint, double precision) IS
'Rosenbluth (Hall-Tideman) index of the totals by entity, 1/n to 1.';

CREATE AGGREGATE horvath(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = horvath_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE horvath(text, double precision) IS
'Horvath comprehensive concentration index of the totals by entity, to 1 (Horvath 1970).';

CREATE AGGREGATE horvath(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = horvath_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE horvath(bigint, double precision) IS
'Horvath comprehensive concentration index of the totals by entity, to 1 (Horvath 1970).';

CREATE AGGREGATE gini(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = gini_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(text, double precision) IS
'Gini coefficient of the totals by entity, 0 to 1 - 1/n; entities with a total of zero do not count.';

CREATE AGGREGATE gini(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = gini_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(bigint, double precision) IS
'Gini coefficient of the totals by entity, 0 to 1 - 1/n; entities with a total of zero do not count.';

CREATE AGGREGATE dominance_kwoka(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = dominance_kwoka_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE dominance_kwoka(text, double precision) IS
'Kwoka dominance: squared gaps between neighbours in rank, 0..1 (Kwoka 1977).';

CREATE AGGREGATE dominance_kwoka(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = dominance_kwoka_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE dominance_kwoka(bigint, double precision) IS
'Kwoka dominance: squared gaps between neighbours in rank, 0..1 (Kwoka 1977).';

CREATE AGGREGATE dominance_garcia_alba(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = dominance_garcia_alba_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE dominance_garcia_alba(text, double precision) IS
'Garcia Alba dominance: HHI of the contributions to the HHI, 1/n to 1 (Garcia Alba 1994).';

CREATE AGGREGATE dominance_garcia_alba(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = dominance_garcia_alba_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE dominance_garcia_alba(bigint, double precision) IS
'Garcia Alba dominance: HHI of the contributions to the HHI, 1/n to 1 (Garcia Alba 1994).';

CREATE AGGREGATE hhi(entity text, value double precision, scale double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hhi_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(text, double precision, double precision) IS
'Herfindahl-Hirschman index times scale; scale 10000 gives antitrust points.';

CREATE AGGREGATE hhi(entity bigint, value double precision, scale double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hhi_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(bigint, double precision, double precision) IS
'Herfindahl-Hirschman index times scale; scale 10000 gives antitrust points.';

CREATE AGGREGATE hill_number(entity text, value double precision, q double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hill_number_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hill_number(text, double precision, double precision) IS
'Hill number of order q: as many equal firms would be as diverse; q 0 counts firms, 1 is exp(entropy), 2 is 1/HHI.';

CREATE AGGREGATE hill_number(entity bigint, value double precision, q double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hill_number_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hill_number(bigint, double precision, double precision) IS
'Hill number of order q: as many equal firms would be as diverse; q 0 counts firms, 1 is exp(entropy), 2 is 1/HHI.';

CREATE AGGREGATE concentration_ratio(entity text, value double precision, k integer) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = concentration_ratio_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE concentration_ratio(text, double precision, integer) IS
'Share of the k largest entities; 1 when there are fewer than k.';

CREATE AGGREGATE concentration_ratio(entity bigint, value double precision, k integer) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = concentration_ratio_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE concentration_ratio(bigint, double precision, integer) IS
'Share of the k largest entities; 1 when there are fewer than k.';
