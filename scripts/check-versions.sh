#!/usr/bin/env bash
# Trunk.toml is where the versions of the build tools are pinned; everything else that names one must agree with it.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

wrong=0
# agree <what> <expected> <found>
agree() {
    if [ -z "$2" ] || [ "$2" != "$3" ]; then
        printf 'check-versions: %s: Trunk.toml says "%s", found "%s"\n' "$1" "$2" "$3" >&2
        wrong=1
    fi
}

bindgen=$(pin wasm_bindgen Trunk.toml)
opt=$(pin wasm_opt Trunk.toml)

# Trunk and the tests refuse a wasm-bindgen program whose version differs from the crate's.
agree "wasm-bindgen in Cargo.toml" "=$bindgen" "$(sed -n 's/^wasm-bindgen *= *"\([^"]*\)".*/\1/p' Cargo.toml)"
agree "wasm-bindgen in Cargo.lock" "$bindgen" \
    "$(grep -A 1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')"
# wasm-opt's "version_132" is 132.0.0 on npm.
for file in tools/package.json tools/package-lock.json; do
    agree "binaryen in $file" "$opt.0.0" "$(sed -n 's/^ *"binaryen": *"\([^"]*\)".*/\1/p' "$file" | head -n 1)"
done
grep -q '^trunk-version = "=' Trunk.toml || agree "trunk-version" "=<exact version>" "$(pin trunk-version Trunk.toml)"

# A lock file with addresses in it would tie everybody to the mirror of whoever wrote it.
for file in tools/package-lock.json tests/package-lock.json; do
    if grep -q '"resolved"' "$file"; then
        printf 'check-versions: %s names a server: write it with npm install --omit-lockfile-registry-resolved\n' "$file" >&2
        wrong=1
    fi
done

cargo metadata --locked --format-version 1 >/dev/null || wrong=1

[ "$wrong" = 0 ] && echo "check-versions: the pinned versions agree"
exit "$wrong"
