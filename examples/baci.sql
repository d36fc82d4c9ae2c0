-- CEPII BACI: one file for each year, t, i, j, k, v, q.
-- \copy trade_sources.baci_raw FROM 'BACI_HS17_Y2024_V202601.csv' WITH (FORMAT csv, HEADER match)

CREATE TABLE trade_sources.baci_raw (t text, i text, j text, k text, v text, q text);
COMMENT ON TABLE trade_sources.baci_raw IS 'CEPII BACI as published, all text';

CREATE VIEW trade_sources.baci AS
SELECT 'baci' AS source, make_date(t::int, 1, 1) AS period, 'year' AS frequency,
       i AS reporter, j AS partner, 'export' AS flow,
       lpad(trim(k), 6, '0') AS product, NULL::text AS classification,
       figure.kg, trade_sources.number(v) * 1000 AS value, 'USD' AS currency, 'fob' AS valuation,
       true AS counted, CASE WHEN figure.kg IS NULL THEN 'weight unknown' END AS note
FROM trade_sources.baci_raw, LATERAL (SELECT nullif(trade_sources.number(q), 0) * 1000) AS figure(kg);
COMMENT ON VIEW trade_sources.baci IS
'CEPII BACI as plain columns, in kg and USD: reporter is the exporter and partner the importer, as numeric codes of BACI. Reconciled figures, not the report of one country. Flows of zero and of up to 1,000 USD are not in the files.';
