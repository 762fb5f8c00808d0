//! Names of wards and districts that were gone before the reform.
//!
//! The source lists what people write, folded and without spaces: `phuong10` and `10`, `thixacualo`, `txcualo` and
//! `cualo`. A gazetteer knows type words on its own, so that it keeps the bare name once, and the type
//! word where one was written with it.

use super::rows::LegacyFacts;
use super::table::{Row, RowError, read_table};
use super::{
    FORMER_DISTRICT_COLUMNS, FORMER_DISTRICTS, FORMER_WARD_COLUMNS, FORMER_WARDS, LEGACY_WARDS,
};
use crate::gazetteer::{FormerDistrictRow, FormerWardRow};
use crate::kind::Kind;
use crate::{DistrictCode, Gazetteer, LegacyId, ProvinceCode, WardCode, fold};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct FormerWardFacts {
    line: u64,
    written_as: String,
    ward: WardCode,
    year: u16,
}

pub(super) struct FormerDistrictFacts {
    line: u64,
    written_as: String,
    province: ProvinceCode,
    province_name: String,
    district: DistrictCode,
    district_name: String,
}

/// What stands in front of the name of a ward, the longer first.
const WARD_WORDS: [(&str, Kind); 4] = [
    ("thitran", Kind::Township),
    ("tt", Kind::Township),
    ("phuong", Kind::Ward),
    ("xa", Kind::Commune),
];
/// What stands in front of the name of a district, the longer first.
const DISTRICT_WORDS: [(&str, Kind); 8] = [
    ("district", Kind::UrbanDistrict),
    ("thanhpho", Kind::City),
    ("huyen", Kind::RuralDistrict),
    ("thixa", Kind::Town),
    ("quan", Kind::UrbanDistrict),
    ("tp", Kind::City),
    ("tx", Kind::Town),
    ("q", Kind::UrbanDistrict),
];

pub(super) fn read_wards(text: &str, errors: &mut Vec<RowError>) -> Vec<FormerWardFacts> {
    read_table(FORMER_WARDS, text, &FORMER_WARD_COLUMNS, errors, |row| {
        written_as(row);
        let ward = row.parse("legacy_ward_code");
        let year = row.parse_if_any::<u16>("merged_in_year");
        if year.is_some_and(|year| !(2001..=2025).contains(&year)) {
            row.fault("merged_in_year is not between 2001 and 2025");
        }
        Some(FormerWardFacts {
            line: row.line(),
            written_as: fold(row.cell("written_as")),
            ward: ward?,
            year: year.unwrap_or(0),
        })
    })
}

pub(super) fn read_districts(text: &str, errors: &mut Vec<RowError>) -> Vec<FormerDistrictFacts> {
    read_table(FORMER_DISTRICTS, text, &FORMER_DISTRICT_COLUMNS, errors, |row| {
        written_as(row);
        let province = row.parse("province_code");
        let district = row.parse("district_code");
        row.one_of("why", &[("renamed_or_merged", ()), ("same_name_now_several", ())]);
        Some(FormerDistrictFacts {
            line: row.line(),
            written_as: fold(row.cell("written_as")),
            province: province?,
            province_name: row.cell("province").to_owned(),
            district: district?,
            district_name: row.cell("district").to_owned(),
        })
    })
}

fn written_as(row: &mut Row<'_>) {
    row.required("written_as");
    if row.cell("written_as").contains(|c: char| !c.is_alphanumeric() || c.is_uppercase()) {
        row.fault("written_as is not small letters and digits");
    }
}

/// Adds the rows that do not fit the old wards.
pub(super) fn misfits(
    wards: &[FormerWardFacts],
    districts: &[FormerDistrictFacts],
    legacy: &[LegacyFacts],
    errors: &mut Vec<RowError>,
) {
    let mut refuse = |file: &str, line, reason: String| {
        errors.push(RowError { file: file.to_owned(), line, reason });
    };
    let known: BTreeSet<_> = legacy.iter().map(|row| row.id).collect();
    let mut seen = BTreeSet::new();
    for row in wards {
        if !known.contains(&LegacyId::Ward(row.ward)) {
            let reason = format!("there is no ward {} in {LEGACY_WARDS}", row.ward);
            refuse(FORMER_WARDS, row.line, reason);
        }
        if !seen.insert((row.ward, &row.written_as)) {
            refuse(FORMER_WARDS, row.line, "the same name is there twice".to_owned());
        }
    }
    let named: BTreeMap<_, _> = legacy
        .iter()
        .map(|row| (row.district, (row.province, &row.province_name, &row.district_name)))
        .collect();
    let mut seen = BTreeSet::new();
    for row in districts {
        let same = (row.province, &row.province_name, &row.district_name);
        if named.get(&row.district) != Some(&same) {
            let reason = format!(
                "{LEGACY_WARDS} knows no district {} named {}, {}",
                row.district, row.district_name, row.province_name
            );
            refuse(FORMER_DISTRICTS, row.line, reason);
        }
        if !seen.insert((row.district, &row.written_as)) {
            refuse(FORMER_DISTRICTS, row.line, "the same name is there twice".to_owned());
        }
    }
    if wards.len() > usize::from(u16::MAX) {
        let reason = format!("{} rows are more than {}", wards.len(), u16::MAX);
        refuse(FORMER_WARDS, 1, reason);
    }
}

/// Parts the type word from a written name, given whether another name is also written.
///
/// A name is bare when it is also written with a type word in front: `xala` where there is `phuongxala`.
fn bare<'a>(
    written: &'a str,
    words: &[(&str, Kind)],
    is_written: impl Fn(&str) -> bool,
) -> (Option<Kind>, &'a str) {
    let whole = words.iter().any(|(word, _)| is_written(&format!("{word}{written}")));
    let split = words
        .iter()
        .filter(|_| !whole)
        .find_map(|&(word, kind)| Some((Some(kind), written.strip_prefix(word)?)))
        .filter(|(_, bare)| !bare.is_empty());
    let (kind, bare) = split.unwrap_or((None, written));
    let number = bare.bytes().all(|byte| byte.is_ascii_digit());
    let trimmed = bare.trim_start_matches('0');
    (kind, if number && !trimmed.is_empty() { trimmed } else { bare })
}

/// Adds the names of former wards, each once a ward.
pub(super) fn add_wards(g: &mut Gazetteer, rows: &[FormerWardFacts]) {
    let written: BTreeSet<_> = rows.iter().map(|row| (row.ward, row.written_as.as_str())).collect();
    let mut names: BTreeMap<(WardCode, &str), (Option<Kind>, u16)> = BTreeMap::new();
    for row in rows {
        let is_written = |name: &str| written.contains(&(row.ward, name));
        let (kind, name) = bare(&row.written_as, &WARD_WORDS, is_written);
        let known = names.entry((row.ward, name)).or_default();
        known.0 = known.0.or(kind);
        known.1 = known.1.max(row.year);
    }
    for ((ward, name), (kind, year)) in names {
        let legacy = g.legacy.partition_point(|row| row.id < LegacyId::Ward(ward)) as u16;
        let name = g.keep(&[name]);
        g.former_wards.push(FormerWardRow { legacy, kind, year, name });
    }
}

/// Adds how districts were written, without the names they still had in June 2025.
pub(super) fn add_districts(g: &mut Gazetteer, rows: &[FormerDistrictFacts]) {
    let written: BTreeSet<_> =
        rows.iter().map(|row| (row.district, row.written_as.as_str())).collect();
    let mut names: BTreeMap<(DistrictCode, &str), Option<Kind>> = BTreeMap::new();
    for row in rows {
        let is_written = |name: &str| written.contains(&(row.district, name));
        let (kind, name) = bare(&row.written_as, &DISTRICT_WORDS, is_written);
        let known = names.entry((row.district, name)).or_default();
        *known = known.or(kind);
    }
    for ((code, name), kind) in names {
        let district = g.districts.partition_point(|row| row.code < code) as u16;
        let row = g.districts[usize::from(district)];
        let own: String =
            fold(Kind::strip(g.read(row.name))).chars().filter(|c| c.is_alphanumeric()).collect();
        if own != name || kind.is_some_and(|kind| kind != row.kind) {
            let name = g.keep(&[name]);
            g.former_districts.push(FormerDistrictRow { district, kind, name });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_word_is_parted_from_the_name() {
        let alone = |_: &str| false;
        assert_eq!(bare("phuong10", &WARD_WORDS, alone), (Some(Kind::Ward), "10"));
        assert_eq!(bare("ttkyson", &WARD_WORDS, alone), (Some(Kind::Township), "kyson"));
        assert_eq!(bare("q09", &DISTRICT_WORDS, alone), (Some(Kind::UrbanDistrict), "9"));
        assert_eq!(bare("tinhgia", &DISTRICT_WORDS, alone), (None, "tinhgia"));
    }

    #[test]
    fn a_name_that_begins_like_a_type_word_stays_whole() {
        let written = |name: &str| name == "phuongxala";
        assert_eq!(bare("xala", &WARD_WORDS, written), (None, "xala"));
    }
}
