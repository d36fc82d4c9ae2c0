-- Random problems for synthetic_control, and its weights, as two files.  Of
-- three kinds: walks, noise around a level, walks that share one trend; some
-- have more donors than periods.
\set QUIET on
\o /dev/null
SELECT setseed(:seed);
\o
CREATE TABLE problem AS
SELECT p, 2 + (random() * 38)::int AS count, 12 + (random() * 48)::int AS periods, p % 3 AS kind, p % 5 > 0 AS scale FROM generate_series(1, :problems) p;
CREATE TABLE step AS
SELECT p, kind, i, t, sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS z FROM problem, generate_series(0, count) i, generate_series(0, periods) t;
CREATE TABLE figure AS
SELECT p, 'd' || i AS name, t, 10 ^ (i % 3) * CASE kind WHEN 1 THEN 1 + 0.1 * z
         ELSE exp(0.05 * sum(z) OVER (PARTITION BY p, i ORDER BY t) + CASE kind WHEN 2 THEN 0.01 * t ELSE 0 END) END AS value FROM step;
UPDATE figure SET value = value / 100 FROM problem WHERE problem.p = figure.p AND NOT scale AND name <> 'd0';
CREATE TABLE series AS
SELECT p, name, series_agg((date '2000-01-01' + make_interval(months => t))::date, value, 'month') AS s FROM figure GROUP BY p, name;
CREATE TABLE weights AS
SELECT p, w.* FROM problem, LATERAL (SELECT s AS treated FROM series t WHERE t.p = problem.p AND name = 'd0') t,
  LATERAL (SELECT array_agg(name ORDER BY random()) AS names FROM series d WHERE d.p = problem.p AND name <> 'd0') n,
  LATERAL (SELECT array_agg(s ORDER BY array_position(names, name)) AS donors FROM series d WHERE d.p = problem.p AND name <> 'd0') d,
  synthetic_weights(treated, names, donors, (date '2000-01-01' + make_interval(months => periods))::date, k => 600, scale => scale) w;
\set copy '\\copy (SELECT f.*, periods, scale FROM figure f JOIN problem USING (p) WHERE t < periods) TO ' :'rows' ' WITH (FORMAT csv, HEADER true)'
:copy
\set copy '\\copy weights TO ' :'weights' ' WITH (FORMAT csv, HEADER true)'
:copy
