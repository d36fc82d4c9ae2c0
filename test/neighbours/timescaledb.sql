-- Hypertables: chunks, parallel workers and summaries of summaries give the bits of one plain table.
-- Run by scripts/test-servers --neighbours with the edition that Debian has, under the Apache licence.
CREATE EXTENSION timescaledb;
CREATE EXTENSION rareearth;
CREATE TABLE plain AS
SELECT date '2024-01-01' + i % 330 AS day, 'product ' || i % 5 AS product, 'firm ' || (i * 7919::bigint) % 301 AS firm,
       i * 0.1 + CASE i % 1000 WHEN 0 THEN 1e12 WHEN 1 THEN -0.05 ELSE 0 END AS kg
FROM generate_series(1, 400000) i;
CREATE TABLE customs (LIKE plain);
ALTER TABLE customs ALTER day SET NOT NULL;
SELECT count(*) FROM create_hypertable('customs', 'day', chunk_time_interval => interval '1 month');
INSERT INTO customs SELECT * FROM plain ORDER BY firm, kg;
SELECT count(*) > 5 AS chunks FROM show_chunks('customs');
ANALYZE;

-- A plan as one text.
CREATE FUNCTION plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; lines text := '';
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP lines := lines || line || E'\n'; END LOOP;
  RETURN lines;
END $$;
CREATE VIEW of_chunks AS
SELECT product, time_bucket('1 month', day)::date AS month, shares_agg(firm, kg) AS m, series_agg(day, kg, 'day') AS s, hhi(firm, kg) AS hhi, market_indices(firm, kg) AS r
FROM customs GROUP BY 1, 2;
CREATE VIEW of_rows AS
SELECT product, date_trunc('month', day)::date AS month, shares_agg(firm, kg) AS m, series_agg(day, kg, 'day') AS s, hhi(firm, kg) AS hhi, market_indices(firm, kg) AS r
FROM plain GROUP BY 1, 2;
CREATE FUNCTION differ() RETURNS bigint LANGUAGE sql AS $$
SELECT count(*) FROM of_chunks a FULL JOIN of_rows b USING (product, month)
WHERE (a.m = b.m AND a.s = b.s AND a.hhi = b.hhi AND a.r::text = b.r::text) IS NOT TRUE $$;

-- One process, then workers that aggregate their chunks in part.
SET max_parallel_workers_per_gather = 0;
SELECT differ();
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT p ~ 'Finalize' AS finalized, p ~ 'Partial' AS in_part, p ~ 'Parallel Append' AS over_chunks
FROM plan('SELECT product, shares_agg(firm, kg) FROM customs GROUP BY 1') p;
SELECT differ();
SELECT count(*) AS differ FROM (SELECT product, shares_agg(firm, kg) AS m FROM customs GROUP BY 1) a JOIN (SELECT product, shares_agg(firm, kg) AS m FROM plain GROUP BY 1) b USING (product)
WHERE a.m <> b.m;

-- A hypertable of summaries, rolled up.
CREATE TABLE monthly (month date NOT NULL, product text, m market_shares, s trade_series);
SELECT count(*) FROM create_hypertable('monthly', 'month', chunk_time_interval => interval '3 months');
INSERT INTO monthly SELECT month, product, m, s FROM of_chunks;
SELECT count(*) > 2 AS chunks FROM show_chunks('monthly');
ANALYZE monthly;
SELECT count(*) AS differ FROM (SELECT product, rollup(m) AS m, rollup(s) AS s FROM monthly GROUP BY 1) a
JOIN (SELECT product, shares_agg(firm, kg) AS m, series_agg(day, kg, 'day') AS s FROM plain GROUP BY 1) b USING (product) WHERE a.m <> b.m OR a.s <> b.s;
CREATE INDEX ON monthly (hhi(m));
SELECT count(*) FROM monthly WHERE hhi(m) > 0.99;

-- Late rows, corrections, and months that are dropped.
INSERT INTO customs SELECT day, product, firm, kg FROM customs WHERE day = '2024-02-10';
INSERT INTO plain SELECT day, product, firm, kg FROM plain WHERE day = '2024-02-10';
UPDATE customs SET kg = 0.25 WHERE firm = 'firm 7';
UPDATE plain SET kg = 0.25 WHERE firm = 'firm 7';
SELECT differ();
SELECT count(*) > 0 AS dropped FROM drop_chunks('customs', date '2024-04-01');
DELETE FROM plain WHERE day < (SELECT min(day) FROM customs);
SELECT differ();

-- Of what is not in this edition, TimescaleDB says so itself.
ALTER TABLE customs SET (timescaledb.compress);
CREATE MATERIALIZED VIEW continuous WITH (timescaledb.continuous) AS
SELECT time_bucket('1 month', day) AS month, shares_agg(firm, kg) AS m FROM customs GROUP BY 1 WITH NO DATA;
