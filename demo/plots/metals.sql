SELECT p.period - shock AS days, product, p.ratio
FROM (SELECT product, CASE product WHEN 'antimony' THEN date '2024-10-01' ELSE '2023-08-01' END AS shock,
             series_agg(period_start, quantity_kg, 'month') AS s
      FROM trade_data.metal_exports
      WHERE partner = 'World' AND period_start = period_end
        AND scope IN ('customs total, wrought and unwrought', 'all antimony products') GROUP BY product) x,
     LATERAL recovery_path(s, shock, recovery_options(k => 12, threshold => 0.9)) p
WHERE p.ratio IS NOT NULL ORDER BY product, p.period;
