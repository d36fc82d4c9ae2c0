# Every function, asked with odd arguments of the right types, answers with
# finite numbers or refuses with an error about its input; the server stays up.
# The seed is printed; another can be given as RAREEARTH_SEED, the number of calls
# of each function as RAREEARTH_CALLS.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{RAREEARTH_SEED} // 20250404;
my $calls = int($ENV{RAREEARTH_CALLS} // 150);
diag("seed $seed, $calls calls of each function");
my $setseed = $seed / (1 << 30);

my $node = PostgreSQL::Test::Cluster->new('arguments');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth');

# What callers may pass, type by type; NULL joins each list.
$node->safe_psql('postgres', q<
CREATE TABLE odd (type text, value text);
INSERT INTO odd SELECT type, value FROM (VALUES
	('double precision', ARRAY['0', '-0', '1', '-1', '0.5', '12', '1e308', '-1e308', '1e-320', '''NaN''', '''Infinity''', '''-Infinity''']),
	('integer', ARRAY['0', '1', '-1', '4', '12', '2147483647', '-2147483648']),
	('bigint', ARRAY['0', '1', '-1', '4', '9223372036854775807', '-9223372036854775808']),
	('boolean', ARRAY['true', 'false']),
	('date', ARRAY['''2020-01-01''', '''2020-02-29''', '''2021-06-15''', '''0044-03-15 BC''', '''5874897-12-31''', '''4714-11-24 BC''', '''infinity''', '''-infinity''']),
	('timestamp without time zone', ARRAY['''2020-01-01''', '''2020-02-29 23:59''', '''294276-12-31''', '''4714-11-24 BC''', '''infinity''', '''-infinity''']),
	('text', ARRAY['''''', '''a''', '''1''', '''month''', '''year''', '''missing''', '''zero''', '''error''', '''mean''', '''fisher''', '''us2010''', '''dropped''', '''log''', '''850511''', '''Nd''', '''é''', 'repeat(''x'', 3000)']),
	('jsonb', ARRAY['''{}''', '''[]''', '''null''', '''"a"''', '''{"a": 1, "b": 2.5}''', '''{"a": "b"}''', '''{"a": "b", "b": "a"}''', '''{"k": 3, "gap": 1}''', '''{"a": 1e400}''', '''{"a": {"b": null}}''', '''["a", "b"]''', '''{"a": ["b"], "c": [1, null]}''', '''{"a": {"b": 0.5}, "1": {"x": 1}}''']),
	('text[]', ARRAY['''{}''', '''{a,b}''', '''{a,NULL}''', '''{1,2}''', '''{{a,b},{c,d}}''', '''{"",x,a}''', '''{b,a}''', '''[5:6]={a,b}''']),
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
		'levels_agg(date ''2020-01-01'' + i * 31, 5 * i, ''month'')']),
	('markets', ARRAY['markets_agg(nullif(i % 3, 0), i, i * 10 - 7)', 'markets_agg(''a'' || i % 2, date ''2020-01-01'' + i, ''f'' || i, i)',
		'markets_agg(1, NULL::text, 1e308 / i)', 'markets_agg(date ''2020-01-01'', NULL::bigint, i % 2, 0)', 'markets_agg(''''::text, ''''::text, 1e-320 * i)']),
	('trade_panel', ARRAY['panel_agg(nullif(i % 3, 0), date ''2020-01-01'' + i * 31, i * 10 - 7, ''month'')', 'panel_agg(''a''::text, date ''2020-01-01'' + i, date ''2020-01-01'' + i, 1e307 * i, ''day'')']),
	('trade_vintages', ARRAY['vintages_agg(date ''2020-01-01'' + i / 2 * 31, i * 10 - 7, date ''2021-01-01'' + 30 * i, ''month'')', 'vintages_agg(date ''2020-01-01'', 1.7e308 * sin(i), date ''2021-01-01'' + i, ''day'')',
		'vintages_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 3, 1), 1e-320, make_date(2001 + i, 1, 1), ''month'')', 'vintages_agg(date ''2020-01-01'' + i % 2, 0, date ''2021-01-01'' + i, ''trading_day'')']),
	('spells', ARRAY['spells_agg(i, i % 2 = 0)', 'spells_agg(0, false)', 'spells_agg(1e308 / i, i % 3 <> 0, nullif(i % 3, 0))', 'spells_agg(1e-320 * i, true)', 'spells_agg(i % 2, true, 255)', 'spells_agg(i, i + i % 3)', 'weighted_spells_agg(i, 2 * i, 1e150 ^ (i % 4 - 2))', 'late_spells_agg(i * 0.5, i, i % 2 = 0)', '''{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "not_before": null, "count": 1}]}'''])) t(type, list), unnest(list) value;
UPDATE odd SET value = format('(SELECT %s FROM generate_series(1, 9) i)', value) WHERE value ~ '^[a-z_]+_agg';
INSERT INTO odd SELECT DISTINCT type, 'NULL' FROM odd;

CREATE TABLE outcome (name text, call text, state text, answer text);
CREATE FUNCTION ask_all(seed float8, calls int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	f record;
	call text;
	answer text;
BEGIN
	PERFORM setseed(seed);
	FOR f IN
		SELECT p.proname, p.proretset, (SELECT array_agg(format_type(o, NULL) ORDER BY n) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(o, n)) AS types
		FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass JOIN pg_extension x ON x.oid = d.refobjid
		WHERE x.extname = 'rareearth' AND p.prokind = 'f' ORDER BY p.oid::regprocedure::text
	LOOP
		CONTINUE WHEN EXISTS (SELECT FROM unnest(f.types) t WHERE t NOT IN (SELECT type FROM odd));
		FOR run IN 1 .. calls LOOP
			SELECT format('%I(%s)', f.proname, string_agg(format('%s::%s', (SELECT value FROM odd WHERE type = t ORDER BY random() + n * 0 LIMIT 1), t), ', ' ORDER BY n))
			INTO call FROM unnest(f.types) WITH ORDINALITY a(t, n);
			BEGIN
				EXECUTE format('SELECT left(string_agg(q::text, chr(10)), 10000) FROM (SELECT q FROM %s q LIMIT 100) x', call) INTO answer;
				INSERT INTO outcome VALUES (f.proname, call, CASE WHEN answer ~* '\m(nan|infinity)\M' THEN 'not finite' END, left(answer, 200));
			EXCEPTION WHEN OTHERS THEN
				INSERT INTO outcome VALUES (f.proname, call, CASE WHEN SQLSTATE !~ '^(22|54|0A)' THEN SQLSTATE END, SQLERRM);
			END;
		END LOOP;
	END LOOP;
END $$;>);

my ($code, $out, $err) = $node->psql('postgres', "SET statement_timeout = '180s'; SET client_min_messages = error; SELECT ask_all($setseed, $calls)");
is($code, 0, 'the server stays up') or diag($err);
is($node->safe_psql('postgres', 'SELECT count(DISTINCT name) > 100 FROM outcome'), 't', 'most functions were asked');
is($node->safe_psql('postgres', "SELECT count(*) > 0.2 * (SELECT count(*) FROM outcome) FROM outcome WHERE state IS NULL AND answer IS NOT NULL AND call !~ 'NULL'"),
	't', 'many calls have no NULL');
is($node->safe_psql('postgres', "SELECT string_agg(DISTINCT state || ' ' || name, ', ') FROM outcome WHERE state IS NOT NULL"),
	'', 'answers are finite, errors are about the input')
  or diag($node->safe_psql('postgres', 'SELECT DISTINCT ON (name, state) state, left(call, 400), answer FROM outcome WHERE state IS NOT NULL'));

$node->stop;
done_testing();
