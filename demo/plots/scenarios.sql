-- Closing stocks at the end of each month, by scenario.
WITH path AS (
  SELECT array_agg(p.ratio ORDER BY p.period) AS levels
  FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x,
       LATERAL recovery_path(s, '2025-04-04', k => 12, gap => 3) p WHERE p.period BETWEEN '2025-04-01' AND '2025-12-01'
), scenario(n, production_cut, ev_cut) AS (VALUES (1, 0, 0), (2, 0.15, 0), (3, 0.15, 0.2))
SELECT (p.period + interval '1 month')::date, max(closing) FILTER (WHERE n = 1), max(closing) FILTER (WHERE n = 2), max(closing) FILTER (WHERE n = 3)
FROM path, scenario, LATERAL inventory_projection(2663.55, 441.9, 232.2, 209.7, production_cut => scenario.production_cut,
       ev_share => 0.5, ev_cut => scenario.ev_cut, export_path => levels, months => 9, start => '2025-04-01') p
GROUP BY p.period ORDER BY p.period;
