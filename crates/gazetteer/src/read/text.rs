//! An address as letters: folded, words side by side without spaces, so that `bennghe` and `bến nghé` are alike.

use super::letters::{Letters, MAX_LETTERS, hash_behind, hash_on};
use super::words::{self, TypeWord};
use crate::kind::Kinds;
use crate::spelling::{Accent, Piece};
use std::cell::OnceCell;

/// No address is longer; whatever comes after is not looked at.
const MAX_CHARS: usize = 300;
/// As many words are looked at.
const MAX_WORDS: usize = 64;
/// The longest syllable, `nghiêng`, has seven letters: a longer word lacks a space.
pub(super) const LONGEST_SYLLABLE: usize = 7;

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
#[derive(Debug, Default, Clone)]
pub(super) struct Text {
    pub(super) letters: Letters,
    pub(super) words: Vec<Word>,
    /// For each place the word it lies in.
    pub(super) word_at: Vec<u8>,
    /// As many words at the beginning belong to no address.
    pub(super) lead: usize,
    /// The bits of the words that add nothing to the names beside them.
    noise: OnceCell<u64>,
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
    /// The last word goes on, and is a number or is not.
    open: bool,
    number: bool,
    /// Its last letter was a capital.
    capital: bool,
    /// The last word ends there, in what was typed.
    end: usize,
    after_break: bool,
    after_dash: bool,
    chars: usize,
}

impl Speller {
    /// Takes in a part of a text. It stands in these bytes of what was typed; `None`: it is what was typed.
    fn take(&mut self, part: &str, at: Option<(usize, usize)>) {
        for (start, c) in part.char_indices() {
            if self.chars >= MAX_CHARS {
                self.text.cut = true;
                self.close();
                return;
            }
            self.chars += 1;
            let (start, end) = at.unwrap_or((start, start + c.len_utf8()));
            match Piece::of(c) {
                Piece::Letter(base, accent) => {
                    let number = base.is_ascii_digit();
                    let capital = accent.is_capital();
                    // "p8", "quan10": a number that was not parted from its type word. "XãTân": a space left out.
                    if self.open && (self.number != number || (capital && !self.capital)) {
                        self.close();
                    }
                    self.capital = capital;
                    if !self.open {
                        self.begin(start, number);
                    }
                    self.text.letters.push(base, accent);
                }
                Piece::Gap => {
                    self.after_dash |=
                        (!self.open && matches!(c, '-' | '–')) || matches!(c, '(' | ')' | ':');
                    self.close();
                }
                Piece::Break => {
                    self.close();
                    self.after_break = true;
                }
                Piece::Combining(accent) if self.open => self.text.letters.accent(accent),
                Piece::Combining(_) | Piece::Joint => {}
            }
            if self.open {
                self.end = end;
            }
        }
    }

    fn begin(&mut self, start: usize, number: bool) {
        (self.open, self.number) = (true, number);
        self.text.words.push(Word {
            from: self.text.letters.len() as u8,
            // Made right when the word is closed.
            to: 0,
            start: start as u32,
            end: 0,
            after_break: self.after_break,
            after_dash: self.after_dash || self.after_break,
            number,
            kind: TypeWord::NONE,
        });
        (self.after_break, self.after_dash) = (false, false);
    }

    fn close(&mut self) {
        let Text { letters, words, cut, .. } = &mut self.text;
        let Some(word) = words.last_mut().filter(|_| self.open) else { return };
        self.open = false;
        word.end = self.end as u32;
        let from = usize::from(word.from);
        // A longer word is no name, and its places would not fit.
        letters.truncate(from + MAX_LETTERS);
        if word.number {
            let digits = &letters.bases[from..];
            let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
            letters.drain(from..from + zeros.min(digits.len() - 1));
        } else {
            letters.unify(from);
        }
        word.to = letters.len() as u8;
        // Of too long a text the last words are kept: it goes from the small to the large.
        while letters.len() > MAX_LETTERS || words.len() > MAX_WORDS {
            *cut = true;
            let gone = words.remove(0).to;
            letters.drain(0..usize::from(gone));
            for word in words.iter_mut() {
                word.from -= gone;
                word.to -= gone;
            }
        }
    }

    fn finish(mut self) -> Text {
        self.text.open = self.open && !self.text.cut;
        self.close();
        let mut text = self.text;
        let len = text.letters.len();
        text.accented = text.is_accented(0, len);
        text.word_at.reserve_exact(len + 1);
        text.hash.reserve_exact(len + 1);
        let mut hash = 0;
        for (place, word) in text.words.iter().enumerate() {
            for &base in &text.letters.bases[usize::from(word.from)..usize::from(word.to)] {
                text.word_at.push(place as u8);
                text.hash.push(hash);
                hash = hash_on(hash, base);
            }
        }
        text.word_at.push(text.words.len() as u8);
        text.hash.push(hash);
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
        let mut speller = Speller::default();
        speller.text.reserve(typed.len());
        speller.take(typed, None);
        speller.finish()
    }

    /// Takes apart words, each with the bytes where it stood in what was typed.
    pub(super) fn of_words(words: &[(String, usize, usize)]) -> Self {
        let mut speller = Speller::default();
        for (word, start, end) in words {
            speller.take(word, Some((*start, *end)));
        }
        speller.finish()
    }

    fn reserve(&mut self, bytes: usize) {
        let most = bytes.min(MAX_LETTERS);
        self.letters.bases.reserve(most);
        self.letters.accents.reserve(most);
        self.words.reserve(16);
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

    pub(super) fn accents(&self, from: usize, to: usize) -> &[Accent] {
        &self.letters.accents[from..to]
    }

    pub(super) fn is_accented(&self, from: usize, to: usize) -> bool {
        self.accents(from, to).iter().any(|&accent| accent != Accent::NONE)
    }

    /// The letters of a word.
    pub(super) fn word(&self, place: usize) -> &[u8] {
        let word = &self.words[place];
        self.bases(word.from.into(), word.to.into())
    }

    /// The tone of a syllable; 0 where none is written.
    pub(super) fn tone(&self, place: usize) -> u8 {
        let word = &self.words[place];
        let accents = self.accents(word.from.into(), word.to.into());
        accents.iter().map(|accent| accent.tone()).max().unwrap_or(0)
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
        // "phuongbennghequan1": the type word is the end of what runs together.
        if kind.is_none() && word.number && !word.after_dash && self.is_run(before) {
            return words::within(self.word(before))
                .map_or(none, |(kinds, len)| (kinds, letter - len, false));
        }
        // "Thổ Quan, Đống Đa": a type word does not reach across a comma.
        if kind.is_none() || word.after_break || (kind.english && !word.number) {
            return none;
        }
        let first = place - usize::from(kind.len);
        (kind.kinds, self.words[first].from.into(), kind.loose)
    }

    /// Whether a word that begins at `start` is a type word up to a letter and a name from there on: "qbinh" but not
    /// "quan", nor "hoa".
    pub(super) fn goes_on_behind_kind(&self, start: usize, letter: usize) -> bool {
        let next = self.letters.bases[letter];
        let vowel = matches!(next, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        let syllable = match self.bases(start, letter) {
            b"p" => next == b'h',
            b"q" => next == b'u',
            b"h" | b"x" => vowel,
            _ => false,
        };
        !syllable && !self.kinds_before(letter).0.is_empty()
    }

    /// Whether commas or the like mark off its parts.
    pub(super) fn is_parted(&self) -> bool {
        self.words.iter().skip(self.lead + 1).any(|word| word.after_dash)
    }

    /// Whether a word adds nothing to the names beside it.
    pub(super) fn is_noise(&self, place: usize) -> bool {
        let noise = self.noise.get_or_init(|| {
            let bits = (0..self.words.len()).filter(|&place| words::is_noise(self, place));
            bits.fold(0, |noise, place| noise | 1 << place)
        });
        noise >> place & 1 == 1
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
        assert_eq!(Text::new("PhườngTân BìnhQuận 1TPHCM").words.len(), 6);
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
