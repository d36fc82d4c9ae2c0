-- A series that stays at its baseline is not affected, whatever the digits of its values and the length of the window: the mean of
-- equal values is that value, and a flat trend stays flat.
SELECT b.kind, count(*) AS series, count(*) FILTER (WHERE status <> 'not_affected') AS affected, count(*) FILTER (WHERE baseline <> x) AS off
FROM (SELECT k, x, (SELECT series_agg((date '2024-01-01' + make_interval(months => m))::date, x, 'month') FROM generate_series(-k, 3) m) AS s
      FROM generate_series(2, 24) k, (VALUES (415.1), (59.2), (223.3), (0.1), (0.7), (123456.789), (1e-300), (3e299)) v(x)) z,
     unnest('{mean,median,yoy_mean,linear,loglinear}'::text[]) AS b(kind), LATERAL recovery(s, '2024-01-01', baseline => kind, k => k, years => k) r
WHERE kind <> 'yoy_mean' OR k >= 12
GROUP BY b.kind ORDER BY b.kind;
-- Back at exactly the old level is back.
SELECT b.kind, r.status, r.baseline, r.time_to_recovery, r.relapsed
FROM (SELECT series_agg((date '2024-01-01' + make_interval(months => m))::date, CASE m WHEN 0 THEN 10 ELSE 415.1 END, 'month') AS s
      FROM generate_series(-3, 3) m) z,
     unnest('{mean,linear,loglinear}'::text[]) AS b(kind), LATERAL recovery(s, '2024-01-01', baseline => kind, k => 3) r;
-- A ratio that only rounding keeps below a level is at it: half of what was lost, nine tenths of a baseline of 10/3.
CREATE FUNCTION pg_temp.months(v float8[]) RETURNS trade_series LANGUAGE sql AS
$$ SELECT series_agg((date '2025-01-01' + make_interval(months => n::int - 1))::date, x, 'month') FROM unnest(v) WITH ORDINALITY t(x, n) $$;
SELECT time_to_half_recovery FROM recovery(pg_temp.months('{5,1,3,4}'), '2025-02-01');
SELECT count(*) AS baselines, count(*) FILTER (WHERE time_to_half_recovery IS DISTINCT FROM 1) AS missed
FROM generate_series(2, 200) b, generate_series(0, 198) y, LATERAL recovery(pg_temp.months(ARRAY[b, y, (b + y) / 2.0, b]), '2025-02-01', k => 1)
WHERE y < b;
SELECT r.status, round(latest_ratio::numeric, 15) AS latest_ratio, relapsed, c.time_to_threshold
FROM recovery(pg_temp.months('{3,3,4,0,3}'), '2025-04-01', threshold => 0.9) r,
     resilience(pg_temp.months('{3,3,4,0,3}'), '2025-04-01', '{"threshold": 0.9}') c;
SELECT status, latest_ratio < 0.9 AS below FROM recovery(pg_temp.months('{3,3,4,0,2.9999999999}'), '2025-04-01', threshold => 0.9);
-- A trend that reaches zero is there: no ratio to it.
SELECT status, censored_after, latest_period
FROM recovery((SELECT series_agg(date '2025-01-01' + i::int - 1, v, 'day')
               FROM unnest('{2,2,3,1,1,0,0,0,1}'::float8[]) WITH ORDINALITY u(v, i)), '2025-01-06', 'linear');
-- A log-linear trend over values whose quotients leave the range of double precision.
SELECT r.status, r.baseline BETWEEN 0.99999 AND 1.00001 AS one
FROM (SELECT series_agg(m, v, 'month') AS s FROM (VALUES (date '2024-01-01', 1e-300), (date '2024-02-01', 1e-200),
                                                  (date '2024-03-01', 1e-100), (date '2024-04-01', 2)) t(m, v)) z,
     recovery(s, '2024-04-01', baseline => 'loglinear') r;
SELECT r.status, r.baseline BETWEEN 0.99999e80 AND 1.00001e80 AS e80
FROM (SELECT series_agg(m, v, 'month') AS s FROM (VALUES (date '2024-01-01', 1e-280), (date '2024-02-01', 1e-160),
                                                  (date '2024-03-01', 1e-40), (date '2024-04-01', 1)) t(m, v)) z,
     recovery(s, '2024-04-01', baseline => 'loglinear') r;
-- A rise that no double can hold is an error, a parameter that is no whole number too.
SELECT * FROM buildups((SELECT series_agg(m, v, 'month') FROM (VALUES (date '2024-01-01', 1e-308), (date '2024-02-01', 1e308)) t(m, v)));
SELECT inventory_drawdown(m, v) FROM (VALUES (date '2024-01-01', 1e-308), (date '2024-02-01', 1e308), (date '2024-03-01', 0)) t(m, v);
SELECT export_recovery(date '2024-01-01', 1, '2024-01-01', '{"k": 12.5}');
SELECT (export_recovery(date '2024-01-01', 1, '2024-01-01', '{"k": 12.0}')).status;
-- A moment belongs to the day of a zone that the caller names.
SELECT zone, o.period, o.value
FROM (VALUES ('UTC'), ('Asia/Shanghai')) z(zone), LATERAL (SELECT series_agg((moment AT TIME ZONE zone)::date, kg, 'month') AS s
  FROM (VALUES (timestamptz '2025-03-31 20:00+00', 5), ('2025-04-30 12:00+00', 7)) t(moment, kg)) x, observations(s) o ORDER BY zone, o.period;
\set VERBOSITY terse
SELECT series_agg(moment, 5) FROM (VALUES (timestamptz '2025-03-31 20:00+00')) t(moment);
\set VERBOSITY default

-- NULL is not the default of an option, in JSON neither; that of threshold, observed_until and frequency is NULL.
SELECT recovery_options(sustain => NULL);
SELECT recovery_options(threshold => NULL, observed_until => NULL, frequency => NULL) = recovery_options() AS same;
SELECT export_recovery(d, 1, '2025-04-01', '{"k": null}') FROM unnest('{2025-03-01,2025-04-01}'::date[]) d;
SELECT export_recovery(d, 1, '2025-04-01', '{"threshold": null, "observed_until": null}') = export_recovery(d, 1, '2025-04-01') AS same
FROM unnest('{2025-03-01,2025-04-01}'::date[]) d;
SELECT recovery(series_agg(d, 1), '2025-04-01', gaps => NULL) FROM unnest('{2025-03-01,2025-04-01}'::date[]) d;
SELECT export_recovery(d, 1, '2025-04-01', NULL) FROM unnest('{2025-03-01,2025-04-01}'::date[]) d;
SELECT recovery_path(series_agg(d, 1), '2025-04-01', NULL) FROM unnest('{2025-03-01,2025-04-01}'::date[]) d;
-- Business years of rows; the periods of options are those of the series.
CREATE TEMP TABLE closing AS SELECT (date '2018-07-15' + make_interval(months => m))::date AS day, CASE WHEN m BETWEEN 48
     AND 59 THEN 5 ELSE 10 END AS kg
FROM generate_series(0, 83) m;
SELECT r.status, r.duration_unit, r.baseline, r.trough, r.recovered_on, x.r = r AS as_a_series
FROM (SELECT export_recovery(day, kg, '2022-08-01', recovery_options(k => 2, frequency => 'year', year_start => 7)) AS r FROM closing) x,
     recovery((SELECT series_agg(day, kg, 'year', 7)
               FROM closing), '2022-08-01', recovery_options(k => 2, frequency => 'year', year_start => 7)) AS r;
SELECT recovery(series_agg(day, kg, 'year', 7), '2022-08-01', recovery_options(frequency => 'year')) FROM closing;
SELECT recovery_path(series_agg(day, kg, 'month'), '2022-08-01', '{"frequency": "quarter"}') FROM closing;
SELECT recovery_options(frequency => 'month', year_start => 7);
SELECT recovery_options(frequency => 'year', year_start => 13);
SELECT export_recovery(day, kg, '2022-08-01', '{"year_start": 7}') FROM closing;
