-- Eurostat COMEXT, bulk files: the layout in use and the one before.
-- \copy trade_sources.comext_raw FROM 'full_202504.dat' WITH (FORMAT csv, HEADER match)
-- \copy trade_sources.comext_old_raw FROM 'full201504.dat' WITH (FORMAT csv, HEADER match)

CREATE TABLE trade_sources.comext_raw (
  "REPORTER" text, "PARTNER" text, "TRADE_TYPE" text, "PRODUCT_NC" text, "PRODUCT_SITC" text, "PRODUCT_CPA21" text, "PRODUCT_CPA22" text,
  "PRODUCT_BEC" text, "PRODUCT_BEC5" text, "PRODUCT_SECTION" text, "FLOW" text, "STAT_PROCEDURE" text, "SUPPL_UNIT" text, "PERIOD" text,
  "VALUE_EUR" text, "VALUE_NAC" text, "QUANTITY_KG" text, "QUANTITY_SUPPL_UNIT" text);
COMMENT ON TABLE trade_sources.comext_raw IS 'Eurostat COMEXT as published, all text';

CREATE TABLE trade_sources.comext_old_raw (
  "DECLARANT" text, "DECLARANT_ISO" text, "PARTNER" text, "PARTNER_ISO" text, "TRADE_TYPE" text, "PRODUCT_NC" text, "PRODUCT_SITC" text,
  "PRODUCT_CPA2002" text, "PRODUCT_CPA2008" text, "PRODUCT_CPA2_1" text, "PRODUCT_BEC" text, "PRODUCT_SECTION" text, "FLOW" text,
  "STAT_REGIME" text, "SUPP_UNIT" text, "PERIOD" text, "VALUE_IN_EUROS" text, "QUANTITY_IN_KG" text, "SUP_QUANTITY" text);
COMMENT ON TABLE trade_sources.comext_old_raw IS 'Eurostat COMEXT in the earlier layout as published, all text';

CREATE VIEW trade_sources.comext AS
SELECT 'comext' AS source,
       CASE WHEN right(r.period, 2) = '52' THEN make_date(left(r.period, 4)::int, 1, 1) ELSE to_date(r.period, 'YYYYMM') END AS period,
       CASE WHEN right(r.period, 2) = '52' THEN 'year' ELSE 'month' END AS frequency,
       r.reporter, CASE WHEN NOT untold THEN r.partner END AS partner, CASE r.flow WHEN '1' THEN 'import' WHEN '2' THEN 'export' END AS flow,
       -- a confidential product has letters in its code: its value is known, the product is not
       CASE WHEN r.product ~ '^[0-9]+$' THEN r.product END AS product, 'CN' AS classification,
       figure.kg, trade_sources.number(r.value) AS value, 'EUR' AS currency,
       CASE r.flow WHEN '1' THEN 'cif' WHEN '2' THEN 'fob' END AS valuation,
       double.text IS NULL AS counted,
       coalesce(double.text, CASE WHEN r.product !~ '^[0-9]+$' THEN 'confidential product'
                                  WHEN untold THEN 'partner not told'
                                  WHEN figure.kg IS NULL THEN 'weight unknown'
                                  WHEN r.procedure IN ('2', '3') THEN 'processing' END) AS note
FROM (SELECT "REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "STAT_PROCEDURE", NULL, "PERIOD", "VALUE_EUR", "QUANTITY_KG" FROM trade_sources.comext_raw
      UNION ALL
      SELECT "DECLARANT_ISO", "PARTNER_ISO", "PRODUCT_NC", "FLOW", NULL, "STAT_REGIME", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG" FROM trade_sources.comext_old_raw
     ) AS r(reporter, partner, product, flow, procedure, regime, period, value, kg),
  -- high seas, stores and provisions, countries not specified or secret
  LATERAL (SELECT coalesce(r.partner ~ '^Q[P-Z]$', false)) AS told(untold),
  -- a weight of zero is one that nobody knows
  LATERAL (SELECT nullif(trade_sources.number(r.kg), 0)) AS figure(kg),
  LATERAL (SELECT CASE WHEN right(r.period, 2) = '52' THEN 'total of the year'
                       WHEN r.product = 'TOTAL' THEN 'total of the products'
                       -- the earlier layout has the total of the regimes as regime 4
                       WHEN r.regime <> '4' THEN 'part of a row: by regime' END) AS double(text);
COMMENT ON VIEW trade_sources.comext IS
'Eurostat COMEXT as plain columns, both layouts. Year totals and the parts by regime of the earlier layout stay visible with counted = false; a confidential product, or a partner that is not told, is NULL, so that summaries count it as unattributed.';
