# What the tests of documented recipes share: the blocks of a page, and
# sessions that stay open beside each other.
package Recipe;
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename;
use IPC::Run;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(blocks open_session ask start_asking answer close_session);

# The fenced blocks in a language under a heading of docs/PAGE.md, in order.
sub blocks
{
	my ($page, $heading, $language) = @_;
	my $text = slurp_file(dirname(dirname(abs_path(__FILE__))) . "/docs/$page.md");
	my ($part) = $text =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms;
	die "docs/$page.md has no heading $heading" unless defined $part;
	my @found = $part =~ /^```\Q$language\E\n(.*?)^```$/msg;
	die "docs/$page.md has no $language under $heading" unless @found;
	return @found;
}

# A psql that keeps its session.
sub open_session
{
	my ($node, $database) = @_;
	my $session = { in => '', out => '', asked => 0 };
	$session->{psql} = IPC::Run::start([ 'psql', '-X', '-q', '-A', '-t', '-d', $node->connstr($database) ],
		'<', \$session->{in}, '>', \$session->{out}, '2>&1', IPC::Run::timeout(180));
	return $session;
}

# Sends a statement without waiting for its end.
sub start_asking
{
	my ($session, $sql) = @_;
	$session->{out} = '';
	$session->{in} .= "$sql;\n\\echo answered " . ++$session->{asked} . "\n";
	$session->{psql}->pump_nb while length $session->{in};
	return;
}

# Waits for what the last statement printed, errors included.
sub answer
{
	my ($session) = @_;
	my $mark = "answered $session->{asked}\n";
	$session->{psql}->pump until $session->{out} =~ /^\Q$mark\E/m;
	my $out = $session->{out};
	$out =~ s/^\Q$mark\E//m;
	chomp $out;
	return $out;
}

sub ask
{
	my ($session, $sql) = @_;
	start_asking($session, $sql);
	return answer($session);
}

sub close_session
{
	my ($session) = @_;
	$session->{in} .= "\\q\n";
	$session->{psql}->finish;
	return;
}

1;
