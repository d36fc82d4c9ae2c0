-- trade_series made from trade_series.

-- Arithmetic over the periods that both have; a period missing on one side stays missing.

CREATE FUNCTION trade_series_add(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_add(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_add(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_add_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_add(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_add(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_add(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR + (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (trade_series, trade_series) IS 'sum of two series of one measure with the same periods, over the periods that both have';

CREATE OPERATOR + (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (trade_series, double precision) IS 'sum of each total and a number';

CREATE OPERATOR + (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (double precision, trade_series) IS 'sum of a number and each total';

CREATE FUNCTION trade_series_subtract(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_subtract(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_subtract(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_subtract_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_subtract(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_subtract(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_subtract(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR - (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_subtract
);
COMMENT ON OPERATOR - (trade_series, trade_series) IS 'difference of two series of one measure with the same periods, over the periods that both have';

CREATE OPERATOR - (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_subtract
);
COMMENT ON OPERATOR - (trade_series, double precision) IS 'difference of each total and a number';

CREATE OPERATOR - (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_subtract
);
COMMENT ON OPERATOR - (double precision, trade_series) IS 'difference of a number and each total';

CREATE FUNCTION trade_series_multiply(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_multiply(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_multiply(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_multiply_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_multiply(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_multiply(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_multiply(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR * (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (trade_series, trade_series) IS 'product of two series with the same periods, over the periods that both have';

CREATE OPERATOR * (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (trade_series, double precision) IS 'product of each total and a number';

CREATE OPERATOR * (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (double precision, trade_series) IS 'product of a number and each total';

CREATE FUNCTION trade_series_divide(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_divide' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_divide(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_divide(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_divide_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_divide(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_divide(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_divide' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_divide(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR / (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_divide
);
COMMENT ON OPERATOR / (trade_series, trade_series) IS 'quotient of two series with the same periods, over the periods that both have; a period whose divisor is zero stays missing';

CREATE OPERATOR / (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_divide
);
COMMENT ON OPERATOR / (trade_series, double precision) IS 'quotient of each total and a number';

CREATE OPERATOR / (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_divide
);
COMMENT ON OPERATOR / (double precision, trade_series) IS 'quotient of a number and each total; a period whose total is zero stays missing';

CREATE TYPE unmatched_report AS (
    period date,
    missing_in text
);
COMMENT ON TYPE unmatched_report IS 'One period that only one of two series has; returned by unmatched.';
COMMENT ON COLUMN unmatched_report.period IS 'its first day';
COMMENT ON COLUMN unmatched_report.missing_in IS 'a or b: the series without it';

CREATE FUNCTION unmatched(a trade_series, b trade_series) RETURNS SETOF unmatched_report
AS 'MODULE_PATHNAME', 'series_unmatched' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION unmatched(trade_series, trade_series) IS
'One row for each period that only one of two series has: what arithmetic leaves missing. missing_in is a or b.';

CREATE FUNCTION slice(s trade_series, since date DEFAULT NULL, until date DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_slice' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION slice(trade_series, date, date) IS
'The periods from the one that holds since to the one that holds until; NULL is open.';

CREATE FUNCTION complete(s trade_series, since date DEFAULT NULL, until date DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_complete' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION complete(trade_series, date, date) IS
'The series with a total of zero in each period without one, from the period that holds since to the one that holds until: there the source is complete, so that no row means no trade. NULL is the first and the last total. For flows and changes by periods of the calendar; levels and trading days are an error.';

CREATE FUNCTION growth(s trade_series, lag integer DEFAULT 1) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_growth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION growth(trade_series, integer) IS
'Change against the value lag periods (of trading days: observations) before, as a part of it; missing where either is, or where that value is not above zero.';

CREATE FUNCTION year_on_year(s trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_year_on_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION year_on_year(trade_series) IS
'growth against the same period of the year before; for months, quarters and years, business years too, else an error.';

CREATE FUNCTION cumulative(s trade_series, by_year boolean DEFAULT false, gaps text DEFAULT 'missing',
    year_start integer DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_cumulative' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cumulative(trade_series, boolean, text, integer) IS
'Running total from the first observation, or from the start of each year; levels are an error. year_start: first month of that year, 1 to 12; NULL is the year of the series, January for months. From a missing period on it is not known, until the next year where years count.';

CREATE FUNCTION moving_mean(s trade_series, k integer, min_observed integer DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_moving_mean' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION moving_mean(trade_series, integer, integer) IS
'Mean of the last k periods (of trading days: observations), where at least min_observed of them (all, by default) have a value; others stay missing. k must be at least 1.';

CREATE FUNCTION rebase(s trade_series, since date, until date DEFAULT NULL, base double precision DEFAULT 100) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_rebase' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rebase(trade_series, date, date, double precision) IS
'The series scaled so that its mean from since to until (the one period of since, by default; on a day without trade the last trading day before) is base; NULL when one of these periods has no value, or their mean is not above zero.';

CREATE FUNCTION resample(s trade_series, frequency text, method text DEFAULT NULL,
    gaps text DEFAULT 'missing', partial boolean DEFAULT false, year_start integer DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_resample' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resample(trade_series, text, text, text, boolean, integer) IS
'The series by a coarser frequency. method: sum, last (closing levels), first or mean; NULL is sum for flows and changes, last for levels. A coarse period that is not complete stays missing unless partial is true; last needs its last period only, first its first; trading days are always complete. year_start: first month of the year that quarters and years follow, 1 to 12; NULL is the year of the series. A finer frequency, or one that does not nest (weeks), is an error.';

CREATE FUNCTION splice(old trade_series, new trade_series, overlap date DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_splice' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION splice(trade_series, trade_series, date) IS
'Links two series across a change of classification by ratio: old times new/old in the overlap before it, new from it on. The overlap is one period, or by default all periods that both have; NULL without one.';

CREATE TYPE missing_periods_report AS (
    period_start date,
    period_end date,
    periods integer
);
COMMENT ON TYPE missing_periods_report IS 'One run of periods without a total; returned by missing_periods.';
COMMENT ON COLUMN missing_periods_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN missing_periods_report.period_end IS 'first day of its last period';
COMMENT ON COLUMN missing_periods_report.periods IS 'how many they are';

CREATE FUNCTION missing_periods(s trade_series, observed_until date DEFAULT NULL, observed_from date DEFAULT NULL) RETURNS SETOF missing_periods_report
AS 'MODULE_PATHNAME', 'series_missing_periods' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION missing_periods(trade_series, date, date) IS
'One row for each run of periods without a total, from observed_from to observed_until; the first and the last total where these are not given. Trading days have no holes.';

CREATE TYPE seasonal_index_report AS (
    season integer,
    index double precision,
    years integer
);
COMMENT ON TYPE seasonal_index_report IS 'One season of a year; returned by seasonal_index.';
COMMENT ON COLUMN seasonal_index_report.season IS 'month, 1 to 12, or quarter, 1 to 4, counted from the start of the year';
COMMENT ON COLUMN seasonal_index_report.index IS 'mean ratio to the centred moving average of a year, 1 on average; NULL unless every season has a ratio';
COMMENT ON COLUMN seasonal_index_report.years IS 'how many years stand behind it';

CREATE FUNCTION seasonal_index(s trade_series) RETURNS SETOF seasonal_index_report
AS 'MODULE_PATHNAME', 'series_seasonal_index' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION seasonal_index(trade_series) IS
'One row for each month or quarter of the year (quarters of business years by their year): mean ratio to the centred moving average of a year, scaled to a mean of 1, and how many years stand behind it. NULL unless every season has a ratio.';

CREATE FUNCTION seasonally_adjusted(s trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_seasonally_adjusted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION seasonally_adjusted(trade_series) IS
'Months or quarters divided by the factors of their seasons, whose geometric mean is 1: least squares of logarithms on a trend and a level for each season, as baseline => ''seasonal''. NULL where a season is seen less than twice; a value that is not above zero is an error.';

CREATE FUNCTION pool_jan_feb(s trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_pool_jan_feb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pool_jan_feb(trade_series) IS
'January and February with the mean of both, since the Chinese New Year falls in one of them; unknown where one of the two is. A total of January with February is shared in halves.';
