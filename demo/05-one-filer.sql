-- One filer's inventory: how many days does it last, and how often a year is it
-- turned over?  JL MAG by year, million CNY.
SELECT extract(year FROM d.period) AS year, round(closing) AS inventory, round(d.cost_of_sales) AS cost_of_sales,
       round(days) AS days, round(turnover::numeric, 2) AS turnover,
       repeat('█', round(days / 4)::int) AS "days"
FROM (SELECT levels_agg(fiscal_period_end, inventory, 'year') AS inventory,
             series_agg(fiscal_period_end, cost_of_sales, 'year') AS cost
      FROM trade_data.filings WHERE company LIKE 'JL MAG%' AND period_type = 'annual') x,
     days_inventory(inventory, cost) d
WHERE days IS NOT NULL;

-- Growth of inventory less growth of sales: above zero, goods pile up faster
-- than they sell.
SELECT extract(year FROM g.period) AS year, round(inventory_growth::numeric, 2) AS inventory,
       round(sales_growth::numeric, 2) AS sales, round(signal::numeric, 2) AS signal
FROM (SELECT levels_agg(fiscal_period_end, inventory, 'year') AS i,
             series_agg(fiscal_period_end, revenue, 'year') AS r
      FROM trade_data.filings WHERE company LIKE 'JL MAG%' AND period_type = 'annual') x,
     inventory_signal(i, r) g
WHERE signal IS NOT NULL;

-- Cover: how many months of the use that came after did a stock last?  Gallium
-- that consumers in the United States held at the end of each year.
SELECT extract(year FROM c.period) AS year, closing AS stock_kg, round(cover::numeric * 12, 1) AS months
FROM (SELECT levels_agg(make_date(year::int, 12, 31), value::float8, 'year')
               FILTER (WHERE statistic = 'Stock') AS stock,
             series_agg(make_date(year::int, 12, 31), value::float8, 'year')
               FILTER (WHERE statistic = 'Consumption' AND year > '2021') AS used
      FROM trade_data.us_statistics
      WHERE commodity = 'gallium' AND country = 'United States' AND statistic IN ('Stock', 'Consumption')) x,
     stock_cover(stock, used) c
WHERE exhausted;

-- Clearance: months until Zhong Ke San Huan's stock is back from 2795 to 2664,
-- if a part is tailor-made and its customers take a tenth of exports.  Flows at
-- cost; output is assumed 15 % below cost of sales.
SELECT tailored_share, export_level, round(tailored_time::numeric, 1) AS tailored,
       round(standard_time::numeric, 1) AS standard,
       coalesce(round(clearance_time::numeric, 1)::text, 'never') AS months, limited_by
FROM unnest('{0,0.3,0.6}'::float8[]) AS tailored_share, unnest('{0.5,0.75,1}'::float8[]) AS export_level,
     clearance(2795.36, exports => 209.7 * export_level, domestic_sales => 232.2, production => 375.6,
               target => 2663.55, tailored_share => tailored_share, tailored_export_share => 0.1)
ORDER BY tailored_share, export_level;

-- A scenario, not a prediction: its stock if exports start at 54 % and regain
-- 20 points of normal a month, output as before and cut by 15 %.
SELECT to_char(p.period, 'YYYY-MM') AS month, round(p.export_level::numeric, 2) AS exports,
       round(p.closing) AS output_as_before, round(c.closing) AS output_cut,
       repeat('█', round((c.closing - 2000) / 20)::int) AS "output cut, from 2000"
FROM inventory_projection(2663.55, 441.9, 232.2, 209.7, months => 9, start => '2025-04-01',
                          scenario => '{"export_start": 0.54, "export_regain": 0.2}') p
JOIN inventory_projection(2663.55, 441.9, 232.2, 209.7, months => 9, start => '2025-04-01',
                          scenario => '{"export_start": 0.54, "export_regain": 0.2,
                                        "production_cut": 0.15}') c USING (month);
