-- Questions for Metabase: New, SQL query, one each; name and chart as told.
-- {{product}} and {{country}} are its variables, [[ ]] is left out when one has no value.

-- question: Are exports back?
-- chart: table
SELECT product, control, shock, status, depth, trough, time_to_recovery, censored_after, latest_period, latest_ratio
FROM trade_bi.recovery WHERE partner = 'World' [[AND product = {{product}}]] ORDER BY shock DESC, product;

-- question: Exports against their baseline
-- chart: line, x period, y ratio, breakout product
SELECT period, product, CASE WHEN basis IS DISTINCT FROM 'spread' THEN ratio END AS ratio FROM trade_bi.recovery_path
WHERE partner = 'World' AND frequency = 'month' AND period >= date '2022-01-01' [[AND product = {{product}}]] ORDER BY period, product;

-- question: Exports by country
-- chart: line, x period, y value, breakout partner
SELECT period, partner, value FROM trade_bi.exports
WHERE partner <> 'World' AND frequency = 'month' [[AND product = {{product}}]] [[AND partner = {{country}}]] ORDER BY period, partner;

-- question: The deepest falls of the largest importers
-- chart: bar, x partner, y depth
SELECT partner, depth, status, time_to_recovery FROM trade_bi.recovery
WHERE partner <> 'World' AND depth IS NOT NULL [[AND product = {{product}}]] ORDER BY baseline DESC, partner LIMIT 15;

-- question: How concentrated is supply?
-- chart: line, x year, y hhi, breakout market
SELECT year, market, hhi FROM trade_bi.concentration ORDER BY year, market;

-- question: Who supplies?
-- chart: row, x supplier, y share
SELECT market, supplier, share FROM trade_bi.suppliers s
WHERE year = (SELECT max(year) FROM trade_bi.suppliers n WHERE n.market = s.market) ORDER BY market, rank, supplier;

-- question: Stocks
-- chart: line, x period, y level, breakout company
SELECT period, company, level FROM trade_bi.inventories ORDER BY period, company;

-- question: Revenue at risk if three quarters of exports fall away
-- chart: table
SELECT company, year, basis, at_risk_low, at_risk_high FROM trade_bi.exposure
WHERE fall = 0.75 AND year = (SELECT max(year) FROM trade_bi.sector_exposure WHERE firms > 0) ORDER BY at_risk_high DESC;

-- question: How long until imports were back?
-- chart: line, x duration, y waiting_share, breakout population
SELECT duration, population, waiting_share, waiting_lower, waiting_upper FROM trade_bi.waiting_curve
WHERE question = 'import recovery' ORDER BY duration, population;

-- question: Open licences (a made-up register)
-- chart: line, x day, y open_licences, breakout size
SELECT day, size, open_licences FROM trade_bi.licence_backlog ORDER BY day, size;
