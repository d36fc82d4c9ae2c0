# Names of entities leave and arrive in the encoding of the client, as those of
# text columns do: the binary form of market_shares, which COPY, drivers and
# subscriptions use, means the same in databases of other encodings.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('encodings');
$node->init(allows_streaming => 'logical');
$node->start;
foreach my $encoding (qw(utf8 latin1 sql_ascii))
{
	$node->safe_psql('postgres', "CREATE DATABASE $encoding ENCODING '$encoding' LOCALE 'C' TEMPLATE template0");
	$node->safe_psql($encoding, 'CREATE EXTENSION rareearth; CREATE TABLE e (t text, m market_shares)');
}
my $dir = $node->basedir;

# What psql sends is UTF8 throughout, so that names of this file are what they are.
sub ask
{
	my ($database, $sql) = @_;
	my ($code, $out, $err) = $node->psql($database, "SET client_encoding = utf8; $sql");
	$err =~ s/^psql:\S+ //mg;
	return $err eq '' ? $out : $err;
}

sub copy
{
	my ($from, $out, $to, $in) = @_;
	my $err = ask($from, "SET client_encoding = $out; COPY e TO '$dir/e' (FORMAT binary)");
	return $err if $err ne '';
	return ask($to, "TRUNCATE e; SET client_encoding = $in; COPY e FROM '$dir/e' (FORMAT binary); SET client_encoding = utf8; SELECT t, m FROM e");
}

my $names = q{('München', 1), ('Zürich', 0.1), ('Zurich', 2), ('Ålesund', 1e-20), ('Ålesund', 3), (NULL, 4)};
my $western = q{München|{"type": "market_shares", "entity": "text", "totals": {"München": 1, "Zurich": 2, "Zürich": 0.1, "Ålesund": [3, 1e-20]}, "unattributed": 4}};
ask('utf8', "INSERT INTO e SELECT 'München', shares_agg(f, v) FROM (VALUES $names) x(f, v)");
is(ask('utf8', 'SELECT t, m FROM e'), $western, 'what is sent');
is(copy('utf8', 'utf8', 'latin1', 'utf8'), $western, 'UTF8 to LATIN1: the receiver converts');
is(ask('latin1', q{SELECT m = shares_agg(f, v) FROM e, (VALUES } . $names . q{) x(f, v) GROUP BY m}), 't', 'what arrives is what is built there, byte by byte');
is(ask('latin1', q{SELECT share_of(m, 'Zürich') > 0 FROM e}), 't', 'and its names are found');
is(copy('utf8', 'latin1', 'latin1', 'latin1'), $western, 'UTF8 to LATIN1: the sender converts');
is(copy('latin1', 'latin1', 'utf8', 'latin1'), $western, 'LATIN1 to UTF8: the receiver converts');
is(copy('latin1', 'utf8', 'utf8', 'utf8'), $western, 'LATIN1 to UTF8: the sender converts');

# An encoding that only clients have, and in which names stand in another order.
ask('utf8', q{TRUNCATE e; INSERT INTO e SELECT '北方稀土', shares_agg(f, v) FROM (VALUES ('北方稀土', 1), ('盛和资源', 2), ('广晟', 3), ('é', 4), ('a', 5)) x(f, v)});
my $eastern = ask('utf8', 'SELECT t, m FROM e');
is(copy('utf8', 'gb18030', 'utf8', 'gb18030'), $eastern, 'a client with GB18030');
like(ask('utf8', "SET client_encoding = gb18030; SELECT position('\\xb1b1b7bdcfa1cdc1'::bytea in market_shares_send(m)) > 0 FROM e"), qr/^t$/, 'which has names in its bytes');
isnt(ask('utf8', q{SELECT market_shares_send(m) FROM e}), ask('utf8', q{SET client_encoding = gb18030; SELECT market_shares_send(m) FROM e}), 'sending depends on the client');
like(ask('utf8', q{SET client_encoding = gb18030; SELECT m FROM e; SELECT 1}), qr/^1$/m, 'so does the text form, by the server');

# What an encoding cannot hold is the server's error, sent or received, the same as for text.
like(copy('utf8', 'latin1', 'latin1', 'latin1'), qr/character with byte sequence 0x\w\w 0x\w\w 0x\w\w in encoding "UTF8" has no equivalent in encoding "LATIN1"/, 'a name that the client cannot hold');
like(copy('utf8', 'utf8', 'latin1', 'utf8'), qr/character with byte sequence 0x\w\w 0x\w\w 0x\w\w in encoding "UTF8" has no equivalent in encoding "LATIN1"/, 'a name that the database cannot hold');
ask('latin1', q{TRUNCATE e; INSERT INTO e SELECT 'a', shares_agg('é', 1)});
like(copy('latin1', 'latin1', 'utf8', 'utf8'), qr/invalid byte sequence for encoding "UTF8": 0xe9/, 'bytes that are not of the encoding');

# Two names that are one in the encoding of the client.
ask('utf8', q{TRUNCATE e; INSERT INTO e SELECT 'a', shares_agg(f, 1) FROM (VALUES ('¬'), ('￢')) x(f)});
like(copy('utf8', 'sjis', 'utf8', 'sjis'), qr/two entities have the same name in the other encoding\nDETAIL:  The database has encoding UTF8, the client SJIS; one of the names is "\x81\xca"/, 'names that become one');

# SQL_ASCII knows no encoding: bytes pass as they are, as those of text do.
ask('utf8', q{TRUNCATE e; INSERT INTO e SELECT 'München', shares_agg('München', 1)});
is(copy('utf8', 'utf8', 'sql_ascii', 'utf8'), 'München|{"type": "market_shares", "entity": "text", "totals": {"München": 1}}', 'SQL_ASCII takes bytes');
like(copy('utf8', 'latin1', 'sql_ascii', 'latin1'), qr/invalid byte sequence for encoding "UTF8"/, 'and does not know them later');

# Many groups: names of groups and of entities, both in the order of the other encoding.
ask($_, 'CREATE TABLE g (m markets, p trade_panel)') foreach qw(utf8 latin1);
my $groups = q{('Zürich', 'München', 1), ('Zurich', 'Ålesund', 2), (NULL, 'Ä', 3), ('Äbo', NULL, 4)};
my $built = qq{SELECT markets_agg(g, e, v), panel_agg(g, date '2025-01-01', v, 'month') FROM (VALUES $groups) x(g, e, v)};
ask('utf8', "INSERT INTO g $built");
foreach ([ 'utf8', 'utf8', 'latin1', 'utf8' ], [ 'utf8', 'latin1', 'latin1', 'latin1' ], [ 'latin1', 'utf8', 'utf8', 'utf8' ])
{
	my ($from, $out, $to, $in) = @$_;
	my $err = ask($from, "SET client_encoding = $out; COPY g TO '$dir/g' (FORMAT binary)")
	  . ask($to, "TRUNCATE g; SET client_encoding = $in; COPY g FROM '$dir/g' (FORMAT binary)");
	is($err, '', "groups from $from by $out to $to by $in");
	is(ask($to, "SELECT g.m = x.m AND g.p = x.p FROM g, ($built) x(m, p)"), 't', 'are what is built there');
}
ask('utf8', q{TRUNCATE g; INSERT INTO g SELECT markets_agg(f, 1, 1), panel_agg(f, date '2025-01-01', 1, 'month') FROM (VALUES ('¬'), ('￢')) x(f)});
like(ask('utf8', "SET client_encoding = sjis; SELECT $_(" . (/markets/ ? 'm' : 'p') . ') FROM g'), qr/two groups have the same name in the other encoding/, "$_: groups that become one")
  foreach 'markets_send', 'trade_panel_send';
like(ask('utf8', q{TRUNCATE g; INSERT INTO g (m) SELECT markets_agg('北方稀土', 1, 1); SET client_encoding = latin1; SELECT markets_send(m) FROM g}),
	qr/has no equivalent in encoding "LATIN1"/, 'a group that the client cannot hold');

# Numbers have no encoding.
ask('utf8', q{TRUNCATE e; INSERT INTO e SELECT 'a', shares_agg(i, i) FROM generate_series(1, 20) i});
is(copy('utf8', 'utf8', 'latin1', 'latin1'), ask('utf8', 'SELECT t, m FROM e'), 'numbers are what they are');

# States with names stay in databases of their encoding.
$node->safe_psql($_, 'CREATE AGGREGATE state(text, float8) (SFUNC = shares_agg_trans, STYPE = keyed_sums)') foreach qw(utf8 latin1);
my $state = ask('utf8', q{SELECT state('München', 1)});
like(ask('latin1', "SELECT shares_agg_final('$state')"), qr/aggregate states do not pass between databases of different encodings/, 'a state of another encoding is refused');
$node->safe_psql($_, 'CREATE AGGREGATE states(text, text, float8) (SFUNC = markets_agg_trans, STYPE = grouped_sums)') foreach qw(utf8 latin1);
$state = ask('utf8', q{SELECT states('a', 'b', 1)});
like(ask('latin1', "SELECT markets_agg_final('$state')"), qr/aggregate states do not pass between databases of different encodings/, 'and so is one of groups');

# A subscription with binary = true.
ask('utf8', q{TRUNCATE e; INSERT INTO e SELECT 'München', shares_agg('München', 1); CREATE PUBLICATION p FOR TABLE e});
my $connstr = $node->connstr('utf8') =~ s{'}{''}gr;
$node->safe_psql('utf8', q{SELECT pg_create_logical_replication_slot('s', 'pgoutput')});
$node->safe_psql('latin1', "TRUNCATE e; CREATE SUBSCRIPTION s CONNECTION '$connstr' PUBLICATION p WITH (binary = true, create_slot = false, slot_name = 's', copy_data = false)");
ask('utf8', q{INSERT INTO e SELECT 'Zürich', shares_agg('Zürich', 1)});
$node->poll_query_until('latin1', 'SELECT count(*) = 1 FROM e') or diag('nothing arrived');
is(ask('latin1', 'SELECT t, m FROM e'), 'Zürich|{"type": "market_shares", "entity": "text", "totals": {"Zürich": 1}}', 'a binary subscription brings names over');
$node->safe_psql('latin1', 'DROP SUBSCRIPTION s');

$node->stop;
done_testing();
