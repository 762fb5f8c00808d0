//! Reading the body of a pack.

use super::{NO_KIND, PackError, YEAR_ZERO};
use crate::gazetteer::{
    CommuneRow, DistrictRow, FormerDistrictRow, FormerWardRow, LegacyRow, Move, ProvinceRow,
    RenamingRow, Text,
};
use crate::kind::Kind;
use crate::wire::Reader;
use crate::{
    CommuneCode, CommuneKind, DistrictCode, Gazetteer, LegacyId, ProvinceCode, Share, WardCode,
};

/// Reads what [`super::write::write_body`] wrote, trusting none of it.
pub(super) fn read_body(body: &[u8]) -> Result<Gazetteer, PackError> {
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
    if !g.moves.is_sorted() {
        return Err(r.fault("the order of the moves"));
    }
    Ok(())
}

fn province_kind(byte: u8) -> Option<Kind> {
    Kind::from_number(byte).filter(|kind| kind.is_province())
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

fn commune_kind(byte: u8) -> Option<(Kind, CommuneKind)> {
    let kind = Kind::from_number(byte)?;
    Some((kind, kind.commune()?))
}

fn share(byte: u8) -> Option<Share> {
    [Share::Whole, Share::PartAreaAllPeople, Share::Part, Share::PartPeople, Share::PartAreaOnly]
        .into_iter()
        .find(|&share| share as u8 == byte)
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
