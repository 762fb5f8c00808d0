//! Reading texts that have errors in them.

use super::Reader;
use super::best::Wanted;
use super::mentions::{self, Mention};
use super::names::{Meaning, Sort};
use super::reading::Reading;
use super::study::{Candidate, Loose, Study, Understood};
use super::text::Text;
use crate::Gazetteer;
use crate::kind::Kind;
use crate::spelling::Piece;

/// Looks for names with errors in them.
struct Search<'a> {
    reader: &'a Reader,
    g: &'a Gazetteer,
    loose: &'a Loose,
    mentions: Vec<Mention>,
    /// The candidates that were not yet looked at.
    left: Vec<&'a Candidate>,
    /// The former provinces in which the address can lie; none where none was understood.
    provinces: Places,
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
    fn is_enough(self, best: &Reading, text: &Text) -> bool {
        match self {
            Self::Kinds | Self::Larger => best.is_clear(text),
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
    pub(super) fn with_errors<'s>(&self, g: &Gazetteer, study: &'s Study) -> &'s Understood {
        study.understood.get_or_init(|| self.look_for_errors(g, study))
    }

    fn look_for_errors(&self, g: &Gazetteer, study: &Study) -> Understood {
        let loose = study.loose(self);
        let mut readings = self.as_it_stands(g, study).to_vec();
        let mut search = Search {
            reader: self,
            g,
            loose,
            mentions: loose.mentions.clone(),
            left: Vec::new(),
            provinces: Places::new(g.former_provinces.len()),
        };
        // From the large to the small: what is understood says where to look for the rest.
        for stage in [Stage::Kinds, Stage::Larger, Stage::District, Stage::Province, Stage::All] {
            if search.look(stage, readings.first()) {
                readings = self.weigh(g, &loose.text, &search.mentions, &[], &Wanted::ANSWER);
            }
            if readings.first().is_some_and(|best| stage.is_enough(best, &loose.text)) {
                break;
            }
        }
        Understood { mentions: search.mentions, readings }
    }

    /// Whether a mention is that of a district or a province, with its type word.
    pub(super) fn is_fixed(&self, mention: &Mention) -> bool {
        !mention.kinds.is_empty()
            && !mention.loose
            && self.names.meanings(mention.name).iter().any(|meaning| {
                mention.is_sure(meaning.sort, meaning.kinds) && meaning.kinds.meets(mention.kinds)
            })
    }
}

impl Search<'_> {
    /// Looks for names with errors, given what is the best reading so far. `false`: nothing new was found.
    fn look(&mut self, stage: Stage, best: Option<&Reading>) -> bool {
        let known = self.mentions.len();
        match stage {
            Stage::Kinds => return self.loose.differs,
            Stage::Larger => {
                self.left = self.loose.near(self.reader).iter().collect();
                self.larger(best);
            }
            Stage::District => {
                let districts = self.districts();
                self.names(&|search, meaning| {
                    search.lies_within(meaning, &|district| districts.has(district))
                });
                self.initials(&districts);
            }
            Stage::Province => self.names(&|search, meaning| {
                search.lies_within(meaning, &|district| {
                    search.provinces.has(search.g.districts[usize::from(district)].province)
                })
            }),
            Stage::All => self.names(&|_, _| true),
        }
        self.mentions.len() > known
    }

    /// Looks for provinces and for the districts in them, unless they were understood.
    fn larger(&mut self, best: Option<&Reading>) {
        if best.is_none_or(|best| best.province.is_none()) {
            self.names(&|_, meaning| {
                matches!(meaning.sort, Sort::Province | Sort::FormerProvince) && !meaning.renamed
            });
        }
        self.provinces = self.provinces();
        if best.is_none_or(|best| best.district.is_none()) {
            self.names(&|search, meaning| {
                let Search { g, reader, provinces, .. } = search;
                matches!(meaning.sort, Sort::District | Sort::FormerDistrict) && {
                    let district = reader.district_of(g, *meaning);
                    provinces.is_empty()
                        || provinces.has(g.districts[usize::from(district)].province)
                }
            });
        }
    }

    /// Looks at the names of which a meaning is wanted.
    fn names(&mut self, wanted: &dyn Fn(&Self, &Meaning) -> bool) {
        let mut left = std::mem::take(&mut self.left);
        left.retain(|candidate| {
            let meanings = self.reader.names.meanings(candidate.near.name);
            let wanted = meanings.iter().any(|meaning| wanted(self, meaning));
            if wanted {
                self.mentions.extend(self.loose.mention(self.reader, candidate));
            }
            !wanted
        });
        self.left = left;
    }

    /// Whether an old unit lies in one of some districts, or a commune was formed there.
    fn lies_within(&self, meaning: &Meaning, within: &dyn Fn(u16) -> bool) -> bool {
        let g = self.g;
        let place = usize::from(meaning.place);
        let legacy = |legacy: u16| within(g.legacy[usize::from(legacy)].district);
        match meaning.sort {
            Sort::Legacy => legacy(meaning.place),
            Sort::FormerWard => legacy(g.former_wards[place].legacy),
            Sort::Commune => g.moves_into(place).any(|moved| legacy(moved.legacy)),
            _ => false,
        }
    }

    /// Looks for the wards of some districts of which only the first letters are typed, behind a type word: "P.BN, Q1".
    fn initials(&mut self, districts: &Places) {
        let (g, text) = (self.g, &self.loose.text);
        for word in text.words.iter().filter(|word| !word.number) {
            let (from, to) = (usize::from(word.from), usize::from(word.to));
            let letters = text.bases(from, to);
            if !(2..=4).contains(&letters.len()) || text.kinds_before(from).0.is_empty() {
                continue;
            }
            for (place, row) in g.legacy.iter().enumerate() {
                if districts.has(row.district) && is_initials(letters, g.read(row.name)) {
                    let name = self.reader.names.name_of(Sort::Legacy, place as u16);
                    let found = mentions::mention(text, from, to, name);
                    self.mentions.extend(found.map(|found| Mention { errors: 1, far: 3, ..found }));
                }
            }
        }
    }

    /// The former provinces that were mentioned, or went into one that was.
    fn provinces(&self) -> Places {
        let mut found = Places::new(self.g.former_provinces.len());
        for mention in self.mentions.iter().filter(|mention| !mention.street) {
            for meaning in self.reader.names.meanings(mention.name) {
                match meaning.sort {
                    Sort::FormerProvince | Sort::ShortFormerProvince => found.add(meaning.place),
                    Sort::Province | Sort::ShortProvince => {
                        for former in 0..self.g.former_provinces.len() as u16 {
                            if self.reader.successor(former) == meaning.place {
                                found.add(former);
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
    fn districts(&self) -> Places {
        let mut found = Places::new(self.g.districts.len());
        let usable =
            |mention: &&Mention| !(mention.street || mention.number && mention.kinds.is_empty());
        for mention in self.mentions.iter().filter(usable) {
            for &meaning in self.reader.names.meanings(mention.name) {
                if matches!(
                    meaning.sort,
                    Sort::District | Sort::FormerDistrict | Sort::ShortDistrict
                ) {
                    found.add(self.reader.district_of(self.g, meaning));
                }
            }
        }
        found
    }
}

/// Some of the gazetteer's districts, or of its provinces, by place.
struct Places {
    has: Vec<bool>,
    empty: bool,
}

impl Places {
    fn new(count: usize) -> Self {
        Self { has: vec![false; count], empty: true }
    }

    fn add(&mut self, place: u16) {
        self.has[usize::from(place)] = true;
        self.empty = false;
    }

    fn has(&self, place: u16) -> bool {
        self.has[usize::from(place)]
    }

    fn is_empty(&self) -> bool {
        self.empty
    }
}

/// Whether letters are the first ones of the words of a name.
fn is_initials(letters: &[u8], name: &str) -> bool {
    let first = |word: &str| match Piece::of(word.chars().next()?) {
        // As it is written in names.
        Piece::Letter(b'k', _) => Some(b'c'),
        Piece::Letter(base, _) => Some(base),
        _ => None,
    };
    Kind::strip(name).split(' ').filter_map(first).eq(letters.iter().copied())
}
