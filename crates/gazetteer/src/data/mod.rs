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
//!     former_wards: "written_as,legacy_ward_code,merged_in_year,source,as_of",
//!     former_districts:
//!         "written_as,province_code,province,district_code,district,why,source,as_of",
//! });
//! assert_eq!(gazetteer.map(|g| g.communes().count()), Ok(1));
//! ```

mod fit;
mod former;
mod rows;
mod table;

pub use table::{LATITUDES, LONGITUDES, Row, RowError, is_date, read_table};

use crate::Gazetteer;
use crate::gazetteer::{CommuneRow, DistrictRow, LegacyRow, Move, ProvinceRow, RenamingRow};
use crate::kind::Kind;
use fit::misfits;
use rows::{
    CommuneFacts, LegacyFacts, MoveFacts, ProvinceFacts, Renamed, read_communes, read_legacy,
    read_moves, read_provinces,
};
use std::collections::BTreeMap;
use std::path::Path;

/// The names under which faulty rows are reported.
const PROVINCES: &str = "provinces.csv";
const COMMUNES: &str = "communes.csv";
const LEGACY_WARDS: &str = "legacy_wards.csv";
const MAPPING: &str = "mapping.csv";
const FORMER_WARDS: &str = "former_wards.csv";
const FORMER_DISTRICTS: &str = "former_districts.csv";

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

/// The columns of `former_wards.csv`, in order.
pub const FORMER_WARD_COLUMNS: [&str; 5] =
    ["written_as", "legacy_ward_code", "merged_in_year", "source", "as_of"];
/// The columns of `former_districts.csv`, in order.
pub const FORMER_DISTRICT_COLUMNS: [&str; 8] = [
    "written_as",
    "province_code",
    "province",
    "district_code",
    "district",
    "why",
    "source",
    "as_of",
];

/// The contents of the six tables.
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
    /// `former_wards.csv`
    pub former_wards: &'a str,
    /// `former_districts.csv`
    pub former_districts: &'a str,
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
    let former_wards = former::read_wards(sources.former_wards, &mut errors);
    let former_districts = former::read_districts(sources.former_districts, &mut errors);
    // A row that was refused would be missed by every row that refers to it.
    if errors.is_empty() {
        errors = misfits(&provinces, &communes, &legacy, &moves);
        former::misfits(&former_wards, &former_districts, &legacy, &mut errors);
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut g = assemble(provinces, communes, legacy, moves);
    former::add_wards(&mut g, &former_wards);
    former::add_districts(&mut g, &former_districts);
    Ok(g)
}

/// Why a gazetteer cannot be built from a folder.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A table cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The table.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// Rows are faulty.
    #[error("{} rows are faulty, first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Rows(Vec<RowError>),
}

/// Builds a gazetteer from a folder with the six tables under their own names.
///
/// # Errors
/// The first table that cannot be read, or every faulty row; see [`build`].
pub fn from_folder(folder: &Path) -> Result<Gazetteer, FolderError> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path)
            .map_err(|error| FolderError::Unreadable { path: path.display().to_string(), error })
    };
    let sources = Sources {
        provinces: &read(PROVINCES)?,
        communes: &read(COMMUNES)?,
        legacy_wards: &read(LEGACY_WARDS)?,
        mapping: &read(MAPPING)?,
        former_wards: &read(FORMER_WARDS)?,
        former_districts: &read(FORMER_DISTRICTS)?,
    };
    build(&sources).map_err(FolderError::Rows)
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
    g.moves.sort_unstable();
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
