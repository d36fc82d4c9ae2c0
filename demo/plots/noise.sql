-- Title, notes; then two blocks: month, value, baseline, band, of magnets and of rare earths; a picture of both.
CREATE TEMP VIEW pair AS
SELECT 1 AS n, 'magnets' AS what, spread_combined(reconcile_agg(period_start, period_end, tonnes, 'month', 60)) AS s
FROM (SELECT month AS period_start, month AS period_end, tonnes, partner FROM trade_data.magnet_exports
      UNION ALL SELECT period_start, period_end, tonnes, partner FROM trade_data.magnet_export_periods) f WHERE partner = 'World'
UNION ALL SELECT 2, 'rare earths', series_agg(month, tonnes, 'month') FROM trade_data.rare_earth_exports;
SELECT 'In April 2025 magnets fell out of their band, rare earths did not';
SELECT format('Tonnes a month. Shaded: where 95 %% of the months would lie if all went on as in the twelve before 2025. Falls like that of the magnets at %s earlier dates: %s.', t.placebos, t.more_extreme)
FROM pair, recovery_test(s, '2025-04-04', recovery_options(k => 6)) t WHERE n = 1;
SELECT 'Source: customs of China, as quoted in the press (data/README.md); months known by their sum only are shared out evenly.';
SELECT n, p.period, p.value, p.baseline, p.band_low, p.band_high FROM pair, recovery_path(s, '2025-04-04', recovery_options(k => 12, gap => 3)) p
WHERE p.period >= '2024-01-01' AND p.value IS NOT NULL ORDER BY n, p.period;
