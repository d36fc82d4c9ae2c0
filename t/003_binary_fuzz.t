# Altered bytes are refused or mean something; the server never falls over.
# The seed is printed; another can be given as RAREEARTH_SEED.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{RAREEARTH_SEED} // 20250404;
diag("seed $seed");
srand($seed);

my $node = PostgreSQL::Test::Cluster->new('fuzz');
$node->init;
$node->start;
my $dir = $node->basedir;
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth');

my %build = (
	market_shares => [
		q{shares_agg('firm ' || i % 5, i * 0.1)}, q{shares_agg(CASE WHEN i % 4 > 0 THEN i * 70 END, i * 0.1)},
		q{shares_agg(i % 3, (ARRAY[1, 1e-20, 1e-40, 3e200])[1 + i % 4]::float8)},
		q{shares_agg(i * 3, i * 0.1)}, q{shares_agg(i % 20, i * 0.1)}, q{shares_agg(i % 20 * 1000, sqrt(i))},
		q{shares_agg('firm ' || i % 20, i * 0.1)}, q{shares_agg(CASE WHEN i % 4 > 0 THEN i % 20 END, sqrt(i) * 1e-20)} ],
	trade_series => [
		q{series_agg(date '2020-01-01' + i * 40, i * 0.1, 'month')},
		q{series_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 3, 1), i * 0.1, 'month')},
		q{series_agg(date '2020-01-01' + i % 20 * 31, i * 0.1, 'month')},
		q{series_agg(date '2000-01-01' + i * 99, i * 0.1, 'quarter', 7)},
		q{series_agg(date '2025-01-06' + i + i / 5 * 2, i * 0.1, 'trading_day')},
		q{series_agg(date '2025-01-06' + 7 * i, -i)},
		q{levels_agg(make_date(1990 + i, 3, 31), i, 'year', 'error', 4)},
		q{backlog_agg(date '2025-01-06' + i, date '2025-02-06' + 2 * i)} ],
	trade_vintages => [
		q{vintages_agg(date '2020-01-01' + i / 4 * 31, i * 0.1, date '2022-01-01' + i, 'month')},
		q{vintages_agg(date '2025-01-06' + i / 3, i, date '2025-03-01' + 9 * (i % 3), 'day')},
		q{vintages_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 3, 1), i * 0.1, make_date(2001 + i, 1, 1), 'month')},
		q{level_vintages_agg(date '2020-01-31' + i, i, date '2021-01-01' + i % 2, 'day')},
		q{backlog_vintages_agg(date '2025-01-06' + i, date '2025-01-06' + i + i % 3, date '2025-02-06' + 2 * i, date '2025-06-01')},
		q{vintages_agg(date '2000-01-01' + i * 99, sqrt(i), date '2025-01-01', 'quarter', 7)},
		q{vintages_agg(date '2025-01-06' + i + i / 5 * 2, i * 1e-20, date '2026-01-06' + i % 2, 'trading_day')} ],
	spells => [
		q{spells_agg(i * 0.5, i % 3 > 0, nullif(i % 3, 0))},
		q{spells_agg(date '2025-01-06', date '2025-01-06' + i, date '2025-02-01')},
		q{weighted_spells_agg(i * 0.5, CASE WHEN i % 3 > 0 THEN i * 0.5 + i % 4 END, 0.1 * i)},
		q{late_spells_agg(i * 0.25, i * 0.5, i % 3 > 0, nullif(i % 3, 0), 'month')} ],
	markets => [
		q{markets_agg('product ' || i % 3, date '2025-01-01' + i % 4, 'firm ' || i % 5, i * 0.1)},
		q{markets_agg(nullif(i % 3, 0), CASE WHEN i % 4 > 0 THEN i * 70 END, i * 0.1)},
		q{markets_agg(date '2025-01-01' + i % 2, nullif('p' || i % 2, 'p0'), i % 20, sqrt(i) * 1e-20)} ],
	trade_panel => [
		q{panel_agg('product ' || i % 3, nullif(i % 4, 0), date '2020-01-01' + i * 40, i * 0.1, 'month')},
		q{panel_agg(date '2025-01-01' + i % 2, date '2025-01-06' + i, i, 'trading_day')} ]);

# States as they leave a server, of every kind: aggregates without a final function.
my @kinds = (
	[ 'shares_agg', 'text, float8', q{'firm ' || i % 5, i * 0.1} ], [ 'shares_agg', 'bigint, float8', q{i % 20 * 3, i} ],
	[ 'hhi', 'text, float8, float8', q{'firm ' || i % 5, i, 10000} ], [ 'series_agg', 'date, float8', q{date '2020-01-01' + i * 31, i * 0.1} ],
	[ 'series_agg', 'date, float8, text, integer', q{date '2000-01-01' + i * 99, i, 'quarter', 7} ],
	[ 'export_recovery', 'date, float8, date', q{make_date(2020 + i / 12, 1 + i % 12, 1), 100 - i, date '2022-01-01'} ],
	[ 'reconcile_agg', 'date, date, float8, text', q{make_date(2000 + i, 1, 1), make_date(2000 + i, 3, 1), i, 'month'} ],
	[ 'levels_agg', 'date, float8, text, text', q{date '2020-01-01' + i, i, 'month', 'last'} ],
	[ 'backlog_agg', 'date, date', q{date '2025-01-06' + i, date '2025-02-06' + 2 * i} ],
	[ 'backlog_stats', 'date, date, date, date', q{date '2025-01-06' + i, date '2025-02-06' + 2 * i, date '2025-01-01', date '2025-03-31'} ],
	[ 'spells_agg', 'float8, boolean', q{i * 0.5, i % 3 > 0} ], [ 'logrank', 'text, float8, boolean', q{'group ' || i % 2, i, i % 3 > 0} ],
	[ 'logrank', 'bigint, float8, boolean', q{i % 2, i, i % 3 > 0} ],
	[ 'late_spells_agg', 'float8, float8, boolean', q{i * 0.25, i * 0.5, i % 3 > 0} ], [ 'weighted_spells_agg', 'float8, float8, float8', q{i, i + i % 4, 0.1 * i} ],
	[ 'logrank_stratified', 'text, text, spells, float8', q{'p' || i % 3, 'group ' || i % 2, format('{"type": "spells", "spells": [{"duration": %s, "outcome": 1, "entered": 0.5, "count": 1}]}', i)::spells, 0.5} ],
	[ 'hazard_ratio', 'text, boolean, spells', q{'p' || i % 3, i % 2 = 0, format('{"type": "spells", "spells": [{"duration": %s, "outcome": 1, "count": 1}]}', i)::spells} ],
	[ 'approval_rate', 'date, date, date, boolean', q{date '2025-01-06', date '2025-01-06' + i, date '2025-02-10', i % 3 > 0} ],
	[ 'price_indices', 'text, float8, float8, boolean', q{'item ' || i % 7, i, 1 + i % 3, i % 2 = 0} ],
	[ 'price_indices', 'float8, float8, float8, float8', q{i, i + 1, 2, 3} ],
	[ 'price_geks', 'date, text, float8, float8', q{date '2025-01-01' + i / 4, 'item ' || i % 4, i, 2} ],
	[ 'unit_value_screen', 'float8, float8', q{i, 1 + i % 3} ],
	[ 'trade_margins', 'text, float8, float8, boolean', q{'entity ' || i % 7, i, i % 3, i % 2 = 0} ],
	[ 'price_indices_chained', 'date, text, float8, float8', q{date '2025-01-01' + i / 4, 'item ' || i % 4, i, 2} ],
	[ 'vintages_agg', 'date, float8, date', q{date '2020-01-01' + i * 31, i * 0.1, date '2024-01-01' + i % 3} ],
	[ 'level_vintages_agg', 'date, float8, date', q{date '2020-01-01' + i, i, date '2024-01-01'} ],
	[ 'vintages_agg', 'date, date, float8, date, text', q{make_date(2000 + i, 1, 1), make_date(2000 + i, 3, 1), i, date '2041-01-01', 'month'} ],
	[ 'chained_index', 'float8', q{1 + i * 0.01} ], [ 'weighted_exposure', 'text, float8, float8', q{'firm ' || i % 4, i, 2 * i} ]);
foreach my $i (0 .. $#kinds)
{
	my ($name, $types, $arguments) = @{ $kinds[$i] };
	$node->safe_psql('postgres', "CREATE AGGREGATE state_$i($types) (SFUNC = ${name}_trans, STYPE = keyed_sums)");
	push @{ $build{keyed_sums} }, "state_$i($arguments)";
}
my @grouped = (
	[ 'markets_agg', 'text, date, text, float8', q{'product ' || i % 3, date '2025-01-01' + i % 4, 'firm ' || i % 5, i * 0.1} ],
	[ 'markets_agg', 'bigint, bigint, float8', q{nullif(i % 3, 0), CASE WHEN i % 4 > 0 THEN i * 70 END, i * 0.1} ],
	[ 'panel_agg', 'text, bigint, date, float8, text', q{'product ' || i % 3, nullif(i % 4, 0), date '2020-01-01' + i * 40, i * 0.1, 'month'} ]);
foreach my $i (0 .. $#grouped)
{
	my ($name, $types, $arguments) = @{ $grouped[$i] };
	$node->safe_psql('postgres', "CREATE AGGREGATE groups_$i($types) (SFUNC = ${name}_trans, STYPE = grouped_sums)");
	push @{ $build{grouped_sums} }, "groups_$i($arguments)";
}

foreach my $type (sort keys %build)
{
	my $refused = 0;
	my $accepted = 0;
	my $sql = "CREATE TABLE fuzz_$type (v $type); CREATE TABLE bytes_$type (bytes bytea, n serial);\n"
	  . ($type =~ /_sums$/ ? '' : "CREATE CAST (bytea AS $type) WITHOUT FUNCTION;\n");
	my @files;
	foreach my $expression (@{ $build{$type} })
	{
		my $hex = $node->safe_psql('postgres', "SELECT encode(${type}_send($expression), 'hex') FROM generate_series(1, 40) i");
		foreach my $round (1 .. 150)
		{
			my $bytes = pack('H*', $hex);
			my $kind = int(rand(4));
			if ($round == 1) { }
			elsif ($kind == 0) { $bytes = substr($bytes, 0, int(rand(length $bytes))) }
			elsif ($kind == 1) { $bytes .= chr(int(rand(256))) x (1 + int(rand(9))) }
			else
			{
				foreach (0 .. int(rand(3)))
				{
					my $at = int(rand(length $bytes));
					substr($bytes, $at, 1) = chr(ord(substr($bytes, $at, 1)) ^ (1 << int(rand(8))));
				}
			}
			my $file = "$dir/$type." . scalar(@files);
			open(my $fh, '>:raw', $file) or die $!;
			print $fh "PGCOPY\n\377\r\n\0", pack('NN', 0, 0), pack('n', 1), pack('N', length $bytes), $bytes, pack('n', 0xffff);
			close $fh;
			push @files, $file;
			$sql .= "COPY fuzz_$type FROM '$file' (FORMAT binary);\nCOPY bytes_$type (bytes) FROM '$file' (FORMAT binary);\n";
		}
	}
	my ($rc, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 0, on_error_die => 0);
	is($node->safe_psql('postgres', 'SELECT 1'), 1, "$type: the server stands after " . scalar(@files) . " altered values");
	unlike($err, qr/terminated|server closed|PANIC|XX000/, "$type: no crash and no internal error");
	$refused = () = $err =~ /ERROR:/g;
	$accepted = $node->safe_psql('postgres', "SELECT count(*) FROM fuzz_$type");
	cmp_ok($accepted, '>=', scalar @{ $build{$type} }, "$type: unaltered values are accepted");
	cmp_ok($refused, '>', 0, "$type: altered ones are refused ($refused refused, $accepted accepted)");
	is($accepted + $refused, scalar(@files), "$type: every value was one or the other");
	is( $node->safe_psql('postgres', "SELECT count(*) FROM fuzz_$type WHERE ${type}_send(v::text::$type) <> ${type}_send(v)"),
		0, "$type: what was accepted is canonical");
}

# The same bytes as if they lay on disk, and states that were accepted: every question, or final function, answers or reports them.
$node->safe_psql('postgres', q{
CREATE TABLE asked (type text, question text, code text, message text);
CREATE FUNCTION ask(type text, asked anyelement) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	question text;
	answer text;
BEGIN
	FOR question IN SELECT DISTINCT proname FROM pg_proc
		WHERE pronargs - pronargdefaults = 1 AND prokind = 'f' AND proargtypes[0] = type::regtype
	LOOP
		BEGIN
			EXECUTE format('SELECT %I($1::%s)::text', question, type) INTO answer USING asked;
			INSERT INTO asked VALUES (type, question);
		EXCEPTION WHEN OTHERS THEN
			INSERT INTO asked VALUES (type, question, SQLSTATE, SQLERRM);
		END;
	END LOOP;
END $$;
});
foreach my $type (sort keys %build)
{
	my ($rc, $out, $err) = $node->psql('postgres', "SET statement_timeout = '120s'; SET client_min_messages = error; SELECT count(ask('$type', "
		  . ($type =~ /_sums$/ ? "v)) FROM fuzz_$type" : "bytes)) FROM bytes_$type WHERE n % 5 = 0"));
	is($err, '', "$type: the server stands after questions to altered bytes");
	is($node->safe_psql('postgres', "SELECT count(*) FILTER (WHERE code IS NULL) > 0 AND count(code) > 0 FROM asked WHERE type = '$type'"),
		't', "$type: some are answered, some refused");
	is($node->safe_psql('postgres', "SELECT DISTINCT question, message FROM asked WHERE type = '$type' AND code = 'XX000'"), '',
		"$type: no internal error");
}

# Two totals that share a period: January 2025, and January and February 2025.
{
	my $bytes = pack('H*', '01740003000100000000000200000019' . '0000000000005eec' . '08' . '0000000000000000' . '0000000100000000'
		  . '3ff0000000000000' x 2);
	my $file = "$dir/overlap";
	open(my $fh, '>:raw', $file) or die $!;
	print $fh "PGCOPY\n\377\r\n\0", pack('NN', 0, 0), pack('n', 1), pack('N', length $bytes), $bytes, pack('n', 0xffff);
	close $fh;
	my ($rc, $out, $err) = $node->psql('postgres', "COPY fuzz_trade_series FROM '$file' (FORMAT binary)");
	like($err, qr/2025-01-01\/2025-02-01 and 2025-01-01 share a month/, 'trade_series: totals that share a period are refused');
}
$node->stop;
done_testing();
