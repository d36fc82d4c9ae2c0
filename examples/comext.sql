-- Eurostat COMEXT, bulk files: the layout in use, and those before, as their headers changed.
-- \copy trade_sources.comext_raw FROM 'full_202504.dat' WITH (FORMAT csv, HEADER match)
-- \copy trade_sources.comext_2017_raw FROM 'full202001.dat' WITH (FORMAT csv, HEADER match)   with PRODUCT_BEC5
-- \copy trade_sources.comext_old_raw FROM 'full201504.dat' WITH (FORMAT csv, HEADER match)
-- \copy trade_sources.comext_2002_raw FROM 'full200504.dat' WITH (FORMAT csv, HEADER match)   with PRODUCT_cpa2008
-- \copy trade_sources.comext_2001_raw FROM 'full200104.dat' WITH (FORMAT csv, HEADER match)   with PRODUCT_cpa2002, PRODUCT_cpa2008

CREATE TABLE trade_sources.comext_raw (
  "REPORTER" text, "PARTNER" text, "TRADE_TYPE" text, "PRODUCT_NC" text, "PRODUCT_SITC" text, "PRODUCT_CPA21" text, "PRODUCT_CPA22" text,
  "PRODUCT_BEC" text, "PRODUCT_BEC5" text, "PRODUCT_SECTION" text, "FLOW" text, "STAT_PROCEDURE" text, "SUPPL_UNIT" text, "PERIOD" text,
  "VALUE_EUR" text, "VALUE_NAC" text, "QUANTITY_KG" text, "QUANTITY_SUPPL_UNIT" text);
COMMENT ON TABLE trade_sources.comext_raw IS 'Eurostat COMEXT as published, all text';

CREATE TABLE trade_sources.comext_2017_raw (
  "DECLARANT" text, "DECLARANT_ISO" text, "PARTNER" text, "PARTNER_ISO" text, "TRADE_TYPE" text, "PRODUCT_NC" text, "PRODUCT_SITC" text,
  "PRODUCT_CPA2002" text, "PRODUCT_CPA2008" text, "PRODUCT_CPA2_1" text, "PRODUCT_BEC" text, "PRODUCT_BEC5" text, "PRODUCT_SECTION" text, "FLOW" text,
  "STAT_REGIME" text, "SUPP_UNIT" text, "PERIOD" text, "VALUE_IN_EUROS" text, "QUANTITY_IN_KG" text, "SUP_QUANTITY" text);
COMMENT ON TABLE trade_sources.comext_2017_raw IS 'Eurostat COMEXT in the earlier layout with PRODUCT_BEC5 as published, all text';

CREATE TABLE trade_sources.comext_old_raw (
  "DECLARANT" text, "DECLARANT_ISO" text, "PARTNER" text, "PARTNER_ISO" text, "TRADE_TYPE" text, "PRODUCT_NC" text, "PRODUCT_SITC" text,
  "PRODUCT_CPA2002" text, "PRODUCT_CPA2008" text, "PRODUCT_CPA2_1" text, "PRODUCT_BEC" text, "PRODUCT_SECTION" text, "FLOW" text,
  "STAT_REGIME" text, "SUPP_UNIT" text, "PERIOD" text, "VALUE_IN_EUROS" text, "QUANTITY_IN_KG" text, "SUP_QUANTITY" text);
COMMENT ON TABLE trade_sources.comext_old_raw IS 'Eurostat COMEXT in the earlier layout as published, all text';

CREATE TABLE trade_sources.comext_2002_raw (LIKE trade_sources.comext_old_raw);
ALTER TABLE trade_sources.comext_2002_raw RENAME "PRODUCT_CPA2008" TO "PRODUCT_cpa2008";
COMMENT ON TABLE trade_sources.comext_2002_raw IS 'Eurostat COMEXT in the earlier layout with PRODUCT_cpa2008 as published, all text';

CREATE TABLE trade_sources.comext_2001_raw (LIKE trade_sources.comext_2002_raw);
ALTER TABLE trade_sources.comext_2001_raw RENAME "PRODUCT_CPA2002" TO "PRODUCT_cpa2002";
COMMENT ON TABLE trade_sources.comext_2001_raw IS 'Eurostat COMEXT in the earlier layout with PRODUCT_cpa2002 and PRODUCT_cpa2008 as published, all text';

-- All layouts under one set of names, codes and figures read.
CREATE VIEW trade_sources.comext_rows AS
SELECT CASE WHEN r.period LIKE '____52' THEN 'year' ELSE 'month' END AS frequency,
       CASE WHEN r.period LIKE '____52' THEN trade_sources.year(left(r.period, 4), trade_sources.place(r.layout, 'PERIOD', r.place, r.reporter, r.partner, r.code, r.flow_code))
            ELSE trade_sources.month(r.period, trade_sources.place(r.layout, 'PERIOD', r.place, r.reporter, r.partner, r.code, r.flow_code)) END AS period,
       r.reporter, r.partner, r.trade_type, CASE r.flow_code WHEN '1' THEN 'import' WHEN '2' THEN 'export' ELSE r.flow_code END AS flow,
       trade_sources.code(r.code) AS code, r.procedure, r.regime, r.breakdown, r.layout, CASE r.layout WHEN 'comext_raw' THEN 'new' ELSE 'old' END AS edition, r.place,
       -- WORLD, EU27_2020_EXTRA and the like; 1000, 1010, 1011 in numbers
       (r.partner ~ '^[A-Z].*[A-Z0-9].*[A-Z0-9]$' OR r.partner ~ '^10[01][0-9]$') IS TRUE AS world,
       -- high seas, stores and provisions, countries not specified or secret
       (r.partner ~ '^(Q[P-Z]|0?9[5-7][0-9])$') IS TRUE AS untold,
       -- a weight of zero is one that nobody knows
       nullif(trade_sources.number(r.kg, place => trade_sources.place(r.layout, r.kg_column, r.place, r.period, r.reporter, r.partner, r.code, r.flow_code)), 0) AS kg,
       trade_sources.number(r.value, place => trade_sources.place(r.layout, r.value_column, r.place, r.period, r.reporter, r.partner, r.code, r.flow_code)) AS value
FROM (SELECT "REPORTER", "PARTNER", "TRADE_TYPE", "PRODUCT_NC", "FLOW", "STAT_PROCEDURE", NULL, "PERIOD", "VALUE_EUR", "QUANTITY_KG", 'comext_raw', ctid, 'VALUE_EUR', 'QUANTITY_KG',
             concat_ws(' ', "PRODUCT_SITC", "PRODUCT_CPA21", "PRODUCT_CPA22", "PRODUCT_BEC", "PRODUCT_BEC5", "PRODUCT_SECTION", "SUPPL_UNIT")
      FROM trade_sources.comext_raw
      UNION ALL
      SELECT coalesce("DECLARANT_ISO", "DECLARANT"), coalesce("PARTNER_ISO", "PARTNER"), "TRADE_TYPE", "PRODUCT_NC", "FLOW", NULL, "STAT_REGIME", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG",
             'comext_2017_raw', ctid, 'VALUE_IN_EUROS', 'QUANTITY_IN_KG',
             concat_ws(' ', "PRODUCT_SITC", "PRODUCT_CPA2002", "PRODUCT_CPA2008", "PRODUCT_CPA2_1", "PRODUCT_BEC", "PRODUCT_BEC5", "PRODUCT_SECTION", "SUPP_UNIT")
      FROM trade_sources.comext_2017_raw
      UNION ALL
      SELECT coalesce("DECLARANT_ISO", "DECLARANT"), coalesce("PARTNER_ISO", "PARTNER"), "TRADE_TYPE", "PRODUCT_NC", "FLOW", NULL, "STAT_REGIME", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG",
             'comext_old_raw', ctid, 'VALUE_IN_EUROS', 'QUANTITY_IN_KG',
             concat_ws(' ', "PRODUCT_SITC", "PRODUCT_CPA2002", "PRODUCT_CPA2008", "PRODUCT_CPA2_1", "PRODUCT_BEC", "PRODUCT_SECTION", "SUPP_UNIT")
      FROM trade_sources.comext_old_raw
      UNION ALL
      SELECT coalesce("DECLARANT_ISO", "DECLARANT"), coalesce("PARTNER_ISO", "PARTNER"), "TRADE_TYPE", "PRODUCT_NC", "FLOW", NULL, "STAT_REGIME", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG",
             'comext_2002_raw', ctid, 'VALUE_IN_EUROS', 'QUANTITY_IN_KG',
             concat_ws(' ', "PRODUCT_SITC", "PRODUCT_CPA2002", "PRODUCT_cpa2008", "PRODUCT_CPA2_1", "PRODUCT_BEC", "PRODUCT_SECTION", "SUPP_UNIT")
      FROM trade_sources.comext_2002_raw
      UNION ALL
      SELECT coalesce("DECLARANT_ISO", "DECLARANT"), coalesce("PARTNER_ISO", "PARTNER"), "TRADE_TYPE", "PRODUCT_NC", "FLOW", NULL, "STAT_REGIME", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG",
             'comext_2001_raw', ctid, 'VALUE_IN_EUROS', 'QUANTITY_IN_KG',
             concat_ws(' ', "PRODUCT_SITC", "PRODUCT_cpa2002", "PRODUCT_cpa2008", "PRODUCT_CPA2_1", "PRODUCT_BEC", "PRODUCT_SECTION", "SUPP_UNIT")
      FROM trade_sources.comext_2001_raw
     ) AS r(reporter, partner, trade_type, code, flow_code, procedure, regime, period, value, kg, layout, place, value_column, kg_column, breakdown);
COMMENT ON VIEW trade_sources.comext_rows IS 'Eurostat COMEXT, all layouts: codes, figures as numbers, and what a row is a part of.';

CREATE FUNCTION trade_sources.comext_facts() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE SET jit = off SET enable_sort = off
BEGIN ATOMIC
WITH lines AS MATERIALIZED (
  SELECT frequency, period, reporter, flow, edition, code, bool_or(world) AS world, bool_or(NOT world) AS partners, bool_or(regime <> '4') AS parts
  FROM trade_sources.comext_rows GROUP BY frequency, period, reporter, flow, edition, code)
SELECT coalesce(jsonb_object_agg(key, fact), '{}') FROM (
  -- flows that are there in both layouts: the new one counts
  SELECT concat_ws('|', 'flow', frequency, period, reporter, flow) AS key, 'new' AS fact FROM lines
  GROUP BY frequency, period, reporter, flow HAVING min(edition) <> max(edition)
  UNION ALL -- products beside TOTAL
  SELECT concat_ws('|', 'edition', frequency, period, reporter, flow, edition), 'products' FROM lines
  GROUP BY frequency, period, reporter, flow, edition HAVING bool_or(code = 'TOTAL') AND NOT bool_and(code = 'TOTAL')
  UNION ALL -- partners beside groups of them
  SELECT concat_ws('|', 'line', frequency, period, reporter, flow, edition, code), 'partners' FROM lines WHERE world AND partners
  UNION ALL -- rows that have the total of the regimes beside them
  SELECT concat_ws('|', 'row', frequency, period, reporter, flow, edition, code, partner, trade_type), 'total' FROM trade_sources.comext_rows
  WHERE (SELECT bool_or(parts) FROM lines) AND edition = 'old' GROUP BY frequency, period, reporter, flow, edition, code, partner, trade_type HAVING bool_or(regime = '4') AND bool_or(regime <> '4')
  UNION ALL -- years that are there whole and by month; 4095 is all twelve
  SELECT concat_ws('|', 'year', date_part('year', period), reporter, flow, code),
         CASE WHEN bit_or(CASE frequency WHEN 'month' THEN 1 << date_part('month', period)::int - 1 END) < 4095 THEN 'some months' ELSE 'months' END
  FROM lines GROUP BY date_part('year', period), reporter, flow, code HAVING min(frequency) <> max(frequency)) facts;
END;
COMMENT ON FUNCTION trade_sources.comext_facts IS 'What else is there of flows, lines, rows and years of COMEXT, by key.';

CREATE VIEW trade_sources.comext AS
WITH facts AS MATERIALIZED (SELECT trade_sources.comext_facts() AS about)
SELECT 'comext' AS source, r.period, trade_sources.last_day(r.period, r.frequency) AS period_end, r.frequency,
       r.reporter, CASE WHEN NOT r.untold AND NOT (r.world AND left_out.why IS NULL) THEN r.partner END AS partner, r.flow,
       -- a confidential product has letters in its code: its value is known, the product is not
       CASE WHEN r.code ~ '^[0-9]+$' THEN r.code END AS product, 'CN' AS classification,
       r.kg, r.value, 'EUR' AS currency, CASE r.flow WHEN 'import' THEN 'cif' WHEN 'export' THEN 'fob' END AS valuation,
       left_out.why IS NULL AS counted,
       coalesce(left_out.why, CASE WHEN r.world THEN 'World: no partners are there'
                                   WHEN r.regime <> '4' THEN 'part of a row that is not there'
                                   WHEN r.code = 'TOTAL' THEN 'TOTAL: no products are there'
                                   WHEN r.code !~ '^[0-9]+$' THEN 'confidential product'
                                   WHEN r.untold THEN 'partner not told'
                                   WHEN r.value IS NULL THEN 'value unknown'
                                   WHEN r.kg IS NULL THEN 'weight unknown'
                                   WHEN r.procedure IN ('2', '3') THEN 'processing' END) AS note
FROM trade_sources.comext_rows r,
  LATERAL (SELECT CASE
    WHEN r.period IS NULL THEN 'period not told'
    WHEN r.edition = 'old' AND (SELECT about FROM facts) ? concat_ws('|', 'flow', r.frequency, r.period, r.reporter, r.flow) THEN 'in another edition too'
    WHEN r.regime <> '4' AND (SELECT about FROM facts) ? concat_ws('|', 'row', r.frequency, r.period, r.reporter, r.flow, r.edition, r.code, r.partner, r.trade_type) THEN 'part of a row: by regime'
    WHEN r.world AND (SELECT about FROM facts) ? concat_ws('|', 'line', r.frequency, r.period, r.reporter, r.flow, r.edition, r.code) THEN 'World: total of the partners'
    WHEN r.code = 'TOTAL' AND (SELECT about FROM facts) ? concat_ws('|', 'edition', r.frequency, r.period, r.reporter, r.flow, r.edition) THEN 'total of the products'
    WHEN r.frequency = 'year' THEN 'total of the year: ' || ((SELECT about FROM facts) ->> concat_ws('|', 'year', date_part('year', r.period), r.reporter, r.flow, r.code)) || ' are there' END) AS left_out(why);
COMMENT ON VIEW trade_sources.comext IS
'Eurostat COMEXT as plain columns, all layouts. Year totals of which months are there and regimes beside their total stay visible with counted = false, and so does the earlier layout beside the new one; years without months, and regimes without their total, count. A confidential product, or a partner that is not told, is NULL, so that summaries count it as unattributed.';
