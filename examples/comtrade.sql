-- UN Comtrade: the 47 columns of the web download and of the API, version 1.
-- \copy trade_sources.comtrade_raw FROM 'file.csv' WITH (FORMAT csv, HEADER match)
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

CREATE VIEW trade_sources.comtrade AS
SELECT 'comtrade' AS source,
       CASE "freqCode" WHEN 'M' THEN to_date(period, 'YYYYMM') ELSE make_date("refYear"::int, 1, 1) END AS period,
       CASE "freqCode" WHEN 'M' THEN 'month' ELSE 'year' END AS frequency,
       -- 899, "Areas, nes": a partner that nobody tells is NULL
       "reporterISO" AS reporter, CASE WHEN "partnerCode" <> '899' THEN "partnerISO" END AS partner,
       CASE "flowCode" WHEN 'M' THEN 'import' WHEN 'X' THEN 'export' ELSE lower("flowDesc") END AS flow,
       "cmdCode" AS product, "classificationCode" AS classification,
       -- a weight of zero is one that nobody knows
       nullif(nullif("netWgt", '')::float8, 0) AS kg,
       nullif("primaryValue", '')::float8 AS value, 'USD' AS currency,
       CASE "flowCode" WHEN 'M' THEN 'cif' WHEN 'X' THEN 'fob' END AS valuation,
       note.counted, note.text AS note
FROM trade_sources.comtrade_raw,
  LATERAL (SELECT CASE WHEN "partnerCode" = '0' THEN 'World: total of the partners'
                       WHEN "cmdCode" = 'TOTAL' THEN 'total of the products'
                       WHEN "partner2Code" <> '0' THEN 'part of a row: by second partner'
                       WHEN "motCode" <> '0' THEN 'part of a row: by mode of transport'
                       WHEN "customsCode" <> 'C00' THEN 'part of a row: by customs procedure' END) AS double(text),
  LATERAL (SELECT double.text IS NULL AS counted,
                  coalesce(double.text, CASE WHEN "partnerCode" = '899' THEN 'partner not told'
                                             WHEN nullif(nullif("netWgt", '')::float8, 0) IS NULL THEN 'weight unknown'
                                             WHEN lower("isNetWgtEstimated") IN ('true', '1') THEN 'weight estimated' END) AS text) AS note;
COMMENT ON VIEW trade_sources.comtrade IS
'UN Comtrade as plain columns. Totals and breakdowns stay visible with counted = false: summing them would count trade twice. A partner that is not told is NULL, so that summaries count it as unattributed.';

-- What the partners of a flow lack against its World row: suppressed partners.
CREATE VIEW trade_sources.comtrade_balance AS
SELECT period, reporter, flow, product, world, partners, world - partners AS unattributed
FROM (SELECT period, reporter, flow, product, sum(value) FILTER (WHERE note LIKE 'World%') AS world,
             coalesce(sum(value) FILTER (WHERE counted), 0) AS partners
      FROM trade_sources.comtrade GROUP BY period, reporter, flow, product) x
WHERE world IS NOT NULL;
COMMENT ON VIEW trade_sources.comtrade_balance IS
'World rows of UN Comtrade against the sum of the partners: what is unattributed was suppressed or never reported by partner.';
