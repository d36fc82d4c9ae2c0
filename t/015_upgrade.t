# Upgrading leads to the same catalog as installing, and leaves the data alone.
#
# Every frozen version is upgraded to this one, of both extensions.  And this one,
# frozen on the fly, to a next version that changes a bit of everything: what its
# upgrade scripts forget must be found.  A library older than its SQL answers or
# refuses.  And what README.md says of moving and removing it.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use lib dirname(abs_path(__FILE__));
use Recipe;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));

# A copy of the server that takes scripts of our own: it finds its files
# relative to its programs.
my $pg_config = $ENV{PG_CONFIG} // 'pg_config';
my %dir = map { my $what = $_; ($what, `'$pg_config' --$what` =~ s/\n//r) } qw(bindir pkglibdir sharedir);
my $prefix = '';
$prefix .= "/$1" while "$dir{bindir}\n$dir{sharedir}" =~ m{^\Q$prefix\E/([^/\n]+)(?=/).*\n\Q$prefix\E/\1/};
my $copy = PostgreSQL::Test::Utils::tempdir;
my %here = map { ($_, $copy . substr($dir{$_}, length $prefix)) } keys %dir;
system_or_bail('mkdir', '-p', values %here);
system_or_bail("cp '$dir{bindir}'/* '$here{bindir}/'");
system_or_bail('cp', '-as', "$dir{$_}/.", "$here{$_}/") foreach qw(pkglibdir sharedir);
my $scripts = "$here{sharedir}/extension";

sub script
{
	my ($name, $text) = @_;
	unlink "$scripts/$name";
	append_to_file("$scripts/$name", $text);
	return;
}

my ($version) = slurp_file("$top/rareearth.control") =~ /^default_version = '(.*)'$/m;
my @extensions = sort map { basename($_, '.control') } glob("$top/*.control");
my %install = map { $_ => slurp_file("$scripts/$_--$version.sql") } @extensions;

my $node = PostgreSQL::Test::Cluster->new('upgrade', install_path => dirname($here{bindir}));
$node->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ]);
$node->start;

# Runs a file of test/upgrade; what it prints.
sub run_file
{
	my ($database, $file, @variables) = @_;
	my ($out, $err);
	my @command = ($node->installed_command('psql'), '-X', '-q', (map { ('-v', $_) } @variables), '-d', $node->connstr($database), '-f', "$top/test/upgrade/$file");
	IPC::Run::run(\@command, '>', \$out, '2>', \$err) or BAIL_OUT("$file in $database: $err");
	return $out;
}

sub database
{
	my ($name) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $name");
	return $name;
}

# A database with nothing in it but the extensions of a version.
sub fresh
{
	my ($name, $of) = @_;
	$node->safe_psql(database($name), "CREATE SCHEMA rareearth; CREATE EXTENSION rareearth SCHEMA rareearth VERSION '$of'; CREATE EXTENSION rareearth_jobs VERSION '$of'");
	return $name;
}

sub upgrade
{
	my ($name, $to) = @_;
	$node->safe_psql($name, join '; ', map { "ALTER EXTENSION $_ UPDATE TO '$to'" } @extensions);
	return;
}

# The lines that one database's catalog has and the other's has not.
sub differences
{
	my ($a, $b) = @_;
	my %count;
	$count{$_}++ foreach split /\n/, run_file($a, 'catalog.sql');
	$count{$_}-- foreach split /\n/, run_file($b, 'catalog.sql');
	return sort grep { $count{$_} } keys %count;
}

sub same_catalog
{
	my ($a, $b, $title) = @_;
	my @found = differences($a, $b);
	is(scalar @found, 0, $title) or diag(join "\n", map { substr $_, 0, 400 } @found[ 0 .. ($#found < 20 ? $#found : 20) ]);
	return;
}

# Every B-tree holds what its table holds.
my $has_amcheck = -e "$scripts/amcheck.control";
sub indexes_hold
{
	my ($database, $title) = @_;
  SKIP:
	{
		skip 'amcheck is not there', 1 unless $has_amcheck;
		cmp_ok($node->safe_psql($database, q{CREATE EXTENSION IF NOT EXISTS amcheck;
			SELECT count(bt_index_check(c.oid, true)) FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND relnamespace = 'public'::regnamespace}),
			'>=', 6, $title);
	}
	return;
}

# --- Every frozen version, upgraded to this one.

my @frozen = grep { $_ ne $version } map { m{/rareearth--([^-]+)\.sql$} } glob("$top/upgrade/rareearth--*.sql");
note('no version is frozen yet') unless @frozen;
foreach my $old (@frozen)
{
	my $name = 'from_' . $old =~ tr/./_/r;
	run_file(database($name), 'fill.sql', "version=VERSION '$old'");
	my $before = run_file($name, 'answers.sql');
	upgrade($name, $version);
	is(run_file($name, 'answers.sql'), $before, "$old to $version: a filled database answers the same");
	is($node->safe_psql($name, 'SELECT extversion = rareearth.rareearth_version() FROM pg_extension WHERE extname IN ($$rareearth$$, $$rareearth_jobs$$)'), "t\nt", '... in the version of the library');
	indexes_hold($name, '... its indexes hold its rows');
	same_catalog($name, fresh("fresh_for_$name", $version), '... its catalog is that of a fresh install');
}

# --- This one, frozen on the fly, upgraded to what comes next.

my ($view) = $install{rareearth_jobs} =~ /^(CREATE VIEW job_status AS.*?);$/ms;

# What each extension changes, and the lines of the catalog that tell it.
my %change = (rareearth => {
	comment => [ q{COMMENT ON FUNCTION hhi(market_shares, double precision) IS 'told otherwise'}, qr/^comment on function .*\bhhi\(/ ],
	cost => [ q{ALTER FUNCTION num_entities(market_shares) COST 7}, qr/^pg_proc of .*num_entities/ ],
	rows => [ q{ALTER FUNCTION entities(market_shares) ROWS 77}, qr/^pg_proc of .*entities/ ],
	column => [ q{ALTER TYPE market_report ADD ATTRIBUTE note text; COMMENT ON COLUMN market_report.note IS 'a note'},
		qr/^(pg_attribute|pg_class) of .*market_report|^comment on composite type .*market_report/ ],
	comment_of_column => [ q{COMMENT ON COLUMN market_report.hhi IS 'told otherwise'}, qr/^comment on composite type .*market_report/ ],
	preset => [ q{CREATE OR REPLACE FUNCTION hhi(m market_shares, scale double precision DEFAULT 1) RETURNS double precision
		AS 'MODULE_PATHNAME', 'shares_hhi' LANGUAGE C IMMUTABLE PARALLEL RESTRICTED COST 100}, qr/^pg_proc of .*\bhhi\(/ ],
	function => [ q{CREATE FUNCTION once_more(m market_shares) RETURNS market_shares AS 'MODULE_PATHNAME', 'shares_add' LANGUAGE C IMMUTABLE STRICT;
		COMMENT ON FUNCTION once_more(market_shares) IS 'internal: a test'}, qr/once_more/ ],
	operator => [ q{CREATE OPERATOR |+| (LEFTARG = market_shares, RIGHTARG = market_shares, FUNCTION = market_shares_add)}, qr/\|\+\|/ ],
	class => [ q{ALTER OPERATOR FAMILY spells_ops USING btree ADD FUNCTION 4 (spells, spells) btequalimage(oid)}, qr/spells_ops|btequalimage/ ],
	type => [ q{ALTER TYPE spells SET (STORAGE = main)}, qr/^pg_type of type .*spells/ ],
	type_of_aggregate => [ q{CREATE AGGREGATE rollup_again(market_shares) (SFUNC = shares_rollup_trans, STYPE = keyed_sums, FINALFUNC = shares_agg_final)}, qr/rollup_again/ ] },
	rareearth_jobs => {
	jobs_comment => [ q{COMMENT ON FUNCTION run() IS 'told otherwise'}, qr/^comment on function .*\brun\(/ ],
	jobs_body => [ q{CREATE OR REPLACE FUNCTION part_of(value jsonb, names text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS 'SELECT value'},
		qr/^pg_proc of .*part_of/ ],
	jobs_function => [ q{CREATE FUNCTION once_more() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 1}, qr/once_more/ ],
	jobs_column => [ q{ALTER TABLE summary ADD COLUMN note text DEFAULT 'none'}, qr/^(pg_attribute|pg_class|pg_attrdef|member of pg_attrdef).*(rareearth_jobs\.summary|table summary)/ ],
	jobs_constraint => [ q{ALTER TABLE queue ADD CONSTRAINT counted CHECK (period > '-infinity' OR queued_at > 'epoch')}, qr/counted|^pg_class of .*queue/ ],
	jobs_index => [ q{CREATE INDEX alert_log_alert ON alert_log (alert)}, qr/alert_log_alert/ ],
	jobs_table => [ q{CREATE TABLE muted (alert text)}, qr/\bmuted/ ],
	jobs_kept_in_dumps => [ q{SELECT pg_catalog.pg_extension_config_dump('queue', 'WHERE period IS NOT NULL')}, qr/^pg_extension of .*rareearth_jobs/ ],
	jobs_row => [ q{INSERT INTO condition VALUES ('any', 'SELECT 1', '{}', '{}', 'always')}, qr/^row of table .*condition/ ],
	jobs_view => [ $view =~ s/^CREATE VIEW/CREATE OR REPLACE VIEW/r =~ s/ j\.next_run\n/ j.next_run, s.keys\n/r, qr/job_status/ ] });

# The scripts of a next version, and those that lead to it but for what they forget.
sub quit { return qq{\\echo Use "ALTER EXTENSION $_[0] UPDATE" to load this file. \\quit\n} }
sub changes
{
	my ($extension, $forgotten) = @_;
	my $of = $change{$extension};
	return join '', map { "$of->{$_}[0];\n" } grep { $_ ne ($forgotten // '') } sort keys %$of;
}
sub next_version
{
	my ($to, $forgotten) = @_;
	foreach my $extension (@extensions)
	{
		script("$extension--$to.sql", $install{$extension} . changes($extension));
		script("$extension--$version--$to.sql", quit($extension) . changes($extension, $forgotten));
	}
	return;
}

run_file(database('kept'), 'fill.sql', "version=VERSION '$version'");
my $before = run_file('kept', 'answers.sql');
next_version('next');
$node->command_ok([ 'pg_dump', '-f', "$copy/dump", '-d', $node->connstr('kept') ], 'a dump of it');
my $session = open_session($node, 'kept');
my $ask = q{SELECT round(hhi::numeric, 6), num_entities FROM kept, market_indices(m) WHERE k = 1};
my $answer = ask($session, $ask);
like($answer, qr/^[0-9.]+\|\d+$/, 'a session is open before the upgrade');
upgrade('kept', 'next');
is(ask($session, $ask), $answer, '... and goes on after it');
is(ask($session, q{SELECT count((market_indices(m)).hhi), count((market_indices(m)).note), count((report).note) FROM kept}), "41|0|0",
	'... with a column that its library does not know: NULL');
close_session($session);
is(run_file('kept', 'answers.sql'), $before, "$version to the next: a filled database answers the same");
indexes_hold('kept', '... its indexes hold its rows');
same_catalog('kept', fresh('next', 'next'), '... its catalog is that of a fresh install');

# A dump goes back into its own version, and is upgraded there; rows of a type that has grown are not read.
sub restore
{
	my ($database) = @_;
	my $err;
	IPC::Run::run([ $node->installed_command('psql'), '-X', '-q', '-f', "$copy/dump", '-d', $node->connstr($database) ], '>', \my $out, '2>', \$err);
	$node->safe_psql('postgres', qq{ALTER DATABASE $database SET search_path = "\$user", public, rareearth});
	return join '', grep { /ERROR/ && !/schema "rareearth(_jobs)?" already exists/ } split /^/, $err;
}
is(restore(fresh('restored', $version)), '', 'it is restored into its own version');
upgrade('restored', 'next');
is(run_file('restored', 'answers.sql'), $before, '... and upgraded there');
like(restore(fresh('restored_next', 'next')), qr/ERROR:  malformed record literal/, '... and rows of types that have grown are not read');

my %all = map { %$_ } values %change;
foreach my $forgotten (sort keys %all)
{
	next_version('next', $forgotten);
	my $upgraded = fresh("upgraded_$forgotten", $version);
	upgrade($upgraded, 'next');
	my @found = differences($upgraded, 'next');
	cmp_ok(scalar @found, '>', 0, "an upgrade script that forgets a $forgotten is found");
	is(join("\n", grep { !/$all{$forgotten}[1]/ } @found), '', '... and nothing else');
	$node->safe_psql('postgres', "DROP DATABASE $upgraded");
}

# --- A library older than its SQL.

script("rareearth--$version--later.sql", quit('rareearth') . q{COMMENT ON TYPE spells IS 'of a later version';
CREATE FUNCTION of_later(market_shares) RETURNS double precision AS 'MODULE_PATHNAME' LANGUAGE C STRICT;});
fresh('older', $version);
my ($rc, $out, $err) = $node->psql('older', "ALTER EXTENSION rareearth UPDATE TO 'later'");
like($err, qr/ERROR:  could not find function "of_later" in file ".*rareearth\.so"/, 'an upgrade before the library is refused');
same_catalog('older', fresh('still', $version), '... and changes nothing');

# A standby that replayed the upgrade, the library as it was.
$node->safe_psql('older', q{CREATE FUNCTION of_later(m rareearth.market_shares) RETURNS double precision AS '$libdir/rareearth', 'shares_hhi' LANGUAGE C STRICT;
UPDATE pg_proc SET prosrc = 'of_later' WHERE proname = 'of_later'});
($rc, $out, $err) = $node->psql('older', q{SET search_path = rareearth, public; SELECT of_later(shares_agg(1, 1))});
like($err, qr/could not find function "of_later" in file/, 'a function that an older library has not is refused');
is($node->safe_psql('older', q{SET search_path = rareearth, public; SELECT hhi(shares_agg(i, 1)) FROM generate_series(1, 4) i}), '0.25', '... others answer');

($rc, $out, $err) = $node->psql('older', q{ALTER EXTENSION rareearth UPDATE TO '0.9'});
like($err, qr/extension "rareearth" has no update path from version "\Q$version\E" to version "0\.9"/, 'there is no way back');
# --- Moved, and removed as README.md says: what goes along is named, summaries become plain columns and come back.

fresh('removed', $version);
$node->safe_psql('removed', q{DROP EXTENSION rareearth_jobs; ALTER EXTENSION rareearth SET SCHEMA public;
CREATE TABLE yearly AS SELECT k, shares_agg('firm ' || i, i * 0.1) AS m, series_agg(date '2024-01-01' + i, i * 0.1) AS s,
	markets_agg(i % 7, 'firm ' || i, i * 0.1) AS ms, panel_agg(i % 7, date '2024-01-01' + i, i * 0.1, 'day') AS p FROM generate_series(1, 3) k, generate_series(1, 50) i GROUP BY k;
ALTER TABLE yearly ADD h double precision GENERATED ALWAYS AS (hhi(m)) STORED;
CREATE INDEX ON yearly (s)});
my $bytes = 'SELECT string_agg(market_shares_send(m)::text || trade_series_send(s)::text || markets_send(ms)::text || trade_panel_send(p)::text, $$|$$ ORDER BY k) FROM yearly';
my $kept = $node->safe_psql('removed', $bytes);
($rc, $out, $err) = $node->psql('removed', 'DROP EXTENSION rareearth');
like($err, qr/cannot drop extension rareearth because other objects depend on it.*column m of table yearly/s, 'removal is refused while a column has a summary');
is($node->safe_psql('removed', q{SET client_min_messages = error; BEGIN; DROP EXTENSION rareearth CASCADE;
	SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid = 'yearly'::regclass AND attnum > 0 AND NOT attisdropped; ROLLBACK}), 'k', '... with CASCADE it takes these columns');
($rc, $out, $err) = $node->psql('removed', 'ALTER TABLE yearly ALTER m TYPE jsonb USING m::jsonb');
like($err, qr/cannot alter type of a column used by a generated column/, '... a generated column stands in the way');
$node->safe_psql('removed', 'ALTER TABLE yearly ALTER h DROP EXPRESSION');
my ($statements) = slurp_file("$top/README.md") =~ /^(SELECT format\('ALTER TABLE.*?);$/ms;
$node->safe_psql('removed', $node->safe_psql('removed', $statements));
$node->safe_psql('removed', 'DROP EXTENSION rareearth');
is($node->safe_psql('removed', q{SELECT count(m -> 'totals' -> 'firm 7'), count(h) FROM yearly}), '3|3', '... plain columns stay');
$node->safe_psql('removed', 'CREATE EXTENSION rareearth;
ALTER TABLE yearly ALTER m TYPE market_shares USING m::market_shares, ALTER s TYPE trade_series USING s::trade_series,
	ALTER ms TYPE markets USING ms::markets, ALTER p TYPE trade_panel USING p::trade_panel');
is($node->safe_psql('removed', $bytes), $kept, '... and come back as the same bytes');
$node->stop;
done_testing();
