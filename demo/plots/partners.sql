-- Exports as a part of the mean of 2024: world, United States.
WITH figures AS (
  SELECT month AS first, month AS last, partner, tonnes FROM trade_data.magnet_exports WHERE month >= '2025-01-01' OR partner = 'World'
  UNION ALL SELECT period_start, period_end, partner, tonnes FROM trade_data.magnet_export_periods WHERE period_start >= '2025-01-01' OR partner = 'World'
  UNION ALL SELECT date '2024-01-01', date '2024-12-01', partner, tonnes / (1 + yoy_pct / 100) FROM trade_data.magnet_export_periods
            WHERE partner = 'United States' AND period_start = '2025-01-01' AND period_end = '2025-12-01'
), series AS (
  SELECT partner, spread_combined(reconcile_agg(first, last, tonnes, 'month', 10)) AS s FROM figures
  WHERE partner IN ('World', 'United States') AND first >= '2024-01-01' GROUP BY partner)
SELECT p.period, max(100 * p.ratio) FILTER (WHERE partner = 'World'), max(100 * p.ratio) FILTER (WHERE partner = 'United States')
FROM series, LATERAL recovery_path(s, '2025-04-04', recovery_options(k => 12, gap => 3)) p WHERE p.period >= '2025-01-01' GROUP BY p.period ORDER BY p.period;
