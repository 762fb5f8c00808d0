//! Names in order, and which units have them.

use crate::Gazetteer;
use crate::kind::Kind;
use crate::spelling::push_words;
use std::ops::Range;

/// What an [`Index`] knows names of. The number is the place in the gazetteer's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Province(u16),
    Commune(u16),
    Legacy(u16),
    District(u16),
    FormerProvince(u16),
}

/// The number of a name: names are numbered in the order of their bytes.
pub(super) type NameId = u32;

/// Finds units by what people type. Built once for a gazetteer, and of use with no other.
///
/// It holds each folded name once and some numbers per unit, about 300 KB for the whole country.
#[derive(Debug, Default)]
pub struct Index {
    /// All names, one after the other, in order.
    text: String,
    ends: Vec<u32>,
    /// Where the units of a name end in `named`.
    named_ends: Vec<u32>,
    named: Vec<Named>,
    /// The most words a name has.
    pub(super) longest: usize,
    pub(super) province_names: Vec<NameId>,
    pub(super) former_province_names: Vec<NameId>,
    pub(super) district_names: Vec<NameId>,
    /// For each commune the former province most of it lay in.
    pub(super) former_province_of: Vec<Option<u16>>,
    /// For each old unit today's province.
    pub(super) province_of: Vec<Option<u16>>,
    /// For each of the former provinces today's.
    pub(super) successor: Vec<Option<u16>>,
    /// The old units by district, and where each district's end.
    by_district: Vec<u16>,
    by_district_ends: Vec<u32>,
}

impl Index {
    /// Builds the index.
    pub fn new(g: &Gazetteer) -> Self {
        let mut index = Self::default();
        index.add_names(g);
        index.add_places(g);
        index
    }

    fn add_names(&mut self, g: &Gazetteer) {
        let mut names = Names::default();
        for (place, row) in g.provinces.iter().enumerate() {
            names.add(g.read(row.name), Named::Province(place as u16));
            if let Some(former) = row.former {
                names.add_another(g.read(former.former_name), Named::Province(place as u16));
            }
        }
        for (place, row) in g.communes.iter().enumerate() {
            names.add(g.read(row.name), Named::Commune(place as u16));
            if let Some(former) = row.former {
                names.add_another(g.read(former.former_name), Named::Commune(place as u16));
            }
        }
        for (place, row) in g.legacy.iter().enumerate() {
            names.add(g.read(row.name), Named::Legacy(place as u16));
        }
        for (place, row) in g.districts.iter().enumerate() {
            names.add(g.read(row.name), Named::District(place as u16));
        }
        for (place, &name) in g.former_provinces.iter().enumerate() {
            names.add(g.read(name), Named::FormerProvince(place as u16));
        }

        self.province_names = vec![0; g.provinces.len()];
        self.former_province_names = vec![0; g.former_provinces.len()];
        self.district_names = vec![0; g.districts.len()];
        for (name, named) in names.in_order() {
            if self.ends.is_empty() || self.name(self.ends.len() as NameId - 1) != name {
                self.text.push_str(name);
                self.ends.push(self.text.len() as u32);
                self.named_ends.push(self.named.len() as u32);
                self.longest = self.longest.max(name.split(' ').count());
            }
            let id = self.ends.len() as NameId - 1;
            self.named.push(named);
            self.named_ends[id as usize] = self.named.len() as u32;
            match named {
                // A former name that differs is found too, but is not the one to compare with.
                Named::Province(place) if self.province_names[usize::from(place)] == 0 => {
                    self.province_names[usize::from(place)] = id;
                }
                Named::FormerProvince(place) => self.former_province_names[usize::from(place)] = id,
                Named::District(place) => self.district_names[usize::from(place)] = id,
                _ => {}
            }
        }
    }

    fn add_places(&mut self, g: &Gazetteer) {
        self.province_of = vec![None; g.legacy.len()];
        self.former_province_of = vec![None; g.communes.len()];
        self.successor = vec![None; g.former_provinces.len()];
        for moved in &g.moves {
            let district = g.legacy[usize::from(moved.legacy)].district;
            let former = g.districts[usize::from(district)].province;
            let province = g.communes[usize::from(moved.commune)].province;
            self.province_of[usize::from(moved.legacy)].get_or_insert(province);
            self.former_province_of[usize::from(moved.commune)].get_or_insert(former);
            self.successor[usize::from(former)].get_or_insert(province);
        }

        self.by_district = (0..g.legacy.len() as u16).collect();
        self.by_district.sort_by_key(|&place| g.legacy[usize::from(place)].district);
        self.by_district_ends = vec![0; g.districts.len()];
        for (end, &place) in self.by_district.iter().enumerate() {
            let district = g.legacy[usize::from(place)].district;
            self.by_district_ends[usize::from(district)] = end as u32 + 1;
        }
        // A district without units ends where the one before does.
        let mut last = 0;
        for end in &mut self.by_district_ends {
            last = last.max(*end);
            *end = last;
        }
    }

    pub(super) fn names(&self) -> Range<NameId> {
        0..self.ends.len() as NameId
    }

    pub(super) fn name(&self, id: NameId) -> &str {
        &self.text[range(&self.ends, id as usize)]
    }

    /// The units with this name.
    pub(super) fn named(&self, id: NameId) -> &[Named] {
        &self.named[range(&self.named_ends, id as usize)]
    }

    /// The places of the old units of a district.
    pub(super) fn units_of_district(&self, district: u16) -> &[u16] {
        &self.by_district[range(&self.by_district_ends, usize::from(district))]
    }

    /// Of a range of names those that begin with `text`.
    pub(super) fn beginning_with(&self, text: &str, within: Range<NameId>) -> Range<NameId> {
        let start = partition_point(within.clone(), |id| self.name(id) < text);
        let end = partition_point(start..within.end, |id| self.name(id).starts_with(text));
        start..end
    }
}

fn range(ends: &[u32], place: usize) -> Range<usize> {
    let start = if place == 0 { 0 } else { ends[place - 1] as usize };
    start..ends[place] as usize
}

fn partition_point(mut range: Range<NameId>, holds: impl Fn(NameId) -> bool) -> NameId {
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

/// Names on their way into order.
#[derive(Default)]
struct Names {
    text: String,
    /// The first eight bytes decide most comparisons, and stand together in memory.
    all: Vec<(u64, Range<u32>, Named)>,
}

impl Names {
    fn add(&mut self, name: &str, named: Named) {
        let start = self.text.len();
        push_words(Kind::strip(name), &mut self.text);
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(self.text[start..].bytes()) {
            *to = from;
        }
        let range = start as u32..self.text.len() as u32;
        self.all.push((u64::from_be_bytes(first), range, named));
    }

    /// Adds a further name of the unit added last, unless it is the same but for type word and accents.
    fn add_another(&mut self, name: &str, named: Named) {
        self.add(name, named);
        if let [.., (_, last, _), (_, another, _)] = self.all.as_slice()
            && self.get(last) == self.get(another)
        {
            self.all.pop();
        }
    }

    fn get(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    fn in_order(&mut self) -> impl Iterator<Item = (&str, Named)> {
        let text = self.text.as_str();
        let get = |range: &Range<u32>| &text[range.start as usize..range.end as usize];
        // Stable, so that the units of a name stay in the order in which they were added.
        self.all.sort_by(|(a, a_range, _), (b, b_range, _)| {
            a.cmp(b).then_with(|| get(a_range).cmp(get(b_range)))
        });
        self.all.iter().map(move |(_, range, named)| (get(range), *named))
    }
}
