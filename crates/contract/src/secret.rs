//! The secret that opens the private part of a case, and the salt of its commitment.

use crate::hex::hex_newtype;
use sha2::{Digest, Sha256};
use std::fmt;

/// 128 random bits that only the sender's phone keeps; needed for the private part of a case.
///
/// It stands only in a URL's fragment, which browsers never send.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 16]);

hex_newtype!(Secret);

impl Secret {
    /// Makes a secret of 16 bytes from a cryptographic random source.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// What the server keeps. With 128 random bits behind it no slow hash is needed.
    pub fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.0).into())
    }
}

/// Does not show the value, so that no log can.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 of a [`Secret`]'s 16 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretHash([u8; 32]);

hex_newtype!(SecretHash);

/// 128 random bits in every record: without them the commitment to a short text could be
/// guessed by trying texts, also after the text itself was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salt([u8; 16]);

hex_newtype!(Salt);

impl Salt {
    /// Makes a salt of 16 bytes from a cryptographic random source.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_sha256_of_the_sixteen_bytes() {
        // printf '\0%.0s' {1..16} | sha256sum
        let expected = "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb";
        assert_eq!(Secret::from_random([0; 16]).hash().to_string(), expected);
    }

    #[test]
    fn debug_output_does_not_show_the_secret() {
        let secret = Secret::from_random([0xab; 16]);
        assert!(!format!("{secret:?}").contains("ab"));
    }

    #[test]
    fn upper_case_and_wrong_lengths_are_refused() {
        for text in ["", "AB", &"A".repeat(32), &"a".repeat(31), &"é".repeat(16)] {
            assert!(text.parse::<Salt>().is_err(), "{text}");
        }
    }
}
