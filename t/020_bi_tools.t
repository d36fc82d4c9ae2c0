# The files for Grafana, Metabase and Superset in examples/, without these tools:
# every query in them is run, as the tool would fill it in, by a role that may
# read the views and nothing else.  Then statements that tools write themselves.
use strict;
use warnings;
use CPAN::Meta::YAML;
use Cwd qw(abs_path);
use File::Basename;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $top = dirname(dirname(abs_path(__FILE__)));

my $node = PostgreSQL::Test::Cluster->new('bi');
$node->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION rareearth');
foreach my $file ('data/load.sql', 'examples/bi_schema.sql')
{
	$node->command_ok([ 'sh', '-c', 'cd "$1" && psql -X -q -d "$2" -f "$3"', 'sh', "$top/" . dirname($file), $node->connstr('postgres'), basename($file) ], "$file loads");
}
$node->safe_psql('postgres', 'CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA trade_bi TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA trade_bi TO reader');

# Runs a query: its column types by name, and how many rows it gave.
sub answered
{
	my ($claim, $sql) = @_;
	$sql =~ s/;\s*$//;
	my $begin = time;
	my ($code, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-U', 'reader' ], on_error_stop => 1);
	my $took = time - $begin;
	is($code, 0, "$claim: answers") or diag($err);
	cmp_ok($out =~ tr/\n// + (length $out > 0), '>', 0, "$claim: with rows");
	note(sprintf('%s: %.0f ms', $claim, $took * 1000));
	my (undef, $types) = $node->psql('postgres', "$sql \\gdesc", extra_params => [ '-U', 'reader' ]);
	return { map { my ($name, $of) = split /\|/; ($name => $of) } split /\n/, $types };
}

# --- Grafana: the macros are its own.

my $grafana = decode_json(slurp_file("$top/examples/grafana/dashboard.json"));
sub grafana
{
	my ($sql) = @_;
	$sql =~ s/\$__timeFilter\((\w+)\)/$1 BETWEEN '2020-01-01T00:00:00Z' AND '2026-11-28T23:59:59Z'/g;
	$sql =~ s/\$\{product:sqlstring\}/'magnets','rare earths','gallium'/g;
	unlike($sql, qr/\$/, 'no macro is left');
	return $sql;
}
foreach my $panel (@{ $grafana->{panels} })
{
	my $target = $panel->{targets}[0];
	my $types = answered("Grafana, $panel->{title}", grafana($target->{rawSql}));
	if ($target->{format} eq 'time_series')
	{
		is($types->{time}, 'timestamp with time zone', 'its time is one');
		like($types->{value}, qr/^(double precision|integer|bigint)$/, 'its value is a number');
		is($types->{metric}, 'text', 'its series have names');
	}
	foreach my $field ($panel->{options}{xField} // (), ($panel->{options}{reduceOptions}{fields} // '') =~ /(\w+)/)
	{
		ok(exists $types->{$field}, "the column $field is there");
	}
}
answered('Grafana, products', $grafana->{templating}{list}[1]{query});
answered('Grafana, annotations', grafana($grafana->{annotations}{list}[0]{target}{rawSql}));
is(CPAN::Meta::YAML->read("$top/examples/grafana/provisioning/datasources/rareearth.yaml")->[0]{datasources}[0]{type}, $grafana->{panels}[0]{datasource}{type}, 'the data source is of the type that the panels want');

# --- Superset: a chart asks its dataset, which is a query.

my %dataset = map { my $d = CPAN::Meta::YAML->read($_)->[0]; ($d->{uuid} => $d) } glob("$top/examples/superset/datasets/rareearth/*.yaml");
my %chart = map { my $c = CPAN::Meta::YAML->read($_)->[0]; ($c->{uuid} => $c) } glob("$top/examples/superset/charts/*.yaml");
my %said = ('double precision' => 'DOUBLE PRECISION', 'date' => 'DATE', 'text' => 'TEXT', 'integer' => 'INTEGER');
foreach my $dataset (sort { $a->{table_name} cmp $b->{table_name} } values %dataset)
{
	my $types = answered("Superset, dataset $dataset->{table_name}", $dataset->{sql});
	is_deeply({ map { ($_->{column_name} => $_->{type}) } @{ $dataset->{columns} } }, { map { ($_ => $said{ $types->{$_} }) } keys %$types }, 'its columns are those it names');
}
my %grain = (P1M => 'month', P3M => 'quarter', P1Y => 'year');
foreach my $chart (sort { $a->{slice_name} cmp $b->{slice_name} } values %chart)
{
	my ($params, $dataset) = ($chart->{params}, $dataset{ $chart->{dataset_uuid} });
	my @columns = @{ $params->{all_columns} || [ $params->{x_axis}, @{ $params->{groupby} } ] };
	my $x = $params->{time_grain_sqla} ? "DATE_TRUNC('$grain{ $params->{time_grain_sqla} }', $params->{x_axis}) AS $params->{x_axis}" : $params->{x_axis};
	my %metric = map { ($_->{metric_name} => $_->{expression}) } @{ $dataset->{metrics} };
	my $sql = $params->{all_columns} ? join(', ', @columns) : join(', ', $x, @{ $params->{groupby} }, map { "$metric{$_} AS \"$_\"" } @{ $params->{metrics} });
	my $groups = $params->{all_columns} ? '' : ' GROUP BY 1, 2';
	answered("Superset, $chart->{slice_name}", "SELECT $sql FROM (\n$dataset->{sql}\n) AS virtual_table$groups LIMIT $params->{row_limit}");
}
my $dashboard = CPAN::Meta::YAML->read("$top/examples/superset/dashboards/rareearth.yaml")->[0];
is_deeply([ sort map { $_->{meta}{uuid} } grep { ref && $_->{type} eq 'CHART' } values %{ $dashboard->{position} } ], [ sort keys %chart ], 'the dashboard holds every chart');
is_deeply([ grep { !exists $dashboard->{position}{$_} } map { @{ $_->{children} // [] } } grep { ref } values %{ $dashboard->{position} } ], [], 'and nothing that is not there');
my $database = CPAN::Meta::YAML->read("$top/examples/superset/databases/rareearth.yaml")->[0]{uuid};
is_deeply([ grep { $_->{database_uuid} ne $database } values %dataset ], [], 'of one database');

# --- Metabase: with and without its variables.

foreach my $question (split /^-- question: /m, slurp_file("$top/examples/metabase/questions.sql") =~ s/\A.*?(?=^-- question: )//msr)
{
	next unless $question =~ /^([^\n]+)\n-- chart: ([^\n]+)\n(.*)/s;
	my ($name, $draw, $sql) = ($1, $2, $3);
	my $types = answered("Metabase, $name", $sql =~ s/\[\[.*?\]\]//gsr);
	foreach my $column (map { (split / /)[1] } grep { /^(x|y|breakout) / } split /, /, $draw)
	{
		ok(exists $types->{$column}, "the column $column is there");
	}
	my %value = (product => "'magnets'", country => "'Germany'");
	next unless $sql =~ /\[\[/ && $sql !~ /partner <> 'World' AND depth/;
	answered("Metabase, $name, filtered", $sql =~ s/\[\[|\]\]//gr =~ s/\{\{(\w+)\}\}/$value{$1}/gr);
}

# --- What tools write themselves.

foreach my $statement (grep { /^(Metabase|Superset|Grafana|Tableau|Power BI|LibreOffice)/ } split /^-- /m, slurp_file("$top/t/bi/generated.sql"))
{
	my ($name, $sql) = split /\n/, $statement, 2;
	answered($name, $sql =~ s/\s+\z//r);
}

$node->stop;
done_testing();
