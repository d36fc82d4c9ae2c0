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
       "reporterISO" AS reporter, CASE WHEN NOT untold THEN "partnerISO" END AS partner,
       CASE "flowCode" WHEN 'M' THEN 'import' WHEN 'X' THEN 'export' ELSE lower("flowDesc") END AS flow,
       "cmdCode" AS product, "classificationCode" AS classification,
       figure.kg, trade_sources.number("primaryValue") AS value, 'USD' AS currency,
       CASE "flowCode" WHEN 'M' THEN 'cif' WHEN 'X' THEN 'fob' END AS valuation,
       double.text IS NULL AS counted,
       coalesce(double.text, CASE WHEN untold THEN 'partner not told'
                                  WHEN figure.kg IS NULL THEN 'weight unknown'
                                  WHEN lower("isNetWgtEstimated") IN ('true', '1') THEN 'weight estimated' END) AS note
FROM trade_sources.comtrade_raw,
  -- bunkers, free zones, special categories, areas not elsewhere specified; but 490, "Other Asia, nes", is Taiwan
  LATERAL (SELECT coalesce("partnerCode" IN ('837', '838', '839', '899') OR ("partnerDesc" LIKE '%, nes' AND "partnerCode" <> '490'), false)) AS told(untold),
  -- a weight of zero is one that nobody knows
  LATERAL (SELECT nullif(trade_sources.number("netWgt"), 0)) AS figure(kg),
  LATERAL (SELECT CASE WHEN "partner2Code" <> '0' THEN 'part of a row: by second partner'
                       WHEN "motCode" <> '0' THEN 'part of a row: by mode of transport'
                       WHEN "customsCode" <> 'C00' THEN 'part of a row: by customs procedure'
                       WHEN "partnerCode" = '0' THEN 'World: total of the partners'
                       WHEN "cmdCode" = 'TOTAL' THEN 'total of the products'
                       -- months that count; DISTINCT keeps the list of them small
                       WHEN "freqCode" <> 'M' AND ("reporterCode", "flowCode", "cmdCode", "refYear") IN
                         (SELECT DISTINCT "reporterCode", "flowCode", "cmdCode", "refYear" FROM trade_sources.comtrade_raw
                          WHERE "freqCode" = 'M' AND "partnerCode" <> '0' AND "customsCode" = 'C00' AND coalesce("partner2Code", '0') = '0'
                            AND coalesce("motCode", '0') = '0')
                         THEN 'total of the year: months are there' END) AS double(text);
COMMENT ON VIEW trade_sources.comtrade IS
'UN Comtrade as plain columns. Totals and breakdowns stay visible with counted = false: summing them would count trade twice; so do years of which months are there. A partner that is not told is NULL, so that summaries count it as unattributed.';

-- What the partners of a flow lack against its World row: suppressed partners.
CREATE VIEW trade_sources.comtrade_balance AS
SELECT period, frequency, reporter, flow, product, world, partners, world - partners AS unattributed
FROM (SELECT period, frequency, reporter, flow, product, sum(value) FILTER (WHERE note LIKE 'World%') AS world,
             coalesce(sum(value) FILTER (WHERE counted OR note LIKE 'total%'), 0) AS partners
      FROM trade_sources.comtrade GROUP BY period, frequency, reporter, flow, product) x
WHERE world IS NOT NULL;
COMMENT ON VIEW trade_sources.comtrade_balance IS
'World rows of UN Comtrade against the sum of the partners: what is unattributed was suppressed or never reported by partner. Choose a frequency and a flow.';
