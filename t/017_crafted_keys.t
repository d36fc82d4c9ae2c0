# Nobody can choose keys that fall together: hashes start from a secret of the
# server.  Keys made to collide in the hash without it are as good as others.
# And a state whose index another server has built is read all the same.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('crafted');
$node->init;
$node->start;
$node->safe_psql('postgres', q{
CREATE EXTENSION rareearth;
-- seconds that this backend has worked: user and system time, in ticks
CREATE FUNCTION worked() RETURNS float8 LANGUAGE sql VOLATILE AS $$
	SELECT (field[12]::float8 + field[13]::float8) / 100
	FROM (SELECT string_to_array(regexp_replace(pg_read_file('/proc/self/stat'), '^.*\) ', ''), ' ') AS field) stat $$;
CREATE TABLE crafted (k bigint)});

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
		SET max_parallel_workers_per_gather = 0; SET statement_timeout = '60s';
		$ordinary; SELECT worked(); $ordinary; SELECT worked(); SELECT hhi(k, 1) FROM crafted; SELECT worked()});
	my ($warm, $start, $want, $between, $got, $end) = split /\n/, $out;
	is($got, $want, "factor $factor: as many keys");
	cmp_ok($end - $between, '<', 1 + 10 * ($between - $start), sprintf('%.2f s, ordinary ones %.2f s', $end - $between, $between - $start));
}

# A state whose bytes stand for those of another server: its index and the mark behind it are altered.
$node->safe_psql('postgres', q{
CREATE TYPE raw;
CREATE FUNCTION raw_in(cstring) RETURNS raw AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw_out(raw) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, ALIGNMENT = double, STORAGE = plain);
CREATE CAST (keyed_sums AS raw) WITHOUT FUNCTION;
CREATE CAST (raw AS keyed_sums) WITHOUT FUNCTION;
CREATE AGGREGATE numbers(bigint, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE AGGREGATE names(text, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE VIEW state AS SELECT numbers(i, i), names('firm ' || i, i) FROM generate_series(1, 1000) i;
CREATE VIEW other AS SELECT numbers(i, i), names('firm ' || i, i) FROM generate_series(500, 1500) i;
CREATE VIEW samples AS SELECT k, numbers(k * 100000 + i, ln(k * 100000 + i))::raw::text::bytea AS b FROM generate_series(1, 8) k, generate_series(1, 700 + k) i GROUP BY k;
CREATE FUNCTION altered(s raw, mark text) RETURNS raw LANGUAGE sql AS $$
	SELECT overlay(b PLACING decode(repeat('00', 401), 'hex') FROM at - 400)::text::raw
	FROM (SELECT s::text::bytea AS b) x, (SELECT position(decode(mark, 'hex') IN s::text::bytea) AS at) y $$});
# The mark is what states have in common whose keys and sums differ.
my $marks = $node->safe_psql('postgres', q{SELECT string_agg(encode(w, 'hex'), ' ') FROM (
	SELECT substr(b, 4 * i + 1, 4) AS w FROM samples, generate_series(15, length(b) / 4 - 1) i GROUP BY 1 HAVING count(DISTINCT k) = 8) m WHERE w <> '\x00000000'});
my @marks = split / /, $marks;
is(scalar(@marks), 1, 'one mark of the server stands in each state');
foreach my $kind ('numbers', 'names')
{
	is( $node->safe_psql('postgres', "SELECT altered(s.$kind\::raw, '$marks[0]')::text <> s.$kind\::raw::text FROM state s"), 't', "$kind: the state is altered");
	is( $node->safe_psql('postgres', "SELECT shares_agg_final(keyed_sums_combine(altered(s.$kind\::raw, '$marks[0]')::keyed_sums, o.$kind)) = shares_agg_final(keyed_sums_combine(s.$kind, o.$kind)) FROM state s, other o"),
		't', "$kind: its keys are found");
}

$node->stop;
done_testing();
