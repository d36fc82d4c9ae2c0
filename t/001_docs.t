# Runs every SQL block of README.md and docs/*.md and compares what it prints.
#
# A fenced block marked "sql" is run by psql, in order, in a database of its
# own for each file, with the extension and the figures of data/ loaded.  A
# fenced block marked "text" right behind it is the output it must print; a
# block without one must run without error.  To write the outputs after a
# change, and then to read them: UPDATE_DOCS=1 prove ... t/001_docs.t
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
# The README names every function.
my $readme = slurp_file("$top/README.md");
my @names = split /\n/, $node->safe_psql('docs1', q{
	SELECT DISTINCT p.proname FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid
	WHERE e.extname = 'rareearth' AND obj_description(p.oid, 'pg_proc') !~ '^(internal|support)'});
cmp_ok(scalar(@names), '>', 100, 'functions are found');
is(join(' ', grep { $readme !~ /\b$_\b/ } @names), '', 'README.md names every function');

$node->stop;
done_testing();
