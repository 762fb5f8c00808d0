//! Reading the tables of offices and the operator's files (feature `data`, on by default).

mod checks;
mod fields;
mod files;
mod former;
mod hours;
mod published;
mod split;

pub use files::{OfficeEntry, OfficeFile, read_files};

use crate::{Authority, Body, CommuneFacts, Point, Seat, merge};
use former::FormerWard;
use gazetteer::data::{
    COMMUNE_COLUMNS, LEGACY_WARD_COLUMNS, MAPPING_COLUMNS, Row, RowError, read_table,
};
use gazetteer::{CommuneCode, ProvinceCode, WardCode};
use published::{BODIES, check_body, read_row};
use std::collections::BTreeMap;

/// The columns of `offices.csv`, in order.
pub const OFFICE_COLUMNS: [&str; 7] =
    ["commune_code", "kind", "text", "former_ward_code", "note", "source", "as_of"];
/// The columns of `office_seats.csv`, in order.
pub const OFFICE_SEAT_COLUMNS: [&str; 8] =
    ["commune_code", "body", "kind", "text", "former_ward_code", "note", "source", "as_of"];

/// In the names of sources that put another source right.
const CORRECTED: &str = "corrected";

/// The contents of the tables and files.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// `communes.csv`
    pub communes: &'a str,
    /// `legacy_wards.csv`
    pub legacy_wards: &'a str,
    /// `mapping.csv`
    pub mapping: &'a str,
    /// `offices.csv`
    pub offices: &'a str,
    /// `office_seats.csv`
    pub office_seats: &'a str,
    /// The operator's files, those of `offices.d`.
    pub files: &'a [OfficeFile],
    /// Today's date, ISO 8601: what was checked later is not believed.
    pub today: &'a str,
}

/// What is known of every commune, by province.
pub type Communes = BTreeMap<ProvinceCode, BTreeMap<CommuneCode, CommuneFacts>>;

/// Reads and merges the tables and files.
///
/// # Errors
/// Every faulty row. Rows of `communes.csv` and `legacy_wards.csv` are checked only as far as they are used here;
/// the gazetteer checks the rest.
pub fn read(sources: &Sources<'_>) -> Result<Communes, Vec<RowError>> {
    let mut errors = Vec::new();
    let communes = read_communes(sources.communes, &mut errors);
    let wards = read_wards(sources.legacy_wards, &mut errors);
    let mut formed = read_mapping(sources.mapping, &wards, &mut errors);
    let mut seats: BTreeMap<CommuneCode, Vec<Seat>> =
        communes.iter().map(|(_, code, _)| (*code, Vec::new())).collect();

    let mut add = |row: &mut Row<'_>, body: Option<Body>| {
        let code: Option<CommuneCode> = row.parse("commune_code");
        let formed = code.and_then(|code| formed.get(&code));
        let former = formed.map(|formed| formed.wards.as_slice()).unwrap_or_default();
        let read = read_row(row, body, &wards, former);
        match code.map(|code| seats.get_mut(&code)) {
            Some(Some(known)) => known.extend(read),
            Some(None) => row.fault(format!("there is no commune {}", row.cell("commune_code"))),
            None => {}
        }
        Some(())
    };
    read_table("offices.csv", sources.offices, &OFFICE_COLUMNS, &mut errors, |row| {
        add(row, Some(Body::PeoplesCommittee))
    });
    let (file, text) = ("office_seats.csv", sources.office_seats);
    read_table(file, text, &OFFICE_SEAT_COLUMNS, &mut errors, |row| {
        let body = row.one_of("body", &BODIES);
        check_body(row, body);
        add(row, body)
    });
    let is_commune = |code| seats.contains_key(&code);
    match read_files(sources.files, Authority::Operator, sources.today, is_commune) {
        Ok(entries) => entries.into_iter().for_each(|OfficeEntry { commune, seat }| {
            seats.entry(commune).or_default().push(seat);
        }),
        Err(faults) => errors.extend(faults),
    }
    if !errors.is_empty() {
        return Err(errors);
    }

    let mut provinces = Communes::new();
    for (province, code, mut facts) in communes {
        facts.seats = merge(seats.remove(&code).unwrap_or_default());
        facts.formed_from_source = formed.remove(&code).unwrap_or_default().source;
        provinces.entry(province).or_default().insert(code, facts);
    }
    Ok(provinces)
}

fn read_communes(
    text: &str,
    errors: &mut Vec<RowError>,
) -> Vec<(ProvinceCode, CommuneCode, CommuneFacts)> {
    read_table("communes.csv", text, &COMMUNE_COLUMNS, errors, |row| {
        let (province, code) = (row.parse("province_code"), row.parse("code"));
        let area_km2: Option<f64> = row.parse_if_any("area_km2");
        let area_ha = area_km2.map(|km2| (km2 * 100.0).round() as u32);
        let population_2025 = row.parse_if_any("population_2025");
        row.required("lat");
        let point = row.point_if_any();
        let (lat, lon) = point?;
        let point = Point::from_degrees(lat, lon);
        let facts = CommuneFacts {
            area_ha,
            population_2025,
            point,
            source: row.cell("source").to_owned(),
            formed_from_source: String::new(),
            nearby: Vec::new(),
            seats: Vec::new(),
        };
        Some((province?, code?, facts))
    })
}

/// The wards there were; points only where they are sound.
fn read_wards(text: &str, errors: &mut Vec<RowError>) -> BTreeMap<WardCode, FormerWard> {
    let rows = read_table("legacy_wards.csv", text, &LEGACY_WARD_COLUMNS, errors, |row| {
        let code: Option<WardCode> = row.parse_if_any("code");
        let point = row.point_if_any().map(|(lat, lon)| Point::from_degrees(lat, lon));
        let sound = row.one_of("point_ok", &[("yes", true), ("no", false)])?;
        let ward = |code| FormerWard::new(code, row.cell("name"), point.filter(|_| sound));
        Some(code.map(|code| (code, ward(code))))
    });
    rows.into_iter().flatten().collect()
}

/// What a commune was formed from.
#[derive(Default)]
struct Formed {
    /// Whose word it is. Where the rows name several sources, the one that put the others right.
    source: String,
    wards: Vec<FormerWard>,
}

fn read_mapping(
    text: &str,
    wards: &BTreeMap<WardCode, FormerWard>,
    errors: &mut Vec<RowError>,
) -> BTreeMap<CommuneCode, Formed> {
    let rows = read_table("mapping.csv", text, &MAPPING_COLUMNS, errors, |row| {
        let code: CommuneCode = row.parse("commune_code")?;
        let ward = row.parse_if_any("legacy_ward_code").and_then(|ward| wards.get(&ward));
        Some((code, ward, row.cell("source").to_owned()))
    });
    let mut communes = BTreeMap::new();
    for (code, ward, source) in rows {
        let formed: &mut Formed = communes.entry(code).or_default();
        formed.wards.extend(ward.cloned());
        if formed.source.is_empty() || source.contains(CORRECTED) {
            formed.source = source;
        }
    }
    communes
}

#[cfg(test)]
mod tests;
