-- The calendar period that a business period stands for.

CREATE FUNCTION fiscal_period(period_end date, frequency text, snap integer DEFAULT 0, year_start integer DEFAULT 1) RETURNS date
AS 'MODULE_PATHNAME', 'calendar_fiscal_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fiscal_period(date, text, integer, integer) IS
'First day of the calendar period that a business period stands for, by its last day: the period that ends within snap days of it, or else the quarter or year that holds the month that does; farther off is an error. frequency: day, week, month, quarter or year; snap: 0 to less than half of a period; year_start: first month of the year, 1 to 12.';

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

CREATE FUNCTION from_year_to_date(s trade_series, year_start integer DEFAULT NULL, restart text DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_from_year_to_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION from_year_to_date(trade_series, integer, text) IS
'Year-to-date figures taken apart by difference, each less the one before it in the same year; where figures between are missing the difference covers several periods. year_start: first month of the year, 1 to 12; NULL is the year of the series, January for months. restart: where the running total starts again, year or half; it may fall then. NULL is a year, within which it must not fall. Levels or flows give flows.';

-- Levels, such as stocks: one a period, never added up.
