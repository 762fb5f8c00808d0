//! Reading a row of what was published.

use super::former::{FormerWard, office_of};
use super::split::{Part, is_centre, names_several, split, trim};
use crate::{Authority, Body, Seat, SeatKind};
use gazetteer::WardCode;
use gazetteer::data::Row;
use std::collections::BTreeMap;

const SEVERAL_SEATS: &str = "several seats in one text";
const NO_BODY: &str = "body not named in the source";

pub(super) const BODIES: [(&str, Body); 4] = [
    ("service_centre", Body::ServiceCentre),
    ("peoples_committee", Body::PeoplesCommittee),
    ("police", Body::Police),
    ("unnamed", Body::Unnamed),
];

const KINDS: [(&str, SeatKind); 3] = [
    ("address", SeatKind::Address),
    ("former_office", SeatKind::FormerOffice),
    ("names_service_centre", SeatKind::NamesServiceCentre),
];

/// Notes a fault where the note and the body do not agree on whether the source names the body.
pub(super) fn check_body(row: &mut Row<'_>, body: Option<Body>) {
    if (body == Some(Body::Unnamed)) != (row.cell("note") == NO_BODY) {
        let (body, note) = (row.cell("body"), row.cell("note"));
        row.fault(format!("body {body:?} and note {note:?} disagree"));
    }
}

/// The seats of a row: one, or one for each place that its text names. `former` are the wards that the
/// commune was formed from.
pub(super) fn read_row(
    row: &mut Row<'_>,
    body: Option<Body>,
    wards: &BTreeMap<WardCode, FormerWard>,
    former: &[FormerWard],
) -> Vec<Seat> {
    let kind = row.one_of("kind", &KINDS);
    row.required("text");
    row.one_of("note", &[("", ()), (SEVERAL_SEATS, ()), (NO_BODY, ())]);
    let ward_code: Option<WardCode> = row.parse_if_any("former_ward_code");
    let ward = ward_code.and_then(|code| wards.get(&code));
    if let (Some(code), None) = (ward_code, ward) {
        row.fault(format!("there was no ward {code}"));
    }
    let (Some(body), Some(kind)) = (body, kind) else { return Vec::new() };
    let (source, as_of) = (row.cell("source").to_owned(), row.cell("as_of").to_owned());
    let blank = Seat { kind, ..Seat::new(body, Authority::Published, source, as_of) };

    let text = row.cell("text");
    let (places, centre) = places(text, body);
    if let [.., _, _] = places.as_slice() {
        let seats = places.iter().map(|part| place(part, &blank, former));
        return seats.chain(centre.map(|part| place(&part, &centres(&blank), former))).collect();
    }
    let (text, marked) = match centre {
        None => (text, row.cell("note") == SEVERAL_SEATS),
        // The note counted the centre too.
        Some(centre) => (trim(&text[..centre.at]), false),
    };
    let whole = (!text.is_empty()).then(|| whole(text, marked, &blank, ward));
    let centre = centre.map(|part| place(&part, &centres(&blank), former));
    whole.into_iter().chain(centre).collect()
}

/// The places of a text, and apart from them the Public Administration Service Centre with which a text on another
/// body ends.
fn places(text: &str, body: Body) -> (Vec<Part<'_>>, Option<Part<'_>>) {
    let mut parts = split(text);
    let centre = parts.pop_if(|part| body != Body::ServiceCentre && is_centre(part));
    (parts, centre)
}

/// The seat of the centre that such a text names.
fn centres(blank: &Seat) -> Seat {
    Seat { body: Body::ServiceCentre, kind: SeatKind::Address, ..blank.clone() }
}

/// The seat of a text that names one place, or several that cannot be told apart.
fn whole(text: &str, marked: bool, blank: &Seat, ward: Option<&FormerWard>) -> Seat {
    // Sources call some addresses former offices because a former district stands in them. What
    // begins with a house number is found by the number.
    let is_address = begins_with_house_number(text);
    let several = marked || names_several(text);
    let kind = match blank.kind {
        SeatKind::FormerOffice if is_address => SeatKind::Address,
        SeatKind::NamesServiceCentre if !names_centre(text) => SeatKind::Address,
        kind => kind,
    };
    Seat {
        kind,
        text: text.to_owned(),
        several,
        former_ward: ward.map(|ward| ward.code.to_string()),
        point: ward.and_then(|ward| ward.point).filter(|_| !several && !is_address),
        ..blank.clone()
    }
}

/// The seat of one place of a text whose kind the source says.
fn place(part: &Part<'_>, blank: &Seat, former: &[FormerWard]) -> Seat {
    let is_former = blank.kind == SeatKind::FormerOffice;
    let is_address = begins_with_house_number(part.text);
    let ward = office_of(part.text, is_former, former);
    let several = names_several(part.text);
    // Where a hamlet or a street stands in front of the former office, it is an address.
    let is_office = !is_address && office_of_itself(part.text);
    let label = part.label.filter(|_| !is_centre(part));
    let names_centre = names_centre(part.text) || label.is_some_and(names_centre);
    let kind = match blank.kind {
        SeatKind::NamesServiceCentre if names_centre => SeatKind::NamesServiceCentre,
        _ if is_office && (is_former || ward.is_some()) => SeatKind::FormerOffice,
        _ => SeatKind::Address,
    };
    Seat {
        branch: label.map(str::to_owned),
        kind,
        text: part.text.to_owned(),
        several,
        former_ward: ward.map(|ward| ward.code.to_string()),
        point: ward.and_then(|ward| ward.point).filter(|_| !several && !is_address),
        handles: part.handles.map(str::to_owned),
        ..blank.clone()
    }
}

fn names_centre(text: &str) -> bool {
    gazetteer::fold(text).contains("hanh chinh cong")
}

/// Whether a text begins with an office or a unit, and not with a street or a hamlet.
fn office_of_itself(text: &str) -> bool {
    let text = gazetteer::fold(text);
    let text = text.trim_start_matches("tam ").trim_start_matches("thoi ");
    let text = text.trim_start_matches("su dung ").trim_start_matches("them ");
    ["tru so ", "ubnd ", "xa ", "phuong ", "thi tran "].iter().any(|word| text.starts_with(word))
}

fn begins_with_house_number(text: &str) -> bool {
    let text = text.strip_prefix("Số ").or(text.strip_prefix("số ")).unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_digit())
}
