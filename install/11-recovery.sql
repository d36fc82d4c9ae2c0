-- Recovery after a shock, and measures beside it.

CREATE TYPE recovery_report AS (
    status text,
    duration_unit text,
    baseline double precision,
    baseline_observations integer,
    baseline_coverage double precision,
    depth double precision,
    trough date,
    recovered_on date,
    time_to_trough integer,
    time_to_half_recovery integer,
    time_to_recovery integer,
    censored_after integer,
    pending boolean,
    relapsed boolean,
    earliest_period date,
    latest_period date,
    latest_ratio double precision,
    rebound_ratio double precision,
    recovery_rate double precision,
    cumulative_loss double precision,
    loss_baseline_periods double precision,
    loss_coverage double precision,
    baseline_sigma double precision,
    time_at_least integer,
    recovery_exact boolean
);
COMMENT ON TYPE recovery_report IS 'How far a series fell after a shock and when it came back, as plain columns; returned by recovery and export_recovery.';
COMMENT ON COLUMN recovery_report.status IS 'recovered, censored (not yet recovered), not_affected, no_baseline or no_post_data';
COMMENT ON COLUMN recovery_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN recovery_report.baseline IS 'expected value in the period of the shock';
COMMENT ON COLUMN recovery_report.baseline_observations IS 'periods with a value, filled ones included, that the baseline in the period of the shock rests on; few of them are a weak baseline';
COMMENT ON COLUMN recovery_report.baseline_coverage IS 'part of the periods of the baseline window that are known, filled ones included, 0 to 1; of yoy and yoy_mean over all seasons';
COMMENT ON COLUMN recovery_report.depth IS '1 - value / baseline at the trough';
COMMENT ON COLUMN recovery_report.trough IS 'first day of the period with the smallest ratio to the baseline, before any recovery';
COMMENT ON COLUMN recovery_report.recovered_on IS 'first day of the period from which the ratio held at or above the threshold; NULL while censored';
COMMENT ON COLUMN recovery_report.time_to_trough IS 'periods from shock to trough';
COMMENT ON COLUMN recovery_report.time_to_half_recovery IS 'periods from shock until half of the depth was regained';
COMMENT ON COLUMN recovery_report.time_to_recovery IS 'periods from shock to recovery; 0 when never seen below the threshold';
COMMENT ON COLUMN recovery_report.censored_after IS 'periods from shock to the last period known to be below the threshold';
COMMENT ON COLUMN recovery_report.pending IS 'true when the latest run at the threshold is still too short to count';
COMMENT ON COLUMN recovery_report.relapsed IS 'true when the series fell below the threshold again after its recovery';
COMMENT ON COLUMN recovery_report.earliest_period IS 'first period with a ratio, from the shock on; later than the shock where its first periods were not seen';
COMMENT ON COLUMN recovery_report.latest_period IS 'last period with a ratio';
COMMENT ON COLUMN recovery_report.latest_ratio IS 'value / baseline in the latest period';
COMMENT ON COLUMN recovery_report.rebound_ratio IS 'part of the depth that the latest period has regained; above 1 is overshoot';
COMMENT ON COLUMN recovery_report.recovery_rate IS 'ratio regained per period from trough to recovery';
COMMENT ON COLUMN recovery_report.cumulative_loss IS 'sum of shortfalls below the baseline until recovery, in units of the value';
COMMENT ON COLUMN recovery_report.loss_baseline_periods IS 'the same in periods of baseline trade';
COMMENT ON COLUMN recovery_report.loss_coverage IS 'part of the periods from the shock to the recovery, or to the latest period, that are known, 0 to 1; what is not known adds nothing to the loss';
COMMENT ON COLUMN recovery_report.baseline_sigma IS 'standard deviation of the baseline window around its baseline, of logarithms for loglinear and seasonal; NULL for median, yoy, yoy_mean and without a degree of freedom';
COMMENT ON COLUMN recovery_report.time_at_least IS 'periods from shock to the last period seen below the threshold before the recovery, or before the end: the recovery came later; 0 when never seen below';
COMMENT ON COLUMN recovery_report.recovery_exact IS 'true when time_to_recovery is known: the period before the recovery was seen below the threshold, or the period of the shock was seen at it; false when it came after time_at_least, by time_to_recovery where there is one';

CREATE FUNCTION recovery_options(
    baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT NULL,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL, observed_from date DEFAULT NULL,
    frequency text DEFAULT NULL, year_start integer DEFAULT NULL) RETURNS jsonb
AS 'MODULE_PATHNAME', 'recovery_options' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery_options(text, integer, integer, double precision, integer, text, integer, boolean, date, date, text, integer) IS
'Options of recovery as one value, by name: recovery_options(threshold => 0.9, sustain => 2). For recovery, recovery_path, resilience, recovery_forecast and export_recovery. frequency and year_start (first month of the year of quarters and years) say what periods export_recovery builds; those of a series must be the same. threshold NULL is 1, and 0.95 for recovery_forecast; an option out of its range is an error.';

CREATE FUNCTION recovery(
    s trade_series, shock date, baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT 1,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL,
    observed_from date DEFAULT NULL) RETURNS recovery_report
AS 'MODULE_PATHNAME', 'series_recovery' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery(trade_series, date, text, integer, integer, double precision, integer, text, integer, boolean, date, date) IS
'How far the series fell from the period of the shock on, and when it came back. Baseline: mean, median, yoy, yoy_mean, linear, loglinear or seasonal, over k periods that end gap periods before the shock. Recovered when value / baseline >= threshold for sustain periods in a row. gaps: missing, zero or error. observed_from, observed_until: the source is complete between these days, so gaps holds there; not given, between the first and the last row. A NULL series gives NULL; an option out of its range is an error.';

CREATE FUNCTION recovery(s trade_series, shock date, options jsonb) RETURNS recovery_report
AS 'MODULE_PATHNAME', 'series_recovery_of_options' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery(trade_series, date, jsonb) IS
'The same with the options as one value, of recovery_options(...).';

CREATE TYPE recovery_path_report AS (
    period date,
    value double precision,
    baseline double precision,
    ratio double precision,
    phase text,
    band_low double precision,
    band_high double precision
);
COMMENT ON TYPE recovery_path_report IS 'A period in the path of a recovery; returned by recovery_path.';
COMMENT ON COLUMN recovery_path_report.period IS 'first day of the period';
COMMENT ON COLUMN recovery_path_report.value IS 'value as it was used, gaps filled and months pooled; NULL when missing';
COMMENT ON COLUMN recovery_path_report.baseline IS 'expected value';
COMMENT ON COLUMN recovery_path_report.ratio IS 'value / baseline';
COMMENT ON COLUMN recovery_path_report.phase IS 'before, holding (shocked, not yet below the threshold), loss, pending, recovered, relapse or missing';
COMMENT ON COLUMN recovery_path_report.band_low IS 'from the shock on, lower end of the band in which a value would lie if all went on as in the baseline window; of mean, linear, loglinear and seasonal';
COMMENT ON COLUMN recovery_path_report.band_high IS 'upper end of it';

CREATE FUNCTION recovery_path(s trade_series, shock date, options jsonb DEFAULT '{}',
    conf_level double precision DEFAULT 0.95) RETURNS SETOF recovery_path_report
AS 'MODULE_PATHNAME', 'series_recovery_path' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION recovery_path(trade_series, date, jsonb, double precision) IS
'One row for each period: value, baseline, ratio and phase, and the band in which new values would lie with probability conf_level; to plot what recovery answers with the same options, of recovery_options(...). Without conf_level, NULL, there is no band.';

CREATE TYPE frontload_report AS (
    ratio double precision,
    excess double precision,
    period_observations integer,
    baseline_observations integer,
    baseline_coverage double precision
);
COMMENT ON TYPE frontload_report IS 'Purchases ahead of a shock; returned by frontload.';
COMMENT ON COLUMN frontload_report.ratio IS 'mean of the periods before the shock / mean of the baseline periods before those; NULL when that is not above zero';
COMMENT ON COLUMN frontload_report.excess IS 'what the periods before the shock hold above that mean, in units of the value';
COMMENT ON COLUMN frontload_report.period_observations IS 'periods before the shock that have a value';
COMMENT ON COLUMN frontload_report.baseline_observations IS 'baseline periods that have a value; few of them are a weak baseline';
COMMENT ON COLUMN frontload_report.baseline_coverage IS 'part of the baseline periods that have a value, 0 to 1';

CREATE FUNCTION frontload(s trade_series, shock date, periods integer DEFAULT 1,
    baseline_periods integer DEFAULT 12, gaps text DEFAULT 'missing',
    observed_until date DEFAULT NULL, observed_from date DEFAULT NULL) RETURNS frontload_report
AS 'MODULE_PATHNAME', 'series_frontload' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION frontload(trade_series, date, integer, integer, text, date, date) IS
'Purchases ahead of a shock: mean of the last periods before it over the mean of the baseline periods before those, and the quantity above that mean. NULL when either has no observation. gaps, observed_until and observed_from are those of recovery.';

CREATE TYPE resilience_report AS (
    status text,
    duration_unit text,
    time_to_threshold double precision,
    loss_discrete double precision,
    loss_continuous double precision,
    loss_coverage double precision,
    resilience_index double precision
);
COMMENT ON TYPE resilience_report IS 'Variants of recovery; returned by resilience.';
COMMENT ON COLUMN resilience_report.status IS 'as recovery tells it';
COMMENT ON COLUMN resilience_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN resilience_report.time_to_threshold IS 'periods from shock until the threshold is first touched, with a fraction by interpolation; NULL while it is not, 0 when not affected';
COMMENT ON COLUMN resilience_report.loss_discrete IS 'loss until recovery in baseline periods, period by period: for flows';
COMMENT ON COLUMN resilience_report.loss_continuous IS 'the same as an area by trapezoids: for levels';
COMMENT ON COLUMN resilience_report.loss_coverage IS 'part of the periods of the loss that are known, 0 to 1';
COMMENT ON COLUMN resilience_report.resilience_index IS '1 - depth * time_to_recovery / (2 * horizon), 0.5 to 1 (Zobel 2010); NULL while not recovered, beyond the horizon or without a loss';

CREATE FUNCTION resilience(s trade_series, shock date, options jsonb DEFAULT '{}',
    horizon integer DEFAULT 24) RETURNS resilience_report
AS 'MODULE_PATHNAME', 'series_resilience' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resilience(trade_series, date, jsonb, integer) IS
'Variants of recovery, with the same options, of recovery_options(...): time until the threshold is first touched; loss until recovery as a sum (flows) and by trapezoids (levels); Zobel''s index over the horizon. A NULL series gives NULL.';

CREATE TYPE bridging_stock_report AS (
    stock double precision,
    units double precision,
    worst date,
    since date,
    until date,
    covered boolean
);
COMMENT ON TYPE bridging_stock_report IS 'The stock that would have bridged a gap; returned by bridging_stock.';
COMMENT ON COLUMN bridging_stock_report.stock IS 'stock in periods of the baseline with which nobody who needs the baseline runs out; 0 when never short';
COMMENT ON COLUMN bridging_stock_report.units IS 'the same in units of the value';
COMMENT ON COLUMN bridging_stock_report.worst IS 'first day of the period at the end of which it is used up; NULL when never short';
COMMENT ON COLUMN bridging_stock_report.since IS 'first day of the period of the shock';
COMMENT ON COLUMN bridging_stock_report.until IS 'first day of the last period that counts: the latest, or the one before a hole';
COMMENT ON COLUMN bridging_stock_report.covered IS 'false where a hole ends what is known before the latest period: the stock is at least so much';

CREATE FUNCTION bridging_stock(s trade_series, shock date, options jsonb DEFAULT '{}') RETURNS bridging_stock_report
AS 'MODULE_PATHNAME', 'series_bridging_stock' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION bridging_stock(trade_series, date, jsonb) IS
'The stock that would have bridged the gap: the largest running sum of 1 - value / baseline from the shock on, a surplus counted. Options are those of recovery, of recovery_options(...); threshold and sustain do not matter. NULL without a baseline, without a value from the shock on, or where the period of the shock was not seen.';

CREATE TYPE recovery_forecast_report AS (
    status text,
    duration_unit text,
    forecast date,
    forecast_lower date,
    forecast_upper date,
    trough date,
    latest_period date,
    points integer,
    rate double precision,
    half_life double precision,
    projected double precision,
    projected_lower double precision,
    projected_upper double precision
);
COMMENT ON TYPE recovery_forecast_report IS 'When a series would be back; returned by recovery_forecast.';
COMMENT ON COLUMN recovery_forecast_report.status IS 'as recovery tells it; only what is censored has a forecast';
COMMENT ON COLUMN recovery_forecast_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN recovery_forecast_report.forecast IS 'first period at the threshold if the return goes on; NULL where it has passed or the data cannot say';
COMMENT ON COLUMN recovery_forecast_report.forecast_lower IS 'lower limit of it, after the latest period';
COMMENT ON COLUMN recovery_forecast_report.forecast_upper IS 'upper limit of it; NULL when the data do not exclude never';
COMMENT ON COLUMN recovery_forecast_report.trough IS 'period of the smallest ratio, from which the return is fitted';
COMMENT ON COLUMN recovery_forecast_report.latest_period IS 'last period with a ratio';
COMMENT ON COLUMN recovery_forecast_report.points IS 'periods after the trough that the fit uses';
COMMENT ON COLUMN recovery_forecast_report.rate IS 'part of the shortfall that goes in a period, as a rate of the exponential';
COMMENT ON COLUMN recovery_forecast_report.half_life IS 'periods in which the shortfall halves';
COMMENT ON COLUMN recovery_forecast_report.projected IS 'periods from trough to threshold';
COMMENT ON COLUMN recovery_forecast_report.projected_lower IS 'lower limit of projected; NULL with fewer than two points';
COMMENT ON COLUMN recovery_forecast_report.projected_upper IS 'upper limit of projected; NULL when the data do not exclude never';

CREATE FUNCTION recovery_forecast(s trade_series, shock date, options jsonb DEFAULT '{}',
    conf_level double precision DEFAULT 0.95) RETURNS recovery_forecast_report
AS 'MODULE_PATHNAME', 'series_recovery_forecast' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery_forecast(trade_series, date, jsonb, double precision) IS
'When a series that has not recovered would reach the threshold if it went on as since its trough: exponential return 1 - D exp(-rate t), with limits at conf_level. The options are those of recovery, of recovery_options(...); the threshold is 0.95 unless given. NULL where the data cannot say: recovered already, no return, or a date that has passed.';

-- Effects measured against a control.

CREATE TYPE difference_in_differences_report AS (
    effect double precision,
    relative_effect double precision,
    periods_before integer,
    periods_after integer
);
COMMENT ON TYPE difference_in_differences_report IS 'The effect of a shock against a control; returned by difference_in_differences.';
COMMENT ON COLUMN difference_in_differences_report.effect IS 'change of the treated mean less change of the control mean, in units of the value, or of its logarithm';
COMMENT ON COLUMN difference_in_differences_report.relative_effect IS 'exp(effect) - 1 of logarithms, as a part of what would have been; else NULL';
COMMENT ON COLUMN difference_in_differences_report.periods_before IS 'periods before the shock that both series have';
COMMENT ON COLUMN difference_in_differences_report.periods_after IS 'periods from the shock on that both series have';

CREATE FUNCTION difference_in_differences(treated trade_series, control trade_series, shock date,
    k integer DEFAULT 12, gap integer DEFAULT 0, periods integer DEFAULT NULL,
    log boolean DEFAULT false) RETURNS difference_in_differences_report
AS 'MODULE_PATHNAME', 'series_difference_in_differences' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION difference_in_differences(trade_series, trade_series, date, integer, integer, integer, boolean) IS
'Difference in differences of two series over the periods that both have: k periods that end gap before the shock, against the periods from the shock on (all, or so many); of means, or of means of logarithms. NULL when a group is empty; frequencies that differ, and logarithms of values that are not above zero, are errors.';

CREATE FUNCTION counterfactual(treated trade_series, donor trade_series, shock date,
    k integer DEFAULT 12, gap integer DEFAULT 0) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_counterfactual' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION counterfactual(trade_series, trade_series, date, integer, integer) IS
'The donor scaled to the treated series: donor times mean(treated) / mean(donor) over the k periods that end gap before the shock, of those that both have. NULL without such a period or with a donor mean that is not positive.';
