-- The calendar period that a business period stands for.

CREATE FUNCTION fiscal_period(period_end date, frequency text, snap integer DEFAULT 0, year_start integer DEFAULT 1) RETURNS date
AS 'MODULE_PATHNAME', 'calendar_fiscal_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fiscal_period(date, text, integer, integer) IS
'First day of the calendar period that a business period stands for, by its last day: the period that ends within snap days of it, or else the quarter or year that holds the month that does; farther off is an error. frequency: day, week, month, quarter or year; snap: 0 to less than half of a period; year_start: first month of the year, 1 to 12.';

-- Totals that cover several periods.

CREATE TYPE combined_periods_report AS (
    period_start date,
    period_end date,
    periods integer,
    value double precision
);
COMMENT ON TYPE combined_periods_report IS 'One total that covers several periods; returned by combined_periods.';
COMMENT ON COLUMN combined_periods_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN combined_periods_report.period_end IS 'first day of its last period';
COMMENT ON COLUMN combined_periods_report.periods IS 'how many they are';
COMMENT ON COLUMN combined_periods_report.value IS 'their total, in units of the value';

CREATE FUNCTION combined_periods(s trade_series) RETURNS SETOF combined_periods_report
AS 'MODULE_PATHNAME', 'series_combined_periods' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION combined_periods(trade_series) IS
'One row for each total that covers several periods; the dates are first days of its first and last period.';

CREATE TYPE comparisons_report AS (
    period_start date,
    period_end date,
    value double precision,
    value_before double precision,
    growth_rate double precision
);
COMMENT ON TYPE comparisons_report IS 'One total beside that of the same periods before; returned by comparisons.';
COMMENT ON COLUMN comparisons_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN comparisons_report.period_end IS 'first day of its last period';
COMMENT ON COLUMN comparisons_report.value IS 'its total, in units of the value';
COMMENT ON COLUMN comparisons_report.value_before IS 'the total of the same periods before';
COMMENT ON COLUMN comparisons_report.growth_rate IS 'value / value_before - 1; NULL when value_before is not above zero';

CREATE FUNCTION comparisons(s trade_series, lag integer DEFAULT NULL) RETURNS SETOF comparisons_report
AS 'MODULE_PATHNAME', 'series_comparisons' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION comparisons(trade_series, integer) IS
'One row for each total that can be compared with the total of the same periods lag periods (of trading days: observations) before (NULL: a year). What either side tells together, such as January and February, is compared together. growth_rate is NULL when the earlier total is not above zero.';

CREATE FUNCTION spread_combined(s trade_series, method text DEFAULT 'even') RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_spread_combined' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_combined(trade_series, text) IS
'The series with its combined totals shared out: even, or by days, keeping the total to the last bit; or none: their periods stay missing.';

CREATE FUNCTION from_year_to_date(s trade_series, year_start integer DEFAULT NULL, restart text DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_from_year_to_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION from_year_to_date(trade_series, integer, text) IS
'Year-to-date figures taken apart by difference, each less the one before it in the same year; where figures between are missing the difference covers several periods. year_start: first month of the year, 1 to 12; NULL is the year of the series, January for months. restart: where the running total starts again, year or half; it may fall then. NULL is a year, within which it must not fall. Levels or flows give flows.';

-- Levels, such as stocks: one a period, never added up.
