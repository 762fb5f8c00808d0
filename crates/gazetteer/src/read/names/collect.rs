//! Names on their way into order.

use super::{Meaning, Names, SLOT_BITS, Sort, hash, range, slot};
use crate::Gazetteer;
use crate::kind::Kind;
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

/// What a name can stand for, before names are in order.
struct Raw {
    /// The spelling of the name.
    spelling: u16,
    sort: Sort,
    renamed: bool,
    contracted: bool,
    place: u16,
}

/// A name as it is written. Most stand for several things: Tân Phú is the name of thirty wards.
struct Spelling {
    letters: Range<u32>,
    accented: bool,
    accents: u32,
}

#[derive(Default)]
struct Collector {
    /// The spellings as they are written, one after the other.
    written: String,
    written_ends: Vec<u32>,
    /// Open addressing by what is written: one more than the number of the spelling; 0 where there is none.
    slots: Vec<u16>,
    letters: Vec<u8>,
    spellings: Vec<Spelling>,
    raw: Vec<Raw>,
    scratch: Letters,
}

/// All names of a gazetteer, in order.
pub(super) fn collect(g: &Gazetteer) -> Names {
    let mut all = Collector { slots: vec![0; 1 << SLOT_BITS], ..Collector::default() };
    // About as much as there is, so that little has to move.
    all.raw.reserve(2 * g.legacy.len());
    all.letters.reserve(8 * g.legacy.len());
    all.written.reserve(10 * g.legacy.len());
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
        if let Some(spelling) = self.spelling(Kind::strip(name)) {
            let place = place as u16;
            self.raw.push(Raw { spelling, sort, renamed: false, contracted: false, place });
        }
    }

    /// The number of a spelling; `None` for more than there can be, which no country has.
    fn spelling(&mut self, name: &str) -> Option<u16> {
        let mask = self.slots.len() - 1;
        let mut slot = slot(hash(name.as_bytes())) & mask;
        while let Some(known) = usize::from(self.slots[slot]).checked_sub(1) {
            if self.written[range(&self.written_ends, known)] == *name {
                return Some(known as u16);
            }
            slot = (slot + 1) & mask;
        }
        if name.is_empty() || self.spellings.len() + 1 >= self.slots.len() {
            return None;
        }
        self.scratch.take(name);
        let Letters { bases, accents } = &self.scratch;
        let start = self.letters.len() as u32;
        self.letters.extend_from_slice(bases);
        self.spellings.push(Spelling {
            letters: start..self.letters.len() as u32,
            accented: accents.iter().any(|&accent| accent != Accent::NONE),
            accents: accent_key(bases, accents),
        });
        self.written.push_str(name);
        self.written_ends.push(self.written.len() as u32);
        self.slots[slot] = self.spellings.len() as u16;
        Some(self.spellings.len() as u16 - 1)
    }

    /// Adds the name before a renaming, unless it is the same but for its type word and its accents.
    fn add_former(&mut self, name: &str, sort: Sort, place: usize) {
        self.add(name, sort, place);
        let letters =
            |raw: &Raw| &self.letters[of(&self.spellings[usize::from(raw.spelling)].letters)];
        if let [.., last, former] = self.raw.as_slice()
            && letters(last) == letters(former)
        {
            self.raw.pop();
        } else if let Some(former) = self.raw.last_mut() {
            former.renamed = true;
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
            contracted.contracted = true;
        }
    }

    fn get(&self, spelling: u32) -> &[u8] {
        &self.letters[of(&self.spellings[spelling as usize].letters)]
    }

    /// The numbers of the spellings, in the order of their letters.
    fn order(&self) -> Vec<u32> {
        let letters = |place: u32| first_letters(self.get(place));
        let mut keys: Vec<u64> = (0..self.spellings.len() as u32)
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
        names.letters.reserve(self.letters.len());
        names.ends.reserve(self.spellings.len());
        names.same.reserve(self.spellings.len());
        let mut name_of = vec![0; self.spellings.len()];
        for spelling in self.order() {
            let letters = self.get(spelling);
            let known = names.len().checked_sub(1).map(|last| names.letters(last as u16));
            if known != Some(letters) {
                let same = known.map_or(0, |known| {
                    known.iter().zip(letters).take_while(|(a, b)| a == b).count()
                });
                names.same.push(same.min(usize::from(u8::MAX)) as u8);
                names.letters.extend_from_slice(letters);
                names.longest = names.longest.max(letters.len());
                names.ends.push(names.letters.len() as u32);
                names.enter(hash(letters));
            }
            name_of[spelling as usize] = names.len() as u16 - 1;
        }
        self.enter_meanings(g, &mut names, &name_of);
        names
    }

    /// Enters what the names mean, of each in the order in which it was added, given the name of each spelling.
    fn enter_meanings(&self, g: &Gazetteer, names: &mut Names, name_of: &[u16]) {
        let name = |raw: &Raw| usize::from(name_of[usize::from(raw.spelling)]);
        let mut next = vec![0u32; names.len() + 1];
        for raw in &self.raw {
            next[name(raw) + 1] += 1;
        }
        for name in 1..next.len() {
            next[name] += next[name - 1];
        }
        names.meaning_ends = next[1..].to_vec();
        let mut order = vec![0u16; self.raw.len()];
        for (place, raw) in self.raw.iter().enumerate() {
            let slot = &mut next[name(raw)];
            order[*slot as usize] = place as u16;
            *slot += 1;
        }
        names.meanings = order
            .into_iter()
            .map(|place| {
                let raw = &self.raw[usize::from(place)];
                let &Raw { sort, renamed, contracted, place, .. } = raw;
                if let Some(of_sort) = names.name_of.get_mut(sort as usize)
                    && !renamed
                {
                    of_sort[usize::from(place)] = name(raw) as u16;
                }
                let Spelling { accented, accents, .. } = self.spellings[usize::from(raw.spelling)];
                let known = !matches!(sort, Sort::FormerWard | Sort::FormerDistrict);
                let accents = if known { accents } else { 0 };
                let kinds = sort.kinds(g, place);
                Meaning { sort, renamed, contracted, accented, place, kinds, accents }
            })
            .collect();
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
