-- Who sells magnets to the world?  Concentration of exporting countries by year
-- (BACI).  The HHI is 1 for a monopoly; effective is 1/HHI: as many exporters
-- of equal size would be as concentrated.  The figures are an extract: flows
-- that it lacks stand as rows without an exporter, as large as they can be, so
-- coverage is the least that is seen.
SELECT year, round(hhi::numeric, 3) AS hhi, round(effective_firms::numeric, 1) AS effective,
       round(cr1::numeric, 2) AS largest, round(cr4::numeric, 2) AS four_largest, num_entities AS exporters,
       round(coverage::numeric, 2) AS coverage, repeat('█', round(hhi * 60)::int) AS "HHI"
FROM (SELECT year, (market_indices(exporter, value_usd)).*
      FROM (TABLE trade_data.magnet_trade
            UNION ALL SELECT year, NULL, importer, most_usd FROM trade_data.magnet_trade_hidden) t
      WHERE year % 2 = 0 GROUP BY year) r
ORDER BY year;

-- The same from stored summaries: keep one value a year, ask again at any grain.
CREATE TABLE IF NOT EXISTS magnet_markets AS
SELECT year, shares_agg(exporter, value_usd) AS m FROM trade_data.magnet_trade GROUP BY year;

SELECT t.rank, t.entity AS exporter, round(t.value / 1e6) AS million_usd, round(t.share::numeric, 3) AS share
FROM (SELECT rollup(m) AS m FROM magnet_markets WHERE year BETWEEN 2022 AND 2024) x, top(m, 5) t;
