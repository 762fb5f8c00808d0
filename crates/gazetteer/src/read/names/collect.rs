//! Names on their way into order.

use super::{Meaning, Names, SLOT_BITS, Sort, hash, slot};
use crate::Gazetteer;
use crate::kind::{Kind, Kinds};
use crate::read::letters::{Letters, accent_key};
use crate::spelling::Accent;
use std::ops::Range;

/// Names beside the official ones, of today's provinces by code.
const OTHER_NAMES: [(u8, &str); 7] = [
    (79, "sai gon"),
    (79, "hcm"),
    (79, "tphcm"),
    (79, "hcmc"),
    (79, "sg"),
    (46, "tt hue"),
    (1, "tphn"),
];

/// What provinces were called until shortly before the reform, by code.
const FORMER_NAMES: [(u8, &str); 1] = [(46, "Thừa Thiên Huế")];

/// A name that is not yet in order.
struct Raw {
    letters: Range<u32>,
    meaning: Meaning,
}

#[derive(Default)]
struct Collector {
    letters: Vec<u8>,
    raw: Vec<Raw>,
    scratch: Letters,
}

/// All names of a gazetteer, in order.
pub(super) fn collect(g: &Gazetteer) -> Names {
    let mut all = Collector::default();
    for (place, row) in g.provinces.iter().enumerate() {
        let name = g.read(row.name);
        all.add(name, Sort::Province, place);
        if let Some(former) = row.former {
            all.add_former(g.read(former.former_name), Sort::Province, place);
        }
        for (code, former) in FORMER_NAMES {
            if code == row.code.0 {
                all.add_former(former, Sort::Province, place);
            }
        }
        all.add_short(name, Sort::ShortProvince, place);
        for (code, other) in OTHER_NAMES {
            if code == row.code.0 {
                all.add(other, Sort::ShortProvince, place);
            }
        }
    }
    for (place, &name) in g.former_provinces.iter().enumerate() {
        let name = g.read(name);
        all.add(name, Sort::FormerProvince, place);
        all.add_short(name, Sort::ShortFormerProvince, place);
    }
    for (place, row) in g.districts.iter().enumerate() {
        let name = g.read(row.name);
        all.add(name, Sort::District, place);
        all.add_short(name, Sort::ShortDistrict, place);
    }
    for (place, row) in g.former_districts.iter().enumerate() {
        all.add(g.read(row.name), Sort::FormerDistrict, place);
    }
    for (place, row) in g.legacy.iter().enumerate() {
        all.add(g.read(row.name), Sort::Legacy, place);
    }
    for (place, row) in g.former_wards.iter().enumerate() {
        all.add(g.read(row.name), Sort::FormerWard, place);
    }
    for (place, row) in g.communes.iter().enumerate() {
        all.add(g.read(row.name), Sort::Commune, place);
        if let Some(former) = row.former {
            all.add_former(g.read(former.former_name), Sort::Commune, place);
        }
    }
    all.in_order(g)
}

impl Collector {
    fn add(&mut self, name: &str, sort: Sort, place: usize) {
        self.scratch.take(Kind::strip(name));
        let Letters { bases, accents } = &self.scratch;
        let accented = accents.iter().any(|&accent| accent != Accent::NONE);
        let accents = match sort {
            Sort::FormerWard | Sort::FormerDistrict => 0,
            _ => accent_key(bases, accents),
        };
        let start = self.letters.len() as u32;
        self.letters.extend_from_slice(bases);
        let letters = start..self.letters.len() as u32;
        let meaning = Meaning {
            sort,
            renamed: false,
            contracted: false,
            accented,
            place: place as u16,
            kinds: Kinds::NONE,
            accents,
        };
        self.raw.push(Raw { letters, meaning });
    }

    /// Adds the name before a renaming, unless it is the same but for its type word and its accents.
    fn add_former(&mut self, name: &str, sort: Sort, place: usize) {
        self.add(name, sort, place);
        if let [.., last, former] = self.raw.as_mut_slice() {
            if self.letters[of(&last.letters)] == self.letters[of(&former.letters)] {
                self.raw.pop();
            } else {
                former.meaning.renamed = true;
            }
        }
    }

    /// Adds the first letters of the words of a name, and those with the last word written out: "BT", "B.Thạnh".
    fn add_short(&mut self, name: &str, sort: Sort, place: usize) {
        let bare = Kind::strip(name);
        let mut first = String::new();
        let mut last = "";
        for word in bare.split([' ', '-']).filter(|word| !word.is_empty()) {
            first.extend(word.chars().next());
            last = word;
        }
        if last.len() == bare.len() {
            return;
        }
        self.add(&first, sort, place);
        first.pop();
        first.push(' ');
        first.push_str(last);
        self.add(&first, sort, place);
        if let Some(contracted) = self.raw.last_mut() {
            contracted.meaning.contracted = true;
        }
    }

    fn get(&self, place: u32) -> &[u8] {
        &self.letters[of(&self.raw[place as usize].letters)]
    }

    /// The places of the names, in the order of their letters and within that as they were added.
    fn order(&self) -> Vec<u32> {
        let letters = |place: u32| first_letters(self.get(place));
        let mut keys: Vec<u64> = (0..self.raw.len() as u32)
            .map(|place| letters(place) << PLACE_BITS | u64::from(place))
            .collect();
        // Letter by letter from the last of the first seven: a few lines, where a sort for all cases is many.
        let mut sorted = vec![0; keys.len()];
        for letter in 0..FIRST {
            let code = |key: u64| (key >> (PLACE_BITS + 6 * letter)) as usize & 63;
            let mut next = [0u32; 65];
            for &key in &keys {
                next[code(key) + 1] += 1;
            }
            for code in 1..next.len() {
                next[code] += next[code - 1];
            }
            for &key in &keys {
                let slot = &mut next[code(key)];
                sorted[*slot as usize] = key;
                *slot += 1;
            }
            std::mem::swap(&mut keys, &mut sorted);
        }
        let mut order: Vec<u32> = keys.iter().map(|&key| key as u32 & PLACE).collect();
        // Few begin alike and go on otherwise.
        for end in 1..order.len() {
            let mut place = end;
            while place > 0
                && keys[end] >> PLACE_BITS == keys[place - 1] >> PLACE_BITS
                && self.get(order[place - 1]) > self.get(order[place])
            {
                order.swap(place - 1, place);
                place -= 1;
            }
        }
        order
    }

    fn in_order(&self, g: &Gazetteer) -> Names {
        let mut names = Names {
            slots: vec![0; 1 << SLOT_BITS],
            name_of: [
                vec![0; g.provinces.len()],
                vec![0; g.former_provinces.len()],
                vec![0; g.districts.len()],
                vec![0; g.former_districts.len()],
                vec![0; g.legacy.len()],
                vec![0; g.former_wards.len()],
                vec![0; g.communes.len()],
            ],
            ..Names::default()
        };
        names.meanings.reserve(self.raw.len());
        for place in self.order() {
            let letters = self.get(place);
            let known = names.len().checked_sub(1).map(|last| names.letters(last as u16));
            if known != Some(letters) {
                // More than there are slots for no country has.
                if letters.is_empty() || names.len() + 1 >= 1 << SLOT_BITS {
                    continue;
                }
                let same = known.map_or(0, |known| {
                    known.iter().zip(letters).take_while(|(a, b)| a == b).count()
                });
                names.same.push(same.min(usize::from(u8::MAX)) as u8);
                names.letters.extend_from_slice(letters);
                names.longest = names.longest.max(letters.len());
                names.ends.push(names.letters.len() as u32);
                names.meaning_ends.push(0);
                names.enter(hash(letters));
            }
            let meaning = self.raw[place as usize].meaning;
            let kinds = meaning.sort.kinds(g, meaning.place);
            if let Some(of_sort) = names.name_of.get_mut(meaning.sort as usize)
                && !meaning.renamed
            {
                of_sort[usize::from(meaning.place)] = names.ends.len() as u16 - 1;
            }
            names.meanings.push(Meaning { kinds, ..meaning });
            if let Some(end) = names.meaning_ends.last_mut() {
                *end = names.meanings.len() as u32;
            }
        }
        names
    }
}

impl Names {
    /// Enters the last name into the table of hashes.
    fn enter(&mut self, hash: u32) {
        let mut place = slot(hash);
        while self.slots[place] != 0 {
            place = (place + 1) & (self.slots.len() - 1);
        }
        self.slots[place] = hash >> 16 << 16 | self.ends.len() as u32;
    }
}

/// The bits of a key that say where the name is; above them stand its first letters.
const PLACE_BITS: u32 = 20;
const PLACE: u32 = (1 << PLACE_BITS) - 1;
/// As many letters, of six bits each.
const FIRST: u32 = 7;

fn first_letters(letters: &[u8]) -> u64 {
    (0..FIRST as usize).fold(0, |key, place| {
        let code = match letters.get(place) {
            None => 0,
            Some(&digit @ b'0'..=b'9') => digit - b'0' + 1,
            Some(&letter @ b'a'..=b'z') => letter - b'a' + 11,
            Some(_) => 37,
        };
        key << 6 | u64::from(code)
    })
}

fn of(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
