//! One file of boundaries, and what was written beside it.

use super::topology::{Arc, Feature, Ring, Topology};
use crate::failure::Failure;
use gazetteer::data::{LATITUDES, LONGITUDES, is_date};
use gazetteer::near::GridPoint;
use gazetteer::{CommuneCode, Gazetteer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What stands in the `.toml` of the same name. All of it may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notes {
    /// The property with the commune's code.
    property: Option<String>,
    /// The object with the communes.
    object: Option<String>,
    /// How far, in metres, the file's own lines may be from the true ones.
    #[serde(default)]
    drawn_to_m: u32,
    /// Codes that are not in communes.csv, and what they stand for.
    #[serde(default)]
    codes: BTreeMap<String, String>,
    source: Option<BoundarySource>,
}

/// Where boundaries are from, for those who look at them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoundarySource {
    pub(crate) title: String,
    pub(crate) licence: String,
    pub(crate) as_of: String,
}

/// What a file holds.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) name: String,
    pub(super) arcs: Vec<Arc>,
    pub(super) polygons: BTreeMap<CommuneCode, Vec<Ring>>,
    /// Polygons whose code is no commune's: the feature, the code, the rings.
    pub(super) unknown: Vec<(usize, String, Vec<Ring>)>,
    pub(super) drawn_to_m: u32,
    pub(super) source: Option<BoundarySource>,
    pub(super) faults: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl Drawn {
    /// Reads and checks a file.
    pub(super) fn read(path: &Path, gazetteer: &Gazetteer) -> Result<Self, Failure> {
        let notes = read_notes(&path.with_extension("toml"))?;
        let text = std::fs::read_to_string(path).map_err(Failure::at(path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::of_text(&name, &text, notes, gazetteer))
    }

    /// Reads and checks what stands in a file.
    pub(super) fn of_text(name: &str, text: &str, notes: Notes, gazetteer: &Gazetteer) -> Self {
        let mut drawn = Self {
            name: name.to_owned(),
            arcs: Vec::new(),
            polygons: BTreeMap::new(),
            unknown: Vec::new(),
            drawn_to_m: notes.drawn_to_m,
            source: None,
            faults: Vec::new(),
            notes: Vec::new(),
        };
        let topology = Topology::parse(text).and_then(|topology| {
            drawn.arcs = topology.arcs()?;
            Ok(topology)
        });
        match topology {
            Ok(topology) => drawn.take(&topology, notes, gazetteer),
            Err(fault) => drawn.fault(fault),
        }
        drawn
    }

    fn take(&mut self, topology: &Topology, notes: Notes, gazetteer: &Gazetteer) {
        if notes.source.as_ref().is_some_and(|source| !is_date(&source.as_of)) {
            self.fault("source: as_of is not a date, as in 2025, 2025-06, 2025-06-30");
        }
        self.source = notes.source;
        let objects: Vec<_> = topology
            .objects
            .iter()
            .filter(|(name, _)| notes.object.as_ref().is_none_or(|wanted| wanted == *name))
            .map(|(name, object)| (name.as_str(), object.features()))
            .collect();
        let property = match notes.property {
            Some(property) => property,
            None => match code_property(&objects, gazetteer) {
                Ok(property) => property,
                Err(fault) => {
                    let toml = self.toml();
                    return self.fault(format!("{fault}; name it as `property` in {toml}"));
                }
            },
        };

        let mut seen: BTreeMap<CommuneCode, usize> = BTreeMap::new();
        let mut corrected = BTreeSet::new();
        for (object, features) in objects {
            if features.iter().all(|feature| feature.code(&property).is_none()) {
                self.notes.push(format!(
                    "{}: object {object:?} has no property {property:?} and was left out",
                    self.name
                ));
                continue;
            }
            for feature in features {
                let Some(written) = feature.code(&property) else {
                    self.fault_in(&feature, "", format!("it has no property {property:?}"));
                    continue;
                };
                let rings = match feature.rings() {
                    Ok(rings) => rings,
                    Err(fault) => {
                        self.fault_in(&feature, &written, fault);
                        continue;
                    }
                };
                if let Err(fault) = rings.iter().try_for_each(|ring| check_ring(&self.arcs, ring)) {
                    self.fault_in(&feature, &written, fault);
                    continue;
                }
                let code = notes.codes.get(&written).unwrap_or(&written);
                corrected.extend(notes.codes.contains_key(&written).then(|| written.clone()));
                let known = code.parse().ok().filter(|&code| gazetteer.commune(code).is_some());
                let Some(known) = known else {
                    self.unknown.push((feature.number, written, rings));
                    continue;
                };
                if let Some(first) = seen.insert(known, feature.number) {
                    self.fault_in(&feature, &written, format!("feature {first} is {known} too"));
                    continue;
                }
                self.polygons.insert(known, rings);
            }
        }
        for code in notes.codes.keys().filter(|code| !corrected.contains(*code)) {
            self.fault(format!("codes: no feature has the code {code:?}"));
        }
    }

    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(format!("{}: {}", self.name, fault.into()));
    }

    fn fault_in(&mut self, feature: &Feature<'_>, code: &str, fault: impl Into<String>) {
        self.fault(format!("feature {} (code {code:?}): {}", feature.number, fault.into()));
    }

    /// The name of the file that may stand beside this one.
    pub(super) fn toml(&self) -> String {
        Path::new(&self.name).with_extension("toml").display().to_string()
    }

    /// Whether rings hold a place: longitude, latitude.
    pub(super) fn holds(&self, rings: &[Ring], [lon, lat]: [f64; 2]) -> bool {
        let arcs = rings.iter().flatten().filter_map(|&number| arc(&self.arcs, number));
        let lines = arcs.flat_map(|arc| arc.windows(2));
        let crossed = lines.filter(|line| {
            let ([ax, ay], [bx, by]) = (line[0], line[1]);
            (ay > lat) != (by > lat) && ax + (lat - ay) * (bx - ax) / (by - ay) > lon
        });
        crossed.count() % 2 == 1
    }

    /// South-west and north-east of what rings reach to: longitude, latitude.
    pub(super) fn bounds(&self, rings: &[Ring]) -> [[f64; 2]; 2] {
        let arcs = rings.iter().flatten().filter_map(|&number| arc(&self.arcs, number));
        let nothing = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
        arcs.flatten().fold(nothing, |[low, high], &[lon, lat]| {
            [[low[0].min(lon), low[1].min(lat)], [high[0].max(lon), high[1].max(lat)]]
        })
    }
}

fn read_notes(path: &Path) -> Result<Notes, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            toml::from_str(&text).map_err(|source| Failure::Toml { path: path.to_owned(), source })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Notes::default()),
        Err(error) => Err(Failure::at(path)(error)),
    }
}

/// The property that holds a commune's code in most features.
fn code_property(
    objects: &[(&str, Vec<Feature<'_>>)],
    gazetteer: &Gazetteer,
) -> Result<String, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in objects.iter().flat_map(|(_, features)| features) {
        let keys: BTreeSet<_> = feature.properties.iter().map(|&(key, _)| key).collect();
        for key in keys {
            let code = feature.code(key).and_then(|code| code.parse().ok());
            if code.is_some_and(|code| gazetteer.commune(code).is_some()) {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let best: Vec<_> = counts.iter().filter(|&(_, &count)| count == most).collect();
    match best.as_slice() {
        [(key, _)] => Ok((**key).to_owned()),
        [] => Err("no property holds five-digit codes of communes".to_owned()),
        several => {
            let keys: Vec<_> = several.iter().map(|(key, _)| **key).collect();
            let keys = keys.join(", ");
            Err(format!("{keys} hold codes of communes equally often"))
        }
    }
}

/// An arc by its number in a ring. Its direction is left as it is.
pub(super) fn arc(arcs: &[Arc], number: i64) -> Option<&Arc> {
    arcs.get(arc_place(number)?)
}

/// `!n` is arc n backwards.
pub(super) fn arc_place(number: i64) -> Option<usize> {
    usize::try_from(if number < 0 { !number } else { number }).ok()
}

/// Checks that a ring's arcs exist, lie in Vietnam, and meet.
fn check_ring(arcs: &[Arc], ring: &Ring) -> Result<(), String> {
    let mut positions = 0;
    let mut ends: Vec<[[f64; 2]; 2]> = Vec::new();
    for &number in ring {
        let arc = arc(arcs, number).ok_or_else(|| format!("there is no arc {number}"))?;
        for [lon, lat] in arc {
            if !LONGITUDES.contains(lon) || !LATITUDES.contains(lat) {
                return Err(format!(
                    "longitude {lon}, latitude {lat} of arc {number} is not in Vietnam"
                ));
            }
        }
        positions += arc.len() - 1;
        let (Some(&first), Some(&last)) = (arc.first(), arc.last()) else { continue };
        ends.push(if number < 0 { [last, first] } else { [first, last] });
    }
    let grid = |[lon, lat]: [f64; 2]| GridPoint::nearest(lat, lon);
    let next = ends.iter().cycle().skip(1);
    for (place, ([_, end], [begin, _])) in ends.iter().zip(next).enumerate() {
        if grid(*end) != grid(*begin) {
            let number = ring.get(place).copied().unwrap_or_default();
            return Err(format!("the ring is not closed where arc {number} ends"));
        }
    }
    if positions < 3 {
        return Err(format!("a ring has {} positions; it takes four", positions + 1));
    }
    Ok(())
}
