//! Reading whole addresses as people write them.
//!
//! ```text
//! typed  →  letters      folded, words side by side     text
//!        →  mentions     runs of letters that are names  mentions, names
//!        →  readings     units with district, province   weigh
//!        →  answer       communes, shares, rest, steps   answer
//! ```
//!
//! Names that stand as they should are found by their hash, in a few microseconds. Only where that leaves something
//! unexplained are errors looked for: Telex and VNI (`typing`), missing spaces, letters wrong, missing or changed
//! (`nearly`), first in the names of the province and the district that were understood, and in all names at last.

mod answer;
mod beginning;
mod best;
mod context;
mod cover;
mod errors;
mod explain;
mod home;
mod letters;
mod mentions;
mod names;
mod nearly;
mod reading;
mod study;
mod suggest;
mod text;
mod typing;
mod weigh;
mod words;

pub use answer::{Answer, Apart, Named, Outcome, Place, Step};
pub use suggest::{By, Quality, Suggestion};

use crate::{Gazetteer, LegacyId, ProvinceCode, WardCode};
use best::Wanted;
use names::{Names, Sort};
use reading::{Meant, Part, Reading};
use study::{Study, Typed, Understood};
use text::{Text, Word};

/// Reads addresses. Built once for a gazetteer, and of use with no other.
///
/// ```
/// # use gazetteer::{Outcome, Reader};
/// # let data = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"));
/// # let gazetteer = gazetteer::data::from_folder(data).unwrap();
/// let reader = Reader::new(&gazetteer);
///
/// // One error, abbreviations, no accents, a street in front.
/// let answer = reader.read(&gazetteer, "12/3 lê lợi, phuong ben nge q1 tphcm");
/// let Outcome::One(place) = &answer.outcome else { unreachable!() };
/// assert_eq!(
///     answer.address_in(&gazetteer, place.commune).unwrap(),
///     "12/3 lê lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh"
/// );
///
/// // A divided ward went to all of these.
/// let answer = reader.read(&gazetteer, "Phường Đa Kao, Quận 1");
/// let names = answer.communes().map(|code| gazetteer.commune(code).unwrap().name);
/// assert_eq!(names.collect::<Vec<_>>(), ["Phường Tân Định", "Phường Sài Gòn"]);
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    names: Names,
    /// For each old unit today's province.
    province_of: Vec<u16>,
    /// For each commune the former province most of it lay in.
    former_province_of: Vec<u16>,
    /// For each of the former provinces today's.
    successor: Vec<u16>,
}

impl Reader {
    /// Builds the reader.
    pub fn new(g: &Gazetteer) -> Self {
        let mut reader = Self {
            names: Names::new(g),
            province_of: vec![0; g.legacy.len()],
            former_province_of: vec![0; g.communes.len()],
            successor: vec![0; g.former_provinces.len()],
        };
        // Backwards, so that the first of the moves, of the larger share, is the one that stays.
        for moved in g.moves.iter().rev() {
            let district = g.legacy[usize::from(moved.legacy)].district;
            let former = g.districts[usize::from(district)].province;
            let province = g.communes[usize::from(moved.commune)].province;
            reader.province_of[usize::from(moved.legacy)] = province;
            reader.former_province_of[usize::from(moved.commune)] = former;
            reader.successor[usize::from(former)] = province;
        }
        reader
    }

    fn successor(&self, former: u16) -> u16 {
        self.successor[usize::from(former)]
    }

    /// Reads an address.
    ///
    /// It may have a house, a street and a hamlet in front, accents or none, commas or none, its parts in either
    /// order, abbreviated or left out, old and new names mixed, and one or two typing errors. Of very long
    /// texts only the first 300 characters are read. `g` must be the gazetteer of which the reader was built.
    pub fn read(&self, g: &Gazetteer, typed: &str) -> Answer {
        self.answer_to(g, &Typed::new(self, typed))
    }

    /// What [`Reader::suggest`] and [`Reader::read`] say of a text, in little more time than one of them needs.
    pub fn complete(
        &self,
        g: &Gazetteer,
        typed: &str,
        near: Option<ProvinceCode>,
        limit: usize,
    ) -> (Vec<Suggestion>, Answer) {
        let typed = Typed::new(self, typed);
        (self.suggestions(g, &typed, near, limit), self.answer_to(g, &typed))
    }

    fn answer_to(&self, g: &Gazetteer, typed: &Typed<'_>) -> Answer {
        let text = &typed.plain.text;
        if g.communes.is_empty() {
            return Answer::nothing(typed.typed);
        }
        if let Some(code) = code(text) {
            return self.answer(g, typed.typed, text, &self.coded(g, text, code), false);
        }
        let readings = self.as_it_stands(g, &typed.plain);
        if text.words.is_empty() || readings.first().is_some_and(|best| best.is_clear(text)) {
            return self.answer(g, typed.typed, text, readings, false);
        }
        let with_errors = |study: &Study, decoded| {
            let Understood { readings, .. } = self.with_errors(g, study);
            self.answer(g, typed.typed, &study.loose(self).text, readings, decoded)
        };
        if let Some(decoded) = typed.decoded(self) {
            let found = self.as_it_stands(g, decoded);
            let better = best_score(found) - best_score(readings);
            if better > 0 && found.first().is_some_and(|best| best.is_clear(&decoded.text)) {
                return self.answer(g, typed.typed, &decoded.text, found, true);
            }
            if better > SURELY_DECODED {
                return with_errors(decoded, true);
            }
        }
        with_errors(&typed.plain, false)
    }

    /// What a text means that has no errors in it.
    fn as_it_stands<'s>(&self, g: &Gazetteer, study: &'s Study) -> &'s [Reading] {
        let Study { text, mentions, as_it_stands, .. } = study;
        as_it_stands.get_or_init(|| self.weigh(g, text, mentions, &[], &Wanted::ANSWER))
    }

    /// The commune and the old ward that have a code.
    fn coded(&self, g: &Gazetteer, text: &Text, code: u32) -> Vec<Reading> {
        let commune = g.communes.binary_search_by_key(&code, |row| row.code.0).ok();
        let id = LegacyId::Ward(WardCode(code));
        let legacy = g.legacy.binary_search_by_key(&id, |row| row.id).ok();
        [
            commune.map(|place| (Meant::Commune(place as u16), Sort::Commune)),
            legacy.map(|place| (Meant::Legacy(place as u16, None), Sort::Legacy)),
        ]
        .into_iter()
        .flatten()
        .filter_map(|(meant, sort)| {
            let mention = mentions::mention(text, 0, text.len(), 0)?;
            Some(Reading::new(meant, Some(Part::of_code(mention, sort)), None, None))
        })
        .collect()
    }
}

/// A text with errors is Telex or VNI if it is so much better understood.
const SURELY_DECODED: i32 = 8;

fn best_score(readings: &[Reading]) -> i32 {
    readings.first().map_or(0, |best| best.score)
}

/// The code that is all of a text.
fn code(text: &Text) -> Option<u32> {
    match text.words[..] {
        [Word { number: true, start, end, .. }] if end - start == 5 => {
            let digits = text.word(0).iter();
            Some(digits.fold(0, |code, digit| code * 10 + u32::from(digit - b'0')))
        }
        _ => None,
    }
}
