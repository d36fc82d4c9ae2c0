# Nobody can choose keys that fall together: hashes start from a secret of the
# server.  Keys made to collide in the hash without it are as good as others.
# And a state whose table another server has made is read all the same.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('crafted');
$node->init;
$node->start;
my $setup = q{
CREATE EXTENSION rareearth;
-- seconds that this backend has worked: user and system time, in ticks
CREATE FUNCTION worked() RETURNS float8 LANGUAGE sql VOLATILE AS $$
	SELECT (field[12]::float8 + field[13]::float8) / 100
	FROM (SELECT string_to_array(regexp_replace(pg_read_file('/proc/self/stat'), '^.*\) ', ''), ' ') AS field) stat $$;
};
my $serial = "SET max_parallel_workers_per_gather = 0; SET statement_timeout = '60s'";
$node->safe_psql('postgres', "$setup CREATE TABLE crafted (k bigint)");

# The arithmetic of 64 bits: what is multiplied by an odd number can be divided again.
sub inverse
{
	use integer;
	my ($a) = @_;
	my $x = $a;
	$x *= 2 - $a * $x foreach 1 .. 6;
	return $x;
}

# The number whose hash, were the secret zero and its factor this one, is 0x12345678.
sub crafted
{
	use integer;
	my ($i, $first, $second) = @_;
	my $h = ((0x12345678 << 32) | $i) * $second;
	$h ^= ($h >> 32) & 0xffffffff;
	$h *= $first;
	return $h ^ (($h >> 32) & 0xffffffff);
}

my $n = 80000;
my $second = inverse(-2960836687051489901);	# d6e8feb86659fd93, a constant of the hash
my $ordinary = "SELECT hhi(i::bigint * 977, 1) FROM generate_series(1, $n) i";
foreach my $factor (-7046029254386353131, 1)	# 9e3779b97f4a7c15, and none
{
	my $first = inverse($factor);
	my $file = $node->basedir . '/keys';
	open(my $fh, '>', $file) or die $!;
	print $fh crafted($_, $first, $second), "\n" foreach 0 .. $n - 1;
	close $fh;
	my $out = $node->safe_psql('postgres', qq{
		TRUNCATE crafted; COPY crafted FROM '$file';
		$serial;
		$ordinary; SELECT worked(); $ordinary; SELECT worked(); SELECT hhi(k, 1) FROM crafted; SELECT worked()});
	my ($warm, $start, $want, $between, $got, $end) = split /\n/, $out;
	is($got, $want, "factor $factor: as many keys");
	cmp_ok($end - $between, '<', 1 + 10 * ($between - $start), sprintf('%.2f s, ordinary ones %.2f s', $end - $between, $between - $start));
}

# Names, whose bytes no encoding checks.  Each has sixteen times one of two pairs of words: to multiply by an odd number, whichever
# it is, and to add the upper half to the lower one does not tell the pairs apart, since the second word makes up for the first.
my ($one, $other_one) = ('61626364656667684142434445464748', '61626364656667e8414243c4454647c8');
$node->safe_psql('postgres', q{CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'});
$node->safe_psql('bytes', "$setup CREATE TABLE names AS SELECT i, repeat('firm', 64) || 10000000 + i AS ordinary,
	convert_from(decode(string_agg(CASE WHEN i >> j & 1 = 1 THEN '$other_one' ELSE '$one' END, '' ORDER BY j) || '7a7a7a7a7a7a7a7a', 'hex'), 'SQL_ASCII') AS crafted
	FROM generate_series(0, 65535) i, generate_series(0, 15) j GROUP BY i");
foreach my $question ("hhi(%s, 1)", "hhi_by_market('g', %s, 1)::text", "hhi_by_market(%s, i, 1) IS NULL")
{
	my ($plain, $crafted) = map { 'SELECT ' . sprintf($question, $_) . ' FROM names' } ('ordinary', 'crafted');
	my ($warm, $start, $want, $between, $got, $end) =
		split /\n/, $node->safe_psql('bytes', "$serial; $plain; SELECT worked(); $plain; SELECT worked(); $crafted; SELECT worked()");
	is($got, $want, "$question: as many names");
	cmp_ok($end - $between, '<', 1 + 10 * ($between - $start), sprintf('%.2f s, ordinary ones %.2f s', $end - $between, $between - $start));
}

# A state of another server, which its bytes have brought here as no function would.
my $other = PostgreSQL::Test::Cluster->new('other');
$other->init;
$other->start;
$other->safe_psql('postgres', 'CREATE EXTENSION rareearth');
foreach my $server ($node, $other)
{
	$server->safe_psql('postgres', q{
CREATE TYPE raw;
CREATE FUNCTION raw_in(cstring) RETURNS raw AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw_out(raw) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, ALIGNMENT = double, STORAGE = plain);
CREATE CAST (keyed_sums AS raw) WITHOUT FUNCTION;
CREATE CAST (raw AS keyed_sums) WITHOUT FUNCTION;
CREATE AGGREGATE numbers(bigint, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE AGGREGATE names(text, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE VIEW state AS SELECT numbers(i, i + 1e-20 * i + 1e30), names('firm ' || i, i + 1e-20 * i + 1e30)
FROM (SELECT i % 1000 + 1 FROM generate_series(1, 3000) i) AS x (i);
CREATE VIEW later AS SELECT numbers(i, i), names('firm ' || i, i) FROM generate_series(500, 1500) i});
}
foreach my $kind ('numbers', 'names')
{
	my $ours = $node->safe_psql('postgres', "SELECT $kind\::raw FROM state");
	my $theirs = $other->safe_psql('postgres', "SELECT $kind\::raw FROM state");
	isnt($theirs, $ours, "$kind: each server has its own places");
	my $file = $node->basedir . '/state';
	open(my $fh, '>', $file) or die $!;
	print $fh $theirs;
	close $fh;
	my $state = "pg_read_file('$file')::raw::keyed_sums";
	is($node->safe_psql('postgres', "SELECT shares_agg_final($state) = shares_agg_final($kind) FROM state"), 't', "$kind: a state of the other is read");
	is( $node->safe_psql('postgres', "SELECT shares_agg_final(keyed_sums_combine($state, l.$kind)) = shares_agg_final(keyed_sums_combine(s.$kind, l.$kind)) FROM state s, later l"),
		't', "$kind: its keys are found");
	is( $node->safe_psql('postgres', "SELECT shares_agg_final(keyed_sums_combine(l.$kind, $state)) = shares_agg_final(keyed_sums_combine(l.$kind, s.$kind)) FROM state s, later l"),
		't', "$kind: they are added to others");
}

$other->stop;
$node->stop;
done_testing();
