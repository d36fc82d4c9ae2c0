# rareearth_jobs under load and accidents: writers and two refreshes at once,
# processes and the server killed, a dump, foreign partitions, names that
# somebody put in the way, pg_cron.  After each, the summary has the bits of its
# rows.  RAREEARTH_KILLS says how often is killed.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Recipe;
use Test::More;
use Time::HiRes qw(usleep);

my $kills = $ENV{RAREEARTH_KILLS} || 4;
my $node = PostgreSQL::Test::Cluster->new('jobs');
$node->init(allows_streaming => 'logical');
$node->append_conf('postgresql.conf', "restart_after_crash = on\nautovacuum = off\n");
my ($libraries) = run_command([ 'pg_config', '--pkglibdir' ]);
my $cron = -e "$libraries/pg_cron.so";
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_cron'\ncron.database_name = 'trade'\n") if $cron;
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE trade');
sub sql { return $node->safe_psql('trade', $_[0]) }

sql(q{CREATE EXTENSION rareearth; CREATE EXTENSION rareearth_jobs;
	CREATE TABLE customs (day date, product text, firm text, kg float8); CREATE INDEX ON customs (day);
	INSERT INTO customs SELECT date '2024-01-01' + i * 31 % 730, 'product ' || i % 3, CASE WHEN i % 11 > 0 THEN 'firm ' || i * 17 % 29 END,
	(i % 97) * 0.1 + CASE WHEN i % 7 = 0 THEN 1e15 / 3 ELSE 1e-9 END FROM generate_series(1, 4000) AS i});
my ($code, $out, $err) = $node->psql('trade', q{CALL rareearth_jobs.create_summary('monthly', 'customs', 'day', 'month', '{product}', 'shares_agg(firm, kg) AS shares')});
like($err, qr/table monthly, function monthly_rows, triggers on 1 table, 24 periods queued.*24 computed, 0 set aside/s, 'create_summary says what it did');

my $problems = q{SELECT count(*) FROM rareearth_jobs.check_summary('monthly')};
my $bits = q{SELECT md5(string_agg(period || product || market_shares_send(shares)::text, ',' ORDER BY period, product)) FROM %s};
sub current
{
	my ($name) = @_;
	$node->safe_psql('trade', q{CALL rareearth_jobs.refresh('monthly')});
	is(sql('SELECT count(*) FROM rareearth_jobs.queue'), 0, "$name: nothing is queued");
	is(sql($problems), 0, "$name: nothing differs");
	is(sql(sprintf $bits, 'monthly'), sql(sprintf $bits, q{(SELECT date_trunc('month', day)::date AS period, product, shares_agg(firm, kg) AS shares FROM customs WHERE day IS NOT NULL GROUP BY 1, 2) AS x}),
		"$name: the bits of a fresh GROUP BY");
	return;
}
current('at first');

# --- Writers, two refreshes and a watch; what the watch sees is one snapshot.

my $dir = $node->basedir;
my %script = (
	write => q{
\set day random(0, 729)
\set firm random(1, 20)
\set what random(1, 10)
BEGIN;
INSERT INTO customs SELECT date '2024-01-01' + (:day + g * 29) % 730, 'product ' || :firm % 3, 'firm ' || :firm, :firm * 0.1 + 1e15 / g FROM generate_series(1, 3) AS g;
\if :what < 4
UPDATE customs SET day = date '2024-01-01' + (:day * 7) % 730, kg = kg + 0.1 WHERE day = date '2024-01-01' + :day;
\elif :what < 6
DELETE FROM customs WHERE day = date '2024-01-01' + :day;
\endif
\sleep 3 ms
\if :what = 10
ROLLBACK;
\else
COMMIT;
\endif
},
	refresh => "CALL rareearth_jobs.refresh('monthly');\n\\sleep 5 ms\n",
	watch => "BEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT 1 / (count(*) = 0)::int FROM rareearth_jobs.check_summary('monthly') AS x;\nCOMMIT;\n");
append_to_file("$dir/$_.sql", $script{$_}) foreach keys %script;

sub pgbench
{
	my ($seconds, @scripts) = @_;
	return [ 'pgbench', '-n', '-c', 8, '-j', 2, '-T', $seconds, '--max-tries=100', '-r', (map { ('-f', "$dir/$_") } @scripts), '-h', $node->host, '-p', $node->port, 'trade' ];
}
my $said = '';
my $ok = IPC::Run::run(pgbench(3, "write.sql\@6", "refresh.sql\@3", "watch.sql\@1"), '>', \$said, '2>', \$err);
ok($ok, 'all at once: no run fails and no month is ever stale') or diag($err);
my %done = $said =~ /SQL script \d: \S*\/(\w+)\.sql.*? - (\d+) transactions/sg;
cmp_ok($done{$_} // 0, '>', 5, "all at once: $_ ran") foreach sort keys %script;
current('all at once');

# --- Killed: a process of a refresh, then the server with all of them.

foreach my $round (1 .. $kills)
{
	my $load = IPC::Run::start(pgbench(30, "write.sql\@6", "refresh.sql\@2"), '>', \$said, '2>', \$err);
	usleep(400_000 + 150_000 * ($round % 5));
	my $what = $round % 2 ? 'a process' : 'the server';
	my $pid = $round % 2 ? sql(q{SELECT pid FROM pg_stat_activity WHERE query LIKE 'CALL rareearth_jobs.refresh%' AND pid <> pg_backend_pid() LIMIT 1}) : undef;
	if ($pid) { kill 'KILL', $pid; usleep(200_000); }
	else { $node->stop('immediate'); }
	$load->kill_kill(grace => 1);
	$node->start unless $pid;
	$node->poll_query_until('trade', 'SELECT true');
	sql(q{SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'pgbench'});
	is(sql("BEGIN ISOLATION LEVEL REPEATABLE READ; $problems; COMMIT"), 0, "kill $round, $what: what is not queued is current");
	current("kill $round, $what");
}

# --- One night after a bad row, as functions of one transaction.

sql(q{INSERT INTO customs VALUES ('2024-05-05', 'product 1', 'wrong', 'NaN'), ('2024-06-06', 'product 1', 'right', 1)});
is(sql(q{SELECT job || ' ' || done || coalesce(error, '') FROM rareearth_jobs.run()}), 'refresh monthly 1', 'a bad row keeps its month alone from being computed');
is(sql('SELECT period FROM rareearth_jobs.set_aside'), '2024-05-01', 'which is set aside');
sql(q{DELETE FROM customs WHERE kg = 'NaN'});
current('after a bad row');

# --- A blocked job gives up, and says so.

my $blocker = open_session($node, 'trade');
ask($blocker, 'BEGIN; LOCK TABLE monthly IN ACCESS EXCLUSIVE MODE');
sql(q{UPDATE rareearth_jobs.summary SET lock_timeout = '200ms'; INSERT INTO customs VALUES ('2024-07-07', 'product 1', 'blocked', 1)});
like(sql('SELECT error FROM rareearth_jobs.refresh_all()'), qr/lock timeout/, 'a refresh that is blocked gives up');
($code, $out, $err) = $node->psql('trade', q{CALL rareearth_jobs.refresh('monthly')});
like($err, qr/refresh of monthly stopped: canceling statement due to lock timeout\nHINT:  What is done stays done/, 'the procedure, too');
is(sql('SELECT queued || last_error FROM rareearth_jobs.job_status'), '1canceling statement due to lock timeout', 'its period stays queued, its error is on record');
ask($blocker, 'ROLLBACK');
close_session($blocker);
current('after it was blocked');

# --- Dumped and restored.

sql(q{SELECT rareearth_jobs.create_alert('firms', query => 'SELECT product, num_entities(rollup(shares)) AS firms FROM monthly GROUP BY product', keys => '{product}');
	INSERT INTO customs VALUES ('2024-08-08', 'product 1', 'new firm', 1)});
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'sh', '-c', 'pg_dump -d "$1" | psql -X -q -v ON_ERROR_STOP=1 -d "$2"', 'sh', $node->connstr('trade'), $node->connstr('restored') ], 'dumped and restored');
is($node->safe_psql('restored', 'SELECT DISTINCT period FROM rareearth_jobs.queue'), '2024-08-01', 'restored: what was queued is queued');
$node->safe_psql('restored', q{INSERT INTO customs VALUES ('2024-09-09', 'product 2', 'new firm', 1)});
is($node->safe_psql('restored', q{SELECT string_agg(job || ' ' || done || coalesce(error, ''), ', ') FROM rareearth_jobs.run()}), 'refresh monthly 2, alert firms 2', 'restored: triggers queue, the alert knows what it knew');
is($node->safe_psql('restored', $problems), 0, 'restored: nothing differs');
is($node->safe_psql('restored', q{SELECT rareearth_jobs.drop_summary('monthly')}), '', 'restored: it can be ended');
$node->safe_psql('restored', 'DROP EXTENSION rareearth_jobs');
current('the first one');

# --- A foreign partition, whose rows no statement hands on.

SKIP:
{
	skip 'postgres_fdw is not installed', 6 unless sql("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'");
	my ($host, $port) = ($node->host, $node->port);
	$node->safe_psql('postgres', 'CREATE DATABASE far');
	$node->safe_psql('far', 'CREATE TABLE old (day date, firm text, kg float8)');
	sql(qq{CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'far'); CREATE USER MAPPING FOR CURRENT_USER SERVER far;
		CREATE TABLE both_of (day date, firm text, kg float8) PARTITION BY RANGE (day);
		CREATE TABLE near PARTITION OF both_of FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
		CREATE FOREIGN TABLE far_away PARTITION OF both_of FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') SERVER far OPTIONS (table_name 'old')});
	sql(q{INSERT INTO both_of SELECT date '2024-12-01' + i, 'f' || i % 3, i FROM generate_series(0, 60) i});
	($code, $out, $err) = $node->psql('trade', q{CALL rareearth_jobs.create_summary('of_both', 'both_of', 'day', 'month', '{}', 'shares_agg(firm, kg) AS shares')});
	like($err, qr/triggers on 2 tables, row by row for its foreign partitions, 2 periods queued/, 'foreign: followed row by row');
	sql(q{INSERT INTO both_of VALUES ('2024-12-24', 'far', 1), ('2024-12-25', 'far', 1), ('2025-03-03', 'near', 1); UPDATE both_of SET kg = 5 WHERE day = '2024-12-02'; DELETE FROM near WHERE day = '2025-01-05'});
	is(sql('SELECT string_agg(DISTINCT period::text, $$,$$) FROM rareearth_jobs.queue'), '2024-12-01,2025-01-01,2025-03-01', 'foreign: what was touched is queued');
	cmp_ok(sql('SELECT count(*) FROM rareearth_jobs.queue'), '<', 6, 'foreign: once a transaction, not once a row');
	is(sql(q{SELECT rareearth_jobs.refresh_at_once('of_both')}), 3, 'foreign: and computed');
	is(sql(q{SELECT count(*) FROM rareearth_jobs.check_summary('of_both')}), 0, 'foreign: nothing differs');
	($code, $out, $err) = $node->psql('trade', q{CREATE TYPE odd AS ENUM ('odd'); CREATE FUNCTION odd_json(odd) RETURNS json LANGUAGE plpgsql AS $$ BEGIN RAISE 'called'; END $$;
		CREATE CAST (odd AS json) WITH FUNCTION odd_json(odd); ALTER TABLE both_of ADD extra odd; INSERT INTO near VALUES ('2025-04-04', 'near', 1, 'odd')});
	is($err, '', 'foreign: nothing of a row is read but its day');
	sql(q{SELECT rareearth_jobs.drop_summary('of_both')});
}

# --- Attached: a partition brings its rows; a foreign one ends the statement triggers.

sql(q{CREATE TABLE parts (day date, firm text, kg float8) PARTITION BY RANGE (day);
	CREATE TABLE part_2024 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); INSERT INTO parts VALUES ('2024-05-05', 'a', 1)});
$node->psql('trade', q{CALL rareearth_jobs.create_summary('of_parts', 'parts', 'day', 'month', '{}', 'shares_agg(firm, kg) AS shares')});
sql(q{CREATE TABLE part_2025 (LIKE parts); INSERT INTO part_2025 VALUES ('2025-06-06', 'b', 2), ('2025-07-07', 'b', 2);
	ALTER TABLE parts ATTACH PARTITION part_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')});
is(sql(q{SELECT rareearth_jobs.follow('parts')}), 'triggers on 3 tables', 'attached: followed');
is(sql(q{SELECT string_agg(period::text, ',' ORDER BY period) FROM rareearth_jobs.queue}), '2025-06-01,2025-07-01', 'attached: its periods are queued, and no others');
is(sql(q{SELECT rareearth_jobs.refresh_at_once('of_parts')}), 2, 'attached: and computed');
is(sql(q{SELECT rareearth_jobs.follow('parts')}) . sql('SELECT count(*) FROM rareearth_jobs.queue'), 'triggers on 3 tables0', 'attached: again, nothing');
SKIP:
{
	skip 'postgres_fdw is not installed', 1 unless sql("SELECT count(*) FROM pg_foreign_server");
	$node->safe_psql('far', 'CREATE TABLE older (day date, firm text, kg float8)');
	sql(q{CREATE FOREIGN TABLE part_2023 PARTITION OF parts FOR VALUES FROM ('2023-01-01') TO ('2024-01-01') SERVER far OPTIONS (table_name 'older');
		SELECT rareearth_jobs.follow('parts'); INSERT INTO parts VALUES ('2023-03-03', 'far', 1), ('2024-03-03', 'near', 1)});
	is(sql(q{SELECT string_agg(period::text, ',' ORDER BY period) FROM rareearth_jobs.queue}), '2023-03-01,2024-03-01', 'attached: from a foreign partition on row by row');
}
sql(q{SELECT rareearth_jobs.drop_summary('of_parts')});

# --- Replicated: what a subscription applies is noted too.

$node->safe_psql('postgres', 'CREATE DATABASE office');
$node->safe_psql('office', q{CREATE TABLE filed (id int PRIMARY KEY, day date, firm text, kg float8); INSERT INTO filed VALUES (1, '2025-01-01', 'a', 1);
	CREATE PUBLICATION p FOR TABLE filed; SELECT pg_create_logical_replication_slot('jobs', 'pgoutput')});
sql(q{CREATE TABLE filed (id int PRIMARY KEY, day date, firm text, kg float8)});
my $office = $node->connstr('office');
sql(qq{CREATE SUBSCRIPTION jobs CONNECTION \$\$$office\$\$ PUBLICATION p WITH (create_slot = false, slot_name = jobs)});
# publisher and subscriber are one cluster: the first copy waits for whatever runs, and so is waited for
$node->poll_query_until('trade', q{SELECT srsubstate = 'r' FROM pg_subscription_rel});
($code, $out, $err) = $node->psql('trade', q{CALL rareearth_jobs.create_summary('of_filed', 'filed', 'day', 'month', '{}', 'shares_agg(firm, kg) AS shares')});
like($err, qr/triggers on 1 table, row by row for its subscription/, 'replicated: followed row by row');
sub applied
{
	my ($statement, $periods, $title) = @_;
	$node->safe_psql('trade', q{CALL rareearth_jobs.refresh('of_filed')});
	$node->safe_psql('office', $statement);
	$node->wait_for_catchup('jobs');
	is(sql(q{SELECT string_agg(DISTINCT period::text, ',' ORDER BY period::text) FROM rareearth_jobs.queue}), $periods, "replicated: $title");
	return;
}
applied(q{INSERT INTO filed VALUES (2, '2025-03-03', 'b', 2)}, '2025-03-01', 'a row that came');
applied(q{UPDATE filed SET day = '2025-05-05' WHERE id = 2}, '2025-03-01,2025-05-01', 'one that moved, of which only the key is sent as it was');
applied(q{DELETE FROM filed WHERE id = 1}, '2025-01-01', 'one that went');
applied(q{TRUNCATE filed}, '-infinity', 'all of them');
is(sql(q{SELECT rareearth_jobs.refresh_at_once('of_filed'), count(*) FROM rareearth_jobs.check_summary('of_filed')}), '1|0', 'replicated: nothing differs');
sql('DROP SUBSCRIPTION jobs');
sql(q{SELECT rareearth_jobs.drop_summary('of_filed')});

# --- Names in the way: operators and functions that would be taken first, were
# anything looked up.  They raise an error.

sql(q{CREATE SCHEMA traps;
	CREATE FUNCTION traps.caught(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught: %', $1; END $$});
foreach my $sides ([ 'oid', 'regclass' ], [ 'regclass', 'regclass' ], [ 'text', 'text' ], [ 'jsonb', 'jsonb' ], [ 'jsonb', 'text' ], [ 'date', 'date' ], [ 'integer', 'integer' ], [ 'bigint', 'bigint' ], [ 'text[]', 'text[]' ], [ 'name', 'text' ], [ 'oid', 'oid' ], [ 'boolean', 'boolean' ], [ 'timestamptz', 'timestamptz' ])
{
	my ($left, $right) = @$sides;
	my $function = 'traps.op_' . join('_', map { s/\W+/s/r } @$sides);
	sql(qq{CREATE FUNCTION $function($left, $right) RETURNS boolean LANGUAGE plpgsql AS \$\$ BEGIN PERFORM traps.caught('operator of $left, $right'); RETURN true; END \$\$});
	sql(qq{CREATE OPERATOR traps.$_ (LEFTARG = $left, RIGHTARG = $right, FUNCTION = $function)}) foreach '=', '<>', '<', '>', '>=', '<=', '+', '-', '||', '->', '->>', '~', '~~', '<@', '*<>';
}
sql(qq{CREATE FUNCTION traps.$_ LANGUAGE plpgsql AS \$\$ BEGIN PERFORM traps.caught('$_'); END \$\$}) foreach 'format(text, text) RETURNS text', 'concat(text, text) RETURNS text', 'to_regclass(text) RETURNS regclass',
	'date_trunc(text, date) RETURNS timestamp', 'clock_timestamp() RETURNS timestamptz', 'now() RETURNS timestamptz', 'quote_ident(text) RETURNS text', 'set_config(text, text, boolean) RETURNS text', 'current_setting(text) RETURNS text', 'count(text) RETURNS bigint', 'cardinality(text[]) RETURNS integer', 'isfinite(date) RETURNS boolean', 'jsonb_build_object(text, text) RETURNS jsonb', 'to_jsonb(text) RETURNS jsonb';
my $trapped = 'SET search_path = traps, pg_catalog, public';
($code, $out, $err) = $node->psql('trade', "$trapped; SELECT 1 = 1");
like($err, qr/caught: operator of integer, integer/, 'the traps are set');
foreach my $statement (q{CALL rareearth_jobs.create_summary('trapped', 'public.customs', 'day', 'year', '{product}', 'shares_agg(firm, kg) AS shares')},
	q{INSERT INTO public.customs VALUES ('2024-08-09', 'product 1', 'trap', 1)}, q{UPDATE public.customs SET kg = 2 WHERE false},
	q{SELECT rareearth_jobs.create_alert('trapped', query => 'SELECT 1 AS one')}, q{SELECT * FROM rareearth_jobs.run()}, q{CALL rareearth_jobs.refresh('public.monthly')},
	q{SELECT * FROM rareearth_jobs.check_summary('public.monthly')}, q{SELECT * FROM rareearth_jobs.job_status}, q{SELECT rareearth_jobs.drop_alert('trapped')},
	q{SELECT rareearth_jobs.drop_summary('traps.trapped')})
{
	my $begin = $statement =~ /^CALL/ ? $trapped : "$trapped";
	($code, $out, $err) = $node->psql('trade', "$begin;\n$statement");
	unlike($err, qr/caught|ERROR/, "not caught: $statement") or diag($err);
}

# --- pg_cron, as a client and as a worker of the server.

SKIP:
{
	skip 'pg_cron is not installed and scripts/test could not install it', 1 unless $cron;
	sql('CREATE EXTENSION pg_cron');
	# Versions before 1.5 know no seconds, and four minutes would be waited for.
	my ($major, $minor) = sql("SELECT extversion FROM pg_extension WHERE extname = 'pg_cron'") =~ /^(\d+)\.(\d+)/;
	skip 'pg_cron before 1.5 knows no seconds; RAREEARTH_ROUNDS above 1 waits for it', 1
	  if $major == 1 && $minor < 5 && ($ENV{RAREEARTH_ROUNDS} // 1) < 2;
	our $often = $major > 1 || $minor >= 5 ? '2 seconds' : '* * * * *';
	our $host = $node->host;
	sub with_workers
	{
		my ($workers) = @_;
		$node->append_conf('postgresql.conf', "cron.use_background_workers = $workers\ncron.host = '$host'\n");
		$node->restart;
		like(sql("SELECT rareearth_jobs.schedule('$often')"), qr/^\d+$/, "pg_cron, workers $workers: scheduled");
		return;
	}
	# A month with an error keeps no other from being computed.
	with_workers('off');
	is(sql('SELECT next_run IS NOT NULL FROM rareearth_jobs.job_status'), 't', 'job_status tells when it runs');
	sql(q{INSERT INTO customs VALUES ('2024-10-10', 'product 1', 'by cron', 1), ('2024-11-11', 'product 1', 'wrong', 'NaN')});
	ok($node->poll_query_until('trade', q{SELECT count(*) > 0 FROM rareearth_jobs.set_aside}), 'it ran, and a month with an error is set aside');
	is(sql('SELECT queued FROM rareearth_jobs.job_status'), 0, 'and the other one is computed');

	# A job that is blocked, while the server restarts.
	with_workers('on');
	my $blocker = open_session($node, 'trade');
	ask($blocker, 'BEGIN; LOCK TABLE monthly IN ACCESS EXCLUSIVE MODE');
	sql(q{DELETE FROM customs WHERE kg = 'NaN'; UPDATE rareearth_jobs.summary SET lock_timeout = '500ms'; UPDATE rareearth_jobs.alert SET lock_timeout = '500ms'});
	ok($node->poll_query_until('trade', q{SELECT last_error LIKE '%lock timeout%' FROM rareearth_jobs.summary}), 'a blocked job gives up');
	$node->restart;
	eval { close_session($blocker) };
	ok($node->poll_query_until('trade', q{SELECT queued = 0 AND last_error IS NULL FROM rareearth_jobs.job_status}), 'and the next one, after a restart, does the work');
	is(sql($problems), 0, 'nothing differs');
	sql(q{SELECT cron.unschedule('rareearth_jobs')});
}

$node->stop;
done_testing();
