# Shared by the scripts: packages, a private PostgreSQL, a throw-away cluster.
# Sourced with bash; sets nothing but functions and the variables below.
#
#   TOP      the source tree
#   WORK     a directory of our own, removed at exit unless KEEP_WORK is set
#   PREFIX   a private copy of the installed PostgreSQL, which takes our files
#   BIN      its programs
#
# Nothing is written into the system's PostgreSQL directories and no system
# cluster is touched: PostgreSQL finds its files relative to its programs, so
# copies of the programs beside links to everything else make a private one.

set -euo pipefail
export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=UTC

# What warnings are errors where a check builds; never for users.
STRICT="-Wall -Wextra -Wno-unused-parameter -Werror"

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# What a compiler wants for arithmetic in plain doubles, as in the Makefile.
plain_doubles() {
  case $("$1" -dumpmachine) in
    i[3-6]86-*) echo "-ffp-contract=off -msse2 -mfpmath=sse" ;;
    *) echo "-ffp-contract=off" ;;
  esac
}

# PG_CONFIG where it is given, else the newest major version with server and
# development files, if any.
find_pg_config() {
  local config
  [ -z "${PG_CONFIG:-}" ] || { printf '%s\n' "$PG_CONFIG"; return; }
  for config in $(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -rV); do
    if [ -z "${PG_MAJOR:-}" ] || [[ $config == /usr/lib/postgresql/$PG_MAJOR/* ]]; then
      if [ -x "${config%/*}/postgres" ] && [ -f "$("$config" --pgxs)" ] &&
         [ -f "$("$config" --includedir-server)/postgres.h" ]; then
        printf '%s\n' "$config"
        return
      fi
    fi
  done
}

# Runs a command as root, by sudo if need be.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

# Installs programs that a script needs and the server does not; arguments are
# "command:package".
install_tools() {
  local want missing=()
  for want in "$@"; do
    PATH=$PATH:/usr/sbin command -v "${want%%:*}" >/dev/null || missing+=("${want##*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing: ${missing[*]}"
  as_root apt-get -qq update >/dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null ||
    die "these packages are missing: ${missing[*]}. Install them, or run as root"
}

# Installs what is missing; arguments are "command:package" or a package alone.
install_packages() {
  local missing=() want
  [ -n "$(find_pg_config)" ] || missing+=(postgresql server-dev)
  for want in "$@"; do
    case $want in
      *:*) command -v "${want%%:*}" >/dev/null || missing+=("${want##*:}") ;;
      *) perl -MIPC::Run -e 1 2>/dev/null || missing+=("$want") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing: ${missing[*]}"
  local apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0"
  as_root $apt update >/dev/null ||
    die "these packages are missing: ${missing[*]}. Install them, or run as root once: apt-get install postgresql postgresql-server-dev-all ${*##*:}"
  if [[ " ${missing[*]} " == *" postgresql "* ]]; then
    # The package must not create a cluster of its own on this machine.
    as_root $apt install -y --no-install-recommends postgresql-common >/dev/null
    if [ -z "$(ls /etc/postgresql 2>/dev/null)" ]; then
      as_root sh -c 'mkdir -p /etc/postgresql-common/createcluster.d &&
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/rareearth.conf'
    fi
    local major=${PG_MAJOR:-$(apt-cache depends postgresql | sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p' | head -1)}
    missing=("${missing[@]/#postgresql/postgresql-$major}")
    missing=("${missing[@]/#server-dev/postgresql-server-dev-$major}")
  fi
  as_root $apt install -y --no-install-recommends "${missing[@]}" >/dev/null ||
    die "apt-get could not install ${missing[*]}"
}

# Installs packages that a test can do without; arguments are "file:package",
# where the file tells that something else provides it, or a package alone.
install_optional() {
  local want apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0"
  for want in "$@"; do
    local package=${want##*:}
    case $want in
      *:*) [ ! -e "${want%%:*}" ] || continue ;;
      *) [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ] || continue ;;
    esac
    say "installing: $package"
    { as_root $apt install -y --no-install-recommends "$package" ||
      { [ -z "${APT_UPDATED:-}" ] && APT_UPDATED=yes && as_root $apt update &&
        as_root $apt install -y --no-install-recommends "$package"; }
    } >/dev/null 2>&1 || say "$package cannot be installed here: its test is skipped"
  done
}

# The same for packages of the found server; arguments are "library:name", for
# postgresql-MAJOR-name.
install_for_server() {
  local config want
  config=$(find_pg_config)
  for want in "$@"; do
    install_optional "$("$config" --pkglibdir)/${want%%:*}.so:postgresql-$("$config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')-${want##*:}"
  done
}

# PostgreSQL refuses to run as root: go on as user postgres in a copy of the
# tree.  The copy is removed when the script ends.
become_plain_user() {
  [ "$(id -u)" = 0 ] || return 0
  local home code=0
  home=$(mktemp -d /var/tmp/rareearth.XXXXXX)
  mkdir "$home/tree"
  (cd "$TOP" && tar -cf - --exclude=./.git --exclude='*.o' --exclude='*.so' \
     --exclude=./.cache --exclude=./demo-output --exclude=./bench-output --exclude=./attack-output --exclude=./tmp_check .) | tar -xf - -C "$home/tree"
  chown -R postgres: "$home"
  trap 'rm -rf "$home"' EXIT
  (cd "$home/tree" && setpriv --reuid=postgres --regid=postgres --init-groups \
    env HOME="$home" bash "$home/tree/scripts/$(basename "$0")" "$@") || code=$?
  local output
  for output in ${OUTPUTS:-demo-output bench-output}; do
    if [ -e "$home/tree/$output" ]; then
      rm -rf "${TOP:?}/$output"
      cp -r "$home/tree/$output" "$TOP/$output"
      chown -R --reference="$TOP" "$TOP/$output"
    fi
  done
  rm -rf "$home"
  trap - EXIT
  exit "$code"
}

# Makes WORK, where everything of this run lives.
make_work() {
  if [ -n "${KEEP_WORK:-}" ]; then
    WORK=$KEEP_WORK
    mkdir -p -m 700 "$WORK"
    [ -O "$WORK" ] || die "$WORK belongs to somebody else"
  else
    WORK=$(mktemp -d /tmp/rareearth.XXXXXX)
  fi
  trap clean_up EXIT
}

clean_up() {
  [ -z "${SERVER_STARTED:-}" ] || "$BIN/pg_ctl" -D "$WORK/data" -m fast -w stop >/dev/null 2>&1 || true
  [ -n "${KEEP_WORK:-}" ] || rm -rf "$WORK"
}

# Makes PREFIX and BIN.
make_private_postgres() {
  local config bin lib share
  config=$(find_pg_config)
  [ -n "$config" ] || die "no PostgreSQL with development files was found"
  bin=$("$config" --bindir) lib=$("$config" --pkglibdir) share=$("$config" --sharedir)
  PREFIX=$WORK/postgresql
  BIN=$PREFIX/${bin#/usr/}
  rm -rf "$PREFIX"
  mkdir -p "$BIN" "$PREFIX/${lib#/usr/}" "$PREFIX/$(dirname "${share#/usr/}")"
  cp "$bin"/* "$BIN/"
  cp -as "$lib"/. "$PREFIX/${lib#/usr/}/"
  cp -as "$share" "$PREFIX/$(dirname "${share#/usr/}")/"
  ln -s /usr/include "$PREFIX/include"
  export PATH=$BIN:$PATH
}

# Builds the extension and installs it into PREFIX.
build() {
  make -s -j"$(nproc)" -C "$TOP" PG_CONFIG="$BIN/pg_config" >&2
  make -s -C "$TOP" PG_CONFIG="$BIN/pg_config" install >&2
}

# The same with assertions, in a directory of its own; the tree must be clean.
build_checked() {
  mkdir "$WORK/checked"
  make -s -j"$(nproc)" -C "$WORK/checked" -f "$TOP/Makefile" PG_CONFIG="$BIN/pg_config" COPT=-DUSE_ASSERT_CHECKING >&2
  make -s -C "$WORK/checked" -f "$TOP/Makefile" PG_CONFIG="$BIN/pg_config" COPT=-DUSE_ASSERT_CHECKING install >&2
}

# Starts the cluster in WORK, making it first; arguments are settings.
start_server() {
  export PGHOST=$WORK PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
  if [ ! -f "$WORK/data/PG_VERSION" ]; then
    "$BIN/initdb" -D "$WORK/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
    {
      echo "listen_addresses = ''"
      echo "unix_socket_directories = '$WORK'"
      echo "fsync = off"
    } >>"$WORK/data/postgresql.conf"
  fi
  local setting
  for setting in "$@"; do echo "$setting" >>"$WORK/data/postgresql.conf"; done
  if ! "$BIN/pg_ctl" -D "$WORK/data" status >/dev/null 2>&1; then
    "$BIN/pg_ctl" -D "$WORK/data" -l "$WORK/server.log" -w start >/dev/null ||
      { tail -n 20 "$WORK/server.log" >&2; die "the private server did not start"; }
    SERVER_STARTED=yes
  fi
}

# A cell of the first column of a file of comma-separated values, by its line.
csv_cell() { sed -n "$2"'{s/^"\(.*\)"$/\1/; s/""/"/g; p}' "$1"; }

# Draws every picture of demo/plots: where to, as png or svg, where to leave
# their figures as csv; further arguments go to psql.
draw_pictures() {
  local out=$1 type=$2 figures=$3 plot name terminal
  shift 3
  case $type in
    svg) terminal='svg size 900,480 font "sans-serif,13" background rgb "white"; large = ",17"; small = ",11"' ;;
    png) terminal='pngcairo size 900,480 font "sans,10"; large = ",14"; small = ",9"' ;;
  esac
  mkdir -p "$out"
  for plot in "$TOP"/demo/plots/*.gp; do
    name=$(basename "$plot" .gp)
    psql -Xq --csv -t -v ON_ERROR_STOP=1 "$@" -f "$TOP/demo/plots/$name.sql" >"$figures/$name.csv"
    HEAD=$(csv_cell "$figures/$name.csv" 1 | fold -s -w 84) \
      NOTE=$(for line in 2 3; do csv_cell "$figures/$name.csv" "$line" | fold -s -w 130; done) \
      gnuplot -e "set terminal $terminal; set output '$out/$name.$type'; data='$figures/$name.csv'" "$TOP/demo/plots/style.inc" "$plot"
  done
}
