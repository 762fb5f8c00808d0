//! Letters as names are compared by: folded, side by side, the accents apart.

use crate::spelling::{Accent, Piece};
use std::ops::Range;

const FACTOR: u32 = 0x0100_0193;

/// Letters and digits with nothing between.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    /// As a [`Piece`] has them.
    pub(super) bases: Vec<u8>,
    pub(super) accents: Vec<Accent>,
}

impl Letters {
    /// The letters of a name.
    pub(super) fn of(name: &str) -> Self {
        let mut letters = Self::default();
        letters.take(name);
        letters
    }

    /// Becomes the letters of a name.
    pub(super) fn take(&mut self, name: &str) {
        self.bases.clear();
        self.accents.clear();
        let mut word = 0;
        for c in name.chars() {
            match Piece::of(c) {
                Piece::Gap | Piece::Break => {
                    self.unify(word);
                    word = self.bases.len();
                }
                Piece::Letter(base, accent) => self.push(base, accent),
                Piece::Combining(accent) => self.accent(accent),
                Piece::Joint => {}
            }
        }
        self.unify(word);
    }

    /// Takes up a letter.
    pub(super) fn push(&mut self, base: u8, accent: Accent) {
        self.bases.push(base);
        self.accents.push(accent.small());
    }

    /// Takes up an accent of the last letter.
    pub(super) fn accent(&mut self, accent: Accent) {
        if let Some(last) = self.accents.last_mut() {
            *last = last.and(accent);
        }
    }

    /// Takes letters away.
    pub(super) fn drain(&mut self, letters: Range<usize>) {
        self.bases.drain(letters.clone());
        self.accents.drain(letters);
    }

    /// Takes away what is more than so many letters.
    pub(super) fn truncate(&mut self, len: usize) {
        self.bases.truncate(len);
        self.accents.truncate(len);
    }

    /// Writes the word from `from` on as its names are compared: `k` as `c`, `y` as `i` where people mix them (Đắk,
    /// Đắc; Mỹ, Mĩ; Quy, Qui), and the tone of the syllable on its last letter (hoà, hòa).
    pub(super) fn unify(&mut self, from: usize) {
        let accents = &mut self.accents[from..];
        if matches!(&self.bases[from..], b"dak" | b"dac") {
            // Đak, Đăk, Đắk, Đắc: each province has decided otherwise.
            accents.fill(Accent::NONE);
        }
        let mut toned = accents.iter_mut().filter(|accent| accent.tone() != 0);
        if let (Some(accent), None) = (toned.next(), toned.next()) {
            let only = accent.without_mark();
            *accent = accent.without_tone();
            if let Some(last) = accents.last_mut() {
                *last = last.and(only);
            }
        }
        let word = &mut self.bases[from..];
        let vowel = |base: u8| matches!(base, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        for place in 0..word.len() {
            let next = word.get(place + 1).copied();
            match word[place] {
                b'k' if next != Some(b'h') => word[place] = b'c',
                b'y' => {
                    let alone = place > 0 && !vowel(word[place - 1]) && !next.is_some_and(vowel);
                    if alone || word[..place].ends_with(b"qu") {
                        word[place] = b'i';
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bases.len()
    }
}

/// The hash of one letter more.
pub(super) const fn hash_on(hash: u32, base: u8) -> u32 {
    hash.wrapping_mul(FACTOR).wrapping_add(base as u32)
}

/// The hash of letters on their own.
pub(super) fn hash(bases: &[u8]) -> u32 {
    bases.iter().fold(0, |hash, &base| hash_on(hash, base))
}

/// The hash of the last `len` letters, given that of all and that of the others.
pub(super) fn hash_behind(all: u32, others: u32, len: usize) -> u32 {
    all.wrapping_sub(others.wrapping_mul(POWERS[len]))
}

/// As many letters are looked at side by side: one bit each, and one for the place behind the last.
pub(super) const MAX_LETTERS: usize = 127;

/// Powers of [`FACTOR`].
const POWERS: [u32; MAX_LETTERS + 1] = {
    let mut powers = [1u32; MAX_LETTERS + 1];
    let mut place = 1;
    while place <= MAX_LETTERS {
        powers[place] = powers[place - 1].wrapping_mul(FACTOR);
        place += 1;
    }
    powers
};

/// The spelling with accents as a number: the same for `hoà` and `hòa`, wherever the words are parted.
pub(super) fn accent_key(bases: &[u8], accents: &[Accent]) -> u32 {
    let mut marks = 0u32;
    let mut tones = 0u32;
    for (&base, &accent) in bases.iter().zip(accents) {
        let code = u32::from(base) << 3 | u32::from(accent.mark());
        marks = marks.wrapping_mul(FACTOR).wrapping_add(code);
        if accent.tone() != 0 {
            tones = tones.wrapping_mul(7).wrapping_add(u32::from(accent.tone()));
        }
    }
    marks ^ tones.wrapping_mul(0x9e37_79b1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases(typed: &str) -> String {
        Letters::of(typed).bases.into_iter().map(char::from).collect()
    }

    #[test]
    fn letters_that_people_mix_are_one() {
        assert_eq!(bases("Đắk Lắk"), bases("Đắc Lắc"));
        assert_eq!(Letters::of("Đắk Ơ").accents, Letters::of("Đak Ơ").accents);
        assert_eq!(bases("Mỹ Lý"), bases("Mĩ Lí"));
        assert_eq!(bases("Quy Nhơn"), bases("Qui Nhơn"));
        assert_ne!(bases("Bình Khánh"), bases("Bình Chánh"));
        assert_ne!(bases("Sơn Tây"), bases("Sơn Tai"));
    }

    #[test]
    fn accents_are_compared_wherever_the_tone_is_written() {
        let key = |typed: &str| {
            let letters = Letters::of(typed);
            accent_key(&letters.bases, &letters.accents)
        };
        assert_eq!(key("hoà bình"), key("Hòa Bi\u{300}nh"));
        assert_eq!(Letters::of("hoà").accents, Letters::of("hòa").accents);
        assert_eq!(key("hoàbình"), key("hòa bình"));
        assert_ne!(key("cẩm giang"), key("cẩm giàng"));
    }

    #[test]
    fn a_hash_of_a_part_is_that_of_the_part_alone() {
        let all = hash(b"phuongbennghe");
        assert_eq!(hash_behind(all, hash(b"phuong"), 7), hash(b"bennghe"));
    }
}
