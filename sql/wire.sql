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
-- A claim is a row: what is expected, and whether it holds or what was found instead.
CREATE FUNCTION pg_temp.claim(want text, got text) RETURNS text LANGUAGE sql AS $$ SELECT CASE WHEN got = want THEN 'holds' ELSE got END $$;
\pset format unaligned

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
  UNION ALL SELECT 36, 'a tie that a third component breaks', i, v
  FROM generate_series(1, 16) i, unnest(ARRAY[1, 2::float8 ^ -53, 2::float8 ^ -120 * i]) v
  UNION ALL SELECT 37, 'zeros', i, 0 FROM generate_series(1, 16) i
  UNION ALL SELECT 38, 'far apart', (i - 8) * 1152921504606846976, i FROM generate_series(0, 15) i
  UNION ALL SELECT 39, 'one gap', i + i / 16 * 64, i FROM generate_series(1, 16) i
  UNION ALL SELECT 40, 'bits as long as differences', i + i / 23 * 150, i FROM generate_series(1, 23) i;
SELECT name, length(market_shares_send(m)) AS bytes, substr(encode(market_shares_send(m), 'hex'), 5, 2) AS flags,
  m::text::market_shares = m AS from_text,
  market_shares_send(m) = market_shares_send((SELECT rollup(part)
                                              FROM (SELECT shares_agg(k, v) AS part FROM edge f WHERE f.n = e.n GROUP BY k) p)) AS rolled_up
FROM (SELECT n, name, shares_agg(k, v) AS m FROM edge GROUP BY n, name) e ORDER BY n;

-- Bytes from outside: a value reaches the reader within a state of its type, behind what a state says of itself.
CREATE TEMP TABLE state AS SELECT type, replace(encode(keyed_sums_send(state), 'hex'), encode(value, 'hex'), '') AS head FROM (VALUES
  ('market_shares', shares_agg_trans(NULL, 1::bigint, 1), (SELECT market_shares_send(shares_agg(1::bigint, 1)))),
  ('trade_series', (SELECT series_rollup_trans(NULL, series_agg(date '2025-01-01', 1, 'month'))), (SELECT trade_series_send(series_agg(date '2025-01-01', 1, 'month')))),
  ('spells', spells_agg_trans(NULL, 1, true), (SELECT spells_send(spells_agg(1, true))))) t(type, state, value);
CREATE FUNCTION pg_temp.received(bytes text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.refusal(format('SELECT %L::keyed_sums', head || bytes)) FROM state
  WHERE type = CASE substr(bytes, 3, 2) WHEN '74' THEN 'trade_series' WHEN '73' THEN 'spells' ELSE 'market_shares' END $$;

-- What a value needs is there, and no more.
SELECT want, pg_temp.claim(format('invalid external "%s" value | %s', 'market_shares', want), pg_temp.received(bytes)) FROM (VALUES
  ('Headers need 16 bytes, but only 0 follow.', ''),
  ('Headers need 16 bytes, but only 15 follow.', '016d0000' || '00000000' || '00000000' || '000000'),
  ('Keys and sums need 24 bytes, but only 14 follow.',
   '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || '01020304'),
  ('Keys and sums need 17 bytes, but only 16 follow.',
   '016d0000' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff00000000000'),
  ('Keys need 9 bytes, but only 8 follow.', '016d0000' || '00000000' || '00000001' || '00000000' || '3ff0000000000000'),
  ('Sums need 2 bytes, but only 1 follow.', '016d3000' || '00000000' || '00000001' || '00000008' || '0000000000000001' || '00'),
  ('Sums need 16 bytes, but only 14 follow.', '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || repeat('01', 16)),
  ('Second components need 8 bytes, but only 7 follow.',
   '016d0200' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '00000000000000'),
  ('Second components need 3 bytes, but only 2 follow.',
   '016d7000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca'),
  ('Second components need 32 bytes, but only 16 follow.',
   '016d7000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca02' || repeat('01', 16)),
  ('Further components need 4 bytes, but only 0 follow.', '016d0400' || '00000000' || '00000000' || '00000000'),
  ('Further components need 12 bytes, but only 11 follow.', '016d0400' || '00000000' || '00000000' || '00000000' || '00000001' || repeat('00', 11)),
  ('Sums of unattributed rows need 1 bytes, but only 0 follow.', '016d0800' || '00000000' || '00000000' || '00000000'),
  ('Sums of unattributed rows need 16 bytes, but only 8 follow.', '016d0800' || '00000000' || '00000000' || '00000000' || '02' || '3ff0000000000000'),
  ('1 bytes remain after the last sum.', '016d0000' || '00000000' || '00000000' || '00000000' || '00')) t(want, bytes);

-- The header: every byte says something that is known.
SELECT want, pg_temp.claim(format('invalid external "%s" value | %s', type, want), pg_temp.received(bytes)) FROM (VALUES
  ('market_shares', 'Format is 0, expected 1.', '006d0000' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'Format is 123, expected 1.', '7b6d0000' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'The bytes belong to another type.', '01780000' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'Flags are 0x80, allowed are 0x7f.', '016d8000' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'Flags 0x11 do not go with this type.', '016d1100' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'Flags 0x22 do not go with this type.', '016d2200' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'Flags 0x42 do not go with this type.', '016d4200' || '00000000' || '00000000' || '00000000'),
  ('trade_series', 'Flags 0x01 do not go with this type.', '01740101' || '00010000' || '00000000' || '00000000'),
  ('trade_series', 'Flags 0x08 do not go with this type.', '01740801' || '00010000' || '00000000' || '00000000'),
  ('spells', 'Flags 0x00 do not go with this type.', '01730000' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'Header announces 67108865 keys, more than there can be.',
   '016d3000' || '00000000' || '04000001' || '00000008')) t(type, want, bytes);
SELECT want, pg_temp.claim(format('invalid external "%s" value | %s Versions before 1.0 wrote another header.', type, want), pg_temp.received(bytes))
FROM (VALUES
  ('market_shares', 'Unit is 1, expected 0.', '016d0001' || '00000000' || '00000000' || '00000000'),
  ('trade_series', 'Unit is 0, expected 1 to 6.', '01740000' || '00010000' || '00000000' || '00000000'),
  ('trade_series', 'Unit is 7, expected 1 to 6.', '01740007' || '00010000' || '00000000' || '00000000'),
  ('spells', 'Unit is 7, expected 0 to 6.', '01730107' || '00000000' || '00000000' || '00000000'),
  ('trade_series', 'Measure is 3, expected 0 to 2.', '01740003' || '03010000' || '00000000' || '00000000'),
  ('market_shares', 'Measure is 1, expected 0.', '016d0000' || '01000000' || '00000000' || '00000000'),
  ('spells', 'Measure is 1, expected 0.', '01730100' || '01000000' || '00000000' || '00000000'),
  ('trade_series', 'First month of the year is 0, expected 1 to 12.', '01740005' || '00000000' || '00000000' || '00000000'),
  ('trade_series', 'First month of the year is 13, expected 1 to 12.', '01740005' || '000d0000' || '00000000' || '00000000'),
  ('trade_series', 'First month of the year is 7, expected 1.', '01740003' || '00070000' || '00000000' || '00000000'),
  ('trade_series', 'First month of the year is 7, expected 1.', '01740006' || '00070000' || '00000000' || '00000000'),
  ('spells', 'First month of the year is 1, expected 0.', '01730101' || '00010000' || '00000000' || '00000000'),
  ('trade_series', 'Byte 6 is 1, expected 0.', '01740003' || '00010100' || '00000000' || '00000000'),
  ('spells', 'Byte 6 is 4, expected 0.', '01730100' || '00000400' || '00000000' || '00000000'),
  ('market_shares', 'Byte 7 is 1, expected 0.', '016d0000' || '00000001' || '00000000' || '00000000')) t(type, want, bytes);

-- What a later version writes says so.
SELECT want, pg_temp.claim(want || ' is not supported | Install a newer rareearth library on this server.', pg_temp.received(bytes)) FROM (VALUES
  ('market_shares format 2', '026d0000' || '00000000' || '00000000' || '00000000'),
  ('spells format 31', '1f730100' || '00000000' || '00000000' || '00000000')) t(want, bytes);

-- Keys: as many as announced, in order, in a form that is known.
SELECT want, pg_temp.claim(format('invalid external "%s" value | %s', 'market_shares', want), pg_temp.received(bytes)) FROM (VALUES
  ('A value without keys announces key bytes.', '016d0000' || '00000000' || '00000000' || '00000001' || '00'),
  ('Key width is 3, expected 0, 1, 2, 4 or 8.', '016d0000' || '00000000' || '00000001' || '0000000c' || '0000000000000001' || '03000000' || '3ff0000000000000'),
  ('Header announces 10 bytes of keys, but 1 keys of 0 bytes follow.',
   '016d0000' || '00000000' || '00000001' || '0000000a' || '0000000000000001' || '0000' || '3ff0000000000000'),
  ('The keys do not ascend.', '016d0000' || '00000000' || '00000002' || '00000009' || '0000000000000001' || '00' || repeat('3ff0000000000000', 2)),
  ('The keys do not ascend.', '016d0000' || '00000000' || '00000002' || '0000000b' || '0000000000000001' || '010000' || repeat('3ff0000000000000', 2)),
  ('The keys do not ascend.', '016d0000' || '00000000' || '00000003' || '0000000f' || '0000000000000001' || '02000000050004' || repeat('3ff0000000000000', 3)),
  ('The keys do not ascend.', '016d0000' || '00000000' || '00000002' || '00000011' || '0000000000000001' || '040000000100000000' || repeat('3ff0000000000000', 2)),
  ('The keys do not ascend.', '016d0000' || '00000000' || '00000002' || '0000000b' || '7fffffffffffffff' || '010001' || repeat('3ff0000000000000', 2)),
  ('The keys do not ascend.', '016d3000' || '00000000' || '00000010' || '00000008' || '7ffffffffffffff8' || '0001' || repeat('01', 16)),
  ('A set of keys has 7 bytes.', '016d3000' || '00000000' || '00000010' || '00000007' || '00000000000000' || '0001' || repeat('01', 16)),
  ('A set of keys has 12 bytes.', '016d3000' || '00000000' || '00000010' || '0000000c' || '0000000000000001' || '00000000' || '0001' || repeat('01', 16)),
  ('A set holds more than 16 keys.', '016d3000' || '00000000' || '00000010' || '00000010' || '0000000000000001' || '000000000001ffff' || '0001' || repeat('01', 16)),
  ('A set holds 15 keys, expected 16.', '016d3000' || '00000000' || '00000010' || '00000010' || '0000000000000001' || '0000000000007fff' || '0001' || repeat('01', 16)),
  ('Key bytes end before key 1.', '016d0100' || '00000000' || '00000001' || '00000000' || '3ff0000000000000'),
  ('Key bytes end before key 2.', '016d0100' || '00000000' || '00000002' || '00000006' || '0161' || 'ff000000' || repeat('3ff0000000000000', 2)),
  ('Key 2 announces 3 bytes, but only 2 follow.', '016d0100' || '00000000' || '00000002' || '00000005' || '0161' || '036262' || repeat('3ff0000000000000', 2)),
  ('Key 1 announces 4294967295 bytes, but only 1 follow.',
   '016d0100' || '00000000' || '00000001' || '00000006' || 'ffffffffff' || '61' || '3ff0000000000000'),
  ('1 bytes remain after the last key.', '016d0100' || '00000000' || '00000001' || '00000003' || '016162' || '3ff0000000000000'),
  ('The keys do not ascend.', '016d0100' || '00000000' || '00000002' || '00000004' || '0162' || '0161' || repeat('3ff0000000000000', 2)),
  ('The keys do not ascend.', '016d0100' || '00000000' || '00000002' || '00000004' || '0161' || '0161' || repeat('3ff0000000000000', 2)),
  ('The keys do not ascend.', '016d0100' || '00000000' || '00000002' || '00000005' || '026161' || '0161' || repeat('3ff0000000000000',
        2))) t(want, bytes);
SELECT pg_temp.received('016d0100' || '00000000' || '00000001' || '00000002' || '01e9' || '3ff0000000000000') AS no_utf8;

-- Sums: widths, scales and exponents that there are, finite, components of keys that there are.
SELECT want, pg_temp.claim(format('invalid external "%s" value | %s', 'market_shares', want), pg_temp.received(bytes)) FROM (VALUES
  ('Sums are not all finite.', '016d0000' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '7ff8000000000000'),
  ('Sums are not all finite.', '016d0000' || '00000000' || '00000001' || '00000009' || '000000000000000100' || 'fff0000000000000'),
  ('Second components are not all finite.', '016d0200' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '7ff0000000000000'),
  ('Further components are not all finite.', '016d0800' || '00000000' || '00000000' || '00000000' || '01' || '7ff0000000000000'),
  ('Further components do not stand in the order of keys.',
   '016d0600' || '00000000' || '00000002' || '0000000b' || '0000000000000001' || '010001' || repeat('3ff0000000000000', 2) || repeat('3bc79ca10c924223', 2)
     || '00000002' || '00000001' || '379f2e48e8a71de7' || '00000000' || '379f2e48e8a71de7'),
  ('Sums have 10 decimals, expected 0 to 9.', '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0a01' || repeat('01', 16)),
  ('Sums have a width of 0, expected 1 to 7.', '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0000' || repeat('01', 16)),
  ('Sums have a width of 8, expected 1 to 7.', '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0008' || repeat('01', 16)),
  ('Second components are multiples of 2^-1075.', '016d7000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'fbcd01' || repeat('01', 16)),
  ('Second components are multiples of 2^1024.', '016d7000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || '040001' || repeat('01', 16)),
  ('Second components have a width of 9, expected 1 to 7.',
   '016d7000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca09' || repeat('01', 16)),
  ('A component belongs to no key.', '016d0600' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '3bc79ca10c924223' || '00000001' || '00000001' || '379f2e48e8a71de7')) t(want, bytes);

-- One content has one form: whatever else could be read as the same is refused.
SELECT what, pg_temp.claim('invalid external "market_shares" value | The value is not in canonical form.', pg_temp.received(bytes)) FROM (VALUES
  ('keys wider than they need be', '016d0000' || '00000000' || '00000001' || '0000000a' || '0000000000000001' || '0100' || '3ff0000000000000'),
  ('a base that is not the first key', '016d0000' || '00000000' || '00000001' || '0000000a' || '0000000000000001' || '0101' || '3ff0000000000000'),
  ('a short length in five bytes', '016d0100' || '00000000' || '00000001' || '00000006' || 'ff00000001' || '61' || '3ff0000000000000'),
  ('sixteen keys and sums in the plain form', '016d0000' || '00000000' || '00000010' || '00000019' || '0000000000000001' || '01000102030405060708090a0b0c0d0e0f' || repeat('3ff0000000000000', 16)),
  ('decimals of fewer than sixteen keys', '016d3000' || '00000000' || '0000000f' || '00000008' || '0000000000000001' || '0001' || repeat('01', 15)),
  ('decimals wider than they need be', '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0002' || repeat('0001', 16)),
  ('decimals of a scale larger than the least', '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0101' || repeat('0a', 16)),
  ('a set whose base is no key', '016d3000' || '00000000' || '00000010' || '00000010' || '0000000000000000' || '000000000001fffe' || '0001' || repeat('01', 16)),
  ('a set that ends in a word without keys', '016d3000' || '00000000' || '00000010' || '00000018' || '0000000000000001' || '000000000001fffd' || '0000000000000000' || '0001' || repeat('01', 16)),
  ('multiples that are all zero', '016d7000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || repeat('01',
        16) || 'ffca01' || repeat('00', 16)),
  ('multiples of less than the largest unit', '016d7000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0001' || repeat('01', 16) || 'ffca01' || repeat('02', 16)),
  ('negative zero', '016d0000' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '8000000000000000'),
  ('second components that are all zero', '016d0200' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '0000000000000000'),
  ('a second component that is negative zero', '016d0200' || '00000000' || '00000002' || '0000000b' || '0000000000000001' || '010001' || repeat('3ff0000000000000', 2) || '3bc79ca10c924223' || '8000000000000000'),
  ('a second component of zero', '016d0200' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '0000000000000000' || '3bc79ca10c924223'),
  ('a sum that is not the rounded one', '016d0200' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '3ff0000000000000'),
  ('no further component where some are announced',
   '016d0400' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '00000000'),
  ('a further component without a second', '016d0400' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '00000001' || '00000000' || '3bc79ca10c924223'),
  ('a further component larger than the second', '016d0600' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '379f2e48e8a71de7' || '00000001' || '00000000' || '3bc79ca10c924223'),
  ('an unattributed sum of zero that is written', '016d0800' || '00000000' || '00000000' || '00000000' || '01' || '0000000000000000'),
  ('an unattributed sum that is not the rounded one',
   '016d0800' || '00000000' || '00000000' || '00000000' || '02' || '3ff0000000000000' || '3ff0000000000000'),
  ('more components than a sum can have', '016d0800' || '00000000' || '00000000' || '00000000' || 'ff' || repeat('3ff0000000000000',
        255))) t(what, bytes);

-- Bytes that are one: what the reader accepts is what the writer writes.
SELECT what, pg_temp.received(bytes) FROM (VALUES
  ('no keys', '016d0000' || '00000000' || '00000000' || '00000000'),
  ('a key', '016d0000' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000'),
  ('three components', '016d0600' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '3bc79ca10c924223' || '00000001' || '00000000' || '379f2e48e8a71de7'),
  ('an unattributed sum of zero', '016d0800' || '00000000' || '00000000' || '00000000' || '00')) t(what, bytes);

-- Bytes on disk are read by the same reader; the cast takes them as they are.
CREATE CAST (bytea AS market_shares) WITHOUT FUNCTION;
CREATE CAST (bytea AS trade_series) WITHOUT FUNCTION;
SELECT want, pg_temp.claim(format('corrupt %s value | %s | Build the summary again from its rows.', type, want),
  pg_temp.refusal(format('SELECT total(decode(%L, ''hex'')::%s)', bytes, type))) FROM (VALUES
  ('market_shares', 'Headers need 16 bytes, but only 4 follow.', '016d0000'),
  ('market_shares', 'Flags are 0x80, allowed are 0x7f.', '016d8000' || '00000000' || '00000000' || '00000000'),
  ('market_shares', 'Keys and sums need 17 bytes, but only 0 follow.', '016d0000' || '00000000' || '00000001' || '00000009'),
  ('market_shares', 'Sums have 10 decimals, expected 0 to 9.',
   '016d3000' || '00000000' || '00000010' || '00000008' || '0000000000000001' || '0a01' || repeat('01', 16)),
  ('market_shares', 'Sums are not all finite.', '016d0000' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '7ff0000000000000'),
  ('market_shares', 'Second components are not all finite.', '016d0200' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '7ff8000000000000'),
  ('market_shares', 'Further components do not stand in the order of keys.', '016d0600' || '00000000' || '00000002' || '0000000b' || '0000000000000001' || '010001' || repeat('3ff0000000000000', 2) || repeat('3bc79ca10c924223', 2)
     || '00000002' || '00000001' || '379f2e48e8a71de7' || '00000000' || '379f2e48e8a71de7'),
  ('market_shares', 'Second components are multiples of 2^1017.', '016d4000' || '00000000' || '00000001' || '00000009' || '000000000000000100' || '3ff0000000000000' || '03f90101'),
  ('market_shares', 'Further components are not all finite.', '016d0800' || '00000000' || '00000000' || '00000000' || '01' || 'fff0000000000000'),
  ('market_shares', 'A component belongs to no key.',
   '016d0400' || '00000000' || '00000000' || '00000000' || '00000001' || repeat('00', 12))) t(type, want, bytes);
SELECT pg_temp.refusal($$ SELECT total(decode('026d0000' || '00000000' || '00000000' || '00000000', 'hex')::market_shares) $$) AS later_format;

-- The header of versions before 1.0, of 12 bytes, is no header.
SELECT what, pg_temp.refusal(format('SELECT total(decode(%L, ''hex'')::%s)', bytes, type)) FROM (VALUES
  ('market_shares', 'a market of two firms', '016d0100' || '00000002' || '00000004' || '0161' || '0162' || '3ff00000000000004004000000000000'),
  ('market_shares', 'a market of none', '016d0100' || '00000000' || '00000000'),
  ('trade_series', 'two months', '01740003' || '00000002' || '0000000b' || '0000000000005eec' || '010001' || repeat('3ff0000000000000',
        2))) t(type, what, bytes);

-- Periods on disk out of order, or where no calendar goes, are not laid out.
SELECT pg_temp.refusal(format('SELECT drawdown(decode(%L, ''hex'')::trade_series)', bytes)) FROM (VALUES
  ('01740001' || '00010000' || '00000003' || '00000021' || '0000000000000000' || '08' || '0000000000000000' || 'ffffffffffb3b4c0' || '000000000000000a' || repeat('3ff0000000000000', 3)),
  ('01740001' || '00010000' || '00000003' || '00000021' || '0000000000000000' || '08' || '0000000000000000' || '000000000000000a' || '0000000000000005' || repeat('3ff0000000000000', 3)),
  ('01740001' || '00010000' || '00000002' || '00000019' || '0000000000000000' || '08' || '0000000000000000' || '000000007fffffff' || repeat('3ff0000000000000', 2)),
  ('01740001' || '00010000' || '00000002' || '00000019' || '8000000000000000' || '08' || '0000000000000000' || 'ffffffffffffffff' || repeat('3ff0000000000000', 2)),
  ('01740001' || '00010000' || '00000002' || '00000011' || '7fffffffffffffff' || '04' || '00000000' || '00000001' || repeat('3ff0000000000000', 2))) t(bytes);
DROP CAST (bytea AS trade_series);
DROP CAST (bytea AS market_shares);

-- What one server sends another receives, byte by byte; each type looks at its keys, too.
CREATE TEMP TABLE sent AS SELECT shares_agg('a'::text, 1) AS m, levels_agg(date '2024-12-31', 1, 'quarter', 'error', 7) AS t,
  spells_agg(date '2025-04-04', date '2025-05-19', date '2025-12-31') AS s;
CREATE TEMP TABLE received (LIKE sent);
\copy sent TO 'results/wire.bin' (FORMAT binary)
\copy received FROM 'results/wire.bin' (FORMAT binary)
SELECT a = b AS same FROM received a, sent b;
CREATE TEMP TABLE bytes (b bytea);
INSERT INTO bytes SELECT decode('01740003' || '00010000' || '00000002' || '00000019' || '0000000000005eec' || '08' || '0000000000000000' || '0000000100000000' || repeat('3ff0000000000000', 2), 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
CREATE TEMP TABLE series (t trade_series);
\copy series FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01740006' || '00010000' || '00000001' || '00000009' || '0000000100000001' || '00' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy series FROM 'results/wire.bin' (FORMAT binary)
CREATE TEMP TABLE durations (s spells);
UPDATE bytes SET b = decode('01730100' || '00000000' || '00000001' || '0000000a' || '093ff000000000000001' || 'bff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000000' || '00000001' || '00000009' || '083ff0000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
-- Byte 6 of spells says what keys hold: 1 an end between two durations, 2 a delayed entry, and neither more nor less.
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0101' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000200' || '00000001' || '00000013' || '124020000000000000' || '0102' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0103' || '0000000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
SELECT s FROM durations;
UPDATE bytes SET b = decode('01730100' || '00000000' || '00000001' || '00000013' || '124020000000000000' || '0101' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000200' || '00000001' || '00000013' || '124020000000000000' || '0101' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000300' || '00000001' || '00000013' || '124020000000000000' || '0101' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
-- What else is known is one of three, and the second number fits it.
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0104' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0100' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0101' || '4020000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0101' || 'bff0000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0001' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000200' || '00000001' || '00000013' || '124020000000000000' || '0102' || '0000000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000200' || '00000001' || '00000013' || '124020000000000000' || '0102' || '4020000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
UPDATE bytes SET b = decode('01730100' || '00000100' || '00000001' || '00000013' || '124020000000000000' || '0103' || '4008000000000000' || '3ff0000000000000', 'hex');
\copy bytes TO 'results/wire.bin' (FORMAT binary)
\copy durations FROM 'results/wire.bin' (FORMAT binary)
SELECT pg_temp.refusal(format('SELECT %L::keyed_sums', replace(encode(keyed_sums_send(spells_agg_trans(NULL, 3.0, 8.0)), 'hex'), '0173010000000000', '0173010000000100'))) AS state_of_a_value;
