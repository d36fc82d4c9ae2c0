-- Statements of the shape that tools write themselves, over the views of

-- Metabase: fingerprint of a view
SELECT "trade_bi"."recovery_path"."product" AS "product", SUBSTRING("trade_bi"."recovery_path"."partner", 1, 1234) AS "substring1", "trade_bi"."recovery_path"."period" AS "period", "trade_bi"."recovery_path"."ratio" AS "ratio" FROM "trade_bi"."recovery_path" LIMIT 10000;

-- Metabase: values of a field
SELECT "trade_bi"."exports"."partner" AS "partner" FROM "trade_bi"."exports" GROUP BY "trade_bi"."exports"."partner" ORDER BY "trade_bi"."exports"."partner" ASC LIMIT 1001;

-- Metabase: a question by month with a breakout
SELECT "source"."product" AS "product", CAST(DATE_TRUNC('month', "source"."period") AS date) AS "period", AVG("source"."ratio") AS "avg" FROM (SELECT "trade_bi"."recovery_path"."product" AS "product", "trade_bi"."recovery_path"."period" AS "period", "trade_bi"."recovery_path"."ratio" AS "ratio" FROM "trade_bi"."recovery_path" WHERE "trade_bi"."recovery_path"."partner" = 'World') AS "source" GROUP BY "source"."product", CAST(DATE_TRUNC('month', "source"."period") AS date) ORDER BY "source"."product" ASC, CAST(DATE_TRUNC('month', "source"."period") AS date) ASC;

-- Metabase: bins of a number
SELECT FLOOR((("trade_bi"."recovery"."depth" - 0.0) / 0.1)) * 0.1 + 0.0 AS "depth", COUNT(*) AS "count" FROM "trade_bi"."recovery" GROUP BY FLOOR((("trade_bi"."recovery"."depth" - 0.0) / 0.1)) * 0.1 + 0.0 ORDER BY 1 ASC;

-- Superset: list of views
SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'trade_bi' AND c.relkind IN ('v', 'm');

-- Superset: columns of a view
SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef) AS DEFAULT, a.attnotnull, a.attrelid AS table_oid, pgd.description AS comment, a.attgenerated AS generated FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_description pgd ON (pgd.objoid = a.attrelid AND pgd.objsubid = a.attnum) WHERE a.attrelid = 'trade_bi.recovery'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum;

-- Superset: a time series with a limit of series
SELECT DATE_TRUNC('month', period) AS period, product AS product, AVG(ratio) AS "AVG(ratio)" FROM trade_bi.recovery_path JOIN (SELECT product AS product__, AVG(ratio) AS mme_inner__ FROM trade_bi.recovery_path WHERE period >= TO_DATE('2020-01-01', 'YYYY-MM-DD') AND period < TO_DATE('2026-12-01', 'YYYY-MM-DD') GROUP BY product ORDER BY mme_inner__ DESC LIMIT 25) AS anon_1 ON product = product__ WHERE period >= TO_DATE('2020-01-01', 'YYYY-MM-DD') AND period < TO_DATE('2026-12-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('month', period), product ORDER BY "AVG(ratio)" DESC LIMIT 10000;

-- Superset: the same by partner
SELECT DATE_TRUNC('quarter', period) AS period, partner AS partner, SUM(value) AS "SUM(value)" FROM trade_bi.recovery_path JOIN (SELECT partner AS partner__, SUM(value) AS mme_inner__ FROM trade_bi.recovery_path GROUP BY partner ORDER BY mme_inner__ DESC LIMIT 25) AS anon_1 ON partner = partner__ GROUP BY DATE_TRUNC('quarter', period), partner ORDER BY "SUM(value)" DESC LIMIT 10000;

-- Superset: time grains
SELECT DATE_TRUNC('week', day) AS w, DATE_TRUNC('year', day) AS y, MAX(open_licences) AS m FROM trade_bi.licence_backlog GROUP BY DATE_TRUNC('week', day), DATE_TRUNC('year', day) ORDER BY w LIMIT 1000;

-- Superset: a virtual dataset
SELECT market AS market, max(hhi) AS hhi FROM (SELECT period, market, hhi FROM trade_bi.concentration
) AS virtual_table WHERE period >= TO_DATE('2010-01-01', 'YYYY-MM-DD') GROUP BY market ORDER BY hhi DESC LIMIT 100;

-- Superset: a filter box
SELECT product AS product FROM trade_bi.recovery GROUP BY product ORDER BY product ASC LIMIT 1000;

-- Grafana: tables that the editor offers
SELECT quote_ident(table_name) AS "table" FROM information_schema.tables WHERE quote_ident(table_schema) NOT IN ('information_schema', 'pg_catalog', '_timescaledb_cache') AND quote_ident(table_schema) = 'trade_bi' ORDER BY CASE WHEN quote_ident(table_name) LIKE '%' THEN 0 ELSE 1 END, 1;

-- Grafana: columns that the editor offers
SELECT quote_ident(column_name) AS "column", data_type AS "type" FROM information_schema.columns WHERE quote_ident(table_name) = 'recovery_path';

-- Grafana: buckets of time
SELECT floor(extract(epoch FROM period) / 2592000) * 2592000 AS "time", product AS metric, avg(ratio) AS value FROM trade_bi.recovery_path WHERE period BETWEEN '2024-01-01T00:00:00Z' AND '2026-11-28T00:00:00Z' AND partner = 'World' GROUP BY 1, 2 ORDER BY 1, 2;

-- Tableau: what a view holds
SELECT * FROM (SELECT * FROM "trade_bi"."recovery_path") "Custom SQL Query" LIMIT 10;

-- Tableau: domain of a dimension
SELECT "recovery_path"."partner" AS "partner" FROM "trade_bi"."recovery_path" "recovery_path" GROUP BY 1 ORDER BY 1 ASC NULLS FIRST;

-- Tableau: a continuous month with two measures
SELECT DATE_TRUNC('MONTH', CAST("recovery_path"."period" AS DATE)) AS "tmn:period:ok", "recovery_path"."product" AS "product", AVG("recovery_path"."ratio") AS "avg:ratio:ok", SUM("recovery_path"."value") AS "sum:value:ok" FROM "trade_bi"."recovery_path" "recovery_path" WHERE ("recovery_path"."partner" = 'World') GROUP BY 1, 2 HAVING (COUNT(1) > 0);

-- Tableau: a level of detail
SELECT "t0"."__measure__0" AS "max", "recovery"."product" AS "product", COUNT(1) AS "n" FROM "trade_bi"."recovery" "recovery" INNER JOIN (SELECT "recovery"."product" AS "product", MAX("recovery"."depth") AS "__measure__0" FROM "trade_bi"."recovery" "recovery" GROUP BY 1) "t0" ON ("recovery"."product" IS NOT DISTINCT FROM "t0"."product") GROUP BY 1, 2;

-- Power BI: types of the server, as Npgsql asks
SELECT ns.nspname, t.oid, t.typname, t.typtype, t.typnotnull, t.elemtypoid FROM (SELECT typ.oid, typ.typnamespace, typ.typname, typ.typtype, typ.typrelid, typ.typnotnull, typ.relkind, elemtyp.oid AS elemtypoid, elemtyp.typname AS elemtypname, elemcls.relkind AS elemrelkind, CASE WHEN elemproc.proname = 'array_recv' THEN 'a' ELSE elemtyp.typtype END AS elemtyptype FROM (SELECT typ.oid, typnamespace, typname, typrelid, typnotnull, relkind, typelem AS elemoid, CASE WHEN proc.proname = 'array_recv' THEN 'a' ELSE typ.typtype END AS typtype, CASE WHEN proc.proname = 'array_recv' THEN typ.typelem WHEN typ.typtype = 'r' THEN rngsubtype WHEN typ.typtype = 'd' THEN typ.typbasetype END AS elemtypoid FROM pg_type AS typ LEFT JOIN pg_class AS cls ON (cls.oid = typ.typrelid) LEFT JOIN pg_proc AS proc ON proc.oid = typ.typreceive LEFT JOIN pg_range ON (pg_range.rngtypid = typ.oid)) AS typ LEFT JOIN pg_type AS elemtyp ON elemtyp.oid = elemtypoid LEFT JOIN pg_class AS elemcls ON (elemcls.oid = elemtyp.typrelid) LEFT JOIN pg_proc AS elemproc ON elemproc.oid = elemtyp.typreceive) AS t JOIN pg_namespace AS ns ON (ns.oid = typnamespace) WHERE typtype IN ('b', 'r', 'm', 'e', 'd') ORDER BY t.oid;

-- Power BI: list of views
SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM INFORMATION_SCHEMA.tables WHERE TABLE_SCHEMA NOT IN ('information_schema', 'pg_catalog') ORDER BY TABLE_SCHEMA, TABLE_NAME;

-- Power BI: preview
SELECT "$Table"."product" AS "product", "$Table"."partner" AS "partner", "$Table"."period" AS "period", "$Table"."ratio" AS "ratio" FROM "trade_bi"."recovery_path" "$Table" LIMIT 1000;

-- Power BI: a folded group in DirectQuery
SELECT "_"."product", "_"."a0", "_"."a1" FROM (SELECT "rows"."product" AS "product", max("rows"."depth") AS "a0", count(distinct "rows"."partner") + max(CASE WHEN "rows"."partner" IS NULL THEN 1 ELSE 0 END) AS "a1" FROM (SELECT "product", "depth", "partner" FROM "trade_bi"."recovery" "$Table") "rows" GROUP BY "product") "_" WHERE NOT "_"."a0" IS NULL ORDER BY "_"."product" LIMIT 1000001;

-- LibreOffice and Excel: a pivot
SELECT "market", "year", SUM("value") FROM "trade_bi"."suppliers" GROUP BY "market", "year" ORDER BY "market", "year";
