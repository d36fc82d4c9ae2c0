-- What an error says: message, detail and hint.
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$
  SELECT frequency($1) || ': ' || coalesce(string_agg(p || '=' || value, ' ' ORDER BY p), 'nothing') FROM
    (SELECT to_char(period, 'YYYY-MM-DD') p, value FROM observations(spread_combined($1, 'none'))
     UNION ALL SELECT to_char(period_start, 'YYYY-MM-DD') || to_char(period_end, '/YYYY-MM-DD'), value FROM combined_periods($1)) x $$;
SET datestyle = ISO;
\pset format unaligned
\pset footer off

-- Magnet exports of 2025 as they were told; invented later figures for April and May.
CREATE TEMP TABLE told (month date, known date, t float8);
INSERT INTO told VALUES ('2025-04-01', '2025-05-20', 2626), ('2025-04-01', '2025-06-20', 2627), ('2025-05-01', '2025-06-20', 1238),
  ('2025-05-01', '2025-07-20', 1238.47), ('2025-06-01', '2025-07-20', 3188);
CREATE TEMP TABLE v AS SELECT vintages_agg(month, t, known) AS v FROM told;
SELECT v FROM v;
SELECT frequency(v), num_releases(v), first_known(v), last_known(v) FROM v;

-- As of a day: the latest release up to it, on the day itself too; what was first known later is missing, not zero.
SELECT day, pg_temp.show(as_of(v, day)) FROM v, unnest('{2025-05-19,2025-05-20,2025-06-19,2025-06-20,2025-06-30,2025-07-20,-infinity,infinity}'::date[]) day;
-- The n-th release: 0 is the first figure.
SELECT n, pg_temp.show(release(v, n)) FROM v, generate_series(0, 2) n;
SELECT release(v) = release(v, 0) AS first_by_default FROM v;
-- Every release, and every figure that was new or other than before.
SELECT r.* FROM v, releases(v) r;
SELECT r.* FROM v, revisions(v) r;
SELECT r.* FROM v, revisions(v, '2025-06-20') r;
SELECT s.* FROM v, revision_stats(v) s;

-- By hand: first 100, 110, 95, 120, last 102, 108, 99, 125; a release that repeats is counted, and no revision.
CREATE TEMP TABLE hand AS SELECT vintages_agg(m, t, k, 'month') AS v FROM (VALUES
  (date '2024-01-01', date '2024-03-07', 80), ('2024-01-01', '2024-03-07', 20), ('2024-01-01', '2024-06-10', 104), ('2024-01-01', '2025-01-15', 102),
  ('2024-02-01', '2024-03-20', 110), ('2024-02-01', '2024-04-18', 110), ('2024-02-01', '2024-09-01', 108), ('2024-03-01', '2024-04-20', 95),
  ('2024-03-01', '2024-05-20', 99), ('2024-04-01', '2024-05-18', 120), ('2024-04-01', '2024-06-18', 125)) t(m, k, t);
SELECT r.* FROM hand, revisions(v, '2024-05-31') r;
SELECT s.* FROM hand, revision_stats(v) s;
SELECT s.* FROM hand, revision_stats(v, 1, 0.02) s;
SELECT s.* FROM hand, revision_stats(v, 9) s;

-- Figures settle with the first release from which on all lie within a part of the last: here the fifth.
SELECT s.settled_max, date '2020-06-30' + s.settled_max AS settled_on
FROM (SELECT vintages_agg(date '2020-06-01', t, k, 'month') AS v
      FROM unnest(ARRAY[0, 20, 99, 150, 102, 100], '{2020-07-01,2020-07-15,2020-08-01,2020-08-15,2020-09-01,2020-09-15}'::date[]) x(t, k)) y, revision_stats(v) s;
-- A figure at the edge of that part has settled, however it is rounded; one that ends at zero only when equal; inside its period days are negative.
SELECT claim, s.settled_max FROM (VALUES
  ('1.1 within 10 % of 1', 1.1::float8, 1::float8, 0.1::float8), ('0.7 within 30 % of 1', 0.7, 1, 0.3), ('0.8 and 0.7 are not within 10 %', 0.8, 0.7, 0.1),
  ('zero', 0, 0, 0.2), ('to zero', 1e-9, 0, 0.2), ('tripled decimals', 0.3, 0.1::float8 * 3, 0)) t(claim, a, b, within),
  LATERAL (SELECT vintages_agg(m, v, k, 'month') AS v FROM (VALUES (date '2025-04-01', date '2025-04-15', a), ('2025-04-01', '2025-05-20', b)) r(m, k, v)) x, revision_stats(v, 0, within) s;
SELECT s.revised, s.bias FROM (SELECT vintages_agg(date '2025-04-01', v, k, 'month') AS v
  FROM (VALUES (date '2025-05-20', 0.1), ('2025-05-20', 0.2), ('2025-06-20', 0.3)) r(k, v)) x, revision_stats(v) s;

-- Totals of several periods: what is told last stands as of a day, what was told first as first release; what overlaps them gives way.
CREATE TEMP TABLE two AS SELECT vintages_agg(a, b, t, k, 'month') AS v FROM (VALUES
  (date '2025-01-01', date '2025-02-28', date '2025-03-20', 300), ('2025-03-01', '2025-03-31', '2025-04-20', 90), ('2025-01-01', '2025-01-31', '2025-04-20', 120),
  ('2025-02-01', '2025-02-28', '2025-05-20', 190), ('2025-01-01', '2025-02-01', '2025-06-20', 305)) x(a, b, k, t);
SELECT v FROM two;
SELECT day, pg_temp.show(as_of(v, day)) FROM two, unnest('{2025-03-20,2025-04-20,2025-05-20,2025-06-20}'::date[]) day;
SELECT n, pg_temp.show(release(v, n)) FROM two, generate_series(0, 1) n;
SELECT r.* FROM two, revisions(v) r;
SELECT s.periods, s.revised, s.bias, s.settled_max FROM two, revision_stats(v) s;

-- Frequencies are found or given, as for trade_series; a period may be named by any of its days.
SELECT frequency(vintages_agg(d, 1, date '2026-01-01')) AS found FROM (VALUES (date '2025-01-31'), ('2025-02-28')) t(d);
SELECT frequency(vintages_agg(d, 1, '2027-01-01')) AS found FROM (VALUES (date '2025-01-07'), ('2025-02-28')) t(d);
SELECT pg_temp.show(as_of(vintages_agg(d, 1, date '2025-03-01', f), '2025-12-31')) FROM unnest('{week,month,quarter,year,trading_day}'::text[]) f,
  unnest('{2025-01-07,2025-01-09,2025-02-28}'::date[]) d GROUP BY f ORDER BY 1;
SELECT vintages_agg(date '2025-06-30', 1.5, date '2025-08-01', 'year', 7) AS business_year,
       vintages_agg(timestamp '2025-06-30 12:00', 1.5, date '2025-08-01', 'quarter', 5) AS business_quarter;
SELECT vintages_agg(a, b, 5, k, 'quarter', 5) AS half_a_year FROM (VALUES (date '2025-05-01', date '2025-10-31', date '2025-11-20')) t(a, b, k);
-- Two days of one period, known on the same days in another order, are one history.
SELECT vintages_agg(d, 1, k, 'month') FROM (VALUES (date '2025-04-10', date '2025-06-01'), ('2025-04-02', '2025-07-01'), ('2025-04-02', '2025-05-01'), ('2025-04-10', '2025-05-01')) t(d, k);

-- Rows with a NULL are skipped; no rows, no value, NULL; nothing known is a series without totals.
SELECT vintages_agg(m, t, k, 'month') FROM (VALUES (date '2025-01-01', date '2025-02-20', 5), ('2025-01-01', NULL, 9), (NULL, '2025-02-20', 3), ('2025-02-01', '2025-03-20', NULL)) x(m, k, t);
SELECT vintages_agg(m, t, k) IS NULL AS no_rows FROM (VALUES (NULL::date, date '2025-02-20', 3)) x(m, k, t);
SELECT as_of(NULL, '2025-01-01') IS NULL AS as_of, as_of(v, NULL) IS NULL AS day, release(v, NULL) IS NULL AS n, num_releases(NULL) AS releases FROM v;
SELECT count(*) AS rows FROM revisions(NULL);
SELECT as_of(v, '2020-01-01'), s.* FROM (SELECT '{"type": "trade_vintages", "frequency": "month", "releases": {}}'::trade_vintages AS v) x, revision_stats(v) s;
SELECT first_known(v) IS NULL AS nothing_known, num_releases(v) FROM (SELECT '{"type": "trade_vintages", "frequency": "week", "releases": {}}'::trade_vintages AS v) x;

-- rollup adds parts of the same releases up; a value merged with none is itself; a part told on another day is another release.
SELECT rollup(p) = (SELECT v FROM v) AS merged FROM (SELECT vintages_agg(month, t, known) AS p FROM told GROUP BY month) x;
SELECT rollup(v) AS twice FROM v, generate_series(1, 2);
SELECT pg_temp.show(as_of(rollup(p), '2025-12-31')) AS the_last_part, pg_temp.show(rollup(as_of(p, '2025-12-31'))) AS all_parts
FROM (SELECT vintages_agg(date '2025-04-01', t, k, 'month') AS p FROM (VALUES (10, date '2025-05-20'), (5, '2025-05-22')) x(t, k) GROUP BY k) y;

-- Every question to a series can be asked as of any day.
SELECT day, r.status, r.censored_after, round(r.depth::numeric, 4) AS depth
FROM (SELECT vintages_agg(m, t, k, 'month') AS v FROM (SELECT month, t, known FROM told
        UNION ALL SELECT (date '2024-04-01' + make_interval(months => i))::date, 4846, (date '2024-05-20' + make_interval(months => i))::date FROM generate_series(0, 11) i) x(m, t, k)) y,
     unnest('{2025-05-01,2025-05-31,2025-06-30,2025-07-31}'::date[]) day, recovery(as_of(v, day), '2025-04-04') r;

-- Levels have one figure a release, and are never added up; a series of them is one of levels.
CREATE TEMP TABLE level AS SELECT level_vintages_agg(d, l, k) AS v
FROM (VALUES (date '2025-03-31', 5, date '2025-04-20'), ('2025-03-31', 5, '2025-04-20'), ('2025-03-31', 6, '2025-07-20'), ('2025-06-30', 7, '2025-07-20')) t(d, l, k);
SELECT v FROM level;
SELECT as_of(v, '2025-07-19')::jsonb - 'type' AS in_time, value_at(as_of(v, '2025-07-20'), '2025-03-15') AS later FROM level;
SELECT level_vintages_agg(timestamp '2025-06-30 18:00', 7.5, date '2025-07-20', 'year', 7), level_vintages_agg(date '2025-06-30', 7, date '2025-07-20', 'quarter');
SELECT rollup(v) AS of_two_companies FROM level, generate_series(1, 2);

-- A register as it stood: a case counts from the day it was entered, a decision from the day on which both were.
CREATE TEMP TABLE register (submitted date, entered date, decided date, decision_entered date, approved boolean, tonnes numeric);
INSERT INTO register VALUES ('2025-04-07', '2025-04-07', '2025-05-22', '2025-06-20', true, 12), ('2025-04-07', '2025-05-10', NULL, NULL, NULL, 80),
  ('2025-04-20', '2025-04-20', '2025-06-01', '2025-06-01', false, 3), ('2025-05-05', '2025-05-06', '2025-05-05', NULL, true, 5),
  ('2025-05-05', '2025-05-20', '2025-05-12', '2025-05-15', true, 1), ('2025-05-05', NULL, '2025-05-12', '2025-05-15', true, 1000);
CREATE TEMP TABLE cases AS SELECT backlog_vintages_agg(submitted, entered, decided, decision_entered) AS v,
  backlog_vintages_agg(submitted, entered, decided, decision_entered, tonnes) AS t, backlog_agg(submitted, decided) AS s FROM register;
SELECT v FROM cases;
SELECT day, backlog_at(as_of(v, day), day) AS as_it_stood, backlog_at(as_of(t, day), day) AS tonnes, backlog_at(as_of(v, 'infinity'), day) AS as_known_now, backlog_at(s, day) AS by_the_dates,
       count(*) FILTER (WHERE entered <= day) - count(*) FILTER (WHERE entered <= day AND decision_entered <= day AND decided <= day) AS by_hand
FROM cases, register, unnest('{2025-04-07,2025-04-30,2025-05-12,2025-05-15,2025-05-31,2025-06-01,2025-06-20,2025-12-31}'::date[]) day GROUP BY v, t, s, day ORDER BY day;
-- Entries add up, so a release is all that was entered by then, and parts of the register roll up whatever days they were entered on.
SELECT r.period_start AS day, r.release_number, r.known_on, r.value FROM cases, releases(v) r WHERE period_start < '2025-05-01';
SELECT rollup(p) = (SELECT v FROM cases) AS merged FROM (SELECT backlog_vintages_agg(submitted, entered, decided, decision_entered) AS p FROM register GROUP BY approved) x;
SELECT as_of(v, 'infinity') = (SELECT backlog_agg(submitted, CASE WHEN decision_entered IS NOT NULL THEN decided END) FROM register WHERE entered IS NOT NULL) AS latest FROM cases;

-- Equality, order, hash, jsonb and text are those of the content.
SELECT v = v::text::trade_vintages AS text, v = v::jsonb::trade_vintages AS json, v < release_other AS less, trade_vintages_hash(v) = trade_vintages_hash(v::text::trade_vintages) AS hash
FROM v, (SELECT rollup(v) AS release_other FROM v, generate_series(1, 2)) x;
SELECT count(*) AS values, count(DISTINCT v) AS distinct_values FROM (SELECT v FROM v UNION ALL SELECT v FROM v UNION ALL SELECT v FROM two) x;
SELECT '{"type": "trade_vintages", "frequency": "quarter", "year_start": 5, "measure": "level", "combined": {"2025-05-01/2025-08-01": {"2025-11-20": [1e16, 1]}}, "releases": {"2024-02-01": {"2024-06-01": [1e-20, 2], "2024-05-30": 0}}}'::trade_vintages;
SELECT pg_temp.show(as_of('{"type": "trade_vintages", "frequency": "month", "releases": {"2025-01-01": {"2025-02-20": [1e16, 1, 1e-20]}, "2025-02-01": {"2025-03-20": [7, 1e-30, 1e-60], "2025-04-20": 8}}}', '2025-03-31') * 1e-16);
SELECT as_of('{"type": "trade_vintages", "frequency": "month", "releases": {"2025-01-01": {"2025-02-20": [1e16, 1, 1e-20], "2025-02-21": [3, 1e-20, 1e-40]}, "2025-02-01": {"2025-03-20": [7, 1e-30, 1e-60], "2025-04-20": 8}}}', '2025-03-31') AS every_component;

-- What is refused, and what the refusal says.
SELECT claim, pg_temp.refusal(query) FROM (VALUES
  ('known before its period', $$SELECT vintages_agg(date '2025-04-30', 7, '2025-03-31', 'month')$$),
  ('known before its period, of several', $$SELECT vintages_agg('2025-01-01', '2025-02-01', 7, '2024-12-31', 'month')$$),
  ('the same in text', $$SELECT '{"type": "trade_vintages", "frequency": "quarter", "releases": {"2025-04-01": {"2025-03-31": 7}}}'::trade_vintages$$),
  ('two of one day share a period', $$SELECT vintages_agg(a, b, 1, date '2025-03-20', 'month') FROM (VALUES (date '2025-01-01', date '2025-02-01'), ('2025-02-01', '2025-02-01')) t(a, b)$$),
  ('two of one day, in rollup', $$SELECT rollup(vintages_agg) FROM (SELECT vintages_agg(a, b, 1, date '2025-03-20', 'month') FROM (VALUES (date '2025-01-01', date '2025-02-01'), ('2025-02-01', '2025-02-01')) t(a, b) GROUP BY b) x$$),
  ('two of one day, in text', $$SELECT '{"type": "trade_vintages", "frequency": "month", "releases": {"2025-02-01": {"2025-03-20": 7}}, "combined": {"2025-01-01/2025-02-01": {"2025-03-20": 7}}}'::trade_vintages$$),
  ('value', $$SELECT vintages_agg(date '2025-04-30', 'NaN', '2025-05-20', 'month')$$),
  ('infinite period', $$SELECT vintages_agg(date 'infinity', 1, '2025-05-20', 'month')$$),
  ('infinite known_on', $$SELECT vintages_agg(date '2025-01-01', 1, 'infinity', 'month')$$),
  ('far period', $$SELECT vintages_agg(date '20000-01-01', 1, '20000-05-20', 'month')$$),
  ('far known_on', $$SELECT vintages_agg(date '2000-01-01', 1, '20000-05-20', 'month')$$),
  ('the last day is kept', $$SELECT vintages_agg(date '2000-01-01', 1, '13483-08-05', 'month')$$),
  ('far in text', $$SELECT '{"type": "trade_vintages", "frequency": "year", "releases": {"2025-01-01": {"20000-01-01": 7}}}'::trade_vintages$$),
  ('far period in text', $$SELECT '{"type": "trade_vintages", "frequency": "year", "releases": {"20000-01-01": {"20000-01-01": 7}}}'::trade_vintages$$),
  ('long span', $$SELECT vintages_agg('1500-01-01', '2025-12-31', 1, '2026-01-20', 'year')$$),
  ('long span in text', $$SELECT '{"type": "trade_vintages", "frequency": "day", "releases": {}, "combined": {"1500-01-01/2025-01-01": {"2025-01-01": 7}}}'::trade_vintages$$),
  ('reversed span', $$SELECT vintages_agg('2025-02-01', '2025-01-31', 1, '2026-01-20', 'month')$$),
  ('span inside a period', $$SELECT vintages_agg('2025-02-03', '2025-03-31', 1, '2026-01-20', 'month')$$),
  ('span of trading days', $$SELECT vintages_agg('2025-02-03', '2025-02-04', 1, '2026-01-20', 'trading_day')$$),
  ('span of no frequency', $$SELECT vintages_agg('2025-02-03', '2025-02-04', 1, '2026-01-20', NULL::text)$$),
  ('unknown frequency', $$SELECT vintages_agg(date '2025-02-03', 1, '2026-01-20', 'fortnight')$$),
  ('year_start of months', $$SELECT vintages_agg(date '2025-02-03', 1, '2026-01-20', 'month', 7)$$),
  ('ends of business years', $$SELECT vintages_agg(d, 1, '2027-01-20', 'year') FROM (VALUES (date '2024-06-30'), ('2025-06-30')) t(d)$$),
  ('frequencies that differ', $$SELECT rollup(vintages_agg) FROM (SELECT vintages_agg(date '2025-01-01', 1, date '2026-01-20', f) FROM unnest('{month,year}'::text[]) f GROUP BY f) x$$),
  ('two levels of one release', $$SELECT level_vintages_agg(date '2025-03-31', l, date '2025-04-20') FROM unnest('{5,6}'::float8[]) l$$),
  ('two levels of one period', $$SELECT level_vintages_agg(d, 5, date '2025-04-20', 'month') FROM (VALUES (date '2025-03-31'), ('2025-03-03')) t(d)$$),
  ('levels and flows', $$SELECT rollup(x) FROM (SELECT v FROM v UNION ALL SELECT level_vintages_agg(date '2025-03-31', 5, date '2025-04-20')) t(x)$$),
  ('entered before it was submitted', $$SELECT backlog_vintages_agg('2025-04-07', '2025-04-06', NULL, NULL)$$),
  ('decided before it was submitted', $$SELECT backlog_vintages_agg('2025-04-07', '2025-04-07', '2025-04-06', '2025-04-08')$$),
  ('a weight below zero', $$SELECT backlog_vintages_agg('2025-04-07', '2025-04-07', NULL, NULL, -1)$$),
  ('infinite entry', $$SELECT backlog_vintages_agg('2025-04-07', 'infinity', NULL, NULL)$$),
  ('n', 'SELECT release(v, -1) FROM v'), ('release', 'SELECT revision_stats(v, -1) FROM v'), ('within', 'SELECT revision_stats(v, 0, -0.1) FROM v'),
  ('since', $$SELECT revisions(v, 'infinity') FROM v$$),
  ('a series', $$SELECT series_agg(date '2025-01-01', 1, 'month')::text::trade_vintages$$),
  ('no object of releases', $$SELECT '{"type": "trade_vintages", "frequency": "month", "releases": {"2025-01-01": 7}}'::trade_vintages$$),
  ('no day known', $$SELECT '{"type": "trade_vintages", "frequency": "month", "releases": {"2025-01-01": {"today": 7}}}'::trade_vintages$$),
  ('no releases', $$SELECT '{"type": "trade_vintages", "frequency": "month", "totals": {}}'::trade_vintages$$),
  ('no value', $$SELECT '{"type": "trade_vintages", "frequency": "month", "releases": {"2025-01-01": {"2025-02-20": "7"}}}'::trade_vintages$$),
  ('a total too large', $$SELECT vintages_agg(date '2025-01-01', 1e308, date '2025-02-20', 'month') FROM generate_series(1, 2)$$),
  ('a difference too large', $$SELECT revision_stats(vintages_agg(date '2025-01-01', v, k, 'month')) FROM (VALUES (1.7e308, date '2025-02-20'), (-1.7e308, '2025-03-20')) t(v, k)$$)
  ) t(claim, query);

-- The stored form: one key of eight bytes says period and day; docs/format.md reads them.
SELECT encode(trade_vintages_send(v), 'hex') FROM v;
-- A state from outside whose keys are none of its kind is refused; one that is sound passes.
CREATE TEMP TABLE state AS SELECT vintages_agg_trans(NULL, date '2025-04-01', 1, '2025-05-20', 'month')::text AS day,
  vintages_agg_trans(NULL, '2025-01-01', '2025-02-01', 1, '2025-05-20', 'month')::text AS span,
  vintages_rollup_trans(NULL, '{"type": "trade_vintages", "frequency": "month", "releases": {"2025-04-01": {"2025-05-20": 1}}}')::text AS period;
-- bytes at a place: 2 is the kind, 27 to 34 the key
CREATE FUNCTION pg_temp.altered(state text, place int, bytes bytea) RETURNS text LANGUAGE sql AS $$ SELECT encode(overlay(decode(state, 'base64') PLACING bytes FROM place), 'base64') $$;
SELECT claim, split_part(pg_temp.refusal(format('SELECT %L::keyed_sums', bytes)), ' | ', 2) AS refusal FROM state, LATERAL (VALUES
  ('a day', day), ('a span', span), ('a period', period),
  ('a span as a day', pg_temp.altered(span, 2, substr(decode(day, 'base64'), 2, 1))), ('a key below zero', pg_temp.altered(day, 27, '\xff')),
  ('a day before all dates', pg_temp.altered(day, 32, '\x000000')), ('a period far off', pg_temp.altered(period, 27, '\x00003fff')),
  ('known before its period', pg_temp.altered(period, 32, '\x200000'))) t(claim, bytes);
