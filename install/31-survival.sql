-- spells: how long it takes, counting those that have not ended.

CREATE FUNCTION spells_agg_trans(keyed_sums, date, date, date, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_dates_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, date, date, date, integer) IS
'internal: transition function of spells_agg';

CREATE AGGREGATE spells_agg(started date, ended date, observed_until date, outcome integer) (
    SFUNC = spells_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = spells_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(date, date, date, integer) IS
'Spells in days as known on observed_until, with the way they ended, 1 to 255. The outcome must be NULL where ended is NULL, and only there.';

CREATE FUNCTION spells_agg_trans(keyed_sums, recovery_report) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_recovery' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, recovery_report) IS
'internal: transition function of spells_agg';

CREATE AGGREGATE spells_agg(report recovery_report) (
    SFUNC = spells_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = spells_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(recovery_report) IS
'Spells from shock to recovery, in periods; those not yet recovered are still running at censored_at. Reports without a baseline or without data are skipped, and so are those never seen below the threshold whose shock was not seen.';

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

CREATE FUNCTION median_duration_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_median_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median_duration_final(keyed_sums) IS
'internal: final function of median_duration';

CREATE AGGREGATE median_duration(duration double precision, ended boolean) (
    SFUNC = spells_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = median_duration_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE median_duration(double precision, boolean) IS
'Duration by which half have ended, counting those that have not; NULL while it cannot be told.';

CREATE AGGREGATE median_duration(started date, ended date, observed_until date) (
    SFUNC = spells_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = median_duration_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE median_duration(date, date, date) IS
'Days by which half have ended, as known on observed_until; NULL while it cannot be told.';

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

CREATE FUNCTION logrank_trans(keyed_sums, text, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logrank_trans(keyed_sums, text, double precision, boolean) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, text, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logrank_trans(keyed_sums, text, date, date, date) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, text, spells) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logrank_trans(keyed_sums, text, spells) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_final(keyed_sums) RETURNS logrank_report
AS 'MODULE_PATHNAME', 'spells_logrank_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logrank_final(keyed_sums) IS
'internal: final function of logrank';

CREATE AGGREGATE logrank(group_name text, duration double precision, ended boolean) (
    SFUNC = logrank_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = logrank_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(text, double precision, boolean) IS
'Log-rank test between the groups that rows name. Rows with a NULL are skipped: one that is still running needs its duration so far, or give dates.';

CREATE AGGREGATE logrank(group_name text, started date, ended date, observed_until date) (
    SFUNC = logrank_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = logrank_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(text, date, date, date) IS
'Log-rank test between the groups that rows name, durations in days: not ended by observed_until is still running, started later is left out.';

CREATE AGGREGATE logrank(group_name text, s spells) (
    SFUNC = logrank_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = logrank_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(text, spells) IS
'Log-rank test between groups of spells values; values of one name are merged, rows with a NULL skipped.';
