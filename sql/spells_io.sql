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
\pset format unaligned

-- spells: sorted by duration, then outcome; what repeats adds up.
SELECT '{"type": "spells", "spells": []}'::spells;
SELECT '{"spells": [{"count": 1, "outcome": 0, "duration": 9}, {"duration": 0, "outcome": 255, "count": 2.5}, {"duration": 9, "outcome": 0, "count": 2}], "type": "spells"}'::spells;
SELECT '{"type": "spells", "spells": [{"duration": 10, "outcome": 1, "count": 1}, {"duration": 9.5, "outcome": 2, "count": 1}, {"duration": 9.5, "outcome": 1, "count": 1}]}'::spells;
SELECT '{"type": "spells", "spells": [{"duration": 5e-324, "outcome": 1, "count": 1}, {"duration": 1.7976931348623157e308, "outcome": 1, "count": 1}, {"duration": -0.0, "outcome": 1, "count": 1}]}'::spells;
SELECT '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": [1, 1e-20]}, {"duration": 2, "outcome": 1, "count": 0}]}'::spells;

-- A negative part is no matter when the count it adds to is not negative.
SELECT '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": [3, -1]}]}'::spells;

-- Text and jsonb lead back to the same value.
SELECT s::text::spells = s AS again, s::jsonb::spells = s AS json, num_spells(s), num_ended(s)
FROM (SELECT spells_agg(i % 11 * 0.1, i % 4 > 0, nullif(i % 4, 0)) AS s FROM generate_series(1, 500) i) x;

-- What is refused, with its reason.
SELECT pg_temp.refusal(format('SELECT %L::spells', input)) FROM (VALUES
  (1, '"spells"'), (2, '{"type": "spell", "spells": []}'), (3, '{"type": "spells"}'), (4, '{"type": "spells", "spells": {}}'),
       (5, '{"type": "spells", "spells": 1}'),
  (6, '{"type": "spells", "spells": [9]}'), (7, '{"type": "spells", "spells": [[9, 1, 1]]}'), (8, '{"type": "spells", "spells": [{}]}'),
  (9, '{"type": "spells", "spells": [{"duration": 1}]}'), (10, '{"type": "spells", "spells": [{"duration": 1, "outcome": 1}]}'),
  (11, '{"type": "spells", "spells": [{"duration": "1", "outcome": 1, "count": 1}]}'),
       (12, '{"type": "spells", "spells": [{"duration": 1, "outcome": true, "count": 1}]}'),
  (13, '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": "1"}]}'),
       (14, '{"type": "spells", "spells": [{"duration": -1, "outcome": 1, "count": 1}]}'),
  (15, '{"type": "spells", "spells": [{"duration": 1, "outcome": 256, "count": 1}]}'),
       (16, '{"type": "spells", "spells": [{"duration": 1, "outcome": -1, "count": 1}]}'),
  (17, '{"type": "spells", "spells": [{"duration": 1, "outcome": 1.5, "count": 1}]}'),
       (18, '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": [1, -2]}]}'),
  (19, '{"type": "spells", "spells": [{"duration": 1e309, "outcome": 1, "count": 1}]}'),
       (20, '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": [1e308, 1e308]}]}')) t(n, input) ORDER BY n;

-- Equality, order and hash agree.
CREATE TEMP TABLE held (id int, s spells);
INSERT INTO held SELECT k, spells_agg(i, k > 2) FROM generate_series(1, 4) k, generate_series(1, 3) i GROUP BY k;
SELECT count(*), count(DISTINCT s) FROM held;
SELECT bool_and((a.s = b.s) = (a.s::text = b.s::text) AND (a.s <> b.s) = NOT (a.s = b.s)
   AND (a.s < b.s) = (b.s > a.s) AND (a.s <= b.s) = NOT (a.s > b.s) AND (a.s >= b.s) = NOT (a.s < b.s)
   AND (a.s < b.s)::int + (a.s = b.s)::int + (a.s > b.s)::int = 1) AS order_is_total FROM held a, held b;
SELECT bool_and(spells_hash(a.s) = spells_hash(b.s) AND spells_hash_extended(a.s, 7) = spells_hash_extended(b.s, 7)) AS equal_hash
FROM held a JOIN held b ON a.s = b.s;

-- Bytes on disk with a duration below zero, or with durations that do not ascend, are corrupt.
CREATE CAST (bytea AS spells) WITHOUT FUNCTION;
SELECT num_spells(decode('01730100' || '00000000' || '00000002' || '00000014' || '09400000000000000001' || '093ff000000000000001' || repeat('3ff0000000000000', 2), 'hex')::spells);
SELECT num_spells(decode(replace(encode(spells_send(spells_agg(1, true)), 'hex'), '3ff000000000000001', 'bff000000000000001'), 'hex')::spells);
DROP CAST (bytea AS spells);
