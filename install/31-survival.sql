-- spells: how long it takes, counting those that have not ended.

-- Curves.

CREATE FUNCTION survival(s spells, conf_level double precision DEFAULT 0.95, limits text DEFAULT 'log',
    OUT duration double precision, OUT at_risk double precision,
    OUT events double precision, OUT censored double precision,
    OUT survival double precision, OUT std_err double precision,
    OUT lower double precision, OUT upper double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'spells_survival' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION survival(spells, double precision, text) IS
'Probability of lasting longer than each duration (Kaplan-Meier), with its standard error and limits. limits: plain, log or log-log.';

CREATE FUNCTION cumulative_hazard(s spells,
    OUT duration double precision, OUT at_risk double precision,
    OUT events double precision,
    OUT hazard double precision, OUT std_err double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'spells_cumulative_hazard' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION cumulative_hazard(spells) IS
'Cumulative hazard of ending by each duration (Nelson-Aalen), with its standard error.';

CREATE FUNCTION cumulative_incidence(s spells, outcome integer DEFAULT 1,
    OUT duration double precision, OUT at_risk double precision,
    OUT events double precision,
    OUT incidence double precision, OUT std_err double precision,
    OUT survival double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'spells_cumulative_incidence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION cumulative_incidence(spells, integer) IS
'Probability of having ended with one outcome by each duration, while the other outcomes compete (Aalen-Johansen), with its standard error; survival is the probability of still running.';

-- Read off the curve.

CREATE FUNCTION survival_at(s spells, duration double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_at(spells, double precision) IS
'Probability of lasting longer than a duration; NULL beyond the longest observed one while some are still running.';

CREATE FUNCTION median_duration(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_median_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median_duration(spells) IS
'Duration by which half have ended; NULL while it cannot be told.';

CREATE FUNCTION quantile_duration(s spells, fraction double precision DEFAULT 0.5,
    conf_level double precision DEFAULT 0.95, limits text DEFAULT 'log',
    OUT duration double precision, OUT lower double precision, OUT upper double precision) RETURNS record
AS 'MODULE_PATHNAME', 'spells_quantile_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quantile_duration(spells, double precision, double precision, text) IS
'Duration by which a fraction has ended, with limits; each is NULL while it cannot be told.';

CREATE FUNCTION restricted_mean(s spells, tau double precision,
    OUT mean double precision, OUT std_err double precision) RETURNS record
AS 'MODULE_PATHNAME', 'spells_restricted_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION restricted_mean(spells, double precision) IS
'Mean of durations cut off at tau, with its standard error; NULL when tau lies beyond what was observed.';

-- Comparison of groups.

CREATE TYPE logrank_report AS (
    chi_square double precision,
    df integer,
    p_value double precision,
    groups integer
);
COMMENT ON TYPE logrank_report IS 'Whether groups end at the same pace, as plain columns; returned by logrank.';
COMMENT ON COLUMN logrank_report.chi_square IS 'log-rank statistic; NULL when no two groups can be compared';
COMMENT ON COLUMN logrank_report.df IS 'degrees of freedom: groups that can be compared, less one';
COMMENT ON COLUMN logrank_report.p_value IS 'probability of such a statistic or a larger one if all groups end at one pace';
COMMENT ON COLUMN logrank_report.groups IS 'number of groups';

CREATE FUNCTION logrank(VARIADIC groups spells[]) RETURNS logrank_report
AS 'MODULE_PATHNAME', 'spells_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logrank(spells[]) IS
'Log-rank test of two or more spells values, one a group: chi-square, degrees of freedom, p-value. NULL where no two groups can be compared.';

CREATE FUNCTION logrank_groups(names text[], groups spells[],
    OUT name text, OUT num_spells double precision,
    OUT observed double precision, OUT expected double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'spells_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logrank_groups(text[], spells[]) IS
'One row for each group of a log-rank test: ends observed, and expected if all groups ended at one pace.';
