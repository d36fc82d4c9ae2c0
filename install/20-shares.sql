-- market_shares: entity -> exact total, and the total of unattributed rows.

CREATE TYPE market_shares;

CREATE FUNCTION market_shares_in(cstring) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_in(cstring) IS 'internal: input of market_shares';

CREATE FUNCTION market_shares_out(market_shares) RETURNS cstring
AS 'MODULE_PATHNAME', 'shares_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_out(market_shares) IS 'internal: output of market_shares';

CREATE FUNCTION market_shares_recv(internal) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_recv(internal) IS 'internal: binary input of market_shares';

CREATE FUNCTION market_shares_send(market_shares) RETURNS bytea
AS 'MODULE_PATHNAME', 'value_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_send(market_shares) IS 'internal: binary output of market_shares';

CREATE TYPE market_shares (
    INPUT = market_shares_in,
    OUTPUT = market_shares_out,
    RECEIVE = market_shares_recv,
    SEND = market_shares_send,
    ALIGNMENT = int4,
    STORAGE = external
);
COMMENT ON TYPE market_shares IS
'Totals by entity (text or bigint), with the total of rows whose entity is NULL; built by shares_agg, merged by rollup.';

CREATE CAST (market_shares AS jsonb) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (market_shares AS jsonb) IS 'the text form as jsonb';
CREATE CAST (jsonb AS market_shares) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS market_shares) IS 'reads the text form';

-- Equal content is equal bytes, so equality, order and hash are those of bytes.

CREATE FUNCTION market_shares_eq(market_shares, market_shares) RETURNS boolean
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_eq(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_ne(market_shares, market_shares) RETURNS boolean
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_ne(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_lt(market_shares, market_shares) RETURNS boolean
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_lt(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_le(market_shares, market_shares) RETURNS boolean
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_le(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_gt(market_shares, market_shares) RETURNS boolean
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_gt(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_ge(market_shares, market_shares) RETURNS boolean
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_ge(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_cmp(market_shares, market_shares) RETURNS integer
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_cmp(market_shares, market_shares) IS 'internal: order of market_shares, by bytes';

CREATE FUNCTION market_shares_hash(market_shares) RETURNS integer
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_hash(market_shares) IS 'internal: hash of market_shares';

CREATE FUNCTION market_shares_hash_extended(market_shares, bigint) RETURNS bigint
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_hash_extended(market_shares, bigint) IS 'internal: seeded hash of market_shares';

CREATE OPERATOR = (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (market_shares, market_shares) IS 'same content';

CREATE OPERATOR <> (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (market_shares, market_shares) IS 'different content';

CREATE OPERATOR < (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR <= (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR > (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR >= (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR CLASS market_shares_ops DEFAULT FOR TYPE market_shares USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 market_shares_cmp(market_shares, market_shares);
COMMENT ON OPERATOR CLASS market_shares_ops USING btree IS 'order of market_shares by bytes';

CREATE OPERATOR CLASS market_shares_hash_ops DEFAULT FOR TYPE market_shares USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 market_shares_hash(market_shares),
    FUNCTION 2 market_shares_hash_extended(market_shares, bigint);
COMMENT ON OPERATOR CLASS market_shares_hash_ops USING hash IS 'hash of market_shares';

-- Builders.

CREATE FUNCTION shares_agg_trans(keyed_sums, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, text, double precision) IS
'internal: transition function of the aggregates over (entity, value)';

CREATE FUNCTION shares_agg_trans(keyed_sums, bigint, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, bigint, double precision) IS
'internal: transition function of the aggregates over (entity, value)';

CREATE FUNCTION shares_rollup_trans(keyed_sums, market_shares) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_rollup_trans(keyed_sums, market_shares) IS
'internal: transition function of rollup(market_shares)';

CREATE FUNCTION shares_enter(keyed_sums, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_enter_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_enter(keyed_sums, text, double precision) IS
'internal: adds a row to a moving frame';

CREATE FUNCTION shares_leave(keyed_sums, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_leave_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_leave(keyed_sums, text, double precision) IS
'internal: takes a row out of a moving frame';

CREATE FUNCTION shares_enter(keyed_sums, bigint, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_enter_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_enter(keyed_sums, bigint, double precision) IS
'internal: adds a row to a moving frame';

CREATE FUNCTION shares_leave(keyed_sums, bigint, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_leave_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_leave(keyed_sums, bigint, double precision) IS
'internal: takes a row out of a moving frame';

CREATE FUNCTION shares_agg_final(keyed_sums) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_final(keyed_sums) IS
'internal: final function of shares_agg';

CREATE AGGREGATE shares_agg(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shares_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(text, double precision) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE shares_agg(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shares_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(bigint, double precision) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE rollup(market_shares) (
    SFUNC = shares_rollup_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shares_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(market_shares) IS
'Adds market_shares values up, entity by entity. NULL values are skipped; text and bigint entities together are an error.';

-- One-step aggregates: the same state, another final function.

CREATE TYPE market_panel AS (
    hhi double precision,
    hhi_normalized double precision,
    effective_firms double precision,
    cr1 double precision,
    cr4 double precision,
    entropy double precision,
    firms bigint,
    total double precision,
    unattributed_share double precision,
    relative_entropy double precision,
    theil double precision,
    rosenbluth double precision,
    horvath double precision,
    gini double precision,
    gini_unbiased double precision,
    dominance_kwoka double precision,
    dominance_garcia_alba double precision,
    stenbacka double precision
);
COMMENT ON TYPE market_panel IS 'Indices of one market, as plain columns; returned by market_indices.';
COMMENT ON COLUMN market_panel.hhi IS 'Herfindahl-Hirschman index, 1/firms to 1';
COMMENT ON COLUMN market_panel.hhi_normalized IS 'HHI rescaled to 0..1 for the number of firms';
COMMENT ON COLUMN market_panel.effective_firms IS 'numbers equivalent, 1/HHI';
COMMENT ON COLUMN market_panel.cr1 IS 'share of the largest firm';
COMMENT ON COLUMN market_panel.cr4 IS 'share of the four largest firms';
COMMENT ON COLUMN market_panel.entropy IS 'Shannon entropy of the shares in nats';
COMMENT ON COLUMN market_panel.firms IS 'entities with a total above zero';
COMMENT ON COLUMN market_panel.total IS 'sum over the entities, without unattributed rows';
COMMENT ON COLUMN market_panel.unattributed_share IS 'part of all value whose entity is NULL; the indices do not see it. NULL where such rows add up to less than zero';
COMMENT ON COLUMN market_panel.relative_entropy IS 'entropy over its largest value ln(firms), 0..1; NULL for one firm';
COMMENT ON COLUMN market_panel.theil IS 'ln(firms) - entropy, 0 when all are equal';
COMMENT ON COLUMN market_panel.rosenbluth IS 'Rosenbluth (Hall-Tideman) index, 1/firms to 1';
COMMENT ON COLUMN market_panel.horvath IS 'Horvath comprehensive concentration index, to 1';
COMMENT ON COLUMN market_panel.gini IS 'Gini coefficient among the firms present, 0 to 1 - 1/firms';
COMMENT ON COLUMN market_panel.gini_unbiased IS 'gini times firms/(firms - 1), 0..1; NULL for one firm';
COMMENT ON COLUMN market_panel.dominance_kwoka IS 'sum of squared gaps between neighbours in rank, 0..1';
COMMENT ON COLUMN market_panel.dominance_garcia_alba IS 'HHI of the contributions to the HHI, 1/firms to 1';
COMMENT ON COLUMN market_panel.stenbacka IS 'share from which the largest firm dominates, for gamma = 1';

CREATE FUNCTION hhi_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_final(keyed_sums) IS
'internal: final function of hhi';

CREATE FUNCTION market_indices_final(keyed_sums) RETURNS market_panel
AS 'MODULE_PATHNAME', 'shares_market_indices' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_indices_final(keyed_sums) IS
'internal: final function of market_indices';

CREATE AGGREGATE hhi(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hhi_final,
    COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter,
    MINVFUNC = shares_leave,
    MSTYPE = keyed_sums,
    MSSPACE = 256,
    MFINALFUNC = hhi_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(text, double precision) IS
'Herfindahl-Hirschman index of the totals by entity: sum of squared shares, 1/n to 1. NULL when no entity has a total above zero; rows with a NULL entity do not enter (see unattributed).';

CREATE AGGREGATE market_indices(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = market_indices_final,
    COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter,
    MINVFUNC = shares_leave,
    MSTYPE = keyed_sums,
    MSSPACE = 256,
    MFINALFUNC = market_indices_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_indices(text, double precision) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_panel. Indices of an empty market are NULL, its counts 0.';

CREATE AGGREGATE hhi(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = hhi_final,
    COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter,
    MINVFUNC = shares_leave,
    MSTYPE = keyed_sums,
    MSSPACE = 256,
    MFINALFUNC = hhi_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(bigint, double precision) IS
'Herfindahl-Hirschman index of the totals by entity: sum of squared shares, 1/n to 1. NULL when no entity has a total above zero; rows with a NULL entity do not enter (see unattributed).';

CREATE AGGREGATE market_indices(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = market_indices_final,
    COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter,
    MINVFUNC = shares_leave,
    MSTYPE = keyed_sums,
    MSSPACE = 256,
    MFINALFUNC = market_indices_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_indices(bigint, double precision) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_panel. Indices of an empty market are NULL, its counts 0.';

-- Questions to a stored value.

CREATE FUNCTION hhi(m market_shares, scale double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi(market_shares, double precision) IS
'Herfindahl-Hirschman index: scale times the sum of squared shares, 1/n to 1 for n firms. scale => 10000 gives antitrust points. NULL for an empty market, an error when a total is below zero.';

CREATE FUNCTION market_indices(m market_shares) RETURNS market_panel
AS 'MODULE_PATHNAME', 'shares_market_indices' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_indices(market_shares) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_panel. Indices of an empty market are NULL, its counts 0.';

CREATE FUNCTION hhi_normalized(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi_normalized' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_normalized(market_shares) IS
'(HHI - 1/n) / (1 - 1/n), 0..1; 1 for a single firm.';

CREATE FUNCTION effective_firms(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_effective_firms' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION effective_firms(market_shares) IS
'Numbers equivalent 1/HHI, 1 to n: as many equal firms would have the same HHI (Adelman 1969). NULL for an empty market.';

CREATE FUNCTION concentration_ratio(m market_shares, k integer DEFAULT 4) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_concentration_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_ratio(market_shares, integer) IS
'Share of the k largest entities, 0..1; 1 when there are fewer than k. k must be at least 1. NULL for an empty market.';

CREATE FUNCTION shannon_entropy(m market_shares, base double precision DEFAULT 2.718281828459045) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_shannon_entropy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION shannon_entropy(market_shares, double precision) IS
'-sum of share * log(share), 0 to log(n); high means unconcentrated. Natural logarithm unless a base above 1 is given (Shannon 1948). NULL for an empty market.';

CREATE FUNCTION num_entities(m market_shares) RETURNS bigint
AS 'MODULE_PATHNAME', 'shares_num_entities' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION num_entities(market_shares) IS
'Number of entities with a total above zero; 0 for NULL.';

CREATE FUNCTION total(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(market_shares) IS
'Sum over all entities, rounded once, in units of the value; unattributed rows are left out. 0 for an empty market.';

CREATE FUNCTION unattributed(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_unattributed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unattributed(market_shares) IS
'Sum of the rows whose entity is NULL; 0 when there were none.';

CREATE FUNCTION coverage(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage(market_shares) IS
'Part of all value that is attributed to an entity, 0..1.';

CREATE FUNCTION top(m market_shares, n integer DEFAULT 10, OUT rank integer, OUT entity text, OUT value double precision, OUT share double precision, OUT tied integer) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'shares_top' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION top(market_shares, integer) IS
'The n largest entities, largest first; equal totals share a rank, and tied counts them, also those left out. n must be at least 1; no rows for an empty market.';
