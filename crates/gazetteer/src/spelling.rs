//! Vietnamese letters: a base letter, the mark that makes another letter of it (ă â ê ô ơ ư đ), and the
//! tone of the syllable.
//!
//! Hand-written tables, because those of full Unicode (normalisation, and the standard library's own for
//! small letters and for what a letter is) are larger than this whole crate, and downloaded by phones.

/// What one character is to a reader of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A letter or digit, made small and taken apart: `a`–`z`, `0`–`9` or [`FOREIGN`], and what stands on it.
    Letter(u8, Accent),
    /// A combining accent: belongs to the letter before.
    Combining(Accent),
    /// Apostrophes and what cannot be seen: `B'Lao` is one word.
    Joint,
    /// What stands between words.
    Gap,
    /// What stands between the parts of an address.
    Break,
}

/// Stands for a letter that is not one of ours.
pub(crate) const FOREIGN: u8 = b'~';

/// What stands on a letter: a mark that makes another letter of it, and a tone; either may be there or not. Besides,
/// whether it was a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Accent(u8);

impl Accent {
    pub(crate) const NONE: Self = Self(0);

    /// The tone above the bits of the mark.
    const fn of(mark: u8, tone: u8) -> Self {
        Self(mark | tone << 3)
    }

    /// In the order of the dictionary, from 0 for none.
    pub(crate) const fn mark(self) -> u8 {
        self.0 & 7
    }

    /// In the order of the dictionary, from 0 for none.
    pub(crate) const fn tone(self) -> u8 {
        self.0 >> 3 & 7
    }

    pub(crate) const fn is_capital(self) -> bool {
        self.0 & CAPITAL != 0
    }

    /// The same on a small letter.
    pub(crate) const fn small(self) -> Self {
        Self(self.0 & !CAPITAL)
    }

    /// With the mark and the tone of another, where it has them.
    pub(crate) const fn and(self, other: Self) -> Self {
        let mark = if other.mark() == 0 { self.mark() } else { other.mark() };
        let tone = if other.tone() == 0 { self.tone() } else { other.tone() };
        Self::of(mark, tone)
    }

    /// With only the mark.
    pub(crate) const fn without_tone(self) -> Self {
        Self(self.mark())
    }

    /// With only the tone.
    pub(crate) const fn without_mark(self) -> Self {
        Self::of(0, self.tone())
    }
}

/// The bit above mark and tone.
const CAPITAL: u8 = 1 << 6;

const BREVE: u8 = 1;
const CIRCUMFLEX: u8 = 2;
const HORN: u8 = 3;
const STROKE: u8 = 4;

// The order of the dictionary: ngang, huyền, hỏi, ngã, sắc, nặng.
pub(crate) const GRAVE: u8 = 1;
pub(crate) const HOOK: u8 = 2;
pub(crate) const TILDE: u8 = 3;
pub(crate) const ACUTE: u8 = 4;
pub(crate) const DOT: u8 = 5;

/// The small letters of U+1EA0–U+1EF9, where every second character is one: base and accent.
const VIETNAMESE: [(u8, Accent); 45] = [
    (b'a', Accent::of(0, DOT)),
    (b'a', Accent::of(0, HOOK)),
    (b'a', Accent::of(CIRCUMFLEX, ACUTE)),
    (b'a', Accent::of(CIRCUMFLEX, GRAVE)),
    (b'a', Accent::of(CIRCUMFLEX, HOOK)),
    (b'a', Accent::of(CIRCUMFLEX, TILDE)),
    (b'a', Accent::of(CIRCUMFLEX, DOT)),
    (b'a', Accent::of(BREVE, ACUTE)),
    (b'a', Accent::of(BREVE, GRAVE)),
    (b'a', Accent::of(BREVE, HOOK)),
    (b'a', Accent::of(BREVE, TILDE)),
    (b'a', Accent::of(BREVE, DOT)),
    (b'e', Accent::of(0, DOT)),
    (b'e', Accent::of(0, HOOK)),
    (b'e', Accent::of(0, TILDE)),
    (b'e', Accent::of(CIRCUMFLEX, ACUTE)),
    (b'e', Accent::of(CIRCUMFLEX, GRAVE)),
    (b'e', Accent::of(CIRCUMFLEX, HOOK)),
    (b'e', Accent::of(CIRCUMFLEX, TILDE)),
    (b'e', Accent::of(CIRCUMFLEX, DOT)),
    (b'i', Accent::of(0, HOOK)),
    (b'i', Accent::of(0, DOT)),
    (b'o', Accent::of(0, DOT)),
    (b'o', Accent::of(0, HOOK)),
    (b'o', Accent::of(CIRCUMFLEX, ACUTE)),
    (b'o', Accent::of(CIRCUMFLEX, GRAVE)),
    (b'o', Accent::of(CIRCUMFLEX, HOOK)),
    (b'o', Accent::of(CIRCUMFLEX, TILDE)),
    (b'o', Accent::of(CIRCUMFLEX, DOT)),
    (b'o', Accent::of(HORN, ACUTE)),
    (b'o', Accent::of(HORN, GRAVE)),
    (b'o', Accent::of(HORN, HOOK)),
    (b'o', Accent::of(HORN, TILDE)),
    (b'o', Accent::of(HORN, DOT)),
    (b'u', Accent::of(0, DOT)),
    (b'u', Accent::of(0, HOOK)),
    (b'u', Accent::of(HORN, ACUTE)),
    (b'u', Accent::of(HORN, GRAVE)),
    (b'u', Accent::of(HORN, HOOK)),
    (b'u', Accent::of(HORN, TILDE)),
    (b'u', Accent::of(HORN, DOT)),
    (b'y', Accent::of(0, GRAVE)),
    (b'y', Accent::of(0, DOT)),
    (b'y', Accent::of(0, HOOK)),
    (b'y', Accent::of(0, TILDE)),
];

/// Takes a Latin letter outside ASCII apart. Letters of other languages keep their base only.
const fn decompose(c: char) -> Option<(u8, Accent)> {
    Some(match c {
        '\u{1ea0}'..='\u{1ef9}' => VIETNAMESE[(c as usize - 0x1ea0) / 2],
        'Đ' | 'đ' => (b'd', Accent::of(STROKE, 0)),
        'Ă' | 'ă' => (b'a', Accent::of(BREVE, 0)),
        'Ơ' | 'ơ' => (b'o', Accent::of(HORN, 0)),
        'Ư' | 'ư' => (b'u', Accent::of(HORN, 0)),
        'Ĩ' | 'ĩ' => (b'i', Accent::of(0, TILDE)),
        'Ũ' | 'ũ' => (b'u', Accent::of(0, TILDE)),
        _ => return decompose_small(small(c)),
    })
}

const fn decompose_small(small: char) -> Option<(u8, Accent)> {
    Some(match small {
        'à' => (b'a', Accent::of(0, GRAVE)),
        'á' => (b'a', Accent::of(0, ACUTE)),
        'ã' => (b'a', Accent::of(0, TILDE)),
        'â' => (b'a', Accent::of(CIRCUMFLEX, 0)),
        'è' => (b'e', Accent::of(0, GRAVE)),
        'é' => (b'e', Accent::of(0, ACUTE)),
        'ê' => (b'e', Accent::of(CIRCUMFLEX, 0)),
        'ì' => (b'i', Accent::of(0, GRAVE)),
        'í' => (b'i', Accent::of(0, ACUTE)),
        'ò' => (b'o', Accent::of(0, GRAVE)),
        'ó' => (b'o', Accent::of(0, ACUTE)),
        'õ' => (b'o', Accent::of(0, TILDE)),
        'ô' => (b'o', Accent::of(CIRCUMFLEX, 0)),
        'ù' => (b'u', Accent::of(0, GRAVE)),
        'ú' => (b'u', Accent::of(0, ACUTE)),
        'ý' => (b'y', Accent::of(0, ACUTE)),
        // The Icelandic eth looks like the Vietnamese letter in capitals, and is typed for it.
        'ð' | 'ɖ' => (b'd', Accent::of(STROKE, 0)),
        'ä' | 'å' | 'ā' | 'ą' | 'ǎ' => (b'a', Accent::NONE),
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => (b'c', Accent::NONE),
        'ď' => (b'd', Accent::NONE),
        'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => (b'e', Accent::NONE),
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => (b'g', Accent::NONE),
        'î' | 'ï' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => (b'i', Accent::NONE),
        'ķ' => (b'k', Accent::NONE),
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => (b'l', Accent::NONE),
        'ñ' | 'ń' | 'ņ' | 'ň' => (b'n', Accent::NONE),
        'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => (b'o', Accent::NONE),
        'ŕ' | 'ŗ' | 'ř' => (b'r', Accent::NONE),
        'ś' | 'ŝ' | 'ş' | 'š' => (b's', Accent::NONE),
        'ţ' | 'ť' | 'ŧ' => (b't', Accent::NONE),
        'û' | 'ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => (b'u', Accent::NONE),
        'ŵ' => (b'w', Accent::NONE),
        'ÿ' | 'ŷ' => (b'y', Accent::NONE),
        'ź' | 'ż' | 'ž' => (b'z', Accent::NONE),
        _ => return None,
    })
}

/// The small form of a Latin letter; every other character is its own.
const fn small(c: char) -> char {
    let step = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => 32,
        // Ơ is the one large letter in its pairs on an even place, Ư the one on an odd place.
        'Ơ' | 'Ư' => 1,
        '\u{100}'..='\u{137}'
        | '\u{14a}'..='\u{177}'
        | '\u{1e00}'..='\u{1e95}'
        | '\u{1ea0}'..='\u{1eff}' => 1 - c as u32 % 2,
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' | '\u{1cd}'..='\u{1dc}' => c as u32 % 2,
        'Ɖ' => 'ɖ' as u32 - 'Ɖ' as u32,
        'Ÿ' => return 'ÿ',
        _ => 0,
    };
    match char::from_u32(c as u32 + step) {
        Some(small) => small,
        None => c,
    }
}

/// Whether a character outside ASCII can be part of a word: roughly, by blocks of Unicode.
fn is_letter(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2af}' | '\u{370}'..='\u{1fff}'
        | '\u{2c00}'..='\u{2dff}' | '\u{3041}'..='\u{d7ff}' | '\u{f900}'..='\u{fdff}'
        | '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{20000}'..)
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// What stands at the place of a Latin letter: its base, and above that what stands on it; 0 for what is no letter.
static LATIN: [u16; 0x260] = {
    let mut table = [0; 0x260];
    let mut place = 0;
    while place < table.len() {
        if let Some(c) = char::from_u32(place as u32) {
            let capital = if small(c) == c { 0 } else { CAPITAL };
            if c.is_ascii_alphanumeric() {
                table[place] = c.to_ascii_lowercase() as u16 | (capital as u16) << 8;
            } else if let Some((base, accent)) = decompose(c) {
                table[place] = base as u16 | ((accent.0 | capital) as u16) << 8;
            }
        }
        place += 1;
    }
    table
};

impl Piece {
    /// What `c` is.
    #[inline]
    pub(crate) fn of(c: char) -> Self {
        // Nearly every character is found here.
        match LATIN.get(c as usize).copied() {
            _ if c == ' ' => Self::Gap,
            None | Some(0) => Self::of_other(c),
            Some(latin) => Self::Letter(latin as u8, Accent((latin >> 8) as u8)),
        }
    }

    fn of_other(c: char) -> Self {
        if let '\u{1ea0}'..='\u{1ef9}' = c {
            let (base, accent) = VIETNAMESE[(c as usize - 0x1ea0) / 2];
            let capital = if (c as u32).is_multiple_of(2) { CAPITAL } else { 0 };
            return Self::Letter(base, Accent(accent.0 | capital));
        }
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => Self::Joint,
            // Soft hyphen, zero-width characters, direction marks, the byte order mark.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Self::Joint,
            '\u{2060}'..='\u{2069}' | '\u{feff}' => Self::Joint,
            ',' | ';' | '\n' | '，' | '、' => Self::Break,
            '\u{300}' | '\u{340}' => Self::Combining(Accent::of(0, GRAVE)),
            '\u{301}' | '\u{341}' => Self::Combining(Accent::of(0, ACUTE)),
            '\u{303}' => Self::Combining(Accent::of(0, TILDE)),
            '\u{309}' => Self::Combining(Accent::of(0, HOOK)),
            '\u{323}' => Self::Combining(Accent::of(0, DOT)),
            '\u{302}' => Self::Combining(Accent::of(CIRCUMFLEX, 0)),
            '\u{306}' => Self::Combining(Accent::of(BREVE, 0)),
            '\u{31b}' => Self::Combining(Accent::of(HORN, 0)),
            _ if is_combining(c) => Self::Joint,
            _ if is_letter(c) => Self::Letter(FOREIGN, Accent::NONE),
            _ => Self::Gap,
        }
    }
}

/// Writes a text in small letters without accents, whichever of the two Unicode forms they come in.
///
/// Vietnamese and other Latin letters lose their diacritics and đ becomes d; everything else, spaces and
/// punctuation included, stays.
///
/// ```
/// assert_eq!(gazetteer::fold("Phường Đắk R'Tíh"), "phuong dak r'tih");
/// assert_eq!(gazetteer::fold("Hue\u{302}\u{301}"), "hue");
/// ```
pub fn fold(text: &str) -> String {
    let plain = |c: char| match Piece::of(c) {
        Piece::Letter(base, _) if base != FOREIGN => char::from(base),
        _ => small(c),
    };
    text.chars().filter(|&c| !is_combining(c)).map(plain).collect()
}

/// A key that sorts as Vietnamese dictionaries do: syllable by syllable, first by the letters
/// (a ă â b c d đ …), then by the tone; numbers by their value.
pub(crate) fn collation_key(name: &str) -> Vec<u8> {
    // What is not a letter of the alphabet comes last.
    const OTHER: u8 = 250;
    let mut key = Vec::with_capacity(name.len() + 8);
    let mut start = 0;
    let mut tone = 0;
    for c in name.chars().chain([' ']) {
        match Piece::of(c) {
            Piece::Letter(base, accent) => {
                key.push(match base {
                    b'a'..=b'z' => 32 + (base - b'a') * 5 + accent.mark(),
                    b'0'..=b'9' => 16 + (base - b'0'),
                    _ => OTHER,
                });
                tone = accent.tone().max(tone);
            }
            Piece::Combining(accent) => {
                if let Some(last) = key.last_mut().filter(|last| **last < OTHER) {
                    *last += accent.mark();
                }
                tone = accent.tone().max(tone);
            }
            Piece::Gap | Piece::Break if key.len() > start => {
                if key[start..].iter().all(|letter| (16..26).contains(letter)) {
                    // A longer number is a greater one.
                    let len = (key.len() - start).min(255) as u8;
                    key.splice(start..start, [7, len]);
                }
                // Below every letter, so that "ba" and all its tones come before "bac".
                key.push(tone);
                tone = 0;
                start = key.len();
            }
            _ => {}
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
    const PLAIN: &str = "aaaaaaaaaaaaaaaaaaeeeeeeeeeeeeiiiiiioooooooooooooooooouuuuuuuuuuuuyyyyyyd";

    #[test]
    fn every_vietnamese_letter_folds_in_both_cases() {
        assert_eq!(fold(ALL), PLAIN);
        assert_eq!(fold(&ALL.to_uppercase()), PLAIN);
    }

    #[test]
    fn the_two_unicode_forms_fold_and_sort_alike() {
        let (nfc, nfd) = ("Nguyễn", "Nguye\u{302}\u{303}n");
        assert_eq!(fold(nfc), fold(nfd));
        assert_eq!(collation_key(nfc), collation_key(nfd));
        assert_eq!(collation_key("hoà"), collation_key("hòa"));
    }

    #[test]
    fn latin_letters_become_small_as_the_standard_library_makes_them() {
        let latin = ('\u{80}'..'\u{250}').chain('\u{1e00}'..='\u{1eff}');
        // African letters and digraphs, which no Vietnamese keyboard has; ẞ and İ, which grow.
        let foreign = |c: char| matches!(c, 'ẞ' | 'İ') || ('\u{180}'..='\u{24f}').contains(&c);
        for c in latin.filter(|&c| !foreign(c) || matches!(c, 'Ơ' | 'Ư' | 'Ɖ')) {
            assert!(c.to_lowercase().eq([small(c)]), "{c}");
        }
    }

    #[test]
    fn letters_and_tones_sort_as_in_the_dictionary() {
        let sorted = [
            "1 Bảo Lộc",
            "2 Bảo Lộc",
            "10 Bảo Lộc",
            "An Hòa",
            "Ân Thi",
            "Ba Đình",
            "Bà Rịa",
            "Bá Thước",
            "Bạc Liêu",
            "Bắc Ninh",
            "Cà Mau",
            "Cao Bằng",
            "Cần Thơ",
            "Dĩ An",
            "Đà Nẵng",
            "Huế",
            "Hưng Yên",
        ];
        let mut again = sorted;
        again.reverse();
        again.sort_by_key(|name| collation_key(name));
        assert_eq!(again, sorted);
    }
}
