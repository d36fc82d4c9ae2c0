-- Every aggregate combines and is parallel safe; every function is immutable and parallel safe, but for rows that change with the
-- news, and names that a client has in its encoding.
SELECT p.oid::regprocedure FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
JOIN pg_extension x ON x.oid = d.refobjid LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth'
  AND (p.proparallel <> 's' OR p.provolatile <> CASE WHEN p.proname IN ('hs_codes', 'control_events', 'market_shares_send', 'market_shares_recv',
       'markets_send', 'markets_recv', 'trade_panel_send', 'trade_panel_recv') THEN 's' ELSE 'i' END::"char"
       OR (p.prokind = 'a' AND (a.aggcombinefn = 0 OR a.aggtranstype NOT IN ('keyed_sums'::regtype, 'grouped_sums'::regtype))));

-- An index of rows is there for text and for bigint entities, for values of both types, and moves with a frame.
SELECT p.proname, count(*) FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
JOIN pg_extension x ON x.oid = d.refobjid JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth'
  AND p.proname <> 'shares_agg' AND a.aggtransfn::oid IN ('shares_agg_trans(keyed_sums, text, float8)'::regprocedure,
    'shares_agg_trans(keyed_sums, bigint, float8)'::regprocedure,
    'shares_agg_trans(keyed_sums, text, numeric)'::regprocedure, 'shares_agg_trans(keyed_sums, bigint, numeric)'::regprocedure)
GROUP BY 1 HAVING count(*) <> 4 OR bool_or(a.aggmtransfn::oid = 0);

-- What opens or writes a whole value or state costs 100, what takes in a row or a few numbers 1.
SELECT p.oid::regprocedure, p.procost FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
JOIN pg_extension x ON x.oid = d.refobjid JOIN pg_language l ON l.oid = p.prolang
CROSS JOIN LATERAL (SELECT array['market_shares'::regtype, 'trade_series', 'spells', 'spells[]', 'markets', 'trade_panel', 'trade_vintages'] AS values,
                   array['keyed_sums'::regtype, 'grouped_sums'] AS state) t
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth' AND l.lanname = 'c'
  AND p.procost <> CASE WHEN p.proargtypes::oid[]::regtype[] && t.values OR p.prorettype::regtype = ANY (t.values)
    OR p.proargtypes::oid[]::regtype[] <@ (t.state || 'cstring'::regtype || 'internal'::regtype) AND p.pronargs > 0 THEN 100 ELSE 1 END;

-- What only types, operators, operator classes and aggregates call is commented as internal, and nothing else is.
SELECT p.oid::regprocedure, obj_description(p.oid, 'pg_proc') FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
JOIN pg_extension x ON x.oid = d.refobjid
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth'
  AND obj_description(p.oid, 'pg_proc') LIKE 'internal: %' <> p.oid IN (
    SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend, typmodin, typmodout]::oid[]) FROM pg_type
    UNION SELECT oprcode FROM pg_operator UNION SELECT amproc FROM pg_amproc UNION SELECT castfunc FROM pg_cast
    UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggmtransfn, aggminvtransfn, aggmfinalfn]::oid[]) FROM pg_aggregate);

-- Every object has a comment, and so does every column of a row type.
SELECT pg_describe_object(d.classid, d.objid, 0) FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth' AND d.deptype = 'e'
  AND d.classid <> 'pg_opfamily'::regclass
  AND obj_description(d.objid, d.classid::regclass::text) IS NULL
  AND NOT (d.classid = 'pg_type'::regclass AND (SELECT typelem <> 0 OR typtype = 'b' AND typname LIKE '\_%' FROM pg_type WHERE oid = d.objid))
  AND NOT (d.classid = 'pg_class'::regclass);
SELECT a.attrelid::regclass, attname FROM pg_attribute a JOIN pg_type t ON t.typrelid = a.attrelid
JOIN pg_depend d ON d.objid = t.oid AND d.classid = 'pg_type'::regclass JOIN pg_extension x ON x.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth' AND t.typtype = 'c' AND col_description(a.attrelid, a.attnum) IS NULL;

-- An answer of several columns is of a named type, which can grow where OUT columns cannot.
SELECT p.oid::regprocedure, p.prorettype::regtype FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
JOIN pg_extension x ON x.oid = d.refobjid JOIN pg_type t ON t.oid = p.prorettype
WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth'
  AND (t.typname = 'record' OR t.typtype = 'c' AND t.typname NOT LIKE '%_report');

-- A column of an answer has the name of a function only where that function answers the same.
SELECT t.typname, string_agg(a.attname, ', ' ORDER BY a.attname) FROM pg_depend d JOIN pg_type t ON t.oid = d.objid
JOIN pg_extension x ON x.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0
WHERE d.classid = 'pg_type'::regclass AND d.refclassid = 'pg_extension'::regclass AND x.extname = 'rareearth' AND t.typname <> 'market_report'
  AND a.attname IN (SELECT p.proname FROM pg_depend e JOIN pg_proc p ON p.oid = e.objid WHERE e.classid = 'pg_proc'::regclass
                    AND e.refclassid = 'pg_extension'::regclass AND e.refobjid = x.oid) GROUP BY t.typname ORDER BY t.typname;

-- Operator classes are complete.
SELECT opcname, amvalidate(o.oid) FROM pg_opclass o JOIN pg_type t ON t.oid = opcintype
WHERE t.typname IN ('market_shares', 'trade_series', 'spells', 'markets', 'trade_panel', 'trade_vintages') ORDER BY 1;

-- Support functions survive NULL in every place.
SELECT * FROM (VALUES
  ('shares_agg_trans, text', shares_agg_trans(NULL, NULL::text, NULL)::text),
  ('shares_agg_trans, bigint', shares_agg_trans(NULL, NULL::bigint, NULL)::text),
  ('keyed_sums_combine', keyed_sums_combine(NULL, NULL)::text),
  ('grouped_sums_combine', grouped_sums_combine(NULL, NULL)::text),
  ('markets_agg_trans', markets_agg_trans(NULL, NULL::text, NULL::text, NULL::float8)::text),
  ('panel_agg_trans', panel_agg_trans(NULL, NULL::text, NULL::date, NULL::float8, NULL)::text),
  ('markets_rollup_trans', markets_rollup_trans(NULL, NULL)::text),
  ('markets_agg_final', markets_agg_final(NULL)::text),
  ('series_agg_trans, date', series_agg_trans(NULL, NULL::date, NULL)::text),
  ('series_agg_trans, timestamp', series_agg_trans(NULL, NULL::timestamp, NULL, NULL)::text),
  ('spells_agg_trans', spells_agg_trans(NULL, NULL::float8, NULL::boolean)::text),
  ('shares_rollup_trans', shares_rollup_trans(NULL, NULL)::text),
  ('shares_agg_final', shares_agg_final(NULL)::text),
  ('export_recovery_final', export_recovery_final(NULL)::text)) x(function, answer);
SELECT series_agg_final(shares_agg_trans(NULL, 1::bigint, 1));
-- A state as text: base64 in one line; hexadecimal digits are read as well.
SELECT position(E'\n' IN text) = 0 AS one_line, text !~ '[^A-Za-z0-9+/=]' AS base64, length(text) < 1.4 * length(bytes) AS shorter,
       shares_agg_final(text::keyed_sums) = m AS read, shares_agg_final(encode(bytes, 'hex')::keyed_sums) = m AS digits_read
FROM (SELECT sums::text AS text, keyed_sums_send(sums) AS bytes, shares_agg_final(sums) AS m
      FROM (SELECT shares_agg_trans(shares_agg_trans(NULL, repeat('a', 200), 1), 'b', 2.5) AS sums) AS s) AS t;
SELECT ''::keyed_sums;
SELECT 'AQ=*'::keyed_sums;
SELECT shares_agg_final('00ff'::keyed_sums);
SELECT '0101'::grouped_sums;
SELECT rareearth_version() = extversion AS library_and_script_agree FROM pg_extension WHERE extname = 'rareearth';

-- A state of another noun, or with another kind of key, is refused and not misread.
SELECT shares_agg_trans(shares_agg_trans(NULL, 'a'::text, 1), 9223372036854775807, 1);
SELECT shares_agg_trans(shares_agg_trans(NULL, 9223372036854775807, 1), 'a'::text, 1);
SELECT spells_agg_trans(shares_agg_trans(NULL, 1::bigint, 1), 1.0, true);
SELECT series_agg_trans(shares_agg_trans(NULL, 'a'::text, 1), date '2025-01-01', 1);
SELECT export_recovery_trans(series_agg_trans(NULL, date '2025-01-01', 1), date '2025-01-01', 1, '2025-01-01');
SELECT export_recovery_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT hhi_final(series_agg_trans(NULL, date '2025-01-01', 1));
SELECT inventory_drawdown_final(shares_agg_trans(NULL, 1::bigint, 1));
SELECT keyed_sums_combine(shares_agg_trans(NULL, 1::bigint, 1), series_agg_trans(NULL, date '2025-01-01', 1));
SELECT keyed_sums_combine(shares_agg_trans(NULL, 1::bigint, 1), shares_agg_trans(NULL, '1'::text, 1));
SELECT shares_rollup_trans(spells_agg_trans(NULL, 1.0, true), shares_agg('a'::text, 1));
SELECT keyed_sums_combine(export_recovery_trans(NULL, date '2025-01-01', 1, '2025-01-01'),
                          export_recovery_trans(NULL, date '2025-01-01', 1, '2025-02-01'));
CREATE AGGREGATE pg_temp.mixed(bigint, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums,
  INITCOND = '01010000000006000000016d010000000000000000010000000201613ff0000000000000');
SELECT pg_temp.mixed(9223372036854775807, 1);

-- A state with names stays in databases of its encoding; one with numbers has none.
SELECT shares_agg_final('01010000000008000000016d010000000000000000010000000201613ff0000000000000'::keyed_sums);
SELECT shares_agg_final('01010000000063000000016d010000000000000000010000000201613ff0000000000000'::keyed_sums);
SELECT shares_agg_final('01010000000006010000016d010000000000000000010000000201613ff0000000000000'::keyed_sums);
SELECT shares_agg_final('01010000000006000000016d010000000000000000010000000201e43ff0000000000000'::keyed_sums);
SELECT shares_agg_final(('01010000000008000000016d0000000000000000000100000009000000000000000700' || '3ff0000000000000')::keyed_sums) AS numbers;

-- A state from outside whose periods are no periods is refused.
SELECT '0103000001000000000001740001000100000000000300000021000000000000000008000000000000000000000001000f4240000000020000000a3ff00000000000003ff00000000000003ff0000000000000'::keyed_sums;
SELECT '0103030001000000000001740001000100000000000200000019000000000000000008000000000000000000000100000000003ff00000000000003ff0000000000000'::keyed_sums;
SELECT series_agg_trans(NULL, date '2025-01-01', 1)::text::keyed_sums IS NOT NULL AS sound;
