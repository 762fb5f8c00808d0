//! This project's own tables, read once for the tests.
#![allow(clippy::panic, reason = "a test helper: without the tables there is nothing to test")]

use gazetteer::data::{Sources, build};
use gazetteer::{Gazetteer, Reader};
use std::sync::LazyLock;

/// The gazetteer built from `data/`.
pub static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let read = |name: &str| {
        let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
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
    build(&Sources {
        provinces: &provinces,
        communes: &communes,
        legacy_wards: &legacy_wards,
        mapping: &mapping,
        former_wards: &former_wards,
        former_districts: &former_districts,
    })
    .unwrap_or_else(|errors| panic!("{errors:#?}"))
});

/// Its reader.
#[allow(dead_code, reason = "not every test reads")]
pub static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&GAZETTEER));
