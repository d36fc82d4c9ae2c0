-- Direct calls with the arguments of the table "odd": ask(function, seed, calls) calls a function, an aggregate or a function of
-- rows that often and keeps in "outcome" what is wrong: a number that is not finite, an error that is not about the input, more
-- than 2 seconds of work, more than 800 MB.  The same seed gives the same calls.
\set ON_ERROR_STOP on

CREATE TABLE outcome (name text, call text, state text, answer text);
CREATE TABLE asked (name text, calls bigint, answered bigint, refused bigint);

-- Seconds that this process has been on a processor, and the most kB that it had in memory.
CREATE FUNCTION worked() RETURNS float8 LANGUAGE sql VOLATILE AS
$$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e9 $$;
CREATE FUNCTION most_memory() RETURNS int LANGUAGE sql VOLATILE AS
$$ SELECT substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\s+(\d+)')::int $$;

-- A call of a function with odd arguments, as an expression of a query whose one column is q.  Half of the rows of an aggregate are as
-- the row before: what cannot be added up is most of what comes together by chance.
CREATE FUNCTION odd_call(name text, kind "char", variadic_last boolean, types text[], pools jsonb) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	arguments text[];
	rows text[];
	call text;
BEGIN
	FOR i IN 1 .. CASE WHEN kind = 'a' THEN 1 + floor(random() * 4)::int ELSE 1 END LOOP
		arguments := '{}';
		FOR n IN 1 .. cardinality(types) LOOP
			arguments := arguments || format(CASE WHEN types[n] ~ '^any' THEN '%s%s' ELSE '%s%s::%s' END, CASE WHEN variadic_last AND n = cardinality(types) THEN 'VARIADIC ' ELSE '' END, pools -> types[n] ->> floor(random() * jsonb_array_length(pools -> types[n]))::int, types[n]);
		END LOOP;
		rows := rows || CASE WHEN i > 1 AND random() < 0.5 THEN rows[i - 1] ELSE array_to_string(arguments, ', ') END;
	END LOOP;
	IF kind <> 'a' THEN
		RETURN format('SELECT q FROM %I(%s) q LIMIT 100', name, rows[1]);
	END IF;
	SELECT string_agg('c' || n, ', ') INTO call FROM generate_series(1, cardinality(types)) n;
	RETURN format('SELECT %I(%s)%s AS q FROM (VALUES (%s)) AS v(%s)', name, call,
		(ARRAY['', '', ' OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)', ' OVER (ROWS UNBOUNDED PRECEDING)'])[1 + floor(random() * 4)::int], array_to_string(rows, '), ('), call);
END $$;

-- What an error may be: about the input, and for forged bytes about what is stored.
CREATE FUNCTION allowed(code text, call text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT code ~ '^(22|54|0A|39|42804)' OR code = 'XX001' AND call ~ 'bytea|_sums' $$;

-- What odd_call needs to know of a function.
CREATE FUNCTION callable(asked regprocedure, OUT name text, OUT kind "char", OUT is_variadic boolean, OUT types text[], OUT pools jsonb) LANGUAGE sql STABLE AS $$
	SELECT p.proname, p.prokind, p.provariadic <> 0, coalesce((SELECT array_agg(format_type(o, NULL) ORDER BY n) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(o, n)), '{}'),
		(SELECT jsonb_object_agg(type, list) FROM (SELECT type, jsonb_agg(value ORDER BY value COLLATE "C") AS list FROM odd WHERE type IN (SELECT format_type(o, NULL) FROM unnest(p.proargtypes::oid[]) o) GROUP BY type) x)
	FROM pg_proc p WHERE p.oid = asked $$;
CREATE FUNCTION odd_seed(asked regprocedure, seed bigint) RETURNS float8 LANGUAGE sql STABLE AS
$$ SELECT (hashtextextended(asked::text, seed) % 1000000) / 1000000.0 $$;

CREATE FUNCTION ask(asked regprocedure, seed bigint, calls int, aloud boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	f record;
	call text;
	answer text;
	answered int := 0;
	started timestamptz;
	work float8;
	memory int := most_memory();
BEGIN
	f := callable(asked);
	PERFORM setseed(odd_seed(asked, seed));
	FOR run IN 1 .. calls LOOP
		call := odd_call(f.name, f.kind, f.is_variadic, f.types, f.pools);
		IF aloud THEN
			RAISE LOG 'asked: %', call;
		END IF;
		started := clock_timestamp();
		work := worked();
		BEGIN
			EXECUTE format('SELECT left(string_agg(q::text, chr(10)), 10000) FROM (%s) x', call) INTO answer;
			answered := answered + 1;
			IF answer ~* '\m(nan|infinity)\M' THEN
				INSERT INTO outcome VALUES (asked::text, call, 'not finite', left(answer, 200));
			END IF;
		EXCEPTION WHEN OTHERS THEN
			IF NOT allowed(SQLSTATE, call) THEN
				INSERT INTO outcome VALUES (asked::text, call, SQLSTATE, SQLERRM);
			END IF;
		END;
		IF clock_timestamp() - started > interval '2 s' AND worked() - work > 2 THEN
			INSERT INTO outcome VALUES (asked::text, call, 'slow', (worked() - work) || ' s');
		END IF;
		IF memory < 800000 AND most_memory() > 800000 THEN
			memory := most_memory();
			INSERT INTO outcome VALUES (asked::text, call, 'large', memory || ' kB');
		END IF;
	END LOOP;
	INSERT INTO asked VALUES (asked::text, calls, answered, calls - answered);
END $$;

-- What can be asked: everything that a query can call, and what combines states.  No query has a value of type internal, not even NULL.
CREATE VIEW askable AS SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN (TABLE ours UNION TABLE combined) o USING (oid)
WHERE p.prokind IN ('f', 'a') AND 'internal'::regtype <> ALL (p.proargtypes) ORDER BY p.oid::regprocedure::text COLLATE "C";

-- What the same calls answer, as a digest of a form of it, errors among them; by call, to see which differs.  record_send(ROW(q))
-- is the bits that leave the server, with the numbers that its types have there; q::text is the text.
CREATE FUNCTION digests(asked regprocedure, seed bigint, calls int, form text, OUT call text, OUT digest text) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
	f record := callable(asked);
BEGIN
	PERFORM setseed(odd_seed(asked, seed));
	FOR run IN 1 .. calls LOOP
		call := odd_call(f.name, f.kind, f.is_variadic, f.types, f.pools);
		BEGIN
			EXECUTE format('SELECT md5(string_agg(%s, '''')) FROM (%s) x', form, call) INTO digest;
		EXCEPTION WHEN OTHERS THEN
			digest := SQLSTATE || ' ' || SQLERRM;
		END;
		RETURN NEXT;
	END LOOP;
END $$;
