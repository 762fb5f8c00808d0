//! The districts and provinces that a text mentions.

use super::Reader;
use super::mentions::Mention;
use super::names::{Meaning, Sort};
use super::reading::{Part, Reading};
use super::weigh::{
    DISTRICT, DISTRICT_KINDS, OTHER_LEVEL, PROVINCE, PROVINCE_KINDS, faults, kind_score,
};
use crate::Gazetteer;
use crate::kind::Kinds;

/// Parts by what they name.
struct Mentioned {
    parts: Vec<Part>,
    /// For each part one more than the place of another of the same thing; 0 for none.
    next: Vec<u16>,
    /// For each thing one more than the place of its last part.
    last: Vec<u16>,
    /// The words of those that nothing else explains so well.
    sure: Vec<u64>,
}

impl Mentioned {
    fn new(things: usize) -> Self {
        Self { parts: Vec::new(), next: Vec::new(), last: vec![0; things], sure: Vec::new() }
    }

    fn add(&mut self, thing: usize, part: Part) {
        if self.parts.len() >= usize::from(u16::MAX) {
            return;
        }
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
}

/// The better of two mentions of a thing, the longer of equals, the last of equally long ones.
fn worth(Part { score, mention, .. }: &Part) -> (i32, u8, u8) {
    (*score, mention.end - mention.start, mention.from)
}

pub(super) struct Context {
    districts: Mentioned,
    /// Today's, and behind them the former ones.
    provinces: Mentioned,
    /// How many of today's there are.
    today: usize,
    /// The communes that are named with their type words.
    communes: Vec<Part>,
}

impl Context {
    pub(super) fn new(g: &Gazetteer) -> Self {
        let today = g.provinces.len();
        Self {
            districts: Mentioned::new(g.districts.len()),
            provinces: Mentioned::new(today + g.former_provinces.len()),
            today,
            communes: Vec::new(),
        }
    }

    pub(super) fn districts(&self) -> &[Part] {
        &self.districts.parts
    }

    pub(super) fn provinces(&self) -> &[Part] {
        &self.provinces.parts
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
        let kind = if is_district { kind } else { kind.min(3) };
        let bare_number = if mention.number && mention.kinds.is_empty() { 8 } else { 0 };
        let score = base + kind - faults(mention, meaning) - bare_number;
        if score <= 0 {
            return;
        }
        let part = Part { mention: *mention, meaning, score };
        if is_district {
            if mention.is_sure(meaning.sort, meaning.kinds) {
                self.districts.sure.push(mention.words);
            }
            self.districts.add(reader.district_of(g, meaning).into(), part);
        } else {
            if mention.is_sure(meaning.sort, Kinds::NONE) {
                self.provinces.sure.push(mention.words);
            }
            let place = usize::from(meaning.place);
            let thing = match meaning.sort {
                Sort::Province | Sort::ShortProvince => place,
                _ => self.today + place,
            };
            self.provinces.add(thing, part);
        }
    }

    /// "Cao Bằng" alone is the province as likely as the city in it.
    pub(super) fn level(&mut self) {
        for district in &mut self.districts.parts {
            let typed = district.mention.kinds;
            for province in &self.provinces.parts {
                let (a, b) = (&province.mention, &district.mention);
                if (a.start, a.end) != (b.start, b.end) {
                    continue;
                }
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

    /// The best mention of a district among those that fit.
    pub(super) fn district(&self, district: u16, fits: &dyn Fn(&Mention) -> bool) -> Option<Part> {
        self.districts.best(district.into(), fits)
    }

    /// The best mention of a province, by its name of before the reform or of today, among those that fit.
    pub(super) fn province(
        &self,
        (former, today): (u16, u16),
        fits: &dyn Fn(&Mention) -> bool,
    ) -> Option<Part> {
        let today = self.provinces.best(today.into(), fits);
        let former = self.provinces.best(self.today + usize::from(former), fits);
        match (today, former) {
            (Some(today), Some(former)) if worth(&today) > worth(&former) => Some(today),
            (today, former) => former.or(today),
        }
    }

    /// A mention of a commune among those that fit.
    pub(super) fn commune(&self, commune: u16, fits: &dyn Fn(&Mention) -> bool) -> Option<Part> {
        let fits = |part: &&Part| part.meaning.place == commune && fits(&part.mention);
        self.communes.iter().find(fits).copied()
    }

    pub(super) fn has_districts(&self) -> bool {
        !self.districts.parts.is_empty()
    }

    pub(super) fn has_communes(&self) -> bool {
        !self.communes.is_empty()
    }

    /// What it counts against a reading that it makes nothing of a district or a province that surely is named.
    pub(super) fn ignored(&self, reading: &Reading) -> i32 {
        let ignored = |mentioned: &Mentioned, part: Option<Part>| {
            part.is_none() && mentioned.sure.iter().any(|sure| sure & !reading.words != 0)
        };
        let district = if ignored(&self.districts, reading.district) { 15 } else { 0 };
        district + if ignored(&self.provinces, reading.province) { 8 } else { 0 }
    }
}
