-- The extracts load under the published headers, into plain columns.
\set ECHO none
\getenv here PG_ABS_SRCDIR
\cd :here/examples
\i load.sql
\cd :here
\set ON_ERROR_STOP off
\set ECHO all
SET datestyle = ISO;
SELECT source, frequency, count(*), count(*) FILTER (WHERE counted) AS counted, count(kg) AS weighed, count(product) AS products
FROM trade_sources.flows GROUP BY 1, 2 ORDER BY 1, 2;
SELECT * FROM trade_sources.notes WHERE note IS NOT NULL ORDER BY source, note;
SELECT period, reporter, partner, flow, product, kg, value, valuation, note FROM trade_sources.comtrade
WHERE counted AND frequency = 'month' ORDER BY period, reporter, partner;
SELECT * FROM trade_sources.comtrade_balance ORDER BY period, reporter, flow;
SELECT period, reporter, partner, product, kg, value, note FROM trade_sources.baci ORDER BY period, reporter, partner, product;
SELECT period, partner, product, kg, value, note FROM trade_sources.gacc ORDER BY period, product, kg;
SELECT period, frequency, partner, flow, product, kg, value, counted, note FROM trade_sources.comext
ORDER BY period, frequency, partner, flow, product, note, kg;
SELECT firm, period_start, period_end, period_type, round(export_revenue::numeric, 2) AS export_revenue, export_basis
FROM trade_sources.filings WHERE export_basis IS NOT NULL ORDER BY firm, period_end;
SELECT count(*) FROM trade_sources.filings WHERE period_start IS NULL OR period_start > period_end OR export_revenue > revenue;

-- A changed header stops the load, and so does a line with a comma too many.
COPY trade_sources.baci_raw FROM STDIN WITH (FORMAT csv, HEADER match);
t,i,j,k,q,v
\.
COPY trade_sources.baci_raw FROM STDIN WITH (FORMAT csv, HEADER match);
t,i,j,k,v,q
2024,156,276,850511,1.0,2.0,
\.

-- What a careless sum takes twice: the World row by mode of transport, a year beside its months; and partners that nobody tells.
CREATE TEMP TABLE more AS SELECT * FROM trade_sources.comtrade_raw
WHERE period = '202503' AND "reporterISO" = 'CHN' AND "partnerCode" IN ('0', '276') AND "motCode" = '0' AND "customsCode" = 'C00';
UPDATE more SET "motCode" = '2100';
INSERT INTO trade_sources.comtrade_raw SELECT * FROM more WHERE "partnerCode" = '0';
UPDATE more SET "motCode" = '0', "freqCode" = 'A', period = '2025', "refMonth" = '52', "primaryValue" = '900000000';
INSERT INTO trade_sources.comtrade_raw SELECT * FROM more;
UPDATE more SET "freqCode" = 'M', period = '202506', "refMonth" = '6', "primaryValue" = '1000000';
UPDATE more SET "partnerCode" = '839', "partnerISO" = 'X1', "partnerDesc" = 'Special Categories' WHERE "partnerCode" = '0';
INSERT INTO trade_sources.comtrade_raw SELECT * FROM more;
UPDATE more SET "partnerCode" = '568', "partnerISO" = 'E19', "partnerDesc" = 'Other Europe, nes' WHERE "partnerCode" = '839';
UPDATE more SET "partnerCode" = '490', "partnerISO" = 'S19', "partnerDesc" = 'Other Asia, nes' WHERE "partnerCode" = '276';
INSERT INTO trade_sources.comtrade_raw SELECT * FROM more;
SELECT period, frequency, partner, value, counted, note FROM trade_sources.comtrade
WHERE reporter = 'CHN' AND (frequency = 'year' OR period = '2025-06-01' OR note LIKE '%transport' OR note LIKE 'World%') AND period >= '2025-01-01'
ORDER BY frequency, period, value, partner, note;
SELECT * FROM trade_sources.comtrade_balance WHERE reporter = 'CHN' AND period IN ('2025-01-01', '2025-03-01') ORDER BY period;
-- A month that does not count takes nothing away from its year.
UPDATE more SET "freqCode" = 'A', period = '2022', "refYear" = '2022', "refMonth" = '52';
INSERT INTO trade_sources.comtrade_raw SELECT * FROM more;
UPDATE more SET "freqCode" = 'M', period = '202201', "refMonth" = '1', "partnerCode" = '0', "partnerISO" = 'W00', "partnerDesc" = 'World';
INSERT INTO trade_sources.comtrade_raw SELECT * FROM more LIMIT 1;
SELECT frequency, partner, counted, note FROM trade_sources.comtrade WHERE period BETWEEN '2022-01-01' AND '2022-12-31' ORDER BY frequency, partner;
SELECT figure, trade_sources.number(figure, thousands => true) FROM unnest(ARRAY['1,234', ' 12,345,678.5	', '-1,234', '1.5', 'NA', '-', '', ' ']) figure;
SELECT trade_sources.number('1,5');
INSERT INTO trade_sources.comext_raw SELECT (jsonb_populate_record(r, '{"PARTNER": "QY", "VALUE_EUR": "70"}')).*
FROM trade_sources.comext_raw r LIMIT 1;
SELECT partner, value, counted, note FROM trade_sources.comext WHERE value = 70;

-- Chinese downloads: yuan instead of dollars, tabs in cells, no quantity; figures that are empty.
COPY trade_sources.gacc_raw ("数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "注册地编码", "注册地名称", "第一数量", "第一计量单位", "第二数量", "第二计量单位", "人民币") FROM STDIN WITH (FORMAT csv, HEADER match);
数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,注册地编码,注册地名称,第一数量,第一计量单位,第二数量,第二计量单位,人民币
202507,85051110	,稀土的永磁铁,304,德国	,33,浙江省,"1,000	",千克	,0,无,"400,000"
202507,85051110,稀土的永磁铁,502,美国,33,浙江省,"",千克,0,无,-
\.
SELECT period, partner, product, kg, value, currency, note FROM trade_sources.gacc WHERE period = '2025-07-01' ORDER BY partner;
COPY trade_sources.baci_raw FROM STDIN WITH (FORMAT csv, HEADER match);
t,i,j,k,v,q
2021,156,276,850511,1.5,""
\.
SELECT kg, value, note FROM trade_sources.baci WHERE period = '2021-01-01';
INSERT INTO trade_sources.baci_raw VALUES ('2022', '156', '276', '850511', '12.5.1', '1');
SELECT value FROM trade_sources.baci WHERE period = '2022-01-01';
DELETE FROM trade_sources.baci_raw WHERE t = '2022';

-- A file loaded again, and codes of several lengths.
INSERT INTO trade_sources.baci_raw SELECT * FROM trade_sources.baci_raw WHERE t = '2021';
INSERT INTO trade_sources.comext_raw SELECT (jsonb_populate_record(r, '{"PRODUCT_NC": "8505"}')).* FROM trade_sources.comext_raw r LIMIT 1;
SELECT * FROM trade_sources.checks WHERE kind = 'doubt' ORDER BY source, what, key;

-- A weight in tonnes among kilograms, and kilograms among tonnes.
INSERT INTO trade_sources.baci_raw VALUES ('2024', '410', '276', '850511', '900.0', '0.0158'), ('2024', '704', '276', '850511', '900.0', '15800');
SELECT * FROM trade_sources.checks WHERE what LIKE 'weight%' AND kind = 'doubt' ORDER BY what;
DELETE FROM trade_sources.baci_raw WHERE i IN ('410', '704') AND t = '2024' AND v = '900.0';

-- Books closed on the Sunday nearest to the end of a quarter, and in the middle of a month; the same figures filed again.
INSERT INTO trade_sources.filings_raw (company, fiscal_period_end, period_type, revenue_cny_m) VALUES
  ('weeks', '2022-04-03', 'quarter', '2'), ('weeks', '2022-07-03', 'half-year', '5'), ('weeks', '2023-01-01', 'annual', '9'),
  ('weeks', '2023-01-01', 'annual', '9'), ('middle', '2022-04-15', 'quarter', '1');
SELECT firm, period_start, period_end, period_type, books_closed FROM trade_sources.filings
WHERE firm IN ('weeks', 'middle') ORDER BY firm, books_closed;
SELECT reconcile_agg(period_start, period_end, revenue, 'quarter') FROM trade_sources.filings WHERE firm = 'weeks';
SELECT * FROM trade_sources.checks WHERE source = 'filings' ORDER BY what, key;
DELETE FROM trade_sources.filings_raw WHERE company IN ('weeks', 'middle');

-- A period that the view does not know stops the load.
INSERT INTO trade_sources.filings_raw (company, fiscal_period_end, period_type) VALUES ('A', '2025-06-30', 'H1');

-- Nothing is lost: each row is there, counted or with the reason why not.
SELECT (SELECT count(*) FROM trade_sources.flows) = (SELECT count(*) FROM trade_sources.comtrade_raw) + (SELECT count(*) FROM trade_sources.baci_raw)
     + (SELECT count(*) FROM trade_sources.gacc_raw) + (SELECT count(*) FROM trade_sources.comext_raw)
     + (SELECT count(*) FROM trade_sources.comext_old_raw) AS all_rows,
       count(*) FILTER (WHERE NOT counted AND note IS NULL) AS without_reason FROM trade_sources.flows;

-- Confidential products are unattributed, unknown weights lower the coverage of an index.
SELECT num_entities(m), unattributed(m), round(coverage(m)::numeric, 4) AS coverage
FROM (SELECT shares_agg(product, value) AS m FROM trade_sources.comext WHERE counted AND flow = 'import' AND period = '2025-05-01') x;
SELECT matched, coverage_before, round(coverage_after::numeric, 4) AS coverage_after
FROM (SELECT (price_indices(partner, value, kg, period > '2025-04-04')).* FROM trade_sources.comtrade
      WHERE counted AND reporter = 'DEU' AND frequency = 'month') i;
DROP SCHEMA trade_sources CASCADE;
