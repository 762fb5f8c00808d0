#!/usr/bin/env bash
# Trunk's post_build hook: adds the data packs and static pages to what Trunk has built, then the compressed copies.
# Must leave .wasm, .js and .css as they are: their integrity hashes are already in the page.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

if [ "${TRUNK_PROFILE:-}" = release ]; then
    scripts/build-native.sh
    "$target/release/pack" build --data data --dist "$TRUNK_STAGING_DIR"
    "$target/release/pack" compress --dist "$TRUNK_STAGING_DIR"
else
    # After every save in `make dev`: neither the server nor the compressed copies are worth waiting for.
    cargo run --quiet --release -p pack -- build --data data --dist "$TRUNK_STAGING_DIR"
fi
