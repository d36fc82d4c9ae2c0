# A real pg_cron keeps the summaries of docs/upkeep.md current, with the job
# as it stands there. Versions before 1.5 know no seconds: then the run by
# the clock comes with the next minute, and this test waits for it.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Recipe;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('cron');
$node->init;
$node->start;
my $version = $node->safe_psql('postgres', "SELECT default_version FROM pg_available_extensions WHERE name = 'pg_cron'");
if ($version eq '')
{
	$node->stop;
	plan skip_all => 'pg_cron is not installed and scripts/test could not install it';
}
$node->safe_psql('postgres', 'CREATE DATABASE trade');
$node->append_conf('postgresql.conf', q{
shared_preload_libraries = 'pg_cron'
cron.database_name = 'trade'
cron.use_background_workers = on
});
$node->restart;
sub sql { return $node->safe_psql('trade', $_[0]) }

sql('CREATE EXTENSION rareearth; CREATE EXTENSION pg_cron');
sql($_) foreach blocks('upkeep', 'The recipe', 'sql');
my ($job) = grep { /refresh_monthly_shares/ } blocks('upkeep', 'As a scheduled job', 'pgsql');

# The job, but at another time.
sub schedule
{
	my ($when) = @_;
	my $sql = $job =~ s/'\*\/5 \* \* \* \*'/'$when'/r;
	isnt($sql, $job, "the job of the page, at $when");
	return sql($sql);
}
my $digest = 'SELECT count(*), md5(string_agg(month || product || shares::text, chr(10) ORDER BY month, product)) FROM';
my $fresh = "(SELECT date_trunc('month', day)::date AS month, product, shares_agg(firm, kg) AS shares FROM customs GROUP BY 1, 2) AS x";

# At the start of the server, with a row that cannot be summed.
sql(q{INSERT INTO customs SELECT date '2024-01-01' + i * 31 % 730, 'product ' || i % 3, 'firm ' || i * 17 % 29, i * 0.1
	FROM generate_series(1, 2000) AS i;
	INSERT INTO customs VALUES ('2024-05-05', 'product 1', 'wrong', 'NaN')});
schedule('@reboot');
$node->restart;
ok($node->poll_query_until('trade', "SELECT count(*) = 1 FROM cron.job_run_details WHERE status = 'failed'"), 'pg_cron ran the job');
like(sql('SELECT return_message FROM cron.job_run_details'), qr/market_shares value must be finite/, 'its error is on record');
is(sql('SELECT count(*) FROM monthly_shares'), 0, 'and it has changed nothing');

# By the clock, after a correction and late rows.
sql(q{DELETE FROM customs WHERE kg = 'NaN';
	INSERT INTO customs VALUES ('2023-12-31', 'product 1', 'late', 3); UPDATE customs SET kg = kg + 1 WHERE day = '2024-02-02'});
$version =~ /^(\d+)\.(\d+)/;
schedule($1 > 1 || $2 >= 5 ? '2 seconds' : '* * * * *');
ok($node->poll_query_until('trade', "SELECT count(*) > 0 FROM cron.job_run_details WHERE status = 'succeeded'"),
	'pg_cron ran it by the clock');
is(sql('SELECT count(*) FROM touched_months'), 0, 'the queue is empty');
like(sql("$digest monthly_shares"), qr/^73\|/, 'the summaries are there');
is(sql("$digest monthly_shares"), sql("$digest $fresh"), 'as a full recompute');
is(sql("SELECT cron.unschedule('monthly shares')"), 't', 'the job ends');

$node->stop;
done_testing();
