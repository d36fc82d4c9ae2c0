-- survival: how long it takes, counting what has not ended.
SET extra_float_digits = 0;
CREATE TABLE aml (name text, duration int, ended boolean);
INSERT INTO aml SELECT 'maintained', abs(d), d > 0 FROM unnest('{9,13,-13,18,23,-28,31,34,-45,48,-161}'::int[]) d;
INSERT INTO aml SELECT 'other', abs(d), d > 0 FROM unnest('{5,5,8,8,12,-16,23,27,30,33,43,45}'::int[]) d;
CREATE VIEW groups AS SELECT name, spells_agg(duration, ended) AS s FROM aml GROUP BY name;

-- Miller's leukaemia data, as R's survival prints it.
SELECT duration, at_risk, events, censored, round(surviving::numeric, 4) AS surviving, round(std_err::numeric, 4) AS std_err,
       round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM groups, LATERAL survival(s) WHERE name = 'maintained';
SELECT limits, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM groups, unnest('{plain,log,log-log}'::text[]) limits, LATERAL survival(s, limits => limits) WHERE name = 'maintained' AND duration = 31;
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper FROM groups, LATERAL survival(s, 0.5)
WHERE name = 'maintained' AND duration = 31;
SELECT duration, at_risk, events, round(hazard::numeric, 6) AS hazard, round(hazard_std_err::numeric, 6) AS std_err
FROM groups, LATERAL survival(s) WHERE name = 'maintained' AND events > 0;

-- Read off the curve.
SELECT name, median_duration(s), q.* FROM groups, LATERAL quantile_duration(s) q ORDER BY name;
SELECT fraction, q.*
FROM groups, unnest('{0.1,0.25,0.75,0.9}'::float8[]) fraction, LATERAL quantile_duration(s, fraction, limits => 'log-log') q
WHERE name = 'maintained' ORDER BY 1;
SELECT tau, r.* FROM groups, unnest('{0,5,24,48,161,162}'::float8[]) tau, LATERAL restricted_mean(s, tau) r WHERE name = 'maintained' ORDER BY 1;
SELECT d, survival_at(s, d) FROM groups, unnest('{0,8.9,9,160,161,162}'::float8[]) d WHERE name = 'maintained' ORDER BY 1;
-- Once nothing survives the curve is known for ever.
SELECT survival_at(s, 1000), m.* FROM (SELECT spells_agg(d, true) AS s FROM unnest('{2,4,6,8}'::float8[]) d) x, LATERAL restricted_mean(s, 1000) m;

-- The median: the middle of a flat stretch that a later end leaves, else its left end.
SELECT durations, median_duration(abs(d), d > 0) FROM (VALUES
  ('{2,4,6,8}'::float8[]), ('{2,4,-6,-8}'), ('{2,4,-6,8}'), ('{2,4,6}'), ('{-2,-4}'), ('{0.5}')) t(durations), unnest(durations) d
  GROUP BY durations ORDER BY durations;

-- When all have ended it is the median of numbers.
SELECT setseed(0.6);
SELECT count(*) AS samples, bool_and(abs(ours - theirs) < 1e-12) AS agree
FROM (SELECT k, median_duration(d, true) AS ours, percentile_cont(0.5) WITHIN GROUP (ORDER BY d) AS theirs
  FROM (SELECT k, floor(random() * 20) * 0.5 AS d FROM generate_series(1, 200) k,
        LATERAL generate_series(0, (k + random() * 12)::int % 15)) r GROUP BY k) x;

-- The same group in pieces, by date, and in one step.
SELECT median_duration(rollup(s)) = median_duration(spells_agg(duration, ended)) AS merged
FROM (SELECT duration, ended, spells_agg(duration, ended) OVER (PARTITION BY duration % 3, name, duration, ended
      ORDER BY random() ROWS CURRENT ROW) AS s FROM aml) x;
SELECT name, median_duration(duration, ended),
       median_duration(date '2025-01-01', CASE WHEN ended THEN date '2025-01-01' + duration END,
                       CASE WHEN ended THEN '2026-01-01' ELSE date '2025-01-01' + duration END)
FROM aml GROUP BY name ORDER BY name;

-- Groups: from rows, by date, from spells in any number of pieces, as values, with labels.
SELECT round(chi_square::numeric, 6) AS chi_square, df, round(p_value::numeric, 6) AS p_value, groups
FROM (SELECT (logrank(name, duration, ended)).* FROM aml) x;
SELECT (SELECT logrank(name, date '2025-01-01', CASE WHEN ended THEN date '2025-01-01' + duration END,
                       CASE WHEN ended THEN '2026-01-01' ELSE date '2025-01-01' + duration END)
                       FROM aml) = (SELECT logrank(name, duration, ended) FROM aml) AS by_date;
SELECT logrank(n, a, b, '2025-03-01')
FROM (VALUES ('x', date '2025-01-01', date '2025-02-01'), ('x', '2025-01-01', '2025-04-01'), ('y', '2025-01-15', NULL),
      ('y', '2025-01-15', '2025-01-20'), ('z', '2025-04-01', NULL), (NULL, '2025-01-01', NULL), ('z', NULL, '2025-01-01')) t(n, a, b);
SELECT logrank('x', date '2025-01-02', '2025-01-01', '2025-03-01');
SELECT round(chi_square::numeric, 6) AS chi_square, df, round(p_value::numeric, 6) AS p_value, groups
FROM (SELECT (logrank(name, s)).* FROM groups) x;
SELECT (SELECT logrank(name, s) FROM (SELECT name, spells_agg(duration, ended) AS s FROM aml
                                      GROUP BY name, duration % 2) x) = (SELECT logrank(name, duration, ended) FROM aml) AS merged;
SELECT round(chi_square::numeric, 6) AS chi_square, df FROM groups a, groups b, LATERAL logrank(a.s, b.s) WHERE a.name < b.name;
SELECT round(chi_square::numeric, 6) AS chi_square, df FROM (SELECT array_agg(s) AS s FROM groups) x, LATERAL logrank(VARIADIC s);
SELECT g.name, spells, observed, round(expected::numeric, 6) AS expected
FROM (SELECT array_agg(name ORDER BY name) AS names, array_agg(s ORDER BY name) AS s FROM groups) x, LATERAL logrank_groups(names, s) g;
-- Freireich and others 1963, remission under 6-mercaptopurine and placebo: medians of 23 and 8 weeks.
CREATE TABLE remission AS
SELECT 'drug' AS name, abs(d)::float8 AS duration, d > 0 AS ended
FROM unnest('{6,6,6,-6,7,-9,10,-10,-11,13,16,-17,-19,-20,22,23,-25,-32,-32,-34,-35}'::int[]) d
UNION ALL SELECT 'placebo', d, true FROM unnest('{1,1,2,2,3,4,4,5,5,8,8,8,8,11,11,12,12,15,17,22,23}'::int[]) d;
SELECT name, median_duration(duration, ended) FROM remission GROUP BY name ORDER BY name;
SELECT round(chi_square::numeric, 4) AS chi_square, df, p_value < 0.0001 AS below_one_in_ten_thousand
FROM (SELECT (logrank(name, duration, ended)).* FROM remission) x;
DROP TABLE remission;
-- The order of groups does not matter.
SELECT abs(a.chi_square - b.chi_square) < 1e-12 AS any_order, a.df FROM (SELECT array_agg(s ORDER BY k) AS s, array_agg(s ORDER BY -k) AS r
  FROM (SELECT k, spells_agg((i * i * (k + 3)) % 41, i % 3 > 0) AS s FROM generate_series(1, 5) k, generate_series(1, 40) i
        GROUP BY k) x) y, LATERAL logrank(VARIADIC s) a, LATERAL logrank(VARIADIC r) b;
-- Nothing to compare: one group, no ends, ends that meet no other group.
SELECT logrank('a', d, true) FROM unnest('{1,2,3}'::float8[]) d;
SELECT logrank(n, d, false) FROM (VALUES ('a', 1), ('b', 2)) t(n, d);
SELECT logrank(n, d, e) FROM (VALUES ('a', 5, true), ('b', 1, false)) t(n, d, e);
SELECT logrank(n, d, e) FROM (VALUES (NULL, 5, true), ('b', NULL, false), ('b', 1, NULL)) t(n, d, e);
-- A group that no end bears on takes no degree of freedom.
SELECT (SELECT (logrank(name, duration, ended)).df FROM (TABLE aml UNION ALL SELECT 'early', 1, false) x),
       (SELECT (logrank(name, duration, ended)).groups FROM (TABLE aml UNION ALL SELECT 'early', 1, false) x);
SELECT logrank(VARIADIC ARRAY[s, NULL, s]) FROM groups WHERE name = 'other';

-- Competing outcomes: incidences and what still runs add up to one.
CREATE VIEW cases AS SELECT spells_agg(d, o > 0, nullif(o, 0)) AS s FROM (VALUES (0, 1), (42, 2), (45, 1), (5, 0), (69, 0)) t(d, o);
SELECT a.duration, a.at_risk, a.events, a.incidence, round(a.std_err::numeric, 6) AS std_err, b.incidence AS incidence_2, a.surviving
FROM cases, LATERAL cumulative_incidence(s) a, LATERAL cumulative_incidence(s, 2) b WHERE a.duration = b.duration;
SELECT bool_and(abs(a.incidence + b.incidence + c.incidence + a.surviving - 1) < 1e-12) AS whole, count(*)
FROM (SELECT spells_agg(i * i % 37, i % 4 > 0, nullif(i % 4, 0)) AS s FROM generate_series(1, 500) i) x, LATERAL cumulative_incidence(s) a,
     LATERAL cumulative_incidence(s, 2) b, LATERAL cumulative_incidence(s, 3) c
WHERE a.duration = b.duration AND a.duration = c.duration;

-- With one way to end, incidence is what surviving is not, and so is its error.
SELECT bool_and(abs(1 - i.incidence - c.surviving) < 1e-14 AND (c.std_err IS NULL OR abs(i.std_err - c.std_err) < 1e-14)) AS mirror
FROM groups, LATERAL survival(s) c, LATERAL cumulative_incidence(s) i WHERE i.duration = c.duration;

-- As of a day, with the way each spell ended.
SELECT d.* FROM (SELECT spells_agg(s, e, '2025-06-30', o) AS sp FROM (VALUES
  (date '2025-06-01', date '2025-06-11', 1), ('2025-06-01', NULL, NULL), ('2025-06-20', '2025-07-05', 2), ('2025-07-01', '2025-07-02', 1),
       ('2025-06-02', '2025-06-12', 2)) t(s, e, o)) x, LATERAL durations(sp) d;
SELECT spells_agg(date '2025-06-01', NULL, '2025-06-30', 1);
SELECT spells_agg(date '2025-06-01', '2025-06-02', '2025-06-30', NULL::integer);
SELECT spells_agg(date '2025-06-01', '2025-06-02', '2025-06-30', 0);
SELECT spells_agg(date '2025-06-02', '2025-06-01', '2025-06-30', 1);
SELECT spells_agg(NULL, '2025-06-01', '2025-06-30', 1), spells_agg('2025-06-01', '2025-06-02', NULL, 1);

-- Recovery reports: not yet recovered is still running, without data is nothing.
SELECT status, time_to_recovery, censored_after, spells_agg(r)
FROM (SELECT shock, export_recovery(month, v, shock, '{"k": 2, "frequency": "month"}') AS r FROM (VALUES
  (date '2025-01-01', 10), ('2025-02-01', 10), ('2025-03-01', 4), ('2025-04-01', 6), ('2025-05-01', 12), ('2025-06-01', 11),
       ('2025-07-01', 9)) t(month, v),
  unnest('{2025-03-01,2025-05-01,2025-07-01,2025-01-01,2025-09-01}'::date[]) shock GROUP BY shock) x, LATERAL (SELECT (r).*) y
  GROUP BY 1, 2, 3 ORDER BY 1, 2;
SELECT spells_agg(NULL::recovery_report);
-- "Not affected" says of the time that it ended by the first period seen, where that of the shock was not.
SELECT seen_from, (r).status, (r).baseline_observations, (r).time_to_recovery, (r).earliest_period, num_spells(spells_agg(r)) AS spells
FROM (SELECT seen_from, export_recovery(d::date, 1, '2025-04-01', recovery_options(k => 36)) AS r
      FROM unnest('{2025-04-01,2025-06-01}'::date[]) seen_from, generate_series(timestamp '2025-01-01', '2025-08-01', interval '1 month') d
      WHERE d < '2025-04-01' OR d >= seen_from GROUP BY seen_from) x GROUP BY seen_from, r ORDER BY seen_from;
-- Months and quarters are not added up.
SELECT spells_agg(r)
FROM (SELECT f, export_recovery(d, 1, '2025-07-01', recovery_options(frequency => f)) AS r
      FROM unnest('{2025-01-01,2025-04-01,2025-07-01}'::date[]) d, unnest('{month,quarter}'::text[]) f GROUP BY f) x;
SELECT keyed_sums_combine(
  spells_agg_trans(NULL, jsonb_populate_record(NULL::recovery_report, '{"status": "recovered", "duration_unit": "month", "time_to_recovery": 2}')),
  spells_agg_trans(NULL, jsonb_populate_record(NULL::recovery_report, '{"status": "recovered", "duration_unit": "quarter", "time_to_recovery": 2}')));

-- A summary without spells: nothing to see, nothing to say.
SELECT count(*) FROM survival('{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "count": 0}]}');
SELECT median_duration(e), q.*, r.*, survival_at(e, 0), logrank(e, e)
FROM (SELECT '{"type": "spells", "spells": []}'::spells AS e) x, LATERAL quantile_duration(e) q, LATERAL restricted_mean(e, 1) r \gx
SELECT median_duration(NULL::spells), survival_at(NULL, 1), logrank(NULL::spells, NULL);

-- Out of range.
SELECT * FROM groups, LATERAL survival(s, 1);
SELECT * FROM groups, LATERAL survival(s, 'NaN');
SELECT * FROM groups, LATERAL survival(s, limits => 'logit');
SELECT quantile_duration(s, 50) FROM groups;
SELECT quantile_duration(s, conf_level => 0) FROM groups;
SELECT restricted_mean(s, -1) FROM groups;
SELECT survival_at(s, 'Infinity') FROM groups;
SELECT cumulative_incidence(s, 0) FROM groups;
SELECT cumulative_incidence(s, 256) FROM groups;
SELECT logrank('a', -1, true);
SELECT logrank('a', 'Infinity'::float8, true);
SELECT logrank(i::text, i, true) FROM generate_series(1, 501) i;
SELECT logrank(VARIADIC array_fill(s, ARRAY[501])) FROM groups;
SELECT logrank_groups('{a}', ARRAY[s, s]) FROM groups;
SELECT spells_agg_final(logrank_trans(NULL, 'a', 1, true));
SELECT logrank_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT logrank_trans(shares_agg_trans(NULL, 'a'::text, 1), 'a', 1, true);
-- States from outside: one sound, one without a number for a duration, one with a negative count, one with a short key.
SELECT logrank_final('010b00000000060000000173010000000000000000010000000c0b61003ff0000000000000013ff0000000000000'::keyed_sums);
SELECT logrank_final('010b00000000060000000173010000000000000000010000000c0b61007ff8000000000000013ff0000000000000'::keyed_sums);
SELECT logrank_final('010b00000000060000000173010000000000000000010000000c0b61003ff000000000000001bff0000000000000'::keyed_sums);
SELECT logrank_final('010b00000000060000000173010000000000000000010000000201613ff0000000000000'::keyed_sums);
-- Support functions survive NULL in every place.
SELECT spells_agg_trans(NULL, NULL::date, NULL, NULL, NULL::integer), spells_agg_trans(NULL, NULL::recovery_report), spells_agg_final(NULL),
       median_duration_final(NULL),
       logrank_trans(NULL, NULL, NULL::float8, NULL::boolean), logrank_trans(NULL, NULL, NULL::spells), logrank_final(NULL), logrank(VARIADIC NULL),
            logrank(VARIADIC '{}') \gx
SELECT count(*) FROM logrank_groups(NULL, NULL);

-- Counts at the ends of double.
SELECT count(*)
FROM survival('{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": 1.5e308}, {"duration": 2, "outcome": 0, "count": 1.5e308}]}');
SELECT count(*) FROM survival('{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": 5e-324}]}');
SELECT count(*)
FROM survival('{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": 1}, {"duration": 2, "outcome": 0, "count": 5e-324}]}');
SELECT logrank(s, s) FROM (SELECT '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": 1e308}]}'::spells AS s) x;
SELECT c.*
FROM survival('{"type": "spells", "spells": [{"duration": 1e308, "outcome": 1, "count": 1}, {"duration": 1.5e308, "outcome": 1, "count": 1}]}') c;
SELECT median_duration(s), m.*
FROM (SELECT '{"type": "spells", "spells": [{"duration": 1e308, "outcome": 1, "count": 1}, {"duration": 1.5e308, "outcome": 1, "count": 1}]}'::spells AS s) x,
     LATERAL restricted_mean(s, 1.7e308) m;

-- Any order, any split, any plan: the same bits.
SELECT setseed(0.4);
SELECT count(DISTINCT l) AS answers FROM (
  SELECT k, logrank(n, d, e)::text AS l FROM (SELECT k, 'g' || i % 5 AS n, i * i % 101 * 0.1 AS d, i % 3 > 0 AS e
                                              FROM generate_series(1, 300) i, generate_series(1, 50) k ORDER BY random()) r GROUP BY k
  UNION ALL
  SELECT k, logrank(n, s)::text FROM (SELECT k, n, piece, spells_agg(d, e) AS s
                                      FROM (SELECT k, 'g' || i % 5 AS n, i * i % 101 * 0.1 AS d, i % 3 > 0 AS e,
                                            floor(random() * 4) AS piece FROM generate_series(1, 300) i, generate_series(1, 50) k) r
                                            GROUP BY k, n, piece) p GROUP BY k) u;
CREATE TABLE waits AS SELECT 'g' || i % 7 AS n, (i::bigint * i % 997) * 0.25 AS d, i % 5 > 1 AS e FROM generate_series(1, 20000) i;
ANALYZE waits;
SET max_parallel_workers_per_gather = 0;
SELECT concat_ws(' ', logrank(n, d, e), median_duration(d, e)) AS serial FROM waits \gset
SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
SELECT concat_ws(' ', logrank(n, d, e), median_duration(d, e)) = :'serial' AS parallel_agrees FROM waits;
DROP TABLE waits;

-- What must hold for any spells: the curve falls from one, its limits enclose it,
-- exp(-hazard) is close above it, the mean without censoring is the mean.
WITH x AS (SELECT k, spells_agg(d, e) AS s, avg(d) AS mean, max(d) AS longest, bool_and(e) AS complete
           FROM (SELECT k, floor(random() * 40) AS d, random() > k % 3 * 0.3 AS e FROM generate_series(1, 60) k, generate_series(1, 30) i) r
           GROUP BY k)
SELECT bool_and(c.surviving <= coalesce(before, 1)) AS falls,
       bool_and(c.has IS NOT TRUE OR c.lower <= c.surviving AND c.surviving <= c.upper) AS enclosed,
       bool_and(exp(-hazard) >= c.surviving - 1e-12) AS hazard_above,
            bool_and(NOT complete OR abs(m.mean - x.mean) < 1e-12) AS mean_is_mean, count(*) FILTER (WHERE complete) > 0 AS some_complete
FROM x,
     LATERAL (SELECT *, lag(surviving) OVER (ORDER BY duration) AS before, upper IS NOT NULL AS has
              FROM survival(s, limits => (ARRAY['plain', 'log', 'log-log'])[1 + k % 3])) c,
     LATERAL restricted_mean(s, longest) m;
DROP VIEW groups, cases; DROP TABLE aml;

-- A name is kept with each of its durations, firm by firm or period by period: a long one would take many times its length.
SELECT logrank(repeat('x', g), i, true) FROM generate_series(3999, 4001) g, generate_series(1, 3) i;
SELECT (logrank(repeat('x', g), i, true)).groups FROM generate_series(3999, 4000) g, generate_series(1, 3) i;
SELECT price_indices_chained(date '2025-01-01', repeat('x', 1000000), 1, 1);
SELECT price_indices(repeat('x', 4001), 1, 1, true);
SELECT weighted_exposure(repeat('x', 4001), 1, 1);
