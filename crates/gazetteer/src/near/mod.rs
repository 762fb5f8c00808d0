//! Which commune a position lies in.
//!
//! Two ways, both computed where the position is known, so that it need not be sent anywhere:
//!
//! - [`Points`] ranks communes by the points of today's communes and of the old wards they were formed from. It
//!   names the likely ones, how likely each is, and the old wards that speak for it, because people know where they
//!   are by those names. It is made of this project's own tables and always there.
//! - [`Boundaries`] answers exactly, where somebody has supplied the boundaries of a province.
//!
//! ```
//! # let data = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"));
//! # let gazetteer = gazetteer::data::from_folder(data).unwrap();
//! # let [communes, legacy_wards] = ["communes.csv", "legacy_wards.csv"].map(|name| std::fs::read_to_string(data.join(name)).unwrap());
//! # let bytes = gazetteer::near::read_points(&gazetteer, &communes, &legacy_wards).unwrap().encode();
//! use gazetteer::near::{Nearby, Points, Position};
//!
//! let points = Points::decode(&bytes, &gazetteer)?;
//! // In front of the opera house of Thành phố Hồ Chí Minh, known to 20 m.
//! let position = Position::new(10.7766, 106.7031, 20.0).ok_or("no position")?;
//! let Nearby::Ranked(ranking) = points.rank(position) else { unreachable!() };
//! let first = &ranking.candidates[0];
//! assert_eq!(gazetteer.commune(first.commune).map(|c| c.name), Some("Phường Sài Gòn"));
//! let ward = gazetteer.legacy(first.legacy[0].id).ok_or("unknown")?;
//! assert_eq!(ward.name, "Phường Bến Nghé");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Distances are straight lines on a flat map around the position, good to one part in a hundred within 100 km.

mod boundaries;
#[cfg(feature = "data")]
mod data;
mod points;
mod rank;
#[cfg(test)]
mod tests;

pub use boundaries::{Border, Boundaries, Hit, Located, locate};
#[cfg(feature = "data")]
pub use data::read_points;
pub use points::Points;
pub use rank::{Candidate, Nearby, Neighbour, Ranking, Witness};

use crate::wire::{Reader, Writer, checksum};

/// Steps of the grid on which points and borders are kept, per degree: about 11 m.
pub const GRID_PER_DEGREE: i32 = 10_000;
const KM_PER_DEGREE: f64 = 111.2;
const KM_PER_STEP: f64 = KM_PER_DEGREE / GRID_PER_DEGREE as f64;

/// Where somebody is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    latitude: f64,
    longitude: f64,
    accuracy_m: f64,
}

impl Position {
    /// Degrees of WGS 84, and the radius in metres within which the true place lies in 95 of 100 cases, as the
    /// browser's Geolocation gives it; 0 for a place that is known exactly. More than 1,000 km is as good as 1,000 km.
    ///
    /// `None` for what is no place on Earth.
    pub fn new(latitude: f64, longitude: f64, accuracy_m: f64) -> Option<Self> {
        // What is not a number fails every comparison.
        let sound = latitude.abs() <= 90.0
            && longitude.abs() <= 180.0
            && (0.0..f64::INFINITY).contains(&accuracy_m);
        let accuracy_m = accuracy_m.min(1_000_000.0);
        sound.then_some(Self { latitude, longitude, accuracy_m })
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (self.latitude, self.longitude)
    }

    /// The accuracy in metres.
    pub fn accuracy_m(self) -> f64 {
        self.accuracy_m
    }
}

/// A place on the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GridPoint {
    lat: i32,
    lon: i32,
}

impl GridPoint {
    /// The grid point nearest to a place in degrees, at most 8 m from it; `None` for what is no place on Earth.
    pub fn nearest(latitude: f64, longitude: f64) -> Option<Self> {
        let steps = |degrees: f64| (degrees * f64::from(GRID_PER_DEGREE)).round() as i32;
        let position = Position::new(latitude, longitude, 0.0)?;
        Self::new(steps(position.latitude), steps(position.longitude))
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        let degrees = |steps: i32| f64::from(steps) / f64::from(GRID_PER_DEGREE);
        (degrees(self.lat), degrees(self.lon))
    }

    fn new(lat: i32, lon: i32) -> Option<Self> {
        let (top, right) = (90 * GRID_PER_DEGREE, 180 * GRID_PER_DEGREE);
        ((-top..=top).contains(&lat) && (-right..=right).contains(&lon))
            .then_some(Self { lat, lon })
    }
}

/// A flat map with its origin at a position, in kilometres.
#[derive(Debug, Clone, Copy)]
struct FlatMap {
    lat: f64,
    lon: f64,
    /// How much shorter a step to the east is than one to the north.
    east: f64,
}

impl FlatMap {
    fn around(position: Position) -> Self {
        let steps = f64::from(GRID_PER_DEGREE);
        let angle = position.latitude.to_radians();
        // The cosine to three digits: the browser's program does without the library's.
        let square = angle * angle;
        let east = 1.0 - square / 2.0 + square * square / 24.0;
        Self { lat: position.latitude * steps, lon: position.longitude * steps, east }
    }

    fn around_point(point: GridPoint) -> Self {
        let (latitude, longitude) = point.degrees();
        Self::around(Position { latitude, longitude, accuracy_m: 0.0 })
    }

    /// Kilometres to the east and to the north.
    fn place(&self, point: GridPoint) -> (f64, f64) {
        let east = (f64::from(point.lon) - self.lon) * self.east;
        (east * KM_PER_STEP, (f64::from(point.lat) - self.lat) * KM_PER_STEP)
    }

    /// The distance of a point from the origin, squared.
    fn square_km(&self, point: GridPoint) -> f64 {
        let (x, y) = self.place(point);
        x * x + y * y
    }

    fn metres(&self, point: GridPoint) -> u32 {
        metres(self.square_km(point))
    }
}

fn metres(square_km: f64) -> u32 {
    (square_km.sqrt() * 1000.0) as u32
}

/// The `limit` items with the least keys, the least first. The lists here are short or the limits small, and it is a
/// tenth of what a sort is in the browser's program.
fn least<T, K: PartialOrd>(mut items: Vec<T>, limit: usize, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut least = Vec::new();
    while least.len() < limit {
        let less = |a, b| if key(&items[b]) < key(&items[a]) { b } else { a };
        let Some(next) = (0..items.len()).reduce(less) else { break };
        least.push(items.swap_remove(next));
    }
    least
}

/// Why some bytes cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NearError {
    /// Something else altogether, or written by another release.
    #[error("this is not a pack of points or boundaries that this release reads")]
    Foreign,
    /// Changed on the way, or written wrongly.
    #[error("the pack is damaged")]
    Damaged,
    /// The points were written for another gazetteer than the one at hand.
    #[error("the points belong to another version of the places")]
    OtherPlaces,
}

/// Magic with the version in it, checksum of the body, body.
fn seal(magic: [u8; 4], body: &[u8]) -> Vec<u8> {
    [&magic[..], &checksum(body).to_le_bytes(), body].concat()
}

fn open(magic: [u8; 4], bytes: &[u8]) -> Result<&[u8], NearError> {
    let body = bytes.strip_prefix(&magic).ok_or(NearError::Foreign)?;
    let (sum, body) = body.split_at_checked(4).ok_or(NearError::Damaged)?;
    if sum == checksum(body).to_le_bytes() { Ok(body) } else { Err(NearError::Damaged) }
}

/// Small numbers of either sign are short.
fn write_signed(w: &mut Writer, number: i32) {
    w.number((number << 1 ^ number >> 31) as u32);
}

fn read_number(r: &mut Reader<'_>) -> Result<u32, NearError> {
    r.number("").map_err(|_| NearError::Damaged)
}

fn read_signed(r: &mut Reader<'_>) -> Result<i32, NearError> {
    let number = read_number(r)?;
    Ok((number >> 1) as i32 ^ -((number & 1) as i32))
}
