#!/usr/bin/env bash
# `make lint`: everything that can be said about the code without running it. Goes on after a finding, to report all at once.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

failed=()
# check <what> <command>...
check() {
    local what=$1
    shift
    printf '\n== %s\n' "$what"
    "$@" || failed+=("$what")
}

shell_scripts() {
    if command -v shellcheck >/dev/null 2>&1; then
        shellcheck -x scripts/*.sh .ci/run
    else
        echo "skipped: shellcheck is not installed (apt-get install shellcheck)"
    fi
}

advisories() {
    # The advisories lie on a git server, which not every network lets through; that is then no finding about the code.
    if timeout 60 cargo deny fetch db >/dev/null 2>&1; then
        cargo deny check advisories
    else
        echo "skipped: the database of security advisories cannot be reached from here"
    fi
}

check "pinned versions" scripts/check-versions.sh
check "formatting" cargo fmt --all --check
check "shell scripts" shell_scripts
check "clippy, for servers and build tools" cargo clippy --quiet --workspace --all-targets -- -D warnings
check "clippy, for the browser" cargo clippy --quiet --target wasm32-unknown-unknown -p xa-toi -p worker --all-targets -- -D warnings
check "licences and origins of dependencies" cargo deny check bans licenses sources
check "security advisories" advisories

if [ ${#failed[@]} -gt 0 ]; then
    printf '\nlint: findings in:\n'
    printf '  %s\n' "${failed[@]}"
    exit 1
fi
printf '\nlint: no findings\n'
