//! Rows that are sound in themselves.

use super::table::{Row, RowError, read_table};
use super::{
    COMMUNE_COLUMNS, COMMUNES, LEGACY_WARD_COLUMNS, LEGACY_WARDS, MAPPING, MAPPING_COLUMNS,
    PROVINCE_COLUMNS, PROVINCES,
};
use crate::kind::Kind;
use crate::{CommuneCode, CommuneKind, DistrictCode, LegacyId, ProvinceCode, Share, WardCode};

pub(super) struct Renamed {
    pub(super) former_name: String,
    pub(super) on: String,
    pub(super) by: String,
}

pub(super) struct ProvinceFacts {
    pub(super) line: u64,
    pub(super) code: ProvinceCode,
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) renamed: Option<Renamed>,
    pub(super) resolution: String,
}

pub(super) struct CommuneFacts {
    pub(super) line: u64,
    pub(super) code: CommuneCode,
    pub(super) kind: CommuneKind,
    pub(super) name: String,
    pub(super) renamed: Option<Renamed>,
    pub(super) province: ProvinceCode,
    pub(super) resolution: String,
}

pub(super) struct LegacyFacts {
    pub(super) line: u64,
    pub(super) id: LegacyId,
    pub(super) name: String,
    pub(super) district: DistrictCode,
    pub(super) district_name: String,
    pub(super) province: ProvinceCode,
    pub(super) province_name: String,
}

pub(super) struct MoveFacts {
    pub(super) line: u64,
    pub(super) legacy: LegacyId,
    pub(super) district: DistrictCode,
    pub(super) commune: CommuneCode,
    pub(super) share: Share,
}

pub(super) fn read_provinces(text: &str, errors: &mut Vec<RowError>) -> Vec<ProvinceFacts> {
    read_table(PROVINCES, text, &PROVINCE_COLUMNS, errors, |row| {
        let code = row.parse("code");
        let kind = typed_name(row, "name", Kind::is_province);
        let renamed = renamed(row, Kind::is_province);
        resolution_number(row, "commune_resolution");
        Some(ProvinceFacts {
            line: row.line(),
            code: code?,
            kind: kind?,
            name: row.cell("name").to_owned(),
            renamed,
            resolution: row.cell("commune_resolution").to_owned(),
        })
    })
}

pub(super) fn read_communes(text: &str, errors: &mut Vec<RowError>) -> Vec<CommuneFacts> {
    let kinds = [
        ("commune", CommuneKind::Commune),
        ("ward", CommuneKind::Ward),
        ("special_zone", CommuneKind::SpecialZone),
    ];
    let is_commune = |kind: Kind| kind.commune().is_some();
    read_table(COMMUNES, text, &COMMUNE_COLUMNS, errors, |row| {
        let code = row.parse("code");
        let kind = row.one_of("kind", &kinds);
        let named = typed_name(row, "name", is_commune);
        if let (Some(kind), Some(named)) = (kind, named)
            && named.commune() != Some(kind)
        {
            row.fault(format!("name {:?} is not a {}", row.cell("name"), row.cell("kind")));
        }
        let renamed = renamed(row, is_commune);
        let province = row.parse("province_code");
        resolution_number(row, "resolution");
        if row.parse_if_any("area_km2").is_some_and(|area: f64| !(area.is_finite() && area > 0.0)) {
            row.fault("area_km2 is not greater than 0");
        }
        if row.parse_if_any("population_2025").is_some_and(|people: u32| people == 0) {
            row.fault("population_2025 is 0; leave it empty if it is not known");
        }
        row.point_if_any();
        Some(CommuneFacts {
            line: row.line(),
            code: code?,
            kind: kind?,
            name: row.cell("name").to_owned(),
            renamed,
            province: province?,
            resolution: row.cell("resolution").to_owned(),
        })
    })
}

pub(super) fn read_legacy(text: &str, errors: &mut Vec<RowError>) -> Vec<LegacyFacts> {
    read_table(LEGACY_WARDS, text, &LEGACY_WARD_COLUMNS, errors, |row| {
        let district = row.parse("district_code");
        typed_name(row, "district", Kind::is_district);
        let province = row.parse("province_code");
        typed_name(row, "province", Kind::is_province);
        row.one_of("point_ok", &[("yes", ()), ("no", ())]);
        row.point_if_any();
        let foreign = |c: char| c != ';' && (!c.is_alphanumeric() || c.is_uppercase());
        if row.cell("aliases").contains(foreign) {
            row.fault("aliases are not small letters and digits with ; between");
        }
        let (id, name) = if row.cell("code").is_empty() {
            if !row.cell("name").is_empty() {
                row.fault("a unit without a code has no name of its own");
            }
            (district.map(LegacyId::District), row.cell("district").to_owned())
        } else {
            typed_name(row, "name", Kind::is_legacy_ward);
            (row.parse("code").map(LegacyId::Ward), row.cell("name").to_owned())
        };
        Some(LegacyFacts {
            line: row.line(),
            id: id?,
            name,
            district: district?,
            district_name: row.cell("district").to_owned(),
            province: province?,
            province_name: row.cell("province").to_owned(),
        })
    })
}

pub(super) fn read_moves(text: &str, errors: &mut Vec<RowError>) -> Vec<MoveFacts> {
    let shares = [
        ("full", Share::Whole),
        ("partial", Share::Part),
        ("partial_area_only", Share::PartAreaOnly),
        ("partial_area_all_population", Share::PartAreaAllPeople),
        ("partial_population", Share::PartPeople),
    ];
    read_table(MAPPING, text, &MAPPING_COLUMNS, errors, |row| {
        let ward: Option<WardCode> = row.parse_if_any("legacy_ward_code");
        let district: Option<DistrictCode> = row.parse("legacy_district_code");
        let commune = row.parse("commune_code");
        let share = row.one_of("share", &shares);
        Some(MoveFacts {
            line: row.line(),
            legacy: ward.map_or(LegacyId::District(district?), LegacyId::Ward),
            district: district?,
            commune: commune?,
            share: share?,
        })
    })
}

/// Notes a fault unless the cell is a name that begins with a fitting type word.
fn typed_name(row: &mut Row<'_>, column: &str, fits: impl Fn(Kind) -> bool) -> Option<Kind> {
    let name = row.cell(column);
    let kind = Kind::split(name).map(|(kind, _)| kind).filter(|&kind| fits(kind));
    if kind.is_none() {
        row.fault(format!("{column} {name:?} does not begin with a fitting type word"));
    }
    kind
}

/// The three cells of a renaming: all or none.
fn renamed(row: &mut Row<'_>, fits: impl Fn(Kind) -> bool) -> Option<Renamed> {
    if ["former_name", "renamed_on", "renamed_by"].iter().all(|column| row.cell(column).is_empty())
    {
        return None;
    }
    typed_name(row, "former_name", fits);
    row.required("renamed_on");
    row.day_if_any("renamed_on");
    resolution_number(row, "renamed_by");
    Some(Renamed {
        former_name: row.cell("former_name").to_owned(),
        on: row.cell("renamed_on").to_owned(),
        by: row.cell("renamed_by").to_owned(),
    })
}

/// Notes a fault unless the cell is a number of the National Assembly (`30/2026/QH16`) or of its Standing
/// Committee (`1685/NQ-UBTVQH15`).
fn resolution_number(row: &mut Row<'_>, column: &str) {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<_> = row.cell(column).split('/').collect();
    let sound = match parts.as_slice() {
        [number, body] => digits(number) && body.strip_prefix("NQ-UBTVQH").is_some_and(digits),
        [number, year, body] => {
            digits(number)
                && year.len() == 4
                && digits(year)
                && body.strip_prefix("QH").is_some_and(digits)
        }
        _ => false,
    };
    if !sound {
        row.fault(format!("{column} {:?} is not the number of a resolution", row.cell(column)));
    }
}
