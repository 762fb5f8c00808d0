//! Reading and checking everything in `data/`.

use crate::boundaries::BoundaryFiles;
use crate::failure::Failure;
use catalogue::Procedure;
use gazetteer::Gazetteer;
use gazetteer::data::{RowError, is_date};
use gazetteer::near::{Points, read_points};
use offices::data::{Communes, OfficeFile};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// How many rows each table has to have. A row that is lost or doubled without anyone's intent shows here.
const ROWS: [(&str, usize); 9] = [
    ("provinces.csv", 34),
    ("communes.csv", 3_321),
    ("legacy_wards.csv", 10_040),
    ("mapping.csv", 10_571),
    ("former_wards.csv", 3_555),
    ("former_districts.csv", 179),
    ("offices.csv", 2_790),
    ("office_seats.csv", 3_959),
    ("procedures.csv", 80),
];

/// The folder of the operator's files.
const OFFICES: &str = "offices.d";

/// One table of `sources.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) title: String,
    publisher: String,
    pub(crate) licence: String,
    pub(crate) as_of: String,
    #[serde(default, rename = "note")]
    _note: String,
}

/// All that `data/` says.
pub(crate) struct Facts {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) points: Points,
    pub(crate) boundaries: BoundaryFiles,
    pub(crate) communes: Communes,
    /// How many of the operator's files there are.
    office_files: usize,
    pub(crate) procedures: Vec<Procedure>,
    pub(crate) sources: BTreeMap<String, Source>,
    /// The newest date of any row.
    pub(crate) as_of: String,
}

/// A page with more would be read by nobody.
const NEARBY: usize = 6;

/// Adds to each commune those around it.
fn add_nearby(communes: &mut Communes, points: &Points) {
    for (code, facts) in communes.values_mut().flatten() {
        let nearby = points.neighbours(*code, NEARBY).into_iter();
        facts.nearby = nearby
            .map(|neighbour| (neighbour.commune.to_string(), neighbour.distance_m.div_ceil(100)))
            .collect();
    }
}

impl Facts {
    /// Reads and checks the folder.
    pub(crate) fn read(data: &Path) -> Result<Self, Failure> {
        let sources = read_sources(&data.join("sources.toml"))?;
        let mut tables = BTreeMap::new();
        for (file, _) in ROWS {
            let path = data.join(file);
            tables.insert(file, std::fs::read_to_string(&path).map_err(Failure::at(&path))?);
        }
        let table = |file| tables.get(file).map_or("", String::as_str);
        let folder = data.join(OFFICES);
        let files = OfficeFile::all_of(&folder).map_err(|(path, e)| Failure::at(&path)(e))?;
        let mut errors = Vec::new();

        let gazetteer = gazetteer::data::build(&gazetteer::data::Sources {
            provinces: table("provinces.csv"),
            communes: table("communes.csv"),
            legacy_wards: table("legacy_wards.csv"),
            mapping: table("mapping.csv"),
            former_wards: table("former_wards.csv"),
            former_districts: table("former_districts.csv"),
        });
        let communes = offices::data::read(&offices::data::Sources {
            communes: table("communes.csv"),
            legacy_wards: table("legacy_wards.csv"),
            mapping: table("mapping.csv"),
            offices: table("offices.csv"),
            office_seats: table("office_seats.csv"),
            files: &files,
            today: &today(),
        });
        let procedures = catalogue::data::read(table("procedures.csv"));
        let gazetteer = gather(gazetteer, &mut errors).unwrap_or_default();
        let points = read_points(&gazetteer, table("communes.csv"), table("legacy_wards.csv"));
        let points = gather(points, &mut errors);
        let mut communes = gather(communes, &mut errors).unwrap_or_default();
        if let Some(points) = &points {
            add_nearby(&mut communes, points);
        }
        let procedures = gather(procedures, &mut errors).unwrap_or_default();

        let mut as_of = String::new();
        for (file, expected) in ROWS {
            let newest = check_provenance(file, table(file), expected, &sources, &mut errors);
            as_of = as_of.max(newest);
        }
        // Two readers look at communes.csv and legacy_wards.csv, and may find the same.
        errors.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        errors.dedup();
        match points {
            Some(points) if errors.is_empty() => {
                let seats =
                    communes.values().flat_map(BTreeMap::values).flat_map(|facts| &facts.seats);
                as_of = seats.fold(as_of, |newest, seat| newest.max(seat.as_of.clone()));
                let boundaries =
                    BoundaryFiles::read(&data.join("boundaries"), &gazetteer, &points)?;
                let office_files = files.len();
                Ok(Self {
                    gazetteer,
                    points,
                    boundaries,
                    communes,
                    office_files,
                    procedures,
                    sources,
                    as_of,
                })
            }
            _ => Err(Failure::Rows(errors)),
        }
    }

    /// What there is, for people.
    pub(crate) fn report(&self) -> String {
        let mut text = String::new();
        for (file, rows) in ROWS {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{rows:>6}  {file}");
        }
        let _ = writeln!(text, "{:>6}  files in {OFFICES}", self.office_files);
        let known = self.communes.values().flat_map(BTreeMap::values);
        let with_seats = known.clone().filter(|facts| !facts.seats.is_empty()).count();
        let seats = || known.clone().flat_map(|facts| &facts.seats);
        let _ = writeln!(
            text,
            "every row is sound; {with_seats} communes have {} seats, {} of them with a point, {} with a name of their \
             own; {} name several places that cannot be told apart",
            seats().count(),
            seats().filter(|seat| seat.point.is_some()).count(),
            seats().filter(|seat| seat.branch.is_some()).count(),
            seats().filter(|seat| seat.several).count(),
        );
        if self.boundaries.communes() > 0 {
            let _ = writeln!(text, "{:>6}  communes with boundaries", self.boundaries.communes());
        }
        for note in &self.boundaries.notes {
            let _ = writeln!(text, "note: boundaries: {note}");
        }
        let _ = writeln!(text, "as of {}", self.as_of);
        text
    }
}

/// Today in Vietnam, whose one offset is seven hours.
fn today() -> String {
    let vietnam = jiff::tz::TimeZone::fixed(jiff::tz::Offset::constant(7));
    jiff::Timestamp::now().to_zoned(vietnam).date().to_string()
}

fn gather<T>(result: Result<T, Vec<RowError>>, errors: &mut Vec<RowError>) -> Option<T> {
    result.map_err(|found| errors.extend(found)).ok()
}

fn read_sources(path: &Path) -> Result<BTreeMap<String, Source>, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::at(path))?;
    let sources: BTreeMap<String, Source> =
        toml::from_str(&text).map_err(|source| Failure::Toml { path: path.to_owned(), source })?;
    let faults: Vec<_> = sources
        .iter()
        .filter(|(_, source)| {
            let empty = [&source.title, &source.publisher, &source.licence]
                .iter()
                .any(|text| text.is_empty());
            empty || !is_date(&source.as_of)
        })
        .map(|(id, _)| RowError {
            file: "sources.toml".to_owned(),
            line: line_of(&text, id),
            reason: format!("{id}: title, publisher and licence must be there, and as_of a date"),
        })
        .collect();
    if faults.is_empty() { Ok(sources) } else { Err(Failure::Rows(faults)) }
}

fn line_of(text: &str, id: &str) -> u64 {
    let heading = format!("[{id}]");
    text.lines().position(|line| line.trim() == heading).map_or(0, |place| place as u64 + 1)
}

/// Checks that every row names a source that there is, and counts the rows; gives the newest date.
fn check_provenance(
    file: &str,
    text: &str,
    expected: usize,
    sources: &BTreeMap<String, Source>,
    errors: &mut Vec<RowError>,
) -> String {
    let mut newest = String::new();
    let mut rows = 0;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    // What cannot be read at all was reported by the reader of the table.
    for record in reader.records().flatten() {
        rows += 1;
        let mut last = record.iter().rev();
        let (as_of, source) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
        if !source.is_empty() && !sources.contains_key(source) {
            let line = record.position().map_or(0, csv::Position::line);
            let reason = format!("source {source:?} is not in sources.toml");
            errors.push(RowError { file: file.to_owned(), line, reason });
        }
        if is_date(as_of) && as_of > newest.as_str() {
            newest = as_of.to_owned();
        }
    }
    if rows != expected {
        let reason = format!("{rows} rows instead of {expected}");
        errors.push(RowError { file: file.to_owned(), line: 1, reason });
    }
    newest
}
