//! The tracking code a resident writes down, reads out and types again.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Crockford's base 32: no I, L, O or U, so that no symbol is taken for another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SYMBOLS: usize = 12;
const PREFIX: &str = "XT";

/// Twelve random base-32 symbols and a check symbol, shown as `XT-7K4M-9Q2F-3DRA-5`.
///
/// The check symbol is a weighted sum over the field of 32 elements, one weight a place, all
/// different. It finds every single wrong symbol and every swap of two symbols, wherever they
/// stand. (Crockford's own check, modulo 37, would need the symbols `*~$=`, which cannot be read
/// out over the telephone.)
///
/// ```
/// use contract::TrackingCode;
/// let code: TrackingCode = "xt 7k4m 9q2f 3dra 5".parse()?;
/// assert_eq!(code.to_string(), "XT-7K4M-9Q2F-3DRA-5");
/// assert!("XT-7K4M-9Q2F-3DAR-5".parse::<TrackingCode>().is_err());
/// # Ok::<(), contract::CodeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TrackingCode([u8; SYMBOLS]);

/// Why a text is not a tracking code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not thirteen symbols after the prefix, the spaces and the hyphens are taken away.
    #[error("a tracking code has 13 symbols, this has {0}")]
    Length(usize),
    /// A symbol that no code has.
    #[error("{0:?} does not occur in tracking codes")]
    Symbol(char),
    /// The check symbol does not fit the others: at least one of them was mistyped.
    #[error("the check symbol does not fit: a symbol was mistyped")]
    Check,
}

impl TrackingCode {
    /// Makes a code of the lowest 60 of 64 bits from a cryptographic random source.
    pub fn from_random(bits: u64) -> Self {
        let mut symbols = [0; SYMBOLS];
        for (place, symbol) in symbols.iter_mut().enumerate() {
            *symbol = (bits >> (5 * place) & 31) as u8;
        }
        Self(symbols)
    }

    fn check(&self) -> u8 {
        let mut weight = 1;
        let mut sum = 0;
        for &symbol in &self.0 {
            weight = times_x(weight);
            sum ^= times(symbol, weight);
        }
        sum
    }
}

/// Multiplies by x in GF(32) = GF(2)[x] / (x⁵ + x² + 1); x generates all 31 non-zero elements, so
/// that the twelve weights differ.
fn times_x(a: u8) -> u8 {
    let shifted = a << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a = times_x(a);
        b >>= 1;
    }
    product
}

/// Reads a symbol the way people write it: any case, O for zero, I and L for one.
fn value(symbol: char) -> Result<u8, CodeError> {
    let upper = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|&known| char::from(known) == upper)
        .map(|position| position as u8)
        .ok_or(CodeError::Symbol(symbol))
}

impl FromStr for TrackingCode {
    type Err = CodeError;

    /// Reads a code with or without the prefix, in any case, whatever spaces and hyphens are in it.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let separator =
            |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '_' | '.');
        let bare: Vec<char> = text.chars().filter(|&c| !separator(c)).take(64).collect();
        let bare = match bare.as_slice() {
            ['x' | 'X', 't' | 'T', rest @ ..] if rest.len() != SYMBOLS - 1 => rest,
            all => all,
        };
        if bare.len() != SYMBOLS + 1 {
            return Err(CodeError::Length(bare.len()));
        }
        let mut symbols = [0; SYMBOLS];
        for (symbol, &written) in symbols.iter_mut().zip(bare) {
            *symbol = value(written)?;
        }
        let code = Self(symbols);
        if value(bare[SYMBOLS])? == code.check() { Ok(code) } else { Err(CodeError::Check) }
    }
}

impl fmt::Display for TrackingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbol = |value: u8| char::from(ALPHABET[usize::from(value)]);
        f.write_str(PREFIX)?;
        for (place, &value) in self.0.iter().enumerate() {
            if place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", symbol(value))?;
        }
        write!(f, "-{}", symbol(self.check()))
    }
}

impl Serialize for TrackingCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TrackingCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn symbols(code: &TrackingCode) -> Vec<char> {
        code.to_string().chars().filter(|c| *c != '-').collect()
    }

    fn read(symbols: &[char]) -> Result<TrackingCode, CodeError> {
        symbols.iter().collect::<String>().parse()
    }

    #[test]
    fn the_zero_code_is_written_in_groups_of_four() {
        assert_eq!(TrackingCode::from_random(0).to_string(), "XT-0000-0000-0000-0");
    }

    #[test]
    fn letters_people_confuse_are_read_as_digits() {
        assert_eq!("xt-oooo-oooo-oooo-o".parse(), Ok(TrackingCode::from_random(0)));
    }

    #[test]
    fn a_code_that_itself_begins_with_xt_is_read_without_its_prefix() {
        let bits = 29 | 26 << 5;
        let code = TrackingCode::from_random(bits);
        let bare: String = symbols(&code)[2..].iter().collect();
        assert!(bare.starts_with("XT"));
        assert_eq!(bare.parse(), Ok(code));
    }

    #[test]
    fn length_and_foreign_symbols_are_told_apart() {
        assert_eq!("".parse::<TrackingCode>(), Err(CodeError::Length(0)));
        assert_eq!("XT-123".parse::<TrackingCode>(), Err(CodeError::Length(3)));
        assert_eq!("XT-000U-0000-0000-0".parse::<TrackingCode>(), Err(CodeError::Symbol('U')));
    }

    #[test]
    fn a_very_long_text_is_refused_without_being_kept() {
        assert_eq!("0".repeat(10_000_000).parse::<TrackingCode>(), Err(CodeError::Length(64)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(bits: u64) {
            let code = TrackingCode::from_random(bits);
            prop_assert_eq!(code.to_string().parse(), Ok(code));
            prop_assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
        }

        #[test]
        fn every_single_wrong_symbol_is_found(bits: u64, place in 2usize..15, other in 0usize..32) {
            let mut typed = symbols(&TrackingCode::from_random(bits));
            let wrong = char::from(ALPHABET[other]);
            prop_assume!(typed[place] != wrong);
            typed[place] = wrong;
            prop_assert_eq!(read(&typed), Err(CodeError::Check));
        }

        #[test]
        fn every_swap_of_two_symbols_is_found(bits: u64, a in 2usize..15, b in 2usize..15) {
            let mut typed = symbols(&TrackingCode::from_random(bits));
            prop_assume!(typed[a] != typed[b]);
            typed.swap(a, b);
            prop_assert_eq!(read(&typed), Err(CodeError::Check));
        }
    }
}
