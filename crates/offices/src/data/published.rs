//! Reading a row of what was published.

use super::former::{FormerWard, office_of};
use super::split::{Part, is_centre, names_several, split, trim};
use crate::{Authority, Body, ReceivingPoint, Seat, SeatKind};
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

/// The seats of a row: one, and one more where its text goes on with the Public Administration Service
/// Centre. `former` are the wards that the commune was formed from.
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
    let seat = |body, kind, text: &str| Seat {
        kind,
        text: text.to_owned(),
        ..Seat::new(
            body,
            Authority::Published,
            row.cell("source").to_owned(),
            row.cell("as_of").to_owned(),
        )
    };

    let text = row.cell("text");
    let mut parts = split(text);
    let centre = parts.pop_if(|part| body != Body::ServiceCentre && is_centre(part));
    let (text, kind, marked) = match centre {
        None => (text, kind, row.cell("note") == SEVERAL_SEATS),
        // What is left names the centre no more, and the note counted it.
        Some(centre) if kind == SeatKind::NamesServiceCentre => {
            (trim(&text[..centre.at]), SeatKind::Address, false)
        }
        Some(centre) => (trim(&text[..centre.at]), kind, false),
    };
    let mut seats = Vec::new();
    if !text.is_empty() {
        // Sources call some addresses former offices because a former district stands in them. What
        // begins with a house number is found by the number.
        let is_address = begins_with_house_number(text);
        let kind = match kind {
            SeatKind::FormerOffice if is_address => SeatKind::Address,
            kind => kind,
        };
        let mut seat = seat(body, kind, text);
        if parts.len() > 1 {
            seat.several = true;
            seat.points = parts.iter().map(|part| point(part, kind, former)).collect();
        } else {
            seat.several = marked || names_several(text);
        }
        seat.former_ward = ward.map(|ward| ward.code.to_string());
        seat.point = ward.and_then(|ward| ward.point).filter(|_| !seat.several && !is_address);
        seats.push(seat);
    }
    seats.extend(centre.map(|centre| {
        let place = point(&centre, SeatKind::Address, former);
        Seat {
            several: place.several,
            former_ward: place.former_ward,
            point: place.point,
            handles: place.handles,
            ..seat(Body::ServiceCentre, place.kind, &place.text)
        }
    }));
    seats
}

/// One place of a text whose kind the source says.
fn point(part: &Part<'_>, kind: SeatKind, former: &[FormerWard]) -> ReceivingPoint {
    let is_former = kind == SeatKind::FormerOffice;
    let is_address = begins_with_house_number(part.text);
    let ward = office_of(part.text, is_former, former);
    let several = names_several(part.text);
    // Where a hamlet or a street stands in front of the former office, it is an address.
    let is_office = !is_address && office_of_itself(part.text);
    ReceivingPoint {
        label: part.label.map(str::to_owned),
        kind: match is_office && (is_former || ward.is_some()) {
            true => SeatKind::FormerOffice,
            false => SeatKind::Address,
        },
        text: part.text.to_owned(),
        handles: part.handles.map(str::to_owned),
        several,
        former_ward: ward.map(|ward| ward.code.to_string()),
        point: ward.and_then(|ward| ward.point).filter(|_| !several && !is_address),
    }
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
