-- spells: durations with their outcome.
SELECT spells_agg(9.0, true) FROM (SELECT 1) x WHERE false;
SELECT spells_agg(d, e) FROM (VALUES (9, true), (13, false), (13, true), (13, true), (NULL, true), (1, NULL)) t(d, e);
SELECT spells_agg(d, o > 0, nullif(o, 0)) FROM (VALUES (0.5, 2), (0, 1), (0.5, 0)) t(d, o);

-- By date, as known on a day: later decisions are pending, later starts do not exist.
SELECT d.* FROM (SELECT spells_agg(s, e, '2025-06-30') AS sp FROM (VALUES
  (date '2025-06-01', date '2025-06-11'), ('2025-06-01', NULL), ('2025-06-20', '2025-07-05'), ('2025-07-01', NULL)) t(s, e)) x,
       LATERAL durations(sp) d;

-- Out of range.
SELECT spells_agg(-1.0, true);
SELECT spells_agg('NaN'::float8, true);
SELECT spells_agg(1.0, true, 256);
SELECT spells_agg(1.0, true, 0);
SELECT spells_agg(1.0, true, NULL::integer);
SELECT spells_agg(1.0, false, 1);
-- Two numbers are an interval, so an outcome in place of whether it ended seldom passes.
\set VERBOSITY terse
SELECT spells_agg(12, 1);
\set VERBOSITY default
SELECT spells_agg(date '2025-02-01', date '2025-01-01', date '2025-03-01');
SELECT spells_agg(date '2025-02-01', date 'infinity', date '2025-03-01');

-- The unit of durations: dates count days, numbers what is said, or nothing.
SELECT unit(spells_agg(d, true)) AS unstated, unit(spells_agg(d, true, 'month')) AS months, unit(spells_agg(d, true, 2, 'year')) AS years,
       unit(spells_agg(date '2025-01-01', '2025-02-01', '2025-03-01')) AS dates, unit(NULL) AS no_spells FROM (VALUES (9), (4)) t(d);
SELECT spells_agg(d, true, 'week'), spells_agg(d, o IS NOT NULL, o, 'week') FROM (VALUES (9, 3), (4, NULL)) t(d, o);
SELECT spells_agg(d, true, u) FROM (VALUES (9, 'month'), (4, 'day')) t(d, u);
SELECT rollup(s) FROM (SELECT spells_agg(60, true, 'day') UNION ALL SELECT spells_agg(2, true, 'month')) t(s);
SELECT rollup(s) FROM (SELECT spells_agg(60, true, 'day') UNION ALL SELECT spells_agg(2, true)) t(s);
SELECT logrank(spells_agg(60, true, 'day'), spells_agg(2, true, 'month'));
SELECT spells_agg(9, true, 'fortnight');
SELECT spells_agg(9, true, NULL::text);

-- Text form and counts.
SELECT '{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "count": 2}, {"duration": 3, "outcome": 1, "count": 1}]}'::spells;
SELECT '{"type": "spells"}'::spells;
SELECT '{"type": "spells", "spells": [1]}'::spells;
SELECT '{"type": "spells", "spells": [{"duration": 1, "outcome": 0.5, "count": 1}]}'::spells;
SELECT '{"type": "spells", "spells": [{"duration": 1, "outcome": 0, "count": -1}]}'::spells;
SELECT s::text::spells = s AS again, s::jsonb::spells = s AS json, num_spells(s), num_ended(s), num_spells(NULL)
FROM (SELECT spells_agg(i % 7 * 0.5, i % 3 > 0, nullif(i % 3, 0)) AS s FROM generate_series(1, 50) i) x;
SELECT rollup(s) = (SELECT spells_agg(i % 7 * 0.5, i % 3 > 0, nullif(i % 3, 0)) FROM generate_series(1, 50) i) AS merged
FROM (SELECT spells_agg(i % 7 * 0.5, i % 3 > 0, nullif(i % 3, 0)) AS s FROM generate_series(1, 50) i GROUP BY i % 4) x;
