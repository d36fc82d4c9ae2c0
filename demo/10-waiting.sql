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

-- And if only every second year were known?  Then a return is first seen up to
-- a year after it came.  Entered as if it had come when it was seen, waits are
-- too long; spells_agg enters what is known, that it came after time_at_least
-- and by time_to_recovery, and the answers are ranges that hold the truth.
CREATE TEMP TABLE odd_years AS
SELECT every_year, (SELECT series_agg(period, value, 'year') FROM observations(every_year)
                    WHERE period < '2009-01-01' OR extract(year FROM period)::int % 2 = 1) AS odd_years
FROM (SELECT complete(series_agg(make_date(year, 1, 1), value_usd, 'year') / prices, '2002-01-01', '2024-12-31') AS every_year
      FROM trade_data.magnet_trade,
           (SELECT resample(levels_agg(month, index, 'month'), 'year', 'mean') AS prices
            FROM trade_data.us_consumer_prices) p
      GROUP BY importer, prices) x
WHERE value_at(every_year, '2009-01-01') < value_at(every_year, '2008-01-01');

SELECT known, q.duration AS median, q.earliest, q.latest, round(m.mean::numeric, 2) AS mean_of_12,
       round(m.least::numeric, 2) AS least, round(m.greatest::numeric, 2) AS greatest
FROM (SELECT 'every year' AS known, spells_agg(r) AS s
      FROM odd_years, recovery(every_year, '2009-01-01', k => 1) r
      UNION ALL
      SELECT 'odd years', spells_agg(r) FROM odd_years, recovery(odd_years, '2009-01-01', k => 1) r
      UNION ALL
      SELECT 'odd years, as if exact',
             spells_agg(coalesce(r.time_to_recovery, r.censored_after), r.status = 'recovered', 'year')
      FROM odd_years, recovery(odd_years, '2009-01-01', k => 1) r) x,
     quantile_duration(s) q, restricted_mean(s, 12) m ORDER BY known;

-- Could the difference between large and small be chance?  Hardly (log-rank).
SELECT round(chi_square::numeric, 1) AS chi_square, round(p_value::numeric, 6) AS p_value
FROM (SELECT (logrank(size, s)).* FROM size_spells) t;

-- And by how much?  The factor by which large importers are back sooner, and the
-- years they lose less within ten, with limits.
SELECT round(h.ratio::numeric, 2) AS times_sooner, round(h.lower::numeric, 2) AS lower, round(h.upper::numeric, 2) AS upper,
       round(d.difference::numeric, 2) AS years, round(d.lower::numeric, 2) AS from_years, round(d.upper::numeric, 2) AS to_years
FROM size_spells a, size_spells b, hazard_ratio(a.s, b.s) h, restricted_mean_difference(a.s, b.s, 10) d
WHERE a.size = 'large' AND b.size = 'small';

-- Do new suppliers last?  Each pair of countries with magnets for more than a
-- million dollars a year is a spell, breaks of a year filled; half of the
-- suppliers other than China are gone, or below that, after two years.
SELECT supplier, num_spells(s) AS began, num_ended(s) AS ended, median_duration(s) AS median_years,
       round(survival_at(s, 5)::numeric, 2) AS longer_than_5
FROM (SELECT CASE exporter WHEN 'CN' THEN 'China' ELSE 'others' END AS supplier, rollup(s) AS s
      FROM (SELECT exporter, relationship_spells(series_agg(make_date(year, 1, 1), value_usd, 'year'),
                                                 min_value => 1e6, observed_until => '2024-12-31',
                                                 observed_from => '2002-01-01') AS s
            FROM trade_data.magnet_trade WHERE exporter IS NOT NULL GROUP BY exporter, importer) pairs
      GROUP BY 1) x ORDER BY supplier;
