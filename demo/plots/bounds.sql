SELECT listed, a.lower, a.upper, c.upper
FROM (SELECT shares_agg(company, revenue) AS m FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31') x,
     LATERAL (SELECT i / 100.0 AS listed FROM generate_series(20, 100, 2) i) l,
     hhi_bounds(m, market_total => total(m) / listed, scale => 10000) a,
     hhi_bounds(m, market_total => total(m) / listed, known_are_largest => true, scale => 10000) c
ORDER BY listed;
