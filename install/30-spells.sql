-- spells: how long things lasted, ended or still running.

COMMENT ON TYPE spells IS
'Durations with their outcome (0 = still running) and count; built by spells_agg, merged by rollup.';

-- Questions to a stored value.

CREATE FUNCTION num_spells(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_num_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION num_spells(spells) IS
'Number of spells; 0 for NULL.';

CREATE FUNCTION num_ended(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_num_ended' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION num_ended(spells) IS
'Number of spells that have ended; 0 for NULL.';

CREATE FUNCTION durations(s spells, OUT duration double precision, OUT outcome integer, OUT count double precision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'spells_durations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION durations(spells) IS
'One row for each duration and outcome, with its count or weight.';
