-- Makes the tables and views of all sources and loads the extracts.
-- Run it from this directory: psql -f load.sql

\set ON_ERROR_STOP on
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS trade_sources CASCADE;
CREATE SCHEMA trade_sources;
COMMENT ON SCHEMA trade_sources IS 'Trade statistics as published, and as plain columns.';

CREATE FUNCTION trade_sources.number(figure text) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN figure LIKE '%,%' AND btrim(figure, E' \t\r\n') ~ '^-?[0-9]{1,3}(,[0-9]{3})+([.][0-9]*)?$' THEN replace(figure, ',', '')::float8
  ELSE nullif(nullif(nullif(btrim(figure, E' \t\r\n'), ''), '-'), 'NA')::float8 END;
COMMENT ON FUNCTION trade_sources.number IS 'A published figure as a number: commas between thousands and blanks around it are left out; NULL when it is empty, "-" or "NA"; an error for a decimal comma.';

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
COMMENT ON COLUMN trade_sources.flows.period IS 'first day of the month or year';
COMMENT ON COLUMN trade_sources.flows.frequency IS 'month or year';
COMMENT ON COLUMN trade_sources.flows.reporter IS 'who reports, in the codes of the source';
COMMENT ON COLUMN trade_sources.flows.partner IS 'with whom, in the codes of the source; NULL where it is not told';
COMMENT ON COLUMN trade_sources.flows.flow IS 'import or export';
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

-- What a sum over a source would take twice though all of it counts.
CREATE VIEW trade_sources.checks AS
SELECT source, period, 'rows with the key of another' AS finding, sum(n - 1)::bigint AS rows
FROM (SELECT 'comtrade' AS source, period, count(*) AS n FROM trade_sources.comtrade_raw
      GROUP BY "typeCode", "freqCode", period, "reporterCode", "flowCode", "partnerCode", "partner2Code", "classificationCode", "cmdCode",
               "customsCode", "mosCode", "motCode"
      UNION ALL SELECT 'baci', t, count(*) FROM trade_sources.baci_raw GROUP BY t, i, j, k
      UNION ALL SELECT 'filings', fiscal_period_end, count(*) FROM trade_sources.filings_raw GROUP BY company, fiscal_period_end, period_type
      UNION ALL SELECT 'gacc', "数据年月", count(*) FROM trade_sources.gacc_raw
      GROUP BY "数据年月", "商品编码", "贸易伙伴编码", "贸易方式编码", "注册地编码", "第一计量单位", "第二计量单位"
      UNION ALL SELECT 'comext', "PERIOD", count(*) FROM trade_sources.comext_raw
      GROUP BY "REPORTER", "PARTNER", "TRADE_TYPE", "PRODUCT_NC", "PRODUCT_SITC", "PRODUCT_CPA21", "PRODUCT_CPA22", "PRODUCT_BEC", "PRODUCT_BEC5",
               "PRODUCT_SECTION", "FLOW", "STAT_PROCEDURE", "SUPPL_UNIT", "PERIOD"
      UNION ALL SELECT 'comext', "PERIOD", count(*) FROM trade_sources.comext_old_raw
      GROUP BY "DECLARANT", "PARTNER", "TRADE_TYPE", "PRODUCT_NC", "PRODUCT_SITC", "PRODUCT_CPA2002", "PRODUCT_CPA2008", "PRODUCT_CPA2_1", "PRODUCT_BEC",
               "PRODUCT_SECTION", "FLOW", "STAT_REGIME", "SUPP_UNIT", "PERIOD") keys
WHERE n > 1 GROUP BY source, period
UNION ALL
SELECT 'filings', books_closed::text, 'books closed in the middle of a month', count(*)
FROM trade_sources.filings WHERE period_end IS NULL GROUP BY books_closed
UNION ALL
SELECT source, NULL, 'product codes of ' || digits || ' digits beside longer ones', rows
FROM (SELECT source, length(product) AS digits, count(*) AS rows, max(length(product)) OVER (PARTITION BY source) AS longest
      FROM trade_sources.flows WHERE counted AND product IS NOT NULL GROUP BY source, length(product)) lengths
WHERE digits < longest;
COMMENT ON VIEW trade_sources.checks IS
'What would be summed twice though it counts: rows loaded or published again, by period as published, and product codes of several lengths. Empty is as it should be.';
