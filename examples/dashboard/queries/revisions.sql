-- The newest releases that changed a figure.
SELECT product, partner, unit, frequency, period, known_on, value_before, value_after FROM trade_bi.revisions
WHERE release_number > 0 AND value_after IS DISTINCT FROM value_before ORDER BY known_on DESC, product, partner, period LIMIT 4
