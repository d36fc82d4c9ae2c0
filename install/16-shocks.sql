-- Shock or noise: falls found without a date, and how unusual one is.

CREATE TYPE shocks_report AS (
    start date,
    trough date,
    recovered_on date,
    status text,
    baseline double precision,
    depth double precision,
    z double precision,
    periods integer,
    loss double precision
);
COMMENT ON TYPE shocks_report IS 'A fall, or a rise, that was found without a date; returned by shocks.';
COMMENT ON COLUMN shocks_report.start IS 'first day of the period in which it starts';
COMMENT ON COLUMN shocks_report.trough IS 'first day of the period with the smallest ratio, of a rise the largest';
COMMENT ON COLUMN shocks_report.recovered_on IS 'first day of the period from which the ratio held at the threshold; NULL while it has not';
COMMENT ON COLUMN shocks_report.status IS 'recovered or censored (not yet back when last seen)';
COMMENT ON COLUMN shocks_report.baseline IS 'mean of the last k calm values before it';
COMMENT ON COLUMN shocks_report.depth IS '1 - value / baseline at the trough; of a rise value / baseline - 1';
COMMENT ON COLUMN shocks_report.z IS 'distance of ln(value / baseline) at the start from the median of the calm ones, in standard deviations (1.4826 MAD); NULL for a value that is not above zero and where the calm did not vary';
COMMENT ON COLUMN shocks_report.periods IS 'periods from the start to the recovery, or to the last period seen, that included';
COMMENT ON COLUMN shocks_report.loss IS 'sum of the shortfalls, of a rise of the excess, in periods of baseline trade; what is not known adds nothing';

CREATE FUNCTION shocks(
    s trade_series, k integer DEFAULT 12, z double precision DEFAULT 3.5, min_fall double precision DEFAULT 0.2,
    threshold double precision DEFAULT 0.9, sustain integer DEFAULT 1, min_history integer DEFAULT 12,
    direction text DEFAULT 'fall', gaps text DEFAULT 'missing', observed_until date DEFAULT NULL,
    observed_from date DEFAULT NULL) RETURNS SETOF shocks_report
AS 'MODULE_PATHNAME', 'series_shocks' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION shocks(trade_series, integer, double precision, double precision, double precision, integer, integer, text, text, date, date) IS
'One row for each shock, found without a date: a period whose ratio to the mean of the last k calm values lies z deviations below what was calm so far, and min_fall below 1, until the ratio is back at the threshold for sustain periods in a row. direction: fall or rise (which ends at 2 - threshold). No row before min_history calm ratios: shock_history tells calm from too short. gaps, observed_until and observed_from are those of recovery.';

CREATE TYPE shock_history_report AS (
    status text,
    duration_unit text,
    periods integer,
    history integer,
    tested integer,
    num_shocks integer
);
COMMENT ON TYPE shock_history_report IS 'What shocks could see; returned by shock_history.';
COMMENT ON COLUMN shock_history_report.status IS 'shocks, calm (tested, none found) or too_short (no period was tested)';
COMMENT ON COLUMN shock_history_report.duration_unit IS 'what periods count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN shock_history_report.periods IS 'periods with a value';
COMMENT ON COLUMN shock_history_report.history IS 'calm ratios at the end; the first test needs min_history of them';
COMMENT ON COLUMN shock_history_report.tested IS 'periods that were compared with the calm before them';
COMMENT ON COLUMN shock_history_report.num_shocks IS 'how many shocks there are';

CREATE FUNCTION shock_history(
    s trade_series, k integer DEFAULT 12, z double precision DEFAULT 3.5, min_fall double precision DEFAULT 0.2,
    threshold double precision DEFAULT 0.9, sustain integer DEFAULT 1, min_history integer DEFAULT 12,
    direction text DEFAULT 'fall', gaps text DEFAULT 'missing', observed_until date DEFAULT NULL,
    observed_from date DEFAULT NULL) RETURNS shock_history_report
AS 'MODULE_PATHNAME', 'series_shock_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shock_history(trade_series, integer, double precision, double precision, double precision, integer, integer, text, text, date, date) IS
'What shocks with the same arguments could see: no shock is an answer where periods were tested, and none where the history is too short. A NULL series gives NULL.';

CREATE TYPE recovery_test_report AS (
    statistic double precision,
    p_value double precision,
    placebos integer,
    more_extreme integer,
    placebo_median double precision,
    placebo_extreme double precision
);
COMMENT ON TYPE recovery_test_report IS 'A fall among those of the dates before it; returned by recovery_test.';
COMMENT ON COLUMN recovery_test_report.statistic IS 'depth: largest 1 - value / baseline in the horizon; loss: sum of the shortfalls, in periods of baseline trade';
COMMENT ON COLUMN recovery_test_report.p_value IS '(1 + more_extreme) / (1 + placebos): never below 1 / (1 + placebos), and 1 without a placebo';
COMMENT ON COLUMN recovery_test_report.placebos IS 'earlier dates that were asked the same; their windows overlap, so they are no independent cases';
COMMENT ON COLUMN recovery_test_report.more_extreme IS 'placebos with a statistic as large, or larger';
COMMENT ON COLUMN recovery_test_report.placebo_median IS 'median statistic of the placebos';
COMMENT ON COLUMN recovery_test_report.placebo_extreme IS 'largest statistic of a placebo';

CREATE FUNCTION recovery_test(s trade_series, shock date, options jsonb DEFAULT '{}',
    horizon integer DEFAULT 3, statistic text DEFAULT 'depth') RETURNS recovery_test_report
AS 'MODULE_PATHNAME', 'series_recovery_test' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery_test(trade_series, date, jsonb, integer, text) IS
'Is the fall more than the series does at other dates? The depth, or the loss, of the first periods of the shock (horizon) against the baseline before it, and the same at every earlier date whose window and horizon end before the gap and are known: the part of all these dates that are as extreme is the p-value. Options are those of recovery, of recovery_options(...); threshold and sustain do not matter. NULL columns where the horizon is not known as a whole, or without a baseline.';

CREATE TYPE recovery_placebos_report AS (
    period date,
    statistic double precision
);
COMMENT ON TYPE recovery_placebos_report IS 'An earlier date that was asked the same; returned by recovery_placebos.';
COMMENT ON COLUMN recovery_placebos_report.period IS 'first day of the period that stands for the shock';
COMMENT ON COLUMN recovery_placebos_report.statistic IS 'as in recovery_test';

CREATE FUNCTION recovery_placebos(s trade_series, shock date, options jsonb DEFAULT '{}',
    horizon integer DEFAULT 3, statistic text DEFAULT 'depth') RETURNS SETOF recovery_placebos_report
AS 'MODULE_PATHNAME', 'series_recovery_placebos' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION recovery_placebos(trade_series, date, jsonb, integer, text) IS
'One row for each placebo of recovery_test with the same arguments.';
