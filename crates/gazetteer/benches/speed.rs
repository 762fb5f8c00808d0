//! How fast addresses are read, and what is typed is completed: `cargo bench -p gazetteer --bench speed`.
//!
//! One of them: `-- 'suggest'`. Against what was measured before: `-- --save-baseline before`, then
//! `-- --baseline before`.
#![allow(missing_docs, reason = "criterion's macro writes functions without")]

#[path = "../tests/addresses/mod.rs"]
mod addresses;
#[path = "../tests/country/mod.rs"]
mod country;

use addresses::Style;
use country::{GAZETTEER, READER};
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use gazetteer::{Gazetteer, Reader};
use std::cmp::Reverse;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::Duration;

/// One style for each way through the reader, from the straightest to the longest.
const STYLES: [&str; 8] = [
    "canonical",
    "without accents",
    "abbreviated",
    "no commas",
    "street in front",
    "Telex",
    "a letter wrong",
    "two errors",
];
/// How many of the longest addresses of a style are typed letter by letter.
const LONGEST: usize = 10;
/// As many as the app's list shows.
const SHOWN: usize = 8;

static WRITTEN: LazyLock<Vec<Style>> = LazyLock::new(|| addresses::all(&GAZETTEER, 1));

fn texts(style: &str) -> Vec<&'static str> {
    let of_style = WRITTEN.iter().filter(|written| written.name == style);
    of_style.flat_map(|style| style.addresses.iter().map(|address| address.text.as_str())).collect()
}

/// Whole addresses, all 10,040 old units in each style.
fn read(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for style in STYLES {
        let texts = texts(style);
        group.throughput(Throughput::Elements(texts.len() as u64));
        group.bench_function(style, |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    black_box(READER.read(&GAZETTEER, black_box(text)));
                }
            });
        });
    }
    group.finish();
}

/// Every beginning of the longest addresses: an element is a key that is pressed.
fn suggest(c: &mut Criterion) {
    let mut group = c.benchmark_group("suggest");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for style in STYLES {
        let mut texts = texts(style);
        texts.sort_by_key(|text| Reverse(text.chars().count()));
        let beginnings: Vec<&str> = texts
            .into_iter()
            .take(LONGEST)
            .flat_map(|text| text.char_indices().map(|(at, c)| &text[..at + c.len_utf8()]))
            .collect();
        group.throughput(Throughput::Elements(beginnings.len() as u64));
        group.bench_function(style, |bencher| {
            bencher.iter(|| {
                for typed in &beginnings {
                    black_box(READER.suggest(&GAZETTEER, black_box(typed), None, SHOWN));
                }
            });
        });
    }
    group.finish();
}

/// What is done once, before the first address.
fn start(c: &mut Criterion) {
    let pack = GAZETTEER.encode();
    let mut group = c.benchmark_group("start");
    group.bench_function("decode the pack", |bencher| {
        bencher.iter(|| Gazetteer::decode(black_box(&pack)));
    });
    group.bench_function("build the reader", |bencher| {
        bencher.iter(|| Reader::new(black_box(&GAZETTEER)));
    });
    group.finish();
}

criterion_group! {
    name = speed;
    config = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(2));
    targets = start, read, suggest
}
criterion_main!(speed);
