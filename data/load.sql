-- Loads the figures of this directory into the schema trade_data.
-- Run it from this directory: psql -f load.sql

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS trade_data CASCADE;
CREATE SCHEMA trade_data;
COMMENT ON SCHEMA trade_data IS 'Public figures on rare-earth trade; see data/README.md for sources and terms.';

CREATE TABLE trade_data.magnet_exports (month date, partner text, tonnes float8, yoy_pct float8, mom_pct float8, source text, notes text);
COMMENT ON TABLE trade_data.magnet_exports IS 'China: exports of rare-earth magnets by month, tonnes; World is the total.';
CREATE TABLE trade_data.magnet_export_periods (period_start date, period_end date, partner text, tonnes float8, yoy_pct float8, source text, notes text);
COMMENT ON TABLE trade_data.magnet_export_periods IS 'China: exports of rare-earth magnets over longer periods, tonnes; dates are first days of the first and last month.';
CREATE TABLE trade_data.rare_earth_exports (month date, tonnes float8, kind text, source text, notes text);
COMMENT ON TABLE trade_data.rare_earth_exports IS 'China: exports of rare earths without magnets by month, tonnes.';
CREATE TABLE trade_data.metal_exports (period_start date, period_end date, product text, scope text, partner text, quantity_kg float8, yoy_pct float8, mom_pct float8, source text, notes text);
COMMENT ON TABLE trade_data.metal_exports IS 'China: exports of germanium, antimony and gallium, kg; filter on scope.';
CREATE TABLE trade_data.filings (company text, ticker text, fiscal_period_end date, period_type text, revenue float8, export_revenue float8, export_share_pct float8, inventory float8, cost_of_sales float8, net_profit float8, source text, notes text);
COMMENT ON TABLE trade_data.filings IS 'Listed magnet producers: figures from filings, million CNY.';
CREATE TABLE trade_data.mine_production (year int, country text, measure text, tonnes float8, series text, source text, notes text);
COMMENT ON TABLE trade_data.mine_production IS 'Mine production of rare earths, tonnes of oxide; choose one series.';
CREATE TABLE trade_data.magnet_trade (year int, exporter text, importer text, value_usd float8);
COMMENT ON TABLE trade_data.magnet_trade IS 'World trade in metal permanent magnets (HS6 850511), USD; CEPII BACI.';
CREATE TABLE trade_data.events (event_date date, end_date date, event_type text, title text, materials text, source text, notes text);
COMMENT ON TABLE trade_data.events IS 'Quotas, bans, licences and deals.';
CREATE TABLE trade_data.rare_earth_export_periods (period_start date, period_end date, tonnes float8, yoy_pct float8, source text, notes text);
COMMENT ON TABLE trade_data.rare_earth_export_periods IS 'China: exports of rare earths over longer periods, tonnes; dates are first days of the first and last month.';
CREATE TABLE trade_data.prices (date date, material text, market text, price_low float8, price_high float8, unit text, source text, notes text);
COMMENT ON TABLE trade_data.prices IS 'Price points of rare-earth materials; points from articles, not a series.';
CREATE TABLE trade_data.quotas (year int, batch text, group_name text, mining_light float8, mining_ionic float8, mining_total float8, smelting_total float8, source text, notes text);
COMMENT ON TABLE trade_data.quotas IS 'China: mining and smelting quotas by batch and group, tonnes of oxide; the row All groups is the total.';
CREATE TABLE trade_data.export_quotas (period_start date, period_end date, tonnes float8, source text, notes text);
COMMENT ON TABLE trade_data.export_quotas IS 'China: rare-earth export quotas 2009 to 2013, tonnes.';
CREATE TABLE trade_data.facts (claim text, value text, unit text, period text, status text, source text, notes text);
COMMENT ON TABLE trade_data.facts IS 'Claims about the 2025 controls and what sources say of them; value is text, it can be a range.';
CREATE TABLE trade_data.licence_counts (as_of date, population text, applications float8, approved float8, rejected float8, pending float8, share_approved float8, unit text, qualifier text, source text, notes text);
COMMENT ON TABLE trade_data.licence_counts IS 'Export licences: counts and shares (percent) as published; populations overlap and must not be added up; NULL is not told, never zero.';
CREATE TABLE trade_data.plant_stoppages (date_from date, date_to date, company text, site text, product text, days int, stoppages int, status text, source text, notes text);
COMMENT ON TABLE trade_data.plant_stoppages IS 'Plants that stopped, or were expected to, for want of magnets in 2025; filter on status.';
CREATE TABLE trade_data.facts_lead_acid (date date, firm text, fact text, value float8, unit text, source text, notes text);
COMMENT ON TABLE trade_data.facts_lead_acid IS 'Antimony and lead-acid batteries: prices, and what makers passed on; value is NULL where no amount is told.';
CREATE TABLE trade_data.customs_releases (month date, period_start date, partner text, product text, value numeric, unit text, known_on date, role text, source text, notes text);
COMMENT ON TABLE trade_data.customs_releases IS 'China: export figures with the day on which each was known, as told then and again later; month is the last one covered, period_start an earlier one for totals of several; filter on role.';
CREATE TABLE trade_data.us_consumer_prices (month date, index float8, source text);
COMMENT ON TABLE trade_data.us_consumer_prices IS 'United States: consumer prices of all urban consumers, 1982 to 1984 = 100, to deflate dollars; October 2025 was not published.';
CREATE TABLE trade_data.us_statistics (commodity text, country text, section text, statistic text, detail text, unit text, year text, value text, source text, notes text);
COMMENT ON TABLE trade_data.us_statistics IS 'USGS: prices, stocks, consumption, imports, exports and reliance of the United States; year and value are text, they can be ranges.';

\copy trade_data.magnet_exports FROM 'china_magnet_exports_monthly.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.magnet_export_periods FROM 'china_magnet_exports_periods.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.rare_earth_exports FROM 'china_rare_earth_exports_monthly.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.metal_exports FROM 'germanium_antimony_gallium_exports_monthly.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.filings FROM 'magnet_producer_filings.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.mine_production FROM 'rare_earth_mine_production.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.magnet_trade FROM 'baci_magnet_trade.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.rare_earth_export_periods FROM 'china_rare_earth_exports_periods.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.prices FROM 'rare_earth_prices.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.quotas FROM 'china_quota.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.export_quotas FROM 'china_export_quota.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.facts FROM 'facts.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.licence_counts FROM 'licence_counts.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.plant_stoppages FROM 'plant_stoppages.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.facts_lead_acid FROM 'facts_lead_acid.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.customs_releases FROM 'customs_publication_dates.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.us_consumer_prices FROM 'us_consumer_prices.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.us_statistics FROM 'usgs_salient_statistics.csv' WITH (FORMAT csv, HEADER true)
\copy trade_data.events FROM 'events.csv' WITH (FORMAT csv, HEADER true)

-- World magnet exports by month.  For 2024 only some months were published,
-- but the year's total was: the rest of it is spread evenly over the other
-- months, so that the mean of 2024 is exact.  Those months are marked and
-- must not be read one by one.
CREATE VIEW trade_data.magnet_months AS
WITH known AS (
  SELECT month, tonnes FROM trade_data.magnet_exports WHERE partner = 'World'
), year_2024 AS (
  SELECT tonnes FROM trade_data.magnet_export_periods
  WHERE partner = 'World' AND period_start = '2024-01-01' AND period_end = '2024-12-01'
), unseen AS (
  SELECT m::date AS month FROM generate_series('2024-01-01'::date, '2024-12-01', '1 month') m
  WHERE m::date NOT IN (SELECT month FROM known)
)
SELECT month, tonnes, 'observed' AS basis FROM known
UNION ALL
SELECT month, (y.tonnes - (SELECT sum(tonnes) FROM known WHERE month BETWEEN '2024-01-01' AND '2024-12-01'))
              / (SELECT count(*) FROM unseen), 'spread'
FROM unseen, year_2024 y;
COMMENT ON VIEW trade_data.magnet_months IS 'World magnet exports by month; basis "spread" marks months of 2024 known only by their sum.';

-- What was told of world magnet exports by month, and when: of each release
-- the figure with the most digits.  The months of 2024 count from the release
-- of that year's total, of which some are known alone.
CREATE VIEW trade_data.magnet_releases AS
(SELECT DISTINCT ON (month, known_on) month, known_on, value AS tonnes, role
 FROM trade_data.customs_releases
 WHERE product LIKE 'rare earth magnets%' AND partner = 'World' AND period_start = month AND month >= '2025-04-01'
   AND role IN ('first', 'later') AND known_on IS NOT NULL
 ORDER BY month, known_on, scale(value) DESC)
UNION ALL
SELECT month, '2025-01-20', tonnes::numeric, 'first' FROM trade_data.magnet_months WHERE month BETWEEN '2024-01-01' AND '2024-12-01';
COMMENT ON VIEW trade_data.magnet_releases IS 'World magnet exports by month as told on a day, tonnes; role "later" repeats an earlier figure, often rounded.';

-- The extract of BACI has a flow if it is one of the six largest of its
-- importer or of its exporter.  So a pair that is not there traded no more than
-- the sixth of either; one with fewer than six has all of its flows.
CREATE VIEW trade_data.magnet_trade_hidden AS
SELECT year, exporter, importer, least(i.sixth, e.sixth) AS most_usd
FROM (SELECT year, importer, (array_agg(value_usd ORDER BY value_usd DESC))[6] AS sixth FROM trade_data.magnet_trade GROUP BY year, importer) i
JOIN (SELECT year, exporter, (array_agg(value_usd ORDER BY value_usd DESC))[6] AS sixth FROM trade_data.magnet_trade GROUP BY year, exporter) e USING (year)
LEFT JOIN trade_data.magnet_trade t USING (year, exporter, importer)
WHERE t.year IS NULL AND exporter <> importer AND i.sixth IS NOT NULL AND e.sixth IS NOT NULL;
COMMENT ON VIEW trade_data.magnet_trade_hidden IS 'Flows of magnets that the extract may lack, and the most that each can be, USD.';
SELECT format('ANALYZE %s', oid::regclass) FROM pg_class WHERE relnamespace = 'trade_data'::regnamespace AND relkind = 'r' \gexec
