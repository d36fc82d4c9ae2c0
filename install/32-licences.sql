-- Licences: how many are open, how many are approved, how old the pending ones are.

CREATE TYPE backlog_steps_report AS (
    day date,
    backlog double precision
);
COMMENT ON TYPE backlog_steps_report IS 'A day on which the backlog changes, as plain columns; returned by backlog_steps.';
COMMENT ON COLUMN backlog_steps_report.day IS 'the first day of the new backlog';
COMMENT ON COLUMN backlog_steps_report.backlog IS 'cases open from that day on, or their weight';

CREATE FUNCTION backlog_steps(s trade_series) RETURNS SETOF backlog_steps_report
AS 'MODULE_PATHNAME', 'licences_backlog_steps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION backlog_steps(trade_series) IS
'One row for each day on which the backlog changes, with the backlog from that day on. s is built by backlog_agg.';

CREATE FUNCTION backlog_at(s trade_series, day date) RETURNS double precision
AS 'MODULE_PATHNAME', 'licences_backlog_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_at(trade_series, date) IS
'Backlog on a day: submitted by then, not decided by then; 0 for a NULL series. s is built by backlog_agg.';

CREATE TYPE backlog_report AS (
    mean_backlog double precision,
    peak_backlog double precision,
    peak_date date,
    closing_backlog double precision,
    arrivals double precision,
    arrival_rate double precision,
    little_wait double precision
);
COMMENT ON TYPE backlog_report IS 'The backlog over a window of days, as plain columns; returned by backlog_stats.';
COMMENT ON COLUMN backlog_report.mean_backlog IS 'mean over the days of the window';
COMMENT ON COLUMN backlog_report.peak_backlog IS 'largest backlog on a day of the window';
COMMENT ON COLUMN backlog_report.peak_date IS 'first day of the window at the peak';
COMMENT ON COLUMN backlog_report.closing_backlog IS 'backlog on the last day of the window';
COMMENT ON COLUMN backlog_report.arrivals IS 'submitted in the window, those decided on the same day included';
COMMENT ON COLUMN backlog_report.arrival_rate IS 'arrivals per day';
COMMENT ON COLUMN backlog_report.little_wait IS 'mean_backlog / arrival_rate: mean days an arrival waits, if what was open at the start balances what is open at the end';

CREATE FUNCTION backlog_stats(s trade_series, since date, until date, arrivals trade_series DEFAULT NULL) RETURNS backlog_report
AS 'MODULE_PATHNAME', 'licences_backlog_stats' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_stats(trade_series, date, date, trade_series) IS
'Mean and peak of the backlog over the days from since to until, both included. s is built by backlog_agg, arrivals by series_agg(submitted, 1, ''day''); a NULL s is no cases, without arrivals their columns are NULL.';

-- Approval.

CREATE TYPE approval_report AS (
    submitted double precision,
    approved double precision,
    rejected double precision,
    pending double precision,
    rate_decided double precision,
    rate_lower double precision,
    rate_upper double precision
);
COMMENT ON TYPE approval_report IS 'How many cases were approved, and could be, as plain columns; returned by approval_rate.';
COMMENT ON COLUMN approval_report.submitted IS 'cases, or their weight';
COMMENT ON COLUMN approval_report.approved IS 'approved (outcome 1)';
COMMENT ON COLUMN approval_report.rejected IS 'decided otherwise (outcome 2 and up)';
COMMENT ON COLUMN approval_report.pending IS 'not decided';
COMMENT ON COLUMN approval_report.rate_decided IS 'approved / (approved + rejected); NULL while nothing is decided';
COMMENT ON COLUMN approval_report.rate_lower IS 'approved / submitted: as if all pending cases were rejected';
COMMENT ON COLUMN approval_report.rate_upper IS '(approved + pending) / submitted: as if all pending cases were approved';

CREATE FUNCTION approval_rate(s spells) RETURNS approval_report
AS 'MODULE_PATHNAME', 'licences_approval_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate(spells) IS
'Share of cases that were approved (outcome 1), with bounds for those pending. NULL is no cases.';

CREATE FUNCTION approval_rate(submitted double precision, approved double precision, rejected double precision) RETURNS approval_report
AS 'MODULE_PATHNAME', 'licences_approval_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate(double precision, double precision, double precision) IS
'The same from published counts, or weights, of one day: what is not decided is pending. NULL where a count is not known; more decided than submitted is an error.';

-- Pending cases.

CREATE TYPE pending_report AS (
    pending double precision,
    mean_age double precision,
    max_age double precision,
    over_limit double precision
);
COMMENT ON TYPE pending_report IS 'How old cases are that still wait, as plain columns; returned by pending_age.';
COMMENT ON COLUMN pending_report.pending IS 'spells still running';
COMMENT ON COLUMN pending_report.mean_age IS 'their mean duration so far, in the unit of the spells';
COMMENT ON COLUMN pending_report.max_age IS 'their longest duration so far, in the unit of the spells';
COMMENT ON COLUMN pending_report.over_limit IS 'how many of them are older than age_limit; NULL without one';

CREATE FUNCTION pending_age(s spells, age_limit double precision DEFAULT NULL) RETURNS pending_report
AS 'MODULE_PATHNAME', 'licences_pending_age' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_age(spells, double precision) IS
'Age of the spells still running, in the unit of the spells, as is age_limit. NULL is no spells.';
