-- Totals that cover several periods.

CREATE FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_span' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text) IS
'internal: transition function of the aggregates over (period_start, period_end, value, frequency)';

CREATE AGGREGATE series_agg(period_start date, period_end date, value double precision, frequency text) (
    SFUNC = series_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = series_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, date, double precision, text) IS
'Totals of figures that may cover several periods, from the one that holds period_start to the one that holds period_end: January and February together stay together. Figures that share a period are an error.';

CREATE FUNCTION combined_periods(s trade_series, OUT period_start date, OUT period_end date,
    OUT periods integer, OUT value double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'series_combined_periods' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION combined_periods(trade_series) IS
'One row for each total that covers several periods; the dates are first days of its first and last period.';

CREATE FUNCTION comparisons(s trade_series, lag integer DEFAULT NULL,
    OUT period_start date, OUT period_end date, OUT value double precision,
    OUT value_before double precision, OUT growth double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'series_comparisons' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION comparisons(trade_series, integer) IS
'One row for each total that can be compared with the total of the same periods lag periods before (NULL: a year). What either side tells together, such as January and February, is compared together. growth is NULL when the earlier total is not above zero.';

CREATE FUNCTION spread_combined(s trade_series, method text DEFAULT 'even') RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_spread_combined' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_combined(trade_series, text) IS
'The series with its combined totals shared out: even, or by days, keeping the total to the last bit; or none: their periods stay missing.';

CREATE FUNCTION from_year_to_date(s trade_series, year_start integer DEFAULT 1) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_from_year_to_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION from_year_to_date(trade_series, integer) IS
'Year-to-date figures taken apart by difference, each less the one before it in the same year; where figures between are missing the difference covers several periods. Corrections stay, a negative difference too. year_start: where the year starts.';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text) IS
'internal: transition function of reconcile_agg without a tolerance';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_final(keyed_sums) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_reconcile_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_final(keyed_sums) IS
'internal: final function of reconcile_agg';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value double precision, frequency text) (
    SFUNC = reconcile_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = reconcile_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, double precision, text) IS
'Figures of one source that contain each other (months, quarters, year to date, years) taken apart into the smallest periods that they tell, by exact difference. Figures that disagree are an error.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value double precision, frequency text, tolerance double precision) (
    SFUNC = reconcile_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = reconcile_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, double precision, text, double precision) IS
'Figures of one source that contain each other (months, quarters, year to date, years) taken apart into the smallest periods that they tell, by exact difference. Figures that disagree by more than the tolerance are an error; within it those of shorter periods are kept.';

-- Levels, such as stocks: one a period, never added up.

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision) IS
'internal: transition function of levels_agg and inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision, text) IS
'internal: transition function of levels_agg and inventory_drawdown with a frequency';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text) IS
'internal: transition function of levels_agg and inventory_drawdown with a frequency and on_duplicate';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision) IS
'internal: transition function of levels_agg and inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text) IS
'internal: transition function of levels_agg and inventory_drawdown with a frequency';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text) IS
'internal: transition function of levels_agg and inventory_drawdown with a frequency and on_duplicate';

CREATE FUNCTION levels_agg_final(keyed_sums) RETURNS trade_series
AS 'MODULE_PATHNAME', 'levels_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_final(keyed_sums) IS
'internal: final function of levels_agg';

CREATE FUNCTION inventory_drawdown_final(keyed_sums) RETURNS drawdown_report
AS 'MODULE_PATHNAME', 'series_inventory_drawdown_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION inventory_drawdown_final(keyed_sums) IS
'internal: final function of inventory_drawdown';

CREATE AGGREGATE levels_agg(period date, level double precision) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = levels_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision) IS
'Levels by calendar period, such as closing stocks; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period date, level double precision, frequency text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = levels_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision, text) IS
'Levels by calendar period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period date, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = levels_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision, text, text) IS
'Levels by calendar period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE levels_agg(period timestamp, level double precision) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = levels_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision) IS
'Levels by calendar period, such as closing stocks; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period timestamp, level double precision, frequency text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = levels_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision, text) IS
'Levels by calendar period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period timestamp, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = levels_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision, text, text) IS
'Levels by calendar period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE inventory_drawdown(period date, level double precision) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = inventory_drawdown_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, double precision) IS
'drawdown of the levels of one company, product or place; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period date, level double precision, frequency text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = inventory_drawdown_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, double precision, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period date, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = inventory_drawdown_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, double precision, text, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level double precision) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = inventory_drawdown_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, double precision) IS
'drawdown of the levels of one company, product or place; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level double precision, frequency text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = inventory_drawdown_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, double precision, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = inventory_drawdown_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, double precision, text, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';
