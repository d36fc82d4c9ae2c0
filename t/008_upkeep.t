# The recipe of docs/upkeep.md, as it stands there: after late rows,
# corrections, deletions and concurrent runs the stored summaries have the
# bytes of a full recompute; at no moment is a month stale and not queued.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Recipe;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('upkeep');
$node->init;
$node->append_conf('postgresql.conf', 'autovacuum = off');
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE trade');
$node->safe_psql('trade', 'CREATE EXTENSION rareearth');
$node->safe_psql('trade', $_) foreach blocks('upkeep', 'The recipe', 'sql');

sub sql { return $node->safe_psql('trade', $_[0]) }

my ($watch) = grep { /FULL JOIN/ } blocks('upkeep', 'Why nothing is lost', 'sql');
$watch =~ s/;\s*\z//;

# The number of months that are neither current nor queued.
sub stale { return sql("SELECT count(*) FROM ($watch) AS x") }

# Another way to say it: the whole table, bytes of every summary, in one hash.
sub kept { return sql('SELECT count(*) || md5(string_agg(month || product || market_shares_send(shares)::text, chr(10) ORDER BY month, product)) FROM monthly_shares') }
sub full
{
	return sql(q{SELECT count(*) || md5(string_agg(month || product || market_shares_send(shares)::text, chr(10) ORDER BY month, product))
		FROM (SELECT date_trunc('month', day)::date AS month, product, shares_agg(firm, kg) AS shares FROM customs
		WHERE day IS NOT NULL AND product IS NOT NULL AND kg IS NOT NULL GROUP BY 1, 2) AS x});
}

sub current
{
	my ($months, $name) = @_;
	is(sql('SELECT refresh_monthly_shares()'), $months, "$name: $months months");
	is(kept(), full(), "$name: as a full recompute");
	is(stale(), 0, "$name: nothing is stale");
}

my $rows = q{SELECT date '2024-01-01' + i * 31 % 730, 'product ' || i % 3, CASE WHEN i % 11 > 0 THEN 'firm ' || i * 17 % 29 END,
	(i % 97) * 0.1 + CASE WHEN i % 7 = 0 THEN 1e15 / 3 ELSE 1e-9 END};

# What comes in, one after the other.
sub one_by_one
{
	sql("INSERT INTO customs $rows FROM generate_series(1, 4000) AS i");
	isnt(kept(), full(), 'the comparison can tell');
	is(stale(), 0, 'what is queued is not stale');
	current(24, 'first rows');
	current(0, 'no rows');

	my $before = sql(q{SELECT string_agg(xmin::text, ',' ORDER BY month, product) FROM monthly_shares WHERE month <> '2024-03-01'});
	sql(q{INSERT INTO customs VALUES ('2024-03-31', 'product 0', 'firm 1', 0.3), ('2024-03-01', 'product 9', 'new', 7)});
	current(1, 'late rows');
	is(sql(q{SELECT string_agg(xmin::text, ',' ORDER BY month, product) FROM monthly_shares WHERE month <> '2024-03-01'}),
		$before, 'late rows: other months are left alone');

	sql(q{UPDATE customs SET kg = kg * 3 WHERE day = '2024-05-02'});
	current(1, 'a correction');
	sql(q{UPDATE customs SET day = day + 365, firm = 'firm 99' WHERE day BETWEEN '2024-06-25' AND '2024-07-03'});
	current(4, 'a correction of days');
	sql(q{INSERT INTO customs SELECT day, product, firm, -kg FROM customs WHERE day = '2025-08-08'});
	current(1, 'negative rows');
	sql(q{DELETE FROM customs WHERE day BETWEEN '2024-09-01' AND '2024-10-04'});
	current(2, 'deleted rows');
	is(sql(q{SELECT count(*) FROM monthly_shares WHERE month = '2024-09-01'}), 0, 'deleted rows: an empty month has no summary');
	sql(q{INSERT INTO customs VALUES (NULL, 'product 1', 'a', 1), ('2025-01-01', NULL, 'a', 1), ('2025-02-01', 'product 1', 'a', NULL)});
	current(2, 'rows with unknown parts');
	sql(qq{MERGE INTO customs AS c USING (VALUES ('product 9'), ('product 8')) AS v (p) ON c.product = v.p
		WHEN MATCHED THEN UPDATE SET kg = 8 WHEN NOT MATCHED THEN INSERT VALUES ('2023-11-05', v.p, 'merged', 2)});
	current(2, 'MERGE');
	my $file = $node->basedir . '/rows.csv';
	append_to_file($file, "2026-01-05,product 1,late,3\n2024-12-31,product 1,late,4\n");
	sql("COPY customs FROM '$file' (FORMAT csv)");
	current(2, 'COPY');
	sql(q{BEGIN; UPDATE customs SET kg = kg + 1; ROLLBACK});
	current(0, 'a rollback');

	my $all = sql('SELECT count(DISTINCT month) FROM monthly_shares');
	$before = kept();
	sql('INSERT INTO touched_months SELECT month FROM monthly_shares');
	current($all, 'once more');
	is(kept(), $before, 'once more: the same bytes');

	is( sql(q{SELECT md5(string_agg(m::text, ';' ORDER BY year, product)) FROM
			(SELECT date_part('year', month) AS year, product, rollup(shares) AS m FROM monthly_shares GROUP BY 1, 2) AS x}),
		sql(q{SELECT md5(string_agg(m::text, ';' ORDER BY year, product)) FROM
			(SELECT date_part('year', day) AS year, product, shares_agg(firm, kg) AS m FROM customs
			 WHERE day IS NOT NULL AND product IS NOT NULL AND kg IS NOT NULL GROUP BY 1, 2) AS x}),
		'years from months are years from rows');
}

# A transaction that commits after a refresh that began later.
sub late_commit
{
	my $writer = open_session($node, 'trade');
	sql('CREATE TABLE arrived (at timestamptz DEFAULT now(), firm text)');
	ask($writer, q{BEGIN; INSERT INTO customs VALUES ('2025-03-05', 'product 1', 'slow', 5); INSERT INTO arrived (firm) VALUES ('slow')});
	sql(q{INSERT INTO customs VALUES ('2025-03-06', 'product 1', 'quick', 6); INSERT INTO arrived (firm) VALUES ('quick')});
	my $mark = sql('SELECT max(at) FROM arrived');
	current(1, 'before the slow transaction commits');
	ask($writer, 'COMMIT');
	is(sql("SELECT string_agg(firm, ',') FROM arrived WHERE at > '$mark'"), '', 'a watermark would miss its row');
	current(1, 'after it has committed');
	is(sql(q{SELECT count(*) FROM monthly_shares, top(shares, 100) WHERE month = '2025-03-01' AND entity = 'slow'}), 1, 'its row is in');
	sql('DROP TABLE arrived');
	close_session($writer);
}

# Two refreshes, and a writer between them.
sub two_runs
{
	my ($first, $second) = (open_session($node, 'trade'), open_session($node, 'trade'));
	sql(q{INSERT INTO customs VALUES ('2025-04-05', 'product 1', 'before', 5)});
	ask($first, 'BEGIN');
	is(ask($first, 'SELECT refresh_monthly_shares()'), 1, 'two runs: the first works');
	sql(q{SET lock_timeout = '1s'; INSERT INTO customs VALUES ('2025-04-06', 'product 1', 'between', 6)});
	is(sql(q{SET lock_timeout = '1s'; SELECT count(*) > 0 FROM monthly_shares}), 't', 'two runs: neither writer nor reader waits');
	start_asking($second, 'SELECT refresh_monthly_shares()');
	ok($node->poll_query_until('trade', q{SELECT count(*) = 1 FROM pg_stat_activity
		WHERE wait_event_type = 'Lock' AND query LIKE 'SELECT refresh_monthly_shares%'}), 'two runs: the second waits');
	ask($first, 'COMMIT');
	is(answer($second), 1, 'two runs: the second takes what came between');
	current(0, 'two runs');

	# An older snapshot that has to give up.
	sql(q{INSERT INTO customs VALUES ('2025-04-07', 'product 1', 'older', 5)});
	ask($second, 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM customs LIMIT 1');
	sql(q{INSERT INTO customs VALUES ('2025-04-08', 'product 1', 'newer', 5)});
	current(1, 'over an older snapshot');
	like(ask($second, 'SELECT refresh_monthly_shares()'), qr/could not serialize access/, 'an older snapshot is refused');
	ask($second, 'ROLLBACK');
	current(0, 'an older snapshot');
	close_session($_) foreach $first, $second;
}

sub failed_run
{
	sql(q{INSERT INTO customs VALUES ('2025-05-05', 'product 1', 'a', 'NaN'), ('2025-06-06', 'product 1', 'a', 1)});
	my ($rc, $out, $err) = $node->psql('trade', 'SELECT refresh_monthly_shares()');
	like($err, qr/market_shares value must be finite.*Value at "a" is NaN/s, 'a run that fails says why');
	is(sql('SELECT count(*) FROM touched_months'), 2, 'a run that fails leaves the queue');
	sql(q{DELETE FROM customs WHERE kg = 'NaN'});
	current(2, 'a run that failed');
}

# Writers, refreshes and a watch, all at once.
sub all_at_once
{
	my $dir = $node->basedir;
	my %script = (
		write => q{
\set day random(0, 729)
\set firm random(1, 20)
\set what random(1, 10)
\set pause random(0, 20)
BEGIN;
INSERT INTO customs SELECT date '2024-01-01' + (:day + g * 29) % 730, 'product ' || :firm % 3, 'firm ' || :firm, :firm * 0.1 + 1e15 / g
FROM generate_series(1, 3) AS g;
\if :what < 4
UPDATE customs SET day = date '2024-01-01' + (:day * 7) % 730, kg = kg + 0.1 WHERE day = date '2024-01-01' + :day;
\elif :what < 6
DELETE FROM customs WHERE day = date '2024-01-01' + :day;
\endif
\sleep :pause ms
\if :what = 10
ROLLBACK;
\else
COMMIT;
\endif
},
		refresh => "SELECT refresh_monthly_shares();\n\\sleep 5 ms\n",
		watch => "SELECT 1 / (count(*) = 0)::int FROM ($watch) AS x;\n");
	foreach (keys %script)
	{
		unlink "$dir/$_.sql";
		append_to_file("$dir/$_.sql", $script{$_});
	}
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run([ 'pgbench', '-n', '-c', 8, '-j', 2, '-T', 3, '--max-tries=100', '-r',
		'-f', "$dir/write.sql\@6", '-f', "$dir/refresh.sql\@3", '-f', "$dir/watch.sql\@1",
		'-h', $node->host, '-p', $node->port, 'trade' ], '>', \$out, '2>', \$err);
	ok($ok, 'all at once: no run fails and no month is ever stale') or diag($err);
	my %done = $out =~ /SQL script \d: \S*\/(\w+)\.sql.*? - (\d+) transactions/sg;
	cmp_ok($done{$_} // 0, '>', 9, "all at once: $_ ran") foreach sort keys %script;
	note($out);

	# What is left, taken by two runs of the crontab's command.
	sql(q{INSERT INTO customs SELECT date '2024-01-01' + i, 'product 1', 'last', 1 FROM generate_series(0, 600) AS i});
	my ($line) = blocks('upkeep', 'As a scheduled job', 'crontab');
	my ($command) = $line =~ /^(?:\S+ ){5}(.*)$/;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my @runs = map { IPC::Run::start([ 'sh', '-c', $command ], '>&', \my $said) } 1, 2;
	is(scalar(grep { $_->finish } @runs), 2, 'both runs of the crontab line end well');
	current(0, 'all at once');
	is(sql('SELECT count(*) FROM touched_months'), 0, 'all at once: the queue is empty');
}

foreach my $layout ('one table', 'partitions')
{
	note($layout);
	sql((blocks('upkeep', 'Partitions', 'sql'))[0]) if $layout eq 'partitions';
	one_by_one();
	late_commit();
	two_runs();
	failed_run();
	all_at_once();
	sql('TRUNCATE customs');
	current(sql('SELECT count(DISTINCT month) FROM monthly_shares'), 'TRUNCATE');
	is(sql('SELECT count(*) FROM monthly_shares'), 0, 'TRUNCATE: no summary is left');
}

# A partition that comes with its rows.
sql(q{
CREATE TABLE customs_2023 (LIKE customs);
INSERT INTO customs_2023 SELECT date '2023-01-01' + i * 7 % 365, 'product 1', 'firm ' || i % 5, i FROM generate_series(1, 300) AS i;
BEGIN;
ALTER TABLE customs ATTACH PARTITION customs_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
INSERT INTO touched_months SELECT DISTINCT date_trunc('month', day) FROM customs_2023;
COMMIT});
current(12, 'an attached partition');
# Rows that are only added, without triggers: a slow transaction, then many.
sql((blocks('upkeep', 'Rows that are only added', 'sql'))[0]);
my $same = q{SELECT count(*) FROM monthly_arrivals AS k FULL JOIN
	(SELECT date_trunc('month', day)::date AS month, product, shares_agg(firm, kg) AS shares FROM arrivals GROUP BY 1, 2) AS f
	USING (month, product) WHERE k.shares IS DISTINCT FROM f.shares};
my $slow = open_session($node, 'trade');
sql(qq{INSERT INTO arrivals $rows FROM generate_series(1, 4000) AS i});
ask($slow, q{BEGIN; INSERT INTO arrivals VALUES ('2025-03-05', 'product 1', 'slow', 5)});
sql(q{INSERT INTO arrivals VALUES ('2025-04-05', 'product 1', 'quick', 5)});
is(sql('SELECT refresh_monthly_arrivals()'), 24, 'only added: 24 months');
is(sql($same), 0, 'only added: as a full recompute');
ask($slow, 'COMMIT');
is(sql($same), 1, 'only added: the slow row is missing yet');
is(sql('SELECT refresh_monthly_arrivals()'), 2, 'only added: the months since the slow transaction began');
is(sql($same), 0, 'only added: the slow row is in');
is(sql('SELECT refresh_monthly_arrivals()'), 0, 'only added: nothing is left');
close_session($slow);
{
	my $dir = $node->basedir;
	append_to_file("$dir/add.sql", q{
\set day random(0, 729)
\set pause random(0, 20)
BEGIN;
INSERT INTO arrivals VALUES (date '2024-01-01' + :day, 'product ' || :day % 3, 'firm ' || :day % 7, 0.1);
\sleep :pause ms
COMMIT;
});
	append_to_file("$dir/refresh_added.sql", "SELECT refresh_monthly_arrivals();\n");
	my ($out, $err) = ('', '');
	ok(IPC::Run::run([ 'pgbench', '-n', '-c', 6, '-j', 2, '-T', 2, '-f', "$dir/add.sql\@3", '-f', "$dir/refresh_added.sql\@1",
		'-h', $node->host, '-p', $node->port, 'trade' ], '>', \$out, '2>', \$err), 'only added: all at once') or diag($err);
	sql('SELECT refresh_monthly_arrivals()');
	is(sql($same), 0, 'only added: as a full recompute after all');
}

# The refresh reads the partitions of the touched months and no others.
my $plan = sql(q{SET enable_seqscan = off; EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off)
	SELECT FROM unnest('{2023-02-01}'::date[]) AS t (month)
	JOIN customs AS c ON c.day >= t.month AND c.day < (t.month + interval '1 month')::date});
my %read = $plan =~ /Scan [^\n]*?on (customs_\w+) c_\d+ \((actual|never)/g;
is_deeply(\%read, { customs_2023 => 'actual', customs_2024 => 'never', customs_2025 => 'never', customs_other => 'never' },
	'only the partition of the month is read') or diag($plan);

$node->stop;
done_testing();
