//! The first bytes of a segment: what it is, whose, where it begins, and what it begins with.
//!
//! ```text
//! magic 8 | format u16 | store 16 | epoch 16 | revision before u64 | hash before 32
//!   | oldest u64 | tail u64 | checkpoint length u64 | checkpoint sha-256 32 | crc u32 | checkpoint
//! ```
//! This shape is the same in every format for ever; only what follows may change with the number.
//! "Before" is the head that the first record continues: empty in a new journal. "Oldest" is the
//! first revision that was kept when the segment was made: what is older was dropped, what is not
//! must be there. "Tail" is where the last record starts in the segment before this one, so that
//! opening can ask that segment for its end without reading it.

use crate::disk::{Medium, read_exact};
use crate::plant::{self, Bug};
use crate::record::array;
use crate::{Hash, Head, Identity, Revision};
use sha2::{Digest, Sha256};
use std::io;

/// The newest format that this program reads, and the one it writes.
pub(crate) const FORMAT: u16 = 0;
/// Bytes before the checkpoint.
pub(crate) const HEADER: usize = 142;
/// The most that is read or written at once.
pub(crate) const AT_ONCE: usize = 1024 * 1024;
/// The most bytes that a checkpoint may have (1 GiB).
pub const MAX_CHECKPOINT_BYTES: usize = 1024 * 1024 * 1024;
const MAGIC: [u8; 8] = *b"DESKLOG\n";
const CHECKED: usize = HEADER - 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) identity: Identity,
    pub(crate) before: Head,
    pub(crate) oldest: Revision,
    pub(crate) tail: u64,
    pub(crate) checkpoint_bytes: u64,
    pub(crate) checkpoint_sha: [u8; 32],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderError {
    NotAJournal,
    Damaged,
    NewerFormat(u16),
}

impl Header {
    /// Of a journal's first segment.
    pub(crate) fn first(identity: Identity) -> Header {
        Header {
            identity,
            before: Head::EMPTY,
            oldest: Revision::EMPTY.next(),
            tail: 0,
            checkpoint_bytes: 0,
            checkpoint_sha: Sha256::digest([]).into(),
        }
    }

    /// The same, beginning with `checkpoint`.
    pub(crate) fn with_checkpoint(self, checkpoint: &[u8]) -> Header {
        Header {
            checkpoint_bytes: checkpoint.len() as u64,
            checkpoint_sha: Sha256::digest(checkpoint).into(),
            ..self
        }
    }

    /// The first revision that belongs here.
    pub(crate) fn first_revision(&self) -> Revision {
        self.before.revision.next()
    }

    /// Where the first record starts.
    pub(crate) fn records_from(&self) -> u64 {
        HEADER as u64 + self.checkpoint_bytes
    }

    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(&self.identity.store);
        bytes.extend_from_slice(&self.identity.epoch);
        bytes.extend_from_slice(&self.before.revision.0.to_be_bytes());
        bytes.extend_from_slice(&self.before.hash.0);
        for number in [self.oldest.0, self.tail, self.checkpoint_bytes] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        bytes.extend_from_slice(&self.checkpoint_sha);
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
        if header.checkpoint_bytes > MAX_CHECKPOINT_BYTES as u64 {
            return Err(HeaderError::Damaged);
        }
        Ok(header)
    }

    /// The checkpoint, if it is still what was written.
    pub(crate) fn read_checkpoint(&self, medium: &dyn Medium) -> io::Result<Option<Vec<u8>>> {
        let length = self.checkpoint_bytes as usize;
        if medium.length()? < self.records_from() {
            return Ok(None);
        }
        let mut bytes = vec![0; length];
        let mut digest = Sha256::new();
        let mut offset = HEADER as u64;
        for piece in bytes.chunks_mut(AT_ONCE) {
            read_exact(medium, piece, offset)?;
            digest.update(&*piece);
            offset += piece.len() as u64;
        }
        let sha: [u8; 32] = digest.finalize().into();
        Ok((sha == self.checkpoint_sha || plant::is(Bug::CheckpointShaUnchecked)).then_some(bytes))
    }
}

/// Format and header, if the CRC holds: a flipped bit is damage and not "a newer format".
fn fields(bytes: &[u8]) -> Option<(u16, Header)> {
    let written = u32::from_be_bytes(array(bytes, CHECKED)?);
    if crc32fast::hash(bytes.get(..CHECKED)?) != written {
        return None;
    }
    let number = |at| array(bytes, at).map(u64::from_be_bytes);
    let header = Header {
        identity: Identity { store: array(bytes, 10)?, epoch: array(bytes, 26)? },
        before: Head { revision: Revision(number(42)?), hash: Hash(array(bytes, 50)?) },
        oldest: Revision(number(82)?),
        tail: number(90)?,
        checkpoint_bytes: number(98)?,
        checkpoint_sha: array(bytes, 106)?,
    };
    Some((u16::from_be_bytes(array(bytes, 8)?), header))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        let first = Header::first(Identity { store: [1; 16], epoch: [2; 16] });
        let before = Head { revision: Revision(3), hash: Hash([4; 32]) };
        Header { before, oldest: Revision(2), tail: 99, ..first }.with_checkpoint(b"state")
    }

    #[test]
    fn a_header_reads_as_it_was_written() {
        let bytes = header().to_bytes();
        assert_eq!(bytes.len(), HEADER);
        assert_eq!(Header::parse(&bytes), Ok(header()));
    }

    #[test]
    fn a_flipped_bit_is_never_taken_for_a_header_nor_for_a_newer_format() {
        for bit in 0..HEADER * 8 {
            let mut bytes = header().to_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let expected = if bit / 8 < MAGIC.len() { HeaderError::NotAJournal } else { HeaderError::Damaged };
            assert_eq!(Header::parse(&bytes), Err(expected), "bit {bit}");
        }
    }
}
