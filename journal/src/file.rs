//! The engine that keeps a journal in one plain file.
//!
//! A directory holds `journal.log` (the truth), `journal.anchor` (how far it had certainly come) and
//! `journal.lock` (who has it open). The log grows by zero-filled steps, so that an append is one
//! write into room that is there already and one `fdatasync`. A failed write or sync stops the
//! journal, because what such a disk holds is known only after reading it again; a full disk does not.

mod anchor;
mod disk;
mod header;
mod open;
mod start_over;
#[cfg(test)]
mod trouble;
mod verify;
mod walk;

pub use open::OpenError;
pub use verify::{Damage, Report, verify, walk};

use crate::contract::admit;
use crate::record::{self, RECORD_HEADER};
use crate::{AppendError, BatchId, Head, Identity, Journal, ReadError, Revision, Stored};
use anchor::{Anchor, Point};
use disk::{Medium, is_no_space};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// After a crash the anchor is fewer entries than this behind the log.
const ANCHOR_EVERY: u64 = 64;
/// The most that one read fetches from the disk at once, unless a single entry is larger.
const READ_AT_ONCE: u64 = 1024 * 1024;
const ZEROS_AT_ONCE: u64 = 1024 * 1024;

/// How to open a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// By how many bytes the file grows at once, zero-filled. More makes growing rarer and each
    /// time longer; 0 grows by just what is needed.
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

/// A journal in a directory of its own, held by this process alone.
pub struct FileJournal {
    dir: PathBuf,
    identity: Identity,
    /// The head that the first record in this file continues.
    before: Head,
    head: Head,
    log: Box<dyn Medium>,
    anchor: Anchor,
    /// Where the record of each revision starts; the index is the distance from `before`.
    starts: Vec<u64>,
    /// Behind the newest batch.
    end: u64,
    /// Up to here the file is there, durable, and zero behind `end`.
    allocated: u64,
    step: u64,
    /// Why nothing is taken any more.
    stopped: Option<String>,
    buffer: Vec<u8>,
    _lock: File,
}

impl FileJournal {
    /// Opens the journal in `dir` or makes a new one there, and calls `each` for every entry from
    /// the oldest on. Entries are durable before this returns; a torn tail that was never
    /// acknowledged is cut. `each` may have been called when an error is the answer: forget then
    /// what it built.
    ///
    /// # Errors
    /// See [`OpenError`]; nothing that is there is changed then.
    pub fn open(dir: &Path, options: Options, mut each: impl FnMut(&Stored)) -> Result<FileJournal, OpenError> {
        open::open(dir, options, &mut each)
    }

    /// Which journal this is, as it was called when it was new.
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// Bytes of the log in use, without what is preallocated.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.end
    }

    /// Notes in the anchor how far the log came, then lets go of the directory. Without it (a kill,
    /// a dropped journal whose disk fails) at most the last 63 entries lack that protection.
    ///
    /// # Errors
    /// When the anchor cannot be written. The log itself is whole: every answered append is durable.
    pub fn close(mut self) -> io::Result<()> {
        self.move_anchor(1)
    }

    /// Writes the anchor if the log is at least `distance` entries past it.
    fn move_anchor(&mut self, distance: u64) -> io::Result<()> {
        let behind = self.head.revision.0 - self.anchor.revision().0.min(self.head.revision.0);
        if self.stopped.is_some() || behind < distance {
            return Ok(());
        }
        let written = self.anchor.write(Point { store: self.identity.store, head: self.head });
        if let Err(error) = &written {
            self.stop("writing the anchor", error);
        }
        written
    }

    /// Nothing is taken from here on; the reason is what later appends are told.
    fn stop(&mut self, doing: &str, error: &io::Error) -> String {
        let why = format!("{doing} failed ({error})");
        self.stopped = Some(why.clone());
        why
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
        match reached.and_then(|reached| self.log.sync_all().map(|()| reached)) {
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

    fn damaged(&self, at: usize) -> ReadError {
        ReadError::Damaged {
            revision: Revision(self.before.revision.0 + at as u64 + 1),
            offset: self.starts.get(at).copied().unwrap_or(self.end),
        }
    }

    /// Where the record behind the one at `at` starts.
    fn end_of(&self, at: usize) -> u64 {
        self.starts.get(at + 1).copied().unwrap_or(self.end)
    }

    /// Reads the records from index `from` up to `to`, or as many as one fetch holds.
    fn read_some(&self, from: usize, to: usize, out: &mut Vec<Stored>) -> Result<usize, ReadError> {
        let start = self.starts[from];
        let mut until = from + 1;
        while until < to && self.end_of(until) - start <= READ_AT_ONCE {
            until += 1;
        }
        let mut bytes = vec![0; (self.end_of(until - 1) - start) as usize];
        let got = self
            .log
            .read_at(&mut bytes, start)
            .map_err(|error| ReadError::Unavailable(format!("reading failed ({error})")))?;
        for at in from..until {
            let place = (self.starts[at] - start) as usize..(self.end_of(at) - start) as usize;
            let record = bytes[..got]
                .get(place.clone())
                .and_then(|bytes| record::decode(bytes, &self.identity.store))
                .filter(|record| record.size() == place.len() && record.fields.revision.0 == self.before.revision.0 + at as u64 + 1)
                .ok_or_else(|| self.damaged(at))?;
            out.push(record.to_stored());
        }
        Ok(until)
    }
}

impl Journal for FileJournal {
    fn head(&self) -> Head {
        self.head
    }

    fn append(&mut self, expected: Revision, batch: BatchId, entries: &[Vec<u8>]) -> Result<Head, AppendError> {
        if let Some(why) = &self.stopped {
            return Err(AppendError::Unavailable(why.clone()));
        }
        admit(self.head, expected, entries)?;
        if entries.is_empty() {
            return Ok(self.head);
        }
        let bytes = entries.iter().map(|entry| entry.len() + RECORD_HEADER);
        self.make_room(bytes.sum::<usize>() as u64)?;

        self.buffer.clear();
        let mut head = self.head;
        let indexed = self.starts.len();
        for (fields, hash, payload) in record::chain(self.head, batch, entries) {
            self.starts.push(self.end + self.buffer.len() as u64);
            record::encode(&mut self.buffer, &self.identity.store, fields, payload);
            head = Head { revision: fields.revision, hash };
        }
        let kept = self.log.write_at(&self.buffer, self.end).and_then(|()| self.log.sync_data());
        if let Err(error) = kept {
            self.starts.truncate(indexed);
            return Err(AppendError::Unknown(self.stop("writing the journal", &error)));
        }
        self.end += self.buffer.len() as u64;
        self.head = head;
        // The batch is durable whatever the anchor says; a failing disk shows at the next append.
        let _stops_the_next = self.move_anchor(ANCHOR_EVERY);
        Ok(self.head)
    }

    fn read(&self, after: Revision, limit: usize) -> Result<Vec<Stored>, ReadError> {
        let Some(from) = after.0.checked_sub(self.before.revision.0) else {
            return Err(ReadError::Compacted { first: self.before.revision.next() });
        };
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(self.starts.len());
        let to = from.saturating_add(limit).min(self.starts.len());
        let mut out = Vec::with_capacity(to - from);
        let mut at = from;
        while at < to {
            at = self.read_some(at, to, &mut out)?;
        }
        Ok(out)
    }
}

impl std::fmt::Debug for FileJournal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileJournal")
            .field("dir", &self.dir)
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
