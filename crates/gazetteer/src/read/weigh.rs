//! Which unit the names of a text mean together.
//!
//! A name of a ward is one of many alike; a district and a province that stand beside it and had it say which. Every
//! unit a mention can stand for is weighed with the best district and the best province that it lay in. What
//! was typed counts for it: names, type words, order. What it leaves unexplained counts against it.

use super::Reader;
use super::beginning::Beginning;
use super::best::{Best, Wanted};
use super::context::Context;
use super::mentions::Mention;
use super::names::{Meaning, Sort};
use super::reading::{Meant, Part, Reading};
use super::text::Text;
use crate::gazetteer::Move;
use crate::kind::{Kind, Kinds};
use crate::{Gazetteer, LegacyId};

pub(super) const WARD: i32 = 40;
pub(super) const DISTRICT: i32 = 30;
pub(super) const PROVINCE: i32 = 16;
/// Somebody who types no more than a province or a district means it rather than a ward of its name, or less so.
const PROVINCE_ALONE: i32 = 42;
const DISTRICT_ALONE: i32 = 36;
/// What it counts that the type word fits.
const KIND: i32 = 6;
/// What it counts against a name that it stands where a street is named.
const STREET: i32 = 8;
/// What it counts against a name that other accents were typed than it has.
const OTHER_ACCENTS: i32 = 4;
/// What it counts against a reading that "Tỉnh" stands in front of a district.
pub(super) const OTHER_LEVEL: i32 = -20;
/// What it counts against an old district beside a name of today.
const MIXED: i32 = 10;
/// What it counts for an old unit that a commune it went to is named beside it.
const TODAY: i32 = 12;
/// What it counts that a district or a province is named twice.
const AGAIN: i32 = 2;
/// What it counts against a name that is not yet typed to its end.
pub(super) const UNFINISHED: i32 = 3;
/// Readings that are worse than the best by no more than this are as likely.
pub(super) const MARGIN: i32 = 2;

const WARD_KINDS: Kinds =
    Kinds::of(Kind::Commune).and(Kind::Ward).and(Kind::Township).and(Kind::SpecialZone);
pub(super) const DISTRICT_KINDS: Kinds =
    Kinds::of(Kind::UrbanDistrict).and(Kind::RuralDistrict).and(Kind::Town).and(Kind::City);
pub(super) const PROVINCE_KINDS: Kinds = Kinds::of(Kind::City).and(Kind::Province);

/// Finds the best mention of something among those that fit.
type Find<'a> = dyn Fn(&dyn Fn(&Mention) -> bool) -> Option<Part> + 'a;

/// What all readings of a text are weighed with.
struct Scales<'a> {
    reader: &'a Reader,
    g: &'a Gazetteer,
    context: Context,
    wanted: &'a Wanted,
    best: Best<'a>,
    /// The most that all that stands beside a ward can count.
    most_of_others: i32,
}

impl Reader {
    /// All readings that are nearly as good as the best, the best first.
    pub(super) fn weigh(
        &self,
        g: &Gazetteer,
        text: &Text,
        mentions: &[Mention],
        beginnings: &[Beginning],
        wanted: &Wanted,
    ) -> Vec<Reading> {
        let mut context = Context::new(g);
        for mention in mentions {
            for &meaning in self.names.meanings(mention.name) {
                // Most meanings are wards, of which the context knows nothing.
                if !matches!(meaning.sort, Sort::Legacy | Sort::FormerWard) {
                    context.add(self, g, mention, meaning);
                }
            }
        }
        for (mention, meaning) in beginnings.iter().flat_map(Beginning::meanings) {
            context.add(self, g, &mention, meaning);
        }
        context.level();
        let best = Best::new(text, wanted);
        let mut scales = Scales { reader: self, g, context, wanted, best, most_of_others: 0 };
        // First what lies in a district that is named: little else then comes near the best.
        for in_district in [true, false] {
            if in_district && scales.context.most_of_district() == 0 {
                continue;
            }
            scales.most_of_others = scales.most_of_others(in_district);
            for mention in mentions {
                if !scales.is_hopeless(mention) {
                    for &meaning in self.names.meanings(mention.name) {
                        scales.weigh(mention, meaning, in_district);
                    }
                }
            }
            for beginning in beginnings {
                if !scales.is_hopeless(&beginning.mention) {
                    for (mention, meaning) in beginning.meanings() {
                        scales.weigh(&mention, meaning, in_district);
                    }
                }
            }
        }
        scales.weigh_larger();
        scales.best.finish()
    }

    /// The district of June 2025 that a name of a district stands for.
    pub(super) fn district_of(&self, g: &Gazetteer, meaning: Meaning) -> u16 {
        match meaning.sort {
            Sort::FormerDistrict => g.former_districts[usize::from(meaning.place)].district,
            _ => meaning.place,
        }
    }
}

impl Scales<'_> {
    /// Weighs a unit, if its district is mentioned or if it is not.
    fn weigh(&mut self, mention: &Mention, meaning: Meaning, in_district: bool) {
        let (legacy, former) = match meaning.sort {
            Sort::Legacy => (meaning.place, None),
            Sort::FormerWard => {
                (self.g.former_wards[usize::from(meaning.place)].legacy, Some(meaning.place))
            }
            Sort::Commune => return self.weigh_commune(mention, meaning, in_district),
            _ => return,
        };
        let row = &self.g.legacy[usize::from(legacy)];
        if self.context.names_district(row.district) != in_district {
            return;
        }
        let level = match row.id {
            LegacyId::Ward(_) => WARD_KINDS,
            LegacyId::District(_) => DISTRICT_KINDS,
        };
        let Some(mut own) = self.own_part(mention, meaning, level) else { return };
        if former.is_some() {
            own.score -= 3;
        }
        let district = self.context.district(row.district, &|other| !other.meets(mention));
        // Nothing stands between a bare number and the district in which it is a ward.
        let beside = |other: &Mention| other.start == mention.end || other.end == mention.start;
        if mention.number
            && mention.kinds.is_empty()
            && !district.is_some_and(|district| beside(&district.mention))
        {
            return;
        }
        let former_province = self.g.districts[usize::from(row.district)].province;
        let provinces = (former_province, self.reader.province_of[usize::from(legacy)]);
        let meant = Meant::Legacy(legacy, former);
        let mut reading = self.with_larger(meant, own, district, provinces);
        if district.is_some() {
            self.said_again(&mut reading, &|fits| self.context.district(row.district, fits));
        }
        if self.context.has_communes() && !mention.kinds.is_empty() {
            let named =
                |moved: &Move| self.context.commune(moved.commune, &|other| reading.leaves(other));
            if let Some(today) = self.g.moves_of(legacy.into()).iter().find_map(named) {
                reading.today = Some(today);
                reading.words |= today.mention.words;
                reading.score += TODAY;
            }
        }
        self.add(reading, provinces);
    }

    /// A mention as the name of a unit; `None` if it cannot be one, or comes not near the best.
    fn own_part(&self, mention: &Mention, meaning: Meaning, level: Kinds) -> Option<Part> {
        let kind = kind_score(mention, meaning.kinds, level);
        // "Quận 1" is no "Phường 1", nor "Thành phố Tân An" the Phường Tân An.
        if (mention.number && kind < 0)
            || (kind == OTHER_LEVEL && self.context.names_larger(mention))
        {
            return None;
        }
        let bare_number = if mention.number && mention.kinds.is_empty() { 12 } else { 0 };
        let score = WARD + kind - faults(mention, meaning) - bare_number;
        (!self.best.is_out_of_reach(score + self.most_of_others)).then_some(Part {
            mention: *mention,
            meaning,
            score,
        })
    }

    fn most_of_others(&self, in_district: bool) -> i32 {
        let district =
            if in_district { self.context.most_of_district() + MIXED + AGAIN } else { 0 };
        district + self.context.most_of_province() + AGAIN + TODAY
    }

    /// Whether nothing that a mention can name comes near the best.
    fn is_hopeless(&self, mention: &Mention) -> bool {
        let kind = if mention.kinds.is_empty() { 0 } else { KIND };
        let street = if mention.street { STREET } else { 0 };
        self.best.is_out_of_reach(WARD + kind - street + self.most_of_others)
    }

    fn weigh_commune(&mut self, mention: &Mention, meaning: Meaning, in_district: bool) {
        if mention.number {
            return;
        }
        let Some(own) = self.own_part(mention, meaning, WARD_KINDS) else { return };
        let place = usize::from(meaning.place);
        let mut sources = self.g.moves_into(place);
        if in_district != sources.any(|moved| self.context.names_district(self.district_of(moved)))
        {
            return;
        }
        let provinces = (self.reader.former_province_of[place], self.g.communes[place].province);
        let meant = Meant::Commune(meaning.place);
        let old_district = |fits: &dyn Fn(&Mention) -> bool| {
            if in_district { self.old_district(place, fits) } else { None }
        };
        let district = old_district(&|other| !other.meets(mention));
        let mut reading = self.with_larger(meant, own, district, provinces);
        // "Phường 1 Bảo Lộc" is no longer the Phường 1 of Bảo Lộc.
        if let Some(district) = old_district(&|other| !other.prefix && other.lies_within(mention))
            && district.meaning.sort == Sort::District
        {
            reading.score += district.score + MIXED + 1;
        }
        self.add(reading, provinces);
    }

    /// A unit with its district and its province; with only one of them, where both are the same words: "Xã Nam Ka, Đắk
    /// Lắk" lies in the province, and in its Huyện Lắk.
    fn with_larger(
        &self,
        meant: Meant,
        own: Part,
        district: Option<Part>,
        provinces: (u16, u16),
    ) -> Reading {
        let province = self.context.province(provinces, meant, &|other| !other.meets(&own.mention));
        let Some(district) = district else {
            return Reading::new(meant, Some(own), None, province);
        };
        if province.is_none_or(|province| !province.mention.meets(&district.mention)) {
            return Reading::new(meant, Some(own), Some(district), province);
        }
        let free = |other: &Mention| !other.meets(&own.mention) && !other.meets(&district.mention);
        let other = self.context.province(provinces, meant, &free);
        let with = Reading::new(meant, Some(own), Some(district), other);
        let without = Reading::new(meant, Some(own), None, province);
        let worth = |reading: &Reading| reading.score - self.context.contradicted(reading).0;
        if worth(&with) > worth(&without) { with } else { without }
    }

    /// Takes for explained also another name of the district or the province, behind the ward: "Quận 9, TP Thủ Đức".
    fn said_again(&self, reading: &mut Reading, find: &Find<'_>) {
        let reversed = reading.is_reversed();
        let Some(own) = reading.own else { return };
        let behind = |other: &Mention| {
            let (first, last) =
                if reversed { (other, &own.mention) } else { (&own.mention, other) };
            last.start >= first.end && !other.street && !other.prefix && other.errors == 0
        };
        if let Some(again) = find(&|other| behind(other) && reading.leaves(other)) {
            reading.words |= again.mention.words;
            reading.score += AGAIN;
        }
    }

    /// The best mention, among those that fit, of an old district that a commune lies in.
    fn old_district(&self, commune: usize, fits: &dyn Fn(&Mention) -> bool) -> Option<Part> {
        let sources = self.g.moves_into(commune);
        let district = sources
            .filter_map(|moved| self.context.district(self.district_of(moved), fits))
            .max_by_key(|district| district.score)?;
        // Those write so who changed only half of their address.
        Some(Part { score: district.score - MIXED, ..district })
    }

    fn district_of(&self, moved: Move) -> u16 {
        self.g.legacy[usize::from(moved.legacy)].district
    }

    /// Readings that name no ward.
    fn weigh_larger(&mut self) {
        let alone = if self.wanted.suggestions { PROVINCE_ALONE } else { 0 };
        let most = self.context.most_of_district() + self.context.most_of_province() + alone;
        if self.best.is_out_of_reach(most) {
            return;
        }
        for place in 0..self.context.parts().len() {
            let part = self.context.parts()[place];
            match part.meaning.sort {
                Sort::District | Sort::FormerDistrict | Sort::ShortDistrict => {
                    self.weigh_district(part);
                }
                _ if self.wanted.suggestions => self.weigh_province(part),
                _ => {}
            }
        }
    }

    fn weigh_district(&mut self, mut part: Part) {
        let mention = part.mention;
        if mention.number && mention.kinds.is_empty() {
            return;
        }
        let district = self.reader.district_of(self.g, part.meaning);
        let former = self.g.districts[usize::from(district)].province;
        let provinces = (former, self.reader.successor(former));
        let meant = Meant::District(district);
        let province = self.context.province(provinces, meant, &|other| !other.meets(&mention));
        let bare = mention.kinds.is_empty() && mention.errors == 0;
        if self.wanted.suggestions {
            part.score += DISTRICT_ALONE - DISTRICT;
        } else if bare && part.meaning.sort == Sort::District {
            // "Hoàn Kiếm, Hà Nội" is the district as likely as the commune that has its name now.
            part.score = WARD - faults(&mention, part.meaning);
        }
        self.add(Reading::new(meant, None, Some(part), province), provinces);
    }

    fn weigh_province(&mut self, mut part: Part) {
        part.score += PROVINCE_ALONE - PROVINCE;
        let place = part.meaning.place;
        let (meant, provinces) = match part.meaning.sort {
            Sort::Province | Sort::ShortProvince => (Meant::Province(place), (u16::MAX, place)),
            _ => (Meant::FormerProvince(place), (place, self.reader.successor(place))),
        };
        // Most provinces have kept their name, and are not two.
        let same = |other: &Part| {
            other.meaning.sort == Sort::Province
                && other.meaning.place == provinces.1
                && other.mention.from == part.mention.from
                && other.mention.name == part.mention.name
        };
        if matches!(meant, Meant::Province(_)) || !self.context.parts().iter().any(same) {
            self.add(Reading::new(meant, None, None, Some(part)), provinces);
        }
    }

    fn add(&mut self, mut reading: Reading, provinces: (u16, u16)) {
        let meant = reading.meant;
        if reading.province.is_some() && reading.own.is_some() {
            self.said_again(&mut reading, &|fits| self.context.province(provinces, meant, fits));
        }
        let (cost, words) = self.context.contradicted(&reading);
        reading.score -= cost;
        reading.contradicted = words;
        let order = self.order(&reading, provinces.1);
        self.best.add(reading, order);
    }

    /// What decides between readings of the same score, the greater first: for an answer, that it is a name of today;
    /// for a suggestion the province, what sort of unit it is, where Phường comes before Xã, the order of the
    /// parts, and how much is still to be typed.
    fn order(&self, reading: &Reading, province: u16) -> u32 {
        if !self.wanted.suggestions {
            let former = reading.province.is_some_and(|part| {
                matches!(part.meaning.sort, Sort::FormerProvince | Sort::ShortFormerProvince)
            });
            return match reading.meant {
                Meant::Commune(_) if !former => 2,
                Meant::Legacy(..) if former => 1,
                _ => 0,
            };
        }
        let near = u32::from(self.wanted.near == Some(province));
        let mixed = reading.district.is_some();
        let shape = match reading.meant {
            Meant::Province(_) => 5,
            Meant::FormerProvince(_) => 4,
            Meant::Commune(_) if !mixed => 3,
            Meant::Legacy(..) => 2,
            Meant::Commune(_) => 1,
            Meant::District(_) => 0,
        };
        let ward = match reading.meant {
            Meant::Legacy(place, _) => self.g.legacy[usize::from(place)].kind == Kind::Ward,
            Meant::Commune(place) => {
                self.g.communes[usize::from(place)].kind.type_word() == Kind::Ward
            }
            _ => false,
        };
        let mut last = 0;
        let mut in_order = 3;
        let mut missing = 0;
        for Part { mention, .. } in reading.parts() {
            in_order -= u32::from(mention.from < last);
            last = mention.from;
            let len = self.reader.names.letters(mention.name).len();
            missing += len.saturating_sub(usize::from(mention.to - mention.from)) as u32;
        }
        near << 12 | shape << 9 | u32::from(ward) << 8 | in_order << 6 | (63 - missing.min(63))
    }
}

pub(super) fn kind_score(mention: &Mention, fitting: Kinds, level: Kinds) -> i32 {
    let typed = mention.kinds;
    let fit = if mention.loose { KIND / 2 } else { KIND };
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

/// What speaks against a mention: errors, other accents, the name of a street, that it is not finished.
pub(super) fn faults(mention: &Mention, meaning: Meaning) -> i32 {
    let errors = match mention.errors {
        0 => 0,
        _ => {
            let len = i32::from(mention.to - mention.from).max(3);
            i32::from(mention.far) * (2 + 6 / len) + 2
        }
    };
    let bare_error = if mention.errors > 0 && mention.kinds.is_empty() { 5 } else { 0 };
    errors
        + bare_error
        + if mention.otherwise || mention.has_other_accents(meaning) { OTHER_ACCENTS } else { 0 }
        + if mention.leaves_out_accents(meaning) { 3 } else { 0 }
        + if mention.street { STREET } else { 0 }
        + if mention.prefix { UNFINISHED } else { 0 }
}

impl Mention {
    /// Whether accents were typed, and are not those of the name.
    pub(super) fn has_other_accents(&self, meaning: Meaning) -> bool {
        let known = !self.prefix && self.accents != 0 && meaning.accents != 0;
        known && self.accents != meaning.accents
    }

    /// Whether none were typed although there are some, by somebody who types them elsewhere.
    fn leaves_out_accents(&self, meaning: Meaning) -> bool {
        self.bare && !self.prefix && self.errors == 0 && meaning.accented
    }
}
