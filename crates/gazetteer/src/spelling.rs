//! Vietnamese letters: a base letter, the mark that makes another letter of it (ă â ê ô ơ ư đ), and the
//! tone of the syllable.
//!
//! Hand-written tables, because those of full Unicode (normalisation, and the standard library's own for
//! small letters and for what a letter is) are larger than this whole crate, and downloaded by phones.

/// What one character is to a reader of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A letter or digit, lower case, taken apart.
    Letter { base: char, mark: u8, tone: u8 },
    /// A combining mark: belongs to the letter before.
    Mark(u8),
    /// A combining tone: belongs to the letter before.
    Tone(u8),
    /// Apostrophes and what cannot be seen: `B'Lao` is one word.
    Joint,
    /// What stands between words.
    Gap,
    /// What stands between the parts of an address.
    Break,
}

const BREVE: u8 = 1;
const CIRCUMFLEX: u8 = 2;
const HORN: u8 = 3;
const STROKE: u8 = 4;

// The order of the dictionary: ngang, huyền, hỏi, ngã, sắc, nặng.
const GRAVE: u8 = 1;
const HOOK: u8 = 2;
const TILDE: u8 = 3;
const ACUTE: u8 = 4;
const DOT: u8 = 5;

/// The small letters of U+1EA0–U+1EF9, where every second character is one: base, mark, tone.
const VIETNAMESE: [(char, u8, u8); 45] = [
    ('a', 0, DOT),
    ('a', 0, HOOK),
    ('a', CIRCUMFLEX, ACUTE),
    ('a', CIRCUMFLEX, GRAVE),
    ('a', CIRCUMFLEX, HOOK),
    ('a', CIRCUMFLEX, TILDE),
    ('a', CIRCUMFLEX, DOT),
    ('a', BREVE, ACUTE),
    ('a', BREVE, GRAVE),
    ('a', BREVE, HOOK),
    ('a', BREVE, TILDE),
    ('a', BREVE, DOT),
    ('e', 0, DOT),
    ('e', 0, HOOK),
    ('e', 0, TILDE),
    ('e', CIRCUMFLEX, ACUTE),
    ('e', CIRCUMFLEX, GRAVE),
    ('e', CIRCUMFLEX, HOOK),
    ('e', CIRCUMFLEX, TILDE),
    ('e', CIRCUMFLEX, DOT),
    ('i', 0, HOOK),
    ('i', 0, DOT),
    ('o', 0, DOT),
    ('o', 0, HOOK),
    ('o', CIRCUMFLEX, ACUTE),
    ('o', CIRCUMFLEX, GRAVE),
    ('o', CIRCUMFLEX, HOOK),
    ('o', CIRCUMFLEX, TILDE),
    ('o', CIRCUMFLEX, DOT),
    ('o', HORN, ACUTE),
    ('o', HORN, GRAVE),
    ('o', HORN, HOOK),
    ('o', HORN, TILDE),
    ('o', HORN, DOT),
    ('u', 0, DOT),
    ('u', 0, HOOK),
    ('u', HORN, ACUTE),
    ('u', HORN, GRAVE),
    ('u', HORN, HOOK),
    ('u', HORN, TILDE),
    ('u', HORN, DOT),
    ('y', 0, GRAVE),
    ('y', 0, DOT),
    ('y', 0, HOOK),
    ('y', 0, TILDE),
];

/// Takes a small letter apart: base, mark, tone. Letters of other languages keep their base only.
fn decompose(small: char) -> (char, u8, u8) {
    match small {
        '\0'..='\x7f' => (small, 0, 0),
        '\u{1ea0}'..='\u{1ef9}' => VIETNAMESE[(small as usize - 0x1ea0) / 2],
        'à' => ('a', 0, GRAVE),
        'á' => ('a', 0, ACUTE),
        'ã' => ('a', 0, TILDE),
        'â' => ('a', CIRCUMFLEX, 0),
        'ă' => ('a', BREVE, 0),
        'è' => ('e', 0, GRAVE),
        'é' => ('e', 0, ACUTE),
        'ê' => ('e', CIRCUMFLEX, 0),
        'ì' => ('i', 0, GRAVE),
        'í' => ('i', 0, ACUTE),
        'ĩ' => ('i', 0, TILDE),
        'ò' => ('o', 0, GRAVE),
        'ó' => ('o', 0, ACUTE),
        'õ' => ('o', 0, TILDE),
        'ô' => ('o', CIRCUMFLEX, 0),
        'ơ' => ('o', HORN, 0),
        'ù' => ('u', 0, GRAVE),
        'ú' => ('u', 0, ACUTE),
        'ũ' => ('u', 0, TILDE),
        'ư' => ('u', HORN, 0),
        'ý' => ('y', 0, ACUTE),
        // The Icelandic eth looks like the Vietnamese letter in capitals, and is typed for it.
        'đ' | 'ð' | 'ɖ' => ('d', STROKE, 0),
        'ä' | 'å' | 'ā' | 'ą' | 'ǎ' => ('a', 0, 0),
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => ('c', 0, 0),
        'ď' => ('d', 0, 0),
        'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => ('e', 0, 0),
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => ('g', 0, 0),
        'î' | 'ï' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => ('i', 0, 0),
        'ķ' => ('k', 0, 0),
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => ('l', 0, 0),
        'ñ' | 'ń' | 'ņ' | 'ň' => ('n', 0, 0),
        'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => ('o', 0, 0),
        'ŕ' | 'ŗ' | 'ř' => ('r', 0, 0),
        'ś' | 'ŝ' | 'ş' | 'š' => ('s', 0, 0),
        'ţ' | 'ť' | 'ŧ' => ('t', 0, 0),
        'û' | 'ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => ('u', 0, 0),
        'ŵ' => ('w', 0, 0),
        'ÿ' | 'ŷ' => ('y', 0, 0),
        'ź' | 'ż' | 'ž' => ('z', 0, 0),
        other => (other, 0, 0),
    }
}

/// The small form of a Latin letter; every other character is its own.
fn small(c: char) -> char {
    let step = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => 32,
        // Ơ is the one large letter in its pairs on an even place, Ư the one on an odd place.
        'Ơ' | 'Ư' => 1,
        '\u{100}'..='\u{137}'
        | '\u{14a}'..='\u{177}'
        | '\u{1e00}'..='\u{1e95}'
        | '\u{1ea0}'..='\u{1eff}' => u32::from((c as u32).is_multiple_of(2)),
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' | '\u{1cd}'..='\u{1dc}' => c as u32 % 2,
        'Ɖ' => 'ɖ' as u32 - 'Ɖ' as u32,
        'Ÿ' => return 'ÿ',
        _ => 0,
    };
    char::from_u32(c as u32 + step).unwrap_or(c)
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

impl Piece {
    /// What `c` is.
    pub(crate) fn of(c: char) -> Self {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => Self::Joint,
            // Soft hyphen, zero-width characters, direction marks, the byte order mark.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Self::Joint,
            '\u{2060}'..='\u{2069}' | '\u{feff}' => Self::Joint,
            ',' | ';' | '\n' | '，' | '、' => Self::Break,
            '\u{300}' | '\u{340}' => Self::Tone(GRAVE),
            '\u{301}' | '\u{341}' => Self::Tone(ACUTE),
            '\u{303}' => Self::Tone(TILDE),
            '\u{309}' => Self::Tone(HOOK),
            '\u{323}' => Self::Tone(DOT),
            '\u{302}' => Self::Mark(CIRCUMFLEX),
            '\u{306}' => Self::Mark(BREVE),
            '\u{31b}' => Self::Mark(HORN),
            _ if is_combining(c) => Self::Joint,
            _ if c.is_ascii_alphanumeric() => {
                Self::Letter { base: c.to_ascii_lowercase(), mark: 0, tone: 0 }
            }
            _ if is_letter(c) => {
                let (base, mark, tone) = decompose(small(c));
                Self::Letter { base, mark, tone }
            }
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
    text.chars().filter(|&c| !is_combining(c)).map(|c| decompose(small(c)).0).collect()
}

/// How a word is spelled: letters with their marks, and the tone of the whole syllable, wherever in
/// it the tone is written. `hoà` and `hòa` are the same spelling, in NFC and in NFD.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Spelling {
    letters: Vec<(char, u8)>,
    tone: u8,
}

impl Spelling {
    /// Takes up the next character of the word.
    pub(crate) fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Letter { base, mark, tone } => {
                self.letters.push((base, mark));
                self.tone = self.tone.max(tone);
            }
            Piece::Mark(mark) => {
                if let Some(last) = self.letters.last_mut() {
                    last.1 = mark;
                }
            }
            Piece::Tone(tone) => self.tone = tone,
            Piece::Joint | Piece::Gap | Piece::Break => {}
        }
    }

    /// Makes it the spelling of the empty word.
    pub(crate) fn clear(&mut self) {
        self.letters.clear();
        self.tone = 0;
    }
}

/// Calls `each` with the place and the spelling of every word of a name.
pub(crate) fn for_each_word(name: &str, mut each: impl FnMut(usize, &Spelling)) {
    let mut spelling = Spelling::default();
    let mut place = 0;
    for c in name.chars().chain([' ']) {
        match Piece::of(c) {
            Piece::Gap | Piece::Break => {
                if !spelling.letters.is_empty() {
                    each(place, &spelling);
                    place += 1;
                    spelling.clear();
                }
            }
            piece => spelling.push(piece),
        }
    }
}

/// A key that sorts as Vietnamese dictionaries do: syllable by syllable, first by the letters
/// (a ă â b c d đ …), then by the tone; numbers by their value.
pub(crate) fn collation_key(name: &str) -> Vec<u8> {
    // What is not a letter of the alphabet comes last.
    const OTHER: u8 = 250;
    let mut key = Vec::with_capacity(name.len());
    for_each_word(name, |_, word| {
        let digits = word.letters.iter().all(|(base, _)| base.is_ascii_digit());
        if digits {
            // A longer number is a greater one.
            key.extend([7, word.letters.len().min(255) as u8]);
        }
        for &(base, mark) in &word.letters {
            key.push(match base {
                'a'..='z' => 32 + (base as u8 - b'a') * 5 + mark,
                '0'..='9' => 16 + (base as u8 - b'0'),
                _ => OTHER,
            });
        }
        // Below every letter, so that "ba" and all its tones come before "bac".
        key.push(word.tone);
    });
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
    fn the_two_unicode_forms_fold_and_spell_alike() {
        let (nfc, nfd) = ("Nguyễn", "Nguye\u{302}\u{303}n");
        assert_eq!(fold(nfc), fold(nfd));
        let mut spellings = Vec::new();
        for_each_word(nfc, |_, spelling| spellings.push(spelling.clone()));
        for_each_word(nfd, |_, spelling| spellings.push(spelling.clone()));
        assert_eq!(spellings[0], spellings[1]);
    }

    #[test]
    fn a_tone_is_the_same_on_either_vowel() {
        let mut spellings = Vec::new();
        for_each_word("hoà hòa hoa", |_, spelling| spellings.push(spelling.clone()));
        assert_eq!(spellings[0], spellings[1]);
        assert_ne!(spellings[0], spellings[2]);
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
