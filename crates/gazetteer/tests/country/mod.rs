//! This project's own tables, read once for the tests.
#![allow(clippy::panic, reason = "a test helper: without the tables there is nothing to test")]

use gazetteer::data::{Sources, build};
use gazetteer::{Gazetteer, Reader};
use std::sync::LazyLock;

/// The gazetteer built from `data/`.
pub static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    build(&Sources {
        provinces: include_str!("../../../../data/provinces.csv"),
        communes: include_str!("../../../../data/communes.csv"),
        legacy_wards: include_str!("../../../../data/legacy_wards.csv"),
        mapping: include_str!("../../../../data/mapping.csv"),
        former_wards: include_str!("../../../../data/former_wards.csv"),
        former_districts: include_str!("../../../../data/former_districts.csv"),
    })
    .unwrap_or_else(|errors| panic!("{errors:#?}"))
});

/// Its reader.
#[allow(dead_code, reason = "not every test reads")]
pub static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&GAZETTEER));
