-- Closing stocks at the end of their period, the same again while they build up, and the peak that a fall is measured from.
WITH firm AS (
  SELECT levels_agg(fiscal_period_end, inventory, 'quarter') AS s FROM trade_data.filings
  WHERE company LIKE 'JL MAG%' AND period_type <> 'quarter')
SELECT (o.period + interval '3 months')::date, o.value, CASE WHEN b.trough IS NOT NULL THEN o.value END, coalesce(d.peak_value, o.value)
FROM firm, LATERAL observations(s) o
LEFT JOIN LATERAL buildups(s) b ON o.period BETWEEN b.trough AND b.peak
LEFT JOIN LATERAL drawdowns(s) d ON o.period >= d.peak AND (o.period < d.recovered_on OR d.recovered_on IS NULL)
ORDER BY o.period;
