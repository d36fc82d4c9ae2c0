-- trade_series: calendar period -> exact total, one frequency.

COMMENT ON TYPE trade_series IS
'Totals by calendar period (day, week, month, quarter or year); built by series_agg, merged by rollup.';

-- Drawdowns and build-ups of a level.

CREATE TYPE drawdown_report AS (
    duration_unit text,
    max_drawdown double precision,
    peak date,
    trough date,
    recovered_on date,
    peak_value double precision,
    trough_value double precision,
    time_to_trough integer,
    time_to_recovery integer,
    current_drawdown double precision,
    mean_drawdown double precision,
    ulcer_index double precision,
    pain_index double precision,
    underwater_share double precision,
    episodes integer,
    max_buildup double precision,
    max_buildup_abs double precision,
    buildup_trough date,
    buildup_peak date,
    buildup_cleared_on date,
    buildup_trough_value double precision,
    buildup_peak_value double precision
);
COMMENT ON TYPE drawdown_report IS 'How far a level is drawn down from its peak, and built up from its trough, as plain columns; returned by drawdown and inventory_drawdown.';
COMMENT ON COLUMN drawdown_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN drawdown_report.max_drawdown IS 'largest fall from a running maximum, as a part of it';
COMMENT ON COLUMN drawdown_report.peak IS 'last period at the maximum before the largest fall';
COMMENT ON COLUMN drawdown_report.trough IS 'first period at the minimum of that episode';
COMMENT ON COLUMN drawdown_report.recovered_on IS 'first period back at the peak; NULL while open';
COMMENT ON COLUMN drawdown_report.peak_value IS 'level at the peak';
COMMENT ON COLUMN drawdown_report.trough_value IS 'level at the trough';
COMMENT ON COLUMN drawdown_report.time_to_trough IS 'periods from peak to trough';
COMMENT ON COLUMN drawdown_report.time_to_recovery IS 'periods from peak to recovery; NULL while open';
COMMENT ON COLUMN drawdown_report.current_drawdown IS 'fall of the latest level from the running maximum, as a part of it';
COMMENT ON COLUMN drawdown_report.mean_drawdown IS 'mean depth of all episodes';
COMMENT ON COLUMN drawdown_report.ulcer_index IS 'root mean square of the drawdown over all levels';
COMMENT ON COLUMN drawdown_report.pain_index IS 'mean of the drawdown over all levels';
COMMENT ON COLUMN drawdown_report.underwater_share IS 'part of the observed periods below the running maximum';
COMMENT ON COLUMN drawdown_report.episodes IS 'number of drawdowns, an open one included';
COMMENT ON COLUMN drawdown_report.max_buildup IS 'largest rise from a running minimum, as a part of it; NULL when every rise starts from zero';
COMMENT ON COLUMN drawdown_report.max_buildup_abs IS 'largest rise from a running minimum, in units of the level';
COMMENT ON COLUMN drawdown_report.buildup_trough IS 'last period at the minimum before the largest rise in units of the level';
COMMENT ON COLUMN drawdown_report.buildup_peak IS 'first period at the maximum of that episode';
COMMENT ON COLUMN drawdown_report.buildup_cleared_on IS 'first period back at or below that minimum; NULL while open';
COMMENT ON COLUMN drawdown_report.buildup_trough_value IS 'level at that minimum';
COMMENT ON COLUMN drawdown_report.buildup_peak_value IS 'level at that maximum';

CREATE FUNCTION drawdown(s trade_series, gaps text DEFAULT 'missing') RETURNS drawdown_report
AS 'MODULE_PATHNAME', 'series_drawdown' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION drawdown(trade_series, text) IS
'Largest and current drawdown of a level, and its largest build-up. Levels must not be negative. gaps: missing, zero or error.';

CREATE TYPE drawdowns_report AS (
    peak date,
    trough date,
    recovered_on date,
    peak_value double precision,
    trough_value double precision,
    depth double precision,
    depth_abs double precision,
    time_to_trough integer,
    time_to_recovery integer,
    trough_to_recovery integer
);
COMMENT ON TYPE drawdowns_report IS 'A drawdown of a level; returned by drawdowns.';
COMMENT ON COLUMN drawdowns_report.peak IS 'last period at the running maximum before the fall';
COMMENT ON COLUMN drawdowns_report.trough IS 'first period at the minimum of the episode';
COMMENT ON COLUMN drawdowns_report.recovered_on IS 'first period back at the peak; NULL while open';
COMMENT ON COLUMN drawdowns_report.peak_value IS 'level at the peak';
COMMENT ON COLUMN drawdowns_report.trough_value IS 'level at the trough';
COMMENT ON COLUMN drawdowns_report.depth IS 'fall from peak to trough, as a part of the peak';
COMMENT ON COLUMN drawdowns_report.depth_abs IS 'the same in units of the level';
COMMENT ON COLUMN drawdowns_report.time_to_trough IS 'periods from peak to trough';
COMMENT ON COLUMN drawdowns_report.time_to_recovery IS 'periods from peak to recovery; NULL while open';
COMMENT ON COLUMN drawdowns_report.trough_to_recovery IS 'periods from trough to recovery; NULL while open';

CREATE FUNCTION drawdowns(s trade_series, gaps text DEFAULT 'missing') RETURNS SETOF drawdowns_report
AS 'MODULE_PATHNAME', 'series_drawdowns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION drawdowns(trade_series, text) IS
'One row for each drawdown of a level, open ones with NULL recovered_on. Durations count calendar periods.';

CREATE TYPE buildups_report AS (
    trough date,
    peak date,
    cleared_on date,
    trough_value double precision,
    peak_value double precision,
    rise double precision,
    rise_abs double precision,
    time_to_peak integer,
    time_to_clearance integer,
    peak_to_clearance integer
);
COMMENT ON TYPE buildups_report IS 'A build-up of a level; returned by buildups.';
COMMENT ON COLUMN buildups_report.trough IS 'last period at the running minimum before the rise';
COMMENT ON COLUMN buildups_report.peak IS 'first period at the maximum of the episode';
COMMENT ON COLUMN buildups_report.cleared_on IS 'first period back at or below the trough; NULL while open';
COMMENT ON COLUMN buildups_report.trough_value IS 'level at the trough';
COMMENT ON COLUMN buildups_report.peak_value IS 'level at the peak';
COMMENT ON COLUMN buildups_report.rise IS 'rise from trough to peak, as a part of the trough; NULL from zero';
COMMENT ON COLUMN buildups_report.rise_abs IS 'the same in units of the level';
COMMENT ON COLUMN buildups_report.time_to_peak IS 'periods from trough to peak';
COMMENT ON COLUMN buildups_report.time_to_clearance IS 'periods from trough to clearance; NULL while open';
COMMENT ON COLUMN buildups_report.peak_to_clearance IS 'periods from peak to clearance; NULL while open';

CREATE FUNCTION buildups(s trade_series, gaps text DEFAULT 'missing') RETURNS SETOF buildups_report
AS 'MODULE_PATHNAME', 'series_buildups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION buildups(trade_series, text) IS
'One row for each build-up of a level, open ones with NULL cleared_on. Durations count calendar periods.';

-- Questions to a stored value.

CREATE TYPE observations_report AS (
    period date,
    value double precision
);
COMMENT ON TYPE observations_report IS 'One period of a series that has a total; returned by observations.';
COMMENT ON COLUMN observations_report.period IS 'its first day';
COMMENT ON COLUMN observations_report.value IS 'its total, in units of the value';

CREATE FUNCTION observations(s trade_series) RETURNS SETOF observations_report
AS 'MODULE_PATHNAME', 'series_observations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION observations(trade_series) IS
'One row for each period that has a total; period is its first day.';

CREATE FUNCTION frequency(s trade_series) RETURNS text
AS 'MODULE_PATHNAME', 'series_frequency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frequency(trade_series) IS
'Frequency of the series: day, week, month, quarter, year or trading_day.';

CREATE FUNCTION first_period(s trade_series) RETURNS date
AS 'MODULE_PATHNAME', 'series_first_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_period(trade_series) IS
'First day of the first period; NULL when empty.';

CREATE FUNCTION last_period(s trade_series) RETURNS date
AS 'MODULE_PATHNAME', 'series_last_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_period(trade_series) IS
'First day of the last period; NULL when empty.';

CREATE FUNCTION num_observations(s trade_series) RETURNS bigint
AS 'MODULE_PATHNAME', 'series_num_observations' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION num_observations(trade_series) IS
'Number of periods that have a total; 0 for NULL.';

CREATE FUNCTION total(s trade_series) RETURNS double precision
AS 'MODULE_PATHNAME', 'series_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(trade_series) IS
'Sum over all periods, combined ones included, rounded once, in units of the value. 0 when empty. Levels are not added up: an error.';

CREATE FUNCTION value_at(s trade_series, period date) RETURNS double precision
AS 'MODULE_PATHNAME', 'series_value_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION value_at(trade_series, date) IS
'Total of the period that holds the date; NULL when it has none. A level by trading_day holds on until the next trading day.';
