-- A weight of 0 beside a value is a weight that nobody knows: no price, and the coverage says so.
SET extra_float_digits = 0;
CREATE TEMP TABLE claims (n serial, claim text, got text, want text);
CREATE TEMP TABLE trade_rows AS SELECT * FROM (VALUES ('a', 100.0::float8, 10.0::float8, false), ('a', 100, 10, true), ('a', 100, 0, true)) t(item, v, q, after);

INSERT INTO claims (claim, got, want) SELECT 'price_indices, rows', concat_ws(' ', price_fisher, price_laspeyres, quantity_fisher, coverage_before, coverage_after), '1 1 1 1 0.5' FROM (SELECT (price_indices(item, v, q, after)).* FROM trade_rows) i;
INSERT INTO claims (claim, got, want) SELECT 'price_indices, numeric rows', concat_ws(' ', price_fisher, coverage_after), '1 0.5' FROM (SELECT (price_indices(item, v::numeric, q::numeric, after)).* FROM trade_rows) i;
INSERT INTO claims (claim, got, want) SELECT 'price_indices, integer items', concat_ws(' ', price_fisher, coverage_after), '1 0.5' FROM (SELECT (price_indices(85051110, v, q, after)).* FROM trade_rows) i;
INSERT INTO claims (claim, got, want) SELECT 'price_indices, 0 before', concat_ws(' ', price_fisher, coverage_before, coverage_after), '1 0.5 1' FROM (SELECT (price_indices(item, v, q, NOT after)).* FROM trade_rows) i;
INSERT INTO claims (claim, got, want) SELECT 'price_indices, as with NULL', (SELECT price_indices(item, v, q, after) FROM trade_rows)::text, (SELECT price_indices(item, v, nullif(q, 0), after) FROM trade_rows)::text;
INSERT INTO claims (claim, got, want) SELECT 'price_indices, stored totals', concat_ws(' ', i.price_fisher, i.coverage_before, i.coverage_after), '1 1 0.5'
  FROM (SELECT shares_agg(CASE WHEN q > 0 THEN item END, v) FILTER (WHERE NOT after) AS v0, shares_agg(item, q) FILTER (WHERE NOT after) AS q0,
               shares_agg(CASE WHEN q > 0 THEN item END, v) FILTER (WHERE after) AS v1, shares_agg(item, q) FILTER (WHERE after) AS q1 FROM trade_rows) x, price_indices(v0, q0, v1, q1) i;
INSERT INTO claims (claim, got, want) SELECT 'price_indices, an item without any weight', concat_ws(' ', i.price_fisher, i.matched, i.coverage_after), '1 1 0.5'
  FROM (SELECT shares_agg(item, v) FILTER (WHERE NOT after) AS v0, shares_agg(item, q) FILTER (WHERE NOT after) AS q0, shares_agg(item, v) FILTER (WHERE after) AS v1, shares_agg(item, q) FILTER (WHERE after) AS q1
        FROM (VALUES ('a', 100, 10, false), ('a', 100, 10, true), ('b', 100, 0, true), ('b', 50, 5, false)) t(item, v, q, after)) x, price_indices(v0, q0, v1, q1) i;
INSERT INTO claims (claim, got, want) SELECT 'price_indices_chained', concat_ws(' ', price_fisher, coverage_before, coverage_after), '1 0.5 0.5'
  FROM (SELECT (price_indices_chained(day, 'a', v, q)).* FROM (VALUES (date '2023-01-01', 100, 10), ('2024-01-01', 100, 10), ('2024-01-01', 100, 0), ('2025-01-01', 100, 10)) t(day, v, q)) i;
INSERT INTO claims (claim, got, want) SELECT 'price_indices, quotes: nothing was traded', concat_ws(' ', price_laspeyres, price_paasche, coverage_after), '1.5 2 1'
  FROM (SELECT (price_indices(p0, q0, p1, q1)).* FROM (VALUES (1, 10, 2, 10), (1, 10, 1, 0)) t(p0, q0, p1, q1)) i;
INSERT INTO claims (claim, got, want) SELECT 'a correction of a weight stays one', concat_ws(' ', price_fisher, coverage_after), '2 1'
  FROM (SELECT (price_indices(item, v, q, after)).* FROM (VALUES ('a', 100, 10, false), ('a', 100, 10, true), ('a', 0, -5, true)) t(item, v, q, after)) i;
INSERT INTO claims (claim, got, want) SELECT 'unit_value', unit_value(5, 0), NULL;
INSERT INTO claims (claim, got, want) SELECT 'unit_value of many, as the page has it', unit_value(sum(v) FILTER (WHERE q > 0), sum(q)), 10 FROM trade_rows;
SELECT claim, got, want, got IS NOT DISTINCT FROM want AS holds FROM claims ORDER BY n;

-- Nor do the loaders take a weight of 0 for one.
\set ECHO none
\getenv here PG_ABS_SRCDIR
\cd :here/examples
\i load.sql
\cd :here
\set ON_ERROR_STOP off
\set ECHO all
BEGIN;
UPDATE trade_sources.baci_raw SET q = '0';
UPDATE trade_sources.gacc_raw SET "第一数量" = '0', "第二数量" = '0';
UPDATE trade_sources.comtrade_raw SET "netWgt" = '0';
SELECT source, count(*) > 0 AS rows, count(kg) AS weighed FROM trade_sources.flows WHERE source IN ('baci', 'gacc', 'comtrade') GROUP BY source ORDER BY source;
ROLLBACK;
