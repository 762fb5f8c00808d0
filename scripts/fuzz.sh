#!/usr/bin/env bash
# `make fuzz`: throws texts and bytes at the gazetteer that no person would think of, and tells what breaks.
#
#   scripts/fuzz.sh [read|suggest|pack]...    (default: all)
#
# FUZZ_SECONDS  for how long, each of them (default: 300)
#
# What was tried is kept in the target folder, so that the next run goes on from there.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

seconds=${FUZZ_SECONDS:-300}
fuzz=crates/gazetteer/fuzz
# Not beside the sources: whatever lies there counts as a change of the app.
mkdir -p "$target/fuzz"
work=$(cd "$target/fuzz" && pwd)

say() { printf 'fuzz: %s\n' "$*"; }
die() {
    printf 'fuzz: %s\n' "$*" >&2
    exit 1
}

say "building (2 min on 2 cores the first time)"
# The code forbids `unsafe`: a sanitizer would only make it three times slower.
rustup run nightly cargo fuzz build --fuzz-dir "$fuzz" --target-dir "$work" --sanitizer none >"$work/build.log" 2>&1 || {
    tail -n 30 "$work/build.log" >&2
    die "the targets did not build"
}
host=$(rustup run nightly rustc -vV | sed -n 's/^host: //p')

# --- what it begins with -----------------------------------------------------

# seed <target>: addresses as people write them; for the pack no difference to a good one.
seed() {
    local corpus="$work/corpus/$1" place=0 address
    mkdir -p "$corpus"
    if [ "$1" = pack ]; then
        head -c 1000 /dev/zero >"$corpus/seed-0"
        return
    fi
    while IFS=$'\t' read -r address _; do
        place=$((place + 1))
        printf '%s' "$address" >"$corpus/seed-$place"
    done < <(grep -v '^#' crates/gazetteer/tests/data/by_hand.tsv)
}

# --- and the run -------------------------------------------------------------

[ $# -gt 0 ] || set -- read suggest pack
broken=()
for name; do
    program="$work/$host/release/$name"
    [ -x "$program" ] || die "unknown: $name (one of read, suggest, pack)"
    seed "$name"
    mkdir -p "$work/findings/$name"
    log="$work/$name.log"
    longest=200
    [ "$name" != pack ] || longest=1000
    printf '\n== %s, for %d s (progress in %s)\n' "$name" "$seconds" "$log"
    # No longer than an address can be, or the fixture's pack: the longer, the fewer are tried.
    if "$program" "$work/corpus/$name" -max_total_time="$seconds" -max_len="$longest" -timeout=10 \
        -artifact_prefix="$work/findings/$name/" -print_final_stats=1 >"$log" 2>&1; then
        sed -n 's/^stat::\(number_of_executed_units\|average_exec_per_sec\|slowest_unit_time_sec\): */  \1 /p' "$log"
        grep -o 'cov: [0-9]* ft: [0-9]* corp: [0-9]*' "$log" | tail -n 1 | sed 's/^/  /'
    else
        grep -B 1 -A 4 -E 'panicked at|^==[0-9]+== ?ERROR' "$log" >&2 || tail -n 15 "$log" >&2
        broken+=("$name")
    fi
done

if [ ${#broken[@]} -gt 0 ]; then
    printf '\nfuzz: broken: %s. Once more with\n' "${broken[*]}"
    printf '  %s <file>\n' "${broken[@]/#/$work/$host/release/}"
    printf 'and the files in %s\n' "$work/findings"
    exit 1
fi
printf '\nfuzz: nothing broke\n'
