-- A year is not 365 days, nor 52 weeks: whoever compares years asks for months, quarters or years, or for a lag.
CREATE TEMP TABLE stock AS SELECT f, levels_agg(d::date, 100 + extract(doy FROM d)::float8, f) AS i, series_agg(d::date, 100, f) AS c
  FROM (VALUES ('day', interval '1 day'), ('week', '7 days'), ('trading_day', '1 day'), ('month', '1 month'), ('quarter', '3 months'), ('year', '1 year')) v(f, step),
       generate_series(timestamp '2022-01-03', '2024-12-31', step) d GROUP BY f;
CREATE FUNCTION pg_temp.answers(query text, f text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE replace(query, 'stock', format('(SELECT * FROM stock WHERE f = %L) x', f));
  RETURN 'answers';
EXCEPTION WHEN OTHERS THEN RETURN 'error';
END $$;
SELECT claim, string_agg(f || ' ' || pg_temp.answers(query, f), ', ' ORDER BY f) AS got
FROM (VALUES (1, 'inventory_signal', 'SELECT inventory_signal(i, c) FROM stock'), (2, 'inventory_signal with a lag', 'SELECT inventory_signal(i, c, 7) FROM stock'),
  (3, 'year_on_year', 'SELECT year_on_year(c) FROM stock'), (4, 'comparisons', 'SELECT count(*) FROM stock, comparisons(c)'), (5, 'yoy', $$SELECT recovery(c, '2024-06-01', baseline => 'yoy') FROM stock$$),
  (6, 'yoy_mean', $$SELECT recovery(c, '2024-06-01', baseline => 'yoy_mean') FROM stock$$), (7, 'cumulative by year', 'SELECT cumulative(c, true) FROM stock'),
  (8, 'from_year_to_date', 'SELECT from_year_to_date(cumulative(c)) FROM stock'), (9, 'seasonal_index', 'SELECT count(*) FROM stock, seasonal_index(c)')) t(n, claim, query), unnest('{day,week,trading_day,month,quarter,year}'::text[]) f
GROUP BY n, claim ORDER BY n;
SELECT inventory_signal(i, c) FROM stock WHERE f = 'day';
SELECT inventory_signal(i, c) FROM stock WHERE f = 'week';
-- With a lag in periods the leap year is the caller's.
SELECT round(g.inventory_growth::numeric, 5) AS growth FROM stock, inventory_signal(i, c, 366) g WHERE f = 'day' AND g.period = '2024-12-31';

-- The base of Lev and Thiagarajan: the mean of the two years before.
CREATE TEMP TABLE firm AS SELECT levels_agg(d, i, 'year') AS i, series_agg(d, r, 'year') AS r
  FROM (VALUES (date '2020-12-31', 924.99, 2417.0), ('2021-12-31', 1324.2, 4080), ('2022-12-31', 1931.14, 7165)) t(d, i, r);
SELECT round(inventory_growth::numeric, 3) AS inventory, round(sales_growth::numeric, 3) AS sales, round(signal::numeric, 3) AS signal FROM firm, inventory_signal(i, r, base => 'two_year');
SELECT s.period, s.inventory_growth, s.sales_growth FROM (SELECT levels_agg(d, i, 'quarter') AS i, series_agg(d, i, 'quarter') AS r FROM (VALUES (date '2020-01-01', 0.0), ('2021-01-01', 0), ('2022-01-01', 5), ('2023-01-01', 10)) t(d, i)) x, inventory_signal(i, r, base => 'two_year') s;
SELECT inventory_signal(i, r, base => 'three_year') FROM firm;
SELECT count(*) AS none FROM firm, inventory_signal(i, r, base => NULL);

-- Turnover is times a year of the calendar, from the first month of a business year on; a given year stays.
SELECT f, y, round(turnover::numeric, 6) AS turnover FROM (VALUES ('2023', 1, NULL), ('2024', 1, NULL), ('2023', 7, NULL), ('2023', 1, 360)) t(f, y, days),
  LATERAL (SELECT levels_agg(d, 10, 'year', 'error', y) AS i, series_agg(d, 25, 'year', y) AS c FROM (VALUES (make_date(f::int, y, 1))) m(d)) x, days_inventory(i, c, 'closing', annual_days => days);
