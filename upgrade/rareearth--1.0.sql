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
AS 'MODULE_PATHNAME', 'sums_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION keyed_sums_in(cstring) IS 'internal: input of keyed_sums';

CREATE FUNCTION keyed_sums_out(keyed_sums) RETURNS cstring
AS 'MODULE_PATHNAME', 'sums_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION keyed_sums_out(keyed_sums) IS 'internal: output of keyed_sums';

CREATE FUNCTION keyed_sums_recv(internal) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'sums_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION keyed_sums_recv(internal) IS 'internal: binary input of keyed_sums';

CREATE FUNCTION keyed_sums_send(keyed_sums) RETURNS bytea
AS 'MODULE_PATHNAME', 'sums_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'sums_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION keyed_sums_combine(keyed_sums, keyed_sums) IS
'internal: combines two aggregate states';

-- The state of the aggregates that group rows themselves.

CREATE TYPE grouped_sums;

CREATE FUNCTION grouped_sums_in(cstring) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'groups_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION grouped_sums_in(cstring) IS 'internal: input of grouped_sums';

CREATE FUNCTION grouped_sums_out(grouped_sums) RETURNS cstring
AS 'MODULE_PATHNAME', 'groups_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION grouped_sums_out(grouped_sums) IS 'internal: output of grouped_sums';

CREATE FUNCTION grouped_sums_recv(internal) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'groups_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION grouped_sums_recv(internal) IS 'internal: binary input of grouped_sums';

CREATE FUNCTION grouped_sums_send(grouped_sums) RETURNS bytea
AS 'MODULE_PATHNAME', 'groups_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'groups_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION grouped_sums_combine(grouped_sums, grouped_sums) IS
'internal: combines two aggregate states';

-- trade_series: what all three types have alike.

CREATE TYPE trade_series;

CREATE FUNCTION trade_series_in(cstring) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_in(cstring) IS 'internal: input of trade_series';

CREATE FUNCTION trade_series_out(trade_series) RETURNS cstring
AS 'MODULE_PATHNAME', 'series_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_out(trade_series) IS 'internal: output of trade_series';

CREATE FUNCTION trade_series_recv(internal) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_recv(internal) IS 'internal: binary input of trade_series';

CREATE FUNCTION trade_series_send(trade_series) RETURNS bytea
AS 'MODULE_PATHNAME', 'value_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_send(trade_series) IS 'internal: binary output of trade_series';

CREATE TYPE trade_series (
    INPUT = trade_series_in,
    OUTPUT = trade_series_out,
    RECEIVE = trade_series_recv,
    SEND = trade_series_send,
    ALIGNMENT = int4,
    STORAGE = external
);

CREATE CAST (trade_series AS jsonb) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (trade_series AS jsonb) IS 'the text form as jsonb';
CREATE CAST (jsonb AS trade_series) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS trade_series) IS 'reads the text form';

-- Equal content is equal bytes, so equality, order and hash are those of bytes.

CREATE FUNCTION trade_series_eq(trade_series, trade_series) RETURNS boolean
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_eq(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_ne(trade_series, trade_series) RETURNS boolean
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_ne(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_lt(trade_series, trade_series) RETURNS boolean
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_lt(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_le(trade_series, trade_series) RETURNS boolean
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_le(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_gt(trade_series, trade_series) RETURNS boolean
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_gt(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_ge(trade_series, trade_series) RETURNS boolean
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_ge(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_cmp(trade_series, trade_series) RETURNS integer
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_cmp(trade_series, trade_series) IS 'internal: order of trade_series, by bytes';

CREATE FUNCTION trade_series_hash(trade_series) RETURNS integer
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_hash(trade_series) IS 'internal: hash of trade_series';

CREATE FUNCTION trade_series_hash_extended(trade_series, bigint) RETURNS bigint
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_series_hash_extended(trade_series, bigint) IS 'internal: seeded hash of trade_series';

CREATE OPERATOR = (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (trade_series, trade_series) IS 'same content';

CREATE OPERATOR <> (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (trade_series, trade_series) IS 'different content';

CREATE OPERATOR < (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (trade_series, trade_series) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR <= (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (trade_series, trade_series) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR > (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (trade_series, trade_series) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR >= (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (trade_series, trade_series) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR CLASS trade_series_ops DEFAULT FOR TYPE trade_series USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 trade_series_cmp(trade_series, trade_series);
COMMENT ON OPERATOR CLASS trade_series_ops USING btree IS 'order of trade_series by bytes';

CREATE OPERATOR CLASS trade_series_hash_ops DEFAULT FOR TYPE trade_series USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 trade_series_hash(trade_series),
    FUNCTION 2 trade_series_hash_extended(trade_series, bigint);
COMMENT ON OPERATOR CLASS trade_series_hash_ops USING hash IS 'hash of trade_series';

-- market_shares: what all three types have alike.

CREATE TYPE market_shares;

CREATE FUNCTION market_shares_in(cstring) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_in(cstring) IS 'internal: input of market_shares';

CREATE FUNCTION market_shares_out(market_shares) RETURNS cstring
AS 'MODULE_PATHNAME', 'shares_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_out(market_shares) IS 'internal: output of market_shares';

CREATE FUNCTION market_shares_recv(internal) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_recv(internal) IS 'internal: binary input of market_shares';

CREATE FUNCTION market_shares_send(market_shares) RETURNS bytea
AS 'MODULE_PATHNAME', 'shares_send' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_send(market_shares) IS 'internal: binary output of market_shares';

CREATE TYPE market_shares (
    INPUT = market_shares_in,
    OUTPUT = market_shares_out,
    RECEIVE = market_shares_recv,
    SEND = market_shares_send,
    ALIGNMENT = int4,
    STORAGE = external
);

CREATE CAST (market_shares AS jsonb) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (market_shares AS jsonb) IS 'the text form as jsonb';
CREATE CAST (jsonb AS market_shares) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS market_shares) IS 'reads the text form';

-- Equal content is equal bytes, so equality, order and hash are those of bytes.

CREATE FUNCTION market_shares_eq(market_shares, market_shares) RETURNS boolean
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_eq(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_ne(market_shares, market_shares) RETURNS boolean
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_ne(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_lt(market_shares, market_shares) RETURNS boolean
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_lt(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_le(market_shares, market_shares) RETURNS boolean
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_le(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_gt(market_shares, market_shares) RETURNS boolean
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_gt(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_ge(market_shares, market_shares) RETURNS boolean
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_ge(market_shares, market_shares) IS 'internal: implements an operator of market_shares';

CREATE FUNCTION market_shares_cmp(market_shares, market_shares) RETURNS integer
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_cmp(market_shares, market_shares) IS 'internal: order of market_shares, by bytes';

CREATE FUNCTION market_shares_hash(market_shares) RETURNS integer
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_hash(market_shares) IS 'internal: hash of market_shares';

CREATE FUNCTION market_shares_hash_extended(market_shares, bigint) RETURNS bigint
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_hash_extended(market_shares, bigint) IS 'internal: seeded hash of market_shares';

CREATE OPERATOR = (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (market_shares, market_shares) IS 'same content';

CREATE OPERATOR <> (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (market_shares, market_shares) IS 'different content';

CREATE OPERATOR < (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR <= (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR > (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR >= (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (market_shares, market_shares) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR CLASS market_shares_ops DEFAULT FOR TYPE market_shares USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 market_shares_cmp(market_shares, market_shares);
COMMENT ON OPERATOR CLASS market_shares_ops USING btree IS 'order of market_shares by bytes';

CREATE OPERATOR CLASS market_shares_hash_ops DEFAULT FOR TYPE market_shares USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 market_shares_hash(market_shares),
    FUNCTION 2 market_shares_hash_extended(market_shares, bigint);
COMMENT ON OPERATOR CLASS market_shares_hash_ops USING hash IS 'hash of market_shares';

-- spells: what all three types have alike.

CREATE TYPE spells;

CREATE FUNCTION spells_in(cstring) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spells_in(cstring) IS 'internal: input of spells';

CREATE FUNCTION spells_out(spells) RETURNS cstring
AS 'MODULE_PATHNAME', 'spells_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spells_out(spells) IS 'internal: output of spells';

CREATE FUNCTION spells_recv(internal) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spells_recv(internal) IS 'internal: binary input of spells';

CREATE FUNCTION spells_send(spells) RETURNS bytea
AS 'MODULE_PATHNAME', 'value_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spells_send(spells) IS 'internal: binary output of spells';

CREATE TYPE spells (
    INPUT = spells_in,
    OUTPUT = spells_out,
    RECEIVE = spells_recv,
    SEND = spells_send,
    ALIGNMENT = int4,
    STORAGE = external
);

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

-- markets: what all three types have alike.

CREATE TYPE markets;

CREATE FUNCTION markets_in(cstring) RETURNS markets
AS 'MODULE_PATHNAME', 'markets_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION markets_in(cstring) IS 'internal: input of markets';

CREATE FUNCTION markets_out(markets) RETURNS cstring
AS 'MODULE_PATHNAME', 'markets_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION markets_out(markets) IS 'internal: output of markets';

CREATE FUNCTION markets_recv(internal) RETURNS markets
AS 'MODULE_PATHNAME', 'markets_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION markets_recv(internal) IS 'internal: binary input of markets';

CREATE FUNCTION markets_send(markets) RETURNS bytea
AS 'MODULE_PATHNAME', 'markets_send' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION markets_send(markets) IS 'internal: binary output of markets';

CREATE TYPE markets (
    INPUT = markets_in,
    OUTPUT = markets_out,
    RECEIVE = markets_recv,
    SEND = markets_send,
    ALIGNMENT = int4,
    STORAGE = external
);

CREATE CAST (markets AS jsonb) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (markets AS jsonb) IS 'the text form as jsonb';
CREATE CAST (jsonb AS markets) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS markets) IS 'reads the text form';

-- Equal content is equal bytes, so equality, order and hash are those of bytes.

CREATE FUNCTION markets_eq(markets, markets) RETURNS boolean
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_eq(markets, markets) IS 'internal: implements an operator of markets';

CREATE FUNCTION markets_ne(markets, markets) RETURNS boolean
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_ne(markets, markets) IS 'internal: implements an operator of markets';

CREATE FUNCTION markets_lt(markets, markets) RETURNS boolean
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_lt(markets, markets) IS 'internal: implements an operator of markets';

CREATE FUNCTION markets_le(markets, markets) RETURNS boolean
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_le(markets, markets) IS 'internal: implements an operator of markets';

CREATE FUNCTION markets_gt(markets, markets) RETURNS boolean
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_gt(markets, markets) IS 'internal: implements an operator of markets';

CREATE FUNCTION markets_ge(markets, markets) RETURNS boolean
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_ge(markets, markets) IS 'internal: implements an operator of markets';

CREATE FUNCTION markets_cmp(markets, markets) RETURNS integer
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_cmp(markets, markets) IS 'internal: order of markets, by bytes';

CREATE FUNCTION markets_hash(markets) RETURNS integer
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_hash(markets) IS 'internal: hash of markets';

CREATE FUNCTION markets_hash_extended(markets, bigint) RETURNS bigint
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION markets_hash_extended(markets, bigint) IS 'internal: seeded hash of markets';

CREATE OPERATOR = (
    LEFTARG = markets, RIGHTARG = markets, FUNCTION = markets_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (markets, markets) IS 'same content';

CREATE OPERATOR <> (
    LEFTARG = markets, RIGHTARG = markets, FUNCTION = markets_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (markets, markets) IS 'different content';

CREATE OPERATOR < (
    LEFTARG = markets, RIGHTARG = markets, FUNCTION = markets_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (markets, markets) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR <= (
    LEFTARG = markets, RIGHTARG = markets, FUNCTION = markets_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (markets, markets) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR > (
    LEFTARG = markets, RIGHTARG = markets, FUNCTION = markets_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (markets, markets) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR >= (
    LEFTARG = markets, RIGHTARG = markets, FUNCTION = markets_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (markets, markets) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR CLASS markets_ops DEFAULT FOR TYPE markets USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 markets_cmp(markets, markets);
COMMENT ON OPERATOR CLASS markets_ops USING btree IS 'order of markets by bytes';

CREATE OPERATOR CLASS markets_hash_ops DEFAULT FOR TYPE markets USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 markets_hash(markets),
    FUNCTION 2 markets_hash_extended(markets, bigint);
COMMENT ON OPERATOR CLASS markets_hash_ops USING hash IS 'hash of markets';

-- trade_panel: what all three types have alike.

CREATE TYPE trade_panel;

CREATE FUNCTION trade_panel_in(cstring) RETURNS trade_panel
AS 'MODULE_PATHNAME', 'panel_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_panel_in(cstring) IS 'internal: input of trade_panel';

CREATE FUNCTION trade_panel_out(trade_panel) RETURNS cstring
AS 'MODULE_PATHNAME', 'panel_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_panel_out(trade_panel) IS 'internal: output of trade_panel';

CREATE FUNCTION trade_panel_recv(internal) RETURNS trade_panel
AS 'MODULE_PATHNAME', 'panel_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_panel_recv(internal) IS 'internal: binary input of trade_panel';

CREATE FUNCTION trade_panel_send(trade_panel) RETURNS bytea
AS 'MODULE_PATHNAME', 'panel_send' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_panel_send(trade_panel) IS 'internal: binary output of trade_panel';

CREATE TYPE trade_panel (
    INPUT = trade_panel_in,
    OUTPUT = trade_panel_out,
    RECEIVE = trade_panel_recv,
    SEND = trade_panel_send,
    ALIGNMENT = int4,
    STORAGE = external
);

CREATE CAST (trade_panel AS jsonb) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (trade_panel AS jsonb) IS 'the text form as jsonb';
CREATE CAST (jsonb AS trade_panel) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS trade_panel) IS 'reads the text form';

-- Equal content is equal bytes, so equality, order and hash are those of bytes.

CREATE FUNCTION trade_panel_eq(trade_panel, trade_panel) RETURNS boolean
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_eq(trade_panel, trade_panel) IS 'internal: implements an operator of trade_panel';

CREATE FUNCTION trade_panel_ne(trade_panel, trade_panel) RETURNS boolean
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_ne(trade_panel, trade_panel) IS 'internal: implements an operator of trade_panel';

CREATE FUNCTION trade_panel_lt(trade_panel, trade_panel) RETURNS boolean
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_lt(trade_panel, trade_panel) IS 'internal: implements an operator of trade_panel';

CREATE FUNCTION trade_panel_le(trade_panel, trade_panel) RETURNS boolean
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_le(trade_panel, trade_panel) IS 'internal: implements an operator of trade_panel';

CREATE FUNCTION trade_panel_gt(trade_panel, trade_panel) RETURNS boolean
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_gt(trade_panel, trade_panel) IS 'internal: implements an operator of trade_panel';

CREATE FUNCTION trade_panel_ge(trade_panel, trade_panel) RETURNS boolean
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_ge(trade_panel, trade_panel) IS 'internal: implements an operator of trade_panel';

CREATE FUNCTION trade_panel_cmp(trade_panel, trade_panel) RETURNS integer
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_cmp(trade_panel, trade_panel) IS 'internal: order of trade_panel, by bytes';

CREATE FUNCTION trade_panel_hash(trade_panel) RETURNS integer
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_hash(trade_panel) IS 'internal: hash of trade_panel';

CREATE FUNCTION trade_panel_hash_extended(trade_panel, bigint) RETURNS bigint
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_panel_hash_extended(trade_panel, bigint) IS 'internal: seeded hash of trade_panel';

CREATE OPERATOR = (
    LEFTARG = trade_panel, RIGHTARG = trade_panel, FUNCTION = trade_panel_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (trade_panel, trade_panel) IS 'same content';

CREATE OPERATOR <> (
    LEFTARG = trade_panel, RIGHTARG = trade_panel, FUNCTION = trade_panel_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (trade_panel, trade_panel) IS 'different content';

CREATE OPERATOR < (
    LEFTARG = trade_panel, RIGHTARG = trade_panel, FUNCTION = trade_panel_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (trade_panel, trade_panel) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR <= (
    LEFTARG = trade_panel, RIGHTARG = trade_panel, FUNCTION = trade_panel_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (trade_panel, trade_panel) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR > (
    LEFTARG = trade_panel, RIGHTARG = trade_panel, FUNCTION = trade_panel_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (trade_panel, trade_panel) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR >= (
    LEFTARG = trade_panel, RIGHTARG = trade_panel, FUNCTION = trade_panel_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (trade_panel, trade_panel) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR CLASS trade_panel_ops DEFAULT FOR TYPE trade_panel USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 trade_panel_cmp(trade_panel, trade_panel);
COMMENT ON OPERATOR CLASS trade_panel_ops USING btree IS 'order of trade_panel by bytes';

CREATE OPERATOR CLASS trade_panel_hash_ops DEFAULT FOR TYPE trade_panel USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 trade_panel_hash(trade_panel),
    FUNCTION 2 trade_panel_hash_extended(trade_panel, bigint);
COMMENT ON OPERATOR CLASS trade_panel_hash_ops USING hash IS 'hash of trade_panel';

-- trade_vintages: what all three types have alike.

CREATE TYPE trade_vintages;

CREATE FUNCTION trade_vintages_in(cstring) RETURNS trade_vintages
AS 'MODULE_PATHNAME', 'vintages_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_vintages_in(cstring) IS 'internal: input of trade_vintages';

CREATE FUNCTION trade_vintages_out(trade_vintages) RETURNS cstring
AS 'MODULE_PATHNAME', 'vintages_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_vintages_out(trade_vintages) IS 'internal: output of trade_vintages';

CREATE FUNCTION trade_vintages_recv(internal) RETURNS trade_vintages
AS 'MODULE_PATHNAME', 'vintages_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_vintages_recv(internal) IS 'internal: binary input of trade_vintages';

CREATE FUNCTION trade_vintages_send(trade_vintages) RETURNS bytea
AS 'MODULE_PATHNAME', 'value_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_vintages_send(trade_vintages) IS 'internal: binary output of trade_vintages';

CREATE TYPE trade_vintages (
    INPUT = trade_vintages_in,
    OUTPUT = trade_vintages_out,
    RECEIVE = trade_vintages_recv,
    SEND = trade_vintages_send,
    ALIGNMENT = int4,
    STORAGE = external
);

CREATE CAST (trade_vintages AS jsonb) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (trade_vintages AS jsonb) IS 'the text form as jsonb';
CREATE CAST (jsonb AS trade_vintages) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS trade_vintages) IS 'reads the text form';

-- Equal content is equal bytes, so equality, order and hash are those of bytes.

CREATE FUNCTION trade_vintages_eq(trade_vintages, trade_vintages) RETURNS boolean
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_eq(trade_vintages, trade_vintages) IS 'internal: implements an operator of trade_vintages';

CREATE FUNCTION trade_vintages_ne(trade_vintages, trade_vintages) RETURNS boolean
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_ne(trade_vintages, trade_vintages) IS 'internal: implements an operator of trade_vintages';

CREATE FUNCTION trade_vintages_lt(trade_vintages, trade_vintages) RETURNS boolean
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_lt(trade_vintages, trade_vintages) IS 'internal: implements an operator of trade_vintages';

CREATE FUNCTION trade_vintages_le(trade_vintages, trade_vintages) RETURNS boolean
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_le(trade_vintages, trade_vintages) IS 'internal: implements an operator of trade_vintages';

CREATE FUNCTION trade_vintages_gt(trade_vintages, trade_vintages) RETURNS boolean
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_gt(trade_vintages, trade_vintages) IS 'internal: implements an operator of trade_vintages';

CREATE FUNCTION trade_vintages_ge(trade_vintages, trade_vintages) RETURNS boolean
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_ge(trade_vintages, trade_vintages) IS 'internal: implements an operator of trade_vintages';

CREATE FUNCTION trade_vintages_cmp(trade_vintages, trade_vintages) RETURNS integer
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_cmp(trade_vintages, trade_vintages) IS 'internal: order of trade_vintages, by bytes';

CREATE FUNCTION trade_vintages_hash(trade_vintages) RETURNS integer
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_hash(trade_vintages) IS 'internal: hash of trade_vintages';

CREATE FUNCTION trade_vintages_hash_extended(trade_vintages, bigint) RETURNS bigint
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_vintages_hash_extended(trade_vintages, bigint) IS 'internal: seeded hash of trade_vintages';

CREATE OPERATOR = (
    LEFTARG = trade_vintages, RIGHTARG = trade_vintages, FUNCTION = trade_vintages_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (trade_vintages, trade_vintages) IS 'same content';

CREATE OPERATOR <> (
    LEFTARG = trade_vintages, RIGHTARG = trade_vintages, FUNCTION = trade_vintages_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (trade_vintages, trade_vintages) IS 'different content';

CREATE OPERATOR < (
    LEFTARG = trade_vintages, RIGHTARG = trade_vintages, FUNCTION = trade_vintages_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (trade_vintages, trade_vintages) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR <= (
    LEFTARG = trade_vintages, RIGHTARG = trade_vintages, FUNCTION = trade_vintages_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (trade_vintages, trade_vintages) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR > (
    LEFTARG = trade_vintages, RIGHTARG = trade_vintages, FUNCTION = trade_vintages_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (trade_vintages, trade_vintages) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR >= (
    LEFTARG = trade_vintages, RIGHTARG = trade_vintages, FUNCTION = trade_vintages_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (trade_vintages, trade_vintages) IS 'order by bytes, for sorting and unique indexes';

CREATE OPERATOR CLASS trade_vintages_ops DEFAULT FOR TYPE trade_vintages USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 trade_vintages_cmp(trade_vintages, trade_vintages);
COMMENT ON OPERATOR CLASS trade_vintages_ops USING btree IS 'order of trade_vintages by bytes';

CREATE OPERATOR CLASS trade_vintages_hash_ops DEFAULT FOR TYPE trade_vintages USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 trade_vintages_hash(trade_vintages),
    FUNCTION 2 trade_vintages_hash_extended(trade_vintages, bigint);
COMMENT ON OPERATOR CLASS trade_vintages_hash_ops USING hash IS 'hash of trade_vintages';

CREATE TYPE market_report AS (
    num_entities bigint,
    total double precision,
    coverage double precision,
    hhi double precision,
    hhi_normalized double precision,
    effective_firms double precision,
    cr1 double precision,
    cr4 double precision,
    shannon_entropy double precision,
    relative_entropy double precision,
    theil double precision,
    rosenbluth double precision,
    horvath double precision,
    gini double precision,
    gini_unbiased double precision,
    dominance_kwoka double precision,
    dominance_garcia_alba double precision,
    dominance_threshold double precision
);
COMMENT ON TYPE market_report IS
'Indices of one market, as plain columns; returned by market_indices. A column has the name and the answer of the function that tells it alone. Indices of an empty market are NULL.';
COMMENT ON COLUMN market_report.num_entities IS
'Number of entities with a total above zero, n.';
COMMENT ON COLUMN market_report.total IS
'Sum over the entities, without unattributed rows, in units of the value.';
COMMENT ON COLUMN market_report.coverage IS
'Part of all value that has an entity, 0..1: the indices see nothing else. NULL where rows without one add up to less than zero.';
COMMENT ON COLUMN market_report.hhi IS
'Herfindahl-Hirschman index: sum of squared shares, 1/n to 1 (Herfindahl 1950, Hirschman 1945).';
COMMENT ON COLUMN market_report.hhi_normalized IS
'HHI with the number of entities taken out, (HHI - 1/n) / (1 - 1/n), 0..1; 1 for a single entity.';
COMMENT ON COLUMN market_report.effective_firms IS
'Numbers equivalent 1/HHI, 1 to n: as many equal firms would have the same HHI (Adelman 1969).';
COMMENT ON COLUMN market_report.cr1 IS
'Share of the largest entity.';
COMMENT ON COLUMN market_report.cr4 IS
'Share of the four largest entities, of all when there are fewer.';
COMMENT ON COLUMN market_report.shannon_entropy IS
'-sum of share * ln(share), 0 to ln(n); high means unconcentrated (Shannon 1948).';
COMMENT ON COLUMN market_report.relative_entropy IS
'Pielou''s evenness: Shannon entropy over its largest value ln(n), 0..1; NULL for a single entity (0/0).';
COMMENT ON COLUMN market_report.theil IS
'Theil index ln(n) - entropy: 0 when all are equal, towards ln(n) as one takes all (Theil 1967).';
COMMENT ON COLUMN market_report.rosenbluth IS
'Rosenbluth (Hall-Tideman) index 1/(2 * sum of rank * share - 1), 1/n to 1; the largest has rank 1.';
COMMENT ON COLUMN market_report.horvath IS
'Horvath comprehensive concentration index: largest share + sum of s^2 (2 - s) of the others, to 1 (Horvath 1970).';
COMMENT ON COLUMN market_report.gini IS
'Gini coefficient among the entities present, 0 to 1 - 1/n.';
COMMENT ON COLUMN market_report.gini_unbiased IS
'Gini coefficient times n/(n - 1), 0..1; NULL for a single entity.';
COMMENT ON COLUMN market_report.dominance_kwoka IS
'Kwoka dominance: squared gaps between neighbours in rank, 0..1; 1 for a single entity (Kwoka 1977).';
COMMENT ON COLUMN market_report.dominance_garcia_alba IS
'Garcia Alba dominance: HHI of the contributions to the HHI, 1/n to 1 (Garcia Alba 1994).';
COMMENT ON COLUMN market_report.dominance_threshold IS
'Share from which the largest entity dominates, for gamma = 1 (Melnik, Shy and Stenbacka 2008).';

CREATE FUNCTION hhi_normalized(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi_normalized' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_normalized(market_shares) IS
'HHI with the number of entities taken out, (HHI - 1/n) / (1 - 1/n), 0..1; 1 for a single entity. NULL for an empty market.';

CREATE FUNCTION effective_firms(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_effective_firms' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION effective_firms(market_shares) IS
'Numbers equivalent 1/HHI, 1 to n: as many equal firms would have the same HHI (Adelman 1969). NULL for an empty market.';

CREATE FUNCTION relative_entropy(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_relative_entropy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION relative_entropy(market_shares) IS
'Pielou''s evenness: Shannon entropy over its largest value ln(n), 0..1; NULL for a single entity (0/0). NULL for an empty market.';

CREATE FUNCTION theil(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_theil' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION theil(market_shares) IS
'Theil index ln(n) - entropy: 0 when all are equal, towards ln(n) as one takes all (Theil 1967). NULL for an empty market.';

CREATE FUNCTION rosenbluth(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_rosenbluth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rosenbluth(market_shares) IS
'Rosenbluth (Hall-Tideman) index 1/(2 * sum of rank * share - 1), 1/n to 1; the largest has rank 1. NULL for an empty market.';

CREATE FUNCTION horvath(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_horvath' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION horvath(market_shares) IS
'Horvath comprehensive concentration index: largest share + sum of s^2 (2 - s) of the others, to 1 (Horvath 1970). NULL for an empty market.';

CREATE FUNCTION dominance_kwoka(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_kwoka' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION dominance_kwoka(market_shares) IS
'Kwoka dominance: squared gaps between neighbours in rank, 0..1; 1 for a single entity (Kwoka 1977). NULL for an empty market.';

CREATE FUNCTION dominance_garcia_alba(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_garcia_alba' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION dominance_garcia_alba(market_shares) IS
'Garcia Alba dominance: HHI of the contributions to the HHI, 1/n to 1 (Garcia Alba 1994). NULL for an empty market.';


-- trade_series: calendar period -> exact total, one frequency.

COMMENT ON TYPE trade_series IS
'Totals by calendar period (day, week, month, quarter or year); built by series_agg, merged by rollup.';

-- Drawdowns and build-ups of a level.

CREATE TYPE drawdown_report AS (
    duration_unit text,
    max_drawdown double precision,
    peak date,
    trough date,
    recovered_on date,
    peak_value double precision,
    trough_value double precision,
    time_to_trough integer,
    time_to_recovery integer,
    current_drawdown double precision,
    mean_drawdown double precision,
    ulcer_index double precision,
    pain_index double precision,
    underwater_share double precision,
    episodes integer,
    max_buildup double precision,
    max_buildup_abs double precision,
    buildup_trough date,
    buildup_peak date,
    buildup_cleared_on date,
    buildup_trough_value double precision,
    buildup_peak_value double precision
);
COMMENT ON TYPE drawdown_report IS 'How far a level is drawn down from its peak, and built up from its trough, as plain columns; returned by drawdown and inventory_drawdown.';
COMMENT ON COLUMN drawdown_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN drawdown_report.max_drawdown IS 'largest fall from a running maximum, as a part of it';
COMMENT ON COLUMN drawdown_report.peak IS 'last period at the maximum before the largest fall';
COMMENT ON COLUMN drawdown_report.trough IS 'first period at the minimum of that episode';
COMMENT ON COLUMN drawdown_report.recovered_on IS 'first period back at the peak; NULL while open';
COMMENT ON COLUMN drawdown_report.peak_value IS 'level at the peak';
COMMENT ON COLUMN drawdown_report.trough_value IS 'level at the trough';
COMMENT ON COLUMN drawdown_report.time_to_trough IS 'periods from peak to trough';
COMMENT ON COLUMN drawdown_report.time_to_recovery IS 'periods from peak to recovery; NULL while open';
COMMENT ON COLUMN drawdown_report.current_drawdown IS 'fall of the latest level from the running maximum, as a part of it';
COMMENT ON COLUMN drawdown_report.mean_drawdown IS 'mean depth of all episodes';
COMMENT ON COLUMN drawdown_report.ulcer_index IS 'root mean square of the drawdown over all levels';
COMMENT ON COLUMN drawdown_report.pain_index IS 'mean of the drawdown over all levels';
COMMENT ON COLUMN drawdown_report.underwater_share IS 'part of the observed periods below the running maximum';
COMMENT ON COLUMN drawdown_report.episodes IS 'number of drawdowns, an open one included';
COMMENT ON COLUMN drawdown_report.max_buildup IS 'largest rise from a running minimum, as a part of it; NULL when every rise starts from zero';
COMMENT ON COLUMN drawdown_report.max_buildup_abs IS 'largest rise from a running minimum, in units of the level';
COMMENT ON COLUMN drawdown_report.buildup_trough IS 'last period at the minimum before the largest rise in units of the level';
COMMENT ON COLUMN drawdown_report.buildup_peak IS 'first period at the maximum of that episode';
COMMENT ON COLUMN drawdown_report.buildup_cleared_on IS 'first period back at or below that minimum; NULL while open';
COMMENT ON COLUMN drawdown_report.buildup_trough_value IS 'level at that minimum';
COMMENT ON COLUMN drawdown_report.buildup_peak_value IS 'level at that maximum';

CREATE FUNCTION drawdown(s trade_series, gaps text DEFAULT 'missing') RETURNS drawdown_report
AS 'MODULE_PATHNAME', 'series_drawdown' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION drawdown(trade_series, text) IS
'Largest and current drawdown of a level, and its largest build-up. Levels must not be negative. gaps: missing, zero or error.';

CREATE TYPE drawdowns_report AS (
    peak date,
    trough date,
    recovered_on date,
    peak_value double precision,
    trough_value double precision,
    depth double precision,
    depth_abs double precision,
    time_to_trough integer,
    time_to_recovery integer,
    trough_to_recovery integer
);
COMMENT ON TYPE drawdowns_report IS 'A drawdown of a level; returned by drawdowns.';
COMMENT ON COLUMN drawdowns_report.peak IS 'last period at the running maximum before the fall';
COMMENT ON COLUMN drawdowns_report.trough IS 'first period at the minimum of the episode';
COMMENT ON COLUMN drawdowns_report.recovered_on IS 'first period back at the peak; NULL while open';
COMMENT ON COLUMN drawdowns_report.peak_value IS 'level at the peak';
COMMENT ON COLUMN drawdowns_report.trough_value IS 'level at the trough';
COMMENT ON COLUMN drawdowns_report.depth IS 'fall from peak to trough, as a part of the peak';
COMMENT ON COLUMN drawdowns_report.depth_abs IS 'the same in units of the level';
COMMENT ON COLUMN drawdowns_report.time_to_trough IS 'periods from peak to trough';
COMMENT ON COLUMN drawdowns_report.time_to_recovery IS 'periods from peak to recovery; NULL while open';
COMMENT ON COLUMN drawdowns_report.trough_to_recovery IS 'periods from trough to recovery; NULL while open';

CREATE FUNCTION drawdowns(s trade_series, gaps text DEFAULT 'missing') RETURNS SETOF drawdowns_report
AS 'MODULE_PATHNAME', 'series_drawdowns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION drawdowns(trade_series, text) IS
'One row for each drawdown of a level, open ones with NULL recovered_on. Durations count calendar periods.';

CREATE TYPE buildups_report AS (
    trough date,
    peak date,
    cleared_on date,
    trough_value double precision,
    peak_value double precision,
    rise double precision,
    rise_abs double precision,
    time_to_peak integer,
    time_to_clearance integer,
    peak_to_clearance integer
);
COMMENT ON TYPE buildups_report IS 'A build-up of a level; returned by buildups.';
COMMENT ON COLUMN buildups_report.trough IS 'last period at the running minimum before the rise';
COMMENT ON COLUMN buildups_report.peak IS 'first period at the maximum of the episode';
COMMENT ON COLUMN buildups_report.cleared_on IS 'first period back at or below the trough; NULL while open';
COMMENT ON COLUMN buildups_report.trough_value IS 'level at the trough';
COMMENT ON COLUMN buildups_report.peak_value IS 'level at the peak';
COMMENT ON COLUMN buildups_report.rise IS 'rise from trough to peak, as a part of the trough; NULL from zero';
COMMENT ON COLUMN buildups_report.rise_abs IS 'the same in units of the level';
COMMENT ON COLUMN buildups_report.time_to_peak IS 'periods from trough to peak';
COMMENT ON COLUMN buildups_report.time_to_clearance IS 'periods from trough to clearance; NULL while open';
COMMENT ON COLUMN buildups_report.peak_to_clearance IS 'periods from peak to clearance; NULL while open';

CREATE FUNCTION buildups(s trade_series, gaps text DEFAULT 'missing') RETURNS SETOF buildups_report
AS 'MODULE_PATHNAME', 'series_buildups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION buildups(trade_series, text) IS
'One row for each build-up of a level, open ones with NULL cleared_on. Durations count calendar periods.';

-- Questions to a stored value.

CREATE TYPE observations_report AS (
    period date,
    value double precision
);
COMMENT ON TYPE observations_report IS 'One period of a series that has a total; returned by observations.';
COMMENT ON COLUMN observations_report.period IS 'its first day';
COMMENT ON COLUMN observations_report.value IS 'its total, in units of the value';

CREATE FUNCTION observations(s trade_series) RETURNS SETOF observations_report
AS 'MODULE_PATHNAME', 'series_observations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION observations(trade_series) IS
'One row for each period that has a total; period is its first day.';

CREATE FUNCTION frequency(s trade_series) RETURNS text
AS 'MODULE_PATHNAME', 'series_frequency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION frequency(trade_series) IS
'Frequency of the series: day, week, month, quarter, year or trading_day.';

CREATE FUNCTION first_period(s trade_series) RETURNS date
AS 'MODULE_PATHNAME', 'series_first_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION first_period(trade_series) IS
'First day of the first period; NULL when empty.';

CREATE FUNCTION last_period(s trade_series) RETURNS date
AS 'MODULE_PATHNAME', 'series_last_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION last_period(trade_series) IS
'First day of the last period; NULL when empty.';

CREATE FUNCTION num_observations(s trade_series) RETURNS bigint
AS 'MODULE_PATHNAME', 'series_num_observations' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION num_observations(trade_series) IS
'Number of periods that have a total; 0 for NULL.';

CREATE FUNCTION total(s trade_series) RETURNS double precision
AS 'MODULE_PATHNAME', 'series_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION total(trade_series) IS
'Sum over all periods, combined ones included, rounded once, in units of the value. 0 when empty. Levels are not added up: an error.';

CREATE FUNCTION value_at(s trade_series, period date) RETURNS double precision
AS 'MODULE_PATHNAME', 'series_value_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION value_at(trade_series, date) IS
'Total of the period that holds the date; NULL when it has none. A level by trading_day holds on until the next trading day.';

-- Recovery after a shock, and measures beside it.

CREATE TYPE recovery_report AS (
    status text,
    duration_unit text,
    baseline double precision,
    baseline_observations integer,
    baseline_coverage double precision,
    depth double precision,
    trough date,
    recovered_on date,
    time_to_trough integer,
    time_to_half_recovery integer,
    time_to_recovery integer,
    censored_after integer,
    pending boolean,
    relapsed boolean,
    earliest_period date,
    latest_period date,
    latest_ratio double precision,
    rebound_ratio double precision,
    recovery_rate double precision,
    cumulative_loss double precision,
    loss_baseline_periods double precision,
    loss_coverage double precision,
    baseline_sigma double precision,
    time_at_least integer,
    recovery_exact boolean
);
COMMENT ON TYPE recovery_report IS 'How far a series fell after a shock and when it came back, as plain columns; returned by recovery and export_recovery.';
COMMENT ON COLUMN recovery_report.status IS 'recovered, censored (not yet recovered), not_affected, no_baseline or no_post_data';
COMMENT ON COLUMN recovery_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN recovery_report.baseline IS 'expected value in the period of the shock';
COMMENT ON COLUMN recovery_report.baseline_observations IS 'periods with a value, filled ones included, that the baseline in the period of the shock rests on; few of them are a weak baseline';
COMMENT ON COLUMN recovery_report.baseline_coverage IS 'part of the periods of the baseline window that are known, filled ones included, 0 to 1; of yoy and yoy_mean over all seasons';
COMMENT ON COLUMN recovery_report.depth IS '1 - value / baseline at the trough';
COMMENT ON COLUMN recovery_report.trough IS 'first day of the period with the smallest ratio to the baseline, before any recovery';
COMMENT ON COLUMN recovery_report.recovered_on IS 'first day of the period from which the ratio held at or above the threshold; NULL while censored';
COMMENT ON COLUMN recovery_report.time_to_trough IS 'periods from shock to trough';
COMMENT ON COLUMN recovery_report.time_to_half_recovery IS 'periods from shock until half of the depth was regained';
COMMENT ON COLUMN recovery_report.time_to_recovery IS 'periods from shock to recovery; 0 when never seen below the threshold';
COMMENT ON COLUMN recovery_report.censored_after IS 'periods from shock to the last period known to be below the threshold';
COMMENT ON COLUMN recovery_report.pending IS 'true when the latest run at the threshold is still too short to count';
COMMENT ON COLUMN recovery_report.relapsed IS 'true when the series fell below the threshold again after its recovery';
COMMENT ON COLUMN recovery_report.earliest_period IS 'first period with a ratio, from the shock on; later than the shock where its first periods were not seen';
COMMENT ON COLUMN recovery_report.latest_period IS 'last period with a ratio';
COMMENT ON COLUMN recovery_report.latest_ratio IS 'value / baseline in the latest period';
COMMENT ON COLUMN recovery_report.rebound_ratio IS 'part of the depth that the latest period has regained; above 1 is overshoot';
COMMENT ON COLUMN recovery_report.recovery_rate IS 'ratio regained per period from trough to recovery';
COMMENT ON COLUMN recovery_report.cumulative_loss IS 'sum of shortfalls below the baseline until recovery, in units of the value';
COMMENT ON COLUMN recovery_report.loss_baseline_periods IS 'the same in periods of baseline trade';
COMMENT ON COLUMN recovery_report.loss_coverage IS 'part of the periods from the shock to the recovery, or to the latest period, that are known, 0 to 1; what is not known adds nothing to the loss';
COMMENT ON COLUMN recovery_report.baseline_sigma IS 'standard deviation of the baseline window around its baseline, of logarithms for loglinear and seasonal; NULL for median, yoy, yoy_mean and without a degree of freedom';
COMMENT ON COLUMN recovery_report.time_at_least IS 'periods from shock to the last period seen below the threshold before the recovery, or before the end: the recovery came later; 0 when never seen below';
COMMENT ON COLUMN recovery_report.recovery_exact IS 'true when time_to_recovery is known: the period before the recovery was seen below the threshold, or the period of the shock was seen at it; false when it came after time_at_least, by time_to_recovery where there is one';

CREATE FUNCTION recovery_options(
    baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT NULL,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL, observed_from date DEFAULT NULL,
    frequency text DEFAULT NULL, year_start integer DEFAULT NULL) RETURNS jsonb
AS 'MODULE_PATHNAME', 'recovery_options' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION recovery_options(text, integer, integer, double precision, integer, text, integer, boolean, date, date, text, integer) IS
'Options of recovery as one value, by name: recovery_options(threshold => 0.9, sustain => 2). For recovery, recovery_path, resilience, recovery_forecast and export_recovery. frequency and year_start (first month of the year of quarters and years) say what periods export_recovery builds; those of a series must be the same. threshold NULL is 1, and 0.95 for recovery_forecast; an option out of its range is an error.';

CREATE FUNCTION recovery(
    s trade_series, shock date, baseline text DEFAULT 'mean',
    k integer DEFAULT 12, gap integer DEFAULT 0, threshold double precision DEFAULT 1,
    sustain integer DEFAULT 1, gaps text DEFAULT 'missing', years integer DEFAULT 1,
    pool_jan_feb boolean DEFAULT false, observed_until date DEFAULT NULL,
    observed_from date DEFAULT NULL) RETURNS recovery_report
AS 'MODULE_PATHNAME', 'series_recovery' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION recovery(trade_series, date, text, integer, integer, double precision, integer, text, integer, boolean, date, date) IS
'How far the series fell from the period of the shock on, and when it came back. Baseline: mean, median, yoy, yoy_mean, linear, loglinear or seasonal, over k periods that end gap periods before the shock. Recovered when value / baseline >= threshold for sustain periods in a row. gaps: missing, zero or error. observed_from, observed_until: the source is complete between these days, so gaps holds there; not given, between the first and the last row. A NULL series gives NULL; an option out of its range is an error.';

CREATE FUNCTION recovery(s trade_series, shock date, options jsonb) RETURNS recovery_report
AS 'MODULE_PATHNAME', 'series_recovery_of_options' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION recovery(trade_series, date, jsonb) IS
'The same with the options as one value, of recovery_options(...).';

CREATE TYPE recovery_path_report AS (
    period date,
    value double precision,
    baseline double precision,
    ratio double precision,
    phase text,
    band_low double precision,
    band_high double precision
);
COMMENT ON TYPE recovery_path_report IS 'A period in the path of a recovery; returned by recovery_path.';
COMMENT ON COLUMN recovery_path_report.period IS 'first day of the period';
COMMENT ON COLUMN recovery_path_report.value IS 'value as it was used, gaps filled and months pooled; NULL when missing';
COMMENT ON COLUMN recovery_path_report.baseline IS 'expected value';
COMMENT ON COLUMN recovery_path_report.ratio IS 'value / baseline';
COMMENT ON COLUMN recovery_path_report.phase IS 'before, holding (shocked, not yet below the threshold), loss, pending, recovered, relapse or missing';
COMMENT ON COLUMN recovery_path_report.band_low IS 'from the shock on, lower end of the band in which a value would lie if all went on as in the baseline window; of mean, linear, loglinear and seasonal';
COMMENT ON COLUMN recovery_path_report.band_high IS 'upper end of it';

CREATE FUNCTION recovery_path(s trade_series, shock date, options jsonb DEFAULT '{}',
    conf_level double precision DEFAULT 0.95) RETURNS SETOF recovery_path_report
AS 'MODULE_PATHNAME', 'series_recovery_path' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION recovery_path(trade_series, date, jsonb, double precision) IS
'One row for each period: value, baseline, ratio and phase, and the band in which new values would lie with probability conf_level; to plot what recovery answers with the same options, of recovery_options(...). Without conf_level, NULL, there is no band.';

CREATE TYPE frontload_report AS (
    ratio double precision,
    excess double precision,
    period_observations integer,
    baseline_observations integer,
    baseline_coverage double precision
);
COMMENT ON TYPE frontload_report IS 'Purchases ahead of a shock; returned by frontload.';
COMMENT ON COLUMN frontload_report.ratio IS 'mean of the periods before the shock / mean of the baseline periods before those; NULL when that is not above zero';
COMMENT ON COLUMN frontload_report.excess IS 'what the periods before the shock hold above that mean, in units of the value';
COMMENT ON COLUMN frontload_report.period_observations IS 'periods before the shock that have a value';
COMMENT ON COLUMN frontload_report.baseline_observations IS 'baseline periods that have a value; few of them are a weak baseline';
COMMENT ON COLUMN frontload_report.baseline_coverage IS 'part of the baseline periods that have a value, 0 to 1';

CREATE FUNCTION frontload(s trade_series, shock date, periods integer DEFAULT 1,
    baseline_periods integer DEFAULT 12, gaps text DEFAULT 'missing',
    observed_until date DEFAULT NULL, observed_from date DEFAULT NULL) RETURNS frontload_report
AS 'MODULE_PATHNAME', 'series_frontload' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION frontload(trade_series, date, integer, integer, text, date, date) IS
'Purchases ahead of a shock: mean of the last periods before it over the mean of the baseline periods before those, and the quantity above that mean. NULL when either has no observation. gaps, observed_until and observed_from are those of recovery.';

CREATE TYPE resilience_report AS (
    status text,
    duration_unit text,
    time_to_threshold double precision,
    loss_discrete double precision,
    loss_continuous double precision,
    loss_coverage double precision,
    resilience_index double precision
);
COMMENT ON TYPE resilience_report IS 'Variants of recovery; returned by resilience.';
COMMENT ON COLUMN resilience_report.status IS 'as recovery tells it';
COMMENT ON COLUMN resilience_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN resilience_report.time_to_threshold IS 'periods from shock until the threshold is first touched, with a fraction by interpolation; NULL while it is not, 0 when not affected';
COMMENT ON COLUMN resilience_report.loss_discrete IS 'loss until recovery in baseline periods, period by period: for flows';
COMMENT ON COLUMN resilience_report.loss_continuous IS 'the same as an area by trapezoids: for levels';
COMMENT ON COLUMN resilience_report.loss_coverage IS 'part of the periods of the loss that are known, 0 to 1';
COMMENT ON COLUMN resilience_report.resilience_index IS '1 - depth * time_to_recovery / (2 * horizon), 0.5 to 1 (Zobel 2010); NULL while not recovered, beyond the horizon or without a loss';

CREATE FUNCTION resilience(s trade_series, shock date, options jsonb DEFAULT '{}',
    horizon integer DEFAULT 24) RETURNS resilience_report
AS 'MODULE_PATHNAME', 'series_resilience' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION resilience(trade_series, date, jsonb, integer) IS
'Variants of recovery, with the same options, of recovery_options(...): time until the threshold is first touched; loss until recovery as a sum (flows) and by trapezoids (levels); Zobel''s index over the horizon. A NULL series gives NULL.';

CREATE TYPE bridging_stock_report AS (
    stock double precision,
    units double precision,
    worst date,
    since date,
    until date,
    covered boolean
);
COMMENT ON TYPE bridging_stock_report IS 'The stock that would have bridged a gap; returned by bridging_stock.';
COMMENT ON COLUMN bridging_stock_report.stock IS 'stock in periods of the baseline with which nobody who needs the baseline runs out; 0 when never short';
COMMENT ON COLUMN bridging_stock_report.units IS 'the same in units of the value';
COMMENT ON COLUMN bridging_stock_report.worst IS 'first day of the period at the end of which it is used up; NULL when never short';
COMMENT ON COLUMN bridging_stock_report.since IS 'first day of the period of the shock';
COMMENT ON COLUMN bridging_stock_report.until IS 'first day of the last period that counts: the latest, or the one before a hole';
COMMENT ON COLUMN bridging_stock_report.covered IS 'false where a hole ends what is known before the latest period: the stock is at least so much';

CREATE FUNCTION bridging_stock(s trade_series, shock date, options jsonb DEFAULT '{}') RETURNS bridging_stock_report
AS 'MODULE_PATHNAME', 'series_bridging_stock' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION bridging_stock(trade_series, date, jsonb) IS
'The stock that would have bridged the gap: the largest running sum of 1 - value / baseline from the shock on, a surplus counted. Options are those of recovery, of recovery_options(...); threshold and sustain do not matter. NULL without a baseline, without a value from the shock on, or where the period of the shock was not seen.';

CREATE TYPE recovery_forecast_report AS (
    status text,
    duration_unit text,
    forecast date,
    forecast_lower date,
    forecast_upper date,
    trough date,
    latest_period date,
    points integer,
    rate double precision,
    half_life double precision,
    projected double precision,
    projected_lower double precision,
    projected_upper double precision
);
COMMENT ON TYPE recovery_forecast_report IS 'When a series would be back; returned by recovery_forecast.';
COMMENT ON COLUMN recovery_forecast_report.status IS 'as recovery tells it; only what is censored has a forecast';
COMMENT ON COLUMN recovery_forecast_report.duration_unit IS 'what durations count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN recovery_forecast_report.forecast IS 'first period at the threshold if the return goes on; NULL where it has passed or the data cannot say';
COMMENT ON COLUMN recovery_forecast_report.forecast_lower IS 'lower limit of it, after the latest period';
COMMENT ON COLUMN recovery_forecast_report.forecast_upper IS 'upper limit of it; NULL when the data do not exclude never';
COMMENT ON COLUMN recovery_forecast_report.trough IS 'period of the smallest ratio, from which the return is fitted';
COMMENT ON COLUMN recovery_forecast_report.latest_period IS 'last period with a ratio';
COMMENT ON COLUMN recovery_forecast_report.points IS 'periods after the trough that the fit uses';
COMMENT ON COLUMN recovery_forecast_report.rate IS 'part of the shortfall that goes in a period, as a rate of the exponential';
COMMENT ON COLUMN recovery_forecast_report.half_life IS 'periods in which the shortfall halves';
COMMENT ON COLUMN recovery_forecast_report.projected IS 'periods from trough to threshold';
COMMENT ON COLUMN recovery_forecast_report.projected_lower IS 'lower limit of projected; NULL with fewer than two points';
COMMENT ON COLUMN recovery_forecast_report.projected_upper IS 'upper limit of projected; NULL when the data do not exclude never';

CREATE FUNCTION recovery_forecast(s trade_series, shock date, options jsonb DEFAULT '{}',
    conf_level double precision DEFAULT 0.95) RETURNS recovery_forecast_report
AS 'MODULE_PATHNAME', 'series_recovery_forecast' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION recovery_forecast(trade_series, date, jsonb, double precision) IS
'When a series that has not recovered would reach the threshold if it went on as since its trough: exponential return 1 - D exp(-rate t), with limits at conf_level. The options are those of recovery, of recovery_options(...); the threshold is 0.95 unless given. NULL where the data cannot say: recovered already, no return, or a date that has passed.';

-- Effects measured against a control.

CREATE TYPE difference_in_differences_report AS (
    effect double precision,
    relative_effect double precision,
    periods_before integer,
    periods_after integer
);
COMMENT ON TYPE difference_in_differences_report IS 'The effect of a shock against a control; returned by difference_in_differences.';
COMMENT ON COLUMN difference_in_differences_report.effect IS 'change of the treated mean less change of the control mean, in units of the value, or of its logarithm';
COMMENT ON COLUMN difference_in_differences_report.relative_effect IS 'exp(effect) - 1 of logarithms, as a part of what would have been; else NULL';
COMMENT ON COLUMN difference_in_differences_report.periods_before IS 'periods before the shock that both series have';
COMMENT ON COLUMN difference_in_differences_report.periods_after IS 'periods from the shock on that both series have';

CREATE FUNCTION difference_in_differences(treated trade_series, control trade_series, shock date,
    k integer DEFAULT 12, gap integer DEFAULT 0, periods integer DEFAULT NULL,
    log boolean DEFAULT false) RETURNS difference_in_differences_report
AS 'MODULE_PATHNAME', 'series_difference_in_differences' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION difference_in_differences(trade_series, trade_series, date, integer, integer, integer, boolean) IS
'Difference in differences of two series over the periods that both have: k periods that end gap before the shock, against the periods from the shock on (all, or so many); of means, or of means of logarithms. NULL when a group is empty; frequencies that differ, and logarithms of values that are not above zero, are errors.';

CREATE FUNCTION counterfactual(treated trade_series, donor trade_series, shock date,
    k integer DEFAULT 12, gap integer DEFAULT 0) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_counterfactual' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION counterfactual(trade_series, trade_series, date, integer, integer) IS
'The donor scaled to the treated series: donor times mean(treated) / mean(donor) over the k periods that end gap before the shock, of those that both have. NULL without such a period or with a donor mean that is not positive.';

-- trade_series made from trade_series.

-- Arithmetic over the periods that both have; a period missing on one side stays missing.

CREATE FUNCTION trade_series_add(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_add(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_add(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_add_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_add(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_add(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_add(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR + (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (trade_series, trade_series) IS 'sum of two series of one measure with the same periods, over the periods that both have';

CREATE OPERATOR + (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (trade_series, double precision) IS 'sum of each total and a number';

CREATE OPERATOR + (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (double precision, trade_series) IS 'sum of a number and each total';

CREATE FUNCTION trade_series_subtract(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_subtract(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_subtract(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_subtract_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_subtract(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_subtract(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_subtract(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR - (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_subtract
);
COMMENT ON OPERATOR - (trade_series, trade_series) IS 'difference of two series of one measure with the same periods, over the periods that both have';

CREATE OPERATOR - (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_subtract
);
COMMENT ON OPERATOR - (trade_series, double precision) IS 'difference of each total and a number';

CREATE OPERATOR - (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_subtract
);
COMMENT ON OPERATOR - (double precision, trade_series) IS 'difference of a number and each total';

CREATE FUNCTION trade_series_multiply(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_multiply(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_multiply(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_multiply_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_multiply(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_multiply(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_multiply(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR * (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (trade_series, trade_series) IS 'product of two series with the same periods, over the periods that both have';

CREATE OPERATOR * (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (trade_series, double precision) IS 'product of each total and a number';

CREATE OPERATOR * (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (double precision, trade_series) IS 'product of a number and each total';

CREATE FUNCTION trade_series_divide(trade_series, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_divide' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_divide(trade_series, trade_series) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_divide(trade_series, double precision) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_divide_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_divide(trade_series, double precision) IS 'internal: implements an operator of trade_series';

CREATE FUNCTION trade_series_divide(double precision, trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_number_divide' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_series_divide(double precision, trade_series) IS 'internal: implements an operator of trade_series';

CREATE OPERATOR / (
    LEFTARG = trade_series, RIGHTARG = trade_series, FUNCTION = trade_series_divide
);
COMMENT ON OPERATOR / (trade_series, trade_series) IS 'quotient of two series with the same periods, over the periods that both have; a period whose divisor is zero stays missing';

CREATE OPERATOR / (
    LEFTARG = trade_series, RIGHTARG = double precision, FUNCTION = trade_series_divide
);
COMMENT ON OPERATOR / (trade_series, double precision) IS 'quotient of each total and a number';

CREATE OPERATOR / (
    LEFTARG = double precision, RIGHTARG = trade_series, FUNCTION = trade_series_divide
);
COMMENT ON OPERATOR / (double precision, trade_series) IS 'quotient of a number and each total; a period whose total is zero stays missing';

CREATE TYPE unmatched_report AS (
    period date,
    missing_in text
);
COMMENT ON TYPE unmatched_report IS 'One period that only one of two series has; returned by unmatched.';
COMMENT ON COLUMN unmatched_report.period IS 'its first day';
COMMENT ON COLUMN unmatched_report.missing_in IS 'a or b: the series without it';

CREATE FUNCTION unmatched(a trade_series, b trade_series) RETURNS SETOF unmatched_report
AS 'MODULE_PATHNAME', 'series_unmatched' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION unmatched(trade_series, trade_series) IS
'One row for each period that only one of two series has: what arithmetic leaves missing. missing_in is a or b.';

CREATE FUNCTION slice(s trade_series, since date DEFAULT NULL, until date DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_slice' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION slice(trade_series, date, date) IS
'The periods from the one that holds since to the one that holds until; NULL is open.';

CREATE FUNCTION complete(s trade_series, since date DEFAULT NULL, until date DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_complete' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION complete(trade_series, date, date) IS
'The series with a total of zero in each period without one, from the period that holds since to the one that holds until: there the source is complete, so that no row means no trade. NULL is the first and the last total. For flows and changes by periods of the calendar; levels and trading days are an error.';

CREATE FUNCTION growth(s trade_series, lag integer DEFAULT 1) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_growth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION growth(trade_series, integer) IS
'Change against the value lag periods (of trading days: observations) before, as a part of it; missing where either is, or where that value is not above zero.';

CREATE FUNCTION year_on_year(s trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_year_on_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION year_on_year(trade_series) IS
'growth against the same period of the year before; for months, quarters and years, business years too, else an error.';

CREATE FUNCTION cumulative(s trade_series, by_year boolean DEFAULT false, gaps text DEFAULT 'missing',
    year_start integer DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_cumulative' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION cumulative(trade_series, boolean, text, integer) IS
'Running total from the first observation, or from the start of each year; levels are an error. year_start: first month of that year, 1 to 12; NULL is the year of the series, January for months. From a missing period on it is not known, until the next year where years count.';

CREATE FUNCTION moving_mean(s trade_series, k integer, min_observed integer DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_moving_mean' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION moving_mean(trade_series, integer, integer) IS
'Mean of the last k periods (of trading days: observations), where at least min_observed of them (all, by default) have a value; others stay missing. k must be at least 1.';

CREATE FUNCTION rebase(s trade_series, since date, until date DEFAULT NULL, base double precision DEFAULT 100) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_rebase' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rebase(trade_series, date, date, double precision) IS
'The series scaled so that its mean from since to until (the one period of since, by default; on a day without trade the last trading day before) is base; NULL when one of these periods has no value, or their mean is not above zero.';

CREATE FUNCTION resample(s trade_series, frequency text, method text DEFAULT NULL,
    gaps text DEFAULT 'missing', partial boolean DEFAULT false, year_start integer DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_resample' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION resample(trade_series, text, text, text, boolean, integer) IS
'The series by a coarser frequency. method: sum, last (closing levels), first or mean; NULL is sum for flows and changes, last for levels. A coarse period that is not complete stays missing unless partial is true; last needs its last period only, first its first; trading days are always complete. year_start: first month of the year that quarters and years follow, 1 to 12; NULL is the year of the series. A finer frequency, or one that does not nest (weeks), is an error.';

CREATE FUNCTION splice(old trade_series, new trade_series, overlap date DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_splice' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION splice(trade_series, trade_series, date) IS
'Links two series across a change of classification by ratio: old times new/old in the overlap before it, new from it on. The overlap is one period, or by default all periods that both have; NULL without one.';

CREATE TYPE missing_periods_report AS (
    period_start date,
    period_end date,
    periods integer
);
COMMENT ON TYPE missing_periods_report IS 'One run of periods without a total; returned by missing_periods.';
COMMENT ON COLUMN missing_periods_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN missing_periods_report.period_end IS 'first day of its last period';
COMMENT ON COLUMN missing_periods_report.periods IS 'how many they are';

CREATE FUNCTION missing_periods(s trade_series, observed_until date DEFAULT NULL, observed_from date DEFAULT NULL) RETURNS SETOF missing_periods_report
AS 'MODULE_PATHNAME', 'series_missing_periods' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION missing_periods(trade_series, date, date) IS
'One row for each run of periods without a total, from observed_from to observed_until; the first and the last total where these are not given. Trading days have no holes.';

CREATE TYPE seasonal_index_report AS (
    season integer,
    index double precision,
    years integer
);
COMMENT ON TYPE seasonal_index_report IS 'One season of a year; returned by seasonal_index.';
COMMENT ON COLUMN seasonal_index_report.season IS 'month, 1 to 12, or quarter, 1 to 4, counted from the start of the year';
COMMENT ON COLUMN seasonal_index_report.index IS 'mean ratio to the centred moving average of a year, 1 on average; NULL unless every season has a ratio';
COMMENT ON COLUMN seasonal_index_report.years IS 'how many years stand behind it';

CREATE FUNCTION seasonal_index(s trade_series) RETURNS SETOF seasonal_index_report
AS 'MODULE_PATHNAME', 'series_seasonal_index' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 12;
COMMENT ON FUNCTION seasonal_index(trade_series) IS
'One row for each month or quarter of the year (quarters of business years by their year): mean ratio to the centred moving average of a year, scaled to a mean of 1, and how many years stand behind it. NULL unless every season has a ratio.';

CREATE FUNCTION seasonally_adjusted(s trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_seasonally_adjusted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION seasonally_adjusted(trade_series) IS
'Months or quarters divided by the factors of their seasons, whose geometric mean is 1: least squares of logarithms on a trend and a level for each season, as baseline => ''seasonal''. NULL where a season is seen less than twice; a value that is not above zero is an error.';

CREATE FUNCTION pool_jan_feb(s trade_series) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_pool_jan_feb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION pool_jan_feb(trade_series) IS
'January and February with the mean of both, since the Chinese New Year falls in one of them; unknown where one of the two is. A total of January with February is shared in halves.';

-- The calendar period that a business period stands for.

CREATE FUNCTION fiscal_period(period_end date, frequency text, snap integer DEFAULT 0, year_start integer DEFAULT 1) RETURNS date
AS 'MODULE_PATHNAME', 'calendar_fiscal_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fiscal_period(date, text, integer, integer) IS
'First day of the calendar period that a business period stands for, by its last day: the period that ends within snap days of it, or else the quarter or year that holds the month that does; farther off is an error. frequency: day, week, month, quarter or year; snap: 0 to less than half of a period; year_start: first month of the year, 1 to 12.';

-- Totals that cover several periods.

CREATE TYPE combined_periods_report AS (
    period_start date,
    period_end date,
    periods integer,
    value double precision
);
COMMENT ON TYPE combined_periods_report IS 'One total that covers several periods; returned by combined_periods.';
COMMENT ON COLUMN combined_periods_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN combined_periods_report.period_end IS 'first day of its last period';
COMMENT ON COLUMN combined_periods_report.periods IS 'how many they are';
COMMENT ON COLUMN combined_periods_report.value IS 'their total, in units of the value';

CREATE FUNCTION combined_periods(s trade_series) RETURNS SETOF combined_periods_report
AS 'MODULE_PATHNAME', 'series_combined_periods' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION combined_periods(trade_series) IS
'One row for each total that covers several periods; the dates are first days of its first and last period.';

CREATE TYPE comparisons_report AS (
    period_start date,
    period_end date,
    value double precision,
    value_before double precision,
    growth_rate double precision
);
COMMENT ON TYPE comparisons_report IS 'One total beside that of the same periods before; returned by comparisons.';
COMMENT ON COLUMN comparisons_report.period_start IS 'first day of its first period';
COMMENT ON COLUMN comparisons_report.period_end IS 'first day of its last period';
COMMENT ON COLUMN comparisons_report.value IS 'its total, in units of the value';
COMMENT ON COLUMN comparisons_report.value_before IS 'the total of the same periods before';
COMMENT ON COLUMN comparisons_report.growth_rate IS 'value / value_before - 1; NULL when value_before is not above zero';

CREATE FUNCTION comparisons(s trade_series, lag integer DEFAULT NULL) RETURNS SETOF comparisons_report
AS 'MODULE_PATHNAME', 'series_comparisons' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION comparisons(trade_series, integer) IS
'One row for each total that can be compared with the total of the same periods lag periods (of trading days: observations) before (NULL: a year). What either side tells together, such as January and February, is compared together. growth_rate is NULL when the earlier total is not above zero.';

CREATE FUNCTION spread_combined(s trade_series, method text DEFAULT 'even') RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_spread_combined' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spread_combined(trade_series, text) IS
'The series with its combined totals shared out: even, or by days, keeping the total to the last bit; or none: their periods stay missing.';

CREATE FUNCTION from_year_to_date(s trade_series, year_start integer DEFAULT NULL, restart text DEFAULT NULL) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_from_year_to_date' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION from_year_to_date(trade_series, integer, text) IS
'Year-to-date figures taken apart by difference, each less the one before it in the same year; where figures between are missing the difference covers several periods. year_start: first month of the year, 1 to 12; NULL is the year of the series, January for months. restart: where the running total starts again, year or half; it may fall then. NULL is a year, within which it must not fall. Levels or flows give flows.';

-- Levels, such as stocks: one a period, never added up.

-- Inventory: days, cover, path, clearance, projection.

-- Over trade_series: periods meet by the calendar, mismatched ones are NULL.

CREATE TYPE days_inventory_report AS (
    period date,
    period_days double precision,
    opening double precision,
    closing double precision,
    cost_of_sales double precision,
    days double precision,
    turnover double precision
);
COMMENT ON TYPE days_inventory_report IS 'How long an inventory lasts; returned by days_inventory.';
COMMENT ON COLUMN days_inventory_report.period IS 'first day of the period';
COMMENT ON COLUMN days_inventory_report.period_days IS 'days of the period, or of the periods that its cost covers';
COMMENT ON COLUMN days_inventory_report.opening IS 'inventory before it';
COMMENT ON COLUMN days_inventory_report.closing IS 'inventory at its end';
COMMENT ON COLUMN days_inventory_report.cost_of_sales IS 'cost of what was sold in it';
COMMENT ON COLUMN days_inventory_report.days IS 'inventory / cost_of_sales * period_days; NULL when the cost is zero';
COMMENT ON COLUMN days_inventory_report.turnover IS 'times a year that the inventory is sold: cost_of_sales / inventory * annual_days / period_days (the days of the year, 365 or 366, unless given); NULL when the inventory is zero';

CREATE FUNCTION days_inventory(
    inventory trade_series, cost_of_sales trade_series,
    method text DEFAULT 'average', days double precision DEFAULT NULL,
    annual_days double precision DEFAULT NULL) RETURNS SETOF days_inventory_report
AS 'MODULE_PATHNAME', 'series_days_inventory' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION days_inventory(trade_series, trade_series, text, double precision, double precision) IS
'One row for each period with a closing inventory or a cost of sales: days that the inventory lasts, and turnover a year. method: average (of opening and closing), closing or opening. The days of a period, and of the year in which it begins, are those of the calendar unless given. A cost of several periods together, such as a half-year, stands at the last of them: opening, days and answer are of all of them, and days, if given, count for each. Year-to-date costs go through from_year_to_date first.';

CREATE TYPE inventory_signal_report AS (
    period date,
    inventory_growth double precision,
    sales_growth double precision,
    signal double precision
);
COMMENT ON TYPE inventory_signal_report IS 'Growth of inventory against growth of sales; returned by inventory_signal.';
COMMENT ON COLUMN inventory_signal_report.period IS 'first day of the period';
COMMENT ON COLUMN inventory_signal_report.inventory_growth IS 'growth of inventory on its base; NULL from zero';
COMMENT ON COLUMN inventory_signal_report.sales_growth IS 'growth of sales on its base; NULL from zero';
COMMENT ON COLUMN inventory_signal_report.signal IS 'inventory_growth - sales_growth; above zero, goods pile up faster than they sell';

CREATE FUNCTION inventory_signal(
    inventory trade_series, sales trade_series, lag integer DEFAULT NULL, base text DEFAULT 'one_year') RETURNS SETOF inventory_signal_report
AS 'MODULE_PATHNAME', 'series_inventory_signal' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION inventory_signal(trade_series, trade_series, integer, text) IS
'One row for each period in which inventory or sales have a growth over lag periods (NULL: a year): both growths and their difference. base: one_year, growth on the value lag periods before; two_year, on the mean of the values lag and 2 * lag periods before (the signal of Lev and Thiagarajan 1993). Series by day, week or trading_day need a lag: they have no year of so many periods.';

CREATE TYPE stock_cover_report AS (
    period date,
    closing double precision,
    cover double precision,
    exhausted boolean
);
COMMENT ON TYPE stock_cover_report IS 'How much of later demand a stock covers; returned by stock_cover.';
COMMENT ON COLUMN stock_cover_report.period IS 'first day of the period';
COMMENT ON COLUMN stock_cover_report.closing IS 'stock at its end';
COMMENT ON COLUMN stock_cover_report.cover IS 'periods of the demand after it that the stock covers';
COMMENT ON COLUMN stock_cover_report.exhausted IS 'false when stock is left where what is known of demand ends: the cover is at least so long';

CREATE FUNCTION stock_cover(
    stock trade_series, demand trade_series, gaps text DEFAULT 'missing') RETURNS SETOF stock_cover_report
AS 'MODULE_PATHNAME', 'series_stock_cover' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION stock_cover(trade_series, trade_series, text) IS
'One row for each stock: periods of the demand that came after it which it covers. exhausted is false where stock is left when what is known of demand ends: the cover is at least so long. gaps in demand: missing (ends what is known), zero or error.';

CREATE TYPE trailing_cover_report AS (
    period date,
    closing double precision,
    cover double precision,
    mean_demand double precision,
    demand_observations integer,
    demand_ratio double precision
);
COMMENT ON TYPE trailing_cover_report IS 'How much of demand as it was a stock covers; returned by trailing_cover.';
COMMENT ON COLUMN trailing_cover_report.period IS 'first day of the period';
COMMENT ON COLUMN trailing_cover_report.closing IS 'stock at its end';
COMMENT ON COLUMN trailing_cover_report.cover IS 'closing / mean_demand, in periods';
COMMENT ON COLUMN trailing_cover_report.mean_demand IS 'mean of the latest k periods, of those seen';
COMMENT ON COLUMN trailing_cover_report.demand_observations IS 'how many of those k that is; fewer at the start of demand, across its holes and after its end';
COMMENT ON COLUMN trailing_cover_report.demand_ratio IS 'demand of the period / mean_demand; far from 1, do not trust the cover';

CREATE FUNCTION trailing_cover(
    stock trade_series, demand trade_series, k integer DEFAULT 3,
    gaps text DEFAULT 'missing') RETURNS SETOF trailing_cover_report
AS 'MODULE_PATHNAME', 'series_trailing_cover' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION trailing_cover(trade_series, trade_series, integer, text) IS
'One row for each stock: periods that it covers if demand stays at the mean of the latest k periods. It misleads across a shock: look at demand_ratio (latest demand / mean), and prefer stock_cover where later demand is known.';

CREATE TYPE stock_path_report AS (
    period date,
    change double precision,
    stock double precision,
    status text
);
COMMENT ON TYPE stock_path_report IS 'A stock that flows imply; returned by stock_path.';
COMMENT ON COLUMN stock_path_report.period IS 'first day of the period';
COMMENT ON COLUMN stock_path_report.change IS 'production + imports - exports - consumption; NULL when one is missing';
COMMENT ON COLUMN stock_path_report.stock IS 'opening stock and all changes so far';
COMMENT ON COLUMN stock_path_report.status IS 'ok, negative (the inputs disagree) or unknown (a flow of this or an earlier period is missing)';

CREATE FUNCTION stock_path(
    opening double precision, production trade_series DEFAULT NULL,
    imports trade_series DEFAULT NULL, exports trade_series DEFAULT NULL,
    consumption trade_series DEFAULT NULL, gaps text DEFAULT 'missing')
RETURNS SETOF stock_path_report
AS 'MODULE_PATHNAME', 'series_stock_path' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION stock_path(double precision, trade_series, trade_series, trade_series, trade_series, text) IS
'The stock that flows imply, from the opening stock on: production + imports - exports - consumption added up exactly. A NULL series is no such flow. status: ok, negative (the inputs disagree) or unknown (a flow of this or an earlier period is missing). gaps is for holes in a flow: missing, zero or error; before its first and after its last total a flow is not known, see complete().';

-- Over numbers: a stock with a tailor-made part, under stated assumptions.

CREATE TYPE clearance_report AS (
    clearance_time double precision,
    limited_by text,
    tailored_time double precision,
    standard_time double precision,
    pooled_time double precision,
    tailored_stock double precision,
    standard_stock double precision
);
COMMENT ON TYPE clearance_report IS 'When a stock is cleared; returned by clearance.';
COMMENT ON COLUMN clearance_report.clearance_time IS 'periods until both parts are cleared; NULL is never, as in the times below';
COMMENT ON COLUMN clearance_report.limited_by IS 'the part that takes longest: tailored, standard, both or none';
COMMENT ON COLUMN clearance_report.tailored_time IS 'periods until the tailor-made part is cleared';
COMMENT ON COLUMN clearance_report.standard_time IS 'periods until the rest is cleared';
COMMENT ON COLUMN clearance_report.pooled_time IS 'what one stock without a tailor-made part would need: (stock - target) / (exports + domestic_sales - production)';
COMMENT ON COLUMN clearance_report.tailored_stock IS 'the tailor-made part of the stock';
COMMENT ON COLUMN clearance_report.standard_stock IS 'the rest of it';

CREATE FUNCTION clearance(
    stock double precision, exports double precision, domestic_sales double precision,
    production double precision DEFAULT 0,
    tailored_share double precision DEFAULT 0,
    tailored_export_share double precision DEFAULT 1,
    tailored_production_share double precision DEFAULT 0,
    target double precision DEFAULT 0) RETURNS clearance_report
AS 'MODULE_PATHNAME', 'clearance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clearance(double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision) IS
'Periods until a stock is cleared when its tailor-made part leaves by exports only; flows are per period and constant. Exports take tailored goods first, up to tailored_export_share of them; the rest of exports and domestic sales take standard goods. Both parts go down to their share of target. NULL times are never.';

CREATE TYPE stockout_report AS (
    period integer,
    unmet double precision,
    fill_rate double precision,
    lowest double precision
);
COMMENT ON TYPE stockout_report IS 'When a stock runs out; returned by stockout.';
COMMENT ON COLUMN stockout_report.period IS 'first period, from 1, that cannot be served; NULL when the stock lasts';
COMMENT ON COLUMN stockout_report.unmet IS 'demand that cannot be served in it';
COMMENT ON COLUMN stockout_report.fill_rate IS 'served / demanded over all periods, 0 to 1; NULL without a period';
COMMENT ON COLUMN stockout_report.lowest IS 'least stock, at the start or at the end of a period';

CREATE FUNCTION stockout(stock double precision, arrivals double precision[],
    demand double precision DEFAULT 1) RETURNS stockout_report
AS 'MODULE_PATHNAME', 'stockout' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION stockout(double precision, double precision[], double precision) IS
'When a stock runs out that serves a demand each period, with what arrives in it: stock and arrivals in one unit, such as periods of the baseline (demand 1). What cannot be served is lost, not carried over. NULL for a NULL argument; a negative amount, a NULL arrival and a demand of zero are errors.';

CREATE TYPE inventory_projection_report AS (
    month integer,
    period date,
    opening double precision,
    produced double precision,
    imported double precision,
    exported double precision,
    domestic_sales double precision,
    unmet double precision,
    change double precision,
    closing double precision,
    tailored_stock double precision,
    standard_stock double precision,
    export_level double precision
);
COMMENT ON TYPE inventory_projection_report IS 'A month of a scenario; returned by inventory_projection.';
COMMENT ON COLUMN inventory_projection_report.month IS '1 is the first';
COMMENT ON COLUMN inventory_projection_report.period IS 'first day of the month; NULL without a start';
COMMENT ON COLUMN inventory_projection_report.opening IS 'stock before it';
COMMENT ON COLUMN inventory_projection_report.produced IS 'production of the month';
COMMENT ON COLUMN inventory_projection_report.imported IS 'imports of the month';
COMMENT ON COLUMN inventory_projection_report.exported IS 'exports of the month';
COMMENT ON COLUMN inventory_projection_report.domestic_sales IS 'domestic demand that was served';
COMMENT ON COLUMN inventory_projection_report.unmet IS 'demand that the stock could not serve';
COMMENT ON COLUMN inventory_projection_report.change IS 'closing - opening';
COMMENT ON COLUMN inventory_projection_report.closing IS 'stock at the end';
COMMENT ON COLUMN inventory_projection_report.tailored_stock IS 'its tailor-made part';
COMMENT ON COLUMN inventory_projection_report.standard_stock IS 'the rest of it';
COMMENT ON COLUMN inventory_projection_report.export_level IS 'exports as a part of normal ones';

CREATE FUNCTION inventory_projection(
    stock double precision, production double precision,
    domestic_demand double precision, exports double precision,
    imports double precision DEFAULT 0,
    scenario jsonb DEFAULT '{}', export_path double precision[] DEFAULT NULL,
    months integer DEFAULT 24, start date DEFAULT NULL) RETURNS SETOF inventory_projection_report
AS 'MODULE_PATHNAME', 'inventory_projection' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 24;
COMMENT ON FUNCTION inventory_projection(double precision, double precision, double precision, double precision, double precision, jsonb, double precision[], integer, date) IS
'A scenario, not a prediction: the stock month by month under assumptions, flows a month and a JSON object of the rest. Exports start at export_start of the normal exports and regain export_regain of them a month up to export_ceiling, or follow export_path. Small firms (small_share of production) cut small_cut, others production_cut. ev_share of domestic demand falls by ev_cut at once and grows by ev_growth a month, the rest by domestic_growth. tailored_share of the stock and tailored_production_share of production leave by exports only, as tailored_export_share of them at most. No row when an argument is NULL.';

-- Share prices: returns, market model, divergence from a fundamental, rebound.

CREATE FUNCTION price_returns(prices trade_series, returns text DEFAULT 'log') RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_price_returns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION price_returns(trade_series, text) IS
'Returns between successive observations, whatever the days between them: log (default) or simple. Prices must be greater than zero.';

CREATE TYPE market_model_report AS (
    alpha double precision,
    beta double precision,
    sigma double precision,
    r_squared double precision,
    estimation_start date,
    estimation_end date,
    estimation_n integer,
    event_n integer,
    car double precision,
    se_simple double precision,
    se_exact double precision,
    t_simple double precision,
    t_exact double precision,
    status text
);
COMMENT ON TYPE market_model_report IS 'What a stock did in an event beyond the market; returned by market_model.';
COMMENT ON COLUMN market_model_report.alpha IS 'return of the stock when the market does not move';
COMMENT ON COLUMN market_model_report.beta IS 'return of the stock for each return of the market';
COMMENT ON COLUMN market_model_report.sigma IS 'of the residuals, root of SSE / (n - 2)';
COMMENT ON COLUMN market_model_report.r_squared IS 'part of the variance explained, 0 to 1; NULL for a stock that did not move';
COMMENT ON COLUMN market_model_report.estimation_start IS 'first day of the estimation window';
COMMENT ON COLUMN market_model_report.estimation_end IS 'last day of the estimation window';
COMMENT ON COLUMN market_model_report.estimation_n IS 'returns in the estimation window';
COMMENT ON COLUMN market_model_report.event_n IS 'returns in the event window';
COMMENT ON COLUMN market_model_report.car IS 'cumulative abnormal return; NULL without a return in the event window';
COMMENT ON COLUMN market_model_report.se_simple IS 'standard error of car, as if alpha and beta were known';
COMMENT ON COLUMN market_model_report.se_exact IS 'standard error of car, with the error of alpha and beta';
COMMENT ON COLUMN market_model_report.t_simple IS 'car / se_simple';
COMMENT ON COLUMN market_model_report.t_exact IS 'car / se_exact, Student''s t with estimation_n - 2 degrees of freedom';

COMMENT ON COLUMN market_model_report.status IS 'estimated; no_event_returns: fitted, but no return in the event window; too_few_returns: fewer returns before the event, estimation_n, than the estimation wants, so nothing else is known';

CREATE FUNCTION market_model(
    stock trade_series, market trade_series, since date, until date DEFAULT NULL,
    estimation integer DEFAULT 120, gap integer DEFAULT 0, returns text DEFAULT 'log') RETURNS market_model_report
AS 'MODULE_PATHNAME', 'series_market_model' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_model(trade_series, trade_series, date, date, integer, integer, text) IS
'Event study by the market model (MacKinlay 1997): the stock''s returns are fitted to the market''s over the estimation returns that end gap returns before the event; car is what the returns from since to until (NULL: to the end) add up to beyond the model. se_exact counts the error of alpha and beta, se_simple does not. returns: log or simple returns of prices, or given when the series hold returns. An event on a day without trade begins with the next. A stock with too few returns before the event has the status too_few_returns; a market that does not move is an error.';

CREATE TYPE abnormal_returns_report AS (
    period date,
    phase text,
    stock_return double precision,
    market_return double precision,
    expected_return double precision,
    abnormal_return double precision,
    cumulative_return double precision
);
COMMENT ON TYPE abnormal_returns_report IS 'One return that market_model used; returned by abnormal_returns.';
COMMENT ON COLUMN abnormal_returns_report.period IS 'the day that ends it';
COMMENT ON COLUMN abnormal_returns_report.phase IS 'estimation, gap or event';
COMMENT ON COLUMN abnormal_returns_report.stock_return IS 'return of the stock';
COMMENT ON COLUMN abnormal_returns_report.market_return IS 'return of the market';
COMMENT ON COLUMN abnormal_returns_report.expected_return IS 'alpha + beta * market_return';
COMMENT ON COLUMN abnormal_returns_report.abnormal_return IS 'stock_return - expected_return';
COMMENT ON COLUMN abnormal_returns_report.cumulative_return IS 'sum of the abnormal returns of the event so far; NULL before it';

CREATE FUNCTION abnormal_returns(
    stock trade_series, market trade_series, since date, until date DEFAULT NULL,
    estimation integer DEFAULT 120, gap integer DEFAULT 0, returns text DEFAULT 'log') RETURNS SETOF abnormal_returns_report
AS 'MODULE_PATHNAME', 'series_abnormal_returns' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 200;
COMMENT ON FUNCTION abnormal_returns(trade_series, trade_series, date, date, integer, integer, text) IS
'One row for each return that market_model used; see type abnormal_returns_report. None where there are too few for the estimation.';

CREATE TYPE mean_abnormal_return_report AS (
    shares integer,
    skipped integer,
    mean_car double precision,
    se double precision,
    z double precision,
    p_value double precision,
    cross_se double precision,
    cross_t double precision,
    cross_p_value double precision,
    mean_standardized double precision,
    standardized_t double precision,
    standardized_p_value double precision,
    positive integer,
    sign_p_value double precision
);
COMMENT ON TYPE mean_abnormal_return_report IS 'What an event did to several shares, with tests; returned by mean_abnormal_return.';
COMMENT ON COLUMN mean_abnormal_return_report.shares IS 'shares in the mean';
COMMENT ON COLUMN mean_abnormal_return_report.skipped IS 'shares without a car or an error';
COMMENT ON COLUMN mean_abnormal_return_report.mean_car IS 'mean of their cumulative abnormal returns';
COMMENT ON COLUMN mean_abnormal_return_report.se IS 'standard error of the mean from those of the shares, as if they were independent';
COMMENT ON COLUMN mean_abnormal_return_report.z IS 'mean_car / se; NULL where se is 0';
COMMENT ON COLUMN mean_abnormal_return_report.p_value IS 'probability of a z at least as far from 0, if the event did nothing (normal)';
COMMENT ON COLUMN mean_abnormal_return_report.cross_se IS 'standard error of the mean from how far the shares differ; NULL for one share, or shares that do not differ';
COMMENT ON COLUMN mean_abnormal_return_report.cross_t IS 'mean_car / cross_se';
COMMENT ON COLUMN mean_abnormal_return_report.cross_p_value IS 'the same probability by Student''s t with shares - 1 degrees of freedom';
COMMENT ON COLUMN mean_abnormal_return_report.mean_standardized IS 'mean of car / error; NULL with standardized_t';
COMMENT ON COLUMN mean_abnormal_return_report.standardized_t IS 'mean_standardized by its standard error, from how far the shares differ; NULL where a share has an error of 0';
COMMENT ON COLUMN mean_abnormal_return_report.standardized_p_value IS 'the same probability by Student''s t with shares - 1 degrees of freedom';
COMMENT ON COLUMN mean_abnormal_return_report.positive IS 'shares with a car above zero';
COMMENT ON COLUMN mean_abnormal_return_report.sign_p_value IS 'probability of so uneven a number of positive and negative ones, if each were as likely (binomial, both sides)';

CREATE FUNCTION mean_abnormal_return(cars double precision[], errors double precision[]) RETURNS mean_abnormal_return_report
AS 'MODULE_PATHNAME', 'series_mean_abnormal_return' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_abnormal_return(double precision[], double precision[]) IS
'Mean over shares of their cumulative abnormal returns, with tests: by the errors of the shares (MacKinlay 1997), by how far the shares differ (Brown and Warner 1985), standardized (Boehmer, Musumeci and Poulsen 1991), and by signs. For mean_abnormal_return(array_agg(m.car), array_agg(m.se_exact)) over answers of market_model; pairs with a NULL are skipped. Shares that an event meets on one day are not independent: all but the sign of the mean is then too sure.';

CREATE TYPE divergence_report AS (
    period_start date,
    period_end date,
    price_change double precision,
    fundamental_change double precision,
    rerating double precision
);
COMMENT ON TYPE divergence_report IS 'How much a price changed beyond its fundamental; returned by divergence.';
COMMENT ON COLUMN divergence_report.period_start IS 'period compared with: that of since, or the last trading day before it';
COMMENT ON COLUMN divergence_report.period_end IS 'last period, at most until, in which both are known';
COMMENT ON COLUMN divergence_report.price_change IS 'change of the price in logarithms';
COMMENT ON COLUMN divergence_report.fundamental_change IS 'change of the fundamental in logarithms; NULL where it is not above zero';
COMMENT ON COLUMN divergence_report.rerating IS 'price_change less fundamental_change';

CREATE FUNCTION divergence(
    price trade_series, fundamental trade_series, since date, until date DEFAULT NULL) RETURNS divergence_report
AS 'MODULE_PATHNAME', 'series_divergence' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION divergence(trade_series, trade_series, date, date) IS
'divergence from the period of since to the last period, at most until, in which price and fundamental are both known. Without trade on the day of since, the last trading day before it on which both are known counts. NULL when one of them is missing at the start.';

CREATE TYPE divergence_path_report AS (
    period date,
    price_change double precision,
    fundamental_change double precision,
    rerating double precision
);
COMMENT ON TYPE divergence_path_report IS 'One period of a price beside its fundamental; returned by divergence_path.';
COMMENT ON COLUMN divergence_path_report.period IS 'its first day';
COMMENT ON COLUMN divergence_path_report.price_change IS 'ln(price / price at the start)';
COMMENT ON COLUMN divergence_path_report.fundamental_change IS 'ln(fundamental / fundamental at the start)';
COMMENT ON COLUMN divergence_path_report.rerating IS 'price_change - fundamental_change';

CREATE FUNCTION divergence_path(
    price trade_series, fundamental trade_series, since date) RETURNS SETOF divergence_path_report
AS 'MODULE_PATHNAME', 'series_divergence_path' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION divergence_path(trade_series, trade_series, date) IS
'One row for each period from since on in which price and fundamental are both known: changes in logarithms since then.';

CREATE TYPE price_rebound_report AS (
    max_drawdown double precision,
    peak date,
    peak_price double precision,
    trough date,
    trough_price double precision,
    latest date,
    latest_price double precision,
    rebound double precision
);
COMMENT ON TYPE price_rebound_report IS 'The deepest fall of a price and its return; returned by price_rebound.';
COMMENT ON COLUMN price_rebound_report.max_drawdown IS 'deepest fall from a running maximum, as a part of it; 0 when the price never fell';
COMMENT ON COLUMN price_rebound_report.peak IS 'last day at the maximum before that fall';
COMMENT ON COLUMN price_rebound_report.peak_price IS 'price at the peak';
COMMENT ON COLUMN price_rebound_report.trough IS 'first day at the minimum after the peak';
COMMENT ON COLUMN price_rebound_report.trough_price IS 'price at the trough';
COMMENT ON COLUMN price_rebound_report.latest IS 'last day with a price';
COMMENT ON COLUMN price_rebound_report.latest_price IS 'price on that day';
COMMENT ON COLUMN price_rebound_report.rebound IS '(latest - trough) / (peak - trough), above 1 beyond the old peak; NULL when the price never fell';

CREATE FUNCTION price_rebound(prices trade_series) RETURNS price_rebound_report
AS 'MODULE_PATHNAME', 'series_price_rebound' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION price_rebound(trade_series) IS
'Deepest fall of a price and the part of it that the latest price has regained. NULL without prices; peak, trough and rebound are NULL when the price never fell.';

-- Shock or noise: falls found without a date, and how unusual one is.

CREATE TYPE shocks_report AS (
    start date,
    trough date,
    recovered_on date,
    status text,
    baseline double precision,
    depth double precision,
    z double precision,
    periods integer,
    loss double precision
);
COMMENT ON TYPE shocks_report IS 'A fall, or a rise, that was found without a date; returned by shocks.';
COMMENT ON COLUMN shocks_report.start IS 'first day of the period in which it starts';
COMMENT ON COLUMN shocks_report.trough IS 'first day of the period with the smallest ratio, of a rise the largest';
COMMENT ON COLUMN shocks_report.recovered_on IS 'first day of the period from which the ratio held at the threshold; NULL while it has not';
COMMENT ON COLUMN shocks_report.status IS 'recovered or censored (not yet back when last seen)';
COMMENT ON COLUMN shocks_report.baseline IS 'mean of the last k calm values before it';
COMMENT ON COLUMN shocks_report.depth IS '1 - value / baseline at the trough; of a rise value / baseline - 1';
COMMENT ON COLUMN shocks_report.z IS 'distance of ln(value / baseline) at the start from the median of the calm ones, in standard deviations (1.4826 MAD); NULL for a value that is not above zero and where the calm did not vary';
COMMENT ON COLUMN shocks_report.periods IS 'periods from the start to the recovery, or to the last period seen, that included';
COMMENT ON COLUMN shocks_report.loss IS 'sum of the shortfalls, of a rise of the excess, in periods of baseline trade; what is not known adds nothing';

CREATE FUNCTION shocks(
    s trade_series, k integer DEFAULT 12, z double precision DEFAULT 3.5, min_fall double precision DEFAULT 0.2,
    threshold double precision DEFAULT 0.9, sustain integer DEFAULT 1, min_history integer DEFAULT 12,
    direction text DEFAULT 'fall', gaps text DEFAULT 'missing', observed_until date DEFAULT NULL,
    observed_from date DEFAULT NULL) RETURNS SETOF shocks_report
AS 'MODULE_PATHNAME', 'series_shocks' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 2;
COMMENT ON FUNCTION shocks(trade_series, integer, double precision, double precision, double precision, integer, integer, text, text, date, date) IS
'One row for each shock, found without a date: a period whose ratio to the mean of the last k calm values lies z deviations below what was calm so far, and min_fall below 1, until the ratio is back at the threshold for sustain periods in a row. direction: fall or rise (which ends at 2 - threshold). No row before min_history calm ratios: shock_history tells calm from too short. gaps, observed_until and observed_from are those of recovery.';

CREATE TYPE shock_history_report AS (
    status text,
    duration_unit text,
    periods integer,
    history integer,
    tested integer,
    num_shocks integer
);
COMMENT ON TYPE shock_history_report IS 'What shocks could see; returned by shock_history.';
COMMENT ON COLUMN shock_history_report.status IS 'shocks, calm (tested, none found) or too_short (no period was tested)';
COMMENT ON COLUMN shock_history_report.duration_unit IS 'what periods count: day, week, month, quarter, year or trading_day';
COMMENT ON COLUMN shock_history_report.periods IS 'periods with a value';
COMMENT ON COLUMN shock_history_report.history IS 'calm ratios at the end; the first test needs min_history of them';
COMMENT ON COLUMN shock_history_report.tested IS 'periods that were compared with the calm before them';
COMMENT ON COLUMN shock_history_report.num_shocks IS 'how many shocks there are';

CREATE FUNCTION shock_history(
    s trade_series, k integer DEFAULT 12, z double precision DEFAULT 3.5, min_fall double precision DEFAULT 0.2,
    threshold double precision DEFAULT 0.9, sustain integer DEFAULT 1, min_history integer DEFAULT 12,
    direction text DEFAULT 'fall', gaps text DEFAULT 'missing', observed_until date DEFAULT NULL,
    observed_from date DEFAULT NULL) RETURNS shock_history_report
AS 'MODULE_PATHNAME', 'series_shock_history' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION shock_history(trade_series, integer, double precision, double precision, double precision, integer, integer, text, text, date, date) IS
'What shocks with the same arguments could see: no shock is an answer where periods were tested, and none where the history is too short. A NULL series gives NULL.';

CREATE TYPE recovery_test_report AS (
    statistic double precision,
    p_value double precision,
    placebos integer,
    more_extreme integer,
    placebo_median double precision,
    placebo_extreme double precision
);
COMMENT ON TYPE recovery_test_report IS 'A fall among those of the dates before it; returned by recovery_test.';
COMMENT ON COLUMN recovery_test_report.statistic IS 'depth: largest 1 - value / baseline in the horizon; loss: sum of the shortfalls, in periods of baseline trade';
COMMENT ON COLUMN recovery_test_report.p_value IS '(1 + more_extreme) / (1 + placebos): never below 1 / (1 + placebos), and 1 without a placebo';
COMMENT ON COLUMN recovery_test_report.placebos IS 'earlier dates that were asked the same; their windows overlap, so they are no independent cases';
COMMENT ON COLUMN recovery_test_report.more_extreme IS 'placebos with a statistic as large, or larger';
COMMENT ON COLUMN recovery_test_report.placebo_median IS 'median statistic of the placebos';
COMMENT ON COLUMN recovery_test_report.placebo_extreme IS 'largest statistic of a placebo';

CREATE FUNCTION recovery_test(s trade_series, shock date, options jsonb DEFAULT '{}',
    horizon integer DEFAULT 3, statistic text DEFAULT 'depth') RETURNS recovery_test_report
AS 'MODULE_PATHNAME', 'series_recovery_test' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION recovery_test(trade_series, date, jsonb, integer, text) IS
'Is the fall more than the series does at other dates? The depth, or the loss, of the first periods of the shock (horizon) against the baseline before it, and the same at every earlier date whose window and horizon end before the gap and are known: the part of all these dates that are as extreme is the p-value. Options are those of recovery, of recovery_options(...); threshold and sustain do not matter. NULL columns where the horizon is not known as a whole, or without a baseline.';

CREATE TYPE recovery_placebos_report AS (
    period date,
    statistic double precision
);
COMMENT ON TYPE recovery_placebos_report IS 'An earlier date that was asked the same; returned by recovery_placebos.';
COMMENT ON COLUMN recovery_placebos_report.period IS 'first day of the period that stands for the shock';
COMMENT ON COLUMN recovery_placebos_report.statistic IS 'as in recovery_test';

CREATE FUNCTION recovery_placebos(s trade_series, shock date, options jsonb DEFAULT '{}',
    horizon integer DEFAULT 3, statistic text DEFAULT 'depth') RETURNS SETOF recovery_placebos_report
AS 'MODULE_PATHNAME', 'series_recovery_placebos' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION recovery_placebos(trade_series, date, jsonb, integer, text) IS
'One row for each placebo of recovery_test with the same arguments.';

-- What would have been: a mix of series that the shock did not hit.

CREATE TYPE synthetic_control_report AS (
    effect double precision,
    percent double precision,
    pre_rmspe double precision,
    post_rmspe double precision,
    ratio double precision,
    p_value double precision,
    placebos integer,
    donors_used integer,
    effective_donors double precision,
    periods_before integer,
    periods_after integer
);
COMMENT ON TYPE synthetic_control_report IS 'A series against a mix of others; returned by synthetic_control.';
COMMENT ON COLUMN synthetic_control_report.effect IS 'mean of value - synthetic from the shock on, in units of the treated series';
COMMENT ON COLUMN synthetic_control_report.percent IS 'effect / mean of synthetic, as a part: -0.4 is 40 percent less';
COMMENT ON COLUMN synthetic_control_report.pre_rmspe IS 'root mean square of value - synthetic before the shock: how well the mix fits';
COMMENT ON COLUMN synthetic_control_report.post_rmspe IS 'the same from the shock on';
COMMENT ON COLUMN synthetic_control_report.ratio IS 'post_rmspe / pre_rmspe; NULL where the mix fits exactly';
COMMENT ON COLUMN synthetic_control_report.p_value IS '(1 + placebos whose ratio is as large) / (1 + placebos); NULL below min_periods before the shock, or without a ratio';
COMMENT ON COLUMN synthetic_control_report.placebos IS 'donors that were asked the same and have a ratio';
COMMENT ON COLUMN synthetic_control_report.donors_used IS 'donors with a weight above zero';
COMMENT ON COLUMN synthetic_control_report.effective_donors IS '1 / sum of squared weights: of how many equal donors the mix is worth';
COMMENT ON COLUMN synthetic_control_report.periods_before IS 'periods before the shock that all series have; fewer than donors fit anything';
COMMENT ON COLUMN synthetic_control_report.periods_after IS 'periods from the shock on';

CREATE FUNCTION synthetic_control(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true,
    min_periods integer DEFAULT 10) RETURNS synthetic_control_report
AS 'MODULE_PATHNAME', 'series_synthetic_control' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION synthetic_control(trade_series, text[], trade_series[], date, integer, integer, integer, boolean, integer) IS
'The effect of a shock against the mix of donors that comes nearest to the treated series over the k periods that end gap before it: weights not negative that add up to 1 (Abadie, Diamond and Hainmueller 2010), each series over its own mean there unless scale is false. Each donor is asked the same with the others as placebo. periods: how many from the shock on, NULL all. The donors must not be hit by the shock themselves. NULL figures with fewer than 2 periods before; a donor with a hole after the shock is an error.';

CREATE TYPE synthetic_weights_report AS (
    name text,
    weight double precision
);
COMMENT ON TYPE synthetic_weights_report IS 'A donor in the mix; returned by synthetic_weights.';
COMMENT ON COLUMN synthetic_weights_report.name IS 'the donor';
COMMENT ON COLUMN synthetic_weights_report.weight IS 'its weight, 0 to 1; of series over their means unless scale is false';

CREATE FUNCTION synthetic_weights(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true)
RETURNS SETOF synthetic_weights_report
AS 'MODULE_PATHNAME', 'series_synthetic_weights' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 20;
COMMENT ON FUNCTION synthetic_weights(trade_series, text[], trade_series[], date, integer, integer, integer, boolean) IS
'One row for each donor of synthetic_control with the same arguments, by name. Of several mixes that are as near the one with the least sum of squares.';

CREATE TYPE synthetic_path_report AS (
    period date,
    value double precision,
    synthetic double precision,
    difference double precision,
    phase text
);
COMMENT ON TYPE synthetic_path_report IS 'A period of a series and of its mix; returned by synthetic_path.';
COMMENT ON COLUMN synthetic_path_report.period IS 'first day of the period';
COMMENT ON COLUMN synthetic_path_report.value IS 'of the treated series';
COMMENT ON COLUMN synthetic_path_report.synthetic IS 'of the mix, in the same units';
COMMENT ON COLUMN synthetic_path_report.difference IS 'value - synthetic: from the shock on the effect';
COMMENT ON COLUMN synthetic_path_report.phase IS 'before (the mix is fitted to it), gap or after';

CREATE FUNCTION synthetic_path(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true)
RETURNS SETOF synthetic_path_report
AS 'MODULE_PATHNAME', 'series_synthetic_path' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 40;
COMMENT ON FUNCTION synthetic_path(trade_series, text[], trade_series[], date, integer, integer, integer, boolean) IS
'One row for each period that all series of synthetic_control with the same arguments have, to plot.';

CREATE TYPE synthetic_placebos_report AS (
    name text,
    effect double precision,
    percent double precision,
    pre_rmspe double precision,
    post_rmspe double precision,
    ratio double precision
);
COMMENT ON TYPE synthetic_placebos_report IS 'A donor that was asked what the treated series was; returned by synthetic_placebos.';
COMMENT ON COLUMN synthetic_placebos_report.name IS 'the donor';
COMMENT ON COLUMN synthetic_placebos_report.effect IS 'mean of value - synthetic from the shock on, in its units';
COMMENT ON COLUMN synthetic_placebos_report.percent IS 'effect / mean of synthetic';
COMMENT ON COLUMN synthetic_placebos_report.pre_rmspe IS 'root mean square of value - synthetic before the shock';
COMMENT ON COLUMN synthetic_placebos_report.post_rmspe IS 'the same from the shock on';
COMMENT ON COLUMN synthetic_placebos_report.ratio IS 'post_rmspe / pre_rmspe; NULL where its mix fits exactly';

CREATE FUNCTION synthetic_placebos(treated trade_series, names text[], donors trade_series[], shock date,
    k integer DEFAULT 24, gap integer DEFAULT 0, periods integer DEFAULT NULL, scale boolean DEFAULT true)
RETURNS SETOF synthetic_placebos_report
AS 'MODULE_PATHNAME', 'series_synthetic_placebos' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 20;
COMMENT ON FUNCTION synthetic_placebos(trade_series, text[], trade_series[], date, integer, integer, integer, boolean) IS
'One row for each donor as if the shock had been its own, against a mix of the other donors: the placebos of synthetic_control with the same arguments. None with a single donor.';

-- market_shares: entity -> exact total, and the total of unattributed rows.

COMMENT ON TYPE market_shares IS
'Totals by entity (text or bigint), with the total of rows whose entity is NULL; built by shares_agg, merged by rollup.';

-- Questions to a stored value.

CREATE FUNCTION hhi(m market_shares, scale double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi(market_shares, double precision) IS
'Herfindahl-Hirschman index: scale times the sum of squared shares, 1/n to 1 for n firms. scale => 10000 gives antitrust points. NULL for an empty market, an error when a total is below zero.';

CREATE FUNCTION market_indices(m market_shares) RETURNS market_report
AS 'MODULE_PATHNAME', 'shares_market_indices' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_indices(market_shares) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_report. Indices of an empty market are NULL, its counts 0.';

CREATE FUNCTION concentration_ratio(m market_shares, k integer DEFAULT 4) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_concentration_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION concentration_ratio(market_shares, integer) IS
'Share of the k largest entities, 0..1; 1 when there are fewer than k. k must be at least 1. NULL for an empty market.';

CREATE FUNCTION shannon_entropy(m market_shares, base double precision DEFAULT 2.718281828459045) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_shannon_entropy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION shannon_entropy(market_shares, double precision) IS
'-sum of share * log(share), 0 to log(n); high means unconcentrated. Natural logarithm unless a base above 1 is given (Shannon 1948). NULL for an empty market.';

CREATE FUNCTION num_entities(m market_shares) RETURNS bigint
AS 'MODULE_PATHNAME', 'shares_num_entities' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION num_entities(market_shares) IS
'Number of entities with a total above zero; 0 for NULL.';

CREATE FUNCTION total(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION total(market_shares) IS
'Sum over all entities, rounded once, in units of the value; unattributed rows are left out. 0 for an empty market.';

CREATE FUNCTION unattributed(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_unattributed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION unattributed(market_shares) IS
'Sum of the rows whose entity is NULL; 0 when there were none.';

CREATE FUNCTION coverage(m market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION coverage(market_shares) IS
'Part of all value that is attributed to an entity, 0..1.';

CREATE TYPE top_report AS (
    rank integer,
    entity text,
    value double precision,
    share double precision,
    tied integer
);
COMMENT ON TYPE top_report IS 'One of the largest entities; returned by top.';
COMMENT ON COLUMN top_report.rank IS '1 for the largest; equal totals share one';
COMMENT ON COLUMN top_report.entity IS 'its name, of a number its digits';
COMMENT ON COLUMN top_report.value IS 'its total';
COMMENT ON COLUMN top_report.share IS 'its share of the attributed total, 0..1';
COMMENT ON COLUMN top_report.tied IS 'entities with an equal total, those left out too';

CREATE FUNCTION top(m market_shares, n integer DEFAULT 10) RETURNS SETOF top_report
AS 'MODULE_PATHNAME', 'shares_top' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION top(market_shares, integer) IS
'The n largest entities, largest first; equal totals share a rank, and tied counts them, also those left out. n must be at least 1; no rows for an empty market.';

-- Consolidation: further indices, bounds, mergers, change and dependence of market_shares.

-- Indices of a stored value.

CREATE FUNCTION hill_number(m market_shares, q double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hill_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hill_number(market_shares, double precision) IS
'Hill number of order q >= 0, or infinity: numbers equivalent of Hannah and Kay (1977), n to 1. q 0 counts firms, 1 is exp(entropy), 2 is 1/HHI, infinity is 1/cr1.';

CREATE FUNCTION gini(m market_shares, unbiased boolean DEFAULT false) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_gini' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION gini(market_shares, boolean) IS
'Gini coefficient among the entities present, 0 to 1 - 1/n; unbiased => true multiplies with n/(n - 1), NULL for a single firm.';

CREATE FUNCTION dominance_threshold(m market_shares, gamma double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_dominance_threshold' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION dominance_threshold(market_shares, double precision) IS
'Share from which the largest firm dominates: (1 - gamma (s1^2 - s2^2))/2 (Melnik, Shy and Stenbacka 2008). gamma must not be negative; NULL for an empty market.';

CREATE FUNCTION share_of(m market_shares, entity text) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_share_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION share_of(market_shares, text) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE FUNCTION share_of(m market_shares, entity bigint) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_share_of_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION share_of(market_shares, bigint) IS
'Share of one entity of the attributed total, 0..1; 0 for one the market does not have, NULL for an empty market.';

CREATE TYPE entities_report AS (
    entity text,
    value double precision,
    share double precision
);
COMMENT ON TYPE entities_report IS 'One entity of a market; returned by entities.';
COMMENT ON COLUMN entities_report.entity IS 'its name, of a number its digits';
COMMENT ON COLUMN entities_report.value IS 'its total, above zero';
COMMENT ON COLUMN entities_report.share IS 'its share of the attributed total, 0..1';

CREATE FUNCTION entities(m market_shares) RETURNS SETOF entities_report
AS 'MODULE_PATHNAME', 'shares_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION entities(market_shares) IS
'One row for each entity with a total above zero, to join with a table of firms.';

-- Bounds of the HHI when a part of the market is not seen.

CREATE TYPE hhi_bounds_report AS (
    lower double precision,
    upper double precision,
    lower_attained boolean,
    upper_attained boolean,
    coverage double precision
);
COMMENT ON TYPE hhi_bounds_report IS 'Least and greatest HHI of a market seen in part; returned by hhi_bounds and hhi_bounds_from_ratio.';
COMMENT ON COLUMN hhi_bounds_report.lower IS 'least HHI that fits what is known';
COMMENT ON COLUMN hhi_bounds_report.upper IS 'greatest HHI that fits what is known';
COMMENT ON COLUMN hhi_bounds_report.lower_attained IS 'a market reaches the least, it is not only a limit';
COMMENT ON COLUMN hhi_bounds_report.upper_attained IS 'a market reaches the greatest, it is not only a limit';
COMMENT ON COLUMN hhi_bounds_report.coverage IS 'known part of the market total, 0..1';

CREATE FUNCTION hhi_bounds(m market_shares, market_total double precision DEFAULT NULL, fringe_count bigint DEFAULT NULL,
    fringe_max double precision DEFAULT NULL, fringe_min double precision DEFAULT 0, known_are_largest boolean DEFAULT false, scale double precision DEFAULT 1) RETURNS hhi_bounds_report
AS 'MODULE_PATHNAME', 'shares_hhi_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_bounds(market_shares, double precision, bigint, double precision, double precision, boolean, double precision) IS
'Least and greatest HHI of a market seen in part. The unseen fringe is market_total less the known entities (default: the unattributed rows); fringe_count is its exact number of entities, fringe_max and fringe_min the largest and smallest one can be. attained says whether a market reaches the bound. NULL for an empty market without a total; knowledge that no market fits is an error.';

CREATE FUNCTION hhi_bounds_from_ratio(k bigint, ratio double precision, n bigint DEFAULT NULL, scale double precision DEFAULT 1) RETURNS hhi_bounds_report
AS 'MODULE_PATHNAME', 'shares_hhi_bounds_from_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_bounds_from_ratio(bigint, double precision, bigint, double precision) IS
'Least and greatest HHI when only the share of the k largest entities is known, and perhaps their number n. NULL without k or ratio; k from 1, ratio above 0 to 1, n from k, else an error.';

CREATE TYPE hhi_range_report AS (
    lower double precision,
    upper double precision,
    lower_exact boolean,
    upper_exact boolean
);
COMMENT ON TYPE hhi_range_report IS 'Least and greatest HHI of values that are known as ranges; returned by hhi_range.';
COMMENT ON COLUMN hhi_range_report.lower IS 'least HHI of any values in the ranges, times scale';
COMMENT ON COLUMN hhi_range_report.upper IS 'greatest HHI of any values in the ranges, times scale';
COMMENT ON COLUMN hhi_range_report.lower_exact IS 'true: no values in the ranges give less';
COMMENT ON COLUMN hhi_range_report.upper_exact IS 'no values in the ranges give more; false where upper is reached, but too many ranges would have to be tried out to tell';

CREATE FUNCTION hhi_range(low market_shares, high market_shares, scale double precision DEFAULT 1) RETURNS hhi_range_report
AS 'MODULE_PATHNAME', 'shares_hhi_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_range(market_shares, market_shares, double precision) IS
'Least and greatest HHI where each entity has at least what low and at most what high says; one that low does not have has at least 0. Rows without an entity are left out, as by hhi. NULL where nobody can have anything; a low end above the high one is an error that names the entity.';

-- Mergers, owners, guidelines.

CREATE FUNCTION merge_entities(m market_shares, owners jsonb) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_merge_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION merge_entities(market_shares, jsonb) IS
'The market with each entity under its owner. owners is {"entity": "owner"}, {"owner": ["entity", "entity"]}, or ["entity", "entity"] for entities that become one under the name of the first. Owners of owners are followed; cycles and an entity with two owners are errors; a null and entities that are not in the market do nothing.';

CREATE TYPE merger_effect_report AS (
    hhi_before double precision,
    hhi_after double precision,
    delta double precision,
    merged_share double precision
);
COMMENT ON TYPE merger_effect_report IS 'What mergers do to the HHI; returned by merger_effect.';
COMMENT ON COLUMN merger_effect_report.hhi_before IS 'HHI of the entities, times scale';
COMMENT ON COLUMN merger_effect_report.hhi_after IS 'HHI of the owners, times scale';
COMMENT ON COLUMN merger_effect_report.delta IS 'their difference: over merging groups, (sum of s)^2 - sum of s^2, times scale';
COMMENT ON COLUMN merger_effect_report.merged_share IS 'share of the largest merged firm, 0..1; 0 when none merges';

CREATE FUNCTION merger_effect(m market_shares, owners jsonb, scale double precision DEFAULT 1) RETURNS merger_effect_report
AS 'MODULE_PATHNAME', 'shares_merger_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION merger_effect(market_shares, jsonb, double precision) IS
'HHI before and after each entity joins its owner; owners as for merge_entities, ["a", "b"] for two that become one. scale => 10000 gives antitrust points. NULL for an empty market, and for NULL owners.';

CREATE TYPE merger_guidelines_report AS (
    regime text,
    rule integer,
    hhi_after_at_least double precision,
    hhi_after_above double precision,
    delta_at_least double precision,
    delta_above double precision,
    merged_share_above double precision,
    label text,
    source text
);
COMMENT ON TYPE merger_guidelines_report IS 'One rule of a merger guideline; returned by merger_guidelines. A threshold that a rule does not have is NULL.';
COMMENT ON COLUMN merger_guidelines_report.regime IS 'the guideline: us2023, us2010, us1992, eu2004';
COMMENT ON COLUMN merger_guidelines_report.rule IS 'its number within the guideline; the first that is met decides';
COMMENT ON COLUMN merger_guidelines_report.hhi_after_at_least IS 'least HHI after the merger, in points';
COMMENT ON COLUMN merger_guidelines_report.hhi_after_above IS 'HHI that the one after the merger must exceed, in points';
COMMENT ON COLUMN merger_guidelines_report.delta_at_least IS 'least change of the HHI, in points';
COMMENT ON COLUMN merger_guidelines_report.delta_above IS 'change of the HHI that must be exceeded, in points';
COMMENT ON COLUMN merger_guidelines_report.merged_share_above IS 'share that the merged firm must exceed, 0..1';
COMMENT ON COLUMN merger_guidelines_report.label IS 'what the guideline says of such a merger';
COMMENT ON COLUMN merger_guidelines_report.source IS 'where the rule is published';

CREATE FUNCTION merger_guidelines() RETURNS SETOF merger_guidelines_report
AS 'MODULE_PATHNAME', 'shares_merger_guidelines' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 14;
COMMENT ON FUNCTION merger_guidelines() IS
'Thresholds of merger guidelines: HHI in points after the merger, its change, share of the merged firm. Within a regime the first rule whose thresholds are all met gives the label.';

CREATE FUNCTION merger_screen(hhi_after double precision, delta double precision, merged_share double precision DEFAULT NULL, regime text DEFAULT 'us2023') RETURNS text
AS 'MODULE_PATHNAME', 'shares_merger_screen' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION merger_screen(double precision, double precision, double precision, text) IS
'What a guideline says of a merger: the label of the first rule of merger_guidelines() that is met; hhi_after and delta are HHI points, merged_share is 0..1. A regime that is not among them is an error.';

CREATE TYPE mhhi_report AS (
    hhi double precision,
    modified_hhi double precision,
    delta double precision
);
COMMENT ON TYPE mhhi_report IS 'HHI modified for common owners, all times scale; returned by mhhi.';
COMMENT ON COLUMN mhhi_report.hhi IS 'HHI of the market, as if owners were not there';
COMMENT ON COLUMN mhhi_report.modified_hhi IS 'modified HHI (MHHI); NULL where those who control a firm have no interest in it';
COMMENT ON COLUMN mhhi_report.delta IS 'what common owners add: modified_hhi - hhi (MHHI delta)';

CREATE FUNCTION mhhi(m market_shares, ownership jsonb, control jsonb DEFAULT NULL, scale double precision DEFAULT 1) RETURNS mhhi_report
AS 'MODULE_PATHNAME', 'shares_mhhi' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION mhhi(market_shares, jsonb, jsonb, double precision) IS
'Modified HHI under common ownership (O''Brien and Salop 2000). ownership is {"firm": {"owner": interest}}, 0..1 and at most 1 for all owners of a firm; control, in the same form, where it differs from the interest. Firms without recorded owners are independent; a null is not recorded. scale => 10000 gives points. NULL for an empty market.';

-- Change between two dates.

CREATE FUNCTION instability(before market_shares, after market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_instability' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION instability(market_shares, market_shares) IS
'Sum of the absolute changes in share, 0 to 2; an absent entity has share 0 (Hymer and Pashigian 1962). NULL when a market is empty.';

CREATE TYPE consolidation_report AS (
    hhi_before double precision,
    hhi_after double precision,
    delta double precision,
    merger double precision,
    exit double precision,
    entry double precision,
    displacement double precision,
    share_shift double precision
);
COMMENT ON TYPE consolidation_report IS 'The change of the HHI between two dates and its parts, all times scale; returned by consolidation.';
COMMENT ON COLUMN consolidation_report.hhi_before IS 'HHI of the entities before';
COMMENT ON COLUMN consolidation_report.hhi_after IS 'HHI of the owners after';
COMMENT ON COLUMN consolidation_report.delta IS 'hhi_after - hhi_before, the sum of the parts';
COMMENT ON COLUMN consolidation_report.merger IS 'entities of before that belong together after, at their shares of before';
COMMENT ON COLUMN consolidation_report.exit IS 'owners that are gone, zero or less';
COMMENT ON COLUMN consolidation_report.entry IS 'owners that are new, zero or more';
COMMENT ON COLUMN consolidation_report.displacement IS 'what the survivors won from, or lost to, those who came and went';
COMMENT ON COLUMN consolidation_report.share_shift IS 'what the survivors won from each other';

CREATE FUNCTION consolidation(before market_shares, after market_shares, owners jsonb DEFAULT NULL, scale double precision DEFAULT 1) RETURNS consolidation_report
AS 'MODULE_PATHNAME', 'shares_consolidation' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION consolidation(market_shares, market_shares, jsonb, double precision) IS
'The change in HHI and its parts, which add up: mergers, exit, entry, what the survivors won from or lost to others (displacement) and from each other (share_shift). owners, as for merge_entities, say who owns whom after the mergers. NULL when a market is empty.';

CREATE TYPE entity_changes_report AS (
    entity text,
    status text,
    entities_before integer,
    value_before double precision,
    value_after double precision,
    share_before double precision,
    share_after double precision,
    share_change double precision
);
COMMENT ON TYPE entity_changes_report IS 'One owner at two dates; returned by entity_changes.';
COMMENT ON COLUMN entity_changes_report.entity IS 'the owner, or an entity that nobody owns';
COMMENT ON COLUMN entity_changes_report.status IS 'entrant, exit or survivor';
COMMENT ON COLUMN entity_changes_report.entities_before IS 'entities of before that it joins';
COMMENT ON COLUMN entity_changes_report.value_before IS 'total before, in units of the value; 0 for an entrant';
COMMENT ON COLUMN entity_changes_report.value_after IS 'total after; 0 for an exit';
COMMENT ON COLUMN entity_changes_report.share_before IS 'share before, 0..1';
COMMENT ON COLUMN entity_changes_report.share_after IS 'share after, 0..1';
COMMENT ON COLUMN entity_changes_report.share_change IS 'share_after - share_before';

CREATE FUNCTION entity_changes(before market_shares, after market_shares, owners jsonb DEFAULT NULL) RETURNS SETOF entity_changes_report
AS 'MODULE_PATHNAME', 'shares_entity_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION entity_changes(market_shares, market_shares, jsonb) IS
'One row for each owner of either date: entrant, exit or survivor, with how many entities it joins, values and shares. owners as for merge_entities.';

-- Dependence between countries.

CREATE FUNCTION hhi_weighted(m market_shares, weights jsonb, trade jsonb DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_weighted(market_shares, jsonb, jsonb) IS
'Sum of share^2 * weight * trade, the HHI_WGI,t of the EU for weights 2 (2.5 - estimate), held to 0..10, of the Worldwide Governance Indicators (-2.5 to 2.5, high is good). weights and trade are {"entity": number}, from 0. NULL when an entity of the market has no weight or a null; no trade parameter counts as 1.';

CREATE FUNCTION eu_supply_risk(hhi_global double precision, hhi_eu double precision, import_reliance double precision, eol_rir double precision, si_sr double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'eu_supply_risk' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION eu_supply_risk(double precision, double precision, double precision, double precision, double precision) IS
'EU supply risk: (hhi_global * IR/2 + hhi_eu * (1 - IR/2)) * (1 - EoL_RIR) * SI_SR. With one mix NULL the other counts alone, which is the formula of 2010 and 2014; with both NULL the risk is NULL.';

CREATE FUNCTION import_reliance(production double precision, imports double precision, exports double precision, stock_build double precision DEFAULT 0) RETURNS double precision
AS 'MODULE_PATHNAME', 'import_reliance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION import_reliance(double precision, double precision, double precision, double precision) IS
'Net import reliance of the USGS: (M - X - stock_build)/(P + M - X - stock_build), held to 0..1; stock_build below 0 is drawn from stocks. NULL without apparent consumption.';

CREATE TYPE eu_dependency_report AS (
    cdi1 double precision,
    cdi2 double precision,
    cdi3 double precision,
    dependent boolean
);
COMMENT ON TYPE eu_dependency_report IS 'Customs indicators (core dependency indicators) of SWD(2021) 352; returned by eu_dependency.';
COMMENT ON COLUMN eu_dependency_report.cdi1 IS 'HHI of the suppliers outside the EU; NULL without any';
COMMENT ON COLUMN eu_dependency_report.cdi2 IS 'imports from outside the EU over all imports, 0..1; NULL without imports';
COMMENT ON COLUMN eu_dependency_report.cdi3 IS 'imports from outside the EU over the exports given, all of the EU, within it too, as a stand-in for what it makes; NULL without exports';
COMMENT ON COLUMN eu_dependency_report.dependent IS 'cdi1 above 0.4, cdi2 above 0.5 and cdi3 above 1';

CREATE FUNCTION eu_dependency(suppliers market_shares, intra_imports double precision, exports double precision) RETURNS eu_dependency_report
AS 'MODULE_PATHNAME', 'shares_eu_dependency' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION eu_dependency(market_shares, double precision, double precision) IS
'Customs indicators of SWD(2021) 352: HHI of suppliers outside the EU, their part of all imports, their imports over exports; dependent when above 0.4, 0.5 and 1. Suppliers of unknown country count in the last two; NULL suppliers (no rows) are no imports.';

CREATE FUNCTION geopolrisk(production market_shares, imports market_shares, domestic_production double precision, weights jsonb) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_geopolrisk' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION geopolrisk(market_shares, market_shares, double precision, jsonb) IS
'GeoPolRisk: HHI of world production times the weighted part of imports in domestic production and imports (Koyamparambath et al. 2024). weights are {"country": number}. NULL when an import has no origin or its origin no weight; NULL imports (no rows) are none.';

CREATE TYPE supply_without_report AS (
    removed text[],
    supply_left double precision,
    demand_left double precision,
    cover_all double precision,
    cover_rest double precision,
    next_hhi double precision,
    unknown_origin double precision
);
COMMENT ON TYPE supply_without_report IS 'How far supply goes without some suppliers; returned by supply_without.';
COMMENT ON COLUMN supply_without_report.removed IS 'who is left out, in the order of names';
COMMENT ON COLUMN supply_without_report.supply_left IS 'supply of the others, with supply of unknown origin';
COMMENT ON COLUMN supply_without_report.demand_left IS 'demand of the others, with demand of nobody in particular; NULL without demand';
COMMENT ON COLUMN supply_without_report.cover_all IS 'supply_left / all demand; NULL where there is none';
COMMENT ON COLUMN supply_without_report.cover_rest IS 'supply_left / demand_left; NULL where there is none';
COMMENT ON COLUMN supply_without_report.next_hhi IS 'HHI of the suppliers left, 0..1; NULL without any, or where the origin of some supply is not known';
COMMENT ON COLUMN supply_without_report.unknown_origin IS 'supply of unknown origin, which counts as left';

CREATE FUNCTION supply_without(supply market_shares, demand market_shares DEFAULT NULL, entities text[] DEFAULT NULL) RETURNS supply_without_report
AS 'MODULE_PATHNAME', 'shares_supply_without' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION supply_without(market_shares, market_shares, text[]) IS
'Supply without the largest supplier (N-1), or without the entities named, against all demand and against the demand of the others, for who no longer supplies no longer asks either. Several largest are an error unless named; names without supply do nothing. NULL without supply.';

CREATE FUNCTION supply_without(supply market_shares, demand market_shares, entities bigint[]) RETURNS supply_without_report
AS 'MODULE_PATHNAME', 'shares_supply_without' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION supply_without(market_shares, market_shares, bigint[]) IS
'The same with entities that are numbers.';

-- A list in quotes is of neither type, so it is read as text is.
CREATE FUNCTION supply_without(supply market_shares, demand market_shares, entities text) RETURNS supply_without_report
AS 'MODULE_PATHNAME', 'shares_supply_without_text' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION supply_without(market_shares, market_shares, text) IS
'The same with entities written as an array, ''{CN,US}''.';

-- New values from given ones.

CREATE FUNCTION market_shares_add(market_shares, market_shares) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_add(market_shares, market_shares) IS
'internal: implements + of market_shares';

CREATE FUNCTION market_shares_subtract(market_shares, market_shares) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_subtract(market_shares, market_shares) IS
'internal: implements - of market_shares';

CREATE FUNCTION market_shares_multiply(market_shares, double precision) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_multiply(market_shares, double precision) IS
'internal: implements * of market_shares';

CREATE FUNCTION market_shares_multiply(double precision, market_shares) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_number_multiply' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_shares_multiply(double precision, market_shares) IS
'internal: implements * of market_shares';

CREATE OPERATOR + (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (market_shares, market_shares) IS 'totals added up, entity by entity';

CREATE OPERATOR - (
    LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_subtract
);
COMMENT ON OPERATOR - (market_shares, market_shares) IS 'totals less a correction, entity by entity';

CREATE OPERATOR * (
    LEFTARG = market_shares, RIGHTARG = double precision, FUNCTION = market_shares_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (market_shares, double precision) IS 'every total times a factor';

CREATE OPERATOR * (
    LEFTARG = double precision, RIGHTARG = market_shares, FUNCTION = market_shares_multiply, COMMUTATOR = *
);
COMMENT ON OPERATOR * (double precision, market_shares) IS 'every total times a factor';

CREATE FUNCTION keep_entities(m market_shares, entities text[], others text DEFAULT 'unattributed') RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_keep_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION keep_entities(market_shares, text[], text) IS
'The market with these entities only; the others stay as unattributed rows, or are dropped with others => ''dropped''. Names that the market does not have do nothing.';

CREATE FUNCTION keep_entities(m market_shares, entities bigint[], others text DEFAULT 'unattributed') RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_keep_entities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION keep_entities(market_shares, bigint[], text) IS
'The same with entities that are numbers.';

-- A list in quotes is of neither type, so it is read as text is.
CREATE FUNCTION keep_entities(m market_shares, entities text, others text DEFAULT 'unattributed') RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_keep_entities_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION keep_entities(market_shares, text, text) IS
'The same with entities written as an array, ''{CN,US}''.';

-- markets, trade_panel: a market_shares, or a trade_series, of each group.

COMMENT ON TYPE markets IS
'A market_shares of each market, markets being told apart by one or two columns; built by markets_agg, merged by rollup.';
COMMENT ON TYPE trade_panel IS
'A trade_series of each group, groups being told apart by one or two columns; built by panel_agg, merged by rollup.';

CREATE TYPE market_rows_report AS (
    group_1 text,
    group_2 text,
    shares market_shares
);
COMMENT ON TYPE market_rows_report IS 'One market; returned by market_rows.';
COMMENT ON COLUMN market_rows_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN market_rows_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN market_rows_report.shares IS 'its totals by entity, as shares_agg makes them';

CREATE FUNCTION market_rows(m markets) RETURNS SETOF market_rows_report
AS 'MODULE_PATHNAME', 'market_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION market_rows(markets) IS
'One row a market, in the order of the columns that tell markets apart, NULL last; a cast gives a column its type back: group_2::date.';

CREATE TYPE hhi_by_market_report AS (
    group_1 text,
    group_2 text,
    hhi double precision
);
COMMENT ON TYPE hhi_by_market_report IS 'hhi of one market; returned by hhi_by_market.';
COMMENT ON COLUMN hhi_by_market_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN hhi_by_market_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN hhi_by_market_report.hhi IS 'its Herfindahl-Hirschman index, 0..1; NULL for an empty market';

CREATE FUNCTION hhi_by_market(m markets) RETURNS SETOF hhi_by_market_report
AS 'MODULE_PATHNAME', 'market_hhi_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION hhi_by_market(markets) IS
'hhi of each market, one row a market, in the order of the columns that tell markets apart, NULL last.';

CREATE TYPE indices_by_market_report AS (
    group_1 text,
    group_2 text,
    indices market_report
);
COMMENT ON TYPE indices_by_market_report IS 'market_indices of one market; returned by indices_by_market.';
COMMENT ON COLUMN indices_by_market_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN indices_by_market_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN indices_by_market_report.indices IS 'its indices, as market_indices tells them: (indices).*';

CREATE FUNCTION indices_by_market(m markets) RETURNS SETOF indices_by_market_report
AS 'MODULE_PATHNAME', 'market_indices_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION indices_by_market(markets) IS
'market_indices of each market, one row a market, in the order of the columns that tell markets apart, NULL last.';

CREATE TYPE panel_rows_report AS (
    group_1 text,
    group_2 text,
    series trade_series
);
COMMENT ON TYPE panel_rows_report IS 'One series; returned by panel_rows.';
COMMENT ON COLUMN panel_rows_report.group_1 IS 'first column of the group as text, a date as YYYY-MM-DD; NULL where it is NULL';
COMMENT ON COLUMN panel_rows_report.group_2 IS 'second column, NULL where there is none';
COMMENT ON COLUMN panel_rows_report.series IS 'its totals by period, as series_agg makes them';

CREATE FUNCTION panel_rows(p trade_panel) RETURNS SETOF panel_rows_report
AS 'MODULE_PATHNAME', 'panel_rows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION panel_rows(trade_panel) IS
'One row a series, in the order of the columns that tell series apart, NULL last; a cast gives a column its type back: group_2::date.';

-- spells: how long things lasted, ended or still running.

COMMENT ON TYPE spells IS
'Durations with their outcome (0 = still running) and count; built by spells_agg, merged by rollup.';

-- Questions to a stored value.

CREATE FUNCTION num_spells(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_num_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION num_spells(spells) IS
'Number of spells, or their weight; 0 for NULL.';

CREATE FUNCTION num_ended(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_num_ended' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION num_ended(spells) IS
'Number of spells that have ended, or their weight; 0 for NULL.';

CREATE FUNCTION unit(s spells) RETURNS text
AS 'MODULE_PATHNAME', 'spells_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_durations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION durations(spells) IS
'One row for each duration and outcome, with its count or weight; and for each interval and each entry.';

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
AS 'MODULE_PATHNAME', 'spells_survival' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
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
AS 'MODULE_PATHNAME', 'spells_cumulative_incidence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION cumulative_incidence(spells, integer) IS
'Probability of having ended with one outcome by each duration, while the other outcomes compete (Aalen-Johansen), with its standard error; surviving is the probability of still running.';

-- Read off the curve.

CREATE FUNCTION survival_at(s spells, duration double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION survival_at(spells, double precision) IS
'Probability of lasting longer than a duration in the unit of the spells; NULL beyond the longest observed one while some are still running, and inside an interval in which the curve falls.';

CREATE FUNCTION median_duration(s spells) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_median_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_quantile_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_restricted_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_npmle' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
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
AS 'MODULE_PATHNAME', 'spells_npmle_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION logrank_groups(text[], spells[]) IS
'One row for each group of a log-rank test: ends observed, and expected if all groups ended at one pace.';

CREATE FUNCTION logrank_groups(names bigint[], groups spells[]) RETURNS SETOF logrank_groups_report
AS 'MODULE_PATHNAME', 'spells_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION logrank_groups(bigint[], spells[]) IS
'The same with names that are numbers.';

-- A list in quotes is of neither type, so it is read as text is.
CREATE FUNCTION logrank_groups(names text, groups spells[]) RETURNS SETOF logrank_groups_report
AS 'MODULE_PATHNAME', 'spells_logrank_groups_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION logrank_groups(text, spells[]) IS
'The same with names written as an array, ''{small,large}''.';

CREATE FUNCTION logrank(groups spells[], rho double precision) RETURNS logrank_report
AS 'MODULE_PATHNAME', 'spells_logrank_rho' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hazard_ratio(spells, spells, text, double precision) IS
'How many times sooner spells of a end than those of b, if the ratio is the same at all durations (Cox), with limits. ties: efron or breslow.';

CREATE FUNCTION hazard_ratio(a spells[], b spells[], ties text DEFAULT 'efron', conf_level double precision DEFAULT 0.95) RETURNS hazard_ratio_report
AS 'MODULE_PATHNAME', 'spells_hazard_ratio_strata' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_restricted_mean_difference' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'spells_trade_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION trade_spells(trade_series, integer, double precision, text, date, date) IS
'Spells of trade without a break: periods whose value is above min_value, with breaks of at most gap periods filled (Besedes and Prusa 2006). A period without a total is no trade with gaps => ''zero'', or up to observed_until where that is given; else it is an error.';

CREATE FUNCTION relationship_spells(s trade_series, gap integer DEFAULT 1, min_value double precision DEFAULT 0, gaps text DEFAULT 'missing',
    observed_until date DEFAULT NULL, observed_from date DEFAULT NULL, began date DEFAULT NULL) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_relationship_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION relationship_spells(trade_series, integer, double precision, text, date, date, date) IS
'The same as spells, in periods, for rollup over pairs and for survival. One that starts at the first observed period is left out, or enters late, if began tells since when it has gone on.';

-- Licences: how many are open, how many are approved, how old the pending ones are.

CREATE TYPE backlog_steps_report AS (
    day date,
    backlog double precision
);
COMMENT ON TYPE backlog_steps_report IS 'A day on which the backlog changes, as plain columns; returned by backlog_steps.';
COMMENT ON COLUMN backlog_steps_report.day IS 'the first day of the new backlog';
COMMENT ON COLUMN backlog_steps_report.backlog IS 'cases open from that day on, or their weight';

CREATE FUNCTION backlog_steps(s trade_series) RETURNS SETOF backlog_steps_report
AS 'MODULE_PATHNAME', 'licences_backlog_steps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION backlog_steps(trade_series) IS
'One row for each day on which the backlog changes, with the backlog from that day on. s is built by backlog_agg.';

CREATE FUNCTION backlog_at(s trade_series, day date) RETURNS double precision
AS 'MODULE_PATHNAME', 'licences_backlog_at' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'licences_backlog_stats' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'licences_approval_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'licences_pending_age' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION pending_age(spells, double precision) IS
'Age of the spells still running, in the unit of the spells, as is age_limit. NULL is no spells.';

-- trade_vintages: what was told for each period, and when.

COMMENT ON TYPE trade_vintages IS
'Exact totals by calendar period and by the day on which they were known; built by vintages_agg, merged by rollup, asked as of any day by as_of.';

-- A series out of it.

CREATE FUNCTION as_of(v trade_vintages, day date) RETURNS trade_series
AS 'MODULE_PATHNAME', 'vintages_as_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION as_of(trade_vintages, date) IS
'What was known by the end of a day: of each period the total of the latest release up to it; periods first known later are missing. infinity: all that is known. Where totals of several periods share one with others, the one known last stands.';

CREATE FUNCTION release(v trade_vintages, n integer DEFAULT 0) RETURNS trade_series
AS 'MODULE_PATHNAME', 'vintages_release' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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
AS 'MODULE_PATHNAME', 'vintages_releases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 500;
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
AS 'MODULE_PATHNAME', 'vintages_revisions' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 200;
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
AS 'MODULE_PATHNAME', 'vintages_revision_stats' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION revision_stats(trade_vintages, integer, double precision) IS
'How far the n-th release, 0 being the first figure, lies from the latest one, over the periods that have it; and after how many days figures settle: from then on all releases lie within that part of the latest.';

-- Questions to a stored value.

CREATE FUNCTION frequency(v trade_vintages) RETURNS text
AS 'MODULE_PATHNAME', 'vintages_frequency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION frequency(trade_vintages) IS
'Frequency of the periods: day, week, month, quarter, year or trading_day.';

CREATE FUNCTION first_known(v trade_vintages) RETURNS date
AS 'MODULE_PATHNAME', 'vintages_first_known' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION first_known(trade_vintages) IS
'First day on which anything was known; NULL when empty.';

CREATE FUNCTION last_known(v trade_vintages) RETURNS date
AS 'MODULE_PATHNAME', 'vintages_last_known' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION last_known(trade_vintages) IS
'Day of the last release; NULL when empty.';

CREATE FUNCTION num_releases(v trade_vintages) RETURNS bigint
AS 'MODULE_PATHNAME', 'vintages_num_releases' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION num_releases(trade_vintages) IS
'Number of figures, by period and day known; 0 for NULL.';

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
AS 'MODULE_PATHNAME', 'series_series_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 20;
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
AS 'MODULE_PATHNAME', 'shares_shares_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 20;
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

-- Statistics of trade and exposure.

CREATE FUNCTION unit_value(value double precision, quantity double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'unit_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unit_value(double precision, double precision) IS
'Value per unit of quantity; NULL at quantity 0, which many sources write for an unknown weight. Negative figures are errors.';

CREATE TYPE unit_value_screen_report AS (
    n bigint,
    median double precision,
    mad double precision,
    suspects bigint
);
COMMENT ON TYPE unit_value_screen_report IS 'The unit values of rows, and how many are off, as plain columns; returned by unit_value_screen.';
COMMENT ON COLUMN unit_value_screen_report.n IS 'rows with a value and a quantity above zero';
COMMENT ON COLUMN unit_value_screen_report.median IS 'median unit value (of an even number the geometric mean of the middle two); NULL of fewer than three rows';
COMMENT ON COLUMN unit_value_screen_report.mad IS 'median of |ln(unit value / median)|; 0 where most rows have one unit value: then nothing is a suspect';
COMMENT ON COLUMN unit_value_screen_report.suspects IS 'rows more than 3.5 times 1.4826 mad off, and by more than a factor of 5';

CREATE TYPE unit_value_score_report AS (
    z double precision,
    ratio double precision,
    likely_factor double precision
);
COMMENT ON TYPE unit_value_score_report IS 'How far a unit value is off, as plain columns; returned by unit_value_score.';
COMMENT ON COLUMN unit_value_score_report.z IS 'ln(ratio) / (1.4826 mad); NULL at mad 0 unless the ratio is 1';
COMMENT ON COLUMN unit_value_score_report.ratio IS 'unit value / median';
COMMENT ON COLUMN unit_value_score_report.likely_factor IS 'power of ten that brings the unit value to within 20 percent of the median: divide the quantity by it, or multiply the value; NULL where none but 1 does';

CREATE FUNCTION unit_value_score(value double precision, quantity double precision, median double precision, mad double precision) RETURNS unit_value_score_report
AS 'MODULE_PATHNAME', 'unit_value_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unit_value_score(double precision, double precision, double precision, double precision) IS
'How far the unit value of a row is from the median that unit_value_screen gives, and whether a power of ten explains it: kilograms or tonnes? NULL without a value and a quantity above zero; a median that is not above zero and a negative mad are errors.';

CREATE FUNCTION export_share(export_revenue double precision, revenue double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'export_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION export_share(double precision, double precision) IS
'Export revenue / revenue, 0 to 1; NULL at revenue 0. Exports above revenue are an error.';

CREATE FUNCTION revenue_at_risk(revenue double precision, export_share double precision, fall double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'revenue_at_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revenue_at_risk(double precision, double precision, double precision) IS
'revenue * export_share * fall: the revenue lost if exports fall by that part, in units of revenue. Shares outside 0..1 are an error.';

CREATE TYPE revenue_at_risk_report AS (
    low double precision,
    high double precision
);
COMMENT ON TYPE revenue_at_risk_report IS 'The revenue at risk when shares are known as ranges, as plain columns; returned by revenue_at_risk.';
COMMENT ON COLUMN revenue_at_risk_report.low IS 'at the lower ends of export share and fall';
COMMENT ON COLUMN revenue_at_risk_report.high IS 'at the upper ends';

CREATE FUNCTION revenue_at_risk(revenue double precision, share_low double precision, share_high double precision, fall_low double precision, fall_high double precision) RETURNS revenue_at_risk_report
AS 'MODULE_PATHNAME', 'revenue_at_risk_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revenue_at_risk(double precision, double precision, double precision, double precision, double precision) IS
'Least and largest revenue at risk when the export share and the fall are known as ranges, 0..1, the lower end first.';

CREATE TYPE mirror_gap_report AS (
    fob_import double precision,
    gap double precision,
    log_ratio double precision,
    asymmetry double precision
);
COMMENT ON TYPE mirror_gap_report IS 'The importers figure against the exporters, as plain columns; returned by mirror_gap.';
COMMENT ON COLUMN mirror_gap_report.fob_import IS 'import_cif / (1 + cif_margin)';
COMMENT ON COLUMN mirror_gap_report.gap IS 'fob_import - export_fob';
COMMENT ON COLUMN mirror_gap_report.log_ratio IS 'ln(fob_import / export_fob); NULL when one side is zero';
COMMENT ON COLUMN mirror_gap_report.asymmetry IS 'gap / mean of both, -2 to 2; NULL when both are zero';

CREATE FUNCTION mirror_gap(import_cif double precision, export_fob double precision, cif_margin double precision) RETURNS mirror_gap_report
AS 'MODULE_PATHNAME', 'mirror_gap' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mirror_gap(double precision, double precision, double precision) IS
'The importer''s figure against the exporter''s for one flow: fob_import = import_cif / (1 + cif_margin), gap = fob_import - export_fob, log_ratio = ln(fob_import / export_fob), asymmetry = gap / mean of both, -2 to 2. log_ratio is NULL when one side is zero, asymmetry when both are; negative figures are errors, and so is a margin above 1.';

CREATE FUNCTION balassa_rca(country_product double precision, country_total double precision, world_product double precision, world_total double precision, symmetric_form boolean DEFAULT false) RETURNS double precision
AS 'MODULE_PATHNAME', 'balassa_rca' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balassa_rca(double precision, double precision, double precision, double precision, boolean) IS
'Revealed comparative advantage R = (country_product / country_total) / (world_product / world_total): exports of one product by a country, all its exports, and the same of the world. symmetric_form gives (R - 1) / (R + 1), -1 to 1. NULL on a zero denominator.';

CREATE TYPE reroute_report AS (
    lost double precision,
    hub_in double precision,
    hub_out double precision,
    rerouted double precision,
    share double precision
);
COMMENT ON TYPE reroute_report IS 'What can have been re-routed by way of a hub, as plain columns; returned by reroute.';
COMMENT ON COLUMN reroute_report.lost IS 'fall of the direct trade';
COMMENT ON COLUMN reroute_report.hub_in IS 'rise of the trade into the hub';
COMMENT ON COLUMN reroute_report.hub_out IS 'rise of the trade from the hub to the target';
COMMENT ON COLUMN reroute_report.rerouted IS 'the least of the three: an upper bound';
COMMENT ON COLUMN reroute_report.share IS 'rerouted / lost; NULL when nothing was lost';

CREATE FUNCTION reroute(direct_before double precision, direct_after double precision, hub_in_before double precision, hub_in_after double precision, hub_out_before double precision, hub_out_after double precision) RETURNS reroute_report
AS 'MODULE_PATHNAME', 'reroute' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reroute(double precision, double precision, double precision, double precision, double precision, double precision) IS
'The most that can have been re-routed by way of a hub between two periods: the least of the fall in direct trade, the rise into the hub and the rise from the hub to the target. An upper bound, not a proof; share, its part of the loss, is NULL when nothing was lost. Negative figures are errors.';

CREATE FUNCTION finger_kreinin(a market_shares, b market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_finger_kreinin' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION finger_kreinin(market_shares, market_shares) IS
'Similarity of two structures: sum of the smaller share of each entity, 0 (nothing in common) to 1 (the same). NULL when one is empty.';

-- Index numbers of prices and quantities.

CREATE TYPE price_report AS (
    price_laspeyres double precision,
    price_paasche double precision,
    price_fisher double precision,
    price_tornqvist double precision,
    quantity_laspeyres double precision,
    quantity_paasche double precision,
    quantity_fisher double precision,
    quantity_tornqvist double precision,
    matched bigint,
    items_before bigint,
    items_after bigint,
    coverage_before double precision,
    coverage_after double precision
);
COMMENT ON TYPE price_report IS 'Indices of prices and quantities between two periods or along a chain, as plain columns; returned by price_indices.';
COMMENT ON COLUMN price_report.price_laspeyres IS 'prices weighted by the quantities of the period before';
COMMENT ON COLUMN price_report.price_paasche IS 'prices weighted by the quantities of the period after';
COMMENT ON COLUMN price_report.price_fisher IS 'geometric mean of Laspeyres and Paasche';
COMMENT ON COLUMN price_report.price_tornqvist IS 'geometric mean of price relatives, weighted by mean value shares; NULL when a price is zero';
COMMENT ON COLUMN price_report.quantity_laspeyres IS 'quantities weighted by the prices of the period before';
COMMENT ON COLUMN price_report.quantity_paasche IS 'quantities weighted by the prices of the period after';
COMMENT ON COLUMN price_report.quantity_fisher IS 'geometric mean of Laspeyres and Paasche; times price_fisher it is the ratio of values';
COMMENT ON COLUMN price_report.quantity_tornqvist IS 'geometric mean of quantity relatives, weighted by mean value shares; NULL when a quantity is zero';
COMMENT ON COLUMN price_report.matched IS 'items with a price in both periods: only they enter the indices; for a chain the fewest of a link';
COMMENT ON COLUMN price_report.items_before IS 'items with a price in the period before; for a chain in its first period';
COMMENT ON COLUMN price_report.items_after IS 'items with a price in the period after; for a chain in its last period';
COMMENT ON COLUMN price_report.coverage_before IS 'part of the value of the period before that matched items have; for a chain the smallest of a link';
COMMENT ON COLUMN price_report.coverage_after IS 'part of the value of the period after that matched items have; for a chain the smallest of a link';

CREATE FUNCTION price_indices(values_before market_shares, quantities_before market_shares, values_after market_shares, quantities_after market_shares) RETURNS price_report
AS 'MODULE_PATHNAME', 'shares_price_indices' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION price_indices(market_shares, market_shares, market_shares, market_shares) IS
'All indices of unit values and quantities between two periods, from stored totals by item: values and quantities of the period before and of the period after. Give rows without a weight no item when building the values, shares_agg(CASE WHEN kg > 0 THEN item END, value): totals cannot tell them.';

CREATE TYPE price_geks_report AS (
    period date,
    prices double precision,
    quantities double precision,
    items bigint,
    matched_min bigint,
    coverage_min double precision
);
COMMENT ON TYPE price_geks_report IS 'A period of indices that do not depend on a chain; price_geks returns an array of them.';
COMMENT ON COLUMN price_geks_report.period IS 'its date';
COMMENT ON COLUMN price_geks_report.prices IS 'prices, 1 in the first period; NULL where no period links it to the first of its window';
COMMENT ON COLUMN price_geks_report.quantities IS 'quantities, 1 in the first period';
COMMENT ON COLUMN price_geks_report.items IS 'items that have a price';
COMMENT ON COLUMN price_geks_report.matched_min IS 'fewest matched items of its comparisons with the other periods of its window; 0 where one was left out for want of any';
COMMENT ON COLUMN price_geks_report.coverage_min IS 'smallest part of the value of a period that matched items have, of these comparisons';

-- What a change of trade consists of.

CREATE TYPE trade_margins_report AS (
    change double precision,
    entry double precision,
    exit double precision,
    price double precision,
    quantity double precision,
    unpriced double precision,
    entered bigint,
    exited bigint,
    stayed bigint,
    midpoint_growth double precision,
    entry_contribution double precision,
    exit_contribution double precision,
    price_contribution double precision,
    quantity_contribution double precision,
    unpriced_contribution double precision,
    value_before double precision,
    value_after double precision
);
COMMENT ON TYPE trade_margins_report IS 'What a change of trade consists of, as plain columns; returned by trade_margins. entry + exit + price + quantity + unpriced is the change, to the last bit.';
COMMENT ON COLUMN trade_margins_report.change IS 'value after less value before';
COMMENT ON COLUMN trade_margins_report.entry IS 'value of entities that were not there before';
COMMENT ON COLUMN trade_margins_report.exit IS 'lost value of entities that are there no more, zero or below';
COMMENT ON COLUMN trade_margins_report.price IS 'of those that stayed: change of price at the mean of both quantities';
COMMENT ON COLUMN trade_margins_report.quantity IS 'of those that stayed: change of quantity at the mean of both prices';
COMMENT ON COLUMN trade_margins_report.unpriced IS 'change of value without a quantity, or without an entity';
COMMENT ON COLUMN trade_margins_report.entered IS 'entities that have value only after';
COMMENT ON COLUMN trade_margins_report.exited IS 'entities that have value only before';
COMMENT ON COLUMN trade_margins_report.stayed IS 'entities that have value in both periods';
COMMENT ON COLUMN trade_margins_report.midpoint_growth IS 'change / mean of both values, -2 to 2';
COMMENT ON COLUMN trade_margins_report.entry_contribution IS 'entry / mean of both values: its part of midpoint_growth';
COMMENT ON COLUMN trade_margins_report.exit_contribution IS 'exit / mean of both values';
COMMENT ON COLUMN trade_margins_report.price_contribution IS 'price / mean of both values';
COMMENT ON COLUMN trade_margins_report.quantity_contribution IS 'quantity / mean of both values';
COMMENT ON COLUMN trade_margins_report.unpriced_contribution IS 'unpriced / mean of both values';
COMMENT ON COLUMN trade_margins_report.value_before IS 'all value before, also without an entity';
COMMENT ON COLUMN trade_margins_report.value_after IS 'all value after';

CREATE FUNCTION trade_margins(values_before market_shares, quantities_before market_shares, values_after market_shares, quantities_after market_shares) RETURNS trade_margins_report
AS 'MODULE_PATHNAME', 'shares_trade_margins' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_margins(market_shares, market_shares, market_shares, market_shares) IS
'What the change of trade between two periods consists of, from stored totals by entity: values and quantities of the period before and of the period after. NULL values (no rows) are no trade, NULL quantities are not known. NULL where both periods have no value.';

CREATE TYPE margin_rows_report AS (
    entity text,
    kind text,
    value_before double precision,
    value_after double precision,
    price_part double precision,
    quantity_part double precision,
    contribution double precision
);
COMMENT ON TYPE margin_rows_report IS 'One entity in a change of trade; returned by margin_rows.';
COMMENT ON COLUMN margin_rows_report.entity IS 'its name, of a number its digits; NULL for rows without one';
COMMENT ON COLUMN margin_rows_report.kind IS 'entry, exit, priced (stayed, with a quantity in both periods) or unpriced (stayed without, or no entity)';
COMMENT ON COLUMN margin_rows_report.value_before IS 'its value before; 0 for an entry';
COMMENT ON COLUMN margin_rows_report.value_after IS 'its value after; 0 for an exit';
COMMENT ON COLUMN margin_rows_report.price_part IS 'change of price at the mean of both quantities; NULL unless priced';
COMMENT ON COLUMN margin_rows_report.quantity_part IS 'change of quantity at the mean of both prices; NULL unless priced';
COMMENT ON COLUMN margin_rows_report.contribution IS 'change of its value / mean of both totals: its part of midpoint_growth';

CREATE FUNCTION margin_rows(values_before market_shares, quantities_before market_shares, values_after market_shares, quantities_after market_shares) RETURNS SETOF margin_rows_report
AS 'MODULE_PATHNAME', 'shares_margin_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION margin_rows(market_shares, market_shares, market_shares, market_shares) IS
'The entities of trade_margins, one row each, in the order of their names: which entered, left or stayed, and what prices, quantities and each entity add to the change.';

CREATE TYPE extensive_margin_report AS (
    extensive double precision,
    intensive double precision,
    share double precision
);
COMMENT ON TYPE extensive_margin_report IS 'In how much of the trade of a reference x is present, and how strongly; returned by extensive_margin.';
COMMENT ON COLUMN extensive_margin_report.extensive IS 'part of the reference that entities of x have, 0 to 1';
COMMENT ON COLUMN extensive_margin_report.intensive IS 'value of x over the value of the reference in the same entities; NULL where x trades nothing';
COMMENT ON COLUMN extensive_margin_report.share IS 'value of x over all of the reference: the product of both';

CREATE FUNCTION extensive_margin(x market_shares, reference market_shares) RETURNS extensive_margin_report
AS 'MODULE_PATHNAME', 'shares_extensive_margin' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION extensive_margin(market_shares, market_shares) IS
'Extensive and intensive margin of Hummels and Klenow 2005: in how much of what the reference trades x is present, and how much of that x has. Rows without an entity are left out. NULL x (no rows) trades nothing; an entity of x that the reference does not have is an error.';

-- Exposure of a sector.

CREATE TYPE exposure_report AS (
    weighted double precision,
    simple_mean double precision,
    largest double precision,
    at_risk double precision,
    at_risk_share double precision,
    firms bigint,
    revenue double precision,
    export_revenue double precision,
    coverage double precision,
    weighted_low double precision,
    weighted_high double precision,
    at_risk_high double precision
);
COMMENT ON TYPE exposure_report IS 'Exposure of a sector to exports, as plain columns; returned by weighted_exposure.';
COMMENT ON COLUMN exposure_report.weighted IS 'export revenue / revenue of all firms that tell both';
COMMENT ON COLUMN exposure_report.simple_mean IS 'mean of the export shares of firms with revenue';
COMMENT ON COLUMN exposure_report.largest IS 'largest export share of a firm';
COMMENT ON COLUMN exposure_report.at_risk IS 'export revenue times fall: the revenue lost by firms that tell their exports';
COMMENT ON COLUMN exposure_report.at_risk_share IS 'at_risk / revenue';
COMMENT ON COLUMN exposure_report.firms IS 'firms that tell both revenue and export revenue';
COMMENT ON COLUMN exposure_report.revenue IS 'revenue of firms that tell both';
COMMENT ON COLUMN exposure_report.export_revenue IS 'their export revenue';
COMMENT ON COLUMN exposure_report.coverage IS 'part of all revenue whose exports are known';
COMMENT ON COLUMN exposure_report.weighted_low IS 'export share of all revenue if what is unknown exports nothing';
COMMENT ON COLUMN exposure_report.weighted_high IS 'export share of all revenue if what is unknown exports everything';
COMMENT ON COLUMN exposure_report.at_risk_high IS 'at_risk if what is unknown exports everything; at_risk is the lower bound';

-- Reference: oxide equivalents, codes and events.

CREATE FUNCTION atomic_weight(element text) RETURNS double precision
AS 'MODULE_PATHNAME', 'atomic_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION atomic_weight(text) IS
'Standard atomic weight of an element by its symbol (IUPAC 2021; the conventional value of an interval; 145 for Pm). A symbol that is not known is an error.';

CREATE FUNCTION reo_factor(element text, oxide text DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_factor' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reo_factor(text, text) IS
'Mass of rare-earth oxide per mass of metal. The oxide is the one that trade counts in: CeO2, Pr6O11, Tb4O7, otherwise R2O3; oxide => ''Pr2O3'' takes another one. Tonnes of metal times the factor are tonnes REO. An element that is no rare earth is an error.';

CREATE TYPE reo_content_report AS (
    reo double precision,
    ree double precision
);
COMMENT ON TYPE reo_content_report IS 'Rare earths in a unit of mass of a substance, as plain columns; returned by reo_content.';
COMMENT ON COLUMN reo_content_report.reo IS 'mass of rare-earth oxides per mass of the substance';
COMMENT ON COLUMN reo_content_report.ree IS 'mass of rare-earth elements per mass of the substance';

CREATE FUNCTION reo_content(substance text) RETURNS reo_content_report
AS 'MODULE_PATHNAME', 'reo_content_formula' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_content(text) IS
'Mass of rare earths per mass of a substance given by its formula, for example Nd2Fe14B or La2(CO3)3: as oxides (reo) and as elements (ree). Join water with *, as in LaCl3*7H2O. A formula that cannot be read is an error that says where, and so is one of more than 10000 bytes.';

CREATE FUNCTION reo_content(composition jsonb) RETURNS reo_content_report
AS 'MODULE_PATHNAME', 'reo_content_composition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_content(jsonb) IS
'Mass of rare earths, as oxides and as elements, per mass of a material given by mass fractions of elements or formulas, for example {"Nd": 0.22, "Pr": 0.07, "Dy": 0.02}; what is left out holds none. A fraction outside 0..1, or a sum above 1, is an error.';

CREATE FUNCTION reo_equivalent(mass double precision, substance text) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_equivalent_formula' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_equivalent(double precision, text) IS
'Mass of rare-earth oxides that a mass of a substance stands for, in the same unit; the substance is given by its formula, Nd for the metal.';

CREATE FUNCTION reo_equivalent(mass double precision, composition jsonb) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_equivalent_composition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_equivalent(double precision, jsonb) IS
'Mass of rare-earth oxides that a mass of a material stands for, in the same unit; the material is given by mass fractions.';

CREATE FUNCTION hs_normalize(code text, strict boolean DEFAULT true) RETURNS text
AS 'MODULE_PATHNAME', 'hs_normalize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_normalize(text, boolean) IS
'The digits of a code of the Harmonized System: 2, 4, 6 or 8 to 13 of them, without dots, spaces, hyphens and an apostrophe before them. Chapters 00 and 77 do not exist. The first six digits are international, further ones national. Anything else is an error, or NULL with strict => false.';

-- Reference rows.  Functions and not tables: what they say belongs to the
-- version of the extension, is the same on a standby, on a worker and after a
-- restore, and takes no name of a table.  Codes and events change with the
-- news, so they are stable within a version and not immutable; who knows more
-- copies them into a table of his own.

CREATE TYPE rare_earth_elements_report AS (
    symbol text,
    name text,
    atomic_number integer,
    atomic_weight double precision,
    oxide text,
    reo_factor double precision,
    eu_group text
);
COMMENT ON TYPE rare_earth_elements_report IS 'A rare-earth element, as plain columns; returned by rare_earth_elements.';
COMMENT ON COLUMN rare_earth_elements_report.symbol IS 'as in the periodic table';
COMMENT ON COLUMN rare_earth_elements_report.name IS 'in English, lower case';
COMMENT ON COLUMN rare_earth_elements_report.atomic_number IS 'number of protons';
COMMENT ON COLUMN rare_earth_elements_report.atomic_weight IS 'standard atomic weight, IUPAC 2021';
COMMENT ON COLUMN rare_earth_elements_report.oxide IS 'the oxide that trade counts in';
COMMENT ON COLUMN rare_earth_elements_report.reo_factor IS 'mass of that oxide per mass of metal';
COMMENT ON COLUMN rare_earth_elements_report.eu_group IS 'group of the EU criticality assessments, LREE or HREE; NULL for Sc and Pm';

CREATE FUNCTION rare_earth_elements() RETURNS SETOF rare_earth_elements_report
AS 'MODULE_PATHNAME', 'rare_earth_elements' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 17;
COMMENT ON FUNCTION rare_earth_elements() IS
'The 17 rare-earth elements: atomic weight, the oxide that trade counts in, mass of oxide per mass of metal, and the group of the EU criticality assessments (LREE, HREE; NULL for Sc and Pm).';

CREATE TYPE hs_codes_report AS (
    code text,
    nomenclature text,
    first_edition integer,
    last_edition integer,
    stage text,
    material text,
    description text,
    substance text,
    control_measure text,
    controlled_from date,
    control_scope text,
    source text
);
COMMENT ON TYPE hs_codes_report IS 'A code of the rare-earth chain or of a mineral beside it, as plain columns; returned by hs_codes.';
COMMENT ON COLUMN hs_codes_report.code IS 'digits, as hs_normalize gives them';
COMMENT ON COLUMN hs_codes_report.nomenclature IS 'HS (six digits), China or EU (national digits)';
COMMENT ON COLUMN hs_codes_report.first_edition IS 'first edition of the HS that has the line; NULL where it is national';
COMMENT ON COLUMN hs_codes_report.last_edition IS 'last one; NULL in force or national';
COMMENT ON COLUMN hs_codes_report.stage IS 'ore, oxide, salt, compound, metal, alloy, magnet or product';
COMMENT ON COLUMN hs_codes_report.material IS 'an element, rare earths where a line mixes them, or another material';
COMMENT ON COLUMN hs_codes_report.description IS 'what the line holds';
COMMENT ON COLUMN hs_codes_report.substance IS 'formula for reo_equivalent where the line names one compound, without its water; else NULL';
COMMENT ON COLUMN hs_codes_report.control_measure IS 'Chinese export licensing; NULL where there is none';
COMMENT ON COLUMN hs_codes_report.controlled_from IS 'its first day';
COMMENT ON COLUMN hs_codes_report.control_scope IS 'whether all or part of the line is under it';
COMMENT ON COLUMN hs_codes_report.source IS 'where the line stands';

CREATE FUNCTION hs_codes() RETURNS SETOF hs_codes_report
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.code, v.nomenclature, v.first_edition, v.last_edition, v.stage, v.material, v.description, v.substance, v.control_measure, v.controlled_from::pg_catalog.date, v.control_scope, v.source
  FROM (VALUES
    ('253090', 'HS', 1992, NULL::pg_catalog.int4, 'ore', 'rare earths', 'other mineral substances, rare-earth ores among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('261220', 'HS', 1992, NULL, 'ore', 'rare earths', 'thorium ores and concentrates, monazite among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('280530', 'HS', 1992, NULL, 'metal', 'rare earths', 'rare-earth metals, scandium and yttrium', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('284610', 'HS', 1992, NULL, 'compound', 'cerium', 'cerium compounds', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('284690', 'HS', 1992, NULL, 'compound', 'rare earths', 'compounds of other rare earths, of yttrium and of scandium', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('360690', 'HS', 1992, NULL, 'alloy', 'rare earths', 'ferro-cerium and other pyrophoric alloys', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('720299', 'HS', 1992, NULL, 'alloy', 'rare earths', 'other ferro-alloys, those of rare earths among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('850511', 'HS', 1992, NULL, 'magnet', 'rare earths', 'permanent magnets of metal', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('850519', 'HS', 1992, NULL, 'magnet', 'rare earths', 'permanent magnets of other materials', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('381590', 'HS', 1992, NULL, 'product', 'rare earths', 'other catalysts, those with rare earths among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('382490', 'HS', 1996, 2012, 'product', 'rare earths', 'other chemical preparations, targets among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('382499', 'HS', 2017, NULL, 'product', 'rare earths', 'other chemical preparations, targets among them; parts moved out in 2022', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('261710', 'HS', 1992, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('282580', 'HS', 1992, NULL, 'oxide', 'antimony', 'antimony oxides', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'part', 'nomenclature of the World Customs Organization'),
    ('811000', 'HS', 1992, 1996, 'metal', 'antimony', 'antimony and articles of it', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('811010', 'HS', 2002, NULL, 'metal', 'antimony', 'unwrought antimony, powders', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('811020', 'HS', 2002, NULL, 'metal', 'antimony', 'antimony waste and scrap', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('811090', 'HS', 2002, NULL, 'metal', 'antimony', 'other articles of antimony', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('282560', 'HS', 1992, NULL, 'oxide', 'germanium', 'germanium oxides and zirconium dioxide', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811230', 'HS', 1992, 2002, 'metal', 'germanium', 'germanium', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('811292', 'HS', 2007, NULL, 'metal', 'germanium', 'unwrought gallium, germanium and other minor metals, waste, powders; hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811299', 'HS', 2007, NULL, 'metal', 'germanium', 'other articles of gallium, germanium and other minor metals; hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811291', 'HS', 1992, 1996, 'metal', 'gallium', 'unwrought gallium and other minor metals, waste, powders', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('811292', 'HS', 2002, NULL, 'metal', 'gallium', 'unwrought gallium and other minor metals, waste, powders; germanium came in 2007, hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811299', 'HS', 1992, NULL, 'metal', 'gallium', 'other articles of gallium and other minor metals; germanium came in 2007, hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('250410', 'HS', 1992, NULL, 'ore', 'graphite', 'natural graphite in powder or flakes', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'part', 'nomenclature of the World Customs Organization'),
    ('380110', 'HS', 1992, NULL, 'product', 'graphite', 'artificial graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'part', 'nomenclature of the World Customs Organization'),
    ('25309020', 'China', NULL, NULL, 'ore', 'rare earths', 'rare-earth ores', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053011', 'China', NULL, NULL, 'metal', 'neodymium', 'neodymium metal', 'Nd', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053012', 'China', NULL, NULL, 'metal', 'dysprosium', 'dysprosium metal', 'Dy', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053013', 'China', NULL, NULL, 'metal', 'terbium', 'terbium metal', 'Tb', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053014', 'China', NULL, NULL, 'metal', 'lanthanum', 'lanthanum metal', 'La', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053015', 'China', NULL, NULL, 'metal', 'cerium', 'cerium metal', 'Ce', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053016', 'China', NULL, NULL, 'metal', 'praseodymium', 'praseodymium metal', 'Pr', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053017', 'China', NULL, NULL, 'metal', 'yttrium', 'yttrium metal', 'Y', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053018', 'China', NULL, NULL, 'metal', 'scandium', 'scandium metal', 'Sc', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053019', 'China', NULL, NULL, 'metal', 'rare earths', 'other rare-earth metals, not mixed', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2805301910', 'China', NULL, NULL, 'metal', 'rare earths', 'samarium, gadolinium and lutetium metal', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28053021', 'China', NULL, NULL, 'metal', 'rare earths', 'rare-earth metals mixed, battery grade', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053029', 'China', NULL, NULL, 'metal', 'rare earths', 'other rare-earth metals, mixed', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461010', 'China', NULL, NULL, 'oxide', 'cerium', 'cerium oxide', 'CeO2', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461020', 'China', NULL, NULL, 'salt', 'cerium', 'cerium hydroxide', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461030', 'China', NULL, NULL, 'salt', 'cerium', 'cerium carbonate', 'Ce2(CO3)3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461090', 'China', NULL, NULL, 'compound', 'cerium', 'other cerium compounds', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469011', 'China', NULL, NULL, 'oxide', 'yttrium', 'yttrium oxide', 'Y2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469012', 'China', NULL, NULL, 'oxide', 'lanthanum', 'lanthanum oxide', 'La2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469013', 'China', NULL, NULL, 'oxide', 'neodymium', 'neodymium oxide', 'Nd2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469014', 'China', NULL, NULL, 'oxide', 'europium', 'europium oxide', 'Eu2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469015', 'China', NULL, NULL, 'oxide', 'dysprosium', 'dysprosium oxide', 'Dy2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469016', 'China', NULL, NULL, 'oxide', 'terbium', 'terbium oxide', 'Tb4O7', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469017', 'China', NULL, NULL, 'oxide', 'praseodymium', 'praseodymium oxide', 'Pr6O11', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469019', 'China', NULL, NULL, 'oxide', 'rare earths', 'other rare-earth oxides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846901920', 'China', NULL, NULL, 'oxide', 'erbium', 'erbium oxide', 'Er2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('2846901930', 'China', NULL, NULL, 'oxide', 'gadolinium', 'gadolinium oxide', 'Gd2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('2846901940', 'China', NULL, NULL, 'oxide', 'samarium', 'samarium oxide', 'Sm2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('2846901970', 'China', NULL, NULL, 'oxide', 'ytterbium', 'ytterbium oxide', 'Yb2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('2846901980', 'China', NULL, NULL, 'oxide', 'scandium', 'scandium oxide', 'Sc2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('2846901993', 'China', NULL, NULL, 'oxide', 'rare earths', 'mixed oxides with samarium, gadolinium, terbium, dysprosium, lutetium, scandium or yttrium', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469021', 'China', NULL, NULL, 'salt', 'terbium', 'terbium chloride', 'TbCl3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469022', 'China', NULL, NULL, 'salt', 'dysprosium', 'dysprosium chloride', 'DyCl3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469023', 'China', NULL, NULL, 'salt', 'lanthanum', 'lanthanum chloride', 'LaCl3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469024', 'China', NULL, NULL, 'salt', 'neodymium', 'neodymium chloride', 'NdCl3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469025', 'China', NULL, NULL, 'salt', 'praseodymium', 'praseodymium chloride', 'PrCl3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469026', 'China', NULL, NULL, 'salt', 'yttrium', 'yttrium chloride', 'YCl3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469031', 'China', NULL, NULL, 'salt', 'terbium', 'terbium fluoride', 'TbF3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469032', 'China', NULL, NULL, 'salt', 'dysprosium', 'dysprosium fluoride', 'DyF3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469033', 'China', NULL, NULL, 'salt', 'lanthanum', 'lanthanum fluoride', 'LaF3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469034', 'China', NULL, NULL, 'salt', 'neodymium', 'neodymium fluoride', 'NdF3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469035', 'China', NULL, NULL, 'salt', 'praseodymium', 'praseodymium fluoride', 'PrF3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469036', 'China', NULL, NULL, 'salt', 'yttrium', 'yttrium fluoride', 'YF3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469041', 'China', NULL, NULL, 'salt', 'lanthanum', 'lanthanum carbonate', 'La2(CO3)3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469042', 'China', NULL, NULL, 'salt', 'terbium', 'terbium carbonate', 'Tb2(CO3)3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469043', 'China', NULL, NULL, 'salt', 'dysprosium', 'dysprosium carbonate', 'Dy2(CO3)3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469028', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth chlorides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846902810', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth chlorides with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469029', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth chlorides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846902910', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth chlorides with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469039', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth fluorides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846903910', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth fluorides with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469048', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth carbonates', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846904820', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth carbonates with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469049', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth carbonates', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846904910', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth carbonates with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469099', 'China', NULL, NULL, 'compound', 'rare earths', 'other compounds of rare earths', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846909920', 'China', NULL, NULL, 'compound', 'rare earths', 'other compounds of rare earths with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('7202999191', 'China', NULL, NULL, 'alloy', 'rare earths', 'rare-earth ferrosilicon with more than 10 percent rare earths', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('85051110', 'China', NULL, NULL, 'magnet', 'rare earths', 'rare-earth permanent magnets; controlled ones (samarium-cobalt, with terbium or dysprosium) and others are not told apart', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('85051190', 'China', NULL, NULL, 'magnet', 'other', 'other permanent magnets of metal', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('3824999922', 'China', NULL, NULL, 'product', 'rare earths', 'targets and preparations with controlled rare earths', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('8486909110', 'China', NULL, NULL, 'product', 'rare earths', 'targets with controlled rare earths', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('2617101000', 'China', NULL, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('2617109001', 'China', NULL, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('2617109090', 'China', NULL, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('2825800010', 'China', NULL, NULL, 'oxide', 'antimony', 'antimony oxide of at least 99.99 percent', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110101000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110102000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110200000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110900000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8112929010', 'China', NULL, NULL, 'metal', 'gallium', 'gallium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112929090', 'China', NULL, NULL, 'metal', 'gallium', 'gallium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112999000', 'China', NULL, NULL, 'metal', 'gallium', 'gallium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112921010', 'China', NULL, NULL, 'metal', 'germanium', 'germanium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112921090', 'China', NULL, NULL, 'metal', 'germanium', 'germanium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112991000', 'China', NULL, NULL, 'metal', 'germanium', 'germanium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('2825600002', 'China', NULL, NULL, 'oxide', 'germanium', 'germanium dioxide', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('2504101000', 'China', NULL, NULL, 'ore', 'graphite', 'natural flake graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'all', 'MOFCOM and GACC announcement 39 of 2023, reference codes'),
    ('2504109100', 'China', NULL, NULL, 'product', 'graphite', 'products of natural flake graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'all', 'MOFCOM and GACC announcement 39 of 2023, reference codes'),
    ('3801100030', 'China', NULL, NULL, 'product', 'graphite', 'artificial graphite of high purity, strength and density', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'all', 'MOFCOM and GACC announcement 39 of 2023, reference codes'),
    ('85051110', 'EU', NULL, NULL, 'magnet', 'rare earths', 'rare-earth permanent magnets; 85051100 before the line was split', NULL, NULL, NULL, NULL, 'Combined Nomenclature')
  ) AS v(code, nomenclature, first_edition, last_edition, stage, material, description, substance, control_measure, controlled_from, control_scope, source);
END;
COMMENT ON FUNCTION hs_codes() IS
'Codes of the rare-earth chain and of antimony, gallium, germanium and graphite. nomenclature: HS (six digits; first_edition and last_edition are editions of the HS, NULL last is in force), China or EU (national digits). stage: ore, oxide, salt, compound, metal, alloy, magnet or product. substance: the formula for reo_equivalent where the line names one compound, without its water. control_scope: whether all or part of the line is under Chinese export licensing since controlled_from; NULL where it is not.';

CREATE TYPE control_events_report AS (
    event_date date,
    end_date date,
    kind text,
    material text,
    destination text,
    measure text,
    source text
);
COMMENT ON TYPE control_events_report IS 'A Chinese export control of one material, as plain columns; returned by control_events.';
COMMENT ON COLUMN control_events_report.event_date IS 'first day';
COMMENT ON COLUMN control_events_report.end_date IS 'last day of a suspension; NULL otherwise';
COMMENT ON COLUMN control_events_report.kind IS 'licensing, ban, announced (never in force so far) or suspended';
COMMENT ON COLUMN control_events_report.material IS 'what is controlled';
COMMENT ON COLUMN control_events_report.destination IS 'country; NULL where the measure applies to all';
COMMENT ON COLUMN control_events_report.measure IS 'announcement';
COMMENT ON COLUMN control_events_report.source IS 'where it was read';

CREATE FUNCTION control_events() RETURNS SETOF control_events_report
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.event_date::pg_catalog.date, v.end_date::pg_catalog.date, v.kind, v.material, v.destination, v.measure, v.source
  FROM (VALUES
    ('2023-08-01', NULL, 'licensing', 'gallium', NULL, 'MOFCOM and GACC announcement 23 of 2023', 'translation of the announcement; Reuters 2023-10-20'),
    ('2023-08-01', NULL, 'licensing', 'germanium', NULL, 'MOFCOM and GACC announcement 23 of 2023', 'translation of the announcement; Reuters 2023-10-20'),
    ('2023-12-01', NULL, 'licensing', 'graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', 'translation of the announcement; Xinhua 2023-10-20'),
    ('2024-09-15', NULL, 'licensing', 'antimony', NULL, 'MOFCOM and GACC announcement 33 of 2024', 'translation of the announcement; Reuters 2024-11-19'),
    ('2024-12-03', NULL, 'ban', 'antimony', 'United States', 'MOFCOM announcement 46 of 2024', 'Reuters 2024-12-03'),
    ('2024-12-03', NULL, 'ban', 'gallium', 'United States', 'MOFCOM announcement 46 of 2024', 'Reuters 2024-12-03'),
    ('2024-12-03', NULL, 'ban', 'germanium', 'United States', 'MOFCOM announcement 46 of 2024', 'Reuters 2024-12-03'),
    ('2025-04-04', NULL, 'licensing', 'scandium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'yttrium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'samarium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'gadolinium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'terbium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'dysprosium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'lutetium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-10-09', NULL, 'announced', 'europium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'holmium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'erbium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'thulium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'ytterbium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'europium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'holmium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'erbium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'thulium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'ytterbium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-09', '2026-11-27', 'suspended', 'antimony', 'United States', 'the ban of 2024-12-03 is suspended; licensing stays', 'Fastmarkets Nov 2025; Project Blue Nov 2025'),
    ('2025-11-09', '2026-11-27', 'suspended', 'gallium', 'United States', 'the ban of 2024-12-03 is suspended; licensing stays', 'Fastmarkets Nov 2025; Project Blue Nov 2025'),
    ('2025-11-09', '2026-11-27', 'suspended', 'germanium', 'United States', 'the ban of 2024-12-03 is suspended; licensing stays', 'Fastmarkets Nov 2025; Project Blue Nov 2025')
  ) AS v(event_date, end_date, kind, material, destination, measure, source);
END;
COMMENT ON FUNCTION control_events() IS
'Chinese export controls of gallium, germanium, graphite, antimony and rare earths from August 2023 to November 2025, one row for each measure and material: licensing, ban, announced (never in force so far) and suspended (until end_date). Controls of other materials, of technology and of single users are not listed. destination is NULL where the measure applies to all.';

-- Answers as a person reads them.

CREATE FUNCTION summary(m market_shares) RETURNS text
AS 'MODULE_PATHNAME', 'shares_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION summary(market_shares) IS
'One line about the value, for a person: entities, total, the three largest with their shares, what is unattributed. Numbers are rounded; the text form of the value itself is complete.';

CREATE FUNCTION summary(s trade_series) RETURNS text
AS 'MODULE_PATHNAME', 'series_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION summary(trade_series) IS
'One line about the value, for a person: frequency, number of figures, first and last period, least and greatest figure, totals of several periods, missing ones. Numbers are rounded; the text form of the value itself is complete.';

CREATE FUNCTION summary(s spells) RETURNS text
AS 'MODULE_PATHNAME', 'spells_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION summary(spells) IS
'One line about the value, for a person: unit, ended and running spells, least and greatest duration. Numbers are rounded; the text form of the value itself is complete.';

CREATE FUNCTION summary(m markets) RETURNS text
AS 'MODULE_PATHNAME', 'markets_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION summary(markets) IS
'One line about the value, for a person: number of groups, the first and the last of them. The text form of the value itself is complete.';

CREATE FUNCTION summary(p trade_panel) RETURNS text
AS 'MODULE_PATHNAME', 'panel_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION summary(trade_panel) IS
'One line about the value, for a person: number of groups, the first and the last of them. The text form of the value itself is complete.';

CREATE FUNCTION summary(v trade_vintages) RETURNS text
AS 'MODULE_PATHNAME', 'vintages_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION summary(trade_vintages) IS
'One line about the value, for a person: what it is told for, first and last period, number of releases and the days on which they were known. The text form of the value itself is complete.';

CREATE FUNCTION rounded(answer anyelement, digits integer DEFAULT 4) RETURNS anyelement
AS 'MODULE_PATHNAME', 'readable_rounded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rounded(anyelement, integer) IS
'A number, or every double precision column of a row, rounded to so many digits (1 to 15), but never before the point: 5774.3 is 5774 and 0.16612 is 0.1661. For a person: FROM t, recovery(t.s, day) r, rounded(r) answers in a few digits without a cast.';

CREATE FUNCTION series_agg_trans(keyed_sums, date, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, double precision) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_final(keyed_sums) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION series_agg_final(keyed_sums) IS
'internal: final function of series_agg, backlog_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, numeric) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, double precision) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, numeric) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, double precision, text) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, numeric, text) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, double precision, text) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, numeric, text) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, double precision, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, double precision, text, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, numeric, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, numeric, text, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, double precision, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, double precision, text, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, numeric, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, numeric, text, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, double precision, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, double precision, text, integer, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, numeric, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, numeric, text, integer, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, double precision, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, double precision, text, integer, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, timestamp, numeric, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, timestamp, numeric, text, integer, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_rollup_trans(keyed_sums, trade_series) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION series_rollup_trans(keyed_sums, trade_series) IS
'internal: transition function of rollup';

CREATE FUNCTION series_rollup_final(keyed_sums) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_rollup_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION series_rollup_final(keyed_sums) IS
'internal: final function of rollup';

CREATE FUNCTION rollup_enter(internal, trade_series) RETURNS internal
AS 'MODULE_PATHNAME', 'series_rollup_enter' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rollup_enter(internal, trade_series) IS
'internal: lets a value into a moving frame of rollup';

CREATE FUNCTION rollup_leave(internal, trade_series) RETURNS internal
AS 'MODULE_PATHNAME', 'series_rollup_leave' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rollup_leave(internal, trade_series) IS
'internal: lets a value out of a moving frame of rollup';

CREATE FUNCTION series_rollup_frame(internal) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_rollup_frame' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION series_rollup_frame(internal) IS
'internal: final function of moving frames of rollup';

CREATE FUNCTION export_recovery_trans(keyed_sums, date, double precision, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, date, double precision, date) IS
'internal: transition function of export_recovery';

CREATE FUNCTION export_recovery_final(keyed_sums) RETURNS recovery_report
AS 'MODULE_PATHNAME', 'series_export_recovery_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION export_recovery_final(keyed_sums) IS
'internal: final function of export_recovery';

CREATE FUNCTION export_recovery_trans(keyed_sums, date, numeric, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, date, numeric, date) IS
'internal: transition function of export_recovery';

CREATE FUNCTION export_recovery_trans(keyed_sums, timestamp, double precision, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, timestamp, double precision, date) IS
'internal: transition function of export_recovery';

CREATE FUNCTION export_recovery_trans(keyed_sums, timestamp, numeric, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, timestamp, numeric, date) IS
'internal: transition function of export_recovery';

CREATE FUNCTION export_recovery_trans(keyed_sums, date, double precision, date, jsonb) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, date, double precision, date, jsonb) IS
'internal: transition function of export_recovery';

CREATE FUNCTION export_recovery_trans(keyed_sums, date, numeric, date, jsonb) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, date, numeric, date, jsonb) IS
'internal: transition function of export_recovery';

CREATE FUNCTION export_recovery_trans(keyed_sums, timestamp, double precision, date, jsonb) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, timestamp, double precision, date, jsonb) IS
'internal: transition function of export_recovery';

CREATE FUNCTION export_recovery_trans(keyed_sums, timestamp, numeric, date, jsonb) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_recovery_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION export_recovery_trans(keyed_sums, timestamp, numeric, date, jsonb) IS
'internal: transition function of export_recovery';

CREATE FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_span' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, date, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_span_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, date, numeric, text) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_span' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, date, numeric, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_span_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, date, numeric, text, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_span' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, date, double precision, text, integer, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION series_agg_trans(keyed_sums, date, date, numeric, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_agg_trans_span_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_agg_trans(keyed_sums, date, date, numeric, text, integer, integer) IS
'internal: transition function of series_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_final(keyed_sums) RETURNS trade_series
AS 'MODULE_PATHNAME', 'series_reconcile_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION reconcile_agg_final(keyed_sums) IS
'internal: final function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision, integer) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision, integer) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision, integer, integer) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision, integer, integer) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision, integer, integer, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, double precision, text, double precision, integer, integer, date) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision, integer, integer, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'series_reconcile_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reconcile_agg_trans(keyed_sums, date, date, numeric, text, double precision, integer, integer, date) IS
'internal: transition function of reconcile_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_final(keyed_sums) RETURNS trade_series
AS 'MODULE_PATHNAME', 'levels_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION levels_agg_final(keyed_sums) IS
'internal: final function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, numeric) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, numeric, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text, integer) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text, integer) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text, integer) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text, integer) IS
'internal: transition function of levels_agg, inventory_drawdown';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text, integer, integer) IS
'internal: transition function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text, integer, integer) IS
'internal: transition function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text, integer, integer) IS
'internal: transition function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text, integer, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text, integer, integer) IS
'internal: transition function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text, integer, integer, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, double precision, text, text, integer, integer, date) IS
'internal: transition function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text, integer, integer, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, date, numeric, text, text, integer, integer, date) IS
'internal: transition function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text, integer, integer, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, double precision, text, text, integer, integer, date) IS
'internal: transition function of levels_agg';

CREATE FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text, integer, integer, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'levels_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION levels_agg_trans(keyed_sums, timestamp, numeric, text, text, integer, integer, date) IS
'internal: transition function of levels_agg';

CREATE FUNCTION inventory_drawdown_final(keyed_sums) RETURNS drawdown_report
AS 'MODULE_PATHNAME', 'series_inventory_drawdown_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION inventory_drawdown_final(keyed_sums) IS
'internal: final function of inventory_drawdown';

CREATE FUNCTION shares_agg_trans(keyed_sums, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, text, double precision) IS
'internal: transition function of shares_agg, hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_agg_final(keyed_sums) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION shares_agg_final(keyed_sums) IS
'internal: final function of shares_agg, rollup';

CREATE FUNCTION shares_agg_trans(keyed_sums, text, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_text_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, text, numeric) IS
'internal: transition function of shares_agg, hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_agg_trans(keyed_sums, bigint, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, bigint, double precision) IS
'internal: transition function of shares_agg, hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_agg_trans(keyed_sums, bigint, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, bigint, numeric) IS
'internal: transition function of shares_agg, hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_rollup_trans(keyed_sums, market_shares) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION shares_rollup_trans(keyed_sums, market_shares) IS
'internal: transition function of rollup';

CREATE FUNCTION rollup_enter(internal, market_shares) RETURNS internal
AS 'MODULE_PATHNAME', 'shares_rollup_enter' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rollup_enter(internal, market_shares) IS
'internal: lets a value into a moving frame of rollup';

CREATE FUNCTION rollup_leave(internal, market_shares) RETURNS internal
AS 'MODULE_PATHNAME', 'shares_rollup_leave' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rollup_leave(internal, market_shares) IS
'internal: lets a value out of a moving frame of rollup';

CREATE FUNCTION shares_rollup_frame(internal) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_rollup_frame' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION shares_rollup_frame(internal) IS
'internal: final function of moving frames of rollup';

CREATE FUNCTION hhi_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_hhi_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_final(keyed_sums) IS
'internal: final function of hhi';

CREATE FUNCTION shares_enter(keyed_sums, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_enter_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_enter(keyed_sums, text, double precision) IS
'internal: adds a row to a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_leave(keyed_sums, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_leave_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_leave(keyed_sums, text, double precision) IS
'internal: takes a row out of a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_enter(keyed_sums, text, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_enter_text_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_enter(keyed_sums, text, numeric) IS
'internal: adds a row to a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_leave(keyed_sums, text, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_leave_text_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_leave(keyed_sums, text, numeric) IS
'internal: takes a row out of a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_enter(keyed_sums, bigint, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_enter_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_enter(keyed_sums, bigint, double precision) IS
'internal: adds a row to a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_leave(keyed_sums, bigint, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_leave_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_leave(keyed_sums, bigint, double precision) IS
'internal: takes a row out of a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_enter(keyed_sums, bigint, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_enter_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_enter(keyed_sums, bigint, numeric) IS
'internal: adds a row to a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION shares_leave(keyed_sums, bigint, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_leave_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_leave(keyed_sums, bigint, numeric) IS
'internal: takes a row out of a moving frame of hhi, market_indices, hhi_bounds';

CREATE FUNCTION market_indices_final(keyed_sums) RETURNS market_report
AS 'MODULE_PATHNAME', 'shares_market_indices_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION market_indices_final(keyed_sums) IS
'internal: final function of market_indices';

CREATE FUNCTION hhi_trans(keyed_sums, text, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'hhi_trans_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_trans(keyed_sums, text, double precision, double precision) IS
'internal: transition function of hhi';

CREATE FUNCTION hhi_trans(keyed_sums, text, numeric, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'hhi_trans_text_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_trans(keyed_sums, text, numeric, double precision) IS
'internal: transition function of hhi';

CREATE FUNCTION hhi_trans(keyed_sums, bigint, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'hhi_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_trans(keyed_sums, bigint, double precision, double precision) IS
'internal: transition function of hhi';

CREATE FUNCTION hhi_trans(keyed_sums, bigint, numeric, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'hhi_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hhi_trans(keyed_sums, bigint, numeric, double precision) IS
'internal: transition function of hhi';

CREATE FUNCTION hhi_bounds_final(keyed_sums) RETURNS hhi_bounds_report
AS 'MODULE_PATHNAME', 'shares_hhi_bounds_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_bounds_final(keyed_sums) IS
'internal: final function of hhi_bounds';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_ended' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, boolean) IS
'internal: transition function of spells_agg, median_duration';

CREATE FUNCTION spells_agg_final(keyed_sums) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spells_agg_final(keyed_sums) IS
'internal: final function of spells_agg, weighted_spells_agg, late_spells_agg, rollup';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, boolean, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, boolean, integer) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, boolean, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_ended' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, boolean, text) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, boolean, integer, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, boolean, integer, text) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, date, date, date) IS
'internal: transition function of spells_agg, median_duration';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, double precision) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, double precision, text) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, double precision, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_interval_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, double precision, integer) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, double precision, double precision, integer, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_interval_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, double precision, double precision, integer, text) IS
'internal: transition function of spells_agg';

CREATE FUNCTION weighted_spells_agg_trans(keyed_sums, double precision, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_spells_agg_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_spells_agg_trans(keyed_sums, double precision, double precision, double precision) IS
'internal: transition function of weighted_spells_agg';

CREATE FUNCTION weighted_spells_agg_trans(keyed_sums, double precision, double precision, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_spells_agg_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_spells_agg_trans(keyed_sums, double precision, double precision, double precision, text) IS
'internal: transition function of weighted_spells_agg';

CREATE FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_entry' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean) IS
'internal: transition function of late_spells_agg';

CREATE FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_entry' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean, text) IS
'internal: transition function of late_spells_agg';

CREATE FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_entry_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean, integer) IS
'internal: transition function of late_spells_agg';

CREATE FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean, integer, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_entry_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION late_spells_agg_trans(keyed_sums, double precision, double precision, boolean, integer, text) IS
'internal: transition function of late_spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, date, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_entry_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, date, date, date, date) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, date, date, date, date, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_entry_dates_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, date, date, date, date, integer) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_rollup_trans(keyed_sums, spells) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spells_rollup_trans(keyed_sums, spells) IS
'internal: transition function of rollup';

CREATE FUNCTION rollup_enter(internal, spells) RETURNS internal
AS 'MODULE_PATHNAME', 'spells_rollup_enter' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rollup_enter(internal, spells) IS
'internal: lets a value into a moving frame of rollup';

CREATE FUNCTION rollup_leave(internal, spells) RETURNS internal
AS 'MODULE_PATHNAME', 'spells_rollup_leave' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rollup_leave(internal, spells) IS
'internal: lets a value out of a moving frame of rollup';

CREATE FUNCTION spells_rollup_frame(internal) RETURNS spells
AS 'MODULE_PATHNAME', 'spells_rollup_frame' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION spells_rollup_frame(internal) IS
'internal: final function of moving frames of rollup';

CREATE FUNCTION spells_agg_trans(keyed_sums, date, date, date, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_dates_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, date, date, date, integer) IS
'internal: transition function of spells_agg';

CREATE FUNCTION spells_agg_trans(keyed_sums, recovery_report) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_agg_trans_recovery' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION spells_agg_trans(keyed_sums, recovery_report) IS
'internal: transition function of spells_agg';

CREATE FUNCTION median_duration_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'spells_median_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION median_duration_final(keyed_sums) IS
'internal: final function of median_duration';

CREATE FUNCTION logrank_trans(keyed_sums, text, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logrank_trans(keyed_sums, text, double precision, boolean) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_final(keyed_sums) RETURNS logrank_report
AS 'MODULE_PATHNAME', 'spells_logrank_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_final(keyed_sums) IS
'internal: final function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, bigint, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logrank_trans(keyed_sums, bigint, double precision, boolean) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, text, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logrank_trans(keyed_sums, text, date, date, date) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, bigint, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_dates_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logrank_trans(keyed_sums, bigint, date, date, date) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, text, spells) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_spells' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_trans(keyed_sums, text, spells) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, bigint, spells) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_spells_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_trans(keyed_sums, bigint, spells) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_trans(keyed_sums, text, spells, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_rho' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_trans(keyed_sums, text, spells, double precision) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_stratified_final(keyed_sums) RETURNS logrank_report
AS 'MODULE_PATHNAME', 'logrank_stratified_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_stratified_final(keyed_sums) IS
'internal: final function of logrank, logrank_stratified';

CREATE FUNCTION logrank_trans(keyed_sums, bigint, spells, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'spells_logrank_trans_rho_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_trans(keyed_sums, bigint, spells, double precision) IS
'internal: transition function of logrank';

CREATE FUNCTION logrank_stratified_trans(keyed_sums, text, text, spells) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'logrank_stratified_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_stratified_trans(keyed_sums, text, text, spells) IS
'internal: transition function of logrank_stratified';

CREATE FUNCTION logrank_stratified_trans(keyed_sums, text, text, spells, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'logrank_stratified_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logrank_stratified_trans(keyed_sums, text, text, spells, double precision) IS
'internal: transition function of logrank_stratified';

CREATE FUNCTION hazard_ratio_trans(keyed_sums, text, boolean, spells) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'hazard_ratio_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hazard_ratio_trans(keyed_sums, text, boolean, spells) IS
'internal: transition function of hazard_ratio';

CREATE FUNCTION hazard_ratio_final(keyed_sums) RETURNS hazard_ratio_report
AS 'MODULE_PATHNAME', 'hazard_ratio_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hazard_ratio_final(keyed_sums) IS
'internal: final function of hazard_ratio';

CREATE FUNCTION hazard_ratio_trans(keyed_sums, text, boolean, spells, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'hazard_ratio_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hazard_ratio_trans(keyed_sums, text, boolean, spells, text, double precision) IS
'internal: transition function of hazard_ratio';

CREATE FUNCTION backlog_agg_trans(keyed_sums, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_backlog_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_agg_trans(keyed_sums, date, date) IS
'internal: transition function of backlog_agg';

CREATE FUNCTION backlog_agg_trans(keyed_sums, date, date, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_backlog_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_agg_trans(keyed_sums, date, date, double precision) IS
'internal: transition function of backlog_agg';

CREATE FUNCTION backlog_agg_trans(keyed_sums, date, date, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_backlog_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_agg_trans(keyed_sums, date, date, numeric) IS
'internal: transition function of backlog_agg';

CREATE FUNCTION backlog_stats_trans(keyed_sums, date, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_backlog_stats_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_stats_trans(keyed_sums, date, date, date, date) IS
'internal: transition function of backlog_stats';

CREATE FUNCTION backlog_stats_final(keyed_sums) RETURNS backlog_report
AS 'MODULE_PATHNAME', 'licences_backlog_stats_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION backlog_stats_final(keyed_sums) IS
'internal: final function of backlog_stats';

CREATE FUNCTION backlog_stats_trans(keyed_sums, date, date, date, date, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_backlog_stats_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_stats_trans(keyed_sums, date, date, date, date, double precision) IS
'internal: transition function of backlog_stats';

CREATE FUNCTION backlog_stats_trans(keyed_sums, date, date, date, date, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_backlog_stats_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_stats_trans(keyed_sums, date, date, date, date, numeric) IS
'internal: transition function of backlog_stats';

CREATE FUNCTION approval_rate_trans(keyed_sums, date, date, date, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_approval_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate_trans(keyed_sums, date, date, date, boolean) IS
'internal: transition function of approval_rate';

CREATE FUNCTION approval_rate_final(keyed_sums) RETURNS approval_report
AS 'MODULE_PATHNAME', 'licences_approval_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION approval_rate_final(keyed_sums) IS
'internal: final function of approval_rate';

CREATE FUNCTION approval_rate_known_trans(keyed_sums, date, date, date, boolean, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_approval_known_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate_known_trans(keyed_sums, date, date, date, boolean, date, date) IS
'internal: transition function of approval_rate';

CREATE FUNCTION approval_rate_known_trans(keyed_sums, date, date, date, boolean, date, date, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_approval_known_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate_known_trans(keyed_sums, date, date, date, boolean, date, date, double precision) IS
'internal: transition function of approval_rate';

CREATE FUNCTION approval_rate_known_trans(keyed_sums, date, date, date, boolean, date, date, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_approval_known_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate_known_trans(keyed_sums, date, date, date, boolean, date, date, numeric) IS
'internal: transition function of approval_rate';

CREATE FUNCTION approval_rate_trans(keyed_sums, date, date, date, boolean, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_approval_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate_trans(keyed_sums, date, date, date, boolean, double precision) IS
'internal: transition function of approval_rate';

CREATE FUNCTION approval_rate_trans(keyed_sums, date, date, date, boolean, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'licences_approval_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION approval_rate_trans(keyed_sums, date, date, date, boolean, numeric) IS
'internal: transition function of approval_rate';

CREATE FUNCTION price_indices_trans(keyed_sums, double precision, double precision, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_trans_pair' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_trans(keyed_sums, double precision, double precision, double precision, double precision) IS
'internal: transition function of price_indices';

CREATE FUNCTION price_indices_final(keyed_sums) RETURNS price_report
AS 'MODULE_PATHNAME', 'price_indices_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION price_indices_final(keyed_sums) IS
'internal: final function of price_indices';

CREATE FUNCTION price_indices_trans(keyed_sums, numeric, numeric, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_trans_pair_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_trans(keyed_sums, numeric, numeric, numeric, numeric) IS
'internal: transition function of price_indices';

CREATE FUNCTION price_indices_trans(keyed_sums, text, double precision, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_trans_side' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_trans(keyed_sums, text, double precision, double precision, boolean) IS
'internal: transition function of price_indices';

CREATE FUNCTION price_indices_trans(keyed_sums, text, numeric, numeric, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_trans_side_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_trans(keyed_sums, text, numeric, numeric, boolean) IS
'internal: transition function of price_indices';

CREATE FUNCTION price_indices_trans(keyed_sums, bigint, double precision, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_trans_side_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_trans(keyed_sums, bigint, double precision, double precision, boolean) IS
'internal: transition function of price_indices';

CREATE FUNCTION price_indices_trans(keyed_sums, bigint, numeric, numeric, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_trans_side_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_trans(keyed_sums, bigint, numeric, numeric, boolean) IS
'internal: transition function of price_indices';

CREATE FUNCTION price_indices_chained_trans(keyed_sums, date, text, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_chained_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_chained_trans(keyed_sums, date, text, double precision, double precision) IS
'internal: transition function of price_indices_chained';

CREATE FUNCTION price_indices_chained_final(keyed_sums) RETURNS price_report
AS 'MODULE_PATHNAME', 'price_indices_chained_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION price_indices_chained_final(keyed_sums) IS
'internal: final function of price_indices_chained';

CREATE FUNCTION price_indices_chained_trans(keyed_sums, date, text, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_chained_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_chained_trans(keyed_sums, date, text, numeric, numeric) IS
'internal: transition function of price_indices_chained';

CREATE FUNCTION price_indices_chained_trans(keyed_sums, date, bigint, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_chained_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_chained_trans(keyed_sums, date, bigint, double precision, double precision) IS
'internal: transition function of price_indices_chained';

CREATE FUNCTION price_indices_chained_trans(keyed_sums, date, bigint, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_indices_chained_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_indices_chained_trans(keyed_sums, date, bigint, numeric, numeric) IS
'internal: transition function of price_indices_chained';

CREATE FUNCTION price_geks_trans(keyed_sums, date, text, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, text, double precision, double precision) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_final(keyed_sums) RETURNS price_geks_report[]
AS 'MODULE_PATHNAME', 'price_geks_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION price_geks_final(keyed_sums) IS
'internal: final function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, text, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, text, numeric, numeric) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, bigint, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, bigint, double precision, double precision) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, bigint, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, bigint, numeric, numeric) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, text, double precision, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, text, double precision, double precision, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, text, numeric, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, text, numeric, numeric, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, bigint, double precision, double precision, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, bigint, double precision, double precision, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, bigint, numeric, numeric, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, bigint, numeric, numeric, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, text, double precision, double precision, text, integer, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, text, double precision, double precision, text, integer, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, text, numeric, numeric, text, integer, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, text, numeric, numeric, text, integer, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, bigint, double precision, double precision, text, integer, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, bigint, double precision, double precision, text, integer, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION price_geks_trans(keyed_sums, date, bigint, numeric, numeric, text, integer, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'price_geks_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION price_geks_trans(keyed_sums, date, bigint, numeric, numeric, text, integer, text) IS
'internal: transition function of price_geks';

CREATE FUNCTION chained_index_trans(keyed_sums, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'chained_index_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION chained_index_trans(keyed_sums, double precision) IS
'internal: transition function of chained_index';

CREATE FUNCTION chained_index_final(keyed_sums) RETURNS double precision
AS 'MODULE_PATHNAME', 'chained_index_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION chained_index_final(keyed_sums) IS
'internal: final function of chained_index';

CREATE FUNCTION unit_value_screen_trans(keyed_sums, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'unit_value_screen_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION unit_value_screen_trans(keyed_sums, double precision, double precision) IS
'internal: transition function of unit_value_screen';

CREATE FUNCTION unit_value_screen_final(keyed_sums) RETURNS unit_value_screen_report
AS 'MODULE_PATHNAME', 'unit_value_screen_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION unit_value_screen_final(keyed_sums) IS
'internal: final function of unit_value_screen';

CREATE FUNCTION unit_value_screen_trans(keyed_sums, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'unit_value_screen_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION unit_value_screen_trans(keyed_sums, numeric, numeric) IS
'internal: transition function of unit_value_screen';

CREATE FUNCTION trade_margins_trans(keyed_sums, text, double precision, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'trade_margins_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION trade_margins_trans(keyed_sums, text, double precision, double precision, boolean) IS
'internal: transition function of trade_margins';

CREATE FUNCTION trade_margins_final(keyed_sums) RETURNS trade_margins_report
AS 'MODULE_PATHNAME', 'trade_margins_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION trade_margins_final(keyed_sums) IS
'internal: final function of trade_margins';

CREATE FUNCTION trade_margins_trans(keyed_sums, text, numeric, numeric, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'trade_margins_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION trade_margins_trans(keyed_sums, text, numeric, numeric, boolean) IS
'internal: transition function of trade_margins';

CREATE FUNCTION trade_margins_trans(keyed_sums, bigint, double precision, double precision, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'trade_margins_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION trade_margins_trans(keyed_sums, bigint, double precision, double precision, boolean) IS
'internal: transition function of trade_margins';

CREATE FUNCTION trade_margins_trans(keyed_sums, bigint, numeric, numeric, boolean) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'trade_margins_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION trade_margins_trans(keyed_sums, bigint, numeric, numeric, boolean) IS
'internal: transition function of trade_margins';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, text, double precision, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, text, double precision, double precision, double precision) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION weighted_exposure_final(keyed_sums) RETURNS exposure_report
AS 'MODULE_PATHNAME', 'weighted_exposure_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION weighted_exposure_final(keyed_sums) IS
'internal: final function of weighted_exposure';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, text, numeric, numeric, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, text, numeric, numeric, double precision) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, bigint, double precision, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, bigint, double precision, double precision, double precision) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, bigint, numeric, numeric, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, bigint, numeric, numeric, double precision) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, text, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, text, double precision, double precision) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, text, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, text, numeric, numeric) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, bigint, double precision, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, bigint, double precision, double precision) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION weighted_exposure_trans(keyed_sums, bigint, numeric, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'weighted_exposure_trans_bigint_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_exposure_trans(keyed_sums, bigint, numeric, numeric) IS
'internal: transition function of weighted_exposure';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_final(grouped_sums) RETURNS markets
AS 'MODULE_PATHNAME', 'groups_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION markets_agg_final(grouped_sums) IS
'internal: final function of markets_agg, rollup';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION hhi_by_market_final(grouped_sums) RETURNS hhi_by_market_report[]
AS 'MODULE_PATHNAME', 'market_hhi_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_by_market_final(grouped_sums) IS
'internal: final function of hhi_by_market';

CREATE FUNCTION indices_by_market_final(grouped_sums) RETURNS indices_by_market_report[]
AS 'MODULE_PATHNAME', 'market_indices_rows_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION indices_by_market_final(grouped_sums) IS
'internal: final function of indices_by_market';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_final(grouped_sums) RETURNS trade_panel
AS 'MODULE_PATHNAME', 'groups_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION panel_agg_final(grouped_sums) IS
'internal: final function of panel_agg, rollup';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, text, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, text, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, text, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, text, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, text, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, text, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, text, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, text, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, bigint, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, bigint, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, bigint, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, bigint, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, bigint, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, bigint, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, bigint, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, bigint, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, date, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, date, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, date, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, date, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, date, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, date, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, text, date, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, text, date, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, text, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, text, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, text, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, text, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, text, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, text, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, text, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, text, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, bigint, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, date, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, date, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, date, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, date, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, date, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, date, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, bigint, date, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, bigint, date, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, text, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, text, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, text, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, text, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, text, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, text, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, text, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, text, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, bigint, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, bigint, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, bigint, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, bigint, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, bigint, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, bigint, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, bigint, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, bigint, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, date, text, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, date, text, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, date, text, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, date, text, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, date, bigint, double precision) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, date, bigint, double precision) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION markets_agg_trans(grouped_sums, date, date, bigint, numeric) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION markets_agg_trans(grouped_sums, date, date, bigint, numeric) IS
'internal: transition function of markets_agg, hhi_by_market, indices_by_market';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, text, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, text, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, text, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, text, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, text, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, text, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, text, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, text, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, bigint, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, bigint, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, bigint, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, bigint, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, bigint, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, bigint, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, bigint, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, bigint, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, date, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, date, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, date, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, date, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, date, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, date, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, text, date, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, text, date, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, text, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, text, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, text, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, text, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, text, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, text, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, text, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, text, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, bigint, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, date, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, date, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, date, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, date, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, date, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, date, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, bigint, date, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, bigint, date, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, text, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, text, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, text, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, text, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, text, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, text, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, text, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, text, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, bigint, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, bigint, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, bigint, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, bigint, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, bigint, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, bigint, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, bigint, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, bigint, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, date, date, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, date, date, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, date, date, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, date, date, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, date, timestamp, double precision, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, date, timestamp, double precision, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION panel_agg_trans(grouped_sums, date, date, timestamp, numeric, text) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION panel_agg_trans(grouped_sums, date, date, timestamp, numeric, text) IS
'internal: transition function of panel_agg';

CREATE FUNCTION markets_rollup_trans(grouped_sums, markets) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'markets_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION markets_rollup_trans(grouped_sums, markets) IS
'internal: transition function of rollup';

CREATE FUNCTION panel_rollup_trans(grouped_sums, trade_panel) RETURNS grouped_sums
AS 'MODULE_PATHNAME', 'panel_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION panel_rollup_trans(grouped_sums, trade_panel) IS
'internal: transition function of rollup';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, double precision, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, double precision, date) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_final(keyed_sums) RETURNS trade_vintages
AS 'MODULE_PATHNAME', 'vintages_agg_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION vintages_agg_final(keyed_sums) IS
'internal: final function of vintages_agg, level_vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, numeric, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, numeric, date) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, timestamp, double precision, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, timestamp, double precision, date) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, timestamp, numeric, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, timestamp, numeric, date) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, double precision, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, double precision, date, text) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, numeric, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, numeric, date, text) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, timestamp, double precision, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, timestamp, double precision, date, text) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, timestamp, numeric, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, timestamp, numeric, date, text) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, double precision, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, double precision, date, text, integer) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, numeric, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, numeric, date, text, integer) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, timestamp, double precision, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, timestamp, double precision, date, text, integer) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, timestamp, numeric, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, timestamp, numeric, date, text, integer) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, date, double precision, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_span' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, date, double precision, date, text) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, date, numeric, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_span_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, date, numeric, date, text) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, date, double precision, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_span' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, date, double precision, date, text, integer) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION vintages_agg_trans(keyed_sums, date, date, numeric, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_agg_trans_span_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION vintages_agg_trans(keyed_sums, date, date, numeric, date, text, integer) IS
'internal: transition function of vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, date, double precision, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, date, double precision, date) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, date, numeric, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, date, numeric, date) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, double precision, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, double precision, date) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, numeric, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, numeric, date) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, date, double precision, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, date, double precision, date, text) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, date, numeric, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, date, numeric, date, text) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, double precision, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, double precision, date, text) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, numeric, date, text) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, numeric, date, text) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, date, double precision, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, date, double precision, date, text, integer) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, date, numeric, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, date, numeric, date, text, integer) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, double precision, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, double precision, date, text, integer) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, numeric, date, text, integer) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_levels_trans_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION level_vintages_agg_trans(keyed_sums, timestamp, numeric, date, text, integer) IS
'internal: transition function of level_vintages_agg';

CREATE FUNCTION backlog_vintages_agg_trans(keyed_sums, date, date, date, date) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_backlog_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_vintages_agg_trans(keyed_sums, date, date, date, date) IS
'internal: transition function of backlog_vintages_agg';

CREATE FUNCTION vintages_rollup_final(keyed_sums) RETURNS trade_vintages
AS 'MODULE_PATHNAME', 'vintages_rollup_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION vintages_rollup_final(keyed_sums) IS
'internal: final function of backlog_vintages_agg, rollup';

CREATE FUNCTION backlog_vintages_agg_trans(keyed_sums, date, date, date, date, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_backlog_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_vintages_agg_trans(keyed_sums, date, date, date, date, double precision) IS
'internal: transition function of backlog_vintages_agg';

CREATE FUNCTION backlog_vintages_agg_trans(keyed_sums, date, date, date, date, numeric) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_backlog_trans_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_vintages_agg_trans(keyed_sums, date, date, date, date, numeric) IS
'internal: transition function of backlog_vintages_agg';

CREATE FUNCTION vintages_rollup_trans(keyed_sums, trade_vintages) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'vintages_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION vintages_rollup_trans(keyed_sums, trade_vintages) IS
'internal: transition function of rollup';

CREATE AGGREGATE series_agg(period date, value double precision) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, double precision) IS
'Totals by calendar period. The frequency is found: dates that are all first or all last days of months are months (quarters or years when three or more follow each other without a hole), others days or weeks. Give it where it matters. Rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period date, value numeric) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, numeric) IS
'Totals by calendar period. The frequency is found: dates that are all first or all last days of months are months (quarters or years when three or more follow each other without a hole), others days or weeks. Give it where it matters. Rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period timestamp, value double precision) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, double precision) IS
'Totals by calendar period. The frequency is found: dates that are all first or all last days of months are months (quarters or years when three or more follow each other without a hole), others days or weeks. Give it where it matters. Rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period timestamp, value numeric) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, numeric) IS
'Totals by calendar period. The frequency is found: dates that are all first or all last days of months are months (quarters or years when three or more follow each other without a hole), others days or weeks. Give it where it matters. Rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period date, value double precision, frequency text) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, double precision, text) IS
'Totals by calendar period of the given frequency: day, week, month, quarter, year or trading_day (the days that have a figure). Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period date, value numeric, frequency text) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, numeric, text) IS
'Totals by calendar period of the given frequency: day, week, month, quarter, year or trading_day (the days that have a figure). Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period timestamp, value double precision, frequency text) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, double precision, text) IS
'Totals by calendar period of the given frequency: day, week, month, quarter, year or trading_day (the days that have a figure). Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period timestamp, value numeric, frequency text) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, numeric, text) IS
'Totals by calendar period of the given frequency: day, week, month, quarter, year or trading_day (the days that have a figure). Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period date, value double precision, frequency text, year_start integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, double precision, text, integer) IS
'Totals by quarter or year of business years. year_start: first month of the year, 1 to 12; a year is named by its first day. Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period date, value numeric, frequency text, year_start integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, numeric, text, integer) IS
'Totals by quarter or year of business years. year_start: first month of the year, 1 to 12; a year is named by its first day. Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period timestamp, value double precision, frequency text, year_start integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, double precision, text, integer) IS
'Totals by quarter or year of business years. year_start: first month of the year, 1 to 12; a year is named by its first day. Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period timestamp, value numeric, frequency text, year_start integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, numeric, text, integer) IS
'Totals by quarter or year of business years. year_start: first month of the year, 1 to 12; a year is named by its first day. Dates in one period add up; rows with a NULL period or value are skipped, a value that is not finite is an error.';

CREATE AGGREGATE series_agg(period_end date, value double precision, frequency text, year_start integer, snap integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, double precision, text, integer, integer) IS
'Totals of business periods, each by its last day: it stands for the calendar period that ends within snap days, or else for the quarter or year that holds the month that does. A date farther off is an error, and so are two of one period. year_start: NULL is January.';

CREATE AGGREGATE series_agg(period_end date, value numeric, frequency text, year_start integer, snap integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, numeric, text, integer, integer) IS
'Totals of business periods, each by its last day: it stands for the calendar period that ends within snap days, or else for the quarter or year that holds the month that does. A date farther off is an error, and so are two of one period. year_start: NULL is January.';

CREATE AGGREGATE series_agg(period_end timestamp, value double precision, frequency text, year_start integer, snap integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, double precision, text, integer, integer) IS
'Totals of business periods, each by its last day: it stands for the calendar period that ends within snap days, or else for the quarter or year that holds the month that does. A date farther off is an error, and so are two of one period. year_start: NULL is January.';

CREATE AGGREGATE series_agg(period_end timestamp, value numeric, frequency text, year_start integer, snap integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(timestamp, numeric, text, integer, integer) IS
'Totals of business periods, each by its last day: it stands for the calendar period that ends within snap days, or else for the quarter or year that holds the month that does. A date farther off is an error, and so are two of one period. year_start: NULL is January.';

CREATE AGGREGATE rollup(trade_series) (
    SFUNC = series_rollup_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_rollup_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = rollup_enter, MINVFUNC = rollup_leave, MSTYPE = internal, MSSPACE = 256,
    MFINALFUNC = series_rollup_frame,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(trade_series) IS
'Adds trade_series values of one frequency up, period by period. Where one holds periods together that another tells apart, the sum is known for them together only. NULL values are skipped; frequencies that differ are an error.';

CREATE AGGREGATE export_recovery(period date, value double precision, shock date) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(date, double precision, date) IS
'recovery of the totals by period, with every option at its default. NULL periods and values are skipped; the shock must not be NULL and the same in all rows of a group.';

CREATE AGGREGATE export_recovery(period date, value numeric, shock date) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(date, numeric, date) IS
'recovery of the totals by period, with every option at its default. NULL periods and values are skipped; the shock must not be NULL and the same in all rows of a group.';

CREATE AGGREGATE export_recovery(period timestamp, value double precision, shock date) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(timestamp, double precision, date) IS
'recovery of the totals by period, with every option at its default. NULL periods and values are skipped; the shock must not be NULL and the same in all rows of a group.';

CREATE AGGREGATE export_recovery(period timestamp, value numeric, shock date) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(timestamp, numeric, date) IS
'recovery of the totals by period, with every option at its default. NULL periods and values are skipped; the shock must not be NULL and the same in all rows of a group.';

CREATE AGGREGATE export_recovery(period date, value double precision, shock date, options jsonb) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(date, double precision, date, jsonb) IS
'recovery of the totals by period; the options come from recovery_options(...). NULL periods and values are skipped; shock and options must be the same in all rows of a group.';

CREATE AGGREGATE export_recovery(period date, value numeric, shock date, options jsonb) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(date, numeric, date, jsonb) IS
'recovery of the totals by period; the options come from recovery_options(...). NULL periods and values are skipped; shock and options must be the same in all rows of a group.';

CREATE AGGREGATE export_recovery(period timestamp, value double precision, shock date, options jsonb) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(timestamp, double precision, date, jsonb) IS
'recovery of the totals by period; the options come from recovery_options(...). NULL periods and values are skipped; shock and options must be the same in all rows of a group.';

CREATE AGGREGATE export_recovery(period timestamp, value numeric, shock date, options jsonb) (
    SFUNC = export_recovery_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = export_recovery_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_recovery(timestamp, numeric, date, jsonb) IS
'recovery of the totals by period; the options come from recovery_options(...). NULL periods and values are skipped; shock and options must be the same in all rows of a group.';

CREATE AGGREGATE series_agg(period_start date, period_end date, value double precision, frequency text) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, date, double precision, text) IS
'Totals of figures that may cover several periods, from the one that holds period_start to the one that holds period_end: January and February together stay together. Both must be ends of periods (months may be named by their first days). Figures that share a period are an error.';

CREATE AGGREGATE series_agg(period_start date, period_end date, value numeric, frequency text) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, date, numeric, text) IS
'Totals of figures that may cover several periods, from the one that holds period_start to the one that holds period_end: January and February together stay together. Both must be ends of periods (months may be named by their first days). Figures that share a period are an error.';

CREATE AGGREGATE series_agg(period_start date, period_end date, value double precision, frequency text, year_start integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, date, double precision, text, integer) IS
'Totals of figures that may cover several quarters or years of business years. year_start: first month of the year, 1 to 12. Figures that share a period are an error.';

CREATE AGGREGATE series_agg(period_start date, period_end date, value numeric, frequency text, year_start integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, date, numeric, text, integer) IS
'Totals of figures that may cover several quarters or years of business years. year_start: first month of the year, 1 to 12. Figures that share a period are an error.';

CREATE AGGREGATE series_agg(period_start date, period_end date, value double precision, frequency text, year_start integer, snap integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, date, double precision, text, integer, integer) IS
'Totals of figures that may cover several business periods. snap: by how many days start and end may lie from those of calendar periods, less than half of one. year_start: NULL is January. Figures that share a period are an error.';

CREATE AGGREGATE series_agg(period_start date, period_end date, value numeric, frequency text, year_start integer, snap integer) (
    SFUNC = series_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_agg(date, date, numeric, text, integer, integer) IS
'Totals of figures that may cover several business periods. snap: by how many days start and end may lie from those of calendar periods, less than half of one. year_start: NULL is January. Figures that share a period are an error.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value double precision, frequency text) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, double precision, text) IS
'Figures of one source that contain each other (months, quarters, year to date, years) taken apart into the smallest periods that they tell, by exact difference. Figures that disagree are an error.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value numeric, frequency text) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, numeric, text) IS
'Figures of one source that contain each other (months, quarters, year to date, years) taken apart into the smallest periods that they tell, by exact difference. Figures that disagree are an error.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value double precision, frequency text, tolerance double precision) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, double precision, text, double precision) IS
'Figures of one source that contain each other (months, quarters, year to date, years) taken apart into the smallest periods that they tell, by exact difference. Figures that disagree by more than the tolerance are an error; within it those of shorter periods are kept.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value numeric, frequency text, tolerance double precision) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, numeric, text, double precision) IS
'Figures of one source that contain each other (months, quarters, year to date, years) taken apart into the smallest periods that they tell, by exact difference. Figures that disagree by more than the tolerance are an error; within it those of shorter periods are kept.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value double precision, frequency text, tolerance double precision, year_start integer) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, double precision, text, double precision, integer) IS
'Figures of one source by quarter or year of business years that contain each other taken apart. year_start: first month of the year, 1 to 12. Figures that disagree by more than the tolerance are an error.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value numeric, frequency text, tolerance double precision, year_start integer) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, numeric, text, double precision, integer) IS
'Figures of one source by quarter or year of business years that contain each other taken apart. year_start: first month of the year, 1 to 12. Figures that disagree by more than the tolerance are an error.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value double precision, frequency text, tolerance double precision, year_start integer, snap integer) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, double precision, text, double precision, integer, integer) IS
'Figures of one source by business periods that contain each other taken apart. snap: by how many days start and end may lie from those of calendar periods, less than half of one. tolerance: NULL is 0; year_start: NULL is January.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value numeric, frequency text, tolerance double precision, year_start integer, snap integer) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, numeric, text, double precision, integer, integer) IS
'Figures of one source by business periods that contain each other taken apart. snap: by how many days start and end may lie from those of calendar periods, less than half of one. tolerance: NULL is 0; year_start: NULL is January.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value double precision, frequency text, tolerance double precision, year_start integer, snap integer, filed date) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, double precision, text, double precision, integer, integer, date) IS
'Figures of one source that contain each other, of which some were filed again: of those for the same periods the one filed last counts, NULL coming before any day. tolerance: NULL is 0; year_start: NULL is January; snap: NULL is none.';

CREATE AGGREGATE reconcile_agg(period_start date, period_end date, value numeric, frequency text, tolerance double precision, year_start integer, snap integer, filed date) (
    SFUNC = reconcile_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = reconcile_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reconcile_agg(date, date, numeric, text, double precision, integer, integer, date) IS
'Figures of one source that contain each other, of which some were filed again: of those for the same periods the one filed last counts, NULL coming before any day. tolerance: NULL is 0; year_start: NULL is January; snap: NULL is none.';

CREATE AGGREGATE levels_agg(period date, level double precision) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision) IS
'Levels by calendar period, such as closing stocks; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period date, level numeric) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, numeric) IS
'Levels by calendar period, such as closing stocks; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period timestamp, level double precision) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision) IS
'Levels by calendar period, such as closing stocks; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period timestamp, level numeric) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, numeric) IS
'Levels by calendar period, such as closing stocks; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period date, level double precision, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision, text) IS
'Levels by calendar period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period date, level numeric, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, numeric, text) IS
'Levels by calendar period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period timestamp, level double precision, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision, text) IS
'Levels by calendar period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period timestamp, level numeric, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, numeric, text) IS
'Levels by calendar period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE levels_agg(period date, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision, text, text) IS
'Levels by calendar period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE levels_agg(period date, level numeric, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, numeric, text, text) IS
'Levels by calendar period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE levels_agg(period timestamp, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision, text, text) IS
'Levels by calendar period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE levels_agg(period timestamp, level numeric, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, numeric, text, text) IS
'Levels by calendar period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE levels_agg(period date, level double precision, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision, text, text, integer) IS
'Levels by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE levels_agg(period date, level numeric, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, numeric, text, text, integer) IS
'Levels by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE levels_agg(period timestamp, level double precision, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision, text, text, integer) IS
'Levels by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE levels_agg(period timestamp, level numeric, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, numeric, text, text, integer) IS
'Levels by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE levels_agg(period_end date, level double precision, frequency text, on_duplicate text, year_start integer, snap integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision, text, text, integer, integer) IS
'Levels at the ends of business periods, placed by snap as series_agg does. on_duplicate: NULL is error; year_start: NULL is January.';

CREATE AGGREGATE levels_agg(period_end date, level numeric, frequency text, on_duplicate text, year_start integer, snap integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, numeric, text, text, integer, integer) IS
'Levels at the ends of business periods, placed by snap as series_agg does. on_duplicate: NULL is error; year_start: NULL is January.';

CREATE AGGREGATE levels_agg(period_end timestamp, level double precision, frequency text, on_duplicate text, year_start integer, snap integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision, text, text, integer, integer) IS
'Levels at the ends of business periods, placed by snap as series_agg does. on_duplicate: NULL is error; year_start: NULL is January.';

CREATE AGGREGATE levels_agg(period_end timestamp, level numeric, frequency text, on_duplicate text, year_start integer, snap integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, numeric, text, text, integer, integer) IS
'Levels at the ends of business periods, placed by snap as series_agg does. on_duplicate: NULL is error; year_start: NULL is January.';

CREATE AGGREGATE levels_agg(period_end date, level double precision, frequency text, on_duplicate text, year_start integer, snap integer, filed date) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, double precision, text, text, integer, integer, date) IS
'Levels of which some were filed again: of those of one day the one filed last counts, NULL coming before any day. on_duplicate: NULL is error; year_start: NULL is January; snap: NULL is none.';

CREATE AGGREGATE levels_agg(period_end date, level numeric, frequency text, on_duplicate text, year_start integer, snap integer, filed date) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(date, numeric, text, text, integer, integer, date) IS
'Levels of which some were filed again: of those of one day the one filed last counts, NULL coming before any day. on_duplicate: NULL is error; year_start: NULL is January; snap: NULL is none.';

CREATE AGGREGATE levels_agg(period_end timestamp, level double precision, frequency text, on_duplicate text, year_start integer, snap integer, filed date) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, double precision, text, text, integer, integer, date) IS
'Levels of which some were filed again: of those of one day the one filed last counts, NULL coming before any day. on_duplicate: NULL is error; year_start: NULL is January; snap: NULL is none.';

CREATE AGGREGATE levels_agg(period_end timestamp, level numeric, frequency text, on_duplicate text, year_start integer, snap integer, filed date) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = levels_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levels_agg(timestamp, numeric, text, text, integer, integer, date) IS
'Levels of which some were filed again: of those of one day the one filed last counts, NULL coming before any day. on_duplicate: NULL is error; year_start: NULL is January; snap: NULL is none.';

CREATE AGGREGATE inventory_drawdown(period date, level double precision) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, double precision) IS
'drawdown of the levels of one company, product or place; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period date, level numeric) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, numeric) IS
'drawdown of the levels of one company, product or place; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level double precision) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, double precision) IS
'drawdown of the levels of one company, product or place; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level numeric) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, numeric) IS
'drawdown of the levels of one company, product or place; the frequency is found as by series_agg. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period date, level double precision, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, double precision, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period date, level numeric, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, numeric, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level double precision, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, double precision, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level numeric, frequency text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, numeric, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. Levels are never added up: two of them in one period are an error, the same row again is not.';

CREATE AGGREGATE inventory_drawdown(period date, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, double precision, text, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE inventory_drawdown(period date, level numeric, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, numeric, text, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level double precision, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, double precision, text, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level numeric, frequency text, on_duplicate text) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, numeric, text, text) IS
'drawdown of the levels of one company, product or place by period of the given frequency. on_duplicate: error, or last for the latest day of a period; two levels of one day stay an error.';

CREATE AGGREGATE inventory_drawdown(period date, level double precision, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, double precision, text, text, integer) IS
'drawdown of the levels of one company, product or place by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE inventory_drawdown(period date, level numeric, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(date, numeric, text, text, integer) IS
'drawdown of the levels of one company, product or place by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level double precision, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, double precision, text, text, integer) IS
'drawdown of the levels of one company, product or place by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE inventory_drawdown(period timestamp, level numeric, frequency text, on_duplicate text, year_start integer) (
    SFUNC = levels_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = inventory_drawdown_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE inventory_drawdown(timestamp, numeric, text, text, integer) IS
'drawdown of the levels of one company, product or place by quarter or year of business years. on_duplicate: error, or last for the latest day of a period. year_start: first month of the year, 1 to 12.';

CREATE AGGREGATE shares_agg(entity text, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = shares_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(text, double precision) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE shares_agg(entity text, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = shares_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(text, numeric) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE shares_agg(entity bigint, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = shares_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(bigint, double precision) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE shares_agg(entity bigint, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = shares_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(bigint, numeric) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE rollup(market_shares) (
    SFUNC = shares_rollup_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = shares_agg_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = rollup_enter, MINVFUNC = rollup_leave, MSTYPE = internal, MSSPACE = 256,
    MFINALFUNC = shares_rollup_frame,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(market_shares) IS
'Adds market_shares values up, entity by entity. NULL values are skipped; text and bigint entities together are an error.';

CREATE AGGREGATE hhi(entity text, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(text, double precision) IS
'Herfindahl-Hirschman index of the totals by entity: sum of squared shares, 1/n to 1. NULL when no entity has a total above zero; rows with a NULL entity do not enter (see unattributed).';

CREATE AGGREGATE hhi(entity text, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(text, numeric) IS
'Herfindahl-Hirschman index of the totals by entity: sum of squared shares, 1/n to 1. NULL when no entity has a total above zero; rows with a NULL entity do not enter (see unattributed).';

CREATE AGGREGATE hhi(entity bigint, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(bigint, double precision) IS
'Herfindahl-Hirschman index of the totals by entity: sum of squared shares, 1/n to 1. NULL when no entity has a total above zero; rows with a NULL entity do not enter (see unattributed).';

CREATE AGGREGATE hhi(entity bigint, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(bigint, numeric) IS
'Herfindahl-Hirschman index of the totals by entity: sum of squared shares, 1/n to 1. NULL when no entity has a total above zero; rows with a NULL entity do not enter (see unattributed).';

CREATE AGGREGATE market_indices(entity text, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = market_indices_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = market_indices_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_indices(text, double precision) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_report. Indices of an empty market are NULL, its counts 0.';

CREATE AGGREGATE market_indices(entity text, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = market_indices_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = market_indices_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_indices(text, numeric) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_report. Indices of an empty market are NULL, its counts 0.';

CREATE AGGREGATE market_indices(entity bigint, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = market_indices_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = market_indices_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_indices(bigint, double precision) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_report. Indices of an empty market are NULL, its counts 0.';

CREATE AGGREGATE market_indices(entity bigint, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = market_indices_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = market_indices_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_indices(bigint, numeric) IS
'The indices of a market that need no parameter as one row of plain columns; see type market_report. Indices of an empty market are NULL, its counts 0.';

CREATE AGGREGATE hhi(entity text, value double precision, scale double precision) (
    SFUNC = hhi_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(text, double precision, double precision) IS
'Herfindahl-Hirschman index of the totals by entity times scale; scale 10000 gives antitrust points. NULL when no entity has a total above zero.';

CREATE AGGREGATE hhi(entity text, value numeric, scale double precision) (
    SFUNC = hhi_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(text, numeric, double precision) IS
'Herfindahl-Hirschman index of the totals by entity times scale; scale 10000 gives antitrust points. NULL when no entity has a total above zero.';

CREATE AGGREGATE hhi(entity bigint, value double precision, scale double precision) (
    SFUNC = hhi_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(bigint, double precision, double precision) IS
'Herfindahl-Hirschman index of the totals by entity times scale; scale 10000 gives antitrust points. NULL when no entity has a total above zero.';

CREATE AGGREGATE hhi(entity bigint, value numeric, scale double precision) (
    SFUNC = hhi_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(bigint, numeric, double precision) IS
'Herfindahl-Hirschman index of the totals by entity times scale; scale 10000 gives antitrust points. NULL when no entity has a total above zero.';

CREATE AGGREGATE hhi_bounds(entity text, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_bounds_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_bounds_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_bounds(text, double precision) IS
'Least and greatest HHI of the totals by entity when nothing else is known: rows with a NULL entity are the unseen part. See type hhi_bounds_report.';

CREATE AGGREGATE hhi_bounds(entity text, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_bounds_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_bounds_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_bounds(text, numeric) IS
'Least and greatest HHI of the totals by entity when nothing else is known: rows with a NULL entity are the unseen part. See type hhi_bounds_report.';

CREATE AGGREGATE hhi_bounds(entity bigint, value double precision) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_bounds_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_bounds_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_bounds(bigint, double precision) IS
'Least and greatest HHI of the totals by entity when nothing else is known: rows with a NULL entity are the unseen part. See type hhi_bounds_report.';

CREATE AGGREGATE hhi_bounds(entity bigint, value numeric) (
    SFUNC = shares_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hhi_bounds_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = shares_enter, MINVFUNC = shares_leave, MSTYPE = keyed_sums, MSSPACE = 256,
    MFINALFUNC = hhi_bounds_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_bounds(bigint, numeric) IS
'Least and greatest HHI of the totals by entity when nothing else is known: rows with a NULL entity are the unseen part. See type hhi_bounds_report.';

CREATE AGGREGATE spells_agg(duration double precision, ended boolean) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, boolean) IS
'Spells from durations of zero or more, and whether each has ended. Rows with a NULL are skipped.';

CREATE AGGREGATE spells_agg(duration double precision, ended boolean, outcome integer) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, boolean, integer) IS
'Spells from durations with the way they ended, 1 to 255. The outcome must be NULL where ended is false, and only there. Rows with a NULL duration or ended are skipped.';

CREATE AGGREGATE spells_agg(duration double precision, ended boolean, unit text) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, boolean, text) IS
'The same, saying what durations count: day, week, month, quarter, year or trading_day. The unit must be the same for all rows of a group, and for all spells that are merged or compared.';

CREATE AGGREGATE spells_agg(duration double precision, ended boolean, outcome integer, unit text) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, boolean, integer, text) IS
'Spells from durations with the way they ended, saying what durations count.';

CREATE AGGREGATE spells_agg(started date, ended date, observed_until date) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(date, date, date) IS
'Spells in days as known on observed_until: one that has not ended by then is still running, one that starts later is left out.';

CREATE AGGREGATE spells_agg(not_before double precision, not_after double precision) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, double precision) IS
'Spells of which is known that they ended after not_before and by not_after: where both are equal the duration is known, where not_after is NULL the spell was still running. Rows with a NULL not_before are skipped; say 0 where nothing is known.';

CREATE AGGREGATE spells_agg(not_before double precision, not_after double precision, unit text) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, double precision, text) IS
'The same, saying what durations count: day, week, month, quarter, year or trading_day.';

CREATE AGGREGATE spells_agg(not_before double precision, not_after double precision, outcome integer) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, double precision, integer) IS
'The same with the way they ended, 1 to 255. The outcome must be NULL where not_after is NULL, and only there.';

CREATE AGGREGATE spells_agg(not_before double precision, not_after double precision, outcome integer, unit text) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(double precision, double precision, integer, text) IS
'The same with the way they ended, saying what durations count.';

CREATE AGGREGATE weighted_spells_agg(not_before double precision, not_after double precision, weight double precision) (
    SFUNC = weighted_spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_spells_agg(double precision, double precision, double precision) IS
'Spells of which is known that they ended after not_before and by not_after, as spells_agg has them, each counting weight times: shares or counts of published reports. Rows with a NULL not_before or weight are skipped, negative weights are errors.';

CREATE AGGREGATE weighted_spells_agg(not_before double precision, not_after double precision, weight double precision, unit text) (
    SFUNC = weighted_spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_spells_agg(double precision, double precision, double precision, text) IS
'The same, saying what durations count.';

CREATE AGGREGATE late_spells_agg(entered double precision, duration double precision, ended boolean) (
    SFUNC = late_spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE late_spells_agg(double precision, double precision, boolean) IS
'Spells that are watched only since they had lasted for entered; a NULL entered is 0. One that had ended by then cannot have been seen and is an error. Rows with a NULL duration or ended are skipped.';

CREATE AGGREGATE late_spells_agg(entered double precision, duration double precision, ended boolean, unit text) (
    SFUNC = late_spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE late_spells_agg(double precision, double precision, boolean, text) IS
'The same, saying what durations count: day, week, month, quarter, year or trading_day.';

CREATE AGGREGATE late_spells_agg(entered double precision, duration double precision, ended boolean, outcome integer) (
    SFUNC = late_spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE late_spells_agg(double precision, double precision, boolean, integer) IS
'The same with the way they ended, 1 to 255. The outcome must be NULL where ended is false, and only there.';

CREATE AGGREGATE late_spells_agg(entered double precision, duration double precision, ended boolean, outcome integer, unit text) (
    SFUNC = late_spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE late_spells_agg(double precision, double precision, boolean, integer, text) IS
'The same with the way they ended, saying what durations count.';

CREATE AGGREGATE spells_agg(started date, ended date, observed_until date, observed_from date) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(date, date, date, date) IS
'Spells in days as known on observed_until, in a register that begins on observed_from: what had ended by then is not in it, and is an error. A NULL observed_from is a register that holds all.';

CREATE AGGREGATE spells_agg(started date, ended date, observed_until date, observed_from date, outcome integer) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(date, date, date, date, integer) IS
'The same with the way they ended, 1 to 255. The outcome must be NULL where ended is NULL, and only there.';

CREATE AGGREGATE rollup(spells) (
    SFUNC = spells_rollup_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    MSFUNC = rollup_enter, MINVFUNC = rollup_leave, MSTYPE = internal, MSSPACE = 256,
    MFINALFUNC = spells_rollup_frame,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(spells) IS
'Adds spells values up, duration by duration and outcome by outcome. NULL values are skipped.';

CREATE AGGREGATE spells_agg(started date, ended date, observed_until date, outcome integer) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(date, date, date, integer) IS
'Spells in days as known on observed_until, with the way they ended, 1 to 255. The outcome must be NULL where ended is NULL, and only there.';

CREATE AGGREGATE spells_agg(report recovery_report) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = spells_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spells_agg(recovery_report) IS
'Spells from shock to recovery, in periods; those not yet recovered are still running at censored_after. A recovery that came while periods were not seen ended after time_at_least and by time_to_recovery; one never seen below the threshold, whose shock was not seen, by the first period that was. Reports without a baseline or without data are skipped.';

CREATE AGGREGATE median_duration(duration double precision, ended boolean) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = median_duration_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE median_duration(double precision, boolean) IS
'Duration by which half have ended, counting those that have not; NULL while it cannot be told.';

CREATE AGGREGATE median_duration(started date, ended date, observed_until date) (
    SFUNC = spells_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = median_duration_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE median_duration(date, date, date) IS
'Days by which half have ended, as known on observed_until; NULL while it cannot be told.';

CREATE AGGREGATE logrank(group_name text, duration double precision, ended boolean) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(text, double precision, boolean) IS
'Log-rank test between the groups that rows name. Rows with a NULL are skipped: one that is still running needs its duration so far, or give dates.';

CREATE AGGREGATE logrank(group_name bigint, duration double precision, ended boolean) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(bigint, double precision, boolean) IS
'Log-rank test between the groups that rows name. Rows with a NULL are skipped: one that is still running needs its duration so far, or give dates.';

CREATE AGGREGATE logrank(group_name text, started date, ended date, observed_until date) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(text, date, date, date) IS
'Log-rank test between the groups that rows name, durations in days: not ended by observed_until is still running, started later is left out.';

CREATE AGGREGATE logrank(group_name bigint, started date, ended date, observed_until date) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(bigint, date, date, date) IS
'Log-rank test between the groups that rows name, durations in days: not ended by observed_until is still running, started later is left out.';

CREATE AGGREGATE logrank(group_name text, s spells) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(text, spells) IS
'Log-rank test between groups of spells values; values of one name are merged, rows with a NULL skipped.';

CREATE AGGREGATE logrank(group_name bigint, s spells) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(bigint, spells) IS
'Log-rank test between groups of spells values; values of one name are merged, rows with a NULL skipped.';

CREATE AGGREGATE logrank(group_name text, s spells, rho double precision) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_stratified_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(text, spells, double precision) IS
'The same where each duration weighs by the survival of all groups before it, to the power rho: 0 is the log-rank test, 1 that of Peto and Peto.';

CREATE AGGREGATE logrank(group_name bigint, s spells, rho double precision) (
    SFUNC = logrank_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_stratified_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank(bigint, spells, double precision) IS
'The same where each duration weighs by the survival of all groups before it, to the power rho: 0 is the log-rank test, 1 that of Peto and Peto.';

CREATE AGGREGATE logrank_stratified(stratum text, group_name text, s spells) (
    SFUNC = logrank_stratified_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_stratified_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank_stratified(text, text, spells) IS
'Log-rank test between groups of spells values, which are compared within each stratum only. Values of one stratum and name are merged, rows with a NULL skipped.';

CREATE AGGREGATE logrank_stratified(stratum text, group_name text, s spells, rho double precision) (
    SFUNC = logrank_stratified_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = logrank_stratified_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logrank_stratified(text, text, spells, double precision) IS
'The same where each duration weighs by the survival of the stratum before it, to the power rho.';

CREATE AGGREGATE hazard_ratio(stratum text, in_a boolean, s spells) (
    SFUNC = hazard_ratio_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hazard_ratio_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hazard_ratio(text, boolean, spells) IS
'How many times sooner spells in a end than the others, which are compared within each stratum only, with ties by Efron and limits of 95 %. Values of one stratum and group are merged, rows with a NULL skipped.';

CREATE AGGREGATE hazard_ratio(stratum text, in_a boolean, s spells, ties text, conf_level double precision) (
    SFUNC = hazard_ratio_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = hazard_ratio_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hazard_ratio(text, boolean, spells, text, double precision) IS
'The same with ties by efron or breslow, and limits of this level.';

CREATE AGGREGATE backlog_agg(submitted date, decided date) (
    SFUNC = backlog_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(date, date) IS
'Daily changes of the number of open cases, open from submitted until the day before decided; decided is NULL while pending. Ask it with backlog_steps, backlog_at and backlog_stats.';

CREATE AGGREGATE backlog_agg(submitted date, decided date, weight double precision) (
    SFUNC = backlog_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(date, date, double precision) IS
'The same for the weight of open cases, for example in tonnes. Rows with a NULL submitted or weight are skipped; negative weights are errors.';

CREATE AGGREGATE backlog_agg(submitted date, decided date, weight numeric) (
    SFUNC = backlog_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = series_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(date, date, numeric) IS
'The same for the weight of open cases, for example in tonnes. Rows with a NULL submitted or weight are skipped; negative weights are errors.';

CREATE AGGREGATE backlog_stats(submitted date, decided date, since date, until date) (
    SFUNC = backlog_stats_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = backlog_stats_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_stats(date, date, date, date) IS
'Mean and peak backlog, arrivals and Little''s law over the days from since to until, both included. Rows with a NULL submitted are skipped, a NULL decided is pending.';

CREATE AGGREGATE backlog_stats(submitted date, decided date, since date, until date, weight double precision) (
    SFUNC = backlog_stats_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = backlog_stats_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_stats(date, date, date, date, double precision) IS
'The same for the weight of cases, for example in tonnes; rows with a NULL weight are skipped, negative ones are errors.';

CREATE AGGREGATE backlog_stats(submitted date, decided date, since date, until date, weight numeric) (
    SFUNC = backlog_stats_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = backlog_stats_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_stats(date, date, date, date, numeric) IS
'The same for the weight of cases, for example in tonnes; rows with a NULL weight are skipped, negative ones are errors.';

CREATE AGGREGATE approval_rate(submitted date, decided date, observed_until date, approved boolean) (
    SFUNC = approval_rate_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = approval_rate_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE approval_rate(date, date, date, boolean) IS
'Share of cases that were approved as known on observed_until: decisions dated later are pending, later submissions do not exist. approved must be NULL where decided is NULL, and only there.';

CREATE AGGREGATE approval_rate(submitted date, decided date, observed_until date, approved boolean, submitted_known_on date, decided_known_on date) (
    SFUNC = approval_rate_known_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = approval_rate_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE approval_rate(date, date, date, boolean, date, date) IS
'Cases approved, rejected and pending as the register stood on observed_until: what was entered later, or has no day on which it was known, does not count, whatever the dates in the row are.';

CREATE AGGREGATE approval_rate(submitted date, decided date, observed_until date, approved boolean, submitted_known_on date, decided_known_on date, weight double precision) (
    SFUNC = approval_rate_known_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = approval_rate_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE approval_rate(date, date, date, boolean, date, date, double precision) IS
'The same by weight, such as tonnes: from 0; NULL skips the row.';

CREATE AGGREGATE approval_rate(submitted date, decided date, observed_until date, approved boolean, submitted_known_on date, decided_known_on date, weight numeric) (
    SFUNC = approval_rate_known_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = approval_rate_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE approval_rate(date, date, date, boolean, date, date, numeric) IS
'The same by weight, such as tonnes: from 0; NULL skips the row.';

CREATE AGGREGATE approval_rate(submitted date, decided date, observed_until date, approved boolean, weight double precision) (
    SFUNC = approval_rate_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = approval_rate_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE approval_rate(date, date, date, boolean, double precision) IS
'The same for the weight of cases, for example in tonnes; rows with a NULL weight are skipped, negative ones are errors.';

CREATE AGGREGATE approval_rate(submitted date, decided date, observed_until date, approved boolean, weight numeric) (
    SFUNC = approval_rate_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = approval_rate_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE approval_rate(date, date, date, boolean, numeric) IS
'The same for the weight of cases, for example in tonnes; rows with a NULL weight are skipped, negative ones are errors.';

CREATE AGGREGATE price_indices(price_before double precision, quantity_before double precision, price_after double precision, quantity_after double precision) (
    SFUNC = price_indices_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices(double precision, double precision, double precision, double precision) IS
'All indices of prices and quantities over rows that hold an item in both periods, with the coverage of matched items; see type price_report. An item with a NULL is not matched and drops out of both periods.';

CREATE AGGREGATE price_indices(price_before numeric, quantity_before numeric, price_after numeric, quantity_after numeric) (
    SFUNC = price_indices_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices(numeric, numeric, numeric, numeric) IS
'All indices of prices and quantities over rows that hold an item in both periods, with the coverage of matched items; see type price_report. An item with a NULL is not matched and drops out of both periods.';

CREATE AGGREGATE price_indices(item text, value double precision, quantity double precision, after boolean) (
    SFUNC = price_indices_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices(text, double precision, double precision, boolean) IS
'All indices of unit values and quantities between two periods, straight from rows of trade, with the coverage of matched items: after says which rows belong to the later period. Rows of an item in a period add up, its price is value / quantity. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_indices(item text, value numeric, quantity numeric, after boolean) (
    SFUNC = price_indices_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices(text, numeric, numeric, boolean) IS
'All indices of unit values and quantities between two periods, straight from rows of trade, with the coverage of matched items: after says which rows belong to the later period. Rows of an item in a period add up, its price is value / quantity. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_indices(item bigint, value double precision, quantity double precision, after boolean) (
    SFUNC = price_indices_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices(bigint, double precision, double precision, boolean) IS
'All indices of unit values and quantities between two periods, straight from rows of trade, with the coverage of matched items: after says which rows belong to the later period. Rows of an item in a period add up, its price is value / quantity. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_indices(item bigint, value numeric, quantity numeric, after boolean) (
    SFUNC = price_indices_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices(bigint, numeric, numeric, boolean) IS
'All indices of unit values and quantities between two periods, straight from rows of trade, with the coverage of matched items: after says which rows belong to the later period. Rows of an item in a period add up, its price is value / quantity. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_indices_chained(period date, item text, value double precision, quantity double precision) (
    SFUNC = price_indices_chained_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_chained_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices_chained(date, text, double precision, double precision) IS
'Chained indices of unit values and quantities from the first to the last period: the product of the links between neighbouring periods that have rows, each over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage. One undefined link makes an index NULL; so does a single period.';

CREATE AGGREGATE price_indices_chained(period date, item text, value numeric, quantity numeric) (
    SFUNC = price_indices_chained_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_chained_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices_chained(date, text, numeric, numeric) IS
'Chained indices of unit values and quantities from the first to the last period: the product of the links between neighbouring periods that have rows, each over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage. One undefined link makes an index NULL; so does a single period.';

CREATE AGGREGATE price_indices_chained(period date, item bigint, value double precision, quantity double precision) (
    SFUNC = price_indices_chained_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_chained_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices_chained(date, bigint, double precision, double precision) IS
'Chained indices of unit values and quantities from the first to the last period: the product of the links between neighbouring periods that have rows, each over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage. One undefined link makes an index NULL; so does a single period.';

CREATE AGGREGATE price_indices_chained(period date, item bigint, value numeric, quantity numeric) (
    SFUNC = price_indices_chained_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_indices_chained_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_indices_chained(date, bigint, numeric, numeric) IS
'Chained indices of unit values and quantities from the first to the last period: the product of the links between neighbouring periods that have rows, each over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage. One undefined link makes an index NULL; so does a single period.';

CREATE AGGREGATE price_geks(period date, item text, value double precision, quantity double precision) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, text, double precision, double precision) IS
'Prices and quantities of all periods on the first, without the drift of a chain (GEKS of Tornqvist indices, a window of 13 periods, then linked by the mean over it), one row a period, to be unnested; see type price_geks_report. Each pair of periods is compared over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_geks(period date, item text, value numeric, quantity numeric) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, text, numeric, numeric) IS
'Prices and quantities of all periods on the first, without the drift of a chain (GEKS of Tornqvist indices, a window of 13 periods, then linked by the mean over it), one row a period, to be unnested; see type price_geks_report. Each pair of periods is compared over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_geks(period date, item bigint, value double precision, quantity double precision) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, bigint, double precision, double precision) IS
'Prices and quantities of all periods on the first, without the drift of a chain (GEKS of Tornqvist indices, a window of 13 periods, then linked by the mean over it), one row a period, to be unnested; see type price_geks_report. Each pair of periods is compared over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_geks(period date, item bigint, value numeric, quantity numeric) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, bigint, numeric, numeric) IS
'Prices and quantities of all periods on the first, without the drift of a chain (GEKS of Tornqvist indices, a window of 13 periods, then linked by the mean over it), one row a period, to be unnested; see type price_geks_report. Each pair of periods is compared over its own matched items. A value without item, or with a quantity that is NULL or 0, counts against the coverage.';

CREATE AGGREGATE price_geks(period date, item text, value double precision, quantity double precision, method text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, text, double precision, double precision, text) IS
'The same with a method for pairs of periods: fisher or tornqvist (NULL).';

CREATE AGGREGATE price_geks(period date, item text, value numeric, quantity numeric, method text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, text, numeric, numeric, text) IS
'The same with a method for pairs of periods: fisher or tornqvist (NULL).';

CREATE AGGREGATE price_geks(period date, item bigint, value double precision, quantity double precision, method text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, bigint, double precision, double precision, text) IS
'The same with a method for pairs of periods: fisher or tornqvist (NULL).';

CREATE AGGREGATE price_geks(period date, item bigint, value numeric, quantity numeric, method text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, bigint, numeric, numeric, text) IS
'The same with a method for pairs of periods: fisher or tornqvist (NULL).';

CREATE AGGREGATE price_geks(period date, item text, value double precision, quantity double precision, method text, window_size integer, splice text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, text, double precision, double precision, text, integer, text) IS
'The same with a window of 2 to 1000 periods (NULL: 13) and how a period behind the first window is linked to those published: mean (NULL) over all periods that both windows have, movement over the last of them, window over the first, half over the middle one.';

CREATE AGGREGATE price_geks(period date, item text, value numeric, quantity numeric, method text, window_size integer, splice text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, text, numeric, numeric, text, integer, text) IS
'The same with a window of 2 to 1000 periods (NULL: 13) and how a period behind the first window is linked to those published: mean (NULL) over all periods that both windows have, movement over the last of them, window over the first, half over the middle one.';

CREATE AGGREGATE price_geks(period date, item bigint, value double precision, quantity double precision, method text, window_size integer, splice text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, bigint, double precision, double precision, text, integer, text) IS
'The same with a window of 2 to 1000 periods (NULL: 13) and how a period behind the first window is linked to those published: mean (NULL) over all periods that both windows have, movement over the last of them, window over the first, half over the middle one.';

CREATE AGGREGATE price_geks(period date, item bigint, value numeric, quantity numeric, method text, window_size integer, splice text) (
    SFUNC = price_geks_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = price_geks_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE price_geks(date, bigint, numeric, numeric, text, integer, text) IS
'The same with a window of 2 to 1000 periods (NULL: 13) and how a period behind the first window is linked to those published: mean (NULL) over all periods that both windows have, movement over the last of them, window over the first, half over the middle one.';

CREATE AGGREGATE chained_index(link double precision) (
    SFUNC = chained_index_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = chained_index_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE chained_index(double precision) IS
'Product of the links of a chain, each the index of a period on the one before; OVER (ORDER BY period) gives the running index. A NULL link breaks the chain: NULL from there on.';

CREATE AGGREGATE unit_value_screen(value double precision, quantity double precision) (
    SFUNC = unit_value_screen_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = unit_value_screen_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE unit_value_screen(double precision, double precision) IS
'Median unit value of rows, its spread, and how many rows are so far off that their unit must be doubted: kilograms or tonnes? See type unit_value_screen_report, and unit_value_score for a row. Rows without a value or quantity above zero are not counted.';

CREATE AGGREGATE unit_value_screen(value numeric, quantity numeric) (
    SFUNC = unit_value_screen_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = unit_value_screen_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE unit_value_screen(numeric, numeric) IS
'Median unit value of rows, its spread, and how many rows are so far off that their unit must be doubted: kilograms or tonnes? See type unit_value_screen_report, and unit_value_score for a row. Rows without a value or quantity above zero are not counted.';

CREATE AGGREGATE trade_margins(entity text, value double precision, quantity double precision, after boolean) (
    SFUNC = trade_margins_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = trade_margins_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_margins(text, double precision, double precision, boolean) IS
'What the change of trade between two periods consists of, straight from rows of trade: entry, exit, prices, quantities and what has no price, which add up to the change; see type trade_margins_report. after says which rows belong to the later period. Rows of an entity in a period add up; the value of rows whose quantity is NULL or 0 has no price, nor has that of rows without an entity.';

CREATE AGGREGATE trade_margins(entity text, value numeric, quantity numeric, after boolean) (
    SFUNC = trade_margins_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = trade_margins_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_margins(text, numeric, numeric, boolean) IS
'What the change of trade between two periods consists of, straight from rows of trade: entry, exit, prices, quantities and what has no price, which add up to the change; see type trade_margins_report. after says which rows belong to the later period. Rows of an entity in a period add up; the value of rows whose quantity is NULL or 0 has no price, nor has that of rows without an entity.';

CREATE AGGREGATE trade_margins(entity bigint, value double precision, quantity double precision, after boolean) (
    SFUNC = trade_margins_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = trade_margins_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_margins(bigint, double precision, double precision, boolean) IS
'What the change of trade between two periods consists of, straight from rows of trade: entry, exit, prices, quantities and what has no price, which add up to the change; see type trade_margins_report. after says which rows belong to the later period. Rows of an entity in a period add up; the value of rows whose quantity is NULL or 0 has no price, nor has that of rows without an entity.';

CREATE AGGREGATE trade_margins(entity bigint, value numeric, quantity numeric, after boolean) (
    SFUNC = trade_margins_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = trade_margins_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_margins(bigint, numeric, numeric, boolean) IS
'What the change of trade between two periods consists of, straight from rows of trade: entry, exit, prices, quantities and what has no price, which add up to the change; see type trade_margins_report. after says which rows belong to the later period. Rows of an entity in a period add up; the value of rows whose quantity is NULL or 0 has no price, nor has that of rows without an entity.';

CREATE AGGREGATE weighted_exposure(firm text, revenue double precision, export_revenue double precision, fall double precision) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(text, double precision, double precision, double precision) IS
'Exposure of a sector if exports fall by a part, 0 to 1, which may differ by row: export share weighted by revenue and as a mean of firms, revenue at risk, and bounds where exports are NULL; see type exposure_report. Rows of a firm add up; a NULL firm or revenue skips the row.';

CREATE AGGREGATE weighted_exposure(firm text, revenue numeric, export_revenue numeric, fall double precision) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(text, numeric, numeric, double precision) IS
'Exposure of a sector if exports fall by a part, 0 to 1, which may differ by row: export share weighted by revenue and as a mean of firms, revenue at risk, and bounds where exports are NULL; see type exposure_report. Rows of a firm add up; a NULL firm or revenue skips the row.';

CREATE AGGREGATE weighted_exposure(firm bigint, revenue double precision, export_revenue double precision, fall double precision) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(bigint, double precision, double precision, double precision) IS
'Exposure of a sector if exports fall by a part, 0 to 1, which may differ by row: export share weighted by revenue and as a mean of firms, revenue at risk, and bounds where exports are NULL; see type exposure_report. Rows of a firm add up; a NULL firm or revenue skips the row.';

CREATE AGGREGATE weighted_exposure(firm bigint, revenue numeric, export_revenue numeric, fall double precision) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(bigint, numeric, numeric, double precision) IS
'Exposure of a sector if exports fall by a part, 0 to 1, which may differ by row: export share weighted by revenue and as a mean of firms, revenue at risk, and bounds where exports are NULL; see type exposure_report. Rows of a firm add up; a NULL firm or revenue skips the row.';

CREATE AGGREGATE weighted_exposure(firm text, revenue double precision, export_revenue double precision) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(text, double precision, double precision) IS
'Exposure of a sector if all exports are lost: the form with a fall, for a fall of 1.';

CREATE AGGREGATE weighted_exposure(firm text, revenue numeric, export_revenue numeric) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(text, numeric, numeric) IS
'Exposure of a sector if all exports are lost: the form with a fall, for a fall of 1.';

CREATE AGGREGATE weighted_exposure(firm bigint, revenue double precision, export_revenue double precision) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(bigint, double precision, double precision) IS
'Exposure of a sector if all exports are lost: the form with a fall, for a fall of 1.';

CREATE AGGREGATE weighted_exposure(firm bigint, revenue numeric, export_revenue numeric) (
    SFUNC = weighted_exposure_trans, STYPE = keyed_sums, SSPACE = 512,
    FINALFUNC = weighted_exposure_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_exposure(bigint, numeric, numeric) IS
'Exposure of a sector if all exports are lost: the form with a fall, for a fall of 1.';

CREATE AGGREGATE markets_agg(group_1 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1: as shares_agg with GROUP BY, in less time, all markets in one value. Ask it with market_rows, hhi_by_market and indices_by_market. NULL is a market of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE hhi_by_market(group_1 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their column, NULL last.';

CREATE AGGREGATE panel_agg(group_1 text, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1: as series_agg with GROUP BY, in less time, all series in one value. Ask it with panel_rows. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, text, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, text, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, text, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, text, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, bigint, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, bigint, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, bigint, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, bigint, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, date, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, date, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, date, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 text, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(text, date, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, text, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, text, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, text, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, text, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, bigint, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, bigint, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, bigint, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, bigint, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, date, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, date, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, date, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 bigint, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(bigint, date, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, text, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, text, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, text, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, text, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, bigint, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, bigint, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, bigint, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, bigint, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, date, text, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, date, text, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, date, bigint, double precision) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE markets_agg(group_1 date, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE markets_agg(date, date, bigint, numeric) IS
'Totals by entity in each market, markets being told apart by group_1 and group_2, such as product and month: as shares_agg with GROUP BY, in less time, all markets in one value. NULL is a group of its own; rows with a NULL value are skipped.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, text, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, text, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, text, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, text, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, bigint, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, bigint, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, bigint, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, bigint, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, date, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, date, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, date, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 text, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(text, date, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, text, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, text, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, text, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, text, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, bigint, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, bigint, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, bigint, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, bigint, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, date, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, date, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, date, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 bigint, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(bigint, date, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, text, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, text, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, text, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, text, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, bigint, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, bigint, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, bigint, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, bigint, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, date, text, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, date, text, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, date, bigint, double precision) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE hhi_by_market(group_1 date, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = hhi_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_by_market(date, date, bigint, numeric) IS
'hhi of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, text, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, text, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, text, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, text, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, bigint, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, bigint, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, bigint, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, bigint, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, date, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, date, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, date, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 text, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(text, date, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, text, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, text, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, text, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, text, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, bigint, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, bigint, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, bigint, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, bigint, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, date, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, date, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, date, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 bigint, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(bigint, date, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 text, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, text, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 text, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, text, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 text, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, text, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 text, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, text, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 bigint, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, bigint, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 bigint, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, bigint, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 bigint, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, bigint, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 bigint, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, bigint, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 date, entity text, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, date, text, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 date, entity text, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, date, text, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 date, entity bigint, value double precision) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, date, bigint, double precision) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE indices_by_market(group_1 date, group_2 date, entity bigint, value numeric) (
    SFUNC = markets_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = indices_by_market_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indices_by_market(date, date, bigint, numeric) IS
'market_indices of each market, straight from rows, as an array of rows to unnest; markets stand in the order of their columns, NULL last.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 text, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, text, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 text, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, text, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 text, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, text, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 text, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, text, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 bigint, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, bigint, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 bigint, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, bigint, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 bigint, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, bigint, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 bigint, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, bigint, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 date, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, date, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 date, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, date, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 date, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, date, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 text, group_2 date, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(text, date, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 text, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, text, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 text, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, text, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 text, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, text, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 text, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, text, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 bigint, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, bigint, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 bigint, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, bigint, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 bigint, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, bigint, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 bigint, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, bigint, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 date, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, date, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 date, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, date, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 date, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, date, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 bigint, group_2 date, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(bigint, date, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 text, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, text, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 text, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, text, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 text, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, text, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 text, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, text, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 bigint, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, bigint, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 bigint, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, bigint, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 bigint, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, bigint, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 bigint, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, bigint, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 date, period date, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, date, date, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 date, period date, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, date, date, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 date, period timestamp, value double precision, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, date, timestamp, double precision, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE panel_agg(group_1 date, group_2 date, period timestamp, value numeric, frequency text) (
    SFUNC = panel_agg_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(date, date, timestamp, numeric, text) IS
'Totals by calendar period of the given frequency in each series, series being told apart by group_1 and group_2: as series_agg with GROUP BY, in less time, all series in one value. NULL is a group of its own; rows with a NULL period or value are skipped.';

CREATE AGGREGATE rollup(markets) (
    SFUNC = markets_rollup_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = markets_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(markets) IS
'Adds markets values up, market by market and entity by entity. NULL values are skipped; columns of different types are an error.';

CREATE AGGREGATE rollup(trade_panel) (
    SFUNC = panel_rollup_trans, STYPE = grouped_sums, SSPACE = 65536,
    FINALFUNC = panel_agg_final, COMBINEFUNC = grouped_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(trade_panel) IS
'Adds trade_panel values of one frequency up, series by series and period by period. NULL values are skipped.';

CREATE AGGREGATE vintages_agg(period date, value double precision, known_on date) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, double precision, date) IS
'Totals by calendar period and by the day on which they were known. Rows of one period and day add up, as parts of one release. The frequency is found, as by series_agg. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period date, value numeric, known_on date) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, numeric, date) IS
'Totals by calendar period and by the day on which they were known. Rows of one period and day add up, as parts of one release. The frequency is found, as by series_agg. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period timestamp, value double precision, known_on date) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(timestamp, double precision, date) IS
'Totals by calendar period and by the day on which they were known. Rows of one period and day add up, as parts of one release. The frequency is found, as by series_agg. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period timestamp, value numeric, known_on date) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(timestamp, numeric, date) IS
'Totals by calendar period and by the day on which they were known. Rows of one period and day add up, as parts of one release. The frequency is found, as by series_agg. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period date, value double precision, known_on date, frequency text) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, double precision, date, text) IS
'Totals by calendar period of the given frequency, and by the day on which they were known. Rows of one period and day add up, as parts of one release. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period date, value numeric, known_on date, frequency text) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, numeric, date, text) IS
'Totals by calendar period of the given frequency, and by the day on which they were known. Rows of one period and day add up, as parts of one release. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period timestamp, value double precision, known_on date, frequency text) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(timestamp, double precision, date, text) IS
'Totals by calendar period of the given frequency, and by the day on which they were known. Rows of one period and day add up, as parts of one release. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period timestamp, value numeric, known_on date, frequency text) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(timestamp, numeric, date, text) IS
'Totals by calendar period of the given frequency, and by the day on which they were known. Rows of one period and day add up, as parts of one release. Rows with a NULL are skipped; a value that is not finite is an error, and so is known_on before its period.';

CREATE AGGREGATE vintages_agg(period date, value double precision, known_on date, frequency text, year_start integer) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, double precision, date, text, integer) IS
'Totals by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Rows with a NULL are skipped; known_on before its period is an error.';

CREATE AGGREGATE vintages_agg(period date, value numeric, known_on date, frequency text, year_start integer) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, numeric, date, text, integer) IS
'Totals by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Rows with a NULL are skipped; known_on before its period is an error.';

CREATE AGGREGATE vintages_agg(period timestamp, value double precision, known_on date, frequency text, year_start integer) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(timestamp, double precision, date, text, integer) IS
'Totals by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Rows with a NULL are skipped; known_on before its period is an error.';

CREATE AGGREGATE vintages_agg(period timestamp, value numeric, known_on date, frequency text, year_start integer) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(timestamp, numeric, date, text, integer) IS
'Totals by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Rows with a NULL are skipped; known_on before its period is an error.';

CREATE AGGREGATE vintages_agg(period_start date, period_end date, value double precision, known_on date, frequency text) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, date, double precision, date, text) IS
'Totals of figures that may cover several periods, and the day on which they were known: January and February together stay together. Rows with a NULL are skipped; figures of one day that share a period are an error.';

CREATE AGGREGATE vintages_agg(period_start date, period_end date, value numeric, known_on date, frequency text) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, date, numeric, date, text) IS
'Totals of figures that may cover several periods, and the day on which they were known: January and February together stay together. Rows with a NULL are skipped; figures of one day that share a period are an error.';

CREATE AGGREGATE vintages_agg(period_start date, period_end date, value double precision, known_on date, frequency text, year_start integer) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, date, double precision, date, text, integer) IS
'Totals of figures that may cover several quarters or years of business years, and the day on which they were known. year_start: first month of the year, 1 to 12. Figures of one day that share a period are an error.';

CREATE AGGREGATE vintages_agg(period_start date, period_end date, value numeric, known_on date, frequency text, year_start integer) (
    SFUNC = vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintages_agg(date, date, numeric, date, text, integer) IS
'Totals of figures that may cover several quarters or years of business years, and the day on which they were known. year_start: first month of the year, 1 to 12. Figures of one day that share a period are an error.';

CREATE AGGREGATE level_vintages_agg(period date, level double precision, known_on date) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(date, double precision, date) IS
'Levels by calendar period, such as closing stocks, and by the day on which they were known; the frequency is found, as by series_agg. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period date, level numeric, known_on date) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(date, numeric, date) IS
'Levels by calendar period, such as closing stocks, and by the day on which they were known; the frequency is found, as by series_agg. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period timestamp, level double precision, known_on date) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(timestamp, double precision, date) IS
'Levels by calendar period, such as closing stocks, and by the day on which they were known; the frequency is found, as by series_agg. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period timestamp, level numeric, known_on date) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(timestamp, numeric, date) IS
'Levels by calendar period, such as closing stocks, and by the day on which they were known; the frequency is found, as by series_agg. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period date, level double precision, known_on date, frequency text) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(date, double precision, date, text) IS
'Levels by calendar period of the given frequency, and by the day on which they were known. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period date, level numeric, known_on date, frequency text) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(date, numeric, date, text) IS
'Levels by calendar period of the given frequency, and by the day on which they were known. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period timestamp, level double precision, known_on date, frequency text) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(timestamp, double precision, date, text) IS
'Levels by calendar period of the given frequency, and by the day on which they were known. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period timestamp, level numeric, known_on date, frequency text) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(timestamp, numeric, date, text) IS
'Levels by calendar period of the given frequency, and by the day on which they were known. Levels are never added up: two of them of one period and day known are an error, the same row again is not.';

CREATE AGGREGATE level_vintages_agg(period date, level double precision, known_on date, frequency text, year_start integer) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(date, double precision, date, text, integer) IS
'Levels by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Levels are never added up.';

CREATE AGGREGATE level_vintages_agg(period date, level numeric, known_on date, frequency text, year_start integer) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(date, numeric, date, text, integer) IS
'Levels by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Levels are never added up.';

CREATE AGGREGATE level_vintages_agg(period timestamp, level double precision, known_on date, frequency text, year_start integer) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(timestamp, double precision, date, text, integer) IS
'Levels by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Levels are never added up.';

CREATE AGGREGATE level_vintages_agg(period timestamp, level numeric, known_on date, frequency text, year_start integer) (
    SFUNC = level_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_agg_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE level_vintages_agg(timestamp, numeric, date, text, integer) IS
'Levels by quarter or year of business years, and by the day on which they were known. year_start: first month of the year, 1 to 12. Levels are never added up.';

CREATE AGGREGATE backlog_vintages_agg(submitted date, submitted_known_on date, decided date, decided_known_on date) (
    SFUNC = backlog_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_rollup_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_vintages_agg(date, date, date, date) IS
'Daily changes of open cases, as backlog_agg has them, with the day on which each was entered: as_of gives the backlog as the register stood on a day. What has no day known is not known: without submitted_known_on the row is skipped, without decided_known_on the case is open.';

CREATE AGGREGATE backlog_vintages_agg(submitted date, submitted_known_on date, decided date, decided_known_on date, weight double precision) (
    SFUNC = backlog_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_rollup_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_vintages_agg(date, date, date, date, double precision) IS
'The same by weight, such as tonnes: from 0; NULL skips the row.';

CREATE AGGREGATE backlog_vintages_agg(submitted date, submitted_known_on date, decided date, decided_known_on date, weight numeric) (
    SFUNC = backlog_vintages_agg_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_rollup_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_vintages_agg(date, date, date, date, numeric) IS
'The same by weight, such as tonnes: from 0; NULL skips the row.';

CREATE AGGREGATE rollup(trade_vintages) (
    SFUNC = vintages_rollup_trans, STYPE = keyed_sums, SSPACE = 256,
    FINALFUNC = vintages_rollup_final, COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(trade_vintages) IS
'Adds trade_vintages of one frequency up, by period and day known: parts of the same releases. NULL values are skipped; frequencies that differ are an error.';
