# Stored values survive dump, restore, and COPY both ways, byte for byte.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('dump');
$node->init;
$node->start;
$node->safe_psql('postgres', q{
CREATE EXTENSION rareearth;
CREATE TABLE kept AS
SELECT k, shares_agg('firm ' || i % (7 * k), i * 0.1 + CASE i % 9 WHEN 0 THEN 1e200 ELSE 0 END) AS m,
       shares_agg(CASE WHEN i % 5 > 0 THEN i % (3 * k) END, i / 3.0) AS b,
       series_agg(date '2020-01-01' + i * k, i * 0.3, 'week') AS s,
       series_agg(make_date(2000 + i, 1, 1), make_date(2000 + i, 1 + i % 4, 1), i * 0.1, 'month') AS c,
       spells_agg(i % 11 * 0.25, i % 3 > 0, nullif(i % 3, 0)) AS p,
       vintages_agg(date '2020-01-01' + i * k, i * 0.3, date '2023-01-01' + i % 5, 'week') AS v
FROM generate_series(1, 3) k, generate_series(1, 200) i GROUP BY k;
ALTER TABLE kept ADD UNIQUE (m);
});
my $digest = "SELECT md5(string_agg(k::text || market_shares_send(m)::text || market_shares_send(b)::text
  || trade_series_send(s)::text || trade_series_send(c)::text || spells_send(p)::text || trade_vintages_send(v)::text, '' ORDER BY k)) FROM kept";
my $want = $node->safe_psql('postgres', $digest);
my $dir = $node->basedir;

foreach my $format ('plain', 'custom')
{
	$node->safe_psql('postgres', "DROP DATABASE IF EXISTS again");
	$node->safe_psql('postgres', "CREATE DATABASE again");
	$node->command_ok([ 'pg_dump', '-F', $format, '-f', "$dir/$format.dump", '-d', $node->connstr('postgres') ],
		"$format dump");
	if ($format eq 'plain')
	{
		$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$dir/$format.dump", '-d', $node->connstr('again') ],
			"$format restore");
	}
	else
	{
		$node->command_ok([ 'pg_restore', '-e', '-d', $node->connstr('again'), "$dir/$format.dump" ], "$format restore");
	}
	is($node->safe_psql('again', $digest), $want, "$format dump keeps every byte");
}

foreach my $format ('text', 'csv', 'binary')
{
	$node->safe_psql('postgres', qq{
COPY kept TO '$dir/kept.$format' (FORMAT $format);
CREATE TABLE copied (LIKE kept);
COPY copied FROM '$dir/kept.$format' (FORMAT $format);
ALTER TABLE kept RENAME TO original;
ALTER TABLE copied RENAME TO kept;
});
	is($node->safe_psql('postgres', $digest), $want, "COPY in format $format keeps every byte");
	$node->safe_psql('postgres', 'DROP TABLE kept; ALTER TABLE original RENAME TO kept');
}
$node->stop;
done_testing();
