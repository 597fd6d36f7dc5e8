//! What every engine promises, in the same words and with the same limits.

use crate::{Hash, Head, Revision};
use std::fmt;

/// The most bytes that one entry may have (256 KiB), in every engine.
pub const MAX_ENTRY_BYTES: usize = 256 * 1024;

/// The most bytes that the entries of one batch may have together (1 MiB), in every engine.
pub const MAX_BATCH_BYTES: usize = 1024 * 1024;

/// Names one append for ever. Whoever is in doubt asks again with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub u128);

impl fmt::Display for BatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Which journal this is. The caller draws both at random when the journal is new; from then on
/// they are what was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The store: new when the disk is new.
    pub store: [u8; 16],
    /// The epoch: new after a restore or a forced failover.
    pub epoch: [u8; 16],
}

/// One entry as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number.
    pub revision: Revision,
    /// The hash of its record, which the next record repeats.
    pub hash: Hash,
    /// The append that brought it.
    pub batch: BatchId,
    /// The caller's bytes, unchanged.
    pub payload: Vec<u8>,
}

/// Without the payload, which may be about people and has no place in a log.
impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stored")
            .field("revision", &self.revision)
            .field("hash", &self.hash)
            .field("batch", &self.batch)
            .field("payload_bytes", &self.payload.len())
            .finish()
    }
}

/// What a journal tells whoever opens or verifies it, in order.
pub trait Replay {
    /// What the caller gave when a segment began behind `at`: everything up to there.
    fn checkpoint(&mut self, at: Head, bytes: &[u8]);

    /// The next entry.
    fn entry(&mut self, stored: &Stored);
}

/// Who does not want to know.
impl Replay for () {
    fn checkpoint(&mut self, _at: Head, _bytes: &[u8]) {}
    fn entry(&mut self, _stored: &Stored) {}
}

/// One property's append-only log. There is one writer; whoever else writes is told by a conflict.
///
/// Two things are not asked of an engine. *Lease*: that there is one writer is settled when a
/// journal is opened (a file by its lock, a database by its own lease), and is lost with the value
/// that was opened; between the two, `expected` turns away whoever is late. *Watch*: whoever appends
/// knows the new head first and publishes it; who looks from outside reads behind what it has.
pub trait Journal: Send {
    /// The newest entry that is durable. Costs nothing.
    fn head(&self) -> Head;

    /// Appends all of `entries` behind `expected`, or none of them; durable on return, and the new
    /// head is the answer. The same batch appended again is a [`AppendError::Conflict`], never a
    /// second copy: [`append_settled`](crate::append_settled) turns that into the first answer.
    ///
    /// # Errors
    /// See [`AppendError`]: only [`AppendError::Unknown`] leaves open whether the batch was kept.
    fn append(&mut self, expected: Revision, batch: BatchId, entries: &[Vec<u8>]) -> Result<Head, AppendError>;

    /// Up to `limit` durable entries behind `after`, in order and without gaps; fewer only at the
    /// head. A revision reads the same for ever.
    ///
    /// # Errors
    /// See [`ReadError`]. What is damaged is named, never served.
    fn read(&self, after: Revision, limit: usize) -> Result<Vec<Stored>, ReadError>;
}

/// Why an append did not answer with a new head.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Somebody (perhaps an earlier try of this batch) was first. Nothing was written.
    #[error(
        "the journal has moved on to revision {}: read what is new and decide again",
        .head.revision
    )]
    Conflict {
        /// The head as it is now.
        head: Head,
    },
    /// Certainly not written; the journal goes on working.
    #[error("nothing was written: {0}; try again later")]
    NotApplied(String),
    /// Perhaps written: a normal answer, settled by [`append_settled`](crate::append_settled).
    #[error("it is not known whether this was written: {0}; ask again with the same batch id")]
    Unknown(String),
    /// Over [`MAX_ENTRY_BYTES`] or [`MAX_BATCH_BYTES`]. Nothing was written, nor will it be.
    #[error("{bytes} bytes are too many for the journal, which takes {limit} at once: divide them")]
    TooLarge {
        /// What was offered.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
    /// Certainly not written, and nothing will be until the journal is opened again.
    #[error("the journal takes nothing more: {0}; open it again to go on")]
    Unavailable(String),
}

/// Why entries cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes on the disk are no longer what was written.
    #[error(
        "revision {revision} is damaged, in {file} at byte {offset}: stop, keep the disk, and \
         restore from the mirror or the newest backup"
    )]
    Damaged {
        /// The segment's file.
        file: String,
        /// The first entry that cannot be read.
        revision: Revision,
        /// Where it starts in the segment; in a sealed one, counted as before it was compressed.
        offset: u64,
    },
    /// Older than what this journal still keeps.
    #[error("entries before revision {first} are no longer in this journal: start from a snapshot")]
    Compacted {
        /// The first revision that can be read.
        first: Revision,
    },
    /// The engine cannot be asked now.
    #[error("the journal cannot be read: {0}; try again when it is open")]
    Unavailable(String),
}

/// What every engine checks before it writes, in this order.
pub(crate) fn admit(head: Head, expected: Revision, entries: &[Vec<u8>]) -> Result<(), AppendError> {
    if let Some(entry) = entries.iter().find(|entry| entry.len() > MAX_ENTRY_BYTES) {
        return Err(AppendError::TooLarge { bytes: entry.len(), limit: MAX_ENTRY_BYTES });
    }
    let bytes = entries.iter().map(Vec::len).sum();
    if bytes > MAX_BATCH_BYTES {
        return Err(AppendError::TooLarge { bytes, limit: MAX_BATCH_BYTES });
    }
    if expected != head.revision {
        return Err(AppendError::Conflict { head });
    }
    Ok(())
}
