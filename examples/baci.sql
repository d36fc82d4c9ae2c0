-- CEPII BACI: one file for each year, t, i, j, k, v, q; t, hs6, i, j, v, q in the releases of 2010.
-- \copy trade_sources.baci_raw FROM 'BACI_HS17_Y2024_V202601.csv' WITH (FORMAT csv, HEADER match)
-- \copy trade_sources.baci_2010_raw FROM 'baci92_2010.csv' WITH (FORMAT csv, HEADER match)

CREATE TABLE trade_sources.baci_raw (t text, i text, j text, k text, v text, q text);
COMMENT ON TABLE trade_sources.baci_raw IS 'CEPII BACI as published, all text';

CREATE TABLE trade_sources.baci_2010_raw (t text, hs6 text, i text, j text, v text, q text);
COMMENT ON TABLE trade_sources.baci_2010_raw IS 'CEPII BACI as published in 2010, all text';

CREATE VIEW trade_sources.baci_rows AS
SELECT trade_sources.year(trade_sources.trim(r.t), trade_sources.place(r.layout, 't', r.place, r.i, r.j, r.k)) AS period,
       trade_sources.trim(r.i) AS exporter, trade_sources.trim(r.j) AS importer,
       -- as numbers codes lose their leading zero
       CASE WHEN trade_sources.code(r.k) ~ '^[0-9]{5,6}$' THEN lpad(trade_sources.code(r.k), 6, '0')
            WHEN trade_sources.code(r.k) IS NOT NULL
              THEN trade_sources.refuse('product', r.k, trade_sources.place(r.layout, r.product_column, r.place, r.t, r.i, r.j), 'Write the six digits of the HS.', NULL::text) END AS product,
       -- a weight of zero is one that nobody knows
       nullif(trade_sources.number(r.q, place => trade_sources.place(r.layout, 'q', r.place, r.t, r.i, r.j, r.k)), 0) * 1000 AS kg,
       trade_sources.number(r.v, place => trade_sources.place(r.layout, 'v', r.place, r.t, r.i, r.j, r.k)) * 1000 AS value, r.layout
FROM (SELECT t, i, j, k, v, q, 'baci_raw', 'k', ctid FROM trade_sources.baci_raw
      UNION ALL
      SELECT t, i, j, hs6, v, q, 'baci_2010_raw', 'hs6', ctid FROM trade_sources.baci_2010_raw) r(t, i, j, k, v, q, layout, product_column, place);
COMMENT ON VIEW trade_sources.baci_rows IS 'CEPII BACI, both layouts, in kg and USD.';

CREATE VIEW trade_sources.baci AS
WITH newer AS MATERIALIZED (SELECT coalesce(jsonb_object_agg(period, true), '{}') AS years FROM (SELECT DISTINCT period FROM trade_sources.baci_rows WHERE layout = 'baci_raw' AND period IS NOT NULL) y)
SELECT 'baci' AS source, r.period, trade_sources.last_day(r.period, 'year') AS period_end, 'year' AS frequency,
       r.exporter AS reporter, r.importer AS partner, 'export' AS flow, r.product, NULL::text AS classification,
       r.kg, r.value, 'USD' AS currency, 'fob' AS valuation, left_out.why IS NULL AS counted,
       coalesce(left_out.why, CASE WHEN r.value IS NULL THEN 'value unknown' WHEN r.kg IS NULL THEN 'weight unknown' END) AS note
FROM trade_sources.baci_rows r,
  LATERAL (SELECT CASE WHEN r.period IS NULL THEN 'period not told'
                       WHEN r.layout = 'baci_2010_raw' AND (SELECT years FROM newer) ? r.period::text THEN 'in another edition too' END) AS left_out(why);
COMMENT ON VIEW trade_sources.baci IS
'CEPII BACI as plain columns, in kg and USD: reporter is the exporter and partner the importer, as numeric codes of BACI. Reconciled figures, not the report of one country. Flows of zero and of up to 1,000 USD are not in the files. A year that is there in both layouts counts once.';
