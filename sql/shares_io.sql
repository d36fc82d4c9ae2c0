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

-- market_shares: the text form is the same whatever it was built from.
SELECT '{"totals": {"b": 1, "a": 2.50}, "entity": "text", "type": "market_shares"}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "bigint", "totals": {}, "unattributed": 0}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"": 1}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "bigint", "totals": {"9223372036854775807": 1, "-9223372036854775808": 2, "0": 3}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"中科三环": 1, "a \"b\"\\\n": 2, "Å": 3, "\u00e9": 4}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"a": -0.0, "b": -1, "c": 5e-324, "d": 1.7976931348623157e308}}'::market_shares;

-- Two spellings of one bigint are one entity; a repeated text key is JSON's last one.
SELECT '{"type": "market_shares", "entity": "bigint", "totals": {"7": 1, "07": 2, " +7": 4}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"a": 1, "a": 2}}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {}, "note": "members that mean nothing are left out"}'::market_shares;

-- A sum that one double does not hold is an array, rounded sum first; any parts that add up to it are the same value.
SELECT '{"type": "market_shares", "entity": "text", "totals": {"a": [1e-40, 1, 1e-20]}, "unattributed": [1e16, 1, -1e16]}'::market_shares;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"a": [0.25, 0.75, 1e-20]}}'::market_shares
     = '{"type": "market_shares", "entity": "text", "totals": {"a": [1e-20, 2, -1]}}'::market_shares AS same_sum;
SELECT '{"type": "market_shares", "entity": "text", "totals": {"a": [0], "b": [3]}}'::market_shares;

-- Long names, and every length about the byte that stores it, come back.
SELECT n, m::text::market_shares = m AS again, length(t.entity) = n AS full_length
FROM (SELECT n, shares_agg(repeat('x', n), n) AS m FROM unnest(ARRAY[1, 254, 255, 256, 300, 70000]) n GROUP BY n) x, LATERAL top(m, 1) t ORDER BY n;

-- jsonb, both ways, and what jsonb makes of it.
SELECT m::jsonb::market_shares = m AS again, m::jsonb -> 'totals' ->> 'b' AS b, m::jsonb ? 'unattributed' AS has_unattributed
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('b', 0.1), ('a', 2), (NULL, 1)) t(e, v)) x;

-- What is refused, with its reason.
SELECT pg_temp.refusal(format('SELECT %L::market_shares', input)) FROM (VALUES
  (1, ''), (2, '{'), (3, '[]'), (4, '1'), (5, '"market_shares"'), (6, 'null'), (7, '{}'), (8, '{"type": 1}'),
  (9, '{"type": "market_share"}'), (10, '{"type": "trade_series", "frequency": "month", "totals": {}}'),
  (11, '{"type": "market_shares"}'), (12, '{"type": "market_shares", "entity": 1}'),
  (13, '{"type": "market_shares", "entity": "integer", "totals": {}}'), (14, '{"type": "market_shares", "entity": "text"}'),
  (15, '{"type": "market_shares", "entity": "text", "totals": [1]}'), (16, '{"type": "market_shares", "entity": "text", "totals": 1}'),
  (17, '{"type": "market_shares", "entity": "text", "totals": {"a": "1"}}'),
       (18, '{"type": "market_shares", "entity": "text", "totals": {"a": null}}'),
  (19, '{"type": "market_shares", "entity": "text", "totals": {"a": {"b": 1}}}'),
       (20, '{"type": "market_shares", "entity": "text", "totals": {"a": [1, [2]]}}'),
  (21, '{"type": "market_shares", "entity": "text", "totals": {"a": []}}'),
       (22, '{"type": "market_shares", "entity": "text", "totals": {"a": 1e400}}'),
  (23, '{"type": "market_shares", "entity": "text", "totals": {"a": [1e308, 1e308]}}'),
       (24, '{"type": "market_shares", "entity": "bigint", "totals": {"a": 1}}'),
  (25, '{"type": "market_shares", "entity": "bigint", "totals": {"9223372036854775808": 1}}'),
       (26, '{"type": "market_shares", "entity": "text", "totals": {}, "unattributed": "1"}'),
  (27, '{"type": "market_shares", "entity": "text", "totals": {}, "unattributed": [1e308, 1e308]}'),
       (28, '{"type": "market_shares", "entity": "text", "totals": {"\u0000": 1}}')) t(n, input) ORDER BY n;
SELECT regexp_replace(pg_temp.refusal(format('SELECT %L::market_shares',
                                             '{"type": "market_shares", "entity": "text", "totals": {"a": [' || string_agg(i::text,
                                                   ', ') || ']}}')), '".*"', '"..."') AS too_many_parts
FROM generate_series(1, 1000) i;

-- Equality, order and hash agree: grouping, sorting, joining and a unique index see equal content as equal.
CREATE TEMP TABLE held (id int, m market_shares);
INSERT INTO held SELECT k, shares_agg(i % 5, i * 0.1) FROM generate_series(1, 4) k, generate_series(1, 10 * ((k + 1) / 2)) i GROUP BY k;
SELECT count(*), count(DISTINCT m) FROM held;
SELECT count(*) FROM (SELECT m FROM held GROUP BY m) g;
SELECT a.id, b.id FROM held a JOIN held b ON a.m = b.m AND a.id < b.id ORDER BY 1;
SELECT bool_and((a.m = b.m) = (a.m::text = b.m::text) AND (a.m <> b.m) = NOT (a.m = b.m)
   AND (a.m < b.m) = (b.m > a.m) AND (a.m <= b.m) = NOT (a.m > b.m) AND (a.m >= b.m) = NOT (a.m < b.m)
   AND (a.m < b.m)::int + (a.m = b.m)::int + (a.m > b.m)::int = 1) AS order_is_total FROM held a, held b;
SELECT bool_and(market_shares_hash(a.m) = market_shares_hash(b.m)
                AND market_shares_hash_extended(a.m, 7) = market_shares_hash_extended(b.m, 7)) AS equal_hash
FROM held a JOIN held b ON a.m = b.m;
CREATE UNIQUE INDEX ON held (m) WHERE id IN (1, 3);
INSERT INTO held SELECT 3, m FROM held WHERE id = 1;
SELECT shares_agg('a'::text, 1) = shares_agg(1::bigint, 1) AS text_equals_bigint;

-- Stored, compressed or not, a value reads the same.
CREATE TEMP TABLE wide (m market_shares);
INSERT INTO wide SELECT shares_agg('firm ' || i, i) FROM generate_series(1, 20000) i;
SELECT num_entities(m), total(m), m::text::market_shares = m AS again FROM wide;
