//! How one entry lies in a log, and what its hash covers.
//!
//! ```text
//! len u32 | crc u32 | revision u64 | hash before 32 | batch u128 | position u32 | count u32 | payload
//! ```
//! All numbers are big-endian; `len` is the payload's. The CRC covers the store's id, `len` and
//! everything behind the CRC, so a record of another store is no record here. The hash covers
//! everything behind the CRC and nothing of the engine. `position` of `count` make a batch atomic:
//! a batch whose last record is missing was never acknowledged.

use crate::plant::{self, Bug};
use crate::{BatchId, Hash, Head, MAX_ENTRY_BYTES, Revision, Stored};
use sha2::{Digest, Sha256};

/// Bytes of a record before its payload.
pub(crate) const RECORD_HEADER: usize = 72;
const CHECKED_FROM: usize = 8;

/// What a record says about its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) revision: Revision,
    pub(crate) before: Hash,
    pub(crate) batch: BatchId,
    /// From 0.
    pub(crate) position: u32,
    pub(crate) count: u32,
}

impl Fields {
    fn to_bytes(self) -> [u8; RECORD_HEADER - CHECKED_FROM] {
        let mut bytes = [0; RECORD_HEADER - CHECKED_FROM];
        bytes[..8].copy_from_slice(&self.revision.0.to_be_bytes());
        bytes[8..40].copy_from_slice(&self.before.0);
        bytes[40..56].copy_from_slice(&self.batch.0.to_be_bytes());
        bytes[56..60].copy_from_slice(&self.position.to_be_bytes());
        bytes[60..].copy_from_slice(&self.count.to_be_bytes());
        bytes
    }

    fn hash(self, payload: &[u8]) -> Hash {
        let mut digest = Sha256::new();
        digest.update(self.to_bytes());
        digest.update(payload);
        Hash(digest.finalize().into())
    }

    /// The revision before the first entry of this record's batch.
    pub(crate) fn batch_behind(&self) -> Option<Revision> {
        let first = self.revision.0.checked_sub(u64::from(self.position))?;
        first.checked_sub(1).map(Revision)
    }
}

/// A whole record, as found.
pub(crate) struct Record<'a> {
    pub(crate) fields: Fields,
    pub(crate) payload: &'a [u8],
}

impl Record<'_> {
    /// Bytes on the disk.
    pub(crate) fn size(&self) -> usize {
        RECORD_HEADER + self.payload.len()
    }

    pub(crate) fn to_stored(&self) -> Stored {
        Stored {
            revision: self.fields.revision,
            hash: self.fields.hash(self.payload),
            batch: self.fields.batch,
            payload: self.payload.to_vec(),
        }
    }
}

/// The entries of one batch as they will be stored behind `head`, with their fields.
pub(crate) fn chain(mut head: Head, batch: BatchId, entries: &[Vec<u8>]) -> impl Iterator<Item = (Fields, Hash, &Vec<u8>)> {
    let count = entries.len() as u32;
    (0..count).zip(entries).map(move |(position, payload)| {
        let fields = Fields { revision: head.revision.next(), before: head.hash, batch, position, count };
        head = Head { revision: fields.revision, hash: fields.hash(payload) };
        (fields, head.hash, payload)
    })
}

/// Writes one record behind what `into` holds.
pub(crate) fn encode(into: &mut Vec<u8>, store: &[u8; 16], fields: Fields, payload: &[u8]) {
    let len = (payload.len() as u32).to_be_bytes();
    let checked = fields.to_bytes();
    into.extend_from_slice(&len);
    into.extend_from_slice(&crc(store, &len, &checked, payload).to_be_bytes());
    into.extend_from_slice(&checked);
    into.extend_from_slice(payload);
}

/// How many bytes the record that starts here says it has; nothing if no record says that.
pub(crate) fn announced(bytes: &[u8]) -> Option<usize> {
    let len = u32::from_be_bytes(array(bytes, 0)?) as usize;
    (len <= MAX_ENTRY_BYTES).then_some(RECORD_HEADER + len)
}

/// The record at the start of `bytes`, if a whole one of this store lies there.
pub(crate) fn decode<'a>(bytes: &'a [u8], store: &[u8; 16]) -> Option<Record<'a>> {
    let payload = bytes.get(RECORD_HEADER..announced(bytes)?)?;
    let fields = Fields {
        revision: Revision(u64::from_be_bytes(array(bytes, 8)?)),
        before: Hash(array(bytes, 16)?),
        batch: BatchId(u128::from_be_bytes(array(bytes, 48)?)),
        position: u32::from_be_bytes(array(bytes, 64)?),
        count: u32::from_be_bytes(array(bytes, 68)?),
    };
    // Cheap to ask, and nearly every byte that starts no record fails here, before its CRC.
    if fields.revision == Revision::EMPTY || fields.position >= fields.count {
        return None;
    }
    let written = u32::from_be_bytes(array(bytes, 4)?);
    let found = crc(store, bytes.get(..4)?, bytes.get(CHECKED_FROM..RECORD_HEADER)?, payload);
    (written == found || plant::is(Bug::CrcUnchecked)).then_some(Record { fields, payload })
}

fn crc(store: &[u8; 16], len: &[u8], checked: &[u8], payload: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(store);
    crc.update(len);
    crc.update(checked);
    crc.update(payload);
    crc.finalize()
}

/// `N` bytes from `at`, if there are so many.
pub(crate) fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORE: [u8; 16] = [7; 16];

    fn one() -> Vec<u8> {
        let mut bytes = Vec::new();
        for (fields, _, payload) in chain(Head::EMPTY, BatchId(9), &[b"a payload".to_vec()]) {
            encode(&mut bytes, &STORE, fields, payload);
        }
        bytes
    }

    #[test]
    fn a_record_reads_as_it_was_written() {
        let bytes = one();
        let record = decode(&bytes, &STORE).unwrap();
        assert_eq!(record.payload, b"a payload");
        assert_eq!(record.size(), bytes.len());
        assert_eq!(record.fields.batch, BatchId(9));
        assert_eq!(record.fields.batch_behind(), Some(Revision::EMPTY));
    }

    #[test]
    fn no_flipped_bit_and_no_other_store_reads_as_a_record() {
        let whole = one();
        for bit in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(decode(&bytes, &STORE).is_none(), "bit {bit}");
        }
        assert!(decode(&whole, &[8; 16]).is_none());
        assert!(decode(&whole[..whole.len() - 1], &STORE).is_none());
        assert!(decode(&[0; 4096], &STORE).is_none());
    }

    /// The spelling of format 0, byte by byte: what is hashed may never change.
    #[test]
    fn the_hash_covers_revision_before_batch_place_and_payload() {
        let mut by_hand = Vec::new();
        by_hand.extend_from_slice(&1u64.to_be_bytes());
        by_hand.extend_from_slice(&[0; 32]);
        by_hand.extend_from_slice(&9u128.to_be_bytes());
        by_hand.extend_from_slice(&0u32.to_be_bytes());
        by_hand.extend_from_slice(&1u32.to_be_bytes());
        by_hand.extend_from_slice(b"a payload");
        let expected = Hash(Sha256::digest(&by_hand).into());
        let bytes = one();
        assert_eq!(decode(&bytes, &STORE).unwrap().to_stored().hash, expected);
        assert_eq!(&bytes[8..], by_hand.as_slice());
    }
}
