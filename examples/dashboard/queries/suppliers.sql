-- The largest suppliers of the newest year of each market.
SELECT market, unit, year, rank, supplier, value, share
FROM trade_bi.suppliers s
WHERE market IN ('magnet exports', 'mine production') AND rank <= 6 AND year = (SELECT max(year) FROM trade_bi.suppliers n WHERE n.market = s.market)
ORDER BY market, rank, supplier
