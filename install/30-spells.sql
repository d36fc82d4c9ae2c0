-- spells: how long things lasted, ended or still running.

COMMENT ON TYPE spells IS
'Durations with their outcome (0 = still running) and count; built by spells_agg, merged by rollup.';

-- Questions to a stored value.

CREATE FUNCTION num_spells(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_num_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION num_spells(spells) IS
'Number of spells, or their weight; 0 for NULL.';

CREATE FUNCTION num_ended(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_num_ended' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION num_ended(spells) IS
'Number of spells that have ended, or their weight; 0 for NULL.';

CREATE FUNCTION unit(s spells) RETURNS text
AS 'MODULE_PATHNAME', 'spells_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unit(spells) IS
'What durations count: day, week, month, quarter, year or trading_day; NULL where it was not stated. Spells of different units do not merge and are not compared.';

CREATE TYPE durations_report AS (
    duration double precision,
    outcome integer,
    count double precision,
    not_before double precision,
    entered double precision
);
COMMENT ON TYPE durations_report IS 'One duration and outcome of spells, as plain columns; returned by durations.';
COMMENT ON COLUMN durations_report.duration IS 'in the unit of the spells';
COMMENT ON COLUMN durations_report.outcome IS '0 still running, 1 to 255 the way it ended';
COMMENT ON COLUMN durations_report.count IS 'spells of this duration and outcome, or their weight';
COMMENT ON COLUMN durations_report.not_before IS 'the spell ended after this, and by duration; equal to duration where that is known or the spell still runs, NULL where it may have lasted no time at all';
COMMENT ON COLUMN durations_report.entered IS 'how long the spell had lasted when watching began; NULL where it was watched from its start';

CREATE FUNCTION durations(s spells) RETURNS SETOF durations_report
AS 'MODULE_PATHNAME', 'spells_durations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION durations(spells) IS
'One row for each duration and outcome, with its count or weight; and for each interval and each entry.';
