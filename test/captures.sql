-- it takes what it finds
CREATE OR REPLACE FUNCTION f() RETURNS integer
AS 'MODULE_PATHNAME', 'f' LANGUAGE C IMMUTABLE;

-- it takes what it finds
CREATE TYPE IF NOT EXISTS t;

-- a statement of another kind: CREATE TABLE t (n in
CREATE TABLE t (n integer);

-- a statement of another kind: DO '';
DO 'begin
end';

-- it changes the search path
-- a statement of another kind: SET search_path = pu
SET search_path = public;

-- a body is looked up when it runs
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT abs(n)';

-- a body is looked up when it runs
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$SELECT n$$;

-- a function is written in another language than C or SQL
-- a body is looked up when it runs
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE
AS 'BEGIN RETURN n; END';

-- a function runs as its owner
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE SECURITY DEFINER
RETURN n;

-- a default is no constant: current_role
CREATE FUNCTION f(name text DEFAULT current_role) RETURNS integer
AS 'MODULE_PATHNAME', 'f' LANGUAGE C IMMUTABLE;

-- function cardinality is not of pg_catalog
CREATE FUNCTION f(names text[]) RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN cardinality(names);

-- function share_of is not of pg_catalog
-- a type is not of pg_catalog: ::text
CREATE FUNCTION f(m market_shares, entity bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE
RETURN share_of(m, entity::text);

-- function public.abs is not of pg_catalog
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT public.abs(n);
END;

-- operator + is not of pg_catalog
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN n + 1;

-- an operator hides in case
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN CASE n WHEN 1 THEN 2 END;

-- a table is looked up: from t
CREATE FUNCTION f() RETURNS integer
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT n FROM t;
END;

-- a way of quoting that is not read here
CREATE FUNCTION f(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN "abs"(n);

-- the last statement does not end
CREATE TYPE t
