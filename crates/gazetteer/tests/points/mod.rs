//! This project's own points, read once for the tests.
#![allow(clippy::panic, reason = "a test helper: without the tables there is nothing to test")]

use crate::country::GAZETTEER;
use gazetteer::near::{Points, read_points};
use std::sync::LazyLock;

/// One of this project's tables.
pub fn table(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The points in `data/`.
pub static POINTS: LazyLock<Points> = LazyLock::new(|| {
    let (communes, legacy_wards) = (table("communes.csv"), table("legacy_wards.csv"));
    read_points(&GAZETTEER, &communes, &legacy_wards).unwrap_or_else(|errors| panic!("{errors:#?}"))
});
