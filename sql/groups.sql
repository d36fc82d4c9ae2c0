-- Many markets, or series, in one value: what GROUP BY answers, group by group, to the bit.
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE class text; message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS class = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', class, message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned
\pset footer off

-- Rows with a NULL in each place, names that are empty, long and of other alphabets, sums that one double does not hold.
CREATE TABLE grouped_rows AS
SELECT i, CASE WHEN i % 11 > 0 THEN (i % 11 - 5) * 3000000000 END AS bigint_a, CASE WHEN i % 7 > 0 THEN i % 7 END AS bigint_b,
       CASE WHEN i % 11 > 0 THEN (ARRAY['', 'b', 'ä', repeat('x', 300)])[1 + i % 4] END AS text_a, CASE WHEN i % 5 > 0 THEN 't' || i % 5 END AS text_b,
       CASE WHEN i % 11 > 0 THEN date '1999-12-30' + i % 6 END AS date_a, CASE WHEN i % 7 > 0 THEN date '2025-01-01' + i % 4 * 31 END AS date_b,
       CASE WHEN i % 13 > 0 THEN i % 29 END AS firm, CASE WHEN i % 13 > 0 THEN repeat('firm ', i % 3 * 60) || i % 29 END AS name,
       CASE WHEN i % 17 > 0 THEN (ARRAY[1e16, 1, 0.1, 1e-30, 7, 0.3]::float8[])[1 + i % 6] * (1 + i % 3) END AS value, date '2024-01-01' + i % 900 AS day
FROM generate_series(1, 6000) i;
ANALYZE grouped_rows;
SET DateStyle = 'SQL, DMY';

-- Of every type of columns, entity and value: the same markets, hhi, indices and series; a group without a value is none.
CREATE FUNCTION pg_temp.compare(OUT columns text, OUT entity text, OUT groups bigint, OUT same boolean) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE a text; b text; v text; list text; e text; joined text;
BEGIN
  FOREACH a IN ARRAY ARRAY['text_a', 'bigint_a', 'date_a'] LOOP
    FOREACH b IN ARRAY ARRAY['', 'text_b', 'bigint_b', 'date_b'] LOOP
      FOREACH e IN ARRAY ARRAY['firm', 'name'] LOOP
        FOREACH v IN ARRAY ARRAY['value', 'value::numeric'] LOOP
          list := concat_ws(', ', a, nullif(b, ''));
          columns := list;
          entity := e || ', ' || v;
          joined := 'a1 IS NOT DISTINCT FROM g.group_1 AND a2 IS NOT DISTINCT FROM g.group_2';
          EXECUTE format($q$
            SET LOCAL DateStyle = 'ISO';
            CREATE TEMP TABLE asked ON COMMIT DROP AS
            SELECT %2$s::text AS a1, %3$s::text AS a2, shares_agg(%4$s, %5$s) AS shares, hhi(%4$s, %5$s) AS hhi,
                   market_indices(%4$s, %5$s) AS indices, series_agg(day, %5$s, 'month') AS series
            FROM grouped_rows WHERE value IS NOT NULL GROUP BY %1$s$q$, list, a, CASE b WHEN '' THEN 'NULL' ELSE b END, e, v);
          EXECUTE format($q$
            WITH m AS (SELECT markets_agg(%1$s, %2$s, %3$s) AS m, hhi_by_market(%1$s, %2$s, %3$s) AS h, indices_by_market(%1$s, %2$s, %3$s) AS i,
                              panel_agg(%1$s, day, %3$s, 'month') AS p, panel_agg(%1$s, day::timestamp, %3$s, 'month') AS pt FROM grouped_rows)
            SELECT (SELECT count(*) FROM asked),
              (SELECT count(*) FROM market_rows((SELECT m FROM m)) g JOIN asked ON %4$s WHERE g.shares = asked.shares) = (SELECT count(*) FROM asked)
              AND (SELECT count(*) FROM hhi_by_market((SELECT m FROM m)) g JOIN asked ON %4$s WHERE g.hhi = asked.hhi) = (SELECT count(*) FROM asked)
              AND (SELECT count(*) FROM indices_by_market((SELECT m FROM m)) g JOIN asked ON %4$s WHERE g.indices::text = asked.indices::text) = (SELECT count(*) FROM asked)
              AND (SELECT array_agg(g) FROM hhi_by_market((SELECT m FROM m)) g) = (SELECT h FROM m)
              AND (SELECT array_agg(g)::text FROM indices_by_market((SELECT m FROM m)) g) = (SELECT i::text FROM m)
              AND (SELECT count(*) FROM panel_rows((SELECT p FROM m)) g JOIN asked ON %4$s WHERE g.series = asked.series) = (SELECT count(*) FROM asked)
              AND (SELECT p = pt FROM m)
              AND (SELECT count(*) FROM market_rows((SELECT m FROM m))) = (SELECT count(*) FROM asked)$q$,
            list, e, v, joined) INTO groups, same;
          RETURN NEXT;
          DROP TABLE asked;
        END LOOP;
      END LOOP;
    END LOOP;
  END LOOP;
END $$;
SELECT columns, min(groups) AS groups, count(*) AS of_entities_and_values, bool_and(same) AS same FROM pg_temp.compare() GROUP BY columns ORDER BY columns COLLATE "C";

-- Rows come in the order of their columns, NULL last.
SELECT group_1, group_2 FROM market_rows((SELECT markets_agg(bigint_b, date_b, firm, value) FROM grouped_rows WHERE bigint_b IS NULL OR bigint_b < 3));
RESET DateStyle;

-- Any order, any split: one value; merged with itself it is that of doubled rows.
SELECT count(DISTINCT m) AS numbers, count(DISTINCT n) AS names, count(DISTINCT p) AS panels FROM (
  SELECT markets_agg(bigint_a, text_b, firm, value) AS m, markets_agg(text_a, date_b, name, value) AS n, panel_agg(text_a, bigint_b, day, value, 'quarter') AS p
  FROM (SELECT * FROM grouped_rows, generate_series(1, 5) k ORDER BY random()) r GROUP BY k
  UNION ALL
  SELECT rollup(m), rollup(n), rollup(p) FROM (
    SELECT k, markets_agg(bigint_a, text_b, firm, value) AS m, markets_agg(text_a, date_b, name, value) AS n, panel_agg(text_a, bigint_b, day, value, 'quarter') AS p
    FROM (SELECT * FROM grouped_rows, generate_series(1, 5) k ORDER BY random()) r GROUP BY k, floor(random() * 4)) x GROUP BY k) u;
SELECT (SELECT rollup(m) FROM (SELECT markets_agg(text_a, name, value) AS m FROM grouped_rows) x, generate_series(1, 3))
     = (SELECT markets_agg(text_a, name, value) FROM grouped_rows, generate_series(1, 3)) AS markets,
       (SELECT rollup(p) FROM (SELECT panel_agg(text_a, day, value, 'week') AS p FROM grouped_rows) x, generate_series(1, 3))
     = (SELECT panel_agg(text_a, day, value, 'week') FROM grouped_rows, generate_series(1, 3)) AS panel;

-- States combine, whichever comes first, whatever names they have met in whatever order.
CREATE AGGREGATE pg_temp.state_of(text, text, text, float8) (SFUNC = markets_agg_trans, STYPE = grouped_sums);
CREATE TEMP TABLE states AS SELECT part, pg_temp.state_of(text_a, text_b, name, value)::text AS s
FROM (SELECT i % 3 AS part, * FROM grouped_rows ORDER BY hashint4(i)) x WHERE i < 900 GROUP BY part;
SELECT count(DISTINCT v) AS values, bool_and(v = (SELECT markets_agg(text_a, text_b, name, value) FROM grouped_rows WHERE i < 900)) AS that_of_rows
FROM states a, states b, states c,
     LATERAL (SELECT markets_agg_final(grouped_sums_combine(grouped_sums_combine(a.s::grouped_sums, b.s::grouped_sums), c.s::grouped_sums)) AS v) x
WHERE a.part <> b.part AND a.part <> c.part AND b.part <> c.part;

-- Parallel, partitionwise and serial plans agree.
CREATE FUNCTION pg_temp.answers(rows regclass) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
  EXECUTE format('SELECT md5(concat_ws('';'', markets_agg(text_a, date_b, name, value), markets_agg(bigint_a, firm, value), panel_agg(text_a, day, value, ''day''),
    hhi_by_market(text_a, text_b, name, value), indices_by_market(date_a, firm, value))) FROM %s', rows) INTO answer;
  RETURN answer;
END $$;
CREATE TABLE grouped_parts (LIKE grouped_rows) PARTITION BY HASH (i);
CREATE TABLE grouped_part_0 PARTITION OF grouped_parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE grouped_part_1 PARTITION OF grouped_parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO grouped_parts SELECT * FROM grouped_rows ORDER BY random();
SELECT pg_temp.answers('grouped_rows') AS serial \gset
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET enable_partitionwise_aggregate = on;
SELECT pg_temp.answers('grouped_rows') = :'serial' AS parallel, pg_temp.answers('grouped_parts') = :'serial' AS parallel_parts;
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.answers('grouped_parts') = :'serial' AS parts;
RESET ALL;
\pset format unaligned
\pset footer off

-- Within GROUP BY, FILTER and a window they are aggregates like others.
SELECT count(*) AS parts, bool_and(m = f) AS same
FROM (SELECT i % 4 AS part, markets_agg(text_a, name, value) AS m FROM grouped_rows g GROUP BY 1) x,
     LATERAL (SELECT markets_agg(text_a, name, value) FILTER (WHERE i % 4 = part) AS f FROM grouped_rows) y;
SELECT count(*) AS frames, bool_and(m = (SELECT markets_agg(text_a, name, value) FROM grouped_rows r WHERE r.i <= x.i)) AS same
FROM (SELECT i, markets_agg(text_a, name, value) OVER (ORDER BY i) AS m FROM grouped_rows WHERE i <= 60) x;

-- What NULL means.
SELECT claim, got FROM (VALUES
  ('no rows', (SELECT markets_agg(1, 1, 1) FROM generate_series(1, 0))::text),
  ('no rows, asked', (SELECT hhi_by_market(1, 1, 1) FROM generate_series(1, 0))::text),
  ('rows without a value', (SELECT markets_agg(1, 1, NULL::float8) FROM generate_series(1, 2))::text),
  ('a market whose rows have no value is none', (SELECT markets_agg(i, 1, CASE WHEN i = 1 THEN 5 END) FROM generate_series(1, 2) i)::text),
  ('an entity that is NULL is unattributed', (SELECT markets_agg(1, CASE WHEN i = 1 THEN 'a' END, i) FROM generate_series(1, 2) i)::text),
  ('a column that is NULL is a group', (SELECT markets_agg(NULL::date, 1, i) FROM generate_series(1, 2) i)::text),
  ('and is none of its text', (SELECT markets_agg(g, 1, 1) FROM (VALUES ('NULL'), (NULL), ('')) t(g))::text),
  ('a period or value that is NULL', (SELECT panel_agg(1, d, v, 'month') FROM (VALUES (NULL, 1), (date '2025-01-01', NULL)) t(d, v))::text),
  ('rollup skips NULL', (SELECT rollup(m) FROM (SELECT NULL::markets UNION ALL SELECT markets_agg(1, 1, 1)) t(m))::text),
  ('a market of corrections that cancel', (SELECT h::text FROM hhi_by_market((SELECT markets_agg(1, 1, v) FROM (VALUES (5), (-5)) t(v))) h))) t(claim, got);

-- What is refused.
SELECT claim, pg_temp.refusal(query) FROM (VALUES
  ('NaN', $$SELECT markets_agg(1, 'firm'::text, 'NaN'::float8)$$),
  ('infinity', $$SELECT hhi_by_market(1, 2, NULL::bigint, '-Infinity'::float8)$$),
  ('infinity in a series', $$SELECT panel_agg(1, date '2025-01-01', 'Infinity'::float8, 'month')$$),
  ('a date of a group that is none', $$SELECT markets_agg(date 'infinity', 1, 1)$$),
  ('a period that is none', $$SELECT panel_agg(1, date 'infinity', 1, 'month')$$),
  ('a total below zero', $$SELECT hhi_by_market('NdFeB'::text, date '2025-01-01', 'a'::text, -1)$$),
  ('a total below zero, of a value', $$SELECT * FROM indices_by_market((SELECT markets_agg('NdFeB'::text, 'a'::text, -1)))$$),
  ('no frequency', $$SELECT panel_agg(1, date '2025-01-01', 1, NULL)$$),
  ('an unknown frequency', $$SELECT panel_agg(1, date '2025-01-01', 1, 'fortnight')$$),
  ('two frequencies', $$SELECT panel_agg(1, date '2025-01-01', 1, f) FROM (VALUES ('month'), ('year')) t(f)$$),
  ('columns of other types', $$SELECT rollup(m) FROM (SELECT markets_agg(1, 1, 1) UNION ALL SELECT markets_agg('a'::text, 1, 1)) t(m)$$),
  ('more columns', $$SELECT rollup(m) FROM (SELECT markets_agg(1, 1, 1) UNION ALL SELECT markets_agg(1, date '2025-01-01', 1, 1)) t(m)$$),
  ('entities of other types', $$SELECT rollup(m) FROM (SELECT markets_agg(1, 1, 1) UNION ALL SELECT markets_agg(1, '1'::text, 1)) t(m)$$),
  ('series of other periods', $$SELECT rollup(p) FROM (SELECT panel_agg(1, date '2025-01-01', 1, f) FROM unnest(ARRAY['month', 'year']) f GROUP BY f) t(p)$$),
  ('a sum out of range, of a name', $$SELECT hhi_by_market(1, 'firm ' || i / 2, 1.7e308::float8) FROM generate_series(1, 3) i$$),
  ('a sum out of range', $$SELECT hhi_by_market(1, 1, 1.7e308::float8) FROM generate_series(1, 2)$$),
  ('a state of a market as one of series', $$SELECT panel_agg_trans(markets_agg_trans(NULL, 1::bigint, 1::bigint, 1::float8), 1::bigint, date '2025-01-01', 1::float8, 'month')$$)) t(claim, query);

-- An error names the group.
\set VERBOSITY default
SELECT hhi_by_market('NdFeB'::text, date '2025-01-01', 'a'::text, -1);
SELECT * FROM hhi_by_market((SELECT markets_agg(NULL::text, 'a'::text, -1)));

-- Memory has a limit: what takes more is told to use GROUP BY.
SET rareearth.group_memory = '2MB';
SELECT claim, regexp_replace(pg_temp.refusal(query), 'holds \d{3,} groups', 'holds so many groups') AS refusal FROM (VALUES
  ('many groups', 'SELECT markets_agg(i, 1, 1) FROM generate_series(1, 20000) i'),
  ('many entities', 'SELECT hhi_by_market(1, i, 1) FROM generate_series(1, 200000) i'),
  ('many names', $$SELECT hhi_by_market(1, 'a name of some length ' || i, 1) FROM generate_series(1, 60000) i$$),
  ('many periods', $$SELECT panel_agg(i % 9000, date '2000-01-01' + i / 9000, 1, 'day') FROM generate_series(1, 90000) i$$),
  ('what fits', 'SELECT markets_agg(i % 10, i, 1) FROM generate_series(1, 10000) i')) t(claim, query);
RESET rareearth.group_memory;
-- (Servers differ in whether they tell the unit of a range.)
SELECT replace(pg_temp.refusal($$SET rareearth.group_memory = '2GB'$$), '1 MB .. 1023 MB', '1 .. 1023'),
       replace(pg_temp.refusal($$SET rareearth.group_memory = 0$$), '1 MB .. 1023 MB', '1 .. 1023');

-- The text form; what is none is refused and says why.
SELECT markets_agg(g, d, f, v) FROM (VALUES ('a "b"', NULL::date, 1, 0.1::float8), (NULL, '2025-01-01', NULL, 3), ('', NULL, 2, 1)) t(g, d, f, v);
SELECT panel_agg(g, d, 2, 'year') FROM (VALUES (7, date '2025-04-04'), (NULL, date '2024-01-01')) t(g, d);
SELECT claim, pg_temp.refusal(format('SELECT %L::%I', value, type)) FROM (VALUES
  ('the members in any order', 'markets', '{"members": [{"value": {"type": "market_shares", "entity": "text", "totals": {}}, "group": [2]}, {"group": [1], "value": {"type": "market_shares", "entity": "text", "totals": {}}}], "groups": ["bigint"], "type": "markets"}'),
  ('of another type', 'trade_panel', '{"type": "markets"}'),
  ('no columns', 'markets', '{"type": "markets", "groups": []}'),
  ('three columns', 'markets', '{"type": "markets", "groups": ["text", "text", "text"]}'),
  ('a column of another type', 'markets', '{"type": "markets", "groups": ["numeric"]}'),
  ('no members', 'markets', '{"type": "markets", "groups": ["text"]}'),
  ('none of them', 'markets', '{"type": "markets", "groups": ["text"], "members": []}'),
  ('a member that is no object', 'markets', '{"type": "markets", "groups": ["text"], "members": [1]}'),
  ('a member without a group', 'markets', '{"type": "markets", "groups": ["text"], "members": [{"value": {}}]}'),
  ('a group of two columns where there is one', 'markets', '{"type": "markets", "groups": ["text"], "members": [{"group": ["a", "b"]}]}'),
  ('a number where text is', 'markets', '{"type": "markets", "groups": ["text"], "members": [{"group": [1]}]}'),
  ('text where a number is', 'markets', '{"type": "markets", "groups": ["bigint"], "members": [{"group": ["1"]}]}'),
  ('a fraction', 'markets', '{"type": "markets", "groups": ["bigint"], "members": [{"group": [1.5]}]}'),
  ('a date that is none', 'markets', '{"type": "markets", "groups": ["date"], "members": [{"group": ["today"]}]}'),
  ('a day that is none', 'markets', '{"type": "markets", "groups": ["date"], "members": [{"group": ["2025-02-30"]}]}'),
  ('no value', 'markets', '{"type": "markets", "groups": ["text"], "members": [{"group": ["a"]}]}'),
  ('a value of another type', 'markets', '{"type": "markets", "groups": ["text"], "members": [{"group": ["a"], "value": {"type": "spells"}}]}'),
  ('a group twice', 'markets', '{"type": "markets", "groups": ["text"], "members": [{"group": [null], "value": {"type": "market_shares", "entity": "text", "totals": {}}}, {"group": [null], "value": {"type": "market_shares", "entity": "text", "totals": {}}}]}'),
  ('entities of two types', 'markets', '{"type": "markets", "groups": ["text"], "members": [{"group": ["a"], "value": {"type": "market_shares", "entity": "text", "totals": {}}}, {"group": ["b"], "value": {"type": "market_shares", "entity": "bigint", "totals": {}}}]}'),
  ('periods of two kinds', 'trade_panel', '{"type": "trade_panel", "groups": ["text"], "members": [{"group": ["a"], "value": {"type": "trade_series", "frequency": "year", "totals": {}}}, {"group": ["b"], "value": {"type": "trade_series", "frequency": "month", "totals": {}}}]}'),
  ('a total of several periods', 'trade_panel', '{"type": "trade_panel", "groups": ["text"], "members": [{"group": ["a"], "value": {"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-01-01/2025-02-01": 1}}}]}')) t(claim, type, value);

-- The bytes, and that they come back; equal content is equal bytes, so it compares, groups and sorts.
SELECT encode(markets_send(markets_agg(g, d, f, v)), 'hex') FROM (VALUES ('a', date '2025-01-01', 7, 1), (NULL, '2025-01-02', 7, 2)) t(g, d, f, v);
SELECT encode(trade_panel_send(panel_agg(g, d, 1, 'year')), 'hex') FROM (VALUES (-1, date '2025-01-01')) t(g, d);
SELECT m = m::text::markets AS text, m::jsonb::markets = m AS jsonb, p = p::text::trade_panel AS panel_text, count(*) OVER (PARTITION BY m, p) AS rows
FROM (SELECT markets_agg(text_a, date_b, name, value) AS m, panel_agg(date_a, bigint_b, day, value, 'week') AS p FROM grouped_rows) x;
CREATE TEMP TABLE kept AS SELECT i % 4 AS part, markets_agg(text_a, name, value) AS m, panel_agg(bigint_b, day, value, 'month') AS p FROM grouped_rows GROUP BY 1;
COPY kept TO '/dev/null' (FORMAT binary);
SELECT (SELECT rollup(m) FROM kept) = markets_agg(text_a, name, value) AS markets, (SELECT rollup(p) FROM kept) = panel_agg(bigint_b, day, value, 'month') AS panel FROM grouped_rows;
DROP TABLE grouped_rows, grouped_parts;

-- Columns of char(n) serve as text, without the blanks at their end, as names and as groups.
SELECT summary(markets_agg(g, d, f, v)) AS markets, (hhi_by_market(g, f, v))[1] AS hhi, summary(panel_agg(g, d, v, 'month')) AS panel, entities(shares_agg(f, v)) AS entity
FROM (VALUES ('NdFeB'::char(8), date '2024-01-01', 'x'::char(4), 1)) t(g, d, f, v);
