-- The headline: of each product its total, newest figure and report after the newest shock.
SELECT DISTINCT ON (r.product) r.product, r.unit, r.frequency, r.control, r.shock, r.status, r.baseline, r.depth, r.trough, r.time_to_recovery, r.censored_after, r.relapsed,
       r.latest_period, r.latest_ratio, r.latest_ratio * r.baseline AS latest_value
FROM trade_bi.recovery r WHERE r.partner = 'World' ORDER BY r.product, r.shock DESC
