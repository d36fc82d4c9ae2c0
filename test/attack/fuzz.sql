\set ON_ERROR_STOP on
-- What fuzz.c asks of the catalog, and inputs to start from: the values of the table "odd".
CREATE VIEW fuzz_type AS SELECT t.oid, t.typname, typinput, typoutput, typreceive, t.typsend, is_state,
	(SELECT min(aggcombinefn::oid) FROM pg_aggregate JOIN ours ON aggfnoid = ours.oid WHERE aggtranstype = t.oid AND aggcombinefn <> 0) AS combine,
	row_number() OVER (ORDER BY t.typname) - 1 AS number
FROM pg_type t JOIN type_of_ours USING (oid);

-- Functions in C, once for each argument that is of a type of ours.
CREATE VIEW fuzz_function AS SELECT p.oid, prorettype, pronargs, n::int - 1 AS given, t AS type, row_number() OVER (ORDER BY p.oid::regprocedure::text, n) - 1 AS number
FROM pg_proc p JOIN ours USING (oid) JOIN pg_language l ON l.oid = prolang, unnest(proargtypes::oid[]) WITH ORDINALITY a(t, n)
WHERE lanname = 'c' AND prokind = 'f' AND 'internal'::regtype <> ALL (proargtypes) AND t IN (SELECT oid FROM fuzz_type);

CREATE VIEW fuzz_rollup AS SELECT proargtypes[0] AS type, aggtransfn::oid AS transition, aggfinalfn::oid AS final, row_number() OVER (ORDER BY proargtypes[0]) - 1 AS number
FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid JOIN ours USING (oid) WHERE proname = 'rollup' AND pronargs = 1;

-- Bytes of values, those that were forged among them.
CREATE TABLE fuzz_value (type oid, bytes bytea, form text);
DO $$
DECLARE
	v record;
BEGIN
	FOR v IN SELECT t.oid, typname, typsend, value FROM odd JOIN fuzz_type t ON typname = type WHERE value <> 'NULL' LOOP
		EXECUTE format('INSERT INTO fuzz_value SELECT %s, %s(v), v::text FROM (SELECT %s::%I AS v) x', v.oid, v.typsend, CASE WHEN v.value ~ 'bytea' THEN 'NULL' ELSE v.value END, v.typname);
		IF v.value ~ 'bytea' THEN
			EXECUTE format('INSERT INTO fuzz_value SELECT %s, %s', v.oid, v.value);
		END IF;
	END LOOP;
	DELETE FROM fuzz_value WHERE bytes IS NULL OR length(bytes) > 600;
END $$;

CREATE VIEW seed AS
SELECT 'recv' AS target, set_byte('\x00', 0, number::int) || bytes AS input FROM fuzz_value JOIN fuzz_type t ON t.oid = type
UNION SELECT 'text', set_byte('\x00', 0, number::int) || convert_to(form, 'UTF8') FROM fuzz_value JOIN fuzz_type t ON t.oid = type WHERE form IS NOT NULL
UNION SELECT 'stored', int4send(number::int) || decode(repeat('00', 2 * pronargs), 'hex') || bytes FROM fuzz_function JOIN fuzz_value USING (type) WHERE number % 7 = length(bytes) % 7
UNION SELECT 'rollup', set_byte('\x00', 0, r.number::int) || '\x01' || int4send(length(a.bytes)) || a.bytes || b.bytes
FROM fuzz_rollup r JOIN fuzz_value a USING (type) JOIN fuzz_value b USING (type) WHERE length(a.bytes) % 5 = length(b.bytes) % 5
UNION SELECT 'combine', set_byte('\x00', 0, t.number::int) || int4send(f.number::int) || decode(repeat('00', 2 * pronargs), 'hex') || int4send(length(a.bytes)) || a.bytes || b.bytes
FROM fuzz_value a JOIN fuzz_value b USING (type) JOIN fuzz_function f USING (type) JOIN fuzz_type t ON t.oid = a.type
WHERE is_state AND substr(a.bytes, 1, 10) = substr(b.bytes, 1, 10) AND (length(b.bytes) + length(a.bytes)) % 3 = 0 AND (f.number + length(a.bytes)) % 11 = 0
UNION SELECT 'calendar', set_byte('\x0000', 0, f) || int4send(d) || int4send(n) FROM generate_series(0, 4) f, unnest(ARRAY[0, 59, 365, -2451545, 2145031948, 20000]) d, unnest(ARRAY[0, 1, 31, 90000]) n;
