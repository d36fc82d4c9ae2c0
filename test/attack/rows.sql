-- The objects of the extension, and for each of its aggregates the arguments that row i gives it, by type and, where the type
-- does not say what is asked, by name.
CREATE VIEW of_extension AS SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
WHERE d.deptype = 'e' AND x.extname = 'rareearth';
CREATE VIEW ours AS SELECT objid AS oid FROM of_extension WHERE classid = 'pg_proc'::regclass;

-- Types that hold a value, and those that are the state of an aggregate.
CREATE VIEW type_of_ours AS SELECT t.oid, typname, typsend, typalign = 'd' AS is_state
FROM pg_type t JOIN of_extension e ON e.objid = t.oid AND e.classid = 'pg_type'::regclass WHERE typreceive <> 0 AND typtype = 'b' AND typelem = 0;

CREATE TABLE row_value (type text, name text, value text);
INSERT INTO row_value VALUES
	('text', NULL, $$'e' || i$$), ('bigint', NULL, 'i::bigint'), ('double precision', NULL, '(1 + i % 97)::float8'), ('numeric', NULL, '(1 + i % 97)::numeric'),
	('double precision', 'scale', '1'), ('double precision', 'tolerance', '0.1'), ('double precision', 'duration', 'i * 1.5'), ('boolean', NULL, 'i % 3 > 0'),
	('date', NULL, $$date '1930-01-01' + i$$), ('date', 'shock', $$date '1930-06-01'$$), ('date', 'since', $$date '1930-06-01'$$), ('date', 'until', $$date '1935-06-01'$$),
	('date', 'ended', $$CASE WHEN i % 3 > 0 THEN date '1930-01-01' + i + i % 30 END$$), ('date', 'decided', $$date '1930-01-01' + i + i % 30$$), ('date', 'period_end', $$date '1930-01-01' + i$$), ('date', 'observed_until', $$date '2039-01-01'$$), ('date', 'as_of', $$date '2039-01-01'$$),
	('timestamp without time zone', NULL, $$timestamp '1930-01-01' + i * interval '1 day'$$), ('timestamp without time zone', 'shock', $$timestamp '1930-06-01'$$),
	('text', 'frequency', $$'day'$$), ('text', 'group_name', $$'g' || i % 50$$), ('bigint', 'group_name', 'i::bigint % 50'), ('text', 'on_duplicate', $$'error'$$),
	('text', 'group_1', $$'g' || i % 3$$), ('bigint', 'group_1', 'i::bigint % 3'), ('date', 'group_1', $$date '2025-01-01' + i % 3$$),
	('text', 'group_2', $$'h' || i % 2$$), ('bigint', 'group_2', 'i::bigint % 2'), ('date', 'group_2', $$date '2025-01-01' + i % 2$$),
	('text', 'method', $$'fisher'$$), ('text', 'splice', $$'mean'$$), ('date', 'known_on', $$date '2999-01-01'$$),
	('date', 'submitted_known_on', $$date '2999-01-01'$$), ('date', 'decided_known_on', $$date '2999-01-01'$$), ('integer', 'window_size', '13'),
	('text', 'ties', $$'efron'$$), ('double precision', 'entry', 'i * 0.5'), ('double precision', 'entered', 'i * 0.5'), ('double precision', 'rho', '1'), ('double precision', 'conf_level', '0.95'), ('double precision', 'not_before', 'i * 1.0'), ('double precision', 'not_after', 'CASE WHEN i % 3 > 0 THEN i * 1.5 END'),
	('text', 'unit', $$'day'$$), ('integer', NULL, '1'), ('integer', 'snap', '0'), ('integer', 'outcome', 'CASE WHEN i % 3 > 0 THEN 1 END'), ('jsonb', 'options', 'recovery_options()'),
	('jsonb', NULL, $$'{}'::jsonb$$), ('double precision', 'link', '1 + 1.0 / i'), ('double precision', 'fall', '0.5'),
	('market_shares', NULL, $$format('{"type": "market_shares", "entity": "text", "totals": {"e%s": 1}}', i)::market_shares$$),
	('trade_series', NULL, $$format('{"type": "trade_series", "frequency": "day", "totals": {"%s": 1}}', date '1930-01-01' + i)::trade_series$$),
	('spells', NULL, $$format('{"type": "spells", "spells": [{"duration": %s, "outcome": 1, "count": 1}]}', i)::spells$$);

CREATE VIEW aggregate_row AS
SELECT p.oid, string_agg(coalesce(r.value, 'NULL::' || t), ', ' ORDER BY n) AS arguments, string_agg(t, ', ' ORDER BY n) AS types
FROM pg_proc p JOIN ours USING (oid)
CROSS JOIN LATERAL (SELECT n, format_type(o, NULL) AS t, p.proargnames[n] AS arg FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(o, n)) a
LEFT JOIN LATERAL (SELECT value FROM row_value WHERE type = t AND (name = arg OR name IS NULL) ORDER BY name LIMIT 1) r ON true
WHERE p.prokind = 'a' GROUP BY p.oid;
