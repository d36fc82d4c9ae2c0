-- Rare earths without magnets: the same question, the 12 months before as baseline.
SELECT status, round(baseline) AS baseline_t, round(depth::numeric, 3) AS depth, trough, recovery,
       time_to_recovery AS months, relapsed, latest_period, round(latest_ratio::numeric, 2) AS latest_ratio
FROM (SELECT (export_recovery(month, tonnes, '2025-04-04')).* FROM trade_data.rare_earth_exports) r;
