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

/// The names of the communes that are answered, and what is kept in front of them.
fn answered(typed: &str) -> (Vec<&'static str>, String, u8) {
    let answer = READER.read(&GAZETTEER, typed);
    let names = answer.communes().map(|code| GAZETTEER.commune(code).unwrap().name).collect();
    (names, answer.rest, answer.confidence)
}

#[test]
fn the_number_of_a_house_is_no_ward_whatever_the_street_is_called() {
    for (typed, kept) in [
        ("12 Quang Trung, Gò Vấp", "12 Quang Trung"),
        ("12/5 Quang Trung, Gò Vấp", "12/5 Quang Trung"),
        ("7 Lý Thường Kiệt, Quận 11, TP HCM", "7 Lý Thường Kiệt"),
        ("3/2, Quận 10", "3/2"),
        ("5 Phan Đình Phùng, Phú Nhuận", "5 Phan Đình Phùng"),
    ] {
        let (communes, rest, _) = answered(typed);
        assert!(communes.len() > 1, "{typed}: {communes:?}");
        assert_eq!(rest, kept, "{typed}");
    }
}

#[test]
fn a_district_without_its_type_word_is_all_of_its_communes_even_where_one_has_its_name() {
    for (typed, first, count) in [
        ("Đà Lạt", "Phường Xuân Hương - Đà Lạt", 5),
        ("12 Trần Phú, Đà Lạt, Lâm Đồng", "Phường Xuân Hương - Đà Lạt", 5),
        ("100 Tràng Tiền, Hoàn Kiếm, Hà Nội", "Phường Hoàn Kiếm", 5),
    ] {
        let (communes, ..) = answered(typed);
        assert_eq!(communes.len(), count, "{typed}: {communes:?}");
        assert!(communes.contains(&first), "{typed}: {communes:?}");
    }
    assert_eq!(answered("Phường Hoàn Kiếm, Hà Nội").0, ["Phường Hoàn Kiếm"]);
}

#[test]
fn a_type_word_with_an_error_does_not_stay_in_front_of_the_new_address() {
    for (typed, kept) in [
        ("12 Lê Lợi, Phườg Bến Nghé, Quận 1", "12 Lê Lợi"),
        ("Phưng Bến Nghé, Quận 1", ""),
        ("Xã Đông Thành, Huyện xBắc Quang, Tỉnh Hà Giang", ""),
        ("phuongbennghequan1", ""),
        ("12 le loi phuongbennghequan1", "12 le loi"),
    ] {
        assert_eq!(answered(typed).1, kept, "{typed}");
    }
}

#[test]
fn a_street_named_like_a_ward_is_only_likely_to_lie_in_it() {
    let (communes, rest, confidence) = answered("số 8 phố Hàng Bài, Hoàn Kiếm");
    assert!(communes.len() > 1, "{communes:?}");
    assert_eq!(communes[0], "Phường Cửa Nam");
    assert_eq!(rest, "số 8 phố Hàng Bài");
    assert!(confidence < 90, "{confidence}");
}

#[test]
fn half_the_name_of_a_street_is_no_ward() {
    for typed in ["10 Lê Hồng Phong, Hải Phòng", "4 Nguyễn Huệ, Sa Đéc"] {
        let (communes, rest, _) = answered(typed);
        assert!(
            !communes.iter().any(|name| name.contains("Huế") || name.contains("Phong")),
            "{communes:?}"
        );
        assert!(rest.starts_with("4 Nguyễn Huệ") || rest.starts_with("10 Lê Hồng Phong"), "{rest}");
    }
}

#[test]
fn what_contradicts_itself_is_never_sure() {
    let (communes, rest, confidence) = answered("Phường Bến Nghé, Quận 1, Hà Nội");
    assert_eq!((communes, rest.as_str()), (vec!["Phường Sài Gòn"], ""));
    assert!(confidence < 70, "{confidence}");
    let (communes, _, confidence) = answered("Phường Bến Nghé, Quận 3");
    assert!(
        communes.contains(&"Phường Sài Gòn") && communes.contains(&"Phường Xuân Hòa"),
        "{communes:?}"
    );
    assert!(confidence < 70, "{confidence}");
}

#[test]
fn a_name_is_a_number_only_with_its_accents() {
    let (communes, ..) = answered("Phường Nam Từ Liêm");
    assert!(!communes.contains(&"Phường Nam Đông Hà"), "{communes:?}");
}
