-- Inventories of listed magnet producers: build-up and drawdown, million CNY.
-- A closing level counts once: quarter rows repeat the nine-month rows.
SELECT company, frequency, round(max_buildup::numeric, 1) AS buildup, round(max_buildup_rel::numeric, 3) AS buildup_rel,
       buildup_trough, buildup_peak, buildup_cleared, round(max_drawdown::numeric, 3) AS max_drawdown,
       round(current_drawdown::numeric, 3) AS current_drawdown
FROM (SELECT company, (inventory_drawdown(fiscal_period_end, inventory, 'quarter')).*
      FROM trade_data.filings
      WHERE inventory IS NOT NULL AND period_type <> 'quarter'
      GROUP BY company) r
ORDER BY company;

SELECT o.period, o.value, repeat('█', round(o.value / 75)::int) AS "JL MAG inventory"
FROM (SELECT series_agg(fiscal_period_end, inventory, 'quarter') AS s FROM trade_data.filings
      WHERE company LIKE 'JL MAG%' AND period_type <> 'quarter') x, LATERAL observations(s) o;
