//! Beginning a new segment at the head: same journal, same chain, with a checkpoint in front.

use super::header::{Header, MAX_CHECKPOINT_BYTES};
use super::open::{remove_segment, write_new};
use super::{Closed, FileJournal, durable_names, listing};
use crate::AppendError;
use crate::disk::{is_no_space, overwrite};
use crate::plant::{self, Bug};
use crate::{Hash, Head};
use std::io;

/// What becomes of the segments before a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// They stay readable.
    Keep,
    /// They are taken away once the new one is durable; reading them is then
    /// [`ReadError::Compacted`](crate::ReadError::Compacted).
    Drop,
}

impl FileJournal {
    /// Ends the newest segment at the head and begins another with `checkpoint` (opaque here; an
    /// empty one is none), from which opening starts. In one step: after a crash at any point there
    /// is the old state or the new one. Revisions, hashes and the anchor go on. A newest segment
    /// without entries is replaced.
    ///
    /// # Errors
    /// As [`Journal::append`](crate::Journal::append). After `NotApplied` the old state is in force
    /// and works; only `Unknown` leaves open which one is, until the journal is opened again.
    pub fn rotate(&mut self, checkpoint: &[u8], old: Old) -> Result<(), AppendError> {
        self.begin_segment(self.header.identity.epoch, checkpoint, old)
    }

    /// Begins a segment of a new epoch, as after a restore: whoever has seen the journal further
    /// than it reaches now can tell that it is not the same any more.
    ///
    /// # Errors
    /// As [`FileJournal::rotate`].
    pub fn begin_epoch(&mut self, epoch: [u8; 16], checkpoint: &[u8]) -> Result<(), AppendError> {
        self.begin_segment(epoch, checkpoint, Old::Keep)
    }

    fn begin_segment(&mut self, epoch: [u8; 16], checkpoint: &[u8], old: Old) -> Result<(), AppendError> {
        if let Some(why) = &self.stopped {
            return Err(AppendError::Unavailable(why.clone()));
        }
        if checkpoint.len() > MAX_CHECKPOINT_BYTES {
            return Err(AppendError::TooLarge { bytes: checkpoint.len(), limit: MAX_CHECKPOINT_BYTES });
        }
        // So that an older history behind the new segment's beginning is noticed.
        self.try_anchor(self.head, 1).map_err(|error| self.not_rotated(&error))?;
        let replaces = self.head == self.header.before;
        let mut header = self.next_header(checkpoint, old);
        header.identity.epoch = epoch;
        let new = write_new(&*self.disk, &header, checkpoint).map_err(|error| self.not_rotated(&error))?;
        if plant::is(Bug::DropsOldBeforeNewIsDurable) && old == Old::Drop {
            self.remove_old();
        }
        let first = header.first_revision();
        let name = listing::log(first);
        // From here on it is open which state a crash would leave, until the name is durable.
        let renamed = self.disk.rename(&listing::new_log(first), &name).and_then(|()| durable_names(&*self.disk));
        if let Err(error) = renamed {
            return Err(AppendError::Unknown(self.stop("putting a new segment in place", &error)));
        }
        if self.head != self.header.before {
            self.closed.push(Closed { first: self.header.first_revision(), last: self.head.revision });
        }
        if old == Old::Drop {
            self.remove_old();
        }
        *self.recent.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
        self.file = name;
        self.header = header;
        let before = std::mem::replace(&mut self.log, new);
        if replaces && old == Old::Drop {
            let _best_effort = overwrite(&*before);
        }
        self.places = super::read::Places::default();
        self.end = header.records_from();
        self.allocated = self.end;
        self.last_record = 0;
        // As after an append: a failing disk shows at the next one.
        let _stops_the_next = self.move_anchor(1);
        Ok(())
    }

    fn next_header(&self, checkpoint: &[u8], old: Old) -> Header {
        let mut before = self.head;
        if plant::is(Bug::RotationSkipsBeforeHash) {
            before = Head { hash: Hash::EMPTY, ..before };
        }
        let replaces = self.head == self.header.before;
        let tail = if replaces { self.header.tail } else { self.last_record };
        let oldest = match old {
            Old::Keep => self.header.oldest,
            Old::Drop => before.revision.next(),
        };
        Header { before, tail, oldest, ..self.header }.with_checkpoint(checkpoint)
    }

    /// Nothing was put in force: a full disk is only a matter of waiting, any other failure stops.
    fn not_rotated(&mut self, error: &io::Error) -> AppendError {
        if is_no_space(error) {
            // What was begun takes room away; if it stays, opening clears it away.
            let _best_effort = self.disk.remove(&listing::new_log(self.head.revision.next()));
            return AppendError::NotApplied(format!("the disk of the journal is full ({error}); make room on it"));
        }
        AppendError::Unavailable(self.stop("making a new segment", error))
    }

    /// What cannot be removed now, opening removes: the new segment says that it was dropped.
    fn remove_old(&mut self) {
        for closed in self.closed.drain(..) {
            let _next_opening = remove_segment(&*self.disk, closed.first);
        }
    }
}
