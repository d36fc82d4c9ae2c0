# Whoever may create in the schema that the extension is installed into cannot
# have his own code run by it: traps named as everything that its script, its
# functions or PostgreSQL itself could look up are never called, neither while
# it is installed nor afterwards, even where pg_catalog comes last.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('capture');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth; CREATE ROLE mallory LOGIN; CREATE DATABASE trapped');
$node->safe_psql('trapped', q{
GRANT CREATE ON SCHEMA public TO mallory;
CREATE FUNCTION public.sprung() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'captured as %', current_user; END $$;
-- makes a trap unless such a function is there
CREATE FUNCTION public.trap(name text, arguments text[], result text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE pg_catalog.format('CREATE FUNCTION public.%I(%s) RETURNS %s LANGUAGE plpgsql AS $f$ BEGIN PERFORM public.sprung(); END $f$',
		name, pg_catalog.array_to_string(arguments, ', '), result);
EXCEPTION WHEN duplicate_function OR invalid_function_definition OR datatype_mismatch OR wrong_object_type THEN
END $$;
CREATE FUNCTION public.trap_operator(name text, lefttype text, righttype text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE pg_catalog.format('CREATE FUNCTION public.sprung_operator(%s, %s) RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN PERFORM public.sprung(); END $f$', lefttype, righttype);
	EXECUTE pg_catalog.format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.sprung_operator)', name, lefttype, righttype);
EXCEPTION WHEN duplicate_function THEN
	EXECUTE pg_catalog.format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.sprung_operator)', name, lefttype, righttype);
END $$;
});

# Every word of the script that is the name of a function of PostgreSQL, those that SQL bodies of it ever called, and our own names.
my $script = `sh install/assemble rareearth`;
my %words = map { $_ => 1 } $script =~ /\b([a-z_][a-z_0-9]*)\b/g;
my $words = join(',', map { "'$_'" } sort keys %words, qw(array_fill cardinality array_agg unnest generate_series abs round));
my $built_in = $node->safe_psql('postgres', "SELECT string_agg(DISTINCT quote_literal(proname), ',') FROM pg_proc WHERE proname IN ($words) AND pronamespace = 'pg_catalog'::regnamespace");
my $ours = $node->safe_psql('postgres', q{SELECT string_agg(DISTINCT quote_literal(proname), ',') FROM pg_proc WHERE probin LIKE '%rareearth%' OR proname IN ('hs_codes', 'control_events')});
my @types = ('text', 'text[]', 'integer', 'bigint', 'double precision', 'double precision[]', 'numeric', 'date', 'timestamp', 'jsonb', 'boolean', 'anyelement', 'anyarray');
my $types = join(',', map { "'$_'" } @types);
my $operators = join(',', map { "'$_'" } qw(+ - * / = <> < <= > >= || ->));
$node->safe_psql('trapped', qq{
SET SESSION AUTHORIZATION mallory;
SELECT pg_catalog.count(public.trap(name, arguments, result)) FROM pg_catalog.unnest(ARRAY[$built_in, $ours]) name,
	(SELECT ARRAY[t], CASE WHEN t LIKE 'any%' THEN 'boolean' ELSE t END FROM pg_catalog.unnest(ARRAY[$types]) t
	 UNION ALL SELECT ARRAY[t, t], 'boolean' FROM pg_catalog.unnest(ARRAY[$types]) t) traps(arguments, result);
SELECT pg_catalog.count(public.trap_operator(o, t, t)) FROM pg_catalog.unnest(ARRAY[$operators]) o, pg_catalog.unnest(ARRAY[$types]) t WHERE t NOT LIKE 'any%'});
cmp_ok($node->safe_psql('trapped', q{SELECT pg_catalog.count(*) FROM pg_proc WHERE proowner = 'mallory'::regrole}), '>', 2000, 'traps are laid before the extension comes');

# A trap with the very arguments of one of our functions stops the installation, with an error: these go.
my $exact = $node->safe_psql('postgres', q{SELECT string_agg(format('DROP FUNCTION IF EXISTS public.%s;', p.oid::regprocedure), E'\n') FROM pg_proc p
	JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e' JOIN pg_extension x ON x.oid = d.refobjid AND extname = 'rareearth'
	WHERE p.oid::regprocedure::text !~ 'market_shares|trade_series|trade_vintages|spells|keyed_sums|_report'});
$node->safe_psql('trapped', "SET client_min_messages = warning; $exact");

my ($code, $out, $err) = $node->psql('trapped', 'CREATE EXTENSION rareearth SCHEMA public');
is($err, '', 'the extension is installed among them');

# And every argument type of ours, in the places of those that our functions have.
$node->safe_psql('trapped', qq{
SET SESSION AUTHORIZATION mallory;
SELECT pg_catalog.count(public.trap(name, ARRAY[t], 'boolean')) FROM pg_catalog.unnest(ARRAY[$built_in]) name,
	pg_catalog.unnest(ARRAY['market_shares', 'trade_series', 'trade_vintages', 'spells', 'keyed_sums']) t;
SELECT pg_catalog.count(public.trap(name, arguments, 'boolean')) FROM pg_catalog.unnest(ARRAY[$built_in, $ours]) name,
	(SELECT ARRAY[t, u] FROM pg_catalog.unnest(ARRAY['market_shares', 'trade_series', 'trade_vintages', 'spells', 'keyed_sums']) t, pg_catalog.unnest(ARRAY['anyelement', 'integer', 'varchar']) u) traps(arguments);
SELECT pg_catalog.count(public.trap_operator(o, t, u)) FROM pg_catalog.unnest(ARRAY[$operators]) o, pg_catalog.unnest(ARRAY['market_shares', 'trade_series', 'trade_vintages', 'spells', 'keyed_sums']) t,
	pg_catalog.unnest(ARRAY['integer', 'numeric', 'varchar']) u});

# Every function, aggregate, operator and cast of ours, called by full names with the arguments that have no default.
my %value = (
	'text' => q{'month'::pg_catalog.text}, 'text[]' => q{'{a,b}'::pg_catalog.text[]}, 'integer' => '2::pg_catalog.int4', 'bigint' => '1::pg_catalog.int8',
	'double precision' => '1::pg_catalog.float8', 'double precision[]' => q{'{1,2}'::pg_catalog.float8[]}, 'numeric' => '1::pg_catalog.numeric',
	'date' => q{'2025-01-01'::pg_catalog.date}, 'timestamp without time zone' => q{'2025-01-01'::pg_catalog.timestamp},
	'jsonb' => q{'{"a": 1}'::pg_catalog.jsonb}, 'boolean' => 'true', 'cstring' => q{'{}'::pg_catalog.cstring},
	'market_shares' => q{'{"type": "market_shares", "entity": "text", "totals": {"a": 1, "b": 2}}'::public.market_shares},
	'trade_series' => q{'{"type": "trade_series", "frequency": "month", "totals": {"2024-01-01": 1, "2025-01-01": 2}}'::public.trade_series},
	'trade_vintages' => q{'{"type": "trade_vintages", "frequency": "month", "releases": {"2024-01-01": {"2024-02-20": 1, "2024-03-20": 2}}}'::public.trade_vintages},
	'spells' => q{'{"type": "spells", "spells": [{"duration": 1, "outcome": 0, "count": 1}, {"duration": 2, "outcome": 1, "count": 1}]}'::public.spells});
my $calls = $node->safe_psql('postgres', q{
SELECT p.prokind, p.proname, (SELECT string_agg(format_type(t, NULL), '; ' ORDER BY n) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(t, n) WHERE n <= p.pronargs - p.pronargdefaults)
FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
	JOIN pg_extension x ON x.oid = d.refobjid AND x.extname = 'rareearth' WHERE 'internal'::regtype <> ALL (p.proargtypes)
UNION ALL
SELECT 'o', oprname, format_type(oprleft, NULL) || '; ' || format_type(oprright, NULL)
FROM pg_operator o JOIN pg_depend d ON d.objid = o.oid AND d.classid = 'pg_operator'::regclass AND d.deptype = 'e'});
my $sql = "SET search_path = public, pg_catalog;\n";
my $asked = 0;
foreach my $call (split /\n/, $calls)
{
	my ($kind, $name, $types) = split /\|/, $call;
	my @arguments = map { $value{$_} // "NULL::public.$_" } split /; /, $types // '';
	$sql .= $kind eq 'o' ? "SELECT $arguments[0] OPERATOR(public.$name) $arguments[1];\n" : "SELECT public.\"$name\"(" . join(', ', @arguments) . ");\n";
	$asked++;
}
$sql .= "SELECT $value{$_}::pg_catalog.jsonb::public.${_};\n" foreach qw(market_shares trade_series trade_vintages spells);
($code, $out, $err) = $node->psql('trapped', $sql, on_error_stop => 0);
my $refused = () = $err =~ /ERROR:/g;
cmp_ok($asked, '>', 300, "$asked functions, aggregates and operators were called");
cmp_ok($refused, '<', $asked / 3, "most of them answer ($refused do not)");
unlike(slurp_file($node->logfile), qr/ERROR:  captured/, 'no trap is sprung');

# A trap does spring where a name is looked up.
($code, $out, $err) = $node->psql('trapped', q{SET search_path = public, pg_catalog; SELECT cardinality('{a}'::text[])});
like($err, qr/captured as/, 'but the traps are good');

$node->stop;
done_testing();
