# Runs every SQL block of README.md and docs/*.md and compares what it prints.
#
# A fenced block marked "sql" is run by psql, in order, in a database of its
# own for each file, with the extension and the figures of data/ loaded.  A
# fenced block marked "text" right behind it is the output it must print; a
# block without one must run without error.  With UPDATE_DOCS the outputs are
# written instead: scripts/test --update.
#
# And what must not be forgotten: every function stands in the index of
# docs/methods.md, and in README.md or among the columns of market_report;
# docs/methods.md, and in README.md or among the columns of market_report;
# every file of src/ and install/ in docs/architecture.md, the kinds of state
# and the folders too; and every link between pages leads somewhere.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use File::Temp;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));
my $node = PostgreSQL::Test::Cluster->new('docs');
$node->init;
$node->start;

sub run_sql
{
	my ($database, $sql, $dir) = @_;
	my $file = File::Temp->new(SUFFIX => '.sql');
	print $file $sql;
	close $file;
	local $ENV{PGOPTIONS} = '-c datestyle=ISO -c client_min_messages=warning';
	my $where = defined $dir ? "cd '$dir' && " : '';
	my $conn = $node->connstr($database);
	my $out = qx($where psql -X -q -v ON_ERROR_STOP=1 -P pager=off -d "$conn" -f "$file" 2>&1);
	my $code = $? >> 8;
	$out =~ s/^psql:\S+: //mg;
	$out =~ s/[ \t]+$//mg;
	$out =~ s/\s+\z/\n/;
	return ($code, $out);
}

my $n = 0;
foreach my $file ("$top/README.md", sort glob("$top/docs/*.md"))
{
	my $text = slurp_file($file);
	next unless $text =~ /^```sql\n/m;
	my $name = basename($file);
	my $database = 'docs' . ++$n;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, 'CREATE EXTENSION rareearth');
	my ($code, $out) = run_sql($database, "\\i load.sql\n", "$top/data");
	is($code, 0, "$name: data loads") or diag($out);

	my $block = 0;
	my $new = '';
	my $rest = $text;
	while ($rest =~ s/\A(.*?^```sql\n)(.*?)^```\n(?:(\n?```text\n)(.*?)^```\n)?//ms)
	{
		my ($before, $sql, $mark, $want) = ($1, $2, $3, $4);
		my ($rc, $got) = run_sql($database, $sql);
		$block++;
		is($rc, 0, "$name: block $block runs") or diag("$sql\n$got");
		is($got, $want, "$name: block $block prints what it says")
		  if defined $want && !$ENV{UPDATE_DOCS};
		$new .= $before . $sql . "```\n";
		$new .= $mark . $got . "```\n" if defined $want;
	}
	if ($ENV{UPDATE_DOCS} && $new . $rest ne $text)
	{
		open(my $fh, '>', $file) or die $!;
		print $fh $new . $rest;
		close $fh;
	}
}
# Every function that is not internal has a row in the index.
my $methods = slurp_file("$top/docs/methods.md");
my ($index) = $methods =~ /^## Index of functions\n(.*?)(?=^## |\z)/ms;
my @functions = split /\n/, $node->safe_psql('docs1', q{
	SELECT DISTINCT proname FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid JOIN pg_extension x ON x.oid = d.refobjid
	WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND extname = 'rareearth'
	  AND obj_description(p.oid, 'pg_proc') NOT LIKE 'internal:%' ORDER BY 1});
cmp_ok(scalar @functions, '>', 100, 'the extension has functions');
my @absent = grep { $index !~ /^\|[^|]*`\Q$_\E\(/m && $index !~ /^\Q$_\E\(m\): /m } @functions;
is("@absent", '', 'every function stands in the index of docs/methods.md');
my $readme = slurp_file("$top/README.md");
my %index_of_market = map { $_ => 1 } split /\n/, $node->safe_psql('docs1', q{
	SELECT attname FROM pg_attribute WHERE attrelid = 'market_report'::regclass AND attnum > 3});
is(join(' ', grep { $readme !~ /\b$_\b/ && !$index_of_market{$_} } @functions), '',
	'README.md names every function but indices of a market');
my %known = map { $_ => 1 } @functions;
my $consolidation = slurp_file("$top/docs/consolidation.md");
is(join(' ', grep { $known{$_} && $consolidation !~ /^\| `$_\(m.*? \| /m } keys %index_of_market), '',
	'docs/consolidation.md has the formula of every index of a market');
my @gone = grep { !$known{$_} } map { /`(\w+)\(/g } $index =~ /^\|([^|]*)/mg;
is("@gone", '', 'the index names no function that is gone');
$node->stop;

# Every file has its place in the table of the architecture.  A header stands
# beside its .c file or is named itself.
my $architecture = slurp_file("$top/docs/architecture.md");
my @homeless = grep {
	my ($name) = /([^\/]+)$/;
	my ($stem) = $name =~ /^(.*)\.[ch]$/;
	$stem ? $architecture !~ /\b\Q$stem\E\.[ch]/ : $architecture !~ /\b\Q$name\E\b/
} glob("$top/src/*.[ch] $top/src/*/*.[ch] $top/install/*");
is("@homeless", '', 'every file of src/ and install/ is named in docs/architecture.md');

my @stale = grep {
	my $name = $_;
	!grep { -e "$_$name" } "$top/", map { "$top/$_/" } qw(src src/math src/keyed src/sql src/shares src/series src/spells src/vintages src/trade install sql docs test test/attack t)
} $architecture =~ /`([\w\/-]+\.(?:[ch]|sql|md|t))`/g;
is("@stale", '', 'docs/architecture.md names no file that is gone');

# What it calls by its name in C is there.
my $source = join '', map { slurp_file($_) } glob("$top/src/*.[ch] $top/src/*/*.[ch]");
is(join(' ', grep { $source !~ /\b$_\b/ } $architecture =~ /\b([A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z]+_[A-Z_]+\b)/g), '',
	'docs/architecture.md names nothing in C that is gone');

# Its table of kinds is that of src/kinds.c, its table of folders that of scripts/lint.
my %state_of = map { s/\s+/ /gr } slurp_file("$top/src/kinds.h") =~ /^\t(KIND_\w+),?\s*\/\* (.*?) \*\//msg;
is(join(' ', grep { $_ ne "KIND_NONE" && !$state_of{$_} } slurp_file("$top/src/kinds.h") =~ /^\t(KIND_\w+)/mg), '', 'every kind names its aggregates');
my %type_of = (NOUN_SHARES => 'market_shares', NOUN_SERIES => 'trade_series', NOUN_SPELLS => 'spells', NOUN_VINTAGES => 'trade_vintages');
my %words = (KEY_NUMBER => 'number', KEY_PERIOD => 'number', KEY_BYTES => 'bytes', KEY_EITHER => 'number or bytes');
my %code = map { basename($_) => slurp_file($_) } glob("$top/src/*/*.c");
my $kinds = slurp_file("$top/src/kinds.c");
my $rows = '';
while ($kinds =~ m{^\t/\* (.*?) \*/\n\t\[(KIND_\w+)\] = \{\n(.*?)^\t\}}msg)
{
	my ($key, $kind, $row) = ($1, $2, $3);
	my ($type, $params, $noun) = map { $row =~ /\.$_ = "?([\w ,]+?)"?,?\s*(?:\.|\z|\n)/ ? $1 : '' } qw(keys params noun);
	my @where = map { "`$_`" } grep { $code{$_} =~ /\b$kind\b/ } sort keys %code;
	$rows .= sprintf "| `%s` | %s | %s: %s | %s | %s | %s |\n", $kind, join(', ', map { s/(\w+(?:_\w+)*)/`$1`/r } split /, /, $state_of{$kind}),
	  $words{$type}, $key, $params, $row =~ /\.stored = true/ ? $type_of{$noun} : '', join(' ', @where);
}
my ($told) = $architecture =~ /^\| kind \|.*\n\|-.*\n((?:\|.*\n)*)/m;
if ($ENV{UPDATE_DOCS})
{
	$architecture =~ s/(^\| kind \|.*\n\|-.*\n)(?:\|.*\n)*/$1$rows/m;
	open(my $fh, '>', "$top/docs/architecture.md") or die $!;
	print $fh $architecture;
	close $fh;
}
else
{
	is($told, $rows, 'docs/architecture.md has the kinds of src/kinds.c');
}
is(() = $rows =~ /^\|/mg, (() = $kinds =~ /\[KIND_/g) - 1, 'every kind says what a key is');
my %may_know = slurp_file("$top/scripts/lint") =~ /^  \[(\w+)\]="([\w ]+)"$/mg;
is_deeply({ map { s/, / /gr } $architecture =~ /^\| `src\/(\w+)` \|.*\| ([\w, ]+) \|$/mg }, \%may_know,
	'docs/architecture.md says what scripts/lint checks');

# Every link leads to a file that is there, and to a heading in it.
sub anchors
{
	my ($text) = @_;
	$text =~ s/^```.*?^```$//msg;
	return map { my $h = lc; $h =~ s/[^\w\s-]//g; $h =~ s/\s/-/g; $h } $text =~ /^#+ +(.*?) *$/mg;
}

my @broken;
foreach my $file (map { glob "$top/$_" } '*.md', '*/*.md', '*/*/*.md')
{
	my $text = slurp_file($file);
	$text =~ s/^```.*?^```$//msg;
	foreach my $link ($text =~ /\]\(([^)\s]+)\)/g)
	{
		next if $link =~ /^\w+:/;
		my ($path, $anchor) = split /#/, $link, 2;
		my $target = $path eq '' ? $file : dirname($file) . "/$path";
		push @broken, basename($file) . ": $link"
		  if !-e $target || (defined $anchor && !grep { $_ eq $anchor } anchors(slurp_file($target)));
	}
}
is(join(', ', @broken), '', 'every link leads somewhere');
done_testing();
