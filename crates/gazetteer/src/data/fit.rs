//! Rows that fit each other.

use super::rows::{CommuneFacts, LegacyFacts, MoveFacts, ProvinceFacts};
use super::table::RowError;
use super::{COMMUNES, LEGACY_WARDS, MAPPING, PROVINCES};
use crate::{LegacyId, Share};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are sound in themselves and do not fit the others.
pub(super) fn misfits(
    provinces: &[ProvinceFacts],
    communes: &[CommuneFacts],
    legacy: &[LegacyFacts],
    moves: &[MoveFacts],
) -> Vec<RowError> {
    let mut errors = Vec::new();
    let mut refuse = |file: &str, line, reason: String| {
        errors.push(RowError { file: file.to_owned(), line, reason });
    };

    let mut province_codes = BTreeSet::new();
    for row in provinces {
        if !province_codes.insert(row.code) {
            refuse(PROVINCES, row.line, format!("code {} is there twice", row.code));
        }
    }

    let formed: BTreeSet<_> = moves.iter().map(|row| row.commune).collect();
    let mut commune_codes = BTreeSet::new();
    for row in communes {
        if !commune_codes.insert(row.code) {
            refuse(COMMUNES, row.line, format!("code {} is there twice", row.code));
        }
        if !province_codes.contains(&row.province) {
            refuse(COMMUNES, row.line, format!("there is no province {}", row.province));
        }
        if !formed.contains(&row.code) {
            refuse(
                COMMUNES,
                row.line,
                format!("{} was formed from nothing in {MAPPING}", row.code),
            );
        }
    }

    let gone: BTreeSet<_> = moves.iter().map(|row| row.legacy).collect();
    let mut districts_of = BTreeMap::new();
    let mut districts = BTreeMap::new();
    let mut former_provinces = BTreeMap::new();
    for row in legacy {
        if districts_of.insert(row.id, row.district).is_some() {
            refuse(LEGACY_WARDS, row.line, format!("{} is there twice", row.id));
        }
        let named = (&row.district_name, row.province);
        if *districts.entry(row.district).or_insert(named) != named {
            let reason =
                format!("district {} has another name or province elsewhere", row.district);
            refuse(LEGACY_WARDS, row.line, reason);
        }
        if *former_provinces.entry(row.province).or_insert(&row.province_name) != &row.province_name
        {
            let reason = format!("province {} has another name elsewhere", row.province);
            refuse(LEGACY_WARDS, row.line, reason);
        }
        if !gone.contains(&row.id) {
            refuse(LEGACY_WARDS, row.line, format!("{} goes nowhere in {MAPPING}", row.id));
        }
    }

    let mut targets: BTreeMap<LegacyId, usize> = BTreeMap::new();
    for row in moves {
        *targets.entry(row.legacy).or_default() += 1;
    }
    let mut pairs = BTreeSet::new();
    for row in moves {
        match districts_of.get(&row.legacy) {
            None => refuse(MAPPING, row.line, format!("there is no old unit: {}", row.legacy)),
            Some(&district) if district != row.district => {
                let reason = format!("{} was in district {district}", row.legacy);
                refuse(MAPPING, row.line, reason);
            }
            Some(_) => {}
        }
        if !commune_codes.contains(&row.commune) {
            refuse(MAPPING, row.line, format!("there is no commune {}", row.commune));
        }
        if !pairs.insert((row.legacy, row.commune)) {
            refuse(MAPPING, row.line, "the same move is there twice".to_owned());
        } else if row.share == Share::Whole && targets.get(&row.legacy) != Some(&1) {
            let reason = format!("all of {} went here, and yet some of it elsewhere", row.legacy);
            refuse(MAPPING, row.line, reason);
        }
    }

    // Places are kept in sixteen bits.
    for (file, len) in
        [(COMMUNES, communes.len()), (LEGACY_WARDS, legacy.len()), (MAPPING, moves.len())]
    {
        if len > usize::from(u16::MAX) {
            refuse(file, 1, format!("{len} rows are more than {}", u16::MAX));
        }
    }
    errors
}
