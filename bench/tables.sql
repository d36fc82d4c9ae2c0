-- 480 groups of product and month with 3,000 firms each, drawn evenly; kg with
-- one decimal.  A panel of 5,000 series of 120 months, and stored summaries.
SET client_min_messages = warning;
CREATE EXTENSION rareearth;
CREATE TABLE customs AS
SELECT (i % 40)::int AS product, (date '2024-01-01' + ((i / 40) % 12)::int * 31) AS month,
       f AS firm, 'company ' || f AS firm_name, round((random() * 1000)::numeric, 1)::float8 AS kg
FROM (SELECT i, (random() * 2999)::bigint AS f FROM generate_series(1, :rows) i) x;
CREATE TABLE panel AS
SELECT s AS series, (date '2015-01-01' + m * interval '1 month')::date AS month, 100 + random() * 50 AS kg
FROM generate_series(1, 5000) s, generate_series(0, 119) m ORDER BY random();
CREATE TABLE singles AS SELECT i AS company, i % 7 AS firm, 1.5::float8 AS kg FROM generate_series(1, 1000000) i;
CREATE TABLE monthly AS SELECT product, month, shares_agg(firm, kg) AS m FROM customs GROUP BY 1, 2;
VACUUM ANALYZE;
