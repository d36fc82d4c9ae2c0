-- Every aggregate combines and is parallel safe; every function is immutable and parallel safe.
SELECT p.oid::regprocedure FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
JOIN pg_extension x ON x.oid = d.refobjid LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth'
  AND (p.proparallel <> 's' OR p.provolatile <> 'i' OR (p.prokind = 'a' AND (a.aggcombinefn = 0 OR a.aggtranstype <> 'keyed_sums'::regtype)));

-- Every object has a comment, and so does every column of a row type.
SELECT pg_describe_object(d.classid, d.objid, 0) FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth' AND d.deptype = 'e'
  AND d.classid <> 'pg_opfamily'::regclass
  AND obj_description(d.objid, d.classid::regclass::text) IS NULL
  AND NOT (d.classid = 'pg_type'::regclass AND (SELECT typelem <> 0 OR typtype = 'b' AND typname LIKE '\_%' FROM pg_type WHERE oid = d.objid))
  AND NOT (d.classid = 'pg_class'::regclass);
SELECT a.attrelid::regclass, attname FROM pg_attribute a JOIN pg_type t ON t.typrelid = a.attrelid
WHERE t.typname IN ('market_panel', 'recovery_report', 'drawdown_report') AND col_description(a.attrelid, a.attnum) IS NULL;

-- Operator classes are complete.
SELECT opcname, amvalidate(o.oid) FROM pg_opclass o JOIN pg_type t ON t.oid = opcintype
WHERE t.typname IN ('market_shares', 'trade_series', 'spells') ORDER BY 1;

-- Support functions survive NULL in every place.
SELECT shares_agg_trans(NULL, NULL::text, NULL), shares_agg_trans(NULL, NULL::bigint, NULL), keyed_sums_combine(NULL, NULL),
       series_agg_trans(NULL, NULL::date, NULL), series_agg_trans(NULL, NULL::timestamp, NULL, NULL), spells_agg_trans(NULL, NULL::float8, NULL::boolean),
       shares_rollup_trans(NULL, NULL), shares_agg_final(NULL), export_recovery_final(NULL);
SELECT series_agg_final(shares_agg_trans(NULL, 1::bigint, 1));
SELECT shares_agg_final('00ff'::keyed_sums);
SELECT rareearth_version();

