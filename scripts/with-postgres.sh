#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL: scripts/with-postgres.sh COMMAND [ARGUMENT]...
#
# The server lives in a temporary folder, listens on 127.0.0.1 on a free port, and is gone when
# the command ends, however it ends. TEST_POSTGRES_URL tells the command where it is. The exit
# status is the command's; 69 when there is no PostgreSQL to start.
set -euo pipefail

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT]..." >&2
    exit 64
fi

# The newest of Debian's, which are not on PATH, or whatever is on PATH.
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    bin=$(dirname "$(command -v initdb || true)")
fi
if [ ! -x "$bin/initdb" ] || [ ! -x "$bin/postgres" ]; then
    echo "$0: PostgreSQL is not installed; on Debian: apt-get install postgresql" >&2
    exit 69
fi

# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
    if command -v runuser >/dev/null; then
        as_owner=(runuser -u postgres --)
    else
        # shellcheck disable=SC2016 # the inner shell is to expand it
        as_owner=(su postgres -s /bin/sh -c 'exec "$0" "$@"' --)
    fi
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/xa-toi-postgres.XXXXXX")
stop() {
    if [ -f "$folder/data/postmaster.pid" ]; then
        "${as_owner[@]}" "$bin/pg_ctl" stop -D "$folder/data" -m immediate -s || true
    fi
    rm -rf "$folder"
}
trap stop EXIT
# A signal ends the script by way of `exit`, so that the line above is run.
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
if [ ${#as_owner[@]} -gt 0 ]; then
    chown postgres "$folder"
fi

(
    cd "$folder"
    "${as_owner[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C \
        --no-sync >"$folder/initdb.log"
) || {
    cat "$folder/initdb.log" >&2
    exit 69
}

# A port that is free now can be taken a moment later; then another one is tried. No fsync: what
# is stored here is not meant to last.
start() {
    (
        cd "$folder"
        "${as_owner[@]}" "$bin/pg_ctl" start -D "$folder/data" -w -t 60 -s \
            -l "$folder/data/server.log" \
            -o "-h 127.0.0.1 -p $1 -c unix_socket_directories='' -c max_connections=300 \
                -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
}
for try in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 12000))
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        continue
    fi
    if start "$port" 2>"$folder/start.log"; then
        break
    elif [ "$try" -eq 10 ]; then
        cat "$folder/start.log" "$folder/data/server.log" >&2
        exit 69
    fi
done

export TEST_POSTGRES_URL="postgres://postgres@127.0.0.1:$port/postgres"
# Not `exec`: what was started is to be stopped.
"$@"
