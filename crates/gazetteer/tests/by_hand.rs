//! Addresses as people write them on parcels, identity cards and shop signs, with what they mean: put together by hand,
//! not generated, in `tests/data/by_hand.tsv`.
#![cfg(feature = "data")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests: what fails here fails the test"
)]

mod country;

use country::{GAZETTEER, READER};
use gazetteer::CommuneCode;
use std::collections::BTreeSet;

const BY_HAND: &str = include_str!("data/by_hand.tsv");

/// The communes that all of several units have in common: "Phường Bến Nghé (nay là Phường Sài Gòn)" says both.
fn common(units: &str) -> BTreeSet<CommuneCode> {
    let sets = units.split('&').map(communes);
    sets.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap()
}

/// The communes that "ward/district/province" or "=commune/province" stands for.
fn communes(unit: &str) -> BTreeSet<CommuneCode> {
    let g = &*GAZETTEER;
    let found: BTreeSet<CommuneCode> = match unit.strip_prefix('=') {
        Some(today) => {
            let (name, province) = today.split_once('/').unwrap();
            let is_it = |commune: &gazetteer::Commune<'_>| {
                commune.name == name && g.province(commune.province).unwrap().name == province
            };
            g.communes().filter(is_it).map(|commune| commune.code).collect()
        }
        None => {
            let parts: Vec<&str> = unit.split('/').collect();
            let is_it = |old: &gazetteer::LegacyUnit<'_>| match parts[..] {
                // An island that had no wards.
                ["", district, province] => (old.name, old.province) == (district, province),
                _ => [old.name, old.district.unwrap_or_default(), old.province] == parts[..],
            };
            let units = g.legacy_units().filter(is_it).flat_map(|old| g.went_to(old.id));
            units.map(|(commune, _)| commune.code).collect()
        }
    };
    assert!(!found.is_empty(), "there is no {unit}");
    found
}

#[test]
fn addresses_written_by_hand_mean_what_their_writers_meant() {
    let mut wrong = Vec::new();
    for row in BY_HAND.lines().filter(|row| !row.starts_with('#')) {
        let [typed, units, kept] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let expected: BTreeSet<CommuneCode> = units.split('|').flat_map(common).collect();
        let answer = READER.read(&GAZETTEER, typed);
        let found: BTreeSet<CommuneCode> = answer.communes().collect();
        if found != expected || (kept != "?" && answer.rest != kept) {
            let names: Vec<&str> =
                found.iter().map(|&code| GAZETTEER.commune(code).unwrap().name).collect();
            wrong.push(format!(
                "{typed}\n    found {names:?}, kept {:?}, not {kept:?}",
                answer.rest
            ));
        }
    }
    assert!(wrong.is_empty(), "{} are misread:\n{}", wrong.len(), wrong.join("\n"));
}
