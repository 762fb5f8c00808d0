#!/usr/bin/env bash
# Trunk's post_build hook: splits the program, adds the data packs to what Trunk has built, then the compressed copies.
# Must leave .css and the loader as they are: their integrity hashes are already in the page.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

if [ "${TRUNK_PROFILE:-}" = release ]; then
    scripts/build-native.sh
    "$target/release/pack" split --program "$target/wasm32-unknown-unknown/wasm/xa-toi.wasm" --dist "$TRUNK_STAGING_DIR"
    "$target/release/pack" build --data data --dist "$TRUNK_STAGING_DIR"
    "$target/release/pack" compress --dist "$TRUNK_STAGING_DIR"
else
    # After every save in `make dev`: neither the server nor the compressed copies are worth waiting for.
    cargo run --quiet --release -p pack -- build --data data --dist "$TRUNK_STAGING_DIR"
fi
