-- Magnets: how deep did exports fall after April 2025, and are they back?
-- Baseline: the mean of 2024, the 12 months that end 3 months before the shock.
-- depth is the largest shortfall (0.744 is 74.4 %), months count from the shock
-- to the recovery, lost_months is the loss in months of the baseline.
SELECT status, round(baseline) AS baseline_t, round(depth::numeric, 3) AS depth, trough, recovered_on,
       time_to_recovery AS months, round(cumulative_loss) AS lost_t,
       round(loss_baseline_periods::numeric, 2) AS lost_months
FROM (SELECT (export_recovery(month, tonnes, '2025-04-04', recovery_options(k => 12, gap => 3))).*
      FROM trade_data.magnet_months) r;

-- The path, month by month.  January and February 2026 were published in one
-- figure: apart they are missing, not zero.
SELECT p.period AS month, round(p.value) AS tonnes, round(p.ratio::numeric, 2) AS of_baseline, p.phase,
       repeat('█', round(p.ratio * 30)::int) AS "30 = baseline"
FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x,
     recovery_path(s, '2025-04-04', recovery_options(k => 12, gap => 3)) p
WHERE p.period >= '2025-04-01';

-- Every figure there is, months, year to date, whole years, taken apart by
-- difference: these periods are known by their sum only.
SELECT c.period_start AS from_month, c.period_end AS to_month, c.value AS tonnes
FROM (SELECT reconcile_agg(period_start, period_end, tonnes, 'month', 5) AS s
      FROM (SELECT month AS period_start, month AS period_end, tonnes, partner FROM trade_data.magnet_exports
            UNION ALL
            SELECT period_start, period_end, tonnes, partner FROM trade_data.magnet_export_periods) f
      WHERE partner = 'World' AND period_start >= '2024-01-01') x, combined_periods(s) c;

-- When will they be back?  Asked month by month, with what was known then; at
-- the end of May they had not turned, one month of return gives a rate.
SELECT to_char(until, 'YYYY-MM') AS known_until, f.status, round(f.half_life::numeric, 2) AS half_life_months,
       f.forecast AS "90 % of baseline in"
FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x,
     unnest('{2025-05-01,2025-06-01,2025-07-01}'::date[]) AS until,
     recovery_forecast(slice(s, until => until), '2025-04-04', recovery_options(k => 12, gap => 3, threshold => 0.9)) f;
