-- Series made from series.
CREATE FUNCTION pg_temp.ts(text, text DEFAULT 'month') RETURNS trade_series LANGUAGE sql IMMUTABLE AS $$
  SELECT series_agg((v.key || CASE length(v.key) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END)::date, v.value::float8, $2)
  FROM jsonb_each_text($1::jsonb) v $$;
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$
  SELECT frequency($1) || ': ' || coalesce(string_agg(to_char(period, 'YYYY-MM-DD') || '=' || round(value::numeric, 6)::float8, ' '
                                                      ORDER BY period), 'empty') FROM observations($1) $$;
CREATE TEMP TABLE t AS SELECT pg_temp.ts('{"2024-01": 10, "2024-02": 20, "2024-04": 40}') AS a,
     pg_temp.ts('{"2024-02": 2, "2024-03": 3, "2024-04": 0}') AS b;

-- Arithmetic: over the periods that both have; the rest is told.
SELECT pg_temp.show(a + b) AS sum, pg_temp.show(a - b) AS difference, pg_temp.show(a * b) AS product, pg_temp.show(a / b) AS quotient FROM t;
SELECT u.* FROM t, unmatched(a, b) u;
SELECT pg_temp.show(a + 1), pg_temp.show(a - 1), pg_temp.show(a * 2), pg_temp.show(a / 4) FROM t;
SELECT pg_temp.show(1 + b), pg_temp.show(1 - b), pg_temp.show(2 * b), pg_temp.show(6 / b) FROM t;
SELECT a + NULL::trade_series IS NULL AS unknown, a * NULL::float8 IS NULL AS unknown_too FROM t;
SELECT pg_temp.show(slice(a, '2030-01-01') + b) AS disjoint FROM t;
SELECT a + pg_temp.ts('{"2024": 1}', 'year') FROM t;
SELECT a / 0 FROM t;
SELECT a * 'NaN'::float8 FROM t;
SELECT 'Infinity'::float8 - a FROM t;
SELECT a * 1e308 FROM t;
SELECT x + x FROM pg_temp.ts('{"2024-01": 1.7e308}') x;
-- Sums are exact: the same bytes as the rollup, and a difference that undoes a sum.
SELECT x + y = (SELECT rollup(z) FROM unnest(ARRAY[x, y]) z) AS exact, (x + y) - y = x AS undone, x - x = x * 0 AS nothing
FROM pg_temp.ts('{"2024-01": 1e16, "2024-02": 0.1}') x, pg_temp.ts('{"2024-01": 0.3, "2024-02": 0.2}') y;

-- Slices.
SELECT pg_temp.show(slice(a, '2024-02-29')), pg_temp.show(slice(a, until => '2024-03-31')),
       pg_temp.show(slice(a, '2024-03-01', '2024-03-01')), slice(a) = a AS all
FROM t;
SELECT slice(NULL, '2024-01-01') IS NULL;
SELECT slice(a, '2024-03-01', '2024-01-01') FROM t;
SELECT slice(a, 'infinity') FROM t;

-- Growth: missing where either value is, or where the base is not above zero.
SELECT pg_temp.show(growth(s)) AS mom, pg_temp.show(growth(s, 2)) AS two, pg_temp.show(year_on_year(s)) AS yoy
FROM pg_temp.ts('{"2023-02": 8, "2023-03": 5, "2024-01": 10, "2024-02": 12, "2024-03": 0, "2024-04": 7, "2024-06": 1}') s;
SELECT pg_temp.show(year_on_year(s)) FROM pg_temp.ts('{"2022": 10, "2023": 12, "2024": 9}', 'year') s;
SELECT growth(a, 0) FROM t;
SELECT year_on_year(series_agg(date '2024-01-01', 1, 'week'));

-- Running totals stop at a hole; years start again.
SELECT pg_temp.show(cumulative(a)) AS missing, pg_temp.show(cumulative(a, gaps => 'zero')) AS zero FROM t;
SELECT pg_temp.show(cumulative(s, by_year => true))
FROM pg_temp.ts('{"2023-11": 1, "2023-12": 2, "2024-01": 3, "2024-02": 4, "2024-04": 5, "2025-01": 6}') s;
SELECT cumulative(a, gaps => 'error') FROM t;
SELECT cumulative(series_agg(date '2024-01-01', 1, 'day'), true);

-- Moving means.
SELECT pg_temp.show(moving_mean(a, 2)) AS full, pg_temp.show(moving_mean(a, 3, 2)) AS two_of_three, moving_mean(a, 1) = a AS same FROM t;
SELECT pg_temp.show(moving_mean(s, 2)) AS clean FROM pg_temp.ts('{"2024-01": 1e16, "2024-02": 1, "2024-03": 2}') s;
SELECT moving_mean(a, 0) FROM t;
SELECT moving_mean(a, 2, 3) FROM t;

-- Rebase.
SELECT pg_temp.show(rebase(a, '2024-02-10')), pg_temp.show(rebase(a, '2024-01-01', '2024-02-29', 1)) FROM t;
SELECT rebase(a, '2024-03-01') IS NULL AS no_value, rebase(b, '2024-04-01') IS NULL AS zero FROM t;
SELECT rebase(a, '2024-02-01', base => 0) FROM t;
SELECT rebase(a, '2024-02-01', '2024-01-01') FROM t;

-- Coarser frequencies: what is not complete stays missing.
CREATE TEMP TABLE y AS SELECT series_agg(('2023-11-01'::date + n * interval '1 month')::date, n, 'month') AS s FROM generate_series(0, 14) n;
SELECT pg_temp.show(resample(s, 'quarter')) AS sum, pg_temp.show(resample(s, 'quarter', 'mean')) AS mean,
       pg_temp.show(resample(s, 'quarter', 'last')) AS last
FROM y;
SELECT pg_temp.show(resample(s, 'year')) AS year, pg_temp.show(resample(s, 'year', partial => true)) AS partial,
       pg_temp.show(resample(s, 'year', 'last', partial => true)) AS last, resample(s, 'month') = s AS same
FROM y;
SELECT pg_temp.show(resample(a, 'quarter')) AS missing, pg_temp.show(resample(a, 'quarter', gaps => 'zero')) AS zero,
       pg_temp.show(resample(a, 'quarter', 'mean', partial => true)) AS partial
FROM t;
SELECT pg_temp.show(resample(series_agg('2024-01-31'::date + n, 1, 'day'), 'week')),
       pg_temp.show(resample(series_agg('2024-01-31'::date + n, 1, 'day'), 'month'))
FROM generate_series(0, 30) n;
SELECT resample(resample(s, 'quarter'), 'year') = resample(s, 'year') AS nests FROM y;
SELECT total(resample(s, 'quarter', partial => true)) = total(s) AS keeps_total FROM y;
SELECT resample(s, 'week') FROM y;
SELECT resample(series_agg(date '2024-01-01', 1, 'week'), 'month');
SELECT resample(s, 'decade') FROM y;
SELECT resample(s, 'year', 'median') FROM y;
SELECT resample(s, 'year', gaps => 'error') FROM (SELECT a AS s FROM t) x;

-- Linking across a change of classification.
SELECT pg_temp.show(splice(o, n)) AS all_common, pg_temp.show(splice(o, n, '2022-02-01')) AS one
FROM pg_temp.ts('{"2021-12": 80, "2022-01": 100, "2022-02": 110}') o, pg_temp.ts('{"2022-01": 50, "2022-02": 44, "2022-03": 60}') n;
SELECT splice(a, slice(b, '2024-03-01', '2024-03-01')) IS NULL AS no_overlap, splice(a, b, '2024-04-01') IS NULL AS zero FROM t;
SELECT splice(a, pg_temp.ts('{"2024": 1}', 'year')) FROM t;

-- Holes as rows.
SELECT g.* FROM t, missing_periods(a) g;
SELECT g.* FROM t, missing_periods(a, '2024-07-15') g;
SELECT count(*) AS none FROM t, missing_periods(slice(a, '2030-01-01'), '2031-01-01') g;
SELECT g.* FROM t, missing_periods(a, 'infinity') g;

-- Seasons: the index of decompose(x, "multiplicative") in R.
SELECT season, round(index::numeric, 7) AS index, years FROM (SELECT series_agg(make_date(2019 + n / 4, n % 4 * 3 + 1, 1), x, 'quarter') AS s
  FROM unnest(ARRAY[10, 20, 30, 24, 12, 21, 36, 25, 13, 26, 38, 30, 15, 28, 41, 33]) WITH ORDINALITY u(x, i),
       LATERAL (SELECT (i - 1)::int AS n) m) q, seasonal_index(s);
SELECT season, index, years
FROM seasonal_index(pg_temp.ts('{"2024-01-01": 1, "2024-04-01": 2, "2024-07-01": 3, "2024-10-01": 4, "2025-01-01": 5}', 'quarter'));
SELECT seasonal_index(series_agg(date '2024-01-01', 1, 'year'));
