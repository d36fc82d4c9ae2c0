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

-- Every control in the table of events against every metal it names.
CREATE TEMP TABLE metal_series AS
SELECT product, series_agg(period_start, quantity_kg, 'month') AS s FROM trade_data.metal_exports
WHERE partner = 'World' AND period_start = period_end
  AND scope IN ('customs total, wrought and unwrought', 'all antimony products') GROUP BY product;
SELECT product, event_date, event_type, r.status, round(r.depth::numeric, 2) AS depth, r.recovery, r.time_to_recovery AS months,
       r.censored_at, r.latest_period, round(r.latest_ratio::numeric, 2) AS latest
FROM (SELECT event_date, event_type, product FROM trade_data.events, unnest(string_to_array(materials, '; ')) AS product
      WHERE event_type IN ('licensing', 'ban') AND event_date < '2026-01-01') e
JOIN metal_series USING (product), LATERAL recovery(s, event_date, k => 12, gap => 1, threshold => 0.9) r
ORDER BY product, event_date;

-- Side by side, as a part of the mean of the year before control (20 = baseline, . = no figure, blank = next to nothing).
SELECT month::date,
       max(CASE WHEN product = 'gallium' THEN picture END) AS gallium,
       max(CASE WHEN product = 'germanium' THEN picture END) AS germanium,
       max(CASE WHEN product = 'antimony' THEN picture END) AS antimony
FROM generate_series(date '2023-08-01', '2025-07-01', '1 month') AS month
CROSS JOIN LATERAL (
  SELECT product, coalesce(repeat('█', round(p.ratio * 20)::int), '.') AS picture
  FROM metal_series, LATERAL recovery_path(s, CASE product WHEN 'antimony' THEN date '2024-10-01' ELSE '2023-08-01' END, k => 12, threshold => 0.9, observed_until => '2025-07-01') p
  WHERE p.period = month) x
GROUP BY month ORDER BY month;
