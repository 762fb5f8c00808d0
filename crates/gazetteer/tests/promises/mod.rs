//! What holds of every answer and every suggestion, whatever was typed.
//!
//! The property tests and the fuzzer both ask these; a promise that is broken panics.
#![allow(dead_code, reason = "each of those who include it asks a part")]
#![allow(clippy::panic, reason = "a test helper: what is promised and not kept fails the test")]

use gazetteer::{
    Answer, Gazetteer, Named, Outcome, Place, ProvinceCode, Reader, Step, Suggestion, Unit,
};
use std::collections::HashSet;
use std::ops::Range;

/// Reads a text, and checks what is promised of the answer.
pub fn read(g: &Gazetteer, reader: &Reader, typed: &str) -> Answer {
    let answer = reader.read(g, typed);
    assert!(answer.confidence <= 100, "{typed:?}: {answer:?}");
    let places = match &answer.outcome {
        Outcome::One(place) => std::slice::from_ref(place),
        Outcome::Several { places, .. } => {
            assert!(places.len() > 1, "several are more than one: {typed:?}: {answer:?}");
            places
        }
        Outcome::None { guesses } => guesses,
    };
    let communes: HashSet<_> = places.iter().map(|place| place.commune).collect();
    assert_eq!(communes.len(), places.len(), "each commune once: {typed:?}: {answer:?}");
    for place in places {
        place_is_known(g, place, typed);
        rest_is_kept(g, &answer, place, typed);
    }
    for step in &answer.steps {
        assert!(step_is_true(g, step), "{step:?} of {typed:?}");
    }
    if let Some(home) = answer.home() {
        assert!(places.contains(home), "{typed:?}: {home:?} of {answer:?}");
    }
    answer
}

/// Asks for suggestions, and checks what is promised of them.
pub fn suggest(
    g: &Gazetteer,
    reader: &Reader,
    typed: &str,
    near: Option<ProvinceCode>,
    limit: usize,
) -> Vec<Suggestion> {
    let suggestions = reader.suggest(g, typed, near, limit);
    assert!(suggestions.len() <= limit, "{typed:?}: {} of {limit}", suggestions.len());
    let units: HashSet<_> = suggestions.iter().map(|suggestion| suggestion.unit).collect();
    assert_eq!(units.len(), suggestions.len(), "each unit once: {typed:?}: {suggestions:?}");
    for suggestion in &suggestions {
        let [name, district, province] = names(g, suggestion.unit);
        for (marks, name) in [
            (&suggestion.marks, name),
            (&suggestion.district_marks, district),
            (&suggestion.province_marks, province),
        ] {
            assert!(lie_within(marks, name), "{typed:?}: {marks:?} of {name:?}: {suggestion:?}");
        }
    }
    suggestions
}

fn place_is_known(g: &Gazetteer, place: &Place, typed: &str) {
    let Place { commune, from } = place;
    assert!(g.commune(*commune).is_some(), "{typed:?}: {place:?}");
    for (unit, share) in from {
        let is_from = match unit {
            Unit::Legacy(id) => {
                g.went_to(*id).iter().any(|(to, got)| (to.code, got) == (*commune, share))
            }
            Unit::Commune(code) => code == commune,
            Unit::Province(_) | Unit::FormerProvince(_) => exists(g, *unit),
        };
        assert!(is_from, "{commune} is not from {unit:?}: {typed:?}");
    }
}

/// House and street stay in front of the new address, and nothing is made up: every word was typed.
fn rest_is_kept(g: &Gazetteer, answer: &Answer, place: &Place, typed: &str) {
    let address = answer.address_in(g, place.commune).unwrap_or_default();
    let new = address.strip_prefix(answer.rest.as_str());
    assert!(new.is_some_and(|new| !new.is_empty()), "{typed:?}: {:?}: {address:?}", answer.rest);
    for part in answer.rest.split(", ") {
        assert!(typed.contains(part), "{part:?} was not typed: {typed:?}: {:?}", answer.rest);
    }
}

fn step_is_true(g: &Gazetteer, step: &Step) -> bool {
    match *step {
        Step::Decoded => true,
        Step::LeftOut { ref typed } => !typed.is_empty(),
        Step::Read { named: Named::Unit(unit), .. } => exists(g, unit),
        Step::Read { named: Named::District(code), .. } => g.district(code).is_some(),
        Step::Read { named: Named::Province(code), .. } => g.province(code).is_some(),
        Step::Read { named: Named::FormerProvince(number), .. } => {
            g.former_province(number).is_some()
        }
        Step::MergedBefore { into, .. } => g.legacy(into).is_some(),
        Step::DistrictBefore { now } => g.district(now).is_some(),
        Step::Renamed(code) => g.commune(code).is_some_and(|commune| commune.former.is_some()),
        Step::Became { unit, commune } => {
            matches!(g.went_to(unit)[..], [(to, _)] if to.code == commune)
        }
        Step::Divided { unit, among } => among > 1 && g.went_to(unit).len() == among,
        Step::Alike { units } => units > 1,
    }
}

fn exists(g: &Gazetteer, unit: Unit) -> bool {
    match unit {
        Unit::Commune(code) => g.commune(code).is_some(),
        Unit::Legacy(id) => g.legacy(id).is_some(),
        Unit::Province(code) => g.province(code).is_some(),
        Unit::FormerProvince(number) => g.former_province(number).is_some(),
    }
}

/// The names that the marks of a suggestion are ranges of: its own, the district's and the province's.
fn names(g: &Gazetteer, unit: Unit) -> [&str; 3] {
    let found = match unit {
        Unit::Commune(code) => g
            .commune(code)
            .and_then(|commune| Some([commune.name, "", g.province(commune.province)?.name])),
        Unit::Legacy(id) => {
            g.legacy(id).map(|unit| [unit.name, unit.district.unwrap_or_default(), unit.province])
        }
        Unit::Province(code) => g.province(code).map(|province| [province.name, "", ""]),
        Unit::FormerProvince(number) => g.former_province(number).map(|name| [name, "", ""]),
    };
    found.unwrap_or_else(|| panic!("there is no {unit:?}"))
}

/// In order, none empty, each from one letter to another.
fn lie_within(marks: &[Range<usize>], name: &str) -> bool {
    marks.is_sorted_by(|one, next| one.end <= next.start)
        && marks.iter().all(|mark| name.get(mark.clone()).is_some_and(|typed| !typed.is_empty()))
}
