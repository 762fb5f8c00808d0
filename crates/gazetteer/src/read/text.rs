//! An address as letters: folded, words side by side without spaces, so that `bennghe` and `bến nghé` are alike.

use super::letters::{Letters, MAX_LETTERS, hash_behind, hash_on, tone};
use super::words::{self, TypeWord};
use crate::kind::Kinds;
use crate::spelling::Piece;

/// No address is longer; whatever comes after is not looked at.
const MAX_CHARS: usize = 300;
/// As many words are looked at.
const MAX_WORDS: usize = 64;
/// The longest syllable, `nghiêng`, has seven letters: a longer word lacks a space.
const LONGEST_SYLLABLE: usize = 7;

/// A run of letters, or of digits, with nothing between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Places in the letters.
    pub(super) from: u8,
    pub(super) to: u8,
    /// Bytes of what was typed.
    pub(super) start: u32,
    pub(super) end: u32,
    /// A comma or the like stands in front.
    pub(super) after_break: bool,
    /// So does a dash with space around it, or a bracket: names reach across it, but streets do not.
    pub(super) after_dash: bool,
    pub(super) number: bool,
    /// The type word that ends with this one.
    pub(super) kind: TypeWord,
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) letters: Letters,
    pub(super) words: Vec<Word>,
    /// For each place the word it lies in.
    pub(super) word_at: Vec<u8>,
    /// As many words at the beginning belong to no address.
    pub(super) lead: usize,
    /// For each place the hash of all letters before it.
    hash: Vec<u32>,
    /// There is an accent somewhere.
    pub(super) accented: bool,
    /// The last word may be the beginning of a longer one.
    pub(super) open: bool,
    /// Some of what was typed is not looked at.
    pub(super) cut: bool,
}

/// Takes in characters with where they stand, and gives words.
#[derive(Default)]
struct Speller {
    text: Text,
    word: Option<Word>,
    after_break: bool,
    after_dash: bool,
    chars: usize,
}

impl Speller {
    fn push(&mut self, c: char, start: usize, end: usize) {
        self.chars += 1;
        match Piece::of(c) {
            Piece::Gap => {
                let parted = self.word.is_none() && matches!(c, '-' | '–');
                self.after_dash |= parted || matches!(c, '(' | ')' | ':');
                self.close();
            }
            Piece::Break => {
                self.close();
                self.after_break = true;
            }
            piece @ Piece::Letter { base, .. } => {
                let number = base.is_ascii_digit();
                // "p8", "quan10": a number that was not parted from its type word.
                if self.word.is_some_and(|word| word.number != number) {
                    self.close();
                }
                let from = self.text.letters.len();
                let word = self.word.get_or_insert(Word {
                    from: from as u8,
                    // Made right when the word is closed.
                    to: 0,
                    start: start as u32,
                    end: 0,
                    after_break: self.after_break,
                    after_dash: self.after_dash || self.after_break,
                    number,
                    kind: TypeWord::NONE,
                });
                self.after_break = false;
                self.after_dash = false;
                // A longer word is no name, and its places would not fit.
                if self.text.letters.len() - usize::from(word.from) < MAX_LETTERS {
                    self.text.letters.push(piece);
                }
            }
            piece => {
                if self.word.is_some() {
                    self.text.letters.push(piece);
                }
            }
        }
        if let Some(word) = self.word.as_mut() {
            word.end = end as u32;
        }
    }

    fn close(&mut self) {
        let Some(mut word) = self.word.take() else { return };
        let Text { letters, words, cut, .. } = &mut self.text;
        let from = usize::from(word.from);
        if word.number {
            let digits = &letters.bases[from..];
            let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
            let zeros = zeros.min(digits.len() - 1);
            letters.bases.drain(from..from + zeros);
            letters.accents.drain(from..from + zeros);
        }
        letters.unify(from);
        word.to = letters.len() as u8;
        words.push(word);
        // Of too long a text the last words are kept: it goes from the small to the large.
        while letters.len() > MAX_LETTERS || words.len() > MAX_WORDS {
            *cut = true;
            let gone = words.remove(0).to;
            letters.bases.drain(..usize::from(gone));
            letters.accents.drain(..usize::from(gone));
            for word in words.iter_mut() {
                word.from -= gone;
                word.to -= gone;
            }
        }
    }

    fn finish(mut self) -> Text {
        self.text.open = self.word.is_some() && !self.text.cut;
        self.close();
        let mut text = self.text;
        let len = text.letters.len();
        text.accented = text.is_accented(0, len);
        text.word_at.reserve(len + 1);
        for (place, word) in text.words.iter().enumerate() {
            text.word_at.resize(usize::from(word.to), place as u8);
        }
        text.word_at.push(text.words.len() as u8);
        text.hash.reserve(len + 1);
        let mut hash = 0;
        text.hash.push(hash);
        for &base in &text.letters.bases {
            hash = hash_on(hash, base);
            text.hash.push(hash);
        }
        text.lead = words::labels(&text);
        if let Some(first) = text.words.get_mut(text.lead) {
            first.after_break = true;
            first.after_dash = true;
        }
        for place in text.lead..text.words.len() {
            text.words[place].kind = words::ending(&text, place);
        }
        text
    }
}

impl Text {
    /// Takes apart what was typed.
    pub(super) fn new(typed: &str) -> Self {
        Self::of_words([(typed, None)].into_iter())
    }

    /// Takes apart words, each with the bytes where it stood in what was typed; `None`: it is what was typed.
    pub(super) fn of_words<'a>(
        parts: impl Iterator<Item = (&'a str, Option<(usize, usize)>)>,
    ) -> Self {
        let mut speller = Speller::default();
        speller.text.letters.bases.reserve(MAX_LETTERS);
        speller.text.letters.accents.reserve(MAX_LETTERS);
        speller.text.words.reserve(16);
        for (part, at) in parts {
            for (start, c) in part.char_indices() {
                if speller.chars >= MAX_CHARS {
                    speller.close();
                    speller.text.cut = true;
                    return speller.finish();
                }
                let (start, end) = at.unwrap_or((start, start + c.len_utf8()));
                speller.push(c, start, end);
            }
        }
        speller.finish()
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    pub(super) fn hash_of(&self, from: usize, to: usize) -> u32 {
        hash_behind(self.hash[to], self.hash[from], to - from)
    }

    pub(super) fn bases(&self, from: usize, to: usize) -> &[u8] {
        &self.letters.bases[from..to]
    }

    pub(super) fn accents(&self, from: usize, to: usize) -> &[u8] {
        &self.letters.accents[from..to]
    }

    pub(super) fn is_accented(&self, from: usize, to: usize) -> bool {
        self.accents(from, to).iter().any(|&accent| accent != 0)
    }

    /// The letters of a word.
    pub(super) fn word(&self, place: usize) -> &[u8] {
        let word = &self.words[place];
        self.bases(word.from.into(), word.to.into())
    }

    /// Whether a word is one of these, by its letters.
    pub(super) fn word_is(&self, place: usize, words: &[&str]) -> bool {
        let letters = self.word(place);
        words.iter().any(|word| word.as_bytes() == letters)
    }

    /// The tone of a syllable; 0 where none is written.
    pub(super) fn tone(&self, place: usize) -> u8 {
        let word = &self.words[place];
        let accents = self.accents(word.from.into(), word.to.into());
        accents.iter().map(|&accent| tone(accent)).max().unwrap_or(0)
    }

    /// Whether the word lacks a space.
    pub(super) fn is_run(&self, place: usize) -> bool {
        self.word(place).len() > LONGEST_SYLLABLE
    }

    /// The bits of the words that have letters from `from` up to `to`.
    pub(super) fn words_of(&self, from: usize, to: usize) -> u64 {
        let word = |letter: usize| u32::from(self.word_at[letter]);
        let (first, last) = (word(from), word(to - 1));
        u64::MAX >> (63 - (last - first).min(63)) << first
    }

    /// The type words in front of a letter, the letter they begin with, and whether they have an error.
    pub(super) fn kinds_before(&self, letter: usize) -> (Kinds, usize, bool) {
        let none = (Kinds::NONE, letter, false);
        let place = usize::from(self.word_at[letter]);
        let Some(word) = self.words.get(place) else { return none };
        let start = usize::from(word.from);
        if letter != start {
            return words::within(self.bases(start, letter))
                .map_or(none, |(kinds, len)| (kinds, letter - len, false));
        }
        let Some(before) = place.checked_sub(1) else { return none };
        let kind = self.words[before].kind;
        // "Thổ Quan, Đống Đa": a type word does not reach across a comma.
        if kind.is_none() || word.after_break || (kind.english && !word.number) {
            return none;
        }
        let first = place - usize::from(kind.len);
        (kind.kinds, self.words[first].from.into(), kind.loose)
    }

    /// An English type word behind a letter, and the letter behind it.
    pub(super) fn kind_behind(&self, end: usize) -> Option<(Kinds, usize)> {
        let place = usize::from(self.word_at[end]);
        let word = self.words.get(place)?;
        let fits = word.kind.english && !word.after_break && usize::from(word.from) == end;
        fits.then_some((word.kind.kinds, word.to.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(typed: &str) -> String {
        Text::new(typed).letters.bases.into_iter().map(char::from).collect()
    }

    #[test]
    fn words_stand_side_by_side_without_accents_spaces_and_zeros() {
        assert_eq!(letters("Phường Bến  Nghé, Q.01"), "phuongbenngheq1");
        assert_eq!(letters("B'Lao B Lao"), "blaoblao");
        assert_eq!(letters("000 007"), "07");
        assert_eq!(Text::new("Địa chỉ: Hà Nội").lead, 2);
        assert_eq!(Text::new("Việt Nam, Hà Nội").lead, 2);
        assert_eq!(Text::new("Hà Nội").lead, 0);
    }

    #[test]
    fn only_so_much_is_looked_at() {
        for long in ["ab ".repeat(1_000_000), "a".repeat(1_000_000), "a1".repeat(1_000_000)] {
            let text = Text::new(&long);
            assert!(text.words.len() <= MAX_WORDS && text.len() <= MAX_LETTERS);
            assert!(text.cut && !text.open);
        }
    }

    #[test]
    fn a_word_is_open_until_something_follows_it() {
        assert!(Text::new("phường b").open);
        assert!(!Text::new("phường b ").open);
        assert!(!Text::new("").open);
    }
}
