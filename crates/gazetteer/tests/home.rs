//! Where the people of a divided ward belong.
#![cfg(feature = "data")]

mod country;

use country::{GAZETTEER, READER};
use gazetteer::{LegacyId, Share};

fn home(typed: &str) -> Option<String> {
    let answer = READER.read(&GAZETTEER, typed);
    let name = |place: &gazetteer::Place| Some(GAZETTEER.commune(place.commune)?.name.to_owned());
    answer.home().and_then(name)
}

#[test]
fn a_ward_that_went_to_one_commune_has_its_home_there() {
    assert_eq!(home("Phường Bến Nghé, Quận 1").as_deref(), Some("Phường Sài Gòn"));
}

#[test]
fn a_ward_of_which_others_got_only_land_has_one_home() {
    // Some uninhabited land of it went to Phường Ba Đình.
    assert_eq!(home("Phường Thụy Khuê, Quận Tây Hồ, Hà Nội").as_deref(), Some("Phường Tây Hồ"));
}

#[test]
fn a_ward_whose_people_were_divided_has_no_one_home() {
    assert_eq!(home("Phường Đa Kao, Quận 1"), None);
}

#[test]
fn what_is_not_understood_has_no_home() {
    assert_eq!(home("zzzz qqqq"), None);
}

#[test]
fn every_divided_unit_has_one_home_if_and_only_if_one_commune_got_people() {
    for unit in GAZETTEER.legacy_units() {
        let (LegacyId::Ward(_), Some(district)) = (unit.id, unit.district) else { continue };
        let went = GAZETTEER.went_to(unit.id);
        let peopled = went.iter().filter(|(_, share)| *share != Share::PartAreaOnly).count();
        let typed = format!("{}, {district}, {}", unit.name, unit.province);
        assert_eq!(home(&typed).is_some(), peopled == 1, "{typed}");
    }
}
