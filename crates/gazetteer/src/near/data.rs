//! Points from the tables of facts.

use super::points::Size;
use super::{FlatMap, GridPoint, Points};
use crate::data::{COMMUNE_COLUMNS, LEGACY_WARD_COLUMNS, RowError, read_table};
use crate::{CommuneCode, Gazetteer, LegacyId};
use std::collections::BTreeMap;

const COMMUNES: &str = "communes.csv";
const LEGACY_WARDS: &str = "legacy_wards.csv";
/// No old ward lies further from the point of every commune that it went to. The farthest, an island, does so by 36 km.
const FARTHEST_M: u32 = 50_000;

/// Reads the points in `communes.csv` and `legacy_wards.csv`, for a gazetteer built from the same tables. A point
/// that is marked as doubtful (`point_ok`) is left out.
///
/// # Errors
/// Every row that is faulty, every commune without a point, and every old ward whose point is far from all that it went
/// to.
pub fn read_points(
    gazetteer: &Gazetteer,
    communes: &str,
    legacy_wards: &str,
) -> Result<Points, Vec<RowError>> {
    let mut errors = Vec::new();
    let at = |(latitude, longitude)| GridPoint::nearest(latitude, longitude);
    let of_communes = read_table(COMMUNES, communes, &COMMUNE_COLUMNS, &mut errors, |row| {
        let code: Option<CommuneCode> = row.parse("code");
        let point = row.point_if_any().and_then(at);
        let area: Option<f64> = row.parse_if_any("area_km2");
        if row.cell("lat").is_empty() {
            row.fault("lat and lon are empty; nobody would find the commune by position");
        }
        Some((code?, (point?, area)))
    });
    let of_legacy =
        read_table(LEGACY_WARDS, legacy_wards, &LEGACY_WARD_COLUMNS, &mut errors, |row| {
            let point = row.point_if_any().and_then(at);
            let usable = row.one_of("point_ok", &[("yes", true), ("no", false)])?;
            let id = if row.cell("code").is_empty() {
                LegacyId::District(row.parse("district_code")?)
            } else {
                LegacyId::Ward(row.parse("code")?)
            };
            Some((id, (row.line(), point.filter(|_| usable))))
        });
    if !errors.is_empty() {
        return Err(errors);
    }
    let of_communes: BTreeMap<_, _> = of_communes.into_iter().collect();
    let of_legacy: BTreeMap<_, _> = of_legacy.into_iter().collect();
    let points = Points::new(
        gazetteer,
        |code| {
            let &(at, area) = of_communes.get(&code)?;
            let area = area.unwrap_or_else(|| {
                let others = of_communes.iter().filter(|&(&other, _)| other != code);
                area_by_neighbours(at, others.map(|(_, &(other, _))| other))
            });
            Some((at, Size::of_area(area)))
        },
        |id| of_legacy.get(&id)?.1,
    );
    for (&id, &(line, at)) in &of_legacy {
        let went = gazetteer.went_to(id);
        let went = went.iter().filter_map(|(commune, _)| of_communes.get(&commune.code));
        let Some(map) = at.map(FlatMap::around_point) else { continue };
        let metres = went.map(|&(commune, _)| map.metres(commune)).min();
        if let Some(metres) = metres.filter(|&metres| metres > FARTHEST_M) {
            let km = metres / 1000;
            let reason = format!("the point is {km} km from every commune that {id} went to");
            errors.push(RowError { file: LEGACY_WARDS.to_owned(), line, reason });
        }
    }
    let missing = || {
        let reason = "a commune of the gazetteer is missing".to_owned();
        RowError { file: COMMUNES.to_owned(), line: 1, reason }
    };
    match points {
        Some(points) if errors.is_empty() => Ok(points),
        Some(_) => Err(errors),
        None => Err(vec![missing()]),
    }
}

/// The area of a commune of which it was not published, in square kilometres: a circle's that reaches half-way to the
/// nearest other point.
fn area_by_neighbours(at: GridPoint, others: impl Iterator<Item = GridPoint>) -> f64 {
    let map = FlatMap::around_point(at);
    let nearest = others.map(|other| map.square_km(other)).min_by(f64::total_cmp);
    std::f64::consts::PI * nearest.unwrap_or_default() / 4.0
}
