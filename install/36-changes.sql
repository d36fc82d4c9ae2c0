-- What changed between two states of a series, of a market, of an answer.

CREATE TYPE series_changes_report AS (
    period_start date,
    period_end date,
    kind text,
    value_before double precision,
    value_after double precision,
    change double precision,
    relative_change double precision
);
COMMENT ON TYPE series_changes_report IS 'A total that is new, gone or revised; returned by series_changes.';
COMMENT ON COLUMN series_changes_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN series_changes_report.period_end IS 'first day of its last period, the same where the total is of one period';
COMMENT ON COLUMN series_changes_report.kind IS 'new, gone or revised';
COMMENT ON COLUMN series_changes_report.value_before IS 'total in the old series, in units of the value; NULL for a new one';
COMMENT ON COLUMN series_changes_report.value_after IS 'total in the new series; NULL for one that is gone';
COMMENT ON COLUMN series_changes_report.change IS 'value_after - value_before, from exact sums; NULL for new and gone';
COMMENT ON COLUMN series_changes_report.relative_change IS 'change / value_before; NULL for new and gone, and where value_before is 0';

CREATE FUNCTION series_changes(old trade_series, new trade_series, tolerance double precision DEFAULT 0) RETURNS SETOF series_changes_report
AS 'MODULE_PATHNAME', 'series_series_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION series_changes(trade_series, trade_series, double precision) IS
'One row for each total that is new, gone or revised by more than the tolerance, in units of the value. What one side tells together and the other apart, such as January and February, is compared as a sum. NULL is a series without totals.';

CREATE TYPE shares_changes_report AS (
    entity text,
    kind text,
    value_before double precision,
    value_after double precision,
    change double precision,
    relative_change double precision
);
COMMENT ON TYPE shares_changes_report IS 'The total of an entity that is new, gone or revised; returned by shares_changes.';
COMMENT ON COLUMN shares_changes_report.entity IS 'the entity; NULL for the total of rows without one';
COMMENT ON COLUMN shares_changes_report.kind IS 'new, gone or revised';
COMMENT ON COLUMN shares_changes_report.value_before IS 'total in the old market, in units of the value; NULL for a new one';
COMMENT ON COLUMN shares_changes_report.value_after IS 'total in the new market; NULL for one that is gone';
COMMENT ON COLUMN shares_changes_report.change IS 'value_after - value_before, from exact sums; NULL for new and gone';
COMMENT ON COLUMN shares_changes_report.relative_change IS 'change / value_before; NULL for new and gone, and where value_before is 0';

CREATE FUNCTION shares_changes(old market_shares, new market_shares, tolerance double precision DEFAULT 0) RETURNS SETOF shares_changes_report
AS 'MODULE_PATHNAME', 'shares_shares_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION shares_changes(market_shares, market_shares, double precision) IS
'One row for each entity whose total is new, gone or revised by more than the tolerance, in units of the value; the unattributed last. NULL is a market without entities. Owners and shares at two dates are told by entity_changes.';

CREATE TYPE report_changes_report AS (
    changed boolean,
    what text,
    status_before text,
    status_after text,
    recovery_before date,
    recovery_after date,
    depth_change double precision,
    baseline_change double precision
);
COMMENT ON TYPE report_changes_report IS 'What changed from one recovery_report to another; returned by report_changes.';
COMMENT ON COLUMN report_changes_report.changed IS 'does any column differ?';
COMMENT ON COLUMN report_changes_report.what IS 'the columns that differ, such as "status, recovered_on"; NULL for none';
COMMENT ON COLUMN report_changes_report.status_before IS 'status of the old report';
COMMENT ON COLUMN report_changes_report.status_after IS 'status of the new report';
COMMENT ON COLUMN report_changes_report.recovery_before IS 'recovered_on of the old report';
COMMENT ON COLUMN report_changes_report.recovery_after IS 'recovered_on of the new report';
COMMENT ON COLUMN report_changes_report.depth_change IS 'depth of the new report less that of the old; NULL where one has none';
COMMENT ON COLUMN report_changes_report.baseline_change IS 'baseline of the new report less that of the old, in units of the value; NULL where one has none';

CREATE FUNCTION report_changes(old recovery_report, new recovery_report) RETURNS report_changes_report
AS 'MODULE_PATHNAME', 'series_report_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION report_changes(recovery_report, recovery_report) IS
'What changed from one answer of recovery to another, such as those of two nights: status, date of recovery, depth, baseline, and which columns differ at all. NULL is no report.';
