//! The points pack.
//!
//! It names places by their order in the gazetteer, and so belongs to the one it was written for. Of every commune it
//! has the size and the point, as the difference to the commune before; of every old ward the point, as the difference
//! to the commune that most of it went to, in steps of that commune's size: what is small and dense is kept finer than
//! what is large and empty.

use super::{GridPoint, NearError, open, read_number, read_signed, seal, write_signed};
use crate::gazetteer::Move;
use crate::wire::{Reader, Writer};
use crate::{CommuneCode, Gazetteer, LegacyId};

const MAGIC: [u8; 4] = *b"XTN1";
/// A commune's latitude and longitude are kept to so many grid steps. The source itself has no more than three decimal
/// places of most longitudes.
const COMMUNE_STEPS: (i32, i32) = (5, 10);
/// An old ward's point is kept to a 32nd of its commune's radius.
const STEPS_PER_RADIUS: i32 = 32;

/// The points of today's communes and of the old wards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// As in the gazetteer: by code.
    pub(super) communes: Vec<CommunePoint>,
    /// As in the gazetteer: wards by code, then districts.
    pub(super) legacy: Vec<LegacyPoint>,
    /// By old unit; within it most people first.
    pub(super) moves: Vec<Move>,
    /// Which gazetteer they belong to.
    places: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CommunePoint {
    pub(super) code: CommuneCode,
    pub(super) at: GridPoint,
    pub(super) size: Size,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LegacyPoint {
    pub(super) id: LegacyId,
    /// `None` where the point that was published is wrong.
    pub(super) at: Option<GridPoint>,
}

/// How large a commune is: the radius of a circle of its area, in eighths of a power of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Size(u8);

impl Size {
    /// A radius of 91 km.
    const LARGEST: u8 = 80;
    /// The first eight radii, in sixteenths of a grid step.
    const RADII: [i32; 8] = [128, 140, 152, 166, 181, 197, 215, 235];

    fn new(size: u8) -> Option<Self> {
        (size <= Self::LARGEST).then_some(Self(size))
    }

    /// The size whose radius is nearest to that of a circle of some area.
    #[cfg(feature = "data")]
    pub(super) fn of_area(square_km: f64) -> Self {
        let radius = (square_km / std::f64::consts::PI).sqrt() / super::KM_PER_STEP;
        let larger = |size: &u8| f64::from(Self(*size).radius()) > radius * 0.958;
        Self((0..=Self::LARGEST).find(larger).unwrap_or(Self::LARGEST))
    }

    /// In grid steps.
    pub(super) fn radius(self) -> i32 {
        Self::RADII[usize::from(self.0 % 8)] << (self.0 / 8) >> 4
    }

    /// To how many grid steps the points of a commune's old wards are kept.
    fn step(self) -> i32 {
        (self.radius() / STEPS_PER_RADIUS).max(1)
    }
}

impl Points {
    /// Reads the pack that [`Points::encode`] wrote for this gazetteer.
    ///
    /// # Errors
    /// See [`NearError`]. Nothing in the bytes makes it panic, or ask for more memory than they warrant.
    pub fn decode(bytes: &[u8], gazetteer: &Gazetteer) -> Result<Self, NearError> {
        let mut r = Reader::new(open(MAGIC, bytes)?);
        let r = &mut r;
        let mut points = Self::of_places(gazetteer);
        if read_number(r)? != points.places {
            return Err(NearError::OtherPlaces);
        }

        let codes: Vec<_> = gazetteer.communes().map(|commune| commune.code).collect();
        let sizes = bytes_of(r, codes.len(), Size::new)?;
        let lats = column(r, codes.len())?;
        let lons = column(r, codes.len())?;
        let (mut lat, mut lon) = (0, 0);
        for (((code, size), north), east) in codes.into_iter().zip(sizes).zip(lats).zip(lons) {
            lat = moved(lat, north, COMMUNE_STEPS.0)?;
            lon = moved(lon, east, COMMUNE_STEPS.1)?;
            let at = GridPoint::new(lat, lon).ok_or(NearError::Damaged)?;
            points.communes.push(CommunePoint { code, at, size });
        }

        let ids: Vec<_> = gazetteer.legacy_units().map(|unit| unit.id).collect();
        let has_point = bytes_of(r, ids.len(), |byte| (byte < 2).then_some(byte == 1))?;
        let count = has_point.iter().filter(|&&has| has).count();
        let mut norths = column(r, count)?.into_iter();
        let mut easts = column(r, count)?.into_iter();
        r.end().map_err(|_| NearError::Damaged)?;
        for (id, has) in ids.into_iter().zip(has_point) {
            let at = if has {
                let (Some(home), Some(north), Some(east)) =
                    (points.home(points.legacy.len()), norths.next(), easts.next())
                else {
                    return Err(NearError::Damaged);
                };
                let step = home.size.step();
                let lat = moved(home.at.lat, north, step)?;
                let lon = moved(home.at.lon, east, step)?;
                Some(GridPoint::new(lat, lon).ok_or(NearError::Damaged)?)
            } else {
                None
            };
            points.legacy.push(LegacyPoint { id, at });
        }
        Ok(points)
    }

    /// No points yet, but what went where.
    fn of_places(gazetteer: &Gazetteer) -> Self {
        let (moves, places) = (gazetteer.moves.clone(), fingerprint(gazetteer));
        Self { communes: Vec::new(), legacy: Vec::new(), moves, places }
    }

    /// Puts points, in degrees, on the coarser grids on which they are kept.
    #[cfg(feature = "data")]
    pub(super) fn new(
        gazetteer: &Gazetteer,
        commune: impl Fn(CommuneCode) -> Option<(GridPoint, Size)>,
        legacy: impl Fn(LegacyId) -> Option<GridPoint>,
    ) -> Option<Self> {
        let snap = |from: i32, to: i32, step: i32| {
            let steps = f64::from(to - from) / f64::from(step);
            from + steps.round() as i32 * step
        };
        let mut points = Self::of_places(gazetteer);
        let communes = gazetteer.communes().map(|unit| {
            let (at, size) = commune(unit.code)?;
            let (lat, lon) = (snap(0, at.lat, COMMUNE_STEPS.0), snap(0, at.lon, COMMUNE_STEPS.1));
            Some(CommunePoint { code: unit.code, at: GridPoint { lat, lon }, size })
        });
        points.communes = communes.collect::<Option<Vec<_>>>()?;
        for unit in gazetteer.legacy_units() {
            let home = points.home(points.legacy.len());
            let at = legacy(unit.id).zip(home).map(|(at, home)| {
                let step = home.size.step();
                let (lat, lon) = (snap(home.at.lat, at.lat, step), snap(home.at.lon, at.lon, step));
                GridPoint { lat, lon }
            });
            points.legacy.push(LegacyPoint { id: unit.id, at });
        }
        Some(points)
    }

    /// Writes the pack that [`Points::decode`] reads. The same points give the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.number(self.places);
        w.bytes.extend(self.communes.iter().map(|row| row.size.0));
        let mut differences = |of: fn(GridPoint) -> i32, step| {
            let mut before = 0;
            for row in &self.communes {
                write_signed(&mut w, (of(row.at) - before) / step);
                before = of(row.at);
            }
        };
        differences(|at| at.lat, COMMUNE_STEPS.0);
        differences(|at| at.lon, COMMUNE_STEPS.1);
        w.bytes.extend(self.legacy.iter().map(|row| u8::from(row.at.is_some())));
        let mut differences = |of: fn(GridPoint) -> i32| {
            for (place, row) in self.legacy.iter().enumerate() {
                if let (Some(at), Some(home)) = (row.at, self.home(place)) {
                    write_signed(&mut w, (of(at) - of(home.at)) / home.size.step());
                }
            }
        };
        differences(|at| at.lat);
        differences(|at| at.lon);
        seal(MAGIC, &w.bytes)
    }

    /// A commune's point, latitude and longitude in degrees: near its middle and within its borders, or at most 60 m
    /// outside; not its office. `None` if there is no such commune.
    pub fn point(&self, commune: CommuneCode) -> Option<(f64, f64)> {
        let place = self.communes.binary_search_by_key(&commune, |row| row.code).ok()?;
        Some(self.communes[place].at.degrees())
    }

    /// The commune that most of an old unit went to.
    fn home(&self, legacy: usize) -> Option<CommunePoint> {
        let start = self.moves.partition_point(|row| usize::from(row.legacy) < legacy);
        let first = self.moves.get(start).filter(|row| usize::from(row.legacy) == legacy)?;
        self.communes.get(usize::from(first.commune)).copied()
    }
}

/// Differs between gazetteers whose places have another order, or went elsewhere: FNV-1a over their numbers.
fn fingerprint(gazetteer: &Gazetteer) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut take = |number: u32| hash = (hash ^ number).wrapping_mul(0x0100_0193);
    for commune in gazetteer.communes() {
        take(commune.code.0);
    }
    for unit in gazetteer.legacy_units() {
        take(match unit.id {
            LegacyId::Ward(code) => code.0,
            LegacyId::District(code) => u32::from(code.0),
        });
    }
    for row in &gazetteer.moves {
        take(u32::from(row.legacy) << 16 | u32::from(row.commune));
    }
    hash
}

fn bytes_of<T>(
    r: &mut Reader<'_>,
    count: usize,
    read: impl Fn(u8) -> Option<T>,
) -> Result<Vec<T>, NearError> {
    let byte = |_| r.byte("").ok().and_then(&read).ok_or(NearError::Damaged);
    (0..count).map(byte).collect()
}

fn column(r: &mut Reader<'_>, count: usize) -> Result<Vec<i32>, NearError> {
    (0..count).map(|_| read_signed(r)).collect()
}

fn moved(from: i32, steps: i32, step: i32) -> Result<i32, NearError> {
    let by = steps.checked_mul(step);
    by.and_then(|by| from.checked_add(by)).ok_or(NearError::Damaged)
}
