//! All names by their letters, and what has them.

use super::text::{Letter, accent_key, hash, unify};
use crate::Gazetteer;
use crate::kind::{Kind, Kinds};
use crate::spelling::Piece;
use std::ops::Range;

/// What a name can stand for; the number is the place in the gazetteer's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Sort {
    Province,
    FormerProvince,
    District,
    FormerDistrict,
    Legacy,
    FormerWard,
    Commune,
    /// Only its first letters, or a name nobody ever decreed.
    ShortProvince,
    ShortFormerProvince,
    ShortDistrict,
}

/// One meaning of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) sort: Sort,
    pub(super) place: u16,
    /// The type words that fit; none where none is known.
    pub(super) kinds: Kinds,
    /// The spelling with accents; 0 where none is known.
    pub(super) accents: u32,
}

/// Names beside the official ones, of today's provinces by code.
const OTHER_NAMES: [(u8, &str); 10] = [
    (1, "ha noi city"),
    (79, "sai gon"),
    (79, "hcm"),
    (79, "tphcm"),
    (79, "hcmc"),
    (79, "sg"),
    (79, "ho chi minh city"),
    (46, "thua thien hue"),
    (46, "tt hue"),
    (1, "tphn"),
];

/// The names in order of their hashes.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// All letters, one name after the other.
    letters: Vec<u8>,
    ends: Vec<u32>,
    hashes: Vec<u32>,
    /// For each beginning of a hash the first name that has it.
    buckets: Vec<u16>,
    meanings: Vec<Meaning>,
    meaning_ends: Vec<u32>,
    /// The most letters a name has.
    pub(super) longest: usize,
    /// The names of all things of a sort, by place.
    name_of: [Vec<u16>; 7],
}

const BUCKET_BITS: u32 = 13;

/// A name that is not yet in order.
struct Raw {
    letters: Range<u32>,
    meaning: Meaning,
}

/// Names on their way into order.
#[derive(Default)]
struct Collector {
    letters: Vec<u8>,
    raw: Vec<Raw>,
}

/// The letters of a name.
pub(super) fn letters_of(name: &str, letters: &mut Vec<Letter>) {
    let mut word = letters.len();
    for c in name.chars() {
        match Piece::of(c) {
            Piece::Letter { base, mark, tone } => {
                let base = if base.is_ascii() { base as u8 } else { b'~' };
                letters.push(Letter { base, mark, tone });
            }
            Piece::Mark(mark) => {
                if let Some(last) = letters.last_mut() {
                    last.mark = mark;
                }
            }
            Piece::Tone(tone) => {
                if let Some(last) = letters.last_mut() {
                    last.tone = tone;
                }
            }
            Piece::Gap | Piece::Break => {
                unify(&mut letters[word..]);
                word = letters.len();
            }
            Piece::Joint => {}
        }
    }
    unify(&mut letters[word..]);
}

impl Collector {
    fn add(&mut self, name: &str, sort: Sort, place: usize, scratch: &mut Vec<Letter>) {
        scratch.clear();
        letters_of(Kind::strip(name), scratch);
        let accents = match sort {
            Sort::FormerWard | Sort::FormerDistrict => 0,
            _ => accent_key(scratch),
        };
        let start = self.letters.len() as u32;
        self.letters.extend(scratch.iter().map(|letter| letter.base));
        let letters = start..self.letters.len() as u32;
        let kinds = Kinds::NONE;
        let meaning = Meaning { sort, place: place as u16, kinds, accents };
        // The name before a renaming is mostly the same but for its type word.
        let same = self.raw.last().is_some_and(|last| {
            last.meaning.sort == sort
                && last.meaning.place == meaning.place
                && self.get(&last.letters) == self.get(&letters)
        });
        if same {
            self.letters.truncate(start as usize);
        } else {
            self.raw.push(Raw { letters, meaning });
        }
    }

    /// Adds the first letters of the words of a name.
    fn add_short(&mut self, name: &str, sort: Sort, place: usize, scratch: &mut Vec<Letter>) {
        let bare = Kind::strip(name);
        let words = bare.split([' ', '-']).filter(|word| !word.is_empty());
        let short: String = words.filter_map(|word| word.chars().next()).collect();
        if short.chars().count() > 1 {
            self.add(&short, sort, place, scratch);
        }
    }

    fn get(&self, range: &Range<u32>) -> &[u8] {
        &self.letters[range.start as usize..range.end as usize]
    }
}

impl Names {
    pub(super) fn new(g: &Gazetteer) -> Self {
        let mut all = Collector::default();
        let scratch = &mut Vec::new();
        for (place, row) in g.provinces.iter().enumerate() {
            let name = g.read(row.name);
            all.add(name, Sort::Province, place, scratch);
            if let Some(former) = row.former {
                all.add(g.read(former.former_name), Sort::Province, place, scratch);
            }
            all.add_short(name, Sort::ShortProvince, place, scratch);
            for (code, other) in OTHER_NAMES {
                if code == row.code.0 {
                    all.add(other, Sort::ShortProvince, place, scratch);
                }
            }
        }
        for (place, &name) in g.former_provinces.iter().enumerate() {
            let name = g.read(name);
            all.add(name, Sort::FormerProvince, place, scratch);
            all.add_short(name, Sort::ShortFormerProvince, place, scratch);
        }
        for (place, row) in g.districts.iter().enumerate() {
            let name = g.read(row.name);
            all.add(name, Sort::District, place, scratch);
            all.add_short(name, Sort::ShortDistrict, place, scratch);
        }
        for (place, row) in g.former_districts.iter().enumerate() {
            all.add(g.read(row.name), Sort::FormerDistrict, place, scratch);
        }
        for (place, row) in g.legacy.iter().enumerate() {
            all.add(g.read(row.name), Sort::Legacy, place, scratch);
        }
        for (place, row) in g.former_wards.iter().enumerate() {
            all.add(g.read(row.name), Sort::FormerWard, place, scratch);
        }
        for (place, row) in g.communes.iter().enumerate() {
            all.add(g.read(row.name), Sort::Commune, place, scratch);
            if let Some(former) = row.former {
                all.add(g.read(former.former_name), Sort::Commune, place, scratch);
            }
        }
        Self::in_order(&all, g)
    }

    fn in_order(all: &Collector, g: &Gazetteer) -> Self {
        // Hash and place in one number: sorted by the one machine for numbers that there is.
        let mut order: Vec<u64> = all
            .raw
            .iter()
            .enumerate()
            .map(|(place, raw)| u64::from(hash(all.get(&raw.letters))) << 32 | place as u64)
            .collect();
        order.sort_unstable();
        let mut names = Self {
            name_of: [
                vec![0; g.provinces.len()],
                vec![0; g.former_provinces.len()],
                vec![0; g.districts.len()],
                vec![0; g.former_districts.len()],
                vec![0; g.legacy.len()],
                vec![0; g.former_wards.len()],
                vec![0; g.communes.len()],
            ],
            ..Self::default()
        };
        for key in order {
            let hash = (key >> 32) as u32;
            let raw = &all.raw[(key & 0xffff_ffff) as usize];
            let letters = all.get(&raw.letters);
            let new = names.hashes.last() != Some(&hash)
                || names.letters(names.hashes.len() as u16 - 1) != letters;
            if new {
                names.letters.extend(letters);
                names.ends.push(names.letters.len() as u32);
                names.hashes.push(hash);
                names.meaning_ends.push(names.meanings.len() as u32);
                names.longest = names.longest.max(letters.len());
            }
            let name = names.hashes.len() - 1;
            let kinds = raw.meaning.sort.kinds(g, raw.meaning.place);
            names.meanings.push(Meaning { kinds, ..raw.meaning });
            names.meaning_ends[name] = names.meanings.len() as u32;
            if let Some(of_sort) = names.name_of.get_mut(raw.meaning.sort as usize) {
                of_sort[usize::from(raw.meaning.place)] = name as u16;
            }
        }
        let mut name = 0;
        for bucket in 0..=1u32 << BUCKET_BITS {
            while names.hashes.get(name).is_some_and(|hash| hash >> (32 - BUCKET_BITS) < bucket) {
                name += 1;
            }
            names.buckets.push(name as u16);
        }
        names
    }

    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    pub(super) fn letters(&self, name: u16) -> &[u8] {
        &self.letters[range(&self.ends, usize::from(name))]
    }

    pub(super) fn meanings(&self, name: u16) -> &[Meaning] {
        &self.meanings[range(&self.meaning_ends, usize::from(name))]
    }

    /// The name of a thing: of provinces, districts, wards and communes only.
    pub(super) fn name_of(&self, sort: Sort, place: u16) -> u16 {
        self.name_of
            .get(sort as usize)
            .and_then(|names| names.get(usize::from(place)))
            .copied()
            .unwrap_or(0)
    }

    /// The name with these letters.
    pub(super) fn find(&self, hash: u32, letters: impl Iterator<Item = u8> + Clone) -> Option<u16> {
        let bucket = (hash >> (32 - BUCKET_BITS)) as usize;
        let (start, end) = (self.buckets[bucket], self.buckets[bucket + 1]);
        (start..end).find(|&name| {
            self.hashes[usize::from(name)] == hash
                && self.letters(name).iter().copied().eq(letters.clone())
        })
    }
}

fn range(ends: &[u32], place: usize) -> Range<usize> {
    let start = if place == 0 { 0 } else { ends[place - 1] as usize };
    start..ends[place] as usize
}

impl Sort {
    /// The type words that fit.
    fn kinds(self, g: &Gazetteer, place: u16) -> Kinds {
        let place = usize::from(place);
        let named = |name: &str| Kind::split(name).map_or(Kinds::NONE, |(kind, _)| Kinds::of(kind));
        match self {
            Self::Province | Self::ShortProvince => {
                let row = &g.provinces[place];
                let former = row.former.and_then(|row| Kind::split(g.read(row.former_name)));
                let kinds = Kinds::of(row.kind);
                former.map_or(kinds, |(former, _)| kinds.and(former))
            }
            Self::FormerProvince | Self::ShortFormerProvince => {
                named(g.read(g.former_provinces[place]))
            }
            Self::District | Self::ShortDistrict => Kinds::of(g.districts[place].kind),
            Self::FormerDistrict => g.former_districts[place].kind.map_or(Kinds::NONE, Kinds::of),
            Self::Legacy => Kinds::of(g.legacy[place].kind),
            Self::FormerWard => g.former_wards[place].kind.map_or(Kinds::NONE, Kinds::of),
            Self::Commune => {
                let row = &g.communes[place];
                let former = row.former.and_then(|row| Kind::split(g.read(row.former_name)));
                let kinds = Kinds::of(row.kind.type_word());
                former.map_or(kinds, |(former, _)| kinds.and(former))
            }
        }
    }
}
