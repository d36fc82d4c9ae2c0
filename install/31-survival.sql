-- spells: how long it takes, counting those that have not ended.

-- Curves.

CREATE TYPE survival_report AS (
    duration double precision,
    at_risk double precision,
    events double precision,
    censored double precision,
    surviving double precision,
    std_err double precision,
    lower double precision,
    upper double precision,
    hazard double precision,
    hazard_std_err double precision
);
COMMENT ON TYPE survival_report IS 'One duration of a curve of survival, as plain columns; returned by survival.';
COMMENT ON COLUMN survival_report.duration IS 'in the unit of the spells';
COMMENT ON COLUMN survival_report.at_risk IS 'spells of this duration or longer';
COMMENT ON COLUMN survival_report.events IS 'of them those that end at it';
COMMENT ON COLUMN survival_report.censored IS 'of them those last seen running at it';
COMMENT ON COLUMN survival_report.surviving IS 'probability of lasting longer (Kaplan-Meier)';
COMMENT ON COLUMN survival_report.std_err IS 'standard error of surviving (Greenwood); NULL once nothing survives';
COMMENT ON COLUMN survival_report.lower IS 'lower limit of surviving; NULL once nothing survives';
COMMENT ON COLUMN survival_report.upper IS 'upper limit of surviving; NULL once nothing survives';
COMMENT ON COLUMN survival_report.hazard IS 'cumulative hazard of ending by it (Nelson-Aalen)';
COMMENT ON COLUMN survival_report.hazard_std_err IS 'standard error of hazard';

CREATE FUNCTION survival(s spells, conf_level double precision DEFAULT 0.95, limits text DEFAULT 'log') RETURNS SETOF survival_report
AS 'MODULE_PATHNAME', 'spells_survival' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION survival(spells, double precision, text) IS
'Probability of lasting longer than each duration (Kaplan-Meier), with its standard error and limits, and the cumulative hazard of ending by it (Nelson-Aalen). limits: plain, log or log-log.';

CREATE TYPE cumulative_incidence_report AS (
    duration double precision,
    at_risk double precision,
    events double precision,
    incidence double precision,
    std_err double precision,
    surviving double precision
);
COMMENT ON TYPE cumulative_incidence_report IS 'One duration of the ends with one outcome, as plain columns; returned by cumulative_incidence.';
COMMENT ON COLUMN cumulative_incidence_report.duration IS 'in the unit of the spells';
COMMENT ON COLUMN cumulative_incidence_report.at_risk IS 'spells of this duration or longer';
COMMENT ON COLUMN cumulative_incidence_report.events IS 'of them those that end at it with the outcome';
COMMENT ON COLUMN cumulative_incidence_report.incidence IS 'probability of having ended with the outcome by it (Aalen-Johansen)';
COMMENT ON COLUMN cumulative_incidence_report.std_err IS 'standard error of incidence';
COMMENT ON COLUMN cumulative_incidence_report.surviving IS 'probability of still running';

CREATE FUNCTION cumulative_incidence(s spells, outcome integer DEFAULT 1) RETURNS SETOF cumulative_incidence_report
AS 'MODULE_PATHNAME', 'spells_cumulative_incidence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION cumulative_incidence(spells, integer) IS
'Probability of having ended with one outcome by each duration, while the other outcomes compete (Aalen-Johansen), with its standard error; surviving is the probability of still running.';

-- Read off the curve.

CREATE FUNCTION survival_at(s spells, duration double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_at(spells, double precision) IS
'Probability of lasting longer than a duration in the unit of the spells; NULL beyond the longest observed one while some are still running.';

CREATE FUNCTION median_duration(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_median_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median_duration(spells) IS
'Duration by which half have ended, in the unit of the spells; NULL while it cannot be told.';

CREATE TYPE quantile_duration_report AS (
    duration double precision,
    lower double precision,
    upper double precision
);
COMMENT ON TYPE quantile_duration_report IS 'The duration by which a fraction has ended, as plain columns; returned by quantile_duration.';
COMMENT ON COLUMN quantile_duration_report.duration IS 'in the unit of the spells; NULL while it cannot be told';
COMMENT ON COLUMN quantile_duration_report.lower IS 'lower limit of duration; NULL while it cannot be told';
COMMENT ON COLUMN quantile_duration_report.upper IS 'upper limit of duration; NULL while it cannot be told';

CREATE FUNCTION quantile_duration(s spells, fraction double precision DEFAULT 0.5, conf_level double precision DEFAULT 0.95, limits text DEFAULT 'log') RETURNS quantile_duration_report
AS 'MODULE_PATHNAME', 'spells_quantile_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quantile_duration(spells, double precision, double precision, text) IS
'Duration by which a fraction has ended, with limits, in the unit of the spells; each is NULL while it cannot be told.';

CREATE TYPE restricted_mean_report AS (
    mean double precision,
    std_err double precision
);
COMMENT ON TYPE restricted_mean_report IS 'The mean of durations cut off, as plain columns; returned by restricted_mean.';
COMMENT ON COLUMN restricted_mean_report.mean IS 'in the unit of the spells; NULL when tau lies beyond what was observed';
COMMENT ON COLUMN restricted_mean_report.std_err IS 'standard error of mean; NULL with it';

CREATE FUNCTION restricted_mean(s spells, tau double precision) RETURNS restricted_mean_report
AS 'MODULE_PATHNAME', 'spells_restricted_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION restricted_mean(spells, double precision) IS
'Mean of durations cut off at tau, with its standard error, in the unit of the spells; NULL when tau lies beyond what was observed.';

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

CREATE TYPE logrank_groups_report AS (
    name text,
    spells double precision,
    observed double precision,
    expected double precision
);
COMMENT ON TYPE logrank_groups_report IS 'One group of a log-rank test, as plain columns; returned by logrank_groups.';
COMMENT ON COLUMN logrank_groups_report.name IS 'as given';
COMMENT ON COLUMN logrank_groups_report.spells IS 'spells in the group';
COMMENT ON COLUMN logrank_groups_report.observed IS 'ends observed';
COMMENT ON COLUMN logrank_groups_report.expected IS 'ends expected if all groups ended at one pace';

CREATE FUNCTION logrank_groups(names text[], groups spells[]) RETURNS SETOF logrank_groups_report
AS 'MODULE_PATHNAME', 'spells_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logrank_groups(text[], spells[]) IS
'One row for each group of a log-rank test: ends observed, and expected if all groups ended at one pace.';

CREATE FUNCTION logrank_groups(names bigint[], groups spells[]) RETURNS SETOF logrank_groups_report
AS 'MODULE_PATHNAME', 'spells_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logrank_groups(bigint[], spells[]) IS
'The same with names that are numbers.';

-- A list in quotes is of neither type, so it is read as text is.
CREATE FUNCTION logrank_groups(names text, groups spells[]) RETURNS SETOF logrank_groups_report
AS 'MODULE_PATHNAME', 'spells_logrank_groups_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logrank_groups(text, spells[]) IS
'The same with names written as an array, ''{small,large}''.';
