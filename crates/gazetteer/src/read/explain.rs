//! From readings to an answer.

use super::Reader;
use super::answer::{Answer, Apart, Named, Outcome, Place, Step};
use super::best;
use super::letters::Letters;
use super::mentions::Mention;
use super::names::Sort;
use super::nearly::{self, Spelled};
use super::reading::{Meant, Part, Reading};
use super::text::Text;
use super::weigh::MARGIN;
use crate::kind::Kind;
use crate::{Gazetteer, Share, Unit};

/// A reading must be worth this much to be an answer and not a guess.
const LEAST: i32 = 27;
/// As many guesses are of use to a person.
const GUESSES: usize = 5;

impl Reader {
    /// The answer that readings amount to.
    pub(super) fn answer(
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
        let is_equal = |reading: &&Reading| reading.score >= best.score - MARGIN;
        let equal = readings.iter().take_while(is_equal).count();
        let mut places = self.places(g, &readings[..equal], i32::MIN);
        // An old unit whose people all live in the commune of its name is no other place.
        if let Meant::Commune(today) = best.meant
            && readings[..equal].iter().all(|other| is_part(g, other.meant, today))
        {
            places.truncate(1);
        }
        // A street that is named like a ward mostly lies in it, and may lie elsewhere in the district.
        let street = best.own.is_some_and(|own| own.mention.street);
        if let Some(district) = best.district.filter(|_| street) {
            let code = self.district_of(g, district.meaning);
            let whole = Reading::new(Meant::District(code), None, best.district, best.province);
            readings.insert(equal, whole);
            places = self.places(g, &readings[..=equal], i32::MIN);
        }
        let confidence = confidence(&readings, equal, places.len());
        readings.truncate(equal);
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
        if equal < 2 {
            return;
        }
        for reading in &mut readings[..equal] {
            let Some(own) = reading.own else { continue };
            let accented = own.mention.has_other_accents(own.meaning);
            if own.mention.errors == 0 && !accented {
                continue;
            }
            let name = match reading.meant {
                Meant::Legacy(place, None) => g.read(g.legacy[usize::from(place)].name),
                Meant::Commune(place) => g.read(g.communes[usize::from(place)].name),
                _ => continue,
            };
            let letters = Letters::of(Kind::strip(name));
            let (from, to) = (usize::from(own.mention.from), usize::from(own.mention.to));
            let accented = text.is_accented(from, to);
            let spelled =
                |bases, accents| Spelled { bases, accents: if accented { accents } else { &[] } };
            let far = nearly::distance(
                spelled(text.bases(from, to), text.accents(from, to)),
                spelled(&letters.bases, &letters.accents),
            );
            // The name before a renaming is another one.
            reading.score -= i32::from(far.min(12));
        }
        best::sort(readings);
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
                    let today = reading.today.map(|part| part.meaning.place);
                    for moved in g.moves_of(place.into()) {
                        if today.is_none_or(|today| today == moved.commune) {
                            add(moved.commune, unit, moved.share);
                        }
                    }
                }
                // Suggestions only.
                Meant::Province(_) | Meant::FormerProvince(_) => {}
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
                Meant::Province(_) | Meant::FormerProvince(_) => continue,
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
        let read = |part: &Part, named| Step::Read {
            typed: source(typed, text, &part.mention).to_owned(),
            named,
            errors: part.mention.errors,
            other_accents: part.mention.has_other_accents(part.meaning),
        };
        if let Some(part @ Part { meaning, .. }) = &best.province {
            let named = match meaning.sort {
                Sort::FormerProvince | Sort::ShortFormerProvince => {
                    Named::FormerProvince(meaning.place)
                }
                _ => Named::Province(g.provinces[usize::from(meaning.place)].code),
            };
            steps.push(read(part, named));
        }
        if let Some(part @ Part { meaning, .. }) = &best.district {
            let code = g.districts[usize::from(self.district_of(g, *meaning))].code;
            steps.push(read(part, Named::District(code)));
            if meaning.sort == Sort::FormerDistrict {
                steps.push(Step::DistrictBefore { now: code });
            }
        }
        match best.meant {
            Meant::Legacy(place, former) => {
                let unit = g.legacy[usize::from(place)].id;
                if let Some(own) = &best.own {
                    steps.push(read(own, Named::Unit(Unit::Legacy(unit))));
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
                    steps.push(read(own, Named::Unit(Unit::Commune(row.code))));
                }
                if best.own.is_some_and(|own| own.meaning.renamed) {
                    steps.push(Step::Renamed(row.code));
                }
            }
            Meant::District(_) | Meant::Province(_) | Meant::FormerProvince(_) => {}
        }
        if best.contradicted != 0 {
            let first = best.contradicted.trailing_zeros() as usize;
            let last = 63 - best.contradicted.leading_zeros() as usize;
            let bytes = text.words[first].start as usize..text.words[last].end as usize;
            let typed = typed.get(bytes).unwrap_or_default().to_owned();
            steps.push(Step::LeftOut { typed });
        }
        if readings.len() > 1 {
            steps.push(Step::Alike { units: readings.len() });
        }
        steps
    }
}

impl Answer {
    /// No answer at all.
    pub(super) fn nothing(typed: &str) -> Self {
        Self {
            outcome: Outcome::None { guesses: Vec::new() },
            confidence: 0,
            rest: typed.trim().to_owned(),
            steps: Vec::new(),
        }
    }
}

/// Whether all people of what was meant live in a commune.
fn is_part(g: &Gazetteer, meant: Meant, commune: u16) -> bool {
    match meant {
        Meant::Commune(place) => place == commune,
        Meant::Legacy(place, _) => g
            .moves_of(place.into())
            .iter()
            .all(|moved| moved.commune == commune || moved.share == Share::PartAreaOnly),
        _ => false,
    }
}

/// The part of what was typed that some letters stand for.
fn source<'t>(typed: &'t str, text: &Text, mention: &Mention) -> &'t str {
    let word = |letter: u8| text.words.get(usize::from(text.word_at[usize::from(letter)]));
    let (first, last) = (word(mention.start), word(mention.to - 1));
    match (first, last) {
        (Some(first), Some(last)) => {
            typed.get(first.start as usize..last.end as usize).unwrap_or_default()
        }
        _ => "",
    }
}

/// What names no unit, as it was typed.
fn rest(typed: &str, text: &Text, best: &Reading) -> String {
    let mut rest = String::new();
    let mut at = 0;
    let mut seen = false;
    // Nothing that is kept stands between this word and one that is left out.
    let mut beside = !text.cut;
    // The street that the ward is known by stays.
    let street = best.own.filter(|own| own.mention.street).map_or(0, |own| own.mention.words);
    let left_out = (best.words | best.contradicted) & !street;
    for (place, word) in text.words.iter().enumerate() {
        let explained = place < text.lead || left_out >> place & 1 == 1;
        seen |= explained && place >= text.lead;
        // "Việt Nam" and "cũ" say nothing that the new address needs.
        if explained || (seen && (beside || word.after_dash) && text.is_noise(place)) {
            if !beside {
                keep(&mut rest, typed.get(at..word.start as usize).unwrap_or_default());
            }
            at = word.end as usize;
            beside = true;
        } else {
            beside = false;
        }
    }
    keep(&mut rest, typed.get(at..).unwrap_or_default());
    rest
}

/// Adds a part of what was typed without what stood between the parts; brackets and number signs belong to the street.
fn keep(rest: &mut String, part: &str) {
    let between = |c: char| {
        c.is_ascii_whitespace() || matches!(c, ',' | ';' | '.' | ':' | '-' | '–' | '/' | '\u{feff}')
    };
    let mut part = part.trim_matches(between);
    if !part.contains(')') {
        part = part.trim_matches(|c| c == '(' || between(c));
    }
    if !part.contains('(') {
        part = part.trim_matches(|c| c == ')' || between(c));
    }
    if part.contains(|c| !matches!(c, '(' | ')' | ' ')) {
        if !rest.is_empty() {
            rest.push_str(", ");
        }
        rest.push_str(part);
    }
}

/// How often answers are right, in per cent, as measured on generated addresses (`benches/quality.rs`): by what larger
/// unit was read, none, a province or a district; by the number of errors; and by what speaks against them, of which
/// [`MESSY`] and [`CLOSE`] are bits.
const SURE: [[[u8; 4]; 3]; 3] = [
    [[99, 98, 90, 60], [70, 50, 50, 40], [40, 30, 30, 20]],
    [[99, 95, 94, 80], [75, 40, 90, 68], [50, 20, 40, 20]],
    [[99, 99, 99, 86], [99, 92, 94, 69], [99, 86, 94, 55]],
];
/// Words are left over between the names or behind them, or the ward is named like a street.
const MESSY: usize = 2;
/// Another reading is nearly as good.
const CLOSE: usize = 1;

/// How likely it is that the outcome is right, in per cent.
fn confidence(readings: &[Reading], equal: usize, places: usize) -> u8 {
    let Some(best) = readings.first() else { return 0 };
    if best.contradicted != 0 {
        return 40;
    }
    let messy = best.cover.gap + best.cover.tail > 0;
    let Some(Part { mention: own, .. }) = best.own else {
        // A whole district, if the ward is not named either.
        return if messy || best.cover.kinds > 0 { 40 } else { 96 };
    };
    if own.street {
        return 65;
    }
    let is_today = |reading: &Reading| matches!(reading.meant, Meant::Commune(_));
    if places > 1
        && best.province.is_some()
        && is_today(best)
        && !readings[..equal].iter().all(is_today)
    {
        // The commune of today, or an old unit of its name that went elsewhere.
        return 40;
    }
    let larger = match (best.district, best.province) {
        (Some(_), _) => 2,
        (None, Some(_)) => 1,
        (None, None) => 0,
    };
    let errors: u8 = best.parts().map(|part| part.mention.errors).sum();
    let close = readings.get(equal).is_some_and(|next| best.score - next.score < 9);
    let mut against = if close { CLOSE } else { 0 };
    if messy || best.cover.torn || own.street {
        against |= MESSY;
    }
    let sure = SURE[larger][usize::from(errors.min(2))][against];
    let bare = if own.kinds.is_empty() { [25, 10, 1][larger] } else { 0 };
    sure.saturating_sub(bare)
}
