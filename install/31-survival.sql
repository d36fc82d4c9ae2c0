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
    hazard_std_err double precision,
    earliest double precision
);
COMMENT ON TYPE survival_report IS 'One duration of a curve of survival, as plain columns; returned by survival.';
COMMENT ON COLUMN survival_report.duration IS 'in the unit of the spells';
COMMENT ON COLUMN survival_report.at_risk IS 'spells of this duration or longer that were watched before it; NULL, as all counts, where some ended between two durations';
COMMENT ON COLUMN survival_report.events IS 'of them those that end at it';
COMMENT ON COLUMN survival_report.censored IS 'of them those last seen running at it';
COMMENT ON COLUMN survival_report.surviving IS 'probability of lasting longer (Kaplan-Meier; Turnbull where some ended between two durations); NULL from where all that were watched had ended and others were watched later';
COMMENT ON COLUMN survival_report.std_err IS 'standard error of surviving (Greenwood); NULL once nothing survives';
COMMENT ON COLUMN survival_report.lower IS 'lower limit of surviving; NULL once nothing survives';
COMMENT ON COLUMN survival_report.upper IS 'upper limit of surviving; NULL once nothing survives';
COMMENT ON COLUMN survival_report.hazard IS 'cumulative hazard of ending by it (Nelson-Aalen)';
COMMENT ON COLUMN survival_report.hazard_std_err IS 'standard error of hazard';
COMMENT ON COLUMN survival_report.earliest IS 'the curve falls somewhere after this, and by duration; equal to duration where that is known, NULL where it may fall at zero already';

CREATE FUNCTION survival(s spells, conf_level double precision DEFAULT 0.95, limits text DEFAULT 'log') RETURNS SETOF survival_report
AS 'MODULE_PATHNAME', 'spells_survival' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION survival(spells, double precision, text) IS
'Probability of lasting longer than each duration (Kaplan-Meier), with its standard error and limits, and the cumulative hazard of ending by it (Nelson-Aalen). limits: plain, log or log-log. Of spells that ended between two durations it is the nonparametric maximum likelihood estimate (Turnbull), without errors and limits.';

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
'Probability of lasting longer than a duration in the unit of the spells; NULL beyond the longest observed one while some are still running, and inside an interval in which the curve falls.';

CREATE FUNCTION median_duration(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_median_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median_duration(spells) IS
'Duration by which half have ended, in the unit of the spells; NULL while it cannot be told, or lies in an interval, which quantile_duration gives.';

CREATE TYPE quantile_duration_report AS (
    duration double precision,
    lower double precision,
    upper double precision,
    earliest double precision,
    latest double precision
);
COMMENT ON TYPE quantile_duration_report IS 'The duration by which a fraction has ended, as plain columns; returned by quantile_duration.';
COMMENT ON COLUMN quantile_duration_report.duration IS 'in the unit of the spells; NULL while it cannot be told';
COMMENT ON COLUMN quantile_duration_report.lower IS 'lower limit of duration; NULL while it cannot be told';
COMMENT ON COLUMN quantile_duration_report.upper IS 'upper limit of duration; NULL while it cannot be told';
COMMENT ON COLUMN quantile_duration_report.earliest IS 'duration is after this, or equal to it where that is known';
COMMENT ON COLUMN quantile_duration_report.latest IS 'duration is at most this';

CREATE FUNCTION quantile_duration(s spells, fraction double precision DEFAULT 0.5, conf_level double precision DEFAULT 0.95, limits text DEFAULT 'log') RETURNS quantile_duration_report
AS 'MODULE_PATHNAME', 'spells_quantile_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quantile_duration(spells, double precision, double precision, text) IS
'Duration by which a fraction has ended, with limits, in the unit of the spells; each is NULL while it cannot be told.';

CREATE TYPE restricted_mean_report AS (
    mean double precision,
    std_err double precision,
    least double precision,
    greatest double precision
);
COMMENT ON TYPE restricted_mean_report IS 'The mean of durations cut off, as plain columns; returned by restricted_mean.';
COMMENT ON COLUMN restricted_mean_report.mean IS 'in the unit of the spells; NULL when tau lies beyond what was observed, or least and greatest differ';
COMMENT ON COLUMN restricted_mean_report.std_err IS 'standard error of mean; NULL with it, and where some spells ended between two durations';
COMMENT ON COLUMN restricted_mean_report.least IS 'mean if spells that ended between two durations ended as early as they may have';
COMMENT ON COLUMN restricted_mean_report.greatest IS 'mean if they ended as late as they may have';

CREATE FUNCTION restricted_mean(s spells, tau double precision) RETURNS restricted_mean_report
AS 'MODULE_PATHNAME', 'spells_restricted_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION restricted_mean(spells, double precision) IS
'Mean of durations cut off at tau, with its standard error, in the unit of the spells; NULL when tau lies beyond what was observed.';

-- Spells that ended between two durations.

CREATE TYPE npmle_report AS (
    not_before double precision,
    not_after double precision,
    mass double precision,
    kuhn_tucker double precision
);
COMMENT ON TYPE npmle_report IS 'One interval of the estimate from spells that ended between two durations, as plain columns; returned by npmle.';
COMMENT ON COLUMN npmle_report.not_before IS 'the interval is open here, or equal to not_after; NULL where it starts at zero and holds it';
COMMENT ON COLUMN npmle_report.not_after IS 'the interval ends here; NULL where it has no end';
COMMENT ON COLUMN npmle_report.mass IS 'probability of ending in it';
COMMENT ON COLUMN npmle_report.kuhn_tucker IS 'mean over the spells of 1 / probability of what is known of it, for those that hold the interval, else 0; 1 where there is mass, at most 1 everywhere: the estimate is the best there is';

CREATE FUNCTION npmle(s spells) RETURNS SETOF npmle_report
AS 'MODULE_PATHNAME', 'spells_npmle' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION npmle(spells) IS
'Nonparametric maximum likelihood estimate (Turnbull) from spells that ended between two durations: one row for each interval in which some may have ended, with its probability. Where in the interval is not known.';

CREATE TYPE npmle_fit_report AS (
    log_likelihood double precision,
    violation double precision,
    intervals integer,
    iterations integer
);
COMMENT ON TYPE npmle_fit_report IS 'How well an estimate fits, as plain columns; returned by npmle_fit.';
COMMENT ON COLUMN npmle_fit_report.log_likelihood IS 'sum of weight times logarithm of the probability of what is known of a spell; NULL without spells';
COMMENT ON COLUMN npmle_fit_report.violation IS 'largest deviation from the Kuhn-Tucker conditions; at most 1e-10';
COMMENT ON COLUMN npmle_fit_report.intervals IS 'intervals in which mass may lie';
COMMENT ON COLUMN npmle_fit_report.iterations IS 'rounds that were needed';

CREATE FUNCTION npmle_fit(s spells) RETURNS npmle_fit_report
AS 'MODULE_PATHNAME', 'spells_npmle_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION npmle_fit(spells) IS
'How well the estimate of npmle fits: its log-likelihood, and how far the Kuhn-Tucker conditions of the optimum are met.';

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

CREATE FUNCTION logrank(groups spells[], rho double precision) RETURNS logrank_report
AS 'MODULE_PATHNAME', 'spells_logrank_rho' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logrank(spells[], double precision) IS
'The same where each duration weighs by the survival of all groups before it, to the power rho (Harrington and Fleming): 0 is the log-rank test, 1 that of Peto and Peto, which looks at early ends.';

-- How much slower.

CREATE TYPE hazard_ratio_report AS (
    ratio double precision,
    lower double precision,
    upper double precision,
    log_ratio double precision,
    std_err double precision,
    z double precision,
    p_value double precision,
    logrank_p_value double precision
);
COMMENT ON TYPE hazard_ratio_report IS 'How much faster one group ends than another, as plain columns; returned by hazard_ratio. All but the last are NULL where a group has no end while the other is at risk.';
COMMENT ON COLUMN hazard_ratio_report.ratio IS 'hazard of a over that of b: above 1, a ends sooner';
COMMENT ON COLUMN hazard_ratio_report.lower IS 'lower limit of ratio';
COMMENT ON COLUMN hazard_ratio_report.upper IS 'upper limit of ratio';
COMMENT ON COLUMN hazard_ratio_report.log_ratio IS 'its natural logarithm';
COMMENT ON COLUMN hazard_ratio_report.std_err IS 'standard error of log_ratio';
COMMENT ON COLUMN hazard_ratio_report.z IS 'log_ratio / std_err';
COMMENT ON COLUMN hazard_ratio_report.p_value IS 'probability of such a z or one farther from 0 if the hazards are equal (Wald)';
COMMENT ON COLUMN hazard_ratio_report.logrank_p_value IS 'that of the log-rank test, within strata, which needs no constant ratio';

CREATE FUNCTION hazard_ratio(a spells, b spells, ties text DEFAULT 'efron', conf_level double precision DEFAULT 0.95) RETURNS hazard_ratio_report
AS 'MODULE_PATHNAME', 'spells_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hazard_ratio(spells, spells, text, double precision) IS
'How many times sooner spells of a end than those of b, if the ratio is the same at all durations (Cox), with limits. ties: efron or breslow.';

CREATE FUNCTION hazard_ratio(a spells[], b spells[], ties text DEFAULT 'efron', conf_level double precision DEFAULT 0.95) RETURNS hazard_ratio_report
AS 'MODULE_PATHNAME', 'spells_hazard_ratio_strata' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hazard_ratio(spells[], spells[], text, double precision) IS
'The same within strata: members at one place of a and b are one stratum, and only they are compared.';

CREATE TYPE restricted_mean_difference_report AS (
    difference double precision,
    std_err double precision,
    lower double precision,
    upper double precision,
    z double precision,
    p_value double precision
);
COMMENT ON TYPE restricted_mean_difference_report IS 'How much longer one group lasts than another, as plain columns; returned by restricted_mean_difference.';
COMMENT ON COLUMN restricted_mean_difference_report.difference IS 'restricted mean of a less that of b, in the unit of the spells; NULL when tau lies beyond what was observed of one';
COMMENT ON COLUMN restricted_mean_difference_report.std_err IS 'standard error of difference';
COMMENT ON COLUMN restricted_mean_difference_report.lower IS 'lower limit of difference; NULL where std_err is 0';
COMMENT ON COLUMN restricted_mean_difference_report.upper IS 'upper limit of difference; NULL where std_err is 0';
COMMENT ON COLUMN restricted_mean_difference_report.z IS 'difference / std_err; NULL where that is 0';
COMMENT ON COLUMN restricted_mean_difference_report.p_value IS 'probability of such a z or one farther from 0 if the means are equal';

CREATE FUNCTION restricted_mean_difference(a spells, b spells, tau double precision, conf_level double precision DEFAULT 0.95) RETURNS restricted_mean_difference_report
AS 'MODULE_PATHNAME', 'spells_restricted_mean_difference' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION restricted_mean_difference(spells, spells, double precision, double precision) IS
'How much longer spells of a last than those of b, on average up to tau, with limits, in the unit of the spells. Needs no constant ratio of hazards.';

-- How long trade relationships last.

CREATE TYPE trade_spells_report AS (
    started date,
    periods integer,
    ended boolean,
    left_censored boolean
);
COMMENT ON TYPE trade_spells_report IS 'One spell of trade without a break, as plain columns; returned by trade_spells.';
COMMENT ON COLUMN trade_spells_report.started IS 'first day of its first period with trade';
COMMENT ON COLUMN trade_spells_report.periods IS 'from the first to the last with trade, breaks that were filled included';
COMMENT ON COLUMN trade_spells_report.ended IS 'false when it reaches the last observed period: it is still running';
COMMENT ON COLUMN trade_spells_report.left_censored IS 'true when it starts at the first observed period: it may have begun before';

CREATE FUNCTION trade_spells(s trade_series, gap integer DEFAULT 1, min_value double precision DEFAULT 0, gaps text DEFAULT 'missing',
    observed_until date DEFAULT NULL, observed_from date DEFAULT NULL) RETURNS SETOF trade_spells_report
AS 'MODULE_PATHNAME', 'spells_trade_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION trade_spells(trade_series, integer, double precision, text, date, date) IS
'Spells of trade without a break: periods whose value is above min_value, with breaks of at most gap periods filled (Besedes and Prusa 2006). A period without a total is no trade with gaps => ''zero'', or up to observed_until where that is given; else it is an error.';

CREATE FUNCTION relationship_spells(s trade_series, gap integer DEFAULT 1, min_value double precision DEFAULT 0, gaps text DEFAULT 'missing',
    observed_until date DEFAULT NULL, observed_from date DEFAULT NULL, began date DEFAULT NULL) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_relationship_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION relationship_spells(trade_series, integer, double precision, text, date, date, date) IS
'The same as spells, in periods, for rollup over pairs and for survival. One that starts at the first observed period is left out, or enters late, if began tells since when it has gone on.';
