-- Company filings, in the layout of data/magnet_producer_filings.csv.
-- \copy trade_sources.filings_raw FROM '../data/magnet_producer_filings.csv' WITH (FORMAT csv, HEADER match)

CREATE TABLE trade_sources.filings_raw (
  company text, ticker text, fiscal_period_end text,
  period_type text NOT NULL CONSTRAINT period_type_known CHECK (period_type IN ('annual', 'nine months', 'half-year', 'quarter')),
  revenue_cny_m text, export_revenue_cny_m text, export_share_pct text,
  inventory_cny_m text, cost_of_sales_cny_m text, net_profit_cny_m text, source text, notes text);
COMMENT ON TABLE trade_sources.filings_raw IS 'filings as collected, all text, million CNY; the view knows how long each period_type is';

CREATE VIEW trade_sources.filings AS
SELECT firm, (last_month + interval '1 month - 1 day')::date AS period_end,
       (last_month - make_interval(months => CASE period_type WHEN 'annual' THEN 11 WHEN 'nine months' THEN 8 WHEN 'half-year' THEN 5 WHEN 'quarter' THEN 2 END))::date AS period_start,
       period_type, revenue, coalesce(export_revenue, revenue * export_share_pct / 100) AS export_revenue,
       CASE WHEN export_revenue IS NOT NULL THEN 'reported' WHEN revenue * export_share_pct IS NOT NULL THEN 'from share' END AS export_basis,
       inventory, cost_of_sales, net_profit, source, notes, d AS books_closed
FROM (SELECT *, CASE WHEN date_trunc('month', d - 10) < date_trunc('month', d) OR date_trunc('month', d + 11) > date_trunc('month', d)
             THEN fiscal_period(d, 'month', 10) END AS last_month
      FROM (SELECT firm, period_type, source, notes,
                   CASE WHEN closed ~ '^[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$' THEN closed::date
                        WHEN closed <> '' THEN trade_sources.refuse('day', closed, trade_sources.place('filings_raw', 'fiscal_period_end', f.ctid, firm, period_type),
                                                                    'Write year, month and day as YYYY-MM-DD, for example 2025-06-30.', NULL::date) END AS d,
                   -- commas are between thousands
                   trade_sources.number(revenue_cny_m, true, trade_sources.place('filings_raw', 'revenue_cny_m', f.ctid, firm, closed)) AS revenue,
                   trade_sources.number(export_revenue_cny_m, true, trade_sources.place('filings_raw', 'export_revenue_cny_m', f.ctid, firm, closed)) AS export_revenue,
                   trade_sources.number(export_share_pct, true, trade_sources.place('filings_raw', 'export_share_pct', f.ctid, firm, closed)) AS export_share_pct,
                   trade_sources.number(inventory_cny_m, true, trade_sources.place('filings_raw', 'inventory_cny_m', f.ctid, firm, closed)) AS inventory,
                   trade_sources.number(cost_of_sales_cny_m, true, trade_sources.place('filings_raw', 'cost_of_sales_cny_m', f.ctid, firm, closed)) AS cost_of_sales,
                   trade_sources.number(net_profit_cny_m, true, trade_sources.place('filings_raw', 'net_profit_cny_m', f.ctid, firm, closed)) AS net_profit
            FROM trade_sources.filings_raw f,
              LATERAL (SELECT coalesce(nullif(trade_sources.trim(company), ''), nullif(trade_sources.trim(ticker), '')), trade_sources.trim(fiscal_period_end)) AS l(firm, closed)) raw) dated;
COMMENT ON VIEW trade_sources.filings IS
'Filings as plain columns, million CNY: flows of the months from period_start to period_end, inventory at period_end. Books closed up to 10 days off the end of a month stand for it; where they were closed in the middle of one, both dates are NULL. Periods of different length overlap: choose one period_type. export_revenue is NULL where nothing is told; a firm without a name is its ticker.';
