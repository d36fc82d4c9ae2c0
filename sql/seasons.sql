-- Trend and season in one baseline, its band, and series without their seasons.
CREATE FUNCTION pg_temp.quarters(x float8[]) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((date '2022-01-01' + make_interval(months => 3 * (n::int - 1)))::date, v, 'quarter') FROM unnest(x) WITH ORDINALITY t(v, n) $$;
CREATE FUNCTION pg_temp.months(x float8[], first date DEFAULT '2022-01-01') RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((first + make_interval(months => n::int - 1))::date, v, 'month') FROM unnest(x) WITH ORDINALITY t(v, n) $$;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE TEMP TABLE s AS SELECT pg_temp.quarters('{100,120,90,130,110,132,99,143}') AS steady,
  pg_temp.quarters('{100,121,88,131,112,130,101,141,119,147,108,158,80,150,115,170}') AS wavers;

-- Ten percent a year on top of the seasons: the next year, and nothing left over.
SELECT p.period, round(p.baseline::numeric, 9) AS baseline, p.band_low = p.baseline AND p.band_high = p.baseline AS exact
FROM s, recovery_path(steady, '2024-01-01', recovery_options(baseline => 'seasonal', k => 8, observed_until => '2024-12-31')) p WHERE p.period >= '2024-01-01';

-- R: predict(lm(log(y) ~ quarter + t), interval = "prediction"); a year that yoy takes for recovered is below what trend and season expect.
SELECT p.period, p.value, round(p.baseline::numeric, 4) AS baseline, round(p.ratio::numeric, 3) AS ratio, round(p.band_low::numeric, 6) AS band_low,
       round(p.band_high::numeric, 6) AS band_high, phase
FROM s, recovery_path(wavers, '2025-01-01', recovery_options(baseline => 'seasonal', k => 12)) p WHERE p.period >= '2025-01-01';
SELECT kind, r.status, r.recovered_on, r.baseline_observations, round(r.baseline_sigma::numeric, 9) AS sigma
FROM s, unnest(ARRAY['yoy', 'seasonal']) kind, recovery(wavers, '2025-01-01', baseline => kind, k => 12) r;

-- What has a band, in units or in logarithms; the rest has none.
SELECT kind, round(r.baseline_sigma::numeric, 6) AS sigma, round(p.baseline::numeric, 4) AS baseline, round(p.band_low::numeric, 4) AS band_low,
       round(p.band_high::numeric, 4) AS band_high
FROM s, unnest(ARRAY['mean', 'median', 'yoy', 'yoy_mean', 'linear', 'loglinear', 'seasonal']) kind, recovery_options(baseline => kind, k => 12) o,
  recovery(wavers, '2025-01-01', o) r, recovery_path(wavers, '2025-01-01', o, 0.8) p WHERE p.period = '2025-01-01';
SELECT claim, got FROM s, LATERAL (VALUES
  ('the band of a mean is that of t.test for a new value', (SELECT round(((p.band_high - p.baseline) / (r.baseline_sigma * sqrt(1 + 1 / 12.0)))::numeric, 6) = 2.200985
     FROM recovery(wavers, '2025-01-01') r, recovery_path(wavers, '2025-01-01') p WHERE p.period = '2025-01-01')),
  ('before the shock there is no band', (SELECT bool_and(band_low IS NULL AND band_high IS NULL) FROM recovery_path(wavers, '2025-01-01') p WHERE p.period < '2025-01-01')),
  ('no conf_level, no band', (SELECT bool_and(band_low IS NULL) FROM recovery_path(wavers, '2025-01-01', conf_level => NULL))),
  ('a wider one for a higher conf_level', (SELECT bool_and(b.band_high > a.band_high) FROM recovery_path(wavers, '2025-01-01', '{}', 0.8) a
     JOIN recovery_path(wavers, '2025-01-01', '{}', 0.9) b USING (period) WHERE period >= '2025-01-01')),
  ('two observations leave no degree of freedom to a line', (SELECT bool_and(band_low IS NULL) FROM recovery_path(wavers, '2025-01-01', recovery_options(baseline => 'linear', k => 2)))),
  ('a season seen once: no baseline', (SELECT r.status = 'no_baseline' AND r.baseline_sigma IS NULL FROM recovery(slice(steady, until => '2023-09-30'), '2023-10-01', 'seasonal', 8) r)),
  ('a window of less than two years: no baseline', (SELECT r.status = 'no_baseline' AND r.baseline_coverage = 1 FROM recovery(wavers, '2025-01-01', 'seasonal', 7) r)),
  ('of years it is loglinear', (SELECT recovery(y, '2005-01-01', 'seasonal', 5) = recovery(y, '2005-01-01', 'loglinear', 5)
     FROM (SELECT series_agg(make_date(1999 + n::int, 1, 1), v, 'year') y FROM unnest('{1,3,2,5,4,6,3}'::float8[]) WITH ORDINALITY t(v, n)) x)),
  ('a hole in the window is left out', (SELECT round(p.baseline::numeric, 4) = 131.9357 FROM recovery_path(pg_temp.quarters('{100,121,NULL,131,112,130,101,141,119,147,108,158}'), '2025-01-01',
     recovery_options(baseline => 'seasonal', k => 12)) p WHERE p.period = '2025-01-01')),
  ('export_recovery takes it', (SELECT (export_recovery(o.period, o.value, '2025-01-01', recovery_options(baseline => 'seasonal', k => 12))).status = 'censored' FROM observations(wavers) o)),
  ('so do resilience and recovery_forecast', (SELECT r.status = 'censored' AND f.status = 'censored' FROM recovery_options(baseline => 'seasonal', k => 12) o, resilience(wavers, '2025-01-01', o) r,
     recovery_forecast(wavers, '2025-01-01', o) f))) t(claim, got);

-- Refused, and what to write.
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('no logarithm of zero', $$SELECT recovery(pg_temp.quarters('{5,6,7,8,6,0,8,9,1}'), '2024-01-01', 'seasonal', 8)$$),
  ('weeks have no seasons', $$SELECT recovery(series_agg(date '2024-01-01' + 7 * n, 1, 'week'), '2025-01-01', 'seasonal') FROM generate_series(0, 60) n$$),
  ('conf_level', 'SELECT recovery_path(wavers, ''2025-01-01'', ''{}'', 95) FROM s'),
  ('adjusting zero', $$SELECT seasonally_adjusted(pg_temp.quarters('{5,6,7,8,6,0,8,9}'))$$),
  ('adjusting years', $$SELECT seasonally_adjusted(series_agg(date '2024-01-01', 1, 'year'))$$),
  ('adjusting combined periods', $$SELECT seasonally_adjusted(series_agg(date '2025-01-01', '2025-06-30', 1, 'month'))$$),
  ('pooling quarters', 'SELECT pool_jan_feb(steady) FROM s'),
  ('pooling a half-year', $$SELECT pool_jan_feb(series_agg(date '2025-01-01', '2025-06-30', 1, 'month'))$$)) t(claim, query);

-- Seasons taken out: level * trend * factor gives level * trend, whatever holes there are.
SELECT claim, got FROM (SELECT pg_temp.quarters(array_agg(100 * 1.02 ^ n * (ARRAY[0.5, 1, 2, 1])[1 + n % 4] ORDER BY n)) AS s FROM generate_series(0, 11) n) x,
  LATERAL (VALUES
  ('trend is left', (SELECT string_agg(round(o.value::numeric, 6)::text, ' ' ORDER BY o.period) FROM observations(slice(seasonally_adjusted(s), until => '2022-12-31')) o)),
  ('adjusted twice is adjusted once', (SELECT bool_and(abs(a.value / b.value - 1) < 1e-12)::text FROM (SELECT seasonally_adjusted(s) AS d) y, observations(d) a JOIN observations(seasonally_adjusted(d)) b USING (period))),
  ('a season seen once', (seasonally_adjusted(slice(s, until => '2023-09-30')) IS NULL)::text),
  ('a hole stays a hole', (SELECT string_agg(to_char(o.period, 'YYYYMM'), ' ' ORDER BY o.period) FROM observations(seasonally_adjusted(pg_temp.quarters('{5,6,7,8,NULL,6,7,8,5}'))) o)),
  ('nothing', (seasonally_adjusted(slice(s, '2030-01-01')) IS NULL AND seasonally_adjusted(NULL) IS NULL)::text),
  ('the measure stays', (SELECT seasonally_adjusted(levels_agg(o.period, o.value, 'quarter'))::jsonb ->> 'measure' FROM observations(s) o))) t(claim, got);

-- January and February pooled, as the option of recovery does.
SELECT claim, got FROM (VALUES
  ('the mean of both', (SELECT pool_jan_feb(pg_temp.months('{10,20,30}')) = pg_temp.months('{15,15,30}'))),
  ('one of them missing: both unknown', (SELECT pool_jan_feb(pg_temp.months('{10,NULL,30}')) = slice(pg_temp.months('{10,20,30}'), '2022-03-01'))),
  ('a February that comes first', (SELECT pool_jan_feb(pg_temp.months('{20,30}', '2022-02-01')) = pg_temp.months('{30}', '2022-03-01'))),
  ('a January that comes last', (SELECT pool_jan_feb(pg_temp.months('{20,30}', '2021-12-01')) = pg_temp.months('{20}', '2021-12-01'))),
  ('a total of both is shared', (SELECT pool_jan_feb(series_agg(date '2025-01-01', '2025-02-28', 30, 'month')) = pg_temp.months('{15,15}', '2025-01-01'))),
  ('the option of recovery is the function', (SELECT recovery(s, '2024-01-01', 'seasonal', 24, pool_jan_feb => true) = recovery(pool_jan_feb(s), '2024-01-01', 'seasonal', 24)
     FROM (SELECT pg_temp.months(array_agg(100 + 7 * (n * n % 11) ORDER BY n)) s FROM generate_series(0, 27) n) x)),
  ('NULL', pool_jan_feb(NULL) IS NULL)) t(claim, got);
