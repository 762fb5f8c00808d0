//! Official codes. Codes were kept in the reform and used again with new names (26740 was Phường
//! Bến Nghé and is Phường Sài Gòn), so that an old code and a new code are different types.

use std::fmt;
use std::str::FromStr;

/// A text that is not exactly the digits of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected exactly {digits} digits")]
pub struct CodeError {
    /// How many digits the code has.
    pub digits: usize,
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident($number:ty), $digits:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(crate) $number);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{:0", $digits, "}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                let error = CodeError { digits: $digits };
                if text.len() != $digits || !text.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(error);
                }
                text.parse().map(Self).map_err(|_| error)
            }
        }
    };
}

code! {
    /// A province or centrally run city of today: two digits.
    ProvinceCode(u8), 2
}
code! {
    /// A commune, ward or special zone of today: five digits.
    CommuneCode(u32), 5
}
code! {
    /// A ward, commune or township as of 30 June 2025: five digits.
    WardCode(u32), 5
}
code! {
    /// A district as of 30 June 2025: three digits.
    DistrictCode(u16), 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_its_leading_zeros() {
        assert_eq!("00004".parse::<CommuneCode>().map(|c| c.to_string()).as_deref(), Ok("00004"));
        assert_eq!("01".parse::<ProvinceCode>().map(|c| c.to_string()).as_deref(), Ok("01"));
    }

    #[test]
    fn anything_but_the_exact_digits_is_refused() {
        for text in ["", "4", "000040", "+0004", "0000a", "００００４", " 0004"] {
            assert_eq!(text.parse::<CommuneCode>(), Err(CodeError { digits: 5 }), "{text}");
        }
    }
}
