-- Random censored samples for scripts/crosscheck_survival: 2 to 120 spells each, a third of them
-- with many ties, in 2 to 4 groups and 3 strata, 10 to 90 of a hundred censored, two ways to end.
\set ON_ERROR_STOP on
SELECT setseed(:seed) \g /dev/null
CREATE TABLE crosscheck_rows AS
SELECT sample, 'g' || floor(random() * groups)::int AS name,
       CASE sample % 3 WHEN 0 THEN floor(random() * 12) WHEN 1 THEN round((-30 * ln(1 - random()))::numeric, 3)
                       ELSE 0.1 + random() * 1e4 END::float8 AS duration,
       CASE WHEN random() < censoring THEN 0 WHEN random() < 0.6 THEN 1 ELSE 2 END AS outcome,
       's' || floor(random() * 3)::int AS stratum, random() AS late, random() AS width
FROM (SELECT sample, 2 + floor(random() * 119)::int AS n, 2 + floor(random() * 3)::int AS groups, 0.1 + random() * 0.8 AS censoring
      FROM generate_series(1, :samples) sample) s, LATERAL generate_series(1, n);
-- Half of them are seen only from some time on, in whole numbers where durations are; what is known of two thirds of the ends is an interval.
ALTER TABLE crosscheck_rows ADD entered float8, ADD not_before float8, ADD not_after float8;
UPDATE crosscheck_rows SET entered = CASE WHEN late < 0.5 OR duration = 0 THEN 0 WHEN sample % 3 = 0 THEN floor(late * duration) ELSE 0.9 * late * duration END,
  not_before = CASE WHEN outcome > 0 AND width > 0.33 AND duration > 0 THEN CASE sample % 3 WHEN 0 THEN floor((width - 0.33) * duration) ELSE (width - 0.33) * duration END ELSE duration END,
  not_after = CASE WHEN outcome > 0 THEN duration END;
ALTER TABLE crosscheck_rows DROP late, DROP width;
\set copy '\\copy (SELECT * FROM crosscheck_rows) TO ' :'rows' ' WITH (FORMAT csv, HEADER true)'
:copy
