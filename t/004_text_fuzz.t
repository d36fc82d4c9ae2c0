# Altered text is refused or means something; the server never falls over.
# The seed is printed; another can be given as RAREEARTH_SEED.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{RAREEARTH_SEED} // 20250404;
diag("seed $seed");
srand($seed);

my $node = PostgreSQL::Test::Cluster->new('textfuzz');
$node->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth');

my %build = (
	market_shares => [
		q{shares_agg('firm ' || i % 5, i * 0.1)}, q{shares_agg(CASE WHEN i % 4 > 0 THEN i * 70 END, i * 0.1)},
		q{shares_agg(E'a"\\\\\n\u00e9' || i, i)},
		q{shares_agg(i % 3, (ARRAY[1, 1e-20, 1e-40, 3e200])[1 + i % 4]::float8)} ],
	trade_series => [ q{series_agg(date '2020-01-01' + i * 40, i * 0.1, 'month')},
		q{series_agg(date '1999-12-27' + i * 7, i * 1e300, 'week')},
		q{series_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 3, 1), i * 0.1, 'month')},
		q{levels_agg(make_date(1990 + i, 3, 31), i, 'year', 'error', 4)},
		q{series_agg(date '2025-01-06' + i, i * 0.1, 'trading_day')} ],
	trade_vintages => [ q{vintages_agg(date '2020-01-01' + i / 3 * 31, i * 0.1, date '2022-01-01' + i, 'month')},
		q{vintages_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 3, 1), i * 1e300, make_date(2001 + i, 1, 1), 'month')},
		q{vintages_agg(make_date(1990 + i, 3, 31), 1, date '2025-01-01' + i % 2, 'year', 4)} ],
	spells => [ q{spells_agg(i * 0.5, i % 3 > 0, nullif(i % 3, 0))}, q{spells_agg(i::float8, i % 2 = 0)},
		q{spells_agg(date '2025-01-06', date '2025-01-06' + i, date '2025-02-01')},
		q{weighted_spells_agg(i * 0.5, CASE WHEN i % 3 > 0 THEN i * 0.5 + i % 4 END, 0.1 * i)}, q{late_spells_agg(i * 0.25, i * 0.5, i % 3 > 0)},
		q{rollup('{"type": "spells", "spells": [{"duration": 3, "outcome": 1, "not_before": null, "count": 1}]}'::spells)} ],
	markets => [ q{markets_agg('product ' || i % 3, date '2025-01-01' + i % 2, 'firm ' || i % 2, i * 0.1)},
		q{markets_agg(nullif(i % 3, 0), CASE WHEN i % 4 > 0 THEN i * 70 END, i * 0.1)},
		q{markets_agg(date '2025-01-01' + i % 2, nullif(E'a"\\\n\u00e9' || i % 2, E'a"\\\n\u00e90'), i % 2, i)} ],
	trade_panel => [ q{panel_agg('product ' || i % 3, nullif(i % 2, 0), date '2020-01-01' + i * 40, i * 0.1, 'month')},
		q{panel_agg(date '2025-01-01' + i % 2, date '2025-01-06' + i, i, 'trading_day')} ]);

# What a careless or hostile writer puts where a token was.
my @tokens = (
	'', ' ', '0', '-0', '-1', '1e400', '-1e400', '1e-400', '9223372036854775808', '-9223372036854775809', '0x10',
	'NaN', 'Infinity', 'null', 'true', '{}', '[]', '""', '"', '\\', '"\\u0000"', '"\\ud800"', '"\\u00e9"', '"2024-02-30"',
	'"infinity"', '"-infinity"', '"0001-01-01 BC"', '"5874897-12-31"', '"month"', '"year"', '"bigint"', '"text"', '"group"', '"level"', '7', ',', ':', '{', '}', '[', ']',
	'[' x 3000, '1' x 2000, "\x{e9}");

sub altered
{
	my ($text, $other) = @_;
	my $kind = int(rand(7));
	my $at = int(rand(length($text) + 1));
	if ($kind == 0) { return substr($text, 0, $at) }
	if ($kind == 1) { return $text . $tokens[ int(rand(@tokens)) ] }
	if ($kind == 2) { return substr($text, 0, $at) . substr($other, int(rand(length($other)))) }
	if ($kind == 3) { return substr($text, 0, $at) . $tokens[ int(rand(@tokens)) ] . substr($text, $at) }
	if ($kind == 4)
	{
		substr($text, int(rand(length $text)), 1, chr(32 + int(rand(95))));
		return $text;
	}

	# Replace or repeat one token: a string, a number, a word, or a sign.
	my @parts = $text =~ /"(?:[^"\\]|\\.)*"|-?[0-9][-+.eE0-9]*|\w+|\s+|./gs;
	my $i = int(rand(@parts));
	if ($kind == 5) { $parts[$i] = $tokens[ int(rand(@tokens)) ] }
	else { splice(@parts, int(rand(@parts)), 0, @parts[ $i .. ($i + 4 < $#parts ? $i + 4 : $#parts) ]) }
	return join('', @parts);
}

$node->safe_psql('postgres', q{
CREATE TABLE tried (type text, t text, code text, message text, canonical boolean);
CREATE FUNCTION try(type text, t text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	same boolean;
BEGIN
	BEGIN
		EXECUTE format('SELECT %1$s_send(v) = %1$s_send(v::text::%1$s) AND (v::text::jsonb) IS NOT NULL
			FROM (SELECT $1::%1$s AS v OFFSET 0) AS x', type) INTO same USING t;
		INSERT INTO tried VALUES (type, t, NULL, NULL, same);
	EXCEPTION WHEN OTHERS THEN
		INSERT INTO tried VALUES (type, t, SQLSTATE, SQLERRM, NULL);
	END;
END $$;
});

foreach my $type (sort keys %build)
{
	my @valid = map { $node->safe_psql('postgres', "SELECT ($_)::text FROM generate_series(1, 12) i") } @{ $build{$type} };
	my @cases = @valid;
	push @cases, altered($valid[ int(rand(@valid)) ], $valid[ int(rand(@valid)) ]) foreach 1 .. 600;
	my $sql = "SET client_encoding = 'UTF8';\n";
	foreach my $case (@cases)
	{
		utf8::encode($case) if utf8::is_utf8($case);
		my $tag = '$fuzz$';
		$sql .= "SELECT try('$type', $tag$case$tag);\n";
	}
	my ($rc, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 0);
	is($node->safe_psql('postgres', 'SELECT 1'), 1, "$type: the server stands after " . scalar(@cases) . " altered texts");
	unlike($err, qr/terminated|server closed|PANIC|XX000/, "$type: no crash");
	my $counts = $node->safe_psql('postgres',
		"SELECT count(*) FILTER (WHERE code IS NULL) || ' accepted, ' || count(code) || ' refused' FROM tried WHERE type = '$type'");
	is($node->safe_psql('postgres', "SELECT count(*) FILTER (WHERE code IS NULL) >= " . scalar(@valid)
			. " AND count(code) > 0 FROM tried WHERE type = '$type'"),
		't', "$type: unaltered texts are accepted, altered ones refused ($counts)");
	is($node->safe_psql('postgres', "SELECT t FROM tried WHERE type = '$type' AND canonical IS NOT TRUE AND code IS NULL"),
		'', "$type: what was accepted reads back as the same bytes and is JSON");
	is( $node->safe_psql('postgres',
			"SELECT DISTINCT ON (code) code, message, t FROM tried WHERE type = '$type'
			 AND code NOT IN ('22P02', '22P05', '22023', '22003', '22000', '22007', '22008', '22009', '54000', '0A000')"),
		'', "$type: every refusal is an error about the input");
}
$node->stop;
done_testing();
