-- Who mines rare earths?  USGS, tonnes of oxide, 2025.  "Other countries" is no
-- country: as NULL it counts as unseen, and is never dropped in silence.
SELECT t.rank, t.entity AS country, t.value AS tonnes, round(t.share::numeric, 3) AS share,
       repeat('█', round(t.share * 60)::int) AS " "
FROM (SELECT shares_agg(nullif(country, 'Other countries'), tonnes) AS m FROM trade_data.mine_production
      WHERE series = 'USGS MCS 2026' AND measure = 'Mine production' AND year = 2025) x, top(m, 6) t;

-- China's share, mined (tonnes, BGS) and of magnets exported (USD, BACI).
SELECT stage, year, round(share::numeric, 2) AS china, repeat('█', round(share * 60)::int) AS " "
FROM (SELECT 'mined' AS stage, year, share_of(shares_agg(country, tonnes), 'China') AS share
      FROM trade_data.mine_production WHERE series = 'BGS WMS' AND year IN (2003, 2013, 2023) GROUP BY year
      UNION ALL
      SELECT 'magnets exported', year, share_of(shares_agg(exporter, value_usd), 'CN')
      FROM trade_data.magnet_trade WHERE year IN (2003, 2013, 2023) GROUP BY year) x
ORDER BY stage DESC, year;
