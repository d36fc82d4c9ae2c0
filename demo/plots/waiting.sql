-- By size of importer: years since 2008 and the part not back at the level of 2008, with limits.
SELECT size, 0, 1, 1, 1 FROM unnest('{large,small}'::text[]) size
UNION ALL
SELECT size, c.duration, c.surviving, c.lower, c.upper
FROM (SELECT size, spells_agg(report) AS s
      FROM (SELECT CASE WHEN sum(value_usd) FILTER (WHERE year = 2008) >= 1e7 THEN 'large' ELSE 'small' END AS size,
                   export_recovery(make_date(year, 1, 1), value_usd, '2009-01-01',
                                   recovery_options(k => 1, frequency => 'year', gaps => 'zero', observed_until => '2024-12-31')) AS report
            FROM trade_data.magnet_trade GROUP BY importer) r
      WHERE (report).status <> 'not_affected' GROUP BY size) x, LATERAL survival(s) c
ORDER BY 1, 2;
