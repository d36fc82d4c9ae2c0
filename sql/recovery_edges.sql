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
FROM (SELECT series_agg((date '2024-01-01' + make_interval(months => m))::date, CASE m WHEN 0 THEN 10 ELSE 415.1 END, 'month') AS s FROM generate_series(-3, 3) m) z,
     unnest('{mean,linear,loglinear}'::text[]) AS b(kind), LATERAL recovery(s, '2024-01-01', baseline => kind, k => 3) r;
-- A log-linear trend over values whose quotients leave the range of double precision.
SELECT r.status, r.baseline BETWEEN 0.99999 AND 1.00001 AS one
FROM (SELECT series_agg(m, v, 'month') AS s FROM (VALUES (date '2024-01-01', 1e-300), (date '2024-02-01', 1e-200), (date '2024-03-01', 1e-100), (date '2024-04-01', 2)) t(m, v)) z,
     recovery(s, '2024-04-01', baseline => 'loglinear') r;
SELECT r.status, r.baseline BETWEEN 0.99999e80 AND 1.00001e80 AS e80
FROM (SELECT series_agg(m, v, 'month') AS s FROM (VALUES (date '2024-01-01', 1e-280), (date '2024-02-01', 1e-160), (date '2024-03-01', 1e-40), (date '2024-04-01', 1)) t(m, v)) z,
     recovery(s, '2024-04-01', baseline => 'loglinear') r;
-- A rise that no double can hold is an error, a parameter that is no whole number too.
SELECT * FROM buildups((SELECT series_agg(m, v, 'month') FROM (VALUES (date '2024-01-01', 1e-308), (date '2024-02-01', 1e308)) t(m, v)));
SELECT inventory_drawdown(m, v) FROM (VALUES (date '2024-01-01', 1e-308), (date '2024-02-01', 1e308), (date '2024-03-01', 0)) t(m, v);
SELECT export_recovery(date '2024-01-01', 1, '2024-01-01', '{"k": 12.5}');
SELECT (export_recovery(date '2024-01-01', 1, '2024-01-01', '{"k": 12.0}')).status;
-- A moment belongs to the day of a zone that the caller names.
SELECT zone, o.period, o.value FROM (VALUES ('UTC'), ('Asia/Shanghai')) z(zone), LATERAL (SELECT series_agg((moment AT TIME ZONE zone)::date, kg, 'month') AS s
  FROM (VALUES (timestamptz '2025-03-31 20:00+00', 5), ('2025-04-30 12:00+00', 7)) t(moment, kg)) x, observations(s) o ORDER BY zone, o.period;
SELECT series_agg(moment, 5) FROM (VALUES (timestamptz '2025-03-31 20:00+00')) t(moment);

-- NULL is not the default of an option; that of observed_until and frequency is NULL.
SELECT recovery_options(threshold => NULL);
SELECT recovery_options(observed_until => NULL, frequency => NULL) = recovery_options() AS same;
SELECT export_recovery(d, 1, '2025-04-01', NULL) FROM unnest('{2025-03-01,2025-04-01}'::date[]) d;
SELECT recovery_path(series_agg(d, 1), '2025-04-01', gaps => NULL) FROM unnest('{2025-03-01,2025-04-01}'::date[]) d;
