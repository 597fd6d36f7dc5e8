//! The engine that keeps a journal in plain files.
//!
//! A directory holds segments (the truth), each named by its first revision, `journal.anchor` (how
//! far they had certainly come) and `journal.lock` (who has it open). The newest segment grows by
//! zero-filled steps, so that an append is one write into room that is there already and one
//! `fdatasync`. Opening reads the newest segment alone. A failed write or sync stops the journal,
//! because what such a disk holds is known only after reading it again; a full disk does not.

mod anchor;
mod copy;
mod header;
mod listing;
mod open;
mod read;
mod reader;
mod rotate;
mod seal;
mod sealed;
mod segment;
mod trouble;
mod verify;
mod walk;

pub use copy::copy;
pub use header::MAX_CHECKPOINT_BYTES;
pub use reader::{Reader, segments};
pub use rotate::Old;
pub use seal::{SealError, seal_closed};
pub use trouble::{Damage, OpenError};
pub use verify::{Report, verify};

use crate::contract::admit;
use crate::disk::{Disk, Guard, Medium, is_no_space};
use crate::plant::{self, Bug};
use crate::record;
use crate::{AppendError, BatchId, Head, Identity, Journal, ReadError, Replay, Revision, Stored};
use anchor::{Anchor, Point};
use header::Header;
use read::{Opened, Places};
use std::io;
use std::sync::{Arc, Mutex};

/// After a crash the anchor is fewer entries than this behind the log.
const ANCHOR_EVERY: u64 = 64;
const ZEROS_AT_ONCE: u64 = 1024 * 1024;

/// How to open a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// By how many bytes the newest segment grows at once, zero-filled. More makes growing rarer
    /// and each time longer; 0 grows by just what is needed.
    pub step_bytes: u64,
    /// What a new journal is called. Ignored when there is a journal already.
    pub identity: Identity,
}

impl Options {
    /// Steps of 4 MiB, which suits a server's journal.
    #[must_use]
    pub fn new(identity: Identity) -> Options {
        Options { step_bytes: 4 * 1024 * 1024, identity }
    }
}

/// What is done with a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentState {
    /// It is written to.
    Active,
    /// It is complete.
    Closed,
    /// It is complete and compressed.
    Sealed,
}

/// One segment of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentInfo {
    /// Its first revision, which names it.
    pub first: Revision,
    /// Its last revision; the one before `first` if it has none yet.
    pub last: Revision,
    /// What is done with it.
    pub state: SegmentState,
    /// Bytes in use by it.
    pub bytes: u64,
}

/// An older segment.
#[derive(Clone, Copy)]
struct Closed {
    first: Revision,
    last: Revision,
}

/// A journal in a directory of its own, held by this process alone.
pub struct FileJournal {
    disk: Arc<dyn Disk>,
    /// The newest segment: its name, its beginning, its bytes.
    file: String,
    header: Header,
    log: Box<dyn Medium>,
    head: Head,
    anchor: Anchor,
    /// Older segments that are kept, oldest first.
    closed: Vec<Closed>,
    recent: Mutex<Option<Opened>>,
    places: Places,
    /// Where the newest record starts.
    last_record: u64,
    /// Behind the newest batch.
    end: u64,
    /// Up to here the file is there, durable, and zero behind `end`.
    allocated: u64,
    step: u64,
    /// Why nothing is taken any more.
    stopped: Option<String>,
    buffer: Vec<u8>,
    _lock: Guard,
}

impl FileJournal {
    /// Opens the journal on `disk` or makes a new one there, and replays the newest segment: its
    /// checkpoint, if it begins with one, and its entries. Older segments are asked only whether
    /// they are all there and belong together. Entries are durable before this returns; a torn tail
    /// that was never acknowledged is cut. `replay` may have been called when an error is the
    /// answer: forget then what it built.
    ///
    /// # Errors
    /// See [`OpenError`]; nothing that is there is changed when damage is the answer.
    pub fn open(disk: Arc<dyn Disk>, options: Options, replay: &mut dyn Replay) -> Result<FileJournal, OpenError> {
        open::open(disk, options, replay)
    }

    /// Which journal this is, as it was called when it was new.
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.header.identity
    }

    /// The disk it is on, for sealing and verifying beside it.
    #[must_use]
    pub fn disk(&self) -> Arc<dyn Disk> {
        self.disk.clone()
    }

    /// The oldest revision that can be read; behind the head if there is none yet.
    #[must_use]
    pub fn first(&self) -> Revision {
        self.header.oldest
    }

    /// Bytes of the newest segment in use, without what is preallocated.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.end
    }

    /// Every segment that is kept, oldest first.
    ///
    /// # Errors
    /// What the system says of an older segment's file.
    pub fn segments(&self) -> io::Result<Vec<SegmentInfo>> {
        let mut segments = Vec::new();
        for Closed { first, last } in &self.closed {
            let segment = segment::Segment::open_closed(&*self.disk, *first).map_err(io::Error::other)?;
            let Some(segment) = segment else { return Err(io::ErrorKind::NotFound.into()) };
            let state = if segment.is_sealed() { SegmentState::Sealed } else { SegmentState::Closed };
            segments.push(SegmentInfo { first: *first, last: *last, state, bytes: segment.file_bytes()? });
        }
        let (first, last) = (self.header.first_revision(), self.head.revision);
        segments.push(SegmentInfo { first, last, state: SegmentState::Active, bytes: self.end });
        Ok(segments)
    }

    /// Notes in the anchor how far the log came, then lets go of the directory. Without it (a kill,
    /// a dropped journal whose disk fails) at most the last 63 entries lack that protection.
    ///
    /// # Errors
    /// When the anchor cannot be written. The log itself is whole: every answered append is durable.
    pub fn close(mut self) -> io::Result<()> {
        self.move_anchor(1)
    }

    /// Writes the anchor if the log is at least `distance` entries past it, or in a newer segment.
    /// On a full disk it stays behind: then it warns of less, and there will be room again.
    fn move_anchor(&mut self, distance: u64) -> io::Result<()> {
        match self.try_anchor(self.head, distance) {
            Err(error) if is_no_space(&error) => Ok(()),
            Err(error) => {
                self.stop("writing the anchor", &error);
                Err(error)
            }
            Ok(()) => Ok(()),
        }
    }

    fn anchor_at(&mut self, head: Head, distance: u64) -> io::Result<()> {
        self.try_anchor(head, distance).inspect_err(|error| drop(self.stop("writing the anchor", error)))
    }

    fn try_anchor(&mut self, head: Head, distance: u64) -> io::Result<()> {
        let point = Point { store: self.header.identity.store, head, segment: self.header.first_revision() };
        let near = head.revision.0.saturating_sub(self.anchor.revision().0) < distance;
        let same_segment = self.anchor.newest.is_some_and(|newest| newest.segment == point.segment);
        if self.stopped.is_some() || !self.anchor.lags(point) || (near && same_segment) {
            return Ok(());
        }
        self.anchor.write(point)
    }

    /// Nothing is taken from here on; the reason is what later appends are told.
    fn stop(&mut self, doing: &str, error: &io::Error) -> String {
        let why = format!("{doing} failed ({error})");
        if !plant::is(Bug::GoesOnAfterFailure) {
            self.stopped = Some(why.clone());
        }
        why
    }

    fn unavailable(&self) -> AppendError {
        AppendError::Unavailable(self.stopped.clone().unwrap_or_default())
    }

    /// Makes room for `needed` bytes behind the end, and more by the step if the disk allows it.
    fn make_room(&mut self, needed: u64) -> Result<(), AppendError> {
        let must_reach = self.end + needed;
        if must_reach <= self.allocated {
            return Ok(());
        }
        let wanted = must_reach.max(self.allocated.saturating_add(self.step));
        let reached = match self.write_zeros(wanted) {
            // The step is a wish; what is left of the disk may still hold this batch.
            Err(error) if is_no_space(&error) => self.write_zeros(must_reach),
            other => other,
        };
        match reached.and_then(|reached| self.sync(true).map(|()| reached)) {
            Ok(reached) => self.allocated = reached,
            Err(error) => return Err(self.no_room(&error)),
        }
        Ok(())
    }

    /// Zero-fills from what is allocated up to `to`, and answers `to`.
    fn write_zeros(&self, to: u64) -> io::Result<u64> {
        let zeros = vec![0; (to - self.allocated).min(ZEROS_AT_ONCE) as usize];
        let mut reached = self.allocated;
        while reached < to {
            let now = (to - reached).min(ZEROS_AT_ONCE);
            self.log.write_at(&zeros[..now as usize], reached)?;
            reached += now;
        }
        Ok(to)
    }

    /// The batch was not begun, so a full disk is only a matter of waiting; any other failure stops.
    fn no_room(&mut self, error: &io::Error) -> AppendError {
        if is_no_space(error) {
            AppendError::NotApplied(format!("the disk of the journal is full ({error}); make room on it"))
        } else {
            AppendError::Unavailable(self.stop("making room for the journal", error))
        }
    }

    /// One sync; what it did not do is never tried again.
    fn sync(&self, all: bool) -> io::Result<()> {
        let sync = || if all { self.log.sync_all() } else { self.log.sync_data() };
        let done = sync();
        if done.is_err() && plant::is(Bug::FailedFsyncRetried) {
            return sync();
        }
        done
    }

    /// Makes the bytes durable that lie behind `end`.
    fn write_durably(&self, bytes: &[u8]) -> io::Result<()> {
        self.log.write_at(bytes, self.end)?;
        if plant::is(Bug::AnswerBeforeFdatasync) {
            return Ok(());
        }
        self.sync(false)
    }
}

impl Journal for FileJournal {
    fn head(&self) -> Head {
        self.head
    }

    fn append(&mut self, expected: Revision, batch: BatchId, entries: &[Vec<u8>]) -> Result<Head, AppendError> {
        if self.stopped.is_some() {
            return Err(self.unavailable());
        }
        admit(self.head, expected, entries)?;
        if entries.is_empty() {
            return Ok(self.head);
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let mut head = self.head;
        let mut starts = Vec::with_capacity(entries.len());
        for (fields, hash, payload) in record::chain(self.head, batch, entries) {
            starts.push((fields.revision, self.end + buffer.len() as u64));
            record::encode(&mut buffer, &self.header.identity.store, fields, payload);
            head = Head { revision: fields.revision, hash };
        }
        match self.make_room(buffer.len() as u64) {
            Err(AppendError::NotApplied(_)) if plant::is(Bug::NoSpaceSaidAsDone) => return Ok(head),
            other => other?,
        }
        if plant::is(Bug::AnchorAheadOfLog) {
            let _planted = self.anchor_at(head, 1);
        }
        if let Err(error) = self.write_durably(&buffer) {
            return Err(AppendError::Unknown(self.stop("writing the journal", &error)));
        }
        starts.iter().for_each(|(revision, start)| self.places.note(*revision, *start));
        self.last_record = starts.last().map_or(0, |(_, start)| *start);
        self.end += buffer.len() as u64;
        self.head = head;
        self.buffer = buffer;
        // The batch is durable whatever the anchor says; a failing disk shows at the next append.
        let _stops_the_next = self.move_anchor(ANCHOR_EVERY);
        Ok(self.head)
    }

    fn read(&self, after: Revision, limit: usize) -> Result<Vec<Stored>, ReadError> {
        self.read_entries(after, limit)
    }
}

impl std::fmt::Debug for FileJournal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileJournal")
            .field("dir", &self.disk.path())
            .field("head", &self.head)
            .field("stopped", &self.stopped)
            .finish_non_exhaustive()
    }
}

impl Drop for FileJournal {
    fn drop(&mut self) {
        // Whoever wants to know calls `close`; a lost anchor only warns later, it loses nothing.
        let _best_effort = self.move_anchor(1);
    }
}

/// Makes the directory's names durable: the step that everything new has to pass.
fn durable_names(disk: &dyn Disk) -> io::Result<()> {
    if plant::is(Bug::NoDirectoryFsync) { Ok(()) } else { disk.sync() }
}
