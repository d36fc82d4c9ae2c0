-- Totals that cover several periods, and levels that are never added up.
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$
  SELECT frequency($1) || ': ' || coalesce(string_agg(p || '=' || round(value::numeric, 6)::float8, ' ' ORDER BY p), 'empty') FROM
    (SELECT to_char(period, 'YYYY-MM-DD') p, value FROM observations(spread_combined($1, 'none'))
     UNION ALL SELECT to_char(period_start, 'YYYY-MM-DD') || to_char(period_end, '/YYYY-MM-DD'), value FROM combined_periods($1)) x $$;
CREATE TEMP TABLE f AS SELECT series_agg(a, b, v, 'month') AS s FROM (VALUES
  (date '2024-12-01', date '2024-12-01', 60.0), ('2025-01-01', '2025-02-28', 90), ('2025-03-01', '2025-03-31', 50),
       ('2025-04-01', '2025-06-01', 120)) t(a, b, v);
SELECT s FROM f;
SELECT frequency(s), first_period(s), last_period(s), num_observations(s), total(s), value_at(s, '2025-02-01'), value_at(s, '2025-03-01') FROM f;
SELECT c.* FROM f, combined_periods(s) c;
-- The text form and the state carry them.
SELECT s::text::trade_series = s AS text, s::jsonb::trade_series = s AS json FROM f;
SELECT keyed_sums_in(keyed_sums_out(series_agg_trans(NULL, '2025-01-01', '2025-02-01', 1, 'month'))) IS NOT NULL AS state;

-- A combined period is never read as one month: questions use it exactly or say that they cannot.
SELECT observations(s) FROM f;
SELECT drawdown(s) FROM f;
SELECT recovery(s, '2025-04-01') FROM f;
SELECT s + s FROM f;
SELECT cumulative(s) FROM f;
SELECT s + 1 FROM f;
SELECT 1 / s FROM f;
SELECT pg_temp.show(s * 2), pg_temp.show(s / 10) FROM f;
SELECT pg_temp.show(slice(s, '2025-01-01', '2025-03-01')), pg_temp.show(slice(s, until => '2024-12-31')) FROM f;
SELECT slice(s, '2025-02-01') FROM f;
SELECT pg_temp.show(resample(s, 'quarter')) AS quarters, pg_temp.show(resample(s, 'quarter', partial => true)) AS partial FROM f;
SELECT pg_temp.show(resample(s, 'year')) AS no_year_is_complete FROM f;
SELECT resample(s, 'quarter', 'mean') FROM f;
-- A half-year among quarters is a combined period of quarters; what cuts one is refused.
SELECT pg_temp.show(resample(series_agg(a, b, v, 'month'), 'quarter'))
FROM (VALUES (date '2025-01-01', date '2025-06-01', 6.0), ('2025-07-01', '2025-09-01', 3), ('2025-10-01', '2025-10-01', 1)) t(a, b, v);
SELECT resample(series_agg(date '2025-02-01', '2025-04-01', 1, 'month'), 'quarter');

-- Shared out, to the last bit of the total.
SELECT method, pg_temp.show(spread_combined(s, method)) FROM f, unnest(ARRAY['even', 'days', 'none']) method;
SELECT bool_and(total(spread_combined(s, m)) = total(s)
                AND resample(spread_combined(s, m), 'year', partial => true) = resample(s, 'year', partial => true)) AS keeps_total
FROM (SELECT series_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 12, 1), 0.1 + i / 7.0, 'month') AS s FROM generate_series(1, 40) i) x,
     unnest(ARRAY['even', 'days']) m;
SELECT spread_combined(s, 'linear') FROM f;
SELECT spread_combined(series_agg(date '0001-01-01', '200000-01-01', 1, 'day'));

-- January and February together suit pooling, with the same answer as two months that share it.
CREATE TEMP TABLE j AS SELECT series_agg(a, b, v, 'month') AS s
FROM (SELECT ('2024-01-01'::date + n * interval '1 month')::date a, ('2024-01-01'::date + n * interval '1 month')::date b, 100.0 + n v
      FROM generate_series(0, 11) n
  UNION ALL VALUES (date '2025-01-01', date '2025-02-01', 90), ('2025-03-01', '2025-03-01', 120)) x;
SELECT recovery(s, '2025-01-01', k => 6, pool_jan_feb => true) = recovery(spread_combined(s), '2025-01-01', k => 6, pool_jan_feb => true) AS same,
       (recovery(s, '2025-01-01', k => 6, pool_jan_feb => true)).status FROM j;
SELECT p.period, p.value FROM j, recovery_path(s, '2025-01-01', recovery_options(k => 6, pool_jan_feb => true)) p WHERE p.period >= '2025-01-01';
SELECT recovery(s, '2025-01-01', k => 6) FROM j;
SELECT recovery(s, '2025-01-01', pool_jan_feb => true) FROM f;
SELECT recovery(series_agg(date '2025-01-01', '2025-06-30', 1, 'quarter'), '2025-01-01', pool_jan_feb => true);

-- Compared with a year before, together where either side tells them together.
SELECT c.*
FROM (SELECT series_agg(a, b, v, 'month') AS s FROM (VALUES (date '2024-01-01', date '2024-02-01', 10.0), ('2024-03-01', '2024-03-01', 5),
                                                     ('2024-04-01', '2024-04-01', 4), ('2024-05-01', '2024-05-01', 0),
                                                          ('2024-06-01', '2024-07-01', 8), ('2024-09-01', '2024-10-01', 6),
  ('2025-01-01', '2025-01-01', 6), ('2025-02-01', '2025-02-01', 6), ('2025-03-01', '2025-04-01', 18), ('2025-05-01', '2025-05-01', 1),
       ('2025-06-01', '2025-07-01', 4), ('2025-08-01', '2025-08-01', 3), ('2025-10-01', '2025-10-01', 7)) t(a, b, v)) x, comparisons(s) c;
SELECT c.*
FROM (SELECT series_agg(a, b, v, 'month') AS s FROM (VALUES (date '2025-01-01', date '2025-01-01', 10.0), ('2025-02-01', '2025-02-01', 11),
                                                     ('2025-03-01', '2025-03-01', 22)) t(a, b, v)) x,
     comparisons(s, 1) c;
SELECT count(*) FROM comparisons(NULL);
SELECT comparisons(series_agg(date '2025-01-01', 1, 'week'));
SELECT comparisons(s, 0) FROM f;
-- Without combined periods it is year_on_year.
SELECT count(*) AS differ
FROM (SELECT series_agg(('2023-01-01'::date + n * interval '1 month')::date, n % 7 + 0.1, 'month') AS s FROM generate_series(0, 30) n
      WHERE n % 11 > 0) x,
  LATERAL (SELECT period_start AS period, growth_rate AS growth FROM comparisons(s)) c FULL JOIN LATERAL observations(year_on_year(s)) o USING (period)
  WHERE c.growth IS DISTINCT FROM o.value;

-- Sources that report different periods add up to what is known of both, however they are grouped.
CREATE TEMP TABLE parts AS SELECT i, s FROM (VALUES
  (1, '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": 1, "2025-02-01": 2, "2025-03-01": 4, "2025-06-01": 8}}'::trade_series),
  (2, '{"type": "trade_series", "frequency": "month", "totals": {"2025-06-01": 16}, "combined": {"2025-01-01/2025-02-01": 32}}'),
  (3, '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-02-01/2025-03-01": 64}}')) t(i, s);
SELECT pg_temp.show(rollup(s)) FROM parts WHERE i < 3;
SELECT pg_temp.show(rollup(s)) AS all, total(rollup(s)) FROM parts;
SELECT (SELECT rollup(s) FROM parts) = rollup(s) AS grouped
FROM (SELECT rollup(s) AS s FROM parts WHERE i > 1 UNION ALL SELECT s FROM parts WHERE i = 1) x;

-- Bad input.
SELECT series_agg(a, b, 1, 'month') FROM (VALUES (date '2025-01-01', date '2025-02-01'), ('2025-02-01', '2025-03-01')) t(a, b);
SELECT series_agg(a, b, 1, 'month') FROM (VALUES (date '2025-01-01', date '2025-02-01'), ('2025-02-01', '2025-02-01')) t(a, b);
SELECT series_agg(date '2025-03-01', date '2025-02-01', 1, 'month');
SELECT series_agg(date '2025-03-01', date 'infinity', 1, 'month');
SELECT series_agg(date '2025-03-01', date '2025-03-01', 'NaN', 'month');
SELECT series_agg(date '2025-03-01', date '2025-03-01', 1, NULL);
SELECT series_agg(date '2025-03-01', date '2025-03-01', 1, 'moon');
SELECT series_agg(a, a, 1, w) FROM (VALUES (date '2025-01-01', 'month'), ('2025-02-01', 'year')) t(a, w);
SELECT series_agg(NULL::date, date '2025-03-01', 1, 'month') IS NULL AS skipped;
SELECT '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": 1}, "combined": {"2025-01-01/2025-02-01": 1}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-01-01": 1}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-01-01/2025-01-01": 1}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-01-01/2025-02-28": 1}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": []}'::trade_series;
-- Year-to-date figures by difference; a correction stays where it is said to be one.
SELECT pg_temp.show(from_year_to_date(levels_agg(d, v, 'month'), restart => 'year'))
FROM (VALUES (date '2024-11-01', 100.0), ('2024-12-01', 110), ('2025-02-01', 30), ('2025-03-01', 45), ('2025-04-01', 44),
      ('2025-06-01', 80), ('2026-01-01', 7)) t(d, v);
SELECT pg_temp.show(from_year_to_date(levels_agg(d, v, 'quarter'))), pg_temp.show(from_year_to_date(levels_agg(d, v, 'quarter'), 4))
FROM (VALUES (date '2025-03-31', 10.0), ('2025-06-30', 25), ('2025-09-30', 35), ('2025-12-31', 70)) t(d, v);
SELECT from_year_to_date(cumulative(s, by_year => true)) = s AS undoes
FROM (SELECT series_agg(('2024-01-01'::date + n * interval '1 month')::date, 0.1 * n, 'month') AS s FROM generate_series(0, 30) n) x;
SELECT from_year_to_date(series_agg(date '2025-01-01', 1, 'week'));
SELECT from_year_to_date(series_agg(date '2025-01-01', 1, 'quarter'), 2);
SELECT from_year_to_date(series_agg(date '2025-01-01', 1, 'month'), 13);

-- Figures of one source that contain each other.
CREATE TEMP TABLE source AS SELECT a, b, v
FROM (VALUES (date '2024-01-01', date '2024-12-01', 120.0), ('2024-01-01', '2024-06-01', 50), ('2024-01-01', '2024-07-01', 61),
      ('2024-02-01', '2024-02-01', 8),
  ('2024-08-01', '2024-08-01', 12), ('2024-01-01', '2024-08-01', 73), ('2024-10-01', '2024-12-01', 30)) t(a, b, v);
SELECT pg_temp.show(reconcile_agg(a, b, v, 'month', 0)), total(reconcile_agg(a, b, v, 'month', 0)) FROM source;
SELECT reconcile_agg(a, b, v, 'month', 0) = (SELECT reconcile_agg(a, b, v, 'month', 0) FROM (SELECT * FROM source ORDER BY v) x) AS any_order
FROM source;
SELECT reconcile_agg(a, b, v, 'month', 0) FROM (SELECT * FROM source UNION ALL VALUES (date '2024-07-01', date '2024-08-01', 24.0)) x;
SELECT pg_temp.show(reconcile_agg(a, b, v, 'month', 1)) FROM (SELECT * FROM source UNION ALL VALUES (date '2024-07-01', date '2024-08-01', 24.0)) x;
SELECT reconcile_agg(a, b, v, 'month', 0) FROM (VALUES (date '2024-01-01', date '2024-03-01', 1.0), ('2024-02-01', '2024-04-01', 2)) t(a, b, v);
SELECT reconcile_agg(a, b, v, 'month', -1) FROM source;
SELECT reconcile_agg(a, b, v, 'month', v) FROM source;
SELECT reconcile_agg(a, b, v, 'month', NULL) = reconcile_agg(a, b, v, 'month') AS exact FROM source;

-- Levels.
CREATE TEMP TABLE stock AS SELECT d, v
FROM (VALUES (date '2024-12-31', 80.0), ('2025-03-31', 100), ('2025-06-30', 140), ('2025-06-30', 140), ('2025-09-30', 120)) t(d, v);
SELECT pg_temp.show(levels_agg(d, v)) AS found, levels_agg(d, v) = levels_agg(d, v, 'quarter') AS same FROM stock;
SELECT levels_agg(d, v, 'year') FROM stock;
SELECT pg_temp.show(levels_agg(d, v, 'year', 'last')) FROM stock;
SELECT levels_agg(d, v, 'quarter', 'last') FROM (SELECT * FROM stock UNION ALL VALUES (date '2025-06-30', 150.0)) x;
SELECT pg_temp.show(rollup(s)) AS two_companies
FROM (SELECT levels_agg(d, v, 'quarter') AS s FROM stock UNION ALL SELECT levels_agg(d, 1, 'quarter') FROM stock) x;
SELECT max_drawdown, trough FROM (SELECT levels_agg(d, v, 'quarter') AS s FROM stock) x, drawdown(s);
SELECT levels_agg(d, v, 'quarter', 'first') FROM stock;
-- Many days, each told three times, in any order and in pieces: one level a day.
CREATE TEMP TABLE told AS SELECT date '2000-01-01' + i AS d, i % 97 AS v, k FROM generate_series(0, 4999) i, generate_series(1, 3) k;
SELECT count(DISTINCT s) AS values, min(num_observations(s)) AS days,
       min((SELECT sum(value) FROM observations(s))) = (SELECT sum(v) FROM told WHERE k = 1) AS not_added
FROM (SELECT levels_agg(d, v ORDER BY hashint4(v + turn), d, k) AS s FROM told, generate_series(1, 5) turn GROUP BY turn
      UNION ALL SELECT levels_agg(d, v) FROM told) x;
SELECT num_observations(levels_agg_final(keyed_sums_combine(a, b)::text::keyed_sums)) AS days
FROM (SELECT levels_agg_trans(levels_agg_trans(NULL, '2000-01-01'::date, 1), date '2000-01-02', 2) AS a,
      levels_agg_trans(levels_agg_trans(NULL, '2000-01-02'::date, 2), date '2000-01-03', -0.0) AS b) x;
SELECT keyed_sums_combine(levels_agg_trans(NULL, '2000-01-02'::date, 2), levels_agg_trans(NULL, '2000-01-02'::date, 3));
SELECT levels_agg(d, CASE WHEN k = 3 AND d = '2010-01-01' THEN -1 ELSE v END ORDER BY k, d) FROM told;
SELECT levels_agg(d, CASE WHEN k = 3 AND d = '2010-01-01' THEN -1 ELSE v END ORDER BY k DESC, d DESC) FROM told;
SELECT levels_agg(d, 'NaN'::float8) FROM stock;
SELECT levels_agg(date 'infinity', 1);
SELECT levels_agg(d, v, CASE WHEN v > 100 THEN 'year' ELSE 'quarter' END) FROM stock;
SELECT levels_agg(d, v) FROM stock WHERE false;
SELECT levels_agg(date '4714-11-24 BC', 1, 'month');
SELECT levels_agg_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT series_agg_final(levels_agg_trans(NULL, date '2025-01-01', 1));
SELECT reconcile_agg_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT levels_agg_final(levels_agg_trans(NULL, date '2025-01-01', 1)::text::keyed_sums) = levels_agg(date '2025-01-01', 1) AS state_travels;
SELECT keyed_sums_combine(levels_agg_trans(NULL, date '2025-01-01', 1, 'month'), levels_agg_trans(NULL, date '2025-01-01', 1, 'year'));
