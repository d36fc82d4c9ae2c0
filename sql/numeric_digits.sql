-- A numeric is the double that PostgreSQL's cast gives, to the last bit, however it is read and stored.
SET client_min_messages = log; -- says where the digits of numerics could not be read
SELECT setseed(0.23) \gset
CREATE TEMP TABLE digits AS
SELECT i, CASE i % 10
    WHEN 0 THEN round((random() * 1000)::numeric, 1)
    WHEN 1 THEN floor((random() - 0.5) * 9.2e18)::numeric
    WHEN 2 THEN (9007199254740992 + i / 10 % 41 - 20) * ('1e' || i / 410 % 47 - 23)::numeric
    WHEN 3 THEN floor(random() * 1e17)::numeric * ('1e' || i / 10 % 57 - 28)::numeric
    WHEN 4 THEN round((random() - 0.5)::numeric * ('1e' || i / 10 % 13)::numeric, i / 130 % 13)
    WHEN 5 THEN round((random() * 1e6)::numeric, 64 + i / 10 % 20)
    WHEN 6 THEN (i / 10 % 19 - 9) * ('1e' || i / 190 % 61 - 30)::numeric
    WHEN 7 THEN 9007199254740991 + (i / 10 % 2001 - 1000) * 0.5 + (i / 20010 % 3 - 1) * 1e-20
    WHEN 8 THEN (i * 48271::numeric ^ 3 + 1) * (i * 16807::numeric + 1) * ('1e' || i / 10 % 91 - 45)::numeric
    WHEN 9 THEN floor(random() * 1e15)::numeric * ('1e' || i / 10 % 31 - 15)::numeric
    END AS v
FROM generate_series(1, 1000000) AS i;
SELECT claim, got FROM (VALUES
    ('a million values of ten mixes', (SELECT count(v)::text FROM digits)),
    ('with lengths of one byte, as columns have them', (SELECT bool_and(same)::text FROM (SELECT shares_agg(i, v) = shares_agg(i, v::float8) AS same FROM digits GROUP BY i / 1000) g)),
    ('with lengths of four, as expressions have them', (SELECT bool_and(same)::text FROM (SELECT shares_agg(i, v + 0) = shares_agg(i, (v + 0)::float8) AS same FROM digits GROUP BY i / 1000) g)),
    ('with the other sign', (SELECT bool_and(same)::text FROM (SELECT shares_agg(i, -v) = shares_agg(i, (-v)::float8) AS same FROM digits GROUP BY i / 1000) g)),
    ('the double of each comes back', (SELECT bool_and(same)::text FROM (SELECT shares_agg(i, v::float8::numeric) = shares_agg(i, v::float8::numeric::float8) AS same FROM digits GROUP BY i / 1000) g))
) AS t (claim, got);
DROP TABLE digits;

-- The edges of one exact operation, each in a call of its own.
SELECT v, total(shares_agg(1, v::numeric)) AS got, total(shares_agg(1, v::numeric)) = v::numeric::float8 AS as_cast
FROM unnest('{9007199254740991, 9007199254740992, 9007199254740993, 9007199254740994, -9007199254740993, 900719925474099.3,
              1e22, 1e23, -1e23, 9007199254740992e22, 9007199254740992e23, 1e-22, 1e-23, 0.1, 0.30000000000000004, 1e308, 5e-324,
              0, 0.0000, 10000, 0.0001, 100000000, 1.7976931348623157e308}'::text[]) WITH ORDINALITY AS u (v, n)
GROUP BY n, v ORDER BY n;

-- Compressed, and out of line.
CREATE TEMP TABLE long (id int, v numeric);
ALTER TABLE long ALTER v SET STORAGE external;
INSERT INTO long SELECT 1, ('0.' || repeat('1234567890', 1500))::numeric;
INSERT INTO long SELECT 2, ('12.5' || repeat('0', 15000))::numeric;
ALTER TABLE long ALTER v SET STORAGE main;
INSERT INTO long SELECT 3, ('0.' || repeat('1234567890', 1500))::numeric;
SELECT id, pg_column_size(v) < 1000 AS short, total(shares_agg(id, v)) AS got, total(shares_agg(id, v)) = v::float8 AS as_cast
FROM long GROUP BY id, v ORDER BY id;

-- Beyond double the error is that of the cast; what is no number is told apart.
\set VERBOSITY sqlstate
SELECT 1e400::numeric::float8;
SELECT hhi(1, 1e400::numeric);
SELECT 1e-400::numeric::float8;
SELECT hhi(1, 1e-400::numeric);
\set VERBOSITY terse
SELECT hhi(1, v) FROM unnest('{NaN}'::numeric[]) AS v;
SELECT hhi(1, v) FROM unnest('{Infinity}'::numeric[]) AS v;
SELECT hhi(1, v) FROM unnest('{-Infinity}'::numeric[]) AS v;
