SELECT p.period, p.value, p.baseline_value
FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months WHERE basis = 'observed' OR month >= '2024-01-01') x,
     LATERAL recovery_path(s, '2025-04-04', k => 12, gap => 3) p
WHERE p.period >= '2024-01-01';
