-- market_shares: entity -> exact total, and the total of unattributed rows.

CREATE TYPE market_shares;

CREATE FUNCTION market_shares_in(cstring) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_in(cstring) IS 'internal: input of market_shares';

CREATE FUNCTION market_shares_out(market_shares) RETURNS cstring
AS 'MODULE_PATHNAME', 'shares_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_out(market_shares) IS 'internal: output of market_shares';

CREATE FUNCTION market_shares_recv(internal) RETURNS market_shares
AS 'MODULE_PATHNAME', 'shares_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_recv(internal) IS 'internal: binary input of market_shares';

CREATE FUNCTION market_shares_send(market_shares) RETURNS bytea
AS 'MODULE_PATHNAME', 'value_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_shares_send(market_shares) IS 'internal: binary output of market_shares';

CREATE TYPE market_shares (
    INPUT = market_shares_in,
    OUTPUT = market_shares_out,
    RECEIVE = market_shares_recv,
    SEND = market_shares_send,
    ALIGNMENT = int4,
    STORAGE = external
);
COMMENT ON TYPE market_shares IS
'Totals by entity (text or bigint), with the total of rows whose entity is NULL; built by shares_agg, merged by rollup.';

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

-- Builders.

CREATE FUNCTION shares_agg_trans(keyed_sums, text, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, text, double precision) IS
'internal: transition function of the aggregates over (entity, value)';

CREATE FUNCTION shares_agg_trans(keyed_sums, bigint, double precision) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_agg_trans_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_trans(keyed_sums, bigint, double precision) IS
'internal: transition function of the aggregates over (entity, value)';

CREATE FUNCTION shares_rollup_trans(keyed_sums, market_shares) RETURNS keyed_sums
AS 'MODULE_PATHNAME', 'shares_rollup_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION shares_rollup_trans(keyed_sums, market_shares) IS
'internal: transition function of rollup(market_shares)';

CREATE FUNCTION shares_agg_final(keyed_sums) RETURNS market_shares
AS 'MODULE_PATHNAME', 'sums_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION shares_agg_final(keyed_sums) IS
'internal: final function of shares_agg';

CREATE AGGREGATE shares_agg(entity text, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shares_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(text, double precision) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE shares_agg(entity bigint, value double precision) (
    SFUNC = shares_agg_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shares_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shares_agg(bigint, double precision) IS
'Totals by entity as a market_shares value. Rows with a NULL value are skipped; rows with a NULL entity are counted as unattributed.';

CREATE AGGREGATE rollup(market_shares) (
    SFUNC = shares_rollup_trans,
    STYPE = keyed_sums,
    SSPACE = 256,
    FINALFUNC = shares_agg_final,
    COMBINEFUNC = keyed_sums_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(market_shares) IS
'Adds market_shares values up, entity by entity.';
