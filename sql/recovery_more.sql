-- Measures beside the time to recovery.  The V of methods: 20 months, shock at the 13th.
CREATE TEMP TABLE v AS SELECT ('2024-04-01'::date + (n - 1) * interval '1 month')::date AS month, kg
FROM unnest(ARRAY[5400, 4900, 5100, 5300, 5600, 5500, 5200, 5350, 5500, 5250, 4800, 5650, 2626, 1238, 3188, 5577, 6146, 5774, 5473, 6150]) WITH ORDINALITY t(kg, n);
CREATE TEMP VIEW series AS SELECT series_agg(month, kg, 'month') AS s FROM v;

-- Purchases ahead of the shock: graphite rose before December 2023.
CREATE TEMP TABLE g AS SELECT series_agg(('2023-01-01'::date + (n - 1) * interval '1 month')::date, x, 'month') AS s
FROM unnest(ARRAY[100, 100, 100, 100, 100, 100, 100, 100, 90, 80, 190, 40]) WITH ORDINALITY t(x, n);
SELECT f.* FROM g, frontload(s, '2023-12-01', k => 1, h => 8) f;
SELECT f.* FROM g, frontload(s, '2023-12-31', k => 2) f;
SELECT f.* FROM g, frontload(s, '2023-01-15') f;
SELECT f.* FROM g, frontload(s, '2030-01-01') f;
SELECT f.* FROM g, frontload(NULL, '2023-12-01') f;
-- A hole is unknown, or no trade, or a mistake.
SELECT w, f.* FROM (SELECT series_agg(d, x, 'month') AS s FROM (VALUES (date '2024-01-01', 10), ('2024-03-01', 10), ('2024-04-01', 30), ('2024-05-01', 1)) t(d, x)) y,
  unnest(ARRAY['missing', 'zero']) w, frontload(s, '2024-05-01', gaps => w) f;
SELECT frontload(s, '2024-05-01', gaps => 'error') FROM (SELECT series_agg(d, 1, 'month') AS s FROM unnest('{2024-01-01,2024-03-01}'::date[]) d) y;
SELECT frontload(s, '2024-05-01', gaps => 'fill') FROM g;
SELECT frontload(s, '2024-05-01', k => 0) FROM g;
SELECT frontload(s, '2024-05-01', h => -3) FROM g;
SELECT frontload(s, 'infinity') FROM g;
SELECT frontload(series_agg(d, x, 'month'), '2024-03-01') FROM (VALUES (date '2024-01-01', -1.7e308), ('2024-02-01', 1.7e308)) t(d, x);

-- Variants of recovery.
SELECT status, round(interpolated::numeric, 6) AS interpolated, round(loss_discrete::numeric, 6) AS discrete, round(loss_continuous::numeric, 6) AS continuous, round(zobel::numeric, 6) AS zobel
FROM series, resilience(s, '2025-04-04');
SELECT status, interpolated, round(loss_discrete::numeric, 4) AS discrete, zobel FROM series, resilience(s, '2025-04-04', sustain => 9);
SELECT r.* FROM series, resilience(s, '2026-06-01') r;
SELECT r.* FROM series, resilience(s, '2025-04-04', threshold => 0.1) r;
SELECT zobel FROM series, resilience(s, '2025-04-04', horizon => 2);
SELECT resilience(s, '2025-04-04', horizon => 0) FROM series;
SELECT resilience(NULL, '2025-04-04') IS NULL;
-- The loss is the one recovery reports.
SELECT bool_and(abs(r.loss_baseline_periods - x.loss_discrete) < 1e-12) AS same FROM series, unnest('{0.5,0.7,0.9,1}'::float8[]) AS level, recovery(s, '2025-04-04', threshold => level) r, resilience(s, '2025-04-04', threshold => level) x;

-- Over arrays; NULL is missing.
SELECT recovery_interpolated('{0.4,0.6,0.9,1.1,1}'), recovery_interpolated('{0.2,0.4}'), recovery_interpolated('{1.2,0.5}'), recovery_interpolated('{0.5,NULL,1.5}'), recovery_interpolated('{}'), recovery_interpolated('{0.4,0.95}', 0.9);
SELECT resilience_loss('{1,0.25,0.5,1}'), resilience_loss('{1,0.25,0.5,1}', 'continuous'), resilience_loss('{0.25,NULL,0.5}'), resilience_loss('{0.5,1.5}', 'continuous'), resilience_loss('{}');
SELECT recovery_interpolated('{0.4,NaN}');
SELECT recovery_interpolated('{0.4}', 0);
SELECT recovery_interpolated('{0.4}', 'NaN');
SELECT resilience_loss('{0.4}', 'area');
SELECT resilience_loss('{-1.7e308,-1.7e308}');
SELECT zobel(0.75, 4, 24), zobel(0, 10, 24), zobel(1, 24, 24), zobel(NULL, 1, 2);
SELECT zobel(1.2, 3, 24);
SELECT zobel(0.5, 30, 24);
SELECT zobel(0.5, 0, 0);
SELECT zobel('NaN', 1, 2);

-- The exponential return; rate and limits are those of R: lm(log((1 - q) / d) ~ 0 + t), confint.
SELECT n, round(rate::numeric, 10) AS rate, round(half_life::numeric, 10) AS half_life, round(projected::numeric, 10) AS projected, round(lower::numeric, 10) AS lower, round(upper::numeric, 10) AS upper
FROM exp_recovery('{0.25,0.5,0.7,0.8}');
-- Wide limits reach "never": no upper limit.
SELECT n, round(rate::numeric, 6) AS rate, round(projected::numeric, 6) AS projected, round(lower::numeric, 6) AS lower, upper FROM exp_recovery('{0.3,0.5,0.4,0.6}');
SELECT round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper FROM exp_recovery('{0.3,0.5,0.4,0.6}', conf_level => 0.8);
-- One point has no spread, a falling path no date, a trough at 1 no depth; missing months count as time.
SELECT e.* FROM (VALUES (1, '{0.4,0.7}'::float8[]), (2, '{0.5,0.45,0.4}'), (3, '{1,1.1}'), (4, '{0.5}'), (5, '{}'), (6, '{NULL,0.5}'), (7, '{0.5,1.2,0.9}'), (8, '{0.97,0.98}')) t(i, q), exp_recovery(q) e ORDER BY i;
SELECT round(rate::numeric, 6) AS rate, n FROM exp_recovery('{0.5,NULL,0.875}');
SELECT half_life IS NOT NULL AS returns, projected FROM exp_recovery('{0.25,0.5,0.7}', 1);
SELECT exp_recovery('{0.5}', conf_level => 95);
SELECT exp_recovery('{0.5}', threshold => -1);

-- Nineteen in twenty limits hold the truth, when errors are what the method takes them for.
SELECT setseed(0.1);
SELECT avg((lower <= ln(0.7 / 0.05) / 0.2 AND coalesce(upper, 'Infinity') >= ln(0.7 / 0.05) / 0.2)::int) BETWEEN 0.93 AND 0.97 AS holds
FROM generate_series(1, 2000) i, LATERAL (SELECT array_agg(CASE WHEN t = 0 THEN 0.3 ELSE 1 - 0.7 * exp(-0.2 * t + 0.1 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) END ORDER BY t) AS q FROM generate_series(0, 6 + i - i) t) p, exp_recovery(q);

-- Forecast: only while censored, never a date that has passed.
CREATE TEMP TABLE slow AS SELECT ('2024-01-01'::date + (n - 1) * interval '1 month')::date AS month, x
FROM unnest(ARRAY[100, 100, 100, 30, 48, 60, 70, 77]) WITH ORDINALITY t(x, n);
SELECT status, trough, latest_period, points, round(rate::numeric, 4) AS rate, round(half_life::numeric, 2) AS half_life, round(projected::numeric, 2) AS projected, forecast, forecast_lower, forecast_upper
FROM (SELECT series_agg(month, x, 'month') AS s FROM slow) y, recovery_forecast(s, '2024-04-01', k => 3);
SELECT months, status, points, projected IS NULL AS no_answer, forecast, forecast_lower, forecast_upper FROM generate_series(3, 8) months,
  LATERAL (SELECT series_agg(month, x, 'month') AS s FROM slow WHERE month < '2024-01-01'::date + months * interval '1 month') y, recovery_forecast(s, '2024-04-01', k => 3);
SELECT status, points, forecast FROM series, recovery_forecast(s, '2025-04-04');
-- The model said month 2 at the latest, the series still lies below in month 4.
SELECT status, points, round(rate::numeric, 3) AS rate, projected, forecast FROM (SELECT series_agg('2024-01-15'::date + 30 * n::int, x, 'month') AS s FROM unnest(ARRAY[100, 20, 89, 80, 99.9, 85]) WITH ORDINALITY t(x, n)) y,
  recovery_forecast(s, '2024-03-01', k => 1, threshold => 0.9, sustain => 3);
SELECT recovery_forecast(s, '2025-04-04', conf_level => 1) FROM series;

-- Effects against a control.
SELECT * FROM did('{100,102,98}'::float8[], '{40,60}', '{50,51,49}', '{48,50}');
SELECT round(att::numeric, 10) AS att, round(percent::numeric, 10) AS percent FROM did('{100,110}'::float8[], '{30,40}', '{20,22}', '{21,23}', true);
SELECT * FROM did('{}'::float8[], '{1}', '{1}', '{1}');
SELECT * FROM did('{1}'::float8[], '{NULL}', '{1}', '{1}');
SELECT did('{5}'::float8[], '{0}', '{1}', '{1}', log => true);
SELECT did('{Infinity}'::float8[], '{0}', '{1}', '{1}');
SELECT did('{-1.7e308}'::float8[], '{1.7e308}', '{1}', '{1}');
CREATE TEMP TABLE two AS SELECT series_agg(month, kg, 'month') AS treated, series_agg(month, CASE WHEN month < '2025-04-01' THEN 100 ELSE 90 END, 'month') FILTER (WHERE month <> '2025-06-01') AS control FROM v;
SELECT round(att::numeric, 6) AS att, percent, periods_before, periods_after FROM two, did(treated, control, '2025-04-04');
SELECT round(att::numeric, 6) AS att, round(percent::numeric, 6) AS percent, periods_before, periods_after FROM two, did(treated, control, '2025-04-04', k => 6, gap => 1, periods => 3, log => true);
SELECT d.* FROM two, did(treated, control, '2020-01-01') d;
SELECT periods_before, periods_after FROM two, did(treated, control, '2020-01-01', periods => 2) d;
SELECT did(treated, control, '2025-04-04', periods => 0) FROM two;
SELECT did(treated, series_agg(date '2025-01-01', 1, 'year'), '2025-04-04') FROM two GROUP BY treated;
SELECT round(value_at(c, '2025-04-01')::numeric, 3) AS april, value_at(c, '2025-06-01') AS june, num_observations(c) FROM two, counterfactual(treated, control, '2025-04-04') c;
SELECT counterfactual(treated, control, '2020-01-01') IS NULL AS no_period_before FROM two;
SELECT counterfactual(treated, control, '2025-04-04', k => 0) FROM two;
SELECT recovery(series_agg(d, x, 'month'), '2024-02-01', k => 1) FROM (VALUES (date '2024-01-01', 1e-300), ('2024-02-01', 1e300)) t(d, x);
