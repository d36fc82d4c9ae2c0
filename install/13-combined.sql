-- Totals that cover several periods.

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
'One row for each total that can be compared with the total of the same periods lag periods (of trading days: observations) before (NULL: a year). What either side tells together, such as January and February, is compared together. growth is NULL when the earlier total is not above zero.';

CREATE FUNCTION spread_combined(s trade_series, method text DEFAULT 'even') RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_spread_combined' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_combined(trade_series, text) IS
'The series with its combined totals shared out: even, or by days, keeping the total to the last bit; or none: their periods stay missing.';

CREATE FUNCTION from_year_to_date(s trade_series, year_start integer DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_from_year_to_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION from_year_to_date(trade_series, integer) IS
'Year-to-date figures taken apart by difference, each less the one before it in the same year; where figures between are missing the difference covers several periods. Corrections stay, a negative difference too. year_start: first month of the year, 1 to 12; NULL is the year of the series, January for months. Levels or flows give flows.';

-- Levels, such as stocks: one a period, never added up.
