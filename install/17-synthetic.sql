-- What would have been: a mix of series that the shock did not hit.

CREATE TYPE synthetic_control_report AS (
    effect double precision,
    percent double precision,
    pre_rmspe double precision,
    post_rmspe double precision,
    ratio double precision,
    p_value double precision,
    placebos integer,
    donors_used integer,
    effective_donors double precision,
    periods_before integer,
    periods_after integer
);
COMMENT ON TYPE synthetic_control_report IS 'A series against a mix of others; returned by synthetic_control.';
COMMENT ON COLUMN synthetic_control_report.effect IS 'mean of value - synthetic from the shock on, in units of the treated series';
COMMENT ON COLUMN synthetic_control_report.percent IS 'effect / mean of synthetic, as a part: -0.4 is 40 percent less';
COMMENT ON COLUMN synthetic_control_report.pre_rmspe IS 'root mean square of value - synthetic before the shock: how well the mix fits';
COMMENT ON COLUMN synthetic_control_report.post_rmspe IS 'the same from the shock on';
COMMENT ON COLUMN synthetic_control_report.ratio IS 'post_rmspe / pre_rmspe; NULL where the mix fits exactly';
COMMENT ON COLUMN synthetic_control_report.p_value IS '(1 + placebos whose ratio is as large) / (1 + placebos); NULL below min_periods before the shock, or without a ratio';
COMMENT ON COLUMN synthetic_control_report.placebos IS 'donors that were asked the same and have a ratio';
COMMENT ON COLUMN synthetic_control_report.donors_used IS 'donors with a weight above zero';
COMMENT ON COLUMN synthetic_control_report.effective_donors IS '1 / sum of squared weights: of how many equal donors the mix is worth';
COMMENT ON COLUMN synthetic_control_report.periods_before IS 'periods before the shock that all series have; fewer than donors fit anything';
COMMENT ON COLUMN synthetic_control_report.periods_after IS 'periods from the shock on';

CREATE FUNCTION synthetic_control(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true,
    min_periods integer DEFAULT 10) RETURNS synthetic_control_report
AS 'MODULE_PATHNAME', 'series_synthetic_control' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION synthetic_control(trade_series, text[], trade_series[], date, integer, integer, integer, boolean, integer) IS
'The effect of a shock against the mix of donors that comes nearest to the treated series over the k periods that end gap before it: weights not negative that add up to 1 (Abadie, Diamond and Hainmueller 2010), each series over its own mean there unless scale is false. Each donor is asked the same with the others as placebo. periods: how many from the shock on, NULL all. The donors must not be hit by the shock themselves. NULL figures with fewer than 2 periods before; a donor with a hole after the shock is an error.';

CREATE TYPE synthetic_weights_report AS (
    name text,
    weight double precision
);
COMMENT ON TYPE synthetic_weights_report IS 'A donor in the mix; returned by synthetic_weights.';
COMMENT ON COLUMN synthetic_weights_report.name IS 'the donor';
COMMENT ON COLUMN synthetic_weights_report.weight IS 'its weight, 0 to 1; of series over their means unless scale is false';

CREATE FUNCTION synthetic_weights(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true)
RETURNS SETOF synthetic_weights_report
AS 'MODULE_PATHNAME', 'series_synthetic_weights' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION synthetic_weights(trade_series, text[], trade_series[], date, integer, integer, integer, boolean) IS
'One row for each donor of synthetic_control with the same arguments, by name. Of several mixes that are as near the one with the least sum of squares.';

CREATE TYPE synthetic_path_report AS (
    period date,
    value double precision,
    synthetic double precision,
    difference double precision,
    phase text
);
COMMENT ON TYPE synthetic_path_report IS 'A period of a series and of its mix; returned by synthetic_path.';
COMMENT ON COLUMN synthetic_path_report.period IS 'first day of the period';
COMMENT ON COLUMN synthetic_path_report.value IS 'of the treated series';
COMMENT ON COLUMN synthetic_path_report.synthetic IS 'of the mix, in the same units';
COMMENT ON COLUMN synthetic_path_report.difference IS 'value - synthetic: from the shock on the effect';
COMMENT ON COLUMN synthetic_path_report.phase IS 'before (the mix is fitted to it), gap or after';

CREATE FUNCTION synthetic_path(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true)
RETURNS SETOF synthetic_path_report
AS 'MODULE_PATHNAME', 'series_synthetic_path' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION synthetic_path(trade_series, text[], trade_series[], date, integer, integer, integer, boolean) IS
'One row for each period that all series of synthetic_control with the same arguments have, to plot.';

CREATE TYPE synthetic_placebos_report AS (
    name text,
    effect double precision,
    percent double precision,
    pre_rmspe double precision,
    post_rmspe double precision,
    ratio double precision
);
COMMENT ON TYPE synthetic_placebos_report IS 'A donor that was asked what the treated series was; returned by synthetic_placebos.';
COMMENT ON COLUMN synthetic_placebos_report.name IS 'the donor';
COMMENT ON COLUMN synthetic_placebos_report.effect IS 'mean of value - synthetic from the shock on, in its units';
COMMENT ON COLUMN synthetic_placebos_report.percent IS 'effect / mean of synthetic';
COMMENT ON COLUMN synthetic_placebos_report.pre_rmspe IS 'root mean square of value - synthetic before the shock';
COMMENT ON COLUMN synthetic_placebos_report.post_rmspe IS 'the same from the shock on';
COMMENT ON COLUMN synthetic_placebos_report.ratio IS 'post_rmspe / pre_rmspe; NULL where its mix fits exactly';

CREATE FUNCTION synthetic_placebos(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true)
RETURNS SETOF synthetic_placebos_report
AS 'MODULE_PATHNAME', 'series_synthetic_placebos' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION synthetic_placebos(trade_series, text[], trade_series[], date, integer, integer, integer, boolean) IS
'One row for each donor as if the shock had been its own, against a mix of the other donors: the placebos of synthetic_control with the same arguments. None with a single donor.';
