//! What holds whatever is typed, and for every unit there is.
#![cfg(feature = "data")]

mod country;
mod promises;

use country::{GAZETTEER, READER};
use gazetteer::{Answer, CommuneCode, fold};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

type Communes = BTreeSet<CommuneCode>;

/// Every old unit as its address is written in full, with where it went.
static OLD: LazyLock<Vec<(String, Communes)>> = LazyLock::new(|| {
    let address = |unit: gazetteer::LegacyUnit<'_>| {
        let parts = [Some(unit.name), unit.district, Some(unit.province)];
        let went = GAZETTEER.went_to(unit.id).into_iter().map(|(commune, _)| commune.code);
        (parts.into_iter().flatten().collect::<Vec<_>>().join(", "), went.collect())
    };
    GAZETTEER.legacy_units().map(address).collect()
});

/// Every commune as its address is written in full.
static NEW: LazyLock<Vec<(String, CommuneCode)>> = LazyLock::new(|| {
    let address = |commune: gazetteer::Commune<'_>| {
        let province = GAZETTEER.province(commune.province).map_or("", |province| province.name);
        (format!("{}, {province}", commune.name), commune.code)
    };
    GAZETTEER.communes().map(address).collect()
});

fn communes(answer: &Answer) -> Communes {
    answer.communes().collect()
}

/// The old addresses that are not answered with exactly the communes of all units that are written so.
fn old_addresses_missed(write: impl Fn(&str) -> String) -> Vec<String> {
    let mut meant: BTreeMap<String, Communes> = BTreeMap::new();
    for (address, went) in &*OLD {
        meant.entry(write(address)).or_default().extend(went);
    }
    let missed = |(typed, went): &(String, Communes)| {
        communes(&promises::read(&GAZETTEER, &READER, typed)) != *went
    };
    meant.into_iter().filter(missed).map(|(typed, _)| typed).collect()
}

/// The addresses of today of which an answer is not right.
fn new_addresses_missed(
    write: impl Fn(&str) -> String,
    is_right: impl Fn(&Answer, CommuneCode) -> bool,
) -> Vec<String> {
    let written = NEW.iter().map(|(address, code)| (write(address), *code));
    let missed = |(typed, code): &(String, CommuneCode)| {
        !is_right(&promises::read(&GAZETTEER, &READER, typed), *code)
    };
    written.filter(missed).map(|(typed, _)| typed).collect()
}

const NONE: [String; 0] = [];

#[test]
fn every_old_unit_is_exactly_where_it_went() {
    assert_eq!(old_addresses_missed(str::to_owned), NONE);
}

#[test]
fn every_old_unit_is_exactly_where_it_went_without_accents_too() {
    assert_eq!(old_addresses_missed(fold), NONE);
}

#[test]
fn every_commune_of_today_is_the_first_that_its_own_name_finds() {
    let first = |answer: &Answer, code| answer.communes().next() == Some(code);
    assert_eq!(new_addresses_missed(str::to_owned, first), NONE);
}

#[test]
fn every_commune_of_today_is_found_without_accents_too() {
    let found = |answer: &Answer, code| communes(answer).contains(&code);
    assert_eq!(new_addresses_missed(fold, found), NONE);
}

/// What people do to an address, and what keyboards and programs do.
#[derive(Debug, Clone)]
enum Change {
    Remove(Index),
    Insert(Index, char),
    Swap(Index),
    /// A part of it once more, somewhere.
    Repeat(Index, Index, Index),
    CutTo(Index),
    Fold,
    Decompose,
    Capitals,
    Behind(String),
    InFront(String),
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<Index>;
    let typed = || {
        let keys = "[a-zđăâêôơư0-9 ,./()\u{300}-\u{303}\u{309}\u{323}\u{31b}–-]";
        prop_oneof![3 => keys.prop_map(|key| key.chars().next().unwrap_or(' ')), 1 => any::<char>()]
    };
    prop_oneof![
        4 => place().prop_map(Change::Remove),
        4 => (place(), typed()).prop_map(|(at, key)| Change::Insert(at, key)),
        3 => place().prop_map(Change::Swap),
        1 => (place(), place(), place()).prop_map(|(from, to, at)| Change::Repeat(from, to, at)),
        1 => place().prop_map(Change::CutTo),
        1 => Just(Change::Fold),
        1 => Just(Change::Decompose),
        1 => Just(Change::Capitals),
        1 => "[0-9/, a-zđ]{0,20}".prop_map(Change::Behind),
        1 => "[0-9/, a-zđ]{0,20}".prop_map(Change::InFront),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let place = |index: &Index| index.index(chars.len().max(1));
    match change {
        Change::Remove(at) => {
            let at = place(at);
            chars.splice(at..(at + 1).min(chars.len()), []);
        }
        Change::Insert(at, key) => chars.insert(at.index(chars.len() + 1), *key),
        Change::Swap(at) => {
            let at = place(at);
            if at + 1 < chars.len() {
                chars.swap(at, at + 1);
            }
        }
        Change::Repeat(from, to, at) => {
            let (from, to, at) = (place(from), place(to), place(at));
            let again = chars.get(from.min(to)..from.max(to)).unwrap_or_default().to_vec();
            chars.splice(at..at, again);
        }
        Change::CutTo(at) => chars.truncate(place(at)),
        Change::Fold => return fold(text),
        Change::Decompose => return text.nfd().collect(),
        Change::Capitals => return text.to_uppercase(),
        Change::Behind(more) => return format!("{text}, {more}"),
        Change::InFront(more) => return format!("{more} {text}"),
    }
    chars.into_iter().collect()
}

/// The address of a unit of then or of today.
fn address() -> impl Strategy<Value = String> {
    any::<Index>().prop_map(|index| {
        let at = index.index(OLD.len() + NEW.len());
        OLD.get(at).map_or_else(|| NEW[at - OLD.len()].0.clone(), |(address, _)| address.clone())
    })
}

/// The words of which addresses are made, and what stands between them.
fn words() -> impl Strategy<Value = String> {
    let word = select(vec![
        "p",
        "f",
        "q",
        "h",
        "x",
        "tp",
        "tt",
        "tx",
        "phường",
        "xã",
        "thị trấn",
        "quận",
        "huyện",
        "tỉnh",
        "thành phố",
        "đặc khu",
        "ward",
        "district",
        "1",
        "08",
        "10",
        "XII",
        "mười",
        "26740",
        "700000",
        "3/2",
        "tân",
        "bình",
        "hòa",
        "hoà",
        "an",
        "phú",
        "thạnh",
        "ba\u{300}",
        "bến nghé",
        "sài gòn",
        "hà nội",
        "huế",
        "hcm",
        "brvt",
        "sg",
        "nghes",
        "quaanj",
        "d9",
        "phu7o7ng2",
        "đường",
        "ngõ",
        "thôn",
        "ấp",
        "số",
        "kp",
        "việt nam",
        "cũ",
        "nay là",
        "d'ran",
        "đắk",
    ]);
    let between = select(vec![" ", ", ", ",", ".", ". ", "", "-", " - ", "/", "(", ")", "\n"]);
    proptest::collection::vec((word, between), 0..16)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, between)| [word, between]).collect())
}

fn all_promises_hold(typed: &str, limit: usize) {
    promises::read(&GAZETTEER, &READER, typed);
    promises::suggest(&GAZETTEER, &READER, typed, None, limit);
}

proptest! {
    #[test]
    fn any_text_is_answered_with_what_exists(typed: String, limit in 0usize..30) {
        all_promises_hold(&typed, limit);
    }

    #[test]
    fn any_run_of_address_words_is_answered_with_what_exists(typed in words()) {
        all_promises_hold(&typed, 8);
    }

    #[test]
    fn any_broken_address_is_answered_with_what_exists(
        address in address(),
        changes in proptest::collection::vec(change(), 0..6),
    ) {
        let typed = changes.iter().fold(address, |text, change| changed(&text, change));
        all_promises_hold(&typed, 8);
    }

    #[test]
    fn any_beginning_of_an_address_is_answered_with_what_exists(
        address in address(),
        end: Index,
    ) {
        let length = end.index(address.chars().count() + 1);
        let typed: String = address.chars().take(length).collect();
        promises::suggest(&GAZETTEER, &READER, &typed, None, 8);
    }

    #[test]
    fn the_number_of_a_house_stays_in_front_of_the_new_address(
        address in address(),
        number in "[1-9][0-9]{0,2}[A-D]?(/[1-9][0-9]?){0,2}",
    ) {
        let answer = promises::read(&GAZETTEER, &READER, &format!("{number}, {address}"));
        prop_assert_eq!(&answer.rest, &number);
    }
}

proptest! {
    // As much as is read of a text is read slowly by a build with all checks.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_text_of_any_length_is_answered_with_what_exists(
        part in prop_oneof![any::<String>(), address(), words()],
        times in 1usize..2_000,
    ) {
        all_promises_hold(&part.repeat(times), 8);
    }
}
