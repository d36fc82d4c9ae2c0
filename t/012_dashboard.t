# The page of examples/dashboard, built from the views of trade_bi and opened in
# a headless Chromium that can reach no network: every chart has its marks, each
# where its figure belongs, and an error would be seen.
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
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth');
foreach my $file ('data/load.sql', 'examples/bi_schema.sql')
{
	($ok, $out, $err) = run_quietly('sh', '-c', 'cd "$1" && psql -X -q -d "$2" -f "$3"', 'sh', "$top/" . dirname($file), $node->connstr('postgres'), basename($file));
	ok($ok, "$file loads") or diag($err);
}
my $page = "$dir/page.html";
($ok, $out, $err) = run_quietly("$dir/dashboard/build", $page, '-d', $node->connstr('postgres'));
ok($ok, 'the page is built') or diag($err);
my $html = slurp_file($page);
ok($html =~ s/<script>.*?<\/script>//gsr !~ /<script|<link|<img|<iframe|\burl\(|\@import/i, 'the page refers to no other file');
my ($json) = $html =~ /const figures = (\{.*\});<\/script>/;
my $figures = decode_json($json);

# The page as it is after its scripts ran.
sub opened
{
	my ($file) = @_;
	my ($done, $dom, $log) = run_quietly('chromium', '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
		'--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND', "--user-data-dir=$dir/profile", '--window-size=1366,1900',
		'--virtual-time-budget=10000', '--dump-dom', "file://$file");
	ok($done, 'Chromium opens ' . basename($file)) or diag($log);
	# The scripts hold markup of their own.
	$dom =~ s/<script>.*?<\/script>//gs;
	return $dom;
}

my $dom = opened($page);
my ($errors) = $dom =~ /<pre id="errors">(.*?)<\/pre>/s;
is($errors, '', 'no script failed');
my %section = $dom =~ /<section id="(\w+)">(.*?)<\/section>/gs;
is_deeply([ sort keys %section ], [ sort keys %$figures ], 'a chart for each query');

foreach my $name (sort keys %section)
{
	my ($title) = $section{$name} =~ /<h2>(.*?)<\/h2>/;
	like($title, qr/\d/, "$name: the title tells a figure");
	unlike($section{$name}, qr/NaN|undefined|\bnull\b|Infinity/, "$name: no text and no place is broken");
	note $title;
}
like($section{recovery}, qr/<h2>Back at 90 %: magnets after 3 months, rare earths after 6 and gallium after 8; not yet: antimony and germanium</, 'the title is the answer');

# Dots stand in the order of the rows: their places are linear in the figures.
sub linear
{
	my ($name, $places, $values) = @_;
	my ($low, $high) = (sort { $values->[$a] <=> $values->[$b] } 0 .. $#$values)[ 0, -1 ];
	my $slope = ($places->[$high] - $places->[$low]) / ($values->[$high] - $values->[$low]);
	my @off = grep { abs($places->[$low] + $slope * ($values->[$_] - $values->[$low]) - $places->[$_]) > 0.5 } 0 .. $#$values;
	cmp_ok(abs($slope * ($values->[$high] - $values->[$low])), '>', 100, "$name: they spread");
	is(scalar @off, 0, "$name: each mark is where its figure belongs");
	return;
}

my %dots = (
	recovery => [ map { [ $_->{month}, $_->{ratio} ] } grep { defined $_->{ratio} } @{ $figures->{recovery} } ],
	concentration => [ map { [ $_->{year}, $_->{hhi} ] } @{ $figures->{concentration} } ],
	waiting => [ map { [ $_->{duration}, $_->{waiting_share} ] } @{ $figures->{waiting} } ],
	bounds => [ (map { [ $_->{listed_share}, $_->{upper} ] } @{ $figures->{bounds} }), map { [ $_->{listed_share}, $_->{lower} ] } @{ $figures->{bounds} } ],
	inventory => [ map { [ undef, $_->{level} ] } @{ $figures->{inventory} } ]);
foreach my $name (sort keys %dots)
{
	my @places = map { [ split /,/ ] } $section{$name} =~ /<path d="M1 0A1 1 0 1 1 1 -0\.0001" transform="matrix\(3,0,0,3,([\d.]+,[\d.]+)\)"/g;
	is(scalar @places, scalar @{ $dots{$name} }, "$name: a mark for each of " . @places . ' figures');
	next unless @places && @places == @{ $dots{$name} };
	linear("$name, across", [ map { $_->[0] } @places ], [ map { $_->[0] } @{ $dots{$name} } ]) if defined $dots{$name}[0][0];
	linear("$name, up", [ map { $_->[1] } @places ], [ map { $_->[1] } @{ $dots{$name} } ]);
}

# Bars are as long as their figures, and lines have a point for each day.
my @ranges = $section{exposure} =~ /<path d="M[\d.]+ [\d.]+l([\d.]+) 0l0 14l\S+ 0Z" fill="#/g;
my @widths = map { $_->{at_risk_high} - $_->{at_risk_low} } @{ $figures->{exposure} };
is(scalar @ranges, scalar @widths, 'exposure: a bar for each company');
linear('exposure', [ map { $ranges[$_] } grep { $widths[$_] > 100 } 0 .. $#widths ], [ grep { $_ > 100 } @widths ]);
my @falls = $section{importers} =~ /<path d="M[\d.]+ [\d.]+l[\d.]+ 0l0 (-?[\d.]+)l\S+ 0Z" fill="#/g;
is(scalar @falls, scalar @{ $figures->{importers} }, 'importers: a bar for each');
linear('importers', \@falls, [ map { $_->{depth} // 0 } @{ $figures->{importers} } ]);
my @lines = grep { tr/L// > 200 } $section{backlog} =~ /<path d="(M[^"]+)" fill="none" stroke="#/g;
is(scalar @lines, 2, 'backlog: two lines through the days');

# The figures are those of the views.
is($node->safe_psql('postgres', q{SELECT round(hhi::numeric, 12) FROM trade_bi.concentration WHERE market = 'magnet exports' AND year = 2024}),
	sprintf('%.12f', (grep { $_->{market} eq 'magnet exports' && $_->{year} == 2024 } @{ $figures->{concentration} })[0]{hhi}), 'the figures are those of the views');

# A page whose figures are broken says so.
$html =~ s/const figures = \{"recovery"/const figures = {"other"/;
my $broken = "$dir/broken.html";
open(my $fh, '>', $broken) or die $!;
print $fh $html;
close $fh;
($errors) = opened($broken) =~ /<pre id="errors">(.*?)<\/pre>/s;
like($errors, qr/TypeError/, 'a broken page shows its error');

$node->stop;
done_testing();
