//! Writing the packs beside the built app.

use crate::boundaries::BoundarySource;
use crate::facts::Facts;
use crate::failure::Failure;
use crate::page;
use catalogue::Catalogue;
use offices::ProvinceOffices;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// The folder of the packs, as seen from the page.
const PACKS: &str = "packs";
/// Beside the program: it comes only where it is asked for, and is no part of the progress shown.
const WORKER: &str = "worker_bg.wasm";
/// What packs are called in front of their hash; anything of the like from an earlier run is removed.
const KINDS: [&str; 5] = ["places-", "points-", "offices-", "procedures-", "boundaries-"];

/// What the page tells the app about the packs.
#[derive(Serialize)]
struct Manifest<'a> {
    places: PlacePack,
    points: String,
    /// By the two digits of the province.
    offices: BTreeMap<String, String>,
    procedures: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    boundaries: Option<BoundaryPacks>,
    /// The size of the program before compression, for the progress bar.
    wasm_bytes: u64,
    data_as_of: &'a str,
}

#[derive(Serialize)]
struct PlacePack {
    path: String,
    bytes: usize,
}

/// Only where an operator has supplied boundaries.
#[derive(Serialize)]
struct BoundaryPacks {
    /// By the two digits of the province.
    packs: BTreeMap<String, String>,
    sources: Vec<BoundarySource>,
}

/// Writes the packs, and the page and the shell that name them.
pub(crate) fn build(
    facts: &Facts,
    dist: &Path,
    boundary_tolerance_m: u16,
) -> Result<String, Failure> {
    let page_path = dist.join("index.html");
    let page = std::fs::read_to_string(&page_path).map_err(Failure::at(&page_path))?;
    let wasm_bytes = wasm_bytes(dist)?;

    let mut packs = Packs::default();
    let places = facts.gazetteer.encode();
    let places = PlacePack { bytes: places.len(), path: packs.add("places", "bin", places) };
    let points = packs.add("points", "bin", facts.points.encode());
    let mut offices = BTreeMap::new();
    for (province, pack) in province_packs(facts) {
        let name = format!("offices-{province}");
        offices.insert(province, packs.add(&name, "json", serde_json::to_vec(&pack)?));
    }
    let procedures = packs.add("procedures", "json", serde_json::to_vec(&catalogue(facts))?);

    let boundaries = boundaries(facts, boundary_tolerance_m, &mut packs);

    let data_as_of = &facts.as_of;
    let manifest =
        Manifest { places, points, offices, procedures, boundaries, wasm_bytes, data_as_of };
    let at_page = |reason| Failure::Page { path: page_path.clone(), reason };
    let json = serde_json::to_string(&manifest)?;
    let page = page::fit(&page, &json, &manifest.places.path).map_err(at_page)?;
    let shell = page::shell(&page).map_err(at_page)?;

    packs.write(dist)?;
    write(&page_path, page.as_bytes())?;
    write(&dist.join("shell.html"), shell.as_bytes())?;
    Ok(packs.report())
}

fn boundaries(facts: &Facts, tolerance_m: u16, packs: &mut Packs) -> Option<BoundaryPacks> {
    let drawn = facts.boundaries.packs(&facts.gazetteer, tolerance_m.into());
    let named = drawn.into_iter().map(|(province, pack)| {
        let name = format!("boundaries-{province}");
        (province.to_string(), packs.add(&name, "bin", pack.encode()))
    });
    let named: BTreeMap<_, _> = named.collect();
    let sources = facts.boundaries.sources();
    (!named.is_empty()).then_some(BoundaryPacks { packs: named, sources })
}

/// One pack a province, with the sources that it names.
fn province_packs(facts: &Facts) -> impl Iterator<Item = (String, ProvinceOffices)> {
    facts.communes.iter().map(|(province, communes)| {
        let named: BTreeSet<&str> = communes
            .values()
            .flat_map(|facts| {
                let seats = facts.seats.iter().map(|seat| &seat.source);
                seats.chain([&facts.source, &facts.formed_from_source])
            })
            .map(String::as_str)
            .collect();
        let sources = facts
            .sources
            .iter()
            .filter(|(id, _)| named.contains(id.as_str()))
            .map(|(id, source)| {
                let source = source.clone();
                let (title, as_of, licence) = (source.title, source.as_of, source.licence);
                (id.clone(), offices::Source { title, as_of, licence })
            })
            .collect();
        let communes =
            communes.iter().map(|(code, facts)| (code.to_string(), facts.clone())).collect();
        (province.to_string(), ProvinceOffices { sources, communes })
    })
}

fn catalogue(facts: &Facts) -> Catalogue {
    let named: BTreeSet<&str> =
        facts.procedures.iter().map(|procedure| procedure.source.as_str()).collect();
    let sources = facts
        .sources
        .iter()
        .filter(|(id, _)| named.contains(id.as_str()))
        .map(|(id, source)| {
            let (title, licence) = (source.title.clone(), source.licence.clone());
            (id.clone(), catalogue::Source { title, licence })
        })
        .collect();
    Catalogue { procedures: facts.procedures.clone(), sources }
}

/// Packs by their path as seen from the page.
#[derive(Default)]
struct Packs(BTreeMap<String, Vec<u8>>);

impl Packs {
    /// Takes a pack up under a name with the hash of its content, so that it can be kept for ever.
    fn add(&mut self, name: &str, extension: &str, bytes: Vec<u8>) -> String {
        let hash: String =
            Sha256::digest(&bytes).iter().take(4).map(|b| format!("{b:02x}")).collect();
        let path = format!("{PACKS}/{name}-{hash}.{extension}");
        self.0.insert(path.clone(), bytes);
        path
    }

    fn write(&self, dist: &Path) -> Result<(), Failure> {
        let folder = dist.join(PACKS);
        std::fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
        self.remove_others(&folder)?;
        self.0.iter().try_for_each(|(path, bytes)| write(&dist.join(path), bytes))
    }

    /// Removes the packs of an earlier run, with their compressed copies.
    fn remove_others(&self, folder: &Path) -> Result<(), Failure> {
        for entry in std::fs::read_dir(folder).map_err(Failure::at(folder))? {
            let entry = entry.map_err(Failure::at(folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let bare = name.trim_end_matches(".br").trim_end_matches(".gz");
            let ours = KINDS.iter().any(|kind| name.starts_with(kind));
            if ours && !self.0.contains_key(&format!("{PACKS}/{bare}")) {
                std::fs::remove_file(entry.path()).map_err(Failure::at(&entry.path()))?;
            }
        }
        Ok(())
    }

    fn report(&self) -> String {
        let mut text = String::new();
        for kind in KINDS {
            let of_kind = || self.0.iter().filter(|(path, _)| path.contains(&format!("/{kind}")));
            let bytes: usize = of_kind().map(|(_, bytes)| bytes.len()).sum();
            if bytes == 0 {
                continue;
            }
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{:>3} {kind}* {bytes:>9} bytes", of_kind().count());
        }
        text
    }
}

/// The size of the one program in the folder.
fn wasm_bytes(dist: &Path) -> Result<u64, Failure> {
    let mut sizes = Vec::new();
    for entry in std::fs::read_dir(dist).map_err(Failure::at(dist))? {
        let entry = entry.map_err(Failure::at(dist))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.contains("_bg") && name.ends_with(".wasm") && name != WORKER {
            sizes.push(entry.metadata().map_err(Failure::at(&entry.path()))?.len());
        }
    }
    match sizes.as_slice() {
        [size] => Ok(*size),
        _ => Err(Failure::Wasm { dist: dist.to_owned(), found: sizes.len() }),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(Failure::at(path))
}
