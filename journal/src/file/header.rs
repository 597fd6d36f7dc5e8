//! The first bytes of a log: what it is, whose, and where it begins.
//!
//! ```text
//! magic 8 | format u16 | store 16 | epoch 16 | revision before u64 | hash before 32 | crc u32
//! ```
//! This shape is the same in every format for ever; only what follows may change with the number.
//! "Before" is the head that the first record continues: empty in a new journal, the old head in a
//! log that was started over.

use crate::record::array;
use crate::{Hash, Head, Identity, Revision};

/// The newest format that this program reads, and the one it writes.
pub(crate) const FORMAT: u16 = 0;
/// Bytes before the first record.
pub(crate) const LOG_HEADER: usize = 86;
const MAGIC: [u8; 8] = *b"DESKLOG\n";
const CHECKED: usize = LOG_HEADER - 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) identity: Identity,
    pub(crate) before: Head,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderError {
    NotAJournal,
    Damaged,
    NewerFormat(u16),
}

impl Header {
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LOG_HEADER);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(&self.identity.store);
        bytes.extend_from_slice(&self.identity.epoch);
        bytes.extend_from_slice(&self.before.revision.0.to_be_bytes());
        bytes.extend_from_slice(&self.before.hash.0);
        let crc = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&crc.to_be_bytes());
        bytes
    }

    pub(crate) fn parse(bytes: &[u8]) -> Result<Header, HeaderError> {
        if bytes.get(..MAGIC.len()) != Some(&MAGIC) {
            return Err(HeaderError::NotAJournal);
        }
        let (format, header) = fields(bytes).ok_or(HeaderError::Damaged)?;
        if format > FORMAT {
            return Err(HeaderError::NewerFormat(format));
        }
        Ok(header)
    }
}

/// Format and header, if the CRC holds: a flipped bit is damage and not "a newer format".
fn fields(bytes: &[u8]) -> Option<(u16, Header)> {
    let written = u32::from_be_bytes(array(bytes, CHECKED)?);
    if crc32fast::hash(bytes.get(..CHECKED)?) != written {
        return None;
    }
    let header = Header {
        identity: Identity { store: array(bytes, 10)?, epoch: array(bytes, 26)? },
        before: Head {
            revision: Revision(u64::from_be_bytes(array(bytes, 42)?)),
            hash: Hash(array(bytes, 50)?),
        },
    };
    Some((u16::from_be_bytes(array(bytes, 8)?), header))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            identity: Identity { store: [1; 16], epoch: [2; 16] },
            before: Head { revision: Revision(3), hash: Hash([4; 32]) },
        }
    }

    #[test]
    fn a_header_reads_as_it_was_written() {
        let bytes = header().to_bytes();
        assert_eq!(bytes.len(), LOG_HEADER);
        assert_eq!(Header::parse(&bytes), Ok(header()));
    }

    #[test]
    fn a_flipped_bit_is_never_taken_for_a_header_nor_for_a_newer_format() {
        for bit in 0..LOG_HEADER * 8 {
            let mut bytes = header().to_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let expected = if bit / 8 < MAGIC.len() { HeaderError::NotAJournal } else { HeaderError::Damaged };
            assert_eq!(Header::parse(&bytes), Err(expected), "bit {bit}");
        }
    }
}
