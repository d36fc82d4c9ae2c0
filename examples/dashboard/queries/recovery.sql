-- Exports to the world against their baseline; since counts periods from the shock.
SELECT p.product, p.unit, p.frequency, p.shock, r.control, r.status, r.time_to_recovery, r.censored_after, p.since, p.period, p.value, p.baseline_value, p.ratio, p.phase, p.basis
FROM (SELECT *, row_number() OVER (PARTITION BY product, shock ORDER BY period) - count(*) FILTER (WHERE phase = 'before') OVER (PARTITION BY product, shock) - 1 AS since
      FROM trade_bi.recovery_path WHERE partner = 'World') p
JOIN trade_bi.recovery r USING (product, partner, shock)
WHERE since BETWEEN -6 AND 36 ORDER BY p.shock DESC, p.product, p.since
