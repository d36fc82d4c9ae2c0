-- Index numbers. Diewert's six items, from rows that hold both periods.
CREATE TEMP TABLE diewert (item, p0, q0, p1, q1) AS VALUES
  ('a', 1.0::float8, 1.0::float8, 1.2::float8, 0.8::float8), ('b', 1, 1, 3.0, 0.9), ('c', 1, 2, 1.3, 1.9), ('d', 1, 1, 0.7, 1.3),
       ('e', 1, 4.5, 1.4, 4.7), ('f', 1, 0.5, 0.8, 0.6);
SELECT abs((i).price_fisher * (i).quantity_fisher - ratio) < 1e-15 AS fisher_splits_the_value_ratio
FROM (SELECT price_indices(p0, q0, p1, q1) i, sum(p1 * q1) / sum(p0 * q0) AS ratio FROM diewert) x;

-- The same from rows of trade, from stored totals, and item by item in several rows.
CREATE TEMP TABLE trade_rows AS
SELECT item, share * p0 * q0 AS value, share * q0 AS quantity, false AS after FROM diewert, unnest(ARRAY[0.25, 0.75]) share
UNION ALL SELECT item, p1 * q1, q1, true FROM diewert;
CREATE TEMP TABLE reports AS
SELECT 'pairs' AS source, (price_indices(p0, q0, p1, q1)).* FROM diewert
UNION ALL SELECT 'rows', (price_indices(item, value, quantity, after)).* FROM trade_rows
UNION ALL SELECT 'totals', p.*
FROM (SELECT shares_agg(item, p0 * q0) v0, shares_agg(item, q0) q0, shares_agg(item, p1 * q1) v1, shares_agg(item, q1) q1 FROM diewert) x,
  LATERAL price_indices(v0, q0, v1, q1) p
UNION ALL SELECT 'chain', (price_indices_chained(CASE WHEN after THEN date '2025-01-01' ELSE '2024-01-01' END, item, value, quantity)).*
FROM trade_rows;
SELECT source, round(price_laspeyres::numeric, 6) AS pl, round(price_paasche::numeric, 6) AS pp, round(price_fisher::numeric, 6) AS pf,
       round(price_tornqvist::numeric, 6) AS pt,
       round(quantity_laspeyres::numeric, 6) AS ql, round(quantity_paasche::numeric, 6) AS qp, round(quantity_fisher::numeric, 6) AS qf,
            round(quantity_tornqvist::numeric, 6) AS qt,
       matched, items_before, items_after, coverage_before, coverage_after
FROM reports ORDER BY source;

-- Any order and any split of the rows gives the same bits.
CREATE TEMP TABLE many AS SELECT 'item ' || i % 37 AS item, (i % 11 + 1) * 0.1 + i % 3 AS value, (i % 7 + 1) * 0.3 AS quantity,
     date '2024-01-01' + (i % 5) * 31 AS day, i
FROM generate_series(1, 2000) i;
SELECT count(DISTINCT p::text) FROM (
  SELECT (price_indices(item, value, quantity, day > '2024-02-15')) AS p FROM many
  UNION ALL SELECT (price_indices(item, value, quantity, day > '2024-02-15')) FROM (SELECT * FROM many ORDER BY i % 13, i DESC) x) y;
SELECT count(DISTINCT p::text) FROM (
  SELECT price_indices_chained(day, item, value, quantity) AS p FROM many
  UNION ALL SELECT price_indices_chained(day, item, value, quantity) FROM (SELECT * FROM many ORDER BY i % 13, i DESC) x) y;
SELECT price_indices_final(keyed_sums_combine(price_indices_trans(NULL, 'a', 1, 2, false),
                                              price_indices_trans(price_indices_trans(NULL, 'a', 3, 1, true), 'b', 1, 1, true)));
SELECT price_indices_final(price_indices_trans(price_indices_trans(NULL, 'é', 1, 2, false), 'é', 3, 1,
                                               true)::text::keyed_sums) = price_indices_final(price_indices_trans(price_indices_trans(NULL,
                                                     'é', 1, 2, false), 'é', 3, 1, true)) AS travels;

-- Indices of many items with holes, against the textbook's formulas in plain SQL.
CREATE TEMP TABLE holes AS SELECT * FROM many WHERE i % 5 <> 2 AND NOT (i % 37 IN (3, 8) AND i % 5 = 1);
CREATE TEMP TABLE textbook AS
WITH baskets AS (SELECT day, item, sum(value) / sum(quantity) AS p, sum(quantity) AS q FROM holes GROUP BY day, item),
matched AS (SELECT b.day, a.p AS p0, a.q AS q0, b.p AS p1, b.q AS q1
            FROM baskets a JOIN baskets b USING (item)
            JOIN (SELECT day, lag(day) OVER (ORDER BY day) AS before
                  FROM (SELECT DISTINCT day FROM baskets) d) d ON d.day = b.day AND d.before = a.day)
SELECT day, count(*) AS matched, sum(p1 * q0) / sum(p0 * q0) AS laspeyres, sum(p1 * q1) / sum(p0 * q1) AS paasche,
       exp(sum((p0 * q0 / v0 + p1 * q1 / v1) / 2 * ln(p1 / p0))) AS tornqvist
FROM (SELECT *, sum(p0 * q0) OVER (PARTITION BY day) AS v0, sum(p1 * q1) OVER (PARTITION BY day) AS v1 FROM matched) m GROUP BY day;
SELECT count(*) AS links, min(matched) AS fewest FROM textbook;
SELECT t.matched = p.matched AS matched, abs(p.price_laspeyres / t.laspeyres - 1) < 1e-13 AS laspeyres,
       abs(p.price_paasche / t.paasche - 1) < 1e-13 AS paasche,
       abs(p.price_fisher / sqrt(t.laspeyres * t.paasche) - 1) < 1e-13 AS fisher, abs(p.price_tornqvist / t.tornqvist - 1) < 1e-13 AS tornqvist
FROM textbook t,
     LATERAL (SELECT (price_indices(item, value, quantity, h.day = t.day)).* FROM holes h
              WHERE h.day = t.day OR h.day = (SELECT max(day) FROM holes WHERE day < t.day)) p
ORDER BY t.day;
SELECT c.matched = t.matched AS matched, abs(c.price_laspeyres / t.laspeyres - 1) < 1e-12 AS laspeyres,
       abs(c.price_paasche / t.paasche - 1) < 1e-12 AS paasche, abs(c.price_tornqvist / t.tornqvist - 1) < 1e-12 AS tornqvist
FROM (SELECT (price_indices_chained(day, item, value, quantity)).* FROM holes) c,
     (SELECT min(matched) AS matched, chained_index(laspeyres) AS laspeyres, chained_index(paasche) AS paasche,
      chained_index(tornqvist) AS tornqvist FROM textbook) t;

SET extra_float_digits = 0;
-- Properties: an index turned round is its inverse (fisher, tornqvist), prices in another unit and twice as high, quantities in another unit.
CREATE TEMP TABLE sides AS SELECT item, value, quantity, day >= '2024-03-01' AS after FROM holes;
CREATE TEMP TABLE changed AS
SELECT 'as it is' AS change, (price_indices(item, value, quantity, after)).* FROM sides
UNION ALL SELECT 'turned round', (price_indices(item, value, quantity, NOT after)).* FROM sides
UNION ALL SELECT 'prices doubled', (price_indices(item, CASE WHEN after THEN 2 ELSE 1 END * value, quantity, after)).* FROM sides
UNION ALL SELECT 'other units', (price_indices(item, value * 8, quantity * 0.001, after)).* FROM sides
UNION ALL SELECT 'only the second', (price_indices(item, value, quantity, after)).*
FROM (SELECT item, value, quantity, b.after FROM sides s, (VALUES (false), (true)) b(after) WHERE s.after) x;
SELECT c.change, round((c.price_fisher / a.price_fisher)::numeric, 9) AS fisher, round((c.price_fisher * a.price_fisher)::numeric, 9) AS fisher_round,
       round((c.price_tornqvist * a.price_tornqvist)::numeric, 9) AS tornqvist_round,
            round((c.quantity_fisher / a.quantity_fisher)::numeric, 9) AS quantities, c.matched = a.matched AS matched
FROM changed c, changed a WHERE a.change = 'as it is' AND c.change <> 'as it is' AND c.change <> 'only the second' ORDER BY 1;
SELECT price_laspeyres, price_paasche, price_fisher, quantity_laspeyres, quantity_paasche, quantity_fisher, coverage_before, coverage_after
FROM changed WHERE change = 'only the second' \gx

-- Matching: what is missing in one period, has no quantity, or no item, drops out and is told.
SELECT (price_indices(p0, q0, p1, q1)).*
FROM (VALUES (1.0::float8, 10.0::float8, 2.0::float8, 10.0::float8), (5, 6, NULL, NULL), (NULL, NULL, 4, 5), (3, NULL, 3, 1)) t(p0, q0, p1, q1) \gx
SELECT (price_indices(item, v, q, after)).* FROM (VALUES ('a', 10.0, 10.0, false), ('a', 20, 10, true), ('b', 30, 6, false), ('c', 20, 5, true),
  ('d', 30, NULL, false), ('d', 3, 1, true), (NULL, 30, 1, false), ('e', NULL, 5, true), ('f', 7, 0, true), ('g', 1, 1, NULL)) t(item, v, q, after) \gx
SELECT p.matched, p.items_before, p.items_after, p.coverage_before, p.coverage_after
FROM (SELECT shares_agg(i, v) v0 FROM (VALUES (1, 10), (2, 30), (NULL, 60)) t(i, v)) x,
     (SELECT shares_agg(i, v) v1 FROM (VALUES (2, 30), (3, 60)) t(i, v)) y,
  LATERAL price_indices(v0, v0, v1, v1) p;
SELECT price_indices(shares_agg(1, 10), shares_agg(1, 10), shares_agg('1'::text, 20), shares_agg(1, 10));

-- Nothing to compare is NULL, no rows too.
SELECT case_name, (i).price_laspeyres, (i).price_paasche, (i).price_fisher, (i).price_tornqvist, (i).quantity_fisher
FROM (SELECT 'nothing bought' AS case_name, price_indices(1, 0, 2, 0) i
      UNION ALL SELECT 'new', price_indices(1, 0, 2, 5) UNION ALL SELECT 'unknown before', price_indices(1, NULL, 2, 5)) x ORDER BY case_name;
SELECT price_indices(1, 1, 2, 1) IS NULL AS none, price_indices('a'::text, 1, 1, true) IS NULL AS none FROM (SELECT WHERE false) x;
SELECT (price_indices('a', 1, 1, true)).* \gx
-- A price or quantity of zero has no logarithm: the index that needs it is NULL.
SELECT i.price_tornqvist, i.price_fisher, i.quantity_tornqvist
FROM (SELECT (price_indices(p0, q0, p1, q1)).* FROM (VALUES (1, 1, 2, 1), (0, 1, 1, 1)) t(p0, q0, p1, q1)) i;
SELECT i.price_tornqvist, i.quantity_tornqvist, i.quantity_fisher
FROM (SELECT (price_indices(p0, q0, p1, q1)).* FROM (VALUES (1, 1, 2, 1), (1, 0, 1, 1)) t(p0, q0, p1, q1)) i;

-- What is refused.
SELECT price_indices(-1, 1, 1, 1);
SELECT price_indices(1, -1, 1, 1);
SELECT price_indices(1, 1, 1, 'NaN');
SELECT price_indices(1, 1, -1, 1);
SELECT price_indices(1e300, 1e300, 1, 1);
SELECT price_indices(item, v, q, after) FROM (VALUES ('a', 1e300, 1e-5, false), ('a', 1e-5, 1e300, true)) t(item, v, q, after);
SELECT price_indices('a', 'Infinity', 1, true);
SELECT price_indices('a', 1, 'NaN', true);
SELECT price_indices(item, v, q, after) FROM (VALUES ('a', 10, 5, false), ('a', -20, 5, false), ('a', 1, 1, true)) t(item, v, q, after);
SELECT price_indices(item, v, q, after) FROM (VALUES ('a', 10, 5, false), ('a', -20, NULL, false), ('a', 1, 1, true)) t(item, v, q, after);
SELECT price_indices(shares_agg(7, -1), shares_agg(7, 1), shares_agg(7, 1), shares_agg(7, 1));

-- Chains: each link has its own matched items; a break is NULL, the weakest link is told.
CREATE TEMP TABLE years (day, item, v, q) AS VALUES
  (date '2022-01-01', 'a', 10.0, 10.0), ('2022-01-01', 'b', 10, 5), ('2023-01-01', 'a', 20, 10), ('2023-01-01', 'c', 20, 10),
       ('2024-01-01', 'a', 30, 10), ('2024-01-01', 'c', 10, 10);
SELECT (price_indices_chained(day, item, v, q)).* FROM years \gx
SELECT (price_indices_chained(day, item, v, q)).* FROM (TABLE years UNION ALL VALUES (date '2025-01-01', 'z', 1.0, 1.0)) x \gx
SELECT price_indices_chained(day, item, v, q) FROM years WHERE day = '2022-01-01';
SELECT price_indices_chained('infinity', 'a', 1, 1);
SELECT day, p.price_laspeyres AS link, chained_index(CASE WHEN v0 IS NULL THEN 1 ELSE p.price_laspeyres END) OVER (ORDER BY day) AS chained
FROM (SELECT day, v, q, lag(v) OVER (ORDER BY day) v0, lag(q) OVER (ORDER BY day) q0
      FROM (SELECT day, shares_agg(item, v) v, shares_agg(item, q) q FROM years GROUP BY day) x) y
      LEFT JOIN LATERAL price_indices(v0, q0, v, q) p ON true ORDER BY day;
SELECT round(chained_index(l)::numeric, 12), chained_index(NULL) IS NULL AS broken, chained_index(nullif(l, 2)) IS NULL AS broken,
       chained_index(l) FILTER (WHERE false) IS NULL AS no_link
FROM (VALUES (2.0), (0.5), (3)) t(l);
SELECT chained_index(0) AS zero, chained_index(l) AS zero_among_others, chained_index(nullif(l, 2)) AS broken
FROM (VALUES (2.0), (0), (1e300), (1e300)) t(l);
SELECT chained_index(-1);
SELECT chained_index('NaN');
SELECT chained_index(1e300) FROM generate_series(1, 2);

-- States of other aggregates are refused.
SELECT price_indices_final(shares_agg_trans(NULL, 'a'::text, 1));
SELECT price_indices_final(shares_agg_trans(NULL, 'longer than a prefix'::text, 1));
SELECT price_indices_final(shares_agg_trans(NULL, 99::bigint, 1));
SELECT price_indices_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT price_indices_final(price_indices_chained_trans(NULL, '2025-01-01', 'a', 1, 1));
SELECT price_indices_chained_final(shares_agg_trans(NULL, 'not a period'::text, 1));
SELECT price_indices_chained_final(shares_agg_trans(NULL, 1::bigint, 1));
SELECT chained_index_final(shares_agg_trans(NULL, 'a'::text, 1));
SELECT price_indices_trans(NULL, NULL::float8, NULL, NULL, NULL::float8) IS NOT NULL AS no_crash,
       price_indices_trans(NULL, NULL::text, NULL, NULL, NULL), price_indices_chained_trans(NULL, NULL, NULL, NULL, NULL),
       price_indices_final(NULL);
