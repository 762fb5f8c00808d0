#!/usr/bin/env bash
# The server and the build tool, in release. Always both in one command: cargo settles the features of shared dependencies
# per command, so that building them one by one would compile most dependencies twice.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

cargo build --release -p xa-toi-server -p pack
