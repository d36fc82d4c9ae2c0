-- Title, notes; then rows of three kinds: a month of the world, a month of the United States, a total of several months of either.  Parts of
-- the mean of 2024; of the United States that is known from the year of 2025 and its fall.
CREATE TEMP VIEW figures AS
SELECT month AS first, month AS last, partner, tonnes FROM trade_data.magnet_exports WHERE month >= '2025-01-01' OR partner = 'World'
UNION ALL SELECT period_start, period_end, partner, tonnes FROM trade_data.magnet_export_periods WHERE period_start >= '2025-01-01' OR partner = 'World'
UNION ALL SELECT date '2024-01-01', date '2024-12-01', partner, tonnes / (1 + yoy_pct / 100) FROM trade_data.magnet_export_periods
          WHERE partner = 'United States' AND period_start = '2025-01-01' AND period_end = '2025-12-01';
CREATE TEMP VIEW parts AS
SELECT partner, s / (total(slice(spread_combined(s), '2024-01-01', '2024-12-01')) / 1200) AS s
FROM (SELECT partner, reconcile_agg(first, last, tonnes, 'month', 10) AS s FROM figures WHERE partner IN ('World', 'United States') AND first >= '2024-01-01' GROUP BY partner) x;
CREATE TEMP VIEW latest AS SELECT partner, last_period(s) AS period, value_at(spread_combined(s, 'none'), last_period(s)) AS value FROM parts;
SELECT format('In %s the world had %s %% of the magnets of 2024, the United States %s %%', to_char(w.period, 'FMMonth YYYY'), round(w.value), round(u.value))
FROM latest w, latest u WHERE w.partner = 'World' AND u.partner = 'United States';
SELECT 'Exports of rare-earth magnets from China, mean of 2024 = 100. Boxes: months known by their sum only, at their mean; what each month had is not known.';
SELECT 'Source: customs of China, as quoted in the press (data/README.md), to March 2026. Licences: 4 April 2025; deal: 27 June 2025.';
\pset null NaN
SELECT 'month', partner, month::date, value_at(spread_combined(s, 'none'), month::date), CASE WHEN month = last_period(s) THEN CASE partner WHEN 'World' THEN 'world' ELSE 'United States' END ELSE '' END
FROM parts, generate_series(timestamp '2025-01-01', last_period(s), '1 month') AS month ORDER BY partner, month;
\echo
\echo
SELECT 'together', partner, c.period_start, c.value / c.periods, (c.period_end + interval '1 month')::date,
       format('%s: %s', CASE partner WHEN 'World' THEN 'world' ELSE 'US' END, round(c.value / c.periods)) FROM parts, combined_periods(s) c WHERE c.period_start >= '2025-01-01';
