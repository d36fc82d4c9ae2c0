-- What sqlsmith asks: tables and views over every type of ours, and functions of ours alone, which it finds in a pg_proc of its own.
\set ON_ERROR_STOP on
CREATE TABLE customs AS SELECT i % 7 AS grp, 'firm ' || i % 5 AS firm, i::bigint % 11 AS code, date '2020-01-01' + i * 3 AS day, i * 0.5 AS kg, (i * 0.5)::numeric AS tonnes, i % 3 > 0 AS ended
FROM generate_series(1, 60) i;
CREATE TABLE summary AS SELECT grp, shares_agg(firm, kg) AS m, shares_agg(code, kg) AS coded, series_agg(day, kg, 'month') AS s, levels_agg(day, kg, 'day') AS stock, spells_agg(kg, ended) AS w FROM customs GROUP BY grp;
CREATE VIEW indices AS SELECT grp, r.* FROM summary, LATERAL market_indices(m) r;
CREATE VIEW recoveries AS SELECT grp, r.* FROM summary, LATERAL recovery(s, date '2020-06-01') r;
CREATE VIEW survivals AS SELECT grp, r.* FROM summary, LATERAL survival(w) r;
CREATE VIEW weighed AS SELECT grp, jsonb_build_object('firm 1', 1, 'firm 2', kg) AS weights, ARRAY[firm, 'b'] AS names, ARRAY[kg, 1] AS numbers FROM customs;

-- A column of every other type that the extension has: values of the table "odd", but for those with long names.
DO $$
DECLARE
	t text;
BEGIN
	FOR t IN SELECT typname FROM type_of_ours LOOP
		EXECUTE format('CREATE TABLE odd_%s (v %I)', t, t);
		EXECUTE (SELECT format('INSERT INTO odd_%s VALUES %s', t, string_agg('(' || value || ')', ', ')) FROM odd WHERE type = t AND value !~ 'bytea|repeat');
	END LOOP;
END $$;

CREATE SCHEMA shadow;
CREATE VIEW shadow.pg_proc AS SELECT * FROM pg_catalog.pg_proc WHERE oid IN (SELECT oid FROM public.ours) AND 'internal'::regtype <> ALL (proargtypes);
