SELECT p.period, p.value, p.baseline, CASE WHEN p.period = r.trough THEN p.value END, CASE WHEN p.period = r.recovered_on THEN p.value END
FROM (SELECT spread_combined(reconcile_agg(period_start, period_end, tonnes, 'month', 5)) AS s
      FROM (SELECT month AS period_start, month AS period_end, tonnes, partner FROM trade_data.magnet_exports
            UNION ALL SELECT period_start, period_end, tonnes, partner FROM trade_data.magnet_export_periods) f
      WHERE partner = 'World' AND period_start >= '2024-01-01') x,
     LATERAL recovery(s, '2025-04-04', k => 12, gap => 3) r, LATERAL recovery_path(s, '2025-04-04', recovery_options(k => 12, gap => 3)) p;
