//! Building a gazetteer from the tables of facts (feature `data`, on by default).
//!
//! The tables are CSV with a heading, as in this project's `data/`. Nothing faulty gets through:
//! either every row is sound and fits the others, or all that is wrong is told at once.
//!
//! ```
//! use gazetteer::data::{Sources, build};
//!
//! let gazetteer = build(&Sources {
//!     provinces: "\
//! code,name,former_name,renamed_on,renamed_by,commune_resolution,source,as_of
//! 79,Thành phố Hồ Chí Minh,,,,1685/NQ-UBTVQH15,law,2025-07-01
//! ",
//!     communes: "\
//! code,kind,name,former_name,renamed_on,renamed_by,province_code,resolution,area_km2,population_2025,lat,lon,source,as_of
//! 26740,ward,Phường Sài Gòn,,,,79,1685/NQ-UBTVQH15,3.04,47022,10.78,106.703,law,2025-07-01
//! ",
//!     legacy_wards: "\
//! code,name,district_code,district,province_code,province,lat,lon,point_ok,aliases,source,as_of
//! 26740,Phường Bến Nghé,760,Quận 1,79,Thành phố Hồ Chí Minh,10.78,106.704,yes,,law,2025-06-30
//! ",
//!     mapping: "\
//! legacy_ward_code,legacy_district_code,commune_code,share,source,as_of
//! 26740,760,26740,full,law,2025-07-01
//! ",
//! });
//! assert_eq!(gazetteer.map(|g| g.communes().count()), Ok(1));
//! ```

mod table;

pub use table::{LATITUDES, LONGITUDES, Row, RowError, is_date, read_table};

use crate::gazetteer::{CommuneRow, DistrictRow, LegacyRow, Move, ProvinceRow, RenamingRow};
use crate::kind::Kind;
use crate::{
    CommuneCode, CommuneKind, DistrictCode, Gazetteer, LegacyId, ProvinceCode, Share, WardCode,
};
use std::collections::{BTreeMap, BTreeSet};

/// The names under which faulty rows are reported.
const PROVINCES: &str = "provinces.csv";
const COMMUNES: &str = "communes.csv";
const LEGACY_WARDS: &str = "legacy_wards.csv";
const MAPPING: &str = "mapping.csv";

/// The columns of `provinces.csv`, in order.
pub const PROVINCE_COLUMNS: [&str; 8] = [
    "code",
    "name",
    "former_name",
    "renamed_on",
    "renamed_by",
    "commune_resolution",
    "source",
    "as_of",
];
/// The columns of `communes.csv`, in order.
pub const COMMUNE_COLUMNS: [&str; 14] = [
    "code",
    "kind",
    "name",
    "former_name",
    "renamed_on",
    "renamed_by",
    "province_code",
    "resolution",
    "area_km2",
    "population_2025",
    "lat",
    "lon",
    "source",
    "as_of",
];
/// The columns of `legacy_wards.csv`, in order.
pub const LEGACY_WARD_COLUMNS: [&str; 12] = [
    "code",
    "name",
    "district_code",
    "district",
    "province_code",
    "province",
    "lat",
    "lon",
    "point_ok",
    "aliases",
    "source",
    "as_of",
];
/// The columns of `mapping.csv`, in order.
pub const MAPPING_COLUMNS: [&str; 6] =
    ["legacy_ward_code", "legacy_district_code", "commune_code", "share", "source", "as_of"];

/// The contents of the four tables.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// `provinces.csv`
    pub provinces: &'a str,
    /// `communes.csv`
    pub communes: &'a str,
    /// `legacy_wards.csv`
    pub legacy_wards: &'a str,
    /// `mapping.csv`
    pub mapping: &'a str,
}

struct Renamed {
    former_name: String,
    on: String,
    by: String,
}

struct ProvinceFacts {
    line: u64,
    code: ProvinceCode,
    kind: Kind,
    name: String,
    renamed: Option<Renamed>,
    resolution: String,
}

struct CommuneFacts {
    line: u64,
    code: CommuneCode,
    kind: CommuneKind,
    name: String,
    renamed: Option<Renamed>,
    province: ProvinceCode,
    resolution: String,
}

struct LegacyFacts {
    line: u64,
    id: LegacyId,
    name: String,
    district: DistrictCode,
    district_name: String,
    province: ProvinceCode,
    province_name: String,
}

struct MoveFacts {
    line: u64,
    legacy: LegacyId,
    district: DistrictCode,
    commune: CommuneCode,
    share: Share,
}

/// Builds a gazetteer.
///
/// # Errors
/// Every row that is faulty in itself; if there is none, every row that does not fit the others.
pub fn build(sources: &Sources<'_>) -> Result<Gazetteer, Vec<RowError>> {
    let mut errors = Vec::new();
    let provinces = read_provinces(sources.provinces, &mut errors);
    let communes = read_communes(sources.communes, &mut errors);
    let legacy = read_legacy(sources.legacy_wards, &mut errors);
    let moves = read_moves(sources.mapping, &mut errors);
    // A row that was refused would be missed by every row that refers to it.
    if errors.is_empty() {
        errors = misfits(&provinces, &communes, &legacy, &moves);
    }
    if errors.is_empty() { Ok(assemble(provinces, communes, legacy, moves)) } else { Err(errors) }
}

fn read_provinces(text: &str, errors: &mut Vec<RowError>) -> Vec<ProvinceFacts> {
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

fn read_communes(text: &str, errors: &mut Vec<RowError>) -> Vec<CommuneFacts> {
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

fn read_legacy(text: &str, errors: &mut Vec<RowError>) -> Vec<LegacyFacts> {
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

fn read_moves(text: &str, errors: &mut Vec<RowError>) -> Vec<MoveFacts> {
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

/// Rows that are sound in themselves and do not fit the others.
fn misfits(
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

/// Puts together rows that are known to be sound and to fit each other.
fn assemble(
    mut provinces: Vec<ProvinceFacts>,
    mut communes: Vec<CommuneFacts>,
    mut legacy: Vec<LegacyFacts>,
    moves: Vec<MoveFacts>,
) -> Gazetteer {
    provinces.sort_by_key(|row| row.code);
    communes.sort_by_key(|row| row.code);
    legacy.sort_by_key(|row| row.id);

    let mut g = Gazetteer::default();
    for row in &provinces {
        let former = keep_renaming(&mut g, row.renamed.as_ref());
        let (name, resolution) = (g.keep(&[&row.name]), g.keep(&[&row.resolution]));
        g.provinces.push(ProvinceRow { code: row.code, kind: row.kind, name, former, resolution });
    }
    for row in &communes {
        let place = provinces.partition_point(|province| province.code < row.province);
        let former = keep_renaming(&mut g, row.renamed.as_ref());
        let same = provinces[place].resolution == row.resolution;
        let resolution = (!same).then(|| g.keep(&[&row.resolution]));
        let name = g.keep(&[&row.name]);
        let (code, kind, province) = (row.code, row.kind, place as u16);
        g.communes.push(CommuneRow { code, kind, name, former, province, resolution });
    }

    let former_provinces: BTreeMap<_, _> =
        legacy.iter().map(|row| (row.province, row.province_name.as_str())).collect();
    g.former_provinces = former_provinces.values().map(|name| g.keep(&[name])).collect();
    let districts: BTreeMap<_, _> = legacy
        .iter()
        .map(|row| (row.district, (row.district_name.as_str(), row.province)))
        .collect();
    for (&code, &(district, province)) in &districts {
        let Some((kind, bare)) = Kind::split(district) else { continue };
        let name = g.keep_name(kind, bare);
        let province = former_provinces.range(..province).count() as u16;
        g.districts.push(DistrictRow { code, kind, name, province });
    }
    for row in &legacy {
        let Some((kind, bare)) = Kind::split(&row.name) else { continue };
        let district = g.districts.partition_point(|district| district.code < row.district) as u16;
        let name = g.keep_name(kind, bare);
        g.legacy.push(LegacyRow { id: row.id, kind, name, district });
    }
    for row in &moves {
        let from = g.legacy.partition_point(|legacy| legacy.id < row.legacy) as u16;
        let to = g.communes.partition_point(|commune| commune.code < row.commune) as u16;
        g.moves.push(Move { legacy: from, share: row.share, commune: to });
    }
    g.finish()
}

fn keep_renaming(g: &mut Gazetteer, renamed: Option<&Renamed>) -> Option<RenamingRow> {
    renamed.map(|renamed| RenamingRow {
        former_name: g.keep(&[&renamed.former_name]),
        on: g.keep(&[&renamed.on]),
        by: g.keep(&[&renamed.by]),
    })
}

#[cfg(test)]
mod tests;
