# shellcheck shell=bash
# Sourced first by every script and recipe: goes to the top of the checkout and puts the pinned tools in reach.
# Everything `scripts/setup.sh` installs itself lies in $XA_TOI_TOOLS, nothing in the system's own folders.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1

export XA_TOI_TOOLS="${XA_TOI_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/xa-toi}"
# shellcheck disable=SC2034 # for the scripts that source this
target="${CARGO_TARGET_DIR:-target}"

# A shell opened before rustup was installed, and most CI shells, do not have this on PATH. Before the rest, as rustup does:
# a distribution's own cargo knows no toolchains.
cargo_bin="${CARGO_HOME:-$HOME/.cargo}/bin"
case ":$PATH:" in
*":$cargo_bin:"*) ;;
*) PATH="$cargo_bin:$PATH" ;;
esac
case ":$PATH:" in
*":$XA_TOI_TOOLS/bin:"*) ;;
*) PATH="$XA_TOI_TOOLS/bin:$root/tools/node_modules/.bin:$PATH" ;;
esac
export PATH

# Written by setup.sh when the machine's default compiler could not be used; one's own choice still wins.
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && [ -s "$XA_TOI_TOOLS/toolchain" ]; then
    RUSTUP_TOOLCHAIN=$(cat "$XA_TOI_TOOLS/toolchain")
    export RUSTUP_TOOLCHAIN
fi

# Trunk would otherwise ask its server for news on every start.
export TRUNK_SKIP_VERSION_CHECK=true

# Cargo resolves a relative runner from where it was called, so that a checkout in a folder with spaces works too.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=tests/wasm-runner.mjs

# The first quoted value of a key in a TOML file: `pin wasm_bindgen Trunk.toml`.
pin() {
    sed -n "s/^$1 *= *\"=\{0,1\}\(version_\)\{0,1\}\([^\"]*\)\".*/\2/p" "$2" | head -n 1
}
