-- markets, trade_panel: a market_shares, or a trade_series, of each group.

COMMENT ON TYPE markets IS
'A market_shares of each market, markets being told apart by one or two columns; built by markets_agg, merged by rollup.';
COMMENT ON TYPE trade_panel IS
'A trade_series of each group, groups being told apart by one or two columns; built by panel_agg, merged by rollup.';

CREATE TYPE market_rows_report AS (
    group_1 text,
    group_2 text,
    shares market_shares
);
COMMENT ON TYPE market_rows_report IS 'One market; returned by market_rows.';
COMMENT ON COLUMN market_rows_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN market_rows_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN market_rows_report.shares IS 'its totals by entity, as shares_agg makes them';

CREATE FUNCTION market_rows(m markets) RETURNS SETOF market_rows_report
AS 'MODULE_PATHNAME', 'market_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION market_rows(markets) IS
'One row a market, in the order of the columns that tell markets apart, NULL last; a cast gives a column its type back: group_2::date.';

CREATE TYPE hhi_by_market_report AS (
    group_1 text,
    group_2 text,
    hhi double precision
);
COMMENT ON TYPE hhi_by_market_report IS 'hhi of one market; returned by hhi_by_market.';
COMMENT ON COLUMN hhi_by_market_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN hhi_by_market_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN hhi_by_market_report.hhi IS 'its Herfindahl-Hirschman index, 0..1; NULL for an empty market';

CREATE FUNCTION hhi_by_market(m markets) RETURNS SETOF hhi_by_market_report
AS 'MODULE_PATHNAME', 'market_hhi_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION hhi_by_market(markets) IS
'hhi of each market, one row a market, in the order of the columns that tell markets apart, NULL last.';

CREATE TYPE indices_by_market_report AS (
    group_1 text,
    group_2 text,
    indices market_report
);
COMMENT ON TYPE indices_by_market_report IS 'market_indices of one market; returned by indices_by_market.';
COMMENT ON COLUMN indices_by_market_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN indices_by_market_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN indices_by_market_report.indices IS 'its indices, as market_indices tells them: (indices).*';

CREATE FUNCTION indices_by_market(m markets) RETURNS SETOF indices_by_market_report
AS 'MODULE_PATHNAME', 'market_indices_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION indices_by_market(markets) IS
'market_indices of each market, one row a market, in the order of the columns that tell markets apart, NULL last.';

CREATE TYPE panel_rows_report AS (
    group_1 text,
    group_2 text,
    series trade_series
);
COMMENT ON TYPE panel_rows_report IS 'One series; returned by panel_rows.';
COMMENT ON COLUMN panel_rows_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN panel_rows_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN panel_rows_report.series IS 'its totals by period, as series_agg makes them';

CREATE FUNCTION panel_rows(p trade_panel) RETURNS SETOF panel_rows_report
AS 'MODULE_PATHNAME', 'panel_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION panel_rows(trade_panel) IS
'One row a series, in the order of the columns that tell series apart, NULL last; a cast gives a column its type back: group_2::date.';
