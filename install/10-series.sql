-- trade_series: calendar period -> exact total, one frequency.

COMMENT ON TYPE trade_series IS
'Totals by calendar period (day, week, month, quarter or year); built by series_agg, merged by rollup.';

-- Recovery after a shock.

CREATE TYPE recovery_report AS (
    frequency text,
    status text,
    baseline double precision,
    baseline_observations integer,
    depth double precision,
    trough date,
    time_to_trough integer,
    recovery date,
    time_to_recovery integer,
    half_recovery_time integer,
    censored_at integer,
    pending boolean,
    relapsed boolean,
    first_period date,
    latest_period date,
    latest_ratio double precision,
    rebound_ratio double precision,
    recovery_rate double precision,
    cumulative_loss double precision,
    loss_baseline_periods double precision
);
COMMENT ON TYPE recovery_report IS 'How far a series fell after a shock and when it came back, as plain columns; returned by recovery and export_recovery.';
COMMENT ON COLUMN recovery_report.frequency IS 'day, week, month, quarter, year or trading_day; all durations count these periods';
COMMENT ON COLUMN recovery_report.status IS 'recovered, censored (not yet recovered), not_affected, no_baseline or no_post_data';
COMMENT ON COLUMN recovery_report.baseline IS 'expected value in the period of the shock';
COMMENT ON COLUMN recovery_report.baseline_observations IS 'periods with a value, filled ones included, that the baseline in the period of the shock rests on; few of them are a weak baseline';
COMMENT ON COLUMN recovery_report.depth IS '1 - value / baseline at the trough';
COMMENT ON COLUMN recovery_report.trough IS 'first day of the period with the smallest ratio to the baseline, before any recovery';
COMMENT ON COLUMN recovery_report.time_to_trough IS 'periods from shock to trough';
COMMENT ON COLUMN recovery_report.recovery IS 'first day of the period from which the ratio held at or above the threshold; NULL while censored';
COMMENT ON COLUMN recovery_report.time_to_recovery IS 'periods from shock to recovery; 0 when never seen below the threshold';
COMMENT ON COLUMN recovery_report.half_recovery_time IS 'periods from shock until half of the depth was regained';
COMMENT ON COLUMN recovery_report.censored_at IS 'periods from shock to the last period known to be below the threshold';
COMMENT ON COLUMN recovery_report.pending IS 'true when the latest run at the threshold is still too short to count';
COMMENT ON COLUMN recovery_report.relapsed IS 'true when the series fell below the threshold again after its recovery';
COMMENT ON COLUMN recovery_report.first_period IS 'first period with a ratio, from the shock on; later than the shock where its first periods were not seen';
COMMENT ON COLUMN recovery_report.latest_period IS 'last period with a ratio';
COMMENT ON COLUMN recovery_report.latest_ratio IS 'value / baseline in the latest period';
COMMENT ON COLUMN recovery_report.rebound_ratio IS 'part of the depth that the latest period has regained; above 1 is overshoot';
COMMENT ON COLUMN recovery_report.recovery_rate IS 'ratio regained per period from trough to recovery';
COMMENT ON COLUMN recovery_report.cumulative_loss IS 'sum of shortfalls below the baseline until recovery, in units of the value';
COMMENT ON COLUMN recovery_report.loss_baseline_periods IS 'the same in periods of baseline trade';

CREATE FUNCTION recovery_options(
    baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT 1,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL,
    frequency text DEFAULT NULL) RETURNS jsonb
AS 'MODULE_PATHNAME', 'recovery_options' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery_options(text, integer, integer, double precision, integer, text, integer, boolean, date, text) IS
'Options of export_recovery as one value, by name: recovery_options(threshold => 0.9, sustain => 2). The same options as recovery, and frequency; one out of its range is an error.';

CREATE FUNCTION recovery(
    s trade_series, shock date, baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT 1,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL) RETURNS recovery_report
AS 'MODULE_PATHNAME', 'series_recovery' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery(trade_series, date, text, integer, integer, double precision, integer, text, integer, boolean, date) IS
'How far the series fell from the period of the shock on, and when it came back. Baseline: mean, median, yoy, yoy_mean, linear or loglinear, over k periods that end gap periods before the shock. Recovered when value / baseline >= threshold for sustain periods in a row. gaps: missing, zero or error. observed_until: the source is complete up to this date. A NULL series gives NULL; an option out of its range is an error.';

CREATE FUNCTION recovery_path(
    s trade_series, shock date, baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT 1,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL,
    OUT period date, OUT value double precision, OUT baseline_value double precision,
    OUT ratio double precision, OUT phase text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'series_recovery_path' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION recovery_path(trade_series, date, text, integer, integer, double precision, integer, text, integer, boolean, date) IS
'One row for each period: value, baseline, ratio and phase (before, holding, loss, pending, recovered, relapse, missing); to plot what recovery answers.';

-- Drawdowns and build-ups of a level.

CREATE TYPE drawdown_report AS (
    frequency text,
    max_drawdown double precision,
    peak date,
    peak_value double precision,
    trough date,
    trough_value double precision,
    recovery date,
    current_drawdown double precision,
    avg_drawdown double precision,
    ulcer_index double precision,
    pain_index double precision,
    underwater_share double precision,
    episodes integer,
    max_buildup double precision,
    max_buildup_rel double precision,
    buildup_trough date,
    buildup_peak date,
    buildup_cleared date
);
COMMENT ON TYPE drawdown_report IS 'How far a level is drawn down from its peak, and built up from its trough, as plain columns; returned by drawdown and inventory_drawdown.';
COMMENT ON COLUMN drawdown_report.frequency IS 'day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN drawdown_report.max_drawdown IS 'largest fall from a running maximum, as a part of it';
COMMENT ON COLUMN drawdown_report.peak IS 'last period at the maximum before the largest fall';
COMMENT ON COLUMN drawdown_report.peak_value IS 'level at the peak';
COMMENT ON COLUMN drawdown_report.trough IS 'first period at the minimum of that episode';
COMMENT ON COLUMN drawdown_report.trough_value IS 'level at the trough';
COMMENT ON COLUMN drawdown_report.recovery IS 'first period back at the peak; NULL while open';
COMMENT ON COLUMN drawdown_report.current_drawdown IS 'fall of the latest level from the running maximum';
COMMENT ON COLUMN drawdown_report.avg_drawdown IS 'mean depth of all episodes';
COMMENT ON COLUMN drawdown_report.ulcer_index IS 'root mean square of the drawdown over all levels';
COMMENT ON COLUMN drawdown_report.pain_index IS 'mean of the drawdown over all levels';
COMMENT ON COLUMN drawdown_report.underwater_share IS 'part of the observed periods below the running maximum';
COMMENT ON COLUMN drawdown_report.episodes IS 'number of drawdowns, an open one included';
COMMENT ON COLUMN drawdown_report.max_buildup IS 'largest rise from a running minimum, in units of the level';
COMMENT ON COLUMN drawdown_report.max_buildup_rel IS 'largest rise from a running minimum, as a part of it';
COMMENT ON COLUMN drawdown_report.buildup_trough IS 'last period at the minimum before the largest rise';
COMMENT ON COLUMN drawdown_report.buildup_peak IS 'first period at its maximum';
COMMENT ON COLUMN drawdown_report.buildup_cleared IS 'first period back at or below that minimum; NULL while open';

CREATE FUNCTION drawdown(s trade_series, gaps text DEFAULT 'missing') RETURNS drawdown_report
AS 'MODULE_PATHNAME', 'series_drawdown' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION drawdown(trade_series, text) IS
'Largest and current drawdown of a level, and its largest build-up. Levels must not be negative. gaps: missing, zero or error.';

CREATE FUNCTION drawdowns(s trade_series, gaps text DEFAULT 'missing',
    OUT peak date, OUT trough date, OUT recovery date,
    OUT peak_value double precision, OUT trough_value double precision,
    OUT depth double precision, OUT depth_rel double precision,
    OUT to_trough integer, OUT trough_to_recovery integer, OUT length integer) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'series_drawdowns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION drawdowns(trade_series, text) IS
'One row for each drawdown of a level, open ones with NULL recovery. Durations count calendar periods.';

CREATE FUNCTION buildups(s trade_series, gaps text DEFAULT 'missing',
    OUT trough date, OUT peak date, OUT cleared date,
    OUT trough_value double precision, OUT peak_value double precision,
    OUT rise double precision, OUT rise_rel double precision,
    OUT to_peak integer, OUT peak_to_cleared integer, OUT length integer) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'series_buildups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION buildups(trade_series, text) IS
'One row for each build-up of a level, open ones with NULL cleared. Durations count calendar periods.';

-- Questions to a stored value.

CREATE FUNCTION observations(s trade_series, OUT period date, OUT value double precision) RETURNS SETOF record
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
