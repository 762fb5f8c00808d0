//! Which abolished ward's office a text names.

use crate::Point;
use gazetteer::{WardCode, fold};

/// A ward of before the reform, part of which at least went to the commune in question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FormerWard {
    pub(super) code: WardCode,
    /// Its name with its type word, folded word by word.
    words: Vec<String>,
    /// A point inside it, where one is known that is sound.
    pub(super) point: Option<Point>,
}

impl FormerWard {
    pub(super) fn new(code: WardCode, name: &str, point: Option<Point>) -> Self {
        let words = words(name).into_iter().map(|word| word.folded).collect();
        Self { code, words, point }
    }
}

/// A word of a text, and what stands in front of it.
struct Word {
    folded: String,
    capital: bool,
    /// Whether something else than space parts it from the word before.
    parted: bool,
    /// Whether a comma, a bracket or the like does.
    new_clause: bool,
}

/// The one ward of which the text names the office, as in `UBND xã Cổ Loa (cũ)`. Where the name does not go
/// with "cũ", the source must have called the text a former office (`is_former`), because communes of today
/// bear the names of former ones.
pub(super) fn office_of<'w>(
    text: &str,
    is_former: bool,
    wards: &'w [FormerWard],
) -> Option<&'w FormerWard> {
    let words = words(text);
    let mut named = wards.iter().filter(|ward| {
        (0..words.len()).any(|place| {
            let end = place + ward.words.len();
            let is_name = words.get(place..end).is_some_and(|found| {
                found.iter().map(|word| &word.folded).eq(&ward.words)
                    && found.iter().skip(1).all(|word| !word.new_clause)
            });
            is_name
                && is_whole_name(&words, end)
                && is_office(&words, place)
                && (is_former || words.get(end).is_some_and(is_former_mark))
        })
    });
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// `xã Ea` is not named by `xã Ea Tu`.
fn is_whole_name(words: &[Word], end: usize) -> bool {
    words.get(end).is_none_or(|next| next.parted || !next.capital)
}

/// "cũ", and not the "Cư" of `Cư M’gar`.
fn is_former_mark(word: &Word) -> bool {
    word.folded == "cu" && !word.capital
}

/// Whether an office stands in front of a name, or the name begins the text.
fn is_office(words: &[Word], place: usize) -> bool {
    let begin = (1..=place).rev().find(|&at| words[at].new_clause).unwrap_or(0);
    let before = &words[begin..place];
    let seat = before.windows(2).any(|pair| pair[0].folded == "tru" && pair[1].folded == "so");
    place == 0 || seat || before.iter().any(|word| matches!(word.folded.as_str(), "ubnd" | "hdnd"))
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut parted, mut new_clause, mut inside) = (false, false, false);
    for c in text.chars() {
        if c.is_alphanumeric() {
            if !inside {
                let capital = c.is_uppercase() || c.is_numeric();
                words.push(Word { folded: String::new(), capital, parted, new_clause });
                (parted, new_clause, inside) = (false, false, true);
            }
            if let Some(word) = words.last_mut() {
                word.folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
            }
        } else if !matches!(c, '\'' | '’') {
            inside = false;
            parted |= !c.is_whitespace();
            new_clause |= matches!(c, ',' | ';' | ':' | '.' | '(' | ')');
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, is_former: bool) -> Option<String> {
        let wards: Vec<_> = [
            ("00001", "Xã Cổ Loa"),
            ("00002", "Xã Ea"),
            ("00003", "Xã Ea H'leo"),
            ("00004", "Phường 7"),
            ("00005", "Xã Đông Anh"),
        ]
        .map(|(code, name)| FormerWard::new(code.parse().unwrap(), name, None))
        .into();
        office_of(text, is_former, &wards).map(|ward| ward.code.to_string())
    }

    #[test]
    fn the_former_office_of_a_ward_is_known_by_its_name() {
        for (text, code) in [
            ("Trụ sở UBND xã Cổ Loa (cũ) - 193 Đường Cổ Loa, xã Đông Anh", Some("00001")),
            ("Thôn Chợ, xã Đông Anh (Trụ sở Đảng ủy - HĐND - UBND xã Cổ Loa cũ)", Some("00001")),
            ("xã Cổ Loa cũ", Some("00001")),
            ("sử dụng trụ sở phường 7 cũ", Some("00004")),
            ("UBND xã Ea H’leo cũ", Some("00003")),
            ("Thôn Chợ, xã Cổ Loa cũ", None),
            ("UBND xã Cổ Loa, xã Đông Anh", None),
            ("UBND xã Ea Cư M’gar", None),
            ("UBND xã Cổ Loa cũ và UBND xã Ea cũ", None),
        ] {
            assert_eq!(named(text, false).as_deref(), code, "{text}");
        }
    }

    #[test]
    fn where_the_source_calls_it_a_former_office_the_name_is_enough() {
        assert_eq!(named("Trụ sở UBND xã Cổ Loa", true).as_deref(), Some("00001"));
        assert_eq!(named("Trụ sở UBND xã Ea Tu", true), None);
        assert_eq!(named("Thôn Chợ, xã Cổ Loa", true), None);
    }
}
