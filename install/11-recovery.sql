-- Measures beside the time to recovery.

CREATE FUNCTION frontload(s trade_series, shock date, k integer DEFAULT 1,
    h integer DEFAULT 12, gaps text DEFAULT 'missing',
    OUT ratio double precision, OUT excess double precision) RETURNS record
AS 'MODULE_PATHNAME', 'series_frontload' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frontload(trade_series, date, integer, integer, text) IS
'Purchases ahead of a shock: mean of the last k periods before it over the mean of the h periods before those, and the quantity above that mean. NULL when either has no observation.';

CREATE FUNCTION resilience(
    s trade_series, shock date, baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT 1,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL,
    horizon integer DEFAULT 24,
    OUT status text, OUT interpolated double precision,
    OUT loss_discrete double precision, OUT loss_continuous double precision,
    OUT zobel double precision) RETURNS record
AS 'MODULE_PATHNAME', 'series_resilience' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resilience(trade_series, date, text, integer, integer, double precision, integer, text, integer, boolean, date, integer) IS
'Variants of recovery, with its options: time until the threshold is first touched with a fraction by interpolation; loss until recovery in baseline periods as a sum (flows) and by trapezoids (levels); Zobel''s index over the horizon, NULL while not recovered.';

CREATE FUNCTION recovery_forecast(
    s trade_series, shock date, baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT 0.95,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL,
    conf_level double precision DEFAULT 0.95,
    OUT status text, OUT trough date, OUT latest_period date, OUT points integer,
    OUT rate double precision, OUT half_life double precision, OUT projected double precision,
    OUT forecast date, OUT forecast_lower date, OUT forecast_upper date) RETURNS record
AS 'MODULE_PATHNAME', 'series_recovery_forecast' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery_forecast(trade_series, date, text, integer, integer, double precision, integer, text, integer, boolean, date, double precision) IS
'When a series that has not recovered would reach the threshold if it went on as since its trough: exponential return, with limits at conf_level. The options are those of recovery. NULL where the data cannot say: recovered already, no return, or a date that has passed.';

-- The same measures over plain arrays, one element a period; NULL is missing.

CREATE FUNCTION recovery_interpolated(ratio double precision[],
    threshold double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'recovery_interpolated' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION recovery_interpolated(double precision[], double precision) IS
'Periods from the first element until the ratios first reach the threshold, with a fraction by linear interpolation; NULL when they do not.';

CREATE FUNCTION resilience_loss(ratio double precision[], method text DEFAULT 'discrete') RETURNS double precision
AS 'MODULE_PATHNAME', 'resilience_loss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION resilience_loss(double precision[], text) IS
'What ratios lost below 1: discrete adds periods up (flows), continuous takes the area by trapezoids with the crossing of 1 interpolated (levels). NULL elements are missing; NULL without elements.';

CREATE FUNCTION zobel(loss double precision, recovery_time double precision, horizon double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'zobel' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION zobel(double precision, double precision, double precision) IS
'Zobel''s resilience index: 1 - loss * recovery_time / (2 * horizon), 0.5 to 1. loss must be 0..1, recovery_time 0 to horizon, else an error.';

CREATE FUNCTION exp_recovery(ratio double precision[], threshold double precision DEFAULT 0.95,
    conf_level double precision DEFAULT 0.95,
    OUT n integer, OUT rate double precision, OUT half_life double precision,
    OUT projected double precision, OUT lower double precision, OUT upper double precision) RETURNS record
AS 'MODULE_PATHNAME', 'exp_recovery' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION exp_recovery(double precision[], double precision, double precision) IS
'Exponential return 1 - D exp(-rate t) fitted to ratios whose first element is the trough: rate, half-life, periods from the trough to the threshold and their limits. Each is NULL where the ratios cannot say.';

-- Effects measured against a control.

CREATE FUNCTION did(treated_pre double precision[], treated_post double precision[],
    control_pre double precision[], control_post double precision[], log boolean DEFAULT false,
    OUT att double precision, OUT percent double precision) RETURNS record
AS 'MODULE_PATHNAME', 'did_arrays' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION did(double precision[], double precision[], double precision[], double precision[], boolean) IS
'Difference in differences of means, or of means of logarithms; then percent is exp(att) - 1, else NULL. NULL elements are missing, an empty group gives NULL; logarithms need values above zero.';

CREATE FUNCTION did(treated trade_series, control trade_series, shock date,
    k integer DEFAULT 12, gap integer DEFAULT 0, periods integer DEFAULT NULL, log boolean DEFAULT false,
    OUT att double precision, OUT percent double precision,
    OUT periods_before integer, OUT periods_after integer) RETURNS record
AS 'MODULE_PATHNAME', 'series_did' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION did(trade_series, trade_series, date, integer, integer, integer, boolean) IS
'Difference in differences of two series over the periods that both have: k periods that end gap before the shock, against the periods from the shock on (all, or so many). NULL when a group is empty; frequencies that differ are an error.';

CREATE FUNCTION counterfactual(treated trade_series, donor trade_series, shock date,
    k integer DEFAULT 12, gap integer DEFAULT 0) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_counterfactual' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION counterfactual(trade_series, trade_series, date, integer, integer) IS
'The donor scaled to the treated series: donor times mean(treated) / mean(donor) over the k periods that end gap before the shock, of those that both have. NULL without such a period or with a donor mean that is not positive.';
