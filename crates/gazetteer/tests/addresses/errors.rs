//! The errors of people who type Vietnamese on a phone: the key beside, a letter left out, doubled or changed with its
//! neighbour, a wrong accent. Digits are left alone: "Phường 13" with a wrong digit is another address, which no
//! reader can know.

use super::dice::Dice;
use gazetteer::fold;
use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Copy)]
pub enum Error {
    Wrong,
    Missing,
    Extra,
    Changed,
    Any,
}

const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A key beside that of a letter.
fn beside(c: char, dice: &mut Dice) -> char {
    let plain = fold(&c.to_string()).chars().next().unwrap_or(c);
    let place = KEYS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(plain)?)));
    let Some((row, place)) = place else { return 'x' };
    let mut near: Vec<char> = Vec::new();
    for (other, keys) in KEYS.iter().enumerate() {
        for (at, key) in keys.chars().enumerate() {
            if row.abs_diff(other) <= 1 && place.abs_diff(at) <= 1 && key != plain {
                near.push(key);
            }
        }
    }
    near[dice.roll(near.len())]
}

/// The text with one error.
pub fn with(text: &str, error: Error, dice: &mut Dice) -> String {
    let error = match error {
        Error::Any => [Error::Wrong, Error::Missing, Error::Extra, Error::Changed][dice.roll(4)],
        other => other,
    };
    let mut chars: Vec<char> = text.chars().collect();
    // Only letters; changed with a letter.
    let fits = |chars: &[char], place: usize| {
        chars[place].is_alphabetic()
            && (!matches!(error, Error::Changed)
                || chars.get(place + 1).is_some_and(|next| {
                    next.is_alphabetic()
                        && fold(&next.to_string()) != fold(&chars[place].to_string())
                }))
    };
    let places: Vec<usize> = (0..chars.len()).filter(|&place| fits(&chars, place)).collect();
    if places.is_empty() {
        return text.to_owned();
    }
    let place = places[dice.roll(places.len())];
    match error {
        Error::Wrong => chars[place] = beside(chars[place], dice),
        Error::Missing => {
            chars.remove(place);
        }
        Error::Extra => {
            let extra = if dice.roll(2) == 0 { chars[place] } else { beside(chars[place], dice) };
            chars.insert(place + 1, extra);
        }
        Error::Changed | Error::Any => chars.swap(place, place + 1),
    }
    chars.into_iter().collect()
}

/// Another tone on one of the letters, or a mark left out.
pub fn wrong_accent(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.nfd().collect();
    let accents: Vec<usize> =
        (0..chars.len()).filter(|&place| ('\u{300}'..'\u{370}').contains(&chars[place])).collect();
    if accents.is_empty() {
        return text.to_owned();
    }
    let place = accents[dice.roll(accents.len())];
    match chars[place] {
        '\u{302}' | '\u{306}' | '\u{31b}' => {
            chars.remove(place);
        }
        tone => {
            let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
            let others: Vec<_> = tones.into_iter().filter(|&other| other != tone).collect();
            chars[place] = others[dice.roll(others.len())];
        }
    }
    chars.into_iter().nfc().collect()
}

/// Two words grown together.
pub fn without_a_space(text: &str, dice: &mut Dice) -> String {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(place, _)| place).collect();
    let mut text = text.to_owned();
    if !spaces.is_empty() {
        text.remove(spaces[dice.roll(spaces.len())]);
    }
    text
}
