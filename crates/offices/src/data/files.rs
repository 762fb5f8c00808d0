//! Reading the files in which an operator or an officer says where offices are and how they work.
//!
//! `data/offices.d/README.md` describes them.

use super::checks::{is_email, is_telephone, is_url};
use super::fields::{Faults, Fields, Found};
use super::hours::hours;
use crate::{Authority, Body, Point, Seat};
use gazetteer::CommuneCode;
use gazetteer::data::{LATITUDES, LONGITUDES, RowError, is_date};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

const FILE_KEYS: [&str; 4] = ["source", "url", "checked_on", "office"];
const OFFICE_KEYS: [&str; 13] = [
    "commune",
    "body",
    "branch",
    "address",
    "point",
    "handles",
    "hours",
    "appointment",
    "telephones",
    "email",
    "source",
    "url",
    "checked_on",
];
const BODIES: [Body; 3] = [Body::ServiceCentre, Body::PeoplesCommittee, Body::Police];

/// The most characters of a name and of any other text.
const NAME_MAX: usize = 100;
const TEXT_MAX: usize = 500;

/// A file in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeFile {
    /// Under which name its faults are told.
    pub name: String,
    /// What is in it.
    pub text: String,
}

impl OfficeFile {
    /// Reads all files `*.toml` of a folder, in the order of their names.
    ///
    /// # Errors
    /// What cannot be read, and why.
    pub fn all_of(folder: &Path) -> Result<Vec<Self>, (PathBuf, std::io::Error)> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| (path, error)
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
            let path = entry.map_err(failed(folder))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                paths.push(path);
            }
        }
        paths.sort();
        paths.iter().map(|path| Self::read(path).map_err(failed(path))).collect()
    }

    /// Reads one file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(path: &Path) -> std::io::Result<Self> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name, text: std::fs::read_to_string(path)? })
    }
}

/// What a file says of one office.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeEntry {
    /// Whose commune.
    pub commune: CommuneCode,
    /// What is said.
    pub seat: Seat,
}

/// Reads files of offices. `today` is an ISO 8601 day; `is_commune` knows the communes of today.
///
/// # Errors
/// Everything faulty, by file and line; an office that two entries are about among it.
pub fn read_files(
    files: &[OfficeFile],
    authority: Authority,
    today: &str,
    is_commune: impl Fn(CommuneCode) -> bool,
) -> Result<Vec<OfficeEntry>, Vec<RowError>> {
    let mut entries: BTreeMap<(CommuneCode, Body, String), String> = BTreeMap::new();
    let (mut read, mut errors) = (Vec::new(), Vec::new());
    for file in files {
        let mut faults = Faults::new(&file.name, &file.text);
        let reader = Reader { authority, today, is_commune: &is_commune };
        for Found { value: entry, at } in reader.file(&file.text, &mut faults) {
            let key = (entry.commune, entry.seat.body, entry.seat.branch_key());
            let here = &file.name;
            if let Some(there) = entries.insert(key, here.clone()) {
                faults.note(at, format!("this office has another entry already, in {there}"));
            }
            read.push(entry);
        }
        errors.extend(faults.into_errors());
    }
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

struct Reader<'a> {
    authority: Authority,
    today: &'a str,
    is_commune: &'a dyn Fn(CommuneCode) -> bool,
}

/// Who says so, where it is to be read, and when it was checked.
#[derive(Default, Clone)]
struct Provenance {
    source: Option<String>,
    url: Option<String>,
    checked_on: Option<String>,
}

impl Reader<'_> {
    fn file(&self, contents: &str, faults: &mut Faults<'_>) -> Vec<Found<OfficeEntry>> {
        let (table, errors) = DeTable::parse_recoverable(contents);
        if !errors.is_empty() {
            for error in errors {
                faults.note(error.span().map_or(0, |span| span.start), error.message());
            }
            return Vec::new();
        }
        let file = Fields::new(table.get_ref(), 0, &FILE_KEYS, faults);
        let all = self.provenance(&file, &Provenance::default(), faults);
        let Some(offices) = file.get("office") else { return Vec::new() };
        let Some(offices) = offices.get_ref().as_array() else {
            faults.note(offices.span().start, "write [[office]] above each office");
            return Vec::new();
        };
        let mut entries = Vec::new();
        for office in offices {
            let at = office.span().start;
            let Some(table) = office.get_ref().as_table() else {
                faults.note(at, "write [[office]] above each office");
                continue;
            };
            let fields = Fields::new(table, at, &OFFICE_KEYS, faults);
            entries.extend(self.office(&fields, &all, faults).map(|value| Found { value, at }));
        }
        entries
    }

    fn office(
        &self,
        fields: &Fields<'_, '_>,
        all: &Provenance,
        faults: &mut Faults<'_>,
    ) -> Option<OfficeEntry> {
        let before = faults.count();
        let own = self.provenance(fields, all, faults);
        if own.source.is_none() && fields.get("source").is_none() {
            faults.note(fields.at, "source is missing: who says so, or which document");
        }
        if own.checked_on.is_none() && fields.get("checked_on").is_none() {
            faults.note(fields.at, "checked_on is missing: the day on which this was checked");
        }
        let (commune, body) = (self.commune(fields, faults), body(fields, faults));
        let mut take = |key, max| fields.text(key, max, faults).map(|found| found.value);
        let branch = take("branch", NAME_MAX);
        let address = take("address", TEXT_MAX);
        let handles = take("handles", TEXT_MAX);
        let appointment = take("appointment", TEXT_MAX);
        let (hours, hours_note) = hours(fields, faults);
        let telephones = telephones(fields, faults);
        let email = checked(fields, "email", faults, is_email, "is no e-mail address");
        let point = point(fields, faults);
        if point.is_some() && address.is_none() {
            faults.note(fields.at, "a point needs the address that it is the point of");
        }
        if branch.as_deref().is_some_and(|name| !name.contains(char::is_alphanumeric)) {
            faults.note(fields.at, "branch has no letters in it");
        }
        let seat = Seat {
            branch,
            text: address.unwrap_or_default(),
            point,
            handles,
            hours,
            hours_note,
            appointment,
            telephones,
            email,
            url: own.url,
            ..Seat::new(body?, self.authority, own.source?, own.checked_on?)
        };
        if faults.count() == before && !seat.says_something() {
            faults.note(fields.at, "nothing is said of this office");
        }
        Some(OfficeEntry { commune: commune?, seat })
    }

    fn commune(&self, fields: &Fields<'_, '_>, faults: &mut Faults<'_>) -> Option<CommuneCode> {
        let Some(found) = fields.text("commune", NAME_MAX, faults) else {
            if fields.get("commune").is_none() {
                faults.note(fields.at, "commune is missing: its five digits");
            }
            return None;
        };
        match found.value.parse() {
            Ok(code) if (self.is_commune)(code) => return Some(code),
            Ok(code) => faults.note(found.at, format!("there is no commune {code}")),
            Err(error) => faults.note(found.at, format!("commune {:?}: {error}", found.value)),
        }
        None
    }

    /// What a table says of this, or else what `all` says.
    fn provenance(
        &self,
        fields: &Fields<'_, '_>,
        all: &Provenance,
        faults: &mut Faults<'_>,
    ) -> Provenance {
        let source = fields.text("source", TEXT_MAX, faults).map(|found| found.value);
        let url = checked(fields, "url", faults, is_url, "is no address like https://…");
        let checked_on = fields.get("checked_on").and_then(|value| {
            // With quotes or without: TOML knows days.
            let day = match value.get_ref() {
                DeValue::Datetime(day) => day.to_string(),
                DeValue::String(day) => day.to_string(),
                _ => String::new(),
            };
            let reason = if day.len() != 10 || !is_date(&day) {
                "is not a day, as in 2026-11-20"
            } else if day.as_str() > self.today {
                "is in the future"
            } else {
                return Some(day);
            };
            faults.note(value.span().start, format!("checked_on {reason}"));
            None
        });
        // A source of its own has an address of its own, or none.
        let url = if source.is_some() { url } else { url.or(all.url.clone()) };
        Provenance {
            source: source.or(all.source.clone()),
            url,
            checked_on: checked_on.or(all.checked_on.clone()),
        }
    }
}

fn body(fields: &Fields<'_, '_>, faults: &mut Faults<'_>) -> Option<Body> {
    let names = || BODIES.map(Body::as_str).join(", ");
    let Some(found) = fields.text("body", NAME_MAX, faults) else {
        if fields.get("body").is_none() {
            faults.note(fields.at, format!("body is missing: one of {}", names()));
        }
        return None;
    };
    let body = BODIES.into_iter().find(|body| body.as_str() == found.value);
    if body.is_none() {
        faults.note(found.at, format!("body {:?} is none of {}", found.value, names()));
    }
    body
}

/// A text that has to pass a check.
fn checked(
    fields: &Fields<'_, '_>,
    key: &str,
    faults: &mut Faults<'_>,
    check: fn(&str) -> bool,
    reason: &str,
) -> Option<String> {
    let found = fields.text(key, TEXT_MAX, faults)?;
    if check(&found.value) {
        return Some(found.value);
    }
    faults.note(found.at, format!("{key} {:?} {reason}", found.value));
    None
}

fn telephones(fields: &Fields<'_, '_>, faults: &mut Faults<'_>) -> Vec<String> {
    let found = fields.texts("telephones", NAME_MAX, faults);
    let (good, bad): (Vec<_>, Vec<_>) = found.into_iter().partition(|f| is_telephone(&f.value));
    for Found { value, at } in bad {
        let like = "028 3822 1234, +84 28 3822 1234, 1900 1234 or 1022";
        faults.note(at, format!("telephone {value:?} is no number like {like}"));
    }
    good.into_iter().map(|found| found.value).collect()
}

fn point(fields: &Fields<'_, '_>, faults: &mut Faults<'_>) -> Option<Point> {
    let value = fields.get("point")?;
    let at = value.span().start;
    let Some(table) = value.get_ref().as_table() else {
        faults.note(at, "write the point as { lat = 10.78, lon = 106.70 }");
        return None;
    };
    let fields = Fields::new(table, at, &["lat", "lon"], faults);
    let degrees = |key| match fields.get(key)?.get_ref() {
        DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
        DeValue::Integer(number) => number.as_str().parse().ok(),
        _ => None,
    };
    match (degrees("lat"), degrees("lon")) {
        (Some(lat), Some(lon)) if LATITUDES.contains(&lat) && LONGITUDES.contains(&lon) => {
            return Some(Point::from_degrees(lat, lon));
        }
        (Some(lat), Some(lon)) => {
            faults.note(at, format!("the point {lat}, {lon} is not in Vietnam"));
        }
        _ => faults.note(at, "write the point as { lat = 10.78, lon = 106.70 }"),
    }
    None
}

#[cfg(test)]
mod tests;
