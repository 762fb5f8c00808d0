//! All names by their letters, and what has them.

use super::letters::hash;
use crate::Gazetteer;
use crate::kind::{Kind, Kinds};
use std::ops::Range;

mod collect;

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

/// The sorts of which all names are known by place: those before the short ones.
const SORTS: usize = 7;

/// One meaning of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) sort: Sort,
    /// It is what the unit was called before a renaming after the reform.
    pub(super) renamed: bool,
    /// Only its last word is written out: "B.Thạnh".
    pub(super) contracted: bool,
    /// The name has accents.
    pub(super) accented: bool,
    pub(super) place: u16,
    /// The type words that fit; none where none is known.
    pub(super) kinds: Kinds,
    /// The spelling with accents; 0 where none is known.
    pub(super) accents: u32,
}

/// The names in the order of their letters, each once, and a table of their hashes.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// All letters, one name after the other.
    letters: Vec<u8>,
    ends: Vec<u32>,
    /// As many letters each begins with as the one before it.
    same: Vec<u8>,
    /// Open addressing: upper half of the hash, and one more than the number of the name; 0 where there is none.
    slots: Vec<u32>,
    meanings: Vec<Meaning>,
    meaning_ends: Vec<u32>,
    /// The most letters a name has.
    pub(super) longest: usize,
    /// The names of all things of a sort, by place.
    name_of: [Vec<u16>; SORTS],
}

/// Twice as many slots as there are names, or thereabouts.
const SLOT_BITS: u32 = 14;

impl Names {
    pub(super) fn new(g: &Gazetteer) -> Self {
        collect::collect(g)
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn letters(&self, name: u16) -> &[u8] {
        &self.letters[range(&self.ends, usize::from(name))]
    }

    /// How many letters a name has in common with the one before it, at the beginning.
    pub(super) fn same_as_before(&self, name: u16) -> usize {
        self.same[usize::from(name)].into()
    }

    pub(super) fn meanings(&self, name: u16) -> &[Meaning] {
        &self.meanings[range(&self.meaning_ends, usize::from(name))]
    }

    /// The name of a thing: of provinces, districts, wards and communes only.
    pub(super) fn name_of(&self, sort: Sort, place: u16) -> u16 {
        let names = self.name_of.get(sort as usize);
        names.and_then(|names| names.get(usize::from(place))).copied().unwrap_or(0)
    }

    /// The name with these letters.
    pub(super) fn find(&self, hash: u32, letters: &[u8]) -> Option<u16> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = slot(hash) & mask;
        loop {
            match *self.slots.get(place)? {
                0 => return None,
                found if (found ^ hash) >> 16 == 0 => {
                    let name = found as u16 - 1;
                    if self.letters(name) == letters {
                        return Some(name);
                    }
                }
                _ => {}
            }
            place = (place + 1) & mask;
        }
    }

    /// The names that begin with these letters and have more.
    pub(super) fn longer_than(&self, letters: &[u8]) -> Range<u16> {
        let name = |place: usize| self.letters(place as u16);
        let first = partition_point(0..self.len(), |place| name(place) <= letters);
        let end = partition_point(first..self.len(), |place| name(place).starts_with(letters));
        first as u16..end as u16
    }
}

/// Where to look for a hash. Its upper half stands in the slots.
fn slot(hash: u32) -> usize {
    (hash & ((1 << SLOT_BITS) - 1)) as usize
}

fn range(ends: &[u32], place: usize) -> Range<usize> {
    let start = if place == 0 { 0 } else { ends[place - 1] as usize };
    start..ends[place] as usize
}

fn partition_point(mut range: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    while range.start < range.end {
        let middle = range.start + (range.end - range.start) / 2;
        if holds(middle) {
            range.start = middle + 1;
        } else {
            range.end = middle;
        }
    }
    range.start
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
