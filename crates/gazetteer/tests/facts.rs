//! The gazetteer over this project's own tables.
#![cfg(feature = "data")]

mod country;

use country::{GAZETTEER, READER};
use gazetteer::{Gazetteer, Quality, Suggestion, Unit, fold};

fn search(typed: &str, limit: usize) -> Vec<Suggestion> {
    READER.suggest(&GAZETTEER, typed, None, limit)
}

#[test]
fn the_country_has_as_many_units_as_the_law_says() {
    let g = &*GAZETTEER;
    assert_eq!(g.provinces().count(), 34);
    assert_eq!(g.communes().count(), 3_321);
    assert_eq!(g.legacy_units().count(), 10_040);
    assert_eq!(g.legacy_units().map(|unit| g.went_to(unit.id).len()).sum::<usize>(), 10_571);
    assert_eq!(g.communes().map(|unit| g.formed_from(unit.code).len()).sum::<usize>(), 10_571);
}

#[test]
fn the_pack_gives_the_same_answers_as_the_tables() {
    let g = &*GAZETTEER;
    let bytes = g.encode();
    let packed = Gazetteer::decode(&bytes).unwrap();
    assert_eq!(packed.encode(), bytes);
    assert!(packed.provinces().eq(g.provinces()));
    assert!(packed.communes().eq(g.communes()));
    assert!(packed.legacy_units().eq(g.legacy_units()));
    assert!(g.legacy_units().all(|unit| packed.went_to(unit.id) == g.went_to(unit.id)));
    assert!(g.communes().all(|unit| packed.formed_from(unit.code) == g.formed_from(unit.code)));
}

#[test]
fn provinces_come_in_alphabetical_order() {
    let names: Vec<_> = GAZETTEER.provinces().map(|province| province.name).collect();
    assert_eq!(names[..4], ["Tỉnh An Giang", "Thành phố Bắc Ninh", "Tỉnh Cà Mau", "Tỉnh Cao Bằng"]);
    assert_eq!(names[33], "Tỉnh Vĩnh Long");
}

/// Every old unit and how its address is written in full.
fn old_addresses() -> impl Iterator<Item = (Unit, String)> {
    GAZETTEER.legacy_units().map(|unit| {
        let district = unit.district.map_or_else(String::new, |district| format!("{district}, "));
        (Unit::Legacy(unit.id), format!("{}, {district}{}", unit.name, unit.province))
    })
}

/// Every commune and how its address is written in full.
fn new_addresses() -> impl Iterator<Item = (Unit, String)> {
    GAZETTEER.communes().map(|unit| {
        let province = GAZETTEER.province(unit.province).map_or("", |province| province.name);
        (Unit::Commune(unit.code), format!("{}, {province}", unit.name))
    })
}

fn misses(
    addresses: impl Iterator<Item = (Unit, String)>,
    found: impl Fn(&[Suggestion], Unit) -> bool,
    write: impl Fn(&str) -> String,
) -> Vec<String> {
    addresses
        .map(|(unit, address)| (unit, write(&address)))
        .filter(|(unit, typed)| !found(&search(typed, 5), *unit))
        .map(|(unit, typed)| format!("{typed}: {unit:?}, found {:?}", search(&typed, 3)))
        .collect()
}

fn first(hits: &[Suggestion], unit: Unit) -> bool {
    hits.first().is_some_and(|hit| hit.unit == unit && hit.quality == Quality::Full)
}

fn among_the_full(hits: &[Suggestion], unit: Unit) -> bool {
    hits.iter().any(|hit| hit.unit == unit && hit.quality == Quality::Full)
}

const NONE: [String; 0] = [];

#[test]
fn every_old_address_finds_its_unit_first() {
    assert_eq!(misses(old_addresses(), first, str::to_owned), NONE);
}

#[test]
fn every_new_address_finds_its_commune_first() {
    assert_eq!(misses(new_addresses(), first, str::to_owned), NONE);
}

#[test]
fn every_address_finds_its_unit_without_accents_and_commas() {
    let plain = |address: &str| fold(address).replace(',', "");
    assert_eq!(misses(old_addresses(), among_the_full, plain), NONE);
    assert_eq!(misses(new_addresses(), among_the_full, plain), NONE);
}
