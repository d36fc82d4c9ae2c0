-- trade_series: the ladder of rows.
SELECT series_agg(d, v) FROM (VALUES (date '2025-01-01', 1.0)) t(d, v) WHERE false;
SELECT series_agg(d, v, 'month') FROM (VALUES (date '2025-01-01', NULL::float8), (NULL, 1)) t(d, v);
SELECT series_agg(d, v, 'month') FROM (VALUES (date '2025-01-31', 1), (date '2025-01-02', 2), ('2024-12-05', 0)) t(d, v);
SELECT series_agg(d, v, 'week') FROM (VALUES (timestamp '2025-01-05 23:59', 1), ('2025-01-06 00:00', 2)) t(d, v);

-- The frequency is found from the dates, cautiously.
SELECT name, frequency(series_agg(d, 1)) FROM (VALUES
  ('days', '{2025-01-01,2025-01-02}'::date[]), ('weeks', '{2025-01-07,2025-01-14,2025-01-21}'),
  ('month starts', '{2025-01-01,2025-02-01,2025-05-01}'), ('month ends', '{2024-02-29,2024-03-31}'),
  ('quarter ends', '{2024-03-31,2024-06-30,2024-09-30}'), ('quarter starts', '{2024-01-01,2024-04-01,2024-07-01}'),
  ('odd quarters', '{2024-02-01,2024-05-01,2024-08-01}'), ('two quarters', '{2024-01-01,2024-04-01}'),
  ('sparse months', '{2024-01-01,2024-04-01,2024-10-01}'), ('years', '{2021-12-31,2022-12-31,2023-12-31}'),
  ('one date', '{2024-01-01}')) t(name, days), unnest(days) d GROUP BY name ORDER BY name;

-- What has no period, or no value, says so.
SELECT series_agg(date 'infinity', 1);
SELECT series_agg(timestamp '-infinity', 1);
SELECT series_agg(date '2025-01-01', 'NaN'::float8);
SELECT series_agg(date '2025-01-01', 1, 'fortnight');
SELECT series_agg(d, 1, f) FROM (VALUES (date '2025-01-01', 'month'), ('2025-02-01', 'year')) t(d, f);
SELECT rollup(s) FROM (SELECT series_agg(date '2025-01-01', 1, 'month') AS s UNION ALL SELECT series_agg(date '2025-01-01', 1, 'year')) x;

-- Text form.
SELECT '{"type": "trade_series", "frequency": "quarter", "totals": {"2024-04-01": 1, "2024-01-01": [2, 1e-20]}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "quarter", "totals": {"2024-05-01": 1}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "hour", "totals": {}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "day"}'::trade_series;
SELECT s::text::trade_series = s AS again FROM (SELECT series_agg(date '1999-12-27' + i, i * 0.1, 'week') AS s FROM generate_series(0, 99) i) x;

-- Questions.
SELECT frequency(s), first_period(s), last_period(s), num_observations(s), total(s), value_at(s, '2024-05-17'), value_at(s, '2024-07-01')
FROM (SELECT series_agg(d, v, 'month') AS s FROM (VALUES (date '2024-05-02', 2), ('2024-08-01', 3)) t(d, v)) x;
SELECT num_observations(NULL);

-- Recovery: the V of methods, by both forms.
CREATE TEMP TABLE v AS SELECT ('2024-04-01'::date + (n - 1) * interval '1 month')::date AS month, kg
FROM unnest(ARRAY[5400, 4900, 5100, 5300, 5600, 5500, 5200, 5350, 5500, 5250, 4800, 5650, 2626, 1238, 3188, 5577, 6146, 5774, 5473,
                  6150]) WITH ORDINALITY t(kg, n);
\x on
SELECT (export_recovery(month, kg, '2025-04-04')).* FROM v;
\x off
SELECT (SELECT export_recovery(month, kg, '2025-04-04', recovery_options(sustain => 2, k => 6)) FROM v)
     = recovery(s, '2025-04-04', sustain => 2, k => 6) AS same FROM (SELECT series_agg(month, kg) AS s FROM v) x;
SELECT status, recovered_on, censored_after, pending
FROM (SELECT series_agg(month, kg) AS s FROM v) x, LATERAL recovery(s, '2025-04-04', sustain => 6);
SELECT b, status, round(baseline::numeric, 3) AS baseline, round(depth::numeric, 4) AS depth
FROM (SELECT series_agg(month, kg) AS s FROM v) x, unnest(ARRAY['mean', 'median', 'yoy', 'yoy_mean', 'linear', 'loglinear']) b,
     LATERAL recovery(s, '2025-04-04', baseline => b) r;
SELECT p.period, p.value, p.baseline, p.ratio, p.phase, round(p.band_low::numeric, 6) AS band_low, round(p.band_high::numeric, 6) AS band_high
FROM (SELECT series_agg(month, kg) AS s FROM v WHERE month >= '2025-01-01') x, LATERAL recovery_path(s, '2025-04-01', '{"k": 3}') p
WHERE p.period < '2025-08-01';

-- Statuses without an answer are told, not NULL.
SELECT status FROM (SELECT series_agg(month, kg) AS s FROM v) x, LATERAL recovery(s, '2024-04-01');
SELECT status FROM (SELECT series_agg(month, kg) AS s FROM v) x, LATERAL recovery(s, '2026-06-01');
SELECT status, time_to_recovery FROM (SELECT series_agg(month, 5) AS s FROM v) x, LATERAL recovery(s, '2025-04-01');
SELECT recovery(NULL, '2025-04-01') IS NULL;

-- A partner whose trade stopped has no rows: the window says they were seen.
SELECT g, status, depth, censored_after FROM (SELECT series_agg(month, kg) AS s FROM v WHERE month < '2025-04-01') x,
  unnest(ARRAY['missing', 'zero']) g, LATERAL recovery(s, '2025-04-01', gaps => g, observed_until => '2025-09-30');

-- Holes, three ways.
SELECT status, depth = 1 AS fell_to_zero
FROM (SELECT series_agg(month, kg) AS s FROM v WHERE month <> '2025-05-01') x, LATERAL recovery(s, '2025-04-01', gaps => 'zero');
SELECT trough FROM (SELECT series_agg(month, kg) AS s FROM v WHERE month <> '2025-05-01') x, LATERAL recovery(s, '2025-04-01');
SELECT recovery(s, '2025-04-01', gaps => 'error') FROM (SELECT series_agg(month, kg) AS s FROM v WHERE month <> '2025-05-01') x;

-- Options out of range.
SELECT recovery_options(k => 0);
SELECT recovery_options(gap => -1);
SELECT recovery_options(threshold => 0);
SELECT recovery_options(threshold => 'NaN');
SELECT recovery_options(threshold => 90);
SELECT recovery(series_agg(month, kg), '2025-04-01', threshold => 90) FROM v;
SELECT recovery_options(sustain => 0);
SELECT recovery_options(baseline => 'mode');
SELECT recovery_options(gaps => 'fill');
SELECT recovery_options(frequency => 'hour');
SELECT recovery_options(observed_until => 'infinity');
SELECT export_recovery(month, kg, '2025-04-01', '{"depth": 1}') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '[]') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '{"k": "12"}') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '{"sustain": 1.5}') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '{"k": 1e20}') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '{"depth": null}') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '{"threshold": {"level": [0.9]}}') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '{"pool_jan_feb": 1}') FROM v;
SELECT export_recovery(month, kg, '2025-04-01', '{"gaps": false}') FROM v;
SELECT export_recovery(month, kg, NULL) FROM v;
SELECT recovery(series_agg(month, kg), NULL) FROM v;
SELECT export_recovery(month, kg, 'infinity') FROM v;
SELECT export_recovery(month, kg, month) FROM v;
SELECT recovery(series_agg(month, kg), '2025-04-01', k => NULL) FROM v;
SELECT recovery(series_agg(month, kg - 5400), '2025-04-01', baseline => 'loglinear') FROM v;
SELECT recovery(series_agg(month, kg, 'day'), '2025-04-01', baseline => 'yoy') FROM v;
SELECT recovery(series_agg(month, kg, 'year'), '2025-04-01', pool_jan_feb => true) FROM v;
SELECT recovery(series_agg(d, 1, 'day'), '2025-04-01') FROM unnest('{4000-01-01 BC,200000-01-01}'::date[]) d;

-- Drawdowns and build-ups of the worked level.
CREATE TEMP TABLE level AS SELECT ('2024-01-01'::date + (n - 1) * interval '1 month')::date AS month, x
FROM unnest(ARRAY[100, 120, 90, 95, 130, 125, 118, 131, 60, 60, 70, 40]) WITH ORDINALITY t(x, n);
SELECT d.* FROM (SELECT series_agg(month, x) AS s FROM level) l, LATERAL drawdowns(s) d;
SELECT b.* FROM (SELECT series_agg(month, x) AS s FROM level) l, LATERAL buildups(s) b;
SELECT round(max_drawdown::numeric, 6) AS max, round(ulcer_index::numeric, 6) AS ulcer, round(pain_index::numeric, 6) AS pain,
       round(mean_drawdown::numeric, 6) AS mean, peak, trough, recovered_on, time_to_trough, time_to_recovery, episodes,
            round(max_buildup::numeric, 6) AS max_buildup, max_buildup_abs, buildup_trough, buildup_peak, buildup_cleared_on,
                 buildup_trough_value, buildup_peak_value
FROM (SELECT (inventory_drawdown(month, x)).* FROM level) d \gx
SELECT (SELECT inventory_drawdown(month, x) FROM level) = drawdown(s) AS same FROM (SELECT series_agg(month, x) AS s FROM level) l;
SELECT inventory_drawdown(month, x - 100) FROM level;
-- A level that two filings report is one level; two levels are an error, never their sum.
SELECT (inventory_drawdown(month, x) = (SELECT inventory_drawdown(month, x) FROM level)) AS same
FROM (SELECT * FROM level UNION ALL SELECT * FROM level) twice;
SELECT inventory_drawdown(month, x) FROM (SELECT * FROM level UNION ALL SELECT month, x + 1 FROM level) two;
SELECT inventory_drawdown(month, x, 'quarter') FROM level;
SELECT max_drawdown, peak_value, trough_value FROM (SELECT (inventory_drawdown(month, x, 'quarter', 'last')).* FROM level) d;
SELECT (SELECT inventory_drawdown(month::timestamp, x, 'quarter', 'last') FROM level) = inventory_drawdown(month, x, 'quarter', 'last') AS same
FROM level;
SELECT drawdown(s, 'error') FROM (SELECT series_agg(month, x) AS s FROM level WHERE month <> '2024-04-01') l;
SELECT drawdown(s, 'forward') FROM (SELECT series_agg(month, x) AS s FROM level) l;

-- A column of a report about series is not named like a function: a name that is no column would be one.
SELECT DISTINCT t.typname, a.attname FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
JOIN pg_extension x ON x.oid = d.refobjid AND x.extname = 'rareearth'
JOIN pg_type t ON t.oid = p.prorettype JOIN pg_attribute a ON a.attrelid = t.typrelid
WHERE (p.proargtypes[0] = 'trade_series'::regtype OR p.proname IN ('export_recovery', 'inventory_drawdown', 'stock_path', 'clearance',
      'inventory_projection'))
  AND a.attname IN (SELECT proname FROM pg_proc q JOIN pg_depend e ON e.objid = q.oid AND e.classid = 'pg_proc'::regclass WHERE e.refobjid = x.oid);
