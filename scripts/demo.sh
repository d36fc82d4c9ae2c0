# Shared by demo, psql, own and pictures: the demo's server, which stays.
# Sourced behind common.sh; sets WORK, its directory, which RAREEARTH_DEMO may
# name, else one for each checkout and user.  In it:
#
#   data  postgresql   the cluster and its programs, which are in the directory
#   bin                that this file names
#   port  password     where and as whom it answers on the loopback address
#   tree               what it was built from, as a checksum
#
# The directory is open to its owner alone, so its socket asks no password.

find_demo() {
  WORK=${RAREEARTH_DEMO:-/var/tmp/rareearth-demo-$(id -un)-$(printf %s "$TOP" | cksum | cut -d' ' -f1)}
  case $WORK in
    /*) ;;
    *) WORK=$PWD/$WORK ;;
  esac
  [ ${#WORK} -le 90 ] || die "RAREEARTH_DEMO is longer than the path of a socket may be: $WORK"
}

demo_owner() {
  if [ "$(id -u)" = 0 ]; then echo postgres; else id -un; fi
}

# Makes WORK, owned by the user that the server runs as.
make_demo_directory() {
  local owner
  owner=$(demo_owner)
  if [ ! -d "$WORK" ]; then
    mkdir -p -m 700 "$WORK"
    chown "$owner" "$WORK"
  fi
  [ "$(stat -c %U "$WORK")" = "$owner" ] || die "$WORK belongs to $(stat -c %U "$WORK"), not to $owner"
  [ -z "$(ls -A "$WORK" | grep -vE '^(data|postgresql|bin|port|password|tree|lock|server\.log|\.s\.PGSQL\..*|\.psql_history)$')" ] ||
    die "$WORK holds other files than the demo's; name an empty directory"
}

# A command as the user that the server runs as.
as_demo_owner() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$WORK" "$@")
  else
    "$@"
  fi
}

# One at a time starts, stops or makes the server.
lock_demo() {
  exec 8>"$WORK/lock"
  flock -w 600 8 || die "another scripts/demo is at work in $WORK"
}

unlock_demo() { exec 8>&-; }

demo_is_made() { [ -f "$WORK/tree" ] && [ -f "$WORK/data/PG_VERSION" ]; }

demo_programs() {
  BIN=$(cat "$WORK/bin")
  export PATH=$BIN:$PATH
}

# What the demo was built from: the library and the figures.
demo_tree() { (cd "$TOP" && cat Makefile rareearth.control install/* src/*.[ch] src/*/*.[ch] data/* examples/bi_*.sql 2>/dev/null | cksum); }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A port of the loopback address that nobody answers at: the last one if it is
# free, else by chance from 20000 on.
choose_demo_port() {
  local port
  port=$(cat "$WORK/port" 2>/dev/null || true)
  while [ -z "$port" ] || ! port_is_free "$port"; do
    port=$((20000 + RANDOM % 12000))
  done
  printf '%s\n' "$port" >"$WORK/port"
  chown "$(demo_owner)" "$WORK/port"
}

# Starts the server where it does not run: on the loopback address with a
# password, and on a socket; on a socket alone where there is no such address.
start_demo() {
  local control=("$BIN/pg_ctl" -D "$WORK/data" -l "$WORK/server.log" -w)
  ! as_demo_owner "$BIN/pg_ctl" -D "$WORK/data" status >/dev/null 2>&1 || return 0
  choose_demo_port
  # Not with our lock: it would be held as long as the server runs.
  as_demo_owner "${control[@]}" -o "-p $(cat "$WORK/port")" start >/dev/null 8>&- ||
    as_demo_owner "${control[@]}" -o "-p $(cat "$WORK/port") -c listen_addresses=" start >/dev/null 8>&- ||
    { tail -n 20 "$WORK/server.log" >&2; die "the demo's server did not start"; }
}

stop_demo() { as_demo_owner "$BIN/pg_ctl" -D "$WORK/data" -m fast -w stop >/dev/null 2>&1 || true; }

# For scripts that ask the demo: finds it and starts it.
open_demo() {
  find_demo
  demo_is_made || die "there is no demo in $WORK yet: scripts/demo makes it"
  demo_programs
  lock_demo
  start_demo
  unlock_demo
}

# psql in the demo's database; arguments are passed on.
demo_psql() { "$BIN/psql" -X -h "$WORK" -p "$(cat "$WORK/port")" -U demo -d demo "$@"; }

# How others connect.
show_connections() {
  local port password
  port=$(cat "$WORK/port") password=$(cat "$WORK/password")
  cat <<END
Connect, from this machine:

  psql     scripts/psql, or any other: psql postgresql://demo:$password@127.0.0.1:$port/demo
  pandas   pandas.read_sql("SELECT * FROM trade_bi.recovery", "postgresql+psycopg2://demo:$password@127.0.0.1:$port/demo")
  R        DBI::dbConnect(RPostgres::Postgres(), host = "127.0.0.1", port = $port, dbname = "demo", user = "demo", password = "$password")
  JDBC     jdbc:postgresql://127.0.0.1:$port/demo?user=demo&password=$password
  socket   host=$WORK port=$port user=demo dbname=demo (no password, for $(demo_owner)$([ "$(demo_owner)" = root ] || echo " and root") alone)
END
}
