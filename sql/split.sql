-- The central promise: any order and any split give the same bytes.
SET extra_float_digits = 1;
SELECT setseed(0.20250404);
CREATE TEMP TABLE awkward AS
SELECT i, CASE i % 13 WHEN 0 THEN NULL ELSE i % 17 END AS firm,
       (ARRAY[1e16, 1, -1e16, 0.1, 1e-30, 3.3e200, -3.3e200, 1e-300, 7, 0.3]::float8[])[1 + i % 10] * (1 + i % 3) AS value,
       date '2024-01-01' + 31 * (i % 24) AS day
FROM generate_series(1, 400) i;

-- These values make a plain sum depend on the order of rows.
SELECT count(DISTINCT s) > 1 AS plain_sum_differs
FROM (SELECT sum(value ORDER BY random()) AS s FROM awkward, generate_series(1, 20) k WHERE abs(value) < 1e17 GROUP BY k) x;

-- 200 shuffles of each builder, and 200 random splits merged by rollup.
CREATE FUNCTION pg_temp.shuffles(builder text) RETURNS TABLE (answers bigint, texts bigint) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    SELECT count(DISTINCT v), count(DISTINCT v::text) FROM (
      SELECT %1$s AS v FROM (SELECT k, firm, value, day, i FROM awkward, generate_series(1, 100) k ORDER BY random()) r GROUP BY k
      UNION ALL
      SELECT rollup(part) FROM (
        SELECT k, %1$s AS part FROM (
          SELECT k, floor(random() * 5) AS piece, firm, value, day, i FROM awkward, generate_series(1, 100) k ORDER BY random()) r
        GROUP BY k, piece) p GROUP BY k) u $q$, builder);
END $$;
SELECT * FROM pg_temp.shuffles('shares_agg(firm, value)');
SELECT * FROM pg_temp.shuffles('shares_agg(''firm '' || firm, value)');
SELECT * FROM pg_temp.shuffles('series_agg(day, value, ''month'')');
SELECT * FROM pg_temp.shuffles('series_agg(day, value)');
SELECT * FROM pg_temp.shuffles('vintages_agg(day, value, day + 30 * (i % 4), ''month'')');
SELECT * FROM pg_temp.shuffles('vintages_agg(day, value, day + 30 * (i % 4))');
SELECT * FROM pg_temp.shuffles('backlog_vintages_agg(day, day + i % 5, day + 1 + i % 7, day + 8 + i % 11, abs(value))');
SELECT * FROM pg_temp.shuffles('spells_agg(abs(mod(i, 29))::float8, i % 3 = 0)');
SELECT * FROM pg_temp.shuffles('weighted_spells_agg(mod(i, 29), CASE WHEN i % 7 > 0 THEN mod(i, 29) + i % 5 END, CASE WHEN abs(value) BETWEEN 0 AND 1e17 THEN abs(value) ELSE 0.1 END)');
SELECT * FROM pg_temp.shuffles('late_spells_agg(mod(i, 13), mod(i, 29) + 13, i % 3 > 0, nullif(i % 3, 0))');

-- Overlapping parts: merging a value with itself is building from doubled rows.
SELECT (SELECT rollup(m) FROM (SELECT shares_agg(firm, value) AS m FROM awkward) x, generate_series(1, 3))
     = (SELECT shares_agg(firm, value) FROM awkward, generate_series(1, 3)) AS shares;
SELECT (SELECT rollup(s) FROM (SELECT series_agg(day, value, 'quarter') AS s FROM awkward) x, generate_series(1, 3))
     = (SELECT series_agg(day, value, 'quarter') FROM awkward, generate_series(1, 3)) AS series;

-- Keys and sums that 32 bits hold no longer, from the first row, from the last or never: any order, any split, and what numeric adds up.
CREATE TEMP TABLE growing AS
SELECT kind, i, CASE WHEN kind = 'key first' AND i = 1 THEN 2147483648 WHEN kind = 'key last' AND i = 3000 THEN -2147483649
                     WHEN kind = 'keys' THEN (i % 700) * 6148914691236517 - 2147483648 ELSE i % 700 END AS firm,
       CASE WHEN kind = 'sum first' AND i = 1 OR kind = 'sum last' AND i = 2101 THEN 1e22
            WHEN kind LIKE 'sum%' AND i IN (701, 2801) THEN 1000000.03125 ELSE i % 100 + 0.5 END AS value
FROM generate_series(1, 3000) i, unnest(ARRAY['never', 'key first', 'key last', 'keys', 'sum first', 'sum last']) kind;
INSERT INTO growing SELECT kind, 3001, 1, -1e22 FROM growing WHERE kind LIKE 'sum%' AND i = 1;
CREATE TEMP VIEW parts AS
SELECT kind, i / 1000 AS part, shares_agg(firm, value) AS m, shares_agg('name ' || firm, value) AS t FROM growing GROUP BY 1, 2;
SELECT kind, count(DISTINCT m) AS numbers, count(DISTINCT t) AS names
FROM (SELECT kind, shares_agg(firm, value ORDER BY i) AS m, shares_agg('name ' || firm, value ORDER BY i) AS t FROM growing GROUP BY kind
      UNION ALL SELECT kind, shares_agg(firm, value ORDER BY i DESC), shares_agg('name ' || firm, value ORDER BY i DESC) FROM growing GROUP BY kind
      UNION ALL SELECT kind, shares_agg(firm, value ORDER BY firm), shares_agg('name ' || firm, value ORDER BY firm) FROM growing GROUP BY kind
      UNION ALL SELECT kind, rollup(m ORDER BY part), rollup(t ORDER BY part)
        FROM parts GROUP BY kind
      UNION ALL SELECT kind, rollup(m ORDER BY part DESC), rollup(t ORDER BY part DESC)
        FROM parts GROUP BY kind
     ) answers GROUP BY kind ORDER BY kind;
SELECT kind, count(*) AS firms, bool_and(e.value = x.value) AS sums, bool_and(n.value = x.value) AS sums_by_name
FROM (SELECT kind, firm, sum(value)::float8 AS value FROM growing GROUP BY 1, 2) x
     JOIN (SELECT kind, (entities(shares_agg(firm, value))).* FROM growing GROUP BY kind) e USING (kind)
     JOIN (SELECT kind, (entities(shares_agg('name ' || firm, value))).* FROM growing GROUP BY kind) n USING (kind)
WHERE e.entity = firm::text AND n.entity = 'name ' || firm
GROUP BY kind ORDER BY kind;

-- Stored values that have some entities each, many or few, with plain sums or such as leave remainders, of numbers that 32 bits hold or
-- not: merged in order, in any order, they are what their rows are.
CREATE TEMP TABLE sparse AS
SELECT seed, piece, firm * CASE WHEN seed % 3 = 0 THEN 6148914691236517 ELSE 7 END - 1000 AS firm,
       CASE WHEN seed % 2 = 0 AND h % 7 = 0 THEN 1e15 / 3
            WHEN seed % 2 = 0 AND h % 11 = 0 THEN 1e-9
            WHEN seed % 5 = 0 AND h % 13 = 0 THEN 1e-30
            ELSE h % 100 + 0.1 END AS value
FROM (SELECT seed, piece, firm, abs(hashint4(firm * 1000 + piece * 31 + seed)) AS h
      FROM generate_series(1, 30) seed, generate_series(1, 12) piece, generate_series(1, 300) firm) x
WHERE h % CASE WHEN piece % 4 = 0 THEN 40 ELSE 1 + piece % 3 END = 0;
SELECT count(DISTINCT seed) AS seeds, min(pieces) AS pieces, min(entities) AS entities,
       bool_and(forth = whole AND back = whole AND names_forth = names AND names_back = names) AS merged
FROM (SELECT seed, rollup(m ORDER BY piece) AS forth, rollup(m ORDER BY piece DESC) AS back,
             rollup(t ORDER BY n) AS names_forth, rollup(t ORDER BY piece DESC) AS names_back, count(*) AS pieces
      FROM (SELECT seed, piece, count(*) AS n, shares_agg(firm, value) AS m, shares_agg(firm::text, value) AS t
            FROM sparse GROUP BY 1, 2) x GROUP BY seed) a
     JOIN (SELECT seed, shares_agg(firm, value) AS whole, shares_agg(firm::text, value) AS names, count(DISTINCT firm) AS entities
           FROM sparse GROUP BY seed) b USING (seed);

-- The sums are exact, then rounded once: what cancels leaves what is small.
SELECT total(shares_agg(1, v)) AS one FROM unnest(ARRAY[1e16, 1, -1e16, 1e300, -1e300]::float8[]) v;
SELECT total(shares_agg(i % 3, 0.1)) = 100000.0 * 0.1::float8 AS rounded_once FROM generate_series(1, 100000) i;
SELECT shares_agg(1, v) FROM unnest(ARRAY[1, 1e-20, 1e-40, 1e-60]::float8[]) v;

-- A total out of range is an error, also where its parts lie too far apart for two doubles.
CREATE TEMP TABLE ladder AS SELECT i, 2::float8 ^ least(699 + 54 * i, 1023) AS v FROM generate_series(1, 7) i;
CREATE FUNCTION pg_temp.message(call text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT %s FROM ladder', call) INTO call;
  RETURN call;
EXCEPTION WHEN numeric_value_out_of_range THEN
  RETURN SQLERRM;
END $$;
SELECT call, pg_temp.message(call)
FROM unnest(ARRAY['total(shares_agg(i, v))', 'total(shares_agg(1, v))', 'unattributed(shares_agg(NULL::int, v))', 'hhi(i, v)', 'market_indices(i, v)',
  '(SELECT max(value) FROM top((SELECT shares_agg(i, v) FROM ladder), 3))', 'total(series_agg(date ''2020-01-01'' + i, v))',
  'cumulative(series_agg(date ''2020-01-01'' + i, v))',
  'moving_mean(series_agg(date ''2020-01-01'' + i, v), 7)']) call;
TRUNCATE ladder;
INSERT INTO ladder SELECT i, 2::float8 ^ least(-946 + 54 * i, 1023) FROM generate_series(0, 38) i;
SELECT call, pg_temp.message(call)
FROM unnest(ARRAY['total(shares_agg(i, v))', 'hhi(1, v)', 'cumulative(series_agg(date ''2020-01-01'' + i, v))']) call;

-- Parallel and serial plans agree.
CREATE TABLE split_rows AS
SELECT i % 7 AS product, i % 501 AS firm, 'f' || i % 501 AS firm_name, (i % 1000) * 0.1 + 1e9 * (i % 2) AS kg,
       date '2023-01-01' + (i % 700) AS day
FROM generate_series(1, 40000) i;
ANALYZE split_rows;
CREATE FUNCTION pg_temp.answers() RETURNS text LANGUAGE sql AS $$
  SELECT md5(string_agg(concat_ws(' ', product, a, b, c, h, mi, e, d, s), ';' ORDER BY product))
  FROM (SELECT product, shares_agg(firm, kg) a, shares_agg(firm_name, kg) b, series_agg(day, kg, 'month') c,
               hhi(firm, kg) h, market_indices(firm_name, kg) mi,
               export_recovery(day, kg, '2024-03-01', recovery_options(frequency => 'month', k => 6)) e,
               inventory_drawdown(day, day - date '2000-01-01', 'month', 'last') d, spells_agg((firm % 40)::float8, product % 2 = 0) s
        FROM split_rows GROUP BY product) x $$;
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.answers() AS serial \gset
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
SELECT pg_temp.answers() = :'serial' AS parallel_agrees;

-- Each builder and one-step aggregate runs partially in workers.
CREATE FUNCTION pg_temp.plan_has(query text, what text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text; found boolean := false;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP found := found OR line ~ what; END LOOP;
  RETURN found;
END $$;
SELECT call, pg_temp.plan_has(q, 'Partial (Hash|Group)?Aggregate') AS partial, pg_temp.plan_has(q, 'Finalize (Hash|Group)?Aggregate') AS finalize
FROM (SELECT call, format('SELECT product, %s FROM split_rows GROUP BY product', call) AS q
      FROM unnest(ARRAY['shares_agg(firm, kg)', 'shares_agg(firm_name, kg)', 'hhi(firm, kg)', 'hhi(firm_name, kg)', 'market_indices(firm, kg)',
        'series_agg(day, kg)', 'series_agg(day, kg, ''month'')', 'vintages_agg(day, kg, day + product, ''month'')',
        'export_recovery(day, kg, ''2024-03-01'')', 'levels_agg(day, kg)', 'inventory_drawdown(day, kg)',
        'spells_agg(kg, true)', 'spells_agg(day, day, day)']) call) x;
SELECT pg_temp.plan_has('SELECT rollup(m) FROM (SELECT shares_agg(firm, kg) AS m FROM split_rows GROUP BY product) x', 'Aggregate') AS rollup_runs;

-- Partitions, and work_mem too small for the groups, give the same bits.
CREATE TABLE split_parts (LIKE split_rows) PARTITION BY LIST (product);
CREATE TABLE split_parts_a PARTITION OF split_parts FOR VALUES IN (0, 1, 2);
CREATE TABLE split_parts_b PARTITION OF split_parts FOR VALUES IN (3, 4, 5, 6);
INSERT INTO split_parts SELECT * FROM split_rows;
SET enable_partitionwise_aggregate = on;
SELECT md5(string_agg(m::text, ';' ORDER BY firm)) AS whole FROM (SELECT firm, shares_agg(product, kg) AS m FROM split_rows GROUP BY firm) x \gset
SELECT md5(string_agg(m::text, ';' ORDER BY firm)) = :'whole' AS partitions_agree
FROM (SELECT firm, shares_agg(product, kg) AS m FROM split_parts GROUP BY firm) x;
SET work_mem = '64kB'; SET max_parallel_workers_per_gather = 0;
SELECT md5(string_agg(m::text, ';' ORDER BY firm)) = :'whole' AS spilled_agrees
FROM (SELECT firm, shares_agg(product, kg) AS m FROM split_rows GROUP BY firm) x;
RESET work_mem;

-- A state through its text form is the same state.
SELECT shares_agg_final(shares_agg_trans(shares_agg_trans(NULL, 'a'::text, 1), 'b', 0.1)::text::keyed_sums)
     = shares_agg_final(shares_agg_trans(shares_agg_trans(NULL, 'a'::text, 1), 'b', 0.1)) AS state_survives,
       shares_agg_final(keyed_sums_combine(shares_agg_trans(NULL, 'a'::text, 1), shares_agg_trans(NULL, 'a'::text, 0.1)));

-- States of many keys combine, whether the other has none of them, half or all, with sums that two doubles hold and others.
CREATE AGGREGATE pg_temp.state(bigint, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE AGGREGATE pg_temp.state(text, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
SELECT lacks, shares_agg_final(keyed_sums_combine(a, b)) = whole AS numbers, shares_agg_final(keyed_sums_combine(b, a)) = whole AS turned,
       shares_agg_final(keyed_sums_combine(c, d)) = named AS names, shares_agg_final(keyed_sums_combine(d, c)) = named AS turned, num_entities(whole) AS keys
FROM unnest(ARRAY[0, 2500, 5000]) lacks, LATERAL
  (SELECT pg_temp.state(firm, value) FILTER (WHERE part = 1) AS a, pg_temp.state(firm, value) FILTER (WHERE part = 2) AS b, shares_agg(firm, value) AS whole,
          pg_temp.state('name ' || firm, value) FILTER (WHERE part = 1) AS c, pg_temp.state('name ' || firm, value) FILTER (WHERE part = 2) AS d, shares_agg('name ' || firm, value) AS named
   FROM (SELECT part, i + (part - 1) * lacks AS firm, CASE WHEN i % 50 = 0 THEN (ARRAY[1e16, 1e-30, 3.3e200])[n] ELSE i * 0.1 END AS value
         FROM generate_series(1, 5000) i, generate_series(1, 2) part, generate_series(1, 3) n) rows) states;

-- States that have left their process combine, those too whose names are too long for a table to have been made of them.
CREATE AGGREGATE pg_temp.combined(keyed_sums) (SFUNC = keyed_sums_combine, STYPE = keyed_sums, FINALFUNC = shares_agg_final);
WITH parts AS MATERIALIZED (SELECT length, pg_temp.state(repeat('x', length) || g, 1) AS s FROM generate_series(1, 3000) g, unnest(ARRAY[1, 40000]) length
  WHERE length = 1 OR g <= 3 GROUP BY length, g % 3)
SELECT length, num_entities(pg_temp.combined(s)) FROM parts GROUP BY length ORDER BY length;

-- A state of 32-bit keys and one of 64-bit keys combine, either into the other.
SELECT shares_agg_final(keyed_sums_combine(a, b)) AS a_b,
       shares_agg_final(keyed_sums_combine(b, a)) = shares_agg_final(keyed_sums_combine(a, b)) AS b_a
FROM (SELECT shares_agg_trans(shares_agg_trans(NULL, -2147483648::bigint, 1), 2147483647::bigint, 2) AS a,
             shares_agg_trans(shares_agg_trans(NULL, 2147483648::bigint, 4), 2147483647::bigint, 8) AS b) x;

-- Values that are much alike merge: keys that come new between the others, sums beyond two doubles, keys of 64 bits.
WITH rows AS MATERIALIZED (SELECT gap, part, i * CASE WHEN gap > 50 THEN 10000000000 ELSE 1 END AS firm, CASE WHEN i % 40 = 0 THEN (ARRAY[1e16, 1e-30, 3.3e200, 1])[part] ELSE i * part * 0.1 END AS v
  FROM generate_series(1, 300) i, generate_series(1, 4) part, unnest(ARRAY[3, 20, 70, 400]) gap WHERE (i + part) % gap <> 0)
SELECT gap, w.num_entities AS keys, w.m = p.m AS numbers, w.n = p.n AS names FROM
  (SELECT gap, count(DISTINCT firm) AS num_entities, shares_agg(firm, v) AS m, shares_agg('name ' || firm, v) AS n FROM rows GROUP BY gap) w
  JOIN (SELECT gap, rollup(m) AS m, rollup(n) AS n FROM (SELECT gap, shares_agg(firm, v) AS m, shares_agg('name ' || firm, v) AS n FROM rows GROUP BY gap, part) x GROUP BY gap) p USING (gap) ORDER BY gap;

-- Names are read where an error tells them.
SELECT hhi(firm, v) FROM (VALUES ('a', 3::float8), ('b firm', -1), ('c', 2)) x(firm, v);
SELECT hhi(firm, v) FROM (VALUES ('b firm', -1::float8)) x(firm, v);
SELECT market_indices(firm, v) FROM (VALUES ('a', 1), ('b firm', 1e308::float8), ('b firm', 1e308)) x(firm, v);
SELECT hhi(firm, v), num_entities(shares_agg(firm, v)) FROM (VALUES ('b firm', '-0'::float8)) x(firm, v);

-- A one-row state stays small, a large one too.
SELECT pg_column_size(shares_agg_trans(NULL, 1::bigint, 1)) <= 160 AS one_row_bigint,
       pg_column_size(shares_agg_trans(NULL, 'a firm of some length'::text, 1)) <= 160 AS one_row_text;

-- A large state is replaced by a larger one that the executor copies into its place: the value is that of parts which never grew so far.
SELECT claim, got FROM (VALUES
  ('bigint keys', (SELECT shares_agg(i, i) FROM generate_series(1, 300000) i) =
                  (SELECT rollup(m) FROM (SELECT shares_agg(i, i) AS m FROM generate_series(1, 300000) i GROUP BY i % 16) x)),
  ('keys of 64 bits, three components', (SELECT shares_agg(i * 10000000000, v) FROM generate_series(1, 150000) i, unnest('{1e30, 1, 1e-30}'::float8[]) v) =
                  (SELECT rollup(m) FROM (SELECT shares_agg(i * 10000000000, v) AS m FROM generate_series(1, 150000) i, unnest('{1, 1e-30, 1e30}'::float8[]) v GROUP BY i % 16) x)),
  ('names', (SELECT shares_agg('firm ' || i, i) FROM generate_series(1, 200000) i) =
                  (SELECT rollup(m) FROM (SELECT shares_agg('firm ' || i, i) AS m FROM generate_series(1, 200000) i GROUP BY i % 16) x)),
  ('names of many lengths', (SELECT shares_agg(repeat('x', i % 700) || i, i) FROM generate_series(1, 20000) i) =
                  (SELECT rollup(m) FROM (SELECT shares_agg(repeat('x', i % 700) || i, i) AS m FROM generate_series(1, 20000) i GROUP BY i % 16) x))
) AS t (claim, got);

-- Window frames.
SELECT bool_and(framed = again) AS frames_agree FROM (
  SELECT hhi(firm, value) OVER w AS framed,
         (SELECT hhi(firm, value) FROM awkward b WHERE b.i BETWEEN a.i - 20 AND a.i AND firm IS NOT NULL AND value > 0 AND value < 1e17) AS again
  FROM (SELECT * FROM awkward WHERE firm IS NOT NULL AND value > 0 AND value < 1e17) a
  WINDOW w AS (ORDER BY i RANGE BETWEEN 20 PRECEDING AND CURRENT ROW)) x;
DROP TABLE split_rows, split_parts;

-- Large states, which are sent without their free places: numbers and names, keys and sums that 32 bits do not hold, remainders, rows without a key.
CREATE TABLE many AS
SELECT i % 2 AS g, CASE WHEN i % 11 > 0 THEN (i * 7919) % 5003 * CASE WHEN i % 3 = 0 THEN 10000000000 ELSE 1 END END AS wide, (i * 7919) % 5003 AS firm,
       (ARRAY[1e16, 1e-12, 0.1, 7])[i % 4 + 1] AS value
FROM generate_series(1::bigint, 60000) i;
ANALYZE many;
CREATE VIEW large AS
SELECT g, shares_agg(firm, 0.5::float8) AS numbers, shares_agg('name ' || firm, 0.5::float8) AS names,
       shares_agg(wide, value) AS remainders, hhi('name ' || wide, value) AS index
FROM many GROUP BY g;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE in_one AS SELECT * FROM large;
SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
SELECT pg_temp.plan_has('SELECT * FROM large', 'Partial (Hash|Group)?Aggregate') AS partial;
CREATE TEMP TABLE by_sort AS SELECT * FROM large;
SET enable_sort = off;
CREATE TEMP TABLE by_hash AS SELECT * FROM large;
SELECT count(*) FROM (SELECT to_jsonb(x) FROM in_one x INTERSECT SELECT to_jsonb(x) FROM by_sort x INTERSECT SELECT to_jsonb(x) FROM by_hash x) same;
DROP VIEW large;
DROP TABLE many;
RESET enable_sort;
