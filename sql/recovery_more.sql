-- Measures beside the time to recovery.  The V of methods: 20 months, shock at the 13th.
CREATE TEMP TABLE v AS SELECT ('2024-04-01'::date + (n - 1) * interval '1 month')::date AS month, kg
FROM unnest(ARRAY[5400, 4900, 5100, 5300, 5600, 5500, 5200, 5350, 5500, 5250, 4800, 5650, 2626, 1238, 3188, 5577, 6146, 5774, 5473,
                  6150]) WITH ORDINALITY t(kg, n);
CREATE TEMP VIEW series AS SELECT series_agg(month, kg, 'month') AS s FROM v;

-- Purchases ahead of the shock: graphite rose before December 2023.
CREATE TEMP TABLE g AS SELECT series_agg(('2023-01-01'::date + (n - 1) * interval '1 month')::date, x, 'month') AS s
FROM unnest(ARRAY[100, 100, 100, 100, 100, 100, 100, 100, 90, 80, 190, 40]) WITH ORDINALITY t(x, n);
SELECT f.* FROM g, frontload(s, '2023-12-01', periods => 1, baseline_periods => 8) f;
SELECT f.* FROM g, frontload(s, '2023-12-31', periods => 2) f;
SELECT f.* FROM g, frontload(s, '2023-01-15') f;
SELECT f.* FROM g, frontload(s, '2030-01-01') f;
SELECT f.* FROM g, frontload(NULL, '2023-12-01') f;
-- A hole is unknown, or no trade, or a mistake.
SELECT w, f.*
FROM (SELECT series_agg(d, x, 'month') AS s FROM (VALUES (date '2024-01-01', 10), ('2024-03-01', 10), ('2024-04-01', 30),
                                                  ('2024-05-01', 1)) t(d, x)) y,
  unnest(ARRAY['missing', 'zero']) w, frontload(s, '2024-05-01', gaps => w) f;
SELECT frontload(s, '2024-05-01', gaps => 'error') FROM (SELECT series_agg(d, 1, 'month') AS s FROM unnest('{2024-01-01,2024-03-01}'::date[]) d) y;
SELECT frontload(s, '2024-05-01', gaps => 'fill') FROM g;
SELECT frontload(s, '2024-05-01', periods => 0) FROM g;
SELECT frontload(s, '2024-05-01', baseline_periods => -3) FROM g;
SELECT frontload(s, 'infinity') FROM g;
SELECT frontload(series_agg(d, x, 'month'), '2024-03-01') FROM (VALUES (date '2024-01-01', -1.7e308), ('2024-02-01', 1.7e308)) t(d, x);

-- Options come by name, or as one value that all questions take.
SELECT recovery(s, '2025-04-04', k => 6, threshold => 0.9) = recovery(s, '2025-04-04',
      recovery_options(k => 6, threshold => 0.9)) AS by_name_is_by_value,
       recovery(s, '2025-04-04') = recovery(s, '2025-04-04', recovery_options()) AS defaults,
            recovery(s, '2025-04-04') = recovery(s, '2025-04-04', '{}'::jsonb) AS none FROM series;
SELECT recovery(s, '2025-04-04', NULL::jsonb) FROM series;
SELECT recovery_path(s, NULL) FROM series;
-- The options are the arguments of recovery_options, in their order; of recovery too, but the calendar.
SELECT proname, proargnames FROM pg_proc WHERE proname IN ('recovery', 'recovery_options') AND pronargs > 3 ORDER BY 1;
SELECT array_agg(key ORDER BY array_position((SELECT proargnames FROM pg_proc WHERE proname = 'recovery_options'), key)) AS options
FROM jsonb_object_keys(recovery_options(threshold => 1, observed_until => '2025-12-31', frequency => 'month')) key;
SELECT recovery_options() AS defaults, recovery_options(threshold => 0.9, sustain => 2, observed_until => '2025-12-31', frequency => 'week');

-- Variants of recovery.
SELECT status, duration_unit, round(time_to_threshold::numeric, 6) AS to_threshold, round(loss_discrete::numeric, 6) AS discrete,
       round(loss_continuous::numeric, 6) AS continuous, round(resilience_index::numeric, 6) AS index
FROM series, resilience(s, '2025-04-04');
SELECT status, time_to_threshold, round(loss_discrete::numeric, 4) AS discrete, resilience_index
FROM series, resilience(s, '2025-04-04', recovery_options(sustain => 9));
SELECT r.* FROM series, resilience(s, '2026-06-01') r;
SELECT r.* FROM series, resilience(s, '2025-04-04', recovery_options(threshold => 0.1)) r;
SELECT resilience_index FROM series, resilience(s, '2025-04-04', horizon => 2);
SELECT resilience_index FROM series, resilience(s, '2025-04-04', horizon => NULL);
SELECT resilience(s, '2025-04-04', horizon => 0) FROM series;
SELECT resilience(NULL, '2025-04-04') IS NULL;
-- The loss is the one recovery reports.
SELECT bool_and(abs(r.loss_baseline_periods - x.loss_discrete) < 1e-12) AS same
FROM series, unnest('{0.5,0.7,0.9,1}'::float8[]) AS level, recovery(s, '2025-04-04', threshold => level) r,
     resilience(s, '2025-04-04', recovery_options(threshold => level)) x;

-- Paths of known ratios: 1 before the shock, these from it on; NULL is missing.
CREATE FUNCTION pg_temp.path(q float8[]) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((date '2000-01-01' + make_interval(months => n::int))::date, x, 'month')
  FROM (SELECT 1, 0 UNION ALL SELECT u.x, u.n FROM unnest(q) WITH ORDINALITY u(x, n)) t(x, n) $$;
SELECT q, r.time_to_threshold, r.loss_discrete, round(r.loss_continuous::numeric, 6) AS loss_continuous, r.resilience_index
FROM (VALUES (1, '{0.4,0.6,0.9,1.1,1}'::float8[]), (2, '{0.2,0.4}'), (3, '{1.2,0.5}'), (4, '{0.5,NULL,1.5}'), (5, '{1,0.25,0.5,1}'),
      (6, '{0.25,NULL,0.5}'), (7, '{0,0,1}'), (8, '{1,1}'), (9, '{}')) t(i, q),
  resilience(pg_temp.path(q), '2000-02-01', '{"k": 1}', 24) r ORDER BY i;
SELECT time_to_threshold FROM resilience(pg_temp.path('{0.4,0.95}'), '2000-02-01', '{"k": 1, "threshold": 0.9}');
-- A depth above 1 is no part of what was there.
SELECT status, resilience_index FROM resilience(pg_temp.path('{-0.2,1}'), '2000-02-01', '{"k": 1}');

-- The exponential return; rate and limits are those of R: lm(log((1 - q) / d) ~ 0 + t), confint.
CREATE FUNCTION pg_temp.forecast(q float8[], threshold float8 DEFAULT NULL,
                                 conf_level float8 DEFAULT 0.95) RETURNS recovery_forecast_report LANGUAGE sql AS $$
  SELECT recovery_forecast(pg_temp.path(q), '2000-02-01', recovery_options(k => 1, threshold => $2, sustain => 20), conf_level) $$;
SELECT points, round(rate::numeric, 10) AS rate, round(half_life::numeric, 10) AS half_life, round(projected::numeric, 10) AS projected,
       round(projected_lower::numeric, 10) AS lower, round(projected_upper::numeric, 10) AS upper
FROM pg_temp.forecast('{0.25,0.5,0.7,0.8}');
-- Wide limits reach "never": no upper limit.
SELECT points, round(rate::numeric, 6) AS rate, round(projected::numeric, 6) AS projected, round(projected_lower::numeric, 6) AS lower,
       projected_upper
FROM pg_temp.forecast('{0.3,0.5,0.4,0.6}');
SELECT round(projected_lower::numeric, 6) AS lower, round(projected_upper::numeric, 6) AS upper
FROM pg_temp.forecast('{0.3,0.5,0.4,0.6}', conf_level => 0.8);
-- One point has no spread, a path that still falls no return, one back at 1 no more points; missing months count as time.
SELECT q, f.status, f.points, round(f.rate::numeric, 6) AS rate, round(f.half_life::numeric, 6) AS half_life,
       round(f.projected::numeric, 6) AS projected, f.projected_lower
FROM (VALUES (1, '{0.4,0.7}'::float8[]), (2, '{0.5,0.45,0.4}'), (3, '{1,1.1}'), (4, '{0.5}'), (5, '{}'), (6, '{NULL,0.5}'),
      (7, '{0.5,1.2,0.9}'), (8, '{0.97,0.98}'), (9, '{0.5,NULL,0.875}')) t(i, q),
     pg_temp.forecast(q) f
ORDER BY i;
SELECT half_life IS NOT NULL AS returns, projected FROM pg_temp.forecast('{0.25,0.5,0.7}', 1);
SELECT recovery_forecast(pg_temp.path('{0.5}'), '2000-02-01', conf_level => 95);
SELECT recovery_forecast(pg_temp.path('{0.5}'), '2000-02-01', '{"threshold": -1}');
-- The threshold of a forecast is 0.95 unless it is given.
SELECT bool_and(given = f) AS same
FROM (SELECT recovery_forecast(pg_temp.path('{0.25,0.5,0.7,0.8}'), '2000-02-01', '{"k": 1, "threshold": 0.95}') AS given) x,
  unnest(ARRAY[recovery_forecast(pg_temp.path('{0.25,0.5,0.7,0.8}'), '2000-02-01', '{"k": 1}'),
               recovery_forecast(pg_temp.path('{0.25,0.5,0.7,0.8}'), '2000-02-01', recovery_options(k => 1))]) f;

-- Nineteen in twenty limits hold the truth, when errors are what the method takes them for.
SELECT setseed(0.1);
SELECT avg((coalesce(projected_lower, 0) <= ln(0.7 / 0.01) / 0.4
            AND coalesce(projected_upper, 'Infinity') >= ln(0.7 / 0.01) / 0.4)::int) BETWEEN 0.93 AND 0.97 AS holds,
       count(projected_lower) AS limits
FROM generate_series(1, 2000) i,
     LATERAL (SELECT array_agg(CASE WHEN t = 0 THEN 0.3 ELSE 1 - 0.7 * exp(-0.4 * t + 0.1 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) END ORDER BY t) AS q FROM generate_series(0, 6 + i - i) t) p,
     pg_temp.forecast(q, 0.99);

-- Forecast: only while censored, never a date that has passed.
CREATE TEMP TABLE slow AS SELECT ('2024-01-01'::date + (n - 1) * interval '1 month')::date AS month, x
FROM unnest(ARRAY[100, 100, 100, 30, 48, 60, 70, 77]) WITH ORDINALITY t(x, n);
SELECT status, trough, latest_period, points, round(rate::numeric, 4) AS rate, round(half_life::numeric, 2) AS half_life,
       round(projected::numeric, 2) AS projected, forecast, forecast_lower, forecast_upper
FROM (SELECT series_agg(month, x, 'month') AS s FROM slow) y, recovery_forecast(s, '2024-04-01', '{"k": 3}') \gx
SELECT months, status, points, projected IS NULL AS no_answer, forecast, forecast_lower, forecast_upper FROM generate_series(3, 8) months,
  LATERAL (SELECT series_agg(month, x, 'month') AS s FROM slow
           WHERE month < '2024-01-01'::date + months * interval '1 month') y, recovery_forecast(s, '2024-04-01', '{"k": 3}');
SELECT status, points, forecast FROM series, recovery_forecast(s, '2025-04-04');
-- The model said month 2 at the latest, the series still lies below in month 4.
SELECT status, points, round(rate::numeric, 3) AS rate, projected, forecast
FROM (SELECT series_agg('2024-01-15'::date + 30 * n::int, x, 'month') AS s FROM unnest(ARRAY[100, 20, 89, 80, 99.9, 85]) WITH ORDINALITY t(x, n)) y,
  recovery_forecast(s, '2024-03-01', recovery_options(k => 1, threshold => 0.9, sustain => 3));
SELECT recovery_forecast(s, '2025-04-04', conf_level => 1) FROM series;

-- Effects against a control: of four groups of months, before and after.
CREATE FUNCTION pg_temp.around(before float8[], after float8[]) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((date '2000-01-01' + make_interval(months => m))::date, x, 'month')
  FROM (SELECT x, n::int - cardinality(before) - 1 FROM unnest(before) WITH ORDINALITY b(x, n) UNION ALL SELECT x, n::int - 1
        FROM unnest(after) WITH ORDINALITY a(x, n)) t(x, m) $$;
SELECT * FROM difference_in_differences(pg_temp.around('{100,102,98}', '{40,60}'), pg_temp.around('{50,51,49}', '{48,50}'), '2000-01-01');
SELECT round(effect::numeric, 10) AS effect, round(relative_effect::numeric, 10) AS relative_effect
FROM difference_in_differences(pg_temp.around('{100,110}', '{30,40}'), pg_temp.around('{20,22}', '{21,23}'), '2000-01-01', log => true);
SELECT * FROM difference_in_differences(pg_temp.around('{}', '{1}'), pg_temp.around('{1}', '{1}'), '2000-01-01');
SELECT * FROM difference_in_differences(pg_temp.around('{1}', '{NULL}'), pg_temp.around('{1}', '{1}'), '2000-01-01');
SELECT difference_in_differences(pg_temp.around('{5}', '{0}'), pg_temp.around('{1}', '{1}'), '2000-01-01', log => true);
SELECT difference_in_differences(pg_temp.around('{-1.7e308}', '{1.7e308}'), pg_temp.around('{1}', '{1}'), '2000-01-01');
CREATE TEMP TABLE two AS SELECT series_agg(month, kg, 'month') AS treated,
     series_agg(month, CASE WHEN month < '2025-04-01' THEN 100 ELSE 90 END, 'month') FILTER (WHERE month <> '2025-06-01') AS control
FROM v;
SELECT round(effect::numeric, 6) AS effect, relative_effect, periods_before, periods_after
FROM two, difference_in_differences(treated, control, '2025-04-04');
SELECT round(effect::numeric, 6) AS effect, round(relative_effect::numeric, 6) AS relative_effect, periods_before, periods_after
FROM two, difference_in_differences(treated, control, '2025-04-04', k => 6, gap => 1, periods => 3, log => true);
SELECT d.* FROM two, difference_in_differences(treated, control, '2020-01-01') d;
SELECT periods_before, periods_after FROM two, difference_in_differences(treated, control, '2020-01-01', periods => 2) d;
SELECT difference_in_differences(treated, control, '2025-04-04', periods => 0) FROM two;
SELECT difference_in_differences(treated, series_agg(date '2025-01-01', 1, 'year'), '2025-04-04') FROM two GROUP BY treated;
SELECT round(value_at(c, '2025-04-01')::numeric, 3) AS april, value_at(c, '2025-06-01') AS june, num_observations(c)
FROM two, counterfactual(treated, control, '2025-04-04') c;
SELECT counterfactual(treated, control, '2020-01-01') IS NULL AS no_period_before FROM two;
SELECT counterfactual(treated, control, '2025-04-04', k => 0) FROM two;
SELECT recovery(series_agg(d, x, 'month'), '2024-02-01', k => 1) FROM (VALUES (date '2024-01-01', 1e-300), ('2024-02-01', 1e300)) t(d, x);
