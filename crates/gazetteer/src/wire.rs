//! Reading and writing the bytes of a pack.

use crate::PackError;

/// Writes numbers and texts one after the other.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
}

impl Writer {
    /// Seven bits a byte, the lowest first.
    pub(crate) fn number(&mut self, mut number: u32) {
        while number >= 128 {
            self.bytes.push(number as u8 | 128);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A difference of either sign, small ones short.
    pub(crate) fn difference(&mut self, from: u32, to: u32) {
        let difference = (to as i32).wrapping_sub(from as i32);
        self.number((difference << 1 ^ difference >> 31) as u32);
    }

    /// Texts one a line, which compresses better than lengths between them.
    pub(crate) fn lines<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        for line in lines {
            self.bytes.extend(line.bytes());
            self.bytes.push(b'\n');
        }
    }
}

/// Reads what a [`Writer`] wrote, trusting none of it.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The error that names what was being read here.
    pub(crate) fn fault(&self, what: &'static str) -> PackError {
        PackError::Malformed { what, at: self.at }
    }

    pub(crate) fn byte(&mut self, what: &'static str) -> Result<u8, PackError> {
        let byte = *self.bytes.get(self.at).ok_or_else(|| self.fault(what))?;
        self.at += 1;
        Ok(byte)
    }

    pub(crate) fn number(&mut self, what: &'static str) -> Result<u32, PackError> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte(what)?;
            number |= u32::from(byte & 127).wrapping_shl(shift);
            if byte < 128 {
                return Ok(number);
            }
        }
        Err(self.fault(what))
    }

    pub(crate) fn difference(&mut self, from: u32, what: &'static str) -> Result<u32, PackError> {
        let number = self.number(what)?;
        let difference = (number >> 1) as i32 ^ -((number & 1) as i32);
        from.checked_add_signed(difference).ok_or_else(|| self.fault(what))
    }

    /// How many of something follow. Each takes at least one byte, so that a false count cannot ask
    /// for more memory than the pack has bytes; and places are kept in sixteen bits.
    pub(crate) fn count(&mut self, what: &'static str) -> Result<usize, PackError> {
        let count = self.number(what)? as usize;
        if count > self.bytes.len() - self.at || count > usize::from(u16::MAX) {
            return Err(self.fault(what));
        }
        Ok(count)
    }

    /// A place in a list of `len`.
    pub(crate) fn place(
        &self,
        place: u32,
        len: usize,
        what: &'static str,
    ) -> Result<u16, PackError> {
        u16::try_from(place)
            .ok()
            .filter(|&place| usize::from(place) < len)
            .ok_or_else(|| self.fault(what))
    }

    pub(crate) fn line(&mut self, what: &'static str) -> Result<&'a str, PackError> {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&byte| byte == b'\n').ok_or_else(|| self.fault(what))?;
        let line = std::str::from_utf8(&rest[..end]).map_err(|_| self.fault(what))?;
        self.at += end + 1;
        Ok(line)
    }

    /// Refuses anything that is left.
    pub(crate) fn end(&self) -> Result<(), PackError> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.fault("the end")) }
    }
}

/// FNV-1a, 32 bits: finds every single wrong byte, and is five lines long. It guards against
/// damage, not against malice; the pack comes from where the program comes from.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
