#!/usr/bin/env bash
# `make bench`: everything that is measured, on the release build: the app in a browser, the crates, and others' work.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

# The same addresses read by others, which are put into a folder of their own and never shipped.
compare() {
    local folder=crates/gazetteer/benches/compare venv="$XA_TOI_TOOLS/compare" log="$XA_TOI_TOOLS/log/compare.log" work
    printf '\n== beside the Python packages vietnamadminunits (MIT) and vietnam-address-converter (Apache-2.0)\n'
    if ! cmp -s "$folder/requirements.txt" "$venv/installed"; then
        mkdir -p "${log%/*}"
        if ! { python3 -m venv --clear "$venv" && "$venv/bin/pip" install --requirement "$folder/requirements.txt"; } \
            >"$log" 2>&1; then
            echo "skipped: they cannot be installed here, which takes Python 3.11 with venv, and PyPI ($log)"
            return
        fi
        cp "$folder/requirements.txt" "$venv/installed"
    fi
    mkdir -p "$target"
    work=$(cd "$target" && pwd)
    cargo build --quiet --release -p gazetteer --bin resolve
    cargo bench --quiet -p gazetteer --bench quality -- --write "$work/addresses.tsv"
    "$venv/bin/python" "$folder/compare.py" --addresses "$work/addresses.tsv" --resolve "$work/release/resolve" --data data
}

node tests/bench/run.mjs
for folder in crates/*/benches server/benches; do
    if [ -d "$folder" ]; then
        cargo bench --manifest-path "$(dirname "$folder")/Cargo.toml" --benches
    fi
done
compare
