-- Title, notes; then month, known, known by its sum only, baseline, worst month, month of recovery and what stands beside these two.
CREATE TEMP VIEW magnets AS
SELECT reconcile_agg(period_start, period_end, tonnes, 'month', 5) AS s
FROM (SELECT month AS period_start, month AS period_end, tonnes, partner FROM trade_data.magnet_exports
      UNION ALL SELECT period_start, period_end, tonnes, partner FROM trade_data.magnet_export_periods) f
WHERE partner = 'World' AND period_start >= '2024-01-01';
CREATE TEMP VIEW answer AS SELECT s, spread_combined(s) AS spread, r.* FROM magnets, LATERAL recovery(spread_combined(s), '2025-04-04', k => 12, gap => 3) r;
SELECT format('China''s magnet exports fell %s %% by %s and were back in %s', round(100 * depth::numeric), to_char(trough, 'FMMonth YYYY'), to_char(recovered_on, 'FMMonth')) FROM answer;
SELECT format('Rare-earth permanent magnets, HS 85051110, to all countries, %s to %s. Hollow: months known by their sum only, shared out evenly.', to_char(first_period(s), 'FMMonth YYYY'), to_char(last_period(s), 'FMMonth YYYY')) FROM answer;
SELECT 'Source: customs of China, as quoted in the press (data/README.md). Baseline: mean of 2024.';
SELECT p.period, CASE WHEN c.value IS NULL THEN p.value END, CASE WHEN c.value IS NOT NULL THEN p.value END, p.baseline,
       CASE WHEN p.period = a.trough THEN p.value END, CASE WHEN p.period = a.recovered_on THEN p.value END,
       CASE p.period WHEN a.trough THEN round(p.value) || ' t' WHEN a.recovered_on THEN round(p.value) || ' t, back' END, p.value
FROM answer a, LATERAL recovery_path(spread, '2025-04-04', recovery_options(k => 12, gap => 3)) p
LEFT JOIN LATERAL combined_periods(a.s) c ON p.period BETWEEN c.period_start AND c.period_end;
