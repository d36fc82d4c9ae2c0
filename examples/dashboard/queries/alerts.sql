-- The newest changes that alerts of rareearth_jobs found.
SELECT alert, row_key, change, before, after, known_on FROM trade_bi.alerts ORDER BY id DESC LIMIT 6
