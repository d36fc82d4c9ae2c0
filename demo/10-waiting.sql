-- How long until exports are back?  Four products, two of them not yet: they are
-- still running, not missing, so they count in the median.  upper is not known:
-- four products cannot tell.
CREATE TEMP TABLE product_recovery AS
SELECT product, export_recovery(period_start, quantity_kg, control,
                                recovery_options(threshold => 0.9, frequency => 'month')) AS report
FROM trade_data.metal_exports
JOIN (VALUES ('gallium',   'customs total, wrought and unwrought', date '2023-08-01'),
             ('germanium', 'customs total, wrought and unwrought', date '2023-08-01'),
             ('antimony',  'all antimony products',                date '2024-10-01'))
     c(product, scope, control) USING (product, scope)
WHERE partner = 'World' AND period_start = period_end GROUP BY product
UNION ALL
SELECT 'magnets', export_recovery(month, tonnes, '2025-04-04', recovery_options(threshold => 0.9, gap => 3))
FROM trade_data.magnet_months;

SELECT product, (report).status, (report).time_to_recovery AS months, (report).censored_after AS not_back_after
FROM product_recovery ORDER BY months, not_back_after;

SELECT num_spells(s) AS products, num_ended(s) AS back, q.duration AS median_months, q.lower, q.upper
FROM (SELECT spells_agg(report) AS s FROM product_recovery) x, quantile_duration(s) q;

-- The same at size: years until each importer's magnet imports were back at
-- their level of 2008, in dollars of constant value (consumer prices), by size
-- of importer in that year.  The file has every year from 2002 to 2024: no row
-- is no trade there.
CREATE TEMP TABLE importers AS
SELECT CASE WHEN sum(value_usd) FILTER (WHERE year = 2008) >= 1e7 THEN 'large' ELSE 'small' END AS size,
       recovery(series_agg(make_date(year, 1, 1), value_usd, 'year') / prices, '2009-01-01',
                k => 1, gaps => 'zero', observed_from => '2002-01-01',
                observed_until => '2024-12-31') AS report
FROM trade_data.magnet_trade,
     (SELECT resample(levels_agg(month, index, 'month'), 'year', 'mean') AS prices
      FROM trade_data.us_consumer_prices) p
GROUP BY importer, prices;

CREATE TEMP TABLE size_spells AS
SELECT size, spells_agg(report) AS s FROM importers WHERE (report).status <> 'not_affected' GROUP BY size;

SELECT size, num_spells(s) AS importers, num_ended(s) AS back, median_duration(s) AS median_years
FROM size_spells ORDER BY size;

SELECT c.duration AS years, c.at_risk AS not_back_before, round(c.surviving::numeric, 2) AS not_back_after,
       repeat('█', round(c.surviving * 60)::int) AS "small importers not back"
FROM size_spells, survival(s) c WHERE size = 'small' AND c.duration <= 10;

-- Could the difference between large and small be chance?  Hardly (log-rank).
SELECT round(chi_square::numeric, 1) AS chi_square, round(p_value::numeric, 6) AS p_value
FROM (SELECT (logrank(size, s)).* FROM size_spells) t;
