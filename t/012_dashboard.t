# The page of examples/dashboard, built from the views of trade_bi, and once more
# where a query fails and one gives no row.  t/dashboard/look.js opens both in a
# headless Chromium: places, marks, tooltips, keyboard, filters, paper.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use IPC::Run;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));
my $dir = PostgreSQL::Test::Utils::tempdir();

sub run_quietly
{
	my ($out, $err) = ('', '');
	my $ok = eval { IPC::Run::run([@_], '>', \$out, '2>', \$err, IPC::Run::timeout(300)) };
	return ($ok, $out, $err || $@);
}

foreach my $program ('node', 'npm', 'chromium')
{
	plan skip_all => "$program is not installed and scripts/test could not install it" unless (run_quietly($program, '--version'))[0];
}
# In a copy: nothing is written into the tree.
run_quietly('cp', '-r', "$top/examples/dashboard", $dir);
$ENV{HOME} = $dir unless -w ($ENV{HOME} // '');
my ($ok, $out, $err) = run_quietly('sh', '-c', 'cd "$1" && rm -rf node_modules && npm ci --ignore-scripts --no-audit --no-fund', 'sh', "$dir/dashboard");
plan skip_all => "npm could not install the chart library: $err" unless $ok;

my $node = PostgreSQL::Test::Cluster->new('dashboard');
$node->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth; CREATE EXTENSION rareearth_jobs');
foreach my $file ('data/load.sql', 'examples/bi_schema.sql')
{
	($ok, $out, $err) = run_quietly('sh', '-c', 'cd "$1" && psql -X -q -d "$2" -f "$3"', 'sh', "$top/" . dirname($file), $node->connstr('postgres'), basename($file));
	ok($ok, "$file loads") or diag($err);
}
$node->safe_psql('postgres', q{INSERT INTO rareearth_jobs.alert_log (alert, key, change, before, after, known_at)
	VALUES ('back', '{"product": "magnets"}', 'changed', '{"status": "censored"}', '{"status": "recovered"}', '2025-08-21 06:00+00')});

# Builds a page, and gives the figures in it.
sub built
{
	my ($page) = @_;
	my ($built, $said, $failed) = run_quietly("$dir/dashboard/build", $page, '-d', $node->connstr('postgres'));
	ok($built, basename($page) . ' is built') or diag($failed);
	my ($json) = slurp_file($page) =~ /const figures = (\{.*\});<\/script>/;
	return $json;
}
my $page = "$dir/page.html";
my $json = built($page);
my $figures = decode_json($json);
unlike(slurp_file($page) =~ s/<script>.*?<\/script>//gsr, qr/<script|<link|<img|<iframe|\burl\(|\@import/i, 'the page refers to no other file');
is_deeply([ sort keys %$figures ], [ sort map { basename($_, '.sql') } glob("$top/examples/dashboard/queries/*.sql") ], 'the figures of each query');
is_deeply([ grep { !@{ $figures->{$_}{rows} // [] } } sort keys %$figures ], [], 'and each has rows');
is($node->safe_psql('postgres', q{SELECT round(hhi::numeric, 12) FROM trade_bi.concentration WHERE market = 'magnet exports' AND year = 2024}),
	sprintf('%.12f', (grep { $_->{market} eq 'magnet exports' && $_->{year} == 2024 } @{ $figures->{concentration}{rows} })[0]{hhi}), 'which are those of the views');

my $asked = "$dir/figures.json";
open(my $fh, '>', $asked) or die $!;
print $fh $json;
close $fh;
$node->safe_psql('postgres', q{ALTER VIEW trade_bi.licence_backlog RENAME TO other; UPDATE trade_data.filings SET inventory = NULL; CALL trade_summaries.refresh()});
my $broken = "$dir/broken.html";
built($broken);
$node->stop;

# Its lines are ours; RAREEARTH_PICTURES names a directory that takes screenshots.
$ENV{DASHBOARD} = "$dir/dashboard";
my $tap = '';
IPC::Run::run([ 'node', "$top/t/dashboard/look.js", $page, $broken, $asked, grep { defined } $ENV{RAREEARTH_PICTURES} ], '>', \$tap, '2>&1', IPC::Run::timeout(300));
foreach my $line (split /\n/, $tap)
{
	if ($line =~ /^(not )?ok \d+ - (.*)/) { ok(!$1, $2) }
	elsif ($line !~ /^1\.\.\d+$/) { diag($line) }
}
like($tap, qr/^1\.\.\d{2,}$/m, 'the browser looked to the end');
done_testing();
