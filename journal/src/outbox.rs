//! A terminal's outbox: what it wants of the server, on its own disk until the final answer.
//!
//! "Saved here" is said when [`Outbox::push`] returned. Items go out in order, and each is settled
//! in order by its final answer. A kill between the two leaves the item pending, to be sent again
//! under the same (incarnation, seq), which the server answers as the first time.

use crate::disk::RealDisk;
use crate::file::{FileJournal, Old, OpenError, Options};
use crate::record::array;
use crate::{AppendError, BatchId, Head, Identity, Journal, MAX_ENTRY_BYTES, Replay, Revision, Stored};
use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A settled outbox whose log is longer than this starts over.
const START_OVER_BYTES: u64 = 4 * 1024 * 1024;
const STEP_BYTES: u64 = 256 * 1024;

const PUSHED: u8 = 1;
const SETTLED: u8 = 2;
const MARK: usize = 9;

/// The most bytes that one item may have.
pub const MAX_ITEM_BYTES: usize = MAX_ENTRY_BYTES - MARK;

/// Why an outbox did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// The file below does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// An entry that this program does not know: a newer one wrote it.
    #[error(
        "the outbox holds an entry of an unknown kind at revision {revision}: install the newer \
         version of the program; nothing was changed"
    )]
    UnknownEntry {
        /// Where it is.
        revision: Revision,
    },
    /// The file below did not take it. After `Unknown` the item may be pending at the next opening.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// Only the oldest pending item can be settled.
    #[error("item {given} cannot be settled now: {}", match .oldest {
        Some(seq) => format!("item {seq} comes first"),
        None => "nothing is pending".to_owned(),
    })]
    OutOfOrder {
        /// What was to be settled.
        given: u64,
        /// The oldest pending item, if there is one.
        oldest: Option<u64>,
    },
}

/// A durable queue of opaque items with dense numbers from 1.
pub struct Outbox {
    journal: FileJournal,
    queue: Queue,
}

/// What the entries so far amount to.
#[derive(Default)]
struct Queue {
    settled: u64,
    pending: VecDeque<Vec<u8>>,
    /// The first entry or checkpoint that this program does not know.
    unknown: Option<Revision>,
}

impl Replay for Queue {
    /// The checkpoint of a log that was started over: everything up to this seq was settled.
    fn checkpoint(&mut self, at: Head, bytes: &[u8]) {
        match bytes.try_into() {
            Ok(seq) => self.settled = u64::from_be_bytes(seq),
            Err(_) => self.unknown = Some(at.revision),
        }
    }

    fn entry(&mut self, stored: &Stored) {
        if self.unknown.is_none() && !self.take(&stored.payload) {
            self.unknown = Some(stored.revision);
        }
    }
}

impl Queue {
    fn last(&self) -> u64 {
        self.settled + self.pending.len() as u64
    }

    fn oldest(&self) -> Option<u64> {
        (!self.pending.is_empty()).then_some(self.settled + 1)
    }

    /// Whether `entry` is one that can follow.
    fn take(&mut self, entry: &[u8]) -> bool {
        let (Some(kind), Some(seq)) = (entry.first(), array(entry, 1).map(u64::from_be_bytes)) else {
            return false;
        };
        match *kind {
            PUSHED if seq == self.last() + 1 => self.pending.push_back(entry[MARK..].to_vec()),
            SETTLED if Some(seq) == self.oldest() => {
                self.pending.pop_front();
                self.settled = seq;
            }
            _ => return false,
        }
        true
    }
}

impl Outbox {
    /// Opens the outbox in `dir`, or makes a new one whose incarnation is `fresh` (drawn at random
    /// by the caller).
    ///
    /// # Errors
    /// [`OutboxError::Open`] and [`OutboxError::UnknownEntry`]; a damaged outbox is never silently
    /// replaced by an empty one.
    pub fn open(dir: &Path, fresh: [u8; 16]) -> Result<Outbox, OutboxError> {
        let mut queue = Queue::default();
        let disk = RealDisk::new(dir).map_err(|source| OpenError::Io { doing: "making its directory", source })?;
        let options = Options { step_bytes: STEP_BYTES, identity: Identity { store: fresh, epoch: fresh } };
        let journal = FileJournal::open(Arc::new(disk), options, &mut queue)?;
        match queue.unknown {
            Some(revision) => Err(OutboxError::UnknownEntry { revision }),
            None => Ok(Outbox { journal, queue }),
        }
    }

    /// Keeps an item; durable on return. Its number is one more than that of the item before, also
    /// across restarts.
    ///
    /// # Errors
    /// [`OutboxError::Append`]: `NotApplied` while the disk is full, `TooLarge` over
    /// [`MAX_ITEM_BYTES`], `Unknown` and then `Unavailable` when the disk failed.
    pub fn push(&mut self, seq_payload: &[u8]) -> Result<u64, OutboxError> {
        if seq_payload.len() > MAX_ITEM_BYTES {
            return Err(OutboxError::Append(AppendError::TooLarge { bytes: seq_payload.len(), limit: MAX_ITEM_BYTES }));
        }
        let seq = self.queue.last() + 1;
        self.append(entry(PUSHED, seq, seq_payload))?;
        self.queue.pending.push_back(seq_payload.to_vec());
        Ok(seq)
    }

    /// Notes durably that `seq` has its final answer. Settling it again changes nothing, as the
    /// answer to a resend may arrive twice.
    ///
    /// # Errors
    /// [`OutboxError::OutOfOrder`] unless it is the oldest pending one; [`OutboxError::Append`] as
    /// in [`Outbox::push`].
    pub fn settle(&mut self, seq: u64) -> Result<(), OutboxError> {
        if (1..=self.queue.settled).contains(&seq) {
            return Ok(());
        }
        let oldest = self.queue.oldest();
        if oldest != Some(seq) {
            return Err(OutboxError::OutOfOrder { given: seq, oldest });
        }
        self.append(entry(SETTLED, seq, &[]))?;
        self.queue.pending.pop_front();
        self.queue.settled = seq;
        if self.queue.pending.is_empty() && self.journal.size_bytes() > START_OVER_BYTES {
            // The item is settled either way: a longer log works as well, the next settling tries
            // again, and a disk that fails here shows at the next push.
            let _next_time = self.journal.rotate(&seq.to_be_bytes(), Old::Drop);
        }
        Ok(())
    }

    /// What has no final answer yet, oldest first: (seq, item).
    pub fn pending(&self) -> impl ExactSizeIterator<Item = (u64, &[u8])> {
        let first = self.queue.settled;
        let items = self.queue.pending.iter().enumerate();
        items.map(move |(at, item)| (first + at as u64 + 1, item.as_slice()))
    }

    /// Names this disk's numbering: new when the outbox is new, the same for all its life.
    #[must_use]
    pub fn incarnation(&self) -> [u8; 16] {
        self.journal.identity().store
    }

    /// The highest number given so far; 0 if none.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.queue.last()
    }

    /// Lets go of the directory, as [`FileJournal::close`].
    ///
    /// # Errors
    /// When the anchor cannot be written; no item is lost by it.
    pub fn close(self) -> io::Result<()> {
        self.journal.close()
    }

    fn append(&mut self, entry: Vec<u8>) -> Result<(), AppendError> {
        let (expected, batch) = self.place();
        self.journal.append(expected, batch, &[entry]).map(|_| ())
    }

    /// One writer and one entry to a batch: the revision names the batch.
    fn place(&self) -> (Revision, BatchId) {
        let revision = self.journal.head().revision;
        (revision, BatchId(u128::from(revision.next().0)))
    }
}

impl std::fmt::Debug for Outbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outbox")
            .field("journal", &self.journal)
            .field("settled", &self.queue.settled)
            .field("pending", &self.queue.pending.len())
            .finish()
    }
}

fn entry(kind: u8, seq: u64, item: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(MARK + item.len());
    bytes.push(kind);
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(item);
    bytes
}
