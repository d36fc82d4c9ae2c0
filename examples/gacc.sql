-- Customs of China, online query: which columns a file has depends on what was
-- asked for.  The table has all of them; name those of the file, in its order:
-- \copy trade_sources.gacc_raw ("数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "贸易方式编码", "贸易方式名称",
--   "第一数量", "第一计量单位", "第二数量", "第二计量单位", "美元") FROM 'download.csv' WITH (FORMAT csv, HEADER match, ENCODING 'GB18030')
-- A download may end each line with one comma more: sed 's/,\r\?$//' cuts it off.

CREATE TABLE trade_sources.gacc_raw (
  "数据年月" text, "商品编码" text, "商品名称" text, "贸易伙伴编码" text, "贸易伙伴名称" text, "贸易方式编码" text, "贸易方式名称" text,
  "注册地编码" text, "注册地名称" text, "第一数量" text, "第一计量单位" text, "第二数量" text, "第二计量单位" text, "美元" text, "人民币" text);
COMMENT ON TABLE trade_sources.gacc_raw IS 'customs of China as published, all text: month, product, partner, mode of trade, place of registration, two quantities with units, US dollars or yuan';

-- A month, a range of them, or a year, which stands as YYYY or YYYY00 where the
-- query did not ask for months.  OFFSET 0: what is read is read once a row.
CREATE VIEW trade_sources.gacc_rows AS
SELECT r.written, r.period,
       CASE r.form WHEN 'range' THEN trade_sources.last_day(trade_sources.month(right(r.written, 6)), 'month') ELSE trade_sources.last_day(r.period, r.form) END AS period_end,
       CASE WHEN r.form IS DISTINCT FROM 'range' THEN r.form WHEN left(r.written, 6) = right(r.written, 6) THEN 'month'
            WHEN substr(r.written, 5) = concat('01', substr(r.written, 7, 1), left(r.written, 4), '12') THEN 'year' ELSE 'months' END AS frequency,
       r.product, r.partner_code, r.partner_name, r.partner_key, r.partner_label IS NULL OR r.partner_label IN ('合计', '总计', '总值', '全部', '全球', '世界') AS world,
       CASE WHEN r.mode <> '' THEN 9 ELSE 0 END + CASE WHEN r.registration <> '' THEN 10 ELSE 0 END AS parts, r.mode, r.registration, r.unit,
       -- a weight of zero is one that nobody knows
       nullif(trade_sources.number(r.quantity, true, trade_sources.place('gacc_raw', r.quantity_column, r.place, r.written, r.product, r.partner_label)) * r.unit_kg, 0) AS kg,
       r.currency, trade_sources.number(r.figure, true, trade_sources.place('gacc_raw', CASE r.currency WHEN 'USD' THEN '美元' ELSE '人民币' END, r.place, r.written, r.product, r.partner_label)) AS value
FROM (SELECT w.*, coalesce(w.partner_code, w.partner_name) AS partner_key, coalesce(w.partner_name, w.partner_code) AS partner_label,
             CASE w.form WHEN 'year' THEN trade_sources.year(left(w.written, 4)) WHEN 'range' THEN trade_sources.month(left(w.written, 6))
                         ELSE trade_sources.month(w.written, trade_sources.place('gacc_raw', '数据年月', w.place, w.product, w.partner_name)) END AS period,
             CASE w.currency WHEN 'USD' THEN w.usd WHEN 'CNY' THEN w.cny END AS figure,
             CASE WHEN w.kg_1 IS NOT NULL THEN w.quantity_1 WHEN w.kg_2 IS NOT NULL THEN w.quantity_2 END AS quantity,
             CASE WHEN w.kg_1 IS NOT NULL THEN '第一数量' ELSE '第二数量' END AS quantity_column, coalesce(w.kg_1, w.kg_2) AS unit_kg
      FROM (SELECT ctid AS place, t.written,
                   CASE WHEN t.written IS NULL THEN NULL WHEN t.written ~ '^[12][0-9][0-9][0-9](?:00)?$' THEN 'year'
                        WHEN t.written ~ '^[0-9]{6}[-–~至][0-9]{6}$' AND left(t.written, 6) <= right(t.written, 6) THEN 'range' ELSE 'month' END AS form,
                   trade_sources.code("商品编码") AS product, nullif(trade_sources.trim("贸易伙伴编码"), '') AS partner_code, nullif(trade_sources.trim("贸易伙伴名称"), '') AS partner_name,
                   coalesce(trade_sources.trim("贸易方式编码"), trade_sources.trim("贸易方式名称")) AS mode, coalesce(trade_sources.trim("注册地编码"), trade_sources.trim("注册地名称")) AS registration,
                   "第一计量单位" AS unit, "第一数量" AS quantity_1, "第二数量" AS quantity_2, "美元" AS usd, "人民币" AS cny,
                   -- kilograms are one of the two quantities, or none
                   CASE trade_sources.trim("第一计量单位") WHEN '千克' THEN 1 WHEN '克' THEN 0.001::float8 WHEN '吨' THEN 1000 END AS kg_1,
                   CASE trade_sources.trim("第二计量单位") WHEN '千克' THEN 1 WHEN '克' THEN 0.001::float8 WHEN '吨' THEN 1000 END AS kg_2,
                   CASE WHEN NOT trade_sources.is_missing("美元") THEN 'USD' WHEN NOT trade_sources.is_missing("人民币") THEN 'CNY' END AS currency
            FROM trade_sources.gacc_raw, LATERAL (SELECT nullif(trade_sources.trim("数据年月"), '')) AS t(written) OFFSET 0) w OFFSET 0) r
OFFSET 0;
COMMENT ON VIEW trade_sources.gacc_rows IS 'Customs of China: codes, figures as numbers, and what a row is a part of.';

CREATE FUNCTION trade_sources.gacc_facts() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE SET jit = off SET enable_sort = off
BEGIN ATOMIC
WITH lines AS MATERIALIZED (
  SELECT written, period, period_end, frequency, product, bool_or(world) AS world, bool_or(NOT world) AS partners, min(currency) <> max(currency) AS two_currencies,
         min(parts) < max(parts) AS parts, bool_or(partner_name IS NULL AND partner_code IS NOT NULL) AS unnamed
  FROM trade_sources.gacc_rows GROUP BY written, period, period_end, frequency, product)
SELECT coalesce(jsonb_object_agg(key, fact), '{}') FROM (
  -- products beside rows without one
  SELECT concat_ws('|', 'edition', written) AS key, 'products' AS fact FROM lines GROUP BY written HAVING bool_or(product IS NULL) AND NOT bool_and(product IS NULL)
  UNION ALL -- partners beside rows without one
  SELECT concat_ws('|', 'line', written, product), 'partners' FROM lines WHERE world AND partners
  UNION ALL -- the same in US dollars and in yuan
  SELECT concat_ws('|', 'currency', written, product), 'USD' FROM lines WHERE two_currencies
  UNION ALL -- the fewest parts of a row that is there in several: 0 for a total
  SELECT concat_ws('|', 'row', written, product, partner_key), min(parts)::text FROM trade_sources.gacc_rows
  WHERE (SELECT bool_or(parts) FROM lines) GROUP BY written, product, partner_key HAVING min(parts) < max(parts)
  UNION ALL -- longer periods that share months with shorter ones, or with one written otherwise; an equality, so that the join can hash
  SELECT concat_ws('|', 'span', l.written, l.product),
         CASE WHEN bool_and((s.period, s.period_end) = (l.period, l.period_end)) THEN 'written otherwise too'
              WHEN count(*) FILTER (WHERE s.frequency = 'month') >= 12 * date_part('year', age(l.period_end + 1, l.period)) + date_part('month', age(l.period_end + 1, l.period)) THEN 'months' ELSE 'some months' END
  FROM lines l JOIN lines s ON coalesce(s.product, '') = coalesce(l.product, '') AND s.period <= l.period_end AND s.period_end >= l.period
    AND (s.period_end - s.period, s.period, s.written) < (l.period_end - l.period, l.period, l.written)
  WHERE l.frequency <> 'month' OR s.frequency = 'month' GROUP BY l.written, l.product, l.period, l.period_end
  UNION ALL -- labels of codes where some row lacks one
  SELECT 'label|' || partner_code, min(partner_name) FROM trade_sources.gacc_rows
  WHERE (SELECT bool_or(unnamed) FROM lines) AND partner_code IS NOT NULL AND partner_name IS NOT NULL GROUP BY partner_code) facts;
END;
COMMENT ON FUNCTION trade_sources.gacc_facts IS 'What else is there of lines, rows and periods of the customs of China, by key, and labels of codes.';

CREATE VIEW trade_sources.gacc AS
WITH facts AS MATERIALIZED (SELECT trade_sources.gacc_facts() AS about)
SELECT 'gacc' AS source, r.period, r.period_end, r.frequency, 'CHN' AS reporter,
       CASE WHEN NOT (r.world AND left_out.why IS NULL) THEN coalesce(r.partner_name, (SELECT about FROM facts) ->> ('label|' || r.partner_code), r.partner_code) END AS partner,
       'export' AS flow, r.product, NULL::text AS classification, r.kg, r.value, r.currency, 'fob' AS valuation,
       left_out.why IS NULL AS counted,
       coalesce(left_out.why, CASE WHEN r.world THEN 'World: no partners are there'
                                   WHEN r.product IS NULL THEN 'TOTAL: no products are there'
                                   WHEN r.currency IS NULL THEN 'value unknown'
                                   WHEN r.kg IS NULL THEN 'weight unknown: no quantity in kg' END) AS note
FROM trade_sources.gacc_rows r,
  LATERAL (SELECT CASE
    WHEN r.period IS NULL THEN 'period not told'
    WHEN r.currency = 'CNY' AND (SELECT about FROM facts) ? concat_ws('|', 'currency', r.written, r.product) THEN 'in US dollars too'
    WHEN r.parts > 0 AND ((SELECT about FROM facts) ->> concat_ws('|', 'row', r.written, r.product, r.partner_key))::int < r.parts
      THEN 'part of a row: by ' || CASE r.parts WHEN 10 THEN 'place of registration' ELSE 'mode of trade' END
    WHEN r.world AND (SELECT about FROM facts) ? concat_ws('|', 'line', r.written, r.product) THEN 'World: total of the partners'
    WHEN r.product IS NULL AND (SELECT about FROM facts) ? concat_ws('|', 'edition', r.written) THEN 'total of the products'
    ELSE CASE (SELECT about FROM facts) ->> concat_ws('|', 'span', r.written, r.product)
           WHEN 'months' THEN CASE r.frequency WHEN 'year' THEN 'total of the year: months are there' ELSE 'total of several months: months are there' END
           WHEN 'some months' THEN CASE r.frequency WHEN 'year' THEN 'total of the year: some months are there' ELSE 'total of several months: some months are there' END
           WHEN 'written otherwise too' THEN 'the same period written otherwise' END END) AS left_out(why);
COMMENT ON VIEW trade_sources.gacc IS
'Exports of China as plain columns, one row for each product of eight digits, partner and mode of trade. A range of months or a year is one row from period to period_end, and counts where no month of it does. The file does not say whether it holds exports or imports: keep them in tables of their own.';
