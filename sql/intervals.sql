-- What is known of a duration: that it lies between two others, that it is not over, that it was seen only from some time on.
SET extra_float_digits = 0;
SET datestyle = ISO;
-- What an error says: class, message, detail and hint.
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE class text; message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS class = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', class, message, nullif(detail, ''), nullif(hint, ''));
END $$;

-- Intervals: both ends equal is a known duration, no right end is a spell still running, a row without a left end is skipped.
SELECT d.* FROM (SELECT spells_agg(a, b) AS s FROM (VALUES (3.0, 8.0), (5, 5), (9, NULL), (0, 2), (NULL, 4), (3, 8)) t(a, b)) x, LATERAL durations(s) d;
SELECT d.* FROM (SELECT spells_agg(a, b, o, 'month') AS s FROM (VALUES (3.0, 8.0, 2), (5, 5, 1), (9, NULL, NULL)) t(a, b, o)) x, LATERAL durations(s) d;
SELECT claim, got, got = want AS holds FROM (VALUES
  ('both ends equal is what a known duration is', (SELECT spells_agg(a, b) FROM (VALUES (5.0, 5.0), (9, NULL)) t(a, b))::text,
                                                  (SELECT spells_agg(d, e) FROM (VALUES (5.0, true), (9, false)) t(d, e))::text),
  ('an outcome of 1 is what none said is', (SELECT spells_agg(3.0, 8.0, 1))::text, (SELECT spells_agg(3.0, 8.0))::text),
  ('the unit is kept', unit((SELECT spells_agg(3.0, 8.0, 'year'))), 'year'),
  ('a weight of 2 is two spells', (SELECT weighted_spells_agg(3.0, 8.0, 2.0))::text, (SELECT spells_agg(3.0, 8.0) FROM generate_series(1, 2))::text),
  ('a weight may have a unit', unit((SELECT weighted_spells_agg(3.0, 8.0, 2.0, 'week'))), 'week'),
  ('rows without a weight are skipped', (SELECT weighted_spells_agg(3.0, 8.0, w) FROM (VALUES (0.25), (NULL)) t(w))::text,
     '{"type": "spells", "spells": [{"duration": 8, "outcome": 1, "not_before": 3, "count": 0.25}]}')) t(claim, got, want);
SELECT pg_temp.refusal('SELECT ' || call) FROM (VALUES
  (1, 'spells_agg(5.0, 3.0)'), (2, 'spells_agg(-1.0, 3.0)'), (3, 'spells_agg(0.0, -3.0)'), (4, 'spells_agg(''NaN''::float8, 4.0)'), (5, 'spells_agg(1, ''Infinity''::float8)'),
  (6, 'spells_agg(1.0, 2.0, NULL::int)'), (7, 'spells_agg(1.0, NULL::float8, 1)'), (8, 'spells_agg(1.0, 2.0, 256)'), (9, 'spells_agg(1.0, 2.0, ''hour'')'),
  (10, 'weighted_spells_agg(1.0, 2.0, -1)'), (11, 'weighted_spells_agg(1.0, 2.0, ''NaN'')'), (12, 'spells_agg(12, 1)')) t(n, call) ORDER BY n;

-- Delayed entry: watched from an entry on; 0 and NULL are from the start.
SELECT d.* FROM (SELECT late_spells_agg(a, d, e) AS s FROM (VALUES (0.0, 5.0, true), (2, 6, true), (NULL, 6, true), (3, 7, false), (4, 9, NULL), (1, NULL, true)) t(a, d, e)) x, LATERAL durations(s) d;
SELECT d.* FROM (SELECT late_spells_agg(a, d, e, o, 'day') AS s FROM (VALUES (2, 6, true, 3), (3, 7, false, NULL)) t(a, d, e, o)) x, LATERAL durations(s) d;
-- By date: a register that begins in May lacks what had ended by then.
SELECT d.* FROM (SELECT spells_agg(a, b, '2025-06-30', f) AS s FROM (VALUES
  (date '2025-04-01', date '2025-05-21', date '2025-05-01'), ('2025-04-11', NULL, '2025-05-01'), ('2025-05-06', '2025-05-26', '2025-05-01'),
  ('2025-04-01', '2025-07-20', NULL), ('2025-07-01', NULL, '2025-05-01')) t(a, b, f)) x, LATERAL durations(s) d;
SELECT spells_agg(date '2025-04-01', '2025-05-21', '2025-06-30', date '2025-05-01', 2), spells_agg(date '2025-04-01', NULL, '2025-06-30', date '2025-05-01', NULL);
SELECT pg_temp.refusal('SELECT ' || call) FROM (VALUES
  (1, 'late_spells_agg(5.0, 5.0, true)'), (2, 'late_spells_agg(7.0, 5.0, false)'), (3, 'late_spells_agg(-1.0, 5.0, true)'), (4, 'late_spells_agg(''NaN''::float8, 5.0, true)'),
  (5, 'late_spells_agg(1.0, -5.0, true)'), (6, 'late_spells_agg(1.0, 5.0, true, NULL::int)'), (7, 'late_spells_agg(1.0, 5.0, false, 1)'), (8, 'late_spells_agg(1.0, 5.0, true, ''hour'')'),
  (9, 'spells_agg(date ''2025-04-01'', ''2025-04-21'', ''2025-06-30'', date ''2025-05-01'')'), (10, 'spells_agg(date ''2025-04-01'', NULL, ''2025-04-21'', date ''2025-05-01'')'),
  (11, 'spells_agg(date ''2025-04-01'', NULL, ''2025-06-30'', date ''2025-05-01'', 1)'), (12, 'spells_agg(date ''2025-04-01'', ''2025-05-02'', ''2025-06-30'', date ''infinity'')')) t(n, call) ORDER BY n;

-- Any order and any split give the same bits, and so do text, jsonb and bytes.
SELECT setseed(0.8);
CREATE TABLE known AS SELECT i, CASE i % 4 WHEN 0 THEN 'plain' WHEN 1 THEN 'interval' WHEN 2 THEN 'running' ELSE 'entry' END AS kind,
  (i * i) % 23 * 0.5 + 1 AS a, (i * i) % 23 * 0.5 + 1 + i % 7 + 0.25 AS b, 0.1 * (i % 9) AS weight FROM generate_series(1, 400) i;
CREATE VIEW pieces AS SELECT i, i % 5 AS piece, kind, CASE kind WHEN 'plain' THEN spells_agg(a, true) WHEN 'interval' THEN spells_agg(a, b)
  WHEN 'running' THEN weighted_spells_agg(a, NULL, weight) ELSE late_spells_agg(a, b, i % 8 = 3) END AS s FROM known GROUP BY i, kind;
SELECT count(DISTINCT s) AS answers, count(DISTINCT s::text) AS texts, bool_and(s::text::spells = s AND s::jsonb::spells = s) AS again, min(num_spells(s)) AS spells, min(num_ended(s)) AS ended
FROM (SELECT rollup(s ORDER BY random()) AS s FROM pieces, generate_series(1, 20) k GROUP BY k
      UNION ALL SELECT rollup(s) FROM (SELECT k, rollup(s ORDER BY random()) AS s FROM pieces, generate_series(1, 20) k GROUP BY k, piece) x GROUP BY k) y;
SELECT answers, counts FROM (SELECT count(DISTINCT m) AS answers, count(*) AS counts FROM (
  SELECT (SELECT string_agg(r::text, ' ' ORDER BY r.duration) FROM survival(s) r) AS m FROM (
    SELECT rollup(s ORDER BY random()) AS s FROM pieces, generate_series(1, 20) k WHERE kind <> 'entry' GROUP BY k) x) y) z;
DROP VIEW pieces; DROP TABLE known;
SELECT s = '{"type": "spells", "spells": [{"count": 1, "duration": 8, "not_before": 3, "outcome": 1}, {"outcome": 0, "duration": 9, "entered": 2, "count": 1}, {"outcome": 1, "duration": 3, "not_before": null, "count": 1}]}'::spells AS read, s
FROM (SELECT rollup(s) AS s FROM (SELECT spells_agg(3.0, 8.0) UNION ALL SELECT late_spells_agg(2.0, 9.0, false)
      UNION ALL SELECT '{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "not_before": null, "count": 1}]}') t(s)) x;
SELECT s, encode(spells_send(s), 'hex') FROM (SELECT spells_agg(3.0, 8.0) UNION ALL SELECT late_spells_agg(2.0, 9.0, false)) t(s) ORDER BY s;
-- No width, no wait: a plain spell.
SELECT '{"type": "spells", "spells": [{"duration": 8, "outcome": 1, "not_before": 8, "count": 1}, {"duration": 8, "outcome": 1, "entered": 0, "count": 1}]}'::spells;
SELECT pg_temp.refusal(format('SELECT %L::spells', format('{"type": "spells", "spells": [{%s, "count": 1}]}', spell))) FROM (VALUES
  (1, '"duration": 8, "outcome": 1, "not_before": 9'), (2, '"duration": 8, "outcome": 1, "not_before": -1'), (3, '"duration": 8, "outcome": 1, "not_before": "3"'),
  (4, '"duration": 8, "outcome": 0, "not_before": 3'), (5, '"duration": 8, "outcome": 1, "entered": 8'), (6, '"duration": 8, "outcome": 1, "entered": null'),
  (7, '"duration": 8, "outcome": 1, "entered": 3, "not_before": 2'), (8, '"duration": 0, "outcome": 1, "not_before": null'), (9, '"duration": 8, "outcome": 0, "not_before": null')) t(n, spell) ORDER BY n;

-- Curve with delayed entry: at risk from behind the entry on, so that the entry at 5 does not count at 5.
CREATE VIEW late AS SELECT late_spells_agg(a, d, e) AS s FROM (VALUES (0.0, 5.0, true), (2, 6, true), (3, 7, false), (4, 9, true), (5, 10, true)) t(a, d, e);
SELECT c.duration, at_risk, events, surviving, round(std_err::numeric, 6) AS std_err, earliest FROM late, LATERAL survival(s) c;
SELECT median_duration(s), q.*, survival_at(s, 6), survival_at(s, 11), m.* FROM late, LATERAL quantile_duration(s) q, LATERAL restricted_mean(s, 10) m \gx
SELECT c.duration, c.at_risk, round(c.incidence::numeric, 6) AS incidence, round(c.surviving::numeric, 6) AS surviving FROM late, LATERAL cumulative_incidence(s) c;
-- Nobody at risk for a while is no end of the curve; all at risk ended is, where others are watched later.
SELECT c.duration, at_risk, events, surviving FROM (SELECT late_spells_agg(a, d, e) AS s FROM (VALUES (0.0, 2.0, true), (0, 3, false), (5, 8, true), (6, 10, false)) t(a, d, e)) x, LATERAL survival(s) c;
CREATE VIEW broken AS SELECT late_spells_agg(a, d, e) AS s FROM (VALUES (0.0, 1.0, true), (0, 2, true), (0, 2, true), (3, 5, true), (3, 6, true)) t(a, d, e);
SELECT c.duration, at_risk, events, surviving, std_err, hazard FROM broken, LATERAL survival(s) c;
SELECT survival_at(s, 1.5), survival_at(s, 2), median_duration(s), (restricted_mean(s, 2)).mean, (restricted_mean(s, 2.5)).mean AS beyond, (restricted_mean_difference(s, s, 5)).difference,
       (SELECT count(incidence) FROM cumulative_incidence(s)) AS known_incidences FROM broken;
DROP VIEW broken;
-- A tie by rounding: an entry a hair before an end is not before it.
SELECT c.duration, at_risk FROM (SELECT late_spells_agg(a, d, e) AS s FROM (VALUES (0.0, 5.0, true), (4.99999999999, 7, true), (0, 7, true)) t(a, d, e)) x, LATERAL survival(s) c;
-- The same by any weights: halves of spells have the same curve.
SELECT bool_and(a.surviving IS NOT DISTINCT FROM b.surviving AND a.at_risk = 2 * b.at_risk) AS halves
FROM (SELECT s, replace(s::text, '"count": 1', '"count": 0.5')::spells AS half FROM late) x, LATERAL survival(s) a, LATERAL survival(half) b WHERE a.duration = b.duration;

-- The estimate from intervals: worked by hand, (0,1] (0,3] (1,3] (2,inf) has 1/3 in (0,1] and 2/3 in (2,3].
CREATE VIEW four AS SELECT spells_agg(a, b) AS s FROM (VALUES (0.0, 1.0), (0, 3), (1, 3), (2, NULL)) t(a, b);
SELECT m.not_before, m.not_after, round(mass::numeric, 12) AS mass, round(kuhn_tucker::numeric, 12) AS kuhn_tucker FROM four, LATERAL npmle(s) m;
SELECT round(log_likelihood::numeric, 10) AS log_likelihood, violation < 1e-10 AS optimal, intervals FROM four, LATERAL npmle_fit(s);
SELECT c.duration, at_risk, events, censored, round(surviving::numeric, 12) AS surviving, std_err, lower, upper, hazard, hazard_std_err, earliest FROM four, LATERAL survival(s) c;
-- Inside an interval nothing is known, at its ends the curve is; so with the median, and the mean has bounds.
SELECT d, round(survival_at(s, d)::numeric, 6) FROM four, unnest('{0,0.5,1,1.5,2,2.5,3,100}'::float8[]) d;
SELECT median_duration(s), q.*, m.mean, m.std_err, round(m.least::numeric, 6) AS least, round(m.greatest::numeric, 6) AS greatest FROM four, LATERAL quantile_duration(s) q, LATERAL restricted_mean(s, 3) m \gx
DROP VIEW four;
-- Five products, one of which was not seen between month 3 and month 8: the median lies in (5, 6], not at 8.
SELECT median_duration(s), earliest, latest, median_duration(exact) AS as_if_exact FROM (SELECT spells_agg(a, b) AS s, spells_agg(coalesce(b, a), b IS NOT NULL) AS exact
  FROM (VALUES (2.0, 3.0), (5, 6), (23, NULL), (8, NULL), (3, 8)) t(a, b)) x, LATERAL quantile_duration(s);
-- A flat stretch at one half: the middle, of both ends.
SELECT q.* FROM (SELECT spells_agg(a, b) AS s FROM (VALUES (1.0, 2.0), (5, 8)) t(a, b)) x, LATERAL quantile_duration(s) q;
-- Shares that a report gives: 25 % after 61 days, 60 % after 87.
SELECT c.duration, c.earliest, c.surviving, q.earliest AS median_from, q.latest AS median_to FROM (SELECT weighted_spells_agg(a, b, w, 'day') AS s FROM (VALUES (0, 61, 25), (61, 87, 35), (87, NULL, 40)) t(a, b, w)) x,
  LATERAL survival(s) c, LATERAL quantile_duration(s) q;
-- Finkelstein and Wolfe 1985, as the R package interval prints it: surviving(5) = 0.9537.
CREATE TABLE cosmesis AS SELECT spells_agg(a, b) AS s FROM unnest('{45,6,0,46,46,7,17,7,37,0,4,15,11,22,46,46,25,46,26,46,27,36,46,36,37,40,17,46,11,38,5,37,0,18,24,36,5,19,17,24,32,33,19,37,34,36}'::float8[],
  '{NULL,10,7,NULL,NULL,16,NULL,14,44,8,11,NULL,15,NULL,NULL,NULL,37,NULL,40,NULL,34,44,NULL,48,NULL,NULL,25,NULL,18,NULL,12,NULL,5,NULL,NULL,NULL,11,35,25,NULL,NULL,NULL,26,NULL,NULL,NULL}'::float8[]) t(a, b);
SELECT m.not_before, m.not_after, round(mass::numeric, 8) AS mass FROM cosmesis, LATERAL npmle(s) m WHERE mass > 0;
SELECT round(survival_at(s, 5)::numeric, 4) AS surviving, (SELECT count(*) FROM npmle(s)) AS intervals, (SELECT bool_and(kuhn_tucker < 1 + 1e-10 AND (mass = 0 OR kuhn_tucker > 1 - 1e-10)) FROM npmle(s)) AS optimal,
       round((SELECT log_likelihood FROM npmle_fit(s))::numeric, 8) AS log_likelihood FROM cosmesis;
DROP TABLE cosmesis;
-- Where all is known it is Kaplan-Meier: by survival to the last bit, by the estimate itself to rounding.
SELECT setseed(0.3);
SELECT count(*) AS samples, bool_and(agree) AS agree, max(off) < 1e-12 AS near FROM (
  SELECT (SELECT array_agg((c.duration, c.surviving) ORDER BY c.duration) FROM survival(a) c) = (SELECT array_agg((c.duration, c.surviving) ORDER BY c.duration) FROM survival(b) c) AS agree,
         (SELECT max(abs(c.surviving - (1 - before))) FROM survival(a) c, LATERAL (SELECT coalesce(sum(mass), 0) FROM npmle(a) m WHERE m.not_after <= c.duration) m(before)) AS off
  FROM (SELECT spells_agg(d, e) AS a, spells_agg(d, CASE WHEN e THEN d END) AS b
        FROM (SELECT k, floor(random() * 30) AS d, random() > 0.4 AS e FROM generate_series(1, 60) k, generate_series(1, 25) i) r GROUP BY k) x) y;
-- The conditions hold, and the masses add up, on random intervals of every kind.
SELECT count(*) AS samples, max(f.violation) < 1e-10 AS optimal, max(abs(total - 1)) < 1e-12 AS whole, bool_and(least > 1 - 1e-10 AND most < 1 + 1e-10) AS kuhn_tucker
FROM (SELECT rollup(s) AS s FROM (SELECT k, spells_agg(a, CASE WHEN i % 5 > 0 THEN a + CASE WHEN i % 3 = 0 THEN 0 ELSE b END END) AS s
        FROM (SELECT k, i, floor(random() * 20) * 0.5 AS a, 0.5 + random() * 9 AS b FROM generate_series(1, 100) k, generate_series(1, 40) i) r GROUP BY k
      UNION ALL SELECT k, '{"type": "spells", "spells": [{"duration": 2, "outcome": 1, "not_before": null, "count": 2}]}' FROM generate_series(1, 100, 2) k) p GROUP BY k) x, LATERAL npmle_fit(s) f,
     LATERAL (SELECT sum(mass), min(kuhn_tucker) FILTER (WHERE mass > 0), max(kuhn_tucker) FROM npmle(s)) m(total, least, most);
-- It may have lasted no time at all: [0, 3] with 0 known is all at 0; without, the curve is not known below 3.
SELECT c.duration, c.earliest, c.surviving, survival_at(s, 0) AS at_0, survival_at(s, 2) AS at_2, survival_at(s, 3) AS at_3
FROM (VALUES ('{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "not_before": null, "count": 1}, {"duration": 0, "outcome": 1, "count": 1}]}'::spells),
             ('{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "not_before": null, "count": 1}, {"duration": 9, "outcome": 0, "count": 1}]}')) t(s), LATERAL survival(s) c;
-- Ends that tie by rounding are one.
SELECT m.not_before, m.not_after, mass FROM (SELECT spells_agg(a, b) AS s FROM (VALUES (0.1::float8 + 0.2, 1.0), (0.3, 1.0)) t(a, b)) x, LATERAL npmle(s) m;

-- What takes no intervals says so, and intervals with delayed entry are refused.
CREATE VIEW kept AS SELECT spells_agg(3.0, 8.0) AS s, (SELECT rollup(t) FROM (SELECT spells_agg(3.0, 8.0) UNION ALL SELECT late_spells_agg(2.0, 9.0, false)) y(t)) AS both_kinds, (SELECT late_spells_agg(2.0, 9.0, false)) AS entered;
SELECT pg_temp.refusal(format('SELECT %s FROM kept', call)) FROM (VALUES
  (1, 'cumulative_incidence(s)'), (2, 'logrank(s, s)'), (3, 'logrank(''a'', s)'), (4, 'hazard_ratio(s, s)'), (5, 'restricted_mean_difference(s, s, 5)'), (6, 'logrank_stratified(''a'', ''b'', s)'),
  (7, 'hazard_ratio(''a'', true, s)'), (8, 'survival(both_kinds)'), (9, 'median_duration(both_kinds)'), (10, 'npmle(both_kinds)'), (11, 'npmle(entered)'), (12, 'npmle_fit(entered)')) t(n, call) ORDER BY n;
SELECT num_spells(both_kinds), num_ended(both_kinds), (approval_rate(both_kinds)).pending, (pending_age(both_kinds)).max_age FROM kept;
DROP VIEW kept;
-- Nothing to estimate: no rows, NULL.
SELECT (SELECT count(*) FROM npmle(e)), f.* FROM (SELECT '{"type": "spells", "spells": []}'::spells AS e) x, LATERAL npmle_fit(e) f;
SELECT (SELECT count(*) FROM survival(e)), median_duration(e), survival_at(e, 1), (restricted_mean(e, 1)).*
FROM (SELECT '{"type": "spells", "spells": [{"duration": 8, "outcome": 1, "not_before": 3, "count": 0}]}'::spells AS e) x;
-- Weights too far apart for sums of probabilities, and more intervals than there is room for.
SELECT pg_temp.refusal($$SELECT npmle_fit(weighted_spells_agg(a, b, w)) FROM (VALUES (0, 1, 1e-200), (1, 2, 1), (2, 3, 1e-170), (3, NULL, 1e-250)) t(a, b, w)$$);
SELECT round(mass::numeric, 12) AS mass FROM (SELECT weighted_spells_agg(a, b, w) AS s FROM (VALUES (0, 3, 1e-12), (1, 4, 1e12), (6, 9, 1)) t(a, b, w)) x, LATERAL npmle(s);
SELECT pg_temp.refusal('SELECT npmle_fit(spells_agg(i, i + 1)) FROM generate_series(0, 1000000) i');

-- From reports of recovery: exact, between two periods, still running, and never seen below although the shock was not seen.
SELECT what, (r).status, (r).time_to_recovery, (r).time_at_least, (r).recovery_exact, d.duration, d.outcome, d.not_before
FROM (SELECT what, r, spells_agg(r) AS s FROM (
  SELECT what, export_recovery(d, v, '2025-01-01', '{"frequency": "month", "k": 12, "threshold": 0.9}') AS r
  FROM (VALUES ('back next month', '{40,60,95}'::float8[]), ('two months unseen', '{40,60,NULL,NULL,97}'), ('not back', '{40,NULL,60}'), ('never below', '{99,101}'), ('shock unseen', '{NULL,NULL,NULL,98}'),
               ('a run broken by a hole', '{50,95,NULL,80,95}')) t(what, later),
  LATERAL (SELECT date '2024-01-01' + make_interval(months => i) AS d, 100 AS v FROM generate_series(0, 11) i
           UNION ALL SELECT date '2025-01-01' + make_interval(months => n::int - 1), v FROM unnest(later) WITH ORDINALITY u(v, n)) s GROUP BY what) y GROUP BY what, r) x, LATERAL durations(s) d ORDER BY what;
-- A report of before, without the two columns, is taken as it was.
SELECT spells_agg(jsonb_populate_record(NULL::recovery_report, '{"status": "recovered", "duration_unit": "month", "time_to_recovery": 2}'));
DROP VIEW late;
