-- The largest suppliers of the newest year of the four markets of most years.
SELECT market, unit, year, rank, supplier, value, share
FROM trade_bi.suppliers s
WHERE rank <= 6 AND year = (SELECT max(year) FROM trade_bi.suppliers n WHERE n.market = s.market)
  AND market IN (SELECT market FROM trade_bi.concentration GROUP BY market ORDER BY count(*) DESC, market LIMIT 4)
ORDER BY market, rank, supplier
