# Shared by the scripts that work in throw-away roots, made by debootstrap from
# the archive that apt is set to use on this machine.  Sourced after common.sh.

# Finds the archive.
find_mirror() {
  MIRROR=$(apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 == "main" && $3 !~ /security/ { print $3; exit }')
  [ -n "$MIRROR" ] || die "apt has no Debian archive: run apt-get update, or set one in /etc/apt"
}

# Makes ROOTS, where the roots of this run live.
prepare_roots() {
  install_tools debootstrap:debootstrap
  ROOTS=$(mktemp -d "${TMPDIR:-/var/tmp}/rareearth-roots.XXXXXX")
  trap 'as_root rm -rf --one-file-system "$ROOTS"' EXIT
  find_mirror
}

# Unpacks the development files of servers, from whichever suite has them, into
# a new directory: directory major...  Takes neither root nor a root.
unpack_headers() {
  local into=$1 package
  shift
  mkdir -p "$into/lists/partial" "$into/cache/archives/partial"
  printf "deb [trusted=yes check-valid-until=no] $MIRROR %s main\n" bookworm trixie sid experimental >"$into/sources.list"
  local apt=(apt-get -qq -o Dir::Etc::sourcelist="$into/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null
    -o Dir::State::lists="$into/lists" -o Dir::Cache="$into/cache" -o Acquire::Languages=none -o APT::Sandbox::User=)
  (cd "$into" && "${apt[@]}" update && "${apt[@]}" download "${@/#/postgresql-server-dev-}") || return
  for package in "$into"/*.deb; do dpkg-deb -x "$package" "$into" || return; done
}

# The tree without what is built in it; a copy that git does not know, whole.
pack_tree() {
  if git rev-parse --git-dir >/dev/null 2>&1; then
    git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -
  else
    tar -cf - --exclude='*.o' --exclude='*.so' --exclude='./*-output' --exclude=./dist .
  fi
}

# Makes a root with the tree in it: root suite further-suite architecture
make_root() {
  local root=$1 suite=$2 more=$3 arch=$4 options=(--variant=minbase)
  [ "$arch" = - ] || options+=("--arch=$arch")
  # the keys of this machine may be older than the suite
  [ "$suite" != sid ] || options+=(--no-check-gpg)
  as_root debootstrap "${options[@]}" "$suite" "$root" "$MIRROR"
  local sources
  for suite in "$suite" $([ "$more" = - ] || echo "$more"); do
    sources+="deb [trusted=yes check-valid-until=no] $MIRROR $suite main"$'\n'
  done
  as_root sh -c 'printf %s "$1" >"$2/etc/apt/sources.list"; cp /etc/resolv.conf "$2/etc/" 2>/dev/null
    mkdir -p "$2/tree" "$2/etc/apt/apt.conf.d"' - "$sources" "$root"
  apt-config dump | grep -E '^Acquire::(http|https)' | as_root tee "$root/etc/apt/apt.conf.d/99host" >/dev/null || true
  [ "$more" = - ] ||
    printf 'Package: src:postgresql-*\nPin: release a=%s\nPin-Priority: 990\n' "$more" | as_root tee "$root/etc/apt/preferences.d/server" >/dev/null
  (cd "$TOP" && pack_tree) | as_root tar -xf - -C "$root/tree"
}

# Runs a command in a root, with mounts that end with it.
in_root() {
  local root=$1
  shift
  as_root unshare --mount --fork sh -c '
    mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$0" \
      env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive "$@"' "$root" "$@"
}
