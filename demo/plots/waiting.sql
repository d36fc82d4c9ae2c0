-- By size of importer: years since 2008 and the part not back at the level of 2008 in dollars of constant value, with limits.
SELECT size, 0, 1, 1, 1 FROM unnest('{large,small}'::text[]) size
UNION ALL
SELECT size, c.duration, c.surviving, c.lower, c.upper
FROM (SELECT size, spells_agg(report) AS s
      FROM (SELECT CASE WHEN sum(value_usd) FILTER (WHERE year = 2008) >= 1e7 THEN 'large' ELSE 'small' END AS size,
                   recovery(series_agg(make_date(year, 1, 1), value_usd, 'year') / prices, '2009-01-01', k => 1, gaps => 'zero', observed_from => '2002-01-01', observed_until => '2024-12-31') AS report
            FROM trade_data.magnet_trade, (SELECT resample(levels_agg(month, index, 'month'), 'year', 'mean') AS prices FROM trade_data.us_consumer_prices) p
            GROUP BY importer, prices) r
      WHERE (report).status <> 'not_affected' GROUP BY size) x, LATERAL survival(s) c
ORDER BY 1, 2;
