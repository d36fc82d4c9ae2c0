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
  (17, '{"type": "market_shares", "entity": "text", "totals": {"a": "1"}}'), (18, '{"type": "market_shares", "entity": "text", "totals": {"a": null}}'),
  (19, '{"type": "market_shares", "entity": "text", "totals": {"a": {"b": 1}}}'), (20, '{"type": "market_shares", "entity": "text", "totals": {"a": [1, [2]]}}'),
  (21, '{"type": "market_shares", "entity": "text", "totals": {"a": []}}'), (22, '{"type": "market_shares", "entity": "text", "totals": {"a": 1e400}}'),
  (23, '{"type": "market_shares", "entity": "text", "totals": {"a": [1e308, 1e308]}}'), (24, '{"type": "market_shares", "entity": "bigint", "totals": {"a": 1}}'),
  (25, '{"type": "market_shares", "entity": "bigint", "totals": {"9223372036854775808": 1}}'), (26, '{"type": "market_shares", "entity": "text", "totals": {}, "unattributed": "1"}'),
  (27, '{"type": "market_shares", "entity": "text", "totals": {}, "unattributed": [1e308, 1e308]}'), (28, '{"type": "market_shares", "entity": "text", "totals": {"\u0000": 1}}')) t(n, input) ORDER BY n;
SELECT regexp_replace(pg_temp.refusal(format('SELECT %L::market_shares', '{"type": "market_shares", "entity": "text", "totals": {"a": [' || string_agg(i::text, ', ') || ']}}')), '".*"', '"..."') AS too_many_parts
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
SELECT bool_and(market_shares_hash(a.m) = market_shares_hash(b.m) AND market_shares_hash_extended(a.m, 7) = market_shares_hash_extended(b.m, 7)) AS equal_hash
FROM held a JOIN held b ON a.m = b.m;
CREATE UNIQUE INDEX ON held (m) WHERE id IN (1, 3);
INSERT INTO held SELECT 3, m FROM held WHERE id = 1;
SELECT shares_agg('a'::text, 1) = shares_agg(1::bigint, 1) AS text_equals_bigint;

-- Stored, compressed or not, a value reads the same.
CREATE TEMP TABLE wide (m market_shares);
INSERT INTO wide SELECT shares_agg('firm ' || i, i) FROM generate_series(1, 20000) i;
SELECT num_entities(m), total(m), m::text::market_shares = m AS again FROM wide;

-- From 16 keys on, the shorter of several forms is stored; one key less keeps the plain one.
SELECT encode(market_shares_send(shares_agg(i, i)), 'hex') FROM generate_series(1, 15) i;
SELECT encode(market_shares_send(shares_agg(i, i)), 'hex') FROM generate_series(1, 16) i;
SELECT encode(market_shares_send(shares_agg(i + i / 9, i - 2.5)), 'hex') FROM generate_series(1, 16) i;
SELECT encode(market_shares_send(shares_agg(1000 * (i % 16), i * 0.1)), 'hex') FROM generate_series(1, 48) i;
SELECT encode(market_shares_send(shares_agg(i % 16, sqrt(i))), 'hex') FROM generate_series(1, 48) i;
SELECT encode(market_shares_send(shares_agg(9223372036854775792 + i, 1e15)), 'hex') FROM generate_series(0, 15) i;
SELECT encode(market_shares_send(shares_agg('f' || i, i)), 'hex') FROM generate_series(1, 16) i;
SELECT encode(market_shares_send(shares_agg('f' || i % 16, i * 0.1)), 'hex') FROM generate_series(1, 48) i;

-- The ends of each form: widths, scales, wide and denormal remainders, sums that cancel, signs, keys at both ends of bigint.
CREATE TEMP TABLE edge (n int, name text, k bigint, v float8);
INSERT INTO edge
  SELECT w, 'width ' || w, i, sign * (2 ^ (8 * w - 1) - CASE WHEN sign > 0 THEN 1 ELSE 0 END)
  FROM generate_series(1, 7) w, generate_series(1, 16) i, LATERAL (SELECT CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END) s(sign)
  UNION ALL SELECT 10 + w, 'beyond width ' || w, i, 2 ^ (8 * w - 1) FROM generate_series(1, 7) w, generate_series(1, 16) i
  UNION ALL SELECT 20 + s, 'scale ' || s, i, (i / 10 ^ s::numeric)::float8 FROM generate_series(0, 10) s, generate_series(1, 16) i
  UNION ALL SELECT 31, 'cancelled', i, v FROM generate_series(1, 16) i, unnest(ARRAY[0.3, -0.1, -0.2]) v
  UNION ALL SELECT 32, 'denormal', i, v FROM generate_series(1, 16) i, unnest(ARRAY[1e-300, 5e-324]) v
  UNION ALL SELECT 33, 'wide remainders', i, v FROM generate_series(1, 16) i, unnest(ARRAY[1, 2::float8 ^ (-60 - 5 * i)]) v
  UNION ALL SELECT 34, 'large', i, v FROM generate_series(1, 16) i, unnest(ARRAY[1.7e308, 1e290, -1.1e285]) v
  UNION ALL SELECT 35, 'three components', i, v FROM generate_series(1, 16) i, unnest(ARRAY[i, 1e-20, 1e-40]) v
  UNION ALL SELECT 36, 'a tie that a third component breaks', i, v FROM generate_series(1, 16) i, unnest(ARRAY[1, 2::float8 ^ -53, 2::float8 ^ -120 * i]) v
  UNION ALL SELECT 37, 'zeros', i, 0 FROM generate_series(1, 16) i
  UNION ALL SELECT 38, 'far apart', (i - 8) * 1152921504606846976, i FROM generate_series(0, 15) i
  UNION ALL SELECT 39, 'one gap', i + i / 16 * 64, i FROM generate_series(1, 16) i
  UNION ALL SELECT 40, 'bits as long as differences', i + i / 23 * 150, i FROM generate_series(1, 23) i;
SELECT name, length(market_shares_send(m)) AS bytes, substr(encode(market_shares_send(m), 'hex'), 5, 2) AS flags,
  m::text::market_shares = m AS from_text,
  market_shares_send(m) = market_shares_send((SELECT rollup(part) FROM (SELECT shares_agg(k, v) AS part FROM edge f WHERE f.n = e.n GROUP BY k) p)) AS rolled_up
FROM (SELECT n, name, shares_agg(k, v) AS m FROM edge GROUP BY n, name) e ORDER BY n;

-- The cast takes bytes as they are, as if they lay on disk.
CREATE CAST (bytea AS market_shares) WITHOUT FUNCTION;
-- What is refused, with its reason; bytes from outside first, then bytes on disk.
CREATE TEMP TABLE refused (n int, bytes text);
INSERT INTO refused VALUES
  (1, '016d11000000000000000001' || '00000002' || '0161' || '3ff0000000000000'),
  (2, '016d22000000000000000001' || '00000009' || '000000000000000100' || '00010' || '1'),
  (3, '016d42000000000000000001' || '00000009' || '000000000000000100' || '3ff0000000000000'),
  (4, '016d30000000000004000001' || '00000008' || '0000000000000001' || '0001'),
  (5, '016d30000000000000000010' || '00000008' || '0000000000000001' || '0001' || '01020304'),
  (6, '016d30000000000000000010' || '00000007' || '00000000000000' || '0001' || repeat('01', 16)),
  (7, '016d30000000000000000010' || '0000000c' || '0000000000000001' || '00000000' || '0001' || repeat('01', 16)),
  (8, '016d30000000000000000010' || '00000010' || '0000000000000001' || '000000000001ffff' || '0001' || repeat('01', 16)),
  (9, '016d30000000000000000010' || '00000010' || '0000000000000001' || '0000000000007fff' || '0001' || repeat('01', 16)),
  (10, '016d30000000000000000010' || '00000008' || '0000000000000001' || '0a01' || repeat('01', 16)),
  (11, '016d30000000000000000010' || '00000008' || '0000000000000001' || '0000' || repeat('01', 16)),
  (12, '016d30000000000000000010' || '00000008' || '0000000000000001' || '0008' || repeat('01', 16)),
  (13, '016d30000000000000000010' || '00000008' || '0000000000000001' || '00'),
  (14, '016d30000000000000000010' || '00000008' || '0000000000000001' || repeat('01', 16)),
  (15, '016d70000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca'),
  (16, '016d70000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'fbcd01' || repeat('01', 16)),
  (17, '016d70000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || '040001' || repeat('01', 16)),
  (18, '016d70000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca09' || repeat('01', 16)),
  (19, '016d70000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca02' || repeat('01', 16)),
  (20, '016d30000000000000000010' || '00000008' || '7ffffffffffffff8' || '0001' || repeat('01', 16)),
  (21, '016d30000000000000000010' || '00000008' || '0000000000000001' || '0002' || repeat('0001', 16)),
  (22, '016d30000000000000000010' || '00000008' || '0000000000000001' || '0101' || repeat('0a', 16)),
  (23, '016d30000000000000000010' || '00000010' || '0000000000000000' || '000000000001fffe' || '0001' || repeat('01', 16)),
  (24, '016d30000000000000000010' || '00000018' || '0000000000000001' || '000000000001fffd' || '0000000000000000' || '0001' || repeat('01', 16)),
  (25, '016d3000000000000000000f' || '00000008' || '0000000000000001' || '0001' || repeat('01', 15)),
  (26, '016d70000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca01' || repeat('00', 16)),
  (27, '016d70000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca01' || repeat('02', 16)),
  (28, '016d30000000000000000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || '00'),
  (29, '016d080000000000' || '00000000' || '00000000');
SELECT n, pg_temp.refusal(format('SELECT %L::keyed_sums', '016d0000000000000000' || bytes)) FROM refused ORDER BY n;
SELECT n, pg_temp.refusal(format('SELECT total(decode(%L, ''hex'')::market_shares)', bytes)) FROM refused WHERE n <= 19 ORDER BY n;
DROP CAST (bytea AS market_shares);
