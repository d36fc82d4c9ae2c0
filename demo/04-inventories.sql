-- Inventories of listed magnet producers, million CNY: how much did they build
-- up, and how much is drawn down?  trough and peak are quarters, by their first
-- day.  A level that two filings report is one level, never added up.
SELECT company, buildup_trough AS trough, buildup_peak AS peak, round(max_buildup_abs) AS buildup,
       round(max_buildup::numeric, 2) AS of_trough, buildup_cleared_on AS cleared,
       round(current_drawdown::numeric, 2) AS drawdown_now
FROM (SELECT company, (inventory_drawdown(fiscal_period_end, inventory, 'quarter')).*
      FROM trade_data.filings WHERE inventory IS NOT NULL
      GROUP BY company) r ORDER BY company;

SELECT o.period AS quarter, round(o.value) AS inventory, repeat('█', round(o.value / 75)::int) AS "JL MAG"
FROM (SELECT levels_agg(fiscal_period_end, inventory, 'quarter') AS s FROM trade_data.filings
      WHERE company LIKE 'JL MAG%') x, observations(s) o;
