//! Words that are not names: type words, and what stands in front of streets and hamlets.

use super::text::Text;
use crate::kind::{Kind, Kinds};

/// A type word in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypeWord {
    pub(super) kinds: Kinds,
    /// How many words it is.
    pub(super) len: u8,
    /// It has an error, so that it counts for less.
    pub(super) loose: bool,
}

impl TypeWord {
    pub(super) const NONE: Self = Self { kinds: Kinds::NONE, len: 0, loose: false };
}

// The tones, as `Piece` numbers them.
const HUYEN: u8 = 1;
const HOI: u8 = 2;
const NGA: u8 = 3;
const SAC: u8 = 4;
const NANG: u8 = 5;

/// The type word that ends with a word.
pub(super) fn ending(text: &Text, place: usize) -> TypeWord {
    if text.words[place].number {
        return TypeWord::NONE;
    }
    let letters = text.word(place);
    let tone = text.tone(place);
    if place > 0
        && !text.words[place].after_break
        && let Some(second) = second_of_two(letters)
    {
        let first = text.word(place - 1);
        let found = second.iter().find(|(written, ..)| written.as_bytes() == first);
        if let Some(&(_, kind, first_tone, second_tone)) = found {
            let fits = fits(text.tone(place - 1), first_tone) && fits(tone, second_tone);
            return TypeWord { kinds: Kinds::of(kind), len: 2, loose: !fits };
        }
    }
    one_word(letters).map_or(TypeWord::NONE, |(kind, expected)| TypeWord {
        kinds: Kinds::of(kind),
        len: 1,
        loose: !fits(tone, expected),
    })
}

/// Whether a tone is that of a word, or was left out: in Phúc Xá there is hardly a type word.
fn fits(typed: u8, expected: u8) -> bool {
    typed == 0 || typed == expected
}

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
        // `k` is written `c`.
        b"dc" | b"daccu" => (Kind::SpecialZone, 0),
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

/// The type word that ends the beginning of a run of words, `phuongbennghe`, and how many letters it has.
pub(super) fn within(run: &[u8]) -> Option<(Kinds, usize)> {
    let (written, kind) = RUN_WORDS.into_iter().find(|(written, _)| {
        run.ends_with(written.as_bytes()) && (run.len() == written.len() || written.len() >= 4)
    })?;
    Some((Kinds::of(kind), written.len()))
}

impl Text {
    /// Takes for type words also those with one error in them.
    pub(super) fn loosen_kinds(&mut self) {
        for place in 0..self.words.len() {
            let word = self.words[place];
            if !word.kind.kinds.is_empty() || word.number {
                continue;
            }
            for (written, kind) in LONG_WORDS {
                let first = if written.len() > 6 && place > 0 { place - 1 } else { place };
                let letters = self.bases(self.words[first].from.into(), word.to.into());
                if nearly_same(letters, written.as_bytes()) {
                    let len = (place - first + 1) as u8;
                    self.words[place].kind = TypeWord { kinds: Kinds::of(kind), len, loose: true };
                    break;
                }
            }
        }
    }
}

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

/// Words in front of what is no unit.
const STREETS: [&str; 22] = [
    "duong", "pho", "ngo", "hem", "ngach", "so", "ap", "thon", "xom", "to", "cho", "cau", "khu",
    "lo", "ql", "doi", "buon", "ban", "tang", "cp", "dt", "dai",
];

/// Words that say nothing.
const NOISE: [&str; 8] = ["vn", "vietnam", "cu", "thuoc", "nay", "la", "province", "city"];

/// Whether the name of a street or a hamlet follows a word.
pub(super) fn is_street(text: &Text, place: usize) -> bool {
    text.word_is(place, &STREETS) || is_house(text, place)
}

/// Whether a word is the number of a house, and not that of a ward.
fn is_house(text: &Text, place: usize) -> bool {
    text.words[place].number && (place == 0 || text.words[place - 1].kind.kinds.is_empty())
}

/// Whether a word adds nothing to the names beside it.
pub(super) fn is_noise(text: &Text, place: usize) -> bool {
    let country = |first: usize| {
        text.word(first) == b"viet"
            && first + 1 < text.words.len()
            && text.word(first + 1) == b"nam"
    };
    text.word_is(place, &NOISE) || country(place) || (place > 0 && country(place - 1))
}

/// The numbers of wards and districts that some write in Roman.
const ROMAN: [&str; 13] =
    ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The digits of a number that is written in Roman.
pub(super) fn roman(letters: &[u8]) -> Option<Vec<u8>> {
    let number = ROMAN.iter().position(|roman| roman.as_bytes() == letters)?;
    (number > 0).then(|| digits(number as u8))
}

fn digits(number: u8) -> Vec<u8> {
    let (tens, ones) = (b'0' + number / 10, b'0' + number % 10);
    if number < 10 { vec![ones] } else { vec![tens, ones] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_seen_and_two_are_too_many() {
        for near in ["phuong", "phong", "phuongg", "phunog", "phuomg", "huong"] {
            assert!(nearly_same(near.as_bytes(), b"phuong"), "{near}");
        }
        for far in ["phog", "hpunog", "xa", ""] {
            assert!(!nearly_same(far.as_bytes(), b"phuong"), "{far}");
        }
    }
}
