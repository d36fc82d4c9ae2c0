-- rareearth: install script, written by install/assemble
\echo Use "CREATE EXTENSION rareearth" to load this file. \quit

CREATE FUNCTION rareearth_version() RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rareearth_version() IS
'Version of the installed library, to compare across the nodes of a cluster.';

-- The state of every aggregate.  Visible as a type so that partial aggregates
-- can be pushed down to the nodes of a cluster; not meant for columns.

CREATE TYPE keyed_sums;

CREATE FUNCTION keyed_sums_in(cstring) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'sums_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keyed_sums_in(cstring) IS 'internal: input of keyed_sums';

CREATE FUNCTION keyed_sums_out(keyed_sums) RETURNS cstring
AS 'MODULE_PATHNAME', 'sums_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keyed_sums_out(keyed_sums) IS 'internal: output of keyed_sums';

CREATE FUNCTION keyed_sums_recv(internal) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'sums_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keyed_sums_recv(internal) IS 'internal: binary input of keyed_sums';

CREATE FUNCTION keyed_sums_send(keyed_sums) RETURNS bytea
AS 'MODULE_PATHNAME', 'sums_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION keyed_sums_send(keyed_sums) IS 'internal: binary output of keyed_sums';

CREATE TYPE keyed_sums (
    INPUT = keyed_sums_in,
    OUTPUT = keyed_sums_out,
    RECEIVE = keyed_sums_recv,
    SEND = keyed_sums_send,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE keyed_sums IS
'internal: state of the aggregates of rareearth; store market_shares, trade_series or spells instead';

CREATE FUNCTION keyed_sums_combine(keyed_sums, keyed_sums) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'sums_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION keyed_sums_combine(keyed_sums, keyed_sums) IS
'internal: combines two aggregate states';
