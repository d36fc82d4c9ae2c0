-- Title, notes; then China's share by year: of mines, and of magnets in world trade.
CREATE TEMP VIEW china AS
SELECT year, 'mined' AS stage, share_of(shares_agg(country, tonnes), 'China') AS share FROM trade_data.mine_production WHERE series = 'BGS WMS' GROUP BY year
UNION ALL SELECT year, 'magnets', share_of(shares_agg(exporter, value_usd), 'CN') FROM trade_data.magnet_trade GROUP BY year;
SELECT format('China mines %s %% of rare earths (%s) and sells %s %% of the magnets in world trade (%s)', round(100 * m.share::numeric), m.year, round(100 * s.share::numeric), s.year)
FROM (SELECT * FROM china WHERE stage = 'mined' AND share IS NOT NULL ORDER BY year DESC LIMIT 1) m, (SELECT * FROM china WHERE stage = 'magnets' ORDER BY year DESC LIMIT 1) s;
SELECT 'Mines: tonnes of oxide; magnets: metal permanent magnets, HS 850511, by value. The quoted 90 % is of magnets made, of which trade shows a part.';
SELECT 'Sources: British Geological Survey, World Mineral Statistics; CEPII, BACI V202601. By year.';
SELECT year, max(100 * share) FILTER (WHERE stage = 'mined'), max(100 * share) FILTER (WHERE stage = 'magnets') FROM china GROUP BY year ORDER BY year;
