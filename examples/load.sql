-- Makes the tables and views of all sources and loads the extracts.
-- Run it from this directory: psql -f load.sql

\set ON_ERROR_STOP on
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS trade_sources CASCADE;
CREATE SCHEMA trade_sources;
COMMENT ON SCHEMA trade_sources IS 'Trade statistics as published, and as plain columns.';

\ir reading.sql
\ir comtrade.sql
\ir baci.sql
\ir gacc.sql
\ir comext.sql
\ir filings.sql

\copy trade_sources.comtrade_raw FROM 'extracts/comtrade.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.baci_raw FROM 'extracts/baci.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.gacc_raw ("数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "贸易方式编码", "贸易方式名称", "第一数量", "第一计量单位", "第二数量", "第二计量单位", "美元") FROM 'extracts/gacc.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.comext_raw FROM 'extracts/comext.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.comext_old_raw FROM 'extracts/comext_old.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.filings_raw FROM '../data/magnet_producer_filings.csv' WITH (FORMAT csv, HEADER match)

CREATE VIEW trade_sources.flows AS
SELECT * FROM trade_sources.comtrade
UNION ALL SELECT * FROM trade_sources.baci
UNION ALL SELECT * FROM trade_sources.gacc
UNION ALL SELECT * FROM trade_sources.comext;
COMMENT ON VIEW trade_sources.flows IS 'All sources in the same columns. Sum one source, one currency and one length of product codes, and only where counted: months and years that count do not overlap.';
COMMENT ON COLUMN trade_sources.flows.source IS 'comtrade, baci, gacc or comext';
COMMENT ON COLUMN trade_sources.flows.period IS 'first day';
COMMENT ON COLUMN trade_sources.flows.period_end IS 'last day';
COMMENT ON COLUMN trade_sources.flows.frequency IS 'month or year; months for a total of several';
COMMENT ON COLUMN trade_sources.flows.reporter IS 'who reports, in the codes of the source: labels where the file has them';
COMMENT ON COLUMN trade_sources.flows.partner IS 'with whom, in the codes of the source; NULL where it is not told';
COMMENT ON COLUMN trade_sources.flows.flow IS 'import or export, and in UN Comtrade re-export and the like, which are parts of them';
COMMENT ON COLUMN trade_sources.flows.product IS 'code as text; NULL where it is confidential';
COMMENT ON COLUMN trade_sources.flows.classification IS 'edition of the classification, where the source tells it';
COMMENT ON COLUMN trade_sources.flows.kg IS 'net weight in kg; NULL where unknown, never zero for unknown';
COMMENT ON COLUMN trade_sources.flows.value IS 'value in currency units';
COMMENT ON COLUMN trade_sources.flows.currency IS 'USD, EUR or CNY';
COMMENT ON COLUMN trade_sources.flows.valuation IS 'cif (imports) or fob (exports)';
COMMENT ON COLUMN trade_sources.flows.counted IS 'false for totals of partners, products or months and for breakdowns of other rows; product codes of several lengths all count';
COMMENT ON COLUMN trade_sources.flows.note IS 'why a row is not counted, or what it lacks';

CREATE VIEW trade_sources.notes AS
SELECT source, counted, note, count(*) AS rows, sum(value) AS value, sum(kg) AS kg
FROM trade_sources.flows GROUP BY source, counted, note;
COMMENT ON VIEW trade_sources.notes IS 'What is left out of sums, and what counts without a weight or a product, by source.';

-- What the notes mean for who sums, and what to do.
CREATE TABLE trade_sources.advice (note text PRIMARY KEY, kind text NOT NULL, to_do text NOT NULL);
COMMENT ON TABLE trade_sources.advice IS 'Notes of the views: what is left out, what may be wrong, what is lacking; and what to do.';
INSERT INTO trade_sources.advice VALUES
  ('part of a row: by second partner', 'left out', 'nothing: the total counts'),
  ('part of a row: by mode of transport', 'left out', 'nothing: the total counts'),
  ('part of a row: by customs procedure', 'left out', 'nothing: the total counts'),
  ('part of a row: by mode of supply', 'left out', 'nothing: the total counts'),
  ('part of a row: by regime', 'left out', 'nothing: regime 4, the total, counts'),
  ('part of a row: by mode of trade', 'left out', 'nothing: the total counts'),
  ('part of a row: by place of registration', 'left out', 'nothing: the total counts'),
  ('part of a row that is not there', 'doubt', 'parts count, for no total is there: load the totals, or make sure that all parts are there'),
  ('World: total of the partners', 'left out', 'nothing: the partners count; what they lack is in comtrade_balance'),
  ('World: no partners are there', 'doubt', 'the total counts without a partner: load the partners'),
  ('World by month: the year is there by partner', 'left out', 'load the months by partner'),
  ('total of the products', 'left out', 'nothing: the products count'),
  ('TOTAL: no products are there', 'doubt', 'the total counts without a product: load the products'),
  ('total of the year: months are there', 'left out', 'nothing: the months count'),
  ('total of the year: some months are there', 'doubt', 'only these months count: load the others, or delete them, so that the year counts'),
  ('total of several months: months are there', 'left out', 'nothing: the months count'),
  ('total of several months: some months are there', 'doubt', 'only these months count: load the others, or delete them, so that the longer period counts'),
  ('in another edition too', 'left out', 'one classification and layout of a trade counts: delete the one that is not wanted'),
  ('the same period written otherwise', 'left out', 'one of them counts: delete the other'),
  ('in US dollars too', 'left out', 'nothing: the rows in US dollars count'),
  ('period not told', 'doubt', 'write the period, or delete the row'),
  ('partner not told', 'lacking', 'nothing: it counts as unattributed'),
  ('confidential product', 'lacking', 'nothing: it counts without a product'),
  ('value unknown', 'lacking', 'look into the file'),
  ('weight unknown', 'lacking', 'ask about the value, or watch the coverage'),
  ('weight unknown: no quantity in kg', 'lacking', 'ask about the value, or watch the coverage'),
  ('weight estimated', 'lacking', 'nothing, or leave it out of unit values'),
  ('processing', 'lacking', 'nothing, or leave it out where only normal trade is asked for');

-- Rows that say the same thing: by the codes as read, so that two spellings of one are found too.
CREATE VIEW trade_sources.same_keys AS
SELECT source, key, sum(n - 1)::bigint AS rows
FROM (SELECT 'comtrade' AS source, concat_ws(' ', reporter_code, flow, period) AS key, count(*) AS n FROM trade_sources.comtrade_rows
      GROUP BY type, frequency, period, reporter_code, flow, edition, product, partner_code, parts, breakdown
      UNION ALL SELECT 'baci', period::text, count(*) FROM trade_sources.baci_rows GROUP BY layout, period, exporter, importer, product
      UNION ALL SELECT 'gacc', concat_ws(' ', product, period), count(*) FROM trade_sources.gacc_rows GROUP BY period, period_end, product, partner_key, mode, registration, unit, currency
      UNION ALL SELECT 'comext', concat_ws(' ', reporter, flow, period), count(*) FROM trade_sources.comext_rows
      GROUP BY frequency, period, reporter, flow, edition, code, partner, trade_type, procedure, regime, breakdown
      UNION ALL SELECT 'filings', concat_ws(' ', firm, books_closed, period_type), count(*) FROM trade_sources.filings GROUP BY firm, books_closed, period_type) keys
WHERE n > 1 GROUP BY source, key;
COMMENT ON VIEW trade_sources.same_keys IS 'Rows with the key of another, beyond the first of each key.';

CREATE VIEW trade_sources.checks AS
WITH all_flows AS MATERIALIZED (
  SELECT source, note, counted, reporter, flow, currency, product, period, period_end, value, kg FROM trade_sources.flows),
rows AS MATERIALIZED (
  SELECT source, note, counted, reporter, flow, currency, length(product) AS digits, min(period) AS since, max(period_end) AS until, count(*) AS rows
  FROM all_flows GROUP BY source, note, counted, reporter, flow, currency, length(product)),
usual AS (
  SELECT source, product, flow, currency, (unit_value_screen(value, kg)).* FROM all_flows WHERE counted GROUP BY source, product, flow, currency)
SELECT source, kind, note AS what, concat_ws(' ', reporter, flow, min(since), 'to ' || max(until)) AS key, sum(rows)::bigint AS rows, to_do
FROM rows LEFT JOIN trade_sources.advice USING (note) WHERE note IS NOT NULL GROUP BY source, kind, note, reporter, flow, to_do
UNION ALL
SELECT source, 'doubt', 'rows with the key of another', key, rows, 'loaded or published again: delete what was loaded before' FROM trade_sources.same_keys
UNION ALL
SELECT source, 'doubt', 'product codes of ' || digits || ' digits beside longer ones', NULL, sum(rows)::bigint, 'they repeat each other: sum one length'
FROM (SELECT *, max(digits) OVER (PARTITION BY source) AS longest FROM rows WHERE counted) lengths WHERE digits < longest GROUP BY source, digits
UNION ALL
SELECT source, 'doubt', 'product codes of ' || digits || ' digits', NULL, sum(rows)::bigint, 'a leading zero may be lost: load the file as text'
FROM rows WHERE digits % 2 = 1 GROUP BY source, digits
UNION ALL
SELECT source, 'doubt', 'weight ' || round(greatest(likely_factor, 1 / likely_factor)) || CASE WHEN likely_factor > 1 THEN ' times too great' ELSE ' times too small' END, concat_ws(' ', product, flow, min(period)), count(*),
       'kilograms or tonnes? compare the unit value with its median, ' || round(median::numeric, 2)
FROM usual JOIN all_flows USING (source, product, flow, currency), unit_value_score(value, kg, median, mad)
WHERE suspects > 0 AND counted AND abs(z) > 3.5 AND (likely_factor >= 1000 OR likely_factor <= 0.001) GROUP BY source, product, flow, median, likely_factor
UNION ALL
SELECT source, 'doubt', 'two currencies', NULL, sum(rows)::bigint, 'sum one currency' FROM rows WHERE counted GROUP BY source HAVING count(DISTINCT currency) > 1
UNION ALL
SELECT source, 'doubt', 'a group of countries reports', reporter, sum(rows)::bigint, 'its members may be there too: sum the group or them' FROM rows
WHERE counted AND (source = 'comext' AND (length(reporter) > 2 AND reporter !~ '^[0-9]+$' OR reporter IN ('EU', 'EA')) OR source = 'comtrade' AND reporter IN ('97', 'EUR')) GROUP BY source, reporter
UNION ALL
SELECT 'comtrade', 'lacking', 'no label: the code stands for it', NULL, count(*), 'ask for descriptions, or join labels to the codes'
FROM trade_sources.comtrade_rows WHERE reporter_iso IS NULL OR partner_iso IS NULL HAVING count(*) > 0
UNION ALL
SELECT 'filings', 'doubt', 'books closed in the middle of a month', concat_ws(' ', firm, books_closed), count(*), 'no calendar period is near: choose one'
FROM trade_sources.filings WHERE period_end IS NULL AND books_closed IS NOT NULL GROUP BY firm, books_closed
UNION ALL
SELECT 'filings', 'doubt', 'period not told', firm, count(*), 'write fiscal_period_end' FROM trade_sources.filings WHERE books_closed IS NULL GROUP BY firm
UNION ALL
SELECT 'filings', 'doubt', 'exports above revenue or below zero', concat_ws(' ', firm, books_closed), count(*), 'look at units: million CNY, percent' FROM trade_sources.filings
WHERE export_revenue NOT BETWEEN 0 AND revenue GROUP BY firm, books_closed
UNION ALL
SELECT 'filings', 'doubt', 'export share below 1 percent', concat_ws(' ', firm, books_closed), count(*), 'a fraction? write percent' FROM trade_sources.filings
WHERE export_basis = 'from share' AND export_revenue < revenue / 100 AND export_revenue > 0 GROUP BY firm, books_closed;
COMMENT ON VIEW trade_sources.checks IS
'What is left out of sums, what is lacking, and what is in doubt: source, what, where, number of rows and what to do. No row of kind doubt is as it should be.';
COMMENT ON COLUMN trade_sources.checks.kind IS 'left out (counted nowhere, as it should be), lacking (counted, but something is not known), doubt (sums may be wrong)';
COMMENT ON COLUMN trade_sources.checks.what IS 'what was found: the note of the rows, or more';
COMMENT ON COLUMN trade_sources.checks.key IS 'where: reporter, flow and periods, or what else finds the rows';
COMMENT ON COLUMN trade_sources.checks.rows IS 'how many';
COMMENT ON COLUMN trade_sources.checks.to_do IS 'what to do';
