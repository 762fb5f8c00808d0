//! The pack: a gazetteer as one small file.
//!
//! A head of 13 bytes — magic, version, length and checksum of the body, both little-endian — and a
//! body of columns. Codes are ascending and written as differences, places as differences to the
//! place before, names of one kind one a line without their type words: what lies side by side is
//! alike, and a general compressor does the rest.

mod read;
mod write;

use crate::Gazetteer;
use crate::wire::checksum;

const MAGIC: [u8; 4] = *b"XTPL";
const VERSION: u8 = 2;
const HEAD: usize = MAGIC.len() + 1 + 4 + 4;

/// Why some bytes are not a pack that this release can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Something else altogether, for example an error page in place of the file.
    #[error("this is not a place pack")]
    Foreign,
    /// Written by another release.
    #[error("this is a place pack of version {found}, this release reads version {VERSION}")]
    Version {
        /// The version in the pack.
        found: u8,
    },
    /// Not as long as its head says.
    #[error("the place pack should have {expected} bytes and has {found}")]
    Length {
        /// Bytes expected.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// A byte was changed on the way.
    #[error("the place pack is damaged: its checksum does not fit")]
    Checksum,
    /// The checksum fits, but the body makes no sense: it was written wrongly.
    #[error("the place pack is malformed: {what} at byte {at} of its body")]
    Malformed {
        /// What was being read.
        what: &'static str,
        /// Where in the body.
        at: usize,
    },
}

impl Gazetteer {
    /// Writes the pack that [`Gazetteer::decode`] reads. The same gazetteer gives the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let body = write::write_body(self);
        let mut pack = Vec::with_capacity(HEAD + body.len());
        pack.extend(MAGIC);
        pack.push(VERSION);
        pack.extend((body.len() as u32).to_le_bytes());
        pack.extend(checksum(&body).to_le_bytes());
        pack.extend(body);
        pack
    }

    /// Reads a pack.
    ///
    /// # Errors
    /// Says of any other bytes what is wrong with them; reads no further than they go, and asks for no
    /// more memory than they warrant.
    pub fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        let Some((head, body)) = bytes.split_at_checked(HEAD) else {
            let found = bytes.len();
            let cut = bytes.starts_with(&MAGIC);
            return Err(if cut {
                PackError::Length { expected: HEAD, found }
            } else {
                PackError::Foreign
            });
        };
        let &[m0, m1, m2, m3, version, l0, l1, l2, l3, c0, c1, c2, c3] = head else {
            return Err(PackError::Foreign);
        };
        if [m0, m1, m2, m3] != MAGIC {
            return Err(PackError::Foreign);
        }
        if version != VERSION {
            return Err(PackError::Version { found: version });
        }
        let len = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        if len != body.len() {
            let expected = len.saturating_add(HEAD);
            return Err(PackError::Length { expected, found: bytes.len() });
        }
        if u32::from_le_bytes([c0, c1, c2, c3]) != checksum(body) {
            return Err(PackError::Checksum);
        }
        read::read_body(body)
    }
}

/// A byte that is no kind, where none was written.
const NO_KIND: u8 = 0xff;
/// Years are written as the distance to this one; 0 stands for an unknown year.
const YEAR_ZERO: u16 = 2000;

#[cfg(test)]
#[cfg(feature = "data")]
mod tests;
