SELECT share * 100, max(clearance_time) FILTER (WHERE level = 0.75), max(clearance_time) FILTER (WHERE level = 1)
FROM generate_series(0, 20) AS i, LATERAL (SELECT i / 20.0 AS share) x, unnest('{0.75,1}'::float8[]) AS level,
     LATERAL clearance(2795.36, exports => 209.7 * level, domestic_sales => 232.2, production => 375.6, target => 2663.55,
       tailored_share => share, tailored_export_share => 0.1)
GROUP BY share ORDER BY share;
