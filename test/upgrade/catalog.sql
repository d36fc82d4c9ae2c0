-- All that the catalogs say of the objects of the extensions, a line for each row and each comment, so that two databases
-- can be compared.  Every column is there; those that refer to other rows, which pg_get_catalog_foreign_keys tells,
-- name what they refer to.  And the rows of tables that are no dump's to keep.
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned
SET search_path = pg_catalog;
CREATE TEMP VIEW object AS
WITH RECURSIVE found(classid, objid) AS (
    SELECT 'pg_extension'::regclass::oid, oid FROM pg_extension WHERE extname IN ('rareearth', 'rareearth_jobs')
    UNION
    SELECT d.classid, d.objid FROM pg_depend d JOIN found f ON d.refclassid = f.classid AND d.refobjid = f.objid
    WHERE d.deptype IN ('e', 'i', 'a'))
SELECT f.classid::regclass AS catalog, f.objid, pg_describe_object(f.classid, f.objid, 0) AS name FROM found f
-- Whose names have numbers of the server: what keeps long values, and the triggers of foreign keys.
WHERE NOT EXISTS (SELECT FROM pg_class c WHERE f.classid = 'pg_class'::regclass AND c.oid = f.objid AND c.relnamespace = 'pg_toast'::regnamespace)
AND NOT EXISTS (SELECT FROM pg_trigger t WHERE f.classid = 'pg_trigger'::regclass AND t.oid = f.objid AND t.tgisinternal);

-- What a column refers to, one row of a catalog or several, by name.
CREATE FUNCTION pg_temp.names(catalog regclass, value jsonb) RETURNS jsonb LANGUAGE sql AS $$
SELECT to_jsonb(coalesce(string_agg(coalesce(pg_describe_object(catalog, o::oid, 0), o), ', ' ORDER BY n), ''))
FROM regexp_split_to_table(translate(value #>> '{}', '[]{}",', ''), ' +') WITH ORDINALITY AS r(o, n) WHERE o <> ''
$$;

-- The columns of a catalog: procedures as numbers, which tell those of one name apart; expressions, rules and conditions as
-- text; not what the server numbers, counts or keeps for itself.
CREATE FUNCTION pg_temp.columns(catalog regclass) RETURNS text LANGUAGE sql AS $$
SELECT string_agg(format(CASE WHEN atttypid = 'regproc'::regtype THEN 'c.%1$I::oid AS %1$I' WHEN attname = 'prosqlbody' THEN 'pg_get_function_sqlbody(c.oid) AS %1$I'
  WHEN attname = 'ev_action' THEN 'pg_get_ruledef(c.oid) AS %1$I' WHEN attname = 'ev_qual' THEN 'c.ev_qual::text' WHEN attname = 'conbin' THEN 'pg_get_constraintdef(c.oid) AS %1$I'
  WHEN atttypid = 'pg_node_tree'::regtype THEN 'pg_get_expr(c.%1$I, 0) AS %1$I' ELSE 'c.%1$I' END, attname), ', ' ORDER BY attnum)
FROM pg_attribute WHERE attrelid = catalog AND attnum > 0 AND NOT attisdropped AND attname <> ALL ('{oid,attoptions,atthasmissing,attmissingval,relfilenode,reltoastrelid,relpages,reltuples,relallvisible,relallfrozen,relfrozenxid,relminmxid}')
$$;

-- The rows of a catalog that belong to objects of another, or of its own.
CREATE FUNCTION pg_temp.rows_of(catalog regclass, key name, owner regclass) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  r record;
  f record;
BEGIN
  FOR r IN EXECUTE format('SELECT o.name, to_jsonb(r) AS body FROM object o, LATERAL (SELECT %s FROM %s c WHERE c.%I = o.objid) r WHERE o.catalog = %L::regclass',
                          pg_temp.columns(catalog), catalog, key, owner)
  LOOP
    FOR f IN SELECT pktable, fkcols[1] AS name FROM pg_get_catalog_foreign_keys() WHERE fktable = catalog AND cardinality(fkcols) = 1 AND r.body ? fkcols[1]
             AND r.body -> fkcols[1] <> 'null'
    LOOP
      r.body := jsonb_set(r.body, ARRAY[f.name], pg_temp.names(f.pktable, r.body -> f.name));
    END LOOP;
    RETURN NEXT format('%s of %s: %s', catalog, r.name, r.body);
  END LOOP;
END $$;

-- The rows of a table that the extension fills.
CREATE FUNCTION pg_temp.filled() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT o.name, c.oid FROM object o JOIN pg_class c ON o.catalog = 'pg_class'::regclass AND c.oid = o.objid AND c.relkind = 'r'
           WHERE NOT EXISTS (SELECT FROM pg_extension WHERE o.objid = ANY (extconfig))
  LOOP
    RETURN QUERY EXECUTE format('SELECT concat(''row of '', %L, '': '', to_jsonb(t)) FROM %s t', r.name, r.oid::regclass);
  END LOOP;
END $$;

SELECT line FROM (
  SELECT format('member of %s: %s', catalog, name) AS line FROM object
  UNION ALL
  SELECT pg_temp.rows_of(catalog, key, owner) FROM (VALUES ('pg_extension'::regclass, 'oid', 'pg_extension'::regclass), ('pg_proc', 'oid', 'pg_proc'),
    ('pg_aggregate', 'aggfnoid', 'pg_proc'), ('pg_type', 'oid', 'pg_type'), ('pg_class', 'oid', 'pg_class'), ('pg_attribute', 'attrelid', 'pg_class'),
    ('pg_operator', 'oid', 'pg_operator'), ('pg_opclass', 'oid', 'pg_opclass'), ('pg_opfamily', 'oid', 'pg_opfamily'), ('pg_amop', 'oid', 'pg_amop'),
    ('pg_amproc', 'oid', 'pg_amproc'), ('pg_cast', 'oid', 'pg_cast'), ('pg_constraint', 'oid', 'pg_constraint'), ('pg_attrdef', 'oid', 'pg_attrdef'), ('pg_index', 'indexrelid', 'pg_class'),
    ('pg_sequence', 'seqrelid', 'pg_class'), ('pg_rewrite', 'oid', 'pg_rewrite')) t(catalog, key, owner)
  UNION ALL
  SELECT format('comment on %s %s: %s', o.name, nullif(d.objsubid, 0), d.description) FROM object o JOIN pg_description d ON d.classoid = o.catalog AND d.objoid = o.objid
  UNION ALL
  SELECT pg_temp.filled()
  UNION ALL
  SELECT format('privileges on %s %s: %s', o.name, nullif(i.objsubid, 0), i.initprivs) FROM object o JOIN pg_init_privs i ON i.classoid = o.catalog AND i.objoid = o.objid) x
ORDER BY line COLLATE "C";
