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
'internal: state of the aggregates of rareearth; store market_shares, trade_series, spells or trade_vintages instead';

CREATE FUNCTION keyed_sums_combine(keyed_sums, keyed_sums) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'sums_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION keyed_sums_combine(keyed_sums, keyed_sums) IS
'internal: combines two aggregate states';

-- The state of the aggregates that group rows themselves.

CREATE TYPE grouped_sums;

CREATE FUNCTION grouped_sums_in(cstring) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'groups_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grouped_sums_in(cstring) IS 'internal: input of grouped_sums';

CREATE FUNCTION grouped_sums_out(grouped_sums) RETURNS cstring
AS 'MODULE_PATHNAME', 'groups_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grouped_sums_out(grouped_sums) IS 'internal: output of grouped_sums';

CREATE FUNCTION grouped_sums_recv(internal) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'groups_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grouped_sums_recv(internal) IS 'internal: binary input of grouped_sums';

CREATE FUNCTION grouped_sums_send(grouped_sums) RETURNS bytea
AS 'MODULE_PATHNAME', 'groups_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grouped_sums_send(grouped_sums) IS 'internal: binary output of grouped_sums';

CREATE TYPE grouped_sums (
    INPUT = grouped_sums_in,
    OUTPUT = grouped_sums_out,
    RECEIVE = grouped_sums_recv,
    SEND = grouped_sums_send,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE grouped_sums IS
'internal: state of the aggregates over groups; store markets or trade_panel instead';

CREATE FUNCTION grouped_sums_combine(grouped_sums, grouped_sums) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'groups_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION grouped_sums_combine(grouped_sums, grouped_sums) IS
'internal: combines two aggregate states';
