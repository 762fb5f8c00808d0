//! Names with errors in them.

use super::names::Names;
use super::text::Text;
use crate::spelling::Accent;
use std::ops::{BitAnd, BitOr, Shl};

/// Where names could lie in a text: bits of the places between its letters.
pub(super) struct Field {
    /// For each letter, where it stands.
    masks: [u128; 37],
    starts: u128,
    ends: u128,
    /// Where the first letters of names stand that a type word announces.
    announced: u128,
}

const fn slot(base: u8) -> usize {
    match base {
        b'a'..=b'z' => (base - b'a') as usize,
        b'0'..=b'9' => (base - b'0') as usize + 26,
        _ => 36,
    }
}

impl Field {
    /// Names may begin and end at these letters.
    pub(super) fn new(
        text: &Text,
        starts: impl Iterator<Item = u8>,
        ends: impl Iterator<Item = u8>,
    ) -> Self {
        let mut masks = [0; 37];
        for (place, &base) in text.letters.bases.iter().enumerate() {
            masks[slot(base)] |= 1 << place;
        }
        let bits = |places: &mut dyn Iterator<Item = u8>| places.fold(0, |all, bit| all | 1 << bit);
        let (starts, ends) = (bits(&mut { starts }), bits(&mut { ends }));
        let is_announced =
            |start: &usize| starts >> start & 1 == 1 && !text.kinds_before(*start).0.is_empty();
        let announced = (0..text.len())
            .filter(is_announced)
            .fold(0, |all, start| all | ((1 << (EARLY + 2)) - 1) << start);
        Self { masks, starts, ends, announced }
    }

    /// The fewest errors, up to `most`, with which a name can be read in the text, and where it then ends.
    pub(super) fn find(&self, name: &[u8], most: usize) -> Option<(usize, u128)> {
        let mut walk = Walk::<u128>::new(self);
        name.iter().all(|&base| walk.step(base)).then(|| walk.found(most))?
    }

    /// Calls `found` with every name that can be read with so few errors as its length allows, how many those are, and
    /// where it then ends. What names have in common at the beginning is looked at once.
    pub(super) fn sweep(&self, names: &Names, found: &mut dyn FnMut(u16, usize, u128)) {
        // Most texts are short, and half of the bits are half of the work.
        if (self.starts | self.ends) >> u64::BITS == 0 {
            Walk::<u64>::new(self).sweep(names, found);
        } else {
            Walk::<u128>::new(self).sweep(names, found);
        }
    }

    /// The same without the letters of a name of this length that ends at these bits.
    pub(super) fn without(&self, len: usize, ends: u128) -> Self {
        let taken = (1..=len).fold(0, |taken, back| taken | ends >> back);
        Self { starts: self.starts & !taken, ends: self.ends & !(taken << 1), ..*self }
    }

    pub(super) fn starts_at(&self, place: usize) -> bool {
        self.starts >> place & 1 == 1
    }
}

/// How many errors a name may have; `None`: it is too short, or a number, and with an error it is another one.
pub(super) fn most_errors(name: &[u8]) -> Option<usize> {
    match name.len() {
        0..=2 => None,
        _ if name.iter().all(u8::is_ascii_digit) => None,
        3..=6 => Some(1),
        _ => Some(2),
    }
}

/// A bit for each place between the letters of a text.
trait Bits:
    Copy + PartialEq + BitAnd<Output = Self> + BitOr<Output = Self> + Shl<u32, Output = Self>
{
    const NONE: Self;

    fn of(bits: u128) -> Self;

    fn bits(self) -> u128;
}

impl Bits for u64 {
    const NONE: Self = 0;

    fn of(bits: u128) -> Self {
        bits as Self
    }

    fn bits(self) -> u128 {
        self.into()
    }
}

impl Bits for u128 {
    const NONE: Self = 0;

    fn of(bits: u128) -> Self {
        bits
    }

    fn bits(self) -> u128 {
        self
    }
}

/// Reads a name letter by letter in all places of a text at once.
struct Walk<B> {
    /// For each letter, where it stands in the text.
    masks: [B; 37],
    announced: B,
    ends: B,
    /// For each number of letters: bit `j` of `states[d]` says that they fit letters of the text that end at `j`
    /// with `d` errors. An error is a letter too many, too few or wrong, or two that changed places.
    states: [[B; 3]; LONGEST + 1],
    /// Where each letter of the name stands in the text.
    stands: [B; LONGEST],
    /// How many letters were read.
    len: usize,
}

/// As many letters at the beginning of a name have no more than one error, unless a type word announces it.
const EARLY: usize = 3;
/// No name is longer that errors are looked for in.
const LONGEST: usize = 39;

impl<B: Bits> Walk<B> {
    fn new(field: &Field) -> Self {
        let mut states = [[B::NONE; 3]; LONGEST + 1];
        states[0][0] = B::of(field.starts);
        Self {
            masks: field.masks.map(B::of),
            announced: B::of(field.announced),
            ends: B::of(field.ends),
            states,
            stands: [B::NONE; LONGEST],
            len: 0,
        }
    }

    fn sweep(&mut self, names: &Names, found: &mut dyn FnMut(u16, usize, u128)) {
        // As many letters are those of no name in the text.
        let mut dead = usize::MAX;
        for name in 0..names.len() as u16 {
            let same = names.same_as_before(name);
            if same >= dead {
                continue;
            }
            dead = usize::MAX;
            let letters = names.letters(name);
            self.len = same;
            if let Some(place) = letters[same..].iter().position(|&base| !self.step(base)) {
                dead = same + place + 1;
                continue;
            }
            if let Some((errors, ends)) = most_errors(letters).and_then(|most| self.found(most)) {
                found(name, errors, ends);
            }
        }
    }

    /// Goes on to the next letter; `false` if nothing in the text fits any more.
    fn step(&mut self, base: u8) -> bool {
        if self.len == LONGEST {
            return false;
        }
        let stands = self.masks[slot(base)];
        let s = self.states[self.len];
        let (before, last) = match self.len.checked_sub(1) {
            Some(place) => (self.states[place], self.stands[place]),
            None => ([B::NONE; 3], B::NONE),
        };
        let mut next = [(s[0] & stands) << 1, B::NONE, B::NONE];
        for d in 1..3 {
            // Right or wrong; missing from the text; too much in the text; changed places.
            next[d] =
                (s[d] & stands | s[d - 1] | next[d - 1] | ((before[d - 1] & stands) << 1 & last))
                    << 1
                    | s[d - 1];
        }
        if self.len < EARLY {
            next[2] = next[2] & self.announced;
        }
        self.stands[self.len] = stands;
        self.len += 1;
        self.states[self.len] = next;
        next[1] | next[2] != B::NONE
    }

    /// The fewest errors, up to `most`, with which all letters so far can be read, and where they then end.
    fn found(&self, most: usize) -> Option<(usize, u128)> {
        let state = self.states[self.len];
        let ends = |errors: usize| state[errors] & self.ends;
        let found = (0..=most).find(|&errors| ends(errors) != B::NONE)?;
        Some((found, ends(found).bits()))
    }
}

/// Letters, and their accents where they are to be compared too.
#[derive(Clone, Copy)]
pub(super) struct Spelled<'a> {
    pub(super) bases: &'a [u8],
    pub(super) accents: &'a [Accent],
}

impl<'a> Spelled<'a> {
    pub(super) fn plain(bases: &'a [u8]) -> Self {
        Self { bases, accents: &[] }
    }
}

/// How far a text is from a name, a wrong letter being 4: less for keys that lie side by side and for a letter with
/// the wrong accent.
pub(super) fn distance(text: Spelled<'_>, name: Spelled<'_>) -> u8 {
    const WIDTH: usize = LONGEST + 1;
    let same = |i: usize, j: usize| {
        text.bases[i] == name.bases[j] && text.accents.get(i) == name.accents.get(j)
    };
    // What they have in common at both ends need not be compared.
    let (mut i_end, mut j_end) = (text.bases.len(), name.bases.len());
    let mut from = 0;
    while from < i_end && from < j_end && same(from, from) {
        from += 1;
    }
    while from < i_end && from < j_end && same(i_end - 1, j_end - 1) {
        (i_end, j_end) = (i_end - 1, j_end - 1);
    }
    let (height, width) = (i_end - from, j_end - from);
    if height == 0 || width == 0 {
        return ((height + width).min(WIDTH) * 4) as u8;
    }
    if height >= WIDTH || width >= WIDTH {
        return u8::MAX;
    }
    let mut rows = [[0u8; WIDTH]; 3];
    for (place, cell) in rows[0][..=width].iter_mut().enumerate() {
        *cell = place as u8 * 4;
    }
    for i in 0..height {
        let (row, last, before) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        let typed = text.bases[from + i];
        rows[row][0] = (i as u8 + 1) * 4;
        for j in 0..width {
            let letter = name.bases[from + j];
            let wrong = match typed {
                _ if typed == letter => u8::from(!same(from + i, from + j)),
                _ if beside(typed, letter) => 3,
                _ => 4,
            };
            let mut best = (rows[last][j] + wrong).min(rows[last][j + 1] + 4).min(rows[row][j] + 4);
            let turned = i > 0 && j > 0 && typed == name.bases[from + j - 1];
            if turned && text.bases[from + i - 1] == letter {
                best = best.min(rows[before][j - 1] + 3);
            }
            rows[row][j + 1] = best;
        }
    }
    rows[height % 3][width]
}

/// Where the keys lie: row and place in it, of letters and behind them digits, in the order of their slots.
const KEYS: [(u8, u8); 37] = {
    const ROWS: [&[u8]; 4] = [b"1234567890", b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let mut keys = [(u8::MAX, u8::MAX); 37];
    let mut row = 0;
    while row < ROWS.len() {
        let mut key = 0;
        while key < ROWS[row].len() {
            keys[slot(ROWS[row][key])] = (row as u8, key as u8);
            key += 1;
        }
        row += 1;
    }
    keys
};

/// Whether two keys lie side by side.
fn beside(a: u8, b: u8) -> bool {
    let ((row, key), (other_row, other_key)) = (KEYS[slot(a)], KEYS[slot(b)]);
    let known = row != u8::MAX && other_row != u8::MAX;
    known && row.abs_diff(other_row) <= 1 && key.abs_diff(other_key) <= 1
}

/// Where the reading that ends at `end` begins: of several places the one with the fewest errors.
pub(super) fn start_of(
    field: &Field,
    text: &Text,
    name: &[u8],
    end: usize,
    errors: usize,
) -> Option<usize> {
    let shortest = name.len().saturating_sub(errors).max(1);
    let mut starts = (shortest..=name.len() + errors)
        .filter_map(|len| end.checked_sub(len))
        .filter(|&start| field.starts_at(start));
    let first = starts.next()?;
    let Some(second) = starts.next() else { return Some(first) };
    [first, second].into_iter().chain(starts).min_by_key(|&start| {
        let far = distance(Spelled::plain(text.bases(start, end)), Spelled::plain(name));
        // "Huưng Khánh" is Hưng Khánh rather than an "H. Uưng Khánh".
        let word = text.words[usize::from(text.word_at[start])].from;
        let cut = if start == usize::from(word) + 1 { 2 } else { 0 };
        (far.saturating_add(cut), (end - start).abs_diff(name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(typed: &str, name: &str) -> Option<usize> {
        let text = Text::new(typed);
        let field = Field::new(&text, 0..=127, 0..=127);
        field.find(name.as_bytes(), 2).map(|(errors, _)| errors)
    }

    #[test]
    fn errors_of_every_sort_are_counted() {
        assert_eq!(errors("12 ben nghe q1", "bennghe"), Some(0));
        assert_eq!(errors("12 ben nge q1", "bennghe"), Some(1));
        assert_eq!(errors("12 ben nghhe q1", "bennghe"), Some(1));
        assert_eq!(errors("12 bem nghe q1", "bennghe"), Some(1));
        assert_eq!(errors("12 bne nghe q1", "bennghe"), Some(1));
        assert_eq!(errors("12 bne nghw q1", "bennghe"), Some(2));
        assert_eq!(errors("12 le loi q1", "bennghe"), None);
    }

    #[test]
    fn a_neighbouring_key_weighs_less_than_another_letter() {
        let far =
            |typed: &str| distance(Spelled::plain(typed.as_bytes()), Spelled::plain(b"bennghe"));
        assert_eq!(far("bennghe"), 0);
        assert_eq!(far("bennghw"), 3);
        assert_eq!(far("bennghu"), 4);
        assert_eq!(far("bennge"), 4);
        assert_eq!(far("ebnnghe"), 3);
    }
}
