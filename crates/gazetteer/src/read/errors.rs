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

/// Looks for names with errors in them.
struct Search<'a> {
    reader: &'a Reader,
    g: &'a Gazetteer,
    text: &'a Text,
    field: Field,
    mentions: Vec<Mention>,
    /// Districts and provinces that stand with their type words as they should: these letters are no other name.
    fixed: Vec<Mention>,
    /// The names that were looked for already.
    tried: Vec<bool>,
    /// The former provinces in which the address can lie; none where none was understood.
    provinces: Vec<u16>,
}

/// What errors are looked for in.
#[derive(Clone, Copy)]
enum Stage {
    /// In type words.
    Kinds,
    /// In the names of districts and provinces.
    Larger,
    /// In the names of wards of the districts that were understood.
    District,
    /// In those of the provinces.
    Province,
    /// In all names.
    All,
}

impl Stage {
    /// Whether no more is to be found.
    fn is_enough(self, best: &Reading) -> bool {
        match self {
            Self::Kinds | Self::Larger => best.is_clear(),
            Self::District => {
                best.district.is_some() && (best.own.is_some() || best.cover.kinds == 0)
            }
            Self::Province => {
                best.own.is_some_and(|own| !own.mention.kinds.is_empty())
                    && (best.district.is_some() || best.province.is_some())
            }
            Self::All => true,
        }
    }
}

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
        let mentions = self.exact(text, &bounds);
        let mut search = Search {
            reader: self,
            g,
            text,
            field: bounds.field(text),
            fixed: mentions.iter().copied().filter(|mention| self.is_fixed(mention)).collect(),
            mentions,
            tried: vec![false; self.names.len()],
            provinces: Vec::new(),
        };
        let mut readings = Vec::new();
        // From the large to the small: what is understood says where to look for the rest.
        for stage in [Stage::Kinds, Stage::Larger, Stage::District, Stage::Province, Stage::All] {
            search.look(stage, readings.first());
            readings = self.weigh(g, text, &search.mentions, beginnings, wanted);
            if readings.first().is_some_and(|best| stage.is_enough(best)) {
                break;
            }
        }
        readings
    }

    /// Whether a mention is that of a district or a province, with its type word.
    fn is_fixed(&self, mention: &Mention) -> bool {
        !mention.kinds.is_empty()
            && !mention.loose
            && self.names.meanings(mention.name).iter().any(|meaning| {
                mention.is_sure(meaning.sort, meaning.kinds) && meaning.kinds.meets(mention.kinds)
            })
    }
}

impl Search<'_> {
    /// Looks for names with errors, given what is the best reading so far.
    fn look(&mut self, stage: Stage, best: Option<&Reading>) {
        match stage {
            Stage::Kinds => {}
            Stage::Larger => self.larger(best),
            Stage::District => {
                let districts = self.districts();
                self.wards(&|district, _| districts.contains(&district));
                self.initials(&districts);
            }
            Stage::Province => {
                let provinces = self.provinces.clone();
                self.wards(&|_, province| provinces.contains(&province));
            }
            Stage::All => {
                for name in 0..self.tried.len() as u16 {
                    self.name(name);
                }
            }
        }
    }

    /// Looks for provinces and for the districts in them, unless they were understood.
    fn larger(&mut self, best: Option<&Reading>) {
        let g = self.g;
        if best.is_none_or(|best| best.province.is_none()) {
            self.all_of(Sort::Province, g.provinces.len(), &|_| true);
            self.all_of(Sort::FormerProvince, g.former_provinces.len(), &|_| true);
        }
        let provinces = self.provinces();
        if best.is_none_or(|best| best.district.is_none()) {
            let possible = |district: u16| {
                let province = g.districts[usize::from(district)].province;
                provinces.is_empty() || provinces.contains(&province)
            };
            self.all_of(Sort::District, g.districts.len(), &|place| possible(place as u16));
            self.all_of(Sort::FormerDistrict, g.former_districts.len(), &|place| {
                possible(g.former_districts[place].district)
            });
        }
        self.provinces = provinces;
    }

    fn name(&mut self, name: u16) {
        let tried = &mut self.tried[usize::from(name)];
        if !std::mem::replace(tried, true)
            && let Some(found) = self.reader.nearly(self.text, &self.field, name)
            && !self.fixed.iter().any(|fixed| fixed.meets(&found) && !fixed.lies_within(&found))
        {
            self.mentions.push(found);
        }
    }

    /// Looks for the names of all things of a sort that fit.
    fn all_of(&mut self, sort: Sort, count: usize, fits: &dyn Fn(usize) -> bool) {
        for place in (0..count).filter(|&place| fits(place)) {
            self.name(self.reader.names.name_of(sort, place as u16));
        }
    }

    /// Looks for the names of the old units, by district and former province, and of the communes they went to.
    fn wards(&mut self, within: &dyn Fn(u16, u16) -> bool) {
        let g = self.g;
        let lies_within = |legacy: u16| {
            let district = g.legacy[usize::from(legacy)].district;
            within(district, g.districts[usize::from(district)].province)
        };
        for place in 0..g.legacy.len() {
            if lies_within(place as u16) {
                self.name(self.reader.names.name_of(Sort::Legacy, place as u16));
                for moved in g.moves_of(place) {
                    self.name(self.reader.names.name_of(Sort::Commune, moved.commune));
                }
            }
        }
        self.all_of(Sort::FormerWard, g.former_wards.len(), &|place| {
            lies_within(g.former_wards[place].legacy)
        });
    }

    /// Looks for the wards of some districts of which only the first letters are typed, behind a type word: "P.BN, Q1".
    fn initials(&mut self, districts: &[u16]) {
        let (g, text) = (self.g, self.text);
        for word in text.words.iter().filter(|word| !word.number) {
            let (from, to) = (usize::from(word.from), usize::from(word.to));
            let letters = text.bases(from, to);
            if !(2..=4).contains(&letters.len()) || text.kinds_before(from).0.is_empty() {
                continue;
            }
            for (place, row) in g.legacy.iter().enumerate() {
                if districts.contains(&row.district) && is_initials(letters, g.read(row.name)) {
                    let name = self.reader.names.name_of(Sort::Legacy, place as u16);
                    let found = mentions::mention(text, from, to, name);
                    self.mentions.extend(found.map(|found| Mention { errors: 1, far: 3, ..found }));
                }
            }
        }
    }

    /// The former provinces that were mentioned, or went into one that was.
    fn provinces(&self) -> Vec<u16> {
        let mut found = Vec::new();
        let mut add = |former: u16| {
            if !found.contains(&former) {
                found.push(former);
            }
        };
        for mention in self.mentions.iter().filter(|mention| !mention.street) {
            for meaning in self.reader.names.meanings(mention.name) {
                match meaning.sort {
                    Sort::FormerProvince | Sort::ShortFormerProvince => add(meaning.place),
                    Sort::Province | Sort::ShortProvince => {
                        for former in 0..self.g.former_provinces.len() as u16 {
                            if self.reader.successor(former) == meaning.place {
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

    /// The districts that were mentioned.
    fn districts(&self) -> Vec<u16> {
        let mut found = Vec::new();
        let usable =
            |mention: &&Mention| !(mention.street || mention.number && mention.kinds.is_empty());
        for mention in self.mentions.iter().filter(usable) {
            for &meaning in self.reader.names.meanings(mention.name) {
                if matches!(
                    meaning.sort,
                    Sort::District | Sort::FormerDistrict | Sort::ShortDistrict
                ) {
                    let district = self.reader.district_of(self.g, meaning);
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
