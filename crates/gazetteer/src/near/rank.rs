//! Ranking communes by points.
//!
//! A commune is the likelier the nearer its own point and the points of its old wards are, and the larger it is. With
//! `d` for distances in kilometres, `r` for the radius of a circle of the commune's area and `w` for how much of an old
//! ward it got,
//!
//! ```text
//! likelihood ∝ √( (Σ w/d⁶ over its old wards + 2.2/d⁶ of its own point) · r⁶/d⁴ of its own point )
//! ```
//!
//! The exponents and the weights are those under which places drawn at random within the true boundaries of half of the
//! provinces are the likeliest; `cargo bench -p gazetteer --bench near` measures what that is worth in the others.

use super::points::{CommunePoint, Points};
use super::{FlatMap, GRID_PER_DEGREE, GridPoint, Position, least, metres};
use crate::{CommuneCode, LegacyId, Share};

/// No commune is ranked for a position further from every point. No place on the mainland is further than 38 km.
const FARTHEST_KM: f64 = 50.0;
/// Nearer than this a point says nothing more: points are not known better.
const NEAREST_SQUARE_KM: f64 = 0.05 * 0.05;
/// What a commune's own point weighs against that of an old ward.
const OWN_POINT: f64 = 2.2;
/// How many communes are ranked at most.
const RANKED: usize = 8;
/// How many are offered at most, unless the position is vague.
const OFFERED: usize = 5;
/// Beyond this accuracy a position is vague.
const VAGUE_M: f64 = 1000.0;
/// Offered are so many that the right one is among them this often.
const ENOUGH: f64 = 0.99;
/// A commune less likely is not ranked.
const UNLIKELY: f64 = 0.0005;

/// What is near a position.
#[derive(Debug, Clone, PartialEq)]
pub enum Nearby {
    /// The communes it may lie in.
    Ranked(Ranking),
    /// Not in Vietnam, or far out at sea: every point is more than 50 km away.
    NoneNear {
        /// The commune with the nearest point; beyond some hundred kilometres neither it nor the distance is exact.
        nearest: Option<Neighbour>,
    },
}

/// Communes, the likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// At most eight.
    pub candidates: Vec<Candidate>,
    /// So many of the first are worth offering: one where there is hardly a doubt, else as many as it takes for the right
    /// one to be among them in 99 of 100 cases, up to five, or up to eight where the position is vaguer than a kilometre.
    pub offered: usize,
}

/// A commune that a position may lie in.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The commune.
    pub commune: CommuneCode,
    /// How far its point is, in metres.
    pub distance_m: u32,
    /// How often it is the right one in a case like this, 0 to 1.
    pub likelihood: f64,
    /// The old units it was formed from, the nearest first. Those whose point is not known, and those of which it got
    /// nothing but uninhabited land, come last.
    pub legacy: Vec<Witness>,
}

/// An old unit that a commune was formed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Witness {
    /// The old unit.
    pub id: LegacyId,
    /// How much of it went to the commune.
    pub share: Share,
    /// How far its point is, in metres; `None` where no point of it is known.
    pub distance_m: Option<u32>,
}

/// A commune, and how far its point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// The commune.
    pub commune: CommuneCode,
    /// In metres, from point to point.
    pub distance_m: u32,
}

impl Points {
    /// The communes that a position may lie in.
    pub fn rank(&self, position: Position) -> Nearby {
        let map = FlatMap::around(position);
        let nearest = self.nearest(&map);
        if !nearest.is_some_and(|(_, square)| square <= FARTHEST_KM * FARTHEST_KM) {
            let neighbour = |(place, square): (usize, f64)| {
                let distance_m = metres(square);
                Some(Neighbour { commune: self.communes.get(place)?.code, distance_m })
            };
            return Nearby::NoneNear { nearest: nearest.and_then(neighbour) };
        }

        let likelihoods = self.likelihoods(position);
        let ranked: Vec<(usize, f64)> =
            likelihoods.into_iter().enumerate().filter(|&(_, likely)| likely > UNLIKELY).collect();
        let ranked = least(ranked, RANKED, |&(place, likely)| (-likely, place));

        let most = if position.accuracy_m > VAGUE_M { RANKED } else { OFFERED };
        let mut offered = 0;
        let mut sum = 0.0;
        while offered < most.min(ranked.len()) && sum < ENOUGH {
            sum += ranked[offered].1;
            offered += 1;
        }
        let candidates = ranked
            .into_iter()
            .map(|(place, likelihood)| self.candidate(&map, place, likelihood))
            .collect();
        Nearby::Ranked(Ranking { candidates, offered })
    }

    /// The old units that a commune was formed from, as seen from a position: in the order of
    /// [`Candidate::legacy`]; none if there is no such commune.
    pub fn witnesses(&self, commune: CommuneCode, position: Position) -> Vec<Witness> {
        let place = self.communes.binary_search_by_key(&commune, |row| row.code);
        let map = FlatMap::around(position);
        place.map_or_else(|_| Vec::new(), |place| self.witnesses_of(&map, place))
    }

    /// The communes whose points are nearest to a commune's, at most `limit`, the nearest first; none if there is no
    /// such commune. For an island they may be hundreds of kilometres away.
    pub fn neighbours(&self, commune: CommuneCode, limit: usize) -> Vec<Neighbour> {
        let Ok(place) = self.communes.binary_search_by_key(&commune, |row| row.code) else {
            return Vec::new();
        };
        let map = FlatMap::around_point(self.communes[place].at);
        let others = self.communes.iter().filter(|row| row.code != commune);
        let others = others
            .map(|row| Neighbour { commune: row.code, distance_m: map.metres(row.at) })
            .collect();
        least(others, limit, |near| (near.distance_m, near.commune))
    }

    /// The commune that the nearest of all points speaks for, by its place, and the square of the distance.
    fn nearest(&self, map: &FlatMap) -> Option<(usize, f64)> {
        let own = self.communes.iter().map(|row| row.at).enumerate();
        let of_legacy = self
            .moves
            .iter()
            .filter_map(|row| Some((usize::from(row.commune), self.at(row.legacy)?)));
        own.chain(of_legacy)
            .map(|(place, at)| (place, map.square_km(at)))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    fn at(&self, legacy: u16) -> Option<GridPoint> {
        self.legacy.get(usize::from(legacy)).and_then(|row| row.at)
    }

    /// How likely every commune is, in their order, over all the places at which the position may really be.
    fn likelihoods(&self, position: Position) -> Vec<f64> {
        let mut sum = vec![0.0; self.communes.len()];
        let places = scatter(position);
        let count = f64::from(places.len() as u32);
        for place in places {
            let of_place = self.scores(&FlatMap::around(place));
            let total: f64 = of_place.iter().sum();
            for (sum, score) in sum.iter_mut().zip(of_place) {
                *sum += score / total / count;
            }
        }
        sum
    }

    /// The formula above, for every commune.
    fn scores(&self, map: &FlatMap) -> Vec<f64> {
        let square = |at| map.square_km(at).max(NEAREST_SQUARE_KM);
        let pull = |square: f64| 1.0 / (square * square * square);
        let mut scores: Vec<f64> =
            self.communes.iter().map(|row| OWN_POINT * pull(square(row.at))).collect();
        for row in &self.moves {
            if let (Some(at), Some(score)) =
                (self.at(row.legacy), scores.get_mut(usize::from(row.commune)))
            {
                *score += weight(row.share) * pull(square(at));
            }
        }
        for (score, row) in scores.iter_mut().zip(&self.communes) {
            let (square, radius) = (square(row.at), f64::from(row.size.radius()));
            let size = radius * radius * radius / square;
            *score = score.sqrt() * size;
        }
        scores
    }

    fn candidate(&self, map: &FlatMap, place: usize, likelihood: f64) -> Candidate {
        let CommunePoint { code, at, .. } = self.communes[place];
        let legacy = self.witnesses_of(map, place);
        Candidate { commune: code, distance_m: map.metres(at), likelihood, legacy }
    }

    fn witnesses_of(&self, map: &FlatMap, place: usize) -> Vec<Witness> {
        let moves = self.moves.iter().filter(|row| usize::from(row.commune) == place);
        let witnesses: Vec<_> = moves
            .filter_map(|row| {
                let unit = self.legacy.get(usize::from(row.legacy))?;
                let distance_m = unit.at.map(|at| map.metres(at));
                Some(Witness { id: unit.id, share: row.share, distance_m })
            })
            .collect();
        least(witnesses, usize::MAX, |witness| {
            let land_only = witness.share == Share::PartAreaOnly;
            (land_only, witness.distance_m.unwrap_or(u32::MAX), witness.id)
        })
    }
}

/// What the point of an old unit weighs for a commune that got this much of it.
fn weight(share: Share) -> f64 {
    match share {
        Share::Whole | Share::PartAreaAllPeople => 1.0,
        Share::Part | Share::PartPeople => 0.25,
        Share::PartAreaOnly => 0.02,
    }
}

/// Places that stand for all those at which somebody may be: the position, and six around it so far away that the
/// spread is that of a normal distribution with 95 % within the accuracy.
fn scatter(position: Position) -> Vec<Position> {
    /// A circle's directions, north and east.
    const AROUND: [(f64, f64); 6] =
        [(0.0, 1.0), (0.866, 0.5), (0.866, -0.5), (0.0, -1.0), (-0.866, -0.5), (-0.866, 0.5)];
    /// What a grid step does not tell apart is one place.
    const EXACT_M: f64 = 20.0;
    let mut places = vec![position];
    if position.accuracy_m > EXACT_M {
        let map = FlatMap::around(position);
        let degrees =
            0.62 * position.accuracy_m / 1000.0 / (super::KM_PER_STEP * f64::from(GRID_PER_DEGREE));
        places.extend(AROUND.map(|(north, east)| Position {
            latitude: position.latitude + north * degrees,
            longitude: position.longitude + east * degrees / map.east,
            ..position
        }));
    }
    places
}
