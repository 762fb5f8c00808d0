//! The districts and provinces that a text mentions.

use super::Reader;
use super::mentions::Mention;
use super::names::{Meaning, Sort};
use super::reading::{Meant, Part, Reading};
use super::weigh::{
    DISTRICT, DISTRICT_KINDS, OTHER_LEVEL, PROVINCE, PROVINCE_KINDS, faults, kind_score,
};
use crate::Gazetteer;
use crate::kind::Kinds;

/// The better of two mentions of a thing, the longer of equals, the last of equally long ones.
fn worth(Part { score, mention, .. }: &Part) -> (i32, u8, u8) {
    (*score, mention.end - mention.start, mention.from)
}

pub(super) struct Context {
    parts: Vec<Part>,
    /// For each part one more than the place of another of the same thing; 0 for none.
    next: Vec<u16>,
    /// For each thing one more than the place of its last part. Things are districts, behind them today's provinces,
    /// behind them the former ones.
    last: Vec<u16>,
    /// Where in `last` the provinces begin, and the former ones.
    today: usize,
    former: usize,
    /// The words of districts, and of provinces, that nothing else explains so well.
    sure: [Vec<u64>; 2],
    /// The highest scores of a district and of a province; 0 where there is none.
    most: [i32; 2],
    /// The communes that are named with their type words.
    communes: Vec<Part>,
}

/// In pairs the districts stand first.
const DISTRICTS: usize = 0;
const PROVINCES: usize = 1;

impl Part {
    fn level(&self) -> usize {
        match self.meaning.sort {
            Sort::District | Sort::FormerDistrict | Sort::ShortDistrict => DISTRICTS,
            _ => PROVINCES,
        }
    }
}

impl Context {
    pub(super) fn new(g: &Gazetteer) -> Self {
        let today = g.districts.len();
        let former = today + g.provinces.len();
        Self {
            parts: Vec::with_capacity(16),
            next: Vec::with_capacity(16),
            last: vec![0; former + g.former_provinces.len()],
            today,
            former,
            sure: [Vec::new(), Vec::new()],
            most: [0, 0],
            communes: Vec::new(),
        }
    }

    /// The mentions of districts and provinces.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(super) fn add(
        &mut self,
        reader: &Reader,
        g: &Gazetteer,
        mention: &Mention,
        meaning: Meaning,
    ) {
        let (base, level, short) = match meaning.sort {
            Sort::Province | Sort::FormerProvince => (PROVINCE, PROVINCE_KINDS, false),
            Sort::ShortProvince | Sort::ShortFormerProvince => (PROVINCE - 2, PROVINCE_KINDS, true),
            Sort::District => (DISTRICT, DISTRICT_KINDS, false),
            Sort::FormerDistrict => (DISTRICT - 3, DISTRICT_KINDS, false),
            Sort::ShortDistrict => (DISTRICT - 8, DISTRICT_KINDS, true),
            Sort::Commune => {
                if mention.kinds.meets(meaning.kinds) && mention.errors == 0 && !mention.prefix {
                    self.communes.push(Part { mention: *mention, meaning, score: 0 });
                }
                return;
            }
            Sort::Legacy | Sort::FormerWard => return,
        };
        let is_district = level == DISTRICT_KINDS;
        let kind = kind_score(mention, meaning.kinds, level);
        // A name cut short needs its type word, or stands between commas.
        let alone = mention.alone && mention.to - mention.from > 2;
        let cut = short && (is_district || meaning.contracted) && kind <= 0 && !alone;
        if kind == OTHER_LEVEL || (mention.number && kind < 0) || cut || (short && mention.prefix) {
            return;
        }
        // "Nguyễn Huệ" is a street, and no city of Huế.
        let other_accents = match meaning.sort {
            // With what accents it was written is not known.
            Sort::FormerDistrict => mention.accents != 0,
            _ => mention.has_other_accents(meaning),
        };
        if mention.kinds.is_empty() && !mention.alone && other_accents {
            return;
        }
        let kind = if is_district { kind } else { kind.min(3) };
        let bare_number = if mention.number && mention.kinds.is_empty() { 8 } else { 0 };
        let score = base + kind - faults(mention, meaning) - bare_number;
        if score <= 0 || self.parts.len() >= usize::from(u16::MAX) {
            return;
        }
        let place = usize::from(meaning.place);
        let (thing, kinds) = match meaning.sort {
            Sort::Province | Sort::ShortProvince => (self.today + place, Kinds::NONE),
            Sort::FormerProvince | Sort::ShortFormerProvince => (self.former + place, Kinds::NONE),
            _ => (reader.district_of(g, meaning).into(), meaning.kinds),
        };
        let part = Part { mention: *mention, meaning, score };
        if mention.is_sure(meaning.sort, kinds) {
            self.sure[part.level()].push(mention.words);
        }
        let most = &mut self.most[part.level()];
        *most = score.max(*most);
        self.parts.push(part);
        self.next.push(self.last[thing]);
        self.last[thing] = self.parts.len() as u16;
    }

    /// The best mention of a thing among those that fit.
    fn best(&self, thing: usize, fits: &dyn Fn(&Mention) -> bool) -> Option<Part> {
        let mut best: Option<&Part> = None;
        let mut next = self.last[thing];
        while let Some(place) = usize::from(next).checked_sub(1) {
            let part = &self.parts[place];
            next = self.next[place];
            if best.is_none_or(|best| worth(part) > worth(best)) && fits(&part.mention) {
                best = Some(part);
            }
        }
        best.copied()
    }

    /// "Cao Bằng" alone is the province as likely as the city in it.
    pub(super) fn level(&mut self) {
        for place in 0..self.parts.len() {
            let district = self.parts[place];
            if district.level() != DISTRICTS {
                continue;
            }
            let typed = district.mention.kinds;
            let mut most = district.score;
            for province in self.parts.iter().filter(|part| part.level() == PROVINCES) {
                let (a, b) = (&province.mention, &district.mention);
                if (a.start, a.end) != (b.start, b.end) {
                    continue;
                }
                if typed.is_empty() {
                    most = most.min(PROVINCE + 1);
                } else if !district.meaning.kinds.meets(typed) {
                    // "Thành phố Quảng Ninh" is not the Huyện Quảng Ninh of another province.
                    most = most.min(PROVINCE / 2);
                } else if province.meaning.kinds.meets(typed) {
                    // "Thành phố Bắc Ninh" was a district, and is a province.
                    most = most.min(province.score);
                }
            }
            self.parts[place].score = most;
        }
    }

    /// The best mention of a district among those that fit.
    pub(super) fn district(&self, district: u16, fits: &dyn Fn(&Mention) -> bool) -> Option<Part> {
        self.best(district.into(), fits)
    }

    /// The best mention of a province, by its name of before the reform or of today, among those that fit; where it has
    /// kept its name, as the one that goes with the unit.
    pub(super) fn province(
        &self,
        (former, today): (u16, u16),
        meant: Meant,
        fits: &dyn Fn(&Mention) -> bool,
    ) -> Option<Part> {
        let today = self.best(self.today + usize::from(today), fits);
        let former = self.best(self.former + usize::from(former), fits);
        let (own, other) = match meant {
            Meant::Commune(_) => (today, former),
            _ => (former, today),
        };
        match (own, other) {
            (Some(own), Some(other)) if worth(&other) > worth(&own) => Some(other),
            (own, other) => own.or(other),
        }
    }

    /// A mention of a commune among those that fit.
    pub(super) fn commune(&self, commune: u16, fits: &dyn Fn(&Mention) -> bool) -> Option<Part> {
        let fits = |part: &&Part| part.meaning.place == commune && fits(&part.mention);
        self.communes.iter().find(fits).copied()
    }

    pub(super) fn names_district(&self, district: u16) -> bool {
        self.last[usize::from(district)] != 0
    }

    /// Whether a mention surely is that of a district or a province.
    pub(super) fn names_larger(&self, mention: &Mention) -> bool {
        self.parts.iter().any(|part| {
            part.mention.from == mention.from
                && part.mention.to == mention.to
                && part.meaning.kinds.meets(mention.kinds)
        })
    }

    /// Whether a commune is named with its type word.
    pub(super) fn has_communes(&self) -> bool {
        !self.communes.is_empty()
    }

    /// The most that any district can count; 0 where none is named.
    pub(super) fn most_of_district(&self) -> i32 {
        self.most[DISTRICTS]
    }

    /// The most that any province can count; 0 where none is named.
    pub(super) fn most_of_province(&self) -> i32 {
        self.most[PROVINCES]
    }

    /// What it counts against a reading that it makes nothing of a district or a province that surely is named, and the
    /// words that name them.
    pub(super) fn contradicted(&self, reading: &Reading) -> (i32, u64) {
        let words = |level: usize, part: Option<Part>| {
            let sure = self.sure[level].iter().filter(|&sure| sure & !reading.words != 0);
            if part.is_none() { sure.fold(0, |all, sure| all | sure) } else { 0 }
        };
        let district = words(DISTRICTS, reading.district);
        let province = words(PROVINCES, reading.province);
        let cost = if district != 0 { 15 } else { 0 } + if province != 0 { 8 } else { 0 };
        (cost, (district | province) & !reading.words)
    }
}
