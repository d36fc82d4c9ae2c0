-- Days and turnover of one month: by the average, the closing or the opening stock; half-known is not known.
CREATE FUNCTION pg_temp.days(opening float8, closing float8, cost float8, days float8 DEFAULT 90, method text DEFAULT 'average',
                             annual_days float8 DEFAULT 365) RETURNS days_inventory_report LANGUAGE sql AS $$
  SELECT d FROM days_inventory((SELECT levels_agg(m, x, 'month') FROM (VALUES (date '2024-01-01', opening), ('2024-02-01', closing)) t(m, x)),
                               (SELECT series_agg(date '2024-02-01', cost, 'month')), method, days, annual_days) d WHERE d.period = '2024-02-01' $$;
SELECT m, (pg_temp.days(400, 500, 900, 90, m)).days, (pg_temp.days(400, 500, 900, 90, m)).turnover,
       (pg_temp.days(NULL, 500, 900, 91, m)).days AS no_opening, (pg_temp.days(400, NULL, 900, 91, m)).days AS no_closing
FROM unnest('{average,closing,opening}'::text[]) m;
SELECT (pg_temp.days(400, 500, 0)).days AS no_cost, (pg_temp.days(400, 500, NULL)).days AS unknown_cost, (pg_temp.days(0, 0, 100)).days AS no_stock,
       (pg_temp.days(0, 0, 5)).turnover AS turnover_no_stock, (pg_temp.days(10, 10, 0)).turnover AS turnover_no_cost,
       (pg_temp.days(400, 500, 900, NULL)).period_days AS days_of_february, (pg_temp.days(400, 500, 900, 90, NULL)).days AS unknown_method,
       (pg_temp.days(400, 500, 900, annual_days => 360)).turnover AS of_360_days \gx

-- Signal: growth of stock less growth of sales; from nothing there is none.
CREATE FUNCTION pg_temp.stocks(a float8, b float8) RETURNS trade_series LANGUAGE sql AS $$
  SELECT levels_agg(m, x, 'month') FROM (VALUES (date '2024-01-01', a), ('2024-02-01', b)) t(m, x) $$;
CREATE FUNCTION pg_temp.two(a float8, b float8) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg(m, x, 'month') FROM (VALUES (date '2024-01-01', a), ('2024-02-01', b)) t(m, x) $$;
SELECT i.*
FROM (VALUES (1, 400, 520, 1000, 900), (2, 0, 5, 10, 10), (3, 5, 5, 0, 10)) t(n, a, b, c, d),
     LATERAL inventory_signal(pg_temp.stocks(a, b), pg_temp.two(c, d), 1) i
ORDER BY n;

-- Cover: whole periods and a part of the next; at least, where demand is not known.
CREATE FUNCTION pg_temp.covered(stock float8, demand float8[], OUT cover float8, OUT exhausted boolean) LANGUAGE sql AS $$
  SELECT c.cover, c.exhausted FROM stock_cover((SELECT levels_agg(date '2024-01-01', stock, 'month')),
    coalesce((SELECT series_agg((date '2024-01-01' + make_interval(months => n::int))::date, x, 'month')
              FROM unnest(demand) WITH ORDINALITY u(x, n)), slice(pg_temp.two(1, 1), until => '1999-01-01'))) c $$;
SELECT t.*, c.* FROM (VALUES (100, '{30,40,50,60}'::float8[]), (100, '{20,20,20}'), (60, '{20,20,20}'), (0, '{5}'), (100, '{0,0,100,1}'),
  (50, '{}'), (70, '{70,0,10}'), (100, '{30,NULL,50}'), (100, NULL)) t(stock, demand), LATERAL pg_temp.covered(stock, demand) c;

SELECT c.*, d.* FROM pg_temp.covered(1e308, '{1e308,5e307,1e308}') c, pg_temp.covered(1e308, '{1e-300,9e307,4e307}') d;
-- A cover does not depend on demand before it or far beyond it, however large.
SELECT c.period, closing, cover, exhausted FROM (SELECT levels_agg(m, 2, 'month') AS s, series_agg(m, d, 'month') AS d
  FROM (VALUES (date '2024-02-01', 1e40), ('2024-03-01', 1e20), ('2024-04-01', 1), ('2024-05-01', 1), ('2024-06-01', 1),
        ('2024-07-01', 1e308), ('2024-08-01', 1e308)) t(m, d)) x, LATERAL stock_cover(s, d) c;

-- Clearance at constant flows; with a tailor-made part it has two speeds.
SELECT n, c.clearance_time, c.pooled_time
FROM (VALUES (1, 500, 70, 20, 0), (2, 500, 70, 20, 250), (3, 100, 5, 0, 200), (4, 500, 70, 70, 0)) t(n, stock, outflow, inflow, target),
     LATERAL clearance(stock, 0, outflow, inflow, target => t.target) c;
SELECT * FROM clearance(1000, 50, 150, 120);
SELECT * FROM clearance(1000, 20, 150, 120, tailored_share => 0.3);
SELECT * FROM clearance(1000, 20, 150, 120, tailored_share => 0.3, tailored_export_share => 0.5, tailored_production_share => 0.05);
SELECT * FROM clearance(1000, 0, 150, 120, tailored_share => 0.3);
SELECT * FROM clearance(1000, 0, 150, 150, tailored_share => 0.3);
SELECT * FROM clearance(1000, 50, 150, 120, target => 1000);
SELECT tailored_time, limited_by FROM clearance(10, 3, 10, 1, tailored_share => 0.5, tailored_export_share => 0.1, tailored_production_share => 0.3);
-- Clearing down to a target is clearing the excess.
SELECT count(*) AS scenarios,
       bool_and(abs(a.clearance_time - b.clearance_time) < 1e-9 AND abs(a.pooled_time - b.pooled_time) < 1e-9 AND a.limited_by = b.limited_by) AS same
FROM generate_series(0, 10) t, LATERAL clearance(1500, 40, 150, 120, t * 0.09, target => 1000) a, LATERAL clearance(500, 40, 150, 120, t * 0.09) b;
-- The standard part grows while exports go into the tailored one, then it falls.
SELECT * FROM clearance(1000, 60, 80, 100, tailored_share => 0.3);
-- A grid of scenarios is a query.
SELECT share, level, round(tailored_time::numeric, 3) AS tailored_time, round(standard_time::numeric, 3) AS standard_time,
       round(clearance_time::numeric, 3) AS clearance_time, round(pooled_time::numeric, 3) AS pooled_time, limited_by
FROM unnest('{0,0.25,0.5}'::float8[]) share, unnest('{0,0.25,1}'::float8[]) level,
     LATERAL clearance(600, 100 * level, 300, 340, tailored_share => share)
ORDER BY share, level;

-- A projection: the assumptions one by one, then the two stocks when exports come back.
SELECT p.month, opening, produced, imported, exported, domestic_sales, unmet, change, closing
FROM inventory_projection(100, 50, 30, 20, imports => 2, months => 2) p;
SELECT month, produced
FROM inventory_projection(100, 50, 30, 20, scenario => '{"small_share": 0.4, "small_cut": 0.15, "production_cut": 0.05}', months => 1);
SELECT month, round(domestic_sales::numeric, 6) AS domestic_sales
FROM inventory_projection(100, 50, 40, 0, scenario => '{"domestic_growth": 0.01, "ev_share": 0.25, "ev_cut": 0.2, "ev_growth": -0.05}', months => 3);
SELECT period, round(export_level::numeric, 3) AS export_level, round(exported::numeric, 3) AS exported,
       round(tailored_stock::numeric, 3) AS tailored, round(standard_stock::numeric, 3) AS standard, round(closing::numeric, 3) AS closing
FROM inventory_projection(100, 50, 30, 20, scenario => '{"export_start": 0.25, "export_regain": 0.25, "tailored_share": 0.3}', months => 6,
                          start => '2025-04-04');
SELECT array_agg(export_level ORDER BY month) FROM inventory_projection(0, 0, 0, 1, export_path => '{1,0.5,0.75}', months => 5);
SELECT array_agg(export_level ORDER BY month)
FROM inventory_projection(0, 0, 0, 1, scenario => '{"export_start": 0.5, "export_regain": -0.25}', months => 4);
-- What is not there cannot be sold: the shortfall is told, home and export buyers share it.
SELECT p.month, exported, domestic_sales, unmet, closing FROM inventory_projection(10, 50, 60, 20, months => 2) p;
SELECT count(*) FROM inventory_projection(NULL, 50, 60, 20);

-- The stock identity holds in every month of every scenario, and no stock is negative.
SELECT setseed(0.42);
WITH scenario AS MATERIALIZED (
  SELECT i, random() * 1000 AS stock, random() * 100 AS production, random() * 100 AS domestic, random() * 100 AS exports, random() * 10 AS imports,
         random() AS a, random() AS b, random() AS c, random() AS d, random() AS e, random() AS f, random() AS g
  FROM generate_series(1, 300) i)
SELECT count(*) AS months,
       bool_and(abs(p.opening + produced + imported - exported - p.domestic_sales - closing) < 1e-9) AS identity_holds,
       bool_and(abs(tailored_stock + standard_stock - closing) < 1e-9) AS parts_add_up,
       bool_and(abs(closing - p.opening - change) < 1e-9) AS change_is_difference,
       bool_and(least(tailored_stock, standard_stock, unmet, exported, p.domestic_sales) > -1e-9) AS none_negative,
       bool_and(abs(exported + p.domestic_sales + unmet - s.exports * export_level - s.domestic * (1 - d * e)) < 1e-9) AS demand_is_served_or_unmet,
       bool_and(p.opening = coalesce(before, p.opening)) AS linked
FROM scenario s, LATERAL (SELECT p.*, lag(closing) OVER (ORDER BY month) AS before
  FROM inventory_projection(stock, production, domestic, exports, imports,
                            jsonb_build_object('production_cut', a, 'small_share', b, 'small_cut', c, 'ev_share', d, 'ev_cut', e,
    'export_start', a * b, 'export_regain', c / 10, 'tailored_share', f, 'tailored_export_share', g, 'tailored_production_share', a * f),
         months => 36) p) p;

-- Clearance in closed form agrees with the projection of the same flows, and a tailored part never speeds it up.
WITH scenario AS MATERIALIZED (
  SELECT i, 100 + random() * 400 AS stock, 20 + random() * 30 AS exports, 100 + random() * 30 AS domestic, random() * 100 AS production,
         random() AS share, random() * 0.1 AS made, 0.6 + random() * 0.4 AS taken
  FROM generate_series(1, 300) i)
SELECT count(*) AS scenarios, count(*) FILTER (WHERE limited_by = 'tailored') BETWEEN 50 AND 250 AS both_kinds,
       bool_and(clearance_time >= pooled_time - 1e-9) AS never_faster,
       bool_and(p.tailored_month BETWEEN tailored_time - 1e-9 AND tailored_time + 1) AS tailored_agrees,
       bool_and(p.standard_month BETWEEN standard_time - 1e-9 AND standard_time + 1) AS standard_agrees
FROM scenario s, LATERAL clearance(stock, exports, domestic, production, share, taken, made) c,
  LATERAL (SELECT min(month) FILTER (WHERE tailored_stock < 1e-9) AS tailored_month, min(month) FILTER (WHERE standard_stock < 1e-9) AS standard_month
           FROM inventory_projection(stock, production, domestic, exports,
                                     scenario => jsonb_build_object('tailored_share', share, 'tailored_export_share', taken,
                                           'tailored_production_share', made), months => 300) p) p;

-- Over series: days of the calendar, opening is the period before, mismatched periods are NULL.
CREATE TEMP TABLE filing AS SELECT *
FROM (VALUES (date '2024-03-31', 400.0, 850.0), ('2024-06-30', 500, 900), ('2024-09-30', NULL, 950), ('2024-12-31', 620, 800),
      ('2025-03-31', 700, NULL)) t(quarter, inventory, cost);
SELECT m, d.period, period_days, opening, closing, cost_of_sales, round(days::numeric, 4) AS days, round(turnover::numeric, 4) AS turnover
FROM (SELECT levels_agg(quarter, inventory, 'quarter') AS i, series_agg(quarter, cost, 'quarter') AS c FROM filing) x,
     unnest('{average,closing}'::text[]) m, LATERAL days_inventory(i, c, m) d;
SELECT d.period, period_days, days
FROM days_inventory(levels_agg_final(levels_agg_trans(NULL, '2024-05-01'::date, 10, 'year')),
                    series_agg_final(series_agg_trans(NULL, '2024-05-01'::date, 366, 'year')), 'closing') d;
SELECT d.period_days, d.days
FROM (SELECT levels_agg(quarter, inventory, 'quarter') AS i, series_agg(quarter, cost, 'quarter') AS c FROM filing) x,
     LATERAL days_inventory(i, c, days => 365) d
WHERE d.period = '2024-04-01';
-- A cost of several quarters stands at the last, over the days and between the stocks of all.
SELECT m, d.*
FROM (SELECT levels_agg(q, i, 'quarter') AS i FROM (VALUES (date '2024-12-31', 90), ('2025-03-31', 70), ('2025-06-30', 110),
                                                    ('2025-12-31', 120)) t(q, i)) x,
  (SELECT series_agg(a, b, c, 'quarter') AS c FROM (VALUES (date '2025-01-01', date '2025-06-30', 362),
                                                    ('2025-07-01', '2025-12-31', 184)) t(a, b, c)) y,
  unnest('{average,closing,opening}'::text[]) m, LATERAL days_inventory(i, c, m) d;
SELECT d.*
FROM (SELECT levels_agg(date '2024-12-31', 90, 'quarter') AS i, series_agg('2025-01-01', '2025-06-30', 362, 'quarter') AS c) x,
     LATERAL days_inventory(i, c, days => 180) d;
SELECT d.*
FROM (SELECT levels_agg(q, i, 'quarter') AS i FROM (VALUES (date '2024-12-31', 100), ('2025-06-30', 200)) t(q, i)) x,
     (SELECT series_agg('2025-01-01', '2025-06-30', 600, 'quarter') AS c) y, LATERAL days_inventory(i, c, days => 90) d;
SELECT d.*
FROM (SELECT series_agg('2025-01-01', '2025-06-30', 362, 'quarter') AS i, levels_agg(date '2024-12-31', 90, 'quarter') AS c) x,
     LATERAL days_inventory(i, c) d;
SELECT count(*) FROM days_inventory(NULL::trade_series, NULL::trade_series);

-- Signal over series: growth over a year, or over lag periods.
SELECT s.period, round(inventory_growth::numeric, 4) AS inventory, round(sales_growth::numeric, 4) AS sales, round(signal::numeric, 4) AS signal
FROM (SELECT levels_agg(quarter, inventory, 'quarter') AS i, series_agg(quarter, cost, 'quarter') AS c FROM filing) x,
     unnest(ARRAY[NULL, 1]) l, LATERAL inventory_signal(i, c, l) s;
SELECT inventory_signal(levels_agg(quarter, inventory, 'quarter'), series_agg(quarter, cost, 'quarter'), 0) FROM filing;

-- Year-to-date figures taken apart: exact, corrections kept; what a hole leaves together stays together.
SELECT o.*
FROM (SELECT spread_combined(from_year_to_date(series_agg(q, v, 'quarter'), restart => 'year'), 'none') AS s
      FROM (VALUES (date '2024-03-31', 10), ('2024-06-30', 25), ('2024-09-30', 24), ('2024-12-31', 50), ('2025-06-30', 30),
            ('2025-09-30', 45)) t(q, v)) x,
     LATERAL observations(s) o;
SELECT o.*
FROM (SELECT from_year_to_date(series_agg(q, v, 'quarter'), year_start => 4) AS s
      FROM (VALUES (date '2024-06-30', 10), ('2024-09-30', 25), ('2024-12-31', 50), ('2025-03-31', 70), ('2025-06-30', 9)) t(q, v)) x,
     LATERAL observations(s) o;
SELECT from_year_to_date(series_agg(q, v, 'month')) FROM (VALUES (date '2024-02-01', 10)) t(q, v);
CREATE TEMP TABLE flow AS SELECT (date '2020-01-01' + i * interval '1 month')::date AS m, (i * 7919 % 1000 - 300) * 0.1 AS v
FROM generate_series(0, 59) i;
SELECT (SELECT series_agg(m, v, 'month') FROM flow)
     = (SELECT from_year_to_date(series_agg(b.m, a.v, 'month'), restart => 'year') FROM flow a
        JOIN flow b ON date_trunc('year', a.m) = date_trunc('year', b.m) AND a.m <= b.m) AS back_to_the_last_bit;

-- Cover over the demand that came, and over the demand that was.
CREATE TEMP TABLE stock AS SELECT *
FROM (VALUES (date '2025-01-01', 100.0, 40.0), ('2025-02-01', 110, 30), ('2025-03-01', 120, 40), ('2025-04-01', 150, 10),
      ('2025-05-01', 170, NULL), ('2025-06-01', 60, 50), ('2025-07-01', NULL, 60)) t(month, stock, demand);
SELECT g, c.*
FROM (SELECT levels_agg(month, stock, 'month') AS s, series_agg(month, demand, 'month') AS d FROM stock) x,
     unnest('{missing,zero}'::text[]) g, LATERAL stock_cover(s, d, g) c;
SELECT c.period, closing, round(cover::numeric, 3) AS cover, round(mean_demand::numeric, 3) AS mean_demand,
       round(demand_ratio::numeric, 3) AS demand_ratio
FROM (SELECT levels_agg(month, stock, 'month') AS s, series_agg(month, demand, 'month') AS d FROM stock) x, LATERAL trailing_cover(s, d) c;

-- The path of the stock that flows imply; what is unknown stays unknown, what cannot be is told.
CREATE TEMP TABLE flows AS SELECT *
FROM (VALUES (date '2025-01-01', 500.0, 20.0, 300.0, 180.0), ('2025-02-01', 520, 15, 280, 190), ('2025-03-01', 510, NULL, 90, 185),
      ('2025-04-01', 495, 12, 40, 2970)) t(month, production, imports, exports, consumption);
SELECT g, p.*
FROM (SELECT series_agg(month, production, 'month') AS a, series_agg(month, imports, 'month') AS b,
      series_agg(month, exports, 'month') AS c, series_agg(month, consumption, 'month') AS d FROM flows) x,
  unnest('{missing,zero}'::text[]) g, LATERAL stock_path(1000, a, b, c, d, g) p;
SELECT p.* FROM (SELECT series_agg(month, exports, 'month') AS c FROM flows) x, LATERAL stock_path(1000, exports => c) p;
SELECT count(*) FROM stock_path(1000);
-- Days before 2000 are days as others are.
SELECT * FROM stock_path(9, (SELECT series_agg(p, 1, 'day') FROM (VALUES (date '1999-12-29')) t(p)), gaps => 'error');
SELECT p.* FROM (SELECT series_agg(month, exports, 'month') AS c FROM flows) x, LATERAL stock_path(NULL, exports => c) p WHERE period < '2025-03-01';

-- The drawdowns of -x are the build-ups of x.
SELECT d.* FROM (VALUES (1, NULL::trade_series), (2, slice(pg_temp.two(1, 1), until => '1999-01-01'))) t(n, s), LATERAL drawdown(s) d ORDER BY n;
WITH walk AS MATERIALIZED (
  SELECT g, series_agg(('2000-01-01'::date + i), x, 'day') AS s, series_agg(('2000-01-01'::date + i), 1024 - x, 'day') AS mirror
  FROM (SELECT g, i, 512 + sum(floor(random() * 21) - 10) OVER (PARTITION BY g ORDER BY i) AS x
        FROM generate_series(1, 100) g, generate_series(1, 50) i WHERE random() < 0.9) t GROUP BY g)
SELECT count(*) > 200 AS many,
       bool_and((d.peak, d.trough, d.recovered_on, d.depth_abs, d.time_to_trough, d.time_to_recovery,
                 d.trough_to_recovery) IS NOT DISTINCT FROM (b.trough, b.peak, b.cleared_on, b.rise_abs, b.time_to_peak,
                       b.time_to_clearance, b.peak_to_clearance)) AS mirrored
FROM walk, LATERAL (SELECT row_number() OVER () AS n, d.* FROM drawdowns(mirror) d) d
FULL JOIN LATERAL (SELECT row_number() OVER () AS n, b.* FROM buildups(s) b) b USING (n);

-- Bad input: the argument is named, with its value.
SELECT days_inventory(pg_temp.stocks(-1, 5), pg_temp.two(NULL, 10));
SELECT days_inventory(pg_temp.stocks(1, 5), pg_temp.two(NULL, -10));
SELECT days_inventory(pg_temp.stocks(1, 5), pg_temp.two(NULL, 10), days => 0);
SELECT days_inventory(pg_temp.stocks(1, 5), pg_temp.two(NULL, 10), days => 'NaN');
SELECT days_inventory(pg_temp.stocks(1, 5), pg_temp.two(NULL, 10), 'middle');
SELECT days_inventory(pg_temp.stocks(1, 5), pg_temp.two(NULL, 10), annual_days => -365);
SELECT days_inventory(pg_temp.stocks(1e308, 1e308), pg_temp.two(NULL, 1e-300));
SELECT inventory_signal(pg_temp.stocks(1, 1), pg_temp.two(-1, 1), 1);
SELECT stock_cover(pg_temp.stocks(-1, 1), pg_temp.two(1, 1));
SELECT clearance(-1, 1, 1);
SELECT clearance(1, 1, 1, 'Infinity');
SELECT clearance(1, 1, 1, tailored_share => 15);
SELECT inventory_projection(1, 1, 1, 1, scenario => '{"production_cut": 15}');
SELECT inventory_projection(1, 1, 1, 1, scenario => '{"ev_growth": -1}');
SELECT inventory_projection(1, 1, 1, 1, scenario => '{"ev_demand": 0.5}');
SELECT inventory_projection(1, 1, 1, 1, scenario => '{"ev_cut": "half"}');
SELECT inventory_projection(1, 1, 1, 1, scenario => '{"ev_cut": null}');
SELECT inventory_projection(1, 1, 1, 1, scenario => '[0.5]');
SELECT inventory_projection(1, 1, 1, 1, months => 0);
SELECT inventory_projection(1, 1, 1, 1, scenario => '{"export_start": 2}');
SELECT inventory_projection(1, 1, 1, 1, export_path => '{1,NULL}');
SELECT inventory_projection(1, 1, 1, 1, export_path => '{{1},{2}}');
SELECT inventory_projection(1, 1, 1, 1, start => 'infinity');
SELECT inventory_projection(1, 1, 1, 1, start => '5874897-06-01');
SELECT days_inventory(levels_agg(quarter, inventory, 'quarter'), series_agg(quarter, cost, 'month')) FROM filing;
SELECT days_inventory(levels_agg(quarter, -inventory, 'quarter'), series_agg(quarter, cost, 'quarter')) FROM filing;
SELECT stock_cover(levels_agg(month, stock, 'month'), series_agg(month, -demand, 'month')) FROM stock;
SELECT stock_cover(levels_agg(month, stock, 'month'), series_agg(month, demand, 'month'), 'error') FROM stock;
SELECT trailing_cover(levels_agg(month, stock, 'month'), series_agg(month, demand, 'month'), 0) FROM stock;
SELECT stock_path(-1, levels_agg(month, stock, 'month')) FROM stock;
SELECT stock_path(1, levels_agg(month, stock, 'month'), gaps => 'none') FROM stock;
