-- The four markets of most years.
SELECT market, unit, year, hhi, effective_firms, cr1, cr4, firms, coverage
FROM trade_bi.concentration
WHERE hhi IS NOT NULL AND year >= 2002 AND market IN (SELECT market FROM trade_bi.concentration GROUP BY market ORDER BY count(*) DESC, market LIMIT 4) ORDER BY market, year
