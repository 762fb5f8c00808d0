//! How fast a position is placed, and how well: `cargo bench -p gazetteer --bench near`.
//!
//! How well can be measured only against true boundaries, which are no part of this project: put a file of them into a
//! copy of `data/boundaries/`, have `pack build --boundary-tolerance 0` write packs, and name their folder with
//! `-- --truth <folder>`. Places are then drawn at random within them. `--packs <folder>` compares other packs, made with
//! a larger tolerance, with these. Another seed, other places: `--seed 7`; more of them: `--places 100000`.

#[path = "../tests/country/mod.rs"]
mod country;
#[path = "../tests/points/mod.rs"]
mod points;

use country::GAZETTEER;
use gazetteer::data::{COMMUNE_COLUMNS, LEGACY_WARD_COLUMNS, read_table};
use gazetteer::near::{Boundaries, Located, Nearby, Points, Position, locate};
use gazetteer::{CommuneCode, LegacyId, ProvinceCode};
use points::{POINTS, table};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The provinces on whose boundaries the weights in `near/rank.rs` were chosen. The others are what counts.
const CHOSEN_ON: [&str; 17] = [
    "01", "11", "12", "22", "24", "31", "33", "37", "42", "44", "46", "52", "66", "75", "82", "91",
    "92",
];
/// Archipelagos without a known point on most of their islands, up to 840 km from the one there is.
const OUT_AT_SEA: [&str; 2] = ["20333", "22736"];

/// A place, and where it really lies.
struct Place {
    position: Position,
    commune: CommuneCode,
}

fn main() {
    let (mut seed, mut places) = (1, 30_000);
    let (mut truth, mut packs) = (None, None);
    let mut args = std::env::args();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => seed = args.next().and_then(|n| n.parse().ok()).unwrap_or(seed),
            "--places" => places = args.next().and_then(|n| n.parse().ok()).unwrap_or(places),
            "--truth" => truth = args.next(),
            "--packs" => packs = args.next(),
            _ => {}
        }
    }
    speed();
    let Some(truth) = truth else {
        println!("\nhow well: not measured, there are no boundaries (`-- --truth <folder>`)");
        return;
    };
    let truth = read_packs(&truth);
    let weights = weights();
    let mut dice = Dice(seed);
    for (by, weight) in [("by area", 0), ("by population", 1)] {
        let weights: BTreeMap<_, _> = weights.iter().map(|(&code, w)| (code, w[weight])).collect();
        let drawn = draw(&truth, &weights, places, &mut dice);
        println!("\n{} places, {by}", drawn.len());
        accuracy(&drawn);
        if let Some(packs) = &packs {
            exactness(&drawn, &truth, &read_packs(packs));
        }
    }
}

fn speed() {
    let bytes = POINTS.encode();
    let somewhere = |accuracy| Position::new(10.7766, 106.7031, accuracy);
    let (Some(exact), Some(vague)) = (somewhere(10.0), somewhere(500.0)) else { return };
    let bench = "26740".parse();
    println!("points        {:>8} bytes", bytes.len());
    let mut errors = errors_m();
    errors.sort_unstable();
    let (half, most) = (errors.get(errors.len() / 2), errors.last());
    println!(
        "kept to       {:>8} m in the middle, {} m at worst",
        half.unwrap_or(&0),
        most.unwrap_or(&0)
    );
    println!("decode        {:>8.1} µs", median(|| Points::decode(black_box(&bytes), &GAZETTEER)));
    println!("rank, 10 m    {:>8.1} µs", median(|| POINTS.rank(black_box(exact))));
    println!("rank, 500 m   {:>8.1} µs", median(|| POINTS.rank(black_box(vague))));
    if let Ok(code) = bench {
        println!("neighbours    {:>8.1} µs", median(|| POINTS.neighbours(black_box(code), 6)));
    }
}

/// How far the points of old wards are kept from where they were published.
fn errors_m() -> Vec<u32> {
    let text = table("legacy_wards.csv");
    let columns = &LEGACY_WARD_COLUMNS;
    read_table("legacy_wards.csv", &text, columns, &mut Vec::new(), |row| {
        let id = LegacyId::Ward(row.parse_if_any("code")?);
        let (lat, lon) = row.point_if_any()?;
        let (home, _) = *GAZETTEER.went_to(id).first()?;
        let witnesses = POINTS.witnesses(home.code, Position::new(lat, lon, 0.0)?);
        witnesses.into_iter().find(|witness| witness.id == id)?.distance_m
    })
}

/// How often the right commune is first, among the first three, among the first five, and among those offered.
fn accuracy(places: &[Place]) {
    let chosen: BTreeSet<ProvinceCode> = CHOSEN_ON.iter().filter_map(|c| c.parse().ok()).collect();
    let at_sea: Vec<CommuneCode> = OUT_AT_SEA.iter().filter_map(|c| c.parse().ok()).collect();
    println!(
        "  {:34} {:>7} {:>7} {:>7} {:>7} {:>9} {:>7} {:>13}",
        "", "places", "first", "three", "five", "offered", "many", "nearest point"
    );
    for (name, of_chosen, accuracy) in [
        ("provinces not chosen on", false, 0.0),
        ("provinces chosen on", true, 0.0),
        ("not chosen on, known to 500 m", false, 500.0),
        ("not chosen on, known to 2 km", false, 2000.0),
    ] {
        let mut dice = Dice(7);
        let mut count = [0_u32; 7];
        for place in places {
            let province = GAZETTEER.commune(place.commune).map(|commune| commune.province);
            let is_chosen = province.is_some_and(|province| chosen.contains(&province));
            if is_chosen != of_chosen || at_sea.contains(&place.commune) {
                continue;
            }
            count[0] += 1;
            let Some(seen) = dice.off(place.position, accuracy) else { continue };
            let Nearby::Ranked(ranking) = POINTS.rank(seen) else { continue };
            count[5] += ranking.offered as u32;
            let right = |c: &gazetteer::near::Candidate| c.commune == place.commune;
            if let Some(rank) = ranking.candidates.iter().position(right) {
                count[1] += u32::from(rank < 1);
                count[2] += u32::from(rank < 3);
                count[3] += u32::from(rank < 5);
                count[4] += u32::from(rank < ranking.offered);
            }
            let nearest = ranking.candidates.iter().min_by_key(|candidate| {
                let legacy = candidate.legacy.iter().filter_map(|witness| witness.distance_m);
                legacy.chain([candidate.distance_m]).min()
            });
            count[6] += u32::from(nearest.is_some_and(right));
        }
        let [all, first, three, five, offered, many, nearest] = count.map(f64::from);
        let percent = |n: f64| 100.0 * n / all;
        println!(
            "  {name:34} {all:>7} {:>6.2}% {:>6.2}% {:>6.2}% {:>8.2}% {:>7.2} {:>12.2}%",
            percent(first),
            percent(three),
            percent(five),
            percent(offered),
            many / all,
            percent(nearest)
        );
    }
}

/// What simplified packs answer where the exact ones know.
fn exactness(
    places: &[Place],
    truth: &BTreeMap<ProvinceCode, Boundaries>,
    packs: &BTreeMap<ProvinceCode, Boundaries>,
) {
    let (mut same, mut among, mut wrong, mut tolerance) = (0, 0, 0, 0);
    let mut micros = 0.0;
    for place in places {
        let Some(province) = GAZETTEER.commune(place.commune).map(|c| c.province) else { continue };
        let (Some(pack), Some(_)) = (packs.get(&province), truth.get(&province)) else { continue };
        tolerance = pack.tolerance_m();
        let begun = Instant::now();
        let found = locate(std::slice::from_ref(pack), place.position);
        micros += begun.elapsed().as_secs_f64() * 1e6;
        match found {
            Located::In(code) if code == place.commune => same += 1,
            Located::Between(hits) if hits.iter().any(|hit| hit.commune == place.commune) => {
                if hits.len() == 1 { same += 1 } else { among += 1 }
            }
            _ => wrong += 1,
        }
    }
    let all = places.len() as f64;
    let percent = |n: i32| 100.0 * f64::from(n) / all;
    println!(
        "  simplified, good to {tolerance} m: alone and right {:.2}%, one of several near a border {:.2}%, \
         wrong {:.3}%; {:.1} µs each",
        percent(same),
        percent(among),
        percent(wrong),
        micros / all
    );
}

fn read_packs(folder: &str) -> BTreeMap<ProvinceCode, Boundaries> {
    let entries = std::fs::read_dir(Path::new(folder)).into_iter().flatten().flatten();
    let packs = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let province = name.strip_prefix("boundaries-")?.get(..2)?.parse().ok()?;
        let bytes = name.ends_with(".bin").then(|| std::fs::read(entry.path()))?.ok()?;
        Some((province, Boundaries::decode(&bytes).ok()?))
    });
    packs.collect()
}

/// Area and population, as far as they are published.
fn weights() -> BTreeMap<CommuneCode, [f64; 2]> {
    let mut errors = Vec::new();
    let text = table("communes.csv");
    let rows = read_table("communes.csv", &text, &COMMUNE_COLUMNS, &mut errors, |row| {
        let area = row.parse_if_any("area_km2").unwrap_or_default();
        let people = row.parse_if_any("population_2025").unwrap_or_default();
        Some((row.parse("code")?, [area, people]))
    });
    rows.into_iter().collect()
}

/// Places at random: a commune by its weight, and a place anywhere in it.
fn draw(
    truth: &BTreeMap<ProvinceCode, Boundaries>,
    weights: &BTreeMap<CommuneCode, f64>,
    count: usize,
    dice: &mut Dice,
) -> Vec<Place> {
    let communes = truth.values().flat_map(Boundaries::communes);
    let mut upto = 0.0;
    let sums: Vec<(f64, CommuneCode)> = communes
        .map(|&code| {
            upto += weights.get(&code).copied().unwrap_or_default();
            (upto, code)
        })
        .collect();
    let mut places = Vec::new();
    while places.len() < count {
        let number = dice.fraction() * upto;
        let place = sums.partition_point(|(sum, _)| *sum < number);
        let Some(&(_, commune)) = sums.get(place) else { break };
        let pack = GAZETTEER.commune(commune).and_then(|commune| truth.get(&commune.province));
        places.extend(pack.and_then(|pack| place_in(pack, commune, dice)));
    }
    places
}

fn place_in(pack: &Boundaries, commune: CommuneCode, dice: &mut Dice) -> Option<Place> {
    let corners = pack.lines_of(commune).flatten().map(|point| point.degrees());
    let nothing = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let [south, west, north, east] = corners
        .fold(nothing, |[s, w, n, e], (lat, lon)| [s.min(lat), w.min(lon), n.max(lat), e.max(lon)]);
    for _ in 0..100_000 {
        let lat = south + dice.fraction() * (north - south);
        let lon = west + dice.fraction() * (east - west);
        let position = Position::new(lat, lon, 0.0)?;
        let inside = match locate(std::slice::from_ref(pack), position) {
            Located::In(code) => code == commune,
            Located::Between(hits) => hits.iter().any(|hit| hit.inside && hit.commune == commune),
            Located::Nowhere => false,
        };
        if inside {
            return Some(Place { position, commune });
        }
    }
    None
}

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn fraction(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A position as a device may give it that is off by a normal distribution with 95 % within the accuracy.
    fn off(&mut self, position: Position, accuracy_m: f64) -> Option<Position> {
        let radius = accuracy_m / 2.4477 * (-2.0 * (1.0 - self.fraction()).ln()).sqrt();
        let angle = self.fraction() * std::f64::consts::TAU;
        let (lat, lon) = position.degrees();
        let degrees = radius / 111_200.0;
        let east = lat.to_radians().cos();
        Position::new(lat + degrees * angle.sin(), lon + degrees * angle.cos() / east, accuracy_m)
    }
}

/// Microseconds.
fn median<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..300)
        .map(|_| {
            let begun = Instant::now();
            black_box(run());
            begun.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}
