# At a size where workers matter: serial, parallel, partitionwise and spilled
# plans give the same bytes, and each aggregate is split over the workers.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('parallel');
$node->init;
$node->append_conf('postgresql.conf', "max_worker_processes = 16\nmax_parallel_workers = 8\njit = off");
$node->start;

# The values of one group span 2^40 and differ in their last bits, so that a
# plain sum shows the order of its rows. No total of an entity is negative.
$node->safe_psql('postgres', q{
CREATE EXTENSION rareearth;
CREATE TABLE customs AS
SELECT i % 40 AS product, (i % 100003) * 7919 % 2003 AS firm, 'firm ' || (i % 100003) * 7919 % 2003 AS name,
       date '2019-01-01' + (i * 31 % 2400) AS day,
       ((i % 997) * 0.1 + CASE WHEN i % 7 = 0 THEN 1e12 / 3 ELSE 0 END)::float8 AS kg,
       (i % 61)::float8 AS waited, i % 3 AS outcome
FROM generate_series(1, 300000) AS i;
CREATE TABLE customs_parts (LIKE customs) PARTITION BY HASH (product);
SELECT format('CREATE TABLE customs_%s PARTITION OF customs_parts FOR VALUES WITH (MODULUS 3, REMAINDER %1$s)', n)
FROM generate_series(0, 2) AS n \gexec
INSERT INTO customs_parts SELECT * FROM customs ORDER BY random();
ALTER TABLE customs SET (parallel_workers = 4);
ANALYZE customs, customs_parts;
CREATE TABLE pieces AS
SELECT product, firm % 50 AS part, shares_agg(firm, kg) AS m, series_agg(day, kg, 'week') AS s, spells_agg(waited, outcome > 0, nullif(outcome, 0)) AS p,
       markets_agg(outcome, name, kg) AS g, panel_agg(name, day, kg, 'month') AS f,
       vintages_agg(day, kg, day + 20 * outcome, 'week') AS v
FROM customs GROUP BY 1, 2;
ALTER TABLE pieces SET (parallel_workers = 4);
CREATE TABLE reports AS
SELECT product, firm % 500 AS part, export_recovery(day, kg, '2024-03-01', '{"frequency": "month"}') AS r
FROM customs GROUP BY 1, 2;
ALTER TABLE reports SET (parallel_workers = 4);
ANALYZE pieces, reports;
});

# Each builder, rollup and one-step aggregate, and the table it reads.
my @calls = (
	(map { [ $_, 'customs' ] }
		  'shares_agg(firm, kg)', 'shares_agg(name, kg)', 'hhi(firm, kg)', 'hhi(name, kg)',
		'market_indices(firm, kg)', 'market_indices(name, kg)',
		(map { ("hhi_bounds($_, kg)", "hhi($_, kg, 10000)", "gini(shares_agg($_, kg))") } 'firm', 'name'),
		"series_agg(day, kg, 'month')", "series_agg(day::timestamp, kg, 'quarter')", 'series_agg(day, kg)', 'series_agg(day::timestamp, kg)',
		"series_agg(day, kg, 'year', 7)", "series_agg(day::timestamp, kg, 'year', 7)", "series_agg(date_trunc('month', day)::date + 27, kg, 'month', NULL, 10)", "series_agg(date_trunc('month', day::timestamp) + interval '27 days', kg, 'month', NULL, 10)",
		"series_agg(date_trunc('month', day)::date, date_trunc('month', day)::date, kg, 'month')", "series_agg(make_date(extract(year FROM day)::int, 7, 1), make_date(extract(year FROM day)::int + 1, 6, 30), kg, 'year', 7)",
		"series_agg(make_date(extract(year FROM day)::int, 7, 3), make_date(extract(year FROM day)::int + 1, 6, 28), kg, 'year', 7, 10)",
		(map { my $day = $_; map { "level_vintages_agg($day, day - date '2000-01-01', day + 9$_)" } '', ", 'day'", ", 'quarter', 7" } "date_trunc('quarter', day)::date", "date_trunc('quarter', day::timestamp)"),
		'backlog_vintages_agg(day, day + outcome, day + outcome * 9, day + 20)', 'backlog_vintages_agg(day, day + outcome, day + outcome * 9, day + 20, kg)',
		"approval_rate(day, day + outcome * 9, '2021-01-01', outcome = 1, day + outcome, day + 20)", "approval_rate(day, day + outcome * 9, '2021-01-01', outcome = 1, day + outcome, day + 20, kg)",
		(map { ("vintages_agg($_, kg, day + outcome)", "vintages_agg($_, kg, day + 40 * outcome, 'month')", "vintages_agg($_, kg, day + 40 * outcome, 'year', 7)") } 'day', 'day::timestamp'),
		"vintages_agg(date_trunc('month', day)::date, date_trunc('month', day)::date, kg, day + outcome, 'month')",
		"vintages_agg(make_date(extract(year FROM day)::int, 7, 1), make_date(extract(year FROM day)::int + 1, 6, 30), kg, day + 365 + outcome, 'year', 7)",
		"reconcile_agg(day, day, kg * 0 + 1, 'day')", "reconcile_agg(date_trunc('year', day)::date, day, kg * 0 + extract(doy FROM day)::int, 'day', 0)", "reconcile_agg(day, day, kg * 0 + 1, 'day', 0, NULL)",
		"reconcile_agg(day, day, kg * 0 + 1, 'day', 0, NULL, 0)", "reconcile_agg(day, day, kg * 0 + firm, 'day', 0, NULL, 0, date '2000-01-01' + firm)",
		(map { ("levels_agg($_, day - date '2000-01-01', 'day', NULL, NULL, 0)", "levels_agg($_, kg * 0 + firm, 'day', 'last', NULL, NULL, date '2000-01-01' + firm)") } 'day', 'day::timestamp'),
		(map { my $name = $_;
			map { my $day = $_;
				map { "$name($day, day - date '2000-01-01'$_)" } '', ", 'day'", ", 'month', 'last'", ", 'year', 'last', 7" } 'day', 'day::timestamp' }
			qw(levels_agg inventory_drawdown)),
		"export_recovery(day, kg, '2024-03-01', '{\"frequency\": \"month\"}')",
		"export_recovery(day::timestamp, kg, '2024-03-01', '{\"frequency\": \"month\"}')",
		"export_recovery(day, kg, '2024-03-01')", "export_recovery(day::timestamp, kg, '2024-03-01')",
		'spells_agg(waited, outcome = 1)', "spells_agg(waited, outcome = 1, 'day')", "spells_agg(waited, outcome > 0, nullif(outcome, 0), 'day')", 'spells_agg(waited, outcome > 0, nullif(outcome, 0))', "spells_agg(day, day + outcome, '2030-01-01')",
		"spells_agg(day, day + outcome, '2023-01-01', 1 + outcome)", 'median_duration(waited, outcome = 1)',
		"median_duration(day, day + outcome, '2023-01-01')", "logrank('g' || firm % 9, waited, outcome = 1)", "logrank('g' || firm % 9, day, day + outcome, '2023-01-01')",
		"backlog_agg(day, day + outcome * 9)", "backlog_agg(day, day + outcome * 9, kg)",
		"backlog_stats(day, day + outcome * 9, '2021-01-01', '2022-01-01')", "backlog_stats(day, day + outcome * 9, '2021-01-01', '2022-01-01', kg)",
		"approval_rate(day, day + outcome * 9, '2021-01-01', outcome = 1)", "approval_rate(day, day + outcome * 9, '2021-01-01', outcome = 1, kg)",
		"price_indices(name, kg, waited, day > '2022-01-01')", 'price_indices(kg, waited, waited + 1, kg / 7)', "price_indices_chained(date_trunc('year', day)::date, name, kg, waited)",
		'chained_index(1 + waited / 1000)', 'unit_value_screen(kg, waited)', "price_geks(date_trunc('year', day)::date, name, kg, waited)",
		"price_geks(date_trunc('year', day)::date, name, kg, waited, 'fisher')", "price_geks(date_trunc('year', day)::date, name, kg, waited, 'fisher', 5, 'half')",
		"trade_margins(name, kg, waited, day > '2022-01-01')", 'weighted_exposure(name, kg + waited, waited)', 'weighted_exposure(name, kg + waited, waited, 0.75)'),
	[ "logrank('part ' || part % 7, p)", 'pieces' ], [ 'spells_agg(r)', 'reports' ],
	[ 'rollup(m)', 'pieces' ], [ 'rollup(s)', 'pieces' ], [ 'rollup(p)', 'pieces' ], [ 'rollup(g)', 'pieces' ], [ 'rollup(f)', 'pieces' ], [ 'rollup(v)', 'pieces' ]);

# The same over names that are integers.
push @calls, map {
	my ($call, $table) = @$_;
	$call =~ s/\bname\b/firm/;
	$call =~ s/'(?:g|part )' \|\| //;
	[ $call, $table ]
} grep { $_->[0] =~ /^(?:logrank|(?:price_indices|price_indices_chained|price_geks|trade_margins|weighted_exposure)\(.*\bname\b)/ } @calls;

# The same over columns that are numeric, which differ from the others in how a row is read only.
push @calls, map {
	my ($call, $table) = @$_;
	$call =~ s/\b(kg|waited)\b/$1::numeric/g;
	$call =~ s/(day - date '2000-01-01')/($1)::numeric/;
	[ $call, $table ]
} grep { $_->[0] =~ /\bkg\b|levels_agg|level_vintages|inventory_drawdown/ } @calls;

# Builders of spells that know less, or enter late, and comparisons in strata.
push @calls, map { [ $_, 'customs' ] } (
	'spells_agg(waited, waited + outcome)', 'spells_agg(waited, waited + outcome, 1 + outcome)', "spells_agg(waited, waited + outcome, 'day')", "spells_agg(waited, waited + outcome, 1 + outcome, 'day')",
	'weighted_spells_agg(waited, waited + outcome, kg)', "weighted_spells_agg(waited, waited + outcome, kg, 'day')",
	'late_spells_agg(waited, waited + 1, outcome = 1)', "late_spells_agg(waited, waited + 1, outcome = 1, 'day')", 'late_spells_agg(waited, waited + 1, outcome > 0, nullif(outcome, 0))', "late_spells_agg(waited, waited + 1, outcome > 0, nullif(outcome, 0), 'day')",
	"spells_agg(day, day + 1 + outcome, '2030-01-01', day - 100 + outcome)", "spells_agg(day, day + 1 + outcome, '2030-01-01', day - 100 + outcome, 1 + outcome)");
push @calls, map { [ $_, 'pieces' ] } (
	"logrank('part ' || part % 7, p, 1)", 'logrank(part % 7, p, 1)', "logrank_stratified('p' || part % 3, 'part ' || part % 7, p)", "logrank_stratified('p' || part % 3, 'part ' || part % 7, p, 0.5)",
	"hazard_ratio('p' || part % 3, part % 2 = 0, p)", "hazard_ratio('p' || part % 3, part % 2 = 0, p, 'breslow', 0.9)");

my $serial = 'SET max_parallel_workers_per_gather = 0;';
my $parallel = 'SET max_parallel_workers_per_gather = 4; SET min_parallel_table_scan_size = 0;
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;';

# Floats print their shortest exact form, so equal text is equal bits.
sub digest
{
	my ($settings, $call, $table) = @_;
	my $bytes = $call =~ /^(?:rollup\(m\)|shares_agg)/ ? 'market_shares_send(a)'
	  : $call =~ /^(?:rollup\(s\)|series_agg|backlog_agg)/ ? 'trade_series_send(a)'
	  : $call =~ /^(?:rollup\(v\)|vintages_agg)/ ? 'trade_vintages_send(a)'
	  : $call =~ /^(?:rollup\(p\)|(?:late_|weighted_)?spells_agg)/ ? 'spells_send(a)' : 'a';
	return $node->safe_psql('postgres', "$settings
		SELECT count(a) || ' ' || md5(string_agg(${bytes}::text, ';' ORDER BY product))
		FROM (SELECT product, $call AS a FROM $table GROUP BY product OFFSET 0) AS x");
}

sub explained
{
	my ($settings, $call, $table) = @_;
	return $node->safe_psql('postgres', "$settings
		EXPLAIN (COSTS off) SELECT product, $call FROM $table GROUP BY product");
}

my $aggregate = '(?:Hash|Group|Mixed)?Aggregate';
foreach (@calls)
{
	my ($call, $table) = @$_;
	my $want = digest($serial, $call, $table);
	like($want, qr/^40 /, "$call answers for each group");
	is(digest($parallel, $call, $table), $want, "$call: parallel is serial");
	my $plan = explained($parallel, $call, $table);
	like($plan, qr/Finalize $aggregate.*Partial $aggregate/s, "$call is split over workers");
	next if $table ne 'customs' || $call =~ /::numeric/;
	is(digest("$serial SET enable_partitionwise_aggregate = on;", $call, 'customs_parts'), $want, "$call: partitionwise is serial");
	is(digest("$parallel SET enable_partitionwise_aggregate = on;", $call, 'customs_parts'),
		$want, "$call: partitionwise and parallel is serial");
	is(digest("$serial SET work_mem = '64kB'; SET enable_sort = off;", $call, 'customs'), $want, "$call: spilled is serial");
}

# One group over all partitions: partial answers are combined across them.
foreach my $call ('shares_agg(firm, kg)', "series_agg(day, kg, 'month')", 'spells_agg(waited, outcome > 0, nullif(outcome, 0))', 'hhi(name, kg)')
{
	my $query = "SELECT md5(($call)::text) FROM";
	is( $node->safe_psql('postgres', "$parallel SET enable_partitionwise_aggregate = on; $query customs_parts"),
		$node->safe_psql('postgres', "$serial $query customs"),
		"$call over all partitions");
}

# Groups inside the aggregate, of every type of columns: all groups of the table in one state, a state of each worker and partition.
my %first = (text => q{nullif('g' || firm % 7, 'g0')}, bigint => 'nullif(firm % 50, 0)', date => q{date_trunc('month', day)::date});
my %second = ('' => undef, text => q{nullif('s' || outcome, 's0')}, bigint => 'product', date => q{nullif(date '2025-01-01' + outcome, '2025-01-01')});
my @of_groups;
foreach my $first (sort keys %first)
{
	foreach my $second (sort keys %second)
	{
		my $columns = join(', ', $first{$first}, $second{$second} // ());
		my @here;
		foreach my $value ('kg', 'kg::numeric')
		{
			foreach my $entity ('firm', 'name') { push @here, map { "$_($columns, $entity, $value)" } qw(markets_agg hhi_by_market indices_by_market) }
			push @here, map { "panel_agg($columns, $_, $value, 'month')" } 'day', 'day::timestamp';
		}
		push @of_groups, @here;
		my $query = 'SELECT md5(concat_ws(\';\', ' . join(', ', @here) . ')) FROM';
		my $want = $node->safe_psql('postgres', "$serial $query customs WHERE product % 8 = 0");
		my $told = join(', ', $first, $second || ());
		is($node->safe_psql('postgres', "$parallel $query customs WHERE product % 8 = 0"), $want, "groups by $told: parallel is serial");
		is($node->safe_psql('postgres', "$parallel SET enable_partitionwise_aggregate = on; $query customs_parts WHERE product % 8 = 0"),
			$want, "groups by $told: partitionwise and parallel is serial");
		like($node->safe_psql('postgres', "$parallel EXPLAIN (COSTS off) $query customs"), qr/Finalize Aggregate.*Partial Aggregate/s,
			"groups by $told are split over workers");
	}
}
is( $node->safe_psql('postgres', "$parallel SELECT count(*) FROM unnest((SELECT hhi_by_market(product, day, name, kg) FROM customs)) AS h
		JOIN (SELECT product, day, hhi(name, kg) AS hhi FROM customs GROUP BY 1, 2) AS x ON h.group_1 = product::text AND h.group_2 = day::text AND h.hhi = x.hhi"),
	$node->safe_psql('postgres', 'SELECT count(DISTINCT (product, day)) FROM customs'), 'thousands of groups by workers are those of GROUP BY');

# Stored pieces merged are the whole.
foreach ([ 'g', 'markets_agg(outcome, name, kg)' ], [ 'f', "panel_agg(name, day, kg, 'month')" ], [ 'm', 'shares_agg(firm, kg)' ], [ 's', "series_agg(day, kg, 'week')" ], [ 'p', 'spells_agg(waited, outcome > 0, nullif(outcome, 0))' ], [ 'v', "vintages_agg(day, kg, day + 20 * outcome, 'week')" ])
{
	is(digest($parallel, "rollup($_->[0])", 'pieces'), digest($serial, $_->[1], 'customs'), "rollup($_->[0]) is $_->[1]");
}

# The values are hard enough: a plain sum does depend on the order of rows.
is( $node->safe_psql('postgres', "$serial
		SELECT count(DISTINCT total) > 1 FROM (SELECT sum(kg ORDER BY hashint4(firm + k), day) AS total
		FROM customs, generate_series(1, 8) AS k WHERE product = 0 GROUP BY k) AS x"),
	't', 'a plain sum depends on the order of rows');

# No aggregate is missing above: views over the calls know which ones they are.
push @calls, map { [ $_, 'customs' ] } @of_groups;
my $views = join("\n", map { "CREATE VIEW called_$_ AS SELECT $calls[$_][0] AS a FROM $calls[$_][1];" } 0 .. $#calls);
$node->safe_psql('postgres', $views);
is( $node->safe_psql('postgres', q{
	SELECT string_agg(p.oid::regprocedure::text, ', ' ORDER BY 1) FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
	JOIN pg_extension x ON x.oid = d.refobjid
	WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND extname = 'rareearth' AND prokind = 'a'
	  AND NOT EXISTS (SELECT FROM pg_depend c WHERE c.classid = 'pg_rewrite'::regclass AND c.refclassid = 'pg_proc'::regclass AND c.refobjid = p.oid)}),
	'', 'every aggregate of the extension is tried here');

$node->stop;
done_testing();
