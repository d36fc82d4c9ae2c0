-- Incrementally maintained views: what keeps the sums current below our aggregates, and what is refused.
-- Run by scripts/test-servers --neighbours.
CREATE EXTENSION pg_ivm;
CREATE EXTENSION rareearth;
SET search_path = public, pgivm;
CREATE TABLE customs (id serial PRIMARY KEY, day date, product text, firm text, kg numeric);
INSERT INTO customs (day, product, firm, kg)
SELECT date '2025-01-01' + i % 90, 'product ' || i % 3, 'firm ' || i % 17, i * 0.1 FROM generate_series(1, 2000) i;

-- Our aggregates are not maintained by pg_ivm.
SELECT create_immv('shares', 'SELECT product, shares_agg(firm, kg) AS m FROM customs GROUP BY product');
SELECT create_immv('indices', 'SELECT product, hhi(firm, kg) AS hhi FROM customs GROUP BY product');
SELECT create_immv('nested', 'SELECT product, shares_agg(firm, kg) AS m FROM (SELECT product, firm, sum(kg) AS kg FROM customs GROUP BY 1, 2) f GROUP BY product');

-- The finest sums are, and our aggregates stand in a plain view on top.
SELECT create_immv('finest', 'SELECT product, firm, day, sum(kg) AS kg FROM customs GROUP BY product, firm, day');
CREATE VIEW market AS SELECT product, shares_agg(firm, kg) AS m, series_agg(day, kg, 'month') AS s, hhi(firm, kg) AS hhi FROM finest GROUP BY product;
CREATE FUNCTION differ() RETURNS bigint LANGUAGE sql AS $$
SELECT count(*) FROM market a FULL JOIN (
  SELECT product, shares_agg(firm, kg) AS m, series_agg(day, kg, 'month') AS s, hhi(firm, kg) AS hhi
  FROM (SELECT product, firm, day, sum(kg) AS kg FROM customs GROUP BY product, firm, day) f GROUP BY product) b USING (product)
WHERE (a.m = b.m AND a.s = b.s AND a.hhi = b.hhi) IS NOT TRUE $$;
SELECT differ();
INSERT INTO customs (day, product, firm, kg) VALUES ('2025-02-01', 'product 1', 'firm 1', 1e17), ('2025-02-01', 'product 9', 'firm 99', 0.3), (NULL, 'product 1', NULL, 5);
SELECT differ();
UPDATE customs SET kg = kg + 0.7, firm = 'firm 3' WHERE id % 7 = 0;
SELECT differ();
DELETE FROM customs WHERE kg = 1e17 OR id % 5 = 0;
SELECT differ();

-- Of double precision the sums below drift, where 1e17 came and went: use numeric.
CREATE TABLE floats (product text, firm text, kg float8);
INSERT INTO floats SELECT 'p', 'f', 5 FROM generate_series(1, 101);
SELECT create_immv('drifting', 'SELECT product, firm, sum(kg) AS kg FROM floats GROUP BY product, firm');
INSERT INTO floats VALUES ('p', 'f', 1e17);
DELETE FROM floats WHERE kg = 1e17;
SELECT total(shares_agg(firm, kg)) AS of_the_view, (SELECT total(shares_agg(firm, kg)) FROM floats) AS of_the_rows FROM drifting;

-- Rows that are filtered and joined are maintained, without any sum.
CREATE TABLE firms (firm text PRIMARY KEY, country text);
INSERT INTO firms SELECT 'firm ' || i, 'country ' || i % 4 FROM generate_series(0, 16) i;
SELECT create_immv('joined', 'SELECT c.id, c.product, f.country, c.kg FROM customs c JOIN firms f ON f.firm = c.firm WHERE c.kg > 10');
UPDATE firms SET country = 'country 9' WHERE firm = 'firm 3';
DELETE FROM customs WHERE id % 11 = 0;
SELECT count(*) AS differ FROM (SELECT product, shares_agg(country, kg) AS m FROM joined GROUP BY 1) a
FULL JOIN (SELECT product, shares_agg(country, kg) AS m FROM customs JOIN firms USING (firm) WHERE kg > 10 GROUP BY 1) b USING (product) WHERE (a.m = b.m) IS NOT TRUE;

-- Stored summaries and questions to them are columns like others.
CREATE TABLE monthly (id integer PRIMARY KEY, m market_shares);
INSERT INTO monthly SELECT g, shares_agg('firm ' || i, i * g) FROM generate_series(1, 5) g, generate_series(1, 10) i GROUP BY g;
SELECT create_immv('asked', 'SELECT id, m, hhi(m) AS hhi FROM monthly');
SELECT create_immv('grouped', 'SELECT m, count(*) AS n FROM monthly GROUP BY m');
UPDATE monthly SET m = m + m WHERE id = 2;
DELETE FROM monthly WHERE id = 5;
SELECT count(*) AS differ FROM asked a FULL JOIN monthly b USING (id) WHERE (a.m = b.m AND a.hhi = hhi(b.m)) IS NOT TRUE;
SELECT count(*) AS differ FROM grouped a FULL JOIN (SELECT m, count(*) AS n FROM monthly GROUP BY m) b USING (m) WHERE (a.n = b.n) IS NOT TRUE;
