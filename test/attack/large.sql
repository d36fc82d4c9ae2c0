-- Every function with arguments of size $n, for growth.sql and cancel.sql: the table "call".  A function is a subquery that depends on
-- the column g of a row beside it, so that it is called for each of them, while its arguments are made once.  An aggregate, also in
-- frames that grow, is a query of its own.
\set ON_ERROR_STOP on
\ir rows.sql

-- States as they stand before a final function.
CREATE AGGREGATE shares_state(text, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE AGGREGATE markets_state(text, text, float8) (SFUNC = markets_agg_trans, STYPE = grouped_sums);

-- Arguments of size n, by type and, where the type does not say what is asked, by name.  What stops growing says so by "least".
CREATE TABLE argument (type text, name text, call text);
INSERT INTO argument VALUES
	('market_shares', NULL, $$(SELECT shares_agg('e' || i, 1 + i % 97) FROM generate_series(1, $n) i)$$),
	('market_shares', 'after', $$(SELECT shares_agg('e' || i, 1 + i % 89) FROM generate_series($n / 2, 3 * $n / 2) i)$$),
	('market_shares', 'b', $$(SELECT shares_agg('e' || i, 1 + i % 89) FROM generate_series($n / 2, 3 * $n / 2) i)$$),
	('trade_series', NULL, $$(SELECT series_agg(date '1930-01-01' + i, 100 + i % 997 * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'inventory', $$(SELECT levels_agg(date '1930-01-01' + i, 100000 + i % 997 * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'stock', $$(SELECT levels_agg(date '1930-01-01' + i, 100000 + i % 997 * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'new', $$(SELECT series_agg(date '1930-01-01' + i, 100 + i % 997 * 7919 % 991, 'day') FROM generate_series($n / 2, 3 * $n / 2) i)$$),
	('trade_series', 'prices', $$(SELECT levels_agg(date '1930-01-01' + i, 100 + i % 997 * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'price', $$(SELECT levels_agg(date '1930-01-01' + i, 100 + i % 997 * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series', 'arrivals', $$NULL::trade_series$$),
	('spells', NULL, $$(SELECT spells_agg(i * 1.5, i % 3 > 0, nullif(i % 3, 0)) FROM generate_series(1, $n) i)$$),
	('trade_series', 'treated', $$(SELECT series_agg(date '1930-01-01' + i, 100 + i % 997 * 7919 % 983, 'day') FROM generate_series(1, $n) i)$$),
	('trade_series[]', NULL, $$(SELECT array_agg(s ORDER BY d) FROM (SELECT d, series_agg(date '1930-01-01' + i, 100 + i % 997 * d * 7919 % 997, 'day') AS s FROM generate_series(1, $n) i, generate_series(1, 10) d GROUP BY d) x)$$),
	('trade_vintages', NULL, $$(SELECT vintages_agg(date '1930-01-01' + i / 4, 100 + i % 997 * 7919 % 997, date '2039-01-01' + i, 'day') FROM generate_series(1, $n) i)$$),
	('markets', NULL, $$(SELECT markets_agg('g' || i % 50, 'e' || i, 1 + i % 97) FROM generate_series(1, $n) i)$$),
	('trade_panel', NULL, $$(SELECT panel_agg('g' || i % 50, date '1930-01-01' + i / 50, 100 + i % 997 * 7919 % 997, 'day') FROM generate_series(1, $n) i)$$),
	('keyed_sums', NULL, $$(SELECT shares_state('e' || i, (1 + i % 97)::float8) FROM generate_series(1, $n) i)$$),
	('grouped_sums', NULL, $$(SELECT markets_state('g' || i % 50, 'e' || i, (1 + i % 97)::float8) FROM generate_series(1, $n) i)$$),
	('spells[]', NULL, $$(SELECT array_agg(s) FROM (SELECT spells_agg(i * 1.5, i % 3 > 0) AS s FROM generate_series(1, $n) i GROUP BY i % 50) x)$$),
	('text[]', 'names', $$(SELECT array_agg('g' || i) FROM generate_series(1, 50) i)$$),
	('bigint[]', 'names', $$(SELECT array_agg(i::bigint) FROM generate_series(1, 50) i)$$),
	('text[]', 'names of donors', $$(SELECT array_agg('d' || i) FROM generate_series(1, 10) i)$$),
	('text[]', NULL, $$(SELECT array_agg('e' || i) FROM generate_series(1, $n, 2) i)$$),
	('bigint[]', NULL, $$(SELECT array_agg(i::bigint) FROM generate_series(1, $n, 2) i)$$),
	('double precision[]', NULL, $$(SELECT array_agg(i::float8) FROM generate_series(1, least($n, 960)) i)$$),
	('jsonb', 'owners', $$(SELECT jsonb_object_agg('e' || i, 'e' || i + 1) FROM generate_series(1, $n) i)$$),
	('jsonb', 'weights', $$(SELECT jsonb_object_agg('e' || i, i % 10) FROM generate_series(1, 2 * $n) i)$$),
	('jsonb', 'trade', $$(SELECT jsonb_object_agg('e' || i, 1) FROM generate_series(1, 2 * $n) i)$$),
	('jsonb', 'ownership', $$(SELECT jsonb_object_agg('e' || i, jsonb_build_object('o' || i % 100, 0.3, 'p' || i % 7, 0.5)) FROM generate_series(1, $n) i)$$),
	('jsonb', 'control', $$NULL::jsonb$$),
	('jsonb', 'composition', $$(SELECT jsonb_object_agg('Nd' || i, 0.5 / $n) FROM generate_series(1, $n) i)$$),
	('jsonb', NULL, $$'{}'::jsonb$$), ('jsonb', 'options', $$recovery_options()$$),
	('text', 'substance', $$repeat('Nd2(Fe14)B', least($n, 8000) / 10)$$),
	('text', 'oxide', $$'Nd2O3'$$), ('text', 'element', $$'Nd'$$), ('text', 'code', $$'850511'$$), ('text', 'frequency', $$'month'$$),
	('text', 'entity', $$'e1'$$), ('text', 'entities', $$(SELECT array_agg('e' || i)::text FROM generate_series(1, $n, 2) i)$$), ('text', 'others', $$'dropped'$$),
	('text', 'names', $$(SELECT array_agg('g' || i)::text FROM generate_series(1, 50) i)$$),
	('date', NULL, $$date '1930-06-01'$$), ('date', 'since', $$date '1930-06-01'$$), ('date', 'until', $$date '1930-06-01' + $n / 2$$),
	('date', 'shock', $$date '1930-01-01' + $n / 2$$), ('date', 'day', $$date '1930-06-01'$$),
	('date', 'observed_until', $$date '1930-01-01' + $n$$), ('date', 'observed_from', $$date '1930-01-02'$$),
	('integer', NULL, $$2$$), ('integer', 'k', $$$n / 4$$), ('integer', 'n', $$$n / 2$$), ('integer', 'lag', $$$n / 4$$), ('integer', 'years', $$3$$), ('integer', 'months', $$least($n, 960)$$), ('integer', 'estimation', $$$n / 4$$),
	('bigint', NULL, $$7$$), ('boolean', NULL, $$false$$), ('double precision', NULL, $$2$$),
	('double precision', 'fringe_max', $$NULL::float8$$);

-- Arguments with a default that are given all the same: those that make more work.
CREATE TABLE given (name text);
INSERT INTO given VALUES ('k'), ('n'), ('lag'), ('since'), ('until'), ('observed_until'), ('observed_from'), ('owners'), ('estimation'), ('imports'), ('export_path'), ('months');

-- What is not asked, and why.
CREATE TABLE unasked AS
SELECT p.oid, p.oid::regprocedure::text AS function, CASE WHEN a.aggregate IS NOT NULL THEN 'part of ' || a.aggregate
	WHEN 'internal'::regtype = ANY (p.proargtypes) THEN 'takes what SQL cannot pass' ELSE 'takes nothing that grows' END AS why
FROM pg_proc p JOIN ours USING (oid) LEFT JOIN (SELECT part::oid AS oid, min(aggfnoid::regprocedure::text) AS aggregate FROM pg_aggregate JOIN ours ON ours.oid = aggfnoid,
	unnest(ARRAY[aggtransfn, aggfinalfn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn]) part WHERE part <> 0 GROUP BY 1) a USING (oid)
WHERE p.prokind = 'f' AND (a.aggregate IS NOT NULL OR 'internal'::regtype = ANY (p.proargtypes)
	OR NOT EXISTS (SELECT FROM unnest(p.proargtypes::oid[]) o WHERE o IN ('cstring'::regtype, 'jsonb'::regtype) OR format_type(o, NULL) IN (SELECT type FROM argument WHERE name IS NULL AND call ~ '\$n'))
	AND 'substance' <> ALL (coalesce(proargnames, '{}')));

CREATE TABLE call (function text, is_query boolean, call text);
INSERT INTO call
SELECT p.oid::regprocedure, false, format('%I(%s)', p.proname, string_agg(CASE WHEN n > p.pronargs - p.pronargdefaults THEN format('%I => ', arg) WHEN n = p.pronargs AND p.provariadic <> 0 THEN 'VARIADIC ' ELSE '' END
	|| CASE WHEN a.call ~ '\$n' THEN format('CASE WHEN g > 0 THEN %s END', a.call) ELSE coalesce(a.call, 'NULL::' || t) END, ', ' ORDER BY n))
FROM pg_proc p JOIN ours USING (oid)
CROSS JOIN LATERAL (SELECT n, format_type(o, NULL) AS t, coalesce(p.proargnames[n], '') AS arg FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(o, n)) args
LEFT JOIN LATERAL (SELECT CASE t WHEN 'cstring' THEN format('(%s::text::cstring)', x.call) ELSE x.call END AS call FROM argument x
	WHERE x.type = CASE t WHEN 'cstring' THEN regexp_replace(p.proname, '_in$', '') ELSE t END
		AND (x.name IS NULL OR x.name = CASE WHEN p.proname ~ '^synthetic' AND arg = 'names' THEN 'names of donors' ELSE arg END) ORDER BY x.name LIMIT 1) a ON true
WHERE p.prokind = 'f' AND p.oid NOT IN (SELECT oid FROM unasked) AND (n <= p.pronargs - p.pronargdefaults OR arg IN (SELECT name FROM given))
GROUP BY p.oid;
INSERT INTO unasked SELECT NULL, function, 'takes nothing that grows' FROM call WHERE call !~ '\$n';
DELETE FROM call WHERE call !~ '\$n';

-- What asks for a special series.
UPDATE call SET call = replace(call, '(SELECT series_agg(date ''1930-01-01'' + i, 100 + i % 997 * 7919 % 997, ''day'')', '(SELECT backlog_agg(date ''1930-01-01'' + i, date ''1930-01-01'' + i + 30)') WHERE function ~ '^backlog_';
UPDATE call SET call = replace(replace(call, '''day'') FROM', '''month'') FROM'), '+ i,', '+ 31 * i,') WHERE function ~ '^(seasonal|year_on_year|from_year_to_date|pool_jan_feb)';
UPDATE call SET call = replace(call, '100 + i % 997 * 7919 % 997', '100 + i') WHERE function ~ '^from_year_to_date';
UPDATE call SET call = replace(call, '$n / 4', 'CASE WHEN $n < 2000 THEN $n / 4 ELSE 500 END') WHERE function ~ '^(synthetic|trailing_cover)';
UPDATE call SET call = replace(call, 'date ''1930-01-01'' + $n / 2', 'date ''1930-01-01'' + $n - 12') WHERE function ~ '^synthetic';
UPDATE call SET call = replace(call, '1 + i % 97', 'i') WHERE function ~ '^supply_without';
UPDATE call SET call = split_part(function, '(', 1) || $$(CASE WHEN g > 0 THEN (SELECT levels_agg(date '1930-01-01' + i, 100 + i % 997 * 7919 % 997, 'day') FROM generate_series(1, $n) i) END,
	CASE WHEN g > 0 THEN (SELECT levels_agg(date '1930-01-01' + i, 100 + i % 997 * 7919 % 991, 'day') FROM generate_series(1, $n) i) END, date '1930-01-01' + $n / 2, date '1930-01-01' + 3 * $n / 4, $n / 4)$$
WHERE function ~ '^(market_model|abnormal_returns)';

-- States that lack all of each other's keys.
INSERT INTO call SELECT split_part(function, '(', 1) || ' of other keys', false, split_part(call, ' END, ', 1) || ' END, ' || replace(split_part(call, ' END, ', 2), $$'e' || i$$, $$'f' || i$$)
FROM call WHERE function ~ '^(keyed|grouped)_sums_combine';

UPDATE call SET call = format('(SELECT count(q) FROM %s q)', call);

-- The aggregates: n rows of one group, of keys that all differ; and for each final function frames that grow, over fewer rows.
INSERT INTO call
SELECT p.oid::regprocedure::text, true, format('SELECT %I(%s) IS NULL FROM generate_series(1, $n) i', p.proname, r.arguments) FROM pg_proc p JOIN ours USING (oid) JOIN aggregate_row r USING (oid)
UNION ALL
(SELECT DISTINCT ON (g.aggfinalfn) p.oid::regprocedure || ' in a growing frame', true, format('SELECT count(q) FROM (SELECT %I(%s) OVER (ORDER BY i) q FROM generate_series(1, $n / 8) i) x', p.proname, r.arguments)
FROM pg_aggregate g JOIN pg_proc p ON p.oid = g.aggfnoid JOIN ours USING (oid) JOIN aggregate_row r USING (oid) ORDER BY g.aggfinalfn, p.oid::regprocedure::text)
UNION ALL
VALUES ('reconcile_agg of figures that contain each other', true, 'SELECT reconcile_agg(date ''1930-01-01'', date ''1930-01-01'' + i, i::float8, ''day'', 0) IS NULL FROM generate_series(1, $n) i');
INSERT INTO unasked SELECT p.oid, p.oid::regprocedure, 'no rows in test/attack/rows.sql' FROM pg_proc p JOIN ours USING (oid) WHERE prokind = 'a' AND oid NOT IN (SELECT oid FROM aggregate_row);
