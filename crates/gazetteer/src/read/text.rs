//! An address as letters: folded, words side by side without spaces, so that `bennghe` and `bến nghé` are alike.

use crate::kind::{Kind, Kinds};
use crate::spelling::Piece;

/// No address is longer; whatever comes after is not looked at.
const MAX_CHARS: usize = 300;
/// One bit a word.
const MAX_WORDS: usize = 64;
/// One bit a letter, and one for the place behind the last.
pub(super) const MAX_LETTERS: usize = 127;
/// The longest syllable, `nghiêng`, has seven letters: a longer word lacks a space.
const LONGEST_SYLLABLE: usize = 7;

const FACTOR: u32 = 0x0100_0193;

/// What stands for a letter that is not one of ours.
const FOREIGN: u8 = b'~';

/// One letter or digit with its accents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// `a`–`z`, `0`–`9` or [`FOREIGN`].
    pub(super) base: u8,
    /// What makes another letter of it, from 0.
    pub(super) mark: u8,
    /// The tone that is written on it, from 0.
    pub(super) tone: u8,
}

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
    pub(super) number: bool,
    /// The type words that end with this one, and how many words they are.
    pub(super) kinds: Kinds,
    pub(super) kind_len: u8,
    /// The type word has an error, so that it counts for less.
    pub(super) kind_loose: bool,
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) letters: Vec<Letter>,
    pub(super) words: Vec<Word>,
    /// For each place the word it lies in.
    pub(super) word_at: Vec<u8>,
    hash: Vec<u32>,
}

/// The letters of a name or a text as they are compared: `k` is written `c` and `y` is written `i` where people
/// mix them (Đắk, Đắc; Mỹ, Mĩ).
pub(super) fn unify(word: &mut [Letter]) {
    let vowel = |base: u8| matches!(base, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    for place in 0..word.len() {
        let next = word.get(place + 1).map(|letter| letter.base);
        match word[place].base {
            b'k' if next != Some(b'h') => word[place].base = b'c',
            b'y' if place > 0 && !vowel(word[place - 1].base) && !next.is_some_and(vowel) => {
                word[place].base = b'i';
            }
            _ => {}
        }
    }
}

/// Takes in characters with where they stand, and gives words.
#[derive(Default)]
struct Speller {
    letters: Vec<Letter>,
    words: Vec<Word>,
    open: Option<Word>,
    after_break: bool,
    chars: usize,
}

impl Speller {
    fn push(&mut self, c: char, start: usize, end: usize) {
        self.chars += 1;
        match Piece::of(c) {
            Piece::Gap => self.close(),
            Piece::Break => {
                self.close();
                self.after_break = true;
            }
            Piece::Joint => {}
            Piece::Mark(mark) => {
                if let Some(last) = self.letters.last_mut().filter(|_| self.open.is_some()) {
                    last.mark = mark;
                }
            }
            Piece::Tone(tone) => {
                if let Some(last) = self.letters.last_mut().filter(|_| self.open.is_some()) {
                    last.tone = tone;
                }
            }
            Piece::Letter { base, mark, tone } => {
                let number = base.is_ascii_digit();
                let base = if base.is_ascii() { base as u8 } else { FOREIGN };
                // "p8", "quan10": a number that was not parted from its type word.
                if self.open.is_some_and(|word| word.number != number) {
                    self.close();
                }
                let from = self.letters.len();
                let word = self.open.get_or_insert(Word {
                    // Made right when the word is closed.
                    from: from as u8,
                    to: 0,
                    start: start as u32,
                    end: 0,
                    after_break: self.after_break,
                    number,
                    kinds: Kinds::NONE,
                    kind_len: 0,
                    kind_loose: false,
                });
                self.after_break = false;
                word.end = end as u32;
                // A longer word is no name, and its places would not fit.
                if self.letters.len() - usize::from(word.from) < MAX_LETTERS {
                    self.letters.push(Letter { base, mark, tone });
                }
            }
        }
        if let Some(word) = self.open.as_mut() {
            word.end = word.end.max(end as u32);
        }
    }

    fn close(&mut self) {
        let Some(mut word) = self.open.take() else { return };
        let from = usize::from(word.from);
        if word.number {
            // Without leading zeros.
            while self.letters.len() > from + 1 && self.letters[from].base == b'0' {
                self.letters.remove(from);
            }
        }
        unify(&mut self.letters[from..]);
        word.to = self.letters.len() as u8;
        self.words.push(word);
        // Room is needed for the longest of words, of which nothing is known yet.
        while self.letters.len() > MAX_LETTERS || self.words.len() > MAX_WORDS {
            let first = self.words.remove(0);
            let gone = first.to;
            self.letters.drain(..usize::from(gone));
            for word in &mut self.words {
                word.from -= gone;
                word.to -= gone;
            }
        }
    }

    fn finish(mut self) -> Text {
        self.close();
        let mut text = Text { letters: self.letters, words: self.words, ..Text::default() };
        text.word_at.reserve(text.letters.len() + 1);
        for (place, word) in text.words.iter().enumerate() {
            text.word_at.resize(usize::from(word.to), place as u8);
        }
        text.word_at.push(text.words.len() as u8);
        text.hash.reserve(text.letters.len() + 1);
        let mut hash = 0u32;
        text.hash.push(hash);
        for letter in &text.letters {
            hash = hash.wrapping_mul(FACTOR).wrapping_add(u32::from(letter.base));
            text.hash.push(hash);
        }
        for place in 0..text.words.len() {
            let (kinds, len, loose) = text.kinds_ending(place);
            text.words[place].kind_loose = loose;
            text.words[place].kinds = kinds;
            text.words[place].kind_len = len;
        }
        text
    }
}

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

/// The hash of letters on their own.
pub(super) fn hash(letters: &[u8]) -> u32 {
    letters.iter().fold(0u32, |hash, &base| hash.wrapping_mul(FACTOR).wrapping_add(u32::from(base)))
}

/// The spelling with accents as a number: the same for `hoà` and `hòa`, wherever the words are parted.
pub(super) fn accent_key(letters: &[Letter]) -> u32 {
    let mut marks = 0u32;
    let mut tones = 0u32;
    for letter in letters {
        let code = u32::from(letter.base) << 3 | u32::from(letter.mark);
        marks = marks.wrapping_mul(FACTOR).wrapping_add(code);
        if letter.tone != 0 {
            tones = tones.wrapping_mul(7).wrapping_add(u32::from(letter.tone));
        }
    }
    marks ^ tones.wrapping_mul(0x9e37_79b1)
}

impl Text {
    /// Takes apart what was typed.
    pub(super) fn new(typed: &str) -> Self {
        let mut speller = Speller::default();
        speller.letters.reserve(typed.len().min(MAX_LETTERS));
        speller.words.reserve(16);
        let mut chars = typed.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if speller.chars >= MAX_CHARS {
                break;
            }
            let end = chars.peek().map_or(typed.len(), |&(next, _)| next);
            speller.push(c, start, end);
        }
        speller.finish()
    }

    /// Takes apart words that were decoded, each with where it stood in what was typed.
    pub(super) fn of_words<'a>(words: impl Iterator<Item = (&'a str, usize, usize)>) -> Self {
        let mut speller = Speller::default();
        for (word, start, end) in words {
            if speller.chars >= MAX_CHARS {
                break;
            }
            for c in word.chars() {
                speller.push(c, start, end);
            }
        }
        speller.finish()
    }

    pub(super) fn hash_of(&self, from: usize, to: usize) -> u32 {
        self.hash[to].wrapping_sub(self.hash[from].wrapping_mul(POWERS[to - from]))
    }

    pub(super) fn bases(&self, from: usize, to: usize) -> impl Iterator<Item = u8> + Clone {
        self.letters[from..to].iter().map(|letter| letter.base)
    }

    pub(super) fn is_accented(&self, from: usize, to: usize) -> bool {
        self.letters[from..to].iter().any(|letter| letter.mark != 0 || letter.tone != 0)
    }

    fn is(&self, from: usize, to: usize, word: &str) -> bool {
        to - from == word.len() && self.bases(from, to).eq(word.bytes())
    }

    /// Whether a word is one of these, by its letters.
    pub(super) fn word_is(&self, place: usize, words: &[&str]) -> bool {
        let word = self.words[place];
        let (from, to) = (usize::from(word.from), usize::from(word.to));
        words.iter().any(|other| self.is(from, to, other))
    }

    /// Whether the word lacks a space.
    pub(super) fn is_run(&self, place: usize) -> bool {
        let word = self.words[place];
        usize::from(word.to - word.from) > LONGEST_SYLLABLE
    }

    /// The type words that end with a word, how many words they are, and whether their tones are others.
    fn kinds_ending(&self, place: usize) -> (Kinds, u8, bool) {
        let word = self.words[place];
        let none = (Kinds::NONE, 0, false);
        if word.number {
            return none;
        }
        let mut room = [0; 8];
        let Some(letters) = self.copy(word, &mut room) else { return none };
        let tone = self.tone(word);
        if place > 0
            && !word.after_break
            && let Some(second) = second_of_two(letters)
        {
            let before = self.words[place - 1];
            let mut room = [0; 8];
            let first = self.copy(before, &mut room).unwrap_or_default();
            let found = second.iter().find(|(written, ..)| written.as_bytes() == first);
            if let Some(&(_, kind, first_tone, second_tone)) = found {
                let fits = fits(self.tone(before), first_tone) && fits(tone, second_tone);
                return (Kinds::of(kind), 2, !fits);
            }
        }
        match one_word(letters) {
            Some((kind, expected)) => (Kinds::of(kind), 1, !fits(tone, expected)),
            None => none,
        }
    }

    /// The letters of a short word.
    fn copy<'r>(&self, word: Word, room: &'r mut [u8; 8]) -> Option<&'r [u8]> {
        let letters = &self.letters[usize::from(word.from)..usize::from(word.to)];
        let room = room.get_mut(..letters.len())?;
        for (to, from) in room.iter_mut().zip(letters) {
            *to = from.base;
        }
        Some(room)
    }

    /// The tone of a syllable; 0 where none is written.
    fn tone(&self, word: Word) -> u8 {
        let letters = &self.letters[usize::from(word.from)..usize::from(word.to)];
        letters.iter().map(|letter| letter.tone).max().unwrap_or(0)
    }

    /// Takes for type words also those with one error in them.
    pub(super) fn loosen_kinds(&mut self) {
        for place in 0..self.words.len() {
            let word = self.words[place];
            if !word.kinds.is_empty() || word.number {
                continue;
            }
            for (written, kind) in LONG_WORDS {
                let first = if written.len() > 6 && place > 0 { place - 1 } else { place };
                let from = usize::from(self.words[first].from);
                let letters: Vec<u8> = self.bases(from, usize::from(word.to)).collect();
                if nearly_same(&letters, written.as_bytes()) {
                    let word = &mut self.words[place];
                    word.kinds = Kinds::of(kind);
                    word.kind_len = (place - first + 1) as u8;
                    word.kind_loose = true;
                    break;
                }
            }
        }
    }

    /// The type words in front of a letter, the letter they begin with, and whether they have an error.
    pub(super) fn kinds_before(&self, letter: usize) -> (Kinds, usize, bool) {
        let place = usize::from(self.word_at[letter]);
        let start = usize::from(self.words.get(place).map_or(0, |word| word.from));
        if letter == start {
            let Some(word) = place.checked_sub(1).map(|before| self.words[before]) else {
                return (Kinds::NONE, letter, false);
            };
            // "Thổ Quan, Đống Đa": a type word does not reach across a comma.
            let parted = self.words.get(place).is_some_and(|word| word.after_break);
            if word.kinds.is_empty() || parted {
                return (Kinds::NONE, letter, false);
            }
            let first = place - usize::from(word.kind_len);
            return (word.kinds, usize::from(self.words[first].from), word.kind_loose);
        }
        // Within a run of words: "phuongbennghe".
        for (written, kind) in RUN_WORDS {
            let Some(from) = letter.checked_sub(written.len()) else { continue };
            if from >= start
                && (from == start || written.len() >= 4)
                && self.is(from, letter, written)
            {
                return (Kinds::of(kind), from, false);
            }
        }
        (Kinds::NONE, letter, false)
    }
}

/// Whether a tone is that of a word, or was left out: in Phúc Xá there is hardly a type word.
fn fits(typed: u8, expected: u8) -> bool {
    typed == 0 || typed == expected
}

// The tones, as `Piece` numbers them.
const HUYEN: u8 = 1;
const HOI: u8 = 2;
const NGA: u8 = 3;
const SAC: u8 = 4;
const NANG: u8 = 5;

/// What may stand in front of the second word of a type word, with the tones of both.
fn second_of_two(second: &[u8]) -> Option<&'static [(&'static str, Kind, u8, u8)]> {
    Some(match second {
        b"tran" => &[("thi", Kind::Township, NANG, SAC)],
        b"xa" => &[("thi", Kind::Town, NANG, NGA)],
        b"pho" => &[("thanh", Kind::City, HUYEN, SAC)],
        b"khu" => &[("dac", Kind::SpecialZone, NANG, 0)],
        b"p" => &[("t", Kind::City, 0, 0)],
        b"x" => &[("t", Kind::Town, 0, 0)],
        b"t" => &[("t", Kind::Township, 0, 0)],
        _ => return None,
    })
}

/// A type word of one word, with its tone.
fn one_word(letters: &[u8]) -> Option<(Kind, u8)> {
    Some(match letters {
        b"phuong" => (Kind::Ward, HUYEN),
        b"p" | b"f" | b"ph" | b"ward" => (Kind::Ward, 0),
        b"xa" => (Kind::Commune, NGA),
        b"x" => (Kind::Commune, 0),
        b"tt" | b"thitran" => (Kind::Township, 0),
        b"quan" => (Kind::UrbanDistrict, NANG),
        b"q" | b"district" => (Kind::UrbanDistrict, 0),
        b"huyen" => (Kind::RuralDistrict, NANG),
        b"h" => (Kind::RuralDistrict, 0),
        b"tx" | b"thixa" => (Kind::Town, 0),
        b"tp" | b"thanhpho" | b"city" => (Kind::City, 0),
        b"tinh" => (Kind::Province, HOI),
        b"t" => (Kind::Province, 0),
        b"dc" | b"dackhu" => (Kind::SpecialZone, 0),
        _ => return None,
    })
}

/// Long enough to be known with an error in them.
const LONG_WORDS: [(&str, Kind); 7] = [
    ("phuong", Kind::Ward),
    ("quan", Kind::UrbanDistrict),
    ("huyen", Kind::RuralDistrict),
    ("tinh", Kind::Province),
    ("thanhpho", Kind::City),
    ("thitran", Kind::Township),
    ("thixa", Kind::Town),
];

/// What may stand within a run of words, the longer first.
const RUN_WORDS: [(&str, Kind); 14] = [
    ("thanhpho", Kind::City),
    ("thitran", Kind::Township),
    ("phuong", Kind::Ward),
    ("huyen", Kind::RuralDistrict),
    ("thixa", Kind::Town),
    ("quan", Kind::UrbanDistrict),
    ("tinh", Kind::Province),
    ("xa", Kind::Commune),
    ("tp", Kind::City),
    ("tx", Kind::Town),
    ("tt", Kind::Township),
    ("p", Kind::Ward),
    ("q", Kind::UrbanDistrict),
    ("h", Kind::RuralDistrict),
];

/// Whether one error makes one of the other.
fn nearly_same(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short_rest, long_rest) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => {
            short_rest.is_empty()
                || short_rest[1..] == long_rest[1..]
                || (short_rest.len() > 1
                    && short_rest[0] == long_rest[1]
                    && short_rest[1] == long_rest[0]
                    && short_rest[2..] == long_rest[2..])
        }
        1 => short_rest == &long_rest[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(typed: &str) -> String {
        let text = Text::new(typed);
        text.bases(0, text.letters.len()).map(char::from).collect()
    }

    #[test]
    fn words_stand_side_by_side_without_accents_spaces_and_zeros() {
        assert_eq!(letters("Phường Bến  Nghé, Q.01"), "phuongbenngheq1");
        assert_eq!(letters("B'Lao B Lao"), "blaoblao");
    }

    #[test]
    fn letters_that_people_mix_are_one() {
        assert_eq!(letters("Đắk Lắk"), letters("Đắc Lắc"));
        assert_eq!(letters("Mỹ Lý"), letters("Mĩ Lí"));
        assert_ne!(letters("Bình Khánh"), letters("Bình Chánh"));
        assert_ne!(letters("Sơn Tây"), letters("Sơn Tai"));
    }

    #[test]
    fn accents_are_compared_wherever_the_tone_is_written() {
        let key = |typed: &str| accent_key(&Text::new(typed).letters);
        assert_eq!(key("hoà bình"), key("Hòa Bi\u{300}nh"));
        assert_eq!(key("hoàbình"), key("hòa bình"));
        assert_ne!(key("cẩm giang"), key("cẩm giàng"));
    }

    #[test]
    fn a_hash_of_a_part_is_that_of_the_part_alone() {
        let text = Text::new("phường bến nghé");
        assert_eq!(text.hash_of(6, 13), hash(b"bennghe"));
    }

    #[test]
    fn one_error_is_seen_and_two_are_too_many() {
        for near in ["phuong", "phong", "phuongg", "phunog", "phuomg", "huong"] {
            assert!(nearly_same(near.as_bytes(), b"phuong"), "{near}");
        }
        for far in ["phog", "hpunog", "xa", ""] {
            assert!(!nearly_same(far.as_bytes(), b"phuong"), "{far}");
        }
    }

    #[test]
    fn only_so_much_is_looked_at() {
        let text = Text::new(&"ab ".repeat(1_000_000));
        assert!(text.words.len() <= MAX_WORDS && text.letters.len() <= MAX_LETTERS);
        let text = Text::new(&"a".repeat(1_000_000));
        assert!(text.letters.len() <= MAX_LETTERS);
    }
}
