-- China's share by year: of mines, and of magnets in world trade.
SELECT year, max(100 * share) FILTER (WHERE stage = 'mined'), max(100 * share) FILTER (WHERE stage = 'magnets')
FROM (SELECT year, 'mined' AS stage, share_of(shares_agg(country, tonnes), 'China') AS share FROM trade_data.mine_production WHERE series = 'BGS WMS' GROUP BY year
      UNION ALL SELECT year, 'magnets', share_of(shares_agg(exporter, value_usd), 'CN') FROM trade_data.magnet_trade GROUP BY year) x
GROUP BY year ORDER BY year;
