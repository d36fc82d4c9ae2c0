-- Customs of China, online query: which columns a file has depends on what was
-- asked for.  The table has all of them; name those of the file, in its order:
-- \copy trade_sources.gacc_raw ("数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "贸易方式编码", "贸易方式名称",
--   "第一数量", "第一计量单位", "第二数量", "第二计量单位", "美元") FROM 'download.csv' WITH (FORMAT csv, HEADER match, ENCODING 'GB18030')
-- A download may end each line with one comma more: sed 's/,\r\?$//' cuts it off.

CREATE TABLE trade_sources.gacc_raw (
  "数据年月" text, "商品编码" text, "商品名称" text, "贸易伙伴编码" text, "贸易伙伴名称" text, "贸易方式编码" text, "贸易方式名称" text,
  "注册地编码" text, "注册地名称" text, "第一数量" text, "第一计量单位" text, "第二数量" text, "第二计量单位" text, "美元" text, "人民币" text);
COMMENT ON TABLE trade_sources.gacc_raw IS 'customs of China as published, all text: month, product, partner, mode of trade, place of registration, two quantities with units, US dollars or yuan';

CREATE VIEW trade_sources.gacc AS
SELECT 'gacc' AS source, to_date("数据年月", 'YYYYMM') AS period, 'month' AS frequency,
       'CHN' AS reporter, btrim("贸易伙伴名称", E' \t') AS partner, 'export' AS flow,
       btrim("商品编码", E' \t') AS product, NULL::text AS classification,
       figure.kg, coalesce(figure.usd, figure.cny) AS value,
       CASE WHEN figure.usd IS NOT NULL THEN 'USD' WHEN figure.cny IS NOT NULL THEN 'CNY' END AS currency, 'fob' AS valuation,
       true AS counted,
       CASE WHEN coalesce(figure.usd, figure.cny) IS NULL THEN 'value unknown'
            WHEN figure.kg IS NULL THEN 'weight unknown: no quantity in kg' END AS note
FROM trade_sources.gacc_raw,
  -- kilograms are one of the two quantities, or none
  LATERAL (SELECT nullif(CASE '千克' WHEN btrim("第一计量单位", E' \t') THEN trade_sources.number("第一数量")
                                   WHEN btrim("第二计量单位", E' \t') THEN trade_sources.number("第二数量") END, 0),
                  trade_sources.number("美元"), trade_sources.number("人民币")) AS figure(kg, usd, cny);
COMMENT ON VIEW trade_sources.gacc IS
'Exports of China as plain columns, one row for each product of eight digits, partner and mode of trade. The file does not say whether it holds exports or imports: keep them in tables of their own.';
