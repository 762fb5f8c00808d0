//! Addresses from before the mergers of 2018 to 2025, of names that are gone.

use super::write::without_type;
use super::{Address, Communes};
use gazetteer::{DistrictCode, Gazetteer, LegacyUnit, fold};
use std::collections::{BTreeMap, BTreeSet};

/// A name without type word, accents and spaces.
fn squeezed(name: &str) -> String {
    fold(without_type(name)).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn went(g: &Gazetteer, unit: &LegacyUnit<'_>) -> Communes {
    g.went_to(unit.id).into_iter().map(|(commune, _)| commune.code).collect()
}

/// Wards that are gone, folded as the table has them.
pub fn wards(g: &Gazetteer) -> Vec<Address> {
    let mut meant: BTreeMap<String, Communes> = BTreeMap::new();
    for unit in g.legacy_units() {
        for (name, _) in g.merged_into(unit.id) {
            let kind = if name.bytes().all(|byte| byte.is_ascii_digit()) { "phuong " } else { "" };
            let district = fold(unit.district.unwrap_or_default());
            let text = format!("{kind}{name}, {district}, {}", fold(unit.province));
            meant.entry(text).or_default().extend(went(g, &unit));
        }
    }
    // A name that another unit of the district bears as well names that one too.
    for unit in g.legacy_units() {
        let district = fold(unit.district.unwrap_or_default());
        meant.remove(&format!("{}, {district}, {}", squeezed(unit.name), fold(unit.province)));
    }
    meant.into_iter().map(|(text, communes)| Address { text, communes }).collect()
}

/// The wards of districts that were renamed or merged, under the name of before.
pub fn districts(g: &Gazetteer) -> Vec<Address> {
    let path = format!("{}/../../data/former_districts.csv", env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(path).unwrap_or_default();
    let rows: Vec<Vec<&str>> =
        table.lines().skip(1).map(|line| line.split(',').collect()).collect();
    // The whole province at once, so that a name of several districts gets all of them.
    let mut meant: BTreeMap<String, Communes> = BTreeMap::new();
    let mut texts = BTreeSet::new();
    for row in &rows {
        let [written, _, province, code, district, ..] = row[..] else { continue };
        if written.chars().all(|c| c.is_ascii_digit()) || squeezed(district) == *written {
            continue;
        }
        let Ok(code) = code.parse::<DistrictCode>() else { continue };
        let Some((name, _)) = g.district(code) else { continue };
        for unit in g.legacy_units() {
            if unit.district == Some(name) && unit.province == province {
                let text = format!("{}, {written}, {province}", unit.name);
                meant.entry(text.clone()).or_default().extend(went(g, &unit));
                texts.insert(text);
            }
        }
    }
    meant.into_iter().map(|(text, communes)| Address { text, communes }).collect()
}
