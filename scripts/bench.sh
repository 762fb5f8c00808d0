#!/usr/bin/env bash
# `make bench`: whatever measurements there are, on the release build.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

measured=''
if [ -f tests/bench/run.mjs ]; then
    node tests/bench/run.mjs
    measured=1
fi
for folder in crates/*/benches server/benches; do
    if [ -d "$folder" ]; then
        cargo bench --manifest-path "$(dirname "$folder")/Cargo.toml" --benches
        measured=1
    fi
done
[ -n "$measured" ] || echo "bench: nothing to measure yet (tests/bench/run.mjs, crates/*/benches)"
