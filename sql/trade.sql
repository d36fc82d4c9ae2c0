-- Unit value and shares of revenue.
SELECT unit_value(120.5, 10), unit_value(5, 0) IS NULL AS no_quantity, unit_value(0, 4), unit_value(NULL, 3) IS NULL AS no_value;
SELECT unit_value(-1, 2);
SELECT unit_value(1, -2);
SELECT unit_value('NaN', 2);
SELECT unit_value(1, 'Infinity');
SELECT unit_value(1e300, 1e-300);
SELECT export_share(200, 50), export_share(0, 0) IS NULL AS no_revenue, export_share(7, 7);
SELECT export_share(100, 120);
SELECT export_share(-1, 0);
SELECT revenue_at_risk(1000, 0.5, 0.75), revenue_at_risk(1000, 0.18, 0.75), revenue_at_risk(NULL, 0.5, 0.5) IS NULL AS no_revenue;
SELECT r.* FROM revenue_at_risk(1000, share_low => 0.18, share_high => 0.5, fall_low => 0.75, fall_high => 0.75) r;
SELECT revenue_at_risk(500, 1.2, 0.5);
SELECT revenue_at_risk(500, 0.5, -0.1);
SELECT revenue_at_risk(500, 50, 0.5);
SELECT revenue_at_risk(-5, 0.5, 0.5);
SELECT revenue_at_risk(500, 'NaN', 0.5);
SELECT revenue_at_risk(1000, 0.5, 0.18, 0.75, 0.75);
SELECT revenue_at_risk(1000, 0.18, 0.5, 0.75, 0.7);

-- Mirror figures; a flow that one side does not report has no logarithm.
SELECT m, x, c, round(g.fob_import::numeric, 6) AS fob_import, round(g.gap::numeric, 6) AS gap, round(g.log_ratio::numeric, 6) AS log_ratio, round(g.asymmetry::numeric, 6) AS asymmetry
FROM (VALUES (110, 100, 0.1), (80, 100, 0.05), (0, 100, 0.1), (0, 0, 0.1), (50, 0, 0)) v(m, x, c), LATERAL mirror_gap(m, x, c) g;
SELECT mirror_gap(-1, 1, 0.1);
SELECT mirror_gap(1, 1, -0.1);
SELECT mirror_gap(1, 'NaN', 0.1);

-- Comparative advantage, plain and symmetric.
SELECT balassa_rca(50, 200, 100, 1000), round(balassa_rca(50, 200, 100, 1000, symmetric_form => true)::numeric, 6) AS symmetric, balassa_rca(0, 200, 100, 1000, true) AS none,
       balassa_rca(5, 0, 100, 1000) IS NULL AS no_exports, balassa_rca(5, 50, 0, 1000) IS NULL AS no_world_exports, balassa_rca(5, 50, 10, 0) IS NULL AS no_world;
SELECT balassa_rca(-5, 50, 10, 100);

-- Re-routing: an upper bound, nothing when nothing was lost.
SELECT r.* FROM (VALUES (100, 20, 10, 70, 5, 60), (100, 120, 10, 70, 5, 60), (100, 0, 10, 5, 5, 60)) v(a, b, c, d, e, f), LATERAL reroute(a, b, c, d, e, f) r;
SELECT reroute(1, 1, 1, 1, 1, -1);

-- Similarity of two structures.
SELECT finger_kreinin(a, b), finger_kreinin(b, a), finger_kreinin(a, a), finger_kreinin(a, NULL) IS NULL AS nothing
FROM (SELECT shares_agg(e, v) AS a FROM (VALUES ('a', 60), ('b', 30), ('c', 10)) t(e, v)) x,
     (SELECT shares_agg(e, v) AS b FROM (VALUES ('b', 30), ('d', 50), ('a', 20)) t(e, v)) y;
SELECT finger_kreinin(shares_agg(1, 5), shares_agg(2, 5)), finger_kreinin(shares_agg(-1, 5), shares_agg(-1, 7)), finger_kreinin(shares_agg('a'::text, 0), shares_agg('a'::text, 1)) IS NULL AS empty;
SELECT finger_kreinin(shares_agg(1, 5), shares_agg('1'::text, 5));
SELECT finger_kreinin(shares_agg('a'::text, -5), shares_agg('a'::text, 5));

-- Index numbers. Diewert's six items, from rows that hold both periods.
CREATE TEMP TABLE diewert (item, p0, q0, p1, q1) AS VALUES
  ('a', 1.0::float8, 1.0::float8, 1.2::float8, 0.8::float8), ('b', 1, 1, 3.0, 0.9), ('c', 1, 2, 1.3, 1.9), ('d', 1, 1, 0.7, 1.3), ('e', 1, 4.5, 1.4, 4.7), ('f', 1, 0.5, 0.8, 0.6);
SELECT m AS method, round(price_index(p0, q0, p1, q1, m)::numeric, 6) AS prices, round(quantity_index(p0, q0, p1, q1, m)::numeric, 6) AS quantities
FROM diewert, unnest(ARRAY['laspeyres', 'paasche', 'fisher', 'tornqvist']) m GROUP BY m ORDER BY m;
SELECT abs(price_index(p0, q0, p1, q1, 'fisher') * quantity_index(p0, q0, p1, q1, 'fisher') - sum(p1 * q1) / sum(p0 * q0)) < 1e-15 AS fisher_splits_the_value_ratio FROM diewert;

-- The same from rows of trade, from stored totals, and item by item in several rows.
CREATE TEMP TABLE trade_rows AS
SELECT item, share * p0 * q0 AS value, share * q0 AS quantity, false AS after FROM diewert, unnest(ARRAY[0.25, 0.75]) share
UNION ALL SELECT item, p1 * q1, q1, true FROM diewert;
CREATE TEMP TABLE panels AS
SELECT 'pairs' AS source, (price_indices(p0, q0, p1, q1)).* FROM diewert
UNION ALL SELECT 'rows', (price_indices(item, value, quantity, after)).* FROM trade_rows
UNION ALL SELECT 'totals', p.* FROM (SELECT shares_agg(item, p0 * q0) v0, shares_agg(item, q0) q0, shares_agg(item, p1 * q1) v1, shares_agg(item, q1) q1 FROM diewert) x,
  LATERAL price_indices(v0, q0, v1, q1) p
UNION ALL SELECT 'chain', (price_indices_chained(CASE WHEN after THEN date '2025-01-01' ELSE '2024-01-01' END, item, value, quantity)).* FROM trade_rows;
SELECT source, round(price_laspeyres::numeric, 6) AS pl, round(price_paasche::numeric, 6) AS pp, round(price_fisher::numeric, 6) AS pf, round(price_tornqvist::numeric, 6) AS pt,
       round(quantity_laspeyres::numeric, 6) AS ql, round(quantity_paasche::numeric, 6) AS qp, round(quantity_fisher::numeric, 6) AS qf, round(quantity_tornqvist::numeric, 6) AS qt,
       matched, items0, items1, coverage0, coverage1
FROM panels ORDER BY source;
SELECT price_index(item, value, quantity, after, 'paasche') = (price_indices(item, value, quantity, after)).price_paasche AS one_is_the_panel,
       quantity_index(item, value, quantity, after, 'tornqvist') = (price_indices(item, value, quantity, after)).quantity_tornqvist AS one_is_the_panel FROM trade_rows;

-- Any order and any split of the rows gives the same bits.
CREATE TEMP TABLE many AS SELECT 'item ' || i % 37 AS item, (i % 11 + 1) * 0.1 + i % 3 AS value, (i % 7 + 1) * 0.3 AS quantity, date '2024-01-01' + (i % 5) * 31 AS day, i FROM generate_series(1, 2000) i;
SELECT count(DISTINCT p::text) FROM (
  SELECT (price_indices(item, value, quantity, day > '2024-02-15')) AS p FROM many
  UNION ALL SELECT (price_indices(item, value, quantity, day > '2024-02-15')) FROM (SELECT * FROM many ORDER BY i % 13, i DESC) x) y;
SELECT count(DISTINCT p::text) FROM (
  SELECT price_indices_chained(day, item, value, quantity) AS p FROM many
  UNION ALL SELECT price_indices_chained(day, item, value, quantity) FROM (SELECT * FROM many ORDER BY i % 13, i DESC) x) y;
SELECT price_indices_final(keyed_sums_combine(price_indices_trans(NULL, 'a', 1, 2, false), price_indices_trans(price_indices_trans(NULL, 'a', 3, 1, true), 'b', 1, 1, true)));
SELECT price_indices_final(price_indices_trans(price_indices_trans(NULL, 'é', 1, 2, false), 'é', 3, 1, true)::text::keyed_sums) = price_indices_final(price_indices_trans(price_indices_trans(NULL, 'é', 1, 2, false), 'é', 3, 1, true)) AS travels;

-- Indices of many items with holes, against the textbook's formulas in plain SQL.
CREATE TEMP TABLE holes AS SELECT * FROM many WHERE i % 5 <> 2 AND NOT (i % 37 IN (3, 8) AND i % 5 = 1);
CREATE TEMP TABLE textbook AS
WITH baskets AS (SELECT day, item, sum(value) / sum(quantity) AS p, sum(quantity) AS q FROM holes GROUP BY day, item),
matched AS (SELECT b.day, a.p AS p0, a.q AS q0, b.p AS p1, b.q AS q1
            FROM baskets a JOIN baskets b USING (item) JOIN (SELECT day, lag(day) OVER (ORDER BY day) AS before FROM (SELECT DISTINCT day FROM baskets) d) d ON d.day = b.day AND d.before = a.day)
SELECT day, count(*) AS matched, sum(p1 * q0) / sum(p0 * q0) AS laspeyres, sum(p1 * q1) / sum(p0 * q1) AS paasche,
       exp(sum((p0 * q0 / v0 + p1 * q1 / v1) / 2 * ln(p1 / p0))) AS tornqvist
FROM (SELECT *, sum(p0 * q0) OVER (PARTITION BY day) AS v0, sum(p1 * q1) OVER (PARTITION BY day) AS v1 FROM matched) m GROUP BY day;
SELECT count(*) AS links, min(matched) AS fewest FROM textbook;
SELECT t.matched = p.matched AS matched, abs(p.price_laspeyres / t.laspeyres - 1) < 1e-13 AS laspeyres, abs(p.price_paasche / t.paasche - 1) < 1e-13 AS paasche,
       abs(p.price_fisher / sqrt(t.laspeyres * t.paasche) - 1) < 1e-13 AS fisher, abs(p.price_tornqvist / t.tornqvist - 1) < 1e-13 AS tornqvist
FROM textbook t, LATERAL (SELECT (price_indices(item, value, quantity, h.day = t.day)).* FROM holes h WHERE h.day = t.day OR h.day = (SELECT max(day) FROM holes WHERE day < t.day)) p ORDER BY t.day;
SELECT c.matched = t.matched AS matched, abs(c.price_laspeyres / t.laspeyres - 1) < 1e-12 AS laspeyres, abs(c.price_paasche / t.paasche - 1) < 1e-12 AS paasche, abs(c.price_tornqvist / t.tornqvist - 1) < 1e-12 AS tornqvist
FROM (SELECT (price_indices_chained(day, item, value, quantity)).* FROM holes) c,
     (SELECT min(matched) AS matched, chained_index(laspeyres) AS laspeyres, chained_index(paasche) AS paasche, chained_index(tornqvist) AS tornqvist FROM textbook) t;

SET extra_float_digits = 0;
-- Matching: what is missing in one period, has no quantity, or no item, drops out and is told.
SELECT (price_indices(p0, q0, p1, q1)).* FROM (VALUES (1.0::float8, 10.0::float8, 2.0::float8, 10.0::float8), (5, 6, NULL, NULL), (NULL, NULL, 4, 5), (3, NULL, 3, 1)) t(p0, q0, p1, q1);
SELECT (price_indices(item, v, q, after)).* FROM (VALUES ('a', 10.0, 10.0, false), ('a', 20, 10, true), ('b', 30, 6, false), ('c', 20, 5, true),
  ('d', 30, NULL, false), ('d', 3, 1, true), (NULL, 30, 1, false), ('e', NULL, 5, true), ('f', 7, 0, true), ('g', 1, 1, NULL)) t(item, v, q, after);
SELECT p.matched, p.items0, p.items1, p.coverage0, p.coverage1 FROM (SELECT shares_agg(i, v) v0 FROM (VALUES (1, 10), (2, 30), (NULL, 60)) t(i, v)) x, (SELECT shares_agg(i, v) v1 FROM (VALUES (2, 30), (3, 60)) t(i, v)) y,
  LATERAL price_indices(v0, v0, v1, v1) p;
SELECT price_indices(shares_agg(1, 10), shares_agg(1, 10), shares_agg('1'::text, 20), shares_agg(1, 10));

-- Nothing to compare is NULL, no rows too.
SELECT price_index(1, 0, 2, 0, 'fisher'), price_index(1, 0, 2, 5, 'laspeyres'), price_index(1, 0, 2, 5, 'paasche'), price_index(1, NULL, 2, 5, 'paasche');
SELECT price_index(1, 1, 2, 1, 'fisher') IS NULL AS none, (price_indices('a'::text, 1, 1, true)).price_fisher IS NULL AS none FROM (SELECT WHERE false) x;
SELECT (price_indices('a', 1, 1, true)).*;
SELECT (price_indices(p0, q0, p1, q1)).price_tornqvist IS NULL AS no_logarithm, (price_indices(p0, q0, p1, q1)).price_fisher FROM (VALUES (1, 1, 2, 1), (0, 1, 1, 1)) t(p0, q0, p1, q1);

-- What is refused.
SELECT price_index(p0, q0, p1, q1, 'tornqvist') FROM (VALUES (1, 1, 2, 1), (0, 1, 1, 1)) t(p0, q0, p1, q1);
SELECT quantity_index(p0, q0, p1, q1, 'tornqvist') FROM (VALUES (1, 1, 2, 1), (1, 0, 1, 1)) t(p0, q0, p1, q1);
SELECT price_index(-1, 1, 1, 1, 'laspeyres');
SELECT price_index(1, 1, 1, 'NaN', 'laspeyres');
SELECT price_index(1, 1, 1, 1, 'edgeworth');
SELECT price_index(1, 1, 1, 1, NULL);
SELECT price_index(1, 1, 1, 1, m) FROM (VALUES ('fisher'), ('paasche')) t(m);
SELECT price_index(1e300, 1e300, 1, 1, 'fisher');
SELECT price_indices(item, v, q, after) FROM (VALUES ('a', 1e300, 1e-5, false), ('a', 1e-5, 1e300, true)) t(item, v, q, after);
SELECT price_indices('a', 'Infinity', 1, true);
SELECT price_indices('a', 1, 'NaN', true);
SELECT price_indices(item, v, q, after) FROM (VALUES ('a', 10, 5, false), ('a', -20, 5, false), ('a', 1, 1, true)) t(item, v, q, after);
SELECT price_indices(item, v, q, after) FROM (VALUES ('a', 10, 5, false), ('a', -20, NULL, false), ('a', 1, 1, true)) t(item, v, q, after);
SELECT price_indices(shares_agg(7, -1), shares_agg(7, 1), shares_agg(7, 1), shares_agg(7, 1));

-- Chains: each link has its own matched items; a break is NULL, the weakest link is told.
CREATE TEMP TABLE years (day, item, v, q) AS VALUES
  (date '2022-01-01', 'a', 10.0, 10.0), ('2022-01-01', 'b', 10, 5), ('2023-01-01', 'a', 20, 10), ('2023-01-01', 'c', 20, 10), ('2024-01-01', 'a', 30, 10), ('2024-01-01', 'c', 10, 10);
SELECT (price_indices_chained(day, item, v, q)).* FROM years;
SELECT (price_indices_chained(day, item, v, q)).* FROM (TABLE years UNION ALL VALUES (date '2025-01-01', 'z', 1.0, 1.0)) x;
SELECT price_indices_chained(day, item, v, q) FROM years WHERE day = '2022-01-01';
SELECT price_indices_chained('infinity', 'a', 1, 1);
SELECT day, p.price_laspeyres AS link, chained_index(CASE WHEN v0 IS NULL THEN 1 ELSE p.price_laspeyres END) OVER (ORDER BY day) AS chained
FROM (SELECT day, v, q, lag(v) OVER (ORDER BY day) v0, lag(q) OVER (ORDER BY day) q0
      FROM (SELECT day, shares_agg(item, v) v, shares_agg(item, q) q FROM years GROUP BY day) x) y LEFT JOIN LATERAL price_indices(v0, q0, v, q) p ON true ORDER BY day;
SELECT round(chained_index(l)::numeric, 12), chained_index(NULL) IS NULL AS broken, chained_index(nullif(l, 2)) IS NULL AS broken, chained_index(l) FILTER (WHERE false) IS NULL AS no_link FROM (VALUES (2.0), (0.5), (3)) t(l);
SELECT chained_index(0);
SELECT chained_index('NaN');
SELECT chained_index(1e300) FROM generate_series(1, 2);

-- States of other aggregates are refused.
SELECT price_index_final(shares_agg_trans(NULL, 'a'::text, 1));
SELECT price_indices_final(shares_agg_trans(NULL, 'a'::text, 1));
SELECT price_indices_final(shares_agg_trans(NULL, 'longer than a prefix'::text, 1));
SELECT price_indices_final(shares_agg_trans(NULL, 99::bigint, 1));
SELECT price_indices_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT price_indices_final(price_indices_chained_trans(NULL, '2025-01-01', 'a', 1, 1));
SELECT price_indices_chained_final(shares_agg_trans(NULL, 'not a period'::text, 1));
SELECT price_indices_chained_final(shares_agg_trans(NULL, 1::bigint, 1));
SELECT chained_index_final(shares_agg_trans(NULL, 'a'::text, 1));
SELECT price_indices_trans(price_index_trans(NULL, 1, 1, 1, 1, 'fisher'), 1, 1, 1, 1);
SELECT price_index_trans(NULL, NULL::float8, NULL, NULL, NULL::float8, 'fisher') IS NOT NULL AS no_crash, price_indices_trans(NULL, NULL::text, NULL, NULL, NULL), price_indices_chained_trans(NULL, NULL, NULL, NULL, NULL), price_index_final(NULL);

-- Exposure of a sector: weighted, simple, largest, at risk.
CREATE FUNCTION pg_temp.e(p exposure_panel) RETURNS text LANGUAGE sql AS $$
  SELECT format('weighted %s mean %s largest %s at risk %s (%s) firms %s of %s/%s coverage %s low %s high %s at most %s', round(p.weighted::numeric, 6), round(p.simple_mean::numeric, 6), round(p.largest::numeric, 6),
    p.at_risk, round(p.at_risk_share::numeric, 6), p.firms, p.export_revenue, p.revenue, round(p.coverage::numeric, 6), round(p.weighted_low::numeric, 6), round(p.weighted_high::numeric, 6), p.at_risk_high) $$;
CREATE TEMP TABLE listed (firm, revenue, exports) AS VALUES ('A', 6763.0, 1700.0), ('B', 5539, 950), ('C', 5041, 1450), ('D', 6751, 3375), ('E', 1550, 279);
SELECT pg_temp.e(weighted_exposure(firm, revenue, exports, 0.75)) FROM listed;
SELECT pg_temp.e(weighted_exposure(firm, revenue / 4, exports / 4, 0.75)) FROM listed, generate_series(1, 4) AS quarter_as_parts_of_the_year;
SELECT weighted_exposure(firm, revenue, exports) = weighted_exposure(firm, revenue, exports, 1) AS all_lost FROM listed;
-- A scenario by firm, and firms whose exports are not told: bounds.
SELECT pg_temp.e(weighted_exposure(firm, revenue, exports, CASE firm WHEN 'D' THEN 0.5 ELSE 0 END)) FROM listed;
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.75)) FROM (VALUES ('A', 100, 20), ('B', 100, NULL), (NULL, 200, NULL), ('C', NULL, 5)) t(f, r, x);
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.75)) FROM (VALUES ('A', 100, 20), (NULL, 300, 60)) t(f, r, x);
-- Without revenue there are no shares; no rows count zero.
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.5)) FROM (VALUES ('a', 0, 0)) t(f, r, x);
SELECT pg_temp.e(weighted_exposure('a'::text, 1, 1, 0.5)) FROM (SELECT WHERE false) x;
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.5)) FROM (VALUES ('a', 100, 50), ('a', -40, -40), ('b', 0, 0)) t(f, r, x);
SELECT weighted_exposure_final(keyed_sums_combine(weighted_exposure_trans(NULL, 'é', 10, 5, 0.5)::text::keyed_sums, weighted_exposure_trans(NULL, 'b', 10, 1, 0.5)));
SELECT weighted_exposure(f, r, x, 0.5) FROM (VALUES ('a', 100, 120)) t(f, r, x);
SELECT weighted_exposure(f, r, x, 0.5) FROM (VALUES (NULL, 100, 120)) t(f, r, x);
SELECT weighted_exposure(f, r, x, 0.5) FROM (VALUES ('a', -1, 0)) t(f, r, x);
SELECT weighted_exposure(f, r, NULL, 0.5) FROM (VALUES ('a', -1)) t(f, r);
SELECT weighted_exposure('a'::text, 1, 1, 75);
SELECT weighted_exposure('a'::text, 1, 1, NULL);
SELECT weighted_exposure('a'::text, 'NaN', 1, 0.5);
SELECT weighted_exposure('a'::text, 1, 'Infinity', 0.5);
SELECT weighted_exposure(f, 1e308, 1, 0.5) FROM (VALUES ('a'), ('b')) t(f);
SELECT weighted_exposure_final(shares_agg_trans(NULL, 1::bigint, 1));
SELECT weighted_exposure_final(shares_agg_trans(NULL, 'x'::text, 1));
SELECT weighted_exposure_final(shares_agg_trans(NULL, ''::text, 1));
SELECT weighted_exposure_final(shares_agg_trans(NULL, 'else'::text, 1));
SELECT weighted_exposure_trans(NULL, NULL, NULL, NULL), weighted_exposure_trans(NULL, NULL, NULL, NULL, NULL);

-- Every column of the row types has a comment.
SELECT a.attrelid::regclass, attname FROM pg_attribute a JOIN pg_type t ON t.typrelid = a.attrelid
WHERE t.typname IN ('price_panel', 'exposure_panel') AND col_description(a.attrelid, a.attnum) IS NULL;
