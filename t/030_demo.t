# The first minute: scripts/demo, scripts/psql and scripts/own, in a place of
# their own.  The findings are checked against queries, not against a text.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));
plan skip_all => 'scripts/demo does not run as root inside a test' if $> == 0;
my $dir = PostgreSQL::Test::Utils::tempdir_short();
delete @ENV{qw(PGHOST PGPORT PGUSER PGDATABASE PGSERVICE)};
$ENV{RAREEARTH_DEMO} = "$dir/demo";

# Exit code and what it prints, errors included.
sub told
{
	my ($command) = @_;
	my $out = qx(cd '$top' && $command 2>&1);
	return ($? >> 8, $out);
}

my ($code, $out) = told('scripts/psql -c "SELECT 1"');
is($code, 1, 'without a demo there is nothing to ask');
like($out, qr/scripts\/demo makes it/, 'and it says what to do');

($code, $out) = told('scripts/demo');
is($code, 0, 'scripts/demo makes it') or BAIL_OUT($out);
my @findings = $out =~ /^( ?\d+  \S+ .*)$/mg;
is(scalar @findings, 10, 'ten findings');
cmp_ok($out =~ tr/\n//, '<', 50, 'which do not scroll away');
my ($depth) = $out =~ /magnets +Magnets: (\d+) %/;
is(told(q{scripts/psql -Atc "SELECT round(100 * depth) FROM trade_bi.recovery WHERE product = 'magnets' AND partner = 'World'"}) , "$depth\n", 'of the figures');

# Two at once, and the first that ends does not stop the other.
($code, $out) = told('(scripts/psql -Atc "SELECT pg_sleep(2), 1" & scripts/psql -Atc "SELECT 2"; wait)');
like($out, qr/^2\n.*\|1\n/s, 'two psql at once');

# Over the loopback address with the password, and not without.
($code, $out) = told('scripts/demo status');
my ($uri) = $out =~ /(postgresql:\/\/\S+)/;
my $bin = slurp_file("$dir/demo/bin") =~ s/\n//r;
is((told("'$bin/psql' -XAt '$uri' -c 'SELECT count(*) > 0 FROM trade_bi.recovery'"))[1], "t\n", 'by its connection string');
my $wrong = $uri =~ s/demo:\w+@/demo:wrong@/r;
like((told("'$bin/psql' -XAt '$wrong' -c 'SELECT 1'"))[1], qr/password authentication failed/, 'not with another password');
is((told("'$bin/psql' -XAt '$uri' -c 'SELECT usesuper FROM pg_user WHERE usename = current_user'"))[1], "f\n", 'as no superuser');

# It stays until it is stopped, and comes back with what was made in it.
told('scripts/psql -qc "CREATE TABLE mine AS SELECT 42 AS answer"');
is((told('scripts/demo stop'))[0], 0, 'it stops');
is((told('scripts/demo status'))[0], 1, 'then it does not run');
($code, $out) = told('(scripts/psql -Atc "SELECT answer FROM mine" & scripts/psql -Atc "SELECT answer FROM mine"; wait)');
is($out, "42\n42\n", 'two that start it at once');
is((told('scripts/demo'))[0], 0, 'scripts/demo once more');
is((told('scripts/psql -Atc "SELECT answer FROM mine"'))[1], "42\n", 'keeps what was made');

# Chapters: each runs, one that is not there says which are.
($code, $out) = told('scripts/demo chapters');
foreach my $chapter (split /\n/, $out)
{
	my ($rc, $text) = told("scripts/demo $chapter");
	is($rc, 0, "chapter $chapter") or diag($text);
}
($code, $out) = told('scripts/demo nothing');
is($code, 1, 'no such chapter');
like($out, qr/one of: all magnets /, 'and it says which are');

# A file of one's own: a mark at its start, quotes, semicolons, months as text.
open(my $csv, '>', "$dir/My Trade.csv") or die $!;
print $csv "\xef\xbb\xbfMonth;\"Buyer; country\";kg\r\n";
foreach my $month (0 .. 29)
{
	foreach my $buyer ('Österreich', 'say "b"')
	{
		printf $csv "%d-%02d;\"%s\";%d\r\n", 2022 + int($month / 12), $month % 12 + 1, $buyer =~ s/"/""/gr, $month >= 15 && $month < 20 ? 20 : 100;
	}
}
close $csv;
my $own = "scripts/own '$dir/My Trade.csv' period=month value=kg entity='Buyer; country' shock=2023-04";
($code, $out) = told($own);
is($code, 0, 'a file of one\'s own') or diag($out);
like($out, qr/my_trade.*\| recovered +\| +80 \| 2023-04-01 \| 2023-09-01 \| 5 months/, 'is answered');
is((told(q{scripts/psql -Atc "SELECT string_agg(DISTINCT partner, ', ') FROM trade_bi.exports"}))[1], "World, say \"b\", Österreich\n", 'with its names');
is((told($own))[0], 0, 'and once more');
($code, $out) = told('scripts/own mine period=answer');
is($code, 3, 'what is missing is an error');
like($out, qr/which column is the value\? none is given/, 'that says what');
told('scripts/demo stop');
done_testing();
