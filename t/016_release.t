# What is published says the same version everywhere, META.json is what PGXN
# takes, make dist makes a zip that builds, and what scripts/freeze froze stays.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));
my $base = PostgreSQL::Test::Utils::tempdir;
my $pg_config = $ENV{PG_CONFIG} // 'pg_config';

# --- META.json, after https://rfcs.pgxn.org/0001-meta-spec-v1.html.

my $meta = JSON::PP->new->decode(slurp_file("$top/META.json"));
my $semver = qr/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;
my $term = qr/^[^\s\/\\[:cntrl:]]+\z/;
ok(length($meta->{$_} // ''), "META.json has $_") foreach qw(name version abstract maintainer license provides meta-spec);
is(join(' ', grep { !/^(name|version|abstract|maintainer|license|provides|meta-spec|description|generated_by|no_index|prereqs|release_status|resources|tags|x_.*)$/i } keys %$meta),
	'', '... and no field that the specification does not know');
like($meta->{name}, $term, '... its name is one word');
like($meta->{version}, $semver, '... its version has three numbers');
like($meta->{license}, qr/^(agpl_3|apache_[12]_[01]|artistic_[12]|bsd|freebsd|gfdl_1_[23]|gpl_[123]|lgpl_[23]_[01]|mit|mozilla_1_[01]|openssl|perl_5|postgresql|qpl_1_0|ssleay|sun|zlib|open_source|restricted|unrestricted|unknown)$/,
	'... its license is one of the list');
like($meta->{release_status}, qr/^(stable|testing|unstable)$/, '... its status is one of three');
is($meta->{release_status} eq 'stable', $meta->{version} !~ /-/, '... stable, but for a version under way');
like($meta->{'meta-spec'}{version}, qr/^1\.0\.\d+$/, '... its specification is 1.0');
foreach my $extension (sort keys %{ $meta->{provides} })
{
	my $provided = $meta->{provides}{$extension};
	is($provided->{version}, $meta->{version}, "$extension has the version of the distribution");
	ok(-e "$top/$provided->{$_}", "... and its $_ is there") foreach qw(file docfile);
}
foreach my $phase (values %{ $meta->{prereqs} })
{
	like($_, qr/^0$|$semver/, 'what is required has a version') foreach map { values %$_ } values %$phase;
}
is(scalar(grep { ref || length > 255 || length() < 2 || m/[\/\\[:cntrl:]]/ } @{ $meta->{tags} }), 0, 'tags are words');
like($_, qr{^https?://\S+$}, 'a resource is an address') foreach map { ref ? grep { m{:} } values %$_ : $_ } values %{ $meta->{resources} };

# --- One version.

my ($version) = slurp_file("$top/rareearth.control") =~ /^default_version = '(\d+\.\d+(?:-dev)?)'$/m;
my @extensions = sort map { basename($_, '.control') } glob("$top/*.control");
is(join(' ', sort keys %{ $meta->{provides} }), "@extensions", 'META.json provides what there are control files of');
is(join(' ', map { slurp_file("$top/$_.control") =~ /^default_version = '(.*)'$/m } @extensions), join(' ', ($version) x @extensions), '... which have one version');
is($meta->{version}, $version =~ s/^\d+\.\d+/$&.0/r, '... that of META.json');
SKIP:
{
	skip 'no debian/ here', 1 unless -e "$top/debian/changelog";
	my $debian = $version =~ s/-/~/r;
	like(slurp_file("$top/debian/changelog"), qr/\Arareearth \(\Q$debian\E-\d+\)/, 'debian/changelog has it too');
}
like(slurp_file("$top/CHANGELOG.md"), qr/^## (Unreleased|\Q$version\E, \d{4}-\d\d-\d\d)$/m, 'CHANGELOG.md begins with it, or with what is unreleased');

# --- A repository of the tree, to freeze and to pack.

SKIP:
{
	skip 'git is not there', 1 unless `git --version 2>&1` =~ /^git version/;
	skip 'these are not all files of the tree', 1 unless -e "$top/.gitignore";
	delete @ENV{ grep { /^GIT_/ } keys %ENV };
	my $tree = "$base/tree";
	system_or_bail('cp', '-r', $top, $tree);
	system_or_bail('rm', '-rf', "$tree/.git", "$tree/tmp_check");
	my $git = "git -C '$tree' -c user.name=t -c user.email=t\@localhost -c init.defaultBranch=main -c core.hooksPath=/dev/null";
	my $commit = sub { system_or_bail("$git add -A && $git commit -qm '$_[0]'") };
	system_or_bail("$git init -q");
	$commit->('the tree');

	command_ok([ 'make', '-s', '-C', $tree, "PG_CONFIG=$pg_config", 'dist' ], 'make dist');
	my $name = "rareearth-$meta->{version}";
	my $zip = "$tree/dist/$name.zip";
	ok(-s $zip, "... leaves $name.zip");
	# git alone is sure to be there: what it archives as tar is what it archives as zip
	my $unpack = `unzip -v 2>&1` =~ /^UnZip/ ? "unzip -q '$zip' -d '$base'" : "$git archive --prefix=$name/ HEAD | tar -xf - -C '$base'";
	is(system($unpack), 0, '... that can be unpacked');
	ok(-e "$base/$name/META.json", '... with META.json on top');
	is(join(' ', grep { -e "$base/$name/$_" } qw(.ci .github .gitignore dist src/module.o rareearth.so)), '', '... and without what is for developers');
	is(system("make -s -j2 -C '$base/$name' PG_CONFIG='$pg_config' >'$base/log' 2>&1"), 0, '... it builds') or diag(slurp_file("$base/log"));
	is(join(' ', grep { !-s "$base/$name/$_" } 'rareearth.so', map { "$_--$version.sql" } @extensions), '', '... library and scripts');

	# What is frozen stays; only the next version changes.
	# Makes the scripts of all extensions that end so: "made", or what make said.
	my $script_of = sub {
		my $out = '';
		my @made = map { "$_--$_[0].sql" } @extensions;
		unlink glob "$tree/rareearth*--*.sql";
		my $ok = IPC::Run::run([ 'make', '-s', '-k', '-C', $tree, "PG_CONFIG=$pg_config", @made ], '>', \$out, '2>&1');
		return $ok && @made == grep({ -s "$tree/$_" } @made) ? 'made' : $out;
	};
	my $release = $version =~ s/-dev//r;
	my ($major, $minor) = split /\./, $release;
	my $next = "$major." . ($minor + 1);
	is(system("bash '$tree/scripts/freeze' 2>'$base/log'"), 0, 'scripts/freeze') or diag(slurp_file("$base/log"));
	$commit->('frozen');
	is(join(' ', grep { !-s "$tree/upgrade/$_--$release.sql" } @extensions), '', '... freezes the script of each extension');
	is($script_of->($release), 'made', '... the same scripts are made again');

	# A release is held up by what is not ready, and else stops before the tag.
	my $dry_run = sub {
		local $ENV{PG_CONFIG} = $pg_config;
		my $ok = IPC::Run::run([ 'bash', "$tree/scripts/release", '--dry-run', 'none' ], '>', \my $out, '2>', \my $err);
		return ($ok, join "\n", sort { $a cmp $b } keys %{ { map { $_ => 1 } $err =~ /^not ready: (.*)$/mg } });
	};
	my $today = `date +%F` =~ s/\n//r;
	system_or_bail('sed', '-i', "0,/^## /s/^## .*/## Unreleased/", "$tree/CHANGELOG.md");
	system_or_bail('sed', '-i', '1s/(.*/(0.1-1) UNRELEASED; urgency=low/', "$tree/debian/changelog");
	system_or_bail('sed', '-i', 's/"maintainer": .*/"maintainer": "Somebody",/; /"release_status"/s/stable/unstable/', "$tree/META.json");
	my ($ready, $said) = $dry_run->();
	ok(!$ready, 'scripts/release --dry-run is held up');
	is(() = $said =~ /^(CHANGELOG\.md must begin|META\.json must be stable|META\.json must have the address|META\.json must have the repository|META\.json must have the bugtracker|debian\/changelog must begin|debian\/changelog must close|debian\/ must have|git status must be clean)/mg,
		9, '... by all that is not ready') or diag($said);
	system_or_bail('sed', '-i', "0,/^## Unreleased/s//## $release, $today/", "$tree/CHANGELOG.md");
	system_or_bail('sed', '-i', '-e', "1s/(.*/($release-1) unstable; urgency=low/", '-e', 's/First release\./First release. (Closes: #1)/', "$tree/debian/changelog");
	system_or_bail('sed', '-i', 's/@localhost/@example.org/', map { "$tree/debian/$_" } qw(changelog control control.in));
	system_or_bail('sed', '-i', 's/"maintainer": .*/"maintainer": "Somebody <somebody@example.org>",/; s/unstable/stable/; s/"homepage": .*/"homepage": "https:\/\/example.org", "repository": { "web": "https:\/\/example.org" }, "bugtracker": { "web": "https:\/\/example.org" }/',
		"$tree/META.json");
	$commit->('ready');
	($ready, $said) = $dry_run->();
	ok($ready, '... by nothing when all is') or diag($said);
	is(`$git tag`, '', '... and stops before the tag');

	# A script that differs from the frozen one, of either extension.
	my %part = (rareearth => 'install/40-trade.sql', rareearth_jobs => 'jobs/rareearth_jobs.sql');
	foreach my $extension (@extensions)
	{
		append_to_file("$tree/$part{$extension}", "\nCOMMENT ON FUNCTION none() IS 'changed';\n");
		is(join(' ', $script_of->($release) =~ /does not make the script frozen for (\S+ \Q$release\E);/g), "$extension $release", "another script of $extension is refused");
		($ready, $said) = $dry_run->();
		like($said, qr/^the install script of $extension is not frozen/m, '... and holds up a release');
		system_or_bail("$git checkout -q '$part{$extension}'");
	}
	system_or_bail('sed', '-i', "s/^default_version = .*/default_version = '0.1'/", "$tree/rareearth_jobs.control");
	like($script_of->($release), qr/rareearth_jobs\.control must have the version \Q$release\E/, '... and so is another version of one');
	system_or_bail("$git checkout -q rareearth_jobs.control");
	append_to_file("$tree/$part{$_}", "\nCOMMENT ON FUNCTION none() IS 'changed';\n") foreach @extensions;
	command_ok([ 'bash', "$tree/scripts/freeze", $next ], "scripts/freeze $next");
	like(slurp_file("$tree/$_.control"), qr/^default_version = '\Q$next\E-dev'$/m, "... starts the next version of $_") foreach @extensions;
	my $new = JSON::PP->new->decode(slurp_file("$tree/META.json"));
	is(join(' ', $new->{version}, (map { $new->{provides}{$_}{version} } @extensions), $new->{release_status}, $new->{'meta-spec'}{version}),
		join(' ', ("$next.0-dev") x (1 + @extensions), 'unstable', '1.0.0'), '... in META.json');
	like(slurp_file("$tree/debian/changelog"), qr/\Arareearth \(\Q$next\E~dev-1\) UNRELEASED;.*\n\n.*\n\n -- .*<.*>  .*\n\nrareearth \(\Q$release\E-1\)/, '... in debian/changelog');
	is($script_of->("$next-dev"), 'made', '... whose scripts may differ');
	is($script_of->("$release--$next-dev"), 'made', '... and which there are scripts to lead to');
	foreach my $extension (@extensions)
	{
		append_to_file("$tree/upgrade/$extension--$release.sql", "-- changed\n");
		like($script_of->("$next-dev"), qr/upgrade\/$extension--\Q$release\E\.sql is frozen/, "... while a frozen script of $extension that was changed is refused");
		system_or_bail("$git checkout -q upgrade");
	}
	command_ok([ 'bash', "$tree/scripts/freeze" ], 'scripts/freeze, again');
	like(slurp_file("$tree/$_.control"), qr/^default_version = '\Q$next\E'$/m, "... ends the version under way of $_") foreach @extensions;
	like(slurp_file("$tree/debian/changelog"), qr/\Arareearth \(\Q$next\E-1\)/, '... in debian/changelog too');
	is($script_of->("$release--$next"), 'made', '... with the scripts that lead to it');
	my ($code) = (system("bash '$tree/scripts/freeze' $release >/dev/null 2>&1") >> 8);
	is($code, 1, 'an older version cannot follow');
}
done_testing();
