//! Which unit the names of a text mean together.
//!
//! A name of a ward is one of many alike; a district and a province that stand beside it and had it say which. Every
//! unit a mention can stand for is weighed with the best district and the best province that it lay in. What
//! was typed counts for it: names, type words, order. What it leaves unexplained counts against it.

use super::Reader;
use super::mentions::Mention;
use super::names::{Meaning, Sort};
use super::text::Text;
use crate::Gazetteer;
use crate::LegacyId;
use crate::kind::{Kind, Kinds};

const WARD: i32 = 40;
const DISTRICT: i32 = 30;
const PROVINCE: i32 = 16;
/// What it counts against a reading that "Tỉnh" stands in front of a district.
const OTHER_LEVEL: i32 = -20;
/// Readings that are worse than the best by no more than this are as likely.
pub(super) const MARGIN: i32 = 2;

const WARD_KINDS: Kinds =
    Kinds::of(Kind::Commune).and(Kind::Ward).and(Kind::Township).and(Kind::SpecialZone);
const DISTRICT_KINDS: Kinds =
    Kinds::of(Kind::UrbanDistrict).and(Kind::RuralDistrict).and(Kind::Town).and(Kind::City);
const PROVINCE_KINDS: Kinds = Kinds::of(Kind::City).and(Kind::Province);

/// What a text is taken to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// An old unit, by its place, and the former ward whose name was typed.
    Legacy(u16, Option<u16>),
    Commune(u16),
    /// A district of which no ward was read.
    District(u16),
}

/// A district or a province that was mentioned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Larger {
    pub(super) mention: Mention,
    pub(super) meaning: Meaning,
    score: i32,
}

/// A unit with the mentions that speak for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) meant: Meant,
    pub(super) own: Option<Mention>,
    pub(super) district: Option<Larger>,
    pub(super) province: Option<Larger>,
    pub(super) score: i32,
    pub(super) cover: Cover,
}

/// What a reading leaves unexplained, in words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cover {
    /// Between what it explains.
    pub(super) gap: u8,
    /// On the side where the larger units stand.
    pub(super) tail: u8,
    /// On the side where house and street stand.
    pub(super) rest: u8,
    /// Of these, type words of units.
    pub(super) kinds: u8,
    /// The name of the ward stands within a longer run of words: perhaps it is the half of a name.
    pub(super) torn: bool,
}

impl Reading {
    pub(super) fn mentions(&self) -> impl Iterator<Item = Mention> {
        let larger = [self.district, self.province].into_iter().flatten();
        self.own.into_iter().chain(larger.map(|larger| larger.mention))
    }

    pub(super) fn letters(&self) -> u128 {
        self.mentions().fold(0, |all, mention| all | mention.letters)
    }

    /// Whether it rests on nothing but a name that does not stand there as it should.
    pub(super) fn is_guess(&self) -> bool {
        self.district.is_none()
            && self.province.is_none()
            && self.own.is_some_and(|own| {
                own.kinds.is_empty() && (own.street || own.errors > 0 || self.cover.torn)
            })
    }

    /// Whether nothing more can be hoped for from looking for errors.
    pub(super) fn is_clear(&self) -> bool {
        let Some(own) = self.own else { return false };
        let cover = self.cover;
        let fits = self.score
            >= WARD
                + self.district.map_or(0, |larger| larger.score)
                + self.province.map_or(0, |larger| larger.score)
                - 8;
        fits && !own.street
            && cover.gap == 0
            && cover.tail == 0
            && (self.district.is_some()
                || cover.rest == 0
                || (cover.kinds == 0 && !own.kinds.is_empty()))
    }
}

/// The district and province candidates of a text.
struct Context {
    districts: Vec<Larger>,
    provinces: Vec<Larger>,
    sure_districts: Vec<u128>,
    sure_provinces: Vec<u128>,
}

impl Reader {
    /// All readings that are nearly as good as the best, the best first.
    pub(super) fn weigh(&self, g: &Gazetteer, text: &Text, mentions: &[Mention]) -> Vec<Reading> {
        let mut context = Context {
            districts: Vec::new(),
            provinces: Vec::new(),
            sure_districts: Vec::new(),
            sure_provinces: Vec::new(),
        };
        for mention in mentions {
            for &meaning in self.names.meanings(mention.name) {
                context.add(*mention, meaning);
            }
        }
        context.level();
        let mut best = Best { readings: Vec::with_capacity(16), score: 0 };
        for mention in mentions {
            for &meaning in self.names.meanings(mention.name) {
                self.weigh_one(g, text, &context, mention, meaning, &mut best);
            }
        }
        for larger in &context.districts {
            if larger.mention.number && larger.mention.kinds.is_empty() {
                continue;
            }
            let district = self.district_of(g, larger.meaning);
            let row = &g.districts[usize::from(district)];
            let province = context.province(
                larger.mention.letters,
                row.province,
                self.successor(row.province),
            );
            let reading = Reading {
                meant: Meant::District(district),
                own: None,
                district: Some(*larger),
                province,
                score: larger.score + province.map_or(0, |larger| larger.score),
                cover: Cover::default(),
            };
            best.add(text, reading, &context);
        }
        best.finish()
    }

    fn weigh_one(
        &self,
        g: &Gazetteer,
        text: &Text,
        context: &Context,
        mention: &Mention,
        meaning: Meaning,
        best: &mut Best,
    ) {
        let (meant, legacy, level) = match meaning.sort {
            Sort::Legacy => {
                let row = &g.legacy[usize::from(meaning.place)];
                let level = match row.id {
                    LegacyId::Ward(_) => WARD_KINDS,
                    LegacyId::District(_) => DISTRICT_KINDS,
                };
                (Meant::Legacy(meaning.place, None), meaning.place, level)
            }
            Sort::FormerWard => {
                let legacy = g.former_wards[usize::from(meaning.place)].legacy;
                (Meant::Legacy(legacy, Some(meaning.place)), legacy, WARD_KINDS)
            }
            Sort::Commune => {
                return self.weigh_commune(g, text, context, mention, meaning, best);
            }
            _ => return,
        };
        let Some(own) = own_score(mention, meaning, level) else { return };
        let own = own - if meaning.sort == Sort::FormerWard { 3 } else { 0 };
        let district_place = g.legacy[usize::from(legacy)].district;
        let district = context.district(mention.letters, |larger| {
            self.district_of(g, larger.meaning) == district_place
        });
        let taken = mention.letters | district.map_or(0, |larger| larger.mention.letters);
        let former = g.districts[usize::from(district_place)].province;
        let province = context.province(taken, former, self.province_of[usize::from(legacy)]);
        if mention.number && mention.kinds.is_empty() && district.is_none() {
            return;
        }
        let score = own
            + district.map_or(0, |larger| larger.score)
            + province.map_or(0, |larger| larger.score);
        let reading = Reading {
            meant,
            own: Some(*mention),
            district,
            province,
            score,
            cover: Cover::default(),
        };
        best.add(text, reading, context);
    }

    fn weigh_commune(
        &self,
        g: &Gazetteer,
        text: &Text,
        context: &Context,
        mention: &Mention,
        meaning: Meaning,
        best: &mut Best,
    ) {
        let Some(own) = own_score(mention, meaning, WARD_KINDS) else { return };
        if mention.number {
            return;
        }
        let place = usize::from(meaning.place);
        let today = g.communes[place].province;
        // Those write so who changed only half of their address.
        let district = if context.districts.is_empty() {
            None
        } else {
            let sources = self.sources(g, meaning.place);
            context.district(mention.letters, |larger| {
                let district = self.district_of(g, larger.meaning);
                sources.clone().any(|legacy| g.legacy[usize::from(legacy)].district == district)
            })
        };
        let taken = mention.letters | district.map_or(0, |larger| larger.mention.letters);
        let former = self.former_province_of[place];
        let province = context.province(taken, former, today);
        let score = own
            + district.map_or(0, |larger| larger.score - 6)
            + province.map_or(0, |larger| larger.score);
        let reading = Reading {
            meant: Meant::Commune(meaning.place),
            own: Some(*mention),
            district,
            province,
            score,
            cover: Cover::default(),
        };
        best.add(text, reading, context);
    }

    /// The district of June 2025 that a name of a district stands for.
    pub(super) fn district_of(&self, g: &Gazetteer, meaning: Meaning) -> u16 {
        match meaning.sort {
            Sort::FormerDistrict => g.former_districts[usize::from(meaning.place)].district,
            _ => meaning.place,
        }
    }
}

/// How well a mention names a unit; `None` if it cannot.
fn own_score(mention: &Mention, meaning: Meaning, level: Kinds) -> Option<i32> {
    let kind = kind_score(mention, meaning.kinds, level);
    if mention.number && kind < 0 {
        // "Quận 1" is no "Phường 1".
        return None;
    }
    let bare_number = if mention.number && mention.kinds.is_empty() { 12 } else { 0 };
    Some(WARD + kind - faults(mention, meaning) - bare_number)
}

fn kind_score(mention: &Mention, fitting: Kinds, level: Kinds) -> i32 {
    let typed = mention.kinds;
    let fit = if mention.loose { 3 } else { 6 };
    if typed.is_empty() {
        0
    } else if fitting.meets(typed) {
        fit
    } else if fitting.is_empty() && typed.meets(level) {
        fit - 2
    } else if typed.meets(level) {
        -4
    } else {
        OTHER_LEVEL
    }
}

/// What speaks against a mention: errors, other accents, the name of a street.
fn faults(mention: &Mention, meaning: Meaning) -> i32 {
    let errors = match mention.errors {
        0 => 0,
        _ => {
            let len = (mention.to - mention.from).max(3) as i32;
            mention.far as i32 * (2 + 6 / len) + 2
        }
    };
    let accents =
        mention.accents != 0 && meaning.accents != 0 && mention.accents != meaning.accents;
    let bare_error = if mention.errors > 0 && mention.kinds.is_empty() { 5 } else { 0 };
    errors + bare_error + if accents { 4 } else { 0 } + if mention.street { 8 } else { 0 }
}

impl Context {
    fn add(&mut self, mention: Mention, meaning: Meaning) {
        let (base, level, short) = match meaning.sort {
            Sort::Province => (PROVINCE, PROVINCE_KINDS, false),
            Sort::FormerProvince => (PROVINCE, PROVINCE_KINDS, false),
            Sort::ShortProvince | Sort::ShortFormerProvince => (PROVINCE - 2, PROVINCE_KINDS, true),
            Sort::District => (DISTRICT, DISTRICT_KINDS, false),
            Sort::FormerDistrict => (DISTRICT - 3, DISTRICT_KINDS, false),
            Sort::ShortDistrict => (DISTRICT - 8, DISTRICT_KINDS, true),
            Sort::Legacy | Sort::FormerWard | Sort::Commune => return,
        };
        let is_district = level == DISTRICT_KINDS;
        let kind = kind_score(&mention, meaning.kinds, level);
        if kind == OTHER_LEVEL
            || (mention.number && kind < 0)
            || (short && is_district && kind <= 0)
        {
            return;
        }
        let kind = if is_district { kind } else { kind.min(3) };
        let bare_number = if mention.number && mention.kinds.is_empty() { 8 } else { 0 };
        let score = base + kind - faults(&mention, meaning) - bare_number;
        if score <= 0 {
            return;
        }
        let larger = Larger { mention, meaning, score };
        if is_district {
            if mention.is_sure(meaning.sort, meaning.kinds) {
                self.sure_districts.push(mention.letters);
            }
            self.districts.push(larger);
        } else {
            if mention.is_sure(meaning.sort, Kinds::NONE) {
                self.sure_provinces.push(mention.letters);
            }
            self.provinces.push(larger);
        }
    }

    /// "Cao Bằng" alone is the province as likely as the city in it.
    fn level(&mut self) {
        for district in &mut self.districts {
            let typed = district.mention.kinds;
            let same = |larger: &&Larger| larger.mention.letters == district.mention.letters;
            let provinces = self.provinces.iter().filter(same);
            for province in provinces {
                let most = if typed.is_empty() {
                    PROVINCE + 1
                } else if !district.meaning.kinds.meets(typed) {
                    // "Thành phố Quảng Ninh" is not the Huyện Quảng Ninh of another province.
                    PROVINCE / 2
                } else if province.meaning.kinds.meets(typed) {
                    // "Thành phố Bắc Ninh" was a district, and is a province.
                    province.score
                } else {
                    continue;
                };
                district.score = district.score.min(most);
            }
        }
    }

    fn district(&self, taken: u128, fits: impl Fn(&Larger) -> bool) -> Option<Larger> {
        best_of(&self.districts, taken, fits)
    }

    /// The best mention of a province, by its name of before the reform or of today.
    fn province(&self, taken: u128, former: u16, today: u16) -> Option<Larger> {
        best_of(&self.provinces, taken, |larger| match larger.meaning.sort {
            Sort::FormerProvince | Sort::ShortFormerProvince => larger.meaning.place == former,
            _ => larger.meaning.place == today,
        })
    }
}

fn best_of(all: &[Larger], taken: u128, fits: impl Fn(&Larger) -> bool) -> Option<Larger> {
    let mut best: Option<&Larger> = None;
    for larger in all {
        let better =
            |best: &Larger| (larger.score, larger.mention.from) > (best.score, best.mention.from);
        if larger.mention.letters & taken == 0 && best.is_none_or(better) && fits(larger) {
            best = Some(larger);
        }
    }
    best.copied()
}

/// The best readings so far.
struct Best {
    readings: Vec<Reading>,
    score: i32,
}

/// Readings further below the best are of no interest, not even as guesses.
const KEPT: i32 = 24;

impl Best {
    fn add(&mut self, text: &Text, mut reading: Reading, context: &Context) {
        // Covering less only ever lowers a score.
        if reading.score < self.score - KEPT {
            return;
        }
        let letters = reading.letters();
        let ignored = |sure: &[u128]| sure.iter().any(|mention| mention & letters == 0);
        if reading.district.is_none() && ignored(&context.sure_districts) {
            reading.score -= 15;
        }
        if reading.province.is_none() && ignored(&context.sure_provinces) {
            reading.score -= 8;
        }
        reading.cover = cover(text, &reading, letters);
        reading.score -= i32::from(reading.cover.gap).min(6) * 3;
        reading.score -= i32::from(reading.cover.tail).min(4) * 2;
        reading.score -= if reading.cover.torn { 3 } else { 0 };
        if reading.score >= self.score - KEPT {
            self.score = self.score.max(reading.score);
            self.readings.push(reading);
        }
    }

    fn finish(mut self) -> Vec<Reading> {
        let least = self.score - KEPT;
        self.readings.retain(|reading| reading.score >= least);
        // Few are left, and of these many are equal: insertion keeps them in the order of the gazetteer.
        insertion_sort(&mut self.readings);
        self.readings
    }
}

/// The best first, equals in the order they came.
pub(super) fn insertion_sort(readings: &mut [Reading]) {
    for end in 1..readings.len() {
        let mut place = end;
        while place > 0 && readings[place - 1].score < readings[place].score {
            readings.swap(place - 1, place);
            place -= 1;
        }
    }
}

/// Words that say nothing.
const NOISE: [&str; 8] = ["vn", "vietnam", "cu", "thuoc", "nay", "la", "province", "city"];

pub(super) fn is_noise(text: &Text, place: usize) -> bool {
    let country = |first: usize| {
        text.word_is(first, &["viet"])
            && first + 1 < text.words.len()
            && text.word_is(first + 1, &["nam"])
    };
    text.word_is(place, &NOISE) || country(place) || (place > 0 && country(place - 1))
}

/// What a reading leaves unexplained.
fn cover(text: &Text, reading: &Reading, letters: u128) -> Cover {
    let mut cover = Cover::default();
    let mut between = 0;
    let mut lead = (0, 0);
    let mut tail = (0, 0);
    let mut seen = false;
    for (place, word) in text.words.iter().enumerate() {
        let explained = letters >> word.from & 1 == 1 || letters >> (word.to - 1) & 1 == 1;
        if explained {
            cover.gap += between;
            between = 0;
            tail = (0, 0);
            seen = true;
            continue;
        }
        if seen && is_noise(text, place) {
            continue;
        }
        let kind = u8::from(!word.kinds.is_empty() && usize::from(word.to - word.from) > 1);
        if seen {
            between += 1;
            tail = (tail.0 + 1, tail.1 + kind);
        } else {
            lead = (lead.0 + 1, lead.1 + kind);
        }
    }
    let own = reading.own.map_or(usize::MAX, |own| own.from);
    let first_larger = [reading.district, reading.province]
        .into_iter()
        .flatten()
        .map(|larger| larger.mention.from)
        .min();
    let reversed = reading.own.is_some() && first_larger.is_some_and(|larger| larger < own);
    let (rest, tail) = if reversed { (tail, lead) } else { (lead, tail) };
    cover.rest = rest.0;
    cover.kinds = rest.1;
    cover.tail = tail.0;
    cover.torn = reading.own.is_some_and(|own| is_torn(text, &own, letters));
    cover
}

/// Whether a word that nothing explains stands behind a name, or before one that no type word begins.
fn is_torn(text: &Text, own: &Mention, letters: u128) -> bool {
    let explained = |place: usize| letters >> text.words[place].from & 1 == 1;
    let next = usize::from(text.word_at[own.to - 1]) + 1;
    let torn_off = |place: usize| !explained(place) && !text.words[place].number;
    let behind = text.words.get(next).is_some_and(|word| !word.after_break)
        && torn_off(next)
        && text.words[next].kinds.is_empty();
    let first = usize::from(text.word_at[own.start]);
    let before =
        own.kinds.is_empty() && first > 0 && !text.words[first].after_break && torn_off(first - 1);
    behind || before
}
