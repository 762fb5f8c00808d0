#!/usr/bin/env bash
# Installs what is missing to run, test, lint, measure or fuzz Xã Tôi, and nothing else; done, it takes under a second.
#
#   scripts/setup.sh [run|dev|test|lint|bench|fuzz]...
#
# XA_TOI_TOOLS     where its own tools go (default: ~/.cache/xa-toi)
# XA_TOI_COMPILER  "debian" takes Debian's compiler even where rustup works, "rustup" goes back
# CHROMIUM         the browser for the tests (default: /usr/bin/chromium, else Playwright's own)
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

# Only for `make lint`, so Trunk.toml has no place for it.
cargo_deny=0.20.2
# And only for `make fuzz`.
cargo_fuzz=0.13.2

wasm=wasm32-unknown-unknown
mkdir -p "$XA_TOI_TOOLS/bin" "$XA_TOI_TOOLS/log"

say() { printf 'setup: %s\n' "$*"; }
die() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command with its output in a log.
quietly() {
    local log="$XA_TOI_TOOLS/log/$1.log"
    shift
    # A daemon that a package starts must not inherit, and keep, our lock.
    "$@" >"$log" 2>&1 </dev/null 9>&-
}
# The same, and shows the end of the log when it fails: for what has no second way.
logged() {
    quietly "$@" && return
    tail -n 15 "$XA_TOI_TOOLS/log/$1.log" >&2
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo "$@"
    else
        return 77
    fi
}

apt_updated=
# apt_install <why, and how long> <package>...
apt_install() {
    local why=$1
    shift
    have apt-get || die "$why: this machine has no apt-get; install what corresponds to: $*"
    if [ "$(id -u)" != 0 ] && ! { have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }; then
        die "$why: needs root once; run: apt-get install --no-install-recommends $*"
    fi
    say "installing $* from apt: $why"
    if [ -z "$apt_updated" ]; then
        logged apt-update as_root apt-get -o DPkg::Lock::Timeout=300 update || say "apt-get update failed; trying with the lists at hand"
        apt_updated=1
    fi
    # --no-remove: these packages conflict with others (a packaged rustup), which are not ours to take away. And a changed
    # configuration file is kept rather than asked about, with nobody there to answer.
    logged "apt-$1" as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
        install -y --no-remove --no-install-recommends "$@" ||
        die "apt could not install them; run: apt-get install --no-install-recommends $*"
}

c_compiler() {
    { have cc && have make; } || apt_install "make, and the C compiler and linker that Rust and SQLite need (30 s)" build-essential
}

# node_at_least <major> <for what>
node_at_least() {
    if ! have node || ! have npm; then
        die "Node.js $1 or newer with npm is missing ($2): install it from nodejs.org or your distribution"
    fi
    local version
    version=$(node --version)
    version=${version#v}
    [ "${version%%.*}" -ge "$1" ] || die "Node.js $version is too old, $2 needs $1 or newer: install it from nodejs.org"
}

# --- the Rust compiler -------------------------------------------------------

rust_wanted=$(pin rust-version Cargo.toml)

# Is the compiler that cargo would use new enough, and does it have the standard library for the browser?
rust_new_enough() {
    local version
    version=$(rustc --version 2>/dev/null) || return 1
    version=${version#rustc }
    version=${version%% *}
    [ "$(printf '%s\n%s\n' "$rust_wanted" "$version" | sort -V | head -n 1)" = "$rust_wanted" ]
}
rust_has_wasm() {
    local lib
    lib=$(rustc --print target-libdir --target "$wasm" 2>/dev/null) || return 1
    compgen -G "$lib/libstd-*.rlib" >/dev/null
}

choose_toolchain() {
    printf '%s\n' "$1" >"$XA_TOI_TOOLS/toolchain"
    export RUSTUP_TOOLCHAIN=$1
}

rust() {
    case "${XA_TOI_COMPILER:-}" in
    debian)
        debian_rust
        return
        ;;
    rustup)
        forget_toolchain
        ;;
    esac
    if rust_new_enough && rust_has_wasm; then return; fi
    # A toolchain chosen earlier may since have been removed.
    forget_toolchain
    if rust_new_enough && rust_has_wasm; then return; fi

    have rustup || die "Rust is missing or older than $rust_wanted: install it with rustup, see https://rustup.rs"
    if rust_new_enough; then
        say "adding the WebAssembly target to Rust with rustup (10 s)"
        if quietly rustup-target timeout 180 rustup target add "$wasm" && rust_has_wasm; then return; fi
    else
        say "installing Rust $rust_wanted beside the default, which is older or missing, with rustup (1 min)"
        if quietly rustup-toolchain timeout 600 rustup toolchain install "$rust_wanted" --no-self-update \
            --profile minimal --component clippy --component rustfmt --target "$wasm"; then
            choose_toolchain "$rust_wanted"
            if rust_new_enough && rust_has_wasm; then return; fi
            forget_toolchain
        fi
    fi
    say "rustup cannot reach its server; falling back on Debian's compiler"
    debian_rust
}

forget_toolchain() {
    if [ -s "$XA_TOI_TOOLS/toolchain" ]; then
        rm -f "$XA_TOI_TOOLS/toolchain"
        unset RUSTUP_TOOLCHAIN
    fi
}

# Debian packages a recent Rust (for its browsers), but not its standard library for the browser's WebAssembly: that is
# built here once from the packaged source. The stamp tells when an upgrade of the compiler made it stale.
debian_lib=/usr/lib/rustlib/$wasm/lib
debian_ready() {
    [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] &&
        [ "$(/usr/bin/rustc --version)" = "$(cat "$debian_lib/built-by" 2>/dev/null)" ]
}

debian_rust() {
    if ! debian_ready; then
        # A fresh container has no package lists yet.
        if have apt-get && ! apt-cache show rustc-web >/dev/null 2>&1; then
            logged apt-update as_root apt-get update || true
        fi
        apt-cache show rustc-web >/dev/null 2>&1 ||
            die "no fallback compiler on this system: connect to rustup's server once and run: rustup target add $wasm"
        # `rust-lld`, which links WebAssembly, points into the LLVM that this compiler was built with.
        local llvm
        llvm=$(apt-cache depends rust-web-llvm | sed -n 's/.*Depends: llvm-\([0-9]*\)$/\1/p' | head -n 1)
        apt_install "Debian's Rust compiler (1 min)" \
            rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web "lld-$llvm"
        build_debian_std
    fi
    if have rustup; then
        # Only a name for it; the default toolchain stays what it was.
        rustup run debian-web rustc --version >/dev/null 2>&1 || logged rustup-link rustup toolchain link debian-web /usr
        choose_toolchain debian-web
    fi
    rust_new_enough || die "Debian's Rust is older than $rust_wanted: connect to rustup's server once and run: rustup target add $wasm"
}

build_debian_std() {
    say "building Rust's standard library for WebAssembly from Debian's source (2 min, once)"
    local work
    work=$(mktemp -d)
    mkdir "$work/src"
    printf '[package]\nname = "std-for-wasm"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
    : >"$work/src/lib.rs"
    # Bitcode, because the app is linked with fat LTO. RUSTC_BOOTSTRAP, because -Zbuild-std is a nightly flag.
    (
        cd "$work"
        unset RUSTUP_TOOLCHAIN CARGO_BUILD_TARGET
        logged debian-std env PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
            CARGO_TARGET_DIR="$work/target" \
            /usr/bin/cargo build --release --target "$wasm" -Zbuild-std=std,panic_abort,proc_macro,test
    ) || die "Debian's standard library did not build; connect to rustup's server once and run: rustup target add $wasm"
    rm -f "$work/target/$wasm/release/deps/"libstd_for_wasm*
    /usr/bin/rustc --version >"$work/built-by"
    as_root rm -rf "$debian_lib"
    as_root mkdir -p "$debian_lib"
    as_root cp "$work/target/$wasm/release/deps/"*.rlib "$work/built-by" "$debian_lib/"
    rm -rf "$work"
}

rust_lint_tools() {
    if cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; then return; fi
    say "adding clippy and rustfmt to Rust with rustup (10 s)"
    logged rustup-component timeout 180 rustup component add clippy rustfmt ||
        die "clippy and rustfmt are missing; run: rustup component add clippy rustfmt"
}

rust_nightly() {
    have rustup || die "fuzzing needs a nightly compiler, and rustup to choose it: https://rustup.rs"
    if rustup run nightly rustc --version >/dev/null 2>&1; then return; fi
    say "installing a nightly compiler, which alone can count what was reached (1 min)"
    logged rustup-nightly timeout 600 rustup toolchain install nightly --profile minimal --no-self-update ||
        die "no nightly compiler could be had; run: rustup toolchain install nightly --profile minimal"
}

# --- programs written in Rust ------------------------------------------------

# cargo_tool <crate> <version> <optimisation> <why, and how long> <program>... [-- <flag>...]
cargo_tool() {
    local crate=$1 version=$2 level=$3 why=$4 missing='' log="$XA_TOI_TOOLS/log/$1.log"
    shift 4
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        [ "$("$1" --version 2>/dev/null | cut -d ' ' -f 2)" = "$version" ] || missing=1
        shift
    done
    if [ -z "$missing" ]; then return; fi
    [ "${1:-}" != -- ] || shift

    if have cargo-binstall; then
        say "installing $crate $version with cargo binstall: $why"
        if quietly "$crate" timeout 180 cargo binstall --no-confirm --force --disable-strategies compile \
            --root "$XA_TOI_TOOLS" "$crate@$version"; then return; fi
        say "no ready-made $crate could be had"
    fi
    say "compiling $crate $version: $why (progress in $log)"
    # These run for seconds a day: quick to compile counts for more than quick to run.
    local try
    for try in --locked ''; do
        # Without its lock file where that names a crate which cannot be had here; then nothing too new for this compiler.
        # shellcheck disable=SC2086
        if quietly "$crate" env \
            CARGO_TARGET_DIR="$XA_TOI_TOOLS/build" \
            CARGO_PROFILE_RELEASE_LTO=off \
            CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
            CARGO_PROFILE_RELEASE_OPT_LEVEL="$level" \
            CARGO_PROFILE_RELEASE_DEBUG=0 \
            CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback \
            cargo install "$crate" --version "=$version" --force --root "$XA_TOI_TOOLS" $try "$@"; then
            rm -rf "$XA_TOI_TOOLS/build"
            return
        fi
        [ -z "$try" ] || say "trying again with other versions of its dependencies"
    done
    tail -n 15 "$log" >&2
    die "$crate $version did not install; see $log, or put it on PATH yourself"
}

trunk_tool() {
    cargo_tool trunk "$(pin trunk-version Trunk.toml)" 0 "builds the app (5 min on 2 cores)" trunk -- --no-default-features
}
wasm_bindgen_tool() {
    cargo_tool wasm-bindgen-cli "$(pin wasm_bindgen Trunk.toml)" 1 "joins WebAssembly and JavaScript (3 min on 2 cores)" \
        wasm-bindgen wasm-bindgen-test-runner
}
cargo_fuzz_tool() {
    cargo_tool cargo-fuzz "$cargo_fuzz" 0 "builds what libFuzzer runs (1 min on 2 cores)" cargo-fuzz
}
cargo_deny_tool() {
    cargo_tool cargo-deny "$cargo_deny" 0 "checks licences and origins of dependencies (2 min on 2 cores)" cargo-deny
}

# --- programs written in JavaScript ------------------------------------------

# npm_ci <folder> <why, and how long>: exactly what the lock file says.
npm_ci() {
    if cmp -s "$1/package-lock.json" "$1/node_modules/.installed.json"; then return; fi
    say "installing npm packages in $1: $2"
    logged "npm-$1" env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix "$1" --no-audit --no-fund ||
        die "npm could not install them; run: npm ci --prefix $1"
    cp "$1/package-lock.json" "$1/node_modules/.installed.json"
}

wasm_opt_tool() {
    local version
    version=$(pin wasm_opt Trunk.toml)
    # The one on PATH, unless it is ours: starting that takes Node 0.3 s, and its lock file already says what it is.
    case "$(command -v wasm-opt || true)" in
    '' | "$root"/*) npm_ci tools "wasm-opt, which makes the app smaller (10 s)" ;;
    *) [ "$(wasm-opt --version | cut -d ' ' -f 3)" = "$version" ] || npm_ci tools "wasm-opt $version (10 s)" ;;
    esac
}

browser() {
    if [ -n "${CHROMIUM:-}" ]; then
        [ -x "$CHROMIUM" ] || die "CHROMIUM=$CHROMIUM is no program"
        return
    fi
    if [ -x /usr/bin/chromium ] || node tests/chromium.mjs >/dev/null 2>&1; then return; fi
    # Ubuntu's package of that name only asks for a snap, which does not run in containers.
    local candidate
    candidate=$(apt-cache policy chromium 2>/dev/null | sed -n 's/^ *Candidate: //p')
    case "$candidate" in
    '' | '(none)' | *snap*)
        say "installing Playwright's Chromium, for the tests in a browser (2 min)"
        logged playwright-chromium tests/node_modules/.bin/playwright install --with-deps chromium ||
            die "Playwright could not install its browser; set CHROMIUM=/path/to/chromium"
        ;;
    *) apt_install "the browser for the tests (1 min)" chromium ;;
    esac
}

postgresql() {
    if have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then return; fi
    # The tests start a throw-away one of their own; Debian would also set up and start a permanent one.
    local conf=/etc/postgresql-common/createcluster.conf kept=
    if ! [ -e "$conf" ]; then
        apt_install "what PostgreSQL's package needs (20 s)" postgresql-common
        if [ -e "$conf" ] && as_root cp "$conf" "$conf.kept"; then
            kept=1
            as_root sed -i 's/^#* *create_main_cluster.*/create_main_cluster = false/' "$conf"
        fi
    fi
    # As a job of its own, so that the file is put back even where this ends the script.
    local status=0
    (apt_install "PostgreSQL, for the server's tests (30 s)" postgresql) || status=$?
    [ -z "$kept" ] || as_root mv "$conf.kept" "$conf"
    [ "$status" = 0 ] || exit "$status"
}

# --- what is needed for what -------------------------------------------------

for_run() {
    c_compiler
    node_at_least 18 "wasm-opt"
    rust
    trunk_tool
    wasm_bindgen_tool
    wasm_opt_tool
}
for_browser() {
    node_at_least 20 "Playwright"
    npm_ci tests "Playwright and axe, for the tests in a browser (20 s)"
    browser
}
for_lint() {
    c_compiler
    rust
    rust_lint_tools
    cargo_deny_tool
}

# Two of these at once would get in each other's way; the second one then finds everything done.
exec 9>"$XA_TOI_TOOLS/lock"
if have flock && ! flock -n 9; then
    say "waiting for another setup to end"
    flock 9
fi

[ $# -gt 0 ] || set -- run
for purpose; do
    case "$purpose" in
    run | dev) for_run ;;
    test)
        # The cheap refusals first: nobody wants to hear after ten minutes that Node is too old.
        node_at_least 20 "Playwright"
        for_run
        for_browser
        postgresql
        ;;
    bench)
        node_at_least 20 "Playwright"
        for_run
        for_browser
        ;;
    lint) for_lint ;;
    fuzz)
        c_compiler
        rust
        rust_nightly
        cargo_fuzz_tool
        ;;
    *) die "unknown purpose: $purpose (one of run, dev, test, lint, bench, fuzz)" ;;
    esac
done
