#!/usr/bin/env bash
# `make test`: every test there is, each step announced, and one summary at the end. Goes on after a failing step, because
# the others may still have something to say; times are for 2 cores and an empty target folder, again it is much quicker.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
summary=()
passed=0
failed=0

# step <name> <what it does, and how long it may take> <command>...
step() {
    local name=$1 about=$2 log="$logs/log" begun=$SECONDS status=0 p f
    shift 2
    printf '\n== %s: %s\n' "$name" "$about"
    "$@" 2>&1 | tee "$log" || status=1
    # Cargo: "test result: ok. 12 passed; 0 failed; …". Playwright: "  12 passed (3.4s)", "  1 failed".
    read -r p f < <(awk '
        /^test result: / { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i-1); if ($i ~ /^failed/) f += $(i-1) } }
        /^ +[0-9]+ passed( |$)/ { p += $1 }
        /^ +[0-9]+ (failed|flaky|interrupted|did not run)( |$)/ { f += $1 }
        END { print p + 0, f + 0 }' "$log")
    # What does not even build has no tests to count.
    if [ "$status" != 0 ] && [ "$f" = 0 ]; then f=1; fi
    passed=$((passed + p))
    failed=$((failed + f))
    summary+=("$(printf '%-10s %-6s %4d passed %3d failed  %4d s' \
        "$name" "$([ "$status" = 0 ] && echo ok || echo FAILED)" "$p" "$f" $((SECONDS - begun)))")
    return 0
}

step build "the server and the build tool, in release (up to 6 min)" \
    scripts/build-native.sh
step data "every row of data/ is checked (seconds)" \
    "$target/release/pack" check --data data
# In one command for all crates: cargo settles the features of shared dependencies per command.
step native "tests of the crates and the server, on SQLite and on PostgreSQL (up to 6 min)" \
    scripts/with-postgres.sh cargo test --workspace --exclude xa-toi --exclude worker
step wasm "tests of the app, compiled to WebAssembly, in headless Chromium (up to 4 min)" \
    cargo test --target wasm32-unknown-unknown -p xa-toi --tests
step app "the app as it is shipped (up to 5 min)" \
    make --no-print-directory dist/.built
step e2e "the shipped app on the real server, in headless Chromium (up to 5 min)" \
    tests/node_modules/.bin/playwright test --config tests/playwright.config.mjs

printf '\n== summary, after %d min %d s\n' $((SECONDS / 60)) $((SECONDS % 60))
printf '%s\n' "${summary[@]}"
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
