-- UN Comtrade: the 47 columns of the web download and of the API, version 1, and the two layouts before 2023.
-- \copy trade_sources.comtrade_raw FROM 'file.csv' WITH (FORMAT csv, HEADER match)
-- \copy trade_sources.comtrade_bulk_raw FROM 'type-C_r-156_ps-2008_freq-A_px-HS_pub.csv' WITH (FORMAT csv, HEADER match)
-- \copy trade_sources.comtrade_get_raw FROM 'get.csv' WITH (FORMAT csv, HEADER match)
-- The web download is in LATIN1: add ENCODING 'LATIN1'.

CREATE TABLE trade_sources.comtrade_raw (
  "typeCode" text, "freqCode" text, "refPeriodId" text, "refYear" text, "refMonth" text, period text,
  "reporterCode" text, "reporterISO" text, "reporterDesc" text, "flowCode" text, "flowDesc" text,
  "partnerCode" text, "partnerISO" text, "partnerDesc" text, "partner2Code" text, "partner2ISO" text, "partner2Desc" text,
  "classificationCode" text, "classificationSearchCode" text, "isOriginalClassification" text,
  "cmdCode" text, "cmdDesc" text, "aggrLevel" text, "isLeaf" text, "customsCode" text, "customsDesc" text,
  "mosCode" text, "motCode" text, "motDesc" text, "qtyUnitCode" text, "qtyUnitAbbr" text, qty text, "isQtyEstimated" text,
  "altQtyUnitCode" text, "altQtyUnitAbbr" text, "altQty" text, "isAltQtyEstimated" text,
  "netWgt" text, "isNetWgtEstimated" text, "grossWgt" text, "isGrossWgtEstimated" text,
  cifvalue text, fobvalue text, "primaryValue" text, "legacyEstimationFlag" text, "isReported" text, "isAggregate" text);
COMMENT ON TABLE trade_sources.comtrade_raw IS 'UN Comtrade as published, all text';

CREATE TABLE trade_sources.comtrade_bulk_raw (
  "Classification" text, "Year" text, "Period" text, "Period Desc." text, "Aggregate Level" text, "Is Leaf Code" text,
  "Trade Flow Code" text, "Trade Flow" text, "Reporter Code" text, "Reporter" text, "Reporter ISO" text, "Partner Code" text, "Partner" text, "Partner ISO" text,
  "Commodity Code" text, "Commodity" text, "Qty Unit Code" text, "Qty Unit" text, "Qty" text, "Netweight (kg)" text, "Trade Value (US$)" text, "Flag" text);
COMMENT ON TABLE trade_sources.comtrade_bulk_raw IS 'UN Comtrade before 2023 as published, bulk files of 22 columns, all text';

CREATE TABLE trade_sources.comtrade_get_raw (
  "Classification" text, "Year" text, "Period" text, "Period Desc." text, "Aggregate Level" text, "Is Leaf Code" text,
  "Trade Flow Code" text, "Trade Flow" text, "Reporter Code" text, "Reporter" text, "Reporter ISO" text, "Partner Code" text, "Partner" text, "Partner ISO" text,
  "2nd Partner Code" text, "2nd Partner" text, "2nd Partner ISO" text, "Customs Proc. Code" text, "Customs" text, "Mode of Transport Code" text, "Mode of Transport" text,
  "Commodity Code" text, "Commodity" text, "Qty Unit Code" text, "Qty Unit" text, "Qty" text, "Alt Qty Unit Code" text, "Alt Qty Unit" text, "Alt Qty" text,
  "Netweight (kg)" text, "Gross weight (kg)" text, "Trade Value (US$)" text, "CIF Trade Value (US$)" text, "FOB Trade Value (US$)" text, "Flag" text);
COMMENT ON TABLE trade_sources.comtrade_get_raw IS 'UN Comtrade before 2023 as published, web download and API of 35 columns, all text';

-- All layouts under one set of names, codes and figures read.
CREATE VIEW trade_sources.comtrade_rows AS
SELECT r.type, r.layout, r.place,
       CASE r.frequency WHEN 'M' THEN 'month' WHEN 'A' THEN 'year' END AS frequency,
       CASE r.frequency WHEN 'M' THEN trade_sources.month(r.period, trade_sources.place(r.layout, 'period', r.place, r.reporter_code, r.flow_code, r.partner_code, r.product))
                        WHEN 'A' THEN trade_sources.year(r.period, trade_sources.place(r.layout, 'period', r.place, r.reporter_code, r.flow_code, r.partner_code, r.product))
                        ELSE trade_sources.refuse('frequency', r.frequency, trade_sources.place(r.layout, 'freqCode', r.place, r.period, r.reporter_code, r.flow_code, r.partner_code, r.product),
                                                  'Write M for months and A for years.', NULL::date) END AS period,
       r.reporter_code, r.reporter_iso,
       CASE r.flow_code WHEN 'M' THEN 'import' WHEN 'X' THEN 'export' WHEN 'RX' THEN 're-export' WHEN 'RM' THEN 're-import'
                        WHEN '1' THEN 'import' WHEN '2' THEN 'export' WHEN '3' THEN 're-export' WHEN '4' THEN 're-import'
                        WHEN 'DX' THEN 'domestic export' WHEN 'FM' THEN 'foreign import'
                        WHEN 'MIP' THEN 'import for inward processing' WHEN 'MOP' THEN 'import after outward processing'
                        WHEN 'XIP' THEN 'export after inward processing' WHEN 'XOP' THEN 'export for outward processing'
                        ELSE coalesce(lower(r.flow_name), r.flow_code) END AS flow,
       coalesce(r.partner_code, r.partner_iso, r.partner_name) AS partner_code, r.partner_iso,
       coalesce(r.partner_code, r.partner_iso, r.partner_name) IN ('0', 'W00', 'WLD', 'World') IS TRUE AS world,
       -- bunkers, free zones, special categories, areas not elsewhere specified; but 490, "Other Asia, nes", is Taiwan
       (r.partner_code IN ('129', '221', '290', '471', '472', '473', '492', '527', '568', '577', '636', '637', '697', '837', '838', '839', '879', '899')
        OR r.partner_name LIKE '%, nes' AND r.partner_code <> '490') IS TRUE AS untold,
       trade_sources.code(r.product) AS product, r.classification,
       -- the classification and, as a trade may be there twice, the layout; of two the greater counts: new before old, reported before converted, HS before SITC and BEC
       CASE r.layout WHEN 'comtrade_raw' THEN 'new' ELSE 'old' END || ' ' || coalesce(r.classification, '') AS edition,
       concat((r.layout = 'comtrade_raw')::int, (r.original IS TRUE)::int, position(left(r.classification, 1) IN 'BSH')) AS rank,
       -- which parts the row is one of: 0 for a total, few before many
       CASE WHEN r.partner2 <> '0' THEN 12 ELSE 0 END + CASE WHEN r.transport <> '0' THEN 10 ELSE 0 END
       + CASE WHEN r.procedure <> 'C00' THEN 9 ELSE 0 END + CASE WHEN r.supply <> '0' THEN 8 ELSE 0 END AS parts,
       CASE WHEN r.partner2 <> '0' THEN 'second partner' WHEN r.transport <> '0' THEN 'mode of transport' WHEN r.procedure <> 'C00' THEN 'customs procedure'
            WHEN r.supply <> '0' THEN 'mode of supply' END AS part_by,
       concat_ws(' ', r.partner2, r.transport, r.procedure, r.supply) AS breakdown,
       -- a weight of zero is one that nobody knows
       nullif(r.kg, 0) AS kg, r.value, r.estimated
FROM (SELECT coalesce("typeCode", 'C') AS type, coalesce("freqCode", CASE length(period) WHEN 6 THEN 'M' ELSE 'A' END) AS frequency, period,
             coalesce(nullif("reporterCode", ''), "reporterISO", "reporterDesc") AS reporter_code, nullif("reporterISO", '') AS reporter_iso, "flowCode" AS flow_code, "flowDesc" AS flow_name,
             nullif("partnerCode", '') AS partner_code, nullif("partnerISO", '') AS partner_iso, "partnerDesc" AS partner_name, nullif("partner2Code", '') AS partner2,
             "classificationCode" AS classification, lower("isOriginalClassification") IN ('true', '1') AS original, 'comtrade_raw' AS layout, "cmdCode" AS product,
             nullif("motCode", '') AS transport, nullif("customsCode", '') AS procedure, nullif("mosCode", '') AS supply, ctid AS place,
             trade_sources.number("netWgt", place => trade_sources.place('comtrade_raw', 'netWgt', ctid, period, "reporterCode", "flowCode", "partnerCode", "cmdCode")) AS kg,
             trade_sources.number("primaryValue", place => trade_sources.place('comtrade_raw', 'primaryValue', ctid, period, "reporterCode", "flowCode", "partnerCode", "cmdCode")) AS value,
             lower("isNetWgtEstimated") IN ('true', '1') AS estimated
      FROM trade_sources.comtrade_raw
      UNION ALL
      SELECT 'C', CASE length("Period") WHEN 6 THEN 'M' ELSE 'A' END, "Period", coalesce("Reporter Code", "Reporter ISO", "Reporter"), nullif("Reporter ISO", ''),
             "Trade Flow Code", "Trade Flow", nullif("Partner Code", ''), nullif("Partner ISO", ''), "Partner", NULL, "Classification", NULL, 'comtrade_bulk_raw', "Commodity Code", NULL, NULL, NULL, ctid,
             trade_sources.number("Netweight (kg)", place => trade_sources.place('comtrade_bulk_raw', 'Netweight (kg)', ctid, "Period", "Reporter Code", "Trade Flow", "Partner Code", "Commodity Code")),
             trade_sources.number("Trade Value (US$)", place => trade_sources.place('comtrade_bulk_raw', 'Trade Value (US$)', ctid, "Period", "Reporter Code", "Trade Flow", "Partner Code", "Commodity Code")),
             "Flag" IN ('4', '6')
      FROM trade_sources.comtrade_bulk_raw
      UNION ALL
      SELECT 'C', CASE length("Period") WHEN 6 THEN 'M' ELSE 'A' END, "Period", coalesce("Reporter Code", "Reporter ISO", "Reporter"), nullif("Reporter ISO", ''),
             "Trade Flow Code", "Trade Flow", nullif("Partner Code", ''), nullif("Partner ISO", ''), "Partner", nullif("2nd Partner Code", ''), "Classification", NULL, 'comtrade_get_raw', "Commodity Code",
             nullif("Mode of Transport Code", ''), nullif("Customs Proc. Code", ''), NULL, ctid,
             trade_sources.number("Netweight (kg)", place => trade_sources.place('comtrade_get_raw', 'Netweight (kg)', ctid, "Period", "Reporter Code", "Trade Flow", "Partner Code", "Commodity Code")),
             trade_sources.number("Trade Value (US$)", place => trade_sources.place('comtrade_get_raw', 'Trade Value (US$)', ctid, "Period", "Reporter Code", "Trade Flow", "Partner Code", "Commodity Code")),
             "Flag" IN ('4', '6')
      FROM trade_sources.comtrade_get_raw) r;
COMMENT ON VIEW trade_sources.comtrade_rows IS 'UN Comtrade, all layouts: codes, figures as numbers, and what a row is a part of.';

-- What else is there decides what counts: facts by key, as one value that a
-- query works out once.  Rows look themselves up in it; joins on so many columns
-- would leave the planner guessing, and it would sort where hashing is faster.
CREATE FUNCTION trade_sources.comtrade_facts() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE SET jit = off SET enable_sort = off
BEGIN ATOMIC
WITH lines AS MATERIALIZED (
  SELECT type, frequency, period, reporter_code, flow, edition, product, bool_or(world) AS world, bool_or(NOT world) AS partners, max(rank) AS rank, max(parts) AS parts
  FROM trade_sources.comtrade_rows GROUP BY type, frequency, period, reporter_code, flow, edition, product)
SELECT coalesce(jsonb_object_agg(key, fact), '{}') FROM (
  -- flows that are there in several editions: the one that counts
  SELECT concat_ws('|', 'flow', type, frequency, period, reporter_code, flow) AS key, substr(max(rank || edition), 4) AS fact FROM lines
  GROUP BY type, frequency, period, reporter_code, flow HAVING min(edition) <> max(edition)
  UNION ALL -- products beside TOTAL
  SELECT concat_ws('|', 'edition', type, frequency, period, reporter_code, flow, edition), 'products' FROM lines
  GROUP BY type, frequency, period, reporter_code, flow, edition HAVING bool_or(product = 'TOTAL') AND NOT bool_and(product = 'TOTAL')
  UNION ALL -- partners beside World
  SELECT concat_ws('|', 'line', type, frequency, period, reporter_code, flow, edition, product), 'partners' FROM lines WHERE world AND partners
  UNION ALL -- the fewest parts of a row that is there in several: 0 for a total
  SELECT concat_ws('|', 'row', type, frequency, period, reporter_code, flow, edition, product, partner_code), min(parts)::text FROM trade_sources.comtrade_rows
  WHERE (SELECT max(parts) FROM lines) > 0 GROUP BY type, frequency, period, reporter_code, flow, edition, product, partner_code HAVING min(parts) < max(parts)
  UNION ALL -- years that are there whole and by month: months count, unless only the year is told by partner; 4095 is twelve of them
  SELECT concat_ws('|', 'year', type, date_part('year', period), reporter_code, flow, product),
         CASE WHEN bool_or(frequency = 'year' AND partners) AND NOT bool_or(frequency = 'month' AND partners) THEN 'year'
              WHEN bit_or(CASE frequency WHEN 'month' THEN 1 << date_part('month', period)::int - 1 END) < 4095 THEN 'some months' ELSE 'months' END
  FROM lines GROUP BY type, date_part('year', period), reporter_code, flow, product HAVING min(frequency) <> max(frequency)
  UNION ALL -- labels of codes where some row lacks one
  SELECT 'label|' || code, min(iso)
  FROM (SELECT reporter_code, reporter_iso FROM trade_sources.comtrade_rows UNION ALL SELECT partner_code, partner_iso FROM trade_sources.comtrade_rows) l(code, iso)
  WHERE code IS NOT NULL AND iso IS NOT NULL AND EXISTS (SELECT FROM trade_sources.comtrade_rows WHERE reporter_iso IS NULL OR partner_iso IS NULL) GROUP BY code) facts;
END;
COMMENT ON FUNCTION trade_sources.comtrade_facts IS 'What else is there of flows, lines, rows and years of UN Comtrade, by key, and labels of codes.';

CREATE VIEW trade_sources.comtrade AS
WITH facts AS MATERIALIZED (SELECT trade_sources.comtrade_facts() AS about)
SELECT 'comtrade' AS source, r.period, trade_sources.last_day(r.period, r.frequency) AS period_end, r.frequency,
       coalesce(r.reporter_iso, (SELECT about FROM facts) ->> ('label|' || r.reporter_code), r.reporter_code) AS reporter,
       CASE WHEN NOT r.untold AND NOT (r.world AND left_out.why IS NULL)
            THEN coalesce(r.partner_iso, (SELECT about FROM facts) ->> ('label|' || r.partner_code), r.partner_code) END AS partner,
       r.flow, r.product, r.classification, r.kg, r.value, 'USD' AS currency,
       CASE WHEN r.flow LIKE '%import%' THEN 'cif' WHEN r.flow LIKE '%export%' THEN 'fob' END AS valuation,
       left_out.why IS NULL AS counted,
       coalesce(left_out.why, CASE WHEN r.world THEN 'World: no partners are there'
                                   WHEN r.parts > 0 THEN 'part of a row that is not there'
                                   WHEN r.untold THEN 'partner not told'
                                   WHEN r.value IS NULL THEN 'value unknown'
                                   WHEN r.kg IS NULL THEN 'weight unknown'
                                   WHEN r.estimated THEN 'weight estimated' END) AS note
FROM trade_sources.comtrade_rows r,
  LATERAL (SELECT CASE
    WHEN r.period IS NULL THEN 'period not told'
    WHEN (SELECT about FROM facts) ->> concat_ws('|', 'flow', r.type, r.frequency, r.period, r.reporter_code, r.flow) <> r.edition THEN 'in another edition too'
    WHEN r.parts > 0 AND ((SELECT about FROM facts) ->> concat_ws('|', 'row', r.type, r.frequency, r.period, r.reporter_code, r.flow, r.edition, r.product, r.partner_code))::int < r.parts
      THEN 'part of a row: by ' || r.part_by
    WHEN r.world AND (SELECT about FROM facts) ? concat_ws('|', 'line', r.type, r.frequency, r.period, r.reporter_code, r.flow, r.edition, r.product) THEN 'World: total of the partners'
    WHEN r.product = 'TOTAL' AND (SELECT about FROM facts) ? concat_ws('|', 'edition', r.type, r.frequency, r.period, r.reporter_code, r.flow, r.edition) THEN 'total of the products'
    ELSE CASE (SELECT about FROM facts) ->> concat_ws('|', 'year', r.type, date_part('year', r.period), r.reporter_code, r.flow, r.product) || ' ' || r.frequency
           WHEN 'year month' THEN 'World by month: the year is there by partner'
           WHEN 'months year' THEN 'total of the year: months are there'
           WHEN 'some months year' THEN 'total of the year: some months are there' END END) AS left_out(why);
COMMENT ON VIEW trade_sources.comtrade IS
'UN Comtrade as plain columns. Totals and parts of other rows stay visible with counted = false: summing them would count trade twice; so do years of which months are there, and second editions of one trade. What has no other row counts: parts without their total, World without partners. A partner that is not told is NULL, so that summaries count it as unattributed; a label that is absent is its code.';

-- What the partners of a flow lack against its World row: suppressed partners.
CREATE VIEW trade_sources.comtrade_balance AS
SELECT period, frequency, reporter, flow, product, classification, world, partners, world - partners AS unattributed
FROM (SELECT period, frequency, reporter, flow, product, classification, sum(value) FILTER (WHERE note LIKE 'World%') AS world,
             coalesce(sum(value) FILTER (WHERE counted AND note IS DISTINCT FROM 'World: no partners are there' OR note LIKE 'total%'), 0) AS partners
      FROM trade_sources.comtrade GROUP BY period, frequency, reporter, flow, product, classification) x
WHERE world IS NOT NULL;
COMMENT ON VIEW trade_sources.comtrade_balance IS
'World rows of UN Comtrade against the sum of the partners, by reporter: what is unattributed was suppressed or never reported by partner. Choose a frequency and a flow.';
