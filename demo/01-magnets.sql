-- Magnets: how deep did exports fall after April 2025, and are they back?
-- Baseline: the mean of 2024 (12 months that end 3 months before the shock).

SELECT status, round(baseline) AS baseline_t, round(depth::numeric, 3) AS depth, trough,
       recovery, time_to_recovery AS months, round(cumulative_loss) AS lost_t,
       round(loss_baseline_periods::numeric, 2) AS lost_months
FROM (SELECT (export_recovery(month, tonnes, '2025-04-04', recovery_options(k => 12, gap => 3))).*
      FROM trade_data.magnet_months) r;

SELECT p.period, p.value, round(p.ratio::numeric, 2) AS ratio,
       repeat('█', round(p.ratio * 30)::int) AS "of the 2024 mean (30 = baseline)", p.phase
FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x,
     LATERAL recovery_path(s, '2025-04-04', k => 12, gap => 3) p
WHERE p.period >= '2025-04-01';

-- By partner the months around April 2025 were published for the United States
-- only, and the one month before the shock is May 2022: a weak baseline.
SELECT partner, months_seen, status, round(baseline) AS baseline_t, round(depth::numeric, 3) AS depth, trough, recovery, time_to_recovery AS months
FROM (SELECT partner, count(*) AS months_seen,
             (export_recovery(month, tonnes, '2025-04-04', recovery_options(k => 36, threshold => 0.9, frequency => 'month'))).*
      FROM trade_data.magnet_exports WHERE partner = 'United States'
      GROUP BY partner) r;

-- The same from every figure there is: months, year to date, whole years, taken
-- apart by difference.  What is known only together stays together.
SELECT c.period_start, c.period_end, c.value AS tonnes
FROM (SELECT reconcile_agg(period_start, period_end, tonnes, 'month', 5) AS s
      FROM (SELECT month AS period_start, month AS period_end, tonnes, partner FROM trade_data.magnet_exports
            UNION ALL SELECT period_start, period_end, tonnes, partner FROM trade_data.magnet_export_periods) f
      WHERE partner = 'World' AND period_start >= '2024-01-01') x, combined_periods(s) c;

-- When will they be back?  Asked month by month, with what was known then.
SELECT until, f.status, round(f.half_life::numeric, 2) AS half_life, f.forecast AS "90 % forecast for", f.forecast_upper AS "at the latest"
FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x,
     unnest('{2025-05-01,2025-06-01,2025-07-01}'::date[]) AS until,
     LATERAL recovery_forecast(slice(s, until => until), '2025-04-04', k => 12, gap => 3, threshold => 0.9) f;
