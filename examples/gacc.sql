-- Customs of China, online query: which columns there are depends on what was
-- asked for; here by product, partner and mode of trade, in US dollars.
-- \copy trade_sources.gacc_raw FROM 'download.csv' WITH (FORMAT csv, HEADER match, ENCODING 'GB18030')
-- A download may end each line with one comma more: cut it off first.

CREATE TABLE trade_sources.gacc_raw (
  "数据年月" text, "商品编码" text, "商品名称" text, "贸易伙伴编码" text, "贸易伙伴名称" text, "贸易方式编码" text, "贸易方式名称" text,
  "第一数量" text, "第一计量单位" text, "第二数量" text, "第二计量单位" text, "美元" text);
COMMENT ON TABLE trade_sources.gacc_raw IS 'customs of China as published, all text: month, product, partner, mode of trade, two quantities with units, US dollars';

CREATE VIEW trade_sources.gacc AS
SELECT 'gacc' AS source, to_date("数据年月", 'YYYYMM') AS period, 'month' AS frequency,
       'CHN' AS reporter, "贸易伙伴名称" AS partner, 'export' AS flow,
       "商品编码" AS product, NULL::text AS classification,
       -- kilograms are one of the two quantities, or none
       CASE '千克' WHEN "第一计量单位" THEN replace("第一数量", ',', '')::float8
                   WHEN "第二计量单位" THEN replace("第二数量", ',', '')::float8 END AS kg,
       replace("美元", ',', '')::float8 AS value, 'USD' AS currency, 'fob' AS valuation,
       true AS counted,
       CASE WHEN '千克' IS DISTINCT FROM "第一计量单位" AND '千克' IS DISTINCT FROM "第二计量单位" THEN 'weight unknown: no quantity in kg' END AS note
FROM trade_sources.gacc_raw;
COMMENT ON VIEW trade_sources.gacc IS
'Exports of China as plain columns, one row for each product of eight digits, partner and mode of trade. The file does not say whether it holds exports or imports: keep them in tables of their own.';
