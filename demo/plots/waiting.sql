-- Title, notes; then by size of importer: years since 2008 and the part not back at the level of 2008 in dollars of constant value, with limits.
CREATE TEMP VIEW waits AS
SELECT size, spells_agg(report) AS s
FROM (SELECT CASE WHEN sum(value_usd) FILTER (WHERE year = 2008) >= 1e7 THEN 'large' ELSE 'small' END AS size,
             recovery(series_agg(make_date(year, 1, 1), value_usd, 'year') / prices, '2009-01-01', k => 1, gaps => 'zero', observed_from => '2002-01-01', observed_until => '2024-12-31') AS report
      FROM trade_data.magnet_trade, (SELECT resample(levels_agg(month, index, 'month'), 'year', 'mean') AS prices FROM trade_data.us_consumer_prices) p
      GROUP BY importer, prices) r
WHERE (report).status <> 'not_affected' GROUP BY size;
SELECT format('Five years after 2008, %s %% of large and %s %% of small importers were not back', round(100 * survival_at(l.s, 5)::numeric), round(100 * survival_at(s.s, 5)::numeric)) FROM waits l, waits s WHERE l.size = 'large' AND s.size = 'small';
SELECT 'Imports of metal permanent magnets against 2008, in dollars of constant value; large: 10 million USD or more in 2008. Dotted: 95 % limits.';
SELECT 'Sources: CEPII, BACI V202601, 2002 to 2024; consumer prices of the Bureau of Labor Statistics. No row is no trade.';
SELECT size, 0, 1, 1, 1 FROM waits
UNION ALL
SELECT size, c.duration, c.surviving, c.lower, c.upper FROM waits, LATERAL survival(s) c
ORDER BY 1, 2;
