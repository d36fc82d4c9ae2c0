-- Views for dashboards: schema trade_bi, plain columns only (text, date,
-- integer, bigint, float8, boolean), here of the figures of data/load.sql.
-- psql -f bi_schema.sql, then once a month: CALL trade_summaries.refresh()
-- How tools connect, and what each view answers: docs/bi.md.
--
-- trade_summaries holds the inputs and the stored summaries, trade_bi the views
-- over them.  This file makes the inputs of the shipped figures; own.sql makes
-- them of a table of yours.  The views are the same: bi_views.sql.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
\ir bi_start.sql

-- The inputs ------------------------------------------------------------------

-- Customs: one scope a metal, months and no longer periods.
CREATE VIEW trade_summaries.flows AS
SELECT 'magnets' AS product, 'World' AS partner, 't' AS unit, 'month' AS frequency, month AS period, tonnes AS value, basis FROM trade_data.magnet_months
UNION ALL
SELECT 'magnets', partner, 't', 'month', month, tonnes, 'observed' FROM trade_data.magnet_exports WHERE partner NOT IN ('World', 'European Union') AND partner NOT LIKE '%(region)'
UNION ALL
SELECT 'rare earths', 'World', 't', 'month', month, tonnes, CASE kind WHEN 'reported' THEN 'observed' ELSE kind END FROM trade_data.rare_earth_exports
UNION ALL
SELECT product, partner, 'kg', 'month', period_start, quantity_kg, 'observed' FROM trade_data.metal_exports
WHERE period_start = period_end AND (product, scope) IN (('gallium', 'customs total, wrought and unwrought'),
      ('germanium', 'customs total, wrought and unwrought'), ('antimony', 'all antimony products'))
UNION ALL
SELECT 'metal magnets, all exporters', importer, 'USD', 'year', make_date(year, 1, 1), sum(value_usd), 'observed'
FROM trade_data.magnet_trade GROUP BY importer, year;
COMMENT ON VIEW trade_summaries.flows IS 'Input: exports by product, partner and period.';

-- What each product is measured against.
-- A file by partner has no row for no trade: gaps 'zero', from the first to the last day of what it holds.  Figures quoted
-- here and there are no such file: what they do not tell is not known.
INSERT INTO trade_summaries.shocks (product, shock, title, k, gap, gaps, observed_from, observed_until, question, partners, large_from) VALUES
  ('magnets', '2025-04-04', 'licences for magnets', 12, 3, 'missing', NULL, NULL, NULL, NULL, NULL),
  ('rare earths', '2025-04-04', 'licences for seven rare earths', 12, 0, 'missing', NULL, NULL, NULL, NULL, NULL),
  ('gallium', '2023-08-01', 'licences for gallium', 12, 0, 'missing', NULL, NULL, NULL, NULL, NULL),
  ('germanium', '2023-08-01', 'licences for germanium', 12, 0, 'missing', NULL, NULL, NULL, NULL, NULL),
  ('antimony', '2024-10-01', 'licences for antimony', 12, 0, 'missing', NULL, NULL, NULL, NULL, NULL),
  ('metal magnets, all exporters', '2009-01-01', 'recession of 2009', 1, 0, 'zero', '2002-01-01', '2024-12-31', 'import recovery', 'importers', 1e7);

-- What firms file.
CREATE VIEW trade_summaries.reports AS
SELECT company, ticker, 'million CNY' AS unit, fiscal_period_end AS period, period_type, revenue, export_revenue,
       coalesce(export_share(export_revenue, revenue), export_share_pct / 100) AS export_share, inventory, cost_of_sales, net_profit, source
FROM trade_data.filings;
COMMENT ON VIEW trade_summaries.reports IS 'Input: what companies filed, period by period.';

-- Stocks: quarter rows repeat the level of the nine months that end with them;
-- two levels of one period would be refused.
CREATE VIEW trade_summaries.stocks AS
SELECT company, 'million CNY' AS unit, 'quarter' AS frequency, fiscal_period_end AS period, inventory AS level FROM trade_data.filings
WHERE inventory IS NOT NULL AND period_type <> 'quarter';
COMMENT ON VIEW trade_summaries.stocks IS 'Input: closing inventories by company.';

-- Markets: "Other countries" is no country, as NULL it counts as unattributed.
CREATE VIEW trade_summaries.markets AS
SELECT 'magnet exports' AS market, 'USD' AS unit, year, exporter AS supplier, value_usd AS value FROM trade_data.magnet_trade
UNION ALL
SELECT 'mine production', 't of oxide', year, nullif(country, 'Other countries'), tonnes FROM trade_data.mine_production WHERE series = 'BGS WMS'
UNION ALL
SELECT 'listed magnet producers', 'million CNY', extract(year FROM fiscal_period_end)::int, company, revenue FROM trade_data.filings WHERE period_type = 'annual';
COMMENT ON VIEW trade_summaries.markets IS 'Input: who supplies how much, by market and year.';

-- What was told when, single months and whole years: of each release the figure
-- with the most digits.  "Later" repeats an earlier figure, often rounded.
CREATE VIEW trade_summaries.releases AS
SELECT DISTINCT ON (product, partner, frequency, period, known_on) product, partner, unit, frequency, period, known_on, value::float8 AS value
FROM (SELECT CASE WHEN product LIKE 'rare earth magnets%' THEN 'magnets' WHEN product LIKE 'rare earths (17%' THEN 'rare earths' ELSE product END AS product,
             partner, unit, CASE period_start WHEN month THEN 'month' ELSE 'year' END AS frequency, period_start AS period, known_on, value
      FROM trade_data.customs_releases
      WHERE known_on IS NOT NULL AND role IN ('first', 'later', 'revision') AND (period_start = month OR month - period_start > 330)) r
ORDER BY product, partner, frequency, period, known_on, scale(value) DESC;
COMMENT ON VIEW trade_summaries.releases IS 'Input: what was told of exports, and from which day on it was known.';

-- Licences.  THIS REGISTER IS MADE UP: no register of export licences is public.
-- Its rows are arithmetic: small firms are decided late or never.
CREATE VIEW trade_summaries.licences AS
SELECT size, 'made up' AS basis, date '2025-10-31' AS observed_until, submitted, decided, CASE WHEN decided IS NOT NULL THEN i % 7 <> 0 END AS approved, tonnes
FROM (SELECT i, size, submitted, CASE WHEN i % 5 < 4 - small THEN submitted + 20 + i * 37 % 31 + 25 * small END AS decided, tonnes
      FROM (SELECT i, i % 2 AS small, CASE i % 2 WHEN 1 THEN 'small' ELSE 'large' END AS size, date '2025-04-04' + i * 53 % 150 AS submitted,
                   (CASE i % 2 WHEN 1 THEN 1 + i % 4 ELSE 40 + i % 60 END)::float8 AS tonnes FROM generate_series(1, 240) AS i) r) d;
COMMENT ON VIEW trade_summaries.licences IS 'Input: licences by size of the firm, as known on observed_until. Made up, to show the questions.';

-- Where they are from; data/README.md has licences and holes.
INSERT INTO trade_summaries.sources
SELECT view_name, product, source FROM (VALUES
  ('Chinese customs as quoted in the press', '{magnets,"rare earths",gallium,germanium,antimony}'::text[], '{exports,recovery,recovery_path}'::text[]),
  ('CEPII BACI V202601, an extract', '{"metal magnets, all exporters"}', '{exports,recovery,recovery_path}'),
  ('CEPII BACI V202601, an extract', '{NULL}', '{waiting,waiting_curve,concentration,suppliers}'),
  ('BGS World Mineral Statistics, UKRI', '{NULL}', '{concentration,suppliers}'),
  ('company reports', '{NULL}', '{filings,inventories,inventory_episodes,exposure,sector_exposure,concentration_bounds}'),
  ('none: the register is made up', '{NULL}', '{licence_backlog,licence_decisions}')) s(source, products, views), unnest(products) AS product, unnest(views) AS view_name;

\ir bi_views.sql
COMMIT;
