//! The pack: a gazetteer as one small file.
//!
//! A head of 13 bytes — magic, version, length and checksum of the body, both little-endian — and a
//! body of columns. Codes are ascending and written as differences, places as differences to the
//! place before, names of one kind one a line without their type words: what lies side by side is
//! alike, and a general compressor does the rest.

use crate::gazetteer::{
    CommuneRow, DistrictRow, FormerDistrictRow, FormerWardRow, LegacyRow, Move, ProvinceRow,
    RenamingRow, Text,
};
use crate::kind::Kind;
use crate::wire::{Reader, Writer, checksum};
use crate::{
    CommuneCode, CommuneKind, DistrictCode, Gazetteer, LegacyId, ProvinceCode, Share, WardCode,
};

const MAGIC: [u8; 4] = *b"XTPL";
const VERSION: u8 = 2;
const HEAD: usize = MAGIC.len() + 1 + 4 + 4;

/// Why some bytes are not a pack that this release can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Something else altogether, for example an error page in place of the file.
    #[error("this is not a place pack")]
    Foreign,
    /// Written by another release.
    #[error("this is a place pack of version {found}, this release reads version {VERSION}")]
    Version {
        /// The version in the pack.
        found: u8,
    },
    /// Not as long as its head says.
    #[error("the place pack should have {expected} bytes and has {found}")]
    Length {
        /// Bytes expected.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// A byte was changed on the way.
    #[error("the place pack is damaged: its checksum does not fit")]
    Checksum,
    /// The checksum fits, but the body makes no sense: it was written wrongly.
    #[error("the place pack is malformed: {what} at byte {at} of its body")]
    Malformed {
        /// What was being read.
        what: &'static str,
        /// Where in the body.
        at: usize,
    },
}

impl Gazetteer {
    /// Writes the pack that [`Gazetteer::decode`] reads. The same gazetteer gives the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let body = write_body(self);
        let mut pack = Vec::with_capacity(HEAD + body.len());
        pack.extend(MAGIC);
        pack.push(VERSION);
        pack.extend((body.len() as u32).to_le_bytes());
        pack.extend(checksum(&body).to_le_bytes());
        pack.extend(body);
        pack
    }

    /// Reads a pack.
    ///
    /// # Errors
    /// Says of any other bytes what is wrong with them; reads no further than they go, and asks for no
    /// more memory than they warrant.
    pub fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        let Some((head, body)) = bytes.split_at_checked(HEAD) else {
            let found = bytes.len();
            let cut = bytes.starts_with(&MAGIC);
            return Err(if cut {
                PackError::Length { expected: HEAD, found }
            } else {
                PackError::Foreign
            });
        };
        let &[m0, m1, m2, m3, version, l0, l1, l2, l3, c0, c1, c2, c3] = head else {
            return Err(PackError::Foreign);
        };
        if [m0, m1, m2, m3] != MAGIC {
            return Err(PackError::Foreign);
        }
        if version != VERSION {
            return Err(PackError::Version { found: version });
        }
        let len = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        if len != body.len() {
            let expected = len.saturating_add(HEAD);
            return Err(PackError::Length { expected, found: bytes.len() });
        }
        if u32::from_le_bytes([c0, c1, c2, c3]) != checksum(body) {
            return Err(PackError::Checksum);
        }
        read_body(body)
    }
}

fn write_body(g: &Gazetteer) -> Vec<u8> {
    let mut w = Writer::default();
    let bare = |text: Text| Kind::strip(g.read(text));

    w.number(g.provinces.len() as u32);
    w.bytes.extend(g.provinces.iter().map(|row| row.code.0));
    w.bytes.extend(g.provinces.iter().map(|row| row.kind as u8));
    w.lines(g.provinces.iter().map(|row| bare(row.name)));
    w.lines(g.provinces.iter().map(|row| g.read(row.resolution)));
    write_renamings(g, &mut w, g.provinces.iter().map(|row| row.former));

    w.number(g.communes.len() as u32);
    write_ascending(&mut w, g.communes.iter().map(|row| row.code.0));
    w.bytes.extend(g.communes.iter().map(|row| row.kind.type_word() as u8));
    write_places(&mut w, g.communes.iter().map(|row| row.province));
    w.lines(g.communes.iter().map(|row| bare(row.name)));
    write_sparse(&mut w, g.communes.iter().map(|row| row.resolution), |w, resolution| {
        w.lines([g.read(resolution)].into_iter());
    });
    write_renamings(g, &mut w, g.communes.iter().map(|row| row.former));

    w.number(g.former_provinces.len() as u32);
    w.lines(g.former_provinces.iter().map(|&name| g.read(name)));

    w.number(g.districts.len() as u32);
    write_ascending(&mut w, g.districts.iter().map(|row| u32::from(row.code.0)));
    w.bytes.extend(g.districts.iter().map(|row| row.kind as u8));
    write_places(&mut w, g.districts.iter().map(|row| row.province));
    w.lines(g.districts.iter().map(|row| bare(row.name)));

    let wards = g.legacy.iter().filter_map(|row| match row.id {
        LegacyId::Ward(code) => Some((code, row)),
        LegacyId::District(_) => None,
    });
    w.number(wards.clone().count() as u32);
    write_ascending(&mut w, wards.clone().map(|(code, _)| code.0));
    w.bytes.extend(wards.clone().map(|(_, row)| row.kind as u8));
    write_places(&mut w, wards.clone().map(|(_, row)| row.district));
    w.lines(wards.map(|(_, row)| bare(row.name)));
    let islands = g.legacy.iter().filter(|row| matches!(row.id, LegacyId::District(_)));
    w.number(islands.clone().count() as u32);
    write_places(&mut w, islands.map(|row| row.district));

    for place in 0..g.legacy.len() {
        w.number(g.moves_of(place).len() as u32);
    }
    write_places(&mut w, g.moves.iter().map(|moved| moved.commune));
    w.bytes.extend(g.moves.iter().map(|moved| moved.share as u8));
    write_former(g, &mut w);
    w.bytes
}

/// A byte that is no kind, where none was written.
const NO_KIND: u8 = 0xff;
/// Years are written as the distance to this one; 0 stands for an unknown year.
const YEAR_ZERO: u16 = 2000;

fn write_former(g: &Gazetteer, w: &mut Writer) {
    let kind = |kind: Option<Kind>| kind.map_or(NO_KIND, |kind| kind as u8);
    w.number(g.former_wards.len() as u32);
    write_places(w, g.former_wards.iter().map(|row| row.legacy));
    w.bytes.extend(g.former_wards.iter().map(|row| kind(row.kind)));
    w.bytes.extend(g.former_wards.iter().map(|row| row.year.saturating_sub(YEAR_ZERO) as u8));
    w.lines(g.former_wards.iter().map(|row| g.read(row.name)));
    w.number(g.former_districts.len() as u32);
    write_places(w, g.former_districts.iter().map(|row| row.district));
    w.bytes.extend(g.former_districts.iter().map(|row| kind(row.kind)));
    w.lines(g.former_districts.iter().map(|row| g.read(row.name)));
}

fn read_former(r: &mut Reader<'_>, g: &mut Gazetteer) -> Result<(), PackError> {
    let what = "a former ward";
    let count = r.count(what)?;
    let legacy = read_places(r, count, g.legacy.len(), what)?;
    let kinds = read_bytes(r, count, what, former_kind)?;
    let years = read_bytes(r, count, what, Some)?;
    if !legacy.is_sorted() {
        return Err(r.fault(what));
    }
    for ((legacy, kind), year) in legacy.into_iter().zip(kinds).zip(years) {
        let year = if year == 0 { 0 } else { YEAR_ZERO + u16::from(year) };
        let name = r.line(what)?;
        let name = g.keep(&[name]);
        g.former_wards.push(FormerWardRow { legacy, kind, year, name });
    }
    let what = "a former district";
    let count = r.count(what)?;
    let districts = read_places(r, count, g.districts.len(), what)?;
    let kinds = read_bytes(r, count, what, former_kind)?;
    for (district, kind) in districts.into_iter().zip(kinds) {
        let name = r.line(what)?;
        let name = g.keep(&[name]);
        g.former_districts.push(FormerDistrictRow { district, kind, name });
    }
    Ok(())
}

fn former_kind(byte: u8) -> Option<Option<Kind>> {
    if byte == NO_KIND { Some(None) } else { Kind::from_number(byte).map(Some) }
}

fn read_body(body: &[u8]) -> Result<Gazetteer, PackError> {
    let mut r = Reader::new(body);
    let r = &mut r;
    let mut g = Gazetteer::default();
    // The names, and a type word for most of them.
    g.text.reserve(body.len() * 2);

    let count = r.count("the number of provinces")?;
    let codes = read_bytes(r, count, "the code of a province", |byte| Some(ProvinceCode(byte)))?;
    if codes.iter().any(|code| code.0 > 99) || !codes.is_sorted_by(|a, b| a < b) {
        return Err(r.fault("the codes of the provinces"));
    }
    let kinds = read_bytes(r, count, "the kind of a province", province_kind)?;
    let names = read_names(r, &mut g, &kinds, "the name of a province")?;
    for place in 0..count {
        let resolution = r.line("the resolution of a province")?;
        let resolution = g.keep(&[resolution]);
        let (code, kind, name) = (codes[place], kinds[place], names[place]);
        g.provinces.push(ProvinceRow { code, kind, name, former: None, resolution });
    }
    for (place, former) in read_renamings(r, &mut g, count)? {
        g.provinces[place].former = Some(former);
    }

    let count = r.count("the number of communes")?;
    let codes = read_ascending(r, count, 99_999, "the code of a commune")?;
    let kinds = read_bytes(r, count, "the kind of a commune", commune_kind)?;
    let provinces = read_places(r, count, g.provinces.len(), "the province of a commune")?;
    let type_words: Vec<Kind> = kinds.iter().map(|&(kind, _)| kind).collect();
    let names = read_names(r, &mut g, &type_words, "the name of a commune")?;
    for place in 0..count {
        g.communes.push(CommuneRow {
            code: CommuneCode(codes[place]),
            kind: kinds[place].1,
            name: names[place],
            former: None,
            province: provinces[place],
            resolution: None,
        });
    }
    for place in read_sparse(r, count)? {
        let resolution = r.line("the resolution of a commune")?;
        g.communes[place].resolution = Some(g.keep(&[resolution]));
    }
    for (place, former) in read_renamings(r, &mut g, count)? {
        g.communes[place].former = Some(former);
    }

    let count = r.count("the number of former provinces")?;
    for _ in 0..count {
        let name = r.line("the name of a former province")?;
        let name = g.keep(&[name]);
        g.former_provinces.push(name);
    }

    let count = r.count("the number of districts")?;
    let codes = read_ascending(r, count, 999, "the code of a district")?;
    let kinds = read_bytes(r, count, "the kind of a district", |byte| {
        Kind::from_number(byte).filter(|kind| kind.is_district())
    })?;
    let provinces = read_places(r, count, g.former_provinces.len(), "the province of a district")?;
    let names = read_names(r, &mut g, &kinds, "the name of a district")?;
    for place in 0..count {
        g.districts.push(DistrictRow {
            code: DistrictCode(codes[place] as u16),
            kind: kinds[place],
            name: names[place],
            province: provinces[place],
        });
    }

    let count = r.count("the number of wards")?;
    let codes = read_ascending(r, count, 99_999, "the code of a ward")?;
    let kinds = read_bytes(r, count, "the kind of a ward", |byte| {
        Kind::from_number(byte).filter(|kind| kind.is_legacy_ward())
    })?;
    let districts = read_places(r, count, g.districts.len(), "the district of a ward")?;
    let names = read_names(r, &mut g, &kinds, "the name of a ward")?;
    for place in 0..count {
        g.legacy.push(LegacyRow {
            id: LegacyId::Ward(WardCode(codes[place])),
            kind: kinds[place],
            name: names[place],
            district: districts[place],
        });
    }
    let count = r.count("the number of island districts")?;
    let islands = read_places(r, count, g.districts.len(), "an island district")?;
    if !islands.is_sorted_by(|a, b| a < b) || g.legacy.len() + count > usize::from(u16::MAX) {
        return Err(r.fault("the island districts"));
    }
    for district in islands {
        let DistrictRow { code, kind, name, .. } = g.districts[usize::from(district)];
        g.legacy.push(LegacyRow { id: LegacyId::District(code), kind, name, district });
    }

    read_moves(r, &mut g)?;
    read_former(r, &mut g)?;
    r.end()?;
    Ok(g.finish())
}

fn read_moves(r: &mut Reader<'_>, g: &mut Gazetteer) -> Result<(), PackError> {
    let mut legacy = Vec::with_capacity(g.legacy.len());
    for place in 0..g.legacy.len() {
        let count = r.count("how many communes an old unit went to")?;
        if legacy.len() + count > usize::from(u16::MAX) {
            return Err(r.fault("how many communes an old unit went to"));
        }
        legacy.extend(std::iter::repeat_n(place as u16, count));
    }
    let communes = read_places(r, legacy.len(), g.communes.len(), "where an old unit went")?;
    let shares = read_bytes(r, legacy.len(), "a share", share)?;
    for ((legacy, commune), share) in legacy.into_iter().zip(communes).zip(shares) {
        g.moves.push(Move { legacy, share, commune });
    }
    Ok(())
}

fn province_kind(byte: u8) -> Option<Kind> {
    Kind::from_number(byte).filter(|kind| kind.is_province())
}

impl CommuneKind {
    pub(crate) const fn type_word(self) -> Kind {
        match self {
            Self::Commune => Kind::Commune,
            Self::Ward => Kind::Ward,
            Self::SpecialZone => Kind::SpecialZone,
        }
    }
}

fn commune_kind(byte: u8) -> Option<(Kind, CommuneKind)> {
    let kind = Kind::from_number(byte)?;
    Some((kind, kind.commune()?))
}

fn share(byte: u8) -> Option<Share> {
    [Share::Whole, Share::PartAreaAllPeople, Share::Part, Share::PartPeople, Share::PartAreaOnly]
        .into_iter()
        .find(|&share| share as u8 == byte)
}

fn write_ascending(w: &mut Writer, numbers: impl Iterator<Item = u32>) {
    let mut last = 0;
    for number in numbers {
        w.number(number - last);
        last = number;
    }
}

/// Each greater than the one before, none greater than `max`.
fn read_ascending(
    r: &mut Reader<'_>,
    count: usize,
    max: u32,
    what: &'static str,
) -> Result<Vec<u32>, PackError> {
    let mut numbers = Vec::with_capacity(count);
    let mut last: u32 = 0;
    for place in 0..count {
        let step = r.number(what)?;
        last = last.saturating_add(step);
        if last > max || (step == 0 && place > 0) {
            return Err(r.fault(what));
        }
        numbers.push(last);
    }
    Ok(numbers)
}

fn write_places(w: &mut Writer, places: impl Iterator<Item = u16>) {
    let mut last = 0;
    for place in places.map(u32::from) {
        w.difference(last, place);
        last = place;
    }
}

/// Places in a list of `len`.
fn read_places(
    r: &mut Reader<'_>,
    count: usize,
    len: usize,
    what: &'static str,
) -> Result<Vec<u16>, PackError> {
    let mut places = Vec::with_capacity(count);
    let mut last = 0;
    for _ in 0..count {
        let place = r.difference(u32::from(last), what)?;
        last = r.place(place, len, what)?;
        places.push(last);
    }
    Ok(places)
}

fn read_bytes<T>(
    r: &mut Reader<'_>,
    count: usize,
    what: &'static str,
    read: impl Fn(u8) -> Option<T>,
) -> Result<Vec<T>, PackError> {
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let byte = r.byte(what)?;
        all.push(read(byte).ok_or_else(|| r.fault(what))?);
    }
    Ok(all)
}

fn read_names(
    r: &mut Reader<'_>,
    g: &mut Gazetteer,
    kinds: &[Kind],
    what: &'static str,
) -> Result<Vec<Text>, PackError> {
    kinds
        .iter()
        .map(|&kind| {
            let bare = r.line(what)?;
            Ok(g.keep_name(kind, bare))
        })
        .collect()
}

/// What only few rows have: how many, and each with the distance to the one before.
fn write_sparse<T>(
    w: &mut Writer,
    cells: impl Iterator<Item = Option<T>> + Clone,
    mut write: impl FnMut(&mut Writer, T),
) {
    let some = cells.enumerate().filter_map(|(place, cell)| Some((place as u32, cell?)));
    w.number(some.clone().count() as u32);
    write_ascending(w, some.clone().map(|(place, _)| place));
    for (_, cell) in some {
        write(w, cell);
    }
}

fn read_sparse(r: &mut Reader<'_>, len: usize) -> Result<Vec<usize>, PackError> {
    let what = "which rows have more";
    let count = r.count(what)?;
    let max = (len as u32).checked_sub(1);
    match max {
        None if count == 0 => Ok(Vec::new()),
        None => Err(r.fault(what)),
        Some(max) => {
            Ok(read_ascending(r, count, max, what)?.into_iter().map(|p| p as usize).collect())
        }
    }
}

fn write_renamings(
    g: &Gazetteer,
    w: &mut Writer,
    cells: impl Iterator<Item = Option<RenamingRow>> + Clone,
) {
    write_sparse(w, cells, |w, row| {
        w.lines([row.former_name, row.on, row.by].into_iter().map(|text| g.read(text)));
    });
}

fn read_renamings(
    r: &mut Reader<'_>,
    g: &mut Gazetteer,
    len: usize,
) -> Result<Vec<(usize, RenamingRow)>, PackError> {
    let what = "a renaming";
    read_sparse(r, len)?
        .into_iter()
        .map(|place| {
            let [former_name, on, by] = [r.line(what)?, r.line(what)?, r.line(what)?];
            let row = RenamingRow {
                former_name: g.keep(&[former_name]),
                on: g.keep(&[on]),
                by: g.keep(&[by]),
            };
            Ok((place, row))
        })
        .collect()
}

#[cfg(test)]
#[cfg(feature = "data")]
mod tests;
