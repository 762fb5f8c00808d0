//! How long decoding, building the index and searching take, over this project's own tables:
//! `cargo bench -p gazetteer`. No harness: the numbers wanted are milliseconds, not confidence intervals.

use gazetteer::data::{Sources, build};
use gazetteer::{Gazetteer, Reader};
use std::hint::black_box;
use std::time::{Duration, Instant};

const QUERIES: [&str; 14] = [
    "Phường Bến Thành, Quận 1, Thành phố Hồ Chí Minh",
    "p8 q10 tphcm",
    "123/4 Nguyễn Trãi, Phường 7, Quận 5, TP.HCM",
    "xa tan lap huyen vu thu tinh thai binh",
    "Phường 1",
    "Quận 1",
    "tan",
    "t",
    "1",
    "tân b",
    "Thái Nguyên",
    "an an an an an an an an an an an an an an an an an an an an an an an an an an an an an an an an",
    "tan phu tan binh tan an tan lap tan thanh tan hoa tan phong tan my tan long tan hiep t",
    "phường 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1",
];

fn main() {
    let read = |name: &str| {
        let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap_or_default()
    };
    let [provinces, communes, legacy_wards, mapping, former_wards, former_districts] = [
        "provinces.csv",
        "communes.csv",
        "legacy_wards.csv",
        "mapping.csv",
        "former_wards.csv",
        "former_districts.csv",
    ]
    .map(read);
    let sources = Sources {
        provinces: &provinces,
        communes: &communes,
        legacy_wards: &legacy_wards,
        mapping: &mapping,
        former_wards: &former_wards,
        former_districts: &former_districts,
    };
    let Ok(g) = build(&sources) else {
        eprintln!("the tables in data/ are faulty; `cargo run -p pack -- check` says where");
        return;
    };
    let pack = g.encode();
    println!("pack      {:>9} bytes", pack.len());
    println!("decode    {:>9.2?}", median(50, || Gazetteer::decode(black_box(&pack))));
    println!("reader    {:>9.2?}", median(50, || Reader::new(black_box(&g))));
    let reader = Reader::new(&g);
    for typed in QUERIES {
        let time = median(300, || reader.suggest(&g, black_box(typed), None, 20));
        println!("search    {time:>9.2?}  {typed:.60}");
    }

    let addresses: Vec<String> = g
        .legacy_units()
        .map(|unit| {
            format!("{}, {}, {}", unit.name, unit.district.unwrap_or_default(), unit.province)
        })
        .collect();
    let mut times: Vec<Duration> = addresses
        .iter()
        .map(|typed| median(3, || reader.suggest(&g, black_box(typed), None, 20)))
        .collect();
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>() / times.len() as u32;
    let worst = times.last().copied().unwrap_or_default();
    println!("addresses {mean:>9.2?} on average, {worst:.2?} at worst, of {}", times.len());
}

fn median<T>(times: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken[times / 2]
}
