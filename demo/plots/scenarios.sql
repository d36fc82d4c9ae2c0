-- Closing stocks at the end of each month, by scenario.
WITH path AS (
  SELECT array_agg(p.ratio ORDER BY p.period) AS levels
  FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x,
       LATERAL recovery_path(s, '2025-04-04', recovery_options(k => 12, gap => 3)) p WHERE p.period BETWEEN '2025-04-01' AND '2025-12-01'
), scenarios(n, scenario) AS (VALUES (1, '{}'::jsonb), (2, '{"production_cut": 0.15}'),
                                      (3, '{"production_cut": 0.15, "ev_share": 0.5, "ev_cut": 0.2}'))
SELECT (p.period + interval '1 month')::date, max(closing) FILTER (WHERE n = 1), max(closing) FILTER (WHERE n = 2), max(closing) FILTER (WHERE n = 3)
FROM path, scenarios, LATERAL inventory_projection(2663.55, 441.9, 232.2, 209.7, scenario => scenario,
       export_path => levels, months => 9, start => '2025-04-01') p
GROUP BY p.period ORDER BY p.period;
