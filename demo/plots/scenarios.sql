-- Title, notes; then closing stocks at the end of each month, by scenario.
CREATE TEMP VIEW closings AS
WITH path AS (
  SELECT array_agg(p.ratio ORDER BY p.period) AS levels
  FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x,
       LATERAL recovery_path(s, '2025-04-04', recovery_options(k => 12, gap => 3)) p WHERE p.period BETWEEN '2025-04-01' AND '2025-12-01'
), scenarios(n, scenario) AS (VALUES (1, '{}'::jsonb), (2, '{"production_cut": 0.15}'),
                                      (3, '{"production_cut": 0.15, "ev_share": 0.5, "ev_cut": 0.2}'))
SELECT (p.period + interval '1 month')::date AS day, max(closing) FILTER (WHERE n = 1) AS before, max(closing) FILTER (WHERE n = 2) AS cut, max(closing) FILTER (WHERE n = 3) AS ev
FROM path, scenarios, LATERAL inventory_projection(2663.55, 441.9, 232.2, 209.7, scenario => scenario,
       export_path => levels, months => 9, start => '2025-04-01') p
GROUP BY p.period;
SELECT format('With output as before the stock would have peaked at %s million CNY; with 15 %% less it would end at %s', round(max(before)), round((array_agg(cut ORDER BY day DESC))[1])) FROM closings;
SELECT 'Scenarios for Zhong Ke San Huan if its exports had followed all magnet exports of April to December 2025; closing stock, million CNY. Hollow: assumed.';
SELECT 'Sources: filings of 2024 and June 2025; customs of China (data/README.md). Flows at cost; not a forecast (docs/inventory.md).';
TABLE closings ORDER BY day;
