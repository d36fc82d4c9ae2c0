# Several aggregates over the same arguments share one transition state, and
# windows: each frame's answer is that of a query over the frame's rows alone.
#
# EXPLAIN does not show sharing, so the evaluations of an argument are
# counted: PostgreSQL evaluates the arguments once for each row and state.
# The counting function advances a sequence. It is declared STABLE, because
# PostgreSQL never shares states whose arguments are volatile.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('sharing');
$node->init;
$node->start;

my $rows = 1000;
$node->safe_psql('postgres', qq{
CREATE EXTENSION rareearth;
CREATE TABLE customs AS
SELECT i AS id, i % 7 AS product, (i * 7919) % 41 AS firm, 'firm ' || (i * 7919) % 41 AS name,
       date '2015-01-01' + (i * 31 % 3000) AS day, i % 11 AS waited, i % 3 AS outcome,
       ((i % 97) * 0.1 + CASE WHEN i % 5 = 0 THEN 1e15 / 3 WHEN i % 7 = 0 THEN 1e-9 ELSE 0 END)::float8 AS kg
FROM generate_series(1, $rows) AS i;
CREATE TABLE pieces AS
SELECT id, shares_agg(firm, kg) AS m, series_agg(day, kg, 'month') AS s, spells_agg(waited, outcome > 0, nullif(outcome, 0)) AS p
FROM customs GROUP BY id;
CREATE SEQUENCE evaluations;
CREATE FUNCTION counted(anyelement) RETURNS anyelement LANGUAGE plpgsql STABLE AS
\$\$ BEGIN PERFORM nextval('evaluations'); RETURN \$1; END \$\$;
});

sub evaluations
{
	my ($list, $table) = @_;
	$node->safe_psql('postgres', "SELECT setval('evaluations', 1, false)");
	$node->safe_psql('postgres', "SELECT $list FROM $table");
	return $node->safe_psql('postgres', 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM evaluations');
}

my $shock = "'2019-06-01', '{\"frequency\": \"month\"}'";
foreach (
	[ 'shares_agg(counted(firm), kg), hhi(counted(firm), kg), (market_indices(counted(firm), kg)).*', 'customs' ],
	[ 'shares_agg(counted(name), kg), hhi(counted(name), kg), (market_indices(counted(name), kg)).*', 'customs' ],
	[ 'gini(shares_agg(counted(firm), kg)), theil(shares_agg(counted(firm), kg)), concentration_ratio(shares_agg(counted(firm), kg), 2), hhi(counted(firm), kg)', 'customs' ],
	[ "levels_agg(counted(day), id, 'month', 'last'), (inventory_drawdown(counted(day), id, 'month', 'last')).*", 'customs' ],
	[ 'levels_agg(counted(day), id), (inventory_drawdown(counted(day), id)).*', 'customs' ],
	[ "(export_recovery(counted(day), kg, $shock)).*", 'customs' ],
	[ 'spells_agg(counted(waited), outcome > 0, nullif(outcome, 0)), num_spells(spells_agg(counted(waited), outcome > 0, nullif(outcome, 0)))', 'customs' ],
	[ 'hhi(rollup(counted(m))), total(rollup(counted(m))), (market_indices(rollup(counted(m)))).*', 'pieces' ],
	[ 'frequency(rollup(counted(s))), total(rollup(counted(s)))', 'pieces' ],
	[ 'num_spells(rollup(counted(p))), num_ended(rollup(counted(p)))', 'pieces' ])
{
	my ($list, $table) = @$_;
	is(evaluations($list, $table), $rows, "one state for $list");
}

# The count can tell: other arguments are other states.
is(evaluations('shares_agg(counted(firm), kg), hhi(counted(firm), kg + 1)', 'customs'), 2 * $rows, 'two states for other values');
is(evaluations('hhi(counted(firm), kg), hhi(counted(name), kg)', 'customs'), 2 * $rows, 'two states for other entities');
is(evaluations('hhi(counted(firm), kg), hhi(counted(firm), kg) FILTER (WHERE outcome > 0)', 'customs'),
	$rows + $node->safe_psql('postgres', 'SELECT count(*) FROM customs WHERE outcome > 0'), 'two states for a filter');

# Nothing in the catalog forbids sharing: final functions only read, and
# aggregates over one transition function begin alike.
is( $node->safe_psql('postgres', q{
	SELECT string_agg(sfunc, ', ') FROM (
		SELECT aggtransfn::text AS sfunc
		FROM pg_depend d JOIN pg_aggregate a ON a.aggfnoid = d.objid JOIN pg_extension x ON x.oid = d.refobjid
		WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND extname = 'rareearth' AND aggkind = 'n'
		GROUP BY aggtransfn HAVING count(DISTINCT coalesce(agginitval, '')) > 1 OR count(DISTINCT aggtranstype) > 1
		OR bool_or(aggfinalmodify <> 'r')) AS y}),
	'', 'no aggregate forbids sharing');

# What is asked of a shared state does not change it.
sub together
{
	my ($table, @calls) = @_;
	my $all = join(', ', map { "($_)::text" } @calls);
	my $each = join(', ', map { "(SELECT ($_)::text FROM $table AS c WHERE c.product = x.product)" } @calls);
	is( $node->safe_psql('postgres', "SELECT product, $all FROM $table GROUP BY product ORDER BY product"),
		$node->safe_psql('postgres', "SELECT product, $each FROM (SELECT DISTINCT product FROM $table) AS x ORDER BY product"),
		"asked together is asked alone: @calls");
}
together('customs', 'hhi(firm, kg)', 'shares_agg(firm, kg)', 'market_indices(firm, kg)');
together('customs', 'market_indices(name, kg)', 'hhi(name, kg)', 'shares_agg(name, kg)');
together('customs', "inventory_drawdown(day, id, 'month', 'last')", "levels_agg(day, id, 'month', 'last')");

# Frames: growing, moving, with gaps, with peers, and cut out of the middle.
my @frames = (
	'ORDER BY id',
	'ORDER BY id ROWS BETWEEN 9 PRECEDING AND CURRENT ROW',
	'ORDER BY id ROWS BETWEEN 4 PRECEDING AND 5 FOLLOWING',
	'ORDER BY id ROWS BETWEEN 12 PRECEDING AND 6 PRECEDING',
	'ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
	'ORDER BY firm GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
	"ORDER BY day RANGE BETWEEN interval '3 months' PRECEDING AND CURRENT ROW",
	'ORDER BY id ROWS BETWEEN 6 PRECEDING AND 6 FOLLOWING EXCLUDE CURRENT ROW',
	'ORDER BY firm ROWS BETWEEN 6 PRECEDING AND 6 FOLLOWING EXCLUDE TIES');
my %answers = (
	'shares_agg(firm, kg)' => 'shares_agg(c.firm, c.kg)',
	'shares_agg(name, kg)' => 'shares_agg(c.name, c.kg)',
	'hhi(firm, kg)' => 'hhi(c.firm, c.kg)',
	'hhi(name, kg)' => 'hhi(c.name, c.kg)',
	'market_indices(name, kg)' => 'market_indices(c.name, c.kg)',
	"series_agg(day, kg, 'month')" => "series_agg(c.day, c.kg, 'month')",
	"export_recovery(day, kg, $shock)" => "export_recovery(c.day, c.kg, $shock)",
	"inventory_drawdown(day, id, 'month', 'last')" => "inventory_drawdown(c.day, c.id, 'month', 'last')",
	'spells_agg(waited, outcome > 0, nullif(outcome, 0))' => 'spells_agg(c.waited, c.outcome > 0, nullif(c.outcome, 0))');
my @calls = sort keys %answers;
my $windows = join(', ', map { "($calls[$_] OVER w)::text AS a$_" } 0 .. $#calls);
my $alone = join(', ', map { "($answers{ $calls[$_] })::text AS b$_" } 0 .. $#calls);
foreach my $frame (@frames)
{
	# The frame as its rows' ids, then a query over those rows.
	my $differ = join(', ', map { "count(*) FILTER (WHERE a$_ IS DISTINCT FROM b$_)" } 0 .. $#calls);
	my $filled = join(', ', map { "count(a$_) > 200" } 0 .. $#calls);
	my $out = $node->safe_psql('postgres', "
		SELECT $differ, $filled
		FROM (SELECT $windows, array_agg(id) OVER w AS ids FROM customs WHERE id <= 260 WINDOW w AS ($frame)) AS x,
		LATERAL (SELECT $alone FROM customs AS c WHERE c.id = ANY (ids)) AS y");
	is($out, join('|', ('0') x @calls, ('t') x @calls), "each frame is a query of its own: $frame");
}

# Moving frames of stored summaries, as a moving year of monthly ones.
is( $node->safe_psql('postgres', q{
	SELECT count(*) FILTER (WHERE a IS DISTINCT FROM b), count(a)
	FROM (SELECT rollup(m) OVER w AS a, array_agg(id) OVER w AS ids FROM pieces WINDOW w AS (ORDER BY id ROWS 11 PRECEDING)) AS x,
	LATERAL (SELECT shares_agg(firm, kg) AS b FROM customs AS c WHERE c.id = ANY (ids)) AS y}),
	"0|$rows", 'rollup over moving frames');

$node->stop;
done_testing();
