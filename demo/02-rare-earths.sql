-- Rare earths without magnets: were they hit as well?  The same question, the
-- 12 months before as baseline.  They fell by 0.6 %, and for one month: no.
-- relapsed says that a later month was below the baseline again.
SELECT status, round(baseline) AS baseline_t, round(depth::numeric, 3) AS depth, trough, recovered_on,
       time_to_recovery AS months, relapsed, latest_period AS latest,
       round(latest_ratio::numeric, 2) AS of_baseline
FROM (SELECT (export_recovery(month, tonnes, '2025-04-04')).* FROM trade_data.rare_earth_exports) r;
