-- spells: how long things lasted, ended or still running.

CREATE TYPE spells;

CREATE FUNCTION spells_in(cstring) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_in(cstring) IS 'internal: input of spells';

CREATE FUNCTION spells_out(spells) RETURNS cstring
AS 'MODULE_PATHNAME', 'spells_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_out(spells) IS 'internal: output of spells';

CREATE FUNCTION spells_recv(internal) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_recv(internal) IS 'internal: binary input of spells';

CREATE FUNCTION spells_send(spells) RETURNS bytea
AS 'MODULE_PATHNAME', 'value_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_send(spells) IS 'internal: binary output of spells';

CREATE TYPE spells (
    INPUT = spells_in,
    OUTPUT = spells_out,
    RECEIVE = spells_recv,
    SEND = spells_send,
    ALIGNMENT = int4,
    STORAGE = external
);
COMMENT ON TYPE spells IS
'Durations with their outcome (0 = still running) and count; built by spells_agg, merged by rollup.';

CREATE CAST (spells AS jsonb) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (spells AS jsonb) IS 'the text form as jsonb';
CREATE CAST (jsonb AS spells) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS spells) IS 'reads the text form';

-- Equal content is equal bytes, so equality, order and hash are those of bytes.

CREATE FUNCTION spells_eq(spells, spells) RETURNS boolean
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_eq(spells, spells) IS 'internal: implements an operator of spells';

CREATE FUNCTION spells_ne(spells, spells) RETURNS boolean
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_ne(spells, spells) IS 'internal: implements an operator of spells';

CREATE FUNCTION spells_lt(spells, spells) RETURNS boolean
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_lt(spells, spells) IS 'internal: implements an operator of spells';

CREATE FUNCTION spells_le(spells, spells) RETURNS boolean
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_le(spells, spells) IS 'internal: implements an operator of spells';

CREATE FUNCTION spells_gt(spells, spells) RETURNS boolean
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_gt(spells, spells) IS 'internal: implements an operator of spells';

CREATE FUNCTION spells_ge(spells, spells) RETURNS boolean
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_ge(spells, spells) IS 'internal: implements an operator of spells';

CREATE FUNCTION spells_cmp(spells, spells) RETURNS integer
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_cmp(spells, spells) IS 'internal: order of spells, by bytes';

CREATE FUNCTION spells_hash(spells) RETURNS integer
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_hash(spells) IS 'internal: hash of spells';

CREATE FUNCTION spells_hash_extended(spells, bigint) RETURNS bigint
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_hash_extended(spells, bigint) IS 'internal: seeded hash of spells';

CREATE OPERATOR = (
    LEFTARG = spells, RIGHTARG = spells, FUNCTION = spells_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (spells, spells) IS 'same content';

CREATE OPERATOR <> (
    LEFTARG = spells, RIGHTARG = spells, FUNCTION = spells_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (spells, spells) IS 'different content';

CREATE OPERATOR < (
    LEFTARG = spells, RIGHTARG = spells, FUNCTION = spells_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (spells, spells) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR <= (
    LEFTARG = spells, RIGHTARG = spells, FUNCTION = spells_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (spells, spells) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR > (
    LEFTARG = spells, RIGHTARG = spells, FUNCTION = spells_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (spells, spells) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR >= (
    LEFTARG = spells, RIGHTARG = spells, FUNCTION = spells_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (spells, spells) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR CLASS spells_ops DEFAULT FOR TYPE spells USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 spells_cmp(spells, spells);
COMMENT ON OPERATOR CLASS spells_ops USING btree IS 'order of spells by bytes';

CREATE OPERATOR CLASS spells_hash_ops DEFAULT FOR TYPE spells USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 spells_hash(spells),
    FUNCTION 2 spells_hash_extended(spells, bigint);
COMMENT ON OPERATOR CLASS spells_hash_ops USING hash IS 'hash of spells';

-- Builders.

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_ended' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, boolean) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, integer) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, date, date, date) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_rollup_trans(keyed_sums, spells) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_rollup_trans(keyed_sums, spells) IS
'internal: transition function of rollup(spells)';

CREATE FUNCTION spells_agg_final(keyed_sums) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_final(keyed_sums) IS
'internal: final function of spells_agg';

CREATE AGGREGATE spells_agg(duration double precision, ended boolean) (
    SFUNC = spells_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = spells_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, boolean) IS
'Spells from durations of zero or more, and whether each has ended. Rows with a NULL are skipped.';

CREATE AGGREGATE spells_agg(duration double precision, outcome integer) (
    SFUNC = spells_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = spells_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, integer) IS
'Spells from durations and outcomes: 0 still running, 1 to 255 the ways to end. Rows with a NULL are skipped.';

CREATE AGGREGATE spells_agg(started date, ended date, observed_until date) (
    SFUNC = spells_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = spells_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(date, date, date) IS
'Spells in days as known on observed_until: one that has not ended by then is still running, one that starts later is left out.';

CREATE AGGREGATE rollup(spells) (
    SFUNC = spells_rollup_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = spells_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(spells) IS
'Adds spells values up, duration by duration and outcome by outcome. NULL values are skipped.';

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
