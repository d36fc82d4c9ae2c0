-- market_shares: entity -> exact total, and the total of unattributed rows.

COMMENT ON TYPE market_shares IS
'Totals by entity (text or bigint), with the total of rows whose entity is NULL; built by shares_agg, merged by rollup.';

-- Questions to a stored value.

CREATE FUNCTION hhi(m market_shares, scale double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi(market_shares, double precision) IS
'Herfindahl-Hirschman index: scale times the sum of squared shares, 1/n to 1 for n firms. scale => 10000 gives antitrust points. NULL for an empty market, an error when a total is below zero.';

CREATE FUNCTION market_indices(m market_shares) RETURNS market_report
AS 'MODULE_PATHNAME', 'shares_market_indices' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_indices(market_shares) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_report. Indices of an empty market are NULL, its counts 0.';

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

CREATE TYPE top_report AS (
    rank integer,
    entity text,
    value double precision,
    share double precision,
    tied integer
);
COMMENT ON TYPE top_report IS 'One of the largest entities; returned by top.';
COMMENT ON COLUMN top_report.rank IS '1 for the largest; equal totals share one';
COMMENT ON COLUMN top_report.entity IS 'its name, of a number its digits';
COMMENT ON COLUMN top_report.value IS 'its total';
COMMENT ON COLUMN top_report.share IS 'its share of the attributed total, 0..1';
COMMENT ON COLUMN top_report.tied IS 'entities with an equal total, those left out too';

CREATE FUNCTION top(m market_shares, n integer DEFAULT 10) RETURNS SETOF top_report
AS 'MODULE_PATHNAME', 'shares_top' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION top(market_shares, integer) IS
'The n largest entities, largest first; equal totals share a rank, and tied counts them, also those left out. n must be at least 1; no rows for an empty market.';
