-- Exports by country where months are known, from a year before the newest shock.
SELECT product, partner, unit, frequency, shock, period, value, basis
FROM trade_bi.recovery_path p
WHERE partner <> 'World' AND frequency = 'month' AND period >= shock - interval '12 months'
  AND shock = (SELECT max(shock) FROM trade_bi.recovery r WHERE r.product = p.product AND r.partner = p.partner)
  AND EXISTS (SELECT FROM trade_bi.exports e WHERE (e.product, e.partner) = (p.product, p.partner) AND e.period >= p.shock)
ORDER BY product, partner, period
