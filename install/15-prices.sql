-- Share prices: returns, market model, divergence from a fundamental, rebound.

CREATE FUNCTION price_returns(prices trade_series, returns text DEFAULT 'log') RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_price_returns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION price_returns(trade_series, text) IS
'Returns between successive observations, whatever the days between them: log (default) or simple. Prices must be greater than zero.';

CREATE TYPE market_model_report AS (
    alpha double precision,
    beta double precision,
    sigma double precision,
    r_squared double precision,
    estimation_start date,
    estimation_end date,
    estimation_n integer,
    event_n integer,
    car double precision,
    se_simple double precision,
    se_exact double precision,
    t_simple double precision,
    t_exact double precision,
    status text
);
COMMENT ON TYPE market_model_report IS 'What a stock did in an event beyond the market; returned by market_model.';
COMMENT ON COLUMN market_model_report.alpha IS 'return of the stock when the market does not move';
COMMENT ON COLUMN market_model_report.beta IS 'return of the stock for each return of the market';
COMMENT ON COLUMN market_model_report.sigma IS 'of the residuals, root of SSE / (n - 2)';
COMMENT ON COLUMN market_model_report.r_squared IS 'part of the variance explained, 0 to 1; NULL for a stock that did not move';
COMMENT ON COLUMN market_model_report.estimation_start IS 'first day of the estimation window';
COMMENT ON COLUMN market_model_report.estimation_end IS 'last day of the estimation window';
COMMENT ON COLUMN market_model_report.estimation_n IS 'returns in the estimation window';
COMMENT ON COLUMN market_model_report.event_n IS 'returns in the event window';
COMMENT ON COLUMN market_model_report.car IS 'cumulative abnormal return; NULL without a return in the event window';
COMMENT ON COLUMN market_model_report.se_simple IS 'standard error of car, as if alpha and beta were known';
COMMENT ON COLUMN market_model_report.se_exact IS 'standard error of car, with the error of alpha and beta';
COMMENT ON COLUMN market_model_report.t_simple IS 'car / se_simple';
COMMENT ON COLUMN market_model_report.t_exact IS 'car / se_exact, Student''s t with estimation_n - 2 degrees of freedom';

COMMENT ON COLUMN market_model_report.status IS 'estimated; no_event_returns: fitted, but no return in the event window; too_few_returns: fewer returns before the event, estimation_n, than the estimation wants, so nothing else is known';

CREATE FUNCTION market_model(
    stock trade_series, market trade_series, since date, until date DEFAULT NULL,
    estimation integer DEFAULT 120, gap integer DEFAULT 0, returns text DEFAULT 'log') RETURNS market_model_report
AS 'MODULE_PATHNAME', 'series_market_model' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION market_model(trade_series, trade_series, date, date, integer, integer, text) IS
'Event study by the market model (MacKinlay 1997): the stock''s returns are fitted to the market''s over the estimation returns that end gap returns before the event; car is what the returns from since to until (NULL: to the end) add up to beyond the model. se_exact counts the error of alpha and beta, se_simple does not. returns: log or simple returns of prices, or given when the series hold returns. An event on a day without trade begins with the next. A stock with too few returns before the event has the status too_few_returns; a market that does not move is an error.';

CREATE TYPE abnormal_returns_report AS (
    period date,
    phase text,
    stock_return double precision,
    market_return double precision,
    expected_return double precision,
    abnormal_return double precision,
    cumulative_return double precision
);
COMMENT ON TYPE abnormal_returns_report IS 'One return that market_model used; returned by abnormal_returns.';
COMMENT ON COLUMN abnormal_returns_report.period IS 'the day that ends it';
COMMENT ON COLUMN abnormal_returns_report.phase IS 'estimation, gap or event';
COMMENT ON COLUMN abnormal_returns_report.stock_return IS 'return of the stock';
COMMENT ON COLUMN abnormal_returns_report.market_return IS 'return of the market';
COMMENT ON COLUMN abnormal_returns_report.expected_return IS 'alpha + beta * market_return';
COMMENT ON COLUMN abnormal_returns_report.abnormal_return IS 'stock_return - expected_return';
COMMENT ON COLUMN abnormal_returns_report.cumulative_return IS 'sum of the abnormal returns of the event so far; NULL before it';

CREATE FUNCTION abnormal_returns(
    stock trade_series, market trade_series, since date, until date DEFAULT NULL,
    estimation integer DEFAULT 120, gap integer DEFAULT 0, returns text DEFAULT 'log') RETURNS SETOF abnormal_returns_report
AS 'MODULE_PATHNAME', 'series_abnormal_returns' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION abnormal_returns(trade_series, trade_series, date, date, integer, integer, text) IS
'One row for each return that market_model used; see type abnormal_returns_report. None where there are too few for the estimation.';

CREATE TYPE mean_abnormal_return_report AS (
    shares integer,
    skipped integer,
    mean_car double precision,
    se double precision,
    z double precision,
    p_value double precision,
    cross_se double precision,
    cross_t double precision,
    cross_p_value double precision,
    mean_standardized double precision,
    standardized_t double precision,
    standardized_p_value double precision,
    positive integer,
    sign_p_value double precision
);
COMMENT ON TYPE mean_abnormal_return_report IS 'What an event did to several shares, with tests; returned by mean_abnormal_return.';
COMMENT ON COLUMN mean_abnormal_return_report.shares IS 'shares in the mean';
COMMENT ON COLUMN mean_abnormal_return_report.skipped IS 'shares without a car or an error';
COMMENT ON COLUMN mean_abnormal_return_report.mean_car IS 'mean of their cumulative abnormal returns';
COMMENT ON COLUMN mean_abnormal_return_report.se IS 'standard error of the mean from those of the shares, as if they were independent';
COMMENT ON COLUMN mean_abnormal_return_report.z IS 'mean_car / se; NULL where se is 0';
COMMENT ON COLUMN mean_abnormal_return_report.p_value IS 'probability of a z at least as far from 0, if the event did nothing (normal)';
COMMENT ON COLUMN mean_abnormal_return_report.cross_se IS 'standard error of the mean from how far the shares differ; NULL for one share, or shares that do not differ';
COMMENT ON COLUMN mean_abnormal_return_report.cross_t IS 'mean_car / cross_se';
COMMENT ON COLUMN mean_abnormal_return_report.cross_p_value IS 'the same probability by Student''s t with shares - 1 degrees of freedom';
COMMENT ON COLUMN mean_abnormal_return_report.mean_standardized IS 'mean of car / error; NULL with standardized_t';
COMMENT ON COLUMN mean_abnormal_return_report.standardized_t IS 'mean_standardized by its standard error, from how far the shares differ; NULL where a share has an error of 0';
COMMENT ON COLUMN mean_abnormal_return_report.standardized_p_value IS 'the same probability by Student''s t with shares - 1 degrees of freedom';
COMMENT ON COLUMN mean_abnormal_return_report.positive IS 'shares with a car above zero';
COMMENT ON COLUMN mean_abnormal_return_report.sign_p_value IS 'probability of so uneven a number of positive and negative ones, if each were as likely (binomial, both sides)';

CREATE FUNCTION mean_abnormal_return(cars double precision[], errors double precision[]) RETURNS mean_abnormal_return_report
AS 'MODULE_PATHNAME', 'series_mean_abnormal_return' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_abnormal_return(double precision[], double precision[]) IS
'Mean over shares of their cumulative abnormal returns, with tests: by the errors of the shares (MacKinlay 1997), by how far the shares differ (Brown and Warner 1985), standardized (Boehmer, Musumeci and Poulsen 1991), and by signs. For mean_abnormal_return(array_agg(m.car), array_agg(m.se_exact)) over answers of market_model; pairs with a NULL are skipped. Shares that an event meets on one day are not independent: all but the sign of the mean is then too sure.';

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

CREATE TYPE divergence_path_report AS (
    period date,
    price_change double precision,
    fundamental_change double precision,
    rerating double precision
);
COMMENT ON TYPE divergence_path_report IS 'One period of a price beside its fundamental; returned by divergence_path.';
COMMENT ON COLUMN divergence_path_report.period IS 'its first day';
COMMENT ON COLUMN divergence_path_report.price_change IS 'ln(price / price at the start)';
COMMENT ON COLUMN divergence_path_report.fundamental_change IS 'ln(fundamental / fundamental at the start)';
COMMENT ON COLUMN divergence_path_report.rerating IS 'price_change - fundamental_change';

CREATE FUNCTION divergence_path(
    price trade_series, fundamental trade_series, since date) RETURNS SETOF divergence_path_report
AS 'MODULE_PATHNAME', 'series_divergence_path' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION divergence_path(trade_series, trade_series, date) IS
'One row for each period from since on in which price and fundamental are both known: changes in logarithms since then.';

CREATE TYPE price_rebound_report AS (
    max_drawdown double precision,
    peak date,
    peak_price double precision,
    trough date,
    trough_price double precision,
    latest date,
    latest_price double precision,
    rebound double precision
);
COMMENT ON TYPE price_rebound_report IS 'The deepest fall of a price and its return; returned by price_rebound.';
COMMENT ON COLUMN price_rebound_report.max_drawdown IS 'deepest fall from a running maximum, as a part of it; 0 when the price never fell';
COMMENT ON COLUMN price_rebound_report.peak IS 'last day at the maximum before that fall';
COMMENT ON COLUMN price_rebound_report.peak_price IS 'price at the peak';
COMMENT ON COLUMN price_rebound_report.trough IS 'first day at the minimum after the peak';
COMMENT ON COLUMN price_rebound_report.trough_price IS 'price at the trough';
COMMENT ON COLUMN price_rebound_report.latest IS 'last day with a price';
COMMENT ON COLUMN price_rebound_report.latest_price IS 'price on that day';
COMMENT ON COLUMN price_rebound_report.rebound IS '(latest - trough) / (peak - trough), above 1 beyond the old peak; NULL when the price never fell';

CREATE FUNCTION price_rebound(prices trade_series) RETURNS price_rebound_report
AS 'MODULE_PATHNAME', 'series_price_rebound' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION price_rebound(trade_series) IS
'Deepest fall of a price and the part of it that the latest price has regained. NULL without prices; peak, trough and rebound are NULL when the price never fell.';
