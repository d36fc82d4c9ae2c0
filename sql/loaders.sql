-- The extracts load under the published headers, into plain columns.
\set ECHO none
\cd examples
\i load.sql
\cd ..
\set ON_ERROR_STOP off
\set ECHO all
SET datestyle = ISO;
SELECT source, frequency, count(*), count(*) FILTER (WHERE counted) AS counted, count(kg) AS weighed, count(product) AS products FROM trade_sources.flows GROUP BY 1, 2 ORDER BY 1, 2;
SELECT * FROM trade_sources.notes WHERE note IS NOT NULL ORDER BY source, note;
SELECT period, reporter, partner, flow, product, kg, value, valuation, note FROM trade_sources.comtrade WHERE counted AND frequency = 'month' ORDER BY period, reporter, partner;
SELECT * FROM trade_sources.comtrade_balance ORDER BY period, reporter, flow;
SELECT period, reporter, partner, product, kg, value, note FROM trade_sources.baci ORDER BY period, reporter, partner, product;
SELECT period, partner, product, kg, value, note FROM trade_sources.gacc ORDER BY period, product, kg;
SELECT period, frequency, partner, flow, product, kg, value, counted, note FROM trade_sources.comext ORDER BY period, frequency, partner, flow, product, note, kg;
SELECT firm, period_start, period_end, period_type, round(export_revenue::numeric, 2) AS export_revenue, export_basis FROM trade_sources.filings WHERE export_basis IS NOT NULL ORDER BY firm, period_end;
SELECT count(*) FROM trade_sources.filings WHERE period_start IS NULL OR period_start > period_end OR export_revenue > revenue;

-- A changed header stops the load, and so does a line with a comma too many.
COPY trade_sources.baci_raw FROM STDIN WITH (FORMAT csv, HEADER match);
t,i,j,k,q,v
\.
COPY trade_sources.baci_raw FROM STDIN WITH (FORMAT csv, HEADER match);
t,i,j,k,v,q
2024,156,276,850511,1.0,2.0,
\.

-- Nothing is lost: each row is there, counted or with the reason why not.
SELECT (SELECT count(*) FROM trade_sources.flows) = (SELECT count(*) FROM trade_sources.comtrade_raw) + (SELECT count(*) FROM trade_sources.baci_raw)
     + (SELECT count(*) FROM trade_sources.gacc_raw) + (SELECT count(*) FROM trade_sources.comext_raw) + (SELECT count(*) FROM trade_sources.comext_old_raw) AS all_rows,
       count(*) FILTER (WHERE NOT counted AND note IS NULL) AS without_reason FROM trade_sources.flows;

-- Confidential products are unattributed, unknown weights lower the coverage of an index.
SELECT num_entities(m), unattributed(m), round(coverage(m)::numeric, 4) AS coverage FROM (SELECT shares_agg(product, value) AS m FROM trade_sources.comext WHERE counted AND flow = 'import' AND period = '2025-05-01') x;
SELECT matched, coverage0, round(coverage1::numeric, 4) AS coverage1 FROM (SELECT (price_indices(partner, value, kg, period > '2025-04-04')).* FROM trade_sources.comtrade WHERE counted AND reporter = 'DEU' AND frequency = 'month') i;
DROP SCHEMA trade_sources CASCADE;
