//! What is known of a commune's offices, from whom, as of when.
//!
//! Every row says who published it. What nobody published is absent, and is to be shown as unknown.
//!
//! ```
//! use offices::{Body, ProvinceOffices};
//!
//! let pack = r#"{
//!   "sources": {"map": {"title": "Bản đồ sáp nhập", "as_of": "2025-07-17", "licence": "MIT"}},
//!   "communes": {"26740": {"area_ha": 304, "population_2025": 47022,
//!     "point": {"lat": 10780000, "lon": 106703000}, "source": "map", "formed_from_source": "map",
//!     "seats": [{"body": "peoples_committee", "kind": "address", "text": "Số 45–47 Lê Duẩn",
//!       "source": "map", "as_of": "2025-07-17"}]}}
//! }"#;
//! let offices: ProvinceOffices = serde_json::from_str(pack)?;
//! let seat = &offices.communes["26740"].seats[0];
//! assert_eq!(seat.body, Body::PeoplesCommittee);
//! assert_eq!(offices.sources[&seat.source].title, "Bản đồ sáp nhập");
//! # Ok::<(), serde_json::Error>(())
//! ```

#[cfg(feature = "data")]
pub mod data;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whose office it is, in the order in which people need them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Trung tâm Phục vụ hành chính công: where residents file and fetch.
    ServiceCentre,
    /// Ủy ban nhân dân.
    PeoplesCommittee,
    /// Công an: residence and identity cards.
    Police,
    /// The source does not say whose.
    Unnamed,
}

/// What the text of a seat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    /// An address.
    Address,
    /// The former office of an abolished ward, commune or district.
    FormerOffice,
    /// A text on the headquarters that also names the Public Administration Service Centre.
    NamesServiceCentre,
}

/// An angle in millionths of a degree: some eleven centimetres on the ground.
///
/// A whole number, because reading and writing fractions would cost the app more bytes than all its
/// links to maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MicroDegrees(i32);

impl MicroDegrees {
    /// The nearest to an angle in degrees; angles beyond half a turn end there.
    pub fn from_degrees(degrees: f64) -> Self {
        Self((degrees.clamp(-180.0, 180.0) * 1e6).round() as i32)
    }
}

/// In degrees, with six decimals.
impl std::fmt::Display for MicroDegrees {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
    }
}

/// A point on the map, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// North of the equator.
    pub lat: MicroDegrees,
    /// East of Greenwich.
    pub lon: MicroDegrees,
}

impl Point {
    /// The point at so many degrees north and east.
    pub fn from_degrees(lat: f64, lon: f64) -> Self {
        Self { lat: MicroDegrees::from_degrees(lat), lon: MicroDegrees::from_degrees(lon) }
    }
}

/// Where an office is, as one source published it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    /// Whose office.
    pub body: Body,
    /// What the text is.
    pub kind: SeatKind,
    /// The text as published.
    pub text: String,
    /// Whether the text seems to name several places, of which a map could show only one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub several: bool,
    /// The five digits of the abolished ward whose office it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_ward: Option<String>,
    /// A point of that ward: always approximate. Absent where the text names `several` places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// Who published it: a name in [`ProvinceOffices::sources`].
    pub source: String,
    /// When: ISO 8601, in the precision known.
    pub as_of: String,
}

/// What is known of a commune.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommuneFacts {
    /// Area in hectares, as published in 2025.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_ha: Option<u32>,
    /// Persons, as published in 2025.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population_2025: Option<u32>,
    /// A point inside its borders; not its office.
    pub point: Point,
    /// Who published area and population: a name in [`ProvinceOffices::sources`].
    pub source: String,
    /// Who published what it was formed from.
    pub formed_from_source: String,
    /// Its offices, those that people need first in front; empty where nobody published any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat>,
}

/// Who published something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The title, in Vietnamese.
    pub title: String,
    /// As of when: ISO 8601, in the precision known.
    pub as_of: String,
    /// Under which licence.
    pub licence: String,
}

/// The offices of a province: one pack.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ProvinceOffices {
    /// The sources that the seats name.
    pub sources: BTreeMap<String, Source>,
    /// By the five digits of the commune.
    pub communes: BTreeMap<String, CommuneFacts>,
}

/// Puts the seats that several sources publish for one commune together.
///
/// Texts that differ are both kept. Where two say the same but for accents, case and punctuation, of one body
/// or of one that a source leaves unnamed, the newer is kept, and the first of two equally new ones. The
/// Public Administration Service Centre comes first, then the People's Committee, then the police.
pub fn merge(seats: Vec<Seat>) -> Vec<Seat> {
    let mut merged: Vec<(String, Seat)> = Vec::with_capacity(seats.len());
    for seat in seats {
        let key: String =
            gazetteer::fold(&seat.text).chars().filter(|c| c.is_alphanumeric()).collect();
        let same = merged.iter_mut().find(|(known_key, known)| {
            let unnamed = known.body == Body::Unnamed || seat.body == Body::Unnamed;
            *known_key == key && (known.body == seat.body || unnamed)
        });
        match same {
            None => merged.push((key, seat)),
            Some((_, known)) => {
                let body = known.body.min(seat.body);
                // A year alone sorts before every day in it: the day is the better known.
                if seat.as_of > known.as_of {
                    *known = seat;
                }
                known.body = body;
            }
        }
    }
    let mut seats: Vec<Seat> = merged.into_iter().map(|(_, seat)| seat).collect();
    // Stable: what the sources gave in an order stays in it.
    seats.sort_by_key(|seat| match seat.kind {
        SeatKind::NamesServiceCentre => (Body::ServiceCentre, true),
        _ => (seat.body, false),
    });
    seats
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(body: Body, text: &str, source: &str, as_of: &str) -> Seat {
        Seat {
            body,
            kind: SeatKind::Address,
            text: text.to_owned(),
            several: false,
            former_ward: None,
            point: None,
            source: source.to_owned(),
            as_of: as_of.to_owned(),
        }
    }

    fn sources(seats: &[Seat]) -> Vec<&str> {
        seats.iter().map(|seat| seat.source.as_str()).collect()
    }

    #[test]
    fn angles_are_written_in_degrees() {
        for (degrees, written) in
            [(10.78, "10.780000"), (106.000_001, "106.000001"), (-0.5, "-0.500000")]
        {
            assert_eq!(MicroDegrees::from_degrees(degrees).to_string(), written);
        }
    }

    #[test]
    fn the_service_centre_comes_first_and_the_unnamed_last() {
        let mut names_centre = seat(Body::PeoplesCommittee, "e", "e", "2025");
        names_centre.kind = SeatKind::NamesServiceCentre;
        let merged = merge(vec![
            seat(Body::Unnamed, "a", "a", "2025"),
            seat(Body::Police, "b", "b", "2025"),
            seat(Body::PeoplesCommittee, "c", "c", "2025"),
            names_centre,
            seat(Body::ServiceCentre, "d", "d", "2025"),
        ]);
        assert_eq!(sources(&merged), ["d", "e", "c", "b", "a"]);
    }

    #[test]
    fn the_same_text_is_kept_once_from_the_newer_source() {
        let body = Body::PeoplesCommittee;
        let merged = merge(vec![
            seat(body, "Số 2, phố Trúc Bạch", "old", "2025"),
            seat(body, "Số 2 phố Truc Bach.", "new", "2025-07-17"),
            seat(body, "số 2 phố trúc bạch", "also new", "2025-07-17"),
        ]);
        assert_eq!(sources(&merged), ["new"]);
    }

    #[test]
    fn texts_that_differ_and_bodies_that_differ_are_both_kept() {
        let merged = merge(vec![
            seat(Body::PeoplesCommittee, "Số 2", "a", "2025"),
            seat(Body::PeoplesCommittee, "Số 3", "b", "2025"),
            seat(Body::ServiceCentre, "Số 2", "c", "2025"),
        ]);
        assert_eq!(sources(&merged), ["c", "a", "b"]);
    }

    #[test]
    fn an_unnamed_body_takes_the_name_another_source_gives() {
        let merged = merge(vec![
            seat(Body::PeoplesCommittee, "Bản Bo", "a", "2025"),
            seat(Body::Unnamed, "bản Bo", "b", "2025-08"),
        ]);
        assert_eq!(sources(&merged), ["b"]);
        assert_eq!(merged[0].body, Body::PeoplesCommittee);
    }

    #[test]
    fn what_is_not_known_is_not_written() {
        let facts = CommuneFacts {
            area_ha: None,
            population_2025: None,
            point: Point::from_degrees(10.5, 106.5),
            source: "list".into(),
            formed_from_source: "table".into(),
            seats: Vec::new(),
        };
        let json = serde_json::to_string(&facts).unwrap();
        assert_eq!(
            json,
            r#"{"point":{"lat":10500000,"lon":106500000},"source":"list","formed_from_source":"table"}"#
        );
        assert_eq!(serde_json::from_str::<CommuneFacts>(&json).unwrap(), facts);
    }
}
