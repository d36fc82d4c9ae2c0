-- Memory of aggregates and size of stored values, as title|bytes|reach.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
SET work_mem = '2GB';
SET enable_sort = off;
SET max_parallel_workers_per_gather = 0;

-- How large this process has been while one state grew to a gigabyte, its answer included; first, since nothing is forgotten.
SELECT hhi(i::bigint, 1), (SELECT sum(total_bytes) FROM pg_backend_memory_contexts WHERE name = 'rareearth state') AS bytes
FROM (SELECT generate_series(1, 36000000) AS i) x \gset
SELECT 'one state of ' || :bytes / 1000000 || ' MB: the process at its largest, over the state|' ||
  round(substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\s+(\d+)')::numeric * 1024 / :bytes, 2) || '|<= 2';

CREATE AGGREGATE pg_temp.state(bigint, double precision) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE AGGREGATE pg_temp.state(text, double precision) (SFUNC = shares_agg_trans, STYPE = keyed_sums);

-- What a HashAggregate has allocated at its end, in bytes.
CREATE FUNCTION pg_temp.peak(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  IF plan #>> '{0,Plan,Node Type}' <> 'Aggregate' OR plan #>> '{0,Plan,Strategy}' <> 'Hashed'
     OR (plan #>> '{0,Plan,Disk Usage}')::int > 0 THEN
    RAISE EXCEPTION 'no HashAggregate in memory: %', plan;
  END IF;
  RETURN (plan #>> '{0,Plan,Peak Memory Usage}')::numeric * 1024;
END $$;
SELECT 'sum(), a million groups of one row: a group|' || round(pg_temp.peak('SELECT company, sum(kg) FROM singles GROUP BY 1') / 1e6, 1) || '|';
SELECT 'hhi, a million groups of one row: a group|' || round(pg_temp.peak('SELECT company, hhi(firm, kg) FROM singles GROUP BY 1') / 1e6, 1) || '|';
SELECT 'the same beyond what sum() takes|' || round((pg_temp.peak('SELECT company, hhi(firm, kg) FROM singles GROUP BY 1') -
  pg_temp.peak('SELECT company, sum(kg) FROM singles GROUP BY 1')) / 1e6, 1) || '|<= 200';
SELECT 'hhi, one group of a million bigint firms: a firm|' || round(pg_temp.peak('SELECT g, hhi(firm, kg) FROM grid_1_1000000 GROUP BY 1') / 1e6, 1) || '|';
SELECT 'hhi, one group of a million text firms: a firm, name aside|' ||
  round((pg_temp.peak('SELECT g, hhi(firm_name, kg) FROM grid_1_1000000 GROUP BY 1') - (SELECT sum(length(firm_name)) FROM grid_1_1000000)) / 1e6, 1) || '|<= 40';
SELECT 'hhi, 480 groups of 3,000 bigint firms: a firm|' || round(pg_temp.peak('SELECT product, month, hhi(firm, kg) FROM customs GROUP BY 1, 2') / (SELECT sum(num_entities(m)) FROM monthly), 1) || '|';
SELECT 'hand-written HHI over the same: a firm|' || round(pg_temp.peak('SELECT product, month, firm, sum(kg) FROM customs GROUP BY 1, 2, 3') / (SELECT sum(num_entities(m)) FROM monthly), 1) || '|';

-- States as they travel between workers.
SELECT 'state of one row, bigint|' || pg_column_size(shares_agg_trans(NULL, 1::bigint, 1)) || '|';
SELECT 'state of one row, text|' || pg_column_size(shares_agg_trans(NULL, 'company 1'::text, 1)) || '|';
SELECT 'state of a million bigint firms: a firm|' || round(pg_column_size(pg_temp.state(firm, kg)) / 1e6, 1) || '|' FROM grid_1_1000000;
SELECT 'state of a million text firms: a firm, name aside|' || round((pg_column_size(pg_temp.state(firm_name, kg)) - sum(length(firm_name))) / 1e6, 1) || '|' FROM grid_1_1000000;

-- On disk, with the index of the TOAST table.
SELECT format('SELECT %L || round(pg_total_relation_size(%L)::numeric / (SELECT sum(num_entities(m)) FROM %I), 2) || %L',
  'stored summaries, ' || relname || ': an entity on disk|', relname, relname, '|')
FROM pg_class WHERE relkind = 'r' AND relname ~ '^monthly' ORDER BY relname
\gexec
