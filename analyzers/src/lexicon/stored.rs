//! The stored form of a lexicon: numbers and byte strings, each string with its length in front,
//! and a checksum at the end.

use fst::Map;
use fst::raw::Fst;

use super::LexiconError;

/// Writes the pieces.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
}

impl Writer {
    /// A number as four bytes, little endian.
    pub(super) fn number(&mut self, number: usize) {
        let number = u32::try_from(number).expect("no table of a lexicon reaches 4 GB");
        self.out.extend(number.to_le_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.out.extend_from_slice(bytes);
    }
}

/// Reads the pieces in the order written.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn number(&mut self) -> Result<usize, LexiconError> {
        let (head, rest) = self.rest.split_first_chunk::<4>().ok_or_else(cut_short)?;
        self.rest = rest;
        usize::try_from(u32::from_le_bytes(*head)).map_err(|_| cut_short())
    }

    pub(super) fn short(&mut self) -> Result<u16, LexiconError> {
        u16::try_from(self.number()?).map_err(|_| cut_short())
    }

    pub(super) fn bytes(&mut self) -> Result<&'a [u8], LexiconError> {
        let len = self.number()?;
        let (head, rest) = self.rest.split_at_checked(len).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(head)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, LexiconError> {
        std::str::from_utf8(self.bytes()?).map_err(|error| LexiconError::Damaged(error.to_string()))
    }

    pub(super) fn map(&mut self) -> Result<Map<Vec<u8>>, LexiconError> {
        let bytes = self.bytes()?.to_vec();
        let fst = Fst::new(bytes).map_err(|error| LexiconError::Damaged(error.to_string()))?;
        Ok(Map::from(fst))
    }

    pub(super) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, LexiconError>,
    ) -> Result<Vec<T>, LexiconError> {
        let len = self.number()?;
        if len > self.rest.len() {
            return Err(cut_short());
        }
        (0..len).map(|_| item(self)).collect()
    }
}

fn cut_short() -> LexiconError {
    LexiconError::Damaged("it is cut short".to_owned())
}

/// A hash that is the same on every machine (64-bit FNV-1a over eight bytes at a time).
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_are_refused() {
        let mut writer = Writer::default();
        writer.number(7);
        writer.bytes("två".as_bytes());
        let mut reader = Reader::new(&writer.out);
        assert_eq!(reader.number(), Ok(7));
        assert_eq!(reader.text(), Ok("två"));
        assert_eq!(reader.number(), Err(cut_short()));
        assert!(Reader::new(&writer.out[..6]).list(Reader::number).is_err());
    }

    #[test]
    fn every_byte_counts() {
        assert_ne!(checksum(b"abcdefghi"), checksum(b"abcdefghj"));
        assert_ne!(checksum(b"a"), checksum(b"a\0"));
    }
}
