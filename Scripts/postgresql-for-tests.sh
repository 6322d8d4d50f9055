#!/usr/bin/env bash
# Runs a PostgreSQL server of the tests' own: in a temporary folder, on a socket there, with no port. Prints the folder when
# it is ready, and stops and removes everything when its standard input ends, which it does when the tests do.
set -euo pipefail
cd /

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL's initdb is not installed (Debian: apt-get install postgresql)." >&2
  exit 1
fi
folder=$(mktemp -d)
owner=()
if [ "$(id -u)" -eq 0 ]; then
  # The server refuses to run as root.
  owner=(runuser -u postgres --)
  chown postgres "$folder"
fi
stop() {
  "${owner[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

"${owner[@]}" "$bin/initdb" -D "$folder/data" -U tests -E UTF8 --locale=C --no-sync --auth=trust >/dev/null
# Everybody is let in, but for one user who has to know a password.
"${owner[@]}" tee "$folder/data/pg_hba.conf" >/dev/null <<<$'local all guarded scram-sha-256\nlocal all all trust'
"${owner[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
  -o "-k $folder -c listen_addresses= -c fsync=off" start >/dev/null
echo "$folder"
cat >/dev/null
