SELECT market, unit, year, hhi, effective_firms, cr1, cr4, firms, coverage
FROM trade_bi.concentration WHERE market IN ('magnet exports', 'mine production') AND year >= 2002 ORDER BY market, year
