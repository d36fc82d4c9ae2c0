-- Makes the tables and views of all sources and loads the extracts.
-- Run it from this directory: psql -f load.sql

\set ON_ERROR_STOP on
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS trade_sources CASCADE;
CREATE SCHEMA trade_sources;
COMMENT ON SCHEMA trade_sources IS 'Trade statistics as published, and as plain columns.';

\ir comtrade.sql
\ir baci.sql
\ir gacc.sql
\ir comext.sql
\ir filings.sql

\copy trade_sources.comtrade_raw FROM 'extracts/comtrade.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.baci_raw FROM 'extracts/baci.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.gacc_raw FROM 'extracts/gacc.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.comext_raw FROM 'extracts/comext.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.comext_old_raw FROM 'extracts/comext_old.csv' WITH (FORMAT csv, HEADER match)
\copy trade_sources.filings_raw FROM '../data/magnet_producer_filings.csv' WITH (FORMAT csv, HEADER match)

CREATE VIEW trade_sources.flows AS
SELECT * FROM trade_sources.comtrade
UNION ALL SELECT * FROM trade_sources.baci
UNION ALL SELECT * FROM trade_sources.gacc
UNION ALL SELECT * FROM trade_sources.comext;
COMMENT ON VIEW trade_sources.flows IS 'All sources in the same columns; one source at a time should be summed, and only where counted.';
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
COMMENT ON COLUMN trade_sources.flows.currency IS 'USD or EUR';
COMMENT ON COLUMN trade_sources.flows.valuation IS 'cif (imports) or fob (exports)';
COMMENT ON COLUMN trade_sources.flows.counted IS 'false for totals and breakdowns of other rows';
COMMENT ON COLUMN trade_sources.flows.note IS 'why a row is not counted, or what it lacks';

CREATE VIEW trade_sources.notes AS
SELECT source, counted, note, count(*) AS rows, sum(value) AS value, sum(kg) AS kg
FROM trade_sources.flows GROUP BY source, counted, note;
COMMENT ON VIEW trade_sources.notes IS 'What is left out of sums, and what counts without a weight or a product, by source.';
