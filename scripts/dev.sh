#!/usr/bin/env bash
# `make dev`: Trunk rebuilds the app after every save, the server serves it. Ctrl-C ends both; after a change to the server
# itself start it again.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

# Not in dist: that is the release build, which `make run` and the tests use.
dist=$target/dev/dist
mkdir -p "$dist"
dist=$(cd "$dist" && pwd)

watcher='' server=''
finish() {
    trap - EXIT INT TERM
    # shellcheck disable=SC2086 # each is a process number, or nothing
    kill $watcher $server 2>/dev/null || true
    wait
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

trunk watch --dist "$dist" &
watcher=$!
while ! [ -e "$dist/index.html" ]; do
    kill -0 "$watcher" 2>/dev/null || exit 1
    sleep 0.2
done

"$target/release/xa-toi-server" serve --listen 127.0.0.1:8080 --port-fallback \
    --database-url sqlite://xa-toi-dev.db --app "$dist" &
server=$!
wait -n "$watcher" "$server"
