//! Writing the body of a pack.

use super::{NO_KIND, YEAR_ZERO};
use crate::gazetteer::{RenamingRow, Text};
use crate::kind::Kind;
use crate::wire::Writer;
use crate::{Gazetteer, LegacyId};

pub(super) fn write_body(g: &Gazetteer) -> Vec<u8> {
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

fn write_ascending(w: &mut Writer, numbers: impl Iterator<Item = u32>) {
    let mut last = 0;
    for number in numbers {
        w.number(number - last);
        last = number;
    }
}

fn write_places(w: &mut Writer, places: impl Iterator<Item = u16>) {
    let mut last = 0;
    for place in places.map(u32::from) {
        w.difference(last, place);
        last = place;
    }
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

fn write_renamings(
    g: &Gazetteer,
    w: &mut Writer,
    cells: impl Iterator<Item = Option<RenamingRow>> + Clone,
) {
    write_sparse(w, cells, |w, row| {
        w.lines([row.former_name, row.on, row.by].into_iter().map(|text| g.read(text)));
    });
}
