# Three servers: two hold the rows of one customs office each, the third asks
# both by postgres_fdw. What travels is one value for each group and server,
# and the answers have the bits of a single server that holds all rows.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $rows = 20000;
my %office;
foreach my $name ('north', 'south')
{
	my $node = $office{$name} = PostgreSQL::Test::Cluster->new($name);
	$node->init(allows_streaming => 'logical');
	$node->start;
}
my $hub = PostgreSQL::Test::Cluster->new('hub');
$hub->init;
$hub->append_conf('postgresql.conf', 'enable_partitionwise_aggregate = on');
$hub->start;
if ($hub->safe_psql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'") eq '0')
{
	$_->stop foreach $hub, values %office;
	plan skip_all => 'postgres_fdw is not installed';
}

# The same rows on the servers of the offices and, as "one", on the hub. A
# plain sum of them shows in which order they come.
sub customs
{
	my ($name, $seed) = @_;
	return "SELECT '$name'::text AS office, date '2024-01-01' + (i * 31 + $seed) % 366 AS day, 'product ' || i % 6 AS product,
		CASE WHEN i % 50 > 0 THEN 'firm ' || (i::bigint * 7919 + $seed) % 307 END AS firm, (i % 23)::float8 AS waited, nullif(i % 3, 0) AS outcome,
		(i % 97) * 0.1 + CASE WHEN i % 7 = 0 THEN 1e15 / 3 ELSE 1e-9 END AS kg
		FROM generate_series(1, $rows) AS i";
}
my %seed = (north => 1, south => 1000);
my $columns = 'office text, day date, product text, firm text, waited float8, outcome int, kg float8';
my $summary = 'office text, month date, product text, shares market_shares, series trade_series, waits spells';
my $summarise = q{SELECT office, date_trunc('month', day)::date AS month, product, shares_agg(firm, kg) AS shares,
	series_agg(day, kg, 'day') AS series, spells_agg(waited, outcome IS NOT NULL, outcome) AS waits FROM customs GROUP BY 1, 2, 3};

# States as they travel between the nodes of a cluster: an aggregate that
# stops before its final function, and one that combines what it is sent.
my $partial = q{
	CREATE AGGREGATE part(text, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
	CREATE AGGREGATE whole(keyed_sums) (SFUNC = keyed_sums_combine, STYPE = keyed_sums, FINALFUNC = shares_agg_final)};

$hub->safe_psql('postgres', qq{
CREATE EXTENSION rareearth;
CREATE EXTENSION postgres_fdw;
$partial;
CREATE TABLE one ($columns);
CREATE TABLE customs ($columns) PARTITION BY LIST (office);
CREATE TABLE monthly ($summary) PARTITION BY LIST (office);
CREATE TABLE states (office text, product text, state keyed_sums) PARTITION BY LIST (office);
});
foreach my $name (sort keys %office)
{
	my $node = $office{$name};
	my $customs = customs($name, $seed{$name});
	$node->safe_psql('postgres', qq{
CREATE EXTENSION rareearth;
$partial;
CREATE TABLE customs AS $customs;
CREATE TABLE monthly AS $summarise;
ALTER TABLE monthly ADD PRIMARY KEY (office, month, product);
CREATE VIEW states AS SELECT office, product, part(firm, kg) AS state FROM customs GROUP BY office, product;
ANALYZE;
});
	my ($host, $port) = ($node->host, $node->port);
	$hub->safe_psql('postgres', qq{
INSERT INTO one $customs;
CREATE SERVER $name FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host '$host', port '$port', dbname 'postgres', extensions 'rareearth', async_capable 'true', use_remote_estimate 'true');
CREATE USER MAPPING FOR CURRENT_USER SERVER $name;
CREATE FOREIGN TABLE customs_$name PARTITION OF customs FOR VALUES IN ('$name') SERVER $name OPTIONS (table_name 'customs');
CREATE FOREIGN TABLE monthly_$name PARTITION OF monthly FOR VALUES IN ('$name') SERVER $name OPTIONS (table_name 'monthly');
CREATE FOREIGN TABLE states_$name PARTITION OF states FOR VALUES IN ('$name') SERVER $name OPTIONS (table_name 'states');
});
}
$hub->safe_psql('postgres', 'ANALYZE one');
sub hub { return $hub->safe_psql('postgres', $_[0]) }

# The rows that each server sent, and what it was asked.
sub sent
{
	my ($query) = @_;
	my $plan = hub("EXPLAIN (ANALYZE, VERBOSE, COSTS off, TIMING off, SUMMARY off) $query");
	my @rows = $plan =~ /Foreign Scan.*?\(actual rows=(\d+)/g;
	my ($sql) = $plan =~ /Remote SQL: (.*)/;
	note($plan);
	return (join(' ', @rows), $sql // '');
}
sub same
{
	my ($far, $near, $name) = @_;
	my $want = hub("SELECT count(*), md5(string_agg(x::text, chr(10) ORDER BY x::text)) FROM ($near) AS x");
	like($want, qr/^6\|/, "$name: six answers");
	is(hub("SELECT count(*), md5(string_agg(x::text, chr(10) ORDER BY x::text)) FROM ($far) AS x"), $want, "$name: the bits of one server");
}

# 1. Stored summaries are pulled and rolled up: here 3 of 12 months of 6 products.
my $pulled = q{SELECT product, rollup(shares) AS a, rollup(series) AS b, rollup(waits) AS c, hhi(rollup(shares)) AS d
	FROM monthly WHERE month BETWEEN '2024-04-01' AND '2024-06-30' GROUP BY product};
my $direct = q{SELECT product, shares_agg(firm, kg) AS a, series_agg(day, kg, 'day') AS b, spells_agg(waited, outcome IS NOT NULL, outcome) AS c, hhi(firm, kg) AS d
	FROM one WHERE day BETWEEN '2024-04-01' AND '2024-06-30' GROUP BY product};
same($pulled, $direct, 'stored summaries');
my ($sent, $sql) = sent($pulled);
is($sent, '18 18', 'stored summaries: one value for each month, product and server travels');
like($sql, qr/^SELECT product, shares, series, waits FROM public\.monthly WHERE/, 'stored summaries: the months are chosen where they are');

# 2. No stored summaries: each server summarises its rows, the hub rolls up.
my $remote = q{SELECT office, product, shares_agg(firm, kg) AS a, series_agg(day, kg) AS b, spells_agg(waited, outcome IS NOT NULL, outcome) AS c
	FROM customs GROUP BY office, product};
$pulled = "SELECT product, rollup(a) AS a, rollup(b) AS b, rollup(c) AS c, hhi(rollup(a)) AS d FROM ($remote) AS x GROUP BY product";
$direct =~ s/WHERE.*?GROUP/GROUP/s;
same($pulled, $direct, 'summaries made on request');
($sent, $sql) = sent($pulled);
is($sent, '6 6', 'summaries made on request: one row for each product and server travels');
like($sql, qr/public\.shares_agg\(firm, kg\).* GROUP BY /, 'summaries made on request: by the servers');

# 3. Months of months: rollup is pushed too.
$pulled = 'SELECT product, rollup(a) AS a, rollup(b) AS b, rollup(c) AS c, hhi(rollup(a)) AS d FROM
	(SELECT office, product, rollup(shares) AS a, rollup(series) AS b, rollup(waits) AS c FROM monthly GROUP BY office, product) AS x GROUP BY product';
same($pulled, $direct, 'rollup on the servers');
($sent, $sql) = sent($pulled);
is($sent, '6 6', 'rollup on the servers: one row for each product and server travels');
like($sql, qr/public\.rollup\(shares\).* GROUP BY /, 'rollup on the servers: by the servers');

# 4. One-step aggregates of one office's rows.
($sent, $sql) = sent(q{SELECT office, product, hhi(firm, kg), (market_indices(firm, kg)).* FROM customs GROUP BY office, product});
is($sent, '6 6', 'hhi and market_indices: answers travel');
is( hub('SELECT md5(string_agg(x::text, chr(10) ORDER BY office, product)) FROM (SELECT office, product, hhi(firm, kg), market_indices(firm, kg) FROM customs GROUP BY office, product) AS x'),
	hub('SELECT md5(string_agg(x::text, chr(10) ORDER BY office, product)) FROM (SELECT office, product, hhi(firm, kg), market_indices(firm, kg) FROM one GROUP BY office, product) AS x'),
	'hhi and market_indices: the bits of one server');

# 5. What is not pushed: the group key lacks the partition key; a constant of
# type text; a server that is not told that it has the extension. The answers
# are right, but all rows travel.
$pulled = $direct =~ s/FROM one/FROM customs/r;
same($pulled, $direct, 'rows pulled');
is((sent($pulled))[0], "$rows $rows", 'rows pulled: without the partition key in GROUP BY');
is((sent(q{SELECT office, product, series_agg(day, kg, 'day') FROM customs GROUP BY office, product}))[0],
	"$rows $rows", 'rows pulled: with a constant of type text');
$office{$_}->safe_psql('postgres', q{CREATE VIEW daily AS SELECT office, product, series_agg(day, kg, 'day') AS series FROM customs GROUP BY office, product})
	foreach sort keys %office;
hub('CREATE TABLE daily (office text, product text, series trade_series) PARTITION BY LIST (office)');
hub("CREATE FOREIGN TABLE daily_$_ PARTITION OF daily FOR VALUES IN ('$_') SERVER $_ OPTIONS (table_name 'daily')") foreach sort keys %office;
same('SELECT product, rollup(series) FROM daily GROUP BY product', q{SELECT product, series_agg(day, kg, 'day') FROM one GROUP BY product}, 'a view there');
is((sent('SELECT product, rollup(series) FROM daily GROUP BY product'))[0], '6 6', 'a view there: one row for each product and server travels');
hub('ALTER SERVER north OPTIONS (DROP extensions)');
is(join(' ', sort split / /, (sent("$remote ORDER BY office, product"))[0]), "$rows 6", 'rows pulled: from a server without the option "extensions"');
hub("ALTER SERVER north OPTIONS (ADD extensions 'rareearth')");

# 6. Aggregate states of other servers are read, as in a cluster that splits
# an aggregate itself.
same('SELECT product, whole(state) FROM states GROUP BY product', 'SELECT product, shares_agg(firm, kg) FROM one GROUP BY product', 'states');
is((sent('SELECT product, whole(state) FROM states GROUP BY product'))[0], '6 6', 'states: one for each product and server travels');

# 7. Binary, by COPY and by logical replication.
my $file = $hub->basedir . '/monthly.copy';
hub("CREATE TABLE copied ($summary)");
foreach my $name (sort keys %office)
{
	$office{$name}->safe_psql('postgres', "COPY monthly TO '$file' (FORMAT binary)");
	hub("COPY copied FROM '$file' (FORMAT binary)");
}
my $rolled = 'SELECT product, rollup(shares) AS a, rollup(series) AS b, rollup(waits) AS c, hhi(rollup(shares)) AS d FROM copied GROUP BY product';
same($rolled, $direct, 'binary COPY');

hub("CREATE TABLE public.monthly_replica ($summary, PRIMARY KEY (office, month, product))");
foreach my $name (sort keys %office)
{
	$office{$name}->safe_psql('postgres', 'ALTER TABLE monthly RENAME TO monthly_replica; CREATE PUBLICATION summaries FOR TABLE monthly_replica');
	my $connection = $office{$name}->connstr('postgres') =~ s/'/''/gr;
	hub("CREATE SUBSCRIPTION $name CONNECTION '$connection' PUBLICATION summaries WITH (binary = true)");
}
ok($hub->poll_query_until('postgres', 'SELECT count(*) = 144 FROM monthly_replica'), 'logical replication: all months of both servers');
same($rolled =~ s/copied/monthly_replica/r, $direct, 'logical replication');
$office{north}->safe_psql('postgres', q{UPDATE monthly_replica SET shares = (SELECT shares_agg('a', 1)) WHERE month = '2024-01-01'});
ok($hub->poll_query_until('postgres', q{SELECT count(*) = 6 FROM monthly_replica WHERE shares = (SELECT shares_agg('a', 1))}),
	'logical replication: a changed summary comes by itself');
hub("DROP SUBSCRIPTION $_") foreach sort keys %office;

$_->stop foreach $hub, values %office;
done_testing();
