-- Moving frames of rollup: what a window tells is what the frame alone tells,
-- to the last byte, whatever comes and goes.
SET datestyle = ISO;
SELECT setseed(0.3) \gset
CREATE TEMP TABLE parts AS
SELECT g, m, shares_agg(CASE WHEN e < 38 THEN 'e' || e END, v) AS shares, series_agg(date '2020-01-01' + (m * 31) % 400, v, 'month') AS series,
       spells_agg(abs(v), v > 3, 'day') AS spells, shares_agg(e, v) AS numbers
FROM (SELECT i % 3 AS g, i / 3 % 60 AS m, floor(random() * 40)::bigint AS e, floor(random() * 100) / 10 + CASE WHEN i % 97 = 0 THEN 1e16 ELSE 0 END AS v FROM generate_series(1, 4000) AS i) AS r
GROUP BY g, m;
UPDATE parts SET shares = NULL, series = NULL WHERE m % 11 IN (3, 4);
-- A total of zero that had rows stays, one whose rows have left is gone.
INSERT INTO parts SELECT g, 60, shares_agg('gone'::text, 0), NULL, NULL, NULL FROM generate_series(0, 2) AS g GROUP BY g;
CREATE FUNCTION pg_temp.moving(summary text, before int, after int) RETURNS TABLE (frames bigint, same boolean) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$SELECT count(*), bool_and(moving::text IS NOT DISTINCT FROM anew::text) FROM (
    SELECT rollup(%1$I) OVER w AS moving, (SELECT rollup(%1$I) FROM parts b WHERE b.g = x.g AND b.m BETWEEN x.m - %2$s AND x.m + %3$s) AS anew
    FROM parts x WINDOW w AS (PARTITION BY g ORDER BY m RANGE BETWEEN %2$s PRECEDING AND %3$s FOLLOWING)) AS q$q$, summary, before, after);
END $$;
SELECT summary, before, after, x.* FROM unnest('{shares,numbers,series,spells}'::text[]) AS summary,
       (VALUES (0, 0), (1, 0), (11, 0), (5, 3), (59, 0), (0, 59), (70, 70)) AS f(before, after), pg_temp.moving(summary, before, after) AS x ORDER BY 1, 2, 3;
-- Frames that end before the row, and empty ones.
SELECT count(*) AS frames, count(moving) AS filled, bool_and(moving IS NOT DISTINCT FROM anew) AS same FROM (
  SELECT rollup(shares) OVER w AS moving, (SELECT rollup(shares) FROM parts b WHERE b.g = x.g AND b.m BETWEEN x.m - 20 AND x.m - 10) AS anew
  FROM parts x WINDOW w AS (PARTITION BY g ORDER BY m RANGE BETWEEN 20 PRECEDING AND 10 PRECEDING)) AS q;
SELECT bool_and(rollup IS NULL) AS null_alone FROM (SELECT rollup(shares) OVER (ORDER BY m ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM parts WHERE m % 11 IN (3, 4)) AS x;
-- What does not fit into work_mem is added up anew, with the same bytes.
SET work_mem = '64kB';
CREATE TEMP TABLE large AS SELECT d, shares_agg(e, d * e) AS m FROM generate_series(1, 250) AS d, generate_series(1, 200) AS e GROUP BY d;
SELECT count(*) AS frames, bool_and(moving = anew) AS same FROM (
  SELECT rollup(m) OVER (ORDER BY d ROWS 99 PRECEDING) AS moving, (SELECT rollup(m) FROM large b WHERE b.d BETWEEN x.d - 99 AND x.d) AS anew FROM large x) AS q;
RESET work_mem;
-- Asked at once, and through a query that is asked twice.
SELECT count(*) AS rows, bool_and(abs(index - hhi(m)) < 1e-15) AS same FROM (
  SELECT hhi(rollup(shares) OVER w) AS index, rollup(shares) OVER w AS m FROM parts WINDOW w AS (PARTITION BY g ORDER BY m ROWS 3 PRECEDING)) AS q;

-- What cannot be added up is an error as soon as both are in the frame, and not before.
\set VERBOSITY terse
CREATE TEMP TABLE mixed AS SELECT 1 AS i, shares_agg('a'::text, 1) AS m UNION ALL SELECT 2, shares_agg('b'::text, 1) UNION ALL SELECT 3, shares_agg(7::bigint, 1);
SELECT i, num_entities(rollup(m) OVER (ORDER BY i ROWS CURRENT ROW)) FROM mixed;
SELECT i, num_entities(rollup(m) OVER (ORDER BY i ROWS 1 PRECEDING)) FROM mixed;
SELECT i, num_entities(rollup(m) OVER (ORDER BY i ROWS 2 PRECEDING)) FROM mixed;
CREATE TEMP TABLE differ AS SELECT 1 AS i, series_agg(date '2024-01-01', 1::float8, 'month') AS s UNION ALL SELECT 2, series_agg(date '2024-01-01', 1::float8, 'year');
SELECT i, rollup(s) OVER (ORDER BY i ROWS 1 PRECEDING) FROM differ;
