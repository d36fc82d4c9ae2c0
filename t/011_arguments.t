# Every function, asked with odd arguments of the right types, answers with
# finite numbers or refuses with an error about its input; the server stays up.
# The seed is printed; another can be given as RAREEARTH_SEED, the number of calls
# of each function as RAREEARTH_CALLS.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{RAREEARTH_SEED} // 20250404;
my $calls = int($ENV{RAREEARTH_CALLS} // 150);
diag("seed $seed, $calls calls of each function");

my $node = PostgreSQL::Test::Cluster->new('arguments');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth');
# What callers may pass, and how they call, is that of scripts/attack.
$node->command_ok([ 'psql', '-Xq', '-d', $node->connstr('postgres'), '-f', 'test/attack/odd.sql', '-f', 'test/attack/calls.sql' ], 'odd arguments of every type');
is($node->safe_psql('postgres', 'SELECT * FROM unbuilt'), '', 'a state of every aggregate is among them');

my ($code, $out, $err) = $node->psql('postgres', "SET statement_timeout = '600s'; SET client_min_messages = error; SELECT count(ask(name, $seed, $calls)) FROM askable");
is($code, 0, 'the server stays up') or diag($err);
is($node->safe_psql('postgres', 'SELECT count(*) FROM askable EXCEPT SELECT count(DISTINCT name) FROM asked'), '', 'every function and aggregate was asked');
is($node->safe_psql('postgres', 'SELECT sum(answered) > 0.15 * sum(calls) AND sum(refused) > 0 FROM asked'), 't', 'some calls are answered, some refused');
is($node->safe_psql('postgres', "SELECT string_agg(DISTINCT state || ' ' || name, ', ') FROM outcome WHERE state NOT IN ('slow', 'large')"),
	'', 'answers are finite, errors are about the input')
  or diag($node->safe_psql('postgres', 'SELECT DISTINCT ON (name, state) state, left(call, 400), answer FROM outcome WHERE state IS NOT NULL'));

$node->stop;
done_testing();
