-- Shock or noise: falls found without a date, and how unusual a fall is among the dates before it.
CREATE FUNCTION pg_temp.months(x float8[], first date DEFAULT '2023-04-01') RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((first + make_interval(months => n::int - 1))::date, v, 'month') FROM unnest(x) WITH ORDINALITY t(v, n) $$;
CREATE FUNCTION pg_temp.found(s trade_series, k int DEFAULT 12, z float8 DEFAULT 3.5, min_fall float8 DEFAULT 0.2, threshold float8 DEFAULT 0.9, sustain int DEFAULT 1,
                              min_history int DEFAULT 12, direction text DEFAULT 'fall') RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg(concat_ws(' ', to_char(start, 'YYYYMM'), to_char(trough, 'YYYYMM'), coalesce(to_char(recovered_on, 'YYYYMM'), status), round(baseline::numeric, 2), round(depth::numeric, 4),
    coalesce(round(x.z::numeric, 3)::text, 'no z'), periods, round(loss::numeric, 4)), '; ' ORDER BY start), 'none') FROM shocks(s, k, $3, min_fall, threshold, sustain, min_history, direction) x $$;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned
-- Two years of calm, then the magnets of 2025, or a few per cent.
CREATE TEMP TABLE c AS SELECT pg_temp.months(calm) AS calm, pg_temp.months(calm || '{2626,1238,3188,5577,6146,5774,5473,6150}'::float8[]) AS fell, pg_temp.months(calm || '{5150,5080,5400}'::float8[]) AS dipped, calm AS x
FROM (SELECT '{5200,5350,4980,5100,5420,5300,5250,5150,5480,5390,5010,5230,5320,5560,5110,5270,5410,5290,5050,5380,5470,5220,5300,5360}'::float8[] AS calm) t;

-- Found without a date: start, trough, return, baseline, depth, z, periods, loss.
SELECT claim, got FROM c, LATERAL (VALUES
  ('the fall of a worked example, z of a hand calculation', pg_temp.found(fell, 6, min_history => 5)),
  ('a few per cent are nothing', pg_temp.found(dipped, 6, min_history => 5)),
  ('the defaults', pg_temp.found(fell)),
  ('min_fall decides', pg_temp.found(fell, 6, min_fall => 0.8, min_history => 5)),
  ('z decides', pg_temp.found(fell, 6, 27, min_history => 5)),
  ('a threshold above the baseline, held twice', pg_temp.found(fell, 6, threshold => 1.05, sustain => 2, min_history => 5)),
  ('a history that is too short', pg_temp.found(fell, 6, min_history => 30)),
  ('two shocks: the first never enters the calm', pg_temp.found(pg_temp.months(x || '{2626,1238,3188,5577,6146,5774,5473,6150,5900,2900,2500,5600,6100}'::float8[]), 6, min_history => 5)),
  ('zero has no logarithm, a hole neither ends nor deepens', pg_temp.found(pg_temp.months(x || '{0,0,1500,NULL,2100,5300}'::float8[]), 6, min_history => 5)),
  ('a hole breaks a run', pg_temp.found(pg_temp.months(x || '{1000,5300,NULL,5300,5300}'::float8[]), 6, sustain => 2, min_history => 5)),
  ('a calm that does not vary has no z', pg_temp.found(pg_temp.months('{100,100,100,100,100,100,100,100,100,100,100,100,100,100,85,70,90,100}'), 4, min_history => 6)),
  ('growth at one rate does not vary either', pg_temp.found(pg_temp.months((SELECT array_agg(100 * 1.1 ^ n) || 100::float8 FROM generate_series(1, 14) n)), 2, min_history => 6)),
  ('not back when last seen', pg_temp.found(pg_temp.months(x || '{2626,1238}'::float8[]), 6, min_history => 5)),
  ('a rise', pg_temp.found(pg_temp.months(x || '{9000,11000,7000,5500,5200}'::float8[]), 6, min_history => 5, direction => 'rise')),
  ('to a search for rises a fall is calm, and its end a rise', pg_temp.found(fell, 6, min_history => 5, direction => 'rise')),
  ('values below zero are below', pg_temp.found(pg_temp.months(x || '{-100,5300}'::float8[]), 6, min_history => 5)),
  ('a baseline of zero has no ratio', pg_temp.found(pg_temp.months(array_fill(0::float8, ARRAY[20])), 3, min_history => 1)),
  ('a shock at the first test', pg_temp.found(pg_temp.months('{100,100,100,101,50}'), 2, min_history => 2)),
  ('nothing', pg_temp.found(slice(calm, '2030-01-01'))),
  ('NULL', pg_temp.found(NULL))) t(claim, got);

-- No row is calm, or too short to tell.
SELECT claim, h.* FROM c, LATERAL (VALUES ('a shock', fell, 12), ('calm', dipped, 12), ('too short', slice(fell, until => '2025-03-31'), 13), ('the last is the first tested', slice(fell, until => '2025-04-30'), 12),
  ('nothing', slice(calm, '2030-01-01'), 12)) t(claim, s, history), shock_history(s, min_history => history) h;
SELECT shock_history(NULL) IS NULL AS no_series;
-- A file by partner: no row is no trade.
SELECT claim, pg_temp.found AS got FROM c, LATERAL (VALUES
  ('unknown', (SELECT count(*) FROM shocks(calm))),
  ('zero up to the end of the file', (SELECT count(*) FROM shocks(calm, gaps => 'zero', observed_until => '2025-06-30') x WHERE x.start = '2025-04-01' AND x.depth = 1 AND x.periods = 3)),
  ('only within the rows', (SELECT count(*) FROM shocks(calm, gaps => 'zero'))),
  ('before the first row', (SELECT h.periods FROM shock_history(calm, gaps => 'zero', observed_from => '2023-01-01') h)),
  ('a file without a row', (SELECT h.periods FROM shock_history(slice(calm, '2030-01-01'), gaps => 'zero', observed_from => '2023-01-01', observed_until => '2023-12-31') h))) t(claim, found), LATERAL (SELECT found) pg_temp(found);

-- The dates before as placebos.
SELECT claim, got FROM c, LATERAL (VALUES
  ('a fall like none before, depth', (SELECT row(round(statistic::numeric, 6), round(p_value::numeric, 6), placebos, more_extreme, round(placebo_median::numeric, 6), round(placebo_extreme::numeric, 6))::text FROM recovery_test(fell, '2025-04-04', '{"k": 6}'))),
  ('and loss', (SELECT row(round(statistic::numeric, 6), round(p_value::numeric, 6), placebos, more_extreme, round(placebo_median::numeric, 6), round(placebo_extreme::numeric, 6))::text FROM recovery_test(fell, '2025-04-04', '{"k": 6}', 3, 'loss'))),
  ('what recovery calls a breach is nothing', (SELECT row(round(statistic::numeric, 6), round(p_value::numeric, 6), placebos, more_extreme)::text FROM recovery_test(dipped, '2025-04-04', '{"k": 6}'))),
  ('the gap applies to placebos too', (SELECT row(round(statistic::numeric, 6), round(p_value::numeric, 6), placebos, more_extreme)::text FROM recovery_test(dipped, '2025-04-04', '{"k": 6, "gap": 2}'))),
  ('all tied', (SELECT row(t.*)::text FROM recovery_test(pg_temp.months('{70,70,70,70,70,70,70,70,70,70,70,70,70,70,71}'), '2024-04-01', '{"k": 4}', 2) t)),
  ('no room for a placebo', (SELECT row(round(statistic::numeric, 6), p_value, placebos, placebo_median)::text FROM recovery_test(pg_temp.months('{5050,5380,5470,5220,5300,5360,1,2,3}'), '2023-10-01', '{"k": 6}'))),
  ('a horizon that is not known as a whole', (SELECT row(t.*)::text FROM recovery_test(dipped, '2025-04-04', '{"k": 6}', 4) t)),
  ('no baseline', (SELECT row(t.*)::text FROM recovery_test(fell, '2023-04-01') t)),
  ('NULL', coalesce(recovery_test(NULL, '2025-04-04')::text, 'NULL')),
  ('a NULL horizon', coalesce(recovery_test(fell, '2025-04-04', horizon => NULL)::text, 'NULL'))) t(claim, got);
SELECT claim, got FROM c, LATERAL (VALUES
  ('a window with a hole is no placebo', (SELECT row(placebos, more_extreme)::text FROM recovery_test(pg_temp.months(x[:11] || NULL::float8 || x[13:] || '{2626,1238,3188}'::float8[]), '2025-04-04', '{"k": 6}'))),
  ('the rows are what the row counts', (SELECT bool_and(t.placebos = r.n AND t.placebo_extreme = r.extreme AND t.more_extreme = r.more)::text
     FROM unnest(ARRAY['depth', 'loss']) which, unnest(ARRAY[1, 2, 5]) horizon, unnest(ARRAY['mean', 'median', 'linear', 'loglinear', 'yoy']) kind, recovery_options(baseline => kind, k => 5, gap => 1) o,
       recovery_test(fell, '2025-04-04', o, horizon, which) t, LATERAL (SELECT count(*) n, max(statistic) extreme, count(*) FILTER (WHERE p.statistic >= t.statistic) more FROM recovery_placebos(fell, '2025-04-04', o, horizon, which) p) r)),
  ('a placebo is what recovery_test tells of that date', (SELECT bool_and(p.statistic = t.statistic)::text FROM unnest(ARRAY['mean', 'median', 'linear', 'loglinear']) kind, recovery_options(baseline => kind, k => 5, gap => 1) o,
     recovery_placebos(fell, '2025-04-04', o) p, recovery_test(fell, p.period, o) t)),
  ('the depth is that of recovery', (SELECT (t.statistic = r.depth)::text FROM recovery_test(fell, '2025-04-04', '{"k": 6}') t, recovery(fell, '2025-04-04', k => 6) r)),
  ('with trend and season', (SELECT row(t.placebos, round(t.p_value::numeric, 4))::text FROM (SELECT pg_temp.months(array_agg(CASE WHEN n < 70 THEN 1 ELSE 0.6 END * 1.01 ^ n * (3 + n % 12) * (1 + (n * n % 7) / 100.0) ORDER BY n)) s FROM generate_series(0, 72) n) y,
     recovery_test(s, '2029-02-01', recovery_options(baseline => 'seasonal', k => 36)) t)),
  ('placebos by date', (SELECT concat_ws(' ', min(period), max(period), count(*)) FROM recovery_placebos(fell, '2025-04-04', '{"k": 6}')))) t(claim, got);

-- Refused, and what to write.
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('k', 'SELECT shocks(fell, k => 0) FROM c'),
  ('z', 'SELECT shocks(fell, z => -1) FROM c'),
  ('min_fall', 'SELECT shocks(fell, min_fall => 20) FROM c'),
  ('min_fall of a rise', 'SELECT shocks(fell, min_fall => 20, direction => ''rise'') FROM c'),
  ('min_fall not a number', 'SELECT shocks(fell, min_fall => ''NaN'') FROM c'),
  ('threshold', 'SELECT shocks(fell, threshold => 90) FROM c'),
  ('sustain', 'SELECT shocks(fell, sustain => 0) FROM c'),
  ('min_history', 'SELECT shocks(fell, min_history => 0) FROM c'),
  ('direction', 'SELECT shocks(fell, direction => ''down'') FROM c'),
  ('gaps', 'SELECT shocks(fell, gaps => ''fill'') FROM c'),
  ('a hole that must not be', 'SELECT shocks(pg_temp.months(''{1,NULL,2}''), gaps => ''error'')'),
  ('an observed window that ends before it begins', 'SELECT shock_history(fell, observed_until => ''2024-01-01'', observed_from => ''2025-01-01'') FROM c'),
  ('an option that is NULL', 'SELECT shocks(fell, k => NULL) FROM c'),
  ('combined periods', 'SELECT shocks(series_agg(date ''2025-01-01'', ''2025-02-28'', 1, ''month''))'),
  ('a result out of range', 'SELECT shocks(pg_temp.months(''{1e-300,1e-300,1e-300,1.00001e-300,1e300}''), k => 2, min_history => 1, direction => ''rise'')'),
  ('horizon', 'SELECT recovery_test(fell, ''2025-04-04'', horizon => 0) FROM c'),
  ('statistic', 'SELECT recovery_test(fell, ''2025-04-04'', statistic => ''mean'') FROM c'),
  ('no date', 'SELECT recovery_test(fell, NULL) FROM c'),
  ('an option of another question', 'SELECT recovery_test(fell, ''2025-04-04'', ''{"min_fall": 0.2}'') FROM c'),
  ('no logarithm in a placebo', 'SELECT recovery_test(pg_temp.months(''{1,2,0,1,2,3,2,1,2,3}''), ''2023-12-01'', ''{"baseline": "loglinear", "k": 3}'', 1)')) t(claim, query);

-- Many series, one query, ranked: the planted fall comes first.
SELECT setseed(0.24);
CREATE TEMP TABLE many AS SELECT i, series_agg((date '2016-01-01' + make_interval(months => m))::date, 1000 * exp(0.1 * (random() + random() + random() - 1.5)) * CASE WHEN i = 77 AND m BETWEEN 100 AND 103 THEN 0.2 ELSE 1 END, 'month') AS s
FROM generate_series(1, 200) i, generate_series(0, 119) m GROUP BY i;
SELECT i, x.start, x.status, x.periods, x.depth BETWEEN 0.75 AND 0.85 AS deep FROM many, shocks(s) x ORDER BY x.loss DESC, i LIMIT 3;

-- The law: a scan does not look ahead. Cut anywhere, what was found before stays as it was.
SELECT bool_and(whole IS NOT DISTINCT FROM cut) AS no_look_ahead, count(*) FROM many, generate_series(30, 119, 10) m, LATERAL (SELECT (date '2016-01-01' + make_interval(months => m))::date AS until) u,
  LATERAL (SELECT array_agg(row(x.start, x.baseline, x.z) ORDER BY x.start) AS whole FROM shocks(s, min_fall => 0.05, z => 2) x WHERE x.start <= until) w,
  LATERAL (SELECT array_agg(row(x.start, x.baseline, x.z) ORDER BY x.start) AS cut FROM shocks(slice(s, until => until), min_fall => 0.05, z => 2) x) k WHERE i <= 60;

-- Median and deviation of the calm are those of SQL, on the way to every z.
SELECT bool_and(abs(x.z - (ln(value_at(s, x.start) / x.baseline) - c.m) / (1.4826 * d.mad)) < 1e-9) AS z_is_sql, count(*) > 100 AS many
FROM many, LATERAL (SELECT * FROM shocks(s, min_fall => 0.02, z => 1.5, threshold => 0.1) x ORDER BY x.start LIMIT 1) x,
  LATERAL (SELECT array_agg(ln(o.value / b.mean)) AS logs FROM observations(s) o, LATERAL (SELECT avg(p.value) AS mean, count(*) AS n FROM observations(s) p
           WHERE p.period < o.period AND p.period >= o.period - interval '12 months') b WHERE b.n = 12 AND o.period < x.start) l,
  LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS m FROM unnest(logs) v) c,
  LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(v - m)) AS mad FROM unnest(logs) v) d;

-- Every shift of the units leaves p-values as they are; a series without an effect is seldom extreme.
SELECT bool_and(a.p_value = b.p_value AND a.more_extreme = b.more_extreme) AS free_of_units, avg((a.p_value <= 0.1)::int) BETWEEN 0.02 AND 0.2 AS seldom
FROM many, recovery_test(s, '2025-04-01') a, recovery_test(s * 1024, '2025-04-01') b;
