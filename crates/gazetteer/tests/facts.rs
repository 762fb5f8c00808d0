//! The gazetteer over this project's own tables.
#![cfg(feature = "data")]

use gazetteer::Gazetteer;
use gazetteer::data::{Sources, build};
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let read = |name: &str| {
        let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let [provinces, communes, legacy_wards, mapping] =
        ["provinces.csv", "communes.csv", "legacy_wards.csv", "mapping.csv"].map(read);
    build(&Sources {
        provinces: &provinces,
        communes: &communes,
        legacy_wards: &legacy_wards,
        mapping: &mapping,
    })
    .unwrap_or_else(|errors| panic!("{errors:#?}"))
});

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
