//! Telex and VNI that no keyboard turned into letters: `phuowngf beesn nghes`, `phu7o7ng2 be6n1 nghe1`.

use super::text::Text;

/// Turns the words that are typed so into letters with accents; `None` if there are none.
pub(super) fn decode(typed: &str) -> Option<Text> {
    let mut words: Vec<(String, usize, usize)> = Vec::new();
    let mut changed = false;
    let mut start = 0;
    for (place, c) in typed.char_indices().chain([(typed.len(), ' ')]) {
        if c.is_ascii_alphanumeric() || !c.is_ascii() {
            continue;
        }
        if let Some(word) = typed.get(start..place).filter(|word| !word.is_empty()) {
            let decoded = decode_word(word);
            changed |= decoded.is_some();
            words.push((decoded.unwrap_or_else(|| word.to_owned()), start, place));
        }
        let end = place + c.len_utf8();
        if let Some(between) = typed.get(place..end) {
            words.push((between.to_owned(), place, end));
        }
        start = end;
        if words.len() > 400 {
            break;
        }
    }
    changed.then(|| Text::of_words(&words))
}

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';
const DOT: char = '\u{323}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';
const BREVE: char = '\u{306}';

/// A word with its keys turned into accents; `None` if it has no such keys.
fn decode_word(word: &str) -> Option<String> {
    if !word.is_ascii() || word.len() > 24 || !word.as_bytes()[0].is_ascii_alphabetic() {
        return None;
    }
    let digits = word.bytes().any(|byte| byte.is_ascii_digit());
    if digits { vni(word) } else { telex(word) }
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn vni(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut tone = None;
    let mut marked = false;
    for c in word.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
            continue;
        }
        marked = true;
        match c {
            '1' => tone = Some(ACUTE),
            '2' => tone = Some(GRAVE),
            '3' => tone = Some(HOOK),
            '4' => tone = Some(TILDE),
            '5' => tone = Some(DOT),
            '6' => add_mark(&mut out, &['a', 'e', 'o'], CIRCUMFLEX)?,
            '7' => add_mark(&mut out, &['u', 'o'], HORN)?,
            '8' => add_mark(&mut out, &['a'], BREVE)?,
            '9' if out.to_ascii_lowercase().starts_with('d') => out.replace_range(..1, "đ"),
            _ => return None,
        }
    }
    finish(out, tone, marked)
}

fn telex(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut tone = None;
    let mut marked = false;
    for c in word.chars() {
        let small = c.to_ascii_lowercase();
        let after_vowel = out.chars().any(is_vowel);
        let written = match small {
            's' | 'f' | 'r' | 'x' | 'j' if after_vowel => {
                tone = Some(match small {
                    's' => ACUTE,
                    'f' => GRAVE,
                    'r' => HOOK,
                    'x' => TILDE,
                    _ => DOT,
                });
                true
            }
            'a' | 'e' | 'o' if out.chars().any(|other| other.eq_ignore_ascii_case(&c)) => {
                add_mark(&mut out, &[small], CIRCUMFLEX).is_some()
            }
            'w' if after_vowel => {
                let mark = if out.to_ascii_lowercase().contains('a') { BREVE } else { HORN };
                add_mark(&mut out, &['a', 'u', 'o'], mark).is_some()
            }
            'w' => {
                out.extend(['u', HORN]);
                true
            }
            'd' if out.to_ascii_lowercase().starts_with('d') => {
                out.replace_range(..1, "đ");
                true
            }
            _ => false,
        };
        marked |= written;
        if !written {
            out.push(c);
        }
    }
    finish(out, tone, marked)
}

/// Puts a mark behind the last of some letters.
fn add_mark(out: &mut String, letters: &[char], mark: char) -> Option<()> {
    let place = out.rfind(|c: char| letters.contains(&c.to_ascii_lowercase()))?;
    out.insert(place + 1, mark);
    Some(())
}

/// A tone belongs to the syllable, so that it may stand on any of its letters.
fn finish(mut out: String, tone: Option<char>, marked: bool) -> Option<String> {
    let place = out.rfind(is_vowel);
    if let (Some(tone), Some(place)) = (tone, place) {
        out.insert(place + 1, tone);
    }
    (marked && place.is_some()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    fn decoded(word: &str) -> Option<String> {
        decode_word(word).map(|word| fold(&word))
    }

    #[test]
    fn telex_becomes_letters() {
        for (typed, plain) in [
            ("phuowngf", "phuong"),
            ("beesn", "ben"),
            ("nghes", "nghe"),
            ("ddoongf", "dong"),
            ("Ddawks", "Dak"),
            ("quaanj", "quan"),
            ("nguwx", "ngu"),
        ] {
            assert_eq!(decoded(typed).as_deref(), Some(plain.to_lowercase().as_str()), "{typed}");
        }
        assert_eq!(decoded("phuong"), None);
        assert_eq!(decoded("tan"), None);
    }

    #[test]
    fn vni_becomes_letters() {
        for (typed, plain) in [
            ("phu7o7ng2", "phuong"),
            ("be6n1", "ben"),
            ("nghe1", "nghe"),
            ("d9o6ng2", "dong"),
            ("D9a8k1", "dak"),
        ] {
            assert_eq!(decoded(typed).as_deref(), Some(plain), "{typed}");
        }
        assert_eq!(decoded("q10"), None);
        assert_eq!(decoded("12a"), None);
    }
}
