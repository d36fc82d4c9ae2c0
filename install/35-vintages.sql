-- trade_vintages: what was told for each period, and when.

COMMENT ON TYPE trade_vintages IS
'Exact totals by calendar period and by the day on which they were known; built by vintages_agg, merged by rollup, asked as of any day by as_of.';

-- A series out of it.

CREATE FUNCTION as_of(v trade_vintages, day date) RETURNS trade_series
AS 'MODULE_PATHNAME', 'vintages_as_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION as_of(trade_vintages, date) IS
'What was known by the end of a day: of each period the total of the latest release up to it; periods first known later are missing. infinity: all that is known. Where totals of several periods share one with others, the one known last stands.';

CREATE FUNCTION release(v trade_vintages, n integer DEFAULT 0) RETURNS trade_series
AS 'MODULE_PATHNAME', 'vintages_release' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION release(trade_vintages, integer) IS
'The n-th release of each period, 0 being its first figure; periods with fewer releases are missing. Where totals of several periods share one with others, the one known first stands.';

-- Releases and revisions.

CREATE TYPE releases_report AS (
    period_start date,
    period_end date,
    release_number integer,
    known_on date,
    value double precision
);
COMMENT ON TYPE releases_report IS 'One release of one period; returned by releases.';
COMMENT ON COLUMN releases_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN releases_report.period_end IS 'first day of its last period, the same where the figure is of one period';
COMMENT ON COLUMN releases_report.release_number IS '0 for the first figure, counted by days known';
COMMENT ON COLUMN releases_report.known_on IS 'the day from which it was known';
COMMENT ON COLUMN releases_report.value IS 'its total, in units of the value';

CREATE FUNCTION releases(v trade_vintages) RETURNS SETOF releases_report
AS 'MODULE_PATHNAME', 'vintages_releases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 500;
COMMENT ON FUNCTION releases(trade_vintages) IS
'One row for each period and day on which a figure for it was known.';

CREATE TYPE revisions_report AS (
    period_start date,
    period_end date,
    release_number integer,
    known_on date,
    value_before double precision,
    value_after double precision,
    change double precision,
    relative_change double precision
);
COMMENT ON TYPE revisions_report IS 'A figure that was new, or other than before; returned by revisions.';
COMMENT ON COLUMN revisions_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN revisions_report.period_end IS 'first day of its last period, the same where the figure is of one period';
COMMENT ON COLUMN revisions_report.release_number IS '0 for the first figure; releases that repeat the one before are counted';
COMMENT ON COLUMN revisions_report.known_on IS 'the day from which it was known';
COMMENT ON COLUMN revisions_report.value_before IS 'the figure of the release before, in units of the value; NULL for the first';
COMMENT ON COLUMN revisions_report.value_after IS 'the figure of this release';
COMMENT ON COLUMN revisions_report.change IS 'value_after - value_before; NULL for the first';
COMMENT ON COLUMN revisions_report.relative_change IS 'change / value_before; NULL for the first and where value_before is 0';

CREATE FUNCTION revisions(v trade_vintages, since date DEFAULT NULL) RETURNS SETOF revisions_report
AS 'MODULE_PATHNAME', 'vintages_revisions' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION revisions(trade_vintages, date) IS
'One row for each figure that was new, or other than the one before, in order of periods and days, totals of several periods last. since: only those known after that day; NULL is all.';

CREATE TYPE revision_stats_report AS (
    periods integer,
    revised integer,
    bias double precision,
    mean_absolute double precision,
    std_dev double precision,
    least double precision,
    greatest double precision,
    noise_to_signal double precision,
    settled_median double precision,
    settled_max integer
);
COMMENT ON TYPE revision_stats_report IS 'How far a release lies from the latest figures, as plain columns; returned by revision_stats.';
COMMENT ON COLUMN revision_stats_report.periods IS 'that have the release; a total of several periods counts once';
COMMENT ON COLUMN revision_stats_report.revised IS 'of these, with another figure now';
COMMENT ON COLUMN revision_stats_report.bias IS 'mean of the latest figure less that of the release, in units of the value';
COMMENT ON COLUMN revision_stats_report.mean_absolute IS 'mean of the same without its sign';
COMMENT ON COLUMN revision_stats_report.std_dev IS 'standard deviation of the same, with n - 1; NULL for one period';
COMMENT ON COLUMN revision_stats_report.least IS 'the smallest of the same';
COMMENT ON COLUMN revision_stats_report.greatest IS 'the largest of the same';
COMMENT ON COLUMN revision_stats_report.noise_to_signal IS 'std_dev over the standard deviation of the latest figures; NULL where these are all equal';
COMMENT ON COLUMN revision_stats_report.settled_median IS 'median over all periods of the days from the end of the period until its figure settled';
COMMENT ON COLUMN revision_stats_report.settled_max IS 'the most of these days';

CREATE FUNCTION revision_stats(v trade_vintages, release integer DEFAULT 0, within double precision DEFAULT 0.2) RETURNS revision_stats_report
AS 'MODULE_PATHNAME', 'vintages_revision_stats' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revision_stats(trade_vintages, integer, double precision) IS
'How far the n-th release, 0 being the first figure, lies from the latest one, over the periods that have it; and after how many days figures settle: from then on all releases lie within that part of the latest.';

-- Questions to a stored value.

CREATE FUNCTION frequency(v trade_vintages) RETURNS text
AS 'MODULE_PATHNAME', 'vintages_frequency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frequency(trade_vintages) IS
'Frequency of the periods: day, week, month, quarter, year or trading_day.';

CREATE FUNCTION first_known(v trade_vintages) RETURNS date
AS 'MODULE_PATHNAME', 'vintages_first_known' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_known(trade_vintages) IS
'First day on which anything was known; NULL when empty.';

CREATE FUNCTION last_known(v trade_vintages) RETURNS date
AS 'MODULE_PATHNAME', 'vintages_last_known' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_known(trade_vintages) IS
'Day of the last release; NULL when empty.';

CREATE FUNCTION num_releases(v trade_vintages) RETURNS bigint
AS 'MODULE_PATHNAME', 'vintages_num_releases' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION num_releases(trade_vintages) IS
'Number of figures, by period and day known; 0 for NULL.';
