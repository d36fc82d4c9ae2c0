-- Published files read wrong without a word: each claim with what came and what is right.
\set ECHO none
\getenv here PG_ABS_SRCDIR
\cd :here/examples
\i load.sql
\cd :here
\set ON_ERROR_STOP off
\set ECHO all
SET datestyle = ISO;

-- Rows of UN Comtrade, as short as they may be: what is not given is a total.
CREATE FUNCTION pg_temp.comtrade(VARIADIC rows text[]) RETURNS void LANGUAGE sql AS $$
  TRUNCATE trade_sources.comtrade_raw, trade_sources.comtrade_bulk_raw, trade_sources.comtrade_get_raw;
  INSERT INTO trade_sources.comtrade_raw SELECT (jsonb_populate_record(NULL::trade_sources.comtrade_raw,
    '{"typeCode": "C", "freqCode": "M", "period": "202503", "reporterCode": "156", "reporterISO": "CHN", "flowCode": "X", "partner2Code": "0", "classificationCode": "H6",
      "isOriginalClassification": "True", "cmdCode": "850511", "customsCode": "C00", "mosCode": "0", "motCode": "0", "netWgt": "10", "primaryValue": "1"}' || r::jsonb)).* FROM unnest(rows) r $$;
CREATE FUNCTION pg_temp.total() RETURNS float8 LANGUAGE sql AS $$ SELECT sum(value) FROM trade_sources.comtrade WHERE counted $$;
CREATE FUNCTION pg_temp.doubts(which text) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(DISTINCT what, '; ' ORDER BY what) FROM trade_sources.checks WHERE source = which AND kind = 'doubt' $$;

-- Labels that are absent: codes stand for them, bunkers and the like are known by theirs.
SELECT pg_temp.comtrade('{"reporterCode": "410", "reporterISO": null, "flowCode": "M", "partnerCode": "842", "primaryValue": "100"}', '{"reporterCode": "410", "reporterISO": null, "flowCode": "M", "partnerCode": "156", "primaryValue": "80"}',
  '{"reporterCode": "410", "reporterISO": null, "flowCode": "M", "partnerCode": "0", "primaryValue": "999"}', '{"reporterCode": "410", "reporterISO": null, "flowCode": "M", "partnerCode": "899", "primaryValue": "20"}',
  '{"reporterCode": "410", "reporterISO": null, "flowCode": "M", "partnerCode": "490", "primaryValue": "30"}', '{"reporterCode": "410", "reporterISO": null, "flowCode": "M", "partnerCode": "568", "primaryValue": "5"}');
SELECT reporter, partner, value, counted, note FROM trade_sources.comtrade ORDER BY value;
SELECT 'partners are told apart' AS claim, round(hhi(m)::numeric, 4) AS got, 0.3923 AS want, unattributed(m) AS unattributed FROM (SELECT shares_agg(partner, value) AS m FROM trade_sources.comtrade WHERE counted) x;
SELECT what, rows FROM trade_sources.checks WHERE what LIKE 'no label%';
INSERT INTO trade_sources.comtrade_raw SELECT (jsonb_populate_record(c, '{"reporterCode": "392"}')).* FROM trade_sources.comtrade_raw c;
SELECT 'World rows stay apart by reporter' AS claim, array_agg(world ORDER BY reporter) AS got, '{999,999}' AS want FROM trade_sources.comtrade_balance;
INSERT INTO trade_sources.comtrade_raw SELECT (jsonb_populate_record(c, '{"period": "202504", "reporterISO": "JPN", "partnerISO": "USA"}')).* FROM trade_sources.comtrade_raw c WHERE "reporterCode" = '392' AND "partnerCode" = '842';
SELECT 'a label told in one file holds for the other' AS claim, count(DISTINCT reporter) AS got, 1 AS want FROM trade_sources.comtrade WHERE reporter IN ('JPN', '392');
UPDATE trade_sources.comtrade_raw SET "flowCode" = 'RX';
SELECT 're-exports keep their flow' AS claim, array_agg(DISTINCT flow) AS got, '{re-export}' AS want FROM trade_sources.comtrade;

-- A total that is there counts, parts that have none count, and never both.
SELECT pg_temp.comtrade('{"freqCode": "M", "period": "202205", "reporterCode": "842", "flowCode": "M", "partnerCode": "826", "partnerISO": "GBR", "partner2Code": "826", "cmdCode": "1502100020", "customsCode": "C10", "motCode": "2100", "primaryValue": "37000"}',
  '{"freqCode": "M", "period": "202205", "reporterCode": "842", "flowCode": "M", "partnerCode": "124", "partnerISO": "CAN", "partner2Code": "124", "cmdCode": "1502100020", "customsCode": "C10", "motCode": "3200", "primaryValue": "5100000"}');
SELECT 'parts without a total' AS claim, pg_temp.total() AS got, 5137000 AS want, pg_temp.doubts('comtrade') AS doubts;
SELECT pg_temp.comtrade('{"partnerCode": "276", "primaryValue": "10"}', '{"partnerCode": "276", "motCode": "2100", "primaryValue": "6"}', '{"partnerCode": "276", "motCode": "3200", "primaryValue": "4"}',
  '{"partnerCode": "842", "motCode": "2100", "primaryValue": "3"}', '{"partnerCode": "842", "motCode": "3200", "primaryValue": "2"}', '{"partnerCode": "842", "motCode": "2100", "customsCode": "C01", "primaryValue": "3"}');
SELECT 'a total for one partner, parts for another' AS claim, pg_temp.total() AS got, 15 AS want;
SELECT pg_temp.comtrade('{"partnerCode": "0", "partnerISO": "W00", "primaryValue": "121000000"}');
SELECT 'World without partners' AS claim, pg_temp.total() AS got, 121000000 AS want, (SELECT array_agg(partner) FROM trade_sources.comtrade) AS partner, pg_temp.doubts('comtrade') AS doubts;
SELECT * FROM trade_sources.comtrade_balance;
SELECT pg_temp.comtrade('{"partnerCode": "0", "cmdCode": "TOTAL", "primaryValue": "9"}', '{"partnerCode": "0", "motCode": "2100", "primaryValue": "2"}', '{"partnerCode": "0", "motCode": "3200", "primaryValue": "3"}');
SELECT 'products beside TOTAL, World in parts' AS claim, pg_temp.total() AS got, 5 AS want;
SELECT pg_temp.comtrade('{"freqCode": "A", "period": "2025", "partnerCode": "276", "primaryValue": "100"}', '{"period": "202501", "partnerCode": "276", "primaryValue": "7"}');
SELECT 'one month of a year' AS claim, pg_temp.total() AS got, 7 AS want, pg_temp.doubts('comtrade') AS doubts;
SELECT pg_temp.comtrade('{"freqCode": "A", "period": "2025", "partnerCode": "276", "primaryValue": "100"}', '{"period": "202501", "partnerCode": "0", "primaryValue": "7"}');
SELECT 'World by month, partners by year' AS claim, pg_temp.total() AS got, 100 AS want;

-- One trade in two classifications, or in two layouts.
SELECT pg_temp.comtrade('{"partnerCode": "276", "primaryValue": "49500000"}', '{"partnerCode": "276", "primaryValue": "49500000", "classificationCode": "H5"}');
SELECT 'H5 beside H6' AS claim, pg_temp.total() AS got, 49500000 AS want, (SELECT string_agg(what || ': ' || to_do, '; ') FROM trade_sources.checks WHERE kind = 'left out' AND source = 'comtrade') AS left_out;
SELECT pg_temp.comtrade('{"partnerCode": "276", "primaryValue": "5"}', '{"partnerCode": "276", "primaryValue": "5", "cmdCode": "7788", "classificationCode": "S4", "isOriginalClassification": "False"}',
  '{"partnerCode": "276", "primaryValue": "5", "classificationCode": "H6", "isOriginalClassification": "False", "reporterCode": "392"}', '{"partnerCode": "276", "primaryValue": "6", "classificationCode": "H4", "reporterCode": "392"}');
SELECT 'SITC beside HS; as reported before converted' AS claim, pg_temp.total() AS got, 11 AS want;
COPY trade_sources.comtrade_bulk_raw FROM STDIN WITH (FORMAT csv, HEADER match);
Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag
S3,2008,2008,2008,1,0,1,Import,4,Afghanistan,AFG,0,World,WLD,0,Food and live animals,1,No Quantity,,,309541080,0
H6,2025,202503,March 2025,6,0,2,Export,156,China,CHN,276,Germany,DEU,850511,Magnets,8,Weight in kilograms,7,7,5,4
\.
COPY trade_sources.comtrade_get_raw FROM STDIN WITH (FORMAT csv, HEADER match);
Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,2nd Partner ISO,Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),Gross weight (kg),Trade Value (US$),CIF Trade Value (US$),FOB Trade Value (US$),Flag
H3,2009,2009,2009,6,0,3,Re-Export,344,China; Hong Kong SAR,HKG,490,"Other Asia, nes",,,,,,,,,850511,Magnets,8,Weight in kilograms,900,,,,900,,25000,,,4
\.
SELECT period, frequency, reporter, partner, flow, product, classification, kg, value, counted, note FROM trade_sources.comtrade WHERE period < '2010-01-01' OR reporter = 'CHN' ORDER BY period, classification, counted;

-- Periods: the whole text or an error that names row and column.
TRUNCATE trade_sources.gacc_raw;
INSERT INTO trade_sources.gacc_raw ("数据年月", "商品编码", "第一数量", "第一计量单位", "美元") VALUES
  ('2024', '85051110', '58,152,000', '千克', '2,900,000,000'), ('202401-202412', '85051110', '58,152,000', '千克', '2,900,000,000'), ('202300', '85051110', '52,000,000', '千克', '2,800,000,000'), (NULL, '85051110', '5,000', '千克', '25,000');
SELECT period, period_end, frequency, kg, counted, note FROM trade_sources.gacc ORDER BY period, counted, note;
SELECT 'a year and a range that is it' AS claim, sum(kg) AS got, 58152000 AS want, pg_temp.doubts('gacc') AS doubts FROM trade_sources.gacc WHERE counted AND period = '2024-01-01';
INSERT INTO trade_sources.gacc_raw ("数据年月", "商品编码", "第一数量", "第一计量单位", "美元") VALUES
  ('202306', '85051110', '4,000,000', '千克', '1'), ('202201-202206', '85051110', '5', '吨', '1'), ('202204-202209', '85051110', '6', '吨', '1'), ('202207至202208', '28053012', '7', '克', '1');
SELECT period, period_end, frequency, product, kg, counted, note FROM trade_sources.gacc WHERE period BETWEEN '2022-01-01' AND '2023-12-31' ORDER BY period, product, counted;
SELECT what, key, rows, to_do FROM trade_sources.checks WHERE source = 'gacc' AND what LIKE 'total%' ORDER BY what, key;
UPDATE trade_sources.gacc_raw SET "数据年月" = '202413' WHERE "数据年月" = '202306';
SELECT period, kg FROM trade_sources.gacc;
UPDATE trade_sources.gacc_raw SET "数据年月" = '202412-202401' WHERE "数据年月" = '202413';
SELECT period, kg FROM trade_sources.gacc;
DELETE FROM trade_sources.gacc_raw WHERE "数据年月" = '202412-202401';
TRUNCATE trade_sources.comext_raw, trade_sources.comext_old_raw;
INSERT INTO trade_sources.comext_raw ("REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "STAT_PROCEDURE", "PERIOD", "VALUE_EUR", "QUANTITY_KG") VALUES ('DE', 'CN', '85051110', '1', '1', '2024', '5', '1');
SELECT period, value FROM trade_sources.comext;
UPDATE trade_sources.comext_raw SET "PERIOD" = '202400';
SELECT period, value FROM trade_sources.comext;
UPDATE trade_sources.comext_raw SET "PERIOD" = '20AB52';
SELECT period, value FROM trade_sources.comext;
UPDATE trade_sources.comext_raw SET "PERIOD" = '202452';
SELECT 'a year without months' AS claim, sum(value) AS got, 5 AS want FROM trade_sources.comext WHERE counted AND frequency = 'year';
SELECT pg_temp.comtrade('{"period": "2025", "partnerCode": "276"}');
SELECT period FROM trade_sources.comtrade;
SELECT pg_temp.comtrade('{"freqCode": "A", "period": "202503", "partnerCode": "276"}');
SELECT period FROM trade_sources.comtrade;
SELECT pg_temp.comtrade('{"freqCode": "Q", "period": "2025", "partnerCode": "276"}');
SELECT period FROM trade_sources.comtrade;
SELECT pg_temp.comtrade('{"period": null, "partnerCode": "276"}');
SELECT counted, note, pg_temp.doubts('comtrade') FROM trade_sources.comtrade;
INSERT INTO trade_sources.baci_raw VALUES ('20231', '156', '276', '850511', '1', '1');
SELECT period FROM trade_sources.baci;
DELETE FROM trade_sources.baci_raw WHERE t = '20231';

-- COMEXT: every published header loads; regimes without their total count.
TRUNCATE trade_sources.comext_raw;
COPY trade_sources.comext_2001_raw FROM STDIN WITH (FORMAT csv, HEADER match);
DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_cpa2002,PRODUCT_cpa2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY
001,FR,0003,NL,I,99RRR100,00151,0122,0143,.....,111,01,1,1,A,200101,2580,600,1
\.
COPY trade_sources.comext_2002_raw FROM STDIN WITH (FORMAT csv, HEADER match);
DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA2002,PRODUCT_cpa2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY
001,,0720,,E,85051100,77881,3162,2599,.....,22,16,1,4,A,200501,700,20,1
\.
COPY trade_sources.comext_2017_raw FROM STDIN WITH (FORMAT csv, HEADER match);
DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA2002,PRODUCT_CPA2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_BEC5,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY
004,DE,0720,CN,E,85051110,77881,3162,2599,2599,22,212,16,1,1,,202001,21400000,512000,0
\.
INSERT INTO trade_sources.comext_old_raw ("DECLARANT_ISO", "PARTNER_ISO", "PRODUCT_NC", "FLOW", "STAT_REGIME", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG")
VALUES ('FR', 'CN', '85051100', '1', '1', '200101', '90000', '4000'), ('FR', 'CN', '85051100', '1', '2', '200101', '10000', '500'),
  ('FR', 'JP', '85051100', '1', '4', '200101', '30', '1'), ('FR', 'JP', '85051100', '1', '1', '200101', '30', '1'), ('FR', 'US', '8505 11 00', '1', '4', '200101', 'NaN', '1');
SELECT period, reporter, partner, product, kg, value, counted, note FROM trade_sources.comext ORDER BY period, partner, value, counted, kg;
SELECT 'regimes without a total' AS claim, sum(value) AS got, 100000 AS want, pg_temp.doubts('comext') AS doubts FROM trade_sources.comext WHERE counted AND partner = 'CN' AND period = '2001-01-01';
INSERT INTO trade_sources.comext_raw ("REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "STAT_PROCEDURE", "PERIOD", "VALUE_EUR", "QUANTITY_KG") VALUES
  ('DE', 'CN', '85051110', '1', '1', '202001', '21500000', '512000'), ('DE', 'WORLD', '85051110', '1', '1', '202001', '99', '9'), ('DE', 'EU27_2020_EXTRA', '85051110', '1', '1', '202002', '99', '9');
SELECT 'a month in both layouts, a World row among partners' AS claim, sum(value) AS got, 21500000 AS want FROM trade_sources.comext WHERE counted AND period = '2020-01-01';
SELECT partner, counted, note FROM trade_sources.comext WHERE period >= '2020-01-01' ORDER BY note, partner, counted;

-- Customs of China: totals and parts by what was asked for, dollars and yuan.
TRUNCATE trade_sources.gacc_raw;
INSERT INTO trade_sources.gacc_raw ("数据年月", "商品编码", "贸易伙伴编码", "贸易伙伴名称", "贸易方式编码", "第一数量", "第一计量单位", "美元", "人民币") VALUES
  ('202503', '85051110', NULL, NULL, NULL, '100', '千克', '10', NULL), ('202503', '85051110', '304', '德国', NULL, '60', '千克', '6', NULL),
  ('202503', '85051110', '304', '德国', '10', '50', '千克', '5', NULL), ('202503', '85051110', '304', '德国', '15', '10', '千克', '1', NULL),
  ('202503', '85051110', '502', '美国', '10', '40', '千克', '4', NULL), ('202503', '85051110', '304', '德国', NULL, '60', '千克', NULL, '43'),
  ('202503', NULL, '304', '德国', NULL, NULL, NULL, '900', NULL), ('202504', '''8505.1110', '304', NULL, NULL, '0', '千克', '6', NULL), ('202504', '28053012', NULL, '总值', NULL, '2', '克', '1', NULL);
SELECT period, product, partner, kg, value, currency, counted, note FROM trade_sources.gacc ORDER BY period, product, counted, value, partner;
SELECT 'one of totals, parts and currencies' AS claim, sum(value) AS got, 10 AS want FROM trade_sources.gacc WHERE counted AND period = '2025-03-01';

-- Figures.
SELECT 'no number' AS claim, trade_sources.number('NaN') AS got, NULL AS want;
SELECT figure, trade_sources.number(figure) FROM unnest(ARRAY['12,345,678', '1,825.28', '1 234 567.5', E'1\u00a0234', '−3', '1e3', '–', ':', 'n.a.', 'null']) figure;
SELECT trade_sources.number('Infinity');
SELECT trade_sources.number('34,650');
SELECT trade_sources.number('0x1A');
SELECT trade_sources.number(repeat('9', 400));
SELECT trade_sources.number('0,650', thousands => true);
INSERT INTO trade_sources.baci_raw VALUES ('2023', '156', '276', '850511', '1.5', '34,650');
SELECT sum(kg) FROM trade_sources.baci;
DELETE FROM trade_sources.baci_raw WHERE q = '34,650';
INSERT INTO trade_sources.baci_raw VALUES ('2023', '156', '276', '85051110', '1.5', '1');
SELECT count(product) FROM trade_sources.baci;
DELETE FROM trade_sources.baci_raw WHERE k = '85051110';
COPY trade_sources.baci_2010_raw FROM STDIN WITH (FORMAT csv, HEADER match);
t,hs6,i,j,v,q
2010,10121,156,842,1.5,0
2023,850511,156,276,9,1
\.
SELECT period, product, reporter, partner, kg, value, counted, note FROM trade_sources.baci WHERE period = '2010-01-01' OR NOT counted;
INSERT INTO trade_sources.filings_raw (company, ticker, fiscal_period_end, period_type, revenue_cny_m, export_revenue_cny_m, export_share_pct, inventory_cny_m) VALUES
  ('X', NULL, '2024-12-31', 'annual', '1,825.28', '-', NULL, '94,943'), (NULL, 'J', '2023-01-01', 'annual', '94943', NULL, '0.18', NULL), ('Z', NULL, '2024-12-31', 'annual', '100', '200', NULL, NULL),
  ('Z', NULL, '2024-12-31', 'annual', '100', '200', NULL, NULL), ('W', NULL, NULL, 'annual', '1', NULL, NULL, NULL);
SELECT firm, period_start, period_end, revenue, export_revenue, export_basis, inventory FROM trade_sources.filings WHERE firm IN ('X', 'J');
SELECT what, key, rows, to_do FROM trade_sources.checks WHERE source = 'filings' ORDER BY what, key;

-- Every note has advice.
SELECT DISTINCT note FROM trade_sources.flows WHERE note IS NOT NULL AND note NOT IN (SELECT note FROM trade_sources.advice);
SELECT c.oid::regclass FROM pg_class c WHERE relnamespace = 'trade_sources'::regnamespace AND relkind IN ('r', 'v') AND obj_description(c.oid) IS NULL;
-- A row that cannot be read is told by its place.
TRUNCATE trade_sources.filings_raw;
INSERT INTO trade_sources.filings_raw (company, fiscal_period_end, period_type, revenue_cny_m) VALUES ('X', '2024-12-31', 'annual', '1825,28');
SELECT revenue FROM trade_sources.filings WHERE firm = 'X';
UPDATE trade_sources.filings_raw SET revenue_cny_m = '1', fiscal_period_end = '31/12/2024' WHERE company = 'X';
SELECT revenue, period_end FROM trade_sources.filings WHERE firm = 'X';
DROP SCHEMA trade_sources CASCADE;
