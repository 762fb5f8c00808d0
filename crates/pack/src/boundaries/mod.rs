//! Boundaries that an operator has put into `data/boundaries/`: TopoJSON in, one small pack a province out.

mod file;
mod simplify;
#[cfg(test)]
mod tests;
mod topology;

pub(crate) use file::BoundarySource;

use crate::failure::Failure;
use file::{Drawn, arc_place};
use gazetteer::near::{Border, Boundaries, GridPoint, Points};
use gazetteer::{CommuneCode, Gazetteer, ProvinceCode};
use simplify::simplify;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use topology::{Arc, Ring};

/// A place on the packs' grid is at most so far from the true one.
const GRID_ERROR_M: u32 = 8;
/// So many of a kind are named in a note.
const NAMED: usize = 20;

/// All files of boundaries, checked.
#[derive(Debug, Default)]
pub(crate) struct BoundaryFiles {
    files: Vec<Drawn>,
    /// What whoever supplied the files should know, but which does not stop the build.
    pub(crate) notes: Vec<String>,
}

impl BoundaryFiles {
    /// Reads and checks the folder; without it there are no boundaries.
    pub(crate) fn read(
        folder: &Path,
        gazetteer: &Gazetteer,
        points: &Points,
    ) -> Result<Self, Failure> {
        let read = |path: PathBuf| Drawn::read(&path, gazetteer);
        let files = files(folder)?.into_iter().map(read).collect::<Result<_, _>>()?;
        Self::check(files, gazetteer, points)
    }

    /// Puts files together that were checked one by one.
    fn check(
        mut files: Vec<Drawn>,
        gazetteer: &Gazetteer,
        points: &Points,
    ) -> Result<Self, Failure> {
        let mut faults: Vec<_> =
            files.iter_mut().flat_map(|file| std::mem::take(&mut file.faults)).collect();
        let notes = files.iter_mut().flat_map(|file| std::mem::take(&mut file.notes)).collect();
        let mut all = Self { files, notes };
        all.find_doubles(&mut faults);
        all.report_unknown(gazetteer, points, &mut faults);
        if !faults.is_empty() {
            return Err(Failure::Boundaries(faults));
        }
        all.note_gaps(gazetteer);
        all.note_misfits(gazetteer, points);
        Ok(all)
    }

    /// How many communes have a polygon.
    pub(crate) fn communes(&self) -> usize {
        self.polygons().count()
    }

    /// Where the files are from, as far as their suppliers say.
    pub(crate) fn sources(&self) -> Vec<BoundarySource> {
        let mut sources: Vec<BoundarySource> = Vec::new();
        for source in self.files.iter().filter_map(|file| file.source.as_ref()) {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        sources
    }

    /// One pack a province, its lines simplified so far that none is further than `tolerance_m` from the file's.
    pub(crate) fn packs(
        &self,
        gazetteer: &Gazetteer,
        tolerance_m: u32,
    ) -> BTreeMap<ProvinceCode, Boundaries> {
        let mut borders: BTreeMap<ProvinceCode, Vec<Border>> = BTreeMap::new();
        let mut communes: BTreeMap<ProvinceCode, Vec<CommuneCode>> = BTreeMap::new();
        let province = |code| gazetteer.commune(code).map(|commune| commune.province);
        for (_, code, _) in self.polygons() {
            if let Some(province) = province(code) {
                communes.entry(province).or_default().push(code);
            }
        }
        for file in &self.files {
            for (place, users) in users(file) {
                let Some(line) = file.arcs.get(place).and_then(|arc| on_grid(arc, tolerance_m))
                else {
                    continue;
                };
                // More than two only where polygons overlap.
                for pair in users.chunks(2) {
                    let sides = [pair.first().copied(), pair.get(1).copied()];
                    let provinces: BTreeSet<_> =
                        sides.into_iter().flatten().filter_map(province).collect();
                    for province in provinces {
                        let border = Border { sides, line: line.clone() };
                        borders.entry(province).or_default().push(border);
                    }
                }
            }
        }
        let drawn_to_m = self.files.iter().map(|file| file.drawn_to_m).max().unwrap_or_default();
        let uncertain = tolerance_m + GRID_ERROR_M + drawn_to_m;
        let packed = borders.into_iter().filter_map(|(province, borders)| {
            Some((province, Boundaries::new(communes.get(&province)?, borders, uncertain)?))
        });
        packed.collect()
    }

    fn polygons(&self) -> impl Iterator<Item = (&Drawn, CommuneCode, &Vec<Ring>)> {
        self.files
            .iter()
            .flat_map(|file| file.polygons.iter().map(move |(&code, rings)| (file, code, rings)))
    }

    fn find_doubles(&self, faults: &mut Vec<String>) {
        let mut seen: BTreeMap<CommuneCode, &str> = BTreeMap::new();
        for (file, code, _) in self.polygons() {
            if let Some(first) = seen.insert(code, &file.name) {
                faults.push(format!("{}: {code} is in {first} too", file.name));
            }
        }
    }

    /// A polygon of an unknown code is never left out, and never taken for another's by guessing.
    fn report_unknown(&self, gazetteer: &Gazetteer, points: &Points, faults: &mut Vec<String>) {
        let drawn: BTreeSet<_> = self.polygons().map(|(_, code, _)| code).collect();
        let missing: Vec<_> =
            gazetteer.communes().filter(|commune| !drawn.contains(&commune.code)).collect();
        for file in &self.files {
            for (number, code, rings) in &file.unknown {
                let inside = |code| point(points, code).is_some_and(|at| file.holds(rings, at));
                let mut fitting = missing.iter().filter(|commune| inside(commune.code));
                let hint = match (fitting.next(), fitting.next()) {
                    (Some(commune), None) => {
                        let (name, known, toml) = (commune.name, commune.code, file.toml());
                        format!(
                            "; {known} {name} has no polygon, and its point lies in this one: if that is meant, \
                             write \"{code}\" = \"{known}\" under [codes] in {toml}"
                        )
                    }
                    _ => String::new(),
                };
                faults.push(format!(
                    "{}: feature {number} (code {code:?}): it is no commune's{hint}",
                    file.name
                ));
            }
        }
    }

    fn note_gaps(&mut self, gazetteer: &Gazetteer) {
        let drawn: BTreeSet<_> = self.polygons().map(|(_, code, _)| code).collect();
        for province in gazetteer.provinces() {
            let communes: Vec<_> = gazetteer.communes_of(province.code).collect();
            let missing: Vec<_> =
                communes.iter().filter(|commune| !drawn.contains(&commune.code)).collect();
            if !missing.is_empty() && missing.len() < communes.len() {
                let names =
                    missing.iter().map(|commune| format!("{} {}", commune.code, commune.name));
                self.notes.push(format!("{}: no polygon for {}", province.name, listed(names)));
            }
        }
    }

    /// Polygons that do not hold their commune's point, or hold another's.
    fn note_misfits(&mut self, gazetteer: &Gazetteer, points: &Points) {
        let mut notes = Vec::new();
        let places: Vec<_> = gazetteer
            .communes()
            .filter_map(|commune| Some((commune.code, point(points, commune.code)?)))
            .collect();
        for (file, code, rings) in self.polygons() {
            let [low, high] = file.bounds(rings);
            let near =
                |at: [f64; 2]| (0..2).all(|axis| (low[axis]..=high[axis]).contains(&at[axis]));
            let held = places.iter().filter(|&&(_, at)| near(at) && file.holds(rings, at));
            let held: Vec<_> = held.map(|&(code, _)| code).collect();
            if !held.contains(&code) {
                notes.push(format!("{}: {code} does not hold that commune's point", file.name));
            }
            let others = held.iter().filter(|&&other| other != code).map(ToString::to_string);
            if held.len() > usize::from(held.contains(&code)) {
                notes.push(format!("{}: {code} holds the point of {}", file.name, listed(others)));
            }
        }
        self.notes.append(&mut notes);
    }
}

/// The files in a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Failure::at(folder))? {
        let path = entry.map_err(Failure::at(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("topojson") => files.push(path),
            Some("toml") if path.with_extension("topojson").exists() => {}
            _ if name.starts_with('.') || name.starts_with("README") => {}
            _ => {
                let fault = "this is neither *.topojson nor the *.toml of one";
                return Err(Failure::Boundaries(vec![format!("{name}: {fault}")]));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Which communes each arc is a border of. An arc that one polygon goes along twice is none.
fn users(file: &Drawn) -> BTreeMap<usize, Vec<CommuneCode>> {
    let mut users: BTreeMap<usize, Vec<CommuneCode>> = BTreeMap::new();
    for (&code, rings) in &file.polygons {
        let mut own = BTreeSet::new();
        for place in rings.iter().flatten().filter_map(|&number| arc_place(number)) {
            if !own.insert(place) {
                own.remove(&place);
            }
        }
        own.into_iter().for_each(|place| users.entry(place).or_default().push(code));
    }
    users
}

/// A simplified line on the packs' grid; `None` where nothing is left of it.
fn on_grid(arc: &Arc, tolerance_m: u32) -> Option<Vec<GridPoint>> {
    let simple = simplify(arc, f64::from(tolerance_m));
    let mut line: Vec<_> =
        simple.into_iter().filter_map(|[lon, lat]| GridPoint::nearest(lat, lon)).collect();
    line.dedup();
    (line.len() >= 2).then_some(line)
}

/// A commune's point: longitude, latitude.
fn point(points: &Points, code: CommuneCode) -> Option<[f64; 2]> {
    points.point(code).map(|(lat, lon)| [lon, lat])
}

fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<_> = names.collect();
    let more = names.len().saturating_sub(NAMED);
    let mut text = names[..names.len() - more].join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}
