# Every way to build leaves the same library and the same script, or an error.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use File::Find;
use PostgreSQL::Test::Utils;
use Test::More;

my $source = dirname(dirname(abs_path(__FILE__)));
my $base = PostgreSQL::Test::Utils::tempdir;
my $pg_config = $ENV{PG_CONFIG} // 'pg_config';
delete $ENV{MAKEFLAGS};

# A copy of the sources alone; what a build or a test left behind stays.
sub tree
{
	my ($dir) = @_;
	mkdir "$base/$dir" or die "$base/$dir: $!";
	my @parts = grep { -e "$source/$_" } qw(Makefile rareearth.control rareearth_jobs.control META.json src jobs install upgrade sql expected);
	system_or_bail('cp', '-r', (map { "$source/$_" } @parts), "$base/$dir/");
	find(sub { unlink if /\.(o|so|bc)$/ }, "$base/$dir");
	return "$base/$dir";
}

# Runs make in a directory: its exit code, and what it said.
sub make
{
	my ($dir, @arguments) = @_;
	my $out = '';
	my $ok = IPC::Run::run([ 'make', '-s', '-C', $dir, @arguments ], '>', \$out, '2>&1');
	return ($ok ? 0 : 1, $out);
}

sub built
{
	my ($title, $dir, @arguments) = @_;
	my ($code, $out) = make($dir, "PG_CONFIG=$pg_config", @arguments);
	is($code, 0, $title) or diag($out);
	return;
}

sub refused
{
	my ($title, $dir, $says, @arguments) = @_;
	my ($code, $out) = make($dir, @arguments);
	is($code, 1, "$title is an error");
	like($out, $says, "... and says so");
	return;
}

# All files below a directory.
sub files
{
	my ($dir) = @_;
	my @found;
	find(sub { push @found, substr($File::Find::name, length $dir) if -f }, $dir) if -d $dir;
	return sort @found;
}

my ($version) = slurp_file("$source/rareearth.control") =~ /^default_version *= *'(.*)'/m;
my $script = "rareearth--$version.sql";
my $here = tree('here');
my $beside = tree('a directory of another length' =~ s/ /-/gr);
my $outside = "$base/outside";
mkdir $outside;

built('make -j', $here, '-j4');
{
	local @ENV{qw(TZ LC_ALL SOURCE_DATE_EPOCH)} = ('Asia/Shanghai', 'C', 1);
	built('make from another directory', $outside, '-j4', '-f', "$beside/Makefile");
}
foreach my $file ('rareearth.so', $script)
{
	ok(-s "$here/$file", "$file is made");
	ok(slurp_file("$here/$file") eq slurp_file("$outside/$file"), "$file is the same to the byte in both");
}
is_deeply([ grep { /\.(o|so|part)$/ || m{^/[^/]*--} } files($beside) ], [], 'a build elsewhere leaves nothing beside the sources');

# Installed and removed again, below DESTDIR.
my $release = $version =~ s/-dev//r;
my %scripts = map { $_ => 1 } $script, $script =~ s/rareearth/rareearth_jobs/r, map { basename($_) =~ s/--\Q$release\E\.sql$/--$version.sql/r } glob("$source/upgrade/*.sql");
my @want = map { [ "$_->[0]", `'$pg_config' $_->[1]` =~ s/\n//r ] }
  (['rareearth.so', '--pkglibdir'], map { [ $_, '--sharedir' ] } 'rareearth.control', 'rareearth_jobs.control', keys %scripts);
foreach my $way ([ 'in the tree', $here ], [ 'from another directory', $outside, '-f', "$beside/Makefile" ])
{
	my ($title, $dir, @how) = @$way;
	my $root = "$base/root";
	built("make install DESTDIR=, $title", $dir, @how, 'install', "DESTDIR=$root");
	is_deeply([ files($root) ],
		[ sort map { $_->[1] . ($_->[1] =~ m{/share} ? '/extension/' : '/') . $_->[0] } @want ],
		'... puts the library, the control file and the scripts there, no bitcode');
	built("make uninstall DESTDIR=, $title", $dir, @how, 'uninstall', "DESTDIR=$root");
	is_deeply([ files($root) ], [], '... leaves nothing');
}

# Another server is what PG_CONFIG says.
sub pg_config_saying
{
	my ($name, %says) = @_;
	append_to_file("$base/$name", "#!/bin/sh\ncase \$1 in\n"
		. join('', map { "$_) echo '$says{$_}'; exit ;;\n" } sort keys %says) . "esac\nexec '$pg_config' \"\$@\"\n");
	chmod 0755, "$base/$name";
	return "$base/$name";
}
mkdir "$base/elsewhere";
my $elsewhere = pg_config_saying('pg_config_elsewhere', '--pkglibdir' => "$base/elsewhere/lib", '--sharedir' => "$base/elsewhere/share/postgresql",
	'--docdir' => "$base/elsewhere/doc/postgresql");
is((make($here, "PG_CONFIG=$elsewhere", 'install'))[0], 0, 'make install PG_CONFIG=');
ok(-s "$base/elsewhere/lib/rareearth.so" && -s "$base/elsewhere/share/postgresql/extension/$script", '... installs for that server');

# What cannot be built says why, in one line.
append_to_file("$base/pgxs14.mk", "MAJORVERSION = 14\n");
refused('a server before 15', $here, qr/^[^\n]*rareearth needs PostgreSQL 15 or later, [^\n]* is of 14\.  Stop\.\n\z/,
	'PG_CONFIG=' . pg_config_saying('pg_config_14', '--pgxs' => "$base/pgxs14.mk"));
refused('no server', $here, qr/PG_CONFIG=\S+ does not tell where PGXS is/, "PG_CONFIG=$base/no_pg_config");

# A part that fails or is empty leaves no script and no library.

# Writes a file anew, and puts it back when the code has run.
sub with_file
{
	my ($file, $text, $code) = @_;
	my $was = slurp_file($file);
	open(my $handle, '>', $file) or die "$file: $!";
	print $handle $text;
	close $handle;
	$code->();
	open($handle, '>', $file) or die "$file: $!";
	print $handle $was;
	close $handle;
	return;
}

foreach my $part ('00-preamble.sql', '40-trade.sql', 'type.sql.in', 'aggregates.list')
{
	unlink "$here/$script";
	with_file("$here/install/$part", '', sub {
		refused("an empty install/$part", $here, qr/install\/$part is missing or empty/, "PG_CONFIG=$pg_config"); });
	ok(!-e "$here/$script", '... and leaves no script');
}
unlink "$here/$script";
with_file("$here/install/aggregates.list", "no such = line\n", sub {
	refused('a table of aggregates that means nothing', $here, qr/aggregates\.list:1/, "PG_CONFIG=$pg_config"); });
ok(!-e "$here/$script", '... and leaves no script');
unlink "$here/rareearth.so";
with_file("$here/src/module.c", "#error broken\n", sub {
	refused('a source that does not compile', $here, qr/#error broken/, "PG_CONFIG=$pg_config"); });
ok(!-e "$here/rareearth.so", '... and leaves no library');
my $bare = "$base/bare";
mkdir $bare;
system_or_bail('cp', "$here/Makefile", "$here/rareearth.control", "$here/rareearth_jobs.control", $bare);
refused('a tree without sources', $bare, qr/no source is found/, "PG_CONFIG=$pg_config");
done_testing();
