-- market_shares: the ladder of rows.
SELECT shares_agg(e, v) FROM (VALUES ('a', 1.0)) t(e, v) WHERE false;
SELECT shares_agg(e, v), hhi(e, v) FROM (VALUES ('a', NULL::float8)) t(e, v);
SELECT shares_agg(e, v), hhi(e, v) FROM (VALUES (NULL::text, 3.0)) t(e, v);
SELECT shares_agg(e, v), hhi(e, v) FROM (VALUES ('a', 3.0)) t(e, v);
SELECT shares_agg(e, v), hhi(e, v) FROM (VALUES ('a', 3.0), ('b', 1)) t(e, v);
SELECT shares_agg(e, v), hhi(e, v) FROM (VALUES ('b', 2.0), ('a', 3), (NULL, 4), ('a', NULL), ('b', -1), ('é', 0)) t(e, v);

-- Entities are text or bigint, values anything that casts to float8.
SELECT shares_agg(1::smallint, 2::int), shares_agg(1::int, 2.5::numeric), shares_agg('x'::varchar, 1::bigint), shares_agg(-9223372036854775808, 1);

-- What cannot be added up says so.
SELECT hhi('a'::text, 'NaN'::float8);
SELECT hhi(7::bigint, '-Infinity'::float8);
SELECT hhi(NULL::text, 'Infinity'::float8);
SELECT hhi(e, v) FROM (VALUES ('a', 1.0), ('b', -2)) t(e, v);
SELECT hhi(e, v) FROM (VALUES ('a', 1e308), ('a', 1e308)) t(e, v);
SELECT coverage(shares_agg(e, v)) FROM (VALUES ('a', 1.0), (NULL, -2)) t(e, v);
SELECT (market_indices(e, v)).hhi, (market_indices(e, v)).coverage FROM (VALUES ('a', 1.0), (NULL, -2)) t(e, v);

-- Text form: in, out, and what is refused.
SELECT '{"entity": "bigint", "totals": {"12": 1.5, "-3": [1, 1e-40]}, "type": "market_shares", "unattributed": 2}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {}}'::market_shares;
SELECT '[]'::market_shares;
SELECT '{"type": "spells"}'::market_shares;
SELECT '{"type": "market_shares", "entity": "date", "totals": {}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text"}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"a": "1"}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"a": [1, null]}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "bigint", "totals": {"x": 1}}'::market_shares;

-- Text and binary forms lead back to the same value, jsonb too.
CREATE TEMP TABLE markets AS
SELECT k, shares_agg('firm ' || i % (k * 3), i * 0.1) AS m FROM generate_series(1, 3) k, generate_series(1, 50) i GROUP BY k;
SELECT bool_and(m::text::market_shares = m), bool_and(m::jsonb::market_shares = m) FROM markets;
SELECT count(DISTINCT m), count(*) FROM (SELECT m FROM markets UNION ALL SELECT m FROM markets) x;
SELECT m::text::market_shares = m AS long_name_again FROM (SELECT shares_agg(repeat('x', 300), 1) AS m) x;

-- Merging what does not belong together.
SELECT rollup(m) FROM (SELECT shares_agg(1::bigint, 1) AS m UNION ALL SELECT shares_agg('1'::text, 1)) x;
SELECT rollup(m) IS NULL FROM (SELECT NULL::market_shares AS m) x;

-- Indices of the worked example of Herfindahl's users: D4 and W.
SELECT hhi(m), hhi(m, 10000) AS points, round(hhi_normalized(m)::numeric, 15) AS normalized,
       concentration_ratio(m, 1) AS cr1, concentration_ratio(m, 3) AS cr3, concentration_ratio(m, 9) AS cr9, num_entities(m), total(m)
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (1, 30), (2, 30), (3, 20), (4, 20)) t(e, v)) x \gx
CREATE TEMP TABLE w AS SELECT shares_agg(v, v) AS m FROM unnest(ARRAY[541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]) v;
SELECT abs(hhi(m) - 0.184081230915485) < 1e-14 AS hhi, abs(hhi_normalized(m) - 0.093423589906) < 1e-12 AS normalized,
       abs(effective_firms(m) - 5.43238436) < 1e-8 AS effective, abs(shannon_entropy(m) - 1.94024385) < 1e-8 AS entropy,
       abs(shannon_entropy(m, 2) * ln(2) - shannon_entropy(m)) < 1e-14 AS bits, abs(concentration_ratio(m) - 0.73380) < 1e-5 AS cr4
FROM w;
SELECT (p.hhi, p.hhi_normalized, p.effective_firms, p.shannon_entropy, p.cr4, p.num_entities, p.total)
     = (hhi(m), hhi_normalized(m), effective_firms(m), shannon_entropy(m), concentration_ratio(m), num_entities(m), total(m)) AS panel_agrees
FROM w, LATERAL market_indices(m) p;
SELECT t.* FROM w, LATERAL top(m, 3) t;
SELECT t.* FROM (SELECT shares_agg(e, 1) AS m FROM unnest(ARRAY['b', 'a', 'c']) e) x, LATERAL top(m, 2) t;

-- A market without value has no indices, and counts zero.
SELECT hhi(m), effective_firms(m), coverage(m), num_entities(m), total(m), unattributed(m), (market_indices(m)).num_entities
FROM (SELECT shares_agg('a'::text, 0) AS m) x;
SELECT num_entities(NULL), coverage(shares_agg(e, v)) FROM (VALUES ('a', 1.0), (NULL, 3)) t(e, v);

-- Parameters out of range.
SELECT concentration_ratio(m, 0) FROM w;
SELECT hhi(m, -1) FROM w;
SELECT shannon_entropy(m, 1) FROM w;
SELECT * FROM w, LATERAL top(m, 0);

-- Moving frames: rows that leave are taken away exactly, so that every frame has the bits of an answer of its own.
CREATE TEMP TABLE trades AS
SELECT i AS n, i % 3 AS product, CASE WHEN i % 11 > 0 THEN (i * 7919) % 13 END::bigint AS firm, 'firm ' || (i * 7919) % 13 AS name,
       CASE WHEN i % 17 BETWEEN 1 AND 12 THEN (i % 97) * 0.1 + CASE WHEN i % 5 = 0 THEN 1e12 / 3 ELSE 0 END END AS kg
FROM generate_series(1, 900) i;
SELECT count(*), count(h), count(*) FILTER (WHERE h IS DISTINCT FROM hhi(s)) AS hhi, count(*) FILTER (WHERE ht IS DISTINCT FROM hhi(st)) AS hhi_text,
       count(*) FILTER (WHERE p::text IS DISTINCT FROM market_indices(s)::text) AS panel
FROM (SELECT hhi(firm, kg) OVER w AS h, hhi(name, kg) OVER w AS ht, market_indices(firm, kg) OVER w AS p,
             shares_agg(firm, kg) OVER w AS s, shares_agg(name, kg) OVER w AS st
      FROM trades WINDOW w AS (PARTITION BY product ORDER BY n ROWS BETWEEN 7 PRECEDING AND 2 PRECEDING)) x;
-- A frame whose rows all lack a value is NULL, and a value that is not finite is an error.
SELECT n, hhi(1, v) OVER w, (market_indices('a', v) OVER w).num_entities
FROM (VALUES (1, 5.0), (2, NULL), (3, NULL), (4, 7.0)) t(n, v) WINDOW w AS (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
SELECT hhi('a', v) OVER (ORDER BY v ROWS 1 PRECEDING) FROM (VALUES (1.0::float8), ('Infinity')) t(v);
-- Firms that have left the frame are forgotten now and then, which no answer shows.
SELECT count(*), count(*) FILTER (WHERE h IS DISTINCT FROM hhi(s)) AS hhi, count(*) FILTER (WHERE e IS DISTINCT FROM effective_firms(s)) AS firms
FROM (SELECT hhi(n / 2, v) OVER w AS h, (market_indices((n / 2)::text, v) OVER w).effective_firms AS e, shares_agg(n / 2, v) OVER w AS s
      FROM (SELECT n, n % 7 * 0.1 AS v FROM generate_series(1, 3000) n) x WINDOW w AS (ORDER BY n ROWS 4 PRECEDING)) y;

-- Sums that two doubles cannot hold take room for themselves: a large state
-- has no larger table for them, however many rows bring some.
CREATE AGGREGATE pg_temp.state(bigint, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE TEMP TABLE remainders AS
SELECT i::bigint * 7919 % 60000 AS firm,
       CASE WHEN i::bigint * 7919 % 60000 < 50 THEN (ARRAY[1e300, 1e-300, 0.1])[1 + (i / 60000 + i) % 3] ELSE i END::float8 AS value
FROM generate_series(1, 720000) i;
SELECT pg_column_size(pg_temp.state(firm, value)) < 3 * pg_column_size(pg_temp.state(firm, 1)) AS small FROM remainders;
SELECT shares_agg(firm, value) = (SELECT rollup(m) FROM (SELECT shares_agg(firm, value) AS m FROM remainders GROUP BY firm % 97) x) AS same FROM remainders;
