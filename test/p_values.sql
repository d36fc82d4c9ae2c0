-- How uniform p-values are when nothing happens; docs/shock-or-noise.md tells what it prints:
--   scripts/psql -f test/p_values.sql        some seconds, the same numbers each time
SELECT setseed(0.2025);

-- 2,000 series of 123 months without memory; then such whose neighbours are correlated by 0.6.
CREATE TEMP TABLE noise AS
SELECT i, series_agg((date '2015-01-01' + make_interval(months => m))::date, 1000 * exp(0.1 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())), 'month') AS s
FROM generate_series(1, 2000) i, generate_series(0, 122) m GROUP BY i;
CREATE TEMP TABLE memory AS
WITH RECURSIVE z AS (SELECT i, m, sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS e FROM generate_series(1, 2000) i, generate_series(0, 142) m),
  r AS (SELECT i, 0 AS m, e::float8 AS x FROM z WHERE m = 0 UNION ALL SELECT r.i, z.m, 0.6 * r.x + z.e FROM r JOIN z ON z.i = r.i AND z.m = r.m + 1)
SELECT i, series_agg((date '2015-01-01' + make_interval(months => m - 20))::date, 1000 * exp(0.08 * x), 'month') AS s FROM r WHERE m >= 20 GROUP BY i;

WITH p AS (SELECT kind, which AS statistic, t.p_value FROM (SELECT 'no memory' AS kind, s FROM noise UNION ALL SELECT 'memory', s FROM memory) x, unnest(ARRAY['depth', 'loss']) which,
             recovery_test(s, '2025-01-01', recovery_options(k => 12), 3, which) t),
  bins AS (SELECT kind, statistic, least(floor(p_value * 10 - 1e-9), 9) AS bin, count(*) AS n, count(*) FILTER (WHERE p_value <= 0.05) AS low FROM p GROUP BY 1, 2, 3)
SELECT kind, statistic, round(sum((n - 200.0) ^ 2 / 200), 1) AS chi_square_9, round(sum(low) / 2000, 3) AS at_most_5_percent, array_agg(n ORDER BY bin) AS tenths FROM bins GROUP BY 1, 2 ORDER BY 1 DESC, 2;

-- 2,000 panels of ten series alike, one of them called treated.
CREATE TEMP TABLE panel AS
SELECT p, i, series_agg((date '2020-01-01' + make_interval(months => m))::date, 100 * exp(0.1 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())), 'month') AS s
FROM generate_series(1, 2000) p, generate_series(0, 9) i, generate_series(0, 41) m GROUP BY p, i;
WITH asked AS (SELECT p, (array_agg(s) FILTER (WHERE i = 0))[1] AS treated, array_agg(i::text) FILTER (WHERE i > 0) AS names, array_agg(s) FILTER (WHERE i > 0) AS donors FROM panel GROUP BY p),
  counts AS (SELECT round(r.p_value::numeric, 2) AS p_value, count(*) AS n FROM asked, synthetic_control(treated, names, donors, '2023-01-01', k => 36) r GROUP BY 1)
SELECT round(sum((n - 200.0) ^ 2 / 200), 1) AS chi_square_9, array_agg(n ORDER BY p_value) AS tenths FROM counts;
