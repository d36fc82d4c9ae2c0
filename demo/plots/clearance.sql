-- Title, notes; then tailor-made part in percent, months to clear with exports at 75 % and as normal.
CREATE TEMP VIEW months AS
SELECT share * 100 AS tailored, max(clearance_time) FILTER (WHERE level = 0.75) AS at_75, max(clearance_time) FILTER (WHERE level = 1) AS as_normal
FROM generate_series(0, 20) AS i, LATERAL (SELECT i / 20.0 AS share) x, unnest('{0.75,1}'::float8[]) AS level,
     LATERAL clearance(2795.36, exports => 209.7 * level, domestic_sales => 232.2, production => 375.6, target => 2663.55,
       tailored_share => share, tailored_export_share => 0.1)
GROUP BY share;
SELECT format('With exports as normal the stock clears in %s months, in %s if half of it is tailor-made; at 75 %% of exports in %s', round(b.as_normal::numeric, 1), round(a.as_normal::numeric, 1), round(b.at_75::numeric, 1)) FROM months a, months b WHERE a.tailored = 50 AND b.tailored = 0;
SELECT 'Zhong Ke San Huan, from 2795 to 2664 million CNY, output 15 % below cost of sales. Assumed: customers of tailor-made magnets take a tenth of exports.';
SELECT 'Sources: filings of 2024 and June 2025 (data/README.md); the rest is a scenario (docs/inventory.md).';
TABLE months ORDER BY tailored;
