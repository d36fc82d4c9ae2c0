-- What a caller may pass, type by type: the table "odd" of types and expressions, NULL among them.  Values of our types are
-- those here, a state of every aggregate of the catalog, and forged ones, whose bytes nobody wrote.
\set ON_ERROR_STOP on
SET client_min_messages = error;
\ir rows.sql

CREATE TABLE odd (type text, value text);
INSERT INTO odd SELECT type, value FROM (VALUES
	('double precision', ARRAY['0', '-0', '1', '-1', '0.5', '12', '1e308', '-1e308', '1e-320', '''NaN''', '''Infinity''', '''-Infinity''']),
	('numeric', ARRAY['0', '1', '-1', '0.1', '1e308', '1e309', '-1e-400', '''NaN''', '''Infinity''', '''-Infinity''', '12345678901234567890.123']),
	('integer', ARRAY['0', '1', '-1', '4', '12', '2147483647', '-2147483648']),
	('bigint', ARRAY['0', '1', '-1', '4', '9223372036854775807', '-9223372036854775808']),
	('boolean', ARRAY['true', 'false']),
	('date', ARRAY['''2020-01-01''', '''2020-02-29''', '''2021-06-15''', '''0044-03-15 BC''', '''5874897-12-31''', '''4714-11-24 BC''', '''infinity''', '''-infinity''']),
	('timestamp without time zone', ARRAY['''2020-01-01''', '''2020-02-29 23:59''', '''294276-12-31''', '''4714-11-24 BC''', '''infinity''', '''-infinity''']),
	('text', ARRAY['''''', '''a''', '''1''', '''month''', '''year''', '''missing''', '''zero''', '''error''', '''mean''', '''fisher''', '''us2010''', '''dropped''', '''log''', '''850511''', '''Nd''', '''é''', 'repeat(''x'', 3000)']),
	('cstring', ARRAY['''''', '''{}''', '''01''', '''\x00''', '''{"type": "spells"}''', 'repeat(''['', 3000)::cstring']),
	('jsonb', ARRAY['''{}''', '''[]''', '''null''', '''"a"''', '''{"a": 1, "b": 2.5}''', '''{"a": "b"}''', '''{"a": "b", "b": "a"}''', '''{"k": 3, "gap": 1}''', '''{"a": 1e400}''', '''{"a": {"b": null}}''', '''["a", "b"]''', '''{"a": ["b"], "c": [1, null]}''', '''{"a": {"b": 0.5}, "1": {"x": 1}}''']),
	('text[]', ARRAY['''{}''', '''{a,b}''', '''{a,NULL}''', '''{1,2}''', '''{{a,b},{c,d}}''', '''{"",x,a}''', '''{b,a}''', '''[5:6]={a,b}''']),
	('bigint[]', ARRAY['''{}''', '''{1,2}''', '''{1,NULL}''', '''{{1,2},{3,4}}''', '''{9223372036854775807,-9223372036854775808}''', '''[5:6]={2,1}''']),
	('double precision[]', ARRAY['''{}''', '''{1,2}''', '''{0.5,NULL}''', '''{NaN,1}''', '''{{1,2},{3,4}}''', '''{-1,1}''', '''{1e308,1e308}''', '''{1e-320,1}''', '''{0,0}''']),
	('market_shares', ARRAY['''{"type": "market_shares", "entity": "text", "totals": {}}''', '''{"type": "market_shares", "entity": "bigint", "totals": {}}''',
		'''{"type": "market_shares", "entity": "text", "totals": {"a": 1, "b": 2, "c": 0}, "unattributed": 3}''',
		'''{"type": "market_shares", "entity": "bigint", "totals": {"1": 1e300, "2": 1e-300}}''',
		'''{"type": "market_shares", "entity": "text", "totals": {"a": -1, "b": 2}, "unattributed": -3}''',
		'''{"type": "market_shares", "entity": "text", "totals": {"a": 1e308, "b": 1e308}}''',
		'''{"type": "market_shares", "entity": "text", "totals": {"": 1e-323, "a": 5e-324}, "unattributed": 0}''']),
	('trade_series', ARRAY['series_agg(date ''2020-01-01'' + i * 31, i * 10 - 7, ''month'')', 'series_agg(date ''2020-01-01'' + i, 1e307 * i, ''day'')',
		'series_agg(make_date(2000 + i * 7, 1, 1), i % 3, ''year'')', 'series_agg(date ''2019-11-04'' + i * 7, 1e-320, ''week'')',
		'series_agg(date ''2020-01-01'' + i * 92, 0, ''quarter'')', 'series_agg(date ''2020-01-01'', -5, ''month'')',
		'series_agg(date ''2020-01-06'' + i + i / 5 * 2, i, ''trading_day'')', 'series_agg(date ''2020-01-01'' + i * 92, i, ''quarter'', 7)',
		'levels_agg(date ''2020-01-01'' + i * 31, 5 * i, ''month'')']),
	('markets', ARRAY['markets_agg(nullif(i % 3, 0), i, i * 10 - 7)', 'markets_agg(''a'' || i % 2, date ''2020-01-01'' + i, ''f'' || i, i)',
		'markets_agg(1, NULL::text, 1e307 / i)', 'markets_agg(date ''2020-01-01'', NULL::bigint, i % 2, 0)', 'markets_agg(''''::text, ''''::text, 1e-320 * i)']),
	('trade_panel', ARRAY['panel_agg(nullif(i % 3, 0), date ''2020-01-01'' + i * 31, i * 10 - 7, ''month'')', 'panel_agg(''a''::text, date ''2020-01-01'' + i, date ''2020-01-01'' + i, 1e307 * i, ''day'')']),
	('trade_vintages', ARRAY['vintages_agg(date ''2020-01-01'' + i / 2 * 31, i * 10 - 7, date ''2021-01-01'' + 30 * i, ''month'')', 'vintages_agg(date ''2020-01-01'', 1.7e308 * sin(i), date ''2021-01-01'' + i, ''day'')',
		'vintages_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 3, 1), 1e-320, make_date(2001 + i, 1, 1), ''month'')', 'vintages_agg(date ''2020-01-01'' + i % 2, 0, date ''2021-01-01'' + i, ''trading_day'')']),
	('spells', ARRAY['spells_agg(i, i % 2 = 0)', 'spells_agg(0, false)', 'spells_agg(1e308 / i, i % 3 <> 0, nullif(i % 3, 0))', 'spells_agg(1e-320 * i, true)', 'spells_agg(i % 2, true, 255)', 'spells_agg(i, i + i % 3)', 'weighted_spells_agg(i, 2 * i, 1e150 ^ (i % 4 - 2))', 'late_spells_agg(i * 0.5, i, i % 2 = 0)',
		'''{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "not_before": null, "count": 1}]}''',
		'spells_agg(date ''2025-01-06'', date ''2025-01-06'' + i, date ''2025-02-01'')']),
	('recovery_report', ARRAY['recovery(series_agg(date ''2020-01-01'' + i * 31, i * 10, ''month''), ''2020-06-01'')', 'recovery(series_agg(date ''2020-01-01'' + i, 1e300 * i, ''day''), ''2020-01-05'')']),
	('anyelement', ARRAY['1.25::double precision', '1e308::double precision', '''x''::text', 'NULL::date', '2::integer', '1.005::numeric', 'NULL::recovery_report']),
	('spells[]', ARRAY['''{}''', '''{NULL}''', 'array_agg((SELECT spells_agg(j, j % 2 = 0) FROM generate_series(1, i) j))'])) t(type, list), unnest(list) value;
UPDATE odd SET value = format('(SELECT %s FROM generate_series(1, 9) i)', value) WHERE value ~ '^([a-z_]+_agg|recovery)\(';
INSERT INTO odd SELECT DISTINCT type, 'NULL' FROM odd WHERE type <> 'anyelement';

-- Evaluated once, so that each call is of plain literals.
CREATE FUNCTION pg_temp.literal(type text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	form text;
BEGIN
	EXECUTE format('SELECT quote_nullable((%s)::%s::text)', value, type) INTO form;
	RETURN form;
END $$;
UPDATE odd SET value = pg_temp.literal(type, value) WHERE type <> 'anyelement';

-- A state of every aggregate, as it stands before the final function, and what it answers where that is a value of ours; what
-- cannot be built shows in "unbuilt".  In "long" states of names of 33,000 bytes: as they grow, as they come from another process,
-- and from another server.
CREATE TABLE unbuilt (aggregate text, message text);
CREATE TEMP TABLE long (type text, value text, transition regproc, rows int);
CREATE FUNCTION pg_temp.build() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	a record;
	form text;
BEGIN
	FOR a IN SELECT p.oid::regprocedure::text AS name, p.proname, g.aggtransfn::regproc AS transition, p.oid::bigint AS number, r.arguments, r.types, s.typname AS state, v.typname AS value
		FROM pg_aggregate g JOIN pg_proc p ON p.oid = g.aggfnoid JOIN ours USING (oid) JOIN aggregate_row r USING (oid)
		JOIN type_of_ours s ON s.oid = g.aggtranstype LEFT JOIN type_of_ours v ON v.oid = p.prorettype ORDER BY 1
	LOOP
		BEGIN
			EXECUTE format('CREATE AGGREGATE state_%s(%s) (SFUNC = %s, STYPE = %I)', a.number, a.types, a.transition, a.state);
			EXECUTE format('SELECT quote_literal(state_%s(%s)) FROM generate_series(1, 9) i', a.number, a.arguments) INTO form;
			INSERT INTO odd SELECT a.state, form WHERE form IS NOT NULL AND NOT EXISTS (SELECT FROM odd WHERE type = a.state AND value = form);
			IF a.value IS NOT NULL THEN
				EXECUTE format('SELECT quote_literal(%I(%s)) FROM generate_series(1, 9) i', a.proname, a.arguments) INTO form;
				INSERT INTO odd SELECT a.value, form WHERE form IS NOT NULL AND NOT EXISTS (SELECT FROM odd WHERE type = a.value AND value = form);
			END IF;
		EXCEPTION WHEN OTHERS THEN
			INSERT INTO unbuilt VALUES (a.name, SQLERRM);
		END;
		BEGIN
			FOR n IN 1 .. 2 LOOP
				form := format('(SELECT state_%s(%s) FROM generate_series(1, %s) i)', a.number, regexp_replace(a.arguments, '(''[a-z]'') [|][|]', 'repeat(\1, 33000) ||', 'g'), n);
				EXECUTE 'SELECT ' || form;
				INSERT INTO long SELECT a.state, format(v, form, a.state), a.transition, n FROM unnest(ARRAY['%s', '(ARRAY[%s])[1]', '%s::text::%I']) v
				WHERE form ~ 'repeat' AND a.types !~ 'bigint|date' AND NOT EXISTS (SELECT FROM long WHERE transition = a.transition AND rows = n);
			END LOOP;
		EXCEPTION WHEN program_limit_exceeded THEN
			NULL;
		END;
	END LOOP;
END $$;
SELECT pg_temp.build();
INSERT INTO odd SELECT 'anyelement', value || '::recovery_report' FROM odd WHERE type = 'recovery_report';

-- Forged: a few bits of what is stored or sent are others.  A state must pass its input function; stored bytes come as from disk.
CREATE FUNCTION pg_temp.forge() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	t record;
	v record;
	bytes bytea;
	at int;
BEGIN
	PERFORM setseed(0.25);
	FOR t IN SELECT typname AS name, typsend, is_state FROM type_of_ours ORDER BY typname LOOP
		IF NOT t.is_state THEN
			EXECUTE format('CREATE CAST (bytea AS %I) WITHOUT FUNCTION', t.name);
		END IF;
		FOR v IN SELECT value FROM (SELECT DISTINCT value FROM odd WHERE type = t.name AND value <> 'NULL') x ORDER BY value COLLATE "C" LOOP
			FOR round IN 1 .. 4 LOOP
				EXECUTE format('SELECT %I(%s::%I)', t.typsend, v.value, t.name) INTO bytes;
				FOR change IN 1 .. round LOOP
					at := floor(random() * length(bytes))::int;
					bytes := set_byte(bytes, at, get_byte(bytes, at) # (1 << floor(random() * 8)::int));
				END LOOP;
				IF NOT t.is_state THEN
					INSERT INTO odd VALUES (t.name, format('%L::bytea', bytes));
				ELSE
					BEGIN
						EXECUTE format('SELECT %L::%I', encode(bytes, 'hex'), t.name);
						INSERT INTO odd VALUES (t.name, quote_literal(encode(bytes, 'hex')));
					EXCEPTION WHEN OTHERS THEN
						NULL;
					END;
				END IF;
			END LOOP;
		END LOOP;
	END LOOP;
END $$;
SELECT pg_temp.forge();
INSERT INTO odd SELECT type, value FROM long;
INSERT INTO odd SELECT typname, 'NULL' FROM type_of_ours WHERE typname NOT IN (SELECT type FROM odd WHERE value = 'NULL');

-- Types of ours that are rows: those of our functions, and NULL.
INSERT INTO odd SELECT format_type(t.oid, NULL), 'NULL' FROM pg_type t JOIN of_extension e ON e.objid = t.oid AND e.classid = 'pg_type'::regclass WHERE t.typtype = 'c'
UNION SELECT format_type(o, NULL), 'NULL' FROM pg_proc JOIN ours USING (oid), unnest(proargtypes::oid[]) o WHERE o <> 'internal'::regtype AND format_type(o, NULL) NOT IN (SELECT type FROM odd);

-- Aggregates that combine states, as the executor does with those of its workers: combined_keyed_sums and its like.
SELECT format('CREATE AGGREGATE combined_%1$s(%1$s) (SFUNC = %2$s, STYPE = %1$s)', t.typname, min(aggcombinefn::regproc::text))
FROM pg_aggregate JOIN ours ON aggfnoid = ours.oid JOIN type_of_ours t ON t.oid = aggtranstype WHERE aggcombinefn <> 0 GROUP BY t.typname \gexec
CREATE VIEW combined AS SELECT oid FROM pg_proc WHERE prokind = 'a' AND proname ~ '^combined_' AND pronamespace = 'public'::regnamespace;
