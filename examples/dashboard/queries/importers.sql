-- Every partner with a baseline, after the newest shock, largest first.
SELECT product, partner, unit, frequency, control, shock, baseline, status, depth, trough, time_to_recovery, censored_after, latest_period, latest_ratio
FROM trade_bi.recovery r WHERE partner <> 'World' AND baseline IS NOT NULL
  AND shock = (SELECT max(shock) FROM trade_bi.recovery n WHERE n.product = r.product AND n.partner = r.partner)
ORDER BY baseline DESC, partner
