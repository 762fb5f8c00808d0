//! Words that are not names: type words, numbers in words, what stands in front of streets, what says nothing.

use super::text::Text;
use crate::kind::{Kind, Kinds};
use crate::spelling::{ACUTE, DOT, GRAVE, HOOK, TILDE};

/// A type word in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypeWord {
    pub(super) kinds: Kinds,
    /// How many words it is.
    pub(super) len: u8,
    /// It has an error, so that it counts for less.
    pub(super) loose: bool,
    /// It stands behind names, and in front of numbers only: "Ben Nghe Ward, District 1".
    pub(super) english: bool,
}

impl TypeWord {
    pub(super) const NONE: Self = Self { kinds: Kinds::NONE, len: 0, loose: false, english: false };

    pub(super) fn is_none(&self) -> bool {
        self.kinds.is_empty()
    }
}

/// In place of a tone.
const ENGLISH: u8 = DOT + 1;

/// The type word that ends with a word.
pub(super) fn ending(text: &Text, place: usize) -> TypeWord {
    if text.words[place].number {
        return TypeWord::NONE;
    }
    let letters = text.word(place);
    let tone = text.tone(place);
    if place > 0
        && !text.words[place].after_break
        && let Some((first, kind, first_tone, second_tone)) = second_of_two(letters)
        && text.word(place - 1) == first
    {
        let loose = !(fits(text.tone(place - 1), first_tone) && fits(tone, second_tone));
        return TypeWord { kinds: Kinds::of(kind), len: 2, loose, english: false };
    }
    one_word(letters).map_or(TypeWord::NONE, |(kind, expected)| TypeWord {
        kinds: Kinds::of(kind),
        len: 1,
        loose: !fits(tone, expected),
        english: expected == ENGLISH,
    })
}

/// Whether a tone is that of a word, or was left out: in Phúc Xá there is hardly a type word.
fn fits(typed: u8, expected: u8) -> bool {
    typed == 0 || typed == expected
}

/// What stands in front of the second word of a type word, with the tones of both.
fn second_of_two(second: &[u8]) -> Option<(&'static [u8], Kind, u8, u8)> {
    Some(match second {
        b"tran" => (b"thi", Kind::Township, DOT, ACUTE),
        b"xa" => (b"thi", Kind::Town, DOT, TILDE),
        b"pho" => (b"thanh", Kind::City, GRAVE, ACUTE),
        b"khu" => (b"dac", Kind::SpecialZone, DOT, 0),
        b"p" => (b"t", Kind::City, 0, 0),
        b"x" => (b"t", Kind::Town, 0, 0),
        b"t" => (b"t", Kind::Township, 0, 0),
        _ => return None,
    })
}

/// A type word of one word, with its tone.
fn one_word(letters: &[u8]) -> Option<(Kind, u8)> {
    Some(match letters {
        b"phuong" => (Kind::Ward, GRAVE),
        b"p" | b"f" | b"ph" => (Kind::Ward, 0),
        b"ward" => (Kind::Ward, ENGLISH),
        b"xa" => (Kind::Commune, TILDE),
        b"x" => (Kind::Commune, 0),
        b"commune" => (Kind::Commune, ENGLISH),
        b"tt" | b"thitran" => (Kind::Township, 0),
        b"quan" => (Kind::UrbanDistrict, DOT),
        b"q" => (Kind::UrbanDistrict, 0),
        b"district" | b"dist" => (Kind::UrbanDistrict, ENGLISH),
        b"huyen" => (Kind::RuralDistrict, DOT),
        b"h" => (Kind::RuralDistrict, 0),
        b"tx" | b"thixa" => (Kind::Town, 0),
        b"town" => (Kind::Town, ENGLISH),
        b"tp" | b"thanhpho" => (Kind::City, 0),
        // `y` is written `i`.
        b"citi" => (Kind::City, ENGLISH),
        b"tinh" => (Kind::Province, HOOK),
        b"t" => (Kind::Province, 0),
        b"province" => (Kind::Province, ENGLISH),
        // `k` is written `c`.
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

/// Short ones that stand within a run of words, the longer first.
const SHORT_WORDS: [(&str, Kind); 7] = [
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
    let ends = |(written, _): &&(&str, Kind)| run.ends_with(written.as_bytes());
    let short = || SHORT_WORDS.iter().find(|(written, _)| written.as_bytes() == run);
    let (written, kind) = LONG_WORDS.iter().find(ends).or_else(short)?;
    Some((Kinds::of(*kind), written.len()))
}

impl Text {
    /// Takes for type words also those with one error in them; `true` if there are any.
    pub(super) fn loosen_kinds(&mut self) -> bool {
        let mut any = false;
        for place in 0..self.words.len() {
            if let Some((kind, len)) = self.nearly_kind(place) {
                let kinds = Kinds::of(kind);
                self.words[place].kind = TypeWord { kinds, len, loose: true, english: false };
                any = true;
            }
        }
        any
    }

    /// The type word that a word would be the end of but for one error, and how many words that is.
    pub(super) fn nearly_kind(&self, place: usize) -> Option<(Kind, u8)> {
        let word = self.words[place];
        let parted = word.after_break || place == 0;
        // "thu xa Kim Bảng" is no Xã Kim Bảng.
        let second = !parted && self.words[place - 1].after_dash && self.word(place) == b"xa";
        if word.number || !(word.kind.is_none() || (second && word.kind.len == 1)) {
            return None;
        }
        let nearly = |first: usize, written: &str| {
            let letters = self.bases(self.words[first].from.into(), word.to.into());
            nearly_same(letters, written.as_bytes())
        };
        let found = LONG_WORDS.iter().find_map(|&(written, kind)| {
            let two = kind == Kind::Town || written.len() > 6;
            if two && !parted && nearly(place - 1, written) {
                return Some((kind, 2));
            }
            (word.kind.is_none() && nearly(place, written)).then_some((kind, 1))
        });
        // Too short to be known but where it should stand.
        let short = || {
            (word.after_dash && word.kind.is_none() && nearly(place, "xa"))
                .then_some((Kind::Commune, 1))
        };
        found.or_else(short)
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

/// What stands in front of an address, without spaces, as its letters are compared.
const LABELS: [&str; 14] = [
    "diachi",
    "dc",
    "diachinhanhang",
    "diachigiaohang",
    "hctt",
    "hokhauthuongtru",
    "thuongtru",
    "noithuongtru",
    "noio",
    "noiohientai",
    "quequan",
    "nguyenquan",
    "tamtru",
    "address",
];

/// How many words at the beginning say no more than that an address follows, or name the country.
pub(super) fn labels(text: &Text) -> usize {
    let label = |len: &usize| {
        let letters = text.bases(0, text.words[len - 1].to.into());
        let next = &text.words[*len];
        !text.words[1..*len].iter().any(|word| word.after_break)
            // "ĐK Côn Đảo" is a special zone.
            && (letters.len() > 2 || next.after_dash || next.number)
            && LABELS.iter().any(|label| label.as_bytes() == letters)
    };
    let most = text.words.len().saturating_sub(1).min(5);
    let label = (1..=most).rev().find(label).unwrap_or(0);
    if is_country(text, label) {
        return label + if text.word(label) == b"viet" { 2 } else { 1 };
    }
    label
}

/// Whether the name of a street or a hamlet follows a word.
pub(super) fn is_street(text: &Text, place: usize) -> bool {
    is_house(text, place)
        || matches!(
            text.word(place),
            b"duong"
                | b"pho"
                | b"ngo"
                | b"hem"
                | b"ngach"
                | b"so"
                | b"ap"
                | b"thon"
                | b"xom"
                | b"to"
                | b"cho"
                | b"cau"
                | b"khu"
                | b"lo"
                | b"ql"
                | b"doi"
                | b"buon"
                | b"ban"
                | b"tang"
                | b"cp"
                | b"dt"
                | b"dai"
                | b"lang"
                | b"khom"
                | b"khoi"
                | b"ciet"
                | b"ccn"
                | b"cdc"
                | b"tdp"
                | b"sn"
        )
}

/// Whether a word is the number of a house, and not that of a ward.
fn is_house(text: &Text, place: usize) -> bool {
    text.words[place].number && (place == 0 || text.words[place - 1].kind.is_none())
}

/// Whether a word adds nothing to the names beside it.
pub(super) fn is_noise(text: &Text, place: usize) -> bool {
    matches!(
        text.word(place),
        b"cu" | b"moi" | b"thuoc" | b"nay" | b"la" | b"truoc" | b"day" | b"gio" | b"hien"
    ) || is_postcode(text, place)
        || is_country(text, place)
        || (place > 0 && is_country(text, place - 1) && text.word(place) == b"nam")
}

fn is_postcode(text: &Text, place: usize) -> bool {
    let word = &text.words[place];
    word.number && (5..=6).contains(&(word.end - word.start))
}

fn is_country(text: &Text, place: usize) -> bool {
    let two = || {
        text.word(place) == b"viet"
            && place + 1 < text.words.len()
            && text.word(place + 1) == b"nam"
    };
    place < text.words.len() && (matches!(text.word(place), b"vn" | b"vietnam") || two())
}

/// The numbers of wards and districts that some write in Roman.
const ROMAN: [&str; 13] =
    ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The numbers in words; the last of them are said behind others.
const NUMBERS: [&str; 12] =
    ["", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "lam", "tu"];

/// Whether a word is a number in Roman.
pub(super) fn is_roman(text: &Text, place: usize) -> bool {
    ROMAN.iter().any(|roman| roman.as_bytes() == text.word(place))
}

/// A number in words or in Roman that begins with a word, and how many words it is: "XII", "mười hai".
pub(super) fn number(text: &Text, place: usize) -> Option<(usize, usize)> {
    let letters = text.word(place);
    if let Some(number) = ROMAN.iter().position(|roman| roman.as_bytes() == letters) {
        return Some((number, 1));
    }
    let ones = |place: usize| {
        let letters = text.words.get(place).filter(|word| !word.after_break);
        let letters = letters.map_or(b"-" as &[u8], |_| text.word(place));
        NUMBERS.iter().position(|word| word.as_bytes() == letters).map(|number| match number {
            10 => 5,
            11 => 4,
            number => number,
        })
    };
    let is_ten = |place: usize| place < text.words.len() && text.word(place) == b"muoi";
    let (tens, len) = if is_ten(place) {
        (10, 1)
    } else {
        let number = NUMBERS[..10].iter().position(|word| word.as_bytes() == letters)?;
        if !is_ten(place + 1) {
            return Some((number, 1));
        }
        (number * 10, 2)
    };
    Some(ones(place + len).map_or((tens, len), |ones| (tens + ones, len + 1)))
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

    #[test]
    fn numbers_are_read_in_words_and_in_roman() {
        for (typed, expected) in [
            ("một", (1, 1)),
            ("bảy a", (7, 1)),
            ("mười", (10, 1)),
            ("mười hai", (12, 2)),
            ("mười lăm", (15, 2)),
            ("hai mươi", (20, 2)),
            ("hai mươi tám", (28, 3)),
            ("hai mươi mốt", (21, 3)),
            ("XII", (12, 1)),
        ] {
            assert_eq!(number(&Text::new(typed), 0), Some(expected), "{typed}");
        }
        assert_eq!(number(&Text::new("tân bình"), 0), None);
    }
}
