#!/bin/sh
# Runs a command with a PostgreSQL server of its own, which ends with it: its address is in DISCLOSER_DATABASE_URL.
# Nothing of it stays, no port is opened: it listens in a folder only its owner reads. Exit 69: there is no PostgreSQL.
set -eu

bin=$(for found in /usr/lib/postgresql/*/bin/initdb; do dirname "$found"; done | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
if [ ! -x "$bin/initdb" ]; then
    echo "这台机器没有 PostgreSQL，要用它的测试没有运行。Debian：sh scripts/install-system.sh --with-postgres" >&2
    exit 69
fi

folder=$(mktemp -d)
owner=$(id -un)
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then  # the server refuses to run as root
    owner=postgres
    chown postgres "$folder"
    as_owner() { runuser -u postgres -- "$@"; }
fi
ended() {
    as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap ended EXIT
trap 'exit 130' INT TERM

cd "$folder"
as_owner "$bin/initdb" -D "$folder/data" -U discloser -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s start \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off"
as_owner "$bin/createdb" -h "$folder" -U discloser discloser
cd "$OLDPWD"

DISCLOSER_DATABASE_URL="postgresql://discloser@/discloser?host=$folder" "$@"
