//! What was typed, taken apart into words.

use crate::kind::{Kind, Kinds};
use crate::spelling::{Piece, Spelling};

/// No address is longer; whatever comes after is not looked at.
const MAX_CHARS: usize = 300;
/// One bit a word. The last ones are kept: an address goes from the small to the large.
const MAX_WORDS: usize = 64;

/// Words that stand for others. They come with their type word where people write the two as one.
const ABBREVIATIONS: [(&str, &[&str]); 6] = [
    ("brvt", &["ba", "ria", "vung", "tau"]),
    ("hcm", &["ho", "chi", "minh"]),
    ("hn", &["ha", "noi"]),
    ("tphcm", &["tp", "ho", "chi", "minh"]),
    ("tphn", &["tp", "ha", "noi"]),
    ("vn", &["viet", "nam"]),
];

/// A text someone typed, folded and split.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// The folded words with one space between.
    text: String,
    words: Vec<Word>,
    /// The last word may be the beginning of a longer one.
    pub(super) open: bool,
    /// Some of what was typed was not looked at.
    pub(super) cut: bool,
    /// There is an accent somewhere.
    pub(super) accented: bool,
}

#[derive(Debug)]
pub(super) struct Word {
    start: usize,
    end: usize,
    /// `None`: the word was written out for an abbreviation.
    pub(super) spelling: Option<Spelling>,
    /// A comma or the like stands in front.
    pub(super) after_break: bool,
}

impl Query {
    pub(super) fn new(typed: &str) -> Self {
        let trimmed = typed.trim_start();
        let end = trimmed.char_indices().nth(MAX_CHARS).map_or(trimmed.len(), |(end, _)| end);
        let mut query = Self { cut: end < trimmed.len(), ..Self::default() };
        let mut spelled = Spelled::default();
        for c in trimmed[..end].chars() {
            match Piece::of(c) {
                Piece::Gap => query.close(&mut spelled),
                Piece::Break => {
                    query.close(&mut spelled);
                    spelled.after_break = true;
                }
                piece => {
                    // "p8", "quan10": a number that was not parted from its type word.
                    if let Piece::Letter { base, .. } = piece
                        && base.is_ascii_digit()
                        && !kinds_of_word(&spelled.folded).is_empty()
                    {
                        query.close(&mut spelled);
                    }
                    spelled.push(piece);
                }
            }
        }
        query.open = !spelled.folded.is_empty() && !query.cut;
        query.close(&mut spelled);
        if query.words.len() > MAX_WORDS {
            query.cut = true;
            query.words.drain(..query.words.len() - MAX_WORDS);
        }
        query.accented = query
            .words
            .iter()
            .any(|word| word.spelling.as_ref().is_some_and(Spelling::has_accents));
        query
    }

    /// Ends a word.
    fn close(&mut self, spelled: &mut Spelled) {
        let folded = spelled.folded.as_str();
        if folded.is_empty() {
            return;
        }
        let after_break = spelled.after_break;
        match ABBREVIATIONS.iter().find(|(short, _)| *short == folded) {
            Some((_, long)) => {
                for (place, word) in long.iter().enumerate() {
                    self.push(word, None, after_break && place == 0);
                }
            }
            None => {
                let digits = folded.bytes().all(|byte| byte.is_ascii_digit());
                let word = if digits { without_leading_zeros(folded) } else { folded };
                self.push(word, Some(spelled.spelling.clone()), after_break);
            }
        }
        *spelled = Spelled::default();
    }

    fn push(&mut self, word: &str, spelling: Option<Spelling>, after_break: bool) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        self.words.push(Word { start, end: self.text.len(), spelling, after_break });
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The folded words from `from` up to `to`, with one space between.
    pub(super) fn text(&self, from: usize, to: usize) -> &str {
        match (self.words.get(from), self.words[..to].last()) {
            (Some(first), Some(last)) if from < to => &self.text[first.start..last.end],
            _ => "",
        }
    }

    /// The type words right in front of a word, and how many words they are.
    pub(super) fn kinds_before(&self, word: usize) -> (Kinds, usize) {
        let two =
            if word >= 2 { kinds_of_two_words(self.text(word - 2, word)) } else { Kinds::NONE };
        if !two.is_empty() {
            return (two, 2);
        }
        let one = if word >= 1 { kinds_of_word(self.text(word - 1, word)) } else { Kinds::NONE };
        if one.is_empty() { (one, 0) } else { (one, 1) }
    }

    /// The bits of all words that an answer should account for: not the country at the end.
    pub(super) fn all_words(&self) -> u64 {
        let mut len = self.len();
        if len > 2 && self.text(len - 2, len) == "viet nam" {
            len -= 2;
        }
        bits(0, len)
    }
}

/// The bits of the words from `from` up to `to`.
pub(super) fn bits(from: usize, to: usize) -> u64 {
    let below = |end: usize| if end >= 64 { u64::MAX } else { (1 << end) - 1 };
    below(to) & !below(from)
}

#[derive(Debug, Default)]
struct Spelled {
    folded: String,
    spelling: Spelling,
    after_break: bool,
}

impl Spelled {
    fn push(&mut self, piece: Piece) {
        if let Piece::Letter { base, .. } = piece {
            self.folded.push(base);
        }
        self.spelling.push(piece);
    }
}

fn without_leading_zeros(digits: &str) -> &str {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }
}

fn kinds_of_two_words(words: &str) -> Kinds {
    match words {
        "thi tran" => Kinds::of(Kind::Township),
        "thi xa" => Kinds::of(Kind::Town),
        "thanh pho" => Kinds::of(Kind::City),
        "dac khu" => Kinds::of(Kind::SpecialZone),
        _ => Kinds::NONE,
    }
}

fn kinds_of_word(word: &str) -> Kinds {
    match word {
        "phuong" | "p" | "f" | "ph" => Kinds::of(Kind::Ward),
        "xa" | "x" => Kinds::of(Kind::Commune),
        "tt" => Kinds::of(Kind::Township),
        "quan" | "q" => Kinds::of(Kind::UrbanDistrict),
        "huyen" | "h" => Kinds::of(Kind::RuralDistrict),
        "tx" => Kinds::of(Kind::Town),
        "tp" => Kinds::of(Kind::City),
        "tinh" | "t" => Kinds::of(Kind::Province),
        "dk" => Kinds::of(Kind::SpecialZone),
        _ => Kinds::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(typed: &str) -> String {
        let query = Query::new(typed);
        query.text(0, query.len()).to_owned()
    }

    #[test]
    fn abbreviations_and_numbers_are_parted_and_written_out() {
        assert_eq!(text("P.8, Q10, TPHCM"), "p 8 q 10 tp ho chi minh");
        assert_eq!(text("F1 quan03 TP.HN"), "f 1 quan 3 tp ha noi");
        assert_eq!(text("12/3A Lê-Lợi"), "12 3a le loi");
    }

    #[test]
    fn what_cannot_be_seen_does_not_part_words() {
        assert_eq!(text("\u{200f}Bến\u{200b} Tha\u{300}nh\u{feff}\0"), "ben thanh");
        assert_eq!(text("B’Lao B'Lao"), "blao blao");
    }

    #[test]
    fn a_word_is_open_until_something_follows_it() {
        assert!(Query::new("phường b").open);
        assert!(!Query::new("phường b ").open);
        assert!(!Query::new("").open);
    }

    #[test]
    fn only_so_much_is_looked_at() {
        let query = Query::new(&"ab ".repeat(1_000_000));
        assert!(query.cut);
        assert_eq!(query.len(), MAX_WORDS);
    }

    #[test]
    fn type_words_are_seen_in_front_of_a_word() {
        let query = Query::new("thị xã Cai Lậy");
        assert_eq!(query.kinds_before(2), (Kinds::of(Kind::Town), 2));
        assert_eq!(query.kinds_before(1), (Kinds::NONE, 0));
    }

    #[test]
    fn bits_reach_to_the_last_word() {
        assert_eq!(bits(0, 64), u64::MAX);
        assert_eq!(bits(1, 3), 0b110);
        assert_eq!(bits(0, 0), 0);
    }
}
