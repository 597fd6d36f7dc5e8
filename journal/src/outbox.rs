//! A terminal's outbox: what it wants of the server, on its own disk until the final answer, and
//! after it until the server's answer is known to lie in a second place.
//!
//! "Saved here" is said when [`Outbox::push`] returned. Items go out in order, and each is settled
//! in order by its final answer. A kill between the two leaves the item pending, to be sent again
//! under the same (incarnation, seq), which the server answers as the first time. A server that was
//! restored from an older copy lacks settled items: [`Outbox::reopen`] makes them pending again, the
//! same bytes under the same numbers. A disk that was itself put back from a copy would use numbers
//! again that the server has answered: [`Outbox::skip_to`] goes on behind them.

mod queue;

use crate::disk::{Disk, RealDisk};
use crate::file::{FileJournal, Old, OpenError, Options};
use crate::plant::{self, Bug};
use crate::{AppendError, BatchId, Identity, Journal, MAX_ENTRY_BYTES, Revision};
use queue::{PUSHED, Queue, REOPENED, SETTLED, SKIPPED};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// An outbox whose log is longer than this, and than twice what it has to hold, starts over.
const START_OVER_BYTES: u64 = 4 * 1024 * 1024;
const STEP_BYTES: u64 = 256 * 1024;
/// Settled items have at most so many bytes together; then the oldest are given up.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// Kind and number, before the bytes of an entry.
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

/// A durable queue of opaque items with numbers from 1, dense but for those that were skipped.
pub struct Outbox {
    journal: FileJournal,
    queue: Queue,
    /// Up to here the items lie in a second place.
    forgettable: u64,
    /// Up to here nothing that was settled is on the disk.
    shed: u64,
    /// After a disk that would not start over, the log grows up to here before the next try.
    not_before: u64,
}

impl Outbox {
    /// Opens the outbox in `dir`, or makes a new one whose incarnation is `fresh` (drawn at random
    /// by the caller).
    ///
    /// # Errors
    /// [`OutboxError::Open`] and [`OutboxError::UnknownEntry`]; a damaged outbox is never silently
    /// replaced by an empty one.
    pub fn open(dir: &Path, fresh: [u8; 16]) -> Result<Outbox, OutboxError> {
        let disk = RealDisk::new(dir).map_err(|source| OpenError::Io { doing: "making its directory", source })?;
        Outbox::on(Arc::new(disk), fresh)
    }

    /// Opens the outbox on a disk of its own, as [`Outbox::open`] does in a directory.
    ///
    /// # Errors
    /// As [`Outbox::open`].
    pub fn on(disk: Arc<dyn Disk>, fresh: [u8; 16]) -> Result<Outbox, OutboxError> {
        let mut queue = Queue::default();
        let options = Options { step_bytes: STEP_BYTES, identity: Identity { store: fresh, epoch: fresh } };
        let journal = FileJournal::open(disk, options, &mut queue)?;
        match queue.unknown {
            Some(revision) => Err(OutboxError::UnknownEntry { revision }),
            None => Ok(Outbox { journal, queue, forgettable: 0, shed: 0, not_before: 0 }),
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
        if !plant::is(Bug::OutboxInMemory) {
            self.append(entry(PUSHED, seq, seq_payload))?;
        }
        self.queue.push(seq_payload.to_vec());
        Ok(seq)
    }

    /// Notes durably that `seq` has its final answer. The item is kept all the same. Settling it
    /// again changes nothing, as the answer to a resend may arrive twice.
    ///
    /// # Errors
    /// [`OutboxError::OutOfOrder`] unless it is the oldest pending one; [`OutboxError::Append`] as
    /// in [`Outbox::push`].
    pub fn settle(&mut self, seq: u64) -> Result<(), OutboxError> {
        if (1..=self.queue.settled).contains(&seq) {
            return Ok(());
        }
        let oldest = self.queue.oldest_pending();
        if oldest != Some(seq) {
            return Err(OutboxError::OutOfOrder { given: seq, oldest });
        }
        self.settle_up_to(seq)
    }

    /// The same for everything that is pending up to `seq`, in one step.
    ///
    /// # Errors
    /// [`OutboxError::Append`] as in [`Outbox::push`]; after `NotApplied` everything is as before.
    pub fn settle_up_to(&mut self, seq: u64) -> Result<(), OutboxError> {
        let answered: Vec<u64> = self.pending().map(|(oldest, _)| oldest).take_while(|oldest| *oldest <= seq).collect();
        if answered.is_empty() {
            return Ok(());
        }
        let (expected, batch) = self.place();
        let entries: Vec<Vec<u8>> = answered.iter().map(|seq| entry(SETTLED, *seq, &[])).collect();
        self.journal.append(expected, batch, &entries)?;
        answered.iter().for_each(|_| self.queue.settle());
        self.start_over_if_long();
        Ok(())
    }

    /// The server lacks everything from `expected` on: what is still here of it is pending again,
    /// durably. Nothing changes when `expected` is not settled.
    ///
    /// # Errors
    /// [`OutboxError::Append`] as in [`Outbox::push`]; after `NotApplied` everything is as before.
    pub fn reopen(&mut self, expected: u64) -> Result<(), OutboxError> {
        let first = self.queue.first_from(expected);
        if first > self.queue.settled {
            return Ok(());
        }
        self.append(entry(REOPENED, first, &[]))?;
        self.queue.reopen(first);
        self.forgettable = self.forgettable.min(self.queue.settled);
        Ok(())
    }

    /// The next item gets the number `next`: those before it were used, by this disk before it was
    /// put back from a copy. What is pending keeps its numbers. Nothing changes when `next` is no
    /// later than the number that would come anyway.
    ///
    /// # Errors
    /// [`OutboxError::Append`] as in [`Outbox::push`]; after `NotApplied` everything is as before.
    pub fn skip_to(&mut self, next: u64) -> Result<(), OutboxError> {
        if next <= self.queue.last().saturating_add(1) || next == u64::MAX {
            return Ok(());
        }
        self.append(entry(SKIPPED, next, &[]))?;
        self.queue.skip_to(next);
        Ok(())
    }

    /// The settled items up to `seq`, and no others, lie in a second place too; only the last word
    /// counts. They are still kept for as long as the log is short: whoever has to go back to an
    /// older copy than the newest gets them all the same.
    pub fn forget(&mut self, seq: u64) {
        self.forgettable = seq.min(self.queue.settled);
        self.start_over_if_long();
    }

    /// Something was erased that settled items up to `seq` may tell: those of them that lie in a
    /// second place too are on this disk no more, and no byte of them.
    pub fn shed(&mut self, seq: u64) {
        let seq = seq.min(self.forgettable);
        if seq <= self.shed {
            return;
        }
        // A disk that fails here shows at the next push; what is said again is tried again.
        if self.journal.rotate(&self.queue.checkpoint_without(self.forgettable), Old::Drop).is_ok() {
            self.queue.give_up_to(self.forgettable);
            self.shed = seq;
        }
    }

    /// Settled items up to `seq` are of no use (they cannot be opened any more): from now on they
    /// are not there. Pending ones stay.
    pub fn give_up(&mut self, seq: u64) {
        self.queue.give_up_to(seq);
    }

    /// What has no final answer yet, oldest first: (seq, item).
    pub fn pending(&self) -> impl ExactSizeIterator<Item = (u64, &[u8])> {
        self.queue.after(self.queue.settled)
    }

    /// What has its final answer and is kept, oldest first.
    pub fn kept(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.queue.after(0).take_while(|(seq, _)| *seq <= self.queue.settled)
    }

    /// The number of the oldest item that is still here, kept or pending; where there is none, the
    /// number that the next one will get.
    #[must_use]
    pub fn oldest_seq(&self) -> u64 {
        self.queue.oldest()
    }

    /// The number of the first item from `seq` on that is still here; where there is none, the
    /// number that the next one will get.
    #[must_use]
    pub fn first_seq_from(&self, seq: u64) -> u64 {
        self.queue.first_from(seq)
    }

    /// Everything up to this number has its final answer.
    #[must_use]
    pub fn settled_seq(&self) -> u64 {
        self.queue.settled
    }

    /// Everything up to this number has had a final answer once, also what is pending again.
    #[must_use]
    pub fn reached_seq(&self) -> u64 {
        self.queue.reached
    }

    /// Names this disk's numbering: new when the outbox is new, the same for all its life.
    #[must_use]
    pub fn incarnation(&self) -> [u8; 16] {
        self.journal.identity().store
    }

    /// The highest number given or skipped so far; 0 if none.
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

    /// Begins a new log without what may be forgotten, once that is much less than the old one.
    fn start_over_if_long(&mut self) {
        let size = self.journal.size_bytes();
        let needed = || self.queue.bytes_without(self.forgettable) as u64;
        if size <= START_OVER_BYTES.max(self.not_before) || size <= START_OVER_BYTES + 2 * needed() {
            return;
        }
        // Nothing depends on it: a longer log works as well, and a disk that fails here shows at
        // the next push.
        match self.journal.rotate(&self.queue.checkpoint_without(self.forgettable), Old::Drop) {
            Ok(()) => {
                self.queue.give_up_to(self.forgettable);
                self.not_before = 0;
            }
            Err(_) => self.not_before = size + STEP_BYTES,
        }
    }

    fn append(&mut self, entry: Vec<u8>) -> Result<(), AppendError> {
        let (expected, batch) = self.place();
        self.journal.append(expected, batch, &[entry]).map(|_| ())
    }

    /// One writer: the revision of its first entry names a batch.
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
            .field("pending", &self.pending().len())
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
