-- Gallium, germanium, antimony: back, or not yet?  One scope each; the shock is
-- the first whole month under control.  Not yet recovered is censored, not NULL.
WITH shocks(product, scope, shock) AS (VALUES
  ('gallium',   'customs total, wrought and unwrought', date '2023-08-01'),
  ('germanium', 'customs total, wrought and unwrought', date '2023-08-01'),
  ('antimony',  'all antimony products',                date '2024-10-01'))
SELECT product, status, round(baseline) AS baseline_kg, round(depth::numeric, 3) AS depth, trough,
       recovery, time_to_recovery, censored_at, latest_period, round(latest_ratio::numeric, 2) AS latest_ratio
FROM (SELECT product, (export_recovery(period_start, quantity_kg, shock,
                         recovery_options(k => 12, threshold => 0.9, frequency => 'month'))).*
      FROM trade_data.metal_exports JOIN shocks USING (product, scope)
      WHERE partner = 'World' AND period_start = period_end
      GROUP BY product) r
ORDER BY product;
