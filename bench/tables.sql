-- The data set, made by SQL.  Random numbers are seeded: every run has the same
-- rows.  kg has one decimal.
SET client_min_messages = warning;
SET synchronize_seqscans = off;
SELECT setseed(0.17) \gset
CREATE EXTENSION rareearth;

-- 480 groups of product and month with 3,000 firms each, drawn evenly.
CREATE TABLE customs AS
SELECT (i % 40)::int AS product, (date '2024-01-01' + ((i / 40) % 12)::int * 31) AS month,
       f AS firm, 'company ' || f AS firm_name, round((random() * 1000)::numeric, 1)::float8 AS kg
FROM (SELECT i, (random() * 2999)::bigint AS f FROM generate_series(1, :rows) i) x;

-- The first tenth of the same rows, to tell whether cost grows with the rows.
CREATE TABLE customs_tenth AS SELECT * FROM customs LIMIT :rows / 10;

-- The same rows with amounts as customs offices keep them, in numeric.
CREATE TABLE customs_numeric AS SELECT product, month, firm, kg::numeric AS kg FROM customs;

-- The same rows with 25 firms in each group.
CREATE TABLE customs_few AS SELECT product, month, firm % 25 AS firm, kg FROM customs;

\if :only
VACUUM ANALYZE;
\quit
\endif

-- As many licences as rows, by the same 480 groups: days waited, and whether the
-- wait has ended.
CREATE TABLE licences AS
SELECT (i % 40)::int AS product, (date '2024-01-01' + ((i / 40) % 12)::int * 31) AS month,
       ceil(-ln(1 - random()) * 60)::float8 AS days, random() < 0.7 AS ended
FROM generate_series(1, :rows) i;

-- 5,000 series of 120 months, rows in no order.
CREATE TABLE panel AS
SELECT s AS series, (date '2015-01-01' + m * interval '1 month')::date AS month, 100 + random() * 50 AS kg
FROM generate_series(1, 5000) s, generate_series(0, 119) m ORDER BY md5(s || ' ' || m);

-- Series of as many months in as many rows as customs has, drawn evenly.
CREATE TABLE deliveries AS
SELECT floor(random() * 5000)::int AS series, (date '2015-01-01' + floor(random() * 120) * interval '1 month')::date AS month, 100 + random() * 50 AS kg
FROM generate_series(1, :rows) i;

-- A million groups of one row.
CREATE TABLE singles AS SELECT i AS company, i % 7 AS firm, 1.5::float8 AS kg FROM generate_series(1, 1000000) i;

-- Stored summaries by month, and the same compressed by each method there is.
-- A summary is stored out of line and as it is (EXTERNAL) unless told otherwise.
CREATE TABLE monthly AS SELECT product, month, shares_agg(firm, kg) AS m FROM customs GROUP BY 1, 2;
CREATE TABLE monthly_text AS SELECT product, month, shares_agg(firm_name, kg) AS m FROM customs GROUP BY 1, 2;
-- The same of firms each of which trades in half of the months.
CREATE TABLE half AS SELECT product, month, shares_agg(firm, kg) FILTER (WHERE hashint8(firm * 40 + product) & (1 << extract(month FROM month)::int) = 0) AS m
FROM customs GROUP BY 1, 2;
SELECT format('CREATE TABLE %1$s_%2$s (LIKE %1$s); ALTER TABLE %1$s_%2$s ALTER m SET STORAGE extended, ALTER m SET COMPRESSION %2$s; '
              'INSERT INTO %1$s_%2$s SELECT * FROM %1$s', summaries, method)
FROM unnest('{monthly,monthly_text}'::text[]) summaries,
     (SELECT unnest(enumvals) AS method FROM pg_settings WHERE name = 'default_toast_compression') m
\gexec

-- A million rows spread over so many groups, each with so many firms.
SELECT format('CREATE TABLE grid_%1$s_%2$s AS SELECT (i %% %1$s)::int AS g, f AS firm, ''company '' || f AS firm_name, k AS kg '
              'FROM (SELECT i, floor(random() * %2$s)::bigint AS f, round((random() * 1000)::numeric, 1)::float8 AS k '
              'FROM generate_series(1, 1000000) i) x', groups, firms)
FROM (VALUES :grid) grid(groups, firms)
\gexec
-- One group in which each of a million firms has one row.
CREATE TABLE grid_1_1000000 AS
SELECT 1 AS g, f AS firm, 'company ' || f AS firm_name, 1 + f % 1000 + 0.5::float8 AS kg
FROM (SELECT (i::bigint * 7919) % 1000000 AS f FROM generate_series(1, 1000000) i) x;
-- How many groups there are: without it the planner would size the hash tables of
-- hand-written queries too small.
CREATE STATISTICS customs_firms (ndistinct) ON product, month, firm FROM customs;
CREATE STATISTICS customs_names (ndistinct) ON product, month, firm_name FROM customs;
CREATE STATISTICS customs_years (ndistinct) ON product, firm FROM customs;
CREATE STATISTICS licences_days (ndistinct) ON product, month, days FROM licences;
VACUUM ANALYZE;
