-- Growth: the time of every function as its arguments grow, and the exponent that fits it: 1 is linear, 2 quadratic.  For a
-- database of its own.  Variables: most, the size at which all end; only, a pattern of functions; all, prints each.  Prints what
-- cannot be asked and what grows faster than by 1.2 and is not in the table "known"; at last a line of counts.
\set ON_ERROR_STOP on
\ir rows.sql
\if :{?most}
\else
\set most 32000
\endif
\if :{?only}
\else
\set only .
\endif
\if :{?all}
\else
\set all false
\endif

-- Seconds that this process has been on a processor.
CREATE FUNCTION pg_temp.worked() RETURNS float8 LANGUAGE sql VOLATILE AS
$$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e9 $$;

-- Arguments of size n, by type and, where the type does not say what is asked, by name.
CREATE TEMP TABLE argument (type text, name text, call text);
INSERT INTO argument VALUES
	('market_shares', NULL, $$(SELECT shares_agg('e' || i, 1 + i % 97) FROM generate_series(1, $n) i)$$),
	('market_shares', 'after', $$(SELECT shares_agg('e' || i, 1 + i % 89) FROM generate_series($n / 2, 3 * $n / 2) i)$$),
	('market_shares', 'b', $$(SELECT shares_agg('e' || i, 1 + i % 89) FROM generate_series($n / 2, 3 * $n / 2) i)$$),
	('trade_series', NULL, $$(SELECT series_agg(date '1930-01-01' + i, 100 + i * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'inventory', $$(SELECT levels_agg(date '1930-01-01' + i, 100000 + i * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'stock', $$(SELECT levels_agg(date '1930-01-01' + i, 100000 + i * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'new', $$(SELECT series_agg(date '1930-01-01' + i, 100 + i * 7919 % 991, 'day') FROM generate_series($n / 2, 3 * $n / 2) i)$$),
	('trade_series', 'prices', $$(SELECT levels_agg(date '1930-01-01' + i, 100 + i * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'price', $$(SELECT levels_agg(date '1930-01-01' + i, 100 + i * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'arrivals', $$NULL::trade_series$$),
	('spells', NULL, $$(SELECT spells_agg(i * 1.5, i % 3 > 0, nullif(i % 3, 0)) FROM generate_series(1, $n) i)$$),
	('spells[]', NULL, $$(SELECT array_agg(s) FROM (SELECT spells_agg(i * 1.5, i % 3 > 0) AS s FROM generate_series(1, $n) i GROUP BY i % 50) x)$$),
	('text[]', 'names', $$(SELECT array_agg('g' || i) FROM generate_series(1, 50) i)$$),
	('bigint[]', 'names', $$(SELECT array_agg(i::bigint) FROM generate_series(1, 50) i)$$),
	('text[]', NULL, $$(SELECT array_agg('e' || i) FROM generate_series(1, $n, 2) i)$$),
	('bigint[]', NULL, $$(SELECT array_agg(i::bigint) FROM generate_series(1, $n, 2) i)$$),
	('double precision[]', NULL, $$(SELECT array_agg(i::float8) FROM generate_series(1, least($n, 1200)) i)$$),
	('jsonb', 'owners', $$(SELECT jsonb_object_agg('e' || i, 'e' || i + 1) FROM generate_series(1, $n) i)$$),
	('jsonb', 'weights', $$(SELECT jsonb_object_agg('e' || i, i % 10) FROM generate_series(1, 2 * $n) i)$$),
	('jsonb', 'trade', $$(SELECT jsonb_object_agg('e' || i, 1) FROM generate_series(1, 2 * $n) i)$$),
	('jsonb', 'ownership', $$(SELECT jsonb_object_agg('e' || i, jsonb_build_object('o' || i % 100, 0.3, 'p' || i % 7, 0.5)) FROM generate_series(1, $n) i)$$),
	('jsonb', 'control', $$NULL::jsonb$$),
	('jsonb', 'composition', $$(SELECT jsonb_object_agg('Nd' || i, 0.5 / $n) FROM generate_series(1, $n) i)$$),
	('jsonb', NULL, $$'{}'::jsonb$$), ('jsonb', 'options', $$recovery_options()$$),
	('text', 'substance', $$left(repeat('Nd2(Fe14)B', $n), least($n, 10000) / 10 * 10)$$),
	('text', 'oxide', $$'Nd2O3'$$), ('text', 'element', $$'Nd'$$), ('text', 'code', $$'850511'$$), ('text', 'frequency', $$'month'$$),
	('text', 'entity', $$'e1'$$), ('text', 'entities', $$(SELECT array_agg('e' || i)::text FROM generate_series(1, $n, 2) i)$$), ('text', 'others', $$'dropped'$$),
	('text', 'names', $$(SELECT array_agg('g' || i)::text FROM generate_series(1, 50) i)$$),
	('date', NULL, $$date '1930-06-01'$$), ('date', 'since', $$date '1930-06-01'$$), ('date', 'until', $$date '1930-06-01' + $n / 2$$),
	('date', 'shock', $$date '1930-01-01' + $n / 2$$), ('date', 'day', $$date '1930-06-01'$$),
	('date', 'observed_until', $$date '1930-01-01' + $n$$), ('date', 'observed_from', $$date '1930-01-02'$$),
	('integer', NULL, $$2$$), ('integer', 'k', $$$n / 4$$), ('integer', 'n', $$$n / 2$$), ('integer', 'lag', $$$n / 4$$), ('integer', 'years', $$3$$), ('integer', 'estimation', $$$n / 4$$),
	('bigint', NULL, $$7$$), ('boolean', NULL, $$false$$), ('double precision', NULL, $$2$$),
	('double precision', 'fringe_max', $$NULL::float8$$);

-- Arguments with a default that are given all the same: those that make more work.
CREATE TEMP TABLE given (name text);
INSERT INTO given VALUES ('k'), ('n'), ('lag'), ('since'), ('until'), ('observed_until'), ('observed_from'), ('owners'), ('estimation');

CREATE TEMP TABLE call AS
SELECT p.oid::regprocedure::text AS function, format('SELECT count(q) FROM %I(%s) q', p.proname, string_agg(
		CASE WHEN n <= p.pronargs - p.pronargdefaults OR g.name IS NOT NULL THEN
			CASE WHEN n > p.pronargs - p.pronargdefaults THEN format('%I => ', arg) ELSE '' END ||
			coalesce((SELECT a.call FROM argument a WHERE a.type = t AND a.name = arg), (SELECT a.call FROM argument a WHERE a.type = t AND a.name IS NULL), 'missing ' || t || ' ' || arg) END, ', ' ORDER BY n)) AS call
FROM pg_proc p JOIN ours USING (oid)
CROSS JOIN LATERAL (SELECT n, format_type(o, NULL) AS t, p.proargnames[n] AS arg FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(o, n)) a LEFT JOIN given g ON g.name = arg
WHERE p.prokind = 'f' AND obj_description(p.oid, 'pg_proc') NOT LIKE 'internal%' AND p.pronargs > 0
GROUP BY p.oid;
UPDATE call SET call = $$SELECT count(q) FROM logrank(VARIADIC (SELECT array_agg(s) FROM (SELECT spells_agg(i * 1.5, i % 3 > 0) AS s FROM generate_series(1, $n) i GROUP BY i % 50) x)) q$$ WHERE function = 'logrank(spells[])';
-- what asks for a special series
UPDATE call SET call = replace(call, '(SELECT series_agg(date ''1930-01-01'' + i, 100 + i * 7919 % 997, ''day'')', '(SELECT backlog_agg(date ''1930-01-01'' + i, date ''1930-01-01'' + i + 30)') WHERE function ~ '^backlog_';
UPDATE call SET call = replace(replace(call, '''day'') FROM', '''month'') FROM'), '+ i,', '+ 31 * i,') WHERE function ~ '^(seasonal_index|year_on_year|from_year_to_date)';
UPDATE call SET call = replace(call, '100 + i * 7919 % 997', '100 + i') WHERE function ~ '^from_year_to_date';
DELETE FROM call WHERE function ~ '^(market_model|abnormal_returns)';
INSERT INTO call SELECT f, format('SELECT count(q) FROM %s((SELECT levels_agg(date ''1930-01-01'' + i, 100 + i * 7919 %% 997, ''day'') FROM generate_series(1, $n) i), (SELECT levels_agg(date ''1930-01-01'' + i, 100 + i * 7919 %% 991, ''day'') FROM generate_series(1, $n) i), date ''1930-01-01'' + $n / 2, date ''1930-01-01'' + 3 * $n / 4, $n / 4) q', f)
FROM unnest(ARRAY['market_model', 'abnormal_returns']) f;


-- The aggregates: many rows of one group, of keys that all differ; and frames that grow, over fewer rows.
INSERT INTO call
SELECT p.oid::regprocedure || how, format(CASE how WHEN '' THEN 'SELECT %I(%s) IS NULL FROM generate_series(1, 4 * $n) i' ELSE 'SELECT count(q) FROM (SELECT %I(%s) OVER (ORDER BY i) q FROM generate_series(1, $n / 8) i) x' END,
	p.proname, r.arguments)
FROM pg_proc p JOIN ours USING (oid) JOIN aggregate_row r USING (oid), unnest(ARRAY['', ' in a growing frame']) how;

SELECT set_config('growth.most', :'most', false), set_config('growth.only', :'only', false) \gset

-- Each argument is made once for all calls of a size.
CREATE TEMP TABLE growth (function text, n int, seconds float8, exponent float8, error text);
DO $do$
DECLARE
	f record;
	a record;
	size int := 500;
	start float8;
	spent float8;
	calls int;
	q text;
BEGIN
	WHILE size <= current_setting('growth.most')::int LOOP
		FOR a IN SELECT row_number() OVER (ORDER BY call) AS number, call FROM (SELECT DISTINCT call FROM argument WHERE call LIKE '%FROM generate_series%') x LOOP
			EXECUTE format('CREATE TEMP TABLE held_%s_%s AS SELECT %s AS a', a.number, size, replace(a.call, '$n', size::text));
		END LOOP;
		FOR f IN SELECT * FROM call WHERE call LIKE '%$n%' AND function ~ current_setting('growth.only')
			AND NOT EXISTS (SELECT FROM growth g WHERE g.function = call.function AND (error IS NOT NULL OR seconds > 3)) ORDER BY function LOOP
			q := f.call;
			FOR a IN SELECT row_number() OVER (ORDER BY call) AS number, call FROM (SELECT DISTINCT call FROM argument WHERE call LIKE '%FROM generate_series%') x LOOP
				q := replace(q, a.call, format('(SELECT a FROM held_%s_%s)', a.number, size));
			END LOOP;
			q := replace(q, '$n', size::text);
			calls := 0;
			BEGIN
				EXECUTE q;
				start := pg_temp.worked();
				LOOP
					EXECUTE q;
					calls := calls + 1;
					spent := pg_temp.worked() - start;
					EXIT WHEN spent > 0.06 OR calls = 100;
				END LOOP;
				INSERT INTO growth SELECT f.function, size, spent / calls,
					ln(nullif(spent, 0) / calls / (SELECT nullif(seconds, 0) FROM growth g WHERE g.function = f.function AND n = size / 2)) / ln(2);
			EXCEPTION WHEN OTHERS THEN
				INSERT INTO growth VALUES (f.function, size, NULL, NULL, SQLERRM || ' in ' || left(q, 300));
			END;
		END LOOP;
		size := size * 2;
	END LOOP;
END $do$;

-- What is known to grow faster, up to this exponent, and the page that says so.
CREATE TEMP TABLE known (function text, exponent float8, why text);
INSERT INTO known VALUES
	(' in a growing frame$', 2.3, 'a growing frame is finished once a row: docs/safety.md');

-- The exponent over the largest sizes that take long enough to be measured.
CREATE TEMP TABLE fitted AS
SELECT function, max(n) AS n, max(seconds) AS seconds, regr_slope(ln(seconds), ln(n)) AS exponent, count(*) AS sizes
FROM (SELECT *, row_number() OVER (PARTITION BY function ORDER BY n DESC) AS nth FROM growth WHERE error IS NULL AND seconds > 0.002) g
WHERE nth <= 4 GROUP BY function;

SELECT function || ': ' || error FROM growth WHERE error IS NOT NULL;
SELECT format('%s: %s ms at %s, exponent %s', function, round((seconds * 1000)::numeric, 2), n, round(exponent::numeric, 2)) FROM fitted
WHERE :all OR sizes > 2 AND exponent > 1.2 AND NOT EXISTS (SELECT FROM known WHERE fitted.function ~ known.function AND fitted.exponent <= known.exponent) ORDER BY function;
SELECT format('measured %s functions up to %s keys, %s of them long enough to fit, the largest exponent %s', (SELECT count(DISTINCT function) FROM growth), max(n), count(*) FILTER (WHERE sizes > 2),
	round(max(exponent) FILTER (WHERE sizes > 2 AND NOT EXISTS (SELECT FROM known WHERE fitted.function ~ known.function))::numeric, 2)) FROM fitted;
