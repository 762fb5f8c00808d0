//! Reading texts that have errors in them.

use super::Reader;
use super::best::Wanted;
use super::letters::Letters;
use super::mentions::{self, Beginning, Bounds, Mention};
use super::names::Sort;
use super::nearly::Field;
use super::reading::Reading;
use super::text::Text;
use crate::Gazetteer;
use crate::kind::Kind;

impl Reader {
    /// Reads a text that has errors in it.
    pub(super) fn with_errors(
        &self,
        g: &Gazetteer,
        text: &mut Text,
        beginnings: &[Beginning],
        wanted: &Wanted,
    ) -> Vec<Reading> {
        text.loosen_kinds();
        let text = &*text;
        let bounds = Bounds::new(text, true);
        let mut mentions = self.exact(text, &bounds);
        let weigh = |mentions: &[Mention]| self.weigh(g, text, mentions, beginnings, wanted);
        let mut readings = weigh(&mentions);
        if readings.first().is_some_and(Reading::is_clear) {
            return readings;
        }
        let field = bounds.field(text, &[]);

        // From the large to the small: what is understood says where to look for the rest.
        let best = readings.first().copied();
        if best.is_none_or(|best| best.province.is_none()) {
            for (sort, count) in [
                (Sort::Province, g.provinces.len()),
                (Sort::FormerProvince, g.former_provinces.len()),
            ] {
                for place in 0..count as u16 {
                    let name = self.names.name_of(sort, place);
                    self.nearly(text, &field, name, &mut mentions);
                }
            }
        }
        let provinces = self.provinces_of(g, &mentions);
        let possible = |province: u16| provinces.is_empty() || provinces.contains(&province);
        if best.is_none_or(|best| best.district.is_none()) {
            for (place, row) in g.districts.iter().enumerate() {
                if possible(row.province) {
                    let name = self.names.name_of(Sort::District, place as u16);
                    self.nearly(text, &field, name, &mut mentions);
                }
            }
            for (place, row) in g.former_districts.iter().enumerate() {
                if possible(g.districts[usize::from(row.district)].province) {
                    let name = self.names.name_of(Sort::FormerDistrict, place as u16);
                    self.nearly(text, &field, name, &mut mentions);
                }
            }
        }
        readings = weigh(&mentions);
        if readings.first().is_some_and(Reading::is_clear) {
            return readings;
        }

        let districts = self.districts_of(g, &mentions);
        if !districts.is_empty() {
            self.wards_nearly(g, text, &field, &mut mentions, |district, _| {
                districts.contains(&district)
            });
            readings = weigh(&mentions);
        }
        if readings.first().is_some_and(|best| best.own.is_some() && best.district.is_some()) {
            return readings;
        }
        if !districts.is_empty() {
            self.initials(g, text, &districts, &mut mentions);
            readings = weigh(&mentions);
        }
        if !provinces.is_empty() {
            self.wards_nearly(g, text, &field, &mut mentions, |_, province| {
                provinces.contains(&province)
            });
            readings = weigh(&mentions);
        }
        let settled = |best: &Reading| {
            best.own.is_some_and(|own| !own.mention.kinds.is_empty())
                && (best.district.is_some() || best.province.is_some())
        };
        if !readings.first().is_some_and(settled) {
            // Not what was understood already: the field is all that is left.
            let taken = readings.first().filter(|best| best.own.is_none());
            let taken =
                taken.map_or_else(Vec::new, |best| best.parts().map(|part| part.mention).collect());
            let field = bounds.field(text, &taken);
            for name in 0..self.names.len() as u16 {
                self.nearly(text, &field, name, &mut mentions);
            }
            readings = weigh(&mentions);
        }
        readings
    }

    /// Adds the wards of some districts of which only the first letters are typed, behind a type word: "P.BN, Q1".
    fn initials(&self, g: &Gazetteer, text: &Text, districts: &[u16], mentions: &mut Vec<Mention>) {
        for word in text.words.iter().filter(|word| !word.number) {
            let (from, to) = (usize::from(word.from), usize::from(word.to));
            let letters = text.bases(from, to);
            if !(2..=4).contains(&letters.len()) || text.kinds_before(from).0.is_empty() {
                continue;
            }
            for (place, row) in g.legacy.iter().enumerate() {
                if districts.contains(&row.district) && is_initials(letters, g.read(row.name)) {
                    let name = self.names.name_of(Sort::Legacy, place as u16);
                    let found = mentions::mention(text, from, to, name);
                    mentions.extend(found.map(|found| Mention { errors: 1, far: 3, ..found }));
                }
            }
        }
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
        let usable =
            |mention: &&Mention| !(mention.street || mention.number && mention.kinds.is_empty());
        for mention in mentions.iter().filter(usable) {
            for &meaning in self.names.meanings(mention.name) {
                if matches!(
                    meaning.sort,
                    Sort::District | Sort::FormerDistrict | Sort::ShortDistrict
                ) {
                    let district = self.district_of(g, meaning);
                    if !found.contains(&district) {
                        found.push(district);
                    }
                }
            }
        }
        found
    }
}

/// Whether letters are the first ones of the words of a name.
fn is_initials(letters: &[u8], name: &str) -> bool {
    let words = Kind::strip(name).split(' ').filter_map(|word| word.chars().next());
    words.flat_map(|c| Letters::of(c.encode_utf8(&mut [0; 4])).bases).eq(letters.iter().copied())
}
