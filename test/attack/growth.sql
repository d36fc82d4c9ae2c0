-- Growth: the time of every function as its arguments grow, and the exponent that fits it: 0 is constant, 1 linear, 2 quadratic.
-- For a database of its own.  Variables: most, the size at which most end; only, a pattern of functions.  A function is called
-- over and over inside one statement, so that microseconds are measured as well as seconds; where it takes less than 50 microseconds its
-- arguments get up to sixteen times larger.  Leaves the tables growth, fitted and unasked, of which scripts/attack tells.
\set ON_ERROR_STOP on
\ir large.sql
\if :{?most}
\else
\set most 64000
\endif
\if :{?only}
\else
\set only .
\endif

-- What a function in FROM answers goes through a store that writes what is beyond this.
SET work_mem = '1GB';

-- Seconds that this process has been on a processor; the system counts them when the process leaves it.
CREATE FUNCTION worked() RETURNS float8 LANGUAGE sql VOLATILE AS
$$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e9 FROM pg_sleep(0.001) $$;

-- One statement calls a function $k times; what its arguments take to be made is in the first call, before the first reading of the clock.
UPDATE call SET call = format('SELECT max(at) - min(at) FROM (SELECT CASE WHEN g IN (1, $k) THEN worked() END AS at FROM generate_series(1, $k) g, LATERAL %s y OFFSET 0) z', call) WHERE NOT is_query;

-- Seconds of one call at a size: at least 0.02 s of calls, the first left out where it is short.
CREATE TABLE growth (function text, n int, seconds float8, error text);
CREATE FUNCTION seconds_of(call text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	spent float8;
	calls int := 0;
	start float8 := worked();
BEGIN
	IF call ~ '\$k' THEN
		EXECUTE replace(call, '$k', '2') INTO spent;
		RETURN CASE WHEN spent > 0.02 THEN spent ELSE seconds_of(replace(call, '$k', least(20000, 2 + 0.02 / greatest(spent, 1e-6))::int::text)) END;
	ELSIF call ~ 'worked' THEN
		EXECUTE call INTO spent;
		RETURN spent / (substring(call FROM 'series\(1, (\d+)\) g')::int - 1);
	END IF;
	EXECUTE call;
	spent := worked() - start;
	IF spent > 0.02 THEN
		RETURN spent;
	END IF;
	start := worked();
	WHILE worked() - start < 0.02 LOOP
		EXECUTE call;
		calls := calls + 1;
	END LOOP;
	RETURN (worked() - start) / calls;
END $$;

-- Four sizes, each four times the one before; two more where the last is quick and yet longer than the first.  An argument that stops growing ends it.
CREATE PROCEDURE measure(asked text, most int) LANGUAGE plpgsql AS $$
DECLARE
	query text := (SELECT call FROM call WHERE function = asked);
	size int := most / 64;
	ends int := least(16 * most, (SELECT min(m[1]::int) FROM regexp_matches(query, 'least\(\$n, (\d+)\)', 'g') m));
	first float8;
	seconds float8 := 0;
BEGIN
	size := least(size, ends / 64);
	WHILE size <= ends AND seconds < 3 AND (size <= most OR seconds BETWEEN 1.5 * first AND 0.00005) LOOP
		BEGIN
			seconds := seconds_of(replace(query, '$n', size::text));
			first := coalesce(first, seconds);
			INSERT INTO growth VALUES (asked, size, seconds, NULL);
		EXCEPTION WHEN OTHERS THEN
			INSERT INTO growth VALUES (asked, size, NULL, SQLSTATE || ' ' || SQLERRM);
			EXIT;
		END;
		COMMIT;
		size := 4 * size;
	END LOOP;
END $$;

-- The exponent over the three largest sizes; 0 where the largest takes less than one and a half times the smallest.
CREATE VIEW fitted AS
SELECT function, max(n) AS n, max(seconds) FILTER (WHERE nth = 1) AS seconds, count(*) AS sizes,
	CASE WHEN max(seconds) FILTER (WHERE nth = 1) < 1.5 * min(seconds) THEN 0 ELSE regr_slope(ln(seconds), ln(n)) FILTER (WHERE nth <= 3) END AS exponent
FROM (SELECT *, row_number() OVER (PARTITION BY function ORDER BY n DESC) AS nth FROM (SELECT function, n, min(seconds) AS seconds FROM growth WHERE error IS NULL GROUP BY 1, 2) m) g
GROUP BY function;

-- What is known to grow faster, up to this exponent, and the page that says so.  What refuses larger arguments ends where caches begin
-- to tell: up to 1.5.
CREATE TABLE known (function text, exponent float8, why text);
INSERT INTO known VALUES
	(' in a growing frame$', 2.4, 'a growing frame is finished once a row: docs/safety.md'),
	('^shock(s|_history)\(', 2.1, 'a series has at most 36,600 periods, which take 0.1 s: docs/growth.md'),
	('_(eq|ne|lt|le|gt|ge|cmp)\(|^(market_shares|markets|spells|trade_\w+)_send\(', 1.4, 'bytes beside bytes or copied, a million keys in some milliseconds; what outgrows a cache is read slower: docs/growth.md'),
	('^((\w+_in|\w+_sums_(out|send|combine)|trade_panel_out|trade_margins|slice|supply_without|cumulative_incidence|reconcile_agg|spread_combined|trade_series_(add|subtract|multiply|divide))\(.*\)|\w+_combine of other keys)$', 1.4, 'what outgrows a cache is read slower; a value ends at 1 GB: docs/growth.md');
CREATE VIEW suspect AS SELECT * FROM fitted WHERE exponent > 1.2 AND NOT EXISTS (SELECT FROM known WHERE fitted.function ~ known.function AND fitted.exponent <= known.exponent)
	AND NOT (exponent <= 1.5 AND EXISTS (SELECT FROM growth g WHERE g.function = fitted.function AND g.error ~ '^54000'));

-- Every function with what was found; a size that is refused is a limit, one that fails otherwise is not.
CREATE VIEW line AS
SELECT function, n AS keys, round((seconds * 1000)::numeric, 4) AS ms, round(exponent::numeric, 2) AS exponent, concat_ws('; ', (SELECT why FROM known WHERE fitted.function ~ known.function),
	(SELECT format('refused at %s: %s', g.n, g.error) FROM growth g WHERE g.function = fitted.function AND g.error IS NOT NULL LIMIT 1)) AS note
FROM fitted UNION ALL SELECT function, NULL, NULL, NULL, why FROM unasked;
CREATE VIEW wrong AS
SELECT format('%s: %s ms at %s, exponent %s', function, round((seconds * 1000)::numeric, 2), n, round(exponent::numeric, 2)) AS what FROM suspect
UNION ALL SELECT format('%s: %s keys: %s', function, n, error) FROM growth WHERE error !~ '^(22|54)' OR function NOT IN (SELECT function FROM fitted WHERE sizes > 1)
UNION ALL SELECT format('%s: %s', function, why) FROM unasked WHERE why ~ 'rows.sql'
UNION ALL SELECT format('%s: not measured', function) FROM fitted WHERE exponent IS NULL;

-- The lines of docs/growth.md: every name in the class of its largest exponent.
CREATE VIEW page AS
SELECT format('| %s | %s |', class, string_agg(format('`%s` %s', name, round(exponent::numeric, 2)), ', ' ORDER BY name)) AS line FROM
	(SELECT name, exponent, CASE WHEN exponent = 0 THEN 'not at all: 0' WHEN exponent <= 0.8 THEN 'less than the input: to 0.8' WHEN exponent <= 1.2 THEN 'with the input: to 1.2' ELSE 'with a known limit' END AS class
	FROM (SELECT regexp_replace(function, '\(.*\)', '') AS name, max(exponent) AS exponent FROM fitted GROUP BY 1) f) c
GROUP BY class ORDER BY min(exponent);

SELECT format('CALL measure(%L, %s)', function, :most) FROM call WHERE function ~ :'only' ORDER BY function \gexec
-- What seems to grow may have outgrown a cache: larger still it is asked again.
SELECT format('CALL measure(%L, %s)', function, 16 * :most) FROM suspect ORDER BY function \gexec
-- And once more at a later moment: what counts is the least time at a size.
SELECT format('CALL measure(%L, %s)', function, 16 * :most) FROM suspect ORDER BY function \gexec
