//! Telex and VNI as the keys are pressed, with no keyboard that makes letters of them.

use unicode_normalization::UnicodeNormalization;

/// What is pressed for a combining accent; `true` for a tone.
type Keys = fn(char) -> Option<(&'static str, bool)>;

/// The tone at the end of the word.
pub fn telex(text: &str) -> String {
    typed_out(text, telex_of, true)
}

/// The tone right behind its vowel.
pub fn telex_inside(text: &str) -> String {
    typed_out(text, telex_of, false)
}

/// The tone at the end of the word.
pub fn vni(text: &str) -> String {
    typed_out(text, vni_of, true)
}

fn typed_out(text: &str, keys: Keys, tone_last: bool) -> String {
    let mut out = String::new();
    let mut tone = "";
    let mut bases: Vec<char> = Vec::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            let c = if c == 'Đ' || c == 'đ' {
                [if c == 'Đ' { 'D' } else { 'd' }, '\u{335}'].to_vec()
            } else {
                [c].to_vec()
            };
            // The mark before the tone, as it is typed.
            let mut parts: Vec<char> =
                c.into_iter().flat_map(|c| c.to_string().nfd().collect::<Vec<_>>()).collect();
            parts.sort_by_key(|&part| keys(part).is_some_and(|(_, tone)| tone));
            for part in parts {
                match keys(part) {
                    Some((key, true)) if tone_last => tone = key,
                    Some((key, true)) => out.push_str(key),
                    Some((key, false)) => {
                        let key = if key == "double" {
                            bases.last().map(|c| c.to_lowercase().to_string()).unwrap_or_default()
                        } else {
                            key.to_owned()
                        };
                        out.push_str(&key);
                    }
                    None => {
                        out.push(part);
                        bases.push(part);
                    }
                }
            }
        } else {
            out.push_str(tone);
            tone = "";
            bases.clear();
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn telex_of(c: char) -> Option<(&'static str, bool)> {
    Some(match c {
        '\u{300}' => ("f", true),
        '\u{301}' => ("s", true),
        '\u{309}' => ("r", true),
        '\u{303}' => ("x", true),
        '\u{323}' => ("j", true),
        '\u{302}' | '\u{335}' => ("double", false),
        '\u{306}' | '\u{31b}' => ("w", false),
        _ => return None,
    })
}

fn vni_of(c: char) -> Option<(&'static str, bool)> {
    Some(match c {
        '\u{301}' => ("1", true),
        '\u{300}' => ("2", true),
        '\u{309}' => ("3", true),
        '\u{303}' => ("4", true),
        '\u{323}' => ("5", true),
        '\u{302}' => ("6", false),
        '\u{31b}' => ("7", false),
        '\u{306}' => ("8", false),
        '\u{335}' => ("9", false),
        _ => return None,
    })
}
