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
mod mentions;
mod names;
mod nearly;
mod text;
mod typing;
mod weigh;

pub use answer::{Answer, Apart, Named, Outcome, Place, Step};

use crate::kind::Kind;
use crate::{Gazetteer, Share, Unit};
use mentions::{Bounds, Mention};
use names::{Names, Sort};
use nearly::Field;
use text::Text;
use weigh::{Larger, MARGIN, Meant, Reading, insertion_sort};

/// A reading must be worth this much to be an answer and not a guess.
const LEAST: i32 = 27;
/// As many guesses are of use to a person.
const GUESSES: usize = 5;

/// Reads addresses. Built once for a gazetteer, and of use with no other.
///
/// ```
/// # use gazetteer::{data::{Sources, build}, Outcome, Reader};
/// # let read = |name: &str| std::fs::read_to_string(format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
/// # let [provinces, communes, legacy_wards, mapping, former_wards, former_districts] =
/// #     ["provinces.csv", "communes.csv", "legacy_wards.csv", "mapping.csv", "former_wards.csv", "former_districts.csv"].map(read);
/// # let gazetteer = build(&Sources { provinces: &provinces, communes: &communes,
/// #     legacy_wards: &legacy_wards, mapping: &mapping,
/// #     former_wards: &former_wards, former_districts: &former_districts }).unwrap();
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
    /// The places of moves, by commune, and where each commune's begin.
    moves_into: Vec<u16>,
    moves_into_starts: Vec<u16>,
}

impl Reader {
    /// Builds the reader.
    pub fn new(g: &Gazetteer) -> Self {
        let mut reader = Self {
            names: Names::new(g),
            province_of: vec![0; g.legacy.len()],
            former_province_of: vec![0; g.communes.len()],
            successor: vec![0; g.former_provinces.len()],
            moves_into: vec![0; g.moves.len()],
            moves_into_starts: vec![0; g.communes.len() + 1],
        };
        // Backwards, so that the first of the moves, of the larger share, is the one that stays.
        for moved in g.moves.iter().rev() {
            let district = g.legacy[usize::from(moved.legacy)].district;
            let former = g.districts[usize::from(district)].province;
            let province = g.communes[usize::from(moved.commune)].province;
            reader.province_of[usize::from(moved.legacy)] = province;
            reader.former_province_of[usize::from(moved.commune)] = former;
            reader.successor[usize::from(former)] = province;
            reader.moves_into_starts[usize::from(moved.commune) + 1] += 1;
        }
        for place in 1..reader.moves_into_starts.len() {
            reader.moves_into_starts[place] += reader.moves_into_starts[place - 1];
        }
        let mut next = reader.moves_into_starts.clone();
        for (place, moved) in g.moves.iter().enumerate() {
            let slot = &mut next[usize::from(moved.commune)];
            reader.moves_into[usize::from(*slot)] = place as u16;
            *slot += 1;
        }
        reader
    }

    fn successor(&self, former: u16) -> u16 {
        self.successor[usize::from(former)]
    }

    /// The old units that a commune was formed from.
    fn sources(&self, g: &Gazetteer, commune: u16) -> impl Iterator<Item = u16> + Clone {
        let place = usize::from(commune);
        let range = self.moves_into_starts[place].into()..self.moves_into_starts[place + 1].into();
        self.moves_into[range].iter().map(|&moved| g.moves[usize::from(moved)].legacy)
    }

    /// Reads an address.
    ///
    /// It may have a house, a street and a hamlet in front, accents or none, commas or none, its parts in either
    /// order, abbreviated or left out, old and new names mixed, and one or two typing errors. Of very long
    /// texts only the first 300 characters are read. `g` must be the gazetteer of which the reader was built.
    pub fn read(&self, g: &Gazetteer, typed: &str) -> Answer {
        if g.communes.is_empty() {
            return Answer::nothing(typed);
        }
        let text = Text::new(typed);
        let bounds = Bounds::new(&text, false);
        let mentions = self.exact(&text, &bounds);
        let readings = self.weigh(g, &text, &mentions);
        if text.words.is_empty() || readings.first().is_some_and(Reading::is_clear) {
            return self.answer(g, typed, &text, &readings, false);
        }
        if let Some(decoded) = typing::decode(typed) {
            let mentions = self.exact(&decoded, &Bounds::new(&decoded, false));
            let found = self.weigh(g, &decoded, &mentions);
            let score = |readings: &[Reading]| readings.first().map_or(0, |best| best.score);
            if found.first().is_some_and(Reading::is_clear) && score(&found) > score(&readings) {
                return self.answer(g, typed, &decoded, &found, true);
            }
            if score(&found) > score(&readings) + 8 {
                let found = self.with_errors(g, decoded);
                return self.answer(g, typed, &found.0, &found.1, true);
            }
        }
        let (text, readings) = self.with_errors(g, text);
        self.answer(g, typed, &text, &readings, false)
    }

    /// Reads a text that has errors in it.
    fn with_errors(&self, g: &Gazetteer, mut text: Text) -> (Text, Vec<Reading>) {
        text.loosen_kinds();
        let bounds = Bounds::new(&text, true);
        let mut mentions = self.exact(&text, &bounds);
        let mut readings = self.weigh(g, &text, &mentions);
        if readings.first().is_some_and(Reading::is_clear) {
            return (text, readings);
        }
        let field = bounds.field(&text);

        // From the large to the small: what is understood says where to look for the rest.
        let best = readings.first().copied();
        let sure = |larger: Option<Larger>| larger.is_some();
        if !best.is_some_and(|best| sure(best.province)) {
            for sort in [Sort::Province, Sort::FormerProvince] {
                for place in 0..self.count(g, sort) {
                    let name = self.names.name_of(sort, place);
                    self.nearly(&text, &field, name, &mut mentions);
                }
            }
        }
        let provinces = self.provinces_of(g, &mentions);
        if !best.is_some_and(|best| sure(best.district)) {
            for (place, row) in g.districts.iter().enumerate() {
                if provinces.is_empty() || provinces.contains(&row.province) {
                    let name = self.names.name_of(Sort::District, place as u16);
                    self.nearly(&text, &field, name, &mut mentions);
                }
            }
            for (place, row) in g.former_districts.iter().enumerate() {
                let province = g.districts[usize::from(row.district)].province;
                if provinces.is_empty() || provinces.contains(&province) {
                    let name = self.names.name_of(Sort::FormerDistrict, place as u16);
                    self.nearly(&text, &field, name, &mut mentions);
                }
            }
        }
        readings = self.weigh(g, &text, &mentions);
        if readings.first().is_some_and(Reading::is_clear) {
            return (text, readings);
        }

        let districts = self.districts_of(g, &mentions);
        if !districts.is_empty() {
            self.wards_nearly(g, &text, &field, &mut mentions, |district, _| {
                districts.contains(&district)
            });
            readings = self.weigh(g, &text, &mentions);
        }
        if readings.first().is_some_and(|best| best.own.is_some() && best.district.is_some()) {
            return (text, readings);
        }
        if !provinces.is_empty() {
            self.wards_nearly(g, &text, &field, &mut mentions, |_, province| {
                provinces.contains(&province)
            });
            readings = self.weigh(g, &text, &mentions);
        }
        let settled = |best: &Reading| {
            best.own.is_some_and(|own| !own.kinds.is_empty())
                && (best.district.is_some() || best.province.is_some())
        };
        if !readings.first().is_some_and(settled) {
            // Not what was understood already: the field is all that is left.
            let taken = readings
                .first()
                .map_or(0, |best| if best.own.is_some() { 0 } else { best.letters() });
            let field = bounds.without(taken).field(&text);
            for name in 0..self.names.len() as u16 {
                self.nearly(&text, &field, name, &mut mentions);
            }
            readings = self.weigh(g, &text, &mentions);
        }
        (text, readings)
    }

    fn count(&self, g: &Gazetteer, sort: Sort) -> u16 {
        let len = match sort {
            Sort::Province => g.provinces.len(),
            _ => g.former_provinces.len(),
        };
        len as u16
    }

    /// Adds the old units and communes whose names stand with errors, of some districts and former provinces.
    fn wards_nearly(
        &self,
        g: &Gazetteer,
        text: &Text,
        field: &Field,
        mentions: &mut Vec<Mention>,
        within: impl Fn(u16, u16) -> bool,
    ) {
        let lies_within = |legacy: u16| {
            let district = g.legacy[usize::from(legacy)].district;
            within(district, g.districts[usize::from(district)].province)
        };
        let mut names: Vec<u64> = Vec::new();
        for place in 0..g.legacy.len() as u16 {
            if lies_within(place) {
                names.push(self.names.name_of(Sort::Legacy, place).into());
                for moved in g.moves_of(place.into()) {
                    names.push(self.names.name_of(Sort::Commune, moved.commune).into());
                }
            }
        }
        for (place, row) in g.former_wards.iter().enumerate() {
            if lies_within(row.legacy) {
                names.push(self.names.name_of(Sort::FormerWard, place as u16).into());
            }
        }
        names.sort_unstable();
        names.dedup();
        for name in names {
            self.nearly(text, field, name as u16, mentions);
        }
    }

    /// The former provinces that were mentioned, or went into one that was.
    fn provinces_of(&self, g: &Gazetteer, mentions: &[Mention]) -> Vec<u16> {
        let mut found = Vec::new();
        let mut add = |former: u16| {
            if !found.contains(&former) {
                found.push(former);
            }
        };
        for mention in mentions.iter().filter(|mention| !mention.street) {
            for meaning in self.names.meanings(mention.name) {
                match meaning.sort {
                    Sort::FormerProvince | Sort::ShortFormerProvince => add(meaning.place),
                    Sort::Province | Sort::ShortProvince => {
                        for former in 0..g.former_provinces.len() as u16 {
                            if self.successor(former) == meaning.place {
                                add(former);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        found
    }

    fn districts_of(&self, g: &Gazetteer, mentions: &[Mention]) -> Vec<u16> {
        let mut found = Vec::new();
        for mention in mentions.iter().filter(|mention| !mention.street) {
            for &meaning in self.names.meanings(mention.name) {
                if matches!(
                    meaning.sort,
                    Sort::District | Sort::FormerDistrict | Sort::ShortDistrict
                ) {
                    if mention.number && mention.kinds.is_empty() {
                        continue;
                    }
                    let district = self.district_of(g, meaning);
                    if !found.contains(&district) {
                        found.push(district);
                    }
                }
            }
        }
        found
    }

    fn answer(
        &self,
        g: &Gazetteer,
        typed: &str,
        text: &Text,
        readings: &[Reading],
        decoded: bool,
    ) -> Answer {
        let mut readings = readings.to_vec();
        self.settle(g, text, &mut readings);
        let is_answer = |best: &Reading| best.score >= LEAST && !best.is_guess();
        let Some(best) = readings.first().copied().filter(is_answer) else {
            let guesses = self.places(g, &readings, i32::MIN);
            let guesses = guesses.into_iter().take(GUESSES).collect();
            return Answer { outcome: Outcome::None { guesses }, ..Answer::nothing(typed) };
        };
        let mut places = self.places(g, &readings, best.score - MARGIN);
        readings.retain(|reading| reading.score >= best.score - MARGIN);
        let confidence = confidence(&best, &readings);
        let rest = rest(typed, text, &best);
        let steps = self.steps(g, typed, text, &readings, decoded);
        let outcome = if places.len() == 1 {
            Outcome::One(places.swap_remove(0))
        } else {
            Outcome::Several { apart: self.apart(g, &readings), places }
        };
        Answer { outcome, confidence, rest, steps }
    }

    /// Where several readings are equal, looks at accents and keys more closely.
    fn settle(&self, g: &Gazetteer, text: &Text, readings: &mut [Reading]) {
        let Some(best) = readings.first().copied() else { return };
        let equal = readings.iter().filter(|other| other.score >= best.score - MARGIN).count();
        let rough =
            |reading: &Reading| reading.own.is_some_and(|own| own.errors > 0 || own.accents != 0);
        if equal < 2 || !readings[..equal].iter().any(rough) {
            return;
        }
        for reading in &mut readings[..equal] {
            let Some(own) = reading.own else { continue };
            let name = match reading.meant {
                Meant::Legacy(place, None) => g.read(g.legacy[usize::from(place)].name),
                Meant::Commune(place) => g.read(g.communes[usize::from(place)].name),
                _ => continue,
            };
            let mut letters = Vec::new();
            names::letters_of(Kind::strip(name), &mut letters);
            let typed = &text.letters[own.from..own.to];
            let accented = text.is_accented(own.from, own.to);
            let far = nearly::distance(typed, &letters, accented);
            // The name before a renaming is another one.
            reading.score -= far.min(12) as i32;
        }
        insertion_sort(readings);
    }

    /// The communes of the readings worth at least `least`, the likeliest first.
    fn places(&self, g: &Gazetteer, readings: &[Reading], least: i32) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut add = |commune: u16, unit: Unit, share: Share| {
            let commune = g.communes[usize::from(commune)].code;
            let place = places.iter().position(|place| place.commune == commune);
            match place {
                Some(place) => {
                    if !places[place].from.contains(&(unit, share)) {
                        places[place].from.push((unit, share));
                    }
                }
                None => places.push(Place { commune, from: vec![(unit, share)] }),
            }
        };
        for reading in readings.iter().filter(|reading| reading.score >= least) {
            match reading.meant {
                Meant::Commune(place) => {
                    let unit = Unit::Commune(g.communes[usize::from(place)].code);
                    add(place, unit, Share::Whole);
                }
                Meant::Legacy(place, _) => {
                    let unit = Unit::Legacy(g.legacy[usize::from(place)].id);
                    for moved in g.moves_of(place.into()) {
                        add(moved.commune, unit, moved.share);
                    }
                }
                Meant::District(district) => {
                    for (place, row) in g.legacy.iter().enumerate() {
                        if row.district == district {
                            for moved in g.moves_of(place) {
                                add(moved.commune, Unit::Legacy(row.id), moved.share);
                            }
                        }
                    }
                }
            }
        }
        places
    }

    fn apart(&self, g: &Gazetteer, readings: &[Reading]) -> Apart {
        let mut provinces = Vec::new();
        let mut districts = Vec::new();
        let mut units = 0;
        for reading in readings {
            let (province, district) = match reading.meant {
                Meant::Legacy(place, _) => {
                    let district = g.legacy[usize::from(place)].district;
                    (g.districts[usize::from(district)].province, district)
                }
                Meant::Commune(place) => (self.former_province_of[usize::from(place)], u16::MAX),
                Meant::District(district) => {
                    (g.districts[usize::from(district)].province, district)
                }
            };
            if !provinces.contains(&province) {
                provinces.push(province);
            }
            if !districts.contains(&district) {
                districts.push(district);
            }
            units += 1;
        }
        if provinces.len() > 1 {
            Apart::Province
        } else if districts.iter().filter(|&&district| district != u16::MAX).count() > 1 {
            Apart::District
        } else if readings.iter().any(|reading| matches!(reading.meant, Meant::District(_))) {
            Apart::Ward
        } else if units > 1 {
            Apart::Name
        } else {
            Apart::Position
        }
    }

    fn steps(
        &self,
        g: &Gazetteer,
        typed: &str,
        text: &Text,
        readings: &[Reading],
        decoded: bool,
    ) -> Vec<Step> {
        let mut steps = Vec::with_capacity(5);
        let Some(best) = readings.first() else { return steps };
        if decoded {
            steps.push(Step::Decoded);
        }
        let read = |mention: &Mention, named, accents: u32| Step::Read {
            typed: source(typed, text, mention.start, mention.to).to_owned(),
            named,
            errors: mention.errors as u8,
            other_accents: mention.accents != 0 && accents != 0 && mention.accents != accents,
        };
        if let Some(Larger { mention, meaning, .. }) = &best.province {
            let named = match meaning.sort {
                Sort::FormerProvince | Sort::ShortFormerProvince => {
                    Named::FormerProvince(meaning.place)
                }
                _ => Named::Province(g.provinces[usize::from(meaning.place)].code),
            };
            steps.push(read(mention, named, meaning.accents));
        }
        if let Some(Larger { mention, meaning, .. }) = &best.district {
            let code = g.districts[usize::from(self.district_of(g, *meaning))].code;
            steps.push(read(mention, Named::District(code), meaning.accents));
            if meaning.sort == Sort::FormerDistrict {
                steps.push(Step::DistrictBefore { now: code });
            }
        }
        match best.meant {
            Meant::Legacy(place, former) => {
                let unit = g.legacy[usize::from(place)].id;
                if let Some(own) = &best.own {
                    steps.push(read(own, Named::Unit(Unit::Legacy(unit)), 0));
                }
                if let Some(former) = former {
                    let year = g.former_wards[usize::from(former)].year;
                    let year = (year != 0).then_some(year);
                    steps.push(Step::MergedBefore { into: unit, year });
                }
                match g.moves_of(place.into()) {
                    [moved] => {
                        let commune = g.communes[usize::from(moved.commune)].code;
                        steps.push(Step::Became { unit, commune });
                    }
                    moves => steps.push(Step::Divided { unit, among: moves.len() }),
                }
            }
            Meant::Commune(place) => {
                let row = &g.communes[usize::from(place)];
                if let Some(own) = &best.own {
                    steps.push(read(own, Named::Unit(Unit::Commune(row.code)), 0));
                }
                if row.former.is_some() {
                    steps.push(Step::Renamed(row.code));
                }
            }
            Meant::District(_) => {}
        }
        if readings.len() > 1 {
            steps.push(Step::Alike { units: readings.len() });
        }
        steps
    }
}

impl Answer {
    fn nothing(typed: &str) -> Self {
        Self {
            outcome: Outcome::None { guesses: Vec::new() },
            confidence: 0.0,
            rest: typed.trim().to_owned(),
            steps: Vec::new(),
        }
    }
}

/// The part of what was typed that some letters stand for.
fn source<'t>(typed: &'t str, text: &Text, from: usize, to: usize) -> &'t str {
    let first = text.words.get(usize::from(text.word_at[from]));
    let last = text.words.get(usize::from(text.word_at[to - 1]));
    match (first, last) {
        (Some(first), Some(last)) => {
            typed.get(first.start as usize..last.end as usize).unwrap_or_default()
        }
        _ => "",
    }
}

/// What names no unit, as it was typed.
fn rest(typed: &str, text: &Text, best: &Reading) -> String {
    let letters = best.letters();
    let mut rest = String::new();
    let mut at = 0;
    let mut keep = |from: usize, to: usize| {
        // What stood between the parts goes with them; a bracket or a number sign belongs to the street.
        let part = typed.get(from..to).unwrap_or_default();
        let part = part.trim_matches(|c: char| {
            c.is_ascii_whitespace() || matches!(c, ',' | ';' | '.' | '-' | '–' | '/' | '\u{feff}')
        });
        if part.contains(|c| !matches!(c, '(' | ')' | ' ')) {
            if !rest.is_empty() {
                rest.push_str(", ");
            }
            rest.push_str(part);
        }
    };
    let mut seen = false;
    for (place, word) in text.words.iter().enumerate() {
        let explained = letters & mentions::mask(word.from.into(), word.to.into()) != 0;
        seen |= explained;
        // "Việt Nam" and "cũ" say nothing that the new address needs.
        if explained || (seen && weigh::is_noise(text, place)) {
            keep(at, (word.start as usize).max(at));
            at = word.end as usize;
        }
    }
    keep(at.min(typed.len()), typed.len());
    rest
}

fn confidence(best: &Reading, equal: &[Reading]) -> f32 {
    let Some(own) = best.own else { return 0.4 };
    let mut sure: f32 = match (best.district.is_some(), best.province.is_some()) {
        (true, _) => 0.99,
        (false, true) => 0.93,
        (false, false) => 0.75,
    };
    if own.kinds.is_empty() {
        sure *= if best.district.is_some() { 0.98 } else { 0.7 };
    }
    for mention in best.mentions() {
        for _ in 0..mention.errors {
            sure *= 0.93;
        }
    }
    for _ in 0..best.cover.gap.min(4) + best.cover.tail.min(4) {
        sure *= 0.94;
    }
    let mixed = matches!(best.meant, Meant::Commune(_)) && best.district.is_some();
    if mixed || equal.len() > 8 {
        sure *= 0.95;
    }
    sure
}
