-- Title, notes; then the day that ends a period, its closing stock, the same again while it builds up, and the peak that a fall is measured from.
CREATE TEMP VIEW firm AS
SELECT levels_agg(fiscal_period_end, inventory, 'quarter') AS s FROM trade_data.filings WHERE company LIKE 'JL MAG%' AND period_type <> 'quarter';
CREATE TEMP VIEW built AS SELECT b.* FROM firm, buildups(s) b ORDER BY b.rise_abs DESC LIMIT 1;
SELECT format('JL MAG''s stock rose by %s %% from %s to %s%s', round(100 * rise::numeric), to_char(trough, 'YYYY'), to_char(peak, 'YYYY'), CASE WHEN cleared_on IS NULL THEN ' and is not cleared' ELSE '' END) FROM built;
SELECT 'Inventory at the end of each period that was filed, million CNY; between two marks nothing is known. Orange: build-up; red: a fall from a peak.';
SELECT 'Source: company reports and their digests (data/README.md).';
SELECT (o.period + interval '3 months')::date, o.value, CASE WHEN b.trough IS NOT NULL THEN o.value END, coalesce(d.peak_value, o.value), CASE WHEN o.period = last_period(s) OR o.period = first_period(s) THEN round(o.value) END
FROM firm, LATERAL observations(s) o
LEFT JOIN LATERAL buildups(s) b ON o.period BETWEEN b.trough AND b.peak
LEFT JOIN LATERAL drawdowns(s) d ON o.period >= d.peak AND (o.period < d.recovered_on OR d.recovered_on IS NULL)
ORDER BY o.period;
