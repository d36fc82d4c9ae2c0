-- licences: backlog, approval, waiting.  A made-up register.
SET datestyle = ISO;
CREATE TABLE register (product text, size text, submitted date, decided date, outcome text, tonnes float8);
INSERT INTO register VALUES
  ('magnets', 'small', '2025-04-07', '2025-05-22', 'approved', 12.1),
  ('magnets', 'large', '2025-04-07', NULL, NULL, 80),
  ('magnets', 'small', '2025-04-20', '2025-06-01', 'rejected', 0.3),
  ('oxides', 'large', '2025-05-05', '2025-05-05', 'approved', 5),
  ('oxides', 'small', '2025-06-10', '2025-06-30', 'approved', 7.7);

-- The backlog by number and by weight; a same-day decision never is in it, and tonnes end at exactly nothing.
SELECT b.* FROM (SELECT backlog_agg(submitted, decided) AS s FROM register) x, LATERAL backlog_steps(s) b;
SELECT b.* FROM (SELECT backlog_agg(submitted, decided, tonnes) AS s FROM register WHERE decided IS NOT NULL) x, LATERAL backlog_steps(s) b;
SELECT backlog_agg(submitted, decided), frequency(backlog_agg(submitted, decided)) FROM register WHERE product = 'oxides';
SELECT day::date, backlog_at(s, day::date)
FROM (SELECT backlog_agg(submitted, decided) AS s FROM register) x,
     unnest('{2025-04-06,2025-04-07,2025-05-21,2025-05-22,2025-06-30,2030-01-01}'::date[]) day;
SELECT product, backlog_at(backlog_agg(submitted, decided), '2025-06-15'), backlog_at(backlog_agg(submitted, decided, tonnes), '2025-06-15') AS tonnes
FROM register GROUP BY product ORDER BY product;
-- Backlogs merge; a build-up of the backlog is one of a level.
SELECT rollup(s) = (SELECT backlog_agg(submitted, decided) FROM register) AS merged
FROM (SELECT backlog_agg(submitted, decided) AS s FROM register GROUP BY product) x;
SELECT d.trough, d.peak, d.cleared_on, d.rise_abs AS rise
FROM (SELECT levels_agg(day, backlog, 'day') AS level FROM (SELECT backlog_agg(submitted, decided) AS s FROM register) x, LATERAL backlog_steps(s)) y,
     LATERAL buildups(level) d;

-- Over a window: one step, two steps, weights.
SELECT (backlog_stats(submitted, decided, '2025-04-01', '2025-06-30')).* FROM register;
SELECT b.*
FROM (SELECT backlog_agg(submitted, decided) AS s, series_agg(submitted, 1, 'day') AS a FROM register) x,
     LATERAL backlog_stats(s, '2025-04-01', '2025-06-30', a) b;
SELECT b.* FROM (SELECT backlog_agg(submitted, decided) AS s FROM register) x, LATERAL backlog_stats(s, '2025-04-01', '2025-06-30') b;
SELECT (backlog_stats(submitted, decided, '2025-05-01', '2025-05-10', tonnes)).* FROM register;
SELECT (backlog_stats(submitted, decided, '2024-01-01', '2024-01-31')).* FROM register;
-- Both days of the window belong to it; one day is a window.
SELECT (backlog_stats(submitted, decided, day, day)).* FROM register, (VALUES (date '2025-05-05')) d(day) GROUP BY day;
SELECT (backlog_stats(submitted, decided, '2025-04-07', '2025-04-20')).arrivals FROM register;
-- Little's law is exact when all was opened and closed in the window.
SELECT little_wait = mean_wait AS exact
FROM (SELECT (backlog_stats(submitted, decided, '2025-04-01', '2025-06-30')).little_wait, avg(decided - submitted)::float8 AS mean_wait
      FROM register WHERE decided IS NOT NULL) x;

-- As of a day: later decisions are pending, later submissions do not exist.
SELECT as_of, (a).*
FROM (SELECT as_of, approval_rate(submitted, decided, as_of, outcome = 'approved') AS a
      FROM register, unnest('{2025-04-01,2025-05-31,2025-06-15,2025-07-01}'::date[]) as_of GROUP BY as_of) x
ORDER BY as_of;
SELECT size, (a).*
FROM (SELECT size, approval_rate(submitted, decided, '2025-06-15', outcome = 'approved', tonnes) AS a FROM register GROUP BY size) x
ORDER BY size;
CREATE VIEW waits AS SELECT spells_agg(submitted, decided, '2025-06-15', CASE outcome WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 END) AS s
FROM register;
SELECT approval_rate(s) = (SELECT approval_rate(submitted, decided, '2025-06-15', outcome = 'approved') FROM register) AS one_is_two FROM waits;
SELECT p.* FROM waits, LATERAL pending_age(s, 45) p;
SELECT p.* FROM waits, LATERAL pending_age(s, 69) p;
SELECT p.* FROM waits, LATERAL pending_age(s) p;
SELECT median_duration(submitted, decided, '2025-06-15') FROM register;

-- As the register stood: what was entered later does not count, whatever its dates; what has no day of entry is not known.
CREATE TABLE entered AS SELECT *, submitted + 3 AS submitted_known_on, CASE WHEN outcome = 'approved' THEN decided + 14 WHEN outcome = 'rejected' THEN decided END AS decided_known_on FROM register;
SELECT as_of, (a).*
FROM (SELECT as_of, approval_rate(submitted, decided, as_of, outcome = 'approved', submitted_known_on, decided_known_on) AS a
      FROM entered, unnest('{2025-04-07,2025-05-31,2025-06-15,2025-07-14}'::date[]) as_of GROUP BY as_of) x
ORDER BY as_of;
SELECT (approval_rate(submitted, decided, '2025-06-15', outcome = 'approved', submitted_known_on, decided_known_on, tonnes)).* FROM entered;
SELECT (approval_rate(submitted, decided, '2025-12-31', outcome = 'approved', NULL, decided_known_on)).submitted AS never_entered,
       (approval_rate(submitted, decided, '2025-12-31', outcome = 'approved', submitted, NULL)).pending AS decisions_never_entered,
       approval_rate(submitted, decided, '2025-06-15', outcome = 'approved', submitted, decided) = approval_rate(submitted, decided, '2025-06-15', outcome = 'approved') AS entered_at_once FROM entered;
SELECT approval_rate(submitted, decided, '2025-06-15', outcome = 'approved', 'infinity', NULL) FROM entered;
SELECT approval_rate(submitted, decided, '2025-06-15', NULL, submitted, NULL) FROM entered WHERE decided IS NOT NULL;

-- No rows: counts are nought, rates unknown.
SELECT (approval_rate(submitted, decided, '2025-06-15', true)).* FROM register WHERE false;
SELECT approval_rate(NULL), pending_age(NULL, 3), backlog_at(NULL, '2025-01-01'), backlog_at(NULL, NULL),
       backlog_stats(NULL, '2025-01-01', '2025-01-31'), backlog_agg(NULL, NULL, 1);
SELECT backlog_stats(NULL, '2025-01-01', '2025-01-31', series_agg(date '2025-01-03', 1, 'day')), backlog_stats(NULL, NULL, '2025-02-01');
SELECT backlog_stats(NULL, '2025-02-01', '2025-01-31');
SELECT backlog_stats(submitted, decided, '2025-04-01', '2025-06-30'), backlog_agg(submitted, decided) FROM register WHERE false;
SELECT backlog_agg(NULL, '2025-01-01'), backlog_agg('2025-01-01', NULL, NULL), approval_rate(NULL, '2025-01-01', '2025-01-01', true);
SELECT pending_age('{"type": "spells", "spells": [{"duration": 3, "outcome": 0, "count": 0}, {"duration": 2, "outcome": 1, "count": 1}]}', 1);

-- Published counts; what is not decided is pending.
SELECT c.*, a.* FROM (VALUES (141, 19, 1), (180, 5, 0), (100, 25, 40), (0, 0, 0), (12, 0, 0), (7, 7, 0), (9, 0, 9), (NULL, 3, 1), (3, 1, NULL)) c(s, a, r), LATERAL approval_rate(s, a, r) a;
-- Tonnes, which may be decided to the last bit.
SELECT a.pending, a.rate_upper FROM approval_rate(0.3, 0.1, 0.2) a;
SELECT approval_rate(10, 8, 3);
SELECT approval_rate(-1, 0, 0);
SELECT approval_rate(1, 'NaN', 0);
SELECT approval_rate(1e308, 1e308, 1e308);

-- Out of range.
SELECT backlog_agg('2025-05-10', '2025-05-01');
SELECT backlog_stats(date '2025-05-10', '2025-05-01', '2025-01-01', '2026-01-01');
SELECT approval_rate('2025-05-10', '2025-05-01', '2026-01-01', true);
SELECT approval_rate('2025-05-10', NULL, '2026-01-01', true);
SELECT approval_rate('2025-05-10', NULL, '2026-01-01', false);
SELECT approval_rate('2025-05-10', '2025-05-11', '2026-01-01', NULL);
SELECT approval_rate('2025-05-10', '2025-05-11', '2026-01-01', true, -1);
SELECT backlog_agg('2025-05-10', NULL, 'NaN');
SELECT backlog_agg('infinity', NULL);
SELECT backlog_agg('2025-05-10', 'infinity');
SELECT backlog_stats(submitted, decided, '2025-07-01', '2025-06-30') FROM register;
SELECT backlog_stats(submitted, decided, NULL, '2025-07-01') FROM register;
SELECT backlog_stats(submitted, decided, submitted, '2026-07-01') FROM register;
SELECT backlog_stats(backlog_agg(submitted, decided), '2025-07-01', '2025-05-31') FROM register;
SELECT backlog_stats(backlog_agg(submitted, decided), '2025-07-01', '2025-07-31', series_agg(submitted, 1, 'month')) FROM register;
SELECT backlog_stats(backlog_agg(submitted, decided), '2025-04-01', '2025-07-31', series_agg(submitted, -1, 'day')) FROM register;
SELECT backlog_steps(series_agg(submitted, 1, 'week')) FROM register;
SELECT backlog_at(series_agg(submitted, -1, 'day'), '2025-06-01') FROM register;
SELECT backlog_at('{"type": "trade_series", "frequency": "day", "measure": "change", "totals": {"2025-05-01": 2, "2025-05-03": -3}}', '2025-06-01');
SELECT backlog_at(backlog_agg(submitted, decided), 'infinity') FROM register;
SELECT backlog_at(backlog_agg(day, NULL, 1.5e308), '2025-06-01') FROM unnest('{2025-01-01,2025-01-02}'::date[]) day;
SELECT backlog_stats('2025-01-01', NULL, '2025-01-01', '2025-02-01', 1.5e308);
SELECT pending_age(s, -1) FROM waits;
SELECT pending_age('{"type": "spells", "spells": [{"duration": 2, "outcome": 0, "count": 1e308}]}');
SELECT median_duration('{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": 1.5e308}, {"duration": 2, "outcome": 0, "count": 1.5e308}]}'::spells);
SELECT backlog_stats_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT backlog_agg_trans(spells_agg_trans(NULL, 1, true), '2025-01-01', NULL);
SELECT keyed_sums_combine(backlog_stats_trans(NULL, '2025-01-01', NULL, '2025-01-01', '2025-02-01'),
                          backlog_stats_trans(NULL, '2025-01-01', NULL, '2025-01-01', '2025-03-01'));
-- Support functions survive NULL in every place.
SELECT backlog_agg_trans(NULL, NULL, NULL), backlog_agg_trans(NULL, NULL, NULL, NULL), backlog_stats_trans(NULL, NULL, NULL, NULL, NULL),
       backlog_stats_trans(NULL, NULL, NULL, NULL, NULL, NULL), backlog_stats_final(NULL),
       approval_rate_trans(NULL, NULL, NULL, NULL, NULL), approval_rate_trans(NULL, NULL, NULL, NULL, NULL, NULL), approval_rate_final(NULL) \gx

-- Any order, any split, any plan: the same bits, and the same as counting day by day.
SELECT setseed(0.7);
CREATE TABLE cases AS SELECT i % 5 AS product, date '2025-01-01' + (random() * 100)::int AS submitted, (random() * 60)::int AS days,
     random() < 0.7 AS known, random() < 0.6 AS approved, (random() * 1000)::int * 0.1 AS tonnes
FROM generate_series(1, 3000) i;
ALTER TABLE cases ADD decided date; UPDATE cases SET decided = submitted + days WHERE known;
ANALYZE cases;
SELECT bool_and(backlog_at(s, day::date) = open) AS as_counted, count(*) FROM (SELECT backlog_agg(submitted, decided) AS s FROM cases) x,
  LATERAL (SELECT day, (SELECT count(*) FROM cases WHERE submitted <= day AND (decided > day) IS NOT false) AS open
           FROM generate_series(date '2024-12-30', '2025-07-01', '1 day') day) c;
SELECT mean_backlog = mean AS mean_as_counted, peak_backlog = peak AS peak_as_counted, peak_date = first_day AS day_as_counted,
       arrivals = arrived AS arrivals_as_counted, closing_backlog = closing AS closing_as_counted
FROM (SELECT (backlog_stats(submitted, decided, '2025-02-01', '2025-03-31')).*,
      count(*) FILTER (WHERE submitted >= '2025-02-01' AND submitted < '2025-04-01') AS arrived FROM cases) x,
  (SELECT avg(open)::float8 AS mean, max(open) AS peak, (array_agg(day::date ORDER BY open DESC, day))[1] AS first_day,
   (array_agg(open ORDER BY day DESC))[1] AS closing
   FROM (SELECT day, (SELECT count(*) FROM cases WHERE submitted <= day AND (decided > day) IS NOT false) AS open
         FROM generate_series(date '2025-02-01', '2025-03-31', '1 day') day) d) c;
SELECT (SELECT backlog_stats(submitted, decided, '2025-02-01', '2025-03-31', tonnes) FROM cases) = (SELECT b
      FROM (SELECT rollup(s) AS s, rollup(a) AS a FROM (SELECT backlog_agg(submitted, decided, tonnes) AS s,
                                                        series_agg(submitted, tonnes, 'day') AS a FROM cases
                                                        GROUP BY product) p) x, backlog_stats(s, '2025-02-01', '2025-03-31', a) b) AS one_is_two;
CREATE FUNCTION pg_temp.answers() RETURNS text LANGUAGE sql AS $$
  SELECT md5(string_agg(concat_ws(' ', product, a, b, c, d), ';' ORDER BY product))
  FROM (SELECT product, backlog_agg(submitted, decided, tonnes) a, backlog_stats(submitted, decided, '2025-02-01', '2025-03-31', tonnes) b,
    approval_rate(submitted, decided, '2025-04-01', CASE WHEN known THEN approved END, tonnes) c,
         median_duration(submitted, decided, '2025-04-01') d FROM cases GROUP BY product) x $$;
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.answers() AS serial \gset
SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
SELECT pg_temp.answers() = :'serial' AS parallel_agrees;
CREATE TABLE shuffled AS TABLE cases ORDER BY random();
DROP TABLE cases; ALTER TABLE shuffled RENAME TO cases;
SELECT pg_temp.answers() = :'serial' AS any_order_agrees;
DROP VIEW waits; DROP TABLE cases, register;
