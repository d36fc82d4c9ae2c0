# The views of examples/bi_schema.sql as drivers see them: psql, JDBC, ODBC,
# psycopg and node-postgres read every column of every view, over TCP and with a password, as a
# role that may read these views and nothing else.  Every value is compared
# with the server's own, floats bit by bit; a date must come as a date, a
# number as a number, a NULL as a NULL.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));
my $node = PostgreSQL::Test::Cluster->new('drivers');
$node->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ]);
$node->append_conf('postgresql.conf', "listen_addresses = '127.0.0.1'\n");
open(my $hba, '>', $node->data_dir . '/pg_hba.conf') or die $!;
print $hba "local all all trust\nhost trade dashboard 127.0.0.1/32 scram-sha-256\n";
close $hba;
$node->start;
$node->safe_psql('postgres', q{CREATE DATABASE trade; CREATE ROLE dashboard LOGIN PASSWORD 'a secret'});
$node->safe_psql('trade', 'CREATE EXTENSION rareearth; CREATE EXTENSION rareearth_jobs');
foreach my $file ('data/load.sql', 'examples/bi_schema.sql')
{
	my ($dir, $name) = ("$top/" . dirname($file), basename($file));
	is(system('sh', '-c', qq(cd '$dir' && psql -X -q -d "\$1" -f '$name'), 'sh', $node->connstr('trade')), 0, "$file loads");
}
$node->safe_psql('trade', q{INSERT INTO rareearth_jobs.alert_log (alert, key, change, before, after) VALUES ('back', '{}', 'changed', '{"a": 1}', '{"a": 2}')});
$node->safe_psql('trade', 'GRANT USAGE ON SCHEMA trade_bi TO dashboard; GRANT SELECT ON ALL TABLES IN SCHEMA trade_bi TO dashboard');

my @login = ('127.0.0.1', $node->port, 'trade', 'dashboard', 'a secret');
my @views = split /\n/, $node->safe_psql('trade', 'SELECT DISTINCT view_name FROM trade_bi.dictionary ORDER BY 1');
cmp_ok(scalar @views, '>=', 15, 'there are views');

# Every view as the server has it: the columns with their types, and the rows
# with the bytes of each float.
my (%columns, %types, %rows);
my ($nulls, $values) = (0, 0);
foreach my $view (@views)
{
	my @all = map { [ split /\|/ ] } split /\n/,
	  $node->safe_psql('trade', "SELECT column_name, data_type FROM trade_bi.dictionary WHERE view_name = '$view' ORDER BY position");
	$columns{$view} = [ map { $_->[0] } @all ];
	$types{$view} = [ map { $_->[1] } @all ];
	my $list = join ', ', map { $_->[1] eq 'double precision' ? qq(encode(float8send("$_->[0]"), 'hex')) : qq("$_->[0]") } @all;
	$rows{$view} = [ sort(records(psql_output($node->connstr('trade'), "SELECT $list FROM trade_bi.$view"))) ];
	foreach my $row (@{ $rows{$view} })
	{
		my @fields = split /\x1f/, $row, -1;
		$nulls += grep { $_ eq '\N' } @fields;
		$values += @fields;
	}
}
note "$values values in " . @views . " views, $nulls of them NULL";
cmp_ok($nulls, '>', 1000, 'there are NULLs to survive');

sub psql_output
{
	my ($connstr, $sql) = @_;
	my ($out, $err) = ('', '');
	IPC::Run::run([ 'psql', '-X', '-A', '-t', '-F', "\x1f", '-R', "\x1e", '-P', 'null=\N', '-d', $connstr, '-c', $sql ], '>', \$out, '2>', \$err)
	  or die $err;
	$out =~ s/\n\z//;
	return $out;
}

sub records { return split /\x1e/, $_[0] }

# What came through a driver against what the server has.
sub compare
{
	my ($driver, $out, $type_names) = @_;
	my ($view, %got, %got_types, %remarks);
	foreach my $record (records($out))
	{
		my @fields = split /\x1f/, $record, -1;
		if ($fields[0] eq 'view') { ($view, $remarks{ $fields[1] }) = @fields[ 1, 2 ]; }
		elsif (!$got_types{$view}) { $got_types{$view} = \@fields; }
		else { push @{ $got{$view} }, $record; }
	}
	foreach my $name (@views)
	{
		my @expected = map { "$columns{$name}[$_] $type_names->{$types{$name}[$_]}" } 0 .. $#{ $columns{$name} };
		is_deeply($got_types{$name}, \@expected, "$driver: types of $name") if %$type_names;
		same_rows("$driver: $name", [ sort @{ $got{$name} // [] } ], $rows{$name});
		is($remarks{$name}, scalar @expected, "$driver: every column of $name has a remark") if defined $remarks{$name};
	}
	return;
}

# is_deeply would print all of a difference.
sub same_rows
{
	my ($name, $got, $expected) = @_;
	my ($i) = grep { ($got->[$_] // '') ne ($expected->[$_] // '') } 0 .. ($#$got > $#$expected ? $#$got : $#$expected);
	ok(!defined $i, "$name, " . @$expected . ' rows')
	  or diag(join "\n", map { defined $_ ? s/\x1f/ | /gr : 'no row' } "row $i", $got->[$i], $expected->[$i]);
	return;
}

sub run_reader
{
	my ($driver, $command, %type_names) = @_;
	local $ENV{PYTHONUTF8} = 1;
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run([ @$command, @login, @views ], '>', \$out, '2>', \$err);
	ok($ok, "$driver: reads") or diag($err);
	my ($moment) = $out =~ s/\Amoment\x1f([^\x1e]*)\x1e// ? $1 : undef;
	compare($driver, $out, \%type_names) if $ok;
	return $moment;
}

# Whether what a driver needs is there.
sub found
{
	my ($out, $err) = ('', '');
	return eval { IPC::Run::run([@_], '>', \$out, '2>', \$err) };
}

# psql prints floats as text that reads back as the same float.
my $psql = '';
foreach my $view (@views)
{
	$psql .= "view\x1f$view\x1e-\x1e";
	foreach my $row (records(psql_output("host=127.0.0.1 port=" . $node->port . " dbname=trade user=dashboard password='a secret'", "SELECT * FROM trade_bi.$view")))
	{
		my @fields = split /\x1f/, $row, -1;
		foreach my $i (0 .. $#fields)
		{
			$fields[$i] = unpack('H*', pack('d>', $fields[$i])) if $types{$view}[$i] eq 'double precision' && $fields[$i] ne '\N';
		}
		$psql .= join("\x1f", @fields) . "\x1e";
	}
}
compare('psql', $psql, {});

SKIP:
{
	skip 'JDBC: libpostgresql-jdbc-java or default-jdk-headless is not installed and scripts/test could not install it', 1
	  unless -e '/usr/share/java/postgresql.jar' && found('javac', '-version');
	my $classes = PostgreSQL::Test::Utils::tempdir();
	is(system('javac', '-encoding', 'UTF-8', '-d', $classes, "$top/t/drivers/Read.java"), 0, 'JDBC: the reader compiles');
	run_reader('JDBC', [ 'java', '-Xshare:auto', '-cp', "$classes:/usr/share/java/postgresql.jar", 'Read' ],
		'text' => 'java.lang.String', 'date' => 'java.sql.Date', 'integer' => 'java.lang.Integer', 'bigint' => 'java.lang.Long',
		'double precision' => 'java.lang.Double', 'boolean' => 'java.lang.Boolean');
}

SKIP:
{
	skip 'ODBC: odbc-postgresql or python3-pyodbc is not installed and scripts/test could not install it', 1
	  unless found('/usr/bin/python3', '-c', 'import pyodbc; assert "PostgreSQL Unicode" in pyodbc.drivers()');
	run_reader('ODBC', [ '/usr/bin/python3', "$top/t/drivers/read.py", 'pyodbc' ],
		'text' => 'str', 'date' => 'date', 'integer' => 'int', 'bigint' => 'int', 'double precision' => 'float', 'boolean' => 'bool');
}

SKIP:
{
	skip 'psycopg: python3-psycopg2 is not installed and scripts/test could not install it', 1
	  unless found('/usr/bin/python3', '-c', 'import psycopg2');
	run_reader('psycopg', [ '/usr/bin/python3', "$top/t/drivers/read.py", 'psycopg2' ],
		'text' => 'STRING', 'date' => 'DATE', 'integer' => 'INTEGER', 'bigint' => 'LONGINTEGER', 'double precision' => 'FLOAT', 'boolean' => 'BOOLEAN');
}

SKIP:
{
	my $dir = PostgreSQL::Test::Utils::tempdir();
	skip 'node-postgres: node or npm is not installed, or npm could not install it', 1
	  unless found('node', '--version') && found('sh', '-c', 'cp "$1"/read.js "$1"/package*.json "$2" && cd "$2" && HOME=$2 npm ci --ignore-scripts --no-audit --no-fund', 'sh', "$top/t/drivers", $dir);
	local $ENV{TZ} = 'Europe/Berlin';
	my $moment = run_reader('node-postgres', [ 'node', "$dir/read.js" ],
		'text' => 'text string', 'date' => 'date string', 'integer' => 'integer number', 'bigint' => 'bigint number',
		'double precision' => 'float8 number', 'boolean' => 'boolean boolean');
	is($moment, '"2023-12-31T23:00:00.000Z"', 'node-postgres: left alone, a date is a moment of the day before');
}

# The password is asked for, and nothing else may be read.
my ($ret, $out, $err) = $node->psql('trade', 'SELECT * FROM trade_summaries.flow_series',
	connstr => "host=127.0.0.1 port=" . $node->port . " dbname=trade user=dashboard password='a secret'");
like($err, qr/permission denied for schema trade_summaries/, 'the summaries are closed to the reader');
($ret, $out, $err) = $node->psql('trade', 'SELECT 1',
	connstr => "host=127.0.0.1 port=" . $node->port . " dbname=trade user=dashboard password=wrong");
like($err, qr/password authentication failed/, 'a wrong password is refused');

$node->stop;
done_testing();
