-- Share prices: returns, market model, divergence from a fundamental, rebound.

CREATE FUNCTION price_returns(prices trade_series, returns text DEFAULT 'log') RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_price_returns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION price_returns(trade_series, text) IS
'Returns between successive observations, whatever the days between them: log (default) or simple. Prices must be greater than zero.';

CREATE FUNCTION market_model(
    stock trade_series, market trade_series, event_from date,
    event_until date DEFAULT NULL, estimation integer DEFAULT 120,
    gap integer DEFAULT 0, returns text DEFAULT 'log',
    OUT alpha double precision, OUT beta double precision,
    OUT sigma double precision, OUT r_squared double precision,
    OUT estimation_from date, OUT estimation_until date,
    OUT estimation_n integer, OUT event_n integer,
    OUT car double precision, OUT se_simple double precision, OUT se_exact double precision,
    OUT t_simple double precision, OUT t_exact double precision) RETURNS record
AS 'MODULE_PATHNAME', 'series_market_model' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION market_model(trade_series, trade_series, date, date, integer, integer, text) IS
'Event study by the market model (MacKinlay 1997): the stock''s returns are fitted to the market''s over the estimation returns that end gap returns before event_from; car is what the returns from event_from to event_until (NULL: to the end) add up to beyond the model. se_exact counts the error of alpha and beta, se_simple does not. returns: log or simple returns of prices, or given when the series hold returns.';

CREATE FUNCTION abnormal_returns(
    stock trade_series, market trade_series, event_from date,
    event_until date DEFAULT NULL, estimation integer DEFAULT 120,
    gap integer DEFAULT 0, returns text DEFAULT 'log')
RETURNS TABLE (
    period date, phase text,
    stock_return double precision, market_return double precision,
    expected_return double precision, abnormal_return double precision,
    cumulative double precision)
AS 'MODULE_PATHNAME', 'series_abnormal_returns' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION abnormal_returns(trade_series, trade_series, date, date, integer, integer, text) IS
'One row for each return that market_model used; phase is estimation, gap or event, cumulative adds the abnormal returns of the event up.';

CREATE FUNCTION divergence(
    price_before double precision, price_after double precision,
    fundamental_before double precision, fundamental_after double precision,
    OUT price_change double precision, OUT fundamental_change double precision,
    OUT rerating double precision) RETURNS record
AS 'MODULE_PATHNAME', 'divergence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION divergence(double precision, double precision, double precision, double precision) IS
'Changes in logarithms of a price and of its fundamental, and their difference: how much the multiple was re-rated. NULL when a fundamental is not greater than zero; prices must be.';

CREATE TYPE divergence_report AS (
    period_start date,
    period_end date,
    price_change double precision,
    fundamental_change double precision,
    rerating double precision
);
COMMENT ON TYPE divergence_report IS 'How much a price changed beyond its fundamental; returned by divergence.';
COMMENT ON COLUMN divergence_report.period_start IS 'period compared with: that of since, or the last trading day before it';
COMMENT ON COLUMN divergence_report.period_end IS 'last period, at most until, in which both are known';
COMMENT ON COLUMN divergence_report.price_change IS 'change of the price in logarithms';
COMMENT ON COLUMN divergence_report.fundamental_change IS 'change of the fundamental in logarithms; NULL where it is not above zero';
COMMENT ON COLUMN divergence_report.rerating IS 'price_change less fundamental_change';

CREATE FUNCTION divergence(
    price trade_series, fundamental trade_series, since date, until date DEFAULT NULL) RETURNS divergence_report
AS 'MODULE_PATHNAME', 'series_divergence' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION divergence(trade_series, trade_series, date, date) IS
'divergence from the period of since to the last period, at most until, in which price and fundamental are both known. Without trade on the day of since, the last trading day before it on which both are known counts. NULL when one of them is missing at the start.';

CREATE FUNCTION divergence_path(
    price trade_series, fundamental trade_series, since date)
RETURNS TABLE (
    period date, price_change double precision,
    fundamental_change double precision, rerating double precision)
AS 'MODULE_PATHNAME', 'series_divergence_path' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION divergence_path(trade_series, trade_series, date) IS
'One row for each period from since on in which price and fundamental are both known: changes in logarithms since then.';

CREATE FUNCTION price_rebound(
    prices trade_series,
    OUT max_drawdown double precision, OUT peak date, OUT peak_price double precision,
    OUT trough date, OUT trough_price double precision,
    OUT latest date, OUT latest_price double precision, OUT rebound double precision) RETURNS record
AS 'MODULE_PATHNAME', 'series_price_rebound' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION price_rebound(trade_series) IS
'Deepest fall of a price and the part of it that the latest price has regained: (latest - trough) / (peak - trough), above 1 beyond the old peak. NULL when the price never fell.';
