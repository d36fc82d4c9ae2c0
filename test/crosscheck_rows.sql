-- Random censored samples for scripts/crosscheck_survival: 2 to 120 spells each, a third of them
-- with many ties, in 2 to 4 groups, 10 to 90 of a hundred censored, two ways to end.
\set ON_ERROR_STOP on
SELECT setseed(:seed) \g /dev/null
CREATE TABLE crosscheck_rows AS
SELECT sample, 'g' || floor(random() * groups)::int AS name,
       CASE sample % 3 WHEN 0 THEN floor(random() * 12) WHEN 1 THEN round((-30 * ln(1 - random()))::numeric, 3)
                       ELSE 0.1 + random() * 1e4 END::float8 AS duration,
       CASE WHEN random() < censoring THEN 0 WHEN random() < 0.6 THEN 1 ELSE 2 END AS outcome
FROM (SELECT sample, 2 + floor(random() * 119)::int AS n, 2 + floor(random() * 3)::int AS groups, 0.1 + random() * 0.8 AS censoring
      FROM generate_series(1, :samples) sample) s, LATERAL generate_series(1, n);
\set copy '\\copy (SELECT * FROM crosscheck_rows) TO ' :'rows' ' WITH (FORMAT csv, HEADER true)'
:copy
