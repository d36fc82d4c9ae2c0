-- Title, notes; then listed part, least and greatest HHI with nothing known of the others, and with none larger than the smallest listed.
CREATE TEMP VIEW listed AS SELECT shares_agg(company, revenue) AS m FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31';
SELECT format('If %s listed producers hold half of the market, its HHI is %s to %s, or up to %s if a giant is unlisted', num_entities(m), round(c.lower), round(c.upper), round(a.upper))
FROM listed, hhi_bounds(m, market_total => total(m) / 0.5, scale => 10000) a, hhi_bounds(m, market_total => total(m) / 0.5, known_are_largest => true, scale => 10000) c;
SELECT 'HHI in points, 10000 is a monopoly. Dark: no other is larger than the smallest listed one; light: nothing is known of the others.';
SELECT 'Source: revenue of 2024 in company reports (data/README.md); what part of the market the listed ones hold is not known, so it is the axis.';
SELECT 100 * part, a.lower, a.upper, c.upper
FROM listed, LATERAL (SELECT i / 100.0 AS part FROM generate_series(20, 100, 2) i) l,
     hhi_bounds(m, market_total => total(m) / part, scale => 10000) a,
     hhi_bounds(m, market_total => total(m) / part, known_are_largest => true, scale => 10000) c
ORDER BY part;
