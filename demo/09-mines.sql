-- Who mines rare earths, and what is China's share?  USGS, tonnes of oxide.
-- "Other countries" is no country: as NULL it counts as unattributed.
SELECT year, round(hhi(nullif(country, 'Other countries'), tonnes)::numeric, 3) AS hhi, round((sum(tonnes) FILTER (WHERE country = 'China') / sum(tonnes))::numeric, 3) AS china
FROM trade_data.mine_production
WHERE series = 'USGS MCS 2026' AND measure = 'Mine production'
GROUP BY year ORDER BY year;

SELECT t.rank, t.entity AS country, t.value AS tonnes, round(t.share::numeric, 3) AS share, repeat('█', round(t.share * 60)::int) AS " "
FROM (SELECT shares_agg(nullif(country, 'Other countries'), tonnes) AS m FROM trade_data.mine_production
      WHERE series = 'USGS MCS 2026' AND measure = 'Mine production'
        AND year = (SELECT max(year) FROM trade_data.mine_production)) x, LATERAL top(m, 6) t;
