-- Importers that fell in 2009, not yet back at their level of 2008, of every year and of odd years only: "band" has a rectangle for each interval in which the
-- curve falls somewhere (from, to, upper and lower end), "flat" what is known between, "all" and "exact" are steps.
WITH importers AS (
  SELECT importer, complete(series_agg(make_date(year, 1, 1), value_usd, 'year') / prices, '2002-01-01', '2024-12-31') AS every_year
  FROM trade_data.magnet_trade, (SELECT resample(levels_agg(month, index, 'month'), 'year', 'mean') AS prices FROM trade_data.us_consumer_prices) p
  GROUP BY importer, prices),
thin AS (SELECT importer, every_year, (SELECT series_agg(period, value, 'year') FROM observations(every_year) WHERE period < '2009-01-01' OR extract(year FROM period)::int % 2 = 1) AS odd_years
         FROM importers WHERE value_at(every_year, '2009-01-01') < value_at(every_year, '2008-01-01')),
reports AS (SELECT every_year, odd_years, recovery(every_year, '2009-01-01', k => 1) AS all_seen, recovery(odd_years, '2009-01-01', k => 1) AS odd_seen FROM thin),
curve AS (
  SELECT c.*, coalesce(lag(surviving) OVER (ORDER BY duration), 1) AS before, lead(earliest) OVER (ORDER BY duration) AS next_fall
  FROM (SELECT spells_agg(odd_seen) AS s FROM reports) x, LATERAL survival(s) c)
SELECT 'band', earliest, duration, before, surviving FROM curve WHERE earliest < duration
UNION ALL SELECT 'flat', duration, coalesce(next_fall, duration), surviving, surviving FROM curve
UNION ALL SELECT how, d, d, y, y FROM (
  SELECT 'all' AS how, 0::float8 AS d, 1::float8 AS y UNION ALL SELECT 'exact', 0, 1
  UNION ALL SELECT 'all', c.duration, c.surviving FROM (SELECT spells_agg(all_seen) AS s FROM reports) x, LATERAL survival(s) c
  UNION ALL SELECT 'exact', c.duration, c.surviving FROM (SELECT spells_agg(coalesce((odd_seen).time_to_recovery, (odd_seen).censored_after), (odd_seen).status = 'recovered') AS s
    FROM reports) x, LATERAL survival(s) c) steps
ORDER BY 1, 2;
