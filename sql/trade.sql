-- Unit value and shares of revenue.
SELECT unit_value(120.5, 10), unit_value(5, 0) IS NULL AS no_quantity, unit_value(0, 4), unit_value(NULL, 3) IS NULL AS no_value;
SELECT unit_value(-1, 2);
SELECT unit_value(1, -2);
SELECT unit_value('NaN', 2);
SELECT unit_value(1, 'Infinity');
SELECT unit_value(1e300, 1e-300);
SELECT export_share(50, 200), export_share(0, 0) IS NULL AS no_revenue, export_share(7, 7);
SELECT export_share(120, 100);
SELECT export_share(-1, 0);
SELECT export_share(0, -1);
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
SELECT m, x, c, round(g.fob_import::numeric, 6) AS fob_import, round(g.gap::numeric, 6) AS gap, round(g.log_ratio::numeric, 6) AS log_ratio,
       round(g.asymmetry::numeric, 6) AS asymmetry
FROM (VALUES (110, 100, 0.1), (80, 100, 0.05), (0, 100, 0.1), (0, 0, 0.1), (50, 0, 0)) v(m, x, c), LATERAL mirror_gap(m, x, c) g;
SELECT mirror_gap(-1, 1, 0.1);
SELECT mirror_gap(1, 1, -0.1);
SELECT mirror_gap(1, 1, 5);
SELECT mirror_gap(1, 'NaN', 0.1);

-- Comparative advantage, plain and symmetric.
SELECT balassa_rca(50, 200, 100, 1000), round(balassa_rca(50, 200, 100, 1000, symmetric_form => true)::numeric, 6) AS symmetric,
       balassa_rca(0, 200, 100, 1000, true) AS none,
       balassa_rca(5, 0, 100, 1000) IS NULL AS no_exports, balassa_rca(5, 50, 0, 1000) IS NULL AS no_world_exports,
            balassa_rca(5, 50, 10, 0) IS NULL AS no_world;
SELECT balassa_rca(-5, 50, 10, 100);

-- Re-routing: an upper bound, nothing when nothing was lost.
SELECT r.*
FROM (VALUES (100, 20, 10, 70, 5, 60), (100, 120, 10, 70, 5, 60), (100, 0, 10, 5, 5, 60)) v(a, b, c, d, e, f), LATERAL reroute(a, b, c, d, e, f) r;
SELECT reroute(1, 1, 1, 1, 1, -1);

-- Similarity of two structures.
SELECT finger_kreinin(a, b), finger_kreinin(b, a), finger_kreinin(a, a), finger_kreinin(a, NULL) IS NULL AS nothing
FROM (SELECT shares_agg(e, v) AS a FROM (VALUES ('a', 60), ('b', 30), ('c', 10)) t(e, v)) x,
     (SELECT shares_agg(e, v) AS b FROM (VALUES ('b', 30), ('d', 50), ('a', 20)) t(e, v)) y;
SELECT finger_kreinin(shares_agg(1, 5), shares_agg(2, 5)), finger_kreinin(shares_agg(-1, 5), shares_agg(-1, 7)),
       finger_kreinin(shares_agg('a'::text, 0), shares_agg('a'::text, 1)) IS NULL AS empty;
SELECT finger_kreinin(shares_agg(1, 5), shares_agg('1'::text, 5));
SELECT finger_kreinin(shares_agg('a'::text, -5), shares_agg('a'::text, 5));

-- Exposure of a sector: weighted, simple, largest, at risk.
CREATE FUNCTION pg_temp.e(p exposure_report) RETURNS text LANGUAGE sql AS $$
  SELECT format('weighted %s mean %s largest %s at risk %s (%s) firms %s of %s/%s coverage %s low %s high %s at most %s',
                round(p.weighted::numeric, 6), round(p.simple_mean::numeric, 6), round(p.largest::numeric, 6),
    p.at_risk, round(p.at_risk_share::numeric, 6), p.firms, p.export_revenue, p.revenue, round(p.coverage::numeric, 6),
         round(p.weighted_low::numeric, 6), round(p.weighted_high::numeric, 6), p.at_risk_high) $$;
CREATE TEMP TABLE listed (firm, revenue, exports) AS VALUES ('A', 6763.0, 1700.0), ('B', 5539, 950), ('C', 5041, 1450), ('D', 6751, 3375),
     ('E', 1550, 279);
SELECT pg_temp.e(weighted_exposure(firm, revenue, exports, 0.75)) FROM listed;
SELECT pg_temp.e(weighted_exposure(firm, revenue / 4, exports / 4, 0.75)) FROM listed, generate_series(1, 4) AS quarter_as_parts_of_the_year;
SELECT weighted_exposure(firm, revenue, exports) = weighted_exposure(firm, revenue, exports, 1) AS all_lost FROM listed;
-- A scenario by firm, and firms whose exports are not told: bounds.  Rows
-- without a firm are skipped, whatever they say.
SELECT pg_temp.e(weighted_exposure(firm, revenue, exports, CASE firm WHEN 'D' THEN 0.5 ELSE 0 END)) FROM listed;
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.75)) FROM (VALUES ('A', 100, 20), ('B', 100, NULL), (NULL, 200, NULL), ('C', NULL, 5)) t(f, r, x);
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.75)) FROM (VALUES ('A', 100, 20), (NULL, 300, 60)) t(f, r, x);
-- Without revenue there are no shares; no rows count zero.
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.5)) FROM (VALUES ('a', 0, 0)) t(f, r, x);
SELECT pg_temp.e(weighted_exposure('a'::text, 1, 1, 0.5)) FROM (SELECT WHERE false) x;
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.5)) FROM (VALUES ('a', 100, 50), ('a', -40, -40), ('b', 0, 0)) t(f, r, x);
SELECT weighted_exposure_final(keyed_sums_combine(weighted_exposure_trans(NULL, 'é', 10, 5, 0.5)::text::keyed_sums,
                                                  weighted_exposure_trans(NULL, 'b', 10, 1, 0.5)));
SELECT weighted_exposure(f, r, x, 0.5) FROM (VALUES ('a', 100, 120)) t(f, r, x);
SELECT pg_temp.e(weighted_exposure(f, r, x, 0.5)) FROM (VALUES (NULL, 100, 120)) t(f, r, x);
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
WHERE t.typname IN ('price_report', 'exposure_report') AND col_description(a.attrelid, a.attnum) IS NULL;

-- Items of two types are refused, also behind a summary without items.
SELECT price_indices(e, t, t, b)
FROM (SELECT '{"type": "market_shares", "entity": "text", "totals": {}}'::market_shares AS e, shares_agg('a'::text, 1) AS t, shares_agg(1, 1) AS b) x;
SELECT (price_indices(e, e, b, b)).items_after
FROM (SELECT '{"type": "market_shares", "entity": "text", "totals": {}}'::market_shares AS e, shares_agg(1, 1) AS b) x;
