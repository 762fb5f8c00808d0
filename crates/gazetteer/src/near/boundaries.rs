//! Boundaries of a province's communes.
//!
//! A border is kept once, with the communes on its two sides. Whether a position lies in a commune follows from how
//! many of the commune's borders a line from the position to the east crosses; neither rings nor their direction matter,
//! and holes and islands need nothing of their own.
//!
//! The pack's body: tolerance in metres; communes (how many in all, how many with a complete border, the codes as
//! differences); borders (their number; of each the two sides, the number of points, the points as differences). A border
//! begins where the one before ends, as far as that can be had.

use super::{
    FlatMap, GridPoint, NearError, Position, least, metres, open, read_number, read_signed, seal,
    write_signed,
};
use crate::CommuneCode;
use crate::wire::{Reader, Writer};
use std::collections::BTreeMap;

const MAGIC: [u8; 4] = *b"XTB1";
/// Codes have five digits.
const CODES: u32 = 100_000;
/// So many communes at most are named for one position.
const HITS: usize = 8;

/// The borders of the communes of a province, or of any others that were packed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundaries {
    /// Those whose border is complete, by code; then those that only lie across a border, by code.
    communes: Vec<CommuneCode>,
    /// How many have a complete border.
    complete: usize,
    borders: Vec<Border<u16>>,
    tolerance_m: u32,
}

/// A line with a commune on either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Border<Commune = CommuneCode> {
    /// The communes on its two sides, in any order; `None` for the sea and for abroad.
    pub sides: [Option<Commune>; 2],
    /// Two points or more; a closed line ends with its first point.
    pub line: Vec<GridPoint>,
}

/// What boundaries say of a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// It lies in this commune, further from its border than position and border are uncertain.
    In(CommuneCode),
    /// It lies so near to a border that it may be in any of these: first the one it seems to lie in, then by distance.
    /// A single one means that across its border is the sea, or land whose boundaries are not known.
    Between(Vec<Hit>),
    /// It lies in none of the communes.
    Nowhere,
}

/// A commune that holds a position, or whose border is near to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The commune.
    pub commune: CommuneCode,
    /// Whether the position seems to lie in it. Never true of a commune that only lies across a border.
    pub inside: bool,
    /// How far its border is, in metres.
    pub border_m: u32,
}

/// Where a position lies, by the boundaries of one or several provinces.
///
/// Give those of every province that it may lie in: a commune whose boundaries are not among them is named only where it
/// has a border in common with one whose boundaries are.
pub fn locate(packs: &[Boundaries], position: Position) -> Located {
    let map = FlatMap::around(position);
    let mut hits: Vec<Hit> = Vec::new();
    let mut at_border = false;
    for pack in packs {
        let margin = position.accuracy_m + f64::from(pack.tolerance_m);
        for hit in pack.hits(&map) {
            let near = f64::from(hit.border_m) <= margin;
            if !hit.inside && !near {
                continue;
            }
            at_border |= near;
            match hits.iter_mut().find(|known| known.commune == hit.commune) {
                Some(known) => {
                    known.inside |= hit.inside;
                    known.border_m = known.border_m.min(hit.border_m);
                }
                None => hits.push(hit),
            }
        }
    }
    let hits = least(hits, HITS, |hit| (!hit.inside, hit.border_m, hit.commune));
    match hits.as_slice() {
        [] => Located::Nowhere,
        [Hit { commune, .. }] if !at_border => Located::In(*commune),
        _ => Located::Between(hits),
    }
}

impl Boundaries {
    /// Puts borders together: all those of the communes `complete`, with whatever lies on their other sides.
    ///
    /// `tolerance_m` says how far from the true border, in metres, a line may be. `None` if a border has less than two
    /// points, or there are more communes than can be numbered.
    pub fn new(complete: &[CommuneCode], borders: Vec<Border>, tolerance_m: u32) -> Option<Self> {
        let mut communes = complete.to_vec();
        communes.sort_unstable();
        communes.dedup();
        let complete = communes.len();
        let mut across: Vec<_> = borders
            .iter()
            .flat_map(|border| border.sides.into_iter().flatten())
            .filter(|side| communes.binary_search(side).is_err())
            .collect();
        across.sort_unstable();
        across.dedup();
        communes.extend(across);
        if communes.len() >= usize::from(u16::MAX) {
            return None;
        }
        let places: BTreeMap<_, _> = communes.iter().copied().zip(0..).collect();
        let place = |side: Option<CommuneCode>| side.and_then(|code| places.get(&code).copied());
        let numbered = chained(borders).into_iter().map(|Border { sides, line }| {
            (line.len() >= 2).then(|| Border { sides: sides.map(place), line })
        });
        let borders = numbered.collect::<Option<Vec<_>>>()?;
        Some(Self { communes, complete, borders, tolerance_m })
    }

    /// The communes whose border is complete, by code.
    pub fn communes(&self) -> &[CommuneCode] {
        &self.communes[..self.complete]
    }

    /// How far from the true border a line may be, in metres.
    pub fn tolerance_m(&self) -> u32 {
        self.tolerance_m
    }

    /// The lines that a commune's border consists of, in no order and of either direction.
    pub fn lines_of(&self, commune: CommuneCode) -> impl Iterator<Item = &[GridPoint]> {
        let of_commune = move |border: &&Border<u16>| {
            let side = |place: u16| self.communes.get(usize::from(place));
            border.sides.iter().flatten().any(|&place| side(place) == Some(&commune))
        };
        self.borders.iter().filter(of_commune).map(|border| border.line.as_slice())
    }

    /// Writes the pack that [`Boundaries::decode`] reads. The same boundaries give the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.number(self.tolerance_m);
        w.number(self.communes.len() as u32);
        w.number(self.complete as u32);
        let mut before = 0;
        for code in &self.communes {
            write_signed(&mut w, code.0 as i32 - before);
            before = code.0 as i32;
        }
        w.number(self.borders.len() as u32);
        let mut before = GridPoint { lat: 0, lon: 0 };
        for Border { sides, line } in &self.borders {
            for side in sides {
                w.number(side.map_or(0, |place| u32::from(place) + 1));
            }
            w.number(line.len() as u32);
            for &point in line {
                write_signed(&mut w, point.lat - before.lat);
                write_signed(&mut w, point.lon - before.lon);
                before = point;
            }
        }
        seal(MAGIC, &w.bytes)
    }

    /// Reads a pack.
    ///
    /// # Errors
    /// See [`NearError`]. Nothing in the bytes makes it panic, or ask for more memory than they warrant.
    pub fn decode(bytes: &[u8]) -> Result<Self, NearError> {
        let mut r = Reader::new(open(MAGIC, bytes)?);
        let r = &mut r;
        let tolerance_m = read_number(r)?;
        let count = read_number(r)?;
        let complete = read_number(r)? as usize;
        let mut communes = Vec::new();
        let mut code = 0_u32;
        for _ in 0..count {
            code = code.checked_add_signed(read_signed(r)?).ok_or(NearError::Damaged)?;
            communes.push(CommuneCode(code));
        }
        let sound = communes.iter().all(|code| code.0 < CODES)
            && communes.len() < usize::from(u16::MAX)
            && complete <= communes.len();
        if !sound {
            return Err(NearError::Damaged);
        }

        let mut borders = Vec::new();
        let mut before = GridPoint { lat: 0, lon: 0 };
        for _ in 0..read_number(r)? {
            let sides = [read_side(r, communes.len())?, read_side(r, communes.len())?];
            let mut line = Vec::new();
            for _ in 0..read_number(r)? {
                let (north, east) = (read_signed(r)?, read_signed(r)?);
                let lat = before.lat.checked_add(north);
                let lon = before.lon.checked_add(east);
                let point = lat.zip(lon).and_then(|(lat, lon)| GridPoint::new(lat, lon));
                before = point.ok_or(NearError::Damaged)?;
                line.push(before);
            }
            if line.len() < 2 {
                return Err(NearError::Damaged);
            }
            borders.push(Border { sides, line });
        }
        r.end().map_err(|_| NearError::Damaged)?;
        Ok(Self { communes, complete, borders, tolerance_m })
    }

    /// What there is to say of each commune at the origin of a map.
    fn hits(&self, map: &FlatMap) -> impl Iterator<Item = Hit> {
        let mut inside = vec![false; self.communes.len()];
        let mut nearest = vec![f64::INFINITY; self.communes.len()];
        for Border { sides, line } in &self.borders {
            let mut crossed = false;
            let mut square_km = f64::INFINITY;
            let mut from = None;
            for &point in line {
                let to = map.place(point);
                if let Some(from) = from.replace(to) {
                    crossed ^= crosses(from, to);
                    square_km = square_km.min(square_distance(from, to));
                }
            }
            for place in sides.iter().flatten().map(|&place| usize::from(place)) {
                inside[place] ^= crossed;
                nearest[place] = nearest[place].min(square_km);
            }
        }
        let seen = self.communes.iter().zip(inside).zip(nearest).enumerate();
        seen.map(|(place, ((&commune, inside), square_km))| Hit {
            commune,
            inside: inside && place < self.complete,
            border_m: metres(square_km),
        })
    }
}

fn read_side(r: &mut Reader<'_>, communes: usize) -> Result<Option<u16>, NearError> {
    match read_number(r)? {
        0 => Ok(None),
        place if place as usize <= communes => Ok(Some((place - 1) as u16)),
        _ => Err(NearError::Damaged),
    }
}

/// Whether the half-line from the origin to the east crosses a line. Of its two ends one belongs to it, so that a way
/// through a corner counts once.
fn crosses((ax, ay): (f64, f64), (bx, by): (f64, f64)) -> bool {
    (ay > 0.0) != (by > 0.0) && ax - ay * (bx - ax) / (by - ay) > 0.0
}

/// The square of the distance of a line from the origin.
fn square_distance((ax, ay): (f64, f64), (bx, by): (f64, f64)) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 { -(ax * dx + ay * dy) / square } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    let (x, y) = (ax + along * dx, ay + along * dy);
    x * x + y * y
}

/// The same borders, one after the other where one ends and another begins, turned round where that helps.
fn chained(mut borders: Vec<Border>) -> Vec<Border> {
    let ends = |border: &Border| [border.line.first().copied(), border.line.last().copied()];
    let mut meeting: BTreeMap<GridPoint, Vec<usize>> = BTreeMap::new();
    for (place, border) in borders.iter().enumerate().rev() {
        ends(border)
            .into_iter()
            .flatten()
            .for_each(|end| meeting.entry(end).or_default().push(place));
    }
    let mut order = Vec::with_capacity(borders.len());
    let mut used = vec![false; borders.len()];
    let mut at = None;
    for first in 0..borders.len() {
        let mut next = Some(first);
        while let Some(place) = next.filter(|&place| !used[place]) {
            used[place] = true;
            order.push(place);
            let line = &mut borders[place].line;
            if line.last().copied() == at {
                line.reverse();
            }
            at = line.last().copied();
            let here = at.and_then(|at| meeting.get_mut(&at));
            next = here.and_then(|here| {
                while here.pop_if(|place| used[*place]).is_some() {}
                here.last().copied()
            });
        }
    }
    let mut borders: Vec<_> = borders.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| borders[place].take()).collect()
}
